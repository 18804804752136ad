// Where what a verb reports begins, and which words report anything.
#pragma once

#include <cstdint>

#include "extract/clauses.h"
#include "extract/speech_words.h"

namespace dateline::extract {

inline constexpr std::uint32_t kContentReach = 400;  // hostile texts have sentences without end

// "the claim that", "an expectation that"
[[nodiscard]] bool IsSpeechNoun(const Reading& reading, const SpeechWords& words, std::uint32_t i, std::uint32_t end);
// "pointed to rules that PROHIBIT the levy", "chips that underpin nearly every product": the plural before "that" is
// its subject.
[[nodiscard]] bool IsRelativeVerb(const Reading& reading, std::uint32_t verb, std::uint32_t end);
// "the Homeland Security REPORT that found the firm": a noun, as a past tense follows "that".
[[nodiscard]] bool IsNounThat(const Reading& reading, std::uint32_t noun, std::uint32_t that);
// "said the Texas plant would make it: “…”": where a clause without "that" begins that a colon ends, 0 where none.
[[nodiscard]] std::uint32_t ClauseBeforeColon(const Reading& reading, const SpeechWords& words, TokenRange sentence, std::uint32_t verb);
// Where what a verb reports before a quotation begins, 0 where nothing is.
[[nodiscard]] std::uint32_t ClauseBeforeQuote(const Reading& reading, const SpeechWords& words, TokenRange sentence, std::uint32_t verb);
// Where the content begins behind ", citing two people, that" or ", in a filing, that"; 0 where no such aside is.
[[nodiscard]] std::uint32_t ThatBehindAside(const Reading& reading, TokenRange sentence, std::uint32_t comma, bool listens);
// "said, however, the": behind that aside; `at` itself where none begins there.
[[nodiscard]] std::uint32_t PastAside(const Reading& reading, TokenRange sentence, std::uint32_t at);
// "say the truce rewards theft": a verb that might be a noun elsewhere, where "say" is followed by a subject.
[[nodiscard]] bool SaysClause(const Reading& reading, std::uint32_t verb, std::uint32_t begin, std::uint32_t end);
// "Huang believes the ban has failed", "Kress testified the orders were real": a person's, without "that".
[[nodiscard]] bool IsBelief(const Reading& reading, std::uint32_t verb, std::uint32_t begin, std::uint32_t end);
// "Carr said the labs would go; Gomez called it “theater.”": no quotation between the semicolons about the verb.
[[nodiscard]] bool IsPartedFromQuotes(const Reading& reading, TokenRange sentence, std::uint32_t verb);
// "said on Monday he was", "said last week the ministry had": when and where it was said.
[[nodiscard]] std::uint32_t PastWhenAndWhere(const Reading& reading, TokenRange sentence, std::uint32_t begin);
// A verb that the grammar may not know, behind its subject: "Kessler boasted", "Karp, a founder, quips".
[[nodiscard]] bool IsUsedAsVerb(const Reading& reading, TokenRange sentence, std::uint32_t at);

}  // namespace dateline::extract
