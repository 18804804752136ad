#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "ingest/collector.h"
#include "tests/support/temporary_folder.h"

namespace dateline::ingest {
namespace {

using testing::TemporaryFolder;
namespace fs = std::filesystem;

std::string Letter(std::string_view id, std::string_view from = "news@letters.example") {
  return "From: " + std::string(from) + "\nSubject: Letter " + std::string(id) + "\nMessage-ID: <" + std::string(id) +
         "@x>\nDate: Fri, 18 Jul 2025 09:30:00 +0000\n\nThe words of letter " + std::string(id) + ".\n";
}

std::string InMbox(std::string_view id, std::string_view from = "news@letters.example") {
  return "From news@letters.example Fri Jul 18 09:30:00 2025\n" + Letter(id, from) + "\n";
}

void Append(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary | std::ios::app) << text;
}

struct Gathered {
  std::vector<std::string> ids;
  Problems problems;
  SourceState state;
  FetchClass fetch_class = FetchClass::kOk;
};

// `turns`: the round is cut off after so many.
Gathered Gather(const config::SourceRecord& source, const SourceState& state = {}, int turns = 1000) {
  const auto round = StartMbox(source, state);
  Collected step = round->Begin(Instant{});
  Gathered all;
  while (true) {
    for (const Document& document : step.documents) all.ids.push_back(document.guid);
    for (Problem& problem : step.problems) all.problems.push_back(std::move(problem));
    all.state = step.state;
    all.fetch_class = step.fetch_class;
    if (step.follow_ups.empty() || turns-- == 0) return all;
    step = round->Take(step.follow_ups.front(), {}, Instant{});
  }
}

using Ids = std::vector<std::string>;

config::SourceRecord Source(std::vector<std::string> paths) {
  config::SourceRecord source;
  source.id = "letters";
  source.collector = "mbox";
  source.paths = std::move(paths);
  return source;
}

}  // namespace

TEST_CASE("A mailbox file is read behind its last letter") {
  const TemporaryFolder folder;
  const fs::path path = folder.Write("News", InMbox("1") + InMbox("2"));
  const config::SourceRecord source = Source({path.string()});
  const Gathered first = Gather(source);
  CHECK(first.ids == Ids{"1@x", "2@x"});
  const Gathered second = Gather(source, first.state);
  CHECK(second.ids.empty());
  CHECK(second.fetch_class == FetchClass::kNotModified);
  CHECK(second.state.cursor == first.state.cursor);
  Append(path, InMbox("3"));
  // The letter that was last is read again: it might have been cut short.
  const Gathered third = Gather(source, second.state);
  CHECK(third.ids == Ids{"2@x", "3@x"});
  CHECK(Gather(source, third.state).fetch_class == FetchClass::kNotModified);
}

TEST_CASE("A letter that was still being written is read to its end later") {
  const TemporaryFolder folder;
  const std::string whole = InMbox("2");
  const fs::path path = folder.Write("News", InMbox("1") + whole.substr(0, whole.size() - 20));
  const Gathered first = Gather(Source({path.string()}));
  CHECK(first.ids == Ids{"1@x", "2@x"});
  Append(path, whole.substr(whole.size() - 20) + InMbox("3"));
  CHECK(Gather(Source({path.string()}), first.state).ids == Ids{"2@x", "3@x"});
}

TEST_CASE("A mailbox file that was rewritten is read from its beginning") {
  const TemporaryFolder folder;
  const fs::path path = folder.Write("News", InMbox("1") + InMbox("2") + InMbox("3"));
  const Gathered first = Gather(Source({path.string()}));
  SECTION("shorter") {
    folder.Write("News", InMbox("3"));
    CHECK(Gather(Source({path.string()}), first.state).ids == Ids{"3@x"});
  }
  SECTION("longer, with something else at that place") {
    folder.Write("News", InMbox("2") + InMbox("3") + InMbox("4") + InMbox("5"));
    CHECK(Gather(Source({path.string()}), first.state).ids == Ids{"2@x", "3@x", "4@x", "5@x"});
  }
}

TEST_CASE("A big mailbox comes in turns, and goes on where a kill left it") {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 950; ++i) text += InMbox(std::to_string(i));
  const fs::path file = folder.Write("News", text);
  folder.Write("Box/new/.keep", "");
  folder.Write("Box/cur/.keep", "");
  for (int i = 0; i < 450; ++i) folder.Write("Box/new/" + std::to_string(i) + ".host", Letter("m" + std::to_string(i)));
  const config::SourceRecord source = Source({file.string(), (folder.path() / "Box").string()});
  std::set<std::string> ids;
  std::size_t read = 0;
  SourceState state;
  for (int runs = 0; runs < 20; ++runs) {
    const Gathered some = Gather(source, state, 1);
    ids.insert(some.ids.begin(), some.ids.end());
    read += some.ids.size();
    state = some.state;
    if (some.fetch_class == FetchClass::kNotModified) break;
  }
  const Gathered last = Gather(source, state);
  ids.insert(last.ids.begin(), last.ids.end());
  CHECK(ids.size() == 1400);
  CHECK(read < 1500 + 1400);
}

TEST_CASE("A Maildir is read behind what has changed last") {
  const TemporaryFolder folder;
  folder.Write("Box/new/1700000001.a.host", Letter("1"));
  folder.Write("Box/cur/1700000000.b.host:2,S", Letter("2"));
  folder.Write("Box/tmp/1700000002.c.host", Letter("unfinished"));
  const config::SourceRecord source = Source({(folder.path() / "Box").string()});
  const Gathered first = Gather(source);
  CHECK(std::set<std::string>(first.ids.begin(), first.ids.end()) == std::set<std::string>{"1@x", "2@x"});
  folder.Write("Box/new/1700000003.d.host", Letter("3"));
  const Gathered second = Gather(source, first.state);
  CHECK(std::ranges::count(second.ids, "3@x") == 1);
  // An old letter that is moved in keeps its own times, but not that of its change.
  fs::rename(folder.path() / "Box/tmp/1700000002.c.host", folder.path() / "Box/new/1700000002.c.host");
  const Gathered third = Gather(source, second.state);
  CHECK(std::ranges::count(third.ids, "unfinished@x") == 1);
}

TEST_CASE("Only the letters of the named senders, and since a day, are taken") {
  const TemporaryFolder folder;
  const fs::path path = folder.Write("News", InMbox("1") + InMbox("2", "bo@home.example"));
  config::SourceRecord source = Source({path.string()});
  source.senders = {"@letters.example"};
  const Gathered first = Gather(source);
  CHECK(first.ids == Ids{"1@x"});
  source.senders = {"bo@home.example"};
  CHECK(Gather(source, first.state).ids == Ids{"2@x"});
  source.from = "2025-07-19";
  CHECK(Gather(source, first.state).ids.empty());
}

TEST_CASE("What is no mailbox is told") {
  const TemporaryFolder folder;
  folder.Write("folder/a.eml", Letter("1"));
  const Gathered none = Gather(Source({(folder.path() / "none").string()}));
  CHECK(none.fetch_class == FetchClass::kMissing);
  CHECK(none.problems.size() == 1);
  const Gathered wrong = Gather(Source({(folder.path() / "folder").string()}));
  REQUIRE_FALSE(wrong.problems.empty());
  CHECK(wrong.problems[0].message.find("is no Maildir") != std::string::npos);
}

}  // namespace dateline::ingest
