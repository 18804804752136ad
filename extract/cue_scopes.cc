#include "extract/cue_scopes.h"

#include <algorithm>
#include <array>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "has not materialised": where the auxiliaries before `at` begin, which are its own.
std::uint32_t BeforeAuxiliaries(const Reading& r, std::uint32_t at, std::uint32_t floor) {
  while (at > floor && r.words[at - 1].mention < 0 && r.Is(at - 1, kAuxiliary | kNegator | kAdverb)) --at;
  return at;
}

// "No agreement was reached", "None of the firms was removed", "The bill bans": the cue stands in the subject.
// `begin` is where the predicate starts: the target's group, or the cue that governs it ("neither plans to resume").
bool InSubject(const Reading& r, const Cue& cue, const Target& target, std::uint32_t begin) {
  if (!target.group) return cue.tokens.end == target.tokens.begin;
  const std::uint32_t at = cue.tokens.begin;
  if (at >= begin || target.group->reduced) return false;
  if (at > 0 && r.Is(at - 1, kPreposition)) return false;
  const TokenRange clause = r.clauses[r.clause_of[at]].tokens;
  if (FiniteBetween(r, clause.begin, at)) {
    // "No licence was granted and no ban was imposed": a subject of its own behind the conjunction or the comma.
    // "said no licences have been issued", "said that no chips had been diverted"
    if (!r.Is(at - 1, kConjunction | kSays | kThat) && r.words[at - 1].punct != ',' && r.words[at - 1].punct != ';')
      return false;
    for (std::uint32_t i = at; i < begin; ++i) {
      if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    }
  }
  // "Having heard from no party, Commerce is revoking the order": a subject of its own behind the comma.
  if (cue.rule->sets == CueSets::kNegate && r.words[begin - 1].mention >= 0) {
    for (std::uint32_t i = at; i + 1 < begin; ++i) {
      if (r.words[i].punct == ',') return false;
    }
  }
  // A denial is of the first verb, what a bill says is in all of them.
  if (cue.rule->sets != CueSets::kNegate) return true;
  // "No export licenses for the H20 have been issued": a plural that looks tensed.
  static constexpr std::array<std::string_view, 14> kPlurals{"bans",    "charges",  "curbs",     "exports", "fines",
                                                             "imports", "licences", "licenses",  "limits",  "permits",
                                                             "probes",  "rules",    "sanctions", "visas"};
  for (std::uint32_t i = at; i < begin; ++i) {
    if (!FiniteBetween(r, i, i + 1)) continue;
    const bool plural = i > at && i <= at + 4 && Among<kPlurals>(r.Surface(i)) &&
                        r.Is(begin, kBe | kHave) && r.Is(i + 1, kPreposition);
    if (!plural) return false;
  }
  return true;
}

// "has yet to be put into a regulation issued by the bureau": there is no such regulation. One with a date is
// there.
bool OfUnknownThing(const Reading& r, const Cue& cue, const Target& target) {
  const CueSets sets = cue.rule->sets;
  if (sets != CueSets::kNegate && sets != CueSets::kNotYet && sets != CueSets::kPrevent && sets != CueSets::kUnlikely)
    return false;
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  if (!r.DatesOf({target.tokens.begin, clause.end}).empty()) return false;
  constexpr std::uint32_t kNounPhrase = 4;  // tokens
  for (std::uint32_t i = target.group->begin; i-- > clause.begin && target.group->begin - i <= kNounPhrase;) {
    if (r.words[i].punct != 0 || r.words[i].mention >= 0) return false;
    const Written word = r.Surface(i);
    if (word == "a" || word == "an" || word == "any") return true;
    if (r.Is(i, kDeterminer | kPreposition)) return false;
  }
  return false;
}

// "will not change Huawei's desire to ship": the wish is taken for granted, and with it what is wished.
bool OfOwnedNoun(const Reading& r, const Target& target) {
  if (!target.group || !target.group->infinitive || target.group->begin < 2) return false;
  const std::uint32_t noun = target.group->begin - 1;
  if (r.words[noun].mention >= 0 || r.words[noun].punct != 0 ||
      r.Is(noun, kPreposition | kPronoun | kAdverb | kDeterminer))
    return false;
  const Written owner = r.Surface(noun - 1);
  static constexpr std::array<std::string_view, 6> kOwners{"her", "his", "its", "my", "our", "their"};
  return owner.ends_with("'s") || owner.ends_with("’s") || owner.ends_with("s'") || owner.ends_with("s’") ||
         Among<kOwners>(owner);
}

