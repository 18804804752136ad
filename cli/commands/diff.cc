// diff and today: what changed between two moments, or since one last looked.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

std::string StateOf(const Event& event) {
  const StatusWord status = StatusOf(event);
  const std::string date = ToWords(event.date);
  return fmt::format("{} {}{}", status.word, status.symbol, event.date.known() ? ", " + date : "");
}

void PrintChange(const store::EventChange& change, bool evidence, const Names& names, Shell& shell) {
  const Event& after = change.after->event;
  const std::string handle = change.after->evidence.empty() ? after.id : change.after->evidence.front().handle;
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject().Field("at", ToIso(change.at)).Key("before");
    change.before ? json.Raw(EventJson(*change.before, false)) : json.Null();
    json.Key("after").Raw(EventJson(*change.after, evidence)).EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  const std::string before = change.before ? StateOf(change.before->event) : "new";
  if (shell.output == Output::kPlain) {
    shell.out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", ToIso(change.at), before, StateOf(after), TypeWords(after), after.id, handle,
                             ForTerminal(CollapseSpace(after.title), 400));
    return;
  }
  const std::string who = WhoOf(after, names);
  shell.out << Padded(ToIso(std::chrono::floor<std::chrono::days>(change.at)), 12) << Painted(shell, StatusOf(after).ink, before + " → " + StateOf(after)) << "  "
            << TypeWords(after) << (who.empty() ? "" : "  ") << ForTerminal(who, 60) << Painted(shell, Ink::kDim, "  [" + handle + "]") << "\n";
  shell.out << std::string(12, ' ') << Painted(shell, Ink::kDim, ForTerminal(CollapseSpace(after.title), shell.width > 40 ? shell.width - 14 : 60)) << "\n";
  if (evidence) PrintEvidence(change.after->evidence, "            ", names, shell);
}

int PrintChanges(const std::vector<store::EventChange>& changes, bool evidence, const config::Config& config, Shell& shell) {
  const Names names(config);
  bool reconstructed = false;
  for (const auto& change : changes) {
    PrintChange(change, evidence, names, shell);
    reconstructed = reconstructed || change.after->reconstructed;
  }
  NoteReconstructed(reconstructed, shell);
  return kFound;
}

// Where one last looked, kept beside the store: a moment in a file of one line.
std::filesystem::path MarkerFile(const Shell& shell) { return std::filesystem::path(shell.data_folder) / "looked"; }

std::optional<Instant> ReadMarker(const Shell& shell) {
  std::ifstream in(MarkerFile(shell));
  std::string line;
  std::getline(in, line);
  return ParseInstant(line);
}

// Whole or not at all: a reader that is killed leaves the old marker.
void WriteMarker(Instant at, Shell& shell) {
  const std::filesystem::path file = MarkerFile(shell);
  const std::filesystem::path fresh = file.string() + "." + std::to_string(::getpid());
  {
    std::ofstream out(fresh);
    out << ToIso(at) << "\n";
    if (!out.flush()) {
      shell.err << "dateline: cannot keep in " << file.string() << " that you have looked\n";
      return;
    }
  }
  std::error_code error;
  std::filesystem::rename(fresh, file, error);
  if (error) std::filesystem::remove(fresh, error);
}

}  // namespace

int RunDiff(const Arguments& arguments, Shell& shell) {
  const auto question = OpenQuestion(arguments, shell);
  if (!question) return Complain(shell, question.error());
  if (!arguments.Has("from")) return Complain(shell, "diff needs --from DATE", kUsage);
  const auto from = ReadMoment("from", arguments.Get("from"));
  if (!from) return Complain(shell, from.error());
  auto to = Result<Instant>(shell.now);
  if (arguments.Has("to")) to = ReadMoment("to", arguments.Get("to"));
  if (!to) return Complain(shell, to.error());
  if (*to <= *from) return Complain(shell, "--from must be before --to", kUsage);
  const auto filter = ReadFilter(Arguments{{{"WHAT", arguments.All("WHAT")}}}, question->config);
  if (!filter) return Complain(shell, filter.error());
  const auto limit = ReadLimit(arguments, 0);
  if (!limit) return Complain(shell, limit.error());
  auto changes = question->reader->Changes(*from, *to, 0);
  if (!changes) return Complain(shell, changes.error());
  std::erase_if(*changes, [&](const auto& change) {
    FilterContext context;
    for (const Evidence& entry : change.after->evidence) (context.text += context.text.empty() ? "" : "\n") += entry.sentence;
    return !filter->empty() && !Matches(*filter, change.after->event, context);
  });
  if (*limit != 0 && changes->size() > *limit) changes->resize(*limit);
  if (changes->empty()) {
    return NothingFound(*question->reader, question->config, fmt::format("nothing changed between {} and {}{}{}", ToIso(*from), ToIso(*to),
                        filter->words.empty() ? "" : " for ", filter->words), shell);
  }
  return PrintChanges(*changes, arguments.Has("evidence"), question->config, shell);
}

int RunToday(const Arguments& arguments, Shell& shell) {
  const auto question = OpenQuestion(arguments, shell);
  if (!question) return Complain(shell, question.error());
  const auto marker = ReadMarker(shell);
  std::optional<Instant> since = marker;
  if (arguments.Has("since")) {
    const auto given = ReadMoment("since", arguments.Get("since"));
    if (!given) return Complain(shell, given.error());
    since = *given;
  }
  // Somebody who looks for the first time is told of the last day.
  if (!since) since = shell.now - std::chrono::days(1);
  const auto limit = ReadLimit(arguments, 0);
  if (!limit) return Complain(shell, limit.error());
  auto changes = question->reader->Changes(*since, shell.now, 0);
  if (!changes) return Complain(shell, changes.error());
  // What was stored meanwhile about earlier days is news to the reader too.
  const auto stored = question->reader->StoredSince(*since, question->when, 0);
  if (!stored) return Complain(shell, stored.error());
  std::set<std::string> told;
  for (const auto& change : *changes) told.insert(change.after->event.id);
  for (const auto& row : *stored) {
    if (!told.contains(row.event.id)) changes->push_back({std::nullopt, row, row.event.known_from});
  }
  if (*limit != 0 && changes->size() > *limit) changes->resize(*limit);
  const bool looks = !arguments.Has("since") && !arguments.Has("peek");
  if (looks) WriteMarker(shell.now, shell);
  if (changes->empty()) return NothingFound(*question->reader, question->config, "nothing changed since " + ToIso(*since), shell);
  if (shell.output == Output::kHuman) shell.out << "since " << ToIso(*since) << "\n";
  return PrintChanges(*changes, arguments.Has("evidence"), question->config, shell);
}

}  // namespace dateline::cli
