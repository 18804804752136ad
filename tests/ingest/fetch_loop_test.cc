#include "ingest/fetch_loop.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/http_server.h"

namespace dateline::ingest {
namespace {

using namespace std::chrono_literals;
using testing::Connection;
using testing::HttpServer;
using testing::SeenRequest;

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

std::string Rss(std::string_view title) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>c</title><item><title>" + std::string(title) +
         "</title><link>http://news.example/1</link><guid isPermaLink=\"false\">i-1</guid></item></channel></rss>";
}

config::SourceRecord Feed(std::string id, std::string url) {
  config::SourceRecord source;
  source.id = std::move(id);
  source.collector = "feed";
  source.url = std::move(url);
  source.allow_private = true;
  return source;
}

// Runs rounds against a test server and keeps what they brought, by source.
struct Desk {
  net::HttpClient client{{}};
  std::map<std::string, std::vector<Outcome>> outcomes;
  Fetcher fetcher;

  explicit Desk(Fetcher::Options options = {})
      : fetcher(client, Limited(options),
                [this](Outcome outcome) { outcomes[outcome.source].push_back(std::move(outcome)); }) {}

  static Fetcher::Options Limited(Fetcher::Options options) {
    options.limits.total_timeout = 5s;
    options.limits.body_bytes_max = 1 << 20;
    return options;
  }

  // `now` moves with real time, so that spacing passes.
  void RunAll() {
    const auto begin = std::chrono::steady_clock::now();
    while (!fetcher.idle()) {
      const auto passed = std::chrono::duration_cast<Instant::duration>(std::chrono::steady_clock::now() - begin);
      fetcher.Step(kNow + passed, 50ms);
    }
  }

  Outcome Collect(const config::SourceRecord& source, const SourceState& state = {}) {
    outcomes.clear();
    REQUIRE(fetcher.Start(source, state, kNow));
    RunAll();
    return outcomes[source.id].back();
  }

  std::size_t Documents(const std::string& id) {
    std::size_t count = 0;
    for (const Outcome& outcome : outcomes[id]) count += outcome.collected.documents.size();
    return count;
  }
};

}  // namespace

TEST_CASE("a source's key goes into a header, and without it nothing is asked") {
  HttpServer server;
  server.Answer("/v3/bill", 200, "", R"({"bills":[],"pagination":{"count":0}})");
  config::SourceRecord source = Feed("congress", server.Url("/v3/bill"));
  source.collector = "congress";
  source.secret = "env:DATELINE_TEST_CONGRESS_KEY";
  Desk desk;
  SECTION("as it is, without the line's end") {
    ::setenv("DATELINE_TEST_CONGRESS_KEY", "abc123\n", 1);
    CHECK(desk.Collect(source).state.last_class == FetchClass::kOk);
    REQUIRE(server.requests().size() == 1);
    CHECK(server.requests()[0].Header("x-api-key") == "abc123");
  }
  SECTION("two lines are no key") {
    ::setenv("DATELINE_TEST_CONGRESS_KEY", "abc\r\nHost: elsewhere", 1);
    const Outcome outcome = desk.Collect(source);
    CHECK(outcome.state.last_class == FetchClass::kRefused);
    CHECK(outcome.collected.message.find("abc") == std::string::npos);
    CHECK(server.requests().empty());
  }
  SECTION("none at all") {
    ::unsetenv("DATELINE_TEST_CONGRESS_KEY");
    CHECK(desk.Collect(source).state.last_class == FetchClass::kRefused);
    CHECK(server.requests().empty());
  }
  ::unsetenv("DATELINE_TEST_CONGRESS_KEY");
}

