// Ranges and open ends of calendar expressions.
#include "extract/dates_ranges.h"

#include "extract/dates_anchors.h"
#include "extract/dates_tense.h"

namespace dateline::extract {
namespace {

using Read = std::optional<DateExpr>;

// May `a` and `b` be the two ends of one range?
bool SameKind(const DateExpr& a, const DateExpr& b) {
  if (a.form == b.form) return a.form != Form::kPeriod || a.unit == b.unit;
  const auto dated = [](const DateExpr& e) {
    return e.form == Form::kDay || e.form == Form::kMonth || e.form == Form::kYear || e.form == Form::kToday ||
           e.form == Form::kWeekday || e.form == Form::kPeriod || e.form == Form::kQuarter || e.form == Form::kSeason;
  };
  return dated(a) && dated(b);
}

DateExpr Range(const DateExpr& first, const DateExpr& last, std::uint32_t begin) {
  DateExpr out = MakeExpr(Form::kRange, begin, last.end);
  out.of = {first, last};
  return out;
}

// "15", "15, 2025" after "Sept. 14-": a day of the same month.
Read DayTail(const DateText& text, std::uint32_t i, const DateExpr& first) {
  const DateWord& word = text[i];
  if ((word.word != Word::kNumber && word.word != Word::kNth && word.word != Word::kOrdinal) || word.value < 1 ||
      word.value > 31 || word.digits > 2)
    return std::nullopt;
  if (text.Is(i + 1, Word::kPercent) || text.Is(i + 1, Word::kMonth)) return std::nullopt;
  if (text.Is(i + 1, Word::kSlash) && text.Glued(i + 1)) return std::nullopt;  // a date of its own
  DateExpr out = MakeExpr(Form::kDay, i, i + 1);
  out.month = first.month;
  out.day = word.value;
  out.year = first.year;
  std::uint32_t k = i + 1;
  if (text.Is(k, Word::kComma)) ++k;
  if ((first.year == 0 || text[k].value == first.year) && text.Is(k, Word::kNumber) && text[k].digits == 4 &&
      text[k].value >= 1900 && text[k].value < 2100) {
    out.year = text[k].value;
    out.end = k + 1;
  }
  if (out.day <= first.day) return std::nullopt;
  return out;
}

// What follows a calendar expression to make it a range; the expression itself when nothing does.
DateExpr WithRangeTail(const DateText& text, const DateExpr& first, bool after_from) {
  std::uint32_t k = first.end;
  if (text.GapBefore(k) == Gap::kParagraph) return first;
  if (first.year != 0 && text.Is(k, Word::kComma) && text.Is(k + 1, Word::kTo))
    ++k;  // "October 1, 2024, to September 30, 2025"
  const bool hyphen = text.Is(k, Word::kHyphen);
  const bool to = text.Is(k, Word::kTo) || (after_from && text.Is(k, Word::kUntil));
  const bool both = text.Is(k, Word::kAnd);
  if (!hyphen && !to && !both) return first;
  ++k;
  if (text.Is(k, Word::kThe) && text.Is(k + 1, Word::kNth)) ++k;
  if (first.form == Form::kDay && first.month != 0) {
    if (const Read day = DayTail(text, k, first)) {
      if (!both) return Range(first, *day, first.begin);
      if (day->day == first.day + 1 && !MayBeNoun(text, day->end)) return Range(first, *day, first.begin);
      return first;
    }
  }
  if (both) return first;
  if (first.form == Form::kYear && first.year != 0 && hyphen && text.Glued(k) && text.Is(k, Word::kNumber) &&
      text[k].digits == 2 && text[k].value == (first.year + 1) % 100) {
    DateExpr last = MakeExpr(Form::kYear, k, k + 1);
    last.year = first.year + 1;
    return Range(first, last, first.begin);
  }
  const Read last = ReadCalendar(text, k, true);
  if (!last || !SameKind(first, *last)) return first;
  // "moved from March 3 to Friday" aside, a plain "to" joins like with like only.
  if (!after_from && first.form != last->form) return first;
  if (to && !after_from && text[k - 1].value == 0 && (first.form == Form::kPeriod || first.form == Form::kToday))
    return first;
  return Range(first, *last, first.begin);
}

bool IsFuzzy(const DateExpr& expr) {
  return expr.part == Part::kEarly || expr.part == Part::kMid || expr.part == Part::kLate;
}

// "until Nov. 10", "since 2019", "by year-end". A deadline told by a fuzzy part stays that part: "by mid-May".
Read OpenEnd(const DateText& text, std::uint32_t begin, std::uint32_t i, Bound bound) {
  Read inner = ReadTerm(text, i);
  if (!inner) inner = ReadCalendar(text, i, true);
  if (!inner || (inner->form == Form::kDiscourse && bound != Bound::kBy && inner->part == Part::kWhole) ||
      inner->form == Form::kSet)
    return std::nullopt;
  if (IsFuzzy(*inner) && bound == Bound::kBy) return std::nullopt;
  if (bound == Bound::kAfter || bound == Bound::kBefore) {
    // "after April talks": the noun is the anchor, not the month.
    if (inner->form == Form::kTerm && text.SameWord(inner->end - 1, "inauguration") && i == inner->begin)
      return std::nullopt;
    if (MayBeNoun(text, inner->end) || text.token(inner->end - 1).possessive > 0) return std::nullopt;
  }
  DateExpr out = MakeExpr(Form::kOpen, begin, inner->end);
  out.bound = bound;
  out.of.push_back(*inner);
  return out;
}

}  // namespace

std::optional<DateExpr> CalendarOrRange(const DateText& text, std::uint32_t i, bool governed, bool after_from) {
  const Read first = ReadCalendar(text, i, governed);
  if (!first) return std::nullopt;
  return WithRangeTail(text, *first, after_from);
}

std::optional<DateExpr> DaysThenMonth(const DateText& text, std::uint32_t i, bool between, bool after_from) {
  const std::uint32_t begin = i;
  if (text.Is(i, Word::kThe)) ++i;
  const Word word = text[i].word;
  if (word != Word::kNumber && word != Word::kNth && word != Word::kOrdinal) return std::nullopt;
  if (text[i].digits > 2 || text[i].value < 1 || text[i].value > 31) return std::nullopt;
  const bool joined = between ? text.Is(i + 1, Word::kAnd)
                              : text.Is(i + 1, Word::kHyphen) || text.Is(i + 1, Word::kTo) ||
                                    (after_from && text.Is(i + 1, Word::kUntil));
  const bool pair = !joined && !between && text.Is(i + 1, Word::kAnd);  // of two days in a row
  if (!joined && !pair) return std::nullopt;
  if (text.Glued(i) && i > 0 && text.token(i - 1).kind != TokenKind::kPunct) return std::nullopt;
  std::uint32_t k = i + 2;
  if (text.Is(k, Word::kThe)) ++k;
  const Read last = ReadCalendar(text, k, true);
  if (!last || last->form != Form::kDay || last->begin != k || last->month == 0 || last->day <= text[i].value)
    return std::nullopt;
  if (text.Is(k, Word::kMonth) || text.Is(k + 1, Word::kSlash) || (pair && last->day != text[i].value + 1))
    return std::nullopt;
  DateExpr first = *last;
  first.begin = i;
  first.end = i + 1;
  first.day = text[i].value;
  first.weekday = 0;
  return Range(first, *last, begin);
}

std::optional<DateExpr> BetweenRange(const DateText& text, std::uint32_t i) {
  if (Read days = DaysThenMonth(text, i + 1, true)) {
    days->begin = i;
    return days;
  }
  const Read first = ReadCalendar(text, i + 1, true);
  if (!first || !text.Is(first->end, Word::kAnd)) return std::nullopt;
  if (first->form == Form::kDay) {
    if (const Read day = DayTail(text, first->end + 1, *first)) return Range(*first, *day, i);
  }
  const Read last = ReadCalendar(text, first->end + 1, true);
  if (!last || !SameKind(*first, *last)) return std::nullopt;
  return Range(*first, *last, i);
}

std::optional<DateExpr> FromRange(const DateText& text, std::uint32_t i) {
  Read out = CalendarOrRange(text, i + 1, true, true);
  if (!out) {
    out = DaysThenMonth(text, i + 1, false, true);
  }
  if (!out) return std::nullopt;
  if (out->form == Form::kRange) {
    out->begin = i;
    return out;
  }
  // "from Aug. 1 onward"
  if (!text.SameWord(out->end, "onward") && !text.SameWord(out->end, "onwards")) return std::nullopt;
  DateExpr open = MakeExpr(Form::kOpen, i, out->end + 1);
  open.bound = Bound::kSince;
  open.of.push_back(*out);
  return open;
}

std::optional<DateExpr> ReadOpenEnd(const DateText& text, std::uint32_t i) {
  // "on or after May 15" takes the day in.
  const bool inclusive = i >= 2 && text.SameWord(i - 1, "or") && text.Is(i - 2, Word::kOn);
  switch (text[i].word) {
    case Word::kUntil:
      return OpenEnd(text, i, i + 1, Bound::kUntil);
    case Word::kSince:
      return OpenEnd(text, i, i + 1, Bound::kSince);
    case Word::kBy:
      return OpenEnd(text, i, i + 1, Bound::kBy);
    case Word::kBefore:
      return OpenEnd(text, inclusive ? i - 2 : i, i + 1, inclusive ? Bound::kBy : Bound::kBefore);
    case Word::kAfter:
      return OpenEnd(text, inclusive ? i - 2 : i, i + 1, inclusive ? Bound::kSince : Bound::kAfter);
    case Word::kTo:
      return text[i].value == 1 ? OpenEnd(text, i, i + 1, Bound::kUntil) : std::nullopt;
    case Word::kSooner:  // "no later than May 15"
      if (i > 0 && text.SameWord(i + 1, "than") && (text.SameWord(i - 1, "no") || text.SameWord(i - 1, "not"))) {
        return OpenEnd(text, i - 1, i + 2, text[i].value > 0 ? Bound::kBy : Bound::kSince);
      }
      return text.SameWord(i + 1, "than") ? OpenEnd(text, i, i + 2, text[i].value > 0 ? Bound::kAfter : Bound::kBefore)
                                          : std::nullopt;
    case Word::kFollowing:
      return text[i].value < 0 && text.Is(i + 1, Word::kTo) ? OpenEnd(text, i, i + 2, Bound::kBefore) : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace dateline::extract
