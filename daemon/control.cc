#include "daemon/control.h"

#include "bus/control.h"
#include "bus/tail.h"
#include "model/json.h"

namespace dateline::daemon {

Result<std::string> Ask(const std::filesystem::path& data, const std::string& request,
                        std::chrono::milliseconds timeout) {
  auto reply = bus::AskControl(data, request, timeout);
  if (!reply) return reply;
  const auto parsed = Json::Parse(*reply, "the daemon's answer");
  if (!parsed) return std::unexpected(parsed.error());
  if (parsed->root()["ok"].Bool()) return reply;
  return Fail(ErrorCode::kInvalidInput, "the daemon says: " + std::string(parsed->root()["error"].String()));
}

Status TailClient::Watch(const std::filesystem::path& data, const std::function<bool(const Line&)>& on_line,
                         const std::function<bool()>& on_quiet) {
  auto subscriber = bus::TailSubscriber::Connect(bus::Context::OfProcess(), data);
  if (!subscriber) return std::unexpected(subscriber.error());
  for (;;) {
    auto line = (*subscriber)->Receive(std::chrono::milliseconds(250));
    const bool on = line ? on_line({.missed = line->missed, .json = std::move(line->json)}) : on_quiet();
    if (!on) return {};
  }
}

}  // namespace dateline::daemon
