// Adds records to the user's sources.toml as text: what stands there stays as it is, comments, order and spelling
// included.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/records.h"
#include "model/result.h"

namespace dateline::config {

inline constexpr std::string_view kSourceFile = "sources.toml";

// The record as a person would write it; defaults are left out.
[[nodiscard]] std::string SourceToml(const SourceRecord& source);

// sources.toml as it was read, and as it is to be.
struct SourceFile {
  std::filesystem::path path;
  std::string before;  // "" when there is none yet
  std::string after;
};

// The file of `folder` with `records` (TOML) behind what it holds. Writes nothing; `folder` need not be there yet.
[[nodiscard]] Result<SourceFile> AddToSources(const std::filesystem::path& folder, std::string_view records);

// Puts `after` in the file's place in one step, and makes its folder when there is none: a reader, and a machine that
// loses power, has the old text or the new. kBusy when the file is no longer as it was read. Its mode is kept, and a
// link stays a link. Check `after` with Load before.
[[nodiscard]] Status SaveSources(const SourceFile& file);

}  // namespace dateline::config