// A tensed verb, but for those of relative clauses: "whether the curbs that it announced in June would be lifted".
bool FiniteBeside(const Reading& r, std::uint32_t from, std::uint32_t to) {
  std::uint32_t relatives = 0;
  for (std::uint32_t i = from; i < to; ++i) {
    // "denied reports that it would": a noun behind its verb.
    if (i == from && i + 1 < to && r.Is(i + 1, kThat) && TakesContent(r, i)) continue;
    if (i > from && r.words[i].mention < 0 && r.Is(i, kRelative | kThat)) {
      ++relatives;
    } else if (FiniteBetween(r, i, i + 1)) {
      if (relatives == 0) return true;
      --relatives;
    }
  }
  return false;
}

// "that it was THE TARGET OF AN INVESTIGATION": the noun that a form of "be" says something is; no other tensed verb
// stands between.
bool IsPredicate(const Reading& r, std::uint32_t from, std::uint32_t noun) {
  constexpr std::uint32_t kNear = 4;
  std::uint32_t be = noun;
  for (std::uint32_t i = from; i < noun; ++i) {
    if (r.finite[i] == 0) continue;
    if (be != noun || !r.Is(i, kBe)) return false;
    be = i;
  }
  return be < noun && noun - be <= kNear;
}

bool VerbBetween(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) {
    if (r.words[i].mention < 0 && r.words[i].verb != 0) return true;
  }
  return false;
}

bool ComesAbout(const Reading& r, TokenRange range);

// A noun that is there whatever the cue says: "whether the UAE's investment influenced it", "waiting for a decision on
// its application".
bool TakenForGranted(const Reading& r, const Cue& cue, const Target& target) {
  const std::uint32_t from = cue.tokens.end, to = target.tokens.begin;
  if (cue.rule->sets == CueSets::kNotYet) {
    for (std::uint32_t i = from; i + 1 < to; ++i) {
      const bool noun =
          i > from && r.words[i - 1].punct == 0 && (r.words[i - 1].mention >= 0 || r.words[i - 1].verb == 0);
      if (r.words[i].mention < 0 && r.Surface(i) == "on" && noun) return true;
    }
    return false;
  }
  bool finite = cue.rule->finite;
  for (std::uint32_t i = from; i < to && !finite; ++i) finite = r.words[i].mention < 0 && r.Surface(i) == "whether";
  if (!finite || (cue.rule->sets != CueSets::kPossible && cue.rule->sets != CueSets::kDemand)) return false;
  const TokenRange clause = r.clauses[r.clause_of[to]].tokens;
  std::uint32_t verb = target.tokens.end;
  while (verb < clause.end && r.finite[verb] == 0) ++verb;
  if (verb >= clause.end || r.Is(verb, kModal) || ComesAbout(r, {verb, std::min(clause.end, verb + 5)})) return false;
  // Only one that is owned or named before: "the UAE's $2 billion investment", "its proposal".
  for (std::uint32_t i = from; i < to; ++i) {
    const Written word = r.Surface(i);
    if (word.ends_with("'s") || word.ends_with("’s") || word == "its" || word == "his" || word == "her" ||
        word == "their")
      return true;
  }
  return false;
}

// "overturn the ruling", "would end the probe": done only to what is there.
bool IsUndoing(const Reading& r, std::uint32_t i) {
  static constexpr std::array<std::string_view, 41> kVerbs{
      "affirm",   "annul",   "appeal", "cancel",    "challenge", "close",   "conclude", "contest", "dismiss",
      "drop",     "ease",    "end",    "enforce",   "expand",    "extend",  "lift",     "loosen",  "nullify",
      "overturn", "prolong", "quash",  "reinstate", "relax",     "renew",   "repeal",   "rescind", "reverse",
      "review",   "revoke",  "scrap",  "suspend",   "terminate", "tighten", "toughen",  "unwind",  "uphold",
      "vacate",   "void",    "weaken", "widen",     "withdraw"};
  if (r.words[i].mention >= 0 || r.words[i].id == 0) return false;
  return std::ranges::any_of(r.lexicon->Lemmas(r.words[i].id), [&](const LemmaForm& form) {
    return form.lemma != 0 && std::ranges::binary_search(kVerbs, r.lexicon->Text(form.lemma));
  });
}

