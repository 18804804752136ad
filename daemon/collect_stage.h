// The store's side of collection: gathers posted batches for a moment and commits them together (commit 1), documents
// with the cursors that cover them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bus/work.h"
#include "daemon/clock.h"
#include "daemon/exchange.h"
#include "store/store.h"

namespace dateline::daemon {

// Belongs to the thread that owns the router and the store.
class CollectStage {
 public:
  using Commit = std::function<Result<store::CollectOutcome>(std::span<const store::CollectBatch>)>;

  static constexpr std::chrono::milliseconds kGather{50};
  static constexpr std::uint64_t kBytesMax = 8u << 20;  // then it commits at once

  CollectStage(bus::Router& router, Exchange& exchange, Commit commit)
      : router_(router), exchange_(exchange), commit_(std::move(commit)) {}

  // kCollected.
  void OnPost(const bus::Message& post, SteadyTime now);
  // Commits when the time has come; an empty answer when nothing was. What fails stays for the next time, except a
  // batch that the store says is wrong in itself: it is refused, and its reason noted.
  [[nodiscard]] Result<std::optional<store::CollectOutcome>> CommitDue(SteadyTime now, bool all);
  [[nodiscard]] std::optional<SteadyTime> NextDue() const;
  [[nodiscard]] bool empty() const { return batches_.empty(); }
  [[nodiscard]] std::uint64_t items() const { return batches_.size(); }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  struct Post {
    std::uint64_t peer = 0;
    std::uint64_t seq = 0;
  };
  [[nodiscard]] Result<store::CollectOutcome> CommitAlone();
  void Forget();

  bus::Router& router_;
  Exchange& exchange_;
  Commit commit_;
  std::vector<store::CollectBatch> batches_;
  std::vector<Post> posts_;  // of the same length
  std::uint64_t bytes_ = 0;
  std::optional<SteadyTime> since_;
};

}  // namespace dateline::daemon
