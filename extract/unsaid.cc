#include "extract/unsaid.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/verb_groups.h"

namespace dateline::extract {
namespace {

// "Su could say", "if Su said", "had Su said", "neither Su nor Wolf said": nobody said it.
bool IsSupposed(const Reading& r, std::uint32_t begin) {
  if (r.Is(begin, kModal)) {
    const Written modal = r.Surface(begin);
    if (modal == "could" || modal == "might" || modal == "may" || modal == "should" || modal == "must") return true;
  }
  const Clause& clause = r.clauses[r.clause_of[begin]];
  if (clause.conditional) return true;
  const Written first = r.Surface(clause.tokens.begin);
  // "shall tell the firm when it has found that": whenever that will be.
  if ((first == "when" || first == "once" || first == "unless") && r.Is(begin, kHave) && r.Surface(begin) != "had")
    return true;
  return first == "Had" || first == "Neither" || first == "neither" || first == "Nobody" || first == "If";
}

// "amends the EAR to confirm that", "shall inform the Congress that", "will visit Ohio and announce that", "I, JOHN
// DOE, find that": a rule's aim, a duty, a plan, the author's own words; but "used his speech to warn that".
bool IsToBeSaid(const Reading& r, const SpeechWords& words, const VerbGroup& group) {
  if (!words.that_only.AnyIn(r, {group.verb, group.verb + 1})) return false;
  if (group.infinitive) return true;
  if (group.begin < group.verb && r.Is(group.begin, kModal)) return true;
  if (group.begin != group.verb) return false;
  const TokenRange sentence = SentenceAt(r, group.verb);
  constexpr std::uint32_t kReach = 24;  // tokens
  std::uint32_t before = group.begin;
  while (before > sentence.begin && r.Is(before - 1, kAdverb)) --before;
  const bool joined = before > sentence.begin && r.Is(before - 1, kConjunction);
  // "I, DONALD J. TRUMP, President …": a sentence cut at an initial.
  const std::uint32_t floor =
      (*r.tokens)[sentence.begin].all_caps ? sentence.begin - std::min(sentence.begin, 6u) : sentence.begin;
  for (std::uint32_t i = before; i-- > floor && group.begin - i < kReach;) {
    if (r.Surface(i) == "I") return true;
    if (joined && (r.Is(i, kModal) || (r.words[i].id == r.grammar->to && (r.words[i + 1].verb & kBase) != 0)))
      return true;
    if (joined && r.finite[i] != 0) break;
  }
  return false;
}

// "shall issue a letter stating that": a paper that is yet to be written.
bool IsOfDuty(const Reading& r, const VerbGroup& group) {
  const std::uint32_t floor = SentenceAt(r, group.begin).begin;
  constexpr std::uint32_t kReach = 20;  // tokens
  for (std::uint32_t i = group.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.words[i].punct == ';' || r.words[i].punct == ',') return false;
    if (r.finite[i] != 0) return r.Surface(i) == "shall";
  }
  return false;
}

// "announced that it has completed", "announced that five directors have joined": done, and the text is how one hears.
bool TellsOwnDeed(const Reading& r, TokenRange sentence, std::uint32_t verb) {
  if (verb + 3 >= sentence.end || r.words[verb + 1].id != r.grammar->that) return false;
  constexpr std::uint32_t kSubject = 10;  // tokens
  for (std::uint32_t i = verb + 2; i + 1 < std::min(sentence.end, verb + kSubject); ++i) {
    if (r.words[i].punct == ',') return false;
    if (r.finite[i] == 0 && !r.Is(i, kHave)) continue;
    return r.Is(i, kHave) && (r.Surface(i) == "has" || r.Surface(i) == "have") && !r.Is(i + 1, kDeterminer | kNegator);
  }
  return false;
}

// "Trump and Xi agreed that", "announced today that it has": acts, not speech.
bool IsActOf(const Reading& r, TokenRange sentence, std::uint32_t verb) {
  const Written word = r.Surface(verb);
  if (word.starts_with("announc")) {
    constexpr std::uint32_t kReach = 20;  // tokens: "WASHINGTON – Today, the Department of … announced"
    for (std::uint32_t i = verb - std::min(verb - sentence.begin, kReach); i < std::min(sentence.end, verb + 3); ++i) {
      if (r.Surface(i) == "today" || r.Surface(i) == "Today") return true;
    }
    return r.Surface(sentence.begin) == "Today" || TellsOwnDeed(r, sentence, verb);
  }
  if (word != "agreed" && word != "agree") return false;
  for (std::uint32_t i = r.clauses[r.clause_of[verb]].tokens.begin; i < verb; ++i) {
    const Written who = r.Surface(i);
    if (r.words[i].id == r.grammar->and_) return true;
    if (who == "leaders" || who == "sides" || who == "parties" || who == "They" || who == "they" || who == "Both" ||
        who == "both" || who == "governments" || who == "ministers")
      return true;
  }
  return false;
}

// "It needs to be pointed out that": nobody is said to say it.
bool IsSaidOfNobody(const Reading& r, std::uint32_t verb) {
  if (!IsSays(r, verb)) return false;
  const auto group = GroupAt(r, verb, verb + 1, SayingForms(r, verb));
  return group && group->passive && !group->reduced;
}

// "did not say which", "has never said who": nothing was said.
bool IsUnsaid(const Reading& r, const SpeechWords& words, std::uint32_t verb) {
  if (!IsSays(r, verb) || words.denying.AnyIn(r, {verb, verb + 1})) return false;
  const auto group = GroupAt(r, verb, verb + 1, SayingForms(r, verb));
  for (std::uint32_t i = group ? group->begin : verb; i < verb; ++i) {
    if (r.Is(i, kNegator)) return r.Surface(i) != "only" && r.Surface(i) != "also";
  }
  if (IsSupposed(r, group ? group->begin : verb)) return true;
  if (group && group->gerund && IsOfDuty(r, *group)) return true;
  return group && (SayingForms(r, verb) & kBase) != 0 && IsToBeSaid(r, words, *group);
}

}  // namespace

