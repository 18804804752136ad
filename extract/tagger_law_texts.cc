#include "extract/tagger_law_texts.h"

#include <algorithm>
#include <array>
#include <span>

namespace dateline::extract {
namespace {

constexpr bool IsCapital(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool IsSmall(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool IsLetter(char c) {
  return IsCapital(c) || IsSmall(c);
}
constexpr bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool IsWordByte(char c) {
  return IsLetter(c) || IsDigit(c) || c == '_';
}
constexpr bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

// What is left of a text. Takers move on behind what they ask for, or answer no and stay.
class Rest {
 public:
  explicit Rest(std::string_view text) : text_(text) {}

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  // 0 behind the end.
  [[nodiscard]] char front() const { return text_.empty() ? '\0' : text_.front(); }

  bool Take(char c) { return !text_.empty() && text_.front() == c && Skip(1); }
  bool Take(std::string_view words) { return text_.starts_with(words) && Skip(words.size()); }
  template <typename Is>
  std::size_t TakeAll(const Is& is) {
    const auto end = std::ranges::find_if_not(text_, is);
    const auto size = static_cast<std::size_t>(end - text_.begin());
    Skip(size);
    return size;
  }
  template <typename Is>
  bool TakeOne(const Is& is) {
    return !text_.empty() && is(text_.front()) && Skip(1);
  }
  bool TakeSpaces() { return TakeAll(IsSpace) > 0; }
  // In any case; "ſ" is an s.
  bool TakeFolded(std::string_view small) {
    Rest rest = *this;
    for (const char c : small) {
      if (rest.TakeOne([&](char have) { return have == c || (IsCapital(have) && (have | 0x20) == c); })) continue;
      if (c != 's' || !rest.Take("ſ")) return false;
    }
    *this = rest;
    return true;
  }

 private:
  bool Skip(std::size_t bytes) {
    text_.remove_prefix(bytes);
    return true;
  }

  std::string_view text_;
};

// "(a)(12)"
bool TakeParentheses(Rest& rest) {
  constexpr std::size_t kInsideMax = 4;
  bool any = false;
  for (Rest next = rest; next.Take('('); any = true, rest = next) {
    const std::size_t inside = next.TakeAll([](char c) { return IsLetter(c) || IsDigit(c); });
    if (inside == 0 || inside > kInsideMax || !next.Take(')')) break;
  }
  return any;
}

// "12", "12a"
bool TakeNumber(Rest& rest) {
  if (rest.TakeAll(IsDigit) == 0) return false;
  rest.TakeOne(IsLetter);
  return true;
}

// `mark` and digits: ".12"
bool TakeFraction(Rest& rest, char mark) {
  Rest next = rest;
  if (!next.Take(mark) || next.TakeAll(IsDigit) == 0) return false;
  rest = next;
  return true;
}

// "IV"; when told so also two other capitals, "AB". Whole words only.
bool TakeNumeral(Rest& rest, bool any_two) {
  Rest next = rest;
  const std::size_t size = next.TakeAll(IsCapital);
  const std::string_view word = rest.text().substr(0, size);
  const bool numeral = std::ranges::all_of(word, [](char c) { return c == 'I' || c == 'V' || c == 'X'; });
  if (size == 0 || (!numeral && !(any_two && size <= 2)) || IsWordByte(next.front())) return false;
  rest = next;
  return true;
}

// What joins the sections of a list: ", and ", ",", " or ", " through " when told so.
bool TakeJoint(Rest& rest, bool through) {
  Rest next = rest;
  const bool comma = next.Take(',');
  const bool spaces = next.TakeSpaces();
  const Rest behind = next;
  if ((comma || spaces) && (next.Take("and") || next.Take("or") || (through && !comma && next.Take("through"))) &&
      next.TakeSpaces()) {
    rest = next;
    return true;
  }
  if (comma) rest = behind;
  return comma;
}

// What follows the word "section" in IsSectionOf.
bool IsBehindSectionWord(Rest rest) {
  rest.TakeSpaces();
  if (TakeNumber(rest)) {
    while (TakeFraction(rest, '.')) continue;
    Rest to = rest;
    if ((to.Take('-') || to.Take("–")) && TakeNumber(to)) rest = to;
    TakeParentheses(rest);
  } else if (TakeNumeral(rest, true)) {
    TakeParentheses(rest);
  } else if (!TakeParentheses(rest)) {
    return false;
  }
  for (Rest next = rest; TakeJoint(next, true); rest = next) {
    if (TakeNumber(next))
      TakeParentheses(next);
    else if (!TakeNumeral(next, false) && !TakeParentheses(next))
      break;
  }
  if (Rest list = rest; list.TakeSpaces() && list.Take("list")) rest = list;
  if (rest.Take(',')) return rest.TakeSpaces() && rest.empty();
  if (!rest.TakeSpaces() || !rest.Take("of") || !rest.TakeSpaces()) return false;
  return rest.empty() || (rest.Take("the") && rest.TakeSpaces() && rest.empty());
}

// Words that law titles hold in small letters; rules have some more of them.
constexpr std::array<std::string_view, 19> kSmallWords{"and",  "of", "the",  "in",      "for",    "to", "on",
                                                       "from", "by", "with", "against", "a",      "an", "or",
                                                       "as",   "at", "its",  "under",   "through"};
constexpr std::size_t kSmallOfOrders = 14;

enum class TitleOf : bool { kOrder, kRule };

// A byte that goes on a title's word, or all of "’".
bool TakeInWord(Rest& rest, std::string_view marks) {
  return rest.TakeOne([&](char c) { return IsWordByte(c) || marks.find(c) != std::string_view::npos; }) ||
         rest.Take("’");
}

// A word of a title: with a capital, or a small one of the list.
bool TakeTitleWord(Rest& rest, TitleOf of, bool first) {
  const bool rule = of == TitleOf::kRule;
  const char c = rest.front();
  if (IsCapital(c) || (rule && (IsDigit(c) || (!first && c == '(')))) {
    rest.Take(c);
    while (TakeInWord(rest, !rule ? "'-" : first ? "'&./-" : "'&./()-")) continue;
    return true;
  }
  if (first && rule) return false;
  Rest next = rest;
  const std::string_view word = rest.text().substr(0, next.TakeAll(IsSmall));
  const auto end = kSmallWords.begin() + (rule ? kSmallWords.size() : kSmallOfOrders);
  if (std::find(kSmallWords.begin(), end, word) == end) return false;
  rest = next;
  return true;
}

// Does a title end here: a mark that closes, perhaps behind a comma or period?
bool IsTitleEnd(Rest rest, TitleOf of) {
  if (!rest.Take(',') && !rest.Take('.') && of == TitleOf::kRule) rest.Take(';');
  return rest.Take("”") || rest.Take('"') || rest.Take("’") || rest.Take('*') || rest.Take('_') ||
         (of == TitleOf::kOrder && rest.Take(')'));
}

// The title that begins with `rest`: two words or more, as many as can be, and a mark behind them. The last may hold
// such a mark itself and end before it: "Harbors’", since that is an apostrophe too.
std::string_view TitleOfWords(Rest rest, TitleOf of) {
  const std::string_view whole = rest.text();
  std::string_view title;
  if (!TakeTitleWord(rest, of, true)) return title;
  for (;;) {
    if (!rest.Take(',') && of == TitleOf::kRule && !rest.Take(':')) rest.Take(';');
    if (!rest.TakeSpaces()) return title;
    const std::string_view word = rest.text();
    if (!TakeTitleWord(rest, of, false)) return title;
    const std::size_t shortest = IsSmall(word.front()) ? word.size() - rest.text().size() : 1;
    for (std::size_t size = word.size() - rest.text().size(); size >= shortest; --size) {
      if (!IsTitleEnd(Rest(word.substr(size)), of)) continue;
      title = whole.substr(0, whole.size() - word.size() + size);
      break;
    }
  }
}

// One to three marks that open a title.
bool TakeOpening(Rest& rest, TitleOf of) {
  constexpr int kMarksMax = 3;
  int marks = 0;
  while (marks < kMarksMax && (rest.Take("“") || rest.Take('"') || rest.Take("‘") || rest.Take('*') || rest.Take('_') ||
                               (of == TitleOf::kOrder && rest.Take('('))))
    ++marks;
  return marks > 0;
}

// " of May 2, 2031"
void TakeDated(Rest& rest) {
  Rest next = rest;
  if (!next.TakeSpaces() || !next.Take("of") || !next.TakeSpaces() || !next.TakeOne(IsCapital)) return;
  if (next.TakeAll(IsSmall) == 0 || !next.TakeSpaces()) return;
  if (const std::size_t day = next.TakeAll(IsDigit); day == 0 || day > 2) return;
  if (!next.Take(',') || !next.TakeSpaces()) return;
  for (int digits = 0; digits < 4; ++digits) {
    if (!next.TakeOne(IsDigit)) return;
  }
  rest = next;
}

}  // namespace

bool IsSectionOf(std::string_view between) {
  constexpr std::array<std::string_view, 9> kWithS{"section",  "paragraph", "part",    "chapter",   "title",
                                                   "division", "schedule",  "article", "regulation"};
  constexpr std::size_t kWithSub = 5;
  Rest rest(between);
  if (rest.TakeFolded("categor")) return (rest.TakeFolded("y") || rest.TakeFolded("ies")) && IsBehindSectionWord(rest);
  if (rest.Take("§")) {
    rest.Take("§");
    return IsBehindSectionWord(rest);
  }
  const bool sub = rest.TakeFolded("sub");
  const auto words = std::span(kWithS).first(sub ? kWithSub : kWithS.size());
  if (std::ranges::none_of(words, [&](std::string_view word) { return rest.TakeFolded(word); })) return false;
  const Rest singular = rest;
  // The S of "SECTIONS of the" may as well be its letter.
  return (rest.TakeFolded("s") && IsBehindSectionWord(rest)) || IsBehindSectionWord(singular);
}

std::string_view SectionNumber(std::string_view between) {
  Rest rest(between);
  bool word = false;
  while (rest.TakeOne(IsLetter) || rest.Take("§")) word = true;
  rest.TakeSpaces();
  const std::string_view from = rest.text();
  if (!word || !TakeNumber(rest)) return {};
  TakeParentheses(rest);
  const std::string_view number = from.substr(0, from.size() - rest.text().size());
  if (!rest.TakeSpaces() || !rest.Take("of") || !rest.TakeSpaces()) return {};
  return rest.empty() || (rest.Take("the") && rest.TakeSpaces() && rest.empty()) ? number : std::string_view{};
}

std::size_t SectionsBehind(std::string_view text) {
  Rest rest(text);
  if (!rest.TakeSpaces()) return 0;
  if (rest.Take("§")) {
    rest.Take("§");
  } else if (rest.TakeFolded("section")) {
    rest.TakeFolded("s");
  } else if (!rest.TakeFolded("sec.") && !rest.TakeFolded("secs.")) {
    return 0;
  }
  rest.TakeSpaces();
  if (!TakeNumber(rest)) return 0;
  if (!TakeFraction(rest, '-')) TakeFraction(rest, '.');
  TakeParentheses(rest);
  for (Rest next = rest; TakeJoint(next, false) && TakeNumber(next) && TakeParentheses(next);) rest = next;
  return text.size() - rest.text().size();
}

std::string_view MarkedTitle(std::string_view text) {
  Rest rest(text);
  TakeDated(rest);
  rest.Take(',');
  rest.TakeSpaces();
  if (rest.Take("titled") || rest.Take("entitled")) {
    rest.Take(',');
    rest.TakeSpaces();
  }
  return TakeOpening(rest, TitleOf::kOrder) ? TitleOfWords(rest, TitleOf::kOrder) : std::string_view{};
}

std::string_view BareTitle(std::string_view text) {
  Rest rest(text);
  if (!rest.Take(',') || !rest.TakeSpaces()) return {};
  const std::string_view title = rest.text();
  constexpr std::string_view kDoing = "ing";
  const std::size_t first = rest.TakeOne(IsCapital) ? rest.TakeAll(IsSmall) : 0;
  if (first <= kDoing.size() || !title.substr(0, first + 1).ends_with(kDoing)) return {};
  Rest end = rest;
  for (Rest next = rest; next.TakeSpaces() && TakeTitleWord(next, TitleOf::kOrder, false);) end = next;
  if (end.text().size() == rest.text().size()) return {};
  const std::string_view found = title.substr(0, title.size() - end.text().size());
  const bool closed =
      end.Take(',') || end.Take('.') || end.Take(';') || end.Take(')') || (end.TakeSpaces() && end.Take('('));
  return closed ? found : std::string_view{};
}

std::string_view QuotedTitle(std::string_view text) {
  Rest rest(text);
  return TakeOpening(rest, TitleOf::kRule) ? TitleOfWords(rest, TitleOf::kRule) : std::string_view{};
}

}  // namespace dateline::extract
