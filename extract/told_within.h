// Told within: an act that a sentence tells of by what another of its acts does.
//
// "filed an appeal, asking the court to hurry", "signed an order raising duties", "granted a licence that would let us
// ship": one act each.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// "" when the hit tells of an act of its own, else the reason in words for `--explain`.
[[nodiscard]] std::string_view WhyToldWithin(const Reading& reading, const TriggerTable& table,
                                             const std::vector<Hit>& hits, const Hit& hit, const Judgement& judgement);

// How much of the act before it in its sentence a hit is.
enum class Within : std::uint8_t {
  kOwn,   // an act of its own
  kSame,  // the same act of the same type: "resumed processing and approving licences"
  kMade,  // what an instrument makes, an event only where another sentence tells of it: "signed an order raising
          // duties"
};
[[nodiscard]] Within WithinOf(const Reading& reading, const TriggerTable& table, const std::vector<Hit>& hits,
                              const Hit& hit, Modality modality);

// "was arrested in May for running a scheme": the scheme of a charge, whose day is that of the charge.
[[nodiscard]] bool IsDayOfCharge(const Reading& reading, const TriggerTable& table, const std::vector<Hit>& hits,
                                 const Hit& hit);

}  // namespace dateline::extract
