#include "store/sql.h"

#include <sqlite3.h>

#include <cstring>

namespace dateline::store {

SQLite::Statement& Sql::Kept(std::string_view text) {
  const auto found = kept_.find(text);
  if (found != kept_.end()) return found->second;
  return kept_.emplace(text, SQLite::Statement(db_, std::string(text))).first->second;
}

Query::~Query() {
  statement_.tryReset();
  // Bindings are overwritten by the next use; clearing them frees nothing of ours.
}

Query& Query::operator<<(std::int64_t value) {
  statement_.bind(next_++, value);
  return *this;
}

Query& Query::operator<<(std::string_view value) {
  // Copies: SQLiteCpp takes no view, and what is bound here is short except for bodies, where one copy is nothing
  // beside writing the page.
  statement_.bind(next_++, std::string(value));
  return *this;
}

Query& Query::operator<<(const Key& key) {
  statement_.bind(next_++, key.bytes.data(), static_cast<int>(key.bytes.size()));
  return *this;
}

Query& Query::operator<<(const std::optional<Instant>& value) {
  if (value) return *this << *value;
  statement_.bind(next_++);
  return *this;
}

Query& Query::Blob(std::string_view bytes) {
  statement_.bind(next_++, bytes.data(), static_cast<int>(bytes.size()));
  return *this;
}

std::string Query::Text(int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  const void* bytes = value.getBlob();
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(value.getBytes()));
}

Key Query::KeyAt(int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  Key key;
  const void* bytes = value.getBlob();
  if (bytes != nullptr && static_cast<std::size_t>(value.getBytes()) == key.bytes.size()) {
    std::memcpy(key.bytes.data(), bytes, key.bytes.size());
  }
  return key;
}

std::optional<Instant> Query::MaybeAt(int column) const {
  if (IsNull(column)) return std::nullopt;
  return At(column);
}

Error ToError(const SQLite::Exception& failure) {
  ErrorCode code = ErrorCode::kCorrupt;
  switch (failure.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: code = ErrorCode::kBusy; break;
    case SQLITE_READONLY:
    case SQLITE_PERM: code = ErrorCode::kReadOnly; break;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM: code = ErrorCode::kUnavailable; break;
    default: break;
  }
  return Error{code, std::string("store: ") + failure.what()};
}

}  // namespace dateline::store
