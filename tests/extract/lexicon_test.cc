#include "extract/lexicon.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extract/phrases.h"

namespace dateline::extract {
namespace {

struct Case {
  const char* lemma;
  const char* word;
  std::uint8_t form;
};

TEST_CASE("Verbs bring their inflected forms") {
  Lexicon lexicon;
  for (const Case& c : {
           Case{"add", "added", kPast},
           Case{"add", "adding", kGerund},
           Case{"add", "adds", kThird},
           Case{"ban", "banned", kParticiple},
           Case{"rescind", "rescinding", kGerund},
           Case{"issue", "issued", kPast},
           Case{"deny", "denied", kPast},
           Case{"deny", "denies", kThird},
           Case{"withdraw", "withdrew", kPast},
           Case{"withdraw", "withdrawn", kParticiple},
           Case{"ship", "shipping", kGerund},
           Case{"put", "put", kPast},
           Case{"push", "pushes", kThird},
           Case{"submit", "submitted", kPast},
           Case{"tax", "taxed", kPast},
           Case{"fall", "fell", kPast},
           Case{"win", "won", kParticiple},
           Case{"freeze", "frozen", kParticiple},
           Case{"incur", "incurred", kPast},
           Case{"cancel", "canceled", kPast},
           Case{"cancel", "cancelled", kPast},
           Case{"hear", "heard", kPast},
           Case{"undertake", "undertaken", kParticiple},
           Case{"annul", "annulled", kPast},
       }) {
    INFO(c.word);
    const WordId lemma = lexicon.AddLemma(c.lemma);
    CHECK((lexicon.FormsOf(lexicon.Find(c.word), lemma) & c.form) != 0);
  }
}

TEST_CASE("American words bring their British spellings") {
  Lexicon lexicon;
  for (const Case& c : {
           Case{"authorize", "authorised", kPast},
           Case{"finalize", "finalising", kGerund},
           Case{"program", "programmes", kPlural},
           Case{"authorization", "authorisations", kPlural},
       }) {
    INFO(c.word);
    const WordId lemma = lexicon.AddLemma(c.lemma);
    CHECK((lexicon.FormsOf(lexicon.Find(c.word), lemma) & c.form) != 0);
  }
  for (const char* lemma : {"seize", "size", "prize", "downsize"}) lexicon.AddLemma(lemma);
  for (const char* word : {"seise", "sise", "prise", "downsise"}) CHECK(lexicon.Find(word) == 0);
}

TEST_CASE("One form may belong to two lemmas") {
  Lexicon lexicon;
  const WordId find = lexicon.AddLemma("find");
  const WordId found = lexicon.AddLemma("found");
  CHECK(lexicon.IsForm(lexicon.Find("found"), find));
  CHECK(lexicon.IsForm(lexicon.Find("found"), found));
}

TEST_CASE("Folding drops case, curly apostrophes and the possessive") {
  char buffer[16];
  CHECK(FoldInto("Nvidia’s", buffer, sizeof buffer) == "nvidia");
  CHECK(FoldInto("DIDN'T", buffer, sizeof buffer) == "didn't");
}

TEST_CASE("Words that no rule knows have no entry") {
  Lexicon lexicon;
  lexicon.AddLemma("ban");
  CHECK(lexicon.Find("zebra") == 0);
}

TEST_CASE("Periods of an abbreviation are no gap") {
  Lexicon lexicon;
  const Phrase abbreviated = CompilePhrase("E.O.", lexicon), gap = CompilePhrase("put ... on", lexicon);
  CHECK(abbreviated.size() == 2);
  CHECK(std::ranges::count(abbreviated, kGap) == 0);
  CHECK(gap.size() == 3);
  CHECK(gap[1] == kGap);
}

}  // namespace
}  // namespace dateline::extract
