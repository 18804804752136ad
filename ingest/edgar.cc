#include "ingest/edgar.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "ingest/charset.h"
#include "ingest/feed.h"
#include "ingest/html_text.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;

constexpr std::size_t kHeaderBytes = 64u << 10;
constexpr std::size_t kRowsMax = 100'000;

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

std::string Clean(std::string_view text) {
  return CollapseSpace(RepairUtf8(text));
}

bool IsAccession(std::string_view text) {
  static const RE2 kAccession(R"(\d{10}-\d{2}-\d{6})");
  return RE2::FullMatch(Piece(text), kAccession);
}

// A name that can stand at the end of an Archives address; anything else might lead elsewhere.
std::string DocumentName(std::string_view name) {
  static const RE2 kName(R"([A-Za-z0-9_.\-]+(?:/[A-Za-z0-9_.\-]+)?)");
  const bool plain = RE2::FullMatch(Piece(name), kName) && name.find("..") == std::string_view::npos;
  return plain ? std::string(name) : std::string();
}

std::string TenDigits(std::string digits) {
  if (digits.empty() || digits.size() > 10 || digits.find_first_not_of("0123456789") != std::string::npos) return {};
  digits.insert(0, 10 - digits.size(), '0');
  return digits;
}

// The columns that are read; the first three must be there.
constexpr std::array<std::string_view, 8> kColumns{"accessionNumber",    "filingDate", "form",            "reportDate",
                                                   "acceptanceDateTime", "items",      "primaryDocument", "primaryDocDescription"};
constexpr std::size_t kColumnsNeeded = 3;

Status ReadColumns(JsonView arrays, EdgarSubmissions& out) {
  const std::size_t rows = arrays[kColumns[0]].size();
  if (rows > kRowsMax) return Fail(ErrorCode::kInvalidInput, "more filings than any company has");
  for (std::size_t c = 0; c < kColumns.size(); ++c) {
    const JsonView column = arrays[kColumns[c]];
    if (!column.IsArray() && c < kColumnsNeeded) {
      return Fail(ErrorCode::kInvalidInput, fmt::format("the answer has no '{}'", kColumns[c]));
    }
    if (column.IsArray() && column.size() != rows) {
      return Fail(ErrorCode::kInvalidInput,
                  fmt::format("'{}' has {} rows where '{}' has {}", kColumns[c], column.size(), kColumns[0], rows));
    }
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const auto cell = [&](std::size_t c) { return Clean(arrays[kColumns[c]][i].String()); };
    EdgarFiling filing;
    filing.accession = cell(0);
    const auto filed = ParseIsoDay(cell(1));
    filing.form = cell(2);
    if (!IsAccession(filing.accession) || !filed || filing.form.empty()) {
      out.problems.push_back(fmt::format("filing {} has no accession number, date or form", i + 1));
      continue;
    }
    filing.filed = *filed;
    filing.report_date = cell(3);
    filing.accepted = cell(4);
    filing.items = cell(5);
    filing.primary_document = DocumentName(cell(6));
    filing.description = cell(7);
    out.filings.push_back(std::move(filing));
  }
  return {};
}

void ReadPages(JsonView files, EdgarSubmissions& out) {
  static const RE2 kName(R"(CIK\d{10}-submissions-\d+\.json)");
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string_view name = files[i]["name"].String();
    const auto to = ParseIsoDay(files[i]["filingTo"].String());
    if (to && RE2::FullMatch(Piece(name), kName)) {
      out.pages.push_back({std::string(name), *to});
    } else {
      out.problems.push_back(fmt::format("page {} of older filings has no usable name or date", i + 1));
    }
  }
}

// The value behind `label` on a line of its own.
std::string LineValue(std::string_view text, const char* pattern) {
  std::string value;
  RE2::PartialMatch(Piece(text), pattern, &value);
  return Clean(value);
}

Published FromWall(int year, unsigned month, unsigned day, int h, int m, int s, std::string words) {
  Published published;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok() || h > 23 || m > 59 || s > 60) return published;
  const std::chrono::local_days local(date);
  published.span = DayOf(Day(local.time_since_epoch()));
  published.at = FromEastern(local + hours(h) + std::chrono::minutes(m) + std::chrono::seconds(s));
  published.zone = "America/New_York";
  published.words = std::move(words);
  return published;
}

Published ReadAccepted(std::string_view text, const RE2& pattern) {
  std::string words;
  int year = 0, h = 0, m = 0, s = 0;
  unsigned month = 0, day = 0;
  if (!RE2::PartialMatch(Piece(text), pattern, &words, &year, &month, &day, &h, &m, &s)) return {};
  return FromWall(year, month, day, h, m, s, std::move(words));
}

std::string IsoOfDigits(const std::string& digits) {
  if (digits.size() != 8) return {};
  const std::string iso = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6);
  return ParseIsoDay(iso) ? iso : std::string();
}

