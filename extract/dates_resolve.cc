// Days of the calendar: by month and day, weekday, year, quarter, or what was told before.
#include "extract/dates_resolve.h"

#include "extract/dates_anchors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dateline::extract {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 20> kFormNames{
    "month-day", "day-of-month", "month", "quarter", "half", "season", "holiday", "year", "decade", "weekday",
    "today", "period", "window", "offset", "spell", "range", "open", "nth", "term", "discourse"};

std::string_view NameOf(Form form) {
  switch (form) {
    case Form::kDuration: return "duration";
    case Form::kSet: return "set";
    case Form::kReference: return "reference";
    default: return kFormNames[static_cast<std::size_t>(form)];
  }
}

std::string_view NameOf(Tense tense) {
  switch (tense) {
    case Tense::kPast: return "past";
    case Tense::kFuture: return "future";
    case Tense::kPresent: return "present";
    case Tense::kEither: return "nearest";
    case Tense::kNone: return "nearest";
  }
  return {};
}

// Of the spans that `at` gives for the years around the reference, the one the tense asks for. `begun`: a past verb
// may speak of a unit still running (a month), not only of one that is over (a quarter).
template <typename At>
std::optional<DateSpan> ChooseYear(Day reference, Tense tense, bool begun, At at) {
  const int year = YearOfDay(reference);
  std::optional<DateSpan> best;
  std::int64_t best_distance = 0;
  for (int y = std::max(year - 8, 1); y <= std::min(year + 8, 9998); ++y) {
    const std::optional<DateSpan> span = at(y);
    if (!span) continue;
    const bool past = begun ? *span->lo <= reference : *span->hi <= reference + days(15);
    if (tense == Tense::kPast && !past) continue;
    if (tense == Tense::kFuture && *span->hi <= reference) continue;
    // "the truce runs from May 14" may have begun; "the order expires in April" lies ahead.
    if (tense == Tense::kPresent && *span->hi + days(45) <= reference) continue;
    const auto middle_distance = [&] {
      if (*span->lo <= reference && reference < *span->hi) return std::int64_t{0};
      return static_cast<std::int64_t>(*span->lo > reference ? (*span->lo - reference).count()
                                                           : (reference - *span->hi).count() + 1);
    };
    const std::int64_t distance = middle_distance();
    if (!best || distance < best_distance) {
      best = span;
      best_distance = distance;
    }
  }
  return best;
}

// Early, mid, late: thirds of a month in days, of longer units in months.
DateSpan PartSpan(const DateSpan& whole, Part part, Day reference, Tense tense) {
  if (!whole.lo || !whole.hi) return whole;
  const Day lo = *whole.lo;
  const Day hi = *whole.hi;
  const Day last = hi - days(1);
  const auto length = (hi - lo).count();
  const auto third = [&](int n) -> DateSpan {
    if (length <= 7) return whole;
    if (length <= 31) {
      const Day cut1 = lo + days(10);
      const Day cut2 = lo + days(20);
      return n == 1 ? Days(lo, cut1) : n == 2 ? Days(cut1, cut2) : Days(cut2, hi);
    }
    const int months = (YearOfDay(hi) - YearOfDay(lo)) * 12 + MonthOfDay(hi) - MonthOfDay(lo);
    // A decade is cut between years: 0 to 3, 4 to 6, 7 to 9.
    const Day cut1 = PlusMonths(lo, months == 120 ? 48 : months / 3);
    const Day cut2 = PlusMonths(lo, months == 120 ? 84 : 2 * months / 3);
    const Precision precision = months >= 120 ? Precision::kYear : Precision::kMonth;
    return n == 1 ? Days(lo, cut1, precision) : n == 2 ? Days(cut1, cut2, precision) : Days(cut2, hi, precision);
  };
  switch (part) {
    case Part::kWhole: return whole;
    case Part::kEarly: return third(1);
    case Part::kMid: case Part::kMiddle: return third(2);
    case Part::kLate: return third(3);
    case Part::kStart: return tense == Tense::kPast || length > 31 ? third(1) : DayOf(lo);
    case Part::kEnd: return tense == Tense::kPast ? third(3) : DayOf(last);
    case Part::kSoFar: return Days(lo, std::clamp(reference + days(1), lo + days(1), hi));
    case Part::kRest: return Days(std::clamp(reference, lo, last), hi);
  }
  return whole;
}

