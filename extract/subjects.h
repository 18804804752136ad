// Subjects: who does what a verb says, read from names, titles and pronouns before it.
//
// A noun phrase is read from left to right: adverbials that open a sentence are passed over, names that hang on a
// preposition are left out ("in consultation with Treasury"), names that only qualify a noun too ("U.S. persons"),
// while coordinated names, holders of offices and staff of a body stand for who acts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extract/clauses.h"
#include "extract/spelt.h"
#include "extract/verb_groups.h"
#include "extract/wants.h"
#include "model/mention.h"

namespace dateline::extract {

// KindBits of the names that may act.
inline constexpr std::uint32_t kActing = KindBit(MentionKind::kFirm) | KindBit(MentionKind::kOfficial) |
                                         KindBit(MentionKind::kAgency) | KindBit(MentionKind::kPlace);

// Word lists of config/default/words.toml that tell what a noun without a name stands for.
struct RoleWords {
  void Compile(const WordLists& lists, Lexicon& lexicon, Problems& problems);
  [[nodiscard]] std::vector<Wants*> All();  // to be frozen with the triggers'

  Wants instruments;   // "rule", "order", "notice": done by whoever issued it
  Wants bodies;        // "the agency", "the ministry"
  Wants firms;         // "the company", "the chipmaker"
  Wants staff;         // "officials", "spokesman": "BIS officials" are BIS
  Wants units;         // "unit", "plant": a firm's or a body's, not a place's
  Wants titles;        // "secretary", "chair": "the Chair of CFIUS" is CFIUS
  Wants control;       // "direct … to": the object does what follows
  Wants blame;         // "accuse … of", "bar … from": the object does what the -ing form says
  Wants undoing;       // "a rule rescinding another": the other is not what is issued
  Wants people;        // "U.S. persons": the place is no target
  Wants rule_matters;  // comments on these are asked about a rule or policy
  Wants case_matters;  // and on these about a case, a study, a form
  Wants light;         // "announces the publication of": the subject does what the noun says
};

// "move", "bid", "plan": a noun of what somebody means to do, before an infinitive.
[[nodiscard]] bool IsIntent(Known noun);

// What a subject without a name stands for.
enum class Stands : std::uint8_t {
  kNothing,
  kAuthor,      // "we"
  kPerson,      // "he"
  kThing,       // "it", "they": a body, a firm or a place
  kBody,        // "the agency"
  kFirm,        // "the company"
  kInstrument,  // "this rule"
  kPresident,   // "the President"
};

struct Doers {
  std::vector<const Mention*> names;  // in text order; null entries never occur
  Stands stands = Stands::kNothing;
  std::uint32_t at = 0;  // token of the word that stands for somebody
};

class SubjectReader {
 public:
  SubjectReader(const Reading& reading, const RoleWords& words) : r_(reading), words_(words) {}

  // Who does what the verb group does, for groups of every form. `depth` counts the clauses that were asked on the way:
  // hostile texts nest them without end.
  [[nodiscard]] Doers Of(const VerbGroup& group, int depth = 0) const;
  // The names of a noun phrase that can act for it; `kinds` are bits of MentionKind.
  [[nodiscard]] Doers Phrase(TokenRange phrase) const;
  // The subject of the tensed verb that governs a place of the text: "announces the publication of".
  [[nodiscard]] Doers Governing(std::uint32_t token, int depth = 0) const;
  // Where the subject begins: past "WASHINGTON — ", list marks, "Today,", "In May, after talks in London, ".
  [[nodiscard]] std::uint32_t PastAdverbials(TokenRange phrase) const;
  // Resolves what stands for a name by what was named before: the subject of earlier sentences first. More than one
  // where the word means several: "they", "both leaders".
  [[nodiscard]] std::vector<const Mention*> Antecedents(const Doers& doers, std::uint32_t before,
                                                        std::uint32_t kinds) const;
  // "After it listed Tencent, the Pentagon took": a pronoun of an opening clause stands for the subject that follows.
  [[nodiscard]] std::vector<const Mention*> Postcedents(const Doers& doers, std::uint32_t kinds) const;
  // The only firm of the nearest sentence that names one, looking back a few sentences: "fined Acme. The company had".
  [[nodiscard]] const Mention* OnlyFirmBefore(std::uint32_t token) const;
  // The agency that a title in capitals belongs to where the document names it: "Secretary of Commerce".
  [[nodiscard]] const Mention* BodyOfTitle(std::uint32_t title, std::uint32_t end, std::uint32_t* after) const;

 private:
  // Past an adverbial without a comma: "In return TSMC", "after Beijing".
  [[nodiscard]] std::uint32_t PastBareAdverbial(TokenRange phrase) const;
  [[nodiscard]] bool IsHead(std::uint32_t name, std::uint32_t floor) const;
  [[nodiscard]] bool OwnsContact(std::uint32_t name, std::uint32_t floor) const;
  [[nodiscard]] const Mention& At(std::uint32_t token) const;
  [[nodiscard]] bool IsTitle(std::uint32_t token) const;
  [[nodiscard]] Doers OfRelative(const VerbGroup& group, const Clause& clause, int depth) const;
  [[nodiscard]] Doers OfDependent(const VerbGroup& group, int depth) const;
  [[nodiscard]] std::optional<Doers> BehindOpening(const VerbGroup& group) const;
  [[nodiscard]] std::optional<Doers> OfBlamed(const VerbGroup& group, const Clause& clause) const;

  const Reading& r_;
  const RoleWords& words_;
};

}  // namespace dateline::extract
