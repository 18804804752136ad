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
#include "model/mention.h"
#include "model/problem.h"

namespace dateline::extract {

using WordLists = std::map<std::string, std::vector<std::string>>;

// Words of a lexicon, a bit each.
class WordSet {
 public:
  explicit WordSet(std::size_t lexicon_size = 0) : bits_(lexicon_size / 64 + 1) {}
  void Add(WordId id) { bits_[id >> 6] |= std::uint64_t{1} << (id & 63); }
  [[nodiscard]] bool Has(WordId id) const { return (bits_[id >> 6] >> (id & 63) & 1) != 0; }

 private:
  std::vector<std::uint64_t> bits_;
};

// A set of alternatives: words and phrases, mention kinds ("kind:rule"), a name that no dictionary knows ("kind:name"),
// named lists ("list:instruments").
class Wants {
 public:
  void Compile(const std::vector<std::string>& alternatives, const WordLists& lists, Lexicon& lexicon,
               const Where& where, Problems& problems);
  void Freeze(const Lexicon& lexicon);
  [[nodiscard]] bool empty() const { return tables_ == nullptr && kinds_ == 0 && !names_; }
  // What a match begins with: bits of MentionKind, and words; after Freeze only.
  [[nodiscard]] std::uint32_t kinds() const { return kinds_; }
  // It takes a name that no dictionary knows: no word or kind tells beforehand whether it is met.
  [[nodiscard]] bool names() const { return names_; }
  [[nodiscard]] std::span<const WordId> starts() const {
    return tables_ == nullptr ? std::span<const WordId>{} : tables_->words;
  }
  // Is the word an alternative by itself, whatever it is part of? What AnyIn says of one word that stands in no name.
  [[nodiscard]] bool Has(WordId word) const { return MayStart(word) && word != 0 && tables_->single.Has(word); }
  // A phrase that begins in the range may end up to `past` tokens behind it.
  // What is part of a longer phrase of `unless` does not count: the "center" of "data center" is none.
  [[nodiscard]] bool AnyIn(const Reading& reading, TokenRange range, std::uint32_t past = 0,
                           const Wants* unless = nullptr) const;

 private:
  [[nodiscard]] bool Covers(const Reading& reading, TokenRange words) const;

  struct Tables {
    std::vector<Phrase> phrases;
    WordSet single;             // one-word alternatives
    WordSet starts;             // these and what begins a longer one
    std::vector<WordId> words;  // of `starts`
  };
  static void Fill(Tables& tables, const Lexicon& lexicon);
  // False for most words that begin no alternative.
  [[nodiscard]] bool MayStart(WordId word) const { return (may_[word / 64 % 4] >> word % 64 & 1) != 0; }

  std::shared_ptr<Tables> tables_;  // shared by copies, so that they stay in the cache; immutable once frozen
  std::uint32_t kinds_ = 0;    // bits of MentionKind
  bool names_ = false;
  std::array<std::uint64_t, 4> may_{};  // by the lower bits of a word: false for most that Tables need not be asked of
};

enum class Frame : std::uint8_t { kVerb, kNoun, kPhrase };

struct CompiledTrigger {
  std::uint32_t type = 0;      // index into TriggerTable::types
  Frame frame = Frame::kVerb;
  bool wide = false;           // the object window passes over prepositions
  bool intransitive = false;   // the thing is the subject: "the rule expired"
  bool negated = false;        // its own negation tells of it: "without a licence"
  WordId by = 0;               // the preposition before who acts, where it is not "by": "passed in the Senate"
  bool complement = false;     // the object may stand behind a passive: "was confirmed as director"
  bool passing = false;        // habits do it too: "rivals that sell chips" tells nothing
  Wants object, not_object, subject, not_subject, needs, without;
  std::string id;              // "event:rule.end/verb.rescind"
  std::string subtype;
  std::string direction;       // "" = the type's
  std::string relation;        // "amends"…: from the rule that acts to the rule acted upon
  std::string scripted;        // a phrase of Chinese text, "" for word phrases
  std::optional<Modality> modality;  // when nothing else is said
};

struct CompiledType {
  std::string id;
  std::string direction;
  std::vector<std::pair<std::string, std::uint32_t>> roles;  // name, bits of MentionKind
  [[nodiscard]] std::uint32_t Kinds(std::string_view role) const;
};

class TriggerTable {
 public:
  void Compile(const std::vector<config::EventTypeRecord>& records, const WordLists& lists, Lexicon& lexicon,
               Grammar& grammar, Problems& problems);
  void Freeze(const Lexicon& lexicon);

  std::vector<CompiledType> types;
  std::vector<std::unique_ptr<CompiledTrigger>> triggers;
  PhraseTable table;
  Demands demands;                                   // of all triggers
  std::vector<std::array<Demands::Number, 3>> asks;  // by trigger: its object, subject and needs among them
  std::vector<std::uint32_t> scripted;  // triggers for Chinese text
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
  TokenRange subject;   // what stands before the verb in its clause
  TokenRange object;    // what stands after it, up to the next clause or tensed verb
  [[nodiscard]] bool passive() const { return group && group->passive; }
};

// `losers` takes the triggers whose words stand there without what they ask for.
[[nodiscard]] std::vector<Hit> FindTriggers(const Reading& reading, const TriggerTable& table,
                                            Losers* losers = nullptr);

}  // namespace dateline::extract
