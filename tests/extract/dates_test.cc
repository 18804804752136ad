#include "extract/dates.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace dateline::extract {
namespace {

struct Case {
  std::string_view text;
  std::string_view reference;  // "" for none
  std::string_view words;      // the expression found, as written
  std::string_view edtf;
};

std::vector<Timex> Find(std::string_view text, std::string_view reference) {
  return FindDates(text, Reference{ParseIsoDay(reference)});
}

// Each case holds when one of the dates found has these words and these days.
void CheckAll(const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    std::string found;
    bool good = false;
    for (const Timex& timex : Find(row.text, row.reference)) {
      const std::string edtf = ToEdtf(timex.date);
      found += std::string(timex.span.In(row.text)) + " = " + edtf + " (" + timex.rule + "); ";
      good = good || (timex.span.In(row.text) == row.words && edtf == row.edtf);
    }
    INFO(row.text << " [" << row.reference << "] wants " << row.words << " = " << row.edtf << ", found " << found);
    CHECK(good);
  }
}

TEST_CASE("written dates are read in every common form") {
  CheckAll({
      {"The memo of June 3, 2024 was leaked.", "", "June 3, 2024", "2024-06-03"},
      {"Filed Sept. 30, 2024, in Delaware.", "", "Sept. 30, 2024", "2024-09-30"},
      {"signed on 30 September 2024 in Hanoi", "", "30 September 2024", "2024-09-30"},
      {"signed on the 4th of July, 2024, at noon", "", "the 4th of July, 2024", "2024-07-04"},
      {"Entry into force: 2024-02-29.", "", "2024-02-29", "2024-02-29"},
      {"Updated 2024-02-29T08:15:00Z by staff", "", "2024-02-29T08", "2024-02-29"},
      {"Docketed 2/9/2024; mailed later", "", "2/9/2024", "2024-02-09"},
      {"Docketed 19/2/2024; mailed later", "", "19/2/2024", "2024-02-19"},
      {"Docketed 19.2.2024 in Bonn", "", "19.2.2024", "2024-02-19"},
      {"stamped 19-Nov-2012", "", "19-Nov-2012", "2012-11-19"},
      {"a plant opened in March 2023 in Ohio", "", "March 2023", "2023-03"},
      {"a plant opened in August of 2023", "", "August of 2023", "2023-08"},
      {"a notice of Dec. 2024 said so", "", "Dec. 2024", "2024-12"},
      {"Friday, January 3, 2025, was quiet.", "", "Friday, January 3, 2025", "2025-01-03"},
      {"the third day of October 2014", "", "the third day of October 2014", "2014-10-03"},
      {"this twenty-third day of November 2022", "", "twenty-third day of November 2022", "2022-11-23"},
  });
}

TEST_CASE("larger units keep their own precision") {
  CheckAll({
      {"Capacity doubled in 2021.", "", "2021", "2021"},
      {"The 2019 order was narrow.", "", "2019", "2019"},
      {"exports in 2018, 2019 and 2020 fell", "", "2020", "2020"},
      {"Sales in Q2 2024 were flat.", "", "Q2 2024", "2024-34"},
      {"Sales in the second quarter of 2024 were flat.", "", "the second quarter of 2024", "2024-34"},
      {"guidance for 4Q24 was cut", "", "4Q24", "2024-36"},
      {"output in the first half of 2024", "", "the first half of 2024", "2024-40"},
      {"Throughout the 1980s quotas applied.", "", "the 1980s", "1980/1989"},
      {"a pact from the spring of 2022", "", "the spring of 2022", "2022-03/2022-05"},
      {"a pact from winter 2022", "", "winter 2022", "2022-12/2023-02"},
      {"the first three months of 2024", "", "the first three months of 2024", "2024-01/2024-03"},
      {"on the last Monday of May 2024", "", "the last Monday of May 2024", "2024-05-27"},
  });
}

TEST_CASE("the tense of the governing verb decides the year of a day or month") {
  CheckAll({
      {"The court ruled on November 20.", "2025-02-10", "November 20", "2024-11-20"},
      {"The court will rule on November 20.", "2025-02-10", "November 20", "2025-11-20"},
      {"The waiver is scheduled to lapse on January 9.", "2025-11-01", "January 9", "2026-01-09"},
      {"The waiver, which was granted Dec. 9, will be reviewed.", "2025-03-01", "Dec. 9", "2024-12-09"},
      {"In November, the council adopted the text.", "2025-03-01", "November", "2024-11"},
      {"In November, the council will adopt the text.", "2025-03-01", "November", "2025-11"},
      {"The firm said it would report in January.", "2025-11-01", "January", "2026-01"},
      {"Lawyers cited the Dec. 12 memo.", "2025-03-01", "Dec. 12", "2024-12-12"},
      {"Talks are expected to resume in February.", "2025-10-01", "February", "2026-02"},
      {"Officials were briefed Wednesday, March 5, in Seoul.", "2025-03-07", "Wednesday, March 5", "2025-03-05"},
      {"The planned December summit is on track.", "2025-09-08", "December", "2025-12"},
      {"The firm will report third-quarter results soon.", "2025-10-20", "third-quarter", "2025-35"},
      {"It was suspended until July 1.", "2025-11-12", "until July 1", "../2026-07-01"},
      {"It was to close by Sept. 30.", "2025-10-10", "by Sept. 30", "../2025-09-30"},
      {"The order was to expire on Nov. 12.", "2025-11-10", "Nov. 12", "2025-11-12"},
  });
}

