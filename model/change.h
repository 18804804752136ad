// StoreChange: how one event moved in one commit. What alert rules are matched against.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/filter.h"

namespace dateline {

// How the documents behind a commit came in. In the last three, alerts are recorded as suppressed.
enum class IngestMode : std::uint8_t { kLive, kCatchUp, kBackfill, kReprocess };
[[nodiscard]] std::string_view ToString(IngestMode value);
[[nodiscard]] std::optional<IngestMode> ParseIngestMode(std::string_view text);

struct StoreChange {
  std::optional<Event> before;   // absent: the event is new
  Event after;
  Evidence deciding;             // the assertion that moved it
  FilterContext context;         // what the filter can ask beyond the event: source, text, entity closures
  IngestMode mode = IngestMode::kLive;
  Instant now{};
};

// One alert to be recorded in the commit that caused it.
struct AlertDraft {
  std::string rule;              // alert rule id
  std::string rule_hash;         // of the rule's text, for the explanation
  std::string severity;          // low, medium, high, critical
  std::string transition;        // stable words for before → after: "planned>actual", "new:actual"
  std::string explain;           // JSON: clauses with values and truth, spans, sources
  struct DeliveryDraft {
    std::string channel;         // channel id of the configuration
    std::string payload;         // frozen bytes; {{delivery}} is not substituted: the id travels in the headers
    std::string content_type;
  };
  std::vector<DeliveryDraft> deliveries;
};

// Called by the store inside its transaction, on the writer's thread; must not call the store.
using ChangeMatcher = std::function<std::vector<AlertDraft>(const StoreChange&)>;

}  // namespace dateline
