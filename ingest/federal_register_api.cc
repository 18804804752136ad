#include "ingest/federal_register_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/html_text.h"
#include "ingest/plain_text.h"
#include "model/id.h"
#include "model/text.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

constexpr std::array<std::string_view, 20> kFields{"abstract",
                                                   "action",
                                                   "agencies",
                                                   "cfr_references",
                                                   "citation",
                                                   "comments_close_on",
                                                   "correction_of",
                                                   "dates",
                                                   "docket_ids",
                                                   "document_number",
                                                   "effective_on",
                                                   "executive_order_number",
                                                   "html_url",
                                                   "president",
                                                   "publication_date",
                                                   "raw_text_url",
                                                   "regulation_id_numbers",
                                                   "signing_date",
                                                   "title",
                                                   "type"};

// Members that go into the document's fields as they stand, sorted.
constexpr std::array<std::string_view, 8> kPlainFields{
    "action", "citation",     "comments_close_on",      "correction_of",
    "dates",  "effective_on", "executive_order_number", "signing_date"};
static_assert(std::ranges::is_sorted(kPlainFields));

std::string Clean(JsonView value) {
  return CollapseSpace(RepairUtf8(value.ScalarText()));
}

void AddField(Document& document, std::string_view name, std::string value) {
  if (!value.empty()) document.fields.push_back({std::string(name), std::move(value)});
}

void AddEach(Document& document, std::string_view name, JsonView list) {
  for (std::size_t i = 0; i < list.size(); ++i) AddField(document, name, Clean(list[i]));
}

std::string CfrReference(JsonView reference) {
  const std::string title = Clean(reference["title"]);
  const std::string part = Clean(reference["part"]);
  if (title.empty()) return {};
  return part.empty() ? title + " CFR" : fmt::format("{} CFR {}", title, part);
}

void AddFields(JsonView row, Document& document) {
  for (const std::string_view name : kPlainFields) AddField(document, name, Clean(row[name]));
  const JsonView agencies = row["agencies"];
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    const std::string name = Clean(agencies[i]["name"]);
    AddField(document, "agency", name.empty() ? Clean(agencies[i]["raw_name"]) : name);
  }
  const JsonView references = row["cfr_references"];
  for (std::size_t i = 0; i < references.size(); ++i) AddField(document, "cfr_reference", CfrReference(references[i]));
  AddEach(document, "docket_id", row["docket_ids"]);
  AddEach(document, "regulation_id_number", row["regulation_id_numbers"]);
  AddField(document, "president", Clean(row["president"]["name"]));
}

std::string Summary(JsonView row) {
  std::string text;
  for (const std::string_view name : {"action", "abstract", "dates"}) {
    const std::string words = HtmlToText(row[name].String());
    if (words.empty()) continue;
    if (!text.empty()) text += "\n\n";
    text += words;
  }
  return text;
}

std::string Fingerprint(const Document& document) {
  std::string all = document.title + "\n" + document.text + "\n" + document.url;
  for (const Document::Field& field : document.fields) all += "\n" + field.name + "\t" + field.value;
  return HashKey({all}).Hex().substr(0, 8);
}

std::string LowerAscii(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::optional<FederalRegisterRow> ReadRow(JsonView row, std::string_view source) {
  FederalRegisterRow read;
  read.number = NormalNumber(row["document_number"].String());
  const std::string_view day = row["publication_date"].String();
  const auto published = ParseIsoDay(day);
  if (read.number.empty() || !published) return std::nullopt;
  read.published = *published;
  read.raw_text_url = row["raw_text_url"].String();
  const JsonView agencies = row["agencies"];
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    if (agencies[i]["slug"].IsString()) read.agency_slugs.emplace_back(agencies[i]["slug"].String());
  }
  Document& document = read.document;
  document.source = source;
  document.keys = {"FR:" + read.number};
  document.guid = read.number;
  document.url = CanonicalUrl(row["html_url"].String());
  document.title = HtmlToLine(row["title"].String());
  document.text = Summary(row);
  document.language = "en";
  document.kind = LowerAscii(Clean(row["type"]));
  document.published.span = DayOf(*published);
  document.published.zone = "America/New_York";
  document.published.words = day;
  AddFields(row, document);
  read.fingerprint = Fingerprint(document);
  return read;
}

}  // namespace

