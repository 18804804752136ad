// Tokens and sentences: the units every other step of the extractor counts in.
//
// Words are runs of letters, digits and inner apostrophes; hyphens and periods split ("U.S." is U . S .), so that
// dictionary names match across hyphen kinds and abbreviations; each CJK character is a token of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace dateline::extract {

enum class TokenKind : std::uint8_t { kWord, kNumber, kPunct, kCjk };  // kNumber: starts with a digit ("910C", "14,105")
enum class Gap : std::uint8_t { kNone, kSpace, kLine, kParagraph };    // white space before the token

struct Token {
  Span span;
  TokenKind kind = TokenKind::kWord;
  Gap gap = Gap::kNone;
  bool capital = false;     // first letter upper case
  bool all_caps = false;    // two or more letters, none lower case
};

[[nodiscard]] std::vector<Token> Tokenise(std::string_view text);

// Sentences as spans without surrounding white space, covering every token; a paragraph break, heading or list
// item ends one. Abbreviations (U.S., Inc., Sec., Jan., No., v.) and decimals do not.
[[nodiscard]] std::vector<Span> SplitSentences(std::string_view text, const std::vector<Token>& tokens);

// Lower-case form for word lists: case folded, curly apostrophe to ', possessive 's removed.
[[nodiscard]] std::string FoldToken(std::string_view surface);

}  // namespace dateline::extract
