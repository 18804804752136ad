// Upon what: names that stand beside an act are no targets of it, whatever they are named for.
#include <algorithm>
#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

using Names = std::vector<std::string>;

struct Case {
  const char* text;
  const char* type;
  Names targets;
};

// All roles but the actors, as `extract` tells them.
Names TargetsOf(const EventAssertion& a) {
  Names out;
  for (const Role& role : a.roles) {
    if (role.name != "actor") out.push_back(role.entity);
  }
  std::ranges::sort(out);
  return out;
}

void CheckTargets(const Case& c) {
  INFO(c.text);
  CHECK(TargetsOf(EventIn(c.text, c.type)) == c.targets);
}

TEST_CASE("What is excepted is no target") {
  CheckTargets(
      {"This rule imposes a license requirement on exports of drones to Iran and all other destinations, except "
       "Canada.",
       "license.require",
       {"place.iran"}});
  CheckTargets({"Tokyo imposed tariffs on imports of steel from all countries other than India.", "tariff.change", {}});
}

TEST_CASE("Where people meet, sue and are heard is no target") {
  CheckTargets({"The Federal Trade Commission will hold a public hearing in Chicago on June 3.", "hearing.hold", {}});
  CheckTargets({"Nvidia filed a lawsuit against the Commerce Department in Texas.", "suit.file", {"agency.commerce"}});
  // Goods go somewhere all the same.
  CheckTargets({"Nvidia halted sales of drones in Malaysia.", "shipment.change", {"place.malaysia"}});
}

TEST_CASE("Whose interests are named is no target") {
  CheckTargets(
      {"The Commerce Department added two firms in Pakistan to the Entity List for acting against the national "
       "security interests of Japan.",
       "list.add",
       {"place.pakistan", "rule.entity-list"}});
  CheckTargets(
      {"The Commerce Department amended its controls on U.S.-origin chips for Iran.", "rule.amend", {"place.iran"}});
}

TEST_CASE("Why, with whom and for whom it is done is no target") {
  CheckTargets({"The Commerce Department imposed a license requirement on Iran in response to the attack on Ukraine.",
                "license.require",
                {"place.iran"}});
  CheckTargets({"Tokyo imposed sanctions on Huawei in coordination with Canada.", "list.add", {"firm.huawei"}});
  CheckTargets({"The Commerce Department issued a rule on rockets launched by SpaceX.", "rule.issue", {}});
  CheckTargets({"The ministry issued a rule on the seat of Huawei in support of an offer submitted by SpaceX.",
                "rule.issue",
                {"firm.huawei"}});
}

TEST_CASE("Use by somebody is for somebody") {
  CheckTargets(
      {"The Commerce Department approved exports of the drones for use by Huawei.", "license.decide", {"firm.huawei"}});
}

TEST_CASE("Whoever gives acts and whoever receives is acted upon") {
  const EventAssertion suit =
      EventIn("The Federal Trade Commission received a complaint from Huawei of Shenzhen, China.", "suit.file");
  CHECK(suit.In("actor") == Names{"firm.huawei"});
  CHECK(TargetsOf(suit) == Names{"agency.ftc"});
  const EventAssertion deal = EventIn("Intel received a grant from the Commerce Department.", "deal.make");
  CHECK(deal.In("actor") == Names{"agency.commerce"});
  CHECK(TargetsOf(deal) == Names{"firm.intel"});
}

TEST_CASE("On whose behalf a complaint is filed sues, and its seat is nothing") {
  const EventAssertion suit = EventIn(
      "A complaint was filed with the U.S. International Trade Commission on behalf of Intel of Santa Clara, "
      "California.",
      "suit.file");
  CHECK(suit.In("actor") == Names{"firm.intel"});
  CHECK(TargetsOf(suit) == Names{"agency.usitc"});
}

TEST_CASE("Somebody without a name asks, not whoever decides") {
  const EventAssertion asked = EventIn(
      "The Federal Trade Commission granted the petition submitted by the Harbour Pilots Union (HPU) requesting an "
      "extension of the deadline for Huawei.",
      "request.make");
  CHECK(asked.In("actor").empty());
}

TEST_CASE("A participle and by name the doer of their own thing only") {
  CHECK(EventIn("The Commerce Department extended a waiver requested by Huawei.", "license.apply").In("actor") ==
        Names{"firm.huawei"});
}

TEST_CASE("The maker of a thing launches it, and a headline's subject stands before its infinitive") {
  CHECK(EventIn("The launch of Huawei's new accelerator drew crowds.", "product.announce").In("actor") ==
        Names{"firm.huawei"});
  CHECK(EventIn("Intel to close Dalian plant", "facility.change").In("actor") == Names{"firm.intel"});
  CHECK(EventIn("Is Tokyo about to ban DeepSeek?", "ban.impose").In("actor") == Names{"place.tokyo"});
}

TEST_CASE("A name before the name of an instrument made it and is not acted upon") {
  CheckTargets(
      {"This directive prohibits the installation of affected valves, as specified in a European Union Aviation "
       "Safety Agency (EASA) directive.",
       "ban.impose",
       {}});
}

TEST_CASE("Who is quoted after an act, and for whom that one works, is no target of it") {
  CheckTargets({"Toolmakers may sue Customs and Border Protection, said Ted Murphy, a partner at Sidley Austin.",
                "suit.file",
                {"agency.cbp"}});
  CheckTargets({"John Moolenaar subpoenaed Nvidia, per the Financial Times.", "hearing.hold", {"firm.nvidia"}});
}

TEST_CASE("The subject of an inner clause is no target of the outer act") {
  CheckTargets({"Brazil said it would appeal to the WTO against the duty that Donald Trump imposed in July.",
                "suit.file",
                {"agency.wto"}});
}

TEST_CASE("Talks are told with the place where people met") {
  CheckTargets({"Wang Wentao met Katherina Reiche in Geneva on Monday.", "talks.hold", {"place.geneva"}});
}

TEST_CASE("A noun without a name means the thing named before") {
  CheckTargets({"The Affiliates Rule drew protests. Howard Lutnick suspended the rule in November.",
                "rule.end",
                {"rule.affiliates-rule"}});
  CheckTargets({"The Affiliates Rule drew protests. Howard Lutnick suspended the order in November.", "rule.end", {}});
  CheckTargets({"Brussels accused Meta of hiding files and opened an investigation into the firm.",
                "probe.open",
                {"firm.meta"}});
}

}  // namespace
}  // namespace dateline::extract
