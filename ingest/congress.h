// Bills of the US Congress as plain data: what api.congress.gov v3 answers
// (github.com/LibraryOfCongress/api.congress.gov) and govinfo's BILLSTATUS files (github.com/usgpo/bill-status), both
// into one document a bill.
//
// updateDate says when a record was refreshed, not when anything happened: whole Congresses are stamped anew. What
// counts is the latest action.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/document.h"
#include "model/result.h"

namespace dateline::ingest {

struct BillNumber {
  int congress = 0;  // 119
  std::string type;  // "HR", "S", "HJRES", "SJRES", "HCONRES", "SCONRES", "HRES", "SRES"
  int number = 0;
  // "119:HR:3447", as in the official key "BILL:119:HR:3447".
  [[nodiscard]] std::string Id() const;
  // "H.R. 3447"
  [[nodiscard]] std::string Words() const;
  auto operator<=>(const BillNumber&) const = default;
};

// nullopt when one of the three is nothing that Congress has; `type` in any case.
[[nodiscard]] std::optional<BillNumber> MakeBillNumber(std::string_view congress, std::string_view type,
                                                       std::string_view number);

struct BillRow {
  BillNumber bill;
  Day latest_action{};
  Day updated{};
  std::string fingerprint;  // of the latest action and the title, not of updateDate
};

struct BillList {
  std::int64_t count = 0;   // the server's own total for the question
  std::size_t entries = 0;  // on this page, unreadable ones included
  std::vector<BillRow> rows;
  std::vector<std::string> problems;
};

struct BillAction {
  Day day{};
  std::string code;  // "H37300", "17000"; "" for the Senate's own
  std::string text;
  auto operator<=>(const BillAction&) const = default;
};

struct BillActions {
  std::int64_t count = 0;
  std::size_t entries = 0;
  std::vector<BillAction> actions;  // in the server's order, newest first
  std::vector<std::string> problems;
};

struct BillSummary {
  Day day{};
  std::string stage;  // "Introduced in House"
  std::string text;
};

struct Bill {
  BillNumber number;
  std::string title;
  std::optional<Day> introduced;
  std::string chamber;                // where it began: "House", "Senate"
  std::vector<std::string> sponsors;  // "Rep. Gerald Connolly (D-VA-11)"
  std::vector<std::string> laws;      // "Public Law 117-169"
  std::string policy_area;
  std::optional<BillSummary> summary;  // the latest
  std::vector<BillAction> actions;     // newest first
  std::int64_t action_count = 0;       // what the record says there are
  std::int64_t summary_count = 0;
  std::vector<std::string> problems;
};

// Each fails when the answer does not have its shape; single rows that cannot be read are problems.
[[nodiscard]] Result<BillList> ReadBillList(std::string_view json);
[[nodiscard]] Result<Bill> ReadBill(std::string_view json);  // without actions and summary: they are asked for apart
[[nodiscard]] Result<BillActions> ReadBillActions(std::string_view json);
[[nodiscard]] Result<std::optional<BillSummary>> ReadBillSummary(std::string_view json);
[[nodiscard]] Result<Bill> ReadBillStatus(std::string_view xml);

// "Connolly, Gerald E." as people say it: "Rep. Connolly, Gerald E. [D-VA-11]" → "Rep. Gerald Connolly (D-VA-11)".
[[nodiscard]] std::string SponsorWords(std::string_view full_name);

// Code and message of the gateway's {"error":{…}} or the API's {"error":"…"}; "" when there is none.
[[nodiscard]] std::string CongressErrorWords(std::string_view body);

// One document: title, summary, and the actions as lines with their dates, oldest first. The fields repeat what is
// structured: action.1 = "2021-01-05|8000|Passed/agreed to in House: …", counted from the oldest.
[[nodiscard]] Document BillDocument(const Bill& bill, std::string_view source);

}  // namespace dateline::ingest
