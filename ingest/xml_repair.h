// Makes broken XML readable before a parser sees it.
//
// Both functions are one pass over the text, linear in it, and never fail. Input and output are UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline::ingest {

struct XmlRepair {
  std::string text;
  bool changed = false;     // anything at all
  bool ill_formed = false;  // something no XML parser may accept: a stray &, a control character, an unclosed tag
};

// Resolves character references that XML does not know (&nbsp; &eacute; &#146;), escapes stray ampersands and
// blanks control characters. nullopt when the text needs none of it, which is the common case and costs no copy.
[[nodiscard]] std::optional<XmlRepair> RepairReferences(std::string_view xml);

// Rewrites tags so that they nest: drops leading junk, DOCTYPE and stray end tags, closes what is left open,
// quotes attribute values, ends CDATA and comments that never end. For text that a strict parser gave up on.
[[nodiscard]] std::string RepairTags(std::string_view xml);

}  // namespace dateline::ingest
