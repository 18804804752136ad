#include "extract/trigger_windows.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kWindow = 22;  // tokens an object may take
constexpr std::uint32_t kNarrowWindow = 14;

bool EndsObject(const Reading& r, std::uint32_t i) {
  const Word& word = r.words[i];
  if (word.punct == 0) return (word.classes & kRelative) != 0;
  // "SEOUL, June 17 (Yonhap) - Japan agreed": a hyphen between blanks is a dash.
  if (word.punct == '-')
    return (*r.tokens)[i].gap != Gap::kNone && i + 1 < r.words.size() && (*r.tokens)[i + 1].gap != Gap::kNone;
  return word.punct == ';' || (word.punct == '\xE2' && r.Surface(i) == "—");
}

// "the public version OF its report", "several sets of rules", "549 of the exclusions": what follows is the thing.
bool ContainsMore(const Reading& r, std::uint32_t of) {
  // "$166 billion in investments", "tens of billions of dollars in private investment"
  if (of > 0 && r.Surface(of) == "in") {
    static constexpr std::array<std::string_view, 10> kAmounts{"billion",  "billions", "dollars",  "euros", "million",
                                                               "millions", "pounds",   "trillion", "won",   "yuan"};
    return Among<kAmounts>(r.Surface(of - 1));
  }
  if (of == 0 || r.Surface(of) != "of") return false;
  if ((*r.tokens)[of - 1].kind == TokenKind::kNumber || r.words[of - 1].punct == '%') return true;
  static constexpr std::array<std::string_view, 70> kContainers{
      "array",   "batch",     "billion", "bulk",    "bunch",   "chunk",  "copy",     "couple",  "day",      "dollar",
      "dozen",   "draft",     "euro",    "fifth",   "fleet",   "flurry", "fraction", "group",   "half",     "handful",
      "host",    "hour",      "hundred", "kind",    "list",    "lot",    "majority", "many",    "million",  "most",
      "notice",  "number",    "one",     "package", "pair",    "part",   "phase",    "portion", "quarter",  "raft",
      "range",   "remainder", "round",   "score",   "series",  "set",    "several",  "share",   "shipment", "slew",
      "slice",   "some",      "spate",   "stage",   "stretch", "string", "tenth",    "text",    "third",    "thousand",
      "tranche", "type",      "variety", "version", "volume",  "wave",   "week",     "worth",   "yen",      "yuan"};
  if (Among<kContainers>(r.Surface(of - 1))) return true;
  std::string_view word = r.Surface(of - 1);
  // "the first of its rules", "the latest of three orders"
  if (word == "first" || word == "second" || word == "last" || (word.size() > 5 && word.ends_with("est"))) return true;
  if (word.ends_with("s")) word.remove_suffix(1);
  return std::ranges::binary_search(kContainers, word);
}

// "approved export PERMITS for": a noun that ends like a verb, with no object of its own.
bool ObjectNoun(const Reading& r, const TriggerTable& table, std::uint32_t i) {
  if (!table.AlsoNoun(r.words[i].id) || !r.Surface(i).ends_with("s")) return false;
  return i + 1 >= r.words.size() || (r.words[i + 1].mention < 0 && !r.Is(i + 1, kDeterminer | kPronoun | kThat));
}

// "is issuing, at the direction of the President, a rule": past what is inserted between a verb and its object.
std::uint32_t PastInsertion(const Reading& r, std::uint32_t from, std::uint32_t end) {
  // "may increase OR EXPAND the duties": the second of two verbs with one object.
  if (from + 2 < end && r.Is(from, kConjunction) && r.words[from + 1].mention < 0 &&
      (r.words[from + 1].verb & kBase) != 0 && r.Is(from + 1, kVerb) && !r.Is(from + 2, kConjunction))
    return from + 2;
  // "imposed what it called a temporary ban"
  constexpr std::uint32_t kCalling = 6;
  if (from < end && r.Surface(from) == "what") {
    for (std::uint32_t i = from + 1; i < std::min(end, from + kCalling); ++i) {
      const Written word = r.Surface(i);
      if (word == "called" || word == "calls" || word == "described" || word == "dubbed" || word == "termed")
        return i + 1 < end && r.Surface(i + 1) == "as" ? i + 2 : i + 1;
    }
  }
  if (from + 2 >= end || r.words[from].punct != ',' || !r.Is(from + 1, kPreposition) || r.words[from + 1].mention >= 0)
    return from;
  constexpr std::uint32_t kLongest = 16;
  for (std::uint32_t i = from + 2; i + 1 < std::min(end, from + kLongest); ++i) {
    if (r.words[i].punct != ',') continue;
    const bool noun = r.words[i + 1].punct == 0 && r.finite[i + 1] == 0 &&
                      !r.Is(i + 1, kPreposition | kConjunction | kPronoun | kRelative | kThat | kSplitter | kAdverb);
    if (noun || r.words[i + 1].mention >= 0) return i + 1;
  }
  return from;
}

