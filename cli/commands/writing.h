// What several commands share: writing through whoever holds the store, and printing alerts and statuses.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"
#include "cli/print.h"
#include "store/store.h"

namespace dateline::cli {

// One command of the daemon's table ("alerts.ack", "deliveries.retry"): carried out here when nobody holds the store's
// lock, else by the daemon that does. Prints what came of it; the exit code.
int WriteOrAsk(Shell& shell, std::string_view command, std::string_view id, std::string_view who = {}, std::string_view note = {});

// All of one alert, with its evidence.
void PrintAlert(const store::AlertRow& row, const Names& names, Shell& shell);
// Where a rule stands, axis by axis.
void PrintStatus(const store::RuleStatus& status, const Names& names, bool evidence, Shell& shell);

}  // namespace dateline::cli
