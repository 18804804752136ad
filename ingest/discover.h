// From an address that a person has to a source that can be asked: feeds that a page names, places where feeds usually
// lie, and official sites whose pages stand for an API. Pure: whoever calls does the asking.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "ingest/feed.h"

namespace dateline::ingest {

struct FeedCandidate {
  std::string url;
  std::string title;  // as the page calls it, "" when it does not
  std::string type;   // "application/rss+xml", "" for a guess
};

// <link rel="alternate"> of feed types, in the page's order, each address once; feeds of comments last.
[[nodiscard]] std::vector<FeedCandidate> FindFeedLinks(std::string_view html, std::string_view base);

// Where feeds usually lie on the server of `url`.
[[nodiscard]] std::vector<FeedCandidate> UsualFeedPlaces(std::string_view url);

// Pages and addresses of EDGAR and the Federal Register that stand for one of our collectors: a company page or number,
// the list of newest filings, an agency's page, the list on public inspection, a query of the API.
[[nodiscard]] std::optional<config::SourceRecord> RecogniseSite(std::string_view url);

// What a feed would bring.
struct FeedPreview {
  std::string title;
  std::size_t entries = 0;
  std::optional<Instant> newest;
  std::optional<Instant> oldest;
  std::chrono::seconds every{3600};  // a guess from how often entries came, between 15 minutes and a day
  std::string language;
};
// nullopt when the body is no feed.
[[nodiscard]] std::optional<FeedPreview> PreviewFeed(std::string_view body, const FeedContext& context, Instant now);

// A slug out of a title or, failing that, a host; differs from all of `taken`.
[[nodiscard]] std::string SourceId(std::string_view title, std::string_view url, const std::vector<std::string>& taken);

// The record as a person would write it into sources.toml; defaults are left out.
[[nodiscard]] std::string SourceToml(const config::SourceRecord& source);

}  // namespace dateline::ingest
