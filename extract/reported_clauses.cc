#include "extract/reported_clauses.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dateline::extract {
namespace {

// "in a statement the firm would", "in its annual report it had": where the clause begins that follows what it was
// said in, 0 where none does.
std::uint32_t MediumAt(const Reading& r, std::uint32_t determiner, std::uint32_t end) {
  static constexpr std::array<std::string_view, 14> kMedia{"blog",   "briefing", "email",     "filing", "interview",
                                                           "letter", "memo",     "note",      "notice", "post",
                                                           "report", "speech",   "statement", "tweet"};
  constexpr std::uint32_t kQualifiers = 3;  // "its latest annual report"
  if (!r.Is(determiner, kDeterminer)) return 0;
  for (std::uint32_t i = determiner + 1; i + 2 < end && i <= determiner + kQualifiers; ++i) {
    if (r.words[i].mention >= 0 || r.words[i].punct != 0) return 0;
    if (!Among<kMedia>(r.Surface(i))) continue;
    const bool clause = !r.Is(i + 1, kPreposition) && r.words[i + 1].punct == 0;
    return clause ? i + 1 : 0;
  }
  return 0;
}

}  // namespace

bool IsSpeechNoun(const Reading& r, const SpeechWords& words, std::uint32_t i, std::uint32_t end) {
  if (i + 1 >= end || r.words[i + 1].id != r.grammar->that) return false;
  // "concern that" is speech only when somebody voices it.
  const std::uint32_t from = i - std::min(i, 4u);
  // "a 2017 report that found the firm": a relative clause.
  if (i + 3 < end && (r.words[i + 2].verb & (kPast | kParticiple)) == (kPast | kParticiple) &&
      r.words[i + 2].mention < 0 && (r.Is(i + 3, kDeterminer) || r.words[i + 3].mention >= 0))
    return false;
  return words.nouns.AnyIn(r, {i, i + 1}) && words.voicing.AnyIn(r, {from, i});
}

bool IsRelativeVerb(const Reading& r, std::uint32_t verb, std::uint32_t end) {
  if (verb < 2 || verb + 1 >= end || r.words[verb].mention >= 0 || (r.words[verb].verb & kBase) == 0) return false;
  const Written noun = r.Surface(verb - 2);
  if (r.words[verb - 2].mention >= 0 || !noun.ends_with("s") || r.finite[verb - 2] != 0) return false;
  return r.words[verb + 1].mention >= 0 || r.Is(verb + 1, kDeterminer | kAdverb | kPreposition) ||
         OneOf(r.Surface(verb + 1), "nearly", "almost");
}

bool IsNounThat(const Reading& r, std::uint32_t noun, std::uint32_t that) {
  if ((r.words[noun].verb & (kPast | kThird | kGerund)) != 0 || r.finite[noun] != 0) return false;
  return (r.words[that + 1].verb & kPast) != 0 && r.words[that + 1].mention < 0 &&
         (r.Is(that + 2, kDeterminer) || r.words[that + 2].mention >= 0);
}

std::uint32_t ClauseBeforeColon(const Reading& r, const SpeechWords& words, TokenRange sentence, std::uint32_t verb) {
  if (TakesListener(r, verb) || words.that_only.AnyIn(r, {verb, verb + 1})) return 0;
  const std::uint32_t clause = PastWhenAndWhere(r, sentence, verb + 1);
  if (r.Is(clause, kPreposition)) return 0;
  bool verbs = false;
  for (std::uint32_t i = clause; i < std::min(sentence.end, verb + kContentReach) && !InQuote(r, i); ++i) {
    if (r.words[i].punct == ':') return verbs && i > clause + 3 ? clause : 0;
    if (r.words[i].punct == '.' && (*r.tokens)[i + 1].gap != Gap::kNone) return 0;
    if (!verbs && r.Is(i, kConjunction)) return 0;
    verbs = verbs || r.finite[i] != 0;
  }
  return 0;
}

std::uint32_t ClauseBeforeQuote(const Reading& r, const SpeechWords& words, TokenRange sentence, std::uint32_t verb) {
  // "told the forum last week that", "told analysts it would": whom and when may stand before it.
  constexpr std::uint32_t kListener = 12;
  std::uint32_t pronoun = 0;
  std::uint32_t at = verb + 1;
  for (; at < std::min(sentence.end, verb + kListener); ++at) {
    if (r.words[at].id == r.grammar->that) return at + 1;
    if (r.words[at].punct != 0 || r.finite[at] != 0 || InQuote(r, at)) break;
    if (StartsWithPronoun(r, at, sentence.end)) pronoun = at;
    // "told Bloomberg the move was tied to ore: “…”"
    if (at > verb + 1 && TakesListener(r, verb) && r.words[at - 1].mention >= 0 && r.Is(at, kDeterminer))
      pronoun = at;
  }
  return pronoun != 0 ? pronoun : ClauseBeforeColon(r, words, sentence, verb);
}

