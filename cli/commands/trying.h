// What `sources add` and `sources test` share: asking once, storing nothing, and showing what came.
#pragma once

#include "cli/command.h"
#include "cli/interrupt.h"
#include "daemon/try_once.h"

namespace dateline::cli {

[[nodiscard]] daemon::TryOptions TryOptionsOf(const config::Settings& settings, const Interrupt& interrupt);

// One round, with a note on a terminal that it is under way.
[[nodiscard]] daemon::Tried Try(const config::SourceRecord& source, const SourceState& state,
                                const config::Settings& settings, const Interrupt& interrupt, Shell& shell);

// The documents, at most `limit` of them (0 = all), each as new, revised or known to the store; then problems and a
// closing line on stderr.
void PrintTried(const config::SourceRecord& source, const daemon::Tried& tried, std::size_t limit, Shell& shell);

}  // namespace dateline::cli
