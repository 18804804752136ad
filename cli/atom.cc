#include "cli/atom.h"

#include <fmt/format.h>

#include "cli/commands/asking.h"
#include "model/id.h"
#include "model/text.h"

namespace dateline::cli {

std::string XmlText(std::string_view text) {
  std::string out;
  const std::string whole = RepairUtf8(text);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const char c = whole[i];
    // U+FFFE and U+FFFF are well-formed UTF-8 but not XML.
    if (c == '\xEF' && whole.compare(i, 2, "\xEF\xBF") == 0 && i + 2 < whole.size() && static_cast<unsigned char>(whole[i + 2]) >= 0xBE) {
      i += 2;
      continue;
    }
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string AtomHead(std::string_view title, Instant updated) {
  const std::string id = "tag:dateline,2025:feed/" + HashKey({"atom feed", title}).Hex().substr(0, 12);
  return fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  <id>{}</id>\n  <title>{}</title>\n"
                     "  <updated>{}</updated>\n  <author><name>Dateline</name></author>\n  <generator>Dateline</generator>\n",
                     id, XmlText(title), ToIso(updated));
}

std::string AtomFoot() { return "</feed>\n"; }

std::string AtomOf(const store::EventRow& row, Instant published, const Names& names) {
  const Event& event = row.event;
  std::string out = fmt::format("  <entry>\n    <id>tag:dateline,2025:event/{}</id>\n    <title>{}</title>\n    <published>{}</published>\n    <updated>{}</updated>\n"
                                "    <category term=\"{}\"/>\n",
                                XmlText(event.id), XmlText(OneLine(event, names)), ToIso(published), ToIso(event.known_from), XmlText(TypeWords(event)));
  std::string content;
  for (const Evidence& entry : row.evidence) {
    content += fmt::format("{}“{}” ({}, {})", content.empty() ? "" : "\n", CollapseSpace(entry.sentence), entry.source, entry.handle);
  }
  const std::string url = row.evidence.empty() ? std::string() : row.evidence.front().url;
  if (url.starts_with("http")) out += fmt::format("    <link rel=\"via\" href=\"{}\"/>\n", XmlText(url));
  return out + fmt::format("    <content type=\"text\">{}</content>\n  </entry>\n", XmlText(content));
}

}  // namespace dateline::cli
