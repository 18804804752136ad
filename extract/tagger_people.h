// Persons whom no dictionary holds, by title, given name or East Asian spelling.
#pragma once

#include <vector>

#include "extract/tagger_settled.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// Appends full names ("spokeswoman Mary Roe", "Gina Orwell said", "Zhang Lihua") and titled family names
// ("Sen. Orwell"). `settled` are the mentions so far, without overlaps.
void FindPersons(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
                 const Owners& owners, std::vector<Candidate>& found);

}  // namespace dateline::extract
