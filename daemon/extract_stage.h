// The store's side of extraction: hands pending revisions to workers on credit, puts their results back into
// revision order, and applies them in batches (commit 2). What is not committed is not acknowledged.
//
// A revision that kills its worker `attempts_max` times yields an empty result that says why: it is quarantined and
// blocks nobody behind it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "bus/work.h"
#include "daemon/clock.h"
#include "daemon/exchange.h"
#include "daemon/reorder.h"
#include "store/store.h"

namespace dateline::daemon {

// Belongs to the thread that owns the router and the store.
class ExtractStage {
 public:
  // The three things that are asked of the store.
  struct Store {
    std::function<Result<std::vector<store::PendingRevision>>(std::int64_t after, std::size_t items, std::size_t bytes)>
        pending;
    std::function<Status(std::int64_t number)> count_attempt;
    std::function<Result<store::ApplyOutcome>(std::span<const store::Extracted>)> apply;
  };
  struct Options {
    std::size_t batch_items = 64;                    // commit when so many are ready
    std::size_t batch_items_max = 256;               // never more in one commit
    std::chrono::milliseconds batch_wait{100};       // or when the oldest has waited so long
    std::chrono::milliseconds worker_patience{120'000};  // then its order is given to somebody else
    std::uint32_t attempts_max = 3;
    std::string rules_version;
  };
  struct Counts {
    std::uint64_t applied = 0;
    std::uint64_t assertions = 0;
    std::uint64_t statements = 0;
    std::uint64_t alerts = 0;
    std::uint64_t retracted = 0;
    std::uint64_t changes = 0;     // of events
    std::uint64_t quarantined = 0;
    std::uint64_t died = 0;        // times that a worker failed over a document
  };

  ExtractStage(bus::Router& router, Exchange& exchange, Store store, Options options);

  void OnHello(const bus::Message& hello);
  // kExtracted and kDied.
  void OnPost(const bus::Message& post, SteadyTime now);
  // New revisions may be pending: look again.
  void NoteNew() { more_ = true; }
  // Revisions that were passed long ago are pending again: begin anew as soon as those out are home.
  void Rewind() { rewind_ = more_ = true; }
  // Of revisions that are given up on from now on.
  void SetRulesVersion(std::string version) { options_.rules_version = std::move(version); }
  // Takes no further revisions from the store; those out are still finished.
  void StopTaking() { taking_ = false; }

  // Fills the window from the store and gives out what credit allows.
  [[nodiscard]] Status Dispatch(SteadyTime now);
  // Commits when a batch is due (`all`: whatever is ready); an empty answer when nothing was.
  [[nodiscard]] Result<std::optional<store::ApplyOutcome>> Commit(SteadyTime now, bool all);
  // When Commit or Dispatch next has something to do by the clock alone.
  [[nodiscard]] std::optional<SteadyTime> NextDue() const;

  // Nothing is out, nothing waits, and the store had no more when last asked.
  [[nodiscard]] bool idle() const { return window_.empty() && (!more_ || !taking_); }
  [[nodiscard]] bool out() const { return !window_.empty(); }
  [[nodiscard]] std::size_t window_items() const { return window_.size(); }
  [[nodiscard]] std::uint64_t window_bytes() const { return window_bytes_; }
  // A worker has not answered in time and not since: the program may have to be started anew.
  [[nodiscard]] bool stalled() const { return !stalled_.empty(); }
  [[nodiscard]] const Counts& counts() const { return counts_; }
  // Quarantines since the last call: number and reason, for the log.
  [[nodiscard]] std::vector<std::pair<std::int64_t, std::string>> TakeQuarantined();

 private:
  struct Task {
    std::shared_ptr<const store::PendingRevision> revision;
    std::uint64_t claim = 0;
    std::uint64_t bytes = 0;
    std::uint32_t attempts = 0;
    std::uint64_t worker = 0;       // 0: with nobody
    std::uint64_t post_peer = 0;    // whom to acknowledge, and what
    std::uint64_t post_seq = 0;
    SteadyTime given{};
  };

  [[nodiscard]] Status Refill();
  void Give(Task& task, SteadyTime now);
  void TakeBackOverdue(SteadyTime now);
  void Quarantine(Task& task, std::string reason);
  void Release(Task& task);
  [[nodiscard]] Result<store::ApplyOutcome> ApplyBatch(std::span<store::Extracted> batch);
  void Settle(std::size_t count, const store::ApplyOutcome& outcome);

  bus::Router& router_;
  Exchange& exchange_;
  Store store_;
  Options options_;
  std::map<std::uint64_t, bus::Credit> credit_;
  std::set<std::uint64_t> stalled_;  // workers that get nothing until they answer
  std::uint64_t credit_items_ = 0;  // of all workers: the window's size
  std::uint64_t credit_bytes_ = 0;
  ReorderBuffer<store::Extracted> window_;
  std::map<std::int64_t, Task> tasks_;
  std::uint64_t window_bytes_ = 0;
  std::int64_t last_taken_ = 0;
  bool more_ = true;
  bool rewind_ = false;
  bool taking_ = true;
  std::optional<SteadyTime> ready_since_;
  Counts counts_;
  std::vector<std::pair<std::int64_t, std::string>> quarantined_;
};

}  // namespace dateline::daemon
