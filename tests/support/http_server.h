// A tiny blocking HTTP server on loopback for tests: each path has a handler that writes raw bytes, so that a test
// can say anything, however wrong.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace dateline::testing {

struct SeenRequest {
  std::string method;
  std::string path;  // with its query
  std::string head;  // the raw header lines
  std::string body;
  // The value of the first header of this name (any case), "" when absent.
  [[nodiscard]] std::string Header(std::string_view name) const;
};

// Writes to one connection; false once the other side has gone or the server stops.
class Connection {
 public:
  Connection(int socket, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {}
  bool Write(std::string_view bytes) const;
  // Waits, in small steps, so that the server can stop.
  void Pause(int milliseconds) const;

 private:
  int socket_;
  const std::atomic<bool>& stopping_;
};

class HttpServer {
 public:
  using Handler = std::function<void(const SeenRequest&, const Connection&)>;

  HttpServer();
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Handlers are found by path without query; unknown paths answer 404.
  void On(const std::string& path, Handler handler);
  // A whole answer with Content-Length; `headers` are lines ending in \r\n.
  void Answer(const std::string& path, int status, std::string headers, std::string body);

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string Url(std::string_view path) const;
  [[nodiscard]] std::vector<SeenRequest> requests() const;

 private:
  void Serve();
  void Talk(int socket);

  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::map<std::string, Handler> handlers_;
  std::vector<SeenRequest> requests_;
  std::vector<std::jthread> talks_;
  std::jthread acceptor_;
};

// What a status line, headers and a body look like.
[[nodiscard]] std::string HttpAnswer(int status, std::string_view headers, std::string_view body);

}  // namespace dateline::testing