TEST_CASE("weekdays follow the verb") {
  CheckAll({
      {"Regulators met on Monday.", "2025-09-12", "Monday", "2025-09-08"},
      {"Regulators will meet on Monday.", "2025-09-12", "Monday", "2025-09-15"},
      {"The ban was lifted Friday.", "2025-09-12", "Friday", "2025-09-12"},
      {"The vote is Tuesday.", "2025-09-12", "Tuesday", "2025-09-16"},
      {"He resigned last Friday.", "2025-09-12", "last Friday", "2025-09-05"},
      {"They convene next Wednesday.", "2025-09-12", "next Wednesday", "2025-09-17"},
      {"She left on Thursday last week.", "2025-09-12", "Thursday last week", "2025-09-04"},
      {"A ruling came Tuesday night.", "2025-09-12", "Tuesday night", "2025-09-09"},
      {"Monday's ruling surprised few.", "2025-09-12", "Monday", "2025-09-08"},
  });
}

TEST_CASE("deictic periods are calendar units") {
  CheckAll({
      {"The bill stalled last month.", "2025-03-31", "last month", "2025-02"},
      {"Hearings begin next month.", "2025-12-31", "next month", "2026-01"},
      {"It shipped more this quarter.", "2025-05-02", "this quarter", "2025-34"},
      {"It shipped less last year.", "2025-05-02", "last year", "2024"},
      {"They met last week.", "2025-01-01", "last week", "2024-12-23/2024-12-29"},
      {"It was seized yesterday.", "2025-03-01", "yesterday", "2025-02-28"},
      {"A vote is due tomorrow.", "2024-02-28", "tomorrow", "2024-02-29"},
      {"They spoke over the weekend.", "2025-09-15", "over the weekend", "2025-09-13/2025-09-14"},
      {"The list grew earlier this month.", "2025-09-12", "earlier this month", "2025-09-01/2025-09-12"},
      {"The list will grow later this year.", "2025-09-12", "later this year", "2025-09-12/2025-12-31"},
      {"It opened last October.", "2025-03-08", "last October", "2024-10"},
      {"It opens in March next year.", "2025-11-02", "March next year", "2026-03"},
      {"A plant closed last summer.", "2025-03-08", "last summer", "2024-06/2024-08"},
  });
}

TEST_CASE("parts of a unit") {
  CheckAll({
      {"Work began in early June 2024.", "", "early June 2024", "2024-06-01/2024-06-10"},
      {"Work began in late February 2024.", "", "late February 2024", "2024-02-21/2024-02-29"},
      {"Work began in mid-2023.", "", "mid-2023", "2023-05/2023-08"},
      {"Work ends early next year.", "2025-06-01", "early next year", "2026-01/2026-04"},
      {"The lease ends at the end of the quarter.", "2025-05-20", "the end of the quarter", "2025-06-30"},
      {"A report is due by the end of 2026.", "2025-05-20", "by the end of 2026", "../2026-12-31"},
      {"Deliveries could slip to mid-August.", "2025-06-01", "mid-August", "2025-08-11/2025-08-20"},
  });
}

TEST_CASE("offsets count from the reference, a date beside them, or the date told of before") {
  CheckAll({
      {"Four days ago the port shut.", "2025-03-02", "Four days ago", "2025-02-26"},
      {"Two months ago the port shut.", "2025-03-31", "Two months ago", "2025-01"},
      {"Six years ago the port shut.", "2025-03-31", "Six years ago", "2019"},
      {"It will open in ten days.", "2025-03-31", "in ten days", "2025-04-10"},
      {"Ten days before the June 20 hearing, it settled.", "2025-07-01", "Ten days before the June 20 hearing", "2025-06-10"},
      {"Three weeks after March 3, 2025, it settled.", "", "Three weeks after March 3, 2025", "2025-03-24"},
      {"Two years after the June 2021 rule, it sued.", "2025-07-01", "Two years after the June 2021 rule", "2023-06"},
      {"Due 45 days after the date of this order.", "2025-01-10", "45 days after the date of this order", "2025-02-24~"},
      {"It binds 90 days after publication.", "2025-01-10", "90 days after publication", "2025-04-10"},
      {"It must report within 30 days.", "2025-01-10", "within 30 days", "2025-01-10/2025-02-09"},
      {"The pause holds for 60 days from April 1, 2025.", "", "60 days from April 1, 2025", "2025-04-01/2025-05-31"},
      {"The raid was on May 6, 2025. Three days later the firm sued.", "", "Three days later", "2025-05-09"},
      {"The raid was on May 6, 2025. The following day the firm sued.", "", "The following day", "2025-05-07"},
      {"The raid was on May 6, 2025. The same day the firm sued.", "", "The same day", "2025-05-06"},
      {"The raid was on May 6, 2025. A year earlier it had paid.", "", "A year earlier", "2024"},
      {"Imports fell over the past six months.", "2025-08-01", "the past six months", "2025-02-01/2025-08-01"},
  });
}

