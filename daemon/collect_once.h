// One round of some sources on the calling thread, straight into a store that is ours: `dateline collect`, the demo.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/records.h"
#include "ingest/collector.h"
#include "model/result.h"
#include "store/store.h"

namespace dateline::daemon {

// What one source brought in its round.
struct RoundReport {
  std::string source;
  store::CollectOutcome outcome;
  FetchClass fetch_class = FetchClass::kOk;
  std::string message;
  Problems problems;
};

struct CollectOnceOptions {
  config::Settings settings;
  std::filesystem::path data;                                         // what secrets are relative to
  std::optional<IngestMode> mode;                                     // absent: as the daemon does (daemon/arrival.h)
  bool seen_as_published = false;                                     // as import does, for what is told from its beginning
  std::function<Instant()> clock;                                     // asked for every step
  std::function<void(std::size_t done, std::size_t all)> progress;    // may be empty
  std::function<bool()> stop;                                         // asked between steps; may be empty
};

// Asks each source once, whatever its interval, and stores what comes: documents and cursor in one commit. Fails only
// when the store does.
[[nodiscard]] Result<std::vector<RoundReport>> CollectOnce(std::span<const config::SourceRecord> sources,
                                                           store::Writer& writer, const CollectOnceOptions& options);

}  // namespace dateline::daemon
