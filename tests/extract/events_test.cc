// Event types, their collisions, roles, dates and merging.
#include <algorithm>

#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

TEST_CASE("All shipped examples of event types hold") {
  Problems problems;
  CheckExamples(ShippedConfig().config, ShippedRules(), problems);
  for (const Problem& p : problems) UNSCOPED_INFO(p.Text());
  CHECK(problems.empty());
}

TEST_CASE("Every event type has a must and a must-not example and a description") {
  CHECK(ShippedConfig().config.event_types.size() == 34);
  for (const config::EventTypeRecord& type : ShippedConfig().config.event_types) {
    INFO(type.id);
    CHECK_FALSE(type.description.empty());
    CHECK(std::ranges::any_of(type.examples, [](const auto& e) { return e.match; }));
    CHECK(std::ranges::any_of(type.examples, [](const auto& e) { return !e.match; }));
  }
}

struct Collision {
  const char* text;
  const char* is;
  const char* is_not;
};

TEST_CASE("Where types collide, the text decides") {
  for (const Collision& c : {
           Collision{"The bureau invited public comment on a proposed rule.", "rule.propose", "rule.issue"},
           Collision{"The bureau intends to publish a rule on drones.", "rule.issue", "rule.propose"},
           Collision{"The bureau now requires a license for drone exports.", "license.require", "ban.impose"},
           Collision{"The bureau banned drone exports.", "ban.impose", "license.require"},
           Collision{"The bureau assured Nvidia that licenses would be granted.", "license.decide", "license.require"},
           Collision{"The president signed an executive order on drones.", "order.sign", "rule.effective"},
           Collision{"The president signed the bill into law.", "bill.enact", "order.sign"},
           Collision{"A court sentenced two men for smuggling chips.", "penalty.impose", "rule.end"},
           Collision{"Japan and China agreed to a truce.", "agreement.reach", "talks.hold"},
           Collision{"Two senators urged Commerce to act.", "request.make", "rule.propose"},
           Collision{"The ministry published a study on drones.", "report.publish", "rule.issue"},
       }) {
    INFO(c.text);
    const Extraction what = ReadShipped(c.text);
    CHECK(FirstOf(what, c.is) != nullptr);
    CHECK(FirstOf(what, c.is_not) == nullptr);
  }
}

TEST_CASE("The heading of a bill's summary says which stage the bill has reached") {
  const char* const text = "Drone Parts Act\nThis bill directs the bureau to review imports of drone parts.";
  const auto stage = [&](const char* title) {
    const Extraction what = ReadShipped(text, title);
    for (const char* type : {"bill.introduce", "bill.advance", "bill.enact"}) {
      const EventAssertion* a = FirstOf(what, type);
      if (a != nullptr && a->rule == "title:stage") {
        CHECK(a->date == DayOf(2025, 6, 18));
        return std::string(type);
      }
    }
    return std::string();
  };
  CHECK(stage("S.12 (119th) Drone Parts Act - summary (Introduced in Senate)") == "bill.introduce");
  CHECK(stage("H.R. 12 (119th) Drone Parts Act - summary (Passed House)") == "bill.advance");
  CHECK(stage("H.R.12 (119th) - summary (Public Law)") == "bill.enact");
  // No bill, no stage, or a word in brackets that is none.
  CHECK(stage("Drone Parts Act (Passed House)").empty());
  CHECK(stage("H.R.12 (119th) - summary").empty());
  CHECK(stage("S. Smith on drones (Introduced in Senate)").empty());
}

TEST_CASE("Calls for comment on rules and on cases are told apart") {
  CHECK(Tells("The bureau requests comments on the proposed rule for drones.", "rule.propose"));
  for (const char* text : {"The bureau requests comments on the report on drones.",
                           "In accordance with the Paperwork Reduction Act, the bureau invites comments on its forms."}) {
    INFO(text);
    const Extraction what = ReadShipped(text);
    REQUIRE(FirstOf(what, "request.make") != nullptr);
    CHECK(FirstOf(what, "request.make")->subtype == "comment");
    CHECK(FirstOf(what, "rule.propose") == nullptr);
  }
}

