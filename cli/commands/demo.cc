// demo: the bundled, invented story, served on loopback and read by the real collectors, bus and store.
#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "alert/channels.h"
#include "alert/rules.h"
#include "cli/commands/commands.h"
#include "cli/commands/writing.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "daemon/collect_once.h"
#include "daemon/work.h"
#include "web/file_server.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "demo/";
// The story ends on 8 September 2025; the demo's clock stands there, so that its promises are judged by that day.
constexpr std::string_view kDemoNow = "2025-09-08T12:00:00Z";

std::string ContentType(std::string_view path) {
  if (path.ends_with(".json")) return "application/json";
  if (path.ends_with(".rss")) return "application/rss+xml";
  if (path.ends_with(".atom")) return "application/atom+xml";
  return path.ends_with(".html") || path.starts_with("/documents/") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
}

std::string WithAddress(std::string_view text, const std::string& address) {
  std::string out(text);
  constexpr std::string_view kMark = "{{BASE}}";
  for (std::size_t at = 0; (at = out.find(kMark, at)) != std::string::npos; at += address.size()) out.replace(at, kMark.size(), address);
  return out;
}

// "api/v1/documents.page2.json" answers "/api/v1/documents.json?page=2".
std::string ServedPath(std::string_view path) {
  std::string out = "/" + std::string(path);
  const std::size_t page = out.find(".page");
  if (page == std::string::npos) return out;
  const std::size_t dot = out.find('.', page + 5);
  const std::string number = out.substr(page + 5, dot - page - 5);
  return out.substr(0, page) + out.substr(dot) + "?page=" + number;
}

// Feeds and API pages go to the server; TOML files and filings into the configuration folder.
Status LayOut(const fs::path& config, web::FileServer& server) {
  std::map<std::string, web::ServedFile> served;
  for (std::string_view path : config::EmbeddedPaths(kPrefix)) {
    const std::string text = WithAddress(*config::Embedded(path), server.address());
    const std::string_view inside = path.substr(kPrefix.size());
    if (!inside.ends_with(".toml") && !inside.starts_with("filings/")) {
      const std::string at = ServedPath(inside);
      served[at] = {text, ContentType(at)};
      continue;
    }
    const fs::path file = config / inside;
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out) return Fail(ErrorCode::kReadOnly, "cannot write " + file.string());
  }
  server.Serve(std::move(served));
  return {};
}

