// The live tail: what has just been committed, for whoever watches.
//
// Lossy by intent. Every message has the next number; a subscriber that is too slow misses some, sees the gap in
// the numbers, and can ask the store, where everything is. A publisher never waits for a subscriber.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "bus/context.h"
#include "model/result.h"

namespace dateline::bus {

// Belongs to the thread that made it.
class TailPublisher {
 public:
  // The socket file lies in `folder`, mode 0600. `generation` tells one run of the daemon from the next.
  [[nodiscard]] static Result<std::unique_ptr<TailPublisher>> Bind(std::shared_ptr<Context> context,
                                                                   const std::filesystem::path& folder,
                                                                   std::uint64_t generation);
  ~TailPublisher();
  // A line that is too long for a message is left out, and so shows as a gap.
  void Publish(std::string json);
  [[nodiscard]] std::uint64_t published() const;

 private:
  struct Impl;
  explicit TailPublisher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class TailSubscriber {
 public:
  struct Line {
    std::uint64_t seq = 0;
    std::uint64_t missed = 0;  // lines lost since the one before; 0 for the first of a generation
    std::string json;
  };

  // Waits for a daemon that is not there yet.
  [[nodiscard]] static Result<std::unique_ptr<TailSubscriber>> Connect(std::shared_ptr<Context> context,
                                                                       const std::filesystem::path& folder);
  ~TailSubscriber();
  [[nodiscard]] std::optional<Line> Receive(std::chrono::milliseconds timeout);

 private:
  struct Impl;
  explicit TailSubscriber(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::bus
