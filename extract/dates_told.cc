#include "extract/dates_told.h"

#include <algorithm>
#include <cstdlib>

#include "extract/dates_anchors.h"

namespace dateline::extract {

void ToldDates::Add(const DateExpr& expr, const DateSpan& date, std::string_view reason, std::optional<Day> reference) {
  constexpr std::size_t kDaysToldMax = 256;
  if (expr.form == Form::kDay && expr.year != 0 && days_.size() < kDaysToldMax) {
    const int key = expr.month * 100 + expr.day;
    const auto told = std::find_if(days_.begin(), days_.end(), [&](const auto& row) { return row.first == key; });
    if (told == days_.end())
      days_.emplace_back(key, expr.year);
    else
      told->second = expr.year;
  }
  if (expr.form == Form::kDay) {
    if (const Happening happening = HappeningDated(text_, expr.begin, expr.end); happening != Happening::kNone) {
      // A study published years ago is not what a notice counts from.
      constexpr int kPublicationDays = 60;
      const bool foreign = happening == Happening::kPublication && reference && date.lo &&
                           std::abs((*date.lo - *reference).count()) > kPublicationDays;
      if (!foreign) happenings_[static_cast<std::size_t>(happening)] = date.lo;
    }
  }
  // "Since October 9 exports have required a licence, though it suspended the rule a month later"
  if (expr.form == Form::kOpen && reason == "since" && date.lo && date.precision == Precision::kDay) {
    last_.date = last_.day = DayOf(*date.lo);
    last_.token = last_.day_token = expr.end;
    return;
  }
  if (expr.form == Form::kOpen || expr.form == Form::kSpell || expr.form == Form::kWindow || expr.form == Form::kDecade)
    return;
  if (!date.lo || !date.hi) return;
  // "2030-2035" is no year that "the prior year" could stand before.
  if (expr.form == Form::kRange && date.precision == Precision::kYear) return;
  // "Last Tuesday the bureau posted the rule awaited since his post of December 8. A day later …": the day of a thing
  // is not the one that is counted from.
  if (last_.date && expr.begin > 0 && text_.Is(expr.begin - 1, Word::kOf)) {
    std::uint32_t i = last_.token;
    while (i < expr.begin && !text_.EndsSentence(i)) ++i;
    if (i >= expr.begin) return;
  }
  last_.date = date;
  last_.token = expr.end;
  if (date.precision == Precision::kDay && date.IsUnit()) last_.day = last_.date, last_.day_token = expr.end;
}

std::optional<DateSpan> ToldDates::LastBefore(std::uint32_t token) const {
  constexpr std::uint32_t kNear = 120;
  if (!last_.date || token < last_.token || token - last_.token > kNear) return std::nullopt;
  return last_.date;
}

// "He was named in February last year. A day earlier, the president signed": days are counted from a day.
std::optional<DateSpan> ToldDates::LastFor(const DateExpr& expr) const {
  const auto last = LastBefore(expr.begin);
  constexpr std::uint32_t kNearDay = 60;
  if (expr.unit == Unit::kDay && last && last->precision != Precision::kDay && last_.day &&
      expr.begin - last_.day_token <= kNearDay) {
    for (std::uint32_t i = last_.token; i < expr.begin; ++i) {
      if (text_.EndsSentence(i)) return last_.day;
    }
  }
  return last;
}

std::optional<Day> ToldDates::DayIn(int month, int day) const {
  const auto told = std::ranges::find(days_, month * 100 + day, &std::pair<int, int>::first);
  return told == days_.end() ? std::nullopt : MakeDay(told->second, month, day);
}

}  // namespace dateline::extract
