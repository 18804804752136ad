#include "store/fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "model/text.h"
#include "store/block.h"
#include "store/codec.h"
#include "store/origin.h"
#include "store/slot.h"
#include "store/stance.h"

namespace dateline::store {
namespace {

constexpr std::size_t kRolesMax = 64;   // a hub event must not carry a telephone book
constexpr std::size_t kTitleWidth = 160;

// One event while claims are still being heard.
struct Growing {
  std::string id;
  const Claim* founder = nullptr;
  Slot slot;
  std::vector<const Claim*> heard;       // not retracted, in order; since it was settled
  std::vector<const Claim*> all;         // likewise
  std::size_t support = 0;               // claims that count, settled ones too
  bool settled = false;
  Key told;                              // chain over all claims
  Origins origins;                       // of those that count, as are the next three
  std::set<std::string> named;
  std::string subtype;                   // the first that was told
  std::string offset;                    // the last that was told
  std::set<std::string> named_ever;
  bool assumed = false;
  Standing standing;
  DateSpan date;
  const Claim* dated_by = nullptr;
  std::set<Role> roles;
  Instant last_seen{};
  const Claim* moved_by = nullptr;       // since the last version
  bool touched = false;
  std::vector<Version> versions;         // from the last settled one on
  Key versions_before;                   // chain over those before
};

// One thing that happens to a block: a claim is heard, or taken back.
struct Step {
  Instant at;
  const Claim* claim = nullptr;
  bool retracts = false;
};

bool Finer(const DateSpan& a, const DateSpan& b) {
  if (!b.known()) return a.known();
  if (!a.known() || a.precision == Precision::kUnknown) return false;
  return b.Contains(a) && a != b;
}

void AddNamed(std::set<std::string>& entities, const Claim& claim) {
  entities.insert(claim.stored.mentioned.begin(), claim.stored.mentioned.end());
  for (const Role& role : claim.what().roles) entities.insert(role.entity);
}

bool OfficiallyDated(const Claim* claim, const DateSpan& date) {
  return claim != nullptr && claim->what().basis == Basis::kOfficialText && date.precision == Precision::kDay && date.lo;
}

// The date of what the standing says: deeds are dated by those who tell of the deed, plans by those who plan, and
// neither by who says that it did not happen on a day.
void HearDate(Growing& event, const Claim& claim, bool turned) {
  const DateSpan& said = claim.what().date;
  const bool of_deed = ModalityOf(claim) == Modality::kActual;
  if (of_deed != (event.standing.modality == Modality::kActual)) return;
  if (ModalityOf(claim) == Modality::kDenied && event.standing.modality != Modality::kDenied) return;
  if (turned && !said.known()) {
    // The promised day is not the day of the deed, unless the instrument itself had set it.
    const bool set_by_instrument = claim.what().type == "rule.effective" && OfficiallyDated(event.dated_by, event.date);
    if (!set_by_instrument) event.date = DateSpan{};
    if (!set_by_instrument) event.dated_by = nullptr;
    return;
  }
  if (!said.known()) return;
  const int strength = Strength(claim.what().basis);
  const int held = event.dated_by == nullptr ? -1 : Strength(event.dated_by->what().basis);
  const bool better = turned || event.dated_by == nullptr || Finer(said, event.date) ||
                      (!said.Overlaps(event.date) && (of_deed ? strength > held : strength >= held));
  if (!better) return;
  event.date = said;
  event.dated_by = &claim;
}

void HearClaim(Growing& event, const Claim& claim) {
  const bool deed_before = event.standing.deciding != nullptr && event.standing.modality == Modality::kActual;
  const bool any_before = event.standing.deciding != nullptr;
  const bool moved = Hear(event.standing, claim);
  const bool deed_now = event.standing.modality == Modality::kActual;
  if (any_before && deed_before && !deed_now) {
    // A report of the deed was taken back, and its date with it.
    event.date = event.standing.deciding->what().date;
    event.dated_by = event.date.known() ? event.standing.deciding : nullptr;
  }
  HearDate(event, claim, any_before && !deed_before && deed_now);
  // A voice against adds no parties, and one that only asks for what is planned or done, or holds it for possible, neither.
  const Modality modality = ModalityOf(claim);
  const bool firm = event.standing.modality == Modality::kPlanned || event.standing.modality == Modality::kActual;
  const bool weaker = modality == Modality::kPossible || modality == Modality::kUnlikely;
  const bool aside = !moved && (modality == Modality::kDenied || (weaker && firm));
  if (!aside) {
    for (const Role& role : claim.what().roles) {
      if (event.roles.size() < kRolesMax) event.roles.insert(role);
    }
  }
  event.last_seen = std::max(event.last_seen, claim.seen);
  event.origins.Add(claim);
  AddNamed(event.named, claim);
  if (event.subtype.empty()) event.subtype = claim.what().subtype;
  if (!claim.what().offset.empty()) event.offset = claim.what().offset;
}

// Hears again what counts; of a settled event only when nothing does.
void Rehear(Growing& event) {
  event.named.clear();
  event.subtype.clear();
  event.offset.clear();
  event.standing = Standing{};
  event.date = DateSpan{};
  event.dated_by = nullptr;
  event.roles.clear();
  event.origins = Origins{};
  for (const Claim* claim : event.heard) HearClaim(event, *claim);
}

std::string TitleOf(const Claim& claim) { return ForTerminal(CollapseSpace(TellingSentence(claim.stored)), kTitleWidth); }

Event View(const Growing& growing) {
  Event event;
  event.id = growing.id;
  const EventAssertion& founding = growing.founder->what();
  event.type = founding.type;
  event.subtype = founding.subtype.empty() ? growing.subtype : founding.subtype;
  event.date = growing.date;
  if (!event.date.known()) event.offset = growing.offset;
  event.modality = growing.standing.modality;
  event.denial = growing.standing.denial;
  event.outcome = growing.standing.outcome;
  const EventAssertion& deciding = growing.standing.deciding->what();
  event.hedge = deciding.hedge;
  event.basis = deciding.basis;
  event.direction = deciding.direction;
  event.speaker = deciding.speaker;
  event.speaker_words = deciding.speaker_words;
  event.condition = deciding.condition;
  event.roles.assign(growing.roles.begin(), growing.roles.end());
  event.title = TitleOf(*growing.standing.deciding);
  return event;
}

void Count(const Growing& growing, Event& event) {
  const Corroboration count = growing.support == 0 ? Corroboration{} : growing.origins.count();
  event.documents = count.documents;
  event.origins = count.origins;
}

// What the event looks like now, not yet counted; nothing is left of an event without support but its last look.
Event ViewOrLast(const Growing& growing) {
  if (growing.support > 0) return View(growing);
  Event last = growing.versions.back().event;
  last.supported = false;
  last.documents = 0;
  last.origins = 0;
  return last;
}

void CloseMoment(Growing& growing, Instant at) {
  if (!growing.touched) return;
  growing.touched = false;
  if (growing.support == 0 && growing.versions.empty()) return;  // said and taken back in one moment
  Event now = ViewOrLast(growing);
  if (!growing.versions.empty() && LooksTheSame(growing.versions.back().event, now)) return;
  now.known_from = at;
  Count(growing, now);
  const Claim* deciding = growing.support == 0 ? growing.versions.back().deciding : growing.standing.deciding;
  growing.versions.push_back({std::move(now), deciding, growing.moved_by});
}

}  // namespace

// What the last moment did, so that it can be undone when more turns out to have happened in it.
struct Undo {
  std::size_t events = 0;                              // how many there were
  std::vector<std::pair<std::size_t, Growing>> before; // those touched, as they were
  std::vector<std::string> names;                      // of those founded
  std::vector<const Claim*> claims;                    // heard
  bool retracted = false;                              // something was taken back: not to be undone piecemeal
};

class BlockFold::Impl {
 public:
  explicit Impl(std::int64_t block) : block_(block) {}

