// What has not come about, by words and tenses around the verb.
#include "extract/not_yet.h"

#include <algorithm>
#include <array>

#include "extract/cue_scopes.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "are ready before the duties take effect": not yet, whatever the main clause says.
bool BeginsLater(const Reading& r, const Target& target) {
  const VerbGroup& g = *target.group;
  if (g.passive || g.infinitive || g.gerund || (g.finite && !g.present) || !RunsOut(r, target)) return false;
  constexpr std::uint32_t kSubject = 9;  // tokens
  const std::uint32_t floor = r.Around(target.tokens.begin).begin;
  for (std::uint32_t i = target.group->begin, n = 0; i-- > floor && n < kSubject; ++n) {
    if (r.words[i].mention >= 0) continue;
    if ((r.words[i].punct != 0 && r.words[i].punct != '-') || r.finite[i] != 0) return false;
    if (OneOf(WordAt(r, i), "before", "until", "till")) return true;
  }
  return false;
}

// "The rule, had it been issued, would have": as the one that opens a sentence.
bool IsInvertedInside(const Reading& r, const Target& target) {
  const std::uint32_t begin = target.group->begin, floor = r.Around(target.tokens.begin).begin;
  if (begin < floor + 3 || r.Surface(begin) != "been" || !r.Is(begin - 1, kPronoun)) return false;
  return r.Surface(begin - 2) == "had" && r.words[begin - 3].punct == ',';
}

}  // namespace

std::uint32_t PhraseOfTime(const Reading& r, const Target& target) {
  if (target.group || target.tokens.begin == 0) return target.tokens.begin;
  constexpr std::uint32_t kPhrase = 6;  // tokens
  const std::uint32_t floor = r.Around(target.tokens.begin).begin;
  for (std::uint32_t i = target.tokens.begin, n = 0; i-- > floor && n < kPhrase; ++n) {
    if (r.words[i].punct != 0 && r.Surface(i) != "-") return target.tokens.begin;
    if (r.words[i].mention >= 0) continue;
    const Written word = r.Surface(i);
    if (word == "before" || word == "after" || word == "following" || word == "during") return i;
    if (word == "of") return i > floor && r.Surface(i - 1) == "ahead" ? i - 1 : target.tokens.begin;
    if (r.finite[i] != 0 || r.Is(i, kPreposition | kConjunction)) return target.tokens.begin;
  }
  return target.tokens.begin;
}

bool AheadOfIt(const Reading& r, std::uint32_t time, std::uint32_t floor) {
  if (r.Surface(time) != "ahead" && r.Surface(time) != "before") return false;
  constexpr std::uint32_t kNear = 24;  // tokens
  for (std::uint32_t i = time, n = 0; i-- > floor && n < kNear; ++n) {
    if (r.words[i].id == 0 || r.words[i].mention >= 0) continue;
    if (r.finite[i] == 0) continue;
    const Written word = r.Surface(i);
    return word == "will" || word == "may" || word == "could" || word == "might" || word == "is" || word == "are";
  }
  return false;
}

bool IsAimedAt(const Reading& r, const Target& target) {
  if (target.group && !target.group->gerund) return false;
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  constexpr std::uint32_t kObject = 6, kPredicate = 24, kAim = 8;  // tokens
  std::uint32_t gerund = target.group ? target.group->begin : target.tokens.begin;
  for (std::uint32_t n = 0; !target.group && n < kObject; ++n) {
    if (gerund == clause.begin) return false;
    --gerund;
    if (r.words[gerund].mention >= 0) continue;
    if (OneOf(WordAt(r, gerund), "achieving", "clinching", "concluding", "finding", "finalising", "finalizing",
              "getting", "lifting", "negotiating", "obtaining", "reaching", "securing", "striking", "winning"))
      break;
    if (r.words[gerund].punct != 0 || r.finite[gerund] != 0 || OneOf(WordAt(r, gerund), "the", "this", "its"))
      return false;
    if (n + 1 == kObject) return false;
  }
  // It opens its clause or what somebody said: no preposition, no auxiliary before it.
  if (gerund > clause.begin && !r.Is(gerund - 1, kSays | kThat) && r.words[gerund - 1].punct == 0) return false;
  std::uint32_t be = target.tokens.end;
  const std::uint32_t end = std::min(r.Around(target.tokens.begin).end, be + kPredicate);
  while (be < end && r.finite[be] == 0) ++be;
  if (be >= end || !OneOf(WordAt(r, be), "is", "are", "remains")) return false;
  for (std::uint32_t i = be + 1; i < std::min(end, be + kAim); ++i) {
    if (r.words[i].mention < 0 &&
        OneOf(WordAt(r, i), "aim", "crucial", "essential", "goal", "key", "necessary", "objective", "priority", "task"))
      return true;
  }
  return false;
}

