// Whether a claim speaks of the same happening as an event that is already known. Pure.
//
// Modality is never identity: a promise and its keeping agree. Everything is compared with the founding claim, never
// with what later joined, so that a chain of small steps cannot drift from one happening to another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/claim.h"

namespace dateline::store {

struct Slot {
  std::string instrument;
  std::vector<std::string> targets;    // sorted
  std::vector<std::string> actors;     // sorted
  std::string_view sentence;           // the evidence; points into the claim
  struct Number {
    double value = 0;
    std::string unit;
  };
  std::vector<Number> numbers;

  // Hashes of the telling words of the evidence, sorted, unique. Read when first asked for: most comparisons end
  // before they come to words.
  [[nodiscard]] const std::vector<std::uint32_t>& Words() const;

 private:
  mutable std::optional<std::vector<std::uint32_t>> words_;
};
[[nodiscard]] Slot SlotOf(const Claim& claim);

// What a claim is compared with.
struct KnownEvent {
  const Claim* founder = nullptr;
  const Slot* slot = nullptr;          // of the founder
  DateSpan date;                       // as refined so far
  bool happened = false;               // actual so far
  Instant last_seen{};
};

enum class DateRelation : std::uint8_t { kConflict, kOpen, kPromise, kOverlap };

// What a claim and an event have in common, and how much that is worth.
struct Accord {
  int score = 0;                       // 0: another happening. Else the larger the better
  bool instrument = false;             // both name the same one
  bool once = false;                   // … and this happens once to an instrument, so nothing else was asked
  DateRelation dates = DateRelation::kConflict;
  bool targets = false;
  bool actors = false;
  bool words = false;
};
[[nodiscard]] Accord AccordOf(const KnownEvent& known, const Claim& claim, const Slot& slot);
// The score alone; ties go to the event known first.
[[nodiscard]] int Agreement(const KnownEvent& known, const Claim& claim, const Slot& slot);

// What a claim can say at most: nobody knows today that something has happened tomorrow, so a dated future is planned;
// what is merely asked for is possible.
[[nodiscard]] Modality ModalityOf(const Claim& claim);

// Share of words in common, 0 … 1.
[[nodiscard]] double Overlap(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

}  // namespace dateline::store
