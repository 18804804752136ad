#include "extract/dates_reader.h"

#include <algorithm>
#include <array>

#include "extract/dates_tense.h"

namespace dateline::extract {
namespace {

using Read = std::optional<DateExpr>;

// Reads one calendar expression that starts at `start`; a fresh reader for each place.
class CalendarReader {
 public:
  CalendarReader(const DateText& text, std::uint32_t start, bool governed, int depth = 0)
      : t_(text), start_(start), governed_(governed), depth_(depth) {}

  Read Any() const {
    if (depth_ > kDepthMax) return std::nullopt;
    switch (t_[start_].word) {
      case Word::kMonth: return First({&CalendarReader::MonthDay, &CalendarReader::Month});
      case Word::kWeekday: return First({&CalendarReader::WeekdayDate, &CalendarReader::BareWeekday});
      case Word::kNumber:
        return First({&CalendarReader::IsoDay, &CalendarReader::SlashDay, &CalendarReader::YearFirst,
                      &CalendarReader::DayMonth, &CalendarReader::YearHalf, &CalendarReader::Year,
                      &CalendarReader::NumberOfMonth});
      case Word::kNth:
        return First({&CalendarReader::DayMonth, &CalendarReader::Quarter, &CalendarReader::NthOf, &CalendarReader::BareNthOf,
                      &CalendarReader::Century});
      case Word::kOrdinal:
        return First({&CalendarReader::Quarter, &CalendarReader::DayMonth, &CalendarReader::NthOf, &CalendarReader::Century});
      case Word::kCardinal: return First({&CalendarReader::CompoundOrdinal, &CalendarReader::YearInWords});
      case Word::kDecade: return Decade();
      case Word::kQuarterCode: case Word::kQuarterYear: case Word::kHalfCode: case Word::kHalfYear: return Quarter();
      case Word::kCalendarYear: return CalendarYear();
      case Word::kFiscalYear: case Word::kFiscal: return FiscalYear();
      case Word::kSeason: return Season();
      case Word::kHoliday: case Word::kHolidayName: return HolidayName();
      case Word::kToday: return Today();
      case Word::kShift: return First({&CalendarReader::NthOf, &CalendarReader::Shifted});
      case Word::kRolling: case Word::kFollowing: return Shifted();
      case Word::kPart: return PartOf();
      case Word::kSooner: return SoonerPart();
      case Word::kEdge: return EdgeOf();
      case Word::kYearEnd: return YearEnd();
      case Word::kUnit: return UnitEdge();
      case Word::kOver: return OverWeekend();
      case Word::kThe: return AfterThe();
      default: return std::nullopt;
    }
  }

 private:
  // "the first Monday of early next year" needs no more; hostile text would.
  static constexpr int kDepthMax = 5;

  using Rule = Read (CalendarReader::*)() const;

  Read First(std::initializer_list<Rule> rules) const {
    for (const Rule rule : rules) {
      if (Read found = (this->*rule)()) return found;
    }
    return std::nullopt;
  }

  [[nodiscard]] DateExpr Make(Form form, std::uint32_t end) const {
    DateExpr out;
    out.form = form;
    out.begin = start_;
    out.end = end;
    return out;
  }
  [[nodiscard]] Read From(std::uint32_t i) const { return CalendarReader(t_, i, true, depth_ + 1).Any(); }
  [[nodiscard]] static Read Begin(Read read, std::uint32_t begin) {
    if (read) read->begin = begin;
    return read;
  }
  // Tokens that belong together stand in one paragraph.
  [[nodiscard]] bool Broken(std::uint32_t i) const { return t_.GapBefore(i) == Gap::kParagraph; }

  // --- numbers -------------------------------------------------------------------------------------------------

  // Nothing but white space, a bracket or a quotation mark may touch a numeric date from the left.
  [[nodiscard]] bool CleanLeft(std::uint32_t i) const {
    if (!t_.Glued(i)) return true;
    const DateWord& before = t_[i - 1];
    if (before.word == Word::kOpen) return true;
    return t_.token(i - 1).kind == TokenKind::kPunct && before.word == Word::kNone && t_.Surface(i - 1) != "_" &&
           t_.Surface(i - 1) != "=" && t_.Surface(i - 1) != "#" && t_.Surface(i - 1) != "§" && t_.Surface(i - 1) != "\\";
  }
  // Inside a larger expression a hyphen may touch it too: "20-23 October", "mid-2023".
  [[nodiscard]] bool LooseLeft(std::uint32_t i) const {
    return CleanLeft(i) || (governed_ && i > 0 && t_.Is(i - 1, Word::kHyphen));
  }
  // A hyphen before another date with slashes makes a range: 6/1/2025-6/30/2025.
  [[nodiscard]] bool SlashRange(std::uint32_t end) const {
    return t_.Is(end, Word::kHyphen) && t_.Is(end + 1, Word::kNumber) && t_.Is(end + 2, Word::kSlash) && t_.Is(end + 4, Word::kSlash);
  }
  [[nodiscard]] bool CleanRight(std::uint32_t end) const {
    if (!t_.Glued(end)) return true;
    const Word word = t_[end].word;
    if (word == Word::kDot || word == Word::kHyphen || word == Word::kSlash) {
      return !(t_.Glued(end + 1) && (t_.token(end + 1).kind == TokenKind::kNumber || t_.token(end + 1).kind == TokenKind::kWord));
    }
    return t_.token(end).kind == TokenKind::kPunct && word != Word::kPercent && t_.Surface(end) != "_";
  }
  [[nodiscard]] bool IsYear(std::uint32_t i) const {
    const DateWord& word = t_[i];
    return word.word == Word::kNumber && word.digits == 4 && word.value >= 1900 && word.value <= 2099;
  }
  // After a month or quarter a year needs no other sign.
  [[nodiscard]] bool IsAnyYear(std::uint32_t i) const {
    const DateWord& word = t_[i];
    return word.word == Word::kNumber && word.digits == 4 && word.value >= 1000 && word.value <= 2999 && !Broken(i) &&
           !(t_.Glued(i + 1) && t_.Is(i + 1, Word::kComma) && t_.Glued(i + 2));
  }
  [[nodiscard]] bool IsDayNumber(std::uint32_t i) const {
    const DateWord& word = t_[i];
    if (Broken(i) || word.value < 1 || word.value > 31) return false;
    if (word.word == Word::kNth) return true;
    if (word.word != Word::kNumber || word.digits > 2) return false;
    if (t_.Is(i + 1, Word::kPercent)) return false;
    // "9.5", "9:30" and "9/10" are no days.
    if (t_.Glued(i + 1) && t_.Glued(i + 2) && t_.token(i + 2).kind == TokenKind::kNumber && !t_.Is(i + 1, Word::kHyphen)) {
      return t_.Is(i + 1, Word::kComma);
    }
    return true;
  }
  // ", 2025", " 2025", " '25", ", next year": fills the year and moves `i` behind it.
  void YearTail(DateExpr& out) const {
    std::uint32_t i = out.end;
    if (t_.Is(i, Word::kComma)) ++i;
    else if (t_.Is(i, Word::kOf) && (IsYear(i + 1) || t_.Is(i + 1, Word::kShift))) ++i;
    else if (t_.SameWord(i, "in") && IsYear(i + 1) && !CountsThings(i + 1)) ++i;
    if (out.form == Form::kDay && ShortYear(t_.Is(i, Word::kOf) ? i + 1 : i)) {
      if (t_.Is(i, Word::kOf)) ++i;
      out.year = FullYear(t_[i].value);
      out.end = i + 1;
      return;
    }
    if (const auto spelled = SpelledYear(AfterYearOf(i))) {
      out.year = spelled->year;
      out.end = spelled->end;
      return;
    }
    if (IsAnyYear(i) && !NumberOfThings(i)) {
      out.year = t_[i].value;
      out.end = i + 1;
      return;
    }
    if (t_.Is(i, Word::kApostrophe) && t_.Glued(i + 1) && t_[i + 1].word == Word::kNumber && t_[i + 1].digits == 2) {
      out.year = FullYear(t_[i + 1].value);
      out.end = i + 2;
      return;
    }
    std::uint32_t k = out.end;
    if (t_.Is(k, Word::kComma) || t_.Is(k, Word::kOf)) ++k;
    if (t_.Is(k, Word::kShift) && IsUnit(k + 1, Unit::kYear)) {
      out.year_shift = t_[k].value;
      out.end = k + 2;
    } else if (t_.Is(k, Word::kThat) && IsUnit(k + 1, Unit::kYear)) {
      out.anchor = Anchor::kDiscourse;
      out.end = k + 2;
    }
  }
  // "3 Aug 96": a number too large for a day and followed by no word is a year of the last century.
  [[nodiscard]] bool ShortYear(std::uint32_t i) const {
    return t_.Is(i, Word::kNumber) && t_[i].digits == 2 && t_[i].value > 31 && !t_.Glued(i) && !Broken(i) && !t_.IsWord(i + 1) &&
           CleanRight(i + 1) && !t_.Is(i + 1, Word::kPercent);
  }
  // ", in the year of our Lord": where a proclamation's year stands.
  [[nodiscard]] std::uint32_t AfterYearOf(std::uint32_t i) const {
    std::uint32_t k = i;
    if (t_.Is(k, Word::kComma)) ++k;
    if (!t_.SameWord(k, "in") || !t_.Is(k + 1, Word::kThe) || !IsUnit(k + 2, Unit::kYear)) return i;
    k += 3;
    return t_.Is(k, Word::kOf) && t_.SameWord(k + 1, "our") ? k + 3 : k;
  }
  struct Spelled {
    int year;
    std::uint32_t end;
  };
  // A cardinal below 100 in words, 0 when there is none; moves `k` behind it.
  int Tens(std::uint32_t& k) const {
    if (!t_.Is(k, Word::kCardinal)) return 0;
    int value = t_[k++].value;
    if (value < 20) return value;
    const std::uint32_t unit = t_.Is(k, Word::kHyphen) ? k + 1 : k;
    if (t_.Is(unit, Word::kCardinal) && t_[unit].value < 10) {
      value += t_[unit].value;
      k = unit + 1;
    }
    return value;
  }
  // "two thousand and twenty-five", "nineteen hundred ninety-six", "nineteen ninety six".
  [[nodiscard]] std::optional<Spelled> SpelledYear(std::uint32_t i) const {
    if (!t_.Is(i, Word::kCardinal) || Broken(i)) return std::nullopt;
    std::uint32_t k = i;
    int year = Tens(k);
    if (t_.Is(k, Word::kScale)) {
      year *= t_[k++].value;
      const std::uint32_t rest = t_.Is(k, Word::kAnd) ? k + 1 : k;
      if (t_.Is(rest, Word::kCardinal)) {
        k = rest;
        year += Tens(k);
      }
    } else {
      const int century = year;
      const int rest = Tens(k);
      if ((century != 19 && century != 20) || rest < 10) return std::nullopt;
      year = 100 * century + rest;
    }
    if (year < 1900 || year > 2099 || t_.Is(k, Word::kScale) || t_.Is(k, Word::kHyphen)) return std::nullopt;
    return Spelled{year, k};
  }
  // A year in words stands alone only where nothing is counted: "in two thousand and twenty".
  Read YearInWords() const {
    const auto spelled = SpelledYear(start_);
    if (!spelled || MayBeNoun(t_, spelled->end) || t_.Is(spelled->end, Word::kUnit) || t_.Is(spelled->end, Word::kMoney)) return std::nullopt;
    const bool licensed = governed_ || (start_ > 0 && (t_.Is(start_ - 1, Word::kIn) || t_.Is(start_ - 1, Word::kSince) ||
                                                       t_.Is(start_ - 1, Word::kUntil) || IsUnit(start_ - 1, Unit::kYear)));
    if (!licensed) return std::nullopt;
    DateExpr out = Make(Form::kYear, spelled->end);
    out.year = spelled->year;
    return out;
  }
  // "2000 H20 units", "2025 workers": a count, not a year. Only for numbers right after a month.
  [[nodiscard]] bool NumberOfThings(std::uint32_t i) const { return t_.Is(i + 1, Word::kPercent); }
  static int FullYear(int two_digits) { return two_digits < 70 ? 2000 + two_digits : 1900 + two_digits; }
  [[nodiscard]] bool IsUnit(std::uint32_t i, Unit unit) const {
    return t_.Is(i, Word::kUnit) && t_[i].value == static_cast<int>(unit) && !Broken(i);
  }

