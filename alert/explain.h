// What an alert says for itself: the explanation kept with it and the payload that channels send.
#pragma once

#include <cstddef>
#include <string>

#include "alert/rules.h"
#include "alert/trial.h"
#include "model/change.h"

namespace dateline::alert {

// Standard Webhooks asks for payloads of less than 20 KB.
constexpr std::size_t kPayloadBytesMax = 20'000;

// Everything needed to defend the alert without the store: the rule, each clause with its value and truth, the event
// before and after, the deciding evidence, and what stays unknown.
[[nodiscard]] std::string ExplainJson(const Rule& rule, const StoreChange& change, const Trial& trial);

// {"type":"dateline.alert","timestamp":…,"data":{…}} on one line, at most kPayloadBytesMax bytes: texts that are too
// long end in "…". The same change gives the same bytes.
[[nodiscard]] std::string PayloadJson(const Rule& rule, const StoreChange& change, const Trial& trial);

}  // namespace dateline::alert
