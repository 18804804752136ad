// Dates by the name of a month or a weekday.
#include <algorithm>
#include <array>

#include "extract/dates_calendar_reader.h"
#include "extract/dates_tense.h"

namespace dateline::extract {

Read CalendarReader::MonthDay() const {
  const std::uint32_t i = start_;
  std::uint32_t k = i + 1;
  if (t_.Is(k, Word::kDot) && t_[i].abbreviated) ++k;
  const bool hyphen = t_.Is(k, Word::kHyphen) || t_.Is(k, Word::kSlash);
  if (hyphen) {  // Sep-23-2020
    if (t_[i].word != Word::kMonth || !t_.Glued(k) || !t_.Glued(k + 1) || t_[k + 1].word != Word::kNumber) return std::nullopt;
    if (!t_.Is(k + 2, t_[k].word) || !IsAnyYear(k + 3) || !CleanRight(k + 4)) return std::nullopt;
    DateExpr out = Make(Form::kDay, k + 4);
    out.month = t_[i].value;
    out.day = t_[k + 1].value;
    out.year = t_[k + 3].value;
    return Valid(out);
  }
  if (t_.Is(k, Word::kThe)) ++k;
  const bool ordinal = t_.Is(k, Word::kOrdinal) && !Broken(k) && !MayBeNoun(t_, k + 1) && !t_.Is(k + 1, Word::kUnit) &&
                       !t_.Is(k + 1, Word::kHalf);
  // "April twenty-seventh"
  const bool compound = t_.Is(k, Word::kCardinal) && (t_[k].value == 20 || t_[k].value == 30) && t_.Is(k + 1, Word::kHyphen) &&
                        t_.Is(k + 2, Word::kOrdinal) && t_[k + 2].value < 10;
  if (!ordinal && !compound && !IsDayNumber(k)) return std::nullopt;
  if (t_.Glued(k) && !t_.Is(k - 1, Word::kDot)) return std::nullopt;
  DateExpr out = Make(Form::kDay, compound ? k + 3 : k + 1);
  out.month = t_[i].value;
  out.day = compound ? t_[k].value + t_[k + 2].value : t_[k].value;
  YearTail(out);
  if (out.year == 0) out.year = YearOfDayList(out.end);
  if (out.year == 0) out.year = YearOfMonthList(out);
  if (t_[i].doubtful && !t_.Capital(i) && out.year == 0 && MayBeNoun(t_, k + 1)) return std::nullopt;
  if (out.year == 0 && CountOfThings(k)) return std::nullopt;
  // The attacks have a year of their own.
  if (out.year == 0 && out.month == 9 && out.day == 11 && (t_.SameWord(k + 1, "attacks") || t_.SameWord(k + 1, "terrorist"))) {
    out.year = 2001;
  }
  return Valid(out);
}

int CalendarReader::YearOfMonthList(const DateExpr& first) const {
  constexpr int kMonthsMax = 8;
  std::uint32_t i = first.end;
  for (int months = 0; months < kMonthsMax; ++months) {
    const std::uint32_t before = i;
    if (t_.Is(i, Word::kComma)) ++i;
    if (t_.Is(i, Word::kAnd) || t_.SameWord(i, "or")) ++i;
    if (i == before || !t_.Is(i, Word::kMonth) || !t_.Capital(i)) return 0;
    const int month = t_[i++].value;
    if (t_.Is(i, Word::kDot) && t_[i - 1].abbreviated) ++i;
    if (first.form == Form::kDay) {
      if (!IsDayNumber(i)) return 0;
      ++i;
      if (t_.Is(i, Word::kComma) && IsYear(i + 1)) ++i;
    }
    if (IsYear(i) && !NumberOfThings(i) && !CountsThings(i)) return t_[i].value - (month < first.month ? 1 : 0);
  }
  return 0;
}

int CalendarReader::YearOfDayList(std::uint32_t i) const {
  constexpr int kDaysMax = 16;
  for (int days = 0; days < kDaysMax; ++days) {
    const bool comma = t_.Is(i, Word::kComma);
    if (comma) ++i;
    if (comma && days > 0 && IsAnyYear(i) && !NumberOfThings(i)) return t_[i].value;
    const bool both = t_.Is(i, Word::kAnd);
    if (both) ++i;
    if ((!comma && !both) || !t_.Is(i, Word::kNumber) || !IsDayNumber(i)) return 0;
    ++i;
  }
  return 0;
}

bool CalendarReader::CountOfThings(std::uint32_t k) const {
  static constexpr std::array<std::string_view, 6> kScales{"million", "billion", "trillion", "percent", "pct", "bps"};
  return std::any_of(kScales.begin(), kScales.end(), [&](std::string_view word) { return t_.SameWord(k + 1, word); });
}

Read CalendarReader::DayMonth() const {
  const std::uint32_t i = start_;
  const bool ordinal = t_.Is(i, Word::kOrdinal);
  if (!ordinal && (!IsDayNumber(i) || !LooseLeft(i))) return std::nullopt;
  std::uint32_t k = i + 1;
  if (t_.Is(k, Word::kOf)) ++k;
  else if (ordinal) return std::nullopt;
  if (t_.Is(k, Word::kUnit)) return std::nullopt;
  if (!t_.Is(k, Word::kMonth) || Broken(k) || (t_[k].doubtful && !t_.Capital(k) && !t_.Is(i, Word::kNth) && !ordinal && !IsAnyYear(k + 1) &&
                                               !(t_.SameWord(k + 1, "in") && IsYear(k + 2)))) {
    return std::nullopt;
  }
  // "Part 9 April" and "July 4 April 9": the number belongs to what stands before it.
  if (t_.Is(i, Word::kNumber) && i > 0 && !governed_ && (t_.Is(i - 1, Word::kMonth) || t_.Is(i - 1, Word::kMoney))) return std::nullopt;
  if (IsDayNumber(k + 1) && !IsAnyYear(k + 1) && !t_.Is(k + 1, Word::kNth) && !t_.Is(k, Word::kDot)) return std::nullopt;
  DateExpr out = Make(Form::kDay, k + 1);
  if (t_[k].abbreviated && t_.Is(k + 1, Word::kDot) && (IsAnyYear(k + 2) || !t_.EndsSentence(k + 1))) ++out.end;
  out.day = t_[i].value;
  out.month = t_[k].value;
  YearTail(out);
  return Valid(out);
}

Read CalendarReader::YearFirst() const {
  const std::uint32_t i = start_;
  if (!IsYear(i) || !t_.Is(i + 1, Word::kMonth) || Broken(i + 1) || !t_.Capital(i + 1)) return std::nullopt;
  const bool day = IsDayNumber(i + 2) && !IsAnyYear(i + 3);
  // "In 2024 May said": a name when a word in capitals or a verb of saying follows.
  const bool name = t_[i + 1].doubtful && (t_[i + 1].value == 3 || t_[i + 1].value == 5 || t_.Capital(i + 2) || IsSaying(t_, i + 2));
  if (!day && (name || IsAnyYear(i + 2))) return std::nullopt;
  if (i > 0 && t_.Is(i - 1, Word::kComma) && i > 1 && IsDayNumber(i - 2)) return std::nullopt;
  DateExpr out = Make(day ? Form::kDay : Form::kMonth, day ? i + 3 : i + 2);
  out.year = t_[i].value;
  out.month = t_[i + 1].value;
  if (!day) return out;
  out.day = t_[i + 2].value;
  return Valid(out);
}

Read CalendarReader::Month() const {
  const std::uint32_t i = start_;
  DateExpr out = Make(Form::kMonth, i + 1);
  out.month = t_[i].value;
  if (t_[i].abbreviated && t_.Is(i + 1, Word::kDot) && (IsAnyYear(i + 2) || !t_.EndsSentence(i + 1))) ++out.end;
  const std::uint32_t joint = out.end;
  if ((t_.Is(joint, Word::kHyphen) || t_.Is(joint, Word::kSlash)) && t_.Glued(joint) && t_.Glued(joint + 1) && IsYear(joint + 1) &&
      t_.Capital(i) && LooseLeft(i) && (CleanRight(joint + 2) || (t_.Is(joint + 2, Word::kHyphen) && t_.Is(joint + 3, Word::kMonth)))) {  // Dec-2024
    out.year = t_[joint + 1].value;
    out.end = joint + 2;
    return out;
  }
  YearTail(out);
  if (i > 0 && out.year != 0 && t_.Is(i - 1, Word::kNumber) && t_[i - 1].value >= 29 && t_[i - 1].value <= 31 && !t_.Glued(i - 1)) {
    return std::nullopt;  // "29 February 2014": no such day
  }
  if (out.year == 0 && !out.year_shift && !t_[i].doubtful) out.year = YearOfMonthList(out);
  const bool dated = out.year != 0 || out.year_shift || out.anchor == Anchor::kDiscourse;
  if (!dated && !BareMonth()) return std::nullopt;
  if (dated && t_[i].doubtful && !t_.Capital(i) && out.year == 0) return std::nullopt;
  // "in the December quarter": the one that ends with it.
  if (out.month % 3 == 0 && !out.year_shift && t_.Capital(i) && t_.SameWord(out.end, "quarter") &&
      !(i > 0 && t_.Is(i - 1, Word::kHyphen))) {
    out.form = Form::kQuarter;
    out.number = out.month / 3;
    ++out.end;
  }
  return out;
}

bool CalendarReader::BareMonth() const {
  const std::uint32_t i = start_;
  const DateWord& month = t_[i];
  if (t_.Glued(i) && i > 0 && !t_.Is(i - 1, Word::kHyphen) && t_.token(i - 1).kind != TokenKind::kPunct) return false;
  const bool licensed = governed_ || MonthLicence() ||
                        (t_.Is(i + 1, Word::kHyphen) && t_.Is(i + 2, Word::kMonth) && t_.Glued(i + 2));  // Jan-Feb
  if (month.abbreviated) return licensed && t_.Capital(i) && !(month.doubtful && t_.token(i).all_caps);
  if (!month.doubtful) return true;
  if (!t_.Capital(i)) return licensed && month.value != 5 && month.value != 3;
  if (IsSaying(t_, i + 1) || NameFollows(i)) return false;
  if (licensed) return !(t_.token(i).all_caps && month.value == 5 && !governed_);
  if (month.value == 3 || month.value == 5) return StandsBeforeNoun(t_, i, i + 1);
  return !(i > 0 && (IsTitle(t_, i - 1) || (t_.Capital(i - 1) && t_.IsWord(i - 1) && !t_.StartsSentence(i - 1))));
}

bool CalendarReader::NameFollows(std::uint32_t i) const {
  if (!t_.IsWord(i + 1) || !t_.Capital(i + 1) || t_.token(i + 1).all_caps || t_[i + 1].word != Word::kNone) return false;
  if (governed_ || MonthLicence()) return false;
  if (!t_.StartsSentence(i)) return true;
  // At the head of a sentence only what follows the second word tells "August Capital invested" from "June Nvidia sales".
  return t_.Is(i + 2, Word::kComma) || IsSaying(t_, i + 2) || (!t_.Capital(i + 2) && t_.Surface(i + 2).ends_with("ed"));
}

bool CalendarReader::MonthLicence() const {
  const std::uint32_t i = start_;
  if (i == 0) return false;
  switch (t_[i - 1].word) {
    case Word::kIn: case Word::kSince: case Word::kUntil: case Word::kFrom: case Word::kBefore: case Word::kAfter:
    case Word::kPart: case Word::kShift: case Word::kRolling: case Word::kBetween: return true;
    case Word::kBy: return true;
    case Word::kOf: return i >= 2 && (t_.Is(i - 2, Word::kEdge) || t_.Is(i - 2, Word::kUnit) || t_.Is(i - 2, Word::kNth) ||
                                      t_.SameWord(i - 2, "month") || t_.SameWord(i - 2, "as"));
    case Word::kAnd: case Word::kComma: case Word::kTo: return i >= 2 && t_.Is(i - 2, Word::kMonth);
    case Word::kHyphen: return t_.Glued(i) && i >= 2 && (t_.Is(i - 2, Word::kPart) || t_.Is(i - 2, Word::kMonth));
    default: return false;
  }
}

Read CalendarReader::WeekdayDate() const {
  if (t_[start_].value > 10) return std::nullopt;
  std::uint32_t k = start_ + 1;
  if (t_.Is(k, Word::kDot) && t_[start_].abbreviated) ++k;
  if (t_.Is(k, Word::kComma)) ++k;
  if (t_.Is(k, Word::kThe)) ++k;
  if (Broken(k)) return std::nullopt;
  const bool the = t_.Is(k - 1, Word::kThe);
  const bool nth = (t_.Is(k, Word::kNth) && IsDayNumber(k) && (the || !t_.Capital(k + 1))) || (the && t_.Is(k, Word::kOrdinal));
  if (nth && !t_.Is(k + 1, Word::kOf) && !t_.Is(k + 1, Word::kMonth) && !MayBeNoun(t_, k + 1)) {
    DateExpr out = Make(Form::kDayOfMonth, k + 1);
    out.day = t_[k].value;
    out.weekday = t_[start_].value;
    return out;
  }
  if (!t_.Is(k, Word::kMonth) && !t_.Is(k, Word::kNumber) && !t_.Is(k, Word::kNth)) return std::nullopt;
  Read date = From(k);
  if (!date || date->form != Form::kDay) return std::nullopt;
  date->weekday = t_[start_].value;
  return Begin(date, start_);
}

Read CalendarReader::BareWeekday() const {
  const DateWord& word = t_[start_];
  DateExpr out = Make(Form::kWeekday, start_ + 1);
  out.weekday = word.value % 10;
  if (word.value > 10) {
    out.form = Form::kSet;
    return out;
  }
  if (IsNamePart()) return std::nullopt;
  if (word.abbreviated) {
    const bool licensed = governed_ || (start_ > 0 && (t_.Is(start_ - 1, Word::kOn) || t_.Is(start_ - 1, Word::kBy)));
    if (!licensed || !t_.Capital(start_)) return std::nullopt;
    if (word.doubtful && !t_.Is(start_ + 1, Word::kDot)) return std::nullopt;
    if (t_.Is(start_ + 1, Word::kDot) && !t_.EndsSentence(start_ + 1)) ++out.end;
  }
  std::uint32_t k = out.end;
  if (t_.Is(k, Word::kDayPart)) ++k, out.end = k;
  if (t_.Is(k, Word::kComma) || t_.Is(k, Word::kOf)) ++k;
  if (t_.Is(k, Word::kShift) && IsUnit(k + 1, Unit::kWeek)) {
    out.shift = t_[k].value;
    out.unit = Unit::kWeek;
    out.end = k + 2;
  } else if (AfterNext(k)) {
    out.shift = kAfterNext;
    out.end = k + 2;
  }
  return out;
}

bool CalendarReader::AfterNext(std::uint32_t k) const {
  return t_.Is(k, Word::kAfter) && t_.SameWord(k + 1, "next") && (!t_.IsWord(k + 2) || t_.EndsSentence(k + 2) || !MayBeNoun(t_, k + 2)) &&
         !t_.Is(k + 2, Word::kUnit) && !t_.Is(k + 2, Word::kWeekday) && !t_.Is(k + 2, Word::kMonth);
}

bool CalendarReader::IsNamePart() const {
  static constexpr std::array<std::string_view, 9> kAfter{"times", "telegraph", "mirror", "express", "post",
                                                          "mail", "herald", "sun", "independent"};
  static constexpr std::array<std::string_view, 7> kBefore{"black", "good", "ash", "cyber", "super", "ruby", "palm"};
  const auto is = [&](std::uint32_t i, const auto& words) {
    return t_.Capital(i) && std::any_of(words.begin(), words.end(), [&](std::string_view w) { return t_.SameWord(i, w); });
  };
  return is(start_ + 1, kAfter) || (start_ > 0 && is(start_ - 1, kBefore));
}

}  // namespace dateline::extract
