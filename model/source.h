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
};

}  // namespace dateline
