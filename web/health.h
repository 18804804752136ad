// The health server: /livez, /readyz and /metrics on loopback, and nothing else.
//
// GET without a body, small requests, few connections, and only for the Host it listens as, so that a web page
// cannot reach it by a name of its own (DNS rebinding).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "model/result.h"

namespace dateline::web {

struct Ready {
  bool ready = true;
  std::string words;  // one line a check, for ?verbose
};

// Called from the server's threads.
struct HealthSource {
  std::function<Ready()> ready;
  std::function<std::string()> metrics;  // Prometheus text
};

class HealthServer {
 public:
  // `listen` is "127.0.0.1:9464", "[::1]:9464" or "localhost:9464"; port 0 takes any. kInvalidInput: not an address
  // of this machine alone. kUnavailable: the port is taken.
  [[nodiscard]] static Result<std::unique_ptr<HealthServer>> Open(std::string_view listen, HealthSource source);
  ~HealthServer();  // nobody may be in Serve any more
  [[nodiscard]] std::uint16_t port() const;
  // Answers until Stop, on the thread that calls it and on two of its own.
  void Serve();
  // Any thread; returns when Serve has, or has never been called and never will serve.
  void Stop();

 private:
  struct Impl;
  explicit HealthServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::web
