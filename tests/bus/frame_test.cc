#include "bus/frame.h"

#include <catch2/catch.hpp>

namespace dateline::bus {
namespace {

std::expected<Message, FrameFault> Decode(const std::vector<std::string>& frames) {
  const std::vector<std::string_view> views(frames.begin(), frames.end());
  return DecodeFrames(views);
}

Message Example() {
  return {.type = MessageType::kPost, .kind = 2, .attempt = 3, .sender = 0x0000000200000001, .seq = 77,
          .number = -5, .claim = 0xffffffffffffffff, .bytes = 1234, .body = "a few words"};
}

FrameFault FaultOf(const std::vector<std::string>& frames) {
  const auto message = Decode(frames);
  REQUIRE_FALSE(message.has_value());
  return message.error();
}

}  // namespace

TEST_CASE("A message comes back as it was sent") {
  const Message sent = Example();
  const auto got = Decode(EncodeFrames(sent));
  REQUIRE(got.has_value());
  CHECK(got->type == sent.type);
  CHECK(got->kind == sent.kind);
  CHECK(got->attempt == sent.attempt);
  CHECK(got->sender == sent.sender);
  CHECK(got->seq == sent.seq);
  CHECK(got->number == sent.number);
  CHECK(got->claim == sent.claim);
  CHECK(got->bytes == sent.bytes);
  CHECK(got->body == sent.body);
}

TEST_CASE("A large body is cut into frames of at most one mebibyte") {
  Message message = Example();
  message.body.assign(kBodyFrameBytesMax * 2 + 1, 'x');
  const auto frames = EncodeFrames(message);
  REQUIRE(frames.size() == 4);
  CHECK(frames[0].size() == kHeaderBytes);
  CHECK(frames[3].size() == 1);
  CHECK(Decode(frames)->body == message.body);
}

TEST_CASE("Every wrong frame is refused for its own reason") {
  const auto good = EncodeFrames(Example());
  auto frames = good;

  SECTION("no frames at all") { CHECK(FaultOf({}) == FrameFault::kCount); }
  SECTION("a body frame is missing") { CHECK(FaultOf({good[0]}) == FrameFault::kCount); }
  SECTION("a body frame too many") {
    frames.emplace_back("more");
    CHECK(FaultOf(frames) == FrameFault::kCount);
  }
  SECTION("more frames than any message has") {
    frames.resize(2 + kBodyFramesMax, "x");
    CHECK(FaultOf(frames) == FrameFault::kCount);
  }
  SECTION("a short header") {
    frames[0].pop_back();
    CHECK(FaultOf(frames) == FrameFault::kSize);
  }
  SECTION("somebody else's magic") {
    frames[0][0] = 'X';
    CHECK(FaultOf(frames) == FrameFault::kMagic);
  }
  SECTION("a version of the future") {
    frames[0][3] = 9;
    CHECK(FaultOf(frames) == FrameFault::kVersion);
  }
  SECTION("one flipped bit in the header") {
    frames[0][20] = static_cast<char>(frames[0][20] ^ 4);
    CHECK(FaultOf(frames) == FrameFault::kHeaderSum);
  }
  SECTION("one flipped bit in the body") {
    frames[1][0] = static_cast<char>(frames[1][0] ^ 4);
    CHECK(FaultOf(frames) == FrameFault::kBodySum);
  }
  SECTION("a body of another length") {
    frames[1] += "!";
    CHECK(FaultOf(frames) == FrameFault::kSize);
  }
  SECTION("an empty body frame") {
    frames[1].clear();
    CHECK(FaultOf(frames) == FrameFault::kSize);
  }
}

TEST_CASE("A header whose sum is right but whose type is unknown is refused") {
  Message message = Example();
  message.type = static_cast<MessageType>(200);
  CHECK(FaultOf(EncodeFrames(message)) == FrameFault::kType);
}

TEST_CASE("CRC-32C gives the published value for 123456789") { CHECK(Crc32c("123456789") == 0xe3069283u); }

}  // namespace dateline::bus
