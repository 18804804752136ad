// Ctrl-C and SIGTERM as a question to be asked between steps, so that long work ends at a sound place.
#pragma once

namespace dateline::cli {

// While one lives, the first signal only sets a flag; a second one ends the program as usual. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  [[nodiscard]] bool asked() const;
};

}  // namespace dateline::cli
