// TaggerTrial: tells of each step of the tagger which names it dropped and why, by comparing before and after.
//
// Every member returns at once, without a call, when nobody collects, so that the steps themselves know nothing of it.
#pragma once

#include <string>
#include <vector>

#include "extract/losers.h"
#include "extract/tagger_dictionary.h"
#include "extract/tagger_text.h"
#include "model/mention.h"

namespace dateline::extract {

// As Mention::rule: "dict:firm.nvidia/NVIDIA".
[[nodiscard]] std::string RuleOf(const Candidate& candidate, const Dictionary& dictionary);

class TaggerTrial {
 public:
  // Borrows all three for the call of FindMentions; `losers` may be null.
  TaggerTrial(const TaggedText& document, const Dictionary& dictionary, Losers* losers);

  // Before a step: what it decides on, in order; `found` is new to what is settled.
  void Begin(const std::vector<DictionaryHit>& hits) {
    if (losers_ != nullptr) [[unlikely]] Remember(hits);
  }
  void Begin(const std::vector<Candidate>& settled) {
    if (losers_ != nullptr) [[unlikely]] before_ = settled;
  }
  void Begin(const std::vector<Candidate>& settled, const std::vector<Candidate>& found) {
    if (losers_ != nullptr) [[unlikely]] Remember(settled, found);
  }
  // After the conditions of aliases, the longest names, the last tidying.
  void Decided(const std::vector<Candidate>& left) const {
    if (losers_ != nullptr) [[unlikely]] TellUndecided(left);
  }
  void Kept(const std::vector<Candidate>& left) const {
    if (losers_ != nullptr) [[unlikely]] TellCut(left);
  }
  void Tidied(const std::vector<Candidate>& left) const {
    if (losers_ != nullptr) [[unlikely]] TellTidied(left);
  }
  // Forgets those that won after all by another alias, and what was told twice; sorts the rest.
  void End(const std::vector<Mention>& mentions) const {
    if (losers_ != nullptr) [[unlikely]] Finish(mentions);
  }

 private:
  void Remember(const std::vector<DictionaryHit>& hits);
  void Remember(const std::vector<Candidate>& settled, const std::vector<Candidate>& found);
  void TellUndecided(const std::vector<Candidate>& left) const;
  void TellCut(const std::vector<Candidate>& left) const;
  void TellTidied(const std::vector<Candidate>& left) const;
  void Finish(const std::vector<Mention>& mentions) const;
  void Lose(const Candidate& candidate, std::string why) const;
  [[nodiscard]] std::string_view EntityOf(const Candidate& candidate) const;

  const TaggedText& document_;
  const Dictionary& dictionary_;
  Losers* losers_;
  std::vector<Candidate> before_;
};

}  // namespace dateline::extract
