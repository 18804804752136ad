#include "daemon/import_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "ingest/collector.h"
#include "ingest/document_reader.h"
#include "ingest/record.h"
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

  // As it is: with moments, mode and state of its own.
  Status Add(store::CollectBatch batch) {
    for (const Document& document : batch.documents) bytes_ += document.text.size();
    items_ += batch.documents.size() + 1;
    batches_.push_back(std::move(batch));
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

// Plays the rounds of one recording, in the order they began.
class RecordingReader {
 public:
  RecordingReader(const ImportOrder& order, const ImportSink& sink, Gatherer& gatherer)
      : order_(order), sink_(sink), gatherer_(gatherer) {}

  Status Read(const std::string& folder, std::uint64_t before) {
    const auto recording = ingest::ReadRecording(folder);
    if (!recording) return std::unexpected(recording.error());
    for (const Problem& problem : recording->problems) sink_.bad_line(problem.Text());
    std::uint64_t done = before;
    for (const ingest::RecordedRound& round : recording->rounds) {
      if (sink_.stop()) break;
      if (const auto played = Play(round); !played) return InContext(folder, played.error());
      for (const auto& answer : round.answers) done += BytesOf(answer.body);
      sink_.progress(done);
    }
    return {};
  }

 private:
  static std::uint64_t BytesOf(const std::filesystem::path& body) {
    std::error_code error;
    const auto size = body.empty() ? 0 : std::filesystem::file_size(body, error);
    return error ? 0 : size;
  }

  Status Play(const ingest::RecordedRound& round) {
    const std::string& id = round.source.id;
    if (!order_.sources.empty() && std::ranges::find(order_.sources, id) == order_.sources.end()) return {};
    if (ingest::FindCollector(round.source.collector) == nullptr) {
      sink_.bad_line(fmt::format("{}: there is no collector '{}'", id, round.source.collector));
      return {};
    }
    auto known = StateOf(id);
    if (!known) return std::unexpected(known.error());
    const bool takes_over = *known && ingest::Continues(round, **known);
    Status taken;
    ingest::ReplayRound(round, takes_over ? **known : round.state, [&](ingest::Outcome outcome, Instant at) {
      if (taken) taken = Take(round.source, std::move(outcome), at, takes_over);
    });
    return taken;
  }

  // States move on here before the commits that carry them are made.
  Result<std::optional<SourceState>> StateOf(const std::string& id) {
    if (!sink_.state_of) return std::nullopt;
    if (const auto moved = states_.find(id); moved != states_.end()) return moved->second;
    auto state = sink_.state_of(id);
    if (!state) return std::unexpected(state.error());
    return *std::move(state);
  }

  Status Take(const config::SourceRecord& source, ingest::Outcome outcome, Instant at, bool takes_over) {
    if (sink_.note) {
      for (const Problem& problem : outcome.collected.problems) sink_.note(problem);
    }
    if (outcome.collected.documents.empty() && !takes_over) return {};
    store::CollectBatch batch;
    batch.source = {source.id, source.name, source.owner, source.source_class};
    batch.documents = std::move(outcome.collected.documents);
    batch.seen.assign(batch.documents.size(), at);
    batch.mode = order_.mode;
    if (takes_over) {
      states_.insert_or_assign(source.id, outcome.state);
      batch.state = std::move(outcome.state);
    }
    return gatherer_.Add(std::move(batch));
  }

  const ImportOrder& order_;
  const ImportSink& sink_;
  Gatherer& gatherer_;
  std::map<std::string, SourceState, std::less<>> states_;
};

// Bytes of the files in a folder of recorded answers.
Result<std::uint64_t> RecordingBytes(const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return Fail(ErrorCode::kInvalidInput, "there is no folder " + folder);
  std::uint64_t all = 0;
  for (std::filesystem::directory_iterator file(folder, error), end; !error && file != end; file.increment(error)) {
    std::error_code ignored;
    if (file->path().extension() == ".body") all += file->file_size(ignored);
  }
  return all;
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
  json.Field("recording", order.recording).Strings("sources", order.sources);
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
  order.recording = root["recording"].Bool();
  for (std::size_t i = 0; i < root["sources"].size(); ++i) order.sources.emplace_back(root["sources"][i].String());
  order.mode = root["notify"].Bool() ? IngestMode::kLive : IngestMode::kBackfill;
  return order;
}

Result<std::uint64_t> ImportBytes(const ImportOrder& order) {
  std::uint64_t all = 0;
  for (const std::string& file : order.files) {
    if (order.recording) {
      const auto bytes = RecordingBytes(file);
      if (!bytes) return bytes;
      all += *bytes;
      continue;
    }
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
  RecordingReader recordings(order, sink, gatherer);
  std::uint64_t before = 0;
  for (const std::string& file : order.files) {
    if (sink.stop()) break;
    const auto done = order.recording ? recordings.Read(file, before) : ReadFile(file, order, before, sink, gatherer);
    if (!done) return done;
    std::error_code error;
    if (order.recording) {
      before += RecordingBytes(file).value_or(0);
    } else if (const auto size = std::filesystem::file_size(file, error); !error) {
      before += size;
    }
  }
  return gatherer.Flush();
}

}  // namespace dateline::daemon
