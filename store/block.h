// Which block an assertion is folded in: events are only ever looked for among those of one block.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/assertion.h"

namespace dateline::store {

// How events of a type are told apart.
struct TypeTraits {
  std::string_view type;        // "rule.issue", or a family "rule." for all the rest of it
  bool of_instrument = false;   // about one instrument: rule, bill, order
  bool once = false;            // happens once to an instrument, so that the instrument alone is its identity
  bool of_actor = false;        // told of the one who acts, not of what it is done to
  bool recurring = false;       // the same parties do it again and again: an undated report needs more than them
  int window_days = 2;          // by how much two dates of one happening may differ in reports
};
[[nodiscard]] const TypeTraits& TraitsOf(std::string_view type);

// "firm" of "firm.nvidia".
[[nodiscard]] std::string_view KindOf(std::string_view entity);
// The entity that names an instrument-type event's instrument; "" when there is none.
[[nodiscard]] std::string InstrumentOf(const EventAssertion& assertion);

// "rule|rule.lantern" (family and instrument), "list.add|firm.lanhe" (type and anchor), or, when nobody is named,
// "talks.hold|2025-05" or "talks.hold|" and the text group, so that only copies of one text can agree.
[[nodiscard]] std::string BlockName(const EventAssertion& assertion, std::string_view text_group);
[[nodiscard]] std::int64_t BlockOf(std::string_view name);

}  // namespace dateline::store
