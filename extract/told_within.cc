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

// One hit among the others of its text, and which of them tells it already.
class AmongOthers {
 public:
  AmongOthers(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit)
      : r_(r), table_(table), hits_(hits), hit_(hit), type_(TypeOf(hit)) {}

  // Rules and the instruments that make them.
  std::string_view ByInstrument() const {
    // "updated its answers, releasing new guidance"
    if ((type_ == "rule.issue" || type_ == "rule.amend") && hit_.group && hit_.group->gerund) {
      const Hit* main = Before(r_, hits_, hit_, [&](const Hit& h) { return IsRule(TypeOf(h)) && TypeOf(h) != type_; });
      if (main != nullptr && IsParticipleOf(r_, *main, hit_)) return "told by the act that it goes on about";
    }
    // "issued a rule that amends the regulations", "signed an order amending another". "publishes this rule to amend
    // the regulations, which it amended in May": told for their own sake.
    if (type_ == "rule.amend" && hit_.group && !hit_.group->infinitive && !DateNear(r_, hit_)) {
      const Hit* main =
          Before(r_, hits_, hit_, [&](const Hit& h) { return TypeOf(h) == "rule.issue" || TypeOf(h) == "order.sign"; });
      const std::uint32_t first = First(hit_);
      const bool aside = first > 1 && r_.words[first - 2].punct == ',';
      if (main != nullptr && !aside && IsMadeBy(r_, *main, hit_)) return "told by the instrument that does it";
    }
    // "will release updates to its rule, including new restrictions on"
    if ((type_ == "rule.issue" || type_ == "rule.amend") && !DateNear(r_, hit_)) {
      const Hit* main = Before(r_, hits_, hit_, [&](const Hit& h) { return IsRule(TypeOf(h)); });
      const std::uint32_t first = First(hit_);
      if (main != nullptr && main->tokens.end < first && (!hit_.group || !r_.Is(hit_.group->begin, kHave | kModal)) &&
          HasWord(r_, {main->tokens.end, first}, "including") && !FiniteBetween(r_, main->tokens.end, first))
        return "told by the act that it is a part of";
    }
    // "the proclamation issued in May": the order's.
    if (type_ == "rule.issue" && hit_.passive() && std::ranges::any_of(Beside(r_, hits_, hit_), [&](const Hit& h) {
          return TypeOf(h) == "order.sign" && h.tokens.Has(hit_.tokens.begin) && h.tokens.begin < hit_.tokens.begin;
        }))
      return "told by the order";
    // "before the rule was released": the one told before.
    if (type_ == "rule.issue" && IsTheRule(r_, hit_) && !DateNear(r_, hit_)) {
      const std::uint32_t at = r_.sentence_of[hit_.tokens.begin];
      const bool told = std::ranges::any_of(hits_, [&](const Hit& h) {
        const std::uint32_t there = r_.sentence_of[h.tokens.begin];
        return IsRule(TypeOf(h)) && h.group && there < at && there + 3 > at;
      });
      if (told) return "the act told before";
    }
    // "released a rule adding 28 firms to the list", "a rule that removes": the listing is what the rule does.
    if (type_ == "rule.issue" && hit_.group && !hit_.group->infinitive) {
      const auto beside = Beside(r_, hits_, hit_);
      const bool lists = std::ranges::any_of(beside, [&](const Hit& h) {
        return (TypeOf(h) == "list.add" || TypeOf(h) == "list.remove") && h.tokens.begin > hit_.tokens.begin &&
               h.group && !h.group->infinitive && IsMadeBy(r_, hit_, h);
      });
      // "a rule tightening controls and adding 28 firms": more than a listing.
      const bool more = lists && std::ranges::any_of(beside, [&](const Hit& h) {
                          return &h != &hit_ && IsRule(TypeOf(h)) && h.group && h.tokens.begin > hit_.tokens.begin &&
                                 IsMadeBy(r_, hit_, h);
                        });
      if (lists && !more) return "told by the listing that it makes";
    }
    return {};
  }

