// What most commands begin with: reading the configuration, opening the store, parsing a filter and a moment.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "cli/command.h"
#include "config/load.h"
#include "extract/extract.h"
#include "store/store.h"

namespace dateline::cli {

// The configuration and the rules compiled from it; every problem was found none.
struct Setup {
  config::Config config;
  std::shared_ptr<const extract::RuleSet> rules;
};

// Reads and compiles the configuration; prints every problem and fails when there is one.
// Nothing is opened for writing before this has succeeded.
[[nodiscard]] Result<Setup> LoadSetup(Shell& shell);
// Only the records, for commands that ask the store: problems are printed, but do not stop a question.
[[nodiscard]] config::Config LoadRecords(Shell& shell);

// The value of a variable of the environment, "" when it is not set.
[[nodiscard]] std::string Environment(const char* name);
// Where a user's configuration lies when nothing else is said; it need not be there.
[[nodiscard]] std::string UsualConfigFolder();

[[nodiscard]] Result<std::unique_ptr<store::Reader>> OpenReader(const Shell& shell);

// --as-of and --on: a bare date means its end in the configured zone.
[[nodiscard]] Result<store::When> ReadWhen(const Arguments& arguments, const Shell& shell, const config::Config& config);

// The filter made of free words (entities, or filter terms) and the options --from, --to, --type, --source.
[[nodiscard]] Result<Filter> ReadFilter(const Arguments& arguments, const config::Config& config);

// The entity that a name or id means, by the dictionaries: exact id, then slug, then name or alias, whatever the case.
// An error lists near ones.
[[nodiscard]] Result<std::string> FindEntity(std::string_view words, const config::Config& config);

[[nodiscard]] Result<std::size_t> ReadLimit(const Arguments& arguments, std::size_t otherwise);

// Options that several commands share.
inline constexpr Option kAsOf{"as-of", "DATE", "tell what was known by then (a bare date means its end)"};
inline constexpr Option kOn{"on", "DATE", "tell how things stood that day (default: --as-of, else today)"};
inline constexpr Option kEvidence{"evidence", "", "show the sentences behind every line"};
inline constexpr Option kFrom{"from", "DATE", "from this day, month, quarter or year on"};
inline constexpr Option kTo{"to", "DATE", "up to and with this day, month, quarter or year"};
inline constexpr Option kLimit{"limit", "N", "at most so many lines"};

}  // namespace dateline::cli
