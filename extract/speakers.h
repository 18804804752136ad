// Speakers: who stands behind a verb of saying: a name, an unnamed role ("two officials"), a name that no dictionary
// knows, or whom a pronoun, an office or "the company" stands for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/speech_words.h"
#include "extract/subjects.h"
#include "extract/tagger.h"
#include "extract/verb_groups.h"

namespace dateline::extract {

struct Speaker {
  std::string entity;  // "" when unnamed or unknown
  std::string words;   // as written
  TokenRange tokens;
  [[nodiscard]] bool found() const { return !entity.empty() || !words.empty(); }
};

[[nodiscard]] constexpr bool MaySpeak(MentionKind kind) {
  return kind == MentionKind::kOfficial || kind == MentionKind::kAgency || kind == MentionKind::kFirm ||
         kind == MentionKind::kPlace || kind == MentionKind::kMedia;
}

// Borrows the reading, the dictionary and the lists, which must outlive it. Answers that are not found() say that
// nobody was.
class SpeakerReader {
 public:
  SpeakerReader(const Reading& reading, const Tagger& names, const SpeechWords& words, const RoleWords& roles)
      : r_(reading), names_(names), words_(words), subjects_(reading, roles) {}

  // The name or unnamed role in [from, to): an official before a body, the first or the last of equals.
  [[nodiscard]] Speaker In(std::uint32_t from, std::uint32_t to, bool nearest_is_last) const;
  // Likewise after "according to": also a name that no dictionary knows.
  [[nodiscard]] Speaker InOrUnknown(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool AnyIn(TokenRange range) const;
  // A role without a name, or the body that it plainly speaks for.
  [[nodiscard]] std::optional<Speaker> Unnamed(std::uint32_t from, std::uint32_t to) const;
  // A name that no dictionary knows, right before the verb.
  [[nodiscard]] Speaker UnknownName(std::uint32_t from, std::uint32_t verb) const;
  // A noun phrase without a name that nothing else was made of: "the senator", "its chief executive".
  [[nodiscard]] Speaker RolePhrase(std::uint32_t from, std::uint32_t to) const;
  // The person whom the text calls by the title that [from, to) ends with: "the Secretary".
  [[nodiscard]] Speaker Holder(std::uint32_t from, std::uint32_t to) const;
  // The subject of the verb, looked for from `from` on; not found for "we", the author.
  [[nodiscard]] Speaker Of(std::uint32_t verb, std::uint32_t from) const;
  // The same within the verb's clause.
  [[nodiscard]] Speaker Subject(TokenRange sentence, std::uint32_t verb) const;
  // Whose a speech noun is: "Huang's claim".
  [[nodiscard]] Speaker OwnerOf(TokenRange sentence, std::uint32_t noun) const;
  // The firm, body or place that a stretch begins with.
  [[nodiscard]] Speaker FirstBody(TokenRange range) const;
  // The body or firm that spoke last, if in the sentence before this one.
  [[nodiscard]] Speaker LastBody(TokenRange sentence) const;
  // Who is named before a verb of Chinese text.
  [[nodiscard]] Speaker Chinese(TokenRange sentence, std::uint32_t verb) const;

  // Quotations by index, in text order, with who spoke them: "he" looks back at them.
  void Spoke(std::size_t quote, Speaker speaker) { spoken_.emplace_back(quote, std::move(speaker)); }
  [[nodiscard]] const std::vector<std::pair<std::size_t, Speaker>>& spoken() const { return spoken_; }
  // Who was told last to say something with a verb; its next verb stands behind the conjunction at `speaks_on`, 0:
  // none.
  void Reported(std::uint32_t verb, Speaker speaker, std::uint32_t speaks_on) {
    reported_ = {verb, std::move(speaker)};
    speaks_on_ = speaks_on;
  }

 private:
  [[nodiscard]] Speaker LastIn(TokenRange sentence, std::uint32_t before) const;
  [[nodiscard]] Speaker PersonRightBefore(const VerbGroup& group) const;
  [[nodiscard]] Speaker PersonBeforeVerb(std::uint32_t verb) const;
  [[nodiscard]] Speaker ApposedUnknown(TokenRange sentence, std::uint32_t end) const;
  [[nodiscard]] Speaker BodyBeforeVerb(std::uint32_t verb) const;
  [[nodiscard]] bool OffersPost(TokenRange range) const;
  [[nodiscard]] Speaker FirstNamed(TokenRange range) const;
  [[nodiscard]] std::optional<TokenRange> OfMainClause(const VerbGroup& group) const;
  Speaker SubjectWithoutName(TokenRange phrase) const;
  [[nodiscard]] bool OnlyLocates(std::uint32_t place, std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] std::string PhraseWords(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool AreJoined(std::uint32_t first, std::uint32_t second) const;
  [[nodiscard]] bool IsMeans(std::uint32_t role) const;
  [[nodiscard]] bool IsOutletOf(std::uint32_t name) const;
  [[nodiscard]] bool IsWithinPhrase(std::uint32_t name, std::uint32_t from) const;
  [[nodiscard]] Speaker BehindRemark(TokenRange sentence, std::uint32_t comma) const;
  [[nodiscard]] Speaker BeforeWho(const Clause& clause, std::uint32_t verb) const;
  [[nodiscard]] Speaker BeforeWhich(const Clause& clause, std::uint32_t verb) const;
  [[nodiscard]] Speaker BeforeRemark(TokenRange sentence, std::uint32_t verb) const;
  [[nodiscard]] Speaker BodyOfEnvoy(std::uint32_t at, int depth) const;
  [[nodiscard]] bool IsBodyWord(std::uint32_t i) const;
  [[nodiscard]] Speaker NamedBefore(std::uint32_t at) const;
  [[nodiscard]] std::string_view CountryTold(std::uint32_t firm) const;
  [[nodiscard]] Speaker FirmOf(std::string_view country, std::uint32_t at) const;
  [[nodiscard]] Speaker BodyBefore(std::uint32_t at, std::uint32_t from, const Mention* nearest) const;
  [[nodiscard]] Speaker BodyOfOpening(std::uint32_t at) const;
  [[nodiscard]] Speaker LastOfMany(std::uint32_t at) const;
  [[nodiscard]] Speaker Issuer(std::uint32_t at) const;
  [[nodiscard]] Speaker BodyOfSentenceBefore(std::uint32_t at) const;
  [[nodiscard]] bool IsTold(const Speaker& body, std::string_view word) const;
  [[nodiscard]] std::string ShortBefore(TokenRange sentence) const;
  [[nodiscard]] bool BeginsUnknown(TokenRange sentence) const;
  [[nodiscard]] bool UnknownSpeaks(TokenRange range) const;
  [[nodiscard]] Doers SpeakersOf(const VerbGroup& group) const;
  [[nodiscard]] static bool FitsBody(std::string_view entity, std::string_view word);
  [[nodiscard]] bool IsQuoted(Span span) const;
  [[nodiscard]] bool IsAgent(Span span) const;
  [[nodiscard]] bool IsDateline(const Mention& mention) const;
  [[nodiscard]] bool OnlySaw(std::uint32_t i) const;
  [[nodiscard]] std::string NamedShort(std::uint32_t word) const;
  [[nodiscard]] bool HasTitle(const Mention& person, std::string_view title) const;
  [[nodiscard]] Speaker Antecedent(std::uint32_t at, std::uint32_t from) const;
  [[nodiscard]] TokenRange NounPhrase(std::uint32_t at, std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool IsPersonPronoun(std::uint32_t i) const;
  [[nodiscard]] Speaker LastOfficial(std::uint32_t before) const;

  const Reading& r_;
  const Tagger& names_;
  const SpeechWords& words_;
  SubjectReader subjects_;
  std::vector<std::pair<std::size_t, Speaker>> spoken_;
  std::pair<std::uint32_t, Speaker> reported_;  // the verb and its speaker
  std::uint32_t speaks_on_ = 0;
};

}  // namespace dateline::extract