TEST_CASE("A verb that is a link is a verb") {
  const Extraction what =
      ReadShipped("SZ DJI was previously [designated](https://example.org/2019/12/10/list?a=1) in July 2020 by OFAC.");
  const EventAssertion* added = FirstOf(what, "list.add");
  REQUIRE(added != nullptr);
  CHECK(added->date == MonthOf(2020, 7));  // not the day in the address
  CHECK(added->In("actor") == std::vector<std::string>{"agency.ofac"});
  CHECK(added->In("target") == std::vector<std::string>{"firm.dji"});
  // Brackets that are no link stay what they are.
  CHECK(Tells("The rule [as amended] was rescinded (see https://example.org) in May.", "rule.end"));
}

TEST_CASE("Sections of one order amended on one day are one amendment") {
  const Extraction what = ReadShipped(
      "This order changes an earlier one. Section 4(e) of Executive Order 13959 is amended to read as follows. "
      "Section 1(b) of Executive Order 13959 is amended by striking the last sentence.");
  CHECK(std::ranges::count(what.assertions, "rule.amend", &EventAssertion::type) == 1);
}

TEST_CASE("A second verb without a subject of its own tells a second event") {
  CHECK(Tells("This rule revises two entries on the Entity List and removes an entity from the Unverified List.",
              "list.remove"));
  CHECK(Tells("BIS issued the drone rule on Sept. 29 and suspended it on Nov. 10.", "rule.end"));
  // A plural noun after "and" is none.
  CHECK_FALSE(Tells("Acme reported weak sales and exports to Japan.", "shipment.change"));
}

TEST_CASE("What is acted upon may stand before the relative clause") {
  CHECK(Tells("The talks follow a memorandum of understanding that Japan and Oman signed in May.", "agreement.reach"));
}

TEST_CASE("A form in -s after a common noun is a verb unless it is a noun too") {
  CHECK(Tells("The agency proposes to revise the drone standards.", "rule.propose"));
  CHECK(Tells("Beijing approved a batch of export permits for drone suppliers.", "license.decide"));
  CHECK(Tells("The office requests written comments on the drone action.", "rule.propose"));
}

TEST_CASE("Habits, descriptions and what happens whenever tell of nothing") {
  for (const char* text : {
           "We compete with rivals that sell chips in Japan.",
           "When the committee reviews a transaction, it looks at the owner.",
           "Today's proposed regulations are long.",
           "This action complements our existing export control and inbound screening tools.",
           "The rule covers software supplied by persons abroad.",
       }) {
    INFO(text);
    CHECK(ReadShipped(text).assertions.empty());
  }
}

TEST_CASE("A noun does not repeat its verb") {
  CHECK(ReadShipped("Washington has not reached a trade agreement with Seoul.").assertions.size() == 1);
}

TEST_CASE("The subject of a that-clause stands behind \"that\"") {
  CHECK(Tells("Samsung denied that Washington had reached a trade agreement with Seoul.", "agreement.reach"));
}

TEST_CASE("A word inside the name of a law or firm does not speak") {
  CHECK_FALSE(Tells("The GAIN AI Act is expected in May.", "finance.impact"));
}

TEST_CASE("The subject acts and the object is acted upon") {
  const EventAssertion a = EventIn("BIS added Huawei to the Entity List.", "list.add");
  CHECK(a.In("actor") == std::vector<std::string>{"agency.bis"});
  CHECK(a.In("target") == std::vector<std::string>{"firm.huawei"});
  CHECK(a.In("instrument") == std::vector<std::string>{"rule.entity-list"});
}

TEST_CASE("The passive turns the roles round") {
  const EventAssertion a = EventIn("Huawei was added to the Entity List by BIS.", "list.add");
  CHECK(a.In("actor") == std::vector<std::string>{"agency.bis"});
  CHECK(a.In("target") == std::vector<std::string>{"firm.huawei"});
}

TEST_CASE("Coordinated names share a role") {
  CHECK(EventIn("Commerce could add Thailand and Malaysia to the list of countries.", "list.add").In("target") ==
        std::vector<std::string>{"place.malaysia", "place.thailand"});
}

