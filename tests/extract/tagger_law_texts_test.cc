// What stands beside names of laws is read by hand as the regular expressions here would read it.
#include "extract/tagger_law_texts.h"

#include <re2/re2.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

namespace dateline::extract {
namespace {

constexpr const char* kSectionOf =
    R"((?i:(?:sub)?(?:sections?|paragraphs?|parts?|chapters?|titles?)|divisions?|categor(?:y|ies)|schedules?|articles?|regulations?|§§?)\s*)"
    R"((?:(?:\d+[A-Za-z]?(?:\.\d+)*(?:[-–]\d+[A-Za-z]?)?|[IVX]+\b|[A-Z]{1,2}\b)(?:\([0-9A-Za-z]{1,4}\))*|(?:\([0-9A-Za-z]{1,4}\))+))"
    R"((?:(?:,\s*and\s+|,\s*or\s+|,\s*|\s+and\s+|\s+or\s+|\s+through\s+)(?:\d+[A-Za-z]?(?:\([0-9A-Za-z]{1,4}\))*|(?:\([0-9A-Za-z]{1,4}\))+|[IVX]+\b))*)"
    R"((?:\s+list)?(?:\s+of\s+(?:the\s+)?|,\s+))";
constexpr const char* kNumberOf = R"([A-Za-z§]+\s*(\d+[A-Za-z]?(?:\([0-9A-Za-z]{1,4}\))*)\s+of\s+(?:the\s+)?)";
constexpr const char* kSectionsBehind =
    R"((\s+(?:(?i:sections?|sec\.|secs\.)|§§?)\s*\d+[A-Za-z]?(?:-\d+|\.\d+)?(?:\([0-9A-Za-z]{1,4}\))*(?:(?:,\s*and\s+|,\s*or\s+|,\s*|\s+and\s+|\s+or\s+)\d+[A-Za-z]?(?:\([0-9A-Za-z]{1,4}\))+)*))";
constexpr const char* kMarked =
    R"((?:\s+of\s+[A-Z][a-z]+\s+\d{1,2},\s+\d{4})?,?\s*(?:(?:en)?titled,?\s*)?[\(“"‘*_]{1,3}((?:[A-Z][\w’'-]*|and|of|the|in|for|to|on|from|by|with|against|a|an|or)(?:,?[\s]+(?:[A-Z][\w’'-]*|and|of|the|in|for|to|on|from|by|with|against|a|an|or))+)[,.]?[\)”"’*_])";
constexpr const char* kBare =
    R"(,\s+([A-Z][a-z]+ing(?:\s+(?:[A-Z][\w’'-]*|and|of|the|in|for|to|on|from|by|with|against|a|an|or))+)(?:[,.;)]|\s+\())";
constexpr const char* kQuoted =
    R"([“"‘*_]{1,3}([A-Z0-9][\w’'&./-]*(?:[,:;]?\s+(?:[A-Z0-9(][\w’'&./()-]*|and|of|the|in|for|to|on|from|by|with|against|a|an|or|as|at|its|under|through))+)[,.;]?[”"’*_])";

class Random {
 public:
  std::size_t Below(std::size_t end) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % end;
  }
  // Pieces of a text one after the other, now and then a byte of one left out.
  std::string Text(std::string_view begin, std::span<const std::string_view> pieces) {
    std::string text(begin);
    for (std::size_t left = Below(14); left > 0; --left) {
      std::string_view piece = pieces[Below(pieces.size())];
      if (Below(40) == 0) piece.remove_suffix(1);
      text += piece;
    }
    return text;
  }

 private:
  std::uint64_t state_ = 7;
};

// The first group of what `regex` finds at the beginning.
std::string_view Group(const RE2& regex, std::string_view text) {
  re2::StringPiece groups[2];
  if (!regex.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::ANCHOR_START, groups, 2)) return {};
  return {groups[1].data(), groups[1].size()};
}

constexpr int kTexts = 60'000;

