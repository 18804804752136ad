#include "daemon/work.h"

#include <fmt/format.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "../support/temporary_folder.h"

namespace dateline::daemon {
namespace {

const Instant kNow = *ParseInstant("2025-07-18T09:00:00Z");

std::unique_ptr<store::Writer> StoreWith(const std::filesystem::path& folder, int documents) {
  auto writer = std::move(*store::Writer::Open(folder, kNow));
  store::CollectBatch batch{.source = {.id = "test", .name = "Test", .owner = "test"}, .mode = IngestMode::kBackfill};
  for (int i = 0; i < documents; ++i) {
    batch.documents.push_back(
        {.source = "test", .guid = fmt::format("g{}", i), .title = fmt::format("Note {}", i), .text = fmt::format("Text {}.", i)});
  }
  REQUIRE(writer->Collect(batch, kNow).has_value());
  return writer;
}

Extraction Nothing(const Document&) { return {}; }

std::size_t PendingIn(store::Writer& writer) { return writer.Pending(0, 10'000, 1u << 30)->size(); }

}  // namespace

TEST_CASE("Everything pending is extracted, each document once, by several workers") {
  const testing::TemporaryFolder folder;
  const auto writer = StoreWith(folder.path(), 500);
  std::mutex mutex;
  std::multiset<std::string> seen;
  std::set<std::thread::id> threads;
  const auto extract = [&](const Document& document) {
    const std::lock_guard lock(mutex);
    seen.insert(document.guid);
    threads.insert(std::this_thread::get_id());
    return Extraction{};
  };
  LocalPipeline pipeline(*writer, extract, "v1", {}, {.workers = 3, .data = folder.path()});
  std::uint64_t last = 0;
  const auto done = pipeline.ExtractPending([&](const LocalPipeline::Progress& progress) {
    CHECK(progress.done > last);
    last = progress.done;
  });
  REQUIRE(done.has_value());
  CHECK(done->done == 500);
  CHECK(last == 500);
  CHECK(seen.size() == 500);
  CHECK(std::set(seen.begin(), seen.end()).size() == 500);
  CHECK(threads.size() == 3);
  CHECK(PendingIn(*writer) == 0);
}

TEST_CASE("A document whose extraction throws is quarantined after three tries; the rest is read") {
  const testing::TemporaryFolder folder;
  const auto writer = StoreWith(folder.path(), 40);
  std::atomic<int> tries = 0;
  const auto extract = [&](const Document& document) -> Extraction {
    if (document.guid == "g7") {
      ++tries;
      throw std::runtime_error("seven is too much");
    }
    return {};
  };
  LocalPipeline pipeline(*writer, extract, "v1", {}, {.workers = 2, .data = folder.path()});
  const auto done = pipeline.ExtractPending();
  REQUIRE(done.has_value());
  CHECK(tries == 3);
  CHECK(done->done == 40);
  CHECK(done->quarantined == 1);
  REQUIRE(done->notes.size() == 1);
  CHECK(done->notes[0].find("seven is too much") != std::string::npos);
  CHECK(PendingIn(*writer) == 0);
}

TEST_CASE("Nothing pending is done at once") {
  const testing::TemporaryFolder folder;
  const auto writer = StoreWith(folder.path(), 0);
  LocalPipeline pipeline(*writer, &Nothing, "v1", {}, {.workers = 2});
  const auto done = pipeline.ExtractPending();
  REQUIRE(done.has_value());
  CHECK(done->done == 0);
}

TEST_CASE("The work channel carries far more documents a second than extraction can read") {
  const testing::TemporaryFolder folder;
  const auto writer = StoreWith(folder.path(), 4'000);
  LocalPipeline pipeline(*writer, &Nothing, "v1", {}, {});
  const auto begun = std::chrono::steady_clock::now();
  REQUIRE(pipeline.ExtractPending()->done == 4'000);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  WARN("bus and commits alone: " << static_cast<int>(4'000 / took.count()) << " documents a second");
  CHECK(took.count() < 20);
}

}  // namespace dateline::daemon
