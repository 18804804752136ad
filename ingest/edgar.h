// What the SEC's EDGAR says, as plain data: a company's filings, the list of newest filings, headers, and the items of
// a current report. (data.sec.gov/submissions, browse-edgar, Archives)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/classify.h"
#include "model/document.h"
#include "model/result.h"
#include "net/http.h"

namespace dateline::ingest {

struct EdgarCompany {
  std::string cik;  // ten digits, "" when the text has none
  std::string name;
  std::string ticker;  // the first
};

struct EdgarFiling {
  std::string accession;  // "0001045810-26-000024"
  std::string form;       // "8-K", "8-K/A"
  Day filed{};            // the SEC's filing date, which rolls over at 17:30 Eastern
  std::string report_date;
  std::string accepted;  // as the JSON has it: its Z is often wrong
  std::string items;     // "5.02,9.01"
  std::string primary_document;
  std::string description;
};

struct EdgarSubmissions {
  EdgarCompany company;
  std::vector<EdgarFiling> filings;  // as listed: newest first
  struct Page {
    std::string name;  // "CIK0001045810-submissions-001.json"
    Day to{};          // its newest filing date
  };
  std::vector<Page> pages;            // older filings
  std::vector<std::string> problems;  // rows that could not be read
};

// Reads a submissions object or one of its older pages, which are the bare arrays. Fails when the arrays are missing or
// of unequal length: rows would then be put together from different filings.
[[nodiscard]] Result<EdgarSubmissions> ReadEdgarSubmissions(std::string_view json);

// One party of one filing in the list of newest filings. The same filing stands there once for each.
struct EdgarParty {
  std::string accession;
  std::string form;
  EdgarCompany company;
  std::string role;  // "Filer", "Issuer", "Reporting", "Subject", "Filed by"
  std::string index_url;
  Published accepted;  // with the offset that the list states
};

struct EdgarCurrent {
  std::vector<EdgarParty> parties;    // as listed; exact repeats left out
  std::size_t entries = 0;            // of the page, repeats included
  std::vector<std::string> problems;  // entries that could not be read
};
[[nodiscard]] EdgarCurrent ReadEdgarCurrent(std::string_view atom, std::string_view url);

// What a filing says of itself: the SGML header (.hdr.sgml, or the beginning of the complete text), or an index page.
struct EdgarHeader {
  Published accepted;  // words as written, zone America/New_York; unknown when there is none
  EdgarCompany company;
  std::string form;
  std::string report_date;       // ISO day
  std::string primary_document;  // path of the first document, of index pages only
};
[[nodiscard]] EdgarHeader ReadEdgarHeader(std::string_view sgml);
[[nodiscard]] EdgarHeader ReadEdgarIndexPage(std::string_view html);

// The words of a filing's document; inline XBRL's hidden facts are left out.
[[nodiscard]] std::string EdgarText(std::string_view bytes, std::string_view content_type);

struct EdgarItem {
  std::string number;  // "1.05"
  std::string text;    // from its heading to the next item or the signatures
};
// The words of an item's heading without its number: "Material Cybersecurity Incidents".
[[nodiscard]] std::string HeadingOf(const EdgarItem& item);
// The items of a current report, in order; mentions of items in running text do not begin one.
[[nodiscard]] std::vector<EdgarItem> FindEdgarItems(std::string_view text);

// A clock on the wall in New York as an instant: the rules of 1987, 2007 and now. The hour that comes twice is taken as
// its first.
[[nodiscard]] Instant FromEastern(std::chrono::local_time<std::chrono::microseconds> wall);

// "8-K" among {"8-K"}, "8-K/A" too; everything when `forms` is empty.
[[nodiscard]] bool WantsForm(const std::vector<std::string>& forms, std::string_view form);

// As Classify, plus the SEC's own ways to say no with a 200: pages that tell of a block, and "No matching" companies.
[[nodiscard]] Verdict ClassifyEdgar(const net::Response& response, Expect expect);

}  // namespace dateline::ingest
