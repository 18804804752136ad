#include "model/event.h"

#include "model/names.h"

namespace dateline {
namespace {

constexpr NameTable<Outcome, 8> kOutcomeNames{{
    {Outcome::kNone, "none"},
    {Outcome::kOpen, "open"},
    {Outcome::kOverdue, "overdue"},
    {Outcome::kKept, "kept"},
    {Outcome::kPartlyKept, "partly-kept"},
    {Outcome::kLapsed, "lapsed"},
    {Outcome::kWithdrawn, "withdrawn"},
    {Outcome::kOvertaken, "overtaken"},
}};

}  // namespace

std::string_view ToString(Outcome value) { return NameIn(kOutcomeNames, value); }
std::optional<Outcome> ParseOutcome(std::string_view text) { return ValueIn(kOutcomeNames, text); }

std::vector<std::string> Event::In(std::string_view role) const {
  std::vector<std::string> out;
  for (const Role& entry : roles) {
    if (entry.name == role) out.push_back(entry.entity);
  }
  return out;
}

}  // namespace dateline
