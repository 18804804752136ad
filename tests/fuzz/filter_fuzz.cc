// Filters: any bytes. What parses is matched against an event that has something in every field.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/check.h"
#include "model/filter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const auto filter = ParseFilter(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!filter) {
    DATELINE_CHECK(filter.error().message.starts_with("filter: "));
    return 0;
  }
  Event event;
  event.type = "rule.end";
  event.subtype = "ease";
  event.date = MonthOf(2025, 5);
  event.speaker = "official.sacks";
  event.roles = {{"actor", "agency.bis"}, {"target", "firm.nvidia"}};
  event.origins = 2;
  FilterContext context;
  context.sources = {"harbor-wire"};
  context.owners = {"Harbor Media"};
  context.classes = {SourceClass::kPress};
  context.languages = {"en"};
  context.entities = {"chip.h20"};
  context.text = "The rule is ended.\nIt is informed.";
  const bool once = Matches(*filter, event, context);
  const auto again = ParseFilter(filter->words);
  DATELINE_CHECK(again.has_value() && Matches(*again, event, context) == once);
  return 0;
}
