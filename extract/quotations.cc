#include "extract/quotations.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "extract/attribution.h"
#include "extract/subjects.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kAttributionReach = 28;  // tokens from a quotation to its "said"
constexpr std::uint32_t kPredicate = 9;          // tokens from "said" to a quoted predicate of a word or two
constexpr std::uint32_t kContentReach = 400;     // hostile texts have sentences without end
constexpr std::uint32_t kWordsOfQuote = 3;       // shorter ones are terms, not speech, unless "said" is adjacent

class QuotationFinder {
 public:
  QuotationFinder(const Reading& r, const SpeechWords& words, const RoleWords& roles, SpeakerReader& speakers)
      : r_(r), words_(words), subjects_(r, roles), speakers_(speakers) {}

  Quotations Find() {
    for (std::size_t q = 0; q < r_.quotes.size(); ++q) {
      const Quote& quote = r_.quotes[q];
      std::uint32_t verb = 0;
      // "Kagan asked, “Is it a tax?” Sauer answered": who brings a question stands before it.
      Speaker speaker = IsBrought(quote) ? BeforeQuote(quote, verb) : Speaker{};
      const bool brought = speaker.found();
      if (!brought) speaker = AfterQuote(quote, verb);
      const bool attributed = speaker.found() && !brought;
      if (attributed && EndsClause(quote)) continue;
      if (!speaker.found()) speaker = BeforeQuote(quote, verb);
      // "“We looked,” Lisa Su, head of AMD, told analysts, “and decided to wait.”": the verb of the quotation before.
      if (verb != 0 && verb == last_verb_ && !speakers_.spoken().empty()) speaker = speakers_.spoken().back().second;
      const std::uint32_t size = Words(quote);
      const char end = quote.tokens.empty() ? '\0' : r_.words[quote.tokens.end - 1].punct;
      const bool whole = end == '.' || end == '!' || end == '?';  // a sentence of its own
      const bool opens = whole && SentenceAt(r_, quote.tokens.begin - 1).begin + 1 >= quote.tokens.begin;
      if (!speaker.found() && (size > 5 || (opens && size > 1))) speaker = Continued(q);
      // "called it “deeply disappointing”", but not "the so-called “Foundry Rule”".
      const bool quoted =
          verb != 0 && words_.quoting.AnyIn(r_, {verb, verb + 1}) && !(*r_.tokens)[quote.tokens.begin].capital;
      const bool replied = whole && verb != 0 && IsSays(r_, verb);  // "Bessent replied: “We'll see.”"
      // "said cooperation was “excellent”": the whole of what is said of the subject.
      const bool said_of = !attributed && verb != 0 && quote.tokens.begin > verb &&
                           quote.tokens.begin - verb < kPredicate && IsSays(r_, verb) && size > 0 &&
                           size < kWordsOfQuote && IsPredicateNoun(quote.tokens.begin - 2) && !MoreIsSaid(quote);
      if (!speaker.found() ||
          (!said_of && size < (quoted                  ? 1
                               : attributed || replied ? 2
                                                       : kWordsOfQuote)) ||
          IsTitle(quote))
        continue;
      AddDirect(quote, speaker, verb);
      speakers_.Spoke(q, speaker);
      last_verb_ = verb;
      if (verb != 0 && verb < quote.tokens.begin && IsSays(r_, verb)) AddSecondPart(quote, speaker, verb);
    }
    return std::move(out_);
  }

 private:
  // “Addressing United States Investments in Certain Technologies”, “[Enforcement](https://…)”: names and links.
  bool IsTitle(const Quote& quote) const {
    // "a guidance entitled “Benefit- Risk Assessment”"
    const std::uint32_t mark = quote.tokens.begin - 1;
    const std::string_view before = mark > 1 ? r_.Surface(mark - (IsComma(r_, mark - 1) ? 2 : 1)) : std::string_view{};
    if (before == "entitled" || before == "titled" || before == "headlined" || before == "captioned") return true;
    if (quote.content.In(r_.text).starts_with("[") && quote.content.In(r_.text).find("](") != std::string_view::npos)
      return true;
    if (r_.IsTitle(quote)) return true;
    const char last = r_.words[quote.tokens.end - 1].punct;
    if (last != 0 && last != ')') return false;
    std::uint32_t words = 0, capitals = 0;
    for (std::uint32_t i = quote.tokens.begin; i < quote.tokens.end; ++i) {
      constexpr std::size_t kShort = 3;  // "and", "for", "of"
      if ((*r_.tokens)[i].kind != TokenKind::kWord || (*r_.tokens)[i].span.size() <= kShort) continue;
      ++words;
      capitals += (*r_.tokens)[i].capital ? 1 : 0;
    }
    return words >= 4 && capitals + 1 >= words;
  }

