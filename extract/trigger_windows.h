// Windows about a trigger: the stretches in which what is acted upon and who acts may stand. Pure; internal to
// triggers.
#pragma once

#include <cstdint>

#include "extract/clauses.h"
#include "extract/triggers.h"

namespace dateline::extract {

struct Windows {
  TokenRange wide, narrow;  // from the same token; the narrow one ends at a preposition
};

// What stands behind a trigger that ends before `from`: up to the next clause or tensed verb.
[[nodiscard]] Windows ReadObject(const Reading& r, const TriggerTable& table, std::uint32_t from,
                                 std::uint32_t clause_end);

// What stands before the verb group that begins at `to`, in its clause: back to a mark, a tensed verb or a verb that
// reports.
[[nodiscard]] TokenRange SubjectBefore(const Reading& r, const Clause& clause, std::uint32_t to);

// Where the thing acted upon stands when it does not follow the verb: "issued the rule and suspended it", "a
// memorandum that both governments signed". `narrow` is what follows the verb.
[[nodiscard]] TokenRange ObjectBefore(const Reading& r, const Hit& hit, TokenRange narrow);

// What "it" or "they" stands for that is done to in a clause of its own: "obeyed the rule when IT was shelved".
[[nodiscard]] TokenRange PronounStandsFor(const Reading& r, const Hit& hit);

// Of the hit's subject only what stands after "that": "Samsung denied that Washington had reached".
[[nodiscard]] TokenRange NearSubject(const Reading& r, const Hit& hit);

// A subject without the adverbial that opens its sentence: "In accordance with the Act, the notice is".
[[nodiscard]] TokenRange PastOpening(const Reading& r, TokenRange subject);

// A subject without what hangs on its head: "all response actions under the Act have been completed".
[[nodiscard]] TokenRange HeadOf(const Reading& r, TokenRange subject);

// Of a subject the noun phrase right before a participle: "train crews for the plants created by it".
[[nodiscard]] TokenRange NounBefore(const Reading& r, const TriggerTable& table, TokenRange subject);

}  // namespace dateline::extract
