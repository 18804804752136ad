// Asking the outside world once and keeping nothing: what `sources add` and `sources test` show. The same fetcher and
// the same manners as in the daemon; nothing is recorded, no state is kept.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "ingest/feed_search.h"
#include "model/document.h"
#include "model/problem.h"
#include "model/source.h"

namespace dateline::daemon {

struct TryOptions {
  config::Settings settings;
  std::filesystem::path data;      // what secrets are relative to
  std::function<Instant()> clock;  // asked for every step
  std::function<bool()> stop;      // asked between steps; may be empty
  std::size_t asks_max = 40;       // requests; what lies beyond is told as a problem
};

struct Tried {
  std::vector<Document> documents;
  Problems problems;
  SourceState state;      // as it would be kept: class, message, cursor, the next time
  bool finished = false;  // false when it was stopped
};

// One round of the source from `state`, on the calling thread.
[[nodiscard]] Tried TryOnce(const config::SourceRecord& source, const SourceState& state, const TryOptions& options);

// The feeds behind an address.
[[nodiscard]] ingest::FeedSearch FindFeeds(std::string_view url, const TryOptions& options);

}  // namespace dateline::daemon
