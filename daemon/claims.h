// Claim checks: how things travel over the bus without being copied into it.
//
// One thread leaves a thing and sends its number; another takes it. The number means nothing outside this process,
// and a number that is not known (any more) is an empty answer, never a fault.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace dateline::daemon {

// Any thread.
template <typename T>
class ClaimTable {
 public:
  std::uint64_t Leave(T thing) {
    const std::lock_guard lock(mutex_);
    things_.emplace(++last_, std::move(thing));
    return last_;
  }
  std::optional<T> Take(std::uint64_t claim) {
    const std::lock_guard lock(mutex_);
    const auto found = things_.find(claim);
    if (found == things_.end()) return std::nullopt;
    std::optional<T> thing(std::move(found->second));
    things_.erase(found);
    return thing;
  }
  // A copy; the thing stays for whoever is sent the same claim again.
  std::optional<T> Look(std::uint64_t claim) const {
    const std::lock_guard lock(mutex_);
    const auto found = things_.find(claim);
    return found == things_.end() ? std::nullopt : std::optional<T>(found->second);
  }
  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return things_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::uint64_t, T> things_;
  std::uint64_t last_ = 0;
};

}  // namespace dateline::daemon
