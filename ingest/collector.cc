#include "ingest/collector.h"

#include <algorithm>
#include <array>

#include "net/address.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

constexpr std::array kCollectors{
    Collector{"edgar", "filings at the SEC: of companies, complete over a date range, or all as they come in",
              &StartEdgar},
    Collector{"federal-register", "documents of the US Federal Register's API, complete over a date range",
              &StartFederalRegister},
    Collector{"feed", "RSS, Atom and JSON feeds", &StartFeed},
    Collector{"file", "JSONL, HTML, mail and text files on this machine", &StartFiles, true},
    Collector{"imap", "newsletters in a mailbox on a mail server; nothing in it changes", &StartImap},
    Collector{"mbox", "newsletters in mailboxes on this machine: mbox files and Maildir folders", &StartMbox, true},
    Collector{"page", "a page that changes, or the pages that a list links to", &StartPage},
    Collector{"public-inspection", "documents that the US Federal Register shows before their publication",
              &StartPublicInspection},
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

bool IsLocal(const config::SourceRecord& source) {
  const Collector* collector = FindCollector(source.collector);
  return collector != nullptr && collector->local;
}

config::SourceRecord SourceOfUrl(std::string_view url) {
  config::SourceRecord source;
  source.id = url;
  source.name = url;
  source.owner = url;
  source.collector = "feed";
  source.url = url;
  source.every = std::chrono::seconds(0);
  if (const auto parsed = net::ParseUrl(url)) {
    std::string_view host = parsed->host;
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const bool numeric = host.find_first_not_of("0123456789.") == std::string_view::npos || host.contains(':');
    source.allow_private = host == "localhost" || (numeric && !net::IsPublicAddress(host));
  }
  return source;
}

}  // namespace dateline::ingest