// "tit-FOR-tat tariffs", "case-BY-case approval"
bool InCompound(const Reading& r, std::uint32_t i) {
  return i > 0 && i + 1 < r.words.size() && r.words[i - 1].punct == '-' && r.words[i + 1].punct == '-';
}

// "rented up TO a million chips", "more THAN 200 jets", "upwards OF 40 plants": how many of the thing.
bool InQuantity(const Reading& r, std::uint32_t i) {
  if (i == 0 || i + 1 >= r.words.size()) return false;
  const Written word = r.Surface(i);
  const Written before = r.Surface(i - 1);
  const bool more = word == "than" && (before == "more" || before == "fewer" || before == "less");
  if (!more && (word != "to" || (before != "up" && before != "close")) && (word != "of" || before != "upwards"))
    return false;
  return (*r.tokens)[i + 1].kind == TokenKind::kNumber || r.Is(i + 1, kDeterminer) || r.words[i + 1].punct != 0 ||
         r.Surface(i + 1) == "half" || r.Surface(i + 1).ends_with("dozen");
}

// A word that is nothing but a verb without an ending: "raise", not "plan".
bool BareVerb(const Reading& r, const TriggerTable& table, std::uint32_t i) {
  return i < r.words.size() && r.words[i].mention < 0 && r.Is(i, kVerb) &&
         (r.words[i].verb & (kBase | kGerund)) == kBase && !table.AlsoNoun(r.words[i].id) && !(*r.tokens)[i].capital;
}

}  // namespace

// From the end of the trigger to the next clause or tensed verb. Narrow windows end at a preposition once something
// has been read, so that "issued a licence to export under the rule" is about a licence.
Windows ReadObject(const Reading& r, const TriggerTable& table, std::uint32_t from, std::uint32_t clause_end) {
  from = PastInsertion(r, from, clause_end);
  // "issued late on Monday a rule"
  if (from + 1 < clause_end && r.Is(from + 1, kPreposition) &&
      (r.Surface(from) == "late" || r.Surface(from) == "early"))
    ++from;
  const std::uint32_t cap = std::min(clause_end, from + kWindow);
  std::uint32_t narrow_end = std::min(clause_end, from + kNarrowWindow);
  std::uint32_t i = from;
  bool content = false;
  bool leading = i < cap && r.Is(i, kPreposition);  // "published in the Federal Register the rule": read on
  const std::uint8_t forms = from > 0 && r.words[from - 1].mention < 0 ? r.words[from - 1].verb : 0;
  const bool base = (forms & kBase) != 0, gerund = (forms & kGerund) != 0;
  for (; i < cap; ++i) {
    const Word& word = r.words[i];
    // Most words: none of the questions below is about them.
    if (word.punct == 0 && (word.classes & (kRelative | kConjunction | kPreposition)) == 0 && r.finite[i] == 0) {
      content = content || (word.classes & kDeterminer) == 0;
      continue;
    }
    if ((word.punct != 0 || (word.classes & kRelative) != 0) && EndsObject(r, i)) break;
    // "increase costs, raise inflation, and curb growth": each of the verbs has its own.
    if (base && content && r.words[i].punct == ',' && BareVerb(r, table, i + 1)) break;
    // "by removing an exception and requiring a licence"
    if (gerund && content && r.Is(i, kConjunction) && i + 1 < cap && r.words[i + 1].mention < 0 &&
        (r.words[i + 1].verb & kGerund) != 0)
      break;
    if (content && CoordinatesVerb(r, i)) break;
    // "two self-MADE chips"
    const bool joined = i > from && r.words[i - 1].punct == '-' && (*r.tokens)[i].gap == Gap::kNone;
    if (r.finite[i] != 0 && i > from && !joined && !r.Is(i - 1, kConjunction) && !ObjectNoun(r, table, i)) break;
    if (content && i < narrow_end && (word.classes & kPreposition) != 0 && word.mention < 0 && !InCompound(r, i)) {
      if (leading || ContainsMore(r, i) || InQuantity(r, i))
        leading = false;
      else
        narrow_end = i;
    }
    if (word.punct == 0 && (word.classes & (kDeterminer | kPreposition)) == 0) content = true;
  }
  return {{from, i}, {from, std::min(i, narrow_end)}};
}

