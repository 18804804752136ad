#include "daemon/arrival.h"

#include <catch2/catch.hpp>

namespace dateline::daemon {
namespace {

const Instant kNow = *ParseInstant("2025-07-18T09:00:00Z");

Document PublishedOn(std::string_view day) {
  Document document{.text = "A text."};
  if (!day.empty()) document.published.span = *ParseEdtf(day);
  return document;
}

SourceState Known() {
  SourceState state;
  state.last_good = *ParseInstant("2025-07-18T08:00:00Z");
  return state;
}

std::vector<IngestMode> Modes(const SourceState& before, const std::vector<Document>& documents, bool alert_backlog = false,
                              std::string collector = "feed") {
  config::SourceRecord source;
  source.collector = std::move(collector);
  config::Settings settings;
  settings.alert_backlog = alert_backlog;
  return ModesOf(source, before, documents, settings, kNow);
}

}  // namespace

TEST_CASE("All that a source brings in its first round is backlog") {
  const auto modes = Modes({}, {PublishedOn("2025-07-18"), PublishedOn("")});
  CHECK(modes == std::vector{IngestMode::kCatchUp, IngestMode::kCatchUp});
}

TEST_CASE("Later, what was published within three days is news, and so is what bears no date") {
  const auto modes = Modes(Known(), {PublishedOn("2025-07-17"), PublishedOn("2025-07-15"), PublishedOn("2025-07-13"), PublishedOn("")});
  CHECK(modes == std::vector{IngestMode::kLive, IngestMode::kLive, IngestMode::kCatchUp, IngestMode::kLive});
}

TEST_CASE("A time of day counts when the source gave one") {
  Document document = PublishedOn("2025-07-15");
  document.published.at = *ParseInstant("2025-07-15T08:59:59Z");
  CHECK(Modes(Known(), {document}).front() == IngestMode::kCatchUp);
  document.published.at = *ParseInstant("2025-07-15T09:00:00Z");
  CHECK(Modes(Known(), {document}).front() == IngestMode::kLive);
}

TEST_CASE("The change of a watched page is news, however old the page") {
  CHECK(Modes(Known(), {PublishedOn("2019-05-20")}, false, "page").front() == IngestMode::kLive);
}

TEST_CASE("Whoever wants a backlog's alerts gets them") {
  CHECK(Modes({}, {PublishedOn("2019-05-20")}, true).front() == IngestMode::kLive);
}

}  // namespace dateline::daemon
