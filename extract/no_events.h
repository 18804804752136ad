// No events: words of an official text that read like a happening and tell of none.
//
// Statutes give powers and lay down duties, habits and examples name no day: nothing of that has happened or is
// announced apart.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// "" when nothing speaks against the hit, else the reason in words for `--explain`.
[[nodiscard]] std::string_view WhySilent(const Reading& reading, const TriggerTable& table,
                                         const std::vector<Hit>& hits, const Hit& hit, const Judgement& judgement,
                                         const DocumentFrame& frame);

}  // namespace dateline::extract
