// Words compared with literals where they stand.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline::extract {

// Preferred to the one of the standard library, which calls memcmp with a size that it no longer knows to be that of
// the literal: this becomes a comparison of numbers, and rules ask some hundred times for every event. Arrays of char
// are literals here, so their last char ends them.
template <std::size_t N>
[[nodiscard, gnu::always_inline]] constexpr bool operator==(std::string_view word, const char (&literal)[N]) {
  return word.size() == N - 1 && __builtin_memcmp(word.data(), literal, N - 1) == 0;
}

}  // namespace dateline::extract
