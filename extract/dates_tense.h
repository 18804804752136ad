// Tense: which way the governing verb of a date points, by a small table of verb forms instead of a parser.
#pragma once

#include "extract/dates_words.h"

namespace dateline::extract {

enum class Tense : std::uint8_t {
  kNone,     // no verb in reach
  kPast, kFuture,
  kPresent,  // "the deadline is Friday"
  kEither,   // "was to expire", "would have", "the Nov. 10 deadline": the nearest
};

// The tense that governs the expression of tokens [begin, end). Looks at most a few dozen tokens to either side,
// never past the sentence.
[[nodiscard]] Tense TenseAt(const DateText& text, std::uint32_t begin, std::uint32_t end);

// "the April 9 letter": the expression stands before its noun.
[[nodiscard]] bool StandsBeforeNoun(const DateText& text, std::uint32_t begin, std::uint32_t end);

// A lower-case word that may be a common noun: not an article, preposition, conjunction, pronoun or verb form that
// this file knows.
[[nodiscard]] bool MayBeNoun(const DateText& text, std::uint32_t i);

// Titles and given names that make a following "March" or "May" a person; verbs of saying after one.
[[nodiscard]] bool IsTitle(const DateText& text, std::uint32_t i);
[[nodiscard]] bool IsSaying(const DateText& text, std::uint32_t i);

}  // namespace dateline::extract
