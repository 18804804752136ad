// Modality, hedge and denial: one table of sentences per phenomenon.
#include <algorithm>

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
  CHECK(ToString(EventIn(c.text, c.type).modality) == ToString(c.want));
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
    const EventAssertion found = EventIn(c.text, c.type);
    CHECK(found.modality == Modality::kDenied);
    CHECK(ToString(found.denial) == ToString(c.want));
  }
}

TEST_CASE("An impression is actual and inferred") {
  const EventAssertion found = EventIn("The ministry appears to have rescinded the drone rule.", "rule.end");
  CHECK(found.modality == Modality::kActual);
  CHECK(found.basis == Basis::kInferred);
}

TEST_CASE("A demand is marked as nobody's promise") {
  const EventAssertion ban = EventIn("Senators called on Commerce to ban drones.", "ban.impose");
  CHECK(ban.modality == Modality::kPossible);
  CHECK(ban.requested);
}

TEST_CASE("The words of a condition are kept") {
  CHECK(EventIn("The ministry will ban drones if talks fail.", "ban.impose").condition == "if talks fail.");
}

TEST_CASE("The content of a rule is no event") {
  CHECK_FALSE(Tells("Exporters must issue guidance to their staff before they ship.", "rule.issue"));
}

TEST_CASE("Every cue of a decision is named") {
  const EventAssertion ban = EventIn("The ministry denied that it plans to ban drones.", "ban.impose");
  CHECK(ban.cues == std::vector<std::string>{"cue:plan", "cue:deny"});
  CHECK(ban.rule == "event:ban.impose/ban");
}

TEST_CASE("A subject or an object may deny") {
  for (const Case& c : {
           Case{"No agreement was reached in Geneva.", "agreement.reach", Modality::kDenied},
           Case{"None of the licenses was granted.", "license.decide", Modality::kDenied},
           Case{"The rule on drones that was set to be released in May is still absent.", "rule.issue",
                Modality::kDenied},
           Case{"The bureau issued no new rule on drones.", "rule.issue", Modality::kDenied},
           Case{"Without publishing a rule on drones, the bureau went on.", "rule.issue", Modality::kDenied},
           Case{"The bureau wasted no time: it rescinded the rule.", "rule.end", Modality::kActual},
       }) {
    Check(c);
  }
}

TEST_CASE("Yet, still and so far leave a denial open") {
  for (const char* text : {"The bureau has not published the rule yet.", "The bureau still has not published the rule.",
                           "So far the bureau has not published the rule."}) {
    INFO(text);
    CHECK(EventIn(text, "rule.issue").denial == Denial::kNotYet);
  }
}

TEST_CASE("What is said of a clause reaches the verb in it") {
  Check({"The claim that Nvidia halted H20 shipments was false.", "shipment.change", Modality::kDenied});
  Check({"Reports that Nvidia halted H20 shipments are untrue.", "shipment.change", Modality::kDenied});
}

TEST_CASE("A doubt reaches over the auxiliaries of what is doubted") {
  Check({"It remains unlikely that Tokyo has agreed to lift the export controls.", "rule.end", Modality::kUnlikely});
}

TEST_CASE("Cues stop before what is taken for granted") {
  for (const Case& c : {
           Case{"Acme was not told of changes to the rule rescinded by the ministry in May.", "rule.end",
                Modality::kActual},
           Case{"The pause will expire in July unless Congress extends it.", "rule.effective", Modality::kPlanned},
           Case{"The Senate passed the bill on drones.", "bill.advance", Modality::kActual},
           Case{"The bill would ban drones.", "ban.impose", Modality::kPossible},
       }) {
    Check(c);
  }
}

TEST_CASE("Unless makes what it is said of possible") {
  Check({"The ministry will ban drones unless their makers open their books.", "ban.impose", Modality::kPossible});
  Check({"Unless talks succeed, the ministry will ban drones.", "ban.impose", Modality::kPossible});
  // What stands before the conjunction is settled.
  Check({"The rule takes effect on Monday and, unless a court objects, will bar drones.", "rule.effective",
         Modality::kPlanned});
}

