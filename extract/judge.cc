// What the cues around a target make of it: modality, denial, hedge, basis, condition.
#include <algorithm>
#include <array>
#include <optional>

#include "extract/chinese.h"
#include "extract/cue_scopes.h"
#include "extract/cues.h"
#include "extract/not_yet.h"
#include "extract/taken_steps.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

class Composer {
 public:
  Composer(const Reading& reading, const Target& target, std::vector<const Cue*>* applied)
      : r_(reading), target_(target), applied_(applied) {}

  void Apply(const Cue& cue, Judgement& j) {
    const CompiledCue& rule = *cue.rule;
    const Modality was = j.modality;
    switch (rule.sets) {
      case CueSets::kPlan:
      case CueSets::kThreat:
        if (was == Modality::kActual) j.modality = Modality::kPlanned;
        break;
      case CueSets::kPossible:
        if (was == Modality::kDenied)
          j.modality = Modality::kUnlikely, j.denial = Denial::kNone;
        else if (was != Modality::kUnlikely)
          j.modality = Modality::kPossible;
        if (j.hedge == Hedge::kCertain) j.hedge = rule.hedge.value_or(Hedge::kCould);
        break;
      case CueSets::kUnlikely:
        j.modality = was == Modality::kDenied ? Modality::kPossible : Modality::kUnlikely;
        j.denial = Denial::kNone;
        break;
      case CueSets::kNegate:
        Negate(j);
        break;
      case CueSets::kPrevent:
      case CueSets::kNotYet:
        // "refused to rule out a ban": it may come.
        if (was == Modality::kDenied && last_ != nullptr && last_->negated && rule.sets == CueSets::kPrevent) {
          Negate(j);
          break;
        }
        Deny(j, rule.sets == CueSets::kNotYet ? Denial::kNotYet : Denial::kDidNotHappen);
        break;
      case CueSets::kMistake:
        Deny(j, Denial::kDidNotHappen);
        j.mistaken = true;
        break;
      case CueSets::kDeny:
        Deny(j, Denial::kSaidFalse);
        break;
      case CueSets::kCondition:
        // "would have ended if": it did not.
        if (counterfactual_ && was == Modality::kDenied) break;
        j.modality = was == Modality::kUnlikely ? was : Modality::kPossible;
        j.denial = Denial::kNone;
        if (j.hedge == Hedge::kCertain) j.hedge = Hedge::kCould;
        break;
      case CueSets::kDemand:
        // "urged not to weaken it": nobody asks for the act, and nobody says that it did not happen.
        j.requested = was != Modality::kDenied;
        j.modality = Modality::kPossible;
        j.denial = Denial::kNone;
        break;
      case CueSets::kDuty:
        j.duty = true;
        if (was == Modality::kActual) j.modality = Modality::kPlanned;
        break;
      case CueSets::kRisk:
        j.risk = true;
        // "no assurance that it will not be imposed"
        if (was == Modality::kActual || was == Modality::kPlanned || was == Modality::kDenied)
          j.modality = Modality::kPossible, j.denial = Denial::kNone;
        if (j.hedge == Hedge::kCertain) j.hedge = Hedge::kCould;
        break;
      case CueSets::kWould:
        Would(cue, j);
        break;
      case CueSets::kInfer:
        j.basis = Basis::kInferred;
        break;
      case CueSets::kReported:
      case CueSets::kOpinion:
        if (!j.basis) j.basis = rule.sets == CueSets::kOpinion ? Basis::kOpinion : Basis::kUnnamedReport;
        break;
      case CueSets::kHabit:
        j.habit = true;
        break;
      case CueSets::kHappened:
      case CueSets::kPseudo:
        break;
    }
    if (rule.hedge && rule.sets == CueSets::kPlan) j.hedge = *rule.hedge;
    if (rule.basis) j.basis = rule.basis;
    if (j.cues.empty()) j.cues.reserve(4);
    j.cues.push_back(rule.id);
    if (applied_ != nullptr) applied_->push_back(&cue);
    last_ = &rule;
    const Written word = r_.Surface(cue.tokens.end - 1);
    last_whether_ = rule.sets == CueSets::kPossible && word == "whether";
  }

