// How many voices are behind an event that do not merely repeat each other. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/claim.h"

namespace dateline::store {

// See "near copies" in docs/schema.md.
[[nodiscard]] Sketch SketchOf(std::string_view text);
// Estimated share of 3-word shingles in common, 0 when either is too short to tell.
[[nodiscard]] double Similarity(const Sketch& a, const Sketch& b);

struct Corroboration {
  std::uint32_t documents = 0;
  std::uint32_t origins = 0;
};
// The voices behind one event, counted claim by claim in (seen, key) order: what is heard once more costs one comparison
// with each origin so far, not a count from the beginning. Copies of one text belong to whoever had it first; equal
// owners are one origin, so are reports that name the same outlet; sources of class `mine` are documents but no origins.
// Borrows the claims.
class Origins {
 public:
  void Add(const Claim& claim);
  [[nodiscard]] Corroboration count() const {
    return {static_cast<std::uint32_t>(documents_.size()), static_cast<std::uint32_t>(owners_.size())};
  }

 private:
  std::vector<Key> documents_;          // sorted, as are the next two
  std::vector<Key> texts_;
  std::vector<std::string> owners_;
  std::vector<const Claim*> firsts_;    // of each group of copies, as many as are compared
};

// All at once.
[[nodiscard]] Corroboration CountOrigins(std::span<const Claim* const> claims);

}  // namespace dateline::store
