// Running Dateline: `dateline run` and `dateline run --once`.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "daemon/vitals.h"

namespace dateline::daemon {

struct RunOptions {
  std::filesystem::path config;  // folder; empty: the defaults alone
  std::filesystem::path data;    // folder; created with mode 0700 when absent
  bool once = false;             // each due source once, extract everything, try due deliveries once, leave
  bool no_network = false;       // only sources that are files on this machine; deliveries still leave
  std::string log_level;         // "" = as configured
  std::string log_format;        // "" = as configured
  std::string http_listen;       // "" = as configured; "off" closes it
};

// Exit codes: 0 done or stopped as asked · 2 bad configuration or options · 3 the store cannot be opened or written.
// Problems of the configuration go to `notes`, each with its place; nothing is opened for writing before the whole
// configuration is good. Takes over SIGTERM, SIGINT and SIGHUP for as long as it runs. One at a time in a process.
[[nodiscard]] int Run(const RunOptions& options, std::ostream& notes);
// The same, and what was done.
[[nodiscard]] int Run(const RunOptions& options, std::ostream& notes, DaemonStats& stats);

}  // namespace dateline::daemon
