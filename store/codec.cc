#include "store/codec.h"

#include <algorithm>
#include <iterator>

#include "model/json.h"

namespace dateline::store {
namespace {

// Defaults are left out: most fields of most rows are empty.
void Put(JsonWriter& json, std::string_view key, std::string_view value) {
  if (!value.empty()) json.Field(key, value);
}

template <typename Enum>
void PutEnum(JsonWriter& json, std::string_view key, Enum value, Enum usual) {
  if (value != usual) json.Field(key, ToString(value));
}

void PutStrings(JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
  if (!values.empty()) json.Strings(key, values);
}

// [lo, hi, precision, qualifier] in days since 1970, null where open; EDTF would lose the precision of ranges.
void PutDate(JsonWriter& json, std::string_view key, const DateSpan& span) {
  if (span == DateSpan{}) return;
  json.Key(key).BeginArray();
  for (const auto& end : {span.lo, span.hi}) {
    if (end) {
      json.Int(end->time_since_epoch().count());
    } else {
      json.Null();
    }
  }
  json.Int(static_cast<int>(span.precision)).Int(static_cast<int>(span.qualifier)).EndArray();
}

void PutRoles(JsonWriter& json, const std::vector<Role>& roles) {
  if (roles.empty()) return;
  json.Key("roles").BeginArray();
  for (const Role& role : roles) json.String(role.name).String(role.entity);
  json.EndArray();
}

void PutSpan(JsonWriter& json, std::string_view key, Span span) {
  json.Key(key).BeginArray().Int(span.begin).Int(span.end).EndArray();
}

void PutInstant(JsonWriter& json, std::string_view key, const std::optional<Instant>& at) {
  if (at) json.Field(key, static_cast<std::int64_t>(at->time_since_epoch().count()));
}

std::string Get(JsonView view, std::string_view key) { return std::string(view[key].String()); }

template <typename Enum, typename Parse>
Enum GetEnum(JsonView view, std::string_view key, Parse parse, Enum usual) {
  return parse(view[key].String()).value_or(usual);
}

std::vector<std::string> GetStrings(JsonView view, std::string_view key) {
  std::vector<std::string> out;
  const JsonView list = view[key];
  out.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) out.emplace_back(list[i].String());
  return out;
}

std::optional<Day> GetDay(JsonView view) {
  const auto days = view.Int();
  if (!days) return std::nullopt;
  return Day(std::chrono::days(*days));
}

DateSpan GetDate(JsonView view, std::string_view key) {
  const JsonView list = view[key];
  DateSpan span;
  if (list.size() != 4) return span;
  span.lo = GetDay(list[std::size_t{0}]);
  span.hi = GetDay(list[1]);
  const auto precision = list[2].Int().value_or(0);
  const auto qualifier = list[3].Int().value_or(0);
  if (precision >= 0 && precision <= static_cast<int>(Precision::kDecade)) span.precision = static_cast<Precision>(precision);
  if (qualifier >= 0 && qualifier <= static_cast<int>(DateQualifier::kAfter)) span.qualifier = static_cast<DateQualifier>(qualifier);
  return span;
}

std::vector<Role> GetRoles(JsonView view) {
  std::vector<Role> out;
  const JsonView list = view["roles"];
  for (std::size_t i = 0; i + 1 < list.size(); i += 2) out.push_back({std::string(list[i].String()), std::string(list[i + 1].String())});
  return out;
}

Span GetSpan(JsonView list) {
  const auto number = [&](std::size_t i) { return static_cast<std::uint32_t>(std::clamp<std::int64_t>(list[i].Int().value_or(0), 0, 0xffffffff)); };
  return {number(0), number(1)};
}

std::optional<Instant> GetInstant(JsonView view, std::string_view key) {
  const auto at = view[key].Int();
  if (!at) return std::nullopt;
  return Instant(std::chrono::microseconds(*at));
}

// An unreadable body is an empty object: see the header.
template <typename Read>
auto ReadBody(std::string_view body, Read read) {
  const auto json = Json::Parse(body, "body");
  return read(json ? json->root() : JsonView());
}

}  // namespace

std::string EncodeAssertion(const StoredAssertion& stored) {
  const EventAssertion& a = stored.assertion;
  JsonWriter json;
  json.BeginObject().Field("type", a.type);
  Put(json, "sub", a.subtype);
  PutDate(json, "date", a.date);
  Put(json, "date_words", a.date_words);
  Put(json, "offset", a.offset);
  PutEnum(json, "mod", a.modality, Modality::kActual);
  PutEnum(json, "denial", a.denial, Denial::kNone);
  PutEnum(json, "hedge", a.hedge, Hedge::kCertain);
  PutEnum(json, "basis", a.basis, Basis::kNamedReport);
  PutEnum(json, "dir", a.direction, Direction::kNeutral);
  Put(json, "if", a.condition);
  if (a.requested) json.Field("requested", true);
  PutRoles(json, a.roles);
  PutStrings(json, "numbers", a.numbers);
  Put(json, "speaker", a.speaker);
  Put(json, "speaker_words", a.speaker_words);
  json.Key("evidence").BeginArray();
  for (const Span span : a.evidence) json.Int(span.begin).Int(span.end);
  json.EndArray();
  PutSpan(json, "trigger", a.trigger);
  Put(json, "rule", a.rule);
  PutStrings(json, "cues", a.cues);
  Put(json, "words", stored.words);
  PutStrings(json, "mentioned", stored.mentioned);
  json.EndObject();
  return json.Take();
}

