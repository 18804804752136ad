#include "daemon/import_files.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "ingest/document_reader.h"
#include "model/json.h"

namespace dateline::daemon {
namespace {

// Documents of one commit: enough that the disk is not waited for, few enough that stopping loses little.
constexpr std::size_t kCommitItems = 512;
constexpr std::size_t kCommitBytes = 8u << 20;

// Groups documents by source.
class Gatherer {
 public:
  Gatherer(const ImportOrder& order, const ImportSink& sink) : order_(order), sink_(sink) {}

  Status Add(Document document) {
    bytes_ += document.text.size();
    ++items_;
    if (document.source.empty() || (order_.source_stated && document.kind == "mail")) document.source = order_.source.id;
    BatchOf(document.source).documents.push_back(std::move(document));
    return items_ >= kCommitItems || bytes_ >= kCommitBytes ? Flush() : Status{};
  }

  Status Flush() {
    if (items_ == 0) return {};
    items_ = 0;
    return sink_.take(std::exchange(batches_, {}), std::exchange(bytes_, 0));
  }

 private:
  store::CollectBatch& BatchOf(const std::string& source) {
    for (auto& batch : batches_) {
      if (batch.source.id == source) return batch;
    }
    store::CollectBatch& batch = batches_.emplace_back();
    batch.source = order_.source;
    if (source != order_.source.id) batch.source = {source, source, source, order_.source.source_class};
    batch.mode = order_.mode;
    return batch;
  }

  const ImportOrder& order_;
  const ImportSink& sink_;
  std::vector<store::CollectBatch> batches_;
  std::size_t items_ = 0;
  std::size_t bytes_ = 0;
};

Status ReadFile(const std::string& file, const ImportOrder& order, std::uint64_t before, const ImportSink& sink,
                Gatherer& gatherer) {
  auto reader = ingest::DocumentReader::Open(file);
  if (!reader) return std::unexpected(reader.error());
  while (!sink.stop()) {
    auto document = reader->Next();
    if (!document) break;
    if (!*document) {
      sink.bad_line(document->error().message);
      continue;
    }
    Document& record = **document;
    if (order.published && !record.published.span.known()) record.published = *order.published;
    if (record.guid.empty() && record.keys.empty() && record.url.empty() && record.kind != "mail" && file != "-") {
      record.guid = std::filesystem::path(file).filename().string();
    }
    if (const auto added = gatherer.Add(std::move(record)); !added) return InContext(file, added.error());
    sink.progress(before + reader->bytes_done());
  }
  return {};
}

}  // namespace

std::string ImportRequest(const ImportOrder& order) {
  JsonWriter json;
  json.BeginObject().Field("command", "import").Key("files").BeginArray();
  for (const std::string& file : order.files) json.String(file);
  json.EndArray();
  json.Field("source", order.source.id).Field("name", order.source.name).Field("owner", order.source.owner);
  json.Field("class", ToString(order.source.source_class)).Field("source_stated", order.source_stated);
  if (order.published) json.Field("published", order.published->words);
  json.Field("notify", order.mode == IngestMode::kLive).EndObject();
  return json.Take();
}

Result<ImportOrder> ParseImportOrder(std::string_view json) {
  const auto parsed = Json::Parse(json, "request");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView root = parsed->root();
  ImportOrder order;
  for (std::size_t i = 0; i < root["files"].size(); ++i) {
    order.files.emplace_back(root["files"][i].String());
    if (!std::filesystem::path(order.files.back()).is_absolute()) {
      return Fail(ErrorCode::kInvalidInput, "import needs files with absolute paths");
    }
  }
  if (order.files.empty()) return Fail(ErrorCode::kInvalidInput, "import needs files");
  order.source = {std::string(root["source"].String("import")), std::string(root["name"].String()),
                  std::string(root["owner"].String()), SourceClass::kPress};
  const auto source_class = ParseSourceClass(root["class"].String("press"));
  if (!source_class) return Fail(ErrorCode::kInvalidInput, "import: there is no such class of sources");
  order.source.source_class = *source_class;
  order.source_stated = root["source_stated"].Bool();
  if (root["published"].IsString()) {
    const auto span = ParseEdtf(root["published"].String());
    if (!span) return Fail(ErrorCode::kInvalidInput, "import: published is not a date");
    Published published;
    published.span = *span;
    published.words = std::string(root["published"].String());
    order.published = std::move(published);
  }
  order.mode = root["notify"].Bool() ? IngestMode::kLive : IngestMode::kBackfill;
  return order;
}

Result<std::uint64_t> ImportBytes(const std::vector<std::string>& files) {
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

Status ReadForImport(const ImportOrder& order, const ImportSink& sink) {
  Gatherer gatherer(order, sink);
  std::uint64_t before = 0;
  for (const std::string& file : order.files) {
    if (sink.stop()) break;
    if (const auto done = ReadFile(file, order, before, sink, gatherer); !done) return done;
    std::error_code error;
    if (const auto size = std::filesystem::file_size(file, error); !error) before += size;
  }
  return gatherer.Flush();
}

}  // namespace dateline::daemon
