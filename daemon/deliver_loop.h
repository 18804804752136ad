// The delivery thread: sends what the store leased, and posts how it went. A delivery that is under way when the
// program ends keeps its lease on disk and is sent again under the same id when that has run out.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "alert/channels.h"
#include "bus/work.h"
#include "daemon/exchange.h"

namespace dateline::daemon {

inline constexpr std::uint64_t kDeliveryCredit = 16;

struct DeliverJob {
  std::shared_ptr<bus::Context> context;
  std::string endpoint;
  Exchange* exchange = nullptr;
  alert::ChannelTable channels;
  std::string user_agent;
};

// Runs until told to stop over the channel.
void RunDelivery(DeliverJob job);

}  // namespace dateline::daemon
