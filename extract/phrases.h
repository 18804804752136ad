// Phrases: sequences of words that rules look for, matched on lemmas across the tokens of a text.
//
// A phrase is written in lemmas ("be set to" matches "was set to"); an inflected word matches only itself.
// "..." stands for up to twelve words of the same clause.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/lexicon.h"

namespace dateline::extract {

inline constexpr std::uint8_t kNoKind = 31;  // a mask of kinds has no such bit

struct Word {
  WordId id = 0;
  std::int32_t mention = -1;    // index into Extraction::mentions
  std::uint16_t classes = 0;    // WordClass bits
  std::uint8_t verb = 0;        // Form bits that it has as a verb
  std::uint8_t starts = 0;      // PhraseStart bits: the tables that have a phrase which begins so
  std::uint8_t kind = kNoKind;  // MentionKind of the mention
  char punct = 0;               // first byte of a punctuation mark, 0 for words
  std::uint16_t demands = 0;    // the row of Demands that tells what it may meet
};

using Phrase = std::vector<WordId>;
inline constexpr WordId kGap = 0xffffffff;
inline constexpr std::uint32_t kNoMatch = 0;

// Splits and enters a phrase. Every word is entered as a lemma, so that its inflections match.
[[nodiscard]] Phrase CompilePhrase(std::string_view text, Lexicon& lexicon);

// The token after the last word of `phrase` when it stands at `at` and ends at or before `end`, else kNoMatch.
[[nodiscard]] std::uint32_t MatchPhrase(std::span<const WordId> phrase, const std::vector<Word>& words, const Lexicon& lexicon,
                                        std::uint32_t at, std::uint32_t end);

// The same for the words of `phrase` from the `from`th on, those before it being known to end at `at`.
[[nodiscard]] std::uint32_t MatchRest(std::span<const WordId> phrase, std::size_t from, const std::vector<Word>& words,
                                      const Lexicon& lexicon, std::uint32_t at, std::uint32_t end);

// Many phrases, found by their first word. Freeze once the lexicon is complete.
class PhraseTable {
 public:
  void Add(Phrase phrase, std::uint32_t value) { added_.emplace_back(std::move(phrase), value); }
  void Freeze(const Lexicon& lexicon);

  struct Row {
    std::uint32_t value = 0;
    std::uint32_t size = 0;  // words and gaps of the phrase
  };
  // May a phrase begin with this word?
  [[nodiscard]] bool MayStart(WordId id) const { return id < of_word_.size() && of_word_[id] != 0; }
  // Calls visit(row, stop) for each row whose phrase stands at `at` and ends at or before `end`, longest phrase
  // first, until it returns false. The second words are compared before a phrase is followed: few agree. Rows of which
  // `fits`(value) is false are passed over, and those with a gap behind the first word where `gaps`() is. `fits` is
  // asked of many at once, and should have no branches.
  template <typename Visit, typename Fits, typename Gaps>
  void EachAt(const std::vector<Word>& words, const Lexicon& lexicon, std::uint32_t at, std::uint32_t end, Visit visit,
              Fits fits, Gaps gaps) const {
    const WordId id = words[at].id;
    if (at >= end || !MayStart(id)) return;
    const std::uint32_t next_at = NextWord(words, at, end);
    const WordId next = next_at == kNoMatch ? 0 : words.data()[next_at].id;
    const Bucket& bucket = buckets_.data()[of_word_.data()[id]];
    const std::uint32_t *agreeing = nullptr, *agreeing_end = nullptr;
    if ((bucket.may.data()[next / 64 % 2] >> next % 64 & 1) != 0) {
      const Second* const seconds = seconds_.data() + bucket.seconds;
      std::uint32_t slot = next & bucket.mask;
      while (seconds[slot].word != next && seconds[slot].word != 0) slot = (slot + 1) & bucket.mask;
      agreeing = agreeing_.data() + seconds[slot].begin, agreeing_end = agreeing_.data() + seconds[slot].end;
    }
    // Of up to 64 open starts a bit for each that fits: most do not, and which do nobody can guess.
    constexpr std::uint32_t kAtOnce = 64;
    const Start* from = starts_.data() + bucket.open;
    std::uint32_t unread = bucket.end - bucket.open;
    std::uint64_t fitting = 0;
    const auto read = [&](const Start* first) {
      const std::uint32_t count = std::min(unread, kAtOnce);
      for (std::uint32_t i = 0; i < count; ++i) fitting |= static_cast<std::uint64_t>(fits(first[i].row.value)) << i;
      unread -= count;
    };
    read(from);
    Ahead ahead{};
    bool looked = false;
    while (true) {
      while (fitting == 0 && unread != 0) [[unlikely]] read(from += kAtOnce);
      const Start* const open = fitting != 0 ? from + std::countr_zero(fitting) : nullptr;
      if (agreeing != agreeing_end && (open == nullptr || starts_.data()[*agreeing].place < open->place)) {
        const Start& start = starts_.data()[*agreeing++];
        if (!fits(start.row.value)) continue;
        // Both words stand there.
        const std::uint32_t stop =
            start.row.size == 2 ? next_at + 1 : MatchRest(WordsOf(start), 2, words, lexicon, next_at + 1, end);
        if (stop != kNoMatch && !visit(start.row, stop)) return;
        continue;
      }
      if (open == nullptr) return;
      fitting &= fitting - 1;
      std::uint32_t stop = at + 1;
      if (open->second == kGap) {
        if (!looked) looked = true, ahead = gaps() ? LookAhead(words, lexicon, at + 1, end) : Ahead{};
        if ((ahead[open->behind / 64 % 2] >> open->behind % 64 & 1) == 0) continue;
        stop = MatchRest(WordsOf(*open), 1, words, lexicon, at + 1, end);
      }
      if (stop != kNoMatch && !visit(open->row, stop)) return;
    }
  }
  template <typename Visit>
  void EachAt(const std::vector<Word>& words, const Lexicon& lexicon, std::uint32_t at, std::uint32_t end,
              Visit visit) const {
    EachAt(
        words, lexicon, at, end, visit, [](std::uint32_t) { return true; }, [] { return true; });
  }
  [[nodiscard]] bool empty() const { return added_.empty() && starts_.empty(); }

