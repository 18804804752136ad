// Names that stand inside other names, and laws and bodies whose names newspapers write their own way.
#include "tests/extract/tagging.h"

namespace dateline::extract {
namespace {

constexpr char kSmall[] = R"(
[[entity]]
id = "place.norland"
name = "Norland"
[[entity]]
id = "place.sudland"
name = "Sudland"
[[entity]]
id = "place.norport"
name = "Norport"
subtype = "city"
[[entity]]
id = "place.eu"
name = "European Union"
aliases = ["EU"]
[[entity]]
id = "place.harrow"
name = "Harrow"
subtype = "state"
[[entity]]
id = "agency.loom-agency"
name = "Loom Protection Agency"
[[entity]]
id = "agency.justice"
name = "Department of Justice"
[[entity]]
id = "place.us"
name = "United States"
aliases = ["US"]
[[entity]]
id = "agency.ports"
name = "Ports Ministry"
[[entity]]
id = "agency.energy"
name = "Department of Energy"
aliases = [{ text = "Energy", weak = true }]
[[entity]]
id = "rule.privacy"
name = "Privacy Act"
subtype = "law"
[[entity]]
id = "rule.hcr"
name = "Harbor Control Regulations"
aliases = ["HCR"]
subtype = "rule"
[[entity]]
id = "rule.defense-authorization"
name = "Harbor Authorization Act"
[[entity]]
id = "official.roe"
name = "Jane Roe"
)";
using Small = NamesBy<kSmall>;

TEST_CASE_METHOD(Small, "a place in the name of a show, a war or a party is no place") {
  CHECK(Places("The model was shown at the Norport Auto Show in May.").empty());
  CHECK(Places("He served in the Norland War.").empty());
  CHECK(Places("The Norland Harvest Party won.").empty());
  CHECK(Places("the Norport Harbor Project was late").empty());
  CHECK(Places("the Norport Composite Index and the Norland National Guard").empty());
  CHECK(Places("at Norland A&M and the University of Norland at Norport").empty());
  CHECK(Places("the University of Norland, Norport and others").empty());
  // What governments hold, and a show of which only the place is said.
  CHECK(Places("at the Norport Action Summit in May") == Strings{"Norport"});
  CHECK(Places("at the Norport Show") == Strings{"Norport"});
  CHECK(Places("Norland Opens Harbor Project") == Strings{"Norland"});
}

TEST_CASE_METHOD(Small, "a place behind another capitalised word is part of its name") {
  CHECK(Places("researchers at TU Norport said so").empty());
  CHECK(Places("chips for the Gatewatch Norland campus").empty());
  CHECK(Places("off Naval Station Norport in May").empty());
  // Words that only describe it, or begin the sentence.
  CHECK(Places("in Greater Norport and Nazi Norland") == Strings{"Norport", "Norland"});
  CHECK(Places("Elsewhere Norland grew. In Communist Norland it did not.") == Strings{"Norland", "Norland"});
  CHECK(Places("since April Norland has grown") == Strings{"Norland"});
}

TEST_CASE_METHOD(Small, "a person may be called like a town") {
  CHECK(Officials("A post by Samantha Norport was read.") == Strings{"Samantha Norport"});
  CHECK(Places("A post by Samantha Norport was read.").empty());
  CHECK(Officials("She met Samantha in Norport.").empty());
}

TEST_CASE_METHOD(Small, "a town's name before another word is a given name behind a title") {
  CHECK(Officials("Then Judge Norport Quell dissented.") == Strings{"Norport Quell"});
  CHECK(Places("Then Judge Norport Quell dissented.").empty());
}

TEST_CASE_METHOD(Small, "an unknown name that ends a list of towns is a town's") {
  CHECK(Places("It has plants in Norport and Tarnby.") == Strings{"Norport", "Tarnby"});
  CHECK(Places("They met in Norport and Quell said so.") == Strings{"Norport"});
  CHECK(Places("It trades with Norland and Tarnby.") == Strings{"Norland"});
}

TEST_CASE_METHOD(Small, "firms are called after partners, places and trades") {
  CHECK(Firms("said Tina Quell of Ahdur & Tarnson, who argued") == Strings{"Ahdur & Tarnson"});
  CHECK(Firms("a lawyer at Quell, Tarn & Tarnson in May") == Strings{"Quell, Tarn & Tarnson"});
  CHECK(Firms("a lead of Research & Development and of Mergers & Acquisitions").empty());
  CHECK(Firms("Talks with Quorl Shipbuilding & Offshore Engineering began.") ==
        Strings{"Quorl Shipbuilding & Offshore Engineering"});
  CHECK(Firms("It permits dealings with Quorl Norland EOOD and others.") == Strings{"Quorl Norland EOOD"});
}

TEST_CASE_METHOD(Small, "the country of an officer is no place") {
  CHECK(Places("US President Jane Roe and US Senator Roe met US firms.") == Strings{"US"});
}

TEST_CASE_METHOD(Small, "a law's head may be written small") {
  CHECK(Rules("It would end the Know Your Mooring rule.") == Strings{"Know Your Mooring rule"});
  CHECK(Rules("Banks fear the KYM rule.") == Strings{"KYM rule"});
  CHECK(Rules("They wrote the Remote Mooring Security bill.") == Strings{"Remote Mooring Security bill"});
  CHECK(Rules("It is on the Strategic Mooring-Gear Goods list.") == Strings{"Strategic Mooring-Gear Goods list"});
  CHECK(Rules("Sanctions under the Tarnby act remain.") == Strings{"Tarnby act"});
  for (const char* text :
       {"The Ports Ministry rule is old.", "The Norland law is old.", "The Final rule is old.", "The Roe bill is old.",
        "He studied at the Big Tarnby law school.", "A Know Your list.", "the Tarnby rule", "the Senate Harbor bill"})
    CHECK(Rules(text).empty());
}

TEST_CASE_METHOD(Small, "shares are those of a firm, and an airline may be called like its country") {
  CHECK(Firms("Shares of Quorl Optics jumped.") == Strings{"Quorl Optics"});
  CHECK(Firms("On Monday shares in Quorl fell.") == Strings{"Quorl"});
  CHECK(Firms("It extended the order against Norland Airlines.") == Strings{"Norland Airlines"});
  CHECK(Firms("It improved Norland Logistics for all.").empty());
}

TEST_CASE_METHOD(Small, "instruments are called by a number behind their owner") {
  CHECK(Rules("Norland's Decree 13 sets the fees.") == Strings{"Decree 13"});
  CHECK(Rules("It follows Ports Ministry Circular 7.") == Strings{"Ports Ministry Circular 7"});
  CHECK(Rules("Firms cite Proposition 65 often.") == Strings{"Proposition 65"});
  CHECK(Rules("By Proposition 1 the sum is even; Decree 13 is quoted.").empty());
}

TEST_CASE_METHOD(Small, "acts keep all words of their names") {
  CHECK(Rules("under the Harbor Pilots Privacy Act") == Strings{"Harbor Pilots Privacy Act"});
  CHECK(Rules("under the Safe and Open Harbor Privacy Act") == Strings{"Safe and Open Harbor Privacy Act"});
  CHECK(Rules("under the Privacy Act") == Strings{"Privacy Act"});
  CHECK(Rules("the Data (Use and Access) Act 2025 passed") == Strings{"Data (Use and Access) Act 2025"});
  CHECK(Rules("The Promotion and Regulation of Inland Gaming Act, 2025 bans it.") ==
        Strings{"Promotion and Regulation of Inland Gaming Act, 2025"});
  CHECK(Rules("read the Copyright, Hulls and Ropes Act 1988 narrowly") ==
        Strings{"Copyright, Hulls and Ropes Act 1988"});
  CHECK(Rules("the FY2025 Harbor Authorization Act") == Strings{"FY2025 Harbor Authorization Act"});
  CHECK(Rules("the Framework Act on Artificial Harbors") == Strings{"Framework Act on Artificial Harbors"});
  CHECK(Rules("the Act on Special Cases concerning Harbors passed") ==
        Strings{"Act on Special Cases concerning Harbors"});
  CHECK(Rules("under regulation 64 of the Harbor Control Regulations") ==
        Strings{"regulation 64 of the Harbor Control Regulations"});
  CHECK(Rules("The EU Harbor Dues Regulation asks for it.") == Strings{"EU Harbor Dues Regulation"});
  CHECK(Rules("the Norland-Sudland FTA") == Strings{"Norland-Sudland FTA"});
  CHECK(Rules("Under the Enhanced Defense Cooperation Agreement bases opened.") ==
        Strings{"Enhanced Defense Cooperation Agreement"});
  CHECK(Rules("see HCR § 734.9(h) and others") == Strings{"HCR § 734.9(h)"});
}

TEST_CASE_METHOD(Small, "a section that was called with its law is known by its number") {
  CHECK(Rules("Under section 504 of the Privacy Act it is barred. Section 504 and section 504(b) bind; section 505 "
              "does not.") == Strings{"section 504 of the Privacy Act", "Section 504", "section 504(b)"});
  CHECK(Rules("Under section 504 of the Privacy Act it is barred, as by section 504 of this order and section 2.") ==
        Strings{"section 504 of the Privacy Act"});
  CHECK(Rules("Under section 504 of the Privacy Act and subsection (f) of section 504 it is.") ==
        Strings{"section 504 of the Privacy Act", "subsection (f) of section 504"});
  CHECK(Rules("It cites section 504.").empty());
}

TEST_CASE_METHOD(Small, "rules are called by their month, and offices by their officer") {
  CHECK(Rules("If it extends the December 2024 rule, prices rise.") == Strings{"December 2024 rule"});
  CHECK(Rules("By a December 2024 rule and the 2024 rule prices rose.").empty());
  CHECK(Agencies("The Attorney General's Office sued.") == Strings{"Attorney General's Office"});
  CHECK(Agencies("The Prime Minister's Office and the Director's Office spoke.") == Strings{"Prime Minister's Office"});
  CHECK(Agencies("It and the Finance Ministry will share it.") == Strings{"Finance Ministry"});
  CHECK(Agencies("The Supreme Audit Office would watch it.") == Strings{"Supreme Audit Office"});
  CHECK(Agencies("Write to the Office of Looms, Hulls, and Ropes.") == Strings{"Office of Looms, Hulls, and Ropes"});
}

TEST_CASE_METHOD(Small, "firms are told by who serves them and what they win") {
  CHECK(Firms("Then Tarvolt's chief financial officer, Ann Lee, spoke.") == Strings{"Tarvolt"});
  CHECK(Firms("So said Ann Lee, general counsel of Tarvolt.") == Strings{"Tarvolt"});
  CHECK(Firms("Yesterday Tarvolt won a contract worth $40 million.") == Strings{"Tarvolt"});
  CHECK(Firms("They sell to customers such as Foxwell, Luxtek and Tarvolt.") ==
        Strings{"Foxwell", "Luxtek", "Tarvolt"});
  CHECK(Firms("They sell to customers such as Norland and to customers like these.").empty());
  CHECK(Firms("The officer and the counsel of Norland won a prize.").empty());
}

TEST_CASE_METHOD(Small, "states have departments of their own") {
  CHECK(Agencies("The Harrow Loom Protection Agency sued.") == Strings{"Harrow Loom Protection Agency"});
  CHECK(Agencies("The Harrow Department of Justice sued.") == Strings{"Harrow Department of Justice"});
  CHECK(Agencies("The Norland Loom Protection Agency sued.") == Strings{"Loom Protection Agency"});
  CHECK(Agencies("The Norport Intermediate People's Court ruled.") == Strings{"Norport Intermediate People's Court"});
  CHECK(Agencies("The House Harbors Subcommittee on Ropes met.") == Strings{"House Harbors Subcommittee on Ropes"});
  CHECK(Agencies("The Inspectorate of Strategic Hulls ruled.") == Strings{"Inspectorate of Strategic Hulls"});
}

TEST_CASE_METHOD(Small, "a firm's speaker is a person") {
  CHECK(Officials("The Ports Ministry's Dinor Otrant told the forum.") == Strings{"Dinor Otrant"});
  CHECK(Officials("It is late, said Dinor Otrant of Ports Ministry fame.") == Strings{"Dinor Otrant"});
  CHECK(Officials("The Ports Ministry's Harbor Bureau told the forum.").empty());
}

TEST_CASE_METHOD(Small, "a country's trade group is a firm") {
  CHECK(Firms("Buyers led by Norland Mineral Resources Group squeezed them.") ==
        Strings{"Norland Mineral Resources Group"});
  CHECK(Firms("The Norland Trade Working Group met.").empty());
}

TEST_CASE_METHOD(Small, "an acronym is the law's that the text gives it to") {
  CHECK(Tagged("The Hull Cargo Recovery Act (HCRA) and the Hull Cargo Regulations (HCR) bind. The HCR is old.") ==
        Strings{"Hull Cargo Recovery Act=rule.hull-cargo-recovery-act", "HCRA=rule.hull-cargo-recovery-act",
                "Hull Cargo Regulations=rule.hull-cargo-regulations", "HCR=rule.hull-cargo-regulations",
                "HCR=rule.hull-cargo-regulations"});
  CHECK(Tagged("Under the Harbor Controls Regulations (HCR) it is.") ==
        Strings{"Harbor Controls Regulations=rule.hcr", "HCR=rule.hcr"});
  CHECK(Tagged("The HCR is old.") == Strings{"HCR=rule.hcr"});
}

TEST_CASE_METHOD(Small, "bodies keep all words of their names") {
  CHECK(Agencies("The Public Utility Commission of Norland ruled.") == Strings{"Public Utility Commission of Norland"});
  CHECK(Agencies("Norland's State Corporation Commission ruled.") == Strings{"State Corporation Commission"});
  CHECK(Agencies("Norland's Trade Commission ruled.") == Strings{"Trade Commission"});
  CHECK(Agencies("It lost in the Federal Court.") == Strings{"Federal Court"});
  CHECK(Agencies("Quorl Energy closed. In June, Tarnvek Energy cut jobs.").empty());
}

}  // namespace
}  // namespace dateline::extract
