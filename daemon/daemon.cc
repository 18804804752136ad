#include "daemon/daemon.h"

#include <fmt/format.h>
#include <malloc.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <future>
#include <map>
#include <ostream>
#include <thread>
#include <utility>

#include "bus/control.h"
#include "config/load.h"
#include "daemon/clock.h"
#include "daemon/commands.h"
#include "daemon/pipeline.h"
#include "daemon/service.h"
#include "daemon/signals.h"
#include "ingest/collector.h"
#include "web/health.h"

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;

constexpr int kDone = 0;
constexpr int kBadConfig = 2;
constexpr int kStoreFailed = 3;
constexpr milliseconds kWaitMax{600'000};

// Few arenas: many threads would otherwise each keep a heap of their own.
void TuneMemory() {
  ::mallopt(M_ARENA_MAX, 2);
  ::mallopt(M_TRIM_THRESHOLD, 256 << 10);
  ::mallopt(M_MMAP_THRESHOLD, 256 << 10);
}

void Override(std::string& setting, const std::string& option) {
  if (!option.empty()) setting = option;
}

// Reads and compiles everything; nothing has been opened yet.
Plan MakePlan(const RunOptions& options, Problems& problems) {
  // In a thread of its own, so in an arena of its own: the records go as a whole when the rules are compiled, and leave
  // no holes between them.
  auto loaded = std::async(std::launch::async, [&] { return config::Load(options.config); }).get();
  problems = std::move(loaded.problems);
  config::Config& config = loaded.config;
  Override(config.settings.log_level, options.log_level);
  Override(config.settings.log_format, options.log_format);
  Override(config.settings.http_listen, options.http_listen);
  Plan plan{.settings = config.settings, .sources = config.sources};
  plan.rules = extract::RuleSet::Compile(config, problems);
  plan.book = alert::RuleBook::Compile(config, problems);
  plan.channels = alert::ChannelTable::Compile(config, options.data, problems);
  ingest::CheckMailboxes(config, options.data, problems);
  ingest::CheckKeys(config, options.data, problems);
  return plan;
}

Status MakeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return {};
  std::filesystem::create_directories(folder, error);
  if (!error && ::chmod(folder.c_str(), 0700) == 0) return {};
  return Fail(ErrorCode::kReadOnly, fmt::format("cannot create the data folder {}", folder.string()));
}

web::HealthSource HealthOf(Pipeline& pipeline) {
  return {.ready =
              [&pipeline] {
                const Readiness readiness = pipeline.vitals().Ready(Now());
                web::Ready ready{.ready = readiness.ready, .words = {}};
                for (const auto& check : readiness.checks) {
                  ready.words += fmt::format("[{}] {}: {}\n", check.good ? "+" : "-", check.name, check.words);
                }
                return ready;
              },
          .metrics =
              [&pipeline] {
                const Instant now = Now();
                const auto sources = pipeline.vitals().CountSources(now);
                pipeline.metrics().SetSources(sources.all, sources.blind);
                pipeline.metrics().SetOldestDue(pipeline.vitals().OldestDueAge(now));
                return pipeline.metrics().Text();
              }};
}

// The main thread while the pipeline runs: signals, the control socket, the service manager.
class MainLoop {
 public:
  MainLoop(Pipeline& pipeline, Signals& signals, Log& log, const RunOptions& options)
      : pipeline_(pipeline), signals_(signals), log_(log), options_(options) {
    auto control = bus::ControlServer::Bind(pipeline.context(), options.data);
    if (control) {
      control_ = std::move(*control);
    } else {
      log_.Warn("control", control.error().message);
    }
  }

  void Run() {
    while (!ended_) {
      std::array<bus::Waitable, 3> things{pipeline_.waitable(), bus::Waitable{.fd = signals_.fd()}};
      if (control_) things[2] = control_->waitable();
      bus::WaitAny(std::span(things).first(control_ ? 3 : 2), period_ ? *period_ / 2 : kWaitMax);
      while (const int signal = signals_.Next()) OnSignal(signal);
      ended_ = !pipeline_.Listen([this](std::uint64_t claim, std::string json) { OnReply(claim, std::move(json)); });
      while (control_ && !ended_) {
        auto request = control_->Receive();
        if (!request) break;
        OnRequest(std::move(*request));
      }
      if (period_) Watch();
    }
  }

