#include "config/load.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

namespace dateline::config {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFileBytesMax = 32u << 20;

std::string Substituted(std::string text, const std::map<std::string, std::string>& substitute) {
  for (const auto& [name, value] : substitute) {
    const std::string mark = "{{" + name + "}}";
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += value.size()) {
      text.replace(at, mark.size(), value);
    }
  }
  return text;
}

// Every .toml file of the folder and of its dictionaries/ and events/, in a fixed order.
std::vector<fs::path> TomlFiles(const fs::path& folder, Problems& problems) {
  std::vector<fs::path> out;
  for (const fs::path& place : {folder, folder / "dictionaries", folder / "events"}) {
    std::error_code error;
    if (!fs::is_directory(place, error)) continue;
    for (fs::directory_iterator it(place, error), end; !error && it != end; it.increment(error)) {
      if (it->path().extension() == ".toml" && it->is_regular_file(error)) out.push_back(it->path());
    }
    if (error) problems.push_back({{place.string(), 0, 0}, "cannot be listed: " + error.message(), {}});
  }
  std::ranges::sort(out);
  return out;
}

void LayerFile(const fs::path& path, const std::map<std::string, std::string>& substitute, Loaded& loaded) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || size > kFileBytesMax) {
    loaded.problems.push_back({{path.string(), 0, 0}, error ? "cannot be read: " + error.message() : "larger than 32 MiB", {}});
    return;
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    loaded.problems.push_back({{path.string(), 0, 0}, "cannot be read", "check its permissions"});
    return;
  }
  LayerText(path.string(), Substituted(std::move(text).str(), substitute), loaded);
}

}  // namespace

Loaded Load(const fs::path& folder, const std::map<std::string, std::string>& substitute,
            const std::map<std::string, std::string>& texts) {
  Loaded loaded;
  for (std::string_view path : EmbeddedPaths("")) {
    if (path.ends_with(".toml") && !path.starts_with("demo/") && !path.starts_with("init/")) {
      LayerText("default/" + std::string(path), *Embedded(path), loaded);
    }
  }
  if (!folder.empty()) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
      loaded.problems.push_back({{folder.string(), 0, 0}, "there is no such configuration folder",
                                 "'dateline init' makes one; --config DIR names another"});
      return loaded;
    }
    for (const fs::path& path : TomlFiles(folder, loaded.problems)) {
      if (!texts.contains(path.lexically_relative(folder).string())) LayerFile(path, substitute, loaded);
    }
  }
  for (const auto& [name, text] : texts) LayerText((folder / name).string(), Substituted(text, substitute), loaded);
  CheckWhole(loaded);
  return loaded;
}

}  // namespace dateline::config
