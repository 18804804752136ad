#include "ingest/feed.h"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>

#include "model/json.h"

namespace dateline::ingest {
namespace {

FeedResult Parse(std::string_view body, std::string url = {}) {
  return ParseFeed(body, {.url = std::move(url), .content_type = {}, .headers = {}});
}

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">
 <channel>
  <title>Harbour Office notices</title><link>https://harbour.example/</link>
  <description>All notices</description><language>en-gb</language><ttl>30</ttl>
  <item>
   <title>Notice 12: Crane licences &amp; fees</title>
   <link>https://harbour.example/n/12</link>
   <guid isPermaLink="false">notice-12</guid>
   <pubDate>Fri, 18 Jul 2025 09:30:00 -0400</pubDate>
   <d:creator>Mira Holt</d:creator>
   <category domain="https://harbour.example/kinds">licences</category>
   <description>Short words.</description>
   <c:encoded><![CDATA[<p>The <b>full</b> text.</p><script>alert(1)</script>]]></c:encoded>
   <enclosure url="/n/12.pdf" type="application/pdf" length="1200"/>
  </item>
 </channel>
</rss>)";

}  // namespace

TEST_CASE("An RSS 2.0 item comes out with everything it states") {
  const FeedResult result = Parse(kRss, "https://harbour.example/feed");
  CHECK_FALSE(result.bozo);
  CHECK(result.version == "rss20");
  CHECK(result.feed.title->value == "Harbour Office notices");
  CHECK(result.feed.language == "en-gb");
  CHECK(result.feed.ttl_minutes == 30);
  REQUIRE(result.entries.size() == 1);
  const FeedEntry& entry = result.entries[0];
  CHECK(entry.title->value == "Notice 12: Crane licences & fees");
  CHECK(entry.id == "notice-12");
  CHECK_FALSE(entry.guid_is_permalink);
  CHECK(entry.link == "https://harbour.example/n/12");
  CHECK(entry.authors.at(0).name == "Mira Holt");
  CHECK(entry.tags.at(0).term == "licences");
  CHECK(entry.published.words == "Fri, 18 Jul 2025 09:30:00 -0400");
  CHECK(entry.published.zone == "-04:00");
  CHECK(ToIso(*entry.published.at) == "2025-07-18T13:30:00Z");
  CHECK(entry.Body()->value.starts_with("<p>The <b>full</b>"));
  CHECK(entry.links.back().href == "https://harbour.example/n/12.pdf");
}

TEST_CASE("Each format is recognised and its first entry is read") {
  struct Case {
    const char* what;
    std::string_view body;
    std::string_view version;
    std::string_view title;
    std::string_view link;
    std::string_view day;
  };
  const Case cases[] = {
      {"RSS 0.91",
       R"(<rss version="0.91"><channel><item><title>A</title><link>http://a.example/1</link></item></channel></rss>)",
       "rss091u", "A", "http://a.example/1", ""},
      {"RSS 1.0 in a prefix of its own",
       R"(<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <x:channel><x:title>C</x:title></x:channel>
          <x:item r:about="http://a.example/2"><x:title>B</x:title><x:link>http://a.example/2</x:link><dc:date>2025-07-18</dc:date></x:item></r:RDF>)",
       "rss10", "B", "http://a.example/2", "2025-07-18"},
      {"Atom 1.0",
       R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/"><entry><title type="html">&lt;i&gt;C&lt;/i&gt;</title>
          <link href="3"/><id>urn:x:3</id><updated>2025-07-18T01:00:00+02:00</updated></entry></feed>)",
       "atom10", "<i>C</i>", "http://a.example/3", "2025-07-18"},
      {"Atom 0.3",
       R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>D</title><link rel="alternate" type="text/html" href="http://a.example/4"/>
          <modified>2025-07</modified></entry></feed>)",
       "atom03", "D", "http://a.example/4", "2025-07"},
      {"JSON Feed",
       R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"5","url":"http://a.example/5","title":"E",
          "content_text":"words","date_modified":"2025-07-18T00:00:00Z"}]})",
       "json11", "E", "http://a.example/5", "2025-07-18"},
  };
  for (const auto& c : cases) {
    INFO(c.what);
    CHECK(LooksLikeFeed(c.body));
    const FeedResult result = Parse(c.body);
    CHECK_FALSE(result.bozo);
    CHECK(result.version == c.version);
    REQUIRE(result.entries.size() == 1);
    CHECK(result.entries[0].title->value == c.title);
    CHECK(result.entries[0].link == c.link);
    CHECK(ToEdtf(result.entries[0].updated.span) == c.day);
  }
}

TEST_CASE("A page is not a feed") {
  CHECK_FALSE(LooksLikeFeed("<!DOCTYPE html><html><head><link type='application/rss+xml' href='/rss'></head>"));
  CHECK_FALSE(LooksLikeFeed("{\"items\":[]}"));
  CHECK_FALSE(LooksLikeFeed(""));
}

TEST_CASE("Broken XML yields what can be read and says so") {
  const char* const bodies[] = {
      "PHP Warning: x\n<rss version='2.0'><channel><item><title>One</title></item></channel></rss>",
      "<rss version='2.0'><channel><item><title>One</title></item><item><title>Tw",
      "<rss version='2.0'><channel><item><title>One</title><description>R&D &nbsp; "
      "<b>bold</description></item></channel></rss>",
      "<rss version='2.0'><channel><item><title>One</title><guid x=1 y>7</guid></item></channel>",
      "<rss version='2.0'><channel><item><title>One</title><description><![CDATA[never ends",
      "<rss version='2.0'><channel><item><title>One\x01</title></item></channel></rss>",
      "<rss version='2.0'><channel><item><title>One</title></wrong></item></channel></rss>",
  };
  for (const auto* body : bodies) {
    INFO(body);
    const FeedResult result = Parse(body);
    CHECK(result.bozo);
    CHECK_FALSE(result.problems.empty());
    REQUIRE_FALSE(result.entries.empty());
    CHECK(result.entries[0].title->value == "One");
  }
}

