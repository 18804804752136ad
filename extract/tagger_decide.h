// Which candidates of the dictionary hold: conditions by context, then by strong evidence in the document.
#pragma once

#include <vector>

#include "extract/tagger_dictionary.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// Keeps the candidates whose conditions are met; of an alias that several entities share, at most one.
void DecideConditions(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& candidates);

// Keeps a set without overlaps, sorted: leftmost first, of those the longest, then the earlier in the vector.
void KeepLongest(std::vector<Candidate>& candidates);

}  // namespace dateline::extract
