// Resolver: from what the words say to days, with the reference, the tense and the dates told of before.
#pragma once

#include <optional>
#include <string>

#include "extract/dates_expr.h"
#include "extract/dates_fiscal.h"
#include "extract/dates_tense.h"
#include "extract/dates_told.h"
#include "extract/extract.h"

namespace dateline::extract {

struct Resolved {
  DateSpan date;
  std::string timex;
  std::string rule;
};

// From `first` up to `end`, which is not in it.
inline DateSpan Days(Day first, Day end, Precision precision = Precision::kDay) {
  return {first, end, precision, DateQualifier::kNone};
}

// Goes through one text from left to right: offsets such as "two days later" need what stood before them.
class Resolver {
 public:
  Resolver(const DateText& text, const Reference& reference)
      : text_(text), reference_(reference.day), told_(text), fiscal_(text) {}

  // Nothing when the expression is relative and there is no reference, or names no day that exists.
  [[nodiscard]] std::optional<Resolved> Resolve(const DateExpr& expr);
  // The same for an expression passed by before: what follows does not count from it.
  [[nodiscard]] std::optional<Resolved> ResolveLate(const DateExpr& expr);
  // True when the anchor of this offset has no day yet: ask again after each further date.
  [[nodiscard]] bool Waits(const DateExpr& expr) const {
    const bool elsewhere = expr.anchor == Anchor::kHappening ||
                           (expr.anchor == Anchor::kPublication && expr.happening != Happening::kNone && !reference_);
    return elsewhere && !told_.DayOfThe(expr.happening);
  }
  // A dispatch's own date line ("WASHINGTON, April 9 —") beats the day of publication.
  void AdoptDateline(const DateExpr& expr);

 private:
  struct Answer {
    DateSpan date;
    std::string timex;
    std::string_view reason;
  };
  using Maybe = std::optional<Answer>;

  [[nodiscard]] Maybe Span(const DateExpr& expr);     // within the years 1 to 9999
  [[nodiscard]] Maybe AnySpan(const DateExpr& expr);
  [[nodiscard]] Maybe DayForm(const DateExpr& expr);
  [[nodiscard]] Maybe DayOfMonthForm(const DateExpr& expr);
  [[nodiscard]] Maybe UnitOfYear(const DateExpr& expr);
  [[nodiscard]] Maybe FiscalForm(const DateExpr& expr);
  [[nodiscard]] Maybe WeekdayForm(const DateExpr& expr);
  [[nodiscard]] Maybe PeriodForm(const DateExpr& expr);
  [[nodiscard]] Maybe WindowForm(const DateExpr& expr);
  [[nodiscard]] Maybe OffsetForm(const DateExpr& expr);
  [[nodiscard]] Maybe SpellForm(const DateExpr& expr);
  [[nodiscard]] Maybe RangeForm(const DateExpr& expr);
  [[nodiscard]] Maybe OpenForm(const DateExpr& expr);
  [[nodiscard]] Maybe NthForm(const DateExpr& expr);
  [[nodiscard]] Maybe TermForm(const DateExpr& expr);
  [[nodiscard]] Maybe DiscourseForm(const DateExpr& expr);
  [[nodiscard]] std::optional<DateSpan> AnchorSpan(const DateExpr& expr);
  [[nodiscard]] Tense DeadlineTense(const DateExpr& open, const DateExpr& edge) const;
  // The year in which the text told of this day of a year, when the tense allows it.
  [[nodiscard]] std::optional<DateSpan> DayToldOf(const DateExpr& expr);
  [[nodiscard]] Tense TenseOf(const DateExpr& expr);

  const DateText& text_;
  std::optional<Day> reference_;
  ToldDates told_;
  FiscalYears fiscal_;
  std::optional<Tense> tense_;   // of the expression being resolved: the parts of a range share it
  std::uint32_t outer_begin_ = 0;
  std::uint32_t outer_end_ = 0;
};

}  // namespace dateline::extract
