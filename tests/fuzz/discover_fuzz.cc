// Pages that may name feeds, and bodies that may be one: any bytes. What comes out can be asked and written down.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/discover.h"
#include "model/check.h"
#include "net/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Instant now = *ParseInstant("2025-07-18T10:00:00Z");
  for (const auto& candidate : ingest::FindFeedLinks(bytes, "https://example.org/a/b.html")) {
    DATELINE_CHECK(net::ParseUrl(candidate.url).has_value());
  }
  if (const auto preview = ingest::PreviewFeed(bytes, {}, now)) {
    DATELINE_CHECK(preview->every >= std::chrono::minutes(15) && preview->every <= std::chrono::days(1));
    DATELINE_CHECK(!preview->newest || *preview->oldest <= *preview->newest);
  }
  const std::string id = ingest::SourceId(bytes.substr(0, 500), bytes.substr(0, 500), {"source"});
  DATELINE_CHECK(!id.empty() && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
  (void)ingest::RecogniseSite(bytes.substr(0, 2'000));
  (void)ingest::OwnerOfAddress(bytes.substr(0, 500));
  (void)ingest::UsualFeedPlaces(bytes.substr(0, 500));
  return 0;
}
