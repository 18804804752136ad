#include "extract/verb_groups.h"

#include <algorithm>
#include <array>

#include "extract/word_at.h"

namespace dateline::extract {

bool IsAdverb(const Reading& r, std::uint32_t i) {
  if (r.Is(i, kAdverb)) return true;
  const Written s = r.Surface(i);
  if (s == "since" && i > 0 && r.Is(i - 1, kHave)) return true;  // "has since issued"
  return s.size() > 4 && s.ends_with("ly") && r.words[i].punct == 0;
}

bool IsMoreOftenNoun(Written word) {
  static constexpr std::array<std::string_view, 14> kNouns{"bans",    "charges", "controls",  "curbs",  "cuts",
                                                           "exports", "imports", "limits",    "orders", "plans",
                                                           "rules",   "sales",   "sanctions", "talks"};
  static_assert(std::ranges::is_sorted(kNouns));
  return Among<kNouns>(word);
}

bool TakesContent(const Reading& r, std::uint32_t i) {
  static constexpr std::array<std::string_view, 40> kNouns{
      "accusation",  "accusations", "allegation", "allegations", "assertion",   "assertions",   "assurance",
      "assurances",  "belief",      "chance",     "chances",     "charge",      "charges",      "claim",
      "claims",      "concern",     "concerns",   "evidence",    "expectation", "expectations", "fear",
      "fears",       "guarantee",   "guarantees", "hopes",       "idea",        "notion",       "possibility",
      "prospect",    "report",      "reports",    "rumor",       "rumors",      "rumour",       "rumours",
      "speculation", "stories",     "suggestion", "suggestions", "talk"};
  static_assert(std::ranges::is_sorted(kNouns));
  if (r.words[i].mention >= 0) return false;
  return Among<kNouns>(WordAt(r, i));
}

namespace {

// "did not speak of it AND INSTEAD called on Tokyo", "did not name it BUT called on Tokyo": a past tense, as "did not"
// takes none.
bool FollowsNegatedDo(const Reading& r, std::uint32_t i) {
  if (i < 2) return false;
  const Written before = r.Surface(i - 1);
  if (before != "but" && (before != "instead" || !r.Is(i - 2, kConjunction))) return false;
  constexpr std::uint32_t kReach = 14;
  const std::uint32_t floor = std::max(r.sentences[r.sentence_of[i]].begin, i - std::min(i, kReach));
  for (std::uint32_t k = i - 1; k-- > floor;) {
    if (r.Is(k, kDo | kHave) && r.Is(k + 1, kNegator)) return true;
    if (r.words[k].punct != 0) return false;
  }
  return false;
}

// "Beijing on Monday retaliated by", "Seoul last week decided against": a name with a time behind it.
bool BehindDatedName(const Reading& r, std::uint32_t i) {
  constexpr std::uint32_t kLongest = 5;  // tokens of a time
  if (i < 2) return false;
  const std::uint32_t from = i - std::min(i, kLongest);
  for (const Timex& timex : r.DatesOf({from, i})) {
    if (timex.span.end != (*r.tokens)[i - 1].span.end) continue;
    std::uint32_t b = r.TokenFrom(timex.span.begin);
    if (b > 1 && r.words[b - 1].mention < 0 && (r.Surface(b - 1) == "on" || r.Surface(b - 1) == "in")) --b;
    return b > 0 && r.words[b - 1].mention >= 0;
  }
  return false;
}

// "rolled out carefully TAILORED restrictions", "a newly EXPANDED list", "to sign newly NEGOTIATED deals": behind a
// determiner, a preposition or the verb whose object it is, an adverb and a participle describe the noun that follows.
bool DescribesNoun(const Reading& r, std::uint32_t i) {
  if (i < 2 || i + 1 >= r.words.size() || (r.words[i].verb & kParticiple) == 0) return false;
  const Written adverb = r.Surface(i - 1);
  if (r.words[i - 1].mention >= 0 || (adverb != "long" && (adverb.size() < 5 || !adverb.ends_with("ly")))) return false;
  const Word& noun = r.words[i + 1];
  if (noun.punct != 0 || r.finite[i - 1] != 0 || (noun.verb & (kThird | kPast | kGerund)) == kGerund) return false;
  if (noun.mention < 0 && r.Is(i + 1, kDeterminer | kPreposition | kPronoun | kAdverb | kThat | kConjunction |
                                          kRelative | kSplitter | kAuxiliary))
    return false;
  std::uint32_t before = i - 2;
  if (r.words[before].mention >= 0 || r.words[before].punct != 0) return false;
  static constexpr std::array<std::string_view, 5> kParticles{"down", "forward", "off", "out", "up"};
  if (before > 0 && Among<kParticles>(r.Surface(before)))
    --before;
  else if (r.Is(before, kDeterminer | kPreposition))
    return !r.Is(before, kThat);
  if (r.words[before].mention >= 0 || r.Is(before, kBe | kHave | kDo | kModal)) return false;
  const std::uint8_t verb = r.words[before].verb;
  return r.finite[before] != 0 || (verb & kGerund) != 0 ||
         ((verb & kBase) != 0 && before > 0 && (r.Is(before - 1, kModal) || r.words[before - 1].id == r.grammar->to));
}

}  // namespace

namespace {

// "the two met in Oslo": those counted, no further noun.
bool AreCounted(const Reading& r, std::uint32_t i) {
  return i > 0 && OneOf(r.Surface(i), "two", "three", "four", "five", "six") && WordAt(r, i - 1) == "the" &&
         r.words[i + 2].mention < 0 && (r.Is(i + 2, kPreposition | kDeterminer | kAdverb) || r.words[i + 2].punct != 0);
}

// "a row THAT began in May": behind a noun a relative, not "said that proposed rules", "under that proposed rule".
bool RelatesToNoun(const Reading& r, std::uint32_t that) {
  if (!r.Is(that, kThat) || that == 0 || r.words[that - 1].punct != 0) return false;
  if (r.words[that - 1].mention >= 0) return true;
  constexpr std::uint16_t kNoNoun =
      kAuxiliary | kPreposition | kConjunction | kSays | kPronoun | kDeterminer | kAdverb | kNegator | kSplitter;
  // "talks that began": a noun, where no tensed verb stands.
  return !r.Is(that - 1, kNoNoun) && r.finite[that - 1] == 0 && (r.words[that - 1].verb & (kPast | kGerund)) == 0 &&
         !TakesContent(r, that - 1);
}

}  // namespace

bool IsFinite(const Reading& r, std::uint32_t i) {
  if (r.words[i].id == 0 || r.words[i].mention >= 0) return false;
  // "reported in May a loss", "TAIPEI, May 5 -": the month.
  if (r.Is(i, kModal)) {
    if (r.Surface(i) != "May" || i == 0) return true;
    if (i + 1 < r.words.size() && (*r.tokens)[i + 1].kind == TokenKind::kNumber) return false;
    return r.words[i - 1].mention >= 0 || !r.Is(i - 1, kPreposition);
  }
  if (r.Is(i, kBe | kHave | kDo)) {
    std::uint8_t forms = 0;
    for (const LemmaForm& f : r.lexicon->Lemmas(r.words[i].id)) forms |= f.forms;
    return forms == 0 || (forms & (kThird | kPast)) != 0;
  }
  const std::uint8_t forms = r.words[i].verb;
  if ((forms & (kThird | kPast)) == 0 || i == 0) return false;
  // "Claims that …": a plural noun, unless it heads a list item without a subject.
  if ((forms & kPast) == 0 && r.sentences[r.sentence_of[i]].begin == i) return false;
  // "United States", "Armed Forces": parts of a name that no dictionary knows.
  if ((*r.tokens)[i].capital && (*r.tokens)[i - 1].capital && r.words[i - 1].mention < 0 && r.words[i - 1].punct == 0) {
    return false;
  }
  // "In a speech, Sacks said": a name that no dictionary knows.
  if ((*r.tokens)[i].capital && r.words[i - 1].punct == ',') return false;
  // "22 STATES sued", "other CLAIMS fail"
  if ((forms & kPast) == 0 && r.Surface(i).ends_with("s") &&
      (((*r.tokens)[i - 1].kind == TokenKind::kNumber && (*r.tokens)[i - 1].span.size() < 4) ||
       OneOf(r.Surface(i - 1), "all", "few", "many", "more", "most", "other")))
    return false;
  // "all necessary DOCUMENTS to", "these new CONTROLS on": what a plural determiner and an adjective stand before.
  if ((forms & kPast) == 0 && i > 1 && r.words[i - 1].punct == 0 && r.words[i - 1].mention < 0 &&
      !r.Is(i - 1, kPronoun | kConjunction | kRelative | kThat) && r.Surface(i).ends_with("s") &&
      !r.Surface(i - 1).ends_with("s") &&
      OneOf(r.Surface(i - 2), "all", "certain", "many", "most", "multiple", "numerous", "several", "these", "those",
            "various"))
    return false;
  if (r.Is(i - 1, kAuxiliary | kPreposition)) return false;
  if (r.Is(i - 1, kDeterminer) && !RelatesToNoun(r, i - 1) && !AreCounted(r, i - 1)) return false;
  // "11 trillion won": money.
  if ((*r.tokens)[i].span.size() == 3 && r.Surface(i) == "won" &&
      ((*r.tokens)[i - 1].kind == TokenKind::kNumber || r.Surface(i - 1).ends_with("illion")))
    return false;
  // "rejected as untrue reports that": a noun unless somebody stands before it who reports.
  if ((forms & kPast) == 0 && i > 1 && i + 1 < r.words.size() && r.words[i + 1].id != 0 &&
      r.words[i + 1].id == r.grammar->that && r.words[i - 1].mention < 0 && !(*r.tokens)[i - 1].capital &&
      !r.Is(i - 1, kPronoun | kRelative) && TakesContent(r, i) && !r.Is(i - 2, kDeterminer) &&
      r.words[i - 2].mention < 0) {
    return false;
  }
  // "announced plans to", "imposed curbs on": nouns that are verbs too, after a verb of which they are the object.
  if ((forms & kPast) == 0 && r.words[i - 1].mention < 0 && (r.words[i - 1].verb & (kPast | kParticiple)) != 0 &&
      !r.Is(i - 1, kHave | kBe | kDo) && IsMoreOftenNoun(r.Surface(i)))
    return false;
  // "banned gallium exports in December": a noun between them.
  if ((forms & kPast) == 0 && i > 1 && (r.words[i - 2].verb & kPast) != 0 && r.words[i - 1].mention < 0 &&
      r.words[i - 1].punct == 0 && r.words[i - 2].mention < 0 && (r.words[i - 2].verb & kPast) != 0 &&
      !r.Is(i - 2, kHave | kBe | kDo | kSays) &&
      !r.Is(i - 1, kPronoun | kRelative | kThat | kAdverb | kPreposition | kConjunction) &&
      IsMoreOftenNoun(r.Surface(i)))
    return false;
  // "Chinese-made chips"
  if (r.words[i - 1].punct == '-' && (*r.tokens)[i].gap == Gap::kNone && i > 1 && (*r.tokens)[i - 1].gap == Gap::kNone)
    return false;
  // "the Treasury Department’s sanctions team": a plural noun.
  if ((forms & kPast) == 0 && r.words[i - 1].mention >= 0) {
    const Span name = r.what->mentions[static_cast<std::size_t>(r.words[i - 1].mention)].span;
    const std::string_view mark =
        r.text.substr(name.end, (*r.tokens)[i - 1].span.end - std::min(name.end, (*r.tokens)[i - 1].span.end));
    if (mark.starts_with("'") || mark.starts_with("’")) return false;
  }
  // "soybean purchases are": a noun before its verb; but "what Beijing wants is".
  if ((forms & kPast) == 0 && i + 1 < r.words.size() && r.Is(i + 1, kAuxiliary) && r.words[i - 1].mention < 0 &&
      !r.Is(i - 1, kPronoun | kRelative | kThat)) {
    return false;
  }
  // "has not yet ruled", "was recently added": the auxiliary is the tensed one.
  if ((forms & (kPast | kParticiple)) != 0) {
    std::uint32_t aux = i - 1;
    while (aux > 0 && i - aux < 4 && r.words[aux].mention < 0 && (r.Is(aux, kNegator) || IsAdverb(r, aux)) &&
           !r.Is(aux, kAuxiliary))
      --aux;
    if (aux < i - 1 && r.Is(aux, kAuxiliary) && r.words[aux].mention < 0) return false;
  }
  if (DescribesNoun(r, i)) return false;
  // "shall take steps", "to issue rules": the object of a bare verb.
  if ((forms & kPast) == 0 && i > 1 && r.words[i - 1].mention < 0 && (r.words[i - 1].verb & kBase) != 0 &&
      (r.Is(i - 2, kModal) || IsAdverb(r, i - 2) || r.words[i - 2].id == r.grammar->to)) {
    return false;
  }
  // "current and proposed export controls": an adjective among adjectives.
  if ((forms & kParticiple) != 0 && i > 1 && r.Is(i - 1, kConjunction) && r.words[i - 2].mention < 0 &&
      r.words[i - 2].punct == 0 && r.words[i - 2].verb == 0 && !r.Is(i - 2, kPronoun) && i + 1 < r.words.size() &&
      r.words[i + 1].punct == 0 && r.words[i + 1].mention < 0 &&
      !r.Is(i + 1, kDeterminer | kPreposition | kAdverb | kThat | kPronoun | kSplitter) &&
      !r.Surface(i - 2).ends_with("s")) {
    return false;
  }
  // "a rule issued by": a participle before a preposition is not finite.
  // After a name it is: "Nvidia said in a filing"; before an infinitive too: "promised to expand".
  if ((forms & kParticiple) != 0 && i + 1 < r.words.size() && r.Is(i + 1, kPreposition)) {
    const bool name = r.words[i - 1].mention >= 0 || r.Is(i - 1, kPronoun) || BehindDatedName(r, i) ||
                      (i > 1 && IsAdverb(r, i - 1) && r.words[i - 2].mention >= 0) || FollowsNegatedDo(r, i);
    const bool infinitive = r.words[i + 1].id == r.grammar->to && i + 2 < r.words.size() &&
                            r.words[i + 2].mention < 0 && (r.words[i + 2].verb & kBase) != 0;
    return name || infinitive;
  }
  return true;
}

bool VerbFollows(const Reading& r, std::uint32_t conjunction) {
  const auto size = static_cast<std::uint32_t>(r.words.size());
  std::uint32_t i = conjunction + 1;
  while (i < size && i < conjunction + 3 && r.words[i].mention < 0 && IsAdverb(r, i)) ++i;
  if (i >= size || r.words[i].mention >= 0) return false;
  if (r.finite[i] != 0) return true;
  // "to issue a rule and add Thailand": a base form before a name or a determiner.
  if ((r.words[i].verb & kBase) == 0 || i + 1 >= size) return false;
  return r.words[i + 1].mention >= 0 || r.Is(i + 1, kDeterminer);
}

namespace {

// Where the subject of a clause may end: a name, a noun, a pronoun; not a determiner, preposition or number.
bool MayBeSubject(const Reading& r, std::uint32_t i) {
  if (r.words[i].mention >= 0) return true;
  if (r.words[i].punct != 0) return r.words[i].punct == ')' || r.words[i].punct == ',' || r.words[i].punct == '*';
  if (r.Is(i, kPronoun | kRelative | kThat)) return true;
  return !r.Is(i, kDeterminer | kPreposition | kConjunction);
}

// "Bans rarely work": what happens so is a plural noun's habit.
bool TellsHowOften(std::string_view word) {
  return word == "always" || word == "often" || word == "rarely" || word == "seldom" || word == "sometimes" ||
         word == "usually" || word == "tend";
}

// The end, or a mark after which no object comes: "poured $3 billion" goes on.
bool EndsPhrase(const Reading& r, std::uint32_t i) {
  if (i >= r.words.size()) return true;
  const char p = r.words[i].punct;
  if (p == '\xE2') return r.Surface(i) == "—" || r.Surface(i) == "–" || r.Surface(i) == "”";
  return p == ',' || p == '.' || p == ';' || p == ':' || p == ')' || p == '?' || p == '!' || p == '-';
}

// "the Bureau of Industry and Security (BIS) published in": the token before the bracket that ends at `i`.
std::uint32_t BeforeBracket(const Reading& r, std::uint32_t i, std::uint32_t floor) {
  if (r.words[i].punct != ')') return i;
  constexpr std::uint32_t kLongest = 8;
  for (std::uint32_t k = i; k-- > floor + 1 && i - k < kLongest;) {
    if (r.words[k].punct == '(') return k - 1;
  }
  return i;
}

// An unknown name: capitalised inside a sentence, or at its beginning and no plural noun.
bool IsName(const Reading& r, std::uint32_t i, std::uint32_t floor) {
  if (!(*r.tokens)[i].capital) return false;
  return i > floor || !r.Surface(i).ends_with("s");
}

// The auxiliary before a phrase of a few words that is put in between, else `i` itself, the last of them.
std::uint32_t AuxBeforePhrase(const Reading& r, std::uint32_t i, std::uint32_t floor) {
  constexpr std::uint32_t kPhrase = 4;  // tokens
  for (std::uint32_t p = i; p > floor && i - p < kPhrase; --p) {
    const bool verb = (r.words[p].verb & (kPast | kThird | kGerund | kParticiple)) != 0;
    if (r.words[p].punct != 0 || r.words[p].mention >= 0 || verb) return i;
    if (r.words[p].id == r.grammar->to || !r.Is(p, kPreposition)) continue;
    // "could as soon as next week announce"
    if (p > floor + 2 && r.Surface(p) == "as" && r.Surface(p - 2) == "as") p -= 2;
    return p < i && r.Is(p - 1, kHave | kModal) && r.words[p - 1].mention < 0 ? p - 1 : i;
  }
  return i;
}

// "measures announced on Friday", "the guidance, issued late last week, says": a time, after which the phrase ends or
// the verb of the sentence stands. An act has its object there: "announced on Friday that", "issued last week a rule".
bool EndsAfterTime(const Reading& r, std::uint32_t after) {
  constexpr std::uint32_t kLongest = 6;
  const std::uint32_t floor = std::min<std::uint32_t>(after + kLongest, r.sentences[r.sentence_of[after - 1]].end);
  if (after >= floor) return false;
  const auto dates = r.DatesOf({after, floor});
  if (dates.empty()) return false;
  std::uint32_t i = after;
  if (r.Surface(i) == "late" || r.Surface(i) == "early") ++i;
  if (i > after && i < floor && r.Is(i, kPreposition) && dates.front().span.begin > (*r.tokens)[i].span.begin) ++i;
  if (i >= floor || dates.front().span.begin > (*r.tokens)[i].span.begin) return false;
  const std::uint32_t end = dates.front().span.end;
  while (i < floor && (*r.tokens)[i].span.begin < end) ++i;
  return EndsPhrase(r, i) || r.finite[i] != 0 || r.Is(i, kPreposition);
}

// "imposed in April a tariff", "raised to 30 percent the duty": past a preposition and its noun stands an object, so
// the verb before is no participle of the passive.
bool HasLateObject(const Reading& r, std::uint32_t after) {
  constexpr std::uint32_t kReach = 7;
  const std::uint32_t end = std::min<std::uint32_t>(after + kReach, r.sentences[r.sentence_of[after]].end);
  if (r.Surface(after) == "late" || r.Surface(after) == "early") ++after;
  if (after + 1 >= end || !r.Is(after, kPreposition) || r.Is(after + 1, kVerb | kBe | kHave | kDo)) return false;
  for (std::uint32_t i = after + 2; i < end; ++i) {
    if (r.words[i - 1].punct != 0 && r.words[i - 1].punct != '.') return false;
    if (r.words[i].mention >= 0 || !r.Is(i, kDeterminer) || r.Is(i, kThat | kPronoun | kPreposition)) continue;
    return !r.Is(i - 1, kPreposition | kDeterminer | kConjunction | kAdverb) || r.words[i - 1].mention >= 0;
  }
  // "imposed in March tariffs on steel"
  const auto dates = r.DatesOf({after + 1, end});
  if (dates.empty() || dates.front().span.begin != (*r.tokens)[after + 1].span.begin) return false;
  std::uint32_t i = after + 1;
  while (i < end && (*r.tokens)[i].span.begin < dates.front().span.end) ++i;
  return i < end && r.words[i].punct == 0 && (*r.tokens)[i].kind == TokenKind::kWord && r.words[i].mention < 0 &&
         !(*r.tokens)[i].capital && r.finite[i] == 0 && (r.words[i].verb & (kPast | kParticiple | kGerund)) == 0 &&
         !r.Is(i, kPreposition | kConjunction | kAdverb | kPronoun | kRelative | kThat | kSplitter | kConditional |
                      kNegator | kAuxiliary);
}

// "reiterated the importance of it and committed to", "fell and asked for", "did not comment but settled with": the
// second of two tensed verbs, as the first has an object or no participle stands between them.
bool FollowsTensed(const Reading& r, std::uint32_t before, std::uint32_t floor) {
  if (!r.Is(before, kConjunction)) return false;
  constexpr std::uint32_t kReach = 40;
  bool participle = false;
  for (std::uint32_t i = before, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    if (r.finite[i] == 0) {
      participle = participle || (r.words[i].mention < 0 && (r.words[i].verb & (kParticiple | kGerund)) != 0);
      continue;
    }
    if (r.Is(i, kDo)) return !participle;
    if ((r.words[i].verb & kPast) == 0 || r.Is(i, kBe | kHave | kModal)) return false;
    // "as promulgated, maintained, and amended under": none of them has a subject.
    if (i == floor || r.words[i - 1].punct != 0 || r.Surface(i - 1) == "as") return false;
    const bool object = r.words[i + 1].mention >= 0 || r.Is(i + 1, kDeterminer | kPronoun);
    return !participle || (object && !r.Is(i + 1, kPreposition));
  }
  return false;
}

}  // namespace

std::optional<VerbGroup> GroupAt(const Reading& r, std::uint32_t verb, std::uint32_t after, std::uint8_t forms) {
  VerbGroup g;
  g.verb = g.begin = verb;
  const std::uint32_t floor = r.sentences[r.sentence_of[verb]].begin;
  bool be = false, have = false, modal = false, to = false, finite_aux = false;
  std::uint32_t nearest_aux = verb;
  for (std::uint32_t i = verb; i-- > floor;) {
    if (verb - i > 8 || r.words[i].mention >= 0) break;
    if (r.Is(i, kAuxiliary | kNegator)) {
      // "was not", "wasn't"
      if (nearest_aux == verb && (!r.Is(i, kNegator) || r.Is(i, kBe | kHave))) {
        nearest_aux = i;
        be = r.Is(i, kBe), have = r.Is(i, kHave);
      }
      modal = modal || r.Is(i, kModal | kDo);
      finite_aux = finite_aux || r.finite[i] != 0;
      g.begin = i;
      if (modal) break;
    } else if (i > floor && ((r.Surface(i) == "far" && r.Surface(i - 1) == "so") ||
                             (r.Surface(i) == "longer" && r.Surface(i - 1) == "no"))) {
      // "has not so far fined", "will no longer require"
      --i;
    } else if (r.Is(i, kPreposition) && i > floor + 1 && r.Surface(i) == "than" && r.Surface(i - 1) == "more") {
      g.begin = --i;  // "has more than halved"
    } else if (r.words[i].id == r.grammar->to) {
      to = true;
      g.begin = i;
      break;
    } else if (const std::uint32_t aux = AuxBeforePhrase(r, i, floor);
               aux != i && (forms & (kParticiple | kBase)) != 0) {
      i = aux + 1;  // "has at this point agreed", "will on Monday publish"
    } else if (!IsAdverb(r, i)) {
      break;
    }
  }
  const std::uint32_t before = g.begin > floor ? g.begin - 1 : verb;
  g.infinitive = to;
  // "as amended by": a remark on a name, not an event.
  if (before != verb && g.begin == verb && r.Surface(before) == "as") return std::nullopt;
  g.opens = true;
  for (std::uint32_t i = floor; i < g.begin && g.opens; ++i) {
    // "(b) consult with": the letter of an item.
    const bool letter = i > floor && r.words[i - 1].punct == '(' && i + 1 < g.begin && r.words[i + 1].punct == ')';
    g.opens = r.words[i].punct != 0 || IsAdverb(r, i) || letter;
  }
  g.finite = finite_aux;
  if (be && (forms & kParticiple) != 0 && (forms & kGerund) == 0) {
    g.passive = true;
    return g;
  }
  if ((forms & kGerund) != 0) {
    g.gerund = !be;
    g.present = be;
    // "the pending ruling", "of the ruling": a noun.
    if (!be && before != verb && r.Is(before, kDeterminer) && !r.Is(before, kThat)) return std::nullopt;
    return g;
  }
  if (have && (forms & (kParticiple | kPast)) != 0) return g;
  if (modal || to) {
    if ((forms & kBase) == 0) return std::nullopt;
    return g;
  }
  const bool noun_before =
      before != verb && r.Is(before, kDeterminer | kPreposition) && !r.Is(before, kThat | kPronoun);
  if (be) return std::nullopt;
  if ((forms & (kPast | kParticiple)) != 0 && (forms & kBase) == 0) {
    const bool before_preposition = after < r.words.size() && r.Is(after, kPreposition) && !HasLateObject(r, after);
    const bool late_object = !before_preposition && after < r.words.size() && HasLateObject(r, after);
    if (noun_before) {
      // "the proposed rule"
      if (r.Is(before, kDeterminer) && !AreCounted(r, before)) return std::nullopt;
    }
    const bool participle = (forms & kParticiple) != 0;
    const bool by = after < r.words.size() && r.words[after].id == r.grammar->by;
    const bool ends =
        EndsPhrase(r, after) || (r.Is(after, kAdverb) && (EndsPhrase(r, after + 1) || r.Is(after + 1, kPreposition)));
    // "without written notice", "of proposed rules"
    if (noun_before && participle && !by && !before_preposition && !ends && r.words[after].mention < 0 &&
        !r.Is(after, kDeterminer | kPronoun | kAdverb | kThat))
      return std::nullopt;
    // "which the Bureau recently amended in April"
    std::uint32_t last = before;
    while (before != verb && last > floor && r.words[last].mention < 0 && IsAdverb(r, last)) --last;
    const std::uint32_t noun = before != verb ? BeforeBracket(r, last, floor) : before;
    const bool subject_is_name = before != verb && (r.words[noun].mention >= 0 || r.Is(noun, kPronoun) ||
                                                    (noun_before && AreCounted(r, before)) ||
                                                    (IsName(r, noun, floor) && !r.Is(noun, kSplitter | kConditional)));
    if (participle &&
        (by || (before_preposition && !subject_is_name) || (ends && !subject_is_name) ||
         (!subject_is_name && EndsAfterTime(r, after))) &&
        !late_object && (by || before == verb || !FollowsTensed(r, before, floor))) {
      g.passive = g.reduced = true;
    } else {
      g.finite = true;
    }
    return g;
  }
  if (noun_before) return std::nullopt;  // "the ban", "of sanctions"
  if ((forms & kThird) != 0) {
    // A list item without a subject: "imposes sanctions on …"; a plural noun is followed by a preposition or verb.
    if (g.opens && after < r.words.size() && r.words[after].punct == 0 &&
        !r.Is(after, kPreposition | kConjunction | kAuxiliary) && !TellsHowOften(r.Surface(after))) {
      g.finite = g.present = true;
      return g;
    }
    if (before == verb || !MayBeSubject(r, before)) return std::nullopt;
    // "retaliate with export bans": a noun behind a preposition is no subject.
    if (before > floor && r.words[before].mention < 0 && r.words[before].punct == 0 && !(*r.tokens)[before].capital &&
        !r.Is(before, kPronoun | kRelative | kThat) && r.Is(before - 1, kPreposition) &&
        r.words[before - 1].mention < 0) {
      return std::nullopt;
    }
    if (after < r.words.size() && (r.Is(after, kAuxiliary) || r.Is(after, kPreposition | kConjunction))) {
      if (r.words[before].mention < 0 && !r.Is(before, kPronoun)) return std::nullopt;
    }
    g.finite = g.present = true;
    return g;
  }
  // "the promised ban": a participle between a determiner and a noun.
  if (before != verb && before > floor && r.words[before].mention < 0 && (r.words[before].verb & kParticiple) != 0 &&
      r.Is(before - 1, kDeterminer) && !r.Is(before - 1, kThat | kPronoun)) {
    return std::nullopt;
  }
  // A bare form: imperative, coordinated infinitive, or present tense of a plural subject.
  if (before != verb && r.words[before].punct == 0 && r.words[before].mention < 0 &&
      !r.Is(before, kPronoun | kConjunction | kAdverb | kVerb) && !IsAdverb(r, before) &&
      !r.Surface(before).ends_with("s")) {
    if ((forms & kPast) == 0) return std::nullopt;
  }
  if ((forms & kPast) != 0 && before != verb && (r.words[before].mention >= 0 || r.Is(before, kPronoun)))
    g.finite = true;
  g.present = (forms & kPast) == 0;
  g.bare = !g.finite;
  return g;
}

}  // namespace dateline::extract
