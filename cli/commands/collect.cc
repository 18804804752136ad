// collect.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "cli/commands/commands.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "daemon/clock.h"
#include "daemon/collect_once.h"
#include "daemon/work.h"
#include "alert/rules.h"
#include "ingest/record.h"
#include "model/json.h"

namespace dateline::cli {
namespace {

// One source an address, for --urls.
Result<std::vector<config::SourceRecord>> SourcesOfUrls(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Fail(ErrorCode::kInvalidInput, "cannot read " + path);
  std::vector<config::SourceRecord> out;
  std::string line;
  while (std::getline(file, line)) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    out.push_back(ingest::SourceOfUrl(line));
  }
  return out;
}

Result<std::vector<config::SourceRecord>> SourcesNamed(const std::vector<std::string>& names, const config::Config& config) {
  std::vector<config::SourceRecord> out;
  for (const auto& source : config.sources) {
    if (names.empty() ? source.enabled : std::ranges::find(names, source.id) != names.end()) out.push_back(source);
  }
  for (const std::string& name : names) {
    if (std::ranges::find(config.sources, name, &config::SourceRecord::id) != config.sources.end()) continue;
    return Fail(ErrorCode::kInvalidInput, fmt::format("there is no source '{}'; 'dateline sources list' shows them", name));
  }
  if (out.empty()) return Fail(ErrorCode::kInvalidInput, "no source is enabled; name some, or add them: dateline sources add URL");
  return out;
}

void PrintReport(const daemon::RoundReport& report, Shell& shell) {
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject().Field("source", report.source).Field("class", ToString(report.fetch_class)).Field("message", report.message)
        .Field("new", static_cast<std::int64_t>(report.outcome.new_documents)).Field("revised", static_cast<std::int64_t>(report.outcome.new_revisions))
        .Field("unchanged", static_cast<std::int64_t>(report.outcome.unchanged)).EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  shell.out << fmt::format("{}\t{}\t{} new, {} revised, {} unchanged{}\n", report.source, ToString(report.fetch_class),
                           report.outcome.new_documents, report.outcome.new_revisions, report.outcome.unchanged,
                           report.message.empty() ? "" : "\t" + report.message);
  for (const Problem& problem : report.problems) shell.err << "  " << problem.Text() << "\n";
}

}  // namespace

int RunCollect(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  const auto sources = arguments.Has("urls") ? SourcesOfUrls(arguments.Get("urls"))
                                             : SourcesNamed(arguments.All("SOURCE"), setup->config);
  if (!sources) return Complain(shell, sources.error());
  daemon::CollectOnceOptions options;
  options.settings = setup->config.settings;
  options.data = shell.data_folder;
  if (arguments.Has("record")) {
    options.settings.record = arguments.Get("record");
    // Whoever asks for a recording must not find out afterwards that there is none.
    if (const auto recorder = ingest::Recorder::Open(options.settings.record); !recorder) return Complain(shell, recorder.error());
  }
  auto writer = store::Writer::Open(shell.data_folder, shell.now);
  if (!writer) return Complain(shell, writer.error());

  const Interrupt interrupt;
  Progress progress(shell, "collecting");
  options.clock = daemon::Now;
  options.progress = [&](std::size_t done, std::size_t all) { progress.Show(done, all); };
  options.stop = [&] { return interrupt.asked(); };
  const auto reports = daemon::CollectOnce(*sources, **writer, options);
  progress.End();
  if (!reports) return Complain(shell, reports.error());
  Problems problems;
  const auto book = alert::RuleBook::Compile(setup->config, problems);
  daemon::LocalPipeline pipeline(**writer, setup->rules, book.Matcher(), {setup->config.settings.workers, shell.data_folder});
  const auto extracted = pipeline.ExtractPending();
  if (!extracted) return Complain(shell, extracted.error());
  bool good = true;
  for (const auto& report : *reports) {
    PrintReport(report, shell);
    good = good && (report.fetch_class == FetchClass::kOk || report.fetch_class == FetchClass::kNotModified);
  }
  return good ? kFound : kNothingFound;
}

}  // namespace dateline::cli
