#include "model/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::day;
using std::chrono::floor;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

Day FirstOfMonth(int y, unsigned m) { return Day(year(y) / month(m) / day(1)); }

DateSpan Unit(Day lo, Day hi, Precision precision) { return {lo, hi, precision, DateQualifier::kNone}; }

DateSpan MonthsFrom(int y, unsigned m, int count, Precision precision) {
  const year_month_day end = year(y) / month(m) / day(1) + months(count);
  return Unit(FirstOfMonth(y, m), Day(end), precision);
}

std::string IsoMonth(Day value) {
  const year_month_day date(value);
  return fmt::format("{:04}-{:02}", int(date.year()), unsigned(date.month()));
}

unsigned MonthOfYear(Day value) { return unsigned(year_month_day(value).month()); }
int YearNumber(Day value) { return int(year_month_day(value).year()); }

// The EDTF text of a calendar unit that starts at `lo`.
std::string UnitText(Day lo, Precision precision) {
  switch (precision) {
    case Precision::kDay: return ToIso(lo);
    case Precision::kMonth: return IsoMonth(lo);
    case Precision::kQuarter: return fmt::format("{:04}-{}", YearNumber(lo), 33 + (MonthOfYear(lo) - 1) / 3);
    case Precision::kHalf: return fmt::format("{:04}-{}", YearNumber(lo), 40 + (MonthOfYear(lo) - 1) / 6);
    case Precision::kYear: return fmt::format("{:04}", YearNumber(lo));
    case Precision::kDecade: return fmt::format("{:03}X", YearNumber(lo) / 10);
    default: return ToIso(lo);
  }
}

