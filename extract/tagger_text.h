// What the steps of the tagger see of a document: its text, tokens and the stretches in which context counts.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/padded.h"
#include "extract/tagger_starts.h"
#include "extract/token.h"

namespace dateline::extract {

// Borrowed for one call of FindMentions.
struct TaggedText {
  std::string_view text;
  PaddedView<Token> tokens;
  const StartPlaces& starts;
  const std::vector<std::uint32_t>& paragraphs;  // the tokens that begin one, but for the first
  std::uint8_t any = 0xFF;                       // AnyOf(starts)

  [[nodiscard]] std::string_view Surface(std::uint32_t token) const { return tokens[token].span.In(text); }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens.size()); }
  // Is token `at` the one-byte mark `c`?
  [[nodiscard]] bool IsMark(std::uint32_t at, char c) const {
    return tokens[at].span.size() == 1 && text[tokens[at].span.begin] == c;
  }
  // False when `what` (Start bits) starts nowhere.
  [[nodiscard]] bool Holds(std::uint8_t what) const { return (any & what) != 0; }
  // No white space before token `at`.
  [[nodiscard]] bool Glued(std::uint32_t at) const { return tokens[at].gap == Gap::kNone; }
};

}  // namespace dateline::extract
