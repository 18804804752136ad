// A page as a flat tree: nodes in document order, each with the end of its subtree. Internal to main text.
//
// Built in one pass over the tokens. Elements that HTML closes by implication are closed; text that stands loose in a
// container becomes a paragraph of its own, as do the parts that double line breaks cut it into.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::ingest {

enum class Tag : std::uint8_t {
  kText,
  kA,
  kAddress,
  kArticle,
  kAside,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCaption,
  kCenter,
  kCode,
  kDd,
  kDialog,
  kDiv,
  kDl,
  kDt,
  kEmbed,
  kFieldset,
  kFigcaption,
  kFigure,
  kFooter,
  kForm,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHeader,
  kHr,
  kHtml,
  kIframe,
  kImg,
  kInline,
  kInput,
  kLabel,
  kLi,
  kMain,
  kNav,
  kOl,
  kP,
  kPre,
  kSection,
  kSkip,
  kSpan,
  kTable,
  kTbody,
  kTd,
  kTextarea,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTr,
  kUl,
};

[[nodiscard]] constexpr bool IsHeading(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6;
}

struct PageNode {
  Tag tag = Tag::kText;
  bool implied = false;         // a paragraph that the page did not mark up
  std::uint32_t parent = 0;     // the root is its own
  std::uint32_t end = 0;        // one past the last node of the subtree
  std::string_view text;        // of kText: as written, references not decoded
  std::string_view attributes;  // of elements: as written
  std::uint32_t chars = 0;      // of kText: characters after white space collapses
  std::uint32_t commas = 0;     // of kText, of any script
};

struct PageTree {
  static constexpr std::size_t kDepthMax = 200;  // deeper elements are dropped, their text is kept

  std::vector<PageNode> nodes;  // [0] is the root; parents stand before their children
  struct Meta {
    std::string name;  // lower case: of name, property or itemprop
    std::string content;
  };
  std::vector<Meta> metas;
  std::vector<std::string_view> linked_data;  // bodies of application/ld+json scripts
  std::string title;                          // <title>, decoded and collapsed
  std::string language;                       // <html lang>
};

// Views point into `html`.
[[nodiscard]] PageTree ReadPageTree(std::string_view html);

// The words below a node on one line, references decoded, at most about `most` bytes.
[[nodiscard]] std::string WordsOf(const PageTree& tree, std::uint32_t node, std::size_t most);

}  // namespace dateline::ingest
