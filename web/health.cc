#include "web/health.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

namespace dateline::web {
namespace {

constexpr std::size_t kThreads = 2;
constexpr std::size_t kRequestsAConnection = 100;
constexpr int kIdleSeconds = 5;
constexpr std::string_view kTextType = "text/plain; charset=utf-8";
constexpr std::string_view kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

struct Listen {
  std::string host;
  int port = 0;
};

// Sorted. What a person may write to mean this machine and no other, with the address to bind.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kLoopback{{
    {"127.0.0.1", "127.0.0.1"},
    {"[::1]", "::1"},
    {"localhost", "127.0.0.1"},
}};

std::optional<std::string_view> LoopbackAddress(std::string_view host) {
  const auto* found = std::ranges::find(kLoopback, host, &std::pair<std::string_view, std::string_view>::first);
  return found == kLoopback.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Listen> ParseListen(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto address = LoopbackAddress(text.substr(0, colon));
  const auto digits = text.substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (!address || digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return Listen{std::string(*address), port};
}

// The name in a Host header without its port.
bool HostAllowed(std::string_view header) {
  const auto bracket = header.find(']');
  const auto colon = header.find(':', bracket == std::string_view::npos ? 0 : bracket);
  std::string name(header.substr(0, colon));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return LoopbackAddress(name).has_value();
}

void Answer(httplib::Response& response, int status, std::string body, std::string_view type = kTextType) {
  response.status = status;
  response.set_content(body, std::string(type));
}

// What is refused before anything is looked at.
httplib::Server::HandlerResponse Guard(const httplib::Request& request, httplib::Response& response) {
  using enum httplib::Server::HandlerResponse;
  if (!HostAllowed(request.get_header_value("Host"))) {
    Answer(response, 403, "this server answers for loopback names only\n");
  } else if (request.method != "GET") {
    response.set_header("Allow", "GET");
    Answer(response, 405, "GET only\n");
  } else if (request.has_header("Content-Length") || request.has_header("Transfer-Encoding")) {
    Answer(response, 400, "no body is read here\n");
  } else {
    return Unhandled;
  }
  // What may follow on this connection is not worth telling apart from the body that was not read.
  response.set_header("Connection", "close");
  return Handled;
}

}  // namespace

struct HealthServer::Impl {
  httplib::Server server;
  HealthSource source;
  std::uint16_t port = 0;
  std::atomic<bool> serving{false};
  std::atomic<bool> stopping{false};

  void Prepare() {
    server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    // Not the library's own, which would let a second program share the port.
    server.set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(kRequestsAConnection);
    server.set_keep_alive_timeout(kIdleSeconds);
    server.set_read_timeout(kIdleSeconds);
    server.set_write_timeout(kIdleSeconds);
    server.set_payload_max_length(0);
    server.set_default_headers({{"Cache-Control", "no-store"},
                                {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
                                {"Cross-Origin-Resource-Policy", "same-origin"},
                                {"Referrer-Policy", "no-referrer"},
                                {"X-Content-Type-Options", "nosniff"}});
    server.set_pre_routing_handler(&Guard);
    server.Get("/livez", [](const httplib::Request&, httplib::Response& response) { Answer(response, 200, "ok\n"); });
    server.Get("/readyz", [this](const httplib::Request& request, httplib::Response& response) {
      const Ready ready = source.ready();
      std::string body = ready.ready ? "ok\n" : "not ready\n";
      if (request.has_param("verbose")) body = ready.words + body;
      Answer(response, ready.ready ? 200 : 503, std::move(body));
    });
    server.Get("/metrics", [this](const httplib::Request&, httplib::Response& response) {
      Answer(response, 200, source.metrics(), kMetricsType);
    });
    server.set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
      Answer(response, 500, "internal error\n");
    });
  }
};

HealthServer::HealthServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HealthServer::~HealthServer() = default;

Result<std::unique_ptr<HealthServer>> HealthServer::Open(std::string_view listen, HealthSource source) {
  const auto where = ParseListen(listen);
  if (!where) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("http_listen \"{}\" is not a loopback address with a port, like 127.0.0.1:9464", listen));
  }
  auto impl = std::make_unique<Impl>();
  impl->source = std::move(source);
  impl->Prepare();
  const int port = where->port == 0 ? impl->server.bind_to_any_port(where->host)
                   : impl->server.bind_to_port(where->host, where->port) ? where->port
                                                                         : -1;
  if (port < 0) return Fail(ErrorCode::kUnavailable, fmt::format("cannot listen on {}: is the port taken?", listen));
  impl->port = static_cast<std::uint16_t>(port);
  return std::unique_ptr<HealthServer>(new HealthServer(std::move(impl)));
}

std::uint16_t HealthServer::port() const { return impl_->port; }

void HealthServer::Serve() {
  impl_->serving = true;
  if (!impl_->stopping) impl_->server.listen_after_bind();
  impl_->serving = false;
}

void HealthServer::Stop() {
  impl_->stopping = true;
  // The library forgets a stop that comes before it has begun to listen.
  while (impl_->serving) {
    impl_->server.stop();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

}  // namespace dateline::web
