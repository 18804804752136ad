// Where sentences end: punctuation followed by a plausible beginning, paragraph breaks, and line breaks that
// no wrapping explains.
#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_set>

#include "extract/token.h"

namespace dateline::extract {
namespace {

using HashSet = std::unordered_set<std::uint32_t>;

template <std::size_t N>
HashSet Hashes(const std::array<std::string_view, N>& words) {
  HashSet set;
  for (const auto word : words) set.insert(TokenHash(word));
  return set;
}

// A period after these never ends a sentence: a name or number must follow.
constexpr std::array<std::string_view, 58> kTitles = {
    "mr",  "mrs", "ms",  "dr",  "prof", "rep",  "reps", "sen",  "sens", "gov",  "gen",  "col",   "lt",   "maj", "capt",
    "sgt", "adm", "hon", "rev", "amb",  "pres", "st",   "v",    "vs",   "no",   "nos",  "sec",   "secs", "art", "para",
    "fig", "vol", "pt",  "pp",  "p",    "ch",   "supp", "cf",   "e.g",  "viz",  "approx", "ca",  "est",  "jan", "feb",
    "mar", "apr", "jun", "jul", "aug",  "sept", "sep",  "oct",  "nov",  "dec",  "fed",  "reg",   "exec"};

// A period after these ends a sentence only before a word that likes to begin one.
constexpr std::array<std::string_view, 30> kAbbreviations = {
    "inc", "corp", "co",  "ltd", "llc", "plc", "bros", "jr",  "sr",   "etc",   "dept", "govt", "univ", "assn", "intl",
    "mfg", "tech", "mon", "tue", "wed", "thu", "fri",  "sat", "sun",  "stat",  "pub",  "am",   "pm",   "al",   "cl"};

constexpr std::array<std::string_view, 62> kStarters = {
    "the",  "a",     "an",    "this",  "that",  "these",   "those", "it",       "its",  "he",      "she",     "they",
    "we",   "i",     "you",   "his",   "her",   "their",   "our",   "in",       "on",   "at",      "by",      "for",
    "from", "with",  "under", "after", "before", "since",  "as",    "if",       "when", "while",   "although", "though",
    "but",  "and",   "or",    "so",    "yet",   "however", "there", "here",     "what", "who",     "why",     "how",
    "some", "many",  "most",  "all",   "both",  "such",    "other", "another",  "also", "still",   "then",    "now",
    "last", "meanwhile"};

// No sentence ends with these.
constexpr std::array<std::string_view, 34> kJoiners = {
    "the", "a",   "an",  "of",   "to",   "in",   "on",   "for",   "with",    "by",     "from",  "and",
    "or",  "at",  "as",  "than", "into", "its",  "our",  "their", "this",    "that",   "under", "including",
    "is",  "are", "was", "were", "has",  "have", "will", "may",   "certain", "between"};

struct Words {
  HashSet joiners = Hashes(kJoiners);
  HashSet titles = Hashes(kTitles);
  HashSet abbreviations = Hashes(kAbbreviations);
  HashSet starters = Hashes(kStarters);
};

const Words& SentenceWords() {
  static const Words words;
  return words;
}

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens), words_(SentenceWords()), width_(WrapWidth()) {}

  std::vector<Span> Split() {
    std::vector<Span> sentences;
    std::size_t first = 0;
    const std::size_t size = tokens_.size();
    const Token* const token = tokens_.data();
    constexpr std::size_t kShort = 16;  // tokens: few sentences have less on average
    sentences.reserve(size / kShort + 2);
    for (std::size_t i = 0; i < size; ++i) {
      // Only a mark, the number of a footnote or a line break ends anything.
      const bool inside = i + 1 < size && token[i].kind != TokenKind::kPunct && token[i + 1].gap < Gap::kLine &&
                          (token[i].kind != TokenKind::kNumber || token[i].gap != Gap::kNone);
      if ((inside || !EndsAfter(i)) && !IsTooLong(first, i)) continue;
      sentences.push_back({tokens_[first].span.begin, tokens_[i].span.end});
      first = i + 1;
    }
    return sentences;
  }

