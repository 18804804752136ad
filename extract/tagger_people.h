// Persons: those that no dictionary holds, by title, given name or Chinese spelling; and family names that stand
// for a person named in full elsewhere in the document.
#pragma once

#include <vector>

#include "extract/tagger_dictionary.h"
#include "extract/padded.h"
#include "extract/tagger_text.h"

namespace dateline::extract {

// Which settled candidate covers each token, kNoId where none does.
using Owners = Padded<std::uint32_t, kNoId>;
void FindOwners(const TaggedText& document, const std::vector<Candidate>& settled, Owners& owners);

// Appends full names ("spokeswoman Mary Roe", "Gina Orwell said", "Zhang Lihua") and titled family names
// ("Sen. Orwell"). `settled` are the mentions so far, without overlaps.
void FindPersons(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
                 const Owners& owners, std::vector<Candidate>& found);

// Appends bare family names of the officials in `settled` who are named in full; where two share one, the nearest
// before counts.
void FollowSurnames(const TaggedText& document, const std::vector<Candidate>& settled, const Owners& owners,
                    std::vector<Candidate>& found);

// "firm" + "." + the words folded and joined by hyphens: "firm.acme-tools-co".
[[nodiscard]] std::string SlugId(std::string_view kind, std::string_view words);

}  // namespace dateline::extract
