#include "daemon/tail_lines.h"

#include "model/json.h"

namespace dateline::daemon {

std::string TailLine(const StoreChange& change) {
  const Event& event = change.after;
  JsonWriter json;
  json.BeginObject()
      .Field("event", event.id)
      .Field("type", event.type)
      .Field("subtype", event.subtype)
      .Field("date", ToEdtf(event.date))
      .Field("modality", ToString(event.modality))
      .Field("title", event.title);
  json.Key("before");
  if (change.before) {
    json.BeginObject()
        .Field("date", ToEdtf(change.before->date))
        .Field("modality", ToString(change.before->modality))
        .EndObject();
  } else {
    json.Null();
  }
  json.Key("roles").BeginArray();
  for (const auto& role : event.roles) {
    json.BeginObject().Field("role", role.name).Field("entity", role.entity).EndObject();
  }
  json.EndArray();
  json.Field("evidence", change.deciding.handle)
      .Field("source", change.deciding.source)
      .Field("mode", ToString(change.mode))
      .Field("at", ToIso(change.now))
      .EndObject();
  return json.Take();
}

}  // namespace dateline::daemon