namespace {

// "denied THAT", "told lawmakers in December THAT": what follows is what was said.
bool IsOfReport(const Reading& r, std::uint32_t that, std::uint32_t floor) {
  if (r.Is(that - 1, kSays)) return true;
  constexpr std::uint32_t kListener = 6;  // tokens, with a time
  for (std::uint32_t i = that, n = 0; i-- > floor && n < kListener; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.words[i].punct != 0 || r.Is(i, kConjunction)) return false;
    if (r.finite[i] != 0)
      return r.Is(i, kSays) && OneOf(WordAt(r, i), "told", "tells", "informed", "warned", "assured");
  }
  return false;
}

// What stands before the group in its clause, back to a mark or a tensed verb.
TokenRange SubjectWindow(const Reading& r, const Clause& clause, std::uint32_t to) {
  std::uint32_t begin = clause.tokens.begin;
  if (to > begin + 60) begin = to - 60;
  for (std::uint32_t i = to; i-- > begin;) {
    const Word& word = r.words[i];
    if (word.punct == 0 && (word.classes & (kRelative | kThat)) == 0) continue;
    if (EndsObject(r, i) && i != clause.tokens.begin) return {i + 1, to};
    // "Samsung denied that Washington had reached": the complement has a subject of its own.
    if (word.id == r.grammar->that && i + 1 < to && i > begin && IsOfReport(r, i, begin)) {
      return {i + 1, to};
    }
  }
  return {begin, to};
}

// "reported a profit and said it would increase": what stands before a report's verb is no part of the subject.
TokenRange AfterReport(const Reading& r, TokenRange subject) {
  for (std::uint32_t i = subject.end; i-- > subject.begin + 1;) {
    if (!r.Is(i, kSays) || r.words[i].mention >= 0) continue;
    if (!OneOf(r.Surface(i), "added", "adds", "believes", "said", "saying", "says", "warned")) continue;
    if (i + 1 < subject.end && r.words[i + 1].punct == 0 && !r.Is(i + 1, kPreposition)) return {i + 1, subject.end};
  }
  return subject;
}

}  // namespace

TokenRange SubjectBefore(const Reading& r, const Clause& clause, std::uint32_t to) {
  return AfterReport(r, SubjectWindow(r, clause, to));
}

