// Bystanders: names near an act that it is not done to.
//
// Where it happens, whose the thing is, who did something else, where the text was written: told from the words a name
// hangs on, the type of the act and the kind of document.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// A name and the tokens it stands on.
struct Placed {
  const Mention* mention;
  std::uint32_t first, last;
};

// The name at these tokens tells of another: "Sen. Jane Doe, R-Ky.", "U.S. Trade Representative Jane Doe".
[[nodiscard]] bool IsTitleOfName(const Reading& reading, std::uint32_t first, std::uint32_t last);
// The names of a stretch that may take part, in text order.
[[nodiscard]] std::vector<Placed> MentionsIn(const Reading& reading, TokenRange range);

// Borrows what it is made of.
class Bystanders {
 public:
  Bystanders(const Reading& reading, const Hit& hit, const CompiledType& type, const DocumentFrame& frame)
      : r_(reading), hit_(hit), type_(type), frame_(frame) {}

  // "WASHINGTON – Today": where the text was written.
  [[nodiscard]] bool IsDateline(const Placed& p) const;
  // "U.S. persons", "China’s military": the place says whose, it is not acted upon.
  [[nodiscard]] bool OnlyQualifies(const Placed& p) const;
  // "as specified in an Aviation Safety Agency (EASA) directive": whose, not what.
  [[nodiscard]] bool NamesMaker(const Placed& p) const;
  // "entities determined by the government to be acting … will be listed": who did something else.
  [[nodiscard]] bool DoneBy(const Placed& p) const;
  // "the duty that Donald Trump imposed": a person or body that is the subject of an inner clause.
  [[nodiscard]] bool ActsElsewhere(const Placed& p) const;
  // Named beside what the act is done to: left out of it, where it happens, why, for whom. `range` is where targets are
  // looked for, `roles` are those found before.
  [[nodiscard]] bool StandsAside(const Placed& p, TokenRange range, const std::vector<Role>& roles) const;

 private:
  [[nodiscard]] bool InUnknownName(std::uint32_t next) const;
  [[nodiscard]] bool HasVenue() const;
  [[nodiscard]] bool InCircumstance(const Placed& p) const;
  [[nodiscard]] bool AfterResponse(const Placed& p) const;
  [[nodiscard]] bool IsLocated(const Placed& p) const;
  [[nodiscard]] bool IsHouse(const Placed& p) const;
  [[nodiscard]] bool Acts(std::uint32_t i) const;
  [[nodiscard]] bool OfBodies(const Placed& p) const;
  [[nodiscard]] bool OwnsList(const Placed& p) const;
  [[nodiscard]] bool MakerOfGoods(const Placed& p) const;
  [[nodiscard]] bool TitlesPerson(const Placed& p) const;
  [[nodiscard]] bool IsVenueOfOffice() const;

  const Reading& r_;
  const Hit& hit_;
  const CompiledType& type_;
  const DocumentFrame& frame_;
};

}  // namespace dateline::extract