  void Do(const Step& step) {
    if (!moment_ || step.at != *moment_) {
      CloseMoments();
      undo_ = Undo{.events = events_.size(), .before = {}, .names = {}, .claims = {}, .retracted = false};
    }
    moment_ = step.at;
    if (step.retracts) {
      undo_.retracted = true;
      Retract(*step.claim);
    } else {
      Add(*step.claim);
    }
  }

  [[nodiscard]] bool CanUndo() const { return !undo_.retracted; }
  [[nodiscard]] std::optional<Instant> moment() const { return moment_; }
  [[nodiscard]] const std::vector<Growing>& events() const { return events_; }

  void CloseMoments() {
    for (const std::size_t index : touched_) CloseMoment(events_[index], *moment_);
    touched_.clear();
  }

  // Takes back the last moment; what it had heard and founded is reported.
  std::vector<const Claim*> UndoMoment(Extension& extension) {
    for (std::size_t i = undo_.events; i < events_.size(); ++i) extension.dropped.push_back(events_[i].id);
    events_.resize(undo_.events);
    for (auto& [index, event] : undo_.before) {
      events_[index] = std::move(event);
      extension.touched.push_back(index);
    }
    for (const std::string& name : undo_.names) --names_[name];
    for (const Claim* claim : undo_.claims) home_.erase(claim);
    std::vector<const Claim*> claims = std::move(undo_.claims);
    undo_ = Undo{.events = events_.size(), .before = {}, .names = {}, .claims = {}, .retracted = false};
    touched_.clear();
    return claims;
  }

