// Whether a date is the day on which the act is told of, threatened or judged, and not its own.
//
// "said on Monday that it will", "China condemned the ban on Monday": asked as in date_owners.h.
#pragma once

#include "extract/events.h"

namespace dateline::extract {

// "Kessler said on Monday", "announced in May that": the day of the saying, not of what is said to come.
[[nodiscard]] bool DatesSaying(const Reading& reading, std::uint32_t token, const Hit& hit);
// "Reuters reported on Monday that Acme halted sales": the day of the saying, by another than who acts. `saying` is a
// date for which DatesSaying holds.
[[nodiscard]] bool SaidByAnother(const Reading& reading, std::uint32_t saying, const Hit& hit, const RoleWords& roles);
// "has opened a probe, IT SAID on Monday": told by who does it, at once.
[[nodiscard]] bool SaysItself(const Reading& reading, std::uint32_t token, const Hit& hit);
// "had been revoked, Lutnick said on Monday": what had happened by the day of the saying.
[[nodiscard]] bool ToldLater(const Reading& reading, std::uint32_t token, const Hit& hit);
// "threatened on January 24 to put a tariff on", "pledged in January to invest": the day of the threat or promise.
[[nodiscard]] bool OfThreat(const Reading& reading, std::uint32_t token, const Hit& hit);
// "Today, the bureau issued a notice that would ban", "On Thursday it reported results and said it would pay": the day
// on which a plan was told of, past or present, is none of the plan.
[[nodiscard]] bool OfTelling(const Reading& reading, std::uint32_t token, const DateSpan& date, const Hit& hit,
                             Modality modality, const DateSpan& published);
// "Applied said on Tuesday it had agreed to pay": who agrees tells of it at once.
[[nodiscard]] bool TellsOwnAgreement(const Reading& reading, const Hit& hit);
// "the ministry said on Tuesday it had opened a probe", "Prosecutors have charged two men, the department said on
// Tuesday": what a body makes public by doing it, unless it says that it did so before.
[[nodiscard]] bool TellsOwnAct(const Reading& reading, const Hit& hit, Modality modality);
// "ABU DHABI, April 15 - ", "WASHINGTON, June 3 (Acme) — ": where and when a dispatch was filed.
[[nodiscard]] bool InDateline(const Reading& reading, std::uint32_t token, const Timex& timex);
// "“We hope they revoke it,” he told reporters on Thursday": asked by saying so.
[[nodiscard]] bool IsSpokenRequest(const Reading& reading, const Hit& hit);
// "China condemned the ban on Monday": the day of what somebody thinks of it.
[[nodiscard]] bool OfReaction(const Reading& reading, std::uint32_t token, const Hit& hit);

}  // namespace dateline::extract
