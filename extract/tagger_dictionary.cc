#include "extract/tagger_dictionary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "extract/tagger_known.h"
#include "extract/tagger_words.h"
#include "model/text.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kPeriodHash = HashOf(".");
// Words beyond this length of a name are not looked at; no alias is longer.
constexpr std::size_t kElementsMax = 24;

// Of a mark: may it be left out between the words of a name?
bool IsSkippable(std::string_view text, const Token& token) {
  if (token.span.size() == 1) {
    const char c = text[token.span.begin];
    return c == '.' || c == '-' || c == ',';
  }
  static constexpr std::uint32_t hyphen = HashOf("-");
  return token.hash == hyphen;
}

bool HasLower(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = DecodeUtf8(text, at);
    if ((c >= 'a' && c <= 'z') || (c >= 0xDF && c < 0x2000 && FoldCase(c) == c && IsWordChar(c))) return true;
  }
  return false;
}

// Equal as written: case counts; quotes, apostrophes and width do not.
bool SameWritten(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto straight = [](char32_t c) -> char32_t {
    if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return U'\'';
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + 0x21;
    if (c >= 0x2010 && c <= 0x2015) return U'-';
    return c;
  };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (straight(DecodeUtf8(a, i)) != straight(DecodeUtf8(b, j))) return false;
  }
  return i == a.size() && j == b.size();
}

// "U.S. Steel" without the periods of its initials: "US Steel"; "" when it has none.
std::string WithoutInitialPeriods(std::string_view text) {
  std::string out;
  bool changed = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool initial_before = i > 0 && text[i - 1] >= 'A' && text[i - 1] <= 'Z' && (i < 2 || text[i - 2] == '.' || text[i - 2] == ' ');
    const bool initial_after = i + 1 < text.size() && text[i + 1] >= 'A' && text[i + 1] <= 'Z' &&
                               (i + 2 >= text.size() || text[i + 2] == '.' || text[i + 2] == ' ');
    const bool last_of_run = initial_before && i >= 2 && text[i - 2] == '.';
    if (text[i] == '.' && initial_before && (initial_after || last_of_run)) {
      changed = true;
      continue;
    }
    out.push_back(text[i]);
  }
  return changed ? out : std::string();
}

// "BIS" with periods: "B.I.S."; "" unless the text is one acronym of two to four letters.
std::string WithInitialPeriods(std::string_view text) {
  if (text.size() < 2 || text.size() > 4) return {};
  std::string out;
  for (const char c : text) {
    if (c < 'A' || c > 'Z') return {};
    out.push_back(c);
    out.push_back('.');
  }
  return out;
}

bool IsInitial(const Token& token) { return token.kind == TokenKind::kWord && token.capital && token.span.size() == 1; }

// "McDonald's"
bool IsPossessive(std::string_view text) { return text.ends_with("'s") || text.ends_with("’s"); }

}  // namespace

bool IsLegalSuffix(std::uint32_t hash) { return (NameClassesOf(hash) & kLegalSuffix) != 0; }

std::uint32_t Dictionary::FindEntity(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? kNoId : found->second;
}

std::size_t Dictionary::bytes() const {
  return trie_.bytes() + aliases_.size() * sizeof(Alias) + elements_.size() * sizeof(Element);
}

namespace {

Dictionary::Subtype SubtypeOf(const std::map<std::string, std::string>& attributes) {
  const auto found = attributes.find("subtype");
  if (found == attributes.end() || found->second.empty()) return Dictionary::Subtype::kNone;
  return found->second == "city"      ? Dictionary::Subtype::kCity
         : found->second == "state"   ? Dictionary::Subtype::kState
         : found->second == "country" ? Dictionary::Subtype::kCountry
                                      : Dictionary::Subtype::kOther;
}

}  // namespace

