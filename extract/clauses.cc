#include "extract/clauses.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "extract/contact_clauses.h"
#include "extract/verb_groups.h"

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
    ClosedClass{"isn't aren't wasn't weren't 're 'm we're they're you're i'm", kBe},
    ClosedClass{"hasn't haven't hadn't 've 'd", kHave},
    ClosedClass{"doesn't don't didn't", kDo},
    ClosedClass{
        "also already soon now then again still just once even ever yet hereby further recently today "
        "almost formally jointly first both all each either later earlier promptly however in turn finally only "
        "too likewise similarly overnight",
        kAdverb},
    ClosedClass{"a an the this that these those its their his her our my your any some every no another such "
                "certain several two three four five six seven eight nine ten new",
                kDeterminer},
    ClosedClass{"of in on at to for from by with under against into over after before about through during "
                "between among per via without within pursuant as than toward towards across upon including",
                kPreposition},
    ClosedClass{"he she it they we i you who which this these those i'd he'd she'd it'd we'd you'd they'd i've we've "
                "you've they've",
                kPronoun},
    ClosedClass{"but however although though while whereas because unless until after before since when where",
                kSplitter},
    ClosedClass{"which who whose whom", kRelative},
    ClosedClass{"if unless", kConditional},
    ClosedClass{"and or but nor", kConjunction},
    ClosedClass{"that", kThat},
};

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
  return i > 0 && r.words[i].mention < 0 && (r.words[i].verb & kBase) != 0 && r.words[i - 1].punct == 0 &&
         r.Surface(i - 1).ends_with("s") && !r.Is(i - 1, kDeterminer | kPreposition | kBe | kHave | kDo) &&
         i + 1 < r.words.size() && r.Is(i + 1, kPreposition | kDeterminer);
}

// "but halted", "but later denied": nothing but an adverb between the conjunction and a tensed verb.
bool TensedFollows(const Reading& r, std::uint32_t conjunction) {
  std::uint32_t i = conjunction + 1;
  while (i < r.words.size() && i < conjunction + 3 && r.words[i].mention < 0 && IsAdverb(r, i)) ++i;
  return i < r.words.size() && r.finite[i] != 0;
}

// A comma and "and/or/but" begin a clause when a subject and a finite verb follow.
bool NewSubjectFollows(const Reading& r, std::uint32_t at, std::uint32_t end) {
  if (at >= end || r.Is(at, kAuxiliary) || IsAdverb(r, at)) return false;
  // "and TALKS will resume": a noun before its verb.
  const bool noun = at + 1 < end && r.Is(at + 1, kModal | kBe | kHave) && r.finite[at + 1] != 0 && r.finite[at] == 0;
  if (r.words[at].mention < 0 && r.words[at].verb != 0 && !noun && !r.Is(at, kDeterminer)) return false;
  for (std::uint32_t i = at + 1; i < std::min(end, at + 12); ++i) {
    if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    // "directed the FBI, and the CIA TO find out how": the last of a list, told to do it.
    if (r.words[i].id == r.grammar->to && i + 1 < end && (r.words[i + 1].verb & kBase) != 0 &&
        r.words[i + 1].mention < 0 && r.words[i - 1].mention >= 0)
      return false;
    // ", and Slovakia and corrects": the last of a list, then a second verb of the same subject.
    if (StartsFinite(r, i) && r.Is(i - 1, kConjunction)) return false;
    if (StartsFinite(r, i) || PluralPresent(r, i)) return true;
  }
  return false;
}

