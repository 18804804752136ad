// Acronyms of the dictionary that a text uses for something of its own: "community-based organization (CBO)".
#include <algorithm>
#include <string>
#include <vector>

#include "extract/tagger_known.h"
#include "extract/tagger_shapes.h"
#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

// "community-based organization (CBO)": a text that spells an acronym out in small letters means that, and no body of
// the dictionary. The token where the words begin that "(CBO)" at `candidate` abbreviates, kNoId when it abbreviates
// none.
std::uint32_t SpelledBefore(const TaggedText& document, const Candidate& candidate) {
  static constexpr auto links = HashesOf("of", "and", "the", "for", "to", "in", "on", "a", "or");
  const std::uint32_t at = candidate.first;
  if (at < 3 || candidate.last != at + 1 || !document.tokens[at].all_caps || !document.IsMark(at - 1, '(') ||
      !document.IsMark(at + 1, ')'))
    return kNoId;
  const std::string_view letters = document.tokens[at].stem().In(document.text);
  if (letters.size() < 2 || letters.size() > 6) return kNoId;
  std::size_t left = letters.size(), small = 0;
  std::uint32_t i = at - 1;
  while (left > 0 && i > 0 && at - i < 20) {
    const Token& token = document.tokens[--i];
    if (token.gap == Gap::kParagraph && left > 1) return kNoId;
    if (token.hash == kKnown.hyphen) continue;
    if (token.kind != TokenKind::kWord) return kNoId;
    if ((document.text[token.span.begin] & ~0x20) == letters[left - 1]) {
      --left;
      small += token.capital ? 0 : 1;
    } else if (!In(links, token.hash)) {
      return kNoId;
    }
  }
  return left == 0 && small >= 2 ? i : kNoId;
}

// Are `letters` the first ones of the capitalised words of [first, last)?
bool Initials(const TaggedText& document, std::uint32_t first, std::uint32_t last, std::string_view letters) {
  std::size_t spelt = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    if (!document.tokens[i].capital) continue;
    if (spelt == letters.size() || document.text[document.tokens[i].span.begin] != letters[spelt++]) return false;
  }
  return spelt == letters.size();
}

}  // namespace

void DropRedefined(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled) {
  std::vector<std::uint32_t> redefined;
  for (const Candidate& candidate : settled) {
    if (candidate.alias == kNoId || candidate.kind != MentionKind::kAgency || candidate.first == 0 ||
        !document.IsMark(candidate.first - 1, '('))
      continue;
    const std::uint32_t first = SpelledBefore(document, candidate);
    if (first == kNoId) continue;
    // "the canal board office (CBO)": its own name, in small letters.
    std::vector<std::uint32_t> words;
    for (std::uint32_t i = first; i + 1 < candidate.first; ++i) words.push_back(document.tokens[i].hash);
    if (HashesIn(dictionary.entity(candidate.entity).name) != words)
      redefined.push_back(document.tokens[candidate.first].hash);
  }
  if (redefined.empty()) return;
  std::erase_if(settled, [&](const Candidate& candidate) {
    return candidate.last == candidate.first + 1 && candidate.kind == MentionKind::kAgency &&
           std::ranges::find(redefined, document.tokens[candidate.first].hash) != redefined.end();
  });
}

bool FollowRedefined(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled) {
  bool renamed = false;
  for (std::size_t i = 1; i < settled.size(); ++i) {
    const Candidate& acronym = settled[i];
    const Candidate& law = settled[i - 1];
    if (acronym.kind != MentionKind::kRule || law.last + 1 != acronym.first || acronym.last != acronym.first + 1 ||
        law.kind != MentionKind::kRule || acronym.alias == kNoId || !document.IsMark(law.last, '(') ||
        !document.IsMark(acronym.last, ')') || !document.tokens[acronym.first].all_caps)
      continue;
    if (law.entity == acronym.entity || !Initials(document, law.first, law.last, acronym.span.In(document.text)))
      continue;
    // "Harbor Controls Regulations (HCR)": only written in another way.
    if (acronym.entity != kNoId && law.entity == kNoId) {
      const std::vector<std::uint32_t> words = HashesIn(dictionary.entity(acronym.entity).name);
      std::size_t shared = 0;
      for (std::uint32_t at = law.first; at < law.last; ++at)
        shared += std::ranges::find(words, document.tokens[at].hash) != words.end() ? 1 : 0;
      if (2 * shared > words.size()) {
        settled[i - 1].entity = acronym.entity;
        continue;
      }
    }
    const std::uint32_t entity = law.entity, word = document.tokens[acronym.first].hash;
    const std::string id = law.id;
    renamed = renamed || entity == kNoId;
    for (Candidate& other : settled) {
      if (other.kind != MentionKind::kRule || other.last != other.first + 1 || other.alias == kNoId ||
          document.tokens[other.first].hash != word)
        continue;
      other.entity = entity;
      other.alias = kNoId;
      other.id = id;
      other.rule = "defined";
    }
  }
  return renamed;
}

}  // namespace dateline::extract
