// Collects bills of the US Congress: from the lists of api.congress.gov, or one BILLSTATUS file of govinfo.
//
// A list is read oldest update first, from the cursor's day on, page by page. A bill is asked for (record, actions,
// summaries) only when its latest action or title is another than was read: records are refreshed, whole Congresses at
// once, without anything having happened. The cursor is the newest updateDate that everything before it was read of.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "config/secret.h"
#include "ingest/classify.h"
#include "ingest/collector.h"
#include "ingest/congress.h"
#include "model/id.h"
#include "model/text.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

using std::chrono::days;

constexpr std::size_t kPageRows = 250;    // the API's own limit
constexpr std::size_t kPageOverlap = 10;  // a bill refreshed meanwhile leaves its place to the next
constexpr int kPagesMax = 200;
constexpr int kActionPagesMax = 20;
constexpr std::size_t kBillsMax = 1000;  // of one round, at three requests each; the next goes on
constexpr std::size_t kAbreast = 4;      // bills under way at once
constexpr std::size_t kRememberedMax = 3000;
constexpr int kAllowanceMin = 20;  // requests of the key's hour that are left for others
constexpr days kOverlap{1};        // a list is only about in order
constexpr days kDefaultReach{30};
constexpr days kLate{60};  // an action told of later than this is a record's refreshing, not news
constexpr std::string_view kList = "list";
constexpr std::string_view kStatus = "status";

struct Known {
  Day updated{};
  std::string fingerprint;
};

// "2025-09-05 119:HR:3447=2025-09-04=0a1b2c3d …": the newest day passed, and what was read of the newest records.
struct Cursor {
  std::optional<Day> day;
  std::map<std::string, Known, std::less<>> known;  // by bill
};

Cursor ReadCursor(std::string_view text) {
  Cursor cursor;
  cursor.day = ParseIsoDay(text.substr(0, text.find(' ')));
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    const auto first = word.find('=');
    const auto second = word.rfind('=');
    if (first != std::string_view::npos && second > first) {
      const auto updated = ParseIsoDay(word.substr(first + 1, second - first - 1));
      if (updated) cursor.known[std::string(word.substr(0, first))] = {*updated, std::string(word.substr(second + 1))};
    }
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return cursor;
}

std::string WriteCursor(const Cursor& cursor) {
  std::vector<std::pair<std::string, Known>> newest(cursor.known.begin(), cursor.known.end());
  std::ranges::stable_sort(newest, [](const auto& a, const auto& b) { return a.second.updated > b.second.updated; });
  if (newest.size() > kRememberedMax) newest.resize(kRememberedMax);
  std::string text = cursor.day ? ToIso(*cursor.day) : "-";
  for (const auto& [bill, known] : newest)
    text += fmt::format(" {}={}={}", bill, ToIso(known.updated), known.fingerprint);
  return text;
}

// What is not there, or cannot be read, will be no better in an hour; anything else is worth another round.
bool Lasting(FetchClass fetch_class) {
  return fetch_class == FetchClass::kMissing || fetch_class == FetchClass::kGone || fetch_class == FetchClass::kEmpty ||
         fetch_class == FetchClass::kTooBig || fetch_class == FetchClass::kShapeChanged;
}

// A bill between its row of the list and its document.
struct Pending {
  BillRow row;
  Bill bill;
  int outstanding = 1;
  int action_pages = 0;
};

class CongressRound final : public Round {
 public:
  CongressRound(config::SourceRecord source, SourceState state)
      : source_(std::move(source)), state_(std::move(state)), cursor_(ReadCursor(state_.cursor)) {
    const auto at = source_.url.find("/bill");
    const auto query = source_.url.find('?');
    base_ = at == std::string::npos || at > query ? source_.url.substr(0, query) : source_.url.substr(0, at + 5);
  }

  Collected Begin(Instant now) override {
    Collected collected;
    if (IsStatusFile()) {
      Ask ask = AskFor(source_.url, std::string(kStatus));
      ask.request.etag = state_.etag;
      ask.request.last_modified = state_.last_modified;
      collected.follow_ups.push_back(std::move(ask));
    } else {
      const Day reach = ParseIsoDay(source_.from).value_or(std::chrono::floor<days>(now) - kDefaultReach);
      from_ = cursor_.day ? std::max(reach, *cursor_.day - kOverlap) : reach;
      acted_since_ = cursor_.day ? std::max(reach, *cursor_.day - kLate) : reach;
      passed_ = cursor_.day;
      AskList(0, collected);
    }
    collected.state = state_;
    return collected;
  }

