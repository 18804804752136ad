// Collects files of this machine: JSONL, HTML and text, by path, folder or glob.
#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "ingest/collector.h"
#include "ingest/document_reader.h"
#include "ingest/feed_dates.h"
#include "ingest/feed_documents.h"
#include "model/id.h"

namespace dateline::ingest {
namespace {

namespace fs = std::filesystem;

// One turn of a round: enough to be worth a commit, little enough to keep in memory.
constexpr std::size_t kTurnDocuments = 200;
constexpr std::size_t kTurnBytes = 4u << 20;
constexpr std::size_t kFilesMax = 100'000;

std::vector<fs::path> Glob(const std::string& pattern) {
  glob_t found{};
  std::vector<fs::path> paths;
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0) {
    for (std::size_t i = 0; i < found.gl_pathc; ++i) paths.emplace_back(found.gl_pathv[i]);
  }
  globfree(&found);
  return paths;
}

bool Readable(const fs::path& path) {
  static constexpr std::string_view kEndings[] = {".eml",  ".htm",    ".html", ".jsonl",
                                                  ".mbox", ".ndjson", ".txt",  ".xhtml"};
  return std::ranges::binary_search(kEndings, path.extension().string());
}

void AddFolder(const fs::path& folder, std::vector<fs::path>& files) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (files.size() >= kFilesMax) return;
    std::error_code ignored;
    if (at->is_regular_file(ignored) && Readable(at->path())) files.push_back(at->path());
  }
}

class FileRound final : public Round {
 public:
  FileRound(config::SourceRecord source, SourceState state) : source_(std::move(source)), state_(std::move(state)) {}

  Collected Begin(Instant) override {
    Collected collected;
    ListFiles(collected.problems);
    signature_ = Signature();
    if (files_.empty()) {
      collected.fetch_class = FetchClass::kMissing;
      collected.message = "none of the paths is there";
    } else if (signature_ == state_.content_hash) {
      collected.fetch_class = FetchClass::kNotModified;
    } else {
      collected.follow_ups.push_back({});
    }
    collected.state = state_;
    return collected;
  }

  Collected Take(const Ask&, const net::Response&, Instant) override {
    Collected collected;
    std::size_t bytes = 0;
    while (at_ < files_.size() && collected.documents.size() < kTurnDocuments && bytes < kTurnBytes) {
      auto document = NextOf(files_[at_]);
      if (!document) {
        reader_.reset();
        ++at_;
      } else if (*document) {
        bytes += (*document)->text.size();
        collected.documents.push_back(Finish(**std::move(document), files_[at_]));
      } else {
        collected.problems.push_back({{files_[at_].string(), 0, 0}, document->error().message, ""});
      }
    }
    if (at_ < files_.size()) {
      collected.follow_ups.push_back({});
    } else {
      state_.content_hash = signature_;
    }
    collected.state = state_;
    return collected;
  }

 private:
  void ListFiles(Problems& problems) {
    for (const std::string& path : source_.paths) {
      std::error_code error;
      const std::size_t before = files_.size();
      if (fs::is_directory(path, error)) {
        AddFolder(path, files_);
      } else if (fs::is_regular_file(path, error)) {
        files_.emplace_back(path);
      } else {
        for (fs::path& found : Glob(path)) files_.push_back(std::move(found));
      }
      if (files_.size() == before) problems.push_back({source_.where, fmt::format("nothing is at '{}'", path), ""});
    }
    std::ranges::sort(files_);
    const auto repeated = std::ranges::unique(files_);
    files_.erase(repeated.begin(), repeated.end());
  }

  // Names, sizes and times of change of all files: equal means nothing needs to be read.
  [[nodiscard]] std::string Signature() const {
    std::string text = "files-1";
    for (const fs::path& file : files_) {
      std::error_code error;
      const auto size = fs::file_size(file, error);
      const auto changed = fs::last_write_time(file, error).time_since_epoch().count();
      text += fmt::format("\n{}\t{}\t{}", file.string(), size, changed);
    }
    return Sha256Hex(text);
  }

  std::optional<Result<Document>> NextOf(const fs::path& file) {
    if (!reader_) {
      auto opened = DocumentReader::Open(file);
      if (!opened) {
        if (std::exchange(refused_, at_) == at_) return std::nullopt;
        return std::unexpected(opened.error());
      }
      reader_.emplace(*std::move(opened));
    }
    return reader_->Next();
  }

  [[nodiscard]] Document Finish(Document document, const fs::path& file) const {
    document.source = source_.id;
    if (document.language.empty()) document.language = PrimaryLanguage(source_.language);
    // A page or text is the same document when its content changes: its name is its id.
    const bool whole_file = FormatOf(file) != FileFormat::kJsonLines && document.kind != "mail";
    if (document.guid.empty() && whole_file) document.guid = file.filename().string();
    const auto stated = source_.published.find(file.filename().string());
    if (stated != source_.published.end()) document.published = ParseFeedDate(stated->second);
    return document;
  }

  config::SourceRecord source_;
  SourceState state_;
  std::vector<fs::path> files_;
  std::string signature_;
  std::size_t at_ = 0;
  std::size_t refused_ = static_cast<std::size_t>(-1);  // the file whose opening was complained about
  std::optional<DocumentReader> reader_;
};

}  // namespace

std::unique_ptr<Round> StartFiles(const config::SourceRecord& source, const SourceState& state) {
  return std::make_unique<FileRound>(source, state);
}

}  // namespace dateline::ingest
