// Reading: a document's tokens as words that rules know, with its sentences, quotations and clauses.
//
// Clauses are stretches in which a cue may act on a trigger; they are found by marks and closed-class words alone,
// without a parser.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/lexicon.h"
#include "extract/literals.h"
#include "extract/padded.h"
#include "extract/phrases.h"
#include "extract/spelt.h"
#include "extract/token.h"
#include "model/assertion.h"

namespace dateline::extract {

struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] bool Has(std::uint32_t token) const { return begin <= token && token < end; }
  [[nodiscard]] bool empty() const { return end <= begin; }
};

// Closed-class words: the grammar of clauses, not of policy; see clauses.cc for the lists.
enum WordClass : std::uint16_t {
  kBe = 1, kHave = 2, kDo = 4, kModal = 8, kNegator = 16, kAdverb = 32, kDeterminer = 64, kPreposition = 128,
  kPronoun = 256, kSplitter = 512, kRelative = 1024, kConditional = 2048, kConjunction = 4096, kVerb = 8192,
  kSays = 16384, kThat = 32768,
  kAuxiliary = kBe | kHave | kDo | kModal,
};

// Tables of phrases, so that most words are looked up in none.
enum PhraseStart : std::uint8_t {
  kStartsTrigger = 1,
  kStartsCue = 2,
  kStartsSpeech = 4,
  kMeansIssuer = 8,   // no phrase: "we", "our", "the company"
  kTellsFrame = 16,   // no table: "this", "hereby" and such, see document_frame.cc
  kStartsApart = 32,  // of those with kStartsTrigger: see TriggerTable::apart
};

// The classes of every word of a lexicon and the verbs among them.
struct Grammar {
  explicit Grammar(Lexicon& lexicon);           // enters the closed classes
  void AddVerbs(const std::vector<std::string>& lemmas, Lexicon& lexicon, std::uint16_t classes);
  void Freeze(const Lexicon& lexicon);
  // After Freeze: words that begin a phrase of `table` get this PhraseStart bit.
  void MarkStarts(const PhraseTable& table, std::uint8_t start);
  void MarkStart(WordId word, std::uint8_t start) { words[word].starts |= start; }
  [[nodiscard]] bool Is(WordId id, std::uint16_t classes) const { return (bits[id] & classes) != 0; }
  // Entered as a verb: "prohibit", not the "prohibited" that a rule knows as a word of its own.
  [[nodiscard]] bool IsVerb(WordId lemma) const { return lemma < verb_lemmas.size() && verb_lemmas[lemma]; }

  std::vector<std::uint16_t> bits;              // by word
  std::vector<bool> verb_lemmas;                // by word: see IsVerb
  std::vector<Word> words;                      // by word: as it stands in a text outside names
  std::vector<std::pair<WordId, std::uint16_t>> pending;  // lemma → classes for all its forms
  // Never 0 once made: a word that no rule knows is none of these.
  WordId to = 0, by = 0, that = 0, and_ = 0, or_ = 0, would = 0, not_ = 0, hereby = 0, if_ = 0;
  WordId this_ = 0, percent = 0;
};

struct Clause {
  TokenRange tokens;
  std::uint32_t sentence = 0;
  std::int32_t resumes = -1;   // the clause that this one continues after an insertion
  std::int32_t outer = -1;     // the clause before it in the sentence
  bool relative = false;
  bool conditional = false;
};

struct Quote {
  Span content;                // between the marks
  TokenRange tokens;
  bool open = false;           // never closed: ended by its paragraph
};

struct Reading {
  std::string_view text;
  PaddedView<Token> tokens;
  const Extraction* what = nullptr;
  const Lexicon* lexicon = nullptr;
  const Grammar* grammar = nullptr;
  Padded<Word> words;                      // parallel to tokens
  std::vector<TokenRange> sentences;       // parallel to Extraction::sentences
  std::vector<Quote> quotes;               // in text order
  std::vector<Clause> clauses;             // in text order
  Padded<std::uint32_t> clause_of;         // token → clause
  Padded<std::uint8_t> finite;             // token → 1 where a tensed verb group begins
  Padded<std::uint32_t> sentence_of;       // token → sentence
  std::vector<std::uint32_t> dates_before;  // token → how many dates begin before it
  std::uint8_t starts = 0;                 // the PhraseStart bits that any of the words has
  bool chinese = false;                    // it has Chinese characters

  [[nodiscard]] bool Is(std::uint32_t token, std::uint16_t classes) const {
    return (words[token].classes & classes) != 0;
  }
  // As written; "" behind the last token.
  [[nodiscard, gnu::always_inline]] Written Surface(std::uint32_t token) const {
    return {*this, token, tokens[token].hash};
  }
  // The sentence of a token, cut to some hundred tokens about it: hostile texts have sentences without end.
  [[nodiscard]] TokenRange Around(std::uint32_t token) const;
  // Dates that lie in a stretch of bytes.
  [[nodiscard]] std::span<const Timex> DatesIn(Span bytes) const;
  // Dates that lie in these tokens: the same, but looks none of them up.
  [[nodiscard]] std::span<const Timex> DatesOf(TokenRange range) const;
  // The first and last token of a stretch as bytes.
  [[nodiscard]] Span Bytes(TokenRange range) const;
  // The first token that begins at this byte or behind it; the number of tokens when there is none.
  [[nodiscard]] std::uint32_t TokenFrom(std::uint32_t byte) const;
  // The quotation that holds this token, else nullptr.
  [[nodiscard]] const Quote* QuoteOf(std::uint32_t token) const;
  // It is what a text is called, nobody's words: 'under the headline “…”', 'a report titled “…”'.
  [[nodiscard]] bool IsTitle(const Quote& quote) const;
};

template <>
[[nodiscard]] inline std::string_view LettersOf<Letters::kWritten>(const Reading& reading, std::uint32_t token) {
  return reading.tokens[token].span.In(reading.text);
}
template <>
[[nodiscard]] inline std::string_view LettersOf<Letters::kKnown>(const Reading& reading, std::uint32_t token) {
  const WordId id = reading.words[token].id;
  return id != 0 ? reading.lexicon->Text(id) : LettersOf<Letters::kWritten>(reading, token);
}

// Fills `reading` anew; its vectors keep their room.
void ReadText(std::string_view text, const std::vector<Token>& tokens, const Extraction& what, const Lexicon& lexicon,
              const Grammar& grammar, Reading& reading);

// Steps of ReadText, each on its own.
[[nodiscard]] std::vector<Quote> FindQuotes(std::string_view text, const std::vector<Token>& tokens);
void SplitClauses(Reading& reading);

// From `at`, a token behind a comma, to `end` of its sentence only somebody is named who says what stands before: "Reuters
// has learned", "the ministry said on Monday", "according to the notice", "citing people".
[[nodiscard]] bool IsTrailingAttribution(const Reading& reading, std::uint32_t at, std::uint32_t end);
// True when a finite verb other than those of [from, to)'s edges begins in [from, to).
[[nodiscard]] bool FiniteBetween(const Reading& reading, std::uint32_t from, std::uint32_t to);

}  // namespace dateline::extract
