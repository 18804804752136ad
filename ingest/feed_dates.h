// Dates as feeds and pages write them: RFC 822 with every known mistake, RFC 3339 and the shorter W3C-DTF forms,
// asctime, and the Korean, Greek and Hungarian spellings that blogs of those countries emit.
#pragma once

#include <string_view>

#include "model/document.h"

namespace dateline::ingest {

// `words` is always kept; `span` is the day (month, year) in the zone of the words, `at` the moment when a time of
// day is stated (a missing zone counts as UTC, `zone` is then ""). What cannot be read leaves an unknown span.
[[nodiscard]] Published ParseFeedDate(std::string_view words);

}  // namespace dateline::ingest
