#include "extract/statements.h"

#include <algorithm>
#include <tuple>

namespace dateline::extract {
namespace {

constexpr std::uint32_t kAttributionReach = 28;  // tokens from a quotation to its "said"
constexpr std::uint32_t kSpeakerReach = 16;      // tokens of a speaker with titles: "Commerce Under Secretary for … X"
constexpr std::uint32_t kWordsOfQuote = 3;       // shorter ones are terms, not speech, unless "said" is adjacent

constexpr bool MaySpeak(MentionKind kind) {
  return kind == MentionKind::kOfficial || kind == MentionKind::kAgency || kind == MentionKind::kFirm ||
         kind == MentionKind::kPlace || kind == MentionKind::kMedia;
}

struct Speaker {
  std::string entity;
  std::string words;
  TokenRange tokens;
  [[nodiscard]] bool found() const { return !entity.empty() || !words.empty(); }
};

class StatementFinder {
 public:
  StatementFinder(const Reading& r, const SpeechWords& words) : r_(r), words_(words) {}

  std::vector<Statement> Find() {
    FindDirect();
    FindIndirect();
    std::ranges::sort(out_, [](const Statement& a, const Statement& b) {
      return std::tie(a.content.begin, a.content.end) < std::tie(b.content.begin, b.content.end);
    });
    return std::move(out_);
  }

 private:
  const Mention& At(std::uint32_t token) const {
    return r_.what->mentions[static_cast<std::size_t>(r_.words[token].mention)];
  }
  TokenRange SentenceOf(std::uint32_t token) const { return r_.sentences[r_.sentence_of[token]]; }
  bool InQuote(std::uint32_t token) const { return r_.QuoteOf(token) != nullptr; }
  // "the claim that", "an expectation that"
  bool IsSpeechNoun(std::uint32_t i, std::uint32_t end) const {
    return i + 1 < end && r_.words[i + 1].id != 0 && r_.words[i + 1].id == r_.grammar->that && words_.nouns.AnyIn(r_, {i, i + 1});
  }
  bool IsSays(std::uint32_t i) const { return r_.Is(i, kSays) && r_.words[i].mention < 0; }

  // The name or unnamed role that speaks in [from, to): an official before a body, the nearest to `near` first.
  Speaker SpeakerIn(std::uint32_t from, std::uint32_t to, bool nearest_is_last) const {
    const std::uint32_t none = 0xffffffff;
    std::uint32_t best = none;
    bool best_official = false;
    for (std::uint32_t i = from; i < to; ++i) {
      if (r_.words[i].mention < 0 || !MaySpeak(At(i).kind) || InQuote(i)) continue;
      if (i > from && r_.words[i - 1].mention == r_.words[i].mention) continue;
      const bool official = At(i).kind == MentionKind::kOfficial;
      if (best == none || (official && !best_official) || (official == best_official && nearest_is_last)) {
        best = i;
        best_official = official;
      }
    }
    Speaker speaker;
    // "two U.S. officials said": a role without a name outranks the body or place that qualifies it.
    for (std::uint32_t i = from; i < to && !best_official; ++i) {
      if (r_.words[i].mention >= 0 || InQuote(i) || !words_.unnamed.AnyIn(r_, {i, std::min(to, i + 3)})) continue;
      // "BIS officials": the body itself; "U.S. officials" stay unnamed.
      if (i > from && r_.words[i - 1].mention >= 0 && At(i - 1).kind == MentionKind::kAgency) {
        return {At(i - 1).entity, std::string(At(i - 1).span.In(r_.text)), {i - 1, i}};
      }
      speaker.tokens = {i, i + 1};
      speaker.words = std::string(r_.Bytes(NounPhrase(i, from, to)).In(r_.text));
      return speaker;
    }
    if (best != none) {
      speaker.entity = At(best).entity;
      speaker.words = std::string(At(best).span.In(r_.text));
      speaker.tokens = {best, best + 1};
      return speaker;
    }
    for (std::uint32_t i = from; i < to; ++i) {
      if (IsPersonPronoun(i)) return LastOfficial(i);
      if (const Speaker named = Antecedent(i, from); named.found()) return named;
    }
    return speaker;
  }

