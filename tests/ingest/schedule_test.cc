#include "ingest/schedule.h"

#include <catch2/catch.hpp>
#include <set>

namespace dateline::ingest {
namespace {

using namespace std::chrono_literals;

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

config::SourceRecord Source(std::chrono::seconds every = 1h) {
  config::SourceRecord source;
  source.id = "gov-feed";
  source.url = "https://gov.example/feed";
  source.every = every;
  return source;
}

Collected Result(FetchClass fetch_class, Hints hints = {}) {
  Collected result;
  result.fetch_class = fetch_class;
  result.hints = std::move(hints);
  result.message = "words";
  return result;
}

std::chrono::seconds WaitAfter(const Collected& result, std::uint32_t failures_before = 0,
                               std::chrono::seconds every = 1h) {
  SourceState state;
  state.failures = failures_before;
  Settle(Source(every), result, false, kNow, state);
  return std::chrono::duration_cast<std::chrono::seconds>(*state.next_due - kNow);
}

}  // namespace

TEST_CASE("a source is due when it was never fetched or its time has come") {
  SourceState state;
  CHECK(IsDue(Source(), state, kNow).due);
  CHECK(IsDue(Source(), state, kNow).reason == "never fetched");
  Settle(Source(), Result(FetchClass::kOk), true, kNow, state);
  CHECK_FALSE(IsDue(Source(), state, kNow + 59min).due);
  CHECK(IsDue(Source(), state, kNow + 59min).at == state.next_due);
  CHECK(IsDue(Source(), state, kNow + 67min).due);
  config::SourceRecord off = Source();
  off.enabled = false;
  CHECK_FALSE(IsDue(off, {}, kNow).due);
}

TEST_CASE("the jitter is stable for a source, spreads sources and stays within a tenth") {
  std::set<std::int64_t> waits;
  for (int i = 0; i < 50; ++i) {
    config::SourceRecord source = Source();
    source.id = "source-" + std::to_string(i);
    const auto wait = OwnWait(source, 0);
    CHECK(wait == OwnWait(source, 0));
    CHECK(wait >= 3600s);
    CHECK(wait < 3960s);
    waits.insert(wait.count());
  }
  CHECK(waits.size() > 30);
}

TEST_CASE("failures double the wait up to a day") {
  const auto once = OwnWait(Source(), 0);
  CHECK(OwnWait(Source(), 1) == once);
  CHECK(OwnWait(Source(), 2) == once * 2);
  CHECK(OwnWait(Source(), 3) == once * 4);
  CHECK(OwnWait(Source(), 6) == 24h);
  CHECK(OwnWait(Source(), 4'000'000'000U) == 24h);
  CHECK(OwnWait(Source(72h), 9) >= 72h);
}

TEST_CASE("the server's wishes are lower bounds, within a day") {
  const auto own = OwnWait(Source(), 0);
  struct Case {
    FetchClass fetch_class;
    Hints hints;
    std::chrono::seconds wait;
  };
  const Case cases[] = {
      {FetchClass::kOk, {.fresh_for = 4h}, 4h},
      {FetchClass::kOk, {.fresh_for = 60s}, own},
      {FetchClass::kOk, {.fresh_for = 8760h}, 24h},
      {FetchClass::kOk, {.fresh_for = -5s}, own},
      {FetchClass::kNotModified, {.fresh_for = 4h}, 4h},
      {FetchClass::kMaintenance, {.fresh_for = 4h}, own},
      {FetchClass::kMaintenance, {.retry_after = 2h}, 2h},
      {FetchClass::kThrottled, {.retry_after = 9'999'999'999s}, 24h},
      {FetchClass::kThrottled, {.retry_after = 0s}, own},
      {FetchClass::kGone, {}, 24h},
  };
  for (const Case& c : cases) CHECK(WaitAfter(Result(c.fetch_class, c.hints)) == c.wait);
  CHECK(WaitAfter(Result(FetchClass::kThrottled), 0, 60s) == 15min);
}

TEST_CASE("a person overrules our interval but not the server's") {
  SourceState state;
  Settle(Source(), Result(FetchClass::kOk), true, kNow, state);
  CHECK_FALSE(IsDue(Source(), state, kNow + 1min).due);
  CHECK(IsDue(Source(), state, kNow + 1min, Patience::kServers).due);

  SourceState failing;
  failing.failures = 5;
  Settle(Source(), Result(FetchClass::kNetwork), false, kNow, failing);
  CHECK(IsDue(Source(), failing, kNow + 1min, Patience::kServers).due);

  for (const Collected& result :
       {Result(FetchClass::kThrottled, {.retry_after = 3h}), Result(FetchClass::kThrottled, {.retry_after = 1min}),
        Result(FetchClass::kOk, {.fresh_for = 3h})}) {
    SourceState held;
    Settle(Source(), result, false, kNow, held);
    CHECK_FALSE(IsDue(Source(), held, kNow + 1min, Patience::kServers).due);
    CHECK(IsDue(Source(), held, kNow + 1min, Patience::kServers).reason.find("as the server asks") !=
          std::string::npos);
    CHECK(IsDue(Source(), held, kNow + 3h, Patience::kServers).due);
  }
}

TEST_CASE("gone is believed after three sightings and looked at again after a month") {
  SourceState state;
  Instant now = kNow;
  for (int i = 0; i < 3; ++i) {
    CHECK(IsDue(Source(), state, now).due);
    Settle(Source(), Result(FetchClass::kGone), false, now, state);
    now += 25h;
  }
  CHECK_FALSE(IsDue(Source(), state, now).due);
  CHECK(IsDue(Source(), state, now).reason.starts_with("gone"));
  CHECK(IsDue(Source(), state, now + std::chrono::days(31)).due);
}

TEST_CASE("failures are counted, forgotten after success, and tell on the third") {
  SourceState state;
  for (int i = 0; i < 2; ++i) Settle(Source(), Result(FetchClass::kNetwork), false, kNow, state);
  CHECK(state.failures == 2);
  CHECK_FALSE(InTrouble(state));
  Settle(Source(), Result(FetchClass::kBlocked), false, kNow, state);
  CHECK(InTrouble(state));
  CHECK_FALSE(state.last_good);
  CHECK(state.last_message == "words");
  Settle(Source(), Result(FetchClass::kNotModified), false, kNow, state);
  CHECK(state.failures == 0);
  CHECK(state.last_good == kNow);
  CHECK_FALSE(state.last_new);
}

TEST_CASE("a permanent redirect is adopted after five sightings of the same readable target") {
  const config::SourceRecord source = Source();
  SourceState state;
  const auto settle = [&](FetchClass fetch_class, std::string target) {
    Settle(source, Result(fetch_class, {.moved_to = std::move(target)}), false, kNow, state);
  };
  for (int i = 0; i < 4; ++i) settle(FetchClass::kOk, "https://new.example/feed");
  CHECK(AskedUrl(source, state) == source.url);
  settle(FetchClass::kNetwork, "https://new.example/feed");
  CHECK(state.redirect_seen == 4);
  settle(FetchClass::kNotModified, "https://new.example/feed");
  CHECK(AskedUrl(source, state) == "https://new.example/feed");
  settle(FetchClass::kOk, "");  // The new address is asked directly now: no redirect is seen, and none is needed.
  CHECK(AskedUrl(source, state) == "https://new.example/feed");
  settle(FetchClass::kMissing, "");
  CHECK(AskedUrl(source, state) == source.url);
}

TEST_CASE("another target or none starts the count again") {
  const config::SourceRecord source = Source();
  SourceState state;
  for (const char* target : {"https://a/", "https://a/", "https://b/"}) {
    Settle(source, Result(FetchClass::kOk, {.moved_to = target}), false, kNow, state);
  }
  CHECK(state.redirect_seen == 1);
  Settle(source, Result(FetchClass::kOk), false, kNow, state);
  CHECK(state.redirect_seen == 0);
  CHECK(state.redirect_to.empty());
}

TEST_CASE("once a week a source is asked without validators") {
  SourceState state;
  state.source = "gov-feed";
  int without = 0;
  for (int day = 0; day < 28; ++day) {
    state.last_fetch = kNow + std::chrono::days(day);
    CHECK(SendValidators(state, *state.last_fetch + 1h));
    if (!SendValidators(state, *state.last_fetch + 24h)) ++without;
  }
  CHECK(without == 4);
}

TEST_CASE("the last answers are kept with what decided the wait") {
  SourceState state;
  const auto settle = [&](const Collected& result, bool brought = false) {
    Settle(Source(), result, brought, kNow, state);
    return state.answers.back();
  };
  CHECK(settle(Result(FetchClass::kOk), true).cause == WaitCause::kInterval);
  CHECK(state.answers.back().brought);
  CHECK(settle(Result(FetchClass::kOk, {.fresh_for = 6h})).cause == WaitCause::kFreshness);
  CHECK(state.answers.back().wait == 6h);
  CHECK(settle(Result(FetchClass::kNetwork)).cause == WaitCause::kInterval);
  CHECK(settle(Result(FetchClass::kNetwork)).cause == WaitCause::kBackOff);
  CHECK(settle(Result(FetchClass::kThrottled, {.retry_after = 20h})).cause == WaitCause::kRetryAfter);
  CHECK(state.answers.back().fetch_class == FetchClass::kThrottled);
  CHECK(state.answers.back().message == "words");
  CHECK(state.answers.size() == SourceState::kAnswersKept);
  CHECK(settle(Result(FetchClass::kGone)).cause == WaitCause::kGone);
  CHECK(state.answers.size() == SourceState::kAnswersKept);
  CHECK(state.answers.front().fetch_class == FetchClass::kOk);
  CHECK_FALSE(state.answers.front().brought);
}

}  // namespace dateline::ingest
