#include "extract/act_clauses.h"

#include <algorithm>
#include <array>

#include "extract/spelt.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// The end of the stretch without the time that it ends with: "a rule ON MONDAY".
std::uint32_t BeforeTime(const Reading& r, TokenRange clause) {
  constexpr std::uint32_t kTime = 6;  // tokens: "on June 3, 2026"
  const TokenRange tail{clause.end - std::min(kTime, clause.end - clause.begin), clause.end};
  for (const Timex& timex : r.DatesOf(tail)) {
    if (r.TokenFrom(timex.span.end) < clause.end) continue;
    std::uint32_t i = r.TokenFrom(timex.span.begin);
    while (i > clause.begin && r.Is(i - 1, kPreposition)) --i;
    return i;
  }
  return clause.end;
}

// ", a [new] STEP |", "in a MOVE |"
bool EndsWithStep(const Reading& r, TokenRange clause) {
  static constexpr std::array<std::string_view, 9> kActs{"action", "change",   "decision", "measure", "move",
                                                         "order",  "reversal", "ruling",   "step"};
  std::uint32_t i = clause.end;
  while (i > clause.begin && r.words[i - 1].punct == ',') --i;
  if (i < clause.begin + 3 || !Among<kActs>(r.Surface(--i))) return false;
  constexpr std::uint32_t kAdjectives = 2;
  for (std::uint32_t n = 0; n <= kAdjectives && i > clause.begin + 1; ++n) {
    --i;
    if (OneOf(r.Surface(i), "a", "an", "the", "another"))
      return r.words[i - 1].punct == ',' || OneOf(r.Surface(i - 1), "in", "In");
    if (r.words[i].punct != 0) return false;
  }
  return false;
}

// The last tensed verb of the clause makes an instrument: "has ISSUED", "SIGNED".
bool MakesInstrument(const Reading& r, TokenRange clause) {
  static constexpr std::array<std::string_view, 22> kMaking{
      "adopted",    "announced", "approved", "announces", "enacted", "finalised",   "finalized", "imposed",
      "imposes",    "issued",    "issues",   "issuing",   "passed",  "promulgated", "publishes", "published",
      "publishing", "released",  "releases", "signed",    "signs",   "unveiled"};
  for (std::uint32_t i = clause.end; i-- > clause.begin;) {
    if (r.words[i].mention >= 0) continue;
    if (std::ranges::find(kMaking, r.Surface(i).letters()) != kMaking.end()) return true;
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "a final rule", "an order".
bool EndsWithNewThing(const Reading& r, TokenRange clause) {
  std::uint32_t i = clause.end;
  while (i > clause.begin && r.words[i - 1].punct == ',') --i;
  constexpr std::uint32_t kPhrase = 5;  // tokens
  for (std::uint32_t n = 0; i > clause.begin && n < kPhrase; ++n) {
    --i;
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    if (r.Is(i, kDeterminer)) return OneOf(WordAt(r, i), "a", "an");
  }
  return false;
}

}  // namespace

bool EndsWithInstrument(const Reading& r, TokenRange clause) {
  static constexpr std::array<std::string_view, 17> kInstruments{
      "act",    "ban",   "curbs",   "decree",       "directive",  "law",  "letter", "measure",  "measures",
      "notice", "order", "package", "proclamation", "regulation", "rule", "rules",  "sanctions"};
  std::uint32_t i = BeforeTime(r, clause);
  while (i > clause.begin && r.words[i - 1].punct != 0) --i;
  return i > clause.begin && r.words[i - 1].mention < 0 && Among<kInstruments>(r.Surface(i - 1));
}

bool DescribesAct(const Reading& r, const Clause& clause, bool official) {
  if (!clause.relative || clause.outer < 0) return false;
  const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
  // "published the rule, which amended the list": retold, of what the rule has done since; but "issued a final rule,
  // which amended the list".
  const bool restricts = r.Is(clause.tokens.begin, kThat) ||
                         (!official && EndsWithNewThing(r, outer) &&
                          (WordAt(r, clause.tokens.begin) == "which" ||
                           (r.Is(clause.tokens.begin, kPreposition) && WordAt(r, clause.tokens.begin + 1) == "which")));
  return EndsWithStep(r, outer) || (restricts && EndsWithInstrument(r, outer) && MakesInstrument(r, outer));
}

}  // namespace dateline::extract