// "is to file a case over the ban on exports", "asked the court to overturn the ruling": a noun known to the reader,
// behind what the cue is said of.
bool IsBackdrop(const Reading& r, const Cue& cue, const Target& target) {
  if ((target.group && !target.group->gerund) || cue.rule->binds == CueBinds::kClause) return false;
  static constexpr std::array<std::string_view, 10> kOf{"about",     "after", "against", "amid",  "despite",
                                                        "following", "from",  "over",    "since", "under"};
  static constexpr std::array<std::string_view, 7> kKnown{"her", "his", "its", "the", "their", "these", "this"};
  constexpr std::uint32_t kNounPhrase = 5;  // tokens
  for (std::uint32_t i = target.tokens.begin, n = 0; i-- > cue.tokens.end && n < kNounPhrase; ++n) {
    if (r.words[i].punct != 0) return false;
    const Written word = r.Surface(i);
    const bool known = Among<kKnown>(word) || word.ends_with("'s") || word.ends_with("’s");
    if (r.words[i].mention >= 0 && !known) continue;
    // "called on Tokyo to annul a May ruling"
    if (word == "a" || word == "an") return i > cue.tokens.begin + 1 && IsUndoing(r, i - 1);
    if (known) {
      std::uint32_t before = i;
      while (before > cue.tokens.end && r.words[before - 1].mention >= 0) --before;
      if (before <= cue.tokens.begin + 1) return false;
      return (before > cue.tokens.end + 1 && Among<kOf>(r.Surface(before - 1))) ||
             IsUndoing(r, before - 1);
    }
    if (r.Is(i, kPreposition | kDeterminer | kConjunction) || r.finite[i] != 0) return false;
  }
  return false;
}

// "is to charge an engineer accused of stealing designs": he is accused already.
bool IsOfAccused(const Reading& r, const Cue& cue, const Target& target) {
  if (!target.group || !target.group->gerund || cue.rule->binds == CueBinds::kClause) return false;
  const std::uint32_t of = target.group->begin - 1;
  if (target.group->begin < cue.tokens.end + 3) return false;
  const std::string_view prep = r.Surface(of), word = r.Surface(of - 1);
  if (prep != "of" && prep != "with" && prep != "in" && prep != "for") return false;
  static constexpr std::array<std::string_view, 6> kHeld{"accused",   "arrested", "charged",
                                                         "convicted", "indicted", "suspected"};
  return std::ranges::binary_search(kHeld, word) && !r.Is(of - 2, kBe | kHave | kDo | kModal | kAdverb) &&
         r.words[of - 2].punct == 0 && (r.words[of - 2].mention >= 0 || r.words[of - 2].verb == 0);
}

// "avoided tariffs by promising to invest", "ordered firms to cancel orders, effectively banning the chip": told of
// how it was done and what it comes to, not of what was avoided or ordered.
bool IsMeansOrResult(const Reading& r, const Cue& cue, const Target& target) {
  if (!target.group || cue.rule->binds != CueBinds::kComplement) return false;
  static constexpr std::array<std::string_view, 6> kOrders{"directed",  "directs", "instructed",
                                                           "instructs", "ordered", "orders"};
  const bool ordered =
      cue.rule->sets == CueSets::kPlan && Among<kOrders>(r.Surface(cue.tokens.begin));
  if (!ordered && cue.rule->sets != CueSets::kPrevent) return false;
  std::uint32_t i = target.group->begin;
  if (ordered) {
    if (!target.group->gerund) return false;
    while (i > cue.tokens.end && r.Is(i - 1, kAdverb)) --i;
    if (i > cue.tokens.end && r.Surface(i - 1).ends_with("ly")) --i;
    return i > cue.tokens.end && r.words[i - 1].punct == ',';
  }
  for (; i > cue.tokens.end + 1; --i) {
    if (r.words[i - 1].punct != 0) return false;
    if (r.Surface(i - 1) == "by" && i < r.words.size() && (r.words[i].verb & kGerund) != 0) return true;
  }
  return false;
}

