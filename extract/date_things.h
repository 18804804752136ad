// Whether a date belongs to a thing that is named or described, and not to what is done to it.
//
// "rescinds the rule published on May 5", "its 2027 revenue": asked as in date_owners.h.
#pragma once

#include "extract/events.h"

namespace dateline::extract {

// "Executive Order 14105 of August 9, 2023": the date belongs to the name, not to the verb.
[[nodiscard]] bool PartOfName(const Reading& reading, std::uint32_t first);
// A date inside the description of a thing dates the thing, not what is done to it: "rescinds the rule published
// January 14", "the letter of April 8", "the January 14 rule".
[[nodiscard]] bool DescribesThing(const Reading& reading, std::uint32_t token, const Timex& timex, const Hit& hit);
// "froze the rule last November as part of a truce struck by the two": what describes a noun has not the day of the
// verb before it.
[[nodiscard]] bool DescribesOther(const Reading& reading, std::uint32_t token, const Hit& hit);
// "reduce its 2027 revenue", "would cost it $500 million in fiscal 2027, the 2026 outlook": the year of the figures.
[[nodiscard]] bool OfFigures(const Reading& reading, std::uint32_t token, const Timex& timex);
// "its lawsuit against the listing, filed that March, was thrown out on May 20": the remark that says when the noun's
// event was, not the verb that tells what became of it.
[[nodiscard]] bool InRemarkOnNoun(const Reading& reading, std::uint32_t token, const Hit& hit);
// "the report for calendar year 2021": the time that a thing covers.
[[nodiscard]] bool CoversTime(const Reading& reading, std::uint32_t first);
// "cut its forecast for the second quarter": of what is to come, not of the cut.
[[nodiscard]] bool OfForecast(const Reading& reading, std::uint32_t first);
// "the consultations, which both are expected to hold in Paris in March": the clause that says when a thing is held.
[[nodiscard]] bool HeldThen(const Reading& reading, const Hit& hit, std::uint32_t token);
// "the October ruling that removed the founder": what is told of a noun happened when the noun did.
[[nodiscard]] bool OfDescribedNoun(const Reading& reading, std::uint32_t token, const Timex& timex, const Hit& hit);
// "Airworthiness Directive (AD) 2018-11-14": a number that looks like a day.
[[nodiscard]] bool OfDirective(const Reading& reading, std::uint32_t token);
// "is correcting a rule that appeared in the Register on July 15": when the text appeared that is dealt with today.
[[nodiscard]] bool OfEarlierText(const Reading& reading, std::uint32_t token, const Hit& hit);
// A word that is as well a participle as a simple past: "charged", "issued".
[[nodiscard]] bool MayBeParticiple(const Reading& reading, std::uint32_t i);

}  // namespace dateline::extract