TEST_CASE("An undated happening stays undated") {
  CHECK_FALSE(EventIn("BIS added Huawei to the Entity List.", "list.add").date.known());
}

TEST_CASE("The day of a promise is not the day of its keeping") {
  for (const char* text : {"The ministry will soon rescind the drone rule, Jeffrey Kessler said on May 12, 2025.",
                           "On a visit, the ministry announced on May 12, 2025 that it will rescind the drone rule."}) {
    INFO(text);
    const EventAssertion end = EventIn(text, "rule.end");
    CHECK(end.modality == Modality::kPlanned);
    CHECK_FALSE(end.date.known());
  }
  const EventAssertion end =
      EventIn("Jeffrey Kessler said that the ministry will rescind the drone rule on May 12, 2025.", "rule.end");
  CHECK(ToEdtf(end.date) == "2025-05-12");
}

TEST_CASE("A rule text performs its act on the day of its publication") {
  const EventAssertion a = EventIn("In this rule, BIS amends the Export Administration Regulations.", "rule.amend");
  CHECK(ToEdtf(a.date) == "2025-06-18");
  CHECK(a.basis == Basis::kOfficialText);
}

TEST_CASE("One happening told twice is one assertion with two sentences") {
  const Extraction what = ReadShipped("BIS added Huawei to the Entity List. Huawei was added to the Entity List for its exports.");
  const auto adds = std::ranges::count_if(what.assertions, [](const EventAssertion& a) { return a.type == "list.add"; });
  CHECK(adds == 1);
  CHECK(FirstOf(what, "list.add")->evidence.size() == 2);
}

TEST_CASE("Numbers near a trigger come out in canonical form") {
  CHECK(EventIn("Nvidia recorded a $5.5 billion charge.", "finance.impact").numbers ==
        std::vector<std::string>{"5500000000 USD"});
}

TEST_CASE("Structured fields state the dates of a notice") {
  Document document;
  document.text = "This rule covers drones. It is effective in July.";
  document.kind = "Rule";
  document.published.span = DayOf(2025, 6, 18);
  document.fields = {{"type", "Rule"}, {"effective_on", "2025-07-18"}};
  const Extraction what = Extract(document, ShippedRules());
  const EventAssertion* issue = FirstOf(what, "rule.issue");
  const EventAssertion* effective = FirstOf(what, "rule.effective");
  REQUIRE(issue != nullptr);
  REQUIRE(effective != nullptr);
  CHECK(ToEdtf(issue->date) == "2025-06-18");
  CHECK(effective->modality == Modality::kPlanned);
  CHECK(issue->basis == Basis::kOfficialText);
}

TEST_CASE("The dated actions of a bill are its events, whatever its text says") {
  Document document;
  document.keys = {"BILL:118:HR:4242"};
  document.title = "H.R. 4242: Lantern Export Act";
  document.text =
      "H.R. 4242, 118th Congress: Lantern Export Act\n\nSummary (Introduced in House, March 1, 2023)\n\nThis bill controls lanterns.\n\nActions\n\n"
      "March 1, 2023: Introduced in House\nMarch 1, 2023: Referred to the House Committee on Foreign Affairs.\n"
      "April 6, 2023: On passage Passed by the Yeas and Nays: 220 - 213.\nApril 6, 2023: Passed/agreed to in House: On passage Passed by the Yeas and Nays: 220 - 213.\n"
      "May 2, 2023: Passed Senate without amendment by Voice Vote.\nMay 4, 2023: Motion to proceed to consideration of measure made in Senate.\n"
      "May 9, 2023: Signed by President.\nMay 9, 2023: Became Public Law No: 118-900.";
  document.kind = "bill";
  document.published.span = DayOf(2023, 5, 9);
  document.fields = {{"action.1", "2023-03-01|1000|Introduced in House"},
                     {"action.2", "2023-03-01|H11100|Referred to the House Committee on Foreign Affairs."},
                     {"action.3", "2023-04-06|H37100|On passage Passed by the Yeas and Nays: 220 - 213."},
                     {"action.4", "2023-04-06|8000|Passed/agreed to in House: On passage Passed by the Yeas and Nays: 220 - 213."},
                     {"action.5", "2023-05-02||Passed Senate without amendment by Voice Vote."},
                     {"action.6", "2023-05-04||Motion to proceed to consideration of measure made in Senate."},
                     {"action.7", "2023-05-09|36000|Signed by President."},
                     {"action.8", "2023-05-09|36000|Became Public Law No: 118-900."},
                     {"action.9", "no day"}};
  const Extraction what = Extract(document, ShippedRules());
  std::vector<std::string> told;
  for (const EventAssertion& a : what.assertions) {
    if (!a.type.starts_with("bill.")) continue;
    CHECK(a.rule == "field:action");
    CHECK(a.basis == Basis::kOfficialText);
    CHECK(a.modality == Modality::kActual);
    CHECK(a.In("instrument") == std::vector<std::string>{"rule.bill-118-hr-4242", "rule.lantern-export-act"});
    const auto actors = a.In("actor");
    told.push_back(a.type + " " + ToEdtf(a.date) + " " + (actors.empty() ? "" : actors[0]));
  }
  CHECK(told == std::vector<std::string>{"bill.introduce 2023-03-01 agency.house", "bill.advance 2023-04-06 agency.house",
                                         "bill.advance 2023-05-02 agency.senate", "bill.enact 2023-05-09 "});
}

