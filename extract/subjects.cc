#include "extract/subjects.h"

#include <algorithm>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kActing = KindBit(MentionKind::kFirm) | KindBit(MentionKind::kOfficial) |
                                  KindBit(MentionKind::kAgency) | KindBit(MentionKind::kPlace);

bool IsDash(const Reading& r, std::uint32_t i) {
  if (r.words[i].punct == '-') return true;
  if (r.words[i].punct != '\xE2') return false;
  const std::string_view mark = r.Surface(i);
  return mark == "—" || mark == "–";
}

std::uint32_t LastOf(const Reading& r, std::uint32_t first, std::uint32_t end) {
  std::uint32_t last = first;
  while (last + 1 < end && r.words[last + 1].mention == r.words[first].mention) ++last;
  return last;
}

// "(BIS)": the token after the bracket that opens at `i`.
std::uint32_t PastBracket(const Reading& r, std::uint32_t i, std::uint32_t end) {
  constexpr std::uint32_t kLongest = 16;
  for (std::uint32_t k = i + 1; k < std::min(end, i + kLongest); ++k) {
    if (r.words[k].punct == ')') return k + 1;
  }
  return i + 1;
}

// A common noun, as far as closed classes tell.
bool IsNoun(const Reading& r, std::uint32_t i) {
  if (r.words[i].mention >= 0 || r.words[i].punct != 0 || (*r.tokens)[i].kind != TokenKind::kWord) return false;
  return !r.Is(i, kBe | kHave | kDo | kModal | kNegator | kAdverb | kDeterminer | kPreposition | kPronoun | kSplitter |
                      kRelative | kConditional | kConjunction | kThat) &&
         r.finite[i] == 0 && !r.Surface(i).ends_with("ly");
}

