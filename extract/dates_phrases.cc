// Phrases around calendar expressions: offsets, windows, durations, sets.
#include <algorithm>
#include <array>

#include "extract/dates_anchors.h"
#include "extract/dates_ranges.h"
#include "extract/dates_reader.h"
#include "extract/dates_tense.h"

namespace dateline::extract {
namespace {

using Read = std::optional<DateExpr>;

// The unit at `i`, with what it multiplies a count by: a fortnight is two weeks.
struct UnitWord {
  Unit unit;
  int times;
};
std::optional<UnitWord> UnitAtToken(const DateText& text, std::uint32_t i) {
  if (!text.Is(i, Word::kUnit) || text.GapBefore(i) == Gap::kParagraph) return std::nullopt;
  if (text[i].value == 20) return UnitWord{Unit::kWeek, 2};
  return UnitWord{static_cast<Unit>(text[i].value), 1};
}

// The anchor of an offset after its preposition.
struct AnchorFound {
  Anchor anchor = Anchor::kUnknown;
  std::uint32_t end = 0;
  Read expr;
  Happening happening = Happening::kNone;
};

bool IsDeterminer(const DateText& text, std::uint32_t i) {
  return text.Is(i, Word::kThe) || text.Is(i, Word::kA) || text.SameWord(i, "its") || text.SameWord(i, "their") ||
         text.SameWord(i, "his") || text.SameWord(i, "her");
}

// "the date of this order": the document speaks of itself.
bool IsDocumentNoun(const DateText& text, std::uint32_t i) {
  static constexpr std::array<std::string_view, 9> kNouns{"order", "rule", "notice", "proclamation", "memorandum",
                                                          "announcement", "letter", "document", "determination"};
  return std::any_of(kNouns.begin(), kNouns.end(), [&](std::string_view word) { return text.SameWord(i, word); });
}

AnchorFound ReadAnchor(const DateText& text, std::uint32_t i) {
  AnchorFound out;
  if (text.Is(i, Word::kNow)) {
    out.anchor = Anchor::kReference;
    out.end = i + 1;
    return out;
  }
  if (Read term = ReadTerm(text, i)) {
    out.anchor = Anchor::kExpression;
    out.end = term->end;
    out.expr = term;
    return out;
  }
  if (Read plain = ReadCalendar(text, i, true); plain && plain->form != Form::kSet && plain->form != Form::kDiscourse) {
    out.anchor = Anchor::kExpression;
    out.end = plain->end;
    out.expr = plain;
    return out;
  }
  if (text.SameWord(i, "it") && text.SameWord(i + 1, "is") && text.SameWord(i + 2, "published")) {
    out.anchor = Anchor::kPublication;
    out.end = i + 3;
    return out;
  }
  std::uint32_t k = IsDeterminer(text, i) ? i + 1 : i;
  if (text.Is(k, Word::kDate) && text.Is(k + 1, Word::kOf)) k += 2;
  if (k > i + 1 && text.Is(k, Word::kShift) && text.SameWord(k, "this") && IsDocumentNoun(text, k + 1)) {
    out.anchor = Anchor::kOwnDate;
    out.end = k + 2;
    return out;
  }
  if (IsDeterminer(text, k)) ++k;
  if (text.Is(k, Word::kPublication)) {
    out.anchor = Anchor::kPublication;
    out.happening = Happening::kPublication;
    out.end = k + 1;
    if (text.Is(out.end, Word::kDate)) ++out.end;
    return out;
  }
  std::uint32_t behind = i;
  if (const Happening happening = ReadHappening(text, behind); happening != Happening::kNone) {
    out.anchor = Anchor::kHappening;
    out.happening = happening;
    out.end = behind;
    return out;
  }
  if (k == i + 1) {
    // "the Nov. 10 deadline": a date in front of the noun it names.
    if (Read dated = ReadCalendar(text, k, true); dated && (dated->form == Form::kDay || dated->form == Form::kMonth ||
                                                            dated->form == Form::kWeekday)) {
      out.anchor = Anchor::kExpression;
      out.end = dated->end + (MayBeNoun(text, dated->end) ? 1 : 0);
      if (out.end > dated->end && (text.Is(out.end, Word::kDate) || text.SameWord(out.end, "deadline"))) ++out.end;
      out.expr = dated;
      return out;
    }
  }
  return out;
}

// "two Fridays ago", "three Mondays from now".
Read CountedWeekdays(const DateText& text, std::uint32_t begin, std::uint32_t k, int count) {
  if (!text.Is(k, Word::kWeekday) || count < 1 || count > 60 || (text[k].value < 10) != (count == 1)) return std::nullopt;
  int sign = 0;
  std::uint32_t end = k + 2;
  if (text.Is(k + 1, Word::kAgo)) sign = -1;
  else if (text.Is(k + 1, Word::kHence)) sign = 1;
  else if (text.Is(k + 1, Word::kFrom) && (text.Is(k + 2, Word::kNow) || text.Is(k + 2, Word::kToday))) sign = 1, end = k + 3;
  if (sign == 0) return std::nullopt;
  DateExpr out = MakeExpr(Form::kWeekday, begin, end);
  out.weekday = text[k].value % 10;
  out.count = sign * count;
  return out;
}

// "two years and three months", "a year and a half", "two weeks and two days", before what says from when.
struct Further {
  int count;
  Unit unit;
  std::uint32_t end;
};
std::optional<Further> FurtherCount(const DateText& text, std::uint32_t after, const DateExpr& whole) {
  if (!text.Is(after, Word::kAnd) || whole.count <= 0) return std::nullopt;
  std::uint32_t k = after + 1;
  Further out{};
  if (text.Is(k, Word::kA) && text.Is(k + 1, Word::kHalf)) {
    if (whole.unit != Unit::kYear) return std::nullopt;
    out = {12 * whole.count + 6, Unit::kMonth, k + 2};
  } else {
    const auto count = ReadCount(text, k);
    const auto unit = UnitAtToken(text, k);
    if (!count || *count < 1 || !unit) return std::nullopt;
    if (whole.unit == Unit::kYear && unit->unit == Unit::kMonth) out = {12 * whole.count + *count, Unit::kMonth, k + 1};
    else if (whole.unit == Unit::kWeek && unit->unit == Unit::kDay) out = {7 * whole.count + *count, Unit::kDay, k + 1};
    else return std::nullopt;
  }
  switch (text[out.end].word) {
    case Word::kAgo: case Word::kHence: case Word::kSooner: case Word::kAfter: case Word::kBefore: case Word::kFrom: return out;
    default: return std::nullopt;
  }
}

// "a week", "45 days", "several months", with what follows it.
Read Counted(const DateText& text, std::uint32_t i, bool measured = false) {
  std::uint32_t k = i;
  const bool article = text.Is(i, Word::kA);
  if (article && i > 0 && text.Is(i - 1, Word::kHalf)) return std::nullopt;  // "half a year later"
  const auto count = ReadCount(text, k);
  if (!count) return std::nullopt;
  const bool hyphen = text.Is(k, Word::kHyphen) && text.Glued(k);
  if (hyphen) ++k;
  bool business = false;
  if (text.Is(k, Word::kBusiness)) {
    business = text[k].value == 1;
    ++k;
  }
  if (Read weekdays = CountedWeekdays(text, i, k, *count)) return weekdays;
  if (*count > 1 && (text.Is(k, Word::kRolling) || text.Is(k, Word::kShift)) && text[k].value != 0) {  // "the two coming months"
    if (const auto unit = UnitAtToken(text, k + 1); unit && text.Surface(k + 1).ends_with("s")) {
      DateExpr window = MakeExpr(Form::kWindow, i, k + 2);
      window.count = text[k].value * *count * unit->times;
      window.unit = unit->unit;
      return window;
    }
  }
  const auto unit = UnitAtToken(text, k);
  if (!unit) return std::nullopt;
  DateExpr out = MakeExpr(Form::kDuration, i, k + 1);
  out.count = *count * unit->times;
  out.unit = unit->unit;
  out.business = business;
  std::uint32_t after = k + 1;
  if (const auto more = FurtherCount(text, after, out)) {
    out.count = more->count;
    out.unit = more->unit;
    out.end = more->end;
    after = more->end;
  }
  const DateWord& next = text[after];
  if (text.SameWord(after, "thereafter") && !hyphen) {
    const bool within = i > 0 && text.Is(i - 1, Word::kWithin);
    if (within) return out;
    out.form = Form::kOffset;
    out.anchor = Anchor::kDiscourse;
    out.end = after + 1;
    return out;
  }
  if (hyphen && next.word != Word::kAgo) {
    return text.Is(i, Word::kNumber) || text.Is(i, Word::kCardinal) ? Read(out) : std::nullopt;
  }
  // Weekday before or after an offset is rare in news; the offset alone is read.
  switch (next.word) {
    case Word::kAgo: case Word::kHence:
      out.form = Form::kOffset;
      out.count *= next.word == Word::kAgo ? -1 : 1;
      out.end = after + 1;
      return out;
    case Word::kSooner:
      if (text.SameWord(after + 1, "than")) break;
      out.form = Form::kOffset;
      out.anchor = Anchor::kDiscourse;
      out.count *= next.value;
      out.end = after + 1;
      return out;
    case Word::kFrom: case Word::kAfter: case Word::kBefore: case Word::kFollowing: {
      std::uint32_t anchor_at = after + 1;
      int sign = next.word == Word::kBefore ? -1 : 1;
      if (next.word == Word::kFollowing) {
        sign = next.value;
        if (sign < 0 && !text.Is(anchor_at++, Word::kTo)) break;
      }
      const AnchorFound found = ReadAnchor(text, anchor_at);
      if (found.anchor == Anchor::kUnknown) {
        out.anchor = Anchor::kUnknown;
        if (article && next.word == Word::kFrom) return std::nullopt;
        return out;
      }
      // "for 90 days from May 14" lasts; "90 days from May 14" is a day.
      const bool for_it = i > 0 && (text.Is(i - 1, Word::kFor) || (text.Is(i - 1, Word::kOf) && i > 1 && text.SameWord(i - 2, "period")));
      const bool lasts = next.word == Word::kFrom && for_it && found.anchor != Anchor::kReference;
      out.form = lasts ? Form::kSpell : Form::kOffset;
      out.bare_end = out.end;
      out.happening = found.happening;
      out.anchor = found.anchor;
      out.count *= sign;
      out.end = found.end;
      if (found.expr) out.of.push_back(*found.expr);
      return out;
    }
    default: break;
  }
  // Durations: "a year" only where it measures something.
  if (article && !text.Is(i + 1, Word::kFew) && !text.Is(i + 1, Word::kCouple)) {
    if (!measured && (i == 0 || !(text.Is(i - 1, Word::kFor) || text.Is(i - 1, Word::kWithin) || text.SameWord(i - 1, "about") ||
                    text.SameWord(i - 1, "nearly") || text.SameWord(i - 1, "than") || text.SameWord(i - 1, "almost")))) {
      return std::nullopt;
    }
  }
  if (out.unit == Unit::kQuarter && article) return std::nullopt;
  if (text.Is(i, Word::kCardinal) && out.count == 1 && out.unit == Unit::kDay) return std::nullopt;  // "one day"
  return out;
}

// "the largest increase in ten years", "for the first time in a decade": a measure of rarity.
bool Compares(const DateText& text, std::uint32_t i) {
  constexpr std::uint32_t kReach = 24;
  constexpr std::uint32_t kNear = 12;
  for (std::uint32_t k = 1; k <= kReach && k <= i; ++k) {
    if (text.EndsSentence(i - k)) return false;
    const std::string_view word = text.Surface(i - k);
    if (word.size() > 5 && word.ends_with("est")) return true;
    if (k <= kNear && (word == "first" || word == "time" || word == "only" || word == "most")) return true;
  }
  return false;
}

// "in two weeks": from now when the sentence looks ahead, otherwise how long something takes.
Read InCounted(const DateText& text, std::uint32_t i) {
  Read out = Counted(text, i + 1, true);
  if (!out || out->form != Form::kDuration || out->end == i + 1 || text.Is(i + 2, Word::kHyphen) || out->anchor == Anchor::kUnknown) {
    return out && out->form != Form::kDuration ? std::nullopt : out;
  }
  if (!text.SameWord(i, "in") || text.Is(out->end, Word::kOf)) return out;
  const Tense tense = TenseAt(text, i, out->end);
  if (tense != Tense::kFuture && tense != Tense::kPresent && tense != Tense::kNone) return out;
  constexpr int kForesight = 30;  // nobody announces anything for "in seventy years"
  if (out->count == 0 || (out->unit == Unit::kYear && out->count > kForesight) || Compares(text, i)) return out;
  out->form = Form::kOffset;
  out->begin = i;
  return out;
}

bool InfinitiveBefore(const DateText& text, std::uint32_t i) {
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t k = 1; k <= kReach && k <= i; ++k) {
    if (text.EndsSentence(i - k)) return false;
    if (text.Is(i - k, Word::kTo)) return true;
  }
  return false;
}

// "within 45 days", "within 30 days of publication".
Read Within(const DateText& text, std::uint32_t i) {
  Read out = Counted(text, i + 1);
  if (!out) return std::nullopt;
  if (out->form == Form::kOffset && out->anchor == Anchor::kReference) return std::nullopt;
  if (out->form == Form::kOffset) {
    if (out->anchor == Anchor::kDiscourse) return std::nullopt;
    out->form = Form::kSpell;
    // Unresolved it is "within 30 days", as beside any other event.
    out->begin = i;
    return out;
  }
  if (out->form != Form::kDuration) return out;
  if (text.SameWord(out->end, "thereafter")) {
    out->anchor = Anchor::kDiscourse;
    ++out->end;
  }
  if (text.Is(out->end, Word::kOf)) {
    const AnchorFound found = ReadAnchor(text, out->end + 1);
    out->anchor = found.anchor;
    out->happening = found.happening;
    if (found.anchor != Anchor::kUnknown) {
      out->bare_end = out->end;
      out->end = found.end;
      if (found.expr) out->of.push_back(*found.expr);
    }
  }
  // "Within a year the ban was law" is told of the past; "ordered it to report within 30 days" still looks ahead.
  if (out->anchor == Anchor::kReference && TenseAt(text, i, out->end) == Tense::kPast && !InfinitiveBefore(text, i)) {
    out->anchor = Anchor::kUnknown;
  }
  if (out->anchor != Anchor::kUnknown && out->count != 0) out->form = Form::kSpell;
  out->begin = i;
  return out;
}

// "the past three months", "next 90 days".
Read Window(const DateText& text, std::uint32_t i) {
  std::uint32_t k = text.Is(i, Word::kThe) ? i + 1 : i;
  if (!text.Is(k, Word::kShift) && !text.Is(k, Word::kRolling) && !(text.Is(k, Word::kFollowing) && text[k].value < 0)) return std::nullopt;
  const int sign = text[k].value;
  if (sign == 0) return std::nullopt;
  ++k;
  if (text.Is(k, Word::kA)) return std::nullopt;
  const auto count = ReadCount(text, k);
  if (!count) return std::nullopt;
  const bool business = text.Is(k, Word::kBusiness) && text[k].value == 1;
  if (text.Is(k, Word::kBusiness)) ++k;
  const auto unit = UnitAtToken(text, k);
  if (!unit) return std::nullopt;
  DateExpr out = MakeExpr(Form::kWindow, i, k + 1);
  out.business = business && unit->unit == Unit::kDay;
  out.count = sign * *count * unit->times;
  out.unit = unit->unit;
  out.part = *count == 0 ? Part::kSoFar : Part::kWhole;
  return out;
}

// "the first three months of 2025".
Read FirstMonthsOf(const DateText& text, std::uint32_t i) {
  std::uint32_t k = text.Is(i, Word::kThe) ? i + 1 : i;
  const bool last = text.Is(k, Word::kShift) && text[k].value < 0;
  if (!last && !(text.Is(k, Word::kOrdinal) && text[k].value == 1)) return std::nullopt;
  ++k;
  const auto count = ReadCount(text, k);
  const auto unit = UnitAtToken(text, k);
  if (!count || *count < 1 || !unit || (!text.Is(k + 1, Word::kOf) && !text.Is(k + 1, Word::kIn))) return std::nullopt;
  k += 2;
  Read whole;
  if (text.Is(k, Word::kThe) && text.Is(k + 1, Word::kUnit)) {
    whole = MakeExpr(Form::kPeriod, k, k + 2);
    whole->unit = static_cast<Unit>(text[k + 1].value);
    whole->shift = 0;
    if (whole->unit != Unit::kYear && whole->unit != Unit::kMonth) return std::nullopt;
  } else {
    whole = ReadCalendar(text, k, true);
  }
  if (!whole || (whole->form != Form::kYear && whole->form != Form::kPeriod && whole->form != Form::kMonth)) return std::nullopt;
  DateExpr out = MakeExpr(Form::kNth, i, whole->end);
  out.number = last ? -1 : 1;
  out.count = *count;
  out.unit = unit->unit;
  out.of.push_back(*whole);
  return out;
}

Read Each(const DateText& text, std::uint32_t i) {
  if (!text.Is(i + 1, Word::kUnit) && !text.Is(i + 1, Word::kWeekday)) return std::nullopt;
  DateExpr out = MakeExpr(Form::kSet, i, i + 2);
  if (text.Is(i + 1, Word::kWeekday)) out.weekday = text[i + 1].value % 10;
  else if (text[i + 1].value == 20) return std::nullopt;
  else out.unit = static_cast<Unit>(text[i + 1].value);
  return out;
}

// "that year", "that same month"; "filed that March": of the year told of, where nothing goes on from it.
Read That(const DateText& text, std::uint32_t i) {
  if (text.Is(i + 1, Word::kMonth) && text.Capital(i + 1) && i > 0 && !text.EndsSentence(i - 1) &&
      (i + 2 >= text.size() || text.Is(i + 2, Word::kComma) || text.EndsSentence(i + 1) || text.Is(i + 2, Word::kStop) ||
       text.Is(i + 2, Word::kDot))) {
    DateExpr out = MakeExpr(Form::kMonth, i, i + 2);
    out.month = text[i + 1].value;
    out.anchor = Anchor::kDiscourse;
    return out;
  }
  const std::uint32_t unit = text.Is(i + 1, Word::kSame) ? i + 2 : i + 1;
  if (!text.Is(unit, Word::kUnit) || text[unit].value == 20) return std::nullopt;
  DateExpr out = MakeExpr(Form::kDiscourse, i, unit + 1);
  out.unit = static_cast<Unit>(text[unit].value);
  out.shift = 0;
  return out;
}

// "now", "recently": told apart from dates, never one.
Read NowWord(const DateText& text, std::uint32_t i) {
  DateExpr out = MakeExpr(Form::kReference, i, i + 1);
  out.count = text[i].value;
  return out;
}

}  // namespace