  // "Canada will match the duties “step for step,” Champagne said": the last words of a clause that is reported whole.
  bool EndsClause(const Quote& quote) const {
    const std::uint32_t mark = quote.tokens.begin - 1;
    const TokenRange sentence = r_.Around(mark);
    // "… and “technology products including GPUs,” Goyal said"
    constexpr std::uint32_t kJoined = 6;
    const bool joined = mark > 0 && r_.Is(mark - 1, kConjunction);
    if (mark < sentence.begin + 4 || Words(quote) > (joined ? kJoined : kWordsOfQuote) ||
        (*r_.tokens)[quote.tokens.begin].capital)
      return false;
    return r_.words[mark - 1].punct == 0 && !r_.Is(mark - 1, kBe | kHave | kModal | kDeterminer) &&
           r_.finite[mark - 1] == 0 && r_.finite[mark + 1] == 0 && FiniteBetween(r_, sentence.begin, mark - 1);
  }

  bool IsBrought(const Quote& quote) const {
    const std::uint32_t mark = quote.tokens.begin - 1;
    if (quote.tokens.empty() || mark < 2 || !(*r_.tokens)[quote.tokens.begin].capital) return false;
    const char end = r_.words[quote.tokens.end - 1].punct;
    const std::uint32_t verb = mark - 2;
    return (end == '?' || end == '!') && (IsComma(r_, mark - 1) || r_.words[mark - 1].punct == ':') &&
           r_.Around(mark).Has(verb) && FiniteBetween(r_, r_.Around(mark).begin, mark);
  }

  // Words of a quotation, marks and single letters not counted: "U.S. persons" is one.
  std::uint32_t Words(const Quote& quote) const {
    std::uint32_t count = 0;
    for (std::uint32_t i = quote.tokens.begin; i < quote.tokens.end; ++i) {
      const Token& token = (*r_.tokens)[i];
      if (token.kind == TokenKind::kCjk || (token.kind == TokenKind::kWord && token.span.size() > 1) ||
          r_.Is(i, kPronoun | kDeterminer))
        ++count;
    }
    return count;
  }

