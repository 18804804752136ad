#include "extract/tagger_surnames.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>

#include "extract/tagger_known.h"
#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

// The token that is the family name of a person named in full, kNoId when the stretch is no full name.
std::uint32_t FamilyToken(const TaggedText& document, const Candidate& person) {
  std::uint32_t first_word = kNoId, second_word = kNoId, last_word = kNoId;
  std::uint32_t words = 0;
  for (std::uint32_t i = person.first; i < person.last; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kWord || In(kKnown.name_suffixes, token.hash)) continue;
    if (first_word == kNoId)
      first_word = i;
    else if (second_word == kNoId && token.gap != Gap::kNone)
      second_word = i;
    if (i == person.first || document.tokens[i].gap != Gap::kNone || document.tokens[i - 1].hash == kKnown.period)
      ++words;
    last_word = i;
  }
  if (words < 2) return kNoId;
  const auto& tokens = document.tokens;
  // "Quentin Tan Wei Loong", as in Malaysia and Singapore: the family name is the second.
  if (words >= 3 && second_word != kNoId && IsGivenName(tokens[first_word].hash) &&
      IsFamilyName(tokens[second_word].hash) && !IsFamilyName(tokens[last_word].hash) &&
      IsPinyin(tokens[words > 3 ? second_word + 1 : last_word].stem().In(document.text))) {
    return second_word;
  }
  const bool family_first =
      IsFamilyName(tokens[first_word].hash) && tokens[first_word].span.size() > 1 &&
      (!IsFamilyName(tokens[last_word].hash) || words == 2) && !IsGivenName(tokens[first_word].hash) &&
      IsPinyin(Span{tokens[first_word + 1].span.begin, tokens[last_word].stem().end}.In(document.text));
  return family_first ? first_word : last_word;
}

// Where the full name `full` stands again with its family name at `i`: its first token. kNoId where it does not, or
// where something else is called so.
std::uint32_t RepeatedFrom(const TaggedText& document, const Owners& owners, const Candidate& full, std::uint32_t i) {
  const auto& tokens = document.tokens;
  const std::uint32_t length = full.last - full.first;
  if (length < 2 || tokens[full.last - 1].hash != tokens[i].hash || i + 1 < length || i + 1 - length == full.first)
    return kNoId;
  const std::uint32_t first = i + 1 - length;
  if (!tokens[first].capital) return kNoId;
  for (std::uint32_t k = 0; k + 1 < length; ++k) {
    if (tokens[first + k].hash != tokens[full.first + k].hash || owners[first + k] != kNoId) return kNoId;
  }
  // "Fort George Roe", "non-Penny Roe", "the Jane Roe Amendment"
  static constexpr auto forts = HashesOf("Fort", "Ft", "Camp");
  const std::uint32_t before = first > 0 && document.IsMark(first - 1, '.') ? first - 2 : first - 1;
  const bool part = (first > 1 && In(forts, tokens[before].hash)) || (first > 0 && document.Glued(first)) ||
                    (i + 1 < document.size() && tokens[i + 1].capital && tokens[i + 1].gap == Gap::kSpace &&
                     IsHeadWord(tokens[i + 1].hash));
  return part ? kNoId : first;
}

// "Jane El-Roe … El-Roe said", "Jane Maria Tarn Roe … Tarn Roe said": where the longer family name that ends at `i`
// begins.
std::uint32_t JoinedFrom(const TaggedText& document, const Owners& owners, const Candidate& person, std::uint32_t i) {
  const auto& tokens = document.tokens;
  const std::uint32_t last = person.last - 1;
  if (i < 2 || last < person.first + 2 || tokens[last].hash != tokens[i].hash) return i;
  if (tokens[i - 1].hash == kKnown.hyphen && document.Glued(i) && document.Glued(i - 1)) {
    const bool same = last > person.first + 2 && tokens[last - 1].hash == kKnown.hyphen && tokens[i - 2].capital &&
                      tokens[last - 2].hash == tokens[i - 2].hash;
    return same ? i - 2 : i;
  }
  const Token& before = tokens[i - 1];
  const bool word = before.kind == TokenKind::kWord && before.capital && before.span.size() > 2 &&
                    tokens[i].gap == Gap::kSpace && before.hash == tokens[last - 1].hash && owners[i - 1] == kNoId &&
                    before.possessive == 0;
  return word ? i - 1 : i;
}

// "Orvo al-Roe": of another name than Roe's.
bool EndsJoinedName(const TaggedText& document, std::uint32_t i) {
  return i > 1 && document.tokens[i - 1].hash == kKnown.hyphen && document.Glued(i) && document.Glued(i - 1) &&
         document.tokens[i - 2].kind == TokenKind::kWord;
}

