#include "store/block.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "model/id.h"

namespace dateline::store {
namespace {

constexpr std::array kTraits{
    //         type                instrument once  actor  recurring window
    TypeTraits{"agreement.reach",  false, false, false, false, 3},
    TypeTraits{"ban.impose",       false, false, false, false, 3},
    TypeTraits{"bill.advance",     true,  false, false, true,  2},
    TypeTraits{"bill.enact",       true,  true,  false, false, 7},
    TypeTraits{"bill.introduce",   true,  true,  false, false, 7},
    TypeTraits{"charge.file",      false, false, false, false, 7},
    TypeTraits{"deal.make",        false, false, true,  true,  3},
    TypeTraits{"diversion.report", false, false, false, true,  7},
    TypeTraits{"facility.change",  false, false, true,  true,  7},
    TypeTraits{"filing.publish",   false, false, true,  true,  1},
    TypeTraits{"finance.impact",   false, false, true,  true,  7},
    TypeTraits{"hearing.hold",     false, false, false, true,  1},
    TypeTraits{"license.apply",    false, false, true,  false, 3},
    TypeTraits{"license.decide",   false, false, false, false, 3},
    TypeTraits{"license.require",  false, false, false, false, 3},
    TypeTraits{"list.add",         false, false, false, false, 4},
    TypeTraits{"list.remove",      false, false, false, false, 4},
    TypeTraits{"office.change",    false, false, true,  false, 7},
    TypeTraits{"order.sign",       true,  true,  false, false, 2},
    TypeTraits{"penalty.impose",   false, false, false, false, 7},
    TypeTraits{"probe.open",       false, false, false, false, 7},
    TypeTraits{"product.announce", false, false, true,  true,  2},
    TypeTraits{"report.publish",   false, false, true,  true,  2},
    TypeTraits{"request.make",     false, false, true,  true,  1},
    TypeTraits{"rule.amend",       true,  false, false, true,  3},
    TypeTraits{"rule.effective",   true,  false, false, true,  0},
    TypeTraits{"rule.end",         true,  true,  false, false, 3},
    TypeTraits{"rule.issue",       true,  true,  false, false, 3},
    TypeTraits{"rule.propose",     true,  false, false, true,  3},
    TypeTraits{"ruling.issue",     false, false, false, false, 2},
    TypeTraits{"shipment.change",  false, false, true,  true,  3},
    TypeTraits{"suit.file",        false, false, false, false, 3},
    TypeTraits{"talks.hold",       false, false, false, true,  1},
    TypeTraits{"tariff.change",    true,  false, false, true,  2},
};
static_assert(std::ranges::is_sorted(kTraits, {}, &TypeTraits::type));

constexpr TypeTraits kOtherTraits{"", false, false, false, true, 2};

// The most telling kind first: what an event is about rather than where or by whom.
constexpr std::array<std::string_view, 10> kAnchorKinds{"rule", "plan", "chip", "memory", "model", "software", "tool", "firm", "official", "agency"};

std::size_t AnchorRank(std::string_view entity) {
  return static_cast<std::size_t>(std::ranges::find(kAnchorKinds, KindOf(entity)) - kAnchorKinds.begin());
}

// Names before numbers: "rule.ai-diffusion" is how most texts say "rule.fr-2025-00636".
std::ptrdiff_t Digits(std::string_view entity) {
  return std::ranges::count_if(entity, [](char c) { return c >= '0' && c <= '9'; });
}

std::string BestOf(const EventAssertion& assertion, std::string_view role, std::string_view only_kind = {}) {
  const std::string* best = nullptr;
  const auto better = [](const std::string& a, const std::string& b) {
    return std::tuple(AnchorRank(a), Digits(a), std::string_view(a)) < std::tuple(AnchorRank(b), Digits(b), std::string_view(b));
  };
  for (const Role& entry : assertion.roles) {
    if (entry.name != role || (!only_kind.empty() && KindOf(entry.entity) != only_kind)) continue;
    if (best == nullptr || better(entry.entity, *best)) best = &entry.entity;
  }
  return best == nullptr ? std::string() : *best;
}

std::string AnchorOf(const EventAssertion& assertion, const TypeTraits& traits) {
  const std::array<std::string_view, 5> by_target{"target", "instrument", "actor", "authority", "place"};
  const std::array<std::string_view, 5> by_actor{"actor", "target", "instrument", "authority", "place"};
  for (const std::string_view role : traits.of_actor ? by_actor : by_target) {
    if (std::string anchor = BestOf(assertion, role); !anchor.empty()) return anchor;
  }
  return {};
}

}  // namespace

const TypeTraits& TraitsOf(std::string_view type) {
  const auto row = std::ranges::lower_bound(kTraits, type, {}, &TypeTraits::type);
  return row != kTraits.end() && row->type == type ? *row : kOtherTraits;
}

std::string_view KindOf(std::string_view entity) { return entity.substr(0, std::min(entity.find('.'), entity.size())); }

std::string InstrumentOf(const EventAssertion& assertion) {
  if (!TraitsOf(assertion.type).of_instrument) return {};
  if (std::string instrument = BestOf(assertion, "instrument"); !instrument.empty()) return instrument;
  return BestOf(assertion, "target", "rule");
}

std::string BlockName(const EventAssertion& assertion, std::string_view text_group) {
  if (const std::string instrument = InstrumentOf(assertion); !instrument.empty()) {
    return std::string(KindOf(assertion.type)) + "|" + instrument;
  }
  const std::string anchor = AnchorOf(assertion, TraitsOf(assertion.type));
  if (!anchor.empty()) return assertion.type + "|" + anchor;
  if (assertion.date.lo) return assertion.type + "|" + ToIso(*assertion.date.lo).substr(0, 7);
  return assertion.type + "|" + std::string(text_group);
}

std::int64_t BlockOf(std::string_view name) {
  const Key key = HashKey({"block", name});
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | key.bytes[i];
  return static_cast<std::int64_t>(number);
}

}  // namespace dateline::store
