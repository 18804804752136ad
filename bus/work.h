// The work channel: one Router with everybody who works for it as Dealers, inside one process.
//
// Promises:
//  - A post is sent again until it is acknowledged or refused; the router hands each post to its owner once, and
//    answers repetitions itself. Acknowledge only what is safe on disk.
//  - Nothing is queued without bound: orders go out on credit, posts are limited by their sender, and a full queue
//    is an answer, never a wait.
//  - What is not a message is thrown away and counted.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "bus/context.h"
#include "bus/frame.h"
#include "model/result.h"

namespace dateline::bus {

using SteadyTime = std::chrono::steady_clock::time_point;

// What a peer may still be given.
class Credit {
 public:
  Credit() = default;
  Credit(std::uint64_t items, std::uint64_t bytes) : items_max_(items), bytes_max_(bytes) {}
  // True when something of this size may go out now. One item always may when nothing is out, however large.
  [[nodiscard]] bool Has(std::uint64_t bytes) const;
  void Take(std::uint64_t bytes);
  void Give(std::uint64_t bytes);
  [[nodiscard]] std::uint64_t items() const { return items_; }  // out now
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  std::uint64_t items_max_ = 0;
  std::uint64_t bytes_max_ = 0;
  std::uint64_t items_ = 0;
  std::uint64_t bytes_ = 0;
};

// Tells posts that come for the first time from repetitions. Remembers at most as many as are not acknowledged
// plus the gaps among those that are.
class PostLedger {
 public:
  enum class Seen { kNew, kHeld, kSettled };
  [[nodiscard]] Seen Look(std::uint64_t seq);  // a new one is held from now on
  void Settle(std::uint64_t seq);

 private:
  std::uint64_t floor_ = 0;  // everything up to here is settled
  std::set<std::uint64_t> settled_;
  std::set<std::uint64_t> held_;
};

// The server's end. Belongs to the thread that made it.
class Router {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Router>> Bind(std::shared_ptr<Context> context,
                                                            const std::string& endpoint);
  ~Router();
  // The next message that its owner has to see, nullopt when the time is over. May come back early.
  [[nodiscard]] std::optional<Message> Receive(std::chrono::milliseconds timeout);
  // False when the peer's queue is full or it has gone: nothing was sent.
  [[nodiscard]] bool Send(std::uint64_t peer, Message message);
  // Settles a post of this peer. A lost answer is repaired when the peer asks again.
  void Acknowledge(std::uint64_t peer, std::uint64_t seq);
  void Refuse(std::uint64_t peer, std::uint64_t seq, std::string reason);
  [[nodiscard]] const FrameCounters& rejected() const;
  [[nodiscard]] std::uint64_t repeated() const;  // posts that came more than once

  // For tests: the next `count` acknowledgements are lost on the way.
  void LoseAcknowledgements(std::uint64_t count);

 private:
  struct Impl;
  explicit Router(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A worker's end. Belongs to the thread that made it; one per thread. `sender` is unique among the router's peers.
class Dealer {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Dealer>> Connect(std::shared_ptr<Context> context,
                                                               const std::string& endpoint, std::uint64_t sender);
  ~Dealer();
  // Sends now and again until acknowledged. Returns its seq.
  std::uint64_t Post(Message message, SteadyTime now);
  // Sends once; false when the queue is full.
  bool Send(Message message);
  // The next message, acknowledgements and refusals included (their `claim`, `bytes` and `kind` are those of the
  // post that they settle). nullopt when the time is over; may come back early.
  [[nodiscard]] std::optional<Message> Receive(std::chrono::milliseconds timeout);
  // Repeats posts that have waited for their acknowledgement for `patience`.
  void Repeat(SteadyTime now, std::chrono::milliseconds patience);
  [[nodiscard]] std::size_t unsettled() const;
  [[nodiscard]] std::uint64_t unsettled_bytes() const;
  [[nodiscard]] Waitable waitable();

 private:
  struct Impl;
  explicit Dealer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::bus
