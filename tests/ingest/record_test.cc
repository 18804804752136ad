// What a live round recorded is played back to the same documents and the same end.
#include "ingest/record.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/http_server.h"
#include "tests/support/temporary_folder.h"

namespace dateline::ingest {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

std::string Rss(const std::vector<std::string>& titles) {
  std::string out = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>c</title>";
  for (const std::string& title : titles) {
    out += "<item><title>" + title + "</title><guid isPermaLink=\"false\">" + title +
           "</guid><description>The notice of " + title + " was issued.</description></item>";
  }
  return out + "</channel></rss>";
}

std::string TextOf(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

struct Told {
  std::vector<std::string> titles;
  std::vector<std::string> problems;
  SourceState state;
  bool finished = false;

  void Take(const Outcome& outcome) {
    for (const Document& document : outcome.collected.documents)
      titles.push_back(document.title + ": " + document.text);
    for (const Problem& problem : outcome.collected.problems) problems.push_back(problem.message);
    state = outcome.state;
    finished = outcome.finished;
  }
};

config::SourceRecord Source(const testing::HttpServer& server, std::string path, std::string collector = "feed") {
  config::SourceRecord source;
  source.id = "harbor";
  source.name = "Harbor";
  source.owner = "Harbor Media";
  source.collector = std::move(collector);
  source.url = server.Url(path);
  source.allow_private = true;
  return source;
}

// One live round, recorded in `folder`.
Told Live(const config::SourceRecord& source, const SourceState& state, const fs::path& folder, Instant now = kNow) {
  net::HttpClient client{{}};
  Fetcher::Options options;
  options.recorder = *Recorder::Open(folder);
  Told told;
  Fetcher fetcher(client, options, [&](const Outcome& outcome) { told.Take(outcome); });
  REQUIRE(fetcher.Start(source, state, now));
  while (!fetcher.idle()) fetcher.Step(now, 50ms);
  return told;
}

Told Replayed(const RecordedRound& round, const SourceState& state = {}) {
  Told told;
  ReplayRound(round, state, [&](const Outcome& outcome, Instant) { told.Take(outcome); });
  return told;
}

void CheckSame(const Told& live, const Told& replayed) {
  CHECK(live.titles == replayed.titles);
  CHECK(live.problems == replayed.problems);
  CHECK(live.finished);
  CHECK(replayed.finished);
  CHECK(live.state.etag == replayed.state.etag);
  CHECK(live.state.last_modified == replayed.state.last_modified);
  CHECK(live.state.cursor == replayed.state.cursor);
  CHECK(live.state.content_hash == replayed.state.content_hash);
  CHECK(live.state.failures == replayed.state.failures);
  CHECK(live.state.next_due == replayed.state.next_due);
  CHECK(live.state.answers == replayed.state.answers);
}

}  // namespace

TEST_CASE("Rounds that were recorded play back to the same end, one after the other") {
  testing::HttpServer server;
  const testing::TemporaryFolder folder;
  const auto source = Source(server, "/feed");
  server.Answer("/feed", 200, "ETag: \"v1\"\r\nCache-Control: max-age=7200\r\n", Rss({"One", "Two"}));
  const Told first = Live(source, {}, folder.path());
  server.Answer("/feed", 304, "ETag: \"v1\"\r\n", "");
  const Told second = Live(source, first.state, folder.path(), kNow + 3h);
  server.Answer("/feed", 503, "Retry-After: 600\r\n", "later");
  const Told third = Live(source, second.state, folder.path(), kNow + 6h);
  REQUIRE(first.titles.size() == 2);

  const auto recording = ReadRecording(folder.path());
  REQUIRE(recording);
  CHECK(recording->problems.empty());
  REQUIRE(recording->rounds.size() == 3);
  CHECK(recording->rounds[0].begun == kNow);
  CHECK(recording->rounds[0].source.owner == "Harbor Media");
  const Told again = Replayed(recording->rounds[0]);
  CheckSame(first, again);
  CHECK(Continues(recording->rounds[1], again.state));
  const Told again_second = Replayed(recording->rounds[1], again.state);
  CheckSame(second, again_second);
  CHECK(again_second.state.last_class == FetchClass::kNotModified);
  CheckSame(third, Replayed(recording->rounds[2], again_second.state));
}

TEST_CASE("A round of many pages plays back whole") {
  testing::HttpServer server;
  const testing::TemporaryFolder folder;
  auto source = Source(server, "/list", "page");
  source.links = R"(/notice-\d+$)";
  const auto page = [](std::string_view words) {
    return "<html><head><title>" + std::string(words) +
           "</title></head><body><article><p>The harbor office says that " + std::string(words) +
           " holds for every vessel, whatever its flag, from the first day of the month on, and for its cargo as "
           "well.</p></article></body></html>";
  };
  std::string list = "<html><body><ul>";
  for (int i = 0; i < 6; ++i) {
    const std::string path = "/notice-" + std::to_string(i);
    list += "<li><a href=\"" + path + "\">Notice " + std::to_string(i) + "</a></li>";
    // One of them fails: that plays back too.
    server.Answer(path, i == 3 ? 404 : 200, "Content-Type: text/html\r\n", page("notice " + std::to_string(i)));
  }
  server.Answer("/list", 200, "Content-Type: text/html\r\n", list + "</ul></body></html>");
  const Told live = Live(source, {}, folder.path());
  CHECK(live.titles.size() == 5);
  const auto recording = ReadRecording(folder.path());
  REQUIRE(recording);
  REQUIRE(recording->rounds.size() == 1);
  CHECK(recording->rounds[0].source.links == source.links);
  CheckSame(live, Replayed(recording->rounds[0]));
}

TEST_CASE("Keys and cookies are not recorded, and an address with a key is found again") {
  testing::HttpServer server;
  const testing::TemporaryFolder folder;
  server.Answer("/feed", 200, "Set-Cookie: session=opensesame\r\n", Rss({"One"}));
  const auto source = Source(server, "/feed?lang=en&api_key=opensesame");
  const Told live = Live(source, {}, folder.path());
  REQUIRE(live.titles.size() == 1);
  CHECK(TextOf(folder.path() / "index.jsonl").find("opensesame") == std::string::npos);
  CheckSame(live, Replayed(ReadRecording(folder.path())->rounds.at(0)));
  CHECK(WithoutSecrets("https://x.example/?a=1&API-KEY=2&keyboard=3&token=") ==
        "https://x.example/?a=1&API-KEY=REMOVED&keyboard=3&token=REMOVED");
}

TEST_CASE("What was not recorded is an unreachable server, and moves no cursor") {
  testing::HttpServer server;
  const testing::TemporaryFolder folder;
  server.Answer("/feed", 200, "ETag: \"v1\"\r\n", Rss({"One"}));
  const auto source = Source(server, "/feed");
  Live(source, {}, folder.path());
  auto round = ReadRecording(folder.path())->rounds.at(0);
  fs::remove(round.answers.at(0).body);
  CHECK_THAT(Replayed(round).state.last_message, Catch::Contains("cannot read"));
  round.answers.clear();
  const Told told = Replayed(round);
  CHECK(told.finished);
  CHECK(told.titles.empty());
  CHECK(told.state.last_class == FetchClass::kNetwork);
  CHECK(told.state.etag.empty());
}

TEST_CASE("Damaged lines are told with their place, and bodies outside the folder are not read") {
  const testing::TemporaryFolder folder;
  folder.Write("index.jsonl",
               "{\"at\":\"2025-07-18T10:00:00Z\",\"source\":{\"id\":\"a\",\"collector\":\"feed\",\"url\":\"https://"
               "a.example/\"},\"state\":{}}\n"
               "{\"of\":\"a\",\"asked\":\"https://a.example/\",\"status\":200,\"body\":\"../secret\"}\n"
               "nonsense\n"
               "{\"of\":\"b\",\"asked\":\"https://b.example/\",\"status\":200,\"body\":\"\"}\n");
  const auto recording = ReadRecording(folder.path());
  REQUIRE(recording);
  CHECK(recording->rounds.size() == 1);
  CHECK(recording->rounds[0].answers.empty());
  REQUIRE(recording->problems.size() == 3);
  CHECK_THAT(recording->problems[0].Text(), Catch::Contains("index.jsonl:2"));
  CHECK(ReadRecording(folder.path() / "none").error().code == ErrorCode::kInvalidInput);
}

TEST_CASE("A store takes over where a round ended only if it stands where the round began") {
  RecordedRound round;
  round.begun = kNow;
  round.state.cursor = "2025-07-01";
  round.state.etag = "\"v7\"";
  SourceState state;
  CHECK_FALSE(Continues(round, state));
  state.cursor = "2025-07-01";
  CHECK_FALSE(Continues(round, state));  // it would answer 304 for what this store never read
  state.etag = "\"v7\"";
  CHECK(Continues(round, state));
  state.last_fetch = kNow + 1s;
  CHECK_FALSE(Continues(round, state));  // this store has been further since
  round.state = {};
  state = {};
  CHECK(Continues(round, state));
}

TEST_CASE("Recording goes on in a folder that holds a recording") {
  testing::HttpServer server;
  const testing::TemporaryFolder folder;
  server.Answer("/feed", 200, "", Rss({"One"}));
  const auto source = Source(server, "/feed");
  Live(source, {}, folder.path());
  server.Answer("/feed", 200, "", Rss({"Two"}));
  Live(source, {}, folder.path());
  const auto recording = ReadRecording(folder.path());
  REQUIRE(recording->rounds.size() == 2);
  CHECK(Replayed(recording->rounds[0]).titles != Replayed(recording->rounds[1]).titles);
}

TEST_CASE("A disk that is full ends the recording, not the fetching, and leaves no half answer") {
  if (!fs::exists("/dev/full")) return;
  testing::HttpServer server;
  const testing::TemporaryFolder folder;
  server.Answer("/feed", 200, "", Rss({"One"}));
  const auto source = Source(server, "/feed");
  net::HttpClient client{{}};
  Fetcher::Options options;
  options.recorder = *Recorder::Open(folder.path());
  fs::create_symlink("/dev/full", folder.path() / "000001.body");
  Told told;
  Fetcher fetcher(client, options, [&](const Outcome& outcome) { told.Take(outcome); });
  REQUIRE(fetcher.Start(source, {}, kNow));
  while (!fetcher.idle()) fetcher.Step(kNow, 50ms);
  CHECK(told.titles.size() == 1);
  const auto recording = ReadRecording(folder.path());
  REQUIRE(recording->rounds.size() == 1);
  CHECK(recording->rounds[0].answers.empty());
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

}  // namespace dateline::ingest
