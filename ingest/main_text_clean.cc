// Leaves out what stands inside an article's element without being article: CleanArticle of main_text_choice.h.
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "ingest/main_text_choice.h"

namespace dateline::ingest {
namespace {

constexpr std::uint32_t kShareCharsMax = 500;

class Cleaner {
 public:
  Cleaner(const PageTree& tree, const std::vector<NodeFacts>& facts, Strictness strictness, std::vector<char>& removed)
      : tree_(tree), nodes_(tree.nodes), facts_(facts), strict_(strictness), removed_(removed), sums_(nodes_.size()) {}

  // Backwards, so that what stands inside is judged, and gone, before what encloses it.
  void Run(std::uint32_t part) {
    std::vector<std::uint32_t> order;
    std::vector<char> sheltered;  // by place in `order`: inside a data table, code or figure
    std::uint32_t data_until = 0;
    std::uint32_t figure_until = 0;
    for (std::uint32_t i = part; i < nodes_[part].end;) {
      if (removed_[i] != 0 || DropsAtOnce(i, part) || Repeats(i)) {
        removed_[i] = 1;
        i = nodes_[i].end;
        continue;
      }
      const Tag tag = nodes_[i].tag;
      if (tag == Tag::kCode || (tag == Tag::kTable && IsDataTable(i))) data_until = std::max(data_until, nodes_[i].end);
      if (tag == Tag::kFigure) figure_until = std::max(figure_until, nodes_[i].end);
      order.push_back(i);
      sheltered.push_back(static_cast<char>((i < data_until ? 1 : 0) | (i < figure_until ? 2 : 0)));
      ++i;
    }
    for (std::size_t k = order.size(); k-- > 0;) {
      const std::uint32_t i = order[k];
      FinishSums(nodes_[i], facts_[i], sums_[i]);
      if (i != part && strict_.clean && (sheltered[k] & 1) == 0 && IsJudged(nodes_[i].tag) &&
          LooksForeign(i, (sheltered[k] & 2) != 0)) {
        removed_[i] = 1;
        continue;
      }
      if (i != part && strict_.clean && (IsCaption(i) || IsPointer(i))) {
        removed_[i] = 1;
        continue;
      }
      if (i != part && facts_[i].share && sums_[i].chars < kShareCharsMax && nodes_[i].tag != Tag::kText) {
        removed_[i] = 1;
        continue;
      }
      if (i != part) sums_[nodes_[i].parent].Add(sums_[i]);
    }
  }

 private:
  [[nodiscard]] bool DropsAtOnce(std::uint32_t i, std::uint32_t part) const {
    if (i == part) return false;
    switch (nodes_[i].tag) {
      case Tag::kAside:
      case Tag::kButton:
      case Tag::kDialog:
      case Tag::kEmbed:
      case Tag::kFooter:
      case Tag::kIframe:
      case Tag::kInput:
      case Tag::kSkip:
      case Tag::kTextarea:
        return true;
      case Tag::kFigcaption:
        return true;
      case Tag::kH1:
      case Tag::kH2:
        return strict_.weigh_names && facts_[i].weight < 0;
      default:
        return false;
    }
  }

  // Galleries and templates repeat their loose words; what an author marked up as a paragraph may repeat itself.
  bool Repeats(std::uint32_t i) {
    constexpr std::size_t kRepeatBytesMin = 40;
    constexpr std::size_t kRepeatBytesMax = 400;
    const PageNode& node = nodes_[i];
    if (!IsHeading(node.tag) && !(node.tag == Tag::kP && node.implied)) return false;
    std::string words = WordsOf(tree_, i, 2 * kRepeatBytesMax);
    return words.size() >= kRepeatBytesMin && words.size() < kRepeatBytesMax && !seen_.insert(std::move(words)).second;
  }

  [[nodiscard]] bool IsCaption(std::uint32_t i) const {
    constexpr std::uint32_t kCaptionCharsMax = 400;
    return facts_[i].caption && sums_[i].chars < kCaptionCharsMax;
  }

  // "Related: Another story", "Read more about this": a line that leads away.
  [[nodiscard]] bool IsPointer(std::uint32_t i) const {
    constexpr std::uint32_t kPointerCharsMax = 250;
    const Tag tag = nodes_[i].tag;
    if (tag != Tag::kP && tag != Tag::kLi && tag != Tag::kDiv && !IsHeading(tag)) return false;
    const SubtreeSums& s = sums_[i];
    if (s.chars == 0 || s.chars > kPointerCharsMax || s.link_density() < 0.5F) return false;
    static const RE2 words(
        "(?i)^\\W*(related( (articles?|stories|story|content|coverage|links?|posts?|news|topics?|video))?\\b|"
        "(read|see|watch|learn) (also|more|next)\\b|also( read| see)?:|more( on| from)?\\b.*:|(don.t|do not) miss\\b|"
        "click here\\b|(sign up|subscribe)\\b|follow us\\b|lire aussi|à lire|lesen sie|mehr (zum thema|dazu)|"
        "lea también|leia (também|mais)|leggi anche|lees ook|читайте "
        "также|相关阅读|相关报道|相关新闻|延伸阅读|推荐阅读)");
    return RE2::PartialMatch(WordsOf(tree_, i, 512), words);
  }

  [[nodiscard]] static bool IsJudged(Tag tag) {
    return tag == Tag::kDiv || tag == Tag::kFieldset || tag == Tag::kForm || tag == Tag::kOl || tag == Tag::kTable ||
           tag == Tag::kUl || tag == Tag::kSection;
  }

