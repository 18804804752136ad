// Days that a text counts from a happening told elsewhere ("180 days after enactment"): the graph knows the happening.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/date_offset.h"
#include "store/reader_impl.h"

namespace dateline::store {
namespace {

// The acts in which a happening of an instrument's life consists.
std::string_view TypesOf(Happening happening) {
  switch (happening) {
    case Happening::kEffect: return "rule.effective";
    case Happening::kEnactment: return "bill.enact";
    case Happening::kSigning: return "order.sign,bill.enact";
    case Happening::kPublication: case Happening::kIssue: return "rule.issue";
    case Happening::kNone: break;
  }
  return {};
}

std::vector<std::string> InstrumentsOf(const Event& event) {
  std::vector<std::string> out;
  for (const Role& role : event.roles) {
    const bool acted_on = role.name == "instrument" || role.name == "target";
    if (acted_on && role.entity.starts_with("rule.")) out.push_back(role.entity);
  }
  return out;
}

// What has happened before what is only planned; of these the latest.
bool TellsBetter(const Event& a, const Event& b) {
  const bool past_a = a.modality == Modality::kActual, past_b = b.modality == Modality::kActual;
  return past_a != past_b ? past_a : *a.date.lo > *b.date.lo;
}

}  // namespace

void DateByHappening(Sql& sql, Event& event, const When& when) {
  if (event.date.known() || event.offset.empty()) return;
  const auto offset = ParseDateOffset(event.offset);
  if (!offset || offset->from == Happening::kNone) return;
  std::optional<Event> told;
  for (const std::string& instrument : InstrumentsOf(event)) {
    const auto filter = ParseFilter(fmt::format("type:{} role:instrument={},target={} modality:actual,planned", TypesOf(offset->from), instrument, instrument));
    if (!filter) continue;
    for (FoundEvent& found : FindDatedEvents(sql, *filter, when)) {
      const bool day = found.event.date.precision == Precision::kDay && found.event.date.IsUnit();
      if (!day || !found.event.supported || found.event.id == event.id) continue;
      if (!told || TellsBetter(found.event, *told)) told = std::move(found.event);
    }
  }
  if (!told) return;
  const auto day = offset->From(*told->date.lo);
  if (!day) return;
  event.date = DayOf(*day);
  event.dated_by = told->id;
}

}  // namespace dateline::store