namespace {

// "the deal it struck with Washington", "the chips Acme bought in May": a noun right before the subject of a verb that
// has no object after it.
TokenRange ContactObject(const Reading& r, const Hit& hit) {
  if (!hit.group->finite || hit.group->passive || hit.group->present) return {};  // "any conditions it imposes"
  const std::uint32_t floor = hit.subject.begin;
  std::uint32_t doer = hit.group->begin;
  if (doer < floor + 2) return {};
  --doer;
  if (r.words[doer].mention >= 0) {
    while (doer > floor && r.words[doer - 1].mention == r.words[doer].mention) --doer;
    if (doer > floor && r.Is(doer - 1, kDeterminer) && r.words[doer - 1].mention < 0) --doer;
  } else if (!r.Is(doer, kPronoun) || r.Is(doer, kRelative | kThat)) {
    // "the inquiry THE REGULATOR announced": a doer without a name, with its article.
    constexpr std::uint32_t kDoer = 4;
    const std::uint32_t last = doer;
    while (doer > floor && last - doer < kDoer && !r.Is(doer, kDeterminer) && r.words[doer].punct == 0 &&
           r.finite[doer] == 0 && r.words[doer].mention < 0 && !r.Is(doer, kPreposition | kConjunction | kPronoun))
      --doer;
    if (doer == last || !OneOf(WordAt(r, doer), "the", "its", "their")) return {};
  }
  if (doer <= floor) return {};
  const std::uint32_t noun = doer - 1;
  constexpr std::uint16_t kNone = kBe | kHave | kDo | kModal | kNegator | kAdverb | kDeterminer | kPreposition |
                                  kPronoun | kSplitter | kRelative | kConditional | kConjunction | kSays | kThat;
  if (r.words[noun].punct != 0 || r.Is(noun, kNone) || r.finite[noun] != 0 || r.words[noun].mention >= 0) return {};
  if ((*r.tokens)[noun].kind != TokenKind::kWord) return {};
  constexpr std::uint32_t kNoun = 4;
  return {std::max(floor, noun - std::min(noun, kNoun)), doer};
}

// "issue a new ONE", "sign another ONE": the like of what was named before.
bool IsOne(const Reading& r, TokenRange object) {
  constexpr std::uint32_t kLongest = 4;
  if (object.end - object.begin > kLongest) return false;
  for (std::uint32_t i = object.begin; i < object.end; ++i) {
    if (r.Surface(i) == "one" || r.Surface(i) == "ones") return i > object.begin && r.Surface(i - 1) != "of";
  }
  return false;
}

}  // namespace

// Where the thing acted upon stands when it does not follow the verb: "issued the rule and suspended it", "a
// memorandum that both governments signed".
TokenRange ObjectBefore(const Reading& r, const Hit& hit, TokenRange narrow) {
  if (hit.trigger->frame != Frame::kVerb || !hit.group) return {};
  const std::uint32_t verb = hit.group->begin;
  const std::uint32_t next = hit.tokens.end;
  if (!narrow.empty() && (r.Surface(next) == "it" || r.Surface(next) == "them" || IsOne(r, narrow))) {
    std::uint32_t floor = r.sentences[r.sentence_of[verb]].begin;
    // “They announced it in May”: what is quoted does not speak of the words around it.
    if (const Quote* quote = r.QuoteOf(verb); quote != nullptr) floor = std::max(floor, quote->tokens.begin);
    constexpr std::uint32_t kReach = 30;
    return {std::max(floor, verb - std::min(verb, kReach)), verb};
  }
  // A gap stands after the verb, and between it and "that" or "which" the verb's own subject.
  if (!narrow.empty() && r.words[next].punct == 0 && !r.Is(next, kPreposition)) return {};
  if (!narrow.empty() && r.words[next].id == r.grammar->to) return {};
  constexpr std::uint32_t kSubject = 8;
  const std::uint32_t floor = std::max(hit.subject.begin, verb - std::min(verb, kSubject));
  for (std::uint32_t i = verb; i-- > floor;) {
    if (!r.Is(i, kThat) && !r.Is(i, kRelative)) continue;
    if (i + 1 == verb || i == 0 || r.Is(i - 1, kSays)) return {};
    if (i > hit.subject.begin) return {hit.subject.begin, i};
    // "prompted the inquiry that the commission opened": a clause of its own, whose gap the noun before it fills.
    if (r.words[i - 1].punct != 0 || r.finite[i - 1] != 0 || !r.Is(i, kThat)) return {};
    constexpr std::uint32_t kNoun = 4;
    return {std::max(r.sentences[r.sentence_of[i]].begin, i - std::min(i, kNoun)), i};
  }
  return ContactObject(r, hit);
}

