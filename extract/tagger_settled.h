// Settled names: which of them covers a token, and the id of one that no dictionary knows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/padded.h"
#include "extract/tagger_dictionary.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// Which settled candidate covers each token, kNoId where none does.
using Owners = Padded<std::uint32_t, kNoId>;
void FindOwners(const TaggedText& document, const std::vector<Candidate>& settled, Owners& owners);

// "firm" + "." + the words folded and joined by hyphens: "firm.acme-tools-co".
[[nodiscard]] std::string SlugId(std::string_view kind, std::string_view words);

}  // namespace dateline::extract
