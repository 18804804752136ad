// The heart of the store: what events a block of claims tells of, and how each came to be known. Pure: no SQL, no
// clock; the same claims in any order give the same answer.
//
// A left fold in (seen, published, key) order: a first reading of a feed hears months in one moment, a correction after
// what it corrects. Each claim joins the event it agrees with best or founds one. A claim that is
// retracted leaves at its moment, as if it had never been heard from then on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "store/claim.h"

namespace dateline::store {

// An event as it stood from `event.known_from` on.
struct Version {
  Event event;
  const Claim* deciding = nullptr;  // the claim whose standing it has
  const Claim* moved_by = nullptr;  // the claim whose arrival or withdrawal made this version
};

struct FoldedEvent {
  Event event;                      // the last version, with counts as of the last claim
  const Claim* deciding = nullptr;
  const Claim* founder = nullptr;
  std::vector<const Claim*> claims; // in order, also those retracted; without those that were settled
  std::vector<Version> versions;    // oldest first, known_from strictly growing; from the last settled one on
  bool assumed = false;             // an assumed `seen` stands behind it
  bool settled = false;             // claims or versions were settled before these
  std::vector<std::string> named;       // entities that its claims name, of those that count; sorted
  std::vector<std::string> named_ever;  // … of all of them; sorted
  Key told;                         // chain over the keys of all its claims, in order
  Key versions_before;              // chain over the versions that are not in `versions` any more
};
// The chain one link longer.
[[nodiscard]] Key Chain(const Key& before, std::string_view link);

struct FoldedEdge {
  std::size_t from = 0;             // index into events
  std::string to;                   // event id
  std::string type;                 // "amends", "rescinds", "implements"
};

struct Folded {
  std::vector<FoldedEvent> events;  // in founding order
  std::vector<FoldedEdge> edges;
};

// What a fold that was carried on has changed.
struct Extension {
  std::vector<std::size_t> touched;   // indices of events that may differ, sorted
  std::vector<std::string> dropped;   // ids that the last moment had founded and that may have gone
};

// A fold that can be carried on as later claims come in, without hearing the earlier ones again. The claims must keep
// their place and outlive it, or until Settle lets them go.
class BlockFold {
 public:
  explicit BlockFold(std::int64_t block);
  ~BlockFold();
  BlockFold(BlockFold&&) noexcept;

  void Begin(std::span<const Claim* const> claims, std::optional<Instant> until = std::nullopt);  // once
  // nullopt, and nothing changed: a claim lies before what was heard last, or is retracted; begin anew.
  [[nodiscard]] std::optional<Extension> Extend(std::vector<const Claim*> claims);

  // Forgets what carrying on does not need: what is left does not grow with the number of claims, but for eight bytes
  // each. Answers the claims that are still pointed to, sorted, unique; the others may go.
  [[nodiscard]] std::vector<const Claim*> Settle();
  [[nodiscard]] std::size_t Bytes() const;               // about, on the heap, without the claims

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool Visible(std::size_t index) const;   // false: said and taken back within one moment
  [[nodiscard]] FoldedEvent EventAt(std::size_t index) const;
  [[nodiscard]] Folded All() const;
  [[nodiscard]] std::optional<FoldedEdge> EdgeFrom(std::size_t index) const;
  // The event that made the instrument, to which the other acts point back.
  [[nodiscard]] std::optional<std::string> Maker() const;

  class Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

// Pointers in the result point into `claims`, which must outlive it. With `until`, only what was seen by then.
[[nodiscard]] Folded FoldBlock(std::int64_t block, std::span<const Claim> claims, std::optional<Instant> until = std::nullopt);

// Whether a reader would see a difference: type, date, modality, denial, outcome, support, roles.
[[nodiscard]] bool LooksTheSame(const Event& a, const Event& b);

// The event as told on a day: a planned effective date of an official text that has passed is actual, another
// promise whose day has passed is overdue.
[[nodiscard]] Event ToldOn(Event event, Day day);

}  // namespace dateline::store
