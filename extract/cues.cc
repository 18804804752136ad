#include "extract/cues.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

namespace dateline::extract {
namespace {

struct Named {
  std::string_view name;
  CueSets sets;
  CueBinds binds;  // unless the record says otherwise
};

constexpr std::array kSets{
    Named{"condition", CueSets::kCondition, CueBinds::kClause}, Named{"demand", CueSets::kDemand, CueBinds::kComplement},
    Named{"deny", CueSets::kDeny, CueBinds::kComplement},       Named{"duty", CueSets::kDuty, CueBinds::kVerb},
    Named{"happened", CueSets::kHappened, CueBinds::kComplement}, Named{"infer", CueSets::kInfer, CueBinds::kClause},
    Named{"negate", CueSets::kNegate, CueBinds::kVerb},         Named{"not-yet", CueSets::kNotYet, CueBinds::kComplement},
    Named{"opinion", CueSets::kOpinion, CueBinds::kClause},     Named{"plan", CueSets::kPlan, CueBinds::kComplement},
    Named{"possible", CueSets::kPossible, CueBinds::kComplement}, Named{"prevent", CueSets::kPrevent, CueBinds::kComplement},
    Named{"pseudo", CueSets::kPseudo, CueBinds::kVerb},         Named{"reported", CueSets::kReported, CueBinds::kClause},
    Named{"risk", CueSets::kRisk, CueBinds::kClause},           Named{"threat", CueSets::kThreat, CueBinds::kComplement},
    Named{"unlikely", CueSets::kUnlikely, CueBinds::kComplement}, Named{"would", CueSets::kWould, CueBinds::kVerb},
};
static_assert(std::ranges::is_sorted(kSets, {}, &Named::name));

constexpr std::array<std::pair<std::string_view, CueBinds>, 6> kBinds{{
    {"after", CueBinds::kAfter},
    {"clause", CueBinds::kClause},
    {"complement", CueBinds::kComplement},
    {"noun", CueBinds::kNoun},
    {"subject", CueBinds::kSubject},
    {"verb", CueBinds::kVerb},
}};

std::string Attribute(const config::CueRecord& record, std::string_view name) {
  const auto found = record.attributes.find(std::string(name));
  return found == record.attributes.end() ? "" : found->second;
}

void ReadAttributes(const config::CueRecord& record, CompiledCue& cue, Problems& problems) {
  const auto complain = [&](std::string_view what, std::string_view value) {
    problems.push_back({record.where, fmt::format("cue {}: {} \"{}\" is not known", record.id, what, value), ""});
  };
  if (const std::string binds = Attribute(record, "binds"); !binds.empty()) {
    const auto row = std::ranges::find(kBinds, binds, &std::pair<std::string_view, CueBinds>::first);
    if (row == kBinds.end()) complain("binds", binds);
    else cue.binds = row->second;
  }
  if (const std::string hedge = Attribute(record, "hedge"); !hedge.empty()) {
    if (!(cue.hedge = ParseHedge(hedge))) complain("hedge", hedge);
  }
  if (const std::string basis = Attribute(record, "basis"); !basis.empty()) {
    if (!(cue.basis = ParseBasis(basis))) complain("basis", basis);
  }
  if (const std::string negated = Attribute(record, "negated"); !negated.empty()) {
    if (!(cue.negated = ParseModality(negated))) complain("negated", negated);
  }
  cue.finite = Attribute(record, "finite") == "true";
}

}  // namespace

void CueTable::Compile(const std::vector<config::CueRecord>& records, Lexicon& lexicon, Problems& problems) {
  for (const config::CueRecord& record : records) {
    const auto row = std::ranges::lower_bound(kSets, record.sets, {}, &Named::name);
    if (row == kSets.end() || row->name != record.sets) {
      problems.push_back({record.where, fmt::format("cue {}: sets \"{}\" is not known", record.id, record.sets),
                          "one of condition, demand, deny, duty, happened, infer, negate, not-yet, opinion, plan, "
                          "possible, prevent, pseudo, reported, risk, threat, unlikely, would"});
      continue;
    }
    CompiledCue cue;
    cue.sets = row->sets;
    cue.binds = row->binds;
    cue.id = "cue:" + record.id;
    ReadAttributes(record, cue, problems);
    const auto value = static_cast<std::uint32_t>(cues_.size());
    for (const std::string& words : record.words) {
      Phrase phrase = CompilePhrase(words, lexicon);
      if (phrase.empty()) problems.push_back({record.where, fmt::format("cue {}: empty words", record.id), ""});
      else table_.Add(std::move(phrase), value);
    }
    cues_.push_back(std::move(cue));
  }
}

std::vector<Cue> FindCues(const Reading& reading, const CueTable& table) {
  std::vector<Cue> cues;
  for (const TokenRange sentence : reading.sentences) {
    for (std::uint32_t i = sentence.begin; i < sentence.end;) {
      std::uint32_t next = i + 1;
      if ((reading.words[i].starts & kStartsCue) != 0 && reading.words[i].mention < 0) {
        // "this order, the heads of agencies shall submit reports to" orders nobody: the word is a noun there.
        const bool noun = i > sentence.begin && (reading.Is(i - 1, kDeterminer) || reading.Surface(i - 1) == "this");
        table.table().EachAt(reading.words, *reading.lexicon, i, sentence.end, [&](const PhraseTable::Row& row, std::uint32_t end) {
          const CompiledCue& rule = table.cue(row.value);
          if (rule.sets != CueSets::kPseudo) cues.push_back({{i, end}, &rule});
          next = end;
          return false;
        }, !noun);
      }
      i = next;
    }
  }
  return cues;
}

namespace {

constexpr std::uint32_t kReach = 24;  // tokens from an embedding cue to the trigger it governs

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
        if (was == Modality::kDenied) j.modality = Modality::kUnlikely, j.denial = Denial::kNone;
        else if (was != Modality::kUnlikely) j.modality = Modality::kPossible;
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
        j.modality = was == Modality::kDenied ? Modality::kActual : Modality::kDenied;
        j.denial = j.modality == Modality::kActual         ? Denial::kNone
                   : rule.sets == CueSets::kNotYet         ? Denial::kNotYet
                                                           : Denial::kDidNotHappen;
        break;
      case CueSets::kDeny:
        j.modality = was == Modality::kDenied ? Modality::kActual : Modality::kDenied;
        j.denial = j.modality == Modality::kDenied ? Denial::kSaidFalse : Denial::kNone;
        break;
      case CueSets::kCondition:
        j.modality = was == Modality::kUnlikely ? was : Modality::kPossible;
        j.denial = Denial::kNone;
        if (j.hedge == Hedge::kCertain) j.hedge = Hedge::kCould;
        break;
      case CueSets::kDemand:
        if (was != Modality::kDenied) j.modality = Modality::kPossible;
        j.requested = true;
        break;
      case CueSets::kDuty:
        j.duty = true;
        if (was == Modality::kActual) j.modality = Modality::kPlanned;
        break;
      case CueSets::kRisk:
        j.risk = true;
        if (was == Modality::kActual || was == Modality::kPlanned) j.modality = Modality::kPossible;
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
      case CueSets::kHappened:
      case CueSets::kPseudo:
        break;
    }
    if (rule.hedge && rule.sets == CueSets::kPlan) j.hedge = *rule.hedge;
    if (rule.basis) j.basis = rule.basis;
    j.cues.push_back(rule.id);
    if (applied_ != nullptr) applied_->push_back(&cue);
    last_ = &rule;
  }

 private:
  void Negate(Judgement& j) {
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
    if (cue.tokens.end < r_.words.size() && r_.Is(cue.tokens.end, kHave)) {
      if (j.modality == Modality::kActual) j.modality = Modality::kDenied, j.denial = Denial::kDidNotHappen;
      return;
    }
    const std::uint32_t floor = r_.sentences[r_.sentence_of[cue.tokens.begin]].begin;
    for (std::uint32_t i = cue.tokens.begin; i-- > floor;) {
      if (!r_.Is(i, kSays)) {
        // "said the House weighs a bill that would": another verb stands between.
        if (r_.finite[i] != 0 && !r_.Is(i, kBe | kHave | kDo | kModal)) break;
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
};

// The element that the next cue outwards acts on: the trigger at first, then each cue that was applied. A tensed
// element is out of reach of auxiliaries and of verbs that take no that-clause.
struct Frontier {
  std::uint32_t begin;
  bool tensed;
};

// "No agreement was reached", "None of the firms was removed", "The bill bans": the cue stands in the subject.
bool InSubject(const Reading& r, const Cue& cue, const Target& target) {
  if (!target.group) return cue.tokens.end == target.tokens.begin;
  const std::uint32_t at = cue.tokens.begin;
  if (at >= target.group->begin || target.group->reduced) return false;
  if (at > 0 && r.Is(at - 1, kPreposition)) return false;
  const TokenRange clause = r.clauses[r.clause_of[at]].tokens;
  if (FiniteBetween(r, clause.begin, at)) return false;
  // A denial is of the first verb, what a bill says is in all of them.
  return cue.rule->sets != CueSets::kNegate || !FiniteBetween(r, at, target.group->begin);
}

bool ReachesRight(const Reading& r, const Cue& cue, const Target& target, const Frontier& frontier) {
  const std::uint32_t at = cue.tokens.begin;
  // Within the verb group, or running into it: "still has not".
  if (target.group && target.group->begin < cue.tokens.end && at < target.tokens.begin) return true;
  // "not notified of changes to licences issued in 2024": a participle that describes is out of reach.
  if (target.group && target.group->reduced && frontier.begin == target.group->begin &&
      cue.rule->binds != CueBinds::kClause) {
    return false;
  }
  const std::uint32_t distance = frontier.begin - std::min(frontier.begin, cue.tokens.end);
  switch (cue.rule->binds) {
    case CueBinds::kVerb:
      if (frontier.tensed || distance > kReach) return false;
      // "will remove the measures it took and lift …": a bare verb can only be coordinated with an auxiliary's.
      return (target.group && target.group->bare) || !FiniteBetween(r, cue.tokens.end, frontier.begin);
    case CueBinds::kComplement:
      if (distance > kReach || (frontier.tensed && !cue.rule->finite)) return false;
      // "unlikely that the US side has agreed to lift": over the auxiliaries of what it is said of.
      if (cue.rule->finite) {
        std::uint32_t begin = frontier.begin;
        while (begin > cue.tokens.end && r.words[begin - 1].mention < 0 &&
               r.Is(begin - 1, kBe | kHave | kDo | kModal | kNegator | kAdverb))
          --begin;
        return !FiniteBetween(r, cue.tokens.end, begin);
      }
      return !FiniteBetween(r, cue.tokens.end, frontier.begin);
    case CueBinds::kNoun:
      for (std::uint32_t i = cue.tokens.end; i < frontier.begin; ++i) {
        if (r.words[i].punct != 0 && r.words[i].punct != '-') return false;
      }
      // "without publishing a rule"
      return (!target.group && distance <= 2) || (target.group && target.group->gerund && distance == 0);
    case CueBinds::kClause:
      return true;
    case CueBinds::kSubject:
      return InSubject(r, cue, target);
    case CueBinds::kAfter:
      // "It is doubtful that Tokyo will add"
      return cue.tokens.end < frontier.begin && distance <= kReach && r.words[cue.tokens.end].id != 0 &&
             r.words[cue.tokens.end].id == r.grammar->that && !FiniteBetween(r, cue.tokens.end, frontier.begin);
  }
  return false;
}

// Verbs that say only that a thing comes about: "the talks have not happened", "full implementation will occur".
bool ComesAbout(const Reading& r, TokenRange range) {
  static constexpr std::array<std::string_view, 42> kVerbs{
      "announced",    "appear",      "begin",        "begun",   "come",     "commence", "completed",
      "convened",     "finalised",   "finalized",    "follow",  "go",       "gone",     "happen",
      "happened",     "held",        "imposed",      "issued",  "launched", "made",     "materialise",
      "materialised", "materialize", "materialized", "occur",   "occurred", "open",     "opened",
      "placed",       "proceed",     "published",    "reached", "released", "resume",   "resumed",
      "scheduled",    "set",         "signed",       "start",   "started",  "take",     "taken"};
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r.words[i].id != 0 && std::ranges::binary_search(kVerbs, r.lexicon->Text(r.words[i].id))) return true;
  }
  return false;
}

