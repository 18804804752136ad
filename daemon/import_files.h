// Documents out of files, in batches for the store: what `dateline import` does itself when it has the store, and asks
// a running daemon to do when not.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"
#include "model/document.h"
#include "model/result.h"
#include "store/store.h"

namespace dateline::daemon {

struct ImportOrder {
  std::vector<std::string> files;      // absolute when a daemon is asked; "-" (standard input) only where it is ours
  store::SourceIdentity source;        // of records that name none
  bool source_stated = false;          // then it holds for mails too, which otherwise name their list or sender
  std::optional<Published> published;  // of texts that state none
  IngestMode mode = IngestMode::kBackfill;
};

// The order as a request of the control socket, and back.
[[nodiscard]] std::string ImportRequest(const ImportOrder& order);
[[nodiscard]] Result<ImportOrder> ParseImportOrder(std::string_view json);

// Bytes of all files. Each is looked at before the first is read: a typing error must not leave half an import.
[[nodiscard]] Result<std::uint64_t> ImportBytes(const std::vector<std::string>& files);

struct ImportSink {
  std::function<Status(std::vector<store::CollectBatch> batches, std::size_t bytes)> take;  // one commit each
  std::function<void(std::string words)> bad_line;
  std::function<void(std::uint64_t bytes_done)> progress;
  std::function<bool()> stop;
};

// Reads every file to its end, unless stopped or the sink fails. Batches hold up to 512 documents or 8 MiB of text.
[[nodiscard]] Status ReadForImport(const ImportOrder& order, const ImportSink& sink);

}  // namespace dateline::daemon
