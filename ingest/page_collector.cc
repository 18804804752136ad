// Collects a page: its main text as one document that gets a revision when its words change. With `links`, the page is
// a list: what it links to on its own host is collected, each page once.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <deque>
#include <set>
#include <utility>

#include "ingest/classify.h"
#include "ingest/collector.h"
#include "ingest/feed_dates.h"
#include "ingest/feed_documents.h"
#include "ingest/html_text.h"
#include "ingest/html_tokens.h"
#include "ingest/main_text.h"
#include "model/id.h"
#include "model/text.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

// Part of every remembered hash: raise it when reading changes, so that pages that did not change are read again.
constexpr std::string_view kReaderVersion = "page-1:";
constexpr std::size_t kFollowedMax = 50;      // links of one round
constexpr std::size_t kLinksMax = 5000;       // of one list that are looked at
constexpr std::size_t kRememberedMax = 2000;  // links that were read
constexpr std::size_t kLinkHashSize = 12;
constexpr std::string_view kListTag = "list";

// Words of pages that stand in for the page, looked for in titles and in texts too short to be about them.
constexpr std::array<std::string_view, 16> kBlockWords{
    "access denied",
    "access to this page has been denied",
    "are you a robot",
    "attention required! | cloudflare",
    "checking your browser",
    "enable javascript and cookies to continue",
    "incapsula incident id",
    "just a moment...",
    "pardon our interruption",
    "please verify you are a human",
    "request unsuccessful",
    "security check to access",
    "sorry, you have been blocked",
    "verify that you are not a robot",
    "verify you are human",
    "you don't have permission to access",
};

bool IsBlockPage(const MainText& page, std::string_view shown) {
  constexpr std::size_t kShortBytes = 1500;
  const std::string title = FoldCase(page.title);
  const std::string text = shown.size() < kShortBytes ? FoldCase(shown) : std::string();
  return std::ranges::any_of(kBlockWords, [&](std::string_view words) {
    return title.starts_with(words) || text.find(words) != std::string::npos;
  });
}

// Lines that change by themselves: counters, times since, today's date. Only whole short lines of nothing else.
bool IsVolatile(std::string_view line) {
  constexpr std::size_t kVolatileBytesMax = 100;
  static const RE2 words(
      "(?i)\\W*(\\d[\\d.,]*\\s*[km]?\\s*(views?|reads?|shares?|comments?|likes?|visits?|visitors?|hits?|downloads?|"
      "followers?|people reading|次(浏览|阅读|点击)?|阅读|浏览)|(views?|hits?|visits?|visitors?|page views?|read|"
      "浏览(次数|量)?|阅读(次数|量)?|点击(数|量|次数)?)\\s*[:：]\\s*\\d[\\d.,]*\\s*次?|"
      "((updated|published|posted|as of)\\s*:?\\s*)?\\d+\\s*(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?) ago|"
      "(today is|now:|current time:?|今天是)\\b?.*|©.*\\d{4}.*|copyright\\b.*\\d{4}.*)\\W*");
  return line.size() <= kVolatileBytesMax && RE2::FullMatch(line, words);
}

