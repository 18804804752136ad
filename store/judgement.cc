#include "store/judgement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "model/json.h"

namespace dateline::store {
namespace {

constexpr std::array<std::string_view, 5> kRoleNames{"actor", "authority", "instrument", "place", "target"};

// Moments at which what judgements say of an event changes.
std::set<Instant> Turns(const std::vector<const Judged*>& judgements, std::optional<Instant> until) {
  std::set<Instant> turns;
  for (const Judged* judged : judgements) {
    if (!until || judged->at <= *until) turns.insert(judged->at);
    if (judged->undone && (!until || *judged->undone <= *until)) turns.insert(*judged->undone);
  }
  return turns;
}

Event AsJudged(Event event, const std::vector<const Judged*>& judgements, Instant at) {
  for (const Judged* judged : judgements) {
    const bool holds = judged->at <= at && (!judged->undone || *judged->undone > at);
    if (holds) event = Corrected(std::move(event), judged->correction);
  }
  return event;
}

void JudgeOne(FoldedEvent& folded, const std::vector<const Judged*>& judgements, std::optional<Instant> until) {
  std::vector<Version> steps = folded.versions;
  for (const Instant turn : Turns(judgements, until)) {
    // The version that stood then; before the first there was nothing to correct.
    const auto after = std::ranges::find_if(folded.versions, [&](const Version& v) { return v.event.known_from > turn; });
    if (after == folded.versions.begin() || std::prev(after)->event.known_from == turn) continue;
    Version version = *std::prev(after);
    version.event.known_from = turn;
    version.moved_by = nullptr;  // no text moved it
    steps.push_back(std::move(version));
  }
  std::ranges::stable_sort(steps, {}, [](const Version& v) { return v.event.known_from; });
  std::vector<Version> versions;
  for (Version& step : steps) {
    step.event = AsJudged(std::move(step.event), judgements, step.event.known_from);
    if (!versions.empty() && LooksTheSame(versions.back().event, step.event)) continue;
    versions.push_back(std::move(step));
  }
  const std::uint32_t documents = folded.event.documents;
  const std::uint32_t origins = folded.event.origins;
  folded.event = AsJudged(std::move(folded.event), judgements, steps.back().event.known_from);
  folded.event.known_from = versions.back().event.known_from;
  folded.event.documents = documents;
  folded.event.origins = origins;
  folded.versions = std::move(versions);
}

template <typename Value>
void PutEnum(JsonWriter& json, std::string_view key, const std::optional<Value>& value) {
  if (value) json.Field(key, ToString(*value));
}

}  // namespace

std::string EncodeCorrection(const Correction& correction) {
  JsonWriter json;
  json.BeginObject();
  if (correction.type) json.Field("type", *correction.type);
  if (correction.subtype) json.Field("subtype", *correction.subtype);
  if (correction.date) json.Field("date", ToEdtf(*correction.date));
  PutEnum(json, "modality", correction.modality);
  PutEnum(json, "denial", correction.denial);
  if (correction.speaker) json.Field("speaker", *correction.speaker);
  if (correction.roles) {
    json.Key("roles").BeginArray();
    for (const Role& role : *correction.roles) json.String(role.name + "=" + role.entity);
    json.EndArray();
  }
  return json.EndObject().Take();
}

Correction DecodeCorrection(std::string_view body) {
  Correction out;
  const auto parsed = Json::Parse(body, "correction");
  if (!parsed) return out;
  const JsonView root = parsed->root();
  if (root["type"].IsString()) out.type = root["type"].String();
  if (root["subtype"].IsString()) out.subtype = root["subtype"].String();
  if (root["date"].IsString()) out.date = ParseEdtf(root["date"].String()).value_or(DateSpan{});
  if (root["modality"].IsString()) out.modality = ParseModality(root["modality"].String());
  if (root["denial"].IsString()) out.denial = ParseDenial(root["denial"].String());
  if (root["speaker"].IsString()) out.speaker = root["speaker"].String();
  if (root["roles"].IsArray()) {
    std::set<Role> roles;
    for (std::size_t i = 0; i < root["roles"].size(); ++i) {
      const std::string_view text = root["roles"][i].String();
      const std::size_t equals = text.find('=');
      if (equals != std::string_view::npos) roles.insert({std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))});
    }
    out.roles.emplace(roles.begin(), roles.end());
  }
  return out;
}

