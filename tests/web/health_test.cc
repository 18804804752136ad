// Asked over real sockets, byte by byte, so that a request can be as wrong as it likes.
#include "web/health.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <thread>

namespace dateline::web {
namespace {

class Server {
 public:
  explicit Server(Ready ready = {})
      : server_(std::move(*HealthServer::Open("127.0.0.1:0", {.ready = [ready] { return ready; },
                                                               .metrics = [] { return std::string("dateline_up 1\n"); }}))),
        thread_([this] { server_->Serve(); }) {}
  ~Server() { server_->Stop(); }

  // The whole answer to raw bytes, until the server closes or two seconds are over.
  std::string Raw(std::string_view bytes) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(server_->port()), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    REQUIRE(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    const timeval patience{.tv_sec = 2};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    static_cast<void>(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    std::string answer;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::recv(socket, buffer, sizeof(buffer), 0)) > 0;) answer.append(buffer, static_cast<std::size_t>(got));
    ::close(socket);
    return answer;
  }
  std::string Ask(std::string_view method, std::string_view target, std::string_view headers = "Host: localhost\r\n") const {
    return Raw(fmt::format("{} {} HTTP/1.1\r\n{}Connection: close\r\n\r\n", method, target, headers));
  }

 private:
  std::unique_ptr<HealthServer> server_;
  std::jthread thread_;
};

bool Begins(const std::string& answer, std::string_view status) { return answer.starts_with(fmt::format("HTTP/1.1 {}", status)); }
bool Holds(const std::string& answer, std::string_view words) { return answer.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("A living daemon says so") {
  const Server server;
  const auto answer = server.Ask("GET", "/livez");
  CHECK(Begins(answer, "200"));
  CHECK(answer.ends_with("\r\n\r\nok\n"));
}

TEST_CASE("Readiness is 200 or 503, with its checks when asked") {
  const Server ready;
  CHECK(Begins(ready.Ask("GET", "/readyz"), "200"));
  const Server blind({.ready = false, .words = "[-] sources: blind: harbor-wire\n"});
  CHECK(Begins(blind.Ask("GET", "/readyz"), "503"));
  CHECK_FALSE(Holds(blind.Ask("GET", "/readyz"), "harbor-wire"));
  CHECK(Holds(blind.Ask("GET", "/readyz?verbose"), "[-] sources: blind: harbor-wire\nnot ready\n"));
}

TEST_CASE("Metrics come as Prometheus reads them") {
  const Server server;
  const auto answer = server.Ask("GET", "/metrics");
  CHECK(Begins(answer, "200"));
  CHECK(Holds(answer, "Content-Type: text/plain; version=0.0.4"));
  CHECK(Holds(answer, "dateline_up 1\n"));
}

TEST_CASE("Nothing but GET is answered, and no body is read") {
  const Server server;
  for (const auto* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"}) {
    CHECK(Begins(server.Ask(method, "/livez"), "405"));
  }
  CHECK(Begins(server.Raw("GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"), "400"));
}

TEST_CASE("Only names of this machine are listened to") {
  const Server server;
  CHECK(Begins(server.Ask("GET", "/livez", "Host: evil.example\r\n"), "403"));
  CHECK(Begins(server.Ask("GET", "/livez", ""), "403"));
  CHECK(Begins(server.Ask("GET", "/livez", "Host: 127.0.0.1:9464\r\n"), "200"));
  CHECK(Begins(server.Ask("GET", "/livez", "Host: [::1]:9464\r\n"), "200"));
  CHECK(Begins(server.Ask("GET", "/livez", "Host: LOCALHOST\r\n"), "200"));
  CHECK(Begins(server.Ask("GET", "/livez", "Host: localhost.evil.example\r\n"), "403"));
}

TEST_CASE("Every answer carries the security headers") {
  const Server server;
  const auto answer = server.Ask("GET", "/nothing");
  CHECK(Begins(answer, "404"));
  for (const auto* header : {"X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'",
                             "Referrer-Policy: no-referrer", "Cache-Control: no-store"}) {
    CHECK(Holds(answer, header));
  }
}

TEST_CASE("Requests that are no requests are refused, not waited for") {
  const Server server;
  CHECK_FALSE(Begins(server.Raw("\r\n\r\n\r\n"), "200"));
  CHECK_FALSE(Begins(server.Raw(fmt::format("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", std::string(20'000, 'a'))), "200"));
  CHECK_FALSE(Begins(server.Raw(fmt::format("GET /livez HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", std::string(20'000, 'a'))), "200"));
  CHECK(Begins(server.Ask("GET", "/livez"), "200"));
}

TEST_CASE("Only an address of this machine can be listened on") {
  for (const auto* listen : {"0.0.0.0:9464", "192.168.1.2:80", "example.org:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", ""}) {
    const auto server = HealthServer::Open(listen, {});
    REQUIRE_FALSE(server.has_value());
    CHECK(server.error().code == ErrorCode::kInvalidInput);
  }
}

TEST_CASE("A port that is taken is an error") {
  const auto first = HealthServer::Open("127.0.0.1:0", {});
  REQUIRE(first.has_value());
  const auto second = HealthServer::Open(fmt::format("127.0.0.1:{}", (*first)->port()), {});
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().code == ErrorCode::kUnavailable);
}

}  // namespace dateline::web
