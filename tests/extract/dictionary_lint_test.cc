#include "extract/dictionary_lint.h"

#include <catch2/catch.hpp>

#include "extract/candidates.h"
#include "shipped_rules.h"

namespace dateline::extract {
namespace {

const Day kToday = DayOf(2026, 6, 1).lo.value();

Problems LintOf(std::string_view dictionary) {
  config::Loaded loaded;
  config::LayerText("dictionaries/test.toml", dictionary, loaded);
  for (const auto& problem : loaded.problems) FAIL(problem.Text());
  Problems compiling;
  const auto rules = RuleSet::Compile(loaded.config, compiling);
  return LintDictionaries(loaded.config, *rules, kToday);
}

std::string OnlyFinding(std::string_view dictionary) {
  const Problems found = LintOf(dictionary);
  std::string all;
  for (const auto& problem : found) all += problem.Text() + "\n";
  INFO(all);
  REQUIRE(found.size() == 1);
  return found[0].Text();
}

}  // namespace

TEST_CASE("Dict lint: one name of two entities is found unless a context tells them apart") {
  const std::string finding = OnlyFinding(R"([[entity]]
id = "firm.orbit"
name = "Orbit"
[[entity]]
id = "firm.orbit-two"
name = "Orbit Two"
aliases = ["ORBIT"]
)");
  CHECK(finding.starts_with("dictionaries/test.toml:7:12: alias 'ORBIT' of firm.orbit-two is also 'Orbit' of firm.orbit"));
  CHECK(LintOf(R"([[entity]]
id = "firm.orbit"
name = "Orbit"
[[entity]]
id = "firm.orbit-two"
name = "Orbit Two"
aliases = [{ text = "ORBIT", context = ["satellite"] }]
)").empty());
}

TEST_CASE("Dict lint: punctuation that the tagger passes over does not tell names apart") {
  CHECK(OnlyFinding("[[entity]]\nid = \"firm.a\"\nname = \"Lanhe Co., Ltd.\"\n[[entity]]\nid = \"firm.b\"\nname = \"Lanhe Co Ltd\"\n")
            .find("nothing tells them apart") != std::string::npos);
}

TEST_CASE("Dict lint: a name twice, and a name that its own entity's veto kills") {
  CHECK(OnlyFinding("[[entity]]\nid = \"firm.a\"\nname = \"Lanhe\"\naliases = [\"Lanhe Tools\", \"Lanhe Tools\"]\n").find("stands there twice") !=
        std::string::npos);
  const std::string weak = OnlyFinding("[[entity]]\nid = \"firm.a\"\nname = \"Lanhe\"\naliases = [{ text = \"Lanhe\", weak = true }]\n");
  CHECK(weak.find("never matches") != std::string::npos);
  CHECK(weak.find("no alias that needs no evidence") != std::string::npos);
}

TEST_CASE("Dict lint: a name that another rule reads first never matches") {
  const std::string finding = OnlyFinding("[[entity]]\nid = \"agency.a\"\nname = \"Lanhe Board\"\naliases = [{ text = \"Board\", context = [\"...\"] }]\n");
  CHECK(finding.find("condition '...' holds no letter or digit") != std::string::npos);
}

TEST_CASE("Dict lint: offices of the far past and future, and two heads at a time") {
  CHECK(OnlyFinding("[[entity]]\nid = \"official.a\"\nname = \"Ann Orwell\"\noffices = [{ title = \"Envoy\", from = \"1505\", to = \"1506\" }]\n")
            .find("before 1700") != std::string::npos);
  CHECK(OnlyFinding("[[entity]]\nid = \"official.a\"\nname = \"Ann Orwell\"\noffices = [{ title = \"Envoy\", from = \"2020\", to = \"2202\" }]\n")
            .find("far future") != std::string::npos);
  CHECK(OnlyFinding(R"([[entity]]
id = "agency.board"
name = "Board of Lanterns"
[[entity]]
id = "official.a"
name = "Ann Orwell"
offices = [{ title = "Secretary of Lanterns", agency = "agency.board", from = "2020-01" }]
[[entity]]
id = "official.b"
name = "Ben Orwell"
offices = [{ title = "Secretary of Lanterns", agency = "agency.board", from = "2023-05" }]
)").starts_with("dictionaries/test.toml:7:12: office 'Secretary of Lanterns' of official.a runs on"));
}

TEST_CASE("Dict lint: external ids are well-formed and of one entity") {
  CHECK(OnlyFinding("[[entity]]\nid = \"firm.a\"\nname = \"Lanhe\"\ncik = \"12x\"\n").find("cik of firm.a is ill-formed") != std::string::npos);
  CHECK(OnlyFinding("[[entity]]\nid = \"firm.a\"\nname = \"Lanhe\"\ncik = \"0000123\"\n[[entity]]\nid = \"firm.b\"\nname = \"Orbit\"\ncik = \"123\"\n")
            .find("is also that of firm.a") != std::string::npos);
}

TEST_CASE("Dict lint: references are of the right kind and lead to no circle") {
  CHECK(LintOf(R"([[entity]]
id = "firm.a"
name = "Lanhe"
parent = "firm.b"
[[entity]]
id = "firm.b"
name = "Orbit"
parent = "firm.a"
)").size() == 2);
  CHECK(OnlyFinding("[[entity]]\nid = \"firm.a\"\nname = \"Lanhe\"\ncountry = \"firm.a\"\n").find("is no place") != std::string::npos);
}

TEST_CASE("Dict lint: the shipped dictionaries are clean") {
  std::string all;
  for (const auto& problem : LintDictionaries(ShippedConfig().config, ShippedRules(), kToday)) all += problem.Text() + "\n";
  CHECK(all == "");
}

TEST_CASE("Shipped names of one family or one country are entities of their own") {
  const Extraction what = ReadShipped("The Kirin 9020 follows the Kirin 9010. In London the House of Lords and the House of Commons heard Nuctech, "
                                      "Almonty Industries and Joby Aviation; Jim Chalmers flew from Brisbane to Da Nang.");
  std::vector<std::string> entities;
  for (const Mention& mention : what.mentions) entities.push_back(mention.entity);
  CHECK(entities == std::vector<std::string>{"chip.kirin-9020", "chip.kirin-9010", "place.london", "agency.uk-house-of-lords", "agency.uk-house-of-commons", "firm.nuctech",
                                             "firm.almonty", "firm.joby-aviation", "official.jim-chalmers", "place.brisbane", "place.da-nang"});
}

TEST_CASE("Candidates are names that no dictionary holds, counted by document") {
  CandidateCount count(ShippedConfig().config);
  for (const std::string_view text : {"Lanhe Lamps Co., Ltd. sued Nvidia. Lanhe Lamps Co., Ltd. won.", "He met Lanhe Lamps Co., Ltd. in China."}) {
    count.Add(text, ReadShipped(text));
  }
  const auto names = count.Names(2);
  REQUIRE(names.size() == 1);
  CHECK(names[0].kind == "firm");
  CHECK(names[0].documents == 2);
  CHECK(names[0].times == 3);
  CHECK(names[0].contexts.size() == 2);
  CHECK(CandidateToml(names[0]).find("name = \"Lanhe Lamps Co., Ltd.\"") != std::string::npos);
  config::Loaded loaded;
  config::LayerText("dictionaries/test.toml", CandidateToml(names[0]), loaded);
  CHECK(loaded.problems.empty());
  CHECK(loaded.config.entities.size() == 1);
}

}  // namespace dateline::extract