  // "the company", "the ministry": the firm or body that an earlier sentence, or this one, begins with.
  Speaker Antecedent(std::uint32_t at, std::uint32_t from) const {
    if (at == from || r_.words[at].mention >= 0 || r_.words[at - 1].id == 0 || r_.lexicon->Text(r_.words[at - 1].id) != "the") return {};
    const bool firm = words_.firms.AnyIn(r_, {at, at + 1});
    if (!firm && !words_.bodies.AnyIn(r_, {at, at + 1})) return {};
    const MentionKind wanted = firm ? MentionKind::kFirm : MentionKind::kAgency;
    for (std::uint32_t n = r_.sentence_of[at] + 1; n-- > 0 && r_.sentence_of[at] - n < 6;) {
      const std::uint32_t end = std::min(r_.sentences[n].end, at);
      for (std::uint32_t i = r_.sentences[n].begin; i < end; ++i) {
        if (r_.words[i].mention < 0 || At(i).kind != wanted || InQuote(i)) continue;
        if (i > r_.sentences[n].begin && r_.Is(i - 1, kPreposition)) continue;
        return {At(i).entity, std::string(r_.Bytes({at - 1, at + 1}).In(r_.text)), {at, at + 1}};
      }
    }
    return {};
  }

  // The noun phrase about an unnamed role: back over its qualifiers, on over "familiar with the matter".
  TokenRange NounPhrase(std::uint32_t at, std::uint32_t from, std::uint32_t to) const {
    std::uint32_t begin = at, end = at + 1;
    while (begin > from && at - begin < 6 && r_.words[begin - 1].punct != ',' && !IsSays(begin - 1)) --begin;
    while (end < to && end - at < 6 && r_.words[end].punct == 0 && !IsSays(end)) ++end;
    return {begin, end};
  }

  bool IsPersonPronoun(std::uint32_t i) const {
    if (r_.words[i].id == 0) return false;
    const std::string_view word = r_.lexicon->Text(r_.words[i].id);
    return word == "he" || word == "she";
  }

  Speaker LastOfficial(std::uint32_t before) const {
    for (std::uint32_t i = before; i-- > 0 && before - i < 400;) {
      if (r_.words[i].mention >= 0 && At(i).kind == MentionKind::kOfficial && !InQuote(i)) {
        return {At(i).entity, std::string(r_.Surface(before)), {before, before + 1}};
      }
    }
    return {"", std::string(r_.Surface(before)), {before, before + 1}};
  }

  // ---- quotations

  void FindDirect() {
    for (std::size_t q = 0; q < r_.quotes.size(); ++q) {
      const Quote& quote = r_.quotes[q];
      std::uint32_t verb = 0;
      Speaker speaker = AfterQuote(quote, verb);
      if (!speaker.found()) speaker = BeforeQuote(quote, verb);
      const std::uint32_t size = quote.tokens.end - quote.tokens.begin;
      if (!speaker.found() && size > 6) speaker = Continued(q);
      if (!speaker.found() || size < kWordsOfQuote) continue;
      AddDirect(quote, speaker, verb);
      by_quote_.push_back({q, speaker});
    }
  }

  // `"Q," S said` and `"Q," said S`.
  Speaker AfterQuote(const Quote& quote, std::uint32_t& verb) const {
    if (quote.open || quote.tokens.end >= r_.words.size()) return {};
    const std::uint32_t mark = quote.tokens.end;
    // A full stop inside the marks ends the sentence: what follows is another one.
    const std::uint32_t last = quote.tokens.end - 1;
    const std::uint32_t begin = mark + 1;
    if (begin >= r_.words.size() || r_.words[last].punct == '.') return {};
    const std::uint32_t end = std::min(SentenceOf(begin).end, begin + kAttributionReach);
    for (std::uint32_t i = begin; i < end; ++i) {
      if (InQuote(i) || r_.words[i].punct == ';') return {};
      if (!IsSays(i)) continue;
      verb = i;
      const bool inverted = i <= begin + 2 && (i == begin || r_.words[i - 1].mention < 0) && !IsPersonPronoun(i - 1);
      if (inverted) return SpeakerIn(i + 1, std::min(SentenceOf(i).end, i + kAttributionReach), false);
      return SpeakerIn(begin, i, true);
    }
    return {};
  }