  // What courts are asked for, and what persons are charged with.
  std::string_view BySuit() const {
    // "urged the court to grant a stay", "asked a judge to strike down the rule": what the suit asks for.
    if ((type_ == "ruling.issue" || type_ == "rule.end" || type_ == "hearing.hold") && hit_.group &&
        (hit_.group->infinitive || hit_.group->bare)) {
      const Hit* suit = Before(r_, hits_, hit_,
                               [&](const Hit& h) { return TypeOf(h) == "suit.file" || TypeOf(h) == "request.make"; });
      if (suit != nullptr && InReach(r_, *suit, hit_) && NamesCourt(r_, {suit->tokens.begin, hit_.group->begin}))
        return "asked for, not done";
    }
    // "dismissed a suit seeking to apply tariff exclusions", "rejected a bid to overturn the rule": what the suit was
    // for.
    if (type_ == "tariff.change" || type_ == "rule.end" || type_ == "rule.amend" || type_ == "ban.impose" ||
        type_ == "list.remove") {
      const Hit* ruling = Before(
          r_, hits_, hit_, [&](const Hit& h) { return TypeOf(h) == "ruling.issue" || TypeOf(h) == "hearing.hold"; });
      if (ruling != nullptr && InReach(r_, *ruling, hit_) && IsAimOfSuit(r_, {ruling->tokens.end, First(hit_)}))
        return "asked for, not done";
    }
    // "charged with conspiring to violate the Act": the charge.
    if (type_ == "diversion.report") {
      const std::uint32_t end = hit_.tokens.end;
      if (r_.Surface(end - 1).starts_with("violat") || r_.Surface(hit_.tokens.begin).starts_with("violat")) {
        const Hit* charge = Before(r_, hits_, hit_, [&](const Hit& h) { return TypeOf(h) == "charge.file"; });
        if (charge != nullptr && InReach(r_, *charge, hit_) && !DateNear(r_, hit_))
          return "what somebody is charged with";
        const std::uint32_t floor = r_.Around(hit_.tokens.begin).begin;
        constexpr std::uint32_t kReach = 5;
        for (std::uint32_t i = First(hit_), n = 0; i-- > floor && n < kReach; ++n) {
          if (OneOf(WordAt(r_, i), "charged", "indicted", "charge", "charges", "count", "counts"))
            return "what somebody is charged with";
        }
      }
    }
    return {};
  }

  // Bans, listings and tariffs, what undoes them and what they halt.
  std::string_view ByRestriction() const {
    // "lifted the export ban", "suspended its designation": what is undone.
    if ((!hit_.group && (type_ == "ban.impose" || type_ == "list.add")) ||
        (type_ == "ban.impose" && hit_.group->begin == hit_.tokens.begin &&
         OneOf(r_.Surface(hit_.tokens.begin), "ban", "bans", "embargo"))) {
      const bool undone = std::ranges::any_of(Beside(r_, hits_, hit_), [&](const Hit& h) {
        return TypeOf(h) == "rule.end" && h.group && r_.clause_of[h.tokens.begin] == r_.clause_of[hit_.tokens.begin] &&
               (h.passive() ? h.subject : h.object).Has(hit_.tokens.begin) &&
               !FiniteBetween(r_, std::min(h.tokens.end, hit_.tokens.begin), std::max(First(h), hit_.tokens.begin));
      });
      if (undone) return "told by the verb that acts upon it";
    }
    // "the property of those designated is blocked": what the designation told before does.
    if (type_ == "list.add" && hit_.trigger->id.ends_with("/blocked")) {
      const bool told = std::ranges::any_of(hits_, [&](const Hit& h) {
        return TypeOf(h) == "list.add" && h.tokens.end <= hit_.tokens.begin && h.group &&
               !h.trigger->id.ends_with("/blocked");
      });
      if (told) return "the act told before";
    }
    // "agreed to a partial ban on oil": the ban.
    if (type_ == "agreement.reach" && hit_.trigger->id.ends_with("/agree")) {
      constexpr std::uint32_t kNear = 4;
      const bool ban = std::ranges::any_of(Beside(r_, hits_, hit_), [&](const Hit& h) {
        return !h.group && TypeOf(h) == "ban.impose" && h.tokens.begin >= hit_.tokens.end &&
               h.tokens.begin < hit_.tokens.end + kNear;
      });
      if (ban) return "told by the ban that is agreed to";
    }
    // "extended the suspension of the tariffs": the tariff's.
    if (type_ == "rule.end" && hit_.trigger->id.ends_with("/respite-goes-on") && hit_.group) {
      constexpr std::uint32_t kNear = 8;
      const bool tariff = std::ranges::any_of(Beside(r_, hits_, hit_), [&](const Hit& h) {
        return TypeOf(h) == "tariff.change" && h.tokens.begin >= hit_.tokens.end &&
               h.tokens.begin < hit_.tokens.end + kNear && !h.group;
      });
      if (tariff) return "told by the change of the tariff";
    }
    // "ordered the firm to stop delivering": told by the order.
    if (hit_.group && !hit_.group->finite &&
        (type_ == "shipment.change" || type_ == "product.announce" || type_ == "ban.impose")) {
      const bool ordered = std::ranges::any_of(Beside(r_, hits_, hit_), [&](const Hit& h) {
        return (h.trigger->id.ends_with("/stop-by-order") || (TypeOf(h) == "ban.impose" && type_ != "ban.impose")) &&
               h.tokens.begin < hit_.tokens.begin && hit_.tokens.begin <= h.tokens.end;
      });
      if (ordered) return "told by the order";
    }
    // "operators may not purchase the chips", "may no longer export": the ban.
    if (type_ == "shipment.change" && hit_.group && std::ranges::any_of(Beside(r_, hits_, hit_), [&](const Hit& h) {
          return TypeOf(h) == "ban.impose" && h.tokens.begin >= hit_.group->begin &&
                 h.tokens.begin <= hit_.tokens.begin && h.tokens.Has(hit_.tokens.begin);
        }))
      return "told by the ban";
    // "will keep suspending the tariffs, as well as its addition of firms to the list": undone, too.
    if (type_ == "list.add" && !hit_.group) {
      const Hit* end = Before(r_, hits_, hit_, [&](const Hit& h) {
        return (TypeOf(h) == "rule.end" || TypeOf(h) == "tariff.change") && h.group &&
               (r_.Surface(h.tokens.begin).starts_with("suspen") || r_.Surface(h.tokens.begin).starts_with("lift") ||
                r_.Surface(h.tokens.begin).starts_with("paus"));
      });
      if (end != nullptr && InReach(r_, *end, hit_)) return "told by the verb that acts upon it";
    }
    return {};
  }

