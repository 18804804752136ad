#include "net/http.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "tests/support/gzip.h"
#include "tests/support/http_server.h"

namespace dateline::net {
namespace {

using namespace std::chrono_literals;
using testing::Connection;
using testing::HttpServer;
using testing::SeenRequest;

Request Get(std::string url) {
  Request request;
  request.url = std::move(url);
  request.allow_private = true;
  request.limits.total_timeout = 5s;
  return request;
}

Response Fetch(HttpClient& client, Request request) {
  client.Submit(std::move(request));
  for (int turns = 0; turns < 2000; ++turns) {
    auto done = client.Poll(100ms);
    if (!done.empty()) return std::move(done.front());
  }
  return {};
}

Response Fetch(Request request) {
  HttpClient client({});
  return Fetch(client, std::move(request));
}

}  // namespace

TEST_CASE("a body arrives with its status and headers in order") {
  HttpServer server;
  server.Answer("/a", 200, "X-One:  first \r\nETag: W/\"odd \"\r\nx-one: second\r\n", "hello");
  const Response response = Fetch(Get(server.Url("/a")));
  CHECK(response.ok());
  CHECK(response.status == 200);
  CHECK(response.body == "hello");
  CHECK(response.HeaderValue("x-ONE") == "first");
  CHECK(response.HeaderValue("etag") == "W/\"odd \"");
  CHECK(response.remote_ip == "127.0.0.1");
  CHECK(response.url == server.Url("/a"));
}

TEST_CASE("requests say who asks, offer gzip, and carry nothing else") {
  HttpServer server;
  server.Answer("/a", 200, "Set-Cookie: sid=1; Path=/\r\n", "x");
  HttpClient client({.user_agent = "Dateline-test (+https://example.org)"});
  (void)Fetch(client, Get(server.Url("/a")));
  (void)Fetch(client, Get(server.Url("/a")));
  const auto seen = server.requests();
  REQUIRE(seen.size() == 2);
  CHECK(seen[1].Header("user-agent") == "Dateline-test (+https://example.org)");
  CHECK(seen[1].Header("accept-encoding").find("gzip") != std::string::npos);
  CHECK(seen[1].Header("cookie").empty());
  CHECK(seen[1].Header("referer").empty());
  CHECK(seen[1].Header("if-none-match").empty());
  CHECK(seen[1].Header("if-modified-since").empty());
}

TEST_CASE("validators go back byte for byte and a 304 is an answer") {
  HttpServer server;
  server.Answer("/a", 304, "", "");
  Request request = Get(server.Url("/a"));
  request.etag = "bare-tag";
  request.last_modified = "Sat, 1 Aug 2026 10:00:00 +0000";
  const Response response = Fetch(request);
  CHECK(response.ok());
  CHECK(response.status == 304);
  CHECK(server.requests()[0].Header("if-none-match") == "bare-tag");
  CHECK(server.requests()[0].Header("if-modified-since") == "Sat, 1 Aug 2026 10:00:00 +0000");
}

TEST_CASE("gzip is undone, and half of it is an error without bytes") {
  HttpServer server;
  const std::string packed = testing::Gzip(std::string(3000, 'y') + "the end");
  server.Answer("/whole", 200, "Content-Encoding: gzip\r\n", packed);
  server.Answer("/half", 200, "Content-Encoding: gzip\r\n", packed.substr(0, packed.size() - 9));
  server.Answer("/lie", 200, "Content-Encoding: gzip\r\n", "plain text");
  server.Answer("/unasked", 200, "Content-Encoding: br\r\n", "??");
  CHECK(Fetch(Get(server.Url("/whole"))).body == std::string(3000, 'y') + "the end");
  for (const char* path : {"/half", "/lie", "/unasked"}) {
    INFO(path);
    const Response response = Fetch(Get(server.Url(path)));
    CHECK(response.failure == FetchClass::kNetwork);
    CHECK(response.body.empty());
    CHECK_FALSE(response.message.empty());
  }
}

TEST_CASE("a body that is shorter than promised is an error") {
  HttpServer server;
  server.On("/short", [](const SeenRequest&, const Connection& connection) {
    connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
  });
  server.On("/chunks", [](const SeenRequest&, const Connection& connection) {
    connection.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
  });
  for (const char* path : {"/short", "/chunks"}) {
    const Response response = Fetch(Get(server.Url(path)));
    CHECK(response.failure == FetchClass::kNetwork);
    CHECK(response.body.empty());
  }
}

TEST_CASE("answers that are not HTTP are network failures, and odd ones are read") {
  HttpServer server;
  const auto raw = [&](const std::string& path, std::string bytes) {
    server.On(path, [bytes = std::move(bytes)](const SeenRequest&, const Connection& connection) {
      connection.Write(bytes);
    });
  };
  raw("/nothing", "");
  raw("/old", "<rss>HTTP/0.9 has no head</rss>");
  raw("/chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n");
  raw("/huge-chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx");
  raw("/double", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: gzip, gzip\r\n\r\nhello");
  raw("/length", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello");
  for (const char* path : {"/nothing", "/old", "/chunk", "/huge-chunk", "/double", "/length"}) {
    INFO(path);
    const Response response = Fetch(Get(server.Url(path)));
    CHECK(response.failure == FetchClass::kNetwork);
    CHECK(response.body.empty());
  }
  raw("/longer", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more");
  raw("/interim",
      "HTTP/1.1 103 Early\r\nETag: \"early\"\r\n\r\nHTTP/1.1 200 OK\r\nETag: \"real\"\r\nContent-Length: 2\r\n\r\nok");
  std::string tiny = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 100'000; ++i) tiny += "1\r\nx\r\n";
  raw("/tiny", tiny + "0\r\nETag: trailer\r\n\r\n");
  CHECK(Fetch(Get(server.Url("/longer"))).body == "hello");
  CHECK(Fetch(Get(server.Url("/interim"))).HeaderValue("etag") == "\"real\"");
  const Response many = Fetch(Get(server.Url("/tiny")));
  CHECK(many.body.size() == 100'000);
  CHECK(many.HeaderValue("etag").empty());
}

TEST_CASE("an endless body, a bomb and endless headers end at their limits") {
  HttpServer server;
  server.On("/endless", [](const SeenRequest&, const Connection& connection) {
    connection.Write("HTTP/1.1 200 OK\r\n\r\n");
    while (connection.Write(std::string(65536, 'z'))) {
    }
  });
  server.Answer("/bomb", 200, "Content-Encoding: gzip\r\n", testing::Gzip(std::string(8 << 20, 'b')));
  server.On("/headers", [](const SeenRequest&, const Connection& connection) {
    connection.Write("HTTP/1.1 200 OK\r\n");
    while (connection.Write("X-More: and more\r\n")) {
    }
  });
  server.On("/interim", [](const SeenRequest&, const Connection& connection) {
    while (connection.Write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")) {
    }
  });
  for (const char* path : {"/endless", "/bomb", "/headers", "/interim"}) {
    INFO(path);
    Request request = Get(server.Url(path));
    request.limits.body_bytes_max = 1 << 20;
    const Response response = Fetch(request);
    CHECK(response.failure == FetchClass::kTooBig);
    CHECK(response.body.empty());
  }
}

TEST_CASE("a server that stalls is given up") {
  HttpServer server;
  server.On("/silent", [](const SeenRequest&, const Connection& connection) { connection.Pause(20000); });
  server.On("/drip", [](const SeenRequest&, const Connection& connection) {
    connection.Write("HTTP/1.1 200 OK\r\n\r\n");
    while (connection.Write("x")) connection.Pause(100);
  });
  Request silent = Get(server.Url("/silent"));
  silent.limits.total_timeout = 300ms;
  CHECK(Fetch(silent).failure == FetchClass::kNetwork);
  Request drip = Get(server.Url("/drip"));
  drip.limits.stall_timeout = 1s;
  const Response response = Fetch(drip);
  CHECK(response.failure == FetchClass::kNetwork);
  CHECK(response.body.empty());
}

TEST_CASE("redirects are followed and told") {
  HttpServer server;
  server.Answer("/old", 301, "Location: /middle\r\n", "");
  server.Answer("/middle", 302, "Location: new?x=1\r\n", "moved");
  server.Answer("/new", 200, "", "here");
  const Response response = Fetch(Get(server.Url("/old")));
  CHECK(response.status == 200);
  CHECK(response.body == "here");
  REQUIRE(response.hops.size() == 2);
  CHECK(response.hops[0].status == 301);
  CHECK(response.hops[0].url == server.Url("/middle"));
  CHECK(response.hops[1].status == 302);
  CHECK(response.url == server.Url("/new?x=1"));
}

TEST_CASE("a loop ends after five redirects") {
  HttpServer server;
  server.Answer("/loop", 302, "Location: /loop\r\n", "");
  const Response response = Fetch(Get(server.Url("/loop")));
  CHECK(response.failure == FetchClass::kRefused);
  CHECK(server.requests().size() == 6);
}

TEST_CASE("redirects out of what is allowed are refused") {
  HttpServer inside;
  HttpServer server;
  inside.Answer("/secret", 200, "", "secret");
  const std::string targets[] = {inside.Url("/secret"),
                                 "http://localhost:" + std::to_string(inside.port()) + "/secret",
                                 "http://169.254.169.254/latest/meta-data/",
                                 "http://[::1]/",
                                 "http://0.0.0.0:" + std::to_string(inside.port()) + "/secret",
                                 "http://2130706433:" + std::to_string(inside.port()) + "/secret",
                                 "file:///etc/passwd",
                                 "ftp://127.0.0.1/",
                                 "gopher://127.0.0.1/",
                                 "http://me:word@127.0.0.1/"};
  for (const std::string& target : targets) {
    INFO(target);
    server.Answer("/go", 302, "Location: " + target + "\r\n", "");
    const Response response = Fetch(Get(server.Url("/go")));
    CHECK(response.failure == FetchClass::kRefused);
    CHECK(response.body.empty());
  }
  CHECK(inside.requests().empty());
}

TEST_CASE("private addresses are refused unless allowed, also over a connection that is open already") {
  HttpServer server;
  server.On("/a", [](const SeenRequest&, const Connection& connection) {
    connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\nx");
    connection.Pause(500);
  });
  HttpClient client({});
  CHECK(Fetch(client, Get(server.Url("/a"))).ok());
  Request request = Get(server.Url("/a"));
  request.allow_private = false;
  const Response response = Fetch(client, request);
  CHECK(response.failure == FetchClass::kRefused);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("what must not be asked is refused before anything is sent") {
  for (const char* url : {"file:///etc/passwd", "nonsense", "http://a:b@example.org/"}) {
    CHECK(Fetch(Get(url)).failure == FetchClass::kRefused);
  }
  Request request = Get("http://127.0.0.1:9/");
  request.headers.push_back({"X-Split", "a\r\nHost: evil"});
  CHECK(Fetch(request).failure == FetchClass::kRefused);
}

TEST_CASE("a closed port is a network failure") {
  CHECK(Fetch(Get("http://127.0.0.1:1/")).failure == FetchClass::kNetwork);
}

TEST_CASE("a post carries its body and headers and is not redirected") {
  HttpServer server;
  server.Answer("/hook", 307, "Location: /other\r\n", "");
  Request request = Get(server.Url("/hook"));
  request.method = Method::kPost;
  request.headers = {{"Content-Type", "application/json"}, {"webhook-id", "msg_1"}};
  request.body = std::string("{\"a\":\"\0\"}", 9);
  const Response response = Fetch(request);
  CHECK(response.ok());
  CHECK(response.status == 307);
  const auto seen = server.requests();
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].method == "POST");
  CHECK(seen[0].body == request.body);
  CHECK(seen[0].Header("content-type") == "application/json");
  CHECK(seen[0].Header("webhook-id") == "msg_1");
}

TEST_CASE("many transfers run at once over at most two connections") {
  HttpServer server;
  std::atomic<int> live{0};
  std::atomic<int> peak{0};
  server.On("/slow", [&](const SeenRequest&, const Connection& connection) {
    peak = std::max(peak.load(), ++live);
    connection.Pause(50);
    --live;
    connection.Write(testing::HttpAnswer(200, "", "ok"));
  });
  HttpClient client({});
  for (int i = 0; i < 6; ++i) client.Submit(Get(server.Url("/slow")));
  std::size_t done = 0;
  while (client.in_flight() > 0) {
    for (const Response& response : client.Poll(100ms)) {
      CHECK(response.ok());
      ++done;
    }
  }
  CHECK(done == 6);
  CHECK(peak <= 2);
}

TEST_CASE("another thread can wake a poll") {
  HttpClient client({});
  std::jthread waker([&] {
    std::this_thread::sleep_for(50ms);
    client.Wake();
  });
  const auto before = std::chrono::steady_clock::now();
  CHECK(client.Poll(10s).empty());
  CHECK(std::chrono::steady_clock::now() - before < 5s);
}

TEST_CASE("Retry-After is read as seconds and as a date") {
  const Instant now = *ParseInstant("2026-08-01T10:00:00Z");
  struct Case {
    std::string value;
    std::optional<std::chrono::seconds> wait;
  };
  const Case cases[] = {
      {"120", 120s},
      {"0", 0s},
      {"99999999999999999999", 9'999'999'999s},
      {"Sat, 01 Aug 2026 11:00:00 GMT", 3600s},
      {"Sat, 01 Aug 2026 09:00:00 GMT", 0s},
      {"Saturday, 01-Aug-26 10:01:00 GMT", 60s},
      {"Sat Aug  1 10:02:00 2026", 120s},
      {"-5", std::nullopt},
      {"soon", std::nullopt},
      {"", std::nullopt},
  };
  for (const Case& c : cases) {
    INFO(c.value);
    Response response;
    response.headers = {{"Retry-After", c.value}};
    CHECK(RetryAfter(response, now) == c.wait);
  }
  CHECK_FALSE(RetryAfter(Response{}, now));
}

}  // namespace dateline::net
