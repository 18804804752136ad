// Dates and years in numbers, and years in words.
#include <algorithm>
#include <array>

#include "extract/dates_calendar_reader.h"
#include "extract/dates_tense.h"

namespace dateline::extract {

bool CalendarReader::CleanLeft(std::uint32_t i) const {
  if (!t_.Glued(i)) return true;
  const DateWord& before = t_[i - 1];
  if (before.word == Word::kOpen) return true;
  return t_.token(i - 1).kind == TokenKind::kPunct && before.word == Word::kNone && t_.Surface(i - 1) != "_" &&
         t_.Surface(i - 1) != "=" && t_.Surface(i - 1) != "#" && t_.Surface(i - 1) != "§" && t_.Surface(i - 1) != "\\";
}

bool CalendarReader::LooseLeft(std::uint32_t i) const {
  return CleanLeft(i) || (governed_ && i > 0 && t_.Is(i - 1, Word::kHyphen));
}

bool CalendarReader::SlashRange(std::uint32_t end) const {
  return t_.Is(end, Word::kHyphen) && t_.Is(end + 1, Word::kNumber) && t_.Is(end + 2, Word::kSlash) && t_.Is(end + 4, Word::kSlash);
}

bool CalendarReader::CleanRight(std::uint32_t end) const {
  if (!t_.Glued(end)) return true;
  const Word word = t_[end].word;
  if (word == Word::kDot || word == Word::kHyphen || word == Word::kSlash) {
    return !(t_.Glued(end + 1) && (t_.token(end + 1).kind == TokenKind::kNumber || t_.token(end + 1).kind == TokenKind::kWord));
  }
  return t_.token(end).kind == TokenKind::kPunct && word != Word::kPercent && t_.Surface(end) != "_";
}

bool CalendarReader::IsYear(std::uint32_t i) const {
  const DateWord& word = t_[i];
  return word.word == Word::kNumber && word.digits == 4 && word.value >= 1900 && word.value <= 2099;
}

bool CalendarReader::IsAnyYear(std::uint32_t i) const {
  const DateWord& word = t_[i];
  return word.word == Word::kNumber && word.digits == 4 && word.value >= 1000 && word.value <= 2999 && !Broken(i) &&
         !(t_.Glued(i + 1) && t_.Is(i + 1, Word::kComma) && t_.Glued(i + 2));
}

bool CalendarReader::IsDayNumber(std::uint32_t i) const {
  const DateWord& word = t_[i];
  if (Broken(i) || word.value < 1 || word.value > 31) return false;
  if (word.word == Word::kNth) return true;
  if (word.word != Word::kNumber || word.digits > 2) return false;
  if (t_.Is(i + 1, Word::kPercent)) return false;
  // "9.5", "9:30" and "9/10" are no days.
  if (t_.Glued(i + 1) && t_.Glued(i + 2) && t_.token(i + 2).kind == TokenKind::kNumber && !t_.Is(i + 1, Word::kHyphen)) {
    return t_.Is(i + 1, Word::kComma);
  }
  return true;
}

void CalendarReader::YearTail(DateExpr& out) const {
  std::uint32_t i = out.end;
  if (t_.Is(i, Word::kComma)) ++i;
  else if (t_.Is(i, Word::kOf) && (IsYear(i + 1) || t_.Is(i + 1, Word::kShift))) ++i;
  else if (t_.SameWord(i, "in") && IsYear(i + 1) && !CountsThings(i + 1)) ++i;
  if (out.form == Form::kDay && ShortYear(t_.Is(i, Word::kOf) ? i + 1 : i)) {
    if (t_.Is(i, Word::kOf)) ++i;
    out.year = FullYear(t_[i].value);
    out.end = i + 1;
    return;
  }
  if (const auto spelled = SpelledYear(AfterYearOf(i))) {
    out.year = spelled->year;
    out.end = spelled->end;
    return;
  }
  if (IsAnyYear(i) && !NumberOfThings(i)) {
    out.year = t_[i].value;
    out.end = i + 1;
    return;
  }
  const std::uint32_t mark = t_.Is(i, Word::kOf) ? i + 1 : i;  // "August of '23"
  if (t_.Is(mark, Word::kApostrophe) && t_.Glued(mark + 1) && t_[mark + 1].word == Word::kNumber &&
      t_[mark + 1].digits == 2) {
    out.year = FullYear(t_[mark + 1].value);
    out.end = mark + 2;
    return;
  }
  std::uint32_t k = out.end;
  if (t_.Is(k, Word::kComma) || t_.Is(k, Word::kOf)) ++k;
  if (t_.Is(k, Word::kShift) && IsUnit(k + 1, Unit::kYear)) {
    out.year_shift = t_[k].value;
    out.end = k + 2;
  } else if (t_.Is(k, Word::kThat) && IsUnit(k + 1, Unit::kYear)) {
    out.anchor = Anchor::kDiscourse;
    out.end = k + 2;
  }
}

bool CalendarReader::ShortYear(std::uint32_t i) const {
  return t_.Is(i, Word::kNumber) && t_[i].digits == 2 && t_[i].value > 31 && !t_.Glued(i) && !Broken(i) && !t_.IsWord(i + 1) &&
         CleanRight(i + 1) && !t_.Is(i + 1, Word::kPercent);
}

std::uint32_t CalendarReader::AfterYearOf(std::uint32_t i) const {
  std::uint32_t k = i;
  if (t_.Is(k, Word::kComma)) ++k;
  if (!t_.SameWord(k, "in") || !t_.Is(k + 1, Word::kThe) || !IsUnit(k + 2, Unit::kYear)) return i;
  k += 3;
  return t_.Is(k, Word::kOf) && t_.SameWord(k + 1, "our") ? k + 3 : k;
}

int CalendarReader::Tens(std::uint32_t& k) const {
  if (!t_.Is(k, Word::kCardinal)) return 0;
  int value = t_[k++].value;
  if (value < 20) return value;
  const std::uint32_t unit = t_.Is(k, Word::kHyphen) ? k + 1 : k;
  if (t_.Is(unit, Word::kCardinal) && t_[unit].value < 10) {
    value += t_[unit].value;
    k = unit + 1;
  }
  return value;
}

std::optional<CalendarReader::Spelled> CalendarReader::SpelledYear(std::uint32_t i) const {
  if (!t_.Is(i, Word::kCardinal) || Broken(i)) return std::nullopt;
  std::uint32_t k = i;
  int year = Tens(k);
  if (t_.Is(k, Word::kScale)) {
    year *= t_[k++].value;
    const std::uint32_t rest = t_.Is(k, Word::kAnd) ? k + 1 : k;
    if (t_.Is(rest, Word::kCardinal)) {
      k = rest;
      year += Tens(k);
    }
  } else {
    const int century = year;
    const int rest = Tens(k);
    if ((century != 19 && century != 20) || rest < 10) return std::nullopt;
    year = 100 * century + rest;
  }
  if (year < 1900 || year > 2099 || t_.Is(k, Word::kScale) || t_.Is(k, Word::kHyphen)) return std::nullopt;
  return Spelled{year, k};
}

Read CalendarReader::YearInWords() const {
  const auto spelled = SpelledYear(start_);
  if (!spelled || MayBeNoun(t_, spelled->end) || t_.Is(spelled->end, Word::kUnit) || t_.Is(spelled->end, Word::kMoney)) return std::nullopt;
  const bool licensed = governed_ || (start_ > 0 && (t_.Is(start_ - 1, Word::kIn) || t_.Is(start_ - 1, Word::kSince) ||
                                                     t_.Is(start_ - 1, Word::kUntil) || IsUnit(start_ - 1, Unit::kYear)));
  if (!licensed) return std::nullopt;
  DateExpr out = Make(Form::kYear, spelled->end);
  out.year = spelled->year;
  return out;
}

bool CalendarReader::IsUnit(std::uint32_t i, Unit unit) const {
  return t_.Is(i, Word::kUnit) && t_[i].value == static_cast<int>(unit) && !Broken(i);
}

Read CalendarReader::IsoDay() const {
  const std::uint32_t i = start_;
  if (t_[i].digits != 4 || !CleanLeft(i)) return std::nullopt;
  const Word mark = t_[i + 1].word;
  if (mark != Word::kHyphen && mark != Word::kSlash && mark != Word::kDot) return std::nullopt;
  if (!t_.Glued(i + 1) || !t_.Glued(i + 2) || !IsAnyYearValue(t_[i].value)) return std::nullopt;
  if (mark == Word::kDot && (!IsYear(i) || AfterTariffWord(i))) return std::nullopt;
  const bool named = t_.Is(i + 2, Word::kMonth);
  if (!named && (t_[i + 2].word != Word::kNumber || t_[i + 2].digits > 2)) return std::nullopt;
  DateExpr out = Make(Form::kDay, i + 5);
  out.year = t_[i].value;
  out.month = t_[i + 2].value;
  if (t_.Is(i + 3, mark) && t_.Glued(i + 3) && t_.Glued(i + 4)) {
    out.day = t_[i + 4].value;
    if (t_[i + 4].word == Word::kNumber && t_[i + 4].digits <= 2 && CleanRight(i + 5)) return Valid(out);
    if (const auto day = DayWithTime(i + 4)) {
      out.day = *day;
      return Valid(out);
    }
    return std::nullopt;
  }
  if (named || !IsYear(i) || mark == Word::kDot || t_[i + 2].digits != 2 || !CleanRight(i + 3) || !AfterPreposition(i)) {
    return std::nullopt;
  }
  if (out.month < 1 || out.month > 12) return std::nullopt;
  out.form = Form::kMonth;
  out.end = i + 3;
  return out;
}

bool CalendarReader::AfterTariffWord(std::uint32_t i) const {
  constexpr std::uint32_t kReach = 24;
  static constexpr std::array<std::string_view, 6> kWords{"heading", "headings", "subheading", "subheadings", "htsus", "hts"};
  for (std::uint32_t k = 1; k <= kReach && k <= i && !t_.EndsSentence(i - k + 1); ++k) {
    if (std::any_of(kWords.begin(), kWords.end(), [&](std::string_view w) { return t_.SameWord(i - k, w); })) return true;
  }
  return false;
}

std::optional<int> CalendarReader::DayWithTime(std::uint32_t i) const {
  const std::string_view word = t_.Surface(i);
  if (word.size() < 4 || word[2] != 'T' || word[0] < '0' || word[0] > '3' || word[1] < '0' || word[1] > '9') return std::nullopt;
  return (word[0] - '0') * 10 + (word[1] - '0');
}

Read CalendarReader::Valid(const DateExpr& out) const {
  if (out.year != 0 && !MakeDay(out.year, out.month, out.day)) return std::nullopt;
  if (out.year == 0 && !MakeDay(2024, out.month, out.day)) return std::nullopt;
  return out;
}

Read CalendarReader::SlashDay() const {
  const std::uint32_t i = start_;
  // "version 1.1.2020": numbers that a word before them names.
  if (i > 0 && (t_.SameWord(i - 1, "version") || t_.SameWord(i - 1, "release") || t_.SameWord(i - 1, "section"))) return std::nullopt;
  if (t_[i].digits > 2 || !(t_.Is(i + 1, Word::kSlash) ? LooseLeft(i) : CleanLeft(i))) return std::nullopt;
  const Word mark = t_[i + 1].word;
  if ((mark != Word::kSlash && mark != Word::kHyphen && mark != Word::kDot) || !t_.Glued(i + 1) || !t_.Glued(i + 2)) {
    return std::nullopt;
  }
  DateExpr out = Make(Form::kDay, i + 5);
  if (t_.Is(i + 2, Word::kMonth)) {  // 31/Oct/1974, 19-Nov-12
    if (!t_.Is(i + 3, mark) || t_[i + 4].word != Word::kNumber || !CleanRight(i + 5)) return std::nullopt;
    out.day = t_[i].value;
    out.month = t_[i + 2].value;
    out.year = t_[i + 4].digits == 2 ? FullYear(t_[i + 4].value) : t_[i + 4].value;
    return t_[i + 4].digits == 2 || t_[i + 4].digits == 4 ? Valid(out) : std::nullopt;
  }
  if (t_[i + 2].word != Word::kNumber) return std::nullopt;
  const int first = t_[i].value;
  const int second = t_[i + 2].value;
  // "01/15/ 2023": forms filled in by hand put a blank before the year.
  const bool blank = mark == Word::kSlash && !t_.Glued(i + 4) && !Broken(i + 4) && IsYear(i + 4);
  if (t_.Is(i + 3, mark) && t_.Glued(i + 3) && (t_.Glued(i + 4) || blank) && t_[i + 4].word == Word::kNumber) {
    const DateWord& last = t_[i + 4];
    if (t_[i + 2].digits > 2 || (!CleanRight(i + 5) && !(mark == Word::kSlash && SlashRange(i + 5)))) return std::nullopt;
    const bool short_year = last.digits == 2 && (mark == Word::kSlash || (mark == Word::kHyphen && (i == 0 || DatesADocument(i))));
    if (last.digits != 4 && !short_year) return std::nullopt;
    if (last.digits == 4 && (last.value < 1800 || last.value > 2200)) return std::nullopt;
    const bool day_first = first > 12 || (mark == Word::kDot && second <= 12);
    out.month = day_first ? second : first;
    out.day = day_first ? first : second;
    out.year = last.digits == 2 ? FullYear(last.value) : last.value;
    return Valid(out);
  }
  if (mark != Word::kSlash || !CleanRight(i + 3) || !AfterPreposition(i)) return std::nullopt;
  if (t_[i + 2].digits == 4) {  // 04/2016
    if (first < 1 || first > 12 || !IsYear(i + 2)) return std::nullopt;
    out.form = Form::kMonth;
    out.month = first;
    out.year = second;
    out.end = i + 3;
    return out;
  }
  out.month = first;
  out.day = second;
  out.end = i + 3;
  return Valid(out);
}

bool CalendarReader::DatesADocument(std::uint32_t i) const {
  static constexpr std::array<std::string_view, 6> kStamps{"filed", "signed", "issued", "received", "updated", "dated"};
  return AfterPreposition(i) || std::any_of(kStamps.begin(), kStamps.end(), [&](std::string_view w) { return t_.SameWord(i - 1, w); });
}

bool CalendarReader::AfterPreposition(std::uint32_t i) const {
  if (governed_) return true;
  if (i == 0) return false;
  switch (t_[i - 1].word) {
    case Word::kOn: case Word::kBy: case Word::kUntil: case Word::kSince: case Word::kFrom: case Word::kBefore:
    case Word::kAfter: case Word::kIn: case Word::kOpen: case Word::kDate: case Word::kTo: return true;
    default: return t_.SameWord(i - 1, "dated");
  }
}

Read CalendarReader::YearHalf() const {
  if (!IsYear(start_) || !CleanLeft(start_) || Broken(start_ + 1)) return std::nullopt;
  std::uint32_t k = start_ + 1;
  if (t_.Is(k, Word::kHyphen) && t_.Glued(k)) ++k;
  if (!t_.Is(k, Word::kQuarterCode) && !t_.Is(k, Word::kHalfCode)) return std::nullopt;
  DateExpr out = Make(t_.Is(k, Word::kHalfCode) ? Form::kHalf : Form::kQuarter, k + 1);
  out.year = t_[start_].value;
  out.number = t_[k].value;
  return out;
}

Read CalendarReader::Year() const {
  const std::uint32_t i = start_;
  if (!IsYear(i) || !LooseLeft(i) || !CleanRightOfYear(i)) return std::nullopt;
  if (!YearLicence(i)) return std::nullopt;
  DateExpr out = Make(Form::kYear, i + 1);
  out.year = t_[i].value;
  return out;
}

bool CalendarReader::CleanRightOfYear(std::uint32_t i) const {
  if (!CleanRight(i + 1) && !t_.Is(i + 1, Word::kHyphen)) return false;
  if (t_.Is(i + 1, Word::kHyphen) && t_.Glued(i + 1) && t_.Glued(i + 2)) {
    // "2018-2021" is a range; "2025-00636" and "2025-04" are not years.
    return IsYear(i + 2) || t_.IsWord(i + 2) || IsShortEnd(i);
  }
  return true;
}

bool CalendarReader::IsShortEnd(std::uint32_t i) const {
  return t_.Is(i + 2, Word::kNumber) && t_[i + 2].digits == 2 && t_[i + 2].value == (t_[i].value + 1) % 100 && CleanRight(i + 3);
}

bool CalendarReader::IsYearRange(std::uint32_t i) const {
  if (!t_.Is(i + 1, Word::kHyphen) || !t_.Glued(i + 1) || !t_.Glued(i + 2) || !IsYear(i + 2) || !CleanLeft(i) || !CleanRight(i + 3)) return false;
  const int length = t_[i + 2].value - t_[i].value;
  if (length < 1 || length > 50 || CountsThings(i + 2)) return false;
  static constexpr std::array<std::string_view, 16> kNumbered{"no", "nos", "section", "sections", "part", "parts", "page", "pages", "pp",
                                                              "title", "usc", "code", "lines", "paragraphs", "numbers", "models"};
  const std::uint32_t before = i > 1 && t_.Is(i - 1, Word::kDot) ? i - 2 : i - 1;
  return i == 0 || (t_.Surface(i - 1) != "§" && std::none_of(kNumbered.begin(), kNumbered.end(), [&](std::string_view w) { return t_.SameWord(before, w); }));
}

bool CalendarReader::YearLicence(std::uint32_t i) const {
  if (CountsThings(i)) return false;
  if (governed_ || IsYearRange(i)) return true;
  if (i == 0) return YearOpensSentence(i);
  switch (t_[i - 1].word) {
    case Word::kIn: case Word::kSince: case Word::kUntil: case Word::kBy: case Word::kFrom: case Word::kBefore:
    case Word::kAfter: case Word::kPart: case Word::kFiscal: case Word::kBetween: case Word::kSeason: case Word::kWithin:
      return true;
    case Word::kTo: return t_[i - 1].value == 1 || ComparesTo(i - 1);  // through 2027
    case Word::kOf: return !IsActOf(i);
    case Word::kOpen: return t_.Surface(i + 1) == ")" || t_.Is(i + 1, Word::kHyphen);
    case Word::kThe:
      return MayBeNoun(t_, i + 1) || t_.Capital(i + 1) || (t_.Is(i + 1, Word::kHyphen) && IsYear(i + 2));
    case Word::kUnit: return IsUnit(i - 1, Unit::kYear);
    case Word::kAnd: case Word::kComma: case Word::kHyphen: return i >= 2 && IsYear(i - 2);
    case Word::kOver: case Word::kFor: return !MayBeNoun(t_, i + 1) && !t_.Capital(i + 1);
    default: break;
  }
  // "the company's 2027 revenue", "cut 2026 guidance"
  if (t_.token(i - 1).possessive > 0 && MayBeNoun(t_, i + 1)) return true;
  static constexpr std::array<std::string_view, 8> kFigures{"earnings", "forecast", "guidance", "outlook",
                                                            "profit",   "results",  "revenue",  "sales"};
  if (std::any_of(kFigures.begin(), kFigures.end(), [&](std::string_view w) { return t_.SameWord(i + 1, w); })) return true;
  static constexpr std::array<std::string_view, 12> kBeforeYear{"its", "their", "his", "throughout", "circa", "late", "around",
                                                                "versus", "vs", "than", "with", "early"};
  if (std::any_of(kBeforeYear.begin(), kBeforeYear.end(), [&](std::string_view w) { return t_.SameWord(i - 1, w); })) return true;
  // "as early as 2027"
  if (i > 1 && t_.SameWord(i - 1, "as")) {
    static constexpr std::array<std::string_view, 4> kBounds{"early", "late", "recently", "soon"};
    if (std::any_of(kBounds.begin(), kBounds.end(), [&](std::string_view w) { return t_.SameWord(i - 2, w); }))
      return true;
  }
  return t_.StartsSentence(i) && YearOpensSentence(i);
}

bool CalendarReader::ComparesTo(std::uint32_t to) const {
  static constexpr std::array<std::string_view, 6> kBefore{"back", "dates", "dating", "dated", "compared", "relative"};
  return to > 0 && std::any_of(kBefore.begin(), kBefore.end(), [&](std::string_view w) { return t_.SameWord(to - 1, w); });
}

bool CalendarReader::YearOpensSentence(std::uint32_t i) const {
  static constexpr std::array<std::string_view, 5> kVerbs{"was", "is", "will", "saw", "has"};
  return std::any_of(kVerbs.begin(), kVerbs.end(), [&](std::string_view w) { return t_.SameWord(i + 1, w); });
}

bool CalendarReader::IsActOf(std::uint32_t i) const {
  if (i < 2 || !t_.Capital(i - 2)) return false;
  static constexpr std::array<std::string_view, 6> kNames{"act", "law", "code", "order", "treaty", "agreement"};
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view w) { return t_.SameWord(i - 2, w); });
}

