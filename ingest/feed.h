// Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 and JSON Feed into one shape, broken feeds included.
//
// A pure function of the bytes and what the server said about them: no clock, no I/O, any thread. It never
// fails: what could not be read stands in `problems`, and an unreadable body is a feed without entries.
// Values are as the feed states them, in UTF-8; markup is not sanitised here (HtmlToText and
// FeedToContractJson do that). Time and memory are linear in the body; see FeedLimits for the caps.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/document.h"

namespace dateline::ingest {

// What the server said about the body; names of headers are matched in any case.
struct FeedContext {
  std::string url;           // where the body came from, after redirects; "" when unknown
  std::string content_type;  // the header's value; "" when there was none (then `headers` is asked)
  std::vector<std::pair<std::string, std::string>> headers;
};

// Beyond these the rest is left out and noted as a problem.
struct FeedLimits {
  static constexpr std::size_t kBytesMax = 64U << 20;  // of the body, after decompression
  static constexpr std::size_t kEntriesMax = 20'000;
  static constexpr std::size_t kDepthMax = 256;   // nesting of elements
  static constexpr std::size_t kListMax = 1'000;  // links, tags, people, contents of one entry; attributes
};

enum class FeedTextType { kPlain, kHtml, kXhtml, kOther };

struct FeedText {
  std::string value;
  FeedTextType type = FeedTextType::kPlain;
  std::string mime;      // "text/plain", "text/html", "application/xhtml+xml" or what the feed states
  std::string language;  // xml:lang in force, "" when none
  std::string base;      // xml:base in force: what relative links in `value` hang on
  std::string src;       // Atom content kept elsewhere
};

struct FeedLink {
  std::string rel;  // "alternate", "self", "enclosure", "via", "related"…
  std::string type;
  std::string href;  // absolute where a base is known
  std::string title;
  std::string length;
  std::string language;  // hreflang
};

struct FeedPerson {
  std::string name;
  std::string email;
  std::string href;
  [[nodiscard]] bool empty() const { return name.empty() && email.empty() && href.empty(); }
};

struct FeedTag {
  std::string term;
  std::string scheme;
  std::string label;
};

struct FeedImage {
  std::string href;
  std::string title;
  std::string link;
  std::string description;
  std::string width;
  std::string height;
};

// Attributes kept as stated, names in lower case.
using FeedAttributes = std::vector<std::pair<std::string, std::string>>;

// What a channel, an entry and an entry's <source> have in common.
struct FeedRecord {
  std::string id;                  // guid, atom:id, rdf:about, JSON id; as stated
  std::string id_url;              // `id` resolved against its base; equal to `id` when it is no relative URL
  bool guid_is_permalink = false;  // RSS: the guid is also the link
  std::string link;                // the alternate link, else the permalink guid; absolute where a base is known
  std::vector<FeedLink> links;     // every link, enclosures included, in order
  std::optional<FeedText> title;
  std::optional<FeedText> summary;  // description, summary; a channel's subtitle, tagline
  std::vector<FeedText> contents;   // content, content:encoded, xhtml:body, fullitem
  std::optional<FeedText> rights;
  std::optional<FeedText> info;  // Atom 0.3
  std::vector<FeedPerson> authors;
  std::string author_words;  // the last author as written: "Ada Wong <ada@example.org>"
  std::vector<FeedPerson> contributors;
  std::string generator;
  FeedAttributes generator_detail;  // href, version
  std::string publisher;
  FeedPerson publisher_person;
  std::vector<FeedTag> tags;
  Published published;  // words "" when the feed gives none
  Published updated;    // also dc:date
  Published created;
  Published expired;
  std::string language;  // stated by <language>, dc:language; else xml:lang in force
  std::string base;      // in force on the element itself
  std::string comments;  // URL
  std::string license;   // URL
  std::optional<FeedImage> image;
  std::string icon;
  std::string logo;
  // Simple elements no field above takes, "prefix_name" or "name" in lower case: "dc_identifier", "ttl", "docs".
  // For repeated ones, the last.
  std::vector<std::pair<std::string, std::string>> extras;

  // The same for elements that say it in attributes: "media_thumbnail" → {url, width}.
  std::vector<std::pair<std::string, FeedAttributes>> extra_elements;

  [[nodiscard]] std::string_view Extra(std::string_view name) const;  // "" when absent
};

struct Feed : FeedRecord {
  std::optional<int> ttl_minutes;  // RSS ttl, when it is a sane number
  FeedAttributes cloud;
  FeedAttributes textinput;
};

struct FeedEntry : FeedRecord {
  std::optional<FeedRecord> source;  // where an aggregator took it from
  std::string source_href;           // RSS <source url="…">title</source>; the title is in `source`

  // The fullest text the entry carries: the longest of contents and summary; nullptr when it has neither.
  [[nodiscard]] const FeedText* Body() const;
};

struct FeedResult {
  Feed feed;
  std::vector<FeedEntry> entries;
  std::string version;   // "rss20", "rss091u", "rss10", "atom10", "atom03", "json11"…; "" when unknown
  std::string encoding;  // the one used: "utf-8", "windows-1252"
  std::vector<std::pair<std::string, std::string>> namespaces;  // prefix → URI, the usual prefixes canonical
  bool bozo = false;                                            // not well-formed, or not in the encoding it declares
  std::vector<std::string> problems;                            // for people; repaired things included
};

[[nodiscard]] FeedResult ParseFeed(std::string_view bytes, const FeedContext& context);

// True when the first kilobytes have the marks of one of the formats above. Cheap; reads no further than 4 KiB.
[[nodiscard]] bool LooksLikeFeed(std::string_view bytes);

// The line that `dateline parse feed --jsonl` answers, without the newline: markup sanitised by an allow-list,
// relative links inside it resolved. `context` is what ParseFeed was given; its headers are part of the answer.
[[nodiscard]] std::string FeedToContractJson(const FeedResult& result, const FeedContext& context = {});

// Reads {"path","url","content_type","headers"} lines until the end of input and answers each with one flushed
// line; a bad line with {"id":null,"error":"…"}. Returns the number of bad lines. The one function here with I/O.
std::size_t ServeParseFeed(std::istream& in, std::ostream& out);

}  // namespace dateline::ingest