  Read IsoDay() const {
    const std::uint32_t i = start_;
    if (t_[i].digits != 4 || !CleanLeft(i)) return std::nullopt;
    const Word mark = t_[i + 1].word;
    if (mark != Word::kHyphen && mark != Word::kSlash && mark != Word::kDot) return std::nullopt;
    if (!t_.Glued(i + 1) || !t_.Glued(i + 2) || !IsAnyYearValue(t_[i].value)) return std::nullopt;
    if (mark == Word::kDot && (!IsYear(i) || AfterTariffWord(i))) return std::nullopt;
    const bool named = t_.Is(i + 2, Word::kMonth);
    if (!named && (t_[i + 2].word != Word::kNumber || t_[i + 2].digits > 2)) return std::nullopt;
    DateExpr out = Make(Form::kDay, i + 5);
    out.year = t_[i].value;
    out.month = t_[i + 2].value;
    if (t_.Is(i + 3, mark) && t_.Glued(i + 3) && t_.Glued(i + 4)) {
      out.day = t_[i + 4].value;
      if (t_[i + 4].word == Word::kNumber && t_[i + 4].digits <= 2 && CleanRight(i + 5)) return Valid(out);
      if (const auto day = DayWithTime(i + 4)) {
        out.day = *day;
        return Valid(out);
      }
      return std::nullopt;
    }
    if (named || !IsYear(i) || mark == Word::kDot || t_[i + 2].digits != 2 || !CleanRight(i + 3) || !AfterPreposition(i)) {
      return std::nullopt;
    }
    if (out.month < 1 || out.month > 12) return std::nullopt;
    out.form = Form::kMonth;
    out.end = i + 3;
    return out;
  }
  static bool IsAnyYearValue(int value) { return value >= 1000 && value <= 2999; }
  // "subheadings 2008.11.15 and 2008.11.25": numbers of the tariff schedule.
  [[nodiscard]] bool AfterTariffWord(std::uint32_t i) const {
    constexpr std::uint32_t kReach = 24;
    static constexpr std::array<std::string_view, 6> kWords{"heading", "headings", "subheading", "subheadings", "htsus", "hts"};
    for (std::uint32_t k = 1; k <= kReach && k <= i && !t_.EndsSentence(i - k + 1); ++k) {
      if (std::any_of(kWords.begin(), kWords.end(), [&](std::string_view w) { return t_.SameWord(i - k, w); })) return true;
    }
    return false;
  }
  // "09T12" of 2025-04-09T12:30Z.
  [[nodiscard]] std::optional<int> DayWithTime(std::uint32_t i) const {
    const std::string_view word = t_.Surface(i);
    if (word.size() < 4 || word[2] != 'T' || word[0] < '0' || word[0] > '3' || word[1] < '0' || word[1] > '9') return std::nullopt;
    return (word[0] - '0') * 10 + (word[1] - '0');
  }
  Read Valid(const DateExpr& out) const {
    if (out.year != 0 && !MakeDay(out.year, out.month, out.day)) return std::nullopt;
    if (out.year == 0 && !MakeDay(2024, out.month, out.day)) return std::nullopt;
    return out;
  }
  // 4/9/2025 as in the US; 13/5/2025 can only be the other order; 13.5.2025 always is.
  Read SlashDay() const {
    const std::uint32_t i = start_;
    // "version 1.1.2020": numbers that a word before them names.
    if (i > 0 && (t_.SameWord(i - 1, "version") || t_.SameWord(i - 1, "release") || t_.SameWord(i - 1, "section"))) return std::nullopt;
    if (t_[i].digits > 2 || !(t_.Is(i + 1, Word::kSlash) ? LooseLeft(i) : CleanLeft(i))) return std::nullopt;
    const Word mark = t_[i + 1].word;
    if ((mark != Word::kSlash && mark != Word::kHyphen && mark != Word::kDot) || !t_.Glued(i + 1) || !t_.Glued(i + 2)) {
      return std::nullopt;
    }
    DateExpr out = Make(Form::kDay, i + 5);
    if (t_.Is(i + 2, Word::kMonth)) {  // 31/Oct/1974, 19-Nov-12
      if (!t_.Is(i + 3, mark) || t_[i + 4].word != Word::kNumber || !CleanRight(i + 5)) return std::nullopt;
      out.day = t_[i].value;
      out.month = t_[i + 2].value;
      out.year = t_[i + 4].digits == 2 ? FullYear(t_[i + 4].value) : t_[i + 4].value;
      return t_[i + 4].digits == 2 || t_[i + 4].digits == 4 ? Valid(out) : std::nullopt;
    }
    if (t_[i + 2].word != Word::kNumber) return std::nullopt;
    const int first = t_[i].value;
    const int second = t_[i + 2].value;
    // "01/15/ 2023": forms filled in by hand put a blank before the year.
    const bool blank = mark == Word::kSlash && !t_.Glued(i + 4) && !Broken(i + 4) && IsYear(i + 4);
    if (t_.Is(i + 3, mark) && t_.Glued(i + 3) && (t_.Glued(i + 4) || blank) && t_[i + 4].word == Word::kNumber) {
      const DateWord& last = t_[i + 4];
      if (t_[i + 2].digits > 2 || (!CleanRight(i + 5) && !(mark == Word::kSlash && SlashRange(i + 5)))) return std::nullopt;
      const bool short_year = last.digits == 2 && (mark == Word::kSlash || (mark == Word::kHyphen && (i == 0 || DatesADocument(i))));
      if (last.digits != 4 && !short_year) return std::nullopt;
      if (last.digits == 4 && (last.value < 1800 || last.value > 2200)) return std::nullopt;
      const bool day_first = first > 12 || (mark == Word::kDot && second <= 12);
      out.month = day_first ? second : first;
      out.day = day_first ? first : second;
      out.year = last.digits == 2 ? FullYear(last.value) : last.value;
      return Valid(out);
    }
    if (mark != Word::kSlash || !CleanRight(i + 3) || !AfterPreposition(i)) return std::nullopt;
    if (t_[i + 2].digits == 4) {  // 04/2016
      if (first < 1 || first > 12 || !IsYear(i + 2)) return std::nullopt;
      out.form = Form::kMonth;
      out.month = first;
      out.year = second;
      out.end = i + 3;
      return out;
    }
    out.month = first;
    out.day = second;
    out.end = i + 3;
    return Valid(out);
  }
  // "Filed 5-12-25": how registers stamp their documents.
  [[nodiscard]] bool DatesADocument(std::uint32_t i) const {
    static constexpr std::array<std::string_view, 6> kStamps{"filed", "signed", "issued", "received", "updated", "dated"};
    return AfterPreposition(i) || std::any_of(kStamps.begin(), kStamps.end(), [&](std::string_view w) { return t_.SameWord(i - 1, w); });
  }
  [[nodiscard]] bool AfterPreposition(std::uint32_t i) const {
    if (governed_) return true;
    if (i == 0) return false;
    switch (t_[i - 1].word) {
      case Word::kOn: case Word::kBy: case Word::kUntil: case Word::kSince: case Word::kFrom: case Word::kBefore:
      case Word::kAfter: case Word::kIn: case Word::kOpen: case Word::kDate: case Word::kTo: return true;
      default: return t_.SameWord(i - 1, "dated");
    }
  }

