#include "extract/asides.h"

#include <algorithm>
#include <array>

namespace dateline::extract {
namespace {

// "runs out in May unless Congress extends it": nobody says that Congress will.
bool IsUnless(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "rule.amend" && type != "tariff.change") return false;
  const Written verb = r.Surface(hit.tokens.begin);
  if (!verb.starts_with("exten") && !verb.starts_with("renew") && !verb.starts_with("prolong")) return false;
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  constexpr std::uint32_t kReach = 12;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention < 0 && r.Is(i, kConditional) && (r.Surface(i) == "unless" || r.Surface(i) == "Unless"))
      return true;
    if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
  }
  return false;
}

// "sent back while the rule was in force", "within 90 days of the law entering into force": a span of time.
bool IsSpanOfForce(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "rule.effective" || !hit.group) return false;
  if (hit.group->gerund) {
    const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
    constexpr std::uint32_t kReach = 8;
    for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
      if (r.words[i].mention >= 0) continue;
      if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
      if (r.Surface(i) == "of") return i > floor && r.Surface(i - 1).ends_with("s");  // "days of", "months of"
    }
    return false;
  }
  const std::uint32_t first = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  return r.Surface(first) == "while" || r.Surface(first) == "While";
}

// "nothing in the agreement with Oslo binds it": there already.
bool IsSpokenOfDeal(const Reading& r, std::string_view type, const Hit& hit) {
  const std::uint32_t at = hit.tokens.begin;
  if (hit.trigger->frame != Frame::kNoun || at < 2 || type != "agreement.reach") return false;
  return r.Surface(at - 1) == "the" &&
         (r.Surface(at - 2) == "in" || r.Surface(at - 2) == "of" || r.Surface(at - 2) == "under");
}

// "upheld a $220 million penalty", "threw out the fine": what the court reviews.
bool IsReviewed(const Reading& r, const TriggerTable& table, std::string_view type, const std::vector<Hit>& hits,
                const Hit& hit) {
  if (hit.trigger->frame == Frame::kVerb || type != "penalty.impose") return false;
  static constexpr std::array<std::string_view, 12> kReviews{"affirm",    "annul",  "confirm", "cut",
                                                             "overturn",  "quash",  "reduce",  "revers",
                                                             "set aside", "struck", "threw",   "upheld"};
  return std::ranges::any_of(hits, [&](const Hit& ruling) {
    if (ruling.tokens.begin >= hit.tokens.begin || table.types[ruling.trigger->type].id != "ruling.issue" ||
        !ruling.object.Has(hit.tokens.begin))
      return false;
    const std::string_view verb = r.Bytes(ruling.tokens).In(r.text);
    return std::ranges::any_of(kReviews, [&](std::string_view review) { return verb.starts_with(review); });
  });
}

}  // namespace

std::string_view WhyAside(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  // Asked for every hit: most are of other types.
  const std::string_view type = table.types[hit.trigger->type].id;
  switch (type.front()) {
    case 'a':
      return IsSpokenOfDeal(r, type, hit) ? "an agreement spoken of, not reached" : "";
    case 'p':
      return IsReviewed(r, table, type, hits, hit) ? "what the court reviews, laid on before" : "";
    case 'r':
      if (IsSpanOfForce(r, type, hit)) return "a time told by what was in force";
      [[fallthrough]];
    case 't':
      return IsUnless(r, type, hit) ? "what would undo it, not said to come" : "";
    default:
      return "";
  }
}

}  // namespace dateline::extract
