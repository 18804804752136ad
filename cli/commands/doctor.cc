// doctor: one page of checks, each with words and with what to do next.
#include <date/tz.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>

#include "alert/channels.h"
#include "alert/rules.h"
#include "cli/commands/commands.h"
#include "cli/open.h"
#include "cli/print.h"
#include "daemon/control.h"
#include "daemon/vitals.h"
#include "ingest/schedule.h"
#include "model/json.h"
#include "store/checkup.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{5};
constexpr std::uint64_t kFreeBytesMin = 512u << 20;
constexpr std::chrono::minutes kLateness{10};
constexpr std::chrono::minutes kClockSlack{5};
constexpr std::array kCaFiles{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};

struct Finding {
  std::string name;
  bool good = true;
  std::string words;
  std::string next;  // what to do about it; "" when good
};
using Findings = std::vector<Finding>;

void Good(Findings& out, std::string name, std::string words) { out.push_back({std::move(name), true, std::move(words), {}}); }
void Bad(Findings& out, std::string name, std::string words, std::string next) {
  out.push_back({std::move(name), false, std::move(words), std::move(next)});
}

std::string Plural(std::uint64_t count, std::string_view one, std::string_view many) { return fmt::format("{} {}", count, count == 1 ? one : many); }

void CheckConfiguration(config::Loaded& loaded, const Shell& shell, Findings& out) {
  [[maybe_unused]] const auto rules = extract::RuleSet::Compile(loaded.config, loaded.problems);
  [[maybe_unused]] const auto book = alert::RuleBook::Compile(loaded.config, loaded.problems);
  [[maybe_unused]] const auto channels = alert::ChannelTable::Compile(loaded.config, shell.data_folder, loaded.problems);
  const std::string where = shell.config_folder.empty() ? "defaults alone" : shell.config_folder;
  if (loaded.problems.empty()) {
    Good(out, "configuration", "sound (" + where + ")");
  } else {
    Bad(out, "configuration", fmt::format("{}, first: {}", Plural(loaded.problems.size(), "problem", "problems"), loaded.problems.front().Text()),
        "dateline check shows all of them");
  }
  const auto enabled = static_cast<std::uint64_t>(std::ranges::count_if(loaded.config.sources, &config::SourceRecord::enabled));
  if (enabled == 0) {
    Bad(out, "sources", "none is switched on", "dateline sources add URL finds one; dateline init makes a sources.toml to edit");
  } else {
    Good(out, "sources", fmt::format("{} switched on", enabled));
  }
  if (loaded.config.settings.user_agent.empty()) {
    Bad(out, "user agent", "not set", "set user_agent in dateline.toml: name yourself and an address; some servers refuse programs that do not");
  } else {
    Good(out, "user agent", loaded.config.settings.user_agent);
  }
}

void CheckFolder(const Shell& shell, Findings& out) {
  const fs::path folder = shell.data_folder;
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    Bad(out, "data folder", folder.string() + " is not there", "dateline run or dateline import makes it");
    return;
  }
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    Bad(out, "data folder", folder.string() + " cannot be written by you", "run as its owner, or name another folder with --data");
    return;
  }
  struct statvfs space {};
  if (::statvfs(folder.c_str(), &space) != 0) return;
  const std::uint64_t free = static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize;
  const std::string words = fmt::format("{} can be written, {} MiB free", folder.string(), free >> 20);
  if (free < kFreeBytesMin) {
    Bad(out, "data folder", words, "make room: collection pauses when the disk is full, and nothing is lost");
  } else {
    Good(out, "data folder", words);
  }
}

void CheckClock(const store::Checkup& checkup, Instant now, Findings& out) {
  if (checkup.newest_seen && *checkup.newest_seen > now + kClockSlack) {
    Bad(out, "clock", fmt::format("it is {}, but something was seen at {}", ToIso(now), ToIso(*checkup.newest_seen)),
        "set the system's clock; until then questions with --as-of miss what came last");
  } else {
    Good(out, "clock", fmt::format("{}, after all that was seen", ToIso(now)));
  }
}

void CheckOutbox(const store::Checkup& checkup, Instant now, Findings& out) {
  if (checkup.dead > 0) {
    Bad(out, "dead letters", Plural(checkup.dead, "delivery is dead", "deliveries are dead"),
        "dateline deliveries list shows why, dateline deliveries retry all sends them again");
  } else {
    Good(out, "dead letters", "none");
  }
  if (checkup.oldest_due && now - *checkup.oldest_due > kLateness) {
    Bad(out, "outbox", "the oldest delivery has been due since " + ToIso(*checkup.oldest_due), "is the daemon running, and do the channels answer?");
  } else {
    Good(out, "outbox", checkup.oldest_due ? "next due " + ToIso(*checkup.oldest_due) : "nothing is due");
  }
}

