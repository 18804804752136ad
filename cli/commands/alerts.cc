// alerts list|ack, deliveries list|retry.
#include <fmt/format.h>

#include <cstdlib>

#include "cli/commands/commands.h"
#include "cli/commands/writing.h"
#include "cli/open.h"
#include "cli/print.h"
#include "model/json.h"

namespace dateline::cli {
namespace {

void WriteDelivery(JsonWriter& json, const Delivery& delivery) {
  json.BeginObject().Field("id", delivery.id).Field("alert", delivery.alert).Field("channel", delivery.channel)
      .Field("state", ToString(delivery.state)).Field("attempt", delivery.attempt).Field("code", delivery.last_code)
      .Field("error", delivery.last_error).Field("next_at", ToIso(delivery.next_at)).EndObject();
}

std::string AlertJson(const store::AlertRow& row) {
  JsonWriter json;
  json.BeginObject().Field("id", row.alert.id).Field("rule", row.alert.rule).Field("severity", row.alert.severity)
      .Field("state", ToString(row.alert.state)).Field("mode", ToString(row.alert.mode)).Field("event", row.alert.event)
      .Field("transition", row.alert.transition).Field("fired", ToIso(row.alert.fired));
  json.Key("explain").Raw(row.alert.explain.empty() ? "null" : row.alert.explain);
  json.Key("deliveries").BeginArray();
  for (const Delivery& delivery : row.deliveries) WriteDelivery(json, delivery);
  return json.EndArray().EndObject().Take();
}

void PrintDeliveryLine(const Delivery& delivery, std::string_view indent, Shell& shell) {
  std::string line = fmt::format("{}{} {} {}", indent, delivery.id, delivery.channel, ToString(delivery.state));
  if (delivery.attempt > 0) line += fmt::format(", {} attempt{}", delivery.attempt, delivery.attempt == 1 ? "" : "s");
  if (delivery.last_code != 0) line += fmt::format(", HTTP {}", delivery.last_code);
  if (delivery.state == DeliveryState::kPending) line += ", next " + ToIso(delivery.next_at);
  if (!delivery.last_error.empty()) line += ": " + delivery.last_error;
  shell.out << line << "\n";
}

// The clauses with their values: why it came.
void PrintWhy(const std::string& explain, Shell& shell) {
  const auto parsed = Json::Parse(explain, "explanation");
  if (!parsed) return;
  const JsonView clauses = parsed->root()["clauses"];
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const JsonView clause = clauses[i];
    shell.out << fmt::format("      {} {}  (was {})\n", clause["holds"].Bool() ? "✓" : "✗", clause["clause"].String(),
                             clause["value"].ScalarText());
  }
}

}  // namespace

void PrintAlert(const store::AlertRow& row, const Names& names, Shell& shell) {
  const Alert& alert = row.alert;
  shell.out << Painted(shell, Ink::kBold, fmt::format("{}  {}  {}", alert.id, alert.rule, alert.severity))
            << fmt::format("  {}  {}\n", ToString(alert.state), ToIso(alert.fired));
  shell.out << "    change    " << alert.transition << "\n";
  if (row.event) {
    const Event& event = row.event->event;
    shell.out << fmt::format("    event     {}  {}  {}  [{}]\n", ToWords(event.date), event.type, WhoOf(event, names), event.id);
    shell.out << fmt::format("    origins   {} document{}, {} origin{}\n", event.documents, event.documents == 1 ? "" : "s",
                             event.origins, event.origins == 1 ? "" : "s");
    shell.out << "    evidence\n";
    PrintEvidence(row.event->evidence, "      ", names, shell);
  }
  shell.out << "    why\n";
  PrintWhy(alert.explain, shell);
  for (const Delivery& delivery : row.deliveries) PrintDeliveryLine(delivery, "    sent      ", shell);
}

int RunAlertsList(const Arguments& arguments, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  const auto limit = ReadLimit(arguments, 20);
  if (!limit) return Complain(shell, limit.error());
  const auto reader = OpenReader(shell);
  if (!reader) return Complain(shell, reader.error());
  const auto rows = (*reader)->Alerts(*limit, arguments.Get("ALERT"));
  if (!rows) return Complain(shell, rows.error());
  if (rows->empty()) {
    shell.err << "no alerts; rules that could make some:\n";
    for (const auto& rule : config.rules) shell.err << "  " << rule.id << "  " << rule.filter << (rule.enabled ? "" : "  (disabled)") << "\n";
    if (const auto coverage = (*reader)->Covered()) PrintCoverage(*coverage, config, shell);
    return kNothingFound;
  }
  const Names names(config);
  for (const auto& row : *rows) {
    if (shell.output == Output::kJson) {
      shell.out << AlertJson(row) << "\n";
    } else {
      PrintAlert(row, names, shell);
    }
  }
  return kFound;
}

int RunAlertsAck(const Arguments& arguments, Shell& shell) {
  const char* user = std::getenv("USER");
  return WriteOrAsk(shell, "alerts.ack", arguments.Get("ALERT"), arguments.Get("by", user != nullptr ? user : "unknown"),
                    arguments.Get("note"));
}

int RunDeliveriesList(const Arguments& arguments, Shell& shell) {
  const auto limit = ReadLimit(arguments, 50);
  if (!limit) return Complain(shell, limit.error());
  const auto reader = OpenReader(shell);
  if (!reader) return Complain(shell, reader.error());
  const auto rows = (*reader)->Deliveries(*limit);
  if (!rows) return Complain(shell, rows.error());
  for (const Delivery& delivery : *rows) {
    if (shell.output == Output::kJson) {
      JsonWriter json;
      WriteDelivery(json, delivery);
      shell.out << json.Take() << "\n";
    } else {
      PrintDeliveryLine(delivery, "", shell);
    }
  }
  if (rows->empty()) shell.err << "the outbox is empty\n";
  return rows->empty() ? kNothingFound : kFound;
}

int RunDeliveriesRetry(const Arguments& arguments, Shell& shell) {
  return WriteOrAsk(shell, "deliveries.retry", arguments.Get("DELIVERY"));
}

}  // namespace dateline::cli
