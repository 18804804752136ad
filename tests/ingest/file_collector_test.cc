#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "ingest/collector.h"
#include "tests/support/temporary_folder.h"

namespace dateline::ingest {
namespace {

using testing::TemporaryFolder;

struct Gathered {
  std::vector<Document> documents;
  Problems problems;
  SourceState state;
  FetchClass fetch_class = FetchClass::kOk;
  int turns = 0;
};

Gathered Gather(const config::SourceRecord& source, const SourceState& state) {
  const auto round = StartFiles(source, state);
  Collected step = round->Begin(Instant{});
  Gathered all;
  while (true) {
    for (Document& document : step.documents) all.documents.push_back(std::move(document));
    for (Problem& problem : step.problems) all.problems.push_back(std::move(problem));
    all.state = step.state;
    all.fetch_class = step.fetch_class;
    if (step.follow_ups.empty()) return all;
    ++all.turns;
    step = round->Take(step.follow_ups.front(), {}, Instant{});
  }
}

config::SourceRecord Files(std::vector<std::string> paths) {
  config::SourceRecord source;
  source.id = "desk";
  source.collector = "file";
  source.paths = std::move(paths);
  return source;
}

}  // namespace

TEST_CASE("files are found by path, folder and glob, each once, in order") {
  const TemporaryFolder folder;
  folder.Write("b.txt", "Second memo\n\nwords");
  folder.Write("a.html", "<html><title>First page</title><body><p>words</p>");
  folder.Write("deep/c.jsonl", "{\"id\":\"r1\",\"text\":\"Third\"}\n{\"id\":\"r2\",\"text\":\"Fourth\"}\n");
  folder.Write("deep/picture.png", "not a text");
  const std::string root = folder.path().string();
  const Gathered all = Gather(Files({root + "/*.txt", root, root + "/a.html"}), {});
  REQUIRE(all.documents.size() == 4);
  CHECK(all.documents[0].guid == "a.html");
  CHECK(all.documents[1].guid == "b.txt");
  CHECK(all.documents[2].guid == "r1");
  CHECK(all.documents[3].text == "Fourth");
  for (const Document& document : all.documents) CHECK(document.source == "desk");
  CHECK(all.problems.empty());
}

TEST_CASE("nothing is read again until a file changes") {
  const TemporaryFolder folder;
  folder.Write("a.txt", "one version");
  const auto source = Files({folder.path().string()});
  const Gathered first = Gather(source, {});
  CHECK(first.documents.size() == 1);
  const Gathered second = Gather(source, first.state);
  CHECK(second.documents.empty());
  CHECK(second.fetch_class == FetchClass::kNotModified);
  folder.Write("a.txt", "another, longer version");
  const Gathered third = Gather(source, second.state);
  REQUIRE(third.documents.size() == 1);
  CHECK(DocumentKey(third.documents[0]) == DocumentKey(first.documents[0]));
}

TEST_CASE("the configuration may state when a file was published") {
  const TemporaryFolder folder;
  folder.Write("report.txt", "Quarterly report\n\nwords");
  auto source = Files({folder.path().string() + "/report.txt"});
  source.published["report.txt"] = "2025-05-28";
  const Gathered all = Gather(source, {});
  REQUIRE(all.documents.size() == 1);
  CHECK(ToEdtf(all.documents[0].published.span) == "2025-05-28");
}

TEST_CASE("many records come in turns of bounded size") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 450; ++i) lines += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"note\"}\nnonsense\n";
  folder.Write("many.jsonl", lines);
  const Gathered all = Gather(Files({folder.path().string()}), {});
  CHECK(all.documents.size() == 450);
  CHECK(all.problems.size() == 450);
  CHECK(all.turns == 3);
}

TEST_CASE("paths that lead nowhere are a problem, and when all do the source is missing") {
  const Gathered all = Gather(Files({"/nowhere/at/all", "/nowhere/*.txt"}), {});
  CHECK(all.problems.size() == 2);
  CHECK(all.fetch_class == FetchClass::kMissing);
}

}  // namespace dateline::ingest
