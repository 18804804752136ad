// No events: words of an official text that read like a happening and tell of none.
//
// Statutes give powers and lay down duties, agencies ask leave to collect information, a proposal names what it would
// do: nothing of that has happened or is announced apart.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// Is this document a request to collect information under the Paperwork Reduction Act?
[[nodiscard]] bool AsksToCollect(const Document& document, const Reading& reading);

// Does a call for comments concern a case, a study or a form rather than a rule or policy? Then the public is asked for
// something, and nothing is put forward.
[[nodiscard]] bool AsksPublic(const Reading& reading, const Hit& hit, const DocumentFrame& frame);

// "" when nothing speaks against the hit, else the reason in words for `--explain`.
[[nodiscard]] std::string_view WhySilent(const Reading& reading, const TriggerTable& table,
                                         const std::vector<Hit>& hits, const Hit& hit, const Judgement& judgement,
                                         const DocumentFrame& frame);

}  // namespace dateline::extract
