// When an event was: which date of a sentence is its own.
#include <catch2/catch.hpp>

#include "shipped_rules.h"

namespace dateline::extract {
namespace {

using Case = DatedCase;

TEST_CASE("A deadline dates, an end of validity does not") {
  for (const Case& c : {
           Case{"The drone rule will take effect no later than July 1, 2026.", "rule.effective", "../2026-07-01"},
           Case{"Tokyo suspended the export controls until November 10, 2026.", "rule.end", ""},
           Case{"The ministry extended the deadline to January 17, 2026.", "rule.amend", ""},
           Case{"The Commerce Department will publish a report for calendar year 2024.", "report.publish", ""},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("A day that counts from a happening told elsewhere is left to the graph") {
  const auto offset_of = [](std::string_view text) {
    const EventAssertion found = EventIn(text, "rule.effective");
    CHECK_FALSE(found.date.known());
    CHECK((found.modality == Modality::kPlanned) == !found.offset.empty());
    return found.offset;
  };
  CHECK(offset_of("The Chip Security Act takes effect 180 days after enactment.") == "enactment+P180D");
  CHECK(offset_of("The export rule will take effect two months after its signing.") == "signing+P2M");
  CHECK(offset_of("The export rule took effect, and firms must report 30 days after the effective date.").empty());
  // Told in the same text: dated at once, as before.
  CheckDate({"The law was enacted on March 3, 2026. Its export rule will take effect 30 days after enactment.",
             "rule.effective", "2026-04-02"});
}

TEST_CASE("The date before a noun is that of what the noun tells") {
  CheckDate(
      {"The ministry received letters on its August 2023 notice of proposed rulemaking.", "rule.propose", "2023-08"});
}

TEST_CASE("The day on which something was said is not the day on which it happened") {
  for (const Case& c : {
           Case{"Tokyo has lifted the export controls, two officials said on Monday.", "rule.end", ""},
           Case{"Kessler said on Monday that the bureau had rescinded the rule.", "rule.end", ""},
           Case{"The company, founded in 1987, opened a plant.", "facility.change", ""},
           Case{"As a result of today's action, the ministry will ban drones.", "ban.impose", ""},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("Each verb of a row has its own date") {
  CheckDate(
      {"Trump signed the order on June 10 and will impose the tariffs on July 1.", "tariff.change", "2025-07-01"});
}

TEST_CASE("What the instrument of a release does is dated like its issue") {
  CheckDate(
      {"WASHINGTON — The Treasury Department today issued a final rule on drones. The Final Rule prohibits investments "
       "in drones.",
       "ban.impose", "2025-06-18"});
}

TEST_CASE("A past rule told of in a rule keeps its own time") {
  CheckDate(
      {"This rule corrects an error. That earlier rule amended the Export Administration Regulations by adding Huawei "
       "to the Entity List.",
       "list.add", ""});
}

TEST_CASE("Items of a list are dated by what stands over them") {
  CheckDate({"In May 2025, companies announced new plants:\n\n- Micron will build a plant in Idaho.\n",
             "facility.change", "2025-05"});
}

TEST_CASE("A law's year dates its enactment") {
  CheckDate({"Congress enacted the Foreign Investment and National Security Act of 2007.", "bill.enact", "2007"});
}

TEST_CASE("What counts from the date of an order is known to the month") {
  CheckDate(
      {"Within 150 days of the date of this order, the Secretary shall publish regulations.", "rule.issue", "2025-11"});
}

TEST_CASE("A relative date after a name is no part of the name") {
  CheckDate({"BIS will add six firms to the Entity List next week.", "list.add", "2025-06-23/2025-06-29"});
}

TEST_CASE("The date after a second verb is that verb's") {
  const char* const kPlant = "Nvidia halted shipments of the H20 and plans to open a plant in Japan in 2027.";
  CheckDate({kPlant, "shipment.change", ""});
  CheckDate({kPlant, "facility.change", "2027"});
}

TEST_CASE("The day of a dispatch dates nothing in it") {
  CheckDate({"TOKYO, June 17 - Japan has lifted the export controls on resins.", "rule.end", ""});
}

TEST_CASE("What is to come lies ahead, whatever the tense beside it") {
  CheckDate({"Tokyo has committed to lift the export controls on November 10.", "rule.end", "2025-11-10"});
  CheckDate({"Nvidia is expected to open a plant in September.", "facility.change", "2025-09"});
}

TEST_CASE("The day of a saying is not that of what is said to come or to have been") {
  for (const Case& c : {
           Case{"On Tuesday Commerce said it would add the firm to the Entity List.", "list.add", ""},
           Case{"In a speech on June 3, Sacks said the rule had been rescinded.", "rule.end", ""},
           Case{"“We urge the ministry to lift the ban,” Lutnick told reporters on Monday.", "request.make",
                "2025-06-16"},
           Case{"Lutnick met Bessent on Monday and expects to sign an agreement.", "agreement.reach", ""},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("Until dates what happens then") {
  for (const Case& c : {
           Case{"It was not until March 2025 that Tokyo lifted the export controls.", "rule.end", "2025-03"},
           Case{"ByteDance has until September 17, 2025 to divest TikTok.", "ban.impose", "2025-09-17"},
           Case{"BIS plans to issue a rule before the end of July 2025.", "rule.issue", "../2025-07-30"},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("A stretch of time that is told dates what went on for it") {
  CheckDate({"Seagate shipped drives to Huawei between August 2020 and September 2021.", "shipment.change",
             "2020-08/2021-09"});
}

TEST_CASE("A date before a noun is the noun's") {
  for (const Case& c : {
           Case{"Lawyers praised the May 2025 ruling that struck down the tariffs.", "ruling.issue", "2025-05"},
           Case{"USTR has opened an investigation into compliance with the January 15, 2020, Economic and Trade "
                "Agreement.",
                "probe.open", ""},
           Case{"ASML announced a share buyback, to be executed by December 31, 2028, and will close its office.",
                "facility.change", ""},
           Case{"Tariffs will rise as both sides work towards a fall meeting in London.", "tariff.change", ""},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("What has yet to happen has no day") {
  CheckDate({"The report on chips, due in March 2025, has not been published yet.", "report.publish", ""});
}

TEST_CASE("A day after is counted from the day that the sentence tells") {
  CheckDate(
      {"Tokyo will raise tariffs, a source said on Monday, a day after Beijing opened an investigation into imports.",
       "probe.open", "2025-06-15"});
  CheckDate(
      {"Last Tuesday the bureau posted the rule awaited since Trump's post of May 8. A day later, Trump signed a "
       "proclamation on "
       "tariffs.",
       "order.sign", "2025-06-18"});
}

TEST_CASE("A clause that says when a thing is held dates it") {
  CheckDate({"The ruling may cloud the talks with Washington, which both sides are scheduled to hold in Paris in July.",
             "talks.hold", "2025-07"});
  CheckDate({"“We have urged the ministry to lift the ban,” Lutnick told reporters on Monday.", "request.make", ""});
}

TEST_CASE("What was done has no day that is to come") {
  CheckDate({"The ministry has granted Samsung a license to bring tools to its fab in 2026.", "license.decide", ""});
}

TEST_CASE("A text that begins with its date is read as any other") {
  CheckDate({"Effective January 10, the export controls are suspended.", "rule.end", "2026-01-10"});
  CheckDate(
      {"The weather was mild. Effective January 10, the export controls are suspended.", "rule.end", "2026-01-10"});
}

TEST_CASE("A duty is in force from the day it names, however far behind") {
  CheckDate(
      {"The amendments made here shall be effective with respect to goods landed, or taken from a bonded "
       "warehouse, on or after 12:01 a.m. eastern time on March 9, 2026.",
       "rule.effective", "2026-03-09"});
}

// The test's day of publication is June 18, 2025.
TEST_CASE("A notice, a readout and a company's release do on their own day what they tell") {
  CheckDate(
      {"The Federal Maritime Commission (FMC) is announcing the availability of final guidance on port cranes. "
       "The Commission published the draft guidance in June 2024.",
       "rule.issue", "2025-06-18"});
  CheckDate({"As the Paperwork Reduction Act requires, the bureau invites comments on a renewed form.", "request.make",
             "2025-06-18"});
  CheckDate(
      {"Along with the designation, the two firms lost their bank. Concurrent with this action, BIS is issuing a "
       "general license.",
       "rule.issue", "2025-06-18"});
  CheckDate(
      {"The two leaders committed to work towards more flights early next year.", "agreement.reach", "2025-06-18"},
      "Readout of a Call with Prime Minister Modi");
  CheckDate(
      {"HSINCHU, June 18, 2025 - TSMC today published its results. TSMC also announced a new share buyback program, to "
       "be completed by "
       "May 31, 2028.",
       "deal.make", "2025-06-18"});
  // What a notice says is to come has another day.
  CheckDate(
      {"The Federal Maritime Commission (FMC) is announcing guidance. The Commission is holding a hearing on cranes.",
       "hearing.hold", ""});
}

TEST_CASE("Figures have the year that they are of") {
  CheckDate({"The tax could reduce the company's 2027 revenue.", "finance.impact", "2027"});
  CheckDate({"Lam Research said sales in China fell 18% in the December quarter.", "finance.impact", "2024-36"});
  CheckDate({"AMD recorded a charge of $80 million in the quarter ended March 29, 2025.", "finance.impact", "2025-33"});
}

TEST_CASE("A date stays with the verb that it stands by") {
  for (const Case& c : {
           Case{"Micron has no plan to revive the Penang project it cancelled last July.", "facility.change", ""},
           Case{"Tokyo banned the drones in May, and now requires licences for their parts.", "license.require", ""},
           Case{"Police on Monday announced charges against four brokers accused of smuggling chips.",
                "diversion.report", ""},
           Case{"Commerce froze the rule on Monday as part of a truce signed by Donald Trump and Xi Jinping.",
                "agreement.reach", ""},
           Case{"Pursuant to the order of August 9, 2023, the Department of the Treasury will issue draft regulations.",
                "rule.issue", ""},
           Case{"Today’s announcement follows extensive consultations with allies.", "talks.hold", ""},
           Case{"He said that as of the end of May the ministry had granted 12 licenses.", "license.decide",
                "2025-05-21/2025-05-31"},
           Case{"Micron paid a fine, Reuters reported on Monday, hours after Brussels opened an investigation.",
                "probe.open", "2025-06-16"},
           Case{"Lam Research said on Tuesday it had agreed to pay a fine of $25 million.", "penalty.impose",
                "2025-06-17"},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("The day on which a plan was told of is none of the plan") {
  for (const Case& c : {
           Case{"Today, the bureau put out a proposed rule that would ban the sale of drones from China.", "ban.impose",
                ""},
           Case{"Lam Research on Monday reported revenue of $5 billion and said it would close a plant in Oregon.",
                "facility.change", ""},
           Case{"On June 24, the ministry will ban the drones.", "ban.impose", "2025-06-24"},
           Case{"The ban was to take effect on May 15.", "rule.effective", "2025-05-15"},
           Case{"In May, the agency proposed raising tariffs on cranes from 25 to 100 percent.", "tariff.change",
                "2025-05"},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("A month behind what somebody agreed to do lies ahead") {
  for (const Case& c : {
           Case{"The two sides agreed to hold the next round in August.", "agreement.reach", ""},
           Case{"Lutnick urged senators to pass the bill before the recess in August.", "request.make", ""},
           Case{"The two sides agreed to share data in April.", "agreement.reach", "2025-04"},
           Case{"Micron will invest $2 billion in the plant with construction to begin in August.", "deal.make", ""},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("What happened since then has no day of then") {
  CheckDate({"In April the minister announced tariffs on cars, and she has since signed an executive order.",
             "order.sign", ""});
  CheckDate({"The ministry has added 40 firms since February, when the president signed a memorandum.", "order.sign",
             "2025-02"});
}

TEST_CASE("The same day is that of the sentence before") {
  for (const Case& c : {
           Case{"Beijing retaliated on Tuesday. The bureau had revoked two licenses earlier in the day.",
                "license.decide", "2025-06-17"},
           Case{"Beijing retaliated on June 3. The bureau had revoked two licenses hours earlier.", "license.decide",
                "2025-06-03"},
           Case{"Customs began paying refunds this week, two months after a court struck down the tariffs.",
                "ruling.issue", "2025-04"},
           Case{"The decision comes nearly two years after Beijing barred Micron's chips.", "ban.impose", "2023"},
           Case{"On June 3 the ministry announced that it had added two firms to its list. The ban took effect on the "
                "date of the announcement.",
                "rule.effective", "2025-06-03"},
           Case{"Last week, Commerce fined the firm on Tuesday.", "penalty.impose", "2025-06-10"},
           Case{"The panel next week marks up the bill; Lutnick met Sacks on Tuesday.", "talks.hold", "2025-06-17"},
           Case{"The Treasury today designated two firms. It also issued a general license.", "rule.issue",
                "2025-06-18"},
           Case{"Commerce fined the firm on June 3. It also issued guidance.", "rule.issue", ""},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("A stretch of days is told as the month of its last") {
  const auto date_of = [](std::string_view text, std::string_view type) { return ToEdtf(EventIn(text, type).date); };
  CHECK(date_of("Lutnick shall issue the rule within 60 days.", "rule.issue") == "2025-08");
  CHECK(date_of("Nvidia opened an office at the end of that month.", "facility.change").empty());
  CHECK(date_of("India approved four plants in April. Delhi signed a memorandum with Japan at the end of that month.",
                "agreement.reach") == "2025-04");
}

TEST_CASE("Figures told for a quarter are of it, a forecast is not") {
  CheckDate({"Micron reported a profit of $3 billion for the first quarter.", "finance.impact", "2025-33"});
  CheckDate({"Micron cut its forecast for the second quarter.", "finance.impact", ""});
  // The money of Korea is no victory.
  CheckDate({"Samsung invested 11 trillion won in March.", "deal.make", "2025-03"});
}

TEST_CASE("An order makes what it says there is") {
  CheckDate({"There is hereby established the Chips Council.", "office.change", "2025-06-18"},
            "Executive Order 14999: Chips");
  const char* const kInformed =
      "In February 2025, BIS informed us that a license would be required to ship the servers.";
  CheckDate({kInformed, "license.require", "2025-02"});
  CHECK(EventIn(kInformed, "license.require").modality == Modality::kActual);
}

TEST_CASE("A Chinese notice acts on its own day") {
  constexpr std::string_view kNotice = "商务部公告2025年第99号";
  CheckDate({"决定将8家实体列入出口管制管控名单。", "list.add", "2025-06-18"}, kNotice);
  CheckDate({"本公告自公布之日起正式实施。", "rule.effective", "2025-06-18"}, kNotice);
  CheckDate({"决定将8家实体列入出口管制管控名单。", "list.add", ""}, "商务部新闻发言人就公告答记者问");
  CheckDate({"6月16日，商务部发布公告，决定自7月1日起征收反倾销税。", "rule.issue", "2025-06-16"});
}

TEST_CASE("A newspaper's headline dates nothing, an office's does") {
  CheckDate({"London blocked the takeover of a chip plant.", "ban.impose", ""}, "UK blocks chip plant takeover");
  CheckDate({"Treasury released its annual report on foreign investment.", "report.publish", "2025-06-18"},
            "Treasury Releases Annual Report on Foreign Investment");
  CheckDate({"Lutnick hopes to reach an agreement with India before the end of the year.", "agreement.reach", "2025"});
}

TEST_CASE("An official text does not date what others do") {
  constexpr std::string_view kTitle = "FACT SHEET: Securing Chip Supply";
  CheckDate(
      {"Today, the Treasury Department designated two firms. In addition, Yitu has established an office in Dubai.",
       "facility.change", ""},
      kTitle);
  CheckDate(
      {"By the authority vested in me, it is hereby ordered. The United States imposes a tariff of 2.5 percent on "
       "cars, while China imposes a higher one.",
       "tariff.change", ""},
      "Executive Order 14999: Tariffs");
  CheckDate({"Section 2(a) of the Act prohibits firms from distributing the application.", "ban.impose", ""}, kTitle);
}

TEST_CASE("The day of another clause stays there") {
  for (const Case& c : {
           Case{"Broadcom forecast revenue of $20 billion on Monday, as it begins deliveries of chips to OpenAI.",
                "shipment.change", ""},
           Case{"The Pentagon on June 3 removed the firm from its list, only to reinstate it two days later.",
                "list.remove", "2025-06-03"},
           Case{"The ministry urged Washington on Monday to revoke the rule.", "rule.end", ""},
           Case{"On Friday the House panel marks up the bill.", "bill.advance", "2025-06-20"},
           Case{"Intel recorded revenue of $60 million under the March 2025 licenses.", "finance.impact", ""},
           Case{"Rules must align with the March 30, 2020 orders designating Huawei as a national security threat.",
                "list.add", "2020-03-30"},
           Case{"Lawmakers called for a ban on tools after finding that Chinese firms bought them last year.",
                "ban.impose", ""},
           Case{"This notice proposes to modify the tariff by raising the duty from 0 to 25 percent on June 23, 2027.",
                "rule.propose", "2025-06-18"},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("A day counts for the verb that it is counted for") {
  for (const Case& c : {
           Case{"The raid came on June 12, a day after the ministry tightened a permit rule that it introduced in July "
                "2024.",
                "license.require", "2024-07"},
           Case{"Shipments resumed on June 12, two weeks after Tokyo began approving waivers.", "license.decide",
                "2025-05"},
           Case{"Two men were sentenced today for their roles in a scheme to export chips to China.",
                "diversion.report", ""},
           Case{
               "On January 14, 2025, the president signed a proclamation imposing a tariff on chips, effective January "
               "15.",
               "tariff.change", "2025-01-15"},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("The sentence behind says when") {
  for (const Case& c : {
           Case{"China has banned exports of gallium to Japan. The ban was announced on Monday.", "ban.impose",
                "2025-06-16"},
           Case{"China has banned exports of gallium to Japan. The ministry announced the curbs on June 3.",
                "ban.impose", "2025-06-03"},
           Case{"A judge has blocked the tariffs. Friday's ruling is the second of its kind.", "ruling.issue",
                "2025-06-13"},
           Case{"A judge has blocked the tariffs. The ruling came late on Monday.", "ruling.issue", "2025-06-16"},
           Case{"Lutnick met He Lifeng in London. The meeting took place on Friday.", "talks.hold", "2025-06-13"},
           Case{"The president signed an order on drones. The order, dated June 3, takes effect in July.", "order.sign",
                "2025-06-03"},
           Case{"The president signed an order on drones. The order, dated June 3, takes effect in July.",
                "rule.effective", "2025-07"},
           Case{"Washington has cleared a shipment of chips to Qatar. Commerce granted the licences in late May.",
                "license.decide", "2025-05-21/2025-05-31"},
           // What is told of others, or of another ban, has its own day.
           Case{"China has banned exports of gallium to Japan. Tokyo announced a ban on June 3.", "ban.impose", ""},
           Case{"A judge has blocked the tariffs. The meeting took place on Friday.", "ruling.issue", ""},
           Case{"China has banned exports of gallium to Japan. The ban hit firms that reported on Monday.",
                "ban.impose", ""},
           Case{"A judge has blocked the tariffs. The ruling will be published on Friday.", "ruling.issue", ""},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("What became of a plan does not date it") {
  for (const Case& c : {
           Case{"Micron shelved its plans for an initial public offering on March 30.", "deal.make", ""},
           Case{"In a May 5 letter, Lutnick urged the panel to rescind the rule.", "rule.end", ""},
           Case{"He spoke of the May 25 call when Lutnick asked Tokyo for a probe.", "request.make", "2025-05-25"},
           Case{"Prosecutors dropped an investigation into a charge made against him in 2010.", "probe.open", ""},
           Case{"The ministry announced a planned ban on drones on June 3.", "ban.impose", ""},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("What came before has a day of its own") {
  for (const Case& c : {
           Case{"China, which banned gallium exports in December 2024, lifted the ban on June 9.", "ban.impose",
                "2024-12"},
           Case{"China, which banned gallium exports in December 2024, lifted the ban on June 9.", "rule.end",
                "2025-06-09"},
           Case{"After a call between Lutnick and He Lifeng on June 4, Micron resumed shipments.", "shipment.change",
                ""},
           Case{"After a call between Lutnick and He Lifeng on June 4, Micron resumed shipments.", "talks.hold",
                "2025-06-04"},
           Case{"After June 4, the ministry banned the drones.", "ban.impose", ""},
           Case{"Until the truce reached in November expires, China will not impose tariffs.", "agreement.reach",
                "2024-11"},
           Case{"Commerce postponed the effective date of the rule from May 1 to November 1.", "rule.amend", ""},
           Case{"Three days after the commission barred Autel, the ministry fined the firm on June 12.", "ban.impose",
                "2025-06-09"},
       }) {
    CheckDate(c);
  }
}

TEST_CASE("The day of a pledge, a threat or an announcement is not the day of the act") {
  for (const Case& c : {
           Case{"Micron pledged in January to invest $20 billion in Idaho.", "deal.make", "2025-01"},
           Case{"Brussels had threatened in late January to raise tariffs on steel.", "tariff.change",
                "2025-01-21/2025-01-31"},
           Case{"In May, the ministry announced that it would rescind the drone rule.", "rule.end", "2025-05"},
           Case{"The firm said on Tuesday it would close its plant in Dalian.", "facility.change", "2025-06-17"},
           Case{"The firm said on Tuesday it would close its plant in Dalian in September.", "facility.change", ""},
           Case{"The firm will close its plant in Dalian, as unions warned on Tuesday.", "facility.change", ""},
           Case{"The firm said on Tuesday it might close its plant in Dalian.", "facility.change", ""},
       }) {
    INFO(c.text);
    const EventAssertion found = EventIn(c.text, c.type);
    CHECK(ToEdtf(found.announced) == c.edtf);
    CHECK((found.announced.known() && found.date.known()) == false);
  }
}

TEST_CASE("Headings of a register make a text the act of its day") {
  const Case adopts{"The FAA is adopting a new airworthiness directive for certain Bolt airplanes.", "rule.issue",
                    "2025-06-18"};
  CheckDate(adopts, "Airworthiness Directives; Bolt Airplanes");
  CheckDate(Case{adopts.text, adopts.type, ""}, "Old airplanes get new rotors");
  const Case asks{"The agency is soliciting nominations to the Tuna Advisory Committee.", "request.make", "2025-06-18"};
  CheckDate(asks, "Nominations for the Tuna Advisory Committee");
  CheckDate(Case{asks.text, asks.type, ""}, "Who will sit on the tuna panel?");
  CheckDate({"The Final Rule requires owners of tankers to fit valves.", "rule.issue", "2025-06-18"},
            "Additional Information on the Final Rule for Tankers");
  CheckDate({"The Final Rule requires owners of tankers to fit valves.", "rule.issue", ""}, "What tankers need");
}

}  // namespace
}  // namespace dateline::extract
