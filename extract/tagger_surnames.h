// Family names that stand for a person named in full elsewhere in the document.
#pragma once

#include <vector>

#include "extract/tagger_settled.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// Appends bare family names of the officials in `settled` who are named in full; where two share one, the nearest
// before counts.
void FollowSurnames(const TaggedText& document, const std::vector<Candidate>& settled, const Owners& owners,
                    std::vector<Candidate>& found);

}  // namespace dateline::extract
