// RSS 0.9x to 2.0, RSS 1.0 and Atom 0.3 and 1.0, read from one pugixml tree.
//
// The formats are read by element name, not by format: real feeds mix them. A walk over the tree keeps what XML
// inherits (base, language, namespaces) and who an element speaks of (feed, entry, source, image, person); a
// sorted table says what each element means. Elements it does not know are looked into and kept as extras.
#include "ingest/feed_xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <utility>

#include <pugixml.hpp>

#include "ingest/feed_dates.h"
#include "ingest/feed_names.h"
#include "ingest/feed_url.h"
#include "ingest/feed_values.h"
#include "ingest/html_tokens.h"
#include "ingest/xml_repair.h"

namespace dateline::ingest {
namespace {

constexpr unsigned kParseFlags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata;

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

bool IsElement(const pugi::xml_node& node) {
  return node.type() == pugi::node_element;
}
bool IsText(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool HasElements(const pugi::xml_node& node) {
  for (auto child = node.first_child(); child; child = child.next_sibling()) {
    if (IsElement(child)) return true;
  }
  return false;
}

std::string_view LocalName(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
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

// What an element is about to fill, and how deep the value that is there was found: nearer the record wins.
enum Slot : std::size_t {
  kId,
  kTitle,
  kSummary,
  kLink,
  kPublished,
  kUpdated,
  kCreated,
  kExpired,
  kRights,
  kLanguage,
  kSlotCount
};
struct Depths {
  std::array<int, kSlotCount> of{};  // zero: nothing yet
  std::vector<int> extras;           // beside FeedRecord::extras
};

enum class PersonRole { kNone, kAuthor, kContributor, kPublisher };

class XmlFeedReader {
 public:
  XmlFeedReader(const FeedSetting& setting, FeedResult& result) : result_(result), record_(&result.feed) {
    scopes_.push_back({setting.base, setting.language, 0});
  }

  void Read(const pugi::xml_document& document) {
    result_.feed.base = scopes_.back().base;
    const auto root = document.document_element();
    if (root) Visit(root, 1);
  }

  struct Element {
    pugi::xml_node node;
    std::string name;  // usual prefix, "_", local name: "dc_creator", "title"
    int depth;
  };

 private:
  using Handler = void (XmlFeedReader::*)(const Element&);
  struct Row {
    std::string_view name;
    Handler handler;
  };
  static const std::array<Row, 87> kRows;

  struct Scope {
    std::string base;
    std::string language;
    std::size_t namespaces;  // how many were bound before
  };
  struct Binding {
    std::string_view prefix;
    std::string usual;  // "" for the feed formats' own
    bool known;
  };

  // ---- walking ----

  void Visit(const pugi::xml_node& node, int depth) {
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

  void VisitChildren(const Element& element) {
    for (auto child = element.node.first_child(); child; child = child.next_sibling()) {
      if (IsElement(child)) Visit(child, element.depth + 1);
    }
  }

  void EnterScope(const pugi::xml_node& node) {
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
    if (!base.empty()) {
      std::string joined = ResolveSafeUrl(outer.base, base);
      if (!joined.empty()) scope.base = std::move(joined);
    }
    if (language != nullptr) {
      scope.language = language;
      std::ranges::replace(scope.language, '_', '-');
    }
    scopes_.push_back(std::move(scope));
  }

  void LeaveScope() {
    bindings_.resize(std::min(bindings_.size(), scopes_.back().namespaces));
    scopes_.pop_back();
  }

  void Bind(std::string_view prefix, std::string_view uri) {
    if (bindings_.size() >= kBindingsMax) return;
    if (uri.empty() && prefix.empty()) {
      bindings_.push_back({prefix, {}, true});
      return;
    }
    const auto usual = UsualPrefix(uri);
    bindings_.push_back({prefix, usual ? std::string(*usual) : Lower(prefix), usual.has_value()});
    NoteVersion(prefix, uri);
    const std::string shown = usual && !usual->empty() ? std::string(*usual) : std::string(prefix);
    auto& seen = result_.namespaces;
    if (seen.size() >= FeedLimits::kListMax) return;
    const auto held = std::ranges::find(seen, shown, [](const auto& pair) { return pair.first; });
    if (held == seen.end()) seen.emplace_back(shown, uri);
  }

  void NoteVersion(std::string_view prefix, std::string_view uri) {
    if (!result_.version.empty()) return;
    const std::string lower = Lower(uri.substr(0, 128));
    if (prefix.empty() && lower == "http://my.netscape.com/rdf/simple/0.9/")
      result_.version = "rss090";
    else if (lower == "http://purl.org/rss/1.0/")
      result_.version = "rss10";
    else if (lower == "http://www.w3.org/2005/atom")
      result_.version = "atom10";
  }

  std::string UsualName(std::string_view name) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return Lower(name);
    const auto prefix = name.substr(0, colon);
    const auto local = name.substr(colon + 1);
    std::string usual = UsualPrefixInScope(prefix);
    return usual.empty() ? Lower(local) : usual + "_" + Lower(local);
  }

  std::string UsualPrefixInScope(std::string_view prefix) {
    for (std::size_t up = bindings_.size(); up > 0; --up) {
      if (bindings_[up - 1].prefix == prefix) return bindings_[up - 1].usual;
    }
    if (prefix != "xml") {
      result_.bozo = true;
      Problem("a namespace prefix is not declared");
    }
    // Nobody declares these by accident for something else.
    if (prefix == "rss" || prefix == "atom") return {};
    return Lower(prefix);
  }

  // ---- reading values ----

  [[nodiscard]] const Scope& scope() const { return scopes_.back(); }

  static std::string_view Attribute(const Element& element, std::string_view local) {
    std::string_view prefixed;
    std::size_t count = 0;
    for (auto attribute = element.node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
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

  static std::string DirectText(const Element& element) {
    std::string joined;
    std::string_view only;
    for (auto child = element.node.first_child(); child; child = child.next_sibling()) {
      if (!IsText(child)) continue;
      if (only.empty() && joined.empty())
        only = child.value();
      else
        joined.append(std::exchange(only, {})).append(child.value());
    }
    return CleanValue(joined.empty() ? only : std::string_view(joined));
  }

  [[nodiscard]] std::string Url(std::string_view reference) const { return ResolveSafeUrl(scope().base, reference); }

  FeedText Text(const Element& element, std::string_view default_type) {
    FeedText text;
    const std::string_view stated = Attribute(element, "type");
    text.mime = MimeOfType(stated.empty() ? default_type : stated);
    text.language = scope().language;
    text.base = scope().base;
    const bool xml = text.mime.ends_with("xml");
    if (HasElements(element.node)) {
      text.value = xml || !OnlyDivs(element.node) ? InnerXml(element.node, xml) : AllText(element.node);
      if (!xml && !OnlyDivs(element.node)) text.mime = "application/xhtml+xml";
    } else if (text.mime == "application/xhtml+xml") {
      AppendEscaped(text.value, DirectText(element), false);
    } else {
      text.value = DirectText(element);
    }
    if (IsBase64(element, text.mime)) text.value = DecodeBase64(text.value);
    text.value = CleanValue(text.value);
    if (text.mime == "text/plain" && !result_.version.starts_with("atom") && LooksLikeMarkup(text.value)) {
      text.mime = "text/html";
    }
    text.type = TextTypeOf(text.mime);
    return text;
  }

  bool IsBase64(const Element& element, std::string_view mime) const {
    if (Lower(Attribute(element, "mode")) == "base64") return true;
    if (mime.starts_with("text/") || mime.ends_with("+xml") || mime.ends_with("/xml")) return false;
    return result_.version.starts_with("atom") && !HasElements(element.node) && Attribute(element, "src").empty();
  }

  // Some publishing tools wrap escaped markup in one <div>: it stays escaped markup.
  static bool OnlyDivs(const pugi::xml_node& node) {
    for (auto child = node.first_child(); child; child = child.next_sibling()) {
      if (!IsElement(child)) continue;
      if (LocalName(child.name()) != "div" || HasElements(child)) return false;
    }
    return true;
  }

  static std::string AllText(const pugi::xml_node& node) {
    std::string out;
    for (auto child = node.first_child(); child; child = child.next_sibling()) {
      if (IsText(child)) out += child.value();
      for (auto inner = child.first_child(); inner; inner = inner.next_sibling()) {
        if (IsText(inner)) out += inner.value();
      }
    }
    return out;
  }

  // The markup inside `node` as XHTML without prefixes. A loop, not a recursion: depth is the sender's choice.
  std::string InnerXml(pugi::xml_node node, bool may_unwrap) const {
    if (may_unwrap && result_.version == "atom10") node = Unwrap(node);
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

  // Atom 1.0: the <div> around xhtml is not part of the content.
  static pugi::xml_node Unwrap(const pugi::xml_node& node) {
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

  void OpenTag(std::string& out, const pugi::xml_node& node) const {
    const std::string_view qualified = node.name();
    const std::string local = Lower(LocalName(qualified));
    out.append("<").append(local);
    std::size_t count = 0;
    for (auto attribute = node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
      if (++count > 64) break;
      const std::string_view name = attribute.name();
      if (name.starts_with("xmlns") && !(name == "xmlns" && (local == "svg" || local == "math"))) continue;
      out.append(" ").append(Lower(name)).append("=\"");
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

  static void CloseTag(std::string& out, const pugi::xml_node& node) {
    const std::string local = Lower(LocalName(node.name()));
    if (!IsVoidElement(local)) out.append("</").append(local).append(">");
  }

  // ---- who gets a value ----

  void Problem(std::string_view words) {
    if (result_.problems.size() < 50 && std::ranges::find(result_.problems, words) == result_.problems.end()) {
      result_.problems.emplace_back(words);
    }
  }

  // True when a value at this depth may replace what the record holds. Of titles the first at a depth wins, of
  // the rest the last.
  bool Claim(Slot slot, const Element& element) {
    int& held = depths_.of[slot];
    if (held != 0 && (slot == kTitle ? element.depth >= held : element.depth > held)) return false;
    held = element.depth;
    return true;
  }

  void SetExtra(const Element& element, std::string value) {
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

  void Unknown(const Element& element) {
    if (image_ == nullptr && textinput_ == nullptr) KeepExtra(element);
    VisitChildren(element);
  }

  void KeepExtra(const Element& element) {
    FeedAttributes attributes;
    for (auto attribute = element.node.first_attribute(); attribute && attributes.size() < 32;
         attribute = attribute.next_attribute()) {
      if (!std::string_view(attribute.name()).starts_with("xmlns")) {
        attributes.emplace_back(Lower(LocalName(attribute.name())), CleanValue(attribute.value()));
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
    std::string text = DirectText(element);
    if (!text.empty()) SetExtra(element, std::move(text));
  }

  // Runs `body` with another record in place; nested <source> and <item> nest no further than the depth cap.
  template <typename Body>
  void Within(FeedRecord* record, Body body) {
    auto* outer_record = std::exchange(record_, record);
    Depths outer_depths = std::exchange(depths_, {});
    const auto outer_role = std::exchange(role_, PersonRole::kNone);
    auto* outer_image = std::exchange(image_, nullptr);
    auto* outer_input = std::exchange(textinput_, nullptr);
    body();
    textinput_ = outer_input;
    image_ = outer_image;
    role_ = outer_role;
    depths_ = std::move(outer_depths);
    record_ = outer_record;
  }

  // ---- containers ----

  void NoteRootLanguage() {
    if (!scope().language.empty() && record_ == &result_.feed) result_.feed.language = scope().language;
  }

  void OnRss(const Element& element) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kVersions{
        {{"0.91", "rss091u"}, {"0.92", "rss092"}, {"0.93", "rss093"}, {"0.94", "rss094"}}};
    NoteRootLanguage();
    if (!result_.version.starts_with("rss")) {
      const std::string_view stated = Attribute(element, "version");
      const auto row = std::ranges::find(kVersions, stated, [](const auto& pair) { return pair.first; });
      if (row != kVersions.end())
        result_.version = row->second;
      else
        result_.version = stated.starts_with("2.") ? "rss20" : "rss";
    }
    VisitChildren(element);
  }

  void OnFeed(const Element& element) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kVersions{
        {{"0.1", "atom01"}, {"0.2", "atom02"}, {"0.3", "atom03"}}};
    NoteRootLanguage();
    if (result_.version.empty()) {
      const auto row =
          std::ranges::find(kVersions, Attribute(element, "version"), [](const auto& pair) { return pair.first; });
      result_.version = row != kVersions.end() ? row->second : "atom";
    }
    result_.feed.base = scope().base;
    VisitChildren(element);
  }

  void OnRdf(const Element& element) {
    NoteRootLanguage();
    VisitChildren(element);
  }

  void OnChannel(const Element& element) {
    result_.feed.base = scope().base;
    VisitChildren(element);
  }

  void OnEntry(const Element& element) {
    if (result_.entries.size() >= FeedLimits::kEntriesMax) return Problem("the feed has more entries than are read");
    if (record_ != &result_.feed) return VisitChildren(element);  // an entry inside an entry is part of it
    FeedEntry entry;
    entry.base = scope().base;
    entry.language = scope().language;
    entry.id = entry.id_url = Attribute(element, "about");
    entry_ = &entry;
    Within(&entry, [&] { VisitChildren(element); });
    entry_ = nullptr;
    result_.entries.push_back(std::move(entry));
  }

  void OnSource(const Element& element) {
    if (entry_ == nullptr || record_ != entry_) return VisitChildren(element);
    FeedRecord source;
    source.base = scope().base;
    if (const auto url = Attribute(element, "url"); !url.empty()) entry_->source_href = Url(url);
    Within(&source, [&] { VisitChildren(element); });
    if (std::string words = DirectText(element); !words.empty()) {
      source.title = FeedText{
          .value = std::move(words), .mime = {}, .language = scope().language, .base = scope().base, .src = {}};
    }
    entry_->source = std::move(source);
  }

  void OnImage(const Element& element) {
    if (!record_->image) record_->image.emplace();
    auto* outer = std::exchange(image_, &*record_->image);
    if (const auto url = Attribute(element, "resource"); !url.empty() && image_->href.empty()) image_->href = Url(url);
    VisitChildren(element);
    image_ = outer;
  }

  void OnTextInput(const Element& element) {
    auto* outer = std::exchange(textinput_, &result_.feed.textinput);
    VisitChildren(element);
    textinput_ = outer;
  }

  // True when an image or a text input took the value.
  bool TakenBySmallBox(std::string FeedImage::*field, std::string_view key, const Element& element) {
    if (image_ != nullptr) {
      image_->*field = DirectText(element);
      return true;
    }
    if (textinput_ != nullptr) {
      if (textinput_->size() < 16) textinput_->emplace_back(key, DirectText(element));
      return true;
    }
    return false;
  }

  // ---- texts ----

  void OnTitle(const Element& element) {
    if (TakenBySmallBox(&FeedImage::title, "title", element)) return;
    FeedText text = Text(element, "text/plain");
    if (text.value.empty() && record_->title) return;
    if (!Claim(kTitle, element)) return;
    if (text.value.empty()) depths_.of[kTitle] = 0;
    record_->title = std::move(text);
  }

  void OnDescription(const Element& element) {
    if (TakenBySmallBox(&FeedImage::description, "description", element)) return;
    // A second description is the longer text by intention.
    if (record_ == entry_ && record_->summary && element.depth >= depths_.of[kSummary])
      return AddContent(element, "text/html");
    if (Claim(kSummary, element)) record_->summary = Text(element, "text/html");
  }
  void OnSummary(const Element& element) {
    if (record_ == entry_ && record_->summary && element.depth >= depths_.of[kSummary])
      return AddContent(element, "text/plain");
    if (Claim(kSummary, element)) record_->summary = Text(element, "text/plain");
  }
  void OnSubtitle(const Element& element) {
    if (Claim(kSummary, element)) record_->summary = Text(element, "text/plain");
  }
  void OnItunesSummary(const Element& element) {
    if (!record_->summary) OnSummary(element);
  }
  void OnContent(const Element& element) { AddContent(element, "text/plain"); }
  void OnHtmlContent(const Element& element) { AddContent(element, "text/html"); }
  void OnBody(const Element& element) { AddContent(element, "application/xhtml+xml"); }

  void AddContent(const Element& element, std::string_view default_type) {
    if (record_->contents.size() >= FeedLimits::kListMax) return;
    FeedText text = Text(element, default_type);
    if (const auto src = Attribute(element, "src"); !src.empty()) text.src = Url(src);
    record_->contents.push_back(std::move(text));
  }

  void OnRights(const Element& element) {
    if (Claim(kRights, element)) record_->rights = Text(element, "text/plain");
  }
  void OnInfo(const Element& element) { record_->info = Text(element, "text/plain"); }

  // ---- identity and links ----

  void OnId(const Element& element) {
    if (!Claim(kId, element)) return;
    record_->id = DirectText(element);
    record_->id_url = record_->id.empty() ? std::string() : ResolveUrl(scope().base, record_->id);
    record_->guid_is_permalink = false;
  }

  void OnGuid(const Element& element) {
    const std::string permalink = Lower(Attribute(element, "ispermalink"));
    if (!Claim(kId, element)) return;
    record_->id = DirectText(element);
    record_->id_url = record_->id;
    if (!permalink.empty() && permalink != "true") return;
    record_->id_url = record_->id.empty() ? std::string() : ResolveUrl(scope().base, record_->id);
    record_->guid_is_permalink = record_->link.empty();
    if (record_->link.empty()) record_->link = ResolveSafeUrl(scope().base, record_->id);
  }

  void OnLink(const Element& element) {
    FeedLink link;
    link.rel = Attribute(element, "rel");
    if (link.rel.empty()) link.rel = "alternate";
    link.type = Attribute(element, "type");
    if (link.type.empty()) link.type = link.rel == "self" ? "application/atom+xml" : "text/html";
    link.title = CleanValue(Attribute(element, "title"));
    link.length = Attribute(element, "length");
    link.language = Attribute(element, "hreflang");
    for (const std::string_view name : {"href", "url", "uri"}) {
      if (link.href.empty()) link.href = Attribute(element, name);
    }
    const bool attribute = !link.href.empty();
    link.href = Url(attribute ? link.href : DirectText(element));
    if (image_ != nullptr) {
      image_->link = link.href;
      return;
    }
    if (textinput_ != nullptr) {
      textinput_->emplace_back("link", link.href);
      return;
    }
    if (link.href.empty()) return;
    const std::string mime = MimeOfType(link.type);
    const bool page = link.rel == "alternate" && (mime == "text/html" || mime == "application/xhtml+xml");
    if ((attribute ? page : link.rel == "alternate") && Claim(kLink, element)) record_->link = link.href;
    AddLink(std::move(link));
  }

  void AddLink(FeedLink link) {
    if (record_->links.size() < FeedLimits::kListMax) record_->links.push_back(std::move(link));
  }

  void OnEnclosure(const Element& element) {
    FeedLink link;
    link.rel = "enclosure";
    link.type = Attribute(element, "type");
    link.length = Attribute(element, "length");
    for (const std::string_view name : {"url", "href", "uri"}) {
      if (link.href.empty()) link.href = Url(Attribute(element, name));
    }
    AddLink(std::move(link));
  }

  void OnComments(const Element& element) { record_->comments = Url(DirectText(element)); }
  void OnIcon(const Element& element) { record_->icon = Url(DirectText(element)); }
  void OnLogo(const Element& element) { record_->logo = Url(DirectText(element)); }
  void OnUrlExtra(const Element& element) { SetExtra(element, Url(DirectText(element))); }

  void OnLicense(const Element& element) {
    std::string href(Attribute(element, "resource"));
    if (href.empty()) href = DirectText(element);
    record_->license = href;
    AddLink({.rel = "license", .type = {}, .href = std::move(href), .title = {}, .length = {}, .language = {}});
  }

  // ---- people ----

  FeedPerson* CurrentPerson() {
    switch (role_) {
      case PersonRole::kAuthor:
        return record_->authors.empty() ? nullptr : &record_->authors.back();
      case PersonRole::kContributor:
        return record_->contributors.empty() ? nullptr : &record_->contributors.back();
      case PersonRole::kPublisher:
        return &record_->publisher_person;
      case PersonRole::kNone:
        return nullptr;
    }
    return nullptr;
  }

  void ReadPersonList(const Element& element, std::vector<FeedPerson>& people, PersonRole role) {
    if (people.size() >= FeedLimits::kListMax) return;
    people.emplace_back();
    const auto outer = std::exchange(role_, role);
    VisitChildren(element);
    role_ = outer;
    if (people.back().empty()) {
      std::string words = DirectText(element);
      people.back() = ReadPerson(words);
      if (role == PersonRole::kAuthor && !words.empty()) record_->author_words = std::move(words);
    } else if (role == PersonRole::kAuthor) {
      const FeedPerson& person = people.back();
      record_->author_words = person.name.empty() || person.email.empty() ? person.name + person.email
                                                                          : person.name + " (" + person.email + ")";
    }
    if (people.back().empty()) people.pop_back();
  }

  void OnAuthor(const Element& element) {
    if (image_ != nullptr || textinput_ != nullptr) return;
    ReadPersonList(element, record_->authors, PersonRole::kAuthor);
  }
  void OnContributor(const Element& element) {
    ReadPersonList(element, record_->contributors, PersonRole::kContributor);
  }

  void OnDcContributor(const Element& element) {
    if (record_->contributors.size() >= FeedLimits::kListMax) return;
    record_->contributors.push_back({.name = DirectText(element), .email = {}, .href = {}});
  }

  void OnPublisher(const Element& element) {
    record_->publisher = DirectText(element);
    record_->publisher_person = ReadPerson(record_->publisher);
    const auto outer = std::exchange(role_, PersonRole::kPublisher);
    VisitChildren(element);
    role_ = outer;
  }

  void OnOwner(const Element& element) {
    const auto outer = std::exchange(role_, PersonRole::kPublisher);
    VisitChildren(element);
    role_ = outer;
  }

  void OnName(const Element& element) {
    if (auto* person = CurrentPerson())
      person->name = DirectText(element);
    else if (textinput_ != nullptr)
      textinput_->emplace_back("name", DirectText(element));
  }
  void OnEmail(const Element& element) {
    if (auto* person = CurrentPerson()) person->email = DirectText(element);
  }
  void OnUrl(const Element& element) {
    if (auto* person = CurrentPerson())
      person->href = Url(DirectText(element));
    else if (image_ != nullptr)
      image_->href = Url(DirectText(element));
    else
      Unknown(element);
  }
  void OnWidth(const Element& element) {
    if (image_ != nullptr) image_->width = DirectText(element);
  }
  void OnHeight(const Element& element) {
    if (image_ != nullptr) image_->height = DirectText(element);
  }

  // ---- dates ----

  void ReadDate(const Element& element, Slot slot, Published FeedRecord::*field) {
    if (!Claim(slot, element)) return;
    std::string words = DirectText(element);
    if (words.empty()) return;
    record_->*field = ParseFeedDate(words);
  }
  void OnPublished(const Element& element) { ReadDate(element, kPublished, &FeedRecord::published); }
  void OnUpdated(const Element& element) { ReadDate(element, kUpdated, &FeedRecord::updated); }
  void OnCreated(const Element& element) { ReadDate(element, kCreated, &FeedRecord::created); }
  void OnExpired(const Element& element) { ReadDate(element, kExpired, &FeedRecord::expired); }

  // "start=2002-10-13T09:00+01:00; end=2002-10-17T17:00+01:00; scheme=W3C-DTF"
  void OnValid(const Element& element) {
    const std::string words = DirectText(element);
    for (std::size_t at = 0; at < words.size();) {
      const auto end = std::min(words.find(';', at), words.size());
      const std::string part = CleanValue(std::string_view(words).substr(at, end - at));
      const auto equals = part.find('=');
      if (equals != std::string::npos) {
        const std::string key = part.substr(0, equals);
        if (key == "start" || key == "end") {
          SetExtra({element.node, "validity_" + key, element.depth}, part.substr(equals + 1));
        }
      }
      at = end + 1;
    }
  }

  // ---- tags and the rest ----

  void AddTag(std::string term, std::string_view scheme, std::string_view label) {
    if (term.empty() && scheme.empty() && label.empty()) return;
    auto& tags = record_->tags;
    if (tags.size() >= FeedLimits::kListMax) return;
    // Only a short list is searched for doubles, so that a thousand tags stay linear.
    const auto from = tags.size() > 64 ? tags.end() - 64 : tags.begin();
    const bool held = std::any_of(from, tags.end(), [&](const FeedTag& tag) {
      return tag.term == term && tag.scheme == scheme && tag.label == label;
    });
    if (!held) tags.push_back({std::move(term), std::string(scheme), std::string(label)});
  }

  void OnCategory(const Element& element) {
    std::string_view scheme = Attribute(element, "scheme");
    if (scheme.empty()) scheme = Attribute(element, "domain");
    std::string term(Attribute(element, "term"));
    std::string words = DirectText(element);
    if (term.empty()) term = std::exchange(words, {});
    AddTag(std::move(term), scheme, CleanValue(Attribute(element, "label")));
    AddTag(std::move(words), {}, {});
    VisitChildren(element);
  }

  void OnItunesCategory(const Element& element) {
    AddTag(CleanValue(Attribute(element, "text")), "http://www.itunes.com/", {});
    VisitChildren(element);
  }

  void OnItunesKeywords(const Element& element) {
    const std::string words = DirectText(element);
    for (std::size_t at = 0; at < words.size();) {
      const auto end = std::min(words.find_first_of(", ", at), words.size());
      if (end > at) AddTag(words.substr(at, end - at), "http://www.itunes.com/", {});
      at = end + 1;
    }
  }

  void OnLanguage(const Element& element) {
    std::string words = DirectText(element);
    if (!words.empty() && Claim(kLanguage, element)) record_->language = std::move(words);
  }

  void OnGenerator(const Element& element) {
    record_->generator = DirectText(element);
    std::string_view href;
    for (const std::string_view name : {"href", "url", "uri", "resource"}) {
      if (href.empty()) href = Attribute(element, name);
    }
    record_->generator_detail.clear();
    if (!href.empty()) record_->generator_detail.emplace_back("href", Url(href));
    if (const auto version = Attribute(element, "version"); !version.empty()) {
      record_->generator_detail.emplace_back("version", version);
    }
    if (record_->generator.empty() && !Attribute(element, "resource").empty()) record_->generator = href;
  }

  void OnErrorReportsTo(const Element& element) {
    SetExtra({element.node, "errorreportsto", element.depth}, std::string(Attribute(element, "resource")));
  }

  void OnCloud(const Element& element) {
    for (auto attribute = element.node.first_attribute(); attribute && result_.feed.cloud.size() < 16;
         attribute = attribute.next_attribute()) {
      result_.feed.cloud.emplace_back(Lower(attribute.name()), attribute.value());
    }
  }

  void OnTtl(const Element& element) {
    std::string words = DirectText(element);
    int minutes = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), minutes);
    const bool sane = error == std::errc() && minutes > 0 && minutes <= 60 * 24 * 366;
    if (sane && record_ == &result_.feed) result_.feed.ttl_minutes = minutes;
    SetExtra(element, std::move(words));
  }

  static constexpr std::size_t kExtrasMax = 200;
  static constexpr std::size_t kBindingsMax = 256;  // namespaces in scope; every element looks its prefix up

  FeedResult& result_;
  FeedRecord* record_;          // whom values speak of
  FeedEntry* entry_ = nullptr;  // the entry being read
  FeedImage* image_ = nullptr;
  FeedAttributes* textinput_ = nullptr;
  PersonRole role_ = PersonRole::kNone;
  Depths depths_;
  std::vector<Scope> scopes_;
  std::vector<Binding> bindings_;
};

constexpr std::array<XmlFeedReader::Row, 87> XmlFeedReader::kRows{{
    {"abstract", &XmlFeedReader::OnSubtitle},
    {"admin_errorreportsto", &XmlFeedReader::OnErrorReportsTo},
    {"admin_generatoragent", &XmlFeedReader::OnGenerator},
    {"author", &XmlFeedReader::OnAuthor},
    {"body", &XmlFeedReader::OnBody},
    {"category", &XmlFeedReader::OnCategory},
    {"cc_license", &XmlFeedReader::OnLicense},
    {"channel", &XmlFeedReader::OnChannel},
    {"cloud", &XmlFeedReader::OnCloud},
    {"comments", &XmlFeedReader::OnComments},
    {"content", &XmlFeedReader::OnContent},
    {"content_encoded", &XmlFeedReader::OnHtmlContent},
    {"contributor", &XmlFeedReader::OnContributor},
    {"copyright", &XmlFeedReader::OnRights},
    {"created", &XmlFeedReader::OnCreated},
    {"creativecommons_license", &XmlFeedReader::OnLicense},
    {"dc_author", &XmlFeedReader::OnAuthor},
    {"dc_contributor", &XmlFeedReader::OnDcContributor},
    {"dc_creator", &XmlFeedReader::OnAuthor},
    {"dc_date", &XmlFeedReader::OnUpdated},
    {"dc_description", &XmlFeedReader::OnDescription},
    {"dc_language", &XmlFeedReader::OnLanguage},
    {"dc_publisher", &XmlFeedReader::OnPublisher},
    {"dc_rights", &XmlFeedReader::OnRights},
    {"dc_subject", &XmlFeedReader::OnCategory},
    {"dc_title", &XmlFeedReader::OnTitle},
    {"dcterms_created", &XmlFeedReader::OnCreated},
    {"dcterms_issued", &XmlFeedReader::OnPublished},
    {"dcterms_modified", &XmlFeedReader::OnUpdated},
    {"dcterms_valid", &XmlFeedReader::OnValid},
    {"description", &XmlFeedReader::OnDescription},
    {"docs", &XmlFeedReader::OnUrlExtra},
    {"email", &XmlFeedReader::OnEmail},
    {"enclosure", &XmlFeedReader::OnEnclosure},
    {"entry", &XmlFeedReader::OnEntry},
    {"expirationdate", &XmlFeedReader::OnExpired},
    {"feed", &XmlFeedReader::OnFeed},
    {"feedinfo", &XmlFeedReader::OnChannel},
    {"fullitem", &XmlFeedReader::OnHtmlContent},
    {"generator", &XmlFeedReader::OnGenerator},
    {"guid", &XmlFeedReader::OnGuid},
    {"height", &XmlFeedReader::OnHeight},
    {"homepage", &XmlFeedReader::OnUrl},
    {"icon", &XmlFeedReader::OnIcon},
    {"id", &XmlFeedReader::OnId},
    {"image", &XmlFeedReader::OnImage},
    {"info", &XmlFeedReader::OnInfo},
    {"issued", &XmlFeedReader::OnPublished},
    {"item", &XmlFeedReader::OnEntry},
    {"itunes_author", &XmlFeedReader::OnAuthor},
    {"itunes_category", &XmlFeedReader::OnItunesCategory},
    {"itunes_email", &XmlFeedReader::OnEmail},
    {"itunes_keywords", &XmlFeedReader::OnItunesKeywords},
    {"itunes_name", &XmlFeedReader::OnName},
    {"itunes_owner", &XmlFeedReader::OnOwner},
    {"itunes_summary", &XmlFeedReader::OnItunesSummary},
    {"keywords", &XmlFeedReader::OnCategory},
    {"language", &XmlFeedReader::OnLanguage},
    {"lastbuilddate", &XmlFeedReader::OnUpdated},
    {"link", &XmlFeedReader::OnLink},
    {"logo", &XmlFeedReader::OnLogo},
    {"managingeditor", &XmlFeedReader::OnAuthor},
    {"media_category", &XmlFeedReader::OnCategory},
    {"modified", &XmlFeedReader::OnUpdated},
    {"name", &XmlFeedReader::OnName},
    {"newlocation", &XmlFeedReader::OnUrlExtra},
    {"pubdate", &XmlFeedReader::OnPublished},
    {"published", &XmlFeedReader::OnPublished},
    {"publisher", &XmlFeedReader::OnPublisher},
    {"rdf_rdf", &XmlFeedReader::OnRdf},
    {"rights", &XmlFeedReader::OnRights},
    {"rss", &XmlFeedReader::OnRss},
    {"source", &XmlFeedReader::OnSource},
    {"subtitle", &XmlFeedReader::OnSubtitle},
    {"summary", &XmlFeedReader::OnSummary},
    {"tagline", &XmlFeedReader::OnSubtitle},
    {"textinput", &XmlFeedReader::OnTextInput},
    {"title", &XmlFeedReader::OnTitle},
    {"ttl", &XmlFeedReader::OnTtl},
    {"updated", &XmlFeedReader::OnUpdated},
    {"uri", &XmlFeedReader::OnUrl},
    {"url", &XmlFeedReader::OnUrl},
    {"webmaster", &XmlFeedReader::OnPublisher},
    {"wfw_comment", &XmlFeedReader::OnUrlExtra},
    {"wfw_commentrss", &XmlFeedReader::OnUrlExtra},
    {"width", &XmlFeedReader::OnWidth},
    {"xhtml_body", &XmlFeedReader::OnBody},
}};

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
