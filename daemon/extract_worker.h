// A worker: takes revisions from the work channel, extracts, posts what it found, and keeps it until the store has
// it. Knows neither the store nor the rules, only a function from document to extraction.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "bus/work.h"
#include "daemon/exchange.h"
#include "daemon/in_flight.h"
#include "model/assertion.h"
#include "model/document.h"

namespace dateline::daemon {

// Called from several threads at once.
using ExtractFunction = std::function<Extraction(const Document&)>;

// How to extract, and by which rules.
struct Extractor {
  ExtractFunction extract;
  std::string rules_version;
};

// The extractor of the moment: workers ask for every document, the main thread may put in another. Any thread.
class ExtractorCell {
 public:
  explicit ExtractorCell(Extractor extractor) : extractor_(std::make_shared<const Extractor>(std::move(extractor))) {}
  [[nodiscard]] std::shared_ptr<const Extractor> Get() const {
    const std::lock_guard lock(mutex_);
    return extractor_;
  }
  void Set(Extractor extractor) {
    auto fresh = std::make_shared<const Extractor>(std::move(extractor));
    const std::lock_guard lock(mutex_);
    extractor_.swap(fresh);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Extractor> extractor_;
};

struct WorkerJob {
  std::shared_ptr<bus::Context> context;
  std::string endpoint;
  std::uint32_t index = 0;        // unique among the workers
  std::uint64_t credit_items = 16;
  std::uint64_t credit_bytes = 8u << 20;
  Exchange* exchange = nullptr;   // outlives the worker
  InFlightBoard* board = nullptr; // null: deaths of the whole process are not counted
  const ExtractorCell* extractor = nullptr;  // outlives the worker
};

// Runs until told to stop over the channel. What it throws is a bug of our own; what `extract` throws is reported.
void RunExtractWorker(const WorkerJob& job);

}  // namespace dateline::daemon
