// Names that no dictionary holds, by the shapes that texts of many countries give them.
#include <string>

#include "tests/extract/tagging.h"

namespace dateline::extract {
namespace {

constexpr char kSmall[] = R"(
[[entity]]
id = "firm.harrow"
name = "Harrow"
[[entity]]
id = "firm.tern"
name = "Tern"
[[entity]]
id = "firm.vesper-materials"
name = "Vesper Materials"
[[entity]]
id = "official.orwell"
name = "Jane Orwell"
aliases = ["Orwell"]
[[entity]]
id = "agency.cbo"
name = "Canal Board Office"
aliases = ["CBO"]
[[entity]]
id = "agency.house"
name = "House of Representatives"
[[entity]]
id = "agency.ports-office"
name = "Ports Office"
aliases = [{ text = "Ports", weak = true }]
[[entity]]
id = "agency.trade"
name = "Department of Trade"
aliases = ["DOT"]
[[entity]]
id = "agency.senate"
name = "Senate"
[[entity]]
id = "place.norland"
name = "Norland"
[[entity]]
id = "place.port-vance"
name = "Port Vance"
subtype = "city"
[[entity]]
id = "place.indiana"
name = "Indiana"
[[entity]]
id = "place.tennessee"
name = "Tennessee"
[[entity]]
id = "rule.hsfa"
name = "Harbor Safety Fee Act"
aliases = ["HSFA"]
[[entity]]
id = "rule.ports-code"
name = "Ports Code"
subtype = "law"
)";
constexpr char kPatterns[] = R"(
[[pattern]]
id = "general-license"
kind = "rule"
anchors = "General License"
regex = 'General\s+License\s+(?P<number>\d{1,3}[A-Z]{0,2})\b'
canonical = "GL:{number}"
entity = "rule.general-license-{number}"
)";
using Small = NamesBy<kSmall, kPatterns>;

TEST_CASE_METHOD(Small, "an instrument is named by its number") {
  CHECK(Rules("the court cited Order No. 2217 and Decree No. 259/2025/ND-CP.") ==
        Strings{"Order No. 2217", "Decree No. 259/2025/ND-CP"});
  CHECK(Rules("under Notification No. 58/2025-26 and Customs Circular No. 14/2026") ==
        Strings{"Notification No. 58/2025-26", "Customs Circular No. 14/2026"});
  CHECK(Rules("see Regulatory Guide 1.21 and Senate Bill 1047") ==
        Strings{"Regulatory Guide 1.21", "Senate Bill 1047"});
  CHECK(Rules("DOT/QX Order No. 5264 was amended") == Strings{"DOT/QX Order No. 5264"});
  CHECK(Rules("behind Announcement No. 31 and No. 32 of 2026, sales fell") ==
        Strings{"Announcement No. 31", "No. 32 of 2026"});
  CHECK(Rules("Announcement No. 55, 2025, adds dies") == Strings{"Announcement No. 55, 2025"});
  for (const std::string text : {"Purchase Order No. 2217", "an initial determination (Order No. 17)", "in Order 2217",
                                 "the Bill 2024 sent", "ORDER No. 4"}) {
    INFO(text);
    CHECK(Rules(text).empty());
  }
}

TEST_CASE_METHOD(Small, "a law may tell its matter behind its head") {
  CHECK(Rules("Norland passed the Law on Cybersecurity in 2018.") == Strings{"Law on Cybersecurity"});
  CHECK(Rules("Interim Measures for the Management of Generative Harbor Services took effect") ==
        Strings{"Interim Measures for the Management of Generative Harbor Services"});
  CHECK(Rules("Norland's Act on Prevention of Divulgence and Protection of Ports was tightened") ==
        Strings{"Act on Prevention of Divulgence and Protection of Ports"});
  CHECK(Rules("the Provisions on Ship Lists and the Harbor Data Law") ==
        Strings{"Provisions on Ship Lists", "Harbor Data Law"});
  CHECK(Rules("the Regulations on the Administration of Rare Salts followed") ==
        Strings{"Regulations on the Administration of Rare Salts"});
  for (const std::string text : {"New Rules on Chips", "Measures for Harrow", "the Law on which he relied",
                                 "Tough Regulations on Ships Planned"}) {
    INFO(text);
    CHECK(Rules(text).empty());
  }
}

