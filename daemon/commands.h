// The commands of the control socket: what they look like, and carrying out those that write.
#pragma once

#include <string>
#include <string_view>

#include "daemon/exchange.h"
#include "model/result.h"
#include "store/store.h"

namespace dateline::daemon {

// After it old revisions are pending again.
inline constexpr std::string_view kReprocess = "reprocess";

// Reads {"command":"alerts.ack","id":"a:…","who":"…","note":"…"}. The names are those of the table in commands.cc.
[[nodiscard]] Result<Command> ParseCommand(std::string_view json);
// True for those that the store's thread carries out.
[[nodiscard]] bool Writes(const Command& command);
// Carries one out and answers {"ok":true,…} or {"ok":false,"error":"…"}. On the store's thread.
[[nodiscard]] std::string Execute(const Command& command, store::Writer& writer, Instant now);

[[nodiscard]] std::string OkJson();
[[nodiscard]] std::string FailureJson(std::string_view error);

}  // namespace dateline::daemon
