// What `sources add` and `import feeds.opml` share: putting records into the user's sources.toml.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "cli/open.h"

namespace dateline::cli {

// Where the user's configuration lies, or would when there is none yet.
[[nodiscard]] std::string FolderToWrite(const Shell& shell);

// Puts `records` (TOML) behind what the user's sources.toml holds; the file's path. The whole configuration is read
// with them first: when it is not sound, the problems are printed and nothing is written.
[[nodiscard]] Result<std::string> AddSources(std::string_view records, Shell& shell);

// Notes on stderr who will ask new sources, and when: the daemon reads its configuration again only when told to.
void TellWhenAsked(Shell& shell);

[[nodiscard]] std::set<std::string> IdsOf(const config::Config& config);

// The source that brings the same: the same collector, address and choice; nullptr when there is none.
[[nodiscard]] const config::SourceRecord* FindSame(const config::SourceRecord& source, const config::Config& config);

// True for records that came with the program.
[[nodiscard]] bool IsShipped(const config::SourceRecord& source);

// --class, --owner into `source`.
[[nodiscard]] Status ReadIdentity(const Arguments& arguments, config::SourceRecord& source);

inline constexpr Option kClassOption{"class", "WORD", "official, company, press, analysis or mine"};
inline constexpr Option kOwnerOption{"owner", "NAME", "who stands behind it; equal owners count as one origin"};

}  // namespace dateline::cli