  // --- months --------------------------------------------------------------------------------------------------

  Read MonthDay() const {
    const std::uint32_t i = start_;
    std::uint32_t k = i + 1;
    if (t_.Is(k, Word::kDot) && t_[i].abbreviated) ++k;
    const bool hyphen = t_.Is(k, Word::kHyphen) || t_.Is(k, Word::kSlash);
    if (hyphen) {  // Sep-23-2020
      if (t_[i].word != Word::kMonth || !t_.Glued(k) || !t_.Glued(k + 1) || t_[k + 1].word != Word::kNumber) return std::nullopt;
      if (!t_.Is(k + 2, t_[k].word) || !IsAnyYear(k + 3) || !CleanRight(k + 4)) return std::nullopt;
      DateExpr out = Make(Form::kDay, k + 4);
      out.month = t_[i].value;
      out.day = t_[k + 1].value;
      out.year = t_[k + 3].value;
      return Valid(out);
    }
    if (t_.Is(k, Word::kThe)) ++k;
    const bool ordinal = t_.Is(k, Word::kOrdinal) && !Broken(k) && !MayBeNoun(t_, k + 1) && !t_.Is(k + 1, Word::kUnit) &&
                         !t_.Is(k + 1, Word::kHalf);
    // "April twenty-seventh"
    const bool compound = t_.Is(k, Word::kCardinal) && (t_[k].value == 20 || t_[k].value == 30) && t_.Is(k + 1, Word::kHyphen) &&
                          t_.Is(k + 2, Word::kOrdinal) && t_[k + 2].value < 10;
    if (!ordinal && !compound && !IsDayNumber(k)) return std::nullopt;
    if (t_.Glued(k) && !t_.Is(k - 1, Word::kDot)) return std::nullopt;
    DateExpr out = Make(Form::kDay, compound ? k + 3 : k + 1);
    out.month = t_[i].value;
    out.day = compound ? t_[k].value + t_[k + 2].value : t_[k].value;
    YearTail(out);
    if (out.year == 0) out.year = YearOfDayList(out.end);
    if (out.year == 0) out.year = YearOfMonthList(out);
    if (t_[i].doubtful && !t_.Capital(i) && out.year == 0 && MayBeNoun(t_, k + 1)) return std::nullopt;
    if (out.year == 0 && CountOfThings(k)) return std::nullopt;
    // The attacks have a year of their own.
    if (out.year == 0 && out.month == 9 && out.day == 11 && (t_.SameWord(k + 1, "attacks") || t_.SameWord(k + 1, "terrorist"))) {
      out.year = 2001;
    }
    return Valid(out);
  }
  // The year at the end of "March and November 2018", "on May 6 and June 3, 2025"; the one before it when the months run
  // on into the next: "December and January 2025". 0 when the list has none.
  [[nodiscard]] int YearOfMonthList(const DateExpr& first) const {
    constexpr int kMonthsMax = 8;
    std::uint32_t i = first.end;
    for (int months = 0; months < kMonthsMax; ++months) {
      const std::uint32_t before = i;
      if (t_.Is(i, Word::kComma)) ++i;
      if (t_.Is(i, Word::kAnd) || t_.SameWord(i, "or")) ++i;
      if (i == before || !t_.Is(i, Word::kMonth) || !t_.Capital(i)) return 0;
      const int month = t_[i++].value;
      if (t_.Is(i, Word::kDot) && t_[i - 1].abbreviated) ++i;
      if (first.form == Form::kDay) {
        if (!IsDayNumber(i)) return 0;
        ++i;
        if (t_.Is(i, Word::kComma) && IsYear(i + 1)) ++i;
      }
      if (IsYear(i) && !NumberOfThings(i) && !CountsThings(i)) return t_[i].value - (month < first.month ? 1 : 0);
    }
    return 0;
  }
  // The year at the end of "January 5, 8, 12, and 27, 2021"; 0 when the list has none.
  [[nodiscard]] int YearOfDayList(std::uint32_t i) const {
    constexpr int kDaysMax = 16;
    for (int days = 0; days < kDaysMax; ++days) {
      const bool comma = t_.Is(i, Word::kComma);
      if (comma) ++i;
      if (comma && days > 0 && IsAnyYear(i) && !NumberOfThings(i)) return t_[i].value;
      const bool both = t_.Is(i, Word::kAnd);
      if (both) ++i;
      if ((!comma && !both) || !t_.Is(i, Word::kNumber) || !IsDayNumber(i)) return 0;
      ++i;
    }
    return 0;
  }
  // "May 15 million", "in May 23 firms": numbers that count something.
  [[nodiscard]] bool CountOfThings(std::uint32_t k) const {
    static constexpr std::array<std::string_view, 6> kScales{"million", "billion", "trillion", "percent", "pct", "bps"};
    return std::any_of(kScales.begin(), kScales.end(), [&](std::string_view word) { return t_.SameWord(k + 1, word); });
  }
  Read DayMonth() const {
    const std::uint32_t i = start_;
    const bool ordinal = t_.Is(i, Word::kOrdinal);
    if (!ordinal && (!IsDayNumber(i) || !LooseLeft(i))) return std::nullopt;
    std::uint32_t k = i + 1;
    if (t_.Is(k, Word::kOf)) ++k;
    else if (ordinal) return std::nullopt;
    if (t_.Is(k, Word::kUnit)) return std::nullopt;
    if (!t_.Is(k, Word::kMonth) || Broken(k) || (t_[k].doubtful && !t_.Capital(k) && !t_.Is(i, Word::kNth) && !ordinal && !IsAnyYear(k + 1) &&
                                                 !(t_.SameWord(k + 1, "in") && IsYear(k + 2)))) {
      return std::nullopt;
    }
    // "Part 9 April" and "July 4 April 9": the number belongs to what stands before it.
    if (t_.Is(i, Word::kNumber) && i > 0 && !governed_ && (t_.Is(i - 1, Word::kMonth) || t_.Is(i - 1, Word::kMoney))) return std::nullopt;
    if (IsDayNumber(k + 1) && !IsAnyYear(k + 1) && !t_.Is(k + 1, Word::kNth) && !t_.Is(k, Word::kDot)) return std::nullopt;
    DateExpr out = Make(Form::kDay, k + 1);
    if (t_[k].abbreviated && t_.Is(k + 1, Word::kDot) && (IsAnyYear(k + 2) || !t_.EndsSentence(k + 1))) ++out.end;
    out.day = t_[i].value;
    out.month = t_[k].value;
    YearTail(out);
    return Valid(out);
  }
  Read YearFirst() const {  // 2018 March 18, 2024 August
    const std::uint32_t i = start_;
    if (!IsYear(i) || !t_.Is(i + 1, Word::kMonth) || Broken(i + 1) || !t_.Capital(i + 1)) return std::nullopt;
    const bool day = IsDayNumber(i + 2) && !IsAnyYear(i + 3);
    // "In 2024 May said": a name when a word in capitals or a verb of saying follows.
    const bool name = t_[i + 1].doubtful && (t_[i + 1].value == 3 || t_[i + 1].value == 5 || t_.Capital(i + 2) || IsSaying(t_, i + 2));
    if (!day && (name || IsAnyYear(i + 2))) return std::nullopt;
    if (i > 0 && t_.Is(i - 1, Word::kComma) && i > 1 && IsDayNumber(i - 2)) return std::nullopt;
    DateExpr out = Make(day ? Form::kDay : Form::kMonth, day ? i + 3 : i + 2);
    out.year = t_[i].value;
    out.month = t_[i + 1].value;
    if (!day) return out;
    out.day = t_[i + 2].value;
    return Valid(out);
  }
  Read Month() const {
    const std::uint32_t i = start_;
    DateExpr out = Make(Form::kMonth, i + 1);
    out.month = t_[i].value;
    if (t_[i].abbreviated && t_.Is(i + 1, Word::kDot) && (IsAnyYear(i + 2) || !t_.EndsSentence(i + 1))) ++out.end;
    const std::uint32_t joint = out.end;
    if ((t_.Is(joint, Word::kHyphen) || t_.Is(joint, Word::kSlash)) && t_.Glued(joint) && t_.Glued(joint + 1) && IsYear(joint + 1) &&
        t_.Capital(i) && LooseLeft(i) && (CleanRight(joint + 2) || (t_.Is(joint + 2, Word::kHyphen) && t_.Is(joint + 3, Word::kMonth)))) {  // Dec-2024
      out.year = t_[joint + 1].value;
      out.end = joint + 2;
      return out;
    }
    YearTail(out);
    if (i > 0 && out.year != 0 && t_.Is(i - 1, Word::kNumber) && t_[i - 1].value >= 29 && t_[i - 1].value <= 31 && !t_.Glued(i - 1)) {
      return std::nullopt;  // "29 February 2014": no such day
    }
    if (out.year == 0 && !out.year_shift && !t_[i].doubtful) out.year = YearOfMonthList(out);
    const bool dated = out.year != 0 || out.year_shift || out.anchor == Anchor::kDiscourse;
    if (!dated && !BareMonth()) return std::nullopt;
    if (dated && t_[i].doubtful && !t_.Capital(i) && out.year == 0) return std::nullopt;
    return out;
  }
  // May a month without day and year stand here? See the vetoes of the header comment in dates_tense.h.
  [[nodiscard]] bool BareMonth() const {
    const std::uint32_t i = start_;
    const DateWord& month = t_[i];
    if (t_.Glued(i) && i > 0 && !t_.Is(i - 1, Word::kHyphen) && t_.token(i - 1).kind != TokenKind::kPunct) return false;
    const bool licensed = governed_ || MonthLicence() ||
                          (t_.Is(i + 1, Word::kHyphen) && t_.Is(i + 2, Word::kMonth) && t_.Glued(i + 2));  // Jan-Feb
    if (month.abbreviated) return licensed && t_.Capital(i) && !(month.doubtful && t_.token(i).all_caps);
    if (!month.doubtful) return true;
    if (!t_.Capital(i)) return licensed && month.value != 5 && month.value != 3;
    if (IsSaying(t_, i + 1) || NameFollows(i)) return false;
    if (licensed) return !(t_.token(i).all_caps && month.value == 5 && !governed_);
    if (month.value == 3 || month.value == 5) return StandsBeforeNoun(t_, i, i + 1);
    return !(i > 0 && (IsTitle(t_, i - 1) || (t_.Capital(i - 1) && t_.IsWord(i - 1) && !t_.StartsSentence(i - 1))));
  }
  [[nodiscard]] bool NameFollows(std::uint32_t i) const {
    if (!t_.IsWord(i + 1) || !t_.Capital(i + 1) || t_.token(i + 1).all_caps || t_[i + 1].word != Word::kNone) return false;
    if (governed_ || MonthLicence()) return false;
    if (!t_.StartsSentence(i)) return true;
    // At the head of a sentence only what follows the second word tells "August Capital invested" from "June Nvidia sales".
    return t_.Is(i + 2, Word::kComma) || IsSaying(t_, i + 2) || (!t_.Capital(i + 2) && t_.Surface(i + 2).ends_with("ed"));
  }
  // Words after which a month is meant.
  [[nodiscard]] bool MonthLicence() const {
    const std::uint32_t i = start_;
    if (i == 0) return false;
    switch (t_[i - 1].word) {
      case Word::kIn: case Word::kSince: case Word::kUntil: case Word::kFrom: case Word::kBefore: case Word::kAfter:
      case Word::kPart: case Word::kShift: case Word::kRolling: case Word::kBetween: return true;
      case Word::kBy: return true;
      case Word::kOf: return i >= 2 && (t_.Is(i - 2, Word::kEdge) || t_.Is(i - 2, Word::kUnit) || t_.Is(i - 2, Word::kNth) ||
                                        t_.SameWord(i - 2, "month") || t_.SameWord(i - 2, "as"));
      case Word::kAnd: case Word::kComma: case Word::kTo: return i >= 2 && t_.Is(i - 2, Word::kMonth);
      case Word::kHyphen: return t_.Glued(i) && i >= 2 && (t_.Is(i - 2, Word::kPart) || t_.Is(i - 2, Word::kMonth));
      default: return false;
    }
  }

