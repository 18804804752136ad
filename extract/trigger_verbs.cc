#include "extract/trigger_verbs.h"

#include <algorithm>
#include <array>

#include "extract/act_clauses.h"
#include "extract/word_at.h"

namespace dateline::extract {

bool IsBaseVerb(const Reading& r, std::uint32_t i) {
  if (r.words[i].mention >= 0) return false;
  for (const LemmaForm& f : r.lexicon->Lemmas(r.words[i].id)) {
    if (f.lemma != 0 && r.grammar->Is(f.lemma, kVerb) && r.grammar->IsVerb(f.lemma) && (f.forms & kBase) != 0)
      return true;
  }
  return false;
}

namespace {

// "raises tariffs on steel and bans IMPORTS OF drones": behind another verb of the present a plural without an article.
bool IsPluralObject(const Reading& r, std::uint32_t verb, std::uint32_t after, std::uint32_t floor) {
  const Word& noun = r.words[after];
  if (noun.punct != 0 || !r.Surface(after).ends_with("s") || (*r.tokens)[after].kind != TokenKind::kWord) return false;
  if (r.Is(after, kPreposition | kConjunction | kPronoun | kRelative | kThat | kAuxiliary | kAdverb)) return false;
  if ((noun.verb & (kPast | kParticiple)) != 0 || (r.finite[after] != 0 && !IsMoreOftenNoun(r.Surface(after))))
    return false;
  const std::uint32_t next = after + 1;
  if (next < r.words.size() && r.words[next].punct != ',' && r.words[next].punct != '.' && !r.Is(next, kPreposition))
    return false;
  for (std::uint32_t i = verb; i-- > floor;) {
    if (r.finite[i] == 0) continue;
    return r.words[i].mention < 0 && !r.Is(i, kAuxiliary) && (r.words[i].verb & (kThird | kPast)) == kThird;
  }
  return false;
}

}  // namespace

std::optional<VerbGroup> CoordinatedGroup(const Reading& r, std::uint32_t verb, std::uint32_t after,
                                          std::uint8_t forms) {
  const std::uint32_t floor = r.clauses[r.clause_of[verb]].tokens.begin;
  if ((forms & kThird) == 0 || verb <= floor || after >= r.words.size()) return std::nullopt;
  if (!r.Is(verb - 1, kConjunction) || !FiniteBetween(r, floor, verb - 1)) return std::nullopt;
  const bool object = r.words[after].mention >= 0 || r.Is(after, kDeterminer) ||
                      (*r.tokens)[after].kind == TokenKind::kNumber || IsPluralObject(r, verb, after, floor);
  if (!object || r.Is(after, kPreposition)) return std::nullopt;
  return VerbGroup{.begin = verb, .verb = verb, .finite = true, .present = true};
}

std::optional<VerbGroup> SureVerb(const Reading& r, const TriggerTable& table, std::uint32_t verb, std::uint8_t forms) {
  if ((forms & kThird) == 0 || verb == r.sentences[r.sentence_of[verb]].begin || table.AlsoNoun(r.words[verb].id))
    return std::nullopt;
  const std::uint32_t before = verb - 1;
  if (r.words[before].mention < 0 &&
      (r.Is(before, kDeterminer | kPreposition | kBe | kHave | kDo | kModal) ||
       (r.words[before].punct != 0 && r.words[before].punct != ')' && r.words[before].punct != ','))) {
    return std::nullopt;
  }
  return VerbGroup{.begin = verb, .verb = verb, .finite = true, .present = true};
}

std::optional<VerbGroup> RisingVerb(const Reading& r, std::uint32_t verb, std::uint32_t after, std::uint8_t forms) {
  if ((forms & kThird) == 0 || verb == r.sentences[r.sentence_of[verb]].begin || after + 1 >= r.words.size())
    return std::nullopt;
  if (r.words[after].id != r.grammar->to && !r.Is(after, kPreposition)) return std::nullopt;
  if (r.Is(verb - 1, kDeterminer | kPreposition)) return std::nullopt;
  const Written to = r.Surface(after);
  if (to == "to" || to == "by" || to == "from") {
    const bool number = (*r.tokens)[after + 1].kind == TokenKind::kNumber || r.words[after + 1].punct == '$';
    if (!number) return std::nullopt;
  } else if (to == "on" || to == "in") {
    // "The ban starts on Sunday.": where a clause has no other tensed verb.
    const TokenRange clause = r.clauses[r.clause_of[verb]].tokens;
    const auto dates = r.DatesOf({after + 1, clause.end});
    if (dates.empty() || dates.front().span.begin != (*r.tokens)[after + 1].span.begin) return std::nullopt;
    if (FiniteBetween(r, clause.begin, verb) || FiniteBetween(r, after, clause.end)) return std::nullopt;
  } else {
    return std::nullopt;
  }
  return VerbGroup{.begin = verb, .verb = verb, .finite = true, .present = true};
}

std::uint8_t VerbFormsOf(const Reading& r, std::uint32_t i) {
  std::uint8_t forms = 0;
  for (const LemmaForm& f : r.lexicon->Lemmas(r.words[i].id)) {
    if (f.lemma != 0 && r.grammar->Is(f.lemma, kVerb) && r.grammar->IsVerb(f.lemma)) forms |= f.forms;
  }
  return forms;
}

namespace {

// "on this PROPOSED revision": a pronoun that stands for a determiner where a noun follows.
bool Determined(const Reading& r, const VerbGroup& g) {
  const std::uint32_t next = g.verb + 1;
  if (next >= r.words.size() || r.words[next].punct != 0 || (*r.tokens)[next].kind != TokenKind::kWord) return false;
  if (r.words[next].mention >= 0 || r.Is(next, kDeterminer | kPreposition | kPronoun | kThat | kConjunction | kAdverb))
    return false;
  const Written word = r.Surface(g.begin - 1);
  return word == "this" || word == "these" || word == "those" || word == "such" || word == "certain" || word == "any";
}

// "on June 12", "in October 2025": the last token of a time.
bool EndsDate(const Reading& r, std::uint32_t i) {
  constexpr std::uint32_t kLongest = 4;
  const std::uint32_t begin = i - std::min(i, kLongest);
  for (const Timex& timex : r.DatesOf({begin, i + 1})) {
    if (timex.span.end == (*r.tokens)[i].span.end) return true;
  }
  return false;
}

// "new or EXPANDED restrictions", "CONTINUING or future restrictions": one of two adjectives.
bool OneOfTwoAdjectives(const Reading& r, const VerbGroup& g) {
  static constexpr std::array<std::string_view, 16> kAdjectives{
      "additional", "current", "draft",    "existing",  "final",    "further", "future",  "interim",
      "new",        "other",   "possible", "potential", "proposed", "related", "similar", "temporary"};
  const auto adjective = [&](std::uint32_t i) { return Among<kAdjectives>(r.Surface(i)); };
  const std::uint32_t floor = r.sentences[r.sentence_of[g.verb]].begin;
  if (g.begin > floor + 1 && r.Is(g.begin - 1, kConjunction) && adjective(g.begin - 2)) return true;
  return g.verb + 2 < r.words.size() && r.Is(g.verb + 1, kConjunction) && adjective(g.verb + 2);
}

// "Banned substances were found": of a participle that opens its sentence, the noun it describes and its tensed verb.
bool OpensSubject(const Reading& r, std::uint32_t verb) {
  constexpr std::uint32_t kSubject = 5;
  const std::uint32_t end = std::min(verb + kSubject, r.sentences[r.sentence_of[verb]].end);
  constexpr std::uint16_t kNone =
      kPreposition | kDeterminer | kPronoun | kConjunction | kThat | kRelative | kSplitter | kAdverb;
  for (std::uint32_t i = verb + 1; i < end; ++i) {
    if (r.finite[i] != 0) return i > verb + 1 && !r.Is(i, kSays);
    if (r.words[i].punct != 0 || r.words[i].mention >= 0 || r.Is(i, kNone) || (*r.tokens)[i].kind != TokenKind::kWord)
      return false;
  }
  return false;
}

}  // namespace

bool IsModifier(const Reading& r, const TriggerTable& table, const VerbGroup& g, std::uint8_t forms) {
  if (g.begin != g.verb) return false;
  if (g.begin == r.sentences[r.sentence_of[g.verb]].begin)
    return (forms & kParticiple) != 0 && (forms & kBase) == 0 && OpensSubject(r, g.verb);
  const std::uint32_t before = g.begin - 1;
  const Written word = r.Surface(before);
  if (word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s’")) return !r.Is(before, kPronoun);
  if ((forms & (kParticiple | kGerund)) != 0 && (forms & kBase) == 0 && OneOfTwoAdjectives(r, g)) return true;
  if ((forms & kParticiple) == 0 || (forms & kBase) != 0 || r.words[before].mention >= 0) return false;
  if (Determined(r, g)) return true;
  // "a three-year suspended import order"
  if ((word == "year" || word == "month" || word == "week" || word == "day") && before > 0 &&
      r.words[before - 1].punct == '-')
    return true;
  // "the non-individually examined companies"
  if (word.ends_with("ly") && before > 0 && (r.Is(before - 1, kDeterminer) || r.words[before - 1].punct == '-'))
    return true;
  // "bought 140,000 banned chips", "resold banned chips"; but "on June 12 tightened controls"
  // or "the teardown of the Pura 80 turned up a chip"
  const bool part_of_name = before > r.sentences[r.sentence_of[before]].begin + 1 && (*r.tokens)[before - 1].capital &&
                            !(*r.tokens)[g.verb].capital;
  const bool counted = (*r.tokens)[before].kind == TokenKind::kNumber && !part_of_name && !EndsDate(r, before);
  const bool governed =
      r.finite[before] != 0 && !r.Is(before, kBe | kHave | kDo | kModal) && !table.AlsoNoun(r.words[before].id);
  if (counted || governed) {
    const std::uint32_t thing = g.verb + 1;
    if (thing < r.words.size() && r.words[thing].punct == 0 && (*r.tokens)[thing].kind == TokenKind::kWord &&
        !r.Is(thing, kPreposition | kDeterminer | kPronoun | kConjunction | kThat | kAdverb))
      return true;
  }
  // "the Consent Agreement and Proposed Final Order": part of a name.
  if ((*r.tokens)[g.verb].capital && g.verb + 1 < r.words.size() && (*r.tokens)[g.verb + 1].capital &&
      r.words[g.verb + 1].mention < 0 && r.words[g.verb + 1].punct == 0 && r.Is(before, kConjunction | kDeterminer))
    return true;
  // "warning that banned chips are reaching", not "the rule that banned chips is gone"
  if (r.Is(before, kThat) && before > 0 && r.Is(before - 1, kSays) && g.verb + 2 < r.words.size()) {
    const std::uint32_t noun = g.verb + 1;
    constexpr std::uint32_t kSubject = 4;
    const bool thing = r.words[noun].punct == 0 && (*r.tokens)[noun].kind == TokenKind::kWord &&
                       !r.Is(noun, kPreposition | kDeterminer | kPronoun | kConjunction | kThat | kAdverb);
    if (thing &&
        FiniteBetween(r, noun + 1, std::min<std::uint32_t>(noun + kSubject, r.sentences[r.sentence_of[noun]].end)))
      return true;
  }
  // "whether increased imports contributed"
  if (r.Is(before, kSplitter | kConditional) || word == "whether") {
    const std::uint32_t noun = g.verb + 1;
    // "gave no date but tightened controls": no other verb follows that has them for its subject.
    const bool acts = word == "but" && !FiniteBetween(r, noun, r.clauses[r.clause_of[g.verb]].tokens.end);
    if (!acts && noun < r.words.size() && r.words[noun].punct == 0 && r.words[noun].mention < 0 &&
        !r.Is(noun, kPreposition | kDeterminer | kPronoun | kConjunction | kThat | kAdverb))
      return true;
  }
  if (word == "of" || word == "for" || word == "under" || word == "including")
    return true;  // "categories of prohibited transactions"
  // "provide the crew with corrected procedures"
  const std::uint32_t next = g.verb + 1;
  if ((word == "with" || word == "in" || word == "by" || word == "from") && next < r.words.size() &&
      r.words[next].punct == 0 && r.words[next].mention < 0 &&
      !r.Is(next, kPreposition | kDeterminer | kPronoun | kConjunction | kThat | kAdverb))
    return true;
  return IsBaseVerb(r, before) && before > 0 && (r.words[before - 1].id == r.grammar->to || r.Is(before - 1, kModal));
}

bool IsPluralNoun(const Reading& r, const TriggerTable& table, const VerbGroup& g, const CompiledTrigger& t,
                  std::uint32_t after) {
  if (t.intransitive || g.begin != g.verb || !g.finite || !g.present) return false;
  if (!table.AlsoNoun(r.words[g.verb].id) || !r.Surface(g.verb).ends_with("s")) return false;
  // "This rule proposes CHANGES to"
  if (g.begin > 0 && r.finite[g.begin - 1] != 0 && r.words[g.begin - 1].mention < 0 &&
      !r.Is(g.begin - 1, kBe | kHave | kDo | kModal))
    return true;
  // "forged steel fluid end BLOCKS (fluid end blocks) from"
  if (g.verb + 1 < r.words.size() && (r.words[g.verb + 1].punct == '(' || r.words[g.verb + 1].punct == ')'))
    return true;
  return !t.object.empty() && (after >= r.words.size() || r.words[after].punct == ',' || r.words[after].punct == '.' ||
                               r.words[after].punct == ';');
}

namespace {

// "let the firm ship", "saw the ministry ban"
bool LetsDo(std::string_view verb) {
  return verb.starts_with("let") || verb.starts_with("help") || verb.starts_with("ma") || verb.starts_with("s") ||
         verb.starts_with("watch") || verb.starts_with("hear");
}

bool IsSingularPhrase(const Reading& r, std::uint32_t verb) {
  const std::uint32_t floor = r.clauses[r.clause_of[verb]].tokens.begin;
  constexpr std::uint16_t kNone = kPreposition | kConjunction | kPronoun | kRelative | kThat | kSplitter | kBe | kHave |
                                  kDo | kModal | kNegator | kConditional | kAdverb | kDeterminer;
  const std::uint32_t noun = verb - 1;
  if (verb < floor + 3 || r.words[noun].punct != 0 || r.Is(noun, kNone) || (*r.tokens)[noun].capital ||
      (*r.tokens)[noun].kind != TokenKind::kWord || r.Surface(noun).ends_with("s"))
    return false;
  constexpr std::uint32_t kLongest = 4;
  for (std::uint32_t i = noun, n = 0; i-- > floor && n < kLongest; ++n) {
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    const Written word = r.Surface(i);
    if (word == "its" || word == "a" || word == "an" || word == "the") {
      // Behind a preposition or another verb no verb may follow the noun: "extended its fuel export BAN".
      if (i == floor || r.words[i - 1].mention >= 0 || r.words[i - 1].punct != 0) return false;
      return r.Is(i - 1, kPreposition) ||
             (r.finite[i - 1] != 0 && !r.Is(i - 1, kBe | kHave | kDo | kModal | kSays) && !LetsDo(r.Surface(i - 1)));
    }
    if (r.words[i].mention < 0 && r.Is(i, kNone)) return false;
  }
  return false;
}

}  // namespace

bool EndsSingularPhrase(const Reading& r, const TriggerTable& table, const VerbGroup& g) {
  return g.bare && g.begin == g.verb && table.AlsoNoun(r.words[g.verb].id) && r.words[g.verb].mention < 0 &&
         IsSingularPhrase(r, g.verb);
}

bool IsNoun(const Reading& r, const TriggerTable& table, const VerbGroup& g, std::uint32_t after) {
  // "Petition for Reconsideration has been filed"
  if (g.bare && g.opens && table.AlsoNoun(r.words[g.verb].id) && after < r.words.size() && r.Surface(after) == "for" &&
      (*r.tokens)[g.verb].capital)
    return true;
  if (!g.bare || g.begin != g.verb || g.begin == 0 || !table.AlsoNoun(r.words[g.verb].id)) return false;
  // "This CALL on background is embargoed"
  if (r.Surface(g.begin - 1) == "this" || r.Surface(g.begin - 1) == "This") return true;
  if (after < r.words.size() && (r.Surface(after) == "of" || r.words[after].punct == '(')) return true;
  // "the countervailing duty (CVD) ORDER on", not "(1) establish"
  if (r.words[g.begin - 1].punct == ')' && g.begin > 1 && !r.Surface(g.verb).ends_with("ed")) {
    const Written inside = r.Surface(g.begin - 2);
    if (inside.size() > 1 && (*r.tokens)[g.begin - 2].kind == TokenKind::kWord && (*r.tokens)[g.begin - 2].capital)
      return true;
  }
  if (r.words[g.begin - 1].mention >= 0) return false;
  // "develops DRAFT regulations"
  if (r.finite[g.begin - 1] != 0 && !r.Is(g.begin - 1, kBe | kHave | kDo | kModal)) return true;
  if ((*r.tokens)[g.begin - 1].capital) return false;
  const Written before = r.Surface(g.begin - 1);
  return before == "-" || before.ends_with("ing") || (before.size() > 4 && before.ends_with("ed"));
}

bool IsHabit(const Reading& r, const Clause& clause, const VerbGroup& g) {
  if (g.reduced) {
    // "parts supplied by persons", not "licences granted by the ministry"
    const std::uint32_t by = g.verb + 1;
    return by < r.words.size() && r.words[by].id == r.grammar->by && by + 2 < r.words.size() &&
           r.words[by + 1].mention < 0 && r.words[by + 2].mention < 0 && r.Surface(by + 1) != "the" &&
           !(*r.tokens)[by + 1].capital;  // "blacklisted by Commerce in May"
  }
  // "The chip is sold in 40 countries": so it is every day.
  if (g.passive && g.begin + 1 == g.verb && OneOf(r.Surface(g.begin), "is", "are") &&
      OneOf(r.Surface(g.verb), "exported", "imported", "made", "produced", "shipped", "sold", "supplied") &&
      !r.Is(clause.tokens.begin, kConditional | kSplitter) && r.DatesOf(clause.tokens).empty())
    return true;
  if (!clause.relative || g.infinitive || g.gerund) return false;
  // "the package, which blacklists 43 ships": what an instrument does is no habit.
  if (clause.outer >= 0 && EndsWithInstrument(r, r.clauses[static_cast<std::size_t>(clause.outer)].tokens))
    return false;
  if (g.begin == g.verb) return g.present || g.bare;
  const Written first = r.Surface(g.begin);
  return first == "is" || first == "are" || first == "does" || first == "do" || first == "can" || first == "may";
}

namespace {

// "investigates 300 complaints A YEAR", "TYPICALLY reviews": done again and again.
bool Recurs(const Reading& r, const Clause& clause, const VerbGroup& g) {
  constexpr std::uint32_t kReach = 16;
  const std::uint32_t end = std::min(clause.tokens.end, g.verb + kReach);
  const std::uint32_t begin = std::max(clause.tokens.begin, g.verb - std::min(g.verb, 2u));
  for (std::uint32_t i = begin; i < end; ++i) {
    const Written word = r.Surface(i);
    if (r.words[i].punct == ',' && i > g.verb) return false;  // "expires on May 3, a year after it was signed"
    if (OneOf(word, "annually", "normally", "regularly", "routinely", "typically", "usually")) return true;
    if (i + 1 < end && OneOf(word, "a", "each", "every", "per") &&
        OneOf(r.Surface(i + 1), "day", "month", "quarter", "week", "year") &&
        (i + 2 >= end || r.words[i + 2].punct != 0 || OneOf(r.Surface(i + 2), "and", "at", "for", "in", "or", "to")))
      return true;
  }
  return false;
}

}  // namespace

bool IsGeneral(const Reading& r, const Clause& clause, const VerbGroup& g) {
  const Written first = r.Surface(clause.tokens.begin);
  // "to review the rule before it takes effect", but "before it lapses on May 3"
  if (g.present && g.begin == g.verb && !g.gerund && first == "before" && r.DatesOf(clause.tokens).empty()) return true;
  // "the talks go on after the agreement is signed"
  if (g.passive && OneOf(first, "after", "once", "When", "Once")) {
    const Written be = r.Surface(g.begin);
    return be == "is" || be == "are";
  }
  // "When completed, the plant", "if adopted"
  if (g.reduced && g.begin > 0) {
    if (OneOf(r.Surface(g.begin - 1), "when", "When", "once", "Once", "if", "If", "unless", "until", "where"))
      return true;
  }
  if (!g.present || g.begin != g.verb || g.gerund) return false;
  // "the bulk of WHAT it ships to Asia"
  for (std::uint32_t i = g.begin, n = 0; i-- > clause.tokens.begin && n < 3; ++n) {
    if (r.Surface(i) == "what") return true;
  }
  if (first == "where" || first == "Where" || Recurs(r, clause, g)) return true;  // "Where a person acquires a stake"
  return OneOf(first, "when", "When", "whenever", "Whenever", "until");
}

bool IsNoVerb(const Reading& r, const VerbGroup& g, std::uint32_t after) {
  // "have called on": an auxiliary has no object.
  if (r.Is(g.verb, kHave)) {
    std::uint32_t next = after;
    while (next < r.words.size() && r.Is(next, kAdverb | kNegator)) ++next;
    if (next < r.words.size() && r.words[next].mention < 0 && (r.words[next].verb & kParticiple) != 0) return true;
  }
  if (after >= r.words.size()) return false;
  if (r.words[after].punct == '-' && (*r.tokens)[after].gap == Gap::kNone) return true;
  // "far-reaching measures"; but "re-exporting", "co-signed"
  if (g.begin == g.verb && g.begin > 1 && r.words[g.begin - 1].punct == '-' && (*r.tokens)[g.begin].gap == Gap::kNone &&
      (*r.tokens)[g.begin - 1].gap == Gap::kNone)
    return r.Surface(g.begin - 2).size() > 2 && r.Surface(g.begin - 2) != "self";
  if (g.gerund) {
    const Written word = r.Surface(g.verb);
    if (word == "beginning" || word == "starting" || word == "ending" || word == "commencing")
      return r.Is(after, kPreposition);
  }
  if ((!g.bare && !g.gerund) || !(*r.tokens)[g.verb].capital) return false;
  const char before = g.begin > 0 ? r.words[g.begin - 1].punct : 0;
  if (before == '(') return true;  // "a final rule (Delay Rule)", "Executive Order 13959 (Declaring an Emergency)"
  if (g.gerund) return false;
  const bool title = (*r.tokens)[after].capital && r.words[after].mention < 0;
  return title && (before == ':' || r.QuoteOf(g.verb) != nullptr);
}

bool IsWanted(const Reading& r, const VerbGroup& g) {
  if (g.begin != g.verb || g.gerund) return false;
  // What is acted upon stands before it, so nothing stands behind.
  const std::uint32_t next = g.verb + 1;
  if (next < r.words.size() && r.words[next].punct == 0 && !r.Is(next, kPreposition | kAdverb)) return false;
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  constexpr std::uint32_t kThing = 5;  // tokens between
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n <= kThing; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.words[i].verb != 0 && r.Surface(i).starts_with("want")) return n > 0;
    if (r.words[i].punct != 0 || r.finite[i] != 0 || r.Is(i, kConjunction | kThat | kRelative | kSplitter))
      return false;
  }
  return false;
}

TokenRange SubjectBehind(const Reading& r, std::uint32_t verb) {
  constexpr std::uint32_t kLongest = 14;
  const TokenRange sentence = r.sentences[r.sentence_of[verb]];
  const auto until = [&](std::uint32_t from) { return std::min(sentence.end, from + kLongest); };
  std::uint32_t comma = verb + 1;
  while (comma < until(verb) && r.words[comma].punct != ',' && r.finite[comma] == 0) ++comma;
  if (comma >= until(verb) || r.words[comma].punct != ',') return {};
  const std::uint32_t begin = comma + 1;
  // "Arrested on Monday, Tan and …", but no second part of the opening: "Closed in May, and then in June, the mine".
  if (begin >= sentence.end || r.words[begin].punct != 0 || r.Is(begin, kPreposition | kConjunction | kRelative))
    return {};
  for (std::uint32_t i = begin; i < until(begin); ++i) {
    if (r.words[i].punct == ',') return {};
    if (r.finite[i] != 0) return {begin, i};
  }
  return {};
}

}  // namespace dateline::extract
