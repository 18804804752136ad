#include "extract/speech_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dateline::extract {
namespace {

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
  wants(titles, "titles-of-speakers");
  chinese = ListOf(lists, "chinese-reporting-verbs");
  const auto table = [&](PhraseTable& t, const char* name) {
    for (const std::string& words : ListOf(lists, name)) t.Add(CompilePhrase(words, lexicon), 0);
  };
  table(asking, "asking-phrases");
  table(silence, "no-comment-phrases");
  table(according, "according-phrases");
  table(attitudes, "attitude-phrases");
  table(placing, "placing-verbs");
}

std::vector<Wants*> SpeechWords::All() {
  return {&unnamed, &support, &oppose, &denying, &that_only, &nouns, &from,
          &voicing, &quoting, &envoys, &firms,   &bodies,    &titles};
}

void SpeechWords::Freeze(const Lexicon& lexicon) {
  for (PhraseTable* t : {&asking, &silence, &according, &attitudes, &placing}) t->Freeze(lexicon);
}

bool HangsOnPreposition(const Reading& r, std::uint32_t token, std::uint32_t floor) {
  while (token > floor && r.words[token - 1].mention == r.words[token].mention) --token;
  return token > floor && r.Is(token - 1, kPreposition);
}

bool IsDash(const Reading& r, std::uint32_t token) {
  const Written mark = r.Surface(token);
  return mark == "—" || mark == "–" || mark == "-" || mark == "―";
}

namespace {

// "he'd", "they’ll", "it's": a pronoun with its auxiliary.
bool IsContracted(std::string_view word) {
  static constexpr std::array<std::string_view, 6> kPronouns{"he", "it", "she", "there", "they", "we"};
  constexpr std::size_t kLongest = 11;  // "there’ll"
  if (word.size() > kLongest) return false;
  const auto mark = word.find_first_of("'\xE2");
  if (mark == std::string_view::npos || mark > 5) return false;
  std::string_view tail = word.substr(mark);
  if (tail.starts_with("’"))
    tail.remove_prefix(3);
  else
    tail.remove_prefix(1);
  return std::ranges::binary_search(kPronouns, word.substr(0, mark)) &&
         (tail == "d" || tail == "ll" || tail == "s" || tail == "re" || tail == "ve");
}

}  // namespace

bool StartsWithPronoun(const Reading& r, std::uint32_t at, std::uint32_t end) {
  if (at + 2 >= end || r.words[at].mention >= 0) return false;
  const char first = r.text[(*r.tokens)[at].span.begin];
  if ((first == 'h' || first == 'i' || first == 's' || first == 't' || first == 'w') &&
      (*r.tokens)[at].span.size() > 3 && IsContracted(r.Surface(at)))
    return true;
  if (r.words[at].id == 0) return false;
  const std::string_view word = r.lexicon->Text(r.words[at].id);
  const bool subject =
      word == "it" || word == "he" || word == "she" || word == "they" || word == "we" || word == "there";
  return subject && r.words[at + 1].punct == 0 && !r.Is(at + 1, kPreposition | kConjunction | kDeterminer);
}

bool TakesListener(const Reading& r, std::uint32_t verb) {
  const Written word = r.Surface(verb);
  static constexpr std::array<std::string_view, 13> kTelling{
      "assured",  "convinced", "inform",  "informed", "informing", "informs", "promised",
      "reminded", "tell",      "telling", "tells",    "told",      "warned"};
  return Among<kTelling>(word);
}

bool IsStressing(std::string_view verb) {
  static constexpr std::array<std::string_view, 7> kVerbs{"emphasised", "emphasized", "reaffirmed", "reiterated",
                                                          "stressed",   "underlined", "underscored"};
  return std::ranges::binary_search(kVerbs, verb);
}

bool IsPlainSaying(std::string_view verb) {
  static constexpr std::array<std::string_view, 29> kSaying{
      "acknowledged", "admitted",   "alleged",  "argue",     "argued",    "argues", "cautioned", "claim",
      "claimed",      "complained", "conceded", "contended", "explained", "found",  "insist",    "insisted",
      "insists",      "noted",      "said",     "say",       "says",      "stated", "testified", "told",
      "warn",         "warned",     "warns",    "write",     "wrote"};
  static_assert(std::ranges::is_sorted(kSaying));
  return std::ranges::binary_search(kSaying, verb);
}

