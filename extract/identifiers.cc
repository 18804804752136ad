#include "extract/identifiers.h"

#include <re2/re2.h>

#include <algorithm>
#include <bitset>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "model/text.h"

namespace dateline::extract {
namespace {

// No citation is longer; the rest of the text is not looked at.
constexpr std::size_t kWindowBytes = 320;
constexpr std::uint32_t kContextTokens = 160;
constexpr int kListItemsMax = 64;
constexpr int kGroupsMax = 8;

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t cut = std::min(text.find(separator), text.size());
    std::string_view part = text.substr(0, cut);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return parts;
}

struct Range {
  std::string group;
  long low = 0, high = 0;
};

struct Pattern {
  std::string rule;  // "pattern:" and the record's id
  MentionKind kind = MentionKind::kRule;
  std::unique_ptr<RE2> regex;
  std::unique_ptr<RE2> more;
  std::map<std::string, int> groups;       // by name
  std::map<std::string, int> more_groups;
  std::string canonical, entity;
  PhraseSet context, not_before;
  std::vector<Range> ranges;
  std::set<std::string> upper, lists;
  unsigned char first_min = 0, first_max = 0xFF;  // between these is the first byte of every match
  std::bitset<256> then;  // bytes that may follow an anchor
  std::string holds;      // in the mixed word of every match
  std::uint32_t back = 0;
  int covers = 0;  // the group that the mention covers; 0 is the whole match
  bool free = false;
};

using Values = std::map<std::string, std::string>;

PhraseSet PhrasesOf(const std::vector<std::string>& words) {
  PhraseSet set;
  for (const auto& word : words) set.Add(HashesIn(word));
  return set;
}

// "14,105" → "14105", "2025–00636" → "2025-00636", white space to nothing beside marks and one space elsewhere.
std::string Normalised(std::string_view raw, bool upper) {
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    const char32_t c = DecodeUtf8(raw, at);
    if (c >= 0x2010 && c <= 0x2015) {
      out += '-';
    } else if (c == ',' && !out.empty() && out.back() >= '0' && out.back() <= '9' && at + 2 < raw.size() && raw[at] >= '0' && raw[at] <= '9') {
      continue;
    } else if (c == U' ' || c == U'\n' || c == U'\r' || c == U'\t' || c == 0xA0) {
      if (!upper && !out.empty() && out.back() != ' ') out += ' ';
    } else if (upper && c == U'.') {
      continue;
    } else if (upper && c >= U'a' && c <= U'z') {
      out += static_cast<char>(c - 0x20);
    } else {
      AppendUtf8(out, c);
    }
  }
  for (std::size_t at; (at = out.find(" (")) != std::string::npos;) out.erase(at, 1);
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// "732, 734, and 774" → "732;734;774".
std::string ListOf(const std::string& value) {
  static const RE2 joint(R"((?:,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s*&\s*))");
  std::string out = value;
  RE2::GlobalReplace(&out, joint, ";");
  static const RE2 range(R"(\s+(?:through|to)\s+)");
  RE2::GlobalReplace(&out, range, "-");
  return out;
}

std::string Fill(std::string_view shape, const Values& values) {
  std::string out;
  for (std::size_t at = 0; at < shape.size();) {
    const std::size_t open = shape.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : shape.find('}', open);
    if (close == std::string_view::npos) {
      out += shape.substr(at);
      break;
    }
    out += shape.substr(at, open - at);
    const auto value = values.find(std::string(shape.substr(open + 1, close - open - 1)));
    if (value != values.end()) out += value->second;
    at = close + 1;
  }
  // A part that was left out leaves no separator behind.
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// Lower case, everything else than letters and digits one hyphen; the first period, after the kind, stays.
std::string EntityId(const std::string& filled) {
  std::string out;
  bool gap = false, dotted = false;
  for (const char c : FoldCase(filled)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (plain) {
      if (gap && !out.empty() && out.back() != '.') out += '-';
      gap = false;
      out += c;
    } else if (c == '.' && !dotted) {
      out += '.';
      dotted = true;
      gap = false;
    } else {
      gap = true;
    }
  }
  return out;
}

// "(0-9": the bytes that it names; all when it is empty.
std::bitset<256> BytesOf(std::string_view shown) {
  std::bitset<256> bytes;
  if (shown.empty()) return bytes.set();
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto low = static_cast<unsigned char>(shown[i]);
    auto high = low;
    if (i + 2 < shown.size() && shown[i + 1] == '-') high = static_cast<unsigned char>(shown[i += 2]);
    for (unsigned byte = low; byte <= high; ++byte) bytes.set(byte);
  }
  return bytes;
}

// The first byte from `at` on that RE2 takes for no white space; 0 at the end.
unsigned char FirstBehind(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))) ++at;
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool MixesLettersAndDigits(std::string_view surface) {
  bool letter = false, digit = false;
  for (const char c : surface.substr(0, 24)) {
    if (c >= '0' && c <= '9') digit = true;
    else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) letter = true;
  }
  return letter && digit;
}

}  // namespace

