#include "ingest/feed_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "ingest/charset.h"
#include "ingest/classify.h"
#include "ingest/html_text.h"
#include "ingest/round_tally.h"
#include "model/document.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

constexpr std::string_view kPage = "page";
constexpr std::string_view kNamed = "named";
constexpr std::string_view kGuess = "guess";

class FeedSearchRound final : public Round {
 public:
  FeedSearchRound(std::string_view url, FeedSearch& found)
      : url_(url), own_server_only_(SourceOfUrl(url).allow_private), found_(found) {}

  Collected Begin(Instant) override {
    Collected collected;
    collected.follow_ups.push_back(AskFor(url_, kPage, 0));
    return collected;
  }

  Collected Take(const Ask& ask, const net::Response& response, Instant now) override {
    Collected collected;
    const bool page = ask.tag.starts_with(kPage);
    const Verdict verdict = Classify(response, page ? Expect::kText : Expect::kFeed);
    const bool good = verdict.fetch_class == FetchClass::kOk;
    const auto preview = good ? PreviewFeed(response.body, ContextOf(response), now) : std::nullopt;
    if (preview) Keep(ask, response, *preview, now);
    if (page) {
      TakePage(response, verdict, preview.has_value(), collected);
    } else if (ask.tag.starts_with(kNamed)) {
      --named_outstanding_;
      if (!preview) found_.notes.push_back(fmt::format("{}: {}", ask.request.url, good ? "no feed" : verdict.message));
      if (named_outstanding_ == 0) Conclude(collected);
    } else if (!preview) {
      AskGuess(collected);
    }
    // A guess that missed says nothing against the server; one that sends us away ends the search.
    if (!good && (page || SentAway(verdict.fetch_class))) {
      collected.fetch_class = verdict.fetch_class;
      collected.message = verdict.message;
      collected.follow_ups.clear();
    }
    return collected;
  }

 private:
  static FeedContext ContextOf(const net::Response& response) {
    FeedContext context;
    context.url = response.url;
    context.content_type = response.HeaderValue("content-type");
    for (const net::Header& header : response.headers) context.headers.emplace_back(header.name, header.value);
    return context;
  }

  static Ask AskFor(std::string url, std::string_view kind, std::size_t place) {
    Ask ask;
    ask.request.url = std::move(url);
    ask.request.headers.push_back({"Accept",
                                   "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, "
                                   "application/xml;q=0.8, */*;q=0.5"});
    ask.tag = fmt::format("{} {}", kind, place);
    return ask;
  }

  void TakePage(const net::Response& response, const Verdict& verdict, bool is_feed, Collected& collected) {
    found_.fetch_class = verdict.fetch_class;
    found_.message = verdict.message;
    if (verdict.fetch_class != FetchClass::kOk || is_feed) return;
    found_.page_url = response.url;
    const std::string html = DecodeBody(response.body, response.HeaderValue("content-type"), CharsetRules::kHtml).text;
    found_.page_title = ReadHtmlMeta(html).title;
    named_ = FindFeedLinks(html, response.url);
    std::erase_if(named_, [&](const FeedCandidate& candidate) { return !MayAsk(candidate.url); });
    if (named_.size() > kFeedsTriedMax) {
      found_.notes.push_back(fmt::format("the page names {} feeds; {} were looked at", named_.size(), kFeedsTriedMax));
      named_.resize(kFeedsTriedMax);
    }
    // Sites keep their feeds where the page was found or, when it redirected, where it led.
    for (FeedCandidate& guess : UsualFeedPlaces(response.url)) {
      if (MayAsk(guess.url)) guesses_.push_back(std::move(guess.url));
    }
    named_outstanding_ = named_.size();
    for (std::size_t i = 0; i < named_.size(); ++i) collected.follow_ups.push_back(AskFor(named_[i].url, kNamed, i));
    if (named_.empty()) AskGuess(collected);
  }

  [[nodiscard]] bool MayAsk(const std::string& url) const { return !own_server_only_ || net::SameOrigin(url, url_); }

  void Keep(const Ask& ask, const net::Response& response, const FeedPreview& preview, Instant now) {
    FoundFeed feed;
    const std::string moved = ReadHints(response, now).moved_to;
    feed.url = moved.empty() ? ask.request.url : moved;
    feed.preview = preview;
    feed.title = preview.title;
    if (feed.title.empty() && ask.tag.starts_with(kNamed)) feed.title = named_[PlaceOf(ask)].title;
    const std::size_t place = PlaceOf(ask);
    if (!seen_.insert(CanonicalUrl(feed.url)).second) return;
    // Answers come in any order; the page's own order holds, feeds without entries last.
    const auto rank = std::pair(preview.entries == 0, place);
    const auto at = std::ranges::upper_bound(ranks_, rank) - ranks_.begin();
    ranks_.insert(ranks_.begin() + at, rank);
    found_.feeds.insert(found_.feeds.begin() + at, std::move(feed));
  }

  static std::size_t PlaceOf(const Ask& ask) {
    const auto space = ask.tag.find(' ');
    return space == std::string::npos ? 0 : static_cast<std::size_t>(std::stoul(ask.tag.substr(space + 1)));
  }

  // Feeds that the page names decide; only when none of them is one, we guess.
  void Conclude(Collected& collected) {
    if (found_.feeds.empty()) AskGuess(collected);
  }

  // One after the other, until one is a feed.
  void AskGuess(Collected& collected) {
    while (!guesses_.empty()) {
      std::string url = std::move(guesses_.front());
      guesses_.pop_front();
      if (std::ranges::find(named_, url, &FeedCandidate::url) != named_.end()) continue;
      collected.follow_ups.push_back(AskFor(std::move(url), kGuess, 0));
      return;
    }
  }

  std::string url_;
  bool own_server_only_;
  FeedSearch& found_;
  std::vector<FeedCandidate> named_;
  std::size_t named_outstanding_ = 0;
  std::deque<std::string> guesses_;
  std::vector<std::pair<bool, std::size_t>> ranks_;  // of found_.feeds
  std::set<std::string> seen_;
};

}  // namespace

std::unique_ptr<Round> SearchFeeds(std::string_view url, FeedSearch& found) {
  return std::make_unique<FeedSearchRound>(url, found);
}

}  // namespace dateline::ingest