void Dictionary::Compile(const config::Config& config, StartTable& starts, Problems& problems) {
  for (const auto& record : config.entities) {
    const auto kind = ParseMentionKind(record.id);
    if (!kind) {
      problems.push_back({record.where, "entity '" + record.id + "' has no known kind", "begin the id with firm., chip., …"});
      continue;
    }
    const auto index = static_cast<std::uint32_t>(entities_.size());
    by_id_.emplace(record.id, index);
    entities_.push_back({record.id, record.name, *kind, SubtypeOf(record.attributes), record.attributes});
    for (const auto& alias : record.aliases) {
      const std::size_t before = aliases_.size();
      AddAlias(index, alias, alias.text, false, starts);
      if (aliases_.size() == before) {
        problems.push_back({alias.where, "alias '" + alias.text + "' can never match", "it holds no letter or digit"});
        continue;
      }
      // "U.S. Steel" is also written "US Steel"; an exact alias is not: "N.M." is a state, "NM" a mile at sea.
      const bool exact = alias.letter_case == config::AliasRecord::Case::kExact;
      if (auto plain = exact ? std::string() : WithoutInitialPeriods(alias.text); !plain.empty()) AddAlias(index, alias, plain, true, starts);
      if (auto dotted = WithInitialPeriods(alias.text); !dotted.empty()) AddAlias(index, alias, dotted, true, starts);
      if (*kind == MentionKind::kChip && !alias.text.ends_with('s') && static_cast<unsigned char>(alias.text.back()) < 0x80) {
        AddAlias(index, alias, alias.text + "s", false, starts);
      }
    }
  }
  interned_.clear();
  trie_.Settle();
}

void Dictionary::AddAlias(std::uint32_t entity, const config::AliasRecord& record, std::string text, bool exact, StartTable& starts) {
  const auto tokens = Tokenise(text);
  Alias alias;
  alias.entity = entity;
  alias.first_element = static_cast<std::uint32_t>(elements_.size());
  std::vector<std::uint32_t> hashes;
  std::uint8_t between = 0;
  bool capital = false;  // of the first word
  for (const Token& token : tokens) {
    if (token.gap != Gap::kNone) between |= kSpace;
    if (token.kind == TokenKind::kPunct && IsSkippable(text, token)) {
      const std::string_view mark = token.span.In(text);
      between |= mark == "." ? kPeriod : mark == "," ? kComma : kHyphen;
      continue;
    }
    if (!hashes.empty()) elements_.back().between = between;
    else capital = token.capital;
    between = 0;
    if (hashes.size() == kElementsMax) break;
    hashes.push_back(token.possessive != 0 ? WithPossessive(token.hash) : token.hash);
    elements_.push_back({token.span.begin, static_cast<std::uint16_t>(token.span.size()), 0, token.kind == TokenKind::kCjk});
  }
  if (hashes.empty() || tokens.size() > 3 * kElementsMax) {
    elements_.resize(alias.first_element);
    return;
  }
  alias.elements = static_cast<std::uint8_t>(hashes.size());
  alias.letter_case = exact ? config::AliasRecord::Case::kExact : record.letter_case;
  alias.weak = record.weak;
  alias.shouts = !HasLower(text);
  alias.ends_with_period = text.ends_with('.');
  alias.needs_period = alias.ends_with_period && entities_[entity].kind == MentionKind::kPlace && elements_.back().size > 1;
  alias.context = Intern(record.context);
  alias.not_before = Intern(record.not_before);
  alias.not_after = Intern(record.not_after);
  alias.text = static_cast<std::uint32_t>(texts_.size());
  alias.text_size = static_cast<std::uint32_t>(text.size());
  texts_ += text;
  const bool small = !capital || alias.letter_case == config::AliasRecord::Case::kFold;
  starts.Add(hashes[0], small ? kStartsName : kStartsCapital);
  trie_.Add(hashes, static_cast<std::uint32_t>(aliases_.size()));
  aliases_.push_back(alias);
}

std::uint32_t Dictionary::Intern(const std::vector<std::string>& phrases) {
  if (phrases.empty()) return kNoId;
  const auto [place, fresh] = interned_.emplace(phrases, static_cast<std::uint32_t>(phrase_sets_.size()));
  if (fresh) {
    PhraseSet set;
    for (const auto& phrase : phrases) set.Add(HashesIn(phrase));
    phrase_sets_.push_back(std::move(set));
    phrase_words_.push_back(phrases);
  }
  return place->second;
}

// Follows the trie from token `first`, calling visit(node, words, count) wherever a sequence ends; `words` are the
// tokens that count.
template <typename Visit>
void Dictionary::Walk(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first, const Visit& visit) const {
  const Token& token = tokens[first];
  if (token.kind == TokenKind::kPunct && IsSkippable(text, token)) return;
  TokenTrie::Step node = trie_.First(token.hash);
  if (token.possessive != 0) {
    if (node.ends()) visit(node, &first, std::size_t{1});
    node = trie_.First(WithPossessive(token.hash));
  }
  if (node.found()) WalkOn(text, tokens, first, node, visit);
}

