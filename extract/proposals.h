// Proposals and calls to the public: what a text puts forward or asks for, told once and as what it is.
//
// A rule put forward, a request to collect information, a call for views on a case and what a proposal would do look
// alike; only the first is a rule proposed.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// Is this document a request to collect information under the Paperwork Reduction Act?
[[nodiscard]] bool AsksToCollect(const Document& document, const Reading& reading);

// Does a call for comments concern a case, a study or a form rather than a rule or policy? Then the public is asked for
// something, and nothing is put forward.
[[nodiscard]] bool AsksPublic(const Reading& reading, const Hit& hit, const DocumentFrame& frame);

// "This proposed rule revises the process", "the proposed rule titled X that was published": a proposal, whatever the verb.
[[nodiscard]] bool IsOfProposedRule(const Reading& reading, std::string_view type, const Hit& hit,
                                    const DocumentFrame& frame);

// Asking leave to collect information is no policy put forward.
[[nodiscard]] bool IsCollecting(const Reading& reading, const TriggerTable& table, const Hit& hit,
                                const DocumentFrame& frame);

// "proposes to adopt a directive", "proposes to amend": told once, as the proposal.
[[nodiscard]] bool ToldByProposal(const Reading& reading, const TriggerTable& table, const std::vector<Hit>& hits,
                                  const Hit& hit, const Judgement& judgement, const DocumentFrame& frame);

// "The proposed rule would also update": what a proposal would do is the proposal.
[[nodiscard]] bool IsProposed(const Reading& reading, const TriggerTable& table, const std::vector<Hit>& hits,
                              const Hit& hit, const Judgement& judgement, const DocumentFrame& frame);

// "The House voted to ban the app", "an amendment blocking chip sales": what a bill would do, which is no law yet.
[[nodiscard]] bool IsOnlyInBill(const Reading& reading, std::string_view type, const Hit& hit);

}  // namespace dateline::extract
