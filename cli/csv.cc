#include "cli/csv.h"

#include "model/text.h"

namespace dateline::cli {
namespace {

std::string DayOrNothing(const std::optional<Day>& day, int shift = 0) { return day ? ToIso(*day + std::chrono::days(shift)) : std::string(); }

std::string InRole(const Event& event, std::string_view role) {
  std::string out;
  for (const std::string& entity : event.In(role)) out += (out.empty() ? "" : ";") + entity;
  return out;
}

}  // namespace

std::string CsvField(std::string_view value) {
  // A cell that begins like a formula is one to a spreadsheet; a quote in front keeps it text.
  std::string text;
  if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos) text += '\'';
  text += value;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string CsvRow(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) (out += i == 0 ? "" : ",") += CsvField(fields[i]);
  return out + "\r\n";
}

std::string CsvHeader() {
  return CsvRow({"id", "type", "subtype", "date", "first_day", "last_day", "modality", "outcome", "actors", "authorities", "targets", "instruments", "places",
                 "speaker", "basis", "documents", "origins", "known_from", "reconstructed", "handle", "source", "url", "words"});
}

std::string CsvOf(const store::EventRow& row) {
  const Event& e = row.event;
  const Evidence first = row.evidence.empty() ? Evidence{} : row.evidence.front();
  return CsvRow({e.id, e.type, e.subtype, ToEdtf(e.date), DayOrNothing(e.date.lo), DayOrNothing(e.date.hi, -1), std::string(ToString(e.modality)),
                 std::string(ToString(e.outcome)), InRole(e, "actor"), InRole(e, "authority"), InRole(e, "target"), InRole(e, "instrument"), InRole(e, "place"),
                 e.speaker.empty() ? e.speaker_words : e.speaker, std::string(ToString(e.basis)), std::to_string(e.documents), std::to_string(e.origins),
                 ToIso(e.known_from), row.reconstructed ? "yes" : "", first.handle, first.source, first.url, CollapseSpace(first.sentence)});
}

}  // namespace dateline::cli
