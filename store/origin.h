// How many voices are behind an event that do not merely repeat each other. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

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
// Claims in (seen, key) order. Copies of one text belong to whoever had it first; equal owners are one origin, so
// are reports that name the same outlet; sources of class `mine` are documents but no origins.
[[nodiscard]] Corroboration CountOrigins(std::span<const Claim* const> claims);

}  // namespace dateline::store
