// What each element's attributes say about it: its class, id, role and visibility as a few judgements. Internal to
// main text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/main_text_tree.h"

namespace dateline::ingest {

struct NodeFacts {
  bool hidden = false;       // not shown when the page opens
  bool unlikely = false;     // named like what stands around an article
  bool boilerplate = false;  // never article: navigation roles, cookie notices, newsletter boxes, share bars
  bool comments = false;     // readers' words
  bool caption = false;      // words of a picture
  bool share = false;
  bool byline = false;
  bool body_marked = false;  // itemprop=articleBody
  bool data_table = false;   // a table that says it holds data
  bool layout_table = false;
  bool to_fragment = false;  // a link within the page
  bool checkbox = false;
  std::int8_t weight = 0;        // +25 for each of class and id that is named like content, -25 like boilerplate
  std::uint64_t class_hash = 0;  // 0 without a class
};

// In step with the tree's nodes.
[[nodiscard]] std::vector<NodeFacts> JudgeAttributes(const PageTree& tree);

}  // namespace dateline::ingest