// The same when the first word has led to `node`.
template <typename Visit>
void Dictionary::WalkOn(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                        TokenTrie::Step node, const Visit& visit) const {
  std::array<std::uint32_t, kElementsMax> words;
  words[0] = first;
  std::size_t count = 1;
  const auto size = static_cast<std::uint32_t>(tokens.size());
  const Token* const each = tokens.data();
  for (std::uint32_t at = first + 1;; ++at) {
    if (node.ends()) visit(node, words.data(), count);
    // What stands between the words.
    for (;; ++at) {
      if (node.follows == 0 || at >= size || count == kElementsMax || each[at].gap == Gap::kParagraph) return;
      if (each[at].kind != TokenKind::kPunct || !IsSkippable(text, each[at])) break;
      // Two marks in a row are "Co., Ltd."; more are no name.
      if (at - words[count - 1] > 2) return;
    }
    const Token& token = each[at];
    words[count] = at;
    if (token.possessive != 0) [[unlikely]] {
      if (const auto child = trie_.Next(node, token.hash); child.ends()) visit(child, words.data(), count + 1);
      node = trie_.Next(node, WithPossessive(token.hash));
    } else {
      node = trie_.Next(node, token.hash);
    }
    if (!node.found()) return;
    ++count;
  }
}

void Dictionary::Scan(std::string_view text, const std::vector<Token>& tokens, const StartPlaces& starts,
                      std::vector<DictionaryHit>& found) const {
  const auto take = [&](TokenTrie::Step node, const std::uint32_t* words, std::size_t count) {
    trie_.EachPayload(node, [&](std::uint32_t alias) { AddHit(text, tokens, words, count, alias, found); });
  };
  const Token* const each = tokens.data();
  const Token* const end = each + tokens.size();
  constexpr std::ptrdiff_t kAhead = 8;
  const StartPlace* const last = starts.data() + starts.size();
  for (const StartPlace* place = starts.data(); place != last; ++place) {
    if (last - place > kAhead) trie_.WillStart(each[place[kAhead].token].hash);
    if ((place->starts & kStartsName) == 0) continue;
    const std::uint32_t first = place->token;
    if (each[first].possessive != 0) [[unlikely]] {
      Walk(text, tokens, first, take);
      continue;
    }
    const TokenTrie::Step node = trie_.First(each[first].hash);
    if (!node.found()) continue;
    // Two of three first words are seen at once to go on otherwise than any name.
    if (!node.ends() && !MayGoOn(node, each + first + 1, end)) continue;
    WalkOn(text, tokens, first, node, take);
  }
}

// An alias whose words stand at `words`: a hit unless it is written otherwise, or vetoed.
void Dictionary::AddHit(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words,
                        std::size_t count, std::uint32_t index, std::vector<DictionaryHit>& found) const {
  const Alias& alias = this->alias(index);
  if (!Matches(text, tokens, words, alias)) return;
  const std::uint32_t first = words[0];
  std::uint32_t last = words[count - 1] + 1;
  if ((alias.not_before & alias.not_after) != kNoId && Vetoed(tokens, first, last, alias)) return;
  const Token* const each = tokens.data();
  const Token& end = each[last - 1];
  const bool keeps_s = end.possessive != 0 && IsPossessive(TextOf(alias));
  Span span{each[first].span.begin, keeps_s ? end.span.end : end.stem().end};
  const bool period = last < tokens.size() && each[last].hash == kPeriodHash && end.possessive == 0 &&
                      each[last].gap == Gap::kNone && each[last].span.In(text) == "." &&
                      (alias.ends_with_period || In(kKnown.abbreviated, end.hash));
  if (alias.needs_period && !period) return;
  if (period) span.end = each[last++].span.end;
  found.emplace_back(first, last, span, alias.entity, index);
}

void Dictionary::ScanRefused(std::string_view text, const std::vector<Token>& tokens, std::vector<Losers::Name>& refused) const {
  const auto size = static_cast<std::uint32_t>(tokens.size());
  for (std::uint32_t first = 0; first < size; ++first) {
    Walk(text, tokens, first, [&](TokenTrie::Step node, const std::uint32_t* words, std::size_t count) {
      trie_.EachPayload(node, [&](std::uint32_t index) {
        const Alias& alias = this->alias(index);
        const std::uint32_t last = words[count - 1] + 1;
        const Span span{tokens[first].span.begin, tokens[last - 1].stem().end};
        std::string why;
        if (!CaseMatches(text, tokens, words, alias)) {
          why = "written in another case";
        } else if (!Matches(text, tokens, words, alias)) {
          return;
        } else if (Vetoed(tokens, first, last, alias)) {
          const bool before = alias.not_before != kNoId && phrases(alias.not_before).EndsBefore(tokens, first);
          const std::uint32_t word = before ? first - 1 : std::min(last, size - 1);
          why = "vetoed by \"" + std::string(tokens[word].span.In(text)) + (before ? "\" before it" : "\" after it");
        } else {
          return;
        }
        const std::string& entity = entities_[alias.entity].id;
        refused.push_back({span, entity, fmt::format("dict:{}/{}", entity, TextOf(alias)), std::move(why)});
      });
    });
  }
}

