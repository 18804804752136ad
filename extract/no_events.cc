#include "extract/no_events.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/bill_texts.h"
#include "extract/filings.h"
#include "extract/no_events_words.h"
#include "extract/official_texts.h"
#include "extract/proposals.h"
#include "extract/senses.h"
#include "extract/standing_powers.h"
#include "extract/unmade_acts.h"

namespace dateline::extract {
namespace {

// "in its investigation into": spoken of, not opened.
bool IsSpokenOf(const Reading& r, const TriggerTable& table, const Hit& hit) {
  if (table.types[hit.trigger->type].id != "probe.open" || hit.trigger->frame != Frame::kNoun) return false;
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  constexpr std::uint32_t kReach = 6;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor + 0 && n < kReach; ++n) {
    if (r.finite[i] != 0 || (r.words[i].punct != 0 && r.words[i].punct != '-')) return false;  // "anti-dumping"
    if (r.words[i].mention >= 0 || !r.Is(i, kDeterminer | kPronoun)) continue;
    const Known word = WordAt(r, i);
    if (i == floor || !OneOf(word, "its", "the", "this", "that", "their", "these", "his", "her")) return false;
    return OneOf(WordAt(r, i - 1), "in", "of", "during", "from", "after", "under", "by");
  }
  return false;
}

// "will generally deny applications", "is generally prohibited": a policy, no decision.
bool IsGenerally(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  for (std::uint32_t i = hit.group->begin - std::min(hit.group->begin, 1u); i < hit.group->verb; ++i) {
    if (WordAt(r, i) == "generally") return true;
  }
  return false;
}

// "the March 2025 meeting agenda", "when the council's meeting": a noun.
bool IsMeetingNoun(const Reading& r, const TriggerTable& table, const Hit& hit) {
  return table.types[hit.trigger->type].id == "talks.hold" && hit.group && hit.group->gerund &&
         r.Surface(hit.group->verb) == "meeting";
}

// "Smuggling is hard to police.", "Removing a name from the list takes years."
bool IsTopic(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund) return false;
  // "Critics say adding it would backfire"
  const bool said =
      hit.group->begin > 1 && OneOf(WordAt(r, hit.group->begin - 1), "say", "says", "said", "argue", "argues", "argued",
                                    "believe", "believes", "think", "thinks", "warn", "warns", "warned", "that");
  if (!hit.group->opens && !said) return false;
  constexpr std::uint32_t kThing = 8;  // tokens between
  const std::uint32_t end = std::min(hit.tokens.end + kThing, r.sentences[r.sentence_of[hit.tokens.begin]].end);
  for (std::uint32_t i = hit.tokens.end; i < end; ++i) {
    if (i == hit.tokens.end && r.Is(i, kBe | kModal)) return true;
    if (r.finite[i] != 0 && said) return r.Is(i, kModal) || OneOf(WordAt(r, i), "is", "are", "was");
    if (r.finite[i] != 0)
      return r.Is(i, kModal) || OneOf(WordAt(r, i), "is", "are") || (r.words[i].verb & (kThird | kPast)) == kThird;
    if (r.words[i].punct != 0 && r.words[i].punct != '-') return false;
  }
  return false;
}

// "a licence to ship the chips", "permission to sell Blackwells": what one asks for or is given leave to do.
bool IsLeaveFor(const Reading& r, const TriggerTable& table, const Hit& hit) {
  if (!hit.group || !hit.group->infinitive || table.types[hit.trigger->type].id != "shipment.change") return false;
  const std::uint32_t to = hit.group->begin;
  if (to == 0 || r.words[to - 1].mention >= 0) return false;
  return OneOf(
      WordAt(r, to - 1),
      "application", "applications", "approval", "approvals", "authorisation", "authorization", "bid",    "clearance",
       "consent",     "go-ahead",     "licence",  "licences",  "license",       "licenses",      "nod",    "off",
       "permission",  "permit",       "permits",  "request",   "requests",      "waiver",        "waivers");
}

