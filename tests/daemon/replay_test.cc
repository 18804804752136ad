// A recording played into an empty store gives the store that the live rounds gave, to the byte.
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "daemon/collect_once.h"
#include "daemon/import_files.h"
#include "daemon/try_once.h"
#include "tests/support/http_server.h"
#include "tests/support/temporary_folder.h"

namespace dateline::daemon {
namespace {

using namespace std::chrono_literals;

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

std::string Rss(int first, int last) {
  std::string out = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>c</title>";
  for (int i = first; i <= last; ++i) {
    const std::string name = "n" + std::to_string(i);
    out += "<item><title>" + name + "</title><guid isPermaLink=\"false\">" + name +
           "</guid><description>The office issued notice " + name + " today.</description></item>";
  }
  return out + "</channel></rss>";
}

config::SourceRecord Feed(const testing::HttpServer& server, const std::string& id) {
  config::SourceRecord source;
  source.id = id;
  source.name = id;
  source.owner = "Owner of " + id;
  source.collector = "feed";
  source.url = server.Url("/" + id);
  source.allow_private = true;
  return source;
}

struct Store {
  testing::TemporaryFolder folder;
  std::unique_ptr<store::Writer> writer;

  Store() {
    auto opened = store::Writer::Open(folder.path(), kNow);
    REQUIRE(opened.has_value());
    writer = *std::move(opened);
  }

  void Collect(const std::vector<config::SourceRecord>& sources, const std::filesystem::path& record,
               Instant now) const {
    CollectOnceOptions options;
    options.settings.record = record;
    options.mode = IngestMode::kBackfill;
    options.clock = [now] { return now; };
    REQUIRE(CollectOnce(sources, *writer, options).has_value());
  }

  store::CollectOutcome Replay(const std::filesystem::path& record, bool with_states = true,
                               std::vector<std::string> only = {}) const {
    store::CollectOutcome sum;
    ImportOrder order;
    order.files = {record.string()};
    order.recording = true;
    order.sources = std::move(only);
    ImportSink sink{.take = [&](std::vector<store::CollectBatch> batches, std::size_t) -> Status {
                      const auto outcome = writer->Collect(batches, kNow);
                      if (!outcome) return std::unexpected(outcome.error());
                      sum.new_documents += outcome->new_documents;
                      sum.new_revisions += outcome->new_revisions;
                      sum.unchanged += outcome->unchanged;
                      return {};
                    },
                    .bad_line = [](const std::string& words) { FAIL_CHECK(words); },
                    .progress = [](std::uint64_t) {},
                    .stop = [] { return false; }};
    if (with_states) sink.state_of = [&](const std::string& source) { return writer->StateOf(source); };
    REQUIRE(ReadForImport(order, sink).has_value());
    return sum;
  }

  std::string Dump() const {
    std::string out;
    const auto add = [&](std::string_view line) { out.append(line).append("\n"); };
    REQUIRE((*store::Reader::Open(folder.path()))->Dump(add).has_value());
    return out;
  }
};

}  // namespace

TEST_CASE("A replayed recording is the live store again, states included") {
  testing::HttpServer server;
  const testing::TemporaryFolder record;
  const std::vector sources{Feed(server, "harbor"), Feed(server, "pier")};
  server.Answer("/harbor", 200, "ETag: \"h1\"\r\n", Rss(1, 3));
  server.Answer("/pier", 200, "", Rss(7, 9));
  const Store live;
  live.Collect(sources, record.path(), kNow);
  server.Answer("/harbor", 200, "ETag: \"h2\"\r\n", Rss(2, 5));
  server.Answer("/pier", 404, "", "");
  live.Collect(sources, record.path(), kNow + 2h);

  const Store again;
  CHECK(again.Replay(record.path()).new_documents == 8);
  CHECK(again.Dump() == live.Dump());
  for (const auto& source : sources) {
    const auto ours = *again.writer->StateOf(source.id);
    const auto theirs = *live.writer->StateOf(source.id);
    CHECK(ours.etag == theirs.etag);
    CHECK(ours.content_hash == theirs.content_hash);
    CHECK(ours.failures == theirs.failures);
    CHECK(ours.next_due == theirs.next_due);
    CHECK(ours.answers == theirs.answers);
  }
  SECTION("A second time changes nothing") {
    const auto sum = again.Replay(record.path());
    CHECK(sum.new_documents + sum.new_revisions == 0);
    CHECK(again.Dump() == live.Dump());
    CHECK(again.writer->StateOf("harbor")->answers == live.writer->StateOf("harbor")->answers);
  }
}

TEST_CASE("A recording that began in the middle moves no cursor of another store") {
  testing::HttpServer server;
  const testing::TemporaryFolder first;
  const testing::TemporaryFolder second;
  const std::vector sources{Feed(server, "harbor")};
  server.Answer("/harbor", 200, "ETag: \"h1\"\r\n", Rss(1, 3));
  const Store live;
  live.Collect(sources, first.path(), kNow);
  server.Answer("/harbor", 200, "ETag: \"h2\"\r\n", Rss(4, 5));
  live.Collect(sources, second.path(), kNow + 2h);
  const Store other;
  CHECK(other.Replay(second.path()).new_documents == 2);
  CHECK(other.writer->StateOf("harbor")->etag.empty());
  CHECK(other.Replay(first.path()).new_documents == 3);
  CHECK(other.writer->StateOf("harbor")->etag == "\"h1\"");
}

TEST_CASE("Without states, as beside a daemon, only documents come, of one source when it is picked") {
  testing::HttpServer server;
  const testing::TemporaryFolder record;
  server.Answer("/harbor", 200, "ETag: \"h1\"\r\n", Rss(1, 3));
  server.Answer("/pier", 200, "", Rss(7, 8));
  const Store live;
  live.Collect({Feed(server, "harbor"), Feed(server, "pier")}, record.path(), kNow);
  const Store other;
  CHECK(other.Replay(record.path(), false, {"pier"}).new_documents == 2);
  CHECK(other.Replay(record.path(), false).new_documents == 3);
  CHECK_FALSE(other.writer->StateOf("harbor")->last_fetch);
  CHECK(other.Dump() == live.Dump());
}

TEST_CASE("An order to replay survives the control socket") {
  ImportOrder order;
  order.files = {"/srv/recorded"};
  order.recording = true;
  order.sources = {"harbor", "pier"};
  const auto read = ParseImportOrder(ImportRequest(order));
  REQUIRE(read);
  CHECK(read->files == order.files);
  CHECK(read->recording);
  CHECK(read->sources == order.sources);
  CHECK(read->mode == IngestMode::kBackfill);
  CHECK(ImportBytes(order).error().code == ErrorCode::kInvalidInput);
}

TEST_CASE("A source is tried without leaving anything") {
  testing::HttpServer server;
  server.Answer("/harbor", 200, "ETag: \"h1\"\r\n", Rss(1, 3));
  const testing::TemporaryFolder record;
  TryOptions options;
  options.settings.record = (record.path() / "none").string();
  options.clock = [] { return kNow; };
  const Tried tried = TryOnce(Feed(server, "harbor"), {}, options);
  CHECK(tried.finished);
  CHECK(tried.documents.size() == 3);
  CHECK(tried.state.etag == "\"h1\"");
  CHECK_FALSE(std::filesystem::exists(record.path() / "none"));
  const auto found = FindFeeds(server.Url("/harbor"), options);
  CHECK(found.feeds.size() == 1);
  CHECK(FindFeeds("https://www.sec.gov/news/press", options).fetch_class == FetchClass::kRefused);
}

}  // namespace dateline::daemon
