// Modality, hedge and denial: one table of sentences per phenomenon.
#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

struct Case {
  const char* text;
  const char* type;
  Modality want;
};

void Check(const Case& c) {
  INFO(c.text);
  const Extraction what = ReadShipped(c.text);
  const EventAssertion* found = FirstOf(what, c.type);
  REQUIRE(found != nullptr);
  CHECK(ToString(found->modality) == ToString(c.want));
}

TEST_CASE("What is told in the past or the present perfect has happened") {
  for (const Case& c : {
           Case{"The ministry has rescinded the drone rule.", "rule.end", Modality::kActual},
           Case{"The drone rule was rescinded on Monday.", "rule.end", Modality::kActual},
           Case{"BIS added 23 firms to the Entity List.", "list.add", Modality::kActual},
           Case{"Nvidia halts H20 shipments.", "shipment.change", Modality::kActual},
       }) {
    Check(c);
  }
}

TEST_CASE("Plans, promises and threats are planned") {
  for (const Case& c : {
           Case{"The ministry will soon rescind the drone rule.", "rule.end", Modality::kPlanned},
           Case{"The ministry is set to rescind the drone rule.", "rule.end", Modality::kPlanned},
           Case{"The ministry plans to rescind the drone rule.", "rule.end", Modality::kPlanned},
           Case{"The ministry said it would rescind the drone rule.", "rule.end", Modality::kPlanned},
           Case{"The ministry is expected to issue a rule on drones.", "rule.issue", Modality::kPlanned},
           Case{"The minister threatened to ban drones.", "ban.impose", Modality::kPlanned},
       }) {
    Check(c);
  }
}

TEST_CASE("Weighing and being able to is possible") {
  for (const Case& c : {
           Case{"The ministry could add two firms to the Entity List.", "list.add", Modality::kPossible},
           Case{"The ministry may issue a rule on drones.", "rule.issue", Modality::kPossible},
           Case{"The ministry is considering banning drones.", "ban.impose", Modality::kPossible},
           Case{"The ministry did not rule out banning drones.", "ban.impose", Modality::kPossible},
           Case{"Senators urged the ministry to ban drones.", "ban.impose", Modality::kPossible},
           Case{"If talks fail, the ministry will ban drones.", "ban.impose", Modality::kPossible},
       }) {
    Check(c);
  }
}

TEST_CASE("What is not likely is unlikely") {
  Check({"The ministry is not likely to issue a rule this year.", "rule.issue", Modality::kUnlikely});
  Check({"The ministry is unlikely to rescind the drone rule.", "rule.end", Modality::kUnlikely});
}

struct DenialCase {
  const char* text;
  const char* type;
  Denial want;
};

TEST_CASE("The three denials are kept apart") {
  for (const DenialCase& c : {
           DenialCase{"The ministry denied that it plans to ban drones.", "ban.impose", Denial::kSaidFalse},
           DenialCase{"The ministry did not ban drones.", "ban.impose", Denial::kDidNotHappen},
           DenialCase{"The ministry refused to issue a rule on drones.", "rule.issue", Denial::kDidNotHappen},
           DenialCase{"The ministry has yet to issue a rule on drones.", "rule.issue", Denial::kNotYet},
       }) {
    INFO(c.text);
    const Extraction what = ReadShipped(c.text);
    const EventAssertion* found = FirstOf(what, c.type);
    REQUIRE(found != nullptr);
    CHECK(found->modality == Modality::kDenied);
    CHECK(ToString(found->denial) == ToString(c.want));
  }
}

TEST_CASE("An impression is actual and inferred") {
  const Extraction what = ReadShipped("The ministry appears to have rescinded the drone rule.");
  const EventAssertion* found = FirstOf(what, "rule.end");
  REQUIRE(found != nullptr);
  CHECK(found->modality == Modality::kActual);
  CHECK(found->basis == Basis::kInferred);
}

TEST_CASE("A demand is marked as nobody's promise") {
  const Extraction what = ReadShipped("Senators called on Commerce to ban drones.");
  const EventAssertion* ban = FirstOf(what, "ban.impose");
  REQUIRE(ban != nullptr);
  CHECK(ban->modality == Modality::kPossible);
  CHECK(ban->requested);
}

TEST_CASE("The words of a condition are kept") {
  const Extraction what = ReadShipped("The ministry will ban drones if talks fail.");
  const EventAssertion* ban = FirstOf(what, "ban.impose");
  REQUIRE(ban != nullptr);
  CHECK(ban->condition == "if talks fail.");
}

TEST_CASE("The content of a rule is no event") {
  const Extraction what = ReadShipped("Exporters must issue guidance to their staff before they ship.");
  CHECK(FirstOf(what, "rule.issue") == nullptr);
}

TEST_CASE("Every cue of a decision is named") {
  const Extraction what = ReadShipped("The ministry denied that it plans to ban drones.");
  const EventAssertion* ban = FirstOf(what, "ban.impose");
  REQUIRE(ban != nullptr);
  CHECK(ban->cues == std::vector<std::string>{"cue:plan", "cue:deny"});
  CHECK(ban->rule == "event:ban.impose/ban");
}

}  // namespace
}  // namespace dateline::extract
