// A read feed's entries as documents of their source.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "ingest/feed.h"
#include "model/document.h"

namespace dateline::ingest {

// In the feed's order. Entries that share a guid are told apart by their link, else by their text; exact repeats
// and entries without any words are left out.
[[nodiscard]] std::vector<Document> FeedDocuments(const FeedResult& feed, const config::SourceRecord& source);

// Official numbers that stand in an address or guid: "FR:2025-00636", "SEC:0001045810-25-000116".
[[nodiscard]] std::vector<std::string> OfficialKeys(std::string_view link_or_guid);

// "EN-us" → "en"; "" for what is not a language tag.
[[nodiscard]] std::string PrimaryLanguage(std::string_view tag);

}  // namespace dateline::ingest
