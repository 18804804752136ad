#include "daemon/collect_once.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "daemon/arrival.h"
#include "ingest/fetch_loop.h"
#include "ingest/schedule.h"
#include "net/http.h"

namespace dateline::daemon {
namespace {

constexpr std::chrono::milliseconds kStep{50};

store::SourceIdentity IdentityOf(const config::SourceRecord& source) {
  return {source.id, source.name, source.owner, source.source_class};
}

// Takes outcomes as they come and remembers the first failure of the store.
class Keeper {
 public:
  Keeper(std::span<const config::SourceRecord> sources, store::Writer& writer, const CollectOnceOptions& options)
      : sources_(sources), writer_(writer), options_(options) {
    for (const auto& source : sources) reports_.push_back({source.id, {}, FetchClass::kOk, {}, {}});
  }

  void Take(ingest::Outcome outcome) {
    if (failure_) return;
    const auto index = static_cast<std::size_t>(
        std::ranges::find(sources_, outcome.source, &config::SourceRecord::id) - sources_.begin());
    if (index == sources_.size()) return;
    RoundReport& report = reports_[index];
    Keep(sources_[index], outcome, report);
    std::ranges::move(outcome.collected.problems, std::back_inserter(report.problems));
    if (outcome.finished) {
      ++done_;
      report.fetch_class = outcome.state.last_class;
      report.message = outcome.state.last_message;
      if (options_.progress) options_.progress(done_, sources_.size());
    }
  }

  // What was known of a source before its round.
  void Remember(const SourceState& state) { before_.emplace(state.source, state); }

  void Skip(const std::string& id, const SourceState& state, const std::string& reason) {
    const auto report = std::ranges::find(reports_, id, &RoundReport::source);
    report->fetch_class = state.last_class;
    report->message = reason;
    ++done_;
  }

  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
  [[nodiscard]] std::vector<RoundReport> TakeReports() { return std::move(reports_); }

 private:
  void Keep(const config::SourceRecord& source, ingest::Outcome& outcome, RoundReport& report) {
    const Instant now = options_.clock();
    if (outcome.collected.documents.empty()) {
      if (const auto saved = writer_.SaveState(outcome.state); !saved) failure_ = saved.error();
      return;
    }
    store::CollectBatch batch;
    batch.source = IdentityOf(source);
    if (!options_.seen_as_published) batch.seen.assign(outcome.collected.documents.size(), now);
    batch.documents = std::move(outcome.collected.documents);
    batch.state = outcome.state;
    if (options_.mode) {
      batch.mode = *options_.mode;
    } else {
      batch.modes = ModesOf(source, before_[source.id], batch.documents, options_.settings, now);
    }
    const auto kept = writer_.Collect(batch, now);
    if (!kept) {
      failure_ = kept.error();
      return;
    }
    report.outcome.new_documents += kept->new_documents;
    report.outcome.new_revisions += kept->new_revisions;
    report.outcome.unchanged += kept->unchanged;
  }

  std::span<const config::SourceRecord> sources_;
  store::Writer& writer_;
  const CollectOnceOptions& options_;
  std::vector<RoundReport> reports_;
  std::map<std::string, SourceState, std::less<>> before_;
  std::optional<Error> failure_;
  std::size_t done_ = 0;
};

}  // namespace

Result<std::vector<RoundReport>> CollectOnce(std::span<const config::SourceRecord> sources, store::Writer& writer,
                                             const CollectOnceOptions& options) {
  Keeper keeper(sources, writer, options);
  net::HttpClient client({options.settings.user_agent, {}, 2});
  ingest::Fetcher fetcher(client, ingest::FetcherOptions(options.settings, options.data),
                          [&](ingest::Outcome outcome) { keeper.Take(std::move(outcome)); });
  for (const auto& source : sources) {
    auto state = writer.StateOf(source.id);
    if (!state) return InContext("state of " + source.id, state.error());
    state->source = source.id;
    keeper.Remember(*state);
    // Our own interval is not asked, the server's wish (Retry-After) is.
    const ingest::Due due = ingest::IsDue(source, *state, options.clock(), ingest::Patience::kServers);
    if (due.due) {
      fetcher.Start(source, *state, options.clock());
    } else {
      keeper.Skip(source.id, *state, due.reason);
    }
  }
  while (!fetcher.idle() && !keeper.failure() && !(options.stop && options.stop())) fetcher.Step(options.clock(), kStep);
  if (keeper.failure()) return InContext("store", *keeper.failure());
  return keeper.TakeReports();
}

}  // namespace dateline::daemon
