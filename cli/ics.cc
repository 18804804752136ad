#include "cli/ics.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/asking.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

constexpr std::size_t kOctets = 75;

std::string Compact(std::string iso) {
  std::erase_if(iso, [](char c) { return c == '-' || c == ':'; });
  return iso;
}

// 20250718T093000Z: whole seconds, UTC.
std::string Stamp(Instant at) { return Compact(ToIso(std::chrono::floor<std::chrono::seconds>(at))).substr(0, 15) + "Z"; }
std::string DateOf(Day day) { return Compact(ToIso(day)); }

std::string_view EventStatus(const Event& event) {
  if (!event.supported || event.modality == Modality::kDenied) return "CANCELLED";
  return event.modality == Modality::kActual ? "CONFIRMED" : "TENTATIVE";
}

std::string_view TodoStatus(const Event& event) {
  if (!event.supported || event.modality == Modality::kDenied) return "CANCELLED";
  return event.modality == Modality::kActual ? "COMPLETED" : "NEEDS-ACTION";
}

std::string SummaryOf(const Event& event, const Names& names) {
  const std::string who = WhoOf(event, names);
  std::string summary = fmt::format("{}: {}{}{}", StatusOf(event).word, TypeWords(event), who.empty() ? "" : " ", who);
  // A calendar shows a bar over days; only words can say that the day within is not known.
  if (event.date.known() && (event.date.precision != Precision::kDay || event.date.qualifier != DateQualifier::kNone)) summary += " (" + ToWords(event.date) + ")";
  if (!event.date.known()) summary += " (undated)";
  return summary;
}

std::string DescriptionOf(const store::EventRow& row) {
  std::string out;
  for (std::size_t i = 0; i < row.evidence.size() && i < 3; ++i) {
    const Evidence& entry = row.evidence[i];
    out += fmt::format("{}“{}” ({}, {})", i == 0 ? "" : "\n", CollapseSpace(entry.sentence), entry.source, entry.handle);
  }
  if (row.reconstructed) out += "\nreconstructed: an assumed time decided";
  return out;
}

}  // namespace

std::string IcsText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == ';' || c == ',' || c == '\\') {
      (out += '\\') += c;
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    }
  }
  return out;
}

std::string IcsLine(std::string_view line) {
  std::string out;
  std::size_t room = kOctets;
  while (line.size() > room) {
    std::size_t cut = room;
    // Never inside a character: some calendars decode line by line.
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xc0) == 0x80) --cut;
    (out += line.substr(0, cut)) += "\r\n ";
    line.remove_prefix(cut);
    room = kOctets - 1;
  }
  return (out += line) + "\r\n";
}

std::string IcsHead() {
  return IcsLine("BEGIN:VCALENDAR") + IcsLine("VERSION:2.0") + IcsLine("PRODID:-//Dateline//Dated policy events//EN") + IcsLine("CALSCALE:GREGORIAN") +
         IcsLine("METHOD:PUBLISH") + IcsLine("X-WR-CALNAME:Dateline");
}

std::string IcsFoot() { return IcsLine("END:VCALENDAR"); }

std::string IcsOf(const IcsEntry& entry, const Names& names) {
  const Event& event = entry.row.event;
  const bool dated = event.date.known();
  std::string out = IcsLine(dated ? "BEGIN:VEVENT" : "BEGIN:VTODO");
  std::string uid = event.id;
  std::ranges::replace(uid, ':', '-');
  out += IcsLine("UID:" + uid + "@dateline");
  out += IcsLine("DTSTAMP:" + Stamp(event.known_from));
  out += IcsLine("CREATED:" + Stamp(entry.created));
  out += IcsLine("LAST-MODIFIED:" + Stamp(event.known_from));
  out += IcsLine(fmt::format("SEQUENCE:{}", entry.sequence));
  if (dated) {
    // An open end shows as the one day that is known.
    const Day first = event.date.lo ? *event.date.lo : *event.date.hi - std::chrono::days(1);
    const Day past = event.date.hi ? *event.date.hi : first + std::chrono::days(1);
    out += IcsLine("DTSTART;VALUE=DATE:" + DateOf(first));
    out += IcsLine("DTEND;VALUE=DATE:" + DateOf(past));
    out += IcsLine("TRANSP:TRANSPARENT");
  }
  out += IcsLine(fmt::format("STATUS:{}", dated ? EventStatus(event) : TodoStatus(event)));
  out += IcsLine("SUMMARY:" + IcsText(SummaryOf(event, names)));
  out += IcsLine("DESCRIPTION:" + IcsText(DescriptionOf(entry.row)));
  out += IcsLine("CATEGORIES:" + IcsText(TypeWords(event)));
  const std::string url = entry.row.evidence.empty() ? std::string() : entry.row.evidence.front().url;
  if (url.starts_with("http") && url.find_first_of("\r\n") == std::string::npos) out += IcsLine("URL:" + url);
  return out + IcsLine(dated ? "END:VEVENT" : "END:VTODO");
}

}  // namespace dateline::cli
