#include "cli/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/date_offset.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

constexpr std::size_t kDateColumns = 18;
constexpr std::size_t kStatusColumns = 12;

std::string TypeOf(const Event& event) {
  return event.subtype.empty() ? event.type : event.type + "/" + event.subtype;
}

std::string FirstHandle(const store::EventRow& row) {
  return row.evidence.empty() ? row.event.id : row.evidence.front().handle;
}

std::string Origins(const Event& event) {
  return fmt::format("{} document{}, {} origin{}", event.documents, event.documents == 1 ? "" : "s", event.origins,
                     event.origins == 1 ? "" : "s");
}

// "180 days after enactment", and whose day that was.
std::string CountedFrom(const Event& event) {
  const auto offset = ParseDateOffset(event.offset);
  if (!offset) return {};
  return ToWords(*offset) + (event.dated_by.empty() ? ", which is not dated yet" : " (" + event.dated_by + ")");
}

std::string OnWhoseWord(const Event& event, const Names& names) {
  if (!event.speaker.empty()) return "says " + names.Of(event.speaker);
  if (!event.speaker_words.empty()) return "says " + event.speaker_words;
  return std::string(ToString(event.basis));
}

void PrintEventLine(const store::EventRow& row, const Names& names, Shell& shell) {
  const Event& event = row.event;
  const StatusWord status = StatusOf(event);
  const std::string who = WhoOf(event, names);
  // Two lines: when, how it stands, what and who; below it the words of the text.
  const std::string head = Padded(ToWords(event.date), kDateColumns) + "  " +
                           Painted(shell, status.ink, Padded(fmt::format("{} {}", status.word, status.symbol), kStatusColumns)) +
                           "  ";
  const std::size_t used = kDateColumns + kStatusColumns + 4;
  const std::string tail = fmt::format("  {}  [{}]", event.origins > 1 ? fmt::format("{} origins", event.origins) : "", FirstHandle(row));
  const std::size_t room = shell.width > used + Columns(tail) + 20 ? shell.width - used - Columns(tail) : 60;
  const std::string what = TypeOf(event) + (who.empty() ? "" : "  " + who);
  shell.out << head << Padded(ForTerminal(what, room), room) << Painted(shell, Ink::kDim, tail) << "\n";
  shell.out << std::string(used, ' ') << Painted(shell, Ink::kDim, ForTerminal(CollapseSpace(event.title), shell.width > used + 20 ? shell.width - used : 60)) << "\n";
}

void PrintPlainLine(const store::EventRow& row, Shell& shell) {
  const Event& event = row.event;
  std::string roles;
  for (const Role& role : event.roles) roles += (roles.empty() ? "" : ",") + role.name + "=" + role.entity;
  const std::string edtf = ToEdtf(event.date);
  shell.out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", edtf.empty() ? "-" : edtf, ToString(event.modality),
                           TypeOf(event), roles.empty() ? "-" : roles, event.documents, event.origins, FirstHandle(row),
                           ForTerminal(event.title, 400));
}

void WriteEvidence(JsonWriter& json, const Evidence& entry) {
  json.BeginObject()
      .Field("handle", entry.handle)
      .Field("sentence", entry.sentence)
      .Field("source", entry.source)
      .Field("owner", entry.owner)
      .Field("title", entry.title)
      .Field("url", entry.url)
      .Field("published", ToEdtf(entry.published))
      .Field("modality", ToString(entry.modality))
      .Field("speaker", entry.speaker)
      .Field("speaker_words", entry.speaker_words)
      .Field("seen", ToIso(entry.seen))
      .Field("seen_assumed", entry.seen_assumed)
      .Strings("rules", entry.rules)
      .EndObject();
}

}  // namespace

Names::Names(const config::Config& config) {
  for (const auto& entity : config.entities) names_.emplace(entity.id, entity.name);
}

std::string Names::Of(std::string_view entity) const {
  if (const auto it = names_.find(entity); it != names_.end()) return it->second;
  std::string words(entity.substr(entity.find('.') + 1));
  std::ranges::replace(words, '-', ' ');
  return words;
}

std::string Names::List(const std::vector<std::string>& entities) const {
  std::string out;
  for (std::size_t i = 0; i < entities.size() && i < 4; ++i) out += (i > 0 ? ", " : "") + Of(entities[i]);
  if (entities.size() > 4) out += fmt::format(" and {} more", entities.size() - 4);
  return out;
}

std::string Painted(const Shell& shell, Ink ink, std::string_view text) {
  constexpr std::array<std::string_view, 7> kCodes{"", "1", "2", "32", "33", "31", "36"};
  if (!shell.color || ink == Ink::kNone) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(ink)], text);
}

