// why: which assertions stand behind an event or an alert, by which rules, and why the deciding one decides.
#include <fmt/format.h>

#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "cli/commands/judgements.h"
#include "cli/commands/writing.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

void WriteJson(const store::EventTrace& trace, Shell& shell) {
  JsonWriter json;
  json.BeginObject().Key("event").Raw(EventJson(trace.row, false)).Key("claims").BeginArray();
  for (const auto& claim : trace.claims) {
    const Evidence& e = claim.evidence;
    json.BeginObject().Field("handle", e.handle).Field("assertion", e.assertion.Hex()).Field("seen", ToIso(e.seen)).Field("seen_assumed", e.seen_assumed)
        .Field("source", e.source).Field("modality", ToString(e.modality)).Field("denial", ToString(claim.denial)).Field("basis", ToString(claim.basis))
        .NullableField("date", claim.date.known() ? std::optional(ToEdtf(claim.date)) : std::nullopt).Field("speaker", e.speaker)
        .Strings("rules", e.rules).Field("attached", claim.attached).Field("moved", claim.moved).Field("standing", claim.standing)
        .Field("decides", claim.decides).Field("retracted", claim.retracted).Field("sentence", e.sentence).EndObject();
  }
  json.EndArray().Key("versions").BeginArray();
  for (const Event& version : trace.versions) {
    json.BeginObject().Field("known_from", ToIso(version.known_from)).Field("modality", ToString(version.modality))
        .Field("denial", ToString(version.denial)).Field("outcome", ToString(version.outcome))
        .NullableField("date", version.date.known() ? std::optional(ToEdtf(version.date)) : std::nullopt).EndObject();
  }
  json.EndArray().Key("corrections").BeginArray();
  for (const auto& judgement : trace.judgements) WriteJudgement(json, judgement);
  shell.out << json.EndArray().EndObject().Take() << "\n";
}

void WriteWords(const store::EventTrace& trace, const Names& names, Shell& shell) {
  const Event& event = trace.row.event;
  shell.out << Painted(shell, Ink::kBold, event.id) << "  " << OneLine(event, names) << "\n";
  shell.out << "  history\n";
  for (const Event& version : trace.versions) {
    shell.out << "    " << ToIso(std::chrono::floor<std::chrono::days>(version.known_from)) << "  " << OneLine(version, names) << "\n";
  }
  for (const auto& judgement : trace.judgements) shell.out << "  " << JudgementWords(judgement) << "\n";
  shell.out << fmt::format("  {} assertion{}, as they became known\n", trace.claims.size(), trace.claims.size() == 1 ? "" : "s");
  for (const auto& claim : trace.claims) {
    const Evidence& e = claim.evidence;
    shell.out << "  " << (claim.decides ? Painted(shell, Ink::kGreen, "▸ ") : "  ") << ToIso(std::chrono::floor<std::chrono::days>(e.seen)) << (e.seen_assumed ? "~ " : "  ")
              << ToString(e.modality) << (claim.date.known() ? " " + ToWords(claim.date) : "") << ", " << ToString(claim.basis)
              << (e.speaker.empty() ? "" : ", says " + names.Of(e.speaker)) << Painted(shell, Ink::kDim, "  " + e.source + "  [" + e.handle + "]") << "\n";
    const auto line = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) shell.out << "        " << Padded(name, 10) << value << "\n";
    };
    line("words", "“" + ForTerminal(CollapseSpace(e.sentence), 400) + "”");
    std::string rules;
    for (const std::string& rule : e.rules) rules += (rules.empty() ? "" : ", ") + rule;
    line("read by", rules);
    line("attached", claim.attached);
    line("moved", claim.moved);
    line("standing", claim.standing);
  }
}

int WhyEvent(const Question& question, const std::string& id, Shell& shell) {
  const auto trace = question.reader->Trace(id, question.when);
  if (!trace) return Complain(shell, trace.error());
  if (!*trace) return NothingFound(*question.reader, question.config, "no event has the id " + id, shell);
  const Names names(question.config);
  if (shell.output == Output::kJson) {
    WriteJson(**trace, shell);
  } else {
    WriteWords(**trace, names, shell);
  }
  NoteReconstructed((*trace)->row.reconstructed, shell);
  return kFound;
}

}  // namespace

int RunWhy(const Arguments& arguments, Shell& shell) {
  const auto question = OpenQuestion(arguments, shell);
  if (!question) return Complain(shell, question.error());
  const std::string id = arguments.Get("ID");
  if (!id.starts_with("a:")) return WhyEvent(*question, id, shell);
  const auto alerts = question->reader->Alerts(1, id);
  if (!alerts) return Complain(shell, alerts.error());
  if (alerts->empty()) return NothingFound(*question->reader, question->config, "no alert has the id " + id, shell);
  if (shell.output != Output::kJson) PrintAlert(alerts->front(), Names(question->config), shell);
  return WhyEvent(*question, alerts->front().alert.event, shell);
}

}  // namespace dateline::cli