// The folder that the demo lives in; removed at the end unless it is to be kept.
class Home {
 public:
  explicit Home(std::string keep) : kept_(!keep.empty()), folder_(std::move(keep)) {
    if (kept_) {
      std::error_code error;
      fs::create_directories(folder_, error);
      return;
    }
    std::string name = (fs::temp_directory_path() / "dateline-demo-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) folder_ = name;
  }
  ~Home() {
    std::error_code error;
    if (!kept_ && !folder_.empty()) fs::remove_all(folder_, error);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;
  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  bool kept_;
  fs::path folder_;
};

// Relative paths of file sources are meant from the configuration folder.
void AnchorPaths(const fs::path& folder, config::Config& config) {
  for (auto& source : config.sources) {
    for (auto& path : source.paths) {
      if (fs::path(path).is_relative()) path = (folder / path).string();
    }
  }
}

// Sends what the file channel can send at once; the demo talks to nobody else.
Result<std::size_t> Deliver(store::Writer& writer, alert::ChannelTable& channels, Instant now) {
  const auto leased = writer.Lease(100, now, now + std::chrono::minutes(1));
  if (!leased) return std::unexpected(leased.error());
  std::size_t sent = 0;
  for (const Delivery& delivery : *leased) {
    const auto prepared = channels.Prepare(delivery, now);
    const auto* verdict = std::get_if<alert::Verdict>(&prepared);
    if (verdict == nullptr) continue;
    const auto kept = writer.Record({delivery.id, verdict->state, verdict->code, verdict->error, now, now, verdict->next_at});
    if (!kept) return std::unexpected(kept.error());
    if (verdict->state == DeliveryState::kAccepted) ++sent;
  }
  return sent;
}

// Reads everything once: collectors, bus, store, rules, channel.
Status Play(const config::Config& config, const std::shared_ptr<const extract::RuleSet>& rules, Shell& shell) {
  Problems problems;
  const auto book = alert::RuleBook::Compile(config, problems);
  auto channels = alert::ChannelTable::Compile(config, shell.data_folder, problems);
  auto writer = store::Writer::Open(shell.data_folder, shell.now);
  if (!writer) return std::unexpected(writer.error());

  Progress progress(shell, "collecting");
  daemon::CollectOnceOptions options;
  options.settings = config.settings;
  options.clock = [&] { return shell.now; };
  options.mode = IngestMode::kLive;  // its texts are old by any clock but its own
  options.seen_as_published = true;  // so that the demo can be asked what was known in June
  options.progress = [&](std::size_t done, std::size_t all) { progress.Show(done, all); };
  std::vector<config::SourceRecord> sources;
  for (const auto& source : config.sources) {
    if (source.enabled) sources.push_back(source);
  }
  const auto reports = daemon::CollectOnce(sources, **writer, options);
  progress.End();
  if (!reports) return std::unexpected(reports.error());
  std::uint64_t documents = 0;
  for (const auto& report : *reports) {
    documents += report.outcome.new_documents;
    for (const Problem& problem : report.problems) shell.err << problem.Text() << "\n";
  }

  daemon::LocalPipeline pipeline(**writer, rules, book.Matcher(), {0, shell.data_folder, 256, options.clock});
  const auto extracted = pipeline.ExtractPending();
  if (!extracted) return std::unexpected(extracted.error());
  const auto sent = Deliver(**writer, channels, shell.now);
  if (!sent) return std::unexpected(sent.error());
  shell.out << fmt::format("Read {} documents from {} sources, found {} claims, sent {} alerts.\n", documents, sources.size(),
                           extracted->assertions, *sent);
  return pipeline.IndexAll();
}

void Heading(std::string_view text, Shell& shell) { shell.out << "\n" << Painted(shell, Ink::kBold, text) << "\n\n"; }

Status Show(const config::Config& config, Shell& shell) {
  const auto reader = store::Reader::Open(shell.data_folder);
  if (!reader) return std::unexpected(reader.error());
  store::When when;
  when.now = shell.now;
  const Names names(config);

  Heading("$ dateline timeline lantern", shell);
  const auto filter = ParseFilter("entity:rule.lantern");
  auto rows = (*reader)->Events(*filter, when, true, 0);
  if (!rows) return std::unexpected(rows.error());
  PrintEvents(*rows, false, names, shell);

  Heading("$ dateline timeline hx20 --from 2025-04 --to 2025-07", shell);
  rows = (*reader)->Events(*ParseFilter("entity:chip.hx20 from:2025-04 to:2025-07"), when, true, 0);
  if (!rows) return std::unexpected(rows.error());
  PrintEvents(*rows, false, names, shell);

  Heading("$ dateline status lantern", shell);
  auto status = (*reader)->StatusOf("rule.lantern", when);
  if (!status) return std::unexpected(status.error());
  status->name = names.Of("rule.lantern");
  PrintStatus(*status, names, false, shell);

  Heading("$ dateline alerts list --limit 1", shell);
  const auto alerts = (*reader)->Alerts(50, "");
  if (!alerts) return std::unexpected(alerts.error());
  // The one worth showing first: the promise that was kept.
  const store::AlertRow* shown = nullptr;
  for (const auto& row : *alerts) {
    if (shown == nullptr || (row.event && row.event->event.type == "rule.end" && row.event->event.modality == Modality::kActual)) shown = &row;
  }
  if (shown != nullptr) PrintAlert(*shown, names, shell);
  return {};
}

void HowToGoOn(const fs::path& folder, bool kept, Shell& shell) {
  Heading("Go on", shell);
  if (kept) {
    shell.out << fmt::format(
        "  The demo's data is in {}. Ask it more:\n"
        "    dateline timeline lanhe --evidence --data {}/data --config {}/config\n"
        "    dateline status lantern --as-of 2025-06-01 --data {}/data --config {}/config\n",
        folder.string(), folder.string(), folder.string(), folder.string(), folder.string());
  } else {
    shell.out << "  dateline demo --keep DIR          keep this data and ask it more\n";
  }
  shell.out << "  dateline timeline NAME            once you have brought something in\n"
               "  dateline import FILE              your own texts: JSONL, HTML, plain text\n"
               "  dateline init                     a configuration to edit: sources, alert rules, channels\n"
               "  dateline run                      watch the sources and alert, until stopped\n";
}

}  // namespace

int RunDemo(const Arguments& arguments, Shell& shell) {
  const std::string keep = arguments.Get("keep");
  std::error_code error;
  if (!keep.empty() && fs::exists(fs::path(keep) / "data", error)) {
    return Complain(shell, keep + " holds data already; name an empty folder", kUsage);
  }
  const Home home(keep);
  if (home.folder().empty()) return Complain(shell, "cannot make a folder for the demo", kStoreFailed);
  auto server = web::FileServer::Start();
  if (!server) return Complain(shell, server.error());

  Shell stage = shell;
  stage.config_folder = (home.folder() / "config").string();
  stage.data_folder = (home.folder() / "data").string();
  stage.now = *ParseInstant(kDemoNow);
  // Piped or not, the demo is for people; colour stays the terminal's matter.
  if (stage.output == Output::kPlain) stage.output = Output::kHuman;
  fs::create_directories(stage.config_folder, error);
  if (const auto laid = LayOut(stage.config_folder, **server); !laid) return Complain(shell, laid.error());

  shell.out << "Dateline demo: an invented story (Harrow's HX20 chip, the Lantern rule), read offline as if it were "
               "8 September 2025." << std::endl;
  auto setup = LoadSetup(stage);
  if (!setup) return Complain(shell, setup.error());
  AnchorPaths(stage.config_folder, setup->config);
  if (const auto played = Play(setup->config, setup->rules, stage); !played) return Complain(shell, played.error());
  if (const auto shown = Show(setup->config, stage); !shown) return Complain(shell, shown.error());
  HowToGoOn(home.folder(), !keep.empty(), shell);
  return kFound;
}

}  // namespace dateline::cli
