// Contact clauses: "the duties WASHINGTON IMPOSED IN APRIL", a relative clause without a relative word. Pure; internal
// to clauses.
#pragma once

#include <cstdint>

#include "extract/clauses.h"

namespace dateline::extract {

inline constexpr std::uint32_t kLongestContactSubject = 8;  // tokens before its verb

// Whether the subject of a contact clause begins at token `i` of a clause that begins at `clause`, where `finite` is the
// first tensed verb behind `i` (R. Quirk et al., A Comprehensive Grammar of the English Language, 17.15). Asks `finite`
// and the words of the reading, no clauses.
[[nodiscard]] bool BeginsContactClause(const Reading& reading, std::uint32_t i, std::uint32_t finite,
                                       std::uint32_t clause);

}  // namespace dateline::extract
