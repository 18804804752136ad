#include "ingest/html_text.h"

#include <catch2/catch.hpp>

#include <string>

namespace dateline::ingest {

TEST_CASE("Pages become lines that read like the page") {
  struct Case {
    const char* html;
    const char* text;
  };
  const Case cases[] = {
      {"<h1>Rule</h1><p>First  paragraph,\n two lines.</p><p>Second.</p>",
       "Rule\n\nFirst paragraph, two lines.\n\nSecond."},
      {"<ul><li>one<li>two</ul>after", "- one\n- two\n\nafter"},
      {"<table><tr><th>Item</th><th>Duty</th></tr><tr><td>Steel</td><td>25&nbsp;%</td></tr></table>",
       "Item | Duty\nSteel | 25 %"},
      {"a<br>b<br/>c", "a\nb\nc"},
      {"x<script>if (a<b) '</p>'</script>y<style>p{}</style>z", "xyz"},
      {"<nav><a>Home</a><nav>inner</nav></nav>Body", "Body"},
      {"<nav>never closed <p>Body</p>", "never closed\n\nBody"},
      {"AT&amp;T &#8217; &#x2019; &#146; &eacute; &unknown; R&D 1 < 2",
       "AT&T \xE2\x80\x99 \xE2\x80\x99 \xE2\x80\x99 é &unknown; R&D 1 < 2"},
      {"<pre>a\n  b</pre>", "a\nb"},
      {"<p>in<b>li</b>ne</p>", "inline"},
      {"co\xC2\xADoperate", "cooperate"},
      {"plain text", "plain text"},
      {"<!-- c --><p>x<!-- </p> -->y", "xy"},
      {"<a href='x>y'>z</a>", "z"},
      {"<a href=\"never closed>z</a>", "z"},
      {"bad \xFF byte", "bad \xEF\xBF\xBD byte"},
      {"", ""},
  };
  for (const auto& c : cases) {
    INFO(c.html);
    CHECK(HtmlToText(c.html) == c.text);
  }
  CHECK(HtmlToLine("<p>One</p><p>two<br>three</p>") == "One two three");
}

TEST_CASE("A page's head is read") {
  const HtmlMeta meta = ReadHtmlMeta(
      "<html lang=en-US><head><meta charset=UTF-8><title>Harbour &mdash; notice</title>"
      "<meta property='og:title' content='Notice 12'><link rel=canonical href='/n/12'>"
      "<meta property=article:published_time content='2025-07-18T09:30:00Z'><meta name=author content='Mira Holt'>"
      "<meta property='og:site_name' content='Harbour'></head><body><h1>Heading</h1><time "
      "datetime='2020-01-01'>x</time>");
  CHECK(meta.title == "Notice 12");
  CHECK(meta.published == "2025-07-18T09:30:00Z");
  CHECK(meta.language == "en-US");
  CHECK(meta.canonical_url == "/n/12");
  CHECK(meta.site_name == "Harbour");
  CHECK(meta.byline == "Mira Holt");
  CHECK(meta.charset == "utf-8");
  CHECK(HtmlTitle("<title>Harbour &mdash; notice</title>") == "Harbour — notice");
  CHECK(HtmlTitle("<h1>Only <i>this</i></h1>") == "Only this");
  CHECK(ReadHtmlMeta("<script type=\"application/ld+json\">{\"datePublished\": \"2025-07-18\"}</script>").published ==
        "2025-07-18");
}

TEST_CASE("Hostile markup is read in linear time") {
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<div>";
  std::string quotes;
  for (int i = 0; i < 200'000; ++i) quotes += "<a b=\"";
  std::string scripts;
  for (int i = 0; i < 100'000; ++i) scripts += "<script>";
  std::string navs;
  for (int i = 0; i < 100'000; ++i) navs += "<nav><select><svg>";
  std::string comments;
  for (int i = 0; i < 200'000; ++i) comments += "<!--";
  std::string ends;
  for (int i = 0; i < 200'000; ++i) ends += "<style></x";
  for (const auto& html :
       {deep, quotes, scripts, navs, comments, ends, std::string(1'000'000, '<'), std::string(1'000'000, '&')}) {
    CHECK(HtmlToText(html).size() <= html.size() + 16);
    (void)ReadHtmlMeta(html);
  }
}

}  // namespace dateline::ingest