std::string_view PartTimexMark(Part part) {
  switch (part) {
    case Part::kEarly: case Part::kStart: case Part::kMid: case Part::kMiddle: case Part::kLate: case Part::kSoFar:
    case Part::kRest: return "part";
    default: return {};
  }
}

constexpr std::array<std::string_view, 5> kSeasonCodes{"", "SP", "SU", "FA", "WI"};

// Winter runs from December into the next year.
DateSpan SeasonOf(int year, int season) { return MonthSpan(year, season * 3, 3, Precision::kMonth); }

}  // namespace

std::optional<Resolved> Resolver::Resolve(const DateExpr& expr) {
  tense_.reset();
  outer_begin_ = expr.begin;
  outer_end_ = expr.end;
  Resolved out;
  out.rule.append("date:").append(NameOf(expr.form));
  if (expr.form == Form::kDuration) {
    out.timex = DurationTimex(expr.count, expr.unit);
    if (expr.anchor == Anchor::kUnknown) out.rule = "date:offset/unresolved";
    return out;
  }
  if (expr.form == Form::kSet) {
    out.timex = expr.weekday != 0 ? fmt::format("XXXX-WXX-{}", expr.weekday) : DurationTimex(1, expr.unit);
    return out;
  }
  if (expr.form == Form::kReference) {
    out.timex = expr.count < 0 ? "PAST_REF" : "PRESENT_REF";
    return out;
  }
  const Maybe answer = Span(expr);
  if (!answer) return std::nullopt;
  if (answer->date.lo && answer->date.hi && *answer->date.hi <= *answer->date.lo) return std::nullopt;
  told_.Add(expr, answer->date, answer->reason, reference_);
  out.date = answer->date;
  out.timex = answer->timex.empty() ? TimexOf(answer->date) : answer->timex;
  std::string_view reason = answer->reason;
  if (reason.empty()) reason = PartTimexMark(expr.part);
  if (reason.empty() && tense_) reason = NameOf(*tense_);
  if (!reason.empty()) out.rule.append("/").append(reason);
  return out;
}

std::optional<Resolved> Resolver::ResolveLate(const DateExpr& expr) {
  const ToldDates::Last last = told_.last();
  auto found = Resolve(expr);
  told_.Restore(last);
  return found;
}

void Resolver::AdoptDateline(const DateExpr& expr) {
  if (expr.form != Form::kDay || !reference_) return;
  tense_ = Tense::kEither;
  const Maybe answer = DayForm(expr);
  tense_.reset();
  if (!answer || !answer->date.lo) return;
  const auto distance = (*reference_ - *answer->date.lo).count();
  if (distance >= 0 && distance <= 31) reference_ = answer->date.lo;
}

Tense Resolver::TenseOf(const DateExpr&) {
  if (!tense_) tense_ = TenseAt(text_, outer_begin_, outer_end_);
  return *tense_;
}

std::optional<DateSpan> Resolver::DayToldOf(const DateExpr& expr) {
  const auto day = told_.DayIn(expr.month, expr.day);
  if (!day) return std::nullopt;
  // A name of something ("the October 7 rule") means the day told of; elsewhere a future verb speaks of another year.
  const bool name = StandsBeforeNoun(text_, outer_begin_, outer_end_) ||
                    (outer_begin_ > 0 && text_.token(outer_begin_ - 1).kind == TokenKind::kPunct && text_.Capital(outer_end_));
  const Tense tense = TenseOf(expr);
  if (!name && ((tense == Tense::kFuture && *day < *reference_) || (tense == Tense::kPast && *day > *reference_))) return std::nullopt;
  return DayOf(*day);
}

Resolver::Maybe Resolver::Span(const DateExpr& expr) {
  Maybe answer = AnySpan(expr);
  if (!answer) return std::nullopt;
  // Counting from the ends of the calendar leaves it; nobody means that.
  for (const auto& edge : {answer->date.lo, answer->date.hi}) {
    if (edge && (YearOfDay(*edge) < 1 || YearOfDay(*edge) > 9999)) return std::nullopt;
  }
  return answer;
}

