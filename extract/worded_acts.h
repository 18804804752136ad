// Worded acts: words of an official text that have the look of an act and belong to a thing, a duty or a wish.
//
// "a true and complete copy", "standards that were updated", "revision procedures set out in the Act", "is charged with
// developing rules", "asked for the following changes: delete the fee; and revise the list": nothing of that was done.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// The same in texts of every kind: "could be affected by changes in tax rules", "regulations generally prohibit".
[[nodiscard]] std::string_view WhyNobodysWords(const Reading& reading, std::string_view type, const Hit& hit);

// "" when nothing speaks against the hit, else the reason in words for `--explain`. Official texts only.
[[nodiscard]] std::string_view WhyOnlyWords(const Reading& reading, std::string_view type, const Hit& hit,
                                            const std::vector<Hit>& hits, const TriggerTable& table,
                                            const Judgement& judgement);

}  // namespace dateline::extract