TEST_CASE_METHOD(Small, "acts take words in parentheses, lists and bare years") {
  CHECK(Rules("the Strategic Ports (Control) Act 2002 of Norland") == Strings{"Strategic Ports (Control) Act 2002"});
  CHECK(Rules("the Norland (Sanctions) (Exit) Regulations 2019 were amended") ==
        Strings{"Norland (Sanctions) (Exit) Regulations 2019"});
  CHECK(Rules("cited the Harbor Markets, Competition and Shippers Act 2024.") ==
        Strings{"Harbor Markets, Competition and Shippers Act 2024"});
  CHECK(Rules("the Trade Controls Amendment Act passed") == Strings{"Trade Controls Amendment Act"});
  CHECK(Rules("the No Surprises in Ports Act") == Strings{"No Surprises in Ports Act"});
  CHECK(Rules("the Mining Law of 1872") == Strings{"Mining Law of 1872"});
  CHECK(Rules("the Click to Cancel Rule and the Norland Transit and Sanctions Regulations") ==
        Strings{"Click to Cancel Rule", "Norland Transit and Sanctions Regulations"});
}

TEST_CASE_METHOD(Small, "a licence takes its programme, a law its round") {
  CHECK(Rules("issued Norland-related General License 13N and Counter Piracy General License 31.") ==
        Strings{"Norland-related General License 13N", "Counter Piracy General License 31"});
  CHECK(Rules("Under General License 5 and HSFA VII fees") == Strings{"General License 5", "HSFA VII"});
}

TEST_CASE_METHOD(Small, "divisions and numbers with periods are of their law") {
  CHECK(Rules("Division F of the Ports Code bars it") == Strings{"Division F of the Ports Code"});
  CHECK(Rules("subsection 2.4(a) of the Ports Code") == Strings{"subsection 2.4(a) of the Ports Code"});
  CHECK(Rules("Subtitle B of title XVII of the Ports Code") == Strings{"Subtitle B of title XVII of the Ports Code"});
  CHECK(Rules("sections 301-310 of the Ports Code") == Strings{"sections 301-310 of the Ports Code"});
}

TEST_CASE_METHOD(Small, "guidance has a title in quotation marks") {
  CHECK(Rules("a final guidance for industry entitled \"Safe Cranes in Small Harbors.\" It helps.") ==
        Strings{"Safe Cranes in Small Harbors"});
  CHECK(Rules("a notice of proposed rulemaking titled \"Fair Fees for Ports\" is out") ==
        Strings{"Fair Fees for Ports"});
  CHECK(Rules("a guidance note said \"Safe Cranes in Harbors\" is a slogan").empty());
}

TEST_CASE_METHOD(Small, "Chinese laws stand between book marks") {
  CHECK(Rules("公布《蓝鹭管理条例》和《港口安全法（试行）》") == Strings{"蓝鹭管理条例", "港口安全法（试行）"});
  CHECK(Rules("他在《港口日报》上写道").empty());
}

TEST_CASE_METHOD(Small, "firms end in the forms of many countries") {
  CHECK(Firms("sold by Tarnby Aviation s.r.o. and Quill Trading FZE") ==
        Strings{"Tarnby Aviation s.r.o.", "Quill Trading FZE"});
  CHECK(Firms("with Kestrel Bank, N.A., as agent") == Strings{"Kestrel Bank, N.A."});
  CHECK(Firms("Quill Partners, L.P. and Tarnby Motori S.p.A.") ==
        Strings{"Quill Partners, L.P.", "Tarnby Motori S.p.A."});
  CHECK(Firms("Quill Steel Company and Tarnby Steel Company stay") ==
        Strings{"Quill Steel Company", "Tarnby Steel Company"});
  CHECK(Firms("hired Quill Advisors, LLC. Kestrel & Young LLP resigned") ==
        Strings{"Quill Advisors, LLC", "Kestrel & Young LLP"});
  CHECK(Firms("the U.S. market, and 5 N. Main Street").empty());
}

