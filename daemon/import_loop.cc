#include "daemon/import_loop.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "daemon/clock.h"
#include "model/check.h"
#include "model/json.h"

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kResendAfter{30'000};  // a large commit may take its time
constexpr milliseconds kStepWait{200};        // a stop is noticed this late
constexpr std::size_t kUnsettledMax = 2;      // commits that are read but not yet on disk

class ImportThread {
 public:
  explicit ImportThread(const ImportJob& job) : job_(job) {
    auto dealer = bus::Dealer::Connect(job.context, job.endpoint, PeerOf(Role::kImporter, job.index));
    DATELINE_CHECK(dealer.has_value());
    dealer_ = std::move(*dealer);
  }

  void Run() {
    ImportProgress& progress = *job_.progress;
    Status read = ReadForImport(job_.order, {.take = [this](auto batches, std::size_t bytes) { return Post(std::move(batches), bytes); },
                                             .bad_line = [&](std::string words) { progress.AddBadLine(std::move(words)); },
                                             .progress = [&](std::uint64_t bytes) { progress.SetBytes(bytes); },
                                             .stop = [&] { return progress.stopping() || refused_; }});
    while (dealer_->unsettled() > 0 && !progress.stopping()) Listen();
    if (read && refused_) read = Fail(ErrorCode::kInvalidInput, reason_);
    if (read && progress.stopping()) read = Fail(ErrorCode::kUnavailable, "stopped; what was stored stays");
    progress.Finish(read);
  }

 private:
  Status Post(std::vector<store::CollectBatch> batches, std::size_t bytes) {
    const auto claim = job_.exchange->imports.Leave({std::move(batches), job_.progress});
    dealer_->Post({.kind = static_cast<std::uint8_t>(PostKind::kImported), .claim = claim, .bytes = bytes}, SteadyClock::now());
    while (dealer_->unsettled() >= kUnsettledMax && !job_.progress->stopping()) Listen();
    return {};
  }

  void Listen() {
    const auto message = dealer_->Receive(kStepWait);
    dealer_->Repeat(SteadyClock::now(), kResendAfter);
    if (!message || message->type != bus::MessageType::kRefuse) return;
    refused_ = true;
    reason_ = message->body;
  }

  const ImportJob& job_;
  std::unique_ptr<bus::Dealer> dealer_;
  bool refused_ = false;
  std::string reason_;
};

}  // namespace

void ImportProgress::SetBytes(std::uint64_t done) {
  const std::lock_guard lock(mutex_);
  bytes_ = done;
}

void ImportProgress::AddBadLine(std::string words) {
  const std::lock_guard lock(mutex_);
  ++bad_lines_;
  if (words_.size() < kWordsKept) words_.push_back(std::move(words));
}

void ImportProgress::AddStored(const store::CollectOutcome& outcome) {
  const std::lock_guard lock(mutex_);
  stored_.new_documents += outcome.new_documents;
  stored_.new_revisions += outcome.new_revisions;
  stored_.unchanged += outcome.unchanged;
}

void ImportProgress::Finish(const Status& how) {
  const std::lock_guard lock(mutex_);
  finished_ = true;
  if (!how) error_ = how.error().message;
}

bool ImportProgress::finished() const {
  const std::lock_guard lock(mutex_);
  return finished_;
}

std::string ImportProgress::StatusJson(std::size_t from) const {
  const std::lock_guard lock(mutex_);
  JsonWriter json;
  json.BeginObject().Field("ok", true).Field("done", finished_).Field("error", error_);
  json.Field("bytes", bytes_).Field("bytes_all", bytes_all_);
  json.Field("new", stored_.new_documents).Field("revised", stored_.new_revisions).Field("unchanged", stored_.unchanged);
  json.Field("bad_lines", bad_lines_).Key("words").BeginArray();
  const std::size_t end = std::min(words_.size(), from + kWordsShown);
  for (std::size_t i = from; i < end; ++i) json.String(words_[i]);
  json.EndArray().EndObject();
  return json.Take();
}

void RunImport(const ImportJob& job) { ImportThread(job).Run(); }

}  // namespace dateline::daemon
