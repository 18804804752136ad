#include "extract/trailing_speech.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kContentReach = 400;  // hostile texts have sentences without end

class TrailingReader {
 public:
  TrailingReader(const Reading& r, const SpeechWords& words, const SpeakerReader& speakers)
      : r_(r), words_(words), speakers_(speakers) {}

  // `C, S said`, `C, S told OUTLET`, `C, said S` and `C1, S said, C2`: the clause before the comma is what was said.
  std::optional<TrailingSpeech> Find(TokenRange sentence, std::uint32_t verb) const {
    // "people familiar with the plan tell Axios"
    const bool plural = (r_.Surface(verb) == "say" || r_.Surface(verb) == "tell") &&
                        !r_.Is(verb - std::min(verb, 1u), kModal | kDo | kAdverb);
    if (!plural && (SayingForms(r_, verb) & (kPast | kThird)) == 0) return {};
    std::uint32_t comma = verb;
    while (comma > sentence.begin && verb - comma < kSpeakerReach && !IsComma(r_, comma)) --comma;
    // "Under Secretary Kessler, the head of BIS, said": the commas of an apposition.
    if (!IsComma(r_, comma)) return {};
    if (comma + 1 < verb) {
      if (auto told = Inserted(sentence, comma, verb)) return told;
    }
    if (comma + 1 < verb && (!speakers_.AnyIn({comma + 1, verb}) || !HoldsVerb(r_, {sentence.begin, comma}))) {
      const std::uint32_t second = comma;
      while (comma > sentence.begin && second - comma < kSpeakerReach && !IsComma(r_, --comma)) {
      }
      if (!IsComma(r_, comma)) return {};
    }
    // "What it lacks, he argues, is customers": half of a clause.
    if (r_.Surface(sentence.begin) == "What" && verb + 1 < sentence.end && IsComma(r_, verb + 1)) return {};
    // "AUSTIN, Texas, May 25, 2027 (Reuters) -- Silicon Labs reported": the commas of a dateline.
    if (comma < PastDateline(r_, sentence)) return {};
    // "…, the Journal has reported"; but "ahead of the $8 billion analysts had expected".
    const bool perfect = r_.Is(verb - 1, kHave);
    if (perfect && r_.Surface(verb) == "expected") return {};
    const TokenRange name{comma + 1, perfect ? verb - 1 : verb};
    // "the fourth of its kind, the inquiry the U.S. Attorney announced": a clause about a noun.
    for (std::uint32_t i = name.begin + 2; r_.Is(name.begin, kDeterminer) && i + 1 < name.end; ++i) {
      if (r_.Is(i, kDeterminer) && r_.words[i - 1].mention < 0 && r_.words[i - 1].punct == 0 &&
          !r_.Is(i - 1, kPreposition | kDeterminer | kAdverb | kConjunction))
        return {};
    }
    // "a year later than it had told investors": compared with, not told now.
    for (std::uint32_t i = name.begin; i < name.end; ++i) {
      if (r_.Surface(i) == "than") return {};
    }
    const bool inverted = comma + 1 == verb;
    if (inverted) {
      if (auto told = Inserted(sentence, comma, verb)) return told;
    }
    if (inverted && ClosesRemark(sentence, comma)) return {};
    if (inverted && (TakesListener(r_, verb) || verb + 2 >= sentence.end || r_.words[verb + 1].punct != 0 ||
                     r_.Is(verb + 1, kPreposition))) {
      if (auto told = Apposition(sentence, comma)) return told;
    }
    if (inverted && TakesListener(r_, verb)) return {};
    // "Kessler, Trump's choice for the post (see page 2), said at his hearing that": the comma closes an apposition.
    if (inverted && r_.Is(verb + 1, kPreposition)) return {};
    if (OpensWithTime({sentence.begin, comma})) return {};
    // "…, he agreed to step down": what follows is what was agreed.
    if (verb + 1 < sentence.end && r_.words[verb + 1].id == r_.grammar->to && (r_.words[verb + 2].verb & kBase) != 0)
      return {};
    // "Moolenaar, chairman of the committee, wrote to Lutnick": the comma closes an apposition.
    if (inverted && words_.that_only.AnyIn(r_, {verb, verb + 1}) && !FiniteIn(r_, {sentence.begin, comma})) return {};
    // "In May, Kessler said" opens with no clause; before "said Kessler" stands one, even of verbs we do not know.
    if ((!inverted && !HoldsVerb(r_, {sentence.begin, comma})) || FiniteIn(r_, name) ||
        r_.Is(comma + 1, kConjunction | kRelative | kSplitter))
      return {};
    // "…, as Yellen has said, where possible we need": an aside within the author's own words.
    if (r_.Surface(comma + 1) == "as" && verb + 2 < sentence.end) return {};
    if (ReportsMore(sentence, verb)) return {};
    constexpr std::uint32_t kWords = 4;  // "Not so fast, says the GAO"
    if (inverted && comma - sentence.begin < kWords && !HoldsVerb(r_, {sentence.begin, comma})) return {};
    Speaker speaker = inverted ? speakers_.In(verb + 1, EndOfPhrase(r_, sentence, verb + 1), false)
                               : speakers_.In(name.begin, name.end, true);
    // "…, Applied said" of Applied Materials
    if (!speaker.found() && !inverted) {
      speaker = speakers_.UnknownName(name.begin, name.end);
      // "or when the Committee determines": more stands before the name than its article.
      if (speaker.found() && speaker.tokens.begin > name.begin + (r_.Is(name.begin, kDeterminer) ? 1 : 0)) speaker = {};
      if (!speaker.found() && IsPlainSaying(r_.Surface(verb))) speaker = speakers_.RolePhrase(name.begin, name.end);
    }
    // "AMD expects a charge, it said": the one that the sentence begins with.
    if (!speaker.found() && !inverted && r_.Surface(name.begin) == "it" && name.begin + 1 == verb)
      speaker = speakers_.FirstBody({sentence.begin, comma});
    // "It spares civilian users, it added": the body that spoke in the sentence before.
    if (!speaker.found() && !inverted && r_.Surface(name.begin) == "it" && name.begin + 1 == verb)
      speaker = speakers_.LastBody(sentence);
    if (!speaker.found()) return {};
    // "blamed Wolfspeed, whose bankruptcy, it said, cost", "it is a bubble; his own firm, he noted, plans": no clause.
    std::uint32_t last = comma;
    while (last > sentence.begin && comma - last < kSpeakerReach && !IsComma(r_, last - 1) &&
           r_.words[last - 1].punct != ';')
      --last;
    if (last > sentence.begin && !FiniteIn(r_, {last, comma}) &&
        (r_.Is(last, kRelative) || r_.words[last - 1].punct == ';'))
      return {};
    // "directed the office, in consultation with the officials it finds fit": no speaker stands behind a preposition.
    if (speaker.entity.empty() && !inverted && r_.Is(comma + 1, kPreposition)) return {};
    // "Soldiers played it, workers found hope in it": of those without a name only what is plainly said.
    if (speaker.entity.empty() && r_.Surface(verb) == "found") return {};
    return TrailingSpeech{speaker, {BehindSemicolon(sentence, comma), comma}, "statement:trailing"};
  }

