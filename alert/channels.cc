#include "alert/channels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "alert/channel.h"
#include "model/id.h"

namespace dateline::alert {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct KindRow {
  std::string_view kind;
  MakeChannel make;
};
constexpr std::array kKinds{
    KindRow{"file", MakeFileChannel},
    KindRow{"webhook", MakeWebhookChannel},
};
static_assert(std::ranges::is_sorted(kKinds, {}, &KindRow::kind));

// The Standard Webhooks schedule: how long to wait after attempt 1, 2, …
constexpr std::array<seconds, 9> kDelays{seconds(5), minutes(5), minutes(30), hours(2), hours(5),
                                         hours(10),  hours(14),  hours(20),   hours(24)};

// 0…999, the same for the same delivery and attempt, so that a restart changes no plan.
std::int64_t StableThousandth(std::string_view delivery, std::uint32_t attempt) {
  const Key key = HashKey({delivery, std::to_string(attempt)});
  return (key.bytes[0] << 8 | key.bytes[1]) % 1000;
}

Verdict Dead(std::string error) {
  return {DeliveryState::kDead, 0, std::move(error), {}};
}

}  // namespace

std::optional<Instant> RetryAt(std::string_view delivery, std::uint32_t attempt, Instant now) {
  if (attempt == 0 || attempt > kDelays.size()) return std::nullopt;
  const std::chrono::microseconds delay = kDelays[attempt - 1];
  return now + delay + delay * StableThousandth(delivery, attempt) / 10'000;
}

Verdict AgainLater(const Delivery& delivery, std::uint32_t attempt, int code, std::string error, Instant now,
                   Instant earliest) {
  const auto next = RetryAt(delivery.id, attempt, now);
  if (!next)
    return {
        DeliveryState::kDead, code, std::move(error) + "; given up after " + std::to_string(attempt) + " attempts", {}};
  return {DeliveryState::kPending, code, std::move(error), std::max(*next, earliest)};
}

struct ChannelTable::Impl {
  std::map<std::string, std::unique_ptr<Channel>, std::less<>> channels;

  Channel* Find(std::string_view id) const {
    const auto it = channels.find(id);
    return it == channels.end() ? nullptr : it->second.get();
  }
};

ChannelTable::ChannelTable() : impl_(std::make_unique<Impl>()) {}
ChannelTable::~ChannelTable() = default;
ChannelTable::ChannelTable(ChannelTable&&) noexcept = default;
ChannelTable& ChannelTable::operator=(ChannelTable&&) noexcept = default;

ChannelTable ChannelTable::Compile(const config::Config& config, const std::filesystem::path& data,
                                   Problems& problems) {
  ChannelTable table;
  for (const config::ChannelRecord& record : config.channels) {
    const auto row = std::ranges::find(kKinds, record.kind, &KindRow::kind);
    if (row == kKinds.end()) {
      problems.push_back(
          {record.where, fmt::format("channel '{}': there is no kind '{}'", record.id, record.kind), {}});
      continue;
    }
    if (auto channel = row->make(record, data, problems)) table.impl_->channels.emplace(record.id, std::move(channel));
  }
  return table;
}

std::variant<net::Request, Verdict> ChannelTable::Prepare(const Delivery& delivery, Instant now) {
  Channel* channel = impl_->Find(delivery.channel);
  if (channel == nullptr) return Dead(fmt::format("there is no channel '{}'", delivery.channel));
  return channel->Prepare(delivery, delivery.attempt + 1, now);
}

Verdict ChannelTable::Judge(const Delivery& delivery, const net::Response& response, Instant now) {
  Channel* channel = impl_->Find(delivery.channel);
  if (channel == nullptr) return Dead(fmt::format("there is no channel '{}'", delivery.channel));
  return channel->Judge(delivery, delivery.attempt + 1, response, now);
}

}  // namespace dateline::alert
