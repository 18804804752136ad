// Unmade acts: words that refer to an act, weigh it or wish for it, and do not tell that it is done.
//
// "the rules issued under this section", "whether granting a licence poses a risk", "to certify that the removal has
// been completed", "keeps rivals from buying farms", "dialogue with parties is essential".
#pragma once

#include <string_view>

#include "extract/events.h"

namespace dateline::extract {

// "" when nothing speaks against the hit, else the reason in words for `--explain`.
[[nodiscard]] std::string_view WhyUnmade(const Reading& reading, const TriggerTable& table, const Hit& hit,
                                         const Judgement& judgement, const DocumentFrame& frame);

}  // namespace dateline::extract