std::optional<int> ReadCount(const DateText& text, std::uint32_t& i) {
  const DateWord& word = text[i];
  switch (word.word) {
    case Word::kNumber:
      if (i > 0 && text.Glued(i) && (text.Is(i - 1, Word::kDot) || text.Is(i - 1, Word::kMoney) || text.Is(i - 1, Word::kHyphen) ||
                                     text.token(i - 1).kind != TokenKind::kPunct)) return std::nullopt;
      if (word.value == 0) return std::nullopt;
      ++i;
      return word.value;
    case Word::kCardinal: {
      int value = word.value;
      ++i;
      if (value >= 20 && text.Is(i, Word::kHyphen) && text.Is(i + 1, Word::kCardinal) && text[i + 1].value < 10) {
        value += text[i + 1].value;
        i += 2;
      } else if (value >= 20 && text.Is(i, Word::kCardinal) && text[i].value < 10) {
        value += text[i++].value;
      }
      return value;
    }
    case Word::kFew: ++i; return 0;
    case Word::kA:
      ++i;
      if (text.Is(i, Word::kFew)) {
        ++i;
        return 0;
      }
      if (text.Is(i, Word::kCouple)) {
        ++i;
        if (text.Is(i, Word::kOf)) ++i;
        return 2;
      }
      return 1;
    default: return std::nullopt;
  }
}

