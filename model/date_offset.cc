#include "model/date_offset.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace dateline {
namespace {

constexpr std::array<std::string_view, kHappeningCount> kNames{"", "effect", "enactment", "signing", "publication", "issue"};
constexpr std::string_view kUnits = "DWMY";  // by Unit

}  // namespace

std::string_view ToString(Happening value) { return kNames[static_cast<std::size_t>(value)]; }

std::optional<Day> DateOffset::From(Day day) const {
  namespace chr = std::chrono;
  constexpr int kCountMax = 100'000;
  if (std::abs(count) > kCountMax) return std::nullopt;
  Day out = day;
  if (unit == Unit::kDay || unit == Unit::kWeek) {
    out += chr::days(unit == Unit::kWeek ? 7 * count : count);
  } else {
    const chr::year_month_day parts{day};
    const chr::year_month target = parts.year() / parts.month() + chr::months(unit == Unit::kYear ? 12 * count : count);
    if (!target.year().ok()) return std::nullopt;
    out = Day(target / std::min(parts.day(), (target / chr::last).day()));
  }
  const int year = int(chr::year_month_day{out}.year());
  if (year < 1 || year > 9999) return std::nullopt;
  return out;
}

std::string ToText(const DateOffset& offset) {
  if (offset.from == Happening::kNone) return {};
  return fmt::format("{}{}P{}{}", ToString(offset.from), offset.count < 0 ? '-' : '+', std::abs(offset.count),
                     kUnits[static_cast<std::size_t>(offset.unit)]);
}

std::string ToWords(const DateOffset& offset) {
  constexpr std::array<std::string_view, 4> kUnitWords{"day", "week", "month", "year"};
  const int count = std::abs(offset.count);
  return fmt::format("{} {}{} {} {}", count, kUnitWords[static_cast<std::size_t>(offset.unit)], count == 1 ? "" : "s",
                     offset.count < 0 ? "before" : "after",
                     offset.from == Happening::kEffect ? std::string_view("the effective date") : ToString(offset.from));
}

std::optional<DateOffset> ParseDateOffset(std::string_view text) {
  const std::size_t sign = text.find_first_of("+-");
  if (sign == std::string_view::npos || sign == 0 || text.size() < sign + 4 || text[sign + 1] != 'P') return std::nullopt;
  const auto name = std::ranges::find(kNames, text.substr(0, sign));
  const std::size_t unit = kUnits.find(text.back());
  if (name == kNames.end() || unit == std::string_view::npos) return std::nullopt;
  DateOffset offset{static_cast<Happening>(name - kNames.begin()), 0, static_cast<DateOffset::Unit>(unit)};
  const char* const begin = text.data() + sign + 2;
  const char* const end = text.data() + text.size() - 1;
  const auto [read, failed] = std::from_chars(begin, end, offset.count);
  if (failed != std::errc() || read != end || offset.count <= 0) return std::nullopt;
  if (text[sign] == '-') offset.count = -offset.count;
  return offset;
}

}  // namespace dateline
