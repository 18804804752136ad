#include "daemon/outbox_stage.h"

#include <utility>

namespace dateline::daemon {

void OutboxStage::OnHello(const bus::Message& hello) {
  peer_ = hello.sender;
  credit_ = static_cast<std::uint64_t>(hello.number);
}

void OutboxStage::OnPost(const bus::Message& post) {
  auto attempt = exchange_.attempts.Take(post.claim);
  if (out_ > 0) --out_;
  if (!attempt) {
    router_.Refuse(post.sender, post.seq, "there is nothing behind this claim");
    return;
  }
  attempts_.push_back({std::move(*attempt), post.sender, post.seq});
}

Result<std::vector<DeliveryState>> OutboxStage::Record() {
  std::vector<DeliveryState> recorded;
  while (!attempts_.empty()) {
    const auto& [attempt, peer, seq] = attempts_.front();
    auto done = writer_.Record(attempt);
    // A lease that ran out meanwhile has been taken by somebody else, who will report.
    if (!done && done.error().code != ErrorCode::kInvalidInput) return std::unexpected(done.error());
    if (done) recorded.push_back(attempt.state);
    router_.Acknowledge(peer, seq);
    attempts_.erase(attempts_.begin());
    known_ = false;
  }
  return recorded;
}

Status OutboxStage::Lease(Instant now) {
  if (!known_) {
    auto due = writer_.NextDue();
    if (!due) return std::unexpected(due.error());
    next_due_ = *due;
    known_ = true;
  }
  if (!leasing_ || peer_ == 0 || !next_due_ || *next_due_ > now || out_ >= credit_) return {};
  auto leased = writer_.Lease(credit_ - out_, now, now + kLease);
  if (!leased) return std::unexpected(leased.error());
  known_ = false;
  for (auto& delivery : *leased) {
    const std::uint64_t claim = exchange_.deliveries.Leave(std::move(delivery));
    const bool sent = router_.Send(peer_, {.type = bus::MessageType::kOrder,
                                           .kind = static_cast<std::uint8_t>(OrderKind::kDeliver),
                                           .claim = claim});
    if (sent) {
      ++out_;
    } else {
      // It keeps its lease and comes back when that runs out.
      static_cast<void>(exchange_.deliveries.Take(claim));
    }
  }
  // Once more, for when the next one is due.
  auto due = writer_.NextDue();
  if (!due) return std::unexpected(due.error());
  next_due_ = *due;
  known_ = true;
  return {};
}

}  // namespace dateline::daemon
