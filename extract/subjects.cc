#include "extract/subjects.h"

#include <algorithm>

#include "extract/adverbials.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// A name without a mention right before `at`, and "by" before that name.
bool OfUnknownDoer(const Reading& r, std::uint32_t at, std::uint32_t floor) {
  constexpr std::uint32_t kReach = 14;
  if (at <= floor || r.words[at - 1].mention >= 0) return false;
  if (r.words[at - 1].punct != ')' && !(*r.tokens)[at - 1].capital) return false;
  for (std::uint32_t i = at, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.finite[i] != 0 || r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    if (r.words[i].id == r.grammar->by) return true;
  }
  return false;
}

}  // namespace

void RoleWords::Compile(const WordLists& lists, Lexicon& lexicon, Problems& problems) {
  const auto wants = [&](Wants& w, const char* name) {
    const auto found = lists.find(name);
    if (found != lists.end()) w.Compile(found->second, lists, lexicon, {}, problems);
  };
  wants(instruments, "instrument-heads");
  wants(bodies, "body-heads");
  wants(firms, "firm-heads");
  wants(staff, "staff-nouns");
  wants(units, "unit-nouns");
  wants(titles, "office-titles");
  wants(control, "control-verbs");
  wants(blame, "blame-verbs");
  wants(light, "light-verbs");
  wants(people, "qualified-nouns");
  wants(undoing, "undoing-verbs");
  wants(rule_matters, "rule-matters");
  wants(case_matters, "case-matters");
}

std::vector<Wants*> RoleWords::All() {
  return {&instruments, &bodies, &firms,  &staff,   &units,        &titles,      &control,
          &blame,       &light,  &people, &undoing, &rule_matters, &case_matters};
}

const Mention& SubjectReader::At(std::uint32_t token) const {
  return r_.what->mentions[static_cast<std::size_t>(r_.words[token].mention)];
}

bool SubjectReader::IsTitle(std::uint32_t token) const {
  return r_.words[token].mention < 0 && words_.titles.Has(r_.words[token]);
}

Doers SubjectReader::OfRelative(const VerbGroup& group, const Clause& clause, int depth) const {
  // "which Congress passed": a subject of its own between the pronoun and the verb.
  std::uint32_t own = clause.tokens.begin;
  while (own < group.begin && (r_.Is(own, kRelative | kThat) || r_.Is(own, kPreposition))) ++own;
  if (own < group.begin && !(own + 1 == group.begin && r_.Is(own, kAdverb))) {
    const Doers inner = Phrase({own, group.begin});
    if (!inner.names.empty() || inner.stands != Stands::kNothing) return inner;
  }
  if (clause.outer < 0) return {};
  // What stands right before the pronoun, else whoever acts in the clause around it.
  const Clause& outer = r_.clauses[static_cast<std::size_t>(clause.outer)];
  for (std::uint32_t i = outer.tokens.end, n = 0; i-- > outer.tokens.begin && n < 5; ++n) {
    if (r_.words[i].punct != 0) continue;
    // "applications from individuals who requested": people without a name.
    if (r_.words[i].mention < 0 && i + 1 == outer.tokens.end && WordAt(r_, clause.tokens.begin) == "who") return {};
    if (r_.words[i].mention < 0) {
      const Known noun = WordAt(r_, i);
      if (noun == "individuals" || noun == "persons" || noun == "people" || noun == "those" || noun == "companies" ||
          noun == "firms" || noun == "applicants" || noun == "parties" || noun == "entities" || noun == "exporters")
        return {};
      break;
    }
    if ((KindBit(At(i).kind) & kActing) == 0) break;
    Doers doers;
    doers.names.push_back(&At(i));
    return doers;
  }
  return Governing(outer.tokens.end > 0 ? outer.tokens.end - 1 : 0, depth + 1);
}