// "will hold off on the rule, a concession made at talks in Madrid": told of what is named in passing.
bool IsInApposition(const Reading& r, const Cue& cue, const Target& target) {
  if (target.group || cue.rule->binds == CueBinds::kClause) return false;
  static constexpr std::array<std::string_view, 5> kOf{"after", "at", "during", "following", "in"};
  bool of = false, participle = false;
  for (std::uint32_t i = target.tokens.begin; i-- > cue.tokens.end;) {
    if (r.words[i].punct == ',') {
      const Written next = r.Surface(i + 1);
      return of && participle && (next == "a" || next == "an" || next == "the");
    }
    if (r.words[i].mention >= 0) continue;
    if (r.finite[i] != 0 || r.Is(i, kConjunction)) return false;
    of = of || Among<kOf>(r.Surface(i));
    participle = participle || (of && (r.words[i].verb & kParticiple) != 0);
  }
  return false;
}

}  // namespace

bool IsToCome(const Reading& r, const Target& target) {
  if (!target.group) return false;
  const VerbGroup& g = *target.group;
  if (g.passive && g.begin < g.verb) return r.Surface(g.begin) == "is" || r.Surface(g.begin) == "are";
  return g.present || g.reduced;
}

namespace {

// "determined that Canada had failed to act and PROCEEDED with the tariff", "will not comment and ADDED that": a past
// tense behind a conjunction, which nothing that governs an infinitive or a bare verb reaches.
bool JoinsPast(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i + 1 < to; ++i) {
    if (r.words[i].id == 0 || r.words[i].id != r.grammar->and_) continue;
    const std::uint32_t verb = r.Is(i + 1, kAdverb) ? i + 2 : i + 1;
    if (verb >= to || r.words[verb].mention >= 0) continue;
    if ((r.words[verb].verb & kPast) == 0 || (r.words[verb].verb & (kBase | kThird)) != 0) continue;
    // "failed to build a planned and promised plant": of a noun.
    if (OneOf(WordAt(r, verb + 1), "a", "an", "the", "its", "his", "her", "their", "to", "with", "on", "that"))
      return true;
  }
  return false;
}

// As FiniteBetween, but for plurals that look tensed: "recommended SANCTIONS on Huawei and charges".
bool TensedBetween(const Reading& r, std::uint32_t from, std::uint32_t to) {
  static constexpr std::array<std::string_view, 12> kPlurals{"bans",    "charges", "controls",  "curbs",
                                                             "exports", "fines",   "limits",    "permits",
                                                             "probes",  "quotas",  "sanctions", "tariffs"};
  for (std::uint32_t i = from; i < to; ++i) {
    if (!FiniteBetween(r, i, i + 1)) continue;
    if (i + 1 >= to || !r.Is(i + 1, kPreposition) || !Among<kPlurals>(r.Surface(i))) return true;
  }
  return false;
}

// "did not BELIEVE the revocation would hurt": what a verb of thought and its subject take for granted.
bool IsThoughtOf(const Reading& r, const Cue& cue, const Target& target) {
  if (target.group && !target.group->gerund) return false;
  std::uint32_t verb = cue.tokens.end;
  while (verb < target.tokens.begin && r.Is(verb, kAdverb)) ++verb;
  if (verb >= target.tokens.begin || !OneOf(WordAt(r, verb), "anticipate", "believe", "believes", "consider", "expect",
                                            "feel", "foresee", "say", "see", "think"))
    return false;
  // "did not expect a deal", "did not expect the ban to be lifted": no clause with a subject.
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  constexpr std::uint32_t kPhrase = 12;  // tokens of "revocation of the Dutch licence or the new US rules"
  std::uint32_t next = target.tokens.end;
  const std::uint32_t end = std::min(clause.end, next + kPhrase);
  while (next < end && r.finite[next] == 0 && !r.Is(next, kModal) && r.words[next].punct == 0 &&
         r.words[next].id != r.grammar->to)
    ++next;
  if (next >= end || (r.finite[next] == 0 && !r.Is(next, kModal))) return false;
  return !ComesAbout(r, {next, std::min(clause.end, next + 5)});
}

bool HoldsThat(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) {
    if (r.words[i].id != 0 && r.words[i].id == r.grammar->that) return true;
  }
  return false;
}

bool HoldsBut(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) {
    if ((*r.tokens)[i].hash == HashOf("but") && r.words[i].mention < 0) return true;
  }
  return false;
}

}  // namespace

