// Durations as configuration files and the command line write them: "90s", "15m", "2h", "1d", "200ms".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dateline::config {

// nullopt when it is none; never negative.
[[nodiscard]] std::optional<std::chrono::milliseconds> ParseDuration(std::string_view text);
// In the largest unit that leaves no rest: "90m", "2h". ParseDuration reads it back.
[[nodiscard]] std::string DurationText(std::chrono::seconds duration);

}  // namespace dateline::config
