// The golden sentences, phenomenon by phenomenon, against the floors of golden/floors.txt.
//
// Every run prints the table. A phenomenon that falls below its floor fails with its misses; GOLDEN_MISSES=1 in the
// environment prints them all.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "golden.h"
#include "shipped_rules.h"

namespace dateline::extract {
namespace {

// The columns of the table. Counts of cases and rates are floors; counts of what nobody told are ceilings.
struct Floor {
  int cases = 0, events = 0, found = 0, modality = 0, hedge = 0, date = 0, roles = 0, extra = 0, statements = 0,
      extra_statements = 0;
};

// "modality/actual 44 44 95 98 - 97 80 2 - -": a row as the test prints it, "-" where nothing is judged.
std::map<std::string, Floor> ReadFloors() {
  std::map<std::string, Floor> out;
  std::ifstream in(GoldenFolder() / "floors.txt");
  REQUIRE(in.good());
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string name;
    words >> name;
    Floor floor;
    for (int* column : {&floor.cases, &floor.events, &floor.found, &floor.modality, &floor.hedge, &floor.date,
                        &floor.roles, &floor.extra, &floor.statements, &floor.extra_statements}) {
      std::string value;
      INFO("floors.txt: " << line);
      REQUIRE(words >> value);
      if (value != "-") REQUIRE(std::from_chars(value.data(), value.data() + value.size(), *column).ec == std::errc{});
    }
    out[name] = floor;
  }
  return out;
}

Floor Measured(const GoldenScore& s) {
  return {static_cast<int>(s.cases),       static_cast<int>(s.events),
          Rate(s.found, s.events),         Rate(s.modality, s.events),
          Rate(s.hedge, s.hedges),         Rate(s.date, s.dated),
          Rate(s.role, s.roles),           static_cast<int>(s.extra),
          Rate(s.statement, s.statements), static_cast<int>(s.extra_statements)};
}

void PrintRow(std::string_view name, const GoldenScore& s) {
  const auto rate = [](std::size_t right, std::size_t of) {
    return of == 0 ? std::string("-") : fmt::format("{}", Rate(right, of));
  };
  const bool events = s.events > 0 || s.statements + s.extra_statements == 0;
  fmt::print("{:<24}{:>6}{:>7}{:>6}{:>9}{:>6}{:>6}{:>6}{:>6}{:>7}{:>6}\n", name, s.cases, s.events,
             rate(s.found, s.events), rate(s.modality, s.events), rate(s.hedge, s.hedges), rate(s.date, s.dated),
             rate(s.role, s.roles), events ? fmt::format("{}", s.extra) : "-", rate(s.statement, s.statements),
             events && s.statements == 0 ? "-" : fmt::format("{}", s.extra_statements));
}

TEST_CASE("Golden sentences are read as a person reads them, phenomenon by phenomenon") {
  Problems problems;
  const auto folder = ReadGoldenFolder(problems);
  for (const auto& problem : problems) FAIL_CHECK(problem.Text());
  const auto floors = ReadFloors();

  fmt::print("{:<24}{:>6}{:>7}{:>6}{:>9}{:>6}{:>6}{:>6}{:>6}{:>7}{:>6}\n", "phenomenon", "cases", "events", "found",
             "modality", "hedge", "date", "roles", "extra", "spoken", "extra");
  GoldenScore whole;
  for (const auto& [name, cases] : folder) {
    GoldenScore score;
    for (const GoldenCase& c : cases) score.Add(JudgeGolden(c, ShippedRules()));
    PrintRow(name, score);
    if (std::getenv("GOLDEN_MISSES") != nullptr) {
      for (const auto& miss : score.misses) fmt::print("  {}\n", miss);
    }
    whole.Add(score);

    std::string misses;
    for (const auto& miss : score.misses) misses += miss + "\n";
    INFO(name << "\n" << misses);
    const auto floor = floors.find(name);
    CHECK(floor != floors.end());
    if (floor == floors.end()) continue;
    const Floor got = Measured(score);
    CHECK(got.cases >= floor->second.cases);
    CHECK(got.events >= floor->second.events);
    CHECK(got.found >= floor->second.found);
    CHECK(got.modality >= floor->second.modality);
    CHECK(got.hedge >= floor->second.hedge);
    CHECK(got.date >= floor->second.date);
    CHECK(got.roles >= floor->second.roles);
    CHECK(got.extra <= floor->second.extra);
    CHECK(got.statements >= floor->second.statements);
    CHECK(got.extra_statements <= floor->second.extra_statements);
  }
  PrintRow("all", whole);
  for (const auto& [name, floor] : floors) {
    INFO("floors.txt names a phenomenon without sentences");
    CHECK(folder.contains(name));
  }
}

TEST_CASE("Every entity that a golden sentence names stands in the dictionaries") {
  Problems problems;
  for (const auto& [name, cases] : ReadGoldenFolder(problems)) {
    for (const GoldenCase& c : cases) {
      const auto known = [&](const std::string& entity) {
        INFO(c.where.Text() << ": " << entity);
        CHECK(ShippedRules().NameOf(entity) != entity);
      };
      for (const GoldenEvent& e : c.events) {
        for (const auto& entity : e.actors) known(entity);
        for (const auto& entity : e.targets) known(entity);
        if (!e.speaker.empty() && e.speaker != "-") known(e.speaker);
      }
      for (const GoldenStatement& s : c.statements) {
        if (!s.speaker.starts_with('"')) known(s.speaker);
      }
    }
  }
}

TEST_CASE("A golden file with a fault names the line") {
  const auto wrong = [](std::string_view text) {
    Problems problems;
    ReadGolden("g.txt", text, problems);
    return problems.empty() ? std::string() : problems[0].Text();
  };
  CHECK(wrong("@ 2025-06-18\nA text.\n  none\n") == "");
  CHECK(wrong("A text.\n  none\n").starts_with("g.txt:1"));
  CHECK(wrong("@ 2025-06-18\nA text.\n").starts_with("g.txt:2"));
  CHECK(wrong("@ 2025-06-18\nA text.\n  list.add maybe -\n").starts_with("g.txt:3"));
  CHECK(wrong("@ 2025-06-18\nA text.\n  list.add actual\n").starts_with("g.txt:3"));
  CHECK(wrong("@ 2025-06-18\nA text.\n  said direct firm.x : not there\n").starts_with("g.txt:3"));
  CHECK(wrong("@ 2025-06-18\n  none\n").starts_with("g.txt:2"));
}

}  // namespace
}  // namespace dateline::extract
