// import: documents from files, extracted at once.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "alert/rules.h"
#include "cli/commands/commands.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "daemon/work.h"
#include "ingest/document_reader.h"

namespace dateline::cli {
namespace {

// Documents of one commit: enough that the disk is not waited for, few enough that Ctrl-C loses little.
constexpr std::size_t kCommitItems = 512;
constexpr std::size_t kCommitBytes = 8u << 20;

struct Counts {
  store::CollectOutcome stored;
  std::uint64_t bad_lines = 0;
};

// Groups documents by source and hands them to the store in large commits.
class Importer {
 public:
  // A stated source holds for mails too, which otherwise name their list or sender.
  Importer(store::Writer& writer, store::SourceIdentity fallback, bool source_stated, IngestMode mode, Instant now)
      : writer_(writer), fallback_(std::move(fallback)), source_stated_(source_stated), mode_(mode), now_(now) {}

  Status Add(Document document) {
    bytes_ += document.text.size();
    ++items_;
    if (document.source.empty() || (source_stated_ && document.kind == "mail")) document.source = fallback_.id;
    BatchOf(document.source).documents.push_back(std::move(document));
    return items_ >= kCommitItems || bytes_ >= kCommitBytes ? Flush() : Status{};
  }

  Status Flush() {
    if (items_ == 0) return {};
    const auto outcome = writer_.Collect(batches_, now_);
    if (!outcome) return std::unexpected(outcome.error());
    counts.stored.new_documents += outcome->new_documents;
    counts.stored.new_revisions += outcome->new_revisions;
    counts.stored.unchanged += outcome->unchanged;
    batches_.clear();
    items_ = bytes_ = 0;
    return {};
  }

  Counts counts;

 private:
  store::CollectBatch& BatchOf(const std::string& source) {
    for (auto& batch : batches_) {
      if (batch.source.id == source) return batch;
    }
    store::CollectBatch& batch = batches_.emplace_back();
    batch.source = fallback_;
    if (source != fallback_.id) batch.source = {source, source, source, fallback_.source_class};
    batch.mode = mode_;
    return batch;
  }

  store::Writer& writer_;
  store::SourceIdentity fallback_;
  bool source_stated_;
  IngestMode mode_;
  Instant now_;
  std::vector<store::CollectBatch> batches_;
  std::size_t items_ = 0;
  std::size_t bytes_ = 0;
};

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

// Every file is looked at before the first is read: a typing error must not leave half an import.
Result<std::uint64_t> BytesOf(const std::vector<std::string>& files) {
  std::uint64_t all = 0;
  for (const std::string& file : files) {
    if (file == "-") continue;
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) return Fail(ErrorCode::kInvalidInput, file + " is a folder; name files in it");
    if (!std::filesystem::exists(file, error)) return Fail(ErrorCode::kInvalidInput, "there is no file " + file);
    const auto size = std::filesystem::file_size(file, error);
    if (!error) all += size;
  }
  return all;
}

Status ImportFile(const std::string& file, const std::optional<Published>& published, std::uint64_t before, std::uint64_t all,
                  Importer& importer, Progress& progress, const Interrupt& interrupt, Shell& shell) {
  auto reader = ingest::DocumentReader::Open(file);
  if (!reader) return std::unexpected(reader.error());
  while (!interrupt.asked()) {
    auto document = reader->Next();
    if (!document) break;
    if (!*document) {
      progress.End();
      shell.err << document->error().message << "\n";
      ++importer.counts.bad_lines;
      continue;
    }
    Document& record = **document;
    if (published && !record.published.span.known()) record.published = *published;
    if (record.guid.empty() && record.keys.empty() && record.url.empty() && record.kind != "mail" && file != "-") {
      record.guid = std::filesystem::path(file).filename().string();
    }
    if (const auto added = importer.Add(std::move(record)); !added) return InContext(file, added.error());
    progress.Show(before + reader->bytes_done(), all);
  }
  return {};
}

}  // namespace

int RunImport(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  Problems problems;
  const auto book = alert::RuleBook::Compile(setup->config, problems);
  const auto fallback = FallbackSource(arguments, setup->config);
  if (!fallback) return Complain(shell, fallback.error());
  const auto published = FallbackPublished(arguments);
  if (!published) return Complain(shell, published.error());
  const auto& files = arguments.All("FILE");
  const auto all = BytesOf(files);
  if (!all) return Complain(shell, all.error());

  auto writer = store::Writer::Open(shell.data_folder, shell.now);
  if (!writer) return Complain(shell, writer.error());
  const Interrupt interrupt;
  Importer importer(**writer, *fallback, arguments.Has("source"), arguments.Has("notify") ? IngestMode::kLive : IngestMode::kBackfill, shell.now);
  Progress progress(shell, "reading");
  std::uint64_t before = 0;
  for (const std::string& file : files) {
    if (const auto done = ImportFile(file, *published, before, *all, importer, progress, interrupt, shell); !done) {
      progress.End();
      return Complain(shell, done.error());
    }
    std::error_code error;
    if (const auto size = std::filesystem::file_size(file, error); !error) before += size;
  }
  if (const auto flushed = importer.Flush(); !flushed) return Complain(shell, flushed.error());
  progress.End();
  const Counts& counts = importer.counts;
  shell.err << fmt::format("{} new documents, {} revised, {} unchanged\n", counts.stored.new_documents, counts.stored.new_revisions,
                           counts.stored.unchanged);

  if (!arguments.Has("no-extract") && !interrupt.asked()) {
    const std::uint64_t pending = counts.stored.new_documents + counts.stored.new_revisions;
    Progress extracting(shell, "extracting");
    daemon::LocalPipeline pipeline(**writer, setup->rules, book.Matcher(), {setup->config.settings.workers, shell.data_folder, 256, [&] { return shell.now; }});
    const auto extracted = pipeline.ExtractPending([&](const auto& at) { extracting.Show(at.done, pending); });
    extracting.End();
    if (!extracted) return Complain(shell, extracted.error());
    for (const std::string& note : extracted->notes) shell.err << note << "\n";
    shell.err << fmt::format("{} revisions read: {} claims, {} statements, {} alerts recorded\n", extracted->done,
                             extracted->assertions, extracted->statements, extracted->alerts);
    if (const auto indexed = pipeline.IndexAll(); !indexed) return Complain(shell, indexed.error());
  }
  if (interrupt.asked()) shell.err << "stopped; what was read is stored, the rest comes with the next import of the same files\n";
  return counts.bad_lines > 0 ? kUsage : kFound;
}

}  // namespace dateline::cli