// A noun in the subject takes the auxiliaries of the verb that says whether it comes about.
bool OfPredicate(const Reading& r, const Cue& cue, const Target& target) {
  if (target.group && !target.group->gerund) return false;
  const CueSets sets = cue.rule->sets;
  if (cue.rule->binds != CueBinds::kVerb && sets != CueSets::kNotYet && sets != CueSets::kUnlikely) return false;
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  if (FiniteBetween(r, clause.begin, target.tokens.begin)) return false;
  // The first tensed verb after the noun is the one that the cue belongs to.
  std::uint32_t verb = target.tokens.end;
  while (verb < clause.end && r.finite[verb] == 0) ++verb;
  if (verb >= clause.end || cue.tokens.begin + 1 < verb || cue.tokens.begin > verb + 4) return false;
  return ComesAbout(r, {verb, std::min(clause.end, std::max(cue.tokens.end, verb) + 5)});
}

// "The claim that Nvidia halted sales was false", "Reports that …": a clause that completes a noun.
bool CompletesNoun(const Reading& r, const Target& target) {
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  for (std::uint32_t i = target.tokens.begin; i-- > clause.begin;) {
    if (r.words[i].id != 0 && r.words[i].id == r.grammar->that) return i > 0 && r.finite[i - 1] == 0;
  }
  return false;
}