bool NeedsApproval(const Reading& r, const Target& target) {
  if (!target.group || !target.group->finite || !target.group->present) return false;
  const std::uint32_t floor = r.Around(target.tokens.begin).begin;
  std::uint32_t comma = target.group->begin;
  // "…, consolidates and amends"
  if (comma > floor + 3 && r.Is(comma - 1, kConjunction) && r.finite[comma - 2] != 0) comma -= 2;
  if (comma <= floor + 4 || r.words[comma - 1].punct != ',') return false;
  bool approval = false;
  constexpr std::uint32_t kNear = 20;  // tokens
  for (std::uint32_t i = comma - 1, n = 0; i-- > floor && n < kNear; ++n) {
    if (r.words[i].mention >= 0) continue;
    approval =
        approval || OneOf(WordAt(r, i), "adopted", "approval", "approved", "backing", "ratification", "ratified");
    if (OneOf(WordAt(r, i), "needs", "requires", "awaits", "must"))
      return approval && r.clauses[r.clause_of[i]].relative;
    if (r.words[i].punct != 0) return false;
  }
  return false;
}

bool RunsOut(const Reading& r, const Target& target) {
  const Written word = r.Surface(target.tokens.begin);
  static constexpr std::array<std::string_view, 11> kBegins{"comes", "come",  "enter", "enters", "go",   "goes",
                                                            "kick",  "kicks", "snap",  "take",   "takes"};
  return word.starts_with("expir") || word.starts_with("laps") || word.starts_with("sunset") ||
         std::ranges::find(kBegins, word) != kBegins.end();
}

bool IsWhenToCome(const Reading& r, const Target& target) {
  if (target.group && BeginsLater(r, target)) return true;
  if (!IsToCome(r, target)) return false;
  // "Until the truce reached in November expires": reached by then.
  if (target.group && target.group->reduced) return false;
  const Clause& clause = r.clauses[r.clause_of[target.tokens.begin]];
  if (!OneOf(r.Surface(clause.tokens.begin), "After", "Before", "Until", "When", "after", "before", "until", "when"))
    return false;
  const TokenRange sentence = r.Around(target.tokens.begin);
  TokenRange time = clause.tokens;  // up to the comma that ends it
  for (std::uint32_t i = target.tokens.end; i < time.end; ++i) {
    if (r.words[i].punct == ',') time.end = i;
  }
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (time.Has(i) || r.words[i].id == 0 || r.words[i].mention >= 0) continue;
    const std::string_view word = r.lexicon->Text(r.words[i].id);
    if (word == "will" || word == "would" || word == "shall") return true;
    // "are trying to agree before the truce expires"
    if ((word == "trying" || word == "racing" || word == "rushing" || word == "scrambling" || word == "working") &&
        i > sentence.begin && (r.Surface(i - 1) == "is" || r.Surface(i - 1) == "are"))
      return true;
    // "Before it signs the deal, Nexperia wants …"
    static constexpr std::array<std::string_view, 6> kAhead{"could", "expects", "may", "might", "must", "wants"};
    if (std::ranges::binary_search(kAhead, word)) return true;
  }
  return false;
}

bool IsGivenUp(const Reading& r, const Target& target, std::uint32_t end) {
  static constexpr std::array<std::string_view, 33> kDrops{
      "abandoned", "axed",    "backed",   "balked",  "bowed",   "called",   "canceled", "cancelled", "changed",
      "collapsed", "decided", "declined", "ditched", "dropped", "failed",   "fell",     "gave",      "held",
      "killed",    "lapsed",  "never",    "pulled",  "refused", "relented", "reneged",  "reversed",  "scrapped",
      "scuttled",  "shelved", "stopped",  "thought", "walked",  "withdrew"};
  constexpr std::uint32_t kNear = 10;
  for (std::uint32_t i = target.tokens.end; i < end; ++i) {
    if (r.words[i].mention >= 0) continue;
    const Written word = r.Surface(i);
    // "; instead it expanded it", not "instead of"
    if (word == "instead" && i > 0 && (r.words[i - 1].punct != 0 || r.Surface(i - 1) == "but"))
      return i + 1 < end && r.Surface(i + 1) != "of";
    if (word != "but" && word != "before" && word != "then") continue;
    for (std::uint32_t k = i + 1; k < std::min(end, i + kNear); ++k) {
      if (r.words[k].mention < 0 && Among<kDrops>(r.Surface(k))) return true;
    }
  }
  return false;
}

