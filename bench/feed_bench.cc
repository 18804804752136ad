// How fast feeds and their markup are read: feed_bench FOLDER-OF-FEEDS [ROUNDS]
//
// Prints megabytes a second on one core for reading, for the contract's JSON and for entry markup to text, and how many
// feeds gave entries.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ingest/feed.h"
#include "ingest/html_text.h"

namespace {

std::vector<std::string> ReadFolder(const char* folder) {
  std::vector<std::string> bodies;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path(), std::ios::binary);
    bodies.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return bodies;
}

template <typename Work>
void Report(const char* what, std::size_t bytes, int rounds, Work work) {
  const std::clock_t begin = std::clock();  // processor time: neighbours on the machine do not count
  for (int round = 0; round < rounds; ++round) work();
  const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("%-22s %8.1f MB/s\n", what, static_cast<double>(bytes) * rounds / 1e6 / took);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace dateline::ingest;
  if (argc < 2) return 2;
  const auto bodies = ReadFolder(argv[1]);
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
  std::size_t bytes = 0;
  std::size_t with_entries = 0;
  std::size_t entries = 0;
  std::size_t broken = 0;
  std::size_t markup_bytes = 0;
  std::size_t dated = 0;
  std::vector<FeedResult> results;
  for (const auto& body : bodies) {
    bytes += body.size();
    results.push_back(ParseFeed(body, {}));
    const FeedResult& result = results.back();
    with_entries += result.entries.empty() ? 0 : 1;
    entries += result.entries.size();
    broken += result.bozo ? 1 : 0;
    for (const auto& entry : result.entries) {
      if (const auto* text = entry.Body()) markup_bytes += text->value.size();
      dated += entry.published.span.known() || entry.updated.span.known() ? 1 : 0;
    }
  }
  std::printf("%zu feeds, %.1f MB, %zu with entries, %zu entries, %zu dated, %zu not well-formed\n", bodies.size(),
              static_cast<double>(bytes) / 1e6, with_entries, entries, dated, broken);
  std::size_t sink = 0;
  Report("ParseFeed", bytes, rounds, [&] {
    for (const auto& body : bodies) sink += ParseFeed(body, {}).entries.size();
  });
  Report("FeedToContractJson", bytes, rounds, [&] {
    for (const auto& result : results) sink += FeedToContractJson(result).size();
  });
  Report("HtmlToText", markup_bytes, rounds, [&] {
    for (const auto& result : results) {
      for (const auto& entry : result.entries) {
        if (const auto* text = entry.Body()) sink += HtmlToText(text->value).size();
      }
    }
  });
  return sink == 0 ? 1 : 0;
}
