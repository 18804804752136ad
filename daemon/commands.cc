#include "daemon/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "model/json.h"

namespace dateline::daemon {
namespace {

std::string Acknowledge(const Command& command, store::Writer& writer, Instant now) {
  const auto done = writer.Acknowledge(command.id, command.who, command.note, now);
  return done ? OkJson() : FailureJson(done.error().message);
}

std::string RetryDeliveries(const Command& command, store::Writer& writer, Instant now) {
  const auto revived = writer.RetryDead(command.id, now);
  if (!revived) return FailureJson(revived.error().message);
  JsonWriter json;
  json.BeginObject().Field("ok", true).Field("revived", static_cast<std::int64_t>(*revived)).EndObject();
  return json.Take();
}

// `note` holds the correction as JSON, with its reason beside the fields.
std::string Fix(const Command& command, store::Writer& writer, Instant now) {
  const auto parsed = Json::Parse(command.note, "correction");
  if (!parsed) return FailureJson(parsed.error().message);
  const auto correction = store::ParseCorrection(command.note);
  if (!correction) return FailureJson(correction.error().message);
  const auto number = writer.Judge(command.id, *correction, command.who, parsed->root()["reason"].String(), now);
  if (!number) return FailureJson(number.error().message);
  JsonWriter json;
  json.BeginObject().Field("ok", true).Field("judgement", *number).EndObject();
  return json.Take();
}

std::string UndoFix(const Command& command, store::Writer& writer, Instant now) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(command.id.data(), command.id.data() + command.id.size(), number);
  if (error != std::errc() || end != command.id.data() + command.id.size()) return FailureJson("not the number of a correction: " + command.id);
  const auto done = writer.UndoJudgement(number, command.who, command.note, now);
  return done ? OkJson() : FailureJson(done.error().message);
}

// `id` is the version of the rules that shall have read everything; `note` the number to go on after.
std::string Reprocess(const Command& command, store::Writer& writer, Instant) {
  constexpr std::size_t kAtOnce = 512;  // so that new documents wait no longer than these take
  std::int64_t after = 0;
  const auto [end, error] = std::from_chars(command.note.data(), command.note.data() + command.note.size(), after);
  if (!command.note.empty() && (error != std::errc() || end != command.note.data() + command.note.size())) {
    return FailureJson("not the number of a revision: " + command.note);
  }
  const auto requeued = writer.Requeue(command.id, after, kAtOnce);
  if (!requeued) return FailureJson(requeued.error().message);
  JsonWriter json;
  json.BeginObject().Field("ok", true).Field("requeued", requeued->count).Field("last", requeued->last).EndObject();
  return json.Take();
}

struct CommandRow {
  std::string_view name;
  bool needs_id;
  std::string (*execute)(const Command&, store::Writer&, Instant);  // null: the main thread answers
};

constexpr std::array kCommands{
    CommandRow{"alerts.ack", true, &Acknowledge},
    CommandRow{"deliveries.retry", true, &RetryDeliveries},
    CommandRow{"fix", true, &Fix},
    CommandRow{"fix.undo", true, &UndoFix},
    CommandRow{"import", false, nullptr},
    CommandRow{"import.status", false, nullptr},
    CommandRow{"import.stop", false, nullptr},
    CommandRow{"reload", false, nullptr},
    CommandRow{kReprocess, true, &Reprocess},
    CommandRow{"status", false, nullptr},
    CommandRow{"stop", false, nullptr},
};
static_assert(std::ranges::is_sorted(kCommands, {}, &CommandRow::name));

const CommandRow* Find(std::string_view name) {
  const auto* found = std::ranges::lower_bound(kCommands, name, {}, &CommandRow::name);
  return found != kCommands.end() && found->name == name ? found : nullptr;
}

}  // namespace

Result<Command> ParseCommand(std::string_view json) {
  auto parsed = Json::Parse(json, "request");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView root = parsed->root();
  Command command{.name = std::string(root["command"].String()),
                  .id = std::string(root["id"].String()),
                  .who = std::string(root["who"].String()),
                  .note = std::string(root["note"].String())};
  const CommandRow* row = Find(command.name);
  if (row == nullptr) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("the daemon knows no command \"{}\"", command.name));
  }
  if (row->needs_id && command.id.empty()) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("{} needs an id", command.name));
  }
  return command;
}

bool Writes(const Command& command) {
  const CommandRow* row = Find(command.name);
  return row != nullptr && row->execute != nullptr;
}

std::string Execute(const Command& command, store::Writer& writer, Instant now) {
  const CommandRow* row = Find(command.name);
  if (row == nullptr || row->execute == nullptr) return FailureJson("not a command of the store");
  return row->execute(command, writer, now);
}

std::string OkJson() { return R"({"ok":true})"; }

std::string FailureJson(std::string_view error) {
  JsonWriter json;
  json.BeginObject().Field("ok", false).Field("error", error).EndObject();
  return json.Take();
}

}  // namespace dateline::daemon
