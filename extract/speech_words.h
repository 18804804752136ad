// The words that speech is read with, and small questions to a reading that statements and speakers both ask.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/clauses.h"
#include "extract/phrases.h"
#include "extract/wants.h"
#include "model/mention.h"

namespace dateline::extract {

// Word lists of config/default/words.toml that statements are read with.
struct SpeechWords {
  void Compile(const WordLists& lists, Lexicon& lexicon, Grammar& grammar, Problems& problems);
  void Freeze(const Lexicon& lexicon);  // the tables; the wants are frozen with the triggers'
  [[nodiscard]] std::vector<Wants*> All();

  Wants unnamed;                     // "officials", "people familiar", "sources": speakers without a name
  Wants support;                     // verbs that praise: "welcome"
  Wants oppose;                      // verbs that reject: "criticise"
  Wants denying;                     // "deny", "dispute"
  Wants that_only;                   // verbs that report only with "that": "announce", "inform"
  Wants nouns;                       // "claim that", "warning that"
  Wants from;                        // "criticism from", "a warning from"
  Wants voicing;                     // "express", "make": what a speech noun is the object of
  Wants quoting;                     // "call", "accuse of": verbs that speak only before a quotation
  Wants envoys;                      // "a spokesman for Nvidia" speaks for Nvidia
  Wants firms;                       // "the company": the firm told of
  Wants bodies;                      // "the ministry": the body told of
  Wants titles;                      // "the Secretary": the person named with this title
  std::vector<std::string> chinese;  // verbs of Chinese text: "表示"
  PhraseTable asking;                // verbs followed by what is wanted: "call for"
  PhraseTable silence;               // "decline to comment"
  PhraseTable according;             // "according to"
  PhraseTable attitudes;             // "concerned that": what somebody holds
  PhraseTable placing;               // "put": "puts the cost at"
};

// The mention that a token is in; it must be in one.
[[nodiscard]] inline const Mention& MentionAt(const Reading& r, std::uint32_t token) {
  return r.what->mentions[static_cast<std::size_t>(r.words[token].mention)];
}
[[nodiscard]] inline TokenRange SentenceAt(const Reading& r, std::uint32_t token) {
  return r.sentences[r.sentence_of[token]];
}
[[nodiscard]] inline bool InQuote(const Reading& r, std::uint32_t token) {
  return r.QuoteOf(token) != nullptr;
}
[[nodiscard]] inline bool IsSays(const Reading& r, std::uint32_t token) {
  return r.Is(token, kSays) && r.words[token].mention < 0;
}
[[nodiscard]] inline bool IsComma(const Reading& r, std::uint32_t token) {
  return r.words[token].punct == ',';
}
// The name that the token is in stands right behind a preposition.
[[nodiscard]] bool HangsOnPreposition(const Reading& r, std::uint32_t token, std::uint32_t floor);
[[nodiscard]] bool IsDash(const Reading& r, std::uint32_t token);
// "it reserves the right": a pronoun that can only be a subject, with a word behind it.
[[nodiscard]] bool StartsWithPronoun(const Reading& r, std::uint32_t at, std::uint32_t end);
// "NEW YORK, March 20 - Prosecutors", "(Bloomberg) -- The ministry": behind where, when and by whom a dispatch was
// filed.
[[nodiscard]] std::uint32_t PastDateline(const Reading& r, TokenRange range);
// True when a tensed verb begins in the stretch.
[[nodiscard]] inline bool FiniteIn(const Reading& r, TokenRange range) {
  return range.begin < range.end && FiniteBetween(r, range.begin, range.end);
}
// A tensed verb, or a base form behind a plural noun: "deliveries still take".
[[nodiscard]] bool HoldsVerb(const Reading& r, TokenRange range);
// "told", "assured": whom stands between the verb and what was said.
[[nodiscard]] bool TakesListener(const Reading& r, std::uint32_t verb);
// "reaffirmed the commitment": verbs whose object is what was said.
[[nodiscard]] bool IsStressing(std::string_view verb);
// A verb of which anybody may be the subject, known or not: "exporters say", "the senator warned".
[[nodiscard]] bool IsPlainSaying(std::string_view verb);
// Bits of VerbForm that a word has as a verb of saying.
[[nodiscard]] std::uint8_t SayingForms(const Reading& r, std::uint32_t token);
// Where the phrase at `from` ends: at a mark, the end of the sentence, or after as many words as a speaker has.
[[nodiscard]] std::uint32_t EndOfPhrase(const Reading& r, TokenRange sentence, std::uint32_t from);
// MatchAny of a word that begins a phrase of the table.
[[nodiscard]] std::uint32_t MatchStarted(const Reading& r, const PhraseTable& table, std::uint32_t at,
                                         std::uint32_t end);
// Where a phrase of the table that begins at `at` ends, else kNoMatch.
[[nodiscard]] inline std::uint32_t MatchAny(const Reading& r, const PhraseTable& table, std::uint32_t at,
                                            std::uint32_t end) {
  // Asked of one table after the other, of which most have no phrase that begins so.
  return at < end && table.MayStart(r.words[at].id) ? MatchStarted(r, table, at, end) : kNoMatch;
}

inline constexpr std::uint32_t kSpeakerReach =
    16;  // tokens of a speaker with titles: "Commerce Under Secretary for … X"

}  // namespace dateline::extract