bool CalendarReader::IsModelName(std::uint32_t i) const {
  if (!t_.IsWord(i) || !t_.Capital(i)) return false;
  const std::string_view name = t_.Surface(i);
  const char last = name.back();
  return last >= '0' && last <= '9' && name.size() <= 8 && name.front() != 'G' && !t_.Is(i, Word::kHalfCode) &&
         !t_.Is(i, Word::kQuarterCode);
}

bool CalendarReader::CountsThings(std::uint32_t i) const {
  if (t_.Is(i + 1, Word::kPercent) || t_.Is(i + 1, Word::kUnit)) return !IsUnit(i + 1, Unit::kQuarter);
  static constexpr std::array<std::string_view, 36> kThings{
      "units", "firms", "companies", "entities", "people", "workers", "employees", "chips", "gpus", "processors",
      "servers", "wafers", "accelerators", "cards", "items", "pages", "jobs", "customers", "products", "megawatts",
      "nm", "mhz", "ghz", "gb", "tb", "km", "kilometers", "miles", "tons", "tonnes", "dollars", "yuan", "hours", "minutes",
      "times", "feet"};
  const auto thing = [&](std::uint32_t k) {
    return std::any_of(kThings.begin(), kThings.end(), [&](std::string_view w) { return t_.SameWord(k, w); });
  };
  if (thing(i + 1) || IsModelName(i + 1)) return true;
  // A model name between the number and its noun.
  return t_.IsWord(i + 1) && t_.Capital(i + 1) && (thing(i + 2) || thing(i + 3));
}

Read CalendarReader::Decade() const {
  if (t_[start_].doubtful && !(start_ > 0 && (t_.Is(start_ - 1, Word::kThe) || t_.Is(start_ - 1, Word::kPart) ||
                                             t_.Is(start_ - 1, Word::kHyphen)))) return std::nullopt;
  if (t_[start_].doubtful && start_ > 1 && t_.SameWord(start_ - 2, "their")) return std::nullopt;
  DateExpr out = Make(Form::kDecade, start_ + 1);
  out.number = t_[start_].value;
  return out;
}

}  // namespace dateline::extract