Resolver::Maybe Resolver::AnySpan(const DateExpr& expr) {
  switch (expr.form) {
    case Form::kDay: return DayForm(expr);
    case Form::kDayOfMonth: return DayOfMonthForm(expr);
    case Form::kMonth: case Form::kQuarter: case Form::kHalf: case Form::kSeason: case Form::kHoliday: case Form::kYear:
      return UnitOfYear(expr);
    case Form::kDecade: {
      if (expr.unit == Unit::kCentury) return Answer{MonthSpan(expr.number, 1, 1200, Precision::kYear), fmt::format("{:02}", expr.number / 100), {}};
      const DateSpan whole = MonthSpan(expr.number, 1, 120, Precision::kYear);
      if (expr.part == Part::kWhole) return Answer{whole, fmt::format("{:03}", expr.number / 10), {}};
      return Answer{PartSpan(whole, expr.part, *whole.lo, Tense::kNone), {}, {}};
    }
    case Form::kWeekday: return WeekdayForm(expr);
    case Form::kToday:
      if (!reference_) return std::nullopt;
      return Answer{DayOf(*reference_ + days(expr.count)), {}, {}};
    case Form::kPeriod: return PeriodForm(expr);
    case Form::kWindow: return WindowForm(expr);
    case Form::kOffset: return OffsetForm(expr);
    case Form::kSpell: return SpellForm(expr);
    case Form::kRange: return RangeForm(expr);
    case Form::kOpen: return OpenForm(expr);
    case Form::kNth: return NthForm(expr);
    case Form::kTerm: return TermForm(expr);
    case Form::kDiscourse: return DiscourseForm(expr);
    default: return std::nullopt;
  }
}

Resolver::Maybe Resolver::DayForm(const DateExpr& expr) {
  if (expr.year != 0) {
    const auto day = MakeDay(expr.year, expr.month, expr.day);
    if (!day) return std::nullopt;
    return Answer{DayOf(*day), {}, "absolute"};
  }
  if (!reference_) return std::nullopt;
  const auto in_year = [&](int year) -> std::optional<DateSpan> {
    const auto day = MakeDay(year, expr.month, expr.day);
    return day ? std::optional(DayOf(*day)) : std::nullopt;
  };
  if (expr.anchor == Anchor::kDiscourse || expr.year_shift) {
    const auto last =
        expr.anchor == Anchor::kDiscourse ? told_.LastBefore(expr.begin) : std::optional(DayOf(*reference_));
    if (!last || !last->lo) return std::nullopt;
    const auto span = in_year(YearOfDay(*last->lo) + expr.year_shift.value_or(0));
    return span ? Maybe(Answer{*span, {}, "year-said"}) : std::nullopt;
  }
  if (expr.weekday != 0) {
    // The weekday settles the year when it fits one nearby.
    const auto fits = [&](int year) -> std::optional<DateSpan> {
      const auto span = in_year(year);
      return span && Weekday(*span->lo) == expr.weekday && std::abs(year - YearOfDay(*reference_)) <= 2 ? span : std::nullopt;
    };
    if (const auto span = ChooseYear(*reference_, Tense::kEither, true, fits)) return Answer{*span, {}, "weekday"};
  }
  const auto span = ChooseYear(*reference_, TenseOf(expr), true, in_year);
  // What just happened or is about to needs no year; further off the year that the text gave this day before holds.
  constexpr int kNearDays = 7;
  const bool near = span && std::abs((*span->lo - *reference_).count()) <= kNearDays;
  if (!near) {
    if (const auto told = DayToldOf(expr)) return Answer{*told, {}, "told"};
  }
  return span ? Maybe(Answer{*span, {}, {}}) : std::nullopt;
}

