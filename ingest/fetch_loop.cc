#include "ingest/fetch_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "ingest/schedule.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

// One source's round under way.
struct UnderWay {
  config::SourceRecord source;
  SourceState state;
  std::unique_ptr<Round> round;
  std::size_t outstanding = 0;  // asks waiting or in flight
  std::size_t asked = 0;
  bool brought = false;
  bool answered = false;  // beyond Begin, which asks and learns nothing
  Collected worst;        // class, message and hints that decide how the round as a whole went
};

struct Waiting {
  std::shared_ptr<UnderWay> running;
  Ask ask;
};

// One host's queue and when it may be asked again.
struct Host {
  std::deque<Waiting> waiting;
  std::size_t in_flight = 0;
  Instant next{};
};

struct InFlight {
  Waiting what;
  std::string host;
};

bool Good(FetchClass fetch_class) {
  return fetch_class == FetchClass::kOk || fetch_class == FetchClass::kNotModified;
}

std::string HostOf(const std::string& url) {
  const auto parsed = net::ParseUrl(url);
  return parsed ? parsed->host : std::string();
}

// A round is as bad as its worst answer; the longest wait that any answer asked for is kept.
void Merge(const Collected& step, Collected& whole) {
  const auto longer = [](auto& kept, const auto& other) {
    if (other && (!kept || *other > *kept)) kept = other;
  };
  longer(whole.hints.retry_after, step.hints.retry_after);
  longer(whole.hints.fresh_for, step.hints.fresh_for);
  if (whole.hints.moved_to.empty()) whole.hints.moved_to = step.hints.moved_to;
  if (!Good(whole.fetch_class)) return;
  if (!Good(step.fetch_class) || step.fetch_class == FetchClass::kOk || whole.fetch_class != FetchClass::kOk) {
    whole.fetch_class = step.fetch_class;
    whole.message = step.message;
  }
}

}  // namespace

struct Fetcher::Impl {
  net::HttpClient& client;
  Options options;
  Deliver deliver;
  std::map<std::string, std::shared_ptr<UnderWay>, std::less<>> rounds;  // by source id
  std::map<std::string, Host> hosts;
  std::map<std::uint64_t, InFlight> in_flight;
  std::deque<Waiting> turns;  // asks without a URL: one a step, so that a big file does not hold up the rest

  void Enqueue(const std::shared_ptr<UnderWay>& running, Ask ask) {
    ask.request.limits = options.limits;
    ask.request.allow_private = running->source.allow_private;
    const std::string host = HostOf(ask.request.url);
    hosts[host].waiting.push_back({running, std::move(ask)});
  }

  void DropWaiting(UnderWay& running) {
    for (auto& [name, host] : hosts) {
      running.outstanding -= std::erase_if(host.waiting, [&](const Waiting& w) { return w.running.get() == &running; });
    }
  }

  // Takes one step's result: queues what it asks for, delivers the rest, and settles the round when it is over.
  void Accept(const std::shared_ptr<UnderWay>& running, Collected step, bool first, Instant now) {
    if (first || (!running->answered && Good(running->worst.fetch_class))) {
      running->worst.fetch_class = step.fetch_class;
      running->worst.message = step.message;
      running->worst.hints = step.hints;
    } else {
      Merge(step, running->worst);
    }
    running->answered = !first;
    // A server that has had enough of us gets none of what the round still wanted.
    if (step.fetch_class == FetchClass::kThrottled || step.fetch_class == FetchClass::kBlocked) {
      step.follow_ups.clear();
      DropWaiting(*running);
    }
    for (Ask& ask : step.follow_ups) {
      ++running->outstanding;
      if (ask.request.url.empty()) {
        turns.push_back({running, std::move(ask)});
      } else if (running->asked++ < options.asks_max) {
        Enqueue(running, std::move(ask));
      } else {
        --running->outstanding;
        step.problems.push_back({{running->source.url, 0, 0}, "one round asked too often; the rest is left out", ""});
        break;
      }
    }
    step.follow_ups.clear();
    running->brought = running->brought || !step.documents.empty();
    const bool finished = running->outstanding == 0;
    Outcome outcome{running->source.id, std::move(step), {}, finished};
    // A bad answer moves nothing: what we would send next time is what we sent this time.
    if (Good(outcome.collected.fetch_class)) running->state = Carry(running->state, outcome.collected.state);
    if (finished) {
      Settle(running->source, running->worst, running->brought, now, running->state);
      rounds.erase(running->source.id);
    }
    outcome.state = running->state;
    deliver(std::move(outcome));
  }

