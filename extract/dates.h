// Dates: expressions of time in a text, resolved against the day it was published.
//
// Reading has three steps, each pure and linear in the text:
//   tokens → date words (dates_words) → expressions that may lack a year (dates_reader, dates_phrases, dates_chinese)
//   → days (dates_resolve), with the tense of the governing verb deciding which year or week is meant (dates_tense).
// There is no clock: without a reference day, relative expressions are left out.
//
// What a Timex holds:
//   span   the whole expression with its preposition where that changes the meaning ("until Nov. 10"), in bytes
//   date   unknown for durations ("a 90-day truce"), sets ("every Friday"), references ("now") and offsets from
//          events that this text does not date ("30 days after enactment")
//   timex  TIMEX3 value: 2025-04-09, 2025-W37, 2025-Q2, 2024-SU, 199, P45D, XXXX-WXX-5, PRESENT_REF
//          (an anchor dated elsewhere in the text, "effective June 2", counts before or after the offset)
//   rule   "date:FORM" or "date:FORM/REASON", the reason being the tense or anchor that decided: "date:month-day/past"
#pragma once

#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "extract/token.h"

namespace dateline::extract {

// FindDates over tokens that the caller already has of `text`. Sorted, not overlapping.
[[nodiscard]] std::vector<Timex> FindDates(std::string_view text, const std::vector<Token>& tokens,
                                           const Reference& reference);

}  // namespace dateline::extract
