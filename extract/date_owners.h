// Whose day a date is: what a date beside a trigger belongs to, when it is not the act.
//
// "rescinds the rule published on May 5", "said on Monday that it will": each question is asked of one date and one
// trigger. `token` is the first of the date's, or of the word asked about.
#pragma once

#include "extract/events.h"

namespace dateline::extract {

// "Executive Order 14105 of August 9, 2023": the date belongs to the name, not to the verb.
[[nodiscard]] bool PartOfName(const Reading& reading, std::uint32_t first);
// "Notice is given that on May 5 the judge issued": the day of what is told.
[[nodiscard]] bool OpensThat(const Reading& reading, std::uint32_t token);
// A date inside the description of a thing dates the thing, not what is done to it: "rescinds the rule published
// January 14", "the letter of April 8", "the January 14 rule".
[[nodiscard]] bool DescribesThing(const Reading& reading, std::uint32_t token, const Timex& timex, const Hit& hit);
// "Kessler said on Monday", "announced in May that": the day of the saying, not of what is said to come.
[[nodiscard]] bool DatesSaying(const Reading& reading, std::uint32_t token, const Hit& hit);
// "Reuters reported on Monday that Acme halted sales": the day of the saying, by another than who acts. `saying` is a
// date for which DatesSaying holds.
[[nodiscard]] bool SaidByAnother(const Reading& reading, std::uint32_t saying, const Hit& hit, const RoleWords& roles);
// "had been revoked, Lutnick said on Monday": what had happened by the day of the saying.
[[nodiscard]] bool ToldLater(const Reading& reading, std::uint32_t token, const Hit& hit);
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
// "froze the rule last November as part of a truce struck by the two": what describes a noun has not the day of the
// verb before it.
[[nodiscard]] bool DescribesOther(const Reading& reading, std::uint32_t token, const Hit& hit);
// "the first visit since 2017 reached consensus": a simple past does not last.
[[nodiscard]] bool IsSinceThen(const Reading& reading, const Timex& timex, const Hit& hit);
// "revive the project it cancelled last July": the date of a verb between, whose subject is a pronoun.
[[nodiscard]] bool OfVerbBetween(const Reading& reading, std::uint32_t token, const Hit& hit);
// "reduce its 2027 revenue", "would cost it $500 million in fiscal 2027, the 2026 outlook": the year of the figures.
[[nodiscard]] bool OfFigures(const Reading& reading, std::uint32_t token, const Timex& timex);
// "its lawsuit against the listing, filed that March, was thrown out on May 20": the remark that says when the noun's
// event was, not the verb that tells what became of it.
[[nodiscard]] bool InRemarkOnNoun(const Reading& reading, std::uint32_t token, const Hit& hit);
// "originally due in February", "first scheduled for May 20": a day that is past its time.
[[nodiscard]] bool WasMeantFor(const Reading& reading, std::uint32_t token);
// "most recently on August 20": the last time of several.
[[nodiscard]] bool IsMostRecent(const Reading& reading, std::uint32_t token);
// "threatened on January 24 to put a tariff on", "pledged in January to invest": the day of the threat or promise.
[[nodiscard]] bool OfThreat(const Reading& reading, std::uint32_t token, const Hit& hit);
// "Today, the bureau issued a notice that would ban", "On Thursday it reported results and said it would pay": the day
// on which a plan was told of, past or present, is none of the plan.
[[nodiscard]] bool OfTelling(const Reading& reading, std::uint32_t token, const DateSpan& date, const Hit& hit,
                             Modality modality, const DateSpan& published);
// "In May it announced tariffs and it has since signed": some day after that.
[[nodiscard]] bool HappenedSince(const Reading& reading, std::uint32_t token, const Hit& hit);
// "will invest in a plant, with construction to begin this month": the day of that.
[[nodiscard]] bool OfCircumstance(const Reading& reading, std::uint32_t token, const Hit& hit);
// "agreed to hold the first meeting in January", "urged them to pass it in May", told in March: a month without a year
// behind an infinitive is the one to come where that is nearer.
[[nodiscard]] bool OfWhatIsToCome(const Reading& reading, std::uint32_t token, const Timex& timex, const Hit& hit,
                                  const DateSpan& published);
// "Applied said on Tuesday it had agreed to pay": who agrees tells of it at once.
[[nodiscard]] bool TellsOwnAgreement(const Reading& reading, const Hit& hit);
// "the ministry said on Tuesday it had opened a probe", "Prosecutors have charged two men, the department said on
// Tuesday": what a body makes public by doing it, unless it says that it did so before.
[[nodiscard]] bool TellsOwnAct(const Reading& reading, const Hit& hit, Modality modality);
// "unveiled one chip and plans to launch another in 2027": the date of the verb after the conjunction.
[[nodiscard]] bool OfVerbAfter(const Reading& reading, std::uint32_t token, const Hit& hit);
// "ABU DHABI, April 15 - ", "WASHINGTON, June 3 (Acme) — ": where and when a dispatch was filed.
[[nodiscard]] bool InDateline(const Reading& reading, std::uint32_t token, const Timex& timex);
// "extends the deadline to January 17": the new end is no date of the act. `first` is the token of the date.
[[nodiscard]] bool NewEnd(const Reading& reading, const Hit& hit, std::uint32_t first);
// "the report for calendar year 2021": the time that a thing covers.
[[nodiscard]] bool CoversTime(const Reading& reading, std::uint32_t first);
// "cut its forecast for the second quarter": of what is to come, not of the cut.
[[nodiscard]] bool OfForecast(const Reading& reading, std::uint32_t first);
// "the consultations, which both are expected to hold in Paris in March": the clause that says when a thing is held.
[[nodiscard]] bool HeldThen(const Reading& reading, const Hit& hit, std::uint32_t token);
// "shall be effective for goods that arrive on or after 12:01 a.m. eastern time on March 9": the day from
// which it is in force, however far it stands from the verb.
[[nodiscard]] bool EntersOn(const Reading& reading, TokenRange sentence, std::uint32_t token, const Hit& hit);
// "“We hope they revoke it,” he told reporters on Thursday": asked by saying so.
[[nodiscard]] bool IsSpokenRequest(const Reading& reading, const Hit& hit);
// "the October ruling that removed the founder": what is told of a noun happened when the noun did.
[[nodiscard]] bool OfDescribedNoun(const Reading& reading, std::uint32_t token, const Timex& timex, const Hit& hit);
// "found THAT it sold them in 2024, and called on": what a that-clause tells, before a verb of the one around it.
[[nodiscard]] bool InContent(const Reading& reading, std::uint32_t token, const Hit& hit);
// "China condemned the ban on Monday": the day of what somebody thinks of it.
[[nodiscard]] bool OfReaction(const Reading& reading, std::uint32_t token, const Hit& hit);
// "barred it, the second such step this year", "despite a promise last year", "on the eve of talks on Monday", "a year
// ago this week": what is told beside the act, and of another time.
[[nodiscard]] bool OfBeside(const Reading& reading, std::uint32_t token, const Hit& hit);
// "In February it announced $2 billion to support the expansion of": what money or an act is for comes after it.
[[nodiscard]] bool BeforeAim(const Reading& reading, std::uint32_t token, const Hit& hit);
// "Airworthiness Directive (AD) 2018-11-14": a number that looks like a day.
[[nodiscard]] bool OfDirective(const Reading& reading, std::uint32_t token);
// "is correcting a rule that appeared in the Register on July 15": when the text appeared that is dealt with today.
[[nodiscard]] bool OfEarlierText(const Reading& reading, std::uint32_t token, const Hit& hit);
// "In line with the decision of July 2, this action removes rules that extended the waiver": what was done before is
// not dated by the clause around it, which is of today.
[[nodiscard]] bool IsOfOuterPresent(const Reading& reading, std::uint32_t token, const Hit& hit);
// 2025年第80号公告: the number of a notice. 意见反馈截止日期为4月30日: a deadline, told in another clause.
[[nodiscard]] bool OfChineseOther(const Reading& reading, const Timex& timex, std::uint32_t token, const Hit& hit);

}  // namespace dateline::extract
