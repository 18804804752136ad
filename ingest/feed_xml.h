// The XML formats of feed.h. Internal to the folder.
#pragma once

#include <string>
#include <string_view>

#include "ingest/feed.h"

namespace dateline::ingest {

// Reads `xml` (UTF-8) into `result`; `base` is where relative links hang. Notes bozo and problems there.
void ReadXmlFeed(std::string xml, const std::string& base, FeedResult& result);

// JSON Feed 1.0 and 1.1, the same way.
void ReadJsonFeed(std::string_view json, const std::string& base, FeedResult& result);

}  // namespace dateline::ingest
