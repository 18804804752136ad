#include "extract/identifiers.h"
#include "extract/tagger_starts.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "model/json.h"
#include "tests/extract/shipped_rules.h"
#include "tests/extract/tagging.h"

namespace dateline::extract {
namespace {

const config::Config& Shipped() {
  static const config::Loaded loaded = [] {
    config::Loaded out;
    const auto text = config::Embedded("patterns.toml");
    REQUIRE(text);
    config::LayerText("patterns.toml", *text, out);
    for (const auto& problem : out.problems) FAIL(problem.Text());
    return out;
  }();
  return loaded.config;
}

// Of all patterns that a test compiles: too many places are harmless.
StartTable& Starts() {
  static StartTable starts;
  return starts;
}

std::vector<Candidate> Find(const Identifiers& identifiers, std::string_view text) {
  const auto tokens = Tokenise(text);
  std::vector<std::uint32_t> paragraphs;
  StartPlaces starts;
  Starts().Find(tokens, starts, paragraphs);
  std::vector<Candidate> found;
  identifiers.Scan({text, tokens, starts, paragraphs}, found);
  return found;
}

const Identifiers& All() {
  static const Identifiers identifiers = [] {
    Identifiers out;
    Problems problems;
    out.Compile(Shipped().patterns, Starts(), problems);
    for (const auto& problem : problems) FAIL(problem.Text());
    return out;
  }();
  return identifiers;
}

// "rule value@begin" of each match.
Strings Told(const Identifiers& identifiers, std::string_view text) {
  Strings out;
  for (const auto& found : Find(identifiers, text))
    out.push_back(std::string(found.rule) + " " + found.value + "@" + std::to_string(found.span.begin));
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string With(std::string text, std::string_view space) {
  for (std::size_t at = 0; (at = text.find(' ', at)) != std::string::npos; at += space.size()) text.replace(at, 1, space);
  return text;
}

Strings Values(std::string_view text) {
  Strings out;
  // A family for lists and one for single items may find the same.
  for (const auto& found : Find(All(), text)) {
    if (std::ranges::find(out, found.value) == out.end()) out.push_back(found.value);
  }
  return out;
}

TEST_CASE("what must stand behind an anchor or in a mixed word leaves no match out") {
  auto records = Shipped().patterns;
  std::size_t hints = 0;
  for (auto& record : records) hints += record.attributes.erase("then") + record.attributes.erase("holds");
  CHECK(hints > 0);
  Identifiers plain;
  Problems problems;
  plain.Compile(records, Starts(), problems);
  CHECK(problems.empty());
  Strings texts{"Rule 144A and Rule of law",       "Case No. 1:23-cv-00456, No. 1:24-mc-1234 and no case",
                "§ 734.9, §§ 734.3 and 744.11",    "AD 2020-18-04 and Airworthiness Directive (AD) 2020-18-04",
                "40CFR part 60, 7nm and MLU370-X4", "Executive Order (EO) 14110, E.O. 14,105 and Exec. Order No. 13873"};
  for (const auto& pattern : Shipped().patterns) {
    for (const auto& example : pattern.examples) texts.push_back(example.text);
  }
  for (const std::string& text : texts) {
    for (const std::string_view space : {" ", "  ", "\n", "\t ", "\u00a0", ""}) {
      const std::string written = With(text, space);
      INFO(written);
      CHECK(Told(All(), written) == Told(plain, written));
    }
  }
}

TEST_CASE("every shipped pattern matches its examples and not its counter-examples") {
  for (const auto& pattern : Shipped().patterns) {
    CHECK_FALSE(pattern.examples.empty());
    for (const auto& example : pattern.examples) {
      bool matched = false;
      for (const auto& found : Find(All(), example.text)) matched = matched || found.rule == "pattern:" + pattern.id;
      INFO(pattern.id << ": " << example.text);
      CHECK(matched == example.match);
    }
  }
}

TEST_CASE("canonical forms do not depend on the writing") {
  CHECK(Values("89 F.R. 12,345") == Strings{"FR:89:12345"});
  CHECK(Values("15 C.F.R. § 740.2(a)(1)") == Strings{"CFR:15:740.2(a)(1)"});
  CHECK(Values("15 CFR parts 740, 742 and 748") == Strings{"CFR:15:740;742;748"});
  CHECK(Values("22 U.S.C. § 2778(b)") == Strings{"USC:22:2778(b)"});
  CHECK(Values("Executive Orders 13800, 13873, and 13984") == Strings{"EO:13800", "EO:13873", "EO:13984"});
  CHECK(Values("Pub. L. No. 110–182") == Strings{"PL:110-182"});
  CHECK(Values("H. Con. Res. 14") == Strings{"BILL:HCONRES:14"});
  CHECK(Values("26 CFR 1.482(b)-2T and 301.7701-2") == Strings{"CFR:26:1.482(b)-2T", "CFR:26:301.7701-2"});
  CHECK(Values("41 CFR 101-6.2105 or 31 CFR 100.T01-0003") == Strings{"CFR:41:101-6.2105", "CFR:31:100.T01-0003"});
  CHECK(Values("15CFR part 734") == Strings{"CFR:15:734"});
  CHECK(Values("15 CFR 742.4, 742.6 and 744.21(a)") == Strings{"CFR:15:742.4", "CFR:15:742.6", "CFR:15:744.21(a)"});
  CHECK(Values("5 U.S.C. 551, 553, and 706 apply") == Strings{"USC:5:551", "USC:5:553", "USC:5:706"});
  CHECK(Values("50 U.S.C. App. 2401") == Strings{"USC:50App:2401"});
  CHECK(Values("section 2411 of 19 U.S.C.") == Strings{"USC:19:2411"});
  CHECK(Values("section 1701, title 50, United States Code") == Strings{"USC:50:1701"});
  CHECK(Values("PL 116-92 and Pub L No 116-92") == Strings{"PL:116-92"});
  CHECK(Values("Public Law Nos. 115-91 and 116-92") == Strings{"PL:115-91", "PL:116-92"});
  CHECK(Values("RINs 0694-AH11 and 0694-AH12") == Strings{"RIN:0694-AH11", "RIN:0694-AH12"});
  CHECK(Values("headings 8471 and 8473") == Strings{"HTS:8471", "HTS:8473"});
  CHECK(Values("subheadings 8541.10.00, 8541.21.00") == Strings{"HTS:8541.10.00", "HTS:8541.21.00"});
  CHECK(Values("15 CFR Parts 730-774") == Strings{"CFR:15:730-774"});
  CHECK(Values("31 C.F.R. pt. 800") == Strings{"CFR:31:800"});
  CHECK(Values("sections 734.3 and 744.6 of the EAR") == Strings{"CFR:15:734.3;744.6"});
  CHECK(Values("Case 2:24-cr-00099") == Strings{"CASE:2:24-cr-00099"});
  CHECK(Values("E.O.s 13984 and 14034") == Strings{"EO:13984", "EO:14034"});
  CHECK(Values("Announcement [2025] No. 70") == Strings{"CN:2025-70"});
  CHECK(Values("Announcement No. 70 [2025]") == Strings{"CN:2025-70"});
  CHECK(Values("MOFCOM Announcement 2025 No. 70") == Strings{"MOFCOM:2025-70"});
  CHECK(Values("688347.SH") == Strings{"TICKER:688347.SH"});
  CHECK(Values("Private Law 117-2") == Strings{"PRIVL:117-2"});
  CHECK(Values("(HKEX: 1347)") == Strings{"TICKER:1347.HK"});
  CHECK(Values("Form 8-K") == Strings{"FORM:8-K"});
  CHECK(Values("Form 8-K, Item 5.02") == Strings{"FORM:8-K 5.02"});
  CHECK(Values("ECCNs 3B001.a, 3B002 and 3D001") == Strings{"ECCN:3B001.a", "ECCN:3B002", "ECCN:3D001"});
}

// "(Nasdaq: LNHE)" hid the exchange.
TEST_CASE("a ticker leaves its exchange to be a name of its own") {
  const auto found = Find(All(), "Lanhe Inc. (Nasdaq: LNHE) said");
  const auto ticker = std::ranges::find_if(found, [](const auto& c) { return c.rule == "pattern:ticker"; });
  REQUIRE(ticker != found.end());
  CHECK(ticker->span.In("Lanhe Inc. (Nasdaq: LNHE) said") == "LNHE");
  CHECK(ticker->value == "TICKER:Nasdaq:LNHE");
}

TEST_CASE("the acronym of a numbered kind names none of that kind") {
  const Extraction what = ReadShipped("We supersede Airworthiness Directive (AD) 2020-18-04. This AD requires new bolts.");
  REQUIRE(what.mentions.size() == 1);
  CHECK(what.mentions[0].entity == "rule.ad-2020-18-04");
}

TEST_CASE("implausible numbers are no citations") {
  for (const std::string text : {"77 CFR 12", "61 U.S.C. 5", "Executive Order 12", "400 FR 12", "The U.S. 700 fleet", "Flight 3A, seat 3A001", "the PL 7-2 fuse"}) {
    INFO(text);
    CHECK(Values(text).empty());
  }
}

TEST_CASE("a bad pattern is reported and left out") {
  config::PatternRecord open;
  open.id = "open";
  open.kind = "rule";
  open.regex = "(";
  open.attributes["anchors"] = "x";
  config::PatternRecord free;
  free.id = "free";
  free.kind = "rule";
  free.regex = "x";
  Problems problems;
  StartTable starts;
  Identifiers identifiers;
  identifiers.Compile({open, free}, starts, problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[1].message.find("no anchors") != std::string::npos);
}

// 61 writings of legal identifiers that the evaluation supplies: each must be found whole as one mention or list.
TEST_CASE("the evaluation's identifiers are all found") {
  const char* shared = std::getenv("DATELINE_SHARED");
  const std::string folder = shared != nullptr ? shared : std::string(DATELINE_SOURCE_DIR) + "/../shared";
  std::ifstream file(folder + "/eval/ids/legal.jsonl");
  if (!file) {
    WARN("SKIPPED: no identifiers in " << folder << " (set DATELINE_SHARED)");
    return;
  }
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    const auto json = Json::Parse(line);
    REQUIRE(json);
    const std::string text(json->root()["text"].String());
    ++cases;
    INFO(line);
    CHECK_FALSE(Find(All(), text).empty());
  }
  CHECK(cases > 0);
}

}  // namespace
}  // namespace dateline::extract
