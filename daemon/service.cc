#include "daemon/service.h"

#include <cstdint>

#include <systemd/sd-daemon.h>

namespace dateline::daemon {

void NotifyReady(const std::string& status) { ::sd_notify(0, ("READY=1\nSTATUS=" + status).c_str()); }
void NotifyReloading() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const auto at = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  ::sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(at)).c_str());
}
void NotifyStopping() { ::sd_notify(0, "STOPPING=1"); }
void NotifyAlive() { ::sd_notify(0, "WATCHDOG=1"); }

std::optional<std::chrono::milliseconds> AlivePeriod() {
  std::uint64_t limit = 0;
  if (::sd_watchdog_enabled(0, &limit) <= 0) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(limit / 2));
}

}  // namespace dateline::daemon
