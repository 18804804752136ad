// Calendar arithmetic that date expressions need: units, weeks from Monday, thirds, fiscal years, TIMEX3 text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/date.h"

namespace dateline::extract {

enum class Unit : std::uint8_t { kNone, kDay, kWeek, kWeekend, kMonth, kQuarter, kHalf, kYear, kDecade, kCentury };

// Nothing when there is no such day or the year lies outside 1…9999.
[[nodiscard]] std::optional<Day> MakeDay(int year, int month, int day);
[[nodiscard]] int YearOfDay(Day day);
[[nodiscard]] int MonthOfDay(Day day);                  // 1…12
[[nodiscard]] int Weekday(Day day);                     // 1 Monday … 7 Sunday
[[nodiscard]] Day MondayOf(Day day);
[[nodiscard]] Day PlusMonths(Day day, int months);      // the 31st becomes the last day of a shorter month
[[nodiscard]] Day PlusBusinessDays(Day day, int count); // Monday to Friday; holidays are not known
[[nodiscard]] Day Plus(Day day, int count, Unit unit);  // half = 6 months, decade = 10 years

// The unit that holds `day`, moved by `shift` units.
[[nodiscard]] DateSpan UnitAt(Unit unit, Day day, int shift);
// `count` months from the first of (year, month); months beyond 12 run on.
[[nodiscard]] DateSpan MonthSpan(int year, int month, int count, Precision precision);

// "P90D", "P1W", "P2Q", "P1DE"; "PXD" when the count is unknown (0).
[[nodiscard]] std::string DurationTimex(int count, Unit unit);
// TIMEX3 value of a span at its precision; ranges print as "FIRST/LAST" days.
[[nodiscard]] std::string TimexOf(const DateSpan& span);

// First day of fiscal year `year` when it ends with month `end_month`: fiscal 2026 ending in January 2026 → Feb 2025.
[[nodiscard]] Day FiscalStart(int year, int end_month);

// Day of a holiday in a year.
enum class Holiday : std::uint8_t {
  kNewYear, kMartinLutherKing, kPresidents, kValentine, kMemorial, kJuneteenth, kIndependence, kLabor, kColumbus,
  kHalloween, kVeterans, kThanksgiving, kBlackFriday, kChristmasEve, kChristmas, kNewYearEve,
  kEaster, kLunarNewYear,
};
// Nothing for a lunar new year outside the years whose day is known here.
[[nodiscard]] std::optional<Day> HolidayIn(Holiday holiday, int year);
// The `nth` weekday of a month, from its end when negative; nothing when the month has no such day.
[[nodiscard]] std::optional<Day> NthWeekday(int year, int month, int weekday, int nth);

}  // namespace dateline::extract
