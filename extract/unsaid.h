// Unsaid: verbs of saying that report no speech, though a clause follows them.
//
// "did not say which" · "shall inform the Congress that" · "If Su said" · "both agreed that" · "announced today that it
// has opened" · "it needs to be pointed out that" · "press reports that".
#pragma once

#include <cstdint>

#include "extract/clauses.h"
#include "extract/speech_words.h"

namespace dateline::extract {

[[nodiscard]] bool ReportsNothing(const Reading& r, const SpeechWords& words, TokenRange sentence, std::uint32_t verb);

// "press reports that", "public comments": a noun that looks like a verb, in a clause that has its verb.
[[nodiscard]] bool IsPluralNoun(const Reading& r, std::uint32_t at);

}  // namespace dateline::extract
