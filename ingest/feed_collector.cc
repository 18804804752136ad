// Collects a feed: one request, one body, its entries as documents.
#include <fmt/format.h>

#include <utility>

#include "ingest/classify.h"
#include "ingest/collector.h"
#include "ingest/feed.h"
#include "ingest/feed_documents.h"
#include "model/id.h"

namespace dateline::ingest {
namespace {

// Part of every remembered hash: raise it when reading changes, so that feeds that did not change are read again.
constexpr std::string_view kReaderVersion = "feed-1:";

class FeedRound final : public Round {
 public:
  FeedRound(config::SourceRecord source, SourceState state) : source_(std::move(source)), state_(std::move(state)) {}

  Collected Begin(Instant) override {
    Collected collected;
    collected.state = state_;
    Ask ask;
    ask.request.url = source_.url;
    ask.request.etag = state_.etag;
    ask.request.last_modified = state_.last_modified;
    ask.request.headers.push_back({"Accept",
                                   "application/atom+xml, application/rss+xml, application/feed+json, "
                                   "application/xml;q=0.9, application/json;q=0.8, */*;q=0.5"});
    collected.follow_ups.push_back(std::move(ask));
    return collected;
  }

  Collected Take(const Ask&, const net::Response& response, Instant now) override {
    Collected collected;
    const Verdict verdict = Classify(response, Expect::kFeed);
    collected.fetch_class = verdict.fetch_class;
    collected.message = verdict.message;
    collected.hints = ReadHints(response, now);
    if (verdict.fetch_class == FetchClass::kNotModified) TakeValidators(response, false);
    if (verdict.fetch_class == FetchClass::kOk) Read(response, collected);
    collected.state = state_;
    return collected;
  }

 private:
  // A 304 without headers keeps what we have; a new body without validators leaves us with none.
  void TakeValidators(const net::Response& response, bool new_body) {
    const auto etag = response.HeaderValue("etag");
    const auto modified = response.HeaderValue("last-modified");
    if (new_body || !etag.empty()) state_.etag = etag;
    if (new_body || !modified.empty()) state_.last_modified = modified;
  }

  void Read(const net::Response& response, Collected& collected) {
    const std::string hash = std::string(kReaderVersion) + Sha256Hex(response.body);
    if (hash == state_.content_hash) {
      // Nothing to read, but a new validator is still the one to send next time.
      TakeValidators(response, true);
      return;
    }
    FeedContext context;
    context.url = response.url;
    context.content_type = response.HeaderValue("content-type");
    for (const net::Header& header : response.headers) context.headers.emplace_back(header.name, header.value);
    const FeedResult feed = ParseFeed(response.body, context);
    for (const std::string& problem : feed.problems) collected.problems.push_back({{source_.url, 0, 0}, problem, ""});
    if (feed.version.empty() && feed.entries.empty()) {
      collected.fetch_class = FetchClass::kShapeChanged;
      collected.message = "something came that is not a feed";
      return;
    }
    if (feed.feed.ttl_minutes) {
      const std::chrono::seconds ttl = std::chrono::minutes(*feed.feed.ttl_minutes);
      collected.hints.fresh_for = std::max(collected.hints.fresh_for.value_or(std::chrono::seconds(0)), ttl);
    }
    if (feed.entries.empty() && state_.last_new) {
      collected.fetch_class = FetchClass::kEmpty;
      collected.message = "a feed that had entries before has none";
      return;
    }
    collected.documents = FeedDocuments(feed, source_);
    TakeValidators(response, true);
    state_.content_hash = hash;
  }

  config::SourceRecord source_;
  SourceState state_;
};

}  // namespace

std::unique_ptr<Round> StartFeed(const config::SourceRecord& source, const SourceState& state) {
  return std::make_unique<FeedRound>(source, state);
}

}  // namespace dateline::ingest
