#include "extract/told_participles.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// Acts that are done once, at a place and before somebody: what they made is known by them. Plants and wares are made
// somewhere, too, but every day.
bool IsDoneOnce(std::string_view trigger) {
  static constexpr std::array<std::string_view, 7> kTypes{
      "agreement.reach", "charge.file", "deal.make", "filing.publish", "order.sign", "report.publish", "suit.file"};
  trigger.remove_prefix(std::min(trigger.size(), std::string_view("event:").size()));
  return std::ranges::any_of(kTypes, [&](std::string_view type) { return trigger.starts_with(type); });
}

// "had ITS EXPORT PRIVILEGES yanked": it happened to the one who had them.
bool IsSuffered(const Reading& r, const VerbGroup& g) {
  constexpr std::uint32_t kThing = 5;  // tokens
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kThing; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    if (!OneOf(WordAt(r, i), "his", "her", "its", "their", "our", "my")) continue;
    return n > 0 && i > floor && r.Is(i - 1, kHave);
  }
  return false;
}

// "clinched in BUSAN", "lodged with the COURT of International Trade"
bool IsPlaced(const Reading& r, std::uint32_t after) {
  if (after + 1 >= r.words.size() || !OneOf(r.Surface(after), "in", "at", "with", "before")) return false;
  const std::uint32_t name = r.Is(after + 1, kDeterminer) ? after + 2 : after + 1;
  if (name >= r.words.size() || r.words[name].mention < 0) return false;
  const MentionKind kind = r.what->mentions[static_cast<std::size_t>(r.words[name].mention)].kind;
  return kind == MentionKind::kPlace || kind == MentionKind::kAgency;
}

// "The prospectus, posted on the exchange's website, names": set off by commas behind a thing that is known already.
bool IsSetOff(const Reading& r, const VerbGroup& g) {
  const TokenRange sentence = r.sentences[r.sentence_of[g.verb]];
  if (g.begin < sentence.begin + 3 || r.words[g.begin - 1].punct != ',') return false;
  constexpr std::uint32_t kLongest = 14;
  constexpr std::uint32_t kHead = 4;
  bool known = false;
  for (std::uint32_t i = g.begin - 1, n = 0; i-- > sentence.begin && n < kHead && !known; ++n) {
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    known = r.words[i].mention < 0 && OneOf(WordAt(r, i), "the", "this", "its", "his", "her", "their");
  }
  if (!known) return false;
  for (std::uint32_t i = g.verb + 1; i < std::min(sentence.end, g.verb + kLongest); ++i) {
    if (r.words[i].punct == ',') return i + 1 < sentence.end && !r.Is(i + 1, kConjunction);
    if (r.finite[i] != 0 || r.words[i].punct == ';') return false;
  }
  return false;
}

}  // namespace

bool IsAccusedOf(const Reading& r, const Hit& hit) {
  const std::uint32_t before = hit.group->begin - 1;
  if (!hit.trigger->id.starts_with("event:diversion.report") || hit.group->begin == 0) return false;
  if (!OneOf(r.Surface(before), "of", "for")) return false;
  constexpr std::uint32_t kReach = 14;  // "sentenced a former engineer from Austin to three years in prison for"
  const std::uint32_t floor = r.sentences[r.sentence_of[before]].begin;
  for (std::uint32_t i = before, n = 0; i-- > floor && n < kReach; ++n) {
    const Written word = r.Surface(i);
    if (word.size() < 5 || r.words[i].mention >= 0) continue;
    static constexpr std::array<std::string_view, 10> kBlame{"accus",  "arrest", "charg",   "convict", "guilty",
                                                             "indict", "jailed", "sentenc", "suspec",  "fined"};
    if (std::ranges::any_of(kBlame, [&](std::string_view start) { return word.starts_with(start); })) return true;
  }
  return false;
}

bool IsToldParticiple(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  if (IsSuffered(r, g)) return true;
  return IsDoneOnce(hit.trigger->id) && (IsPlaced(r, hit.tokens.end) || IsSetOff(r, g));
}

}  // namespace dateline::extract