// Does the family name at `i` stand for a person, with a title or alone?
bool StandsForPerson(const TaggedText& document, const Owners& owners, std::uint32_t i) {
  const auto& tokens = document.tokens;
  const bool spaced_before = i > 0 && tokens[i].gap != Gap::kNone && tokens[i].gap != Gap::kParagraph;
  const Token* before = spaced_before ? &tokens[i - 1] : nullptr;
  const bool titled = before != nullptr &&
                      (IsTitle(before->hash) || (document.IsMark(i - 1, '.') && i > 1 && IsTitle(tokens[i - 2].hash)));
  if (!titled) {
    static constexpr auto adjectives = HashesOf("Long", "Young", "Man", "Moon", "Oh", "Park");
    if (IsFunctionWord(tokens[i].hash) || (before == nullptr && In(adjectives, tokens[i].hash))) return false;
    // Another given name makes another person; a capital after it, another thing.
    if (before != nullptr && before->kind == TokenKind::kWord && before->capital &&
        (IsGivenName(before->hash) || (!IsFunctionWord(before->hash) && owners[i - 1] == kNoId && i > 1 &&
                                       before->gap == Gap::kSpace && !document.IsMark(i - 2, '.'))))
      return false;
  }
  if (i + 1 == document.size()) return true;
  const Token& next = tokens[i + 1];
  // "a partner at Roe Tarn Harrow"
  static constexpr std::uint32_t at = HashOf("at");
  if (before != nullptr && before->hash == at && next.gap == Gap::kSpace && next.capital &&
      next.kind == TokenKind::kWord && owners[i + 1] == kNoId && tokens[i].possessive == 0)
    return false;
  return !(next.gap == Gap::kSpace && next.capital && next.kind == TokenKind::kWord && IsHeadWord(next.hash));
}

}  // namespace

void FollowSurnames(const TaggedText& document, const std::vector<Candidate>& settled, const Owners& owners,
                    std::vector<Candidate>& found) {
  std::unordered_map<std::uint32_t, std::vector<const Candidate*>> by_family;  // in text order
  for (const Candidate& person : settled) {
    if (person.kind != MentionKind::kOfficial) continue;
    const std::uint32_t family = FamilyToken(document, person);
    if (family == kNoId || document.tokens[family].span.size() < 2) continue;
    by_family[document.tokens[family].hash].push_back(&person);
  }
  if (by_family.empty()) return;
  std::uint64_t families = 0;  // a bit for each hash: most capitals are no such name
  for (const auto& [hash, people] : by_family) families |= std::uint64_t{1} << (hash & 63);
  const auto follow = [&](std::uint32_t first, std::uint32_t family, const Candidate& person) {
    Candidate candidate;
    candidate.first = first;
    candidate.last = family + 1;
    candidate.span = {document.tokens[first].span.begin, document.tokens[family].stem().end};
    candidate.kind = MentionKind::kOfficial;
    candidate.entity = person.entity;
    candidate.id = person.id;
    candidate.rule = "surname";
    found.push_back(std::move(candidate));
  };
  const std::uint32_t size = document.size();
  const Token* const tokens = document.tokens.data();
  for (const Token& token : std::span(tokens, size)) {
    if (!token.capital || (families & std::uint64_t{1} << (token.hash & 63)) == 0) continue;
    const auto i = static_cast<std::uint32_t>(&token - tokens);
    if (owners[i] != kNoId) continue;
    const auto known = by_family.find(token.hash);
    if (known == by_family.end()) continue;
    // "jane.Roe@ports.example"
    if (i + 1 < size && document.Glued(i + 1) && document.IsMark(i + 1, '@')) continue;
    const std::vector<const Candidate*>& people = known->second;
    // The full name again, where nothing else tells that it is one.
    if (const std::uint32_t first = RepeatedFrom(document, owners, *people.back(), i); first != kNoId) {
      follow(first, i, *people.back());
      continue;
    }
    const std::uint32_t from = JoinedFrom(document, owners, *people.back(), i);
    if (from == i ? EndsJoinedName(document, i) && !tokens[i - 2].capital
                  : i + 1 < size && document.Glued(i + 1) && document.IsMark(i + 1, '-'))
      continue;
    if (!StandsForPerson(document, owners, from)) continue;
    const auto later = std::ranges::find_if(people, [&](const Candidate* person) { return person->first >= i; });
    const bool several = std::ranges::any_of(people, [&](const Candidate* person) {
      return person->entity != people.front()->entity || person->id != people.front()->id;
    });
    if (later == people.begin() && several) continue;
    const Candidate& person = later == people.begin() ? **later : **(later - 1);
    follow(JoinedFrom(document, owners, person, i), i, person);
  }
}

}  // namespace dateline::extract
