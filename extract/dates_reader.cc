#include "extract/dates_reader.h"

#include "extract/dates_calendar_reader.h"
#include "extract/dates_tense.h"

namespace dateline::extract {

Read CalendarReader::Any() const {
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

Read CalendarReader::First(std::initializer_list<Rule> rules) const {
  for (const Rule rule : rules) {
    if (Read found = (this->*rule)()) return found;
  }
  return std::nullopt;
}

DateExpr CalendarReader::Make(Form form, std::uint32_t end) const {
  return {.form = form, .begin = start_, .end = end};
}

Read CalendarReader::Begin(Read read, std::uint32_t begin) {
  if (read) read->begin = begin;
  return read;
}

Read CalendarReader::Today() const {
  // "the workforce of tomorrow", "today's world"
  if (t_[start_].value == 1 && start_ > 0 && t_.Is(start_ - 1, Word::kOf) && t_.token(start_).possessive == 0) return std::nullopt;
  if (t_.token(start_).possessive > 0 && (t_.SameWord(start_ + 1, "world") || t_.SameWord(start_ + 1, "economy"))) return std::nullopt;
  DateExpr out = Make(Form::kToday, start_ + 1);
  out.count = t_[start_].value;
  if (t_.Is(out.end, Word::kDayPart)) ++out.end;
  return out;
}

Read CalendarReader::Shifted() const {
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

Read CalendarReader::FollowingWeekday(std::uint32_t k) const {
  const int shift = t_[start_].value;
  if (!t_.Is(k, Word::kWeekday) || t_[k].value > 10 || !t_.Capital(k)) return std::nullopt;
  if (shift > 0 && !(start_ > 0 && t_.Is(start_ - 1, Word::kThe))) return std::nullopt;
  DateExpr out = Make(Form::kDiscourse, k + 1);
  out.unit = Unit::kDay;
  out.weekday = t_[k].value;
  out.shift = shift;
  return out;
}

Read CalendarReader::ShiftedDayPart(std::uint32_t k, int shift) const {
  if (t_[start_].word != Word::kShift || shift > 0) return std::nullopt;
  if (shift < 0 && !t_.SameWord(k, "night")) return std::nullopt;
  DateExpr out = Make(Form::kToday, k + 1);
  out.count = shift;
  return out;
}

Read CalendarReader::ShiftedUnit(std::uint32_t k, int shift) const {
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
  // "The next month, it halted the sales"
  const bool opens =
      after_the && word == Word::kShift && shift == 1 && t_.StartsSentence(start_ - 1) && t_.Is(k + 1, Word::kComma);
  if (word == Word::kFollowing || opens || (word == Word::kShift && shift == 1 && unit == Unit::kDay)) {
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

Read CalendarReader::OverWeekend() const {
  std::uint32_t k = start_ + 1;
  if (t_.Is(k, Word::kThe)) ++k;
  if (!IsUnit(k, Unit::kWeekend)) return std::nullopt;
  DateExpr out = Make(Form::kPeriod, k + 1);
  out.unit = Unit::kWeekend;
  return out;
}

Read CalendarReader::AfterThe() const {
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

Read CalendarReader::TheUnit(std::uint32_t k) const {
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
  // "the weekend before last"
  const bool counted = IsUnit(k, Unit::kWeek) || IsUnit(k, Unit::kWeekend) || IsUnit(k, Unit::kMonth) || IsUnit(k, Unit::kYear);
  if (counted && t_.Is(k + 1, Word::kBefore) && t_.SameWord(k + 2, "last")) {
    DateExpr out = Make(Form::kPeriod, k + 3);
    out.unit = static_cast<Unit>(t_[k].value);
    out.shift = -2;
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

Read CalendarReader::NumberOfMonth() const {
  return t_.Is(start_ + 1, Word::kOf) && t_.Is(start_ + 2, Word::kShift) && CleanLeft(start_) ? TheNth(start_) : std::nullopt;
}

Read CalendarReader::TheNth(std::uint32_t k) const {
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

Read CalendarReader::CompoundOrdinal() const {
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

Read CalendarReader::NthOf() const {
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

std::optional<DateExpr> ReadCalendar(const DateText& text, std::uint32_t i, bool governed) {
  return CalendarReader(text, i, governed).Any();
}

}  // namespace dateline::extract
