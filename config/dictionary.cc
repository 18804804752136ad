// dictionaries/*.toml: [[entity]] records.
#include <fmt/format.h>

#include "config/reader.h"
#include "model/mention.h"

namespace dateline::config {
namespace {

AliasRecord::Case ParseCase(std::string_view text) {
  if (text == "exact") return AliasRecord::Case::kExact;
  if (text == "fold") return AliasRecord::Case::kFold;
  return AliasRecord::Case::kWritten;
}

AliasRecord ReadAlias(Table& table) {
  AliasRecord alias;
  alias.where = table.where();
  alias.text = table.Required("text");
  alias.language = table.String("lang");
  alias.letter_case = ParseCase(table.OneOf("case", {"written", "exact", "fold"}, "written"));
  alias.weak = table.Bool("weak", false);
  alias.context = table.Strings("context");
  alias.not_before = table.Strings("not_before");
  alias.not_after = table.Strings("not_after");
  table.Finish();
  return alias;
}

void ReadAliases(const Context& context, Table& table, EntityRecord& entity) {
  if (!entity.name.empty()) {
    AliasRecord name;
    name.text = entity.name;
    name.where = entity.where;
    entity.aliases.push_back(std::move(name));
  }
  const toml::array* array = table.Array("aliases");
  if (array == nullptr) return;
  for (const toml::node& node : *array) {
    AliasRecord alias;
    if (const auto* text = node.as_string()) {
      alias.text = text->get();
      alias.where = context.Place(node);
    } else if (const toml::table* inner = node.as_table()) {
      Table reader(context, *inner, "alias of " + entity.id);
      alias = ReadAlias(reader);
    } else {
      context.Complain(node, "an alias is a string or a table { text = … }");
      continue;
    }
    if (alias.text.empty()) continue;
    // An alias that repeats the name states its flags.
    if (alias.text == entity.name) {
      entity.aliases.front() = std::move(alias);
    } else {
      entity.aliases.push_back(std::move(alias));
    }
  }
}

// "2021-03" as the first or the last day it may mean.
std::optional<DateSpan> ReadDate(Table& table, std::string_view key) {
  const std::string text = table.String(key);
  if (text.empty()) return std::nullopt;
  auto span = ParseEdtf(text);
  if (!span) table.Complain(key, fmt::format("'{}' is not a date: '{}'", key, text), "as in 2021, 2021-03, 2021-03-03");
  return span;
}

void ReadOffices(const Context& context, Table& table, EntityRecord& entity) {
  const toml::array* array = table.Array("offices");
  if (array == nullptr) return;
  for (const toml::node& node : *array) {
    const toml::table* inner = node.as_table();
    if (inner == nullptr) {
      context.Complain(node, "an office is a table { title = …, agency = …, from = …, to = … }");
      continue;
    }
    Table reader(context, *inner, "office of " + entity.id);
    OfficeRecord office;
    office.where = reader.where();
    office.title = reader.Required("title");
    office.agency = reader.String("agency");
    const auto from = ReadDate(reader, "from");
    const auto to = ReadDate(reader, "to");
    if (from) office.held.lo = from->lo;
    if (to) office.held.hi = to->hi;
    if (office.held.lo && office.held.hi && *office.held.lo >= *office.held.hi) {
      context.Complain(node, fmt::format("office '{}' ends before it begins", office.title));
    }
    reader.Finish();
    entity.offices.push_back(std::move(office));
  }
}

}  // namespace

void ReadDictionary(const Context& context, const toml::table& root, Config& config) {
  EachTable(context, root, "entity", [&](Table& table) {
    EntityRecord entity;
    entity.where = table.where();
    entity.id = table.Required("id");
    const std::size_t dot = entity.id.find('.');
    if (!entity.id.empty() &&
        (dot == std::string::npos || !ParseMentionKind(entity.id) || !IsSlug(std::string_view(entity.id).substr(dot + 1), false))) {
      table.Complain("id", fmt::format("'{}' is not an entity id", entity.id), "kind.slug, as in firm.nvidia");
      entity.id.clear();
    }
    if (!table.Bool("remove", false)) entity.name = table.Required("name");
    ReadAliases(context, table, entity);
    ReadOffices(context, table, entity);
    entity.attributes = table.Rest();
    PutRecord(context, table, config.entities, std::move(entity));
  });
  Table whole(context, root, context.file);
  [[maybe_unused]] const bool read = whole.Array("entity") != nullptr;
  whole.Finish();
}

}  // namespace dateline::config