 private:
  // The column at which the text seems to be wrapped; 0 when its lines are too long to be wrapped at all.
  std::size_t WrapWidth() const {
    constexpr std::size_t kWidestWrap = 110;
    std::size_t widest = 0;
    std::size_t begin = 0;  // byte
    for (const Token& token : tokens_) {
      if (token.gap >= Gap::kLine || &token == tokens_.data()) begin = token.span.begin;
      widest = std::max<std::size_t>(widest, token.span.end - begin);
      if (widest > kWidestWrap) return 0;
    }
    return widest;
  }

  // No one writes such a sentence, and the readers of a sentence may look through it for every word.
  bool IsTooLong(std::size_t first, std::size_t i) const {
    const std::size_t words = i + 1 - first;
    return words >= kLongestSentence || (words >= kLongestSentence / 2 && tokens_[i].kind == TokenKind::kPunct &&
                                         tokens_[i].gap == Gap::kNone && i + 1 < tokens_.size() &&
                                         tokens_[i + 1].gap != Gap::kNone);
  }

  bool EndsAfter(std::size_t i) const {
    if (i + 1 == tokens_.size()) return true;
    const Token& next = tokens_[i + 1];
    if (next.gap == Gap::kParagraph) return true;
    if (next.gap == Gap::kLine && LineEnds(i)) return true;
    if (tokens_[i].kind != TokenKind::kPunct && !IsCloser(i)) return false;
    // Closing marks belong to the sentence that they close.
    if (IsCloser(i + 1)) return false;
    std::size_t stop = i;
    while (stop > 0 && IsCloser(stop) && tokens_[stop].gap == Gap::kNone) --stop;
    const std::string_view mark = tokens_[stop].span.In(text_);
    if (mark == "。" || mark == "！" || mark == "？") return true;
    if (mark != "." && mark != "!" && mark != "?") return false;
    if (next.gap == Gap::kNone && next.kind != TokenKind::kCjk) return stop == i && IsGluedTo(i);
    if (!MayBegin(i + 1)) return false;
    return mark != "." || stop != i || !IsAbbreviation(i);
  }

  // "last year.Five of the seven": a feed has lost the space between two sentences. No "example.Com", no "Node.Js".
  bool IsGluedTo(std::size_t i) const {
    constexpr std::size_t kShortest = 3;  // bytes
    if (i < 2 || i + 2 >= tokens_.size()) return false;
    const Token& before = tokens_[i - 1];
    const Token& next = tokens_[i + 1];
    const auto word = [&](const Token& token) {
      return token.kind == TokenKind::kWord && token.span.size() >= kShortest;
    };
    return word(before) && !before.capital && before.gap == Gap::kSpace && word(next) && next.capital &&
           std::islower(static_cast<unsigned char>(next.span.In(text_)[1])) != 0 && tokens_[i + 2].gap == Gap::kSpace;
  }

  // A line break that wrapping does not explain: a list item, or room was left on the line and a new start follows.
  bool LineEnds(std::size_t i) const {
    if (StartsItem(i + 1)) return true;
    const Token& next = tokens_[i + 1];
    // "In" alone on its line; but "Sign in" is what a button says.
    constexpr std::size_t kLongerThanButtons = 32;  // bytes
    const bool alone = i == 0 || tokens_[i].gap >= Gap::kLine;
    if (next.kind == TokenKind::kWord && words_.joiners.contains(tokens_[i].hash) &&
        (alone || (!tokens_[i].capital && tokens_[i].span.end - LineBegin(i) >= kLongerThanButtons)))
      return false;
    if (width_ == 0) return !RunsOn(i);
    const std::string_view last = tokens_[i].span.In(text_);
    if (last == "," || last == "-" || last == ";" || !(next.capital || next.kind == TokenKind::kCjk)) return false;
    constexpr std::size_t kSlack = 18;
    const std::size_t line = tokens_[i].span.end - LineBegin(i);
    return line + 1 + next.span.size() + kSlack < width_;
  }