  [[nodiscard]] const std::vector<std::size_t>& touched() const { return touched_; }

  std::vector<const Claim*> Settle() {
    std::vector<const Claim*> needed = undo_.claims;
    const auto settle = [&](Growing& event) {
      event.settled = true;
      event.heard = {};
      event.all = {};
      event.moved_by = nullptr;
      for (Version& version : event.versions) version.moved_by = nullptr;
      if (event.versions.size() > 1) {
        const auto last = event.versions.end() - 1;
        for (auto version = event.versions.begin(); version != last; ++version) {
          event.versions_before = Chain(event.versions_before, EncodeEvent(version->event));
        }
        event.versions = std::vector<Version>(std::make_move_iterator(last), std::make_move_iterator(event.versions.end()));
      }
      for (const Claim* claim : {event.founder, event.dated_by, event.standing.deciding, event.standing.promise,
                                 event.versions.empty() ? nullptr : event.versions.back().deciding}) {
        if (claim != nullptr) needed.push_back(claim);
      }
    };
    std::ranges::for_each(events_, settle);
    for (auto& [index, event] : undo_.before) settle(event);
    home_.clear();
    std::ranges::sort(needed);
    const auto repeated = std::ranges::unique(needed);
    needed.erase(repeated.begin(), repeated.end());
    return needed;
  }

  [[nodiscard]] std::size_t Bytes() const {
    constexpr std::size_t kOfNode = 96;  // an id in a set
    std::size_t bytes = 0;
    const auto add = [&](const Growing& event) {
      bytes += sizeof(Growing) + 512 + event.origins.Bytes() + event.versions.size() * sizeof(Version) +
               (event.named.size() + event.named_ever.size() + event.roles.size()) * kOfNode;
    };
    std::ranges::for_each(events_, add);
    for (const auto& [index, event] : undo_.before) add(event);
    return bytes;
  }

 private:
  void Remember(std::size_t index) {
    if (index >= undo_.events) return;
    const bool known = std::ranges::any_of(undo_.before, [&](const auto& saved) { return saved.first == index; });
    if (!known) undo_.before.emplace_back(index, events_[index]);
  }

  void Touch(std::size_t index, const Claim& by) {
    Growing& event = events_[index];
    if (!event.touched) touched_.push_back(index);
    event.touched = true;
    event.moved_by = &by;
  }

  void Add(const Claim& claim) {
    Slot slot = SlotOf(claim);
    const std::size_t index = FindEvent(claim, slot);
    if (index < events_.size()) Remember(index);
    Growing& event = index < events_.size() ? events_[index] : Found(claim, std::move(slot));
    const bool revived = event.support == 0 && event.told != Key{};
    if (revived) Rehear(event);  // it comes back to life with nothing of before
    event.heard.push_back(&claim);
    event.all.push_back(&claim);
    ++event.support;
    event.told = Chain(event.told, claim.key.Hex());
    event.assumed |= claim.seen_assumed;
    AddNamed(event.named_ever, claim);
    HearClaim(event, claim);
    Touch(index, claim);
    home_[&claim] = index;
    undo_.claims.push_back(&claim);
  }

  void Retract(const Claim& claim) {
    const auto home = home_.find(&claim);
    if (home == home_.end()) return;
    Remember(home->second);
    Growing& event = events_[home->second];
    std::erase(event.heard, &claim);
    event.support = event.heard.size();  // nothing is retracted from a settled event
    if (event.support > 0) Rehear(event);
    if (event.support == 0) event.named.clear();
    Touch(home->second, claim);
  }

