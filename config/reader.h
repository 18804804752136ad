// Reads one TOML table key by key and complains about what it cannot use. For the files of this folder only:
// toml++ is not shown outside.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <toml++/toml.h>

#include "config/records.h"
#include "model/problem.h"

namespace dateline::config {

// Where the records of one vector stand, by their ids.
struct RecordIndex {
  const void* records = nullptr;
  std::unordered_map<std::string, std::size_t> places;
};

// A TOML text with everything needed to complain about it.
struct Context {
  std::string file;
  Problems& problems;
  RecordIndex& index;   // of the records that were put last

  void Complain(const toml::node& node, std::string message, std::string hint = {}) const;
  [[nodiscard]] Where Place(const toml::node& node) const;
};

// One table being read. Keys that nobody asked for are a problem when Finish is called.
class Table {
 public:
  Table(const Context& context, const toml::table& table, std::string what)
      : context_(context), table_(table), what_(std::move(what)) {}

  [[nodiscard]] Where where() const { return context_.Place(table_); }
  [[nodiscard]] Where WhereOf(std::string_view key) const;
  [[nodiscard]] bool Has(std::string_view key) const { return table_.contains(key); }

  [[nodiscard]] std::string String(std::string_view key, std::string_view otherwise = {});
  [[nodiscard]] std::string Required(std::string_view key);
  [[nodiscard]] std::string OneOf(std::string_view key, std::initializer_list<std::string_view> allowed,
                                  std::string_view otherwise);
  [[nodiscard]] bool Bool(std::string_view key, bool otherwise);
  [[nodiscard]] std::int64_t Int(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most);
  // "90s", "15m", "2h", "1d", "200ms"
  [[nodiscard]] std::chrono::milliseconds Duration(std::string_view key, std::chrono::milliseconds otherwise);
  // A duration of at least a second, in whole seconds.
  [[nodiscard]] std::chrono::seconds Timeout(std::string_view key, std::chrono::seconds otherwise);
  // An array of strings; one string stands for an array of one.
  [[nodiscard]] std::vector<std::string> Strings(std::string_view key);
  [[nodiscard]] std::map<std::string, std::string> StringMap(std::string_view key);
  [[nodiscard]] const toml::array* Array(std::string_view key);  // nullptr when absent
  // Every scalar key not read so far, as text.
  [[nodiscard]] std::map<std::string, std::string> Rest();
  // Reports what was not read. Call it once, last.
  void Finish();

  void Complain(std::string_view key, std::string message, std::string hint = {}) const;

 private:
  const toml::node* Take(std::string_view key);
  [[nodiscard]] bool IsRead(const toml::node& value) const { return std::ranges::find(read_, &value) != read_.end(); }
  const Context& context_;
  const toml::table& table_;
  std::string what_;
  std::vector<const toml::node*> read_;  // values of table_: few
};

// Calls read(Table&) for every table of the array `key` of `root`; anything else there is a problem.
template <typename Read>
void EachTable(const Context& context, const toml::table& root, std::string_view key, Read read) {
  const toml::node* node = root.get(key);
  if (node == nullptr) return;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    context.Complain(*node, "expected [[" + std::string(key) + "]] tables");
    return;
  }
  for (const toml::node& entry : *array) {
    if (const toml::table* table = entry.as_table()) {
      Table reader(context, *table, "[[" + std::string(key) + "]]");
      read(reader);
    } else {
      context.Complain(entry, "expected a table in [[" + std::string(key) + "]]");
    }
  }
}

// A slug: lower-case letters, digits, '-', '_' and, with `dots`, '.'.
[[nodiscard]] bool IsSlug(std::string_view text, bool dots);

// One function per kind of file; each reads the whole table into `config`, replacing records of the same id.
void ReadSettings(const Context& context, const toml::table& root, Config& config);
void ReadDictionary(const Context& context, const toml::table& root, Config& config);
void ReadEventTypes(const Context& context, const toml::table& root, Config& config);
void ReadCues(const Context& context, const toml::table& root, Config& config);
void ReadPatterns(const Context& context, const toml::table& root, Config& config);
void ReadWords(const Context& context, const toml::table& root, Config& config);
void ReadSources(const Context& context, const toml::table& root, Config& config);
void ReadRules(const Context& context, const toml::table& root, Config& config);
void ReadChannels(const Context& context, const toml::table& root, Config& config);

// Puts `record` among `records` by its id: the same id within one file is a problem, in a later file it replaces,
// and `remove = true` drops it.
template <typename Record>
void PutRecord(const Context& context, Table& table, std::vector<Record>& records, Record record) {
  const bool remove = table.Bool("remove", false);
  table.Finish();
  if (record.id.empty()) return;
  RecordIndex& index = context.index;
  if (index.records != &records) {
    index = {&records, {}};
    for (std::size_t i = 0; i < records.size(); ++i) index.places.emplace(records[i].id, i);
  }
  const auto [place, fresh] = index.places.try_emplace(record.id, records.size());
  if (fresh && remove) {
    context.problems.push_back({record.where, "there is no '" + record.id + "' to remove", "ids must be the same to the letter"});
    index.places.erase(place);
  } else if (fresh) {
    records.push_back(std::move(record));
  } else if (Record& known = records[place->second]; known.where.file == record.where.file) {
    context.problems.push_back({record.where, "duplicate id '" + record.id + "'", "first at " + known.where.Text()});
  } else if (remove) {
    records.erase(records.begin() + static_cast<std::ptrdiff_t>(place->second));
    index = {};  // what stood behind has moved
  } else {
    known = std::move(record);
  }
}

}  // namespace dateline::config
