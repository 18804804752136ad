// Telling the service manager how we are. Without one, nothing happens.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace dateline::daemon {

void NotifyReady(const std::string& status);
// Followed by NotifyReady when the reload is over, whatever came of it.
void NotifyReloading();
void NotifyStopping();
void NotifyAlive();
// How often NotifyAlive is expected at least; nullopt when nobody watches. Half of the manager's own limit.
[[nodiscard]] std::optional<std::chrono::milliseconds> AlivePeriod();

}  // namespace dateline::daemon
