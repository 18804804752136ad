// Feeds: any bytes, any label. The first byte picks what the server said.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::ingest;
  static constexpr std::array<const char*, 6> kTypes{"",
                                                     "text/xml",
                                                     "application/rss+xml; charset=gb2312",
                                                     "text/html",
                                                     "application/xml; charset=utf-16",
                                                     "application/feed+json"};
  if (size == 0) return 0;
  FeedContext context;
  context.url = "https://example.org/feed";
  context.content_type = kTypes[data[0] % kTypes.size()];
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  (void)LooksLikeFeed(body);
  (void)FeedToContractJson(ParseFeed(body, context), context);
  return 0;
}
