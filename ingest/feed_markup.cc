#include "ingest/feed_markup.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "ingest/feed_style.h"
#include "ingest/feed_url.h"
#include "ingest/html_entities.h"
#include "ingest/html_text.h"
#include "ingest/html_tokens.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr auto kElements = std::to_array<std::string_view>({
    "a",          "abbr",     "acronym", "address",    "area",    "article",      "aside",
    "audio",      "b",        "big",     "blockquote", "br",      "button",       "canvas",
    "caption",    "center",   "cite",    "code",       "col",     "colgroup",     "command",
    "datagrid",   "datalist", "dd",      "del",        "details", "dfn",          "dialog",
    "dir",        "div",      "dl",      "dt",         "em",      "event-source", "fieldset",
    "figcaption", "figure",   "font",    "footer",     "form",    "h1",           "h2",
    "h3",         "h4",       "h5",      "h6",         "header",  "hr",           "i",
    "img",        "input",    "ins",     "kbd",        "keygen",  "label",        "legend",
    "li",         "m",        "map",     "menu",       "meter",   "multicol",     "nav",
    "nextid",     "noscript", "ol",      "optgroup",   "option",  "output",       "p",
    "pre",        "progress", "q",       "s",          "samp",    "section",      "select",
    "small",      "sound",    "source",  "spacer",     "span",    "strike",       "strong",
    "sub",        "summary",  "sup",     "table",      "tbody",   "td",           "textarea",
    "tfoot",      "th",       "thead",   "time",       "tr",      "tt",           "u",
    "ul",         "var",      "video",
});
static_assert(std::ranges::is_sorted(kElements));

constexpr auto kAttributes = std::to_array<std::string_view>({
    "abbr",
    "accept",
    "accept-charset",
    "accesskey",
    "action",
    "align",
    "alt",
    "autocomplete",
    "autofocus",
    "axis",
    "background",
    "balance",
    "bgcolor",
    "bgproperties",
    "border",
    "bordercolor",
    "bordercolordark",
    "bordercolorlight",
    "bottompadding",
    "cellpadding",
    "cellspacing",
    "ch",
    "challenge",
    "char",
    "charoff",
    "charset",
    "checked",
    "choff",
    "cite",
    "class",
    "clear",
    "color",
    "cols",
    "colspan",
    "compact",
    "contenteditable",
    "controls",
    "coords",
    "data",
    "datafld",
    "datapagesize",
    "datasrc",
    "datetime",
    "default",
    "delay",
    "dir",
    "disabled",
    "draggable",
    "dynsrc",
    "enctype",
    "end",
    "face",
    "for",
    "form",
    "frame",
    "galleryimg",
    "gutter",
    "headers",
    "height",
    "hidden",
    "hidefocus",
    "high",
    "href",
    "hreflang",
    "hspace",
    "icon",
    "id",
    "inputmode",
    "ismap",
    "keytype",
    "label",
    "lang",
    "leftspacing",
    "list",
    "longdesc",
    "loop",
    "loopcount",
    "loopend",
    "loopstart",
    "low",
    "lowsrc",
    "max",
    "maxlength",
    "media",
    "method",
    "min",
    "multiple",
    "name",
    "nohref",
    "noshade",
    "nowrap",
    "open",
    "optimum",
    "pattern",
    "ping",
    "point-size",
    "poster",
    "pqg",
    "preload",
    "prompt",
    "radiogroup",
    "readonly",
    "rel",
    "repeat-max",
    "repeat-min",
    "replace",
    "required",
    "rev",
    "rightspacing",
    "rows",
    "rowspan",
    "rules",
    "scope",
    "selected",
    "shape",
    "size",
    "span",
    "src",
    "start",
    "step",
    "summary",
    "suppress",
    "tabindex",
    "target",
    "template",
    "title",
    "toppadding",
    "type",
    "unselectable",
    "urn",
    "usemap",
    "valign",
    "value",
    "variable",
    "volume",
    "vrml",
    "vspace",
    "width",
    "wrap",
    "xml:lang",
});
static_assert(std::ranges::is_sorted(kAttributes));

// Attributes whose value is a link.
constexpr auto kLinks =
    std::to_array<std::string_view>({"action", "background", "cite", "href", "longdesc", "poster", "src", "usemap"});
static_assert(std::ranges::is_sorted(kLinks));

// Their content is code or styles, never text.
constexpr std::array<std::string_view, 3> kSwallowed{"applet", "script", "style"};

constexpr std::string_view kCdata = "<![CDATA[";

constexpr bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Size of "&#38;", "&#x26;" or "&name;" at the start of `text`, zero when it is something else.
std::size_t ReferenceSize(std::string_view text) {
  std::size_t at = text.starts_with("&#") ? 2 : 1;
  const std::size_t first = at;
  while (at < text.size() && at < 40 && IsAlnum(text[at])) ++at;
  return at > first && at < text.size() && text[at] == ';' ? at + 1 : 0;
}