// "The rules hurt suppliers when THEY were published", "had begun to obey the rule when IT was shelved": what stands
// before the pronoun in its sentence, where it is all that stands before the verb in its clause.
TokenRange PronounStandsFor(const Reading& r, const Hit& hit) {
  const std::uint32_t verb = hit.group->begin;
  if (verb < 2) return {};
  const std::uint32_t it = verb - 1;
  if (r.words[it].mention >= 0 || (r.Surface(it) != "it" && r.Surface(it) != "they")) return {};
  if (!r.Is(it - 1, kSplitter) && r.Surface(it - 1) != "as") return {};
  // "until they are granted" is to come, if at all.
  if (const Written be = r.Surface(verb); be != "was" && be != "were" && be != "had") return {};
  std::uint32_t floor = r.sentences[r.sentence_of[it]].begin;
  if (const Quote* quote = r.QuoteOf(it); quote != nullptr) floor = std::max(floor, quote->tokens.begin);
  constexpr std::uint32_t kReach = 16;
  return {std::max(floor, it - std::min(it, kReach)), it - 1};
}

// "Samsung denied that Washington had reached": only what stands after "that" is the subject.
TokenRange NearSubject(const Reading& r, const Hit& hit) {
  // "The law is strong, and we call on companies to": the pronoun alone.
  const std::uint32_t end = hit.subject.end;
  if (end > hit.subject.begin + 1 && hit.group && hit.group->begin == end &&
      OneOf(r.Surface(end - 1), "I", "he", "she", "they", "we", "you"))
    return {end - 1, end};
  for (std::uint32_t i = hit.subject.end; i-- > hit.subject.begin + 1;) {
    if (r.Is(i, kThat) && r.Is(i - 1, kSays)) return {i + 1, hit.subject.end};
  }
  return hit.subject;
}

// What is done to in a passive: past what opens the sentence ("In accordance with the Act, the notice is", "According
// to two officials, the rule was", "Citing costs, the plan was").
TokenRange PastOpening(const Reading& r, TokenRange subject) {
  const std::uint32_t begin = subject.begin;
  if (subject.empty() || begin != r.sentences[r.sentence_of[begin]].begin) return subject;
  if (!r.Is(begin, kPreposition | kSplitter) && (r.words[begin].verb & kGerund) == 0 &&
      !OneOf(r.Surface(begin), "According", "Consistent", "Pursuant"))
    return subject;
  for (std::uint32_t i = begin; i + 1 < subject.end; ++i) {
    if (r.words[i].punct == ',') return {i + 1, subject.end};
  }
  return subject;
}

// "all response actions under the Act have been completed": the head, not what hangs on it.
TokenRange HeadOf(const Reading& r, TokenRange subject) {
  // "we see a divergent approach, as the directorate has been abolished": what stands nearest.
  for (std::uint32_t i = subject.end; i-- > subject.begin;) {
    const bool opens = r.Is(i, kSplitter) || r.Surface(i) == "as";
    if (!opens || i == subject.begin || r.words[i - 1].punct != ',') continue;
    subject.begin = i + 1;
    break;
  }
  bool content = false;
  for (std::uint32_t i = subject.begin; i < subject.end; ++i) {
    const Written word = r.Surface(i);
    if (content && r.words[i].mention < 0 &&
        (word == "under" || word == "during" || word == "against" || word == "pursuant" || word == "within"))
      return {subject.begin, i};
    content =
        content || (r.words[i].punct == 0 && !r.Is(i, kDeterminer | kPreposition | kConjunction | kRelative | kThat));
  }
  return subject;
}

// "train crews for the plants created by it": only the noun phrase right before a participle is done to.
TokenRange NounBefore(const Reading& r, const TriggerTable& table, TokenRange subject) {
  for (std::uint32_t i = subject.end; i-- > subject.begin;) {
    const char p = r.words[i].punct;
    if ((p == ',' && i + 1 < subject.end) || p == ':' ||
        (p == ')' && i + 1 == subject.end) ||  // "end-user (VEU) status"
        (r.finite[i] != 0 && !table.AlsoNoun(r.words[i].id)) ||
        ((r.words[i].verb & kGerund) != 0 && r.words[i].mention < 0 && i + 1 < subject.end &&
         r.Is(i + 1, kDeterminer)) ||
        r.Is(i, kThat | kRelative | kSplitter) || r.words[i].id == r.grammar->to)
      return {i + 1, subject.end};
  }
  return subject;
}

}  // namespace dateline::extract
