// What the parts of Reader share. Internal to store/; one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/claim.h"
#include "store/sql.h"
#include "store/store.h"

namespace dateline::store {

class Reader::Impl {
 public:
  Impl(std::filesystem::path folder_, std::unique_ptr<Sql> sql_) : folder(std::move(folder_)), sql(std::move(sql_)) {}

  std::filesystem::path folder;
  std::unique_ptr<Sql> sql;
  std::unique_ptr<Sql> search;  // opened on first use; stays empty while there is no search file
};

// Everything read inside sees one state of the store.
class Snapshot {
 public:
  explicit Snapshot(Sql& sql) : sql_(sql) { sql_.Exec("BEGIN"); }
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Sql& sql_;
};

// An event that was asked for, with the claims behind it where they were needed.
struct FoundEvent {
  Event event;
  Key deciding;
  bool reconstructed = false;
  std::vector<Claim> claims;   // in (seen, key) order, none that was retracted by then
};

// read_events.cc. Sorted as Reader::Events promises.
[[nodiscard]] std::vector<FoundEvent> FindEvents(Sql& sql, const Filter& filter, const When& when, bool claims);
// The same, those left out whose day only another event could tell.
[[nodiscard]] std::vector<FoundEvent> FindDatedEvents(Sql& sql, const Filter& filter, const When& when);
// read_offset.cc. Dates an event that a text dates by a happening of its instrument, when that has a day by `when`.
void DateByHappening(Sql& sql, Event& event, const When& when);
[[nodiscard]] std::optional<FoundEvent> FindEvent(Sql& sql, std::string_view id_or_alias, const When& when, bool claims);
[[nodiscard]] EventRow RowOf(Sql& sql, FoundEvent found, bool evidence);
// The kinds of `table`'s entities as prefixes ("firm.", "chip."), so that "nvidia" can be looked up by index.
[[nodiscard]] std::vector<std::string> EntityKinds(Sql& sql);
// Ids that a filter's entity value can mean; empty when only a scan can tell.
[[nodiscard]] std::vector<std::string> EntityIds(const std::vector<std::string>& kinds, const std::string& value);

// read_documents.cc
[[nodiscard]] std::optional<DocumentRow> LoadDocument(Sql& sql, std::int64_t revision_row);

// search.cc
struct SearchState {
  std::int64_t last = 0;       // newest revision number in the index
};
[[nodiscard]] SearchState SearchStateOf(Reader::Impl& impl);

}  // namespace dateline::store
