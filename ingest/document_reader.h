// Documents out of files, one at a time: JSONL records, HTML pages, mail, plain text, standard input.
//
// Bounded memory whatever the input: a line longer than kLineBytesMax is an error and is passed over, a page or
// text bigger than kFileBytesMax is refused, a message bigger than kMessageBytesMax is an error too. A bad line is one
// error; reading goes on behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/document.h"
#include "model/result.h"

namespace dateline::ingest {

enum class FileFormat { kJsonLines, kHtml, kText, kMailbox, kMail };

class DocumentReader {
 public:
  static constexpr std::size_t kLineBytesMax = 16u << 20;
  static constexpr std::size_t kFileBytesMax = 64u << 20;
  static constexpr std::size_t kMessageBytesMax = 32u << 20;

  // "-" is standard input, read as JSONL. Otherwise the name's ending says the format (FormatOf), and a
  // text that begins like a mailbox is one.
  [[nodiscard]] static Result<DocumentReader> Open(const std::filesystem::path& path);
  // A mailbox or a single message, whatever the file's name; a mailbox is read from a byte on where a message begins.
  [[nodiscard]] static Result<DocumentReader> OpenMailbox(const std::filesystem::path& path, std::uint64_t from = 0);
  [[nodiscard]] static Result<DocumentReader> OpenMessage(const std::filesystem::path& path);
  DocumentReader(DocumentReader&&) noexcept;
  DocumentReader& operator=(DocumentReader&&) noexcept;
  ~DocumentReader();

  // nullopt at the end. Errors carry the place: "notes.jsonl:3: …". `source` and `guid` are empty unless the record
  // or message states them; every other field is as the record or page has it.
  [[nodiscard]] std::optional<Result<Document>> Next();

  [[nodiscard]] std::uint64_t bytes_done() const;
  // Where the message that Next gave last begins, in bytes from the file's beginning.
  [[nodiscard]] std::uint64_t record_begin() const;
  [[nodiscard]] std::uint64_t bytes_total() const;  // 0 when unknown (a pipe)

 private:
  struct Impl;
  explicit DocumentReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// .jsonl .ndjson → JSONL; .html .htm .xhtml → HTML; .mbox → mailbox; .eml → mail; everything else is text.
[[nodiscard]] FileFormat FormatOf(const std::filesystem::path& path);

// One record: {"text", …} with optional id, url, title, published, language, kind, source, first_seen, keys.
// Text or title must be there; unknown keys are passed over.
[[nodiscard]] Result<Document> DocumentFromJson(std::string_view line);
// `content_type` may be "". The page's own words on date, language and address are used; its
// text is the main text, or all of a page that nothing stands around.
[[nodiscard]] Document DocumentFromHtml(std::string_view bytes, std::string_view content_type);
// The first line with words is the title; hard-wrapped lines are joined to paragraphs.
[[nodiscard]] Document DocumentFromText(std::string_view bytes);

}  // namespace dateline::ingest
