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

void RoleWords::Freeze(const Lexicon& lexicon) {
  for (Wants* w : {&instruments, &bodies, &firms, &staff, &units, &titles, &control, &blame, &light, &people, &undoing,
                   &rule_matters, &case_matters})
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

std::uint32_t SubjectReader::PastBareAdverbial(TokenRange phrase) const {
  if (phrase.empty() || r_.words[phrase.begin].mention >= 0) return phrase.begin;
  for (std::uint32_t i = phrase.begin; i < phrase.end; ++i) {
    if (r_.words[i].punct == ',' || r_.words[i].punct == '(') return phrase.begin;
  }
  if (r_.Is(phrase.begin, kSplitter)) return phrase.begin + 1;
  if (!r_.Is(phrase.begin, kPreposition) || WordAt(r_, phrase.begin) == "by") return phrase.begin;
  std::uint32_t i = phrase.begin + 1;
  while (i < phrase.end && r_.words[i].mention < 0 && (r_.Is(i, kDeterminer) || IsNoun(r_, i))) ++i;
  if (i >= phrase.end || r_.words[i].mention < 0 || !IsNoun(r_, i - 1) || (*r_.tokens)[i - 1].capital)
    return phrase.begin;
  // "with chipmaker Intel", "in official Chinese statements": the noun belongs to the name.
  if (IsTitle(i - 1) || words_.firms.Has(r_.words[i - 1].id) || words_.bodies.Has(r_.words[i - 1].id) ||
      words_.staff.Has(r_.words[i - 1].id))
    return phrase.begin;
  std::uint32_t rest = LastOf(r_, i, phrase.end) + 1;
  while (rest < phrase.end && r_.Is(rest, kAdverb)) ++rest;
  return rest == phrase.end ? i : phrase.begin;
}

// A common noun with its determiner stands right before the name.
bool SubjectReader::OwnsContact(std::uint32_t name, std::uint32_t floor) const {
  const std::uint32_t noun = name - 1;
  if (!IsNoun(r_, noun) || (*r_.tokens)[noun].capital || IsTitle(noun) || words_.firms.Has(r_.words[noun].id) ||
      words_.bodies.Has(r_.words[noun].id) || words_.staff.Has(r_.words[noun].id))
    return false;
  for (std::uint32_t i = noun, n = 0; i-- > floor && n < 3; ++n) {
    if (r_.Is(i, kDeterminer)) return true;
    if (!IsNoun(r_, i)) return false;
  }
  return false;
}

Doers SubjectReader::Phrase(TokenRange phrase) const {
  Doers doers;
  bool hangs = false;     // on a preposition
  bool inserted = false;  // a prepositional phrase between commas
  const Mention* owner = nullptr;
  std::vector<const Mention*> makers;  // "a rule drafted by BIS would": who made the thing that acts
  bool made = false;
  constexpr std::uint32_t kLongest = 140;
  std::uint32_t begin = phrase.begin;
  if (phrase.end > begin + kLongest) begin = phrase.end - kLongest;
  const std::uint32_t opening = begin;
  begin = PastAdverbials({begin, phrase.end});
  // "Led by Wyden, six senators": who leads those without a name acts.
  std::vector<const Mention*> leaders;
  if (begin > opening + 2 && begin < phrase.end && r_.words[opening + 1].id != 0 &&
      r_.words[opening + 1].id == r_.grammar->by && (WordAt(r_, opening) == "led" || WordAt(r_, opening) == "Led")) {
    for (std::uint32_t k = opening + 2; k < begin; ++k) {
      if (r_.words[k].mention < 0 || (KindBit(At(k).kind) & kActing) == 0) continue;
      if (leaders.empty() || leaders.back() != &At(k)) leaders.push_back(&At(k));
    }
  }
  for (std::uint32_t i = PastBareAdverbial({begin, phrase.end}); i < phrase.end;) {
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
    // "the probe of Temu that the Commission had opened": a clause with a subject of its own.
    if (r_.Is(i, kThat) && word.mention < 0 && i > phrase.begin && i + 1 < phrase.end && WordAt(r_, i) == "that" &&
        !r_.Is(i - 1, kPreposition)) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    // "Few in Washington believe Congress will": a plural present.
    if (word.mention < 0 && r_.Is(i, kSays) && (word.verb & kBase) != 0 && i > phrase.begin && i + 1 < phrase.end &&
        (r_.words[i + 1].mention >= 0 || r_.Is(i + 1, kDeterminer | kPronoun)) && !r_.Is(i - 1, kDeterminer)) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    if (word.mention >= 0) {
      const std::uint32_t last = LastOf(r_, i, phrase.end);
      const Mention& mention = At(i);
      // "about the tariffs Trump had raised": a subject of its own.
      // "Special Envoy for Climate John Kerry": a title.
      const bool title = mention.kind == MentionKind::kOfficial && i > phrase.begin + 2 &&
                         r_.words[i - 1].mention < 0 && (*r_.tokens)[i - 1].capital && (*r_.tokens)[i - 3].capital &&
                         r_.Is(i - 2, kPreposition);
      if (hangs && i > phrase.begin + 1 && last + 1 == phrase.end && (title || OwnsContact(i, phrase.begin))) {
        doers = {};
        hangs = inserted = false;
      }
      std::uint32_t next = last + 1;
      const bool owns = (*r_.tokens)[last].span.end > mention.span.end ||
                        (next < phrase.end && (r_.Surface(next) == "’" || r_.Surface(next) == "'"));
      // "the Bureau of Industry and Security (BIS) regulations": its short name stands between.
      if (!owns && next < phrase.end && r_.words[next].punct == '(') {
        const std::uint32_t behind = PastBracket(r_, next, phrase.end);
        if (behind < phrase.end && IsNoun(r_, behind)) next = behind;
      }
      // "the Hefei-based company": only told from others.
      if (mention.kind == MentionKind::kPlace && next + 1 < phrase.end && r_.words[next].punct == '-' &&
          (*r_.tokens)[next].gap == Gap::kNone && (*r_.tokens)[next + 1].gap == Gap::kNone) {
        const std::string_view seat = r_.Surface(next + 1);
        if (seat == "based" || seat == "headquartered" || seat == "listed" || seat == "made" || seat == "owned" ||
            seat == "backed" || seat == "led" || seat == "origin" || seat == "born") {
          // "the Santa Clara, California-based toolmaker"
          if (i > phrase.begin && r_.words[i - 1].punct == ',' && !doers.names.empty() &&
              doers.names.back()->kind == MentionKind::kPlace && doers.names.back()->span.end + 2 >= mention.span.begin)
            doers.names.pop_back();
          i = next + 2;
          continue;
        }
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
        // "CFIUS’s non-notified team"
        if (r_.words[k].punct == '-' && noun && (*r_.tokens)[k].gap == Gap::kNone) continue;
        if (!IsNoun(r_, k)) break;
        noun = true;
        capital = capital && (*r_.tokens)[k].capital;
        staff = staff || words_.staff.Has(r_.words[k].id) || words_.bodies.Has(r_.words[k].id) || IsTitle(k) ||
                (mention.kind != MentionKind::kPlace && words_.units.Has(r_.words[k].id));
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
      } else if (acts && made && !noun) {
        makers.push_back(&mention);
      } else if (!acts && !hangs && mention.kind == MentionKind::kRule && doers.names.empty() &&
                 doers.stands == Stands::kNothing) {
        doers.stands = Stands::kInstrument;
        doers.at = i;
      }
      i = std::max(last + 1, next);
      continue;
    }
    if (word.punct == ',') {
      // "in Japan, Korea and Peru" goes on; "with this action, OFAC" does not.
      const bool named = i > phrase.begin && (r_.words[i - 1].mention >= 0 || r_.words[i - 1].punct == ')');
      const bool list =
          hangs && i + 1 < phrase.end && ((named && r_.words[i + 1].mention >= 0) || r_.Is(i + 1, kConjunction));
      if (!inserted && !list) hangs = false;
      ++i;
      continue;
    }
    // "Shipments stalled after the Netherlands revoked": a verb that no rule knows, then a clause of its own.
    if (r_.Is(i, kPreposition) && r_.Is(i, kSplitter) && i > phrase.begin && r_.words[i - 1].mention < 0 &&
        r_.Surface(i - 1).ends_with("ed")) {
      doers = {};
      hangs = inserted = false;
      ++i;
      continue;
    }
    if (r_.Is(i, kPreposition) || WordAt(r_, i) == "consultation") {
      const std::string_view before = i > phrase.begin ? WordAt(r_, i - 1) : std::string_view{};
      const bool along = before == "along" || before == "together" ||
                         (before == "other" && WordAt(r_, i) == "than" && doers.names.empty());  // "none other than"
      // "six senators led by Wyden": who leads those without a name acts.
      const bool leads = doers.names.empty() && WordAt(r_, i) == "by" && (before == "led" || before == "headed");
      made = doers.stands == Stands::kInstrument && WordAt(r_, i) == "by" && i > phrase.begin &&
             (r_.words[i - 1].verb & kParticiple) != 0;
      // "negotiators from Washington", "a coalition of makers including Micron", "executives of Nvidia".
      const bool plain = i > phrase.begin && r_.words[i - 1].mention < 0;
      const bool staff = plain && !hangs && doers.names.empty() && words_.staff.Has(r_.words[i - 1].id) &&
                         (WordAt(r_, i) == "from" || WordAt(r_, i) == "of");
      const bool unit = plain && !hangs && doers.names.empty() && words_.units.Has(r_.words[i - 1].id) &&
                        WordAt(r_, i) == "of" && i + 1 < phrase.end && r_.words[i + 1].mention >= 0 &&
                        At(i + 1).kind != MentionKind::kPlace;
      const bool among = doers.names.empty() && doers.stands == Stands::kNothing && WordAt(r_, i) == "including";
      // "Anthropic, joined by Microsoft,"
      const bool joined = WordAt(r_, i) == "by" && before == "joined";
      if (along || leads || staff || unit || among || joined)
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
  if (doers.names.empty() && doers.stands == Stands::kInstrument) doers.names = std::move(makers);
  if (doers.names.empty() && doers.stands == Stands::kNothing) doers.names = std::move(leaders);
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

// "charged two men with stealing", "accused Acme of shipping", "barred Acme from buying": whom the verb is about.
std::optional<Doers> SubjectReader::OfBlamed(const VerbGroup& group, const Clause& clause) const {
  constexpr std::uint32_t kReach = 24;
  if (group.begin < clause.tokens.begin + 2 || !r_.Is(group.begin - 1, kPreposition)) return std::nullopt;
  const std::string_view link = WordAt(r_, group.begin - 1);
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
    const std::string_view first = WordAt(r_, i + 1);
    if (first == "him" || first == "her") return Doers{{}, Stands::kPerson, i + 1};
    return Doers{object.names, Stands::kNothing, 0};
  }
  return std::nullopt;
}

Doers SubjectReader::OfDependent(const VerbGroup& group) const {
  const Clause& clause = r_.clauses[r_.clause_of[group.begin]];
  if (group.gerund) {
    if (auto blamed = OfBlamed(group, clause)) return std::move(*blamed);
  }
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
    // "Ricketts and Kim plan to offer": a plural present before it.
    if (group.begin > clause.tokens.begin + 1 && r_.words[group.begin - 1].mention < 0 &&
        (r_.words[group.begin - 1].verb & kBase) != 0 && r_.words[group.begin - 2].mention >= 0) {
      const Doers several = Phrase({clause.tokens.begin, group.begin - 1});
      if (!several.names.empty()) return several;
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
           (r_.words[first - 1].mention == r_.words[named - 1].mention ||
            (r_.words[first - 1].mention < 0 && (*r_.tokens)[first - 1].capital) || r_.words[first - 1].punct == '.'))
      --first;
    const bool addressed = first > clause.tokens.begin && WordAt(r_, first - 1) == "to";
    const bool acts = !addressed && (mention.kind == MentionKind::kOfficial || mention.kind == MentionKind::kFirm ||
                                     mention.kind == MentionKind::kAgency);
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
  doers = Phrase({clause.tokens.begin, group.begin});
  if (!doers.names.empty() || doers.stands != Stands::kNothing) return doers;
  if (!clause.relative && clause.outer >= 0 && group.begin <= clause.tokens.begin + 2 &&
      r_.Is(clause.tokens.begin, kConjunction)) {
    return Governing(group.begin);
  }
  return doers;
}

std::vector<const Mention*> SubjectReader::Postcedents(const Doers& doers, std::uint32_t kinds) const {
  if (doers.stands != Stands::kThing && doers.stands != Stands::kPerson) return {};
  const std::uint32_t c = r_.clause_of[doers.at];
  const Clause& clause = r_.clauses[c];
  const TokenRange sentence = r_.sentences[clause.sentence];
  if (!r_.Is(clause.tokens.begin, kSplitter) || clause.tokens.begin > sentence.begin + 4 ||
      FiniteBetween(r_, sentence.begin, clause.tokens.begin) || c + 1 >= r_.clauses.size())
    return {};
  const Clause& main = r_.clauses[c + 1];
  if (main.sentence != clause.sentence || main.relative) return {};
  std::vector<const Mention*> found;
  for (std::uint32_t i = main.tokens.begin; i < main.tokens.end; ++i) {
    if (r_.finite[i] == 0) continue;
    for (const Mention* mention : Phrase({main.tokens.begin, i}).names) {
      if ((KindBit(mention->kind) & kinds) != 0 &&
          (doers.stands == Stands::kThing || mention->kind == MentionKind::kOfficial))
        found.push_back(mention);
    }
    break;
  }
  return found;
}

const Mention* SubjectReader::OnlyFirmBefore(std::uint32_t token) const {
  constexpr std::uint32_t kSentences = 3;
  const std::uint32_t own = r_.sentence_of[token];
  for (std::uint32_t s = own + 1, n = 0; s-- > 0 && n < kSentences; ++n) {
    const Mention* only = nullptr;
    const std::uint32_t end = s == own ? token : r_.sentences[s].end;
    const std::uint32_t begin = std::max(r_.sentences[s].begin, end - std::min(end, 300u));
    for (std::uint32_t i = begin; i < end; ++i) {
      if (r_.words[i].mention < 0 || At(i).kind != MentionKind::kFirm) continue;
      // "analysts polled by LSEG", "told Reuters", "data from Gartner": whom the text has it from.
      const std::string_view before = i > begin ? WordAt(r_, i - 1) : std::string_view{};
      if (before == "by" || before == "told" || before == "from") continue;
      if (only != nullptr && only->entity != At(i).entity) return nullptr;
      only = &At(i);
    }
    if (only != nullptr) return only;
  }
  return nullptr;
}

std::vector<const Mention*> SubjectReader::Antecedents(const Doers& doers, std::uint32_t before,
                                                       std::uint32_t kinds) const {
  const std::uint32_t firm = KindBit(MentionKind::kFirm), agency = KindBit(MentionKind::kAgency);
  const std::uint32_t official = KindBit(MentionKind::kOfficial), place = KindBit(MentionKind::kPlace);
  const std::string_view word = r_.Surface(doers.at);
  const bool they = doers.stands == Stands::kThing && (word == "They" || word == "they");
  const std::uint32_t all = kinds;
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
  if (kinds == 0 && !they) return {};
  constexpr std::uint32_t kLookBack = 1000;
  if (doers.stands == Stands::kPresident) {
    // The person whom the document calls President.
    for (std::uint32_t i = before; i-- > 1 && before - i < kLookBack;) {
      if (r_.words[i].mention >= 0 && At(i).kind == MentionKind::kOfficial && r_.Surface(i - 1) == "President")
        return {&At(i)};
    }
    return {};
  }
  if (doers.stands == Stands::kPerson) {
    for (std::uint32_t i = before; i-- > 0 && before - i < kLookBack;) {
      if (r_.words[i].mention >= 0 && At(i).kind == MentionKind::kOfficial) return {&At(i)};
    }
    return {};
  }
  // “They announced it in May”: whom a speaker means by it was named where we did not hear it.
  const Quote* quote = they ? r_.QuoteOf(doers.at) : nullptr;
  const std::uint32_t floor = quote != nullptr ? quote->tokens.begin : 0;
  // The subjects of this sentence's and of earlier sentences' tensed verbs, the nearest first.
  int verbs = 0;
  constexpr int kVerbsRead = 20;
  for (std::uint32_t i = std::min(before, doers.at == 0 ? before : doers.at);
       i-- > floor && before - i < kLookBack && verbs < kVerbsRead;) {
    if (r_.finite[i] == 0) continue;
    ++verbs;
    const Clause& clause = r_.clauses[r_.clause_of[i]];
    if (clause.relative) continue;
    const Doers subject = Phrase({clause.tokens.begin, i});
    std::vector<const Mention*> people, found;
    for (const Mention* mention : subject.names) {
      if ((KindBit(mention->kind) & official & all) != 0) people.push_back(mention);
      if ((KindBit(mention->kind) & kinds) != 0) found.push_back(mention);
    }
    if (they && people.size() > 1) return people;
    if (found.empty()) continue;
    if (!they) found.resize(1);
    return found;
  }
  return {};
}

}  // namespace dateline::extract
