// export: events for other programs: tables, calendars, feeds; the sources for other readers.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/atom.h"
#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "cli/commands/source_lists.h"
#include "cli/csv.h"
#include "cli/ics.h"

namespace dateline::cli {
namespace {

struct Exporting {
  const Question& question;
  const std::vector<store::EventRow>& rows;
  std::string title;
  Names names;
};

// The moments at which an event became known and changed.
std::vector<Event> VersionsOf(const Exporting& what, const store::EventRow& row) {
  const auto trace = what.question.reader->Trace(row.event.id, what.question.when);
  return trace && *trace ? (*trace)->versions : std::vector<Event>{row.event};
}

void ExportAtom(const Exporting& what, Shell& shell) {
  Instant updated{};
  for (const auto& row : what.rows) updated = std::max(updated, row.event.known_from);
  shell.out << AtomHead(what.title, updated);
  for (const auto& row : what.rows) shell.out << AtomOf(row, VersionsOf(what, row).front().known_from, what.names);
  shell.out << AtomFoot();
}

void ExportCsv(const Exporting& what, Shell& shell) {
  shell.out << CsvHeader();
  for (const auto& row : what.rows) shell.out << CsvOf(row);
}

void ExportIcs(const Exporting& what, Shell& shell) {
  shell.out << IcsHead();
  for (const auto& row : what.rows) {
    const std::vector<Event> versions = VersionsOf(what, row);
    shell.out << IcsOf({row, static_cast<std::uint32_t>(versions.size() - 1), versions.front().known_from}, what.names);
  }
  shell.out << IcsFoot();
}

void ExportJsonl(const Exporting& what, Shell& shell) {
  for (const auto& row : what.rows) shell.out << EventJson(row, true) << "\n";
}

struct Format {
  std::string_view name;
  void (*write)(const Exporting&, Shell&);
};
constexpr std::array kFormats{
    Format{"atom", &ExportAtom},
    Format{"csv", &ExportCsv},
    Format{"ics", &ExportIcs},
    Format{"jsonl", &ExportJsonl},
};
static_assert(std::ranges::is_sorted(kFormats, {}, &Format::name));

}  // namespace

int RunExport(const Arguments& arguments, Shell& shell) {
  const std::string name = arguments.Get("format", "csv");
  // Not events but the feeds they come from: no store is needed.
  if (name == "opml") return ExportOpml(arguments, shell);
  const auto format = std::ranges::find(kFormats, name, &Format::name);
  if (format == kFormats.end()) return Complain(shell, fmt::format("--format: '{}' is none of atom, csv, ics, jsonl, opml", name), kUsage);
  const auto question = OpenQuestion(arguments, shell);
  if (!question) return Complain(shell, question.error());
  const auto filter = ReadFilter(arguments, question->config);
  if (!filter) return Complain(shell, filter.error());
  const auto limit = ReadLimit(arguments, 0);
  if (!limit) return Complain(shell, limit.error());
  const auto rows = question->reader->Events(*filter, question->when, true, *limit);
  if (!rows) return Complain(shell, rows.error());
  const std::string title = filter->words.empty() ? "Dateline: all events" : "Dateline: " + filter->words;
  // An empty calendar is still a calendar: programs get a whole file and the exit code.
  format->write({*question, *rows, title, Names(question->config)}, shell);
  if (rows->empty()) return NothingFound(*question->reader, question->config, filter->words.empty() ? "the store has no events" : "no event matches " + filter->words, shell);
  NoteReconstructed(std::ranges::any_of(*rows, &store::EventRow::reconstructed), shell);
  return kFound;
}

}  // namespace dateline::cli
