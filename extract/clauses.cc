#include "extract/clauses.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "extract/contact_clauses.h"

namespace dateline::extract {
namespace {

struct ClosedClass {
  std::string_view words;  // separated by spaces
  std::uint16_t classes;
};

constexpr std::array kClosed{
    ClosedClass{"will would shall should may might can could must 'll i'll we'll you'll he'll she'll it'll they'll "
                "that'll there'll cannot can't won't wouldn't shouldn't couldn't mustn't",
                kModal},
    ClosedClass{
        "won't wouldn't shouldn't couldn't mustn't can't cannot isn't aren't wasn't weren't hasn't haven't hadn't "
        "doesn't don't didn't not never",
        kNegator},
    ClosedClass{"isn't aren't wasn't weren't 're 'm", kBe},
    ClosedClass{"hasn't haven't hadn't 've 'd", kHave},
    ClosedClass{"doesn't don't didn't", kDo},
    ClosedClass{"also already soon now then again still just once even ever yet hereby further recently today "
                "formally jointly first both all each either later earlier promptly however in turn finally only",
                kAdverb},
    ClosedClass{"a an the this that these those its their his her our my your any some every no another such "
                "certain several two three four five six seven eight nine ten new",
                kDeterminer},
    ClosedClass{"of in on at to for from by with under against into over after before about through during "
                "between among per via without within pursuant as than toward towards across upon including",
                kPreposition},
    ClosedClass{"he she it they we i you who which this these those", kPronoun},
    ClosedClass{"but however although though while whereas because unless until after before since when where",
                kSplitter},
    ClosedClass{"which who whose whom", kRelative},
    ClosedClass{"if unless", kConditional},
    ClosedClass{"and or but nor", kConjunction},
    ClosedClass{"that", kThat},
};

bool IsAdverb(const Reading& r, std::uint32_t i) {
  if (r.Is(i, kAdverb)) return true;
  const std::string_view s = r.Surface(i);
  if (s == "since" && i > 0 && r.Is(i - 1, kHave)) return true;  // "has since issued"
  return s.size() > 4 && s.ends_with("ly") && r.words[i].punct == 0;
}

bool IsAux(const Reading& r, std::uint32_t i) {
  return r.Is(i, kBe | kHave | kDo | kModal);
}

std::uint8_t VerbForms(const Reading& r, std::uint32_t i) {
  return r.words[i].verb;
}

bool IsMoreOftenNoun(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kNouns{"bans",    "charges", "controls",  "curbs",  "cuts",
                                                           "exports", "imports", "limits",    "orders", "plans",
                                                           "rules",   "sales",   "sanctions", "talks"};
  static_assert(std::ranges::is_sorted(kNouns));
  return std::ranges::binary_search(kNouns, word);
}

// "did not speak of it AND INSTEAD called on Tokyo", "did not name it BUT called on Tokyo": a past tense, as "did not"
// takes none.
bool FollowsNegatedDo(const Reading& r, std::uint32_t i) {
  if (i < 2) return false;
  const std::string_view before = r.Surface(i - 1);
  if (before != "but" && (before != "instead" || !r.Is(i - 2, kConjunction))) return false;
  constexpr std::uint32_t kReach = 14;
  const std::uint32_t floor = std::max(r.sentences[r.sentence_of[i]].begin, i - std::min(i, kReach));
  for (std::uint32_t k = i - 1; k-- > floor;) {
    if (r.Is(k, kDo) && r.Is(k + 1, kNegator)) return true;
    if (r.words[k].punct != 0) return false;
  }
  return false;
}

// A finite verb group begins here: a finite auxiliary, or a tensed verb with no auxiliary before it.
bool ReadFinite(const Reading& r, std::uint32_t i) {
  if (r.words[i].id == 0 || r.words[i].mention >= 0) return false;
  // "reported in May a loss": the month.
  if (r.Is(i, kModal))
    return !(i > 0 && r.Surface(i) == "May" && r.words[i - 1].mention < 0 && r.Is(i - 1, kPreposition));
  if (r.Is(i, kBe | kHave | kDo)) {
    std::uint8_t forms = 0;
    for (const LemmaForm& f : r.lexicon->Lemmas(r.words[i].id)) forms |= f.forms;
    return forms == 0 || (forms & (kThird | kPast)) != 0;
  }
  const std::uint8_t forms = VerbForms(r, i);
  if ((forms & (kThird | kPast)) == 0 || i == 0) return false;
  // "Claims that …": a plural noun, unless it heads a list item without a subject.
  if ((forms & kPast) == 0 && r.sentences[r.sentence_of[i]].begin == i) return false;
  // "United States", "Armed Forces": parts of a name that no dictionary knows.
  if ((*r.tokens)[i].capital && (*r.tokens)[i - 1].capital && r.words[i - 1].mention < 0 && r.words[i - 1].punct == 0) {
    return false;
  }
  // "In a speech, Sacks said": a name that no dictionary knows.
  if ((*r.tokens)[i].capital && r.words[i - 1].punct == ',') return false;
  if (IsAux(r, i - 1) || r.Is(i - 1, kDeterminer | kPreposition)) return false;
  // "11 trillion won": money.
  if ((*r.tokens)[i].span.size() == 3 && r.Surface(i) == "won" && ((*r.tokens)[i - 1].kind == TokenKind::kNumber || r.Surface(i - 1).ends_with("illion")))
    return false;
  // "rejected as untrue reports that": a noun unless somebody stands before it who reports.
  if ((forms & kPast) == 0 && i > 1 && i + 1 < r.words.size() && r.words[i + 1].id != 0 &&
      r.words[i + 1].id == r.grammar->that && r.words[i - 1].mention < 0 && !(*r.tokens)[i - 1].capital &&
      !r.Is(i - 1, kPronoun | kRelative) && TakesContent(r, i) && !r.Is(i - 2, kDeterminer) &&
      r.words[i - 2].mention < 0) {
    return false;
  }
  // "announced plans to", "imposed curbs on": nouns that are verbs too, after a verb of which they are the object.
  if ((forms & kPast) == 0 && r.words[i - 1].mention < 0 && (VerbForms(r, i - 1) & (kPast | kParticiple)) != 0 &&
      !r.Is(i - 1, kHave | kBe | kDo) && IsMoreOftenNoun(r.Surface(i)))
    return false;
  // "banned gallium exports in December": a noun between them.
  if ((forms & kPast) == 0 && i > 1 && (r.words[i - 2].verb & kPast) != 0 && r.words[i - 1].mention < 0 &&
      r.words[i - 1].punct == 0 && r.words[i - 2].mention < 0 && (VerbForms(r, i - 2) & kPast) != 0 && !r.Is(i - 2, kHave | kBe | kDo | kSays) &&
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
  if ((forms & kPast) == 0 && i + 1 < r.words.size() && IsAux(r, i + 1) && r.words[i - 1].mention < 0 &&
      !r.Is(i - 1, kPronoun | kRelative | kThat)) {
    return false;
  }
  // "has not yet ruled", "was recently added": the auxiliary is the tensed one.
  if ((forms & (kPast | kParticiple)) != 0) {
    std::uint32_t aux = i - 1;
    while (aux > 0 && i - aux < 4 && r.words[aux].mention < 0 && (r.Is(aux, kNegator) || IsAdverb(r, aux)) &&
           !IsAux(r, aux))
      --aux;
    if (aux < i - 1 && IsAux(r, aux) && r.words[aux].mention < 0) return false;
  }
  // "shall take steps", "to issue rules": the object of a bare verb.
  if ((forms & kPast) == 0 && i > 1 && r.words[i - 1].mention < 0 && (VerbForms(r, i - 1) & kBase) != 0 &&
      (r.Is(i - 2, kModal) || IsAdverb(r, i - 2) || (r.words[i - 2].id != 0 && r.words[i - 2].id == r.grammar->to))) {
    return false;
  }
  // "current and proposed export controls": an adjective among adjectives.
  if ((forms & kParticiple) != 0 && i > 1 && r.Is(i - 1, kConjunction) && r.words[i - 2].mention < 0 &&
      r.words[i - 2].punct == 0 && VerbForms(r, i - 2) == 0 && !r.Is(i - 2, kPronoun) && i + 1 < r.words.size() &&
      r.words[i + 1].punct == 0 && r.words[i + 1].mention < 0 &&
      !r.Is(i + 1, kDeterminer | kPreposition | kAdverb | kThat | kPronoun | kSplitter) &&
      !r.Surface(i - 2).ends_with("s")) {
    return false;
  }
  // "a rule issued by": a participle before a preposition is not finite.
  // After a name it is: "Nvidia said in a filing"; before an infinitive too: "promised to expand".
  if ((forms & kParticiple) != 0 && i + 1 < r.words.size() && r.Is(i + 1, kPreposition)) {
    const bool name = r.words[i - 1].mention >= 0 || r.Is(i - 1, kPronoun) ||
                      (i > 1 && IsAdverb(r, i - 1) && r.words[i - 2].mention >= 0) ||
                      FollowsNegatedDo(r, i);
    const bool infinitive = r.words[i + 1].id == r.grammar->to && i + 2 < r.words.size() &&
                            r.words[i + 2].mention < 0 && (VerbForms(r, i + 2) & kBase) != 0;
    return name || infinitive;
  }
  return true;
}

bool StartsFinite(const Reading& r, std::uint32_t i) {
  return r.finite[i] != 0;
}

}  // namespace

Grammar::Grammar(Lexicon& lexicon) {
  for (const ClosedClass& row : kClosed) {
    std::string_view rest = row.words;
    while (!rest.empty()) {
      const auto cut = std::min(rest.find(' '), rest.size());
      const WordId id = lexicon.Add(rest.substr(0, cut));
      rest.remove_prefix(std::min(cut + 1, rest.size()));
      if (id >= bits.size()) bits.resize(id + 1, 0);
      bits[id] |= row.classes;
    }
  }
  const auto lemma = [&](std::string_view word, std::uint16_t classes) {
    pending.emplace_back(lexicon.AddLemma(word), classes);
  };
  lemma("be", kBe), lemma("have", kHave), lemma("do", kDo);
  to = lexicon.Add("to"), by = lexicon.Add("by"), that = lexicon.Add("that"), and_ = lexicon.Add("and");
  or_ = lexicon.Add("or"), would = lexicon.Add("would"), not_ = lexicon.Add("not"), hereby = lexicon.Add("hereby");
  this_ = lexicon.Add("this"), percent = lexicon.Add("percent");
  if_ = lexicon.Add("if");
}

void Grammar::AddVerbs(const std::vector<std::string>& lemmas, Lexicon& lexicon, std::uint16_t classes) {
  for (const std::string& lemma : lemmas) {
    const std::string_view first = std::string_view(lemma).substr(0, lemma.find(' '));
    pending.emplace_back(lexicon.AddLemma(first), classes);
  }
}

void Grammar::Freeze(const Lexicon& lexicon) {
  bits.resize(lexicon.size(), 0);
  verb_lemmas.assign(lexicon.size(), false);
  for (const auto& [lemma, classes] : pending) {
    if ((classes & (kVerb | kSays)) != 0) verb_lemmas[lemma] = true;
    for (const WordId id : lexicon.WordsOf(lemma)) bits[id] |= classes;
  }
  pending.clear();
  words.assign(lexicon.size(), {});
  for (WordId id = 1; id < lexicon.size(); ++id) {
    words[id].id = id;
    words[id].classes = bits[id];
    for (const LemmaForm& f : lexicon.Lemmas(id)) {
      if (f.lemma != 0 && IsVerb(f.lemma)) words[id].verb |= f.forms;
    }
  }
}

void Grammar::MarkStarts(const PhraseTable& table, std::uint8_t start) {
  for (WordId id = 1; id < words.size(); ++id) {
    if (table.MayStart(id)) MarkStart(id, start);
  }
}

namespace {

// "duties apply": a plural noun and a verb in its base form.
bool PluralPresent(const Reading& r, std::uint32_t i) {
  return i > 0 && r.words[i].mention < 0 && (VerbForms(r, i) & kBase) != 0 && r.words[i - 1].punct == 0 &&
         r.Surface(i - 1).ends_with("s") && !r.Is(i - 1, kDeterminer | kPreposition | kBe | kHave | kDo) &&
         i + 1 < r.words.size() && r.Is(i + 1, kPreposition | kDeterminer);
}

// A comma and "and/or/but" begin a clause when a subject and a finite verb follow.
bool NewSubjectFollows(const Reading& r, std::uint32_t at, std::uint32_t end) {
  if (at >= end || IsAux(r, at) || IsAdverb(r, at)) return false;
  if (r.words[at].mention < 0 && VerbForms(r, at) != 0 && !r.Is(at, kDeterminer)) return false;
  for (std::uint32_t i = at + 1; i < std::min(end, at + 12); ++i) {
    if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    // ", and Slovakia and corrects": the last of a list, then a second verb of the same subject.
    if (StartsFinite(r, i) && r.Is(i - 1, kConjunction)) return false;
    if (StartsFinite(r, i) || PluralPresent(r, i)) return true;
  }
  return false;
}

bool IsAlsoPreposition(const Reading& r, std::uint32_t i) {
  const std::string_view word = r.words[i].id != 0 ? r.lexicon->Text(r.words[i].id) : r.Surface(i);
  return word == "before" || word == "after" || word == "since" || word == "until";
}

std::uint32_t NextFinite(const Reading& r, std::uint32_t from, std::uint32_t end) {
  constexpr std::uint32_t kLooked = 60;
  end = std::min(end, from + kLooked);
  while (from < end && !StartsFinite(r, from)) ++from;
  return from;
}

constexpr std::uint32_t kClauseTokens = 200;

struct Cut {
  bool here = false;
  bool relative = false;
  bool conditional = false;
  bool resumes = false;
};

// "(Nasdaq: AMAT)", "(NYSE American: XY)": the colon of a bracket of few words.
bool InTicker(const Reading& r, std::uint32_t colon, std::uint32_t floor) {
  constexpr std::uint32_t kBefore = 4, kAfter = 8;
  std::uint32_t open = colon;
  while (open > floor && colon - open < kBefore && r.words[open].punct != '(') --open;
  if (r.words[open].punct != '(') return false;
  for (std::uint32_t i = colon + 1; i < std::min<std::size_t>(r.words.size(), colon + kAfter); ++i) {
    if (r.words[i].punct == ')') return true;
  }
  return false;
}

// "which halted a plant in Celaya, Mexico, at the end of May": the comma before or behind the country of a town.
bool InAddress(const Reading& r, std::uint32_t i, std::uint32_t begin) {
  const auto place = [&](std::uint32_t k) {
    return r.words[k].mention >= 0 &&
           r.what->mentions[static_cast<std::size_t>(r.words[k].mention)].kind == MentionKind::kPlace;
  };
  if (i < begin + 3 || !place(i - 2)) return false;
  if (place(i))
    return i + 1 < r.words.size() && r.words[i].mention != r.words[i - 2].mention && r.words[i + 1].punct == ',';
  if (!r.Is(i, kPreposition)) return false;
  std::uint32_t first = i - 2;
  while (first > begin && r.words[first].mention == r.words[i - 2].mention) --first;
  return first > begin && r.words[first].punct == ',' && place(first - 1);
}

// "that covers lasers, LENSES, and mirrors for tools": behind a comma the next item of a list, not the verb's clause.
bool InList(const Reading& r, std::uint32_t i, std::uint32_t end) {
  constexpr std::uint32_t kItem = 3;  // tokens
  const auto past_item = [&](std::uint32_t at) {
    const std::uint32_t first = at;
    while (at < end && at - first < kItem && r.words[at].punct == 0 && !StartsFinite(r, at) &&
           !r.Is(at, kConjunction | kRelative | kThat | kSplitter | kPronoun | kPreposition))
      ++at;
    return at == first ? end : at;
  };
  std::uint32_t at = past_item(i);
  if (at + 1 >= end) return false;
  if (r.words[at].punct == ',') ++at;
  if (!r.Is(at, kConjunction)) return false;
  at = past_item(at + 1);
  return at < end && !StartsFinite(r, at) && r.words[at].mention < 0 && (r.words[at].punct != 0 || r.Is(at, kPreposition));
}

// "will lift the measures it took in March, AND REMOVE sanctions": a bare verb that no modal of the relative clause
// governs.
bool ResumesInfinitive(const Reading& r, std::uint32_t i, TokenRange relative) {
  if (!r.Is(i, kConjunction) || i + 1 >= r.words.size() || r.words[i + 1].mention >= 0) return false;
  const std::uint8_t forms = VerbForms(r, i + 1);
  if ((forms & kBase) == 0 || (forms & kPast) != 0 || !r.Is(i + 1, kVerb)) return false;
  const bool object = r.words[i + 2].punct == 0 && !r.Is(i + 2, kPreposition | kConjunction) &&
                      (r.finite[i + 2] == 0 || IsMoreOftenNoun(r.Surface(i + 2)));
  if (!object && !VerbFollows(r, i)) return false;
  for (std::uint32_t k = relative.begin; k < relative.end; ++k) {
    if (r.Is(k, kModal) || (r.words[k].id != 0 && r.words[k].id == r.grammar->to)) return false;
  }
  return true;
}

Cut CutAt(const Reading& r, std::uint32_t i, TokenRange sentence, std::uint32_t begin, bool inside_relative) {
  const Word& w = r.words[i];
  const bool after_comma = i > sentence.begin && r.words[i - 1].punct == ',';
  if (i == sentence.begin) return {};
  const char before = r.words[i - 1].punct;
  if (before == ';' || (before == ':' && !InTicker(r, i - 1, sentence.begin))) return {.here = true};
  if (before == '\xE2' && r.Surface(i - 1) == "—") return {.here = true};
  if (r.Is(i, kConditional)) return {.here = true, .conditional = true};
  if (r.Is(i, kRelative)) return {.here = true, .relative = true};
  if (w.id == r.grammar->that && w.id != 0 && !after_comma) {
    // "said that", "denied that", "claims that": the complement stays with its word. "a rule that": a clause of its
    // own.
    for (std::uint32_t b = i; b-- > std::max(sentence.begin + 4, i) - 4;) {
      if (r.Is(b, kSays)) return {};
    }
    if (TakesContent(r, i - 1)) return {};
    // "the tariffs that it has announced"
    const bool own_subject = i + 2 < sentence.end && r.Is(i + 1, kPronoun) && VerbForms(r, i - 1) == 0 &&
                             r.words[i - 1].punct == 0 && FiniteBetween(r, i + 2, std::min(sentence.end, i + 5));
    return {.here = own_subject || StartsFinite(r, i + 1 < sentence.end ? i + 1 : i), .relative = true};
  }
  // "A deal before the deadline looks doubtful": before a subject's verb a preposition.
  if (r.Is(i, kSplitter) && !after_comma && IsAlsoPreposition(r, i) && !FiniteBetween(r, sentence.begin, i)) {
    const std::uint32_t verb = NextFinite(r, i + 1, sentence.end);
    if (verb == sentence.end || NextFinite(r, verb + 1, sentence.end) == sentence.end) return {};
  }
  if (r.Is(i, kSplitter) && !IsAdverb(r, i))
    return {.here = after_comma || FiniteBetween(r, i + 1, std::min(sentence.end, i + 10))};
  if (after_comma && r.Surface(i) == "according") return {.here = true};
  if (after_comma && inside_relative && ResumesInfinitive(r, i, {begin, i})) return {.here = true, .resumes = true};
  if (after_comma && r.Is(i, kConjunction)) return {.here = NewSubjectFollows(r, i + 1, sentence.end)};
  if (after_comma && inside_relative && InAddress(r, i, begin)) return {};
  if (after_comma && inside_relative && InList(r, i, sentence.end)) return {};
  if (after_comma && inside_relative) return {.here = true, .resumes = true};
  // "Months after it listed Acme, the Pentagon took": the main clause after its adverbial one.
  // "When a firm is listed, its suppliers apply" stays one: a general truth.
  if (after_comma && !r.Is(i, kPreposition | kSplitter) && IsAlsoPreposition(r, begin) &&
      FiniteBetween(r, begin, i - 1))
    return {.here = NewSubjectFollows(r, i, sentence.end)};
  return {};
}

// Its subject has no verb yet: "the controls", "it did not say whether the controls", "BIS said the controls".
bool AwaitsVerb(const Reading& r, TokenRange clause) {
  for (std::uint32_t i = clause.end; i-- > clause.begin;) {
    if (r.Is(i, kSays | kThat) || r.Surface(i) == "whether" || r.Surface(i) == "if") return true;
    if (StartsFinite(r, i)) return false;
  }
  return true;
}

// "the controls that it announced in June | would be lifted": the second tensed verb, `i`, is the outer clause's.
bool EndsRelative(const Reading& r, const Clause& relative, std::uint32_t i) {
  if (relative.outer < 0 || r.Is(i - 1, kConjunction | kPronoun | kAdverb | kNegator)) return false;
  std::uint32_t verbs = 0;
  for (std::uint32_t k = relative.tokens.begin + 1; k < i; ++k) {
    // "that it said would be lifted", but "that it announced in June | would be lifted"
    if (r.Is(k, kSays) && !r.Is(k + 1, kPreposition)) return false;
    if (r.Is(k, kThat | kRelative | kSplitter | kConditional) || r.Surface(k) == "why" || r.Surface(k) == "how" ||
        r.words[k].punct == ',' || r.QuoteOf(k) != nullptr)
      return false;
    if (StartsFinite(r, k) && !StartsFinite(r, k - 1)) ++verbs;
  }
  return verbs == 1 && !StartsFinite(r, i - 1) &&
         AwaitsVerb(r, r.clauses[static_cast<std::size_t>(relative.outer)].tokens);
}

}  // namespace

void SplitClauses(Reading& r) {
  r.clauses.clear();
  r.clause_of.assign(r.words.size(), 0);
  for (std::uint32_t s = 0; s < r.sentences.size(); ++s) {
    const TokenRange sentence = r.sentences[s];
    if (sentence.empty()) continue;
    Clause current{{sentence.begin, sentence.begin}, s};
    current.conditional = r.Is(sentence.begin, kConditional);
    const auto close = [&](std::uint32_t end) {
      current.tokens.end = end;
      std::fill(r.clause_of.begin() + current.tokens.begin, r.clause_of.begin() + end,
                static_cast<std::uint32_t>(r.clauses.size()));
      r.clauses.push_back(current);
    };
    std::uint32_t finite = sentence.begin;  // the next tensed verb
    std::uint32_t contact = kNoContact;     // where the subject of a contact clause with that verb begins
    const Word* before = &r.words[sentence.begin];
    // Only a mark before it or a word of these classes cuts.
    constexpr std::uint16_t kCuts = kConditional | kRelative | kSplitter | kConjunction | kThat;
    const auto is_plain = [](const Word* left) { return left->punct == 0 && (left[1].classes & kCuts) == 0; };
    for (std::uint32_t i = sentence.begin + 1; i < sentence.end; ++i, ++before) {
      // Most words: before the next tensed verb, which lies in the sentence or is its end, no other reason is left.
      const std::uint32_t stop =
          std::min({finite, contact < i ? kNoContact : contact, current.tokens.begin + kClauseTokens});
      while (i < stop && is_plain(before)) ++i, ++before;
      if (i == sentence.end) break;
      const bool plain = is_plain(before);
      const bool ends =
          current.relative && StartsFinite(r, i) && i > current.tokens.begin + 2 && EndsRelative(r, current, i);
      if (finite <= i) {
        const void* const next = std::memchr(r.finite.data() + i + 1, 1, sentence.end - i - 1);
        finite = next == nullptr ? sentence.end
                                 : static_cast<std::uint32_t>(static_cast<const std::uint8_t*>(next) - r.finite.data());
        contact = next == nullptr ? kNoContact : ContactSubject(r, finite, i);
      }
      const bool touches = i == contact && plain && !ends && HasVerbBeside(r, i, finite, current.tokens.begin);
      if (plain && !ends && !touches && i - current.tokens.begin < kClauseTokens) continue;
      Cut cut = CutAt(r, i, sentence, current.tokens.begin, current.relative || current.conditional);
      if (i - current.tokens.begin >= kClauseTokens) cut.here = true;  // a text without marks
      if (ends && !cut.here) cut.here = cut.resumes = true;
      if (touches) cut.here = cut.relative = true;
      if (!cut.here) continue;
      close(i);
      const auto last = static_cast<std::int32_t>(r.clauses.size()) - 1;
      const Clause& closed = r.clauses[static_cast<std::size_t>(last)];
      Clause next{{i, i}, s};
      next.outer = last;
      next.relative = cut.relative;
      next.conditional = cut.conditional;
      if (cut.resumes && closed.relative && closed.outer >= 0) next.resumes = closed.outer;
      current = next;
    }
    close(sentence.end);
  }
}

namespace {

// The words of the text without its names; true when it holds a mark that may quote.
bool ReadWords(Reading& r, const std::vector<Token>& tokens) {
  const Word* const known = r.grammar->words.data();  // the one at 0 is blank
  bool may_quote = false;
  std::uint8_t starts = 0;
  r.chinese = false;
  r.words.clear();
  r.words.reserve(tokens.size());
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber) [[likely]] {
      const Word& word = known[r.lexicon->FindHash(token.hash)];
      starts |= word.starts;
      r.words.push_back(word);
      continue;
    }
    Word word;
    if (token.kind == TokenKind::kPunct) {
      const char mark = r.text[token.span.begin];
      if (mark == '%') word = known[r.grammar->percent];  // records and cues ask for the word
      word.punct = mark;
      may_quote = may_quote || mark == '"' || token.span.size() > 1;  // marks that are not ASCII have more bytes
    } else {
      r.chinese = true;
    }
    starts |= word.starts;
    r.words.push_back(word);
  }
  r.starts = starts;
  return may_quote;
}

void PlaceNames(Reading& r, const std::vector<Token>& tokens) {
  const Token* const token = tokens.data();
  Word* const words = r.words.data();
  const std::size_t size = tokens.size();
  std::size_t i = 0;
  for (const Mention& mention : r.what->mentions) {
    while (i < size && token[i].span.begin < mention.span.begin) ++i;
    // An organisation neither acts nor is acted on in our types: its words are read as words.
    const bool named = mention.kind != MentionKind::kOrganisation;
    for (; i < size && token[i].span.begin < mention.span.end; ++i) {
      if (!named) continue;
      words[i].mention = static_cast<std::int32_t>(&mention - r.what->mentions.data());
      words[i].kind = static_cast<std::uint8_t>(mention.kind);
    }
  }
}

// What stands behind the last sentence is counted to it.
void PlaceSentences(Reading& r, const std::vector<Token>& tokens) {
  r.sentence_of.assign(tokens.size(), 0);
  r.sentences.assign(r.what->sentences.size(), {});
  const Token* const token = tokens.data();
  std::uint32_t* const sentence_of = r.sentence_of.data();
  const auto size = static_cast<std::uint32_t>(tokens.size());
  std::uint32_t i = 0;
  for (std::uint32_t s = 0; s < r.sentences.size() && i < size; ++s) {
    const std::uint32_t first = i;
    const std::uint32_t end = r.what->sentences[s].end;
    for (; i < size && token[i].span.begin < end; ++i) sentence_of[i] = s;
    r.sentences[s] = {first, i};
  }
  if (r.sentences.empty()) return;
  for (; i < size; ++i) sentence_of[i] = static_cast<std::uint32_t>(r.sentences.size() - 1);
}

}  // namespace

