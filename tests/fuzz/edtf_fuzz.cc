// Dates as text: what is read can be printed, and what is printed reads back as the same days.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/check.h"
#include "model/date.h"
#include "model/date_offset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto instant = ParseInstant(text)) DATELINE_CHECK(ParseInstant(ToIso(*instant)) == instant);
  if (const auto offset = ParseDateOffset(text)) {
    DATELINE_CHECK(ParseDateOffset(ToText(*offset)) == offset);
    (void)offset->From(*ParseIsoDay("2024-02-29"));
  }
  const auto span = ParseEdtf(text);
  if (!span) return 0;
  DATELINE_CHECK(!ToWords(*span).empty());
  (void)ToIsoPrefix(*span);
  const auto again = ParseEdtf(ToEdtf(*span));
  DATELINE_CHECK(again.has_value());
  DATELINE_CHECK(again->lo == span->lo && again->hi == span->hi && again->qualifier == span->qualifier);
  DATELINE_CHECK(ToEdtf(*again) == ToEdtf(*span));
  return 0;
}
