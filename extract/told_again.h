// Told again: acts of a rule-making that a text tells a second time, at another stage than it stands, or only to say
// what a thing is.
//
// "is proposing to extend a deadline. Specifically, it is extending it", "The removals from the list are made in
// response to", "firms that have continued to supply them", "by allowing the bureau to ask".
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// "" when nothing speaks against the hit, else the reason in words for `--explain`. Official texts only.
[[nodiscard]] std::string_view WhyToldAgain(const Reading& reading, const TriggerTable& table,
                                            const std::vector<Hit>& hits, const Hit& hit, const Judgement& judgement,
                                            const DocumentFrame& frame);

}  // namespace dateline::extract
