// Reads configuration: the defaults embedded in the binary, then a user's folder layered over them,
// entity by entity and rule by rule (a record with the same id replaces the earlier one; `remove = true` drops it).
//
// A folder may hold any of: dateline.toml (settings), sources.toml, rules.toml, channels.toml, cues.toml,
// patterns.toml, words.toml, dictionaries/*.toml, events/*.toml. Every file is optional; unknown files with
// the ending .toml are a problem.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "model/problem.h"

namespace dateline::config {

struct Loaded {
  Config config;      // what could be read
  Problems problems;  // empty means good
};

// Reads everything and reports every problem at once. `folder` empty: the defaults alone.
// `substitute` replaces "{{NAME}}" in every text of `folder` (the demo's server address). `texts` stand in the place of
// files, or for files that are not there yet, by their names inside the folder: a change can be checked before it is made.
[[nodiscard]] Loaded Load(const std::filesystem::path& folder,
                          const std::map<std::string, std::string>& substitute = {},
                          const std::map<std::string, std::string>& texts = {});

// Layers one TOML text over `loaded`; `file` decides what kind it is by its name and is shown in problems.
void LayerText(std::string_view file, std::string_view toml, Loaded& loaded);
// Checks that need the whole: references between records (channels of rules, parents of entities), empty folders.
void CheckWhole(Loaded& loaded);

// True for addresses of sec.gov and its subdomains, which refuse readers without a contact in their User-Agent.
[[nodiscard]] bool AsksSec(std::string_view url);

// A file embedded from config/default/ by its relative path ("dictionaries/firms.toml"), nullopt when absent.
[[nodiscard]] std::optional<std::string_view> Embedded(std::string_view path);
// Relative paths of all embedded files below `prefix`, sorted.
[[nodiscard]] std::vector<std::string_view> EmbeddedPaths(std::string_view prefix);
// Lets the memory of the embedded texts go; they come back from the program's file when next read. Any thread.
void DropEmbedded();

}  // namespace dateline::config
