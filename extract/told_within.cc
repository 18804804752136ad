#include "extract/told_within.h"

#include <algorithm>
#include <array>

#include "extract/no_events_words.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

std::uint32_t First(const Hit& hit) {
  return hit.group ? hit.group->begin : hit.tokens.begin;
}

bool IsRule(std::string_view type) {
  return type.starts_with("rule.");
}

// The nearest hit before it in its sentence that `fits`, null when none does.
template <typename Fits>
const Hit* Before(const Reading& r, const std::vector<Hit>& hits, const Hit& hit, const Fits& fits) {
  const Hit* found = nullptr;
  for (const Hit& other : Beside(r, hits, hit)) {
    if (other.tokens.begin >= hit.tokens.begin) break;
    if (&other != &hit && fits(other)) found = &other;
  }
  return found;
}

// ", asking the court to": a participle that goes on about the main verb. "after raising them" is another time.
bool GoesOn(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  return g.gerund && g.begin == g.verb && g.begin > 0 && r.words[g.begin - 1].punct == ',';
}

// Nothing tensed stands between them.
bool InReach(const Reading& r, const Hit& before, const Hit& hit) {
  const std::uint32_t first = First(hit);
  return before.tokens.end <= first && !FiniteBetween(r, before.tokens.end, first);
}

// "filed an appeal, asking the court to take it up", "updated its answers, releasing new guidance": the same act.
bool IsParticipleOf(const Reading& r, const Hit& before, const Hit& hit) {
  return before.group && (before.group->finite || before.group->infinitive) && hit.group && GoesOn(r, hit) &&
         InReach(r, before, hit) && !DateNear(r, hit);
}

// "has held ten consultations and two rounds of consultations with Brussels", "in case a truce collapses": verb and
// noun of one act.
bool IsNounOf(const Reading& r, const Hit& before, const Hit& hit) {
  if (before.group && before.group->finite && !hit.group)
    return before.trigger->frame == Frame::kVerb && before.object.Has(hit.tokens.begin) && InReach(r, before, hit) &&
           r.clause_of[before.tokens.begin] == r.clause_of[hit.tokens.begin];
  return !before.group && hit.group && hit.trigger->intransitive && hit.subject.Has(before.tokens.begin) &&
         before.tokens.end + 6 > First(hit) && !FiniteBetween(r, before.tokens.end, First(hit));
}

// "will continue trade talks with China": the plural noun, read as a verb.
bool IsTalksOf(const Reading& r, const Hit& before, const Hit& hit) {
  return r.Surface(hit.tokens.begin) == "talks" && before.group && before.object.Has(hit.tokens.begin) &&
         InReach(r, before, hit);
}

// "resumed processing and approving applications": gerunds under one verb.
bool IsGerundUnder(const Reading& r, const Hit& before, const Hit& hit) {
  if (!before.group || !hit.group || !hit.group->gerund) return false;
  constexpr std::uint32_t kNear = 2;
  const std::uint32_t first = First(hit);
  return first >= before.tokens.end && first - before.tokens.end < kNear && !DateNear(r, hit);
}

// "granted a licence that would allow us to ship": what the licence says.
bool IsLeaveItself(const Reading& r, const Hit& before, const Hit& hit) {
  if (!hit.group || hit.passive()) return false;
  const std::uint32_t first = hit.group->begin;
  if (first == 0 || !r.Is(first - 1, kThat | kRelative) || first - before.tokens.end > 5) return false;
  for (std::uint32_t i = before.tokens.end; i + 1 < first; ++i) {
    if (OneOf(WordAt(r, i), "licence", "licences", "license", "licenses", "permit", "permits", "waiver", "approval",
              "authorization", "authorisation"))
      return true;
  }
  return false;
}

