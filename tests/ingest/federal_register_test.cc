#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "ingest/collector.h"
#include "ingest/federal_register_api.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

const Instant kNow = *ParseInstant("2025-07-18T10:00:00Z");

config::SourceRecord Source() {
  config::SourceRecord source;
  source.id = "federal-register";
  source.collector = "federal-register";
  source.url = "https://www.federalregister.gov/api/v1/documents.json";
  source.agencies = {"industry-and-security-bureau"};
  source.types = {"RULE"};
  source.from = "2025-07-01";
  return source;
}

struct Row {
  std::string number;
  std::string day;
  std::string title = "A rule";
  std::string agency = "industry-and-security-bureau";
  bool text = false;
};

// The API as far as a collector can see it: conditions on days, pages of `per_page`, its own total.
struct FakeApi {
  std::vector<Row> rows;
  std::size_t per_page = 2;
  std::int64_t claimed_more = 0;  // what the total promises beyond the rows
  std::vector<std::string> asked;
  std::function<bool(const std::string& url, net::Response&)> intercept;

  static std::string Parameter(const std::string& url, const std::string& name) {
    const std::string wanted = net::EncodeQueryValue(name) + "=";
    auto at = url.find("&" + wanted);
    if (at == std::string::npos) at = url.find("?" + wanted);
    if (at == std::string::npos) return {};
    const auto begin = at + 1 + wanted.size();
    return url.substr(begin, url.find('&', begin) - begin);
  }

  net::Response Answer(const std::string& url) {
    asked.push_back(url);
    net::Response response;
    response.status = 200;
    response.url = url;
    if (intercept && intercept(url, response)) return response;
    if (url.find("/full_text/") != std::string::npos) {
      response.body = "<html><body><pre>\n    SUMMARY: The full text of " + url.substr(url.rfind('/') + 1) +
                      "\n</pre></body></html>";
      return response;
    }
    const std::string from = Parameter(url, "conditions[publication_date][gte]");
    const std::string to = Parameter(url, "conditions[publication_date][lte]");
    std::vector<Row> found;
    std::ranges::copy_if(rows, std::back_inserter(found),
                         [&](const Row& row) { return row.day >= from && (to.empty() || row.day <= to); });
    const std::string page_text = Parameter(url, "page");
    const std::size_t page = page_text.empty() ? 1 : std::stoul(page_text);
    const auto count = static_cast<std::int64_t>(found.size()) + claimed_more;
    if (count == 0) {
      response.body = R"({"count":0,"description":"none"})";
      return response;
    }
    std::string results;
    for (std::size_t i = (page - 1) * per_page; i < std::min(page * per_page, found.size()); ++i) {
      const Row& row = found[i];
      const std::string raw =
          fmt::format("https://www.federalregister.gov/documents/full_text/text/{}.txt", row.number);
      results += fmt::format(
          R"({}{{"document_number":"{}","publication_date":"{}","title":"{}","type":"Rule","abstract":"What it does.","action":"Final rule.","dates":"Effective soon.","effective_on":"2025-08-01","citation":"90 FR 1","docket_ids":["D-1"],"regulation_id_numbers":["0694-AJ90"],"cfr_references":[{{"title":15,"part":744}}],"html_url":"https://www.federalregister.gov/d/{}","raw_text_url":{},"agencies":[{{"raw_name":"X","name":"Industry and Security Bureau","slug":"{}"}}],"correction_of":null}})",
          results.empty() ? "" : ",", row.number, row.day, row.title, row.number, row.text ? "\"" + raw + "\"" : "null",
          row.agency);
    }
    std::string next = "null";
    if (page * per_page < found.size()) {
      std::string base = url.substr(0, url.find("&page="));
      next = fmt::format("\"{}&page={}\"", base, page + 1);
    }
    response.body =
        fmt::format(R"({{"count":{},"total_pages":9,"next_page_url":{},"results":[{}]}})", count, next, results);
    return response;
  }
};

