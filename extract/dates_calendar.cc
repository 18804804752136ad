#include "extract/dates_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dateline::extract {
namespace {

namespace chr = std::chrono;

chr::year_month_day Parts(Day day) { return chr::year_month_day(day); }

int MonthsIn(Unit unit) {
  switch (unit) {
    case Unit::kMonth: return 1;
    case Unit::kQuarter: return 3;
    case Unit::kHalf: return 6;
    case Unit::kYear: return 12;
    case Unit::kDecade: return 120;
    case Unit::kCentury: return 1200;
    default: return 0;
  }
}

// A fixed day, or the nth weekday of a month.
struct HolidayRule {
  int month;
  int day;
  int weekday;
  int nth;
};
constexpr std::array<HolidayRule, 16> kHolidays{{
    {1, 1, 0, 0},   {1, 0, 1, 3},  {2, 0, 1, 3},   {2, 14, 0, 0}, {5, 0, 1, -1}, {6, 19, 0, 0}, {7, 4, 0, 0},
    {9, 0, 1, 1},   {10, 0, 1, 2}, {10, 31, 0, 0}, {11, 11, 0, 0}, {11, 0, 4, 4}, {11, 0, 4, 4}, {12, 24, 0, 0},
    {12, 25, 0, 0}, {12, 31, 0, 0},
}};

// The Sunday after the first ecclesiastical full moon of spring, Gregorian (Meeus, Jones, Butcher).
Day EasterIn(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int moon = (19 * golden + century - century / 4 - (8 * century + 13) / 25 + 15) % 30;
  const int shift = moon - moon / 28 * (1 - moon / 28 * (29 / (moon + 1)) * ((21 - golden) / 11));
  const int weekday = (year + year / 4 + shift + 2 - century + century / 4) % 7;
  const int offset = shift - weekday;  // days from 28 March to that Sunday
  return *MonthSpan(year, 3, 1, Precision::kMonth).lo + chr::days(27 + offset);
}

// First day of the lunar year from 2010 on, as month × 100 + day.
constexpr int kLunarFrom = 2010;
constexpr std::array kLunarNewYears{214, 203, 123, 210, 131, 219, 208, 128, 216, 205, 125, 212, 201,
                                    122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208};
std::optional<Day> LunarNewYearIn(int year) {
  const int at = year - kLunarFrom;
  if (at < 0 || at >= static_cast<int>(kLunarNewYears.size())) return std::nullopt;
  const int day = kLunarNewYears[static_cast<std::size_t>(at)];
  return MakeDay(year, day / 100, day % 100);
}

}  // namespace

