// Persons named in Chinese characters: an office, then a family name and one or two characters more.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/tagger_dictionary.h"
#include "extract/tagger_settled.h"

namespace dateline::extract {

// "副主任王京涛表示": the person whose name begins behind the office that ends at token `i`, appended to `found`.
// Returns the token to go on from.
std::uint32_t ChinesePersonAt(const TaggedText& document, const Owners& owners, std::uint32_t i,
                              std::vector<Candidate>& found);

}  // namespace dateline::extract
