#include "extract/dates_words.h"

#include <algorithm>
#include <array>

namespace dateline::extract {
namespace {

struct Row {
  std::string_view surface;
  Word word;
  int value = 0;
  bool abbreviated = false;
  bool doubtful = false;
};

constexpr bool kShort = true;
constexpr bool kDoubt = true;

constexpr int Of(Unit unit) { return static_cast<int>(unit); }
constexpr int Of(Holiday holiday) { return static_cast<int>(holiday); }

constexpr std::array kRows{
    Row{"january", Word::kMonth, 1}, Row{"february", Word::kMonth, 2}, Row{"march", Word::kMonth, 3, false, kDoubt},
    Row{"april", Word::kMonth, 4, false, kDoubt}, Row{"may", Word::kMonth, 5, false, kDoubt},
    Row{"june", Word::kMonth, 6, false, kDoubt}, Row{"july", Word::kMonth, 7},
    Row{"august", Word::kMonth, 8, false, kDoubt}, Row{"september", Word::kMonth, 9}, Row{"october", Word::kMonth, 10},
    Row{"november", Word::kMonth, 11}, Row{"december", Word::kMonth, 12},
    Row{"jan", Word::kMonth, 1, kShort}, Row{"feb", Word::kMonth, 2, kShort}, Row{"mar", Word::kMonth, 3, kShort, kDoubt},
    Row{"apr", Word::kMonth, 4, kShort}, Row{"jun", Word::kMonth, 6, kShort}, Row{"jul", Word::kMonth, 7, kShort},
    Row{"aug", Word::kMonth, 8, kShort}, Row{"sep", Word::kMonth, 9, kShort}, Row{"sept", Word::kMonth, 9, kShort},
    Row{"oct", Word::kMonth, 10, kShort}, Row{"nov", Word::kMonth, 11, kShort}, Row{"dec", Word::kMonth, 12, kShort},

    Row{"monday", Word::kWeekday, 1}, Row{"tuesday", Word::kWeekday, 2}, Row{"wednesday", Word::kWeekday, 3},
    Row{"thursday", Word::kWeekday, 4}, Row{"friday", Word::kWeekday, 5}, Row{"saturday", Word::kWeekday, 6},
    Row{"sunday", Word::kWeekday, 7}, Row{"mon", Word::kWeekday, 1, kShort}, Row{"tue", Word::kWeekday, 2, kShort},
    Row{"tues", Word::kWeekday, 2, kShort}, Row{"wed", Word::kWeekday, 3, kShort},
    Row{"thu", Word::kWeekday, 4, kShort}, Row{"thur", Word::kWeekday, 4, kShort},
    Row{"thurs", Word::kWeekday, 4, kShort}, Row{"fri", Word::kWeekday, 5, kShort},
    Row{"sat", Word::kWeekday, 6, kShort, kDoubt}, Row{"sun", Word::kWeekday, 7, kShort, kDoubt},
    // Plurals are told apart by their value: 10 and more.
    Row{"mondays", Word::kWeekday, 11}, Row{"tuesdays", Word::kWeekday, 12}, Row{"wednesdays", Word::kWeekday, 13},
    Row{"thursdays", Word::kWeekday, 14}, Row{"fridays", Word::kWeekday, 15}, Row{"saturdays", Word::kWeekday, 16},
    Row{"sundays", Word::kWeekday, 17},

    Row{"one", Word::kCardinal, 1}, Row{"two", Word::kCardinal, 2}, Row{"three", Word::kCardinal, 3},
    Row{"four", Word::kCardinal, 4}, Row{"five", Word::kCardinal, 5}, Row{"six", Word::kCardinal, 6},
    Row{"seven", Word::kCardinal, 7}, Row{"eight", Word::kCardinal, 8}, Row{"nine", Word::kCardinal, 9},
    Row{"ten", Word::kCardinal, 10}, Row{"eleven", Word::kCardinal, 11}, Row{"twelve", Word::kCardinal, 12},
    Row{"thirteen", Word::kCardinal, 13}, Row{"fourteen", Word::kCardinal, 14}, Row{"fifteen", Word::kCardinal, 15},
    Row{"sixteen", Word::kCardinal, 16}, Row{"seventeen", Word::kCardinal, 17}, Row{"eighteen", Word::kCardinal, 18},
    Row{"nineteen", Word::kCardinal, 19}, Row{"twenty", Word::kCardinal, 20}, Row{"thirty", Word::kCardinal, 30},
    Row{"forty", Word::kCardinal, 40}, Row{"fifty", Word::kCardinal, 50}, Row{"sixty", Word::kCardinal, 60},
    Row{"seventy", Word::kCardinal, 70}, Row{"eighty", Word::kCardinal, 80}, Row{"ninety", Word::kCardinal, 90},
    Row{"hundred", Word::kScale, 100}, Row{"thousand", Word::kScale, 1000},

    Row{"first", Word::kOrdinal, 1}, Row{"second", Word::kOrdinal, 2}, Row{"third", Word::kOrdinal, 3},
    Row{"fourth", Word::kOrdinal, 4}, Row{"fifth", Word::kOrdinal, 5}, Row{"sixth", Word::kOrdinal, 6},
    Row{"seventh", Word::kOrdinal, 7}, Row{"eighth", Word::kOrdinal, 8}, Row{"ninth", Word::kOrdinal, 9},
    Row{"tenth", Word::kOrdinal, 10}, Row{"eleventh", Word::kOrdinal, 11}, Row{"twelfth", Word::kOrdinal, 12},
    Row{"thirteenth", Word::kOrdinal, 13}, Row{"fourteenth", Word::kOrdinal, 14}, Row{"fifteenth", Word::kOrdinal, 15},
    Row{"sixteenth", Word::kOrdinal, 16}, Row{"seventeenth", Word::kOrdinal, 17},
    Row{"eighteenth", Word::kOrdinal, 18}, Row{"nineteenth", Word::kOrdinal, 19},
    Row{"twentieth", Word::kOrdinal, 20}, Row{"thirtieth", Word::kOrdinal, 30},

    Row{"day", Word::kUnit, Of(Unit::kDay)}, Row{"days", Word::kUnit, Of(Unit::kDay)},
    Row{"week", Word::kUnit, Of(Unit::kWeek)}, Row{"weeks", Word::kUnit, Of(Unit::kWeek)},
    Row{"weekend", Word::kUnit, Of(Unit::kWeekend)}, Row{"weekends", Word::kUnit, Of(Unit::kWeekend)},
    Row{"month", Word::kUnit, Of(Unit::kMonth)}, Row{"months", Word::kUnit, Of(Unit::kMonth)},
    Row{"quarter", Word::kUnit, Of(Unit::kQuarter)}, Row{"quarters", Word::kUnit, Of(Unit::kQuarter)},
    Row{"qtr", Word::kUnit, Of(Unit::kQuarter)}, Row{"year", Word::kUnit, Of(Unit::kYear)},
    Row{"years", Word::kUnit, Of(Unit::kYear)}, Row{"yr", Word::kUnit, Of(Unit::kYear)},
    Row{"decade", Word::kUnit, Of(Unit::kDecade)}, Row{"decades", Word::kUnit, Of(Unit::kDecade)},
    Row{"century", Word::kUnit, Of(Unit::kCentury)}, Row{"half", Word::kHalf},
    Row{"fortnight", Word::kUnit, 20},  // two weeks: see Count

    Row{"spring", Word::kSeason, 1, false, kDoubt}, Row{"summer", Word::kSeason, 2},
    Row{"autumn", Word::kSeason, 3}, Row{"fall", Word::kSeason, 3, false, kDoubt}, Row{"winter", Word::kSeason, 4},

    Row{"today", Word::kToday, 0}, Row{"yesterday", Word::kToday, -1}, Row{"tomorrow", Word::kToday, 1},
    Row{"tonight", Word::kToday, 0},
    Row{"last", Word::kShift, -1}, Row{"this", Word::kShift, 0}, Row{"current", Word::kShift, 0},
    Row{"next", Word::kShift, 1}, Row{"past", Word::kRolling, -1}, Row{"coming", Word::kRolling, 1},
    Row{"upcoming", Word::kRolling, 1}, Row{"previous", Word::kFollowing, -1}, Row{"preceding", Word::kFollowing, -1},
    Row{"prior", Word::kFollowing, -1}, Row{"following", Word::kFollowing, 1}, Row{"that", Word::kThat},
    Row{"early", Word::kPart, 1}, Row{"mid", Word::kPart, 2}, Row{"late", Word::kPart, 3},
    Row{"earlier", Word::kSooner, -1}, Row{"later", Word::kSooner, 1},
    Row{"beginning", Word::kEdge, 1}, Row{"start", Word::kEdge, 1}, Row{"middle", Word::kEdge, 2},
    Row{"end", Word::kEdge, 3}, Row{"close", Word::kEdge, 3},
    Row{"morning", Word::kDayPart}, Row{"afternoon", Word::kDayPart}, Row{"evening", Word::kDayPart},
    Row{"night", Word::kDayPart}, Row{"few", Word::kFew}, Row{"several", Word::kFew}, Row{"couple", Word::kCouple},

    Row{"the", Word::kThe}, Row{"a", Word::kA}, Row{"an", Word::kA}, Row{"of", Word::kOf}, Row{"in", Word::kIn},
    Row{"during", Word::kIn}, Row{"on", Word::kOn}, Row{"at", Word::kAt}, Row{"and", Word::kAnd}, Row{"&", Word::kAnd},
    Row{"to", Word::kTo}, Row{"through", Word::kTo, 1}, Row{"thru", Word::kTo, 1}, Row{"from", Word::kFrom},
    Row{"between", Word::kBetween}, Row{"by", Word::kBy}, Row{"until", Word::kUntil}, Row{"till", Word::kUntil},
    Row{"since", Word::kSince}, Row{"before", Word::kBefore}, Row{"after", Word::kAfter},
    Row{"within", Word::kWithin}, Row{"for", Word::kFor}, Row{"over", Word::kOver},
    Row{"ago", Word::kAgo}, Row{"hence", Word::kHence}, Row{"now", Word::kNow, 0}, Row{"currently", Word::kNow, 0},
    Row{"recently", Word::kNow, -1}, Row{"every", Word::kEach}, Row{"each", Word::kEach}, Row{"same", Word::kSame},
    Row{"fiscal", Word::kFiscal}, Row{"business", Word::kBusiness, 1}, Row{"working", Word::kBusiness, 1},
    Row{"calendar", Word::kBusiness, 0}, Row{"consecutive", Word::kBusiness, 0},
    Row{"publication", Word::kPublication}, Row{"date", Word::kDate},

    Row{"christmas", Word::kHoliday, Of(Holiday::kChristmas)}, Row{"thanksgiving", Word::kHoliday, Of(Holiday::kThanksgiving)},
    Row{"halloween", Word::kHoliday, Of(Holiday::kHalloween)}, Row{"juneteenth", Word::kHoliday, Of(Holiday::kJuneteenth)},
    Row{"easter", Word::kHoliday, Of(Holiday::kEaster)},

    Row{"new", Word::kHolidayName}, Row{"labor", Word::kHolidayName}, Row{"memorial", Word::kHolidayName},
    Row{"independence", Word::kHolidayName}, Row{"veterans", Word::kHolidayName}, Row{"presidents", Word::kHolidayName},
    Row{"black", Word::kHolidayName}, Row{"valentine", Word::kHolidayName}, Row{"columbus", Word::kHolidayName},
    Row{"martin", Word::kHolidayName}, Row{"lunar", Word::kHolidayName}, Row{"chinese", Word::kHolidayName},

    Row{",", Word::kComma}, Row{".", Word::kDot}, Row{"-", Word::kHyphen}, Row{"/", Word::kSlash},
    Row{"'", Word::kApostrophe}, Row{"(", Word::kOpen}, Row{"%", Word::kPercent}, Row{"percent", Word::kPercent},
    Row{"$", Word::kMoney}, Row{"€", Word::kMoney}, Row{"¥", Word::kMoney}, Row{"£", Word::kMoney},
    Row{"!", Word::kStop}, Row{"?", Word::kStop}, Row{";", Word::kStop},

    Row{"q1", Word::kQuarterCode, 1}, Row{"q2", Word::kQuarterCode, 2}, Row{"q3", Word::kQuarterCode, 3},
    Row{"q4", Word::kQuarterCode, 4}, Row{"h1", Word::kHalfCode, 1}, Row{"h2", Word::kHalfCode, 2},
    Row{"fy", Word::kFiscal}, Row{"midyear", Word::kYearEnd, 2}, Row{"yearend", Word::kYearEnd, 3},
};

// Every word has a place of its own: which words a date knows nobody can guess, so that nothing is tried twice. Built
// once, then read only.
class WordTable {
 public:
  WordTable() {
    rows_.emplace_back();  // that of all other words
    for (const Row& row : kRows) {
      const DateWord word{row.word, 0, row.abbreviated, row.doubtful, static_cast<std::int16_t>(row.value)};
      const std::uint32_t hash = TokenHash(row.surface);
      if (std::ranges::find(rows_, hash, &Known::hash) == rows_.end()) rows_.push_back({hash, word});  // "&" is "and"
    }
    while (!PlaceAll()) multiplier_ += 2;
  }
  // Of Word::kNone when no date has this word.
  [[nodiscard]] const DateWord& Find(std::uint32_t hash) const {
    const std::size_t row = places_.data()[Place(hash)];
    return rows_.data()[row * static_cast<std::size_t>(rows_.data()[row].hash == hash)].word;
  }

