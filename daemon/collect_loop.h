// The collector's thread: asks due sources, and posts what they bring. Stops asking while too much of it is not yet
// on disk, or while the store cannot write: the cursor moves with the commit, so nothing is lost by waiting.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bus/work.h"
#include "config/records.h"
#include "daemon/exchange.h"
#include "daemon/log.h"
#include "daemon/metrics.h"
#include "daemon/vitals.h"
#include "model/source.h"

namespace dateline::daemon {

struct CollectJob {
  std::shared_ptr<bus::Context> context;
  std::string endpoint;
  Exchange* exchange = nullptr;
  Vitals* vitals = nullptr;
  Metrics* metrics = nullptr;
  Log* log = nullptr;
  std::vector<config::SourceRecord> sources;    // switched off ones are left alone
  std::map<std::string, SourceState> states;    // by source, as the store has them
  config::Settings settings;
  std::filesystem::path data;                   // what secrets are relative to
  bool once = false;                            // every due source once, then finished
  bool no_network = false;                      // only sources of this machine
  std::uint64_t unsettled_items_max = 48;
  std::uint64_t unsettled_bytes_max = 32u << 20;
};

// Runs until told to stop over the channel, or until `once` is done; its last post is kFinished.
void RunCollector(CollectJob job);

}  // namespace dateline::daemon
