// Words of trade in another sense.
//
// "chips made by Acme", "AI-tailored chips", "buys 92 % of its chips abroad": nothing was sold, made, bought or built.
#pragma once

#include <string_view>

#include "extract/events.h"

namespace dateline::extract {

// "" when nothing speaks against a verb of `type` ("shipment.change", "product.announce", "deal.make",
// "facility.change"), else the reason in words for `--explain`. `hit` has a verb group.
[[nodiscard]] std::string_view WhyNoTrade(const Reading& reading, std::string_view type, const Hit& hit,
                                          const Judgement& judgement);

}  // namespace dateline::extract
