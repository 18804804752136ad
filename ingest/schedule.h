// When a source is asked again, and why not before. Pure functions: the same state gives the same answer.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "config/records.h"
#include "ingest/collector.h"
#include "model/source.h"

namespace dateline::ingest {

inline constexpr std::chrono::seconds kWaitMax = std::chrono::hours(24);  // for back-off and whatever a server asks
inline constexpr std::uint32_t kRedirectSightings = 5;                    // before a permanent redirect is adopted
inline constexpr std::uint32_t kGoneSightings = 3;                        // before a source counts as gone
inline constexpr std::uint32_t kAlarmFailures = 3;                        // before trouble is worth telling anybody

// Whose wishes count: our interval and back-off as well, or, when a person asked, the server's alone.
enum class Patience { kOurs, kServers };

struct Due {
  bool due = false;
  std::string reason;         // "never fetched", "due since 10:00Z", "waits until … (429 …)", "switched off"
  std::optional<Instant> at;  // when it will be, if that is known and not yet
};

[[nodiscard]] Due IsDue(const config::SourceRecord& source, const SourceState& state, Instant now,
                        Patience patience = Patience::kOurs);

// Counts the result of a whole round into `state` and sets `next_due`. `brought` says that documents came.
// Success (kOk, kNotModified, and for a redirect under observation only these) clears the failures.
void Settle(const config::SourceRecord& source, const Collected& result, bool brought, Instant now, SourceState& state);

// The address to ask: the configured one, or what it has permanently moved to.
[[nodiscard]] const std::string& AskedUrl(const config::SourceRecord& source, const SourceState& state);

// False about once a week: then the source is asked without validators, because some servers answer 304 for ever.
[[nodiscard]] bool SendValidators(const SourceState& state, Instant now);

// True when the source has failed for long enough to tell somebody (three in a row).
[[nodiscard]] bool InTrouble(const SourceState& state);

// Our own wait after a round: the interval with a jitter of up to a tenth that is stable for the source, doubled
// for every failure in a row up to a day.
[[nodiscard]] std::chrono::seconds OwnWait(const config::SourceRecord& source, std::uint32_t failures);

}  // namespace dateline::ingest
