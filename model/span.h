// A half-open stretch [begin, end) of bytes of some text; the text it points into is named beside it.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace dateline {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool Contains(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool Overlaps(Span other) const { return begin < other.end && other.begin < end; }
  [[nodiscard]] constexpr std::string_view In(std::string_view text) const {
    return begin <= end && end <= text.size() ? std::string_view(text.data() + begin, size()) : std::string_view{};
  }
  constexpr auto operator<=>(const Span&) const = default;
};

}  // namespace dateline
