// How a round goes as a whole, step by step: one book-keeping for whoever runs rounds, the fetcher and replay.
#pragma once

#include "config/records.h"
#include "ingest/collector.h"
#include "model/source.h"

namespace dateline::ingest {

class RoundTally {
 public:
  // `state` is what is known of the source before the round.
  RoundTally(config::SourceRecord source, SourceState state);

  // Takes what the round's Begin learned (nothing yet, unless it failed or read something itself).
  void Begin(const Collected& step);
  // Takes one answer's result. A bad answer moves no cursor: what we would send next time is what we sent this time.
  void Add(const Collected& step);
  // Ends the round: failures, the last answers and the next time are counted into the state.
  void Settle(Instant now);

  [[nodiscard]] const config::SourceRecord& source() const { return source_; }
  [[nodiscard]] const SourceState& state() const { return state_; }

 private:
  void Carry(const Collected& step);

  config::SourceRecord source_;
  SourceState state_;
  Collected worst_;  // class, message and hints that decide how the round as a whole went
  bool brought_ = false;
  bool answered_ = false;
};

// A server that has had enough of us gets none of what a round still wanted.
[[nodiscard]] bool SentAway(FetchClass fetch_class);

}  // namespace dateline::ingest