// "Competitors may introduce products", "may waive it for good cause", "sells its products through distributors": told
// of nobody by name, or of every day.
bool IsAnybodys(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j) {
  if (!hit.group || hit.passive() || DateNear(r, hit)) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (j.modality == Modality::kPossible && j.cues.Are("cue:may")) {
    const std::uint32_t first = sentence.begin;
    const bool plural = r.words[first].mention < 0 && (*r.tokens)[first].kind == TokenKind::kWord &&
                        r.Surface(first).ends_with("s") &&
                        !r.Is(first, kDeterminer | kPronoun | kPreposition | kSplitter | kConditional | kAdverb) &&
                        hit.group->begin == first + 1;
    bool named = false, cause = false;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      named = named || r.words[i].mention >= 0;
      cause = cause || (i + 2 < sentence.end && WordAt(r, i) == "for" && WordAt(r, i + 1) == "good" &&
                        WordAt(r, i + 2) == "cause");
    }
    const Id& type = table.types[hit.trigger->type].id;
    const bool business = type == "product.announce" || type == "shipment.change" || type == "deal.make";
    return cause || (plural && business && !named);
  }
  const bool sells = hit.trigger->id.ends_with("shipment.change/sell") ||
                     hit.trigger->id.ends_with("shipment.change/supply") ||
                     hit.trigger->id.ends_with("shipment.change/ship");
  const bool publishes = hit.trigger->id.ends_with("rule.issue/issue");
  return (sells || publishes) && j.modality == Modality::kActual && hit.group->present &&
         hit.group->begin == hit.group->verb && !hit.group->gerund && hit.tokens.end < r.words.size() &&
         OneOf(WordAt(r, hit.tokens.end), "its", "our", "their");
}

// "before any licence is issued", "each permit that is granted": whichever it may be.
bool IsOfAnyOne(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.passive() || hit.group->reduced || DateNear(r, hit)) return false;
  constexpr std::uint32_t kReach = 6;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0 || r.words[i].punct != 0 || r.finite[i] != 0) return false;
    if (r.Is(i, kPreposition)) return false;
    if (OneOf(WordAt(r, i), "any", "each", "every", "whichever")) return true;
    if (r.Is(i, kDeterminer)) return false;
  }
  return false;
}

// "could result in fines, denial of export privileges": what may come of an offence.
bool IsConsequence(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j) {
  if (table.types[hit.trigger->type].id != "penalty.impose" || hit.group || j.modality == Modality::kActual)
    return false;
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  for (std::uint32_t i = hit.tokens.begin; i-- > floor + 1;) {
    const Known word = WordAt(r, i), before = WordAt(r, i - 1);
    if ((word == "in" && OneOf(before, "result", "resulting")) ||
        (word == "to" && OneOf(before, "subject", "liable", "lead")))
      return true;
  }
  return false;
}

// "before offering a new product to the market": whenever anybody does.
bool IsBeforeDoing(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || !hit.group->gerund || hit.group->begin == 0 || DateNear(r, hit)) return false;
  return OneOf(WordAt(r, hit.group->begin - 1), "before", "after", "when", "while", "without", "prior");
}

// "The committee reviews transactions": its trade.
bool IsTrade(const Hit& hit) {
  return hit.trigger->id.ends_with("probe.open/review") && hit.group && hit.group->present &&
         hit.group->begin == hit.group->verb && !hit.group->gerund;
}

// "The firm asks that the bureau open an investigation and … issue an order", "systems and voting equipment".
bool IsWished(const Reading& r, const Hit& hit) {
  // "the person to which the transfer is proposed to be made": of whichever transfer.
  if (hit.trigger->id.ends_with("rule.propose/propose-passive") &&
      HasWord(r, {hit.tokens.begin - std::min(hit.tokens.begin, 16u), hit.tokens.begin}, "which") &&
      hit.tokens.end < r.words.size() && WordAt(r, hit.tokens.end) == "be")
    return true;
  if (hit.trigger->id.ends_with("bill.advance/votes")) return hit.group && hit.group->gerund;
  if (!hit.trigger->id.ends_with("ruling.issue/violation")) return false;
  for (std::uint32_t i = r.sentences[r.sentence_of[hit.tokens.begin]].begin; i < hit.tokens.begin; ++i) {
    if (OneOf(WordAt(r, i), "request", "requests", "requested", "seeks")) return true;
  }
  return false;
}

