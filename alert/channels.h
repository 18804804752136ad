// Channels: how a delivery leaves the house. One file per kind, one row each in a sorted table.
//
// A delivery is prepared (signed now, payload as frozen), sent by the caller, and its answer judged: accepted, to be
// tried again at a stated time, or dead.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/records.h"
#include "model/alert.h"
#include "model/problem.h"
#include "net/http.h"

namespace dateline::alert {

struct Verdict {
  DeliveryState state = DeliveryState::kPending;  // kAccepted, kPending (again at next_at) or kDead
  int code = 0;
  std::string error;  // never holds a secret
  Instant next_at{};
};

class ChannelTable {
 public:
  // `data` is the data folder that relative paths of file channels live in. Secrets are resolved here; a missing one
  // is a problem, and so is a webhook without one: every webhook is signed.
  [[nodiscard]] static ChannelTable Compile(const config::Config& config, const std::filesystem::path& data,
                                            Problems& problems);
  ChannelTable();
  ~ChannelTable();
  ChannelTable(ChannelTable&&) noexcept;
  ChannelTable& operator=(ChannelTable&&) noexcept;

  // What to do with a delivery: a request to send, or the verdict at once (file channels, unknown channels).
  // `delivery.attempt` counts the attempts made before this one, here and in Judge, as the outbox leases it.
  [[nodiscard]] std::variant<net::Request, Verdict> Prepare(const Delivery& delivery, Instant now);
  // What the answer to a prepared request means: 2xx is accepted; 410 is dead; other 4xx are dead at the third attempt;
  // 408, 409, 425, 429, 3xx (never followed), 5xx and silence are tried again by RetryAt, not before Retry-After (a day
  // at most).
  [[nodiscard]] Verdict Judge(const Delivery& delivery, const net::Response& response, Instant now);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// When attempt number `attempt` (1 = the first has just failed) is tried again: the Standard Webhooks schedule
// (5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h: 75 h 35 min in all) with a jitter of at most a tenth, stable
// for the delivery; nullopt when it is dead.
[[nodiscard]] std::optional<Instant> RetryAt(std::string_view delivery, std::uint32_t attempt, Instant now);

}  // namespace dateline::alert
