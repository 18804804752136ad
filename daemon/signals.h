// Signals as something that can be read, on the thread that asked for them.
#pragma once

#include "model/result.h"

namespace dateline::daemon {

// From construction on SIGTERM, SIGINT and SIGHUP are held back in this thread and in threads begun later, and read
// here instead. The destructor puts back what was.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  [[nodiscard]] int fd() const { return fd_; }
  // The number of a signal that came, 0 when none did.
  [[nodiscard]] int Next();

 private:
  struct Before;
  Before* before_;
  int fd_;
};

}  // namespace dateline::daemon
