// The words of a page that are its article, without what stands around them, and what the page says about itself.
//
// The page becomes a light tree of bounded depth; paragraphs give their score to what encloses them, the best encloser
// and its like neighbours are the article, and inside it what looks like links, forms, shares or advertising is left
// out. Time and memory are linear in the input, nothing recurses, and no input fails.
#pragma once

#include <string>
#include <string_view>

namespace dateline::ingest {

struct MainText {
  std::string text;  // headings, paragraphs, lists and tables as HtmlToText writes them; "" when no words were found
  std::string title;
  std::string byline;
  std::string language;  // as written: "en-US"
  std::string site_name;
  std::string published;  // the page's own words
};

// `html` is UTF-8 (DecodePage). Pages beyond kMainTextBytesMax are read up to there.
// Bytes to UTF-8 as DecodeBody has it, except that what reads well as UTF-8 is UTF-8 whatever the page declares: saved
// and re-encoded pages keep their old declaration.
[[nodiscard]] std::string DecodePage(std::string_view bytes, std::string_view content_type);

// Everything that the page shows when it opens: for mails and other markup that is all its author's own.
[[nodiscard]] std::string ShownText(std::string_view html);

[[nodiscard]] MainText ReadMainText(std::string_view html);

inline constexpr std::size_t kMainTextBytesMax = 16u << 20;

}  // namespace dateline::ingest