// What must differ for the page to count as changed.
std::string StableHash(const std::string& title, std::string_view text) {
  std::string stable = title;
  while (!text.empty()) {
    const auto newline = text.find('\n');
    const std::string line = CollapseSpace(text.substr(0, newline));
    if (!line.empty() && !IsVolatile(line)) stable.append("\n").append(line);
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
  return std::string(kReaderVersion) + Sha256Hex(stable);
}

std::string PathOf(std::string_view url) {
  const auto host = url.find("://");
  const auto path = host == std::string_view::npos ? host : url.find('/', host + 3);
  return path == std::string_view::npos ? "/" : std::string(url.substr(path));
}

bool SameHost(std::string_view a, std::string_view b) {
  const auto first = net::ParseUrl(a);
  const auto second = net::ParseUrl(b);
  return first && second && first->host == second->host && first->port == second->port;
}

// The page's own address, believed when it stays on the host and does not make a page of the front page.
std::string AddressOf(std::string_view url, const std::string& declared) {
  if (!declared.empty()) {
    const auto resolved = net::ResolveUrl(url, declared);
    if (resolved && SameHost(url, *resolved) && (PathOf(*resolved) != "/" || PathOf(url) == "/")) {
      return CanonicalUrl(*resolved);
    }
  }
  return CanonicalUrl(url);
}

// Why a page could not be read, kOk when it could.
struct PageReading {
  FetchClass fetch_class = FetchClass::kOk;
  std::string message;
  Document document;
};

PageReading ReadPage(const net::Response& response, const config::SourceRecord& source) {
  PageReading reading;
  const std::string_view type = response.HeaderValue("content-type");
  const std::string html = DecodePage(response.body, type);
  if (!LooksLikeHtml(response.body) && html.find('<') == std::string::npos && !type.starts_with("text/")) {
    return {FetchClass::kShapeChanged, fmt::format("HTTP {}: something came that is not a page", response.status), {}};
  }
  MainText page = ReadMainText(html);
  const HtmlMeta meta = ReadHtmlMeta(html);
  if (IsBlockPage(page, page.text)) {
    return {
        FetchClass::kBlocked, fmt::format("HTTP {}: a challenge page stands before the source", response.status), {}};
  }
  if (page.text.empty()) {
    return {FetchClass::kEmpty, fmt::format("HTTP {}: a page without words", response.status), {}};
  }
  Document& document = reading.document;
  document.source = source.id;
  document.url = AddressOf(response.url, meta.canonical_url);
  document.keys = OfficialKeys(document.url);
  document.title = std::move(page.title);
  document.text = std::move(page.text);
  document.language = PrimaryLanguage(page.language.empty() ? meta.language : page.language);
  if (document.language.empty()) document.language = PrimaryLanguage(source.language);
  document.kind = "page";
  const std::string& published = page.published.empty() ? meta.published : page.published;
  if (!published.empty()) document.published = ParseFeedDate(published);
  if (!page.byline.empty()) document.fields.push_back({"author", page.byline});
  return reading;
}

class PageRound final : public Round {
 public:
  PageRound(config::SourceRecord source, SourceState state)
      : source_(std::move(source)), state_(std::move(state)), links_(source_.links, Quiet()) {
    for (std::string_view rest = state_.cursor; rest.size() >= kLinkHashSize;) {
      const std::string_view one = rest.substr(0, kLinkHashSize);
      if (known_.insert(std::string(one)).second) read_.emplace_back(one);
      rest.remove_prefix(std::min(rest.size(), kLinkHashSize + 1));
    }
  }

  Collected Begin(Instant) override {
    Collected collected;
    collected.state = state_;
    if (!links_.ok()) {
      collected.fetch_class = FetchClass::kRefused;
      collected.message = fmt::format("'links' is no regular expression: {}", links_.error());
      return collected;
    }
    Ask ask = AskFor(source_.url);
    ask.request.etag = state_.etag;
    ask.request.last_modified = state_.last_modified;
    if (IsList()) ask.tag = kListTag;
    collected.follow_ups.push_back(std::move(ask));
    return collected;
  }

  Collected Take(const Ask& ask, const net::Response& response, Instant now) override {
    Collected collected;
    const bool followed = IsList() && ask.tag != kListTag;
    const Verdict verdict = Classify(response, Expect::kText);
    collected.fetch_class = verdict.fetch_class;
    collected.message = verdict.message;
    collected.hints = ReadHints(response, now);
    if (followed) {
      collected.hints.fresh_for.reset();
      collected.hints.moved_to.clear();
      TakeFollowed(ask, response, collected);
    } else if (verdict.fetch_class == FetchClass::kNotModified) {
      TakeValidators(response, false);
    } else if (verdict.fetch_class == FetchClass::kOk) {
      if (IsList())
        TakeList(response, collected);
      else
        TakePage(response, collected);
    }
    collected.state = state_;
    return collected;
  }

 private:
  static RE2::Options Quiet() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    return options;
  }

  [[nodiscard]] bool IsList() const { return !source_.links.empty(); }

  static Ask AskFor(std::string url) {
    Ask ask;
    ask.request.url = std::move(url);
    ask.request.headers.push_back({"Accept", "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.8, */*;q=0.5"});
    return ask;
  }

  // A 304 without headers keeps what we have; a new body without validators leaves us with none.
  void TakeValidators(const net::Response& response, bool new_body) {
    const auto etag = response.HeaderValue("etag");
    const auto modified = response.HeaderValue("last-modified");
    if (new_body || !etag.empty()) state_.etag = etag;
    if (new_body || !modified.empty()) state_.last_modified = modified;
  }

  static bool Refuse(const PageReading& reading, Collected& collected) {
    if (reading.fetch_class == FetchClass::kOk) return false;
    collected.fetch_class = reading.fetch_class;
    collected.message = reading.message;
    return true;
  }

  void TakePage(const net::Response& response, Collected& collected) {
    PageReading reading = ReadPage(response, source_);
    if (Refuse(reading, collected)) return;
    TakeValidators(response, true);
    std::string hash = StableHash(reading.document.title, reading.document.text);
    if (hash == state_.content_hash) return;
    state_.content_hash = std::move(hash);
    collected.documents.push_back(std::move(reading.document));
  }

  static std::string HashOf(std::string_view url) { return Sha256Hex(url).substr(0, kLinkHashSize); }

  void TakeList(const net::Response& response, Collected& collected) {
    const std::vector<std::string> matching = MatchingLinks(response);
    if (matching.empty()) {
      collected.fetch_class = FetchClass::kEmpty;
      collected.message = fmt::format("HTTP {}: no link of the list matches", response.status);
      const MainText page = ReadMainText(DecodePage(response.body, response.HeaderValue("content-type")));
      if (IsBlockPage(page, page.text)) {
        collected.fetch_class = FetchClass::kBlocked;
        collected.message = fmt::format("HTTP {}: a challenge page stands before the source", response.status);
      }
      return;
    }
    bool all = true;
    for (const std::string& url : matching) {
      if (known_.contains(HashOf(url))) continue;
      if (collected.follow_ups.size() >= kFollowedMax) {
        all = false;
        collected.problems.push_back(
            {{source_.url, 0, 0},
             fmt::format("more than {} new links; the rest waits for the next round", kFollowedMax),
             ""});
        break;
      }
      collected.follow_ups.push_back(AskFor(url));
      collected.follow_ups.back().tag = url;
    }
    outstanding_ = collected.follow_ups.size();
    validators_.reset();
    if (all)
      validators_ = {std::string(response.HeaderValue("etag")), std::string(response.HeaderValue("last-modified"))};
    Conclude();
  }

  // In the order of the page, each once, on the host of the list.
  [[nodiscard]] std::vector<std::string> MatchingLinks(const net::Response& response) const {
    const std::string html = DecodePage(response.body, response.HeaderValue("content-type"));
    const std::string own = CanonicalUrl(response.url);
    std::vector<std::string> found;
    std::set<std::string> seen;
    HtmlTokens tokens(html);
    HtmlToken token;
    std::string base = response.url;
    std::size_t looked_at = 0;
    while (tokens.Next(token) && looked_at < kLinksMax) {
      if (token.kind != HtmlToken::Kind::kStartTag || (token.name != "a" && token.name != "base")) continue;
      const std::string href = CollapseSpace(AttributeOf(token, "href"));
      if (href.empty()) continue;
      const auto resolved = net::ResolveUrl(base, href);
      if (!resolved) continue;
      if (token.name == "base") {
        base = *resolved;
        continue;
      }
      ++looked_at;
      std::string url = CanonicalUrl(*resolved);
      if (url == own || !SameHost(response.url, url) || !RE2::PartialMatch(url, links_)) continue;
      if (seen.insert(url).second) found.push_back(std::move(url));
    }
    return found;
  }

  // One page that is not there, or is no page, is not the source's failure; it is not asked for again.
  void TakeFollowed(const Ask& ask, const net::Response& response, Collected& collected) {
    if (outstanding_ > 0) --outstanding_;
    if (collected.fetch_class == FetchClass::kOk) {
      PageReading reading = ReadPage(response, source_);
      if (!Refuse(reading, collected)) collected.documents.push_back(std::move(reading.document));
    }
    static constexpr std::array kLasting{FetchClass::kMissing, FetchClass::kGone,         FetchClass::kEmpty,
                                         FetchClass::kTooBig,  FetchClass::kShapeChanged, FetchClass::kRefused};
    if (std::ranges::find(kLasting, collected.fetch_class) != kLasting.end()) {
      collected.problems.push_back({{ask.request.url, 0, 0}, collected.message, ""});
      collected.fetch_class = FetchClass::kOk;
      collected.message.clear();
    }
    if (collected.fetch_class == FetchClass::kOk)
      Remember(ask.tag);
    else
      validators_.reset();  // the list must be read again for the sake of this link
    Conclude();
  }

  void Remember(const std::string& url) {
    std::string hash = HashOf(url);
    if (!known_.insert(hash).second) return;
    read_.push_back(std::move(hash));
    while (read_.size() > kRememberedMax) read_.pop_front();
    state_.cursor.clear();
    for (const std::string& one : read_) state_.cursor.append(state_.cursor.empty() ? "" : " ").append(one);
  }

  // The list's validators may stand for it only when all that it led to was read.
  void Conclude() {
    if (outstanding_ > 0 || !validators_) return;
    state_.etag = validators_->first;
    state_.last_modified = validators_->second;
  }

  config::SourceRecord source_;
  SourceState state_;
  RE2 links_;
  std::set<std::string, std::less<>> known_;  // hashes of links that were read
  std::deque<std::string> read_;              // the same, oldest first
  std::size_t outstanding_ = 0;
  std::optional<std::pair<std::string, std::string>> validators_;  // of a list that is being read whole
};

}  // namespace

std::unique_ptr<Round> StartPage(const config::SourceRecord& source, const SourceState& state) {
  return std::make_unique<PageRound>(source, state);
}

}  // namespace dateline::ingest
