// Why an event is told as it is: which claims stand behind it, by which rule of the fold, what each did to it.
#include <fmt/format.h>

#include <algorithm>

#include "store/block.h"
#include "store/judgement.h"
#include "store/projection.h"
#include "store/reader_impl.h"
#include "store/slot.h"
#include "store/stance.h"

namespace dateline::store {
namespace {

std::string StandingOf(const Event& event) {
  std::string words(ToString(event.modality));
  if (event.denial == Denial::kNotYet) words += " (not yet)";
  if (event.date.known()) words += " " + ToEdtf(event.date);
  return words;
}

// The event as the fold knew it just before it heard the claim.
KnownEvent KnownBefore(const FoldedEvent& folded, const Slot& founder_slot, const Claim& claim) {
  KnownEvent known{folded.founder, &founder_slot, folded.founder->what().date, ModalityOf(*folded.founder) == Modality::kActual, folded.founder->seen};
  for (const Version& version : folded.versions) {
    if (version.event.known_from >= claim.seen) break;
    known.date = version.event.date;
    known.happened = version.event.modality == Modality::kActual;
  }
  for (const Claim* other : folded.claims) {
    if (other == &claim) break;
    known.last_seen = std::max(known.last_seen, other->seen);
  }
  return known;
}

std::string DatesInWords(DateRelation dates) {
  switch (dates) {
    case DateRelation::kOverlap: return "the dates agree";
    case DateRelation::kPromise: return "one is the promise of the other";
    case DateRelation::kOpen: return "one of them states no date";
    case DateRelation::kConflict: return "though the dates differ";
  }
  return {};
}

std::string AttachedBy(const FoldedEvent& folded, const Slot& founder_slot, const Claim& claim) {
  if (&claim == folded.founder) return "founded the event";
  const Slot slot = SlotOf(claim);
  const Accord accord = AccordOf(KnownBefore(folded, founder_slot, claim), claim, slot);
  std::string words;
  const auto add = [&](std::string_view part) { (words += words.empty() ? "" : ", ") += part; };
  if (accord.instrument) add(fmt::format("the same instrument {}", slot.instrument));
  if (accord.once) add(fmt::format("to which {} happens once", claim.what().type));
  if (accord.targets) add("a shared target");
  if (accord.actors) add("a shared actor");
  if (accord.words) add("mostly the same words");
  add(DatesInWords(accord.dates));
  return words;
}

// What the event looks like after a claim beside how it looked before; "" when it looks the same.
std::string MoveOf(const Event& before, const Event& after) {
  const std::string was = StandingOf(before), is = StandingOf(after);
  if (was != is) return was + " → " + is;
  std::vector<std::string> parties;
  for (const Role& role : after.roles) {
    if (std::ranges::find(before.roles, role) == before.roles.end())
      parties.push_back(fmt::format("{} {} added", role.name, role.entity));
  }
  for (const Role& role : before.roles) {
    if (std::ranges::find(after.roles, role) == after.roles.end())
      parties.push_back(fmt::format("{} {} gone", role.name, role.entity));
  }
  return fmt::format("{}", fmt::join(parties, ", "));
}

std::string MovedBy(const FoldedEvent& folded, const Claim& claim) {
  const Event* before = nullptr;
  for (const Version& version : folded.versions) {
    if (version.moved_by == &claim) {
      return before == nullptr ? "new: " + StandingOf(version.event) : MoveOf(*before, version.event);
    }
    before = &version.event;
  }
  return {};
}

std::string StandsAs(const FoldedEvent& folded, const Claim& claim) {
  const Claim& deciding = *folded.deciding;
  const std::string_view basis = ToString(claim.what().basis);
  if (claim.retracted) return "taken back on " + ToIso(*claim.retracted);
  if (&claim == &deciding) {
    const bool denied = folded.event.denial == Denial::kNotYet;
    return fmt::format("decides: no claim that came after it is as well founded ({}) or speaks in the same voice{}", basis,
                       denied ? "; that it has not happened yet keeps the loop open" : "");
  }
  const Modality modality = ModalityOf(claim);
  const int against = Strength(claim.what().basis) - Strength(deciding.what().basis);
  if (modality == ModalityOf(deciding)) {
    return fmt::format("says the same, {} founded ({} beside {})", against > 0 ? "better" : against < 0 ? "less well" : "as well", basis,
                       ToString(deciding.what().basis));
  }
  if (claim.seen < deciding.seen) return fmt::format("an earlier state: {}", ToString(modality));
  if (modality == Modality::kPlanned && folded.event.modality == Modality::kActual) return "tells the plan of what had come about";
  return fmt::format("another voice, kept beside: {} on {} against {}", ToString(modality), basis, ToString(deciding.what().basis));
}

ClaimTrace TraceOf(Sql& sql, const FoldedEvent& folded, const Slot& founder_slot, const Claim& claim) {
  ClaimTrace trace;
  trace.evidence = EvidenceOf(sql, claim);
  trace.evidence.modality = ModalityOf(claim);
  trace.date = claim.what().date;
  trace.denial = claim.what().denial;
  trace.basis = claim.what().basis;
  trace.attached = AttachedBy(folded, founder_slot, claim);
  trace.moved = MovedBy(folded, claim);
  trace.standing = StandsAs(folded, claim);
  trace.decides = &claim == folded.deciding && !claim.retracted;
  trace.retracted = claim.retracted.has_value();
  return trace;
}

std::vector<Judgement> JudgementsOf(Sql& sql, std::int64_t block, const FoldedEvent& folded, std::optional<Instant> until) {
  static const std::string kText = "SELECT " + std::string(kJudgementColumns) + " FROM judgement j WHERE j.block = ? ORDER BY j.at, j.id";
  std::vector<Judgement> out;
  Query query(sql, kText);
  query << block;
  while (query.Step()) {
    const Key assertion = query.KeyAt(2);
    const bool held = std::ranges::any_of(folded.claims, [&](const Claim* claim) { return claim->key == assertion; });
    if (held && (!until || query.At(6) <= *until)) out.push_back(ReadJudgement(query));
  }
  return out;
}

}  // namespace

Result<std::optional<EventTrace>> Reader::Trace(std::string_view id_or_alias, const When& when) const {
  return Guard([&]() -> Result<std::optional<EventTrace>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    auto found = FindEvent(sql, id_or_alias, when, true);
    if (!found) return std::nullopt;
    std::int64_t block = 0;
    {
      Query query(sql, "SELECT block FROM assertion WHERE key = ?");
      query << found->deciding;
      if (!query.Step()) return std::nullopt;
      block = query.Int(0);
    }
    const std::vector<Claim> claims = LoadBlock(sql, block);
    const Folded all = FoldJudged(sql, block, claims, when.as_of);
    const auto folded = std::ranges::find_if(all.events, [&](const FoldedEvent& event) { return event.event.id == found->event.id; });
    if (folded == all.events.end()) return std::nullopt;
    EventTrace trace;
    const Slot founder_slot = SlotOf(*folded->founder);
    for (const Claim* claim : folded->claims) trace.claims.push_back(TraceOf(sql, *folded, founder_slot, *claim));
    for (const Version& version : folded->versions) trace.versions.push_back(version.event);
    trace.judgements = JudgementsOf(sql, block, *folded, when.as_of);
    found->reconstructed = found->reconstructed || folded->assumed;
    trace.row = RowOf(sql, std::move(*found), true);
    return trace;
  });
}

Result<std::vector<Judgement>> Reader::Judgements(std::string_view event) const {
  return Guard([&]() -> Result<std::vector<Judgement>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    // A judgement belongs to the event in which its assertion stands now.
    static const std::string kText = "SELECT " + std::string(kJudgementColumns) +
        ", e.eid FROM judgement j LEFT JOIN assertion a ON a.key = j.assertion LEFT JOIN evidence v ON v.assertion_id = a.id "
        "LEFT JOIN event e ON e.id = v.event_id ORDER BY j.id DESC";
    std::vector<Judgement> out;
    Query query(sql, kText);
    while (query.Step()) {
      Judgement judgement = ReadJudgement(query);
      if (!query.IsNull(10)) judgement.event = query.Text(10);
      if (event.empty() || judgement.event == event) out.push_back(std::move(judgement));
    }
    return out;
  });
}

}  // namespace dateline::store
