// Alert and delivery as the store keeps them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/change.h"

namespace dateline {

enum class AlertState : std::uint8_t { kOpen, kAcked, kSuppressed };
[[nodiscard]] std::string_view ToString(AlertState value);
[[nodiscard]] std::optional<AlertState> ParseAlertState(std::string_view text);

struct Alert {
  std::string id;            // "a:" + 12 hex digits of (rule, event, transition, deciding assertion)
  std::string rule;
  std::string severity;
  std::string event;         // event id
  std::string transition;
  std::string explain;       // JSON as drafted
  AlertState state = AlertState::kOpen;
  IngestMode mode = IngestMode::kLive;
  Instant fired{};
};

enum class DeliveryState : std::uint8_t { kPending, kLeased, kAccepted, kDead, kSuppressed };
[[nodiscard]] std::string_view ToString(DeliveryState value);
[[nodiscard]] std::optional<DeliveryState> ParseDeliveryState(std::string_view text);

struct Delivery {
  std::string id;            // "msg_" + 24 hex digits, stable over retries: the webhook-id
  std::string alert;
  std::string channel;
  std::string payload;       // frozen at enqueue; signatures are made at send time
  std::string content_type;
  std::uint32_t attempt = 0; // attempts made so far
  DeliveryState state = DeliveryState::kPending;
  Instant next_at{};
  int last_code = 0;         // HTTP status; 0 when none was had
  std::string last_error;
};

}  // namespace dateline
