#include "daemon/collect_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "daemon/arrival.h"
#include "daemon/clock.h"
#include "daemon/reload.h"
#include "ingest/collector.h"
#include "ingest/fetch_loop.h"
#include "ingest/schedule.h"
#include "model/check.h"
#include "net/http.h"

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kResendAfter{5'000};
constexpr milliseconds kStepWait{200};       // a stop is noticed this late while answers are awaited
constexpr milliseconds kIdleWaitMax{600'000};
constexpr std::uint64_t kBatchWeight = 512;  // of a batch without documents

std::uint64_t Weight(const std::vector<Document>& documents) {
  std::uint64_t bytes = kBatchWeight;
  for (const auto& document : documents) bytes += kBatchWeight + document.text.size() + document.title.size();
  return bytes;
}

net::HttpClient::Options ClientOptions(const config::Settings& settings) {
  net::HttpClient::Options options;
  options.user_agent = settings.user_agent;
  return options;
}

class Collector {
 public:
  explicit Collector(CollectJob job) : job_(std::move(job)) {
    Prepare();
    auto dealer = bus::Dealer::Connect(job_.context, job_.endpoint, PeerOf(Role::kCollector));
    DATELINE_CHECK(dealer.has_value());
    dealer_ = std::move(*dealer);
    dealer_->Send({.type = bus::MessageType::kHello, .kind = static_cast<std::uint8_t>(Role::kCollector)});
  }

  void Run() {
    if (job_.once) StartAllDue();
    while (!stopping_ && !(job_.once && backlog_.empty() && fetcher_->idle())) Turn();
    // What is in flight is dropped: its cursor has not moved. What was posted must still reach the disk.
    PostFinished();
    while (dealer_->unsettled() > 0 && !abandoned_) Listen(kStepWait);
  }

 private:
  // Client, fetcher and look-up tables for the sources and settings of `job_`.
  void Prepare() {
    fetcher_.reset();
    client_ = std::make_unique<net::HttpClient>(ClientOptions(job_.settings));
    fetcher_ = std::make_unique<ingest::Fetcher>(*client_, ingest::FetcherOptions(job_.settings, job_.data),
                                                 [this](ingest::Outcome outcome) { OnOutcome(std::move(outcome)); });
    std::erase_if(job_.sources, [&](const config::SourceRecord& source) {
      return !source.enabled || (job_.no_network && !ingest::IsLocal(source));
    });
    for (const auto& source : job_.sources) {
      auto& state = job_.states[source.id];
      state.source = source.id;
      job_.vitals->SetSource(source, state);
      by_id_.emplace(source.id, &source);
    }
  }

  // Rounds under way are dropped and come again: their cursor has not moved.
  void Reload(const Reloaded& reloaded) {
    for (const auto& [id, state] : reloaded.states) job_.states.emplace(id, state);
    for (const auto& source : reloaded.sources) {
      const auto before = by_id_.find(source.id);
      if (before == by_id_.end() || (before->second->url == source.url && before->second->collector == source.collector)) continue;
      // Another place: what the old one said of its pages means nothing there.
      SourceState& state = job_.states[source.id];
      state = {.source = source.id, .last_good = state.last_good, .last_new = state.last_new};
    }
    backlog_.clear();
    by_id_.clear();
    job_.vitals->ForgetSources();
    job_.sources = reloaded.sources;
    job_.settings = reloaded.settings;
    Prepare();
    next_due_ = milliseconds(0);
  }

  [[nodiscard]] bool Full() const {
    return dealer_->unsettled() >= job_.unsettled_items_max ||
           dealer_->unsettled_bytes() >= job_.unsettled_bytes_max || !job_.vitals->store_works();
  }

  void Turn() {
    if (Full()) {
      Listen(kStepWait);
      return;
    }
    if (!job_.once) StartAllDue();
    StartBacklog();
    if (fetcher_->idle()) {
      Listen(dealer_->unsettled() > 0 ? std::min(next_due_, kResendAfter) : next_due_);
    } else {
      fetcher_->Step(Now(), kStepWait);
      while (Listen(milliseconds(0))) {
      }
    }
  }

  // Notes what is due, and when the next will be.
  void StartAllDue() {
    const Instant now = Now();
    auto wait = kIdleWaitMax;
    for (const auto& source : job_.sources) {
      if (fetcher_->Running(source.id) || std::ranges::find(backlog_, &source) != backlog_.end()) continue;
      const auto due = ingest::IsDue(source, job_.states[source.id], now);
      if (due.due) backlog_.push_back(&source);
      if (due.at) wait = std::min(wait, std::chrono::ceil<milliseconds>(*due.at - now));
    }
    next_due_ = std::max(wait, milliseconds(10));
  }

  // A few at a time, so that what they bring at once stays within bounds.
  void StartBacklog() {
    while (!backlog_.empty() && !Full()) {
      const config::SourceRecord* source = backlog_.front();
      backlog_.erase(backlog_.begin());
      fetcher_->Start(*source, job_.states[source->id], Now());
    }
  }

  void OnOutcome(ingest::Outcome outcome) {
    const auto found = by_id_.find(outcome.source);
    if (found == by_id_.end()) return;
    const config::SourceRecord& source = *found->second;
    if (outcome.finished) Told(source, outcome);
    const SourceState before = std::exchange(job_.states[source.id], outcome.state);
    job_.vitals->SetSource(source, outcome.state);
    if (outcome.collected.documents.empty() && !outcome.finished) return;
    Post(source, before, std::move(outcome));
  }

  void Post(const config::SourceRecord& source, const SourceState& before, ingest::Outcome outcome) {
    const Instant now = Now();
    store::CollectBatch batch{.source = {.id = source.id,
                                         .name = source.name,
                                         .owner = source.owner,
                                         .source_class = source.source_class},
                              .documents = std::move(outcome.collected.documents),
                              .state = std::move(outcome.state)};
    // Files have been lying here for who knows how long: the rules of import date them.
    if (!ingest::IsLocal(source)) batch.seen.assign(batch.documents.size(), now);
    batch.modes = ModesOf(source, before, batch.documents, job_.settings, now);
    const std::uint64_t bytes = Weight(batch.documents);
    const std::uint64_t claim = job_.exchange->collected.Leave(std::move(batch));
    dealer_->Post({.kind = static_cast<std::uint8_t>(PostKind::kCollected), .claim = claim, .bytes = bytes},
                  SteadyClock::now());
  }

  // Tells the log when a source's state changes, not each time it fails.
  void Told(const config::SourceRecord& source, const ingest::Outcome& outcome) {
    const SourceState& before = job_.states[source.id];
    const SourceState& after = outcome.state;
    job_.metrics->CountFetch(after.last_class);
    job_.vitals->Count([&](DaemonStats& stats) {
      ++stats.fetched;
      if (after.failures > 0) ++stats.failed;
    });
    const bool news = after.failures > 0 && (before.failures == 0 || before.last_class != after.last_class);
    const bool trouble = ingest::InTrouble(after) && !ingest::InTrouble(before);
    if (news || trouble) {
      job_.log->Warn("collect", after.last_message,
                     {{"source", source.id},
                      {"class", ToString(after.last_class)},
                      {"failures", fmt::to_string(after.failures)},
                      {"next", after.next_due ? ToIso(*after.next_due) : std::string("unknown")}});
    } else if (before.failures > 0 && after.failures == 0) {
      job_.log->Info("collect", "answers again", {{"source", source.id}});
    }
  }

  // One message. False when none came in time.
  bool Listen(milliseconds timeout) {
    const auto message = dealer_->Receive(timeout);
    dealer_->Repeat(SteadyClock::now(), kResendAfter);
    if (!message) return false;
    if (message->type == bus::MessageType::kStop) {
      // The second one says that waiting for the disk is over.
      abandoned_ = stopping_;
      stopping_ = true;
    } else if (message->type == bus::MessageType::kOrder) {
      const auto reloaded = job_.exchange->reloads.Look(message->claim);
      if (reloaded && !stopping_) Reload(**reloaded);
    } else if (message->type == bus::MessageType::kRefuse) {
      job_.log->Error("collect", "the store refuses a batch", {{"reason", message->body}});
    }
    return true;
  }

  void PostFinished() {
    dealer_->Post({.kind = static_cast<std::uint8_t>(PostKind::kFinished)}, SteadyClock::now());
  }

  CollectJob job_;
  std::unique_ptr<net::HttpClient> client_;
  std::unique_ptr<ingest::Fetcher> fetcher_;
  std::unique_ptr<bus::Dealer> dealer_;
  std::map<std::string, const config::SourceRecord*, std::less<>> by_id_;
  std::vector<const config::SourceRecord*> backlog_;  // due, not yet begun
  milliseconds next_due_{0};
  bool stopping_ = false;
  bool abandoned_ = false;
};

}  // namespace

void RunCollector(CollectJob job) { Collector(std::move(job)).Run(); }

}  // namespace dateline::daemon