std::optional<DateExpr> ReadPhrase(const DateText& text, std::uint32_t i) {
  if (!MayStartPhrase(text[i], text[i + 1])) return std::nullopt;
  Read out;
  switch (text[i].word) {
    case Word::kBetween: return BetweenRange(text, i);
    case Word::kFrom: return FromRange(text, i);
    case Word::kWithin: return Within(text, i);
    case Word::kIn: return InCounted(text, i);
    case Word::kEach: return Each(text, i);
    case Word::kThat: return That(text, i);
    case Word::kNow: return i > 0 && text.Is(i - 1, Word::kFrom) ? std::nullopt : NowWord(text, i);
    case Word::kUntil: case Word::kSince: case Word::kBy: case Word::kBefore: case Word::kAfter: case Word::kTo:
      return ReadOpenEnd(text, i);
    case Word::kSooner: case Word::kFollowing:
      if ((out = ReadOpenEnd(text, i))) return out;
      break;
    case Word::kA: case Word::kFew: return Counted(text, i);
    case Word::kNumber: case Word::kCardinal:
      if ((out = DaysThenMonth(text, i))) return out;
      if ((out = CalendarOrRange(text, i, false))) return out;
      return Counted(text, i);
    default: break;
  }
  if ((out = FirstMonthsOf(text, i))) return out;
  if ((out = Window(text, i))) return out;
  return CalendarOrRange(text, i, false);
}

}  // namespace dateline::extract