bool ReadInt(std::string_view text, int& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

bool AllDigits(std::string_view text) {
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

std::optional<DateSpan> ParseUnit(std::string_view text) {
  int y = 0;
  if (text.size() == 4 && text[3] == 'X' && AllDigits(text.substr(0, 3)) && ReadInt(text.substr(0, 3), y)) {
    if (y < 1) return std::nullopt;
    return MonthsFrom(y * 10, 1, 120, Precision::kDecade);
  }
  if (text.size() < 4 || !AllDigits(text.substr(0, 4)) || !ReadInt(text.substr(0, 4), y) || y < 1) return std::nullopt;
  if (text.size() == 4) return YearOf(y);
  if (text.size() == 7 && text[4] == '-') {
    if (text[5] == 'Q' && text[6] >= '1' && text[6] <= '4') return QuarterOf(y, static_cast<unsigned>(text[6] - '0'));
    int m = 0;
    if (!AllDigits(text.substr(5)) || !ReadInt(text.substr(5), m)) return std::nullopt;
    if (m >= 1 && m <= 12) return MonthOf(y, static_cast<unsigned>(m));
    if (m >= 33 && m <= 36) return QuarterOf(y, static_cast<unsigned>(m - 32));
    if (m == 40 || m == 41) return HalfOf(y, static_cast<unsigned>(m - 39));
    if (m >= 21 && m <= 24) {
      // Seasons (northern): three months from March; winter runs into the next year.
      return MonthsFrom(y, static_cast<unsigned>(3 * (m - 21) + 3), 3, Precision::kQuarter);
    }
    return std::nullopt;
  }
  if (const auto value = ParseIsoDay(text)) return DayOf(*value);
  return std::nullopt;
}

// What four digits of a year can tell.
std::optional<Instant> WithinCalendar(Instant instant) {
  if (instant < FirstOfMonth(1, 1) || instant >= FirstOfMonth(10'000, 1)) return std::nullopt;
  return instant;
}

// Two digits, nothing else.
bool ReadTwo(std::string_view text, int& out) { return text.size() == 2 && AllDigits(text) && ReadInt(text, out); }

// Words for the day, month, … that starts at `lo`.
std::string UnitWords(Day lo, Precision precision) {
  const year_month_day date(lo);
  const std::string_view name = kMonths[unsigned(date.month()) - 1];
  switch (precision) {
    case Precision::kMonth: return fmt::format("{} {}", name, int(date.year()));
    case Precision::kQuarter: return fmt::format("Q{} {}", (unsigned(date.month()) - 1) / 3 + 1, int(date.year()));
    case Precision::kHalf: return fmt::format("{} half of {}", unsigned(date.month()) == 1 ? "1st" : "2nd", int(date.year()));
    case Precision::kYear: return fmt::format("{}", int(date.year()));
    case Precision::kDecade: return fmt::format("{}s", int(date.year()));
    default: return fmt::format("{} {} {}", unsigned(date.day()), name, int(date.year()));
  }
}

// How finely an edge of a range may be shown: never finer than `precision` says, as finely as the day needs.
// `edge` is a first day or a first day after.
Precision EdgePrecision(Day edge, Precision precision) {
  const year_month_day date(edge);
  if (precision < Precision::kMonth || date.day() != day(1)) return Precision::kDay;
  return precision >= Precision::kYear && date.month() == std::chrono::January ? Precision::kYear : Precision::kMonth;
}

// The unit that ends just before `hi`.
Day LastUnit(Day hi, Precision precision) {
  if (precision == Precision::kDay) return hi - days(1);
  const year_month_day date(hi);
  return Day(precision == Precision::kYear ? date - years(1) : date - months(1));
}

std::string RangeWords(Day lo, Day hi, Precision precision) {
  const Precision from = EdgePrecision(lo, precision);
  const Precision to = EdgePrecision(hi, precision);
  const Day last = LastUnit(hi, to);
  const year_month_day a(lo);
  const year_month_day b(last);
  const std::string end = UnitWords(last, to);
  if (from == Precision::kYear || to == Precision::kYear || a.year() != b.year()) return UnitWords(lo, from) + "–" + end;
  const std::string_view name = kMonths[unsigned(a.month()) - 1];
  if (from == Precision::kMonth) return fmt::format("{}–{}", name, end);
  if (a.month() == b.month() && to == Precision::kDay) return fmt::format("{}–{}", unsigned(a.day()), end);
  return fmt::format("{} {}–{}", unsigned(a.day()), name, end);
}

}  // namespace

bool DateSpan::IsUnit() const {
  if (!lo || !hi) return false;
  switch (precision) {
    case Precision::kDay: return *hi == *lo + days(1);
    case Precision::kMonth: case Precision::kQuarter: case Precision::kHalf: case Precision::kYear: case Precision::kDecade: {
      const year_month_day a(*lo);
      if (a.day() != day(1)) return false;
      const int count = precision == Precision::kMonth ? 1 : precision == Precision::kQuarter ? 3
                        : precision == Precision::kHalf ? 6 : precision == Precision::kYear ? 12 : 120;
      // A season is as long as a quarter and a fiscal year as long as a year, but neither is a calendar unit.
      if (count > 1 && (unsigned(a.month()) - 1) % static_cast<unsigned>(std::min(count, 12)) != 0) return false;
      if (precision == Precision::kDecade && int(a.year()) % 10 != 0) return false;
      return *hi == Day(a + months(count));
    }
    default: return false;
  }
}

bool DateSpan::Overlaps(const DateSpan& other) const {
  if (lo && other.hi && *lo >= *other.hi) return false;
  if (other.lo && hi && *other.lo >= *hi) return false;
  return true;
}

bool DateSpan::Contains(const DateSpan& other) const {
  if (lo && (!other.lo || *other.lo < *lo)) return false;
  if (hi && (!other.hi || *other.hi > *hi)) return false;
  return true;
}

DateSpan DayOf(Day value) { return Unit(value, value + days(1), Precision::kDay); }
DateSpan DayOf(int y, unsigned m, unsigned d) { return DayOf(Day(year(y) / month(m) / day(d))); }
DateSpan MonthOf(int y, unsigned m) { return MonthsFrom(y, m, 1, Precision::kMonth); }
DateSpan QuarterOf(int y, unsigned quarter) { return MonthsFrom(y, 3 * quarter - 2, 3, Precision::kQuarter); }
DateSpan HalfOf(int y, unsigned half) { return MonthsFrom(y, 6 * half - 5, 6, Precision::kHalf); }
DateSpan YearOf(int y) { return MonthsFrom(y, 1, 12, Precision::kYear); }
DateSpan RangeOf(std::optional<Day> first, std::optional<Day> last) {
  DateSpan out;
  out.lo = first;
  if (last) out.hi = *last + days(1);
  out.precision = Precision::kDay;
  return out;
}

std::string ToEdtf(const DateSpan& span) {
  if (!span.known()) return {};
  const std::string_view about = span.qualifier == DateQualifier::kApproximate ? "~" : "";
  if (span.IsUnit()) return UnitText(*span.lo, span.precision) + std::string(about);
  std::string from = "..";
  std::string to = "..";
  if (span.lo) from = UnitText(*span.lo, EdgePrecision(*span.lo, span.precision)) + std::string(about);
  if (span.hi) {
    const Precision precision = EdgePrecision(*span.hi, span.precision);
    to = UnitText(LastUnit(*span.hi, precision), precision) + std::string(about);
  }
  return from == to ? from : from + "/" + to;
}

std::optional<std::string> ToIsoPrefix(const DateSpan& span) {
  if (!span.lo || !span.hi || *span.hi <= *span.lo) return std::nullopt;
  const Day last = *span.hi - days(1);
  if (*span.lo == last) return ToIso(*span.lo);
  // A week that two months share is of the month that has most of its days.
  constexpr days kWeek{7};
  if (*span.hi - *span.lo <= kWeek) return IsoMonth(*span.lo + (last - *span.lo) / 2);
  if (YearNumber(*span.lo) != YearNumber(last)) return std::nullopt;
  const unsigned a = MonthOfYear(*span.lo);
  const unsigned b = MonthOfYear(last);
  if (a == b) return IsoMonth(*span.lo);
  if ((a - 1) / 3 == (b - 1) / 3) return fmt::format("{:04}-Q{}", YearNumber(*span.lo), (a - 1) / 3 + 1);
  return fmt::format("{:04}", YearNumber(*span.lo));
}

std::string ToWords(const DateSpan& span) {
  if (!span.known()) return "undated";
  const std::string about = span.qualifier == DateQualifier::kApproximate ? "about " : "";
  if (!span.lo) {
    const Precision precision = EdgePrecision(*span.hi, span.precision);
    return "by " + about + UnitWords(LastUnit(*span.hi, precision), precision);
  }
  if (!span.hi) return "from " + about + UnitWords(*span.lo, EdgePrecision(*span.lo, span.precision));
  if (span.IsUnit()) return about + UnitWords(*span.lo, span.precision);
  const Day last = *span.hi - days(1);
  if (*span.lo == last) return about + UnitWords(last, Precision::kDay);
  const year_month_day a(*span.lo);
  const year_month_day b(last);
  // "mid-May 2025" and its like: the thirds of one month.
  if (a.year() == b.year() && a.month() == b.month()) {
    const std::string_view name = kMonths[unsigned(a.month()) - 1];
    const bool to_end = MonthOfYear(*span.hi) != MonthOfYear(last);
    if (unsigned(a.day()) == 1 && unsigned(b.day()) == 10) return fmt::format("early {} {}", name, int(a.year()));
    if (unsigned(a.day()) == 11 && unsigned(b.day()) == 20) return fmt::format("mid-{} {}", name, int(a.year()));
    if (unsigned(a.day()) == 21 && to_end) return fmt::format("late {} {}", name, int(a.year()));
    if (unsigned(a.day()) == 1 && to_end) return about + UnitWords(*span.lo, Precision::kMonth);
  }
  return about + RangeWords(*span.lo, *span.hi, span.precision);
}

std::optional<DateSpan> ParseEdtf(std::string_view text) {
  DateQualifier qualifier = DateQualifier::kNone;
  const auto strip = [&](std::string_view part) {
    if (!part.empty() && (part.back() == '~' || part.back() == '?')) {
      qualifier = DateQualifier::kApproximate;
      part.remove_suffix(1);
    }
    return part;
  };
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    auto unit = ParseUnit(strip(text));
    if (unit) unit->qualifier = qualifier;
    return unit;
  }
  const std::string_view from = strip(text.substr(0, slash));
  const std::string_view to = strip(text.substr(slash + 1));
  DateSpan out;
  out.precision = Precision::kDay;
  if (from != ".." && !from.empty()) {
    const auto unit = ParseUnit(from);
    if (!unit) return std::nullopt;
    out.lo = unit->lo;
    out.precision = unit->precision;
  }
  if (to != ".." && !to.empty()) {
    const auto unit = ParseUnit(to);
    if (!unit) return std::nullopt;
    out.hi = unit->hi;
    out.precision = std::max(out.precision, unit->precision);
  }
  if (!out.known() || (out.lo && out.hi && *out.hi <= *out.lo)) return std::nullopt;
  out.qualifier = qualifier;
  return out;
}

std::string ToIso(Day value) {
  const year_month_day date(value);
  const int year = int(date.year());
  const unsigned month = unsigned(date.month()), day = unsigned(date.day());
  if (year < 0 || year > 9999) return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  // Every date of a text passes here: digit by digit.
  const auto digit = [](auto number) { return static_cast<char>('0' + number % 10); };
  return {
      digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-',
      digit(day / 10),    digit(day)};
}

std::optional<Day> ParseIsoDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int y = 0, m = 0, d = 0;
  if (!AllDigits(text.substr(0, 4)) || !AllDigits(text.substr(5, 2)) || !AllDigits(text.substr(8, 2))) return std::nullopt;
  if (!ReadInt(text.substr(0, 4), y) || !ReadInt(text.substr(5, 2), m) || !ReadInt(text.substr(8, 2), d)) return std::nullopt;
  const year_month_day date(year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d)));
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::string ToIso(Instant instant) {
  const Day date = floor<days>(instant);
  const auto rest = instant - date;
  const std::chrono::hh_mm_ss time(rest);
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", ToIso(date), time.hours().count(), time.minutes().count(),
                                time.seconds().count());
  if (const auto micros = time.subseconds().count(); micros != 0) {
    std::string digits = fmt::format("{:06}", micros);
    while (digits.back() == '0') digits.pop_back();
    out += "." + digits;
  }
  return out + "Z";
}

