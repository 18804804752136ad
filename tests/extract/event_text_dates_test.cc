// Days that texts, orders and openings of sentences bear, and whose act they date.
#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

void CheckAll(std::initializer_list<DatedCase> cases) {
  for (const DatedCase& c : cases) CheckDate(c);
}

TEST_CASE("The day before the noun of a text dates what is done by it") {
  CheckAll({
      {"The trade court upheld the drone duty in a June 3 decision.", "ruling.issue", "2025-06-03"},
      {"The appeals court struck down the levy in a June 3 ruling made public on June 9.", "ruling.issue",
       "2025-06-03"},
      {"The bureau added Autel to the Entity List in a May 9 rule.", "list.add", "2025-05-09"},
      {"In a May 4 filing, the firm asked the court to dismiss the suit.", "suit.file", "2025-05-04"},
      {"Trump's May 9 proclamation raises the tariff on drones to 50 percent.", "tariff.change", "2025-05-09"},
      // The rule of which the report tells is the older.
      {"The ministry rescinded the May 9 rule on drones.", "rule.end", ""},
      {"Lawmakers extended the May 30 deadline for drone makers.", "rule.amend", ""},
  });
}

TEST_CASE("What an order did in the past, it did on the day in its name") {
  CheckAll({
      {"In Executive Order 14259 of April 8, 2025 (Amendment to Duties), I raised the tariff on drones from China.",
       "tariff.change", "2025-04-08"},
      {"In Executive Order 14298 of May 12, 2025, I determined that it was necessary to suspend for 90 days the "
       "tariffs on drones.",
       "tariff.change", "2025-05-12"},
      {"Executive Order 14066 of March 8, 2022, prohibited the import of Russian oil.", "ban.impose", "2022-03-08"},
      {"Executive Order 14066 of March 8, 2022, is well known. Executive Order 14066 prohibited the import of oil.",
       "ban.impose", "2022-03-08"},
      {"Pursuant to Executive Order 14066 of March 8, 2022, the department barred the import of oil.", "ban.impose",
       ""},
  });
}

TEST_CASE("A year before its noun dates the ruling, the report or the order") {
  CheckAll({
      {"The case rests on a 2004 Supreme Court ruling.", "ruling.issue", "2004"},
      {"A 2017 Commerce Department report found that the drones send data to China.", "report.publish", "2017"},
      {"The bureau revoked a 2017 license.", "license.decide", ""},
  });
}

TEST_CASE("The day of a participle that opens the sentence is not that of its verb") {
  CheckAll({
      {"Introduced in May by Senator Cotton, the bill would bar sales of drones.", "bill.introduce", "2025-05"},
      {"Introduced in May by Senator Cotton, the bill would bar sales of drones.", "ban.impose", ""},
      {"Designated by Treasury in 2021, the bank lost its license.", "license.decide", ""},
      {"H.R. 1234, introduced by Rep. Doe on June 3, 2025, would require a license for drones.", "license.require", ""},
  });
}

TEST_CASE("A day belongs to the verb before a move, a bid or a decision to act") {
  CheckAll({
      {"The court on June 9 ruled against the ministry's move to revoke the drone rule.", "rule.end", ""},
      {"Autel appealed the commission's decision to ban the drones on Tuesday.", "ban.impose", ""},
      {"The ministry adopted the rule on June 9 and on June 12 it notified the makers.", "rule.issue", "2025-06-09"},
      {"The firm filed a suit, with a timetable that could allow a trial as soon as early November.", "suit.file", ""},
      {"The report estimates that Autel may make a million drones next year.", "report.publish", ""},
      {"Canada has sanctioned 1,500 people since the invasion of Crimea in 2014.", "list.add", ""},
  });
}

TEST_CASE("The bureau today will publish is of today") {
  CheckAll({
      {"The bureau today will release updates to its drone rule.", "rule.amend", "2025-06-18"},
      {"The tariffs come into force on July 10.", "rule.effective", "2025-07-10"},
      {"This tariff shall be effective for goods entered on or after 12:01 a.m. eastern daylight time on July 15, "
       "2025, "
       "and shall continue in effect.",
       "rule.effective", "2025-07-15"},
  });
}

TEST_CASE("What runs from a day to another began on the first") {
  CheckAll({
      {"The ministry will suspend the export controls from July 1 to December 31, 2026.", "rule.end", "2026-07-01"},
      {"The ministry will suspend the export controls from July 1, 2025, to December 31, 2026.", "rule.end",
       "2025-07-01"},
  });
}

