#include "daemon/store_loop.h"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <deque>
#include <type_traits>
#include <utility>

#include "daemon/commands.h"
#include "daemon/import_loop.h"
#include "daemon/reload.h"
#include "daemon/tail_lines.h"

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRetryMin{250};
constexpr milliseconds kRetryMax{30'000};
constexpr milliseconds kIdleWaitMax{600'000};
constexpr std::chrono::seconds kOnceTroubleMax{60};  // how long a run --once puts up with a store that cannot write
constexpr std::size_t kMessagesATurn = 256;
constexpr std::size_t kIndexSlice = 64;
constexpr std::chrono::seconds kTrimEvery{30};

bool Fatal(ErrorCode code) { return code == ErrorCode::kCorrupt || code == ErrorCode::kTooNew; }

class StoreThread {
 public:
  explicit StoreThread(StoreJob job)
      : job_(std::move(job)),
        collect_(*job_.router, *job_.exchange,
                 [this](std::span<const store::CollectBatch> batches) {
                   return Timed("collect", [&] { return job_.writer->Collect(batches, Now()); });
                 }),
        extract_(*job_.router, *job_.exchange, ExtractStore(), ExtractOptions()),
        outbox_(*job_.router, *job_.exchange, *job_.writer) {}

  Status Run() {
    while (!done_) {
      Listen();
      const auto now = SteadyClock::now();
      if (now >= retry_at_) {
        const Status worked = Work(now);
        if (!worked && Fatal(worked.error().code)) {
          StopEverybody();
          return worked;
        }
        Note(worked, now);
      }
      Report();
      done_ = Finished(now);
    }
    StopEverybody();
    if (const auto checkpoint = job_.writer->Checkpoint(true); !checkpoint) {
      job_.log->Warn("store", checkpoint.error().message);
    }
    return outcome_;
  }

 private:
  // The steps of one turn. Each leaves what it could not do for the next.
  Status Work(SteadyTime now) {
    if (auto done = CommitCollected(now); !done) return done;
    if (auto done = CommitImported(); !done) return done;
    if (auto done = extract_.Dispatch(now); !done) return done;
    if (auto done = CommitExtracted(now); !done) return done;
    if (auto done = extract_.Dispatch(now); !done) return done;
    if (auto done = RecordDeliveries(); !done) return done;
    if (auto done = outbox_.Lease(Now()); !done) return done;
    return IndexSome();
  }

  Status CommitCollected(SteadyTime now) {
    auto done = collect_.CommitDue(now, collector_gone_);
    if (!done) return std::unexpected(done.error());
    if (*done) CountCollected(**done);
    return {};
  }

  // Imports come in whole commits of their own.
  Status CommitImported() {
    while (!imports_.empty() && !stopping_) {
      const Import& next = imports_.front();
      const auto outcome = Timed("import", [&] { return job_.writer->Collect(next.imported.batches, Now()); });
      if (!outcome && outcome.error().code != ErrorCode::kInvalidInput) return std::unexpected(outcome.error());
      if (outcome) {
        CountCollected(*outcome);
        next.imported.progress->AddStored(*outcome);
        job_.router->Acknowledge(next.peer, next.seq);
      } else {
        job_.router->Refuse(next.peer, next.seq, outcome.error().message);
      }
      imports_.pop_front();
    }
    return {};
  }

  void CountCollected(const store::CollectOutcome& outcome) {
    job_.metrics->CountDocuments(outcome.new_documents, outcome.new_revisions, outcome.unchanged);
    job_.vitals->Count([&](DaemonStats& stats) {
      stats.new_documents += outcome.new_documents;
      stats.new_revisions += outcome.new_revisions;
      stats.unchanged += outcome.unchanged;
    });
    if (outcome.new_documents + outcome.new_revisions > 0) {
      extract_.NoteNew();
      unindexed_ = 1;
      job_.vitals->SetPending(1, unindexed_);  // before anybody hears that this is stored
    }
  }

  Status CommitExtracted(SteadyTime now) {
    const std::uint64_t before = extract_.counts().applied;
    auto done = extract_.Commit(now, stopping_);
    TellQuarantined();
    if (!done) return std::unexpected(done.error());
    if (!*done) return {};
    const auto& outcome = **done;
    const std::uint64_t applied = extract_.counts().applied - before;
    job_.metrics->CountExtracted(applied, outcome.assertions, outcome.statements, outcome.alerts);
    job_.vitals->Count([&](DaemonStats& stats) {
      stats.extracted += applied;
      stats.assertions += outcome.assertions;
      stats.statements += outcome.statements;
      stats.alerts += outcome.alerts;
    });
    if (outcome.alerts > 0) outbox_.NoteNew();
    TrimHeap(now);
    if (job_.tail) {
      for (const auto& change : outcome.changes) job_.tail->Publish(TailLine(change));
    }
    return {};
  }

  // Where no moment is ever quiet, holes in the heap would add up for hours.
  void TrimHeap(SteadyTime now) {
    if (now < next_trim_) return;
    next_trim_ = now + kTrimEvery;
    ::malloc_trim(0);
  }

  void TellQuarantined() {
    for (const auto& [number, reason] : extract_.TakeQuarantined()) {
      job_.log->Error("extract", "quarantined", {{"revision", fmt::to_string(number)}, {"reason", reason}});
      job_.metrics->CountQuarantined(1);
      job_.vitals->Count([](DaemonStats& stats) { ++stats.quarantined; });
    }
  }

  Status RecordDeliveries() {
    auto recorded = outbox_.Record();
    if (!recorded) return std::unexpected(recorded.error());
    for (const DeliveryState state : *recorded) {
      job_.metrics->CountDelivery(state);
      job_.vitals->Count([&](DaemonStats& stats) {
        if (state == DeliveryState::kAccepted) ++stats.accepted;
        if (state == DeliveryState::kPending) ++stats.retried;
        if (state == DeliveryState::kDead) ++stats.dead;
      });
    }
    return {};
  }

  bool MayIndex() const { return unindexed_ > 0 && collect_.empty() && !extract_.out() && !stopping_; }

  // The search index follows when nothing else is waiting: it is derived, and slow.
  Status IndexSome() {
    if (!MayIndex()) return {};
    auto left = job_.writer->IndexForSearch(kIndexSlice);
    if (!left) return std::unexpected(left.error());
    unindexed_ = *left;
    if (unindexed_ > 0) return {};
    // The log and the heap have grown, and this is the one quiet moment to fold both in.
    ::malloc_trim(0);
    return job_.writer->Checkpoint(false);
  }

  void Listen() {
    auto message = job_.router->Receive(Wait());
    for (std::size_t taken = 0; message && taken < kMessagesATurn; ++taken) {
      Take(*message);
      message = job_.router->Receive(milliseconds(0));
    }
    if (message) Take(*message);
  }

  // Until the first of the things that happen by the clock.
  milliseconds Wait() const {
    const auto now = SteadyClock::now();
    auto wait = kIdleWaitMax;
    const auto until = [&](SteadyTime at) {
      wait = std::min(wait, std::max(milliseconds(0), std::chrono::ceil<milliseconds>(at - now)));
    };
    if (stopping_) until(drain_end_);
    if (now < retry_at_) {
      until(retry_at_);
      return std::max(wait, milliseconds(10));
    }
    if (job_.once) wait = milliseconds(100);  // its end depends on the clock too
    if (first_turn_ || MayIndex()) wait = milliseconds(0);
    if (const auto due = collect_.NextDue()) until(*due);
    if (const auto due = extract_.NextDue()) until(*due);
    if (const auto due = outbox_.next_due(); due && !outbox_.outstanding()) {
      until(now + std::max(milliseconds(10), std::chrono::ceil<milliseconds>(*due - Now())));
    }
    return wait;
  }

  void Take(const bus::Message& message) {
    switch (message.type) {
      case bus::MessageType::kHello: OnHello(message); break;
      case bus::MessageType::kPost: OnPost(message); break;
      case bus::MessageType::kNote: OnNote(message); break;
      default: break;
    }
  }

  void OnNote(const bus::Message& note) {
    if (note.kind == static_cast<std::uint8_t>(NoteKind::kStop)) BeginStop();
    if (note.kind == static_cast<std::uint8_t>(NoteKind::kReload)) OnReload(note.claim);
    // Silence lets the service manager start us anew; what the worker hangs on is counted then.
    if (note.kind == static_cast<std::uint8_t>(NoteKind::kBeat) && !extract_.stalled()) job_.vitals->Beat();
  }

  // Between two commits: the next one is matched by the new rules.
  void OnReload(std::uint64_t claim) {
    const auto found = job_.exchange->reloads.Look(claim);
    if (!found || stopping_) return;
    Reloaded& reloaded = **found;
    job_.matcher = [book = reloaded.book, match = reloaded.book->Matcher()](const StoreChange& change) { return match(change); };
    extract_.SetRulesVersion(reloaded.rules_version);
    for (const auto& source : reloaded.sources) {
      // What cannot be read now is asked for from the beginning; keys tell what is known.
      if (auto state = job_.writer->StateOf(source.id)) reloaded.states.emplace(source.id, std::move(*state));
    }
    for (const std::uint64_t peer : peers_) {
      if (RoleOf(peer) != Role::kCollector && RoleOf(peer) != Role::kDelivery) continue;
      const bool sent = job_.router->Send(peer, {.type = bus::MessageType::kOrder,
                                                 .kind = static_cast<std::uint8_t>(OrderKind::kReload),
                                                 .claim = claim});
      if (!sent) job_.log->Error("store", "a stage could not be told of the new configuration; reload again");
    }
  }

  void OnHello(const bus::Message& hello) {
    peers_.push_back(hello.sender);
    if (RoleOf(hello.sender) == Role::kExtractor) extract_.OnHello(hello);
    if (RoleOf(hello.sender) == Role::kDelivery) outbox_.OnHello(hello);
    if (done_ || (stopping_ && RoleOf(hello.sender) == Role::kCollector)) Stop(hello.sender);
  }

  void OnPost(const bus::Message& post) {
    const auto now = SteadyClock::now();
    switch (static_cast<PostKind>(post.kind)) {
      case PostKind::kCollected: collect_.OnPost(post, now); return;
      case PostKind::kExtracted:
      case PostKind::kDied: extract_.OnPost(post, now); return;
      case PostKind::kAttempted: outbox_.OnPost(post); return;
      case PostKind::kImported: OnImported(post); return;
      case PostKind::kCommand: OnCommand(post); return;
      case PostKind::kFinished:
        collector_gone_ = true;
        job_.router->Acknowledge(post.sender, post.seq);
        return;
    }
    job_.router->Refuse(post.sender, post.seq, "unknown kind of post");
  }

  void OnImported(const bus::Message& post) {
    if (auto imported = job_.exchange->imports.Take(post.claim)) {
      imports_.push_back({std::move(*imported), post.sender, post.seq});
    } else {
      job_.router->Refuse(post.sender, post.seq, "there is nothing behind this claim");
    }
  }

  void OnCommand(const bus::Message& post) {
    if (auto command = job_.exchange->commands.Take(post.claim)) {
      static_cast<void>(job_.router->Send(post.sender, {.type = bus::MessageType::kReply,
                                                        .claim = post.claim,
                                                        .body = Execute(*command, *job_.writer, Now())}));
      outbox_.NoteNew();
      if (command->name == kReprocess) extract_.Rewind();
    }
    job_.router->Acknowledge(post.sender, post.seq);
  }

  // Drains in the direction of the arrow: no new documents, no new revisions, no new leases; what is out comes home.
  void BeginStop() {
    if (stopping_) return;
    stopping_ = true;
    drain_end_ = SteadyClock::now() + job_.drain_max;
    extract_.StopTaking();
    outbox_.StopLeasing();
    for (const std::uint64_t peer : peers_) {
      if (RoleOf(peer) == Role::kCollector) Stop(peer);
    }
  }

  bool Finished(SteadyTime now) {
    if (stopping_) {
      const bool drained = collector_gone_ && collect_.empty() && !extract_.out() && !outbox_.outstanding();
      if (!drained && now >= drain_end_) {
        job_.log->Warn("store", "stopped before everything was drained; the rest is taken up at the next start");
      }
      return drained || now >= drain_end_;
    }
    if (!job_.once) return false;
    if (!job_.vitals->store_works() && now - trouble_since_ > kOnceTroubleMax) {
      outcome_ = Fail(ErrorCode::kUnavailable, "gave up: the store cannot be written");
      return true;
    }
    return collector_gone_ && collect_.empty() && extract_.idle() && outbox_.Quiet(Now()) && unindexed_ == 0;
  }

  void Stop(std::uint64_t peer) {
    static_cast<void>(job_.router->Send(peer, {.type = bus::MessageType::kStop}));
  }

  void StopEverybody() {
    done_ = true;
    for (const std::uint64_t peer : peers_) {
      Stop(peer);
      // A collector that is still waiting for the disk is told a second time, not to.
      if (RoleOf(peer) == Role::kCollector) Stop(peer);
    }
    // Who has not said hello yet would otherwise wait for ever.
    while (peers_.size() < job_.peers) {
      const auto message = job_.router->Receive(milliseconds(100));
      if (message && message->type == bus::MessageType::kHello) OnHello(*message);
    }
  }

  // Trouble is told once, and once more when it is over; in between the waits grow.
  void Note(const Status& worked, SteadyTime now) {
    first_turn_ = false;
    if (worked) {
      if (job_.vitals->StoreWorks()) job_.log->Info("store", "writes again");
      retry_wait_ = kRetryMin;
      retry_at_ = now;
      if (!started_) {
        started_ = true;
        job_.vitals->SetStarted();
      }
      return;
    }
    job_.metrics->CountCommitFailure();
    if (job_.vitals->StoreFailed(worked.error().message)) {
      trouble_since_ = now;
      job_.log->Error("store", worked.error().message, {{"then", "collection pauses; will try again"}});
    }
    retry_at_ = now + retry_wait_;
    retry_wait_ = std::min(2 * retry_wait_, kRetryMax);
  }

  void Report() {
    job_.metrics->SetWindow(extract_.window_items(), extract_.window_bytes());
    job_.metrics->SetUncommitted(collect_.items(), collect_.bytes());
    job_.metrics->SetSearchLag(unindexed_);
    job_.metrics->SetBus(job_.router->rejected().Total(), job_.router->repeated());
    job_.vitals->SetPending(extract_.idle() ? 0 : std::max<std::uint64_t>(1, extract_.window_items()), unindexed_);
    const auto due = outbox_.next_due();
    job_.vitals->SetOldestDue(due);
  }

  ExtractStage::Store ExtractStore() {
    return {.pending = [this](std::int64_t after, std::size_t items,
                              std::size_t bytes) { return job_.writer->Pending(after, items, bytes); },
            .count_attempt = [this](std::int64_t number) { return job_.writer->CountAttempt(number); },
            .apply = [this](std::span<const store::Extracted> results) {
              return Timed("apply", [&] { return job_.writer->Apply(results, job_.matcher, Now()); });
            }};
  }

  ExtractStage::Options ExtractOptions() const {
    ExtractStage::Options options;
    options.rules_version = job_.rules_version;
    return options;
  }

  template <typename Step>
  std::invoke_result_t<Step> Timed(std::string_view commit, Step step) {
    const auto begun = SteadyClock::now();
    auto result = step();
    job_.metrics->ObserveCommit(commit, SteadyClock::now() - begun);
    return result;
  }

  struct Import {
    Imported imported;
    std::uint64_t peer = 0;
    std::uint64_t seq = 0;
  };

  StoreJob job_;
  std::deque<Import> imports_;  // not yet on disk; the import thread holds back behind them
  CollectStage collect_;
  ExtractStage extract_;
  OutboxStage outbox_;
  std::vector<std::uint64_t> peers_;
  std::uint64_t unindexed_ = 1;  // not known before the first look
  bool first_turn_ = true;
  bool started_ = false;
  bool collector_gone_ = false;
  bool stopping_ = false;
  bool done_ = false;
  SteadyTime drain_end_{};
  SteadyTime next_trim_{};
  SteadyTime retry_at_{};
  SteadyTime trouble_since_{};
  milliseconds retry_wait_{kRetryMin};
  Status outcome_;
};

}  // namespace

Status RunStore(StoreJob job) { return StoreThread(std::move(job)).Run(); }

}  // namespace dateline::daemon
