#include "ingest/feed_markup.h"

#include <catch2/catch.hpp>

#include "ingest/feed_url.h"

namespace dateline::ingest {

TEST_CASE("Only harmless markup comes through") {
  struct Case {
    const char* html;
    const char* safe;
  };
  const Case cases[] = {
      {"<p onclick='x()'>hi</p>", "<p>hi</p>"},
      {"a<script>alert(1)</script>b", "ab"},
      {"<a href='javascript:x'>l</a>", "<a href=\"\">l</a>"},
      {"<a href=' java\nscript:x'>l</a>", "<a href=\"\">l</a>"},
      {"<a href='../x?a=1&b=2' class=k>l</a>", "<a class=\"k\" href=\"http://a.example/x?a=1&amp;b=2\">l</a>"},
      {"<img src=i.png alt='\"q\"'/>", "<img alt=\"&quot;q&quot;\" src=\"http://a.example/d/i.png\" />"},
      {"<blink>b</blink> 1 < 2 & R&amp;D", "b 1 &lt; 2 &amp; R&amp;D"},
      {"<!-- c --><b>x", "<b>x"},
      {"sa<!-- never ends >fe", "safe"},
      {"<![CDATA[<script>x</script>]]>", "&lt;![CDATA[]]>"},
      {"<i style='color: red; position: fixed; background: url(x) black'>x</i>",
       "<i style=\"color: red; background: black;\">x</i>"},
      {"<i style='width: expression(alert(1))'>x</i>", "<i>x</i>"},
  };
  for (const auto& c : cases) {
    INFO(c.html);
    CHECK(SanitizeMarkup(c.html, "http://a.example/d/feed") == c.safe);
  }
}

TEST_CASE("Sanitising takes linear time") {
  std::string sections;
  for (int i = 0; i < 200'000; ++i) sections += "<![CDATA[";
  std::string attributes = "<p ";
  for (int i = 0; i < 200'000; ++i) attributes += "title=1 ";
  for (const std::string& html : {sections + "]]>", sections, attributes + ">"}) {
    CHECK(SanitizeMarkup(html, "").size() <= 2 * html.size());
  }
}

TEST_CASE("Relative references resolve as RFC 3986 says") {
  struct Case {
    const char* reference;
    const char* url;
  };
  // The examples of §5.4, with base http://a/b/c/d;p?q.
  const Case cases[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"http:///g/x", "http://g/x"},
  };
  for (const auto& c : cases) {
    INFO(c.reference);
    CHECK(ResolveUrl("http://a/b/c/d;p?q", c.reference) == c.url);
  }
  CHECK(ResolveUrl("", "x") == "x");
  CHECK(ResolveSafeUrl("http://a/", "data:text/html,x").empty());
}

}  // namespace dateline::ingest
