// Who acts and upon what: one sentence for each way of saying it.
#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

using Names = std::vector<std::string>;

struct Case {
  const char* text;
  const char* type;
  Names actors;
};

void CheckActors(const Case& c, std::string_view title = "") {
  INFO(c.text);
  CHECK(EventIn(c.text, c.type, title).In("actor") == c.actors);
}

// Memory is no chip, but what is done to chips is done to it.
TEST_CASE("Memory takes the roles of chips, organisations take none") {
  CHECK(EventIn("BIS banned exports of HBM3E to China on June 2.", "ban.impose").In("target") ==
        Names{"memory.hbm3e", "place.china"});
  const Extraction asked = ReadShipped("The Semiconductor Industry Association urged BIS to wait.");
  for (const EventAssertion& assertion : asked.assertions) {
    for (const Role& role : assertion.roles) CHECK_FALSE(role.entity.starts_with("organisation."));
  }
}

TEST_CASE("Names that hang on a preposition or only qualify a noun do not act") {
  for (const Case& c : {
           Case{"The Commerce Department, in consultation with the Treasury Department, issued a rule on drones.",
                "rule.issue",
                {"agency.commerce"}},
           Case{"In June the Commerce Department issued a rule on drones.", "rule.issue", {"agency.commerce"}},
           Case{"After talks in London, the Commerce Department lifted the export controls.",
                "rule.end",
                {"agency.commerce"}},
           Case{"U.S. companies halted shipments of Nvidia chips.", "shipment.change", {}},
           Case{"WASHINGTON — The Commerce Department issued a rule on drones.", "rule.issue", {"agency.commerce"}},
       }) {
    CheckActors(c);
  }
}

TEST_CASE("Whoever is told to do it does it") {
  for (const Case& c : {
           Case{"President Donald Trump directed the Commerce Department to issue a rule on drones.",
                "rule.issue",
                {"agency.commerce"}},
           Case{"The Commerce Department plans to issue a rule on drones.", "rule.issue", {"agency.commerce"}},
           Case{"Tokyo promised to lift the export controls.", "rule.end", {"place.tokyo"}},
       }) {
    CheckActors(c);
  }
}

TEST_CASE("Holders of an office stand for the body where the text names it") {
  for (const Case& c : {
           Case{"The Director of the Office of Management and Budget rescinded the order on drones.",
                "rule.end",
                {"agency.omb"}},
           Case{"The Treasury Department, as Chair of the Committee on Foreign Investment in the United States, issued "
                "a rule on mergers.",
                "rule.issue",
                {"agency.cfius", "agency.treasury"}},
       }) {
    CheckActors(c);
  }
}

TEST_CASE("Verbs in a row share their subject") {
  CheckActors(
      {"Nvidia sold its stake, closed its plant in Dalian and cut its forecast.", "facility.change", {"firm.nvidia"}});
  CheckActors({"The Commerce Department added Huawei to the Entity List and removed Hikvision from the Entity List.",
               "list.remove",
               {"agency.commerce"}});
}

TEST_CASE("The author of a filing is the firm of its headline, where the text names it") {
  const char* title = "NVIDIA Form 10-Q";
  CheckActors({"We halted sales of H20 chips to China. NVIDIA has no other customers there.",
               "shipment.change",
               {"firm.nvidia"}},
              title);
  CheckActors({"We halted sales of H20 chips to China.", "shipment.change", {}}, title);
}

TEST_CASE("A rule acts for whoever issued it") {
  CheckActors(
      {"In this rule, the Bureau of Industry and Security (BIS) amends the Export Administration Regulations. "
       "This rule also imposes a license requirement on drones.",
       "license.require",
       {"agency.bis"}});
}

TEST_CASE("A phrase may span what it acts upon, and a place that only says whose is no target") {
  for (const char* text :
       {"China bans Huawei from state networks.", "Brussels banned Huawei to protect U.S. persons."}) {
    INFO(text);
    CHECK(EventIn(text, "ban.impose").In("target") == Names{"firm.huawei"});
  }
}

TEST_CASE("A ban is done to the persons whom it bars") {
  CHECK(EventIn("The Treasury Department prohibited U.S. persons from buying drones.", "ban.impose").In("target") ==
        Names{"place.us"});
}

TEST_CASE("One verb tells one event, the narrower") {
  const Extraction what = ReadShipped("The Commerce Department imposed a license requirement on exports of drones.");
  CHECK(FirstOf(what, "license.require") != nullptr);
  CHECK(FirstOf(what, "rule.issue") == nullptr);
}

}  // namespace
}  // namespace dateline::extract