std::string NormalNumber(std::string_view number) {
  std::string out;
  std::size_t at = 0;
  while (at < number.size() && out.size() < 32) {
    const char32_t c = DecodeUtf8(number, at);
    const bool dash = c == U'-' || (c >= 0x2010 && c <= 0x2015);
    const bool plain = (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
    if (dash) out += '-';
    if (plain) out += static_cast<char>(c);
  }
  // "2012-7333" on public inspection is "2012-07333" in print.
  const bool year = out.size() > 5 && out.size() < 10 && out[4] == '-' && out.starts_with("20") &&
                    out.find_first_not_of("0123456789") == 4 && out.find_first_not_of("0123456789", 5) == std::string::npos;
  if (year) out.insert(5, 10 - out.size(), '0');
  return out;
}

std::string FederalRegisterQuery(const config::SourceRecord& source, const FederalRegisterWindow& window) {
  std::string query;
  const auto add = [&](std::string_view name, std::string_view value) {
    query += query.empty() ? "" : "&";
    query += net::EncodeQueryValue(name) + "=" + net::EncodeQueryValue(value);
  };
  for (const std::string& agency : source.agencies) add("conditions[agencies][]", agency);
  for (const std::string& type : source.types) add("conditions[type][]", type);
  add("conditions[publication_date][gte]", ToIso(window.from));
  if (window.to) add("conditions[publication_date][lte]", ToIso(*window.to));
  for (const std::string_view field : kFields) add("fields[]", field);
  add("order", "oldest");
  add("per_page", "100");
  const std::string base = source.url.empty() ? "https://www.federalregister.gov/api/v1/documents.json" : source.url;
  return base + (base.find('?') == std::string::npos ? "?" : "&") + query;
}

Result<FederalRegisterPage> ReadFederalRegisterPage(std::string_view json, std::string_view source) {
  const auto parsed = Json::Parse(json, "the answer");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView root = parsed->root();
  const auto count = root["count"].Int();
  if (!count || *count < 0) return Fail(ErrorCode::kInvalidInput, "the answer has no 'count'");
  const JsonView results = root["results"];
  if (*count > 0 && !results.IsArray()) return Fail(ErrorCode::kInvalidInput, "the answer has no 'results'");
  FederalRegisterPage page;
  page.count = *count;
  page.next_page_url = root["next_page_url"].String();
  for (std::size_t i = 0; i < results.size(); ++i) {
    auto row = ReadRow(results[i], source);
    if (row) {
      page.rows.push_back(*std::move(row));
    } else {
      page.problems.push_back(fmt::format("result {} has no document number or publication date", i + 1));
    }
  }
  return page;
}

std::string FederalRegisterText(std::string_view html) {
  std::string text = HtmlToText(html);
  // "[[Page 8161]]" stands on a line between blank ones, often in the middle of a sentence.
  constexpr std::string_view kMarker = "[[Page ";
  for (std::size_t at = text.find(kMarker); at != std::string::npos; at = text.find(kMarker, at)) {
    std::size_t end = text.find("]]", at);
    if (end == std::string::npos || end - at > 40) {
      at += kMarker.size();
      continue;
    }
    end = std::min(text.find_first_not_of("]\r\n", end), text.size());
    // The indent of the next line tells whether a paragraph starts there, so it stays.
    std::size_t begin = at;
    while (begin > 0 && (text[begin - 1] == '\n' || text[begin - 1] == '\r')) --begin;
    text.replace(begin, end - begin, "\n");
    at = begin;
  }
  return JoinWrappedLines(text);
}

}  // namespace dateline::ingest