TEST_CASE("The word that tells of an event may be its cue") {
  for (const Case& c : {
           Case{"The ministry is mulling an export tax on scrap.", "tariff.change", Modality::kPossible},
           Case{"Tokyo threatened sanctions on the drone maker.", "list.add", Modality::kPlanned},
           Case{"Potential tariffs on drones worry the makers.", "tariff.change", Modality::kPossible},
           Case{"New restrictions on drone exports are under consideration.", "rule.issue", Modality::kPossible},
           Case{"The drone rule is not yet in force.", "rule.effective", Modality::kDenied},
           // A refusal is the decision itself, an appeal the request itself.
           Case{"Acme's license application was denied.", "license.decide", Modality::kActual},
           Case{"Senators urged the ministry to act.", "request.make", Modality::kActual},
       }) {
    Check(c);
  }
  CHECK(EventIn("The ministry is mulling an export tax on scrap.", "tariff.change").hedge == Hedge::kConsidering);
}

TEST_CASE("A predicate is said of the noun, the form or the clause before it") {
  for (const Case& c : {
           Case{"The promised ban on drones has not materialized.", "ban.impose", Modality::kDenied},
           Case{"The proposal to ban drones was shelved.", "ban.impose", Modality::kDenied},
           Case{"The rumour that Tokyo will ban drones is unfounded.", "ban.impose", Modality::kDenied},
           Case{"The embassy called allegations of chip smuggling a fabrication.", "diversion.report",
                Modality::kDenied},
           Case{"The chances of an agreement being reached this year are low.", "agreement.reach", Modality::kUnlikely},
           Case{"A deal between Washington and Beijing before the deadline looks doubtful.", "agreement.reach",
                Modality::kUnlikely},
           Case{"A round of sanctions on the traders is likely in December.", "list.add", Modality::kPossible},
           Case{"The resumption of H20 sales would help the second half.", "shipment.change", Modality::kPossible},
       }) {
    Check(c);
  }
}

TEST_CASE("Negations stand before the verb with or without an auxiliary") {
  for (const Case& c : {
           Case{"SMIC no longer ships chips to Huawei.", "shipment.change", Modality::kDenied},
           Case{"Brussels has not so far fined the platform.", "penalty.impose", Modality::kDenied},
           Case{"The ministry won't ban drones.", "ban.impose", Modality::kDenied},
           Case{"Samsung rebutted suggestions that it has halted production in Dalian.", "shipment.change",
                Modality::kDenied},
       }) {
    Check(c);
  }
}

TEST_CASE("Doubt reaches into clauses and over what is put in between") {
  for (const Case& c : {
           Case{"It remains unlikely that the ministry has at this point agreed to lift the export controls.",
                "rule.end", Modality::kUnlikely},
           Case{"There is not likely to be a decree that would ban drones.", "ban.impose", Modality::kUnlikely},
           Case{"The quotas have yet to be put into a regulation issued by the Commerce Department.", "rule.issue",
                Modality::kDenied},
           Case{"I’ll be seeking clarification from Commerce.", "request.make", Modality::kPlanned},
           Case{"Acme, which saw “reasons to doubt it,” ordered an inquiry.", "probe.open", Modality::kActual},
           // What a cue is not said of.
           Case{"This order revokes policies that act as barriers to trade.", "rule.end", Modality::kActual},
           Case{"Bessent met Lutnick in London in mid-May.", "talks.hold", Modality::kActual},
       }) {
    Check(c);
  }
}

TEST_CASE("What is called false, hoped for or in the making has not happened") {
  for (const Case& c : {
           Case{"The ministry rejected as untrue reports that it had suspended exports of germanium.",
                "shipment.change", Modality::kDenied},
           Case{"Nvidia said reports that it had stopped H20 production were false.", "shipment.change",
                Modality::kDenied},
           Case{"There is no truth to claims that ASML violated the sanctions.", "diversion.report", Modality::kDenied},
           Case{"There is speculation that Nvidia will launch a chip for China.", "product.announce",
                Modality::kPossible},
           Case{"It is far from certain that the Senate will pass the bill.", "bill.advance", Modality::kUnlikely},
           Case{"The ministry is finalizing a rule that covers drones.", "rule.issue", Modality::kPlanned},
           Case{"The tariffs will fall once the agreement is signed.", "agreement.reach", Modality::kPlanned},
           Case{"Tokyo warned that it would retaliate with export bans.", "ban.impose", Modality::kPlanned},
       }) {
    Check(c);
  }
}