TEST_CASE("ranges and open ends") {
  CheckAll({
      {"The fair runs Oct. 20-23, 2025.", "", "Oct. 20-23, 2025", "2025-10-20/2025-10-23"},
      {"The fair runs 20-23 October 2025.", "", "20-23 October 2025", "2025-10-20/2025-10-23"},
      {"From May 2019 to July 2021 it was exempt.", "", "From May 2019 to July 2021", "2019-05/2021-07"},
      {"Between 2015 and 2018 prices fell.", "", "Between 2015 and 2018", "2015/2018"},
      {"between November and February 2025", "", "between November and February 2025", "2024-11/2025-02"},
      {"the 2021-2024 plan", "", "2021-2024", "2021/2024"},
      {"It has applied since March 4, 2022.", "", "since March 4, 2022", "2022-03-04/.."},
      {"It applies until June 30, 2027.", "", "until June 30, 2027", "../2027-06-30"},
      {"Reply by June 30, 2027.", "", "by June 30, 2027", "../2027-06-30"},
      {"Reply no later than June 30, 2027.", "", "no later than June 30, 2027", "../2027-06-30"},
      {"goods shipped on or after June 30, 2027", "", "on or after June 30, 2027", "2027-06-30/.."},
      {"goods shipped before June 30, 2027", "", "before June 30, 2027", "../2027-06-29"},
      {"goods shipped after June 30, 2027", "", "after June 30, 2027", "2027-07-01/.."},
  });
}

TEST_CASE("Chinese dates") {
  CheckAll({
      {"海关总署2024年6月3日公告", "", "2024年6月3日", "2024-06-03"},
      {"二〇二四年六月三日起施行", "", "二〇二四年六月三日", "2024-06-03"},
      {"将于6月3日起施行", "2024-05-20", "6月3日", "2024-06-03"},
      {"2024年第二季度出口下降", "", "2024年第二季度", "2024-34"},
      {"2024年下半年", "", "2024年下半年", "2024-41"},
      {"去年11月签署", "2025-03-01", "去年11月", "2024-11"},
      {"上周四会谈", "2025-09-12", "上周四", "2025-09-04"},
      {"昨天宣布", "2025-09-01", "昨天", "2025-08-31"},
      {"五天前宣布", "2025-09-03", "五天前", "2025-08-29"},
      {"明年年底前", "2025-09-03", "明年年底", "2026-12-31"},
  });
}

TEST_CASE("a firm's fiscal year is its own, an unknown one stays open") {
  CheckAll({
      {"Nvidia's fiscal 2025 closed strongly.", "", "fiscal 2025", "2024-02~/2025-01~"},
      {"Micron guided for the first quarter of fiscal 2026.", "", "the first quarter of fiscal 2026", "2025-09~/2025-11~"},
  });
  const auto open = Find("Margins rose in the second quarter of fiscal 2025.", "2025-03-01");
  REQUIRE(open.size() == 1);
  CHECK_FALSE(open[0].date.known());
  CHECK(open[0].timex == "FY2025-Q2");
}

TEST_CASE("a dispatch's own date line beats the day of publication") {
  CheckAll({{"GENEVA, May 11 (Wire) - The sides met on Saturday.", "2025-05-12", "Saturday", "2025-05-10"},
            {"GENEVA, May 11 - The envoy arrived yesterday.", "2025-05-12", "yesterday", "2025-05-10"}});
}

TEST_CASE("durations, sets and references have a value and no days") {
  struct Row {
    std::string_view text, words, timex;
  };
  for (const Row& row : std::vector<Row>{{"a 90-day truce held", "90-day", "P90D"},
                                         {"it lasted three years", "three years", "P3Y"},
                                         {"it lasted several weeks", "several weeks", "PXW"},
                                         {"they meet every Friday", "every Friday", "XXXX-WXX-5"},
                                         {"they report each quarter", "each quarter", "P1Q"},
                                         {"it is now banned", "now", "PRESENT_REF"},
                                         {"due 30 days after enactment", "30 days", "P30D"}}) {
    INFO(row.text);
    const auto found = Find(row.text, "2025-09-12");
    REQUIRE(found.size() == 1);
    CHECK(found[0].span.In(row.text) == row.words);
    CHECK(found[0].timex == row.timex);
    CHECK_FALSE(found[0].date.known());
  }
}

TEST_CASE("TIMEX3 values and rules") {
  const auto one = [](std::string_view text) { return Find(text, "2025-09-12").at(0); };
  CHECK(one("They met last week.").timex == "2025-W36");
  CHECK(one("in the third quarter of 2024").timex == "2024-Q3");
  CHECK(one("in the summer of 2024").timex == "2024-SU");
  CHECK(one("in the 1990s").timex == "199");
  CHECK(one("It ruled on Nov. 20.").rule == "date:month-day/past");
  CHECK(one("It will rule on Nov. 20.").rule == "date:month-day/future");
}

}  // namespace
}  // namespace dateline::extract
