#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extract/token.h"

namespace dateline::extract {
namespace {

using Strings = std::vector<std::string>;

Strings Sentences(std::string_view text) {
  Strings out;
  for (const Span span : SplitSentences(text, Tokenise(text))) out.emplace_back(span.In(text));
  return out;
}

TEST_CASE("a full stop before a capital ends a sentence") {
  CHECK(Sentences("Rules changed. Firms waited! Why? Nobody said.") ==
        Strings{"Rules changed.", "Firms waited!", "Why?", "Nobody said."});
}

TEST_CASE("closing marks stay with the sentence that they close") {
  CHECK(Sentences("\"We wait.\" She left. (It rained.) Then sun.") ==
        Strings{"\"We wait.\"", "She left.", "(It rained.)", "Then sun."});
  CHECK(Sentences("“We wait.” She left.") == Strings{"“We wait.”", "She left."});
}

TEST_CASE("abbreviations, initials and decimals do not end a sentence") {
  const Strings whole = {"Mr. Orwell met Dr. No. 5 of the U.S. Senate.",
                         "Harrow Inc. Chief Ann T. Lee spoke on Jan. 5 at 3.5 percent.",
                         "Under Sec. 301, v. Smith, pp. 4 it ended.", "The rule amends 15 C.F.R. Part 744 today."};
  for (const auto& text : whole) CHECK(Sentences(text) == Strings{text});
}

TEST_CASE("an abbreviation ends a sentence before a word that begins one") {
  CHECK(Sentences("It left the U.S. The firm stayed.") == Strings{"It left the U.S.", "The firm stayed."});
  CHECK(Sentences("He runs Harrow Inc. They agreed.") == Strings{"He runs Harrow Inc.", "They agreed."});
}

TEST_CASE("no line that stops at an article or a preposition ends a sentence") {
  const std::string wrapped =
      "In\nExecutive Order 14200 the president raised the\nDuties that ports along the whole of the coast had to pay.";
  CHECK(Sentences(wrapped) == Strings{wrapped});
  CHECK(Sentences("Sign In\nThe ports along the whole of the coast had to pay in full last year.").size() == 2);
}

TEST_CASE("paragraphs, items and headings end a sentence, wrapping does not") {
  CHECK(Sentences("One line\n\nAnother") == Strings{"One line", "Another"});
  CHECK(Sentences("The agency will publish a final rule on the controls that\nChina opposed in its letter of May.") ==
        Strings{"The agency will publish a final rule on the controls that\nChina opposed in its letter of May."});
  CHECK(Sentences("The list of things that must be done by the agency:\n- first the rule\n- then the letter") ==
        Strings{"The list of things that must be done by the agency:", "- first the rule", "- then the letter"});
  CHECK(Sentences("Background\nThe agency will publish a final rule on the controls soon.") ==
        Strings{"Background", "The agency will publish a final rule on the controls soon."});
}

TEST_CASE("a long line that stops inside a sentence is carried on by the next") {
  const std::string filler(120, 'x');
  const std::string wide = "The firm recorded " + filler + ".\n";
  CHECK(Sentences(wide + "In June 2019, the Bureau of Industry and Security added certain entities to the list, "
                         "including\nBolt and its unit.")
            .size() == 2);
  CHECK(Sentences(wide + "In June 2019, the Bureau of Industry and Security added certain entities to\nthe list.")
            .size() == 2);
  CHECK(Sentences(wide + "Risk factors\nThe firm may fail.").size() == 3);
}

TEST_CASE("the number of a footnote stays with its sentence") {
  CHECK(Sentences("He called it “a plan.”1 Then he left.") == Strings{"He called it “a plan.”1", "Then he left."});
}

TEST_CASE("a Chinese full stop ends a sentence without a space") {
  CHECK(Sentences("商务部宣布。企业等待。") == Strings{"商务部宣布。", "企业等待。"});
}

TEST_CASE("sentences cover every token of hostile text") {
  const std::string quotes(200'000, '"');
  std::string stops;
  for (int i = 0; i < 50'000; ++i) stops += "A. ";
  for (const std::string& text : {quotes, stops, std::string("\n\n . \n"), std::string(1'000'000, 'x')}) {
    const auto tokens = Tokenise(text);
    const auto sentences = SplitSentences(text, tokens);
    std::size_t s = 0;
    for (const Token& token : tokens) {
      while (s < sentences.size() && sentences[s].end < token.span.end) ++s;
      REQUIRE(s < sentences.size());
      REQUIRE(sentences[s].Contains(token.span));
    }
  }
}

TEST_CASE("A text without a full stop is cut behind marks, and nothing is lost") {
  std::string with_marks, without;
  for (int i = 0; i < 9000; ++i) {
    with_marks += "one two, ";
    without += "word ";
  }
  for (const std::string& text : std::array{with_marks, without}) {
    const auto tokens = Tokenise(text);
    std::size_t covered = 0;
    for (const Span sentence : SplitSentences(text, tokens)) {
      std::size_t words = 0;
      for (; covered < tokens.size() && tokens[covered].span.end <= sentence.end; ++covered) ++words;
      CHECK(words <= kLongestSentence);
    }
    CHECK(covered == tokens.size());
  }
  const auto first = SplitSentences(with_marks, Tokenise(with_marks)).front();
  CHECK(with_marks[first.end - 1] == ',');
}

}  // namespace
}  // namespace dateline::extract
