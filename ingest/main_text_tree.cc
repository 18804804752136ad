#include "ingest/main_text_tree.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ingest/html_entities.h"
#include "ingest/html_text.h"
#include "ingest/html_tokens.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

// How an element nests.
enum class Nesting : std::uint8_t {
  kPhrase,     // stands in a line of text
  kBlock,      // ends an open paragraph
  kContainer,  // a block whose loose text is a paragraph
  kCell,       // a block that ends before the next cell or row
  kVoid,
};

struct Element {
  std::string_view name;
  Tag tag;
  Nesting nesting;
};

constexpr auto kElements = std::to_array<Element>({
    {"a", Tag::kA, Nesting::kPhrase},
    {"address", Tag::kAddress, Nesting::kBlock},
    {"article", Tag::kArticle, Nesting::kContainer},
    {"aside", Tag::kAside, Nesting::kBlock},
    {"audio", Tag::kSkip, Nesting::kPhrase},
    {"blockquote", Tag::kBlockquote, Nesting::kBlock},
    {"body", Tag::kBody, Nesting::kContainer},
    {"br", Tag::kBr, Nesting::kVoid},
    {"button", Tag::kButton, Nesting::kPhrase},
    {"canvas", Tag::kSkip, Nesting::kPhrase},
    {"caption", Tag::kCaption, Nesting::kCell},
    {"center", Tag::kCenter, Nesting::kContainer},
    {"code", Tag::kCode, Nesting::kPhrase},
    {"dd", Tag::kDd, Nesting::kBlock},
    {"dialog", Tag::kDialog, Nesting::kBlock},
    {"div", Tag::kDiv, Nesting::kContainer},
    {"dl", Tag::kDl, Nesting::kBlock},
    {"dt", Tag::kDt, Nesting::kBlock},
    {"embed", Tag::kEmbed, Nesting::kVoid},
    {"fieldset", Tag::kFieldset, Nesting::kBlock},
    {"figcaption", Tag::kFigcaption, Nesting::kBlock},
    {"figure", Tag::kFigure, Nesting::kBlock},
    {"footer", Tag::kFooter, Nesting::kBlock},
    {"form", Tag::kForm, Nesting::kBlock},
    {"h1", Tag::kH1, Nesting::kBlock},
    {"h2", Tag::kH2, Nesting::kBlock},
    {"h3", Tag::kH3, Nesting::kBlock},
    {"h4", Tag::kH4, Nesting::kBlock},
    {"h5", Tag::kH5, Nesting::kBlock},
    {"h6", Tag::kH6, Nesting::kBlock},
    {"header", Tag::kHeader, Nesting::kBlock},
    {"hr", Tag::kHr, Nesting::kVoid},
    {"html", Tag::kHtml, Nesting::kContainer},
    {"iframe", Tag::kIframe, Nesting::kPhrase},
    {"img", Tag::kImg, Nesting::kVoid},
    {"input", Tag::kInput, Nesting::kVoid},
    {"label", Tag::kLabel, Nesting::kPhrase},
    {"li", Tag::kLi, Nesting::kBlock},
    {"main", Tag::kMain, Nesting::kContainer},
    {"nav", Tag::kNav, Nesting::kBlock},
    {"noscript", Tag::kSkip, Nesting::kPhrase},
    {"object", Tag::kSkip, Nesting::kPhrase},
    {"ol", Tag::kOl, Nesting::kBlock},
    {"p", Tag::kP, Nesting::kBlock},
    {"pre", Tag::kPre, Nesting::kBlock},
    {"section", Tag::kSection, Nesting::kContainer},
    {"select", Tag::kSkip, Nesting::kPhrase},
    {"span", Tag::kSpan, Nesting::kPhrase},
    {"svg", Tag::kSkip, Nesting::kPhrase},
    {"table", Tag::kTable, Nesting::kBlock},
    {"tbody", Tag::kTbody, Nesting::kCell},
    {"td", Tag::kTd, Nesting::kCell},
    {"template", Tag::kSkip, Nesting::kPhrase},
    {"textarea", Tag::kTextarea, Nesting::kPhrase},
    {"tfoot", Tag::kTfoot, Nesting::kCell},
    {"th", Tag::kTh, Nesting::kCell},
    {"thead", Tag::kThead, Nesting::kCell},
    {"time", Tag::kTime, Nesting::kPhrase},
    {"tr", Tag::kTr, Nesting::kCell},
    {"ul", Tag::kUl, Nesting::kBlock},
    {"video", Tag::kSkip, Nesting::kPhrase},
});
static_assert(std::ranges::is_sorted(kElements, {}, &Element::name));

