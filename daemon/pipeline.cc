#include "daemon/pipeline.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "bus/tail.h"
#include "daemon/clock.h"
#include "daemon/collect_loop.h"
#include "daemon/deliver_loop.h"
#include "daemon/reload.h"
#include "daemon/store_loop.h"
#include "model/check.h"

namespace dateline::daemon {

std::uint32_t WorkerCount(std::uint32_t configured) {
  const std::uint32_t cores = std::max(1u, std::thread::hardware_concurrency());
  return std::min<std::uint32_t>(configured == 0 ? cores : configured, 64);
}

std::uint64_t CreditItems(std::uint32_t workers) { return std::clamp<std::uint64_t>(128 / workers, 2, 48); }

namespace {

Extractor ExtractorOf(const std::shared_ptr<const extract::RuleSet>& rules) {
  return {[rules](const Document& document) { return extract::Extract(document, *rules); }, rules->version()};
}

}  // namespace

Result<std::unique_ptr<Pipeline>> Pipeline::Open(Plan plan, Options options, std::shared_ptr<Log> log) {
  auto writer = store::Writer::Open(options.data, Now());
  if (!writer) return std::unexpected(writer.error());
  auto board = InFlightBoard::Open(options.data);
  if (!board) return std::unexpected(board.error());
  auto pipeline = std::unique_ptr<Pipeline>(
      new Pipeline(std::move(plan), std::move(options), std::move(log), std::move(*writer), std::move(*board)));
  if (auto prepared = pipeline->Prepare(); !prepared) return std::unexpected(prepared.error());
  return pipeline;
}

Pipeline::Pipeline(Plan plan, Options options, std::shared_ptr<Log> log, std::unique_ptr<store::Writer> writer,
                   InFlightBoard board)
    : plan_(std::move(plan)),
      options_(std::move(options)),
      log_(std::move(log)),
      context_(bus::Context::OfProcess()),
      endpoint_(context_->FreshInproc("work")),
      writer_(std::move(writer)),
      board_(std::move(board)),
      extractor_(ExtractorOf(plan_.rules)),
      vitals_(Now()) {}

// What a worker died over is counted before anybody gets it again.
Status Pipeline::Prepare() {
  for (const std::int64_t number : board_.left_behind()) {
    if (auto counted = writer_->CountAttempt(number); !counted) {
      log_->Warn("store", counted.error().message);
    }
    log_->Warn("extract", "the program died while reading a revision", {{"revision", std::to_string(number)}});
  }
  for (const auto& source : plan_.sources) {
    auto state = writer_->StateOf(source.id);
    if (!state) return InContext("source " + source.id, state.error());
    states_.emplace(source.id, std::move(*state));
  }
  return {};
}

void Pipeline::Start() {
  auto router = bus::Router::Bind(context_, endpoint_);
  DATELINE_CHECK(router.has_value());  // a fresh name in our own memory
  auto main = bus::Dealer::Connect(context_, endpoint_, PeerOf(Role::kMain));
  DATELINE_CHECK(main.has_value());
  main_ = std::move(*main);
  main_->Send({.type = bus::MessageType::kHello, .kind = static_cast<std::uint8_t>(Role::kMain)});
  const auto generation = static_cast<std::uint64_t>(Now().time_since_epoch().count());
  auto tail = bus::TailPublisher::Bind(context_, options_.data, generation);
  if (!tail) log_->Warn("store", tail.error().message);

  // The store: commit 1 and 2, leases, records.
  threads_.emplace_back([this, job = StoreJob{.router = std::move(*router),
                                              .tail = tail ? std::move(*tail) : nullptr,
                                              .writer = writer_.get(),
                                              .exchange = &exchange_,
                                              .vitals = &vitals_,
                                              .metrics = &metrics_,
                                              .log = log_.get(),
                                              .matcher = plan_.book.Matcher(),
                                              .rules_version = plan_.rules->version(),
                                              .peers = WorkerCount(plan_.settings.workers) + 3,
                                              .once = options_.once}]() mutable { outcome_ = RunStore(std::move(job)); });
  // Extraction: one worker a core.
  const std::uint32_t workers = WorkerCount(plan_.settings.workers);
  for (std::uint32_t index = 0; index < workers; ++index) {
    threads_.emplace_back([job = WorkerJob{.context = context_,
                                           .endpoint = endpoint_,
                                           .index = index,
                                           .credit_items = CreditItems(workers),
                                           .exchange = &exchange_,
                                           .board = &board_,
                                           .extractor = &extractor_}] { RunExtractWorker(job); });
  }
  // Delivery: channels over the network.
  threads_.emplace_back([job = DeliverJob{.context = context_,
                                          .endpoint = endpoint_,
                                          .exchange = &exchange_,
                                          .channels = std::move(plan_.channels),
                                          .user_agent = plan_.settings.user_agent}]() mutable {
    RunDelivery(std::move(job));
  });
  // Collection: sources over the network.
  threads_.emplace_back([job = CollectJob{.context = context_,
                                          .endpoint = endpoint_,
                                          .exchange = &exchange_,
                                          .vitals = &vitals_,
                                          .metrics = &metrics_,
                                          .log = log_.get(),
                                          .sources = std::move(plan_.sources),
                                          .states = std::move(states_),
                                          .settings = plan_.settings,
                                          .data = options_.data,
                                          .once = options_.once,
                                          .no_network = options_.no_network}]() mutable {
    RunCollector(std::move(job));
  });
}

void Pipeline::Note(NoteKind kind, std::uint64_t claim) {
  static_cast<void>(
      main_->Send({.type = bus::MessageType::kNote, .kind = static_cast<std::uint8_t>(kind), .claim = claim}));
}

void Pipeline::Reload(Plan plan) {
  extractor_.Set(ExtractorOf(plan.rules));
  auto reloaded = std::make_shared<Reloaded>();
  reloaded->book = std::make_shared<const alert::RuleBook>(std::move(plan.book));
  reloaded->rules_version = plan.rules->version();
  reloaded->sources = std::move(plan.sources);
  reloaded->settings = plan.settings;
  reloaded->channels = std::make_shared<alert::ChannelTable>(std::move(plan.channels));
  static_cast<void>(exchange_.reloads.Take(std::exchange(reload_, exchange_.reloads.Leave(std::move(reloaded)))));
  Note(NoteKind::kReload, reload_);
}

void Pipeline::RequestStop() {
  if (import_) import_->RequestStop();
  Note(NoteKind::kStop);
}
void Pipeline::RequestBeat() { Note(NoteKind::kBeat); }

bus::Waitable Pipeline::waitable() { return main_->waitable(); }

bool Pipeline::Listen(const std::function<void(std::uint64_t claim, std::string json)>& on_reply) {
  while (auto message = main_->Receive(std::chrono::milliseconds(0))) {
    if (message->type == bus::MessageType::kStop) return false;
    if (message->type == bus::MessageType::kReply) on_reply(message->claim, std::move(message->body));
  }
  return true;
}

std::uint64_t Pipeline::Submit(Command command) {
  const std::uint64_t claim = exchange_.commands.Leave(std::move(command));
  main_->Post({.kind = static_cast<std::uint8_t>(PostKind::kCommand), .claim = claim}, SteadyClock::now());
  return claim;
}

Status Pipeline::StartImport(ImportOrder order) {
  if (import_ && !import_->finished()) return Fail(ErrorCode::kBusy, "another import is under way; wait for its end");
  const auto bytes = ImportBytes(order);
  if (!bytes) return std::unexpected(bytes.error());
  import_ = std::make_shared<ImportProgress>(*bytes);
  importer_ = std::jthread([job = ImportJob{.context = context_,
                                            .endpoint = endpoint_,
                                            .index = imports_++,
                                            .exchange = &exchange_,
                                            .order = std::move(order),
                                            .progress = import_}] { RunImport(job); });
  return {};
}

void Pipeline::EndImport() {
  if (import_) import_->RequestStop();
  if (importer_.joinable()) importer_.join();
}

Status Pipeline::Join() {
  EndImport();
  threads_.clear();
  return outcome_;
}

Pipeline::~Pipeline() {
  if (!threads_.empty()) RequestStop();
  EndImport();
  threads_.clear();
}

}  // namespace dateline::daemon
