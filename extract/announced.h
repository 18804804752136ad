// Announced: the day on which a plan was told of, where its own day is open.
//
// "In May the ministry announced that it would rescind the rule": rescinded on no known day, announced in May.
#pragma once

#include "extract/events.h"

namespace dateline::extract {

// Sets `announced` of a plan that has no day of its own: the day, month or year beside the verb of telling which
// governs the event in its sentence, if that is not to come after the text appeared; where an office's own text
// announces it without a day, that of the text. Where the event's own words tell of a plan ("was assured of licences
// four weeks ago"), a day that was over when the text appeared is the day of telling too.
void TellWhenAnnounced(const Reading& reading, const Hit& hit, const DocumentFrame& frame, EventAssertion& plan);

// "announced that the added tariffs would hit imports": what it announces is as the clause behind "that" tells it.
[[nodiscard]] std::optional<Modality> ToldBehindThat(const Reading& reading, const Hit& hit);

}  // namespace dateline::extract
