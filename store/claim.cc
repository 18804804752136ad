#include "store/claim.h"

#include <algorithm>

namespace dateline::store {

std::size_t TellingSpan(const EventAssertion& assertion) {
  const auto& spans = assertion.evidence;
  const auto at = std::ranges::find_if(spans, [&](const Span span) { return span.Contains(assertion.trigger); });
  return at == spans.end() ? 0 : static_cast<std::size_t>(at - spans.begin());
}

std::string_view SentenceOf(const StoredAssertion& stored, std::size_t index) {
  // `words` holds the sentences one after the other, one byte between.
  std::size_t begin = 0;
  for (std::size_t i = 0; i < index; ++i) begin += stored.assertion.evidence[i].size() + 1;
  if (begin >= stored.words.size() || index >= stored.assertion.evidence.size()) return index == 0 ? std::string_view(stored.words) : std::string_view();
  return std::string_view(stored.words).substr(begin, stored.assertion.evidence[index].size());
}

std::string_view TellingSentence(const StoredAssertion& stored) {
  const std::string_view telling = SentenceOf(stored, TellingSpan(stored.assertion));
  return telling.empty() ? std::string_view(stored.words) : telling;
}

std::string QuotedWords(const StoredAssertion& stored) {
  const std::size_t telling = TellingSpan(stored.assertion);
  std::string out(TellingSentence(stored));
  for (std::size_t i = 0; i < stored.assertion.evidence.size(); ++i) {
    if (i == telling) continue;
    const std::string_view sentence = SentenceOf(stored, i);
    if (!sentence.empty() && sentence.data() != TellingSentence(stored).data()) (out += " … ") += sentence;
  }
  return out;
}

}  // namespace dateline::store
