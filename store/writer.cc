#include <fmt/format.h>

#include <system_error>

#include "store/schema.h"
#include "store/writer_impl.h"

namespace dateline::store {
namespace {

constexpr std::uintmax_t kLogBytesMax = 64u << 20;  // of the WAL, before the writer folds it into the file

}  // namespace

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::~Writer() = default;

Result<std::unique_ptr<Writer>> Writer::Open(const std::filesystem::path& folder, Instant now) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    const bool refused = failed == std::errc::permission_denied || failed == std::errc::read_only_file_system;
    return Fail(refused ? ErrorCode::kReadOnly : ErrorCode::kUnavailable, fmt::format("store: {}: {}", folder.string(), failed.message()));
  }
  auto lock = WriterLock::Take(folder);
  if (!lock) return std::unexpected(lock.error());
  auto sql = OpenToWrite(MainFile(folder));
  if (!sql) return std::unexpected(sql.error());
  const Status migrated = Guard([&]() -> Status {
    if (auto done = Migrate(**sql, SchemaVersion()); !done) return done;
    const std::string at = ToIso(now);
    (Query(**sql, "INSERT INTO meta(name, value) VALUES('created', ?) ON CONFLICT(name) DO NOTHING") << at).Run();
    // We hold the lock: whoever leased these is gone, and nobody waits for an attempt that will not be reported.
    (Query(**sql, "UPDATE delivery SET state = 0, lease_until = NULL WHERE state = 1")).Run();
    return {};
  });
  if (!migrated) return std::unexpected(migrated.error());
  return std::unique_ptr<Writer>(new Writer(std::make_unique<Impl>(folder, std::move(*lock), std::move(*sql))));
}

void Writer::Impl::CheckpointIfLarge() {
  std::error_code ignored;
  const auto bytes = std::filesystem::file_size(MainFile(folder).string() + "-wal", ignored);
  // A reader in the way only postpones it: passive does what it can.
  if (!ignored && bytes > kLogBytesMax) sql->Exec("PRAGMA wal_checkpoint(PASSIVE)");
}

Status Writer::Checkpoint(bool truncate) {
  return Guard([&]() -> Status {
    impl_->sql->Exec(truncate ? "PRAGMA wal_checkpoint(TRUNCATE)" : "PRAGMA wal_checkpoint(PASSIVE)");
    if (impl_->search) impl_->search->Exec(truncate ? "PRAGMA wal_checkpoint(TRUNCATE)" : "PRAGMA wal_checkpoint(PASSIVE)");
    return {};
  });
}

}  // namespace dateline::store
