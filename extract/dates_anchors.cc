#include "extract/dates_anchors.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace dateline::extract {
namespace {

struct HappeningWords {
  std::array<std::string_view, 3> words;
  Happening happening;
};
constexpr std::array kHappenings{
    HappeningWords{{"effective", "date"}, Happening::kEffect},
    HappeningWords{{"entry", "into", "force"}, Happening::kEffect},
    HappeningWords{{"entering", "into", "force"}, Happening::kEffect},
    HappeningWords{{"entry", "into", "effect"}, Happening::kEffect},
    HappeningWords{{"enactment"}, Happening::kEnactment},
    HappeningWords{{"publication"}, Happening::kPublication},
    HappeningWords{{"signing"}, Happening::kSigning},
    HappeningWords{{"signature"}, Happening::kSigning},
    HappeningWords{{"issuance"}, Happening::kIssue},
};

// Words in front of a day that say what happened on it; the last of them stands nearest to the day.
constexpr std::array kTellings{
    HappeningWords{{"effective", "date", "is"}, Happening::kEffect},
    HappeningWords{{"effective", "date", "of"}, Happening::kEffect},
    HappeningWords{{"effective", "date"}, Happening::kEffect},
    HappeningWords{{"effective"}, Happening::kEffect},
    HappeningWords{{"takes", "effect"}, Happening::kEffect},
    HappeningWords{{"took", "effect"}, Happening::kEffect},
    HappeningWords{{"take", "effect"}, Happening::kEffect},
    HappeningWords{{"into", "force"}, Happening::kEffect},
    HappeningWords{{"into", "effect"}, Happening::kEffect},
    HappeningWords{{"enacted"}, Happening::kEnactment},
    HappeningWords{{"into", "law"}, Happening::kEnactment},
    HappeningWords{{"became", "law"}, Happening::kEnactment},
    HappeningWords{{"signed"}, Happening::kSigning},
    HappeningWords{{"published"}, Happening::kPublication},
    HappeningWords{{"issued"}, Happening::kIssue},
};

std::size_t WordsIn(const HappeningWords& row) {
  return static_cast<std::size_t>(std::find(row.words.begin(), row.words.end(), std::string_view{}) -
                                  row.words.begin());
}

bool Matches(const DateText& text, std::uint32_t i, const HappeningWords& row) {
  for (std::size_t n = 0; n < WordsIn(row); ++n) {
    if (!text.SameWord(i + static_cast<std::uint32_t>(n), row.words[n])) return false;
  }
  return true;
}

bool IsPossessiveWord(const DateText& text, std::uint32_t i) {
  return text.SameWord(i, "its") || text.SameWord(i, "their");
}

// Presidents by the day they took and left office; a second term is a row of its own.
struct Term {
  std::string_view name;
  int from, to;  // years, each from January 20 on
};
constexpr std::array kTerms{Term{"clinton", 1993, 2001}, Term{"bush", 2001, 2009},  Term{"obama", 2009, 2017},
                            Term{"trump", 2017, 2021},   Term{"biden", 2021, 2025}, Term{"trump", 2025, 2029}};

// Index of a president's first row, or nothing.
std::optional<std::size_t> PresidentAt(const DateText& text, std::uint32_t i) {
  if (!text.Capital(i)) return std::nullopt;
  for (std::size_t n = 0; n < kTerms.size(); ++n) {
    if (text.SameWord(i, kTerms[n].name)) return n;
  }
  return std::nullopt;
}

DateExpr MakeTerm(std::uint32_t begin, std::uint32_t end, Part part) {
  DateExpr out;
  out.form = Form::kTerm;
  out.begin = begin;
  out.end = end;
  out.part = part;
  return out;
}

// "(the) (first) Biden administration", "Biden's (second) term" after "the end of".
std::optional<DateExpr> ReadAdministration(const DateText& text, std::uint32_t begin, std::uint32_t i, Part part) {
  std::uint32_t k = text.Is(i, Word::kThe) ? i + 1 : i;
  if (text.Is(k, Word::kNth) && text.SameWord(k + 1, "congress")) {
    DateExpr out = MakeTerm(begin, k + 2, part);
    out.unit = Unit::kYear;  // a Congress, not a president
    out.number = text[k].value;
    return out;
  }
  int which = 0;
  if (text.Is(k, Word::kOrdinal) && text[k].value <= 2) which = text[k++].value;
  if (text.SameWord(k, "president")) ++k;
  const auto president = PresidentAt(text, k);
  if (!president) return std::nullopt;
  ++k;
  if (text.Is(k, Word::kOrdinal) && text[k].value <= 2) which = text[k++].value;
  if (!text.SameWord(k, "administration") && !text.SameWord(k, "presidency") && !text.SameWord(k, "term"))
    return std::nullopt;
  DateExpr out = MakeTerm(begin, k + 1, part);
  out.number = static_cast<int>(*president);
  out.count = which;
  return out;
}

}  // namespace

