// Dates in text: any bytes, with and without a reference; every answer is a real stretch of the text and of time.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/dates.h"
#include "model/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const extract::Reference none;
  // Far ends of the calendar too: the first byte picks the reference.
  const char* const days[] = {"2025-09-12", "0001-01-01", "9999-12-31", "2024-02-29"};
  const extract::Reference some{ParseIsoDay(days[size == 0 ? 0 : data[0] % 4])};
  for (const extract::Reference& reference : {none, some}) {
    std::uint32_t last = 0;
    for (const Timex& timex : extract::FindDates(text, reference)) {
      DATELINE_CHECK(last <= timex.span.begin && timex.span.begin < timex.span.end && timex.span.end <= size);
      DATELINE_CHECK(!timex.date.lo || !timex.date.hi || *timex.date.lo < *timex.date.hi);
      DATELINE_CHECK(!timex.rule.empty());
      (void)ToEdtf(timex.date);
      (void)ToWords(timex.date);
      last = timex.span.end;
    }
  }
  return 0;
}