 private:
  // What is denied a second time has happened.
  static void Deny(Judgement& j, Denial how) {
    const bool denied = j.modality == Modality::kDenied;
    j.modality = denied ? Modality::kActual : Modality::kDenied;
    j.denial = denied ? Denial::kNone : how;
  }

  void Negate(Judgement& j) {
    // "has not decided whether": open as before.
    if (last_whether_) return;
    if (last_ != nullptr && last_->negated) {
      j.modality = *last_->negated;
      j.denial = j.modality == Modality::kDenied ? Denial::kDidNotHappen : Denial::kNone;
      return;
    }
    switch (j.modality) {
      case Modality::kUnlikely:
        j.modality = Modality::kPossible;
        break;
      case Modality::kDenied:
        j.modality = Modality::kActual;
        j.denial = Denial::kNone;
        break;
      default:
        j.modality = Modality::kDenied;
        j.denial = Denial::kDidNotHappen;
    }
  }

  // "said it would rescind": the past of "will". "would have rescinded": it did not. Otherwise a supposition.
  void Would(const Cue& cue, Judgement& j) {
    // "would have to issue rules" is a duty under it.
    if (cue.tokens.end < r_.words.size() && r_.Is(cue.tokens.end, kHave) && r_.Surface(cue.tokens.end + 1) != "to") {
      if (j.modality == Modality::kActual) {
        j.modality = Modality::kDenied, j.denial = Denial::kDidNotHappen;
        counterfactual_ = true;
      }
      return;
    }
    const std::uint32_t floor = r_.sentences[r_.sentence_of[cue.tokens.begin]].begin;
    // "is considering legislation that would ban": what a thing would do, whoever says so.
    const std::uint32_t at = cue.tokens.begin;
    const bool subject = r_.Surface(at) != "would" && r_.Surface(at) != "Would";  // "he'd"
    const bool of_thing = !subject && at > floor + 1 && r_.Is(at - 1, kThat | kRelative) && !r_.Is(at - 2, kSays);
    for (std::uint32_t i = at; i-- > floor && !of_thing;) {
      // "The proposed rule would": what is said of the thing.
      if (!r_.Is(i, kSays) || (i > floor && r_.finite[i] == 0 && r_.Is(i - 1, kDeterminer) && !r_.Is(i + 1, kThat))) {
        // "said the House weighs a bill that would": another verb stands between.
        if (r_.finite[i] != 0 && !r_.Is(i, kBe | kHave | kDo | kModal)) {
          // "posted on Monday that he'd": told, whatever the verb.
          std::uint32_t that = i + 1;
          while (that < at && r_.words[that].mention < 0 &&
                 (r_.Is(that, kPreposition) || r_.Surface(that).ends_with("day")))
            ++that;
          if (that + (subject ? 0 : 1) >= at || that == i + 1 || !r_.Is(that, kThat)) break;
          if (j.modality == Modality::kActual) j.modality = Modality::kPlanned;
          return;
        }
        continue;
      }
      if (j.modality == Modality::kActual) j.modality = Modality::kPlanned;
      return;
    }
    if (j.modality == Modality::kActual) j.modality = Modality::kPossible;
    if (j.hedge == Hedge::kCertain) j.hedge = Hedge::kCould;
  }

  const Reading& r_;
  const Target& target_;
  std::vector<const Cue*>* applied_;
  const CompiledCue* last_ = nullptr;
  bool last_whether_ = false;
  bool counterfactual_ = false;  // "would have"
};

// The stretch in which cues may reach a target: its clause, and the clause that it resumes or is a part of.
TokenRange Scope(const Reading& r, std::uint32_t token, TokenRange& resumed) {
  const Clause& clause = r.clauses[r.clause_of[token]];
  resumed = {};
  if (clause.resumes >= 0) resumed = r.clauses[static_cast<std::size_t>(clause.resumes)].tokens;
  // "The rule that was to be issued | is still absent": what is said of the thing, too.
  const std::uint32_t next = r.clause_of[token] + 1;
  if (clause.relative && next < r.clauses.size() && clause.outer >= 0 && r.clauses[next].resumes == clause.outer &&
      r.words[clause.tokens.end - 1].punct == 0)
    resumed = r.clauses[next].tokens;
  return clause.tokens;
}

