// Whose day a date is: what a date beside a trigger belongs to, when it is not the act.
//
// "rescinds the rule published on May 5", "said on Monday that it will": each question is asked of one date and one
// trigger. `token` is the first of the date's, or of the word asked about.
#pragma once

#include "extract/events.h"

namespace dateline::extract {

// "Notice is given that on May 5 the judge issued": the day of what is told.
[[nodiscard]] bool OpensThat(const Reading& reading, std::uint32_t token);
// "signed the order on Friday and will impose the tariffs": the date of the verb before the conjunction.
[[nodiscard]] bool OfVerbBefore(const Reading& reading, std::uint32_t token, const Hit& hit);
// "After a call with Xi on February 4, Beijing resumed": the day of what came before.
[[nodiscard]] bool OfOpening(const Reading& reading, std::uint32_t token, TokenRange sentence, const Hit& hit);
// "postponed the effective date from May 1 to November 1": old and new day.
[[nodiscard]] bool OfDelay(const Reading& reading, const Timex& timex, const Hit& hit);
// "called for a ban after finding that firms had bought tools last year": the day of what was found.
[[nodiscard]] bool OfContent(const Reading& reading, std::uint32_t token, const Hit& hit);
// "forecast revenue on Thursday, as it begins deliveries": the day of the clause before.
[[nodiscard]] bool BeforeAside(const Reading& reading, std::uint32_t token, const Hit& hit);
// "added it in December and bans sales", "would begin in May and was in talks": a verb of another tense than the one
// that the date stands by.
[[nodiscard]] bool OfOtherTense(const Reading& reading, std::uint32_t token, const Hit& hit);
// "charges against two men accused of shipping", "indicted him on Friday for exporting": what is laid to somebody's
// charge happened before that day.
[[nodiscard]] bool IsLaidToCharge(const Reading& reading, const Hit& hit);
// "the first visit since 2017 reached consensus": a simple past does not last.
[[nodiscard]] bool IsSinceThen(const Reading& reading, const Timex& timex, const Hit& hit);
// "revive the project it cancelled last July": the date of a verb between, whose subject is a pronoun.
[[nodiscard]] bool OfVerbBetween(const Reading& reading, std::uint32_t token, const Hit& hit);
// "originally due in February", "first scheduled for May 20": a day that is past its time.
[[nodiscard]] bool WasMeantFor(const Reading& reading, std::uint32_t token);
// "most recently on August 20": the last time of several.
[[nodiscard]] bool IsMostRecent(const Reading& reading, std::uint32_t token);
// "In May it announced tariffs and it has since signed": some day after that.
[[nodiscard]] bool HappenedSince(const Reading& reading, std::uint32_t token, const Hit& hit);
// "will invest in a plant, with construction to begin this month": the day of that.
[[nodiscard]] bool OfCircumstance(const Reading& reading, std::uint32_t token, const Hit& hit);
// "agreed to hold the first meeting in January", "urged them to pass it in May", told in March: a month without a year
// behind an infinitive is the one to come where that is nearer.
[[nodiscard]] bool OfWhatIsToCome(const Reading& reading, std::uint32_t token, const Timex& timex, const Hit& hit,
                                  const DateSpan& published);
// "unveiled one chip and plans to launch another in 2027": the date of the verb after the conjunction.
[[nodiscard]] bool OfVerbAfter(const Reading& reading, std::uint32_t token, const Hit& hit);
// "extends the deadline to January 17": the new end is no date of the act. `first` is the token of the date.
[[nodiscard]] bool NewEnd(const Reading& reading, const Hit& hit, std::uint32_t first);
// "shall be effective for goods that arrive on or after 12:01 a.m. eastern time on March 9": the day from
// which it is in force, however far it stands from the verb.
[[nodiscard]] bool EntersOn(const Reading& reading, TokenRange sentence, std::uint32_t token, const Hit& hit);
// "found THAT it sold them in 2024, and called on": what a that-clause tells, before a verb of the one around it.
[[nodiscard]] bool InContent(const Reading& reading, std::uint32_t token, const Hit& hit);
// "barred it, the second such step this year", "despite a promise last year", "on the eve of talks on Monday", "a year
// ago this week": what is told beside the act, and of another time.
[[nodiscard]] bool OfBeside(const Reading& reading, std::uint32_t token, const Hit& hit);
// "INTRODUCED in May by a senator, the bill would bar": of the participle that opens the sentence, not of its verb.
[[nodiscard]] bool OfOpeningParticiple(const Reading& reading, std::uint32_t token, TokenRange sentence,
                                       const Hit& hit);
// "ruled on Monday against his MOVE to end the waiver": of the verb before what somebody means to do.
[[nodiscard]] bool BeforeIntent(const Reading& reading, std::uint32_t token, const Hit& hit);
// "In a FILING, the firm disclosed THAT on August 26 it": of what is told there.
[[nodiscard]] bool OfContentOfText(const Reading& reading, std::uint32_t token, const Hit& hit);
// "filed an appeal, with a timeline that COULD allow a hearing in November": of what is to come.
[[nodiscard]] bool OfVerbToCome(const Reading& reading, std::uint32_t token, const Hit& hit);
// "asked for the papers BY May 2": when they are due.
[[nodiscard]] bool IsDeadlineOfRequest(const Reading& reading, std::uint32_t token, const Hit& hit);
// "appealed the decision to bar imports on Tuesday": a day that has passed, behind what is planned, is the other
// verb's.
[[nodiscard]] bool IsPastForPlan(const Timex& timex, std::uint32_t token, const Hit& hit, Modality modality,
                                 const DateSpan& published);
// "In February it announced $2 billion to support the expansion of": what money or an act is for comes after it.
[[nodiscard]] bool BeforeAim(const Reading& reading, std::uint32_t token, const Hit& hit);
// "In line with the decision of July 2, this action removes rules that extended the waiver": what was done before is
// not dated by the clause around it, which is of today.
[[nodiscard]] bool IsOfOuterPresent(const Reading& reading, std::uint32_t token, const Hit& hit);
// 2025年第80号公告: the number of a notice. 意见反馈截止日期为4月30日: a deadline, told in another clause.
[[nodiscard]] bool OfChineseOther(const Reading& reading, const Timex& timex, std::uint32_t token, const Hit& hit);

}  // namespace dateline::extract
