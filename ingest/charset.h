// Bytes to UTF-8: which encoding a body is in, and the conversion.
#pragma once

#include <string>
#include <string_view>

namespace dateline::ingest {

// How the encoding is chosen when sources disagree.
enum class CharsetRules {
  kXml,   // RFC 3023 and 7303: byte order mark, then charset= of the media type, then the XML declaration
  kHtml,  // byte order mark, charset= of the media type, <meta charset>, then UTF-8 if it is that, else windows-1252
};

struct Decoded {
  std::string text;             // well-formed UTF-8, without byte order mark
  std::string encoding;         // the one used, lower case: "utf-8", "gb18030"
  bool mislabelled = false;     // the declared encoding is unknown or does not fit the bytes
  bool bad_media_type = false;  // the media type is not one for XML
  std::string problem;          // for people, "" when all is well
};

// Never fails: the last resort is windows-1252, which reads anything.
[[nodiscard]] Decoded DecodeBody(std::string_view bytes, std::string_view content_type, CharsetRules rules);

// charset= of a Content-Type value, lower case, "" when there is none.
[[nodiscard]] std::string CharsetOf(std::string_view content_type);
// The media type of a Content-Type value, lower case, without parameters.
[[nodiscard]] std::string MediaTypeOf(std::string_view content_type);

}  // namespace dateline::ingest
