#include "ingest/feed_search.h"

#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "ingest/fetch_loop.h"
#include "tests/support/http_server.h"

namespace dateline::ingest {
namespace {

using namespace std::chrono_literals;

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

std::string Rss(std::string_view title, int entries = 1) {
  std::string out = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" + std::string(title) + "</title>";
  for (int i = 0; i < entries; ++i) out += "<item><title>t</title><guid>" + std::to_string(i) + "</guid></item>";
  return out + "</channel></rss>";
}

std::string Page(std::string_view head, std::string_view body = "") {
  return "<!doctype html><html><head><title>Harbor</title>" + std::string(head) + "</head><body>" + std::string(body) +
         "</body></html>";
}

std::string Alternate(std::string_view href, std::string_view title = "") {
  return "<link rel=alternate type=application/rss+xml href=\"" + std::string(href) + "\" title=\"" +
         std::string(title) + "\">";
}

// A web of pages by address; what is not there answers 404.
struct Web {
  std::map<std::string, std::string> pages;
  std::map<std::string, int> statuses;
  std::vector<std::string> asked;

  FeedSearch Search(const std::string& url) {
    FeedSearch found;
    asked.clear();
    const auto round = SearchFeeds(url, found);
    std::deque<Ask> waiting;
    Collected step = round->Begin(kNow);
    while (true) {
      if (step.fetch_class == FetchClass::kThrottled || step.fetch_class == FetchClass::kBlocked) waiting.clear();
      for (Ask& ask : step.follow_ups) waiting.push_back(std::move(ask));
      if (waiting.empty()) return found;
      const Ask ask = std::move(waiting.front());
      waiting.pop_front();
      asked.push_back(ask.request.url);
      net::Response response;
      response.url = ask.request.url;
      response.status = statuses.contains(ask.request.url) ? statuses[ask.request.url]
                        : pages.contains(ask.request.url)  ? 200
                                                           : 404;
      response.body = pages[ask.request.url];
      step = round->Take(ask, response, kNow);
    }
  }
};

}  // namespace

TEST_CASE("An address that is a feed is found as it is, with one request") {
  Web web{.pages = {{"https://harbor.example/rss", Rss("Harbor", 3)}}};
  const FeedSearch found = web.Search("https://harbor.example/rss");
  REQUIRE(found.feeds.size() == 1);
  CHECK(found.feeds[0].url == "https://harbor.example/rss");
  CHECK(found.feeds[0].title == "Harbor");
  CHECK(found.feeds[0].preview.entries == 3);
  CHECK(found.page_url.empty());
  CHECK(web.asked.size() == 1);
}

TEST_CASE("Feeds that a page names are read, those without entries last, and what is none is noted") {
  Web web{.pages = {{"https://harbor.example/", Page(Alternate("/empty") + Alternate("/gone") +
                                                     Alternate("/main", "The list") + Alternate("/second"))},
                    {"https://harbor.example/empty", Rss("Empty", 0)},
                    {"https://harbor.example/main", Rss("", 2)},
                    {"https://harbor.example/second", Rss("Second", 2)}}};
  const FeedSearch found = web.Search("https://harbor.example/");
  REQUIRE(found.feeds.size() == 3);
  CHECK(found.feeds[0].title == "The list");
  CHECK(found.feeds[1].title == "Second");
  CHECK(found.feeds[2].title == "Empty");
  REQUIRE(found.notes.size() == 1);
  CHECK_THAT(found.notes[0], Catch::StartsWith("https://harbor.example/gone: HTTP 404"));
  CHECK(found.page_title == "Harbor");
  CHECK(web.asked.size() == 5);
}

TEST_CASE("Where nothing is named, usual places are tried one after the other until one is a feed") {
  Web web{.pages = {{"https://harbor.example/blog", Page("")},
                    // A server that answers everything with its front page.
                    {"https://harbor.example/blog/feed", Page("")},
                    {"https://harbor.example/rss.xml", Rss("Harbor")}}};
  const FeedSearch found = web.Search("https://harbor.example/blog");
  REQUIRE(found.feeds.size() == 1);
  CHECK(found.feeds[0].url == "https://harbor.example/rss.xml");
  CHECK(found.notes.empty());
  CHECK(web.asked.back() == "https://harbor.example/rss.xml");
}

TEST_CASE("Guesses end when the server sends us away, and an address that fails is not guessed at") {
  Web web{.pages = {{"https://harbor.example/", Page("")}}, .statuses = {{"https://harbor.example/feed", 429}}};
  CHECK(web.Search("https://harbor.example/").feeds.empty());
  CHECK(web.asked.size() == 2);
  const FeedSearch missing = web.Search("https://harbor.example/none");
  CHECK(missing.fetch_class == FetchClass::kMissing);
  CHECK_FALSE(missing.message.empty());
  CHECK(web.asked.size() == 1);
}

TEST_CASE("A page of one's own network cannot send us to another server") {
  Web web{.pages = {{"http://192.168.1.5/", Page(Alternate("http://192.168.1.6/feed") +
                                                 Alternate("http://192.168.1.5:8080/feed") + Alternate("/own"))},
                    {"http://192.168.1.5/own", Rss("Own")}}};
  const FeedSearch found = web.Search("http://192.168.1.5/");
  REQUIRE(found.feeds.size() == 1);
  CHECK(web.asked == std::vector<std::string>{"http://192.168.1.5/", "http://192.168.1.5/own"});
}

TEST_CASE("No more than a few of many named feeds are asked") {
  std::string head;
  for (int i = 0; i < 20; ++i) head += Alternate("/f" + std::to_string(i));
  Web web{.pages = {{"https://harbor.example/", Page(head)}, {"https://harbor.example/f0", Rss("First")}}};
  CHECK(web.Search("https://harbor.example/").feeds.size() == 1);
  CHECK(web.asked.size() == kFeedsTriedMax + 1);
}

TEST_CASE("The fetcher runs a search, follows a permanent move and does not keep a passing one") {
  testing::HttpServer server;
  server.Answer("/old", 301, "Location: /feed\r\n", "");
  server.Answer("/passing", 302, "Location: /feed\r\n", "");
  server.Answer("/feed", 200, "Content-Type: application/rss+xml\r\n", Rss("Moved"));
  const auto search = [&](const std::string& path) {
    FeedSearch found;
    net::HttpClient client{{}};
    bool finished = false;
    Fetcher fetcher(client, {}, [&](const Outcome& outcome) { finished = outcome.finished; });
    config::SourceRecord source = SourceOfUrl(server.Url(path));
    CHECK(fetcher.StartRound(source, SearchFeeds(source.url, found), kNow));
    while (!fetcher.idle()) fetcher.Step(kNow, 50ms);
    CHECK(finished);
    return found;
  };
  const FeedSearch moved = search("/old");
  REQUIRE(moved.feeds.size() == 1);
  CHECK(moved.feeds[0].url == server.Url("/feed"));
  const FeedSearch passing = search("/passing");
  REQUIRE(passing.feeds.size() == 1);
  CHECK(passing.feeds[0].url == server.Url("/passing"));
}

}  // namespace dateline::ingest
