#include "ingest/discover.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "net/url.h"

namespace dateline::ingest {
namespace {

using namespace std::chrono_literals;

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

std::vector<std::string> Urls(const std::vector<FeedCandidate>& candidates) {
  std::vector<std::string> out;
  for (const FeedCandidate& candidate : candidates) out.push_back(candidate.url);
  return out;
}

std::vector<std::string> LinksOf(std::string_view html) {
  return Urls(FindFeedLinks(html, "https://harbor.example/news/today.html"));
}

using Addresses = std::vector<std::string>;

std::string Rss(const std::vector<std::string>& dates, std::string_view channel = "") {
  std::string out =
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbor &amp; Wire</title>" + std::string(channel);
  int number = 0;
  for (const std::string& date : dates) {
    ++number;
    out += "<item><title>Notice " + std::to_string(number) + "</title><guid>" + std::to_string(number) +
           "</guid><pubDate>" + date + "</pubDate></item>";
  }
  return out + "</channel></rss>";
}

}  // namespace

TEST_CASE("Feeds that a page's head names are found in its order, comments last") {
  const auto found = FindFeedLinks(
      R"(<head><link rel="alternate" type="application/rss+xml" title="Comments on Harbor" href="/comments/feed/">
         <LINK REL='Alternate home' TYPE='application/atom+xml; charset=utf-8' TITLE="Harbor &amp; Wire" HREF='../atom.xml#top'>
         <link rel=alternate type=application/feed+json href=//cdn.harbor.example/feed.json></head>)",
      "https://harbor.example/news/today.html");
  CHECK(Urls(found) == Addresses{"https://harbor.example/atom.xml", "https://cdn.harbor.example/feed.json",
                                 "https://harbor.example/comments/feed/"});
  CHECK(found[0].title == "Harbor & Wire");
}

TEST_CASE("What is no feed is not taken for one") {
  CHECK(
      LinksOf(R"(<link rel="alternate" hreflang="fr" href="/fr/"><link rel="stylesheet" type="text/css" href="/feed">)")
          .empty());
  CHECK(LinksOf(R"(<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">)").empty());
  CHECK(LinksOf(R"(<link rel="alternate" type="application/json+oembed" href="/oembed?x">)").empty());
  CHECK(LinksOf(R"x(<link rel="alternate" type="application/rss+xml" href="javascript:void()">)x").empty());
  CHECK(LinksOf(R"(<link rel="alternate" type="application/rss+xml" href="ftp://harbor.example/feed">)").empty());
  CHECK(LinksOf(R"(<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->)").empty());
}

TEST_CASE("The base of a page holds for its feeds, and an address counts once") {
  CHECK(
      LinksOf(
          R"(<base href="/en/"><link rel=alternate type=text/xml href=rss><link rel=alternate type=text/xml href=/en/rss>)") ==
      Addresses{"https://harbor.example/en/rss"});
}

TEST_CASE("Links in the text are looked at only when the head names no feed") {
  const std::string anchors =
      R"(<a href="/about">About</a><a href="rss.xml">RSS</a><a href="/notices/feed/?lang=en">Feed</a>
      <a href="/data/list.xml">Data</a><a href="/feedback">Write to us</a><a href="/press">Press</a>)";
  CHECK(LinksOf(anchors) ==
        Addresses{"https://harbor.example/news/rss.xml", "https://harbor.example/notices/feed/?lang=en"});
  CHECK(LinksOf(anchors + R"(<link rel=alternate type=application/rss+xml href=/main>)") ==
        Addresses{"https://harbor.example/main"});
  std::string many;
  for (int i = 0; i < 100; ++i) many += "<a href=/" + std::to_string(i) + ".rss>x</a>";
  CHECK(LinksOf(many).size() == 5);
}

TEST_CASE("Usual places begin below the address") {
  const Addresses root = Urls(UsualFeedPlaces("https://harbor.example"));
  CHECK(root.front() == "https://harbor.example/feed");
  CHECK(std::ranges::find(root, "https://harbor.example/atom.xml") != root.end());
  const Addresses blog = Urls(UsualFeedPlaces("https://harbor.example/blog?page=2"));
  CHECK(blog.front() == "https://harbor.example/blog/feed");
  CHECK(std::ranges::find(blog, "https://harbor.example/feed") != blog.end());
  CHECK(UsualFeedPlaces("not an address").empty());
}

TEST_CASE("A company at the SEC is an edgar source, however its address is written") {
  for (const char* address :
       {"https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0000320193&type=10-K",
        "https://www.sec.gov/edgar/browse/?CIK=320193", "https://data.sec.gov/submissions/CIK0000320193.json",
        "https://www.sec.gov/Archives/edgar/data/320193/000032019325000001/", "CIK 320193", "0000320193"}) {
    INFO(address);
    const auto source = RecogniseSite(address);
    REQUIRE(source);
    CHECK(source->collector == "edgar");
    CHECK(source->url == "https://data.sec.gov/submissions/CIK0000320193.json");
    CHECK(source->source_class == SourceClass::kCompany);
    CHECK_FALSE(source->forms.empty());
  }
}

TEST_CASE("Newest filings at the SEC are watched by form") {
  const auto source =
      RecogniseSite("https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=8-K&owner=include");
  REQUIRE(source);
  CHECK(source->forms == std::vector<std::string>{"8-K"});
  CHECK_THAT(source->url, Catch::Contains("action=getcurrent&type=8-K"));
  CHECK(source->source_class == SourceClass::kOfficial);
}

TEST_CASE("Other pages of the SEC are no site of ours, and neither are other hosts that end alike") {
  CHECK_FALSE(RecogniseSite("https://www.sec.gov/news/pressreleases.rss"));
  CHECK_FALSE(RecogniseSite("https://notsec.gov/cgi-bin/browse-edgar?CIK=320193"));
  CHECK_FALSE(RecogniseSite("https://harbor.example/?u=sec.gov/CIK320193"));
  CHECK_FALSE(RecogniseSite("harbor"));
  CHECK_FALSE(RecogniseSite(""));
}

TEST_CASE("An agency's page and a query of agencies and types become Federal Register sources") {
  const auto page = RecogniseSite("https://www.federalregister.gov/agencies/industry-and-security-bureau");
  REQUIRE(page);
  CHECK(page->collector == "federal-register");
  CHECK(page->agencies == std::vector<std::string>{"industry-and-security-bureau"});
  CHECK(page->name == "Federal Register: Industry And Security Bureau");
  const auto query = RecogniseSite(
      "https://www.federalregister.gov/api/v1/documents.json?conditions%5Bagencies%5D%5B%5D=treasury-department"
      "&conditions[agencies][]=state-department&conditions[type][]=RULE&order=newest");
  REQUIRE(query);
  CHECK(query->agencies == std::vector<std::string>{"treasury-department", "state-department"});
  CHECK(query->types == std::vector<std::string>{"RULE"});
  CHECK(query->url == "https://www.federalregister.gov/api/v1/documents.json");
}

// What could not be kept was dropped before: a search for a word became the whole register.
TEST_CASE("A search for more than agencies and types is watched as the feed of that search") {
  const auto search = RecogniseSite(
      "https://www.federalregister.gov/documents/"
      "search?conditions%5Bterm%5D=chips&order=newest&conditions%5Btype%5D%5B%5D=RULE#top");
  REQUIRE(search);
  CHECK(search->collector == "feed");
  CHECK(search->url ==
        "https://www.federalregister.gov/api/v1/"
        "documents.rss?conditions%5Bterm%5D=chips&conditions%5Btype%5D%5B%5D=RULE");
  CHECK(search->agencies.empty());
  // An empty condition, as the search form sends it, asks for nothing.
  const auto empty = RecogniseSite(
      "https://www.federalregister.gov/documents/search?conditions%5Bterm%5D=&conditions%5Bagencies%5D%5B%5D=x-y");
  REQUIRE(empty);
  CHECK(empty->collector == "federal-register");
}

TEST_CASE("Public inspection has a collector of its own, a single document has none") {
  const auto inspection = RecogniseSite("https://www.federalregister.gov/public-inspection/current");
  REQUIRE(inspection);
  CHECK(inspection->collector == "public-inspection");
  CHECK_FALSE(RecogniseSite("https://www.federalregister.gov/documents/2025/05/13/2025-08471/a-notice"));
}

TEST_CASE("A feed is shown with what it brings and how often") {
  const FeedContext context{.url = "https://harbor.example/feed"};
  const std::string daily = Rss({"Fri, 18 Jul 2025 08:00:00 GMT", "Thu, 17 Jul 2025 08:00:00 GMT",
                                 "Wed, 16 Jul 2025 08:00:00 GMT", "Tue, 15 Jul 2025 08:00:00 GMT"},
                                "<language>en-US</language>");
  const auto preview = PreviewFeed(daily, context, kNow);
  REQUIRE(preview);
  CHECK(preview->title == "Harbor & Wire");
  CHECK(preview->entries == 4);
  CHECK(ToIso(*preview->newest) == "2025-07-18T08:00:00Z");
  CHECK(ToIso(*preview->oldest) == "2025-07-15T08:00:00Z");
  CHECK(preview->every == 12h);
  CHECK(preview->language == "en");
  CHECK(preview->titles == std::vector<std::string>{"Notice 1", "Notice 2", "Notice 3"});
}

TEST_CASE("The interval stays between a quarter of an hour and a day, and no shorter than the feed's ttl") {
  const FeedContext context{.url = "https://harbor.example/feed"};
  const auto every = [&](const std::vector<std::string>& dates, std::string_view channel = "") {
    return PreviewFeed(Rss(dates, channel), context, kNow)->every;
  };
  CHECK(every({"Fri, 18 Jul 2025 08:02:00 GMT", "Fri, 18 Jul 2025 08:01:00 GMT", "Fri, 18 Jul 2025 08:00:00 GMT"}) ==
        15min);
  CHECK(every({"Fri, 18 Jul 2025 08:00:00 GMT", "Mon, 16 Jun 2025 08:00:00 GMT", "Mon, 12 May 2025 08:00:00 GMT"}) ==
        24h);
  CHECK(every({}) == 4h);
  CHECK(every({"Fri, 18 Jul 2025 08:02:00 GMT", "Fri, 18 Jul 2025 08:01:00 GMT", "Fri, 18 Jul 2025 08:00:00 GMT"},
              "<ttl>120</ttl>") == 2h);
}

TEST_CASE("Announced days say nothing about how often a feed comes") {
  const auto preview = PreviewFeed(Rss({"Fri, 18 Jul 2036 08:00:00 GMT", "Thu, 17 Jul 2025 08:00:00 GMT"}), {}, kNow);
  REQUIRE(preview);
  CHECK(ToIso(*preview->newest) == "2025-07-17T08:00:00Z");
}

TEST_CASE("A page or nothing at all is no feed") {
  CHECK_FALSE(PreviewFeed("<!doctype html><html><body>no</body></html>", {}, kNow));
  CHECK_FALSE(PreviewFeed("", {}, kNow));
  CHECK_FALSE(PreviewFeed("{\"version\":1}", {}, kNow));
}

TEST_CASE("An id comes out of the title, else out of the host, and is new") {
  CHECK(SourceId("Harbor & Wire: News", "https://harbor.example/", {}) == "harbor-wire-news");
  CHECK(SourceId("商务部公告", "https://www.ministry.example/", {}) == "www-ministry-example");
  CHECK(SourceId("Harbor", "https://x.example/", {"harbor", "harbor-2"}) == "harbor-3");
  CHECK(SourceId("", "", {}) == "source");
  std::set<std::string> many{"news"};
  for (int i = 2; i < 100; ++i) many.insert("news-" + std::to_string(i));
  const std::string marked = SourceId("News", "https://x.example/", many);
  CHECK(marked.starts_with("news-"));
  CHECK_FALSE(many.contains(marked));
  CHECK(marked != SourceId("News", "https://y.example/", many));
  CHECK(SourceId(std::string(500, 'x'), "https://x.example/", {}).size() <= 48);
}

TEST_CASE("Whose an address is, its host says, except where many publish") {
  CHECK(OwnerOfAddress("https://www.harbor.example/feed") == "harbor.example");
  CHECK(OwnerOfAddress("https://feeds.harbor.example/news") == "harbor.example");
  CHECK(OwnerOfAddress("https://desk.substack.com/feed") == "desk.substack.com");
  CHECK(OwnerOfAddress("https://feeds.feedburner.com/desk").empty());
  CHECK(OwnerOfAddress("https://medium.com/feed/@desk").empty());
  CHECK(OwnerOfAddress("https://feed.me/").ends_with("feed.me"));
  CHECK(OwnerOfAddress("nonsense").empty());
}

TEST_CASE("Servers of governments are taken for official sources") {
  for (const char* url :
       {"https://www.bis.gov/rss", "https://www.meti.go.jp/feed", "https://english.mofcom.gov.cn/",
        "https://ec.europa.eu/x", "https://www.economie.gouv.fr/rss", "https://www.gov.uk/feed.atom"}) {
    INFO(url);
    CHECK(ClassOfAddress(url) == SourceClass::kOfficial);
  }
  for (const char* url :
       {"https://harbor.example/gov", "https://mygov.example/", "https://go.example.com/", "https://gov.example/"}) {
    INFO(url);
    CHECK(ClassOfAddress(url) == SourceClass::kPress);
  }
}

}  // namespace dateline::ingest
