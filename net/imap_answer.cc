#include "net/imap_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace dateline::net {
namespace {

constexpr std::size_t kNestingMax = 100;

char Upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

bool SameWord(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, Upper, Upper);
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// A word up to the next blank; `text` moves behind the blank.
std::string_view TakeWord(std::string_view& text) {
  const auto blank = text.find(' ');
  const std::string_view word = text.substr(0, blank);
  text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
  return word;
}

std::optional<std::uint64_t> ToNumber(std::string_view text, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > most) return std::nullopt;
  return value;
}

std::uint32_t ToUint32(std::string_view text) {
  return static_cast<std::uint32_t>(ToNumber(text, UINT32_MAX).value_or(0));
}

struct WordRow {
  std::string_view text;
  ImapWord word;
};
constexpr std::array kWords{WordRow{"OK", ImapWord::kOk},         WordRow{"NO", ImapWord::kNo},
                            WordRow{"BAD", ImapWord::kBad},       WordRow{"BYE", ImapWord::kBye},
                            WordRow{"PREAUTH", ImapWord::kOk},    WordRow{"EXISTS", ImapWord::kExists},
                            WordRow{"SEARCH", ImapWord::kSearch}, WordRow{"FETCH", ImapWord::kFetch}};

ImapWord WordOf(std::string_view text) {
  const auto* found = std::ranges::find_if(kWords, [&](const WordRow& row) { return SameWord(row.text, text); });
  return found == kWords.end() ? ImapWord::kOther : found->word;
}

bool IsStatus(ImapWord word) {
  return word == ImapWord::kOk || word == ImapWord::kNo || word == ImapWord::kBad || word == ImapWord::kBye;
}

// The size that a line announces at its end: "{123}", "~{123}", "{123+}".
std::optional<std::uint64_t> AnnouncedLiteral(std::string_view line) {
  if (!line.ends_with('}')) return std::nullopt;
  line.remove_suffix(1);
  if (line.ends_with('+')) line.remove_suffix(1);
  std::size_t begin = line.size();
  while (begin > 0 && IsDigit(line[begin - 1])) --begin;
  if (begin == 0 || line[begin - 1] != '{' || begin == line.size()) return std::nullopt;
  // A number too long for us is too big as well.
  return ToNumber(line.substr(begin), UINT64_MAX).value_or(UINT64_MAX);
}

// Reads the attributes of a FETCH answer one by one.
class FetchCursor {
 public:
  FetchCursor(std::string_view text, std::vector<ImapLiteral>& literals) : text_(text), literals_(literals) {}

  void SkipBlanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool Take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] bool ended() const { return at_ >= text_.size(); }

  // "UID", "BODY[HEADER.FIELDS (FROM)]<0>": up to a blank or bracket outside [ ].
  std::string_view Name() {
    const std::size_t begin = at_;
    bool section = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '[') section = true;
      if (c == ']') section = false;
      if (!section && (c == ' ' || c == '(' || c == ')' || c == '"' || c == '{')) break;
    }
    return text_.substr(begin, at_ - begin);
  }

  // Passes one value, whatever it is; its text when it is a string.
  std::optional<ImapLiteral> Value() {
    SkipBlanks();
    if (ended()) return std::nullopt;
    if (text_[at_] == '"') return Quoted();
    if (text_[at_] == '{' || text_.substr(at_).starts_with("~{")) return Literal();
    if (text_[at_] == '(') {
      SkipList();
    } else {
      (void)Atom();
    }
    return std::nullopt;
  }

  std::string_view Atom() {
    SkipBlanks();
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != ')' && text_[at_] != '(') ++at_;
    return text_.substr(begin, at_ - begin);
  }

 private:
  ImapLiteral Quoted() {
    ImapLiteral value;
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value.text += text_[at_++];
    }
    Take('"');
    value.bytes = value.text.size();
    return value;
  }

  ImapLiteral Literal() {
    const auto newline = text_.find('\n', at_);
    at_ = newline == std::string_view::npos ? text_.size() : newline + 1;
    return next_ < literals_.size() ? std::move(literals_[next_++]) : ImapLiteral{};
  }

  void SkipList() {
    std::size_t depth = 0;
    while (!ended()) {
      const char c = text_[at_];
      if (c == '"') {
        (void)Quoted();
      } else if (c == '{') {
        (void)Literal();
      } else {
        ++at_;
        if (c == '(' && ++depth > kNestingMax) at_ = text_.size();
        if (c == ')' && --depth == 0) return;
      }
    }
  }

  std::string_view text_;
  std::vector<ImapLiteral>& literals_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;
};

}  // namespace

void ImapReader::Feed(std::string_view bytes) {
  if (broken_) return;
  input_.erase(0, at_);
  at_ = 0;
  input_.append(bytes);
}

