// Reads date expressions from date words: each function returns what starts exactly at token `i`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "extract/dates_expr.h"

namespace dateline::extract {

// A calendar expression: a day, month, quarter, year, period, with its part ("late 2022", "the end of the month").
// `governed`: an expression that may stand before it has been read ("since", "from … to"), so that a bare year needs
// no further licence.
[[nodiscard]] std::optional<DateExpr> ReadCalendar(const DateText& text, std::uint32_t i, bool governed = false);

// Kinds of words.
class WordKinds {
 public:
  // All but these.
  consteval static WordKinds Without(std::initializer_list<Word> words) {
    WordKinds all;
    all.has_.fill(true);
    for (const Word word : words) all.has_[static_cast<std::size_t>(word)] = false;
    return all;
  }
  consteval static WordKinds Only(std::initializer_list<Word> words) {
    WordKinds some;
    for (const Word word : words) some.has_[static_cast<std::size_t>(word)] = true;
    return some;
  }
  [[nodiscard]] constexpr bool Has(Word word) const { return has_.data()[static_cast<std::size_t>(word)]; }

 private:
  std::array<bool, 256> has_{};
};
// Those that a phrase may start with; false for most.
inline constexpr WordKinds kStartsPhrase = WordKinds::Without(
    {Word::kNone,  Word::kComma,   Word::kDot,        Word::kOf,     Word::kOn,      Word::kAt,
     Word::kAnd,   Word::kHyphen,  Word::kSlash,      Word::kStop,   Word::kFor,     Word::kAgo,
     Word::kHence, Word::kSame,    Word::kBusiness,   Word::kCouple, Word::kHalf,    Word::kPublication,
     Word::kDate,  Word::kDayPart, Word::kApostrophe, Word::kOpen,   Word::kPercent, Word::kMoney});
// These say nothing without a date word right after them. (Open ends do: "until inauguration".)
inline constexpr WordKinds kWantsNext = WordKinds::Only(
    {Word::kThe, Word::kA, Word::kIn, Word::kFrom, Word::kBetween, Word::kWithin, Word::kEach, Word::kThat});
// False for most words: no phrase starts so. Asked of every word, and has no branch.
[[nodiscard]] inline bool MayStartPhrase(const DateWord& word, const DateWord& next) {
  const bool through = (word.word != Word::kTo) | (word.value == 1);
  return kStartsPhrase.Has(word.word) & through & (!kWantsNext.Has(word.word) | (next.word != Word::kNone));
}
// The widest expression: ranges, open ends, offsets and durations around calendar expressions.
[[nodiscard]] std::optional<DateExpr> ReadPhrase(const DateText& text, std::uint32_t i);

// The same for Chinese text, at a CJK character or a number before one.
[[nodiscard]] std::optional<DateExpr> ReadChinese(const DateText& text, std::uint32_t i);

// An expression of nothing but its form and its tokens [begin, end).
[[nodiscard]] inline DateExpr MakeExpr(Form form, std::uint32_t begin, std::uint32_t end) {
  return {.form = form, .begin = begin, .end = end};
}

// "two", "twenty-five", "45", "a", "several" (0), "a couple of"; moves `i` behind it.
[[nodiscard]] std::optional<int> ReadCount(const DateText& text, std::uint32_t& i);

}  // namespace dateline::extract
