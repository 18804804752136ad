// Own acts: what an official text does on the day it appears, and what it only tells of others and of earlier days.
//
// A notice decides ("announces its decision to grant"), but does not apply for what it has received; a meeting that it
// announces is not held by it; what prior notices did has another day.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// "talks.hold", "hearing.hold"
[[nodiscard]] bool IsMeeting(std::string_view type);

// Is an act that the day of publication seems to date another's, an earlier one, or one to come? `type` is the hit's.
[[nodiscard]] bool IsNotOfToday(const Reading& reading, std::string_view type, const Hit& hit,
                                const DocumentFrame& frame);

// "announces its decision to grant": decided by the text itself, though "decision to" sounds like a plan.
[[nodiscard]] bool IsDecidedHere(const Reading& reading, const Hit& hit, const Judgement& judgement,
                                 const DocumentFrame& frame);

// "is holding a hearing in this investigation": to come, whatever the tense.
[[nodiscard]] bool IsHeldLater(const Reading& reading, std::string_view type, const Hit& hit,
                               const DocumentFrame& frame);

// "For these final results, Commerce finds that", "The Administrator signed three Orders": a determination, whatever
// the verb.
[[nodiscard]] bool IsFinding(const Reading& reading, std::string_view type, const Hit& hit, const DocumentFrame& frame);

// "By removing the language, this rule clarifies": no rule is ended.
[[nodiscard]] bool IsTextChange(const Reading& reading, std::string_view type, const Hit& hit,
                                const DocumentFrame& frame);

// "The final rule amended the list", "which amended", "the State revised it by adopting": what an official text tells
// of a text before it.
[[nodiscard]] bool IsRetold(const Reading& reading, std::string_view type, const Hit& hit, const DocumentFrame& frame);

// "a complaint was filed with the commission", "The commission has received a complaint": where it lies, not whom it is
// against.
void DropAddressees(const Reading& reading, std::string_view type, const Hit& hit, const DocumentFrame& frame,
                    std::vector<Role>& roles);

// "(type certificate previously held by Bolt)", "added to one list and removed from the other": beside the act.
void DropBystanders(const Reading& reading, std::string_view type, const Hit& hit, const DocumentFrame& frame,
                    std::vector<Role>& roles);

// Who is told to meet meets: "will hold a meeting of its Advisory Panel" makes the panel an actor, not a target.
void SeatMeetingBodies(const Reading& reading, std::string_view type, const Hit& hit, const DocumentFrame& frame,
                       std::vector<Role>& roles);

}  // namespace dateline::extract
