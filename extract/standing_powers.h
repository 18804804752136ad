// Standing powers: what laws and rules let or bid others do, whenever that may be; using them is told apart.
#pragma once

#include "extract/events.h"

namespace dateline::extract {

// "through its authority to impose penalties", "is authorized to issue", "Section 721 authorizes the President to
// block", "the Act requires the bureau to publish a list".
[[nodiscard]] bool IsStandingPower(const Reading& reading, const Hit& hit, const DocumentFrame& frame);
// "Under the Act, the Committee can impose penalties": the law lets it.
[[nodiscard]] bool IsLawfulPower(const Reading& reading, const Hit& hit);
// "With some exceptions, the Act prohibits activities": what a law that the text speaks of has long done.
[[nodiscard]] bool IsLawsOwn(const Reading& reading, const TriggerTable& table, const Hit& hit,
                             const Judgement& judgement, const DocumentFrame& frame);
// "requires the lenders to give notice and to obtain approval": what a rule asks of others. An office that is required
// to act will.
[[nodiscard]] bool IsAskedOfOthers(const Reading& reading, const Hit& hit, const DocumentFrame& frame);
// "would require revising the program": what a rule asks others to do.
[[nodiscard]] bool IsRequired(const Reading& reading, const Hit& hit);
// "may promulgate such rules as may be necessary": a statute's leave.
[[nodiscard]] bool IsLeave(const Reading& reading, const Hit& hit);
// "(10) inspect, search or seize items, or impose denial orders": an item of a list of powers, which stand under "may"
// or "shall" somewhere above.
[[nodiscard]] bool IsListedPower(const Reading& reading, const Hit& hit, const DocumentFrame& frame);
// "A license shall be required for exports to a country if": what a statute lays down.
[[nodiscard]] bool IsStatuteDuty(const Reading& reading, const TriggerTable& table, const Hit& hit,
                                 const DocumentFrame& frame);
// "the plugs must be replaced", "takes effect only if approved": a duty or a condition of a rule.
[[nodiscard]] bool IsDutyOfThings(const Reading& reading, const TriggerTable& table, const Hit& hit,
                                  const Judgement& judgement, const DocumentFrame& frame);

}  // namespace dateline::extract
