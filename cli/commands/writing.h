// Commands that write: on the store itself when nobody holds its lock, else through the daemon that does.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/print.h"

namespace dateline::cli {

// One request as names and values: {{"do","ack"},{"alert","a:…"}}. Prints what came of it; the exit code.
int WriteOrAsk(Shell& shell, const std::vector<std::pair<std::string, std::string>>& request);

// Where a rule stands, axis by axis.
void PrintStatus(const store::RuleStatus& status, const Names& names, bool evidence, Shell& shell);
// All of one alert, with its evidence.
void PrintAlert(const store::AlertRow& row, const Names& names, Shell& shell);

}  // namespace dateline::cli