// "The term “adverse decision” refers to a ruling that revoked a licence": what a word means.
bool IsDefined(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kTerm = 16;  // tokens
  const std::uint32_t begin = r.Around(hit.tokens.begin).begin;
  if (r.quotes.empty() && r.Surface(begin) != "The") return false;
  for (std::uint32_t i = begin; i < std::min(hit.tokens.begin, begin + kTerm); ++i) {
    if (!OneOf(r.Surface(i), "means", "mean", "refers", "includes", "include") || i == begin) continue;
    // "(a) “License” means"
    return (r.Surface(begin) == "The" && OneOf(r.Surface(begin + 1), "term", "terms")) ||
           r.QuoteOf(i - std::min(i, 2u)) != nullptr;
  }
  return false;
}

// "such as adding obstacles or changing requirements", "for example, a firm taking a stake": an example.
bool IsExample(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund) return false;
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  constexpr std::uint32_t kReach = 24;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.finite[i] != 0) return false;
    if (i > floor && WordAt(r, i) == "as" && WordAt(r, i - 1) == "such") return true;
    if (i > floor && WordAt(r, i) == "example" && WordAt(r, i - 1) == "for")
      return WordAt(r, hit.group->begin - 1) != "by";  // "for example by imposing conditions"
  }
  return false;
}

// "an order prohibiting the takeover of Acme": what is forbidden does not happen.
bool IsForbidden(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  const Id& type = table.types[hit.trigger->type].id;
  if (hit.group || (type != "deal.make" && type != "shipment.change" && type != "facility.change")) return false;
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  return std::ranges::any_of(hits, [&](const Hit& ban) {
    if (table.types[ban.trigger->type].id != "ban.impose" || !ban.group || ban.tokens.begin > hit.tokens.begin)
      return false;
    const std::uint32_t its = r.clause_of[ban.tokens.begin];
    return its == r.clause_of[hit.tokens.begin] ||
           (clause.relative && clause.outer >= 0 && its == static_cast<std::uint32_t>(clause.outer));
  });
}

// "barred from buying the cameras", "won't permit Nvidia to sell the chip", "a licence requirement for shipping it":
// what is forbidden, allowed or laid to somebody's charge is told by the act that does so.
bool IsContentOfAct(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  if (table.types[hit.trigger->type].id != "shipment.change" || !hit.group || hit.group->finite) return false;
  if (!hit.group->infinitive && !hit.group->gerund) return false;
  // "ordered to stop shipping the chip": a halt is one.
  static constexpr std::array<std::string_view, 6> kHalts{"ceas", "halt", "paus", "resum", "stop", "suspend"};
  const std::uint32_t verb = hit.group->verb;
  for (const std::string_view halt : kHalts) {
    if (r.Surface(verb).starts_with(halt) || (verb > 0 && r.Surface(verb - 1).starts_with(halt))) return false;
  }
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  return std::ranges::any_of(hits, [&](const Hit& act) {
    if (act.tokens.begin < floor || act.tokens.begin >= hit.group->begin || !act.group) return false;
    const Id& type = table.types[act.trigger->type].id;
    if (type != "ban.impose" && type != "license.decide" && type != "license.require" && type != "charge.file" &&
        type != "penalty.impose")
      return false;
    constexpr std::uint32_t kReach = 14;  // tokens
    const std::uint32_t from = std::min(act.tokens.end, hit.group->begin);
    if (hit.group->begin - from > kReach || FiniteBetween(r, from, hit.group->begin)) return false;
    for (std::uint32_t i = from; i < hit.group->begin; ++i) {
      if (r.words[i].punct != 0 || r.Is(i, kConjunction)) return false;
    }
    return true;
  });
}

