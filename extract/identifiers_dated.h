// What a document's day says about the identifiers in it: which Congress a bill belongs to, which numbers cannot be.
//
// A Federal Register volume is its year less 1935 and executive orders are numbered in order of signing, so a citation
// of a volume or order that did not exist yet, or that its own date contradicts, is a misprint or a reading error.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/mention.h"

namespace dateline::extract {

// Adds the Congress to bills ("BILL:HR:3447" → "BILL:119:HR:3447"): the one named beside them, else the one that sat on
// `published`. Takes the canonical form from implausible citations and appends "/implausible" to their rule, so that
// nothing is ever looked up by them. Without a day only what stands beside a citation is weighed.
void WeighIdentifiers(std::string_view text, std::optional<Day> published, std::vector<Mention>& mentions);

}  // namespace dateline::extract