  // --- weekdays ------------------------------------------------------------------------------------------------

  // "Wednesday, Aug. 6", "Sun., March 6, 2016", "Tuesday the 19th".
  Read WeekdayDate() const {
    if (t_[start_].value > 10) return std::nullopt;
    std::uint32_t k = start_ + 1;
    if (t_.Is(k, Word::kDot) && t_[start_].abbreviated) ++k;
    if (t_.Is(k, Word::kComma)) ++k;
    if (t_.Is(k, Word::kThe)) ++k;
    if (Broken(k)) return std::nullopt;
    const bool the = t_.Is(k - 1, Word::kThe);
    const bool nth = (t_.Is(k, Word::kNth) && IsDayNumber(k) && (the || !t_.Capital(k + 1))) || (the && t_.Is(k, Word::kOrdinal));
    if (nth && !t_.Is(k + 1, Word::kOf) && !t_.Is(k + 1, Word::kMonth) && !MayBeNoun(t_, k + 1)) {
      DateExpr out = Make(Form::kDayOfMonth, k + 1);
      out.day = t_[k].value;
      out.weekday = t_[start_].value;
      return out;
    }
    if (!t_.Is(k, Word::kMonth) && !t_.Is(k, Word::kNumber) && !t_.Is(k, Word::kNth)) return std::nullopt;
    Read date = From(k);
    if (!date || date->form != Form::kDay) return std::nullopt;
    date->weekday = t_[start_].value;
    return Begin(date, start_);
  }
  Read BareWeekday() const {
    const DateWord& word = t_[start_];
    DateExpr out = Make(Form::kWeekday, start_ + 1);
    out.weekday = word.value % 10;
    if (word.value > 10) {
      out.form = Form::kSet;
      return out;
    }
    if (IsNamePart()) return std::nullopt;
    if (word.abbreviated) {
      const bool licensed = governed_ || (start_ > 0 && (t_.Is(start_ - 1, Word::kOn) || t_.Is(start_ - 1, Word::kBy)));
      if (!licensed || !t_.Capital(start_)) return std::nullopt;
      if (word.doubtful && !t_.Is(start_ + 1, Word::kDot)) return std::nullopt;
      if (t_.Is(start_ + 1, Word::kDot) && !t_.EndsSentence(start_ + 1)) ++out.end;
    }
    std::uint32_t k = out.end;
    if (t_.Is(k, Word::kDayPart)) ++k, out.end = k;
    if (t_.Is(k, Word::kComma) || t_.Is(k, Word::kOf)) ++k;
    if (t_.Is(k, Word::kShift) && IsUnit(k + 1, Unit::kWeek)) {
      out.shift = t_[k].value;
      out.unit = Unit::kWeek;
      out.end = k + 2;
    } else if (AfterNext(k)) {
      out.shift = kAfterNext;
      out.end = k + 2;
    }
    return out;
  }
  // "Friday after next".
  [[nodiscard]] bool AfterNext(std::uint32_t k) const {
    return t_.Is(k, Word::kAfter) && t_.SameWord(k + 1, "next") && (!t_.IsWord(k + 2) || t_.EndsSentence(k + 2) || !MayBeNoun(t_, k + 2)) &&
           !t_.Is(k + 2, Word::kUnit) && !t_.Is(k + 2, Word::kWeekday) && !t_.Is(k + 2, Word::kMonth);
  }
  // "Sunday Times", "Black Friday", "Good Friday": no day of a week.
  [[nodiscard]] bool IsNamePart() const {
    static constexpr std::array<std::string_view, 9> kAfter{"times", "telegraph", "mirror", "express", "post",
                                                            "mail", "herald", "sun", "independent"};
    static constexpr std::array<std::string_view, 7> kBefore{"black", "good", "ash", "cyber", "super", "ruby", "palm"};
    const auto is = [&](std::uint32_t i, const auto& words) {
      return t_.Capital(i) && std::any_of(words.begin(), words.end(), [&](std::string_view w) { return t_.SameWord(i, w); });
    };
    return is(start_ + 1, kAfter) || (start_ > 0 && is(start_ - 1, kBefore));
  }

  // --- years, decades ------------------------------------------------------------------------------------------