Resolver::Maybe Resolver::DayOfMonthForm(const DateExpr& expr) {
  if (!reference_) return std::nullopt;
  const Tense tense = TenseOf(expr);
  std::optional<Day> best;
  for (int shift = -12; shift <= 12; ++shift) {
    const Day month = *UnitAt(Unit::kMonth, *reference_, shift).lo;
    const auto day = MakeDay(YearOfDay(month), MonthOfDay(month), expr.day);
    if (!day) continue;
    if (expr.shift) {
      if (shift == *expr.shift) return Answer{DayOf(*day), {}, {}};
      continue;
    }
    if (expr.weekday != 0 && Weekday(*day) != expr.weekday) continue;
    if (tense == Tense::kPast && *day > *reference_) continue;
    if (tense == Tense::kFuture && *day < *reference_) continue;
    if (!best || std::abs((*day - *reference_).count()) < std::abs((*best - *reference_).count())) best = day;
  }
  return best ? Maybe(Answer{DayOf(*best), {}, {}}) : std::nullopt;
}

Resolver::Maybe Resolver::UnitOfYear(const DateExpr& expr) {
  if (expr.fiscal) return FiscalForm(expr);
  // "in September 2024 … the following April": the first behind what was told last.
  if (expr.form == Form::kMonth && expr.year == 0 && expr.begin > 0 && text_.Is(expr.begin - 1, Word::kFollowing) &&
      text_[expr.begin - 1].value > 0) {
    if (const auto last = told_.LastBefore(expr.begin); last && last->lo) {
      const int year = YearOfDay(*last->lo) + (expr.month > static_cast<int>(MonthOfDay(*last->lo)) ? 0 : 1);
      return Answer{MonthOf(year, static_cast<unsigned>(expr.month)), {}, "discourse"};
    }
  }
  const auto in_year = [&](int year) -> std::optional<DateSpan> {
    if (year < 1 || year > 9998) return std::nullopt;
    switch (expr.form) {
      case Form::kMonth: return MonthOf(year, static_cast<unsigned>(expr.month));
      case Form::kQuarter: return QuarterOf(year, static_cast<unsigned>(expr.number));
      case Form::kHalf: return HalfOf(year, static_cast<unsigned>(expr.number));
      case Form::kSeason: return SeasonOf(year, expr.number);
      case Form::kHoliday: {
        const auto day = HolidayIn(static_cast<Holiday>(expr.number), year);
        return day ? std::optional(DayOf(*day)) : std::nullopt;
      }
      default: return YearOf(year);
    }
  };
  std::optional<DateSpan> whole;
  std::string_view reason;
  if (expr.year != 0) {
    whole = in_year(expr.year);
    reason = "absolute";
  } else if (!reference_) {
    return std::nullopt;
  } else if (expr.anchor == Anchor::kDiscourse) {
    const auto last = told_.LastBefore(expr.begin);
    if (!last || !last->lo) return std::nullopt;
    whole = in_year(YearOfDay(*last->lo));
    reason = "year-said";
  } else if (expr.year_shift) {
    whole = in_year(YearOfDay(*reference_) + *expr.year_shift);
    reason = "year-said";
  } else if (expr.shift) {
    // "last December" is the latest that is over or running elsewhere in the year; "next" the earliest to come.
    const int shift = *expr.shift;
    const Day reference = *reference_;
    if (shift < 0) {
      whole = ChooseYear(reference, Tense::kPast, true, [&](int y) {
        auto span = in_year(y);
        return span && *span->hi <= reference ? span : std::nullopt;
      });
    } else if (shift > 0) {
      whole = ChooseYear(reference, Tense::kFuture, true, [&](int y) {
        auto span = in_year(y);
        return span && *span->lo > reference ? span : std::nullopt;
      });
    } else {
      whole = in_year(YearOfDay(reference));
      if (expr.form == Form::kSeason && expr.number == 4 && MonthOfDay(reference) <= 2) whole = in_year(YearOfDay(reference) - 1);
    }
    reason = shift < 0 ? "last" : shift > 0 ? "next" : "this";
  } else {
    const bool begun = expr.form != Form::kQuarter && expr.form != Form::kHalf;
    // Holidays are told of on the days around them, whatever the verb.
    const Tense tense = expr.form == Form::kHoliday && TenseOf(expr) == Tense::kPast ? Tense::kEither : TenseOf(expr);
    // "will report third-quarter results": the quarter is the results', not the verb's.
    const bool before_noun = !begun && MayBeNoun(text_, expr.end);
    // "reported first-quarter revenue" in February: of a fiscal quarter that is over.
    const bool reported = before_noun && tense == Tense::kPast && expr.form == Form::kQuarter;
    whole = ChooseYear(*reference_, before_noun && tense == Tense::kFuture ? Tense::kEither : tense, begun || reported,
                       in_year);
  }
  if (!whole) return std::nullopt;
  Answer out{PartSpan(*whole, expr.part, reference_.value_or(*whole->lo), expr.part == Part::kEnd || expr.part == Part::kStart ? TenseOf(expr) : Tense::kNone), {}, reason};
  if (expr.form == Form::kSeason) {
    out.timex = fmt::format("{:04}-{}", YearOfDay(*whole->lo), kSeasonCodes[static_cast<std::size_t>(expr.number)]);
  } else if (expr.part == Part::kEarly || expr.part == Part::kMid || expr.part == Part::kLate || expr.part == Part::kEnd) {
    out.timex = TimexOf(*whole);
  }
  return out;
}