struct Identifiers::Impl {
  std::vector<Pattern> patterns;
  TokenTrie anchors;                         // payload: pattern
  std::vector<std::uint32_t> of_mixed_words; // patterns anchored at "@alnum"

  bool MayBegin(const Pattern& pattern, const TaggedText& document, std::uint32_t first) const;
  bool HasContext(const Pattern& pattern, const TaggedText& document, std::uint32_t first, std::uint32_t last) const;
  void RunAt(const Pattern& pattern, const TaggedText& document, std::uint32_t anchor, std::vector<Candidate>& found) const;
  bool Emit(const Pattern& pattern, const TaggedText& document, std::uint32_t first, Span span, const Values& values,
            std::vector<Candidate>& found) const;
};

Identifiers::Identifiers() : impl_(std::make_unique<Impl>()) {}
Identifiers::~Identifiers() = default;
Identifiers::Identifiers(Identifiers&&) noexcept = default;
Identifiers& Identifiers::operator=(Identifiers&&) noexcept = default;

void Identifiers::Compile(const std::vector<config::PatternRecord>& records, StartTable& starts, Problems& problems) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(2 << 20);
  for (const auto& record : records) {
    const auto attribute = [&](const char* name) -> std::string {
      const auto found = record.attributes.find(name);
      return found == record.attributes.end() ? std::string() : found->second;
    };
    const auto complain = [&](std::string message, std::string hint = {}) {
      problems.push_back({record.where, "pattern '" + record.id + "': " + std::move(message), std::move(hint)});
    };
    Pattern pattern;
    pattern.rule = "pattern:" + record.id;
    const auto kind = ParseMentionKind(record.kind);
    if (!kind) {
      complain("unknown kind '" + record.kind + "'");
      continue;
    }
    pattern.kind = *kind;
    pattern.regex = std::make_unique<RE2>(record.regex, options);
    if (!pattern.regex->ok()) {
      complain(pattern.regex->error(), "RE2 syntax: no look-around, no back-references");
      continue;
    }
    if (pattern.regex->NumberOfCapturingGroups() >= kGroupsMax) {
      complain("too many groups", "use (?:…) for those without a name");
      continue;
    }
    pattern.groups = pattern.regex->NamedCapturingGroups();
    if (std::string min, max; pattern.regex->PossibleMatchRange(&min, &max, 1) && !min.empty() && !max.empty()) {
      pattern.first_min = static_cast<unsigned char>(min[0]);
      pattern.first_max = static_cast<unsigned char>(max[0]);
    }
    if (const std::string more = attribute("more"); !more.empty()) {
      pattern.more = std::make_unique<RE2>(more, options);
      if (!pattern.more->ok() || pattern.more->NumberOfCapturingGroups() >= kGroupsMax) {
        complain("'more' does not compile: " + pattern.more->error());
        continue;
      }
      pattern.more_groups = pattern.more->NamedCapturingGroups();
    }
    pattern.canonical = record.canonical;
    pattern.entity = record.entity;
    pattern.context = PhrasesOf(record.context);
    pattern.not_before = PhrasesOf(Split(attribute("not_before"), '|'));
    for (const auto& group : Split(attribute("upper"), ' ')) pattern.upper.insert(group);
    for (const auto& group : Split(attribute("list"), ' ')) pattern.lists.insert(group);
    pattern.free = attribute("free") == "true";
    pattern.then = BytesOf(attribute("then"));
    pattern.holds = attribute("holds");
    if (const auto group = pattern.groups.find(attribute("covers")); group != pattern.groups.end()) pattern.covers = group->second;
    const std::string back = attribute("back");
    std::from_chars(back.data(), back.data() + back.size(), pattern.back);
    for (const auto& part : Split(attribute("range"), ';')) {
      const auto words = Split(part, ' ');
      if (words.size() != 3) {
        complain("range '" + part + "' is not: group low high");
        continue;
      }
      pattern.ranges.push_back({words[0], std::strtol(words[1].c_str(), nullptr, 10), std::strtol(words[2].c_str(), nullptr, 10)});
    }
    const auto index = static_cast<std::uint32_t>(impl_->patterns.size());
    const auto anchors = Split(attribute("anchors"), '|');
    if (anchors.empty()) {
      complain("no anchors", "name the words that every match holds");
      continue;
    }
    for (const auto& anchor : anchors) {
      if (anchor == "@alnum") {
        impl_->of_mixed_words.push_back(index);
        continue;
      }
      const std::vector<std::uint32_t> phrase = HashesIn(anchor);
      if (phrase.empty()) continue;
      starts.Add(phrase[0], kStartsAnchor);
      impl_->anchors.Add(phrase, index);
    }
    impl_->patterns.push_back(std::move(pattern));
  }
}

