#include "tests/support/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstring>

#include "model/check.h"

namespace dateline::testing {
namespace {

bool WaitReadable(int socket, const std::atomic<bool>& stopping) {
  while (!stopping) {
    pollfd waiting{socket, POLLIN, 0};
    if (poll(&waiting, 1, 20) > 0) return true;
  }
  return false;
}

}  // namespace

std::string SeenRequest::Header(std::string_view name) const {
  for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
    const std::size_t begin = at + 2;
    const std::size_t colon = head.find(':', begin);
    if (colon == std::string::npos) break;
    if (colon - begin == name.size() && strncasecmp(head.data() + begin, name.data(), name.size()) == 0) {
      const std::size_t value = head.find_first_not_of(' ', colon + 1);
      return head.substr(value, head.find("\r\n", value) - value);
    }
  }
  return {};
}

bool Connection::Write(std::string_view bytes) const {
  while (!bytes.empty()) {
    if (stopping_) return false;
    pollfd waiting{socket_, POLLOUT, 0};
    if (poll(&waiting, 1, 20) <= 0) continue;
    const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EAGAIN) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Connection::Pause(int milliseconds) const {
  for (int waited = 0; waited < milliseconds && !stopping_; waited += 10) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

HttpServer::HttpServer() {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  DATELINE_CHECK(listener_ >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr generic;
  std::memcpy(&generic, &address, sizeof generic);
  DATELINE_CHECK(bind(listener_, &generic, sizeof generic) == 0);
  DATELINE_CHECK(listen(listener_, 64) == 0);
  socklen_t size = sizeof generic;
  DATELINE_CHECK(getsockname(listener_, &generic, &size) == 0);
  std::memcpy(&address, &generic, sizeof address);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this] { Serve(); });
}

HttpServer::~HttpServer() {
  stopping_ = true;
  acceptor_.join();
  talks_.clear();
  close(listener_);
}

void HttpServer::On(const std::string& path, Handler handler) {
  const std::lock_guard lock(mutex_);
  handlers_[path] = std::move(handler);
}

void HttpServer::Answer(const std::string& path, int status, std::string headers, std::string body) {
  On(path, [answer = HttpAnswer(status, headers, body)](const SeenRequest&, const Connection& connection) {
    connection.Write(answer);
  });
}

std::string HttpServer::Url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::vector<SeenRequest> HttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void HttpServer::Serve() {
  while (WaitReadable(listener_, stopping_)) {
    const int connected = accept(listener_, nullptr, nullptr);
    if (connected < 0) continue;
    talks_.emplace_back([this, connected] {
      Talk(connected);
      close(connected);
    });
  }
}

// One request a connection: simple, and what a test says about closing is exact.
void HttpServer::Talk(int socket) {
  std::string bytes;
  std::size_t end = std::string::npos;
  std::size_t length = 0;
  while (end == std::string::npos || bytes.size() < end + 4 + length) {
    if (!WaitReadable(socket, stopping_)) return;
    char piece[4096];
    const ssize_t got = recv(socket, piece, sizeof piece, 0);
    if (got <= 0) return;
    bytes.append(piece, static_cast<std::size_t>(got));
    if (end == std::string::npos) {
      end = bytes.find("\r\n\r\n");
      if (end == std::string::npos) continue;
      const std::string stated = SeenRequest{{}, {}, bytes.substr(0, end + 2), {}}.Header("content-length");
      length = stated.empty() ? 0 : std::stoul(stated);
    }
  }
  SeenRequest request;
  request.head = bytes.substr(0, end + 2);
  request.body = bytes.substr(end + 4);
  request.method = bytes.substr(0, bytes.find(' '));
  const std::size_t path = request.method.size() + 1;
  request.path = bytes.substr(path, bytes.find(' ', path) - path);
  Handler handler;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    const auto found = handlers_.find(request.path.substr(0, request.path.find('?')));
    if (found != handlers_.end()) handler = found->second;
  }
  const Connection connection(socket, stopping_);
  if (handler) {
    handler(request, connection);
  } else {
    connection.Write(HttpAnswer(404, "", "nothing here"));
  }
}

std::string HttpAnswer(int status, std::string_view headers, std::string_view body) {
  std::string answer = "HTTP/1.1 " + std::to_string(status) + " Words\r\nConnection: close\r\n";
  answer += headers;
  if (status != 304) answer += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  answer += "\r\n";
  if (status != 304) answer += body;
  return answer;
}

}  // namespace dateline::testing
