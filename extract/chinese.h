// Chinese sentences: no words are told apart and no verb has forms, so what governs what is read from phrases, marks
// and the particles before names ("对", "将", "被").
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/clauses.h"
#include "extract/triggers.h"
#include "model/assertion.h"

namespace dateline::extract {

[[nodiscard]] bool IsChinese(const Reading& reading, std::uint32_t token);

// Does a sentence hold a Chinese character?
[[nodiscard]] bool HoldsChinese(const Reading& reading, TokenRange sentence);

// The stretch between marks ("，", "；", "：") that holds a token.
[[nodiscard]] TokenRange ChineseClause(const Reading& reading, std::uint32_t token);

// The tokens of `words` where they stand at a byte of the text; empty when they begin or end inside a token.
[[nodiscard]] TokenRange TokensAt(const Reading& reading, TokenRange sentence, Span bytes);

// Who acts is named first or behind "被" and "由"; what it is done to stands behind "对", "向", "将", "把" or the verb.
[[nodiscard]] std::vector<Role> ChineseRoles(const Reading& reading, const Hit& hit, const CompiledType& type);

}  // namespace dateline::extract
