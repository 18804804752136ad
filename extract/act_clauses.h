// Act clauses: relative clauses that go on about the act of the sentence around them.
//
// "issued a rule on Monday that bans exports", "put it on the list, a step that bars sales": told of the same act, so
// that they have its day, and no habit.
#pragma once

#include "extract/clauses.h"

namespace dateline::extract {

// "issued a RULE on Monday that": the clause ends with an instrument, whatever time stands behind it.
[[nodiscard]] bool EndsWithInstrument(const Reading& reading, TokenRange clause);

// Does the clause tell what the act around it does: "a step that bars sales", or what the instrument does that the act
// makes? "rescinds the rule that banned exports" tells of an older one.
// A register retells what rules have done since: `official` texts.
[[nodiscard]] bool DescribesAct(const Reading& reading, const Clause& clause, bool official);

}  // namespace dateline::extract
