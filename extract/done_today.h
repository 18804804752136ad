// Done today: acts that a text does on the day it bears, by saying so.
//
// "This rule amends", "is hereby revoked", "the Department announced today": the day of publication is the day of the
// act, unless the sentence tells of what came before.
#pragma once

#include "extract/events.h"

namespace dateline::extract {

// What a release or an official text does on the day it appears.
[[nodiscard]] bool Performs(const Reading& reading, const Hit& hit, const DocumentFrame& frame);
// A day before the text appeared, of which neither the sentence nor the act is told: "On May 5, the bureau is issuing",
// "suspends the rule, beginning on May 5".
[[nodiscard]] bool IsBefore(const Reading& reading, const Hit& hit, const Timex& timex, TokenRange sentence,
                            const DocumentFrame& frame);
// "This action proposes to approve the plan for 2006", "is taking this action to extend the deadline for 2024 data":
// what an official text does in the present tense it does on the day it appears; days before that are of the things
// it is done to.
[[nodiscard]] bool DoneNow(const Reading& reading, const Hit& hit, const DocumentFrame& frame);
// The instrument that this text is about does it, or its issuer goes on: "The Final Rule prohibits", "The President
// also imposed". Dated like the act that made the instrument.
[[nodiscard]] bool ByInstrument(const Reading& reading, const Hit& hit, const DocumentFrame& frame);

// "In addition, Yitu has established an office", "the United States imposes a tariff of 2.5 percent, while Brussels":
// told of firms and countries, whose text it is not.
[[nodiscard]] bool OfOthers(const Reading& reading, const Hit& hit, const DocumentFrame& frame);

}  // namespace dateline::extract