std::optional<Instant> ParseInstant(std::string_view text) {
  if (text.size() < 10) return std::nullopt;
  const auto date = ParseIsoDay(text.substr(0, 10));
  if (!date || !WithinCalendar(*date)) return std::nullopt;
  Instant out = *date;
  std::string_view rest = text.substr(10);
  if (rest.empty()) return out;
  if (rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ') return std::nullopt;
  rest.remove_prefix(1);
  int hour = 0, minute = 0, second = 0;
  if (rest.size() < 5 || rest[2] != ':' || !ReadTwo(rest.substr(0, 2), hour) || !ReadTwo(rest.substr(3, 2), minute)) return std::nullopt;
  rest.remove_prefix(5);
  std::chrono::microseconds fraction{0};
  if (!rest.empty() && rest[0] == ':') {
    if (rest.size() < 3 || !ReadTwo(rest.substr(1, 2), second)) return std::nullopt;
    rest.remove_prefix(3);
    if (!rest.empty() && rest[0] == '.') {
      std::size_t end = 1;
      std::int64_t value = 0;
      int digits = 0;
      while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') {
        if (digits < 6) { value = value * 10 + (rest[end] - '0'); ++digits; }
        ++end;
      }
      if (digits == 0) return std::nullopt;
      for (; digits < 6; ++digits) value *= 10;
      fraction = std::chrono::microseconds(value);
      rest.remove_prefix(end);
    }
  }
  // 24:00 is the end of a day; a leap second may stand anywhere a second may.
  if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0)) return std::nullopt;
  out += std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) + fraction;
  if (rest.empty() || rest == "Z" || rest == "z") return WithinCalendar(out);
  if (rest[0] != '+' && rest[0] != '-') return std::nullopt;
  int zone_hour = 0, zone_minute = 0;
  if (rest.size() == 6 && rest[3] == ':') {
    if (!ReadTwo(rest.substr(1, 2), zone_hour) || !ReadTwo(rest.substr(4, 2), zone_minute)) return std::nullopt;
  } else if (rest.size() == 5) {
    if (!ReadTwo(rest.substr(1, 2), zone_hour) || !ReadTwo(rest.substr(3, 2), zone_minute)) return std::nullopt;
  } else {
    return std::nullopt;
  }
  if (zone_hour > 23 || zone_minute > 59) return std::nullopt;
  const auto offset = std::chrono::hours(zone_hour) + std::chrono::minutes(zone_minute);
  return WithinCalendar(rest[0] == '+' ? out - offset : out + offset);
}

}  // namespace dateline
