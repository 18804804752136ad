#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>

namespace dateline::cli {

Progress::Progress(Shell& shell, std::string what) : shell_(shell), what_(std::move(what)) {}

Progress::~Progress() { End(); }

void Progress::Show(std::uint64_t done, std::uint64_t all, const std::string& note) {
  if (!shell_.progress) return;
  const auto now = std::chrono::steady_clock::now();
  if (visible_ && now - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = now;
  visible_ = true;
  constexpr std::size_t kWidth = 24;
  std::string bar;
  if (all > 0) {
    const std::size_t full = static_cast<std::size_t>(std::min<std::uint64_t>(kWidth, done * kWidth / all));
    for (std::size_t i = 0; i < kWidth; ++i) bar += i < full ? "█" : "░";
    bar += fmt::format(" {:3}%", std::min<std::uint64_t>(100, done * 100 / all));
  } else {
    bar = fmt::format("{}", done);
  }
  shell_.err << "\r\x1b[K" << what_ << " " << bar << (note.empty() ? "" : "  " + note) << std::flush;
}

void Progress::End() {
  if (visible_) shell_.err << "\r\x1b[K" << std::flush;
  visible_ = false;
}

}  // namespace dateline::cli