  // `S said: "Q"`, `S said that "Q"`, `S: "Q"`.
  Speaker BeforeQuote(const Quote& quote, std::uint32_t& verb) const {
    if (quote.tokens.begin < 2) return {};
    const std::uint32_t mark = quote.tokens.begin - 1;
    std::uint32_t floor = SentenceOf(mark).begin;
    const bool colon = r_.words[mark - 1].punct == ':';
    if (floor == mark) {
      if (!colon) return {};
      floor = SentenceOf(mark - 1).begin;
    }
    if (mark - floor > 60) floor = mark - 60;
    for (std::uint32_t i = mark; i-- > floor;) {
      if (InQuote(i)) return {};
      if (r_.words[i].punct == '.' && i + 1 < mark && (*r_.tokens)[i + 1].gap != Gap::kNone && mark - i > 12 && !colon) break;
      if (!IsSays(i)) continue;
      if (mark - i > 10 && !colon) return {};
      // A few words inside reported speech are a term, not a quotation.
      if (quote.tokens.end - quote.tokens.begin < 5 && mark - i > 3 && !colon) return {};
      verb = i;
      const Speaker speaker = SpeakerIn(floor, i, true);
      if (speaker.found()) return speaker;
      return SpeakerIn(i + 1, mark, false);
    }
    if (colon) return SpeakerIn(LineStart(mark, floor), mark, true);
    return {};
  }

  std::uint32_t LineStart(std::uint32_t at, std::uint32_t floor) const {
    while (at > floor && (*r_.tokens)[at].gap != Gap::kParagraph) --at;
    return at;
  }

  // A quotation of the same paragraph, or one that goes on after an open one, keeps its speaker.
  Speaker Continued(std::size_t q) const {
    if (by_quote_.empty() || by_quote_.back().first + 1 != q) return {};
    const Quote& before = r_.quotes[q - 1];
    for (std::uint32_t i = before.tokens.end; i < r_.quotes[q].tokens.begin && !before.open; ++i) {
      if ((*r_.tokens)[i].gap == Gap::kParagraph) return {};
    }
    return by_quote_.back().second;
  }

  void AddDirect(const Quote& quote, const Speaker& speaker, std::uint32_t verb) {
    Statement s;
    s.direct = true;
    s.content = quote.content;
    Fill(s, speaker, quote.tokens, verb == 0 ? quote.tokens : TokenRange{verb, verb + 1});
    s.rule = "statement:direct";
    const std::uint32_t last = r_.sentence_of[quote.tokens.end > quote.tokens.begin ? quote.tokens.end - 1 : quote.tokens.begin];
    for (std::uint32_t n = r_.sentence_of[quote.tokens.begin]; n <= last; ++n) {
      const std::uint32_t at = r_.Bytes(r_.sentences[n]).begin;
      if (direct_sentences_.empty() || direct_sentences_.back() < at) direct_sentences_.push_back(at);
    }
    out_.push_back(std::move(s));
  }

  // ---- reported speech

  void FindIndirect() {
    for (const TokenRange sentence : r_.sentences) {
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        const Word& word = r_.words[i];
        if (word.id == 0 || word.mention >= 0) continue;
        // Most words begin no phrase of speech, do not say anything and are no "claim that".
        const bool before_that = i + 1 < sentence.end && r_.words[i + 1].id == r_.grammar->that;
        if (((word.starts & kStartsSpeech) == 0 && (word.classes & kSays) == 0 && !before_that) || InQuote(i)) continue;
        if (TrySilence(sentence, i) || TryAccording(sentence, i) || TryAsking(sentence, i)) break;
        if (IsSays(i) && TryTrailing(sentence, i)) break;
        if ((IsSays(i) || IsSpeechNoun(i, sentence.end)) && TryReported(sentence, i)) break;
      }
    }
  }