  Collected Take(const Ask& ask, const net::Response& response, Instant now) override {
    Collected collected;
    collected.hints.retry_after = ReadHints(response, now).retry_after;
    NoteAllowance(response);
    if (ask.tag == kStatus) {
      TakeStatus(response, collected);
    } else if (ask.tag == kList) {
      TakeList(response, collected);
    } else {
      TakePart(ask.tag, response, collected);
    }
    if (ask.tag != kStatus) Continue(collected);
    collected.state = state_;
    return collected;
  }

 private:
  [[nodiscard]] bool IsStatusFile() const { return source_.url.substr(0, source_.url.find('?')).ends_with(".xml"); }

  Ask AskFor(std::string url, std::string tag) const {
    Ask ask;
    ask.request.url = std::move(url);
    ask.request.headers.push_back({"Accept", IsStatusFile() ? "application/xml" : "application/json"});
    if (!source_.secret.empty()) ask.secret_header = "X-Api-Key";
    ask.tag = std::move(tag);
    return ask;
  }

  void AskList(std::size_t offset, Collected& collected) {
    offset_ = offset;
    const std::string base = source_.url.substr(0, source_.url.find('?'));
    // The plus stands for a blank, as in the API's own examples.
    std::string url = fmt::format("{}?format=json&sort=updateDate+asc&fromDateTime={}&limit={}&offset={}", base,
                                  net::EncodeQueryValue(ToIso(from_) + "T00:00:00Z"), kPageRows, offset);
    collected.follow_ups.push_back(AskFor(std::move(url), std::string(kList)));
    list_outstanding_ = true;
  }

  [[nodiscard]] std::string PartUrl(const BillNumber& bill, std::string_view part, std::size_t offset = 0) const {
    std::string url = fmt::format("{}/{}/{}/{}", base_, bill.congress, FoldCase(bill.type), bill.number);
    if (!part.empty()) url += fmt::format("/{}", part);
    url += "?format=json";
    if (!part.empty()) url += fmt::format("&limit={}&offset={}", kPageRows, offset);
    return url;
  }

  // The gateway counts by the hour and key; what is used up is missing to everything else that has the key.
  void NoteAllowance(const net::Response& response) {
    const std::string_view left = response.HeaderValue("x-ratelimit-remaining");
    int requests = 0;
    const auto [end, error] = std::from_chars(left.data(), left.data() + left.size(), requests);
    if (!left.empty() && error == std::errc{} && end == left.data() + left.size() && requests < kAllowanceMin)
      used_up_ = true;
  }

  void TakeStatus(const net::Response& response, Collected& collected) {
    const Verdict verdict = Classify(response, Expect::kFeed);
    if (verdict.fetch_class != FetchClass::kOk) return GiveUp(verdict.fetch_class, verdict.message, collected);
    const std::string hash = HashKey({response.body}).Hex();
    if (hash != state_.content_hash) {
      auto bill = ReadBillStatus(response.body);
      if (!bill) return GiveUp(FetchClass::kShapeChanged, bill.error().message, collected);
      NoteProblems(bill->problems, response.url, collected);
      collected.documents.push_back(BillDocument(*bill, source_.id));
    }
    state_.content_hash = hash;
    state_.etag = response.HeaderValue("etag");
    state_.last_modified = response.HeaderValue("last-modified");
  }

  void TakeList(const net::Response& response, Collected& collected) {
    list_outstanding_ = false;
    ++pages_;
    const Verdict verdict = Classify(response, Expect::kJson);
    if (verdict.fetch_class != FetchClass::kOk) return GiveUp(verdict.fetch_class, Why(verdict, response), collected);
    const auto list = ReadBillList(response.body);
    if (!list) return GiveUp(FetchClass::kShapeChanged, list.error().message, collected);
    NoteProblems(list->problems, response.url, collected);
    unreadable_ += list->problems.size();
    count_ = list->count;
    const std::size_t before = seen_.size();
    for (const BillRow& row : list->rows) TakeRow(row);
    const std::size_t next = offset_ + list->entries;
    const bool brought = seen_.size() > before;
    if (list->entries == 0 || static_cast<std::int64_t>(next) >= count_ || pages_ >= kPagesMax || !brought) {
      listed_ = true;
    } else {
      next_offset_ = next - std::min(list->entries - 1, kPageOverlap);
    }
  }