Candidate Dictionary::CandidateOf(const DictionaryHit& hit) const {
  std::vector<Candidate> one;
  AddCandidate(hit, one);
  return std::move(one.front());
}

void Dictionary::AddCandidate(const DictionaryHit& hit, std::vector<Candidate>& to) const {
  Candidate& candidate = to.emplace_back();
  candidate.first = hit.first;
  candidate.last = hit.last;
  candidate.span = hit.span;
  candidate.kind = entity(hit.entity).kind;
  candidate.entity = hit.entity;
  candidate.alias = hit.alias;
}

std::uint32_t Dictionary::FindWhole(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                                    std::uint32_t last, MentionKind kind) const {
  std::uint32_t best = kNoId;
  Walk(text, tokens, first, [&](TokenTrie::Step node, const std::uint32_t* words, std::size_t count) {
    if (words[count - 1] + 1 != last) return;
    trie_.EachPayload(node, [&](std::uint32_t index) {
      if (best == kNoId && entity(alias(index).entity).kind == kind && Matches(text, tokens, words, alias(index))) {
        best = index;
      }
    });
  });
  return best;
}

// To the letter, marks and spaces included: the bulk.
[[gnu::always_inline]] inline bool Dictionary::StandsAsWritten(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words, const Alias& alias) const {
  const Span last = tokens.data()[words[alias.elements - 1]].stem();
  const std::uint32_t begin = tokens.data()[words[0]].span.begin;
  const std::uint32_t size = alias.text_size - (alias.ends_with_period ? 1 : 0);  // it belongs to no word
  return last.end - begin == size && std::memcmp(text.data() + begin, texts_.data() + alias.text, size) == 0;
}

bool Dictionary::Matches(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words,
                         const Alias& alias) const {
  if (!StandsAsWritten(text, tokens, words, alias) && !Equivalent(text, tokens, words, alias)) return false;
  // Most names stand free.
  const std::uint32_t first = words[0], last = words[alias.elements - 1];
  const Token* const each = tokens.data();
  const bool glued = (first > 0 && each[first].gap == Gap::kNone) || (last + 1 < tokens.size() && each[last + 1].gap == Gap::kNone);
  return !glued || !IsInAddress(text, tokens, first, last);
}

// In another writing of the same: case where it may vary, marks, line breaks.
bool Dictionary::Equivalent(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words, const Alias& alias) const {
  if (!CaseMatches(text, tokens, words, alias)) return false;
  for (std::uint16_t i = 0; i + 1 < alias.elements; ++i) {
    const Element& element = elements_[alias.first_element + i];
    // A space where the alias has one: the bulk.
    const std::uint32_t to = words[i + 1];
    if (words[i] + 1 == to && element.between == kSpace && tokens[to].gap != Gap::kNone) continue;
    if (!BetweenMatches(text, tokens, words[i], to, element)) return false;
  }
  return true;
}

// "nvidia.com", "3.5", "@commerce", the middle of "T.H.R.I.V.E.": not the name that is tokens [first, last].
bool Dictionary::IsInAddress(std::string_view text, const std::vector<Token>& all, std::uint32_t first, std::uint32_t last) {
  const Token* const tokens = all.data();
  if (first > 0 && tokens[first].gap == Gap::kNone) {
    const std::string_view before = tokens[first - 1].span.In(text);
    if (before == "@" || before == "_") return true;
    if (before == "." && first > 1 && IsInitial(tokens[first]) && IsInitial(tokens[first - 2]) && tokens[first - 1].gap == Gap::kNone) return true;
    if (before == "." && tokens[first].kind == TokenKind::kNumber && first > 1 && tokens[first - 1].gap == Gap::kNone &&
        tokens[first - 2].kind == TokenKind::kNumber) {
      return true;
    }
  }
  if (last + 2 < all.size() && tokens[last + 1].gap == Gap::kNone && tokens[last + 2].gap == Gap::kNone) {
    const std::string_view mark = tokens[last + 1].span.In(text);
    const Token& after = tokens[last + 2];
    if (mark == "." && after.kind == TokenKind::kNumber && tokens[last].kind == TokenKind::kNumber) return true;
    if (mark == "." && after.kind == TokenKind::kWord && !after.capital && after.span.size() >= 2) return true;
    if (mark == "." && IsInitial(tokens[last]) && IsInitial(after)) return true;
    if (mark == "_" || (mark == "@" && after.kind == TokenKind::kWord)) return true;
  }
  return false;
}

