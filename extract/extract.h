// The extractor: from a document to what it says. Pure: no I/O, no clock, no failure.
//
//   auto rules = extract::RuleSet::Compile(config, problems);   // once, immutable, shared by all threads
//   Extraction what = extract::Extract(document, *rules);
//
// Steps, each a function of its own that can be tested alone:
//   Tokenise → FindMentions (dictionary, identifiers, antecedents) → FindDates → SplitClauses → FindCues
//   → BuildAssertions, FindStatements
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "model/assertion.h"
#include "model/document.h"
#include "model/mention.h"
#include "model/problem.h"

namespace dateline::extract {

// Everything compiled from the configuration. Immutable after Compile; safe to share between threads.
class RuleSet {
 public:
  // Compiles dictionaries, patterns, cues and event types; what cannot be compiled is reported in `problems`
  // with its place, and left out.
  [[nodiscard]] static std::shared_ptr<const RuleSet> Compile(const config::Config& config, Problems& problems);
  ~RuleSet();

  // Changes when any rule that can change an extraction changes: stored with every batch.
  [[nodiscard]] const std::string& version() const;
  // Canonical name of an entity, the id itself when unknown.
  [[nodiscard]] std::string_view NameOf(std::string_view entity) const;

  struct Impl;  // for the steps of this folder
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  RuleSet();
  std::unique_ptr<Impl> impl_;
};

struct Losers;
// `losers` takes the alternatives that lost (extract/explain.h); nobody asks in normal runs.
[[nodiscard]] Extraction Extract(const Document& document, const RuleSet& rules, Losers* losers = nullptr);

// The reference date of relative expressions: a document's publication date at its own precision.
struct Reference {
  std::optional<Day> day;
};
[[nodiscard]] std::vector<Timex> FindDates(std::string_view text, const Reference& reference);

// Runs the must and must-not examples of event types and patterns; one problem each that fails.
void CheckExamples(const config::Config& config, const RuleSet& rules, Problems& problems);

}  // namespace dateline::extract
