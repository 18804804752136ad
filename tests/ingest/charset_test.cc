#include "ingest/charset.h"

#include <catch2/catch.hpp>

#include <string>

#include "model/text.h"

namespace dateline::ingest {

TEST_CASE("The encoding of XML is found as RFC 3023 says, and mended where the label is wrong") {
  using namespace std::string_literals;
  struct Case {
    const char* what;
    std::string bytes;
    const char* content_type;
    const char* encoding;
    bool mislabelled;
    const char* holds;
  };
  const Case cases[] = {
      {"nothing said", "<a>é</a>", "", "utf-8", false, "é"},
      {"declaration", "<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9</a>", "", "iso-8859-1", false, "é"},
      {"header wins", "<?xml version='1.0' encoding='utf-8'?><a>\xE9</a>", "application/xml; charset=\"ISO-8859-1\"",
       "iso-8859-1", false, "é"},
      {"text/xml means ASCII unless it cannot", "<a>é</a>", "text/xml", "utf-8", true, "é"},
      {"byte order mark", "\xEF\xBB\xBF<a>é</a>", "", "utf-8", false, "é"},
      {"UTF-16 with a mark", "\xFF\xFE<\0a\0>\0\xE9\0"s, "", "utf-16le", false, "é"},
      {"UTF-16 without one", "\0<\0?\0x\0>\0\xE9"s, "", "utf-16be", false, "é"},
      {"says UTF-8, is not", "<?xml version='1.0' encoding='utf-8'?><a>\x93\xE9</a>", "", "windows-1252", true, "é"},
      {"gb2312 is read as what contains it", "<?xml version='1.0' encoding='gb2312'?><a>\xB9\xAB\xB8\xE6</a>", "",
       "gb18030", false, "公告"},
      {"unknown name", "<?xml version='1.0' encoding='bogus'?><a>x</a>", "", "utf-8", true, "x"},
      {"truncated", "<a>\xE2\x82", "", "windows-1252", true, "<a>"},
  };
  for (const auto& c : cases) {
    INFO(c.what);
    const Decoded decoded = DecodeBody(c.bytes, c.content_type, CharsetRules::kXml);
    CHECK(decoded.encoding == c.encoding);
    CHECK(decoded.mislabelled == c.mislabelled);
    CHECK(IsUtf8(decoded.text));
    CHECK(decoded.text.find(c.holds) != std::string::npos);
  }
}

TEST_CASE("The encoding of a page comes from the header, else its meta element, else its bytes") {
  CHECK(DecodeBody("<meta charset='gbk'>\xB9\xAB\xB8\xE6", "", CharsetRules::kHtml).text.ends_with("公告"));
  CHECK(DecodeBody("\xE9", "text/html; charset=iso-8859-1", CharsetRules::kHtml).text == "é");
  CHECK(DecodeBody("é", "text/html; charset=iso-8859-1", CharsetRules::kHtml).text == "é");
  CHECK(DecodeBody("\x93\xE9", "text/html", CharsetRules::kHtml).text == "“é");
  CHECK(IsUtf8(DecodeBody("a\xFF", "text/html; charset=utf-8", CharsetRules::kHtml).text));
}

TEST_CASE("Content-Type values are taken apart") {
  CHECK(CharsetOf("text/xml; q=1; Charset = 'UTF-8'") == "utf-8");
  CHECK(CharsetOf("text/xml; charset=../../etc").empty());
  CHECK(MediaTypeOf("Text/HTML ; charset=x") == "text/html");
}

}  // namespace dateline::ingest
