// sources list, why, test: what is asked, when and why, and what it would bring.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "cli/commands/commands.h"
#include "cli/commands/trying.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/print.h"
#include "config/duration.h"
#include "ingest/schedule.h"
#include "model/json.h"

namespace dateline::cli {
namespace {

using std::chrono::seconds;

std::vector<SourceState> StatesIn(const Shell& shell) {
  const auto reader = store::Reader::Open(shell.data_folder);
  if (!reader) return {};
  return (*reader)->States().value_or(std::vector<SourceState>());
}

SourceState StateOf(const std::string& id, const std::vector<SourceState>& states) {
  const auto found = std::ranges::find(states, id, &SourceState::source);
  return found != states.end() ? *found : SourceState{.source = id};
}

Result<config::SourceRecord> SourceNamed(const std::string& id, const config::Config& config) {
  const auto found = std::ranges::find(config.sources, id, &config::SourceRecord::id);
  if (found != config.sources.end()) return *found;
  return Fail(ErrorCode::kInvalidInput, fmt::format("there is no source '{}'; 'dateline sources list' shows them", id));
}

std::string When(const std::optional<Instant>& at) {
  return at ? ToIso(Instant(std::chrono::floor<seconds>(*at))) : std::string("never");
}

// Two units are enough for a reader: "24h 57m", "3d 4h".
std::string LengthWords(seconds length) {
  const auto count = length.count();
  const auto two = [](auto large, std::string_view large_unit, auto small, std::string_view small_unit) {
    return small == 0 ? fmt::format("{}{}", large, large_unit)
                      : fmt::format("{}{} {}{}", large, large_unit, small, small_unit);
  };
  if (count >= 2 * 86400) return two(count / 86400, "d", count % 86400 / 3600, "h");
  if (count >= 3600) return two(count / 3600, "h", count % 3600 / 60, "m");
  return count >= 60 ? two(count / 60, "m", count % 60, "s") : fmt::format("{}s", count);
}

std::string_view CauseWords(WaitCause cause) {
  switch (cause) {
    case WaitCause::kInterval:
      return "its interval";
    case WaitCause::kBackOff:
      return "back-off, doubled for every failure in a row";
    case WaitCause::kRetryAfter:
      return "the server's Retry-After";
    case WaitCause::kFreshness:
      return "the server's max-age or the feed's ttl";
    case WaitCause::kThrottled:
      return "the server sent us away without saying for how long";
    case WaitCause::kGone:
      return "the server says that the address is gone";
  }
  return "";
}

void PrintSource(const config::SourceRecord& source, const SourceState& state, Instant now, Shell& shell) {
  const auto when = [](const std::optional<Instant>& at) { return at ? ToIso(*at) : std::string("never"); };
  const std::string due = ingest::IsDue(source, state, now).reason;
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject()
        .Field("id", source.id)
        .Field("name", source.name)
        .Field("collector", source.collector)
        .Field("url", source.url)
        .Field("owner", source.owner)
        .Field("source_class", ToString(source.source_class))
        .Field("enabled", source.enabled)
        .Field("class", ToString(state.last_class))
        .Field("message", state.last_message)
        .Field("failures", state.failures)
        .Field("etag", state.etag)
        .Field("last_modified", state.last_modified)
        .Field("cursor", state.cursor)
        .Field("last_fetch", when(state.last_fetch))
        .Field("last_good", when(state.last_good))
        .Field("last_new", when(state.last_new))
        .Field("next_due", when(state.next_due))
        .Field("due", due)
        .EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  shell.out << fmt::format("{}\t{}\t{}\tlast good {}\t{}\n", source.id,
                           source.enabled ? ToString(source.source_class) : "disabled", ToString(state.last_class),
                           when(state.last_good), due);
  if (!state.last_message.empty() && state.failures > 0)
    shell.out << fmt::format("\t{} failures: {}\n", state.failures, state.last_message);
}

void WhyAsJson(const config::SourceRecord& source, const SourceState& state, const ingest::Due& due, Shell& shell) {
  const auto nullable = [](const std::optional<Instant>& at) { return at ? std::optional(ToIso(*at)) : std::nullopt; };
  JsonWriter json;
  json.BeginObject()
      .Field("id", source.id)
      .Field("url", source.url)
      .Field("asked_url", ingest::AskedUrl(source, state))
      .Field("collector", source.collector)
      .Field("where", source.where.Text())
      .Field("enabled", source.enabled)
      .Field("due", due.due)
      .Field("reason", due.reason)
      .NullableField("due_at", nullable(due.at))
      .Field("every", static_cast<std::int64_t>(source.every.count()))
      .Field("own_wait", static_cast<std::int64_t>(ingest::OwnWait(source, state.failures).count()))
      .Field("class", ToString(state.last_class))
      .Field("message", state.last_message)
      .Field("failures", state.failures)
      .Field("in_trouble", ingest::InTrouble(state))
      .NullableField("last_fetch", nullable(state.last_fetch))
      .NullableField("last_good", nullable(state.last_good))
      .NullableField("last_new", nullable(state.last_new))
      .Field("etag", state.etag)
      .Field("last_modified", state.last_modified)
      .Field("cursor", state.cursor)
      .Field("redirect_to", state.redirect_to)
      .Field("redirect_seen", state.redirect_seen)
      .Key("answers")
      .BeginArray();
  for (const SourceAnswer& answer : state.answers) {
    json.BeginObject()
        .Field("at", ToIso(answer.at))
        .Field("class", ToString(answer.fetch_class))
        .Field("message", answer.message)
        .Field("brought", answer.brought)
        .Field("wait", static_cast<std::int64_t>(answer.wait.count()))
        .Field("cause", ToString(answer.cause))
        .EndObject();
  }
  json.EndArray().EndObject();
  shell.out << json.Take() << "\n";
}

std::string WaitWords(const config::SourceRecord& source, const SourceState& state) {
  const std::string own = fmt::format("every {}; {} with the jitter of its own", config::DurationText(source.every),
                                      LengthWords(ingest::OwnWait(source, 0)));
  if (state.answers.empty()) return own;
  const SourceAnswer& last = state.answers.back();
  return fmt::format("{}; after the last answer {}: {}", own, LengthWords(last.wait), CauseWords(last.cause));
}

std::string AnswerWords(const SourceAnswer& answer) {
  return fmt::format("{}  {}{}{}, then left alone for {}", When(answer.at), ToString(answer.fetch_class),
                     answer.brought ? ", brought documents" : "", answer.message.empty() ? "" : ": " + answer.message,
                     LengthWords(answer.wait));
}

void WhyInWords(const config::SourceRecord& source, const SourceState& state, const ingest::Due& due, Shell& shell) {
  const auto line = [&](std::string_view label, const std::string& words) {
    if (!words.empty()) shell.out << fmt::format("{:<11} {}\n", label, words);
  };
  line("source", fmt::format("{}: {} ({}, {}; {})", source.id, source.name, source.collector,
                             ToString(source.source_class), source.where.Text()));
  const std::string& asked = ingest::AskedUrl(source, state);
  line("asks",
       asked.empty() ? fmt::format("{} path{}", source.paths.size(), source.paths.size() == 1 ? "" : "s") : asked);
  if (asked != source.url) line("moved", "for good, from " + source.url);
  if (asked == source.url && !state.redirect_to.empty()) {
    line("moving", fmt::format("{} of {} permanent redirects to {} seen", state.redirect_seen,
                               ingest::kRedirectSightings, state.redirect_to));
  }
  line("due", (due.due ? "now: " : "not now: ") + due.reason);
  line("waits", WaitWords(source, state));
  if (state.last_fetch) {
    line("last asked", fmt::format("{}: {}{}", When(state.last_fetch), ToString(state.last_class),
                                   state.last_message.empty() ? "" : ": " + state.last_message));
    line("last good", When(state.last_good));
    line("last new", When(state.last_new));
  }
  if (state.failures > 0) {
    line("failures",
         fmt::format("{} in a row{}", state.failures, ingest::InTrouble(state) ? "; the source counts as blind" : ""));
  }
  line("etag", state.etag);
  line("modified", state.last_modified);
  line("cursor", state.cursor.substr(0, 200));
  std::string_view label = "answers";
  for (const SourceAnswer& answer : state.answers) {
    line(label, AnswerWords(answer));
    label = "";
  }
}

}  // namespace

int RunSourcesList(const Arguments&, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  const auto states = StatesIn(shell);
  for (const auto& source : config.sources) PrintSource(source, StateOf(source.id, states), shell.now, shell);
  if (config.sources.empty()) shell.err << "no sources; 'dateline sources add URL' finds one\n";
  return config.sources.empty() ? kNothingFound : kFound;
}

int RunSourcesWhy(const Arguments& arguments, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  const auto source = SourceNamed(arguments.Get("ID"), config);
  if (!source) return Complain(shell, source.error());
  const SourceState state = StateOf(source->id, StatesIn(shell));
  const ingest::Due due = ingest::IsDue(*source, state, shell.now);
  if (shell.output == Output::kJson) {
    WhyAsJson(*source, state, due, shell);
  } else {
    WhyInWords(*source, state, due, shell);
  }
  return kFound;
}

int RunSourcesTest(const Arguments& arguments, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  auto source = SourceNamed(arguments.Get("ID"), config);
  if (!source) return Complain(shell, source.error());
  const auto limit = ReadLimit(arguments, 20);
  if (!limit) return Complain(shell, limit.error());
  SourceState state = StateOf(source->id, StatesIn(shell));
  // Whether it is switched on is another question; what the server asked for is not.
  source->enabled = true;
  const ingest::Due due = ingest::IsDue(*source, state, shell.now, ingest::Patience::kServers);
  if (!due.due) return Complain(shell, fmt::format("{} is not asked: it {}", source->id, due.reason), kNothingFound);
  // Without validators, so that an unchanged source shows what it holds.
  state.etag.clear();
  state.last_modified.clear();
  state.content_hash.clear();
  const Interrupt interrupt;
  const daemon::Tried tried = Try(*source, state, config.settings, interrupt, shell);
  PrintTried(*source, tried, *limit, shell);
  const bool good = tried.state.last_class == FetchClass::kOk || tried.state.last_class == FetchClass::kNotModified;
  return good && !tried.documents.empty() ? kFound : kNothingFound;
}

}  // namespace dateline::cli
