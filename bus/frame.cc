#include "bus/frame.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "model/check.h"
#include "model/names.h"

namespace dateline::bus {
namespace {

constexpr std::string_view kMagic = "DLB";
constexpr std::size_t kSumAt = 60;

constexpr NameTable<FrameFault, 8> kFaultNames{{
    {FrameFault::kCount, "frame_count"},
    {FrameFault::kSize, "size"},
    {FrameFault::kMagic, "magic"},
    {FrameFault::kVersion, "version"},
    {FrameFault::kType, "type"},
    {FrameFault::kHeaderSum, "header_sum"},
    {FrameFault::kBodySum, "body_sum"},
    {FrameFault::kSender, "sender"},
}};

constexpr std::array<std::uint32_t, 256> MakeCrcTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82F63B78u : 0u);
    table[i] = crc;
  }
  return table;
}
constexpr auto kCrcTable = MakeCrcTable();

// Little-endian, byte by byte, so that the layout does not depend on the machine.
template <typename T>
void Put(std::string& out, std::size_t at, T value) {
  auto bits = static_cast<std::make_unsigned_t<T>>(value);
  for (std::size_t i = 0; i < sizeof(T); ++i) out[at + i] = static_cast<char>((bits >> (8 * i)) & 0xff);
}

template <typename T>
T Get(std::string_view in, std::size_t at) {
  std::make_unsigned_t<T> bits = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bits |= static_cast<decltype(bits)>(static_cast<decltype(bits)>(static_cast<unsigned char>(in[at + i])) << (8 * i));
  }
  return static_cast<T>(bits);
}

bool IsType(std::uint8_t type) {
  return type >= static_cast<std::uint8_t>(MessageType::kHello) && type <= static_cast<std::uint8_t>(MessageType::kTail);
}

std::expected<Message, FrameFault> DecodeHeader(std::string_view header) {
  if (header.size() != kHeaderBytes) return std::unexpected(FrameFault::kSize);
  if (header.substr(0, kMagic.size()) != kMagic) return std::unexpected(FrameFault::kMagic);
  if (Get<std::uint8_t>(header, 3) != kFrameVersion) return std::unexpected(FrameFault::kVersion);
  if (Get<std::uint32_t>(header, kSumAt) != Crc32c(header.substr(0, kSumAt))) {
    return std::unexpected(FrameFault::kHeaderSum);
  }
  if (!IsType(Get<std::uint8_t>(header, 4))) return std::unexpected(FrameFault::kType);
  return Message{
      .type = static_cast<MessageType>(Get<std::uint8_t>(header, 4)),
      .kind = Get<std::uint8_t>(header, 5),
      .attempt = Get<std::uint16_t>(header, 6),
      .sender = Get<std::uint64_t>(header, 8),
      .seq = Get<std::uint64_t>(header, 16),
      .number = Get<std::int64_t>(header, 24),
      .claim = Get<std::uint64_t>(header, 32),
      .bytes = Get<std::uint64_t>(header, 40),
      .body = {},
  };
}

}  // namespace

std::string_view ToString(FrameFault fault) { return NameIn(kFaultNames, fault); }

std::uint64_t FrameCounters::Total() const {
  std::uint64_t sum = 0;
  for (const auto& count : rejected) sum += count.load(std::memory_order_relaxed);
  return sum;
}

std::uint32_t Crc32c(std::string_view bytes, std::uint32_t start) {
  std::uint32_t crc = ~start;
  for (const char c : bytes) crc = (crc >> 8) ^ kCrcTable[(crc ^ static_cast<unsigned char>(c)) & 0xff];
  return ~crc;
}

std::vector<std::string> EncodeFrames(const Message& message) {
  DATELINE_CHECK(message.body.size() <= kBodyFramesMax * kBodyFrameBytesMax);
  const std::string_view body = message.body;
  std::vector<std::string> frames(1, std::string(kHeaderBytes, '\0'));
  for (std::size_t at = 0; at < body.size(); at += kBodyFrameBytesMax) {
    frames.emplace_back(body.substr(at, kBodyFrameBytesMax));
  }
  std::string& header = frames.front();
  std::memcpy(header.data(), kMagic.data(), kMagic.size());
  Put<std::uint8_t>(header, 3, kFrameVersion);
  Put<std::uint8_t>(header, 4, static_cast<std::uint8_t>(message.type));
  Put<std::uint8_t>(header, 5, message.kind);
  Put<std::uint16_t>(header, 6, message.attempt);
  Put<std::uint64_t>(header, 8, message.sender);
  Put<std::uint64_t>(header, 16, message.seq);
  Put<std::int64_t>(header, 24, message.number);
  Put<std::uint64_t>(header, 32, message.claim);
  Put<std::uint64_t>(header, 40, message.bytes);
  Put<std::uint32_t>(header, 48, static_cast<std::uint32_t>(body.size()));
  Put<std::uint16_t>(header, 52, static_cast<std::uint16_t>(frames.size() - 1));
  Put<std::uint32_t>(header, 56, Crc32c(body));
  Put<std::uint32_t>(header, kSumAt, Crc32c(std::string_view(header).substr(0, kSumAt)));
  return frames;
}

std::expected<Message, FrameFault> DecodeFrames(std::span<const std::string_view> frames) {
  if (frames.empty() || frames.size() > 1 + kBodyFramesMax) return std::unexpected(FrameFault::kCount);
  auto message = DecodeHeader(frames.front());
  if (!message) return message;
  const std::string_view header = frames.front();
  if (Get<std::uint16_t>(header, 52) != frames.size() - 1) return std::unexpected(FrameFault::kCount);
  std::size_t bytes = 0;
  for (const auto frame : frames.subspan(1)) {
    if (frame.empty() || frame.size() > kBodyFrameBytesMax) return std::unexpected(FrameFault::kSize);
    bytes += frame.size();
  }
  if (Get<std::uint32_t>(header, 48) != bytes || Get<std::uint16_t>(header, 54) != 0) {
    return std::unexpected(FrameFault::kSize);
  }
  message->body.reserve(bytes);
  for (const auto frame : frames.subspan(1)) message->body += frame;
  if (Get<std::uint32_t>(header, 56) != Crc32c(message->body)) return std::unexpected(FrameFault::kBodySum);
  return message;
}

}  // namespace dateline::bus
