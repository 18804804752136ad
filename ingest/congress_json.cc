// The answers of api.congress.gov v3.
#include <fmt/format.h>

#include "ingest/congress.h"
#include "ingest/html_text.h"
#include "model/id.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

std::string Clean(JsonView value) {
  return CollapseSpace(RepairUtf8(value.ScalarText()));
}

// A day, or the day of a date-time.
std::optional<Day> DayIn(JsonView value) {
  return ParseIsoDay(value.String().substr(0, 10));
}

std::int64_t CountOf(JsonView root, std::size_t entries) {
  return root["pagination"]["count"].Int().value_or(static_cast<std::int64_t>(entries));
}

std::optional<BillNumber> NumberIn(JsonView bill) {
  return MakeBillNumber(bill["congress"].ScalarText(), bill["type"].String(), bill["number"].ScalarText());
}

std::optional<BillRow> ReadRow(JsonView from) {
  const auto number = NumberIn(from);
  const auto updated = DayIn(from["updateDate"]);
  const JsonView latest = from["latestAction"];
  const auto acted = DayIn(latest["actionDate"]);
  if (!number || !updated) return std::nullopt;
  BillRow row;
  row.bill = *number;
  row.updated = *updated;
  // A bill that nothing is told of yet is as new as its record.
  row.latest_action = acted.value_or(*updated);
  const std::string day = acted ? ToIso(*acted) : "";
  row.fingerprint = HashKey({day, Clean(latest["text"]), Clean(from["title"])}).Hex().substr(0, 8);
  return row;
}

}  // namespace

Result<BillList> ReadBillList(std::string_view json) {
  const auto parsed = Json::Parse(json, "the answer");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView bills = parsed->root()["bills"];
  if (!bills.IsArray()) return Fail(ErrorCode::kInvalidInput, "the answer has no 'bills'");
  BillList list;
  list.entries = bills.size();
  list.count = CountOf(parsed->root(), bills.size());
  for (std::size_t i = 0; i < bills.size(); ++i) {
    auto row = ReadRow(bills[i]);
    if (row) {
      list.rows.push_back(*std::move(row));
    } else {
      list.problems.push_back(fmt::format("bill {} of the list has no number or updateDate", i + 1));
    }
  }
  return list;
}

Result<Bill> ReadBill(std::string_view json) {
  const auto parsed = Json::Parse(json, "the answer");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView from = parsed->root()["bill"];
  const auto number = NumberIn(from);
  if (!number) return Fail(ErrorCode::kInvalidInput, "the answer has no bill with a number");
  Bill bill;
  bill.number = *number;
  bill.title = HtmlToLine(from["title"].String());
  bill.introduced = DayIn(from["introducedDate"]);
  bill.chamber = Clean(from["originChamber"]);
  bill.policy_area = Clean(from["policyArea"]["name"]);
  const JsonView sponsors = from["sponsors"];
  for (std::size_t i = 0; i < sponsors.size(); ++i) {
    const std::string name = Clean(sponsors[i]["fullName"]);
    if (!name.empty()) bill.sponsors.push_back(SponsorWords(name));
  }
  const JsonView laws = from["laws"];
  for (std::size_t i = 0; i < laws.size(); ++i) {
    const std::string law = CollapseSpace(Clean(laws[i]["type"]) + " " + Clean(laws[i]["number"]));
    if (!law.empty()) bill.laws.push_back(law);
  }
  bill.action_count = from["actions"]["count"].Int().value_or(0);
  bill.summary_count = from["summaries"]["count"].Int().value_or(0);
  return bill;
}

Result<BillActions> ReadBillActions(std::string_view json) {
  const auto parsed = Json::Parse(json, "the answer");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView actions = parsed->root()["actions"];
  if (!actions.IsArray()) return Fail(ErrorCode::kInvalidInput, "the answer has no 'actions'");
  BillActions read;
  read.entries = actions.size();
  read.count = CountOf(parsed->root(), actions.size());
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const auto day = DayIn(actions[i]["actionDate"]);
    std::string text = HtmlToLine(actions[i]["text"].String());
    if (day && !text.empty()) {
      read.actions.push_back({*day, Clean(actions[i]["actionCode"]), std::move(text)});
    } else {
      read.problems.push_back(fmt::format("action {} has no date or text", i + 1));
    }
  }
  return read;
}

Result<std::optional<BillSummary>> ReadBillSummary(std::string_view json) {
  const auto parsed = Json::Parse(json, "the answer");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView summaries = parsed->root()["summaries"];
  if (!summaries.IsArray()) return Fail(ErrorCode::kInvalidInput, "the answer has no 'summaries'");
  std::optional<BillSummary> latest;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    const auto day = DayIn(summaries[i]["actionDate"]);
    if (!day || (latest && *day < latest->day)) continue;
    latest = BillSummary{*day, Clean(summaries[i]["actionDesc"]), HtmlToText(summaries[i]["text"].String())};
  }
  return latest;
}

std::string CongressErrorWords(std::string_view body) {
  constexpr std::size_t kBytesMax = 200;
  if (body.size() > 16'384) return {};
  const auto parsed = Json::Parse(body, "the answer");
  if (!parsed) return {};
  const JsonView error = parsed->root()["error"];
  const std::string code = error.IsString() ? "" : Clean(error["code"]);
  const std::string message = error.IsString() ? Clean(error) : Clean(error["message"]);
  std::string words = code.empty() || message.empty() ? code + message : code + ": " + message;
  return RepairUtf8(words.substr(0, kBytesMax));
}

}  // namespace dateline::ingest
