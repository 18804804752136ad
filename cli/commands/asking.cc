#include "cli/commands/asking.h"

#include <fmt/format.h>

namespace dateline::cli {

Result<Question> OpenQuestion(const Arguments& arguments, Shell& shell) {
  Question question;
  question.config = LoadRecords(shell);
  auto when = ReadWhen(arguments, shell, question.config);
  if (!when) return std::unexpected(when.error());
  question.when = *when;
  auto reader = OpenReader(shell);
  if (!reader) return std::unexpected(reader.error());
  question.reader = std::move(*reader);
  return question;
}

int NothingFound(const store::Reader& reader, const config::Config& config, std::string_view what, Shell& shell) {
  shell.err << "nothing found: " << what << "\n";
  if (const auto coverage = reader.Covered()) PrintCoverage(*coverage, config, shell);
  return kNothingFound;
}

std::string Joined(const Arguments& arguments, std::string_view positional) {
  std::string out;
  for (const std::string& word : arguments.All(positional)) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string TypeWords(const Event& event) { return event.subtype.empty() ? event.type : event.type + "/" + event.subtype; }

std::string OneLine(const Event& event, const Names& names) {
  const StatusWord status = StatusOf(event);
  const std::string who = WhoOf(event, names);
  return fmt::format("{}  {} {}  {}{}{}", ToWords(event.date), status.word, status.symbol, TypeWords(event), who.empty() ? "" : "  ", who);
}

void NoteReconstructed(bool reconstructed, Shell& shell) {
  if (reconstructed) shell.err << "reconstructed: for some documents only the publication day is known, not when they were seen\n";
}

Result<Instant> ReadMoment(std::string_view option, const std::string& text) {
  if (const auto span = ParseEdtf(text); span && span->hi) return Instant(*span->hi) - std::chrono::microseconds(1);
  if (const auto instant = ParseInstant(text)) return *instant;
  return Fail(ErrorCode::kInvalidInput, fmt::format("--{}: '{}' is not a date; as in 2025-07-18 or 2025-07-18T09:30:00Z", option, text));
}

}  // namespace dateline::cli
