// Collects the Federal Register over a range of publication days, and proves that the range is complete.
//
// Pages are followed by next_page_url; a window whose count nears the server's silent cap is cut in half. At the end
// of a window the distinct documents must equal the server's own count; otherwise the round says "incomplete" and the
// cursor stays. Each new or changed document is followed to its full text.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "ingest/classify.h"
#include "ingest/collector.h"
#include "ingest/federal_register_api.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

using std::chrono::days;

constexpr std::int64_t kWindowCountMax = 2000;
constexpr std::size_t kWindowsMax = 256;
constexpr int kPagesMax = 50;  // beyond, the server silently serves page 1 again
constexpr days kOverlap{3};    // late rows and corrections of the last issues
constexpr days kDefaultReach{30};
constexpr days kScheduledAhead{14};  // rows may be dated after today
constexpr std::size_t kRememberedMax = 200;

struct Known {
  Day published;
  std::string number;
  std::string fingerprint;
};

// "2025-09-05 2025-90351=0a1b2c3d 2025-90388=ab12cd34": the newest day covered, and what was read of the newest rows.
struct Cursor {
  std::optional<Day> day;
  std::map<std::string, std::string, std::less<>> known;  // fingerprint by number
};

Cursor ReadCursor(std::string_view text) {
  Cursor cursor;
  cursor.day = ParseIsoDay(text.substr(0, text.find(' ')));
  while (!text.empty()) {
    const auto space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    const auto equals = word.find('=');
    if (equals != std::string_view::npos) cursor.known.emplace(word.substr(0, equals), word.substr(equals + 1));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return cursor;
}

class FederalRegisterRound final : public Round {
 public:
  FederalRegisterRound(config::SourceRecord source, SourceState state)
      : source_(std::move(source)), state_(std::move(state)), cursor_(ReadCursor(state_.cursor)) {}

  Collected Begin(Instant now) override {
    const Day today = std::chrono::floor<days>(now);
    const Day reach = ParseIsoDay(source_.from).value_or(today - kDefaultReach);
    windows_.push_back({cursor_.day ? std::max(reach, *cursor_.day - kOverlap) : reach, std::nullopt});
    Collected collected;
    NextWindow(collected);
    collected.state = state_;
    return collected;
  }

  Collected Take(const Ask& ask, const net::Response& response, Instant now) override {
    Collected collected;
    if (ask.tag == kPageTag) {
      TakePage(response, now, collected);
    } else {
      TakeText(ask.tag, response, now, collected);
    }
    if (!failed_ && !page_outstanding_ && pending_.empty()) Conclude(now);
    collected.state = state_;
    return collected;
  }

 private:
  static constexpr std::string_view kPageTag = "page";

  void AskPage(std::string url, Collected& collected) {
    Ask ask;
    ask.request.url = std::move(url);
    ask.request.headers.push_back({"Accept", "application/json"});
    ask.tag = kPageTag;
    collected.follow_ups.push_back(std::move(ask));
    page_outstanding_ = true;
  }

  void NextWindow(Collected& collected) {
    if (windows_.empty()) return;
    window_ = windows_.back();
    windows_.pop_back();
    in_window_.clear();
    pages_ = 0;
    AskPage(FederalRegisterQuery(source_, window_), collected);
  }

  void TakePage(const net::Response& response, Instant now, Collected& collected) {
    page_outstanding_ = false;
    ++pages_;
    collected.hints.retry_after = ReadHints(response, now).retry_after;  // max-age of a day is for the CDN, not for us
    const Verdict verdict = Classify(response, Expect::kJson);
    const bool no_match = verdict.fetch_class == FetchClass::kMissing && pages_ == 1;
    const bool past_end = response.ok() && response.status == 400 && pages_ > 1;
    if (no_match) return EndWindow(0, collected);
    if (past_end) return EndWindow(count_, collected);
    if (verdict.fetch_class != FetchClass::kOk) return GiveUp(verdict.fetch_class, verdict.message, collected);
    auto page = ReadFederalRegisterPage(response.body, source_.id);
    if (!page) return GiveUp(FetchClass::kShapeChanged, page.error().message, collected);
    if (!AnswersTheQuestion(*page)) {
      return GiveUp(FetchClass::kShapeChanged, "the answer ignores the agencies that were asked for", collected);
    }
    for (std::string& problem : page->problems) collected.problems.push_back({{response.url, 0, 0}, problem, ""});
    count_ = page->count;
    if (pages_ == 1 && CutWindow(*page, now)) return NextWindow(collected);
    const bool repeated = !TakeRows(page->rows, collected);
    if (page->next_page_url.empty() || repeated || pages_ >= kPagesMax) return EndWindow(count_, collected);
    const auto next = net::ResolveUrl(response.url, page->next_page_url);
    if (!next || !net::SameOrigin(source_.url, *next)) {
      return GiveUp(FetchClass::kRefused, "the next page lies on another server", collected);
    }
    AskPage(*next, collected);
  }

  // Doubly encoded conditions are dropped without a word; then the whole archive comes back.
  [[nodiscard]] bool AnswersTheQuestion(const FederalRegisterPage& page) const {
    bool any_slug = false;
    for (const FederalRegisterRow& row : page.rows) {
      for (const std::string& slug : row.agency_slugs) {
        any_slug = true;
        if (std::ranges::find(source_.agencies, slug) != source_.agencies.end()) return true;
      }
    }
    return source_.agencies.empty() || !any_slug;
  }

  // True when the window was too full and its halves wait instead.
  bool CutWindow(const FederalRegisterPage& page, Instant now) {
    if (page.count < kWindowCountMax || windows_.size() >= kWindowsMax) return false;
    const Day to = window_.to.value_or(std::chrono::floor<days>(now) + kScheduledAhead);
    if (to <= window_.from) return false;
    const Day middle = window_.from + (to - window_.from) / 2;
    windows_.push_back({middle + days(1), window_.to});
    windows_.push_back({window_.from, middle});
    return true;
  }

  // False when the page brought nothing that this window did not have: a page served twice.
  bool TakeRows(std::vector<FederalRegisterRow>& rows, Collected& collected) {
    bool any = false;
    for (FederalRegisterRow& row : rows) {
      if (!in_window_.insert({row.number, row.published}).second) continue;
      any = true;
      seen_.push_back({row.published, row.number, row.fingerprint});
      const auto known = cursor_.known.find(row.number);
      if (known != cursor_.known.end() && known->second == row.fingerprint) continue;
      if (row.raw_text_url.empty() || !net::SameOrigin(source_.url, row.raw_text_url)) {
        collected.documents.push_back(std::move(row.document));
        continue;
      }
      Ask ask;
      ask.request.url = row.raw_text_url;
      ask.tag = fmt::format("text:{}:{}", row.number, ToIso(row.published));
      pending_.insert_or_assign(ask.tag, std::move(row.document));
      collected.follow_ups.push_back(std::move(ask));
    }
    return any;
  }

  void TakeText(const std::string& tag, const net::Response& response, Instant now, Collected& collected) {
    const auto found = pending_.find(tag);
    if (found == pending_.end()) return;
    Document document = std::move(found->second);
    pending_.erase(found);
    collected.hints.retry_after = ReadHints(response, now).retry_after;
    const Verdict verdict = Classify(response, Expect::kText);
    if (verdict.fetch_class == FetchClass::kOk) {
      std::string text = FederalRegisterText(response.body);
      if (!text.empty()) document.text = std::move(text);
    } else {
      collected.problems.push_back({{response.url, 0, 0}, "no full text: " + verdict.message, ""});
      // A text that is not there will not come; anything else is worth another round.
      const bool lasting = verdict.fetch_class == FetchClass::kMissing || verdict.fetch_class == FetchClass::kGone ||
                           verdict.fetch_class == FetchClass::kEmpty || verdict.fetch_class == FetchClass::kTooBig;
      if (!lasting) {
        failed_ = true;
        collected.fetch_class = verdict.fetch_class;
        collected.message = verdict.message;
      }
    }
    collected.documents.push_back(std::move(document));
  }

  void EndWindow(std::int64_t count, Collected& collected) {
    if (static_cast<std::int64_t>(in_window_.size()) < count) {
      failed_ = true;
      collected.fetch_class = FetchClass::kShapeChanged;
      collected.message = fmt::format("incomplete: {} of {} documents from {} to {}", in_window_.size(), count,
                                      ToIso(window_.from), window_.to ? ToIso(*window_.to) : "now");
      collected.problems.push_back(
          {{source_.url, 0, 0}, collected.message, "the cursor stays; the range is asked again"});
    }
    NextWindow(collected);
  }

  void GiveUp(FetchClass fetch_class, std::string message, Collected& collected) {
    failed_ = true;
    windows_.clear();
    collected.fetch_class = fetch_class;
    collected.message = std::move(message);
  }

  // Every window was read whole: the cursor moves to the newest day that is not in the future.
  void Conclude(Instant now) {
    const Day today = std::chrono::floor<days>(now);
    std::ranges::sort(seen_, [](const Known& a, const Known& b) {
      return std::tie(b.published, b.number) < std::tie(a.published, a.number);
    });
    std::optional<Day> newest = cursor_.day;
    for (const Known& known : seen_) {
      if (known.published <= today) newest = std::max(newest, std::optional(known.published));
    }
    if (!newest) return;
    state_.cursor = ToIso(*newest);
    for (std::size_t i = 0; i < std::min(seen_.size(), kRememberedMax); ++i) {
      state_.cursor += fmt::format(" {}={}", seen_[i].number, seen_[i].fingerprint);
    }
  }

  config::SourceRecord source_;
  SourceState state_;
  Cursor cursor_;
  std::vector<FederalRegisterWindow> windows_;  // still to be asked, earliest last
  FederalRegisterWindow window_{};
  std::set<std::pair<std::string, Day>> in_window_;
  std::int64_t count_ = 0;
  int pages_ = 0;
  bool page_outstanding_ = false;
  bool failed_ = false;
  std::map<std::string, Document> pending_;  // waiting for their full text, by tag
  std::vector<Known> seen_;
};

}  // namespace

std::unique_ptr<Round> StartFederalRegister(const config::SourceRecord& source, const SourceState& state) {
  return std::make_unique<FederalRegisterRound>(source, state);
}

}  // namespace dateline::ingest
