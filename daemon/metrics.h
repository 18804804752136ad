// What the daemon counts and measures, and its text for Prometheus. Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "model/alert.h"
#include "model/source.h"

namespace dateline::daemon {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void CountFetch(FetchClass fetch_class);
  void CountDocuments(std::uint64_t fresh, std::uint64_t revised, std::uint64_t unchanged);
  void CountExtracted(std::uint64_t documents, std::uint64_t assertions, std::uint64_t statements,
                      std::uint64_t alerts);
  void CountQuarantined(std::uint64_t documents);
  void CountDelivery(DeliveryState state);
  // `commit`: "collect", "apply".
  void ObserveCommit(std::string_view commit, std::chrono::duration<double> took);
  void CountCommitFailure();
  void SetWindow(std::uint64_t items, std::uint64_t bytes);    // revisions out with workers or waiting for order
  void SetUncommitted(std::uint64_t items, std::uint64_t bytes);  // batches that wait for commit 1
  void SetSearchLag(std::uint64_t revisions);
  void SetBus(std::uint64_t rejected, std::uint64_t repeated);
  void SetOldestDue(std::chrono::seconds age);
  void SetReloadFailed(bool failed);  // the last one
  void SetSources(std::uint64_t all, std::uint64_t blind);

  // The exposition text; reads the process's memory as it goes.
  [[nodiscard]] std::string Text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Resident bytes of this process, 0 where the system does not tell.
[[nodiscard]] std::uint64_t ResidentBytes();

}  // namespace dateline::daemon
