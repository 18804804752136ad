// Events: from triggers, cues, dates and mentions to assertions, one for each happening a document tells of.
#pragma once

#include <string_view>
#include <vector>

#include "extract/cues.h"
#include "extract/subjects.h"
#include "extract/tagger.h"
#include "extract/triggers.h"
#include "model/assertion.h"
#include "model/document.h"

namespace dateline::extract {

// The words of the title.
struct Headline {
  explicit Headline(const Document& document)
      : text(std::string_view(document.title).substr(0, 400)), tokens(Tokenise(text)) {}

  std::string_view text;  // of the document
  std::vector<Token> tokens;
};

// What holds for the whole document.
struct DocumentFrame {
  const Document* document = nullptr;
  bool official = false;        // its own text is the act, or an office speaks: "this rule amends", "hereby"
  bool release = false;         // a press release: dateline and an office as its first subject
  bool fact_sheet = false;      // a release that lists what an office does: "FACT SHEET: …"
  bool readout = false;         // it tells what a meeting of that day agreed: "Joint Statement"
  bool ordered = false;         // an order or proclamation of a head of state, who is not named as its author
  bool presidential = false;    // an order, a memorandum or a proclamation by its kind or its words
  bool bill = false;            // it tells what a bill would do: nothing of that has happened
  bool collects = false;        // it asks leave to collect information
  std::vector<WordId> announced;  // verbs of the headline in the present tense: "Treasury Releases Report"
  const Wants* offices = nullptr; // who "shall" act
  std::string issuer;  // whom "we" means: the firm or body that the headline names first; "" also where nothing asks
  bool issuer_named = false;      // the text itself names it too
  const RoleWords* roles = nullptr;
  std::vector<const Mention*> bodies;  // who issues what an official text or a release calls "this rule"
  Basis basis = Basis::kNamedReport;
  DateSpan published;
};

// Marks the words that FrameOf looks for, once the grammar is frozen.
void MarkFrameWords(Grammar& grammar, const Lexicon& lexicon);

[[nodiscard]] DocumentFrame FrameOf(const Document& document, const Headline& headline, const Reading& reading,
                                    const Wants& offices, const RoleWords& roles);

// Names that fill the roles of a hit. Sorted, unique. `speaker` is the entity whose words tell of it, "" for nobody's.
[[nodiscard]] std::vector<Role> ReadRoles(const Reading& reading, const Hit& hit, const CompiledType& type,
                                          const DocumentFrame& frame, std::string_view speaker);

struct EventDate {
  bool performed = false;       // the publication date, since the sentence performs the act
  bool by_instrument = false;   // undated here: the date of the act that made the instrument
  DateSpan span;
  std::string words;
  std::string offset = {};      // of an unknown date: see EventAssertion
};
// The date that governs the trigger: of its clause, else one that opens its sentence, else the publication date
// where the sentence performs the act ("this rule amends"). What has not `happened` does not take the day on which it
// was announced.
[[nodiscard]] EventDate ReadDate(const Reading& reading, const Hit& hit, const std::vector<Hit>& hits,
                                 const DocumentFrame& frame, Modality modality);

// Counts and amounts beside the trigger in canonical form: "23", "5500000000 USD".
[[nodiscard]] std::vector<std::string> ReadNumbers(const Reading& reading, const Hit& hit);

// Assertions of the whole text, statements already found; then one per happening. `losers` takes the trial of every hit.
[[nodiscard]] std::vector<EventAssertion> BuildAssertions(const Reading& reading, const TriggerTable& table,
                                                          const std::vector<Cue>& cues, const std::vector<Hit>& hits,
                                                          const std::vector<Statement>& statements,
                                                          const DocumentFrame& frame, Losers* losers = nullptr);
// `names` tells whose government a body belongs to.
void MergeAssertions(std::string_view text, const Tagger& names, std::vector<EventAssertion>& assertions);

// What the source's structured fields state about a document that is itself the act.
void AddFieldAssertions(const Document& document, const Extraction& what, std::vector<EventAssertion>& out);

// What the heading states: the summary of a bill has reached the stage named there, on the day of publication.
void AddTitleAssertions(const Document& document, const Extraction& what, std::vector<EventAssertion>& out);

// Edges between named rules: "X amends Y".
[[nodiscard]] std::vector<Relation> BuildRelations(const Reading& reading, const std::vector<Hit>& hits,
                                                   const std::vector<EventAssertion>& assertions);

}  // namespace dateline::extract