TEST_CASE_METHOD(Small, "firms end in words that only firms have") {
  CHECK(Firms("chips from Kestrel Microelectronics were seized") == Strings{"Kestrel Microelectronics"});
  CHECK(Firms("It names Quill Semiconductor, among others.") == Strings{"Quill Semiconductor"});
  for (const std::string text :
       {"controls on Emerging Technologies", "the Quill Technologies", "its Bank Holdings",
        "Critical and Emerging Technologies List", "New Semiconductor rules", "KESTREL ROBOTICS BANNED"}) {
    INFO(text);
    CHECK(Firms(text).empty());
  }
}

TEST_CASE_METHOD(Small, "other tails need a word that speaks of firms") {
  CHECK(Firms("forwarders such as Tarnby Lines and a suit by Quorl Logistics") ==
        Strings{"Tarnby Lines", "Quorl Logistics"});
  CHECK(Firms("Quill Data Centers LP, a unit of Brightline Ports Partners, bid; Quorl Vek Capital said so") ==
        Strings{"Quill Data Centers LP", "Brightline Ports Partners", "Quorl Vek Capital"});
  CHECK(Firms("Certain LP investments and an LP gas tank").empty());
  CHECK(Firms("new Harbor Networks, the Dotted Lines and Working Capital rules").empty());
  CHECK(Tagged("Harrow Holdings and Harrow Group") ==
        Strings{"Harrow Holdings=firm.harrow", "Harrow Group=firm.harrow"});
}

TEST_CASE_METHOD(Small, "a firm is known by what is said of it") {
  CHECK(Firms("the chipmaker Kestrel said; shares of Quillon fell") == Strings{"Kestrel", "Quillon"});
  CHECK(Firms("Kestrel CEO Jane Roe and Ann Poe, chief executive of Tarnby-Vek, met") ==
        Strings{"Kestrel", "Tarnby-Vek"});
  for (const std::string text : {"shares of Class A stock", "a maker of Norland chips", "Acting CEO Jane Roe",
                                 "shares in Wall Street banks", "the startup in Norland"}) {
    INFO(text);
    CHECK(Firms(text).empty());
  }
}

TEST_CASE_METHOD(Small, "an unknown firm is called by its name without its form") {
  CHECK(Firms("Hao Tarnby LLC shipped them. Hao Tarnby denied it.") == Strings{"Hao Tarnby LLC", "Hao Tarnby"});
  CHECK(Firms("Kestrel Holdings Co. bid. Kestrel won.") == Strings{"Kestrel Holdings Co.", "Kestrel"});
  CHECK(Firms("Kestrel Co. bid near Kestrel, Norland, and in the Kestrel Valley.") == Strings{"Kestrel Co."});
}

TEST_CASE_METHOD(Small, "towns stand before abbreviated states") {
  CHECK(Places("a plant in Terre Tarn, Ind., near") == Strings{"Terre Tarn", "Ind."});
  CHECK(Places("at St. Tarn, Ind., and in Quillville, TN 02138") == Strings{"St. Tarn", "Ind.", "Quillville", "TN"});
  CHECK(Places("in New Tarn, TN") == Strings{"New Tarn", "TN"});
  CHECK(Places("Sen. Jane Roe (R-Ind.) and Rep. Ann Poe (D-TN)") == Strings{"Ind.", "TN"});
  CHECK(Places("Draft, BLM, TN, and Jane Roe, Ind").empty());
}

TEST_CASE_METHOD(Small, "counties that nobody listed are places") {
  CHECK(Places("Esmereth County gets a road; in Vale Tarn Province too") ==
        Strings{"Esmereth County", "Vale Tarn Province"});
  CHECK(Places("in New Tarn County and St. Quorl County") == Strings{"New Tarn County", "St. Quorl County"});
  CHECK(Places("the County, Harrow County Court, each County").empty());
}

