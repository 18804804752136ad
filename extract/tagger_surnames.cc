#include "extract/tagger_surnames.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <unordered_map>

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

}  // namespace

void FollowSurnames(const TaggedText& document, const std::vector<Candidate>& settled, const Owners& owners,
                    std::vector<Candidate>& found) {
  struct FullName {
    std::uint32_t position;
    std::uint32_t settled;
  };
  std::unordered_map<std::uint32_t, std::vector<FullName>> by_family;  // in text order
  for (std::uint32_t i = 0; i < settled.size(); ++i) {
    if (settled[i].kind != MentionKind::kOfficial) continue;
    const std::uint32_t family = FamilyToken(document, settled[i]);
    if (family == kNoId || document.tokens[family].span.size() < 2) continue;
    by_family[document.tokens[family].hash].push_back({settled[i].first, i});
  }
  if (by_family.empty()) return;
  std::uint64_t families = 0;  // a bit for each hash: most capitals are no such name
  for (const auto& [hash, people] : by_family) families |= std::uint64_t{1} << (hash & 63);
  const auto same = [&](std::uint32_t a, std::uint32_t b) {
    return settled[a].entity == settled[b].entity && settled[a].id == settled[b].id;
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
    // The full name again, where nothing else tells that it is one.
    const FullName& last_full = known->second.back();
    const Candidate& full = settled[last_full.settled];
    const std::uint32_t length = full.last - full.first;
    if (full.last > full.first + 1 && tokens[full.last - 1].hash == token.hash && i + 1 >= length &&
        i + 1 - length != full.first) {
      const std::uint32_t first = i + 1 - length;
      bool repeated = true;
      for (std::uint32_t k = 0; repeated && k + 1 < length; ++k)
        repeated = tokens[first + k].hash == tokens[full.first + k].hash && owners[first + k] == kNoId;
      // "Fort George Roe", "non-Penny Roe", "the Jane Roe Amendment"
      static constexpr std::uint32_t forts[] = {HashOf("Fort"), HashOf("Ft"), HashOf("Camp")};
      const std::uint32_t before = first > 0 && document.IsMark(first - 1, '.') ? first - 2 : first - 1;
      const bool part =
          (first > 1 && std::ranges::find(forts, tokens[before].hash) != std::end(forts)) ||
          (first > 0 && document.Glued(first)) ||
          (i + 1 < size && tokens[i + 1].capital && tokens[i + 1].gap == Gap::kSpace && IsHeadWord(tokens[i + 1].hash));
      if (repeated && !part && tokens[first].capital) {
        Candidate candidate;
        candidate.first = first;
        candidate.last = i + 1;
        candidate.span = {tokens[first].span.begin, token.stem().end};
        candidate.kind = MentionKind::kOfficial;
        candidate.entity = full.entity;
        candidate.id = full.id;
        candidate.rule = "surname";
        found.push_back(std::move(candidate));
        continue;
      }
    }
    const bool spaced_before = i > 0 && token.gap != Gap::kNone && token.gap != Gap::kParagraph;
    const Token* before = spaced_before ? &document.tokens[i - 1] : nullptr;
    const bool titled =
        before != nullptr &&
        (IsTitle(before->hash) || (document.IsMark(i - 1, '.') && i > 1 && IsTitle(document.tokens[i - 2].hash)));
    if (!titled) {
      static constexpr std::uint32_t adjectives[] = {HashOf("Long"), HashOf("Young"), HashOf("Man"),
                                                     HashOf("Moon"), HashOf("Oh"),    HashOf("Park")};
      if (IsFunctionWord(token.hash) ||
          (before == nullptr && std::ranges::find(adjectives, token.hash) != std::end(adjectives)))
        continue;
      // Another given name makes another person; a capital after it, another thing.
      if (before != nullptr && before->kind == TokenKind::kWord && before->capital &&
          (IsGivenName(before->hash) || (!IsFunctionWord(before->hash) && owners[i - 1] == kNoId && i > 1 &&
                                         document.tokens[i - 1].gap == Gap::kSpace && !document.IsMark(i - 2, '.')))) {
        continue;
      }
    }
    if (i + 1 < document.size()) {
      const Token& next = document.tokens[i + 1];
      if (next.gap == Gap::kSpace && next.capital && next.kind == TokenKind::kWord && IsHeadWord(next.hash)) continue;
    }
    const FullName* nearest = nullptr;
    bool several = false;
    for (const auto& person : known->second) {
      several = several || !same(person.settled, known->second.front().settled);
      if (person.position < i) nearest = &person;
    }
    if (nearest == nullptr) {
      if (several) continue;
      nearest = &known->second.front();
    }
    const Candidate& person = settled[nearest->settled];
    Candidate candidate;
    candidate.first = i;
    candidate.last = i + 1;
    candidate.span = token.stem();
    candidate.kind = MentionKind::kOfficial;
    candidate.entity = person.entity;
    candidate.id = person.id;
    candidate.rule = "surname";
    found.push_back(std::move(candidate));
  }
}

}  // namespace dateline::extract
