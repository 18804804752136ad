// The control socket: commands that write, sent to the daemon that holds the store. JSON objects both ways, over a
// local socket that only the owner of the data folder can open.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "bus/context.h"
#include "bus/frame.h"
#include "model/result.h"

namespace dateline::bus {

// The daemon's end. Belongs to the thread that made it.
class ControlServer {
 public:
  struct Request {
    std::string from;        // to hand back to Reply
    std::uint64_t seq = 0;
    std::string json;
  };

  // Takes over a socket file that a dead daemon left behind: hold the store's lock first.
  [[nodiscard]] static Result<std::unique_ptr<ControlServer>> Bind(std::shared_ptr<Context> context,
                                                                   const std::filesystem::path& folder);
  ~ControlServer();
  // A request that is there already, nullopt when none is.
  [[nodiscard]] std::optional<Request> Receive();
  // Somebody who has gone away is not an error.
  void Reply(const Request& request, std::string json);
  [[nodiscard]] Waitable waitable();
  [[nodiscard]] const FrameCounters& rejected() const;

 private:
  struct Impl;
  explicit ControlServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Asks the daemon of this data folder and waits for its answer. kUnavailable: nobody answers there, or not in time
// (the request may have been carried out).
[[nodiscard]] Result<std::string> AskControl(const std::filesystem::path& folder, std::string json,
                                             std::chrono::milliseconds timeout);

}  // namespace dateline::bus