bool ReachesRight(const Reading& r, const Cue& cue, const Target& target, const Frontier& frontier) {
  if (cue.rule->binds == CueBinds::kAround) return false;
  const std::uint32_t at = cue.tokens.begin;
  // "directed the bureau, which issued the rule, to": what stands in the gap is not what is directed.
  const bool in_gap = at < target.tokens.begin && target.tokens.end < cue.tokens.end;
  if (in_gap && cue.rule->binds == CueBinds::kComplement && cue.rule->sets != CueSets::kNotYet) return false;
  // "Hopes for a truce faded after": a noun.
  if (cue.tokens.end == at + 1 && (r.Surface(at) == "hopes" || r.Surface(at) == "Hopes" || r.Surface(at) == "Hope") &&
      r.Is(at + 1, kPreposition))
    return false;
  // Within the verb group, or running into it: "still has not".
  if (target.group && target.group->begin < cue.tokens.end && at < target.tokens.begin) return true;
  // "not notified of changes to licences issued in 2024": a participle that describes is out of reach.
  if (target.group && target.group->reduced && frontier.begin == target.group->begin &&
      cue.rule->binds != CueBinds::kClause && !target.group->wanted && !OfUnknownThing(r, cue, target)) {
    return false;
  }
  const std::uint32_t distance = frontier.begin - std::min(frontier.begin, cue.tokens.end);
  if ((cue.rule->verbal && !target.group) || IsBackdrop(r, cue, target) || IsInApposition(r, cue, target) ||
      IsOfAccused(r, cue, target) || IsMeansOrResult(r, cue, target))
    return false;
  switch (cue.rule->binds) {
    case CueBinds::kVerb:
      // "no longer ships": right before a tensed verb only a negation can stand.
      if (frontier.tensed && distance == 0 && cue.rule->sets == CueSets::kNegate) return true;
      // "he'd let", not "he'd signed"
      if (r.Surface(at).ends_with("'d") || r.Surface(at).ends_with("’d")) {
        std::uint32_t verb = cue.tokens.end;
        while (verb < target.tokens.begin && r.Is(verb, kAdverb | kNegator)) ++verb;
        if (r.words[verb].mention >= 0 || (r.words[verb].verb & kBase) == 0) return false;
        if (distance == 0) return true;
      }
      // "could face fines": a noun that looks tensed, right behind a bare verb.
      if (frontier.tensed && distance == 1 && target.group && target.group->present &&
          target.group->begin == target.group->verb && frontier.begin == target.group->begin &&
          r.words[cue.tokens.end].mention < 0 && (r.words[cue.tokens.end].verb & kBase) != 0 &&
          r.Surface(target.group->verb).ends_with("s"))
        return true;
      if (frontier.tensed || distance > kReach) return false;
      if (distance > 0 && cue.rule->sets == CueSets::kNegate && OfOwnedNoun(r, target)) return false;
      if (distance > 1 && cue.rule->sets == CueSets::kNegate && IsThoughtOf(r, cue, target)) return false;
      // "products not subject to the rule, such as our new chip": no verb takes the negation to the noun.
      if (!target.group && distance > 3 && cue.rule->sets == CueSets::kNegate &&
          !VerbBetween(r, cue.tokens.end, frontier.begin))
        return false;
      // "will remove the measures it took and lift …": a bare verb can only be coordinated with an auxiliary's.
      // "did not name it but cut the quota": the past tense, which the negation has not.
      if (target.group && target.group->bare && cue.rule->sets == CueSets::kNegate &&
          HoldsBut(r, cue.tokens.end, target.group->begin))
        return false;
      // "did not name it but urged lawmakers to pass": an infinitive is another verb's.
      return (target.group && target.group->bare && !target.group->infinitive) ||
             !FiniteBetween(r, cue.tokens.end, frontier.begin);
    case CueBinds::kComplement:
      if (distance > kReach || (frontier.tensed && !cue.rule->finite)) return false;
      // "In an effort to address it, this rule proposes": what "to" governs is no tensed verb.
      if (frontier.tensed && r.words[cue.tokens.end - 1].id == r.grammar->to &&
          !HoldsThat(r, cue.tokens.end, frontier.begin))
        return false;
      // "A study on the risks OF inverters was completed"
      if (frontier.tensed && OneOf(r.Surface(cue.tokens.end - 1), "about", "for", "of")) return false;
      if (!target.group && TakenForGranted(r, cue, target)) return false;
      if (distance > 2 && r.words[cue.tokens.end - 1].id == r.grammar->to &&
          JoinsPast(r, cue.tokens.end, frontier.begin + (target.group ? 1 : 0)))
        return false;
      // "saw reasons to doubt it and ordered an inquiry": a tensed verb behind a conjunction has its subject before.
      if (frontier.tensed && distance > 0 && frontier.begin > 0 && r.Is(frontier.begin - 1, kConjunction)) return false;
      // "unlikely that the US side has agreed to lift": over the auxiliaries of what it is said of.
      if (cue.rule->finite) {
        // "denied that it was the target of an investigation"
        if (!target.group && IsPredicate(r, cue.tokens.end, frontier.begin)) return true;
        std::uint32_t begin = BeforeAuxiliaries(r, frontier.begin, cue.tokens.end);
        // "denied that it had been pressed into revoking": the -ing form goes with the verb before it.
        if (target.group && target.group->gerund && begin > cue.tokens.end + 1 && r.Surface(begin - 1) == "into") {
          if (const auto led = GroupAt(r, begin - 2, begin - 1, r.words[begin - 2].verb);
              led && led->begin >= cue.tokens.end)
            return !FiniteBetween(r, cue.tokens.end, led->begin);
        }
        // "has at this point agreed to"
        if (const auto group = GroupAt(r, frontier.begin, frontier.begin + 1, r.words[frontier.begin].verb); group)
          begin = std::min(begin, std::max(group->begin, cue.tokens.end));
        return !FiniteBeside(r, cue.tokens.end, begin);
      }
      return !TensedBetween(r, cue.tokens.end, frontier.begin);
    case CueBinds::kNoun:
      for (std::uint32_t i = cue.tokens.end; i < frontier.begin; ++i) {
        if (r.words[i].punct != 0 && r.words[i].punct != '-') return false;
      }
      // "without publishing a rule"
      return (!target.group && distance <= 2) || (target.group && target.group->gerund && distance == 0);
    case CueBinds::kClause:
      // "once the deal is signed" is yet to come, "once the rule took effect" is over.
      if (r.Surface(at) == "once" || r.Surface(at) == "Once") return IsToCome(r, target);
      return true;
    case CueBinds::kSubject:
      return InSubject(r, cue, target, target.group ? std::min(frontier.begin, target.group->begin) : frontier.begin);
    case CueBinds::kAround:
      return false;
    case CueBinds::kAfter:
      // "It is doubtful that Tokyo will add"
      return cue.tokens.end < frontier.begin && distance <= kReach && r.words[cue.tokens.end].id != 0 &&
             r.words[cue.tokens.end].id == r.grammar->that && !FiniteBetween(r, cue.tokens.end, frontier.begin);
  }
  return false;
}

