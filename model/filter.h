// Filter: one query language for the command line, alert rules and saved searches.
//
//   type:rule.* entity:nvidia,amd -modality:denied from:2025-04 to:2025-07
//   source:federal-register origins:>=2 "is informed"
//
// Terms are ANDed; a comma inside one term means OR; '-' in front negates; quoted words must stand in the
// evidence text. Parsed once here; the store compiles it to SQL that yields a superset, and Matches() decides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/result.h"
#include "model/source.h"

namespace dateline {

// Fields: type (glob with *), entity (id or slug: "firm.nvidia" or "nvidia"), role ("actor=nvidia"),
// modality, status (outcome), direction, basis, source, owner, class, speaker, from, to, origins, language, text.
struct FilterTerm {
  enum class Op : std::uint8_t { kAnyOf, kAtLeast, kAtMost };
  std::string field;
  Op op = Op::kAnyOf;
  bool negated = false;
  std::vector<std::string> values;   // canonical: lower case except text; dates as EDTF
  std::uint64_t number = 0;          // for kAtLeast, kAtMost
};

struct Filter {
  std::vector<FilterTerm> terms;
  std::string words;                 // as the user wrote it
  [[nodiscard]] bool empty() const { return terms.empty(); }
};

// What a filter may ask of an event beyond the event itself.
struct FilterContext {
  std::vector<std::string> sources;      // ids of the sources of its evidence
  std::vector<std::string> owners;
  std::vector<SourceClass> classes;
  std::vector<std::string> languages;
  std::vector<std::string> entities;     // mentioned in its evidence sentences, with or without a role
  std::string text;                      // evidence sentences, newline between
};

// Errors name the term and list what is allowed there.
[[nodiscard]] Result<Filter> ParseFilter(std::string_view words);
[[nodiscard]] bool Matches(const Filter& filter, const Event& event, const FilterContext& context);
// "type" matches the glob "rule.*".
[[nodiscard]] bool GlobMatches(std::string_view glob, std::string_view value);

}  // namespace dateline
