// Triggers: words and frames that tell of an event of a type; the records of config/default/events/ compiled.
//
// A verb trigger asks what stands in its object (or, in the passive, before it); a noun or phrase trigger what
// stands after it. `needs` and `without` look at the whole clause.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "config/records.h"
#include "extract/clauses.h"
#include "extract/demands.h"
#include "extract/losers.h"
#include "extract/verb_groups.h"
#include "extract/wants.h"
#include "model/mention.h"
#include "model/problem.h"

namespace dateline::extract {

enum class Frame : std::uint8_t { kVerb, kNoun, kPhrase };

// Which of its wants a trigger has, as bits.
enum Asks : std::uint8_t {
  kAsksObject = 1,
  kAsksNotObject = 2,
  kAsksSubject = 4,
  kAsksNotSubject = 8,
  kAsksNeeds = 16,
  kAsksWithout = 32,
};

// Some thousand of them are tried here and there: what is asked first stands in the first line of the cache.
struct alignas(64) CompiledTrigger {
  std::uint32_t type = 0;  // index into TriggerTable::types
  Frame frame = Frame::kVerb;
  bool wide = false;          // the object window passes over prepositions
  bool intransitive = false;  // the thing is the subject: "the rule expired"
  bool negated = false;       // its own negation tells of it: "without a licence"
  WordId by = 0;              // the preposition before who acts, where it is not "by": "passed in the Senate"
  bool complement = false;    // the object may stand behind a passive: "was confirmed as director"
  bool doerless = false;      // a passive without a doer tells of it too: "imports were halted"
  bool general = false;       // what any one does is told: "a study shows"
  bool passing = false;       // habits do it too: "rivals that sell chips" tells nothing
  std::uint8_t manner = 0;    // all that tells what kind of verb or noun it is, in bits: alike ones are read once a place
  std::uint8_t asks = 0;      // Asks bits: which of these are not empty
  Wants object, not_object, subject, not_subject, needs, without;
  Id id;  // "event:rule.end/verb.rescind"
  Id subtype;
  std::string direction;             // "" = the type's
  std::string relation;              // "amends"…: from the rule that acts to the rule acted upon
  std::string scripted;              // a phrase of Chinese text, "" for word phrases
  std::optional<Modality> modality;  // when nothing else is said
};

struct CompiledType {
  Id id;
  std::string direction;
  std::vector<std::pair<std::string, std::uint32_t>> roles;  // name, bits of MentionKind
  [[nodiscard]] std::uint32_t Kinds(std::string_view role) const;
};

class TriggerTable {
 public:
  // Beside the index of a trigger in `table`: a verb whose particle may stand behind its object.
  static constexpr std::uint32_t kSplitRow = 0x80000000;

  void Compile(const std::vector<config::EventTypeRecord>& records, const WordLists& lists, Lexicon& lexicon,
               Grammar& grammar, Problems& problems);
  // `others` are the wants of other rules: they are frozen too, and read their words where those of triggers do.
  void Freeze(const Lexicon& lexicon, Grammar& grammar, std::span<Wants* const> others);

  std::vector<CompiledType> types;
  std::vector<std::unique_ptr<CompiledTrigger>> triggers;
  PhraseTable table;
  PhraseTable apart;  // those of `table` whose last word may stand further off: "met on Tuesday WITH"
  Demands demands;    // of all triggers
  std::vector<std::array<Demands::Number, 3>> asks;  // by trigger: its object, subject and needs among them
  std::vector<std::uint32_t> scripted;               // triggers for Chinese text
  [[nodiscard]] bool AlsoNoun(WordId word) const { return word < also_noun_.size() && also_noun_[word]; }

 private:
  std::vector<WordId> noun_lemmas_;
  std::vector<bool> also_noun_;  // by word: "exports", "rules", "plans"
};

// A trigger found, with the stretches its roles are read from.
struct Hit {
  const CompiledTrigger* trigger = nullptr;
  TokenRange tokens;
  std::optional<VerbGroup> group;
  TokenRange subject;  // what stands before the verb in its clause
  TokenRange object;   // what stands after it, up to the next clause or tensed verb
  [[nodiscard]] bool passive() const { return group && group->passive; }
};

// `losers` takes the triggers whose words stand there without what they ask for.
[[nodiscard]] std::vector<Hit> FindTriggers(const Reading& reading, const TriggerTable& table,
                                            Losers* losers = nullptr);

}  // namespace dateline::extract
