// Quarters, halves, fiscal years, seasons, holidays, and parts of any of them.
#include <algorithm>
#include <array>

#include "extract/dates_calendar_reader.h"
#include "extract/dates_tense.h"

namespace dateline::extract {

bool CalendarReader::PeriodTail(DateExpr& out) const {
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

Read CalendarReader::Quarter() const {
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

bool CalendarReader::HalfAfterIn() const {
  if (start_ < 2 || !t_.Is(start_ - 1, Word::kThe)) return false;
  if (!t_.Is(start_ - 2, Word::kIn) && !t_.Is(start_ - 2, Word::kFor)) return false;
  return !t_.Is(start_ + 2, Word::kOf) && !MayBeNoun(t_, start_ + 2);
}

Read CalendarReader::CalendarYear() const {
  DateExpr out = Make(Form::kYear, start_ + 1);
  out.year = t_[start_].value;
  return out;
}

Read CalendarReader::FiscalYear() const {
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

Read CalendarReader::Season() const {
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

bool CalendarReader::SeasonAfterBy() const {
  if (start_ == 0 || MayBeNoun(t_, start_ + 1) || t_.Is(start_ + 1, Word::kOf)) return false;
  return t_.Is(start_ - 1, Word::kBy) || t_.Is(start_ - 1, Word::kUntil);
}

bool CalendarReader::SeasonOfMeeting() const {
  if (start_ == 0) return false;
  const bool article = t_.Is(start_ - 1, Word::kThe) || t_.SameWord(start_ - 1, "a") || t_.SameWord(start_ - 1, "an");
  if (!article) return false;
  for (const std::string_view noun :
       {"meeting", "summit", "session", "visit", "trip", "round", "hearing", "deadline", "election", "launch"}) {
    if (t_.SameWord(start_ + 1, noun)) return true;
  }
  return false;
}

bool CalendarReader::SeasonAfterThe() const {
  if (start_ < 2 || !t_.Is(start_ - 1, Word::kThe)) return false;
  if (MayBeNoun(t_, start_ + 1) || t_.Is(start_ + 1, Word::kOf)) return false;
  switch (t_[start_ - 2].word) {
    case Word::kIn: case Word::kOver: case Word::kBy: case Word::kSince: case Word::kUntil: case Word::kBefore:
    case Word::kAfter: return true;
    default: return false;
  }
}

Read CalendarReader::HolidayName() const {
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

Read CalendarReader::PartOf() const {
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

Read CalendarReader::ThisUnit(std::uint32_t k) const {
  if (!t_.Is(k, Word::kUnit) || t_[k].value == 20) return std::nullopt;
  const auto unit = static_cast<Unit>(t_[k].value);
  if (unit == Unit::kDay || unit == Unit::kWeekend) return std::nullopt;
  DateExpr out = Make(Form::kPeriod, k + 1);
  out.begin = k;
  out.unit = unit;
  out.shift = 0;
  return out;
}

Read CalendarReader::ThatUnit(std::uint32_t k) const {
  if (!t_.SameWord(k, "that")) return std::nullopt;
  Read out = ThisUnit(k + 1);
  if (!out) return out;
  out->begin = k;
  out->form = Form::kDiscourse;
  return out;
}

Read CalendarReader::SoonerPart() const {
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

Read CalendarReader::EdgeOf() const {
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

Read CalendarReader::YearEnd() const {
  DateExpr out = Make(Form::kPeriod, start_ + 1);
  out.unit = Unit::kYear;
  out.shift = 0;
  out.part = t_[start_].value == 2 ? Part::kMid : Part::kEnd;
  return out;
}

Read CalendarReader::NumberedWeek(std::uint32_t k) const {
  if (!t_.Is(k + 1, Word::kOf) || t_[k].value < 1 || t_[k].value > 53) return std::nullopt;
  Read year = From(k + 2);
  if (!year || year->part != Part::kWhole || (year->form != Form::kYear && !(year->form == Form::kPeriod && year->unit == Unit::kYear))) return std::nullopt;
  DateExpr out = Make(Form::kNth, year->end);
  out.unit = Unit::kWeek;
  out.number = t_[k].value;
  out.of.push_back(*year);
  return out;
}

Read CalendarReader::YearToDate(std::uint32_t year) const {
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

Read CalendarReader::Century() const {
  if (!IsUnit(start_ + 1, Unit::kCentury) || t_.Capital(start_ + 1) || t_[start_].value < 2 || t_[start_].value > 21) return std::nullopt;
  if (MayBeNoun(t_, start_ + 2) || t_.Is(start_ + 2, Word::kHyphen)) return std::nullopt;
  DateExpr out = Make(Form::kDecade, start_ + 2);
  out.unit = Unit::kCentury;
  out.number = 100 * (t_[start_].value - 1);
  return out;
}

Read CalendarReader::UnitEdge() const {
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

}  // namespace dateline::extract