Doers SubjectReader::Governing(std::uint32_t token, int depth) const {
  constexpr int kDeepest = 16;  // clauses
  if (depth > kDeepest) return {};
  std::uint32_t c = r_.clause_of[token];
  for (int hops = 0; hops < 3; ++hops) {
    const Clause& clause = r_.clauses[c];
    const std::uint32_t to = std::min(token, clause.tokens.end);
    std::uint32_t verb = to;
    for (std::uint32_t i = to; i-- > clause.tokens.begin;) {
      if (r_.finite[i] == 0) continue;
      verb = i;
      // The auxiliary begins the group: "has been weighing".
      break;
    }
    if (verb != to) {
      VerbGroup group;
      group.begin = group.verb = verb;
      group.finite = true;
      return Of(group, depth + 1);
    }
    if (clause.resumes >= 0)
      c = static_cast<std::uint32_t>(clause.resumes);
    else if (clause.outer >= 0)
      c = static_cast<std::uint32_t>(clause.outer);
    else
      break;
    token = r_.clauses[c].tokens.end;
  }
  return {};
}

// "charged two men with stealing", "accused Acme of shipping", "barred Acme from buying": whom the verb is about.
std::optional<Doers> SubjectReader::OfBlamed(const VerbGroup& group, const Clause& clause) const {
  constexpr std::uint32_t kReach = 24;
  if (group.begin < clause.tokens.begin + 2 || !r_.Is(group.begin - 1, kPreposition)) return std::nullopt;
  const Known link = WordAt(r_, group.begin - 1);
  if (link != "of" && link != "with" && link != "for" && link != "from") return std::nullopt;
  for (std::uint32_t i = group.begin - 1, n = 0; i-- > clause.tokens.begin && n < kReach; ++n) {
    if (r_.words[i].mention >= 0) continue;
    if (!words_.blame.AnyIn(r_, {i, i + 1})) {
      if (r_.finite[i] != 0) return std::nullopt;
      continue;
    }
    if ((r_.words[i].verb & (kPast | kThird | kBase | kParticiple | kGerund)) == 0) return std::nullopt;
    // "was accused of": the subject itself.
    const bool passive = i > clause.tokens.begin && (r_.Is(i - 1, kBe) || (r_.Is(i - 1, kAdverb) && r_.Is(i - 2, kBe)));
    const bool other = i + 2 >= group.begin || WordAt(r_, i + 1) == "short";  // "stopped short of"
    if (passive || other) return std::nullopt;
    const Doers object = Phrase({i + 1, group.begin - 1});
    const Known first = WordAt(r_, i + 1);
    if (first == "him" || first == "her") return Doers{{}, Stands::kPerson, i + 1};
    return Doers{object.names, Stands::kNothing, 0};
  }
  return std::nullopt;
}

bool IsIntent(Known noun) {
  return OneOf(noun, "attempt", "attempts", "bid", "decision", "decisions", "effort", "efforts", "intention", "move",
               "moves", "offer", "plan", "plans", "pledge", "promise", "proposal", "proposals", "push", "refusal",
               "threat", "threats", "vow");
}

namespace {

// "praised Commerce's plan to ban", "the ministry's decision last spring to block": whose intent it is.
const Mention* OwnerOfIntent(const Reading& r, const VerbGroup& group, const Clause& clause) {
  // "a decision BY ACME to sell"
  if (group.begin > clause.tokens.begin + 2 && r.words[group.begin - 1].mention >= 0) {
    std::uint32_t by = group.begin - 1;
    while (by > clause.tokens.begin &&
           (r.words[by].mention == r.words[group.begin - 1].mention || r.Is(by, kDeterminer)))
      --by;
    if (r.words[by].id == r.grammar->by && by > clause.tokens.begin && IsIntent(WordAt(r, by - 1)))
      return &r.what->mentions[static_cast<std::size_t>(r.words[group.begin - 1].mention)];
  }
  constexpr std::uint32_t kTime = 4, kAdjectives = 3;  // tokens
  std::uint32_t noun = group.begin;
  for (std::uint32_t n = 0;; ++n) {
    if (noun-- == clause.tokens.begin || n > kTime || r.words[noun].punct != 0 || r.words[noun].mention >= 0 || r.finite[noun] != 0)
      return nullptr;
    if (IsIntent(WordAt(r, noun))) break;
  }
  for (std::uint32_t i = noun, n = 0; i-- > clause.tokens.begin && n < kAdjectives; ++n) {
    if (r.words[i].punct != 0 || r.Is(i, kDeterminer | kPreposition | kConjunction) || r.finite[i] != 0) return nullptr;
    if (r.words[i].mention < 0) continue;
    const Mention& owner = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)];
    const Written word = r.Surface(i);
    const bool owns = word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’");
    return owns && (KindBit(owner.kind) & kActing) != 0 ? &owner : nullptr;
  }
  return nullptr;
}

}  // namespace

