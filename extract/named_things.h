// Things without a name: "suspended the rule", "an inquiry into the company", "dismissed him", read as what was named
// before.
//
// The noun must fit the name: "the order" is an executive order or a proclamation, "the bill" an act or a bill. A text
// that is itself an act means itself by "this rule" and is not asked.
#pragma once

#include <cstdint>

#include "extract/subjects.h"

namespace dateline::extract {

class NamedThings {
 public:
  NamedThings(const Reading& reading, const RoleWords& words) : r_(reading), words_(words) {}

  // The rule, order or bill that the noun phrase at the beginning of `phrase` stands for, nullptr for none. "it" stands
  // for one only where `pronouns`.
  [[nodiscard]] const Mention* Instrument(TokenRange phrase, bool pronouns) const;
  // The firm that "the company" somewhere in `phrase` stands for; "the company's" where `owners`.
  [[nodiscard]] const Mention* Firm(TokenRange phrase, bool owners) const;
  // The person that "him" or "her" at the beginning of `phrase` stands for.
  [[nodiscard]] const Mention* Person(TokenRange phrase) const;

 private:
  [[nodiscard]] const Mention& At(std::uint32_t token) const;

  const Reading& r_;
  const RoleWords& words_;
};

}  // namespace dateline::extract
