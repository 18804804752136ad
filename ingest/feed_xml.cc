// RSS 0.9x to 2.0, RSS 1.0 and Atom 0.3 and 1.0, read from one pugixml tree: the walk.
//
// It keeps what XML inherits (base, language, namespaces) and whom values speak of (feed, entry, source, image,
// person). Elements that the table does not know are looked into and kept as extras.
#include "ingest/feed_xml.h"

#include <algorithm>
#include <utility>

#include "ingest/feed_names.h"
#include "ingest/feed_url.h"
#include "ingest/feed_values.h"
#include "ingest/feed_xml_nodes.h"
#include "ingest/feed_xml_reader.h"
#include "ingest/xml_repair.h"

namespace dateline::ingest {
namespace {

// Every element inherits these, so long ones would multiply.
constexpr std::size_t kBaseMax = 512;
constexpr std::size_t kLanguageMax = 64;

constexpr unsigned kParseFlags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata;

bool NamesNetscapeDoctype(std::string_view xml) {
  const auto head = xml.substr(0, 2048);
  const auto at = head.find("<!DOCTYPE");
  return at != std::string_view::npos && head.substr(at, 300).find("netscape.com") != std::string_view::npos;
}

// pugixml counts from the byte; people read nothing from that, so only the reason is told.
std::string Complaint(const pugi::xml_parse_result& parsed) {
  return std::string("not well-formed: ") + parsed.description();
}

}  // namespace

void XmlFeedReader::Visit(const pugi::xml_node& node, int depth) {
  if (depth > static_cast<int>(FeedLimits::kDepthMax)) return Problem("elements nested too deeply were left out");
  EnterScope(node);
  const Element element{node, UsualName(node.name()), depth};
  const auto row = std::ranges::lower_bound(kRows, std::string_view(element.name), {}, &Row::name);
  if (row != kRows.end() && row->name == element.name) {
    (this->*row->handler)(element);
  } else {
    Unknown(element);
  }
  LeaveScope();
}

void XmlFeedReader::VisitChildren(const Element& element) {
  for (auto child = element.node.first_child(); child; child = child.next_sibling()) {
    if (IsElement(child)) Visit(child, element.depth + 1);
  }
}

void XmlFeedReader::EnterScope(const pugi::xml_node& node) {
  const std::size_t bound = bindings_.size();
  std::string_view base;
  const char* language = nullptr;
  std::size_t count = 0;
  for (auto attribute = node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
    if (++count > FeedLimits::kListMax) break;
    const std::string_view name = attribute.name();
    if (name.starts_with("xmlns")) {
      Bind(name.size() > 6 ? name.substr(6) : std::string_view{}, attribute.value());
    } else if (name == "xml:base" || (name == "base" && base.empty())) {
      base = attribute.value();
    } else if (name == "xml:lang" || (name == "lang" && language == nullptr)) {
      language = attribute.value();
    }
  }
  const Scope& outer = scopes_.back();
  Scope scope{outer.base, outer.language, bound};
  if (!base.empty() && base.size() <= kBaseMax) {
    std::string joined = ResolveSafeUrl(outer.base, base);
    if (!joined.empty()) scope.base = std::move(joined);
  }
  if (language != nullptr && std::string_view(language).size() <= kLanguageMax) {
    scope.language = language;
    std::ranges::replace(scope.language, '_', '-');
  }
  scopes_.push_back(std::move(scope));
}

void XmlFeedReader::LeaveScope() {
  bindings_.resize(std::min(bindings_.size(), scopes_.back().namespaces));
  scopes_.pop_back();
}

void XmlFeedReader::Bind(std::string_view prefix, std::string_view uri) {
  if (bindings_.size() >= kBindingsMax) return;
  if (uri.empty() && prefix.empty()) {
    bindings_.push_back({prefix, {}, true});
    return;
  }
  const auto usual = UsualPrefix(uri);
  bindings_.push_back({prefix, usual ? std::string(*usual) : LowerCase(prefix), usual.has_value()});
  NoteVersion(prefix, uri);
  const std::string shown = usual && !usual->empty() ? std::string(*usual) : std::string(prefix);
  auto& seen = result_.namespaces;
  if (seen.size() >= FeedLimits::kListMax) return;
  const auto held = std::ranges::find(seen, shown, [](const auto& pair) { return pair.first; });
  if (held == seen.end()) seen.emplace_back(shown, uri);
}

void XmlFeedReader::NoteVersion(std::string_view prefix, std::string_view uri) {
  if (!result_.version.empty()) return;
  const std::string lower = LowerCase(uri.substr(0, 128));
  if (prefix.empty() && lower == "http://my.netscape.com/rdf/simple/0.9/")
    result_.version = "rss090";
  else if (lower == "http://purl.org/rss/1.0/")
    result_.version = "rss10";
  else if (lower == "http://www.w3.org/2005/atom")
    result_.version = "atom10";
}

std::string XmlFeedReader::UsualName(std::string_view name) {
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return LowerCase(name);
  const auto prefix = name.substr(0, colon);
  const auto local = name.substr(colon + 1);
  std::string usual = UsualPrefixInScope(prefix);
  return usual.empty() ? LowerCase(local) : usual + "_" + LowerCase(local);
}

std::string XmlFeedReader::UsualPrefixInScope(std::string_view prefix) {
  for (std::size_t up = bindings_.size(); up > 0; --up) {
    if (bindings_[up - 1].prefix == prefix) return bindings_[up - 1].usual;
  }
  if (prefix != "xml") {
    result_.bozo = true;
    Problem("a namespace prefix is not declared");
  }
  // Nobody declares these by accident for something else.
  if (prefix == "rss" || prefix == "atom") return {};
  return LowerCase(prefix);
}

// ---- reading values ----

std::string XmlFeedReader::Url(std::string_view reference) const {
  return ResolveSafeUrl(scope().base, reference);
}

FeedText XmlFeedReader::Text(const Element& element, std::string_view default_type) {
  FeedText text;
  const std::string_view stated = NodeAttribute(element.node, "type");
  text.mime = MimeOfType(stated.empty() ? default_type : stated);
  text.language = scope().language;
  text.base = scope().base;
  const bool xml = text.mime.ends_with("xml");
  if (HasElements(element.node)) {
    text.value = xml || !OnlyDivs(element.node) ? InnerXml(element.node, xml && result_.version == "atom10")
                                                : TextWithChildren(element.node);
    if (!xml && !OnlyDivs(element.node)) text.mime = "application/xhtml+xml";
  } else if (text.mime == "application/xhtml+xml") {
    AppendEscaped(text.value, DirectText(element.node), false);
  } else {
    text.value = DirectText(element.node);
  }
  if (IsBase64(element, text.mime)) text.value = DecodeBase64(text.value);
  text.value = CleanValue(text.value);
  if (text.mime == "text/plain" && !result_.version.starts_with("atom") && LooksLikeMarkup(text.value)) {
    text.mime = "text/html";
  }
  text.type = TextTypeOf(text.mime);
  return text;
}

bool XmlFeedReader::IsBase64(const Element& element, std::string_view mime) const {
  if (LowerCase(NodeAttribute(element.node, "mode")) == "base64") return true;
  if (mime.starts_with("text/") || mime.ends_with("+xml") || mime.ends_with("/xml")) return false;
  return result_.version.starts_with("atom") && !HasElements(element.node) &&
         NodeAttribute(element.node, "src").empty();
}

// ---- who gets a value ----

void XmlFeedReader::Problem(std::string_view words) {
  if (result_.problems.size() < 50 && std::ranges::find(result_.problems, words) == result_.problems.end()) {
    result_.problems.emplace_back(words);
  }
}

// True when a value at this depth may replace what the record holds. Of titles the first at a depth wins, of
// the rest the last.
bool XmlFeedReader::Claim(Slot slot, const Element& element) {
  int& held = depths_.of[slot];
  if (held != 0 && (slot == kTitle ? element.depth >= held : element.depth > held)) return false;
  held = element.depth;
  return true;
}

void XmlFeedReader::SetExtra(const Element& element, std::string value) {
  auto& extras = record_->extras;
  for (std::size_t i = 0; i < extras.size(); ++i) {
    if (extras[i].first != element.name) continue;
    if (element.depth > depths_.extras[i]) return;
    extras[i].second = std::move(value);
    depths_.extras[i] = element.depth;
    return;
  }
  if (extras.size() >= kExtrasMax) return;
  extras.emplace_back(element.name, std::move(value));
  depths_.extras.push_back(element.depth);
}

void XmlFeedReader::Unknown(const Element& element) {
  if (image_ == nullptr && textinput_ == nullptr) KeepExtra(element);
  VisitChildren(element);
}

void XmlFeedReader::KeepExtra(const Element& element) {
  FeedAttributes attributes;
  for (auto attribute = element.node.first_attribute(); attribute && attributes.size() < 32;
       attribute = attribute.next_attribute()) {
    if (!std::string_view(attribute.name()).starts_with("xmlns")) {
      attributes.emplace_back(LowerCase(LocalName(attribute.name())), CleanValue(attribute.value()));
    }
  }
  if (!attributes.empty() && record_->extra_elements.size() < kExtrasMax) {
    const auto held =
        std::ranges::find(record_->extra_elements, element.name, [](const auto& pair) { return pair.first; });
    if (held == record_->extra_elements.end())
      record_->extra_elements.emplace_back(element.name, attributes);
    else
      held->second = attributes;
  }
  if (HasElements(element.node)) return;
  std::string text = DirectText(element.node);
  if (!text.empty()) SetExtra(element, std::move(text));
}
void ReadXmlFeed(std::string xml, const FeedSetting& setting, FeedResult& result) {
  if (auto repaired = RepairReferences(xml)) {
    if (repaired->ill_formed) {
      result.bozo = true;
      result.problems.emplace_back("undefined references or stray ampersands were repaired");
    }
    xml = std::move(repaired->text);
  }
  if (const auto first = xml.find_first_not_of(" \t\r\n"); first != std::string::npos && xml[first] != '<') {
    result.bozo = true;
    result.problems.emplace_back("there is text before the first tag");
  }
  const bool netscape = NamesNetscapeDoctype(xml);

  std::string buffer = xml;  // pugixml parses in place and leaves the buffer unreadable
  pugi::xml_document document;
  auto parsed = document.load_buffer_inplace(buffer.data(), buffer.size(), kParseFlags, pugi::encoding_utf8);
  if (!parsed) {
    result.bozo = true;
    result.problems.push_back(Complaint(parsed));
    std::string mended = RepairTags(xml);
    pugi::xml_document second;
    if (second.load_buffer_inplace(mended.data(), mended.size(), kParseFlags, pugi::encoding_utf8) ||
        second.document_element()) {
      XmlFeedReader(setting, result).Read(second);
    }
  } else {
    XmlFeedReader(setting, result).Read(document);
  }
  if (netscape && result.version == "rss091u") result.version = "rss091n";
}

}  // namespace dateline::ingest