// "After adding Acme to the list, THE OFFICE faced": the subject that follows the opening does what it tells.
std::optional<Doers> SubjectReader::BehindOpening(const VerbGroup& group) const {
  const TokenRange sentence = r_.Around(group.begin);
  constexpr std::uint32_t kLead = 2;  // tokens: "Shortly after"
  if (group.begin > sentence.begin + kLead || group.begin < sentence.begin) return std::nullopt;
  for (std::uint32_t i = sentence.begin; i < group.begin; ++i) {
    if (r_.words[i].mention >= 0 || r_.words[i].punct != 0 || r_.finite[i] != 0) return std::nullopt;
    if (!r_.Is(i, kPreposition | kSplitter | kAdverb) && !r_.Surface(i).ends_with("ly")) return std::nullopt;
  }
  const std::uint32_t comma = EndOfOpening(r_, group.verb + 1, sentence.end, false);
  if (comma >= sentence.end) return std::nullopt;
  std::uint32_t verb = comma + 1;
  while (verb < sentence.end && r_.finite[verb] == 0) ++verb;
  if (verb == sentence.end) return std::nullopt;
  return Phrase({comma + 1, verb});
}

Doers SubjectReader::OfDependent(const VerbGroup& group, int depth) const {
  const Clause& clause = r_.clauses[r_.clause_of[group.begin]];
  // "Tokyo's decision to suspend the rule and PERMIT exports": of the same intent.
  if (group.bare && group.begin > clause.tokens.begin + 3 && r_.Is(group.begin - 1, kConjunction)) {
    constexpr std::uint32_t kReach = 14;  // tokens
    for (std::uint32_t i = group.begin - 1, n = 0; i-- > clause.tokens.begin && n < kReach; ++n) {
      if (r_.finite[i] != 0) break;
      if (r_.words[i].id != r_.grammar->to || (r_.words[i + 1].verb & kBase) == 0 || r_.words[i + 1].mention >= 0)
        continue;
      VerbGroup first;
      first.begin = i, first.verb = i + 1, first.infinitive = true;
      if (const Mention* owner = OwnerOfIntent(r_, first, clause); owner != nullptr)
        return {{owner}, Stands::kNothing, 0};
      break;
    }
  }
  // "said adopting a rule would hurt": whoever does it.
  if (group.gerund && group.begin > clause.tokens.begin && OneOf(r_.Surface(group.begin - 1), "said", "says") &&
      FiniteBetween(r_, group.verb + 1, r_.Around(group.begin).end))
    return {};
  if (group.gerund) {
    if (auto blamed = OfBlamed(group, clause)) return std::move(*blamed);
    if (auto behind = BehindOpening(group)) return std::move(*behind);
  }
  if (group.infinitive) {
    if (const Mention* owner = OwnerOfIntent(r_, group, clause); owner != nullptr) return {{owner}, Stands::kNothing, 0};
    const TokenRange sentence = r_.Around(group.begin);
    const bool question = r_.words[sentence.end - 1].punct == '?' && r_.Is(sentence.begin, kBe | kModal | kDo | kHave);
    // "Intel to close its plant", "Is Tokyo about to ban them?"
    const bool headline = group.begin > clause.tokens.begin && r_.words[group.begin - 1].mention >= 0 &&
                          clause.tokens.begin == sentence.begin &&
                          !FiniteBetween(r_, clause.tokens.begin, clause.tokens.end);
    if (question || headline) {
      const Doers asked = Phrase({question ? sentence.begin + 1 : clause.tokens.begin, group.begin});
      if (!asked.names.empty()) return asked;
    }
    // "Ricketts and Kim plan to offer": a plural present before it.
    if (group.begin > clause.tokens.begin + 1 && r_.words[group.begin - 1].mention < 0 &&
        (r_.words[group.begin - 1].verb & kBase) != 0 && r_.words[group.begin - 2].mention >= 0) {
      const Doers several = Phrase({clause.tokens.begin, group.begin - 1});
      if (!several.names.empty()) return several;
    }
    // "directs the Secretary of Commerce to issue", "for Nvidia to sell": the object does it.
    for (std::uint32_t i = group.begin; i-- > clause.tokens.begin && group.begin - i < 18;) {
      const bool parted = i + 2 < group.begin && r_.Is(i + 1, kPreposition);  // "call on"
      const bool verb = r_.words[i].mention < 0 && words_.control.AnyIn(r_, {i, parted ? i + 2 : i + 1});
      const bool with_for = WordAt(r_, i) == "for" && group.begin - i < 9;
      if (!verb && !with_for) {
        if (r_.finite[i] != 0) break;
        continue;
      }
      // "is expected next week to": the subject does it.
      if (i + 1 >= group.begin || (verb && i > clause.tokens.begin && r_.Is(i - 1, kBe))) break;
      // "called on Commerce to"
      const std::uint32_t from = verb && r_.Is(i + 1, kPreposition) && i + 2 < group.begin ? i + 2 : i + 1;
      const Doers object = Phrase({from, group.begin});
      if (!object.names.empty()) return object;
      const Known first = WordAt(r_, i + 1);
      if (first == "us" || first == "our") return {{}, Stands::kAuthor, i + 1};
      if (first == "him" || first == "her") return {{}, Stands::kPerson, i + 1};
      if (verb) return {};  // somebody without a name
      break;
    }
  }
  // "with Chairman John Moolenaar noting that": the name right before an -ing form.
  // "submitted by the Bus Association (ABA) requesting": its short name in brackets.
  std::uint32_t named = group.begin;
  if (group.gerund && named > clause.tokens.begin + 1 && r_.words[named - 1].punct == ')') --named;
  if (group.gerund && named > clause.tokens.begin && r_.words[named - 1].mention >= 0) {
    const Mention& mention = At(named - 1);
    // "wrote to Mr. Doe asking": not he.
    std::uint32_t first = named - 1;
    while (first > clause.tokens.begin &&
           (r_.words[first - 1].mention == r_.words[named - 1].mention || (*r_.tokens)[first - 1].capital ||
            r_.words[first - 1].punct == '.' ||
            (r_.words[first - 1].punct == ',' && r_.words[first].mention >= 0 && r_.words[first - 2].mention >= 0)))
      --first;
    // "signed an order at the White House imposing": where.
    std::uint32_t link = first;
    while (link > clause.tokens.begin && r_.Is(link - 1, kDeterminer)) --link;
    const bool addressed =
        link > clause.tokens.begin && OneOf(WordAt(r_, link - 1), "to", "at", "in", "under", "against");
    const bool acts = !addressed && (mention.kind == MentionKind::kOfficial || mention.kind == MentionKind::kFirm ||
                                     mention.kind == MentionKind::kAgency);
    if (acts && (*r_.tokens)[named - 1].span.end == mention.span.end) return {{&mention}, Stands::kNothing, 0};
  }
  // "The office received a petition requesting": whoever sent it.
  if (group.gerund && group.begin > clause.tokens.begin + 2 && r_.words[group.begin - 1].mention < 0) {
    for (std::uint32_t i = group.begin - 1, n = 0; i-- > clause.tokens.begin && n < 6; ++n) {
      const Known word = WordAt(r_, i);
      if (word == "received" || word == "receives") return {};
      if (r_.words[i].mention >= 0) break;
    }
  }
  // "a petition submitted by the Bus Association requesting": somebody whom no dictionary knows.
  if (group.gerund && OfUnknownDoer(r_, group.begin, clause.tokens.begin)) return {};
  return Governing(group.begin, depth + 1);
}

