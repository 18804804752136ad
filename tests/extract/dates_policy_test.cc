// Dates as policy news and filings write them, in tables: a sentence, the day it was published, the words found, their
// days. A row without words holds no dated expression at all.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "extract/dates.h"

namespace dateline::extract {
namespace {

struct Case {
  std::string_view text;
  std::string_view reference;
  std::string_view words;  // "" when nothing may be dated
  std::string_view edtf;   // "" for an expression that stays without days
};

std::string Listed(std::string_view text, const std::vector<Timex>& found) {
  std::string out;
  for (const Timex& timex : found) out += std::string(timex.span.In(text)) + " = " + ToEdtf(timex.date) + " (" + timex.rule + "); ";
  return out;
}

void CheckAll(const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    const auto found = FindDates(row.text, Reference{ParseIsoDay(row.reference)});
    bool good = row.words.empty();
    for (const Timex& timex : found) {
      if (row.words.empty()) good = good && !timex.date.known();
      else good = good || (timex.span.In(row.text) == row.words && ToEdtf(timex.date) == row.edtf);
    }
    INFO(row.text << " [" << row.reference << "] wants " << row.words << " = " << row.edtf << ", found " << Listed(row.text, found));
    CHECK(good);
  }
}

TEST_CASE("offsets count from days that the text or history dates") {
  CheckAll({
      {"The notice took effect on March 3, 2025. Reports are due 60 days after the effective date.", "2025-02-20", "60 days after the effective date", "2025-05-02"},
      {"The act was signed into law on August 9, 2022. Grants must be made within 180 days of enactment.", "2022-08-20", "within 180 days of enactment", "2022-08-09/2023-02-05"},
      {"This rule is effective June 2, 2025. Exporters have until 30 days after the effective date to reply.", "2025-05-20", "30 days after the effective date", "2025-07-02"},
      {"Effective date: June 2, 2025. Compliance is required 90 days after the effective date.", "2025-05-20", "90 days after the effective date", "2025-08-31"},
      {"The pact enters into force on July 1, 2024. Thirty days after its entry into force, duties end.", "2024-05-01", "Thirty days after its entry into force", "2024-07-31"},
      {"The rule was published on January 15, 2025. Comments are due 60 days after publication.", "2025-01-20", "60 days after publication", "2025-03-16"},
      {"Comments close 45 days after publication in the Federal Register.", "2025-05-01", "45 days after publication", "2025-06-15"},
      {"The ban starts 120 days after publication.", "2025-01-15", "120 days after publication", "2025-05-15"},
      {"The rule was issued five days before the end of the Biden administration.", "2025-03-01", "five days before the end of the Biden administration", "2025-01-15"},
      {"It acted a week before the end of the Trump administration.", "2021-03-01", "a week before the end of the Trump administration", "2021-01-13"},
      {"The order came two days after the inauguration of Donald Trump.", "2025-02-01", "two days after the inauguration of Donald Trump", "2025-01-22"},
      {"The deal closes 30 days after closing of the review.", "2025-02-01", "30 days", ""},
      {"The agency must act within 15 days after receipt of the petition.", "2025-02-01", "within 15 days", ""},
      {"The fee applies 10 business days after March 3, 2025.", "2025-02-01", "10 business days after March 3, 2025", "2025-03-17"},
      {"Ten days after the Oct. 7 rule, shares fell.", "2022-11-01", "Ten days after the Oct. 7 rule", "2022-10-17"},
      {"Three days before the Nov. 10 deadline, both sides blinked.", "2025-12-01", "Three days before the Nov. 10 deadline", "2025-11-07"},
      {"A month after the April 9 letter, sales stopped.", "2025-07-01", "A month after the April 9 letter", "2025-05-09"},
      {"The three met back in August of '23.", "2025-01-16", "August of '23", "2023-08"},
      {"The three met back in August of ’23.", "2025-01-16", "August of ’23", "2023-08"},
      {"The three met in the August of 23 ministers.", "2025-01-16", "August", "2024-08"},
      {"It lapses one year from the date of publication.", "2025-01-16", "one year from the date of publication", "2026-01-16"},
      {"It was repealed a day before the May 15 compliance date.", "2025-06-01", "a day before the May 15 compliance date", "2025-05-14"},
      {"A study published on March 3, 2020, found gaps. Comments are due 30 days after publication.", "2025-06-02", "30 days after publication", "2025-07-02"},
      {"Reports are due 60 days after the effective date. The rule is effective on March 3, 2025.", "2025-02-20", "60 days after the effective date", "2025-05-02"},
      {"Rule A took effect on March 3, 2025. Rule B takes effect on May 5, 2025. Ten days after the effective date, fees rise.", "2025-02-20", "Ten days after the effective date", "2025-05-15"},
  });
}

TEST_CASE("weekdays and units follow the date told of before") {
  CheckAll({
      {"The rule was posted on Tuesday, May 6, 2025. The following Friday the ministry protested.", "2025-06-01", "The following Friday", "2025-05-09"},
      {"Talks ended on June 11, 2025. The previous Monday they had stalled.", "2025-07-01", "The previous Monday", "2025-06-09"},
      {"Talks ended on June 11, 2025. Two weeks later they resumed.", "2025-07-01", "Two weeks later", "2025-06-25"},
      {"Talks ended on June 11, 2025. The next day markets rose.", "2025-07-01", "The next day", "2025-06-12"},
      {"Talks ended on June 11, 2025. The day before, nobody knew.", "2025-07-01", "The day before", "2025-06-10"},
      {"It was listed in May 2019. A year later the rule was widened.", "2021-07-01", "A year later", "2020"},
      {"It was listed in May 2019. The following month it sued.", "2021-07-01", "The following month", "2019-06"},
      {"It was listed in May 2019; by the end of that year it had split.", "2021-07-01", "by the end of that year", "../2019-12-31"},
      {"It was sued on June 11, 2024, and settled two months later.", "2025-07-01", "two months later", "2024-08"},
      {"The week after next the panel meets.", "2025-09-12", "The week after next", "2025-09-22/2025-09-28"},
      {"Hearings open the month after next.", "2025-09-12", "the month after next", "2025-11"},
  });
}

TEST_CASE("fiscal and calendar years, quarters and halves by firm") {
  CheckAll({
      {"Nvidia reported record revenue in the second quarter of fiscal 2026.", "2025-08-28", "the second quarter of fiscal 2026", "2025-05~/2025-07~"},
      {"Apple's fiscal 2024 ended well.", "2024-11-01", "fiscal 2024", "2023-10/2024-09"},
      {"AMD's fiscal 2024 was strong.", "2025-02-05", "fiscal 2024", "2024"},
      {"Micron's fiscal first quarter of 2025 beat forecasts.", "2025-01-10", "fiscal first quarter of 2025", "2024-09~/2024-11~"},
      {"Dell expects fiscal year 2026 revenue to grow.", "2025-03-01", "fiscal year 2026", "2025-02~/2026-01~"},
      {"Congress set the funds for fiscal year 2025.", "2024-12-20", "fiscal year 2025", "2024-10/2025-09"},
      {"Synopsys cut guidance for fiscal year 2025.", "2025-06-01", "fiscal year 2025", "2024-11~/2025-10~"},
      {"Arm raised its outlook for fiscal 2026.", "2025-06-01", "fiscal 2026", "2025-04/2026-03"},
      {"Applied Materials said fiscal 2025 sales would rise.", "2025-03-01", "fiscal 2025", "2024-11~/2025-10~"},
      {"Supermicro missed targets for FY2025.", "2025-08-10", "FY2025", "2024-07/2025-06"},
      {"Intel's revenue fell in the third quarter of 2024.", "2024-11-01", "the third quarter of 2024", "2024-35"},
      {"TSMC guided for 4Q25.", "2025-10-20", "4Q25", "2025-36"},
      {"Foxconn said 25Q3 would be better.", "2025-07-20", "25Q3", "2025-35"},
      {"A charge of $4.5 billion was booked in Q1 FY26, Nvidia said.", "2025-05-29", "Q1 FY26", "2025-02~/2025-04~"},
      {"Sales rose in calendar year 2024.", "2025-02-01", "2024", "2024"},
      {"Shipments peaked in CY2024.", "2025-02-01", "CY2024", "2024"},
  });
}

TEST_CASE("ranges in every joint") {
  CheckAll({
      {"The truce runs from May 14 to August 12, 2025.", "2025-05-20", "from May 14 to August 12, 2025", "2025-05-14/2025-08-12"},
      {"Officials met on May 10-11 in Geneva.", "2025-05-14", "May 10-11", "2025-05-10/2025-05-11"},
      {"Officials met on June 9 and 10 in London.", "2025-06-14", "June 9 and 10", "2025-06-09/2025-06-10"},
      {"They will meet between 9 and 17 April.", "2025-03-14", "between 9 and 17 April", "2025-04-09/2025-04-17"},
      {"They met from the ninth to the seventeenth of April.", "2025-05-14", "from the ninth to the seventeenth of April", "2025-04-09/2025-04-17"},
      {"The plan covers 2021-2025.", "2025-01-01", "2021-2025", "2021/2025"},
      {"The share fell over 2019-2023.", "2025-01-01", "2019-2023", "2019/2023"},
      {"In 2018–19 duties rose.", "2025-01-01", "2018–19", "2018/2019"},
      {"Exports tripled between January and June 2025.", "2025-07-10", "between January and June 2025", "2025-01/2025-06"},
      {"Exports tripled in January-June 2025.", "2025-07-10", "January-June 2025", "2025-01/2025-06"},
      {"Exports tripled in the January to June period.", "2025-07-10", "January to June", "2025-01/2025-06"},
      {"Exports fell in Jan-Feb 2025.", "2025-04-10", "Jan-Feb 2025", "2025-01/2025-02"},
      {"Orders placed 6/1/2025-6/30/2025 are exempt.", "2025-07-10", "6/1/2025-6/30/2025", "2025-06-01/2025-06-30"},
      {"It was in force from November 2023 through January 2025.", "2025-07-10", "from November 2023 through January 2025", "2023-11/2025-01"},
      {"Sales fell from April to June in 2024.", "2025-07-10", "from April to June in 2024", "2024-04/2024-06"},
      {"It covers the period October 1, 2024, to September 30, 2025.", "2025-11-10", "October 1, 2024, to September 30, 2025", "2024-10-01/2025-09-30"},
      {"The fair ran from Monday to Thursday.", "2025-09-12", "from Monday to Thursday", "2025-09-08/2025-09-11"},
      {"The policy applied in both 2022 and 2023.", "2025-07-10", "2023", "2023"},
      {"They met on Dec. 30-Jan. 2.", "2025-02-01", "Dec. 30-Jan. 2", "2024-12-30/2025-01-02"},
      {"It lasts until the end of the first quarter of 2026.", "2025-07-10", "until the end of the first quarter of 2026", "../2026-03-31"},
      {"They will meet on 18 and 19 June.", "2025-06-01", "18 and 19 June", "2025-06-18/2025-06-19"},
      {"The truce will run from August to October.", "2025-09-08", "from August to October", "2025-08/2025-10"},
      {"The pause runs 10/1/2025-11/2/2025.", "2025-09-08", "10/1/2025-11/2/2025", "2025-10-01/2025-11-02"},
  });
}

TEST_CASE("open ends and deadlines") {
  CheckAll({
      {"Imports have fallen since the start of the year.", "2025-07-10", "since the start of the year", "2025-01/.."},
      {"The exclusion was extended through August 31, 2025.", "2025-07-10", "through August 31, 2025", "../2025-08-31"},
      {"It is barred as of September 29, 2025.", "2025-09-30", "September 29, 2025", "2025-09-29"},
      {"Licences issued prior to May 13, 2025, stay valid.", "2025-09-30", "prior to May 13, 2025", "../2025-05-12"},
      {"Exports after 2024 will need a licence.", "2025-09-30", "after 2024", "2025/.."},
      {"Sales must end by year-end.", "2025-09-30", "by year-end", "../2025-12-31"},
      {"Sales must end by the end of March.", "2025-11-30", "by the end of March", "../2026-03-31"},
      {"The order stands until further notice.", "2025-09-30", "", ""},
      {"The rate applies from Aug. 1.", "2025-07-10", "Aug. 1", "2025-08-01"},
      {"The rate applies from Aug. 1 onward.", "2025-07-10", "from Aug. 1 onward", "2025-08-01/.."},
      {"Effective from October 9, 2025, exports need approval.", "2025-10-01", "October 9, 2025", "2025-10-09"},
      {"Starting January 1, 2027, purchases are barred.", "2025-10-01", "January 1, 2027", "2027-01-01"},
      {"Beginning in January 2026, fees double.", "2025-10-01", "January 2026", "2026-01"},
      {"By mid-2026 the line should run.", "2025-10-01", "mid-2026", "2026-05/2026-08"},
      {"The ban lapses at the end of this month.", "2025-10-08", "the end of this month", "2025-10-31"},
      {"A decision is due by end of year.", "2025-10-08", "by end of year", "../2025-12-31"},
      {"A decision is due by the end of next week.", "2025-10-08", "by the end of next week", "../2025-10-19"},
      {"A decision is due before year-end.", "2025-10-08", "before year-end", "../2025-12-30"},
      {"Comments must arrive on or before July 7, 2025.", "2025-05-08", "on or before July 7, 2025", "../2025-07-07"},
      {"It was not later than March 2, 2025, that he knew.", "2025-05-08", "not later than March 2, 2025", "../2025-03-02"},
  });
}

TEST_CASE("seasons, halves and parts of a unit in policy text") {
  CheckAll({
      {"The chip ships in the second half of 2026.", "2025-05-08", "the second half of 2026", "2026-41"},
      {"The chip ships in H2 2026.", "2025-05-08", "H2 2026", "2026-41"},
      {"The chip ships in 2H26.", "2025-05-08", "2H26", "2026-41"},
      {"The chip shipped in 1H 2025.", "2025-09-08", "1H 2025", "2025-40"},
      {"Talks resume this fall.", "2025-05-08", "this fall", "2025-09/2025-11"},
      {"Talks broke down in the summer of 2024.", "2025-05-08", "the summer of 2024", "2024-06/2024-08"},
      {"The rule was drafted last winter.", "2025-05-08", "last winter", "2024-12/2025-02"},
      {"The list grew in early 2025.", "2025-05-08", "early 2025", "2025-01/2025-04"},
      {"The list grew in late 2024.", "2025-05-08", "late 2024", "2024-09/2024-12"},
      {"The list may grow later this month.", "2025-05-08", "later this month", "2025-05-08/2025-05-31"},
      {"It rose sharply earlier this year.", "2025-05-08", "earlier this year", "2025-01-01/2025-05-08"},
      {"It was first reported in mid-April.", "2025-05-08", "mid-April", "2025-04-11/2025-04-20"},
      {"The talks, set for late October, may slip.", "2025-09-08", "late October", "2025-10-21/2025-10-31"},
      {"The plant opens in the first quarter.", "2025-11-08", "the first quarter", "2026-33"},
      {"A hearing in the coming weeks is likely.", "2025-11-08", "the coming weeks", ""},
      {"Demand collapsed at the start of 2023.", "2025-11-08", "the start of 2023", "2023-01/2023-04"},
      {"They met at the end of August.", "2025-11-08", "the end of August", "2025-08-21/2025-08-31"},
      {"The rule came at the turn of the year.", "2025-11-08", "", ""},
      {"Parliament voted in the autumn of 2021.", "2025-11-08", "the autumn of 2021", "2021-09/2021-11"},
      {"Fabs were built in the late 1990s.", "2025-11-08", "the late 1990s", "1997/1999"},
  });
}

TEST_CASE("tense, headline grammar and nouns decide the year") {
  CheckAll({
      {"The Commerce Department added 80 firms on March 25.", "2025-04-02", "March 25", "2025-03-25"},
      {"The Commerce Department will add 80 firms on March 25.", "2025-01-02", "March 25", "2025-03-25"},
      {"The tariff is to take effect on Feb. 1.", "2025-11-20", "Feb. 1", "2026-02-01"},
      {"The tariff took effect on Feb. 1.", "2025-01-20", "Feb. 1", "2024-02-01"},
      {"The tariff takes effect Feb. 4.", "2025-01-28", "Feb. 4", "2025-02-04"},
      {"The court heard the case in December.", "2025-01-28", "December", "2024-12"},
      {"The court hears the case in December.", "2025-11-28", "December", "2025-12"},
      {"Huang, who visited Beijing in January, will return in July.", "2025-05-28", "January", "2025-01"},
      {"Huang, who visited Beijing in January, will return in July.", "2025-05-28", "July", "2025-07"},
      {"The deadline had been extended to Nov. 10.", "2025-12-28", "Nov. 10", "2025-11-10"},
      {"The pause, due to expire on Nov. 10, was extended.", "2025-11-05", "Nov. 10", "2025-11-10"},
      {"Two people said the visit was planned for April.", "2025-12-05", "April", "2026-04"},
      {"He told lawmakers on Wednesday that the list would be updated by Friday.", "2025-03-20", "by Friday", "../2025-03-21"},
      {"He told lawmakers on Wednesday that the list would be updated by Friday.", "2025-03-20", "Wednesday", "2025-03-19"},
      {"The ministry is expected to reply on Monday.", "2025-03-20", "Monday", "2025-03-24"},
      {"The meeting, held on Sunday, was brief.", "2025-03-20", "Sunday", "2025-03-16"},
      {"A summit is planned for Thursday.", "2025-03-20", "Thursday", "2025-03-20"},
      {"The order expires Tuesday.", "2025-03-20", "Tuesday", "2025-03-25"},
      {"Trump to meet Xi on Thursday", "2025-10-27", "Thursday", "2025-10-30"},
      {"Nvidia halts H20 work on Friday", "2025-08-25", "Friday", "2025-08-22"},
      {"Trade talks set for Monday in London", "2025-06-06", "Monday", "2025-06-09"},
      {"The Dec. 2 rule hit memory makers.", "2025-01-10", "Dec. 2", "2024-12-02"},
      {"The October 7 controls were a turning point.", "2023-03-10", "October 7", "2022-10-07"},
      {"A March hearing is scheduled.", "2025-01-10", "March", "2025-03"},
      {"The rule would have taken effect on May 15.", "2025-05-20", "May 15", "2025-05-15"},
      {"It has been in force since May.", "2025-09-20", "since May", "2025-05/.."},
      {"They met in February and November 2018.", "2023-09-08", "February", "2018-02"},
      {"They met in November and January 2024.", "2024-09-08", "November", "2023-11"},
      {"Rules came out on May 6 and June 3, 2021.", "2023-09-08", "May 6", "2021-05-06"},
      {"Petitions were filed on January 5, 8, 12, and 27, 2021.", "2021-09-08", "January 5", "2021-01-05"},
      {"It was the largest rise in overall spending on basic science in sixty years.", "2022-09-08", "sixty years", ""},
      {"Sales doubled over the last year.", "2025-09-08", "the last year", "2024-09-08/2025-09-08"},
      {"Spending will double over the next decade.", "2025-09-08", "the next decade", "2025-09-08/2035-09-08"},
      {"The October 7, 2022, rule came first. Firms then read the October 7 rule closely.", "2023-10-20", "October 7", "2022-10-07"},
      {"The panel rules on March 3, 2025; its views are due within ten days thereafter.", "2025-01-20", "within ten days thereafter", "2025-03-03/2025-03-13"},
      {"A major disaster declaration dated 01/15/ 2023 was amended.", "2023-01-27", "01/15/ 2023", "2023-01-15"},
  });
}

TEST_CASE("dates as they stand in dispatches, filings and notices") {
  CheckAll({
      {"The 90-day truce, due to lapse Aug. 12, was extended by another 90 days.", "2025-08-12", "Aug. 12", "2025-08-12"},
      {"China said on Oct. 9 it would tighten rare earth exports starting Dec. 1.", "2025-10-10", "Dec. 1", "2025-12-01"},
      {"China said on Oct. 9 it would tighten rare earth exports starting Dec. 1.", "2025-10-10", "Oct. 9", "2025-10-09"},
      {"The bureau revoked the rule in May, days before it was to take effect.", "2025-07-19", "May", "2025-05"},
      {"Nvidia said in an April filing that it had been told on April 9.", "2025-07-19", "April 9", "2025-04-09"},
      {"The firm will report results on Wednesday after the bell.", "2025-08-25", "Wednesday", "2025-08-27"},
      {"Reuters first reported the plan last week.", "2025-07-14", "last week", "2025-07-07/2025-07-13"},
      {"The Senate is expected to vote as early as next week.", "2025-07-14", "next week", "2025-07-21/2025-07-27"},
      {"The department gave companies until the end of September to comply.", "2025-07-14", "until the end of September", "../2025-09-30"},
      {"The waiver expires at the end of the year.", "2025-07-14", "the end of the year", "2025-12-31"},
      {"It takes effect 15 days after publication.", "2025-07-14", "15 days after publication", "2025-07-29"},
      {"Sales to China fell 20% in the quarter ended July 27.", "2025-08-28", "July 27", "2025-07-27"},
      {"The tariffs, which took effect on Feb. 4, 2025, were doubled a month later.", "2025-07-14", "a month later", "2025-03"},
      {"In the first seven months of 2025 exports fell.", "2025-08-14", "the first seven months of 2025", "2025-01/2025-07"},
      {"Imports dropped in the first half of the year.", "2025-08-14", "the first half of the year", "2025-40"},
      {"He was sworn in on Jan. 20 and fired the official four days later.", "2025-02-14", "four days later", "2025-01-24"},
      {"The ministry extended the probe to Jan. 13, 2026.", "2025-07-14", "Jan. 13, 2026", "2026-01-13"},
      {"Talks are to resume the week of Aug. 18.", "2025-08-14", "the week of Aug. 18", "2025-08-18/2025-08-24"},
      {"Lutnick said Tuesday the chips were old.", "2025-07-16", "Tuesday", "2025-07-15"},
      {"Trump, speaking to reporters Sunday, said yes.", "2025-07-14", "Sunday", "2025-07-13"},
      {"The company has until mid-October to respond.", "2025-09-14", "until mid-October", "../2025-10-20"},
      {"The controls date back to 2022.", "2025-09-14", "2022", "2022"},
      {"A similar bill failed in 2023-24.", "2025-09-14", "2023-24", "2023/2024"},
      {"By the end of 2025, Huawei could make 200,000 chips.", "2025-06-14", "By the end of 2025", "../2025-12-31"},
      {"The firm booked a charge in the fiscal first quarter, Nvidia said.", "2025-05-29", "the fiscal first quarter", "2025-02~/2025-04~"},
      {"The rule will be published in the Federal Register on Thursday.", "2025-01-13", "Thursday", "2025-01-16"},
      {"In his first week in office, Trump ordered a review due April 1.", "2025-02-13", "April 1", "2025-04-01"},
      {"Beijing has blocked the deal since March.", "2025-07-13", "since March", "2025-03/.."},
      {"Under the Nov. 1 agreement, tariffs fell.", "2025-12-13", "Nov. 1", "2025-11-01"},
      {"The suspension runs through Nov. 10, 2026.", "2025-12-13", "through Nov. 10, 2026", "../2026-11-10"},
      {"Early this month the ministry summoned Nvidia.", "2025-08-20", "Early this month", "2025-08-01/2025-08-10"},
      {"The probe was launched late last year.", "2025-08-20", "late last year", "2024-09/2024-12"},
      {"The export ban was lifted on Monday, a day after talks ended in Kuala Lumpur.", "2025-10-28", "Monday", "2025-10-27"},
      {"It would be the first such visit since 2017.", "2025-10-28", "since 2017", "2017/.."},
      {"Sanctions on the bank expire six months after Jan. 15, 2025.", "2025-10-28", "six months after Jan. 15, 2025", "2025-07-15"},
      {"Comments are due within 30 days of publication in the Federal Register.", "2025-09-16", "within 30 days of publication", "2025-09-16/2025-10-16"},
      {"The commission opened the case on the 5th and closed it on the 12th.", "2025-09-16", "the 5th", "2025-09-05"},
      {"Officials met in Madrid on Sept. 14 and 15.", "2025-09-16", "Sept. 14 and 15", "2025-09-14/2025-09-15"},
      {"It was the company's best quarter since the fourth quarter of 2021.", "2025-09-16", "since the fourth quarter of 2021", "2021-10/.."},
      {"The order, signed Thursday evening, bars sales.", "2025-09-15", "Thursday evening", "2025-09-11"},
      {"Prices could rise this winter.", "2025-09-15", "this winter", "2025-12/2026-02"},
      {"The rule was proposed in the fall of 2024.", "2025-09-15", "the fall of 2024", "2024-09/2024-11"},
      {"Deliveries should begin in Q1.", "2025-11-15", "Q1", "2026-33"},
      {"Deliveries began in Q1.", "2025-11-15", "Q1", "2025-33"},
      {"A hearing is set for 10 a.m. on June 3.", "2025-05-15", "June 3", "2025-06-03"},
      {"The Commerce Department's May 13 guidance said so.", "2025-07-15", "May 13", "2025-05-13"},
      {"The law, passed in 2018, took effect that August.", "2025-07-15", "2018", "2018"},
      {"Two weeks ago, the White House backed off.", "2025-07-15", "Two weeks ago", "2025-06-30/2025-07-06"},
      {"Over the next 90 days, talks go on.", "2025-05-14", "the next 90 days", "2025-05-14/2025-08-12"},
      {"As recently as June, he denied it.", "2025-07-14", "June", "2025-06"},
      {"Until recently the rule was dormant.", "2025-07-14", "", ""},
      {"Trump announced on July 14 that sales would resume; on July 15, Lutnick explained.", "2025-07-19", "July 15", "2025-07-15"},
      {"Starting in 2027, all sales need a licence.", "2025-07-19", "2027", "2027"},
      {"The agency did so in the waning days of the Biden administration.", "2025-07-19", "", ""},
      {"商务部新闻发言人10月9日表示", "2025-10-10", "10月9日", "2025-10-09"},
      {"将从12月1日起实施", "2025-10-10", "从12月1日起", "2025-12-01/.."},
      {"公告自发布之日起施行，有效期至2026年11月27日", "2025-11-28", "至2026年11月27日", "../2026-11-27"},
      {"2025年前三季度", "2025-10-28", "2025年前三季度", "2025-01/2025-09"},
      {"今年1至9月", "2025-10-28", "今年1至9月", "2025-01/2025-09"},
      {"1-9月出口增长", "2025-10-28", "1-9月", "2025-01/2025-09"},
      {"前7个月", "2025-10-28", "前7个月", "2025-01/2025-07"},
      {"为期90天", "2025-05-14", "90天", ""},
      {"On the sidelines of the G20 in November 2024 they spoke.", "2025-07-19", "November 2024", "2024-11"},
      {"The Biden-era rule from January was axed.", "2025-07-19", "January", "2025-01"},
      {"Nvidia shares rose 4% Tuesday, a day after the announcement.", "2025-07-15", "Tuesday", "2025-07-15"},
      {"Jan. 15: BIS issues rule. May 13: BIS rescinds it.", "2025-07-19", "May 13", "2025-05-13"},
      {"The agency had 21 days, until June 5, to reply.", "2025-05-20", "until June 5", "../2025-06-05"},
      {"Sales in the three months to June rose 3%.", "2025-07-20", "June", "2025-06"},
      {"In the April-June quarter revenue rose.", "2025-07-20", "April-June", "2025-04/2025-06"},
      {"In the year to March 2026 it expects growth.", "2025-07-20", "March 2026", "2026-03"},
      {"He will testify on Sept. 9 at 10 a.m. before the panel.", "2025-09-01", "Sept. 9", "2025-09-09"},
      {"The Act requires a report every 180 days.", "2025-09-01", "180 days", ""},
      {"An annual report is due each March 1.", "2025-09-01", "March 1", "2026-03-01"},
      {"Section 5949 takes effect in December 2027.", "2025-09-01", "December 2027", "2027-12"},
      {"The prohibition begins five years after enactment, Dec. 23, 2027.", "2025-09-01", "Dec. 23, 2027", "2027-12-23"},
      {"On 1 March, the ministry will meet industry.", "2025-02-20", "1 March", "2025-03-01"},
      {"From Feb. 10 China will levy duties.", "2025-02-04", "Feb. 10", "2025-02-10"},
      {"China levied duties from Feb. 10.", "2025-02-24", "Feb. 10", "2025-02-10"},
      {"The order gives firms 120 days, or until Sept. 15, 2025.", "2025-05-20", "until Sept. 15, 2025", "../2025-09-15"},
      {"Its licence lapsed at midnight on Dec. 31.", "2025-01-10", "Dec. 31", "2024-12-31"},
      {"At the beginning of April, the president imposed tariffs.", "2025-07-10", "the beginning of April", "2025-04-01/2025-04-10"},
      {"During the week ended July 18, exports rose.", "2025-07-20", "July 18", "2025-07-18"},
      {"In the past decade China spent billions.", "2025-07-20", "the past decade", "2015-07-20/2025-07-20"},
      {"Washington's move last Thursday angered Beijing.", "2025-07-20", "last Thursday", "2025-07-17"},
      {"A spokesperson said on Monday morning that the ministry will act on Friday.", "2025-07-22", "Monday morning", "2025-07-21"},
      {"A spokesperson said on Monday morning that the ministry will act on Friday.", "2025-07-22", "Friday", "2025-07-25"},
      {"Hearings will be held May 6-8.", "2025-04-22", "May 6-8", "2025-05-06/2025-05-08"},
      {"Two days before Christmas, it opened a probe.", "2025-01-22", "Two days before Christmas", "2024-12-23"},
      {"In January of last year, the rule was drafted.", "2025-07-22", "January of last year", "2024-01"},
      {"Since Jan. 2024, sales have doubled.", "2025-07-22", "Since Jan. 2024", "2024-01/.."},
      {"It plans a launch for the second quarter of next year.", "2025-07-22", "the second quarter of next year", "2026-34"},
      {"Within a year, the ban was law.", "2025-07-22", "Within a year", ""},
      {"Prices rose between the second and third quarters.", "2025-07-22", "", ""},
      {"The court gave them 14 days from Monday.", "2025-07-22", "14 days from Monday", "2025-08-04"},
      {"Applications filed before noon on May 15, 2025, qualify.", "2025-07-22", "May 15, 2025", "2025-05-15"},
      {"Exports to Russia had stopped by then.", "2025-07-22", "", ""},
      {"It said in mid-2024 that it would exit by 2026.", "2025-07-22", "mid-2024", "2024-05/2024-08"},
      {"It said in mid-2024 that it would exit by 2026.", "2025-07-22", "by 2026", "../2026"},
      {"The 118th Congress passed it.", "2025-07-22", "", ""},
      {"The ban took effect 60 days after the end of the 118th Congress.", "2025-07-22", "60 days after the end of the 118th Congress", "2025-03-04"},
      {"Companies rushed to ship before the start of the second Trump administration.", "2025-07-22", "before the start of the second Trump administration", "../2025-01-19"},
      {"Since the start of the Biden administration exports have been curbed.", "2023-07-22", "Since the start of the Biden administration", "2021-01-20/.."},
      {"The deal was announced on Tuesday and is to close in the third quarter.", "2025-07-17", "the third quarter", "2025-35"},
      {"Trump said he would decide \"within two weeks.\"", "2025-06-19", "within two weeks", "2025-06-19/2025-07-03"},
      {"He said in 2019 he would never sell.", "2025-06-19", "2019", "2019"},
      {"The 2019 ban on Huawei still stands.", "2025-06-19", "2019", "2019"},
      {"Nvidia's market value passed $4 trillion on July 9 and kept rising.", "2025-07-14", "July 9", "2025-07-09"},
      {"The order of 15 August gave them until 1 October.", "2025-08-20", "until 1 October", "../2025-10-01"},
      {"The order of 15 August gave them until 1 October.", "2025-08-20", "15 August", "2025-08-15"},
      {"A vote on the bill, first introduced in May, is expected before the August recess.", "2025-07-20", "May", "2025-05"},
      {"In May, June and July 2025, shipments fell.", "2025-08-20", "May", "2025-05"},
      {"May 2025 was a turning point.", "2025-08-20", "May 2025", "2025-05"},
      {"March and April sales fell.", "2025-08-20", "April", "2025-04"},
      {"Ms. May met Mr. June in August.", "2025-09-20", "August", "2025-08"},
      {"The Fall 2024 agenda listed it.", "2025-01-20", "The Fall 2024", "2024-09/2024-11"},
      {"The 9 July deadline was moved to 1 August.", "2025-07-08", "9 July", "2025-07-09"},
      {"The 9 July deadline was moved to 1 August.", "2025-07-08", "1 August", "2025-08-01"},
      {"The July 9 deadline has passed.", "2025-07-20", "July 9", "2025-07-09"},
      {"It could be ready by next spring.", "2025-07-20", "by next spring", "../2026-05"},
      {"A ruling is likely in the first half of 2026.", "2025-07-20", "the first half of 2026", "2026-40"},
      {"It shipped 1,000 units in 2024, 2,000 in 2025.", "2025-12-20", "2025", "2025"},
      {"Officials spent Friday and Saturday in Stockholm.", "2025-07-29", "Friday", "2025-07-25"},
      {"Talks ran July 28-29 in Stockholm.", "2025-07-30", "July 28-29", "2025-07-28/2025-07-29"},
      {"BIS said the change is effective immediately.", "2025-07-30", "", ""},
      {"Congress returns after Labor Day.", "2025-08-15", "after Labor Day", "2025-09-02/.."},
      {"He has held office since Jan. 20, 2025.", "2025-08-15", "since Jan. 20, 2025", "2025-01-20/.."},
      {"The comment period closes at 11:59 p.m. on Feb. 13, 2026.", "2026-01-15", "Feb. 13, 2026", "2026-02-13"},
      {"Tokyo, Sept 12 (Wire) - The ministry met firms on Thursday.", "2025-09-13", "Thursday", "2025-09-11"},
  });
}

TEST_CASE("Chinese dates, ranges and open ends") {
  CheckAll({
      {"商务部于2025年10月9日发布公告", "2025-10-10", "2025年10月9日", "2025-10-09"},
      {"自2025年12月1日起施行", "2025-10-10", "自2025年12月1日起", "2025-12-01/.."},
      {"本公告自公布之日起实施", "2025-10-10", "", ""},
      {"至2026年11月10日止", "2025-11-10", "至2026年11月10日", "../2026-11-10"},
      {"2025年1月至6月，出口增长", "2025-08-10", "2025年1月至6月", "2025-01/2025-06"},
      {"2021年至2025年", "2025-08-10", "2021年至2025年", "2021/2025"},
      {"5月14日至8月12日暂停", "2025-05-20", "5月14日至8月12日", "2025-05-14/2025-08-12"},
      {"去年底，公司停产", "2025-05-20", "去年底", "2024-12-31"},
      {"今年上半年增长", "2025-05-20", "今年上半年", "2025-40"},
      {"明年一季度投产", "2025-05-20", "明年一季度", "2026-33"},
      {"第三季度收入下降", "2025-11-20", "第三季度", "2025-35"},
      {"下周二会谈", "2025-09-12", "下周二", "2025-09-16"},
      {"上个月底宣布", "2025-09-12", "上个月底", "2025-08-31"},
      {"9月初宣布", "2025-09-12", "9月初", "2025-09-01/2025-09-10"},
      {"2025年10月中旬", "2025-09-12", "2025年10月中旬", "2025-10-11/2025-10-20"},
      {"自即日起执行", "2025-09-12", "", ""},
      {"截至2024年底", "2025-09-12", "截至2024年底", "../2024-12-31"},
      {"9月12日上午", "2025-09-15", "9月12日", "2025-09-12"},
      {"12日，商务部发言人表示", "2025-09-15", "12日", "2025-09-12"},
      {"２０２５年９月１２日", "2025-09-15", "２０２５年９月１２日", "2025-09-12"},
      {"90天内完成", "2025-09-15", "90天内", "2025-09-15/2025-12-14"},
      {"三个月前", "2025-09-15", "三个月前", "2025-06"},
  });
}

TEST_CASE("stamped, spelled and counted dates") {
  CheckAll({
      {"[FR Doc. 2025-08374 Filed 5-12-25; 8:45 am]", "2025-05-13", "5-12-25", "2025-05-12"},
      {"Dated: April 30, 2025.", "2025-05-13", "April 30, 2025", "2025-04-30"},
      {"Done this twenty-third day of January, in the year of our Lord two thousand twenty-five.", "2025-01-24", "twenty-third day of January, in the year of our Lord two thousand twenty-five", "2025-01-23"},
      {"the year two thousand and eighteen", "2025-01-24", "the year two thousand and eighteen", "2018"},
      {"Issued in Washington on 6 JUN 2025.", "2025-06-24", "6 JUN 2025", "2025-06-06"},
      {"WASHINGTON, JANUARY 7, 2025", "2025-01-24", "JANUARY 7, 2025", "2025-01-07"},
      {"Filed on 2025/06/24 in Beijing.", "2025-06-25", "2025/06/24", "2025-06-24"},
      {"Received May 1st, 2025.", "2025-06-25", "May 1st, 2025", "2025-05-01"},
      {"On the evening of Jan. 13, 2025, it was leaked.", "2025-06-25", "Jan. 13, 2025", "2025-01-13"},
      {"The 7 October 2022 rule was amended.", "2025-06-25", "7 October 2022", "2022-10-07"},
      {"A table for Dec-2024 and later.", "2025-06-25", "Dec-2024", "2024-12"},
      {"By 24 August the agency had replied.", "2025-09-25", "By 24 August", "../2025-08-24"},
      {"two Fridays ago", "2025-09-24", "two Fridays ago", "2025-09-12"},
      {"a year and a half ago the rule was new", "2025-09-24", "a year and a half ago", "2024-03"},
      {"two years and three months ago it was new", "2025-09-24", "two years and three months ago", "2023-06"},
      {"in the next 10 business days", "2025-09-24", "the next 10 business days", "2025-09-24/2025-10-08"},
      {"It was signed Thursday the 12th.", "2025-06-20", "Thursday the 12th", "2025-06-12"},
      {"after the 20th of next month", "2025-06-20", "after the 20th of next month", "2025-07-21/.."},
      {"It was raised in the week of the 18th.", "2025-08-20", "the week of the 18th", "2025-08-18/2025-08-24"},
      {"The plan dates from the first week of January 2025.", "2025-08-20", "the first week of January 2025", "2024-12-30/2025-01-05"},
      {"Revenue for the year ended December 31, 2024", "2025-08-20", "December 31, 2024", "2024-12-31"},
      {"for the three months ended April 27, 2025", "2025-08-20", "April 27, 2025", "2025-04-27"},
      {"Work stopped before Lunar New Year.", "2025-03-20", "before Lunar New Year", "../2025-01-28"},
      {"It was sold over Thanksgiving.", "2025-12-20", "Thanksgiving", "2025-11-27"},
      {"Sales rose 4 percent in the year to date.", "2025-09-08", "the year to date", "2025-01-01/2025-09-08"},
      {"Lead times peaked in week 27 of 2024.", "2025-09-08", "week 27 of 2024", "2024-07-01/2024-07-07"},
      {"It was a race of the 20th century.", "2025-09-08", "the 20th century", "1900/1999"},
      {"Parliament returns after Easter 2026.", "2025-09-08", "after Easter 2026", "2026-04-06/.."},
      {"He spoke on April twenty-seventh, 2025.", "2025-09-08", "April twenty-seventh, 2025", "2025-04-27"},
      {"The panel meets this Wednesday.", "2025-09-07", "this Wednesday", "2025-09-10"},
  });
}

TEST_CASE("names, numbers and citations are no dates") {
  CheckAll({
      {"Firms may march into court.", "2025-06-20", "", ""},
      {"Mr. March and Ms. May agreed.", "2025-06-20", "", ""},
      {"April Hale, who leads the unit, declined.", "2025-06-20", "", ""},
      {"Chips such as the A100, H200 and B30A are listed.", "2025-06-20", "", ""},
      {"It bought 2,025 units and 2010 cards.", "2025-06-20", "", ""},
      {"See 89 FR 96790 and 15 CFR 742.4.", "2025-06-20", "", ""},
      {"The MI308 and RTX 5090 are out.", "2025-06-20", "", ""},
      {"Section 2025 of the act was struck.", "2025-06-20", "", ""},
      {"The firm raised $2024 million.", "2025-06-20", "", ""},
      {"Executive Order 14105 and Proclamation 10896 stand.", "2025-06-20", "", ""},
      {"The index fell to 1998.5 points.", "2025-06-20", "", ""},
      {"He sat in the sun and would fall ill.", "2025-06-20", "", ""},
      {"It is the second firm in a third country.", "2025-06-20", "", ""},
      {"The 24/7 line answers in 9 of 10 cases.", "2025-06-20", "", ""},
      {"The Fourth Amendment and the 7th Fleet matter.", "2025-06-20", "", ""},
      {"HTS 8471.50.01 and 8542.31 apply.", "2025-06-20", "", ""},
      {"The ratio was 3-2-1.", "2025-06-20", "", ""},
      {"Room 5-12-25 was locked.", "2025-06-20", "", ""},
      {"The CAS number is 7440-21-3.", "2025-06-20", "", ""},
      {"The June Group sued.", "2025-06-20", "", ""},
      {"August Capital invested.", "2025-06-20", "", ""},
      {"The rule may, as such, stand.", "2025-06-20", "", ""},
      {"Model Y2024 and SKU 2023-11 sold out.", "2025-06-20", "", ""},
      {"The Sunday Express reported it.", "2025-06-20", "", ""},
      {"It was a march of folly, a spring of hope.", "2025-06-20", "", ""},
      {"The fall of the regime was swift.", "2025-06-20", "", ""},
      {"A 2024 V8 engine and a 1999 GHz joke.", "2025-06-20", "", ""},
      {"A 21st-century trade deal and the 21st Century Cures Act.", "2025-06-20", "", ""},
      {"It was week 2 of the trial.", "2025-06-20", "", ""},
      {"The pair split 3-1-1 in game 7.", "2025-06-20", "", ""},
      {"Tariff subheadings 3901.10.10, 2008.11.15 and 2008.11.25 apply.", "2025-06-20", "", ""},
  });
}

// The process's zone and day never show in an answer: the reference is the only clock.
TEST_CASE("the zone of the process changes no answer") {
  const std::string_view text =
      "The rule was issued on Monday, took effect yesterday, expires next month and was amended two days later; 60 days "
      "after publication it ends. 上周五宣布，自12月1日起施行。";
  const auto answers = [&](const char* zone) {
    setenv("TZ", zone, 1);
    tzset();
    return Listed(text, FindDates(text, Reference{ParseIsoDay("2025-11-30")}));
  };
  const char* before = std::getenv("TZ");
  const std::string kept = before == nullptr ? "" : before;
  const std::string first = answers("Pacific/Kiritimati");
  CHECK(first == answers("Pacific/Pago_Pago"));
  CHECK(first == answers("Asia/Shanghai"));
  if (before == nullptr) unsetenv("TZ");
  else setenv("TZ", kept.c_str(), 1);
  tzset();
}

}  // namespace
}  // namespace dateline::extract
