#include "net/decode.h"

#include <zlib.h>

#include <catch2/catch.hpp>

#include "tests/support/gzip.h"

namespace dateline::net {

TEST_CASE("a compressed body is decoded, however it is cut into pieces") {
  const std::string text = "Notice of intent. " + std::string(5000, 'x');
  const std::string packed = testing::Gzip(text);
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, packed.size()}) {
    BodyDecoder decoder("gzip");
    std::string out;
    for (std::size_t at = 0; at < packed.size(); at += step) {
      REQUIRE(decoder.Take(std::string_view(packed).substr(at, step), 1 << 20, out) == BodyDecoder::Outcome::kMore);
    }
    CHECK(out == text);
    CHECK(decoder.AtEnd());
  }
}

TEST_CASE("a gzip body that stops early is not at its end") {
  const std::string packed = testing::Gzip(std::string(5000, 'x') + "end");
  for (const std::size_t missing : {std::size_t{1}, std::size_t{8}, packed.size() / 2}) {
    BodyDecoder decoder("gzip");
    std::string out;
    (void)decoder.Take(std::string_view(packed).substr(0, packed.size() - missing), 1 << 20, out);
    CHECK_FALSE(decoder.AtEnd());
  }
}

TEST_CASE("several gzip members are one body") {
  BodyDecoder decoder(" GZIP ");
  std::string out;
  CHECK(decoder.Take(testing::Gzip("one ") + testing::Gzip("two"), 100, out) == BodyDecoder::Outcome::kMore);
  CHECK(out == "one two");
}

TEST_CASE("deflate is read in both of its forms") {
  for (const int window : {15, -15}) {
    BodyDecoder decoder("deflate");
    std::string out;
    CHECK(decoder.Take(testing::Deflate("either way", window), 100, out) == BodyDecoder::Outcome::kMore);
    CHECK(out == "either way");
    CHECK(decoder.AtEnd());
  }
}

TEST_CASE("a bomb stops at the limit") {
  BodyDecoder decoder("gzip");
  std::string out;
  CHECK(decoder.Take(testing::Gzip(std::string(10 << 20, 'a')), 1 << 20, out) == BodyDecoder::Outcome::kTooBig);
  CHECK(out.size() <= 1 << 20);
}

TEST_CASE("broken and unasked encodings are told apart") {
  std::string out;
  CHECK(BodyDecoder("gzip").Take("this is not gzip at all", 100, out) == BodyDecoder::Outcome::kBroken);
  CHECK_FALSE(BodyDecoder("br").known());
  CHECK_FALSE(BodyDecoder("gzip, gzip").known());
  CHECK(BodyDecoder("identity").known());
}

}  // namespace dateline::net
