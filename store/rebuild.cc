// Projections made anew: a copy of the file is emptied of them, folded again, and put in place of the old one.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "store/connection.h"
#include "store/projection.h"
#include "store/schema.h"
#include "store/store.h"

namespace dateline::store {
namespace {

constexpr std::size_t kBlocksPerCommit = 500;

void RemoveWithLog(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(file.string() + suffix, ignored);
}

std::vector<std::int64_t> BlocksOf(Sql& sql) {
  std::vector<std::int64_t> blocks;
  Query query(sql, "SELECT DISTINCT block FROM assertion ORDER BY block");
  while (query.Step()) blocks.push_back(query.Int(0));
  return blocks;
}

void FoldAll(Sql& sql, const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) {
  const std::vector<std::int64_t> blocks = BlocksOf(sql);
  for (std::size_t at = 0; at < blocks.size(); at += kBlocksPerCommit) {
    SQLite::Transaction transaction(sql.db(), SQLite::TransactionBehavior::IMMEDIATE);
    const std::size_t end = std::min(blocks.size(), at + kBlocksPerCommit);
    for (std::size_t i = at; i < end; ++i) RefoldBlock(sql, blocks[i], {}, [](const Moved&) {});
    transaction.commit();
    if (progress) progress(end, blocks.size());
  }
}

// The new file's bytes and its name must be on the disk before the old one is gone.
Status SyncAndSwap(const std::filesystem::path& from, const std::filesystem::path& to) {
  const auto sync = [](const std::filesystem::path& path, int flags) -> Status {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    const std::string why = std::strerror(errno);
    if (descriptor >= 0) ::close(descriptor);
    if (done) return {};
    return Fail(ErrorCode::kUnavailable, fmt::format("store: {}: {}", path.string(), why));
  };
  if (auto synced = sync(from, O_RDONLY); !synced) return synced;
  std::error_code failed;
  // The old log belongs to the old file; it was folded in and must not meet the new one.
  for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(to.string() + suffix, failed);
  std::filesystem::rename(from, to, failed);
  if (failed) return Fail(ErrorCode::kUnavailable, fmt::format("store: {}: {}", to.string(), failed.message()));
  return sync(to.parent_path(), O_RDONLY | O_DIRECTORY);
}

// Copies the file and says whether its log is wholly in it.
Status CopyTo(const std::filesystem::path& from, const std::filesystem::path& to) {
  auto old = OpenToWrite(from);
  if (!old) return std::unexpected(old.error());
  if (auto migrated = Migrate(**old, SchemaVersion()); !migrated) return migrated;
  (Query(**old, "VACUUM INTO ?") << to.string()).Run();
  Query truncate(**old, "PRAGMA wal_checkpoint(TRUNCATE)");
  if (truncate.Step() && truncate.Int(0) != 0) {
    return Fail(ErrorCode::kBusy, fmt::format("store: somebody reads {}: rebuild when they are done", from.string()));
  }
  return {};
}

}  // namespace

Status Rebuild(const std::filesystem::path& folder, Instant now, const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) {
  std::error_code ignored;
  if (!std::filesystem::exists(MainFile(folder), ignored)) {
    return Fail(ErrorCode::kUnavailable, fmt::format("store: {}: there is no store here yet", folder.string()));
  }
  auto lock = WriterLock::Take(folder);
  if (!lock) return std::unexpected(lock.error());
  const std::filesystem::path fresh = folder / "dateline-rebuild.db";
  RemoveWithLog(fresh);
  const Status built = Guard([&]() -> Status {
    if (auto copied = CopyTo(MainFile(folder), fresh); !copied) return copied;
    auto sql = OpenToWrite(fresh);
    if (!sql) return std::unexpected(sql.error());
    (*sql)->Exec("BEGIN IMMEDIATE; DELETE FROM event_edge; DELETE FROM evidence; DELETE FROM event_history; "
                 "DELETE FROM event_entity; DELETE FROM event; COMMIT");
    FoldAll(**sql, progress);
    const std::string at = ToIso(now);
    (Query(**sql, "INSERT INTO meta(name, value) VALUES('rebuilt', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value") << at).Run();
    (*sql)->Exec("PRAGMA wal_checkpoint(TRUNCATE)");
    return {};
  });
  if (!built) {
    RemoveWithLog(fresh);
    return built;
  }
  return SyncAndSwap(fresh, MainFile(folder));
}

}  // namespace dateline::store
