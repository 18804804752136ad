// Text as bytes of UTF-8: repair, case folding and the tokens that search and duplicate detection share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace dateline {

// Decodes one code point at `at` (must be < text.size()) and moves `at` past it. Ill-formed bytes yield
// U+FFFD and move by the maximal subpart (Unicode 15, §3.9).
[[nodiscard]] char32_t DecodeUtf8(std::string_view text, std::size_t& at);
void AppendUtf8(std::string& out, char32_t code_point);
[[nodiscard]] bool IsUtf8(std::string_view text);
// Ill-formed bytes become U+FFFD; NUL and other C0 controls except tab and newline become spaces.
[[nodiscard]] std::string RepairUtf8(std::string_view text);

[[nodiscard]] bool IsCjk(char32_t code_point);      // Han, Kana, Hangul: written without spaces between words (Hangul included for bigrams)
[[nodiscard]] bool IsWordChar(char32_t code_point); // letters, digits, marks of any script
// Simple case folding for Latin, Greek and Cyrillic; full-width forms to ASCII; accents stay.
[[nodiscard]] char32_t FoldCase(char32_t code_point);
[[nodiscard]] std::string FoldCase(std::string_view text);

// Tokens for search: folded words with diacritics of Latin letters removed; runs of CJK as overlapping bigrams.
// Space-separated, so that any plain tokenizer reads the same tokens.
[[nodiscard]] std::string SearchTokens(std::string_view text);
struct SearchToken {
  std::string text;
  Span span;  // in the original
};
[[nodiscard]] std::vector<SearchToken> SearchTokenSpans(std::string_view text);

// White space runs to one space, ends trimmed.
[[nodiscard]] std::string CollapseSpace(std::string_view text);
// At most `width` terminal columns (CJK counts two), with "…" when cut; control and bidi characters removed.
[[nodiscard]] std::string ForTerminal(std::string_view text, std::size_t width);

}  // namespace dateline
