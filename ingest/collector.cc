#include "ingest/collector.h"

#include <algorithm>
#include <array>

namespace dateline::ingest {
namespace {

constexpr std::array kCollectors{
    Collector{"federal-register", "documents of the US Federal Register's API, complete over a date range",
              &StartFederalRegister},
    Collector{"feed", "RSS, Atom and JSON feeds", &StartFeed},
    Collector{"file", "JSONL, HTML and text files on this machine", &StartFiles},
};
static_assert(std::ranges::is_sorted(kCollectors, {}, &Collector::id));

}  // namespace

std::span<const Collector> Collectors() {
  return kCollectors;
}

const Collector* FindCollector(std::string_view id) {
  const auto* found = std::ranges::lower_bound(kCollectors, id, {}, &Collector::id);
  return found != kCollectors.end() && found->id == id ? found : nullptr;
}

}  // namespace dateline::ingest
