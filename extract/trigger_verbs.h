// Which of the words of a trigger is a verb that does it, and which only looks like one. Pure; internal to triggers.
#pragma once

#include <cstdint>
#include <optional>

#include "extract/clauses.h"
#include "extract/triggers.h"
#include "extract/verb_groups.h"

namespace dateline::extract {

[[nodiscard]] bool IsBaseVerb(const Reading& r, std::uint32_t i);

// "revises the entries and removes an entity": a second verb without a subject of its own, told from a plural noun by
// the object that follows.
[[nodiscard]] std::optional<VerbGroup> CoordinatedGroup(const Reading& r, std::uint32_t verb, std::uint32_t after,
                                                        std::uint8_t forms);

// "the agency proposes to": no noun ends like this, so the verb needs no further sign.
[[nodiscard]] std::optional<VerbGroup> SureVerb(const Reading& r, const TriggerTable& table, std::uint32_t verb,
                                                std::uint8_t forms);

// "the rate climbs to 25 percent", "the ban starts on Sunday": a noun ending so is no rise to a number, and has a verb
// beside it.
[[nodiscard]] std::optional<VerbGroup> RisingVerb(const Reading& r, std::uint32_t verb, std::uint32_t after,
                                                  std::uint8_t forms);

[[nodiscard]] std::uint8_t VerbFormsOf(const Reading& r, std::uint32_t i);

// "Today's proposed regulations", "to submit revised plans", "California's request": what stands before leaves no room
// for a verb.
[[nodiscard]] bool IsModifier(const Reading& r, const TriggerTable& table, const VerbGroup& g, std::uint8_t forms);

// "prompted by significant CHANGES, including": a plural noun, since no object follows.
[[nodiscard]] bool IsPluralNoun(const Reading& r, const TriggerTable& table, const VerbGroup& g,
                                const CompiledTrigger& t, std::uint32_t after);

// "existing EXPORT controls", "the EXPORT and re-export of": a noun by what stands about it.
[[nodiscard]] bool IsNoun(const Reading& r, const TriggerTable& table, const VerbGroup& g, std::uint32_t after);

// "exemptions from its export BAN", "a foreign investment REVIEW": a bare form agrees with no singular before it.
// But "helped the firm ship", "asked that the ministry ban", "does the firm sell".
[[nodiscard]] bool EndsSingularPhrase(const Reading& r, const TriggerTable& table, const VerbGroup& g);

// "rivals that sell chips", "chips that are imported": the present tense of a relative clause describes.
[[nodiscard]] bool IsHabit(const Reading& r, const Clause& clause, const VerbGroup& g);

// "When the committee reviews a deal": what is told of every time happened at none.
[[nodiscard]] bool IsGeneral(const Reading& r, const Clause& clause, const VerbGroup& g);

// "beginning on November 10", "end-user controls", "“Draft Guidance for Industry”": no verb of a happening.
[[nodiscard]] bool IsNoVerb(const Reading& r, const VerbGroup& g, std::uint32_t after);

// "The council wants Palantir BARRED from tenders": a participle of what somebody wants.
[[nodiscard]] bool IsWanted(const Reading& r, const VerbGroup& g);

// "Arrested in Dubai, THE TRADER is wanted": the subject of the main clause, whose participle opens the sentence at
// `verb`. Empty when no comma and tensed verb follow.
[[nodiscard]] TokenRange SubjectBehind(const Reading& r, std::uint32_t verb);

}  // namespace dateline::extract
