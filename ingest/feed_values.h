// Small readings of values that every feed format shares. Pure.
#pragma once

#include <string>
#include <string_view>

#include "ingest/feed.h"

namespace dateline::ingest {

// Trims, maps C1 controls that meant windows-1252, and undoes UTF-8 that was read as Latin-1 and encoded again.
[[nodiscard]] std::string CleanValue(std::string_view text);

// "Ada Wong (ada@example.org)", "ada@example.org (Ada Wong)", "Ada Wong <ada@example.org>", "Ada Wong".
[[nodiscard]] FeedPerson ReadPerson(std::string_view words);

// "text", "html", "xhtml" and "" become media types; the rest comes back in lower case.
[[nodiscard]] std::string MimeOfType(std::string_view type);
[[nodiscard]] FeedTextType TextTypeOf(std::string_view mime);

// RSS does not say whether a value is markup: true when it has an end tag or a reference, and knows only
// elements and references of HTML.
[[nodiscard]] bool LooksLikeMarkup(std::string_view text);

[[nodiscard]] std::string DecodeBase64(std::string_view text);

}  // namespace dateline::ingest
