#include "config/duration.h"

#include <fmt/format.h>

#include <charconv>

namespace dateline::config {

std::optional<std::chrono::milliseconds> ParseDuration(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || count < 0 || count > 100'000'000) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  using namespace std::chrono;
  if (unit == "ms") return milliseconds(count);
  if (unit == "s") return seconds(count);
  if (unit == "m") return minutes(count);
  if (unit == "h") return hours(count);
  if (unit == "d") return hours(24 * count);
  return std::nullopt;
}

std::string DurationText(std::chrono::seconds duration) {
  const auto count = duration.count();
  if (count > 0 && count % 86400 == 0) return fmt::format("{}d", count / 86400);
  if (count > 0 && count % 3600 == 0) return fmt::format("{}h", count / 3600);
  return count > 0 && count % 60 == 0 ? fmt::format("{}m", count / 60) : fmt::format("{}s", count);
}

}  // namespace dateline::config
