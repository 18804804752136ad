// fix: an analyst's correction of an event, with its reason; undone by number.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "cli/commands/judgements.h"
#include "cli/commands/writing.h"

namespace dateline::cli {
namespace {

std::string WhoWrites(const Arguments& arguments) {
  if (arguments.Has("by")) return arguments.Get("by");
  const char* user = std::getenv("USER");
  return user == nullptr ? "unknown" : user;
}

std::string FieldsOf(const store::Correction& c) {
  std::string words;
  const auto add = [&](std::string_view name, const std::string& value) { words += fmt::format("{}{} {}", words.empty() ? "" : ", ", name, value.empty() ? "none" : value); };
  if (c.type) add("type", *c.type);
  if (c.subtype) add("subtype", *c.subtype);
  if (c.date) add("date", ToEdtf(*c.date));
  if (c.modality) add("modality", std::string(ToString(*c.modality)));
  if (c.denial) add("denial", std::string(ToString(*c.denial)));
  if (c.speaker) add("speaker", *c.speaker);
  if (c.roles) {
    for (const Role& role : *c.roles) add(role.name, role.entity);
  }
  return words;
}

// "nvidia" in --speaker and --role means what it means everywhere.
Result<std::string> EntityIn(std::string_view words, const config::Config& config) { return FindEntity(words, config); }

// The request of the correction, its reason inside; checked before anything is opened for writing.
Result<std::string> NoteOf(const Arguments& arguments, const config::Config& config) {
  JsonWriter json;
  json.BeginObject().Field("reason", arguments.Get("reason"));
  if (arguments.Has("date")) json.Field("date", arguments.Get("date") == "none" ? "" : arguments.Get("date"));
  if (arguments.Has("type")) {
    const std::string type = arguments.Get("type");
    const std::size_t slash = type.find('/');
    const std::string base = type.substr(0, slash);
    const bool known = std::ranges::any_of(config.event_types, [&](const auto& record) { return record.id == base; });
    if (!known) return Fail(ErrorCode::kInvalidInput, fmt::format("--type: there is no event type '{}'", base));
    json.Field("type", base);
    if (slash != std::string::npos) json.Field("subtype", type.substr(slash + 1));
  }
  if (arguments.Has("modality")) json.Field("modality", arguments.Get("modality"));
  if (arguments.Has("speaker")) {
    const std::string speaker = arguments.Get("speaker");
    const auto entity = speaker == "none" ? Result<std::string>(std::string()) : EntityIn(speaker, config);
    if (!entity) return std::unexpected(entity.error());
    json.Field("speaker", *entity);
  }
  if (arguments.Has("role")) {
    json.Key("roles").BeginArray();
    for (const std::string& role : arguments.All("role")) {
      const std::size_t equals = role.find('=');
      if (equals == std::string::npos) return Fail(ErrorCode::kInvalidInput, fmt::format("--role: '{}' is not NAME=ENTITY, as in actor=bis", role));
      const auto entity = EntityIn(role.substr(equals + 1), config);
      if (!entity) return std::unexpected(entity.error());
      json.String(role.substr(0, equals + 1) + *entity);
    }
    json.EndArray();
  }
  const std::string note = json.EndObject().Take();
  const auto correction = store::ParseCorrection(note);
  if (!correction) return std::unexpected(correction.error());
  if (FieldsOf(*correction).empty()) return Fail(ErrorCode::kInvalidInput, "name what to correct: --date, --type, --modality, --speaker or --role");
  return note;
}

}  // namespace

std::string JudgementWords(const store::Judgement& judgement) {
  std::string words = fmt::format("corrected by {} on {}: {} — {} (#{})", judgement.who, ToIso(std::chrono::floor<std::chrono::days>(judgement.at)),
                                  FieldsOf(judgement.correction), judgement.reason, judgement.number);
  if (judgement.undone) {
    words += fmt::format("; undone by {} on {}{}{}", judgement.undone_by, ToIso(std::chrono::floor<std::chrono::days>(*judgement.undone)),
                         judgement.undone_reason.empty() ? "" : ": ", judgement.undone_reason);
  }
  return words;
}

void WriteJudgement(JsonWriter& json, const store::Judgement& judgement) {
  json.BeginObject().Field("number", judgement.number).Field("event", judgement.event).Field("who", judgement.who).Field("reason", judgement.reason)
      .Field("at", ToIso(judgement.at)).Field("corrects", FieldsOf(judgement.correction))
      .NullableField("undone", judgement.undone ? std::optional(ToIso(*judgement.undone)) : std::nullopt)
      .Field("undone_by", judgement.undone_by).Field("undone_reason", judgement.undone_reason).EndObject();
}

int RunFix(const Arguments& arguments, Shell& shell) {
  if (arguments.Has("undo")) return WriteOrAsk(shell, "fix.undo", arguments.Get("undo"), WhoWrites(arguments), arguments.Get("reason"));
  const std::string id = arguments.Get("ID");
  if (id.empty()) return Complain(shell, "fix needs the id of an event (e:…), or --undo N", kUsage);
  if (arguments.Get("reason").empty()) return Complain(shell, "fix needs --reason TEXT: it is kept beside the correction", kUsage);
  const config::Config config = LoadRecords(shell);
  const auto note = NoteOf(arguments, config);
  if (!note) return Complain(shell, note.error());
  return WriteOrAsk(shell, "fix", id, WhoWrites(arguments), *note);
}

}  // namespace dateline::cli
