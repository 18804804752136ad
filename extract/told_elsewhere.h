// Told elsewhere: the day of an event that no date in its own clause tells.
//
// "a day after Delhi opened a probe", "withdrawn at the same time", "upon publication", an item of a list under
// "This week": counted from another date or taken from another sentence.
#pragma once

#include "extract/events.h"

namespace dateline::extract {

// "… said on Thursday, a day after Delhi opened a probe", "The ruling comes seven months after the agency barred":
// counted from the day that its sentence tells, or the one before; from weeks and months no more than the month is
// known, from years no more than the year. Unknown when nothing counts.
[[nodiscard]] DateSpan CountedFromSentence(const Reading& reading, const Hit& hit, TokenRange sentence,
                                           const DateSpan& published);

// The date of the heading over a list, of the sentence before, or of the announcement that the hit speaks of; for hits
// whose own sentence has none. Unknown when none of them tells one.
[[nodiscard]] EventDate DateToldElsewhere(const Reading& reading, const Hit& hit, const DocumentFrame& frame,
                                          Modality modality);

}  // namespace dateline::extract