 private:
  struct Known {
    std::uint32_t hash = 0;
    DateWord word;
  };
  static constexpr unsigned kBits = 14;
  static_assert(kRows.size() < 256);

  [[nodiscard]] std::uint32_t Place(std::uint32_t hash) const { return hash * multiplier_ >> (32 - kBits); }
  bool PlaceAll() {
    places_.fill(0);
    for (std::size_t row = 1; row < rows_.size(); ++row) {
      std::uint8_t& place = places_[Place(rows_[row].hash)];
      if (place != 0) return false;
      place = static_cast<std::uint8_t>(row);
    }
    return true;
  }

  std::uint32_t multiplier_ = 0x9E3779B1u;  // or a later odd number
  std::vector<Known> rows_;
  std::array<std::uint8_t, std::size_t{1} << kBits> places_{};
};

const WordTable& Table() {
  static const WordTable table;
  return table;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool SameLetters(std::string_view surface, std::string_view lower) {
  if (surface.size() != lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (Lower(surface[i]) != lower[i]) return false;
  }
  return true;
}

std::int16_t ToNumber(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return static_cast<std::int16_t>(value);
}

// "3Q25", "2H26", "1H", and with the year in front "25Q3".
DateWord ReadPartOfYear(std::size_t digits, std::int16_t value, std::string_view tail) {
  const char mark = Lower(tail[0]);
  if (mark != 'q' && mark != 'h') return {};
  const Word word = mark == 'q' ? Word::kQuarterYear : Word::kHalfYear;
  const int most = mark == 'q' ? 4 : 2;
  if (digits == 1 && value >= 1 && value <= most) {
    if (tail.size() == 1) return {word, 0, false, false, value};
    if (tail.size() == 3 && IsDigit(tail[1]) && IsDigit(tail[2])) {
      return {word, 2, false, false, static_cast<std::int16_t>(10 * ToNumber(tail.substr(1)) + value)};
    }
  }
  if (digits == 2 && tail.size() == 2 && tail[1] >= '1' && tail[1] <= '0' + most) {
    return {word, 2, false, false, static_cast<std::int16_t>(10 * value + (tail[1] - '0'))};
  }
  return {};
}

// "7th", "1990s", "3Q25", "1H", "2025": words that start with a digit.
DateWord ReadNumberWord(std::string_view surface) {
  std::size_t digits = 0;
  while (digits < surface.size() && digits < 5 && IsDigit(surface[digits])) ++digits;
  if (digits == 0 || digits > 4) return {};
  const std::int16_t value = ToNumber(surface.substr(0, digits));
  const std::string_view tail = surface.substr(digits);
  if (tail.empty()) return {Word::kNumber, static_cast<std::uint8_t>(digits), false, false, value};
  if (digits <= 3 && (SameLetters(tail, "st") || SameLetters(tail, "nd") || SameLetters(tail, "rd") || SameLetters(tail, "th"))) {
    return {Word::kNth, static_cast<std::uint8_t>(digits), false, false, value};
  }
  if (tail == "s" && value % 10 == 0 && (digits == 4 || digits == 2)) {
    if (digits == 4 && (value < 1500 || value > 2090)) return {};
    if (digits == 2 && value < 20) return {};
    return {Word::kDecade, 0, false, digits == 2, static_cast<std::int16_t>(digits == 2 ? 1900 + value : value)};
  }
  return ReadPartOfYear(digits, value, tail);
  return {};
}

// "２０２５": three bytes a digit, U+FF10 to U+FF19.
constexpr char kFullWidth = '\xEF';
DateWord ReadFullWidthNumber(std::string_view surface) {
  std::array<char, 4> digits{};
  const std::size_t count = surface.size() / 3;
  if (surface.size() % 3 != 0 || count > digits.size()) return {};
  for (std::size_t i = 0; i < count; ++i) {
    const auto last = static_cast<unsigned char>(surface[3 * i + 2]);
    if (surface[3 * i] != kFullWidth || surface[3 * i + 1] != '\xBC' || last < 0x90 || last > 0x99) return {};
    digits[i] = static_cast<char>('0' + (last - 0x90));
  }
  return ReadNumberWord({digits.data(), count});
}

// "FY2025", "FY25", "CY2025".
DateWord ReadFiscalWord(std::string_view surface) {
  if (surface.size() != 4 && surface.size() != 6) return {};
  const bool calendar = Lower(surface[0]) == 'c';
  if (Lower(surface[1]) != 'y' || (Lower(surface[0]) != 'f' && !calendar)) return {};
  for (const char c : surface.substr(2)) {
    if (!IsDigit(c)) return {};
  }
  const std::int16_t value = ToNumber(surface.substr(2));
  const auto year = static_cast<std::int16_t>(surface.size() == 4 ? 2000 + value : value);
  if (year < 1950 || year > 2099) return {};
  return {calendar ? Word::kCalendarYear : Word::kFiscalYear, 0, false, false, year};
}

}  // namespace

std::vector<DateWord> ReadDateWords(std::string_view text, const std::vector<Token>& tokens) {
  const WordTable& table = Table();
  std::vector<DateWord> out(tokens.size());
  DateWord* word = out.data();
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::kNumber) {
      const std::string_view surface = token.stem().In(text);
      *word = surface[0] == kFullWidth ? ReadFullWidthNumber(surface) : ReadNumberWord(surface);
    } else if (token.kind != TokenKind::kCjk) {
      *word = table.Find(token.hash);
      if (token.mixed && word->word == Word::kNone) [[unlikely]]
        *word = ReadFiscalWord(token.stem().In(text));
    }
    ++word;
  }
  return out;
}