  // Tables lay out old pages; one with headings, captions or many rows and columns holds data.
  [[nodiscard]] bool IsDataTable(std::uint32_t table) const {
    if (facts_[table].layout_table) return false;
    if (facts_[table].data_table) return true;
    std::uint32_t rows = 0;
    std::uint32_t cells = 0;
    for (std::uint32_t i = table + 1; i < nodes_[table].end; ++i) {
      const Tag tag = nodes_[i].tag;
      if (tag == Tag::kTable) return false;
      if (tag == Tag::kCaption || tag == Tag::kThead || tag == Tag::kTfoot || tag == Tag::kTh) return true;
      if (tag == Tag::kTr) ++rows;
      if (tag == Tag::kTd) ++cells;
    }
    if (rows == 0 || cells <= rows || rows == 1) return false;
    const std::uint32_t columns = cells / rows;
    return rows >= 10 || columns > 4 || cells > 10;
  }

  [[nodiscard]] bool LooksForeign(std::uint32_t i, bool in_figure) const {
    const SubtreeSums& s = sums_[i];
    const int weight = strict_.weigh_names ? facts_[i].weight : 0;
    if (weight < 0) return true;
    if (s.commas >= 10) return false;
    const Tag tag = nodes_[i].tag;
    const bool list = tag == Tag::kUl || tag == Tag::kOl ||
                      (s.chars > 0 && static_cast<float>(s.list_chars) > 0.9F * static_cast<float>(s.chars));
    const float density = s.link_density();
    const float heading_density =
        s.chars == 0 ? 0.0F : static_cast<float>(s.heading_chars) / static_cast<float>(s.chars);
    if (!in_figure && s.images > 1 && s.paragraphs * 2 < s.images) return !IsListOfImages(list, s);
    if (!list && s.items > s.paragraphs + 100) return true;
    if (s.inputs > s.paragraphs / 3) return true;
    if (!list && !in_figure && heading_density < 0.9F && s.chars < 25 && (s.images == 0 || s.images > 2) &&
        density > 0.0F) {
      return true;
    }
    if (!list && weight < 25 && density > 0.2F) return true;
    if (weight >= 25 && density > 0.5F) return true;
    if ((s.embeds == 1 && s.chars < 75) || s.embeds > 1) return true;
    if (s.images == 0 && s.block_chars == 0 && s.chars > 0) return true;
    return IsAdvertising(i, s);
  }

  [[nodiscard]] static bool IsListOfImages(bool list, const SubtreeSums& s) { return list && s.items == s.images; }

  [[nodiscard]] bool IsAdvertising(std::uint32_t i, const SubtreeSums& s) const {
    static const RE2 words(
        "(?i)(ad(vertising|vertisement)?|pub(licité)?|werb(ung)?|广告|реклама|anuncio|loading|正在加载|загрузка|"
        "chargement|"
        "cargando)(…|\\.\\.\\.)?");
    return s.chars < 24 && s.chars > 0 && RE2::FullMatch(WordsOf(tree_, i, 64), words);
  }

  const PageTree& tree_;
  const std::vector<PageNode>& nodes_;
  const std::vector<NodeFacts>& facts_;
  Strictness strict_;
  std::vector<char>& removed_;
  std::vector<SubtreeSums> sums_;
  std::unordered_set<std::string> seen_;  // loose words so far
};

}  // namespace

void SubtreeSums::Add(const SubtreeSums& child) {
  chars += child.chars;
  link_chars += child.link_chars;
  commas += child.commas;
  paragraphs += child.paragraphs;
  items += child.items;
  images += child.images;
  inputs += child.inputs;
  embeds += child.embeds;
  heading_chars += child.heading_chars;
  list_chars += child.list_chars;
  block_chars += child.block_chars;
}

void FinishSums(const PageNode& node, const NodeFacts& facts, SubtreeSums& sums) {
  switch (node.tag) {
    case Tag::kText:
      sums.chars += node.chars;
      sums.commas += node.commas;
      return;
    case Tag::kA:
      sums.link_chars = static_cast<float>(sums.chars) * (facts.to_fragment ? 0.3F : 1.0F);
      return;
    case Tag::kImg:
      ++sums.images;
      return;
    case Tag::kInput:
      ++sums.inputs;
      return;
    case Tag::kEmbed:
    case Tag::kIframe:
      ++sums.embeds;
      return;
    case Tag::kP:
      ++sums.paragraphs;
      break;
    case Tag::kLi:
      ++sums.items;
      break;
    case Tag::kUl:
    case Tag::kOl:
      sums.list_chars = sums.chars;
      break;
    default:
      if (IsHeading(node.tag)) sums.heading_chars = sums.chars;
      break;
  }
  const bool block = node.tag == Tag::kSpan || node.tag == Tag::kLi || node.tag == Tag::kTd ||
                     node.tag == Tag::kBlockquote || node.tag == Tag::kDl || node.tag == Tag::kDiv ||
                     node.tag == Tag::kImg || node.tag == Tag::kOl || node.tag == Tag::kP || node.tag == Tag::kPre ||
                     node.tag == Tag::kTable || node.tag == Tag::kUl;
  if (block) sums.block_chars = sums.chars;
}

void CleanArticle(const PageTree& tree, const std::vector<NodeFacts>& facts, Strictness strictness,
                  const std::vector<std::uint32_t>& parts, std::vector<char>& removed) {
  Cleaner cleaner(tree, facts, strictness, removed);
  for (const std::uint32_t part : parts) cleaner.Run(part);
}

}  // namespace dateline::ingest
