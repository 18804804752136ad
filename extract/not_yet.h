// What has not come about, by words and tenses around the verb: acts that are to come, were given up or overtaken.
//
// These read structure where cue records read words; `extract/judge.cc` asks them after the cues.
#pragma once

#include "extract/cues.h"

namespace dateline::extract {

// "could be shelved ahead of Trump's visit", "will not be lifted before the summit": what only says when. The first
// token of that phrase, else that of the target.
[[nodiscard]] std::uint32_t PhraseOfTime(const Reading& reading, const Target& target);
// "could be shelved ahead of his visit": told of what may come, so the visit is to come.
[[nodiscard]] bool AheadOfIt(const Reading& reading, std::uint32_t time, std::uint32_t floor);
// "Securing a new agreement with Washington is our top priority": it is aimed at.
[[nodiscard]] bool IsAimedAt(const Reading& reading, const Target& target);
// "The Omnibus, which still needs approval from Parliament, amends": not in force before.
[[nodiscard]] bool NeedsApproval(const Reading& reading, const Target& target);
// "expires unless it is renewed", "takes effect unless": what comes about by itself.
[[nodiscard]] bool RunsOut(const Reading& reading, const Target& target);
// "After the report is completed, Commerce will assess": the present of a clause of time beside a future.
[[nodiscard]] bool IsWhenToCome(const Reading& reading, const Target& target);
// "was set to list it but held off", "had planned a plant; instead it", "was to sign until": a plan given up in the
// same breath.
[[nodiscard]] bool IsGivenUp(const Reading& reading, const Target& target, std::uint32_t end);
// "was on the verge of signing it when Washington listed it": it was overtaken.
[[nodiscard]] bool IsOvertaken(const Reading& reading, const Target& target, TokenRange sentence);
// "had hoped to sign", "was supposed to sign": nobody says so of what came about. `to` is the infinitive's "to".
[[nodiscard]] bool CameToNothing(const Reading& reading, const Target& target);
// "would have taken effect had he not extended the deadline": he did.
[[nodiscard]] bool IsInvertedDenial(const Reading& reading, const Target& target);
// "Had Congress passed the bill, Nvidia would have lost sales": it did not.
[[nodiscard]] bool IsInverted(const Reading& reading, const Target& target);
// "was to have voted", "had been due to have opened": it was to, and did not.
[[nodiscard]] bool WasToHave(const Reading& reading, const Target& target);
// "before leaving for the third round of talks", "ahead of his departure for": they are to come.
[[nodiscard]] bool IsBeforeLeaving(const Reading& reading, const Target& target);

}  // namespace dateline::extract
