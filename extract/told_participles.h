// Told participles: "the pact, inked in Kuala Lumpur, covers": participles that tell of an act and do not only say
// which thing is meant, though they name neither day nor doer.
#pragma once

#include "extract/triggers.h"

namespace dateline::extract {

// For a reduced passive. "the goods made in Busan" describes goods; "a deal clinched in Busan" was clinched there.
[[nodiscard]] bool IsToldParticiple(const Reading& reading, const Hit& hit);

// "accused Acme of DIVERTING chips", "guilty of STEALING secrets": for a gerund, what somebody is said to have done.
[[nodiscard]] bool IsAccusedOf(const Reading& reading, const Hit& hit);

}  // namespace dateline::extract
