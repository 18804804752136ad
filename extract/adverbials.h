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

// The comma behind which a sentence with an opening of its own goes on with a tensed verb, from `from` on, else `end`:
// "After halting sales in May, | Nvidia sued". `own_verb` tells that the opening has one, too ("After it halted
// sales").
[[nodiscard]] std::uint32_t EndOfOpening(const Reading& reading, std::uint32_t from, std::uint32_t end, bool own_verb);

// Does an adverbial part the two tokens: is one inside and the other not?
[[nodiscard]] bool PartedByAdverbial(const std::vector<TokenRange>& adverbials, std::uint32_t a, std::uint32_t b);

}  // namespace dateline::extract
