#include <string>

#include "tests/extract/tagging.h"

namespace dateline::extract {
namespace {

constexpr char kSmall[] = R"(
[[entity]]
id = "firm.harrow"
name = "Harrow"
[[entity]]
id = "agency.senate"
name = "Senate"
[[entity]]
id = "agency.trade"
name = "Department of Trade"
aliases = [{ text = "Trade", weak = true }]
[[entity]]
id = "place.norland"
name = "Norland"
[[entity]]
id = "official.roe"
name = "Jane Roe"
[[entity]]
id = "official.xu"
name = "Xu Jianping"
[[entity]]
id = "rule.order"
name = "Compute Order"
)";
using Small = NamesBy<kSmall>;

TEST_CASE_METHOD(Small, "a title or a given name makes a person") {
  CHECK(Officials("said spokeswoman Wilhelmina Okafor-Lund on Friday") == Strings{"Wilhelmina Okafor-Lund"});
  CHECK(Officials("Rep. Quill Tanager (R-NV) spoke") == Strings{"Quill Tanager"});
  CHECK(Officials("Harrow CEO Tobin Vance Jr. left") == Strings{"Tobin Vance Jr."});
  CHECK(Officials("the plan, Barbara Q. Whitlow said, failed") == Strings{"Barbara Q. Whitlow"});
  CHECK(Officials("Secretary of Trade Gina Osterman") == Strings{"Gina Osterman"});
  CHECK(Officials("Mr. Tanager agreed") == Strings{"Tanager"});
  CHECK(Officials("spokesman Zhou Mingyuan replied") == Strings{"Zhou Mingyuan"});
  CHECK(Officials("Ekaterina Vostrova, Wojciech Brandl and Sjoerd Tammes met") ==
        Strings{"Ekaterina Vostrova", "Wojciech Brandl", "Sjoerd Tammes"});
}

TEST_CASE_METHOD(Small, "a calling set behind a name makes a person") {
  CHECK(Officials("Quillon Tarn, a trade lawyer in the capital, doubts it") == Strings{"Quillon Tarn"});
  CHECK(Officials("said Orsolya Vek, the ministry's director for chips") == Strings{"Orsolya Vek"});
  CHECK(Officials("The Lantern Framework, which the minister praised, ended").empty());
  CHECK(Officials("in Lower Norland, the minister said, nothing changed").empty());
}

TEST_CASE_METHOD(Small, "legislators are listed by family name") {
  CHECK(Officials("Senators Okafor and Tanager, and Representatives Whitlow, Vance, and Osterman wrote") ==
        Strings{"Okafor", "Tanager", "Whitlow", "Vance", "Osterman"});
  CHECK(Officials("Senators Okafor (D-NV) and Tanager (R-Ohio) wrote") == Strings{"Okafor", "Tanager"});
  CHECK(Officials("Reps. Okafor and Tanager wrote to Sens. Whitlow and Vance.") == Strings{"Okafor", "Tanager", "Whitlow", "Vance"});
  CHECK(Officials("Congressmen Okafor and Tanager wrote") == Strings{"Okafor", "Tanager"});
  CHECK(Officials("Justices Whitlow, Vance and Osterman dissented.") == Strings{"Whitlow", "Vance", "Osterman"});
  CHECK(Officials("He spoke to several Reps. Okafor stayed silent.").empty());
  CHECK(Officials("Sens. 4 and Table 5").empty());
  CHECK(Officials("Representatives Gallery opened").empty());
}

TEST_CASE_METHOD(Small, "a case is no person, an office no body") {
  CHECK(Officials("in Harrow Tools v. Jane Roe the court ruled").empty());
  CHECK(Officials("Jane Roe ruled") == Strings{"Jane Roe"});
  CHECK(Agencies("Senate President Quill Tanager").empty());
  CHECK(Agencies("Senate staff") == Strings{"Senate"});
}

TEST_CASE_METHOD(Small, "a firm whose name goes on is another firm") {
  CHECK(Firms("Harrow Tsusho and Harrow Energy Trading bid") == Strings{"Harrow Tsusho", "Harrow Energy Trading"});
  CHECK(Firms("Harrow Cloud's servers") == Strings{"Harrow Cloud"});
  CHECK(Firms("Harrow Chief Executive Tobin Vance") == Strings{"Harrow"});
  CHECK(Firms("Quandary Corporation said") == Strings{"Quandary Corporation"});
}

TEST_CASE_METHOD(Small, "an agency may be named after its country") {
  CHECK(Agencies("the Norland Aerospace Exploration Agency said") == Strings{"Norland Aerospace Exploration Agency"});
}

TEST_CASE_METHOD(Small, "a body joined by and to another thing begins after it") {
  CHECK(Agencies("with Harrow Shipping and Norland Aerospace Exploration Agency on the list") == Strings{"Norland Aerospace Exploration Agency"});
  CHECK(Agencies("the Dutch Supreme Court ruled") == Strings{"Supreme Court"});
}

TEST_CASE_METHOD(Small, "an act takes its year after a comma and the bodies it pays for") {
  CHECK(Rules("the Rural Ports Act, 2022, and more") == Strings{"Rural Ports Act, 2022"});
  CHECK(Rules("the Department of Trade, Ports, and Related Agencies Appropriations Act, 2022 passed") ==
        Strings{"Department of Trade, Ports, and Related Agencies Appropriations Act, 2022"});
}

TEST_CASE_METHOD(Small, "headings, bodies and laws are no persons") {
  for (const std::string text : {"Executive Order on chips", "the General License expired", "Martin Luther Hospital closed", "Chair Committee Rules",
                                 "the Environmental Justice Screen", "Long Range plans", "the President’s Investing agenda", "Marshall Act passed"}) {
    INFO(text);
    CHECK(Officials(text).empty());
  }
}

TEST_CASE_METHOD(Small, "a family name stands for the person named in full") {
  CHECK(Tagged("Roe waited. Later Jane Roe spoke; Roe's plan won.") ==
        Strings{"Roe=official.roe", "Jane Roe=official.roe", "Roe=official.roe"});
  CHECK(Tagged("Xu Jianping met her. Xu left, Minister Xu said.") ==
        Strings{"Xu Jianping=official.xu", "Xu=official.xu", "Xu=official.xu"});
  CHECK(Tagged("CEO Tobin Vance spoke. Vance left.") ==
        Strings{"Tobin Vance=official.tobin-vance", "Vance=official.tobin-vance"});
}

TEST_CASE_METHOD(Small, "of two persons with one family name the nearest before counts") {
  CHECK(Tagged("Jane Roe came. Roe sat. Then Harold Roe came. Roe stood.") ==
        Strings{"Jane Roe=official.roe", "Roe=official.roe", "Harold Roe=official.harold-roe",
                "Roe=official.harold-roe"});
  CHECK(Officials("Jane Roe came. Susan Roe sat at the Roe Institute.") == Strings{"Jane Roe", "Susan Roe"});
}

TEST_CASE_METHOD(Small, "a legal suffix makes a firm, from its first word to the last suffix") {
  CHECK(Firms("The chips went to Kestrel Microsystems Co., Ltd. of Norland") == Strings{"Kestrel Microsystems Co., Ltd."});
  CHECK(Firms("by Norland Aerospace Science and Technology Corporation Limited; and") ==
        Strings{"Norland Aerospace Science and Technology Corporation Limited"});
  CHECK(Firms("SK Tern (Norland) Ltd and others") == Strings{"SK Tern (Norland) Ltd"});
  CHECK(Tagged("sold to Harrow Inc. yesterday") == Strings{"Harrow Inc.=firm.harrow"});
  CHECK(Firms("由蓝鹭精密工具股份有限公司提供") == Strings{"蓝鹭精密工具股份有限公司"});
}

TEST_CASE_METHOD(Small, "a suffix without a name makes nothing") {
  for (const std::string text : {"The Company said", "Our Corporation and its Company", "Cedar Springs, CO", "Limited access", "a company limited by"}) {
    INFO(text);
    CHECK(Firms(text).empty());
  }
}

TEST_CASE_METHOD(Small, "government bodies are known by their head words") {
  CHECK(Agencies("the Senate Committee on Trade, Science, and Ports met") == Strings{"Senate Committee on Trade, Science, and Ports"});
  CHECK(Agencies("the Ministry of Sea and Sky said") == Strings{"Ministry of Sea and Sky"});
  CHECK(Agencies("the Coastal Pilots Licensing Commission ruled") == Strings{"Coastal Pilots Licensing Commission"});
  CHECK(Agencies("the Jane Roe administration ended") == Strings{"Jane Roe administration"});
  CHECK(Agencies("the Departments of Trade and Ports agreed; the Department of Trade") == Strings{"Trade", "Ports", "Department of Trade"});
  for (const std::string text : {"the Board of Directors met", "its Audit Committee met", "Members and Committee staff", "a committee on trade"}) {
    INFO(text);
    CHECK(Agencies(text).empty());
  }
}

TEST_CASE_METHOD(Small, "laws are known by their head words") {
  CHECK(Rules("under the Stop Gilded Widgets Act of 2024, exports") == Strings{"Stop Gilded Widgets Act of 2024"});
  CHECK(Rules("the Food, Grain, and Widget Act says") == Strings{"Food, Grain, and Widget Act"});
  CHECK(Rules("Pursuant to the Widget Control Act, it") == Strings{"Widget Control Act"});
  CHECK(Rules("This Act and the Act say so. The Final Rule, the Proposed Rule").empty());
}

TEST_CASE_METHOD(Small, "sections join the law that they are of") {
  CHECK(Rules("under section 12(b) of the Widget Control Act of 1999") == Strings{"section 12(b) of the Widget Control Act of 1999"});
  CHECK(Rules("Subsections (a) and (b) of section 4 of the Compute Order are") ==
        Strings{"Subsections (a) and (b) of section 4 of the Compute Order"});
  CHECK(Rules("section 2(a) of this order; part of the Compute Order") == Strings{"Compute Order"});
}

TEST_CASE_METHOD(Small, "short names that the document defines are followed") {
  CHECK(Tagged("The Coastal Pilots Licensing Commission (CPLC) met. CPLC ruled.") ==
        Strings{"Coastal Pilots Licensing Commission=agency.coastal-pilots-licensing-commission",
                "CPLC=agency.coastal-pilots-licensing-commission", "CPLC=agency.coastal-pilots-licensing-commission"});
  CHECK(Tagged("Kestrel Tools Ltd. (“Kestrel”) sold it. Kestrel paid.") ==
        Strings{"Kestrel Tools Ltd.=firm.kestrel-tools-ltd", "Kestrel=firm.kestrel-tools-ltd",
                "Kestrel=firm.kestrel-tools-ltd"});
  CHECK(Tagged("Harrow (the “Company”) sold it. The Company paid.") == Strings{"Harrow=firm.harrow"});
}

TEST_CASE_METHOD(Small, "a name may be shortened to some of its own words") {
  CHECK(Firms("Kestrel Tools Ltd. (Kestrel) sold it. Kestrel paid.") == Strings{"Kestrel Tools Ltd.", "Kestrel", "Kestrel"});
  CHECK(Firms("Kestrel Tools Ltd. (Oslo) sold it; Kestrel Tools Ltd. (Tools) too.") == Strings{"Kestrel Tools Ltd.", "Kestrel Tools Ltd."});
  CHECK(Agencies("The Coastal Pilots Licensing Commission (Pilots Commission) met; the Pilots Commission ruled.") ==
        Strings{"Coastal Pilots Licensing Commission", "Pilots Commission", "Pilots Commission"});
  CHECK(Agencies("The Coastal Pilots Licensing Commission (CPLC or the Commission) met. CPLC ruled.") ==
        Strings{"Coastal Pilots Licensing Commission", "CPLC", "CPLC"});
  CHECK(Agencies("The Coastal Pilots Licensing Commission (CPLC) met; write to CPLC.desk@ports.example") ==
        Strings{"Coastal Pilots Licensing Commission", "CPLC"});
}

TEST_CASE_METHOD(Small, "a hyphenated given name goes before its Chinese family name") {
  CHECK(Officials("Ting-Wei Sun and Ruei-tsang Chang were charged; Sun left") == Strings{"Ting-Wei Sun", "Ruei-tsang Chang", "Sun"});
  CHECK(Officials("the Po-Lin Sun Company and an Anti-Trust Park").empty());
}

TEST_CASE_METHOD(Small, "an acronym and a place behind a given name make no person") {
  CHECK(Officials("the DoN Harbor Plan; near Don Edwards Norland Harbor Refuge").empty());
  CHECK(Officials("Ms. Villar- Bencosme was asked") == Strings{"Villar- Bencosme"});
  CHECK(Officials("Glenn Tarn Strait opened").empty());
}

// A rule that is quoted by its title was not found when no dictionary held it.
TEST_CASE_METHOD(Small, "a title in quotation marks is the name of the rule or order before it") {
  CHECK(Rules("the interim final rule (IFR), \"Safe Harbors: Certain Loom Items; Updates,\" which") == Strings{"Safe Harbors: Certain Loom Items; Updates"});
  CHECK(Rules("a proposed rule published on May 5, 2024, entitled “Loom Exports by Sea”") == Strings{"Loom Exports by Sea"});
  CHECK(Rules("the Executive Order titled, \"Keeping the Harbors of the Coast Open.\"") == Strings{"Keeping the Harbors of the Coast Open"});
  CHECK(Rules("an Executive Order of August 6, 2020 (Keeping the Harbors Open), says") == Strings{"Keeping the Harbors Open"});
  CHECK(Rules("He gave the order. \"We Will Go Home,\" he said.").empty());
  CHECK(Rules("a final rule. \"We Are Very Glad,\" she said").empty());
}

TEST_CASE_METHOD(Small, "sections may follow the law they are of") {
  CHECK(Rules("under Harbor Loom Act section 12(b)(1) and") == Strings{"Harbor Loom Act section 12(b)(1)"});
  CHECK(Rules("in schedule II of the Harbor Loom Act") == Strings{"schedule II of the Harbor Loom Act"});
  CHECK(Rules("The Harbor Loom Act. Section 5 of the lease") == Strings{"Harbor Loom Act"});
}

TEST_CASE_METHOD(Small, "programmes, laws and amendments are named where something singles them out") {
  CHECK(Rules("under the Coastal Loom Lending Program, farmers") == Strings{"Coastal Loom Lending Program"});
  CHECK(Rules("Norland's Coastal Trade Law bars it") == Strings{"Coastal Trade Law"});
  CHECK(Rules("the Tarnby Amendment passed") == Strings{"Tarnby Amendment"});
  CHECK(Rules("the Harrow Export Compliance Program").empty());
  CHECK(Rules("the Company's Share Repurchase Program").empty());
  CHECK(Rules("the Second Amendment to the lease").empty());
  CHECK(Rules("she teaches International Trade Law").empty());
}

TEST_CASE_METHOD(Small, "a court is named with its rank") {
  CHECK(Agencies("the Bankruptcy Court for the District of Norland") == Strings{"Bankruptcy Court for the District of Norland"});
  CHECK(Agencies("the Superior Court of Norland ruled") == Strings{"Superior Court of Norland"});
}

TEST_CASE_METHOD(Small, "a body behind the one it belongs to is named with it") {
  const Tagger tagger = TaggerOf(R"(
[[entity]]
id = "agency.trade"
name = "Department of Trade"
[[entity]]
id = "agency.looms"
name = "Bureau of Looms"
parent = "agency.trade"
)");
  CHECK(extract::Tagged(tagger, "the Department of Trade Bureau of Looms said") ==
        Strings{"Department of Trade Bureau of Looms=agency.looms"});
  CHECK(extract::Tagged(tagger, "the Department of Trade's Bureau of Looms said") ==
        Strings{"Department of Trade=agency.trade", "Bureau of Looms=agency.looms"});
}

TEST_CASE_METHOD(Small, "what a trade has is no public body, and IT ends a ministry's name") {
  CHECK(Agencies("the Harbor Loom Industry Council said").empty());
  CHECK(Agencies("the Ministry of Looms and IT said") == Strings{"Ministry of Looms and IT"});
}

TEST_CASE_METHOD(Small, "advisory boards are public where they have a field or an acronym") {
  CHECK(Agencies("the Ocean Survey Advisory Board meets") == Strings{"Ocean Survey Advisory Board"});
  CHECK(Agencies("the Survey Advisory Board (SAB) meets") == Strings{"Survey Advisory Board", "SAB"});
  CHECK(Agencies("Harrow's Scientific Advisory Board meets").empty());
}

TEST_CASE_METHOD(Small, "a firm of the dictionary takes the legal form behind it") {
  CHECK(Firms("on behalf of Harrow AB of Norland") == Strings{"Harrow AB"});
  CHECK(Firms("Harrow OJSC, and others") == Strings{"Harrow OJSC"});
  CHECK(Firms("Harrow SE Coast sales") == Strings{"Harrow"});
}

TEST_CASE_METHOD(Small, "an initial may be the letter of an article, and an address is nobody") {
  CHECK(Officials("Write to Barbara A. Whitlow, Director.") == Strings{"Barbara A. Whitlow"});
  CHECK(Officials("Barbara Whitlow, barbara.Whitlow@ports.example") == Strings{"Barbara Whitlow"});
}

TEST_CASE_METHOD(Small, "what a case is called defines no body") {
  CHECK(Agencies("in Orwell v. Department of Trade (“Orwell”) the court held; Orwell left") == Strings{});
}

TEST_CASE_METHOD(Small, "parties and letters are defined, not named") {
  CHECK(Firms("Harrow Options LLC (the “Exchange”) filed; the Exchange believes") == Strings{"Harrow Options LLC"});
  CHECK(Firms("Lanhe Systems Inc. (“Complainant”) of Norland; Complainant asks") == Strings{"Lanhe Systems Inc."});
  CHECK(Officials("Barbara Whitlow, dated May 2 (“Whitlow Letter”); the Letter and Whitlow agree") == Strings{"Barbara Whitlow", "Whitlow", "Whitlow"});
  CHECK(Officials("5800 Fleur Dr. Suite 207").empty());
  CHECK(Firms("In Re Lanhe Corporation Litigation") == Strings{"Lanhe Corporation"});
}

// Gatherings of officials were passed over.
TEST_CASE_METHOD(Small, "task forces, working groups and panels are bodies") {
  CHECK(Agencies("the Titanium Loom Working Group (TLWG) met") == Strings{"Titanium Loom Working Group", "TLWG"});
  CHECK(Agencies("the Task Force on Coastal Looms said") == Strings{"Task Force on Coastal Looms"});
  CHECK(Agencies("its Groundfish Management Team (GMT) and its Groundfish Advisory Subpanel (GAP); the GMT and the GAP") ==
        Strings{"Groundfish Management Team", "GMT", "Groundfish Advisory Subpanel", "GAP", "GMT", "GAP"});
  CHECK(Agencies("the Senior Management Team of Harrow").empty());
  CHECK(Agencies("the Harrow Group and the Air Force").empty());
  CHECK(Agencies("the Working Group met").empty());
}

TEST_CASE_METHOD(Small, "the second syllable of a given name may be small") {
  CHECK(Officials("Minister Yeh Chun-hsien said; Yeh left") == Strings{"Yeh Chun-hsien", "Yeh"});
  CHECK(Officials("Minister Kim Jung-kwan said") == Strings{"Kim Jung-kwan"});
  CHECK(Officials("Senator Quill Tanager-era rules") == Strings{"Quill Tanager"});
}

}  // namespace
}  // namespace dateline::extract