namespace {

// Verbs that say only that a thing comes about: "the talks have not happened", "full implementation will occur".
bool ComesAbout(const Reading& r, TokenRange range) {
  static constexpr std::array<std::string_view, 42> kVerbs{
      "announced",    "appear",      "begin",        "begun",   "come",     "commence", "completed",
      "convened",     "finalised",   "finalized",    "follow",  "go",       "gone",     "happen",
      "happened",     "held",        "imposed",      "issued",  "launched", "made",     "materialise",
      "materialised", "materialize", "materialized", "occur",   "occurred", "open",     "opened",
      "placed",       "proceed",     "published",    "reached", "released", "resume",   "resumed",
      "scheduled",    "set",         "signed",       "start",   "started",  "take",     "taken"};
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r.words[i].id != 0 && std::ranges::binary_search(kVerbs, r.lexicon->Text(r.words[i].id))) return true;
  }
  return false;
}

// A noun in the subject takes the auxiliaries of the verb that says whether it comes about.
bool OfPredicate(const Reading& r, const Cue& cue, const Target& target) {
  // "the ADDED tariffs would hit": a participle before its noun.
  const bool attribute = target.group && target.group->reduced && target.group->begin > 0 &&
                         r.Is(target.group->begin - 1, kDeterminer) && r.words[target.group->begin - 1].mention < 0;
  if (target.group && !target.group->gerund && !attribute) return false;
  const CueSets sets = cue.rule->sets;
  // "the truce would end": not yet there.
  const bool supposed = sets == CueSets::kWould;
  if (cue.rule->binds != CueBinds::kVerb && sets != CueSets::kNotYet && sets != CueSets::kUnlikely) return false;
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  if (FiniteBetween(r, clause.begin, target.tokens.begin)) return false;
  // The first tensed verb after the noun is the one that the cue belongs to.
  std::uint32_t verb = target.tokens.end;
  while (verb < clause.end && r.finite[verb] == 0) ++verb;
  if (verb >= clause.end || cue.tokens.begin + 1 < verb || cue.tokens.begin > verb + 4) return false;
  return supposed || ComesAbout(r, {verb, std::min(clause.end, std::max(cue.tokens.end, verb) + 5)});
}

