// Quotations: whose words stand between quotation marks.
//
// "Q", S said · "Q", said S · S said: "Q" · S: "Q" · "Q1," S said. "Q2." · according to S, "Q". A quotation nobody is
// named for, a title and a term of a word or two are left out.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/clauses.h"
#include "extract/speakers.h"
#include "extract/speech_words.h"
#include "model/assertion.h"

namespace dateline::extract {

struct Quotations {
  std::vector<Statement> statements;     // in text order; among them what the same verb reports after its quotation
  std::vector<std::uint32_t> sentences;  // first bytes of the sentences that hold a quotation told, ascending
  [[nodiscard]] bool In(const Reading& r, TokenRange sentence) const;
};

// Tells `speakers` who spoke each quotation.
[[nodiscard]] Quotations FindQuotations(const Reading& r, const SpeechWords& words, const RoleWords& roles,
                                        SpeakerReader& speakers);

}  // namespace dateline::extract
