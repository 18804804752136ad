#include "extract/statements.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "extract/chinese.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kAttributionReach = 28;  // tokens from a quotation to its "said"
constexpr std::uint32_t kSpeakerReach = 16;      // tokens of a speaker with titles: "Commerce Under Secretary for … X"
constexpr std::uint32_t kContentReach = 400;     // hostile texts have sentences without end
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
  StatementFinder(const Reading& r, const SpeechWords& words, const RoleWords& roles)
      : r_(r), words_(words), subjects_(r, roles) {}

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
    if (i + 1 >= end || r_.words[i + 1].id == 0 || r_.words[i + 1].id != r_.grammar->that) return false;
    // "concern that" is speech only when somebody voices it.
    const std::uint32_t from = i - std::min(i, 4u);
    return words_.nouns.AnyIn(r_, {i, i + 1}) && words_.voicing.AnyIn(r_, {from, i});
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

  // A role without a name in [from, to), and the body that it speaks for where that is plain.
  std::optional<Speaker> Unnamed(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
      if (r_.words[i].mention >= 0 || InQuote(i) || !words_.unnamed.AnyIn(r_, {i, std::min(to, i + 3)})) continue;
      // The window also sees words that follow: wait for the role itself.
      if (i + 1 < to && !words_.unnamed.AnyIn(r_, {i, i + 1}) && words_.unnamed.AnyIn(r_, {i + 1, std::min(to, i + 3)}))
        continue;
      // "Trump administration official Landon Heid"
      for (std::uint32_t k = i + 1; k < std::min(to, i + 4); ++k) {
        if (r_.words[k].mention >= 0 && At(k).kind == MentionKind::kOfficial && !r_.Is(k - 1, kPreposition))
          return std::nullopt;
        if (r_.words[k].punct != 0 && r_.words[k].punct != ',') break;
      }
      // "BIS officials": the body itself; "U.S. officials" and "a White House official" stay unnamed.
      if (i > from && r_.words[i - 1].mention >= 0 && At(i - 1).kind == MentionKind::kAgency &&
          (r_.Surface(i).ends_with("s") || words_.envoys.AnyIn(r_, {i, i + 1}))) {
        return Speaker{At(i - 1).entity, std::string(At(i - 1).span.In(r_.text)), {i - 1, i}};
      }
      if (words_.envoys.AnyIn(r_, {i, i + 1})) {
        // "a spokesman for Nvidia", "an Nvidia spokesman"
        if (i > from && r_.words[i - 1].mention >= 0 && At(i - 1).kind == MentionKind::kFirm) {
          return Speaker{At(i - 1).entity, std::string(At(i - 1).span.In(r_.text)), {i - 1, i}};
        }
        for (std::uint32_t k = i + 1; k < std::min(to, i + 5); ++k) {
          if (r_.words[k].mention < 0) continue;
          const MentionKind kind = At(k).kind;
          if (kind != MentionKind::kFirm && kind != MentionKind::kAgency) break;
          return Speaker{At(k).entity, std::string(At(k).span.In(r_.text)), {k, k + 1}};
        }
        if (const Speaker body = BodyOfEnvoy(i, 0); body.found()) return body;
      }
      Speaker speaker;
      speaker.tokens = {i, i + 1};
      speaker.words = std::string(r_.Bytes(NounPhrase(i, from, to)).In(r_.text));
      return speaker;
    }
    return std::nullopt;
  }

  // "a company spokesman", "a spokesperson for the ministry": for whom was named before; "the spokesperson": for whom
  // the one before spoke.
  Speaker BodyOfEnvoy(std::uint32_t at, int depth) const {
    if (at > 0 && IsBodyWord(at - 1)) return NamedBefore(at - 1);
    const std::uint32_t size = static_cast<std::uint32_t>(r_.words.size());
    if (at + 3 < size && (r_.Surface(at + 1) == "for" || r_.Surface(at + 1) == "of") && r_.Surface(at + 2) == "the" &&
        IsBodyWord(at + 3))
      return NamedBefore(at + 3);
    if (at == 0 || depth > 3 || (r_.Surface(at - 1) != "the" && r_.Surface(at - 1) != "The")) return {};
    constexpr std::uint32_t kReach = 300;
    for (std::uint32_t i = at; i-- > 0 && at - i < kReach;) {
      if (r_.words[i].mention >= 0 || !words_.envoys.AnyIn(r_, {i, i + 1})) continue;
      if (i > 0 && r_.words[i - 1].mention >= 0 &&
          (At(i - 1).kind == MentionKind::kFirm || At(i - 1).kind == MentionKind::kAgency))
        return {At(i - 1).entity, std::string(r_.Surface(at)), {at, at + 1}};
      for (std::uint32_t k = i + 1; k < std::min(size, i + 5) && r_.Surface(i + 1) == "for"; ++k) {
        if (r_.words[k].mention >= 0 && (At(k).kind == MentionKind::kFirm || At(k).kind == MentionKind::kAgency))
          return {At(k).entity, std::string(r_.Surface(at)), {at, at + 1}};
      }
      return BodyOfEnvoy(i, depth + 1);
    }
    return {};
  }
  bool IsBodyWord(std::uint32_t i) const {
    return r_.words[i].mention < 0 && (words_.firms.AnyIn(r_, {i, i + 1}) || words_.bodies.AnyIn(r_, {i, i + 1}));
  }
  // The firm ("company") or body ("ministry") that this or an earlier sentence begins with.
  Speaker NamedBefore(std::uint32_t at) const {
    const MentionKind wanted = words_.firms.AnyIn(r_, {at, at + 1}) ? MentionKind::kFirm : MentionKind::kAgency;
    for (std::uint32_t n = r_.sentence_of[at] + 1; n-- > 0 && r_.sentence_of[at] - n < 6;) {
      const std::uint32_t end = std::min(r_.sentences[n].end, at);
      for (std::uint32_t i = r_.sentences[n].begin; i < end; ++i) {
        if (r_.words[i].mention < 0 || At(i).kind != wanted || InQuote(i)) continue;
        if (i > r_.sentences[n].begin && r_.Is(i - 1, kPreposition)) continue;
        return {At(i).entity, std::string(r_.Surface(at)), {at, at + 1}};
      }
    }
    return {};
  }

  // A name that no dictionary knows, right before the verb: "the Semiconductor Industry Association said".
  Speaker UnknownName(std::uint32_t from, std::uint32_t verb) const {
    std::uint32_t begin = verb;
    const auto mark = [&](std::uint32_t i) { return r_.Surface(i) == "'" || r_.Surface(i) == "’"; };
    while (begin > from && r_.words[begin - 1].mention < 0 && (r_.words[begin - 1].punct == 0 || mark(begin - 1)) &&
           !InQuote(begin - 1) &&
           ((*r_.tokens)[begin - 1].capital || mark(begin - 1) ||
            (begin < verb && (r_.Surface(begin - 1) == "of" || r_.Surface(begin - 1) == "for"))) &&
           !r_.Is(begin - 1, kPronoun | kDeterminer | kSplitter)) {
      --begin;
    }
    if (begin == verb || !(*r_.tokens)[begin].capital) return {};
    Speaker speaker;
    speaker.tokens = {begin, verb};
    speaker.words = std::string(r_.Bytes({begin, verb}).In(r_.text));
    return speaker;
  }

  // "Cook thanked Trump and promised that": the subject of the first verb speaks with the second.
  Doers SpeakersOf(const VerbGroup& group) const {
    if (group.begin > 0 && r_.Is(group.begin - 1, kConjunction) && !group.infinitive) {
      const TokenRange clause = r_.clauses[r_.clause_of[group.begin]].tokens;
      std::uint32_t verb = clause.begin;
      while (verb < group.begin && r_.finite[verb] == 0) ++verb;
      if (verb > clause.begin && verb + 1 < group.begin) {
        const Doers first = subjects_.Phrase({clause.begin, verb});
        if (!first.names.empty()) return first;
      }
    }
    return subjects_.Of(group);
  }
  bool IsQuoted(Span span) const {
    const auto after =
        std::ranges::upper_bound(r_.quotes, span.begin, {}, [](const Quote& q) { return q.content.begin; });
    return after != r_.quotes.begin() && (after - 1)->content.Contains(span);
  }

  // Who speaks with the verb: its subject, read as a noun phrase, else whoever stands before it. "we" is the author.
  Speaker SpeakerOf(std::uint32_t verb, std::uint32_t from) const {
    const std::uint8_t forms = VerbForms(verb);
    VerbGroup group;
    group.begin = group.verb = verb;
    group.finite = true;
    if (const auto read = GroupAt(r_, verb, verb + 1, forms); read) group = *read;
    if (group.reduced) group.reduced = group.passive = false, group.finite = true;
    const Doers doers = SpeakersOf(group);
    const Mention* best = nullptr;
    for (const Mention* mention : doers.names) {
      if (!MaySpeak(mention->kind) || IsQuoted(mention->span)) continue;
      // "Volkswagen and Bosch have said": the first of those that speak together.
      if (best == nullptr || (mention->kind == MentionKind::kOfficial && best->kind != MentionKind::kOfficial))
        best = mention;
    }
    // "Bessent and other U.S. officials": the name first.
    if (best == nullptr || best->kind != MentionKind::kOfficial) {
      if (const auto unnamed = Unnamed(from, verb)) return *unnamed;
    }
    // "China's foreign ministry said": a body that no dictionary knows, not its country.
    if (best != nullptr && best->kind == MentionKind::kPlace && group.begin > 0) {
      const Span words{best->span.begin, (*r_.tokens)[group.begin - 1].span.end};
      const std::string_view rest = r_.text.substr(best->span.end, 4);
      const bool owns = rest.starts_with("'s") || rest.starts_with("’s");
      constexpr std::uint32_t kWords = 80;  // bytes
      if (owns && words.size() > best->span.size() + 3 && words.size() < kWords)
        return {"", std::string(words.In(r_.text)), {group.begin - 1, group.begin}};
    }
    if (best != nullptr) return {best->entity, std::string(best->span.In(r_.text)), {verb, verb}};
    constexpr std::uint32_t kBodies = KindBit(MentionKind::kFirm) | KindBit(MentionKind::kAgency);
    switch (doers.stands) {
      case Stands::kAuthor:
        return {};
      case Stands::kPerson:
        return LastOfficial(doers.at);
      case Stands::kFirm:
      case Stands::kBody:
      case Stands::kThing:
      case Stands::kPresident: {
        const Mention* named = subjects_.Antecedent(doers, verb, kBodies | KindBit(MentionKind::kOfficial));
        if (named != nullptr) return {named->entity, std::string(r_.Surface(doers.at)), {doers.at, doers.at + 1}};
        break;
      }
      default:
        break;
    }
    if (Speaker unknown = UnknownName(from, group.begin); unknown.found()) return unknown;
    Speaker other = SpeakerIn(from, verb, true);
    if (other.entity.starts_with("place.")) return {};
    return other;
  }

  // "the company", "the ministry": the firm or body that an earlier sentence, or this one, begins with.
  Speaker Antecedent(std::uint32_t at, std::uint32_t from) const {
    if (at == from || r_.words[at].mention >= 0) return {};
    const auto is_the = [&](std::uint32_t i) { return r_.Surface(i) == "the" || r_.Surface(i) == "The"; };
    // "the Taiwanese company"
    const std::uint32_t the =
        at >= from + 2 && (*r_.tokens)[at - 1].capital && r_.words[at - 1].mention < 0 ? at - 2 : at - 1;
    if (!is_the(the)) return {};
    const bool firm = words_.firms.AnyIn(r_, {at, at + 1});
    if (!firm && !words_.bodies.AnyIn(r_, {at, at + 1})) return {};
    const MentionKind wanted = firm ? MentionKind::kFirm : MentionKind::kAgency;
    for (std::uint32_t n = r_.sentence_of[at] + 1; n-- > 0 && r_.sentence_of[at] - n < 6;) {
      const std::uint32_t end = std::min(r_.sentences[n].end, at);
      for (std::uint32_t i = r_.sentences[n].begin; i < end; ++i) {
        if (r_.words[i].mention < 0 || At(i).kind != wanted || InQuote(i)) continue;
        if (i > r_.sentences[n].begin && r_.Is(i - 1, kPreposition)) continue;
        return {At(i).entity, std::string(r_.Bytes({the, at + 1}).In(r_.text)), {at, at + 1}};
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

  // Whom "he" stands for: who spoke last, else the first person that an earlier sentence tells of; not one behind a
  // preposition or in a clause that describes another.
  Speaker LastOfficial(std::uint32_t before) const {
    const auto answer = [&](const std::string& entity) {
      return Speaker{entity, std::string(r_.Surface(before)), {before, before + 1}};
    };
    constexpr std::uint32_t kSentences = 4;
    const std::uint32_t own = r_.sentence_of[before];
    for (std::uint32_t n = own + 1; n-- > 0 && own - n <= kSentences;) {
      for (auto said = by_quote_.rbegin(); said != by_quote_.rend(); ++said) {
        const std::uint32_t at = r_.quotes[said->first].tokens.end - 1;
        if (r_.sentence_of[at] < n) break;
        if (r_.sentence_of[at] == n && at < before && said->second.entity.starts_with("official."))
          return answer(said->second.entity);
      }
      const std::uint32_t begin = r_.sentences[n].begin;
      const std::uint32_t end = std::min(r_.sentences[n].end, before);
      for (std::uint32_t i = begin; i < end; ++i) {
        if (r_.words[i].mention < 0 || At(i).kind != MentionKind::kOfficial || InQuote(i)) continue;
        if ((i > begin && r_.Is(i - 1, kPreposition)) || r_.clauses[r_.clause_of[i]].relative) continue;
        return answer(At(i).entity);
      }
    }
    for (std::uint32_t i = before; i-- > 0 && before - i < 400;) {
      if (r_.words[i].mention >= 0 && At(i).kind == MentionKind::kOfficial && !InQuote(i)) return answer(At(i).entity);
    }
    return answer("");
  }

  // ---- quotations

  void FindDirect() {
    for (std::size_t q = 0; q < r_.quotes.size(); ++q) {
      const Quote& quote = r_.quotes[q];
      std::uint32_t verb = 0;
      Speaker speaker = AfterQuote(quote, verb);
      const bool attributed = speaker.found();
      if (!speaker.found()) speaker = BeforeQuote(quote, verb);
      const std::uint32_t size = Words(quote);
      const char end = quote.tokens.empty() ? '\0' : r_.words[quote.tokens.end - 1].punct;
      const bool whole = end == '.' || end == '!' || end == '?';  // a sentence of its own
      const bool opens = whole && SentenceOf(quote.tokens.begin - 1).begin + 1 >= quote.tokens.begin;
      if (!speaker.found() && (size > 5 || (opens && size > 1))) speaker = Continued(q);
      // "called it “deeply disappointing”", but not "the so-called “Foundry Rule”".
      const bool quoted =
          verb != 0 && words_.quoting.AnyIn(r_, {verb, verb + 1}) && !(*r_.tokens)[quote.tokens.begin].capital;
      const bool replied = whole && verb != 0 && IsSays(verb);  // "Bessent replied: “We'll see.”"
      if (!speaker.found() || size < (attributed || quoted || replied ? 2 : kWordsOfQuote) || IsTitle(quote)) continue;
      AddDirect(quote, speaker, verb);
      by_quote_.push_back({q, speaker});
    }
  }

  // “Addressing United States Investments in Certain Technologies”, “[Enforcement](https://…)”: names and links.
  bool IsTitle(const Quote& quote) const {
    if (quote.content.In(r_.text).starts_with("[") && quote.content.In(r_.text).find("](") != std::string_view::npos)
      return true;
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
    if (begin + 1 < r_.words.size() && IsDash(begin) && (*r_.tokens)[begin].gap != Gap::kParagraph) {
      const TokenRange name{begin + 1, EndOfPhrase({begin + 1, LineEnd(begin + 1)}, begin + 1)};
      const Speaker speaker = SpeakerIn(name.begin, name.end, false);
      if (speaker.entity.starts_with("official.") && name.end - name.begin < 8) return speaker;
    }
    if (begin >= r_.words.size() || r_.words[last].punct == '.') return {};
    const std::uint32_t end = std::min(SentenceOf(begin).end, begin + kAttributionReach);
    // "… hand hackers a map," and people say: another clause.
    if (r_.Is(begin, kConjunction)) return {};
    if (const std::uint32_t stop = MatchAny(words_.according, begin, end); stop != kNoMatch) {
      verb = begin;
      return SpeakerOrUnknown(stop, EndOfPhrase(SentenceOf(begin), stop));
    }
    for (std::uint32_t i = begin; i < end; ++i) {
      if (InQuote(i) || r_.words[i].punct == ';') return {};
      if (!IsSays(i)) continue;
      // "by adding a new entry": an act, not speech; but "…?” Kagan asked the lawyer".
      const bool asks = r_.words[last].punct == '?' && r_.Surface(i) == "asked";
      if (!asks && words_.that_only.AnyIn(r_, {i, i + 1}) && i + 1 < end &&
          (r_.Is(i + 1, kDeterminer) || (VerbForms(i) & (kPast | kThird)) == 0))
        return {};
      verb = i;
      // "…,” said Huang": nothing but adverbs before the verb.
      bool inverted = true;
      for (std::uint32_t k = begin; k < i; ++k) inverted = inverted && r_.words[k].mention < 0 && r_.Is(k, kAdverb);
      if (inverted) return SpeakerIn(i + 1, std::min(SentenceOf(i).end, i + kAttributionReach), false);
      const Mention* named = nullptr;
      for (const Mention* mention : subjects_.Phrase({begin, i}).names) {
        if (mention->kind == MentionKind::kOfficial) named = mention;
      }
      if (named != nullptr) return {named->entity, std::string(named->span.In(r_.text)), {i, i}};
      if (const auto unnamed = Unnamed(begin, i)) return *unnamed;
      if (Speaker unknown = UnknownName(begin, i);
          unknown.found() && !SpeakerIn(begin, i, true).entity.starts_with("official."))
        return unknown;
      return SpeakerIn(begin, i, true);
    }
    return {};
  }

  // After "according to" and the like.
  Speaker SpeakerOrUnknown(std::uint32_t from, std::uint32_t to) const {
    if (const auto unnamed = Unnamed(from, to)) return *unnamed;
    Speaker speaker = SpeakerIn(from, to, false);
    while (to > from && r_.words[to - 1].punct != 0) --to;
    if (!speaker.found()) speaker = UnknownName(from, to);
    return speaker;
  }

  // `S said: "Q"`, `S said that "Q"`, `S: "Q"`.
  Speaker BeforeQuote(const Quote& quote, std::uint32_t& verb) const {
    if (quote.tokens.begin < 2) return {};
    const std::uint32_t mark = quote.tokens.begin - 1;
    std::uint32_t floor = SentenceOf(mark).begin;
    const bool colon = r_.words[mark - 1].punct == ':' || r_.Surface(mark - 1) == "：";
    if (floor == mark) {
      if (!colon) return {};
      floor = SentenceOf(mark - 1).begin;
    }
    if (mark - floor > 60) floor = mark - 60;
    // "In the words of Warner, the letter was “a half measure.”"
    if (const std::uint32_t stop = MatchAny(words_.according, floor, mark); stop != kNoMatch) {
      verb = floor;
      return SpeakerOrUnknown(stop, EndOfPhrase({floor, mark}, stop));
    }
    for (std::uint32_t i = mark; i-- > floor;) {
      if (InQuote(i)) return {};
      if (mark - i <= 12 && words_.quoting.AnyIn(r_, {i, i + 1}) && r_.words[i].mention < 0 && !IsSays(i) &&
          IsInflected(i)) {
        verb = i;
        return SpeakerOf(i, floor);
      }
      if (r_.words[i].punct == '.' && i + 1 < mark && (*r_.tokens)[i + 1].gap != Gap::kNone && mark - i > 12 && !colon) break;
      if (!IsSays(i)) continue;
      // "told the forum that he hopes to, “but hope is no strategy”": speech that goes on.
      const bool goes_on_after_comma = r_.words[mark - 1].punct == ',';
      if (mark - i > (Words(quote) > 10 || goes_on_after_comma ? 32u : 10u) && !colon) return {};
      // A few words inside reported speech are a term, not a quotation.
      if (quote.tokens.end - quote.tokens.begin < 5 && mark - i > 3 && !colon) return {};
      // "said there were “valid reasons to doubt” it": a few words of what is reported, told with the rest of it.
      const std::uint32_t after = quote.tokens.end + 1;
      const bool ended =
          r_.words[quote.tokens.end - 1].punct == ',' && after < r_.words.size() && r_.Is(after, kConjunction);
      const bool goes_on = !quote.open && !ended && after < SentenceOf(mark).end && r_.words[after].punct == 0;
      const bool fragment = goes_on && !colon && r_.words[mark - 1].punct == 0 &&
                            !(*r_.tokens)[quote.tokens.begin].capital &&
                            (FiniteBetween(r_, i + 1, mark) || StartsWithPronoun(i + 1, mark));
      if (fragment) return {};
      verb = i;
      const Speaker speaker = SpeakerOf(i, floor);
      if (speaker.found()) return speaker;
      return SpeakerIn(i + 1, mark, false);
    }
    if (colon) return SpeakerIn(LineStart(mark, floor), mark, true);
    return {};
  }

  bool IsDash(std::uint32_t i) const {
    const std::string_view mark = r_.Surface(i);
    return mark == "—" || mark == "–" || mark == "-" || mark == "―";
  }

  std::uint32_t LineEnd(std::uint32_t at) const {
    std::uint32_t end = at + 1;
    while (end < r_.words.size() && end - at < kSpeakerReach && (*r_.tokens)[end].gap < Gap::kLine) ++end;
    return end;
  }

  // "called", "calling", "calls", not the noun "demand".
  bool IsInflected(std::uint32_t i) const {
    const std::string_view word = r_.Surface(i);
    return word.ends_with("ed") || word.ends_with("ing") || word.ends_with("s");
  }

  std::uint32_t LineStart(std::uint32_t at, std::uint32_t floor) const {
    while (at > floor && (*r_.tokens)[at].gap != Gap::kParagraph) --at;
    return at;
  }

  // A quotation of the same paragraph, or one that goes on after an open one, keeps its speaker.
  Speaker Continued(std::size_t q) const {
    if (by_quote_.empty() || by_quote_.back().first + 1 != q) return {};
    const Quote& before = r_.quotes[q - 1];
    // It opens its sentence or goes on in that of the one before: otherwise somebody else may speak.
    const std::uint32_t mark = r_.quotes[q].tokens.begin - 1;
    if (SentenceOf(mark).begin != mark && r_.sentence_of[mark] != r_.sentence_of[before.tokens.end - 1]) return {};
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
      if (!words_.chinese.empty() && HoldsChinese(r_, sentence)) {
        FindChinese(sentence);
        continue;
      }
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        // Few words may begin an attribution; whether they are quoted is asked of those alone.
        if (r_.words[i].id == 0 || r_.words[i].mention >= 0 || !MayAttribute(i) || InQuote(i)) continue;
        if (TrySilence(sentence, i) || TryAccording(sentence, i) || TryAsking(sentence, i)) break;
        if (TrySpeechFrom(sentence, i)) break;
        if (IsSays(i) && TryTrailing(sentence, i)) break;
        if ((IsSays(i) || IsSpeechNoun(i, sentence.end)) && TryReported(sentence, i)) break;
      }
    }
  }

  // "外交部发言人林剑表示，…": who is named before the verb says what follows it, up to the end of the sentence.
  void FindChinese(TokenRange sentence) {
    if (DirectIn(sentence)) return;
    const std::string_view text = r_.Bytes(sentence).In(r_.text);
    const std::uint32_t base = r_.Bytes(sentence).begin;
    TokenRange verb;
    for (const std::string& says : words_.chinese) {
      for (auto at = text.find(says); at != std::string_view::npos; at = text.find(says, at + 1)) {
        const auto begin = base + static_cast<std::uint32_t>(at);
        const TokenRange found = TokensAt(r_, sentence, {begin, begin + static_cast<std::uint32_t>(says.size())});
        if (found.empty() || InQuote(found.begin) || !IsChineseSaying(found, says)) continue;
        if (verb.empty() || found.begin < verb.begin) verb = found;
      }
    }
    // "外交部：中方将继续…"
    for (std::uint32_t i = sentence.begin; verb.empty() && i < sentence.end; ++i) {
      if (r_.words[i].mention < 0) {
        if (r_.Surface(i) == "：" && i > sentence.begin) verb = {i, i};
        break;
      }
    }
    if (verb.empty() && verb.begin == 0) return;
    const Speaker speaker = ChineseSpeaker(sentence, verb.begin);
    if (speaker.entity.empty()) return;
    TokenRange content{verb.end, sentence.end};
    while (!content.empty() && r_.words[content.begin].punct != 0) ++content.begin;
    while (!content.empty() && r_.words[content.end - 1].punct != 0) --content.end;
    AddIndirect(sentence, speaker, content, verb.begin, "statement:chinese");
  }

  // A verb of one character says something only before a mark ("称，"): else it is part of a word.
  bool IsChineseSaying(TokenRange verb, const std::string& says) const {
    const bool before_mark =
        verb.end < r_.words.size() && (r_.Surface(verb.end) == "，" || r_.Surface(verb.end) == "：");
    constexpr std::size_t kOneCharacter = 3;  // bytes
    return before_mark || says.size() > kOneCharacter;
  }

  // A person before a body or place, the nearest one; whom it is said to stands behind "对" or "向".
  Speaker ChineseSpeaker(TokenRange sentence, std::uint32_t verb) const {
    const Mention* best = nullptr;
    const TokenRange clause = ChineseClause(r_, verb);
    for (std::uint32_t i = verb; i-- > sentence.begin;) {
      if (r_.words[i].mention < 0 || !MaySpeak(At(i).kind) || InQuote(i)) continue;
      if (i > sentence.begin && r_.words[i - 1].mention == r_.words[i].mention) continue;
      const std::string_view before = i > sentence.begin ? r_.Surface(i - 1) : std::string_view{};
      if (before == "对" || before == "向" || before == "就" || before == "在" || before == "据") continue;
      if (!clause.Has(i) && best != nullptr) break;
      // A place speaks as "中方表示" only.
      if (At(i).kind == MentionKind::kPlace && At(i).span.end != (*r_.tokens)[verb].span.begin) continue;
      if (best == nullptr || (best->kind != MentionKind::kOfficial && At(i).kind == MentionKind::kOfficial))
        best = &At(i);
    }
    if (best == nullptr) return {};
    return {best->entity, std::string(best->span.In(r_.text)), {verb, verb}};
  }

  bool MayAttribute(std::uint32_t i) const {
    const Word& word = r_.words[i];
    return (word.starts & kStartsSpeech) != 0 || (word.classes & kSays) != 0 || words_.nouns.AnyIn(r_, {i, i + 1}) ||
           words_.from.AnyIn(r_, {i, i + 1});
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
    return SpeakerOf(verb, start);
  }

  // "“…,” Huang said, adding that half of them are in China": the speaker of the quotation goes on.
  bool GoesOn(TokenRange sentence, std::uint32_t verb) {
    if (by_quote_.empty() || verb + 1 >= sentence.end || r_.words[verb + 1].id != r_.grammar->that ||
        (VerbForms(verb) & kGerund) == 0)
      return false;
    // The last quotation before the verb.
    const auto after =
        std::ranges::upper_bound(by_quote_, verb, {}, [&](const auto& q) { return r_.quotes[q.first].tokens.begin; });
    if (after == by_quote_.begin()) return false;
    const auto& [index, speaker] = *(after - 1);
    const Quote& quote = r_.quotes[index];
    if (!sentence.Has(quote.tokens.end - 1) || verb < quote.tokens.end) return false;
    for (std::uint32_t i = verb; i < std::min(sentence.end, verb + kContentReach); ++i) {
      if (InQuote(i)) return false;
    }
    return AddIndirect(sentence, speaker, {verb + 2, sentence.end}, verb, "statement:goes-on");
  }

  // "he stressed that the fears were overblown, asserting, “…”": reported before the quotation.
  bool GoesBefore(TokenRange sentence, std::uint32_t verb) {
    // "told the forum last week that": whom and when may stand before it.
    std::uint32_t begin = verb + 1;
    constexpr std::uint32_t kListener = 12;
    while (begin < sentence.end && begin - verb < kListener && r_.words[begin].punct == 0 && !InQuote(begin) &&
           r_.finite[begin] == 0 && (r_.words[begin].id == 0 || r_.words[begin].id != r_.grammar->that))
      ++begin;
    if (begin >= sentence.end || r_.words[begin].id == 0 || r_.words[begin].id != r_.grammar->that) return false;
    ++begin;
    std::uint32_t end = begin;
    std::uint32_t comma = 0;
    for (; end < sentence.end && end - verb < kContentReach && !InQuote(end); ++end) {
      // A mark that opens: what comes next is quoted.
      if (end + 1 < sentence.end && InQuote(end + 1)) break;
      if (r_.words[end].punct == ',') comma = end;
    }
    if (end >= sentence.end || end - verb >= kContentReach || comma == 0 || comma < begin + 4) return false;
    // Up to the comma before the -ing form that brings the quotation.
    for (std::uint32_t i = comma; i-- > begin + 3;) {
      if (r_.words[i].punct == ',' && i + 1 < end && IsSays(i + 1)) comma = i;
    }
    if (!HoldsVerb({begin, comma})) return false;
    return AddIndirect(sentence, Subject(sentence, verb), {begin, comma}, verb, "statement:goes-before");
  }

  bool TryReported(TokenRange sentence, std::uint32_t verb) {
    if (DirectIn(sentence) && !SpeaksApart(sentence, verb)) return GoesOn(sentence, verb) || GoesBefore(sentence, verb);
    if (IsPluralNoun(verb) || IsSaidOfNobody(verb)) return false;
    std::uint32_t begin = verb + 1;
    bool that = false;
    for (std::uint32_t i = verb + 1; i < std::min(sentence.end, verb + 10); ++i) {
      if (r_.words[i].punct == ',' || r_.words[i].punct == ';') break;
      if (r_.words[i].id == r_.grammar->that && r_.words[i].id != 0) {
        // "announced a partnership that includes": a thing, not what is said.
        const bool thing =
            i > verb + 1 && !TakesListener(verb) && (r_.Is(verb + 1, kDeterminer) || TakesContent(r_, i - 1));
        if (!thing) begin = i + 1, that = true;
        break;
      }
      if (r_.Is(i, kModal | kBe | kHave)) break;
    }
    const bool needs_that = words_.that_only.AnyIn(r_, {verb, verb + 1});
    if (!that) begin = PastAdverbials(sentence, begin);
    const bool pronoun = !that && StartsWithPronoun(begin, sentence.end);
    if (!that && ForeseesOf(sentence, verb))
      return AddIndirect(sentence, Subject(sentence, verb), {verb + 1, sentence.end}, verb, "statement:expects");
    if (!that && !pronoun && (needs_that || !HoldsVerb({begin, std::min(sentence.end, begin + 14)}))) return false;
    if (needs_that && pronoun && !FiniteBetween(r_, begin + 1, std::min(sentence.end, begin + 3))) return false;
    if (!that && (r_.Is(begin, kPreposition | kModal | kBe) || r_.words[begin].punct != 0)) return false;
    if (IsSays(verb) && verb > sentence.begin && r_.Is(verb - 1, kPreposition | kDeterminer)) return false;
    // "told reporters the effect would be": whom it was told.
    if (!that && TakesListener(verb) && begin + 2 < sentence.end && !r_.Is(begin, kDeterminer | kPronoun)) ++begin;
    std::uint32_t end = sentence.end;
    // "which Huang asserts has been overblown, are considering": the inserted clause only.
    const Clause& clause = r_.clauses[r_.clause_of[verb]];
    if (clause.relative) {
      for (std::uint32_t i = begin; i < std::min(end, begin + kContentReach); ++i) {
        if (r_.words[i].punct == ',' && i + 1 < end && r_.finite[i + 1] != 0) end = i;
      }
    }
    const bool noun = !IsSays(verb);
    // "voiced an expectation that it will pay, but nothing has been decided": the noun's clause only.
    for (std::uint32_t i = begin + 1; noun && i < std::min(end, begin + kContentReach); ++i) {
      if (r_.words[i - 1].punct == ',' && r_.Surface(i) == "but") end = i - 1;
    }
    return AddIndirect(sentence, noun ? OwnerOf(sentence, verb) : Subject(sentence, verb), {begin, end}, verb,
                       "statement:reported");
  }

  // "Sacks, whose statement that", "Huang's claim that": whose speech it is.
  Speaker OwnerOf(TokenRange sentence, std::uint32_t noun) const {
    for (std::uint32_t i = noun; i-- > sentence.begin && noun - i < 5;) {
      const bool whose = r_.Surface(i) == "whose";
      if (r_.words[i].mention < 0 && !whose) continue;
      const std::uint32_t name = whose ? i - std::min(i - sentence.begin, 2u) : i;
      if (r_.words[name].mention < 0 || !MaySpeak(At(name).kind)) break;
      const std::string_view owner = r_.Surface(i);
      const bool owns =
          whose || owner.ends_with("'s") || owner.ends_with("’s") || owner.ends_with("s’") || owner.ends_with("s'");
      if (!owns) break;
      return {At(name).entity, std::string(At(name).span.In(r_.text)), {name, name + 1}};
    }
    return Subject(sentence, noun);
  }

  // "criticism from a senator for not reading the rule", "a warning from two senators that he not meet with …".
  bool TrySpeechFrom(TokenRange sentence, std::uint32_t noun) {
    if (noun + 3 >= sentence.end || r_.Surface(noun + 1) != "from" || !words_.from.AnyIn(r_, {noun, noun + 1}) ||
        DirectIn(sentence))
      return false;
    constexpr std::uint32_t kNear = 22;
    for (std::uint32_t i = noun + 3; i < std::min(sentence.end, noun + kNear); ++i) {
      if (r_.words[i].punct == ',' || r_.words[i].punct == ';') return false;
      const std::string_view word = r_.Surface(i);
      const bool reason = word == "for" || word == "over" || word == "about";
      if (!reason && word != "that") continue;
      Speaker speaker = SpeakerOrUnknown(noun + 2, i);
      // "two US senators issued in a letter": the role itself.
      if (speaker.entity.empty() && !speaker.words.empty()) {
        std::uint32_t end = speaker.tokens.begin + 1;
        speaker.words = std::string(r_.Bytes({noun + 2, end}).In(r_.text));
      }
      return AddIndirect(sentence, speaker, {i + 1, sentence.end}, noun, "statement:from");
    }
    return false;
  }

  // "analyst Ann Lee expects both firms to move": what a person foresees of others.
  bool ForeseesOf(TokenRange sentence, std::uint32_t verb) const {
    const std::string_view word = r_.Surface(verb);
    if ((word != "expects" && word != "expected") || verb == sentence.begin || r_.words[verb - 1].mention < 0)
      return false;
    if (At(verb - 1).kind != MentionKind::kOfficial) return false;
    for (std::uint32_t i = verb + 2; i < std::min(sentence.end, verb + 9); ++i) {
      if (r_.words[i].punct != 0 || r_.finite[i] != 0) return false;
      if (r_.words[i].id != 0 && r_.words[i].id == r_.grammar->to) return true;
    }
    return false;
  }

  // "“…,” Reuters reported, and the ministry said …": a clause without a quotation of its own.
  bool SpeaksApart(TokenRange sentence, std::uint32_t verb) const {
    const TokenRange clause = r_.clauses[r_.clause_of[verb]].tokens;
    const bool joined = verb > sentence.begin && r_.Is(verb - 1, kConjunction);  // "and said it would"
    if (!joined && (clause.begin == sentence.begin || !r_.Is(clause.begin, kConjunction | kSplitter))) return false;
    for (std::uint32_t i = joined ? verb : clause.begin; i < std::min(sentence.end, clause.begin + kContentReach);
         ++i) {
      if (InQuote(i)) return false;
    }
    return true;
  }

  // "It needs to be pointed out that": nobody is said to say it.
  bool IsSaidOfNobody(std::uint32_t verb) const {
    if (!IsSays(verb)) return false;
    const auto group = GroupAt(r_, verb, verb + 1, VerbForms(verb));
    return group && group->passive && !group->reduced;
  }

  // "press reports that", "public comments": a noun that looks like a verb, in a clause that has its verb.
  bool IsPluralNoun(std::uint32_t at) const {
    if ((VerbForms(at) & kThird) == 0 || (VerbForms(at) & kPast) != 0 || at == 0 || r_.words[at - 1].mention >= 0)
      return false;
    const TokenRange clause = r_.clauses[r_.clause_of[at]].tokens;
    if (r_.Is(at - 1, kPronoun | kRelative | kThat | kConjunction | kAdverb) || r_.words[at - 1].punct != 0 ||
        (*r_.tokens)[at - 1].capital)
      return false;
    // "the filing says", "a Commerce lawyer says" have a determiner or a name before their noun.
    const bool subject =
        at > 1 && (r_.Is(at - 2, kDeterminer) || r_.words[at - 2].mention >= 0 || (*r_.tokens)[at - 2].capital);
    return !subject || FiniteBetween(r_, clause.begin, at);
  }

  // "said on Monday he was", "said last week the ministry had": when and where it was said.
  std::uint32_t PastAdverbials(TokenRange sentence, std::uint32_t begin) const {
    std::uint32_t at = begin;
    for (int n = 0; n < 3 && at < sentence.end; ++n) {
      const std::uint32_t word = r_.Is(at, kPreposition) && at + 1 < sentence.end ? at + 1 : at;
      const std::uint32_t byte = (*r_.tokens)[word].span.begin;
      std::uint32_t next = at;
      for (const Timex& timex : r_.DatesIn(r_.Bytes({at, std::min(sentence.end, at + 8)}))) {
        if (timex.span.begin > byte || timex.span.end <= byte) continue;
        while (next < sentence.end && (*r_.tokens)[next].span.begin < timex.span.end) ++next;
      }
      // "in an interview with CNN it was": up to the pronoun that begins the clause.
      if (next == at && r_.Is(at, kPreposition)) {
        std::uint32_t pronoun = at + 1;
        while (pronoun < std::min(sentence.end, at + 10) && r_.words[pronoun].punct == 0 && r_.finite[pronoun] == 0 &&
               !StartsWithPronoun(pronoun, sentence.end))
          ++pronoun;
        if (StartsWithPronoun(pronoun, sentence.end)) next = pronoun;
      }
      if (next == at) break;
      at = next;
    }
    return at < sentence.end ? at : begin;
  }

  // "it reserves the right": a pronoun that can only be a subject.
  bool StartsWithPronoun(std::uint32_t at, std::uint32_t end) const {
    if (at + 2 >= end || r_.words[at].id == 0 || r_.words[at].mention >= 0) return false;
    const std::string_view word = r_.lexicon->Text(r_.words[at].id);
    const bool subject =
        word == "it" || word == "he" || word == "she" || word == "they" || word == "we" || word == "there";
    return subject && r_.words[at + 1].punct == 0 && !r_.Is(at + 1, kPreposition | kConjunction | kDeterminer);
  }

  // A tensed verb, or a base form behind a plural noun: "deliveries still take".
  bool HoldsVerb(TokenRange range) const {
    if (FiniteIn(range)) return true;
    bool plural = false;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (r_.words[i].mention >= 0) continue;
      if (plural && (r_.words[i].verb & kBase) != 0 && !r_.Is(i - 1, kDeterminer | kPreposition | kModal)) return true;
      plural = plural || (r_.words[i].punct == 0 && r_.Surface(i).ends_with("s") &&
                          !r_.Is(i, kDeterminer | kPreposition | kAdverb | kBe | kHave | kDo));
    }
    return false;
  }

  // `C, S said`, `C, S told OUTLET`, `C, said S` and `C1, S said, C2`: the clause before the comma is what was said.
  bool TryTrailing(TokenRange sentence, std::uint32_t verb) {
    if (DirectIn(sentence) || (VerbForms(verb) & (kPast | kThird)) == 0 || IsPluralNoun(verb)) return false;
    std::uint32_t comma = verb;
    while (comma > sentence.begin && verb - comma < kSpeakerReach && !IsComma(comma)) --comma;
    // "Under Secretary Kessler, the head of BIS, said": the commas of an apposition.
    if (!IsComma(comma)) return false;
    if (comma + 1 < verb && TryInserted(sentence, comma, verb)) return true;
    if (comma + 1 < verb && (!HoldsSpeaker({comma + 1, verb}) || !FiniteIn({sentence.begin, comma}))) {
      const std::uint32_t second = comma;
      while (comma > sentence.begin && second - comma < kSpeakerReach && !IsComma(--comma)) {}
      if (!IsComma(comma)) return false;
    }
    const TokenRange name{comma + 1, verb};
    const bool inverted = comma + 1 == verb;
    // "Moolenaar, chairman of the committee, wrote to Lutnick": the comma closes an apposition.
    if (inverted && words_.that_only.AnyIn(r_, {verb, verb + 1}) && !FiniteIn({sentence.begin, comma})) return false;
    // "In May, Kessler said" opens with no clause; before "said Kessler" stands one, even of verbs we do not know.
    if ((!inverted && !FiniteIn({sentence.begin, comma})) || FiniteIn(name) || r_.Is(comma + 1, kConjunction | kRelative | kSplitter)) return false;
    if (ReportsMore(sentence, verb)) return false;
    Speaker speaker =
        inverted ? SpeakerIn(verb + 1, EndOfPhrase(sentence, verb + 1), false) : SpeakerIn(name.begin, name.end, true);
    // "AMD expects a charge, it said": the one that the sentence begins with.
    if (!speaker.found() && !inverted && r_.Surface(name.begin) == "it" && name.begin + 1 == verb)
      speaker = FirstBody({sentence.begin, comma});
    if (!speaker.found()) return false;
    return AddIndirect(sentence, speaker, {sentence.begin, comma}, verb, "statement:trailing");
  }

  // "The order, the court noted, exceeded its authority": inserted between a subject and its verb.
  bool TryInserted(TokenRange sentence, std::uint32_t comma, std::uint32_t verb) {
    const std::uint32_t next = verb + 1;
    if (next + 2 >= sentence.end || !IsComma(next) || FiniteIn({sentence.begin, comma}) || comma > sentence.begin + 14)
      return false;
    if (r_.finite[next + 1] == 0 || r_.Is(sentence.begin, kPreposition | kSplitter | kAdverb)) return false;
    Speaker speaker = SpeakerIn(comma + 1, verb, true);
    if (!speaker.found() && r_.Is(comma + 1, kDeterminer) && comma + 3 == verb) {
      speaker.words = std::string(r_.Bytes({comma + 1, verb}).In(r_.text));
      speaker.tokens = {comma + 1, verb};
    }
    return speaker.found() && AddIndirect(sentence, speaker, {next + 1, sentence.end}, verb, "statement:inserted");
  }

  // The firm, body or place that a stretch begins with and that hangs on no preposition.
  Speaker FirstBody(TokenRange range) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (r_.words[i].mention < 0 || !MaySpeak(At(i).kind) || At(i).kind == MentionKind::kOfficial) continue;
      if (i > range.begin && r_.Is(i - 1, kPreposition)) continue;
      return {At(i).entity, std::string(At(i).span.In(r_.text)), {i, i + 1}};
    }
    return {};
  }

  bool TakesListener(std::uint32_t verb) const {
    const std::string_view word = r_.Surface(verb);
    static constexpr std::array<std::string_view, 13> kTelling{
        "assured",  "convinced", "inform",  "informed", "informing", "informs", "promised",
        "reminded", "tell",      "telling", "tells",    "told",      "warned"};
    return std::ranges::binary_search(kTelling, word);
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
  bool HoldsSpeaker(TokenRange range) const {
    const bool it = range.end == range.begin + 1 && r_.Surface(range.begin) == "it";
    const bool role = range.end == range.begin + 2 && r_.Is(range.begin, kDeterminer);
    return range.empty() || it || role || SpeakerIn(range.begin, range.end, true).found();
  }
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
    const Speaker speaker = SpeakerOrUnknown(stop, end);
    // "Consequently, according to the WTO, C": what opens the sentence is no clause.
    if (at > sentence.begin && !FiniteBetween(r_, sentence.begin, at) && end + 3 < sentence.end &&
        r_.words[end].punct == ',') {
      return AddIndirect(sentence, speaker, {end + 1, sentence.end}, at, "statement:according");
    }
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
    // The content ends before its source, and at a semicolon.
    for (std::uint32_t i = content.begin + 3; i < std::min(content.end, content.begin + kContentReach); ++i) {
      const bool source =
          r_.words[i].punct == ',' && i + 1 < content.end && MatchAny(words_.according, i + 1, content.end) != kNoMatch;
      if (r_.words[i].punct != ';' && !source) continue;
      content.end = i;
      break;
    }
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
  SubjectReader subjects_;
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
  wants(from, "speech-nouns-with-from");
  wants(voicing, "voicing-verbs");
  wants(quoting, "quoting-verbs");
  wants(envoys, "envoys");
  wants(firms, "words-for-firms");
  wants(bodies, "words-for-bodies");
  chinese = ListOf(lists, "chinese-reporting-verbs");
  const auto table = [&](PhraseTable& t, const char* name) {
    for (const std::string& words : ListOf(lists, name)) t.Add(CompilePhrase(words, lexicon), 0);
  };
  table(asking, "asking-phrases");
  table(silence, "no-comment-phrases");
  table(according, "according-phrases");
}

void SpeechWords::Freeze(const Lexicon& lexicon) {
  for (Wants* w :
       {&unnamed, &support, &oppose, &denying, &that_only, &nouns, &from, &voicing, &quoting, &envoys, &firms, &bodies})
    w->Freeze(lexicon);
  for (PhraseTable* t : {&asking, &silence, &according}) t->Freeze(lexicon);
}

std::vector<Statement> FindStatements(const Reading& reading, const SpeechWords& words, const RoleWords& roles) {
  return StatementFinder(reading, words, roles).Find();
}

}  // namespace dateline::extract