  // `"Q," S said` and `"Q," said S`.
  Speaker AfterQuote(const Quote& quote, std::uint32_t& verb) const {
    if (quote.open || quote.tokens.end >= r_.words.size()) return {};
    const std::uint32_t mark = quote.tokens.end;
    // A full stop inside the marks ends the sentence: what follows is another one.
    const std::uint32_t last = quote.tokens.end - 1;
    const std::uint32_t begin = mark + 1;
    // A pull quote: "…”—Jensen Huang".
    if (begin + 1 < r_.words.size() && IsDash(r_, begin) && (*r_.tokens)[begin].gap != Gap::kParagraph) {
      const TokenRange name{begin + 1, EndOfPhrase(r_, {begin + 1, LineEnd(begin + 1)}, begin + 1)};
      const Speaker speaker = speakers_.In(name.begin, name.end, false);
      if (speaker.entity.starts_with("official.") && name.end - name.begin < 8) return speaker;
    }
    if (begin >= r_.words.size() || r_.words[last].punct == '.') return {};
    const std::uint32_t end = std::min(SentenceAt(r_, begin).end, begin + kAttributionReach);
    // "… hand hackers a map," and people say; called it “a new chapter”, while Greer said: another clause.
    if (r_.Is(begin + (IsComma(r_, begin) ? 1 : 0), kConjunction | kSplitter)) return {};
    if (const std::uint32_t stop = MatchAny(r_, words_.according, begin, end); stop != kNoMatch) {
      verb = begin;
      return speakers_.InOrUnknown(stop, EndOfPhrase(r_, SentenceAt(r_, begin), stop));
    }
    // "…,” read a statement from ASML"
    if (r_.Surface(begin) == "read" && begin + 3 < end && r_.Is(begin + 1, kDeterminer)) {
      verb = begin;
      return speakers_.In(begin + 2, EndOfPhrase(r_, SentenceAt(r_, begin), begin + 2), false);
    }
    for (std::uint32_t i = begin; i < end; ++i) {
      if (InQuote(r_, i) || r_.words[i].punct == ';') return {};
      if (r_.Surface(i) == "which") return {};  // "had “signed away” its policy, which Zafrul denied"
      if (!IsSays(r_, i)) continue;
      // "by adding a new entry": an act, not speech; but "…?” Kagan asked the lawyer".
      const bool asks = r_.words[last].punct == '?' && r_.Surface(i) == "asked";
      if (!asks && words_.that_only.AnyIn(r_, {i, i + 1}) && i + 1 < end &&
          (r_.Is(i + 1, kDeterminer) || (SayingForms(r_, i) & (kPast | kThird)) == 0))
        return {};
      verb = i;
      // "…,” said Huang": nothing but adverbs before the verb.
      bool inverted = true;
      for (std::uint32_t k = begin; k < i; ++k) inverted = inverted && r_.words[k].mention < 0 && r_.Is(k, kAdverb);
      if (inverted) {
        Speaker behind = speakers_.In(i + 1, std::min(SentenceAt(r_, i).end, i + kAttributionReach), false);
        // “…,” said one broker
        if (!behind.found()) behind = speakers_.RolePhrase(i + 1, EndOfPhrase(r_, SentenceAt(r_, i), i + 1));
        return behind;
      }
      const Mention* named = nullptr;
      for (const Mention* mention : subjects_.Phrase({begin, i}).names) {
        if (mention->kind == MentionKind::kOfficial) named = mention;
      }
      if (named != nullptr) return {named->entity, std::string(named->span.In(r_.text)), {i, i}};
      if (const auto unnamed = speakers_.Unnamed(begin, i)) return *unnamed;
      if (Speaker holder = speakers_.Holder(begin, i); holder.found()) return holder;
      if (Speaker unknown = speakers_.UnknownName(begin, i);
          unknown.found() && !speakers_.In(begin, i, true).entity.starts_with("official."))
        return unknown;
      if (Speaker plain = speakers_.In(begin, i, true); plain.found()) return plain;
      const std::uint32_t phrase = begin + (IsComma(r_, begin) ? 1 : 0);
      // "…,” the letter said": none of those who were quoted before.
      if (i == phrase + 2 && r_.Is(phrase, kDeterminer) &&
          OneOf(r_.Surface(phrase + 1), "complaint", "indictment", "lawsuit", "letter", "memo", "opinion", "petition"))
        return {"", std::string(r_.Bytes({phrase, i}).In(r_.text)), {phrase, i}};
      return IsPlainSaying(r_.Surface(i)) ? speakers_.RolePhrase(phrase, i) : Speaker{};
    }
    return {};
  }

