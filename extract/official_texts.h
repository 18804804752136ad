// Official texts: words of a notice, rule or order that look like an act of the office and are none.
//
// A noun ("final rules"), a word of another thing ("a form for which approval is requested"), a habit ("awards grants
// to eligible schools"), what was never done ("would have revised") or is not done yet ("a draft guidance issued in
// May").
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// "" when nothing speaks against the hit, else the reason in words for `--explain`.
[[nodiscard]] std::string_view WhyNoOfficialAct(const Reading& reading, const TriggerTable& table,
                                                const std::vector<Hit>& hits, const Hit& hit,
                                                const Judgement& judgement, const DocumentFrame& frame);

}  // namespace dateline::extract
