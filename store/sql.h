// One SQLite connection with its kept statements. Internal to store/; not thread-safe.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "model/date.h"
#include "model/id.h"
#include "model/result.h"

namespace dateline::store {

class Sql {
 public:
  Sql(const std::string& path, int flags) : db_(path, flags) {}

  [[nodiscard]] SQLite::Database& db() { return db_; }
  void Exec(const std::string& text) { db_.exec(text); }
  // Compiled once per text, which must be a literal (kept by address of its bytes' value).
  [[nodiscard]] SQLite::Statement& Kept(std::string_view text);
  // Lets go of every kept statement, before the file is swapped.
  void Forget() { kept_.clear(); }

 private:
  SQLite::Database db_;
  std::map<std::string_view, SQLite::Statement> kept_;
};

// One use of a kept statement: bind with <<, then Run() or loop over Step(). Lets go of its read lock at the end.
// Texts bound must outlive the use.
class Query {
 public:
  Query(Sql& sql, std::string_view text) : statement_(sql.Kept(text)) {}
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& operator<<(std::int64_t value);
  Query& operator<<(int value) { return *this << static_cast<std::int64_t>(value); }
  Query& operator<<(bool value) { return *this << static_cast<std::int64_t>(value); }
  Query& operator<<(std::uint32_t value) { return *this << static_cast<std::int64_t>(value); }
  Query& operator<<(std::string_view value);
  Query& operator<<(const std::string& value) { return *this << std::string_view(value); }
  Query& operator<<(const char* value) { return *this << std::string_view(value); }
  Query& operator<<(const Key& key);
  Query& operator<<(Instant value) { return *this << value.time_since_epoch().count(); }
  Query& operator<<(const std::optional<Instant>& value);
  Query& Blob(std::string_view bytes);

  [[nodiscard]] bool Step() { return statement_.executeStep(); }
  // For statements without rows: how many rows changed.
  int Run() { return statement_.exec(); }

  [[nodiscard]] std::int64_t Int(int column) const { return statement_.getColumn(column).getInt64(); }
  [[nodiscard]] std::string Text(int column) const;
  [[nodiscard]] Key KeyAt(int column) const;
  [[nodiscard]] bool IsNull(int column) const { return statement_.getColumn(column).isNull(); }
  [[nodiscard]] Instant At(int column) const { return Instant(std::chrono::microseconds(Int(column))); }
  [[nodiscard]] std::optional<Instant> MaybeAt(int column) const;

 private:
  SQLite::Statement& statement_;
  int next_ = 1;
};

// An SQLite failure as the caller's next step: disk full and I/O trouble are kUnavailable, nothing was written.
[[nodiscard]] Error ToError(const SQLite::Exception& failure);

// Runs `work`, which returns a Result or Status; SQLite's exceptions end here.
template <typename Work>
auto Guard(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& failure) {
    return std::unexpected(ToError(failure));
  }
}

}  // namespace dateline::store
