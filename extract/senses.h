// Senses: words that look like an act and mean something else where they stand.
//
// "shares rallied", "chips made by Acme", "knowing licences were required": nobody urged, made or required anything.
#pragma once

#include <string_view>

#include "extract/events.h"

namespace dateline::extract {

// "" when nothing speaks against the hit, else the reason in words for `--explain`. `type` is that of the hit.
[[nodiscard]] std::string_view WhyOtherSense(const Reading& reading, std::string_view type, const Hit& hit,
                                             const Judgement& judgement);

}  // namespace dateline::extract
