// How the daemon is doing, for /readyz, the status command and the other stages. Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "config/records.h"
#include "daemon/clock.h"
#include "model/source.h"

namespace dateline::daemon {

struct DaemonStats {
  std::uint64_t fetched = 0;          // rounds of sources that ended
  std::uint64_t failed = 0;           // of these, in failure
  std::uint64_t new_documents = 0;
  std::uint64_t new_revisions = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t extracted = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t assertions = 0;
  std::uint64_t statements = 0;
  std::uint64_t alerts = 0;
  std::uint64_t accepted = 0;         // deliveries
  std::uint64_t retried = 0;
  std::uint64_t dead = 0;
};

// What /readyz says: ready, and every check with its words.
struct Readiness {
  struct Check {
    std::string name;
    bool good = true;
    std::string words;
  };
  bool ready = true;
  std::vector<Check> checks;
};

// A source that has brought no good answer for this long is blind: four intervals, and six hours at least.
[[nodiscard]] std::chrono::seconds SilenceBudget(std::chrono::seconds every);

class Vitals {
 public:
  explicit Vitals(Instant begun) : begun_(begun) {}

  // True when this changes what was known: then it is worth a line in the log.
  bool StoreFailed(std::string why);
  bool StoreWorks();
  [[nodiscard]] bool store_works() const;

  void SetSource(const config::SourceRecord& source, const SourceState& state);
  void ForgetSources();  // before those of another configuration are set
  void SetOldestDue(std::optional<Instant> due);
  void SetPending(std::uint64_t window, std::uint64_t search_lag);
  // The store's thread is alive and so are those that work for it; how often it has said so.
  void Beat();
  [[nodiscard]] std::uint64_t beats() const;
  // Everything has been opened and the first pass is done.
  void SetStarted();

  // Changes the counts under the lock.
  template <typename Change>
  void Count(Change change) {
    const std::lock_guard lock(mutex_);
    change(stats_);
  }
  [[nodiscard]] DaemonStats stats() const;
  [[nodiscard]] Readiness Ready(Instant now) const;
  // {"sources":…,"documents":…}: the status command's answer.
  [[nodiscard]] std::string StatusJson(Instant now) const;
  struct SourceCounts {
    std::uint64_t all = 0;
    std::uint64_t blind = 0;
  };
  [[nodiscard]] SourceCounts CountSources(Instant now) const;
  // How long the oldest due delivery has waited; zero when none is due.
  [[nodiscard]] std::chrono::seconds OldestDueAge(Instant now) const;

 private:
  struct SourceHealth {
    std::chrono::seconds every{};
    std::optional<Instant> last_good;
    FetchClass last_class = FetchClass::kOk;
    std::string message;
  };
  [[nodiscard]] bool Blind(const SourceHealth& source, Instant now) const;

  mutable std::mutex mutex_;
  Instant begun_;
  std::uint64_t beats_ = 0;
  bool started_ = false;
  std::optional<std::string> trouble_;
  std::map<std::string, SourceHealth> sources_;
  std::optional<Instant> oldest_due_;
  std::uint64_t window_ = 0;
  std::uint64_t search_lag_ = 0;
  DaemonStats stats_;
};

}  // namespace dateline::daemon