bool ReachesLeft(const Reading& r, const Cue& cue, const Target& target) {
  if (cue.rule->binds == CueBinds::kClause || OfPredicate(r, cue, target)) return true;
  // "issued no new rule"
  if (cue.rule->binds == CueBinds::kSubject)
    return cue.rule->sets == CueSets::kNegate && cue.tokens.begin == target.tokens.end;
  if (cue.rule->binds != CueBinds::kAfter) return false;
  const bool nominal = !target.group || target.group->gerund;
  // "the rule that was set to be released is still absent"
  if (cue.rule->sets == CueSets::kNotYet && r.clauses[r.clause_of[target.tokens.begin]].relative &&
      cue.tokens.begin - target.tokens.end <= 14) {
    return true;
  }
  if (!nominal && CompletesNoun(r, target) && cue.tokens.begin - target.tokens.end <= 24) return true;
  return nominal && cue.tokens.begin - target.tokens.end <= 14 && !FiniteBetween(r, target.tokens.end, cue.tokens.begin);
}

// The stretch in which cues may reach a target: its clause, the clause it resumes, and the clause that its
// complement belongs to when nothing but a subordinate opens between them.
TokenRange Scope(const Reading& r, std::uint32_t token, TokenRange& resumed) {
  const Clause& clause = r.clauses[r.clause_of[token]];
  resumed = {};
  if (clause.resumes >= 0) resumed = r.clauses[static_cast<std::size_t>(clause.resumes)].tokens;
  return clause.tokens;
}

