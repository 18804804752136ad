#include "extract/tagger_starts.h"

#include <algorithm>

#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

constexpr std::uint16_t kPersonClasses = kTitle | kGivenName | kFamilyName;
constexpr std::uint16_t kShapeClasses = kRegimeWord | kFirmSuffix | kAgencyHead | kDepartments | kLawHead;
constexpr std::string_view kLimited = "有";  // of "有限公司"

const std::array<std::uint32_t, 12>& SectionWords() {
  static const std::array<std::uint32_t, 12> words{HashOf("section"),     HashOf("sections"),  HashOf("subsection"),
                                                   HashOf("subsections"), HashOf("paragraph"), HashOf("paragraphs"),
                                                   HashOf("title"),       HashOf("titles"),    HashOf("article"),
                                                   HashOf("articles"),    TokenHash("§"),      HashOf("part")};
  return words;
}

bool IsSmall(char c) {
  return c >= 'a' && c <= 'z';
}

}  // namespace

bool IsSectionWord(std::uint32_t hash) {
  return std::ranges::find(SectionWords(), hash) != SectionWords().end();
}

StartTable::StartTable() {
  EachNameWord([&](std::uint32_t hash, std::uint16_t classes) {
    if ((classes & kPersonClasses) != 0) Add(hash, kStartsPerson);
    if ((classes & kShapeClasses) != 0) Add(hash, kStartsShape);
  });
  for (const std::uint32_t hash : SectionWords()) Add(hash, kStartsSection);
  Add(HashOf("("), kStartsMark);
  Add(TokenHash(kLimited), kStartsShape);
}

StartPlaces StartTable::Find(std::string_view text, const std::vector<Token>& tokens) const {
  StartPlaces places;
  places.reserve(tokens.size() / 4 + 8);
  std::uint32_t next = 0;
  for (const Token& token : tokens) {
    const std::uint32_t i = next++;
    std::uint8_t starts = Of(token.hash);
    if (token.possessive != 0) starts |= Of(WithPossessive(token.hash)) & (kStartsName | kStartsSmall);
    if (token.mixed) starts |= kStartsAnchor;
    if (starts == 0) continue;
    // "state" is no "State", but "unreliable entity list" may have capitals.
    if ((starts & kStartsSmall) == 0 && IsSmall(text[token.span.begin]))
      starts &= static_cast<std::uint8_t>(~kStartsName);
    std::uint16_t classes = 0;
    if ((starts & (kStartsPerson | kStartsShape)) != 0 && token.kind == TokenKind::kWord) {
      classes = NameClassesOf(token.hash);
      const std::uint16_t in_small = token.capital ? kPersonClasses | kShapeClasses : kTitle | kRegimeWord;
      if ((classes & kPersonClasses & in_small) == 0) starts &= static_cast<std::uint8_t>(~kStartsPerson);
      if ((classes & kShapeClasses & in_small) == 0) starts &= static_cast<std::uint8_t>(~kStartsShape);
    }
    if ((starts & ~kStartsSmall) != 0) places.emplace_back(i, starts, classes);
  }
  return places;
}

}  // namespace dateline::extract
