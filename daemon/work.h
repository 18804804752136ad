// Extraction without a daemon: what `import`, `demo` and `collect` use to bring a store up to date. The same workers,
// the same bus, the same order of results; only the commits are larger.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "daemon/extract_worker.h"
#include "extract/extract.h"
#include "model/change.h"
#include "model/result.h"
#include "store/store.h"

namespace dateline::daemon {

class LocalPipeline {
 public:
  struct Options {
    std::uint32_t workers = 0;              // 0 = one a core
    std::filesystem::path data;             // "" = deaths of the process are not counted
    std::size_t commit_items = 256;
    std::function<Instant()> clock;         // empty: the wall clock
  };
  struct Progress {
    std::uint64_t done = 0;                 // revisions applied since the beginning
    std::uint64_t assertions = 0;
    std::uint64_t statements = 0;
    std::uint64_t alerts = 0;
    std::uint64_t retracted = 0;            // assertions that a second reading took back
    std::uint64_t changes = 0;              // of events
    std::uint64_t quarantined = 0;
    std::vector<std::string> notes;         // quarantines in words; at the end only
  };

  // Borrows the writer, which nobody else may use meanwhile; all on the thread that calls. `matcher` may be empty.
  LocalPipeline(store::Writer& writer, std::shared_ptr<const extract::RuleSet> rules, ChangeMatcher matcher,
                Options options);
  // For tests: another way to extract.
  LocalPipeline(store::Writer& writer, ExtractFunction extract, std::string rules_version, ChangeMatcher matcher,
                Options options);

  // Extracts and applies every pending revision, in revision order. Gives up at the first commit that fails.
  // `progress` is called after each commit.
  [[nodiscard]] Result<Progress> ExtractPending(const std::function<void(const Progress&)>& progress = {});
  // Brings the search file up to date.
  [[nodiscard]] Status IndexAll();

 private:
  store::Writer& writer_;
  ExtractFunction extract_;
  std::string rules_version_;
  ChangeMatcher matcher_;
  Options options_;
};

}  // namespace dateline::daemon
