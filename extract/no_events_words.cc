#include "extract/no_events_words.h"

#include <algorithm>

namespace dateline::extract {

bool HasWord(const Reading& r, TokenRange range, std::string_view word, std::uint32_t hash) {
  const std::uint32_t end = std::min(range.end, static_cast<std::uint32_t>(r.words.size()));
  for (std::uint32_t i = range.begin; i < end; ++i) {
    const Known here = WordAt(r, i);
    if (here.hash() == hash && here == word) return true;
  }
  return false;
}

bool DateNear(const Reading& r, const Hit& hit) {
  return !r.DatesOf({hit.tokens.begin, std::min(hit.object.end, hit.tokens.end + 8)}).empty();
}

std::uint32_t MarkerOf(const Reading& r, const VerbGroup& g) {
  const std::uint32_t floor = r.sentences[r.sentence_of[g.verb]].begin;
  if (g.infinitive) {
    for (std::uint32_t i = g.begin; i < g.verb; ++i) {
      if (r.words[i].id == r.grammar->to) return i;
    }
    return kNone;
  }
  if (!g.bare || g.begin == floor) return kNone;
  if (!r.Is(g.begin - 1, kConjunction | kAdverb) && r.words[g.begin - 1].punct != ',') return kNone;
  constexpr std::uint32_t kReach = 16;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.finite[i] != 0 || r.words[i].punct == ';') return kNone;
    if (r.words[i].id == r.grammar->to && i + 1 < g.begin && r.Is(i + 1, kVerb)) return i;
  }
  return kNone;
}

TokenRange Nearby(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kSentences = 4;
  const std::uint32_t at = r.sentence_of[hit.tokens.begin];
  const std::uint32_t last = std::min<std::uint32_t>(at + 2, static_cast<std::uint32_t>(r.sentences.size()) - 1);
  return {r.sentences[at - std::min(at, kSentences)].begin, r.sentences[last].end};
}

std::span<const Hit> Beside(const Reading& r, const std::vector<Hit>& hits, const Hit& hit) {
  constexpr std::ptrdiff_t kNear = 48;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  const auto from = [&](std::uint32_t token) {
    return std::ranges::lower_bound(hits, token, {}, [](const Hit& h) { return h.tokens.begin; }) - hits.begin();
  };
  const std::ptrdiff_t at = from(hit.tokens.begin);
  const std::ptrdiff_t begin = std::max(from(sentence.begin), at - kNear);
  const std::ptrdiff_t end = std::min(from(sentence.end), at + kNear);
  return std::span(hits).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

TokenRange WordsBeside(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kNear = 256;  // tokens
  TokenRange out = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (hit.tokens.begin - out.begin > kNear) out.begin = hit.tokens.begin - kNear;
  if (out.end - hit.tokens.begin > kNear) out.end = hit.tokens.begin + kNear;
  return out;
}

}  // namespace dateline::extract
