// Tokens and sentences: the units every other step of the extractor counts in.
//
// Words are runs of letters, digits and inner apostrophes; hyphens and periods split ("U.S." is U . S .), so that
// dictionary names match across hyphen kinds and abbreviations; each CJK character is a token of its own, and so
// is each punctuation mark. A comma between digits that group thousands stays inside its number ("14,105").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace dateline::extract {

enum class TokenKind : std::uint8_t {
  kWord,
  kNumber,
  kPunct,
  kCjk
};                                                                   // kNumber: starts with a digit ("910C", "14,105")
enum class Gap : std::uint8_t { kNone, kSpace, kLine, kParagraph };  // white space before the token

struct Token {
  Span span;
  // Of the folded form (see FoldToken): equal for tokens that differ only in case, width, kind of apostrophe,
  // hyphen or quotation mark, or a possessive 's; "&" counts as "and". See TokenHash.
  std::uint32_t hash = 0;
  TokenKind kind = TokenKind::kWord;
  Gap gap = Gap::kNone;
  bool capital = false;         // first character is an upper-case letter
  bool all_caps = false;        // two or more letters, none lower case (a possessive 's aside)
  bool mixed = false;           // holds ASCII digits and ASCII letters
  std::uint8_t possessive = 0;  // bytes of the possessive 's at the end of `span`, 0 when there is none

  // Without the possessive 's.
  [[nodiscard]] Span stem() const { return {span.begin, span.end - possessive}; }
};

// Linear in the text; any bytes are accepted, ill-formed UTF-8 becomes punctuation. At most the first 4 GiB.
[[nodiscard]] std::vector<Token> Tokenise(std::string_view text);
// The same into a vector whose room is used again.
void Tokenise(std::string_view text, std::vector<Token>& tokens);

// Sentences as spans without surrounding white space, covering every token; a paragraph break, heading or list
// item ends one. Abbreviations (U.S., Inc., Sec., Jan., No., v.) and decimals do not. What is longer than any sentence
// is cut, from half of kLongestSentence on behind a mark, so that work by sentence stays linear in a hostile text.
inline constexpr std::size_t kLongestSentence = 8192;  // tokens
[[nodiscard]] std::vector<Span> SplitSentences(std::string_view text, const std::vector<Token>& tokens);

// Lower-case form for word lists: case folded, curly apostrophe to ', possessive 's removed.
[[nodiscard]] std::string FoldToken(std::string_view surface);

// The hash that Tokenise gives a token of this surface: word lists as sets of integers.
[[nodiscard]] std::uint32_t TokenHash(std::string_view surface);

// How hashes are made: the folded word in UTF-8, eight bytes at a time, the first byte lowest; zeros fill the last
// block. Tokenise reads plain words in one go, and must come to the same.
class TokenHasher {
 public:
  constexpr void AddByte(std::uint8_t byte) {
    block_ |= static_cast<std::uint64_t>(byte) << bits_;
    bits_ += 8;
    if (bits_ == 64) AddBlock(block_), block_ = 0, bits_ = 0;
  }
  [[gnu::always_inline]] constexpr void AddBlock(std::uint64_t block) {  // at a multiple of eight bytes only
    state_ = Mixed(block);
  }
  // Without a branch: for words of which half have the block.
  constexpr void AddBlockIf(bool add, std::uint64_t block) {
    state_ ^= (state_ ^ Mixed(block)) & (std::uint64_t{0} - static_cast<std::uint64_t>(add));
  }
  [[nodiscard, gnu::always_inline]] constexpr std::uint32_t Finish() {
    if (bits_ != 0) AddBlock(block_);
    return static_cast<std::uint32_t>(state_ * 0xD6E8FEB86659FD93u >> 32);
  }

 private:
  [[nodiscard, gnu::always_inline]] constexpr std::uint64_t Mixed(std::uint64_t block) const {
    const std::uint64_t mixed = (state_ ^ block) * 0x9E3779B97F4A7C15u;
    return mixed ^ mixed >> 32;
  }

  std::uint64_t state_ = 0x243F6A8885A308D3u;
  std::uint64_t block_ = 0;
  unsigned bits_ = 0;
};

// TokenHash of an ASCII word or mark, known when the program is compiled. "&" and words with apostrophes are no such.
consteval std::uint32_t HashOf(std::string_view word) {
  TokenHasher hasher;
  for (const char c : word) {
    if (c <= ' ' || c >= 0x7F || c == '&' || c == '\'') throw "not an ASCII word or mark";
    hasher.AddByte(static_cast<std::uint8_t>(c >= 'A' && c <= 'Z' ? c + 0x20 : c));
  }
  return hasher.Finish();
}

}  // namespace dateline::extract
