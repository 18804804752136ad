// HTML to clean text, and what an HTML head says about its page.
//
// One linear tokeniser, no tree, no recursion: any input takes time and memory proportional to its size, and no
// input fails. Input and output are UTF-8; ill-formed bytes come out as U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace dateline::ingest {

// Words of the page as lines: headings and paragraphs on lines of their own with a blank line between blocks,
// list items as "- …", table rows as "cell | cell". script, style, template, nav, svg and form controls are left
// out, entities decoded, white space collapsed (kept inside <pre>). Text without tags comes back tidied.
[[nodiscard]] std::string HtmlToText(std::string_view html);

// The same for short values that belong on one line, such as titles.
[[nodiscard]] std::string HtmlToLine(std::string_view html);

// <title>, else og:title, else the first <h1>; clean text, "" when there is none.
[[nodiscard]] std::string HtmlTitle(std::string_view html);

struct HtmlMeta {
  std::string title;      // as HtmlTitle, but og:title first
  std::string published;  // the page's own words: article:published_time, DC.date, datePublished, <time datetime>…
  std::string language;   // <html lang>, else content-language, og:locale; "" when undeclared
  std::string canonical_url;  // <link rel=canonical>, else og:url; as written
  std::string site_name;      // og:site_name
  std::string byline;         // meta author
  std::string charset;        // declared by <meta charset>, lower case
};
[[nodiscard]] HtmlMeta ReadHtmlMeta(std::string_view html);

// Decodes named and numeric character references; anything else stays as it is.
[[nodiscard]] std::string DecodeHtmlEntities(std::string_view text);

}  // namespace dateline::ingest
