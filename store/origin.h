// How many voices are behind an event that do not merely repeat each other. Pure.
#pragma once

#include <cstdint>
#include <memory>
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

// A set of keys that is cheap to copy: copies share what has settled. Four bytes a key: of thirty thousand keys a tenth
// of one is taken for another on the average, which no count of voices minds.
class KeySet {
 public:
  bool Insert(const Key& key);          // false when it was there
  [[nodiscard]] std::size_t size() const { return recent_.size() + (settled_ ? settled_->size() : 0); }

 private:
  std::vector<std::uint32_t> recent_;   // sorted, as is the next
  std::shared_ptr<const std::vector<std::uint32_t>> settled_;
};

// The voices behind one event, counted claim by claim in (seen, key) order: what is heard once more costs one comparison
// with each origin so far, not a count from the beginning. Copies of one text belong to whoever had it first; equal
// owners are one origin, so are reports that name the same outlet; sources of class `mine` are documents but no origins.
// Borrows nothing, and keeps of a claim no more than is compared.
class Origins {
 public:
  void Add(const Claim& claim);
  [[nodiscard]] Corroboration count() const {
    return {static_cast<std::uint32_t>(documents_.size()), static_cast<std::uint32_t>(owners_.size())};
  }
  [[nodiscard]] std::size_t Bytes() const;  // about, on the heap

 private:
  struct Heard {
    Sketch sketch;
    std::uint64_t document = 0;         // of its key
    std::uint64_t sentence = 0;         // hash of words long enough to be copied, else zero
  };
  [[nodiscard]] static Heard HeardIn(const Claim& claim);
  [[nodiscard]] static bool Copies(const Heard& first, const Heard& later);

  KeySet documents_;
  KeySet texts_;
  KeySet owners_;
  std::vector<Heard> firsts_;           // of each group of copies, as many as are compared
};

// All at once.
[[nodiscard]] Corroboration CountOrigins(std::span<const Claim* const> claims);

}  // namespace dateline::store