Element ElementOf(std::string_view name) {
  const auto* row = std::ranges::lower_bound(kElements, name, {}, &Element::name);
  if (row != kElements.end() && row->name == name) return *row;
  // Elements of a site's own making enclose whole articles as often as words: a dash gives them away.
  const bool custom = name.find('-') != std::string_view::npos;
  return {name, custom ? Tag::kDiv : Tag::kInline,
          IsVoidElement(name) ? Nesting::kVoid : (custom ? Nesting::kContainer : Nesting::kPhrase)};
}

constexpr bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// Counts characters as a reader sees them; white space between words is one.
void Measure(PageNode& node) {
  bool space = false;
  const std::string_view text = node.text;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (IsSpace(text[at])) {
      space = true;
      ++at;
      continue;
    }
    if (c == '&') {
      const auto end = text.substr(at, 10).find(';');
      const std::string_view name = text.substr(at, end == std::string_view::npos ? 1 : end + 1);
      at += name.size();
      if (name == "&nbsp;" || name == "&#160;") {
        space = true;
        continue;
      }
    } else if (c == 0xC2 && text.substr(at).starts_with("\xC2\xA0")) {
      space = true;
      at += 2;
      continue;
    } else {
      std::size_t size = 1;
      if (c >= 0xC0) size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
      const std::string_view one = text.substr(at, size);
      if (c == ',' || one == "，" || one == "、" || one == "،") ++node.commas;
      at += size;
    }
    if (space && node.chars > 0) ++node.chars;
    space = false;
    ++node.chars;
  }
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

class Builder {
 public:
  explicit Builder(std::string_view html) : tokens_(html) {
    tree_.nodes.reserve(html.size() / 40 + 16);
    tree_.nodes.push_back({});
    tree_.nodes[0].tag = Tag::kBody;
    open_.push_back(0);
    nesting_.push_back(Nesting::kContainer);
  }

