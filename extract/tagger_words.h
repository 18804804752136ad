// Word classes by which the tagger recognises names that no dictionary holds.
//
// Each test takes a token's hash (Token::hash, TokenHash), so that reading a text costs one look-up a question.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::extract {

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
// Family name and given name in Mandarin or Cantonese spelling: "Lijian", "Ching-te".
[[nodiscard]] bool IsPinyin(std::string_view word);

}  // namespace dateline::extract
