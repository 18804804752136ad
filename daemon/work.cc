#include "daemon/work.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "daemon/clock.h"
#include "daemon/extract_stage.h"
#include "daemon/pipeline.h"
#include "model/check.h"

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kIndexSlice = 512;

// Workers that are told to stop when this goes.
class Workers {
 public:
  Workers(bus::Router& router, WorkerJob job, std::uint32_t count) : router_(router) {
    for (job.index = 0; job.index < count; ++job.index) {
      peers_.push_back(PeerOf(Role::kExtractor, job.index));
      threads_.emplace_back([job] { RunExtractWorker(job); });
    }
  }
  ~Workers() {
    for (const std::uint64_t peer : peers_) {
      // A queue that is full empties itself: the worker is still working.
      while (!router_.Send(peer, {.type = bus::MessageType::kStop})) {
        static_cast<void>(router_.Receive(milliseconds(10)));
      }
    }
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

 private:
  bus::Router& router_;
  std::vector<std::uint64_t> peers_;
  std::vector<std::jthread> threads_;
};

ExtractStage::Store StoreOf(store::Writer& writer, const ChangeMatcher& matcher, const std::function<Instant()>& clock) {
  return {.pending = [&writer](std::int64_t after, std::size_t items,
                               std::size_t bytes) { return writer.Pending(after, items, bytes); },
          .count_attempt = [&writer](std::int64_t number) { return writer.CountAttempt(number); },
          .apply = [&writer, &matcher, &clock](std::span<const store::Extracted> results) {
            return writer.Apply(results, matcher, clock ? clock() : Now());
          }};
}

void Update(LocalPipeline::Progress& progress, ExtractStage& stage) {
  const auto& counts = stage.counts();
  progress.done = counts.applied;
  progress.assertions = counts.assertions;
  progress.statements = counts.statements;
  progress.alerts = counts.alerts;
  progress.retracted = counts.retracted;
  progress.changes = counts.changes;
  progress.quarantined = counts.quarantined;
  for (const auto& [number, reason] : stage.TakeQuarantined()) {
    progress.notes.push_back(fmt::format("revision {} is quarantined: {}", number, reason));
  }
}

}  // namespace

LocalPipeline::LocalPipeline(store::Writer& writer, std::shared_ptr<const extract::RuleSet> rules,
                             ChangeMatcher matcher, Options options)
    : LocalPipeline(
          writer, [rules](const Document& document) { return extract::Extract(document, *rules); }, rules->version(),
          std::move(matcher), std::move(options)) {}

LocalPipeline::LocalPipeline(store::Writer& writer, ExtractFunction extract, std::string rules_version,
                             ChangeMatcher matcher, Options options)
    : writer_(writer),
      extract_(std::move(extract)),
      rules_version_(std::move(rules_version)),
      matcher_(matcher ? std::move(matcher) : [](const StoreChange&) { return std::vector<AlertDraft>(); }),
      options_(std::move(options)) {}

Result<LocalPipeline::Progress> LocalPipeline::ExtractPending(const std::function<void(const Progress&)>& progress) {
  auto context = bus::Context::OfProcess();
  const std::string endpoint = context->FreshInproc("work");
  auto router = bus::Router::Bind(context, endpoint);
  if (!router) return std::unexpected(router.error());
  std::optional<InFlightBoard> board;
  if (!options_.data.empty()) {
    auto opened = InFlightBoard::Open(options_.data);
    if (!opened) return std::unexpected(opened.error());
    board = std::move(*opened);
    for (const std::int64_t number : board->left_behind()) static_cast<void>(writer_.CountAttempt(number));
  }
  Exchange exchange;
  ExtractStage stage(**router, exchange, StoreOf(writer_, matcher_, options_.clock),
                     {.batch_items = options_.commit_items / 4,
                      .batch_items_max = options_.commit_items,
                      .batch_wait = milliseconds(200),
                      .rules_version = rules_version_});
  const std::uint32_t count = WorkerCount(options_.workers);
  const ExtractorCell extractor({extract_, rules_version_});
  const Workers workers(**router,
                        {.context = context,
                         .endpoint = endpoint,
                         .credit_items = CreditItems(count),
                         .exchange = &exchange,
                         .board = board ? &*board : nullptr,
                         .extractor = &extractor},
                        count);
  Progress sum;
  while (!stage.idle()) {
    const auto wait = stage.NextDue() ? std::chrono::ceil<milliseconds>(*stage.NextDue() - SteadyClock::now())
                                      : milliseconds(1'000);
    for (auto message = (*router)->Receive(std::clamp(wait, milliseconds(0), milliseconds(1'000))); message;
         message = (*router)->Receive(milliseconds(0))) {
      if (message->type == bus::MessageType::kHello) stage.OnHello(*message);
      if (message->type == bus::MessageType::kPost) stage.OnPost(*message, SteadyClock::now());
    }
    if (auto done = stage.Dispatch(SteadyClock::now()); !done) return std::unexpected(done.error());
    const auto committed = stage.Commit(SteadyClock::now(), false);
    if (!committed) return std::unexpected(committed.error());
    if (auto done = stage.Dispatch(SteadyClock::now()); !done) return std::unexpected(done.error());
    if (!*committed) continue;
    Update(sum, stage);
    if (progress) progress(sum);
  }
  Update(sum, stage);
  return sum;
}

Status LocalPipeline::IndexAll() {
  for (;;) {
    auto left = writer_.IndexForSearch(kIndexSlice);
    if (!left) return std::unexpected(left.error());
    if (*left == 0) return {};
  }
}

}  // namespace dateline::daemon
