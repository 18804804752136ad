#include "ingest/feed_xml_nodes.h"

#include <algorithm>
#include <utility>

#include "ingest/feed.h"
#include "ingest/feed_values.h"
#include "ingest/html_tokens.h"

namespace dateline::ingest {
namespace {

bool IsText(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

// Atom 1.0: the <div> around xhtml is not part of the content.
pugi::xml_node Unwrap(const pugi::xml_node& node) {
  pugi::xml_node only;
  for (auto child = node.first_child(); child; child = child.next_sibling()) {
    if (IsElement(child)) {
      if (only || LocalName(child.name()) != "div") return node;
      only = child;
    } else if (IsText(child) && !CleanValue(child.value()).empty()) {
      return node;
    }
  }
  return only ? only : node;
}

void OpenTag(std::string& out, const pugi::xml_node& node) {
  const std::string_view qualified = node.name();
  const std::string local = LowerCase(LocalName(qualified));
  out.append("<").append(local);
  std::size_t count = 0;
  for (auto attribute = node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
    if (++count > 64) break;
    const std::string_view name = attribute.name();
    if (name.starts_with("xmlns") && !(name == "xmlns" && (local == "svg" || local == "math"))) continue;
    out.append(" ").append(LowerCase(name)).append("=\"");
    AppendEscaped(out, attribute.value(), true);
    out += '"';
  }
  if (qualified.size() != local.size() && (local == "svg" || local == "math")) {
    out.append(" xmlns=\"")
        .append(local == "svg" ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1998/Math/MathML");
    out += '"';
  }
  out += IsVoidElement(local) ? " />" : ">";
}

void CloseTag(std::string& out, const pugi::xml_node& node) {
  const std::string local = LowerCase(LocalName(node.name()));
  if (!IsVoidElement(local)) out.append("</").append(local).append(">");
}

}  // namespace

std::string LowerCase(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

std::string_view LocalName(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool IsElement(const pugi::xml_node& node) {
  return node.type() == pugi::node_element;
}

bool HasElements(const pugi::xml_node& node) {
  for (auto child = node.first_child(); child; child = child.next_sibling()) {
    if (IsElement(child)) return true;
  }
  return false;
}

std::string_view NodeAttribute(const pugi::xml_node& node, std::string_view local) {
  std::string_view prefixed;
  std::size_t count = 0;
  for (auto attribute = node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
    if (++count > FeedLimits::kListMax) break;
    const std::string_view name = attribute.name();
    if (name.size() < local.size() || name.starts_with("xmlns")) continue;
    if (!std::ranges::equal(LocalName(name), local, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }))
      continue;
    if (name.size() == local.size()) return attribute.value();
    prefixed = attribute.value();
  }
  return prefixed;
}

std::string DirectText(const pugi::xml_node& node) {
  std::string joined;
  std::string_view only;
  for (auto child = node.first_child(); child; child = child.next_sibling()) {
    if (!IsText(child)) continue;
    if (only.empty() && joined.empty())
      only = child.value();
    else
      joined.append(std::exchange(only, {})).append(child.value());
  }
  return CleanValue(joined.empty() ? only : std::string_view(joined));
}

bool OnlyDivs(const pugi::xml_node& node) {
  for (auto child = node.first_child(); child; child = child.next_sibling()) {
    if (!IsElement(child)) continue;
    if (LocalName(child.name()) != "div" || HasElements(child)) return false;
  }
  return true;
}

std::string TextWithChildren(const pugi::xml_node& node) {
  std::string out;
  for (auto child = node.first_child(); child; child = child.next_sibling()) {
    if (IsText(child)) out += child.value();
    for (auto inner = child.first_child(); inner; inner = inner.next_sibling()) {
      if (IsText(inner)) out += inner.value();
    }
  }
  return out;
}

std::string InnerXml(pugi::xml_node node, bool unwrap) {
  if (unwrap) node = Unwrap(node);
  std::string out;
  auto at = node.first_child();
  while (at) {
    if (IsText(at)) {
      AppendEscaped(out, at.value(), false);
    } else if (IsElement(at)) {
      OpenTag(out, at);
      if (at.first_child()) {
        at = at.first_child();
        continue;
      }
      CloseTag(out, at);
    }
    while (at != node && !at.next_sibling()) {
      at = at.parent();
      if (at != node) CloseTag(out, at);
    }
    if (at == node) break;
    at = at.next_sibling();
  }
  return out;
}

void AppendEscaped(std::string& out, std::string_view text, bool attribute) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        if (attribute)
          out += "&quot;";
        else
          out += c;
        break;
      default:
        out += c;
    }
  }
}

}  // namespace dateline::ingest