  Read YearHalf() const {  // 2025 H2, 2025 Q3
    if (!IsYear(start_) || !CleanLeft(start_) || Broken(start_ + 1)) return std::nullopt;
    std::uint32_t k = start_ + 1;
    if (t_.Is(k, Word::kHyphen) && t_.Glued(k)) ++k;
    if (!t_.Is(k, Word::kQuarterCode) && !t_.Is(k, Word::kHalfCode)) return std::nullopt;
    DateExpr out = Make(t_.Is(k, Word::kHalfCode) ? Form::kHalf : Form::kQuarter, k + 1);
    out.year = t_[start_].value;
    out.number = t_[k].value;
    return out;
  }
  Read Year() const {
    const std::uint32_t i = start_;
    if (!IsYear(i) || !LooseLeft(i) || !CleanRightOfYear(i)) return std::nullopt;
    if (!YearLicence(i)) return std::nullopt;
    DateExpr out = Make(Form::kYear, i + 1);
    out.year = t_[i].value;
    return out;
  }
  [[nodiscard]] bool CleanRightOfYear(std::uint32_t i) const {
    if (!CleanRight(i + 1) && !t_.Is(i + 1, Word::kHyphen)) return false;
    if (t_.Is(i + 1, Word::kHyphen) && t_.Glued(i + 1) && t_.Glued(i + 2)) {
      // "2018-2021" is a range; "2025-00636" and "2025-04" are not years.
      return IsYear(i + 2) || t_.IsWord(i + 2) || IsShortEnd(i);
    }
    return true;
  }
  // "2018-19"
  [[nodiscard]] bool IsShortEnd(std::uint32_t i) const {
    return t_.Is(i + 2, Word::kNumber) && t_[i + 2].digits == 2 && t_[i + 2].value == (t_[i].value + 1) % 100 && CleanRight(i + 3);
  }
  // "2021-2025" says of itself that it is a span of years, except after a word that numbers things.
  [[nodiscard]] bool IsYearRange(std::uint32_t i) const {
    if (!t_.Is(i + 1, Word::kHyphen) || !t_.Glued(i + 1) || !t_.Glued(i + 2) || !IsYear(i + 2) || !CleanLeft(i) || !CleanRight(i + 3)) return false;
    const int length = t_[i + 2].value - t_[i].value;
    if (length < 1 || length > 50 || CountsThings(i + 2)) return false;
    static constexpr std::array<std::string_view, 16> kNumbered{"no", "nos", "section", "sections", "part", "parts", "page", "pages", "pp",
                                                                "title", "usc", "code", "lines", "paragraphs", "numbers", "models"};
    const std::uint32_t before = i > 1 && t_.Is(i - 1, Word::kDot) ? i - 2 : i - 1;
    return i == 0 || (t_.Surface(i - 1) != "§" && std::none_of(kNumbered.begin(), kNumbered.end(), [&](std::string_view w) { return t_.SameWord(before, w); }));
  }
  [[nodiscard]] bool YearLicence(std::uint32_t i) const {
    if (CountsThings(i)) return false;
    if (governed_ || IsYearRange(i)) return true;
    if (i == 0) return YearOpensSentence(i);
    switch (t_[i - 1].word) {
      case Word::kIn: case Word::kSince: case Word::kUntil: case Word::kBy: case Word::kFrom: case Word::kBefore:
      case Word::kAfter: case Word::kPart: case Word::kFiscal: case Word::kBetween: case Word::kSeason: case Word::kWithin:
        return true;
      case Word::kTo: return t_[i - 1].value == 1 || ComparesTo(i - 1);  // through 2027
      case Word::kOf: return !IsActOf(i);
      case Word::kOpen: return t_.Surface(i + 1) == ")" || t_.Is(i + 1, Word::kHyphen);
      case Word::kThe:
        return MayBeNoun(t_, i + 1) || t_.Capital(i + 1) || (t_.Is(i + 1, Word::kHyphen) && IsYear(i + 2));
      case Word::kUnit: return IsUnit(i - 1, Unit::kYear);
      case Word::kAnd: case Word::kComma: case Word::kHyphen: return i >= 2 && IsYear(i - 2);
      case Word::kOver: case Word::kFor: return !MayBeNoun(t_, i + 1) && !t_.Capital(i + 1);
      default: break;
    }
    static constexpr std::array<std::string_view, 12> kBeforeYear{"its", "their", "his", "throughout", "circa", "late", "around",
                                                                  "versus", "vs", "than", "with", "early"};
    if (std::any_of(kBeforeYear.begin(), kBeforeYear.end(), [&](std::string_view w) { return t_.SameWord(i - 1, w); })) return true;
    return t_.StartsSentence(i) && YearOpensSentence(i);
  }
  // "dates back to 2022", "compared to 2019".
  [[nodiscard]] bool ComparesTo(std::uint32_t to) const {
    static constexpr std::array<std::string_view, 6> kBefore{"back", "dates", "dating", "dated", "compared", "relative"};
    return to > 0 && std::any_of(kBefore.begin(), kBefore.end(), [&](std::string_view w) { return t_.SameWord(to - 1, w); });
  }
  [[nodiscard]] bool YearOpensSentence(std::uint32_t i) const {
    static constexpr std::array<std::string_view, 5> kVerbs{"was", "is", "will", "saw", "has"};
    return std::any_of(kVerbs.begin(), kVerbs.end(), [&](std::string_view w) { return t_.SameWord(i + 1, w); });
  }
  // The "Export Control Reform Act of 2018" is a name.
  [[nodiscard]] bool IsActOf(std::uint32_t i) const {
    if (i < 2 || !t_.Capital(i - 2)) return false;
    static constexpr std::array<std::string_view, 6> kNames{"act", "law", "code", "order", "treaty", "agreement"};
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view w) { return t_.SameWord(i - 2, w); });
  }
  // "H20", "MI308": capitals and digits; "G7" and "G20" are meetings.
  [[nodiscard]] bool IsModelName(std::uint32_t i) const {
    if (!t_.IsWord(i) || !t_.Capital(i)) return false;
    const std::string_view name = t_.Surface(i);
    const char last = name.back();
    return last >= '0' && last <= '9' && name.size() <= 8 && name.front() != 'G' && !t_.Is(i, Word::kHalfCode) &&
           !t_.Is(i, Word::kQuarterCode);
  }
  // "2000 units", "2000 H20 units", "2025 GPUs", "1976 MHz".
  [[nodiscard]] bool CountsThings(std::uint32_t i) const {
    if (t_.Is(i + 1, Word::kPercent) || t_.Is(i + 1, Word::kUnit)) return !IsUnit(i + 1, Unit::kQuarter);
    static constexpr std::array<std::string_view, 36> kThings{
        "units", "firms", "companies", "entities", "people", "workers", "employees", "chips", "gpus", "processors",
        "servers", "wafers", "accelerators", "cards", "items", "pages", "jobs", "customers", "products", "megawatts",
        "nm", "mhz", "ghz", "gb", "tb", "km", "kilometers", "miles", "tons", "tonnes", "dollars", "yuan", "hours", "minutes",
        "times", "feet"};
    const auto thing = [&](std::uint32_t k) {
      return std::any_of(kThings.begin(), kThings.end(), [&](std::string_view w) { return t_.SameWord(k, w); });
    };
    if (thing(i + 1) || IsModelName(i + 1)) return true;
    // A model name between the number and its noun.
    return t_.IsWord(i + 1) && t_.Capital(i + 1) && (thing(i + 2) || thing(i + 3));
  }
  Read Decade() const {
    if (t_[start_].doubtful && !(start_ > 0 && (t_.Is(start_ - 1, Word::kThe) || t_.Is(start_ - 1, Word::kPart) ||
                                               t_.Is(start_ - 1, Word::kHyphen)))) return std::nullopt;
    if (t_[start_].doubtful && start_ > 1 && t_.SameWord(start_ - 2, "their")) return std::nullopt;
    DateExpr out = Make(Form::kDecade, start_ + 1);
    out.number = t_[start_].value;
    return out;
  }

  // --- quarters, halves, fiscal years --------------------------------------------------------------------------

  // "of fiscal 2026", "2026", "of the year", "of next year", "FY26": fills what it says; moves the end.
  bool PeriodTail(DateExpr& out) const {
    std::uint32_t k = out.end;
    if (t_.Is(k, Word::kApostrophe)) {
      const std::uint32_t before = out.end;
      YearTail(out);
      return out.end != before;
    }
    if (t_.Is(k, Word::kComma) && IsYear(k + 1)) ++k;
    if (t_.Is(k, Word::kOf) || t_.Is(k, Word::kIn)) ++k;
    if (t_.Is(k, Word::kHyphen) && IsYear(k + 1)) ++k;
    if (t_.Is(k, Word::kThe) && (IsUnit(k + 1, Unit::kYear) || t_.Is(k + 1, Word::kFiscal))) ++k;
    if (t_.Is(k, Word::kFiscalYear)) {
      out.fiscal = true;
      out.year = t_[k].value;
      out.end = k + 1;
      return true;
    }
    if (t_.Is(k, Word::kShift) && (IsUnit(k + 1, Unit::kYear) || (t_.Is(k + 1, Word::kFiscal) && IsUnit(k + 2, Unit::kYear)))) {
      out.year_shift = t_[k].value;
      out.fiscal = out.fiscal || t_.Is(k + 1, Word::kFiscal);
      out.end = k + (t_.Is(k + 1, Word::kFiscal) ? 3 : 2);
      return true;
    }
    if (t_.Is(k, Word::kFiscal)) {
      out.fiscal = true;
      ++k;
    }
    if (IsUnit(k, Unit::kYear)) {
      ++k;
      if (!IsAnyYear(k)) {
        out.year_shift = 0;
        out.end = k;
        return true;
      }
    }
    if (!IsAnyYear(k) || t_.Is(k + 1, Word::kPercent)) return false;
    out.year = t_[k].value;
    out.end = k + 1;
    return true;
  }
  Read Quarter() const {
    const DateWord& word = t_[start_];
    std::uint32_t k = start_ + 1;
    DateExpr out = Make(Form::kQuarter, k);
    out.number = word.value;
    if (word.word == Word::kQuarterYear || word.word == Word::kHalfYear) {
      const bool half = word.word == Word::kHalfYear;
      if (half) out.form = Form::kHalf;
      if (word.digits == 2) {
        out.number = word.value % 10;
        out.year = 2000 + word.value / 10;
        return out.number >= 1 && out.number <= 4 ? Read(out) : std::nullopt;
      }
      return PeriodTail(out) || !half ? Read(out) : std::nullopt;
    }
    if (word.word == Word::kQuarterCode || word.word == Word::kHalfCode) {
      if (word.word == Word::kHalfCode) out.form = Form::kHalf;
      if ((t_.Glued(start_) && !t_.Is(start_ - 1, Word::kOpen))) return std::nullopt;
      const bool tail = PeriodTail(out);
      if (!t_.Capital(start_) && !tail) return std::nullopt;
      if (t_.Glued(k) && t_.Is(k, Word::kHyphen) && !tail && t_.IsWord(k + 1) && t_.Glued(k + 1)) return std::nullopt;
      if (out.form == Form::kHalf && !tail && !governed_ && !(start_ > 0 && t_.Is(start_ - 1, Word::kIn))) return std::nullopt;
      return out;
    }
    // "third quarter", "fiscal fourth-quarter", "second half of the year".
    if (word.value < 1 || word.value > 4) return std::nullopt;
    if (t_.Is(k, Word::kHyphen)) ++k;
    if (t_.Is(k, Word::kFiscal)) {
      out.fiscal = true;
      ++k;
    }
    if (IsUnit(k, Unit::kQuarter)) {
      out.end = k + 1;
      out.fiscal = out.fiscal || (start_ > 0 && t_.Is(start_ - 1, Word::kFiscal));
      const bool dated = PeriodTail(out);
      return dated || !t_.Surface(k).ends_with("s") ? Read(out) : std::nullopt;  // "the second and third quarters"
    }
    if (t_.Is(k, Word::kHalf) && word.value <= 2) {
      out.form = Form::kHalf;
      out.end = k + 1;
      return PeriodTail(out) || HalfAfterIn() ? Read(out) : std::nullopt;
    }
    return std::nullopt;
  }
  // "a recovery in the second half": of the year, unless it says of what.
  [[nodiscard]] bool HalfAfterIn() const {
    if (start_ < 2 || !t_.Is(start_ - 1, Word::kThe)) return false;
    if (!t_.Is(start_ - 2, Word::kIn) && !t_.Is(start_ - 2, Word::kFor)) return false;
    return !t_.Is(start_ + 2, Word::kOf) && !MayBeNoun(t_, start_ + 2);
  }
  Read CalendarYear() const {
    DateExpr out = Make(Form::kYear, start_ + 1);
    out.year = t_[start_].value;
    return out;
  }
  Read FiscalYear() const {
    DateExpr out = Make(Form::kYear, start_ + 1);
    out.fiscal = true;
    if (t_.Is(start_, Word::kFiscalYear)) {
      out.year = t_[start_].value;
      return out;
    }
    std::uint32_t k = start_ + 1;
    if (t_.Is(k, Word::kOrdinal) || t_.Is(k, Word::kNth) || t_.Is(k, Word::kQuarterCode)) {
      Read quarter = From(k);
      if (!quarter || (quarter->form != Form::kQuarter && quarter->form != Form::kHalf)) return std::nullopt;
      quarter->fiscal = true;
      return Begin(quarter, start_);
    }
    if (IsUnit(k, Unit::kYear)) ++k;
    if (!IsYear(k)) return std::nullopt;
    out.year = t_[k].value;
    out.end = k + 1;
    return out;
  }

