// The pipeline of one running daemon, every step by name.
//
//   sources ─▶ collector ──batches──▶ store: commit 1 ──orders──▶ extract workers
//                                     store: commit 2 ◀──results──┘
//                                     store: lease ─────orders──▶ delivery ─▶ channels
//                                     store: record ◀──attempts──┘
//
// Every arrow is a post or an order of the work channel (bus/work.h) and is bounded; nothing is acknowledged before
// it is on disk. The store's thread is the hub; all the others may come and go.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "alert/channels.h"
#include "alert/rules.h"
#include "bus/context.h"
#include "bus/work.h"
#include "config/records.h"
#include "daemon/exchange.h"
#include "daemon/extract_worker.h"
#include "daemon/import_loop.h"
#include "daemon/in_flight.h"
#include "daemon/log.h"
#include "daemon/metrics.h"
#include "daemon/vitals.h"
#include "extract/extract.h"
#include "store/store.h"

namespace dateline::daemon {

// Everything that is compiled from a good configuration, before anything is opened.
struct Plan {
  config::Settings settings;
  std::vector<config::SourceRecord> sources;
  std::shared_ptr<const extract::RuleSet> rules;
  alert::RuleBook book;
  alert::ChannelTable channels;
};

// Belongs to the main thread. Threads begin with Start and end with the destructor at the latest.
class Pipeline {
 public:
  struct Options {
    std::filesystem::path data;
    bool once = false;
    bool no_network = false;
  };

  // Opens the store (only this much may fail) and takes up what the last run left.
  [[nodiscard]] static Result<std::unique_ptr<Pipeline>> Open(Plan plan, Options options, std::shared_ptr<Log> log);
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void Start();
  // Asks every step to finish what it holds and go; returns at once.
  void RequestStop();
  // Asks the store's thread to show in vitals().beats() that it and its workers are alive.
  void RequestBeat();
  // The main thread's ear: becomes readable when the pipeline has ended, or has answered a command.
  [[nodiscard]] bus::Waitable waitable();
  // Takes what can be heard; false when the pipeline has ended. Replies to commands go to `on_reply`.
  bool Listen(const std::function<void(std::uint64_t claim, std::string json)>& on_reply);
  // Hands a writing command to the store's thread; its reply comes with this claim.
  std::uint64_t Submit(Command command);
  // Puts another configuration in the place of the one that runs: each stage takes it between two pieces of work.
  // Workers and the health server's address stay as they were.
  void Reload(Plan plan);
  // Begins to read files into the store; one import at a time.
  [[nodiscard]] Status StartImport(ImportOrder order);
  // The import under way or the last one; null before the first.
  [[nodiscard]] ImportProgress* import() const { return import_.get(); }
  // Waits for every thread. Then: why the store had to be given up, if it had.
  [[nodiscard]] Status Join();

  [[nodiscard]] Vitals& vitals() { return vitals_; }
  [[nodiscard]] Metrics& metrics() { return metrics_; }
  [[nodiscard]] const std::shared_ptr<bus::Context>& context() const { return context_; }

 private:
  Pipeline(Plan plan, Options options, std::shared_ptr<Log> log, std::unique_ptr<store::Writer> writer,
           InFlightBoard board);
  [[nodiscard]] Status Prepare();
  void Note(NoteKind kind, std::uint64_t claim = 0);
  void EndImport();

  Plan plan_;
  Options options_;
  std::shared_ptr<Log> log_;
  std::shared_ptr<bus::Context> context_;
  std::string endpoint_;
  std::unique_ptr<store::Writer> writer_;
  InFlightBoard board_;
  std::map<std::string, SourceState> states_;
  Exchange exchange_;
  ExtractorCell extractor_;
  std::uint64_t reload_ = 0;  // claim of the last
  Vitals vitals_;
  Metrics metrics_;
  Status outcome_;  // of the store's thread; read after Join
  std::unique_ptr<bus::Dealer> main_;
  std::vector<std::jthread> threads_;
  std::shared_ptr<ImportProgress> import_;
  std::uint32_t imports_ = 0;
  std::jthread importer_;
};

// One a core, at most what the board has room for.
[[nodiscard]] std::uint32_t WorkerCount(std::uint32_t configured);
// So that all workers together never have more out than the work channel's queues hold.
[[nodiscard]] std::uint64_t CreditItems(std::uint32_t workers);

}  // namespace dateline::daemon