void ReadText(std::string_view text, const std::vector<Token>& tokens, const Extraction& what, const Lexicon& lexicon,
              const Grammar& grammar, Reading& r) {
  r.text = text, r.tokens = &tokens, r.what = &what, r.lexicon = &lexicon, r.grammar = &grammar;
  const bool may_quote = ReadWords(r, tokens);
  PlaceNames(r, tokens);
  PlaceSentences(r, tokens);
  r.finite.assign(tokens.size(), 0);
  for (const Word& w : r.words) {
    const bool may = (w.classes & (kModal | kBe | kHave | kDo)) != 0 || (w.verb & (kThird | kPast)) != 0;
    const auto i = static_cast<std::uint32_t>(&w - r.words.data());
    if (may) r.finite[i] = ReadFinite(r, i) ? 1 : 0;
  }
  r.quotes = may_quote ? FindQuotes(text, tokens) : std::vector<Quote>{};
  SplitClauses(r);
}

bool FiniteBetween(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < std::min<std::size_t>(to, r.words.size()); ++i) {
    if (StartsFinite(r, i)) return true;
  }
  return false;
}

bool TakesContent(const Reading& r, std::uint32_t i) {
  static constexpr std::array<std::string_view, 36> kNouns{
      "accusation",  "accusations",  "allegation",  "allegations", "assertion", "assertions", "belief",   "chance",
      "chances",     "charge",       "charges",     "claim",       "claims",    "concern",    "concerns", "evidence",
      "expectation", "expectations", "fear",        "fears",       "hopes",     "idea",       "notion",   "possibility",
      "prospect",    "report",       "reports",     "rumor",       "rumors",    "rumour",     "rumours",  "speculation",
      "stories",     "suggestion",   "suggestions", "talk"};
  static_assert(std::ranges::is_sorted(kNouns));
  if (r.words[i].mention >= 0) return false;
  const std::string_view word = r.words[i].id != 0 ? r.lexicon->Text(r.words[i].id) : r.Surface(i);
  return std::ranges::binary_search(kNouns, word);
}