Resolver::Maybe Resolver::FiscalForm(const DateExpr& expr) {
  int year = expr.year;
  if (year == 0 && expr.year_shift && reference_) year = YearOfDay(*reference_) + *expr.year_shift;
  const auto end = fiscal_.EndAt(expr.begin);
  const auto timex = [&]() -> std::string {
    const std::string name = year == 0 ? "FYXXXX" : fmt::format("FY{:04}", year);
    if (expr.form == Form::kQuarter) return fmt::format("{}-Q{}", name, expr.number);
    if (expr.form == Form::kHalf) return fmt::format("{}-H{}", name, expr.number);
    return name;
  };
  if (!end) return Answer{{}, timex(), "fiscal-unresolved"};
  const auto in_year = [&](int y) -> std::optional<DateSpan> {
    if (y < 2 || y > 9998) return std::nullopt;
    const Day start = FiscalStart(y, end->month);
    int first = 0;
    int months = 12;
    if (expr.form == Form::kQuarter) first = 3 * (expr.number - 1), months = 3;
    if (expr.form == Form::kHalf) first = 6 * (expr.number - 1), months = 6;
    const Precision precision = months == 3 ? Precision::kQuarter : months == 6 ? Precision::kHalf : Precision::kYear;
    DateSpan span = Days(PlusMonths(start, first), PlusMonths(start, first + months), precision);
    if (end->month != 12) {
      span.precision = Precision::kMonth;
      if (!end->exact) span.qualifier = DateQualifier::kApproximate;
    }
    return span;
  };
  std::optional<DateSpan> span;
  if (year != 0) span = in_year(year);
  else if (reference_) span = ChooseYear(*reference_, TenseOf(expr), false, in_year);
  if (!span) return std::nullopt;
  return Answer{*span, timex(), "fiscal"};
}

Resolver::Maybe Resolver::WeekdayForm(const DateExpr& expr) {
  if (!reference_) return std::nullopt;
  const Day reference = *reference_;
  const auto in_week = [&](int shift) { return MondayOf(reference) + days(7 * shift + expr.weekday - 1); };
  const int behind = (Weekday(reference) - expr.weekday + 7) % 7;
  const int ahead = (expr.weekday - Weekday(reference) + 7) % 7;
  if (expr.shift && expr.unit == Unit::kWeek) return Answer{DayOf(in_week(*expr.shift)), {}, "week-said"};
  if (expr.count != 0) {  // "two Fridays ago"
    const Day near = expr.count < 0 ? reference - days(behind == 0 ? 7 : behind) : reference + days(ahead == 0 ? 7 : ahead);
    return Answer{DayOf(near + days(7 * (expr.count < 0 ? expr.count + 1 : expr.count - 1))), {}, "counted"};
  }
  if (expr.shift) {
    switch (*expr.shift) {
      case -1: case -2: return Answer{DayOf(reference - days(behind == 0 ? 7 : behind)), {}, "last"};
      case 1: return Answer{DayOf(in_week(1)), {}, "next"};
      case 2: return Answer{DayOf(reference + days(ahead == 0 ? 7 : ahead)), {}, "next"};
      case kAfterNext: return Answer{DayOf(reference + days((ahead == 0 ? 7 : ahead) + 7)), {}, "after-next"};
      default: {
        const Day here = in_week(0);
        // At a weekend the week that "this Wednesday" belongs to has all but gone, unless the verb is past.
        const bool ahead_said = TenseOf(expr) == Tense::kFuture || (Weekday(reference) >= 6 && TenseOf(expr) != Tense::kPast);
        if (here < reference && ahead_said) return Answer{DayOf(here + days(7)), {}, "this"};
        return Answer{DayOf(here), {}, "this"};
      }
    }
  }
  switch (TenseOf(expr)) {
    case Tense::kFuture: case Tense::kPresent: return Answer{DayOf(reference + days(ahead)), {}, {}};
    default: return Answer{DayOf(reference - days(behind)), {}, {}};
    case Tense::kEither: return Answer{DayOf(ahead < behind ? reference + days(ahead) : reference - days(behind)), {}, {}};
  }
}

