// A progress bar on standard error, when that is a terminal; one closing line otherwise.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/command.h"

namespace dateline::cli {

class Progress {
 public:
  Progress(Shell& shell, std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `all` 0: unknown. Redrawn at most ten times a second. `note` stands behind the bar.
  void Show(std::uint64_t done, std::uint64_t all, const std::string& note = {});
  void End();  // clears the bar

 private:
  Shell& shell_;
  std::string what_;
  std::chrono::steady_clock::time_point drawn_{};
  bool visible_ = false;
};

}  // namespace dateline::cli
