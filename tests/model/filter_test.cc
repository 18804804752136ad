#include "model/filter.h"

#include <catch2/catch.hpp>

namespace dateline {
namespace {

Event Ease() {
  Event event;
  event.type = "rule.end";
  event.subtype = "ease";
  event.date = MonthOf(2025, 7);
  event.modality = Modality::kPlanned;
  event.direction = Direction::kEase;
  event.basis = Basis::kCompany;
  event.outcome = Outcome::kOpen;
  event.speaker = "firm.nvidia";
  event.roles = {{"actor", "agency.bis"}, {"target", "chip.h20"}};
  event.origins = 2;
  return event;
}

FilterContext Context() {
  FilterContext context;
  context.sources = {"harbor-wire", "pacific-ledger"};
  context.owners = {"Harbor Media"};
  context.classes = {SourceClass::kPress, SourceClass::kOfficial};
  context.languages = {"en"};
  context.entities = {"firm.nvidia", "chip.h20"};
  context.text = "The licence  requirement\nwill be lifted, it Is Informed.";
  return context;
}

bool Holds(std::string_view words, const Event& event = Ease()) {
  const auto filter = ParseFilter(words);
  INFO(words);
  if (!filter) FAIL(filter.error().message);
  return Matches(*filter, event, Context());
}

std::string ErrorOf(std::string_view words) {
  const auto filter = ParseFilter(words);
  return filter ? "" : filter.error().message;
}

}  // namespace

TEST_CASE("Filters hold for what they name") {
  const std::string words = GENERATE(values<std::string>({
      "",
      "type:rule.end",
      "type:rule.*",
      "type:*",
      "type:rule.end/ease",
      "type:rule.end/*",
      "type:list.add,rule.end",
      "TYPE:x -type:list.*",
      "entity:nvidia",
      "entity:firm.nvidia",
      "entity:amd,h20",
      "entity:bis",
      "entity:firm.*",
      "role:target=h20",
      "role:actor=agency.bis,target=amd",
      "-role:target=bis",
      "modality:planned",
      "modality:actual,planned",
      "-modality:denied",
      "status:open",
      "direction:ease",
      "basis:company",
      "source:harbor-wire",
      "source:pacific-*",
      "owner:\"harbor media\"",
      "class:official",
      "language:en",
      "speaker:nvidia",
      "origins:2",
      "origins:>=2",
      "origins:<=2",
      "-origins:>=3",
      "from:2025-07",
      "from:2025-07-31",
      "to:2025-07-01",
      "from:2025 to:2025-Q3",
      "from:202X",
      "\"is informed\"",
      "\"LICENCE requirement will\"",
      "text:lifted",
      "text:\"will be\"",
      "-\"not there\"",
      "lifted",
      "-denied",
  }));
  if (words.starts_with("TYPE")) {
    CHECK(ErrorOf(words).find("there is no field 'TYPE'") != std::string::npos);
  } else {
    CHECK(Holds(words));
  }
}

TEST_CASE("Filters do not hold for what they do not name") {
  const std::string words = GENERATE(values<std::string>({
      "type:rule",
      "type:list.*",
      "-type:rule.*",
      "type:rule.end/stand-down",
      "entity:amd",
      "entity:nvid",
      "-entity:h20",
      "role:actor=h20",
      "role:place=china",
      "modality:actual",
      "-modality:planned,denied",
      "status:kept",
      "direction:tighten",
      "basis:opinion",
      "source:harbor",
      "owner:harbor",
      "class:mine",
      "language:zh",
      "speaker:bis",
      "origins:3",
      "origins:<=1",
      "-origins:>=2",
      "from:2025-08",
      "to:2025-06",
      "to:2025-06-30",
      "\"be lifting\"",
      "-\"is informed\"",
      "type:rule.end entity:amd",
  }));
  CHECK_FALSE(Holds(words));
}

TEST_CASE("An undated event may lie in any window") {
  Event event = Ease();
  event.date = {};
  CHECK(Holds("from:2020 to:2021", event));
}

TEST_CASE("A quoted phrase is a phrase, whatever it begins with") {
  const auto dashed = ParseFilter("\"-not\"").value();
  REQUIRE(dashed.terms.size() == 1);
  CHECK_FALSE(dashed.terms[0].negated);
  CHECK(dashed.terms[0].values.front() == "-not");
  const auto typed = ParseFilter("-\"type:rule.end\"").value();
  CHECK(typed.terms[0].negated);
  CHECK(typed.terms[0].field == "text");
}

TEST_CASE("Errors name the term, its place and what is allowed there") {
  const auto [words, message] = GENERATE(table<std::string, std::string>({
      {"typ:x",
       "filter: 'typ:x' at column 1: there is no field 'typ'; fields are basis, class, direction, entity, from, "
       "language, modality, origins, owner, role, source, speaker, status, text, to, type"},
      {"type:a modality:maybe",
       "filter: 'modality:maybe' at column 8: modality is one of actual, planned, possible, unlikely, denied"},
      {"-status:x",
       "filter: '-status:x' at column 1: status is one of none, open, overdue, kept, partly-kept, lapsed, "
       "withdrawn, overtaken"},
      {"class:blog", "filter: 'class:blog' at column 1: class is one of official, company, press, analysis, mine"},
      {"type:", "filter: 'type:' at column 1: expected a value after ':'"},
      {"type:,,", "filter: 'type:,,' at column 1: expected a value after ':'"},
      {"origins:many", "filter: 'origins:many' at column 1: expected a number, as in origins:>=2"},
      {"origins:>=-1", "filter: 'origins:>=-1' at column 1: expected a number, as in origins:>=2"},
      {"origins:99999999999999999999",
       "filter: 'origins:99999999999999999999' at column 1: expected a number, as in origins:>=2"},
      {"from:yesterday",
       "filter: 'from:yesterday' at column 1: expected a date such as 2025, 2025-04, 2025-Q2 or 2025-04-09"},
      {"from:2025,2026", "filter: 'from:2025,2026' at column 1: from and to take one date each and no '-'"},
      {"-to:2025", "filter: '-to:2025' at column 1: from and to take one date each and no '-'"},
      {"role:nvidia",
       "filter: 'role:nvidia' at column 1: expected role:NAME=ENTITY, as in role:actor=nvidia; roles are "
       "actor, authority, instrument, place, target"},
      {"a \"open", "filter: the quote at column 3 is not closed"},
      {"a \"\"", "filter: '' at column 3: empty term"},
      {"\" \"", "filter: ' ' at column 1: empty term"},
      {"-", "filter: '-' at column 1: empty term"},
  }));
  CHECK(ErrorOf(words) == message);
}

TEST_CASE("Role values need a role that exists and an entity") {
  CHECK_FALSE(ErrorOf("role:actr=nvidia").empty());
  CHECK_FALSE(ErrorOf("role:actor=").empty());
  CHECK_FALSE(ErrorOf("role:actor=nvidia,target").empty());
}

TEST_CASE("A filter longer than four kilobytes is refused") {
  CHECK(ErrorOf(std::string(4097, 'a')) == "filter: longer than 4096 bytes");
  CHECK(ErrorOf(std::string(4096, 'a')).empty());
}

TEST_CASE("Globs match whole values") {
  CHECK(GlobMatches("rule.*", "rule.end"));
  CHECK(GlobMatches("*", ""));
  CHECK(GlobMatches("*.end", "rule.end"));
  CHECK(GlobMatches("r*e*d", "rule.end"));
  CHECK(GlobMatches("a**b", "ab"));
  CHECK_FALSE(GlobMatches("rule", "rule.end"));
  CHECK_FALSE(GlobMatches("rule.*", "rule"));
  CHECK_FALSE(GlobMatches("", "x"));
  // No exponential backtracking.
  std::string stars;
  for (int i = 0; i < 500; ++i) stars += "*a";
  CHECK_FALSE(GlobMatches(stars + "b", std::string(3000, 'a')));
}

}  // namespace dateline