void Identifiers::Scan(const TaggedText& document, std::vector<Candidate>& found) const {
  const Impl& impl = *impl_;
  for (const StartPlace& place : document.starts) {
    if ((place.starts & kStartsAnchor) == 0) continue;
    const std::uint32_t i = place.token;
    const Token& token = document.tokens[i];
    auto node = TokenTrie::kRoot;
    for (std::uint32_t at = i; at < document.size(); ++at) {
      node = impl.anchors.Next(node, document.tokens[at].hash);
      if (!node.found()) break;
      if (!node.ends()) continue;
      const unsigned char behind = FirstBehind(document.text, document.tokens[at].span.end);
      impl.anchors.EachPayload(node, [&](std::uint32_t index) {
        const Pattern& pattern = impl.patterns[index];
        if (pattern.then[behind]) impl.RunAt(pattern, document, i, found);
      });
    }
    if (!token.mixed || impl.of_mixed_words.empty()) continue;
    const std::string_view word = token.span.In(document.text);
    if (!MixesLettersAndDigits(word)) continue;
    for (const std::uint32_t index : impl.of_mixed_words) {
      const Pattern& pattern = impl.patterns[index];
      if (word.find(pattern.holds) != std::string_view::npos) impl.RunAt(pattern, document, i, found);
    }
  }
}