TEST_CASE("A clause of time beside a future is to come as well") {
  Check({"After the report is published, Commerce will weigh new tariffs.", "report.publish", Modality::kPlanned});
  Check({"After the report was published, Commerce raised the tariffs.", "report.publish", Modality::kActual});
}

TEST_CASE("A denial reaches what one was led into") {
  Check({"The minister denied that the government had been pressed into revoking the licences.", "license.decide",
         Modality::kDenied});
}

TEST_CASE("What stands in the gap of a cue is not what it is said of") {
  Check({"The president directed the bureau, which issued the drone rule in May, to lift the ban.", "rule.issue",
         Modality::kActual});
}

TEST_CASE("What one did not hesitate to do is done") {
  Check({"The ministry did not hesitate to ban drones.", "ban.impose", Modality::kActual});
  Check({"The ministry looks unlikely to ban drones.", "ban.impose", Modality::kUnlikely});
  Check({"The Netherlands seems unlikely to grant ASML new licenses for its tools.", "license.decide",
         Modality::kUnlikely});
}

TEST_CASE("Cues leave alone what is there whatever they say") {
  for (const Case& c : {
           Case{"The committee is considering legislation that would ban drones.", "ban.impose", Modality::kPossible},
           Case{"The report said the House may weigh a bill, which would ban drones.", "ban.impose",
                Modality::kPossible},
           Case{"Acme sells products not subject to the rule, such as our new chip, launched by Nvidia in May.",
                "product.announce", Modality::kActual},
           Case{"Lawmakers asked whether Qatar's $3 billion investment in Nvidia influenced the vote.", "deal.make",
                Modality::kActual},
           Case{"The order clears the way for the opening of a plant in Arizona.", "facility.change",
                Modality::kPlanned},
       }) {
    Check(c);
  }
}

TEST_CASE("Talking about doing a thing is not doing it") {
  Check({"Officials have discussed banning drones.", "ban.impose", Modality::kPossible});
  Check({"Few in Tokyo believe the ministry will ban drones.", "ban.impose", Modality::kUnlikely});
}

TEST_CASE("Headlines and questions have a grammar of their own") {
  Check({"Intel to close plant in Dalian", "facility.change", Modality::kPlanned});
  Check({"The ministry is struggling with what exactly to replace the drone rule with.", "rule.amend",
         Modality::kPossible});
  Check({"Is the ministry going to ban drones?", "ban.impose", Modality::kPossible});
}

TEST_CASE("What happens in general is no event") {
  for (const char* text :
       {"Agencies publish rules.", "A court stays a rule when it must.", "Governments impose tariffs.",
        "Before a merger closes, regulators review it.", "Anyone can petition the court for review.",
        "Courts normally stay such orders pending appeal.", "Exporters tend to stockpile chips before new rules."}) {
    INFO(text);
    CHECK(ReadShipped(text).assertions.empty());
  }
}

TEST_CASE("What happened once is an event even when told with when") {
  Check({"The commission opened a probe when the firm filed its report.", "probe.open", Modality::kActual});
}

TEST_CASE("What may befall the firm that writes is risk") {
  const auto risky = [](const char* text, const char* type) {
    const Extraction what = ReadShipped(text);
    const EventAssertion* found = FirstOf(what, type);
    return found != nullptr && std::ranges::find(found->cues, "cue:risk") != found->cues.end();
  };
  CHECK(risky("Governments may impose restrictions on our data centers.", "rule.issue"));
  CHECK(risky("If new tariffs are imposed, our margins may shrink.", "tariff.change"));
  // A speaker's "we" and a reporter's "us" are none of a filing.
  CHECK_FALSE(risky("“We may add them to the Entity List,” Lutnick said.", "list.add"));
  CHECK_FALSE(risky("Officials told us Commerce may add the firm to the Entity List.", "list.add"));
}

TEST_CASE("Whoever denies or threatens claims it") {
  CHECK(EventIn("Huawei has denied having smuggled chips.", "diversion.report").speaker == "firm.huawei");
  CHECK(EventIn("Tokyo is threatening to raise tariffs on cars.", "tariff.change").speaker == "place.tokyo");
  CHECK(EventIn("China threatened sanctions on the drone maker.", "list.add").speaker == "place.china");
}