StatusWord StatusOf(const Event& event) {
  if (!event.supported) return {"retracted", "✗", Ink::kDim};
  if (event.denial == Denial::kNotYet) return {"not yet", "∅", Ink::kYellow};
  switch (event.modality) {
    case Modality::kActual: return {"done", "●", Ink::kGreen};
    case Modality::kPlanned:
      if (event.outcome == Outcome::kOverdue) return {"overdue", "◔", Ink::kRed};
      return {"planned", "◔", Ink::kCyan};
    case Modality::kPossible: return {"possible", "○", Ink::kYellow};
    case Modality::kUnlikely: return {"unlikely", "✕", Ink::kDim};
    case Modality::kDenied: return {"denied", "∅", Ink::kDim};
  }
  return {"unknown", "?", Ink::kDim};
}

std::string WhoOf(const Event& event, const Names& names) {
  std::vector<std::string> actors = event.In("actor");
  if (actors.empty()) actors = event.In("authority");
  std::vector<std::string> targets;
  for (std::string_view role : {"target", "instrument"}) {
    for (const std::string& entity : event.In(role)) {
      if (std::ranges::find(targets, entity) == targets.end()) targets.push_back(entity);
    }
  }
  if (actors.empty()) return names.List(targets);
  if (targets.empty()) return names.List(actors);
  return names.List(actors) + " → " + names.List(targets);
}

void PrintEvidence(const std::vector<Evidence>& evidence, std::string_view indent, const Names& names, Shell& shell) {
  for (const Evidence& entry : evidence) {
    shell.out << indent << "“" << ForTerminal(CollapseSpace(entry.sentence), 600) << "”\n";
    std::string line = fmt::format("{}, {}", entry.source, ToWords(entry.published));
    if (!entry.speaker.empty()) line += ", says " + names.Of(entry.speaker);
    if (entry.speaker.empty() && !entry.speaker_words.empty()) line += ", says " + entry.speaker_words;
    line += fmt::format("  {}  [{}]", ForTerminal(entry.title, 60), entry.handle);
    shell.out << indent << Painted(shell, Ink::kDim, "  " + line) << "\n";
  }
}

void PrintEvents(const std::vector<store::EventRow>& rows, bool evidence, const Names& names, Shell& shell) {
  bool reconstructed = false;
  for (const store::EventRow& row : rows) {
    reconstructed = reconstructed || row.reconstructed;
    if (shell.output == Output::kJson) {
      shell.out << EventJson(row, evidence) << "\n";
    } else if (shell.output == Output::kPlain) {
      PrintPlainLine(row, shell);
      if (evidence) PrintEvidence(row.evidence, "\t", names, shell);
    } else {
      PrintEventLine(row, names, shell);
      if (evidence) PrintEvidence(row.evidence, "    ", names, shell);
    }
  }
  if (reconstructed) shell.err << "reconstructed: for some documents only the publication day is known, not when they were seen\n";
}

void PrintEvent(const store::EventRow& row, const Names& names, Shell& shell) {
  if (shell.output == Output::kJson) {
    shell.out << EventJson(row, true) << "\n";
    return;
  }
  const Event& event = row.event;
  const StatusWord status = StatusOf(event);
  shell.out << Painted(shell, Ink::kBold, fmt::format("{}  {}  {}", event.id, TypeOf(event), ToWords(event.date))) << "\n";
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) shell.out << "  " << Padded(name, 12) << value << "\n";
  };
  line("status", fmt::format("{} {}", status.word, status.symbol));
  line("date", ToEdtf(event.date));
  line("counted", CountedFrom(event));
  for (const Role& role : event.roles) line(role.name, fmt::format("{} ({})", names.Of(role.entity), role.entity));
  line("hedge", event.hedge == Hedge::kCertain ? "" : std::string(ToString(event.hedge)));
  line("condition", event.condition);
  line("outcome", event.outcome == Outcome::kNone ? "" : std::string(ToString(event.outcome)));
  line("direction", event.direction == Direction::kNeutral ? "" : std::string(ToString(event.direction)));
  line("word of", OnWhoseWord(event, names));
  line("sources", Origins(event));
  line("known from", ToIso(event.known_from));
  shell.out << "  evidence\n";
  PrintEvidence(row.evidence, "    ", names, shell);
}