  std::uint32_t MatchAny(const PhraseTable& table, std::uint32_t at, std::uint32_t end) const {
    std::uint32_t found = kNoMatch;
    table.EachAt(r_.words, *r_.lexicon, at, end, [&](const PhraseTable::Row&, std::uint32_t stop) {
      found = stop;
      return false;
    });
    return found;
  }

  // Who stands before the verb in its clause and does not hang on a preposition.
  Speaker Subject(TokenRange sentence, std::uint32_t verb) const {
    const Clause& clause = r_.clauses[r_.clause_of[verb]];
    std::uint32_t from = clause.tokens.begin;
    if (clause.resumes >= 0) from = r_.clauses[static_cast<std::size_t>(clause.resumes)].tokens.begin;
    from = std::max(from, sentence.begin);
    if (verb > from + 30) from = verb - 30;
    // An adverbial opens the sentence: "In May 2025, the agency announced".
    std::uint32_t start = from;
    for (std::uint32_t i = from; i < verb; ++i) {
      if (r_.words[i].punct == ',' && r_.Is(from, kPreposition) && i + 1 < verb) start = i + 1, from = verb;
    }
    return SpeakerIn(start, verb, true);
  }

  bool TryReported(TokenRange sentence, std::uint32_t verb) {
    if (DirectIn(sentence)) return false;
    std::uint32_t begin = verb + 1;
    bool that = false;
    for (std::uint32_t i = verb + 1; i < std::min(sentence.end, verb + 10); ++i) {
      if (r_.words[i].punct == ',' || r_.words[i].punct == ';') break;
      if (r_.words[i].id == r_.grammar->that && r_.words[i].id != 0) {
        begin = i + 1, that = true;
        break;
      }
      if (r_.Is(i, kModal | kBe | kHave)) break;
    }
    const bool needs_that = words_.that_only.AnyIn(r_, {verb, verb + 1});
    if (!that && (needs_that || !FiniteBetween(r_, begin, std::min(sentence.end, begin + 14)))) return false;
    if (!that && (r_.Is(begin, kPreposition | kModal | kBe) || r_.words[begin].punct != 0)) return false;
    if (IsSays(verb) && verb > sentence.begin && r_.Is(verb - 1, kPreposition | kDeterminer)) return false;
    return AddIndirect(sentence, Subject(sentence, verb), {begin, sentence.end}, verb, "statement:reported");
  }

  // `C, S said`, `C, S told OUTLET`, `C, said S` and `C1, S said, C2`: the clause before the comma is what was said.
  bool TryTrailing(TokenRange sentence, std::uint32_t verb) {
    if (DirectIn(sentence) || (VerbForms(verb) & (kPast | kThird)) == 0) return false;
    std::uint32_t comma = verb;
    while (comma > sentence.begin && verb - comma < kSpeakerReach && !IsComma(comma)) --comma;
    // "Under Secretary Kessler, the head of BIS, said": the commas of an apposition.
    if (!IsComma(comma)) return false;
    if (comma + 1 < verb && (!HoldsSpeaker({comma + 1, verb}) || !FiniteIn({sentence.begin, comma}))) {
      const std::uint32_t second = comma;
      while (comma > sentence.begin && second - comma < kSpeakerReach && !IsComma(--comma)) {}
      if (!IsComma(comma)) return false;
    }
    const TokenRange name{comma + 1, verb};
    const bool inverted = comma + 1 == verb;
    // "In May, Kessler said" opens with no clause; before "said Kessler" stands one, even of verbs we do not know.
    if ((!inverted && !FiniteIn({sentence.begin, comma})) || FiniteIn(name) || r_.Is(comma + 1, kConjunction | kRelative | kSplitter)) return false;
    if (ReportsMore(sentence, verb)) return false;
    const Speaker speaker = inverted ? SpeakerIn(verb + 1, EndOfPhrase(sentence, verb + 1), false) : SpeakerIn(name.begin, name.end, true);
    if (!speaker.found()) return false;
    return AddIndirect(sentence, speaker, {sentence.begin, comma}, verb, "statement:trailing");
  }

