// ZeroMQ sockets as this folder uses them. For the files of bus/ alone.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <zmq.hpp>

#include "bus/context.h"
#include "bus/frame.h"
#include "model/result.h"

namespace dateline::bus {

struct Context::Impl {
  zmq::context_t zmq{1};
  std::atomic<std::uint64_t> names{0};
};

enum class Sent { kYes, kFull, kGone };  // kGone: no such peer, or the socket has failed

class Socket {
 public:
  // LINGER 0, high-water marks of `high_water` messages, frames of 1 MiB at most, sends never wait.
  Socket(Context& context, zmq::socket_type type, int high_water);

  [[nodiscard]] Status Bind(const std::string& endpoint);
  // Binds in the file system with mode 0600.
  [[nodiscard]] Status BindPrivate(const LocalAddress& address);
  [[nodiscard]] Status Connect(const std::string& endpoint);

  [[nodiscard]] Sent Send(const std::vector<std::string>& frames);
  // The frames of one message, nullopt when the time is over. More than `kBodyFramesMax` + 3 are drained and
  // come back as that many plus one, for the decoder to refuse.
  [[nodiscard]] std::optional<std::vector<std::string>> Receive(std::chrono::milliseconds timeout);

  [[nodiscard]] zmq::socket_t& zmq() { return zmq_; }
  [[nodiscard]] Waitable waitable() { return {.socket = zmq_.handle()}; }

 private:
  zmq::socket_t zmq_;
};

// Frames from `first` on as views, for DecodeFrames.
[[nodiscard]] std::vector<std::string_view> Views(const std::vector<std::string>& frames, std::size_t first);

}  // namespace dateline::bus
