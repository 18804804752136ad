#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "ingest/collector.h"
#include "model/document.h"

namespace dateline::ingest {
namespace {

using Catch::Contains;

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

config::SourceRecord Source(std::string links = {}) {
  config::SourceRecord source;
  source.id = "ministry";
  source.collector = "page";
  source.url = "https://ministry.example/rules/list.html";
  source.language = "en";
  source.links = std::move(links);
  return source;
}

net::Response Answer(std::string body, std::string url = "https://ministry.example/rules/list.html") {
  net::Response response;
  response.status = 200;
  response.url = std::move(url);
  response.body = std::move(body);
  response.headers = {{"Content-Type", "text/html"}, {"ETag", "\"v1\""}};
  return response;
}

std::string Page(std::string_view extra) {
  return "<html lang=en><head><title>Guidance on chips</title><link rel=canonical "
         "href=\"/rules/list.html?utm_source=x\">"
         "<meta name=date content=2025-07-01></head><body><article><p>The guidance holds for every chip, board and "
         "system "
         "that leaves the country, whatever its maker calls it, and for the software that comes with them.</p>" +
         std::string(extra) + "</article></body></html>";
}

Collected TakeOnce(const config::SourceRecord& source, const SourceState& state, const net::Response& response) {
  const auto round = StartPage(source, state);
  const Collected begun = round->Begin(kNow);
  REQUIRE(begun.follow_ups.size() == 1);
  return round->Take(begun.follow_ups[0], response, kNow);
}

}  // namespace

TEST_CASE("A page is one document under its canonical address") {
  const Collected got = TakeOnce(Source(), {}, Answer(Page("")));
  REQUIRE(got.documents.size() == 1);
  const Document& document = got.documents[0];
  CHECK(document.url == "https://ministry.example/rules/list.html");
  CHECK(document.title == "Guidance on chips");
  CHECK_THAT(document.text, Catch::StartsWith("The guidance holds"));
  CHECK(document.language == "en");
  CHECK(ToEdtf(document.published.span) == "2025-07-01");
  CHECK(got.state.etag == "\"v1\"");
}

TEST_CASE("A changed page is another revision of the same document") {
  const Collected first = TakeOnce(Source(), {}, Answer(Page("")));
  const Collected second =
      TakeOnce(Source(), first.state, Answer(Page("<p>It ends on 31 August 2025, said the ministry.</p>")));
  REQUIRE(second.documents.size() == 1);
  CHECK(DocumentKey(first.documents[0]) == DocumentKey(second.documents[0]));
  const Key key = DocumentKey(first.documents[0]);
  CHECK(RevisionKey(key, first.documents[0]) != RevisionKey(key, second.documents[0]));
}

TEST_CASE("Counters and ages are no change") {
  const Collected first = TakeOnce(Source(), {}, Answer(Page("<p>1,204 views</p><p>Updated 3 minutes ago</p>")));
  const Collected second =
      TakeOnce(Source(), first.state, Answer(Page("<p>1,377 views</p><p>Updated 2 hours ago</p>")));
  CHECK(second.documents.empty());
  CHECK(second.fetch_class == FetchClass::kOk);
}

TEST_CASE("A challenge page with status 200 is a block, not a change") {
  const Collected got =
      TakeOnce(Source(), {},
               Answer("<html><title>Just a moment...</title><body><p>Checking your browser before you go on.</p>"));
  CHECK(got.fetch_class == FetchClass::kBlocked);
  CHECK(got.documents.empty());
  CHECK(got.state.etag.empty());
}

TEST_CASE("A page without words is empty") {
  CHECK(TakeOnce(Source(), {}, Answer("<html><body><script>go()</script></body></html>")).fetch_class ==
        FetchClass::kEmpty);
}

TEST_CASE("A list leads to the pages that match, each read once") {
  const std::string list =
      "<a href=/rules/1.html>One</a><a href=/rules/2.html#top>Two</a><a href=/rules/1.html?utm_source=x>One again</a>"
      "<a href=https://other.example/rules/3.html>Elsewhere</a><a href=/about.html>About</a>";
  const auto round = StartPage(Source("/rules/\\d+"), {});
  const Collected begun = round->Begin(kNow);
  const Collected listed = round->Take(begun.follow_ups[0], Answer(list), kNow);
  REQUIRE(listed.follow_ups.size() == 2);
  CHECK(listed.follow_ups[0].request.url == "https://ministry.example/rules/1.html");
  CHECK(listed.follow_ups[1].request.url == "https://ministry.example/rules/2.html");
  CHECK(listed.state.etag.empty());

  net::Response one = Answer("<html><title>Rule one</title><body><p>Rule one is in force.</p>",
                             "https://ministry.example/rules/1.html");
  CHECK(round->Take(listed.follow_ups[0], one, kNow).documents.size() == 1);
  net::Response gone = Answer("", "https://ministry.example/rules/2.html");
  gone.status = 404;
  const Collected last = round->Take(listed.follow_ups[1], gone, kNow);
  CHECK(last.fetch_class == FetchClass::kOk);
  CHECK(last.problems.size() == 1);
  CHECK(last.state.etag == "\"v1\"");

  const Collected again = TakeOnce(Source("/rules/\\d+"), last.state, Answer(list + "<a href=/rules/4.html>New</a>"));
  REQUIRE(again.follow_ups.size() == 1);
  CHECK(again.follow_ups[0].request.url == "https://ministry.example/rules/4.html");
}

TEST_CASE("A list without a matching link is empty, not fine") {
  CHECK(TakeOnce(Source("/rules/\\d+"), {}, Answer("<a href=/about.html>About us</a>")).fetch_class ==
        FetchClass::kEmpty);
}

TEST_CASE("At most fifty links are followed in one round, the rest in the next") {
  std::string list;
  for (int i = 0; i < 60; ++i) list += "<a href=/rules/" + std::to_string(i) + ">n</a>";
  const Collected got = TakeOnce(Source("/rules/"), {}, Answer(list, "https://ministry.example/all"));
  CHECK(got.follow_ups.size() == 50);
  CHECK(got.problems.size() == 1);
}

TEST_CASE("A pattern that is none refuses the round") {
  const auto round = StartPage(Source("rules/("), {});
  const Collected begun = round->Begin(kNow);
  CHECK(begun.fetch_class == FetchClass::kRefused);
  CHECK_THAT(begun.message, Contains("links"));
}

}  // namespace dateline::ingest