// "an order raising duties", "a rule that bars", "a law to ban": what it is for, in the reach of the instrument.
bool IsMadeBy(const Reading& r, const Hit& before, const Hit& hit) {
  if (!before.group || hit.passive() || before.tokens.end > First(hit)) return false;
  const std::uint32_t first = First(hit);
  constexpr std::uint32_t kReach = 14;  // tokens
  if (first - before.tokens.end > kReach || FiniteBetween(r, before.tokens.end, first)) return false;
  if (!hit.group) return false;
  const VerbGroup& g = *hit.group;
  if (r.words[first - 1].punct == ',' && !g.gerund) return false;
  if (g.gerund) return !r.Is(first - 1, kPreposition);
  if (g.infinitive) return true;
  // "a rule that bars"
  return g.finite && r.Is(first - 1, kThat | kRelative);
}

// "before the rule was released"
bool IsTheRule(const Reading& r, const Hit& hit) {
  if (!hit.passive() || hit.group->reduced) return false;
  const std::uint32_t first = hit.group->begin, floor = r.Around(first).begin;
  if (first < floor + 3 || !OneOf(WordAt(r, first - 1), "rule", "rules", "order", "regulation", "measures"))
    return false;
  return WordAt(r, first - 2) == "the" && OneOf(WordAt(r, first - 3), "before", "after", "when", "since", "once");
}

// "a suit seeking to", "a bid for", "a case challenging"
bool IsAimOfSuit(const Reading& r, TokenRange between) {
  for (std::uint32_t i = between.begin; i + 1 < between.end; ++i) {
    if (OneOf(WordAt(r, i), "suit", "lawsuit", "case", "motion", "bid", "request", "petition", "attempt", "effort",
              "challenge", "claim", "complaint"))
      return OneOf(WordAt(r, i + 1), "seeking", "challenging", "to", "against", "over", "for");
  }
  return false;
}

// "comments on a plan to revise the ordinance TO RESTRICT"
bool OfPlan(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from + 1; i < to; ++i) {
    if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    if (OneOf(WordAt(r, i), "plan", "plans", "proposal", "proposals", "draft") &&
        r.Is(i - 1, kDeterminer | kPreposition))
      return true;
  }
  return false;
}

bool NamesCourt(const Reading& r, TokenRange words) {
  for (std::uint32_t i = words.begin; i < words.end; ++i) {
    if (OneOf(WordAt(r, i), "court", "courts", "judge", "judges", "tribunal", "circuit", "justices")) return true;
  }
  return false;
}

// "Commerce issued an order barring": an office's order is what it does.
bool IsOfOffice(const Reading& r, const Hit& order) {
  for (std::uint32_t i = order.subject.begin; i < order.subject.end; ++i) {
    if (r.words[i].mention >= 0 && r.words[i].kind == static_cast<std::uint8_t>(MentionKind::kAgency)) return true;
  }
  return false;
}

}  // namespace

