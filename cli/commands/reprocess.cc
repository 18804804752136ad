// reprocess: history read again by the present rules, as a difference; alerts are recorded, not sent.
//
// Revisions go back into the queue in slices, and each slice is read before the next is taken: whoever is killed
// meanwhile loses nothing, the next run of anything reads what waits, and the next reprocess goes on from there.
#include <fmt/format.h>

#include <chrono>
#include <set>
#include <thread>
#include <utility>

#include "alert/rules.h"
#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "daemon/commands.h"
#include "daemon/control.h"
#include "daemon/work.h"
#include "extract/extract.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kLook{100};  // between two looks at what the daemon does
constexpr std::size_t kSlice = 2'048;            // revisions put back into the queue at a time
constexpr std::size_t kPageItems = 256;
constexpr std::size_t kPageBytes = 8u << 20;

struct Difference {
  std::uint64_t revisions = 0;         // read by other rules
  std::uint64_t touched = 0;           // of them, those that read differently
  std::uint64_t came = 0, went = 0;    // assertions
  std::uint64_t said = 0, unsaid = 0;  // statements
  std::uint64_t mentions = 0;          // that the present rules find; mentions are not kept
  std::set<std::string> events;        // that lose an assertion
};

class Comparison {
 public:
  Comparison(const store::Reader& reader, const extract::RuleSet& rules, const Names& names, bool list, Shell& shell)
      : reader_(reader), rules_(rules), names_(names), list_(list), shell_(shell) {}

  Result<Difference> Run() {
    const auto all = reader_.PastCount(rules_.version());
    if (!all) return std::unexpected(all.error());
    const Interrupt interrupt;
    Progress progress(shell_, "comparing");
    for (std::int64_t after = 0; *all > 0 && !interrupt.asked();) {
      const auto page = reader_.Past(after, kPageItems, kPageBytes);
      if (!page) return std::unexpected(page.error());
      if (page->empty()) break;
      for (const auto& past : *page) {
        after = past.number;
        if (past.rules == rules_.version()) continue;
        if (const auto done = Compare(past); !done) return std::unexpected(done.error());
        progress.Show(++difference_.revisions, *all);
      }
    }
    if (interrupt.asked()) return Fail(ErrorCode::kInvalidInput, "stopped; nothing was changed");
    return std::move(difference_);
  }

 private:
  Status Compare(const store::PastRevision& past) {
    const auto before = reader_.ReadingOf(past.number);
    if (!before) return std::unexpected(before.error());
    const Extraction now = extract::Extract(past.document, rules_);
    difference_.mentions += now.mentions.size();
    std::set<Key> had, has;
    bool touched = false;
    for (const auto& claim : before->claims) had.insert(claim.key);
    for (const EventAssertion& assertion : now.assertions) {
      const Key key = AssertionKey(past.revision, assertion);
      if (!has.insert(key).second || had.contains(key)) continue;
      ++difference_.came;
      touched = true;
      Show('+', past, assertion);
    }
    for (const auto& claim : before->claims) {
      if (has.contains(claim.key)) continue;
      ++difference_.went;
      touched = true;
      if (!claim.event.empty()) difference_.events.insert(claim.event);
      Show('-', past, claim.assertion);
    }
    std::set<Key> spoke, speaks;
    for (const auto& [key, statement] : before->statements) spoke.insert(key);
    for (const Statement& statement : now.statements) {
      const Key key = StatementKey(past.revision, statement);
      if (!speaks.insert(key).second || spoke.contains(key)) continue;
      ++difference_.said;
      touched = true;
      Show('+', past, statement);
    }
    for (const auto& [key, statement] : before->statements) {
      if (speaks.contains(key)) continue;
      ++difference_.unsaid;
      touched = true;
      Show('-', past, statement);
    }
    if (touched) ++difference_.touched;
    return {};
  }

  void Show(char sign, const store::PastRevision& past, const EventAssertion& assertion) {
    if (!list_) return;
    const Span at = assertion.evidence.empty() ? assertion.trigger : assertion.evidence.front();
    Line(sign, past, at, fmt::format("{}{}{}", assertion.type, assertion.subtype.empty() ? "" : "/", assertion.subtype),
         fmt::format("{}  {}  {}", ToString(assertion.modality), ToEdtf(assertion.date), names_.List(assertion.In("target"))), assertion.rule);
  }
  void Show(char sign, const store::PastRevision& past, const Statement& statement) {
    if (!list_) return;
    Line(sign, past, statement.content, "statement", statement.speaker.empty() ? statement.speaker_words : names_.Of(statement.speaker), statement.rule);
  }
  void Line(char sign, const store::PastRevision& past, Span at, std::string_view what, std::string_view detail, std::string_view rule) {
    const std::string handle = fmt::format("d{}:{}-{}", past.document_number, at.begin, at.end);
    if (shell_.output == Output::kJson) {
      JsonWriter json;
      json.BeginObject().Field("change", sign == '+' ? "comes" : "goes").Field("what", what).Field("detail", detail).Field("handle", handle);
      json.Field("rule", rule).Field("words", at.In(past.document.text)).EndObject();
      shell_.out << json.Take() << "\n";
    } else if (shell_.output == Output::kPlain) {
      shell_.out << fmt::format("{}\t{}\t{}\t{}\t{}\n", sign, what, detail, handle, rule);
    } else {
      shell_.out << fmt::format("{} {}  {}  {}\n    {}\n", sign, what, detail, handle, ForTerminal(CollapseSpace(at.In(past.document.text)), shell_.width > 20 ? shell_.width - 6 : 80));
    }
  }

  const store::Reader& reader_;
  const extract::RuleSet& rules_;
  const Names& names_;
  bool list_;
  Shell& shell_;
  Difference difference_;
};