bool DateText::SameWord(std::uint32_t i, std::string_view lower) const { return SameLetters(Surface(i), lower); }

bool DateText::EndsSentence(std::uint32_t i) const {
  if (i >= size() || GapBefore(i) == Gap::kParagraph) return true;
  const DateWord& word = (*this)[i];
  if (word.word == Word::kStop) return true;
  if (word.word != Word::kDot) return false;
  if (GapBefore(i + 1) == Gap::kParagraph || GapBefore(i + 1) == Gap::kLine) return true;
  if (Glued(i + 1)) {
    // A closing quotation mark or bracket after the full stop.
    return tokens_[i + 1].kind == TokenKind::kPunct && !Glued(i + 2);
  }
  if (i == 0) return true;
  const DateWord& before = words_[i - 1];
  if (before.abbreviated) return Capital(i + 1) && !Is(i + 1, Word::kMonth);
  return tokens_[i - 1].span.size() > 1 && (Capital(i + 1) || tokens_[i + 1].kind != TokenKind::kWord) && !(
      Capital(i - 1) && tokens_[i - 1].span.size() <= 4 && !tokens_[i - 1].all_caps &&
      tokens_[i - 1].kind == TokenKind::kWord && before.word == Word::kNone);
}

bool DateText::StartsSentence(std::uint32_t i) const {
  if (i == 0 || GapBefore(i) == Gap::kParagraph) return true;
  if (EndsSentence(i - 1)) return true;
  return tokens_[i - 1].kind == TokenKind::kPunct && i >= 2 && (EndsSentence(i - 2) || i == 1);
}

}  // namespace dateline::extract