// A page with a byline and a newsletter were taken for official acts, because they had fields.
TEST_CASE("Who wrote a text makes it no act") {
  Document document;
  document.text = "The bureau added Huawei to the Entity List on Tuesday.";
  document.published.span = DayOf(2025, 6, 18);
  const Extraction plain = Extract(document, ShippedRules());
  document.fields = {{"author", "Ada Wong"}, {"list", "news.letters.example"}, {"sender", "news@letters.example"}};
  const Extraction letter = Extract(document, ShippedRules());
  REQUIRE(FirstOf(plain, "list.add") != nullptr);
  REQUIRE(FirstOf(letter, "list.add") != nullptr);
  CHECK(FirstOf(letter, "list.add")->basis == FirstOf(plain, "list.add")->basis);
  document.fields = {{"effective_on", "2025-07-18"}};
  CHECK(FirstOf(Extract(document, ShippedRules()), "list.add")->basis == Basis::kOfficialText);
}

TEST_CASE("Chinese notices tell of lists and controls") {
  CHECK(Tells("商务部决定将十家实体列入出口管制管控名单。", "list.add"));
  CHECK(Tells("自公布之日起对无人机实施出口管制。", "rule.issue"));
  CHECK(Tells("商务部决定暂停上述措施。", "rule.end"));
}

TEST_CASE("A rule that amends a named rule makes an edge") {
  const Extraction what = ReadShipped("Executive Order 14032 amends Executive Order 13959.");
  REQUIRE(what.relations.size() == 1);
  CHECK(what.relations[0].type == "amends");
}

TEST_CASE("Hostile text is read in bounded time and never fails") {
  std::string text;
  SECTION("one endless sentence") {
    for (int i = 0; i < 20000; ++i) text += "BIS will add Huawei to the Entity List and ";
  }
  SECTION("one endless sentence about bills") {
    for (int i = 0; i < 10000; ++i) text += "the bill would pass the Senate when it is introduced by the agency and ";
  }
  SECTION("only quotation marks") { text.assign(200000, '"'); }
  SECTION("only conditions") {
    for (int i = 0; i < 50000; ++i) text += "if said that ";
  }
  SECTION("bytes that are no text") {
    for (int i = 0; i < 100000; ++i) text.push_back(static_cast<char>(i * 37 % 256));
  }
  SECTION("open quotes in many paragraphs") {
    for (int i = 0; i < 20000; ++i) text += "“He said\n\n";
  }
  const Extraction what = ReadShipped(text);
  for (const EventAssertion& a : what.assertions) {
    for (const Span span : a.evidence) CHECK(span.end <= text.size());
    if (what.assertions.size() > 1000) break;
  }
}

}  // namespace
}  // namespace dateline::extract
