#include "ingest/fetch_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <utility>

#include "config/load.h"
#include "config/secret.h"
#include "ingest/record.h"
#include "ingest/round_tally.h"
#include "ingest/schedule.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

// One source's round under way.
struct UnderWay {
  RoundTally tally;
  std::unique_ptr<Round> round;
  std::size_t outstanding = 0;  // asks waiting or in flight
  std::size_t asked = 0;
  bool recorded = false;

  [[nodiscard]] const config::SourceRecord& source() const { return tally.source(); }
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
  Instant quiet_until{};  // sent away: nobody asks before
};

// Servers that say how often all of their hosts together may be asked.
struct SharedLimit {
  std::string_view domain;
  std::chrono::milliseconds spacing;
  std::chrono::minutes quiet;  // how long a block lasts at least; asking meanwhile prolongs it
};
constexpr std::array kSharedLimits{
    SharedLimit{"federalregister.gov", std::chrono::milliseconds(334), std::chrono::minutes(10)},
    SharedLimit{"sec.gov", std::chrono::milliseconds(200), std::chrono::minutes(10)},
};

const SharedLimit* SharedLimitOf(std::string_view host) {
  const auto* found = std::ranges::find_if(kSharedLimits, [&](const SharedLimit& limit) {
    return host == limit.domain || (host.ends_with(limit.domain) && host[host.size() - limit.domain.size() - 1] == '.');
  });
  return found == kSharedLimits.end() ? nullptr : found;
}

constexpr std::string_view kNoContact =
    "the SEC wants a User-Agent with a contact: set user_agent in dateline.toml to 'Organisation name "
    "name@example.org'";

struct InFlight {
  Waiting what;
  std::string host;
};

// One line: the file that holds it ends with a line end, the password does not.
Result<std::string> ReadPassword(const std::string& reference, const std::filesystem::path& data) {
  auto text = config::ReadSecret(reference, data);
  if (text) {
    while (text->ends_with('\n') || text->ends_with('\r')) text->pop_back();
  }
  if (text && text->empty()) return Fail(ErrorCode::kInvalidInput, config::SecretName(reference) + ": is empty");
  return text;
}

// Under what name a server's requests are counted.
std::string HostOf(const std::string& url) {
  if (const auto mailbox = net::ParseMailboxUrl(url)) return mailbox->host;
  const auto parsed = net::ParseUrl(url);
  if (!parsed) return {};
  const SharedLimit* shared = SharedLimitOf(parsed->host);
  return shared != nullptr ? std::string(shared->domain) : parsed->host;
}

}  // namespace

struct Fetcher::Impl {
  net::HttpClient& client;
  Options options;
  Deliver deliver;
  std::map<std::string, std::shared_ptr<UnderWay>, std::less<>> rounds;  // by source id
  std::map<std::string, Host> hosts;
  std::map<std::uint64_t, InFlight> in_flight;
  std::deque<std::pair<Waiting, std::string>> unsendable;  // what cannot be sent, and why
  std::deque<Waiting> turns;  // asks without a URL: one a step, so that a big file does not hold up the rest

  void Enqueue(const std::shared_ptr<UnderWay>& running, Ask ask) {
    ask.request.limits = options.limits;
    ask.request.allow_private = running->source().allow_private;
    if (ask.request.mailbox) {
      // Read each time: it may be exchanged while we run.
      const auto password = ReadPassword(running->source().secret, options.data);
      if (!password) return unsendable.push_back({{running, std::move(ask)}, password.error().message});
      ask.request.mailbox->password = *password;
    }
    const std::string host = HostOf(ask.request.url);
    hosts[host].waiting.push_back({running, std::move(ask)});
  }

  void DropWaiting(UnderWay& running) {
    for (auto& [name, host] : hosts) {
      running.outstanding -= std::erase_if(host.waiting, [&](const Waiting& w) { return w.running.get() == &running; });
    }
  }

  void Begin(const std::shared_ptr<UnderWay>& running, Collected step, Instant now) {
    running->tally.Begin(step);
    Accept(running, std::move(step), now);
  }

  void Add(const std::shared_ptr<UnderWay>& running, Collected step, Instant now) {
    running->tally.Add(step);
    Accept(running, std::move(step), now);
  }

