// The machine contract of `dateline parse page --jsonl`.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "ingest/main_text.h"

namespace dateline::ingest {

// {"text","title","byline","lang","siteName","publishedTime"} without the newline; null for what the page does not say.
[[nodiscard]] std::string PageToContractJson(const MainText& page);

// Reads {"path","url","content_type","headers"} lines until the end of input and answers each with one flushed line; a
// bad line with {"id":null,"error":"…"}. Returns the number of bad lines. Reads files and nothing else.
std::size_t ServeParsePage(std::istream& in, std::ostream& out);

}  // namespace dateline::ingest
