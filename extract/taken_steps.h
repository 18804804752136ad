// Steps told by a noun or a verb of their own, "the decision to ban", "a bid to buy it": taken, or come to nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/cues.h"

namespace dateline::extract {

// A cue of a plan that tells of a step taken: "moved to restrict the export", "faulted its decision to suspend it".
// `type` is that of the event.
[[nodiscard]] bool IsTakenStep(const Reading& reading, const Cue& cue, std::string_view type);
// "In Proclamation 9704 of March 8, 2018, I decided to adjust imports": done by that very text.
[[nodiscard]] bool IsDecidedByOrder(const Reading& reading, const Cue& cue);
// "voted 54-45 late on March 13 to confirm her": a vote in favour stands before the verb at `verb`, and does what it says.
[[nodiscard]] bool IsVotedFor(const Reading& reading, std::uint32_t verb);
// "last week's decision to ban": the day stands with the noun, not with what is said of the step ("faulted it on
// Monday").
[[nodiscard]] bool IsDayOfStep(const Reading& reading, TokenRange step, const DateSpan& day);
// "an effort to force Meta to sell was rejected": what was tried and refused.
[[nodiscard]] bool IsRefusedEffort(const Reading& reading, const Target& target);

}  // namespace dateline::extract
