// The element names that feeds use, whatever prefixes they chose for them.
#pragma once

#include <optional>
#include <string_view>

namespace dateline::ingest {

// The usual prefix of a namespace; "" for the namespaces of the feed formats themselves; nullopt for one we do
// not know. URIs compare in any case.
[[nodiscard]] std::optional<std::string_view> UsualPrefix(std::string_view namespace_uri);

// True for a prefix that UsualPrefix can answer: what an undeclared "dc:" will have meant.
[[nodiscard]] bool IsUsualPrefix(std::string_view prefix);

}  // namespace dateline::ingest
