// How far a cue reaches: whether what it says is said of a target. Pure; internal to the judging of cues.
#pragma once

#include <cstdint>

#include "extract/cues.h"

namespace dateline::extract {

inline constexpr std::uint32_t kReach = 24;  // tokens from an embedding cue to the trigger it governs

// The element that the next cue outwards acts on: the trigger at first, then each cue that was applied. A tensed
// element is out of reach of auxiliaries and of verbs that take no that-clause.
struct Frontier {
  std::uint32_t begin;
  bool tensed;
};

// The cue is a word that tells of the event: "was denied" of a licence, "threatened tariffs".
[[nodiscard]] bool IsOwnWord(const Reading& r, const Cue& cue, const Target& target);
// Whether a cue left of the target governs it, or the cue that stands at the frontier.
[[nodiscard]] bool ReachesRight(const Reading& r, const Cue& cue, const Target& target, const Frontier& frontier);
// Whether a cue right of the target is said of it.
[[nodiscard]] bool ReachesLeft(const Reading& r, const Cue& cue, const Target& target);
// A present tense, which in a clause of time is of the future.
[[nodiscard]] bool IsToCome(const Reading& r, const Target& target);

}  // namespace dateline::extract