// "will suspend the new export controls on rare earths", "a scheme for licensing approvals": a noun that another verb
// acts upon or that names a means.
bool IsThingOfVerb(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  const Id& type = table.types[hit.trigger->type].id;
  // "to rescind any rules or policies implementing the orders"
  const bool gerund = hit.group && hit.group->gerund && type == "rule.issue";
  if ((hit.group && !gerund) || hit.tokens.begin == 0) return false;
  if (type == "license.decide" && WordAt(r, hit.tokens.begin - 1) == "for" && hit.tokens.begin > 1 &&
      OneOf(WordAt(r, hit.tokens.begin - 2), "framework", "mechanism", "process", "regime", "scheme", "system"))
    return true;
  if (type != "rule.issue") return false;
  return std::ranges::any_of(hits, [&](const Hit& end) {
    return table.types[end.trigger->type].id == "rule.end" && end.group && !end.passive() &&
           end.object.Has(hit.tokens.begin) && r.clause_of[end.tokens.begin] == r.clause_of[hit.tokens.begin];
  });
}

// "before they take effect", "until it comes into force": when, not that.
bool IsBeforeEffect(const Reading& r, const TriggerTable& table, const Hit& hit) {
  if (table.types[hit.trigger->type].id != "rule.effective" || DateNear(r, hit)) return false;
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  return first > 1 && r.Is(first - 1, kPronoun) && OneOf(WordAt(r, first - 2), "before", "until", "unless");
}

// "the Summit for Democracy", "the Policy Coordination Talks": part of a name.
bool IsNamePart(const Reading& r, const TriggerTable& table, const Hit& hit) {
  // "the “Final Results of Sunset Review” section"
  if (hit.trigger->id.ends_with("rule.issue/gives-time") && (*r.tokens)[hit.tokens.begin].capital &&
      r.QuoteOf(hit.tokens.begin) != nullptr)
    return true;
  if (table.types[hit.trigger->type].id != "talks.hold" || hit.trigger->frame != Frame::kNoun) return false;
  const std::uint32_t i = hit.tokens.begin;
  if (!(*r.tokens)[i].capital || i == r.sentences[r.sentence_of[i]].begin) return false;
  if (r.words[i - 1].mention < 0 && r.words[i - 1].punct == 0 && (*r.tokens)[i - 1].capital &&
      !r.Is(i - 1, kDeterminer | kPreposition))
    return true;
  return i + 2 < r.words.size() && OneOf(WordAt(r, i + 1), "for", "on") && (*r.tokens)[i + 2].capital &&
         r.words[i + 2].mention < 0;
}

// "(the “implementing regulations”)", "Executive Order 12345, Providing for the End of a Programme", "an
// Anti-Money Laundering programme": words of a name or of a term in quotation marks.
bool InTitle(const Reading& r, const TriggerTable& table, const Hit& hit) {
  // "a Notice of Proposed Rulemaking" is both a name and the act.
  if (table.types[hit.trigger->type].id == "rule.propose" && hit.trigger->frame != Frame::kVerb) return false;
  if (hit.group && !hit.group->gerund && !hit.group->reduced) return false;
  const std::uint32_t i = hit.tokens.begin;
  const TokenRange sentence = r.sentences[r.sentence_of[i]];
  if (i == sentence.begin || !(*r.tokens)[i].capital) return false;
  const auto named = [&](std::uint32_t k) {
    return k >= sentence.begin && k < sentence.end && r.words[k].punct == 0 && (*r.tokens)[k].capital &&
           (*r.tokens)[k].kind == TokenKind::kWord && !r.Is(k, kDeterminer | kPronoun);
  };
  // A heading writes every word so.
  bool heading = r.QuoteOf(i) == nullptr;
  for (std::uint32_t k = sentence.begin; k < sentence.end && heading; ++k) {
    const bool verb = r.finite[k] != 0 || r.Is(k, kBe | kHave | kModal);
    heading = !verb || (*r.tokens)[k].capital || r.words[k].mention >= 0;
  }
  if (heading) return false;
  std::uint32_t next = hit.tokens.end;
  while (next < sentence.end && r.Is(next, kPreposition | kConjunction | kDeterminer)) ++next;
  return named(next) || (i > sentence.begin + 1 && named(i - 1) && i - 1 != sentence.begin);
}

