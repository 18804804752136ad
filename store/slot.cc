#include "store/slot.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "model/text.h"
#include "store/block.h"

namespace dateline::store {
namespace {

using std::chrono::days;

constexpr days kPromiseEarly{45};       // kept before its time by at most this much
constexpr days kPromiseLate{200};       // or after it
constexpr days kRecurringMemory{60};    // an undated report of a recurring kind belongs to the last one, this long
constexpr days kStalePromise{30};       // a promise made this long after the deed is a new promise
constexpr std::size_t kShortestWord = 4;

std::vector<std::uint32_t> WordHashes(std::string_view text) {
  std::vector<std::uint32_t> out;
  const std::string tokens = SearchTokens(text);
  std::size_t at = 0;
  while (at < tokens.size()) {
    const std::size_t space = std::min(tokens.find(' ', at), tokens.size());
    if (space - at >= kShortestWord) {
      std::uint32_t hash = 2166136261u;
      for (std::size_t i = at; i < space; ++i) hash = (hash ^ static_cast<unsigned char>(tokens[i])) * 16777619u;
      out.push_back(hash);
    }
    at = space + 1;
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Sets of one kind agree when one holds the other; kinds that only one side names say nothing.
bool KindsAgree(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (const std::string& entity : a) {
    const std::string_view kind = KindOf(entity);
    const auto of_kind = [&](const std::string& other) { return KindOf(other) == kind; };
    const auto a_size = std::ranges::count_if(a, of_kind);
    const auto b_size = std::ranges::count_if(b, of_kind);
    if (b_size == 0) continue;
    const auto common = std::ranges::count_if(a, [&](const std::string& x) { return of_kind(x) && std::ranges::binary_search(b, x); });
    if (common != std::min(a_size, b_size)) return false;
  }
  return true;
}

bool Share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& x) { return std::ranges::binary_search(b, x); });
}

// Amounts in the same unit must agree within 5 %, if both sides name any.
bool NumbersAgree(const std::vector<Slot::Number>& a, const std::vector<Slot::Number>& b) {
  bool compared = false;
  for (const auto& x : a) {
    for (const auto& y : b) {
      if (x.unit != y.unit) continue;
      compared = true;
      if (std::abs(x.value - y.value) <= 0.05 * std::max(std::abs(x.value), std::abs(y.value))) return true;
    }
  }
  return !compared;
}

// The same firm or official must act on both sides; offices and agencies go by many names for one act.
bool ActorsAgree(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (const std::string_view kind : {"firm", "official"}) {
    const auto of_kind = [&](const std::string& x) { return KindOf(x) == kind; };
    if (std::ranges::none_of(a, of_kind) || std::ranges::none_of(b, of_kind)) continue;
    if (std::ranges::none_of(a, [&](const std::string& x) { return of_kind(x) && std::ranges::binary_search(b, x); })) return false;
  }
  return true;
}

DateSpan Widen(DateSpan span, days by) {
  if (span.lo) *span.lo -= by;
  if (span.hi) *span.hi += by;
  return span;
}

DateRelation RelateDates(const KnownEvent& known, const Claim& claim, const TypeTraits& traits) {
  const DateSpan& old_date = known.date;
  const DateSpan& new_date = claim.what().date;
  const bool claim_happened = ModalityOf(claim) == Modality::kActual;
  if (!old_date.known() || !new_date.known()) return DateRelation::kOpen;
  if (Widen(old_date, days(traits.window_days)).Overlaps(new_date)) return DateRelation::kOverlap;
  const bool promise = known.happened != claim_happened || (!known.happened && !claim_happened && !traits.recurring);
  if (!promise) return DateRelation::kConflict;
  // An effective date is the very thing that distinguishes two effective dates of one instrument.
  if (traits.window_days == 0) return DateRelation::kConflict;
  const DateSpan& planned = claim_happened ? old_date : new_date;
  const DateSpan& done = claim_happened ? new_date : old_date;
  const bool not_early = !planned.lo || !done.hi || *done.hi > *planned.lo - kPromiseEarly;
  const bool not_late = !planned.hi || !done.lo || *done.lo < *planned.hi + kPromiseLate;
  return not_early && not_late ? DateRelation::kPromise : DateRelation::kConflict;
}

Day DayOfInstant(Instant at) { return std::chrono::floor<days>(at); }

// Whether an undated side leaves it possible that both are one.
bool OpenTimesAgree(const KnownEvent& known, const Claim& claim, const TypeTraits& traits) {
  const Day said = DayOfInstant(claim.seen);
  const bool claim_happened = ModalityOf(claim) == Modality::kActual;
  if (traits.recurring && said - DayOfInstant(known.last_seen) > kRecurringMemory) return false;
  if (!known.happened || !known.date.hi) return true;
  if (claim_happened) return !known.date.lo || *known.date.lo <= said + days(2);
  return said < *known.date.hi + kStalePromise;
}

bool SubtypesAgree(const EventAssertion& a, const EventAssertion& b) {
  if (a.subtype == b.subtype) return true;
  // Ending a rule, easing it and standing down from it are three things; elsewhere a subtype only adds detail.
  return KindOf(a.type) != "rule" && (a.subtype.empty() || b.subtype.empty());
}

}  // namespace

