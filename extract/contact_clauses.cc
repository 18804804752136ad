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
  const Written surface = r.Surface(i);
  if (surface.size() < 4 || surface.ends_with("ly") || surface.ends_with("ed") || surface.ends_with("ing"))
    return false;
  return !OneOf(
      surface, "afternoon", "afterwards", "case",    "cases",   "century", "course", "date",     "dates",   "day",
                "days",      "decade",     "decades", "evening", "hour",    "hours",  "instead",  "later",   "minute",
                "minutes",   "moment",     "month",   "months",  "morning", "night",  "once",     "quarter", "quarters",
                "reason",    "shame",      "soon",    "spring",  "summer",  "time",   "times",    "today",   "tomorrow",
                "week",      "weekend",    "weeks",   "winter",  "year",    "years",  "yesterday");
}

// Where the subject right before the verb begins: a name, a pronoun, an article and up to two nouns.
std::uint32_t SubjectBefore(const Reading& r, std::uint32_t verb, std::uint32_t floor) {
  constexpr std::uint32_t kNouns = 2;
  std::uint32_t at = verb;
  while (at > floor && r.words[at - 1].mention < 0 && r.Is(at - 1, kAdverb)) --at;
  if (at <= floor) return kNoContact;
  const auto article = [&](std::uint32_t i) {
    return r.words[i].mention < 0 && r.Is(i, kDeterminer) && !r.Is(i, kThat | kRelative);
  };
  if (const std::int32_t name = r.words[at - 1].mention; name >= 0) {
    while (at > floor && r.words[at - 1].mention == name) --at;
    return at > floor && article(at - 1) ? at - 1 : at;
  }
  if (r.Is(at - 1, kPronoun)) return r.Is(at - 1, kThat | kRelative) ? kNoContact : at - 1;
  for (std::uint32_t n = 0; at > floor && n <= kNouns; ++n) {
    const Word& word = r.words[at - 1];
    if (n > 0 && article(at - 1)) return at - 1;
    if (word.punct != 0 || word.mention >= 0 || (word.classes & ~kVerb) != 0) return kNoContact;
    --at;
  }
  return kNoContact;
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
  if (next < end && OneOf(r.Surface(next), "up", "down", "out", "off", "back", "on", "over"))
    ++next;  // "struck down"
  if (next >= end) return true;
  const Word& word = r.words[next];
  if (word.mention >= 0) return false;
  if (word.punct != 0) return word.punct != '"' && word.punct != '$' && word.punct != ':' && word.punct != '-';
  if (word.id == r.grammar->to) return false;
  if (r.finite[next] != 0) return true;
  return r.Is(next, kPreposition | kSplitter | kConjunction) ||
         OneOf(r.Surface(next), "earlier", "last", "late", "early", "this", "yesterday", "today", "then", "ago");
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

std::uint32_t ContactSubject(const Reading& r, std::uint32_t verb, std::uint32_t floor) {
  const std::uint32_t begin = r.sentences[r.sentence_of[verb]].begin;
  constexpr std::uint32_t kBehind = 8;  // tokens in which its antecedent's verb follows
  const std::uint32_t end = std::min(r.sentences[r.sentence_of[verb]].end, verb + kBehind);
  if (r.words[verb].mention >= 0 || !LacksObject(r, verb, end)) return kNoContact;
  const std::uint32_t i = SubjectBefore(r, verb, floor);
  if (i == kNoContact || i < begin + 2 || r.words[i - 1].punct != 0 || !IsAntecedent(r, i - 1)) return kNoContact;
  return IsTold(r, i, begin) ? kNoContact : i;
}

bool HasVerbBeside(const Reading& r, std::uint32_t subject, std::uint32_t verb, std::uint32_t clause) {
  if (subject < clause + 2) return false;
  for (std::uint32_t k = clause; k + 1 < subject; ++k) {
    if (r.words[k].mention < 0 && (r.finite[k] != 0 || (r.words[k].verb & kPast) != 0)) return true;
  }
  if (r.words[clause].mention < 0 && r.Is(clause, kPreposition | kSplitter | kConditional | kConjunction)) return false;
  constexpr std::uint32_t kBehind = 8;
  const std::uint32_t end = std::min(r.sentences[r.sentence_of[verb]].end, verb + kBehind);
  for (std::uint32_t k = verb + 1; k < end; ++k) {
    if (r.words[k].punct != 0) return false;
    if (r.finite[k] != 0) return !r.Is(k - 1, kConjunction | kPronoun | kThat | kRelative);
  }
  return false;
}

}  // namespace dateline::extract
