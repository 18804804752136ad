// The Federal Register's API v1 as plain data: what to ask, what a page of answers says, and a row as a document.
// (federalregister.gov/developers/documentation/api/v1)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "model/date.h"
#include "model/document.h"
#include "model/json.h"
#include "model/result.h"

namespace dateline::ingest {

// Publication days, both inclusive; open at the end when `to` is absent.
struct FederalRegisterWindow {
  Day from;
  std::optional<Day> to;
};

// Search address for one window: the source's agencies and types, oldest first, 100 a page. Everything is
// percent-encoded once: a second time would make the server drop all conditions without a word.
[[nodiscard]] std::string FederalRegisterQuery(const config::SourceRecord& source, const FederalRegisterWindow& window);

struct FederalRegisterRow {
  Document document;         // text is abstract, action and dates
  std::string number;        // "2025-00636"
  std::string raw_text_url;  // "" when there is none
  std::vector<std::string> agency_slugs;
  Day published{};
  std::string fingerprint;  // of everything the row states that this program reads
};

struct FederalRegisterPage {
  std::int64_t count = 0;     // the server's own total for the query
  std::string next_page_url;  // "" on the last page
  std::vector<FederalRegisterRow> rows;
  std::vector<std::string> problems;  // rows that could not be read
};

// Fails when the answer does not have the API's shape. A count of 0 without results is a page.
[[nodiscard]] Result<FederalRegisterPage> ReadFederalRegisterPage(std::string_view json, std::string_view source);

// The words of a raw text page: markers of printed pages removed, wrapped lines joined.
[[nodiscard]] std::string FederalRegisterText(std::string_view html);

// "2012–7333" and the like with plain hyphens and five digits: "2012-07333".
[[nodiscard]] std::string NormalNumber(std::string_view number);

}  // namespace dateline::ingest
