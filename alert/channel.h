// One channel, and the table of kinds. For the files of this folder only.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <variant>

#include "alert/channels.h"
#include "config/records.h"
#include "model/alert.h"
#include "model/problem.h"
#include "net/http.h"

namespace dateline::alert {

class Channel {
 public:
  Channel() = default;
  virtual ~Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  // A request to send, or the verdict at once. `attempt` counts this one: 1 is the first.
  [[nodiscard]] virtual std::variant<net::Request, Verdict> Prepare(const Delivery& delivery, std::uint32_t attempt,
                                                                    Instant now) = 0;
  // What the answer means; only asked for channels that prepare requests.
  [[nodiscard]] virtual Verdict Judge(const Delivery& delivery, std::uint32_t attempt, const net::Response& response,
                                      Instant now) = 0;
};

// How a kind of channel is made. nullptr after a problem.
using MakeChannel = std::unique_ptr<Channel> (*)(const config::ChannelRecord& record, const std::filesystem::path& data,
                                                 Problems& problems);
[[nodiscard]] std::unique_ptr<Channel> MakeFileChannel(const config::ChannelRecord& record,
                                                       const std::filesystem::path& data, Problems& problems);
[[nodiscard]] std::unique_ptr<Channel> MakeWebhookChannel(const config::ChannelRecord& record,
                                                          const std::filesystem::path& data, Problems& problems);

// Again on the schedule, not before `earliest`; dead when the schedule is used up.
[[nodiscard]] Verdict AgainLater(const Delivery& delivery, std::uint32_t attempt, int code, std::string error,
                                 Instant now, Instant earliest);

}  // namespace dateline::alert
