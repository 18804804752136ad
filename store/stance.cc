#include "store/stance.h"

#include "store/slot.h"

namespace dateline::store {
namespace {

// Speaks again in the same voice: the same speaker, or the same source in its own name (a correction).
bool SameVoice(const Claim& a, const Claim& b) {
  if (!a.what().speaker.empty() || !b.what().speaker.empty()) return a.what().speaker == b.what().speaker;
  return a.owner == b.owner && a.what().speaker_words == b.what().speaker_words;
}

int StrengthOf(const Claim& claim) { return Strength(claim.what().basis); }

// A party to the event speaks of its own doing.
bool OwnWord(const Claim& claim) {
  const EventAssertion& a = claim.what();
  if (a.basis == Basis::kOfficialText) return true;
  if (a.speaker.empty()) return false;
  for (const Role& role : a.roles) {
    if ((role.name == "actor" || role.name == "authority") && role.entity == a.speaker) return true;
  }
  return false;
}

// Whether a claim of modality `modality` moves an event that stands as `standing` says.
bool Moves(const Standing& standing, const Claim& claim, Modality modality) {
  const Claim& held = *standing.deciding;
  const int strength = StrengthOf(claim);
  const int held_strength = StrengthOf(held);
  const bool same_voice = SameVoice(held, claim);
  const bool not_weaker = same_voice || strength >= held_strength;
  const bool stronger = same_voice || strength > held_strength;
  const bool told_as_fact = strength >= Strength(Basis::kUnnamedReport);

  if (modality == standing.modality && modality != Modality::kDenied) return strength > held_strength;
  switch (standing.modality) {
    case Modality::kActual:
      // A later plan retells what has already come about; only a denial that is at least as well founded undoes it.
      return modality == Modality::kDenied && not_weaker;
    case Modality::kPlanned:
      if (modality == Modality::kActual) return told_as_fact;
      if (modality == Modality::kDenied) return not_weaker || OwnWord(claim);
      // An outsider's forecast never overrides the actor's own promise.
      return same_voice || (stronger && OwnWord(claim));
    case Modality::kPossible:
    case Modality::kUnlikely:
      if (modality == Modality::kActual) return told_as_fact;
      if (modality == Modality::kPlanned) return not_weaker || strength >= Strength(Basis::kNamedReport);
      return stronger;
    case Modality::kDenied:
      if (modality == Modality::kDenied) return strength > held_strength;
      // What was "not yet" on one day may well be done on another.
      if (standing.denial == Denial::kNotYet) return modality == Modality::kActual ? told_as_fact : not_weaker;
      return modality == Modality::kActual || modality == Modality::kPlanned ? not_weaker : stronger;
  }
  return false;
}

void Deny(Standing& standing, const Claim& claim) {
  if (claim.what().denial == Denial::kNotYet && standing.promise != nullptr) {
    // Not a denial of the promise: the loop stays open, and a report that it was closed is taken back.
    standing.deciding = standing.modality == Modality::kActual ? standing.promise : standing.deciding;
    standing.modality = Modality::kPlanned;
    standing.denial = Denial::kNotYet;
    standing.outcome = Outcome::kOpen;
    return;
  }
  const bool took_back_report = standing.modality == Modality::kActual && standing.promise != nullptr;
  const bool withdrew_promise = standing.promise != nullptr && SameVoice(*standing.promise, claim);
  if (took_back_report && !withdrew_promise) {
    // "It was reported as done; it was not": the promise itself stands.
    standing.deciding = standing.promise;
    standing.modality = Modality::kPlanned;
    standing.denial = Denial::kNotYet;
    standing.outcome = Outcome::kOpen;
    return;
  }
  standing.outcome = standing.promise != nullptr ? Outcome::kWithdrawn : Outcome::kNone;
  if (claim.what().denial == Denial::kNotYet) standing.outcome = Outcome::kOpen;
  standing.deciding = &claim;
  standing.modality = Modality::kDenied;
  standing.denial = claim.what().denial == Denial::kNone ? Denial::kDidNotHappen : claim.what().denial;
}

void Take(Standing& standing, const Claim& claim, Modality modality) {
  if (modality == Modality::kActual) {
    standing.outcome = standing.promise != nullptr ? Outcome::kKept : Outcome::kNone;
  } else {
    standing.outcome = modality == Modality::kPlanned ? Outcome::kOpen : Outcome::kNone;
  }
  standing.deciding = &claim;
  standing.modality = modality;
  standing.denial = Denial::kNone;
}

}  // namespace

int Strength(Basis basis) { return 6 - static_cast<int>(basis); }

bool Hear(Standing& standing, const Claim& claim) {
  const Modality modality = ModalityOf(claim);
  const bool first = standing.deciding == nullptr;
  const bool moves = first || Moves(standing, claim, modality);
  const bool promises = modality == Modality::kPlanned && standing.modality != Modality::kActual;
  if (moves && modality == Modality::kDenied) {
    Deny(standing, claim);
  } else if (moves) {
    Take(standing, claim, modality);
  }
  if (modality == Modality::kPlanned && (moves || (promises && standing.promise == nullptr))) standing.promise = &claim;
  return moves;
}

}  // namespace dateline::store