struct Gathered {
  std::vector<Document> documents;
  Problems problems;
  SourceState state;
  FetchClass fetch_class = FetchClass::kOk;  // the last that was not good
  std::string message;
};

Gathered Gather(FakeApi& api, const config::SourceRecord& source, const SourceState& state = {}) {
  const auto round = StartFederalRegister(source, state);
  Gathered all;
  std::deque<Ask> asks;
  const auto take = [&](Collected step) {
    for (Document& document : step.documents) all.documents.push_back(std::move(document));
    for (Problem& problem : step.problems) all.problems.push_back(std::move(problem));
    for (Ask& ask : step.follow_ups) asks.push_back(std::move(ask));
    all.state = step.state;
    if (step.fetch_class != FetchClass::kOk) {
      all.fetch_class = step.fetch_class;
      all.message = step.message;
    }
  };
  take(round->Begin(kNow));
  while (!asks.empty()) {
    const Ask ask = std::move(asks.front());
    asks.pop_front();
    take(round->Take(ask, api.Answer(ask.request.url), kNow));
  }
  return all;
}

}  // namespace

TEST_CASE("the question carries agencies, types, days and fields, encoded once") {
  const std::string url = FederalRegisterQuery(Source(), {*ParseIsoDay("2025-07-01"), ParseIsoDay("2025-07-09")});
  CHECK(url.starts_with("https://www.federalregister.gov/api/v1/documents.json?"));
  CHECK(url.find("conditions%5Bagencies%5D%5B%5D=industry-and-security-bureau") != std::string::npos);
  CHECK(url.find("conditions%5Btype%5D%5B%5D=RULE") != std::string::npos);
  CHECK(url.find("conditions%5Bpublication_date%5D%5Bgte%5D=2025-07-01") != std::string::npos);
  CHECK(url.find("conditions%5Bpublication_date%5D%5Blte%5D=2025-07-09") != std::string::npos);
  CHECK(url.find("fields%5B%5D=document_number") != std::string::npos);
  CHECK(url.find("order=oldest") != std::string::npos);
  CHECK(url.find("%25") == std::string::npos);
}

TEST_CASE("a row becomes a document with its number as key and its facts as fields") {
  FakeApi api{.rows = {{"2025–00636", "2025-07-02", "A rule &amp; a <em>half</em>"}}};
  const Gathered all = Gather(api, Source());
  REQUIRE(all.documents.size() == 1);
  const Document& document = all.documents[0];
  CHECK(document.keys == std::vector<std::string>{"FR:2025-00636"});
  CHECK(document.title == "A rule & a half");
  CHECK(document.kind == "rule");
  CHECK(document.language == "en");
  CHECK(document.text == "Final rule.\n\nWhat it does.\n\nEffective soon.");
  CHECK(ToEdtf(document.published.span) == "2025-07-02");
  CHECK(document.published.words == "2025-07-02");
  const auto field = [&](std::string_view name) {
    const auto found = std::ranges::find(document.fields, name, &Document::Field::name);
    return found == document.fields.end() ? std::string() : found->value;
  };
  CHECK(field("effective_on") == "2025-08-01");
  CHECK(field("citation") == "90 FR 1");
  CHECK(field("agency") == "Industry and Security Bureau");
  CHECK(field("cfr_reference") == "15 CFR 744");
  CHECK(field("docket_id") == "D-1");
  CHECK(field("regulation_id_number") == "0694-AJ90");
  CHECK(field("correction_of").empty());
}

TEST_CASE("all pages are read and the cursor moves to the newest day that has come") {
  FakeApi api{.rows = {{"1-1", "2025-07-02"},
                       {"1-2", "2025-07-03"},
                       {"1-3", "2025-07-15"},
                       {"1-4", "2025-07-16"},
                       {"1-5", "2025-07-21"}}};
  const Gathered all = Gather(api, Source());
  CHECK(all.documents.size() == 5);
  CHECK(all.fetch_class == FetchClass::kOk);
  CHECK(all.problems.empty());
  CHECK(api.asked.size() == 3);
  CHECK(all.state.cursor.starts_with("2025-07-16 "));

  SECTION("the next round overlaps by three days and brings only what is new or changed") {
    api.asked.clear();
    api.rows[3].title = "A corrected title";
    api.rows.push_back({"1-6", "2025-07-21"});
    const Gathered next = Gather(api, Source(), all.state);
    CHECK(FakeApi::Parameter(api.asked[0], "conditions[publication_date][gte]") == "2025-07-13");
    REQUIRE(next.documents.size() == 2);
    CHECK(next.documents[0].title == "A corrected title");
    CHECK(next.documents[1].guid == "1-6");
  }
}