bool VerbFollows(const Reading& r, std::uint32_t conjunction) {
  const auto size = static_cast<std::uint32_t>(r.words.size());
  std::uint32_t i = conjunction + 1;
  while (i < size && i < conjunction + 3 && r.words[i].mention < 0 && IsAdverb(r, i)) ++i;
  if (i >= size || r.words[i].mention >= 0) return false;
  if (StartsFinite(r, i)) return true;
  // "to issue a rule and add Thailand": a base form before a name or a determiner.
  if ((VerbForms(r, i) & kBase) == 0 || i + 1 >= size) return false;
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
  const auto dates = r.DatesIn(r.Bytes({after, floor}));
  if (dates.empty()) return false;
  std::uint32_t i = after;
  if (r.Surface(i) == "late" || r.Surface(i) == "early") ++i;
  if (i > after && i < floor && r.Is(i, kPreposition) && dates.front().span.begin > (*r.tokens)[i].span.begin) ++i;
  if (i >= floor || dates.front().span.begin > (*r.tokens)[i].span.begin) return false;
  const std::uint32_t end = dates.front().span.end;
  while (i < floor && (*r.tokens)[i].span.begin < end) ++i;
  return EndsPhrase(r, i) || StartsFinite(r, i) || r.Is(i, kPreposition);
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
  const auto dates = r.DatesIn(r.Bytes({after + 1, end}));
  if (dates.empty() || dates.front().span.begin != (*r.tokens)[after + 1].span.begin) return false;
  std::uint32_t i = after + 1;
  while (i < end && (*r.tokens)[i].span.begin < dates.front().span.end) ++i;
  return i < end && r.words[i].punct == 0 && (*r.tokens)[i].kind == TokenKind::kWord && r.words[i].mention < 0 &&
         !(*r.tokens)[i].capital && !StartsFinite(r, i) && (r.words[i].verb & (kPast | kParticiple | kGerund)) == 0 &&
         !r.Is(i, kPreposition | kConjunction | kAdverb | kPronoun | kRelative | kThat | kSplitter | kConditional |
                      kNegator | kModal | kBe | kHave | kDo);
}

