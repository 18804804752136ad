// Runs rounds over one HttpClient: politely, several sources at once, on the thread that calls Step.
//
// At most two requests to one host are under way, and successive ones keep `host_spacing` between them; a source that
// may reach private addresses is one's own machine and keeps `private_spacing` instead. Servers that publish a limit
// are asked at a pace of their own, all their hosts together; when one of them sends a source away, the others of that
// server leave it alone as well. robots.txt is not asked:
// feeds and APIs are published for programs, and no links are followed beyond what a source itself pages to.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "config/records.h"
#include "ingest/collector.h"
#include "model/source.h"
#include "net/http.h"

namespace dateline::ingest {

class Recorder;

// What one step of a round brought. Documents are to be stored with `state` in one commit.
struct Outcome {
  std::string source;     // id
  Collected collected;    // documents, problems, class and message of this step; follow_ups are taken
  SourceState state;      // on the last step with failures, next_due and the rest settled
  bool finished = false;  // the round is over
};

class Fetcher {
 public:
  struct Options {
    std::chrono::milliseconds host_spacing{2000};
    std::chrono::milliseconds private_spacing{0};
    std::size_t per_host = 2;        // requests in flight
    std::size_t in_flight_max = 32;  // over all hosts
    std::size_t asks_max = 5000;     // requests of one round
    net::Limits limits;
    bool names_contact = true;           // the User-Agent says whom to write to; without, the SEC is not asked
    std::filesystem::path data;          // what secrets are relative to
    std::shared_ptr<Recorder> recorder;  // is told of every round and answer; may be empty
  };
  using Deliver = std::function<void(Outcome)>;

  // Borrows `client`, which nobody else may poll. `deliver` is called from Start and Step and must not call back.
  Fetcher(net::HttpClient& client, Options options, Deliver deliver);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  // Begins a round now, due or not; false when one of this source is still under way. A collector that is not in the
  // table ends at once with a problem.
  bool Start(const config::SourceRecord& source, const SourceState& state, Instant now);
  // The same with a round that is in no table; it is not recorded, and its state begins empty.
  bool StartRound(const config::SourceRecord& source, std::unique_ptr<Round> round, Instant now);
  // Sends what may be sent, waits at most `timeout` for answers, and delivers what they bring.
  void Step(Instant now, std::chrono::milliseconds timeout);
  // No round is under way.
  [[nodiscard]] bool idle() const;
  [[nodiscard]] bool Running(std::string_view source) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The fetcher's settings as the configuration has them. A record folder that cannot be written is left out.
[[nodiscard]] Fetcher::Options FetcherOptions(const config::Settings& settings, const std::filesystem::path& data);

}  // namespace dateline::ingest