 private:
  // Each period asks for a beat; the manager hears of us only when the last one was answered.
  void Watch() {
    const auto now = SteadyClock::now();
    if (now < next_beat_ || ended_) return;
    const std::uint64_t beats = pipeline_.vitals().beats();
    if (beats != beats_ || next_beat_ == SteadyTime()) NotifyAlive();
    beats_ = beats;
    next_beat_ = now + *period_ / 2;
    pipeline_.RequestBeat();
  }

  void OnSignal(int signal) {
    if (signal == SIGHUP) {
      if (!stopping_ && !options_.once) static_cast<void>(Reload());
      return;
    }
    // Whoever asks twice does not want to wait; the store takes that well at any moment.
    if (stopping_) ::_exit(128 + signal);
    log_.Info("main", "stopping", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"}});
    Stop();
  }

  // Everything is read and checked before anything changes; a bad configuration leaves the old one in place.
  Status Reload() {
    NotifyReloading();
    Problems problems;
    Plan plan = MakePlan(options_, problems);
    pipeline_.metrics().SetReloadFailed(!problems.empty());
    for (const auto& problem : problems) log_.Error("reload", problem.Text());
    Status outcome;
    if (problems.empty()) {
      pipeline_.Reload(std::move(plan));
      log_.Info("reload", "the new configuration holds");
    } else {
      outcome = Fail(ErrorCode::kInvalidInput, fmt::format("{} problem{} in the configuration, first: {}; the old one stays", problems.size(),
                                                           problems.size() == 1 ? "" : "s", problems.front().Text()));
      log_.Error("reload", "nothing was changed: the old configuration stays");
    }
    NotifyReady("watching");
    return outcome;
  }

  void Stop() {
    if (std::exchange(stopping_, true)) return;
    NotifyStopping();
    pipeline_.RequestStop();
  }

  void OnRequest(bus::ControlServer::Request request) {
    auto command = ParseCommand(request.json);
    if (!command) {
      control_->Reply(request, FailureJson(command.error().message));
    } else if (command->name == "status") {
      control_->Reply(request, pipeline_.vitals().StatusJson(Now()));
    } else if (command->name == "stop") {
      control_->Reply(request, OkJson());
      log_.Info("main", "stopping", {{"by", "control socket"}});
      Stop();
    } else if (command->name == "reload") {
      const Status done = stopping_ ? Fail(ErrorCode::kBusy, "the daemon is stopping") : Reload();
      control_->Reply(request, done ? OkJson() : FailureJson(done.error().message));
    } else if (!Writes(*command)) {
      control_->Reply(request, AnswerImport(*command, request.json));
    } else {
      const std::uint64_t claim = pipeline_.Submit(std::move(*command));
      asked_.emplace(claim, std::move(request));
    }
  }

  std::string AnswerImport(const Command& command, const std::string& json) {
    if (command.name == "import") {
      if (stopping_) return FailureJson("the daemon is stopping");
      auto order = ParseImportOrder(json);
      const Status begun = order ? pipeline_.StartImport(std::move(*order)) : std::unexpected(order.error());
      if (begun) log_.Info("main", "importing files");
      return begun ? OkJson() : FailureJson(begun.error().message);
    }
    ImportProgress* import = pipeline_.import();
    if (import == nullptr) return FailureJson("there was no import");
    if (command.name == "import.stop") import->RequestStop();
    std::uint64_t from = 0;
    std::from_chars(command.id.data(), command.id.data() + command.id.size(), from);
    return import->StatusJson(from);
  }

  void OnReply(std::uint64_t claim, std::string json) {
    const auto found = asked_.find(claim);
    if (found == asked_.end()) return;
    control_->Reply(found->second, std::move(json));
    asked_.erase(found);
  }

  Pipeline& pipeline_;
  Signals& signals_;
  Log& log_;
  const RunOptions& options_;
  std::unique_ptr<bus::ControlServer> control_;
  std::map<std::uint64_t, bus::ControlServer::Request> asked_;  // by claim
  std::optional<milliseconds> period_ = AlivePeriod();
  SteadyTime next_beat_{};
  std::uint64_t beats_ = 0;
  bool stopping_ = false;
  bool ended_ = false;
};

// The health server and its thread, for as long as the pipeline runs.
class Health {
 public:
  explicit Health(std::unique_ptr<web::HealthServer> server)
      : server_(std::move(server)), thread_([this] { server_->Serve(); }) {}
  ~Health() { server_->Stop(); }
  Health(const Health&) = delete;
  Health& operator=(const Health&) = delete;

