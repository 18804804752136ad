#include "extract/aims.h"

#include "extract/no_events_words.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "is meant to keep children safe by putting out rules", "not designed to limit imports": what a thing is for.
bool IsWhatItIsFor(const Reading& r, std::string_view type, const Hit& hit) {
  if (!type.starts_with("rule.") && type != "ban.impose" && type != "license.require" && type != "tariff.change" &&
      type != "shipment.change")
    return false;
  if (type == "rule.effective" || !hit.group || (!hit.group->infinitive && !hit.group->bare && !hit.group->gerund))
    return false;
  // "was meant to issue the rule by May 1", "is meant to be raised": a plan.
  if (DateNear(r, hit) || hit.passive()) return false;
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  constexpr std::uint32_t kReach = 16;  // tokens
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    // "is aimed at Russia, and the bloc plans to": another verb's.
    if (r.finite[i] != 0 && !r.Is(i, kBe) && i + 1 < hit.group->begin) return false;
    if (!OneOf(r.Surface(i), "aimed", "designed", "intended", "meant")) continue;
    if (FiniteBetween(r, i + 1, hit.group->begin)) return false;
    return i + 1 <= hit.group->begin && OneOf(r.Surface(i + 1), "to", "at") &&
           OneOf(r.Surface(i - 1), "is", "are", "was", "were", "not");
  }
  return false;
}

// "as part of a wider drive to restrict access": what an act is part of.
bool IsPartOfDrive(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->infinitive) return false;
  std::uint32_t to = hit.group->begin;
  if (to > 0 && r.words[to - 1].id == r.grammar->to) --to;
  const std::uint32_t floor = r.Around(to).begin;
  if (to < floor + 3 || !OneOf(r.Surface(to - 1), "bid", "campaign", "drive", "effort", "efforts", "push", "strategy"))
    return false;
  constexpr std::uint32_t kReach = 5;  // tokens
  for (std::uint32_t i = to - 1, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.Surface(i) == "of" && r.Surface(i - 1) == "part") return true;
  }
  return false;
}

}  // namespace

std::string_view WhyOnlyAim(const Reading& r, std::string_view type, const Hit& hit) {
  if (IsWhatItIsFor(r, type, hit)) return "what a thing is for";
  const bool public_act = type.starts_with("rule.") || type == "ban.impose" || type == "license.require" ||
                          type == "tariff.change" || type == "shipment.change";
  return public_act && IsPartOfDrive(r, hit) ? "what an act is part of" : "";
}

bool IsSaleAtLarge(const Reading& r, const Hit& hit) {
  if (!hit.trigger->id.starts_with("event:shipment.change/") || !hit.group || hit.group->begin == 0) return false;
  const VerbGroup& g = *hit.group;
  std::uint32_t before = g.begin - 1;
  if (g.gerund && r.Surface(before) == "for")
    return before > 0 && OneOf(r.Surface(before - 1), "equipment", "gear", "licence", "licences", "license", "licenses",
                               "machinery", "machines", "materials", "permit", "permits", "technology", "tools");
  if (g.gerund) return OneOf(r.Surface(before), "what", "how");
  if (!g.infinitive) return false;
  if (r.words[before].id == r.grammar->to && before > 0) --before;
  return OneOf(r.Surface(before), "capability", "capacity");
}

}  // namespace dateline::extract
