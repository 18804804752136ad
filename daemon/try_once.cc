#include "daemon/try_once.h"

#include <chrono>
#include <iterator>
#include <utility>

#include "ingest/fetch_loop.h"
#include "net/http.h"

namespace dateline::daemon {
namespace {

constexpr std::chrono::milliseconds kStep{50};

ingest::Fetcher::Options FetcherOptions(const TryOptions& options) {
  config::Settings settings = options.settings;
  settings.record.clear();
  ingest::Fetcher::Options out = ingest::FetcherOptions(settings, options.data);
  out.asks_max = options.asks_max;
  return out;
}

void RunToEnd(ingest::Fetcher& fetcher, const TryOptions& options) {
  while (!fetcher.idle() && !(options.stop && options.stop())) fetcher.Step(options.clock(), kStep);
}

}  // namespace

Tried TryOnce(const config::SourceRecord& source, const SourceState& state, const TryOptions& options) {
  Tried tried;
  net::HttpClient client({options.settings.user_agent, {}, 2});
  ingest::Fetcher fetcher(client, FetcherOptions(options), [&](ingest::Outcome outcome) {
    std::ranges::move(outcome.collected.documents, std::back_inserter(tried.documents));
    std::ranges::move(outcome.collected.problems, std::back_inserter(tried.problems));
    tried.state = std::move(outcome.state);
    tried.finished = outcome.finished;
  });
  fetcher.Start(source, state, options.clock());
  RunToEnd(fetcher, options);
  return tried;
}

ingest::FeedSearch FindFeeds(std::string_view url, const TryOptions& options) {
  ingest::FeedSearch found;
  net::HttpClient client({options.settings.user_agent, {}, 2});
  ingest::Fetcher fetcher(client, FetcherOptions(options), [&](const ingest::Outcome& outcome) {
    // Refused before anything was asked: the round itself never heard of it.
    const bool refused = outcome.finished && outcome.collected.fetch_class == FetchClass::kRefused;
    if (refused && found.message.empty()) {
      found.fetch_class = outcome.collected.fetch_class;
      found.message = outcome.collected.message;
    }
  });
  const config::SourceRecord source = ingest::SourceOfUrl(url);
  fetcher.StartRound(source, ingest::SearchFeeds(url, found), options.clock());
  RunToEnd(fetcher, options);
  return found;
}

}  // namespace dateline::daemon
