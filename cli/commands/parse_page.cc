// parse page: the main text of pages named on standard input; no network, no store, no clock.
#include "cli/commands/commands.h"
#include "ingest/page_contract.h"

namespace dateline::cli {

int RunParsePage(const Arguments&, Shell& shell) { return ingest::ServeParsePage(shell.in, shell.out) == 0 ? kFound : kUsage; }

}  // namespace dateline::cli
