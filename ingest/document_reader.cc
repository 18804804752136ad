#include "ingest/document_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <system_error>
#include <utility>

#include "ingest/charset.h"
#include "ingest/feed_dates.h"
#include "ingest/feed_documents.h"
#include "ingest/html_text.h"
#include "ingest/main_text.h"
#include "ingest/mbox.h"
#include "ingest/plain_text.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

constexpr std::size_t kTitleBytesMax = 300;

std::string FirstLine(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (line.size() > kTitleBytesMax) {
    std::size_t end = line.rfind(' ', kTitleBytesMax);
    if (end == std::string_view::npos) end = 0;
    line = line.substr(0, end);
  }
  return CollapseSpace(line);
}

}  // namespace

struct DocumentReader::Impl {
  std::unique_ptr<std::FILE, FileCloser> file;
  std::string name;  // for errors
  FileFormat format = FileFormat::kJsonLines;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  std::uint64_t line = 0;
  std::uint64_t record_begin = 0;  // of the message given last
  std::uint64_t next_begin = 0;    // of the message that comes next
  bool ended = false;
  std::array<char, 65536> buffer{};
  std::size_t begin = 0;  // of what is unread in `buffer`
  std::size_t end = 0;

  bool Fill() {
    begin = 0;
    end = std::fread(buffer.data(), 1, buffer.size(), file.get());
    return end > 0;
  }

  enum class LineOutcome { kLine, kTooLong, kEnd };

  // Reads up to the next newline; of a line that is too long only the end is looked for.
  LineOutcome ReadLine(std::string& out) {
    out.clear();
    bool too_long = false;
    bool any = false;
    while (begin < end || Fill()) {
      any = true;
      const std::string_view unread(buffer.data() + begin, end - begin);
      const auto newline = unread.find('\n');
      const std::string_view piece = unread.substr(0, newline);
      if (out.size() + piece.size() > kLineBytesMax) {
        too_long = true;
        out.clear();
        out.shrink_to_fit();
      }
      if (!too_long) out.append(piece);
      const std::size_t taken = newline == std::string_view::npos ? unread.size() : newline + 1;
      begin += taken;
      done += taken;
      if (newline != std::string_view::npos) break;
    }
    if (!any) return LineOutcome::kEnd;
    ++line;
    return too_long ? LineOutcome::kTooLong : LineOutcome::kLine;
  }

  std::unexpected<Error> Complain(std::string_view message) const {
    return Fail(ErrorCode::kInvalidInput, fmt::format("{}:{}: {}", name, line, message));
  }

  std::optional<Result<Document>> NextRecord() {
    std::string text;
    while (true) {
      const LineOutcome outcome = ReadLine(text);
      if (outcome == LineOutcome::kEnd) return std::nullopt;
      if (outcome == LineOutcome::kTooLong) {
        return Complain(fmt::format("the line is longer than {} bytes", kLineBytesMax));
      }
      std::string_view record = text;
      if (line == 1 && record.starts_with("\xEF\xBB\xBF")) record.remove_prefix(3);
      if (record.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto document = DocumentFromJson(record);
      if (!document) return Complain(document.error().message);
      return document;
    }
  }

  // Messages are parted by "From " lines behind blank ones.
  std::optional<Result<Document>> NextMessage() {
    std::string text;
    std::string message;
    bool any = false;
    bool too_big = false;
    bool after_blank = true;
    const std::uint64_t began = line + 1;
    record_begin = next_begin;
    while (true) {
      const std::uint64_t line_begin = done;
      const LineOutcome outcome = ReadLine(text);
      if (outcome == LineOutcome::kEnd) break;
      if (outcome == LineOutcome::kLine && after_blank && IsMailboxLine(text)) {
        next_begin = line_begin;
        if (any) break;
        record_begin = line_begin;
        after_blank = false;
        continue;
      }
      const std::string_view body = UnquoteMailboxLine(text);
      after_blank = body.empty() || body == "\r";
      any = any || !after_blank;
      too_big = too_big || outcome == LineOutcome::kTooLong || message.size() + body.size() > kMessageBytesMax;
      if (!too_big) message.append(body).push_back('\n');
    }
    if (!any) return std::nullopt;
    if (too_big) {
      return Fail(ErrorCode::kInvalidInput,
                  fmt::format("{}:{}: the message is bigger than {} bytes", name, began, kMessageBytesMax));
    }
    Document document = DocumentFromMail(message);
    if (document.text.empty() && document.title.empty()) {
      return Fail(ErrorCode::kInvalidInput, fmt::format("{}:{}: a message without words", name, began));
    }
    return document;
  }

  // A mailbox whose name does not say so.
  void SniffMailbox() {
    if (format != FileFormat::kText || !Fill()) return;
    const std::string_view head(buffer.data(), end);
    if (IsMailboxLine(head.substr(0, head.find('\n')))) format = FileFormat::kMailbox;
  }

  Document FromWhole(const std::string& bytes) const {
    if (format == FileFormat::kHtml) return DocumentFromHtml(bytes, "");
    return format == FileFormat::kMail ? DocumentFromMail(bytes) : DocumentFromText(bytes);
  }

  std::optional<Result<Document>> WholeFile() {
    if (ended) return std::nullopt;
    ended = true;
    std::string bytes;
    while (begin < end || Fill()) {
      done += end;
      if (bytes.size() + end > kFileBytesMax) {
        return Fail(ErrorCode::kInvalidInput, fmt::format("{}: bigger than {} bytes", name, kFileBytesMax));
      }
      bytes.append(buffer.data(), end);
      begin = end;
    }
    Document document = FromWhole(bytes);
    if (document.text.empty() && document.title.empty()) {
      return Fail(ErrorCode::kInvalidInput, fmt::format("{}: no words in it", name));
    }
    return document;
  }
};

DocumentReader::DocumentReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DocumentReader::DocumentReader(DocumentReader&&) noexcept = default;
DocumentReader& DocumentReader::operator=(DocumentReader&&) noexcept = default;
DocumentReader::~DocumentReader() = default;

Result<DocumentReader> DocumentReader::Open(const std::filesystem::path& path) {
  auto impl = std::make_unique<Impl>();
  if (path == "-") {
    impl->file.reset(stdin);
    impl->name = "standard input";
    return DocumentReader(std::move(impl));
  }
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("{}: is a folder", path.string()));
  }
  impl->file.reset(std::fopen(path.c_str(), "rbe"));
  impl->name = path.string();
  impl->format = FormatOf(path);
  if (impl->file == nullptr) {
    const std::error_code why(errno, std::generic_category());
    return Fail(ErrorCode::kInvalidInput, fmt::format("{}: {}", path.string(), why.message()));
  }
  const auto size = std::filesystem::file_size(path, error);
  impl->total = error ? 0 : size;
  impl->SniffMailbox();
  return DocumentReader(std::move(impl));
}

