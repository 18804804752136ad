// Refusals: a trigger that tells of no event, and why not.
//
// What names a thing by an act, tells of anybody or of every day, lays down a duty or is told by another trigger.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// "" when the hit tells of an event, else the reason in words for `--explain`. `headline`: it tells what is to come;
// `asked`: its sentence is a question.
[[nodiscard]] std::string_view WhyNoEvent(const Reading& reading, const TriggerTable& table,
                                          const std::vector<Hit>& hits, const Hit& hit, const Judgement& judgement,
                                          const DocumentFrame& frame, bool headline, bool asked);

}  // namespace dateline::extract
