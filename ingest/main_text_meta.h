// What a page says about its article: JSON-LD first, then <meta>, then the marks in the text. Internal to main text.
#pragma once

#include <string>
#include <vector>

#include "ingest/main_text.h"
#include "ingest/main_text_facts.h"
#include "ingest/main_text_tree.h"

namespace dateline::ingest {

struct PageClaims {
  MainText meta;     // `text` stays empty
  std::string body;  // JSON-LD articleBody, "" when absent
};

[[nodiscard]] PageClaims ReadClaims(const PageTree& tree, const std::vector<NodeFacts>& facts);

// The title of the article out of <title>, which often names the site too: "Rule ends | The Site".
[[nodiscard]] std::string ArticleTitle(const PageTree& tree);

}  // namespace dateline::ingest
