#include "daemon/log.h"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <string>

#include "daemon/clock.h"
#include "model/json.h"

namespace dateline::daemon {
namespace {

struct LevelRow {
  std::string_view name;
  spdlog::level::level_enum level;
};
constexpr std::array kLevels{
    LevelRow{"debug", spdlog::level::debug}, LevelRow{"error", spdlog::level::err},
    LevelRow{"info", spdlog::level::info},   LevelRow{"off", spdlog::level::off},
    LevelRow{"warn", spdlog::level::warn},   LevelRow{"warning", spdlog::level::warn},
};

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug: return spdlog::level::debug;
    case LogLevel::kInfo: return spdlog::level::info;
    case LogLevel::kWarning: return spdlog::level::warn;
    case LogLevel::kError: return spdlog::level::err;
  }
  return spdlog::level::info;
}

// What came from outside may hold line ends and terminal sequences.
void AppendVisible(std::string& line, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      line += c;
    } else {
      line += "\\x";
      line += kDigits[byte >> 4];
      line += kDigits[byte & 15];
    }
  }
}

std::string TextLine(std::string_view stage, std::string_view message, Log::Fields fields) {
  std::string line(stage);
  line += ": ";
  AppendVisible(line, message);
  for (const auto& [name, value] : fields) {
    line += ' ';
    line += name;
    line += '=';
    AppendVisible(line, value);
  }
  return line;
}

std::string JsonLine(spdlog::string_view_t level, std::string_view stage, std::string_view message,
                     Log::Fields fields) {
  JsonWriter json;
  json.BeginObject()
      .Field("time", ToIso(Now()))
      .Field("level", std::string_view(level.data(), level.size()))
      .Field("stage", stage)
      .Field("message", message);
  for (const auto& [name, value] : fields) json.Field(name, value);
  json.EndObject();
  return json.Take();
}

}  // namespace

struct Log::Impl {
  spdlog::logger logger{"dateline", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
  bool json = false;
};

Log::Log(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Log::~Log() = default;

std::shared_ptr<Log> Log::Silent() {
  auto impl = std::make_unique<Impl>();
  impl->logger.set_level(spdlog::level::off);
  return std::shared_ptr<Log>(new Log(std::move(impl)));
}

std::shared_ptr<Log> Log::Open(std::string_view level, std::string_view format, Problems& problems) {
  auto impl = std::make_unique<Impl>();
  const auto* row = std::ranges::find(kLevels, level, &LevelRow::name);
  if (row == kLevels.end()) {
    problems.push_back({.where = {.file = "log level"},
                        .message = "unknown level \"" + std::string(level) + "\"",
                        .hint = "one of debug, info, warning, error, off"});
  }
  impl->logger.set_level(row == kLevels.end() ? spdlog::level::info : row->level);
  impl->json = format == "json";
  if (format != "json" && format != "text") {
    problems.push_back({.where = {.file = "log format"},
                        .message = "unknown format \"" + std::string(format) + "\"",
                        .hint = "text or json"});
  }
  // JSON lines carry their own time and level.
  impl->logger.set_formatter(std::make_unique<spdlog::pattern_formatter>(
      impl->json ? "%v" : "%Y-%m-%dT%H:%M:%S.%eZ %-7l %v", spdlog::pattern_time_type::utc));
  impl->logger.set_error_handler([](const std::string&) {});  // a closed stderr is nobody's business
  return std::shared_ptr<Log>(new Log(std::move(impl)));
}

void Log::Write(LogLevel level, std::string_view stage, std::string_view message, Fields fields) {
  const auto grade = ToSpdlog(level);
  if (!impl_->logger.should_log(grade)) return;
  const std::string line = impl_->json ? JsonLine(spdlog::level::to_string_view(grade), stage, message, fields)
                                       : TextLine(stage, message, fields);
  // By way of a view, not a format: the line may hold braces.
  impl_->logger.log(grade, spdlog::string_view_t(line));
}

}  // namespace dateline::daemon