  std::size_t FindEvent(const Claim& claim, const Slot& slot) const {
    std::size_t best = events_.size();
    int best_score = 0;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      const Growing& event = events_[i];
      const KnownEvent known{event.founder, &event.slot, event.date, event.standing.modality == Modality::kActual, event.last_seen};
      const int score = Agreement(known, claim, slot);
      // Of equals the latest: an undated report is about the last time it happened.
      if (score > 0 && score >= best_score) {
        best = i;
        best_score = score;
      }
    }
    return best;
  }

  Growing& Found(const Claim& claim, Slot slot) {
    Growing event;
    event.founder = &claim;
    event.slot = std::move(slot);
    event.last_seen = claim.seen;
    // The document and not the assertion names the founder: a renamed rule or a moved sentence keeps the id.
    const EventAssertion& a = claim.what();
    const std::string name = fmt::format("{}|{}/{}|{}|{}", block_, a.type, a.subtype, ToEdtf(a.date), claim.document.Hex());
    const int ordinal = names_[name]++;
    event.id = "e:" + HashKey({"event", name, std::to_string(ordinal)}).Hex().substr(0, 12);
    undo_.names.push_back(name);
    events_.push_back(std::move(event));
    return events_.back();
  }

  std::int64_t block_;
  std::vector<Growing> events_;
  std::map<const Claim*, std::size_t> home_;
  std::map<std::string, int> names_;
  std::vector<std::size_t> touched_;
  std::optional<Instant> moment_;
  Undo undo_;
};

namespace {

FoldedEvent Finished(const Growing& growing) {
  FoldedEvent event;
  event.event = ViewOrLast(growing);
  Count(growing, event.event);
  event.event.known_from = growing.versions.back().event.known_from;
  event.deciding = growing.support == 0 ? growing.versions.back().deciding : growing.standing.deciding;
  event.founder = growing.founder;
  event.assumed = growing.assumed;
  event.settled = growing.settled;
  event.claims = growing.all;
  event.versions = growing.versions;
  event.named.assign(growing.named.begin(), growing.named.end());
  event.named_ever.assign(growing.named_ever.begin(), growing.named_ever.end());
  event.told = growing.told;
  event.versions_before = growing.versions_before;
  return event;
}

std::vector<Step> StepsOf(std::span<const Claim* const> claims, std::optional<Instant> until) {
  std::vector<Step> steps;
  steps.reserve(claims.size());
  for (const Claim* pointer : claims) {
    const Claim& claim = *pointer;
    if (until && claim.seen > *until) continue;
    // What a better extractor no longer reads was never said.
    if (claim.retracted && *claim.retracted <= claim.seen) continue;
    steps.push_back({claim.seen, &claim, false});
    if (claim.retracted && (!until || *claim.retracted <= *until)) steps.push_back({std::max(*claim.retracted, claim.seen), &claim, true});
  }
  // Within a moment what is said comes before what is taken back: a corrected page founds no second event.
  std::ranges::sort(steps, [](const Step& a, const Step& b) {
    return std::tie(a.at, a.retracts, a.claim->published, a.claim->key) < std::tie(b.at, b.retracts, b.claim->published, b.claim->key);
  });
  return steps;
}

// How later acts on an instrument point back to the act that made it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kEdgeTypes{{
    {"rule.amend", "amends"},
    {"rule.effective", "implements"},
    {"rule.end", "rescinds"},
}};

bool MakesInstrument(const EventAssertion& founding) { return founding.type == "rule.issue" && !InstrumentOf(founding).empty(); }

// "" when acts of this type do not point back.
std::string_view EdgeOf(const EventAssertion& founding) {
  for (const auto& [type, edge] : kEdgeTypes) {
    if (founding.type == type && founding.subtype.empty()) return edge;
  }
  return {};
}

}  // namespace

BlockFold::BlockFold(std::int64_t block) : impl_(std::make_unique<Impl>(block)) {}
BlockFold::~BlockFold() = default;
BlockFold::BlockFold(BlockFold&&) noexcept = default;

void BlockFold::Begin(std::span<const Claim* const> claims, std::optional<Instant> until) {
  for (const Step& step : StepsOf(claims, until)) impl_->Do(step);
  impl_->CloseMoments();
}