TEST_CASE("A duty under a bill is possible, no counterfactual") {
  Check({"Under the bill, Commerce would have to issue guidance within a year.", "rule.issue", Modality::kPossible});
  Check({"The company would have opened a plant in Ohio.", "facility.change", Modality::kDenied});
  Check({"Under the draft law, makers that take grants would be barred from buying Chinese tools.", "ban.impose",
         Modality::kPossible});
  Check({"Led by the Department of Commerce, revise the chip rule to close loopholes.", "rule.amend",
         Modality::kPossible});
}

TEST_CASE("A bid that is turned down did not come about") {
  for (const Case& c : {
           Case{"A judge rejected DJI's bid to be removed from the Entity List.", "list.remove", Modality::kDenied},
           Case{"Commerce denied Intel's request to be removed from the list.", "list.remove", Modality::kDenied},
           Case{"Commerce reversed its decision to ban the drones.", "ban.impose", Modality::kDenied},
           Case{"The minister refused to rule out a ban on drones.", "ban.impose", Modality::kPossible},
           Case{"The minister ruled out a ban on drones.", "ban.impose", Modality::kDenied},
           Case{"Commerce was supposed to conclude its investigation by the end of December 2025.", "probe.open",
                Modality::kPlanned},
           Case{"Micron walked back its pledge to build a plant in Ohio.", "facility.change", Modality::kDenied},
           Case{"Intel was told it would need a license for the servers.", "license.require", Modality::kActual},
           Case{"Within 90 days of this decision, Suirui shall divest all interests in Jupiter.", "ban.impose",
                Modality::kPlanned},
           Case{"Intel was to have opened the plant in March.", "facility.change", Modality::kDenied},
       }) {
    Check(c);
  }
}

TEST_CASE("What only says when is not governed by the verb") {
  for (const Case& c : {
           Case{"The plan could be shelved ahead of Trump's visit to Beijing.", "talks.hold", Modality::kPlanned},
           Case{"The plan was shelved before Trump's visit to Beijing.", "talks.hold", Modality::kActual},
           Case{"Nvidia could resume sales after the talks in Madrid between Lutnick and He Lifeng.", "talks.hold",
                Modality::kActual},
           Case{"Nvidia will have to obtain a license for each shipment.", "license.require", Modality::kPlanned},
           Case{"The FCC voted to propose a ban on Chinese labs.", "ban.impose", Modality::kPossible},
           Case{"Commerce will probably add the firm to the Entity List.", "list.add", Modality::kPossible},
           Case{"Talks scheduled for Monday were cancelled.", "talks.hold", Modality::kDenied},
           Case{"The ministry called off the talks scheduled for Monday.", "talks.hold", Modality::kDenied},
           Case{"The ministry cancelled its order and held talks on Monday.", "talks.hold", Modality::kActual},
       }) {
    Check(c);
  }
}

TEST_CASE("A step that others speak of has been taken") {
  for (const Case& c : {
           Case{"Senators faulted Trump's decision to suspend the drone rule.", "rule.end", Modality::kActual},
           Case{"The court ruled against the ministry's move to revoke the drone rule.", "rule.end", Modality::kActual},
           Case{"The move to ban drones is the latest step.", "ban.impose", Modality::kActual},
           Case{"Commerce moved to restrict exports of chips to China.", "rule.issue", Modality::kActual},
           Case{"Trump is expected to defend his decision to impose tariffs on copper.", "tariff.change",
                Modality::kActual},
           Case{"Critics attacked Trump's decision last week to lift the ban on drones.", "rule.end",
                Modality::kActual},
           Case{"The ministry announced its decision to rescind the drone rule.", "rule.end", Modality::kPlanned},
           Case{"Intel moved to buy AMD.", "deal.make", Modality::kPlanned},
           Case{"Arizona welcomed TSMC's decision to build a factory in Phoenix.", "facility.change",
                Modality::kPlanned},
       }) {
    Check(c);
  }
  const EventAssertion told =
      EventIn("Critics on 3 March 2026 faulted Trump's decision to lift the ban on drones.", "rule.end");
  CHECK_FALSE(told.date.known());
  CHECK(
      EventIn("After China's decision to curb gallium exports in July 2023, prices rose.", "rule.issue").date.known());
}

