// The store's thread: the only one that writes. Joins the three conversations of the work channel (collection,
// extraction, delivery) around one Writer, and decides when the run is over.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "bus/tail.h"
#include "bus/work.h"
#include "daemon/collect_stage.h"
#include "daemon/exchange.h"
#include "daemon/extract_stage.h"
#include "daemon/log.h"
#include "daemon/metrics.h"
#include "daemon/outbox_stage.h"
#include "daemon/vitals.h"
#include "store/store.h"

namespace dateline::daemon {

struct StoreJob {
  std::unique_ptr<bus::Router> router;
  std::unique_ptr<bus::TailPublisher> tail;  // null: nobody can watch
  store::Writer* writer = nullptr;
  Exchange* exchange = nullptr;
  Vitals* vitals = nullptr;
  Metrics* metrics = nullptr;
  Log* log = nullptr;
  ChangeMatcher matcher;
  std::string rules_version;
  std::size_t peers = 0;                     // threads that say hello; none is left behind without a stop
  bool once = false;                         // ends by itself when there is nothing left to do
  std::chrono::milliseconds drain_max{10'000};
};

// Runs until told to stop (a note from the main thread) and drained, or, with `once`, until all is done. Tells every
// peer to stop before it returns. An error means that the store must not be written any more.
[[nodiscard]] Status RunStore(StoreJob job);

}  // namespace dateline::daemon