Happening ReadHappening(const DateText& text, std::uint32_t& i) {
  std::uint32_t k = i;
  if (text.Is(k, Word::kThe) || IsPossessiveWord(text, k)) ++k;
  if (text.Is(k, Word::kDate) && text.Is(k + 1, Word::kOf)) {
    k += 2;
    if (text.Is(k, Word::kThe) || IsPossessiveWord(text, k)) ++k;
  }
  for (const HappeningWords& row : kHappenings) {
    if (!Matches(text, k, row)) continue;
    k += static_cast<std::uint32_t>(WordsIn(row));
    if (text.Is(k, Word::kDate)) ++k;
    // "of this Act": part of the anchor's name.
    if (text.Is(k, Word::kOf) && (text.SameWord(k + 1, "this") || text.Is(k + 1, Word::kThe)) && text.IsWord(k + 2) &&
        !text.Is(k + 2, Word::kUnit)) {
      k += 3;
    }
    i = k;
    return row.happening;
  }
  return Happening::kNone;
}

Happening HappeningDated(const DateText& text, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t last = begin;  // behind the telling words
  if (last > 0 && (text.Is(last - 1, Word::kOn) || text.Surface(last - 1) == ":" || text.SameWord(last - 1, "as")))
    --last;
  for (const HappeningWords& row : kTellings) {
    const auto size = static_cast<std::uint32_t>(WordsIn(row));
    if (last >= size && Matches(text, last - size, row)) return row.happening;
  }
  // "the June 2 effective date"
  if (text.SameWord(end, "effective") && text.Is(end + 1, Word::kDate)) return Happening::kEffect;
  return Happening::kNone;
}

std::optional<DateExpr> ReadTerm(const DateText& text, std::uint32_t i) {
  std::uint32_t k = text.Is(i, Word::kThe) ? i + 1 : i;
  if (text.SameWord(k, "inauguration")) {
    DateExpr out = MakeTerm(i, k + 1, Part::kStart);
    out.number = -1;
    if (text.Is(k + 1, Word::kOf)) {
      std::uint32_t name = k + 2;
      if (text.SameWord(name, "president")) ++name;
      if (text.IsWord(name) && text.Capital(name) && !PresidentAt(text, name)) ++name;  // "Donald"
      if (const auto president = PresidentAt(text, name)) {
        out.number = static_cast<int>(*president);
        out.end = name + 1;
      }
    }
    return out;
  }
  if (const auto president = PresidentAt(text, k); president && text.SameWord(k + 1, "inauguration")) {
    DateExpr out = MakeTerm(i, k + 2, Part::kStart);
    out.number = static_cast<int>(*president);
    return out;
  }
  if (!text.Is(k, Word::kEdge) || !text.Is(k + 1, Word::kOf) || text[k].value == 2) return std::nullopt;
  return ReadAdministration(text, i, k + 2, text[k].value == 1 ? Part::kStart : Part::kEnd);
}

std::optional<Day> TermDay(const DateExpr& term, std::optional<Day> reference, bool past) {
  const bool start = term.part == Part::kStart;
  if (term.unit == Unit::kYear) {
    // Since the 74th a Congress meets from January 3 of an odd year; the first began in 1789.
    if (term.number < 74 || term.number > 200) return std::nullopt;
    return MakeDay(1789 + 2 * (term.number - (start ? 1 : 0)), 1, 3);
  }
  std::optional<Day> best;
  int seen = 0;
  for (const Term& row : kTerms) {
    if (term.number >= 0 && row.name != kTerms[static_cast<std::size_t>(term.number)].name) continue;
    ++seen;
    if (term.number >= 0 && term.count != 0 && term.count != seen) continue;
    const auto day = MakeDay(start ? row.from : row.to, 1, 20);
    if (!reference) return term.number >= 0 ? day : std::nullopt;
    if (past && *day > *reference) continue;
    if (!best || std::abs((*day - *reference).count()) < std::abs((*best - *reference).count())) best = day;
  }
  return best;
}

}  // namespace dateline::extract
