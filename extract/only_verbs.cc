#include "extract/only_verbs.h"

#include <algorithm>

#include "extract/trigger_verbs.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "soybean purchases resumed", "landed on the sanctions list": a noun that has the form of a verb.
bool IsNounForm(const Reading& r, const TriggerTable& table, std::uint32_t i, const VerbGroup& g) {
  if (i == 0 || !table.AlsoNoun(r.words[i].id)) return false;
  if (i + 1 != g.begin) return r.words[i - 1].mention < 0 && r.Is(i - 1, kDeterminer);
  // "Under rules published in May, firms need"
  return r.words[i - 1].mention >= 0 || !r.Is(i - 1, kPreposition);
}

// Where what the sentence tells by itself ends: before ", Reuters has learned", ", the ministry said on Monday", ",
// citing people", else before its full stop; 0 where it has none.
std::uint32_t EndOfTold(const Reading& r, TokenRange sentence, std::uint32_t verb) {
  for (std::uint32_t i = verb + 1; i < sentence.end; ++i) {
    if (r.words[i].punct == ',' && IsTrailingAttribution(r, i + 1, sentence.end)) return i;
  }
  return r.words[sentence.end - 1].punct == '.' ? sentence.end : 0;
}

// Where it begins: behind "Officials said", "Reuters reported that".
std::uint32_t BeginOfTold(const Reading& r, TokenRange sentence, std::uint32_t verb) {
  constexpr std::uint32_t kSpeaker = 7;  // tokens
  for (std::uint32_t i = sentence.begin + 1; i < std::min(verb, sentence.begin + kSpeaker); ++i) {
    if (r.words[i].punct != 0) break;
    if (r.words[i].mention >= 0 || r.finite[i] == 0 || !r.Is(i, kSays)) continue;
    const std::uint32_t next = i + 1;
    const bool that = r.Is(next, kThat);
    return that || r.words[next].mention >= 0 || r.Is(next, kDeterminer) ? next + (that ? 1 : 0) : sentence.begin;
  }
  return sentence.begin;
}

// "the inquiry THAT THE COMMISSION opened": between "that" and its verb stands nothing but who does it.
bool FollowsThat(const Reading& r, const VerbGroup& g) {
  constexpr std::uint32_t kDoer = 5;  // tokens
  const std::uint32_t floor = r.sentences[r.sentence_of[g.verb]].begin;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor + 2 && n < kDoer; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.Is(i, kThat))
      return n > 1 && r.Is(i + 1, kDeterminer) && r.words[i - 1].punct == 0 && r.finite[i - 1] == 0 &&
             !r.Is(i - 1, kSays) && (r.words[i - 1].verb == 0 || r.Is(i - 2, kDeterminer));
    if (r.words[i].punct != 0 || r.finite[i] != 0 ||
        r.Is(i, kPreposition | kConjunction | kRelative | kSplitter | kBe | kHave | kDo | kModal))
      return false;
  }
  return false;
}

}  // namespace

bool IsBeforePlainVerb(const Reading& r, const VerbGroup& g) {
  const TokenRange sentence = r.sentences[r.sentence_of[g.verb]];
  if (g.begin != g.verb || g.begin <= sentence.begin) return false;
  const std::uint32_t things = g.begin - 1;
  if (r.words[things].mention >= 0 || r.words[things].punct != 0 || !r.Surface(things).ends_with("s") ||
      r.Is(things, kDeterminer | kPronoun | kPreposition | kAdverb))
    return false;
  constexpr std::uint32_t kTime = 6;
  std::uint32_t i = g.verb + 1;
  const std::uint32_t end = std::min(sentence.end, i + kTime);
  if (i >= end) return false;
  const auto dates = r.DatesOf({i, end});
  if (dates.empty()) return false;
  while (i < end && (*r.tokens)[i].span.begin < dates.front().span.begin && r.Is(i, kPreposition | kAdverb)) ++i;
  if (i >= end || (*r.tokens)[i].span.begin < dates.front().span.begin) return false;
  while (i < sentence.end && (*r.tokens)[i].span.begin < dates.front().span.end) ++i;
  if (i < sentence.end && r.words[i].id == r.grammar->by) {
    constexpr std::uint32_t kDoer = 6;
    const std::uint32_t past = std::min(sentence.end, i + kDoer);
    for (++i; i < past && (r.words[i].mention >= 0 || r.Is(i, kDeterminer) || !IsBaseVerb(r, i)); ++i) {
      if (r.words[i].mention < 0 && (r.words[i].punct != 0 || r.finite[i] != 0)) return false;
    }
    if (i >= past) return false;
  }
  return i + 1 < sentence.end && IsBaseVerb(r, i) && r.words[i + 1].punct == 0 &&
         !r.Is(i + 1, kPreposition | kConjunction | kBe | kHave | kDo | kModal);
}

bool IsOnlyVerb(const Reading& r, const TriggerTable& table, const VerbGroup& g) {
  TokenRange sentence = r.sentences[r.sentence_of[g.verb]];
  constexpr std::uint32_t kLongest = 60;
  if (sentence.empty() || sentence.end - sentence.begin > kLongest) return false;
  sentence = {BeginOfTold(r, sentence, g.begin), EndOfTold(r, sentence, g.verb)};
  if (sentence.empty() || g.begin < sentence.begin + 2 || r.Is(g.begin - 1, kPreposition | kConjunction)) return false;
  // "Hearings held by the subcommittee."
  if (g.verb + 1 < sentence.end && r.words[g.verb + 1].id == r.grammar->by) return false;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (i == g.verb) continue;
    // "(f) investigate …"; but "The carve-out lapsed"
    const bool opens =
        i < sentence.begin + 4 && i + 1 < g.begin && (r.words[i].verb & kBase) != 0 && r.words[i + 1].punct != '-';
    if (opens || ((r.words[i].verb & kThird) != 0 && !IsNounForm(r, table, i, g))) return false;
    if ((r.finite[i] != 0 || r.Is(i, kBe | kHave | kDo | kModal))) return false;
  }
  return !IsBeforePlainVerb(r, g);
}

bool IsOnlyVerbOfClause(const Reading& r, const VerbGroup& g) {
  if (FollowsThat(r, g)) return true;
  const TokenRange clause = r.clauses[r.clause_of[g.verb]].tokens;
  if (g.begin < clause.begin + 2 || clause.end - clause.begin > 40) return false;
  if (!r.Is(clause.begin, kSplitter | kThat | kConditional)) return false;
  // "after 12 states sued to block the tariffs", but "after talks held in Geneva".
  const std::uint32_t to = g.verb + 1;
  const bool aims = to + 1 < clause.end && r.words[to].id == r.grammar->to && IsBaseVerb(r, to + 1);
  if (r.Is(clause.begin, kPreposition) && !aims) return false;
  if (r.Is(g.begin - 1, kPreposition | kConjunction)) return false;
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    if (i == g.verb) continue;
    if (r.finite[i] != 0 || r.Is(i, kBe | kHave | kDo | kModal)) return false;
    // "that the COMMISSION opened": a noun behind its article.
    if (r.words[i].mention < 0 && i > clause.begin && (r.words[i].verb & (kThird | kBase)) != 0 &&
        !r.Is(i - 1, kDeterminer) && !(aims && i > to))
      return false;
  }
  return true;
}

}  // namespace dateline::extract
