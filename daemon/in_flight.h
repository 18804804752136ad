// Which revision each worker is reading, on a page that outlives the process.
//
// A file of 4 KiB mapped into memory: writing to it costs nothing, needs no fsync, and the kernel keeps it through
// any death of the process. Whoever starts next finds there what the workers died over.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "model/result.h"

namespace dateline::daemon {

// Begin and End from any thread, each with its own worker number.
class InFlightBoard {
 public:
  static constexpr std::size_t kWorkersMax = 512;

  // `folder` is the data folder whose writer's lock the caller holds.
  [[nodiscard]] static Result<InFlightBoard> Open(const std::filesystem::path& folder);
  InFlightBoard(InFlightBoard&& other) noexcept;
  InFlightBoard& operator=(InFlightBoard&& other) noexcept;
  ~InFlightBoard();

  // What was being read when the last process died; empty after a clean end. In no order.
  [[nodiscard]] const std::vector<std::int64_t>& left_behind() const { return left_behind_; }
  void Begin(std::size_t worker, std::int64_t number);
  void End(std::size_t worker);

 private:
  explicit InFlightBoard(std::int64_t* page);
  std::int64_t* page_ = nullptr;
  std::vector<std::int64_t> left_behind_;
};

}  // namespace dateline::daemon
