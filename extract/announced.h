// Announced: the day on which a plan was told of, where its own day is open.
//
// "In May the ministry announced that it would rescind the rule": rescinded on no known day, announced in May.
#pragma once

#include "extract/clauses.h"
#include "extract/triggers.h"
#include "model/date.h"

namespace dateline::extract {

// The day, month or year that stands beside the verb of telling which governs the event in its sentence, before it or
// behind it; unknown where none does, and where it is to come after `published`. Pure.
[[nodiscard]] DateSpan AnnouncedOn(const Reading& reading, const Hit& hit, const DateSpan& published);

}  // namespace dateline::extract
