#include "daemon/signals.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace dateline::daemon {

struct Signals::Before {
  sigset_t mask{};
};

Signals::Signals() : before_(new Before), fd_(-1) {
  sigset_t mine;
  ::sigemptyset(&mine);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) ::sigaddset(&mine, signal);
  ::pthread_sigmask(SIG_BLOCK, &mine, &before_->mask);
  fd_ = ::signalfd(-1, &mine, SFD_NONBLOCK | SFD_CLOEXEC);
}

Signals::~Signals() {
  if (fd_ >= 0) ::close(fd_);
  ::pthread_sigmask(SIG_SETMASK, &before_->mask, nullptr);
  delete before_;
}

int Signals::Next() {
  signalfd_siginfo info{};
  return ::read(fd_, &info, sizeof(info)) == static_cast<ssize_t>(sizeof(info)) ? static_cast<int>(info.ssi_signo) : 0;
}

}  // namespace dateline::daemon