std::optional<Day> MakeDay(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const chr::year_month_day date(chr::year(year), chr::month(static_cast<unsigned>(month)),
                                 chr::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

int YearOfDay(Day day) { return static_cast<int>(Parts(day).year()); }
int MonthOfDay(Day day) { return static_cast<int>(static_cast<unsigned>(Parts(day).month())); }
int Weekday(Day day) { return static_cast<int>(chr::weekday(day).iso_encoding()); }
Day MondayOf(Day day) { return day - chr::days(Weekday(day) - 1); }

Day PlusMonths(Day day, int months) {
  const auto parts = Parts(day);
  const chr::year_month target = parts.year() / parts.month() + chr::months(months);
  const chr::year_month_day_last last(target.year(), chr::month_day_last(target.month()));
  return Day(target / std::min(parts.day(), last.day()));
}

Day PlusBusinessDays(Day day, int count) {
  const int step = count < 0 ? -1 : 1;
  const int weeks = count / 5;
  Day out = day + chr::days(weeks * 7);
  for (int left = count % 5; left != 0; left -= step) {
    do out += chr::days(step);
    while (Weekday(out) > 5);
  }
  return out;
}

Day Plus(Day day, int count, Unit unit) {
  switch (unit) {
    case Unit::kDay: return day + chr::days(count);
    case Unit::kWeek: case Unit::kWeekend: return day + chr::days(7 * count);
    default: return PlusMonths(day, count * MonthsIn(unit));
  }
}

DateSpan MonthSpan(int year, int month, int count, Precision precision) {
  const chr::year_month first = chr::year(year) / chr::month(1) + chr::months(month - 1);
  const chr::year_month end = first + chr::months(count);
  return {Day(first / chr::day(1)), Day(end / chr::day(1)), precision, DateQualifier::kNone};
}

DateSpan UnitAt(Unit unit, Day day, int shift) {
  const Day moved = unit == Unit::kNone ? day : unit == Unit::kDay || unit == Unit::kWeek || unit == Unit::kWeekend
                        ? Plus(day, shift, unit) : PlusMonths(day, shift * MonthsIn(unit));
  const int year = YearOfDay(moved);
  const int month = MonthOfDay(moved);
  switch (unit) {
    case Unit::kWeek: return {MondayOf(moved), MondayOf(moved) + chr::days(7), Precision::kWeek, DateQualifier::kNone};
    case Unit::kWeekend:
      return {MondayOf(moved) + chr::days(5), MondayOf(moved) + chr::days(7), Precision::kDay, DateQualifier::kNone};
    case Unit::kMonth: return MonthSpan(year, month, 1, Precision::kMonth);
    case Unit::kQuarter: return MonthSpan(year, (month - 1) / 3 * 3 + 1, 3, Precision::kQuarter);
    case Unit::kHalf: return MonthSpan(year, (month - 1) / 6 * 6 + 1, 6, Precision::kHalf);
    case Unit::kYear: return MonthSpan(year, 1, 12, Precision::kYear);
    case Unit::kDecade: return MonthSpan(year - year % 10, 1, 120, Precision::kYear);
    case Unit::kCentury: return MonthSpan(year - year % 100, 1, 1200, Precision::kYear);
    default: return DayOf(moved);
  }
}

std::string DurationTimex(int count, Unit unit) {
  const std::string number = count == 0 ? "X" : std::to_string(count);
  switch (unit) {
    case Unit::kDay: return "P" + number + "D";
    case Unit::kWeek: return "P" + number + "W";
    case Unit::kWeekend: return "P" + number + "WE";
    case Unit::kMonth: return "P" + number + "M";
    case Unit::kQuarter: return "P" + number + "Q";
    case Unit::kHalf: return count == 0 ? "PXM" : "P" + std::to_string(6 * count) + "M";
    case Unit::kYear: return "P" + number + "Y";
    case Unit::kDecade: return "P" + number + "DE";
    case Unit::kCentury: return "P" + number + "CE";
    case Unit::kNone: break;
  }
  return {};
}

std::string TimexOf(const DateSpan& span) {
  if (!span.lo && !span.hi) return {};
  if (!span.lo) return ToIso(*span.hi - chr::days(1));
  if (!span.hi) return ToIso(*span.lo);
  const Day lo = *span.lo;
  const int year = YearOfDay(lo);
  if (span.precision == Precision::kWeek && *span.hi == lo + chr::days(7) && Weekday(lo) == 1) {
    // ISO weeks belong to the year of their Thursday.
    const Day thursday = lo + chr::days(3);
    const int week_year = YearOfDay(thursday);
    const auto day_of_year = (thursday - *MakeDay(week_year, 1, 1)).count();
    return fmt::format("{:04}-W{:02}", week_year, day_of_year / 7 + 1);
  }
  if (!span.IsUnit()) return ToIso(lo) + "/" + ToIso(*span.hi - chr::days(1));
  switch (span.precision) {
    case Precision::kMonth: return fmt::format("{:04}-{:02}", year, MonthOfDay(lo));
    case Precision::kQuarter: return fmt::format("{:04}-Q{}", year, (MonthOfDay(lo) - 1) / 3 + 1);
    case Precision::kHalf: return fmt::format("{:04}-H{}", year, (MonthOfDay(lo) - 1) / 6 + 1);
    case Precision::kYear: return fmt::format("{:04}", year);
    case Precision::kDecade: return fmt::format("{:03}", year / 10);
    default: return ToIso(lo);
  }
}

Day FiscalStart(int year, int end_month) {
  return *MonthSpan(end_month == 12 ? year : year - 1, end_month == 12 ? 1 : end_month + 1, 1, Precision::kMonth).lo;
}

std::optional<Day> NthWeekday(int year, int month, int weekday, int nth) {
  const DateSpan span = MonthSpan(year, month, 1, Precision::kMonth);
  if (nth > 0) {
    const Day day = *span.lo + chr::days((weekday - Weekday(*span.lo) + 7) % 7 + 7 * (nth - 1));
    return day < *span.hi ? std::optional(day) : std::nullopt;
  }
  const Day last = *span.hi - chr::days(1);
  const Day day = last - chr::days((Weekday(last) - weekday + 7) % 7 + 7 * (-nth - 1));
  return day >= *span.lo ? std::optional(day) : std::nullopt;
}

std::optional<Day> HolidayIn(Holiday holiday, int year) {
  if (holiday == Holiday::kEaster) return EasterIn(year);
  if (holiday == Holiday::kLunarNewYear) return LunarNewYearIn(year);
  const HolidayRule& rule = kHolidays[static_cast<std::size_t>(holiday)];
  if (rule.weekday == 0) return *MonthSpan(year, rule.month, 1, Precision::kMonth).lo + chr::days(rule.day - 1);
  const Day day = *NthWeekday(year, rule.month, rule.weekday, rule.nth);
  return holiday == Holiday::kBlackFriday ? day + chr::days(1) : day;
}

}  // namespace dateline::extract
