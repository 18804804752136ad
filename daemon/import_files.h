// Documents out of files and recordings, in batches for the store: what `dateline import` and `dateline replay` do
// themselves when they have the store, and ask a running daemon to do when not.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"
#include "model/document.h"
#include "model/problem.h"
#include "model/result.h"
#include "model/source.h"
#include "store/store.h"

namespace dateline::daemon {

struct ImportOrder {
  std::vector<std::string> files;      // absolute when a daemon is asked; "-" (standard input) only where it is ours
  store::SourceIdentity source;        // of records that name none
  bool source_stated = false;          // then it holds for mails too, which otherwise name their list or sender
  std::optional<Published> published;  // of texts that state none
  IngestMode mode = IngestMode::kBackfill;
  bool recording = false;              // `files` are folders of recorded answers (ingest/record.h), to be played back
  std::vector<std::string> sources;    // of a recording: only these; empty: all
};

// The order as a request of the control socket, and back.
[[nodiscard]] std::string ImportRequest(const ImportOrder& order);
[[nodiscard]] Result<ImportOrder> ParseImportOrder(std::string_view json);

// Bytes of all files. Each is looked at before the first is read: a typing error must not leave half an import.
[[nodiscard]] Result<std::uint64_t> ImportBytes(const ImportOrder& order);

struct ImportSink {
  std::function<Status(std::vector<store::CollectBatch> batches, std::size_t bytes)> take;  // one commit each
  std::function<void(std::string words)> bad_line;
  std::function<void(std::uint64_t bytes_done)> progress;
  std::function<bool()> stop;
  std::function<void(const Problem& problem)> note;  // of what was read all the same; may be empty
  // What the store knows of a source. When it stands where a recorded round began, the round's end is taken over with
  // its documents (ingest::Continues); empty: no state is ever touched.
  std::function<Result<SourceState>(const std::string& source)> state_of;
};

// Reads every file to its end, unless stopped or the sink fails. Batches hold up to 512 documents or 8 MiB of text.
// What a recording brings was seen when it was recorded.
[[nodiscard]] Status ReadForImport(const ImportOrder& order, const ImportSink& sink);

}  // namespace dateline::daemon