  void TakeRow(const BillRow& row) {
    const std::string id = row.bill.Id();
    if (!seen_.insert(id).second) return;
    if (row.updated + kOverlap < newest_.value_or(row.updated)) ordered_ = false;
    newest_ = std::max(newest_.value_or(row.updated), row.updated);
    const auto known = cursor_.known.find(id);
    if (known != cursor_.known.end() && known->second.fingerprint == row.fingerprint) {
      known->second.updated = row.updated;
      return;
    }
    if (row.latest_action < acted_since_ && known == cursor_.known.end()) return;
    if (!source_.types.empty() && std::ranges::find(source_.types, row.bill.type) == source_.types.end()) return;
    wanted_.push_back(row);
  }

  // A part of a bill: its record, a page of its actions, its summaries. The tag is "119:HR:3447 actions".
  void TakePart(const std::string& tag, const net::Response& response, Collected& collected) {
    const auto space = tag.find(' ');
    const auto found = pending_.find(tag.substr(0, space));
    if (found == pending_.end()) return;
    const std::string_view part = std::string_view(tag).substr(space + 1);
    Pending& pending = found->second;
    --pending.outstanding;
    const Verdict verdict = Classify(response, Expect::kJson);
    std::string trouble = verdict.fetch_class == FetchClass::kOk ? "" : Why(verdict, response);
    if (trouble.empty()) {
      trouble = part == "bill"      ? TakeRecord(response, pending, collected)
                : part == "actions" ? TakeActions(response, pending, collected)
                                    : TakeSummary(response, pending);
    }
    if (!trouble.empty()) {
      collected.problems.push_back(
          {{response.url, 0, 0}, fmt::format("{}: {}", pending.row.bill.Words(), trouble), ""});
      if (verdict.fetch_class != FetchClass::kOk && !Lasting(verdict.fetch_class)) {
        // The document would lack what the next round brings.
        first_lost_ = std::min(first_lost_.value_or(pending.row.updated), pending.row.updated);
        pending_.erase(found);
        return GiveUp(verdict.fetch_class, trouble, collected);
      }
      if (part == "bill") {
        if (verdict.fetch_class == FetchClass::kOk) {
          unread_.push_back(pending.row);
        } else {
          Remember(pending.row);
        }
        pending_.erase(found);
        return;
      }
    }
    if (pending.outstanding > 0) return;
    Remember(pending.row);
    ++read_;
    collected.documents.push_back(BillDocument(pending.bill, source_.id));
    pending_.erase(found);
  }

  std::string TakeRecord(const net::Response& response, Pending& pending, Collected& collected) {
    auto bill = ReadBill(response.body);
    if (!bill) return bill.error().message;
    if (bill->number != pending.row.bill) return "the answer is about " + bill->number.Words();
    pending.bill = *std::move(bill);
    if (pending.bill.action_count > 0) AskPart(pending, "actions", 0, collected);
    if (pending.bill.summary_count > 0) AskPart(pending, "summaries", 0, collected);
    return {};
  }

  std::string TakeActions(const net::Response& response, Pending& pending, Collected& collected) {
    auto read = ReadBillActions(response.body);
    if (!read) return read.error().message;
    NoteProblems(read->problems, response.url, collected);
    auto& actions = pending.bill.actions;
    actions.insert(actions.end(), std::make_move_iterator(read->actions.begin()),
                   std::make_move_iterator(read->actions.end()));
    ++pending.action_pages;
    const std::size_t had = static_cast<std::size_t>(pending.action_pages - 1) * kPageRows + read->entries;
    const bool more = read->entries >= kPageRows && static_cast<std::int64_t>(had) < read->count;
    if (more && pending.action_pages < kActionPagesMax) AskPart(pending, "actions", had, collected);
    return {};
  }

  static std::string TakeSummary(const net::Response& response, Pending& pending) {
    auto summary = ReadBillSummary(response.body);
    if (!summary) return summary.error().message;
    pending.bill.summary = *std::move(summary);
    return {};
  }

  void AskPart(Pending& pending, std::string_view part, std::size_t offset, Collected& collected) {
    const std::string_view path = part == "bill" ? "" : part;
    collected.follow_ups.push_back(
        AskFor(PartUrl(pending.row.bill, path, offset), fmt::format("{} {}", pending.row.bill.Id(), part)));
    if (part != "bill") ++pending.outstanding;
  }

  void Remember(const BillRow& row) { cursor_.known[row.bill.Id()] = {row.updated, row.fingerprint}; }