  bool IsComma(std::uint32_t at) const { return r_.words[at].punct == ','; }
  std::uint8_t VerbForms(std::uint32_t at) const {
    std::uint8_t forms = 0;
    for (const LemmaForm& f : r_.lexicon->Lemmas(r_.words[at].id)) {
      if (f.lemma != 0 && r_.grammar->Is(f.lemma, kSays)) forms |= f.forms;
    }
    return forms;
  }
  bool FiniteIn(TokenRange range) const { return range.begin < range.end && FiniteBetween(r_, range.begin, range.end); }
  bool HoldsSpeaker(TokenRange range) const { return range.empty() || SpeakerIn(range.begin, range.end, true).found(); }
  std::uint32_t EndOfPhrase(TokenRange sentence, std::uint32_t from) const {
    std::uint32_t end = from;
    while (end < sentence.end && r_.words[end].punct == 0 && end - from < kSpeakerReach) ++end;
    return end;
  }
  // "…, and Kessler said that more will follow": the verb reports what comes after it.
  bool ReportsMore(TokenRange sentence, std::uint32_t verb) const {
    const std::uint32_t end = EndOfPhrase(sentence, verb + 1);
    for (std::uint32_t i = verb + 1; i < end; ++i) {
      if (r_.words[i].id != 0 && r_.words[i].id == r_.grammar->that) return true;
    }
    return FiniteIn({verb + 1, end});
  }

  bool TryAsking(TokenRange sentence, std::uint32_t at) {
    const std::uint32_t stop = MatchAny(words_.asking, at, sentence.end);
    if (stop == kNoMatch || stop >= sentence.end || DirectIn(sentence)) return false;
    return AddIndirect(sentence, Subject(sentence, at), {stop, sentence.end}, at, "statement:asks");
  }

  bool TryAccording(TokenRange sentence, std::uint32_t at) {
    const std::uint32_t stop = MatchAny(words_.according, at, sentence.end);
    if (stop == kNoMatch || DirectIn(sentence)) return false;
    std::uint32_t end = stop;
    while (end < sentence.end && r_.words[end].punct != ',' && end - stop < 20) ++end;
    const Speaker speaker = SpeakerIn(stop, end, false);
    if (at == sentence.begin) return AddIndirect(sentence, speaker, {end + 1, sentence.end}, at, "statement:according");
    return AddIndirect(sentence, speaker, {sentence.begin, at}, at, "statement:according");
  }

  bool TrySilence(TokenRange sentence, std::uint32_t at) {
    const std::uint32_t stop = MatchAny(words_.silence, at, sentence.end);
    if (stop == kNoMatch) return false;
    const Speaker speaker = Subject(sentence, at);
    if (!speaker.found()) return false;
    Statement s;
    s.content = r_.Bytes({at, stop});
    Fill(s, speaker, {at, stop}, {at, stop});
    s.stance = "no-comment";
    s.rule = "statement:no-comment";
    out_.push_back(std::move(s));
    return true;
  }

  bool DirectIn(TokenRange sentence) const {
    const std::uint32_t begin = r_.Bytes(sentence).begin;
    return std::ranges::binary_search(direct_sentences_, begin);
  }

