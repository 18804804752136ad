#include "extract/tagger.h"

#include <string>

#include "tests/extract/tagging.h"

namespace dateline::extract {
namespace {

constexpr const char* kCast = R"(
[[entity]]
id = "firm.harrow"
name = "Harrow Semiconductor"
aliases = ["Harrow", "Harrow Semiconductor, Inc.", { text = "哈罗半导体", lang = "zh" }]
[[entity]]
id = "firm.lanhe"
name = "Lanhe Tools Co., Ltd."
aliases = [{ text = "Lanhe", context = ["foundry", "chip"] }]
[[entity]]
id = "firm.meridian"
name = "Meridian"
[[entity]]
id = "firm.bank-of-norland"
name = "Bank of Norland"
[[entity]]
id = "chip.hx20"
name = "HX20"
[[entity]]
id = "chip.wave-2"
name = "Wave 2"
[[entity]]
id = "place.norland"
name = "Norland"
aliases = [{ text = "N.L.", case = "exact" }]
[[entity]]
id = "place.us"
name = "United States"
aliases = ["U.S.", { text = "US", case = "exact" }]
[[entity]]
id = "agency.trade"
name = "Department of Trade"
aliases = ["U.S. Department of Trade", { text = "Trade", weak = true, not_before = ["free"], not_after = ["war"] }]
[[entity]]
id = "rule.unreliable-list"
name = "unreliable entity list"
aliases = [{ text = "UEL", weak = true }]
[[entity]]
id = "official.orwell"
name = "Ann T. Orwell"
aliases = [{ text = "Orwell", weak = true }]
[[entity]]
id = "firm.arrow-a"
name = "Arrow Alpha"
aliases = [{ text = "Arrow", weak = true }]
[[entity]]
id = "firm.arrow-b"
name = "Arrow Beta"
aliases = [{ text = "Arrow", weak = true }]
)";

const Tagger& Cast() {
  static const Tagger tagger = TaggerOf(kCast);
  return tagger;
}

TEST_CASE("the longest name wins and the span is the text's own") {
  CHECK(Tagged(Cast(), "Bank of Norland lent Harrow Semiconductor money.") ==
        Strings{"Bank of Norland=firm.bank-of-norland", "Harrow Semiconductor=firm.harrow"});
  CHECK(Tagged(Cast(), "é Harrow—HX20") == Strings{"Harrow=firm.harrow", "HX20=chip.hx20"});
}

TEST_CASE("writing varies: case, quotes, hyphens, line breaks, width, periods") {
  CHECK(Tagged(Cast(), "HARROW SEMICONDUCTOR said") == Strings{"HARROW SEMICONDUCTOR=firm.harrow"});
  CHECK(Tagged(Cast(), "harrow semiconductor said").empty());
  CHECK(Tagged(Cast(), "Harrow\nSemiconductor said") == Strings{"Harrow\nSemiconductor=firm.harrow"});
  CHECK(Tagged(Cast(), "Harrow\xC2\xA0Semiconductor said") == Strings{"Harrow\xC2\xA0Semiconductor=firm.harrow"});
  CHECK(Tagged(Cast(), "the Wave-2 part") == Strings{"Wave-2=chip.wave-2"});
  CHECK(Tagged(Cast(), "the Wave – 2 of them").empty());
  CHECK(Tagged(Cast(), "ＨＸ２０ sold") == Strings{"ＨＸ２０=chip.hx20"});
  CHECK(Tagged(Cast(), "in the US and the U.S. now") == Strings{"US=place.us", "U.S.=place.us"});
  CHECK(Tagged(Cast(), "Unreliable Entity List") == Strings{"Unreliable Entity List=rule.unreliable-list"});
}

TEST_CASE("a paragraph break or the end of a sentence is never bridged") {
  CHECK(Tagged(Cast(), "Harrow\n\nSemiconductor prices") == Strings{"Harrow=firm.harrow"});
  CHECK(Tagged(Cast(), "It praised Harrow. Semiconductor prices rose") == Strings{"Harrow=firm.harrow"});
  CHECK(Tagged(Cast(), "the Bank, of Norland") == Strings{"Norland=place.norland"});
}

TEST_CASE("legal suffixes match with and without their marks") {
  for (const std::string text : {"Lanhe Tools Co., Ltd.", "Lanhe Tools Co. Ltd.", "Lanhe Tools Co Ltd"}) {
    CHECK(Tagged(Cast(), text + " sold") == Strings{text + "=firm.lanhe"});
  }
  CHECK(Tagged(Cast(), "by Harrow Semiconductor Inc today") == Strings{"Harrow Semiconductor Inc=firm.harrow"});
}

TEST_CASE("a possessive s stays outside, a chip's plural s inside") {
  CHECK(Tagged(Cast(), "Harrow's HX20s and Norland’s") == Strings{"Harrow=firm.harrow", "HX20s=chip.hx20", "Norland=place.norland"});
}

TEST_CASE("addresses and decimals are not names") {
  CHECK(Tagged(Cast(), "see www.example.com/x and Meridian.com or @Meridian") == Strings{});
  CHECK(Tagged(Cast(), "https://example.org/Harrow/HX20 here") == Strings{});
}

TEST_CASE("Chinese names need no boundaries, digits may touch them") {
  CHECK(Tagged(Cast(), "据哈罗半导体2025年") == Strings{"哈罗半导体=firm.harrow"});
}

TEST_CASE("weak and conditional aliases need their evidence") {
  CHECK(Tagged(Cast(), "Trade fell. UEL rose.").empty());
  CHECK(Tagged(Cast(), "The Department of Trade spoke. Later Trade added names.") ==
        Strings{"Department of Trade=agency.trade", "Trade=agency.trade"});
  CHECK(Tagged(Cast(), "The Department of Trade fears a Trade war and free Trade.") == Strings{"Department of Trade=agency.trade"});
  CHECK(Tagged(Cast(), "Lanhe is a fine town.").empty());
  CHECK(Tagged(Cast(), "Lanhe runs a foundry.") == Strings{"Lanhe=firm.lanhe"});
}

TEST_CASE("an alias that two entities share is decided by the document or dropped") {
  CHECK(Tagged(Cast(), "Arrow rose.").empty());
  CHECK(Tagged(Cast(), "Arrow Beta fell. Arrow rose.") == Strings{"Arrow Beta=firm.arrow-b", "Arrow=firm.arrow-b"});
  CHECK(Tagged(Cast(), "Arrow Beta and Arrow Alpha met. Arrow rose.") ==
        Strings{"Arrow Beta=firm.arrow-b", "Arrow Alpha=firm.arrow-a"});
}

TEST_CASE("a country before its own agency and a body inside an office are no mentions") {
  CHECK(Tagged(Cast(), "the U.S. Department of Trade") == Strings{"Department of Trade=agency.trade"});
  CHECK(Tagged(Cast(), "The Department of Trade and the Secretary of Trade met") == Strings{"Department of Trade=agency.trade"});
  CHECK(Tagged(Cast(), "the Norland Institute of Virology").empty());
}

TEST_CASE("names and attributes are looked up by id") {
  CHECK(Cast().NameOf("firm.harrow") == "Harrow Semiconductor");
  CHECK(Cast().NameOf("firm.unknown") == "firm.unknown");
  CHECK(Cast().Attribute("firm.harrow", "country").empty());
}

TEST_CASE("an alias that can never match is reported") {
  config::Loaded loaded;
  config::LayerText("dictionaries/test.toml", "[[entity]]\nid = \"firm.x\"\nname = \"X\"\naliases = [\"...\"]\n", loaded);
  Problems problems;
  const Tagger tagger = Tagger::Compile(loaded.config, problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.find("'...'") != std::string::npos);
}

TEST_CASE("hostile texts are tagged in order and within their bytes") {
  std::string names;
  for (int i = 0; i < 20'000; ++i) names += "Harrow (HX20) Sen. Orwell, ";
  std::string parens(100'000, '(');
  std::string suffixes;
  for (int i = 0; i < 50'000; ++i) suffixes += "Inc. ";
  std::string capitals;
  for (int i = 0; i < 50'000; ++i) capitals += "Act ";
  std::string sections;
  for (int i = 0; i < 20'000; ++i) sections += "section 1(a) of ";
  for (const std::string& text : {names, parens, suffixes, capitals, sections, std::string(200'000, '"'), std::string(1'000'000, 'A'),
                                  std::string("\xff\xfeHarrow\xff\xc3")}) {
    std::uint32_t at = 0;
    for (const Mention& mention : Tag(Cast(), text)) {
      REQUIRE(mention.span.begin >= at);
      REQUIRE(mention.span.end > mention.span.begin);
      REQUIRE(mention.span.end <= text.size());
      REQUIRE_FALSE(mention.entity.empty());
      at = mention.span.end;
    }
  }
}

// A citation after a comma was once taken for the law of the section in front of it.
TEST_CASE("sections join the law they are of, not the citation beside them") {
  const auto patterns = config::Embedded("patterns.toml");
  REQUIRE(patterns);
  const Tagger tagger = TaggerOf(kCast, *patterns);
  CHECK(Surfaces(tagger, "22 U.S.C. §2778, 15 C.F.R. §744.21 apply", MentionKind::kRule) == Strings{"22 U.S.C. §2778", "15 C.F.R. §744.21"});
  const auto joined = Tag(tagger, "under Section 889(a) of Public Law 115-232 it");
  REQUIRE(joined.size() == 1);
  CHECK(joined[0].value == "PL:115-232:889(a)");
  const auto title = Tag(tagger, "under Title IX of Public Law 116-283 it");
  REQUIRE(title.size() == 1);
  CHECK(title[0].value.empty());
}

TEST_CASE("a short name that a text defines for a firm is the firm's there") {
  const Tagger tagger = TaggerOf(R"(
[[entity]]
id = "agency.markets"
name = "Markets Authority"
aliases = [{ text = "HSC", case = "exact" }]
[[entity]]
id = "firm.harrow"
name = "Harrow Systems"
)");
  CHECK(Tagged(tagger, "The rule is of HSC.") == Strings{"HSC=agency.markets"});
  CHECK(Tagged(tagger, "Harrow Systems (“HSC”) rose. HSC paid.") ==
        Strings{"Harrow Systems=firm.harrow", "HSC=firm.harrow", "HSC=firm.harrow"});
  CHECK(Tagged(tagger, "Harrow Systems (Nasdaq: HSYS) (HS) rose. HS paid.").back() == "HS=firm.harrow");
}

TEST_CASE("a doubtful short name of a body counts where it acts") {
  const Tagger tagger = TaggerOf(R"(
[[entity]]
id = "agency.trade"
name = "Department of Trade"
aliases = [{ text = "Trade", context = ["tariff"] }]
)");
  CHECK(Tagged(tagger, "Initially, Trade will wait.") == Strings{"Trade=agency.trade"});
  CHECK(Tagged(tagger, "Trade suspended the permits.") == Strings{"Trade=agency.trade"});
  CHECK(Tagged(tagger, "It would give Trade 180 days.") == Strings{"Trade=agency.trade"});
  CHECK(Tagged(tagger, "No permits were left, according to Trade.") == Strings{"Trade=agency.trade"});
  CHECK(Tagged(tagger, "It was given according to Trade customs.").empty());
  CHECK(Tagged(tagger, "The Trade will wait.").empty());
  CHECK(Tagged(tagger, "Trade between them grew.").empty());
}

// Acronyms that need evidence were passed over in notices that never spell them out.
TEST_CASE("a doubtful acronym of a body counts where it does what bodies do") {
  const Tagger tagger = TaggerOf(R"(
[[entity]]
id = "agency.ports"
name = "Office of Port Charges"
aliases = [{ text = "OPC", weak = true }]
)");
  CHECK(Tagged(tagger, "The OPC is soliciting comment on the form.") == Strings{"OPC=agency.ports"});
  CHECK(Tagged(tagger, "OPC announces two meetings.") == Strings{"OPC=agency.ports"});
  CHECK(Tagged(tagger, "On May 2, OPC is also giving notice of a hearing.") == Strings{"OPC=agency.ports"});
  CHECK(Tagged(tagger, "An OPC is a small bird.").empty());
  CHECK(Tagged(tagger, "The OPC is giving way.") == Strings{"OPC=agency.ports"});
  CHECK(Tagged(tagger, "The OPC form is long.").empty());
}

// "House Majority Leader" told of the House.
TEST_CASE("a body inside the title of its leader is no mention") {
  const Tagger tagger = TaggerOf(R"(
[[entity]]
id = "agency.chamber"
name = "Chamber"
)");
  CHECK(Tagged(tagger, "Chamber Majority Leader Orwell") == Strings{"Orwell=official.orwell"});
  CHECK(Tagged(tagger, "the Chamber Staff Chairperson").empty());
  CHECK(Tagged(tagger, "the Chamber Leader Orwell knew") == Strings{"Orwell=official.orwell"});
  CHECK(Tagged(tagger, "the Chamber leader") == Strings{"Chamber=agency.chamber"});
}

TEST_CASE("an unknown body written with and without a plural is one") {
  const Tagger tagger = TaggerOf("");
  CHECK(Tagged(tagger, "the Harbor and Emerging Technologies Directorate closed; the Harbor and Emerging Technology Directorate had agreed") ==
        Strings{"Harbor and Emerging Technologies Directorate=agency.harbor-and-emerging-technologies-directorate",
                "Harbor and Emerging Technology Directorate=agency.harbor-and-emerging-technologies-directorate"});
}

TEST_CASE("a list of offices ends where one body has its director") {
  const Tagger tagger = TaggerOf(R"(
[[entity]]
id = "agency.trade"
name = "Department of Trade"
aliases = ["Trade"]
[[entity]]
id = "agency.harbors"
name = "Office of Harbors and Docks"
)");
  CHECK(Tagged(tagger, "with the Secretaries of State, Trade, and Energy, and the Director of the Office of Harbors and Docks") ==
        Strings{"Office of Harbors and Docks=agency.harbors"});
}

}  // namespace
}  // namespace dateline::extract
