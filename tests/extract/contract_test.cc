#include "extract/contract.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>
#include <thread>

#include "config/load.h"
#include "model/json.h"

namespace dateline::extract {
namespace {

const RuleSet& Rules() {
  static const auto rules = [] {
    Problems problems;
    return RuleSet::Compile(config::Load({}).config, problems);
  }();
  return *rules;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> Extracted(const std::string& in_text, bool& bad) {
  std::istringstream in(in_text);
  std::ostringstream out;
  ServeExtract(in, out, Rules(), bad);
  return Lines(out.str());
}

TEST_CASE("plain text is told what is read instead, and broken JSON its place") {
  bool bad = false;
  const auto lines = Extracted("The ministry lifted the ban.\n{\"id\":\n", bad);
  REQUIRE(lines.size() == 2);
  CHECK(bad);
  CHECK(lines[0].find("line 1: no JSON; one object a line is read") != std::string::npos);
  CHECK(lines[1].find("line 2, column ") != std::string::npos);
}

TEST_CASE("every line is answered in order, a bad one with its error") {
  bool bad = false;
  const auto lines = Extracted("{\"id\":\"a\",\"text\":\"China spoke.\"}\nnot json\n{\"id\":7}\n[]\n{\"id\":\"z\",\"text\":\"\"}\n", bad);
  REQUIRE(lines.size() == 5);
  CHECK(bad);
  CHECK(Json::Parse(lines[0])->root()["id"].String() == "a");
  CHECK(Json::Parse(lines[1])->root()["id"].IsNull());
  CHECK_FALSE(Json::Parse(lines[1])->root()["error"].String().empty());
  CHECK(lines[2].starts_with("{\"id\":7,\"error\":"));
  CHECK(Json::Parse(lines[3])->root()["id"].IsNull());
  CHECK(Json::Parse(lines[4])->root()["mentions"].size() == 0);
}

// What a document is read into is used again for the next.
TEST_CASE("a document reads the same behind any other") {
  const std::string quoting =
      R"({"id":"q","title":"We Add a Firm","published":"2026-03-02","text":"“We hereby add Kestrel Ltd. to this list,” the Commerce Department said. 外交部发言人表示，中方坚决反对。"})"
      "\n";
  const std::string plain =
      R"({"id":"p","published":"2026-03-03","text":"The Treasury Department on Monday sanctioned two firms that it said had shipped chips to Russia."})"
      "\n";
  const std::string empty = "{\"id\":\"e\",\"text\":\"\"}\n";
  const std::string quiet = "{\"id\":\"s\",\"text\":\"Rain fell.\"}\n";
  std::vector<std::string> alone;
  bool bad = false;
  // Each on a thread of its own, which has read nothing yet.
  for (const std::string& document : {quoting, plain, empty, quiet}) {
    std::jthread([&] { alone.push_back(Extracted(document, bad).at(0)); }).join();
  }
  const auto in_order = Extracted(quoting + plain + empty + quiet, bad);
  CHECK(in_order == alone);
  auto reversed = Extracted(quiet + empty + plain + quoting, bad);
  std::ranges::reverse(reversed);
  CHECK(reversed == alone);
  CHECK_FALSE(bad);
}

TEST_CASE("offsets are bytes of the text as given") {
  bool bad = false;
  const auto lines = Extracted("{\"id\":\"a\",\"text\":\"É: China's plan.\"}\n", bad);
  REQUIRE(lines.size() == 1);
  CHECK_FALSE(bad);
  const auto json = Json::Parse(lines[0]);
  REQUIRE(json);
  const JsonView mention = json->root()["mentions"][0];
  CHECK(mention["text"].String() == "China");
  CHECK(mention["start"].Int() == 4);
  CHECK(mention["end"].Int() == 9);
  CHECK(mention["type"].String() == "place");
  for (const char* key : {"events", "statements", "unnamed_statements"}) CHECK(json->root()[key].IsArray());
}

TEST_CASE("the published date keeps its precision") {
  CHECK(ToEdtf(ReadPublished("2025-04-09").span) == "2025-04-09");
  CHECK(ToEdtf(ReadPublished("2025-04").span) == "2025-04");
  CHECK(ToEdtf(ReadPublished("2025-04-09T23:30:00-05:00").span) == "2025-04-09");
  CHECK_FALSE(ReadPublished("soon").span.known());
  CHECK_FALSE(ReadPublished("").span.known());
}

TEST_CASE("dates are answered with their interval, open ends null") {
  std::istringstream in("{\"id\":\"d\",\"text\":\"It began on April 9, 2025.\",\"ref\":\"2025-07-19\"}\n{\"id\":\"e\"}\n");
  std::ostringstream out;
  bool bad = false;
  ServeDates(in, out, bad);
  const auto lines = Lines(out.str());
  REQUIRE(lines.size() == 2);
  CHECK(bad);
  const auto json = Json::Parse(lines[0]);
  REQUIRE(json);
  const JsonView date = json->root()["dates"][0];
  CHECK(date["edtf"].String() == "2025-04-09");
  CHECK(date["lo"].String() == "2025-04-09");
  CHECK(date["hi"].String() == "2025-04-10");
}

TEST_CASE("the version changes with any record") {
  Problems problems;
  config::Config config;
  const auto empty = RuleSet::Compile(config, problems)->version();
  config.words["titles"] = {"czar"};
  CHECK(RuleSet::Compile(config, problems)->version() != empty);
  CHECK(empty == RuleSet::Compile(config::Config{}, problems)->version());
}

}  // namespace
}  // namespace dateline::extract