std::string_view WhyToldWithin(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits,
                               const Hit& hit, const Judgement& j) {
  if (hits.size() < 2) return {};
  const Id& type = table.types[hit.trigger->type].id;
  const auto type_of = [&](const Hit& h) -> const Id& { return table.types[h.trigger->type].id; };
  // "updated its answers, releasing new guidance"
  if ((type == "rule.issue" || type == "rule.amend") && hit.group && hit.group->gerund) {
    const Hit* main = Before(r, hits, hit, [&](const Hit& h) { return IsRule(type_of(h)) && type_of(h) != type; });
    if (main != nullptr && IsParticipleOf(r, *main, hit)) return "told by the act that it goes on about";
  }
  // "issued a rule that amends the regulations", "signed an order amending another". "publishes this rule to amend the
  // regulations, which it amended in May": told for their own sake.
  if (type == "rule.amend" && hit.group && !hit.group->infinitive && !DateNear(r, hit)) {
    const Hit* main =
        Before(r, hits, hit, [&](const Hit& h) { return type_of(h) == "rule.issue" || type_of(h) == "order.sign"; });
    const std::uint32_t first = First(hit);
    const bool aside = first > 1 && r.words[first - 2].punct == ',';
    if (main != nullptr && !aside && IsMadeBy(r, *main, hit)) return "told by the instrument that does it";
  }
  // "will release updates to its rule, including new restrictions on"
  if ((type == "rule.issue" || type == "rule.amend") && !DateNear(r, hit)) {
    const Hit* main = Before(r, hits, hit, [&](const Hit& h) { return IsRule(type_of(h)); });
    const std::uint32_t first = First(hit);
    if (main != nullptr && main->tokens.end < first && (!hit.group || !r.Is(hit.group->begin, kHave | kModal)) &&
        HasWord(r, {main->tokens.end, first}, "including") && !FiniteBetween(r, main->tokens.end, first))
      return "told by the act that it is a part of";
  }
  // "urged the court to grant a stay", "asked a judge to strike down the rule": what the suit asks for.
  if ((type == "ruling.issue" || type == "rule.end" || type == "hearing.hold") && hit.group &&
      (hit.group->infinitive || hit.group->bare)) {
    const Hit* suit =
        Before(r, hits, hit, [&](const Hit& h) { return type_of(h) == "suit.file" || type_of(h) == "request.make"; });
    if (suit != nullptr && InReach(r, *suit, hit) && NamesCourt(r, {suit->tokens.begin, hit.group->begin}))
      return "asked for, not done";
  }
  // "the proclamation issued in May": the order's.
  if (type == "rule.issue" && hit.passive() && std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& h) {
        return type_of(h) == "order.sign" && h.tokens.Has(hit.tokens.begin) && h.tokens.begin < hit.tokens.begin;
      }))
    return "told by the order";
  // "lifted the export ban", "suspended its designation": what is undone.
  if ((!hit.group && (type == "ban.impose" || type == "list.add")) ||
      (type == "ban.impose" && hit.group->begin == hit.tokens.begin &&
       OneOf(r.Surface(hit.tokens.begin), "ban", "bans", "embargo"))) {
    const bool undone = std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& h) {
      return type_of(h) == "rule.end" && h.group && r.clause_of[h.tokens.begin] == r.clause_of[hit.tokens.begin] &&
             (h.passive() ? h.subject : h.object).Has(hit.tokens.begin) &&
             !FiniteBetween(r, std::min(h.tokens.end, hit.tokens.begin), std::max(First(h), hit.tokens.begin));
    });
    if (undone) return "told by the verb that acts upon it";
  }
  // "before the rule was released": the one told before.
  if (type == "rule.issue" && IsTheRule(r, hit) && !DateNear(r, hit)) {
    const std::uint32_t at = r.sentence_of[hit.tokens.begin];
    const bool told = std::ranges::any_of(hits, [&](const Hit& h) {
      const std::uint32_t there = r.sentence_of[h.tokens.begin];
      return IsRule(type_of(h)) && h.group && there < at && there + 3 > at;
    });
    if (told) return "the act told before";
  }
  // "the property of those designated is blocked": what the designation told before does.
  if (type == "list.add" && hit.trigger->id.ends_with("/blocked")) {
    const bool told = std::ranges::any_of(hits, [&](const Hit& h) {
      return type_of(h) == "list.add" && h.tokens.end <= hit.tokens.begin && h.group &&
             !h.trigger->id.ends_with("/blocked");
    });
    if (told) return "the act told before";
  }
  // "agreed to a partial ban on oil": the ban.
  if (type == "agreement.reach" && hit.trigger->id.ends_with("/agree")) {
    constexpr std::uint32_t kNear = 4;
    const bool ban = std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& h) {
      return !h.group && type_of(h) == "ban.impose" && h.tokens.begin >= hit.tokens.end &&
             h.tokens.begin < hit.tokens.end + kNear;
    });
    if (ban) return "told by the ban that is agreed to";
  }
  // "dismissed a suit seeking to apply tariff exclusions", "rejected a bid to overturn the rule": what the suit was
  // for.
  if (type == "tariff.change" || type == "rule.end" || type == "rule.amend" || type == "ban.impose" ||
      type == "list.remove") {
    const Hit* ruling = Before(
        r, hits, hit, [&](const Hit& h) { return type_of(h) == "ruling.issue" || type_of(h) == "hearing.hold"; });
    if (ruling != nullptr && InReach(r, *ruling, hit) && IsAimOfSuit(r, {ruling->tokens.end, First(hit)}))
      return "asked for, not done";
  }
  // "extended the suspension of the tariffs": the tariff's.
  if (type == "rule.end" && hit.trigger->id.ends_with("/respite-goes-on") && hit.group) {
    constexpr std::uint32_t kNear = 8;
    const bool tariff = std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& h) {
      return type_of(h) == "tariff.change" && h.tokens.begin >= hit.tokens.end &&
             h.tokens.begin < hit.tokens.end + kNear && !h.group;
    });
    if (tariff) return "told by the change of the tariff";
  }
  // "ordered the firm to stop delivering": told by the order.
  if (hit.group && !hit.group->finite &&
      (type == "shipment.change" || type == "product.announce" || type == "ban.impose")) {
    const bool ordered = std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& h) {
      return (h.trigger->id.ends_with("/stop-by-order") || (type_of(h) == "ban.impose" && type != "ban.impose")) &&
             h.tokens.begin < hit.tokens.begin && hit.tokens.begin <= h.tokens.end;
    });
    if (ordered) return "told by the order";
  }
  // "released a rule adding 28 firms to the list", "a rule that removes": the listing is what the rule does.
  if (type == "rule.issue" && hit.group && !hit.group->infinitive) {
    const auto beside = Beside(r, hits, hit);
    const bool lists = std::ranges::any_of(beside, [&](const Hit& h) {
      return (type_of(h) == "list.add" || type_of(h) == "list.remove") && h.tokens.begin > hit.tokens.begin &&
             h.group && !h.group->infinitive && IsMadeBy(r, hit, h);
    });
    // "a rule tightening controls and adding 28 firms": more than a listing.
    const bool more = lists && std::ranges::any_of(beside, [&](const Hit& h) {
                        return &h != &hit && IsRule(type_of(h)) && h.group && h.tokens.begin > hit.tokens.begin &&
                               IsMadeBy(r, hit, h);
                      });
    if (lists && !more) return "told by the listing that it makes";
  }
  // "voted 16-6 to approve her as ambassador": no bill.
  if (type == "bill.advance" && r.Surface(hit.tokens.end - 1) == "voted") {
    const bool person = std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& h) {
      return type_of(h) == "office.change" && h.group && h.group->infinitive && h.tokens.begin > hit.tokens.end &&
             InReach(r, hit, h);
    });
    if (person) return "told by the choice of a person";
  }
  // "operators may not purchase the chips", "may no longer export": the ban.
  if (type == "shipment.change" && hit.group && std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& h) {
        return type_of(h) == "ban.impose" && h.tokens.begin >= hit.group->begin && h.tokens.begin <= hit.tokens.begin &&
               h.tokens.Has(hit.tokens.begin);
      }))
    return "told by the ban";
  // "vetoed the bill that would have laid down requirements": never done.
  if (hit.group && hit.group->finite && hit.group->begin + 1 < hit.tokens.begin &&
      r.clauses[r.clause_of[hit.tokens.begin]].relative && WordAt(r, hit.group->begin) == "would" &&
      WordAt(r, hit.group->begin + 1) == "have" && !type.starts_with("bill.") &&
      Before(r, hits, hit, [&](const Hit& h) { return type_of(h).starts_with("bill."); }) != nullptr)
    return "what a bill would have done";
  // "charged with conspiring to violate the Act": the charge.
  if (type == "diversion.report") {
    const std::uint32_t end = hit.tokens.end;
    if (r.Surface(end - 1).starts_with("violat") || r.Surface(hit.tokens.begin).starts_with("violat")) {
      const Hit* charge = Before(r, hits, hit, [&](const Hit& h) { return type_of(h) == "charge.file"; });
      if (charge != nullptr && InReach(r, *charge, hit) && !DateNear(r, hit)) return "what somebody is charged with";
      const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
      constexpr std::uint32_t kReach = 5;
      for (std::uint32_t i = First(hit), n = 0; i-- > floor && n < kReach; ++n) {
        if (OneOf(WordAt(r, i), "charged", "indicted", "charge", "charges", "count", "counts"))
          return "what somebody is charged with";
      }
    }
  }
  // "will keep suspending the tariffs, as well as its addition of firms to the list": undone, too.
  if (type == "list.add" && !hit.group) {
    const Hit* end = Before(r, hits, hit, [&](const Hit& h) {
      return (type_of(h) == "rule.end" || type_of(h) == "tariff.change") && h.group &&
             (r.Surface(h.tokens.begin).starts_with("suspen") || r.Surface(h.tokens.begin).starts_with("lift") ||
              r.Surface(h.tokens.begin).starts_with("paus"));
    });
    if (end != nullptr && InReach(r, *end, hit)) return "told by the verb that acts upon it";
  }
  // "a plan to revise the ordinance to restrict exports", put out for comment
  if (hit.group && hit.group->infinitive && type != "rule.propose" &&
      (IsRule(type) || type == "ban.impose" || type == "shipment.change" || type == "license.require")) {
    const Hit* asks = Before(r, hits, hit, [&](const Hit& h) { return type_of(h) == "rule.propose"; });
    if (asks != nullptr && OfPlan(r, asks->tokens.end, hit.group->begin))
      return "told by the proposal in the same clause";
  }
  // "ruled that he lacked the authority to impose the new tariffs"
  if (!hit.group && (type == "tariff.change" || IsRule(type)) && j.modality == Modality::kActual) {
    const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
    constexpr std::uint32_t kReach = 5;
    for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
      if (r.words[i].mention >= 0 || r.words[i].punct != 0) break;
      if (r.words[i].id != r.grammar->to) continue;
      if (OneOf(WordAt(r, i - 1), "authority", "power", "powers", "right"))
        return "a standing power or duty, not its use";
      break;
    }
  }
  return {};
}

