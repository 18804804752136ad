// Event: the real-world happening that assertions agree on, as it is known at some moment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/assertion.h"
#include "model/date.h"
#include "model/id.h"

namespace dateline {

// What became of a planned event.
enum class Outcome : std::uint8_t { kNone, kOpen, kOverdue, kKept, kPartlyKept, kLapsed, kWithdrawn, kOvertaken };
[[nodiscard]] std::string_view ToString(Outcome value);
[[nodiscard]] std::optional<Outcome> ParseOutcome(std::string_view text);

struct Event {
  std::string id;               // "e:" + 12 hex digits of the founding slot's key; stable over rebuild
  std::string type;
  std::string subtype;
  DateSpan date;
  Modality modality = Modality::kActual;
  Denial denial = Denial::kNone;
  Hedge hedge = Hedge::kCertain;
  Basis basis = Basis::kNamedReport;
  Direction direction = Direction::kNeutral;
  Outcome outcome = Outcome::kNone;
  std::string speaker;          // of the deciding assertion
  std::string speaker_words;
  std::string condition;
  std::string offset;           // of an unknown date: what it counts from ("enactment+P180D"); stays when that dates it
  std::string dated_by;         // event whose day it was counted from when it was read; never stored
  std::vector<Role> roles;      // sorted, unique
  std::string title;            // evidence sentence of the deciding assertion, shortened for a line
  std::uint32_t documents = 0;
  std::uint32_t origins = 0;    // independent origins, by source owner and text group; class `mine` not counted
  Instant known_from{};         // when this version became known
  bool supported = true;        // false when every assertion behind it was retracted

  [[nodiscard]] std::vector<std::string> In(std::string_view role) const;
};

// A sentence behind an event, ready to be shown.
struct Evidence {
  Key assertion;
  Key revision;
  std::string handle;           // "d12:340-482": document number and bytes, for `show`
  std::string source;           // id
  std::string owner;
  std::string title;            // of the document
  std::string url;
  DateSpan published;
  std::string sentence;
  Modality modality = Modality::kActual;
  std::string speaker;
  std::string speaker_words;
  std::vector<std::string> rules;  // rule and cue ids
  Instant seen{};
  bool seen_assumed = false;    // seen was reconstructed from the publication day
};

}  // namespace dateline
