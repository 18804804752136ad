// Puts what comes in any order back into the order in which it was asked for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "model/check.h"

namespace dateline::daemon {

// Not thread-safe. Numbers are expected in growing order.
template <typename T>
class ReorderBuffer {
 public:
  void Expect(std::int64_t number) {
    DATELINE_CHECK(slots_.empty() || slots_.back().number < number);
    slots_.push_back({number, std::nullopt});
  }
  // False for a number that nobody waits for: unknown, or filled before.
  bool Fill(std::int64_t number, T value) {
    Slot* slot = Find(number);
    if (slot == nullptr || slot->value) return false;
    slot->value = std::move(value);
    return true;
  }
  [[nodiscard]] bool Waits(std::int64_t number) const {
    const Slot* slot = const_cast<ReorderBuffer*>(this)->Find(number);
    return slot != nullptr && !slot->value;
  }
  // How many at the front are filled, counting no further than `limit`.
  [[nodiscard]] std::size_t Ready(std::size_t limit) const {
    std::size_t ready = 0;
    while (ready < slots_.size() && ready < limit && slots_[ready].value) ++ready;
    return ready;
  }
  // The first value must be there.
  [[nodiscard]] T& Front() {
    DATELINE_CHECK(Ready(1) == 1);
    return *slots_.front().value;
  }
  [[nodiscard]] T& At(std::size_t index) {
    DATELINE_CHECK(Ready(index + 1) == index + 1);
    return *slots_[index].value;
  }
  void Drop(std::size_t count) {
    DATELINE_CHECK(Ready(count) == count);
    slots_.erase(slots_.begin(), slots_.begin() + static_cast<std::ptrdiff_t>(count));
  }
  [[nodiscard]] std::size_t size() const { return slots_.size(); }
  [[nodiscard]] bool empty() const { return slots_.empty(); }

 private:
  struct Slot {
    std::int64_t number = 0;
    std::optional<T> value;
  };
  Slot* Find(std::int64_t number) {
    const auto found = std::ranges::lower_bound(slots_, number, {}, &Slot::number);
    return found != slots_.end() && found->number == number ? &*found : nullptr;
  }
  std::deque<Slot> slots_;
};

}  // namespace dateline::daemon
