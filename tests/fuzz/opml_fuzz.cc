// Lists of feeds: any bytes. What was read can be written, and is read back as the same addresses.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/opml.h"
#include "model/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)ingest::LooksLikeOpml(bytes);
  const ingest::Opml opml = ingest::ReadOpml(bytes);
  DATELINE_CHECK(opml.feeds.size() <= ingest::Opml::kFeedsMax);
  std::vector<config::SourceRecord> sources;
  for (const ingest::OpmlFeed& feed : opml.feeds) {
    config::SourceRecord& source = sources.emplace_back();
    source.collector = "feed";
    source.name = feed.title;
    source.url = feed.url;
  }
  const ingest::Opml again = ingest::ReadOpml(ingest::WriteOpml(sources, opml.title));
  DATELINE_CHECK(again.recognised);
  DATELINE_CHECK(again.feeds.size() == opml.feeds.size());
  for (std::size_t i = 0; i < again.feeds.size(); ++i) DATELINE_CHECK(again.feeds[i].url == opml.feeds[i].url);
  return 0;
}
