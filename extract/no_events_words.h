// Looking at the words about a hit, for whoever judges whether it tells of an event.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/events.h"
#include "extract/verb_groups.h"
#include "extract/word_at.h"

namespace dateline::extract {

inline constexpr std::uint32_t kNone = 0xffffffff;

// Is one of the tokens this word, in small letters? `hash` is its TokenHash.
[[nodiscard]] bool HasWord(const Reading& reading, TokenRange range, std::string_view word, std::uint32_t hash);
[[nodiscard]] inline bool HasWord(const Reading& reading, TokenRange range, std::string_view word) {
  return HasWord(reading, range, word, TokenHash(word));
}
template <std::size_t N>
[[nodiscard, gnu::always_inline]] inline bool HasWord(const Reading& reading, TokenRange range, const char (&word)[N]) {
  const std::string_view letters(word, N - 1);
  return HasWord(reading, range, letters, IsPlain(word) ? HashOfPlain(word) : TokenHash(letters));
}
// A date in what the hit acts on or just behind it.
[[nodiscard]] bool DateNear(const Reading& reading, const Hit& hit);
// The "to" that governs the verb: its own, or that of the verb it is coordinated with ("to suspend or prohibit").
[[nodiscard]] std::uint32_t MarkerOf(const Reading& reading, const VerbGroup& group);
// Some sentences about the hit; the abstract of a notice as a whole.
[[nodiscard]] TokenRange Nearby(const Reading& reading, const Hit& hit);
// The hits of its sentence, at most 48 to either side of it: a hostile sentence has thousands. `hits` stand in text
// order, as the trigger windows give them, and what is returned points into them.
[[nodiscard]] std::span<const Hit> Beside(const Reading& reading, const std::vector<Hit>& hits, const Hit& hit);
// The words of its sentence, at most 256 to either side of it.
[[nodiscard]] TokenRange WordsBeside(const Reading& reading, const Hit& hit);

}  // namespace dateline::extract
