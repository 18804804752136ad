// entity: who or what somebody is, how it stands to others, and what the store knows of it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

constexpr std::size_t kNewest = 8;

struct Portrait {
  std::string id;
  const config::EntityRecord* record = nullptr;  // null: found by its shape, not in the dictionaries
  std::vector<store::EventRow> events;
  std::vector<store::StatementRow> said;         // by it
  std::vector<store::StatementRow> about;        // by others
  std::vector<store::RelationRow> relations;     // each once, as first read
};

std::map<std::string, std::size_t> CountTypes(const std::vector<store::EventRow>& events) {
  std::map<std::string, std::size_t> counts;
  for (const auto& row : events) ++counts[TypeWords(row.event)];
  return counts;
}

Result<Portrait> Draw(const Question& question, std::string id) {
  Portrait portrait{std::move(id), nullptr, {}, {}, {}, {}};
  const auto record = std::ranges::find(question.config.entities, portrait.id, &config::EntityRecord::id);
  if (record != question.config.entities.end()) portrait.record = &*record;
  const auto filter = ParseFilter("entity:" + portrait.id);
  if (!filter) return std::unexpected(filter.error());
  auto events = question.reader->Events(*filter, question.when, true, 0);
  if (!events) return std::unexpected(events.error());
  portrait.events = std::move(*events);
  auto statements = question.reader->Statements(*filter, question.when, 0);
  if (!statements) return std::unexpected(statements.error());
  for (auto& row : *statements) (row.statement.speaker == portrait.id ? portrait.said : portrait.about).push_back(std::move(row));
  auto relations = question.reader->Relations(portrait.id, question.when, 0);
  if (!relations) return std::unexpected(relations.error());
  std::set<std::tuple<std::string, std::string, std::string>> known;
  for (auto& row : *relations) {
    if (known.emplace(row.relation.type, row.relation.from, row.relation.to).second) portrait.relations.push_back(std::move(row));
  }
  return portrait;
}

void PrintJson(const Portrait& portrait, const Names& names, Shell& shell) {
  JsonWriter json;
  json.BeginObject().Field("id", portrait.id).Field("name", names.Of(portrait.id)).Field("in_dictionary", portrait.record != nullptr);
  json.Key("aliases").BeginArray();
  if (portrait.record != nullptr) {
    for (const auto& alias : portrait.record->aliases) json.String(alias.text);
  }
  json.EndArray().Key("attributes").BeginObject();
  if (portrait.record != nullptr) {
    for (const auto& [name, value] : portrait.record->attributes) json.Field(name, value);
  }
  json.EndObject().Key("relations").BeginArray();
  for (const auto& row : portrait.relations) {
    json.BeginObject().Field("type", row.relation.type).Field("from", row.relation.from).Field("to", row.relation.to)
        .Field("date", ToEdtf(row.relation.date)).Field("handle", row.handle).EndObject();
  }
  json.EndArray().Key("events").BeginObject();
  for (const auto& [type, count] : CountTypes(portrait.events)) json.Field(type, count);
  json.EndObject().Field("statements_by", portrait.said.size()).Field("statements_about", portrait.about.size());
  json.Key("newest").BeginArray();
  const std::size_t first = portrait.events.size() > kNewest ? portrait.events.size() - kNewest : 0;
  for (std::size_t i = first; i < portrait.events.size(); ++i) json.Raw(EventJson(portrait.events[i], false));
  shell.out << json.EndArray().EndObject().Take() << "\n";
}

void PrintWords(const Portrait& portrait, const Names& names, Shell& shell) {
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) shell.out << "  " << Padded(name, 14) << value << "\n";
  };
  shell.out << Painted(shell, Ink::kBold, names.Of(portrait.id)) << "  (" << portrait.id << ")\n";
  if (portrait.record == nullptr) line("known by", "its shape in texts; not in the dictionaries");
  if (portrait.record != nullptr) {
    std::string aliases;
    for (const auto& alias : portrait.record->aliases) aliases += (aliases.empty() ? "" : ", ") + alias.text;
    line("also", aliases);
    for (const auto& [name, value] : portrait.record->attributes) line(name, value.find('.') == std::string::npos ? value : names.Of(value));
  }
  for (const auto& row : portrait.relations) {
    const bool from = row.relation.from == portrait.id;
    const std::string date = row.relation.date.known() ? "  " + ToWords(row.relation.date) : "";
    line("relation", fmt::format("{} {}{}  [{}]", from ? row.relation.type : "← " + row.relation.type, names.Of(from ? row.relation.to : row.relation.from), date, row.handle));
  }
  std::string types;
  for (const auto& [type, count] : CountTypes(portrait.events)) types += fmt::format("{}{} {}", types.empty() ? "" : ", ", type, count);
  line("events", fmt::format("{}{}{}", portrait.events.size(), types.empty() ? "" : ": ", types));
  line("quoted", fmt::format("{} statement{} by it, {} about it", portrait.said.size(), portrait.said.size() == 1 ? "" : "s", portrait.about.size()));
}

}  // namespace

int RunEntity(const Arguments& arguments, Shell& shell) {
  const auto question = OpenQuestion(arguments, shell);
  if (!question) return Complain(shell, question.error());
  const auto id = FindEntity(Joined(arguments, "NAME"), question->config);
  if (!id) return Complain(shell, id.error());
  auto portrait = Draw(*question, *id);
  if (!portrait) return Complain(shell, portrait.error());
  const Names names(question->config);
  if (portrait->events.empty() && portrait->said.empty() && portrait->about.empty() && portrait->relations.empty()) {
    return NothingFound(*question->reader, question->config, "no text names " + names.Of(*id) + " (" + *id + ")", shell);
  }
  if (shell.output == Output::kJson) {
    PrintJson(*portrait, names, shell);
    return kFound;
  }
  PrintWords(*portrait, names, shell);
  if (portrait->events.size() > kNewest) {
    portrait->events.erase(portrait->events.begin(), portrait->events.end() - static_cast<std::ptrdiff_t>(kNewest));
    shell.out << "  the last " << kNewest << ":\n";
  }
  PrintEvents(portrait->events, arguments.Has("evidence"), names, shell);
  return kFound;
}

}  // namespace dateline::cli
