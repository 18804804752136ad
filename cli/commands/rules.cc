// rules list|test.
#include <fmt/format.h>

#include "alert/rules.h"
#include "cli/commands/commands.h"
#include "cli/open.h"
#include "cli/print.h"

namespace dateline::cli {
namespace {

// The change that brought an event to where it is now, as if it were new today.
StoreChange AsNew(const store::EventRow& row, Instant now) {
  StoreChange change;
  change.after = row.event;
  if (!row.evidence.empty()) change.deciding = row.evidence.front();
  for (const Evidence& entry : row.evidence) {
    change.context.sources.push_back(entry.source);
    change.context.owners.push_back(entry.owner);
    change.context.text += entry.sentence + "\n";
  }
  change.now = now;
  return change;
}

void PrintTrial(const alert::Trial& trial, Shell& shell) {
  shell.out << (trial.fires ? "fires" : "does not fire: " + trial.reason) << "\n";
  for (const alert::Clause& clause : trial.clauses) {
    shell.out << fmt::format("  {} {}  (was {})\n", clause.holds ? "✓" : "✗", clause.words, clause.value);
  }
}

// One rule over all events: what it would have told, and how often.
int TestRule(const config::AlertRuleRecord& rule, const alert::RuleBook& book, const store::Reader& reader, const Names& names,
             std::size_t limit, Shell& shell) {
  store::When when;
  when.now = shell.now;
  const auto rows = reader.Events({}, when, true, 0);
  if (!rows) return Complain(shell, rows.error());
  std::vector<store::EventRow> fired;
  for (const store::EventRow& row : *rows) {
    if (book.Try(rule.id, AsNew(row, shell.now)).fires) fired.push_back(row);
  }
  shell.err << fmt::format("{}: {} of {} events as they stand now; nothing is sent\n", rule.id, fired.size(), rows->size());
  if (fired.size() > limit) fired.resize(limit);
  PrintEvents(fired, false, names, shell);
  return fired.empty() ? kNothingFound : kFound;
}

}  // namespace

int RunRulesList(const Arguments&, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  for (const auto& rule : config.rules) {
    std::string channels;
    for (const std::string& channel : rule.channels) channels += (channels.empty() ? "" : ",") + channel;
    shell.out << fmt::format("{}\t{}\t{}\t{}\t{}\n", rule.id, rule.enabled ? rule.severity : "disabled", rule.filter,
                             channels.empty() ? "-" : channels, rule.where.Text());
  }
  if (config.rules.empty()) shell.err << "no alert rules; write some in rules.toml ('dateline init' makes one to edit)\n";
  return config.rules.empty() ? kNothingFound : kFound;
}

int RunRulesTest(const Arguments& arguments, Shell& shell) {
  config::Loaded loaded = config::Load(shell.config_folder);
  const auto book = alert::RuleBook::Compile(loaded.config, loaded.problems);
  for (const Problem& problem : loaded.problems) shell.err << problem.Text() << "\n";
  if (!loaded.problems.empty()) return kUsage;
  const auto limit = ReadLimit(arguments, 20);
  if (!limit) return Complain(shell, limit.error());
  const auto reader = OpenReader(shell);
  if (!reader) return Complain(shell, reader.error());
  const Names names(loaded.config);
  const std::string wanted = arguments.Get("RULE");
  int code = kNothingFound;
  bool known = wanted.empty();
  for (const auto& rule : loaded.config.rules) {
    if (!wanted.empty() && rule.id != wanted) continue;
    known = true;
    if (arguments.Has("EVENT")) {
      store::When when;
      when.now = shell.now;
      const auto row = (*reader)->EventById(arguments.Get("EVENT"), when);
      if (!row) return Complain(shell, row.error());
      if (!*row) return Complain(shell, "no event has the id " + arguments.Get("EVENT"), kNothingFound);
      PrintTrial(book.Try(rule.id, AsNew(**row, shell.now)), shell);
      return kFound;
    }
    code = std::min(code, TestRule(rule, book, **reader, names, *limit, shell));
  }
  if (!known) return Complain(shell, fmt::format("there is no alert rule '{}'; 'dateline rules list' shows them", wanted), kUsage);
  return code;
}

}  // namespace dateline::cli