StoredAssertion DecodeAssertion(std::string_view body) {
  return ReadBody(body, [](JsonView view) {
    StoredAssertion stored;
    EventAssertion& a = stored.assertion;
    a.type = Get(view, "type");
    a.subtype = Get(view, "sub");
    a.date = GetDate(view, "date");
    a.date_words = Get(view, "date_words");
    a.offset = Get(view, "offset");
    a.modality = GetEnum(view, "mod", ParseModality, Modality::kActual);
    a.denial = GetEnum(view, "denial", ParseDenial, Denial::kNone);
    a.hedge = GetEnum(view, "hedge", ParseHedge, Hedge::kCertain);
    a.basis = GetEnum(view, "basis", ParseBasis, Basis::kNamedReport);
    a.direction = GetEnum(view, "dir", ParseDirection, Direction::kNeutral);
    a.condition = Get(view, "if");
    a.requested = view["requested"].Bool();
    a.roles = GetRoles(view);
    a.numbers = GetStrings(view, "numbers");
    a.speaker = Get(view, "speaker");
    a.speaker_words = Get(view, "speaker_words");
    const JsonView spans = view["evidence"];
    for (std::size_t i = 0; i + 1 < spans.size(); i += 2) {
      a.evidence.push_back({static_cast<std::uint32_t>(spans[i].Int().value_or(0)), static_cast<std::uint32_t>(spans[i + 1].Int().value_or(0))});
    }
    a.trigger = GetSpan(view["trigger"]);
    a.rule = Get(view, "rule");
    a.cues = GetStrings(view, "cues");
    stored.words = Get(view, "words");
    stored.mentioned = GetStrings(view, "mentioned");
    return stored;
  });
}

std::string EncodeStatement(const StoredStatement& stored) {
  const Statement& s = stored.statement;
  JsonWriter json;
  json.BeginObject();
  Put(json, "speaker", s.speaker);
  Put(json, "speaker_words", s.speaker_words);
  if (s.direct) json.Field("direct", true);
  PutSpan(json, "content", s.content);
  PutSpan(json, "evidence", s.evidence);
  PutStrings(json, "about", s.about);
  Put(json, "stance", s.stance);
  PutDate(json, "date", s.date);
  Put(json, "rule", s.rule);
  Put(json, "words", stored.words);
  Put(json, "sentence", stored.sentence);
  json.EndObject();
  return json.Take();
}

StoredStatement DecodeStatement(std::string_view body) {
  return ReadBody(body, [](JsonView view) {
    StoredStatement stored;
    Statement& s = stored.statement;
    s.speaker = Get(view, "speaker");
    s.speaker_words = Get(view, "speaker_words");
    s.direct = view["direct"].Bool();
    s.content = GetSpan(view["content"]);
    s.evidence = GetSpan(view["evidence"]);
    s.about = GetStrings(view, "about");
    s.stance = Get(view, "stance");
    s.date = GetDate(view, "date");
    s.rule = Get(view, "rule");
    stored.words = Get(view, "words");
    stored.sentence = Get(view, "sentence");
    return stored;
  });
}

std::string EncodeRelation(const Relation& relation) {
  JsonWriter json;
  json.BeginObject().Field("type", relation.type).Field("from", relation.from).Field("to", relation.to);
  PutDate(json, "date", relation.date);
  PutSpan(json, "evidence", relation.evidence);
  Put(json, "rule", relation.rule);
  json.EndObject();
  return json.Take();
}

Relation DecodeRelation(std::string_view body) {
  return ReadBody(body, [](JsonView view) {
    return Relation{Get(view, "type"), Get(view, "from"), Get(view, "to"), GetDate(view, "date"), GetSpan(view["evidence"]), Get(view, "rule")};
  });
}

std::string EncodeEvent(const Event& event) {
  JsonWriter json;
  json.BeginObject().Field("id", event.id).Field("type", event.type);
  Put(json, "sub", event.subtype);
  PutDate(json, "date", event.date);
  PutEnum(json, "mod", event.modality, Modality::kActual);
  PutEnum(json, "denial", event.denial, Denial::kNone);
  PutEnum(json, "hedge", event.hedge, Hedge::kCertain);
  PutEnum(json, "basis", event.basis, Basis::kNamedReport);
  PutEnum(json, "dir", event.direction, Direction::kNeutral);
  PutEnum(json, "outcome", event.outcome, Outcome::kNone);
  Put(json, "speaker", event.speaker);
  Put(json, "speaker_words", event.speaker_words);
  Put(json, "if", event.condition);
  Put(json, "offset", event.offset);
  PutRoles(json, event.roles);
  Put(json, "title", event.title);
  json.Field("documents", event.documents).Field("origins", event.origins);
  PutInstant(json, "known_from", event.known_from);
  if (!event.supported) json.Field("unsupported", true);
  json.EndObject();
  return json.Take();
}