TEST_CASE_METHOD(Small, "persons of many cultures") {
  CHECK(Officials("The panel's chairman, Quorl Tarnby, agreed.") == Strings{"Quorl Tarnby"});
  CHECK(Officials("Moon Jae-tarn met Ju Biung-ghi; Benlin Yuan, 58, was charged") ==
        Strings{"Moon Jae-tarn", "Ju Biung-ghi", "Benlin Yuan"});
  CHECK(Officials("Chief Executive Quorl Tarnby and Special Agent in Charge Orvo Vek") ==
        Strings{"Quorl Tarnby", "Orvo Vek"});
  for (const std::string text :
       {"Moon Co-founder", "the chairman, Harrow Steel, and", "the Digital Yuan fell", "no Charge Quorl Tarnby"}) {
    INFO(text);
    CHECK(Officials(text).empty());
  }
}

TEST_CASE_METHOD(Small, "a name among firms is a firm") {
  CHECK(Firms("Harrow, Quorl and Tern will bid") == Strings{"Harrow", "Quorl", "Tern"});
  CHECK(Firms("Harrow, Quorl, Tern") == Strings{"Harrow", "Quorl", "Tern"});
  CHECK(Firms("Harrow, Tern and Quorl Rail will bid; Harrow and DigitalQuorl left") ==
        Strings{"Harrow", "Tern", "Quorl Rail", "Harrow", "DigitalQuorl"});
  CHECK(Firms("it will buy Quorl Data Centers for cash") == Strings{"Quorl Data Centers"});
  CHECK(Firms("Harrow and Quorl agree; he buys Norland; to buy Treasuries").front() == "Harrow");
  CHECK(Firms("Harrow and Quorl agree") == Strings{"Harrow", "Quorl"});
  CHECK(Firms("makers such as Quorl, Harrow and Tern") == Strings{"Quorl", "Harrow", "Tern"});
  CHECK(Firms("suppliers include Vek Partners, Quorl Americas and Tern.") ==
        Strings{"Vek Partners", "Quorl Americas", "Tern"});
  CHECK(Firms("Quorl, which is headquartered in Norland, sells") == Strings{"Quorl"});
  CHECK(Firms("Later, Harrow fell. Yesterday Quorl, Harrow fell.") == Strings{"Harrow", "Harrow"});
}

TEST_CASE_METHOD(Small, "an unknown name where firms stand is a firm") {
  CHECK(Firms("Quorl raised $2 million in a round led by friends.") == Strings{"Quorl"});
  CHECK(Firms("Last week Quorl shares fell 3 percent.") == Strings{"Quorl"});
  CHECK(Firms("Quorl agreed to buy Tarnvek in June.") == Strings{"Quorl", "Tarnvek"});
  CHECK(Firms("Quorl filed for bankruptcy, and Vektarn emerged from bankruptcy.") == Strings{"Quorl", "Vektarn"});
  CHECK(Firms("Quorl, a small Norland startup, went first.") == Strings{"Quorl"});
  CHECK(Firms("Quorl, which makes looms, and Tarnvek, whose mine is shut, left.") == Strings{"Quorl", "Tarnvek"});
  CHECK(Firms("Its rival Quorl won. Competitor Tarnvek lost to the Dutch company Vektarn.") ==
        Strings{"Quorl", "Tarnvek", "Vektarn"});
  CHECK(Firms("Quorl's chief executive and Tarnvek's founder met.") == Strings{"Quorl", "Tarnvek"});
  CHECK(Firms("Harrow, Quorl and Tarnvek told them. Quorl and Harrow fell.") ==
        Strings{"Harrow", "Quorl", "Tarnvek", "Quorl", "Harrow"});
  CHECK(Firms("Quorl, owned by a miner, cut its fleet. Vektarn cut its annual outlook.") ==
        Strings{"Quorl", "Vektarn"});
  CHECK(Firms("money from a round led by Quorl, they said") == Strings{"Quorl"});
  CHECK(Firms("the startups Quorl and Tarnvek shut") == Strings{"Quorl", "Tarnvek"});
  CHECK(Firms("Quorl and Tarnvek agreed to merge. Vektarn said it would wait.") ==
        Strings{"Quorl", "Tarnvek", "Vektarn"});
  CHECK(Firms("former executives of Quorl Power were charged") == Strings{"Quorl Power"});
  CHECK(Firms("Vektarn, a rival of Quorl, and Tarnvek, the crypto exchange, fell.") ==
        Strings{"Vektarn", "Quorl", "Tarnvek"});
  CHECK(
      Firms("Indiana Quorl, a Norland company, shut. They bought from Tarn Vek before Tarn Vek said it would shut.") ==
      Strings{"Indiana Quorl", "Tarn Vek", "Tarn Vek"});
  // Once shown, it is one wherever it stands.
  CHECK(Firms("The loom came from Quorl. The startup Quorl sold three.") == Strings{"Quorl", "Quorl"});
  for (const std::string text :
       {"Jane Roe met them. Roe agreed to buy a loom.", "The looms fell. Looms and yarn, a company said.",
        "Norlandians agreed to sell", "He agreed to sell. Wool shares fell, and the wool",
        "the company LDAP and its company Roster", "Quorl, an aide in the company town, said"}) {
    INFO(text);
    CHECK(Firms(text).empty());
  }
}