TEST_CASE("A body that tells of itself what it has done did it then") {
  CheckAll({
      {"The ministry said in a statement on Tuesday that it has suspended the export controls.", "rule.end",
       "2025-06-17"},
      {"The ministry has suspended the export controls, it said on Tuesday.", "rule.end", "2025-06-17"},
      {"The ministry has suspended the export controls, Reuters reported on Tuesday.", "rule.end", ""},
      {"The ministry said on Tuesday that it had suspended the export controls.", "rule.end", ""},
      {"It has suspended the export controls, Reuters reported on Tuesday.", "rule.end", ""},
      {"Lawmakers sent a May 14 letter to the ministry.", "request.make", "2025-05-14"},
      {"Senator Cotton urged the ministry to ban the drones by July 9.", "request.make", ""},
      {"In a filing, the firm disclosed that on May 26 the ministry barred the drones.", "filing.publish", ""},
  });
}

TEST_CASE("The day over a paragraph of a chronicle dates what stands below") {
  const std::string text =
      "Monday, June 9\n\nTreasury sanctioned four firms.\n\nTuesday, June 10\n\nThe ministry suspended the export "
      "controls. It also opened an investigation into Autel.";
  CHECK(ToEdtf(EventIn(text, "list.add").date) == "2025-06-09");
  CHECK(ToEdtf(EventIn(text, "rule.end").date) == "2025-06-10");
  CHECK(ToEdtf(EventIn(text, "probe.open").date) == "2025-06-10");
  // A day that stands alone is the text's own.
  CHECK_FALSE(EventIn("Monday, June 9\n\nTreasury sanctioned four firms.", "list.add").date.known());
}

TEST_CASE("A day at the end is of both verbs, one behind another subject of its own only") {
  CheckAll({
      {"The bureau added 60 firms to the Entity List and issued guidance on June 10.", "list.add", "2025-06-10"},
      {"The ministry suspended the export controls, and met makers on June 10.", "rule.end", ""},
      {"On June 10, the bureau issued a final rule, which revised the Unverified List.", "rule.amend", "2025-06-10"},
      {"On June 10, after a nine-month inquiry, the ministry banned the drones.", "ban.impose", "2025-06-10"},
      {"The drone rule has an effective date of July 16.", "rule.effective", "2025-07-16"},
      {"The ministry amended the drone rule, including the limits released May 13.", "rule.amend", ""},
      {"In January 2025, the ministry opened an inquiry. The next month, Autel closed its plant.", "facility.change",
       "2025-02"},
      {"On June 9, 2025, Micron published its results for the quarter ended May 29, 2025.", "filing.publish",
       "2025-06-09"},
  });
  // What a published rule will do was told when it came out.
  CHECK(ToEdtf(EventIn("On June 10, the bureau published a rule that will add 12 firms to the Entity List.", "list.add")
                   .announced) == "2025-06-10");
  CHECK(ToEdtf(EventIn("On June 10, the ministry agreed to extend the drone rule.", "rule.amend").announced) ==
        "2025-06-10");
}

TEST_CASE("Each of two verbs has the time that opens its part") {
  CheckAll({
      {"In January, the ministry banned exports of gallium, and in February it raised tariffs on coal.",
       "tariff.change", "2025-02"},
      {"In January, the ministry banned exports of gallium, and in February it raised tariffs on coal.", "ban.impose",
       "2025-01"},
      {"The bureau issued guidance last month, and on Friday it will revoke the license.", "license.decide",
       "2025-06-20"},
      {"With the drone rule set to take effect on July 20, makers are silent.", "rule.effective", "2025-07-20"},
      {"On Tuesday, a day after the vote, the ministry revoked the license.", "license.decide", "2025-06-17"},
      {"On Monday, Micron met the minister. Two days after the meeting, the bureau revoked the license.",
       "license.decide", "2025-06-18"},
      {"Concurrent with today's action, prosecutors unsealed charges against Autel.", "charge.file", "2025-06-18"},
  });
}

TEST_CASE("Effective at once is the day of what was done before") {
  CheckAll({
      {"The ministry added nine firms to its unreliable entity list on Tuesday. The measure took effect upon release.",
       "rule.effective", "2025-06-17"},
      {"Two days after the drone rule was published on June 3, China banned exports of gallium.", "ban.impose",
       "2025-06-05"},
      {"The tariff took effect immediately.", "rule.effective", ""},
  });
}

}  // namespace
}  // namespace dateline::extract