Within WithinOf(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                Modality modality) {
  if (hits.size() < 2) return Within::kOwn;
  const Id& type = table.types[hit.trigger->type].id;
  const auto type_of = [&](const Hit& h) -> const Id& { return table.types[h.trigger->type].id; };
  const Hit* same = Before(r, hits, hit, [&](const Hit& h) { return h.trigger->type == hit.trigger->type; });
  if (same != nullptr) {
    if (type == "license.decide" && IsLeaveItself(r, *same, hit)) return Within::kSame;
    if (type == "talks.hold" && IsTalksOf(r, *same, hit)) return Within::kSame;
    if (IsParticipleOf(r, *same, hit) || IsNounOf(r, *same, hit) || IsGerundUnder(r, *same, hit)) return Within::kSame;
  }
  // "Sentencing is set for July; each faces up to 20 years"
  if (same != nullptr && type == "penalty.impose" && hit.trigger->id.ends_with("/faces")) return Within::kSame;
  if (type != "tariff.change" && type != "ban.impose") return Within::kOwn;
  if (DateNear(r, hit)) return Within::kOwn;
  const Hit* made = Before(r, hits, hit, [&](const Hit& h) {
    const Id& t = type_of(h);
    if (t == "order.sign") return modality == Modality::kActual && !IsOfOffice(r, h);
    // "a temporary order barring them" is the office's ban; "a rule that bars" is a rule.
    return type == "ban.impose" && (t == "bill.enact" || (t == "rule.issue" && hit.group && !hit.group->gerund));
  });
  return made != nullptr && IsMadeBy(r, *made, hit) ? Within::kMade : Within::kOwn;
}

bool IsDayOfCharge(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  if (table.types[hit.trigger->type].id != "diversion.report") return false;
  const Hit* charge = Before(r, hits, hit, [&](const Hit& h) {
    const Id& type = table.types[h.trigger->type].id;
    return h.group && (type == "charge.file" || type == "penalty.impose");
  });
  if (charge == nullptr) return false;
  const std::uint32_t first = First(hit);
  if (charge->tokens.end > first || FiniteBetween(r, charge->tokens.end, first)) return false;
  // A day behind the charge's words may be the scheme's.
  if (!r.DatesOf({charge->tokens.end, r.Around(first).end}).empty()) return false;
  for (std::uint32_t i = charge->tokens.begin; i < first; ++i) {
    if (OneOf(WordAt(r, i), "for", "with", "of", "over", "to")) return true;
  }
  return false;
}

}  // namespace dateline::extract
