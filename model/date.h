// DateSpan: when something holds, never finer than it is known.
//
// A half-open interval of days with the precision it was stated in, printed and parsed as EDTF
// (ISO 8601-2:2019): 2025-05-15~, 2025-04-09/2025-07-14, ../2025-07-19, 2025-34 (second quarter).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

using Day = std::chrono::sys_days;

enum class Precision : std::uint8_t { kUnknown, kDay, kWeek, kMonth, kQuarter, kHalf, kYear, kDecade };

// What the text says about the edges: "about May", "before May", "after May".
enum class DateQualifier : std::uint8_t { kNone, kApproximate, kBefore, kAfter };

struct DateSpan {
  std::optional<Day> lo;  // First day; open when absent.
  std::optional<Day> hi;  // First day after; open when absent.
  Precision precision = Precision::kUnknown;
  DateQualifier qualifier = DateQualifier::kNone;

  [[nodiscard]] bool known() const { return lo.has_value() || hi.has_value(); }
  // True for a single day, month, quarter, half, year or decade as `precision` says (not for a range).
  [[nodiscard]] bool IsUnit() const;
  // Two unknown or open ends overlap everything they do not exclude.
  [[nodiscard]] bool Overlaps(const DateSpan& other) const;
  [[nodiscard]] bool Contains(const DateSpan& other) const;
  bool operator==(const DateSpan&) const = default;
};

[[nodiscard]] DateSpan DayOf(Day day);
[[nodiscard]] DateSpan DayOf(int year, unsigned month, unsigned day);
[[nodiscard]] DateSpan MonthOf(int year, unsigned month);
[[nodiscard]] DateSpan QuarterOf(int year, unsigned quarter);  // 1…4
[[nodiscard]] DateSpan HalfOf(int year, unsigned half);        // 1…2
[[nodiscard]] DateSpan YearOf(int year);
[[nodiscard]] DateSpan RangeOf(std::optional<Day> first, std::optional<Day> last);  // both ends inclusive

// EDTF text; "" when nothing is known. Quarters print as YYYY-33…36, halves as YYYY-40…41 (EDTF level 2);
// a week prints as the interval of its days, a season as that of its months; no edge is finer than `precision`.
[[nodiscard]] std::string ToEdtf(const DateSpan& span);
// The finest of day, month, quarter (YYYY-Qn), year that contains the whole span, else nullopt
// (the `date` of the extract contract). Seven days or fewer that two months share are of the month that has most of
// them: readers say "in October" of October 27 to November 2, and the interval itself stands beside it as EDTF.
[[nodiscard]] std::optional<std::string> ToIsoPrefix(const DateSpan& span);
// Words for people: "9 Apr 2025", "mid-May 2025", "spring…", "9 Apr–14 Jul 2025", "by 19 Jul 2025", "undated".
[[nodiscard]] std::string ToWords(const DateSpan& span);
// Reads what ToEdtf prints plus YYYY-Qn; nullopt when it is not a date this program prints.
[[nodiscard]] std::optional<DateSpan> ParseEdtf(std::string_view text);

[[nodiscard]] std::string ToIso(Day day);                              // 2025-04-09
[[nodiscard]] std::optional<Day> ParseIsoDay(std::string_view text);   // only YYYY-MM-DD

// Microseconds since 1970-01-01 UTC: the knowledge clock's unit.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
// "2025-07-18T09:30:00Z"; reads RFC 3339, also without seconds or with a bare day (its midnight UTC).
[[nodiscard]] std::string ToIso(Instant instant);
[[nodiscard]] std::optional<Instant> ParseInstant(std::string_view text);

}  // namespace dateline
