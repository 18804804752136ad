#include "daemon/deliver_loop.h"

#include <map>
#include <utility>
#include <variant>

#include "daemon/clock.h"
#include "daemon/reload.h"
#include "model/check.h"
#include "net/http.h"

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kResendAfter{5'000};
constexpr milliseconds kNothingToDo{600'000};
constexpr milliseconds kStepWait{50};  // a new order is noticed this late while answers are awaited

class DeliveryThread {
 public:
  explicit DeliveryThread(DeliverJob job)
      : job_(std::move(job)),
        channels_(std::make_shared<alert::ChannelTable>(std::move(job_.channels))),
        client_({.user_agent = job_.user_agent}) {
    auto dealer = bus::Dealer::Connect(job_.context, job_.endpoint, PeerOf(Role::kDelivery));
    DATELINE_CHECK(dealer.has_value());
    dealer_ = std::move(*dealer);
    dealer_->Send({.type = bus::MessageType::kHello,
                   .kind = static_cast<std::uint8_t>(Role::kDelivery),
                   .number = static_cast<std::int64_t>(kDeliveryCredit)});
  }

  void Run() {
    while (!stopping_) {
      if (under_way_.empty()) {
        Listen(dealer_->unsettled() > 0 ? kResendAfter : kNothingToDo);
      } else {
        for (auto& response : client_.Poll(kStepWait)) OnResponse(response);
        while (!stopping_ && Listen(milliseconds(0))) {
        }
      }
    }
  }

 private:
  struct UnderWay {
    Delivery delivery;
    Instant begun;
    std::shared_ptr<alert::ChannelTable> channels;  // that prepared it, and will judge its answer
  };

  bool Listen(milliseconds timeout) {
    const auto message = dealer_->Receive(timeout);
    dealer_->Repeat(SteadyClock::now(), kResendAfter);
    if (!message) return false;
    stopping_ = stopping_ || message->type == bus::MessageType::kStop;
    if (message->type != bus::MessageType::kOrder) return true;
    if (message->kind == static_cast<std::uint8_t>(OrderKind::kReload)) {
      if (const auto reloaded = job_.exchange->reloads.Look(message->claim)) channels_ = (*reloaded)->channels;
    } else {
      if (auto delivery = job_.exchange->deliveries.Take(message->claim)) Begin(std::move(*delivery));
    }
    return true;
  }

  void Begin(Delivery delivery) {
    const Instant now = Now();
    auto prepared = channels_->Prepare(delivery, now);
    if (const auto* verdict = std::get_if<alert::Verdict>(&prepared)) {
      Report(delivery, *verdict, now);
      return;
    }
    const auto id = client_.Submit(std::move(std::get<net::Request>(prepared)));
    under_way_.emplace(id, UnderWay{std::move(delivery), now, channels_});
  }

  void OnResponse(const net::Response& response) {
    const auto found = under_way_.find(response.id);
    if (found == under_way_.end()) return;
    const auto& [delivery, begun, channels] = found->second;
    Report(delivery, channels->Judge(delivery, response, Now()), begun);
    under_way_.erase(found);
  }

  void Report(const Delivery& delivery, const alert::Verdict& verdict, Instant begun) {
    const auto claim = job_.exchange->attempts.Leave({.delivery = delivery.id,
                                                      .state = verdict.state,
                                                      .code = verdict.code,
                                                      .error = verdict.error,
                                                      .begun = begun,
                                                      .ended = Now(),
                                                      .next_at = verdict.next_at});
    dealer_->Post({.kind = static_cast<std::uint8_t>(PostKind::kAttempted), .claim = claim}, SteadyClock::now());
  }

  DeliverJob job_;
  std::shared_ptr<alert::ChannelTable> channels_;
  net::HttpClient client_;
  std::unique_ptr<bus::Dealer> dealer_;
  std::map<std::uint64_t, UnderWay> under_way_;  // by request
  bool stopping_ = false;
};

}  // namespace

void RunDelivery(DeliverJob job) { DeliveryThread(std::move(job)).Run(); }

}  // namespace dateline::daemon