// "the regulation that requires a permit", "activities that need a licence": what a thing does every day.
bool TellsOfThing(const Reading& r, const Hit& hit, const Judgement& j, const DocumentFrame& frame) {
  if ((!frame.official && !frame.bill) || !hit.group || hit.passive() || j.modality != Modality::kActual) return false;
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  if (!hit.group->present || hit.group->begin != hit.group->verb || hit.group->gerund) return false;
  if (DateNear(r, hit)) return false;
  // "the regulation that requires": the pronoun is its subject.
  const std::uint32_t that = hit.group->begin - std::min(hit.group->begin, 1u);
  if (that > clause.tokens.begin && WordAt(r, that) == "that") {
    for (std::uint32_t i = that; i-- > clause.tokens.begin;) {
      // "is issuing a rule that amends": the rule does it.
      if (OneOf(WordAt(r, i), "a", "an", "this", "these")) return false;
      if (r.Is(i, kDeterminer | kPreposition) || r.finite[i] != 0 || r.words[i].punct != 0) break;
    }
    return true;
  }
  if (!clause.relative) return false;
  // "this rule, which adds": the text itself does it.
  if (clause.outer < 0) return true;
  const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
  // "is issuing a rule that amends": the rule does it.
  const bool restricts = r.Is(clause.tokens.begin, kThat);
  for (std::uint32_t i = outer.end, n = 0; i-- > outer.begin && n < 8; ++n) {
    if (OneOf(WordAt(r, i), "this", "these") || (restricts && OneOf(WordAt(r, i), "a", "an"))) return false;
    if (r.Is(i, kDeterminer | kPreposition) || r.finite[i] != 0) break;
  }
  return true;
}

// "seeks comment on whether to extend", "the policy of not listing": neither done nor announced.
bool IsLeftOpen(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!hit.group) return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  std::uint32_t before = hit.group->begin;
  while (before > floor && (r.Is(before - 1, kNegator | kAdverb) || WordAt(r, before - 1) == "not")) --before;
  if (hit.group->gerund && before > floor + 1 && WordAt(r, before - 1) == "of" &&
      OneOf(WordAt(r, before - 2), "policy", "practice", "policies", "practices"))
    return true;
  if (!frame.official) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  return to != kNone && to > floor && OneOf(WordAt(r, to - 1), "whether", "need", "needs");
}

// "The intended effect of this action is to streamline the regulations": what the act that is told elsewhere is for.
bool IsAimOf(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || hit.trigger->subtype == "comment") return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (to == kNone || to <= floor || !r.Is(to - 1, kBe)) return false;
  for (std::uint32_t i = floor; i < to; ++i) {
    if (OneOf(WordAt(r, i), "effect", "goal", "goals", "objective", "objectives", "aim", "intent")) return true;
  }
  return false;
}

// "as a result of an entity's inclusion on the list": whoever it may be.
bool OfWhomever(const Reading& r, const Hit& hit) {
  if (hit.group) return false;
  const std::uint32_t i = hit.tokens.begin;
  const std::uint32_t floor = r.sentences[r.sentence_of[i]].begin;
  for (std::uint32_t k = i; k-- > floor + 1 && i - k < 4;) {
    const Written word = r.Surface(k);
    if (r.words[k].mention >= 0) return false;
    if (word.ends_with("'s") || word.ends_with("’s"))
      return OneOf(WordAt(r, k - 1), "a", "an", "any", "each", "every");
  }
  return false;
}