  // `S said: "Q"`, `S said that "Q"`, `S: "Q"`.
  Speaker BeforeQuote(const Quote& quote, std::uint32_t& verb) const {
    if (quote.tokens.begin < 2) return {};
    const std::uint32_t mark = quote.tokens.begin - 1;
    std::uint32_t floor = SentenceAt(r_, mark).begin;
    // "**Mike Wirth:** “…”"
    std::uint32_t edge = mark;
    while (edge > 1 && r_.words[edge - 1].punct == '*') --edge;
    const bool colon = r_.words[edge - 1].punct == ':' || r_.Surface(edge - 1) == "：";
    if (colon) {
      if (Speaker linked = Linked(edge - 1); linked.found()) return linked;
    }
    if (floor == mark) {
      if (!colon) return {};
      floor = SentenceAt(r_, mark - 1).begin;
    }
    if (mark - floor > 60) floor = mark - 60;
    // "In the words of Warner, the letter was “a half measure.”"
    if (const std::uint32_t stop = MatchAny(r_, words_.according, floor, mark); stop != kNoMatch) {
      verb = floor;
      return speakers_.InOrUnknown(stop, EndOfPhrase(r_, {floor, mark}, stop));
    }
    // "As the GAO put it in May, “…”"
    if (r_.Surface(floor) == "As") {
      for (std::uint32_t i = floor + 2; i + 1 < mark; ++i) {
        if (r_.Surface(i) != "put" || r_.Surface(i + 1) != "it") continue;
        verb = i;
        if (Speaker named = speakers_.In(floor + 1, i, true); named.found()) return named;
        return speakers_.RolePhrase(floor + 1, i);
      }
    }
    for (std::uint32_t i = mark; i-- > floor;) {
      if (InQuote(r_, i)) return {};
      if (mark - i <= 12 && words_.quoting.AnyIn(r_, {i, i + 1}) && r_.words[i].mention < 0 && !IsSays(r_, i) &&
          IsInflected(i)) {
        verb = i;
        // "What the department calls a “know your customer” rule": a name for a thing.
        for (std::uint32_t k = i; k > floor && i - k < 6; --k) {
          if (r_.Surface(k - 1) == "What" || r_.Surface(k - 1) == "what") return {};
        }
        return speakers_.Of(i, floor);
      }
      if (r_.words[i].punct == '.' && i + 1 < mark && (*r_.tokens)[i + 1].gap != Gap::kNone && (mark - i > 12 || colon))
        break;
      if (!IsSays(r_, i) || (i > floor && r_.Is(i - 1, kDeterminer))) continue;  // "the claim was": a noun
      // "told the forum that he hopes to, “but hope is no strategy”": speech that goes on.
      const bool goes_on_after_comma = r_.words[mark - 1].punct == ',';
      if (mark - i > (Words(quote) > 10 || goes_on_after_comma ? 32u : 10u) && !colon) return {};
      // A few words inside reported speech are a term, not a quotation.
      const bool called = r_.Surface(mark - 1) == "as" && words_.quoting.AnyIn(r_, {i, i + 1});  // "described it as"
      const bool predicate = called || (IsPredicate(mark, i) && !VerbsGoOn(quote));
      if (quote.tokens.end - quote.tokens.begin < 5 && mark - i > 3 && !colon && !predicate) return {};
      // "said there were “valid reasons to doubt” it": a few words of what is reported, told with the rest of it.
      const std::uint32_t after = quote.tokens.end + 1;
      const bool ended =
          r_.words[quote.tokens.end - 1].punct == ',' && after < r_.words.size() && r_.Is(after, kConjunction);
      const bool goes_on = !quote.open && !ended && after < SentenceAt(r_, mark).end && r_.words[after].punct == 0;
      const bool fragment = goes_on && !colon && r_.words[mark - 1].punct == 0 &&
                            !(*r_.tokens)[quote.tokens.begin].capital &&
                            (FiniteBetween(r_, i + 1, mark) || StartsWithPronoun(r_, i + 1, mark));
      // "said she would have done it in 2024 “if I'd had six more months.”": the end of a longer clause.
      const bool tail = !goes_on && !colon && r_.words[mark - 1].punct == 0 &&
                        !(*r_.tokens)[quote.tokens.begin].capital &&
                        mark - i > quote.tokens.end - quote.tokens.begin + 1 && FiniteBetween(r_, i + 1, mark);
      if ((fragment || tail) && !predicate) return {};
      if (goes_on && !colon && IsFragment(quote, i)) return {};
      verb = i;
      const Speaker speaker = speakers_.Of(i, floor);
      // "told the Post": who listens is not who speaks.
      const bool that = r_.words[i + 1].id == r_.grammar->that;
      if (speaker.found() || that || TakesListener(r_, i)) return speaker;
      return speakers_.In(i + 1, mark, false);
    }
    if (!colon) return {};
    const std::uint32_t line = LineStart(mark, floor);
    if (Speaker named = speakers_.In(line, mark, true); named.found()) return named;
    // "**Arm**: “…”": nothing but a name.
    std::uint32_t end = edge - 1, begin = line;
    while (end > line && r_.words[end - 1].punct == '*') --end;
    while (begin < end && r_.words[begin].punct == '*') ++begin;
    if (const Speaker unknown = speakers_.UnknownName(begin, end); unknown.found() && unknown.tokens.begin == begin)
      return unknown;
    return {};
  }

