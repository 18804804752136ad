// govinfo's BILLSTATUS files, of both schemas: until 2022 billNumber, billType and billSummaries, since then number,
// type and summary.
#include <fmt/format.h>

#include <pugixml.hpp>

#include "ingest/congress.h"
#include "ingest/html_text.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

std::string Clean(const pugi::xml_node& node) {
  return CollapseSpace(RepairUtf8(node.text().get()));
}

std::string First(const pugi::xml_node& node, const char* name, const char* other) {
  std::string text = Clean(node.child(name));
  return text.empty() ? Clean(node.child(other)) : text;
}

std::optional<Day> DayIn(const pugi::xml_node& node) {
  return ParseIsoDay(Clean(node).substr(0, 10));
}

void ReadActions(const pugi::xml_node& from, Bill& bill) {
  for (const pugi::xml_node& item : from.children("item")) {
    const auto day = DayIn(item.child("actionDate"));
    std::string text = HtmlToLine(RepairUtf8(item.child("text").text().get()));
    if (day && !text.empty()) {
      bill.actions.push_back({*day, Clean(item.child("actionCode")), std::move(text)});
    } else {
      bill.problems.emplace_back("an action has no date or text");
    }
  }
}

void ReadSummary(const pugi::xml_node& item, Bill& bill) {
  const auto day = DayIn(item.child("actionDate"));
  if (!day || (bill.summary && *day < bill.summary->day)) return;
  const pugi::xml_node plain = item.child("text") ? item.child("text") : item.child("cdata").child("text");
  bill.summary = BillSummary{*day, Clean(item.child("actionDesc")), HtmlToText(RepairUtf8(plain.text().get()))};
}

}  // namespace

Result<Bill> ReadBillStatus(std::string_view xml) {
  pugi::xml_document document;
  // Without a document type there are no entities of its own to grow.
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default & ~pugi::parse_doctype);
  if (!parsed) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("the answer is not XML: {} at byte {}", parsed.description(), parsed.offset));
  }
  const pugi::xml_node from = document.child("billStatus").child("bill");
  const auto number = MakeBillNumber(Clean(from.child("congress")), First(from, "type", "billType"),
                                     First(from, "number", "billNumber"));
  if (!number) return Fail(ErrorCode::kInvalidInput, "the answer has no billStatus with a bill's number");
  Bill bill;
  bill.number = *number;
  bill.title = HtmlToLine(RepairUtf8(from.child("title").text().get()));
  bill.introduced = DayIn(from.child("introducedDate"));
  bill.chamber = Clean(from.child("originChamber"));
  bill.policy_area = Clean(from.child("policyArea").child("name"));
  for (const pugi::xml_node& item : from.child("sponsors").children("item")) {
    const std::string name = Clean(item.child("fullName"));
    if (!name.empty()) bill.sponsors.push_back(SponsorWords(name));
  }
  for (const pugi::xml_node& item : from.child("laws").children("item")) {
    const std::string law = CollapseSpace(Clean(item.child("type")) + " " + Clean(item.child("number")));
    if (!law.empty()) bill.laws.push_back(law);
  }
  const pugi::xml_node summaries = from.child("summaries");
  for (const pugi::xml_node& item : summaries.children("summary")) ReadSummary(item, bill);
  for (const pugi::xml_node& item : summaries.child("billSummaries").children("item")) ReadSummary(item, bill);
  ReadActions(from.child("actions"), bill);
  bill.action_count = static_cast<std::int64_t>(bill.actions.size());
  return bill;
}

}  // namespace dateline::ingest