// "The claim that Nvidia halted sales was false", "Reports that …": a clause that completes a noun.
bool CompletesNoun(const Reading& r, const Target& target) {
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  for (std::uint32_t i = target.tokens.begin; i-- > clause.begin;) {
    if (r.words[i].id == r.grammar->that) return i > 0 && (r.finite[i - 1] == 0 || TakesContent(r, i - 1));
  }
  return false;
}

// A noun, "banning drones", "the bill being enacted", "the proposal to expand the rule": what a predicate can be said
// of.
bool IsNominal(const Reading& r, const Target& target) {
  if (!target.group || target.group->gerund) return true;
  const VerbGroup& g = *target.group;
  if (g.finite || g.reduced) return false;
  if (r.Surface(g.begin) == "being") return true;
  const TokenRange clause = r.clauses[r.clause_of[g.begin]].tokens;
  return g.infinitive && g.begin > clause.begin && !FiniteBetween(r, clause.begin, g.begin);
}

}  // namespace

// The cue is a word that tells of the event: "was denied" of a licence, "threatened tariffs".
bool IsOwnWord(const Reading& r, const Cue& cue, const Target& target) {
  if (cue.rule->binds == CueBinds::kClause) return false;
  constexpr std::uint16_t kGrammar = kBe | kHave | kDo | kModal | kNegator | kAdverb;
  const auto own = [&](std::uint32_t i) {
    // "will have to" before "have to obtain"
    const bool to = cue.rule->binds == CueBinds::kVerb && r.words[i].id == r.grammar->to;
    return target.tokens.Has(i) && !r.Is(i, kGrammar) && !to;
  };
  return own(cue.tokens.begin) || own(cue.tokens.end - 1);
}

bool ReachesLeft(const Reading& r, const Cue& cue, const Target& target) {
  // "stopped shipping once the rule took effect": over, too.
  if (r.Surface(cue.tokens.begin) == "once" && cue.rule->binds == CueBinds::kClause) return IsToCome(r, target);
  if (cue.rule->binds == CueBinds::kClause || OfPredicate(r, cue, target)) return true;
  // "issued no new rule"
  if (cue.rule->binds == CueBinds::kSubject)
    return cue.rule->sets == CueSets::kNegate && cue.tokens.begin == target.tokens.end;
  if (cue.rule->binds != CueBinds::kAfter) return false;
  // "is likely now tied up with": an adverb of the verb that follows.
  std::uint32_t next = cue.tokens.end;
  while (next < r.words.size() && r.Is(next, kAdverb)) ++next;
  if (r.Surface(cue.tokens.end - 1) == "likely" && next < r.words.size() && r.words[next].mention < 0 &&
      ((r.words[next].verb & (kParticiple | kGerund)) != 0 || r.Surface(next).ends_with("ly"))) {
    return false;
  }
  const bool nominal = IsNominal(r, target);
  const std::uint32_t predicate = BeforeAuxiliaries(r, cue.tokens.begin, target.tokens.end);
  // "the rule that was set to be released is still absent"
  if (cue.rule->sets == CueSets::kNotYet && r.clauses[r.clause_of[target.tokens.begin]].relative &&
      cue.tokens.begin - target.tokens.end <= 14) {
    return true;
  }
  if (!nominal && CompletesNoun(r, target) && cue.tokens.begin - target.tokens.end <= 24) return true;
  if (cue.rule->finite) return false;
  return nominal && cue.tokens.begin - target.tokens.end <= 14 && !FiniteBetween(r, target.tokens.end, predicate);
}

}  // namespace dateline::extract
