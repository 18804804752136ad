// dateline.toml: settings of the program itself.
#include <date/tz.h>
#include <fmt/format.h>

#include "config/reader.h"

namespace dateline::config {
namespace {

bool IsZone(const std::string& name) {
  try {
    return date::locate_zone(name) != nullptr;
  } catch (const std::exception&) {
    return false;
  }
}

bool IsLoopbackListen(std::string_view listen) {
  return listen == "off" || listen.starts_with("127.") || listen.starts_with("localhost:") || listen.starts_with("[::1]:");
}

}  // namespace

void ReadSettings(const Context& context, const toml::table& root, Config& config) {
  Settings& settings = config.settings;
  Table table(context, root, "settings");
  settings.zone = table.String("zone", settings.zone);
  if (settings.zone != "UTC" && !IsZone(settings.zone)) {
    table.Complain("zone", fmt::format("there is no time zone '{}'", settings.zone), "an IANA name such as America/New_York");
    settings.zone = "UTC";
  }
  settings.user_agent = table.String("user_agent", settings.user_agent);
  settings.host_spacing = table.Duration("host_spacing", settings.host_spacing);
  settings.connect_timeout = table.Timeout("connect_timeout", settings.connect_timeout);
  settings.total_timeout = table.Timeout("total_timeout", settings.total_timeout);
  settings.body_bytes_max = static_cast<std::uint64_t>(
      table.Int("body_bytes_max", static_cast<std::int64_t>(settings.body_bytes_max), 1024, std::int64_t{1} << 30));
  settings.alert_backlog = table.Bool("alert_backlog", settings.alert_backlog);
  settings.workers = static_cast<std::uint32_t>(table.Int("workers", settings.workers, 0, 64));
  settings.http_listen = table.String("http_listen", settings.http_listen);
  if (!IsLoopbackListen(settings.http_listen)) {
    table.Complain("http_listen", fmt::format("'{}' is not a loopback address", settings.http_listen),
                   "127.0.0.1:PORT, [::1]:PORT or \"off\"");
    settings.http_listen = "off";
  }
  settings.record = table.String("record", settings.record);
  settings.log_level = table.OneOf("log_level", {"debug", "info", "warn", "error"}, settings.log_level);
  settings.log_format = table.OneOf("log_format", {"text", "json"}, settings.log_format);
  table.Finish();
}

}  // namespace dateline::config