// "press reports that", "public comments": a noun that looks like a verb, in a clause that has its verb.
bool IsPluralNoun(const Reading& r, std::uint32_t at) {
  if ((SayingForms(r, at) & kThird) == 0 || (SayingForms(r, at) & kPast) != 0 || at == 0 ||
      r.words[at - 1].mention >= 0)
    return false;
  static constexpr std::array<std::string_view, 22> kNouns{
      "answers", "boasts",  "claims",  "comments", "denials", "disputes", "estimates", "finds",
      "jokes",   "notes",   "pledges", "points",   "posts",   "promises", "remarks",   "replies",
      "reports", "signals", "states",  "threats",  "tweets",  "vows"};
  const TokenRange clause = r.clauses[r.clause_of[at]].tokens;
  if (r.Is(at - 1, kPronoun | kRelative | kThat | kConjunction | kAdverb) || r.words[at - 1].punct != 0 ||
      (*r.tokens)[at - 1].capital)
    return false;
  // "the filing says", "a Commerce lawyer says" have a determiner or a name before their noun.
  const bool subject =
      at > 1 && (r.Is(at - 2, kDeterminer) || r.words[at - 2].mention >= 0 || (*r.tokens)[at - 2].capital);
  return (!subject || FiniteBetween(r, clause.begin, at)) && Among<kNouns>(r.Surface(at));
}

bool ReportsNothing(const Reading& r, const SpeechWords& words, TokenRange sentence, std::uint32_t verb) {
  return IsPluralNoun(r, verb) || IsSaidOfNobody(r, verb) || IsActOf(r, sentence, verb) || IsUnsaid(r, words, verb);
}

}  // namespace dateline::extract
