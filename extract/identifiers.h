// Identifiers: legal citations, product designators and other names that a regular expression describes.
//
// Each family states anchors, words that stand in every match. The anchors of all families live in one token trie;
// an expression runs only at an anchor, bound to the token where a match would begin, over a short stretch. What a
// text without anchors costs is the look-up of its tokens.
#pragma once

#include <memory>
#include <vector>

#include "config/records.h"
#include "extract/tagger_dictionary.h"
#include "extract/tagger_starts.h"
#include "extract/tagger_text.h"
#include "model/problem.h"

namespace dateline::extract {

// Attributes of a pattern record, beside its fields:
//   anchors   words or phrases separated by "|"; "@alnum" stands for every word that mixes letters and digits
//   then      bytes of which one must stand behind the anchor, white space aside ("(0-9"): a look that saves running the
//             expression where it cannot match
//   holds     what a mixed word must hold, likewise
//   back      how many tokens before the anchor a match begins (default 0)
//   more      expression for further items of a list, whose first group is the item: each is a mention of its own; groups
//             it does not name keep what the first item says ("15 CFR 744.21 and 744.23")
//   range     "title 1 50; volume 1 120": groups that must be numbers in these ranges
//   upper     groups printed without periods and spaces, in capitals
//   list      groups that hold several items, printed with ";" between them
//   not_before words that veto when they stand right before, separated by "|"
//   covers    the group that the mention covers, when not the whole match: in "Nasdaq: LNHE" the exchange is a name of its own
//   free      "true": no mark may be joined to the left of the match ("U.S. 7" is no bill "S. 7")
class Identifiers {
 public:
  Identifiers();
  ~Identifiers();
  Identifiers(Identifiers&&) noexcept;
  Identifiers& operator=(Identifiers&&) noexcept;

  // Reports records that cannot be compiled and leaves them out; enters the anchors in `starts`.
  void Compile(const std::vector<config::PatternRecord>& patterns, StartTable& starts, Problems& problems);
  // Appends every match whose guards hold; matches of several families may overlap.
  void Scan(const TaggedText& document, std::vector<Candidate>& found) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::extract
