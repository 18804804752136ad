// One rule tried on one change: the same code answers the store's commit, `rules test` and backtests.
#pragma once

#include <string>
#include <vector>

#include "alert/material.h"
#include "alert/rules.h"
#include "config/records.h"
#include "model/change.h"
#include "model/filter.h"

namespace dateline::alert {

// A rule made ready: its filter parsed, its material fields looked up.
struct Rule {
  config::AlertRuleRecord record;
  std::string hash;  // of everything that decides when it fires and where it goes
  Filter filter;
  std::vector<const MaterialField*> material;
};

[[nodiscard]] std::string HashOf(const config::AlertRuleRecord& record);

// Whether the rule fires, without saying why.
[[nodiscard]] bool Fires(const Rule& rule, const StoreChange& change);
// The same with every clause told.
[[nodiscard]] Trial Explained(const Rule& rule, const StoreChange& change);

}  // namespace dateline::alert