// ", and ON JUNE 3, the court blocked it": the token behind a time that opens a clause with a comma, else `at`.
std::uint32_t PastTime(const Reading& r, std::uint32_t at, std::uint32_t end) {
  if (at + 2 >= end) return at;
  const std::uint32_t first = r.Is(at, kPreposition) && r.words[at].mention < 0 ? at + 1 : at;
  const auto dates = r.DatesOf({at, end});
  if (dates.empty() || dates.front().span.begin > (*r.tokens)[first].span.begin) return at;
  std::uint32_t i = first;
  while (i < end && (*r.tokens)[i].span.begin < dates.front().span.end) ++i;
  return i + 1 < end && r.words[i].punct == ',' ? i + 1 : at;
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

// "of Saudi Arabia (Saudi Arabia, OR the Kingdom) signed": within a bracket of few words.
bool InBracket(const Reading& r, std::uint32_t i, std::uint32_t floor) {
  constexpr std::uint32_t kBefore = 8, kAfter = 8;
  std::uint32_t open = i;
  while (open > floor && i - open < kBefore && r.words[open].punct != '(' && r.words[open].punct != ')') --open;
  if (r.words[open].punct != '(') return false;
  for (std::uint32_t k = i; k < std::min<std::size_t>(r.words.size(), i + kAfter); ++k) {
    if (r.words[k].punct == ')') return true;
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
  return at < end && !StartsFinite(r, at) && r.words[at].mention < 0 &&
         (r.words[at].punct != 0 || r.Is(at, kPreposition));
}

// "will lift the measures it took in March, AND REMOVE sanctions": a bare verb that no modal of the relative clause
// governs.
bool ResumesInfinitive(const Reading& r, std::uint32_t i, TokenRange relative) {
  if (!r.Is(i, kConjunction) || i + 1 >= r.words.size() || r.words[i + 1].mention >= 0) return false;
  const std::uint8_t forms = r.words[i + 1].verb;
  if ((forms & kBase) == 0 || (forms & kPast) != 0 || !r.Is(i + 1, kVerb)) return false;
  const bool object = r.words[i + 2].punct == 0 && !r.Is(i + 2, kPreposition | kConjunction) &&
                      (r.finite[i + 2] == 0 || IsMoreOftenNoun(r.Surface(i + 2)));
  if (!object && !VerbFollows(r, i)) return false;
  for (std::uint32_t k = relative.begin; k < relative.end; ++k) {
    if (r.Is(k, kModal) || r.words[k].id == r.grammar->to) return false;
  }
  return true;
}

bool HasComma(const Reading& r, TokenRange range) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r.words[i].punct == ',') return true;
  }
  return false;
}

