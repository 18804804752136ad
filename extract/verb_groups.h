// Verb groups: the words that a verb's tense, voice and polarity stand in ("has not been added"), read leftwards from
// the main verb.
#pragma once

#include <optional>
#include <string_view>

#include "extract/clauses.h"

namespace dateline::extract {

struct VerbGroup {
  std::uint32_t begin = 0;     // first auxiliary, negator or "to"
  std::uint32_t verb = 0;
  bool passive = false;
  bool reduced = false;        // passive participle without auxiliary: "a rule issued in May"
  bool finite = false;
  bool infinitive = false;     // "to add"
  bool gerund = false;
  bool bare = false;           // base form without auxiliary: coordinated, imperative or present plural
  bool opens = false;          // nothing but marks and adverbs stands before it in its sentence
  bool present = false;        // present tense or progressive
  bool wanted = false;         // reduced, of what somebody wants: "wants the firm barred"
};

// True when a finite verb group begins at `at`: a finite auxiliary, or a tensed verb with no auxiliary before it. Asks
// the words of the reading and its sentences; Reading::finite keeps the answers.
[[nodiscard]] bool IsFinite(const Reading& reading, std::uint32_t at);

// The verb group whose main verb stands at `verb`; `after` is the token behind it and its particles, `forms` are the
// Form bits it may have. Nothing when the word is not used as a verb there ("a ban", "the proposed rule").
[[nodiscard]] std::optional<VerbGroup> GroupAt(const Reading& reading, std::uint32_t verb, std::uint32_t after,
                                               std::uint8_t forms);

// True when a verb of its own follows the conjunction: "issue a rule AND could add Thailand".
[[nodiscard]] bool VerbFollows(const Reading& reading, std::uint32_t conjunction);

// True when a conjunction stands at `at` and a verb of its own follows. What comes after it is no object of the verb
// before.
[[nodiscard]] inline bool CoordinatesVerb(const Reading& reading, std::uint32_t at) {
  return reading.Is(at, kConjunction) && VerbFollows(reading, at);
}

// True for a noun that a that-clause completes ("claims", "reports"): what was claimed, not which claim.
[[nodiscard]] bool TakesContent(const Reading& reading, std::uint32_t at);

// "recently", "has SINCE issued"
[[nodiscard]] bool IsAdverb(const Reading& reading, std::uint32_t at);

// "curbs", "exports": verbs too, but behind a verb its object.
[[nodiscard]] bool IsMoreOftenNoun(Written word);

}  // namespace dateline::extract
