// What the parts of Writer share. Internal to store/; used on the writer's thread only.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "store/connection.h"
#include "store/projection.h"
#include "store/sql.h"
#include "store/store.h"

namespace dateline::store {

class Writer::Impl {
 public:
  Impl(std::filesystem::path folder_, WriterLock lock_, std::unique_ptr<Sql> sql_)
      : folder(std::move(folder_)), lock(std::move(lock_)), sql(std::move(sql_)) {}

  std::filesystem::path folder;
  WriterLock lock;               // freed last
  std::unique_ptr<Sql> sql;
  std::unique_ptr<Sql> search;   // opened on first use
  std::map<std::string, std::int64_t, std::less<>> source_rows;
  FoldCache folds;               // true to the last commit; cleared when one fails

  // Keeps the log bounded: copies it into the file when it has grown past its limit. After a commit, never inside one.
  void CheckpointIfLarge();
};

// One write transaction; rolled back unless committed.
class Commit {
 public:
  explicit Commit(Sql& sql) : transaction_(sql.db(), SQLite::TransactionBehavior::IMMEDIATE) {}
  void Done() { transaction_.commit(); }

 private:
  SQLite::Transaction transaction_;
};

// writer_apply.cc; also what `rebuild` uses.
[[nodiscard]] std::string AlertId(std::string_view rule, std::string_view event, std::string_view transition, const Key& deciding);
[[nodiscard]] std::string DeliveryId(std::string_view alert, std::string_view channel, std::size_t ordinal);

}  // namespace dateline::store
