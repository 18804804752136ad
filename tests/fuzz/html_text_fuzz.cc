// Markup: any bytes through text extraction, head reading and sanitising.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/charset.h"
#include "ingest/feed_dates.h"
#include "ingest/feed_markup.h"
#include "ingest/html_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::ingest;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)HtmlToText(bytes);
  (void)HtmlToLine(bytes);
  (void)HtmlTitle(bytes);
  (void)DecodeHtmlEntities(bytes);
  (void)SanitizeMarkup(bytes, "https://example.org/a/b?c#d");
  (void)ParseFeedDate(bytes);
  (void)ReadHtmlMeta(DecodeBody(bytes, "text/html", CharsetRules::kHtml).text);
  return 0;
}
