// Analysts' corrections of events: truth that stands above what the texts say, until it is undone.
//
// A judgement hangs on an assertion and not on an event id, so that it finds its event again when a block is folded
// otherwise. It holds from the moment it was made; what was known before stays as it was. Pure but for Load.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/fold.h"
#include "store/sql.h"
#include "store/store.h"

namespace dateline::store {

[[nodiscard]] std::string EncodeCorrection(const Correction& correction);
[[nodiscard]] Correction DecodeCorrection(std::string_view body);

// A judgement as the fold needs it.
struct Judged {
  Key assertion;
  Correction correction;
  Instant at{};
  std::optional<Instant> undone;
};
[[nodiscard]] std::vector<Judged> LoadJudged(Sql& sql, std::int64_t block);
[[nodiscard]] Judgement ReadJudgement(const Query& query);
// The columns that ReadJudgement reads, of `judgement j`.
inline constexpr std::string_view kJudgementColumns =
    "j.id, j.event, j.assertion, j.body, j.who, j.reason, j.at, j.undone, j.undone_by, j.undone_reason";

[[nodiscard]] Event Corrected(Event event, const Correction& correction);
// Gives each event the versions that its judgements make; with `until`, only those made by then count.
void Judge(Folded& folded, const std::vector<Judged>& judgements, std::optional<Instant> until = std::nullopt);

// FoldBlock, then Judge: what the store shows.
[[nodiscard]] Folded FoldJudged(Sql& sql, std::int64_t block, std::span<const Claim> claims, std::optional<Instant> until = std::nullopt);

}  // namespace dateline::store