std::optional<Extension> BlockFold::Extend(std::vector<const Claim*> claims) {
  const std::optional<Instant> moment = impl_->moment();
  const bool later = std::ranges::all_of(claims, [&](const Claim* claim) { return !claim->retracted && (!moment || claim->seen >= *moment); });
  if (!later) return std::nullopt;
  Extension extension;
  const bool same_moment = moment && std::ranges::any_of(claims, [&](const Claim* claim) { return claim->seen == *moment; });
  if (same_moment && !impl_->CanUndo()) return std::nullopt;
  if (same_moment) {
    const std::vector<const Claim*> undone = impl_->UndoMoment(extension);
    claims.insert(claims.end(), undone.begin(), undone.end());
  }
  std::optional<Instant> at;
  const auto note_touched = [&] {
    extension.touched.insert(extension.touched.end(), impl_->touched().begin(), impl_->touched().end());
  };
  for (const Step& step : StepsOf(claims, std::nullopt)) {
    if (at && *at != step.at) note_touched();
    at = step.at;
    impl_->Do(step);
  }
  note_touched();
  impl_->CloseMoments();
  std::ranges::sort(extension.touched);
  const auto repeated = std::ranges::unique(extension.touched);
  extension.touched.erase(repeated.begin(), repeated.end());
  return extension;
}

std::vector<const Claim*> BlockFold::Settle() { return impl_->Settle(); }
std::size_t BlockFold::Bytes() const { return impl_->Bytes(); }
std::size_t BlockFold::size() const { return impl_->events().size(); }
bool BlockFold::Visible(std::size_t index) const { return !impl_->events()[index].versions.empty(); }
FoldedEvent BlockFold::EventAt(std::size_t index) const { return Finished(impl_->events()[index]); }

std::optional<FoldedEdge> BlockFold::EdgeFrom(std::size_t index) const {
  const std::vector<Growing>& events = impl_->events();
  const std::string_view edge = EdgeOf(events[index].founder->what());
  const auto made = Maker();
  if (edge.empty() || !made) return std::nullopt;
  return FoldedEdge{index, *made, std::string(edge)};
}

std::optional<std::string> BlockFold::Maker() const {
  const std::vector<Growing>& events = impl_->events();
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!events[i].versions.empty() && MakesInstrument(events[i].founder->what())) return events[i].id;
  }
  return std::nullopt;
}

Folded BlockFold::All() const {
  Folded folded;
  for (std::size_t i = 0; i < size(); ++i) {
    if (!Visible(i)) continue;
    if (auto edge = EdgeFrom(i)) {
      edge->from = folded.events.size();
      folded.edges.push_back(std::move(*edge));
    }
    folded.events.push_back(EventAt(i));
  }
  return folded;
}

Folded FoldBlock(std::int64_t block, std::span<const Claim> claims, std::optional<Instant> until) {
  std::vector<const Claim*> pointers;
  pointers.reserve(claims.size());
  for (const Claim& claim : claims) pointers.push_back(&claim);
  BlockFold fold(block);
  fold.Begin(pointers, until);
  return fold.All();
}

Key Chain(const Key& before, std::string_view link) { return HashKey({before.Hex(), link}); }

bool LooksTheSame(const Event& a, const Event& b) {
  return a.id == b.id && a.type == b.type && a.subtype == b.subtype && a.date == b.date && a.offset == b.offset && a.modality == b.modality &&
         a.denial == b.denial && a.outcome == b.outcome && a.supported == b.supported && a.roles == b.roles;
}

Event ToldOn(Event event, Day day) {
  if (event.modality != Modality::kPlanned || !event.date.hi || *event.date.hi > day) {
    const bool today = event.modality == Modality::kPlanned && event.date.precision == Precision::kDay && event.date.lo && *event.date.lo <= day;
    if (!today || event.type != "rule.effective" || event.basis != Basis::kOfficialText) return event;
  }
  if (event.type == "rule.effective" && event.basis == Basis::kOfficialText && event.date.precision == Precision::kDay) {
    event.modality = Modality::kActual;
    event.outcome = Outcome::kNone;
  } else if (event.outcome == Outcome::kOpen) {
    event.outcome = Outcome::kOverdue;
  }
  return event;
}

}  // namespace dateline::store
