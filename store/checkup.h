// A quick look at a store: whether its files are sound, and what waits or has died in it. For `dateline doctor`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/date.h"
#include "model/result.h"

namespace dateline::store {

struct Checkup {
  int schema = 0;                     // of the file
  int schema_of_program = 0;
  std::vector<std::string> damage;    // what SQLite's quick check says of either file; empty means sound
  std::uint64_t waiting = 0;          // revisions not yet extracted
  std::uint64_t quarantined = 0;
  std::uint64_t dead = 0;             // deliveries given up on
  std::optional<Instant> oldest_due;  // of the outbox
  std::optional<Instant> newest_seen; // of all revisions
};

// Reads only; takes a moment per hundred megabytes. kUnavailable: no store there yet. kTooNew, kCorrupt as for Reader.
[[nodiscard]] Result<Checkup> CheckUp(const std::filesystem::path& folder);

}  // namespace dateline::store
