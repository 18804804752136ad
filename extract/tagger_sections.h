// Citations around a law that is already found: the sections before it and the title after it.
#pragma once

#include <vector>

#include "extract/tagger_dictionary.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// "section 1237(b) of Public Law 105-261" becomes one mention, also when nested ("subsection (a) of section 4 of …").
void JoinSections(const TaggedText& document, std::vector<Candidate>& settled);

// "section 504" alone, where the text has called it "section 504 of the Harbor Act": a mention of the same. After
// JoinSections.
void FollowSections(const TaggedText& document, std::vector<Candidate>& settled);

// "Harbor Act section 12(b)" likewise.
void JoinFollowingSections(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled);

// Appends the title that follows an order's number, as a name of that order, and titles in quotation marks behind
// "final rule titled" and its like, as rules of their own.
void FindOrderTitles(const TaggedText& document, const std::vector<Candidate>& settled, std::vector<Candidate>& found);

}  // namespace dateline::extract