std::uint32_t ThatBehindAside(const Reading& r, TokenRange sentence, std::uint32_t comma, bool listens) {
  constexpr std::uint32_t kLongest = 20;  // tokens
  const std::uint32_t first = comma + 1;
  if (first + 3 >= sentence.end || r.words[first].mention >= 0 ||
      !(r.Is(first, kPreposition) || (listens && r.Is(first, kRelative)) ||
        OneOf(r.Surface(first), "citing", "quoting")))
    return 0;
  for (std::uint32_t i = first + 1; i + 2 < std::min(sentence.end, first + kLongest); ++i) {
    if (r.words[i].punct == ';' || InQuote(r, i)) return 0;
    if (r.words[i].punct == ',' && r.words[i + 1].id == r.grammar->that) return i + 2;
  }
  return 0;
}

std::uint32_t PastAside(const Reading& r, TokenRange sentence, std::uint32_t at) {
  if (at + 4 >= sentence.end || !IsComma(r, at) || !IsComma(r, at + 2)) return at;
  const Written word = r.Surface(at + 1);
  return word == "however" || word == "though" || word == "too" || word == "meanwhile" || word == "moreover" ? at + 3
                                                                                                             : at;
}

bool SaysClause(const Reading& r, std::uint32_t verb, std::uint32_t begin, std::uint32_t end) {
  const Written word = r.Surface(verb);
  if (word != "say" && word != "says" && word != "said") return false;
  if (begin != verb + 1 || !(r.Is(begin, kDeterminer) || r.words[begin].mention >= 0)) return false;
  constexpr std::uint32_t kSubject = 8;  // tokens
  for (std::uint32_t i = begin + 2; i + 1 < std::min(end, begin + kSubject); ++i) {
    if (r.words[i].mention >= 0 || r.words[i].punct != 0) continue;
    if ((r.words[i].verb & (kThird | kPast)) != 0 && !r.Is(i - 1, kDeterminer | kPreposition)) return true;
  }
  return false;
}

bool IsBelief(const Reading& r, std::uint32_t verb, std::uint32_t begin, std::uint32_t end) {
  const Written word = r.Surface(verb);
  constexpr std::uint32_t kNear = 7;  // tokens: "economists estimate the levy will"
  if (word == "estimate" || word == "estimates" || word == "estimated")
    return begin == verb + 1 && (r.Is(begin, kDeterminer) || r.words[begin].mention >= 0) &&
           FiniteBetween(r, begin + 1, std::min(end, begin + kNear));
  if (word != "believes" && word != "believed" && word != "testified" && word != "promised") return false;
  const bool person =
      verb > 0 && r.words[verb - 1].mention >= 0 && MentionAt(r, verb - 1).kind == MentionKind::kOfficial;
  constexpr std::uint32_t kSubject = 8;  // tokens
  return person && begin == verb + 1 && FiniteBetween(r, begin + 1, std::min(end, begin + kSubject));
}

bool IsPartedFromQuotes(const Reading& r, TokenRange sentence, std::uint32_t verb) {
  TokenRange part{verb, verb};
  while (part.begin > sentence.begin && verb - part.begin < kContentReach && r.words[part.begin - 1].punct != ';' &&
         !InQuote(r, part.begin - 1))
    --part.begin;
  while (part.end < sentence.end && part.end - verb < kContentReach && r.words[part.end].punct != ';' &&
         !InQuote(r, part.end))
    ++part.end;
  const bool opens = part.begin == sentence.begin, ends = part.end == sentence.end;
  return (opens || r.words[part.begin - 1].punct == ';') && (ends || r.words[part.end].punct == ';') &&
         !(opens && ends);
}

std::uint32_t PastWhenAndWhere(const Reading& r, TokenRange sentence, std::uint32_t begin) {
  std::uint32_t at = begin;
  for (int n = 0; n < 3 && at < sentence.end; ++n) {
    const std::uint32_t word = r.Is(at, kPreposition) && at + 1 < sentence.end ? at + 1 : at;
    const std::uint32_t byte = (*r.tokens)[word].span.begin;
    std::uint32_t next = at;
    for (const Timex& timex : r.DatesOf({at, std::min(sentence.end, at + 8)})) {
      if (timex.span.begin > byte || timex.span.end <= byte) continue;
      while (next < sentence.end && (*r.tokens)[next].span.begin < timex.span.end) ++next;
    }
    // "in an interview with CNN it was": up to the pronoun that begins the clause.
    if (next == at && r.Is(at, kPreposition)) {
      std::uint32_t pronoun = at + 1;
      while (pronoun < std::min(sentence.end, at + 10) && r.words[pronoun].punct == 0 && r.finite[pronoun] == 0 &&
             !StartsWithPronoun(r, pronoun, sentence.end))
        ++pronoun;
      if (StartsWithPronoun(r, pronoun, sentence.end))
        next = pronoun;
      else if (const std::uint32_t medium = MediumAt(r, at + 1, sentence.end); medium != 0)
        next = medium;
    }
    if (next == at) break;
    at = next;
  }
  return at < sentence.end ? at : begin;
}

bool IsUsedAsVerb(const Reading& r, TokenRange sentence, std::uint32_t at) {
  if (at == sentence.begin) return false;
  if (r.finite[at] != 0 || r.Is(at - 1, kHave | kModal)) return true;
  const Written word = r.Surface(at);
  if (!word.ends_with("ed") && !word.ends_with("s")) return false;
  return r.words[at - 1].mention >= 0 || r.Is(at - 1, kPronoun | kAdverb | kConjunction) || IsComma(r, at - 1) ||
         (*r.tokens)[at - 1].capital;
}

}  // namespace dateline::extract
