#include "daemon/vitals.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "daemon/metrics.h"
#include "model/json.h"

namespace dateline::daemon {
namespace {

constexpr std::chrono::minutes kDuePatience{10};
constexpr std::size_t kBlindNamed = 5;

}  // namespace

std::chrono::seconds SilenceBudget(std::chrono::seconds every) {
  return std::max<std::chrono::seconds>(4 * every, std::chrono::hours(6));
}

bool Vitals::StoreFailed(std::string why) {
  const std::lock_guard lock(mutex_);
  const bool news = !trouble_;
  trouble_ = std::move(why);
  return news;
}

bool Vitals::StoreWorks() {
  const std::lock_guard lock(mutex_);
  return std::exchange(trouble_, std::nullopt).has_value();
}

bool Vitals::store_works() const {
  const std::lock_guard lock(mutex_);
  return !trouble_;
}

void Vitals::SetSource(const config::SourceRecord& source, const SourceState& state) {
  const std::lock_guard lock(mutex_);
  sources_.insert_or_assign(source.id, SourceHealth{.every = source.every,
                                                    .last_good = state.last_good,
                                                    .last_class = state.last_class,
                                                    .message = state.last_message});
}

void Vitals::ForgetSources() {
  const std::lock_guard lock(mutex_);
  sources_.clear();
}

void Vitals::SetOldestDue(std::optional<Instant> due) {
  const std::lock_guard lock(mutex_);
  oldest_due_ = due;
}

void Vitals::SetPending(std::uint64_t window, std::uint64_t search_lag) {
  const std::lock_guard lock(mutex_);
  window_ = window;
  search_lag_ = search_lag;
}

void Vitals::SetStarted() {
  const std::lock_guard lock(mutex_);
  started_ = true;
}

void Vitals::Beat() {
  const std::lock_guard lock(mutex_);
  ++beats_;
}

std::uint64_t Vitals::beats() const {
  const std::lock_guard lock(mutex_);
  return beats_;
}

DaemonStats Vitals::stats() const {
  const std::lock_guard lock(mutex_);
  return stats_;
}

bool Vitals::Blind(const SourceHealth& source, Instant now) const {
  return now - source.last_good.value_or(begun_) > SilenceBudget(source.every);
}

Vitals::SourceCounts Vitals::CountSources(Instant now) const {
  const std::lock_guard lock(mutex_);
  SourceCounts counts{.all = sources_.size()};
  for (const auto& [id, source] : sources_) counts.blind += Blind(source, now) ? 1 : 0;
  return counts;
}

std::chrono::seconds Vitals::OldestDueAge(Instant now) const {
  const std::lock_guard lock(mutex_);
  if (!oldest_due_ || *oldest_due_ >= now) return std::chrono::seconds(0);
  return std::chrono::floor<std::chrono::seconds>(now - *oldest_due_);
}

Readiness Vitals::Ready(Instant now) const {
  const std::lock_guard lock(mutex_);
  Readiness result;
  const auto check = [&](std::string name, bool good, std::string words) {
    result.ready = result.ready && good;
    result.checks.push_back({std::move(name), good, std::move(words)});
  };
  check("started", started_, started_ ? "yes" : "still opening");
  check("store", !trouble_, trouble_ ? "cannot write: " + *trouble_ : "writes");
  std::string blind;
  std::size_t count = 0;
  for (const auto& [id, source] : sources_) {
    if (!Blind(source, now) || ++count > kBlindNamed) continue;
    blind += fmt::format("{}{} ({})", blind.empty() ? "" : ", ", id, ToString(source.last_class));
  }
  if (count > kBlindNamed) blind += fmt::format(" and {} more", count - kBlindNamed);
  check("sources", count == 0, count == 0 ? fmt::format("{} within their silence budget", sources_.size())
                                          : "blind: " + blind);
  const bool late = oldest_due_ && now - *oldest_due_ > kDuePatience;
  check("deliveries", !late, late ? fmt::format("the oldest has been due since {}", ToIso(*oldest_due_)) : "on time");
  return result;
}

std::string Vitals::StatusJson(Instant now) const {
  const Readiness readiness = Ready(now);
  const SourceCounts sources = CountSources(now);
  const std::lock_guard lock(mutex_);
  JsonWriter json;
  json.BeginObject().Field("ok", true).Field("ready", readiness.ready).Field("since", ToIso(begun_));
  for (const auto& item : readiness.checks) json.Field("check_" + item.name, item.words);
  json.Field("sources", sources.all).Field("sources_blind", sources.blind);
  json.Field("fetched", stats_.fetched).Field("failed", stats_.failed);
  json.Field("new_documents", stats_.new_documents).Field("new_revisions", stats_.new_revisions);
  json.Field("extracted", stats_.extracted).Field("quarantined", stats_.quarantined);
  json.Field("assertions", stats_.assertions).Field("statements", stats_.statements);
  json.Field("alerts", stats_.alerts).Field("accepted", stats_.accepted);
  json.Field("retried", stats_.retried).Field("dead", stats_.dead);
  json.Field("in_window", window_).Field("search_lag", search_lag_);
  json.Field("resident_bytes", ResidentBytes()).EndObject();
  return json.Take();
}

}  // namespace dateline::daemon
