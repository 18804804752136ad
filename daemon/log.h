// The log: one line on stderr for each thing worth telling, as text or as JSON. A failure is told once, where it is
// handled; a source that keeps failing is told when its state changes. Secrets never come here.
#pragma once

#include <initializer_list>
#include <memory>
#include <string_view>
#include <utility>

#include "model/problem.h"

namespace dateline::daemon {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// Any thread.
class Log {
 public:
  using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // `level`: debug, info, warning, error, off. `format`: text, json. Anything else is a problem and means info, text.
  [[nodiscard]] static std::shared_ptr<Log> Open(std::string_view level, std::string_view format, Problems& problems);
  // Tells nobody anything.
  [[nodiscard]] static std::shared_ptr<Log> Silent();
  ~Log();

  // `stage` is the speaking part: "collect", "store". Control characters are made visible.
  void Write(LogLevel level, std::string_view stage, std::string_view message, Fields fields = {});
  void Info(std::string_view stage, std::string_view message, Fields fields = {}) {
    Write(LogLevel::kInfo, stage, message, fields);
  }
  void Warn(std::string_view stage, std::string_view message, Fields fields = {}) {
    Write(LogLevel::kWarning, stage, message, fields);
  }
  void Error(std::string_view stage, std::string_view message, Fields fields = {}) {
    Write(LogLevel::kError, stage, message, fields);
  }

 private:
  struct Impl;
  explicit Log(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::daemon
