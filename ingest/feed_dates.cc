#include "ingest/feed_dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kWordsMax = 160;  // bytes; longer texts are no dates

struct Named {
  std::string_view name;
  int value;
};

// Month names as they follow the first letters that all their cases share; folded.
constexpr auto kMonths = std::to_array<Named>({
    {"jan", 1},
    {"feb", 2},
    {"mar", 3},
    {"apr", 4},
    {"may", 5},
    {"jun", 6},
    {"jul", 7},
    {"aug", 8},
    {"sep", 9},
    {"oct", 10},
    {"nov", 11},
    {"dec", 12},
    // German, French, Spanish, Italian, Portuguese, Dutch where they differ.
    {"jän", 1},
    {"ene", 1},
    {"gen", 1},
    {"fév", 2},
    {"fev", 2},
    {"mär", 3},
    {"mrz", 3},
    {"avr", 4},
    {"abr", 4},
    {"mai", 5},
    {"mag", 5},
    {"mei", 5},
    {"juin", 6},
    {"giu", 6},
    {"juil", 7},
    {"lug", 7},
    {"aoû", 8},
    {"ago", 8},
    {"set", 9},
    {"okt", 10},
    {"ott", 10},
    {"out", 10},
    {"dez", 12},
    {"déc", 12},
    {"dic", 12},
    // Hungarian.
    {"februári", 2},
    {"márc", 3},
    {"ápr", 4},
    {"máj", 5},
    {"jún", 6},
    {"júl", 7},
    {"szep", 9},
    // Greek.
    {"ιαν", 1},
    {"φεβ", 2},
    {"μάώ", 3},
    {"μαώ", 3},
    {"μάρ", 3},
    {"απρ", 4},
    {"μάι", 5},
    {"μαϊ", 5},
    {"μαι", 5},
    {"ιούν", 6},
    {"ιον", 6},
    {"ιουν", 6},
    {"ιούλ", 7},
    {"ιολ", 7},
    {"ιουλ", 7},
    {"αύγ", 8},
    {"αυγ", 8},
    {"σεπ", 9},
    {"οκτ", 10},
    {"νοέ", 11},
    {"νοε", 11},
    {"δεκ", 12},
});

// Minutes east of UTC.
constexpr auto kZones = std::to_array<Named>({
    {"acdt", 630}, {"acst", 570}, {"adt", -180}, {"aedt", 660}, {"aest", 600}, {"akdt", -480}, {"akst", -540},
    {"ast", -240}, {"awst", 480}, {"bst", 60},   {"cdt", -300}, {"cest", 120}, {"cet", 60},    {"cst", -360},
    {"ct", -360},  {"edt", -240}, {"eest", 180}, {"eet", 120},  {"est", -300}, {"et", -300},   {"gmt", 0},
    {"hkt", 480},  {"hst", -600}, {"jst", 540},  {"kst", 540},  {"mdt", -360}, {"mest", 120},  {"met", 60},
    {"msk", 180},  {"mst", -420}, {"mt", -420},  {"nzdt", 780}, {"nzst", 720}, {"pdt", -420},  {"pst", -480},
    {"pt", -480},  {"sgt", 480},  {"ut", 0},     {"utc", 0},    {"west", 60},  {"wet", 0},     {"z", 0},
});
static_assert(std::ranges::is_sorted(kZones, {}, &Named::name));

std::optional<int> ZoneMinutes(std::string_view name) {
  const auto row = std::ranges::lower_bound(kZones, name, {}, &Named::name);
  if (row == kZones.end() || row->name != name) return std::nullopt;
  return row->value;
}

std::optional<int> MonthNumber(std::string_view word) {
  // Longest prefix first decides between "juin" and "juil", "mar" and "mars".
  std::optional<int> best;
  std::size_t size = 0;
  for (const auto& row : kMonths) {
    if (word.starts_with(row.name) && row.name.size() > size) {
      best = row.value;
      size = row.name.size();
    }
  }
  return best;
}

struct Fields {
  int year = 0;
  int month = 0;  // 0 unknown
  int day = 0;
  bool has_time = false;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int micros = 0;
  std::optional<int> zone;  // minutes east
};

