// From an address that a person has to a source that can be asked: feeds that a page names, places where feeds usually
// lie, and official sites whose pages stand for an API. Pure: whoever calls does the asking.
#pragma once

#include <chrono>
#include <optional>
#include <set>
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

// <link rel="alternate"> of feed types, in the page's order, each address once; feeds of comments last. Only when there
// is none: links in the page's text to addresses that look like feeds, as many offices have them.
[[nodiscard]] std::vector<FeedCandidate> FindFeedLinks(std::string_view html, std::string_view base);

// Where feeds usually lie: below the path of `url`, then on its server.
[[nodiscard]] std::vector<FeedCandidate> UsualFeedPlaces(std::string_view url);

// Pages and addresses of EDGAR and the Federal Register that stand for one of our collectors: a company page or number,
// the list of newest filings, an agency's page, the list on public inspection, a query of the API. A search of the
// Federal Register for more than agencies and types is watched as the feed of that search. The record has no id.
[[nodiscard]] std::optional<config::SourceRecord> RecogniseSite(std::string_view url);

// What a feed would bring.
struct FeedPreview {
  std::string title;
  std::size_t entries = 0;
  std::optional<Instant> newest;
  std::optional<Instant> oldest;
  std::chrono::seconds every{3600};  // a guess from how often entries came, between 15 minutes and a day
  std::string language;
  std::vector<std::string> titles;  // of the first entries, at most three
};
// nullopt when the body is no feed.
[[nodiscard]] std::optional<FeedPreview> PreviewFeed(std::string_view body, const FeedContext& context, Instant now);

// Who stands behind an address, as far as its host says: "bis.gov" for https://www.bis.gov/feed. Feeds of one host
// count as one origin, except on hosts where many publish; there it is "".
[[nodiscard]] std::string OwnerOfAddress(std::string_view url);

// official for the servers of governments and the EU, press for all others.
[[nodiscard]] SourceClass ClassOfAddress(std::string_view url);

// A slug out of a title or, failing that, a host; differs from all of `taken`.
[[nodiscard]] std::string SourceId(std::string_view title, std::string_view url, const std::set<std::string>& taken);

}  // namespace dateline::ingest
