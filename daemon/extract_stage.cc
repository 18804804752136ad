#include "daemon/extract_stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace dateline::daemon {
namespace {

// What a revision weighs in the window: its text, and something for the rest.
std::uint64_t Weight(const store::PendingRevision& revision) {
  return revision.document.text.size() + revision.document.title.size() + 512;
}

void Add(store::ApplyOutcome& sum, store::ApplyOutcome part) {
  sum.assertions += part.assertions;
  sum.statements += part.statements;
  sum.alerts += part.alerts;
  sum.retracted += part.retracted;
  std::ranges::move(part.changes, std::back_inserter(sum.changes));
}

}  // namespace

ExtractStage::ExtractStage(bus::Router& router, Exchange& exchange, Store store, Options options)
    : router_(router), exchange_(exchange), store_(std::move(store)), options_(std::move(options)) {}

void ExtractStage::OnHello(const bus::Message& hello) {
  if (credit_.contains(hello.sender) || hello.number <= 0) return;
  const auto items = static_cast<std::uint64_t>(hello.number);
  credit_.emplace(hello.sender, bus::Credit(items, hello.bytes));
  credit_items_ += items;
  credit_bytes_ += hello.bytes;
}

std::vector<std::pair<std::int64_t, std::string>> ExtractStage::TakeQuarantined() {
  return std::exchange(quarantined_, {});
}

void ExtractStage::OnPost(const bus::Message& post, SteadyTime now) {
  stalled_.erase(post.sender);
  const auto found = tasks_.find(post.number);
  const bool died = post.kind == static_cast<std::uint8_t>(PostKind::kDied);
  auto result = died ? std::nullopt : exchange_.extracted.Take(post.claim);
  if (found == tasks_.end() || !window_.Waits(post.number) || (!died && !result)) {
    // Somebody else was faster; what this one found is the same.
    router_.Acknowledge(post.sender, post.seq);
    return;
  }
  Task& task = found->second;
  if (!died) {
    Release(task);
    task.post_peer = post.sender;
    task.post_seq = post.seq;
    window_.Fill(post.number, std::move(*result));
    if (window_.Ready(1) == 1 && !ready_since_) ready_since_ = now;
    return;
  }
  ++counts_.died;
  ++task.attempts;
  Release(task);
  // Without the count on disk the death of the whole process would forget it; failing that, memory must do.
  static_cast<void>(store_.count_attempt(post.number));
  router_.Acknowledge(post.sender, post.seq);
  if (task.attempts < options_.attempts_max) return;
  Quarantine(task, fmt::format("failed {} times, last with: {}", task.attempts, post.body));
  if (window_.Ready(1) == 1 && !ready_since_) ready_since_ = now;
}

void ExtractStage::Quarantine(Task& task, std::string reason) {
  const std::int64_t number = task.revision->number;
  quarantined_.emplace_back(number, reason);
  ++counts_.quarantined;
  window_.Fill(number, {.number = number,
                        .extraction = {},
                        .rules_version = options_.rules_version,
                        .quarantine = std::move(reason)});
}

void ExtractStage::Release(Task& task) {
  if (task.worker == 0) return;
  credit_.at(task.worker).Give(task.bytes);
  task.worker = 0;
}

Status ExtractStage::Refill() {
  if (!taking_ || !more_ || credit_items_ == 0) return {};
  const std::size_t items = window_.size();
  if (rewind_) {
    // The window is in revision order: older ones cannot come in behind newer ones.
    if (items > 0) return {};
    last_taken_ = 0;
    rewind_ = false;
  }
  // Asking for a few at a time would cost a query each.
  if (items > 0 && (items > credit_items_ - credit_items_ / 4 || window_bytes_ >= credit_bytes_)) return {};
  const std::size_t room = credit_items_ - items;
  auto pending = store_.pending(last_taken_, room, credit_bytes_ - std::min(credit_bytes_, window_bytes_));
  if (!pending) return std::unexpected(pending.error());
  // Fewer than the room may mean the byte limit: only an empty answer is the end.
  more_ = !pending->empty();
  for (auto& revision : *pending) {
    const std::int64_t number = revision.number;
    last_taken_ = number;
    Task task{.attempts = revision.attempts};
    task.bytes = Weight(revision);
    task.revision = std::make_shared<const store::PendingRevision>(std::move(revision));
    task.claim = exchange_.revisions.Leave(task.revision);
    window_.Expect(number);
    window_bytes_ += task.bytes;
    auto& kept = tasks_.emplace(number, std::move(task)).first->second;
    if (kept.attempts >= options_.attempts_max) {
      Quarantine(kept, fmt::format("the program died {} times while reading it", kept.attempts));
    }
  }
  return {};
}