std::optional<ImapLine> ImapReader::Next() {
  while (!broken_ && !whole_ && (at_ < input_.size() || (in_literal_ && literal_left_ == 0))) {
    if (in_literal_) {
      TakeLiteral();
    } else {
      TakeText();
    }
  }
  if (!whole_ || broken_) return std::nullopt;
  whole_ = false;
  line_begin_ = 0;
  kept_ = 0;
  return std::exchange(line_, {});
}

void ImapReader::TakeText() {
  const auto newline = input_.find('\n', at_);
  const std::size_t end = newline == std::string::npos ? input_.size() : newline + 1;
  if (line_.text.size() + (end - at_) > kTextMax) {
    broken_ = true;
    return;
  }
  line_.text.append(input_, at_, end - at_);
  at_ = end;
  if (newline != std::string::npos) EndLine();
}

void ImapReader::EndLine() {
  std::string_view line = std::string_view(line_.text).substr(line_begin_);
  line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  // Words for people may end in anything.
  const bool words = IsStatus(ReadImapHead(line_.text).word);
  const auto announced = words ? std::nullopt : AnnouncedLiteral(line);
  if (!announced) {
    line_.text.resize(line_begin_ + line.size());
    whole_ = true;
    return;
  }
  if (*announced > kLiteralBytesMax || line_.literals.size() >= kLiteralsMax) {
    broken_ = true;
    return;
  }
  line_.literals.push_back({*announced, {}});
  keeps_literal_ = *announced <= keep_ - kept_;
  if (keeps_literal_) kept_ += *announced;
  line_begin_ = line_.text.size();
  literal_left_ = *announced;
  in_literal_ = true;
}

void ImapReader::TakeLiteral() {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(literal_left_, input_.size() - at_));
  if (keeps_literal_) line_.literals.back().text.append(input_, at_, count);
  at_ += count;
  literal_left_ -= count;
  in_literal_ = literal_left_ > 0;
}

ImapHead ReadImapHead(std::string_view text) {
  ImapHead head;
  head.tag = TakeWord(text);
  std::string_view rest = text;
  std::string_view word = TakeWord(rest);
  if (head.tag == "*" && !word.empty() && std::ranges::all_of(word, IsDigit)) {
    head.number = ToUint32(word);
    word = TakeWord(rest);
  }
  while (word.ends_with('\r') || word.ends_with('\n')) word.remove_suffix(1);
  head.word = WordOf(word);
  if (IsStatus(head.word) && rest.starts_with('[')) {
    const auto close = rest.find(']');
    if (close != std::string_view::npos) {
      head.code = rest.substr(1, close - 1);
      rest.remove_prefix(close + 1);
      if (rest.starts_with(' ')) rest.remove_prefix(1);
    }
  }
  head.rest = rest;
  return head;
}

std::uint32_t CodeNumber(std::string_view code, std::string_view name) {
  return SameWord(TakeWord(code), name) ? ToUint32(code) : 0;
}

std::vector<std::uint32_t> ReadSearch(std::string_view rest) {
  std::vector<std::uint32_t> numbers;
  while (!rest.empty()) {
    if (const std::uint32_t number = ToUint32(TakeWord(rest)); number != 0) numbers.push_back(number);
  }
  std::ranges::sort(numbers);
  const auto repeated = std::ranges::unique(numbers);
  numbers.erase(repeated.begin(), repeated.end());
  return numbers;
}

ImapFetched ReadFetch(ImapLine line) {
  ImapFetched fetched;
  FetchCursor cursor(ReadImapHead(line.text).rest, line.literals);
  if (!cursor.Take('(')) return fetched;
  while (!cursor.ended()) {
    cursor.SkipBlanks();
    const std::string_view name = cursor.Name();
    if (name.empty()) break;
    if (SameWord(name, "UID")) {
      fetched.uid = ToUint32(cursor.Atom());
    } else if (SameWord(name, "RFC822.SIZE")) {
      fetched.size = ToNumber(cursor.Atom(), UINT64_MAX);
    } else if (auto value = cursor.Value(); value && SameWord(name, "BODY[]")) {
      fetched.body = std::move(*value);
    }
  }
  return fetched;
}

std::string ToImapSet(const std::vector<std::uint32_t>& rising) {
  std::string out;
  for (std::size_t i = 0; i < rising.size();) {
    std::size_t last = i;
    while (last + 1 < rising.size() && rising[last + 1] == rising[last] + 1) ++last;
    if (!out.empty()) out += ',';
    fmt::format_to(std::back_inserter(out), "{}", rising[i]);
    if (last > i) fmt::format_to(std::back_inserter(out), ":{}", rising[last]);
    i = last + 1;
  }
  return out;
}

std::string ImapQuoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace dateline::net
