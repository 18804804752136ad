// Where the steps of the tagger have something to look at: found in one pass over the tokens, one byte looked up for
// each. Three tokens of four are no start of anything, and no step sees them again.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/token.h"

namespace dateline::extract {

// What may start at a token, as bits.
enum Start : std::uint8_t {
  kStartsCapital = 1 << 0,  // an alias of the dictionary that begins with a capital, a digit or a mark
  kStartsSmall = 1 << 1,    // one that may begin with a small letter
  kStartsName = kStartsCapital | kStartsSmall,
  kStartsAnchor = 1 << 2,   // an identifier's anchor; also every word that mixes letters and digits
  kStartsPerson = 1 << 3,   // a title, given name or family name
  kStartsShape = 1 << 4,    // the head word of a shape
  kStartsSection = 1 << 5,  // "section", "sec", "paragraph", "§"
  kStartsMark = 1 << 6,     // an opening parenthesis; what may have a title: a rule, an order
  kStartsOther = 1 << 7,    // words that make a name part of something else: "v", "Secretaries", "Initiative"
};

struct StartPlace {
  std::uint32_t token = 0;
  std::uint8_t starts = 0;    // Start bits; those of names and anchors hold for a few others too
  std::uint16_t classes = 0;  // NameClass bits where a person or shape may start
};
using StartPlaces = std::vector<StartPlace>;  // in order of their tokens
// What starts anywhere: steps that want none of it need not look.
[[nodiscard]] std::uint8_t AnyOf(const StartPlaces& places);

class StartTable {
 public:
  // Knows the words of tagger_words.h, the words of sections and the parenthesis.
  StartTable();
  void Add(std::uint32_t hash, std::uint8_t starts) { table_[hash >> kShift] |= starts; }
  // Fills `places`; `paragraphs` takes the tokens that begin one, but for the first.
  void Find(const std::vector<Token>& tokens, StartPlaces& places, std::vector<std::uint32_t>& paragraphs) const;

 private:
  static constexpr unsigned kShift = 16;  // by the upper half of a hash
  [[nodiscard]] std::uint8_t Of(std::uint32_t hash) const { return table_[hash >> kShift]; }

  std::array<std::uint8_t, 1u << (32 - kShift)> table_{};
};

// Names with a possessive 's of their own ("McDonald's") start with this hash.
constexpr std::uint32_t WithPossessive(std::uint32_t hash) {
  return hash * 31 + 0x73;
}
// "section", "paragraph", "title", "§"…
[[nodiscard]] bool IsSectionWord(std::uint32_t hash);

}  // namespace dateline::extract
