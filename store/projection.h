// Events, histories, evidence and edges as rows, kept equal to what the fold says. Internal to store/.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/filter.h"
#include "store/fold.h"
#include "store/sql.h"

namespace dateline::store {

// Every claim of a block, retracted ones too, in no order.
[[nodiscard]] std::vector<Claim> LoadBlock(Sql& sql, std::int64_t block);
// Those behind one event's row, in (seen, key) order.
[[nodiscard]] std::vector<Claim> LoadEvidence(Sql& sql, std::int64_t event_row);
[[nodiscard]] Evidence EvidenceOf(Sql& sql, const Claim& claim);
// Claims that count (not retracted by `until`).
[[nodiscard]] FilterContext ContextOf(const std::vector<const Claim*>& claims, std::optional<Instant> until);
// The same of the claims behind an event's row, one claim in memory at a time.
[[nodiscard]] FilterContext LoadContext(Sql& sql, std::int64_t event_row, std::optional<Instant> until);
// Entities that the claims which count name without having a role in it.
[[nodiscard]] std::vector<std::string> NamedBeside(const FoldedEvent& event);
// Those that only a claim which has since been retracted names.
[[nodiscard]] std::vector<std::string> NamedOnce(const FoldedEvent& event);
// Two stores whose events have equal digests tell the same story.
[[nodiscard]] Key DigestOf(const FoldedEvent& event, const FoldedEdge* edge);
[[nodiscard]] Key DigestOf(const Folded& folded, std::size_t index);

// One event that moved because of assertions that are new in this commit.
struct Moved {
  std::optional<Event> before;
  const Version* after = nullptr;
  std::int64_t row = 0;             // of the event
};

using OnMovedEvent = std::function<void(const Moved&)>;

// Folds the block again and writes the rows that differ. `on_moved` hears of each version that an assertion of
// `fresh` made, oldest first. Runs inside the caller's transaction.
void RefoldBlock(Sql& sql, std::int64_t block, const std::set<std::int64_t>& fresh, const OnMovedEvent& on_moved);

// Folds of busy blocks, kept between commits so that new claims are heard without reading the old ones again. What is
// kept of a block hardly grows with its claims (BlockFold::Settle). Bounded in bytes. Must be cleared when a transaction
// is rolled back.
class FoldCache {
 public:
  // Like RefoldBlock. `added`: assertions new in this block; `retracted`: also something was taken back there.
  void Fold(Sql& sql, std::int64_t block, const std::vector<std::int64_t>& added, bool retracted,
            const std::set<std::int64_t>& fresh, const OnMovedEvent& on_moved);
  void Clear();

 private:
  struct Kept {
    std::list<Claim> claims;            // those the fold still points to
    BlockFold fold;
    std::size_t bytes = 0;              // about
    std::uint64_t used = 0;
    explicit Kept(std::int64_t block) : fold(block) {}
  };
  bool Extend(Sql& sql, std::int64_t block, Kept& kept, const std::vector<std::int64_t>& added,
              const std::set<std::int64_t>& fresh, const OnMovedEvent& on_moved);
  void Settle(Kept& kept);
  void MakeRoom();

  std::map<std::int64_t, Kept> kept_;
  std::size_t bytes_ = 0;
  std::uint64_t clock_ = 0;
};

}  // namespace dateline::store
