// run, tail.
#include <fmt/format.h>

#include <charconv>

#include "bus/tail.h"
#include "cli/commands/commands.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/print.h"
#include "daemon/daemon.h"
#include "model/json.h"

namespace dateline::cli {
namespace {

void PrintTailLine(const bus::TailSubscriber::Line& line, Shell& shell) {
  if (line.missed > 0) shell.err << fmt::format("missed {} lines; 'dateline timeline' has everything\n", line.missed);
  if (shell.output == Output::kJson) {
    shell.out << line.json << std::endl;
    return;
  }
  const auto parsed = Json::Parse(line.json, "tail");
  if (!parsed) return;
  const JsonView root = parsed->root();
  const JsonView before = root["before"];
  const auto date = ParseEdtf(root["date"].String());
  const std::string type = root["subtype"].String().empty()
                               ? std::string(root["type"].String())
                               : fmt::format("{}/{}", root["type"].String(), root["subtype"].String());
  shell.out << Padded(date ? ToWords(*date) : "undated", 18) << "  "
            << Padded(before.IsObject() ? fmt::format("{} → {}", before["modality"].String(), root["modality"].String())
                                        : std::string(root["modality"].String()), 20)
            << "  " << Padded(type, 17) << "  " << root["event"].String() << std::endl;
}

}  // namespace

int RunDaemon(const Arguments& arguments, Shell& shell) {
  daemon::RunOptions options;
  options.config = shell.config_folder;
  options.data = shell.data_folder;
  options.once = arguments.Has("once");
  options.log_level = arguments.Get("log");
  daemon::DaemonStats stats;
  const int code = daemon::Run(options, shell.err, stats);
  if (code == kFound && options.once) {
    shell.err << fmt::format("{} sources asked, {} of them failed; {} new documents, {} revised; {} claims; {} alerts, {} sent\n",
                             stats.fetched, stats.failed, stats.new_documents, stats.new_revisions, stats.assertions,
                             stats.alerts, stats.accepted);
  }
  return code;
}

int RunTail(const Arguments& arguments, Shell& shell) {
  std::uint64_t left = 0;
  if (arguments.Has("count")) {
    const std::string text = arguments.Get("count");
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), left);
    if (error != std::errc() || end != text.data() + text.size() || left == 0) return Complain(shell, "--count takes a number of lines", kUsage);
  }
  const auto subscriber = bus::TailSubscriber::Connect(bus::Context::OfProcess(), shell.data_folder);
  if (!subscriber) return Complain(shell, subscriber.error());
  if (shell.output == Output::kHuman) shell.err << "waiting for the daemon's changes; Ctrl-C ends\n";
  const Interrupt interrupt;
  while (!interrupt.asked()) {
    const auto line = (*subscriber)->Receive(std::chrono::milliseconds(200));
    if (!line) continue;
    PrintTailLine(*line, shell);
    if (left > 0 && --left == 0) break;
  }
  return kFound;
}

}  // namespace dateline::cli
