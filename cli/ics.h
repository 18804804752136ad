// Events as an iCalendar (RFC 5545): all-day entries with stable UIDs; what has no day is a to-do without one.
#pragma once

#include <string>
#include <string_view>

#include "cli/print.h"
#include "store/store.h"

namespace dateline::cli {

// What a calendar needs beyond the event: how often it changed, and since when it is known.
struct IcsEntry {
  store::EventRow row;
  std::uint32_t sequence = 0;
  Instant created{};
};

[[nodiscard]] std::string IcsHead();
[[nodiscard]] std::string IcsOf(const IcsEntry& entry, const Names& names);
[[nodiscard]] std::string IcsFoot();

// One content line, folded at 75 octets between characters, with its CRLF.
[[nodiscard]] std::string IcsLine(std::string_view line);
// TEXT with ; , \ and newlines escaped, control characters left out.
[[nodiscard]] std::string IcsText(std::string_view text);

}  // namespace dateline::cli
