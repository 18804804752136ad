// Trailing speech: what a verb of saying that stands behind it, or is inserted into it, reports.
//
// C, S said · C, S told OUTLET · C, said S · C, S, chairman of B, said · C1, S said, C2.
#pragma once

#include <cstdint>
#include <optional>

#include "extract/clauses.h"
#include "extract/speakers.h"
#include "extract/speech_words.h"

namespace dateline::extract {

struct TrailingSpeech {
  Speaker speaker;  // found()
  TokenRange content;
  const char* rule = "";
};

// What the verb of saying at `verb` reports of its sentence. Nothing where what was said follows the verb.
[[nodiscard]] std::optional<TrailingSpeech> TrailingSpeechAt(const Reading& r, const SpeechWords& words,
                                                             const SpeakerReader& speakers, TokenRange sentence,
                                                             std::uint32_t verb);

}  // namespace dateline::extract
