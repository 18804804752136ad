// extract, dates, parse feed: the machine contracts, lines in and lines out; no network, no store, no clock.
#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/open.h"
#include "extract/contract.h"
#include "ingest/feed_contract.h"

namespace dateline::cli {

int RunExtract(const Arguments& arguments, Shell& shell) {
  if (const std::string format = arguments.Get("format", "jsonl"); format != "jsonl") {
    return Complain(shell, fmt::format("--format: there is no '{}', only jsonl", format), kUsage);
  }
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  return extract::ServeExtract(shell.in, shell.out, *setup->rules) ? kFound : kUsage;
}

int RunDates(const Arguments&, Shell& shell) { return extract::ServeDates(shell.in, shell.out) ? kFound : kUsage; }

int RunParseFeed(const Arguments&, Shell& shell) { return ingest::ServeParseFeed(shell.in, shell.out) ? kFound : kUsage; }

}  // namespace dateline::cli
