// The wall clock, read here and handed down everywhere.
#pragma once

#include <chrono>

#include "model/date.h"

namespace dateline::daemon {

[[nodiscard]] inline Instant Now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

using SteadyClock = std::chrono::steady_clock;
using SteadyTime = SteadyClock::time_point;

}  // namespace dateline::daemon
