// The store's side of delivery: leases what is due, hands it to the delivery thread on credit, and records attempts.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "bus/work.h"
#include "daemon/clock.h"
#include "daemon/exchange.h"
#include "store/store.h"

namespace dateline::daemon {

// Belongs to the thread that owns the router and the store.
class OutboxStage {
 public:
  // Longer than any channel may take, shorter than anybody would wait after a crash.
  static constexpr std::chrono::seconds kLease{90};

  OutboxStage(bus::Router& router, Exchange& exchange, store::Writer& writer)
      : router_(router), exchange_(exchange), writer_(writer) {}

  void OnHello(const bus::Message& hello);
  void OnPost(const bus::Message& post);  // kAttempted
  // Alerts were recorded, or dead deliveries revived: look at the outbox again.
  void NoteNew() { known_ = false; }
  // Leases no more; those out are still recorded.
  void StopLeasing() { leasing_ = false; }

  // Records the attempts that came in; each is gone from `attempts` once it is on disk. Returns those recorded.
  [[nodiscard]] Result<std::vector<DeliveryState>> Record();
  // Leases and hands out what is due and what credit allows.
  [[nodiscard]] Status Lease(Instant now);

  // When the outbox next has something due; nullopt when it is empty or not known yet.
  [[nodiscard]] std::optional<Instant> next_due() const { return next_due_; }
  [[nodiscard]] bool outstanding() const { return out_ > 0 || !attempts_.empty(); }
  // Nothing is out and nothing is due now.
  [[nodiscard]] bool Quiet(Instant now) const {
    return known_ && !outstanding() && (!next_due_ || *next_due_ > now);
  }

 private:
  struct Attempted {
    store::Writer::Attempt attempt;
    std::uint64_t peer = 0;
    std::uint64_t seq = 0;
  };
  bus::Router& router_;
  Exchange& exchange_;
  store::Writer& writer_;
  std::uint64_t peer_ = 0;   // 0: the delivery thread has not said hello
  std::uint64_t credit_ = 0;
  std::uint64_t out_ = 0;
  bool known_ = false;       // next_due_ is as the store has it
  bool leasing_ = true;
  std::optional<Instant> next_due_;
  std::vector<Attempted> attempts_;
};

}  // namespace dateline::daemon