// "reiterated the importance of it and committed to": the second of two tensed verbs, as the first has an object.
bool FollowsTensed(const Reading& r, std::uint32_t before, std::uint32_t floor) {
  if (!r.Is(before, kConjunction)) return false;
  constexpr std::uint32_t kReach = 40;
  for (std::uint32_t i = before, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    if (r.finite[i] == 0) continue;
    const bool object = r.words[i + 1].mention >= 0 || r.Is(i + 1, kDeterminer | kPronoun);
    return object && (r.words[i].verb & kPast) != 0 && !r.Is(i, kBe | kHave | kDo | kModal) &&
           !r.Is(i + 1, kPreposition);
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
    if (r.Is(i, kBe | kHave | kDo | kModal | kNegator)) {
      if (nearest_aux == verb && !r.Is(i, kNegator)) {
        nearest_aux = i;
        be = r.Is(i, kBe), have = r.Is(i, kHave);
      }
      modal = modal || r.Is(i, kModal | kDo);
      finite_aux = finite_aux || StartsFinite(r, i);
      g.begin = i;
      if (modal) break;
    } else if (i > floor && ((r.Surface(i) == "far" && r.Surface(i - 1) == "so") ||
                             (r.Surface(i) == "longer" && r.Surface(i - 1) == "no"))) {
      // "has not so far fined", "will no longer require"
      --i;
    } else if (r.words[i].id == r.grammar->to && r.words[i].id != 0) {
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
      if (r.Is(before, kDeterminer)) return std::nullopt;  // "the proposed rule"
    }
    const bool participle = (forms & kParticiple) != 0;
    const bool by = after < r.words.size() && r.words[after].id == r.grammar->by && r.words[after].id != 0;
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
        !r.Is(after, kPreposition | kConjunction | kBe | kHave | kDo | kModal)) {
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
    if (after < r.words.size() && (IsAux(r, after) || r.Is(after, kPreposition | kConjunction))) {
      if (r.words[before].mention < 0 && !r.Is(before, kPronoun)) return std::nullopt;
    }
    g.finite = g.present = true;
    return g;
  }
  // "the promised ban": a participle between a determiner and a noun.
  if (before != verb && before > floor && r.words[before].mention < 0 && (VerbForms(r, before) & kParticiple) != 0 &&
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
