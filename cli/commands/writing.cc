#include "cli/commands/writing.h"

#include <fmt/format.h>

#include <chrono>

#include "bus/control.h"
#include "daemon/commands.h"
#include "model/json.h"

namespace dateline::cli {
namespace {

constexpr std::chrono::seconds kPatience{10};

// The answer of whoever could write: ourselves, else the daemon.
Result<std::string> Ask(Shell& shell, const std::string& request) {
  auto writer = store::Writer::Open(shell.data_folder, shell.now);
  if (writer) {
    const auto command = daemon::ParseCommand(request);
    if (!command) return std::unexpected(command.error());
    return daemon::Execute(*command, **writer, shell.now);
  }
  if (writer.error().code != ErrorCode::kBusy) return std::unexpected(writer.error());
  return bus::AskControl(shell.data_folder, request, kPatience);
}

}  // namespace

int WriteOrAsk(Shell& shell, std::string_view command, std::string_view id, std::string_view who, std::string_view note) {
  JsonWriter json;
  json.BeginObject().Field("command", command).Field("id", id).Field("who", who).Field("note", note).EndObject();
  const auto answer = Ask(shell, json.Take());
  if (!answer) return Complain(shell, answer.error());
  const auto parsed = Json::Parse(*answer, "answer");
  if (!parsed) return Complain(shell, parsed.error());
  if (!parsed->root()["ok"].Bool()) return Complain(shell, parsed->root()["error"].String("refused"), kNothingFound);
  if (shell.output == Output::kJson) {
    shell.out << *answer << "\n";
  } else if (const auto revived = parsed->root()["revived"].Int()) {
    shell.err << fmt::format("{} deliver{} will be sent again\n", *revived, *revived == 1 ? "y" : "ies");
  } else {
    shell.err << "done\n";
  }
  return kFound;
}

}  // namespace dateline::cli
