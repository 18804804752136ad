// Past forms that may be participles, told for verbs by being the only one that their sentence or clause can have.
// Pure; internal to triggers.
#pragma once

#include "extract/triggers.h"
#include "extract/verb_groups.h"

namespace dateline::extract {

// "The guidelines unveiled today require": a participle between the plural it describes and, past a time, its verb.
[[nodiscard]] bool IsBeforePlainVerb(const Reading& r, const VerbGroup& g);

// "Eighteen banks landed on the list.": where a sentence has no other tensed verb, its participle is one.
[[nodiscard]] bool IsOnlyVerb(const Reading& r, const TriggerTable& table, const VerbGroup& g);

// "after the chipmaker warned on Monday": what a subordinate clause has for its only verb is tensed.
[[nodiscard]] bool IsOnlyVerbOfClause(const Reading& r, const VerbGroup& g);

}  // namespace dateline::extract