// "is charged with considering the petitions", "proposes to act in partnership": work of an office that puts no rule
// forward and sues nobody.
bool IsOfficeWork(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  const Id& type = table.types[hit.trigger->type].id;
  if (type == "suit.file" && hit.trigger->id.ends_with("suit.file/file"))
    return OneOf(WordAt(r, hit.tokens.begin), "consider", "considering", "considers", "take", "plan", "prepare");
  // "renews the exemption for drivers": of no tariff.
  if (hit.trigger->id.ends_with("tariff.change/tariff-exemption")) {
    const TokenRange near = Nearby(r, hit);
    for (std::uint32_t i = near.begin; i < near.end; ++i) {
      if (OneOf(WordAt(r, i), "tariff", "tariffs", "duty", "duties", "import", "imports", "importers")) return false;
    }
    return true;
  }
  if (!hit.trigger->id.ends_with("rule.propose/propose")) return false;
  const std::uint32_t to = hit.tokens.end;
  return to + 1 < r.words.size() && WordAt(r, to) == "to" &&
         OneOf(WordAt(r, to + 1),
               "act", "award", "build", "collect", "conduct", "construct", "convey", "dispose", "fund", "hold",
                "lease", "prepare", "purchase", "reinstate", "release", "rule", "sell");
}

// "so that the exemption will not apply to barges": what a rule covers.
bool IsCoverage(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || hit.passive() || !hit.trigger->id.ends_with("rule.issue/announce")) return false;
  const Written word = r.Surface(hit.tokens.begin);
  return OneOf(word, "apply", "applies", "applied") && hit.tokens.end < r.words.size() &&
         WordAt(r, hit.tokens.end) == "to";
}

// "NEPA implementing regulations", "its implementing regulations issued by the office": a kind of regulations, that
// stand.
bool IsKindOf(const Reading& r, const Hit& hit) {
  if (hit.group && hit.group->reduced && hit.group->begin >= 2 && WordAt(r, hit.group->begin - 2) == "implementing")
    return OneOf(WordAt(r, hit.group->begin - 1), "regulations", "regulation", "rules", "procedures");
  if (!hit.group || !hit.group->gerund || r.Surface(hit.tokens.begin) != "implementing" ||
      hit.tokens.end >= r.words.size())
    return false;
  const std::uint32_t i = hit.tokens.begin;
  return OneOf(WordAt(r, hit.tokens.end), "regulations", "regulation", "rules", "procedures") && i > 0 &&
         (r.words[i - 1].mention >= 0 || r.words[i - 1].punct == '"' || r.Is(i - 1, kDeterminer) ||
          r.words[i - 1].punct == '\'' || WordAt(r, i - 1) == "of");
}

// "in order to remove obstacles": what looks like an order to somebody.
bool IsPurposeOf(const Reading& r, const Hit& hit) {
  const std::uint32_t i = hit.tokens.begin;
  return i > 0 && WordAt(r, i) == "order" && WordAt(r, i - 1) == "in" && i + 1 < r.words.size() &&
         WordAt(r, i + 1) == "to";
}

// "It is expected that this change will serve the public": spoken of, told before.
bool IsThatAct(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  const Id& type = table.types[hit.trigger->type].id;
  if (!frame.official || hit.tokens.begin == 0) return false;
  // "a briefing about the notice of proposed rulemaking": a text told of before.
  if (hit.trigger->id.ends_with("rule.propose/notice") && hit.tokens.begin > 1)
    return r.words[hit.tokens.begin - 1].punct == '(' ||
           (WordAt(r, hit.tokens.begin - 1) == "the" && r.Is(hit.tokens.begin - 2, kPreposition) && !DateNear(r, hit));
  if (type != "rule.amend" && type != "rule.issue" && type != "rule.end" && type != "tariff.change") return false;
  // "Removing these parts will help the public"
  if (!hit.group && type == "rule.end" && hit.tokens.end < r.words.size() && WordAt(r, hit.tokens.end - 1) == "of" &&
      OneOf(WordAt(r, hit.tokens.end), "this", "these", "such", "those"))
    return true;
  const bool noun = !hit.group || r.Surface(hit.tokens.begin) == "change" || r.Surface(hit.tokens.begin) == "changes";
  return noun && OneOf(WordAt(r, hit.tokens.begin - 1), "this", "these", "such");
}

}  // namespace

