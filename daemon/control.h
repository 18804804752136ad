// The client's side of a running daemon, for commands: asking it to write, and watching it.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "model/result.h"

namespace dateline::daemon {

// Sends one request and waits for the answer.
//
//   {"command":"status"}                                              → {"ok":true,"ready":…,…}
//   {"command":"stop"}                                                → {"ok":true}, then it drains and ends
//   {"command":"alerts.ack","id":"a:…","who":"…","note":"…"}          → {"ok":true}
//   {"command":"deliveries.retry","id":"msg_…" or "all"}              → {"ok":true,"revived":2}
//
// A failure comes back as an error with the daemon's words. kUnavailable: nobody answers there.
[[nodiscard]] Result<std::string> Ask(const std::filesystem::path& data, const std::string& request,
                                      std::chrono::milliseconds timeout = std::chrono::seconds(30));

// Shows what a daemon commits, as it does; see TailLine for the JSON. Waits for a daemon that is not there yet.
class TailClient {
 public:
  struct Line {
    std::uint64_t missed = 0;  // lines lost just before this one: ask the store what they were
    std::string json;
  };
  // Calls `on_line` for every line until it answers false, and `on_quiet` about four times a second when there is
  // none, until that answers false.
  [[nodiscard]] static Status Watch(const std::filesystem::path& data, const std::function<bool(const Line&)>& on_line,
                                    const std::function<bool()>& on_quiet);
};

}  // namespace dateline::daemon
