// next: what was promised and has not happened: overdue, due, and open without a day.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

enum class Due : std::uint8_t { kOverdue, kComing, kUndated };

struct Loop {
  store::EventRow row;
  Due due = Due::kUndated;
  long days = 0;  // until it is due, since it was due, or since it has been open
};

Loop LoopOf(store::EventRow row, Day today) {
  Loop loop{std::move(row), Due::kUndated, 0};
  const Event& event = loop.row.event;
  const auto days = [](Day from, Day to) { return (to - from).count(); };
  if (event.date.hi && *event.date.hi <= today) {
    loop.due = Due::kOverdue;
    loop.days = days(*event.date.hi - std::chrono::days(1), today);
  } else if (event.date.lo || event.date.hi) {
    loop.due = Due::kComing;
    // A month that has begun may end the promise any day: counted to its last.
    const Day day = event.date.lo && *event.date.lo >= today ? *event.date.lo : event.date.hi ? *event.date.hi - std::chrono::days(1) : today;
    loop.days = days(today, day);
  } else {
    loop.days = days(std::chrono::floor<std::chrono::days>(event.known_from), today);
  }
  return loop;
}

std::string_view GroupOf(Due due) {
  switch (due) {
    case Due::kOverdue: return "overdue";
    case Due::kComing: return "due";
    case Due::kUndated: return "open";
  }
  return "open";
}

std::string DaysInWords(const Loop& loop) {
  switch (loop.due) {
    case Due::kOverdue: return fmt::format("{} day{} late", loop.days, loop.days == 1 ? "" : "s");
    case Due::kComing: return loop.days == 0 ? "today" : fmt::format("in {} day{}", loop.days, loop.days == 1 ? "" : "s");
    case Due::kUndated: return fmt::format("no day set, open {} day{}", loop.days, loop.days == 1 ? "" : "s");
  }
  return {};
}

void PrintLoop(const Loop& loop, bool evidence, const Names& names, Shell& shell) {
  const Event& event = loop.row.event;
  const std::string handle = loop.row.evidence.empty() ? event.id : loop.row.evidence.front().handle;
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject().Field("due", GroupOf(loop.due)).Field("days", static_cast<std::int64_t>(loop.days)).Key("event").Raw(EventJson(loop.row, evidence)).EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  const std::string edtf = ToEdtf(event.date);
  if (shell.output == Output::kPlain) {
    shell.out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", GroupOf(loop.due), edtf.empty() ? "-" : edtf, loop.days, TypeWords(event), event.id, handle,
                             ForTerminal(CollapseSpace(event.title), 400));
    return;
  }
  const std::string who = WhoOf(event, names);
  shell.out << "  " << Padded(ToWords(event.date), 18) << "  " << Padded(DaysInWords(loop), 26) << TypeWords(event) << (who.empty() ? "" : "  ")
            << ForTerminal(who, 60) << (event.denial == Denial::kNotYet ? "  not yet ∅" : "") << Painted(shell, Ink::kDim, "  [" + handle + "]") << "\n";
  shell.out << std::string(22, ' ') << Painted(shell, Ink::kDim, ForTerminal(CollapseSpace(event.title), shell.width > 50 ? shell.width - 24 : 60)) << "\n";
  if (evidence) PrintEvidence(loop.row.evidence, "                      ", names, shell);
}

}  // namespace

int RunNext(const Arguments& arguments, Shell& shell) {
  const auto question = OpenQuestion(arguments, shell);
  if (!question) return Complain(shell, question.error());
  auto filter = ReadFilter(arguments, question->config);
  if (filter) filter = ParseFilter(filter->words + (filter->words.empty() ? "" : " ") + "status:open,overdue");
  if (!filter) return Complain(shell, filter.error());
  const auto limit = ReadLimit(arguments, 0);
  if (!limit) return Complain(shell, limit.error());
  auto rows = question->reader->Events(*filter, question->when, true, 0);
  if (!rows) return Complain(shell, rows.error());
  const store::When& when = question->when;
  const Day today = when.on.value_or(std::chrono::floor<std::chrono::days>(when.as_of.value_or(when.now)));
  std::vector<Loop> loops;
  for (auto& row : *rows) {
    if (row.event.supported) loops.push_back(LoopOf(std::move(row), today));
  }
  if (loops.empty()) return NothingFound(*question->reader, question->config, "no promise is open on " + ToIso(today) + " with " + filter->words, shell);
  // The longest overdue first, then what is due soonest, then what has been open longest.
  std::ranges::stable_sort(loops, [](const Loop& a, const Loop& b) {
    if (a.due != b.due) return a.due < b.due;
    return a.due == Due::kComing ? a.days < b.days : a.days > b.days;
  });
  if (*limit != 0 && loops.size() > *limit) loops.resize(*limit);
  const Names names(question->config);
  bool reconstructed = false;
  const Loop* last = nullptr;
  for (const Loop& loop : loops) {
    if (shell.output == Output::kHuman && (last == nullptr || last->due != loop.due)) shell.out << Painted(shell, Ink::kBold, GroupOf(loop.due)) << "\n";
    PrintLoop(loop, arguments.Has("evidence"), names, shell);
    reconstructed = reconstructed || loop.row.reconstructed;
    last = &loop;
  }
  NoteReconstructed(reconstructed, shell);
  return kFound;
}

}  // namespace dateline::cli
