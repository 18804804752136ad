// Told after: the sentence behind an event that says when it was.
//
// "China has banned exports of gallium. The ban was announced on Monday", "A judge blocked the tariffs. Friday's ruling
// is the second": what the lead tells without a day has that of the sentence that goes on about it.
#pragma once

#include <vector>

#include "extract/clauses.h"
#include "model/assertion.h"

namespace dateline::extract {

// Dates what has happened on no known day from one of the two sentences behind it, where that names it by a noun with
// an article and tells a day or month of it. What is planned gets that of its telling as `announced` ("Canada will put
// a levy on cars. The minister made the measures known on Monday"). An event that this sentence tells on its own of
// nobody or of an office, where the first is told of a country ("Washington cleared the chips. Commerce signed off on
// the licences in March"), is the same and is taken in.
void DateToldAfter(const Reading& reading, const DateSpan& published, std::vector<EventAssertion>& assertions);

}  // namespace dateline::extract
