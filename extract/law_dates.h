// Days and years that laws, orders and other texts carry in their names.
#pragma once

#include "extract/date_owners.h"

namespace dateline::extract {

// The date an order gives itself: "Executive Order 14110 of October 30, 2023".
[[nodiscard]] DateSpan OwnDate(const Reading& reading);
// "Congress enacted the Foreign Investment and National Security Act of 2007", "the Act of 2018, which amended".
[[nodiscard]] DateSpan YearOfLaw(const Reading& reading, const Hit& hit);
// "by Proclamation 10328 of December 27, 2021": the order's own day.
[[nodiscard]] DateSpan DateOfCited(const Reading& reading, const Hit& hit);
// "Section 2 of the Act adds a new section": a statute does what it does whenever it was made.
[[nodiscard]] bool OfLaw(const Reading& reading, const Hit& hit);
// "In Executive Order 14200 of February 5, 2025, I suspended", "Executive Order 14066 prohibited", where the text tells
// its day elsewhere: what an order did in the past, it did on its own day.
[[nodiscard]] DateSpan DayOfOrder(const Reading& reading, const Hit& hit);
// "a 2004 Supreme Court ruling", "issued a 2023 exclusion order": the year of the text that is the act.
[[nodiscard]] DateSpan YearOfText(const Reading& reading, const Hit& hit);

}  // namespace dateline::extract
