// Filings: what a company's accounts and risk factors say that reads like a happening and is none.
//
// How it keeps its books, what it may do at its discretion, headings of the form, where to read on, what any change of
// the law could bring.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// "" when nothing speaks against the hit, else the reason in words for `--explain`.
[[nodiscard]] std::string_view WhyOnlyFiled(const Reading& reading, const TriggerTable& table,
                                            const std::vector<Hit>& hits, const Hit& hit, const Judgement& judgement);

// "imposed tariffs on panels, adversely affecting the industry": done, whatever came of it.
[[nodiscard]] bool IsDoneAllTheSame(const Reading& reading, const Hit& hit, const Judgement& judgement);

// "could also result in taxes or the imposition of duties", "may limit demand, negatively impacting our business": told
// of what may befall the firm that writes, though no "could" reaches so far.
[[nodiscard]] bool IsOnlyRisk(const Reading& reading, std::string_view type, const Hit& hit,
                              const Judgement& judgement);

}  // namespace dateline::extract
