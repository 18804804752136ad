#include "bus/control.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <utility>

#include "bus/socket.h"

namespace dateline::bus {
namespace {

constexpr int kHighWater = 16;

// ZeroMQ connects lazily and would wait for a server that is not there; the file tells at once.
bool SocketFileExists(const std::filesystem::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

struct ControlServer::Impl {
  std::shared_ptr<Context> context;
  LocalAddress address;
  Socket socket;
  FrameCounters rejected;
};

ControlServer::ControlServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ControlServer::~ControlServer() = default;

Result<std::unique_ptr<ControlServer>> ControlServer::Bind(std::shared_ptr<Context> context,
                                                           const std::filesystem::path& folder) {
  auto address = LocalAddress::In(folder, kControlSocket);
  if (!address) return InContext("control socket", address.error());
  Socket socket(*context, zmq::socket_type::router, kHighWater);
  if (auto bound = socket.BindPrivate(*address); !bound) return InContext("control socket", bound.error());
  auto impl = std::unique_ptr<Impl>(
      new Impl{.context = std::move(context), .address = std::move(*address), .socket = std::move(socket)});
  return std::unique_ptr<ControlServer>(new ControlServer(std::move(impl)));
}

std::optional<ControlServer::Request> ControlServer::Receive() {
  while (auto frames = impl_->socket.Receive(std::chrono::milliseconds(0))) {
    auto message = DecodeFrames(Views(*frames, 1));
    if (!message || message->type != MessageType::kRequest) {
      impl_->rejected.Count(message ? FrameFault::kType : message.error());
      continue;
    }
    return Request{.from = std::move(frames->front()), .seq = message->seq, .json = std::move(message->body)};
  }
  return std::nullopt;
}

void ControlServer::Reply(const Request& request, std::string json) {
  auto frames = EncodeFrames({.type = MessageType::kReply, .seq = request.seq, .body = std::move(json)});
  frames.insert(frames.begin(), request.from);
  static_cast<void>(impl_->socket.Send(frames));
}

Waitable ControlServer::waitable() { return impl_->socket.waitable(); }
const FrameCounters& ControlServer::rejected() const { return impl_->rejected; }

Result<std::string> AskControl(const std::filesystem::path& folder, std::string json,
                               std::chrono::milliseconds timeout) {
  if (json.size() > kBodyFramesMax * kBodyFrameBytesMax) {
    return Fail(ErrorCode::kInvalidInput, "the request is larger than 8 MiB");
  }
  auto address = LocalAddress::In(folder, kControlSocket);
  if (!address) return std::unexpected(address.error());
  if (!SocketFileExists(address->file())) {
    return Fail(ErrorCode::kUnavailable, fmt::format("no daemon runs on {}", folder.string()));
  }
  const auto context = Context::OfProcess();
  Socket socket(*context, zmq::socket_type::dealer, kHighWater);
  if (auto connected = socket.Connect(address->endpoint()); !connected) return std::unexpected(connected.error());
  static_cast<void>(socket.Send(EncodeFrames({.type = MessageType::kRequest, .seq = 1, .body = std::move(json)})));
  const auto frames = socket.Receive(timeout);
  if (!frames) {
    return Fail(ErrorCode::kUnavailable,
                fmt::format("the daemon on {} did not answer within {} ms", folder.string(), timeout.count()));
  }
  auto reply = DecodeFrames(Views(*frames, 0));
  if (!reply || reply->type != MessageType::kReply) {
    return Fail(ErrorCode::kUnavailable, "the daemon's answer cannot be read; is it another version?");
  }
  return std::move(reply->body);
}

}  // namespace dateline::bus
