// What the feed reader asks of single XML nodes. Internal to the folder; includes pugixml.
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace dateline::ingest {

[[nodiscard]] std::string LowerCase(std::string_view text);
[[nodiscard]] std::string_view LocalName(std::string_view qualified_name);

[[nodiscard]] bool IsElement(const pugi::xml_node& node);
[[nodiscard]] bool HasElements(const pugi::xml_node& node);

// The value of an attribute by its local name in any case; the one without prefix first. "" when absent.
[[nodiscard]] std::string_view NodeAttribute(const pugi::xml_node& node, std::string_view local);

// The node's own text without that of its elements, cleaned.
[[nodiscard]] std::string DirectText(const pugi::xml_node& node);

// Some publishing tools wrap escaped markup in one <div>: it stays escaped markup.
[[nodiscard]] bool OnlyDivs(const pugi::xml_node& node);
// The text of the node and of its children.
[[nodiscard]] std::string TextWithChildren(const pugi::xml_node& node);

// The markup inside `node` as XHTML without prefixes; with `unwrap`, without the one <div> around all of it. A
// loop, not a recursion: the depth is the sender's choice.
[[nodiscard]] std::string InnerXml(pugi::xml_node node, bool unwrap);

// Escapes <, > and &, in attributes also ".
void AppendEscaped(std::string& out, std::string_view text, bool attribute);

}  // namespace dateline::ingest