// "what exactly to replace it with", "how to ban": nothing is settled. `to` is the token of the infinitive's "to".
bool IsOpenQuestion(const Reading& r, std::uint32_t to) {
  for (std::uint32_t i = to, n = 0; i-- > 0 && n < 3; ++n) {
    if (r.words[i].punct != 0 || r.words[i].mention >= 0) return false;
    const std::string_view word = r.Surface(i);
    if (word == "what" || word == "how" || word == "when" || word == "where" || word == "whether" || word == "which" ||
        word == "whom")
      return true;
    if (!r.Is(i, kAdverb) && !word.ends_with("ly")) return false;
  }
  return false;
}

// "has not launched it yet", "so far not", "still has not": what is denied may still come.
bool SaysYet(const Reading& r, TokenRange clause) {
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    if (r.words[i].id == 0 || r.words[i].mention >= 0) continue;
    const std::string_view word = r.lexicon->Text(r.words[i].id);
    if (word == "yet" || word == "still") return true;
    if (i + 1 < clause.end &&
        ((word == "so" && r.Surface(i + 1) == "far") || (word == "to" && r.Surface(i + 1) == "date")))
      return true;
  }
  return false;
}

}  // namespace

Judgement Judge(const Reading& r, const std::vector<Cue>& cues, const Target& target, std::vector<const Cue*>* applied) {
  Judgement j;
  TokenRange resumed;
  const TokenRange scope = Scope(r, target.tokens.begin, resumed);
  const TokenRange sentence = r.Around(target.tokens.begin);
  Composer composer(r, target, applied);

  auto first = std::ranges::lower_bound(cues, sentence.begin, {}, [](const Cue& c) { return c.tokens.begin; });
  auto last = first;
  while (last != cues.end() && last->tokens.begin < sentence.end) ++last;

  // Left of the target, the nearest first.
  Frontier frontier{target.group ? target.group->begin : target.tokens.begin, target.group && target.group->finite};
  for (auto cue = last; cue != first;) {
    --cue;
    const std::uint32_t at = cue->tokens.begin;
    if (at >= target.tokens.begin) continue;
    if (!scope.Has(at) && !resumed.Has(at)) continue;
    if (ReachesRight(r, *cue, target, frontier)) {
      composer.Apply(*cue, j);
      if (cue->rule->binds == CueBinds::kComplement && at < frontier.begin) {
        frontier = {at, FiniteBetween(r, at, at + 1)};
      }
      if (cue->rule->sets == CueSets::kCondition && !j.condition) j.condition = TokenRange{at, scope.end};
    }
  }
  for (auto cue = first; cue != last; ++cue) {
    if (cue->tokens.begin < target.tokens.end || !scope.Has(cue->tokens.begin)) continue;
    if (cue->rule->sets == CueSets::kCondition || !ReachesLeft(r, *cue, target)) continue;
    composer.Apply(*cue, j);
  }
  // The if-clause of the sentence makes its consequent possible, unless that is told in the past.
  const bool past = target.group && target.group->finite && !target.group->present && j.cues.empty();
  if (!j.condition && !past) {
    for (auto cue = first; cue != last; ++cue) {
      if (cue->rule->sets != CueSets::kCondition) continue;
      // "will expire unless extended" is planned all the same.
      if (r.Surface(cue->tokens.begin) == "unless" || r.Surface(cue->tokens.begin) == "Unless") continue;
      const Clause& clause = r.clauses[r.clause_of[cue->tokens.begin]];
      if (clause.tokens.Has(target.tokens.begin) && cue->tokens.begin < target.tokens.begin) continue;
      composer.Apply(*cue, j);
      j.condition = TokenRange{cue->tokens.begin, clause.tokens.end};
      break;
    }
  }
  if (j.modality == Modality::kActual && target.group && target.group->infinitive &&
      IsOpenQuestion(r, target.group->begin)) {
    j.modality = Modality::kPossible;
    j.hedge = Hedge::kConsidering;
  }
  if (j.denial == Denial::kDidNotHappen && SaysYet(r, scope)) j.denial = Denial::kNotYet;
  return j;
}

namespace {

// Why a cue of the sentence does not count for the target; asked of those that were not applied.
std::string WhyOutOfReach(const Reading& r, const Cue& cue, const Target& target, TokenRange scope, TokenRange resumed) {
  const std::uint32_t at = cue.tokens.begin;
  const std::uint32_t begin = target.group ? target.group->begin : target.tokens.begin;
  const bool left = at < target.tokens.begin;
  if (!scope.Has(at) && !resumed.Has(at)) return "it stands in another clause";
  if (left && cue.rule->binds == CueBinds::kAfter) return "it reaches only to its left";
  if (!left && cue.rule->binds != CueBinds::kAfter && cue.rule->binds != CueBinds::kClause) return "it reaches only to its right";
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
