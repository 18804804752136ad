#include "extract/explain.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "extract/contract.h"
#include "golden.h"
#include "model/json.h"
#include "shipped_rules.h"
#include "tagging.h"

namespace dateline::extract {
namespace {

Losers::Name NameLost(std::string_view dictionary, std::string_view text, std::string_view surface) {
  const Tagger tagger = TaggerOf(dictionary);
  const auto tokens = Tokenise(text);
  Losers losers;
  static_cast<void>(tagger.FindMentions(text, tokens, SplitSentences(text, tokens), &losers));
  for (const auto& name : losers.names) {
    if (name.span.In(text) == surface) return name;
  }
  FAIL("nothing lost at " << surface);
  return {};
}

Losers LosersOf(std::string_view text) {
  Document document;
  document.source = "test";
  document.text = text;
  document.published.span = DayOf(2025, 6, 18);
  Losers losers;
  static_cast<void>(Extract(document, ShippedRules(), &losers));
  return losers;
}

}  // namespace

TEST_CASE("Explain: a shorter name tells which longer one it is part of") {
  const auto lost = NameLost(R"([[entity]]
id = "place.lanhe"
name = "Lanhe"
[[entity]]
id = "firm.bank-of-lanhe"
name = "Bank of Lanhe"
)",
                             "The Bank of Lanhe closed.", "Lanhe");
  CHECK(lost.entity == "place.lanhe");
  CHECK(lost.why == "part of the longer \"Bank of Lanhe\" (firm.bank-of-lanhe)");
}

TEST_CASE("Explain: a trigger that does not fit tells what is amiss beside it") {
  const auto why = [](std::string_view text, std::string_view rule) {
    for (const auto& trial : LosersOf(text).triggers) {
      if (trial.rule == rule) return trial.why;
    }
    return std::string("not tried");
  };
  CHECK(why("The bureau rescinded ten paintings.", "event:rule.end/rescind") ==
        "its words stand there, but no object it asks for");
  CHECK(why("The committee rescinded the drone rule, as the Senate asked.", "event:rule.end/rescind") ==
        "its words stand there, but with a doer it does not take");
  CHECK(why("The bureau added a firm to its holiday card.", "event:list.add/add") ==
        "its words stand there, but nothing of what its clause must have");
}

TEST_CASE("Explain: a vetoed name tells the word that vetoed it") {
  const auto lost = NameLost(
      "[[entity]]\nid = \"agency.state\"\nname = \"State Department\"\naliases = [{ text = \"State\", not_after = "
      "[\"Street\"] }]\n",
      "He walked down State Street.", "State");
  CHECK(lost.why == "vetoed by \"Street\" after it");
}

TEST_CASE("Explain: names without their context, in another case, and shared ones tell so") {
  constexpr std::string_view dictionary = R"([[entity]]
id = "firm.orbit"
name = "Orbit"
aliases = [{ text = "Orbit", context = ["satellite"] }]
[[entity]]
id = "firm.twin-a"
name = "Twin"
[[entity]]
id = "firm.twin-b"
name = "Twin"
)";
  CHECK(NameLost(dictionary, "Orbit is a word.", "Orbit").why == "none of its context words stands near: satellite");
  CHECK(NameLost(dictionary, "An orbit and a satellite.", "orbit").why == "written in another case");
  CHECK(NameLost(dictionary, "Twin did it.", "Twin").why ==
        "several entities have this name, and nothing decides between them");
}

TEST_CASE("Explain: cues of the sentence tell whether they reached, and why not") {
  const Losers losers =
      LosersOf("The Commerce Department will rescind the AI Diffusion rule, although Nvidia may stop production.");
  const auto trial = std::ranges::find_if(
      losers.triggers, [](const auto& t) { return t.why.empty() && t.rule.starts_with("event:rule.end/"); });
  REQUIRE(trial != losers.triggers.end());
  REQUIRE(trial->cues.size() >= 2);
  CHECK(trial->cues[0].reached);
  CHECK(trial->cues[0].why.empty());
  CHECK_FALSE(trial->cues[1].reached);
  CHECK(trial->cues[1].why == "it stands in another clause");
}

TEST_CASE("Explain: what is collected changes no answer") {
  constexpr std::string_view text =
      "The Bank of China and Commerce plan to add 23 firms to the Entity List in May, but Intel denied that it may "
      "sell the H20.";
  Document document;
  document.text = text;
  document.published.span = DayOf(2025, 6, 18);
  Losers losers;
  CHECK(ExtractionJson("1", text, Extract(document, ShippedRules(), &losers)) ==
        ExtractionJson("1", text, Extract(document, ShippedRules())));
  CHECK_FALSE(losers.names.empty());
}

// With losers every trigger is tried to the end; without, most are given up at a look at their sentence.
TEST_CASE("Explain: no golden sentence is answered otherwise when losers are collected") {
  Problems problems;
  for (const auto& [name, cases] : ReadGoldenFolder(problems)) {
    for (const GoldenCase& golden : cases) {
      INFO(name << ": " << golden.text);
      Document document;
      document.text = golden.text;
      document.published.span = {golden.published, golden.published + std::chrono::days(1), Precision::kDay};
      Losers losers;
      CHECK(ExtractionJson("1", golden.text, Extract(document, ShippedRules(), &losers)) ==
            ExtractionJson("1", golden.text, Extract(document, ShippedRules())));
    }
  }
}

TEST_CASE("Explain: the contract's objects carry the extra keys") {
  std::istringstream in(
      R"({"id":"a","published":"2025-06-18","text":"The Bank of China said Commerce will rescind the AI Diffusion rule."})"
      "\n");
  std::ostringstream out;
  bool bad = false;
  ServeExplained(in, out, ShippedRules(), true, bad);
  CHECK_FALSE(bad);
  const std::string answer = out.str();
  const auto json = Json::Parse(answer, "answer");
  REQUIRE(json.has_value());
  CHECK(json->root()["mentions"][0]["lost"][0]["entity"].String() == "place.china");
  CHECK(json->root()["events"][0]["trigger_text"].String() == "rescind");
  CHECK(json->root()["events"][0]["cues_tried"][0]["reached"].Bool());
  CHECK(json->root()["dates"].IsArray());
  CHECK(json->root()["lost_events"].IsArray());
}

TEST_CASE("Explain: for people every event names its rule, and its cues with their words") {
  std::istringstream in(
      R"({"id":"a","published":"2025-06-18","text":"The Commerce Department will rescind the AI Diffusion rule."})"
      "\n");
  std::ostringstream out;
  bool bad = false;
  ServeExplained(in, out, ShippedRules(), false, bad);
  const std::string words = out.str();
  CHECK(words.find("rule event:rule.end/") != std::string::npos);
  CHECK(words.find("cue  cue:will \"will\"") != std::string::npos);
  CHECK(words.find("(agency.commerce)") != std::string::npos);
}

}  // namespace dateline::extract
