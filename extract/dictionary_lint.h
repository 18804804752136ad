// Lint of the dictionaries: what loads well and is wrong all the same.
#pragma once

#include "config/records.h"
#include "extract/extract.h"
#include "model/date.h"
#include "model/problem.h"

namespace dateline::extract {

// Sorted by place. Finds
//   aliases that two entities have without a condition that could tell them apart,
//   aliases that an equal one of the same entity makes idle,
//   aliases that never match: written down alone (with their context, where they need one) they are not found,
//   context and veto words that hold no letter,
//   offices that are held before anybody could, that end in the far future, or that two hold at once,
//   references to the wrong kind of entity, entities that are their own parents,
//   external ids that are ill-formed or given to two entities.
// What cannot be read at all (inverted dates, ids that are no slugs, references to nothing) is found by loading.
// `today` only says what the far future is.
[[nodiscard]] Problems LintDictionaries(const config::Config& config, const RuleSet& rules, Day today);

}  // namespace dateline::extract