void PrintDocument(const store::DocumentRow& row, Shell& shell) {
  const Document& document = row.document;
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject()
        .Field("handle", fmt::format("d{}", row.number))
        .Field("source", document.source)
        .Strings("keys", document.keys)
        .Field("url", document.url)
        .Field("title", document.title)
        .Field("published", ToEdtf(document.published.span))
        .Field("published_words", document.published.words)
        .Field("seen", ToIso(row.seen))
        .Field("seen_assumed", row.seen_assumed)
        .Field("revisions", row.revision_count)
        .Field("sha256", row.sha256)
        .Field("text", document.text)
        .EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  shell.out << Painted(shell, Ink::kBold, fmt::format("d{}  {}", row.number, document.title)) << "\n";
  shell.out << fmt::format("  source     {}\n  published  {}{}\n  seen       {}{}\n", document.source,
                           ToWords(document.published.span),
                           document.published.words.empty() ? "" : " (“" + document.published.words + "”)", ToIso(row.seen),
                           row.seen_assumed ? " (assumed: the end of its publication day)" : "");
  if (!document.url.empty()) shell.out << "  url        " << document.url << "\n";
  for (const std::string& key : document.keys) shell.out << "  key        " << key << "\n";
  if (row.revision_count > 1) shell.out << fmt::format("  revisions  {}\n", row.revision_count);
  shell.out << "  sha256     " << row.sha256 << "\n\n" << document.text << "\n";
}

std::string EventJson(const store::EventRow& row, bool evidence) {
  const Event& event = row.event;
  JsonWriter json;
  json.BeginObject()
      .Field("id", event.id)
      .Field("type", event.type)
      .Field("subtype", event.subtype)
      .NullableField("date", event.date.known() ? std::optional(ToEdtf(event.date)) : std::nullopt)
      .Field("modality", ToString(event.modality))
      .Field("denial", ToString(event.denial))
      .Field("hedge", ToString(event.hedge))
      .Field("basis", ToString(event.basis))
      .Field("direction", ToString(event.direction))
      .Field("outcome", ToString(event.outcome))
      .Field("condition", event.condition)
      .Field("offset", event.offset)
      .Field("dated_by", event.dated_by)
      .Field("speaker", event.speaker)
      .Field("speaker_words", event.speaker_words)
      .Field("title", event.title)
      .Field("documents", event.documents)
      .Field("origins", event.origins)
      .Field("known_from", ToIso(event.known_from))
      .Field("supported", event.supported)
      .Field("reconstructed", row.reconstructed);
  json.Key("roles").BeginArray();
  for (const Role& role : event.roles) json.BeginObject().Field("name", role.name).Field("entity", role.entity).EndObject();
  json.EndArray();
  if (evidence) {
    json.Key("evidence").BeginArray();
    for (const Evidence& entry : row.evidence) WriteEvidence(json, entry);
    json.EndArray();
  } else if (!row.evidence.empty()) {
    json.Field("handle", row.evidence.front().handle);
  }
  return json.EndObject().Take();
}

void PrintCoverage(const store::Coverage& coverage, const config::Config& config, Shell& shell) {
  std::ostream& out = shell.err;
  out << fmt::format("searched {} events in {} documents", coverage.events, coverage.documents);
  if (coverage.first_seen && coverage.last_seen) {
    out << fmt::format(", seen {} to {}", ToIso(std::chrono::floor<std::chrono::days>(*coverage.first_seen)),
                       ToIso(std::chrono::floor<std::chrono::days>(*coverage.last_seen)));
  }
  out << "\n";
  if (coverage.pending > 0) out << fmt::format("not yet read by the extractor: {} revisions\n", coverage.pending);
  if (coverage.unindexed > 0) out << fmt::format("not yet in the search index (scanned instead): {} revisions\n", coverage.unindexed);
  for (const auto& line : coverage.sources) {
    out << fmt::format("  {}: {} documents, last good fetch {}", line.source.id, line.documents,
                       line.last_good ? ToIso(*line.last_good) : "never");
    if (line.last_class != FetchClass::kOk && line.last_class != FetchClass::kNotModified) {
      out << fmt::format(" — blind: {} {}", ToString(line.last_class), line.last_message);
    }
    out << "\n";
  }
  std::string disabled;
  for (const auto& source : config.sources) {
    if (std::ranges::any_of(coverage.sources, [&](const auto& line) { return line.source.id == source.id; })) continue;
    if (source.enabled) {
      out << fmt::format("  cannot say: {} was never collected\n", source.name);
    } else {
      disabled += (disabled.empty() ? "" : ", ") + source.id;
    }
  }
  if (!disabled.empty()) out << "  cannot say: not collected, because disabled: " << disabled << "\n";
}

std::size_t Columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = DecodeUtf8(text, at);
    columns += (c >= 0x300 && c <= 0x36F) ? 0 : (c >= 0x1100 && (IsCjk(c) || (c >= 0xFF00 && c <= 0xFF60))) ? 2 : 1;
  }
  return columns;
}

std::string Padded(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t columns = Columns(text);
  if (columns < width) out.append(width - columns, ' ');
  return out;
}

}  // namespace dateline::cli
