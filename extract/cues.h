// Cues: words that say whether a thing happened, is planned, possible, unlikely or denied; and how far they reach.
//
// Judge composes the cues of a trigger from the nearest outwards: "denied that it plans to ban" is
// deny(plan(ban)) = denied. See facts of each cue in config/default/cues.toml.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/records.h"
#include "extract/clauses.h"
#include "extract/losers.h"
#include "extract/verb_groups.h"
#include "model/assertion.h"
#include "model/problem.h"

namespace dateline::extract {

enum class CueSets : std::uint8_t {
  kPlan,
  kPossible,
  kUnlikely,
  kNegate,
  kPrevent,
  kDeny,
  kNotYet,
  kMistake,  // "wrongly reported that": not so, says the document itself
  kCondition,
  kDemand,
  kThreat,
  kHappened,
  kInfer,
  kReported,
  kOpinion,
  kDuty,
  kRisk,
  kWould,
  kHabit,
  kPseudo,
};

// What a cue is bound to, and so how far it reaches.
enum class CueBinds : std::uint8_t {
  kVerb,        // auxiliaries: their own verb group and what is coordinated with it
  kComplement,  // verbs and adjectives: to-, -ing and noun complements to the right
  kNoun,        // adjectives: the noun right after
  kClause,      // adverbs and conditions: the whole clause
  kAfter,       // predicates: the noun or -ing form to the left
  kSubject,     // "no", "none of", "the bill": the verb whose subject they stand in, or the verb right before
  kAround,      // "chances of … are low": what stands between their words
};

struct CompiledCue {
  CueSets sets = CueSets::kPseudo;
  CueBinds binds = CueBinds::kVerb;
  bool finite = false;  // reaches tensed verbs of a that-clause too; predicates: nothing else
  bool verbal = false;  // reaches verbs only: "discussed banning", but not "discussed the ban"
  bool own = false;     // counts even where it is what tells of the event: "weighs a ban"
  std::string id;       // "cue:plan"
  std::optional<Hedge> hedge;
  std::optional<Basis> basis;
  std::optional<Modality> negated;  // what this cue means under a negation: "did not rule out" is possible
};

class CueTable {
 public:
  void Compile(const std::vector<config::CueRecord>& records, Lexicon& lexicon, Problems& problems);
  void Freeze(const Lexicon& lexicon);
  [[nodiscard]] const PhraseTable& table() const { return table_; }
  // Phrases of Chinese text and their cues, the longest first.
  [[nodiscard]] const std::vector<std::pair<std::string, std::uint32_t>>& scripted() const { return scripted_; }
  [[nodiscard]] const CompiledCue& cue(std::uint32_t value) const { return cues_[value]; }
  // The cue "direct ... to" of this verb, or null.
  [[nodiscard]] const CompiledCue* OrderTo(WordId verb, const Lexicon& lexicon) const;

 private:
  std::vector<std::pair<WordId, std::uint32_t>> orders_;  // lemma → its cue
  PhraseTable table_;
  std::vector<std::pair<std::string, std::uint32_t>> scripted_;
  std::vector<CompiledCue> cues_;
};

struct Cue {
  TokenRange tokens;
  const CompiledCue* rule = nullptr;
};

// All cues of these sentences (ascending, by index) in order, the longest at each place; pseudo-cues mask what they
// cover and are left out.
[[nodiscard]] std::vector<Cue> FindCues(const Reading& reading, const CueTable& table,
                                        const std::vector<std::uint32_t>& sentences);

// What is judged: a verb with its group, or a noun.
struct Target {
  TokenRange tokens;  // the trigger's own words
  std::optional<VerbGroup> group;
  bool asks = false;  // it tells of a request: its own "urged" is the act
};

// Ids of cues, which live as long as the rules: most judgements are given up, so nothing is copied for them.
class CueIds : public std::vector<std::string_view> {
 public:
  // Is this the only one?
  [[nodiscard]] bool Are(std::string_view only) const { return size() == 1 && front() == only; }
};

struct Judgement {
  Modality modality = Modality::kActual;
  Denial denial = Denial::kNone;
  Hedge hedge = Hedge::kCertain;
  std::optional<Basis> basis;
  bool requested = false;
  bool risk = false;      // risk-factor prose
  bool habit = false;     // it happens again and again, or in general
  bool duty = false;      // content of a rule: somebody must
  bool mistaken = false;  // told before in error: the document itself speaks
  std::optional<TokenRange> condition;
  std::optional<TokenRange> step;  // "its decision to": taken before
  CueIds cues;                     // nearest first
};

// `cues` of the target's sentence at least. `applied` takes those that reached, nearest first.
[[nodiscard]] Judgement Judge(const Reading& reading, const std::vector<Cue>& cues, const Target& target,
                              std::vector<const Cue*>* applied = nullptr);
// Every cue of the target's sentence with its scope, and why it did not reach when it is not among `applied`.
[[nodiscard]] std::vector<Losers::CueTrial> TryCues(const Reading& reading, const std::vector<Cue>& cues,
                                                    const Target& target, const std::vector<const Cue*>& applied);

}  // namespace dateline::extract
