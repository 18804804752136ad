#include "cli/interrupt.h"

#include <csignal>

namespace dateline::cli {
namespace {

volatile std::sig_atomic_t asked_to_stop = 0;

extern "C" void OnSignal(int) { asked_to_stop = 1; }

void Install(int signal) {
  struct sigaction action {};
  action.sa_handler = OnSignal;
  // SA_RESETHAND: the second signal meets the default action.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(signal, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  asked_to_stop = 0;
  Install(SIGINT);
  Install(SIGTERM);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

bool Interrupt::asked() const { return asked_to_stop != 0; }

}  // namespace dateline::cli