  // Begins what may be begun, then the next page, then ends.
  void Continue(Collected& collected) {
    const bool cut = used_up_ || begun_ >= kBillsMax;
    while (!failed_ && !cut && !wanted_.empty() && pending_.size() < kAbreast) {
      ++begun_;
      const BillRow row = wanted_.front();
      wanted_.pop_front();
      Pending& pending = pending_[row.bill.Id()];
      pending.row = row;
      AskPart(pending, "bill", 0, collected);
      if (begun_ >= kBillsMax) break;
    }
    if (!pending_.empty() || list_outstanding_ || concluded_) return;
    const bool stopped = failed_ || !wanted_.empty();
    if (!failed_ && read_ == 0 && !unread_.empty()) {
      concluded_ = true;
      return GiveUp(FetchClass::kShapeChanged, fmt::format("none of {} bills could be read", unread_.size()),
                    collected);
    }
    for (const BillRow& row : std::exchange(unread_, {})) Remember(row);
    Pass();
    if (!stopped && !listed_ && !used_up_) return AskList(next_offset_, collected);
    concluded_ = true;
    if (failed_) return;
    if (!wanted_.empty() || !listed_) {
      collected.problems.push_back({{source_.url, 0, 0},
                                    fmt::format("{} before the list was read whole",
                                                used_up_ ? "the key's requests of this hour are nearly used up"
                                                         : fmt::format("{} bills were read", begun_)),
                                    "the next round goes on from there"});
    } else if (static_cast<std::int64_t>(seen_.size() + unreadable_) < count_) {
      GiveUp(FetchClass::kShapeChanged,
             fmt::format("incomplete: {} of {} bills since {}", seen_.size(), count_, ToIso(from_)), collected);
    }
  }

  // Moves the cursor over what was read whole.
  void Pass() {
    const bool whole =
        !failed_ && wanted_.empty() && listed_ && static_cast<std::int64_t>(seen_.size() + unreadable_) >= count_;
    std::optional<Day> day = whole || ordered_ ? newest_ : std::nullopt;
    if (!whole && day && !wanted_.empty()) day = std::min(*day, wanted_.front().updated);
    if (!whole && day && first_lost_) day = std::min(*day, *first_lost_);
    if (day) passed_ = std::max(passed_.value_or(*day), *day);
    Cursor cursor = cursor_;
    cursor.day = passed_;
    state_.cursor = WriteCursor(cursor);
  }

  // The gateway says in the body what is wrong with the key.
  static std::string Why(const Verdict& verdict, const net::Response& response) {
    const std::string words = response.ok() ? CongressErrorWords(response.body) : "";
    return words.empty() ? verdict.message : verdict.message + " (" + words + ")";
  }

  static void NoteProblems(const std::vector<std::string>& problems, const std::string& url, Collected& collected) {
    for (const std::string& problem : problems) collected.problems.push_back({{url, 0, 0}, problem, ""});
  }

  void GiveUp(FetchClass fetch_class, std::string message, Collected& collected) {
    if (fetch_class != FetchClass::kNotModified) failed_ = true;
    collected.fetch_class = fetch_class;
    collected.message = std::move(message);
  }

  config::SourceRecord source_;
  SourceState state_;
  Cursor cursor_;
  std::string base_;  // ".../v3/bill"
  Day from_{};
  Day acted_since_{};
  std::optional<Day> passed_;
  std::optional<Day> newest_;      // updateDate of any row
  std::optional<Day> first_lost_;  // updateDate of the oldest bill that the next round must ask for
  std::size_t offset_ = 0;
  std::size_t next_offset_ = 0;
  std::int64_t count_ = 0;
  int pages_ = 0;
  std::size_t unreadable_ = 0;
  std::size_t begun_ = 0;
  bool ordered_ = true;
  bool list_outstanding_ = false;
  bool listed_ = false;
  bool used_up_ = false;
  bool failed_ = false;
  bool concluded_ = false;
  std::set<std::string, std::less<>> seen_;
  std::size_t read_ = 0;
  std::vector<BillRow> unread_;  // whose records came and could not be read
  std::deque<BillRow> wanted_;
  std::map<std::string, Pending, std::less<>> pending_;
};

}  // namespace

void CheckKeys(const config::Config& config, const std::filesystem::path& data, Problems& problems) {
  for (const config::SourceRecord& source : config.sources) {
    if (source.collector != "congress" || !source.enabled || source.secret.empty()) continue;
    const auto key = config::ReadSecret(source.secret, data);
    if (!key) problems.push_back({source.where, fmt::format("source '{}': {}", source.id, key.error().message), ""});
  }
}

std::unique_ptr<Round> StartCongress(const config::SourceRecord& source, const SourceState& state) {
  return std::make_unique<CongressRound>(source, state);
}

}  // namespace dateline::ingest