const std::vector<std::uint32_t>& Slot::Words() const {
  if (!words_) words_ = WordHashes(sentence);
  return *words_;
}

double Overlap(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t common = 0;
  for (const std::uint32_t word : a) common += std::ranges::binary_search(b, word) ? 1 : 0;
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

Modality ModalityOf(const Claim& claim) {
  const EventAssertion& a = claim.what();
  if (a.modality != Modality::kActual) return a.modality;
  if (a.requested) return Modality::kPossible;
  // One day of grace: it is tomorrow in Beijing before it is in Washington.
  if (a.date.lo && *a.date.lo > DayOfInstant(claim.seen) + days(1)) return Modality::kPlanned;
  return Modality::kActual;
}

Slot SlotOf(const Claim& claim) {
  const EventAssertion& a = claim.what();
  Slot slot;
  slot.instrument = InstrumentOf(a);
  slot.targets = a.In("target");
  slot.actors = a.In("actor");
  std::erase(slot.targets, slot.instrument);
  std::ranges::sort(slot.targets);
  std::ranges::sort(slot.actors);
  slot.sentence = claim.stored.words;
  for (const std::string& number : a.numbers) {
    Slot::Number parsed;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), parsed.value);
    if (error != std::errc()) continue;
    parsed.unit = CollapseSpace(std::string_view(end, static_cast<std::size_t>(number.data() + number.size() - end)));
    slot.numbers.push_back(std::move(parsed));
  }
  return slot;
}

Accord AccordOf(const KnownEvent& known, const Claim& claim, const Slot& slot) {
  const EventAssertion& founder = known.founder->what();
  const EventAssertion& a = claim.what();
  const Slot& old_slot = *known.slot;
  Accord accord;
  if (founder.type != a.type || !SubtypesAgree(founder, a)) return accord;
  if (old_slot.instrument != slot.instrument) return accord;
  const TypeTraits& traits = TraitsOf(a.type);
  accord.instrument = !slot.instrument.empty();
  accord.dates = RelateDates(known, claim, traits);
  if (accord.instrument && traits.once) {
    accord.once = true;
    accord.score = 10 + static_cast<int>(accord.dates);
    return accord;
  }
  if (accord.dates == DateRelation::kConflict) return accord;
  if (!KindsAgree(old_slot.targets, slot.targets) || !ActorsAgree(old_slot.actors, slot.actors)) return accord;
  if (!NumbersAgree(old_slot.numbers, slot.numbers)) return accord;

  accord.targets = Share(old_slot.targets, slot.targets);
  accord.actors = Share(old_slot.actors, slot.actors) && (old_slot.targets.empty() || slot.targets.empty() || traits.of_actor);
  const double words = Overlap(old_slot.Words(), slot.Words());
  accord.words = words >= 0.5;
  if (!accord.instrument && !accord.targets && !accord.actors && !accord.words) return accord;
  if (accord.dates == DateRelation::kOpen) {
    if (!OpenTimesAgree(known, claim, traits)) return accord;
    if (traits.recurring && !accord.instrument && words < 0.25 && !(accord.targets && accord.actors)) return accord;
  }
  accord.score = 1 + 4 * static_cast<int>(accord.dates) + (accord.targets ? 2 : 0) + (accord.actors ? 1 : 0) + (accord.words ? 2 : 0);
  return accord;
}

int Agreement(const KnownEvent& known, const Claim& claim, const Slot& slot) { return AccordOf(known, claim, slot).score; }

}  // namespace dateline::store
