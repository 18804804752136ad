// Which candidates of the dictionary hold: conditions by context, then by strong evidence in the document.
#pragma once

#include <vector>

#include "extract/tagger_dictionary.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// Appends those of `hits` (in order of their first token) whose conditions are met, longer ones first; of an alias that
// several entities share, at most one.
void DecideConditions(const TaggedText& document, const Dictionary& dictionary, std::vector<DictionaryHit>& hits,
                      std::vector<Candidate>& kept);

// Moves `found` into `settled`, which becomes a sorted set without overlaps: leftmost first, of those the longest, then
// those settled before.
void KeepLongest(std::vector<Candidate>& settled, std::vector<Candidate>& found);

}  // namespace dateline::extract
