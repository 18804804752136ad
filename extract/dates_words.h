// Date words: what each token of a text may mean in a date, by table.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/dates_calendar.h"
#include "extract/token.h"

namespace dateline::extract {

enum class Word : std::uint8_t {
  kNone,
  kNumber,      // 1 to 4 digits
  kNth,         // "7th"
  kDecade,      // "1990s": its first year
  kFiscalYear,  // "FY2025", "FY25"
  kCalendarYear, // "CY2025"
  kQuarterCode, // "Q3"; kQuarterYear holds the year too
  kQuarterYear, // "3Q25": 10 × (year − 2000) + quarter; "1Q": the quarter alone
  kHalfCode,    // "H1"
  kHalfYear,    // "2H26": 10 × (year − 2000) + half; "1H": the half alone
  kMonth, kWeekday, kCardinal, kScale, kOrdinal, kUnit, kSeason, kHoliday,
  kToday,       // offset in days: yesterday −1
  kShift,       // last −1, this 0, next +1
  kRolling,     // past −1, coming +1
  kFollowing,   // previous −1, following +1: from the last date told of
  kPart,        // early 1, mid 2, late 3
  kSooner,      // earlier −1, later +1
  kEdge,        // beginning 1, middle 2, end 3
  kDayPart,     // morning, evening, …
  kFew,         // few, several
  kThe, kA, kOf, kIn, kOn, kAt, kAnd, kTo, kFrom, kBetween, kBy, kUntil, kSince, kBefore, kAfter, kWithin, kFor, kOver,
  kAgo, kHence, kNow, kEach, kSame, kFiscal, kBusiness, kCouple, kHalf, kYearEnd, kPublication, kDate, kThat, kHolidayName,
  kComma, kDot, kHyphen, kSlash, kApostrophe, kOpen, kPercent, kMoney, kStop,
};

struct DateWord {
  Word word = Word::kNone;
  std::uint8_t digits = 0;       // of a kNumber
  bool abbreviated : 1 = false;  // "Sept", "Fri"
  bool doubtful : 1 = false;     // also a common word or a name: "may", "Sun", "fall"
  std::int16_t value = 0;
};

// One entry for each token, plus nothing: callers ask through DateText, which answers beyond the end too.
[[nodiscard]] std::vector<DateWord> ReadDateWords(std::string_view text, const std::vector<Token>& tokens);

// A text as date words. Borrowed: lives no longer than the text and tokens it was made of.
class DateText {
 public:
  DateText(std::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens), words_(ReadDateWords(text, tokens)) {}

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }
  [[nodiscard]] const DateWord& operator[](std::uint32_t i) const {
    return i < words_.size() ? words_.data()[i] : kNothing;
  }
  // Of size() tokens.
  [[nodiscard]] const DateWord* data() const { return words_.data(); }
  [[nodiscard]] bool Is(std::uint32_t i, Word word) const { return (*this)[i].word == word; }
  [[nodiscard]] const Token& token(std::uint32_t i) const { return tokens_[i]; }
  [[nodiscard]] std::string_view Surface(std::uint32_t i) const {
    return i < tokens_.size() ? tokens_.data()[i].stem().In(text_) : std::string_view{};
  }
  // White space before token i; the end of the text counts as a paragraph.
  [[nodiscard]] Gap GapBefore(std::uint32_t i) const {
    return i < tokens_.size() ? tokens_.data()[i].gap : Gap::kParagraph;
  }
  // Token i follows its neighbour without white space.
  [[nodiscard]] bool Glued(std::uint32_t i) const {
    return i > 0 && i < tokens_.size() && tokens_.data()[i].gap == Gap::kNone;
  }
  [[nodiscard]] bool Capital(std::uint32_t i) const { return i < tokens_.size() && tokens_.data()[i].capital; }
  [[nodiscard]] bool IsWord(std::uint32_t i) const {
    return i < tokens_.size() && tokens_.data()[i].kind == TokenKind::kWord;
  }
  // Token i is this lower-case ASCII word, whatever its case.
  [[nodiscard]] bool SameWord(std::uint32_t i, std::string_view lower) const;
  // First token of a sentence, as far as its neighbours tell.
  [[nodiscard]] bool StartsSentence(std::uint32_t i) const;
  // True at a token that ends the sentence before it.
  [[nodiscard]] bool EndsSentence(std::uint32_t i) const;
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  static constexpr DateWord kNothing{};
  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<DateWord> words_;
};

}  // namespace dateline::extract