void CheckStore(const Shell& shell, Findings& out) {
  const auto checkup = store::CheckUp(shell.data_folder);
  if (!checkup && checkup.error().code == ErrorCode::kUnavailable) {
    Bad(out, "store", checkup.error().message, "dateline run, dateline collect or dateline import makes one");
    return;
  }
  if (!checkup) {
    Bad(out, "store", checkup.error().message, checkup.error().code == ErrorCode::kTooNew ? "use the newer program" : "restore the folder from a copy");
    return;
  }
  Good(out, "store", fmt::format("opens, schema {} of {}{}", checkup->schema, checkup->schema_of_program,
                                 checkup->schema < checkup->schema_of_program ? " (the next writer brings it forward)" : ""));
  if (checkup->damage.empty()) {
    Good(out, "integrity", "both files are whole");
  } else {
    Bad(out, "integrity", checkup->damage.front(), "stop the daemon, keep a copy of the folder, then dateline fsck and dateline rebuild");
  }
  if (checkup->quarantined > 0) {
    Bad(out, "quarantine", Plural(checkup->quarantined, "text was", "texts were") + " given up on", "dateline fsck; please report what they hold");
  }
  CheckOutbox(*checkup, shell.now, out);
  CheckClock(*checkup, shell.now, out);
}

void CheckDaemon(const Shell& shell, Findings& out) {
  const auto answer = daemon::Ask(shell.data_folder, R"({"command":"status"})", kPatience);
  if (!answer) {
    Bad(out, "daemon", "not running on this folder", "dateline run, or systemctl start dateline");
    return;
  }
  const auto parsed = Json::Parse(*answer, "the daemon's answer");
  if (!parsed) return;
  const JsonView root = parsed->root();
  const auto resident = root["resident_bytes"].Int().value_or(0) >> 20;
  if (root["ready"].Bool()) {
    Good(out, "daemon", fmt::format("running since {}, {} MiB", root["since"].String(), resident));
    return;
  }
  std::string words = "running, but not well:";
  for (const char* check : {"check_started", "check_store", "check_sources", "check_deliveries"}) words += fmt::format(" {};", root[check].String());
  words.pop_back();
  Bad(out, "daemon", words, "its log says more");
}

void CheckSources(const config::Config& config, const Shell& shell, Findings& out) {
  const auto reader = store::Reader::Open(shell.data_folder);
  if (!reader) return;
  const auto states = (*reader)->States();
  if (!states) return;
  for (const auto& source : config.sources) {
    const auto state = std::ranges::find(*states, source.id, &SourceState::source);
    if (!source.enabled || state == states->end()) continue;
    const bool blind = !state->last_good || shell.now - *state->last_good > daemon::SilenceBudget(source.every);
    if (!blind && !ingest::InTrouble(*state)) continue;
    Bad(out, "source " + source.id,
        fmt::format("{}, last good {}{}{}", ToString(state->last_class), state->last_good ? ToIso(*state->last_good) : "never",
                    state->last_message.empty() ? "" : ": ", state->last_message),
        fmt::format("dateline collect {} asks it now", source.id));
  }
}

void CheckSystem(const config::Config& config, Findings& out) {
  try {
    Good(out, "time zones", fmt::format("{} (database {})", date::locate_zone(config.settings.zone)->name(), date::get_tzdb().version));
  } catch (const std::exception& error) {
    Bad(out, "time zones", error.what(), "install tzdata");
  }
  std::error_code error;
  const auto* const file = std::ranges::find_if(kCaFiles, [&](const char* path) { return fs::exists(path, error); });
  if (file == kCaFiles.end()) {
    Bad(out, "certificates", "no file of certificate authorities", "install ca-certificates: without it no https source answers");
  } else {
    Good(out, "certificates", *file);
  }
}

void Print(const Findings& findings, Shell& shell) {
  for (const Finding& finding : findings) {
    if (shell.output == Output::kJson) {
      JsonWriter json;
      json.BeginObject().Field("check", finding.name).Field("good", finding.good).Field("words", finding.words).Field("next", finding.next).EndObject();
      shell.out << json.Take() << "\n";
      continue;
    }
    shell.out << Painted(shell, finding.good ? Ink::kGreen : Ink::kRed, finding.good ? "ok   " : "BAD  ") << Padded(finding.name, 16) << " " << finding.words << "\n";
    if (!finding.good) shell.out << std::string(22, ' ') << "→ " << finding.next << "\n";
  }
}

}  // namespace

int RunDoctor(const Arguments&, Shell& shell) {
  Findings findings;
  config::Loaded loaded = config::Load(shell.config_folder);
  CheckConfiguration(loaded, shell, findings);
  CheckFolder(shell, findings);
  CheckStore(shell, findings);
  CheckDaemon(shell, findings);
  CheckSources(loaded.config, shell, findings);
  CheckSystem(loaded.config, findings);
  Print(findings, shell);
  const auto bad = static_cast<std::uint64_t>(std::ranges::count(findings, false, &Finding::good));
  if (shell.output != Output::kJson) shell.err << (bad == 0 ? "all is well\n" : Plural(bad, "finding", "findings") + "\n");
  return bad == 0 ? kFound : kFindings;
}

}  // namespace dateline::cli
