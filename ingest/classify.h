// What an HTTP answer means for its source: read from status, headers and the marks of well-known error pages.
//
// A status of 200 is not success: blocks, maintenance pages and redesigned sites come with it too.
#pragma once

#include <string>
#include <string_view>

#include "ingest/collector.h"
#include "model/source.h"
#include "net/http.h"

namespace dateline::ingest {

enum class Expect {
  kFeed,  // XML or JSON
  kJson,
  kText,  // anything with words in it, HTML included
};

struct Verdict {
  FetchClass fetch_class = FetchClass::kOk;
  std::string message;  // "HTTP 403: the server refuses automated readers"; "" for kOk and kNotModified
};

[[nodiscard]] Verdict Classify(const net::Response& response, Expect expect);

// Retry-After, Cache-Control and permanent redirects. Anything else stays for the collector.
[[nodiscard]] Hints ReadHints(const net::Response& response, Instant now);

// True for the first bytes of an HTML page.
[[nodiscard]] bool LooksLikeHtml(std::string_view body);

}  // namespace dateline::ingest