namespace {

// A conjunction stands before the group and another tensed verb before that.
bool Coordinated(const Reading& r, std::uint32_t begin, std::uint32_t floor) {
  for (std::uint32_t i = begin, n = 0; i-- > floor && n < 3; ++n) {
    if (r.Is(i, kConjunction)) return FiniteBetween(r, floor, i);
    // "sold its unit, closed its fab and cut its forecast"
    if (r.words[i].punct == ',' && n == 0) return FiniteBetween(r, floor, i);
    if (!r.Is(i, kAdverb) && r.words[i].punct != ',' && !r.Surface(i).ends_with("ly")) return false;
  }
  return false;
}

}  // namespace

namespace {

// "lets ACME resume sales": who is let do it.
std::optional<TokenRange> OfLet(const Reading& r, const VerbGroup& group, const Clause& clause) {
  constexpr std::uint32_t kReach = 6;  // tokens
  for (std::uint32_t i = group.begin, n = 0; i-- > clause.tokens.begin && n < kReach; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (OneOf(WordAt(r, i), "let", "lets", "letting")) return TokenRange{i + 1, group.begin};
    if (r.finite[i] != 0 || r.words[i].punct != 0) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Doers SubjectReader::Of(const VerbGroup& group, int depth) const {
  const Clause& clause = r_.clauses[r_.clause_of[group.begin]];
  if (group.infinitive || group.gerund || (group.bare && FiniteBetween(r_, clause.tokens.begin, group.begin))) {
    if (group.bare) {
      if (auto let = OfLet(r_, group, clause)) return Phrase(*let);
    }
    return OfDependent(group, depth);
  }
  if (clause.relative) return OfRelative(group, clause, depth);
  Doers doers;
  if (clause.resumes >= 0) {
    const TokenRange outer = r_.clauses[static_cast<std::size_t>(clause.resumes)].tokens;
    if (!FiniteBetween(r_, outer.begin, outer.end)) {
      doers = Phrase(outer);
      if (!doers.names.empty() || doers.stands != Stands::kNothing) return doers;
    }
  }
  // "announced a rule and added Thailand": the subject of the verb before.
  if (Coordinated(r_, group.begin, clause.tokens.begin)) {
    std::uint32_t first = group.begin, last = group.begin;
    bool several = false;
    for (std::uint32_t i = clause.tokens.begin; i < group.begin; ++i) {
      if (r_.finite[i] == 0) continue;
      first = std::min(first, i);
      several = several || (i > first && (r_.Is(i - 1, kConjunction) || r_.words[i - 1].punct == ','));
      last = i;
    }
    // "Mr. Doe said the company would build and was in talks": the nearest, unless they are more than two.
    doers = Phrase({clause.tokens.begin, several ? first : last});
    if (!doers.names.empty() || doers.stands != Stands::kNothing) return doers;
    if (first != last) doers = Phrase({clause.tokens.begin, first});
    if (!doers.names.empty() || doers.stands != Stands::kNothing) return doers;
  }
  // ", after Jane Doe, the panel's chair, introduced": the conjunction opens the clause, no adverbial.
  std::uint32_t begin = clause.tokens.begin;
  if (begin + 1 < group.begin && r_.Is(begin, kSplitter) && begin > r_.Around(begin).begin &&
      OneOf(WordAt(r_, begin), "after", "before", "since", "until", "while", "because", "when"))
    ++begin;
  doers = Phrase({begin, group.begin});
  if (!doers.names.empty() || doers.stands != Stands::kNothing) return doers;
  if (!clause.relative && clause.outer >= 0 && group.begin <= clause.tokens.begin + 2 &&
      r_.Is(clause.tokens.begin, kConjunction)) {
    return Governing(group.begin, depth + 1);
  }
  return doers;
}

}  // namespace dateline::extract
