// Bill texts: what the draft of a law says of itself before and beside what it would do.
//
// Its long title ("To require a strategy … and for other purposes"), the name it gives itself, the day on which it
// would become law.
#pragma once

#include <string_view>

#include "extract/events.h"

namespace dateline::extract {

// A bill as printed ("Be it enacted by the Senate and House"), or its summary section by section ("(Sec. 3) The bill
// extends").
[[nodiscard]] bool IsTextOfBill(const Reading& reading);

// "" when nothing speaks against the hit, else the reason in words for `--explain`.
[[nodiscard]] std::string_view WhyOnlyBill(const Reading& reading, std::string_view type, const Hit& hit,
                                           const DocumentFrame& frame);

// "June 16, 2022 / Mr. Hale introduced the following bill": the line above tells the day of that and of what the
// sentence says next; null where none does.
[[nodiscard]] const Timex* DayOfIntroduction(const Reading& reading, const Hit& hit);

}  // namespace dateline::extract
