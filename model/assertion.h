// Assertion: what one sentence of one revision claims to have happened, or will, or may.
// Statement: who is said to have said what. Relation: a dated edge between entities.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/id.h"
#include "model/mention.h"
#include "model/span.h"

namespace dateline {

enum class Modality : std::uint8_t { kActual, kPlanned, kPossible, kUnlikely, kDenied };
[[nodiscard]] std::string_view ToString(Modality value);
[[nodiscard]] std::optional<Modality> ParseModality(std::string_view text);

// Ordered, strongest first.
enum class Hedge : std::uint8_t { kCertain, kLikely, kConsidering, kCould, kHasPower };
[[nodiscard]] std::string_view ToString(Hedge value);
[[nodiscard]] std::optional<Hedge> ParseHedge(std::string_view text);

enum class Basis : std::uint8_t {
  kOfficialText, kOfficialSpeech, kCompany, kNamedReport, kUnnamedReport, kInferred, kOpinion,
};
[[nodiscard]] std::string_view ToString(Basis value);
[[nodiscard]] std::optional<Basis> ParseBasis(std::string_view text);

// The three kinds of `denied`; kNone for every other modality.
enum class Denial : std::uint8_t { kNone, kSaidFalse, kDidNotHappen, kNotYet };
[[nodiscard]] std::string_view ToString(Denial value);
[[nodiscard]] std::optional<Denial> ParseDenial(std::string_view text);

enum class Direction : std::uint8_t { kNeutral, kTighten, kEase };
[[nodiscard]] std::string_view ToString(Direction value);
[[nodiscard]] std::optional<Direction> ParseDirection(std::string_view text);

// Who or what takes part. Role names: actor, target, instrument, place, authority.
struct Role {
  std::string name;
  std::string entity;
  auto operator<=>(const Role&) const = default;
};

struct EventAssertion {
  std::string type;                  // "rule.issue"
  std::string subtype;               // "ease", "" when none
  DateSpan date;                     // unknown stays unknown
  std::string date_words;            // the words it was read from
  DateSpan announced;                // of a plan without a date: when it was told of
  std::string offset;                // of an unknown date: what it counts from, as ToText(DateOffset) prints it
  Modality modality = Modality::kActual;
  Denial denial = Denial::kNone;
  Hedge hedge = Hedge::kCertain;
  Basis basis = Basis::kNamedReport;
  Direction direction = Direction::kNeutral;
  std::string condition;             // the words of the if-clause
  bool requested = false;            // asked for by somebody, promised by nobody
  bool retold = false;               // of a text before this one: not what this text does itself
  bool another = false;              // told as another than those before: "also signed"
  bool by_strangers = false;         // done by people whom the text has not spoken of before: "two lawmakers asked"
  bool same = false;                 // the act of its type told before in its sentence, once more
  bool made = false;                 // what an act told before in its sentence makes: "signed an order raising duties"
  std::vector<Role> roles;           // sorted, unique
  std::vector<std::string> numbers;  // "23 firms", "$5.5 billion" in canonical form "23", "5500000000 USD"
  std::string speaker;               // entity whose claim it is; "" when the document itself asserts it
  std::string speaker_words;         // an unnamed speaker as written: "two U.S. officials"
  std::vector<Span> evidence;        // whole sentences, in text order, at least one
  Span trigger;                      // the words that named the event
  std::string rule;                  // "event:rule.end/verb.rescind"
  std::vector<std::string> cues;     // "cue:plan/will soon"

  // Entities in one role, sorted.
  [[nodiscard]] std::vector<std::string> In(std::string_view role) const;
};

struct Statement {
  std::string speaker;               // entity; "" when unnamed
  std::string speaker_words;         // as written
  bool direct = false;
  Span content;                      // inside the quotation marks, or the reported clause
  Span evidence;                     // the sentence(s)
  std::vector<std::string> about;    // entities, sorted
  std::string stance;                // "support", "oppose", "deny", "no-comment", "" when none is plain
  DateSpan date;
  std::string rule;
};

struct Relation {
  std::string type;                  // "amends", "rescinds", "implements", "responds-to", "supersedes", "holds-office"…
  std::string from;                  // entity
  std::string to;                    // entity
  DateSpan date;
  Span evidence;
  std::string rule;
};

struct Timex {
  Span span;
  DateSpan date;
  std::string timex;                 // TIMEX3 value: "2025-W37", "P45D", "PRESENT_REF"
  std::string rule;
  std::string offset = {};           // of an unknown date: the happening it counts from, as ToText(DateOffset) prints it
};

// Everything the extractor reads from one revision. `text` is the revision's text; spans point into it.
struct Extraction {
  std::vector<Mention> mentions;     // sorted by span, not overlapping
  std::vector<Timex> dates;          // sorted by span
  std::vector<Span> sentences;       // sorted
  std::vector<EventAssertion> assertions;
  std::vector<Statement> statements;
  std::vector<Relation> relations;
};

// Content hash of what is claimed, where: the same input twice yields the same key.
[[nodiscard]] Key AssertionKey(const Key& revision, const EventAssertion& assertion);
[[nodiscard]] Key StatementKey(const Key& revision, const Statement& statement);

}  // namespace dateline