TEST_CASE("full texts are followed and set as paragraphs") {
  FakeApi api{.rows = {{"2-1", "2025-07-02", "T", "industry-and-security-bureau", true}}};
  const Gathered all = Gather(api, Source());
  REQUIRE(all.documents.size() == 1);
  CHECK(all.documents[0].text.find("SUMMARY: The full text of 2-1.txt") != std::string::npos);

  SECTION("a text that is not there leaves the summary and a problem") {
    api.intercept = [](const std::string& url, net::Response& response) {
      if (url.find("/full_text/") == std::string::npos) return false;
      response.status = 404;
      return true;
    };
    const Gathered without = Gather(api, Source());
    REQUIRE(without.documents.size() == 1);
    CHECK(without.documents[0].text.starts_with("Final rule."));
    CHECK(without.problems.size() == 1);
    CHECK_FALSE(without.state.cursor.empty());
  }
  SECTION("a text that fails for now keeps the cursor") {
    api.intercept = [](const std::string& url, net::Response& response) {
      if (url.find("/full_text/") == std::string::npos) return false;
      response.status = 503;
      return true;
    };
    const Gathered later = Gather(api, Source());
    CHECK(later.documents.size() == 1);
    CHECK(later.fetch_class == FetchClass::kMaintenance);
    CHECK(later.state.cursor.empty());
  }
}

TEST_CASE("no match is an answer, with or without results") {
  FakeApi api;
  CHECK(Gather(api, Source()).fetch_class == FetchClass::kOk);
  api.intercept = [](const std::string&, net::Response& response) {
    response.status = 404;
    return true;
  };
  CHECK(Gather(api, Source()).fetch_class == FetchClass::kOk);
}

TEST_CASE("a window near the server's cap is cut in half until it fits") {
  FakeApi api{.per_page = 1000};
  for (int day = 1; day <= 16; ++day) {
    for (int i = 0; i < 150; ++i) api.rows.push_back({fmt::format("{}-{}", day, i), fmt::format("2025-07-{:02}", day)});
  }
  const Gathered all = Gather(api, Source());
  CHECK(all.documents.size() == 16 * 150);
  CHECK(all.problems.empty());
  CHECK(all.state.cursor.starts_with("2025-07-16 "));
}

TEST_CASE("fewer documents than the server counts is incomplete, and the cursor stays") {
  FakeApi api{.rows = {{"3-1", "2025-07-02"}, {"3-2", "2025-07-03"}}, .claimed_more = 3};
  SourceState state;
  state.cursor = "2025-06-30";
  const Gathered all = Gather(api, Source(), state);
  CHECK(all.documents.size() == 2);
  CHECK(all.state.cursor == "2025-06-30");
  CHECK(all.message.starts_with("incomplete: 2 of 5"));
  CHECK(all.problems.size() == 1);
}

TEST_CASE("a server that repeats its first page does not hold us for ever") {
  FakeApi api{.rows = {{"4-1", "2025-07-02"}, {"4-2", "2025-07-02"}, {"4-3", "2025-07-02"}}};
  api.intercept = [&](const std::string& url, net::Response& response) {
    if (url.find("&page=") == std::string::npos) return false;
    api.intercept = nullptr;
    response = api.Answer(url.substr(0, url.find("&page=")));
    return true;
  };
  const Gathered all = Gather(api, Source());
  CHECK(api.asked.size() <= 4);
  CHECK(all.message.starts_with("incomplete"));
}

