#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "ingest/collector.h"
#include "ingest/congress.h"

namespace dateline::ingest {
namespace {

const Instant kNow = *ParseInstant("2025-09-20T10:00:00Z");

config::SourceRecord Source() {
  config::SourceRecord source;
  source.id = "congress";
  source.collector = "congress";
  source.url = "https://api.congress.gov/v3/bill/119";
  source.secret = "env:CONGRESS_API_KEY";
  source.from = "2025-09-01";
  return source;
}

struct Row {
  int number;
  std::string updated;
  std::string acted;
  std::string words = "Introduced in House";
};

std::string Parameter(const std::string& url, const std::string& name) {
  const auto at = std::min(url.find("&" + name + "="), url.find("?" + name + "="));
  return at == std::string::npos ? "" : url.substr(at + name.size() + 2, url.find('&', at + 1) - at - name.size() - 2);
}

// The API as far as a collector can see it.
struct FakeApi {
  std::vector<Row> rows;  // in the order of updates
  std::int64_t claimed_more = 0;
  std::string remaining = "4000";
  std::vector<std::string> asked;
  std::function<bool(const std::string& url, net::Response&)> intercept;

  std::string List(const std::string& url) const {
    std::vector<Row> found;
    std::ranges::copy_if(rows, std::back_inserter(found),
                         [&](const Row& row) { return row.updated >= Parameter(url, "fromDateTime").substr(0, 10); });
    const auto offset = std::stoul(Parameter(url, "offset"));
    const auto limit = std::stoul(Parameter(url, "limit"));
    std::string bills;
    for (std::size_t i = offset; i < std::min(offset + limit, found.size()); ++i) {
      bills += fmt::format(
          R"({}{{"congress":119,"type":"HR","number":"{}","title":"Act {}","updateDate":"{}","latestAction":{{"actionDate":"{}","text":"{}"}}}})",
          bills.empty() ? "" : ",", found[i].number, found[i].number, found[i].updated, found[i].acted, found[i].words);
    }
    return fmt::format(R"({{"bills":[{}],"pagination":{{"count":{}}}}})", bills,
                       static_cast<std::int64_t>(found.size()) + claimed_more);
  }