 private:
  // "Wei was asked about tariffs; they hurt, he said": the last of clauses that a semicolon parts.
  std::uint32_t BehindSemicolon(TokenRange sentence, std::uint32_t end) const {
    for (std::uint32_t i = end; i > sentence.begin && end - i < kContentReach; --i) {
      if (r_.words[i - 1].punct == ';') return i;
      // "Contractors tell another story: cranes are idle, three of them said"
      if (r_.words[i - 1].punct == ':' && (*r_.tokens)[i].gap != Gap::kNone && IsClause({i, end})) return i;
    }
    return sentence.begin;
  }

  // "Hours before the rule was released, TSMC announced": a clause of time.
  bool OpensWithTime(TokenRange range) const {
    constexpr std::uint32_t kOpening = 4;  // "Just two days before"
    for (std::uint32_t i = range.begin; i + 1 < std::min(range.end, range.begin + kOpening); ++i) {
      if (OneOf(WordAt(r_, i + 1), "after", "before") &&
          OneOf(WordAt(r_, i), "day", "days", "hour", "hours", "immediately", "just", "long", "minutes", "month",
                "months", "moments", "shortly", "soon", "week", "weeks", "year", "years"))
        return true;
    }
    return false;
  }

  bool IsClause(TokenRange range) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (r_.finite[i] != 0 || r_.Is(i, kBe | kHave | kModal)) return true;
    }
    return false;
  }

  // "C, its chairman, Frank Yeary, told investors", "C, Frank Yeary, chairman of Intel, said": the comma before the
  // verb closes a name or what is told of it.
  std::optional<TrailingSpeech> Apposition(TokenRange sentence, std::uint32_t comma) const {
    const auto before = [&](std::uint32_t at) {
      std::uint32_t i = at;
      while (i > sentence.begin && at - i < kSpeakerReach && !IsComma(r_, --i)) {
      }
      return i;
    };
    const std::uint32_t second = before(comma), first = second > sentence.begin ? before(second) : second;
    if (second <= sentence.begin || !IsComma(r_, second) || FiniteIn(r_, {second + 1, comma})) return {};
    Speaker speaker = speakers_.In(second + 1, comma, true);
    std::uint32_t end = second;
    if (!speaker.entity.starts_with("official.")) {
      if (first <= sentence.begin || !IsComma(r_, first)) return {};
      speaker = speakers_.In(first + 1, second, true);
      end = first;
    } else if (first > sentence.begin && IsComma(r_, first) && !HoldsVerb(r_, {first + 1, second}) &&
               (r_.Is(first + 1, kDeterminer) || r_.words[first + 1].mention < 0)) {
      end = first;  // "its chairman"
    }
    if (!speaker.entity.starts_with("official.") || !HoldsVerb(r_, {sentence.begin, end})) return {};
    return TrailingSpeech{speaker, {sentence.begin, end}, "statement:trailing"};
  }

  // "The indictment, unsealed on Friday, says", "Moolenaar, who chairs the panel, urged": the comma closes a remark on
  // the subject, which stands before it.
  bool ClosesRemark(TokenRange sentence, std::uint32_t comma) const {
    std::uint32_t first = sentence.begin;
    while (first < comma && !IsComma(r_, first)) ++first;
    if (first >= comma || FiniteIn(r_, {sentence.begin, first})) return false;
    const std::uint32_t next = first + 1;
    if (r_.Is(next, kRelative) || r_.clauses[r_.clause_of[comma - 1]].relative) return true;
    return r_.words[next].mention < 0 && !(*r_.tokens)[next].capital &&
           (r_.words[next].verb & (kParticiple | kGerund)) != 0 && !r_.Is(sentence.begin, kPreposition | kSplitter);
  }

  // "The order, the court noted, exceeded its authority": inserted between a subject and its verb.
  std::optional<TrailingSpeech> Inserted(TokenRange sentence, std::uint32_t comma, std::uint32_t verb) const {
    const bool inverted = comma + 1 == verb;  // "The order, said Wolf, exceeded"
    // "Child, asked about China, conceded": a remark on who speaks.
    if (inverted && (r_.Surface(verb) == "asked" || r_.Is(verb + 1, kPreposition | kPronoun))) return {};
    std::uint32_t next = r_.Surface(verb + 1) == "out" ? verb + 2 : verb + 1;  // "pointed out"
    // "Nobody, Young told colleagues, has read it"
    constexpr std::uint32_t kListener = 4;
    while (!inverted && TakesListener(r_, verb) && next < sentence.end && next - verb < kListener &&
           r_.words[next].punct == 0)
      ++next;
    while (inverted && next < sentence.end && next - verb < kSpeakerReach && r_.words[next].punct == 0) ++next;
    const std::uint32_t start = BehindSemicolon(sentence, comma);
    if (next + 2 >= sentence.end || !IsComma(r_, next) || FiniteIn(r_, {start, comma}) || comma > start + 14) return {};
    if (r_.Is(next + 1, kAdverb) && next + 3 < sentence.end) ++next;  // "His firm, he adds, now refuses"
    const bool verb_follows =
        r_.finite[next + 1] != 0 || r_.Is(next + 1, kModal | kBe | kHave | kDo) ||
        (r_.words[next + 1].mention < 0 && (r_.words[next + 1].verb & (kBase | kPast | kThird)) != 0);
    if (!verb_follows || r_.Is(start, kPreposition | kSplitter | kAdverb)) return {};
    Speaker speaker = inverted ? speakers_.In(verb + 1, next, false) : speakers_.In(comma + 1, verb, true);
    if (!speaker.found() && r_.Is(comma + 1, kDeterminer) && comma + 3 == verb) {
      speaker.words = std::string(r_.Bytes({comma + 1, verb}).In(r_.text));
      speaker.tokens = {comma + 1, verb};
    }
    if (!speaker.found()) return {};
    return TrailingSpeech{speaker, {next + 1, sentence.end}, "statement:inserted"};
  }

  // "…, and Kessler said that more will follow": the verb reports what comes after it.
  bool ReportsMore(TokenRange sentence, std::uint32_t verb) const {
    std::uint32_t end = EndOfPhrase(r_, sentence, verb + 1);
    for (std::uint32_t i = verb + 1; i < end; ++i) {
      // "said a U.S. official who was not allowed to speak": a clause about the speaker.
      if (i > verb + 1 && r_.Is(i, kRelative) && !r_.Is(i, kThat)) end = i;
      if (r_.words[i].id == r_.grammar->that) return true;
    }
    return FiniteIn(r_, {verb + 1, end});
  }

  const Reading& r_;
  const SpeechWords& words_;
  const SpeakerReader& speakers_;
};

}  // namespace

std::optional<TrailingSpeech> TrailingSpeechAt(const Reading& r, const SpeechWords& words,
                                               const SpeakerReader& speakers, TokenRange sentence, std::uint32_t verb) {
  return TrailingReader(r, words, speakers).Find(sentence, verb);
}

}  // namespace dateline::extract