// Does what stands between two words of the text agree with what stands there in the alias?
bool Dictionary::BetweenMatches(std::string_view text, const std::vector<Token>& tokens, std::uint32_t from,
                                std::uint32_t to, const Element& element) const {
  std::uint8_t between = 0;
  for (std::uint32_t at = from + 1; at <= to; ++at) {
    const Token& token = tokens[at];
    if (at < to) {
      const std::string_view mark = token.span.In(text);
      const std::uint8_t bit = mark == "." ? kPeriod : mark == "," ? kComma : kHyphen;
      // A period or comma hangs on the word before it; a hyphen stands free of both, or of neither but a line break.
      if (bit != kHyphen && token.gap != Gap::kNone) return false;
      if (bit == kHyphen && token.gap != Gap::kNone && (element.between & kSpace) == 0) return false;
      between |= bit;
    }
    if (token.gap != Gap::kNone) between |= kSpace;
  }
  if ((between & kPeriod) != 0 && (element.between & kPeriod) == 0) {
    const Token& word = tokens[from];
    const bool abbreviation = IsLegalSuffix(word.hash) || (word.span.size() == 1 && word.capital);
    if (!abbreviation) return false;
  }
  if ((between & kComma) != 0 && (element.between & kComma) == 0 && !IsLegalSuffix(tokens[to].hash)) return false;
  if ((between & kHyphen) != 0 && (element.between & kHyphen) == 0) {
    // "Gaudi-2" for "Gaudi 2"; a free dash is punctuation.
    if ((between & kSpace) != 0 || (element.between & kSpace) == 0) return false;
  }
  const bool glued_alias = element.between == 0;
  if (glued_alias && (between & kSpace) != 0) {
    return element.cjk || tokens[from].kind == TokenKind::kPunct || tokens[to].kind == TokenKind::kPunct ||
           tokens[from].kind == TokenKind::kCjk;
  }
  return true;
}

bool Dictionary::CaseMatches(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words,
                             const Alias& alias) const {
  using Case = config::AliasRecord::Case;
  if (alias.letter_case == Case::kFold || WrittenSo(text, tokens, words, alias)) return true;
  if (alias.letter_case != Case::kWritten || alias.shouts) return false;
  // A heading shouts.
  return std::none_of(words, words + alias.elements, [&](std::uint32_t word) { return HasLower(tokens[word].stem().In(text)); });
}

bool Dictionary::WrittenSo(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words, const Alias& alias) const {
  using Case = config::AliasRecord::Case;
  const std::string_view written = TextOf(alias);
  for (std::uint16_t i = 0; i < alias.elements; ++i) {
    const Element& element = elements_[alias.first_element + i];
    const Token& token = tokens[words[i]];
    const std::string_view want = written.substr(element.begin, element.size);
    std::string_view have = token.span.In(text);
    if (i + 1 == alias.elements && token.possessive != 0) {
      have = token.stem().In(text);
      if (have.size() < want.size() && want.size() > 2) have = token.span.In(text);
    }
    if (SameWritten(want, have)) continue;
    // "unreliable entity list" may begin its words with capitals.
    const bool title = alias.letter_case == Case::kWritten && want.size() == have.size() && want.size() > 1 && want[0] >= 'a' && want[0] <= 'z' &&
                       have[0] == want[0] - 0x20 && want.substr(1) == have.substr(1);
    if (!title) return false;
  }
  return true;
}

bool Dictionary::Vetoed(const std::vector<Token>& tokens, std::uint32_t first, std::uint32_t last, const Alias& alias) const {
  static constexpr std::uint32_t hyphen = HashOf("-");
  if (alias.not_before != kNoId && first > 0 && tokens[first].gap != Gap::kParagraph) {
    const PhraseSet& set = phrases(alias.not_before);
    if (set.EndsBefore(tokens, first) || (tokens[first - 1].hash == hyphen && set.EndsBefore(tokens, first - 1))) return true;
  }
  if (alias.not_after != kNoId && last < tokens.size() && tokens[last].gap != Gap::kParagraph) {
    const PhraseSet& set = phrases(alias.not_after);
    if (set.StandsAt(tokens, last) || (tokens[last].hash == hyphen && set.StandsAt(tokens, last + 1))) return true;
  }
  return false;
}

}  // namespace dateline::extract
