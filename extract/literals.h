// Words and ids compared with literals where they stand.
//
// The standard library calls memcmp with a size that it no longer knows to be that of the literal; these become
// comparisons of numbers. Rules ask some hundred times for every event. Arrays of char are literals here, so their last
// char only ends them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace dateline::extract {

template <std::size_t N>
[[nodiscard, gnu::always_inline]] constexpr bool operator==(std::string_view word, const char (&literal)[N]) {
  return word.size() == N - 1 && __builtin_memcmp(word.data(), literal, N - 1) == 0;
}

// The id of a record, "event:rule.end/verb.rescind", or of a type, "rule.end".
class Id : public std::string {
 public:
  Id() = default;
  Id(std::string id) : std::string(std::move(id)) {}

  template <std::size_t N>
  [[nodiscard, gnu::always_inline]] bool starts_with(const char (&literal)[N]) const {
    return size() >= N - 1 && __builtin_memcmp(data(), literal, N - 1) == 0;
  }
  template <std::size_t N>
  [[nodiscard, gnu::always_inline]] bool ends_with(const char (&literal)[N]) const {
    if (size() < N - 1) return false;
    // A long comparison is a call: most are decided by the last few letters.
    constexpr std::size_t kFew = 8;
    if constexpr (N - 1 > 2 * kFew) {
      if (__builtin_memcmp(data() + size() - kFew, literal + (N - 1 - kFew), kFew) != 0) return false;
    }
    return __builtin_memcmp(data() + size() - (N - 1), literal, N - 1) == 0;
  }
  using std::string::ends_with;
  using std::string::starts_with;
  template <std::size_t N>
  [[nodiscard, gnu::always_inline]] friend bool operator==(const Id& id, const char (&literal)[N]) {
    return std::string_view(id) == literal;
  }
};

}  // namespace dateline::extract
