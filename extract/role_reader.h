// The reader of roles: one pass over the words about a trigger.
//
// event_roles.cc has the order of its steps, role_actors.cc who acts, role_targets.cc upon what. What each step adds is
// seen by the next: a name that acts is no target.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/bystanders.h"
#include "extract/events.h"
#include "extract/subjects.h"

namespace dateline::extract {

// The word that governs a name: true when a preposition stands before it, looking back over other names, determiners
// and "and".
[[nodiscard]] bool AfterPreposition(const Reading& reading, std::uint32_t at, std::uint32_t floor);

// Borrows what it is made of; reads once.
class RoleReader {
 public:
  RoleReader(const Reading& r, const Hit& hit, const CompiledType& type, const DocumentFrame& frame,
             std::string_view speaker);
  // Sorted, unique.
  [[nodiscard]] std::vector<Role> Read();

 private:
  // Steps and what they ask about the trigger.
  [[nodiscard]] bool IsCopula() const;
  [[nodiscard]] bool Compares() const;
  void DropFalseActors();
  void DropReporter();
  [[nodiscard]] TokenRange OwnSubject() const;
  [[nodiscard]] bool Receives() const;
  [[nodiscard]] std::string_view Lemma() const;
  // Of every step the same: read once.
  [[nodiscard]] TokenRange Reach() const { return reach_ ? *reach_ : *(reach_ = ReadReach()); }
  [[nodiscard]] TokenRange ReadReach() const;
  [[nodiscard]] bool NamesFirst(TokenRange range) const;
  [[nodiscard]] bool HasRole(bool actor) const;
  [[nodiscard]] bool IsTarget(const std::string& entity) const;
  [[nodiscard]] bool IsActor(const std::string& entity) const;
  [[nodiscard]] std::uint32_t OwnSubjectOf(std::uint32_t name) const;
  [[nodiscard]] bool ByInstrument() const;
  [[nodiscard]] std::uint32_t EndOfHearing() const;
  void FillBySense();
  void AddNominee();
  [[nodiscard]] bool AfterConjunction(std::uint32_t at) const;

  // Who acts.
  [[nodiscard]] std::vector<const Mention*> Givers() const;
  void AddGiver();
  void AddClient();
  void AddActor(const Mention& mention);
  void AddAuthor();
  [[nodiscard]] const Mention* SpeakerOfQuote(std::uint32_t token) const;
  void AddBodies();
  void AddDoers(const Doers& doers);
  [[nodiscard]] bool IsExecutiveOrder(std::uint32_t at) const;
  void AddSubject();
  void AddAuthorsOfReport();
  void AddGovernor();
  void AddByPhrase();
  void AddParties();
  [[nodiscard]] bool OfOtherVerb(std::uint32_t by) const;
  void AddNounOwner();
  void AddOwnerOfThing();
  void AddAuthorOfOur();

  // Upon what.
  void AddQualifier();
  void AddOuterThing();
  void AddNamedThings();
  [[nodiscard]] const Mention* FirmItCosts() const;
  [[nodiscard]] const Mention* FirmThatGets() const;
  [[nodiscard]] std::uint32_t SentenceOf(const Mention& mention) const;
  [[nodiscard]] bool TakesTarget(MentionKind kind) const;
  [[nodiscard]] bool HasTarget(MentionKind kind) const;
  void AddAuthorAsTarget();
  void AddTarget(const Mention& mention);
  [[nodiscard]] bool IsBarred(const Placed& p) const;
  void AddTargets(TokenRange range);

  const Reading& r_;
  const Hit& hit_;
  const CompiledType& type_;
  const DocumentFrame& frame_;
  std::string_view speaker_;  // the entity whose words tell of it
  SubjectReader subjects_;
  Bystanders bystanders_;
  std::uint32_t actor_kinds_ = 0;
  std::vector<Role> roles_;
  mutable std::optional<TokenRange> reach_;
};

}  // namespace dateline::extract
