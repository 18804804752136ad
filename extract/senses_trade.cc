// Words of trade in another sense: nothing was sold, made, bought or built.
#include "extract/senses_trade.h"

#include <algorithm>
#include <array>

#include "extract/no_events_words.h"
#include "extract/senses_reach.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "AI-tailored chips", "China-made phones": what is joined by a hyphen to the word before it tells of its noun.
bool IsJoinedToNoun(const Reading& r, const Hit& hit) {
  const std::uint32_t verb = hit.group->verb;
  if (hit.group->begin != verb || verb < 2 || r.words[verb - 1].punct != '-' || (*r.tokens)[verb].gap != Gap::kNone)
    return false;
  // "re-opening its plant"
  return (r.words[verb].verb & (kParticiple | kGerund)) != 0 && !OneOf(WordAt(r, verb - 2), "re", "pre", "co", "over");
}

// "types of chips made by Acme", "a phone sold by Bolt": whose they are.
bool IsMadeBySomebody(const Reading& r, const Hit& hit) {
  return hit.group->reduced && hit.tokens.end < r.words.size() && r.words[hit.tokens.end].id == r.grammar->by &&
         OneOf(WordAt(r, hit.tokens.begin), "made", "manufactured", "produced", "assembled", "sold", "supplied",
               "exported", "imported", "bought", "shipped") &&
         !DateNear(r, hit);
}

// "requires that makers exporting their products give priority": which makers.
bool IsWhichOfThem(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  if (!r.Surface(g.verb).ends_with("ing") || g.begin != g.verb || g.begin <= Floor(r, hit) || DateNear(r, hit))
    return false;
  std::uint32_t before = g.begin - 1;
  // "firms using the exception and exporting chips"
  if (r.Is(before, kConjunction)) {
    constexpr std::uint32_t kReach = 8;
    const std::uint32_t floor = Floor(r, hit);
    for (std::uint32_t n = 0; n < kReach && before > floor + 1; ++n) {
      --before;
      if (r.words[before].mention < 0 && r.Surface(before).ends_with("ing")) break;
    }
    if (before > floor) --before;
  }
  return r.words[before].mention < 0 &&
         OneOf(WordAt(r, before), "makers", "companies", "firms", "manufacturers", "suppliers", "exporters", "entities",
               "persons", "people", "vendors", "businesses", "buyers", "countries", "parties", "distributors");
}

// "notice is due when acquiring a stake": whenever anybody does.
bool IsWheneverDone(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  return g.begin == g.verb && g.begin > Floor(r, hit) && r.Surface(g.verb).ends_with("ing") &&
         WordAt(r, g.begin - 1) == "when" && !DateNear(r, hit);
}

// "the use of products to be exported to some countries": which products. "plans for the chips to be shipped" do come.
bool IsToBeDone(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  if (!g.infinitive || !g.passive || g.begin < Floor(r, hit) + 2) return false;
  const std::uint32_t noun = g.begin - 1;
  if (r.words[noun].mention >= 0 || r.words[noun].punct != 0 || r.finite[noun] != 0) return false;
  if (!OneOf(WordAt(r, noun), "products", "items", "goods", "chips", "equipment", "technology", "machines",
             "commodities", "devices", "components"))
    return false;
  constexpr std::uint32_t kReach = 5;
  const std::uint32_t floor = Floor(r, hit);
  for (std::uint32_t i = noun, n = 0; i-- > floor && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), "of", "on", "to")) return true;
    if (r.words[i].punct != 0 || OneOf(WordAt(r, i), "for", "allow", "allowing", "order", "wants")) return false;
  }
  return false;
}

// "chips that are imported into America": which chips.
bool IsOfWhichever(const Reading& r, const Hit& hit, const Judgement& j) {
  const VerbGroup& g = *hit.group;
  if (!g.passive || g.reduced || g.begin == 0 || DateNear(r, hit)) return false;
  // "limits on what chips can be sold"
  if (OneOf(WordAt(r, g.begin), "can", "may", "could")) {
    constexpr std::uint32_t kReach = 5;
    const std::uint32_t floor = Floor(r, hit);
    for (std::uint32_t i = g.begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
      if (WordAt(r, i) == "what") return r.Is(i - 1, kPreposition);
    }
  }
  if (j.modality != Modality::kActual) return false;
  return OneOf(WordAt(r, g.begin), "is", "are") && r.Is(g.begin - 1, kThat | kRelative);
}

// "America buys 92% of its chips from Taiwan": a share is no deed.
bool IsShareOfTrade(const Reading& r, const Hit& hit, const Judgement& j) {
  const VerbGroup& g = *hit.group;
  if (j.modality != Modality::kActual || !g.present || g.begin != g.verb || g.gerund || g.passive) return false;
  if (DateNear(r, hit)) return false;
  constexpr std::uint32_t kNear = 5;
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + kNear, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i + 1 < end; ++i) {
    if (OneOf(WordAt(r, i), "percent", "most", "half", "all", "majority", "third", "quarter", "bulk") &&
        WordAt(r, i + 1) == "of")
      return true;
  }
  return false;
}