  // After one step: queues what it asks for, delivers the rest, and settles the round when it is over.
  void Accept(const std::shared_ptr<UnderWay>& running, Collected step, Instant now) {
    if (SentAway(step.fetch_class)) {
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
        step.problems.push_back({{running->source().url, 0, 0}, "one round asked too often; the rest is left out", ""});
        break;
      }
    }
    step.follow_ups.clear();
    const bool finished = running->outstanding == 0;
    if (finished) {
      running->tally.Settle(now);
      rounds.erase(running->source().id);
    }
    deliver({running->source().id, std::move(step), running->tally.state(), finished});
  }

  [[nodiscard]] std::chrono::milliseconds SpacingOf(const UnderWay& running, std::string_view host) const {
    if (running.source().allow_private) return options.private_spacing;
    const SharedLimit* shared = SharedLimitOf(host);
    return shared != nullptr ? shared->spacing : options.host_spacing;
  }

  // Answers what cannot be sent.
  void AnswerUnsendable(Instant now) {
    for (auto& [waiting, why] : std::exchange(unsendable, {})) {
      --waiting.running->outstanding;
      net::Response response;
      response.url = waiting.ask.request.url;
      response.failure = FetchClass::kRefused;
      response.message = why;
      Add(waiting.running, waiting.running->round->Take(waiting.ask, response, now), now);
    }
  }

  // Answers what waits for a server that sends us away, without asking it.
  void AnswerForQuiet(Instant now) {
    std::vector<Waiting> sent_back;
    for (auto& [name, host] : hosts) {
      if (now >= host.quiet_until) continue;
      std::ranges::move(host.waiting, std::back_inserter(sent_back));
      host.waiting.clear();
    }
    for (Waiting& waiting : sent_back) {
      // The round may have been over with an answer before this one.
      --waiting.running->outstanding;
      net::Response response;
      response.url = waiting.ask.request.url;
      response.failure = FetchClass::kThrottled;
      response.message = "the server sent another source away; it is left alone for a while";
      Add(waiting.running, waiting.running->round->Take(waiting.ask, response, now), now);
    }
  }

  // A block holds for all who ask this server.
  void NoteThrottle(const std::string& host_name, const Collected& step, Instant now) {
    const SharedLimit* shared = SharedLimitOf(host_name);
    if (shared == nullptr || step.fetch_class != FetchClass::kThrottled) return;
    const auto quiet =
        std::max<std::chrono::seconds>(shared->quiet, step.hints.retry_after.value_or(std::chrono::seconds(0)));
    hosts[host_name].quiet_until = now + std::min(quiet, kWaitMax);
  }

  [[nodiscard]] bool MustNotAsk(const config::SourceRecord& source) const {
    return !options.names_contact && config::AsksSec(source.url);
  }

  // Ends a round that must not begin.
  void Refuse(const std::shared_ptr<UnderWay>& running, std::string why, Instant now) {
    Collected refused;
    refused.fetch_class = FetchClass::kRefused;
    refused.message = std::move(why);
    Begin(running, std::move(refused), now);
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
        host.next = now + SpacingOf(*next.running, name);
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
    if (running->recorded) options.recorder->Keep(running->source().id, landed.what.ask.request.url, response, now);
    Collected step = running->round->Take(landed.what.ask, response, now);
    NoteThrottle(landed.host, step, now);
    Add(running, std::move(step), now);
  }

  void TakeTurn(Instant now) {
    const Waiting next = std::move(turns.front());
    turns.pop_front();
    --next.running->outstanding;
    Add(next.running, next.running->round->Take(next.ask, {}, now), now);
  }

  // Hosts that nothing waits for are forgotten once their spacing has passed.
  void Forget(Instant now) {
    std::erase_if(hosts, [&](const auto& entry) {
      return entry.second.waiting.empty() && entry.second.in_flight == 0 && entry.second.next <= now &&
             entry.second.quiet_until <= now;
    });
  }
};

Fetcher::Fetcher(net::HttpClient& client, Options options, Deliver deliver)
    : impl_(new Impl{client, options, std::move(deliver), {}, {}, {}, {}, {}}) {}

Fetcher::~Fetcher() = default;

bool Fetcher::Start(const config::SourceRecord& source, const SourceState& state, Instant now) {
  if (Running(source.id)) return false;
  const Collector* collector = FindCollector(source.collector);
  const auto running = std::make_shared<UnderWay>(RoundTally(source, state));
  impl_->rounds[source.id] = running;
  if (collector == nullptr) {
    impl_->Refuse(running, fmt::format("there is no collector '{}'", source.collector), now);
    return true;
  }
  if (impl_->MustNotAsk(source)) {
    impl_->Refuse(running, std::string(kNoContact), now);
    return true;
  }
  config::SourceRecord asked = source;
  asked.url = AskedUrl(source, state);
  SourceState seen = running->tally.state();
  if (!SendValidators(state, now)) {
    seen.etag.clear();
    seen.last_modified.clear();
    seen.content_hash.clear();
  }
  running->recorded = impl_->options.recorder != nullptr;
  if (running->recorded) impl_->options.recorder->Begin(asked, seen, now);
  running->round = collector->start(asked, seen);
  impl_->Begin(running, running->round->Begin(now), now);
  return true;
}

bool Fetcher::StartRound(const config::SourceRecord& source, std::unique_ptr<Round> round, Instant now) {
  if (Running(source.id)) return false;
  const auto running = std::make_shared<UnderWay>(RoundTally(source, {}));
  running->round = std::move(round);
  impl_->rounds[source.id] = running;
  if (impl_->MustNotAsk(source)) {
    impl_->Refuse(running, std::string(kNoContact), now);
  } else {
    impl_->Begin(running, running->round->Begin(now), now);
  }
  return true;
}

void Fetcher::Step(Instant now, std::chrono::milliseconds timeout) {
  // Nothing is launched after the wait: `now` is old by then, and the distance between requests hangs on it.
  impl_->AnswerUnsendable(now);
  impl_->AnswerForQuiet(now);
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

Fetcher::Options FetcherOptions(const config::Settings& settings, const std::filesystem::path& data) {
  Fetcher::Options options;
  options.data = data;
  options.host_spacing = settings.host_spacing;
  options.limits.connect_timeout = settings.connect_timeout;
  options.limits.total_timeout = settings.total_timeout;
  options.limits.body_bytes_max = settings.body_bytes_max;
  options.names_contact = settings.user_agent.find('@') != std::string::npos;
  if (!settings.record.empty()) {
    if (auto recorder = Recorder::Open(settings.record)) options.recorder = *std::move(recorder);
  }
  return options;
}

}  // namespace dateline::ingest