// A name without a mention right before `at`, and "by" before that name.
bool OfUnknownDoer(const Reading& r, std::uint32_t at, std::uint32_t floor) {
  constexpr std::uint32_t kReach = 14;
  if (at <= floor || r.words[at - 1].mention >= 0) return false;
  if (r.words[at - 1].punct != ')' && !(*r.tokens)[at - 1].capital) return false;
  for (std::uint32_t i = at, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.finite[i] != 0 || r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    if (r.words[i].id != 0 && r.words[i].id == r.grammar->by) return true;
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
  wants(titles, "office-titles");
  wants(control, "control-verbs");
  wants(light, "light-verbs");
  wants(people, "qualified-nouns");
  wants(undoing, "undoing-verbs");
  wants(rule_matters, "rule-matters");
  wants(case_matters, "case-matters");
}

void RoleWords::Freeze(const Lexicon& lexicon) {
  for (Wants* w : {&instruments, &bodies, &firms, &staff, &titles, &control, &light, &people, &undoing, &rule_matters,
                   &case_matters})
    w->Freeze(lexicon);
}

const Mention& SubjectReader::At(std::uint32_t token) const {
  return r_.what->mentions[static_cast<std::size_t>(r_.words[token].mention)];
}

bool SubjectReader::IsTitle(std::uint32_t token) const {
  return r_.words[token].mention < 0 && words_.titles.Has(r_.words[token].id);
}

std::uint32_t SubjectReader::PastAdverbials(TokenRange phrase) const {
  std::uint32_t i = phrase.begin;
  for (std::uint32_t k = i; k + 1 < std::min(phrase.end, i + 14); ++k) {
    if (!IsDash(r_, k)) continue;
    const bool spaced = (*r_.tokens)[k].gap != Gap::kNone && (*r_.tokens)[k + 1].gap != Gap::kNone;
    // "**Washington**– The Department"
    bool place = false;
    for (std::uint32_t b = k; b-- > phrase.begin && k - b < 5 && !place;)
      place = r_.words[b].mention >= 0 && At(b).kind == MentionKind::kPlace;
    if (spaced || (place && r_.words[k].punct != '-')) i = k + 1;
  }
  constexpr int kAdverbials = 4;
  for (int n = 0; n < kAdverbials && i < phrase.end; ++n) {
    while (i < phrase.end && r_.words[i].punct != 0) ++i;
    if (i >= phrase.end || r_.words[i].mention >= 0) return i;
    const bool adverb = r_.Is(i, kAdverb) || r_.Surface(i).ends_with("ly");
    const std::string_view word = r_.Surface(i);
    const bool opens =
        r_.Is(i, kPreposition | kSplitter | kConditional) || word.ends_with("ing") || word.ends_with("ed");
    auto dates = r_.DatesIn(r_.Bytes({i, std::min(phrase.end, i + 6)}));
    if (!adverb && !opens && !dates.empty() && dates.front().span.begin > (*r_.tokens)[i].span.begin + 4) dates = {};
    if (!adverb && !opens && dates.empty()) return i;
    std::uint32_t comma = i;
    while (comma < phrase.end && r_.words[comma].punct != ',') ++comma;
    if (comma + 1 < phrase.end) {
      i = comma + 1;
      continue;
    }
    if (adverb && !r_.Is(i, kPreposition)) {
      ++i;
      continue;
    }
    // "On Tuesday the bureau added": no comma, the date ends the adverbial.
    if (dates.empty()) return i;
    const std::uint32_t stop = dates.front().span.end;
    while (i < phrase.end && (*r_.tokens)[i].span.begin < stop) ++i;
  }
  return i;
}

const Mention* SubjectReader::BodyOfTitle(std::uint32_t title, std::uint32_t end, std::uint32_t* after) const {
  if (title + 1 >= end || !IsTitle(title)) return nullptr;
  const std::string_view of = WordAt(r_, title + 1);
  if (of != "of") return nullptr;
  std::uint32_t i = title + 2;
  while (i < end && r_.Is(i, kDeterminer)) ++i;
  if (i >= end) return nullptr;
  if (r_.words[i].mention >= 0) {
    *after = LastOf(r_, i, end) + 1;
    return At(i).kind == MentionKind::kAgency ? &At(i) : nullptr;
  }
  // "Secretary of Commerce": the department where the document names it.
  std::uint32_t last = i;
  while (last < end && (*r_.tokens)[last].capital && r_.words[last].mention < 0 && r_.words[last].punct == 0) ++last;
  *after = last;
  if (last == i) return nullptr;
  const std::string_view name = r_.Bytes({i, last}).In(r_.text);
  constexpr std::size_t kRead = 400;
  for (std::size_t m = 0; m < std::min(kRead, r_.what->mentions.size()); ++m) {
    const Mention& mention = r_.what->mentions[m];
    if (mention.kind == MentionKind::kAgency && mention.span.In(r_.text).ends_with(name)) return &mention;
  }
  return nullptr;
}

Doers SubjectReader::Phrase(TokenRange phrase) const {
  Doers doers;
  bool hangs = false;     // on a preposition
  bool inserted = false;  // a prepositional phrase between commas
  const Mention* owner = nullptr;
  constexpr std::uint32_t kLongest = 140;
  std::uint32_t begin = phrase.begin;
  if (phrase.end > begin + kLongest) begin = phrase.end - kLongest;
  for (std::uint32_t i = PastAdverbials({begin, phrase.end}); i < phrase.end;) {
    const Word& word = r_.words[i];
    if (word.punct == '(') {
      i = PastBracket(r_, i, phrase.end);
      continue;
    }
    // Another tensed verb: what stood before is its subject.
    if (r_.finite[i] != 0 && i + 1 < phrase.end) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    if (word.mention >= 0) {
      const std::uint32_t last = LastOf(r_, i, phrase.end);
      const Mention& mention = At(i);
      std::uint32_t next = last + 1;
      const bool owns = (*r_.tokens)[last].span.end > mention.span.end ||
                        (next < phrase.end && (r_.Surface(next) == "’" || r_.Surface(next) == "'"));
      // "the Bureau of Industry and Security (BIS) regulations": its short name stands between.
      if (!owns && next < phrase.end && r_.words[next].punct == '(') {
        const std::uint32_t behind = PastBracket(r_, next, phrase.end);
        if (behind < phrase.end && IsNoun(r_, behind)) next = behind;
      }
      const std::uint32_t first_noun = next;
      // The noun that the name qualifies: "U.S. officials", "Nvidia CEO Jensen Huang", "China’s commerce ministry".
      bool staff = false, noun = false, titled = false, capital = true;
      for (std::uint32_t k = next; k < std::min(phrase.end, next + 5); ++k) {
        if (r_.words[k].punct == '\'' || r_.Surface(k) == "’" || r_.Surface(k) == "s") continue;
        if (r_.words[k].mention >= 0) {
          titled = k > next || owns || At(k).kind == MentionKind::kOfficial;
          break;
        }
        if (!IsNoun(r_, k)) break;
        noun = true;
        capital = capital && (*r_.tokens)[k].capital;
        staff = staff || words_.staff.Has(r_.words[k].id) || words_.bodies.Has(r_.words[k].id) || IsTitle(k);
        next = k + 1;
      }
      // "Black Sea Bass Advisory Panel": part of a name that no dictionary knows.
      if (noun && capital && mention.kind == MentionKind::kPlace && first_noun + 1 < next) staff = false;
      const bool acts = (KindBit(mention.kind) & kActing) != 0;
      if (owns && !noun && titled) {
        owner = &mention;  // "the Treasury's Office of Foreign Assets Control"
      } else if (acts && !hangs && !(noun && titled) && !(titled && mention.kind == MentionKind::kPlace) &&
                 (!noun || staff)) {
        doers.names.push_back(&mention);
      } else if (!acts && !hangs && mention.kind == MentionKind::kRule && doers.names.empty() &&
                 doers.stands == Stands::kNothing) {
        doers.stands = Stands::kInstrument;
        doers.at = i;
      }
      i = std::max(last + 1, next);
      continue;
    }
    if (word.punct == ',') {
      const bool list = hangs && i + 1 < phrase.end && (r_.words[i + 1].mention >= 0 || r_.Is(i + 1, kConjunction));
      if (!inserted && !list) hangs = false;
      ++i;
      continue;
    }
    if (r_.Is(i, kPreposition) || WordAt(r_, i) == "consultation") {
      const std::string_view before = i > phrase.begin ? WordAt(r_, i - 1) : std::string_view{};
      const bool along = before == "along" || before == "together";
      // "six senators led by Wyden": who leads those without a name acts.
      const bool leads = doers.names.empty() && WordAt(r_, i) == "by" && (before == "led" || before == "headed");
      if (along || leads)
        hangs = inserted = false;
      else if (!hangs || r_.words[i - (i > 0 ? 1 : 0)].punct == ',') {
        inserted = i > phrase.begin && r_.words[i - 1].punct == ',';
        hangs = true;
      }
      ++i;
      continue;
    }
    if (IsTitle(i)) {
      std::uint32_t after = i + 1;
      const Mention* body = BodyOfTitle(i, phrase.end, &after);
      // "as Chair of CFIUS" acts with its holder; "in consultation with the Secretary of State" does not.
      const bool as =
          i > phrase.begin && (WordAt(r_, i - 1) == "as" ||
                               (i > phrase.begin + 1 && r_.Is(i - 1, kDeterminer) && WordAt(r_, i - 2) == "as"));
      // "Secretary of Commerce Howard Lutnick": the person acts.
      const bool named = after < phrase.end && r_.words[after].mention >= 0 && At(after).kind == MentionKind::kOfficial;
      if (body != nullptr && !named && (!hangs || as)) doers.names.push_back(body);
      if (as && body != nullptr) hangs = false;
      if (!hangs && !named && body == nullptr && WordAt(r_, i) == "president" &&
          (i + 1 >= phrase.end || r_.words[i + 1].mention < 0)) {
        doers.stands = Stands::kPresident;
        doers.at = i;
      }
      i = std::max(after, i + 1);
      continue;
    }
    if (!hangs && word.id != 0) {
      const std::string_view text = r_.lexicon->Text(word.id);
      Stands stands = Stands::kNothing;
      if (text == "we" || text == "i" || text == "our")
        stands = Stands::kAuthor;
      else if (text == "he" || text == "she")
        stands = Stands::kPerson;
      else if (text == "it" || text == "they")
        stands = Stands::kThing;
      else if (words_.instruments.AnyIn(r_, {i, i + 1}))
        stands = Stands::kInstrument;
      else if (text == "this" || text == "these")
        stands = i + 1 == phrase.end ? Stands::kInstrument : Stands::kNothing;
      else if (words_.bodies.Has(word.id))
        stands = Stands::kBody;
      else if (words_.firms.Has(word.id))
        stands = Stands::kFirm;
      if (stands != Stands::kNothing && (doers.stands == Stands::kNothing || stands != Stands::kInstrument)) {
        doers.stands = stands;
        doers.at = i;
      }
    }
    ++i;
  }
  if (doers.names.empty() && owner != nullptr) doers.names.push_back(owner);
  if (!doers.names.empty()) doers.stands = Stands::kNothing;
  return doers;
}

Doers SubjectReader::OfRelative(const VerbGroup& group, const Clause& clause) const {
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
    if (r_.words[i].mention < 0) {
      const std::string_view noun = WordAt(r_, i);
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
  return Governing(outer.tokens.end > 0 ? outer.tokens.end - 1 : 0);
}

Doers SubjectReader::Governing(std::uint32_t token) const {
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
      return Of(group);
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

Doers SubjectReader::OfDependent(const VerbGroup& group) const {
  const Clause& clause = r_.clauses[r_.clause_of[group.begin]];
  if (group.infinitive) {
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
    // "directs the Secretary of Commerce to issue", "for Nvidia to sell": the object does it.
    for (std::uint32_t i = group.begin; i-- > clause.tokens.begin && group.begin - i < 18;) {
      const bool verb = words_.control.AnyIn(r_, {i, i + 1}) && r_.words[i].mention < 0;
      const bool with_for = WordAt(r_, i) == "for" && group.begin - i < 9;
      if (!verb && !with_for) {
        if (r_.finite[i] != 0) break;
        continue;
      }
      if (i + 1 >= group.begin) break;
      const Doers object = Phrase({i + 1, group.begin});
      if (!object.names.empty()) return object;
      const std::string_view first = WordAt(r_, i + 1);
      if (first == "us" || first == "our") return {{}, Stands::kAuthor, i + 1};
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
    const bool acts = mention.kind == MentionKind::kOfficial || mention.kind == MentionKind::kFirm ||
                      mention.kind == MentionKind::kAgency;
    if (acts && (*r_.tokens)[named - 1].span.end == mention.span.end) return {{&mention}, Stands::kNothing, 0};
  }
  // "The office received a petition requesting": whoever sent it.
  if (group.gerund && group.begin > clause.tokens.begin + 2 && r_.words[group.begin - 1].mention < 0) {
    for (std::uint32_t i = group.begin - 1, n = 0; i-- > clause.tokens.begin && n < 6; ++n) {
      const std::string_view word = WordAt(r_, i);
      if (word == "received" || word == "receives") return {};
      if (r_.words[i].mention >= 0) break;
    }
  }
  // "a petition submitted by the Bus Association requesting": somebody whom no dictionary knows.
  if (group.gerund && OfUnknownDoer(r_, group.begin, clause.tokens.begin)) return {};
  return Governing(group.begin);
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

Doers SubjectReader::Of(const VerbGroup& group) const {
  const Clause& clause = r_.clauses[r_.clause_of[group.begin]];
  if (group.infinitive || group.gerund || (group.bare && FiniteBetween(r_, clause.tokens.begin, group.begin))) {
    return OfDependent(group);
  }
  if (clause.relative) return OfRelative(group, clause);
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
    for (std::uint32_t i = clause.tokens.begin; i < group.begin; ++i) {
      if (r_.finite[i] == 0) continue;
      doers = Phrase({clause.tokens.begin, i});
      if (!doers.names.empty() || doers.stands != Stands::kNothing) return doers;
      break;
    }
  }
  doers = Phrase({clause.tokens.begin, group.begin});
  if (!doers.names.empty() || doers.stands != Stands::kNothing) return doers;
  if (!clause.relative && clause.outer >= 0 && group.begin <= clause.tokens.begin + 2 &&
      r_.Is(clause.tokens.begin, kConjunction)) {
    return Governing(group.begin);
  }
  return doers;
}

const Mention* SubjectReader::Antecedent(const Doers& doers, std::uint32_t before, std::uint32_t kinds) const {
  const std::uint32_t firm = KindBit(MentionKind::kFirm), agency = KindBit(MentionKind::kAgency);
  const std::uint32_t official = KindBit(MentionKind::kOfficial), place = KindBit(MentionKind::kPlace);
  switch (doers.stands) {
    case Stands::kPerson:
    case Stands::kPresident:
      kinds &= official;
      break;
    case Stands::kThing:
      kinds &= firm | agency | place;
      break;
    case Stands::kBody:
      kinds &= agency;
      break;
    case Stands::kFirm:
      kinds &= firm;
      break;
    case Stands::kInstrument:
      kinds &= agency | official | place;
      break;
    default:
      break;
  }
  if (kinds == 0) return nullptr;
  constexpr std::uint32_t kLookBack = 1000;
  if (doers.stands == Stands::kPresident) {
    // The person whom the document calls President.
    for (std::uint32_t i = before; i-- > 1 && before - i < kLookBack;) {
      if (r_.words[i].mention >= 0 && At(i).kind == MentionKind::kOfficial && r_.Surface(i - 1) == "President")
        return &At(i);
    }
    return nullptr;
  }
  if (doers.stands == Stands::kPerson) {
    for (std::uint32_t i = before; i-- > 0 && before - i < kLookBack;) {
      if (r_.words[i].mention >= 0 && At(i).kind == MentionKind::kOfficial) return &At(i);
    }
    return nullptr;
  }
  // “They announced it in May”: whom a speaker means by it was named where we did not hear it.
  const std::string_view word = r_.Surface(doers.at);
  const Quote* quote = word == "They" || word == "they" ? r_.QuoteOf(doers.at) : nullptr;
  const std::uint32_t floor = quote != nullptr ? quote->tokens.begin : 0;
  // The subjects of this sentence's and of earlier sentences' tensed verbs, the nearest first.
  int verbs = 0;
  constexpr int kVerbsRead = 12;
  for (std::uint32_t i = std::min(before, doers.at == 0 ? before : doers.at);
       i-- > floor && before - i < kLookBack && verbs < kVerbsRead;) {
    if (r_.finite[i] == 0) continue;
    ++verbs;
    const Clause& clause = r_.clauses[r_.clause_of[i]];
    if (clause.relative) continue;
    const Doers subject = Phrase({clause.tokens.begin, i});
    for (const Mention* mention : subject.names) {
      if ((KindBit(mention->kind) & kinds) != 0) return mention;
    }
  }
  return nullptr;
}

}  // namespace dateline::extract
