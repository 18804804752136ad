// Lists of feeds as other readers export and import them (OPML 1.0 and 2.0). Pure functions; any input is read, none
// fails, nesting is not recursed into.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"

namespace dateline::ingest {

struct OpmlFeed {
  std::string url;
  std::string title;
  std::string site;    // htmlUrl, "" when absent
  std::string folder;  // names of the outlines around it: "News / Asia"
};

struct Opml {
  static constexpr std::size_t kFeedsMax = 10'000;
  static constexpr std::size_t kDepthMax = 32;  // deeper outlines count as of this depth

  std::string title;
  std::vector<OpmlFeed> feeds;        // in order, each address once
  std::size_t duplicates = 0;         // addresses that came again
  std::vector<std::string> problems;  // what was passed over
  bool recognised = false;            // there was an <opml> element
};

[[nodiscard]] Opml ReadOpml(std::string_view bytes);

// True when <opml> is the first element. Cheap; reads no further than 4 KiB.
[[nodiscard]] bool LooksLikeOpml(std::string_view bytes);

// All of them that are feeds; sources of other kinds have no address that other readers understand and are left out.
[[nodiscard]] std::string WriteOpml(std::span<const config::SourceRecord> sources, std::string_view title);

}  // namespace dateline::ingest
