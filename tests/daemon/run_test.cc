// The whole daemon in this process: a folder of configuration, a data folder, a loopback server for sources and
// channels.
#include <catch2/catch.hpp>
#include <chrono>
#include <fmt/format.h>
#include <sstream>
#include <thread>

#include "../support/http_server.h"
#include "../support/imap_server.h"
#include "../support/temporary_folder.h"
#include "config/load.h"
#include "daemon/clock.h"
#include "daemon/collect_once.h"
#include "daemon/control.h"
#include "daemon/daemon.h"
#include "daemon/import_files.h"
#include "daemon/log.h"
#include "model/json.h"
#include "store/store.h"

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kFeed = R"(<?xml version="1.0"?>
<rss version="2.0"><channel><title>Harbor Wire</title><link>http://example.org/</link>
<item><guid>h1</guid><title>Nvidia licence</title><pubDate>Wed, 09 Apr 2025 09:00:00 GMT</pubDate>
<description>The Commerce Department rescinded the AI Diffusion Rule on April 9, 2025.</description></item>
<item><guid>h2</guid><title>Talks</title><pubDate>Thu, 10 Apr 2025 09:00:00 GMT</pubDate>
<description>The Bureau of Industry and Security added Inspur to the Entity List on April 10, 2025.</description></item>
</channel></rss>)";

constexpr std::string_view kSettings =
    "host_spacing = \"10ms\"\nhttp_listen = \"off\"\nworkers = 2\nlog_level = \"error\"\n";

struct House {
  testing::TemporaryFolder config;
  testing::TemporaryFolder data;
  testing::HttpServer server;
  std::ostringstream notes;
  DaemonStats stats;

  House() {
    server.Answer("/feed.rss", 200, "Content-Type: application/rss+xml\r\nETag: \"one\"\r\n", std::string(kFeed));
    config.Write("dateline.toml", kSettings);
    Source("harbor-wire", "/feed.rss");
  }
  void Source(std::string_view id, std::string_view path) {
    sources += fmt::format("[[source]]\nid = \"{}\"\nurl = \"{}\"\nevery = \"1h\"\nallow_private = true\n", id,
                           server.Url(path));
    config.Write("sources.toml", sources);
  }
  RunOptions Options(bool once) const { return {.config = config.path(), .data = data.path(), .once = once}; }
  int Once() { return Run(Options(true), notes, stats); }

  std::string sources;
};

