// Alert rules: which changes of which events somebody must be told of. Pure: matched inside the store's commit.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "model/change.h"
#include "model/problem.h"

namespace dateline::alert {

// One clause of a rule as it stood for one change: for explanations and `rules test`.
struct Clause {
  std::string words;  // "type:rule.end"
  std::string value;  // what the event had: "rule.end"
  bool holds = false;
};

struct Trial {
  bool fires = false;
  std::string reason;  // the first clause that does not hold, or "no material change", or ""
  std::vector<Clause> clauses;
};

class RuleBook {
 public:
  [[nodiscard]] static RuleBook Compile(const config::Config& config, Problems& problems);
  RuleBook();
  ~RuleBook();
  RuleBook(RuleBook&&) noexcept;
  RuleBook& operator=(RuleBook&&) noexcept;

  // Drafts for every enabled rule that the change fires: the filter holds for the event after the change, and the
  // event is new, or one of the rule's material fields changed, or the filter did not hold before (a second origin
  // came). A conditional event fires only rules that ask for a modality by name. Deliveries are drafted for every
  // channel of the rule, except for rules routed to the digest alone.
  [[nodiscard]] std::vector<AlertDraft> Match(const StoreChange& change) const;
  // Why one rule fires or not; an unknown rule never fires and says so.
  [[nodiscard]] Trial Try(std::string_view rule, const StoreChange& change) const;
  // A matcher for store::Writer::Apply. Borrows this book.
  [[nodiscard]] ChangeMatcher Matcher() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What changed, in stable words: "new:planned", "planned>actual", "date:2025-05>2025-05-15".
[[nodiscard]] std::string TransitionOf(const StoreChange& change);

}  // namespace dateline::alert