TEST_CASE_METHOD(Small, "a town that one more word makes a name is no place") {
  CHECK(Places("They call it the Port Vance Effect, and the Port Vance Harriers won.").empty());
  CHECK(Places("the Port Vance Democrats met in Port Vance Wednesday").size() == 2);
  CHECK(Places("Port Vance's Effect; a Port Vance man") == Strings{"Port Vance", "Port Vance"});
}

TEST_CASE_METHOD(Small, "a firm's form may come first") {
  CHECK(Firms("among them OOO Quorl, JSC Tarnby and PT Vek Jaya") == Strings{"OOO Quorl", "JSC Tarnby", "PT Vek Jaya"});
  CHECK(Firms("the PT boat and 4 PT").empty());
}

TEST_CASE_METHOD(Small, "an analyst's house is a firm, a firm's seat a town") {
  CHECK(Firms("said Quorl Research analyst Jane Roe") == Strings{"Quorl Research"});
  CHECK(Firms("a Norland analyst, Wall Street analysts and an analyst").empty());
  CHECK(Places("with Kestrel Bank, N.A., Quorlville, Norland, for") == Strings{"Quorlville", "Norland"});
}

TEST_CASE_METHOD(Small, "a firm of the dictionary is called by its first word") {
  CHECK(Tagged("Vesper Materials fell. Later Vesper rose.") ==
        Strings{"Vesper Materials=firm.vesper-materials", "Vesper=firm.vesper-materials"});
  CHECK(Firms("Later Vesper rose.").empty());
}

TEST_CASE_METHOD(Small, "a person is named in another order than the dictionary's") {
  CHECK(Tagged("met Orwell Jane in Norland") == Strings{"Orwell Jane=official.orwell", "Norland=place.norland"});
  CHECK(Officials("President Orwell Secures a Deal") == Strings{"Orwell"});
  CHECK(Officials("副主任王京涛表示，司长说") == Strings{"王京涛"});
  CHECK(Officials("部长办公室在楼上").empty());
}

TEST_CASE_METHOD(Small, "who signs is a person, wherever the name stands") {
  CHECK(Officials("By: /s/ Quorl J. Tarnby\nName: Quorl J. Tarnby\nTitle: Chief Clerk") ==
        Strings{"Quorl J. Tarnby", "Quorl J. Tarnby"});
  CHECK(Officials("Chief Justice Tarnby asked Field Supervisor Dana Quorl") == Strings{"Tarnby", "Dana Quorl"});
  CHECK(Officials("w/s/ Norland Ports and Special Agent Orange").empty());
}

TEST_CASE_METHOD(Small, "a family name may stand in the middle") {
  CHECK(Officials("Brian Tan Wei Loong, 44, came.\n\nTan left.") == Strings{"Brian Tan Wei Loong", "Tan"});
  CHECK(Officials("Brian Lee Anderson came. Lee left.") == Strings{"Brian Lee Anderson"});
}