// "what exactly to replace it with", "how to ban": nothing is settled. `to` is the token of the infinitive's "to".
bool IsOpenQuestion(const Reading& r, std::uint32_t to) {
  for (std::uint32_t i = to, n = 0; i-- > 0 && n < 3; ++n) {
    if (r.words[i].punct != 0 || r.words[i].mention >= 0) return false;
    const Written word = r.Surface(i);
    if (word == "what" || word == "how" || word == "when" || word == "where" || word == "whether" || word == "which" ||
        word == "whom")
      return true;
    if (!r.Is(i, kAdverb) && !word.ends_with("ly")) return false;
  }
  return false;
}

// "There is not likely to be a rule that would bar drones", "There is no rule that bars drones": what is said of the
// thing's existence holds of what it would do.
void ApplyExistence(const Reading& r, const std::vector<Cue>& cues, const Target& target, Composer& composer,
                    Judgement& j) {
  const Clause& clause = r.clauses[r.clause_of[target.tokens.begin]];
  if (!clause.relative || clause.outer < 0 || j.modality == Modality::kDenied) return;
  const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
  if (outer.end != clause.tokens.begin) return;
  std::uint32_t there = outer.begin;
  while (there < outer.end && r.Surface(there) != "there" && r.Surface(there) != "There") ++there;
  if (there + 1 >= outer.end || !r.Is(there + 1, kBe | kHave | kModal | kAdverb)) return;
  auto cue = std::ranges::lower_bound(cues, there, {}, [](const Cue& k) { return k.tokens.begin; });
  for (; cue != cues.end() && cue->tokens.begin < outer.end; ++cue) {
    const CueSets sets = cue->rule->sets;
    if (sets == CueSets::kNegate || sets == CueSets::kUnlikely || sets == CueSets::kNotYet)
      return composer.Apply(*cue, j);
  }
}

bool IsParticipleAt(const Reading& r, std::uint32_t at) {
  while (at < r.words.size() && r.Is(at, kAdverb)) ++at;
  return at < r.words.size() && r.words[at].mention < 0 && (r.words[at].verb & kParticiple) != 0;
}

// "Regulators may open inquiries into our sales": what a firm writes of what may befall it.
void MarkRisk(const Reading& r, const Target& target, Judgement& j) {
  if (j.risk || j.modality != Modality::kPossible || r.QuoteOf(target.tokens.begin) != nullptr) return;
  const bool may = std::ranges::any_of(j.cues, [](std::string_view id) {
    return id == "cue:may" || id == "cue:if" || id == "cue:possibility" || id == "cue:power";
  });
  if (!may) return;
  const TokenRange sentence = r.Around(target.tokens.begin);
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.words[i].id == 0 || r.words[i].mention >= 0) continue;
    const std::string_view word = r.lexicon->Text(r.words[i].id);
    if ((word != "our" && word != "us" && word != "we") || r.QuoteOf(i) != nullptr) continue;
    // "told us", "said to us" is a reporter's.
    if (word != "our" && i > sentence.begin && r.Is(i - 1, kSays)) continue;
    j.risk = true;
    j.cues.emplace_back("cue:risk");
    return;
  }
}

bool IsInCaseOfFall(const Judgement& j) {
  const auto has = [&](std::string_view id) { return std::ranges::find(j.cues, id) != j.cues.end(); };
  return has("cue:falls-through") && (has("cue:possibility") || has("cue:if"));
}

bool FollowsConjunction(const Reading& r, std::uint32_t at) {
  if (at > 0 && r.words[at - 1].punct == ',') --at;
  return at > 0 && r.Is(at - 1, kConjunction);
}

// "…, and SHALL continue": an auxiliary of its own behind a comma and a conjunction between the verb and `end`.
bool HasLaterModal(const Reading& r, const Target& target, std::uint32_t end) {
  for (std::uint32_t i = target.tokens.end; i + 2 < end; ++i) {
    if (r.words[i].punct == ',' && r.Is(i + 1, kConjunction) && r.Is(i + 2, kModal)) return true;
  }
  return false;
}

