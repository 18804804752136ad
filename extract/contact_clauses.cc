#include "extract/contact_clauses.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// What the clause may hang on: a common noun, a rule or a chip. "last week the ministry" says when.
bool IsAntecedent(const Reading& r, std::uint32_t i) {
  const Word& word = r.words[i];
  if (word.punct != 0 || (*r.tokens)[i].kind != TokenKind::kWord) return false;
  if (word.mention >= 0) {
    const MentionKind kind = r.what->mentions[static_cast<std::size_t>(word.mention)].kind;
    return kind == MentionKind::kRule || kind == MentionKind::kChip;
  }
  if (word.classes != 0 && (word.classes & ~kVerb) != 0) return false;
  if (r.finite[i] != 0 || (*r.tokens)[i].capital) return false;
  const std::string_view surface = r.Surface(i);
  if (surface.size() < 4 || surface.ends_with("ly") || surface.ends_with("ed") || surface.ends_with("ing"))
    return false;
  return !OneOf(
      surface, {"afternoon", "afterwards", "case",    "cases",   "century", "course", "date",     "dates",   "day",
                "days",      "decade",     "decades", "evening", "hour",    "hours",  "instead",  "later",   "minute",
                "minutes",   "moment",     "month",   "months",  "morning", "night",  "once",     "quarter", "quarters",
                "reason",    "shame",      "soon",    "spring",  "summer",  "time",   "times",    "today",   "tomorrow",
                "week",      "weekend",    "weeks",   "winter",  "year",    "years",  "yesterday"});
}

// Whether a subject begins at `i` that ends before the verb: a name, a pronoun, an article and up to two nouns.
bool IsSubject(const Reading& r, std::uint32_t i, std::uint32_t verb) {
  constexpr std::uint32_t kNouns = 3;
  std::uint32_t at = i;
  const auto past_name = [&] {
    const std::int32_t name = r.words[at].mention;
    while (at < verb && r.words[at].mention == name) ++at;
  };
  if (r.words[i].mention >= 0) {
    past_name();
  } else if (r.Is(i, kPronoun)) {
    ++at;
  } else {
    ++at;
    while (at < verb && at - i <= kNouns && r.words[at].punct == 0 && r.words[at].mention < 0 &&
           (r.words[at].classes & ~kVerb) == 0)
      ++at;
    if (at == i + 1) {
      if (r.words[at].mention < 0) return false;
      past_name();
    }
  }
  while (at < verb && r.words[at].mention < 0 && r.Is(at, kAdverb)) ++at;
  return at == verb && r.words[verb].mention < 0;
}

// A past tense or a perfect after which no object comes: the antecedent is its object.
bool LacksObject(const Reading& r, std::uint32_t verb, std::uint32_t end) {
  std::uint32_t last = verb;
  if (r.Is(verb, kHave)) {
    ++last;
    while (last < end && r.Is(last, kAdverb)) ++last;
    if (last >= end || (r.words[last].verb & kParticiple) == 0) return false;
  } else if (r.Is(verb, kBe | kDo | kModal) || (r.words[verb].verb & kPast) == 0 || (r.words[verb].verb & kBase) != 0) {
    return false;
  }
  // What says that something is so has a content, not an object.
  if (r.Is(last, kSays)) return false;
  std::uint32_t next = last + 1;
  if (next < end && OneOf(r.Surface(next), {"up", "down", "out", "off", "back", "on", "over"}))
    ++next;  // "struck down"
  if (next >= end) return true;
  const Word& word = r.words[next];
  if (word.mention >= 0) return false;
  if (word.punct != 0) return word.punct != '"' && word.punct != '$' && word.punct != ':' && word.punct != '-';
  if (r.words[next].id == r.grammar->to && word.id != 0) return false;
  if (r.finite[next] != 0) return true;
  return r.Is(next, kPreposition | kSplitter | kConjunction) ||
         OneOf(r.Surface(next), {"earlier", "last", "late", "early", "this", "yesterday", "today", "then", "ago"});
}

// "told reporters the ministry retreated": what was told, not what the reporters did.
bool IsTold(const Reading& r, std::uint32_t i, std::uint32_t floor) {
  constexpr std::uint32_t kNear = 5;
  for (std::uint32_t k = i, n = 0; k-- > floor && n < kNear; ++n) {
    if (r.words[k].mention < 0 && r.Is(k, kSays)) return true;
    if (r.words[k].punct != 0) return false;
  }
  return false;
}

}  // namespace

bool BeginsContactClause(const Reading& r, std::uint32_t i, std::uint32_t verb, std::uint32_t clause) {
  const Word& word = r.words[i];
  const Word& before = r.words[i - 1];
  if (i < clause + 2 || before.punct != 0) return false;
  if (word.mention >= 0 ? before.mention == word.mention
                        : (word.classes & (kPronoun | kDeterminer)) == 0 || (word.classes & (kThat | kRelative)) != 0)
    return false;
  if (!IsAntecedent(r, i - 1) || !IsSubject(r, i, verb)) return false;
  constexpr std::uint32_t kBehind = 16;  // tokens in which its antecedent's verb follows
  const std::uint32_t end = std::min(r.sentences[r.sentence_of[i]].end, i + kBehind);
  if (!LacksObject(r, verb, end) || IsTold(r, i, clause)) return false;
  // Its antecedent has a verb of its own, before it or behind it: "a firm Intel bought in May was listed".
  for (std::uint32_t k = clause; k + 1 < i; ++k) {
    if (r.words[k].mention < 0 && (r.finite[k] != 0 || (r.words[k].verb & kPast) != 0)) return true;
  }
  if (r.words[clause].mention < 0 && r.Is(clause, kPreposition | kSplitter | kConditional | kConjunction)) return false;
  for (std::uint32_t k = verb + 1; k < end; ++k) {
    if (r.words[k].punct != 0) return false;
    if (r.finite[k] != 0) return !r.Is(k - 1, kConjunction | kPronoun | kThat | kRelative);
  }
  return false;
}

}  // namespace dateline::extract
