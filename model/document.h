// Document: one text from one source, as collected.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/date.h"
#include "model/id.h"

namespace dateline {

// The publication date with the precision, zone and words of the source.
struct Published {
  DateSpan span;                  // unknown when the source gave none
  std::optional<Instant> at;      // when the source gave a time of day
  std::string zone;               // "UTC", "+08:00", "America/New_York"; "" when unstated
  std::string words;              // the source's own text, "" when none
};

struct Document {
  std::string source;                 // source id
  std::vector<std::string> keys;      // official numbers, canonical: "FR:2025-00636", "SEC:0001045810-25-000116", "MOFCOM:2024-46"
  std::string guid;                   // the source's own id of the item, "" when it has none
  std::string url;                    // canonical (CanonicalUrl), "" when it has none
  std::string title;                  // clean text
  std::string text;                   // clean UTF-8 text, headings and paragraphs on lines of their own
  std::string language;               // BCP 47 primary tag, "" when undeclared
  std::string kind;                   // the source's own word for what this is: "rule", "notice", "8-K", "article"
  Published published;
  std::optional<Instant> first_seen;  // stated by an imported record
  // Dates and references that the source's structured fields state (Federal Register effective_on and the like).
  struct Field {
    std::string name;                 // "effective_on", "signing_date", "citation", "agency", "action", "correction_of"
    std::string value;
  };
  std::vector<Field> fields;
};

// Identity over revisions: the first present of official number, source-scoped guid, canonical URL, text hash.
[[nodiscard]] Key DocumentKey(const Document& document);
// Identity of one revision: the document and its title and text.
[[nodiscard]] Key RevisionKey(const Key& document, const Document& content);
// Equal for texts that are the same after folding white space and case: one text group.
[[nodiscard]] Key TextKey(const Document& content);

// http and https only: lower-case scheme and host, default port and fragment dropped, tracking parameters
// (utm_*, fbclid, gclid, mc_cid, mc_eid) removed, dot segments resolved. Other text comes back unchanged.
[[nodiscard]] std::string CanonicalUrl(std::string_view url);

}  // namespace dateline