  bool AddIndirect(TokenRange sentence, const Speaker& speaker, TokenRange content, std::uint32_t verb, const char* rule) {
    while (content.end > content.begin && r_.words[content.end - 1].punct != 0 &&
           (r_.words[content.end - 1].punct == '.' || r_.words[content.end - 1].punct == ',')) {
      --content.end;
    }
    while (content.begin < content.end && r_.words[content.begin].punct == ',') ++content.begin;
    if (!speaker.found() || content.end < content.begin + 3) return false;
    Statement s;
    s.content = r_.Bytes(content);
    Fill(s, speaker, sentence, {verb, verb + 1});
    s.rule = rule;
    out_.push_back(std::move(s));
    return true;
  }

  // ---- what both have

  void Fill(Statement& s, const Speaker& speaker, TokenRange range, TokenRange verb) const {
    s.speaker = speaker.entity;
    s.speaker_words = speaker.words;
    const TokenRange first = r_.Around(range.begin), last = r_.Around(range.end > range.begin ? range.end - 1 : range.begin);
    s.evidence = {r_.Bytes(SentenceOf(range.begin)).begin, r_.Bytes(SentenceOf(range.end > range.begin ? range.end - 1 : range.begin)).end};
    const std::uint32_t end = std::min(last.end, first.begin + 1000);
    for (std::uint32_t i = first.begin; i < end; ++i) {
      if (r_.words[i].mention < 0) continue;
      const std::string& entity = At(i).entity;
      if (entity != speaker.entity) s.about.push_back(entity);
    }
    std::ranges::sort(s.about);
    s.about.erase(std::ranges::unique(s.about).begin(), s.about.end());
    if (words_.denying.AnyIn(r_, verb)) s.stance = "deny";
    else if (words_.support.AnyIn(r_, verb)) s.stance = "support";
    else if (words_.oppose.AnyIn(r_, verb)) s.stance = "oppose";
    for (const Timex& t : r_.DatesIn({r_.Bytes(first).begin, r_.Bytes(last).end})) {
      if (t.date.known() && !s.content.Contains(t.span)) s.date = t.date;
    }
  }

  const Reading& r_;
  const SpeechWords& words_;
  std::vector<Statement> out_;
  std::vector<std::pair<std::size_t, Speaker>> by_quote_;
  std::vector<std::uint32_t> direct_sentences_;  // first bytes, ascending
};

const std::vector<std::string>& ListOf(const WordLists& lists, const std::string& name) {
  static const std::vector<std::string> kEmpty;
  const auto found = lists.find(name);
  return found == lists.end() ? kEmpty : found->second;
}

}  // namespace

void SpeechWords::Compile(const WordLists& lists, Lexicon& lexicon, Grammar& grammar, Problems& problems) {
  grammar.AddVerbs(ListOf(lists, "reporting-verbs"), lexicon, kSays | kVerb);
  grammar.AddVerbs(ListOf(lists, "common-verbs"), lexicon, kVerb);
  const auto wants = [&](Wants& w, const char* name) { w.Compile(ListOf(lists, name), lists, lexicon, {}, problems); };
  wants(unnamed, "unnamed-speakers");
  wants(support, "support-verbs");
  wants(oppose, "oppose-verbs");
  wants(denying, "deny-verbs");
  wants(that_only, "reporting-verbs-with-that");
  wants(nouns, "speech-nouns");
  wants(firms, "words-for-firms");
  wants(bodies, "words-for-bodies");
  const auto table = [&](PhraseTable& t, const char* name) {
    for (const std::string& words : ListOf(lists, name)) t.Add(CompilePhrase(words, lexicon), 0);
  };
  table(asking, "asking-phrases");
  table(silence, "no-comment-phrases");
  table(according, "according-phrases");
}

void SpeechWords::Freeze(const Lexicon& lexicon) {
  for (Wants* w : {&unnamed, &support, &oppose, &denying, &that_only, &nouns, &firms, &bodies}) w->Freeze(lexicon);
  for (PhraseTable* t : {&asking, &silence, &according}) t->Freeze(lexicon);
}

std::vector<Statement> FindStatements(const Reading& reading, const SpeechWords& words) {
  return StatementFinder(reading, words).Find();
}

}  // namespace dateline::extract