Event DecodeEvent(std::string_view body) {
  return ReadBody(body, [](JsonView view) {
    Event event;
    event.id = Get(view, "id");
    event.type = Get(view, "type");
    event.subtype = Get(view, "sub");
    event.date = GetDate(view, "date");
    event.modality = GetEnum(view, "mod", ParseModality, Modality::kActual);
    event.denial = GetEnum(view, "denial", ParseDenial, Denial::kNone);
    event.hedge = GetEnum(view, "hedge", ParseHedge, Hedge::kCertain);
    event.basis = GetEnum(view, "basis", ParseBasis, Basis::kNamedReport);
    event.direction = GetEnum(view, "dir", ParseDirection, Direction::kNeutral);
    event.outcome = GetEnum(view, "outcome", ParseOutcome, Outcome::kNone);
    event.speaker = Get(view, "speaker");
    event.speaker_words = Get(view, "speaker_words");
    event.condition = Get(view, "if");
    event.offset = Get(view, "offset");
    event.roles = GetRoles(view);
    event.title = Get(view, "title");
    event.documents = static_cast<std::uint32_t>(view["documents"].Int().value_or(0));
    event.origins = static_cast<std::uint32_t>(view["origins"].Int().value_or(0));
    event.known_from = GetInstant(view, "known_from").value_or(Instant{});
    event.supported = !view["unsupported"].Bool();
    return event;
  });
}

std::string EncodeMeta(const Document& document) {
  JsonWriter json;
  json.BeginObject();
  PutStrings(json, "keys", document.keys);
  Put(json, "guid", document.guid);
  Put(json, "url", document.url);
  Put(json, "language", document.language);
  Put(json, "kind", document.kind);
  PutDate(json, "published", document.published.span);
  PutInstant(json, "published_at", document.published.at);
  Put(json, "zone", document.published.zone);
  Put(json, "published_words", document.published.words);
  PutInstant(json, "first_seen", document.first_seen);
  if (!document.fields.empty()) {
    json.Key("fields").BeginArray();
    for (const Document::Field& field : document.fields) json.String(field.name).String(field.value);
    json.EndArray();
  }
  json.EndObject();
  return json.Take();
}

Document DecodeMeta(std::string_view meta) {
  return ReadBody(meta, [](JsonView view) {
    Document document;
    document.keys = GetStrings(view, "keys");
    document.guid = Get(view, "guid");
    document.url = Get(view, "url");
    document.language = Get(view, "language");
    document.kind = Get(view, "kind");
    document.published.span = GetDate(view, "published");
    document.published.at = GetInstant(view, "published_at");
    document.published.zone = Get(view, "zone");
    document.published.words = Get(view, "published_words");
    document.first_seen = GetInstant(view, "first_seen");
    const JsonView fields = view["fields"];
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
      document.fields.push_back({std::string(fields[i].String()), std::string(fields[i + 1].String())});
    }
    return document;
  });
}

std::string EncodeAnswers(const std::vector<SourceAnswer>& answers) {
  JsonWriter json;
  json.BeginArray();
  for (const SourceAnswer& answer : answers) {
    json.BeginObject().Field("at", answer.at.time_since_epoch().count()).Field("class", ToString(answer.fetch_class));
    if (!answer.message.empty()) json.Field("message", answer.message);
    if (answer.brought) json.Field("brought", true);
    json.Field("wait", static_cast<std::int64_t>(answer.wait.count())).Field("cause", ToString(answer.cause)).EndObject();
  }
  json.EndArray();
  return json.Take();
}

std::vector<SourceAnswer> DecodeAnswers(std::string_view answers) {
  std::vector<SourceAnswer> out;
  const auto parsed = Json::Parse(answers);
  if (!parsed) return out;
  for (std::size_t i = 0; i < parsed->root().size(); ++i) {
    const JsonView row = parsed->root()[i];
    SourceAnswer& answer = out.emplace_back();
    answer.at = Instant(Instant::duration(row["at"].Int().value_or(0)));
    answer.fetch_class = ParseFetchClass(row["class"].String()).value_or(FetchClass::kOk);
    answer.message = row["message"].String();
    answer.brought = row["brought"].Bool();
    answer.wait = std::chrono::seconds(row["wait"].Int().value_or(0));
    answer.cause = ParseWaitCause(row["cause"].String()).value_or(WaitCause::kInterval);
  }
  return out;
}

}  // namespace dateline::store
