// What may stand between the words of a trigger that comes apart: "took the bill UP", "met on Tuesday in Geneva WITH".
// Pure; internal to triggers.
#pragma once

#include <cstdint>

#include "extract/clauses.h"

namespace dateline::extract {

// Between a verb and its particle stands one thing.
[[nodiscard]] bool HoldsObject(const Reading& r, TokenRange inside);

// Between a verb or a noun and its preposition stand only a time, a place, a manner or, after a noun, a doer: "met ON
// TUESDAY IN GENEVA with", "a ban BY THE MINISTRY on".
[[nodiscard]] bool HoldsAdverbials(const Reading& r, TokenRange inside, bool after_noun);
// May such words begin here? False for most.
[[nodiscard]] bool MayBeAdverbial(const Reading& r, std::uint32_t at);

}  // namespace dateline::extract
