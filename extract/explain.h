// Explaining a reading to people: what each mention, date, event and statement rests on, and what lost against it.
#pragma once

#include <string>
#include <string_view>

#include "extract/extract.h"
#include "extract/losers.h"
#include "model/assertion.h"

namespace dateline::extract {

// The trial that the event came out of; nullptr for events read from a source's structured fields.
[[nodiscard]] const Losers::TriggerTrial* TrialOf(const Losers& losers, const EventAssertion& event);

// Lines by heading: mentions, dates, events, statements; losers are indented under what they lost against.
[[nodiscard]] std::string ExplainText(std::string_view text, const Extraction& what, const Losers& losers, const RuleSet& rules);
// The first part of it alone.
[[nodiscard]] std::string ExplainMentions(std::string_view text, const Extraction& what, const Losers& losers, const RuleSet& rules);

}  // namespace dateline::extract