  PageTree Run() {
    HtmlToken token;
    while (tokens_.Next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::kText:
          Text(token);
          break;
        case HtmlToken::Kind::kStartTag:
          Start(token);
          break;
        case HtmlToken::Kind::kEndTag:
          End(token.name);
          break;
        case HtmlToken::Kind::kOther:
          break;
      }
    }
    PopTo(0);
    tree_.nodes[0].end = static_cast<std::uint32_t>(tree_.nodes.size());
    if (demoted_) Compact();
    return std::move(tree_);
  }

 private:
  // Takes out the paragraphs that were none; their children move up.
  void Compact() {
    const std::vector<PageNode>& nodes = tree_.nodes;
    std::vector<std::uint32_t> place(nodes.size() + 1);  // where a node, or the next that stays, goes
    std::vector<std::uint32_t> home(nodes.size());       // the same, or where the nearest encloser that stays goes
    std::vector<PageNode> kept;
    kept.reserve(nodes.size());
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      place[i] = static_cast<std::uint32_t>(kept.size());
      const bool demoted = nodes[i].implied && nodes[i].tag == Tag::kInline;
      home[i] = demoted ? home[nodes[i].parent] : place[i];
      if (!demoted) kept.push_back(nodes[i]);
    }
    place[nodes.size()] = static_cast<std::uint32_t>(kept.size());
    for (PageNode& node : kept) {
      node.parent = home[node.parent];
      node.end = place[node.end];
    }
    tree_.nodes = std::move(kept);
  }

  PageNode& Top() { return tree_.nodes[open_.back()]; }

  std::uint32_t Append(Tag tag) {
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    PageNode node;
    node.tag = tag;
    node.parent = open_.back();
    node.end = index + 1;
    tree_.nodes.push_back(node);
    return index;
  }

  void Push(std::uint32_t node, Nesting nesting) {
    open_.push_back(node);
    nesting_.push_back(nesting);
  }

  // Closes until `size` elements are open.
  void PopTo(std::size_t size) {
    while (open_.size() > std::max<std::size_t>(size, 1)) {
      tree_.nodes[open_.back()].end = static_cast<std::uint32_t>(tree_.nodes.size());
      open_.pop_back();
      nesting_.pop_back();
    }
    breaks_ = 0;
  }

  // Where the innermost open element of this tag stands, looking outwards until `stop` says so.
  template <typename Stop>
  [[nodiscard]] std::optional<std::size_t> FindOpen(Tag tag, Stop stop) const {
    for (std::size_t i = open_.size(); i-- > 1;) {
      const Tag open = tree_.nodes[open_[i]].tag;
      if (open == tag) return i;
      if (stop(open, nesting_[i])) return std::nullopt;
    }
    return std::nullopt;
  }

  void CloseWithin(Tag tag) {
    const auto stop = [](Tag open, Nesting) {
      return open == Tag::kTable || open == Tag::kUl || open == Tag::kOl || open == Tag::kDl;
    };
    if (const auto at = FindOpen(tag, stop)) PopTo(*at);
  }

  void CloseParagraph() {
    // A block inside a phrase inside loose text: the text was no paragraph after all.
    if (implied_ != 0) {
      const auto at = std::ranges::find(open_, implied_);
      if (at != open_.end()) {
        if (std::next(at) == open_.end()) {
          PopTo(open_.size() - 1);
        } else {
          tree_.nodes[implied_].tag = Tag::kInline;
          demoted_ = true;
        }
      }
      implied_ = 0;
      return;
    }
    const auto stop = [](Tag, Nesting nesting) { return nesting == Nesting::kCell || nesting == Nesting::kContainer; };
    if (const auto at = FindOpen(Tag::kP, stop)) PopTo(*at);
  }

  void Start(const HtmlToken& token) {
    if (token.name == "meta") return Meta(token);
    if (token.name == "html") {
      if (tree_.language.empty()) tree_.language = AttributeOf(token, "lang");
      return;
    }
    in_title_ = token.name == "title" && tree_.title.empty() && !in_svg_;
    in_linked_data_ = token.name == "script" && Lower(AttributeOf(token, "type")).starts_with("application/ld+json");
    if (token.name == "script" || token.name == "style" || token.name == "title" || token.name == "head" ||
        token.name == "link") {
      return;
    }
    const Element element = ElementOf(token.name);
    if (element.tag == Tag::kBody) {
      if (tree_.nodes[0].attributes.empty()) tree_.nodes[0].attributes = token.attributes;
      return;
    }
    if (element.tag == Tag::kBr) return Break();
    if (element.nesting == Nesting::kPhrase || element.tag == Tag::kImg || element.tag == Tag::kInput) {
      StartPhrase(element, token);
    } else {
      StartBlock(element, token);
    }
  }

  void StartPhrase(const Element& element, const HtmlToken& token) {
    if (element.tag == Tag::kA) {
      const auto stop = [](Tag, Nesting nesting) { return nesting != Nesting::kPhrase; };
      if (const auto at = FindOpen(Tag::kA, stop)) PopTo(*at);
    }
    if (element.tag != Tag::kSkip) ImplyParagraph();
    if (open_.size() >= PageTree::kDepthMax) return;
    const auto node = Append(element.tag);
    tree_.nodes[node].attributes = token.attributes;
    if (token.name == "svg") in_svg_ = true;
    if (element.nesting != Nesting::kVoid && !token.self_closing) Push(node, element.nesting);
  }

  void StartBlock(const Element& element, const HtmlToken& token) {
    CloseParagraph();
    switch (element.tag) {
      case Tag::kLi:
        CloseWithin(Tag::kLi);
        break;
      case Tag::kDd:
      case Tag::kDt:
        CloseWithin(Tag::kDd);
        CloseWithin(Tag::kDt);
        break;
      case Tag::kTd:
      case Tag::kTh:
        CloseWithin(Tag::kTd);
        CloseWithin(Tag::kTh);
        break;
      case Tag::kTr:
      case Tag::kTbody:
      case Tag::kThead:
      case Tag::kTfoot:
        CloseWithin(Tag::kTr);
        break;
      default:
        if (IsHeading(element.tag) && IsHeading(Top().tag)) PopTo(open_.size() - 1);
        break;
    }
    breaks_ = 0;
    if (open_.size() >= PageTree::kDepthMax) return;
    const auto node = Append(element.tag);
    tree_.nodes[node].attributes = token.attributes;
    if (element.nesting != Nesting::kVoid) Push(node, element.nesting);
  }

  void End(std::string_view name) {
    in_title_ = in_linked_data_ = false;
    if (name == "svg") in_svg_ = false;
    if (name == "br") return Break();
    const Element element = ElementOf(name);
    if (element.tag == Tag::kBody || element.tag == Tag::kHtml) return;
    const bool phrase = element.nesting == Nesting::kPhrase;
    const auto stop = [&](Tag open, Nesting nesting) {
      if (phrase) return nesting != Nesting::kPhrase;
      return open == Tag::kTable ||
             (nesting == Nesting::kCell && element.nesting != Nesting::kCell && element.tag != Tag::kTable);
    };
    const auto found = element.tag == Tag::kTable ? FindOpen(Tag::kTable, [](Tag, Nesting) { return false; })
                                                  : FindOpen(element.tag, stop);
    if (!found) return;
    if (!phrase) implied_ = 0;
    PopTo(*found);
    if (implied_ != 0 && std::ranges::find(open_, implied_) == open_.end()) implied_ = 0;
  }

  void Text(const HtmlToken& token) {
    if (in_title_) {
      tree_.title = CollapseSpace(DecodeHtmlEntities(token.raw));
      in_title_ = false;
      return;
    }
    if (token.raw_text) {
      constexpr std::size_t kLinkedDataMax = 64;
      if (in_linked_data_ && tree_.linked_data.size() < kLinkedDataMax) tree_.linked_data.push_back(token.raw);
      in_linked_data_ = false;
      return;
    }
    PageNode measured;
    measured.text = token.raw;
    Measure(measured);
    if (measured.chars > 0) {
      ImplyParagraph();
      breaks_ = 0;
    } else if (nesting_.back() == Nesting::kContainer) {
      return;
    }
    const auto node = Append(Tag::kText);
    tree_.nodes[node].text = measured.text;
    tree_.nodes[node].chars = measured.chars;
    tree_.nodes[node].commas = measured.commas;
  }

  void ImplyParagraph() {
    if (nesting_.back() != Nesting::kContainer || open_.size() >= PageTree::kDepthMax) return;
    implied_ = Append(Tag::kP);
    tree_.nodes[implied_].implied = true;
    Push(implied_, Nesting::kPhrase);
  }

  // Two line breaks in a row part two paragraphs.
  void Break() {
    if (++breaks_ >= 2 && implied_ != 0 && open_.back() == implied_) {
      PopTo(open_.size() - 1);
      implied_ = 0;
      return;
    }
    if (nesting_.back() == Nesting::kContainer) return;
    Append(Tag::kBr);
  }

  void Meta(const HtmlToken& token) {
    constexpr std::size_t kMetasMax = 256;
    if (tree_.metas.size() >= kMetasMax) return;
    PageTree::Meta name;
    PageTree::Meta property;
    std::string content;
    for (const auto& attribute : ReadAttributes(token.attributes)) {
      if (attribute.name == "content") content = CollapseSpace(DecodeHtmlEntities(attribute.value));
      if (attribute.name == "name" || attribute.name == "itemprop") name.name = Lower(attribute.value);
      if (attribute.name == "property") property.name = Lower(attribute.value);
    }
    if (content.empty()) return;
    name.content = property.content = std::move(content);
    if (!property.name.empty()) tree_.metas.push_back(std::move(property));
    if (!name.name.empty()) tree_.metas.push_back(std::move(name));
  }

  HtmlTokens tokens_;
  PageTree tree_;
  std::vector<std::uint32_t> open_;
  std::vector<Nesting> nesting_;  // of `open_`, in step
  std::uint32_t implied_ = 0;     // the open implied paragraph, 0 when there is none
  int breaks_ = 0;                // line breaks since the last word
  bool demoted_ = false;          // some implied paragraph turned out to be none
  bool in_title_ = false;
  bool in_svg_ = false;
  bool in_linked_data_ = false;
};

}  // namespace

PageTree ReadPageTree(std::string_view html) {
  return Builder(html).Run();
}

std::string WordsOf(const PageTree& tree, std::uint32_t node, std::size_t most) {
  std::string out;
  for (std::uint32_t i = node; i < tree.nodes[node].end && out.size() < most;) {
    const PageNode& at = tree.nodes[i];
    if (at.tag == Tag::kSkip || at.tag == Tag::kButton) {
      i = at.end;
      continue;
    }
    if (at.tag == Tag::kText) out += at.text.substr(0, most);
    if (at.tag == Tag::kBr) out += ' ';
    ++i;
  }
  return CollapseSpace(DecodeHtmlEntities(out));
}

}  // namespace dateline::ingest