// "has not launched it yet", "so far not", "still has not": what is denied may still come.
bool SaysYet(const Reading& r, TokenRange clause) {
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    if (r.words[i].id == 0 || r.words[i].mention >= 0) continue;
    const std::string_view word = r.lexicon->Text(r.words[i].id);
    // "and yet it lost a market": a conjunction.
    const bool joins =
        word == "yet" && i > 0 && (r.Is(i - 1, kConjunction) || (r.words[i - 1].punct == ',' && i + 1 < clause.end));
    if ((word == "yet" && !joins) || word == "still") return true;
    if (i + 1 < clause.end &&
        ((word == "so" && r.Surface(i + 1) == "far") || (word == "to" && r.Surface(i + 1) == "date")))
      return true;
  }
  return false;
}

// Chinese cues stand before the verb of their clause ("尚未获得许可证"), conditions a clause before.
Judgement JudgeChinese(const Reading& r, const std::vector<Cue>& cues, const Target& target,
                       std::vector<const Cue*>* applied) {
  Judgement j;
  Composer composer(r, target, applied);
  const TokenRange clause = ChineseClause(r, target.tokens.begin);
  const TokenRange sentence = r.Around(target.tokens.begin);
  const auto first = std::ranges::lower_bound(cues, sentence.begin, {}, [](const Cue& c) { return c.tokens.begin; });
  auto last = first;
  while (last != cues.end() && last->tokens.begin < clause.end) ++last;
  for (auto cue = last; cue != first;) {
    --cue;
    const CueSets sets = cue->rule->sets;
    const bool own = cue->tokens.begin >= target.tokens.begin && cue->tokens.begin < target.tokens.end;
    if (own) {
      if (cue->rule->own && !(target.asks && sets == CueSets::kDemand)) composer.Apply(*cue, j);
      continue;
    }
    const bool before = cue->tokens.begin < target.tokens.begin;
    const bool here = clause.Has(cue->tokens.begin);
    const bool condition = sets == CueSets::kCondition && before;
    if (!condition && (!here || before == (cue->rule->binds == CueBinds::kAfter))) continue;
    composer.Apply(*cue, j);
    if (condition && !j.condition) j.condition = TokenRange{cue->tokens.begin, ChineseClause(r, cue->tokens.begin).end};
  }
  return j;
}

}  // namespace

