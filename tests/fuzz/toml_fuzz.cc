// Configuration: any bytes, as any of the files. The first byte picks which.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "config/load.h"
#include "model/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::config;
  static constexpr std::array<std::string_view, 10> kFiles{
      "channels.toml", "cues.toml",  "dateline.toml", "dictionaries/a.toml", "events/a.toml",
      "patterns.toml", "rules.toml", "sources.toml",  "words.toml",          "unknown.toml"};
  if (size == 0) return 0;
  Loaded loaded;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  // Twice, as two layers: replacing and removing run as well.
  const std::string_view file = kFiles[data[0] % kFiles.size()];
  LayerText(file, text, loaded);
  LayerText("/layer/" + std::string(file), text, loaded);
  CheckWhole(loaded);
  for (const dateline::Problem& problem : loaded.problems) DATELINE_CHECK(!problem.Text().empty());
  return 0;
}