bool HoldsVerb(const Reading& r, TokenRange range) {
  if (FiniteIn(r, range)) return true;
  bool plural = false;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r.words[i].mention >= 0) continue;
    // "the contract respected every law", "Intel owed taxpayers an answer": a verb that no list has.
    if (i > range.begin && i + 1 < range.end && r.words[i].punct == 0 && r.Surface(i).ends_with("ed") &&
        r.words[i + 1].punct == 0 && !r.Is(i - 1, kDeterminer | kPreposition | kAdverb | kConjunction) &&
        (r.Is(i + 1, kDeterminer | kPronoun) || r.words[i - 1].mention >= 0 || r.words[i - 1].punct == ','))
      return true;
    if (plural && (r.words[i].verb & kBase) != 0 && !r.Is(i - 1, kDeterminer | kPreposition | kModal)) return true;
    const Written word = r.Surface(i);
    // "Intel and Amkor have offered help": of plurals an auxiliary is no tensed verb by its form.
    if (i > range.begin && r.Is(i, kBe | kHave | kModal) && word != "be" && word != "been" && word != "being" &&
        word != "having" && !(*r.tokens)[i].capital && !r.Is(i - 1, kPreposition))
      return true;
    if (word == "they" || word == "They" || word == "we" || word == "We") plural = true;
    plural = plural || (r.words[i].punct == 0 && word.ends_with("s") && !word.ends_with("'s") &&
                        !word.ends_with("’s") && !r.Is(i, kDeterminer | kPreposition | kAdverb | kBe | kHave | kDo));
  }
  return false;
}

std::uint32_t PastDateline(const Reading& r, TokenRange range) {
  constexpr std::uint32_t kLongest = 24;  // tokens
  std::uint32_t first = range.begin;
  while (first < range.end && r.words[first].punct == '*') ++first;  // "**Washington**– The Department"
  if (first == range.end) return range.begin;
  const bool place = r.words[first].mention >= 0 && MentionAt(r, first).kind == MentionKind::kPlace;
  if (!place && !(*r.tokens)[first].all_caps && r.words[first].punct != '(' && r.words[first].punct != '[')
    return range.begin;
  for (std::uint32_t i = first + 1; i + 1 < std::min(range.end, range.begin + kLongest); ++i) {
    if (r.finite[i] != 0 && !(*r.tokens)[i].capital) break;  // but "May 25"
    // "TAIPEI, May 5 (CNA) The ministry": the outlet in brackets closes it.
    const bool closes = place && r.words[i].punct == ')' && r.words[i - 1].mention >= 0 &&
                        MentionAt(r, i - 1).kind == MentionKind::kFirm && (*r.tokens)[i + 1].capital;
    // "BRUSSELS--The", "Calif.--(BUSINESS WIRE)--Acme"
    const bool twice = IsDash(r, i) && IsDash(r, i + 1) && r.words[i + 1].punct == r.words[i].punct;
    if (twice && i + 2 < range.end && r.words[i + 2].punct == '(') continue;
    // "**Washington**– The", "Washington– Today": a long dash right behind the place, with a space behind it.
    const bool behind = r.words[i - 1].punct == '*' ||
                        (r.words[i - 1].mention >= 0 && MentionAt(r, i - 1).kind == MentionKind::kPlace &&
                         r.words[i].punct != '-' && (*r.tokens)[i + 1].gap != Gap::kNone);
    const bool apart = (*r.tokens)[i].gap != Gap::kNone || (place && behind);
    if (!closes && !twice && !(IsDash(r, i) && apart)) continue;
    if (closes) ++i;
    while (i < range.end && IsDash(r, i)) ++i;
    return i;
  }
  return range.begin;
}

std::uint8_t SayingForms(const Reading& r, std::uint32_t token) {
  std::uint8_t forms = 0;
  for (const LemmaForm& f : r.lexicon->Lemmas(r.words[token].id)) {
    if (f.lemma != 0 && r.grammar->Is(f.lemma, kSays)) forms |= f.forms;
  }
  return forms;
}

std::uint32_t EndOfPhrase(const Reading& r, TokenRange sentence, std::uint32_t from) {
  std::uint32_t end = from;
  // The full stops of "U.S." stand in a name.
  while (end < sentence.end && (r.words[end].punct == 0 || r.words[end].mention >= 0) && end - from < kSpeakerReach)
    ++end;
  return end;
}

std::uint32_t MatchStarted(const Reading& r, const PhraseTable& table, std::uint32_t at, std::uint32_t end) {
  std::uint32_t found = kNoMatch;
  table.EachAt(r.words, *r.lexicon, at, end, [&](const PhraseTable::Row&, std::uint32_t stop) {
    found = stop;
    return false;
  });
  return found;
}

}  // namespace dateline::extract