Judgement Judge(const Reading& r, const std::vector<Cue>& cues, const Target& target,
                std::vector<const Cue*>* applied) {
  if (IsChinese(r, target.tokens.begin)) return JudgeChinese(r, cues, target, applied);
  Judgement j;
  TokenRange resumed;
  const TokenRange scope = Scope(r, target.tokens.begin, resumed);
  const TokenRange sentence = r.Around(target.tokens.begin);
  Composer composer(r, target, applied);

  auto first = std::ranges::lower_bound(cues, sentence.begin, {}, [](const Cue& c) { return c.tokens.begin; });
  auto last = first;
  while (last != cues.end() && last->tokens.begin < sentence.end) ++last;

  // Cues among the target's own words, then those around it.
  const auto overlaps = [&](const Cue& cue) {
    return cue.tokens.begin < target.tokens.end && target.tokens.begin < cue.tokens.end;
  };
  for (auto cue = first; cue != last; ++cue) {
    if (!cue->rule->own || !overlaps(*cue)) continue;
    // "waiting for a decision on its application": what is waited for is the answer.
    if (target.asks && cue->rule->sets == CueSets::kNotYet && cue->tokens.end > target.tokens.begin &&
        r.words[cue->tokens.end - 1].id != 0 && r.Surface(cue->tokens.end - 1) == "for")
      continue;
    // "threatened tariffs", but not "settle its potential liability".
    if (cue->rule->binds == CueBinds::kNoun && cue->tokens.begin != target.tokens.begin) continue;
    if (!target.asks || cue->rule->sets != CueSets::kDemand) composer.Apply(*cue, j);
  }
  for (auto cue = first; cue != last; ++cue) {
    const bool around = cue->tokens.begin < target.tokens.begin && target.tokens.end <= cue->tokens.end;
    if (cue->rule->binds == CueBinds::kAround && around) composer.Apply(*cue, j);
  }

  const std::uint32_t time = PhraseOfTime(r, target);
  // Left of the target, the nearest first.
  Frontier frontier{target.group ? target.group->begin : target.tokens.begin, target.group && target.group->finite};
  std::optional<std::uint32_t> auxiliary;
  for (auto cue = last; cue != first;) {
    --cue;
    const std::uint32_t at = cue->tokens.begin;
    if (at >= target.tokens.begin || IsOwnWord(r, *cue, target)) continue;
    if (at < time && time < target.tokens.begin && cue->rule->sets != CueSets::kDeny) continue;
    // What is quoted says nothing of what is told around it.
    if (const Quote* quote = r.QuoteOf(at); quote != nullptr && quote != r.QuoteOf(target.tokens.begin)) continue;
    if (cue->rule->own && overlaps(*cue)) continue;
    if (!scope.Has(at) && !resumed.Has(at)) continue;
    // "No permits were granted and no curbs imposed": two subjects, no double negation.
    const bool none = cue->rule->binds == CueBinds::kSubject && cue->rule->sets == CueSets::kNegate;
    if (none && j.modality == Modality::kDenied && std::ranges::find(j.cues, cue->rule->id) != j.cues.end()) continue;
    // "urging him to revoke them and threatening to hold hearings": side by side, not one under the other.
    const bool moved = frontier.begin < (target.group ? target.group->begin : target.tokens.begin);
    if (moved && frontier.begin > at && r.Is(frontier.begin - 1, kConjunction) && r.words[at].mention < 0 &&
        (r.words[at].verb & kGerund) != 0 && (r.words[frontier.begin].verb & kGerund) != 0)
      continue;
    // "declined to say whether it would sign or veto": past the auxiliary that both verbs share.
    const bool shared = cue->rule->binds == CueBinds::kComplement && cue->rule->finite && auxiliary &&
                        *auxiliary < frontier.begin && at < *auxiliary;
    if (ReachesRight(r, *cue, target, shared ? Frontier{*auxiliary, true} : frontier)) {
      composer.Apply(*cue, j);
      if (cue->rule->binds == CueBinds::kVerb && cue->tokens.end < frontier.begin && target.group) auxiliary = at;
      if (cue->rule->binds == CueBinds::kComplement && at < frontier.begin) {
        frontier = {at, FiniteBetween(r, at, at + 1)};
      }
      if (cue->rule->sets == CueSets::kCondition && !j.condition) j.condition = TokenRange{at, scope.end};
    }
  }
  for (auto cue = first; cue != last; ++cue) {
    const std::uint32_t at = cue->tokens.begin;
    if (at < target.tokens.end || (!scope.Has(at) && !resumed.Has(at))) continue;
    if (cue->rule->sets == CueSets::kCondition || !ReachesLeft(r, *cue, target)) continue;
    composer.Apply(*cue, j);
  }
  // The if-clause of the sentence makes its consequent possible, unless that is told in the past.
  const bool past = target.group && target.group->finite && !target.group->present && j.modality == Modality::kActual;
  if (!j.condition && !past) {
    for (auto cue = first; cue != last; ++cue) {
      if (cue->rule->sets != CueSets::kCondition) continue;
      // "If not, they go up," he said after a call: the talk itself hangs on no if.
      const Quote* quote = r.QuoteOf(cue->tokens.begin);
      if (quote != nullptr && quote != r.QuoteOf(target.tokens.begin)) continue;
      const Clause& clause = r.clauses[r.clause_of[cue->tokens.begin]];
      // "unless extended", and what runs out of itself unless somebody acts: planned all the same.
      const bool unless = r.Surface(cue->tokens.begin) == "unless" || r.Surface(cue->tokens.begin) == "Unless";
      if (unless && (RunsOut(r, target) || IsParticipleAt(r, cue->tokens.end))) continue;
      if (clause.tokens.Has(target.tokens.begin) && cue->tokens.begin < target.tokens.begin) continue;
      // "shall be effective on Monday, and SHALL continue, unless it is reduced": a verb of its own.
      if (cue->tokens.begin > target.tokens.end + 1 && HasLaterModal(r, target, cue->tokens.begin)) continue;
      // "takes effect on Tuesday and, unless Congress acts, will expire": what follows the conjunction.
      if (target.tokens.begin < cue->tokens.begin && FollowsConjunction(r, cue->tokens.begin)) continue;
      composer.Apply(*cue, j);
      j.condition = TokenRange{cue->tokens.begin, clause.tokens.end};
      break;
    }
  }
  ApplyExistence(r, cues, target, composer, j);
  if (j.modality == Modality::kActual && target.group && target.group->infinitive &&
      IsOpenQuestion(r, target.group->begin)) {
    j.modality = Modality::kPossible;
    j.hedge = Hedge::kConsidering;
  }
  if (j.modality == Modality::kActual &&
      (IsWhenToCome(r, target) || (time < target.tokens.begin && AheadOfIt(r, time, sentence.begin)) ||
       IsBeforeLeaving(r, target))) {
    j.modality = Modality::kPlanned;
    j.cues.emplace_back("cue:once");
  }
  if (j.modality == Modality::kActual && (IsAimedAt(r, target) || NeedsApproval(r, target))) {
    j.modality = Modality::kPossible;
    j.hedge = Hedge::kConsidering;
    j.cues.emplace_back("cue:aim");
  }
  if ((j.modality == Modality::kPlanned && (IsGivenUp(r, target, sentence.end) || IsOvertaken(r, target, sentence))) ||
      (j.modality <= Modality::kPlanned && WasToHave(r, target)) ||
      (j.modality <= Modality::kPossible && (CameToNothing(r, target) || IsRefusedEffort(r, target))) ||
      (j.modality == Modality::kActual && IsInverted(r, target))) {
    j.modality = Modality::kDenied;
    j.denial = Denial::kDidNotHappen;
    j.cues.emplace_back("cue:given-up");
  }
  // "in case the truce collapses": it may, told by the noun or by the verb.
  if (j.modality >= Modality::kUnlikely && j.cues.size() > 1 && IsInCaseOfFall(j)) {
    j.modality = Modality::kPossible;
    j.denial = Denial::kNone;
  }
  if (j.modality == Modality::kDenied && IsInvertedDenial(r, target)) {
    j.modality = Modality::kActual;
    j.denial = Denial::kNone;
  }
  if (j.denial == Denial::kDidNotHappen && SaysYet(r, scope)) j.denial = Denial::kNotYet;
  MarkRisk(r, target, j);
  return j;
}

