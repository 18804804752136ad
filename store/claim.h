// Claim: an assertion with what the fold needs to know about the document behind it. Internal to store/.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/assertion.h"
#include "model/change.h"
#include "model/date.h"
#include "model/id.h"
#include "model/source.h"

namespace dateline::store {

// What the `body` column of an assertion holds: the claim and the words of its evidence, so that folding and showing
// it never page through texts.
struct StoredAssertion {
  EventAssertion assertion;
  std::string words;                   // evidence sentences, newline between, at most kWordsMax bytes
  std::vector<std::string> mentioned;  // entities that stand in the evidence sentences, sorted
};
inline constexpr std::size_t kWordsMax = 2000;

// Which of the evidence spans names the event: the one around the trigger, else the first.
[[nodiscard]] std::size_t TellingSpan(const EventAssertion& assertion);
// One sentence of the evidence; "" when `words` was cut before it. Points into `stored`.
[[nodiscard]] std::string_view SentenceOf(const StoredAssertion& stored, std::size_t index);
[[nodiscard]] std::string_view TellingSentence(const StoredAssertion& stored);
// The telling sentence, then what else was needed, " … " between.
[[nodiscard]] std::string QuotedWords(const StoredAssertion& stored);

// 64 bins of an 8-bit one-permutation MinHash over 3-word shingles; all zero when the text is too short to compare.
using Sketch = std::array<std::uint8_t, 64>;

struct Claim {
  std::int64_t id = 0;                 // row of the assertion; the fold does not look at it
  std::int64_t document_number = 0;    // nor at this
  Key key;
  Instant seen{};
  bool seen_assumed = false;
  Instant published{};                 // orders what became known in one moment; `seen` when nothing is stated
  std::optional<Instant> retracted;    // from then on it counts no more
  Key document;
  Key revision;
  Key text;                            // TextKey of the revision
  Sketch sketch{};
  std::string source;
  std::string owner;
  SourceClass source_class = SourceClass::kPress;
  std::string language;
  IngestMode mode = IngestMode::kLive;
  StoredAssertion stored;

  [[nodiscard]] const EventAssertion& what() const { return stored.assertion; }
};

}  // namespace dateline::store
