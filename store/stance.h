// How the standing of an event (planned, actual, denied…) moves when one more claim is heard. Pure.
//
// Claims are heard in the order in which they became known. A claim that does not move the standing stays beside it as
// a dissenting or repeating voice.
#pragma once

#include "model/event.h"
#include "store/claim.h"

namespace dateline::store {

struct Standing {
  const Claim* deciding = nullptr;   // the claim the standing rests on; null before the first
  Modality modality = Modality::kActual;
  Denial denial = Denial::kNone;
  Outcome outcome = Outcome::kNone;
  const Claim* promise = nullptr;    // the last claim that planned it: a "not yet" falls back to it
};

// 6 for an official text down to 0 for an opinion.
[[nodiscard]] int Strength(Basis basis);
// True when the claim moved the standing or its grounds.
bool Hear(Standing& standing, const Claim& claim);

}  // namespace dateline::store
