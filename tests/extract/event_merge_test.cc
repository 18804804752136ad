// What is told in several sentences, or by several records, is one event.
#include <algorithm>

#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

std::ptrdiff_t Told(const char* text, const char* type) {
  return std::ranges::count(ReadShipped(text).assertions, type, &EventAssertion::type);
}

TEST_CASE("A country and a body of it act as one") {
  const char* kChips =
      "Washington has cleared the shipment of 9,000 Nvidia chips to Qatar, two people said. Commerce granted the "
      "licences late on Monday, one of them added.";
  CHECK(Told(kChips, "license.decide") == 1);
  CHECK(EventIn(kChips, "license.decide").date == DayOf(2025, 6, 16));
  CHECK(Told("Beijing has cleared exports of magnets to Volkswagen. MOFCOM granted the permits for exports on Monday.",
             "license.decide") == 1);
  // Another country's body, or other things.
  CHECK(Told("Tokyo has cleared the shipment of Nvidia chips to Qatar. MOFCOM granted export licences on Monday.",
             "license.decide") == 2);
  CHECK(
      Told("Washington has cleared the shipment of Nvidia chips to Qatar. Commerce granted licences to AMD on Monday.",
           "license.decide") == 2);
}

TEST_CASE("What goes on about a meeting or a ruling is of it") {
  CHECK(Told("Wang Yi met Kaja Kallas in Brussels on Tuesday. The two diplomats exchanged views on export controls.",
             "talks.hold") == 1);
  CHECK(Told("A Seoul court on Wednesday ordered an audit of Coupang. The court found that Bom Kim had "
             "kept the leak from the regulator.",
             "ruling.issue") == 1);
  CHECK(Told("A Seoul court ordered an audit of Coupang. A judge in Houston dismissed the case of Intel.",
             "ruling.issue") == 2);
}

TEST_CASE("A definite noun without a day of its own is what was told before") {
  CHECK(
      Told(
          "The duty on solar cells will rise from 25% to 50% in 2026. The tariff increase will protect makers at home.",
          "tariff.change") == 1);
  CHECK(Told("The duty on solar cells will rise from 25% to 50% in 2026. A tariff increase hit Mexico in May.",
             "tariff.change") == 2);
}

TEST_CASE("Grants to several firms are several") {
  CHECK(Told("Texas Instruments will get as much as $1.6 billion in direct funding. Samsung will be given up to $6.4 "
             "billion to expand in Texas.",
             "deal.make") == 2);
  CHECK(Told("Commerce awarded Micron $6.1 billion. Commerce awarded TSMC $6.6 billion in November.", "deal.make") ==
        2);
}

TEST_CASE("A judge whom the text has not spoken of before rules in another case") {
  CHECK(Told("The Supreme Court upheld the tariff in 2004. A bid to overturn the rule was rejected by a judge.",
             "ruling.issue") == 2);
  CHECK(Told("A federal judge has ruled that Google broke the law. Judge Amit Mehta ruled against Google last year.",
             "ruling.issue") == 2);
}

TEST_CASE("What an order makes is told apart by another sentence only") {
  const char* kOrder = "The president signed an executive order raising the tariff on copper.";
  CHECK(Told(kOrder, "order.sign") == 1);
  CHECK(Told(kOrder, "tariff.change") == 0);
  CHECK(Told("The president signed an executive order raising the tariff on copper. The tariff on copper was raised "
             "to 50 percent.",
             "tariff.change") == 1);
  // A day of its own.
  CHECK(Told("On June 3 the president signed a proclamation raising the tariff on copper on August 1.",
             "tariff.change") == 1);
}

TEST_CASE("Two records that share words tell one event") {
  CHECK(Told("Humain said it was in talks with Qualcomm about a lab.", "talks.hold") == 1);
}

TEST_CASE("Changes to one set of rules by one office on one day are one") {
  CHECK(Told("On Monday BIS amended the EAR. BIS also made changes to the Entity List on Monday.", "rule.amend") == 1);
  CHECK(Told("Executive Order 13959 was amended on Monday. Section 4(e) of Executive Order 13959 was also amended on "
             "Monday.",
             "rule.amend") == 1);
}

}  // namespace
}  // namespace dateline::extract
