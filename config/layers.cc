// One TOML text over what was loaded before it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/load.h"
#include "config/reader.h"

namespace dateline::config {
namespace {

// Which reader a file gets, by its path inside the configuration folder. Sorted.
struct FileKind {
  std::string_view name;   // a whole name, or a folder that ends in '/'
  void (*read)(const Context&, const toml::table&, Config&);
};
constexpr std::array kFileKinds{
    FileKind{"channels.toml", ReadChannels},      FileKind{"cues.toml", ReadCues},
    FileKind{"dateline.toml", ReadSettings},      FileKind{"dictionaries/", ReadDictionary},
    FileKind{"events/", ReadEventTypes},          FileKind{"patterns.toml", ReadPatterns},
    FileKind{"rules.toml", ReadRules},            FileKind{"sources.toml", ReadSources},
    FileKind{"words.toml", ReadWords},
};
static_assert(std::ranges::is_sorted(kFileKinds, {}, &FileKind::name));

bool IsOfKind(std::string_view file, std::string_view name) {
  if (name.back() == '/') {
    // "/etc/dateline/dictionaries/chips.toml": the folder just above the file decides.
    const std::size_t slash = file.rfind('/');
    if (slash == std::string_view::npos) return false;
    const std::string_view folder = file.substr(0, slash + 1);
    return folder == name || folder.ends_with("/" + std::string(name));
  }
  return file == name || file.ends_with("/" + std::string(name));
}

}  // namespace

void LayerText(std::string_view file, std::string_view text, Loaded& loaded) {
  RecordIndex index;
  const Context context{std::string(file), loaded.problems, index};
  const auto kind = std::ranges::find_if(kFileKinds, [&](const FileKind& row) { return IsOfKind(file, row.name); });
  if (kind == kFileKinds.end()) {
    std::string names;
    for (const FileKind& row : kFileKinds) names += (names.empty() ? "" : ", ") + std::string(row.name) + (row.name.back() == '/' ? "*.toml" : "");
    loaded.problems.push_back({{context.file, 0, 0}, "this file is not read by Dateline", "files are " + names});
    return;
  }
  try {
    const toml::table root = toml::parse(text, file);
    kind->read(context, root, loaded.config);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    loaded.problems.push_back({{context.file, at.line, at.column}, fmt::format("not TOML: {}", error.description()), {}});
  }
}

}  // namespace dateline::config