 private:
  static constexpr WordId kNoWord = 0xfffffffe;
  // Where the word after `at` stands, over the marks that a phrase passes; kNoMatch when there is none.
  [[nodiscard]] static std::uint32_t NextWord(const std::vector<Word>& words, std::uint32_t at, std::uint32_t end) {
    end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(words.size()));
    const std::uint32_t next = at + 1;
    if (next >= end) return kNoMatch;
    return words.data()[next].punct == 0 ? next : NextPastMarks(words, next, end);
  }
  // By the lower bits of each word that a gap from `at` may reach, and of its lemmas.
  using Ahead = std::array<std::uint64_t, 2>;
  [[nodiscard]] static Ahead LookAhead(const std::vector<Word>& words, const Lexicon& lexicon, std::uint32_t at,
                                       std::uint32_t end);
  // By row of `added_` where its words are.
  void AddBucket(std::vector<std::uint32_t> rows, const std::vector<std::uint32_t>& words_at, const Lexicon& lexicon);
  [[nodiscard]] static std::uint32_t NextPastMarks(const std::vector<Word>& words, std::uint32_t at, std::uint32_t end);

  struct Start {
    WordId second;  // the phrase's second word, kNoWord when it has none
    Row row;
    std::uint32_t words;  // the first one in words_
    std::uint32_t place;  // among all that begin with the word, longest first
    WordId behind;        // where a gap is second, the word after it
  };
  [[nodiscard]] std::span<const WordId> WordsOf(const Start& start) const {
    return {words_.data() + start.words, start.row.size};
  }
  // A form of a second word: the starts that agree with it are those of agreeing_ from `begin` to `end`.
  struct Second {
    WordId word = 0;  // 0: the slot is free
    std::uint32_t begin = 0, end = 0;
  };
  // The phrases that begin with one word, all tables in one piece for the cache. Words that begin the same share it.
  struct alignas(32) Bucket {
    std::uint32_t open = 0, end = 0;     // in starts_: those whose second word is none or a gap
    std::uint32_t seconds = 0;           // in seconds_: every form of the other second words, open addressing
    std::uint32_t mask = 0;              // of its slots, of which one at least is free
    std::array<std::uint64_t, 2> may{};  // a bit for the lower bits of each of these
  };
  std::vector<std::pair<Phrase, std::uint32_t>> added_;  // until Freeze, with their values
  std::vector<std::uint16_t> of_word_;                   // word → bucket, 0: begins no phrase
  std::vector<Bucket> buckets_;
  std::vector<Start> starts_;
  std::vector<Second> seconds_;
  std::vector<std::uint32_t> agreeing_;  // in starts_
  std::vector<WordId> words_;            // of all phrases
};

}  // namespace dateline::extract
