// import, replay: documents from files and recordings, extracted at once; by the daemon when it holds the store.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>

#include "alert/rules.h"
#include "cli/commands/commands.h"
#include "cli/commands/source_lists.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "daemon/control.h"
#include "daemon/import_files.h"
#include "daemon/work.h"
#include "model/json.h"

namespace dateline::cli {
namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::milliseconds kLook{200};        // between two looks at what the daemon does
constexpr std::size_t kRequestBytes = 32u << 10;       // of file names in one request

Result<store::SourceIdentity> FallbackSource(const Arguments& arguments, const config::Config& config) {
  store::SourceIdentity out;
  out.id = arguments.Get("source", "import");
  out.name = out.id;
  out.owner = out.id;
  for (const auto& source : config.sources) {
    if (source.id == out.id) out = {source.id, source.name, source.owner, source.source_class};
  }
  out.owner = arguments.Get("owner", out.owner);
  if (arguments.Has("class")) {
    const auto source_class = ParseSourceClass(arguments.Get("class"));
    if (!source_class) return Fail(ErrorCode::kInvalidInput, "--class is one of official, company, press, analysis, mine");
    out.source_class = *source_class;
  }
  return out;
}

// The publication date that --published gives to texts without one.
Result<std::optional<Published>> FallbackPublished(const Arguments& arguments) {
  if (!arguments.Has("published")) return std::nullopt;
  const auto span = ParseEdtf(arguments.Get("published"));
  if (!span) return Fail(ErrorCode::kInvalidInput, fmt::format("--published: '{}' is not a date", arguments.Get("published")));
  Published out;
  out.span = *span;
  out.words = arguments.Get("published");
  return out;
}

void PrintStored(const store::CollectOutcome& stored, Shell& shell) {
  shell.err << fmt::format("{} new documents, {} revised, {} unchanged\n", stored.new_documents, stored.new_revisions, stored.unchanged);
}

Status ExtractImported(store::Writer& writer, const Setup& setup, std::uint64_t pending, Shell& shell) {
  Problems problems;
  const auto book = alert::RuleBook::Compile(setup.config, problems);
  Progress extracting(shell, "extracting");
  daemon::LocalPipeline pipeline(writer, setup.rules, book.Matcher(), {setup.config.settings.workers, shell.data_folder, 256, [&] { return shell.now; }});
  const auto extracted = pipeline.ExtractPending([&](const auto& at) { extracting.Show(at.done, pending); });
  extracting.End();
  if (!extracted) return std::unexpected(extracted.error());
  for (const std::string& note : extracted->notes) shell.err << note << "\n";
  shell.err << fmt::format("{} revisions read: {} claims, {} statements, {} alerts recorded\n", extracted->done,
                           extracted->assertions, extracted->statements, extracted->alerts);
  return pipeline.IndexAll();
}

int ImportHere(store::Writer& writer, const daemon::ImportOrder& order, std::uint64_t all, const Setup& setup, bool extract, Shell& shell) {
  const Interrupt interrupt;
  store::CollectOutcome stored;
  std::uint64_t bad_lines = 0;
  Progress progress(shell, "reading");
  const auto read = daemon::ReadForImport(
      order, {.take = [&](std::vector<store::CollectBatch> batches, std::size_t) -> Status {
                const auto outcome = writer.Collect(batches, shell.now);
                if (!outcome) return std::unexpected(outcome.error());
                stored.new_documents += outcome->new_documents;
                stored.new_revisions += outcome->new_revisions;
                stored.unchanged += outcome->unchanged;
                return {};
              },
              .bad_line = [&](const std::string& words) {
                progress.End();
                shell.err << words << "\n";
                ++bad_lines;
              },
              .progress = [&](std::uint64_t done) { progress.Show(done, all); },
              .stop = [&] { return interrupt.asked(); },
              .note = [&](const Problem& problem) {
                progress.End();
                shell.err << "  " << problem.Text() << "\n";
              },
              .state_of = [&](const std::string& source) { return writer.StateOf(source); }});
  progress.End();
  if (!read) return Complain(shell, read.error());
  PrintStored(stored, shell);
  if (extract && !interrupt.asked()) {
    const auto done = ExtractImported(writer, setup, stored.new_documents + stored.new_revisions, shell);
    if (!done) return Complain(shell, done.error());
  }
  if (interrupt.asked()) shell.err << "stopped; what was read is stored, the rest comes with the next import of the same files\n";
  return bad_lines > 0 ? kUsage : kFound;
}

// The daemon holds the store: it reads the files, and we watch.
class DaemonImport {
 public:
  explicit DaemonImport(Shell& shell) : shell_(shell) {}

