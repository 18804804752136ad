#include "config/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "config/duration.h"

namespace dateline::config {
namespace {

std::string ScalarText(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
  if (const auto* date = node.as_date()) {
    return fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  }
  return {};
}

std::string_view TypeName(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string: return "a string";
    case toml::node_type::integer: return "an integer";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "a boolean";
    case toml::node_type::array: return "an array";
    case toml::node_type::table: return "a table";
    case toml::node_type::none: return "nothing";
    default: return "a date or time";
  }
}

}  // namespace

Where Context::Place(const toml::node& node) const {
  const toml::source_region& source = node.source();
  return {file, source.begin.line, source.begin.column};
}

void Context::Complain(const toml::node& node, std::string message, std::string hint) const {
  problems.push_back({Place(node), std::move(message), std::move(hint)});
}

Where Table::WhereOf(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return context_.Place(node != nullptr ? *node : static_cast<const toml::node&>(table_));
}

void Table::Complain(std::string_view key, std::string message, std::string hint) const {
  context_.problems.push_back({WhereOf(key), std::move(message), std::move(hint)});
}

const toml::node* Table::Take(std::string_view key) {
  const toml::node* node = table_.get(key);
  if (node != nullptr) read_.push_back(node);
  return node;
}

std::string Table::String(std::string_view key, std::string_view otherwise) {
  const toml::node* node = Take(key);
  if (node == nullptr) return std::string(otherwise);
  if (const auto* text = node->as_string()) return text->get();
  if (const auto* date = node->as_date()) return ScalarText(*date);
  Complain(key, fmt::format("{}: '{}' must be a string, not {}", what_, key, TypeName(*node)));
  return std::string(otherwise);
}

std::string Table::Required(std::string_view key) {
  if (!Has(key)) {
    context_.problems.push_back({where(), fmt::format("{}: '{}' is missing", what_, key), {}});
    return {};
  }
  const std::size_t told = context_.problems.size();
  std::string text = String(key);
  if (text.empty() && context_.problems.size() == told) Complain(key, fmt::format("{}: '{}' is empty", what_, key));
  return text;
}

std::string Table::OneOf(std::string_view key, std::initializer_list<std::string_view> allowed, std::string_view otherwise) {
  std::string text = String(key, otherwise);
  if (std::ranges::find(allowed, text) != allowed.end()) return text;
  std::string names;
  for (std::string_view name : allowed) names += (names.empty() ? "" : ", ") + std::string(name);
  Complain(key, fmt::format("{}: '{}' cannot be '{}'", what_, key, text), "one of " + names);
  return std::string(otherwise);
}

bool Table::Bool(std::string_view key, bool otherwise) {
  const toml::node* node = Take(key);
  if (node == nullptr) return otherwise;
  if (const auto* flag = node->as_boolean()) return flag->get();
  Complain(key, fmt::format("{}: '{}' must be true or false", what_, key));
  return otherwise;
}

std::int64_t Table::Int(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
  const toml::node* node = Take(key);
  if (node == nullptr) return otherwise;
  const auto* number = node->as_integer();
  if (number == nullptr || number->get() < least || number->get() > most) {
    Complain(key, fmt::format("{}: '{}' must be an integer from {} to {}", what_, key, least, most));
    return otherwise;
  }
  return number->get();
}

std::chrono::milliseconds Table::Duration(std::string_view key, std::chrono::milliseconds otherwise) {
  if (!Has(key)) return otherwise;
  constexpr std::string_view kHint = "as in \"90s\", \"15m\", \"2h\", \"1d\"";
  const toml::node& node = *Take(key);
  const auto* text = node.as_string();
  if (text == nullptr) {
    Complain(key, fmt::format("{}: '{}' must be a string, not {}", what_, key, TypeName(node)), std::string(kHint));
    return otherwise;
  }
  if (const auto value = ParseDuration(text->get())) return *value;
  Complain(key, fmt::format("{}: '{}' is not a duration: '{}'", what_, key, text->get()), std::string(kHint));
  return otherwise;
}

std::chrono::seconds Table::Timeout(std::string_view key, std::chrono::seconds otherwise) {
  const auto value = std::chrono::duration_cast<std::chrono::seconds>(Duration(key, otherwise));
  if (value >= std::chrono::seconds(1)) return value;
  Complain(key, fmt::format("'{}' must be at least a second", key));
  return otherwise;
}

std::vector<std::string> Table::Strings(std::string_view key) {
  const toml::node* node = Take(key);
  std::vector<std::string> out;
  if (node == nullptr) return out;
  if (const auto* text = node->as_string()) {
    out.push_back(text->get());
    return out;
  }
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    Complain(key, fmt::format("{}: '{}' must be an array of strings", what_, key));
    return out;
  }
  for (const toml::node& entry : *array) {
    if (const auto* text = entry.as_string()) {
      out.push_back(text->get());
    } else {
      context_.Complain(entry, fmt::format("{}: '{}' must hold strings only", what_, key));
    }
  }
  return out;
}

std::map<std::string, std::string> Table::StringMap(std::string_view key) {
  const toml::node* node = Take(key);
  std::map<std::string, std::string> out;
  if (node == nullptr) return out;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    Complain(key, fmt::format("{}: '{}' must be a table", what_, key));
    return out;
  }
  for (const auto& [name, value] : *table) out.emplace(std::string(name.str()), ScalarText(value));
  return out;
}

const toml::array* Table::Array(std::string_view key) {
  const toml::node* node = Take(key);
  if (node == nullptr) return nullptr;
  const toml::array* array = node->as_array();
  if (array == nullptr) Complain(key, fmt::format("{}: '{}' must be an array", what_, key));
  return array;
}

std::map<std::string, std::string> Table::Rest() {
  std::map<std::string, std::string> out;
  for (const auto& [name, value] : table_) {
    const std::string_view key = name.str();
    if (IsRead(value) || key == "remove" || value.is_table() || value.is_array()) continue;
    read_.push_back(&value);
    out.emplace(key, ScalarText(value));
  }
  return out;
}

void Table::Finish() {
  for (const auto& [name, value] : table_) {
    if (IsRead(value)) continue;
    context_.problems.push_back({context_.Place(value), fmt::format("{}: there is no key '{}'", what_, name.str()),
                                 "see docs/configuration.md for the keys"});
  }
}

bool IsSlug(std::string_view text, bool dots) {
  if (text.empty()) return false;
  return std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (dots && c == '.');
  });
}

}  // namespace dateline::config
