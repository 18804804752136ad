// DateOffset: a day counted from a happening that the text does not date, "180 days after enactment". The store dates it
// once it knows of the happening.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/date.h"

namespace dateline {

// A day of an instrument's life that texts tell in one place and count from in another.
enum class Happening : std::uint8_t { kNone, kEffect, kEnactment, kSigning, kPublication, kIssue };
inline constexpr std::size_t kHappeningCount = 6;
[[nodiscard]] std::string_view ToString(Happening value);  // "enactment"; "" for kNone

struct DateOffset {
  enum class Unit : std::uint8_t { kDay, kWeek, kMonth, kYear };
  Happening from = Happening::kNone;
  int count = 0;                 // negative: before it
  Unit unit = Unit::kDay;
  bool operator==(const DateOffset&) const = default;

  // The day meant when the happening was on `day`: the 31st becomes the last day of a shorter month. Nothing outside the
  // years 1 to 9999.
  [[nodiscard]] std::optional<Day> From(Day day) const;
};

// "enactment+P180D", "effect-P5D": the happening and an ISO 8601 duration; "" when `from` is kNone.
[[nodiscard]] std::string ToText(const DateOffset& offset);
// For people: "180 days after enactment", "5 days before the effective date".
[[nodiscard]] std::string ToWords(const DateOffset& offset);
// Reads what ToText prints; nothing for anything else.
[[nodiscard]] std::optional<DateOffset> ParseDateOffset(std::string_view text);

}  // namespace dateline