TEST_CASE("answers of the wrong shape leave everything as it was") {
  SourceState state;
  state.cursor = "2025-06-30";
  struct Case {
    int status;
    std::string body;
    FetchClass fetch_class;
  };
  const Case cases[] = {
      {200, "<html>Request Access</html>", FetchClass::kShapeChanged},
      {200, "{}", FetchClass::kShapeChanged},
      {200, "{\"count\":\"many\"}", FetchClass::kShapeChanged},
      {200, "{\"count\":3}", FetchClass::kShapeChanged},
      {200, "{\"count\":3,\"results\":[", FetchClass::kShapeChanged},
      {200, "{\"count\":-1,\"results\":[]}", FetchClass::kShapeChanged},
      {400, "{\"errors\":{\"agencies\":\"invalid value\"}}", FetchClass::kShapeChanged},
      {429, "", FetchClass::kThrottled},
  };
  for (const Case& c : cases) {
    INFO(c.body);
    FakeApi api;
    api.intercept = [&](const std::string&, net::Response& response) {
      response.status = c.status;
      response.body = c.body;
      return true;
    };
    const Gathered all = Gather(api, Source(), state);
    CHECK(ToString(all.fetch_class) == ToString(c.fetch_class));
    CHECK(all.state.cursor == "2025-06-30");
    CHECK(all.documents.empty());
  }
}

TEST_CASE("an answer about other agencies shows that the conditions were dropped") {
  FakeApi api{.rows = {{"5-1", "2025-07-02", "T", "fish-and-wildlife-service"}}};
  const Gathered all = Gather(api, Source());
  CHECK(all.fetch_class == FetchClass::kShapeChanged);
  CHECK(all.documents.empty());
}

TEST_CASE("a next page on another server is not followed") {
  FakeApi api;
  api.intercept = [](const std::string&, net::Response& response) {
    response.body =
        R"({"count":9,"next_page_url":"https://elsewhere.example/2","results":[{"document_number":"6-1","publication_date":"2025-07-02"}]})";
    return true;
  };
  const Gathered all = Gather(api, Source());
  CHECK(api.asked.size() == 1);
  CHECK(all.fetch_class == FetchClass::kRefused);
  CHECK(all.state.cursor.empty());
}

TEST_CASE("a real page of the API is read whole") {
  const char* shared = std::getenv("DATELINE_SHARED");
  const std::filesystem::path root = shared != nullptr ? shared : DATELINE_SOURCE_DIR "/../shared";
  std::ifstream in(root / "samples/federal_register/fr_api_documents_2021-10-14.json");
  if (!in) {
    WARN("SKIPPED: the shared samples are not there; set DATELINE_SHARED");
    return;
  }
  const std::string json((std::istreambuf_iterator<char>(in)), {});
  const auto page = ReadFederalRegisterPage(json, "federal-register");
  REQUIRE(page);
  CHECK(page->count == 873370);
  CHECK(page->problems.empty());
  REQUIRE(page->rows.size() == 20);
  for (const FederalRegisterRow& row : page->rows) {
    CHECK(row.document.keys.front() == "FR:" + row.number);
    CHECK(ToEdtf(row.document.published.span) == "2021-10-14");
    CHECK_FALSE(row.document.title.empty());
    CHECK_FALSE(row.agency_slugs.empty());
  }
}

TEST_CASE("markers of printed pages do not break sentences") {
  const std::string text = FederalRegisterText(
      "<html><body><pre>\n"
      "    The exporter must keep the records that section 5 names for\n"
      "\n"
      "[[Page 8161]]\n"
      "\n"
      "five years after the last shipment, and must show them when the\n"
      "bureau asks.\n"
      "    The second paragraph begins here and is long enough to wrap\n"
      "as well.\n"
      "</pre></body></html>");
  CHECK(text.find("[[Page") == std::string::npos);
  CHECK(text.find("names for five years after the last shipment, and must show them when the bureau asks.\n") !=
        std::string::npos);
}

}  // namespace dateline::ingest
