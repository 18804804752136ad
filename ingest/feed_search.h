// Looks for the feeds behind an address that a person has: the address itself, feeds that its page names, places where
// feeds usually lie. A round for Fetcher, which keeps our manners; it brings no documents.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/collector.h"
#include "ingest/discover.h"
#include "model/source.h"

namespace dateline::ingest {

struct FoundFeed {
  std::string url;    // to be asked from now on: where permanent redirects lead
  std::string title;  // the feed's own, else the page's word for it
  FeedPreview preview;
};

struct FeedSearch {
  // Good as long as the address itself answered; otherwise why it did not.
  FetchClass fetch_class = FetchClass::kOk;
  std::string message;
  std::string page_url;  // of the page that came instead of a feed, after redirects; "" when it was a feed
  std::string page_title;
  std::vector<FoundFeed> feeds;    // the most promising first, each address once
  std::vector<std::string> notes;  // what a page named and was no feed
};

// At most so many feeds that a page names are looked at.
inline constexpr std::size_t kFeedsTriedMax = 8;

// Writes what it finds into `found`, which is borrowed until the round is gone. An address that may be private
// (SourceOfUrl) is trusted with its own server only: feeds elsewhere that its page names are left out.
[[nodiscard]] std::unique_ptr<Round> SearchFeeds(std::string_view url, FeedSearch& found);

}  // namespace dateline::ingest
