// How what a source brings is taken: as news, or as a backlog whose alerts are recorded but not sent.
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "config/records.h"
#include "model/change.h"
#include "model/document.h"
#include "model/source.h"

namespace dateline::daemon {

// What was published longer ago than this is no news, whenever it reaches us.
inline constexpr std::chrono::hours kNewsAge{72};

// The mode of each document. Everything that a source brings before it has ever answered well is its backlog
// (kCatchUp), and so is what was published more than kNewsAge before `now`; an undated text is taken as new, and so is
// a watched page, whose date tells when it was first put up and not when it changed. `alert_backlog` makes all kLive.
[[nodiscard]] std::vector<IngestMode> ModesOf(const config::SourceRecord& source, const SourceState& before,
                                              std::span<const Document> documents, const config::Settings& settings,
                                              Instant now);

}  // namespace dateline::daemon
