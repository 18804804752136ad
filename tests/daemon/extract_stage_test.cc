// The stage on its own: a store of vectors, and the test itself as the workers.
#include "daemon/extract_stage.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <vector>

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const SteadyTime kStart = SteadyTime() + seconds(1'000);

// What the stage asks of a store, kept in memory.
struct FakeStore {
  std::vector<store::PendingRevision> revisions;
  std::vector<std::int64_t> applied;
  std::map<std::int64_t, std::string> quarantined;
  std::map<std::int64_t, int> attempts;
  int commits = 0;
  bool broken = false;
  std::int64_t unacceptable = 0;  // this one's result is refused unless it is a quarantine

  void Add(std::int64_t number, std::size_t bytes = 100, std::uint32_t died = 0) {
    store::PendingRevision revision{.number = number};
    revision.document.text.assign(bytes, 'x');
    revision.attempts = died;
    revisions.push_back(std::move(revision));
  }

  ExtractStage::Store Functions() {
    return {.pending = [this](std::int64_t after, std::size_t items,
                              std::size_t bytes) -> Result<std::vector<store::PendingRevision>> {
              std::vector<store::PendingRevision> out;
              std::size_t taken = 0;
              for (const auto& revision : revisions) {
                if (revision.number <= after) continue;
                if (out.size() >= items || (!out.empty() && taken + revision.document.text.size() > bytes)) break;
                taken += revision.document.text.size();
                out.push_back(revision);
              }
              return out;
            },
            .count_attempt = [this](std::int64_t number) -> Status {
              ++attempts[number];
              return {};
            },
            .apply = [this](std::span<const store::Extracted> results) -> Result<store::ApplyOutcome> {
              if (broken) return Fail(ErrorCode::kUnavailable, "disk full");
              for (const auto& result : results) {
                if (result.number == unacceptable && result.quarantine.empty()) {
                  return Fail(ErrorCode::kInvalidInput, "a span beyond its text");
                }
              }
              ++commits;
              for (const auto& result : results) {
                applied.push_back(result.number);
                if (!result.quarantine.empty()) quarantined[result.number] = result.quarantine;
              }
              return store::ApplyOutcome{.assertions = results.size()};
            }};
  }
};

struct Bench {
  FakeStore store;
  Exchange exchange;
  std::shared_ptr<bus::Context> context = bus::Context::OfProcess();
  std::string endpoint = context->FreshInproc("stage");
  std::unique_ptr<bus::Router> router = std::move(*bus::Router::Bind(context, endpoint));
  ExtractStage stage;
  std::vector<std::unique_ptr<bus::Dealer>> workers;

  explicit Bench(FakeStore given, ExtractStage::Options options = {})
      : store(std::move(given)), stage(*router, exchange, store.Functions(), std::move(options)) {}

  bus::Dealer& AddWorker(std::uint64_t items, std::uint64_t bytes = 1u << 20) {
    const auto index = static_cast<std::uint32_t>(workers.size());
    workers.push_back(std::move(*bus::Dealer::Connect(context, endpoint, PeerOf(Role::kExtractor, index))));
    workers.back()->Send({.type = bus::MessageType::kHello, .number = static_cast<std::int64_t>(items), .bytes = bytes});
    Hear(kStart);
    return *workers.back();
  }
  // Lets the stage hear everything that was sent to it.
  void Hear(SteadyTime now) {
    while (auto message = router->Receive(milliseconds(20))) {
      if (message->type == bus::MessageType::kHello) stage.OnHello(*message);
      if (message->type == bus::MessageType::kPost) stage.OnPost(*message, now);
    }
  }
  std::vector<bus::Message> Orders(bus::Dealer& worker) {
    std::vector<bus::Message> orders;
    while (auto message = worker.Receive(milliseconds(20))) {
      if (message->type == bus::MessageType::kOrder) orders.push_back(*message);
    }
    return orders;
  }
  void Finish(bus::Dealer& worker, std::int64_t number) {
    const auto claim = exchange.extracted.Leave({.number = number});
    worker.Post({.kind = static_cast<std::uint8_t>(PostKind::kExtracted), .number = number, .claim = claim}, kStart);
  }
  void Die(bus::Dealer& worker, std::int64_t number) {
    worker.Post({.kind = static_cast<std::uint8_t>(PostKind::kDied), .number = number, .body = "out of words"}, kStart);
  }
};

FakeStore StoreWith(int count) {
  FakeStore store;
  for (int number = 1; number <= count; ++number) store.Add(number);
  return store;
}

}  // namespace

