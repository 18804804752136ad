// Words compared by their hashes first say what their letters say.
#include "extract/spelt.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "extract/clauses.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// A reading of a text whose few known words are those of `known`.
struct ReadWords {
  explicit ReadWords(std::string text, std::initializer_list<std::string_view> known = {}) : text_(std::move(text)) {
    for (const std::string_view word : known) lexicon_.Add(word);
    lexicon_.Freeze();
    grammar_.Freeze(lexicon_);
    tokens_ = Tokenise(text_);
    what_.sentences = SplitSentences(text_, tokens_);
    ReadText(text_, tokens_, what_, lexicon_, grammar_, reading);
  }
  Reading reading;

 private:
  std::string text_;
  Lexicon lexicon_;
  Grammar grammar_{lexicon_};
  std::vector<Token> tokens_;
  Extraction what_;
};

TEST_CASE("literals hash as the tokeniser hashes") {
  CHECK(HashOfPlain("rule") == TokenHash("rule"));
  CHECK(HashOfPlain("Rulemaking") == TokenHash("rulemaking"));
  CHECK(HashOfPlain("eightlet") == TokenHash("eightlet"));
  CHECK(HashOfPlain("notwithstanding2") == TokenHash("notwithstanding2"));
  CHECK(HashOfPlain("internationalisation") == TokenHash("internationalisation"));
}

TEST_CASE("written words differ by case and possessive") {
  const ReadWords text("The rule, Rule and RULE of the rule's");
  CHECK(text.reading.Surface(1) == "rule");
  CHECK_FALSE(text.reading.Surface(3) == "rule");
  CHECK(text.reading.Surface(3) == "Rule");
  CHECK_FALSE(text.reading.Surface(5) == "Rule");
  CHECK_FALSE(text.reading.Surface(8) == "rule");
  CHECK(text.reading.Surface(8) == "rule's");
}

TEST_CASE("marks are compared by their letters") {
  const ReadWords text("a – b & c “d”");
  CHECK(text.reading.Surface(1) == "–");
  CHECK_FALSE(text.reading.Surface(1) == "-");
  CHECK(text.reading.Surface(3) == "&");
  CHECK_FALSE(text.reading.Surface(3) == "and");
  CHECK(OneOf(text.reading.Surface(5), "\"", "“"));
}

TEST_CASE("known words are those of the lexicon") {
  const ReadWords text("Rule up 5 % RULES", {"rule"});
  CHECK(WordAt(text.reading, 0) == "rule");
  CHECK_FALSE(WordAt(text.reading, 0) == "Rule");
  CHECK(WordAt(text.reading, 3) == "percent");
  CHECK_FALSE(WordAt(text.reading, 3) == "%");
  CHECK(WordAt(text.reading, 4) == "RULES");
  CHECK_FALSE(WordAt(text.reading, 4) == "rules");
}

TEST_CASE("nothing stands behind the end of a text") {
  const ReadWords text("one");
  CHECK(text.reading.Surface(7) == "");
  CHECK_FALSE(text.reading.Surface(7) == "one");
  CHECK_FALSE(OneOf(WordAt(text.reading, 7), "one", "two"));
}

TEST_CASE("lists of words say what their letters say") {
  static constexpr std::array<std::string_view, 4> kWords{"ago", "early", "late", "up-to-date"};
  static constexpr std::array<std::string_view, 3> kPlain{"ago", "early", "late"};
  const ReadWords text("Early late ago Ago later");
  for (std::uint32_t i = 0; i < 6; ++i) {
    const std::string_view letters = text.reading.Surface(i);
    CAPTURE(letters);
    const bool is = letters == "ago" || letters == "early" || letters == "late";
    CHECK(OneOf(text.reading.Surface(i), "ago", "early", "late") == is);
    CHECK(Among<kPlain>(text.reading.Surface(i)) == is);
    CHECK(Among<kWords>(text.reading.Surface(i)) == is);
  }
}

}  // namespace
}  // namespace dateline::extract
