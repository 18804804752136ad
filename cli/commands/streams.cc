// extract, dates, parse feed: the machine contracts, lines in and lines out; no network, no store, no clock.
#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/open.h"
#include "extract/contract.h"
#include "ingest/feed.h"

namespace dateline::cli {

int RunExtract(const Arguments& arguments, Shell& shell) {
  if (const std::string format = arguments.Get("format", "jsonl"); format != "jsonl") {
    return Complain(shell, fmt::format("--format: there is no '{}', only jsonl", format), kUsage);
  }
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  bool bad_line = false;
  if (arguments.Has("explain")) {
    const bool json = shell.output == Output::kJson || arguments.Has("format");
    extract::ServeExplained(shell.in, shell.out, *setup->rules, json, bad_line);
  } else {
    extract::ServeExtract(shell.in, shell.out, *setup->rules, bad_line);
  }
  return bad_line ? kUsage : kFound;
}

int RunDates(const Arguments&, Shell& shell) {
  bool bad_line = false;
  extract::ServeDates(shell.in, shell.out, bad_line);
  return bad_line ? kUsage : kFound;
}

int RunParseFeed(const Arguments&, Shell& shell) { return ingest::ServeParseFeed(shell.in, shell.out) == 0 ? kFound : kUsage; }

}  // namespace dateline::cli