  // --- seasons, holidays ---------------------------------------------------------------------------------------

  Read Season() const {
    DateExpr out = Make(Form::kSeason, start_ + 1);
    out.number = t_[start_].value;
    std::uint32_t k = out.end;
    if (t_.Is(k, Word::kOf)) ++k;
    if (IsYear(k) && !CountsThings(k)) {
      out.year = t_[k].value;
      out.end = k + 1;
      return out;
    }
    YearTail(out);
    if (out.year_shift) return out;
    if (out.number == 0) return std::nullopt;
    return (governed_ && SeasonAfterThe()) || SeasonOfMeeting() || SeasonAfterBy() ? Read(out) : std::nullopt;
  }
  // "by autumn", "in winter": bare, before a mark or a verb, not "in spring water".
  [[nodiscard]] bool SeasonAfterBy() const {
    if (start_ == 0 || MayBeNoun(t_, start_ + 1) || t_.Is(start_ + 1, Word::kOf)) return false;
    return t_.Is(start_ - 1, Word::kBy) || t_.Is(start_ - 1, Word::kUntil);
  }
  // "a fall meeting": the season of a thing that is held once.
  [[nodiscard]] bool SeasonOfMeeting() const {
    if (start_ == 0) return false;
    const bool article = t_.Is(start_ - 1, Word::kThe) || t_.SameWord(start_ - 1, "a") || t_.SameWord(start_ - 1, "an");
    if (!article) return false;
    for (const std::string_view noun :
         {"meeting", "summit", "session", "visit", "trip", "round", "hearing", "deadline", "election", "launch"}) {
      if (t_.SameWord(start_ + 1, noun)) return true;
    }
    return false;
  }
  // "in the fall": the season needs an article and a preposition when nothing else dates it.
  [[nodiscard]] bool SeasonAfterThe() const {
    if (start_ < 2 || !t_.Is(start_ - 1, Word::kThe)) return false;
    if (MayBeNoun(t_, start_ + 1) || t_.Is(start_ + 1, Word::kOf)) return false;
    switch (t_[start_ - 2].word) {
      case Word::kIn: case Word::kOver: case Word::kBy: case Word::kSince: case Word::kUntil: case Word::kBefore:
      case Word::kAfter: return true;
      default: return false;
    }
  }
  Read HolidayName() const {
    struct Name {
      std::array<std::string_view, 5> words;
      Holiday holiday;
    };
    static constexpr std::array kNames{
        Name{{"new", "year", "day"}, Holiday::kNewYear}, Name{{"new", "year", "eve"}, Holiday::kNewYearEve},
        Name{{"martin", "luther", "king", "day"}, Holiday::kMartinLutherKing},
        Name{{"presidents", "day"}, Holiday::kPresidents}, Name{{"valentine", "day"}, Holiday::kValentine},
        Name{{"memorial", "day"}, Holiday::kMemorial}, Name{{"independence", "day"}, Holiday::kIndependence},
        Name{{"labor", "day"}, Holiday::kLabor}, Name{{"columbus", "day"}, Holiday::kColumbus},
        Name{{"veterans", "day"}, Holiday::kVeterans}, Name{{"black", "friday"}, Holiday::kBlackFriday},
        Name{{"christmas", "eve"}, Holiday::kChristmasEve}, Name{{"christmas", "day"}, Holiday::kChristmas},
        Name{{"thanksgiving", "day"}, Holiday::kThanksgiving}, Name{{"lunar", "new", "year"}, Holiday::kLunarNewYear},
        Name{{"chinese", "new", "year"}, Holiday::kLunarNewYear}};
    if (t_.SameWord(start_, "easter") && t_.Capital(start_ + 1) && !t_.EndsSentence(start_ + 1)) return std::nullopt;  // Easter Island
    DateExpr out = Make(Form::kHoliday, start_ + 1);
    bool named = t_.Is(start_, Word::kHoliday);
    out.number = t_[start_].value;
    for (const Name& name : kNames) {
      std::uint32_t k = start_;
      std::size_t n = 0;
      for (; n < name.words.size() && !name.words[n].empty() && t_.SameWord(k, name.words[n]); ++n) {
        ++k;
        if (t_.Is(k, Word::kApostrophe)) ++k;
      }
      if (n < name.words.size() && !name.words[n].empty()) continue;
      out.number = static_cast<int>(name.holiday);
      out.end = k;
      named = true;
      break;
    }
    if (!named) return std::nullopt;
    YearTail(out);
    // Without a capital only a year makes it a name: "black friday 2010".
    if (!t_.Capital(start_) && !t_.Is(start_, Word::kHoliday) && out.year == 0) return std::nullopt;
    return out;
  }

  // --- deictic -------------------------------------------------------------------------------------------------

  Read Today() const {
    // "the workforce of tomorrow", "today's world"
    if (t_[start_].value == 1 && start_ > 0 && t_.Is(start_ - 1, Word::kOf) && t_.token(start_).possessive == 0) return std::nullopt;
    if (t_.token(start_).possessive > 0 && (t_.SameWord(start_ + 1, "world") || t_.SameWord(start_ + 1, "economy"))) return std::nullopt;
    DateExpr out = Make(Form::kToday, start_ + 1);
    out.count = t_[start_].value;
    if (t_.Is(out.end, Word::kDayPart)) ++out.end;
    return out;
  }
  Read Shifted() const {
    const DateWord& word = t_[start_];
    std::uint32_t k = start_ + 1;
    int shift = word.value;
    if (Broken(k)) return std::nullopt;
    if (word.word == Word::kShift && shift == 0 && t_.Is(k, Word::kRolling)) shift = t_[k++].value;  // this coming Friday
    if (t_.Is(k, Word::kDayPart)) return ShiftedDayPart(k, shift);
    if (t_.Is(k, Word::kUnit)) return ShiftedUnit(k, shift);
    if (word.word == Word::kFollowing) return FollowingWeekday(k);
    if (t_.Is(k, Word::kBusiness) && t_[k].value == 0 && t_.Is(k + 1, Word::kUnit)) return ShiftedUnit(k + 1, shift);
    if (t_.Is(k, Word::kFiscal) && t_.Is(k + 1, Word::kUnit)) {
      Read out = ShiftedUnit(k + 1, shift);
      if (out) out->fiscal = true;
      return out;
    }
    if (t_.Is(k, Word::kWeekday) && t_[k].value < 10 && !(t_[k].doubtful && !t_.Capital(k))) {
      DateExpr out = Make(Form::kWeekday, k + 1);
      out.weekday = t_[k].value;
      out.shift = word.word == Word::kShift ? shift : 2 * shift;  // ±2: the nearest one on that side
      if (k > start_ + 1) out.shift = 2 * shift;
      if (t_.Is(out.end, Word::kDot) && t_[k].abbreviated && !t_.EndsSentence(out.end)) ++out.end;
      if (t_.Is(out.end, Word::kDayPart)) ++out.end;
      return out;
    }
    if (t_.Is(k, Word::kMonth)) {
      if (t_[k].doubtful && !t_.Capital(k)) return std::nullopt;
      Read month = From(k);
      if (!month || month->year != 0 || month->year_shift) return Begin(month, start_);
      month->shift = shift;
      return Begin(month, start_);
    }
    if (t_.Is(k, Word::kSeason)) {
      DateExpr out = Make(Form::kSeason, k + 1);
      out.number = t_[k].value;
      out.shift = shift;
      if (t_.SameWord(k, "fall") && MayBeNoun(t_, k + 1)) return std::nullopt;
      return out;
    }
    if (t_.Is(k, Word::kHoliday)) {
      Read holiday = From(k);
      if (holiday && holiday->year == 0) holiday->shift = shift;
      return Begin(holiday, start_);
    }
    return std::nullopt;
  }
  // "the following Friday", "the previous Monday"; "following Friday's vote" is after it.
  Read FollowingWeekday(std::uint32_t k) const {
    const int shift = t_[start_].value;
    if (!t_.Is(k, Word::kWeekday) || t_[k].value > 10 || !t_.Capital(k)) return std::nullopt;
    if (shift > 0 && !(start_ > 0 && t_.Is(start_ - 1, Word::kThe))) return std::nullopt;
    DateExpr out = Make(Form::kDiscourse, k + 1);
    out.unit = Unit::kDay;
    out.weekday = t_[k].value;
    out.shift = shift;
    return out;
  }
  Read ShiftedDayPart(std::uint32_t k, int shift) const {
    if (t_[start_].word != Word::kShift || shift > 0) return std::nullopt;
    if (shift < 0 && !t_.SameWord(k, "night")) return std::nullopt;
    DateExpr out = Make(Form::kToday, k + 1);
    out.count = shift;
    return out;
  }
  Read ShiftedUnit(std::uint32_t k, int shift) const {
    if (t_[k].value == 20) return std::nullopt;
    if (t_.Surface(k).ends_with("s") && !t_.Is(start_, Word::kFollowing)) {  // "the coming months": nobody knows how many
      DateExpr out = Make(Form::kWindow, k + 1);
      out.unit = static_cast<Unit>(t_[k].value);
      return t_.Is(start_, Word::kRolling) ? Read(out) : std::nullopt;
    }
    const auto unit = static_cast<Unit>(t_[k].value);
    const Word word = t_[start_].word;
    DateExpr out = Make(Form::kPeriod, k + 1);
    out.unit = unit;
    out.shift = shift;
    const bool after_the = start_ > 0 && t_.Is(start_ - 1, Word::kThe);
    if (word == Word::kFollowing || (word == Word::kShift && shift == 1 && unit == Unit::kDay)) {
      out.form = Form::kDiscourse;
      if (word == Word::kFollowing && shift == 1 && !after_the) return std::nullopt;
      return out;
    }
    if (unit == Unit::kDay) return std::nullopt;
    // "over the next decade" is ten years from now, hardly ever the decade of the calendar.
    const bool decade = word == Word::kShift && shift != 0 && unit == Unit::kDecade && after_the;
    // "over the last year" are twelve months, "last year" is one of the calendar.
    const bool over = word == Word::kShift && shift != 0 && after_the && start_ > 1 && (t_.Is(start_ - 2, Word::kOver) || t_.Is(start_ - 2, Word::kWithin));
    if (decade || over || (word == Word::kRolling && (after_the || shift < 0))) {
      out.form = Form::kWindow;
      out.count = shift;
    }
    if (t_.SameWord(k, "half")) return std::nullopt;
    return out;
  }
  Read OverWeekend() const {
    std::uint32_t k = start_ + 1;
    if (t_.Is(k, Word::kThe)) ++k;
    if (!IsUnit(k, Unit::kWeekend)) return std::nullopt;
    DateExpr out = Make(Form::kPeriod, k + 1);
    out.unit = Unit::kWeekend;
    return out;
  }

