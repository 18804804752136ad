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

constexpr std::array<std::pair<std::string_view, CueBinds>, 5> kBinds{{
    {"after", CueBinds::kAfter}, {"clause", CueBinds::kClause}, {"complement", CueBinds::kComplement},
    {"noun", CueBinds::kNoun}, {"verb", CueBinds::kVerb},
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
        table.table().EachAt(reading.words, *reading.lexicon, i, sentence.end, [&](const PhraseTable::Row& row, std::uint32_t end) {
          const CompiledCue& rule = table.cue(row.value);
          if (rule.sets != CueSets::kPseudo) cues.push_back({{i, end}, &rule});
          next = end;
          return false;
        });
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
      if (!r_.Is(i, kSays)) continue;
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

bool ReachesRight(const Reading& r, const Cue& cue, const Target& target, const Frontier& frontier) {
  const std::uint32_t at = cue.tokens.begin;
  if (target.group && target.group->begin <= at && at < target.tokens.begin) return true;
  const std::uint32_t distance = frontier.begin - std::min(frontier.begin, cue.tokens.end);
  switch (cue.rule->binds) {
    case CueBinds::kVerb:
      if (frontier.tensed || distance > kReach) return false;
      // "will remove the measures it took and lift …": a bare verb can only be coordinated with an auxiliary's.
      return (target.group && target.group->bare) || !FiniteBetween(r, cue.tokens.end, frontier.begin);
    case CueBinds::kComplement:
      if (distance > kReach || (frontier.tensed && !cue.rule->finite)) return false;
      return !FiniteBetween(r, cue.tokens.end, frontier.begin);
    case CueBinds::kNoun:
      return !target.group && distance <= 2;
    case CueBinds::kClause:
      return true;
    case CueBinds::kAfter:
      return false;
  }
  return false;
}

bool ReachesLeft(const Reading& r, const Cue& cue, const Target& target) {
  if (cue.rule->binds == CueBinds::kClause) return true;
  if (cue.rule->binds != CueBinds::kAfter) return false;
  const bool nominal = !target.group || target.group->gerund;
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
      const Clause& clause = r.clauses[r.clause_of[cue->tokens.begin]];
      if (clause.tokens.Has(target.tokens.begin) && cue->tokens.begin < target.tokens.begin) continue;
      composer.Apply(*cue, j);
      j.condition = TokenRange{cue->tokens.begin, clause.tokens.end};
      break;
    }
  }
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