  net::Response Answer(const std::string& url) {
    asked.push_back(url);
    net::Response response;
    response.status = 200;
    response.url = url;
    response.headers.push_back({"X-RateLimit-Remaining", remaining});
    if (intercept && intercept(url, response)) return response;
    const std::string path = url.substr(0, url.find('?'));
    if (path.ends_with("/bill/119")) {
      response.body = List(url);
      return response;
    }
    const auto at = path.find("/hr/");
    const int number = std::stoi(path.substr(at + 4));
    const Row& row = *std::ranges::find(rows, number, &Row::number);
    if (path.ends_with("/actions")) {
      response.body = fmt::format(
          R"({{"actions":[{{"actionDate":"{}","text":"{}"}},{{"actionDate":"2025-08-30","actionCode":"1000","text":"Introduced in House"}}],"pagination":{{"count":2}}}})",
          row.acted, row.words);
    } else if (path.ends_with("/summaries")) {
      response.body =
          R"({"summaries":[{"actionDate":"2025-08-30","actionDesc":"Introduced in House","text":"<p>This bill does a thing.</p>"}]})";
    } else {
      response.body = fmt::format(
          R"({{"bill":{{"congress":119,"type":"HR","number":"{}","title":"Act {}","originChamber":"House","introducedDate":"2025-08-30","sponsors":[{{"fullName":"Rep. Doe, Ada B. [D-CA-3]"}}],"laws":[],"actions":{{"count":2}},"summaries":{{"count":1}}}}}})",
          number, number);
    }
    return response;
  }
};

struct Gathered {
  std::vector<Document> documents;
  Problems problems;
  SourceState state;
  FetchClass fetch_class = FetchClass::kOk;
  std::string message;
};

Gathered Gather(FakeApi& api, const config::SourceRecord& source, const SourceState& state = {}) {
  const auto round = StartCongress(source, state);
  Gathered all;
  std::deque<Ask> asks;
  const auto take = [&](Collected step) {
    std::ranges::move(step.documents, std::back_inserter(all.documents));
    std::ranges::move(step.problems, std::back_inserter(all.problems));
    std::ranges::move(step.follow_ups, std::back_inserter(asks));
    if (step.fetch_class == FetchClass::kOk) all.state = step.state;
    if (step.fetch_class != FetchClass::kOk) {
      all.fetch_class = step.fetch_class;
      all.message = step.message;
    }
  };
  take(round->Begin(kNow));
  while (!asks.empty()) {
    const Ask ask = std::move(asks.front());
    asks.pop_front();
    CHECK(ask.secret_header == "X-Api-Key");
    CHECK(ask.request.url.find("api_key") == std::string::npos);
    take(round->Take(ask, api.Answer(ask.request.url), kNow));
  }
  return all;
}

std::string Field(const Document& document, std::string_view name) {
  const auto found = std::ranges::find(document.fields, name, &Document::Field::name);
  return found == document.fields.end() ? "" : found->value;
}

std::string Sample(const std::string& name) {
  const char* shared = std::getenv("DATELINE_SHARED");
  if (shared == nullptr) return {};
  std::ifstream in(std::filesystem::path(shared) / "samples" / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("A bill is one document with its actions as lines and as fields, oldest first") {
  FakeApi api;
  api.rows = {{3447, "2025-09-10", "2025-09-09", "Passed/agreed to in House: On passage Passed by voice vote."}};
  const Gathered all = Gather(api, Source());
  CHECK(all.fetch_class == FetchClass::kOk);
  REQUIRE(all.documents.size() == 1);
  const Document& bill = all.documents[0];
  CHECK(bill.keys == std::vector<std::string>{"BILL:119:HR:3447"});
  CHECK(bill.url == "https://www.congress.gov/bill/119th-congress/house-bill/3447");
  CHECK(bill.title == "H.R. 3447: Act 3447");
  CHECK(ToEdtf(bill.published.span) == "2025-09-09");
  CHECK(
      bill.text ==
      "H.R. 3447, 119th Congress: Act 3447\n\nIntroduced in the House on August 30, 2025 by Rep. Ada Doe (D-CA-3).\n\n"
      "Summary (Introduced in House, August 30, 2025)\n\nThis bill does a thing.\n\nActions\n\n"
      "August 30, 2025: Introduced in House\nSeptember 9, 2025: Passed/agreed to in House: On passage Passed by voice "
      "vote.");
  CHECK(Field(bill, "introduced_on") == "2025-08-30");
  CHECK(Field(bill, "congress") == "119");
  CHECK(Field(bill, "action.1") == "2025-08-30|1000|Introduced in House");
  CHECK(Field(bill, "action.2") == "2025-09-09||Passed/agreed to in House: On passage Passed by voice vote.");
}

TEST_CASE("What was only refreshed is not asked for again") {
  FakeApi api;
  api.rows = {{1, "2025-09-10", "2025-09-09"}, {2, "2025-09-11", "2025-09-10"}};
  const Gathered first = Gather(api, Source());
  CHECK(first.documents.size() == 2);
  CHECK(first.state.cursor.starts_with("2025-09-11 "));
  api.asked.clear();
  CHECK(Gather(api, Source(), first.state).documents.empty());
  CHECK(api.asked.size() == 1);
  CHECK(Parameter(api.asked[0], "fromDateTime") == "2025-09-10T00%3A00%3A00Z");
  CHECK(Parameter(api.asked[0], "format") == "json");

  SECTION("a new date on an old record is no news") {
    api.rows = {{1, "2025-09-15", "2025-09-09"}, {77, "2025-09-15", "2025-01-02"}};
    const Gathered again = Gather(api, Source(), first.state);
    CHECK(again.documents.empty());
    CHECK(again.state.cursor.starts_with("2025-09-15 "));
  }
  SECTION("a new action is") {
    api.rows[0] = {1, "2025-09-15", "2025-09-14", "Passed House."};
    std::ranges::rotate(api.rows, api.rows.begin() + 1);
    const Gathered again = Gather(api, Source(), first.state);
    REQUIRE(again.documents.size() == 1);
    CHECK(again.documents[0].keys[0] == "BILL:119:HR:1");
  }
}

TEST_CASE("Pages of bills are read to the end, and the end is proved") {
  FakeApi api;
  for (int n = 1; n <= 300; ++n) api.rows.push_back({n, n <= 150 ? "2025-09-05" : "2025-09-06", "2025-09-04"});
  SECTION("whole") {
    const Gathered all = Gather(api, Source());
    CHECK(all.documents.size() == 300);
    CHECK(all.fetch_class == FetchClass::kOk);
    CHECK(all.state.cursor.starts_with("2025-09-06 "));
  }
  SECTION("with rows missing") {
    api.claimed_more = 5;
    const Gathered all = Gather(api, Source());
    CHECK(all.fetch_class == FetchClass::kShapeChanged);
    CHECK(all.message == "incomplete: 300 of 305 bills since 2025-09-01");
  }
}

TEST_CASE("A key that is nearly used up ends the round, and the next goes on") {
  FakeApi api;
  api.rows = {{1, "2025-09-05", "2025-09-04"}, {2, "2025-09-08", "2025-09-04"}, {3, "2025-09-12", "2025-09-04"}};
  api.intercept = [&](const std::string& url, net::Response& response) {
    response.headers = {{"X-RateLimit-Remaining", url.find("/hr/") == std::string::npos ? "21" : "19"}};
    return false;
  };
  for (int n = 4; n < 10; ++n) api.rows.push_back({n, "2025-09-13", "2025-09-04"});
  const Gathered first = Gather(api, Source());
  CHECK(first.fetch_class == FetchClass::kOk);
  CHECK(first.documents.size() == 4);
  REQUIRE(first.problems.size() == 1);
  CHECK(first.problems[0].message.find("nearly used up") != std::string::npos);
  CHECK(first.state.cursor.starts_with("2025-09-13 "));
  api.intercept = nullptr;
  const Gathered second = Gather(api, Source(), first.state);
  CHECK(second.documents.size() == 5);
}

TEST_CASE("A server in trouble costs no bill; a record that is not there costs one") {
  FakeApi api;
  api.rows = {{1, "2025-09-05", "2025-09-04"}, {2, "2025-09-08", "2025-09-04"}};
  SECTION("trouble") {
    api.intercept = [](const std::string& url, net::Response& response) {
      if (url.find("/hr/2?") == std::string::npos) return false;
      response.status = 500;
      response.body = "{}";
      return true;
    };
    const Gathered all = Gather(api, Source());
    CHECK(all.fetch_class == FetchClass::kMaintenance);
    api.intercept = nullptr;
    const Gathered again = Gather(api, Source(), all.state);
    CHECK(std::ranges::any_of(again.documents, [](const Document& d) { return d.guid == "119:HR:2"; }));
  }
  SECTION("not there") {
    api.intercept = [](const std::string& url, net::Response& response) {
      if (url.find("/hr/2?") == std::string::npos) return false;
      response.status = 404;
      response.body = R"({"error":"Unknown resource: bill"})";
      return true;
    };
    const Gathered all = Gather(api, Source());
    CHECK(all.fetch_class == FetchClass::kOk);
    CHECK(all.documents.size() == 1);
    REQUIRE(all.problems.size() == 1);
    CHECK(all.problems[0].message == "H.R. 2: HTTP 404: nothing is there (Unknown resource: bill)");
    CHECK(all.state.cursor.starts_with("2025-09-08 "));
  }
}

TEST_CASE("When no record can be read, the shape has changed and nothing is passed over") {
  FakeApi api;
  api.rows = {{1, "2025-09-05", "2025-09-04"}, {2, "2025-09-08", "2025-09-04"}};
  api.intercept = [](const std::string& url, net::Response& response) {
    if (url.find("/hr/") == std::string::npos) return false;
    response.body = R"({"bills":[]})";
    return true;
  };
  const Gathered all = Gather(api, Source());
  CHECK(all.fetch_class == FetchClass::kShapeChanged);
  api.intercept = nullptr;
  CHECK(Gather(api, Source(), all.state).documents.size() == 2);
}

TEST_CASE("What the gateway says of the key is told") {
  FakeApi api;
  api.intercept = [](const std::string&, net::Response& response) {
    response.status = 403;
    response.body = R"({"error":{"code":"API_KEY_INVALID","message":"An invalid api_key was supplied."}})";
    return true;
  };
  const Gathered all = Gather(api, Source());
  CHECK(all.fetch_class == FetchClass::kBlocked);
  CHECK(all.message == "HTTP 403: the server refuses us (API_KEY_INVALID: An invalid api_key was supplied.)");
}

TEST_CASE("Numbers of bills are those that Congress gives") {
  CHECK(MakeBillNumber("119", "sjres", "5")->Words() == "S.J.Res. 5");
  CHECK(MakeBillNumber("119", "sjres", "5")->Id() == "119:SJRES:5");
  CHECK_FALSE(MakeBillNumber("119", "X", "5"));
  CHECK_FALSE(MakeBillNumber("119", "HR", "0"));
  CHECK_FALSE(MakeBillNumber("", "HR", "5"));
  CHECK_FALSE(MakeBillNumber("119", "HR", "5/../6"));
  CHECK(SponsorWords("Rep. Connolly, Gerald E. [D-VA-11]") == "Rep. Gerald Connolly (D-VA-11)");
  CHECK(SponsorWords("Sen. Van Hollen, Chris [D-MD]") == "Sen. Chris Van Hollen (D-MD)");
  CHECK(SponsorWords("Nobody") == "Nobody");
}

TEST_CASE("A status file of either schema is the same bill") {
  const auto old = ReadBillStatus(
      "<billStatus><bill><billNumber>7</billNumber><billType>S</billType><congress>117</"
      "congress><introducedDate>2021-04-20</introducedDate><originChamber>Senate</originChamber>"
      "<title>Lantern Act</title><sponsors><item><fullName>Sen. Doe, Ada "
      "[D-NY]</fullName></item></sponsors><laws><item><type>Public Law</type><number>117-9</number></item></laws>"
      "<summaries><billSummaries><item><actionDate>2021-04-20</actionDate><actionDesc>Introduced in "
      "Senate</actionDesc><text>&lt;p&gt;Words.&lt;/p&gt;</text></item></billSummaries></summaries>"
      "<actions><item><actionDate>2021-06-08</actionDate><text>Passed "
      "Senate.</text></item><item><actionDate>2021-04-20</actionDate><actionCode>10000</actionCode><text>Introduced in "
      "Senate</text></item>"
      "<item><text>Undated</text></item></actions></bill></billStatus>");
  const auto now = ReadBillStatus(
      "<billStatus><bill><number>7</number><type>S</type><congress>117</congress><introducedDate>2021-04-20</"
      "introducedDate><originChamber>Senate</originChamber>"
      "<title>Lantern Act</title><sponsors><item><fullName>Sen. Doe, Ada "
      "[D-NY]</fullName></item></sponsors><laws><item><type>Public Law</type><number>117-9</number></item></laws>"
      "<summaries><summary><actionDate>2021-04-20</actionDate><actionDesc>Introduced in "
      "Senate</actionDesc><cdata><text><![CDATA[<p>Words.</p>]]></text></cdata></summary></summaries>"
      "<actions><item><actionDate>2021-06-08</actionDate><text>Passed "
      "Senate.</text></item><item><actionDate>2021-04-20</actionDate><actionCode>10000</actionCode><text>Introduced in "
      "Senate</text></item>"
      "</actions></bill></billStatus>");
  REQUIRE(old);
  REQUIRE(now);
  CHECK(old->problems.size() == 1);
  CHECK(BillDocument(*old, "x").text == BillDocument(*now, "x").text);
  CHECK(Field(BillDocument(*now, "x"), "law_number") == "Public Law 117-9");
  CHECK_FALSE(ReadBillStatus("<rss/>"));
  CHECK_FALSE(ReadBillStatus("{}"));
}

TEST_CASE("A status file that is the same as before brings nothing") {
  config::SourceRecord source = Source();
  source.url = "https://www.govinfo.gov/bulkdata/BILLSTATUS/117/s/BILLSTATUS-117s7.xml";
  source.secret.clear();
  net::Response response;
  response.status = 200;
  response.url = source.url;
  response.headers = {{"ETag", "\"a\""}};
  response.body =
      "<billStatus><bill><number>7</number><type>S</type><congress>117</congress><title>T</title></bill></billStatus>";
  const auto first = StartCongress(source, {});
  const Ask ask = first->Begin(kNow).follow_ups.at(0);
  CHECK(ask.secret_header.empty());
  const Collected read = first->Take(ask, response, kNow);
  REQUIRE(read.documents.size() == 1);
  CHECK(read.state.etag == "\"a\"");
  const auto second = StartCongress(source, read.state);
  const Ask again = second->Begin(kNow).follow_ups.at(0);
  CHECK(again.request.etag == "\"a\"");
  CHECK(second->Take(again, response, kNow).documents.empty());
}

TEST_CASE("Real answers of the API and real status files are read whole") {
  const std::string list = Sample("congress_api_json/bill_117_hr.json");
  if (list.empty()) return;
  const auto rows = ReadBillList(list);
  REQUIRE(rows);
  CHECK(rows->rows.size() == 20);
  CHECK(rows->problems.empty());
  CHECK(rows->count == 7329);
  auto bill = ReadBill(Sample("congress_api_json/bill_117_hr_21.json"));
  const auto actions = ReadBillActions(Sample("congress_api_json/bill_117_hr_21_actions.json"));
  const auto summary = ReadBillSummary(Sample("congress_api_json/bill_117_hr_21_summaries.json"));
  REQUIRE((bill && actions && summary && *summary));
  CHECK(actions->actions.size() == 10);
  CHECK(actions->problems.empty());
  CHECK((*summary)->stage == "Passed House");
  for (const char* name :
       {"current_BILLSTATUS-117s1260", "future_BILLSTATUS-117s1260", "future_BILLSTATUS-117hr5376"}) {
    const auto status = ReadBillStatus(Sample(fmt::format("congress_billstatus_xml/{}.xml", name)));
    REQUIRE(status);
    CHECK(status->problems.empty());
    CHECK(status->summary.has_value());
    CHECK(status->actions.size() > 20);
    CHECK(status->sponsors.size() == 1);
  }
}

}  // namespace dateline::ingest
