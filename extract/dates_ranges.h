// Ranges and open ends of calendar expressions. Each returns what starts exactly at token `i`, and is pure.
#pragma once

#include <cstdint>
#include <optional>

#include "extract/dates_reader.h"

namespace dateline::extract {

// "September 14", and on to its end where it is the begin of a range: "Sept. 14-15", "March to May 2025". `governed` as
// for ReadCalendar; behind "from" (`after_from`) more joins: "from March 3 to Friday".
[[nodiscard]] std::optional<DateExpr> CalendarOrRange(const DateText& text, std::uint32_t i, bool governed,
                                                      bool after_from = false);

// "14-15 September 2025", "18 and 19 June", "9 to 17 April", "(between) the 9th and the 17th of April".
[[nodiscard]] std::optional<DateExpr> DaysThenMonth(const DateText& text, std::uint32_t i, bool between = false,
                                                    bool after_from = false);

// "between March 3 and April 2", `i` at "between".
[[nodiscard]] std::optional<DateExpr> BetweenRange(const DateText& text, std::uint32_t i);

// "from March 3 to April 2", "from Aug. 1 onward", `i` at "from".
[[nodiscard]] std::optional<DateExpr> FromRange(const DateText& text, std::uint32_t i);

// "until Nov. 10", "since 2019", "no later than May 15", "on or after May 15", `i` at the word that opens it.
[[nodiscard]] std::optional<DateExpr> ReadOpenEnd(const DateText& text, std::uint32_t i);

}  // namespace dateline::extract
