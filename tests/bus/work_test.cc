#include "bus/work.h"

#include <catch2/catch.hpp>

namespace dateline::bus {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kSoon{2'000};
constexpr milliseconds kAtOnce{20};

// A router and one dealer on a channel of their own.
struct Channel {
  std::shared_ptr<Context> context = Context::OfProcess();
  std::string endpoint = context->FreshInproc("test");
  std::unique_ptr<Router> router = std::move(*Router::Bind(context, endpoint));
  std::unique_ptr<Dealer> dealer = Connect(7);

  std::unique_ptr<Dealer> Connect(std::uint64_t sender) {
    return std::move(*Dealer::Connect(context, endpoint, sender));
  }
};

const SteadyTime kStart{};

}  // namespace

TEST_CASE("A post is kept until it is acknowledged, and the answer tells what it was about") {
  Channel channel;
  const auto seq = channel.dealer->Post({.kind = 4, .number = 12, .claim = 99, .bytes = 500}, kStart);
  CHECK(channel.dealer->unsettled() == 1);
  CHECK(channel.dealer->unsettled_bytes() == 500);

  const auto post = channel.router->Receive(kSoon);
  REQUIRE(post.has_value());
  CHECK(post->sender == 7);
  CHECK(post->claim == 99);
  channel.router->Acknowledge(7, post->seq);

  const auto answer = channel.dealer->Receive(kSoon);
  REQUIRE(answer.has_value());
  CHECK(answer->type == MessageType::kAck);
  CHECK(answer->seq == seq);
  CHECK(answer->number == 12);
  CHECK(answer->kind == 4);
  CHECK(channel.dealer->unsettled() == 0);
  CHECK(channel.dealer->unsettled_bytes() == 0);
}

TEST_CASE("A post that was not acknowledged is sent again, and its owner still sees it once") {
  Channel channel;
  channel.dealer->Post({.claim = 1}, kStart);
  REQUIRE(channel.router->Receive(kSoon).has_value());

  channel.dealer->Repeat(kStart + seconds(1), seconds(5));
  CHECK_FALSE(channel.router->Receive(kAtOnce).has_value());
  CHECK(channel.router->repeated() == 0);

  channel.dealer->Repeat(kStart + seconds(6), seconds(5));
  CHECK_FALSE(channel.router->Receive(kAtOnce).has_value());
  CHECK(channel.router->repeated() == 1);
}

TEST_CASE("A lost acknowledgement is repaired by the next repetition") {
  Channel channel;
  channel.dealer->Post({.claim = 1}, kStart);
  const auto post = channel.router->Receive(kSoon);
  REQUIRE(post.has_value());
  channel.router->LoseAcknowledgements(1);
  channel.router->Acknowledge(7, post->seq);
  CHECK_FALSE(channel.dealer->Receive(kAtOnce).has_value());
  CHECK(channel.dealer->unsettled() == 1);

  channel.dealer->Repeat(kStart + seconds(6), seconds(5));
  CHECK_FALSE(channel.router->Receive(kAtOnce).has_value());
  const auto answer = channel.dealer->Receive(kSoon);
  REQUIRE(answer.has_value());
  CHECK(answer->type == MessageType::kAck);
}

TEST_CASE("A lost refusal is repeated as a refusal, with its reason") {
  Channel channel;
  channel.dealer->Post({.claim = 1}, kStart);
  REQUIRE(channel.router->Receive(kSoon).has_value());
  channel.router->LoseAcknowledgements(1);
  channel.router->Refuse(7, 1, "not a document");
  channel.dealer->Repeat(kStart + seconds(6), seconds(5));
  CHECK_FALSE(channel.router->Receive(kAtOnce).has_value());
  const auto answer = channel.dealer->Receive(kSoon);
  REQUIRE(answer.has_value());
  CHECK(answer->type == MessageType::kRefuse);
  CHECK(answer->body == "not a document");
}

TEST_CASE("Sending to a peer that is not there is an answer, not a wait") {
  Channel channel;
  CHECK_FALSE(channel.router->Send(1234, {.type = MessageType::kOrder}));
}

TEST_CASE("A full queue is an answer, not a wait, and loses nothing that was taken") {
  Channel channel;
  channel.dealer->Send({.type = MessageType::kHello});
  REQUIRE(channel.router->Receive(kSoon).has_value());
  int sent = 0;
  while (sent < 10'000 && channel.router->Send(7, {.type = MessageType::kOrder, .number = sent})) ++sent;
  CHECK(sent >= 90);
  CHECK(sent < 1'000);
  for (int number = 0; number < sent; ++number) {
    const auto order = channel.dealer->Receive(kSoon);
    REQUIRE(order.has_value());
    CHECK(order->number == number);
  }
}

TEST_CASE("Credit bounds items and bytes, and always lets one through") {
  Credit credit(2, 1'000);
  CHECK(credit.Has(5'000));  // alone, however large
  credit.Take(5'000);
  CHECK_FALSE(credit.Has(1));
  credit.Give(5'000);
  credit.Take(600);
  CHECK_FALSE(credit.Has(500));
  CHECK(credit.Has(400));
  credit.Take(400);
  CHECK_FALSE(credit.Has(0));  // two items
  CHECK_FALSE(Credit().Has(1));
}

TEST_CASE("The ledger of posts settles in any order") {
  PostLedger ledger;
  CHECK(ledger.Look(1) == PostLedger::Seen::kNew);
  CHECK(ledger.Look(2) == PostLedger::Seen::kNew);
  CHECK(ledger.Look(1) == PostLedger::Seen::kHeld);
  ledger.Settle(2);
  CHECK(ledger.Look(2) == PostLedger::Seen::kSettled);
  CHECK(ledger.Look(1) == PostLedger::Seen::kHeld);
  ledger.Settle(1);
  CHECK(ledger.Look(1) == PostLedger::Seen::kSettled);
  CHECK(ledger.Look(3) == PostLedger::Seen::kNew);
}

}  // namespace dateline::bus
