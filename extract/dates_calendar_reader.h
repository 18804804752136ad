// CalendarReader: the rules behind ReadCalendar, by what they read. Internal to the date reader.
#pragma once

#include <initializer_list>

#include "extract/dates_reader.h"

namespace dateline::extract {

using Read = std::optional<DateExpr>;

// Reads one calendar expression that starts at `start`; a fresh reader for each place. Each rule reads what starts there
// or nothing.
class CalendarReader {
 public:
  CalendarReader(const DateText& text, std::uint32_t start, bool governed, int depth = 0)
      : t_(text), start_(start), governed_(governed), depth_(depth) {}
  Read Any() const;
 private:
  // "the first Monday of early next year" needs no more; hostile text would.
  static constexpr int kDepthMax = 5;
  using Rule = Read (CalendarReader::*)() const;
  Read First(std::initializer_list<Rule> rules) const;
  [[nodiscard]] DateExpr Make(Form form, std::uint32_t end) const;
  [[nodiscard]] Read From(std::uint32_t i) const { return CalendarReader(t_, i, true, depth_ + 1).Any(); }
  [[nodiscard]] static Read Begin(Read read, std::uint32_t begin);
  // Tokens that belong together stand in one paragraph.
  [[nodiscard]] bool Broken(std::uint32_t i) const { return t_.GapBefore(i) == Gap::kParagraph; }

  // Numbers: dates_numeric.cc.
  // Nothing but white space, a bracket or a quotation mark may touch a numeric date from the left.
  [[nodiscard]] bool CleanLeft(std::uint32_t i) const;
  // Inside a larger expression a hyphen may touch it too: "20-23 October", "mid-2023".
  [[nodiscard]] bool LooseLeft(std::uint32_t i) const;
  // A hyphen before another date with slashes makes a range: 6/1/2025-6/30/2025.
  [[nodiscard]] bool SlashRange(std::uint32_t end) const;
  [[nodiscard]] bool CleanRight(std::uint32_t end) const;
  [[nodiscard]] bool IsYear(std::uint32_t i) const;
  // After a month or quarter a year needs no other sign.
  [[nodiscard]] bool IsAnyYear(std::uint32_t i) const;
  [[nodiscard]] bool IsDayNumber(std::uint32_t i) const;
  // ", 2025", " 2025", " '25", ", next year": fills the year and moves `i` behind it.
  void YearTail(DateExpr& out) const;
  // "3 Aug 96": a number too large for a day and followed by no word is a year of the last century.
  [[nodiscard]] bool ShortYear(std::uint32_t i) const;
  // ", in the year of our Lord": where a proclamation's year stands.
  [[nodiscard]] std::uint32_t AfterYearOf(std::uint32_t i) const;
  struct Spelled {
    int year;
    std::uint32_t end;
  };
  // A cardinal below 100 in words, 0 when there is none; moves `k` behind it.
  int Tens(std::uint32_t& k) const;
  // "two thousand and twenty-five", "nineteen hundred ninety-six", "nineteen ninety six".
  [[nodiscard]] std::optional<Spelled> SpelledYear(std::uint32_t i) const;
  // A year in words stands alone only where nothing is counted: "in two thousand and twenty".
  Read YearInWords() const;
  // "2000 H20 units", "2025 workers": a count, not a year. Only for numbers right after a month.
  [[nodiscard]] bool NumberOfThings(std::uint32_t i) const { return t_.Is(i + 1, Word::kPercent); }
  static int FullYear(int two_digits) { return two_digits < 70 ? 2000 + two_digits : 1900 + two_digits; }
  [[nodiscard]] bool IsUnit(std::uint32_t i, Unit unit) const;
  Read IsoDay() const;
  static bool IsAnyYearValue(int value) { return value >= 1000 && value <= 2999; }
  // "subheadings 2008.11.15 and 2008.11.25": numbers of the tariff schedule.
  [[nodiscard]] bool AfterTariffWord(std::uint32_t i) const;
  // "09T12" of 2025-04-09T12:30Z.
  [[nodiscard]] std::optional<int> DayWithTime(std::uint32_t i) const;
  Read Valid(const DateExpr& out) const;
  // 4/9/2025 as in the US; 13/5/2025 can only be the other order; 13.5.2025 always is.
  Read SlashDay() const;
  // "Filed 5-12-25": how registers stamp their documents.
  [[nodiscard]] bool DatesADocument(std::uint32_t i) const;
  [[nodiscard]] bool AfterPreposition(std::uint32_t i) const;

  // Months: dates_months.cc.
  Read MonthDay() const;
  // The year at the end of "March and November 2018", "on May 6 and June 3, 2025"; the one before it when the months run
  // on into the next: "December and January 2025". 0 when the list has none.
  [[nodiscard]] int YearOfMonthList(const DateExpr& first) const;
  // The year at the end of "January 5, 8, 12, and 27, 2021"; 0 when the list has none.
  [[nodiscard]] int YearOfDayList(std::uint32_t i) const;
  // "May 15 million", "in May 23 firms": numbers that count something.
  [[nodiscard]] bool CountOfThings(std::uint32_t k) const;
  Read DayMonth() const;
  Read YearFirst() const;  // 2018 March 18, 2024 August
  Read Month() const;
  // May a month without day and year stand here? See the vetoes of the header comment in dates_tense.h.
  [[nodiscard]] bool BareMonth() const;
  [[nodiscard]] bool NameFollows(std::uint32_t i) const;
  // Words after which a month is meant.
  [[nodiscard]] bool MonthLicence() const;