Result<DocumentReader> DocumentReader::OpenMailbox(const std::filesystem::path& path, std::uint64_t from) {
  auto reader = Open(path);
  if (!reader) return reader;
  Impl& impl = *reader->impl_;
  impl.format = FileFormat::kMailbox;
  // What was read to guess the format is read again.
  if (std::fseek(impl.file.get(), static_cast<long>(from), SEEK_SET) != 0) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("{}: cannot be read from byte {} on", impl.name, from));
  }
  impl.begin = impl.end = 0;
  impl.done = impl.next_begin = from;
  return reader;
}

Result<DocumentReader> DocumentReader::OpenMessage(const std::filesystem::path& path) {
  auto reader = Open(path);
  if (reader) reader->impl_->format = FileFormat::kMail;
  return reader;
}

std::optional<Result<Document>> DocumentReader::Next() {
  switch (impl_->format) {
    case FileFormat::kJsonLines:
      return impl_->NextRecord();
    case FileFormat::kMailbox:
      return impl_->NextMessage();
    default:
      return impl_->WholeFile();
  }
}

std::uint64_t DocumentReader::bytes_done() const {
  return impl_->done;
}
std::uint64_t DocumentReader::record_begin() const {
  return impl_->record_begin;
}
std::uint64_t DocumentReader::bytes_total() const {
  return impl_->total;
}

FileFormat FormatOf(const std::filesystem::path& path) {
  const std::string ending = FoldCase(path.extension().string());
  if (ending == ".jsonl" || ending == ".ndjson") return FileFormat::kJsonLines;
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return FileFormat::kHtml;
  if (ending == ".mbox") return FileFormat::kMailbox;
  if (ending == ".eml") return FileFormat::kMail;
  return FileFormat::kText;
}

Result<Document> DocumentFromJson(std::string_view line) {
  const auto json = Json::Parse(line, "the record");
  if (!json) return std::unexpected(json.error());
  const JsonView root = json->root();
  if (!root.IsObject()) return Fail(ErrorCode::kInvalidInput, "the record is not an object");
  for (const std::string_view key : {"text", "title", "url", "published", "language", "kind", "source", "first_seen"}) {
    const JsonView value = root[key];
    if (!value.IsNull() && !value.IsString()) {
      return Fail(ErrorCode::kInvalidInput, fmt::format("'{}' is not a text", key));
    }
  }
  Document document;
  document.text = RepairUtf8(root["text"].String());
  document.title = CollapseSpace(RepairUtf8(root["title"].String()));
  if (document.text.empty() && document.title.empty()) {
    return Fail(ErrorCode::kInvalidInput, "a record needs 'text' or 'title'");
  }
  document.guid = root["id"].ScalarText();
  document.url = CanonicalUrl(root["url"].String());
  document.language = PrimaryLanguage(root["language"].String());
  document.kind = root["kind"].String();
  document.source = root["source"].String();
  if (const auto words = root["published"].String(); !words.empty()) document.published = ParseFeedDate(words);
  if (const auto words = root["first_seen"].String(); !words.empty()) {
    document.first_seen = ParseInstant(words);
    if (!document.first_seen) return Fail(ErrorCode::kInvalidInput, fmt::format("'{}' is not a moment", words));
  }
  const JsonView keys = root["keys"];
  for (std::size_t i = 0; i < keys.size() && keys.IsArray(); ++i) {
    if (keys[i].IsString()) document.keys.emplace_back(keys[i].String());
  }
  return document;
}

Document DocumentFromHtml(std::string_view bytes, std::string_view content_type) {
  const std::string html = DecodePage(bytes, content_type);
  const HtmlMeta meta = ReadHtmlMeta(html);
  Document document;
  document.title = meta.title;
  document.text = ReadMainText(html).text;
  document.language = PrimaryLanguage(meta.language);
  document.url = meta.canonical_url.starts_with("http") ? CanonicalUrl(meta.canonical_url) : "";
  document.kind = "page";
  if (!meta.published.empty()) document.published = ParseFeedDate(meta.published);
  return document;
}

Document DocumentFromText(std::string_view bytes) {
  Document document;
  document.text = JoinWrappedLines(DecodeBody(bytes, "text/plain", CharsetRules::kHtml).text);
  document.title = FirstLine(document.text);
  document.kind = "text";
  return document;
}

}  // namespace dateline::ingest
