// Scores paragraphs, their enclosers and neighbours. The weights are those that reader views of browsers have proven.
#include "ingest/main_text_choice.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kCandidates = 5;
constexpr std::uint32_t kParagraphCharsMin = 25;
constexpr std::uint32_t kOwnArticleCharsMin = 250;
constexpr int kLevels = 5;  // how far up a paragraph's score reaches

std::vector<std::string> TitleWords(const std::string& title) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < title.size();) {
    const char32_t c = FoldCase(DecodeUtf8(title, at));
    if (IsCjk(c)) {
      std::string one;
      AppendUtf8(one, c);
      words.push_back(one);
    } else if (IsWordChar(c)) {
      AppendUtf8(word, c);
      continue;
    }
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

class Chooser {
 public:
  Chooser(const PageTree& tree, const std::vector<NodeFacts>& facts, const std::string& title, Strictness strictness)
      : nodes_(tree.nodes),
        tree_(tree),
        facts_(facts),
        title_(title),
        strict_(strictness),
        size_(static_cast<std::uint32_t>(tree.nodes.size())),
        removed_(size_),
        scored_(size_),
        score_(size_),
        sums_(size_),
        tags_(size_) {
    for (std::uint32_t i = 0; i < size_; ++i) tags_[i] = nodes_[i].tag;
  }

  ArticleChoice Run() {
    DropAround();
    Sum();
    Reshape();
    ScoreParagraphs();
    ArticleChoice choice;
    const std::uint32_t top = FindTop();
    choice.parts = top == 0 ? std::vector<std::uint32_t>{0} : Neighbours(top);
    if (const std::uint32_t own = OwnArticle(choice.parts)) choice.parts = {own};
    CleanArticle(tree_, facts_, strict_, choice.parts, removed_);
    for (const std::uint32_t part : choice.parts) choice.chars += CharsLeft(part);
    choice.removed = std::move(removed_);
    return choice;
  }

 private:
  // What stands around articles on every page, by name and role.
  void DropAround() {
    std::uint32_t protected_until = 0;  // inside tables and code names mean other things
    for (std::uint32_t i = 1; i < size_;) {
      const PageNode& node = nodes_[i];
      if (Around(i, i < protected_until) || (title_heading_ == 0 && RepeatsTitle(i))) {
        removed_[i] = 1;
        i = node.end;
        continue;
      }
      if (node.tag == Tag::kTable || node.tag == Tag::kCode) protected_until = std::max(protected_until, node.end);
      ++i;
    }
  }

  [[nodiscard]] bool Around(std::uint32_t i, bool is_protected) const {
    const Tag tag = nodes_[i].tag;
    const NodeFacts& facts = facts_[i];
    if (tag == Tag::kText) return false;
    if (tag == Tag::kSkip || tag == Tag::kDialog) return true;
    if (facts.hidden) return true;
    if (strict_.clean && facts.comments) return true;
    if (!strict_.drop_unlikely || tag == Tag::kA || is_protected) return false;
    return facts.unlikely || facts.boilerplate || tag == Tag::kNav;
  }

  bool RepeatsTitle(std::uint32_t i) {
    if (nodes_[i].tag != Tag::kH1 && nodes_[i].tag != Tag::kH2) return false;
    if (!SameTitle(title_, WordsOf(tree_, i, 1000))) return false;
    title_heading_ = i;
    return true;
  }

  // Of several <article>s in the chosen parts, the one that carries the page's title; 0 when there is no telling.
  [[nodiscard]] std::uint32_t OwnArticle(const std::vector<std::uint32_t>& parts) const {
    if (title_heading_ == 0) return 0;
    std::uint32_t own = title_heading_;
    while (own != 0 && nodes_[own].tag != Tag::kArticle) own = nodes_[own].parent;
    if (own == 0 || sums_[own].chars < kOwnArticleCharsMin) return 0;
    bool inside = false;
    bool others = false;
    for (const std::uint32_t part : parts) {
      if (own >= part && own < nodes_[part].end) inside = true;
      for (std::uint32_t i = part; i < nodes_[part].end; ++i) {
        if (nodes_[i].tag != Tag::kArticle || removed_[i] != 0) continue;
        if (i == own || (own > i && own < nodes_[i].end)) continue;
        if (i > own && i < nodes_[own].end) continue;
        others = true;
      }
    }
    return inside && others ? own : 0;
  }

  void Sum() {
    for (std::uint32_t i = 1; i < size_;) {
      if (removed_[i] != 0) {
        i = nodes_[i].end;
        continue;
      }
      order_.push_back(i++);
    }
    for (std::size_t k = order_.size(); k-- > 0;) {
      const std::uint32_t i = order_[k];
      FinishSums(nodes_[i], facts_[i], sums_[i]);
      sums_[nodes_[i].parent].Add(sums_[i]);
    }
  }

  [[nodiscard]] std::uint32_t OnlyChild(std::uint32_t i) const {
    std::uint32_t only = 0;
    for (std::uint32_t child = i + 1; child < nodes_[i].end; child = nodes_[child].end) {
      if (removed_[child] != 0) continue;
      if (nodes_[child].tag == Tag::kText) {
        if (nodes_[child].chars > 0) return 0;
        continue;
      }
      if (only != 0) return 0;
      only = child;
    }
    return only;
  }

  // A div around nothing but one paragraph is that paragraph.
  void Reshape() {
    for (const std::uint32_t i : order_) {
      if (nodes_[i].tag != Tag::kDiv) continue;
      const std::uint32_t only = OnlyChild(i);
      if (only == 0 || nodes_[only].tag != Tag::kP || sums_[i].link_density() >= 0.25F) continue;
      tags_[i] = Tag::kP;
      tags_[only] = Tag::kInline;
    }
  }

  void Begin(std::uint32_t i) {
    if (scored_[i] != 0) return;
    scored_[i] = 1;
    score_[i] = strict_.weigh_names ? static_cast<float>(facts_[i].weight) : 0.0F;
    switch (tags_[i]) {
      case Tag::kDiv:
        score_[i] += 5;
        break;
      case Tag::kPre:
      case Tag::kTd:
      case Tag::kBlockquote:
        score_[i] += 3;
        break;
      case Tag::kAddress:
      case Tag::kOl:
      case Tag::kUl:
      case Tag::kDl:
      case Tag::kDd:
      case Tag::kDt:
      case Tag::kLi:
      case Tag::kForm:
        score_[i] -= 3;
        break;
      case Tag::kTh:
        score_[i] -= 5;
        break;
      default:
        if (IsHeading(tags_[i])) score_[i] -= 5;
    }
  }

  [[nodiscard]] static bool IsScored(Tag tag) {
    return tag == Tag::kSection || tag == Tag::kP || tag == Tag::kTd || tag == Tag::kPre ||
           (tag >= Tag::kH2 && tag <= Tag::kH6);
  }

  void ScoreParagraphs() {
    for (const std::uint32_t i : order_) {
      if (!IsScored(tags_[i]) || sums_[i].chars < kParagraphCharsMin) continue;
      const float score =
          2.0F + static_cast<float>(sums_[i].commas) + static_cast<float>(std::min(sums_[i].chars / 100, 3U));
      std::uint32_t at = i;
      for (int level = 0; level < kLevels && at != 0; ++level) {
        at = nodes_[at].parent;
        if (at == 0) break;
        Begin(at);
        const float divider = level == 0 ? 1.0F : level == 1 ? 2.0F : static_cast<float>(level) * 3.0F;
        score_[at] += score / divider;
      }
    }
    for (const std::uint32_t i : order_) {
      if (scored_[i] != 0) score_[i] *= 1.0F - sums_[i].link_density();
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> Best() const {
    std::vector<std::uint32_t> best;
    for (const std::uint32_t i : order_) {
      if (scored_[i] == 0) continue;
      const auto place = std::ranges::find_if(best, [&](std::uint32_t other) { return score_[i] > score_[other]; });
      if (place == best.end() && best.size() >= kCandidates) continue;
      best.insert(place, i);
      if (best.size() > kCandidates) best.pop_back();
    }
    return best;
  }

  // The best encloser, or an outer one that unites several nearly as good; 0 when the whole page must do.
  std::uint32_t FindTop() {
    const std::vector<std::uint32_t> best = Best();
    if (best.empty()) return 0;
    std::uint32_t top = Unite(best);
    Begin(top);
    top = Climb(top);
    // An only child has its neighbours one level up.
    while (nodes_[top].parent != 0 && ElementChildren(nodes_[top].parent) == 1) top = nodes_[top].parent;
    return top;
  }

  [[nodiscard]] int ElementChildren(std::uint32_t i) const {
    int count = 0;
    for (std::uint32_t child = i + 1; child < nodes_[i].end; child = nodes_[child].end) {
      if (removed_[child] == 0 && nodes_[child].tag != Tag::kText) ++count;
    }
    return count;
  }

  [[nodiscard]] std::uint32_t Unite(const std::vector<std::uint32_t>& best) const {
    const std::uint32_t top = best[0];
    std::vector<std::uint32_t> rivals;
    for (std::size_t k = 1; k < best.size(); ++k) {
      if (score_[best[k]] >= 0.75F * score_[top]) rivals.push_back(best[k]);
    }
    if (rivals.size() < 3) return top;
    for (std::uint32_t at = nodes_[top].parent; at != 0; at = nodes_[at].parent) {
      const auto inside = std::ranges::count_if(rivals, [&](std::uint32_t r) { return r > at && r < nodes_[at].end; });
      if (inside >= 3) return at;
    }
    return top;
  }

  [[nodiscard]] std::uint32_t Climb(std::uint32_t top) const {
    float last = score_[top];
    const float least = last / 3.0F;
    for (std::uint32_t at = nodes_[top].parent; at != 0; at = nodes_[at].parent) {
      if (scored_[at] == 0) continue;
      if (score_[at] < least) break;
      if (score_[at] > last) return at;
      last = score_[at];
    }
    return top;
  }

  // Siblings that score alike, and paragraphs with words of their own.
  [[nodiscard]] std::vector<std::uint32_t> Neighbours(std::uint32_t top) const {
    std::vector<std::uint32_t> parts;
    const std::uint32_t parent = nodes_[top].parent;
    const float least = std::max(10.0F, score_[top] * 0.2F);
    for (std::uint32_t i = parent + 1; i < nodes_[parent].end; i = nodes_[i].end) {
      if (removed_[i] != 0) continue;
      if (i == top || IsLike(i, top, least)) parts.push_back(i);
    }
    return parts;
  }

  [[nodiscard]] bool IsLike(std::uint32_t i, std::uint32_t top, float least) const {
    const bool same_class = facts_[top].class_hash != 0 && facts_[i].class_hash == facts_[top].class_hash;
    const float bonus = same_class ? score_[top] * 0.2F : 0.0F;
    if (scored_[i] != 0 && score_[i] + bonus >= least) return true;
    if (tags_[i] != Tag::kP) return false;
    const SubtreeSums& sums = sums_[i];
    if (sums.chars > 80) return sums.link_density() < 0.25F;
    return sums.chars > 0 && sums.link_chars == 0.0F && EndsSentence(i);
  }

  [[nodiscard]] bool EndsSentence(std::uint32_t i) const {
    const std::string words = WordsOf(tree_, i, 400);
    return words.ends_with('.') || words.find(". ") != std::string::npos || words.ends_with("。");
  }

  [[nodiscard]] std::uint32_t CharsLeft(std::uint32_t part) const {
    std::uint32_t chars = 0;
    for (std::uint32_t i = part; i < nodes_[part].end;) {
      if (removed_[i] != 0) {
        i = nodes_[i].end;
        continue;
      }
      chars += nodes_[i].chars;
      ++i;
    }
    return chars;
  }

  const std::vector<PageNode>& nodes_;
  const PageTree& tree_;
  const std::vector<NodeFacts>& facts_;
  const std::string& title_;
  Strictness strict_;
  std::uint32_t size_;
  std::vector<char> removed_;
  std::vector<char> scored_;
  std::vector<float> score_;
  std::vector<SubtreeSums> sums_;
  std::vector<Tag> tags_;             // as reshaped
  std::uint32_t title_heading_ = 0;   // the heading that repeats the title, 0 when there is none
  std::vector<std::uint32_t> order_;  // what was not dropped, in document order
};

}  // namespace

bool SameTitle(const std::string& a, const std::string& b) {
  const std::vector<std::string> words_a = TitleWords(a);
  const std::vector<std::string> words_b = TitleWords(b);
  if (words_a.empty() || words_b.empty()) return false;
  const std::set<std::string> known(words_a.begin(), words_a.end());
  std::size_t all = 0;
  std::size_t strange = 0;
  for (const std::string& word : words_b) {
    all += word.size() + 1;
    if (!known.contains(word)) strange += word.size() + 1;
  }
  return static_cast<double>(strange) < 0.25 * static_cast<double>(all);
}

ArticleChoice ChooseArticle(const PageTree& tree, const std::vector<NodeFacts>& facts, const std::string& title,
                            Strictness strictness) {
  return Chooser(tree, facts, title, strictness).Run();
}

}  // namespace dateline::ingest
