#include "daemon/collect_stage.h"

#include <utility>

namespace dateline::daemon {

void CollectStage::OnPost(const bus::Message& post, SteadyTime now) {
  auto batch = exchange_.collected.Take(post.claim);
  if (!batch) {
    router_.Refuse(post.sender, post.seq, "there is nothing behind this claim");
    return;
  }
  batches_.push_back(std::move(*batch));
  posts_.push_back({post.sender, post.seq});
  bytes_ += post.bytes;
  if (!since_) since_ = now;
}

std::optional<SteadyTime> CollectStage::NextDue() const {
  if (!since_) return std::nullopt;
  return *since_ + kGather;
}

Result<std::optional<store::CollectOutcome>> CollectStage::CommitDue(SteadyTime now, bool all) {
  if (batches_.empty()) return std::nullopt;
  if (!all && now - *since_ < kGather && bytes_ < kBytesMax) return std::nullopt;
  auto outcome = commit_(batches_);
  if (!outcome && outcome.error().code == ErrorCode::kInvalidInput) return CommitAlone();
  if (!outcome) return std::unexpected(outcome.error());
  for (const auto& post : posts_) router_.Acknowledge(post.peer, post.seq);
  Forget();
  return *outcome;
}

// One of the batches is wrong: each is tried alone, and the wrong one refused.
Result<store::CollectOutcome> CollectStage::CommitAlone() {
  store::CollectOutcome sum;
  while (!batches_.empty()) {
    auto one = commit_(std::span(batches_).first(1));
    if (!one && one.error().code != ErrorCode::kInvalidInput) return one;
    if (one) {
      router_.Acknowledge(posts_.front().peer, posts_.front().seq);
      sum.new_documents += one->new_documents;
      sum.new_revisions += one->new_revisions;
      sum.unchanged += one->unchanged;
    } else {
      router_.Refuse(posts_.front().peer, posts_.front().seq, one.error().message);
    }
    batches_.erase(batches_.begin());
    posts_.erase(posts_.begin());
  }
  Forget();
  return sum;
}

void CollectStage::Forget() {
  batches_.clear();
  posts_.clear();
  bytes_ = 0;
  since_.reset();
}

}  // namespace dateline::daemon
