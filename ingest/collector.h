// How each kind of source is asked and read.
//
// One round collects one source once: it says what to ask, is given each answer, and says what came of it and what
// to ask next. A round does no network I/O and reads no clock, so that tests and replay run the same code.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "model/document.h"
#include "model/problem.h"
#include "model/source.h"
#include "net/http.h"

namespace dateline::ingest {

// One thing to ask. Without a URL it is only another turn for the round: no network is touched.
struct Ask {
  net::Request request;  // limits, allow_private and a mailbox's password are filled in by the fetcher
  std::string tag;       // the round's own note of what this asks for
};

// What the server said about coming back.
struct Hints {
  std::optional<std::chrono::seconds> retry_after;  // Retry-After
  std::optional<std::chrono::seconds> fresh_for;    // Cache-Control max-age, RSS ttl
  std::string moved_to;                             // where permanent redirects (301, 308) from our URL lead
};

// What came of one answer.
struct Collected {
  std::vector<Document> documents;  // to be stored, whatever the rest of the round brings
  std::vector<Ask> follow_ups;
  Problems problems;  // for people; `where` names the URL or file
  FetchClass fetch_class = FetchClass::kOk;
  std::string message;  // why, when the class is not kOk or kNotModified
  Hints hints;
  // Cursor, validators and hash as they may be committed together with `documents`: moved only when everything they
  // cover has been read and parsed whole.
  SourceState state;
};

class Round {
 public:
  virtual ~Round() = default;
  // The round is over when an answer leaves no ask outstanding.
  virtual Collected Begin(Instant now) = 0;
  virtual Collected Take(const Ask& ask, const net::Response& response, Instant now) = 0;
};

struct Collector {
  std::string_view id;  // as in SourceRecord::collector
  std::string_view description;
  std::unique_ptr<Round> (*start)(const config::SourceRecord& source, const SourceState& state);
  // Reads this machine: asks no network, and what it finds may have lain there for long.
  bool local = false;
};

[[nodiscard]] bool IsLocal(const config::SourceRecord& source);

// Adds what is wrong with the addresses and secrets of mailboxes; secrets are read, relative to `data`, and not kept.
void CheckMailboxes(const config::Config& config, const std::filesystem::path& data, Problems& problems);

// Sorted by id.
[[nodiscard]] std::span<const Collector> Collectors();
[[nodiscard]] const Collector* FindCollector(std::string_view id);

// A feed at an address that a person named: the address is its id, it has no interval of its own, and it may be private
// only when the address says so itself (localhost or a private IP).
[[nodiscard]] config::SourceRecord SourceOfUrl(std::string_view url);

// One per file of this folder; the table lists them.
[[nodiscard]] std::unique_ptr<Round> StartEdgar(const config::SourceRecord& source, const SourceState& state);
[[nodiscard]] std::unique_ptr<Round> StartFeed(const config::SourceRecord& source, const SourceState& state);
[[nodiscard]] std::unique_ptr<Round> StartFederalRegister(const config::SourceRecord& source, const SourceState& state);
[[nodiscard]] std::unique_ptr<Round> StartFiles(const config::SourceRecord& source, const SourceState& state);
[[nodiscard]] std::unique_ptr<Round> StartImap(const config::SourceRecord& source, const SourceState& state);
[[nodiscard]] std::unique_ptr<Round> StartMbox(const config::SourceRecord& source, const SourceState& state);
[[nodiscard]] std::unique_ptr<Round> StartPage(const config::SourceRecord& source, const SourceState& state);
[[nodiscard]] std::unique_ptr<Round> StartPublicInspection(const config::SourceRecord& source, const SourceState& state);

}  // namespace dateline::ingest