// "could not be produced without American tools": what cannot be done, by anybody.
bool IsImpossible(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  if (!g.passive || g.begin == g.verb) return false;
  bool can = false, negated = false;
  for (std::uint32_t i = g.begin - std::min(g.begin, 2u); i < g.verb; ++i) {
    can = can || OneOf(WordAt(r, i), "could", "can", "cannot");
    negated = negated || r.Is(i, kNegator) || WordAt(r, i) == "cannot";
  }
  return can && negated && HasWord(r, {hit.tokens.end, std::min(hit.object.end, hit.tokens.end + 8)}, "without");
}

// "According to the indictment, the pair bought servers": part of what they are charged with.
bool IsOfScheme(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kActual || hit.group->present) return false;
  static constexpr std::array<std::string_view, 6> kTrades{"bought", "sold", "ship", "export", "purchas", "order"};
  if (!Begins(r.Surface(hit.group->verb), kTrades)) return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.words[i].mention < 0 &&
        OneOf(WordAt(r, i), "indictment", "indictments", "prosecutors", "defendants", "conspirators", "coconspirators"))
      return true;
  }
  return HasWord(r, {sentence.begin, hit.tokens.begin}, "charges") &&
         HasWord(r, {sentence.begin, hit.tokens.begin}, "that");
}

// "ensures that Riyadh continues to buy American": an aim or a boast.
bool IsEnsured(const Reading& r, const Hit& hit) {
  static constexpr std::array<std::string_view, 2> kEnsure{"ensur", "guarantee"};
  return Governed(r, hit, 7, kEnsure);
}

// "the deal failed to increase exports": a verdict on a policy.
bool IsVerdict(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kDenied || std::ranges::find(j.cues, "cue:fail") == j.cues.end()) return false;
  static constexpr std::array<std::string_view, 9> kPolicies{"deal",     "policy", "policies", "agreement", "law",
                                                             "strategy", "act",    "approach", "program"};
  for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
    const Written word = r.Surface(i);
    if (r.words[i].mention < 0 && std::ranges::any_of(kPolicies, [&](std::string_view p) { return word == p; }))
      return true;
  }
  return false;
}

// "a bill that would require makers to offer their chips at home before selling them abroad": what it asks of others.
bool IsOfBill(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality == Modality::kDenied) return false;
  const VerbGroup& g = *hit.group;
  if (!g.infinitive && !g.gerund && !g.bare) return false;
  const std::uint32_t floor = Floor(r, hit);
  constexpr std::uint32_t kReach = 26;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    if (!OneOf(WordAt(r, i), "require", "requires", "requiring", "force", "forces", "forcing", "oblige")) continue;
    const TokenRange before{i - std::min(i - floor, 8u), i};
    for (std::uint32_t k = before.begin; k < before.end; ++k) {
      if (OneOf(WordAt(r, k), "bill", "legislation", "act", "law", "measure", "amendment", "provision")) return true;
    }
    return false;
  }
  return false;
}

// "used memory of another firm to develop its chip": what it was for.
bool IsUsedFor(const Reading& r, const Hit& hit) {
  static constexpr std::array<std::string_view, 3> kUse{"used", "uses", "using"};
  return hit.group->infinitive && !DateNear(r, hit) && Governed(r, hit, 9, kUse);
}

}  // namespace

std::string_view WhyNoTrade(const Reading& r, std::string_view type, const Hit& hit, const Judgement& j) {
  if (type == "shipment.change") {
    if (IsOfBill(r, hit, j)) return kContent;
    if (IsWheneverDone(r, hit)) return kHabit;
    if (IsJoinedToNoun(r, hit) || IsMadeBySomebody(r, hit) || IsWhichOfThem(r, hit) || IsToBeDone(r, hit) ||
        IsOfWhichever(r, hit, j))
      return kNamesThing;
    if (IsShareOfTrade(r, hit, j) || IsImpossible(r, hit)) return kHabit;
    if (IsEnsured(r, hit) || IsVerdict(r, hit, j)) return "what a sentence speaks of";
    const bool trades = hit.trigger->id.ends_with("/sell") || hit.trigger->id.ends_with("/ship");
    return trades && IsOfScheme(r, hit, j) ? "told as a diversion" : "";
  }
  if (type == "product.announce" || type == "deal.make" || type == "facility.change") {
    if (IsJoinedToNoun(r, hit) || IsWhichOfThem(r, hit)) return kNamesThing;
    if (IsWheneverDone(r, hit)) return kHabit;
    if (type == "deal.make" && IsShareOfTrade(r, hit, j)) return kHabit;
    if (type == "deal.make" && hit.trigger->id.ends_with("/acquire") && IsOfScheme(r, hit, j))
      return "told as a diversion";
    if (type == "product.announce" && (IsAnnouncedThat(r, hit) || IsOfBill(r, hit, j))) return kContent;
    if (type == "product.announce" && IsUsedFor(r, hit)) return "what an act is for, told elsewhere";
    return type == "facility.change" && r.Surface(hit.tokens.begin) == "site" && hit.group->begin == hit.group->verb
               ? kNoVerb
               : "";
  }
  return {};
}

}  // namespace dateline::extract
