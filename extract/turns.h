// Turns: who speaks in a transcript, where paragraphs open with a name instead of a verb of saying.
//
// "Jensen Huang: We shipped …" · "MS. LEAVITT: I'd refer you …" · "Chairman Moolenaar. The Committee will …". One such
// paragraph is a heading or a list; from two on a text is a transcript. Questions of nobody ("Q:") count as turns, and
// an answer of nobody ("Answer:") is whose the heading says that questions are answered by; it lasts until the next
// question.
#pragma once

#include <vector>

#include "extract/clauses.h"
#include "extract/speech_words.h"
#include "model/assertion.h"

namespace dateline::extract {

// Direct speech, each turn up to the end of its paragraph, in text order. Turns in quotation marks are left to
// quotations.
[[nodiscard]] std::vector<Statement> FindTurns(const Reading& r, const SpeechWords& words);

}  // namespace dateline::extract
