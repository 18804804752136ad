#include "extract/token.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace dateline::extract {
namespace {

std::vector<std::string> Surfaces(std::string_view text) {
  std::vector<std::string> out;
  for (const Token& token : Tokenise(text)) out.emplace_back(token.span.In(text));
  return out;
}
using Strings = std::vector<std::string>;

TEST_CASE("words, numbers, marks and CJK characters are tokens of their own") {
  CHECK(Surfaces("U.S. firms' A100-class GPUs") == Strings{"U", ".", "S", ".", "firms", "'", "A100", "-", "class", "GPUs"});
  CHECK(Surfaces("order 14,105 of 3,14") == Strings{"order", "14,105", "of", "3", ",", "14"});
  CHECK(Surfaces("华为910C芯片") == Strings{"华", "为", "910C", "芯", "片"});
  CHECK(Surfaces("AT&T's don't") == Strings{"AT", "&", "T's", "don't"});
}

TEST_CASE("a token knows its kind, its case and the gap before it") {
  const std::string text = "Nvidia 910C\nBIS\n\nend";
  const auto tokens = Tokenise(text);
  REQUIRE(tokens.size() == 4);
  CHECK(tokens[0].capital);
  CHECK_FALSE(tokens[0].all_caps);
  CHECK(tokens[1].kind == TokenKind::kNumber);
  CHECK(tokens[1].gap == Gap::kSpace);
  CHECK(tokens[2].all_caps);
  CHECK(tokens[2].gap == Gap::kLine);
  CHECK(tokens[3].gap == Gap::kParagraph);
}

TEST_CASE("a possessive s is marked and does not change the hash") {
  for (const std::string text : {"Nvidia's", "Nvidia’s", "NVIDIA'S", "ＮＶＩＤＩＡ", "nvidia"}) {
    const auto tokens = Tokenise(text);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].hash == TokenHash("Nvidia"));
    CHECK(tokens[0].stem().In(text).size() == text.size() - tokens[0].possessive);
  }
  CHECK(TokenHash("Xi'an") != TokenHash("Xi"));
  CHECK(TokenHash("–") == TokenHash("-"));
  CHECK(TokenHash("&") == TokenHash("and"));
}

// Wide letters are read one by one, plain words sixteen bytes in one go: both must come to the same.
TEST_CASE("words of any length give the same tokens in wide and in plain letters") {
  std::uint32_t random = 7;
  const auto next = [&](std::uint32_t below) {
    random = random * 1664525u + 1013904223u;
    return (random >> 16) % below;
  };
  constexpr std::string_view kBytes = "abcxyzABCXYZ0189";
  std::string plain, wide;
  for (int word = 0; word < 3000; ++word) {
    const std::uint32_t size = 1 + next(25);
    for (std::uint32_t i = 0; i < size; ++i) {
      const char c = kBytes[next(word % 3 == 0 ? 6 : kBytes.size())];
      plain += c;
      const bool letter = c > '9';
      if (!letter || next(3) != 0) {
        wide += c;
        continue;
      }
      const std::uint32_t code = 0xFF01u + static_cast<std::uint32_t>(c - '!');
      wide += static_cast<char>(0xE0 | code >> 12);
      wide += static_cast<char>(0x80 | (code >> 6 & 0x3F));
      wide += static_cast<char>(0x80 | (code & 0x3F));
    }
    const std::string_view gap = std::array<std::string_view, 4>{" ", "\n", ". ", "-"}[next(4)];
    plain += gap, wide += gap;
  }
  const auto a = Tokenise(plain), b = Tokenise(wide);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO(a[i].span.In(plain));
    REQUIRE(a[i].hash == b[i].hash);
    REQUIRE(a[i].kind == b[i].kind);
    REQUIRE(a[i].gap == b[i].gap);
    REQUIRE(a[i].capital == b[i].capital);
    REQUIRE(a[i].all_caps == b[i].all_caps);
  }
}

TEST_CASE("a hash known when compiling is the token's") {
  CHECK(HashOf("Commerce") == TokenHash("commerce"));
  CHECK(HashOf("administration") == Tokenise("Administration's")[0].hash);
  CHECK(HashOf("-") == TokenHash("—"));
  CHECK(Tokenise("14,105")[0].hash == HashOf("14105"));
}

TEST_CASE("folding lowers case, straightens the apostrophe and drops the possessive") {
  CHECK(FoldToken("Nvidia’s") == "nvidia");
  CHECK(FoldToken("DON’T") == "don't");
  CHECK(FoldToken("Ｈ２０") == "h20");
  CHECK(FoldToken("ÉTAT") == "état");
}

TEST_CASE("hostile bytes become tokens within the text, in order") {
  std::string bad = "ok \xff\xfe\xc3( \xe4\xb8 end\xf0\x9f";
  std::string apostrophes(100'000, '\'');
  std::string letters(1'000'000, 'a');
  std::string commas = "1";
  for (int i = 0; i < 50'000; ++i) commas += ",000";
  for (const std::string& text : {bad, apostrophes, letters, commas, std::string("a'"), std::string("'a"), std::string()}) {
    std::uint32_t at = 0;
    for (const Token& token : Tokenise(text)) {
      REQUIRE(token.span.begin >= at);
      REQUIRE(token.span.end > token.span.begin);
      REQUIRE(token.span.end <= text.size());
      at = token.span.end;
    }
  }
}

}  // namespace
}  // namespace dateline::extract