  // Bills, votes, proposals and powers. `modality` is that of the hit.
  std::string_view ByProposal(Modality modality) const {
    // "voted 16-6 to approve her as ambassador": no bill.
    if (type_ == "bill.advance" && r_.Surface(hit_.tokens.end - 1) == "voted") {
      const bool person = std::ranges::any_of(Beside(r_, hits_, hit_), [&](const Hit& h) {
        return TypeOf(h) == "office.change" && h.group && h.group->infinitive && h.tokens.begin > hit_.tokens.end &&
               InReach(r_, hit_, h);
      });
      if (person) return "told by the choice of a person";
    }
    // "vetoed the bill that would have laid down requirements": never done.
    if (hit_.group && hit_.group->finite && hit_.group->begin + 1 < hit_.tokens.begin &&
        r_.clauses[r_.clause_of[hit_.tokens.begin]].relative && WordAt(r_, hit_.group->begin) == "would" &&
        WordAt(r_, hit_.group->begin + 1) == "have" && !type_.starts_with("bill.") &&
        Before(r_, hits_, hit_, [&](const Hit& h) { return TypeOf(h).starts_with("bill."); }) != nullptr)
      return "what a bill would have done";
    // "a plan to revise the ordinance to restrict exports", put out for comment
    if (hit_.group && hit_.group->infinitive && type_ != "rule.propose" &&
        (IsRule(type_) || type_ == "ban.impose" || type_ == "shipment.change" || type_ == "license.require")) {
      const Hit* asks = Before(r_, hits_, hit_, [&](const Hit& h) { return TypeOf(h) == "rule.propose"; });
      if (asks != nullptr && OfPlan(r_, asks->tokens.end, hit_.group->begin))
        return "told by the proposal in the same clause";
    }
    // "ruled that he lacked the authority to impose the new tariffs"
    if (!hit_.group && (type_ == "tariff.change" || IsRule(type_)) && modality == Modality::kActual) {
      const std::uint32_t floor = r_.Around(hit_.tokens.begin).begin;
      constexpr std::uint32_t kReach = 5;
      for (std::uint32_t i = hit_.tokens.begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
        if (r_.words[i].mention >= 0 || r_.words[i].punct != 0) break;
        if (r_.words[i].id != r_.grammar->to) continue;
        if (OneOf(WordAt(r_, i - 1), "authority", "power", "powers", "right"))
          return "a standing power or duty, not its use";
        break;
      }
    }
    return {};
  }

 private:
  const Id& TypeOf(const Hit& h) const { return table_.types[h.trigger->type].id; }

  const Reading& r_;
  const TriggerTable& table_;
  const std::vector<Hit>& hits_;
  const Hit& hit_;
  const Id& type_;
};

}  // namespace

std::string_view WhyToldWithin(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits,
                               const Hit& hit, const Judgement& j) {
  if (hits.size() < 2) return {};
  const AmongOthers others(r, table, hits, hit);
  if (const auto why = others.ByInstrument(); !why.empty()) return why;
  if (const auto why = others.BySuit(); !why.empty()) return why;
  if (const auto why = others.ByRestriction(); !why.empty()) return why;
  return others.ByProposal(j.modality);
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
