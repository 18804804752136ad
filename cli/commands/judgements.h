// How analysts' corrections are told: in words for people, as objects for programs.
#pragma once

#include <string>

#include "model/json.h"
#include "store/store.h"

namespace dateline::cli {

// "corrected by ann on 2025-09-09: date 2025-09-05 — the notice says so (#3)", with who undid it.
[[nodiscard]] std::string JudgementWords(const store::Judgement& judgement);
void WriteJudgement(JsonWriter& json, const store::Judgement& judgement);

}  // namespace dateline::cli