class Sanitizer {
 public:
  Sanitizer(std::string_view html, std::string_view base) : tokens_(html), base_(base) { out_.reserve(html.size()); }

  std::string Run() {
    HtmlToken token;
    while (tokens_.Next(token)) Take(token);
    return std::move(out_);
  }

 private:
  void Take(const HtmlToken& token) {
    using Kind = HtmlToken::Kind;
    if (token.kind == Kind::kText) {
      if (swallowing_ == 0) Text(token.raw);
    } else if (token.kind == Kind::kStartTag) {
      StartTag(token);
    } else if (token.kind == Kind::kEndTag) {
      EndTag(token.name);
    } else if (token.raw.starts_with(kCdata) && swallowing_ == 0) {
      // A section that was wrapped twice: the inner mark is text, what is inside is markup like any other.
      out_ += "&lt;![CDATA[";
      tokens_.Rewind(tokens_.position() - token.raw.size() + kCdata.size());
    }
  }

  void StartTag(const HtmlToken& token) {
    if (std::ranges::find(kSwallowed, token.name) != kSwallowed.end()) {
      if (!token.self_closing) ++swallowing_;
      return;
    }
    if (swallowing_ > 0 || !std::ranges::binary_search(kElements, std::string_view(token.name))) return;
    out_.append("<").append(token.name);
    auto attributes = ReadAttributes(token.attributes);
    std::ranges::sort(attributes, {}, &HtmlAttribute::name);
    for (const auto& attribute : attributes) {
      if (std::ranges::binary_search(kAttributes, std::string_view(attribute.name)))
        Attribute(attribute);
      else if (attribute.name == "style")
        Style(attribute.value);
    }
    out_ += IsVoidElement(token.name) ? " />" : ">";
    if (token.self_closing && token.attributes.empty() && !IsVoidElement(token.name)) {
      out_.append("</").append(token.name).append(">");
    }
  }

  void EndTag(std::string_view name) {
    if (std::ranges::find(kSwallowed, name) != kSwallowed.end()) {
      if (swallowing_ > 0) --swallowing_;
      return;
    }
    if (swallowing_ > 0 || IsVoidElement(name) || !std::ranges::binary_search(kElements, name)) return;
    out_.append("</").append(name).append(">");
  }

  void Style(std::string_view value) {
    const std::string safe = SafeStyle(DecodeHtmlEntities(value));
    if (safe.empty()) return;
    out_ += " style=\"";
    Value(safe);
    out_ += '"';
  }

  void Attribute(const HtmlAttribute& attribute) {
    out_.append(" ").append(attribute.name).append("=\"");
    if (std::ranges::binary_search(kLinks, std::string_view(attribute.name))) {
      Value(ResolveSafeUrl(base_, attribute.value));
    } else {
      Value(attribute.value);
    }
    out_ += '"';
  }

  void Value(std::string_view value) {
    for (std::size_t at = 0; at < value.size(); ++at) {
      switch (value[at]) {
        case '<':
          out_ += "&lt;";
          break;
        case '>':
          out_ += "&gt;";
          break;
        case '"':
          out_ += "&quot;";
          break;
        case '&':
          out_ += ReferenceSize(value.substr(at)) > 0 ? "&" : "&amp;";
          break;
        default:
          out_ += value[at];
      }
    }
  }

  // References stay as written, but for those that mean something else in windows-1252 or nothing at all.
  void Text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const auto mark = text.find_first_of("&<>", at);
      out_ += text.substr(at, mark == std::string_view::npos ? mark : mark - at);
      if (mark == std::string_view::npos) return;
      at = mark + 1;
      if (text[mark] != '&') {
        out_ += text[mark] == '<' ? "&lt;" : ">";
        continue;
      }
      const std::size_t size = ReferenceSize(text.substr(mark));
      if (size == 0) {
        out_ += "&amp;";
      } else {
        Reference(text.substr(mark, size));
        at = mark + size;
      }
    }
  }

  void Reference(std::string_view written) {
    const CharacterReference reference = ReadCharacterReference(written);
    if (reference.size == 0) {
      out_.append("&amp;").append(written.substr(1));
    } else if (reference.numeric && reference.code_point >= 0x152 && reference.code_point <= 0x2122 &&
               written.size() <= 6 &&
               (written.starts_with("&#1") || written.starts_with("&#x8") || written.starts_with("&#x9"))) {
      out_ += fmt::format("&#x{:x};", static_cast<unsigned>(reference.code_point));
    } else {
      for (const char c : written) out_ += reference.numeric && c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
  }

  HtmlTokens tokens_;
  std::string_view base_;
  std::string out_;
  std::size_t swallowing_ = 0;  // open elements of kSwallowed
};

}  // namespace

bool IsAllowedElement(std::string_view name) {
  std::string lower(name.substr(0, 32));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return std::ranges::binary_search(kElements, std::string_view(lower));
}

std::string SanitizeMarkup(std::string_view html, std::string_view base) {
  return Sanitizer(html, base).Run();
}

}  // namespace dateline::ingest
