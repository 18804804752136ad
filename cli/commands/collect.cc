// collect, sources list.
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
#include "ingest/schedule.h"
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
  if (out.empty()) return Fail(ErrorCode::kInvalidInput, "no source is enabled; name some, or enable them in sources.toml ('dateline init')");
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

std::string DueWords(const config::SourceRecord& source, const SourceState& state, Instant now) {
  const auto due = ingest::IsDue(source, state, now);
  return due.reason;
}

void PrintSource(const config::SourceRecord& source, const SourceState& state, Instant now, Shell& shell) {
  const auto when = [](const std::optional<Instant>& at) { return at ? ToIso(*at) : std::string("never"); };
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject().Field("id", source.id).Field("name", source.name).Field("collector", source.collector).Field("url", source.url)
        .Field("owner", source.owner).Field("source_class", ToString(source.source_class)).Field("enabled", source.enabled)
        .Field("class", ToString(state.last_class)).Field("message", state.last_message).Field("failures", state.failures)
        .Field("etag", state.etag).Field("last_modified", state.last_modified).Field("cursor", state.cursor)
        .Field("last_fetch", when(state.last_fetch)).Field("last_good", when(state.last_good)).Field("last_new", when(state.last_new))
        .Field("next_due", when(state.next_due)).Field("due", DueWords(source, state, now)).EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  shell.out << fmt::format("{}\t{}\t{}\tlast good {}\t{}\n", source.id, source.enabled ? ToString(source.source_class) : "disabled",
                           ToString(state.last_class), when(state.last_good), DueWords(source, state, now));
  if (!state.last_message.empty() && state.failures > 0) shell.out << fmt::format("\t{} failures: {}\n", state.failures, state.last_message);
}

}  // namespace

int RunCollect(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  const auto sources = arguments.Has("urls") ? SourcesOfUrls(arguments.Get("urls"))
                                             : SourcesNamed(arguments.All("SOURCE"), setup->config);
  if (!sources) return Complain(shell, sources.error());
  auto writer = store::Writer::Open(shell.data_folder, shell.now);
  if (!writer) return Complain(shell, writer.error());

  const Interrupt interrupt;
  Progress progress(shell, "collecting");
  daemon::CollectOnceOptions options;
  options.settings = setup->config.settings;
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

int RunSourcesList(const Arguments&, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  std::vector<SourceState> states;
  if (const auto reader = store::Reader::Open(shell.data_folder)) {
    if (const auto known = (*reader)->States()) states = *known;
  }
  for (const auto& source : config.sources) {
    const auto state = std::ranges::find(states, source.id, &SourceState::source);
    PrintSource(source, state != states.end() ? *state : SourceState{.source = source.id}, shell.now, shell);
  }
  if (config.sources.empty()) shell.err << "no sources; write some in sources.toml ('dateline init' makes one to edit)\n";
  return config.sources.empty() ? kNothingFound : kFound;
}

}  // namespace dateline::cli
