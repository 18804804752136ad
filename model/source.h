// Where documents come from, and who stands behind it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"

namespace dateline {

// Texts of class `mine` never count as an origin.
enum class SourceClass : std::uint8_t { kOfficial, kCompany, kPress, kAnalysis, kMine };
[[nodiscard]] std::string_view ToString(SourceClass value);
[[nodiscard]] std::optional<SourceClass> ParseSourceClass(std::string_view text);

// Why an answer of a source could not be used, found from status, headers and body.
enum class FetchClass : std::uint8_t {
  kOk, kNotModified, kThrottled, kBlocked, kMissing, kGone, kMaintenance,
  kShapeChanged, kEmpty, kNetwork, kTooBig, kRefused,  // kRefused: our own rules (address, scheme, redirect)
};
[[nodiscard]] std::string_view ToString(FetchClass value);
[[nodiscard]] std::optional<FetchClass> ParseFetchClass(std::string_view text);

// What decided how long a source is left alone after a round.
enum class WaitCause : std::uint8_t {
  kInterval,    // our own, with its jitter
  kBackOff,     // our own, doubled for failures in a row
  kRetryAfter,  // the server's Retry-After
  kFreshness,   // the server's max-age, or the feed's ttl
  kThrottled,   // sent away without a time: our floor for such answers
  kGone,        // told that the address is gone
};
[[nodiscard]] std::string_view ToString(WaitCause value);  // "interval", "back-off", "retry-after", …
[[nodiscard]] std::optional<WaitCause> ParseWaitCause(std::string_view text);

// How one round of a source went.
struct SourceAnswer {
  Instant at{};
  FetchClass fetch_class = FetchClass::kOk;
  std::string message;  // "" for good ones
  bool brought = false;  // documents came, new or not
  std::chrono::seconds wait{0};
  WaitCause cause = WaitCause::kInterval;
  bool operator==(const SourceAnswer&) const = default;
};

// What the store remembers of a source between runs; committed with the documents it covers.
struct SourceState {
  std::string source;                 // id
  std::string etag;                   // byte for byte as the server sent it
  std::string last_modified;          // byte for byte
  std::string cursor;                 // the collector's own: newest date or id it has passed
  std::string content_hash;           // Sha256Hex of the last body that was read whole
  std::string redirect_to;            // target of a permanent redirect under observation
  std::uint32_t redirect_seen = 0;
  std::uint32_t failures = 0;         // in a row
  FetchClass last_class = FetchClass::kOk;
  std::string last_message;           // of the last failure or skip
  std::optional<Instant> last_fetch;
  std::optional<Instant> last_good;   // 200 or 304
  std::optional<Instant> last_new;    // brought a new document or revision
  std::optional<Instant> next_due;    // persisted, so restarts do not re-poll
  static constexpr std::size_t kAnswersKept = 5;
  std::vector<SourceAnswer> answers;  // the last ones, oldest first
};

}  // namespace dateline