TEST_CASE("Undeclared prefixes are read for what they usually mean") {
  const FeedResult result =
      Parse("<rss version='2.0'><channel><item><title>t</title><dc:creator>Ann</dc:creator></item></channel></rss>");
  CHECK(result.bozo);
  CHECK(result.entries.at(0).authors.at(0).name == "Ann");
  CHECK(Parse("<rss><rss:channel><rss:item><rss:title>t</rss:title></rss:item></rss:channel></rss>")
            .entries.at(0)
            .title->value == "t");
}

TEST_CASE("Equally named elements of other vocabularies do not overwrite the feed's own") {
  const FeedResult result = Parse(
      "<rss version='2.0' xmlns:m='http://search.yahoo.com/mrss/' "
      "xmlns:z='http://z.example/'><channel><item><title>own</title>"
      "<m:title>picture</m:title><z:title>other</z:title><m:group><m:description>d</m:description></m:group></item></"
      "channel></rss>");
  const FeedEntry& entry = result.entries.at(0);
  CHECK(entry.title->value == "own");
  CHECK_FALSE(entry.summary.has_value());
  CHECK(entry.Extra("z_title") == "other");
  CHECK(entry.Extra("media_title") == "picture");
}

TEST_CASE("Entities of a DOCTYPE are never expanded") {
  std::string bomb = "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a '";
  bomb += std::string(1000, 'x') + "'>";
  for (char c = 'b'; c < 'm'; ++c) {
    const std::string inner = std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i) bomb += inner;
    bomb += "'>";
  }
  bomb += "<!ENTITY f SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><title>&l;&f;</title></channel></rss>";
  const FeedResult result = Parse(bomb);
  REQUIRE(result.feed.title);
  CHECK(result.feed.title->value == "&l;&f;");
}

TEST_CASE("Hostile bodies cost time in proportion to their size and nothing else") {
  std::string deep = "<rss version='2.0'><channel><item><title>t</title><description>";
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  std::string brackets(200'000, '[');
  std::string objects;
  for (int i = 0; i < 200'000; ++i) objects += "{\"a\":";
  std::string attributes = "<rss version='2.0'><channel><item ";
  for (int i = 0; i < 200'000; ++i) attributes += "a" + std::to_string(i) + "='1' ";
  attributes += "><title>t</title></item></channel></rss>";
  std::string namespaces = "<rss version='2.0'><channel>";
  for (int i = 0; i < 50'000; ++i) namespaces += "<x:e xmlns:x='u" + std::to_string(i) + "'/>";
  std::string base = "<feed xml:base='http://a.example/" + std::string(1'000'000, 'x') + "'>";
  for (int i = 0; i < 10'000; ++i) base += "<entry><title>t</title><link href='y'/></entry>";
  std::string stray_ends = "<rss><channel>";
  for (int i = 0; i < 300'000; ++i) stray_ends += "</b>";
  std::string items = "<rss><channel>";
  for (int i = 0; i < 30'000; ++i) items += "<item><title>t</title></item>";
  std::string quotes = "<rss";
  for (int i = 0; i < 200'000; ++i) quotes += " a=\"";
  std::string sections = "<rss><channel><title>";
  for (int i = 0; i < 100'000; ++i) sections += "<![CDATA[&";
  std::string ampersands = "<rss><channel><title>" + std::string(1'000'000, '&');
  for (const std::string& body :
       {deep, brackets, objects, attributes, namespaces, stray_ends, items, quotes, sections, ampersands, base,
        std::string("\xFF\xFE<"), std::string("\0\0\xFE\xFF", 4), std::string("<rss>\xE2\x82"), std::string()}) {
    const FeedResult result = Parse(body);
    CHECK(result.entries.size() <= FeedLimits::kEntriesMax);
    CHECK_FALSE(FeedToContractJson(result).empty());
  }
}

TEST_CASE("The contract's JSON holds sanitised markup and UTC times") {
  const std::string json = FeedToContractJson(Parse(kRss, "https://harbour.example/feed"));
  const auto parsed = Json::Parse(json);
  REQUIRE(parsed);
  const JsonView entry = parsed->root()["entries"][0];
  CHECK(entry["content"][0]["value"].String() == "<p>The <b>full</b> text.</p>");
  CHECK(entry["published_parsed"][3].Int() == 13);
  CHECK(entry["published_parsed"][6].Int() == 4);
  CHECK(entry["published_parsed"][7].Int() == 199);
}

TEST_CASE("The line loop answers every line, bad ones too") {
  std::istringstream in("not json\n{\"path\":\"/nonexistent/feed.xml\",\"url\":null}\n{\"url\":\"x\"}\n");
  std::ostringstream out;
  CHECK(ServeParseFeed(in, out) == 3);
  std::istringstream lines(out.str());
  std::string line;
  int answers = 0;
  while (std::getline(lines, line)) {
    ++answers;
    const auto parsed = Json::Parse(line);
    REQUIRE(parsed);
    CHECK(parsed->root()["id"].IsNull());
    CHECK_FALSE(parsed->root()["error"].String().empty());
  }
  CHECK(answers == 3);
}

}  // namespace dateline::ingest
