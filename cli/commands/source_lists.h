// Lists of feeds from and for other readers (OPML): `import feeds.opml`, `export --format opml`.
#pragma once

#include <string>
#include <vector>

#include "cli/open.h"

namespace dateline::cli {

struct SplitFiles {
  std::vector<std::string> lists;   // OPML
  std::vector<std::string> others;  // documents
};
// Tells lists of feeds from documents by their ending or their first element.
[[nodiscard]] Result<SplitFiles> SplitOpml(const std::vector<std::string>& files);

// Adds the feeds of all lists to sources.toml; what is there already is passed over. The exit code.
int ImportOpml(const std::vector<std::string>& files, const Arguments& arguments, const config::Config& config,
               Shell& shell);

// The feeds that are switched on; the exit code.
int ExportOpml(const Arguments& arguments, Shell& shell);

}  // namespace dateline::cli
