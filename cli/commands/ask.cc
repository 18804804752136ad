// timeline, events, show, status, search: questions to the store.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "cli/commands/judgements.h"
#include "cli/commands/writing.h"
#include "cli/open.h"
#include "cli/print.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

// "bill", "order", "rule"… as the dictionaries have it; "" when they do not say.
std::string FormOf(std::string_view entity, const config::Config& config) {
  const auto record = std::ranges::find(config.entities, entity, &config::EntityRecord::id);
  if (record == config.entities.end()) return {};
  const auto form = record->attributes.find("subtype");
  return form == record->attributes.end() ? std::string() : form->second;
}

void PrintStatusLine(const store::StatusLine& line, const Names& names, bool evidence, Shell& shell) {
  std::string words = line.words;
  if (line.event) {
    const StatusWord status = StatusOf(line.event->event);
    words += " " + std::string(status.symbol);
    if (line.event->event.date.known()) words += "  " + ToWords(line.event->event.date);
  }
  shell.out << "  " << Padded(line.axis, 14) << words;
  if (line.event && !line.event->evidence.empty()) {
    shell.out << Painted(shell, Ink::kDim, fmt::format("  [{}]", line.event->evidence.front().handle));
  }
  shell.out << "\n";
  if (line.event && !line.event->evidence.empty()) {
    const std::vector<Evidence> first{line.event->evidence.front()};
    PrintEvidence(evidence ? line.event->evidence : first, "                ", names, shell);
  }
}

}  // namespace

void PrintStatus(const store::RuleStatus& status, const Names& names, bool evidence, Shell& shell) {
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject().Field("entity", status.entity).Field("name", status.name).Field("documents", status.documents)
        .Field("origins", status.origins).Field("reconstructed", status.reconstructed);
    json.Key("lines").BeginArray();
    for (const auto& line : status.lines) {
      json.BeginObject().Field("axis", line.axis).Field("words", line.words).Key("event");
      line.event ? json.Raw(EventJson(*line.event, true)) : json.Null();
      json.EndObject();
    }
    shell.out << json.EndArray().EndObject().Take() << "\n";
    return;
  }
  shell.out << Painted(shell, Ink::kBold, status.name) << "  (" << status.entity << ")\n";
  for (const auto& line : status.lines) PrintStatusLine(line, names, evidence, shell);
  shell.out << fmt::format("  {}{} document{}, {} origin{}{}\n", Padded("sources", 14), status.documents,
                           status.documents == 1 ? "" : "s", status.origins, status.origins == 1 ? "" : "s",
                           status.reconstructed ? "  (reconstructed)" : "");
}

int RunTimeline(const Arguments& arguments, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  const auto filter = ReadFilter(arguments, config);
  if (!filter) return Complain(shell, filter.error());
  const auto when = ReadWhen(arguments, shell, config);
  if (!when) return Complain(shell, when.error());
  const auto limit = ReadLimit(arguments, 0);
  if (!limit) return Complain(shell, limit.error());
  const auto reader = OpenReader(shell);
  if (!reader) return Complain(shell, reader.error());
  const auto rows = (*reader)->Events(*filter, *when, true, *limit);
  if (!rows) return Complain(shell, rows.error());
  if (rows->empty()) return NothingFound(**reader, config, filter->words.empty() ? "the store has no events" : "no event matches " + filter->words, shell);
  const Names names(config);
  PrintEvents(*rows, arguments.Has("evidence"), names, shell);
  if (shell.output == Output::kHuman) {
    const auto undated = static_cast<std::size_t>(std::ranges::count_if(*rows, [](const auto& row) { return !row.event.date.known(); }));
    shell.err << fmt::format("{} shown, {} undated; --evidence for sentences, 'dateline show HANDLE' for one\n", rows->size(), undated);
  }
  return kFound;
}

int RunShow(const Arguments& arguments, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  const auto when = ReadWhen(arguments, shell, config);
  if (!when) return Complain(shell, when.error());
  const auto reader = OpenReader(shell);
  if (!reader) return Complain(shell, reader.error());
  const std::string id = arguments.Get("ID");
  const Names names(config);
  if (id.starts_with("e:")) {
    const auto row = (*reader)->EventById(id, *when);
    if (!row) return Complain(shell, row.error());
    if (!*row) return NothingFound(**reader, config, "no event has the id " + id, shell);
    PrintEvent(**row, names, shell);
    const auto judgements = (*reader)->Judgements((*row)->event.id);
    if (judgements && shell.output != Output::kJson) {
      for (const auto& judgement : *judgements) shell.out << "  " << JudgementWords(judgement) << "\n";
    }
    NoteReconstructed((*row)->reconstructed, shell);
    return kFound;
  }
  // "d12:340-482" names bytes of a document: show their sentence in its place.
  const auto document = (*reader)->DocumentByHandle(id.substr(0, id.find(':') == std::string::npos || !id.starts_with("d") ? id.size() : id.find(':')));
  if (!document) return Complain(shell, document.error());
  if (!*document) return NothingFound(**reader, config, "no document or event is called " + id, shell);
  PrintDocument(**document, shell);
  return kFound;
}

int RunStatus(const Arguments& arguments, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  std::string name;
  for (const std::string& word : arguments.All("RULE")) name += (name.empty() ? "" : " ") + word;
  const auto entity = FindEntity(name, config);
  if (!entity) return Complain(shell, entity.error());
  const auto when = ReadWhen(arguments, shell, config);
  if (!when) return Complain(shell, when.error());
  const auto reader = OpenReader(shell);
  if (!reader) return Complain(shell, reader.error());
  auto status = (*reader)->StatusOf(*entity, *when, FormOf(*entity, config));
  if (!status) return Complain(shell, status.error());
  const Names names(config);
  status->name = names.Of(*entity);
  if (status->documents == 0) return NothingFound(**reader, config, "the store knows nothing of " + status->name, shell);
  PrintStatus(*status, names, arguments.Has("evidence"), shell);
  return kFound;
}

int RunSearch(const Arguments& arguments, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  std::string words;
  for (const std::string& word : arguments.All("WORDS")) words += (words.empty() ? "" : " ") + word;
  const auto when = ReadWhen(arguments, shell, config);
  if (!when) return Complain(shell, when.error());
  const auto limit = ReadLimit(arguments, 20);
  if (!limit) return Complain(shell, limit.error());
  const auto reader = OpenReader(shell);
  if (!reader) return Complain(shell, reader.error());
  const auto hits = (*reader)->Search(words, *when, *limit);
  if (!hits) return Complain(shell, hits.error());
  if (hits->empty()) return NothingFound(**reader, config, "no document holds " + words, shell);
  for (const auto& hit : *hits) {
    const Document& document = hit.document.document;
    if (shell.output == Output::kJson) {
      JsonWriter json;
      json.BeginObject().Field("handle", fmt::format("d{}", hit.document.number)).Field("title", document.title)
          .Field("source", document.source).Field("url", document.url)
          .Field("published", ToEdtf(document.published.span)).Field("snippet", hit.snippet).EndObject();
      shell.out << json.Take() << "\n";
    } else {
      shell.out << Padded(ToWords(document.published.span), 14) << "  "
                << Painted(shell, Ink::kBold, ForTerminal(document.title, shell.width > 40 ? shell.width - 30 : 60))
                << Painted(shell, Ink::kDim, fmt::format("  {} [d{}]", document.source, hit.document.number)) << "\n";
      shell.out << "                " << ForTerminal(CollapseSpace(hit.snippet), shell.width > 40 ? shell.width - 18 : 80) << "\n";
    }
  }
  return kFound;
}

}  // namespace dateline::cli