TEST_CASE("a feed is fetched, read and remembered with its validators") {
  HttpServer server;
  server.Answer("/feed", 200, "ETag: W/\"v1\"\r\nLast-Modified: yesterday\r\n", Rss("One"));
  Desk desk;
  const Outcome outcome = desk.Collect(Feed("wire", server.Url("/feed")));
  CHECK(outcome.finished);
  CHECK(desk.Documents("wire") == 1);
  CHECK(outcome.state.etag == "W/\"v1\"");
  CHECK(outcome.state.last_modified == "yesterday");
  CHECK(outcome.state.last_class == FetchClass::kOk);
  CHECK(outcome.state.last_good.has_value());
  CHECK(outcome.state.last_new.has_value());
  CHECK(outcome.state.next_due > kNow + 1h);

  SECTION("the next round sends them back, and a 304 without headers keeps them") {
    server.Answer("/feed", 304, "", "");
    const Outcome next = desk.Collect(Feed("wire", server.Url("/feed")), outcome.state);
    CHECK(server.requests().back().Header("if-none-match") == "W/\"v1\"");
    CHECK(server.requests().back().Header("if-modified-since") == "yesterday");
    CHECK(next.state.last_class == FetchClass::kNotModified);
    CHECK(next.state.etag == "W/\"v1\"");
    CHECK(desk.Documents("wire") == 0);
  }
  SECTION("an unchanged body is not read again, but its new validator is kept") {
    server.Answer("/feed", 200, "ETag: \"v2\"\r\n", Rss("One"));
    const Outcome next = desk.Collect(Feed("wire", server.Url("/feed")), outcome.state);
    CHECK(desk.Documents("wire") == 0);
    CHECK(next.state.etag == "\"v2\"");
    CHECK(next.state.last_modified.empty());
    CHECK(next.state.last_class == FetchClass::kOk);
  }
  SECTION("whatever goes wrong, validators and hash stay as they were") {
    server.Answer("/html", 200, "ETag: \"html\"\r\n", "<!DOCTYPE html><html><body>We moved!</body></html>");
    server.Answer("/blocked", 403, "ETag: \"no\"\r\n", "no");
    server.Answer("/later", 503, "Retry-After: 7200\r\n", "later");
    server.Answer("/none", 200, "", "<rss version=\"2.0\"><channel><title>c</title></channel></rss>");
    server.Answer("/words", 200, "ETag: \"words\"\r\n", "just words");
    server.On("/half", [](const SeenRequest&, const Connection& connection) {
      connection.Write("HTTP/1.1 200 OK\r\nETag: \"half\"\r\nContent-Length: 9999\r\n\r\n<rss version=\"2.0\">");
    });
    server.On("/endless", [](const SeenRequest&, const Connection& connection) {
      connection.Write("HTTP/1.1 200 OK\r\n\r\n<rss>");
      while (connection.Write(std::string(65536, ' '))) {
      }
    });
    struct Case {
      std::string path;
      FetchClass fetch_class;
    };
    const Case cases[] = {{"/html", FetchClass::kShapeChanged},  {"/blocked", FetchClass::kBlocked},
                          {"/later", FetchClass::kThrottled},  {"/none", FetchClass::kEmpty},
                          {"/words", FetchClass::kShapeChanged}, {"/half", FetchClass::kNetwork},
                          {"/endless", FetchClass::kTooBig},     {"/absent", FetchClass::kMissing}};
    for (const Case& c : cases) {
      INFO(c.path);
      const Outcome next = desk.Collect(Feed("wire", server.Url(c.path)), outcome.state);
      CHECK(ToString(next.state.last_class) == ToString(c.fetch_class));
      CHECK_FALSE(next.state.last_message.empty());
      CHECK(next.state.failures == 1);
      CHECK(next.state.etag == outcome.state.etag);
      CHECK(next.state.last_modified == outcome.state.last_modified);
      CHECK(next.state.content_hash == outcome.state.content_hash);
      CHECK(next.state.last_good == outcome.state.last_good);
    }
  }
}

TEST_CASE("freshness that server or feed state is a lower bound of the next round") {
  HttpServer server;
  server.Answer("/cached", 200, "Cache-Control: max-age=7200\r\n", Rss("x"));
  std::string ttl = Rss("x");
  ttl.insert(ttl.find("<item>"), "<ttl>180</ttl>");
  server.Answer("/ttl", 200, "", ttl);
  Desk desk;
  const Outcome cached = desk.Collect(Feed("a", server.Url("/cached")));
  CHECK(*cached.state.next_due >= kNow + 2h);
  CHECK(*cached.state.next_due < kNow + 2h + 5min);
  const Outcome with_ttl = desk.Collect(Feed("b", server.Url("/ttl")));
  CHECK(*with_ttl.state.next_due >= kNow + 3h);
}

