// Names of the dictionary that are only part of a longer name: the longer one counts, or nothing does.
#include <string>

#include "tests/extract/tagging.h"

namespace dateline::extract {
namespace {

constexpr char kSmall[] = R"(
[[entity]]
id = "place.norland"
name = "Norland"
subtype = "country"
[[entity]]
id = "place.sudland"
name = "Sudland"
subtype = "country"
[[entity]]
id = "place.us"
name = "United States"
aliases = ["U.S."]
subtype = "country"
[[entity]]
id = "place.norport"
name = "Norport"
aliases = ["N.P."]
subtype = "city"
[[entity]]
id = "place.vesta"
name = "Vesta"
aliases = ["Vest."]
subtype = "state"
[[entity]]
id = "firm.harrow"
name = "Harrow"
[[entity]]
id = "agency.trade"
name = "Department of Trade"
aliases = [{ text = "Trade", weak = true }, "DOTR"]
country = "place.us"
[[entity]]
id = "agency.mills"
name = "Ministry of Mills of Norland"
aliases = ["Norland's Ministry of Mills", "Norland's mills ministry", "Department of Trade's Bureau of Mills"]
[[entity]]
id = "rule.widgets"
name = "Widget Weapons Convention"
[[entity]]
id = "rule.widget-act"
name = "Widget Control Act"
)";
using Small = NamesBy<kSmall>;

TEST_CASE_METHOD(Small, "a place whose name goes on is the longer place") {
  CHECK(Places("a hotel at Norport Beach, near Vesta County") == Strings{"Norport Beach", "Vesta County"});
  CHECK(Places("from Southern Vesta to West Norport") == Strings{"Southern Vesta", "West Norport"});
  CHECK(Places("fish of the Western and Central Vesta stock") == Strings{"Western and Central Vesta"});
  CHECK(Places("the Norport Bay Area and the Norport River Delta") ==
        Strings{"Norport Bay Area", "Norport River Delta"});
  CHECK(Places("southern Vesta, a beach in Norport") == Strings{"Vesta", "Norport"});
}

TEST_CASE_METHOD(Small, "a town stands before its state or country") {
  CHECK(Places("a plant in Harlan Mills, Vesta, opened; the Harlan Mills plant grew") ==
        Strings{"Harlan Mills", "Vesta", "Harlan Mills"});
  CHECK(Places("TARN, Norland, May 5 - The firm") == Strings{"TARN", "Norland"});
  CHECK(Places("Crest LLC of Tarn, Vesta; lands in Kell County, Vesta.") ==
        Strings{"Tarn", "Vesta", "Kell County", "Vesta"});
  CHECK(Places("At Lanhe, Norland has a rival. In Brief, Norland said no. In Federal Court, Vesta.") ==
        Strings{"Norland", "Norland", "Vesta"});
  CHECK(Places("from Lanhe, Norland's largest maker") == Strings{"Norland"});
}

TEST_CASE_METHOD(Small, "a state cut short needs its period") {
  CHECK(Places("in Tarn, Vest., and Kell (D-Vest.) said") == Strings{"Tarn", "Vest.", "Vest."});
  CHECK(Places("a Vest and a Vest of wool").empty());
  CHECK(Places("the T.N.P.V.E. programme").empty());
}

TEST_CASE_METHOD(Small, "what is named after a place is not the place") {
  for (const std::string text :
       {"Norport-class boats", "(Corps), Norport District, has", "along the Vesta River at mile 3",
        "the Norport International Airport", "Norport Bay National Wildlife Refuge", "Vesta Natives met",
        "swam in Lake Norport", "the Museum of Norport lent it", "at the Port of Norport today",
        "Norport Natural History Museum", "over Norport Highway Bridge"}) {
    INFO(text);
    CHECK(Places(text).empty());
  }
  // A headline's verb and object are no part of the name.
  CHECK(Places("Norland Probes Tarn Highway Deal") == Strings{"Norland"});
  CHECK(Places("Norland Opens Bridge, Norland Launches Initiative") == Strings{"Norland", "Norland"});
  CHECK(Places("Norland's River Act; trade with Norland. River ports") == Strings{"Norland", "Norland"});
}

TEST_CASE_METHOD(Small, "what a party is called is no part of its name") {
  CHECK(Firms("Petitioner Lanhe Steel Corporation has filed") == Strings{"Lanhe Steel Corporation"});
  CHECK(Firms("against Respondent Tarn Tools LLC in May") == Strings{"Tarn Tools LLC"});
}

TEST_CASE_METHOD(Small, "what has a firm's name in its own is not the firm") {
  for (const std::string text : {"at Tarn/Harrow Regional Airport", "over Harrow Island Bridge", "in the Harrow Valley"}) {
    INFO(text);
    CHECK(Firms(text).empty());
  }
  CHECK(Firms("engines of Harrow Aviation Norland s.r.o. of Tarn") == Strings{"Harrow Aviation Norland s.r.o."});
  CHECK(Firms("Harrow Islands of calm").empty());
  CHECK(Firms("Harrow sold its airport to Norland") == Strings{"Harrow"});
}

TEST_CASE_METHOD(Small, "a city's short form behind a town is the postal code of a state") {
  CHECK(Places("moored at Tarn Landing, NP. It left").empty());
  CHECK(Places("She moved to NP in May") == Strings{"NP"});
}

TEST_CASE_METHOD(Small, "a state's body is not the country's") {
  CHECK(Tagged("the Vesta Department of Trade asked") ==
        Strings{"Vesta Department of Trade=agency.vesta-department-of-trade"});
  CHECK(Agencies("filed by the Vesta Department of Ports and Waters (VDPW)") ==
        Strings{"Vesta Department of Ports and Waters", "VDPW"});
  CHECK(Tagged("the U.S. Department of Trade said") == Strings{"Department of Trade=agency.trade"});
}

TEST_CASE_METHOD(Small, "a place's council and advisory bodies are named in full") {
  CHECK(Agencies("The West Norport Fishery Management Council met") ==
        Strings{"West Norport Fishery Management Council"});
  CHECK(Agencies("a meeting of the Vesta Advisory Committee will be held") == Strings{"Vesta Advisory Committee"});
  CHECK(Agencies("the Advisory Committee on Seed Rules met") == Strings{"Advisory Committee on Seed Rules"});
  CHECK(Agencies("the Advisory Committee for Women's Services met") ==
        Strings{"Advisory Committee for Women's Services"});
  CHECK(Agencies("the Committee on Veterans' Training and Ports met") ==
        Strings{"Committee on Veterans' Training and Ports"});
  CHECK(Agencies("its Management Council met").empty());
  CHECK(Agencies("the Department of Trade Seed Advisory Board met the Department of Trade staff") ==
        Strings{"Department of Trade Seed Advisory Board", "Department of Trade"});
  CHECK(Agencies("the DOTR Advisory Council and the Ninth Circuit Court of Appeals agreed") ==
        Strings{"DOTR Advisory Council", "Ninth Circuit Court of Appeals"});
}

TEST_CASE_METHOD(Small, "a service that is done, a survey and a university's department are no bodies") {
  for (const std::string text : {"the Video Relay Service rules", "the Summer Food Service Program",
                                 "the Election Administration and Voting Survey", "by its Department of Anthropology",
                                 "the Project Committee met", "the Coastal Pilots Licensing Board Handbook"}) {
    INFO(text);
    CHECK(Agencies(text).empty());
  }
  CHECK(Agencies("the Coastal Housing Service lends") == Strings{"Coastal Housing Service"});
}

TEST_CASE_METHOD(Small, "an owner and its body are two names") {
  CHECK(Tagged("Norland's Ministry of Mills said; Norland's mills ministry agreed; the Department of Trade's Bureau of "
               "Mills too") == Strings{"Norland=place.norland", "Ministry of Mills=agency.mills",
                                       "Norland=place.norland", "Department of Trade=agency.trade",
                                       "Bureau of Mills=agency.mills"});
}

TEST_CASE_METHOD(Small, "a country's patents and officers are not the country") {
  CHECK(Places("along U.S. Route 209").empty());
  CHECK(Places("certain claims of U.S. Patent No. 7 and U.S. patents") == Strings{"U.S."});
  CHECK(Places("U.S. Trade Secretary Jane Roe spoke for U.S. firms") == Strings{"U.S."});
  CHECK(Agencies("the Secretaries of Ports, the Department of Trade, and DOTR met; DOTR agreed") == Strings{"DOTR"});
}

TEST_CASE_METHOD(Small, "a body in a number or in a case's name is no mention") {
  CHECK(Agencies("the disaster (DOTR-4755-DR), and docket DOTR-2023-0016").empty());
  CHECK(Agencies("in Tarn Mills v. U.S. Department of Trade, the court").empty());
  CHECK(Agencies("in Tarn Mills v. DOTR the court").empty());
  CHECK(Agencies("the Establishment of a DOTR Faith and Harvest Initiative").empty());
  CHECK(Agencies("DOTR and its Initiative. DOTR Begins Harvest Initiative") == Strings{"DOTR", "DOTR"});
  CHECK(Agencies("DOTR-led talks") == Strings{"DOTR"});
}

TEST_CASE_METHOD(Small, "countries' agreements and states' codes are rules") {
  CHECK(Rules("under the United States-Norland Free Trade Agreement, duties") ==
        Strings{"United States-Norland Free Trade Agreement"});
  CHECK(Rules("the U.S.-Norland-Sudland Economic Partnership Agreement") ==
        Strings{"U.S.-Norland-Sudland Economic Partnership Agreement"});
  CHECK(Rules("rules in the Vesta Administrative Code (VAC) apply") == Strings{"Vesta Administrative Code", "VAC"});
  CHECK(Rules("the Norland FTA and the Sudland TPA apply") == Strings{"Norland FTA", "Sudland TPA"});
  CHECK(Rules("the Harrow Supply Agreement and the Credit Agreement").empty());
  CHECK(Places("the Norland Country Code") == Strings{"Norland"});
}

TEST_CASE_METHOD(Small, "an act's name holds asides, initials, ordinals and other laws") {
  CHECK(Tagged("the Rural Ports (RP) Act, as amended, and the Rural Ports Act") ==
        Strings{"Rural Ports (RP) Act=rule.rural-ports-act", "Rural Ports Act=rule.rural-ports-act"});
  CHECK(Rules("the Wendell Q. Tarn Ports Act") == Strings{"Wendell Q. Tarn Ports Act"});
  CHECK(Rules("the 21st Century Mills Act and the Moving Ahead for Ports in the 21st Century Act") ==
        Strings{"21st Century Mills Act", "Moving Ahead for Ports in the 21st Century Act"});
  CHECK(Tagged("the Widget Control Act (WCA) of 1995; the Widget Control Act of 1995; WCA") ==
        Strings{"Widget Control Act (WCA) of 1995=rule.widget-act", "Widget Control Act of 1995=rule.widget-act",
                "WCA=rule.widget-act"});
  CHECK(Tagged("the Widget Control Act for Fiscal Year 2023 and the Gwen Q. Tarn Widget Control Act") ==
        Strings{"Widget Control Act for Fiscal Year 2023=rule.widget-control-act-for-fiscal-year-2023",
                "Gwen Q. Tarn Widget Control Act=rule.widget-act"});
  CHECK(Rules("the Department of the Ports, Harbors, and Related Agencies Appropriations Act, 2022") ==
        Strings{"Department of the Ports, Harbors, and Related Agencies Appropriations Act, 2022"});
  CHECK(Rules("the Widget Weapons Convention Implementation Act of 1998") ==
        Strings{"Widget Weapons Convention Implementation Act of 1998"});
  CHECK(Rules("the Tarn- Whitlow Ports Act") == Strings{"Tarn- Whitlow Ports Act"});
  CHECK(Rules("the Trade, Justice, Ports, and Related Agencies Appropriations Act, 2022") ==
        Strings{"Trade, Justice, Ports, and Related Agencies Appropriations Act, 2022"});
}

TEST_CASE_METHOD(Small, "a firm's name may hold a small word, a late capital and a second trade") {
  CHECK(Firms("from Chendu Huiyan New Material Technology Co., Ltd. today") ==
        Strings{"Chendu Huiyan New Material Technology Co., Ltd."});
  CHECK(Firms("by cBrill Lighting, Inc. of Norport") == Strings{"cBrill Lighting, Inc."});
  CHECK(Firms("Jansu Semmao Bamboo and Wood Industry Co., Ltd. sold") ==
        Strings{"Jansu Semmao Bamboo and Wood Industry Co., Ltd."});
  CHECK(Firms("of Tarn, Vesta and Crest Technology Group Ltd. of Sudland") == Strings{"Crest Technology Group Ltd."});
  CHECK(Firms("the Rural Ports (RP) Limited Maintenance Plan").empty());
  CHECK(Firms("the Clean Water Standard (CWS) Limited Maintenance Plan").empty());
}

TEST_CASE_METHOD(Small, "towns stand before works and states in parentheses") {
  CHECK(Places("double the output of its Bloomtarn, Vesta plant") == Strings{"Bloomtarn", "Vesta"});
  CHECK(Places("its works in Belvitarn (Vesta), and Harwell (Vesta)") ==
        Strings{"Belvitarn", "Vesta", "Harwell", "Vesta"});
  CHECK(Places("said Senator Roe (Vesta)") == Strings{"Vesta"});
  CHECK(Places("told its Bloomtarn, Vesta staff") == Strings{"Vesta"});
}

}  // namespace
}  // namespace dateline::extract
