// Statements: who is said to have said what, in quotation marks or in reported speech.
//
// Attribution follows the patterns of news prose: "Q", S said · "Q", said S · S said: "Q" · S: "Q" ·
// S said (that) C · according to S, C · "Q1," S said. "Q2." A quotation nobody is named for is left out.
#pragma once

#include <vector>

#include "extract/clauses.h"
#include "extract/speech_words.h"
#include "extract/subjects.h"
#include "extract/tagger.h"
#include "model/assertion.h"

namespace dateline::extract {

[[nodiscard]] std::vector<Statement> FindStatements(const Reading& reading, const Tagger& names,
                                                    const SpeechWords& words, const RoleWords& roles);

}  // namespace dateline::extract
