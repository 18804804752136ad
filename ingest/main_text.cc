#include "ingest/main_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/charset.h"
#include "ingest/html_text.h"
#include "ingest/main_text_choice.h"
#include "ingest/main_text_facts.h"
#include "ingest/main_text_meta.h"
#include "ingest/main_text_tree.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr std::uint32_t kEnoughChars = 500;  // fewer may mean that too much was left out

// From strict to lenient.
constexpr std::array kAttempts{Strictness{true, true, true}, Strictness{false, true, true},
                               Strictness{false, false, true}, Strictness{false, false, false}};

ArticleChoice Choose(const PageTree& tree, const std::vector<NodeFacts>& facts, const std::string& title) {
  ArticleChoice best;
  for (const Strictness& strictness : kAttempts) {
    ArticleChoice choice = ChooseArticle(tree, facts, title, strictness);
    if (choice.chars >= kEnoughChars) return choice;
    if (choice.chars > best.chars) best = std::move(choice);
  }
  return best;
}

// Everything that the page shows.
ArticleChoice ChooseShown(const PageTree& tree, const std::vector<NodeFacts>& facts) {
  ArticleChoice whole;
  whole.parts = {0};
  whole.removed.resize(tree.nodes.size());
  for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
    whole.removed[i] = facts[i].hidden || tree.nodes[i].tag == Tag::kSkip ? 1 : 0;
  }
  return whole;
}

// Filings, gazettes and laws are published bare: no site around them, hardly a link. Nothing of them is foreign.
bool IsBare(const PageTree& tree, const std::vector<NodeFacts>& facts) {
  constexpr std::size_t kBareCharsMin = 1500;
  std::size_t chars = 0;
  std::size_t link_chars = 0;
  std::uint32_t link_until = 0;
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i) {
    const PageNode& node = tree.nodes[i];
    switch (node.tag) {
      case Tag::kText:
        chars += node.chars;
        if (i < link_until) link_chars += node.chars;
        break;
      case Tag::kA:
        link_until = std::max(link_until, node.end);
        break;
      case Tag::kAside:
      case Tag::kButton:
      case Tag::kFooter:
      case Tag::kForm:
      case Tag::kIframe:
      case Tag::kNav:
        return false;
      default:
        break;
    }
    if (facts[i].unlikely || facts[i].boilerplate || facts[i].comments || facts[i].share) return false;
  }
  return chars >= kBareCharsMin && link_chars * 20 < chars;
}

std::string_view NameOf(const PageNode& node) {
  switch (node.tag) {
    case Tag::kBlockquote:
      return "blockquote";
    case Tag::kDd:
      return "dd";
    case Tag::kDt:
      return "dt";
    case Tag::kFigcaption:
      return "figcaption";
    case Tag::kLi:
      return "li";
    case Tag::kOl:
      return "ol";
    case Tag::kPre:
      return "pre";
    case Tag::kTable:
      return "table";
    case Tag::kTd:
      return "td";
    case Tag::kTh:
      return "th";
    case Tag::kTr:
      return "tr";
    case Tag::kUl:
      return "ul";
    case Tag::kA:
    case Tag::kCode:
    case Tag::kIframe:
    case Tag::kImg:
    case Tag::kInline:
    case Tag::kInput:
    case Tag::kLabel:
    case Tag::kSkip:
    case Tag::kSpan:
    case Tag::kText:
    case Tag::kTime:
      return {};
    case Tag::kBr:
      return "br";
    case Tag::kDiv:
    case Tag::kTbody:
    case Tag::kTfoot:
    case Tag::kThead:
      return "div";
    default:
      return "p";  // a block of its own
  }
}

// What was kept, as plain markup for HtmlToText, which knows how words become lines.
class Writer {
 public:
  Writer(const PageTree& tree, const ArticleChoice& choice) : nodes_(tree.nodes), choice_(choice) {}

  std::string Run() {
    for (const std::uint32_t part : choice_.parts) Part(part);
    return HtmlToText(out_);
  }

 private:
  void Part(std::uint32_t part) {
    for (std::uint32_t i = part; i < nodes_[part].end;) {
      CloseUntil(i);
      if (choice_.removed[i] != 0) {
        i = nodes_[i].end;
        continue;
      }
      const PageNode& node = nodes_[i];
      if (node.tag == Tag::kText) out_ += node.text;
      const std::string_view name = NameOf(node);
      if (!name.empty()) {
        out_.append("<").append(name).append(">");
        if (name != "br") open_.emplace_back(node.end, name);
      }
      ++i;
    }
    CloseUntil(nodes_[part].end);
  }

  void CloseUntil(std::uint32_t at) {
    while (!open_.empty() && open_.back().first <= at) {
      out_.append("</").append(open_.back().second).append(">");
      open_.pop_back();
    }
  }

  const std::vector<PageNode>& nodes_;
  const ArticleChoice& choice_;
  std::string out_;
  std::vector<std::pair<std::uint32_t, std::string_view>> open_;  // end of the subtree and name
};

}  // namespace

std::string DecodePage(std::string_view bytes, std::string_view content_type) {
  constexpr std::ptrdiff_t kEnoughToTell = 8;  // characters of several bytes; fewer may be well-formed by chance
  const auto lead = [](char c) { return static_cast<unsigned char>(c) >= 0xC2; };
  if (std::ranges::count_if(bytes, lead) >= kEnoughToTell && IsUtf8(bytes)) content_type = "text/html; charset=utf-8";
  return DecodeBody(bytes, content_type, CharsetRules::kHtml).text;
}

std::string ShownText(std::string_view html) {
  const PageTree tree = ReadPageTree(html.substr(0, kMainTextBytesMax));
  const std::vector<NodeFacts> facts = JudgeAttributes(tree);
  return Writer(tree, ChooseShown(tree, facts)).Run();
}

MainText ReadMainText(std::string_view html) {
  const PageTree tree = ReadPageTree(html.substr(0, kMainTextBytesMax));
  const std::vector<NodeFacts> facts = JudgeAttributes(tree);
  PageClaims claims = ReadClaims(tree, facts);
  const bool bare = IsBare(tree, facts);
  claims.meta.text = Writer(tree, bare ? ChooseShown(tree, facts) : Choose(tree, facts, claims.meta.title)).Run();
  // A page that scripts fill may hold its article only here. A longer text than the page shows is no summary.
  if (claims.body.size() > kEnoughChars && claims.body.size() > 2 * claims.meta.text.size()) {
    claims.meta.text = HtmlToText(claims.body);
  }
  return std::move(claims.meta);
}

}  // namespace dateline::ingest
