// Anchors that are told of elsewhere: days of a document's own ("the effective date"), terms of government.
//
// "60 days after the effective date" has days only where the text says when that is. ReadHappening reads the words
// that ask for such a day, HappeningDated the words that tell it; dates_resolve keeps what was told.
#pragma once

#include <optional>

#include "extract/dates_expr.h"

namespace dateline::extract {

// Reads "(the date of) enactment (of this Act)" at `i` and moves `i` behind it; kNone leaves `i` alone.
[[nodiscard]] Happening ReadHappening(const DateText& text, std::uint32_t& i);

// What the day at tokens [begin, end) is the day of, by the words around it: "effective June 2", "signed on May 1".
[[nodiscard]] Happening HappeningDated(const DateText& text, std::uint32_t begin, std::uint32_t end);

// "the end of the Biden administration", "the start of the 119th Congress", "Trump's inauguration": an expression of
// form kTerm whose day TermDay knows.
[[nodiscard]] std::optional<DateExpr> ReadTerm(const DateText& text, std::uint32_t i);

// The day a term begins or ends. Of a man with two terms the one nearest the reference that `past` allows.
[[nodiscard]] std::optional<Day> TermDay(const DateExpr& term, std::optional<Day> reference, bool past);

}  // namespace dateline::extract
