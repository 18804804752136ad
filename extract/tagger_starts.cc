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

StartPlaces StartTable::Find(std::string_view text, const std::vector<Token>& tokens, std::vector<std::uint32_t>& paragraphs) const {
  // First, without a branch to guess wrong, what the table says; a token of no interest is overwritten by the next.
  StartPlaces places(tokens.size() + 1);
  StartPlace* out = places.data();
  std::uint32_t next = 0;
  for (const Token& token : tokens) {
    std::uint8_t starts = Of(token.hash);
    if (token.possessive != 0) [[unlikely]] starts |= Of(WithPossessive(token.hash)) & (kStartsName | kStartsSmall);
    starts |= token.mixed ? kStartsAnchor : 0;
    // "state" is no "State", but "unreliable entity list" may have capitals.
    const bool only_capital = (starts & kStartsSmall) == 0 && IsSmall(text[token.span.begin]);
    starts &= only_capital ? static_cast<std::uint8_t>(~kStartsName) : std::uint8_t{0xFF};
    if (token.gap == Gap::kParagraph && next != 0) [[unlikely]] paragraphs.push_back(next);
    out->token = next++;
    out->starts = starts;
    out += (starts & ~kStartsSmall) != 0;
  }
  // Then what kind of word it is, of those that are left.
  StartPlace* kept = places.data();
  for (const StartPlace* place = places.data(); place != out; ++place) {
    std::uint8_t starts = place->starts;
    std::uint16_t classes = 0;
    const Token& token = tokens[place->token];
    if ((starts & (kStartsPerson | kStartsShape)) != 0 && token.kind == TokenKind::kWord) {
      classes = NameClassesOf(token.hash);
      const std::uint16_t in_small = token.capital ? kPersonClasses | kShapeClasses : kTitle | kRegimeWord;
      if ((classes & kPersonClasses & in_small) == 0) starts &= static_cast<std::uint8_t>(~kStartsPerson);
      if ((classes & kShapeClasses & in_small) == 0) starts &= static_cast<std::uint8_t>(~kStartsShape);
    }
    *kept = {place->token, starts, classes};
    kept += (starts & ~kStartsSmall) != 0;
  }
  places.resize(static_cast<std::size_t>(kept - places.data()));
  return places;
}

}  // namespace dateline::extract
