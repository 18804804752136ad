#include "model/assertion.h"

#include "model/names.h"

namespace dateline {
namespace {

constexpr NameTable<Modality, 5> kModalityNames{{
    {Modality::kActual, "actual"},
    {Modality::kPlanned, "planned"},
    {Modality::kPossible, "possible"},
    {Modality::kUnlikely, "unlikely"},
    {Modality::kDenied, "denied"},
}};

constexpr NameTable<Hedge, 5> kHedgeNames{{
    {Hedge::kCertain, "certain"},
    {Hedge::kLikely, "likely"},
    {Hedge::kConsidering, "considering"},
    {Hedge::kCould, "could"},
    {Hedge::kHasPower, "has-power"},
}};

constexpr NameTable<Basis, 7> kBasisNames{{
    {Basis::kOfficialText, "official-text"},
    {Basis::kOfficialSpeech, "official-speech"},
    {Basis::kCompany, "company"},
    {Basis::kNamedReport, "named-report"},
    {Basis::kUnnamedReport, "unnamed-report"},
    {Basis::kInferred, "inferred"},
    {Basis::kOpinion, "opinion"},
}};

constexpr NameTable<Denial, 4> kDenialNames{{
    {Denial::kNone, "none"},
    {Denial::kSaidFalse, "said-false"},
    {Denial::kDidNotHappen, "did-not-happen"},
    {Denial::kNotYet, "not-yet"},
}};

constexpr NameTable<Direction, 3> kDirectionNames{{
    {Direction::kNeutral, "neutral"},
    {Direction::kTighten, "tighten"},
    {Direction::kEase, "ease"},
}};

}  // namespace

std::string_view ToString(Modality value) { return NameIn(kModalityNames, value); }
std::optional<Modality> ParseModality(std::string_view text) { return ValueIn(kModalityNames, text); }

std::string_view ToString(Hedge value) { return NameIn(kHedgeNames, value); }
std::optional<Hedge> ParseHedge(std::string_view text) { return ValueIn(kHedgeNames, text); }

std::string_view ToString(Basis value) { return NameIn(kBasisNames, value); }
std::optional<Basis> ParseBasis(std::string_view text) { return ValueIn(kBasisNames, text); }

std::string_view ToString(Denial value) { return NameIn(kDenialNames, value); }
std::optional<Denial> ParseDenial(std::string_view text) { return ValueIn(kDenialNames, text); }

std::string_view ToString(Direction value) { return NameIn(kDirectionNames, value); }
std::optional<Direction> ParseDirection(std::string_view text) { return ValueIn(kDirectionNames, text); }

std::vector<std::string> EventAssertion::In(std::string_view role) const {
  std::vector<std::string> out;
  for (const Role& entry : roles) {
    if (entry.name == role) out.push_back(entry.entity);
  }
  return out;
}

namespace {

// Everything that a reader could see differently makes another assertion; rule and cue ids do not, so that a
// renamed rule repeats no claim.
std::string SpansText(const std::vector<Span>& spans) {
  std::string out;
  for (Span span : spans) out += std::to_string(span.begin) + "-" + std::to_string(span.end) + ";";
  return out;
}

std::string RolesText(const std::vector<Role>& roles) {
  std::string out;
  for (const Role& role : roles) out += role.name + "=" + role.entity + ";";
  return out;
}

}  // namespace

Key AssertionKey(const Key& revision, const EventAssertion& a) {
  // An offset stands where a date would.
  return HashKey({revision.Hex(), a.type, a.subtype, a.date.known() ? ToEdtf(a.date) : a.offset, ToString(a.modality), ToString(a.denial),
                  ToString(a.hedge), ToString(a.basis), ToString(a.direction), a.condition, a.requested ? "1" : "0",
                  RolesText(a.roles), a.speaker, a.speaker_words, SpansText(a.evidence)});
}

Key StatementKey(const Key& revision, const Statement& s) {
  return HashKey({revision.Hex(), s.speaker, s.speaker_words, s.direct ? "direct" : "indirect",
                  SpansText({s.content, s.evidence}), s.stance, ToEdtf(s.date)});
}

}  // namespace dateline
