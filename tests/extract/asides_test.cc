// What a sentence says beside its happening is no event of its own.
#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

TEST_CASE("What would undo an end is not said to come") {
  const char* kLapse = "The port levy lapses on June 30 unless Congress extends it.";
  CHECK(Tells(kLapse, "rule.end"));
  CHECK_FALSE(Tells(kLapse, "tariff.change"));
  CHECK_FALSE(Tells("Unless the waiver is prolonged it runs out on May 3.", "rule.amend"));
  CHECK(Tells("Congress extended the levy on Monday.", "tariff.change"));
}

TEST_CASE("A span of time told by what is in force") {
  CHECK_FALSE(Tells("The office sent back forms while the origin rule was in force.", "rule.effective"));
  CHECK_FALSE(Tells("Banks must report within 90 days of the law entering into force.", "rule.effective"));
  CHECK(Tells("The act entered into force on Monday.", "rule.effective"));
}

TEST_CASE("An agreement and an investigation spoken of") {
  CHECK_FALSE(Tells("Nothing in the agreement with Oslo binds the department.", "agreement.reach"));
  const char* kRuling = "On Thursday the ministry published a final ruling in its subsidy investigation into polymers.";
  CHECK(Tells(kRuling, "ruling.issue"));
  CHECK_FALSE(Tells(kRuling, "probe.open"));
}

TEST_CASE("Nouns and participles that look like verbs") {
  CHECK_FALSE(Tells("Beijing granted exporters exemptions from its export ban a week earlier.", "ban.impose"));
  CHECK_FALSE(Tells("The deal includes a three-year suspended import order.", "rule.end"));
  CHECK(Tells("Under the act, regulators ban exports of drones from May 1.", "ban.impose"));
}

TEST_CASE("Controls extended to more things are issued, a deadline extended is amended") {
  CHECK(Tells("Last month Beijing extended controls to five more rare earths.", "rule.issue"));
  CHECK(Tells("Last month Beijing extended the controls until June.", "rule.amend"));
}

TEST_CASE("A noun between subject and verb does not hide the verb") {
  CHECK(Tells("The broker landed on the sanctions list.", "list.add"));
  CHECK_FALSE(Tells("Under rules published in May, firms need a license.", "list.add"));
}

TEST_CASE("A subject that denies behind \"that\" denies") {
  for (const char* text :
       {"The minister said that no chips had been diverted.", "It is clear that nobody smuggled chips."}) {
    INFO(text);
    CHECK(EventIn(text, "diversion.report").modality == Modality::kDenied);
  }
}

TEST_CASE("What was threatened, supposed or may come soon") {
  const auto modality = [](const char* text, const char* type) { return EventIn(text, type).modality; };
  CHECK(modality("Washington backed down from its threat to ban Nvidia's sales.", "ban.impose") == Modality::kDenied);
  CHECK(modality("The rule, had it been issued, would have restricted exports of the chips.", "rule.issue") ==
        Modality::kDenied);
  CHECK(modality("The agency could as soon as next week announce limits on chip tools.", "rule.issue") ==
        Modality::kPossible);
}

TEST_CASE("What somebody wants done is asked for") {
  const EventAssertion a = EventIn("The council of Utrecht wants Palantir barred from police tenders.", "ban.impose");
  CHECK(a.modality == Modality::kPossible);
  CHECK(a.requested);
}

TEST_CASE("A fine that a court reviews was laid on before") {
  CHECK_FALSE(Tells("The court upheld a $220 million penalty against Meta.", "penalty.impose"));
  CHECK(Tells("The regulator imposed a $220 million penalty on Meta.", "penalty.impose"));
}

}  // namespace
}  // namespace dateline::extract
