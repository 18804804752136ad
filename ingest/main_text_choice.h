// Which parts of a page are its article. Internal to main text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/main_text_facts.h"
#include "ingest/main_text_tree.h"

namespace dateline::ingest {

// How strictly what looks like boilerplate is left out. A page that yields too little is read again less strictly.
struct Strictness {
  bool drop_unlikely = true;
  bool weigh_names = true;
  bool clean = true;
};

struct ArticleChoice {
  std::vector<std::uint32_t> parts;  // subtrees, in document order; they do not overlap
  std::vector<char> removed;         // by node: the subtree that starts here is left out
  std::uint32_t chars = 0;           // what is left
};

// `title` is the page's own: a heading that repeats it is left out. Linear in the nodes.
[[nodiscard]] ArticleChoice ChooseArticle(const PageTree& tree, const std::vector<NodeFacts>& facts,
                                          const std::string& title, Strictness strictness);

// True when most words of `a` are in `b` and the other way round.
[[nodiscard]] bool SameTitle(const std::string& a, const std::string& b);

// Sums over the subtrees of what is not removed.
struct SubtreeSums {
  std::uint32_t chars = 0;
  float link_chars = 0;
  std::uint32_t commas = 0;
  std::uint32_t paragraphs = 0;
  std::uint32_t items = 0;
  std::uint32_t images = 0;
  std::uint32_t inputs = 0;
  std::uint32_t embeds = 0;
  std::uint32_t heading_chars = 0;
  std::uint32_t list_chars = 0;
  std::uint32_t block_chars = 0;  // in span, li, td and blocks

  void Add(const SubtreeSums& child);
  [[nodiscard]] float link_density() const { return chars == 0 ? 0.0F : link_chars / static_cast<float>(chars); }
};

// Inside the chosen parts: marks in `removed` what is not the article's own words.
void CleanArticle(const PageTree& tree, const std::vector<NodeFacts>& facts, Strictness strictness,
                  const std::vector<std::uint32_t>& parts, std::vector<char>& removed);

// Sums of one node once those of its children were added: called for nodes in reverse document order.
void FinishSums(const PageNode& node, const NodeFacts& facts, SubtreeSums& sums);

}  // namespace dateline::ingest
