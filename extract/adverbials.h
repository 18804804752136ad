// Adverbials: the stretches of a sentence that tell a circumstance by a verb of their own.
//
// "after halting sales in May", "before suing it on Monday", "Having blocked the deal in March, …", "By the time it
// raised the duty in June, …": a date inside belongs to the verb inside, one outside to a verb outside.
#pragma once

#include <vector>

#include "extract/clauses.h"

namespace dateline::extract {

// The adverbials of the sentence, which may be cut short, in text order. They may lie in one another. Few sentences
// have any.
[[nodiscard]] std::vector<TokenRange> AdverbialsIn(const Reading& reading, TokenRange sentence);

// Does an adverbial part the two tokens: is one inside and the other not?
[[nodiscard]] bool PartedByAdverbial(const std::vector<TokenRange>& adverbials, std::uint32_t a, std::uint32_t b);

}  // namespace dateline::extract
