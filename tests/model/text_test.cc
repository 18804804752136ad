#include "model/text.h"

#include <catch2/catch.hpp>

namespace dateline {

TEST_CASE("Ill-formed UTF-8 becomes U+FFFD by maximal subparts") {
  const auto [bytes, repaired] = GENERATE(table<std::string, std::string>({
      {"plain", "plain"},
      {"商务部", "商务部"},
      {"a\x80z", "a\uFFFDz"},
      {"\xC0\x80", "\uFFFD\uFFFD"},                      // overlong NUL
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
      {"\xE5\x95", "\uFFFD"},                            // cut short
      {"\xE5\x95z", "\uFFFDz"},
      {"\xF0\x9F\x98", "\uFFFD"},
      {"\uFFFD", "\uFFFD"},  // itself is well-formed
  }));
  CHECK(RepairUtf8(bytes) == repaired);
  CHECK(IsUtf8(bytes) == (bytes == repaired));
  CHECK(IsUtf8(repaired));
}

TEST_CASE("Control characters become blanks, but tab and newline stay") {
  using namespace std::string_literals;
  CHECK(RepairUtf8("a\0b\x1B[31m\x7F\tc\nd"s) == "a b [31m \tc\nd");
  CHECK(RepairUtf8("one\r\ntwo\rthree") == "one\ntwo three");
}

TEST_CASE("Case is folded for Latin, Greek, Cyrillic and full-width letters") {
  const auto [text, folded] = GENERATE(table<std::string, std::string>({
      {"NVIDIA", "nvidia"},
      {"ÀÉÎØÞ", "àéîøþ"},
      {"ŁÓDŹ İŸſ", "łódź iÿs"},
      {"ΑΒΩ", "αβω"},
      {"МОСКВА Ё", "москва ё"},
      {"ＡＢＣ１", "abc1"},
      {"商务部", "商务部"},
      {"ß×÷", "ß×÷"},
  }));
  CHECK(FoldCase(text) == folded);
}

TEST_CASE("Search tokens lose case, marks and punctuation") {
  const auto [text, tokens] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"The H20, again!", "the h20 again"},
      {"café naïve façade Ærø", "cafe naive facade æro"},
      {"São Paulo, Łódź, Škoda, Çelik, Győr, ångström", "sao paulo lodz skoda celik gyor angstrom"},
      {"e\u0301tude", "etude"},
      {"15 CFR 744.23", "15 cfr 744 23"},
      {"ＮＶＩＤＩＡ", "nvidia"},
  }));
  CHECK(SearchTokens(text) == tokens);
}

TEST_CASE("Runs of Chinese, Japanese and Korean become overlapping pairs") {
  const auto [text, tokens] = GENERATE(table<std::string, std::string>({
      {"商务部公告", "商务 务部 部公 公告"},
      {"商", "商"},
      {"对H20芯片实施", "对 h20 芯片 片实 实施"},
      {"カタカナ", "カタ タカ カナ"},
      {"한국", "한국"},
      {"中。国", "中 国"},
  }));
  CHECK(SearchTokens(text) == tokens);
}

TEST_CASE("Search tokens say where they stand") {
  const std::string text = "Le café 商务部";
  const std::vector<SearchToken> tokens = SearchTokenSpans(text);
  REQUIRE(tokens.size() == 4);
  CHECK(tokens[1].span.In(text) == "café");
  CHECK(tokens[2].span.In(text) == "商务");
  CHECK(tokens[3].span.In(text) == "务部");
}

TEST_CASE("White space runs collapse") {
  CHECK(CollapseSpace("  a \t\n b\u00A0\u00A0c  ") == "a b c");
  CHECK(CollapseSpace(" \n ").empty());
}

TEST_CASE("Nothing from outside moves the terminal's cursor or turns its text") {
  CHECK(ForTerminal("a\x1B[2Jb\x07\xC2\x9B"
                    "1m",
                    40) == "a [2Jb  1m");
  CHECK(ForTerminal("safe\u202Eevil\u2066\u200F\u061C", 40) == "safeevil");
  CHECK(ForTerminal("one\ntwo\r\n", 40) == "one two  ");
}

TEST_CASE("Text for the terminal is cut by columns, not bytes") {
  const auto [text, width, shown] = GENERATE(table<std::string, int, std::string>({
      {"short", 5, "short"},
      {"longer", 5, "long…"},
      {"word word", 6, "word…"},
      {"商务部公告", 10, "商务部公告"},
      {"商务部公告", 9, "商务部公…"},
      {"商务部公告", 6, "商务…"},
      {"e\u0301tude", 5, "e\u0301tude"},
      {"😀😀😀", 4, "😀…"},
      {"x", 0, ""},
      {"", 5, ""},
  }));
  INFO(text << " in " << width);
  CHECK(ForTerminal(text, static_cast<std::size_t>(width)) == shown);
}

}  // namespace dateline