  // --- parts ---------------------------------------------------------------------------------------------------

  // "early October 2023", "mid-May", "late last year", "early in the year".
  Read PartOf() const {
    std::uint32_t k = start_ + 1;
    if (t_.Is(k, Word::kHyphen)) ++k;
    if (t_.Is(k, Word::kIn)) ++k;
    if (Broken(k)) return std::nullopt;
    const int part = t_[start_].value;
    // "early 2020s" and "mid-to-late 2025".
    if (t_.Is(k, Word::kTo) && (t_.Is(k + 1, Word::kPart) || t_.Is(k + 2, Word::kPart))) return std::nullopt;
    Read whole;
    if (t_.Is(k, Word::kThe) && t_.Is(k + 1, Word::kUnit)) whole = ThisUnit(k + 1);
    else if (t_.Is(k, Word::kUnit) && part == 2 && t_.Is(k - 1, Word::kHyphen)) whole = ThisUnit(k);
    else if (t_.Is(k, Word::kThat)) whole = ThatUnit(k);
    else whole = From(k);
    if (!whole || whole->part != Part::kWhole) return std::nullopt;
    switch (whole->form) {
      case Form::kWeekday: case Form::kToday: break;
      case Form::kDiscourse:
      case Form::kMonth: case Form::kYear: case Form::kDecade: case Form::kQuarter: case Form::kPeriod: case Form::kSeason:
        whole->part = part == 1 ? Part::kEarly : part == 2 ? Part::kMid : Part::kLate;
        break;
      default: return std::nullopt;
    }
    return Begin(whole, start_);
  }
  [[nodiscard]] Read ThisUnit(std::uint32_t k) const {
    if (!t_.Is(k, Word::kUnit) || t_[k].value == 20) return std::nullopt;
    const auto unit = static_cast<Unit>(t_[k].value);
    if (unit == Unit::kDay || unit == Unit::kWeekend) return std::nullopt;
    DateExpr out = Make(Form::kPeriod, k + 1);
    out.begin = k;
    out.unit = unit;
    out.shift = 0;
    return out;
  }
  // "that year": of the date told of last.
  [[nodiscard]] Read ThatUnit(std::uint32_t k) const {
    if (!t_.SameWord(k, "that")) return std::nullopt;
    Read out = ThisUnit(k + 1);
    if (!out) return out;
    out->begin = k;
    out->form = Form::kDiscourse;
    return out;
  }
  // "earlier this year", "later in the month", "later that year".
  Read SoonerPart() const {
    std::uint32_t k = start_ + 1;
    Read whole;
    if (t_.Is(k, Word::kIn) && t_.Is(k + 1, Word::kThe)) whole = ThisUnit(k + 2);
    else if (t_.Is(k, Word::kShift) || t_.Is(k, Word::kMonth)) whole = From(k);
    else if (t_.Is(k, Word::kThat)) whole = ThatUnit(k);
    else if (t_.Is(k, Word::kIn) && (IsYear(k + 1) || t_.Is(k + 1, Word::kMonth))) whole = From(k + 1);
    if (t_.SameWord(k, "on")) whole = From(k + 1);
    if (!whole || whole->part != Part::kWhole) return std::nullopt;
    if (whole->shift == 0 && (whole->form == Form::kPeriod || whole->form == Form::kDiscourse)) whole->part = t_[start_].value < 0 ? Part::kSoFar : Part::kRest;
    else if (whole->form == Form::kDay || whole->form == Form::kWeekday) return std::nullopt;
    return Begin(whole, start_);
  }
  // "the end of the month", "end-2025", "the beginning of next year".
  Read EdgeOf() const {
    std::uint32_t k = start_ + 1;
    const int edge = t_[start_].value;
    if (t_.Is(k, Word::kHyphen)) {
      if (t_.SameWord(start_, "close") || t_.SameWord(start_, "start")) return std::nullopt;
    } else if (!t_.Is(k, Word::kOf)) {
      return std::nullopt;
    }
    ++k;
    if (Broken(k)) return std::nullopt;
    Read whole;
    if (t_.Is(k, Word::kThe) && t_.Is(k + 1, Word::kUnit)) whole = ThisUnit(k + 1);
    else if (edge == 3 && t_.Is(k - 1, Word::kOf) && (IsUnit(k, Unit::kMonth) || IsUnit(k, Unit::kQuarter) || IsUnit(k, Unit::kYear)) &&
             !t_.Surface(k).ends_with("s")) whole = ThisUnit(k);
    else if (t_.Is(k, Word::kThat)) whole = ThatUnit(k);
    else if (t_.Is(k, Word::kThe) && t_.Is(k + 1, Word::kFiscal) && t_.Is(k + 2, Word::kUnit)) {
      whole = ThisUnit(k + 2);
      if (whole) whole->fiscal = true;
    } else {
      whole = From(k);
    }
    if (!whole || whole->part != Part::kWhole) return std::nullopt;
    switch (whole->form) {
      case Form::kMonth: case Form::kYear: case Form::kDecade: case Form::kQuarter: case Form::kHalf: case Form::kSeason:
      case Form::kPeriod: case Form::kDiscourse: break;
      default: return std::nullopt;
    }
    whole->part = edge == 1 ? Part::kStart : edge == 2 ? Part::kMiddle : Part::kEnd;
    const bool the = start_ > 0 && t_.Is(start_ - 1, Word::kThe);
    return Begin(whole, the ? start_ - 1 : start_);
  }
  Read YearEnd() const {
    DateExpr out = Make(Form::kPeriod, start_ + 1);
    out.unit = Unit::kYear;
    out.shift = 0;
    out.part = t_[start_].value == 2 ? Part::kMid : Part::kEnd;
    return out;
  }
  // "week 27 of 2026": numbered as ISO 8601 does; without a year it may be any week of anything.
  Read NumberedWeek(std::uint32_t k) const {
    if (!t_.Is(k + 1, Word::kOf) || t_[k].value < 1 || t_[k].value > 53) return std::nullopt;
    Read year = From(k + 2);
    if (!year || year->part != Part::kWhole || (year->form != Form::kYear && !(year->form == Form::kPeriod && year->unit == Unit::kYear))) return std::nullopt;
    DateExpr out = Make(Form::kNth, year->end);
    out.unit = Unit::kWeek;
    out.number = t_[k].value;
    out.of.push_back(*year);
    return out;
  }
  // "year-to-date", "the year to date"
  Read YearToDate(std::uint32_t year) const {
    std::uint32_t k = year + 1;
    if (!IsUnit(year, Unit::kYear)) return std::nullopt;
    if (t_.Is(k, Word::kHyphen)) ++k;
    if (!t_.Is(k, Word::kTo)) return std::nullopt;
    ++k;
    if (t_.Is(k, Word::kHyphen)) ++k;
    if (!t_.Is(k, Word::kDate)) return std::nullopt;
    DateExpr out = Make(Form::kPeriod, k + 1);
    out.unit = Unit::kYear;
    out.shift = 0;
    out.part = Part::kSoFar;
    return out;
  }
  // "21st century": a span of a hundred years; "21st-century rules" is a manner of speaking.
  Read Century() const {
    if (!IsUnit(start_ + 1, Unit::kCentury) || t_.Capital(start_ + 1) || t_[start_].value < 2 || t_[start_].value > 21) return std::nullopt;
    if (MayBeNoun(t_, start_ + 2) || t_.Is(start_ + 2, Word::kHyphen)) return std::nullopt;
    DateExpr out = Make(Form::kDecade, start_ + 2);
    out.unit = Unit::kCentury;
    out.number = 100 * (t_[start_].value - 1);
    return out;
  }
  // "year-end 2025", "month-end", "year's end".
  Read UnitEdge() const {
    std::uint32_t k = start_ + 1;
    if (IsUnit(start_, Unit::kWeek) && t_.Is(k, Word::kNumber) && t_[k].digits <= 2) return NumberedWeek(k);
    if (Read out = YearToDate(start_)) return out;
    const bool hyphen = t_.Is(k, Word::kHyphen);
    if (!hyphen && t_.token(start_).possessive == 0) return std::nullopt;
    if (hyphen) ++k;
    if (!t_.Is(k, Word::kEdge) || !t_.SameWord(k, "end")) return std::nullopt;
    Read out = ThisUnit(start_);
    if (!out) return std::nullopt;
    out->end = k + 1;
    out->part = Part::kEnd;
    if (out->unit == Unit::kYear && IsYear(k + 1)) {
      out->form = Form::kYear;
      out->year = t_[k + 1].value;
      out->shift.reset();
      ++out->end;
    }
    return out;
  }

