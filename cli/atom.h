// Events as an Atom feed (RFC 4287) with ids that stay when an event changes.
#pragma once

#include <string>
#include <string_view>

#include "cli/print.h"
#include "store/store.h"

namespace dateline::cli {

// `updated`: when the newest entry changed.
[[nodiscard]] std::string AtomHead(std::string_view title, Instant updated);
[[nodiscard]] std::string AtomOf(const store::EventRow& row, Instant published, const Names& names);
[[nodiscard]] std::string AtomFoot();
// Escaped for content and attributes; what XML cannot hold is left out.
[[nodiscard]] std::string XmlText(std::string_view text);

}  // namespace dateline::cli
