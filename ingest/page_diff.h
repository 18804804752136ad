// What changed between two revisions of a text, in words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::ingest {

struct WordRun {
  enum class Kind : std::uint8_t { kSame, kRemoved, kAdded };
  Kind kind = Kind::kSame;
  std::string_view words;  // into `before` for kRemoved, else into `after`; inner white space as written
};

// Runs in reading order, removed before added where both stand; neighbours differ in kind. White space alone is no
// change. A word is what stands between blanks, each Chinese or Japanese character one of its own.
//
// Words that both texts hold once are matched first and what lies between them is compared exactly, with bounded
// effort: stretches too different for that come out as removed and added whole. Near-linear in the texts.
[[nodiscard]] std::vector<WordRun> DiffWords(std::string_view before, std::string_view after);

struct DiffCounts {
  std::size_t removed = 0;  // words
  std::size_t added = 0;
};
[[nodiscard]] DiffCounts CountChanges(const std::vector<WordRun>& runs);

// "…the rule [-is proposed-] {+takes effect+} on…": changes with at most `context` bytes of unchanged words around
// them, one line for each place; "" when nothing changed.
[[nodiscard]] std::string ShowChanges(const std::vector<WordRun>& runs, std::size_t context = 60);

}  // namespace dateline::ingest
