// A word of a text as rules compare it.
#pragma once

#include <cstdint>

#include "extract/clauses.h"
#include "extract/spelt.h"

namespace dateline::extract {

// The word as the lexicon has it, in small letters; the surface of a word it does not have; "" behind the last token.
[[nodiscard, gnu::always_inline]] inline Known WordAt(const Reading& reading, std::uint32_t token) {
  // "%" is read as "percent".
  const std::uint32_t hash = reading.words[token].punct == '%' ? HashOf("percent") : reading.tokens[token].hash;
  return {reading, token, hash};
}

}  // namespace dateline::extract