TEST_CASE("sections of a law are read as by an expression") {
  const RE2 section(kSectionOf), number(kNumberOf), behind(kSectionsBehind);
  constexpr std::string_view kWords[] = {"section",       "Sections",   "SECTION",     "SECTIONS",   "subsection",
                                         "Subparagraphs", "part",       "subtitle",    "Categories", "category",
                                         "CATEGORYS",     "division",   "subdivision", "§",          "§§",
                                         "ſection",       "Sec.",       "secs.",       "schedules",  "Article",
                                         "articleS",      "regulation", "chapter",     "sub"};
  constexpr std::string_view kPieces[] = {
      " ", " ",    "\n",   "1",        "23",   "734.9", "12a",   "(a)",    "(1)",  "(iii)", "(abcde)",   "()", "IV",
      "X", "S",    "AB",   "ABC",      ", ",   ",",     " and ", ", and ", " or ", ",or ",  " through ", "-",  "–",
      ".", "list", " of ", " of the ", " of ", ", ",    "the ",  "S of ",  "\v",   "_",     "é"};
  Random random;
  int sections = 0, numbers = 0, following = 0;
  for (int i = 0; i < kTexts; ++i) {
    std::string text = random.Text(kWords[random.Below(std::size(kWords))], kPieces);
    if (random.Below(2) == 0) text += random.Below(2) == 0 ? " of " : " of the ";
    INFO(text);
    re2::StringPiece of;
    const bool is_section = RE2::FullMatch(text, section);
    REQUIRE(IsSectionOf(text) == is_section);
    const bool has_number = RE2::FullMatch(text, number, &of);
    REQUIRE(SectionNumber(text) == (has_number ? std::string_view(of.data(), of.size()) : std::string_view()));
    text = std::string(" ").append(text);
    const std::size_t sections_behind = Group(behind, text).size();
    REQUIRE(SectionsBehind(text) == sections_behind);
    sections += is_section, numbers += has_number, following += sections_behind > 0;
  }
  CHECK(sections > 1000);
  CHECK(numbers > 250);
  CHECK(following > 1000);
}

TEST_CASE("titles of orders and rules are read as by an expression") {
  const RE2 marked(kMarked), bare(kBare), quoted(kQuoted);
  constexpr std::string_view kBegins[] = {" of May 2, 2031 (",
                                          ", “",
                                          ", titled “",
                                          ", entitled, \"",
                                          "“",
                                          "\"",
                                          "‘",
                                          "_",
                                          "**",
                                          "*_(",
                                          " of May 123, 2031 \"",
                                          ", Securing Ports ",
                                          ", Ing ",
                                          ", Going ",
                                          ", ",
                                          "(“‘*",
                                          ""};
  constexpr std::string_view kPieces[] = {
      " ",       " ", " ",   " ",  "Harbors", "Ports", "of",       "the",    "and",    "an",      "another", "as",
      "through", "A", "B-2", "’s", "’",       "'",     "_",        "Fees",   " Fees ", "’ ",      ", ",      ": ",
      "; ",      ".", ",",   "”",  "\"",      ".”",    ",\"",      ")",      " (",     "(Ports)", "2031",    "&",
      "/",       "*", "\n",  "é",  " for ",   " to ",  "Harbors ", "Ports ", " Gap",   "of ",     "Fees_ "};
  Random random;
  int orders = 0, bares = 0, rules = 0;
  for (int i = 0; i < 4 * kTexts; ++i) {
    const std::string text = random.Text(kBegins[random.Below(std::size(kBegins))], kPieces);
    INFO(text);
    const std::string_view of_order = Group(marked, text), of_bare = Group(bare, text), of_rule = Group(quoted, text);
    REQUIRE(MarkedTitle(text) == of_order);
    REQUIRE(BareTitle(text) == of_bare);
    REQUIRE(QuotedTitle(text) == of_rule);
    orders += !of_order.empty(), bares += !of_bare.empty(), rules += !of_rule.empty();
  }
  CHECK(orders > 1000);
  CHECK(bares > 1000);
  CHECK(rules > 1000);
}

}  // namespace
}  // namespace dateline::extract
