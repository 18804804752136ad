// Reported speech: who is said to have said what without quotation marks.
//
// S said (that) C · C, S said · C, said S · C1, S said, C2 · according to S, C · S called for C · a warning from S that
// C · S declined to comment · S remains concerned that C. What a sentence tells beside its quotation is found here too.
#pragma once

#include <vector>

#include "extract/clauses.h"
#include "extract/quotations.h"
#include "extract/speakers.h"
#include "extract/speech_words.h"
#include "model/assertion.h"

namespace dateline::extract {

// In text order of their sentences. `speakers` knows who spoke the quotations, and is told who reports.
[[nodiscard]] std::vector<Statement> FindReportedSpeech(const Reading& r, const SpeechWords& words,
                                                        const Quotations& quotations, SpeakerReader& speakers);

}  // namespace dateline::extract