std::string_view WhySilent(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                           const Judgement& j, const DocumentFrame& frame) {
  if (IsCollecting(r, table, hit, frame)) return "a request to collect information, no policy";
  if (IsStandingPower(r, hit, frame)) return "a standing power or duty, not its use";
  if (IsLawfulPower(r, hit)) return "a standing power or duty, not its use";
  if (IsLawsOwn(r, table, hit, j, frame)) return "what a law has long done";
  if (IsSpokenOf(r, table, hit)) return "an investigation spoken of, not opened";
  if (IsMeetingNoun(r, table, hit)) return "the noun";
  if (IsGenerally(r, hit, frame)) return "a habit or a general truth";
  if (IsTopic(r, hit)) return "what a sentence speaks of";
  if (IsLeaveFor(r, table, hit)) return "what leave is asked or given for";
  if (IsRequired(r, hit) || IsAskedOfOthers(r, hit, frame)) return "what a rule asks others to do";
  if (ToldByProposal(r, table, hits, hit, j, frame)) return "told by the proposal in the same clause";
  if (IsProposed(r, table, hits, hit, j, frame)) return "what a proposal would do";
  if (IsLeave(r, hit)) return "a standing power or duty, not its use";
  if (IsOfAnyOne(r, hit)) return "a habit or a general truth";
  if (IsListedPower(r, hit, frame)) return "a standing power or duty, not its use";
  if (IsConsequence(r, table, hit, j)) return "what may come of an offence";
  if (IsAnybodys(r, table, hit, j)) return "a habit or a general truth";
  if (IsWished(r, hit)) return "asked for, not done";
  if (IsTrade(hit) || IsBeforeDoing(r, hit, frame)) return "a habit or a general truth";
  if (IsExample(r, hit)) return "an example";
  if (IsDefined(r, hit)) return "what a word means";
  if (IsThingOfVerb(r, table, hits, hit)) return "told by the verb that acts upon it";
  if (IsBeforeEffect(r, table, hit)) return "a time told by what is to come";
  if (IsStatuteDuty(r, table, hit, frame)) return "a standing power or duty, not its use";
  if (IsForbidden(r, table, hits, hit)) return "forbidden by the act in the same sentence";
  if (IsContentOfAct(r, table, hits, hit)) return "told by the act that forbids, allows or punishes it";
  if (IsNamePart(r, table, hit)) return "part of a name";
  if ((frame.official || (!hit.group && table.types[hit.trigger->type].id == "tariff.change")) &&
      InTitle(r, table, hit))
    return "part of a name";
  if (TellsOfThing(r, hit, j, frame)) return "describes a thing by what it does";
  if (IsLeftOpen(r, hit, frame)) return "left open, or a policy spoken of";
  if (IsAimOf(r, hit, frame)) return "what an act is for, told elsewhere";
  if (IsOfficeWork(r, table, hit, frame)) return "the daily work of an office";
  if (IsCoverage(r, hit, frame)) return "describes a thing by what it does";
  if (OfWhomever(r, hit)) return "a habit or a general truth";
  if (const auto why = WhyOnlyFiled(r, table, hits, hit, j); !why.empty()) return why;
  if (const auto why = WhyOnlyBill(r, table.types[hit.trigger->type].id, hit, frame); !why.empty()) return why;
  if (IsKindOf(r, hit)) return "part of a name";
  if (IsPurposeOf(r, hit)) return "a purpose, not an order";
  if (IsDutyOfThings(r, table, hit, j, frame)) return "a duty that a rule lays down, not a happening";
  if (IsThatAct(r, table, hit, frame)) return "the act told before";
  if (const auto why = WhyUnmade(r, table, hit, j, frame); !why.empty()) return why;
  return WhyOtherSense(r, table.types[hit.trigger->type].id, hit, j);
}

}  // namespace dateline::extract
