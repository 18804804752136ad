// Other people's feeds, where they are at hand: none may crash the reader, nearly all must give entries.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "ingest/feed.h"
#include "ingest/html_text.h"

namespace dateline::ingest {
namespace {

std::filesystem::path SharedFolder() {
  const char* named = std::getenv("DATELINE_SHARED");
  return named != nullptr ? std::filesystem::path(named) : std::filesystem::path(DATELINE_SOURCE_DIR) / ".." / "shared";
}

}  // namespace

TEST_CASE("Feeds from the wild are read without a crash and give entries") {
  const auto folder = SharedFolder() / "suites" / "feeds";
  if (!std::filesystem::exists(folder)) {
    WARN("SKIPPED: no feeds at " << folder << "; set DATELINE_SHARED");
    return;
  }
  int feeds = 0;
  int with_entries = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string body{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!LooksLikeFeed(body)) continue;
    ++feeds;
    INFO(file.path());
    const FeedResult result = ParseFeed(body, {});
    with_entries += result.entries.empty() ? 0 : 1;
    CHECK_FALSE(FeedToContractJson(result).empty());
    for (const auto& entry : result.entries) {
      if (const auto* text = entry.Body()) CHECK(HtmlToText(text->value).size() <= text->value.size() * 2 + 16);
    }
  }
  CHECK(feeds >= 165);
  CHECK(with_entries * 100 >= feeds * 98);
}

}  // namespace dateline::ingest