void Identifiers::Impl::RunAt(const Pattern& pattern, const TaggedText& document, std::uint32_t anchor, std::vector<Candidate>& found) const {
  if (anchor < pattern.back) return;
  const std::uint32_t first = anchor - pattern.back;
  if (!MayBegin(pattern, document, first)) return;
  const std::size_t begin = document.tokens[first].span.begin;
  const auto byte = static_cast<unsigned char>(document.text[begin]);
  if (byte < pattern.first_min || byte > pattern.first_max) return;
  const std::string_view window = document.text.substr(begin, kWindowBytes);
  const re2::StringPiece piece(window.data(), window.size());
  // Most anchors begin no citation: to say so costs little as long as no groups are asked for.
  if (!pattern.regex->Match(piece, 0, piece.size(), RE2::ANCHOR_START, nullptr, 0)) return;
  re2::StringPiece groups[kGroupsMax];
  const int count = pattern.regex->NumberOfCapturingGroups() + 1;
  if (!pattern.regex->Match(piece, 0, piece.size(), RE2::ANCHOR_START, groups, count) || groups[0].empty()) return;
  const auto read = [&](const std::map<std::string, int>& names) {
    Values values;
    // "{match}" is the whole, for families that need no parts.
    if (names.empty()) values["match"] = Normalised({groups[0].data(), groups[0].size()}, false);
    for (const auto& [name, index] : names) {
      const auto& group = groups[index];
      if (group.data() == nullptr) continue;
      std::string& value = values[name];
      value = Normalised({group.data(), group.size()}, pattern.upper.contains(name));
      if (pattern.lists.contains(name)) value = ListOf(value);
    }
    return values;
  };
  const auto offset = [&](const re2::StringPiece& group) { return static_cast<std::uint32_t>(group.data() - document.text.data()); };
  Span span{offset(groups[0]), static_cast<std::uint32_t>(offset(groups[0]) + groups[0].size())};
  Values values = read(pattern.groups);
  if (!Emit(pattern, document, first, span, values, found)) return;
  if (pattern.covers != 0) {
    Candidate& candidate = found.back();
    candidate.span = {offset(groups[pattern.covers]), static_cast<std::uint32_t>(offset(groups[pattern.covers]) + groups[pattern.covers].size())};
    while (document.tokens[candidate.first].span.end <= candidate.span.begin) ++candidate.first;
  }
  if (pattern.more == nullptr) return;
  std::uint32_t token = first;
  for (int items = 0; items < kListItemsMax; ++items) {
    const std::string_view rest = document.text.substr(span.end, kWindowBytes);
    const re2::StringPiece tail(rest.data(), rest.size());
    const int more = pattern.more->NumberOfCapturingGroups() + 1;
    if (!pattern.more->Match(tail, 0, tail.size(), RE2::ANCHOR_START, groups, more) || groups[0].empty() || groups[1].empty()) return;
    // The first group is the item; what joins it to the list stands before.
    span = {offset(groups[1]), static_cast<std::uint32_t>(offset(groups[1]) + groups[1].size())};
    while (token < document.size() && document.tokens[token].span.begin < span.begin) ++token;
    for (auto& [name, value] : read(pattern.more_groups)) values[name] = std::move(value);
    if (!Emit(pattern, document, token, span, values, found)) return;
  }
}

bool Identifiers::Impl::Emit(const Pattern& pattern, const TaggedText& document, std::uint32_t first, Span span, const Values& values,
                             std::vector<Candidate>& found) const {
  for (const Range& range : pattern.ranges) {
    const auto value = values.find(range.group);
    if (value == values.end() || value->second.empty()) continue;
    const long number = std::strtol(value->second.c_str(), nullptr, 10);
    if (number < range.low || number > range.high) return false;
  }
  std::uint32_t last = first;
  while (last < document.size() && document.tokens[last].span.begin < span.end) ++last;
  if (!MayBegin(pattern, document, first) || !HasContext(pattern, document, first, last)) return false;
  Candidate candidate;
  candidate.first = first;
  candidate.last = last;
  candidate.span = span;
  candidate.kind = pattern.kind;
  candidate.value = Fill(pattern.canonical, values);
  candidate.id = EntityId(Fill(pattern.entity, values));
  candidate.rule = pattern.rule;
  found.push_back(std::move(candidate));
  return true;
}

bool Identifiers::Impl::MayBegin(const Pattern& pattern, const TaggedText& document, std::uint32_t first) const {
  if (pattern.free && first > 0 && document.Glued(first) && document.tokens[first - 1].kind == TokenKind::kPunct &&
      !document.IsMark(first - 1, '(') && !document.IsMark(first - 1, '[')) {
    return false;
  }
  return !pattern.not_before.EndsBefore(document.tokens, first);
}

bool Identifiers::Impl::HasContext(const Pattern& pattern, const TaggedText& document, std::uint32_t first, std::uint32_t last) const {
  if (pattern.context.empty()) return true;
  std::uint32_t from = first;
  while (from > 0 && first - from < kContextTokens && document.tokens[from].gap != Gap::kParagraph) --from;
  for (std::uint32_t i = from; i < document.size() && i < last + kContextTokens; ++i) {
    if (i >= last && document.tokens[i].gap == Gap::kParagraph) return false;
    if ((i < first || i >= last) && pattern.context.StandsAt(document.tokens, i)) return true;
  }
  return false;
}

}  // namespace dateline::extract