// A daemon on a thread of its own, stopped over the control socket.
class Running {
 public:
  explicit Running(House& house) : house_(house), thread_([this] { code_ = Run(house_.Options(false), house_.notes, house_.stats); }) {}
  ~Running() { Stop(); }
  Result<std::string> Request(std::string_view json) {
    for (int i = 0; i < 200; ++i) {
      auto reply = Ask(house_.data.path(), std::string(json), milliseconds(5'000));
      if (reply || reply.error().code != ErrorCode::kUnavailable) return reply;
      std::this_thread::sleep_for(milliseconds(20));
    }
    return Fail(ErrorCode::kUnavailable, "it never answered");
  }
  int Stop() {
    if (thread_.joinable()) {
      static_cast<void>(Request(R"({"command":"stop"})"));
      thread_.join();
    }
    return code_;
  }
  std::int64_t Number(std::string_view field) {
    auto reply = Request(R"({"command":"status"})");
    if (!reply) return -1;
    return Json::Parse(*reply)->root()[field].Int().value_or(-1);
  }
  bool Await(std::string_view field, std::int64_t value) {
    for (int i = 0; i < 500; ++i) {
      if (Number(field) == value) return true;
      std::this_thread::sleep_for(milliseconds(20));
    }
    return false;
  }

 private:
  House& house_;
  int code_ = -1;
  std::jthread thread_;
};

std::size_t PendingIn(const std::filesystem::path& data) {
  auto writer = store::Writer::Open(data, *ParseInstant("2025-07-18T09:00:00Z"));
  return (*writer)->Pending(0, 1'000, 1u << 30)->size();
}

}  // namespace

TEST_CASE("Once: every source is asked, everything is extracted, and the cursor is on disk") {
  House house;
  CHECK(house.Once() == 0);
  INFO(house.notes.str());
  CHECK(house.stats.fetched == 1);
  CHECK(house.stats.failed == 0);
  CHECK(house.stats.new_documents == 2);
  CHECK(house.stats.extracted == 2);
  CHECK(PendingIn(house.data.path()) == 0);
  auto reader = store::Reader::Open(house.data.path());
  REQUIRE(reader.has_value());
  const auto states = (*reader)->States();
  REQUIRE(states->size() == 1);
  CHECK((*states)[0].etag == "\"one\"");
  CHECK((*states)[0].next_due.has_value());
}

TEST_CASE("Once, again at once: nothing is due, so nobody is asked") {
  House house;
  REQUIRE(house.Once() == 0);
  const auto asked = house.server.requests().size();
  house.stats = {};
  CHECK(house.Once() == 0);
  CHECK(house.stats.fetched == 0);
  CHECK(house.server.requests().size() == asked);
}

TEST_CASE("Once: one broken source does not stop the others") {
  House house;
  house.Source("broken", "/nothing-here");
  CHECK(house.Once() == 0);
  CHECK(house.stats.fetched == 2);
  CHECK(house.stats.failed == 1);
  CHECK(house.stats.new_documents == 2);
}

struct MailHouse : House {
  MailHouse() {
    mail.Put(1, Letter("1", "The Bureau of Industry and Security added Inspur to the Entity List on April 10, 2025."));
    mail.Put(5, Letter("2", "The Commerce Department rescinded the AI Diffusion Rule on April 9, 2025."));
    std::filesystem::permissions(data.Write("mail.key", "open sesame\n"), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    config.Write("sources.toml", fmt::format("[[source]]\nid = \"letters\"\ncollector = \"imap\"\nurl = \"{}\"\nuser = \"ada\"\n"
                                             "secret = \"file:mail.key\"\nsenders = [\"@letters.example\"]\nallow_private = true\n", mail.Url()));
  }
  static std::string Letter(std::string_view id, std::string_view words) {
    return fmt::format("From: News <news@letters.example>\r\nSubject: Letter\r\nMessage-ID: <{}@letters.example>\r\n"
                       "Date: Thu, 10 Apr 2025 09:00:00 +0000\r\n\r\n{}\r\n", id, words);
  }
  store::CollectOutcome Collect() {
    auto writer = store::Writer::Open(data.path(), Now());
    REQUIRE(writer.has_value());
    std::vector<config::SourceRecord> asked;
    for (const auto& source : config::Load(config.path()).config.sources) {
      if (source.id == "letters") asked.push_back(source);
    }
    CollectOnceOptions options;
    options.data = data.path();
    options.clock = Now;
    const auto reports = CollectOnce(asked, **writer, options);
    REQUIRE(reports.has_value());
    CHECK(reports->front().message == "");
    return reports->front().outcome;
  }
  testing::ImapServer mail;
};

TEST_CASE("Once: newsletters of a mailbox become documents and events") {
  MailHouse house;
  CHECK(house.Once() == 0);
  INFO(house.notes.str());
  CHECK(house.stats.new_documents == 2);
  CHECK(house.stats.failed == 0);
  CHECK(PendingIn(house.data.path()) == 0);
}

TEST_CASE("A mailbox that is renumbered brings nothing new to the store") {
  MailHouse house;
  CHECK(house.Collect().new_documents == 2);
  CHECK(house.Collect().new_documents == 0);
  house.mail.SetValidity(99);
  house.mail.Put(7, MailHouse::Letter("3", "A third letter."));
  const auto again = house.Collect();
  CHECK(again.new_documents == 1);
  CHECK(again.new_revisions == 0);
  CHECK(again.unchanged == 2);
}

TEST_CASE("A mailbox whose password is not there is a bad configuration") {
  MailHouse house;
  std::filesystem::remove(house.data.path() / "mail.key");
  CHECK(house.Once() == 2);
  CHECK(house.notes.str().find("source 'letters': secret file:mail.key: cannot be opened") != std::string::npos);
}

struct AlertHouse : House {
  AlertHouse() {
    server.Answer("/hook", 204, "", "");
    const auto key = config.Write("webhook.key", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n");
    std::filesystem::permissions(key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    config.Write("channels.toml", fmt::format("[[channel]]\nid = \"desk\"\nkind = \"webhook\"\nurl = \"{}\"\n"
                                              "secret = \"file:{}\"\nallow_private = true\n",
                                              server.Url("/hook"), key.string()));
    config.Write("rules.toml", "[[rule]]\nid = \"lists\"\nfilter = \"type:list.add\"\nchannel = [\"desk\"]\n");
  }
  std::size_t Told() const {
    std::size_t told = 0;
    for (const auto& request : server.requests()) told += request.path == "/hook" ? 1 : 0;
    return told;
  }
};

TEST_CASE("Once: an alert rule's webhook is told once") {
  AlertHouse house;
  house.config.Write("dateline.toml", std::string(kSettings) + "alert_backlog = true\n");
  CHECK(house.Once() == 0);
  INFO(house.notes.str());
  CHECK(house.stats.alerts == 1);
  CHECK(house.stats.accepted == 1);
  CHECK(house.Told() == 1);
}

TEST_CASE("Once: what a source had before we knew it is recorded as suppressed, and nobody is told") {
  AlertHouse house;
  CHECK(house.Once() == 0);
  CHECK(house.stats.alerts == 1);
  CHECK(house.stats.accepted == 0);
  CHECK(house.Told() == 0);
  auto reader = store::Reader::Open(house.data.path());
  const auto alerts = (*reader)->Alerts(10, "");
  REQUIRE(alerts->size() == 1);
  CHECK(alerts->front().alert.state == AlertState::kSuppressed);
}

TEST_CASE("A bad configuration changes nothing: not even the data folder is made") {
  House house;
  house.config.Write("rules.toml", "[[rule]]\nid = \"x\"\nfilter = \"colour:blue\"\n");
  RunOptions options = house.Options(true);
  options.data = house.data.path() / "new";
  CHECK(Run(options, house.notes, house.stats) == 2);
  CHECK(house.notes.str().find("rules.toml:3") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(options.data));
}

TEST_CASE("A daemon collects, answers its status, and stops when asked with nothing left over") {
  House house;
  Running daemon(house);
  CHECK(daemon.Await("extracted", 2));
  CHECK(daemon.Number("new_documents") == 2);
  CHECK(daemon.Number("sources") == 1);
  CHECK(daemon.Stop() == 0);
  CHECK(PendingIn(house.data.path()) == 0);
}

TEST_CASE("A second daemon on the same data folder is refused") {
  House house;
  Running daemon(house);
  REQUIRE(daemon.Await("extracted", 2));
  std::ostringstream notes;
  DaemonStats stats;
  CHECK(Run(house.Options(true), notes, stats) == 3);
  CHECK_FALSE(notes.str().empty());
  // And the first is none the worse for it.
  CHECK(daemon.Number("extracted") == 2);
}

TEST_CASE("Commands that write are carried out by the daemon, and fail in words") {
  House house;
  Running daemon(house);
  REQUIRE(daemon.Await("extracted", 2));
  const auto retried = daemon.Request(R"({"command":"deliveries.retry","id":"all"})");
  REQUIRE(retried.has_value());
  CHECK(*retried == R"({"ok":true,"revived":0})");
  const auto acked = daemon.Request(R"({"command":"alerts.ack","id":"a:000000000000"})");
  REQUIRE_FALSE(acked.has_value());
  CHECK(acked.error().message.find("a:000000000000") != std::string::npos);
  CHECK_FALSE(daemon.Request("nonsense").has_value());
}

TEST_CASE("A reload takes up new sources and rules; a bad one leaves everything as it was") {
  AlertHouse house;
  house.config.Write("dateline.toml", std::string(kSettings) + "alert_backlog = true\n");
  house.config.Write("rules.toml", "");
  Running daemon(house);
  REQUIRE(daemon.Await("extracted", 2));
  CHECK(house.Told() == 0);
  house.config.Write("rules.toml", "[[rule]]\nid = \"x\"\nfilter = \"colour:blue\"\n");
  const auto bad = daemon.Request(R"({"command":"reload"})");
  REQUIRE_FALSE(bad.has_value());
  CHECK(bad.error().message.find("rules.toml:3") != std::string::npos);
  CHECK(daemon.Number("sources") == 1);
  house.config.Write("rules.toml", "[[rule]]\nid = \"probes\"\nfilter = \"type:list.add\"\nchannel = [\"desk\"]\n");
  std::string other(kFeed);
  for (std::size_t at = other.find("h2"); at != std::string::npos; at = other.find("h2", at)) other.replace(at, 2, "o2");
  for (std::size_t at = other.find("Inspur"); at != std::string::npos; at = other.find("Inspur", at)) other.replace(at, 6, "Huawei");
  house.server.Answer("/other.rss", 200, "Content-Type: application/rss+xml\r\n", other);
  house.Source("other-wire", "/other.rss");
  CHECK(daemon.Request(R"({"command":"reload"})").has_value());
  CHECK(daemon.Await("extracted", 4));
  CHECK(daemon.Number("sources") == 2);
  CHECK(daemon.Await("accepted", 1));
  CHECK(house.Told() == 1);
}

TEST_CASE("A running daemon imports files that it is named, and says what came of them") {
  House house;
  Running daemon(house);
  REQUIRE(daemon.Await("extracted", 2));
  const auto file = house.config.Write("archive.jsonl", "{\"id\":\"i1\",\"text\":\"The Commerce Department issued a rule on May 13, 2025.\"}\n"
                                                        "{\"id\":\"i2\", no record}\n"
                                                        "{\"id\":\"i3\",\"text\":\"Nvidia filed a report on May 14, 2025.\"}\n");
  const ImportOrder order{.files = {file.string()}, .source = {.id = "archive", .name = "Archive", .owner = "desk"}};
  REQUIRE(daemon.Request(ImportRequest(order)).has_value());
  std::string answer;
  for (int i = 0; i < 500; ++i) {
    answer = daemon.Request(R"({"command":"import.status","id":"0"})").value_or("{}");
    if (Json::Parse(answer)->root()["done"].Bool()) break;
    std::this_thread::sleep_for(milliseconds(20));
  }
  INFO(answer);
  const auto parsed = Json::Parse(answer);
  CHECK(parsed->root()["done"].Bool());
  CHECK(parsed->root()["new"].Int() == 2);
  CHECK(parsed->root()["bad_lines"].Int() == 1);
  CHECK(parsed->root()["words"][0].String().find("archive.jsonl:2") != std::string::npos);
  CHECK(daemon.Await("extracted", 4));
  CHECK_FALSE(daemon.Request(ImportRequest({.files = {"/nowhere/at/all.jsonl"}, .source = {.id = "x"}})).has_value());
  CHECK_FALSE(daemon.Request(ImportRequest({.files = {"-"}, .source = {.id = "x"}})).has_value());
}

TEST_CASE("What a run left unextracted is extracted by the next") {
  House house;
  {
    auto writer = store::Writer::Open(house.data.path(), *ParseInstant("2025-04-10T09:00:00Z"));
    store::CollectBatch batch{.source = {.id = "old", .name = "Old", .owner = "old"}};
    for (int i = 0; i < 30; ++i) {
      batch.documents.push_back({.source = "old", .guid = fmt::format("o{}", i), .text = fmt::format("Left over {}.", i)});
    }
    REQUIRE((*writer)->Collect(batch, *ParseInstant("2025-04-10T09:00:00Z")).has_value());
  }
  CHECK(house.Once() == 0);
  CHECK(house.stats.extracted == 32);
}

TEST_CASE("A log level or format that is not there is a problem of the configuration") {
  Problems problems;
  CHECK(Log::Open("loud", "xml", problems) != nullptr);
  CHECK(problems.size() == 2);
}

}  // namespace dateline::daemon