// The `nth` Sunday of a month.
std::chrono::local_days Sunday(std::chrono::year year, unsigned month, unsigned nth) {
  return std::chrono::local_days(year / std::chrono::month(month) / std::chrono::Sunday[nth]);
}

bool Contains(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

}  // namespace

Result<EdgarSubmissions> ReadEdgarSubmissions(std::string_view json) {
  const auto parsed = Json::Parse(json, "the answer");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView root = parsed->root();
  const bool whole = root["filings"].IsObject();
  EdgarSubmissions out;
  out.company.cik = TenDigits(root["cik"].ScalarText());
  out.company.name = Clean(root["name"].String());
  out.company.ticker = Clean(root["tickers"][std::size_t{0}].String());
  if (auto read = ReadColumns(whole ? root["filings"]["recent"] : root, out); !read) {
    return std::unexpected(read.error());
  }
  if (whole) ReadPages(root["filings"]["files"], out);
  return out;
}

EdgarCurrent ReadEdgarCurrent(std::string_view atom, std::string_view url) {
  static const RE2 kTitle(R"((?s)^(.+?) - (.+) \((\d{10})\) \(([^()]+)\)\s*$)");
  static const RE2 kId(R"(accession-number=(\d{10}-\d{2}-\d{6})$)");
  FeedContext context;
  context.url = url;
  const FeedResult feed = ParseFeed(atom, context);
  EdgarCurrent out;
  out.entries = feed.entries.size();
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const FeedEntry& entry : feed.entries) {
    EdgarParty party;
    const std::string title = entry.title ? HtmlToLine(entry.title->value) : std::string();
    const bool read = RE2::FullMatch(title, kTitle, &party.form, &party.company.name, &party.company.cik, &party.role) &&
                      RE2::PartialMatch(entry.id, kId, &party.accession);
    if (!read) {
      out.problems.push_back("an entry without form, company or accession number: " + title.substr(0, 80));
      continue;
    }
    if (!entry.tags.empty() && !entry.tags.front().term.empty()) party.form = Clean(entry.tags.front().term);
    party.index_url = entry.link;
    party.accepted = entry.updated;
    if (seen.emplace(party.accession, party.company.cik, party.role).second) out.parties.push_back(std::move(party));
  }
  return out;
}

EdgarHeader ReadEdgarHeader(std::string_view sgml) {
  static const RE2 kAccepted(R"(<ACCEPTANCE-DATETIME>\s*((\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)))");
  std::string_view head = sgml.substr(0, kHeaderBytes);
  head = head.substr(0, head.find("</SEC-HEADER>"));
  EdgarHeader header;
  header.accepted = ReadAccepted(head, kAccepted);
  header.form = LineValue(head, R"((?m)(?:^CONFORMED SUBMISSION TYPE:|^<TYPE>)[ \t]*(\S[^\r\n]*))");
  header.report_date = IsoOfDigits(LineValue(head, R"((?m)(?:^CONFORMED PERIOD OF REPORT:|^<PERIOD>)[ \t]*(\d{8}))"));
  header.company.name =
      LineValue(head, R"((?m)^[ \t]*(?:COMPANY CONFORMED NAME:|<CONFORMED-NAME>)[ \t]*(\S[^\r\n]*))");
  header.company.cik = TenDigits(LineValue(head, R"((?m)^[ \t]*(?:CENTRAL INDEX KEY:|<CIK>)[ \t]*(\d{1,10}))"));
  return header;
}

EdgarHeader ReadEdgarIndexPage(std::string_view html) {
  static const RE2 kAccepted(R"(Accepted\s+((\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)))");
  static const RE2 kDocument(R"rx((?i)href="(?:/ix\?doc=)?(/Archives/edgar/data/\d+/\d+/([A-Za-z0-9_.\-]+))")rx");
  const std::string text = HtmlToText(html);
  EdgarHeader header;
  header.accepted = ReadAccepted(text, kAccepted);
  header.form = LineValue(text, R"((?m)^Form (\S+(?: \S+)??)(?: -|$))");
  header.report_date = LineValue(text, R"(Period of Report\s+(\d{4}-\d\d-\d\d))");
  RE2::PartialMatch(Piece(html), kDocument, &header.primary_document);
  return header;
}

std::string EdgarText(std::string_view bytes, std::string_view content_type) {
  const Decoded decoded = DecodeBody(bytes, content_type, CharsetRules::kHtml);
  std::string html = decoded.text;
  // The facts in ix:header are for machines; browsers do not show them.
  for (std::size_t at = html.find("<ix:header"); at != std::string::npos; at = html.find("<ix:header", at)) {
    constexpr std::string_view kEnd = "</ix:header>";
    const std::size_t end = html.find(kEnd, at);
    if (end == std::string::npos) break;
    html.erase(at, end + kEnd.size() - at);
  }
  return HtmlToText(html);
}