  // "[Alliance for the Future](https://…): “…”": whom the link before the colon names.
  Speaker Linked(std::uint32_t colon) const {
    constexpr std::uint32_t kLink = 300;  // bytes
    const std::uint32_t to = (*r_.tokens)[colon].span.begin, from = to - std::min(to, kLink);
    const std::string_view lead = r_.text.substr(from, to - from);
    if (!lead.ends_with(')')) return {};
    const auto close = lead.rfind("](http"), open = lead.rfind('[', close);
    if (close == std::string_view::npos || open == std::string_view::npos || close < open + 3 ||
        lead.find("\n\n", open) != std::string_view::npos)
      return {};
    const std::uint32_t begin = r_.TokenFrom(from + static_cast<std::uint32_t>(open) + 1);
    const std::uint32_t end = r_.TokenFrom(from + static_cast<std::uint32_t>(close));
    if (begin >= end || (r_.words[begin].mention < 0 && !(*r_.tokens)[begin].capital))
      return {};  // "Huang [put it](…): "
    if (Speaker named = speakers_.In(begin, end, true); named.found()) return named;
    return {"", std::string(lead.substr(open + 1, close - open - 1)), {begin, end}};
  }

  // "said it was “assessing” the rule", "sees China at “slightly below 20%” of sales": what is said of the subject.
  bool IsPredicate(std::uint32_t mark, std::uint32_t verb) const {
    const std::uint32_t before = mark - 1;
    const std::uint32_t first = mark + 1;  // "wrote that it “rewards bad behavior”"
    if (first < r_.words.size() && r_.finite[first] != 0 && !r_.Is(before, kDeterminer | kPreposition)) return true;
    return before > verb && (r_.Is(before, kBe) || r_.Surface(before) == "at" || r_.finite[before] != 0);
  }

  // "said that excluding firms “based on origin” would breach", "says it “cannot assure” investors that a foundry
  // will", "had been “confirmed to meet targets” by a panel": a part of a clause that goes on as long.
  bool IsFragment(const Quote& quote, std::uint32_t verb) const {
    const std::uint32_t mark = quote.tokens.begin - 1, after = quote.tokens.end + 1;
    if (r_.words[mark - 1].punct != 0 || (*r_.tokens)[quote.tokens.begin].capital || r_.Is(after, kConjunction))
      return false;
    const bool that = r_.words[verb + 1].id == r_.grammar->that;
    if ((that || TakesListener(r_, verb)) && (r_.finite[after] != 0 || r_.Is(after, kModal | kBe | kHave))) return true;
    constexpr std::uint32_t kRest = 4;  // tokens
    const TokenRange rest{after, SentenceAt(r_, mark).end};
    if (r_.Is(mark - 1, kBe)) return r_.Surface(after) == "by" && rest.end > rest.begin + kRest;
    return r_.finite[mark + 1] != 0 && !r_.Is(after, kPreposition) && FiniteIn(r_, rest);
  }

  // "but would not give its name": what a speaker left out, told by the author.
  bool Withholds(std::uint32_t conjunction) const {
    return r_.Surface(conjunction) == "but" && r_.Is(conjunction + 2, kNegator);
  }

  // "said he was “open to tweaks” but would vote yes": what is said of the subject has a second verb.
  bool VerbsGoOn(const Quote& quote) const {
    const std::uint32_t next = quote.tokens.end + 1;
    return next + 1 < SentenceAt(r_, quote.tokens.begin).end && r_.Is(next, kConjunction) &&
           r_.Is(next + 1, kModal | kBe | kHave) && !Withholds(next);
  }

  // "was “excellent”", "at “about a fifth”"
  bool IsPredicateNoun(std::uint32_t before) const { return r_.Is(before, kBe) || r_.Surface(before) == "at"; }

  // "said it was “in dispute” and would take years", "was “very high” and that orders would follow".
  bool MoreIsSaid(const Quote& quote) const {
    const std::uint32_t end = SentenceAt(r_, quote.tokens.begin).end;
    for (std::uint32_t i = quote.tokens.end + 1; i + 1 < std::min(end, quote.tokens.end + kContentReach); ++i) {
      if (r_.Is(i, kConjunction) && r_.Is(i + 1, kModal | kBe | kHave | kThat)) return !Withholds(i);
    }
    return false;
  }