void ExtractStage::Give(Task& task, SteadyTime now) {
  // The worker with the least to do, of those that answer.
  const auto best = std::ranges::min_element(credit_, {}, [this](const auto& entry) {
    return std::tuple(stalled_.contains(entry.first), entry.second.items(), entry.second.bytes());
  });
  if (best == credit_.end() || stalled_.contains(best->first) || !best->second.Has(task.bytes)) return;
  const bool sent = router_.Send(best->first, {.type = bus::MessageType::kOrder,
                                               .kind = static_cast<std::uint8_t>(OrderKind::kExtract),
                                               .attempt = static_cast<std::uint16_t>(task.attempts),
                                               .number = task.revision->number,
                                               .claim = task.claim,
                                               .bytes = task.bytes});
  if (!sent) return;
  best->second.Take(task.bytes);
  task.worker = best->first;
  task.given = now;
}

void ExtractStage::TakeBackOverdue(SteadyTime now) {
  for (auto& [number, task] : tasks_) {
    if (task.worker == 0 || now - task.given < options_.worker_patience) continue;
    stalled_.insert(task.worker);
    Release(task);
  }
}

Status ExtractStage::Dispatch(SteadyTime now) {
  TakeBackOverdue(now);
  auto filled = Refill();
  for (auto& [number, task] : tasks_) {
    if (task.worker == 0 && window_.Waits(number)) Give(task, now);
  }
  if (window_.Ready(1) == 1 && !ready_since_) ready_since_ = now;
  return filled;
}

Result<std::optional<store::ApplyOutcome>> ExtractStage::Commit(SteadyTime now, bool all) {
  const std::size_t ready = window_.Ready(options_.batch_items_max);
  if (ready == 0) {
    ready_since_.reset();
    return std::nullopt;
  }
  // When everything that is out has come back there is nothing to wait for.
  const bool complete = ready == window_.size() && !more_;
  const bool waited = ready_since_ && now - *ready_since_ >= options_.batch_wait;
  if (!all && !complete && !waited && ready < options_.batch_items) return std::nullopt;
  std::vector<store::Extracted> batch;
  batch.reserve(ready);
  for (std::size_t i = 0; i < ready; ++i) batch.push_back(std::move(window_.At(i)));
  auto outcome = ApplyBatch(batch);
  // Failing, the results go back to their places and wait for a better time.
  for (std::size_t i = 0; i < ready; ++i) window_.At(i) = std::move(batch[i]);
  if (!outcome) return std::unexpected(outcome.error());
  Settle(ready, *outcome);
  ready_since_ = window_.Ready(1) == 1 ? std::optional(now) : std::nullopt;
  return std::move(*outcome);
}

Result<store::ApplyOutcome> ExtractStage::ApplyBatch(std::span<store::Extracted> batch) {
  auto whole = store_.apply(batch);
  if (whole || whole.error().code != ErrorCode::kInvalidInput) return whole;
  // One of them is not acceptable. Alone each, the bad one names itself; it is quarantined.
  store::ApplyOutcome sum;
  for (auto& result : batch) {
    auto one = store_.apply(std::span(&result, 1));
    if (!one && one.error().code == ErrorCode::kInvalidInput) {
      const std::string reason = "the store refuses what was extracted: " + one.error().message;
      quarantined_.emplace_back(result.number, reason);
      ++counts_.quarantined;
      result.extraction = {};
      result.quarantine = reason;
      one = store_.apply(std::span(&result, 1));
    }
    if (!one) return one;
    Add(sum, std::move(*one));
  }
  return sum;
}

void ExtractStage::Settle(std::size_t count, const store::ApplyOutcome& outcome) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto found = tasks_.find(window_.At(i).number);
    Task& task = found->second;
    Release(task);
    if (task.post_peer != 0) router_.Acknowledge(task.post_peer, task.post_seq);
    static_cast<void>(exchange_.revisions.Take(task.claim));
    window_bytes_ -= task.bytes;
    tasks_.erase(found);
  }
  window_.Drop(count);
  counts_.applied += count;
  counts_.assertions += outcome.assertions;
  counts_.statements += outcome.statements;
  counts_.alerts += outcome.alerts;
  counts_.retracted += outcome.retracted;
  counts_.changes += outcome.changes.size();
}

std::optional<SteadyTime> ExtractStage::NextDue() const {
  std::optional<SteadyTime> due;
  if (ready_since_) due = *ready_since_ + options_.batch_wait;
  for (const auto& [number, task] : tasks_) {
    if (task.worker == 0) continue;
    const auto overdue = task.given + options_.worker_patience;
    if (!due || overdue < *due) due = overdue;
  }
  return due;
}

}  // namespace dateline::daemon
