// How the store's files are opened: one locked writer, readers that never checkpoint.
#pragma once

#include <filesystem>
#include <memory>

#include "model/result.h"
#include "store/sql.h"

namespace dateline::store {

[[nodiscard]] std::filesystem::path MainFile(const std::filesystem::path& folder);
[[nodiscard]] std::filesystem::path SearchFile(const std::filesystem::path& folder);

// The writer's lock: flock on dateline.lock, with the holder's process id in it. Freed by the kernel however the
// holder ends.
class WriterLock {
 public:
  // kBusy names the holder; kReadOnly when the folder cannot be written.
  [[nodiscard]] static Result<WriterLock> Take(const std::filesystem::path& folder);
  WriterLock(WriterLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

// Read-write, WAL, synchronous=FULL, foreign keys; creates the file. The caller holds the lock.
[[nodiscard]] Result<std::unique_ptr<Sql>> OpenToWrite(const std::filesystem::path& file);
// Read-only; never checkpoints, also not on close. kUnavailable when there is no file yet.
[[nodiscard]] Result<std::unique_ptr<Sql>> OpenToRead(const std::filesystem::path& file);

}  // namespace dateline::store
