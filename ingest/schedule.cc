#include "ingest/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/id.h"

namespace dateline::ingest {
namespace {

using std::chrono::seconds;

std::uint64_t StableHash(std::string_view text) {
  const Key key = HashKey({"schedule", text});
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8 | key.bytes[static_cast<std::size_t>(i)];
  return value;
}

bool Good(FetchClass fetch_class) {
  return fetch_class == FetchClass::kOk || fetch_class == FetchClass::kNotModified;
}

// The least that a server may expect of us after such an answer, asked for or not.
seconds ServersFloor(FetchClass fetch_class, std::uint32_t failures) {
  switch (fetch_class) {
    case FetchClass::kThrottled:
      return std::min<seconds>(kWaitMax, std::chrono::minutes(15) * failures);
    case FetchClass::kGone:
      return failures >= kGoneSightings ? seconds(std::chrono::days(30)) : kWaitMax;
    default:
      return seconds(0);
  }
}

struct Wait {
  seconds length{0};
  WaitCause cause = WaitCause::kInterval;
};

// The longest of what we want and what the server wants. `failures` counts this round.
Wait WaitAfter(const config::SourceRecord& source, const Collected& result, std::uint32_t failures) {
  Wait wait{OwnWait(source, failures), failures > 1 ? WaitCause::kBackOff : WaitCause::kInterval};
  const auto at_least = [&](seconds length, WaitCause cause) {
    length = std::clamp(length, seconds(0), seconds(std::chrono::days(30)));
    if (length > wait.length) wait = {length, cause};
  };
  at_least(std::min<seconds>(result.hints.retry_after.value_or(seconds(0)), kWaitMax), WaitCause::kRetryAfter);
  // Freshness describes a good answer; that of an error page says nothing about the source.
  if (Good(result.fetch_class))
    at_least(std::min<seconds>(result.hints.fresh_for.value_or(seconds(0)), kWaitMax), WaitCause::kFreshness);
  at_least(ServersFloor(result.fetch_class, failures),
           result.fetch_class == FetchClass::kGone ? WaitCause::kGone : WaitCause::kThrottled);
  return wait;
}

void CountRedirect(const config::SourceRecord& source, const Collected& result, SourceState& state) {
  const bool adopted = &AskedUrl(source, state) == &state.redirect_to;
  if (adopted) {
    // The new address is asked directly. When nothing lives there any more, the old one gets its chance again.
    if (result.fetch_class == FetchClass::kMissing || result.fetch_class == FetchClass::kGone) {
      state.redirect_to.clear();
      state.redirect_seen = 0;
    }
    return;
  }
  if (!Good(result.fetch_class)) return;  // Only a redirect to something readable counts.
  if (result.hints.moved_to.empty()) {
    state.redirect_to.clear();
    state.redirect_seen = 0;
  } else if (result.hints.moved_to == state.redirect_to) {
    ++state.redirect_seen;
  } else {
    state.redirect_to = result.hints.moved_to;
    state.redirect_seen = 1;
  }
}

std::string Why(const SourceState& state) {
  if (state.failures > 0) {
    return fmt::format("{} failures in a row, last: {}", state.failures, state.last_message);
  }
  // What an older store does not know.
  if (state.answers.empty()) return "its interval, or the server's";
  const WaitCause cause = state.answers.back().cause;
  return cause == WaitCause::kInterval || cause == WaitCause::kBackOff ? "its interval" : "as the server asked";
}

// To the second: finer says nothing to a reader.
std::string Clock(Instant at) {
  return ToIso(Instant(std::chrono::floor<seconds>(at)));
}

Instant Later(Instant now, seconds wait) {
  return now + std::chrono::duration_cast<Instant::duration>(wait);
}

}  // namespace

seconds OwnWait(const config::SourceRecord& source, std::uint32_t failures) {
  const seconds every = std::max(source.every, seconds(0));
  const auto jitter = every.count() < 10 ? 0 : StableHash(source.id) % static_cast<std::uint64_t>(every.count() / 10);
  seconds wait = every + seconds(jitter);
  if (failures > 1) {
    for (std::uint32_t i = 1; i < failures && wait < kWaitMax; ++i) wait *= 2;
    // A source with an interval of more than a day keeps it.
    wait = std::min(wait, std::max(kWaitMax, every + seconds(jitter)));
  }
  return wait;
}

Due IsDue(const config::SourceRecord& source, const SourceState& state, Instant now, Patience patience) {
  if (!source.enabled) return {false, "switched off in the configuration", std::nullopt};
  if (!state.last_fetch || !state.next_due) return {true, "never fetched", std::nullopt};
  const Instant due = *state.next_due;
  const bool gone = state.last_class == FetchClass::kGone && state.failures >= kGoneSightings;
  if (now < due && gone) {
    return {false, fmt::format("gone: the server said so {} times", state.failures), due};
  }
  if (now >= due) return {true, fmt::format("due since {}", Clock(due)), std::nullopt};
  // A server that sent us away means it, whoever asks. Otherwise what is later than our own rules comes from it.
  const bool sent_away = state.last_class == FetchClass::kThrottled || state.last_class == FetchClass::kGone;
  const Instant own = Later(*state.last_fetch, OwnWait(source, state.failures));
  const bool servers = sent_away || due > own;
  if (patience == Patience::kServers && !servers) return {true, "asked for by a person", std::nullopt};
  if (servers) {
    const std::string words = state.last_message.empty() ? "its answer stays fresh until then" : state.last_message;
    return {false, fmt::format("waits until {} as the server asks: {}", Clock(due), words), due};
  }
  return {false, fmt::format("waits until {}: {}", Clock(due), Why(state)), due};
}

void Settle(const config::SourceRecord& source, const Collected& result, bool brought, Instant now,
            SourceState& state) {
  CountRedirect(source, result, state);
  const bool good = Good(result.fetch_class);
  state.source = source.id;
  state.failures = good ? 0 : state.failures + 1;
  state.last_class = result.fetch_class;
  state.last_message = result.message;
  state.last_fetch = now;
  if (good) state.last_good = now;
  if (brought) state.last_new = now;
  const Wait wait = WaitAfter(source, result, state.failures);
  state.next_due = Later(now, wait.length);
  if (state.answers.size() >= SourceState::kAnswersKept) {
    state.answers.erase(state.answers.begin(), state.answers.end() - (SourceState::kAnswersKept - 1));
  }
  state.answers.push_back({now, result.fetch_class, result.message, brought, wait.length, wait.cause});
}

const std::string& AskedUrl(const config::SourceRecord& source, const SourceState& state) {
  const bool adopted = state.redirect_seen >= kRedirectSightings && !state.redirect_to.empty();
  return adopted ? state.redirect_to : source.url;
}

bool SendValidators(const SourceState& state, Instant now) {
  if (!state.last_fetch) return true;
  constexpr std::int64_t kProbeDays = 7;
  const auto today = std::chrono::floor<std::chrono::days>(now);
  if (today == std::chrono::floor<std::chrono::days>(*state.last_fetch)) return true;
  const auto turn = static_cast<std::int64_t>(StableHash(state.source) % kProbeDays);
  return (today.time_since_epoch().count() + turn) % kProbeDays != 0;
}

bool InTrouble(const SourceState& state) {
  return state.failures >= kAlarmFailures;
}

}  // namespace dateline::ingest