 private:
  std::unique_ptr<web::HealthServer> server_;
  std::jthread thread_;
};

Result<std::unique_ptr<Health>> OpenHealth(const std::string& listen, Pipeline& pipeline) {
  if (listen == "off") return nullptr;
  auto server = web::HealthServer::Open(listen, HealthOf(pipeline));
  if (!server) return std::unexpected(server.error());
  return std::make_unique<Health>(std::move(*server));
}

std::string Summary(const DaemonStats& stats) {
  return fmt::format(
      "{} sources fetched ({} failed), {} new documents, {} revisions, {} unchanged, {} extracted, {} assertions, "
      "{} statements, {} alerts, {} delivered, {} to retry, {} dead, {} quarantined",
      stats.fetched, stats.failed, stats.new_documents, stats.new_revisions, stats.unchanged, stats.extracted,
      stats.assertions, stats.statements, stats.alerts, stats.accepted, stats.retried, stats.dead, stats.quarantined);
}

int RunPlan(Plan plan, const RunOptions& options, Signals& signals, std::shared_ptr<Log> log, std::ostream& notes,
            DaemonStats& stats) {
  const config::Settings settings = plan.settings;
  if (auto made = MakeFolder(options.data); !made) {
    notes << made.error().message << '\n';
    return kStoreFailed;
  }
  auto pipeline = Pipeline::Open(
      std::move(plan), {.data = options.data, .once = options.once, .no_network = options.no_network}, log);
  if (!pipeline) {
    notes << pipeline.error().message << '\n';
    return kStoreFailed;
  }
  auto health = OpenHealth(options.once && options.http_listen.empty() ? "off" : settings.http_listen, **pipeline);
  if (!health) {
    notes << health.error().message << '\n';
    return health.error().code == ErrorCode::kInvalidInput ? kBadConfig : kStoreFailed;
  }
  (*pipeline)->Start();
  ::malloc_trim(0);
  config::DropEmbedded();
  NotifyReady("watching");
  log->Info("main", "started", {{"data", options.data.string()}});
  MainLoop(**pipeline, signals, *log, options).Run();
  const Status outcome = (*pipeline)->Join();
  stats = (*pipeline)->vitals().stats();
  log->Info("main", Summary(stats));
  if (outcome) return kDone;
  log->Error("store", outcome.error().message);
  return kStoreFailed;
}

}  // namespace

int Run(const RunOptions& options, std::ostream& notes, DaemonStats& stats) {
  TuneMemory();
  Signals signals;  // before what takes time: to be asked for a reload while starting is not the end
  Problems problems;
  Plan plan = MakePlan(options, problems);
  auto log = Log::Open(plan.settings.log_level, plan.settings.log_format, problems);
  for (const auto& problem : problems) notes << problem.Text() << '\n';
  if (!problems.empty()) {
    notes << fmt::format("{} problem{}: nothing was started\n", problems.size(), problems.size() == 1 ? "" : "s");
    return kBadConfig;
  }
  return RunPlan(std::move(plan), options, signals, std::move(log), notes, stats);
}

int Run(const RunOptions& options, std::ostream& notes) {
  DaemonStats stats;
  return Run(options, notes, stats);
}

}  // namespace dateline::daemon