  // Weekdays: dates_months.cc.
  // "Wednesday, Aug. 6", "Sun., March 6, 2016", "Tuesday the 19th".
  Read WeekdayDate() const;
  Read BareWeekday() const;
  // "Friday after next".
  [[nodiscard]] bool AfterNext(std::uint32_t k) const;
  // "Sunday Times", "Black Friday", "Good Friday": no day of a week.
  [[nodiscard]] bool IsNamePart() const;

  // Years, decades: dates_numeric.cc.
  Read YearHalf() const;  // 2025 H2, 2025 Q3
  Read Year() const;
  [[nodiscard]] bool CleanRightOfYear(std::uint32_t i) const;
  // "2018-19"
  [[nodiscard]] bool IsShortEnd(std::uint32_t i) const;
  // "2021-2025" says of itself that it is a span of years, except after a word that numbers things.
  [[nodiscard]] bool IsYearRange(std::uint32_t i) const;
  [[nodiscard]] bool YearLicence(std::uint32_t i) const;
  // "dates back to 2022", "compared to 2019".
  [[nodiscard]] bool ComparesTo(std::uint32_t to) const;
  [[nodiscard]] bool YearOpensSentence(std::uint32_t i) const;
  // The "Export Control Reform Act of 2018" is a name.
  [[nodiscard]] bool IsActOf(std::uint32_t i) const;
  // "H20", "MI308": capitals and digits; "G7" and "G20" are meetings.
  [[nodiscard]] bool IsModelName(std::uint32_t i) const;
  // "2000 units", "2000 H20 units", "2025 GPUs", "1976 MHz".
  [[nodiscard]] bool CountsThings(std::uint32_t i) const;
  Read Decade() const;

  // Quarters, halves, fiscal years: dates_periods.cc.
  // "of fiscal 2026", "2026", "of the year", "of next year", "FY26": fills what it says; moves the end.
  bool PeriodTail(DateExpr& out) const;
  Read Quarter() const;
  // "a recovery in the second half": of the year, unless it says of what.
  [[nodiscard]] bool HalfAfterIn() const;
  Read CalendarYear() const;
  Read FiscalYear() const;

  // Seasons, holidays: dates_periods.cc.
  Read Season() const;
  // "by autumn", "in winter": bare, before a mark or a verb, not "in spring water".
  [[nodiscard]] bool SeasonAfterBy() const;
  // "a fall meeting": the season of a thing that is held once.
  [[nodiscard]] bool SeasonOfMeeting() const;
  // "in the fall": the season needs an article and a preposition when nothing else dates it.
  [[nodiscard]] bool SeasonAfterThe() const;
  Read HolidayName() const;

  // Deictic: dates_reader.cc.
  Read Today() const;
  Read Shifted() const;
  // "the following Friday", "the previous Monday"; "following Friday's vote" is after it.
  Read FollowingWeekday(std::uint32_t k) const;
  Read ShiftedDayPart(std::uint32_t k, int shift) const;
  Read ShiftedUnit(std::uint32_t k, int shift) const;
  Read OverWeekend() const;

  // Parts: dates_periods.cc.
  // "early October 2023", "mid-May", "late last year", "early in the year".
  Read PartOf() const;
  [[nodiscard]] Read ThisUnit(std::uint32_t k) const;
  // "that year": of the date told of last.
  [[nodiscard]] Read ThatUnit(std::uint32_t k) const;
  // "earlier this year", "later in the month", "later that year".
  Read SoonerPart() const;
  // "the end of the month", "end-2025", "the beginning of next year".
  Read EdgeOf() const;
  Read YearEnd() const;
  // "week 27 of 2026": numbered as ISO 8601 does; without a year it may be any week of anything.
  Read NumberedWeek(std::uint32_t k) const;
  // "year-to-date", "the year to date"
  Read YearToDate(std::uint32_t year) const;
  // "21st century": a span of a hundred years; "21st-century rules" is a manner of speaking.
  Read Century() const;
  // "year-end 2025", "month-end", "year's end".
  Read UnitEdge() const;

  // "the …", "the first Monday of …": dates_reader.cc.
  Read AfterThe() const;
  // "the day after tomorrow", "the week of Oct. 7".
  Read TheUnit(std::uint32_t k) const;
  // "20 of next month"
  Read NumberOfMonth() const;
  Read BareNthOf() const { return t_.Is(start_ + 1, Word::kOf) ? TheNth(start_) : std::nullopt; }
  // "on the 7th", "the 20th of next month".
  Read TheNth(std::uint32_t k) const;
  // "twenty-third day of November", "the twenty-first of May".
  Read CompoundOrdinal() const;
  // "first Monday in October", "last week of 2018", "last day of October 2015".
  Read NthOf() const;

  const DateText& t_;
  std::uint32_t start_;
  bool governed_;
  int depth_;
};

}  // namespace dateline::extract