  // The round moves cursor, validators and hash; everything else is the schedule's.
  static SourceState Carry(SourceState ours, const SourceState& rounds_state) {
    ours.etag = rounds_state.etag;
    ours.last_modified = rounds_state.last_modified;
    ours.cursor = rounds_state.cursor;
    ours.content_hash = rounds_state.content_hash;
    return ours;
  }

  [[nodiscard]] std::chrono::milliseconds SpacingOf(const UnderWay& running) const {
    return running.source.allow_private ? options.private_spacing : options.host_spacing;
  }

  // Sends what may be sent; returns how long until the next one may.
  std::chrono::milliseconds Launch(Instant now) {
    auto wait = std::chrono::milliseconds::max();
    for (auto& [name, host] : hosts) {
      while (!host.waiting.empty() && host.in_flight < options.per_host && in_flight.size() < options.in_flight_max) {
        if (now < host.next) {
          wait = std::min(wait, std::chrono::ceil<std::chrono::milliseconds>(host.next - now));
          break;
        }
        Waiting next = std::move(host.waiting.front());
        host.waiting.pop_front();
        host.next = now + SpacingOf(*next.running);
        ++host.in_flight;
        const std::uint64_t id = client.Submit(next.ask.request);
        in_flight.emplace(id, InFlight{std::move(next), name});
      }
    }
    return wait;
  }

  void Land(const net::Response& response, Instant now) {
    const auto found = in_flight.find(response.id);
    if (found == in_flight.end()) return;
    const InFlight landed = std::move(found->second);
    in_flight.erase(found);
    --hosts[landed.host].in_flight;
    const auto& running = landed.what.running;
    --running->outstanding;
    Accept(running, running->round->Take(landed.what.ask, response, now), false, now);
  }

  void TakeTurn(Instant now) {
    const Waiting next = std::move(turns.front());
    turns.pop_front();
    --next.running->outstanding;
    Accept(next.running, next.running->round->Take(next.ask, {}, now), false, now);
  }

  // Hosts that nothing waits for are forgotten once their spacing has passed.
  void Forget(Instant now) {
    std::erase_if(hosts, [&](const auto& entry) {
      return entry.second.waiting.empty() && entry.second.in_flight == 0 && entry.second.next <= now;
    });
  }
};

Fetcher::Fetcher(net::HttpClient& client, Options options, Deliver deliver)
    : impl_(new Impl{client, options, std::move(deliver), {}, {}, {}, {}}) {}

Fetcher::~Fetcher() = default;

bool Fetcher::Start(const config::SourceRecord& source, const SourceState& state, Instant now) {
  if (Running(source.id)) return false;
  auto running = std::make_shared<UnderWay>();
  running->source = source;
  running->state = state;
  running->state.source = source.id;
  impl_->rounds[source.id] = running;
  const Collector* collector = FindCollector(source.collector);
  Collected first;
  if (collector == nullptr) {
    first.fetch_class = FetchClass::kRefused;
    first.message = fmt::format("there is no collector '{}'", source.collector);
    first.state = running->state;
  } else {
    config::SourceRecord asked = source;
    asked.url = AskedUrl(source, state);
    SourceState seen = running->state;
    if (!SendValidators(state, now)) {
      seen.etag.clear();
      seen.last_modified.clear();
      seen.content_hash.clear();
    }
    running->round = collector->start(asked, seen);
    first = running->round->Begin(now);
  }
  impl_->Accept(running, std::move(first), true, now);
  return true;
}

void Fetcher::Step(Instant now, std::chrono::milliseconds timeout) {
  // Nothing is launched after the wait: `now` is old by then, and the distance between requests hangs on it.
  const auto wait =
      impl_->turns.empty() ? impl_->Launch(now) : std::min(impl_->Launch(now), std::chrono::milliseconds(0));
  for (const net::Response& response : impl_->client.Poll(std::min(timeout, wait))) impl_->Land(response, now);
  if (!impl_->turns.empty()) impl_->TakeTurn(now);
  impl_->Forget(now);
}

bool Fetcher::idle() const {
  return impl_->rounds.empty();
}

bool Fetcher::Running(std::string_view source) const {
  return impl_->rounds.contains(source);
}

Fetcher::Options FetcherOptions(const config::Settings& settings) {
  Fetcher::Options options;
  options.host_spacing = settings.host_spacing;
  options.limits.connect_timeout = settings.connect_timeout;
  options.limits.total_timeout = settings.total_timeout;
  options.limits.body_bytes_max = settings.body_bytes_max;
  return options;
}

}  // namespace dateline::ingest
