#include "net/url.h"

#include <catch2/catch.hpp>

namespace dateline::net {

TEST_CASE("addresses of the web are taken apart") {
  const auto url = ParseUrl("HTTPS://Example.ORG/a b?q=1#part");
  REQUIRE(url);
  CHECK(url->scheme == "https");
  CHECK(url->host == "example.org");
  CHECK(url->port == 443);
  CHECK(url->text.find('#') == std::string::npos);
  CHECK(url->text.find("/a%20b?q=1") != std::string::npos);
  CHECK(url->Origin() == "https://example.org:443");
}

TEST_CASE("odd spellings of an IPv4 address come out dotted") {
  for (const char* text : {"http://0x7f.1/", "http://2130706433/", "http://0177.0.0.1/", "http://127.1/"}) {
    const auto url = ParseUrl(text);
    INFO(text);
    REQUIRE(url);
    CHECK(url->host == "127.0.0.1");
  }
}

TEST_CASE("what is not plain http or https is refused") {
  for (const char* text : {"ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)",
                           "http://user:word@example.org/", "http://user@example.org/", "example.org/feed", "",
                           "http://", "http://exa mple.org/"}) {
    INFO(text);
    CHECK_FALSE(ParseUrl(text));
  }
  CHECK(ParseUrl("http://user:hunter2@example.org/").error().message.find("hunter2") == std::string::npos);
}

TEST_CASE("references are resolved against their base") {
  CHECK(ResolveUrl("http://a.example/b/c?d", "../e") == "http://a.example/e");
  CHECK(ResolveUrl("http://a.example/b/c", "//x.example/y") == "http://x.example/y");
  CHECK(ResolveUrl("http://a.example/b/c", "?page=2") == "http://a.example/b/c?page=2");
  CHECK(ResolveUrl("http://a.example/b/c", "https://z.example/") == "https://z.example/");
  CHECK_FALSE(ResolveUrl("no base", "x"));
}

TEST_CASE("origins are equal when scheme, host and port are") {
  CHECK(SameOrigin("http://a.example/x", "http://A.example:80/y"));
  CHECK_FALSE(SameOrigin("http://a.example/", "https://a.example/"));
  CHECK_FALSE(SameOrigin("http://a.example/", "http://a.example:8080/"));
  CHECK_FALSE(SameOrigin("http://a.example/", "nonsense"));
}

TEST_CASE("query values are percent-encoded once") {
  CHECK(EncodeQueryValue("a[b]=c d&é") == "a%5Bb%5D%3Dc%20d%26%C3%A9");
}

}  // namespace dateline::net