TEST_CASE("A cue stays with its own clause") {
  for (const Case& c : {
           Case{"To address that threat to the nation's security, the order prohibited imports of drones.",
                "ban.impose", Modality::kActual},
           Case{"Biden found that Canada had failed to act and proceeded with the imposition of the tariff.",
                "tariff.change", Modality::kActual},
           Case{"The duty takes effect on January 15, 2026, and shall continue, unless it is reduced.",
                "rule.effective", Modality::kPlanned},
           Case{"ASML did not believe the revocation of its licence would hurt sales.", "license.decide",
                Modality::kActual},
           Case{"Commerce asked whether Nvidia had sold chips to Huawei.", "shipment.change", Modality::kPossible},
           Case{"Trump signed an order establishing a process to impose tariffs on copper.", "tariff.change",
                Modality::kPlanned},
           Case{"Huang's lobbying led to an agreement with Washington.", "agreement.reach", Modality::kActual},
           Case{"Washington needs a plan in case the truce between the two countries collapses.", "agreement.reach",
                Modality::kPossible},
           Case{"They recommend sanctions on Huawei and criminal charges against its executives.", "charge.file",
                Modality::kPossible},
           Case{"Trump promised to sign all necessary documents to charge Mexico a 25% tariff on its imports.",
                "tariff.change", Modality::kPlanned},
       }) {
    Check(c);
  }
}

TEST_CASE("What is tried and refused, or held back, did not come about") {
  Check({"An effort to force Meta to divest Instagram was rejected by a judge.", "ban.impose", Modality::kDenied});
  Check({"The group's attempt to buy Nexperia was blocked.", "deal.make", Modality::kDenied});
  Check({"The ministry held back on imposing the tariff on drones.", "tariff.change", Modality::kDenied});
  Check({"The government is vying for a 10% stake in Intel.", "deal.make", Modality::kPossible});
  CHECK(ReadShipped("They pointed to rules that prohibit the imposition of duties on drones.").assertions.empty());
  CHECK(ReadShipped("They visited the largest bank not sanctioned by the United States.").assertions.empty());
}

TEST_CASE("What is aimed at, unpromised or told behind \"that\" is not done") {
  for (const Case& c : {
           Case{"Securing a new agreement with Washington is a key goal.", "agreement.reach", Modality::kPossible},
           Case{"Reaching an agreement took months.", "agreement.reach", Modality::kActual},
           Case{"TSMC had been given no assurances that it would get a license to sell to Huawei.", "license.decide",
                Modality::kDenied},
           Case{"State has made no guarantees to TSMC of approving export licenses.", "license.decide",
                Modality::kDenied},
           Case{"BYD is looking to build a factory in Mexico.", "facility.change", Modality::kPossible},
           Case{"The Digital Omnibus, which still needs approval from Parliament, merges and amends several laws.",
                "rule.amend", Modality::kPossible},
           Case{"China announced that the added tariffs would hit imports.", "tariff.change", Modality::kPlanned},
           Case{"China announced the added tariffs on imports.", "tariff.change", Modality::kActual},
           Case{"Apple appealed the U.S. International Trade Commission (ITC) decision to bar imports of the watch.",
                "ban.impose", Modality::kActual},
       }) {
    Check(c);
  }
  CHECK(ReadShipped("Nvidia does not want to be shut out of the Chinese market.").assertions.empty());
}

TEST_CASE("What a chamber votes for is no law yet") {
  for (const Case& c : {
           Case{"The House voted to ban TikTok.", "ban.impose", Modality::kPossible},
           Case{"The European Parliament voted to restrict Huawei gear.", "ban.impose", Modality::kPossible},
           Case{"Lawmakers dropped an amendment blocking chip sales to China.", "ban.impose", Modality::kPossible},
           Case{"The FCC voted to ban imports of Huawei gear.", "ban.impose", Modality::kActual},
           Case{"The Senate voted to confirm Jeffrey Kessler as under secretary of commerce.", "office.change",
                Modality::kActual},
       }) {
    Check(c);
  }
}

TEST_CASE("What comes before is yet to come") {
  Check({"They are ready before the high-risk obligations take effect.", "rule.effective", Modality::kPlanned});
  Check({"Firms shipped goods before the obligations took effect.", "rule.effective", Modality::kActual});
  Check(
      {"Greer met reporters before leaving for a round of negotiations with Japan.", "talks.hold", Modality::kPlanned});
  Check({"This duty shall be effective with respect to goods entered for consumption.", "rule.effective",
         Modality::kPlanned});
}

}  // namespace
}  // namespace dateline::extract