  // One request's worth of files, to its end.
  Status Run(const daemon::ImportOrder& order) {
    if (auto begun = daemon::Ask(shell_.data_folder, daemon::ImportRequest(order), kPatience); !begun) return std::unexpected(begun.error());
    Progress progress(shell_, "the daemon is reading");
    bool stop = false;
    for (std::size_t told = 0;;) {
      const bool ask_stop = interrupt_.asked() && !std::exchange(stop, interrupt_.asked());
      auto answer = daemon::Ask(shell_.data_folder, fmt::format(R"({{"command":"{}","id":"{}"}})", ask_stop ? "import.stop" : "import.status", told), kPatience);
      if (!answer) return std::unexpected(answer.error());
      const auto parsed = Json::Parse(*answer, "the daemon's answer");
      if (!parsed) return std::unexpected(parsed.error());
      const JsonView root = parsed->root();
      const auto number = [&](std::string_view name) { return static_cast<std::uint64_t>(root[name].Int().value_or(0)); };
      if (root["words"].size() > 0) progress.End();
      for (std::size_t i = 0; i < root["words"].size(); ++i) shell_.err << root["words"][i].String() << "\n";
      told += root["words"].size();
      progress.Show(number("bytes"), number("bytes_all"));
      // Words that did not fit into this answer are in the next.
      if (!root["done"].Bool() || root["words"].size() > 0) {
        if (root["words"].size() == 0) std::this_thread::sleep_for(kLook);
        continue;
      }
      progress.End();
      stored.new_documents += number("new");
      stored.new_revisions += number("revised");
      stored.unchanged += number("unchanged");
      bad_lines += number("bad_lines");
      if (number("bad_lines") > told) shell_.err << fmt::format("and {} more lines that could not be read\n", number("bad_lines") - told);
      if (!root["error"].String().empty()) return Fail(ErrorCode::kInvalidInput, "the daemon says: " + std::string(root["error"].String()));
      return {};
    }
  }

  // Until everything that waits has been extracted and can be searched.
  Status AwaitExtraction() {
    while (!interrupt_.asked()) {
      auto answer = daemon::Ask(shell_.data_folder, R"({"command":"status"})", kPatience);
      if (!answer) return std::unexpected(answer.error());
      const auto parsed = Json::Parse(*answer, "the daemon's answer");
      if (!parsed) return std::unexpected(parsed.error());
      const JsonView root = parsed->root();
      if (root["in_window"].Int().value_or(0) == 0 && root["search_lag"].Int().value_or(0) == 0) return {};
      std::this_thread::sleep_for(kLook);
    }
    return {};
  }

  store::CollectOutcome stored;
  std::uint64_t bad_lines = 0;

 private:
  Shell& shell_;
  Interrupt interrupt_;
};

int ImportByDaemon(const daemon::ImportOrder& order, bool extract, Shell& shell) {
  daemon::ImportOrder part = order;
  part.files.clear();
  DaemonImport import(shell);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < order.files.size(); ++i) {
    const std::string& file = order.files[i];
    if (file == "-") return Complain(shell, "a daemon holds this store and cannot read our standard input; import a file, or stop the daemon first", kUsage);
    part.files.push_back(std::filesystem::absolute(file).lexically_normal().string());
    bytes += part.files.back().size();
    if (bytes < kRequestBytes && i + 1 < order.files.size()) continue;
    if (const auto done = import.Run(part); !done) return Complain(shell, done.error());
    part.files.clear();
    bytes = 0;
  }
  PrintStored(import.stored, shell);
  if (!extract) shell.err << "the daemon extracts them all the same\n";
  if (extract) {
    if (const auto done = import.AwaitExtraction(); !done) return Complain(shell, done.error());
  }
  return import.bad_lines > 0 ? kUsage : kFound;
}

}  // namespace

namespace {

// By whoever has the store.
int ImportAll(const daemon::ImportOrder& order, const Setup& setup, bool extract, Shell& shell) {
  const auto all = daemon::ImportBytes(order);
  if (!all) return Complain(shell, all.error());
  auto writer = store::Writer::Open(shell.data_folder, shell.now);
  if (writer) return ImportHere(**writer, order, *all, setup, extract, shell);
  if (writer.error().code != ErrorCode::kBusy) return Complain(shell, writer.error());
  return ImportByDaemon(order, extract, shell);
}

}  // namespace

int RunImport(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  const auto split = SplitOpml(arguments.All("FILE"));
  if (!split) return Complain(shell, split.error());
  if (!split->lists.empty()) {
    const int added = ImportOpml(split->lists, arguments, setup->config, shell);
    if (added != kFound || split->others.empty()) return added;
  }
  const auto fallback = FallbackSource(arguments, setup->config);
  if (!fallback) return Complain(shell, fallback.error());
  const auto published = FallbackPublished(arguments);
  if (!published) return Complain(shell, published.error());
  const daemon::ImportOrder order{.files = split->others,
                                  .source = *fallback,
                                  .source_stated = arguments.Has("source"),
                                  .published = *published,
                                  .mode = arguments.Has("notify") ? IngestMode::kLive : IngestMode::kBackfill};
  return ImportAll(order, *setup, !arguments.Has("no-extract"), shell);
}

int RunReplay(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  const daemon::ImportOrder order{.files = arguments.All("DIR"),
                                  .mode = arguments.Has("notify") ? IngestMode::kLive : IngestMode::kBackfill,
                                  .recording = true,
                                  .sources = arguments.All("source")};
  return ImportAll(order, *setup, !arguments.Has("no-extract"), shell);
}

}  // namespace dateline::cli
