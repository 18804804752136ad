// The XML formats of feed.h. Internal to the folder.
#pragma once

#include <string>
#include <string_view>

#include "ingest/feed.h"

namespace dateline::ingest {

// What holds outside the body.
struct FeedSetting {
  std::string base;      // where relative links hang: the feed's URL with Content-Location
  std::string language;  // Content-Language, "" when none
};

// Reads `xml` (UTF-8) into `result`. Notes bozo and problems there.
void ReadXmlFeed(std::string xml, const FeedSetting& setting, FeedResult& result);

// JSON Feed 1.0 and 1.1, the same way.
void ReadJsonFeed(std::string_view json, const FeedSetting& setting, FeedResult& result);

}  // namespace dateline::ingest
