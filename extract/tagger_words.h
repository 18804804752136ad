// Word classes by which the tagger recognises names that no dictionary holds.
//
// Each test takes a token's hash (Token::hash, TokenHash), so that reading a text costs one look-up a question.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "extract/token.h"

namespace dateline::extract {

// The lists that a word stands in, as bits.
enum NameClass : std::uint16_t {
  kGivenName = 1 << 0,
  kFamilyName = 1 << 1,
  kTitle = 1 << 2,
  kAddress = 1 << 3,
  kOfficeOf = 1 << 4,
  kFunctionWord = 1 << 5,
  kBodyHead = 1 << 6,
  kNonAgencyBody = 1 << 7,
  kAgencyHead = 1 << 8,
  kRuleHead = 1 << 9,
  kTradeWord = 1 << 10,
  kRegimeWord = 1 << 11,   // "administration": of the official before it
  kFirmSuffix = 1 << 12,   // "Inc", "Co", "JV": a firm's name ends here
  kDepartments = 1 << 13,  // "Departments", "Ministries": several bodies follow
  kLawHead = 1 << 14,      // "Act", "Directive": a law's name ends here
  kLegalSuffix = 1 << 15,  // "Inc", "GmbH", "Jr": takes a period, and a comma before it
};

// NameClass bits of a word.
[[nodiscard]] std::uint16_t NameClassesOf(std::uint32_t hash);
// Calls visit(hash, classes) for each word of the lists.
void EachNameWord(const std::function<void(std::uint32_t, std::uint16_t)>& visit);

[[nodiscard]] bool IsGivenName(std::uint32_t hash);    // "Gina", "Xavier": people are called so, places and firms hardly
[[nodiscard]] bool IsFamilyName(std::uint32_t hash);   // East Asian family names in Latin letters: "Zhang", "Nguyen"
[[nodiscard]] bool IsTitle(std::uint32_t hash);        // "Secretary", "CEO", "spokeswoman": a person's name may follow
[[nodiscard]] bool IsAddress(std::uint32_t hash);      // "Mr", "Senator": a bare family name may follow
[[nodiscard]] bool IsOfficeOf(std::uint32_t hash);     // "Secretary", "Minister": what follows its "of" names no body
[[nodiscard]] bool IsFunctionWord(std::uint32_t hash); // "the", "in", "he", "Today": begins a sentence, is no name
[[nodiscard]] bool IsBodyHead(std::uint32_t hash);     // "Institute", "Award", "Street": the words before are no person
[[nodiscard]] bool IsNonAgencyBody(std::uint32_t hash);// "University", "Institute", "Association": none of the six kinds
[[nodiscard]] bool IsAgencyHead(std::uint32_t hash);   // "Committee", "Bureau", "Ministry"
[[nodiscard]] bool IsRuleHead(std::uint32_t hash);     // "Act", "Regulations", "Treaty"
[[nodiscard]] bool IsTradeWord(std::uint32_t hash);    // "Technology", "Engineering": firms' names join them by "and"
[[nodiscard]] bool IsHeadWord(std::uint32_t hash);     // any of these five, "Inc": what ends so is no person
// Family name and given name in Mandarin or Cantonese spelling: "Lijian", "Ching-te".
[[nodiscard]] bool IsPinyin(std::string_view word);

}  // namespace dateline::extract
