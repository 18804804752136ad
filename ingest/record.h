// Keeps what servers answered as it came, and plays it back: the same rounds without a network.
//
// A record folder holds `index.jsonl`, one line for each round begun (its source and the state it began from) and for
// each answer (address, status, headers), and the bodies as files beside it. Secrets are left out: values of query
// parameters that are named like keys, and the headers that set cookies; what was sent is not kept at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "ingest/fetch_loop.h"
#include "model/result.h"
#include "model/source.h"
#include "net/http.h"

namespace dateline::ingest {

// Not thread-safe: the fetcher that writes owns it. A disk that fails ends recording, never fetching.
class Recorder {
 public:
  // Creates the folder; appends to an index that is there.
  [[nodiscard]] static Result<std::unique_ptr<Recorder>> Open(const std::filesystem::path& folder);

  void Begin(const config::SourceRecord& source, const SourceState& state, Instant now);
  void Keep(std::string_view source, std::string_view asked_url, const net::Response& response, Instant now);

 private:
  explicit Recorder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void Write(const std::string& line);

  std::filesystem::path folder_;
  std::ofstream index_;
  std::uint64_t next_ = 1;
};

// The address without the values of parameters that are named like secrets.
[[nodiscard]] std::string WithoutSecrets(std::string_view url);

// One round as it was recorded.
struct RecordedRound {
  config::SourceRecord source;
  SourceState state;  // that it began from
  Instant begun{};
  struct Answer {
    std::string asked;
    net::Response response;      // without its body
    std::filesystem::path body;  // "" when there was none
    Instant at{};
  };
  std::vector<Answer> answers;  // in the order they came
};

struct Recording {
  std::vector<RecordedRound> rounds;  // in the order they began
  Problems problems;                  // lines that could not be read
};

[[nodiscard]] Result<Recording> ReadRecording(const std::filesystem::path& folder);

// True when a store that knows `state` of the source may take over the state that the round ends with: it stands where
// the round began, so that no cursor or validator passes over what only the recording machine has read.
[[nodiscard]] bool Continues(const RecordedRound& round, const SourceState& state);

// Runs one recorded round through its collector, answer by answer in the order they came; each step is delivered as
// Fetcher does it, with the moment it was recorded. Outcomes carry `state` moved on. What was not recorded is answered
// as an unreachable server. A body is read when it is asked for, and only inside the folder.
void ReplayRound(const RecordedRound& round, const SourceState& state,
                 const std::function<void(Outcome, Instant at)>& deliver);

}  // namespace dateline::ingest
