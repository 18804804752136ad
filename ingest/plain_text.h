// Plain text as people and typesetters leave it.
#pragma once

#include <string>
#include <string_view>

namespace dateline::ingest {

// Joins lines that were broken only because the next word did not fit, so that a sentence stands on one line.
// Blank lines, indented paragraph starts, short lines (headings, addresses) and tables keep their breaks; a text
// that is not hard-wrapped comes back with only its line ends tidied.
[[nodiscard]] std::string JoinWrappedLines(std::string_view text);

}  // namespace dateline::ingest
