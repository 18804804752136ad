// Phrases: sequences of words that rules look for, matched on lemmas across the tokens of a text.
//
// A phrase is written in lemmas ("be set to" matches "was set to"); an inflected word matches only itself.
// "..." stands for up to twelve words of the same clause.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.h"

namespace dateline::extract {

struct Word {
  WordId id = 0;
  std::int32_t mention = -1;  // index into Extraction::mentions
  char punct = 0;             // first byte of a punctuation mark, 0 for words
};

using Phrase = std::vector<WordId>;
inline constexpr WordId kGap = 0xffffffff;
inline constexpr std::uint32_t kNoMatch = 0;

// Splits and enters a phrase. Every word is entered as a lemma, so that its inflections match.
[[nodiscard]] Phrase CompilePhrase(std::string_view text, Lexicon& lexicon);

// The token after the last word of `phrase` when it stands at `at` and ends at or before `end`, else kNoMatch.
[[nodiscard]] std::uint32_t MatchPhrase(const Phrase& phrase, const std::vector<Word>& words, const Lexicon& lexicon,
                                        std::uint32_t at, std::uint32_t end);

// Many phrases, found by their first word. Freeze once the lexicon is complete.
class PhraseTable {
 public:
  void Add(Phrase phrase, std::uint32_t value) { rows_.push_back({std::move(phrase), value}); }
  void Freeze(const Lexicon& lexicon);

  struct Row {
    Phrase phrase;
    std::uint32_t value = 0;
  };
  // Rows whose phrase may begin with this word, longest first.
  [[nodiscard]] const std::vector<std::uint32_t>& Starting(WordId id) const {
    static const std::vector<std::uint32_t> kNone;
    return id < starts_.size() && starts_[id] != 0 ? buckets_[starts_[id] - 1] : kNone;
  }
  [[nodiscard]] const Row& row(std::uint32_t index) const { return rows_[index]; }
  [[nodiscard]] bool empty() const { return rows_.empty(); }

 private:
  std::vector<Row> rows_;
  std::vector<std::uint32_t> starts_;                // word → bucket + 1
  std::vector<std::vector<std::uint32_t>> buckets_;  // rows, longest first
};

}  // namespace dateline::extract