  // --- "the …", "the first Monday of …" ------------------------------------------------------------------------

  Read AfterThe() const {
    const std::uint32_t k = start_ + 1;
    if (Broken(k)) return std::nullopt;
    switch (t_[k].word) {
      case Word::kUnit: return TheUnit(k);
      case Word::kSame: {
        const bool part = t_.SameWord(k + 1, "evening") || t_.SameWord(k + 1, "afternoon") ||
                          t_.SameWord(k + 1, "morning") || t_.SameWord(k + 1, "night");
        if (!part && (!t_.Is(k + 1, Word::kUnit) || t_[k + 1].value == 20)) return std::nullopt;
        DateExpr out = Make(Form::kDiscourse, k + 2);
        out.unit = part ? Unit::kDay : static_cast<Unit>(t_[k + 1].value);
        out.shift = 0;
        return out;
      }
      case Word::kNth: {
        if (Read found = Begin(From(k), start_)) return found;
        return TheNth(k);
      }
      case Word::kOrdinal: case Word::kSeason: case Word::kDecade: case Word::kEdge: case Word::kFollowing: case Word::kRolling:
      case Word::kShift: case Word::kPart: case Word::kFiscal: case Word::kCardinal: {
        Read out = From(k);
        if (!out) return std::nullopt;
        return Begin(out, start_);
      }
      default: return std::nullopt;
    }
  }
  // "the day after tomorrow", "the week of Oct. 7".
  Read TheUnit(std::uint32_t k) const {
    if (Read out = YearToDate(k)) return out;
    if (IsUnit(k, Unit::kYear) && IsYear(k + 1)) {
      DateExpr out = Make(Form::kYear, k + 2);
      out.year = t_[k + 1].value;
      return out;
    }
    if (IsUnit(k, Unit::kYear)) {
      if (const auto spelled = SpelledYear(k + 1)) {
        DateExpr out = Make(Form::kYear, spelled->end);
        out.year = spelled->year;
        return out;
      }
    }
    if ((IsUnit(k, Unit::kWeek) || IsUnit(k, Unit::kMonth) || IsUnit(k, Unit::kYear)) && AfterNext(k + 1)) {
      DateExpr out = Make(Form::kPeriod, k + 3);
      out.unit = static_cast<Unit>(t_[k].value);
      out.shift = 2;
      return out;
    }
    if (IsUnit(k, Unit::kDay) && (t_.Is(k + 1, Word::kAfter) || t_.Is(k + 1, Word::kBefore)) && t_.Is(k + 2, Word::kToday)) {
      DateExpr out = Make(Form::kToday, k + 3);
      out.count = t_[k + 2].value + (t_.Is(k + 1, Word::kAfter) ? 1 : -1);
      return out;
    }
    if (IsUnit(k, Unit::kDay) && (t_.Is(k + 1, Word::kAfter) || t_.Is(k + 1, Word::kBefore))) {
      if (MayBeNoun(t_, k + 2) || t_.Is(k + 2, Word::kThe) || t_.Is(k + 2, Word::kA) || t_.Capital(k + 2)) return std::nullopt;
      DateExpr out = Make(Form::kDiscourse, k + 2);
      out.unit = Unit::kDay;
      out.shift = t_.Is(k + 1, Word::kAfter) ? 1 : -1;
      return out;
    }
    if (IsUnit(k, Unit::kWeek) && t_.Is(k + 1, Word::kOf)) {
      Read day = From(k + 2);
      if (!day && t_.Is(k + 2, Word::kThe) && t_.Is(k + 3, Word::kNth) && IsDayNumber(k + 3)) {
        day = Make(Form::kDayOfMonth, k + 4);
        day->day = t_[k + 3].value;
      }
      if (!day || (day->form != Form::kDay && day->form != Form::kDayOfMonth)) return std::nullopt;
      DateExpr out = Make(Form::kNth, day->end);
      out.unit = Unit::kWeek;
      out.of.push_back(*day);
      return out;
    }
    return std::nullopt;
  }
  // "20 of next month"
  Read NumberOfMonth() const {
    return t_.Is(start_ + 1, Word::kOf) && t_.Is(start_ + 2, Word::kShift) && CleanLeft(start_) ? TheNth(start_) : std::nullopt;
  }
  Read BareNthOf() const { return t_.Is(start_ + 1, Word::kOf) ? TheNth(start_) : std::nullopt; }
  // "on the 7th", "the 20th of next month".
  Read TheNth(std::uint32_t k) const {
    if (!IsDayNumber(k)) return std::nullopt;
    DateExpr out = Make(Form::kDayOfMonth, k + 1);
    out.day = t_[k].value;
    if (t_.Is(k + 1, Word::kOf)) {
      std::uint32_t m = k + 2;
      if (t_.Is(m, Word::kThe) && t_.Is(m + 1, Word::kShift)) ++m;
      if (t_.Is(m, Word::kShift) && IsUnit(m + 1, Unit::kMonth)) out.shift = t_[m].value;
      else if ((t_.Is(m, Word::kThe) || t_.Is(m, Word::kEach)) && IsUnit(m + 1, Unit::kMonth)) out.shift = 0;
      else return std::nullopt;
      out.end = m + 2;
      return out;
    }
    if (start_ == 0) return std::nullopt;
    switch (t_[start_ - 1].word) {
      case Word::kOn: case Word::kBy: case Word::kUntil: case Word::kSince: case Word::kBefore: case Word::kAfter: break;
      default: return std::nullopt;
    }
    // "on the 7th floor": an ordinal of something.
    const bool of_something = (t_.IsWord(k + 1) && (MayBeNoun(t_, k + 1) || t_.Capital(k + 1)) && !t_.EndsSentence(k + 1)) ||
                              t_.Is(k + 1, Word::kHyphen) || t_.Is(k + 1, Word::kUnit);
    if (of_something) return std::nullopt;
    return out;
  }
  // "twenty-third day of November", "the twenty-first of May".
  Read CompoundOrdinal() const {
    const DateWord& tens = t_[start_];
    if (tens.value != 20 && tens.value != 30) return std::nullopt;
    const std::uint32_t k = t_.Is(start_ + 1, Word::kHyphen) ? start_ + 2 : start_ + 1;
    if (!t_.Is(k, Word::kOrdinal) || t_[k].value > 9 || Broken(k)) return std::nullopt;
    Read out = From(k);
    if (!out || out->year_shift) return std::nullopt;
    if (out->form == Form::kDay) out->day += tens.value;
    else if (out->form == Form::kNth && out->count == 0) out->number += tens.value;
    else return std::nullopt;
    return Begin(out, start_);
  }
  // "first Monday in October", "last week of 2018", "last day of October 2015".
  Read NthOf() const {
    const DateWord& word = t_[start_];
    int nth = word.value;
    if (word.word == Word::kShift) {
      if (nth != -1) return std::nullopt;
    } else if (nth < 1 || nth > 31) {
      return std::nullopt;
    }
    std::uint32_t k = start_ + 1;
    const bool weekday = t_.Is(k, Word::kWeekday) && t_[k].value < 10;
    if (!weekday && !IsUnit(k, Unit::kDay) && !IsUnit(k, Unit::kWeek) && !IsUnit(k, Unit::kWeekend)) return std::nullopt;
    if (!t_.Is(k + 1, Word::kOf) && !t_.Is(k + 1, Word::kIn)) return std::nullopt;
    std::uint32_t m = k + 2;
    Read of;
    if (t_.Is(m, Word::kThe) && t_.Is(m + 1, Word::kUnit)) of = ThisUnit(m + 1);
    else of = From(m);
    if (!of || of->part != Part::kWhole) return std::nullopt;
    if (of->form != Form::kMonth && of->form != Form::kYear && of->form != Form::kPeriod && of->form != Form::kQuarter) return std::nullopt;
    DateExpr out = Make(Form::kNth, of->end);
    out.number = nth;
    if (weekday) out.weekday = t_[k].value;
    else out.unit = static_cast<Unit>(t_[k].value);
    out.of.push_back(*of);
    return out;
  }

  const DateText& t_;
  std::uint32_t start_;
  bool governed_;
  int depth_;
};

}  // namespace

std::optional<DateExpr> ReadCalendar(const DateText& text, std::uint32_t i, bool governed) {
  return CalendarReader(text, i, governed).Any();
}

}  // namespace dateline::extract
