// Aims: what a thing is for, what an act is part of, and what is made or sold at no time.
//
// "is meant to keep children safe by putting out rules", "as part of a wider drive to restrict access", "equipment for
// making chips": words of an act where none is told.
#pragma once

#include <string_view>

#include "extract/events.h"

namespace dateline::extract {

// "" when the hit tells of more than an aim, else the reason in words for `--explain`. `type` is that of the event.
[[nodiscard]] std::string_view WhyOnlyAim(const Reading& reading, std::string_view type, const Hit& hit);

// "equipment for making chips", "what importing chips means", "its capacity to make them": no sale of any day.
[[nodiscard]] bool IsSaleAtLarge(const Reading& reading, const Hit& hit);

}  // namespace dateline::extract
