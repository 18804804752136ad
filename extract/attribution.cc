#include "extract/attribution.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace dateline::extract {
namespace {

constexpr std::uint32_t kContentReach = 400;  // hostile texts have sentences without end

// "it was aware of it but declined to say", "the rule was narrow and denied that": the speaker's next verb.
bool SpeaksOn(const Reading& r, const SpeechWords& words, std::uint32_t conjunction, std::uint32_t end) {
  // "…, adding that he had asked for 40"
  if (IsComma(r, conjunction) && conjunction + 3 < end && r.Surface(conjunction + 1) == "adding")
    return r.words[conjunction + 2].id == r.grammar->that || StartsWithPronoun(r, conjunction + 2, end);
  if (!r.Is(conjunction, kConjunction)) return false;
  std::uint32_t verb = conjunction + 1;
  while (verb < end && r.Is(verb, kAdverb)) ++verb;
  if (verb + 1 >= end) return false;
  if (MatchAny(r, words.silence, verb, end) != kNoMatch) return true;
  if (!IsSays(r, verb) || (SayingForms(r, verb) & (kPast | kThird)) == 0) return false;
  const std::uint32_t next = verb + 1;
  if (r.words[next].id == r.grammar->that || StartsWithPronoun(r, next, end)) return true;
  // "and emphasized the importance of": what readouts stress.
  if (r.Is(next, kDeterminer) && IsStressing(r.Surface(verb))) return true;
  // "and said an internal probe found": a clause without "that".
  constexpr std::uint32_t kSubject = 14;  // tokens
  const Written word = r.Surface(verb);
  return (word == "said" || word == "says" || word == "warned" || word == "insisted") && r.words[next].punct == 0 &&
         !r.Is(next, kPreposition) && FiniteBetween(r, next, std::min(end, next + kSubject));
}

// ", and YTL Power said", ", while Greer told reporters that": somebody else speaks behind the conjunction.
bool OtherSpeaks(const Reading& r, const SpeechWords& words, std::uint32_t conjunction, std::uint32_t end) {
  if (!r.Is(conjunction, kConjunction | kSplitter) || !IsComma(r, conjunction - 1)) return false;
  constexpr std::uint32_t kName = 12;  // tokens
  bool named = false;
  // "and supporters say that", not "and critics alike": plurals have no tensed form of their own.
  for (std::uint32_t i = conjunction + 1; i + 3 < std::min(end, conjunction + kName); ++i) {
    if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    if (r.words[i].mention >= 0) {
      const MentionKind kind = MentionAt(r, i).kind;
      named = named || (MaySpeak(kind) && !r.Is(i - 1, kPreposition));
    } else if (words.unnamed.AnyIn(r, {i, i + 1})) {
      named = true;  // ", and supporters say"
    } else if (IsSays(r, i)) {
      return named && (((SayingForms(r, i) & (kPast | kThird)) != 0 && r.finite[i] != 0) || r.Surface(i) == "say");
    } else if (r.finite[i] != 0) {
      return false;
    }
  }
  return false;
}

// "… but would not give its name", "… but did not say when": what the speaker left out, told by the author.
bool Withholds(const Reading& r, std::uint32_t conjunction, std::uint32_t end) {
  if (conjunction + 3 >= end || !r.Is(conjunction, kConjunction) || !r.Is(conjunction + 2, kNegator)) return false;
  const std::string_view verb = r.Surface(conjunction + 3), aux = r.Surface(conjunction + 1);
  if (aux != "would" && aux != "did" && aux != "could") return false;
  return verb == "give" || verb == "say" || verb == "name" || verb == "elaborate" || verb == "specify" ||
         verb == "identify" || verb == "disclose" || verb == "comment";
}

// What the author tells of the effect or source of what was said.
bool IsEffect(std::string_view word) {
  static constexpr std::array<std::string_view, 21> kEffects{
      "bringing",  "calling", "capping",  "citing",     "closing",   "dashing",  "drawing",
      "ending",    "fueling", "lifting",  "marking",    "prompting", "pushing",  "rejecting",
      "reversing", "sending", "sparking", "triggering", "urging",    "widening", "wiping"};
  return std::ranges::binary_search(kEffects, word);
}

// "…, The Information reported, citing three people": where a source at the end of the content begins, else its end.
std::uint32_t BeforeSource(const Reading& r, TokenRange content) {
  constexpr std::uint32_t kName = 12, kTail = 14;  // tokens
  for (std::uint32_t i = content.end; i-- > content.begin + 5 && content.end - i < kTail;) {
    if (r.words[i].punct == ';' || r.finite[i] != 0) {
      if (!IsSays(r, i) || (SayingForms(r, i) & (kPast | kThird)) == 0) break;
      bool named = false;
      for (std::uint32_t k = i; k-- > content.begin + 3 && i - k < kName;) {
        if (r.finite[k] != 0 || r.words[k].punct == ';') break;
        constexpr std::uint32_t kRole = 4;  // "her office", "people close to him"
        if (IsComma(r, k))
          return (named || i - k <= kRole) && !r.Is(k + 1, kConjunction | kRelative | kSplitter) ? k : content.end;
        named = named || r.words[k].mention >= 0;
      }
      break;
    }
  }
  return content.end;
}

// ", down from an earlier estimate", ", without naming them", ", though he gave no date": what the author adds.
bool AuthorGoesOn(const Reading& r, std::uint32_t comma, std::uint32_t end) {
  if (!IsComma(r, comma) || comma + 3 >= end) return false;
  const std::string_view first = r.Surface(comma + 1), second = r.Surface(comma + 2);
  if (first == "down" || first == "up") return second == "from";
  // ", sending its shares down", ", citing two officials", ", a day after they met"
  if (IsEffect(first)) return true;
  if (first == "a") {
    const Written third = r.Surface(comma + 3);
    return (second == "day" || second == "week" || second == "month" || second == "year") &&
           (third == "after" || third == "before");
  }
  if (first == "without") return (r.words[comma + 2].verb & kGerund) != 0;
  if (first != "though" && first != "although") return false;
  if (second != "he" && second != "she" && second != "it" && second != "they") return false;
  const Written verb = r.Surface(comma + 3);
  return verb == "gave" || verb == "declined" || verb == "did" || verb == "offered" || verb == "added";
}

}  // namespace

