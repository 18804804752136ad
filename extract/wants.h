// Wants: what may stand in a place, as the lists and records of config/default/ say it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "config/records.h"
#include "extract/clauses.h"
#include "extract/count_before.h"
#include "model/mention.h"
#include "model/problem.h"

namespace dateline::extract {

// Memory shares the bit of chips: what may be done to the ones may be done to the other.
[[nodiscard]] constexpr std::uint32_t KindBit(MentionKind kind) {
  return 1u << static_cast<unsigned>(kind == MentionKind::kMemory ? MentionKind::kChip : kind);
}

using WordLists = std::map<std::string, std::vector<std::string>>;

// Words of a lexicon. There are some thousand such sets: a bit for every word of the lexicon in each would take
// megabytes.
class WordSet {
 public:
  explicit WordSet(std::vector<WordId> words = {}) { Add(std::move(words)); }
  void Add(std::vector<WordId> words) {
    if (words.empty()) return;
    for (const WordId id : words) may_[id / 64 % may_.size()] |= std::uint64_t{1} << id % 64;
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    if (words_.empty()) {
      words.shrink_to_fit();
      words_ = std::move(words);
      return;
    }
    std::vector<WordId> all;
    all.reserve(words_.size() + words.size());
    std::ranges::set_union(words_, words, std::back_inserter(all));
    words_ = std::move(all);
  }
  [[nodiscard]] bool Has(WordId id) const {
    if ((may_[id / 64 % may_.size()] >> id % 64 & 1) == 0) return false;
    const std::size_t at = CountBefore(words_.data(), words_.size(), [&](WordId word) { return word < id; });
    return at < words_.size() && words_.data()[at] == id;
  }
  [[nodiscard]] std::span<const WordId> words() const { return words_; }

 private:
  std::array<std::uint64_t, 8> may_{};  // by the lower bits of a word: most that are not in the set end here
  std::vector<WordId> words_;           // sorted, unique
};

// A set of alternatives: words and phrases, mention kinds ("kind:rule"), a name that no dictionary knows ("kind:name"),
// named lists ("list:instruments").
class Wants {
 public:
  void Compile(const std::vector<std::string>& alternatives, const WordLists& lists, Lexicon& lexicon,
               const Where& where, Problems& problems);
  void Freeze(const Lexicon& lexicon);
  [[nodiscard]] bool empty() const { return tables_ == nullptr && kinds_ == 0 && !names_; }
  // What a match begins with: bits of MentionKind, and words; after Freeze only.
  [[nodiscard]] std::uint32_t kinds() const { return kinds_; }
  // It takes a name that no dictionary knows: no word or kind tells beforehand whether it is met.
  [[nodiscard]] bool names() const { return names_; }
  [[nodiscard]] std::span<const WordId> starts() const {
    return tables_ == nullptr ? std::span<const WordId>{} : tables_->starts.words();
  }
  // Is the word an alternative by itself, whatever it is part of? What AnyIn says of one word that stands in no name.
  [[nodiscard]] bool Has(const Word& word) const {
    return MayStart(word) && (column_ != nullptr || tables_->starts.Has(word.id)) && !tables_->only_longer.Has(word.id);
  }
  // A phrase that begins in the range may end up to `past` tokens behind it.
  // What is part of a longer phrase of `unless` does not count: the "center" of "data center" is none.
  // From now on a word is told by the bit `bit` at `column` + `stride` times its row in Demands, set for exactly the
  // words of starts(), which are let go. The rows outlive this; after Freeze only.
  void ReadStartsFrom(const std::uint64_t* column, std::uint32_t stride, unsigned bit) {
    column_ = column, stride_ = stride, bit_ = static_cast<std::uint8_t>(bit);
    if (tables_ != nullptr) tables_->starts = WordSet();
  }
  [[nodiscard]] bool AnyIn(const Reading& reading, TokenRange range, std::uint32_t past = 0,
                           const Wants* unless = nullptr) const {
    // Many ask of one word after the other.
    if (range.begin + 1 == range.end && range.begin < reading.words.size() && !names_) {
      const Word& word = reading.words.data()[range.begin];
      if (!MayStart(word) && (kinds_ >> word.kind & 1) == 0) return false;
    }
    return AnyOf(reading, range, past, unless);
  }

 private:
  [[nodiscard]] bool AnyOf(const Reading& reading, TokenRange range, std::uint32_t past, const Wants* unless) const;
  // Of up to 64 words those at which a match may begin, a bit for each, the first lowest.
  [[nodiscard]] std::uint64_t Beginnings(std::span<const Word> words) const;
  [[nodiscard]] bool Covers(const Reading& reading, TokenRange words) const;

  struct Tables {
    // The alternatives in one row of words, since each in a vector of its own would take many times the memory; after
    // Freeze those of several words.
    std::vector<WordId> words;
    std::vector<std::uint32_t> ends;  // in `words`
    std::vector<WordId> fronts;       // what they begin with, ascending, after Freeze
    std::size_t gaps = 0;             // the first of those that begin with a gap: the last ones
    void Add(std::span<const WordId> phrase) {
      words.insert(words.end(), phrase.begin(), phrase.end());
      ends.push_back(static_cast<std::uint32_t>(words.size()));
    }
    [[nodiscard]] std::span<const WordId> phrase(std::size_t p) const {
      const std::uint32_t begin = p == 0 ? 0 : ends[p - 1];
      return {words.data() + begin, ends[p] - begin};
    }
    WordSet starts;       // one-word alternatives and what begins a longer one
    WordSet only_longer;  // of these the ones that are no alternative by themselves: few
    bool filled = false;
  };
  static void Fill(Tables& tables, const Lexicon& lexicon);
  // False for most words that begin no alternative; with a column for all.
  [[nodiscard]] bool MayStart(const Word& word) const {
    return column_ != nullptr ? (column_[word.demands * stride_] >> bit_ & 1) != 0 : InFilter(word.id);
  }
  [[nodiscard]] bool InFilter(WordId word) const { return (may_[word / 64 % 4] >> word % 64 & 1) != 0; }

  // What most questions are answered by, first.
  const std::uint64_t* column_ = nullptr;  // see ReadStartsFrom
  std::uint32_t stride_ = 0;
  std::uint32_t kinds_ = 0;  // bits of MentionKind
  std::uint8_t bit_ = 0;
  bool names_ = false;
  std::shared_ptr<Tables> tables_;      // shared by copies, so that they stay in the cache; immutable once frozen
  std::array<std::uint64_t, 4> may_{};  // by the lower bits of a word: false for most that Tables need not be asked of
};

}  // namespace dateline::extract
