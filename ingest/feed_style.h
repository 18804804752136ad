// The style attributes of feeds, made safe to show.
#pragma once

#include <string>
#include <string_view>

namespace dateline::ingest {

// The declarations of `style` that only colour, size and place text, each ended by ";"; "" when none is left or
// anything in it could load, run or cover something.
[[nodiscard]] std::string SafeStyle(std::string_view style);

}  // namespace dateline::ingest
