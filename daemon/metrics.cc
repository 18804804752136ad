#include "daemon/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <fstream>

namespace dateline::daemon {
namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;
using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

const Histogram::BucketBoundaries kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry;

  Family<Counter>& Counts(const char* name, const char* help) {
    return BuildCounter().Name(name).Help(help).Register(registry);
  }
  Gauge& Level(const char* name, const char* help) {
    return BuildGauge().Name(name).Help(help).Register(registry).Add({});
  }

  Family<Counter>& fetches = Counts("dateline_fetches_total", "Rounds of sources, by how they ended.");
  Family<Counter>& documents = Counts("dateline_documents_total", "Documents committed, by what they were to us.");
  Counter& extracted = Counts("dateline_extracted_total", "Revisions extracted and committed.").Add({});
  Counter& assertions = Counts("dateline_assertions_total", "Event assertions committed.").Add({});
  Counter& statements = Counts("dateline_statements_total", "Statements committed.").Add({});
  Counter& alerts = Counts("dateline_alerts_total", "Alerts recorded, suppressed ones included.").Add({});
  Counter& quarantined = Counts("dateline_quarantined_total", "Revisions given up on.").Add({});
  Family<Counter>& deliveries = Counts("dateline_delivery_attempts_total", "Attempts to deliver, by how they ended.");
  Family<Histogram>& commits =
      BuildHistogram().Name("dateline_commit_seconds").Help("How long a commit took.").Register(registry);
  Counter& failures = Counts("dateline_commit_failures_total", "Commits that failed and will be tried again.").Add({});
  Gauge& window_items = Level("dateline_window_items", "Revisions with workers or waiting for their turn.");
  Gauge& window_bytes = Level("dateline_window_bytes", "Bytes of the same.");
  Gauge& waiting_items = Level("dateline_uncommitted_items", "Collected batches that wait for their commit.");
  Gauge& waiting_bytes = Level("dateline_uncommitted_bytes", "Bytes of the same.");
  Gauge& search_lag = Level("dateline_search_lag_revisions", "Revisions that the search index does not have yet.");
  Gauge& rejected = Level("dateline_bus_rejected_messages", "Messages thrown away as malformed.");
  Gauge& repeated = Level("dateline_bus_repeated_posts", "Posts that came more than once.");
  Gauge& oldest_due = Level("dateline_delivery_oldest_due_seconds", "How long the oldest due delivery has waited.");
  Gauge& sources = Level("dateline_sources", "Sources that are switched on.");
  Gauge& blind = Level("dateline_sources_blind", "Sources silent beyond their budget.");
  Gauge& reload_failed = Level("dateline_reload_failed", "1 when the last reload was refused and the old configuration stays.");
  Gauge& resident = Level("dateline_resident_bytes", "Resident memory of the process.");
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::CountFetch(FetchClass fetch_class) {
  impl_->fetches.Add({{"class", std::string(ToString(fetch_class))}}).Increment();
}

void Metrics::CountDocuments(std::uint64_t fresh, std::uint64_t revised, std::uint64_t unchanged) {
  impl_->documents.Add({{"kind", "new"}}).Increment(static_cast<double>(fresh));
  impl_->documents.Add({{"kind", "revised"}}).Increment(static_cast<double>(revised));
  impl_->documents.Add({{"kind", "unchanged"}}).Increment(static_cast<double>(unchanged));
}

void Metrics::CountExtracted(std::uint64_t documents, std::uint64_t assertions, std::uint64_t statements,
                             std::uint64_t alerts) {
  impl_->extracted.Increment(static_cast<double>(documents));
  impl_->assertions.Increment(static_cast<double>(assertions));
  impl_->statements.Increment(static_cast<double>(statements));
  impl_->alerts.Increment(static_cast<double>(alerts));
}

void Metrics::CountQuarantined(std::uint64_t documents) { impl_->quarantined.Increment(static_cast<double>(documents)); }

void Metrics::CountDelivery(DeliveryState state) {
  impl_->deliveries.Add({{"state", std::string(ToString(state))}}).Increment();
}

void Metrics::ObserveCommit(std::string_view commit, std::chrono::duration<double> took) {
  impl_->commits.Add({{"commit", std::string(commit)}}, kSeconds).Observe(took.count());
}

void Metrics::CountCommitFailure() { impl_->failures.Increment(); }

void Metrics::SetWindow(std::uint64_t items, std::uint64_t bytes) {
  impl_->window_items.Set(static_cast<double>(items));
  impl_->window_bytes.Set(static_cast<double>(bytes));
}

void Metrics::SetUncommitted(std::uint64_t items, std::uint64_t bytes) {
  impl_->waiting_items.Set(static_cast<double>(items));
  impl_->waiting_bytes.Set(static_cast<double>(bytes));
}

void Metrics::SetSearchLag(std::uint64_t revisions) { impl_->search_lag.Set(static_cast<double>(revisions)); }

void Metrics::SetBus(std::uint64_t rejected, std::uint64_t repeated) {
  impl_->rejected.Set(static_cast<double>(rejected));
  impl_->repeated.Set(static_cast<double>(repeated));
}

void Metrics::SetOldestDue(std::chrono::seconds age) { impl_->oldest_due.Set(static_cast<double>(age.count())); }

void Metrics::SetSources(std::uint64_t all, std::uint64_t blind) {
  impl_->sources.Set(static_cast<double>(all));
  impl_->blind.Set(static_cast<double>(blind));
}

void Metrics::SetReloadFailed(bool failed) { impl_->reload_failed.Set(failed ? 1 : 0); }

std::string Metrics::Text() const {
  impl_->resident.Set(static_cast<double>(ResidentBytes()));
  return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

std::uint64_t ResidentBytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t size = 0;
  std::uint64_t resident = 0;
  statm >> size >> resident;
  return statm ? resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

}  // namespace dateline::daemon
