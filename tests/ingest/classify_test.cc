#include "ingest/classify.h"

#include <catch2/catch.hpp>
#include <string>

namespace dateline::ingest {
namespace {

using namespace std::chrono_literals;

net::Response Answer(int status, std::string body, std::vector<net::Header> headers = {}) {
  net::Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers = std::move(headers);
  return response;
}

}  // namespace

TEST_CASE("status, headers and body together say what an answer means") {
  struct Case {
    int status;
    std::string body;
    Expect expect;
    FetchClass fetch_class;
  };
  const Case cases[] = {
      {200, "<?xml version=\"1.0\"?><rss></rss>", Expect::kFeed, FetchClass::kOk},
      {200, "\xEF\xBB\xBF{\"version\":\"1\"}", Expect::kFeed, FetchClass::kOk},
      {200, "{\"count\":0}", Expect::kJson, FetchClass::kOk},
      {203, "[]", Expect::kJson, FetchClass::kOk},
      {304, "", Expect::kFeed, FetchClass::kNotModified},
      {200, "", Expect::kFeed, FetchClass::kEmpty},
      {200, " \r\n\t", Expect::kJson, FetchClass::kEmpty},
      {204, "", Expect::kFeed, FetchClass::kEmpty},
      {200, "<!DOCTYPE html><html><title>Our new site</title>", Expect::kFeed, FetchClass::kShapeChanged},
      {200, "\n<!-- built by us -->\n<HTML lang=en>", Expect::kJson, FetchClass::kShapeChanged},
      {200, "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\">", Expect::kFeed, FetchClass::kShapeChanged},
      {200, "<rss></rss>", Expect::kJson, FetchClass::kShapeChanged},
      {200, "<html><body>words</body></html>", Expect::kText, FetchClass::kOk},
      {200, "<html><title>Just a moment...</title>", Expect::kFeed, FetchClass::kBlocked},
      {200, "<html><body>The site is down for scheduled maintenance.", Expect::kJson, FetchClass::kMaintenance},
      // A feed that writes about such pages is still a feed.
      {200, "<rss><title>Too many requests, says the captcha</title></rss>", Expect::kFeed, FetchClass::kOk},
      {206, "<rss>", Expect::kFeed, FetchClass::kShapeChanged},
      {400, "{\"errors\":{}}", Expect::kJson, FetchClass::kShapeChanged},
      {401, "", Expect::kJson, FetchClass::kBlocked},
      {403, "<html>no</html>", Expect::kFeed, FetchClass::kBlocked},
      {403, "<html><title>Request Rate Threshold Exceeded</title>", Expect::kJson, FetchClass::kThrottled},
      {403, "Your Request Originates from an Undeclared Automated Tool", Expect::kJson, FetchClass::kBlocked},
      {403, "<Error><Code>AccessDenied</Code></Error>", Expect::kText, FetchClass::kMissing},
      {404, "<html>rate limit exceeded</html>", Expect::kFeed, FetchClass::kMissing},
      {410, "", Expect::kFeed, FetchClass::kGone},
      {429, "", Expect::kFeed, FetchClass::kThrottled},
      {451, "", Expect::kFeed, FetchClass::kBlocked},
      {500, "", Expect::kFeed, FetchClass::kMaintenance},
      {503, "<html>checking, please solve the captcha</html>", Expect::kFeed, FetchClass::kBlocked},
      {503, "later", Expect::kFeed, FetchClass::kMaintenance},
      {522, "", Expect::kFeed, FetchClass::kMaintenance},
      {300, "", Expect::kFeed, FetchClass::kShapeChanged},
  };
  for (const Case& c : cases) {
    INFO(c.status << " " << c.body);
    const Verdict verdict = Classify(Answer(c.status, c.body), c.expect);
    CHECK(ToString(verdict.fetch_class) == ToString(c.fetch_class));
    const bool silent = c.fetch_class == FetchClass::kOk || c.fetch_class == FetchClass::kNotModified;
    CHECK(verdict.message.empty() == silent);
  }
}

TEST_CASE("a failure below HTTP keeps its class and words") {
  net::Response response;
  response.failure = FetchClass::kTooBig;
  response.message = "the body is bigger than 10 bytes";
  CHECK(Classify(response, Expect::kFeed).fetch_class == FetchClass::kTooBig);
  CHECK(Classify(response, Expect::kFeed).message == response.message);
}

TEST_CASE("a challenge header tells a block from a plain refusal") {
  const auto verdict = Classify(Answer(503, "", {{"cf-mitigated", "challenge"}}), Expect::kFeed);
  CHECK(verdict.fetch_class == FetchClass::kBlocked);
}

TEST_CASE("a 503 that says when to come back sends us away, one without is trouble of the server's own") {
  CHECK(Classify(Answer(503, "later", {{"Retry-After", "60"}}), Expect::kFeed).fetch_class == FetchClass::kThrottled);
  CHECK(Classify(Answer(503, "later"), Expect::kFeed).fetch_class == FetchClass::kMaintenance);
}

TEST_CASE("freshness is read from Cache-Control") {
  struct Case {
    std::string value;
    std::optional<std::chrono::seconds> fresh_for;
  };
  const Case cases[] = {
      {"max-age=86400", 86400s},
      {"public, MAX-AGE = 60", 60s},
      {"s-maxage=5, max-age=\"7\"", 7s},
      {"max-age=99999999999999", 8760h},
      {"no-cache, max-age=60", std::nullopt},
      {"no-store", std::nullopt},
      {"max-age=soon", std::nullopt},
      {"max-age", std::nullopt},
      {"x-max-age=9", std::nullopt},
      {"", std::nullopt},
  };
  for (const Case& c : cases) {
    INFO(c.value);
    CHECK(ReadHints(Answer(200, "", {{"Cache-Control", c.value}}), Instant{}).fresh_for == c.fresh_for);
  }
}

TEST_CASE("only the permanent redirects at the start say where a source lives") {
  struct Case {
    std::vector<net::Hop> hops;
    std::string moved_to;
  };
  const Case cases[] = {
      {{}, ""},
      {{{301, "http://b/"}}, "http://b/"},
      {{{301, "http://b/"}, {308, "http://c/"}}, "http://c/"},
      {{{301, "http://b/"}, {302, "http://c/"}}, "http://b/"},
      {{{302, "http://b/"}, {301, "http://c/"}}, ""},
      {{{303, "http://b/"}}, ""},
      {{{307, "http://b/"}}, ""},
  };
  for (const Case& c : cases) {
    net::Response response = Answer(200, "");
    response.hops = c.hops;
    CHECK(ReadHints(response, Instant{}).moved_to == c.moved_to);
  }
}

}  // namespace dateline::ingest