Cut CutAt(const Reading& r, std::uint32_t i, TokenRange sentence, std::uint32_t begin, bool inside_relative) {
  const Word& w = r.words[i];
  const bool after_comma = i > sentence.begin && r.words[i - 1].punct == ',';
  if (i == sentence.begin) return {};
  const char before = r.words[i - 1].punct;
  if (before == ';' || (before == ':' && !InTicker(r, i - 1, sentence.begin))) return {.here = true};
  // "Beijing — which sued in March — banned it": the second dash ends what the first set in.
  if (before == '\xE2' && r.Surface(i - 1) == "—")
    return {.here = true, .relative = r.Is(i, kRelative), .resumes = inside_relative || StartsFinite(r, i)};
  if (r.Is(i, kConditional)) return {.here = true, .conditional = true};
  if (r.Is(i, kRelative)) return {.here = true, .relative = true};
  if (w.id == r.grammar->that && !after_comma) {
    // "said that", "denied that", "claims that": the complement stays with its word. "a rule that": a clause of its
    // own.
    for (std::uint32_t b = i; b-- > std::max(sentence.begin + 4, i) - 4;) {
      if (r.Is(b, kSays)) return {};
    }
    if (TakesContent(r, i - 1)) return {};
    // "the tariffs that it has announced"
    const bool own_subject = i + 2 < sentence.end && r.Is(i + 1, kPronoun) && r.words[i - 1].verb == 0 &&
                             r.words[i - 1].punct == 0 && FiniteBetween(r, i + 2, std::min(sentence.end, i + 5));
    return {.here = own_subject || StartsFinite(r, i + 1 < sentence.end ? i + 1 : i), .relative = true};
  }
  // "A deal before the deadline looks doubtful": before a subject's verb a preposition.
  if (r.Is(i, kSplitter) && !after_comma && IsAlsoPreposition(r, i) && !FiniteBetween(r, sentence.begin, i)) {
    const std::uint32_t verb = NextFinite(r, i + 1, sentence.end);
    if (verb == sentence.end || NextFinite(r, verb + 1, sentence.end) == sentence.end) return {};
  }
  // "which had stood since 2019, was lifted": a time, and no clause of its own.
  if (inside_relative && r.Is(i, kSplitter) && !after_comma && IsAlsoPreposition(r, i) && i + 2 < sentence.end) {
    const auto dates = r.DatesOf({i, sentence.end});
    if (!dates.empty() && dates.front().span.begin <= (*r.tokens)[i + 1].span.begin) {
      std::uint32_t after = i + 1;
      while (after < sentence.end && (*r.tokens)[after].span.begin < dates.front().span.end) ++after;
      if (after < sentence.end && r.words[after].punct == ',') return {};
    }
  }
  // "declined to comment but halted shipments": a second verb of the same subject, as behind "and".
  const bool goes_on = r.Is(i, kSplitter) && r.Is(i, kConjunction) && TensedFollows(r, i);
  if (r.Is(i, kSplitter) && !IsAdverb(r, i) && !goes_on) {
    const std::uint32_t reach = std::min(sentence.end, i + 10), verb = NextFinite(r, i + 1, reach);
    // "who testified before Congress in May, said", "Lee, speaking after a meeting, said": the verb of what is around.
    const bool set_in = inside_relative || (OneOf(r.Surface(i), "before", "after") && HasComma(r, {begin, i}));
    const bool outer = set_in && IsAlsoPreposition(r, i) && verb < reach && r.words[verb - 1].punct == ',';
    return {.here = after_comma || (verb < reach && !outer)};
  }
  if (after_comma && !inside_relative && IsTrailingAttribution(r, i, sentence.end)) return {.here = true};
  if (after_comma && r.Surface(i) == "according") return {.here = true};
  if (after_comma && inside_relative && ResumesInfinitive(r, i, {begin, i})) return {.here = true, .resumes = true};
  if (after_comma && r.Is(i, kConjunction) && InBracket(r, i, begin)) return {};
  if (after_comma && r.Is(i, kConjunction))
    return {.here = NewSubjectFollows(r, PastTime(r, i + 1, sentence.end), sentence.end)};
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
      // "The office — long a critic of it — banned it": an aside between dashes.
      const bool aside =
          closed.tokens.begin > sentence.begin && r.Surface(closed.tokens.begin - 1) == "—" && r.Surface(i - 1) == "—";
      if (cut.resumes && (closed.relative || aside) && closed.outer >= 0) next.resumes = closed.outer;
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
  r.words.resize(tokens.size());
  Word* out = r.words.data();
  for (const Token& token : tokens) {
    Word& word = *out++;
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber) [[likely]] {
      word = known[r.lexicon->FindHash(token.hash)];
      starts |= word.starts;
      continue;
    }
    word = Word{};
    if (token.kind == TokenKind::kPunct) {
      const char mark = r.text[token.span.begin];
      if (mark == '%') word = known[r.grammar->percent];  // records and cues ask for the word
      word.punct = mark;
      may_quote = may_quote || mark == '"' || token.span.size() > 1;  // marks that are not ASCII have more bytes
    } else {
      r.chinese = true;
    }
    starts |= word.starts;
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

// "Nvidia in May released a chip", "late May": a month, and no auxiliary of the verb behind it.
void PlaceMonths(Reading& r, const std::vector<Token>& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].hash != HashOf("may") || !tokens[i].capital || r.words[i].mention >= 0) continue;
    const Span span = tokens[i].span;
    for (const Timex& timex : r.DatesIn(span)) {
      if (timex.span.begin <= span.begin && span.end <= timex.span.end) r.words[i].classes = 0, r.words[i].verb = 0;
    }
  }
}

// "25 per cent": the word that records and cues ask for.
void PlacePercents(Reading& r, const std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].hash == HashOf("per") && tokens[i + 1].hash == HashOf("cent") && r.words[i].mention < 0)
      r.words[i] = r.grammar->words[r.grammar->percent];
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

void CountDates(Reading& r, const std::vector<Token>& tokens) {
  r.dates_before.resize(tokens.size());
  const Token* const token = tokens.data();
  std::uint32_t* const before = r.dates_before.data();
  const std::size_t size = tokens.size();
  std::size_t i = 0;
  std::uint32_t count = 0;
  for (const Timex& timex : r.what->dates) {
    for (; i < size && token[i].span.begin <= timex.span.begin; ++i) before[i] = count;
    ++count;
  }
  std::fill(before + i, before + size, count);
}

}  // namespace

