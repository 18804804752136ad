#include "extract/trigger_gaps.h"

#include <algorithm>
#include <array>

#include "extract/word_at.h"

namespace dateline::extract {

bool HoldsObject(const Reading& r, TokenRange inside) {
  constexpr std::uint32_t kLongest = 5;
  if (inside.end - inside.begin > kLongest) return false;
  for (std::uint32_t i = inside.begin; i < inside.end; ++i) {
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    if (r.words[i].mention < 0 && r.Is(i, kPreposition | kConjunction | kThat | kRelative | kSplitter)) return false;
  }
  return true;
}

namespace {

// "again", "late", "jointly"
bool SaysWhenOrHow(const Reading& r, std::uint32_t i) {
  if (r.words[i].punct != 0 || r.words[i].mention >= 0 || (*r.tokens)[i].capital) return false;
  if (r.Is(i, kAdverb)) return true;
  static constexpr std::array<std::string_view, 12> kAdverbs{
      "again", "anew", "early", "earlier", "jointly", "late", "later", "once", "more", "today", "twice", "yesterday"};
  const Written word = r.Surface(i);
  return std::ranges::find(kAdverbs, word) != kAdverbs.end() || (word.size() > 4 && word.ends_with("ly"));
}

// The token behind the date that begins at `i`, else `i`.
std::uint32_t PastDate(const Reading& r, std::uint32_t i, std::uint32_t end) {
  const auto dates = r.DatesOf({i, end});
  if (dates.empty() || dates.front().span.begin != (*r.tokens)[i].span.begin) return i;
  while (i < end && (*r.tokens)[i].span.begin < dates.front().span.end) ++i;
  return i;
}

// The token behind "the Danish defence ministry", "Geneva", "a joint paper" that begins at `i`, else `i`.
std::uint32_t PastThing(const Reading& r, std::uint32_t i, std::uint32_t end) {
  constexpr std::uint32_t kLongest = 6;
  const std::uint32_t from = i;
  if (i < end && r.Is(i, kDeterminer) && r.words[i].mention < 0) ++i;
  const std::uint32_t content = i;
  constexpr std::uint16_t kNone = kPreposition | kConjunction | kPronoun | kRelative | kThat | kSplitter | kBe | kHave |
                                  kDo | kModal | kNegator | kConditional;
  for (; i < end; ++i) {
    if (r.words[i].mention >= 0) continue;
    if (i - from > kLongest || r.words[i].punct != 0 || r.finite[i] != 0 || r.Is(i, kNone)) break;
  }
  return i == content ? from : i;
}

}  // namespace

bool MayBeAdverbial(const Reading& r, std::uint32_t at) {
  if (at >= r.words.size() || r.words[at].mention >= 0 || r.words[at].punct != 0) return false;
  if (!r.Is(at, kPreposition | kAdverb | kDeterminer) && r.words[at].classes != 0) return false;
  const Written word = r.Surface(at);
  if (r.Is(at, kPreposition))
    return word == "in" || word == "on" || word == "by" || word == "at" || (word.size() > 4 && word != "under");
  return r.Is(at, kAdverb) || word == "last" || word == "this" || word == "next" || word == "late" || word == "early" ||
         word == "again" || word.ends_with("day") || word.ends_with("ly");
}

bool HoldsAdverbials(const Reading& r, TokenRange inside, bool after_noun) {
  constexpr std::uint32_t kLongest = 12;
  static constexpr std::array<std::string_view, 11> kWhen{"after",   "at",    "by",  "during", "in",   "on",
                                                          "through", "under", "via", "within", "hours"};
  if (inside.empty() || inside.end - inside.begin > kLongest) return false;
  std::uint32_t i = inside.begin;
  while (i < inside.end) {
    std::uint32_t next = SaysWhenOrHow(r, i) ? i + 1 : PastDate(r, i, inside.end);
    if (next == i && r.Is(i, kPreposition) && i + 1 < inside.end) {
      const Written word = r.Surface(i);
      next = PastDate(r, i + 1, inside.end);
      const bool dated = next != i + 1;
      if (!dated && (std::ranges::find(kWhen, word) == kWhen.end() || (word == "by" && !after_noun))) return false;
      if (!dated) next = PastThing(r, i + 1, inside.end);
      if (next == i + 1) return false;
    }
    if (next == i) return false;
    i = next;
  }
  return true;
}

}  // namespace dateline::extract
