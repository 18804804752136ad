#include "ingest/main_text.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <string_view>

namespace dateline::ingest {
namespace {

using Catch::Contains;

constexpr std::string_view kFirst =
    "The ministry published the final rule on Tuesday, and it takes effect in sixty days, officials said, after a year "
    "of comments from makers, carriers and three neighbouring governments.";
constexpr std::string_view kSecond =
    "Exporters must register each shipment, keep its papers for five years, and answer within ten days when asked; "
    "smaller firms, which objected most, were given until spring.";

std::string Paragraph(std::string_view words) {
  return "<p>" + std::string(words) + "</p>";
}

std::string Article() {
  return Paragraph(kFirst) + Paragraph(kSecond) + Paragraph(kFirst);
}

std::string Page(std::string_view head, std::string_view body) {
  return "<!doctype html><html lang=\"en\"><head>" + std::string(head) + "</head><body>" + std::string(body) +
         "</body></html>";
}

}  // namespace

TEST_CASE("The article is kept, menus, asides and footers around it are not") {
  const MainText page =
      ReadMainText(Page("<title>Rule published</title>",
                        "<nav><ul><li><a href=/a>Home</a><li><a href=/b>Markets</a></ul></nav>"
                        "<div class=sidebar><p>Most read, all week long, by our readers, in one list.</p></div>"
                        "<div id=story class=article-body>" +
                            Article() +
                            "<h2>What comes next</h2><ul><li>A hearing in May</li></ul></div>"
                            "<div id=footer><p>About us, contact, imprint, and everything else.</p></div>"));
  CHECK_THAT(page.text, Contains(std::string(kFirst)) && Contains(std::string(kSecond)));
  CHECK_THAT(page.text, Contains("\n\nWhat comes next\n\n- A hearing in May"));
  CHECK_THAT(page.text, !Contains("Home") && !Contains("Most read") && !Contains("About us"));
  CHECK(page.language == "en");
}

TEST_CASE("Readers' comments, captions and pointers elsewhere are left out") {
  const MainText page = ReadMainText(
      Page("<title>x</title>", "<div class=content>" + Article() +
                                   "<figure><img src=a.png><figcaption>A harbour at dawn</figcaption></figure>"
                                   "<p><a href=/more>Related: Harbour talks stall again</a></p>" +
                                   Paragraph(kSecond) +
                                   "<div id=comments><p>First! I read this whole thing, twice, and I still disagree "
                                   "with it, sorry.</p></div></div>"));
  CHECK_THAT(page.text, Contains(std::string(kSecond)));
  CHECK_THAT(page.text, !Contains("harbour at dawn") && !Contains("Harbour talks") && !Contains("First!"));
}

TEST_CASE("A heading that repeats the title is not part of the text") {
  const MainText page =
      ReadMainText(Page("<title>Ministry publishes the final rule | The Harbour Post</title>",
                        "<article><h1>Ministry publishes the final rule</h1>" + Article() + "</article>"));
  CHECK(page.title == "Ministry publishes the final rule");
  CHECK_THAT(page.text, Catch::StartsWith("The ministry published"));
}

TEST_CASE("Of several articles on a page the one with the page's title is taken") {
  const MainText page = ReadMainText(Page(
      "<title>Ministry publishes the final rule</title>",
      "<div><article><h1>Ministry publishes the final rule</h1>" + Article() +
          "</article>"
          "<article><h3>Other news</h3><p>Elsewhere, a bridge was opened, closed, and opened again, all within one "
          "week, to the surprise of many, said the mayor, who had cut the ribbon twice.</p></article></div>"));
  CHECK_THAT(page.text, Contains(std::string(kSecond)) && !Contains("bridge"));
}

TEST_CASE("Text without paragraphs is parted by double line breaks") {
  const MainText page = ReadMainText(Page("", "<div class=story>" + std::string(kFirst) + "<br><br>\n" +
                                                  std::string(kSecond) + "<br />one line<br>and the next</div>"));
  CHECK_THAT(page.text, Contains(std::string(kFirst) + "\n\n" + std::string(kSecond)));
  CHECK_THAT(page.text, Contains("one line\nand the next"));
}

TEST_CASE("Tables of data keep their cells") {
  const MainText page = ReadMainText(Page("", "<article>" + Article() +
                                                  "<table><thead><tr><th>Code</th><th>Rate</th></tr></thead>"
                                                  "<tr><td>8542.31</td><td>25%</td></tr></table></article>"));
  CHECK_THAT(page.text, Contains("Code | Rate\n8542.31 | 25%"));
}

TEST_CASE("Chinese pages are scored by their own commas") {
  const std::string words =
      "商务部今天公布了最终规则，规则将在六十天后生效，出口商必须登记每一批货物，并保存文件五年。";
  const MainText page =
      ReadMainText(Page("<title>公告</title>", "<div class=menu><a href=/>首页</a></div><div id=zoom>" +
                                                   Paragraph(words) + Paragraph(words) + "</div>"));
  CHECK_THAT(page.text, Contains(words) && !Contains("首页"));
}

TEST_CASE("JSON-LD says title, author, site and date before the markup does") {
  const MainText page = ReadMainText(
      Page("<title>Rule | Post</title><meta property=\"og:site_name\" content=\"Other\"><script "
           "type=\"application/ld+json\">"
           "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"The rule is final\","
           "\"author\":[{\"name\":\"Ada Wong\"},{\"name\":\"Bo Li\"}],\"publisher\":{\"name\":\"The Post\"},"
           "\"datePublished\":\"2025-07-18T09:30:00+08:00\"}</script>",
           "<article>" + Article() + "</article>"));
  CHECK(page.title == "The rule is final");
  CHECK(page.byline == "Ada Wong, Bo Li");
  CHECK(page.site_name == "The Post");
  CHECK(page.published == "2025-07-18T09:30:00+08:00");
}

TEST_CASE("An article that only scripts would show is read from JSON-LD") {
  std::string body;
  for (int i = 0; i < 5; ++i) body += std::string(kFirst) + "\\n";
  const MainText page = ReadMainText(
      Page("<script type=\"application/ld+json\">{\"@type\":\"Article\",\"articleBody\":\"" + body + "\"}</script>",
           "<div id=app><p>Please wait.</p></div>"));
  CHECK_THAT(page.text, Contains(std::string(kFirst)));
}

TEST_CASE("What is hidden when the page opens is not read") {
  const MainText page =
      ReadMainText(Page("", "<article>" + Article() +
                                "<p style=\"display: none\">Subscribe to go on reading, it is cheap.</p>"
                                "<p hidden>Second hidden line of words.</p></article>"));
  CHECK_THAT(page.text, !Contains("Subscribe") && !Contains("Second hidden"));
}

TEST_CASE("Pages that keep a wrong charset after being saved are read as the UTF-8 they are") {
  CHECK(DecodePage("<meta charset=gb2312><p>规则将在六十天后生效</p>", "") ==
        "<meta charset=gb2312><p>规则将在六十天后生效</p>");
  CHECK(DecodePage("<meta charset=gb2312><p>\xB9\xE6\xD4\xF2</p>", "") == "<meta charset=gb2312><p>规则</p>");
}

TEST_CASE("A bare document is kept whole, its shortest lines included") {
  std::string filing = "<div>FORM 8-K</div><div>Item 1.01</div>";
  for (int i = 0; i < 8; ++i) filing += "<div>" + std::string(kFirst) + "</div><div><a href=#n>Note</a></div>";
  const MainText page = ReadMainText(Page("<title>d1</title>", filing + "<div style='display:none'>tags</div>"));
  CHECK_THAT(page.text, Catch::StartsWith("FORM 8-K\n\nItem 1.01") && Contains("Note") && !Contains("tags"));
}

TEST_CASE("Hostile pages cost time in proportion to their size") {
  const auto repeat = [](std::string_view what, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += what;
    return out;
  };
  for (const std::string_view what :
       {"<div>", "<p>", "<a href=x>", "<table><tr><td>", "<ul><li>", "</div>", "<div><span>", "<br><br>", "<h1>x",
        "<article><h1>words of it", "<span><div>x", "<b><p>words, words", "<div class=comment id=a>x</div>",
        "<script type=application/ld+json>[", "<meta name=a content=b>", "<p>a, b, c, d, and some more words</p>"}) {
    const std::string html = "<title>words of it</title>" + repeat(what, 1u << 20);
    INFO(what);
    const auto begin = std::chrono::steady_clock::now();
    (void)ReadMainText(html);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  }
}

}  // namespace dateline::ingest
