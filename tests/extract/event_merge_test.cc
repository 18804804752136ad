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