TEST_CASE_METHOD(Small, "a newspaper is a firm") {
  CHECK(Firms("told the Norland Chronicle that") == Strings{"Norland Chronicle"});
  CHECK(Firms("a Norland Times Square and a Norland Journal of Ports").empty());
}

TEST_CASE_METHOD(Small, "a nickname stands between quotation marks") {
  CHECK(Officials("charged Yi-Shyan \"Wally\" Liaw and Quentin “Quill” Tarnby in May") ==
        Strings{"Yi-Shyan \"Wally\" Liaw", "Quentin “Quill” Tarnby"});
  CHECK(Officials("Quentin \"quill\" pens").empty());
}

TEST_CASE_METHOD(Small, "countries joined by hyphens agree") {
  CHECK(Rules("the Norland-Port Vance Agreement review") == Strings{"Norland-Port Vance Agreement"});
  CHECK(Rules("the General Import and Export Tax Law of Norland") == Strings{"General Import and Export Tax Law"});
  CHECK(Rules("the Norland-Port Vance Strategic Trade and Investment Agreement") ==
        Strings{"Norland-Port Vance Strategic Trade and Investment Agreement"});
  CHECK(Rules("the Norland Agreement").empty());
}

TEST_CASE_METHOD(Small, "the sides of a case are no mentions") {
  CHECK(Places("In Norland v. Tarnby the court ruled").empty());
  CHECK(Places("Norland, v. small, is a country") == Strings{"Norland"});
}

TEST_CASE_METHOD(Small, "an acronym that the text spells out is no body of the dictionary") {
  CHECK(Agencies("each canal-based organization (CBO) may apply; a CBO gets $5").empty());
  CHECK(Agencies("the canal board office (CBO) may apply; CBO gets $5") == Strings{"CBO", "CBO"});
}

TEST_CASE_METHOD(Small, "a body's short name inside another name is no body") {
  CHECK(Agencies("the Ports Office and Quorl Ports Americas") == Strings{"Ports Office"});
  CHECK(Agencies("the Ports Office; Ports said") == Strings{"Ports Office", "Ports"});
}

TEST_CASE_METHOD(Small, "a chamber's committee is named with it") {
  CHECK(Agencies("the Committee on Ships of the House of Representatives met") ==
        Strings{"Committee on Ships of the House of Representatives"});
}

TEST_CASE_METHOD(Small, "a secretariat is a body") {
  CHECK(Agencies("told the Strategic Ports Secretariat of it") == Strings{"Strategic Ports Secretariat"});
}

TEST_CASE_METHOD(Small, "a form of other countries ends a firm's name") {
  CHECK(Firms("bought Quorl Technologies plc and Tarnvek Holdings AB in May") ==
        Strings{"Quorl Technologies plc", "Tarnvek Holdings AB"});
  CHECK(Firms("goods for Brelm Machinery Co., SAL of Norland") == Strings{"Brelm Machinery Co., SAL"});
  CHECK(Firms("shipped to Joint Stock Company Research Center QUORL and Limited Liability Company Tarn Marine.") ==
        Strings{"Joint Stock Company Research Center QUORL", "Limited Liability Company Tarn Marine"});
  CHECK(Firms("lodged by Quorl Lecomte SA, Tarn PQM SA and Fundibrel de Odrel SA.") ==
        Strings{"Quorl Lecomte SA", "Tarn PQM SA", "Fundibrel de Odrel SA"});
  CHECK(Firms("certain Quorl Hulls Model SA-365 craft").empty());
  for (const std::string text : {"the bill, AB 12, passed", "in Norland AB", "the Joint Stock Company rules"}) {
    INFO(text);
    CHECK(Firms(text).empty());
  }
}

TEST_CASE_METHOD(Small, "a company may be called by one word") {
  CHECK(Firms("sued the Budd Company over wheels") == Strings{"Budd Company"});
  for (const std::string text : {"told the Parent Company of it", "the Holding Company said", "a Budd Company car"}) {
    INFO(text);
    CHECK(Firms(text).empty());
  }
}

