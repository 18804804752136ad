// Mention: a named thing in a text, where it stands and what it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/span.h"

namespace dateline {

// The first six are scored by the evaluation contract; the others help events and readers.
enum class MentionKind : std::uint8_t {
  kFirm, kChip, kOfficial, kRule, kAgency, kPlace,
  kModel, kSoftware, kTool, kMedia, kMeeting, kAmount, kCount, kIdentifier,
  kPlan,  // a named plan, strategy or initiative without force of law
  kMemory,        // a generation of memory, made by many: HBM3E
  kOrganisation,  // think tanks, universities, associations, forces: named bodies that are neither firms nor public
};
[[nodiscard]] std::string_view ToString(MentionKind kind);
// Reads "firm" and also the kind of an entity id, "firm.nvidia".
[[nodiscard]] std::optional<MentionKind> ParseMentionKind(std::string_view text);

struct Mention {
  MentionKind kind = MentionKind::kFirm;
  Span span;            // bytes of the document's text
  std::string entity;   // "firm.nvidia"; an identifier's canonical form as "rule.cfr-15-744-23"; never empty
  std::string rule;     // what found it: "dict:firm.nvidia/NVIDIA", "pattern:cfr", "surname"
  std::string value;    // identifiers: the canonical form, "CFR:15:744.23"; amounts: the number; else ""
};

}  // namespace dateline
