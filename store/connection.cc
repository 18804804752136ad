#include "store/connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace dateline::store {
namespace {

constexpr int kBusyMilliseconds = 5000;
// Pages of a file that one connection keeps, in KiB. More brings nothing (bench/README.md, "Two hours"): the system keeps
// the file's pages too, and a cache that takes hours to fill looks like a leak for as long.
constexpr int kReadCacheKib = 2048;
constexpr int kWriteCacheKib = 4096;

std::string HolderOf(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t got = ::pread(descriptor, text.data(), text.size() - 1, 0);
  std::string holder(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  while (!holder.empty() && (holder.back() == '\n' || holder.back() == '\0')) holder.pop_back();
  return holder.empty() ? "another process" : "process " + holder;
}

// What is collected may be nobody else's business. SQLite gives a WAL and its index the mode of their database, so that
// one must have it before it is opened; files of a looser time are brought in line. Where it cannot be done (another's
// file), opening will tell what matters.
void KeepPrivate(const std::filesystem::path& file) {
  // Only a file that is not there yet is opened here: closing an existing one would let go of its locks in this process.
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
  for (const char* part : {"", "-wal", "-shm"}) static_cast<void>(::chmod((file.string() + part).c_str(), 0600));
}

void ForbidCheckpointOnClose(Sql& sql) {
  sqlite3_db_config(sql.db().getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

std::unique_ptr<Sql> TryRead(const std::string& name, int flags) {
  auto sql = std::make_unique<Sql>(name, flags);
  sql->db().setBusyTimeout(kBusyMilliseconds);
  ForbidCheckpointOnClose(*sql);
  sql->Exec(fmt::format("PRAGMA query_only = ON; PRAGMA cache_size = -{}; PRAGMA wal_autocheckpoint = 0;", kReadCacheKib));
  // The first real read: what cannot be opened says so here.
  (void)sql->db().execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
  return sql;
}

}  // namespace

std::filesystem::path MainFile(const std::filesystem::path& folder) { return folder / "dateline.db"; }
std::filesystem::path SearchFile(const std::filesystem::path& folder) { return folder / "dateline-search.db"; }

Result<WriterLock> WriterLock::Take(const std::filesystem::path& folder) {
  const std::string file = (folder / "dateline.lock").string();
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) {
    const bool refused = errno == EACCES || errno == EROFS || errno == EPERM;
    return Fail(refused ? ErrorCode::kReadOnly : ErrorCode::kUnavailable,
                fmt::format("store: {} cannot be written: {}", refused ? folder.string() : file, std::strerror(errno)));
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = HolderOf(descriptor);
    ::close(descriptor);
    return Fail(ErrorCode::kBusy, fmt::format("store: {} is being written by {}", folder.string(), holder));
  }
  // The id is for people; the lock itself is the kernel's.
  const std::string id = fmt::format("{}\n", ::getpid());
  if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, id.data(), id.size(), 0) < 0) {
    const std::string why = std::strerror(errno);
    ::close(descriptor);
    return Fail(ErrorCode::kUnavailable, fmt::format("store: {}: {}", file, why));
  }
  return WriterLock(descriptor);
}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::unique_ptr<Sql>> OpenToWrite(const std::filesystem::path& file) {
  KeepPrivate(file);
  return Guard([&]() -> Result<std::unique_ptr<Sql>> {
    auto sql = std::make_unique<Sql>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    sql->db().setBusyTimeout(kBusyMilliseconds);
    // Page size holds only for a new file. Checkpoints are the writer's decision, never SQLite's own.
    sql->Exec(fmt::format("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                          "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -{}; PRAGMA temp_store = MEMORY; "
                          "PRAGMA journal_size_limit = 67108864;", kWriteCacheKib));
    return sql;
  });
}

Result<std::unique_ptr<Sql>> OpenToRead(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return Fail(ErrorCode::kUnavailable, fmt::format("store: {}: there is no store here yet", file.string()));
  }
  try {
    return TryRead(file.string(), SQLite::OPEN_READONLY);
  } catch (const SQLite::Exception& failure) {
    // A folder that cannot be written has no place for the shared memory of WAL. Nobody writes there, so the file
    // may be read as it stands; unless a WAL is left over, which holds newer pages.
    const bool stuck = failure.getErrorCode() == SQLITE_CANTOPEN || failure.getErrorCode() == SQLITE_READONLY;
    if (!stuck || std::filesystem::exists(file.string() + "-wal", ignored)) return std::unexpected(ToError(failure));
  }
  return Guard([&]() -> Result<std::unique_ptr<Sql>> {
    return TryRead("file:" + file.string() + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI);
  });
}

}  // namespace dateline::store
