// Binary search without a branch for each step: which half it goes on in nobody can guess, and a wrong guess costs more
// than several steps.
#pragma once

#include <cstddef>

namespace dateline::extract {

// How many of `count` rows `before` is true of, which are the first of them.
template <typename Row, typename Before>
[[nodiscard]] std::size_t CountBefore(const Row* rows, std::size_t count, Before before) {
  std::size_t at = 0;
  for (; count > 0; count /= 2) {
    const std::size_t half = count - count / 2;
    at += half * static_cast<std::size_t>(before(rows[at + half - 1]));
  }
  return at;
}

}  // namespace dateline::extract
