// A word of a text as rules compare it, and the choice among a few words.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>

#include "extract/clauses.h"

namespace dateline::extract {

// The word as the lexicon has it, in small letters; the surface of a word it does not have; "" behind the last token.
[[nodiscard]] inline std::string_view WordAt(const Reading& reading, std::uint32_t token) {
  const WordId id = reading.words[token].id;
  return id != 0 ? reading.lexicon->Text(id) : reading.Surface(token);
}

// Is it one of these literals? Unrolled where it stands, so that the compiler sorts them by size and compares numbers:
// asked a hundred times for every event.
[[nodiscard, gnu::always_inline]] inline bool OneOf(std::string_view word,
                                                    std::initializer_list<std::string_view> words) {
  const std::string_view* const each = words.begin();
#pragma GCC unroll 64
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (each[i].size() == word.size() && std::memcmp(each[i].data(), word.data(), each[i].size()) == 0) return true;
  }
  return false;
}

}  // namespace dateline::extract
