// Governors: on which words a name hangs.
//
// "to all destinations, except Canada", "a hearing in Washington", "the interests of the United States", "on behalf of
// Acme": the preposition before a name, and the noun before that, tell what part the name plays. Names in a list hang
// on the same words.
#pragma once

#include <cstdint>

#include "extract/clauses.h"
#include "extract/wants.h"

namespace dateline::extract {

enum class Governor : std::uint8_t {
  kNone,     // nothing: a subject, an object, a name before a noun
  kOther,    // "to", "on", "for", "against", "under", "of" a thing
  kExempt,   // "except", "other than", "excluding": left out
  kMeeting,  // "reached at a meeting in": where people met
  kVenue,    // "in", "at", "near": where something is
  kSource,   // "from": where it comes from
  kWith,     // "with", "between"
  kDoer,     // "launched by": who does what the participle says
  kAside,    // "in support of", "in coordination with", "for evading", "consistent with": beside the act, or why
  kBehalf,   // "on behalf of"
  kWhose,    // "the interests of", "persons of": whose, not what
};

// What the name that begins at `token` hangs on. Looks no further left than `floor`; `possessed` are nouns that a name
// after "of" only owns.
[[nodiscard]] Governor GovernorOf(const Reading& reading, std::uint32_t token, std::uint32_t floor,
                                  const Wants& possessed);

}  // namespace dateline::extract
