// Contact clauses: "the duties WASHINGTON IMPOSED IN APRIL", a relative clause without a relative word. Pure; internal
// to clauses.
#pragma once

#include <cstdint>

#include "extract/clauses.h"

namespace dateline::extract {

inline constexpr std::uint32_t kNoContact = 0xffffffff;

// Where the subject of a contact clause begins whose tensed verb stands at `verb`, at or behind token `floor`; kNoContact
// when what stands there is none (R. Quirk et al., A Comprehensive Grammar of the English Language, 17.15). Asks `finite`
// and the words of the reading, no clauses.
[[nodiscard]] std::uint32_t ContactSubject(const Reading& reading, std::uint32_t verb, std::uint32_t floor);

// Whether what the clause hangs on has a verb of its own in the clause that begins at `clause`, before it or behind it:
// "a firm Intel bought in May WAS LISTED". `subject` is what ContactSubject told of `verb`.
[[nodiscard]] bool HasVerbBeside(const Reading& reading, std::uint32_t subject, std::uint32_t verb,
                                 std::uint32_t clause);

}  // namespace dateline::extract