Result<Correction> ParseCorrection(std::string_view json) {
  const auto parsed = Json::Parse(json, "correction");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView root = parsed->root();
  const auto date = root["date"].String();
  if (!date.empty() && !ParseEdtf(date)) return Fail(ErrorCode::kInvalidInput, fmt::format("date: '{}' is not a date; as in 2025-05-13, 2025-05 or ../2025-07-19", date));
  const auto modality = root["modality"].String();
  if (!modality.empty() && !ParseModality(modality)) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("modality: '{}' is none of actual, planned, possible, unlikely, denied", modality));
  }
  const auto denial = root["denial"].String();
  if (!denial.empty() && !ParseDenial(denial)) return Fail(ErrorCode::kInvalidInput, fmt::format("denial: '{}' is not a kind of denial", denial));
  const JsonView roles = root["roles"];
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const std::string_view role = roles[i].String();
    const std::string_view name = role.substr(0, std::min(role.find('='), role.size()));
    const bool known = std::ranges::find(kRoleNames, name) != kRoleNames.end();
    if (!known || name.size() + 2 > role.size()) {
      return Fail(ErrorCode::kInvalidInput, fmt::format("role: '{}' is not NAME=ENTITY with actor, authority, instrument, place or target", role));
    }
  }
  return DecodeCorrection(json);
}

std::vector<Judged> LoadJudged(Sql& sql, std::int64_t block) {
  std::vector<Judged> out;
  Query query(sql, "SELECT assertion, body, at, undone FROM judgement WHERE block = ? ORDER BY at, id");
  query << block;
  while (query.Step()) out.push_back({query.KeyAt(0), DecodeCorrection(query.Text(1)), query.At(2), query.MaybeAt(3)});
  return out;
}

Judgement ReadJudgement(const Query& query) {
  Judgement out;
  out.number = query.Int(0);
  out.event = query.Text(1);
  out.correction = DecodeCorrection(query.Text(3));
  out.who = query.Text(4);
  out.reason = query.Text(5);
  out.at = query.At(6);
  out.undone = query.MaybeAt(7);
  out.undone_by = query.Text(8);
  out.undone_reason = query.Text(9);
  return out;
}

Event Corrected(Event event, const Correction& correction) {
  if (correction.type) {
    event.type = *correction.type;
    event.subtype.clear();
  }
  if (correction.subtype) event.subtype = *correction.subtype;
  if (correction.date) event.date = *correction.date;
  if (correction.modality) {
    event.modality = *correction.modality;
    event.denial = Denial::kNone;
    if (event.modality == Modality::kDenied) event.denial = correction.denial.value_or(Denial::kDidNotHappen);
    // The outcome belongs to the modality: what an analyst calls planned is open, what happened after a promise is kept.
    if (event.modality == Modality::kPlanned) event.outcome = Outcome::kOpen;
    if (event.modality != Modality::kPlanned) event.outcome = event.modality == Modality::kActual && event.outcome == Outcome::kOpen ? Outcome::kKept : Outcome::kNone;
  }
  if (correction.speaker) {
    event.speaker = *correction.speaker;
    event.speaker_words.clear();
  }
  if (correction.roles) event.roles = *correction.roles;
  return event;
}

void Judge(Folded& folded, const std::vector<Judged>& judgements, std::optional<Instant> until) {
  if (judgements.empty()) return;
  for (FoldedEvent& event : folded.events) {
    std::vector<const Judged*> own;
    for (const Judged& judged : judgements) {
      if (until && judged.at > *until) continue;
      const bool held = std::ranges::any_of(event.claims, [&](const Claim* claim) { return claim->key == judged.assertion; });
      if (held) own.push_back(&judged);
    }
    if (!own.empty()) JudgeOne(event, own, until);
  }
}

Folded FoldJudged(Sql& sql, std::int64_t block, std::span<const Claim> claims, std::optional<Instant> until) {
  Folded folded = FoldBlock(block, claims, until);
  Judge(folded, LoadJudged(sql, block), until);
  return folded;
}

}  // namespace dateline::store