TEST_CASE_METHOD(Small, "parties of dumping cases are firms") {
  CHECK(
      Firms("a case brought by exporter Norland Fasteners, against petitioner Quorl Wheel and importer Tarn Hulls.") ==
      Strings{"Norland Fasteners", "Quorl Wheel", "Tarn Hulls"});
  CHECK(Firms("filed by the petitioner, Quorl Steel & Wire (") == Strings{"Quorl Steel & Wire"});
  CHECK(Firms("petitioner Tarn Growers of Norland argued").empty());
  CHECK(Places("petitioner Tarn Growers of Norland argued").empty());
  CHECK(Places("exporter Norland Fasteners said") == Strings{});
}

TEST_CASE_METHOD(Small, "who is fined a sum, or whose analyst speaks, is a firm") {
  CHECK(Firms("The board fined Quorvia €12 million") == Strings{"Quorvia"});
  CHECK(Firms("said Jane Roe, an analyst at Quorl Bank, on Monday") == Strings{"Quorl Bank"});
  CHECK(Firms("run by Brelm Lithium, which is controlled by others") == Strings{"Brelm Lithium"});
  CHECK(Firms("The board fought the merger of DraftTarn and Quorvel.") == Strings{"DraftTarn", "Quorvel"});
  CHECK(Firms("Freight forwarder Brelmar said volumes fell") == Strings{"Brelmar"});
  CHECK(Firms("Tarnvek SK, the venture of two makers, hired") == Strings{"Tarnvek SK"});
}

TEST_CASE_METHOD(Small, "ages, offices and homes show persons") {
  CHECK(Officials("Naveksha Thakkrel, 41, of Norport was charged.") == Strings{"Naveksha Thakkrel"});
  CHECK(Officials("according to Hananel Taidrim, Director General of Quorl Council.") == Strings{"Hananel Taidrim"});
  CHECK(Officials("Director Wang took stock") == Strings{"Wang"});
  for (const std::string text : {"on Harrow Monday, 41, of them", "in Norport Bay, 41, and", "Director Control said"}) {
    INFO(text);
    CHECK(Officials(text).empty());
  }
}

TEST_CASE_METHOD(Small, "a family name of two parts comes back whole") {
  CHECK(Officials("said Thomas El-Khrelm, head of it. El-Khrelm went on.") == Strings{"Thomas El-Khrelm", "El-Khrelm"});
  CHECK(Officials("Andrew Manuel Lopez Tarn spoke. They urged Lopez Tarn to go.") ==
        Strings{"Andrew Manuel Lopez Tarn", "Lopez Tarn"});
  CHECK(Officials("Andrew Tarnby spoke of Orvo al-Tarnby twice.") == Strings{"Andrew Tarnby"});
  CHECK(Officials("Andrew Tarnby, a partner at Tarnby Quill Harbor, spoke.") == Strings{"Andrew Tarnby"});
}

TEST_CASE_METHOD(Small, "a plural of capitals beside a firm is no firm") {
  CHECK(Firms("tariffs on EVs and Harrow rose") == Strings{"Harrow"});
}

TEST_CASE_METHOD(Small, "what is based somewhere is a firm") {
  CHECK(Firms("listed Norland-based Quorl Marine Services and Norland-based Brelmar.") ==
        Strings{"Quorl Marine Services", "Brelmar"});
  CHECK(Firms("the Norland-based NGO and Norland-based Luay Tarnby said").empty());
}

TEST_CASE_METHOD(Small, "chapters and supplements are of their law") {
  CHECK(Rules("under Chapter 99 of the Ports Code") == Strings{"Chapter 99 of the Ports Code"});
  CHECK(Rules("in chapter 4 of the book").empty());
}

TEST_CASE_METHOD(Small, "a land in a place is one too") {
  CHECK(Places("in Norland's Yanquill district and Norland's Quorlish region") ==
        Strings{"Norland", "Yanquill", "Norland"});
}

}  // namespace
}  // namespace dateline::extract
