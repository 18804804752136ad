// Relative references of RFC 3986, and which schemes may come out of them.
#pragma once

#include <string>
#include <string_view>

namespace dateline::ingest {

// `reference` against `base` (RFC 3986 §5.2). White space around it is dropped; an empty or unusable base leaves
// the reference as it is. Scheme and host keep their case.
[[nodiscard]] std::string ResolveUrl(std::string_view base, std::string_view reference);

// The same, but "" when the result has a scheme that a reader must not follow (javascript:, data:, …).
[[nodiscard]] std::string ResolveSafeUrl(std::string_view base, std::string_view reference);

// True for "mailto:x", "HTTP://…"; false for "path:with/colon" only when what precedes the colon is no scheme.
[[nodiscard]] bool HasScheme(std::string_view url);

}  // namespace dateline::ingest
