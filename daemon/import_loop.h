// The import thread: reads the files that a command named while the daemon holds the store, and posts what they hold.
// Lives for one import; asks for no more memory than two commits.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "bus/work.h"
#include "daemon/exchange.h"
#include "daemon/import_files.h"

namespace dateline::daemon {

// How an import is doing: written by the import thread and the store's, read by the main thread. Any thread.
class ImportProgress {
 public:
  explicit ImportProgress(std::uint64_t bytes_all) : bytes_all_(bytes_all) {}

  static constexpr std::size_t kWordsKept = 1'000;  // of bad lines; all are counted
  static constexpr std::size_t kWordsShown = 100;   // in one answer

  void SetBytes(std::uint64_t done);
  void AddBadLine(std::string words);
  void AddStored(const store::CollectOutcome& outcome);
  void Finish(const Status& how);
  void RequestStop() { stop_ = true; }
  [[nodiscard]] bool stopping() const { return stop_; }
  [[nodiscard]] bool finished() const;
  // {"ok":true,"done":…,"error":…,"bytes":…,"bytes_all":…,"new":…,"revised":…,"unchanged":…,"bad_lines":…,"words":[…]}:
  // the words of bad lines from number `from` on, at most kWordsShown.
  [[nodiscard]] std::string StatusJson(std::size_t from) const;

 private:
  mutable std::mutex mutex_;
  std::atomic<bool> stop_ = false;
  std::uint64_t bytes_ = 0;
  std::uint64_t bytes_all_ = 0;
  store::CollectOutcome stored_;
  std::uint64_t bad_lines_ = 0;
  std::vector<std::string> words_;
  bool finished_ = false;
  std::string error_;
};

struct ImportJob {
  std::shared_ptr<bus::Context> context;
  std::string endpoint;
  std::uint32_t index = 0;  // unique among the imports of this process
  Exchange* exchange = nullptr;
  ImportOrder order;
  std::shared_ptr<ImportProgress> progress;
};

// Runs until everything is on disk, the store refuses, or progress->RequestStop().
void RunImport(const ImportJob& job);

}  // namespace dateline::daemon