namespace {

// Why a cue of the sentence does not count for the target; asked of those that were not applied.
std::string WhyOutOfReach(const Reading& r, const Cue& cue, const Target& target, TokenRange scope,
                          TokenRange resumed) {
  const std::uint32_t at = cue.tokens.begin;
  const std::uint32_t begin = target.group ? target.group->begin : target.tokens.begin;
  const bool left = at < target.tokens.begin;
  if (!scope.Has(at) && !resumed.Has(at)) return "it stands in another clause";
  if (IsOwnWord(r, cue, target)) return "it is itself what tells of the event";
  if (left && cue.rule->binds == CueBinds::kAfter) return "it reaches only to its left";
  if (!left && cue.rule->binds != CueBinds::kAfter && cue.rule->binds != CueBinds::kClause)
    return "it reaches only to its right";
  if (cue.rule->binds == CueBinds::kNoun) return "it binds to the noun right behind it";
  if (left && cue.tokens.end < begin && FiniteBetween(r, cue.tokens.end, begin)) return "a tensed verb stands between";
  if (!left && FiniteBetween(r, target.tokens.end, at)) return "a tensed verb stands between";
  if (left && begin - std::min(begin, cue.tokens.end) > kReach) return "it stands too far away";
  if (cue.rule->sets == CueSets::kCondition) return "the consequent is told in the past";
  return left ? "what it governs is tensed, or another cue stands between" : "it does not govern this word";
}

}  // namespace

std::vector<Losers::CueTrial> TryCues(const Reading& r, const std::vector<Cue>& cues, const Target& target,
                                      const std::vector<const Cue*>& applied) {
  TokenRange resumed;
  const TokenRange scope = Scope(r, target.tokens.begin, resumed);
  const TokenRange sentence = r.Around(target.tokens.begin);
  std::vector<Losers::CueTrial> trials;
  for (const Cue& cue : cues) {
    if (cue.tokens.begin < sentence.begin || cue.tokens.begin >= sentence.end) continue;
    const bool reached = std::ranges::find(applied, &cue) != applied.end();
    trials.push_back({.words = r.Bytes(cue.tokens),
                      .scope = r.Bytes(r.clauses[r.clause_of[cue.tokens.begin]].tokens),
                      .id = cue.rule->id,
                      .reached = reached,
                      .why = reached ? "" : WhyOutOfReach(r, cue, target, scope, resumed)});
  }
  return trials;
}

}  // namespace dateline::extract
