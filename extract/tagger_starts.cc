#include "extract/tagger_starts.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

constexpr std::uint16_t kPersonClasses = kTitle | kGivenName | kFamilyName;
constexpr std::uint16_t kShapeClasses = kRegimeWord | kFirmSuffix | kAgencyHead | kDepartments | kLawHead;
constexpr std::string_view kLimited = "有";  // of "有限公司"

const std::array<std::uint32_t, 21>& SectionWords() {
  static const std::array<std::uint32_t, 21> words{
      HashOf("section"),    HashOf("sections"), HashOf("subsection"), HashOf("subsections"), HashOf("paragraph"),
      HashOf("paragraphs"), HashOf("title"),    HashOf("titles"),     HashOf("article"),     HashOf("articles"),
      TokenHash("§"),       HashOf("part"),     HashOf("schedule"),   HashOf("schedules"),   HashOf("division"),
      HashOf("subtitle"),   HashOf("category"), HashOf("categories"), HashOf("regulation"),  HashOf("chapter"),
      HashOf("chapters")};
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
  for (const std::uint32_t hash : {HashOf("sec"), HashOf("secs")}) Add(hash, kStartsSection);
  for (const std::uint32_t hash : {HashOf("v"), HashOf("vs"), HashOf("Secretaries"), HashOf("Ministers"),
                                   HashOf("Undersecretaries"), HashOf("Initiative"), HashOf("Initiatives"),
                                   HashOf("Fellowship"), HashOf("Fellows")})
    Add(hash, kStartsOther);
  for (const std::uint32_t hash : {HashOf("("), HashOf("order"), HashOf("rule"), HashOf("memorandum"),
                                   HashOf("proclamation"), HashOf("guidance"), HashOf("rulemaking")})
    Add(hash, kStartsMark);
  Add(TokenHash(kLimited), kStartsShape);
  Add(TokenHash("《"), kStartsShape);
  Add(TokenHash("&"), kStartsShape);
  // The ages of persons: a name stands before them.
  for (char tens = '1'; tens <= '8'; ++tens)
    for (char ones = '0'; ones <= '9'; ++ones)
      if (tens > '1' || ones > '7') Add(TokenHash(std::string{tens, ones}), kStartsPerson);
  // The last characters of offices: a name follows.
  for (const std::string_view last :
       {"任", "长", "人", "席", "理", "官", "裁", "使", "记", "统", "相", "监", "师", "员"})
    Add(TokenHash(last), kStartsPerson);
}

std::uint8_t AnyOf(const StartPlaces& places) {
  std::uint8_t any = 0;
  for (const StartPlace& place : places) any |= place.starts;
  return any;
}

void StartTable::Find(const std::vector<Token>& tokens, StartPlaces& places, std::vector<std::uint32_t>& paragraphs) const {
  places.clear();
  paragraphs.clear();
  places.reserve(tokens.size() / 4 + 8);
  constexpr std::uint32_t kBlock = 64;
  std::array<std::uint32_t, kBlock + 1> block_tokens;
  std::array<std::uint8_t, kBlock + 1> block_starts;
  std::array<std::uint16_t, kBlock + 1> block_classes;
  std::array<std::uint8_t, kBlock + 1> block_words;  // of these the words that may begin a person or a shape
  const std::uint8_t* const table = table_.data();
  const Token* const each = tokens.data();
  const auto size = static_cast<std::uint32_t>(tokens.size());
  for (std::uint32_t next = 0; next < size;) {
    // First, without a branch to guess wrong, what the table says; a token of no interest is overwritten by the next.
    std::size_t left = 0, words = 0;
    for (const std::uint32_t end = std::min(size, next + kBlock); next < end; ++next) {
      const Token& token = each[next];
      std::uint32_t starts = table[token.hash >> kShift];
      if ((token.possessive | token.mixed) != 0) [[unlikely]] {
        if (token.possessive != 0) starts |= Of(WithPossessive(token.hash)) & kStartsName;
        if (token.mixed) starts |= kStartsAnchor;
      }
      if (token.gap == Gap::kParagraph) [[unlikely]] paragraphs.push_back(next);
      // "state" is no "State", but "unreliable entity list" may have capitals. One of these bits goes.
      static_assert(kStartsCapital == 1 && kStartsSmall == 2);
      const bool word = token.kind == TokenKind::kWord;
      const std::uint32_t small = word & !token.capital;
      starts &= ~kStartsSmall + small;
      block_tokens.data()[left] = next;
      block_starts.data()[left] = static_cast<std::uint8_t>(starts);
      block_classes.data()[left] = 0;
      block_words.data()[words] = static_cast<std::uint8_t>(left);
      words += word & ((starts & (kStartsPerson | kStartsShape)) != 0);
      left += starts != 0;
    }
    // Then what kind of word it is, where that tells more.
    for (std::size_t i = 0; i < words; ++i) {
      const std::size_t place = block_words.data()[i];
      const std::uint32_t at = block_tokens.data()[place];
      const Token& token = each[at];
      const std::uint16_t classes = NameClassesOf(token.hash);
      std::uint16_t in_small = token.capital ? kPersonClasses | kShapeClasses : kTitle | kRegimeWord;
      // "the Know Your Customer rule": a law's head in small letters behind a capital.
      if (!token.capital && at > 0 && (each[at - 1].capital || each[at - 1].kind == TokenKind::kNumber))
        in_small |= kLawHead;
      std::uint32_t none = 0;
      none |= (classes & kPersonClasses & in_small) == 0 ? kStartsPerson : 0;
      none |= (classes & kShapeClasses & in_small) == 0 ? kStartsShape : 0;
      block_starts.data()[place] &= static_cast<std::uint8_t>(~none);
      block_classes.data()[place] = classes;
    }
    const std::size_t before = places.size();
    places.resize(before + left);
    StartPlace* to = places.data() + before;
    for (std::size_t i = 0; i < left; ++i) {
      *to = {block_tokens.data()[i], block_starts.data()[i], block_classes.data()[i]};
      to += block_starts.data()[i] != 0;
    }
    places.resize(static_cast<std::size_t>(to - places.data()));
  }
  if (!paragraphs.empty() && paragraphs.front() == 0) paragraphs.erase(paragraphs.begin());
}

}  // namespace dateline::extract