void ReadText(std::string_view text, const std::vector<Token>& tokens, const Extraction& what, const Lexicon& lexicon,
              const Grammar& grammar, Reading& r) {
  r.text = text, r.tokens = &tokens, r.what = &what, r.lexicon = &lexicon, r.grammar = &grammar;
  const bool may_quote = ReadWords(r, tokens);
  CountDates(r, tokens);
  PlaceNames(r, tokens);
  PlaceMonths(r, tokens);
  PlacePercents(r, tokens);
  PlaceSentences(r, tokens);
  r.finite.assign(tokens.size(), 0);
  for (const Word& w : r.words) {
    const bool may = (w.classes & (kAuxiliary)) != 0 || (w.verb & (kThird | kPast)) != 0;
    const auto i = static_cast<std::uint32_t>(&w - r.words.data());
    if (may) r.finite[i] = IsFinite(r, i) ? 1 : 0;
  }
  r.quotes = may_quote ? FindQuotes(text, tokens) : std::vector<Quote>{};
  SplitClauses(r);
}

namespace {

// "…, Beijing said on Friday, HAD been lifted", "…, citing costs, DOUBLED": the verb of what stands before.
bool GoesOn(const Reading& r, std::uint32_t from, std::uint32_t end) {
  for (std::uint32_t i = from; i + 1 < end; ++i) {
    if (r.words[i].punct != ',') continue;
    const std::uint32_t verb = IsAdverb(r, i + 1) && i + 2 < end ? i + 2 : i + 1;
    if (r.finite[verb] != 0 || (r.words[verb].mention < 0 && (r.words[verb].verb & kPast) != 0)) return true;
  }
  return false;
}

// "told REPORTERS on Friday", "told THE BBC": whom a verb of telling at `at - 1` needs.
std::uint32_t PastListener(const Reading& r, std::uint32_t at, std::uint32_t end) {
  constexpr std::uint32_t kListener = 5;  // tokens: "the House Foreign Affairs Committee"
  const std::uint32_t last = std::min(end - 1, at + kListener);
  for (std::uint32_t i = at; i < last; ++i) {
    if (r.words[i].mention >= 0) continue;
    if (r.words[i].punct != 0 || r.finite[i] != 0 || r.Is(i, kPreposition | kConjunction | kThat | kModal) ||
        r.Surface(i).ends_with("day"))
      return i;
  }
  return last;
}

}  // namespace

bool IsTrailingAttribution(const Reading& r, std::uint32_t at, std::uint32_t end) {
  if (at + 1 >= end || r.words[at].punct != 0 || r.finite[at] != 0) return false;
  if (r.words[at].mention < 0) {
    const Written first = r.Surface(at);
    if (first == "according" || first == "citing") return !GoesOn(r, at, end);
    if (r.Is(at, kPreposition | kConjunction | kThat | kRelative | kSplitter | kConditional)) return false;
  }
  constexpr std::uint32_t kSpeaker = 8;  // tokens
  for (std::uint32_t i = at + 1; i < std::min(end - 1, at + kSpeaker); ++i) {
    if (r.words[i].mention >= 0) continue;
    const Written word = r.Surface(i);
    if (word == "than") return false;  // "a year earlier than it had told investors"
    if (!r.Is(i, kSays) && word != "learned" && word != "showed") {
      if (r.words[i].punct == '.') continue;  // "Mr. Doe said"
      if (r.words[i].punct != 0 || (r.finite[i] != 0 && !r.Is(i, kHave)) || r.Is(i, kConjunction | kThat)) return false;
      continue;
    }
    if (r.finite[i] == 0 && !r.Is(i - 1, kHave)) return false;
    // Its end, or when, where and of whom: what is told stands before.
    std::uint32_t next = i + 1;
    if (word == "told" || word == "tells") next = PastListener(r, next, end);
    const char mark = r.words[next].punct;
    const bool ends =
        mark != 0 ? mark == '.' || mark == ','
                  : (r.Is(next, kPreposition) && r.words[next].id != r.grammar->to) || r.Surface(next).ends_with("day");
    return ends && !GoesOn(r, i, end);
  }
  return false;
}

bool FiniteBetween(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < std::min<std::size_t>(to, r.words.size()); ++i) {
    if (StartsFinite(r, i)) return true;
  }
  return false;
}

}  // namespace dateline::extract