constexpr bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// A cursor over the folded words; every Take leaves it in place when it does not apply.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  void Skip(std::size_t count = 1) { at_ = std::min(at_ + count, text_.size()); }
  void SkipSpace() {
    while (peek() == ' ') ++at_;
  }
  bool Take(std::string_view token) {
    if (!rest().starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  [[nodiscard]] std::size_t Digits() const {
    std::size_t count = 0;
    while (IsDigit(peek(count))) ++count;
    return count;
  }
  // At most nine digits are read, so the value fits.
  int Number(std::size_t digits) {
    int value = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(digits, 9); ++i) value = value * 10 + (peek(i) - '0');
    Skip(digits);
    return value;
  }
  std::string_view Word() {
    std::size_t end = at_;
    while (end < text_.size() &&
           ((text_[end] >= 'a' && text_[end] <= 'z') || static_cast<unsigned char>(text_[end]) >= 0x80))
      ++end;
    const auto word = text_.substr(at_, end - at_);
    at_ = end;
    return word;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// "+08:00", "-0500", "+9", "z", "gmt+0100"; also as what follows a time directly.
void TakeZone(Cursor& cursor, Fields& fields) {
  const char sign = cursor.peek();
  if (sign != '+' && sign != '-') return;
  cursor.Skip();
  const std::size_t digits = cursor.Digits();
  if (digits == 0 || digits > 4) return;
  int hours = 0;
  int minutes = 0;
  if (digits > 2) {
    const int number = cursor.Number(digits);
    hours = number / 100;
    minutes = number % 100;
  } else {
    hours = cursor.Number(digits);
    if (cursor.peek() == ':' && IsDigit(cursor.peek(1))) {
      cursor.Skip();
      minutes = cursor.Number(cursor.Digits());
    }
  }
  if (hours > 15 || minutes > 59) return;
  fields.zone = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
}

// "9:15", "19:48:21", "19:48:21.544"; the cursor stands on the first digit.
bool TakeTime(Cursor& cursor, Fields& fields) {
  const std::size_t digits = cursor.Digits();
  if (digits == 0 || digits > 2 || cursor.peek(digits) != ':' || !IsDigit(cursor.peek(digits + 1))) return false;
  fields.hour = cursor.Number(digits);
  cursor.Skip();
  fields.minute = cursor.Number(cursor.Digits());
  if (cursor.peek() == ':' && IsDigit(cursor.peek(1))) {
    cursor.Skip();
    fields.second = cursor.Number(cursor.Digits());
  }
  if ((cursor.peek() == '.' || cursor.peek() == ',') && IsDigit(cursor.peek(1))) {
    cursor.Skip();
    int scale = 100'000;
    for (; IsDigit(cursor.peek()); cursor.Skip(), scale /= 10) fields.micros += (cursor.peek() - '0') * scale;
  }
  fields.has_time = true;
  return true;
}

void ApplyHalf(Fields& fields, bool afternoon) {
  if (fields.hour == 12)
    fields.hour = afternoon ? 12 : 0;
  else if (afternoon && fields.hour < 12)
    fields.hour += 12;
}

int FullYear(int year, std::size_t digits) {
  if (digits > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

// ISO 8601 dates: 2003-12-31, 20031231, 2003-12, 2003, 2003-365. False when the words do not start like one.
bool TakeIsoDate(Cursor& cursor, Fields& fields) {
  const std::size_t digits = cursor.Digits();
  if (digits == 8) {
    const int number = cursor.Number(8);
    fields.year = number / 10'000;
    fields.month = number / 100 % 100;
    fields.day = number % 100;
    return true;
  }
  if (digits != 4) return false;
  fields.year = cursor.Number(4);
  const char mark = cursor.peek();
  if (mark != '-' && mark != '/' && mark != '.') return cursor.done();
  cursor.Skip();
  const std::size_t next = cursor.Digits();
  if (next == 3) {
    const auto first = std::chrono::sys_days(std::chrono::year(fields.year) / 1 / 1);
    const std::chrono::year_month_day date(first + std::chrono::days(cursor.Number(3) - 1));
    fields.month = static_cast<int>(static_cast<unsigned>(date.month()));
    fields.day = static_cast<int>(static_cast<unsigned>(date.day()));
    return true;
  }
  if (next == 1 || next == 2) {
    fields.month = cursor.Number(next);
  } else {
    const auto month = MonthNumber(cursor.Word());  // Hungarian: 2004-július-13
    if (!month) return false;
    fields.month = *month;
  }
  if (cursor.peek() != mark) return true;
  cursor.Skip();
  const std::size_t last = cursor.Digits();
  if (last == 1 || last == 2) fields.day = cursor.Number(last);
  return true;
}

// What follows an ISO date: "T10:14:55Z", " 오후 11:23:17", "t9:15-05:00".
void TakeIsoTime(Cursor& cursor, Fields& fields) {
  cursor.Take("t");
  cursor.SkipSpace();
  const bool morning = cursor.Take("오전") || cursor.Take("上午");
  const bool afternoon = !morning && (cursor.Take("오후") || cursor.Take("下午"));
  cursor.SkipSpace();
  if (!TakeTime(cursor, fields)) return;
  if (morning || afternoon) ApplyHalf(fields, afternoon);
  cursor.SkipSpace();
  TakeZone(cursor, fields);
  const auto word = cursor.Word();
  if (word == "am" || word == "pm")
    ApplyHalf(fields, word == "pm");
  else if (!fields.zone)
    fields.zone = ZoneMinutes(word);
}

// 2004년 05월 28일 01:31:15 and 2025年7月18日: numbers named by the character behind them.
bool TakeEastAsian(Cursor cursor, Fields& fields) {
  if (cursor.Digits() != 4) return false;
  fields.year = cursor.Number(4);
  cursor.SkipSpace();
  if (!cursor.Take("年") && !cursor.Take("년")) return false;
  cursor.SkipSpace();
  if (cursor.Digits() == 0) return true;
  fields.month = cursor.Number(cursor.Digits());
  cursor.SkipSpace();
  if (!cursor.Take("月") && !cursor.Take("월")) return false;
  cursor.SkipSpace();
  if (cursor.Digits() == 0) return true;
  fields.day = cursor.Number(cursor.Digits());
  cursor.SkipSpace();
  if (!cursor.Take("日") && !cursor.Take("일") && !cursor.Take("号")) return false;
  TakeIsoTime(cursor, fields);
  return true;
}

// 07/18/2025 only where the numbers leave no doubt which is the month.
bool TakeSlashed(Cursor cursor, Fields& fields) {
  const std::size_t first_digits = cursor.Digits();
  if (first_digits == 0 || first_digits > 2 || (cursor.peek(first_digits) != '/' && cursor.peek(first_digits) != '.'))
    return false;
  const int first = cursor.Number(first_digits);
  const bool dots = cursor.peek() == '.';
  cursor.Skip();
  const std::size_t second_digits = cursor.Digits();
  if (second_digits == 0 || second_digits > 2) return false;
  const int second = cursor.Number(second_digits);
  if (cursor.peek() != '/' && cursor.peek() != '.') return false;
  cursor.Skip();
  const std::size_t year_digits = cursor.Digits();
  if (year_digits != 4 && year_digits != 2) return false;
  fields.year = FullYear(cursor.Number(year_digits), year_digits);
  if (!dots && first > 12 && second <= 12) {
    fields.day = first;
    fields.month = second;
  } else if (dots) {  // 18.07.2025 is day first wherever dots are used
    fields.day = first;
    fields.month = second;
  } else if (second > 12 || first == second) {
    fields.month = first;
    fields.day = second;
  } else {
    return false;
  }
  TakeIsoTime(cursor, fields);
  return true;
}

// Everything with a month name, in any order: RFC 822, RFC 850, asctime, "July 18, 2025 9:30 a.m. EDT".
class LooseReader {
 public:
  explicit LooseReader(std::string_view text) : cursor_(text) {}

  bool Read(Fields& fields) {
    while (!cursor_.done()) {
      const char c = cursor_.peek();
      if (IsDigit(c)) {
        if (!TakeTime(cursor_, fields)) Number(fields);
      } else if ((c == '+' || c == '-') && fields.has_time && !fields.zone) {
        TakeZone(cursor_, fields);
      } else if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
        Word(fields);
      } else {
        cursor_.Skip();
      }
    }
    return fields.month != 0 && fields.year != 0 && strangers_ <= 2;
  }

 private:
  void Number(Fields& fields) {
    const std::size_t digits = cursor_.Digits();
    const int value = cursor_.Number(digits);
    if (digits > 4)
      ++strangers_;
    else if (digits >= 3)
      fields.year = fields.year == 0 ? value : fields.year;
    else if (fields.day == 0 && value >= 1 && value <= 31)
      fields.day = value;
    else if (fields.year == 0)
      fields.year = FullYear(value, digits);
  }

  void Word(Fields& fields) {
    const auto word = cursor_.Word();
    if ((word == "a" || word == "p") && fields.has_time && cursor_.Take(".m")) return ApplyHalf(fields, word == "p");
    if (word == "am" || word == "pm") return ApplyHalf(fields, word == "pm");
    if (fields.has_time && !fields.zone) {
      if (const auto zone = ZoneMinutes(word)) {
        TakeZone(cursor_, fields);  // "GMT+0100" states it twice: the number wins
        if (!fields.zone) fields.zone = zone;
        return;
      }
    }
    if (fields.month == 0) {
      if (const auto month = MonthNumber(word)) {
        fields.month = *month;
        return;
      }
    }
    static constexpr std::array<std::string_view, 7> kDays{"fri", "mon", "sat", "sun", "thu", "tue", "wed"};
    const bool weekday = std::ranges::any_of(kDays, [&](std::string_view day) { return word.starts_with(day); });
    if (!weekday && word.size() > 2) ++strangers_;
  }

  Cursor cursor_;
  int strangers_ = 0;  // words that no date has
};

bool ReadFields(std::string_view text, Fields& fields) {
  Cursor cursor(text);
  if (TakeIsoDate(cursor, fields)) {
    TakeIsoTime(cursor, fields);
    return true;
  }
  fields = {};
  if (TakeEastAsian(Cursor(text), fields)) return true;
  fields = {};
  if (TakeSlashed(Cursor(text), fields)) return true;
  fields = {};
  return LooseReader(text).Read(fields);
}

std::string ZoneName(int minutes) {
  if (minutes == 0) return "UTC";
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

bool InRange(const Fields& fields) {
  return fields.year >= 1900 && fields.year <= 2200 && fields.month >= 0 && fields.month <= 12 && fields.hour <= 24 &&
         fields.minute <= 59 && fields.second <= 61;
}

DateSpan SpanOf(const Fields& fields) {
  if (fields.month == 0) return YearOf(fields.year);
  const auto month = static_cast<unsigned>(fields.month);
  if (fields.day == 0) return MonthOf(fields.year, month);
  const auto day = std::chrono::year(fields.year) / month / static_cast<unsigned>(fields.day);
  if (!day.ok()) return MonthOf(fields.year, month);  // 31 June: the month is what is sure
  return DayOf(fields.year, month, static_cast<unsigned>(fields.day));
}

}  // namespace

Published ParseFeedDate(std::string_view words) {
  Published out;
  out.words = CollapseSpace(words.substr(0, kWordsMax));
  if (words.size() > kWordsMax) return out;
  Fields fields;
  if (!ReadFields(FoldCase(out.words), fields) || !InRange(fields)) return out;
  out.span = SpanOf(fields);
  if (!fields.has_time || out.span.precision != Precision::kDay) return out;
  const auto local = *out.span.lo + std::chrono::hours(fields.hour) + std::chrono::minutes(fields.minute) +
                     std::chrono::seconds(fields.second) + std::chrono::microseconds(fields.micros);
  out.at = Instant(local - std::chrono::minutes(fields.zone.value_or(0)));
  if (fields.zone) out.zone = ZoneName(*fields.zone);
  return out;
}

}  // namespace dateline::ingest
