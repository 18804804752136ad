#include "daemon/vitals.h"

#include <catch2/catch.hpp>

namespace dateline::daemon {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant kBegun = *ParseInstant("2025-07-18T09:00:00Z");

config::SourceRecord Hourly() {
  config::SourceRecord source;
  source.id = "harbor-wire";
  source.every = hours(1);
  return source;
}

std::string WordsOf(const Readiness& readiness, std::string_view name) {
  for (const auto& check : readiness.checks) {
    if (check.name == name) return check.words;
  }
  return {};
}

}  // namespace

TEST_CASE("A daemon is ready when it has started and nothing is wrong") {
  Vitals vitals(kBegun);
  CHECK_FALSE(vitals.Ready(kBegun).ready);
  vitals.SetStarted();
  CHECK(vitals.Ready(kBegun).ready);
}

TEST_CASE("A store that cannot write makes it unready, and is news once") {
  Vitals vitals(kBegun);
  vitals.SetStarted();
  CHECK(vitals.StoreFailed("disk full"));
  CHECK_FALSE(vitals.StoreFailed("disk full"));
  CHECK_FALSE(vitals.Ready(kBegun).ready);
  CHECK(WordsOf(vitals.Ready(kBegun), "store") == "cannot write: disk full");
  CHECK(vitals.StoreWorks());
  CHECK_FALSE(vitals.StoreWorks());
  CHECK(vitals.Ready(kBegun).ready);
}

TEST_CASE("A source is blind after four intervals without a good answer, and six hours at least") {
  Vitals vitals(kBegun);
  vitals.SetStarted();
  SourceState state{.source = "harbor-wire", .last_class = FetchClass::kBlocked};
  state.last_good = kBegun - hours(1);
  vitals.SetSource(Hourly(), state);
  CHECK(vitals.Ready(kBegun + hours(4)).ready);
  CHECK_FALSE(vitals.Ready(kBegun + hours(6)).ready);
  CHECK(WordsOf(vitals.Ready(kBegun + hours(6)), "sources") == "blind: harbor-wire (blocked)");
  CHECK(vitals.CountSources(kBegun + hours(6)).blind == 1);
}

TEST_CASE("A source that never answered is given its budget from the start of the daemon") {
  Vitals vitals(kBegun);
  vitals.SetStarted();
  vitals.SetSource(Hourly(), SourceState{.source = "harbor-wire"});
  CHECK(vitals.Ready(kBegun + hours(5)).ready);
  CHECK_FALSE(vitals.Ready(kBegun + hours(7)).ready);
}

TEST_CASE("A delivery that has been due for more than ten minutes makes it unready") {
  Vitals vitals(kBegun);
  vitals.SetStarted();
  vitals.SetOldestDue(kBegun);
  CHECK(vitals.Ready(kBegun + minutes(9)).ready);
  CHECK_FALSE(vitals.Ready(kBegun + minutes(11)).ready);
  vitals.SetOldestDue(std::nullopt);
  CHECK(vitals.Ready(kBegun + minutes(11)).ready);
}

}  // namespace dateline::daemon