Resolver::Maybe Resolver::PeriodForm(const DateExpr& expr) {
  if (!reference_) return std::nullopt;
  if (!expr.shift) {  // "over the weekend"
    const bool future = TenseOf(expr) == Tense::kFuture;
    DateSpan weekend = UnitAt(Unit::kWeekend, *reference_, 0);
    if (!future && *weekend.lo > *reference_) weekend = UnitAt(Unit::kWeekend, *reference_, -1);
    return Answer{weekend, {}, {}};
  }
  if (expr.unit == Unit::kWeekend && *expr.shift == -1) {
    DateSpan weekend = UnitAt(Unit::kWeekend, *reference_, -1);
    return Answer{weekend, {}, {}};
  }
  if (expr.fiscal) {
    DateExpr fiscal = expr;
    fiscal.form = expr.unit == Unit::kQuarter ? Form::kQuarter : Form::kYear;
    fiscal.year_shift = *expr.shift;
    if (expr.unit == Unit::kQuarter) return Answer{{}, "FYXXXX-QX", "fiscal-unresolved"};
    return FiscalForm(fiscal);
  }
  const DateSpan whole = UnitAt(expr.unit, *reference_, *expr.shift);
  const bool edge = expr.part == Part::kEnd || expr.part == Part::kStart;
  Answer out{PartSpan(whole, expr.part, *reference_, edge ? TenseOf(expr) : Tense::kNone), {}, {}};
  if (expr.part != Part::kWhole) out.timex = TimexOf(whole);
  out.reason = *expr.shift < 0 ? "last" : *expr.shift > 0 ? "next" : "this";
  return out;
}

Resolver::Maybe Resolver::DiscourseForm(const DateExpr& expr) {
  const auto last = expr.weekday == 0 ? told_.LastFor(expr) : told_.LastBefore(expr.begin);
  const int shift = expr.shift.value_or(0);
  if (expr.weekday != 0) {
    std::optional<Day> from = last && last->lo ? (shift < 0 ? *last->lo : *last->hi - days(1)) : std::optional<Day>{};
    if (!from && shift < 0) from = reference_;
    if (!from) return std::nullopt;
    const int distance = shift < 0 ? (Weekday(*from) - expr.weekday + 7) % 7 : (expr.weekday - Weekday(*from) + 7) % 7;
    return Answer{DayOf(*from + days(shift * (distance == 0 ? 7 : distance))), {}, last ? "discourse" : "reference"};
  }
  if (!last || !last->lo) {
    // "the previous week" without anything before it is last week; other forms stay open.
    if (!reference_ || shift >= 0 || expr.unit == Unit::kDay) return std::nullopt;
    return Answer{UnitAt(expr.unit, *reference_, shift), {}, "reference"};
  }
  const bool is_day = last->IsUnit() && last->precision == Precision::kDay;
  if (expr.unit == Unit::kDay && !is_day) {
    // "in August. The same day": of that month no more is known.
    if (shift != 0 || last->precision != Precision::kMonth || !last->IsUnit()) return std::nullopt;
    return Answer{*last, {}, "discourse"};
  }
  const DateSpan whole = UnitAt(expr.unit, shift < 0 ? *last->lo : *last->hi - days(1), shift);
  return Answer{PartSpan(whole, expr.part, *last->lo, Tense::kNone), {}, "discourse"};
}

}  // namespace dateline::extract
