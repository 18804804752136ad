#include "bus/tail.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "../support/temporary_folder.h"

namespace dateline::bus {
namespace {

using std::chrono::milliseconds;

// Subscribing takes a moment that nobody can wait for: publish until the first line is through.
TailSubscriber::Line FirstLine(TailPublisher& publisher, TailSubscriber& subscriber) {
  for (int i = 0; i < 500; ++i) {
    publisher.Publish("hello");
    if (auto line = subscriber.Receive(milliseconds(10))) {
      while (subscriber.Receive(milliseconds(50))) {
      }
      return *line;
    }
  }
  FAIL("nothing came through");
  return {};
}

}  // namespace

TEST_CASE("A subscriber sees what is published, numbered without gaps") {
  const testing::TemporaryFolder folder;
  auto publisher = std::move(*TailPublisher::Bind(Context::OfProcess(), folder.path(), 1));
  auto subscriber = std::move(*TailSubscriber::Connect(Context::OfProcess(), folder.path()));
  CHECK(FirstLine(*publisher, *subscriber).json == "hello");
  for (int i = 0; i < 20; ++i) publisher->Publish(fmt::format("{{\"n\":{}}}", i));
  for (int i = 0; i < 20; ++i) {
    const auto line = subscriber->Receive(milliseconds(2'000));
    REQUIRE(line.has_value());
    CHECK(line->missed == 0);
    CHECK(line->json == fmt::format("{{\"n\":{}}}", i));
  }
}

TEST_CASE("A subscriber that was too slow sees how much it missed") {
  const testing::TemporaryFolder folder;
  auto publisher = std::move(*TailPublisher::Bind(Context::OfProcess(), folder.path(), 1));
  auto subscriber = std::move(*TailSubscriber::Connect(Context::OfProcess(), folder.path()));
  FirstLine(*publisher, *subscriber);
  const std::uint64_t before = publisher->published();
  // Far beyond both queues and the kernel's buffers.
  for (int i = 0; i < 3'000; ++i) publisher->Publish(std::string(4'000, 'x'));
  std::uint64_t seen = 0;
  std::uint64_t missed = 0;
  while (const auto line = subscriber->Receive(milliseconds(300))) {
    ++seen;
    missed += line->missed;
  }
  // A gap at the end shows with the next line.
  publisher->Publish("last");
  const auto last = subscriber->Receive(milliseconds(2'000));
  REQUIRE(last.has_value());
  ++seen;
  missed += last->missed;
  CHECK(missed > 0);
  CHECK(seen + missed == publisher->published() - before);
}

TEST_CASE("A new daemon begins to count anew, which is no gap") {
  const testing::TemporaryFolder folder;
  auto subscriber = std::move(*TailSubscriber::Connect(Context::OfProcess(), folder.path()));
  {
    auto first = std::move(*TailPublisher::Bind(Context::OfProcess(), folder.path(), 1));
    FirstLine(*first, *subscriber);
  }
  auto second = std::move(*TailPublisher::Bind(Context::OfProcess(), folder.path(), 2));
  CHECK(FirstLine(*second, *subscriber).missed == 0);
}

}  // namespace dateline::bus