TEST_CASE("Results are applied in revision order however the workers are shuffled") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    Bench bench(StoreWith(60));
    auto& one = bench.AddWorker(8);
    auto& two = bench.AddWorker(8);
    std::mt19937 random(seed);
    for (int turn = 0; turn < 100 && !bench.stage.idle(); ++turn) {
      REQUIRE(bench.stage.Dispatch(kStart).has_value());
      for (auto* worker : {&one, &two}) {
        auto orders = bench.Orders(*worker);
        std::ranges::shuffle(orders, random);
        for (const auto& order : orders) bench.Finish(*worker, order.number);
      }
      bench.Hear(kStart);
      REQUIRE(bench.stage.Commit(kStart, true).has_value());
    }
    CHECK(bench.store.applied.size() == 60);
    CHECK(std::ranges::is_sorted(bench.store.applied));
  }
}

TEST_CASE("No more goes out than the workers' credit, in items and in bytes") {
  SECTION("items") {
    Bench bench(StoreWith(100));
    auto& worker = bench.AddWorker(5);
    REQUIRE(bench.stage.Dispatch(kStart).has_value());
    REQUIRE(bench.stage.Dispatch(kStart).has_value());
    CHECK(bench.Orders(worker).size() == 5);
    CHECK(bench.stage.window_items() == 5);
  }
  SECTION("bytes") {
    FakeStore store;
    for (int number = 1; number <= 20; ++number) store.Add(number, 30'000);
    Bench bench(std::move(store));
    auto& worker = bench.AddWorker(10, 100'000);
    REQUIRE(bench.stage.Dispatch(kStart).has_value());
    CHECK(bench.Orders(worker).size() == 3);
  }
  SECTION("one that is larger than all credit goes alone") {
    FakeStore store;
    store.Add(1, 5'000'000);
    store.Add(2);
    Bench bench(std::move(store));
    auto& worker = bench.AddWorker(10, 100'000);
    REQUIRE(bench.stage.Dispatch(kStart).has_value());
    const auto orders = bench.Orders(worker);
    REQUIRE(orders.size() == 1);
    CHECK(orders[0].number == 1);
  }
}

TEST_CASE("A result is acknowledged after its commit and not before") {
  Bench bench(StoreWith(1));
  auto& worker = bench.AddWorker(5);
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  REQUIRE(bench.Orders(worker).size() == 1);
  bench.Finish(worker, 1);
  bench.Hear(kStart);
  bench.store.broken = true;
  CHECK_FALSE(bench.stage.Commit(kStart, true).has_value());
  CHECK_FALSE(worker.Receive(milliseconds(20)).has_value());
  CHECK(worker.unsettled() == 1);

  bench.store.broken = false;
  CHECK(bench.stage.Commit(kStart, true).has_value());
  CHECK(worker.Receive(milliseconds(1'000)).has_value());
  CHECK(worker.unsettled() == 0);
  CHECK(bench.store.applied == std::vector<std::int64_t>{1});
}

TEST_CASE("A result that is sent again because its acknowledgement was lost is applied once") {
  Bench bench(StoreWith(1));
  auto& worker = bench.AddWorker(5);
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  bench.Finish(worker, 1);
  bench.Hear(kStart);
  bench.router->LoseAcknowledgements(1);
  REQUIRE(bench.stage.Commit(kStart, true).has_value());
  worker.Repeat(kStart + seconds(60), seconds(5));
  bench.Hear(kStart);
  REQUIRE(bench.stage.Commit(kStart, true).has_value());
  CHECK(bench.store.applied == std::vector<std::int64_t>{1});
  while (worker.Receive(milliseconds(20))) {
  }
  CHECK(worker.unsettled() == 0);
}

TEST_CASE("A document that fails its worker three times is quarantined and holds up nobody") {
  Bench bench(StoreWith(3));
  auto& worker = bench.AddWorker(5);
  for (int round = 0; round < 3; ++round) {
    REQUIRE(bench.stage.Dispatch(kStart).has_value());
    for (const auto& order : bench.Orders(worker)) {
      if (order.number == 2) {
        CHECK(order.attempt == round);
        bench.Die(worker, 2);
      } else {
        bench.Finish(worker, order.number);
      }
    }
    bench.Hear(kStart);
  }
  REQUIRE(bench.stage.Commit(kStart, true).has_value());
  CHECK(bench.store.applied == std::vector<std::int64_t>{1, 2, 3});
  CHECK(bench.store.attempts[2] == 3);
  REQUIRE(bench.store.quarantined.size() == 1);
  CHECK(bench.store.quarantined[2] == "failed 3 times, last with: out of words");
  CHECK(bench.stage.idle());
}

TEST_CASE("A document that the program died over three times is given to nobody") {
  FakeStore store;
  store.Add(1, 100, 3);
  store.Add(2);
  Bench bench(std::move(store));
  auto& worker = bench.AddWorker(5);
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  const auto orders = bench.Orders(worker);
  REQUIRE(orders.size() == 1);
  CHECK(orders[0].number == 2);
  bench.Finish(worker, 2);
  bench.Hear(kStart);
  REQUIRE(bench.stage.Commit(kStart, true).has_value());
  CHECK(bench.store.quarantined.count(1) == 1);
  CHECK(bench.store.applied == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("A result that the store refuses is quarantined; its neighbours are kept") {
  auto store = StoreWith(4);
  store.unacceptable = 3;
  Bench bench(std::move(store));
  auto& worker = bench.AddWorker(5);
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  for (const auto& order : bench.Orders(worker)) bench.Finish(worker, order.number);
  bench.Hear(kStart);
  REQUIRE(bench.stage.Commit(kStart, true).has_value());
  CHECK(bench.store.applied == std::vector<std::int64_t>{1, 2, 3, 4});
  CHECK(bench.store.quarantined.count(3) == 1);
  CHECK(bench.store.quarantined.size() == 1);
}

TEST_CASE("Results wait a moment for others to share their commit") {
  auto store = StoreWith(10);
  Bench bench(std::move(store), {.batch_items = 64, .batch_wait = milliseconds(100)});
  auto& worker = bench.AddWorker(5);
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  bench.Finish(worker, 1);
  bench.Finish(worker, 2);
  bench.Hear(kStart);
  REQUIRE(bench.stage.Commit(kStart + milliseconds(50), false).has_value());
  CHECK(bench.store.commits == 0);
  CHECK(bench.stage.NextDue() == kStart + milliseconds(100));
  REQUIRE(bench.stage.Commit(kStart + milliseconds(100), false).has_value());
  CHECK(bench.store.commits == 1);
  CHECK(bench.store.applied == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("An order that a worker does not answer goes to another, and only one result counts") {
  Bench bench(StoreWith(1), {.worker_patience = seconds(60)});
  auto& one = bench.AddWorker(1);
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  REQUIRE(bench.Orders(one).size() == 1);
  auto& two = bench.AddWorker(1);
  CHECK_FALSE(bench.stage.stalled());
  REQUIRE(bench.stage.Dispatch(kStart + seconds(61)).has_value());
  CHECK(bench.stage.stalled());
  CHECK(bench.Orders(one).empty());
  CHECK(bench.Orders(two).size() == 1);
  bench.Finish(one, 1);
  bench.Finish(two, 1);
  bench.Hear(kStart + seconds(62));
  REQUIRE(bench.stage.Commit(kStart + seconds(62), true).has_value());
  bench.Hear(kStart + seconds(62));
  CHECK(bench.store.applied == std::vector<std::int64_t>{1});
  CHECK(bench.stage.idle());
  CHECK_FALSE(bench.stage.stalled());  // it answers again
}

TEST_CASE("A stage that takes no more still finishes what is out") {
  Bench bench(StoreWith(20));
  auto& worker = bench.AddWorker(4);
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  bench.stage.StopTaking();
  CHECK(bench.stage.out());
  for (const auto& order : bench.Orders(worker)) bench.Finish(worker, order.number);
  bench.Hear(kStart);
  REQUIRE(bench.stage.Commit(kStart, true).has_value());
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  CHECK(bench.store.applied == std::vector<std::int64_t>{1, 2, 3, 4});
  CHECK_FALSE(bench.stage.out());
  CHECK(bench.stage.idle());
}

TEST_CASE("Old revisions that are pending again are read when those out are home, in revision order") {
  Bench bench(StoreWith(6));
  auto& worker = bench.AddWorker(4);
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  const auto first = bench.Orders(worker);
  REQUIRE(first.size() == 4);
  bench.stage.Rewind();
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  CHECK(bench.Orders(worker).empty());  // 1 again behind 4 would break the order
  for (const auto& order : first) bench.Finish(worker, order.number);
  bench.Hear(kStart);
  REQUIRE(bench.stage.Commit(kStart, true).has_value());
  REQUIRE(bench.stage.Dispatch(kStart).has_value());
  const auto second = bench.Orders(worker);
  REQUIRE(second.size() == 4);
  CHECK(second.front().number == 1);
}

}  // namespace dateline::daemon
