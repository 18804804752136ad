// said: who said what on a subject.
#include <fmt/format.h>

#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

std::string SpeakerOf(const Statement& statement, const Names& names) {
  if (!statement.speaker.empty()) return names.Of(statement.speaker);
  return statement.speaker_words.empty() ? "unnamed" : statement.speaker_words + " (unnamed)";
}

// The day of the statement, else the day on which it was published.
const DateSpan& DayOfSaying(const store::StatementRow& row) {
  return row.statement.date.known() ? row.statement.date : row.evidence.published;
}

void PrintJson(const store::StatementRow& row, Shell& shell) {
  JsonWriter json;
  json.BeginObject()
      .NullableField("date", row.statement.date.known() ? std::optional(ToEdtf(row.statement.date)) : std::nullopt)
      .Field("published", ToEdtf(row.evidence.published)).Field("speaker", row.statement.speaker)
      .Field("speaker_words", row.statement.speaker_words).Field("direct", row.statement.direct).Field("stance", row.statement.stance)
      .Field("words", row.words).Strings("about", row.statement.about).Field("handle", row.evidence.handle)
      .Field("source", row.evidence.source).Field("sentence", row.evidence.sentence).Field("seen", ToIso(row.evidence.seen))
      .Field("reconstructed", row.evidence.seen_assumed).EndObject();
  shell.out << json.Take() << "\n";
}

void PrintLine(const store::StatementRow& row, bool evidence, const Names& names, Shell& shell) {
  const Statement& statement = row.statement;
  if (shell.output == Output::kPlain) {
    const std::string edtf = ToEdtf(DayOfSaying(row));
    shell.out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", edtf.empty() ? "-" : edtf, statement.speaker.empty() ? statement.speaker_words : statement.speaker,
                             statement.direct ? "direct" : "indirect", statement.stance.empty() ? "-" : statement.stance, row.evidence.handle,
                             ForTerminal(CollapseSpace(row.words), 400));
    return;
  }
  shell.out << Padded(ToWords(DayOfSaying(row)), 18) << "  " << Painted(shell, Ink::kBold, SpeakerOf(statement, names));
  if (!statement.stance.empty()) shell.out << "  (" << statement.stance << ")";
  shell.out << Painted(shell, Ink::kDim, fmt::format("  {}  [{}]", row.evidence.source, row.evidence.handle)) << "\n";
  const std::string words = ForTerminal(CollapseSpace(row.words), 400);
  shell.out << std::string(20, ' ') << (statement.direct ? "“" + words + "”" : words) << "\n";
  if (evidence) PrintEvidence({row.evidence}, "                    ", names, shell);
}

}  // namespace

int RunSaid(const Arguments& arguments, Shell& shell) {
  const auto question = OpenQuestion(arguments, shell);
  if (!question) return Complain(shell, question.error());
  auto filter = ReadFilter(arguments, question->config);
  if (filter && arguments.Has("by")) {
    auto speaker = FindEntity(arguments.Get("by"), question->config);
    if (!speaker) return Complain(shell, speaker.error());
    filter = ParseFilter(filter->words + (filter->words.empty() ? "" : " ") + "speaker:" + *speaker);
  }
  if (!filter) return Complain(shell, filter.error());
  const auto limit = ReadLimit(arguments, 0);
  if (!limit) return Complain(shell, limit.error());
  auto rows = question->reader->Statements(*filter, question->when, *limit);
  if (!rows) return Complain(shell, rows.error());
  if (rows->empty()) {
    return NothingFound(*question->reader, question->config, filter->words.empty() ? "the store has no statements" : "nobody is quoted with " + filter->words, shell);
  }
  const Names names(question->config);
  bool reconstructed = false;
  for (const auto& row : *rows) {
    reconstructed = reconstructed || (question->when.as_of && row.evidence.seen_assumed);
    if (shell.output == Output::kJson) {
      PrintJson(row, shell);
    } else {
      PrintLine(row, arguments.Has("evidence"), names, shell);
    }
  }
  NoteReconstructed(reconstructed, shell);
  return kFound;
}

}  // namespace dateline::cli