  // Lines too long to be told from paragraphs by their width: one that stops inside a sentence is carried on by the
  // next. Headings are short, sentences end in a mark.
  bool RunsOn(std::size_t i) const {
    constexpr std::size_t kShortestLine = 60;
    constexpr std::size_t kLongHeading = 100;
    const std::size_t line = tokens_[i].span.end - LineBegin(i);
    const Token& next = tokens_[i + 1];
    if (line < kShortestLine || next.kind == TokenKind::kCjk) return false;
    const std::string_view opening = next.span.In(text_);
    const bool bracket = opening == "(" || opening == "“" || opening == "\"";
    if (next.kind == TokenKind::kPunct && !bracket) return false;
    const std::string_view last = tokens_[i].span.In(text_);
    if (last == ",") return true;
    if (tokens_[i].kind == TokenKind::kPunct) return false;
    if (words_.joiners.contains(tokens_[i].hash) || (next.kind == TokenKind::kWord && !next.capital)) return true;
    return line >= kLongHeading && (next.kind != TokenKind::kPunct || opening == "(");
  }

  std::size_t LineBegin(std::size_t i) const {
    while (i > 0 && tokens_[i].gap < Gap::kLine) --i;
    return tokens_[i].span.begin;
  }

  // "- x", "* x", "• x", "(a) x", "1. x" at the start of a line.
  bool StartsItem(std::size_t i) const {
    const std::string_view mark = tokens_[i].span.In(text_);
    if (i + 1 >= tokens_.size()) return false;
    const Token& after = tokens_[i + 1];
    if (mark == "•" || mark == "▪" || mark == "●" || mark == "·") return true;
    if (mark == "-" || mark == "*" || mark == "–" || mark == "—" || mark == "+") return after.gap == Gap::kSpace;
    if (mark == "#" || mark == ">") return true;
    if (mark == "*" && after.span.In(text_) == "*") return true;
    if (tokens_[i].kind == TokenKind::kNumber && tokens_[i].span.size() <= 2 && i + 2 < tokens_.size()) {
      const std::string_view dot = after.span.In(text_);
      return (dot == "." || dot == ")") && after.gap == Gap::kNone && tokens_[i + 2].gap == Gap::kSpace &&
             tokens_[i + 2].capital;
    }
    return false;
  }

  bool IsCloser(std::size_t i) const {
    const Token& token = tokens_[i];
    // "industry.”1": the number of a footnote.
    if (token.kind == TokenKind::kNumber && token.span.size() <= 2 && token.gap == Gap::kNone && i > 0) {
      const std::string_view before = tokens_[i - 1].span.In(text_);
      return before == "”" || before == "\"";
    }
    if (token.kind != TokenKind::kPunct) return false;
    const std::string_view mark = token.span.In(text_);
    if (mark == ")" || mark == "]" || mark == "”" || mark == "’" || mark == "」" || mark == "』" || mark == "）") return true;
    if (mark == "\"" || mark == "'" || mark == "*") return token.gap == Gap::kNone;
    return false;
  }

  bool MayBegin(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind != TokenKind::kPunct) {
      return token.capital || token.kind != TokenKind::kWord;
    }
    const std::string_view mark = token.span.In(text_);
    return mark == "\"" || mark == "“" || mark == "‘" || mark == "'" || mark == "(" || mark == "[" || mark == "$" ||
           mark == "§" || mark == "*" || mark == "—" || mark == "–" || mark == "「" || mark == "•";
  }

  // Is the period at `i` part of the word before it?
  bool IsAbbreviation(std::size_t i) const {
    if (i == 0 || tokens_[i].gap != Gap::kNone) return false;
    const Token& word = tokens_[i - 1];
    const Token& next = tokens_[i + 1];
    if (word.kind == TokenKind::kNumber) return i >= 2 && StartsItem(i - 1) && tokens_[i - 1].gap >= Gap::kLine;
    if (word.kind != TokenKind::kWord) return false;
    if (words_.titles.contains(word.hash)) return next.kind != TokenKind::kPunct || word.span.size() > 1;
    const bool initial = word.span.size() == 1 && word.capital;
    const bool dotted = word.span.size() == 1 && i >= 3 && tokens_[i - 2].span.In(text_) == "." &&
                        tokens_[i - 1].gap == Gap::kNone;
    if (!initial && !dotted && !words_.abbreviations.contains(word.hash)) return false;
    if (initial && !dotted) return true;  // "Lisa T. Su", "John Q."
    return !words_.starters.contains(next.hash);
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const Words& words_;
  std::size_t width_;
};

}  // namespace

std::vector<Span> SplitSentences(std::string_view text, const std::vector<Token>& tokens) {
  if (tokens.empty()) return {};
  return Splitter(text, tokens).Split();
}

}  // namespace dateline::extract
