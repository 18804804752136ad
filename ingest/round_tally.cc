#include "ingest/round_tally.h"

#include <utility>

#include "ingest/schedule.h"

namespace dateline::ingest {
namespace {

bool Good(FetchClass fetch_class) {
  return fetch_class == FetchClass::kOk || fetch_class == FetchClass::kNotModified;
}

// A round is as bad as its worst answer; the longest wait that any answer asked for is kept.
void Merge(const Collected& step, Collected& whole) {
  const auto longer = [](auto& kept, const auto& other) {
    if (other && (!kept || *other > *kept)) kept = other;
  };
  longer(whole.hints.retry_after, step.hints.retry_after);
  longer(whole.hints.fresh_for, step.hints.fresh_for);
  if (whole.hints.moved_to.empty()) whole.hints.moved_to = step.hints.moved_to;
  if (!Good(whole.fetch_class)) return;
  if (!Good(step.fetch_class) || step.fetch_class == FetchClass::kOk || whole.fetch_class != FetchClass::kOk) {
    whole.fetch_class = step.fetch_class;
    whole.message = step.message;
  }
}

}  // namespace

bool SentAway(FetchClass fetch_class) {
  return fetch_class == FetchClass::kThrottled || fetch_class == FetchClass::kBlocked;
}

RoundTally::RoundTally(config::SourceRecord source, SourceState state)
    : source_(std::move(source)), state_(std::move(state)) {
  state_.source = source_.id;
}

void RoundTally::Begin(const Collected& step) {
  worst_.fetch_class = step.fetch_class;
  worst_.message = step.message;
  worst_.hints = step.hints;
  Carry(step);
}

void RoundTally::Add(const Collected& step) {
  if (!answered_ && Good(worst_.fetch_class)) {
    worst_.fetch_class = step.fetch_class;
    worst_.message = step.message;
    worst_.hints = step.hints;
  } else {
    Merge(step, worst_);
  }
  answered_ = true;
  Carry(step);
}

// The round moves cursor, validators and hash; everything else is the schedule's.
void RoundTally::Carry(const Collected& step) {
  brought_ = brought_ || !step.documents.empty();
  if (!Good(step.fetch_class)) return;
  state_.etag = step.state.etag;
  state_.last_modified = step.state.last_modified;
  state_.cursor = step.state.cursor;
  state_.content_hash = step.state.content_hash;
}

void RoundTally::Settle(Instant now) {
  ingest::Settle(source_, worst_, brought_, now, state_);
}

}  // namespace dateline::ingest
