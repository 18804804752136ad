#include "extract/tagger_starts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

constexpr std::uint16_t kPersonClasses = kTitle | kGivenName | kFamilyName;
constexpr std::uint16_t kShapeClasses = kRegimeWord | kFirmSuffix | kAgencyHead | kDepartments | kLawHead;
constexpr std::string_view kLimited = "有";  // of "有限公司"

const std::array<std::uint32_t, 19>& SectionWords() {
  static const std::array<std::uint32_t, 19> words{
      HashOf("section"),    HashOf("sections"), HashOf("subsection"), HashOf("subsections"), HashOf("paragraph"),
      HashOf("paragraphs"), HashOf("title"),    HashOf("titles"),     HashOf("article"),     HashOf("articles"),
      TokenHash("§"),       HashOf("part"),     HashOf("schedule"),   HashOf("schedules"),   HashOf("division"),
      HashOf("subtitle"),   HashOf("category"), HashOf("categories"), HashOf("regulation")};
  return words;
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
  for (const std::uint32_t hash : {HashOf("("), HashOf("order"), HashOf("rule"), HashOf("memorandum"),
                                   HashOf("proclamation"), HashOf("guidance"), HashOf("rulemaking")})
    Add(hash, kStartsMark);
  Add(TokenHash(kLimited), kStartsShape);
  Add(TokenHash("《"), kStartsShape);
  Add(TokenHash("&"), kStartsShape);
  // The last characters of offices: a name follows.
  for (const std::string_view last :
       {"任", "长", "人", "席", "理", "官", "裁", "使", "记", "统", "相", "监", "师", "员"})
    Add(TokenHash(last), kStartsPerson);
}

StartPlaces StartTable::Find(const std::vector<Token>& tokens, std::vector<std::uint32_t>& paragraphs) const {
  StartPlaces places;
  places.reserve(tokens.size() / 4 + 8);
  constexpr std::uint32_t kBlock = 64;
  std::array<std::pair<std::uint32_t, std::uint8_t>, kBlock + 1> block;
  const Token* const each = tokens.data();
  const auto size = static_cast<std::uint32_t>(tokens.size());
  for (std::uint32_t next = 0; next < size;) {
    // First, without a branch to guess wrong, what the table says; a token of no interest is overwritten by the next.
    auto* out = block.data();
    for (const std::uint32_t end = std::min(size, next + kBlock); next < end; ++next) {
      const Token& token = each[next];
      std::uint8_t starts = Of(token.hash);
      if (token.possessive != 0) [[unlikely]] starts |= Of(WithPossessive(token.hash)) & (kStartsName | kStartsSmall);
      starts |= static_cast<std::uint8_t>(token.mixed * kStartsAnchor);
      // "state" is no "State", but "unreliable entity list" may have capitals.
      const bool small = (token.kind == TokenKind::kWord) & !token.capital;
      starts &= static_cast<std::uint8_t>(~kStartsName | (starts & kStartsSmall) / kStartsSmall | !small);
      if (token.gap == Gap::kParagraph && next != 0) [[unlikely]] paragraphs.push_back(next);
      *out = {next, starts};
      out += (starts & ~kStartsSmall) != 0;
    }
    // Then what kind of word it is, of those that are left.
    for (const auto* left = block.data(); left != out; ++left) {
      auto [at, starts] = *left;
      std::uint16_t classes = 0;
      const Token& token = each[at];
      if ((starts & (kStartsPerson | kStartsShape)) != 0 && token.kind == TokenKind::kWord) {
        classes = NameClassesOf(token.hash);
        std::uint16_t in_small = token.capital ? kPersonClasses | kShapeClasses : kTitle | kRegimeWord;
        // "the Know Your Customer rule": a law's head in small letters behind a capital.
        if (!token.capital && at > 0 && (each[at - 1].capital || each[at - 1].kind == TokenKind::kNumber))
          in_small |= kLawHead;
        if ((classes & kPersonClasses & in_small) == 0) starts &= static_cast<std::uint8_t>(~kStartsPerson);
        if ((classes & kShapeClasses & in_small) == 0) starts &= static_cast<std::uint8_t>(~kStartsShape);
      }
      if ((starts & ~kStartsSmall) != 0) places.emplace_back(at, starts, classes);
    }
  }
  return places;
}

}  // namespace dateline::extract
