#include "daemon/arrival.h"

#include <optional>

namespace dateline::daemon {
namespace {

// The latest moment at which the document can have been published.
std::optional<Instant> PublishedBy(const Document& document) {
  if (document.published.at) return document.published.at;
  if (document.published.span.hi) return Instant(*document.published.span.hi);
  return std::nullopt;
}

}  // namespace

std::vector<IngestMode> ModesOf(const config::SourceRecord& source, const SourceState& before,
                                std::span<const Document> documents, const config::Settings& settings, Instant now) {
  const bool first = !before.last_good;
  std::vector<IngestMode> modes(documents.size(), IngestMode::kLive);
  if (settings.alert_backlog) return modes;
  const bool watched = source.collector == "page" && source.links.empty();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto published = PublishedBy(documents[i]);
    const bool old = !watched && published && now - *published > kNewsAge;
    if (first || old) modes[i] = IngestMode::kCatchUp;
  }
  return modes;
}

}  // namespace dateline::daemon
