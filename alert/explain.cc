#include "alert/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/json.h"
#include "model/text.h"

namespace dateline::alert {
namespace {

// How much of what came from outside is repeated.
struct Bounds {
  std::size_t text_bytes;
  std::size_t items;
};
constexpr Bounds kExplainBounds{8'000, 200};
// Tried in turn until the payload is small enough; the last always is.
constexpr std::array kPayloadBounds{Bounds{3'000, 60}, Bounds{800, 30}, Bounds{120, 12}};

std::string Cut(std::string_view text, std::size_t bytes_max) {
  std::string out = RepairUtf8(text);
  if (out.size() <= bytes_max) return out;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  out.resize(end);
  return out + "…";
}

// "planned, by 19 Jul 2025"
std::string StateWords(const Event& event, const Bounds& bounds) {
  std::string out = TypeText(event) + " " + std::string(ToString(event.modality));
  if (event.denial == Denial::kNotYet) out += " (not yet)";
  if (event.outcome != Outcome::kNone) out += ", " + std::string(ToString(event.outcome));
  out += ", " + ToWords(event.date);
  if (!event.condition.empty()) out += ", if: " + event.condition;
  if (!event.supported) out += ", retracted by its sources";
  return Cut(out, bounds.text_bytes);
}

// What an analyst would still have to find out.
std::vector<std::string> Unknowns(const StoreChange& change) {
  std::vector<std::string> out;
  const Event& event = change.after;
  if (!event.date.known()) out.emplace_back("no date is stated");
  if (event.speaker.empty() && !event.speaker_words.empty()) out.emplace_back("the speaker is not named");
  if (event.In("actor").empty()) out.emplace_back("no actor is named");
  if (event.origins <= 1) out.emplace_back("a single origin says so");
  if (event.basis == Basis::kUnnamedReport) out.emplace_back("it rests on unnamed sources");
  if (event.basis == Basis::kInferred) out.emplace_back("it is inferred, not stated");
  if (change.deciding.seen_assumed) out.emplace_back("when it became known is assumed from the publication day");
  return out;
}

void WriteRoles(JsonWriter& json, const Event& event, const Bounds& bounds) {
  json.Key("roles").BeginArray();
  for (std::size_t i = 0; i < std::min(event.roles.size(), bounds.items); ++i) {
    json.BeginObject()
        .Field("role", event.roles[i].name)
        .Field("entity", Cut(event.roles[i].entity, bounds.text_bytes))
        .EndObject();
  }
  json.EndArray();
}

std::optional<std::string> Edtf(const DateSpan& date) {
  return date.known() ? std::optional(ToEdtf(date)) : std::nullopt;
}

void WriteState(JsonWriter& json, const Event& event, const Bounds& bounds) {
  json.BeginObject()
      .Field("words", StateWords(event, bounds))
      .Field("type", event.type)
      .Field("subtype", event.subtype)
      .NullableField("date", Edtf(event.date))
      .Field("modality", ToString(event.modality))
      .Field("denial", ToString(event.denial))
      .Field("hedge", ToString(event.hedge))
      .Field("basis", ToString(event.basis))
      .Field("direction", ToString(event.direction))
      .Field("status", ToString(event.outcome))
      .Field("condition", Cut(event.condition, bounds.text_bytes))
      .Field("speaker", Cut(event.speaker.empty() ? event.speaker_words : event.speaker, bounds.text_bytes))
      .Field("supported", event.supported)
      .Field("origins", event.origins)
      .Field("documents", event.documents);
  WriteRoles(json, event, bounds);
  json.EndObject();
}

void WriteEvidence(JsonWriter& json, const Evidence& evidence, const Bounds& bounds) {
  json.BeginObject()
      .Field("handle", evidence.handle)
      .Field("sentence", Cut(evidence.sentence, bounds.text_bytes))
      .Field("source", evidence.source)
      .Field("owner", evidence.owner)
      .Field("title", Cut(evidence.title, bounds.text_bytes))
      .Field("url", Cut(evidence.url, bounds.text_bytes))
      .NullableField("published", Edtf(evidence.published))
      .Field("modality", ToString(evidence.modality))
      .Field("speaker", Cut(evidence.speaker.empty() ? evidence.speaker_words : evidence.speaker, bounds.text_bytes))
      .Field("assertion", evidence.assertion.Hex());
  json.Key("rules").BeginArray();
  for (std::size_t i = 0; i < std::min(evidence.rules.size(), bounds.items); ++i) {
    json.String(Cut(evidence.rules[i], bounds.text_bytes));
  }
  json.EndArray().EndObject();
}

void WriteClauses(JsonWriter& json, const Trial& trial, const Bounds& bounds) {
  json.BeginArray();
  for (std::size_t i = 0; i < std::min(trial.clauses.size(), bounds.items); ++i) {
    const Clause& clause = trial.clauses[i];
    json.BeginObject()
        .Field("clause", Cut(clause.words, bounds.text_bytes))
        .Field("value", Cut(clause.value, bounds.text_bytes))
        .Field("holds", clause.holds)
        .EndObject();
  }
  json.EndArray();
}

void WriteRule(JsonWriter& json, const Rule& rule, const Bounds& bounds) {
  json.BeginObject()
      .Field("id", Cut(rule.record.id, bounds.text_bytes))
      .Field("name", Cut(rule.record.name, bounds.text_bytes))
      .Field("hash", rule.hash)
      .Field("filter", Cut(rule.filter.words, bounds.text_bytes))
      .Field("where", Cut(rule.record.where.Text(), bounds.text_bytes))
      .EndObject();
}

void WriteEvent(JsonWriter& json, const Event& event, const Bounds& bounds) {
  json.BeginObject()
      .Field("id", event.id)
      .Field("type", event.type)
      .Field("subtype", event.subtype)
      .NullableField("date", Edtf(event.date))
      .Field("modality", ToString(event.modality))
      .Field("title", Cut(event.title, bounds.text_bytes));
  WriteRoles(json, event, bounds);
  json.EndObject();
}

void WriteBeforeAndAfter(JsonWriter& json, const StoreChange& change, const Bounds& bounds) {
  json.Key("was");
  if (change.before) {
    json.String(StateWords(*change.before, bounds));
  } else {
    json.Null();
  }
  json.Field("now", StateWords(change.after, bounds));
}

std::string BoundedPayload(const Rule& rule, const StoreChange& change, const Trial& trial, const Bounds& bounds) {
  JsonWriter json;
  json.BeginObject().Field("type", "dateline.alert").Field("timestamp", ToIso(change.now)).Key("data").BeginObject();
  json.Field("severity", rule.record.severity).Field("transition", Cut(TransitionOf(change), bounds.text_bytes));
  json.Key("rule");
  WriteRule(json, rule, bounds);
  json.Key("event");
  WriteEvent(json, change.after, bounds);
  WriteBeforeAndAfter(json, change, bounds);
  json.Key("evidence");
  WriteEvidence(json, change.deciding, bounds);
  json.Field("origins", change.after.origins).Field("documents", change.after.documents);
  json.Key("why");
  WriteClauses(json, trial, bounds);
  json.Strings("unknown", Unknowns(change));
  json.EndObject().EndObject();
  return json.Take();
}

}  // namespace

std::string ExplainJson(const Rule& rule, const StoreChange& change, const Trial& trial) {
  const Bounds& bounds = kExplainBounds;
  JsonWriter json;
  json.BeginObject().Key("rule");
  WriteRule(json, rule, bounds);
  json.Field("severity", rule.record.severity)
      .Field("transition", TransitionOf(change))
      .Field("mode", ToString(change.mode))
      .Field("event", change.after.id)
      .Key("clauses");
  WriteClauses(json, trial, bounds);
  json.Key("before");
  if (change.before) {
    WriteState(json, *change.before, bounds);
  } else {
    json.Null();
  }
  json.Key("after");
  WriteState(json, change.after, bounds);
  json.Key("evidence");
  WriteEvidence(json, change.deciding, bounds);
  json.Strings("sources", change.context.sources).Strings("owners", change.context.owners);
  json.Field("origins", change.after.origins).Field("documents", change.after.documents);
  json.Strings("unknown", Unknowns(change));
  return json.EndObject().Take();
}

std::string PayloadJson(const Rule& rule, const StoreChange& change, const Trial& trial) {
  std::string out;
  for (const Bounds& bounds : kPayloadBounds) {
    out = BoundedPayload(rule, change, trial, bounds);
    if (out.size() <= kPayloadBytesMax) break;
  }
  return out;
}

}  // namespace dateline::alert