std::vector<EdgarItem> FindEdgarItems(std::string_view text) {
  // Headings stand at the beginning of a line, at times as the cells of a table or behind "SECTION 5 –".
  static const RE2 kHeading(R"((?im)^[ \t|]*Item[\s|\x{A0}]*(\d{1,2}\.\d{2})\b)");
  static const RE2 kSignature(R"((?im)^[ \t|]*SIGNATURES?\b[ \t|:]*$)");
  struct Mark {
    std::string number;
    std::size_t begin;
  };
  constexpr std::size_t kItemsMax = 64;
  std::vector<Mark> marks;
  const re2::StringPiece whole = Piece(text);
  re2::StringPiece match[2];
  std::size_t at = 0;
  while (marks.size() < kItemsMax && kHeading.Match(whole, at, text.size(), RE2::UNANCHORED, match, 2)) {
    at = static_cast<std::size_t>(match[0].data() - text.data()) + match[0].size();
    marks.push_back({std::string(match[1]), static_cast<std::size_t>(match[0].data() - text.data())});
  }
  if (marks.empty()) return {};
  std::size_t end = text.size();
  if (kSignature.Match(whole, marks.back().begin, text.size(), RE2::UNANCHORED, match, 1)) {
    end = static_cast<std::size_t>(match[0].data() - text.data());
  }
  std::vector<EdgarItem> items;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::size_t stop = i + 1 < marks.size() ? marks[i + 1].begin : end;
    std::string_view part = text.substr(marks[i].begin, stop - marks[i].begin);
    const auto last = part.find_last_not_of(" \t\r\n|");
    items.push_back({std::move(marks[i].number), std::string(part.substr(0, last + 1))});
  }
  return items;
}

std::string HeadingOf(const EdgarItem& item) {
  static const RE2 kRest(R"((?i)^[ \t|]*Item[\s|\x{A0}]*\d{1,2}\.\d{2}[\s|.:\-\x{2013}\x{2014}\x{A0}]*([^\r\n]*))");
  std::string heading;
  RE2::PartialMatch(item.text, kRest, &heading);
  heading = CollapseSpace(heading);
  while (!heading.empty() && (heading.back() == '.' || heading.back() == '|' || heading.back() == ' ')) heading.pop_back();
  // The sentence of an item may follow on the same line; the heading is what stands before it.
  const auto stop = heading.find(". ");
  if (stop != std::string::npos) heading.resize(stop);
  return heading.size() > 160 ? std::string() : heading;
}

Instant FromEastern(std::chrono::local_time<microseconds> wall) {
  const auto year = std::chrono::year_month_day(std::chrono::floor<days>(wall)).year();
  const bool since_2007 = year >= std::chrono::year(2007);
  const auto begin = since_2007 ? Sunday(year, 3, 2) : Sunday(year, 4, 1);
  const auto end = since_2007 ? Sunday(year, 11, 1)
                              : std::chrono::local_days(year / std::chrono::October / std::chrono::Sunday[std::chrono::last]);
  const bool summer = wall >= begin + hours(2) && wall < end + hours(2);
  return Instant(wall.time_since_epoch()) + hours(summer ? 4 : 5);
}

bool WantsForm(const std::vector<std::string>& forms, std::string_view form) {
  if (forms.empty()) return true;
  const std::string_view base = form.ends_with("/A") ? form.substr(0, form.size() - 2) : form;
  return std::ranges::any_of(forms, [&](const std::string& wanted) { return wanted == form || wanted == base; });
}

Verdict ClassifyEdgar(const net::Response& response, Expect expect) {
  Verdict verdict = Classify(response, expect);
  if (!response.ok() || response.status != 200) return verdict;
  // Pages that stand in for an answer are small; a filing may well speak of such things.
  constexpr std::size_t kNoticeBytes = 16u << 10;
  if (response.body.size() > kNoticeBytes || !LooksLikeHtml(response.body)) return verdict;
  const std::string words = FoldCase(HtmlToText(response.body));
  if (Contains(words, "request rate threshold exceeded")) {
    return {FetchClass::kThrottled, "HTTP 200: the server says we ask too often"};
  }
  if (Contains(words, "undeclared automated tool")) {
    return {FetchClass::kBlocked, "HTTP 200: the server wants a User-Agent with a contact"};
  }
  if (Contains(words, "no matching")) return {FetchClass::kMissing, "HTTP 200: the SEC knows no such company"};
  if (Contains(words, "file unavailable") || Contains(FoldCase(HtmlTitle(response.body)), "file unavailable")) {
    return {FetchClass::kMaintenance, "HTTP 200: the SEC says that the file is unavailable"};
  }
  return verdict;
}

}  // namespace dateline::ingest
