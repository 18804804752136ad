// Days counted from others: windows, offsets, spells, ranges, open ends, the first days of something.
#include "extract/dates_resolve.h"

#include "extract/dates_anchors.h"

#include <fmt/format.h>

#include <algorithm>

namespace dateline::extract {

using std::chrono::days;

Resolver::Maybe Resolver::WindowForm(const DateExpr& expr) {
  if (!reference_) return std::nullopt;
  const std::string timex = DurationTimex(std::abs(expr.count), expr.unit);
  if (expr.count == 0) return Answer{{}, timex, "unresolved"};
  if (expr.unit == Unit::kQuarter) {
    // Whole quarters before or after the running one.
    const DateSpan near = UnitAt(Unit::kQuarter, *reference_, expr.count < 0 ? -1 : 1);
    const DateSpan far = UnitAt(Unit::kQuarter, *reference_, expr.count);
    return Answer{expr.count < 0 ? Days(*far.lo, *near.hi, Precision::kMonth) : Days(*near.lo, *far.hi, Precision::kMonth), timex, {}};
  }
  const Day other = expr.business ? PlusBusinessDays(*reference_, expr.count) : Plus(*reference_, expr.count, expr.unit);
  return Answer{expr.count < 0 ? Days(other, *reference_ + days(1)) : Days(*reference_, other + days(1)), timex, {}};
}

std::optional<DateSpan> Resolver::AnchorSpan(const DateExpr& expr) {
  switch (expr.anchor) {
    case Anchor::kHappening: case Anchor::kPublication:
      if (const auto told = told_.DayOfThe(expr.happening)) return DayOf(*told);
      if (expr.anchor == Anchor::kHappening) return std::nullopt;
      [[fallthrough]];
    case Anchor::kReference: case Anchor::kOwnDate:
      return reference_ ? std::optional(DayOf(*reference_)) : std::nullopt;
    case Anchor::kDiscourse:
      return told_.LastFor(expr);
    case Anchor::kExpression: {
      if (expr.of.empty()) return std::nullopt;
      // The anchor stands before its noun or after a preposition; its own surroundings decide its year.
      outer_begin_ = expr.of[0].begin;
      outer_end_ = expr.of[0].end;
      const Maybe inner = Span(expr.of[0]);
      if (!inner || !inner->date.lo || !inner->date.hi) return std::nullopt;
      return inner->date;
    }
    case Anchor::kUnknown: return std::nullopt;
  }
  return std::nullopt;
}

Resolver::Maybe Resolver::OffsetForm(const DateExpr& expr) {
  const std::string timex = DurationTimex(std::abs(expr.count), expr.unit);
  const auto anchor_span = AnchorSpan(expr);
  if (!anchor_span || !anchor_span->lo || !anchor_span->hi) {
    if (!reference_ && expr.anchor != Anchor::kDiscourse && expr.anchor != Anchor::kUnknown && !Waits(expr)) return std::nullopt;
    return Answer{{}, timex, "unresolved"};
  }
  if (expr.count == 0) return Answer{{}, timex, "unresolved"};
  const Day anchor = *anchor_span->lo;
  const Day day = expr.business ? PlusBusinessDays(anchor, expr.count) : Plus(anchor, expr.count, expr.unit);
  if (expr.anchor == Anchor::kExpression && *anchor_span->hi - anchor > days(1)) {
    // Never finer than the anchor: two years after October 2022 is October 2024.
    DateSpan moved = *anchor_span;
    moved.lo = day;
    moved.hi = Plus(*anchor_span->hi, expr.count, expr.unit);
    if (!moved.IsUnit()) moved.precision = Precision::kDay;
    return Answer{moved, {}, "anchor"};
  }
  // "signed it in October and cut duties a week later": hardly another month, and no day of it.
  constexpr int kFortnight = 14;  // days
  const int counted = expr.unit == Unit::kDay ? expr.count : expr.unit == Unit::kWeek ? 7 * expr.count : kFortnight + 1;
  // "in 2015. A month later": of the year no more is known.
  if (expr.anchor == Anchor::kDiscourse && anchor_span->precision == Precision::kYear && expr.unit != Unit::kYear &&
      expr.unit != Unit::kDecade && expr.unit != Unit::kCentury)
    return Answer{{}, timex, "unresolved"};
  if (expr.anchor == Anchor::kDiscourse && anchor_span->precision == Precision::kMonth && counted > 0 &&
      counted <= kFortnight) {
    DateSpan about = *anchor_span;
    about.qualifier = DateQualifier::kApproximate;
    return Answer{about, {}, "discourse"};
  }
  if (expr.anchor == Anchor::kOwnDate) {
    // Signed a few days before it was published, as a rule.
    DateSpan about = DayOf(day);
    about.qualifier = DateQualifier::kApproximate;
    return Answer{about, {}, "own-date"};
  }
  // Beside a date the count is exact; from today it is as coarse as its unit.
  if (expr.anchor == Anchor::kExpression || expr.anchor == Anchor::kPublication || expr.anchor == Anchor::kHappening || expr.unit == Unit::kDay) {
    std::string_view reason = expr.anchor == Anchor::kHappening ? "happening" : expr.anchor == Anchor::kPublication ? "publication" : expr.anchor == Anchor::kExpression ? "anchor"
                              : expr.anchor == Anchor::kDiscourse ? "discourse" : "reference";
    return Answer{DayOf(day), {}, reason};
  }
  const bool discourse = expr.anchor == Anchor::kDiscourse;
  if (discourse && expr.unit == Unit::kWeek) return Answer{DayOf(day), {}, "discourse"};
  Unit grain = expr.unit;
  if (grain == Unit::kDecade || grain == Unit::kCentury) grain = Unit::kYear;
  return Answer{UnitAt(grain, day, 0), {}, discourse ? "discourse" : "reference"};
}

Resolver::Maybe Resolver::SpellForm(const DateExpr& expr) {
  const auto anchor_span = AnchorSpan(expr);
  const std::string timex = DurationTimex(std::abs(expr.count), expr.unit);
  if (!anchor_span || !anchor_span->lo) return reference_ || Waits(expr) ? Maybe(Answer{{}, timex, "unresolved"}) : std::nullopt;
  const auto anchor = anchor_span->lo;
  const Day other = expr.business ? PlusBusinessDays(*anchor, expr.count) : Plus(*anchor, expr.count, expr.unit);
  return Answer{expr.count < 0 ? Days(other, *anchor + days(1)) : Days(*anchor, other + days(1)), timex, {}};
}

Resolver::Maybe Resolver::RangeForm(const DateExpr& expr) {
  DateExpr first = expr.of[0];
  DateExpr last = expr.of[1];
  // A year at the end holds for the beginning too: "March to May 2025".
  const bool lent = first.year == 0 && last.year != 0 && !first.shift && !first.year_shift && first.form != Form::kWeekday;
  if (lent) first.year = last.year;
  if (first.year == 0 && last.year_shift && !first.shift) first.year_shift = last.year_shift;
  Maybe from = Span(first);
  if (!from || !from->date.lo) return std::nullopt;
  // "will run from August to October" in September: what is to come is the end, the beginning may be over.
  const bool yearless = first.year == 0 && last.year == 0 && !first.shift && !first.year_shift && first.form == last.form &&
                        (first.form == Form::kDay || first.form == Form::kMonth);
  if (yearless && tense_ != Tense::kPast && reference_ && *from->date.lo > *reference_) {
    DateExpr sooner = first;
    DateExpr end = last;
    sooner.year = end.year = YearOfDay(*from->date.lo) - 1;
    const Maybe begun = Span(sooner);
    const Maybe ends = Span(end);
    if (begun && ends && *begun->date.lo < *ends->date.hi) {
      // Without a verb that says so, the one whose nearer end is nearer.
      const bool running = *ends->date.hi > *reference_;
      const bool nearer = tense_ != Tense::kFuture && tense_ != Tense::kPresent &&
                          *reference_ - *ends->date.hi < *from->date.lo - *reference_;
      if (running || nearer) return Answer{Days(*begun->date.lo, *ends->date.hi, ends->date.precision), {}, {}};
    }
  }
  if (last.year == 0 && !last.shift && !last.year_shift && (last.month != 0 || last.number != 0 || last.form == Form::kWeekday)) {
    // The end follows its beginning.
    if (last.form == Form::kWeekday) {
      const int ahead = (last.weekday - Weekday(*from->date.lo) + 7) % 7;
      return Answer{Days(*from->date.lo, *from->date.lo + days(ahead + 1)), {}, {}};
    }
    last.year = YearOfDay(*from->date.lo);
    const Maybe to = Span(last);
    if (to && to->date.hi && *to->date.hi <= *from->date.lo) ++last.year;
  }
  const Maybe to = Span(last);
  if (!to || !to->date.hi) return std::nullopt;
  if (lent && *to->date.hi <= *from->date.lo) {
    --first.year;
    from = Span(first);
    if (!from || !from->date.lo) return std::nullopt;
  }
  if (*to->date.hi <= *from->date.lo) return std::nullopt;
  return Answer{Days(*from->date.lo, *to->date.hi, std::max(from->date.precision, to->date.precision)), {}, {}};
}

// A deadline lies ahead even of a past verb ("delayed until Monday"), but may just have passed ("was due by May 1").
Tense Resolver::DeadlineTense(const DateExpr& open, const DateExpr& edge) const {
  if (edge.form == Form::kWeekday) return Tense::kFuture;
  const Tense tense = TenseAt(text_, open.begin, open.end);
  return tense == Tense::kPast || tense == Tense::kEither ? Tense::kPresent : Tense::kFuture;
}

Resolver::Maybe Resolver::OpenForm(const DateExpr& expr) {
  DateExpr edge = expr.of[0];
  const bool back = expr.bound == Bound::kSince;
  const bool ahead = expr.bound == Bound::kUntil || expr.bound == Bound::kBy;
  if (!tense_) {
    // "since" looks back whatever the verb, "from … onward" goes with it; deadlines look ahead unless the verb is past.
    if (back) tense_ = text_.Is(expr.begin, Word::kFrom) ? TenseAt(text_, expr.begin, expr.end)
                       : text_.token(expr.begin).kind == TokenKind::kCjk ? Tense::kEither : Tense::kPast;
    else if (ahead) tense_ = DeadlineTense(expr, edge);
    if (edge.part == Part::kEnd) tense_ = Tense::kFuture;
  }
  const Maybe inner = Span(edge);
  if (!inner || !inner->date.lo || !inner->date.hi) return std::nullopt;
  Answer out;
  out.timex = inner->timex.empty() ? TimexOf(inner->date) : inner->timex;
  out.date.precision = inner->date.precision;
  switch (expr.bound) {
    case Bound::kUntil: case Bound::kBy: out.date.hi = inner->date.hi; out.reason = expr.bound == Bound::kBy ? "by" : "until"; break;
    case Bound::kBefore: out.date.hi = inner->date.lo; out.reason = "before"; break;
    case Bound::kSince: out.date.lo = inner->date.lo; out.reason = "since"; break;
    case Bound::kAfter: out.date.lo = inner->date.hi; out.reason = "after"; break;
  }
  out.date.qualifier = out.date.lo ? DateQualifier::kAfter : DateQualifier::kBefore;
  return out;
}

Resolver::Maybe Resolver::NthForm(const DateExpr& expr) {
  const Maybe inner = Span(expr.of[0]);
  if (!inner || !inner->date.lo || !inner->date.hi) return std::nullopt;
  const Day lo = *inner->date.lo;
  const Day hi = *inner->date.hi;
  const int nth = expr.number;
  if (expr.count > 0) {  // "the first three months of 2025"
    const Day cut = nth > 0 ? Plus(lo, expr.count, expr.unit) : Plus(hi, -expr.count, expr.unit);
    if (cut <= lo || cut > hi) return nth < 0 && cut == lo ? Maybe(Answer{Days(lo, hi), {}, {}}) : std::nullopt;
    const Precision precision = expr.unit == Unit::kDay || expr.unit == Unit::kWeek ? Precision::kDay : Precision::kMonth;
    return Answer{nth > 0 ? Days(lo, cut, precision) : Days(cut, hi, precision), {}, {}};
  }
  if (expr.unit == Unit::kWeek && nth == 0) return Answer{UnitAt(Unit::kWeek, lo, 0), {}, {}};
  if (expr.unit == Unit::kDay) {
    const Day day = nth > 0 ? lo + days(nth - 1) : hi - days(1);
    return day < hi ? Maybe(Answer{DayOf(day), {}, {}}) : std::nullopt;
  }
  if (expr.unit == Unit::kWeek) {
    // Weeks whose greater part lies inside, as ISO 8601 counts those of a year.
    const Day first = MondayOf(lo + days(3));
    const Day monday = nth > 0 ? first + days(7 * (nth - 1)) : MondayOf(hi - days(4));
    return monday < hi ? Maybe(Answer{UnitAt(Unit::kWeek, monday, 0), {}, {}}) : std::nullopt;
  }
  const int weekday = expr.unit == Unit::kWeekend ? 6 : expr.weekday;
  const Day first = lo + days((weekday - Weekday(lo) + 7) % 7);
  const Day last = hi - days(1) - days((Weekday(hi - days(1)) - weekday + 7) % 7);
  const Day day = nth > 0 ? first + days(7 * (nth - 1)) : last;
  if (day >= hi || day < lo) return std::nullopt;
  if (expr.unit == Unit::kWeekend) return Answer{Days(day, day + days(2)), {}, {}};
  return Answer{DayOf(day), {}, {}};
}

Resolver::Maybe Resolver::TermForm(const DateExpr& expr) {
  const Tense tense = reference_ ? TenseOf(expr) : Tense::kNone;
  const auto day = TermDay(expr, reference_, tense == Tense::kPast || tense == Tense::kNone);
  return day ? Maybe(Answer{DayOf(*day), {}, "term"}) : std::nullopt;
}

}  // namespace dateline::extract