void PrintDifference(const Difference& d, Shell& shell) {
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject().Field("revisions", d.revisions).Field("differ", d.touched).Field("claims_come", d.came).Field("claims_go", d.went);
    json.Field("statements_come", d.said).Field("statements_go", d.unsaid).Field("mentions", d.mentions).Field("events", d.events.size()).EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  shell.out << fmt::format("{} revisions were read by other rules; {} of them read differently now\n", d.revisions, d.touched);
  shell.out << fmt::format("  claims      {} come, {} go, which {} events rest on\n", d.came, d.went, d.events.size());
  shell.out << fmt::format("  statements  {} come, {} go\n  mentions    {} found by the present rules\n", d.said, d.unsaid, d.mentions);
}

bool Asked(Shell& shell) {
  shell.err << "read them again? alerts are recorded, none is sent [y/N] " << std::flush;
  std::string answer;
  std::getline(shell.in, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

void NoteStopped(Shell& shell) { shell.err << "stopped; what waits is read by the next run, and 'dateline reprocess' goes on from here\n"; }

int Here(store::Writer& writer, const Setup& setup, std::uint64_t all, Shell& shell) {
  Problems problems;
  const auto book = alert::RuleBook::Compile(setup.config, problems);
  daemon::LocalPipeline pipeline(writer, setup.rules, book.Matcher(), {setup.config.settings.workers, shell.data_folder, 256, [&] { return shell.now; }});
  const Interrupt interrupt;
  Progress progress(shell, "reading again");
  daemon::LocalPipeline::Progress sum;
  for (std::int64_t after = 0;;) {
    const auto slice = writer.Requeue(setup.rules->version(), after, kSlice);
    if (!slice) return Complain(shell, slice.error());
    after = slice->last;
    // Also what a reprocess that was killed left in the queue.
    const auto done = pipeline.ExtractPending([&](const auto& at) { progress.Show(sum.done + at.done, all); });
    if (!done) return Complain(shell, done.error());
    sum.done += done->done;
    sum.assertions += done->assertions;
    sum.statements += done->statements;
    sum.alerts += done->alerts;
    sum.retracted += done->retracted;
    sum.changes += done->changes;
    for (const std::string& note : done->notes) shell.err << note << "\n";
    if (slice->count == 0 || interrupt.asked()) break;
  }
  progress.End();
  if (interrupt.asked()) NoteStopped(shell);
  shell.err << fmt::format("{} revisions read again: {} claims came, {} went, {} changes of events, {} alerts recorded and not sent\n", sum.done,
                           sum.assertions, sum.retracted, sum.changes, sum.alerts);
  const auto indexed = pipeline.IndexAll();
  return indexed ? kFound : Complain(shell, indexed.error());
}

// The daemon holds the store: it reads one slice after the other, and we watch.
int ByDaemon(const Setup& setup, std::uint64_t all, Shell& shell) {
  const Interrupt interrupt;
  Progress progress(shell, "the daemon is reading again");
  std::uint64_t done = 0;
  for (std::int64_t after = 0; !interrupt.asked();) {
    JsonWriter json;
    json.BeginObject().Field("command", daemon::kReprocess).Field("id", setup.rules->version()).Field("note", std::to_string(after)).EndObject();
    const auto answer = daemon::Ask(shell.data_folder, json.Take(), kPatience);
    if (!answer) return Complain(shell, answer.error());
    const auto parsed = Json::Parse(*answer, "the daemon's answer");
    if (!parsed) return Complain(shell, parsed.error());
    const auto count = static_cast<std::uint64_t>(parsed->root()["requeued"].Int().value_or(0));
    if (count == 0) break;
    after = parsed->root()["last"].Int().value_or(after);
    while (!interrupt.asked()) {
      const auto status = daemon::Ask(shell.data_folder, R"({"command":"status"})", kPatience);
      if (!status) return Complain(shell, status.error());
      const auto at = Json::Parse(*status, "the daemon's answer");
      if (!at) return Complain(shell, at.error());
      if (at->root()["in_window"].Int().value_or(0) == 0) break;
      std::this_thread::sleep_for(kLook);
    }
    progress.Show(done += count, all);
  }
  progress.End();
  if (interrupt.asked()) NoteStopped(shell);
  shell.err << fmt::format("the daemon read {} revisions again, by the rules that it has loaded\n", done);
  return kFound;
}

}  // namespace

int RunReprocess(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  const bool asks = !arguments.Has("yes");
  std::uint64_t all = 0;
  {
    const auto reader = OpenReader(shell);
    if (!reader) return Complain(shell, reader.error());
    if (asks || arguments.Has("dry-run") || arguments.Has("list")) {
      const Names names(setup->config);
      const auto difference = Comparison(**reader, *setup->rules, names, arguments.Has("list"), shell).Run();
      if (!difference) return Complain(shell, difference.error());
      PrintDifference(*difference, shell);
      all = difference->revisions;
      if (arguments.Has("dry-run")) return difference->touched > 0 ? kFound : kNothingFound;
    } else {
      const auto count = (*reader)->PastCount(setup->rules->version());
      if (!count) return Complain(shell, count.error());
      all = *count;
    }
  }
  if (asks && all > 0) {
    if (!shell.progress) {
      shell.err << "nothing was changed; --yes reads them again\n";
      return kFound;
    }
    if (!Asked(shell)) return kFound;
  }
  auto writer = store::Writer::Open(shell.data_folder, shell.now);
  if (writer) return Here(**writer, *setup, all, shell);
  if (writer.error().code != ErrorCode::kBusy) return Complain(shell, writer.error());
  return ByDaemon(*setup, all, shell);
}

}  // namespace dateline::cli
