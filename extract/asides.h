// Asides: what a sentence says beside its happening, as a condition, a span of time or a deal that there is already.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// "" when the hit tells of a happening, else the reason in words for `--explain`.
[[nodiscard]] std::string_view WhyAside(const Reading& reading, const TriggerTable& table, const std::vector<Hit>& hits,
                                        const Hit& hit);

}  // namespace dateline::extract