  // "said that older parts were “subject to strict scrutiny” and that smuggled ones get no support": the rest of it.
  void AddSecondPart(const Quote& quote, const Speaker& speaker, std::uint32_t verb) {
    const TokenRange sentence = SentenceAt(r_, verb);
    std::uint32_t at = quote.tokens.end + 1;
    if (at < sentence.end && IsComma(r_, at)) ++at;
    if (at + 3 >= sentence.end || !r_.Is(at, kConjunction) || r_.words[at + 1].id == 0 ||
        r_.words[at + 1].id != r_.grammar->that)
      return;
    // "and that it would ship only to “approved buyers”": a term of a few words.
    constexpr std::uint32_t kTerm = 6;  // tokens
    for (std::uint32_t i = at; i < std::min(sentence.end, at + kContentReach); ++i) {
      const Quote* other = r_.QuoteOf(i);
      if (other != nullptr && other->tokens.end > other->tokens.begin + kTerm) return;
    }
    auto rest = ReportedBy(r_, words_, speaker, sentence, {at + 2, sentence.end}, verb, "statement:goes-on");
    if (rest) out_.statements.push_back(std::move(rest->statement));
  }

  std::uint32_t LineEnd(std::uint32_t at) const {
    std::uint32_t end = at + 1;
    while (end < r_.words.size() && end - at < kSpeakerReach && (*r_.tokens)[end].gap < Gap::kLine) ++end;
    return end;
  }

  // "called", "calling", "calls", not the noun "demand".
  bool IsInflected(std::uint32_t i) const {
    const Written word = r_.Surface(i);
    return word.ends_with("ed") || word.ends_with("ing") || word.ends_with("s");
  }

  std::uint32_t LineStart(std::uint32_t at, std::uint32_t floor) const {
    // Not across the end of a sentence that a name we do not know hides: "… gives details. @SomeName: “…”".
    while (at > floor && (*r_.tokens)[at].gap != Gap::kParagraph &&
           (r_.words[at - 1].punct != '.' || (*r_.tokens)[at].gap == Gap::kNone))
      --at;
    return at;
  }

  // A quotation of the same paragraph, or one that goes on after an open one, keeps its speaker.
  Speaker Continued(std::size_t q) const {
    if (speakers_.spoken().empty() || speakers_.spoken().back().first + 1 != q) return {};
    const Quote& before = r_.quotes[q - 1];
    // It opens its sentence or goes on in that of the one before: otherwise somebody else may speak.
    const std::uint32_t mark = r_.quotes[q].tokens.begin - 1;
    if (SentenceAt(r_, mark).begin != mark && r_.sentence_of[mark] != r_.sentence_of[before.tokens.end - 1]) return {};
    for (std::uint32_t i = before.tokens.end; i < r_.quotes[q].tokens.begin && !before.open; ++i) {
      if ((*r_.tokens)[i].gap == Gap::kParagraph) return {};
    }
    return speakers_.spoken().back().second;
  }

  void AddDirect(const Quote& quote, const Speaker& speaker, std::uint32_t verb) {
    Statement s = StatementOf(r_, words_, speaker, quote.content, quote.tokens,
                              verb == 0 ? quote.tokens : TokenRange{verb, verb + 1});
    s.direct = true;
    s.rule = "statement:direct";
    const std::uint32_t last =
        r_.sentence_of[quote.tokens.end > quote.tokens.begin ? quote.tokens.end - 1 : quote.tokens.begin];
    for (std::uint32_t n = r_.sentence_of[quote.tokens.begin]; n <= last; ++n) {
      const std::uint32_t at = r_.Bytes(r_.sentences[n]).begin;
      if (out_.sentences.empty() || out_.sentences.back() < at) out_.sentences.push_back(at);
    }
    out_.statements.push_back(std::move(s));
  }

  const Reading& r_;
  const SpeechWords& words_;
  SubjectReader subjects_;
  SpeakerReader& speakers_;
  Quotations out_;
  std::uint32_t last_verb_ = 0;  // of the quotation told last
};

}  // namespace

bool Quotations::In(const Reading& r, TokenRange sentence) const {
  return std::ranges::binary_search(sentences, r.Bytes(sentence).begin);
}

Quotations FindQuotations(const Reading& r, const SpeechWords& words, const RoleWords& roles, SpeakerReader& speakers) {
  return QuotationFinder(r, words, roles, speakers).Find();
}

}  // namespace dateline::extract