Statement StatementOf(const Reading& r, const SpeechWords& words, const Speaker& speaker, Span content,
                      TokenRange range, TokenRange verb) {
  Statement s;
  s.content = content;
  s.speaker = speaker.entity;
  s.speaker_words = speaker.words;
  const std::uint32_t last_token = range.end > range.begin ? range.end - 1 : range.begin;
  const TokenRange first = r.Around(range.begin), last = r.Around(last_token);
  s.evidence = {r.Bytes(SentenceAt(r, range.begin)).begin, r.Bytes(SentenceAt(r, last_token)).end};
  constexpr std::uint32_t kNamesReach = 1000;  // tokens
  const std::uint32_t end = std::min(last.end, first.begin + kNamesReach);
  for (std::uint32_t i = first.begin; i < end; ++i) {
    if (r.words[i].mention < 0) continue;
    const std::string& entity = MentionAt(r, i).entity;
    if (entity != speaker.entity) s.about.push_back(entity);
  }
  std::ranges::sort(s.about);
  s.about.erase(std::ranges::unique(s.about).begin(), s.about.end());
  if (words.denying.AnyIn(r, verb))
    s.stance = "deny";
  else if (words.support.AnyIn(r, verb))
    s.stance = "support";
  else if (words.oppose.AnyIn(r, verb))
    s.stance = "oppose";
  for (const Timex& t : r.DatesIn({r.Bytes(first).begin, r.Bytes(last).end})) {
    if (t.date.known() && !s.content.Contains(t.span)) s.date = t.date;
  }
  return s;
}

std::optional<Reported> ReportedBy(const Reading& r, const SpeechWords& words, const Speaker& speaker,
                                   TokenRange sentence, TokenRange content, std::uint32_t verb, const char* rule) {
  if (!speaker.found()) return std::nullopt;
  while (content.end > content.begin && (r.words[content.end - 1].punct == '.' || IsComma(r, content.end - 1)))
    --content.end;
  while (content.begin < content.end && IsComma(r, content.begin)) ++content.begin;
  if (content.begin == sentence.begin) content.begin = PastDateline(r, content);
  if (verb < content.begin) content.end = BeforeSource(r, content);
  Reported reported;
  // The content ends before its source, at a semicolon, and where the same speaker's next verb begins.
  for (std::uint32_t i = content.begin + 3; i < std::min(content.end, content.begin + kContentReach); ++i) {
    const bool source =
        IsComma(r, i) && i + 1 < content.end && MatchAny(r, words.according, i + 1, content.end) != kNoMatch;
    const bool speaks_on = SpeaksOn(r, words, i, content.end) || OtherSpeaks(r, words, i, content.end);
    if (r.words[i].punct != ';' && !source && !Withholds(r, i, content.end) && !speaks_on &&
        !AuthorGoesOn(r, i, content.end))
      continue;
    content.end = i;
    if (speaks_on && IsComma(r, i - 1)) --content.end;
    if (speaks_on) reported.speaks_on = i;
    break;
  }
  if (content.end < content.begin + 3) return std::nullopt;
  reported.end = content.end;
  reported.statement = StatementOf(r, words, speaker, r.Bytes(content), sentence, {verb, verb + 1});
  reported.statement.rule = rule;
  return reported;
}

}  // namespace dateline::extract
