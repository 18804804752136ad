// events/*.toml, cues.toml, patterns.toml, words.toml: what the extractor reads clauses with.
#include "config/reader.h"

namespace dateline::config {
namespace {

ExampleRecord ReadExample(Table& table) {
  ExampleRecord example;
  example.where = table.where();
  example.text = table.Required("text");
  example.match = table.Bool("match", true);
  example.expect = table.Rest();
  table.Finish();
  return example;
}

// Tables of an array inside a record, each read by `read(Table&)`.
template <typename Read>
void EachInner(const Context& context, Table& table, std::string_view key, Read read) {
  const toml::array* array = table.Array(key);
  if (array == nullptr) return;
  for (const toml::node& node : *array) {
    if (const toml::table* inner = node.as_table()) {
      Table reader(context, *inner, std::string(key));
      read(reader);
    } else {
      context.Complain(node, "expected a table in '" + std::string(key) + "'");
    }
  }
}

void FinishFile(const Context& context, const toml::table& root, std::string_view key) {
  Table whole(context, root, context.file);
  [[maybe_unused]] const bool read = whole.Array(key) != nullptr;
  whole.Finish();
}

void ReadTriggers(const Context& context, Table& table, EventTypeRecord& type) {
  EachInner(context, table, "trigger", [&](Table& inner) {
    TriggerRecord trigger;
    trigger.where = inner.where();
    trigger.id = inner.Required("id");
    trigger.frame = inner.OneOf("frame", {"verb", "noun", "phrase"}, "verb");
    trigger.words = inner.Strings("words");
    trigger.needs = inner.Strings("needs");
    trigger.without = inner.Strings("without");
    trigger.attributes = inner.Rest();
    inner.Finish();
    if (trigger.words.empty()) context.problems.push_back({trigger.where, "trigger '" + trigger.id + "' has no words", {}});
    type.triggers.push_back(std::move(trigger));
  });
}

}  // namespace

void ReadEventTypes(const Context& context, const toml::table& root, Config& config) {
  EachTable(context, root, "type", [&](Table& table) {
    EventTypeRecord type;
    type.where = table.where();
    type.id = table.Required("id");
    type.name = table.String("name");
    type.description = table.String("description");
    type.direction = table.OneOf("direction", {"neutral", "tighten", "ease"}, "neutral");
    EachInner(context, table, "role", [&](Table& inner) {
      RoleRecord role;
      role.name = inner.OneOf("name", {"actor", "target", "instrument", "place", "authority"}, "target");
      role.kinds = inner.Strings("kinds");
      inner.Finish();
      type.roles.push_back(std::move(role));
    });
    ReadTriggers(context, table, type);
    EachInner(context, table, "example", [&](Table& inner) { type.examples.push_back(ReadExample(inner)); });
    PutRecord(context, table, config.event_types, std::move(type));
  });
  FinishFile(context, root, "type");
}

void ReadCues(const Context& context, const toml::table& root, Config& config) {
  EachTable(context, root, "cue", [&](Table& table) {
    CueRecord cue;
    cue.where = table.where();
    cue.id = table.Required("id");
    cue.sets = table.String("sets");
    cue.words = table.Strings("words");
    cue.attributes = table.Rest();
    PutRecord(context, table, config.cues, std::move(cue));
  });
  FinishFile(context, root, "cue");
}

void ReadPatterns(const Context& context, const toml::table& root, Config& config) {
  EachTable(context, root, "pattern", [&](Table& table) {
    PatternRecord pattern;
    pattern.where = table.where();
    pattern.id = table.Required("id");
    pattern.kind = table.String("kind", "rule");
    pattern.regex = table.String("regex");
    pattern.canonical = table.String("canonical");
    pattern.entity = table.String("entity");
    pattern.context = table.Strings("context");
    EachInner(context, table, "example", [&](Table& inner) { pattern.examples.push_back(ReadExample(inner)); });
    pattern.attributes = table.Rest();
    PutRecord(context, table, config.patterns, std::move(pattern));
  });
  FinishFile(context, root, "pattern");
}

void ReadWords(const Context& context, const toml::table& root, Config& config) {
  Table table(context, root, "words");
  for (const auto& [name, value] : root) {
    const std::string key(name.str());
    config.words[key] = table.Strings(key);
  }
}

}  // namespace dateline::config
