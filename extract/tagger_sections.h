// Citations around a law that is already found: the sections before it and the title after it.
#pragma once

#include <vector>

#include "extract/tagger_dictionary.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// "section 1237(b) of Public Law 105-261" becomes one mention, also when nested ("subsection (a) of section 4 of …").
void JoinSections(const TaggedText& document, std::vector<Candidate>& settled);

// Appends the title that follows an order's number in quotation marks or parentheses, as a name of that order.
void FindOrderTitles(const TaggedText& document, const std::vector<Candidate>& settled, std::vector<Candidate>& found);

}  // namespace dateline::extract
