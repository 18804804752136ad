// Webhooks as Standard Webhooks 1.0.0 has them: https://github.com/standard-webhooks/standard-webhooks
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "alert/channel.h"
#include "alert/secret.h"
#include "model/id.h"

namespace dateline::alert {
namespace {

// An answer that repeating will hardly change is repeated twice, in case it was a slip of the receiver's.
constexpr std::uint32_t kHopelessAttempts = 3;
// However long a receiver asks us to wait, the schedule ends after three days.
constexpr std::chrono::hours kRetryAfterMax{24};

enum class Meaning : std::uint8_t { kAccepted, kAgain, kHopeless, kGone };

// What a status means; ranges in order, the first that holds counts.
struct StatusRow {
  int first;
  int last;
  Meaning meaning;
};
constexpr std::array kStatuses{
    StatusRow{200, 299, Meaning::kAccepted},
    StatusRow{300, 399, Meaning::kAgain},  // never followed: the body would go where the receiver's server says
    StatusRow{408, 409, Meaning::kAgain},
    StatusRow{410, 410, Meaning::kGone},
    StatusRow{425, 425, Meaning::kAgain},
    StatusRow{429, 429, Meaning::kAgain},
    StatusRow{400, 499, Meaning::kHopeless},
    StatusRow{500, 599, Meaning::kAgain},
};

Meaning MeaningOf(int status) {
  const auto row = std::ranges::find_if(
      kStatuses, [&](const StatusRow& entry) { return entry.first <= status && status <= entry.last; });
  return row == kStatuses.end() ? Meaning::kAgain : row->meaning;
}

class WebhookChannel final : public Channel {
 public:
  WebhookChannel(config::ChannelRecord record, std::vector<std::string> keys)
      : record_(std::move(record)), keys_(std::move(keys)) {}

  std::variant<net::Request, Verdict> Prepare(const Delivery& delivery, std::uint32_t, Instant now) override {
    const auto timestamp = std::to_string(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
    net::Request request;
    request.url = record_.url;
    request.method = net::Method::kPost;
    request.body = delivery.payload;
    request.headers = {{"Content-Type", delivery.content_type},
                       {"webhook-id", delivery.id},
                       {"webhook-timestamp", timestamp},
                       {"webhook-signature", Signatures(delivery, timestamp)}};
    request.allow_private = record_.allow_private;
    request.limits.total_timeout = record_.timeout;
    request.limits.connect_timeout = std::min(request.limits.connect_timeout, request.limits.total_timeout);
    request.limits.body_bytes_max = 64u << 10;
    return request;
  }

  Verdict Judge(const Delivery& delivery, std::uint32_t attempt, const net::Response& response, Instant now) override {
    // The status settles it: what became of the answer's body does not matter.
    if (response.status < 200) return JudgeSilence(delivery, attempt, response, now);
    const int status = response.status;
    std::string error = fmt::format("HTTP {}", status);
    switch (MeaningOf(status)) {
      case Meaning::kAccepted:
        return {DeliveryState::kAccepted, status, {}, {}};
      case Meaning::kGone:
        return {DeliveryState::kDead, status, error + ": the receiver wants no more", {}};
      case Meaning::kHopeless:
        if (attempt >= kHopelessAttempts) return {DeliveryState::kDead, status, std::move(error), {}};
        break;
      case Meaning::kAgain:
        if (status < 400) error += ": redirects are not followed";
        break;
    }
    const auto asked = net::RetryAfter(response, now).value_or(std::chrono::seconds(0));
    return AgainLater(delivery, attempt, status, std::move(error), now,
                      now + std::min<std::chrono::seconds>(asked, kRetryAfterMax));
  }

 private:
  Verdict JudgeSilence(const Delivery& delivery, std::uint32_t attempt, const net::Response& response,
                       Instant now) const {
    std::string error = WithoutUrl(response.message.empty() ? "no answer" : response.message);
    const bool refused = response.failure == FetchClass::kRefused;
    if (refused && attempt >= kHopelessAttempts) return {DeliveryState::kDead, 0, std::move(error), {}};
    return AgainLater(delivery, attempt, 0, std::move(error), now, now);
  }

  std::string Signatures(const Delivery& delivery, const std::string& timestamp) const {
    const std::string message = delivery.id + "." + timestamp + "." + delivery.payload;
    std::string out;
    for (const std::string& key : keys_) out += (out.empty() ? "v1," : " v1,") + Base64(HmacSha256(key, message));
    return out;
  }

  // Many services put the credential into the address; errors are stored and shown, so they must not repeat it.
  std::string WithoutUrl(std::string text) const {
    const std::size_t host = record_.url.find("://");
    const std::size_t path = host == std::string::npos ? std::string::npos : record_.url.find_first_of("/?", host + 3);
    if (path == std::string::npos) return text;
    const std::string secret_part = record_.url.substr(path);
    if (secret_part.size() < 2) return text;
    for (std::size_t at = 0; (at = text.find(secret_part, at)) != std::string::npos;) {
      text.replace(at, secret_part.size(), "/…");
    }
    return text;
  }

  config::ChannelRecord record_;
  std::vector<std::string> keys_;
};

}  // namespace

std::unique_ptr<Channel> MakeWebhookChannel(const config::ChannelRecord& record, const std::filesystem::path& data,
                                            Problems& problems) {
  if (record.secret.empty()) {
    problems.push_back({record.where, fmt::format("webhook channel '{}' needs a secret to sign with", record.id),
                        "secret = \"file:webhook.key\" holding whsec_ and Base64 of 24 to 64 random bytes, mode 0600"});
    return nullptr;
  }
  auto keys = SigningKeys(record.secret, data);
  if (!keys) {
    problems.push_back({record.where, fmt::format("channel '{}': {}", record.id, keys.error().message), {}});
    return nullptr;
  }
  return std::make_unique<WebhookChannel>(record, *std::move(keys));
}

}  // namespace dateline::alert