TEST_CASE("one source's trouble leaves the others alone, and no host sees more than two requests at once") {
  HttpServer server;
  std::atomic<int> live{0};
  std::atomic<int> peak{0};
  server.On("/slow", [&](const SeenRequest&, const Connection& connection) {
    peak = std::max(peak.load(), ++live);
    connection.Pause(30);
    --live;
    connection.Write(testing::HttpAnswer(200, "", Rss("slow")));
  });
  server.On("/dead", [](const SeenRequest&, const Connection&) {});
  Desk desk;
  for (int i = 0; i < 8; ++i) {
    CHECK(desk.fetcher.Start(Feed("s" + std::to_string(i), server.Url(i == 3 ? "/dead" : "/slow")), {}, kNow));
  }
  CHECK_FALSE(desk.fetcher.Start(Feed("s1", server.Url("/slow")), {}, kNow));
  desk.RunAll();
  CHECK(peak <= 2);
  for (int i = 0; i < 8; ++i) {
    const auto& last = desk.outcomes["s" + std::to_string(i)].back();
    CHECK(last.finished);
    CHECK(last.state.last_class == (i == 3 ? FetchClass::kNetwork : FetchClass::kOk));
  }
}

TEST_CASE("requests to one host keep their distance") {
  HttpServer server;
  server.Answer("/feed", 200, "", Rss("x"));
  Fetcher::Options options;
  options.private_spacing = 100ms;
  Desk desk(options);
  for (const char* id : {"a", "b", "c", "d"}) CHECK(desk.fetcher.Start(Feed(id, server.Url("/feed")), {}, kNow));
  const auto begin = std::chrono::steady_clock::now();
  desk.RunAll();
  CHECK(std::chrono::steady_clock::now() - begin >= 300ms);
}

TEST_CASE("a permanent redirect is followed every time and adopted after five") {
  HttpServer server;
  server.Answer("/old", 301, "Location: /new\r\n", "");
  server.Answer("/new", 200, "", Rss("x"));
  Desk desk;
  const auto source = Feed("wire", server.Url("/old"));
  SourceState state;
  for (int i = 0; i < 5; ++i) state = desk.Collect(source, state).state;
  CHECK(server.requests().size() == 10);
  state = desk.Collect(source, state).state;
  CHECK(server.requests().size() == 11);
  CHECK(server.requests().back().path == "/new");
}

TEST_CASE("the Federal Register is collected over HTTP, page by page, with full texts") {
  HttpServer server;
  const auto row = [&](std::string number, bool text) {
    return "{\"document_number\":\"" + number +
           "\",\"publication_date\":\"2025-07-17\",\"title\":\"T\",\"raw_text_url\":" +
           (text ? "\"" + server.Url("/text") + "\"" : std::string("null")) + "}";
  };
  server.On("/api", [&](const SeenRequest& request, const Connection& connection) {
    const bool second = request.path.find("page=2") != std::string::npos;
    connection.Write(testing::HttpAnswer(200, "Content-Type: application/json\r\n",
                                         second ? "{\"count\":2,\"results\":[" + row("2025-2", false) + "]}"
                                                : "{\"count\":2,\"next_page_url\":\"" + server.Url("/api?page=2") +
                                                      "\",\"results\":[" + row("2025-1", true) + "]}"));
  });
  server.Answer("/text", 200, "", "<html><body><pre>The whole text.</pre></body></html>");
  Desk desk;
  config::SourceRecord source = Feed("fr", server.Url("/api"));
  source.collector = "federal-register";
  const Outcome outcome = desk.Collect(source);
  CHECK(desk.Documents("fr") == 2);
  CHECK(outcome.state.cursor.starts_with("2025-07-17 "));
  CHECK(outcome.state.last_class == FetchClass::kOk);
}

TEST_CASE("an unknown collector ends its round with a reason") {
  Desk desk;
  config::SourceRecord source = Feed("odd", "http://127.0.0.1:1/");
  source.collector = "carrier-pigeon";
  const Outcome outcome = desk.Collect(source);
  CHECK(outcome.finished);
  CHECK(outcome.state.last_message.find("carrier-pigeon") != std::string::npos);
}

TEST_CASE("collectors are found by id, and a typed address makes a source") {
  CHECK(FindCollector("feed") != nullptr);
  CHECK(FindCollector("federal-register") != nullptr);
  CHECK(FindCollector("fax") == nullptr);
  CHECK(SourceOfUrl("http://127.0.0.1:8080/feed").allow_private);
  CHECK(SourceOfUrl("http://localhost/feed").allow_private);
  CHECK(SourceOfUrl("http://[::1]:8080/feed").allow_private);
  CHECK_FALSE(SourceOfUrl("https://news.example/feed").allow_private);
  CHECK_FALSE(SourceOfUrl("https://8.8.8.8/feed").allow_private);
}

}  // namespace dateline::ingest