bool IsOvertaken(const Reading& r, const Target& target, TokenRange sentence) {
  if (!target.group || target.group->finite || target.group->begin < sentence.begin + 3) return false;
  static constexpr std::array<std::string_view, 7> kNear{"about", "brink", "close", "cusp", "poised", "ready", "verge"};
  bool near = false;
  std::uint32_t i = target.group->begin;
  for (std::uint32_t n = 0; n < 5 && i > sentence.begin; ++n) {
    --i;
    if (r.words[i].punct != 0) return false;
    near = near || Among<kNear>(r.Surface(i));
    if (r.Is(i, kBe)) break;
  }
  if (!near || (r.Surface(i) != "was" && r.Surface(i) != "were")) return false;
  for (i = target.tokens.end; i < sentence.end; ++i) {
    if (r.words[i].mention >= 0 || r.Surface(i) != "when") continue;
    for (std::uint32_t k = i + 1; k < sentence.end; ++k) {
      if (r.finite[k] != 0) return (r.words[k].verb & (kBase | kGerund)) == 0;
    }
  }
  return false;
}

bool CameToNothing(const Reading& r, const Target& target) {
  std::uint32_t to = target.group ? target.group->begin : target.tokens.begin;
  if (target.group && !target.group->infinitive) return false;
  // "had hoped to reach an agreement": what is reached, too.
  constexpr std::uint32_t kObject = 5;  // tokens
  for (std::uint32_t n = 0; !target.group && n < kObject && to > 2; ++n) {
    --to;
    if (r.words[to].punct != 0 || r.finite[to] != 0) return false;
    if (r.words[to].id == r.grammar->to) break;
  }
  if (to < 2) return false;
  const std::string_view verb = r.Surface(to - 1), before = r.Surface(to - 2);
  return (verb == "hoped" && before == "had") || (verb == "supposed" && (before == "was" || before == "were"));
}

bool IsInvertedDenial(const Reading& r, const Target& target) {
  if (!target.group || (r.words[target.group->verb].verb & kParticiple) == 0) return false;
  const std::uint32_t floor = r.Around(target.tokens.begin).begin;
  std::uint32_t i = target.group->verb;
  bool negated = false;
  while (i > floor && r.Is(i - 1, kNegator | kAdverb)) negated |= r.Is(--i, kNegator);
  if (!negated) return false;
  const std::uint32_t subject = i;
  while (i > floor && subject - i < 6 && r.words[i - 1].punct == 0 && r.Surface(i - 1) != "had" &&
         r.Surface(i - 1) != "Had")
    --i;
  if (i <= floor || i == subject || r.words[i - 1].mention >= 0 ||
      (r.Surface(i - 1) != "had" && r.Surface(i - 1) != "Had"))
    return false;
  const TokenRange sentence = r.Around(target.tokens.begin);
  for (std::uint32_t k = sentence.begin; k + 1 < sentence.end; ++k) {
    if (r.words[k].mention < 0 && r.Is(k, kModal) && r.Surface(k + 1) == "have") return true;
  }
  return false;
}

bool IsInverted(const Reading& r, const Target& target) {
  if (!target.group || (r.words[target.group->verb].verb & kParticiple) == 0) return false;
  if (IsInvertedInside(r, target)) return true;
  const TokenRange sentence = r.Around(target.tokens.begin);
  if (sentence.begin + 1 >= target.tokens.begin || r.Surface(sentence.begin) != "Had") return false;
  for (std::uint32_t i = sentence.begin + 1; i < target.group->verb; ++i) {
    if (r.words[i].punct == ',' || (i < target.group->begin && r.words[i].mention < 0 && r.words[i].verb != 0 &&
                                    (r.Is(i, kBe | kHave | kDo | kModal) || r.finite[i] != 0)))
      return false;
  }
  return true;
}

bool WasToHave(const Reading& r, const Target& target) {
  if (!target.group || target.group->verb < 3) return false;
  std::uint32_t to = target.group->verb;
  while (to > target.group->begin && (r.Is(to - 1, kHave | kAdverb) || r.Surface(to - 1) == "been")) --to;
  if (to == target.group->verb || to < 2 || r.words[to - 1].id != r.grammar->to) return false;
  const Written word = r.Surface(to - 2);
  return word == "was" || word == "were" || word == "supposed" || word == "meant" || word == "due";
}

bool IsBeforeLeaving(const Reading& r, const Target& target) {
  if (target.group) return false;
  constexpr std::uint32_t kNear = 10;  // tokens
  const std::uint32_t floor = r.Around(target.tokens.begin).begin;
  bool leaving = false;
  for (std::uint32_t i = target.tokens.begin, n = 0; i-- > floor && n < kNear; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    const Known word = WordAt(r, i);
    leaving = leaving || OneOf(word, "boarding", "departing", "departure", "flying", "heading", "leaving", "traveling",
                               "travelling");
    if (word == "before" || (word == "of" && i > floor && WordAt(r, i - 1) == "ahead")) return leaving;
  }
  return false;
}

}  // namespace dateline::extract
