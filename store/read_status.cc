// What `status RULE` tells: one line an axis, each resting on an event, or a plain "not known" with what was searched.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "model/check.h"
#include "store/block.h"
#include "store/origin.h"
#include "store/reader_impl.h"

namespace dateline::store {
namespace {

// How acts on an instrument are told: done, and as a noun for what is only planned.
struct ActWords {
  std::string_view type;
  std::string_view done;
  std::string_view noun;
};
constexpr std::array kActs{
    ActWords{"ban.impose", "ban imposed", "ban"},
    ActWords{"bill.advance", "advanced", "passage"},
    ActWords{"bill.enact", "enacted", "enactment"},
    ActWords{"bill.introduce", "introduced", "introduction"},
    ActWords{"license.require", "licence required", "licence requirement"},
    ActWords{"order.sign", "signed", "signature"},
    ActWords{"rule.amend", "amended", "amendment"},
    ActWords{"rule.effective", "in force", "entry into force"},
    ActWords{"rule.end", "rescinded", "rescission"},
    ActWords{"rule.end/ease", "eased", "easing"},
    ActWords{"rule.end/stand-down", "not enforced", "stand-down"},
    ActWords{"rule.issue", "issued", "issuance"},
    ActWords{"rule.propose", "proposed", "proposal"},
    ActWords{"rule.propose/comment", "open for comment", "comment period"},
    ActWords{"rule.propose/review", "under review", "review"},
    ActWords{"tariff.change", "rates changed", "change of rates"},
};
static_assert(std::ranges::is_sorted(kActs, {}, &ActWords::type));

const ActWords* WordsFor(const Event& event) {
  const auto find = [](std::string_view type) -> const ActWords* {
    const auto row = std::ranges::lower_bound(kActs, type, {}, &ActWords::type);
    return row != kActs.end() && row->type == type ? &*row : nullptr;
  };
  if (!event.subtype.empty()) {
    if (const ActWords* exact = find(event.type + "/" + event.subtype)) return exact;
  }
  return find(event.type);
}

// Asking for comments on an instrument, or looking at it again, leaves its text as it is.
bool IsDeliberation(const Event& event) { return event.type == "rule.propose" && !event.subtype.empty(); }

bool IsStandDown(const Event& event) { return event.type == "rule.end" && event.subtype == "stand-down"; }

// The instrument itself is acted on, not merely mentioned: it is the act's instrument, or its target where the act
// names no instrument.
bool About(const Event& event, std::string_view entity) {
  bool target = false;
  bool other_instrument = false;
  for (const Role& role : event.roles) {
    if (role.name == "instrument" && role.entity == entity) return true;
    other_instrument = other_instrument || role.name == "instrument";
    target = target || (role.name == "target" && role.entity == entity);
  }
  return target && !other_instrument;
}

// Families of acts that make and unmake an instrument of a form: a bill about a rule does not act on the rule.
bool FamilyFits(std::string_view family, std::string_view form) {
  if (family == "rule") return form != "bill";
  if (family == "bill") return form == "bill" || form == "law";
  if (family == "order" || family == "tariff") return form == "order";
  return false;
}

// Among acts of one day the one that leaves the instrument further along.
int Weight(const Event& event) {
  if (event.type == "rule.end") return event.subtype.empty() ? 5 : 3;
  if (event.type == "rule.effective" || event.type == "bill.enact") return 4;
  if (event.type == "rule.amend") return 3;
  return 1;
}

// A proposal tells of the text only while nothing else does: to propose changes of a rule in force does not undo it.
std::tuple<bool, std::int64_t, int, Instant> LegalOrder(const Event& event) {
  // An undated act is placed by when it became known.
  const Day day = event.date.lo.value_or(std::chrono::floor<std::chrono::days>(event.known_from));
  return {event.type != "rule.propose", day.time_since_epoch().count(), Weight(event), event.known_from};
}

std::string ActualWords(const Event& event) {
  const ActWords* words = WordsFor(event);
  std::string text = words != nullptr ? std::string(words->done) : event.type;
  if (event.denial == Denial::kNotYet) text += ", disputed";
  return text;
}

std::string PlannedWords(const Event& event) {
  const ActWords* words = WordsFor(event);
  const std::string noun = words != nullptr ? std::string(words->noun) : event.type;
  switch (event.outcome) {
    case Outcome::kOverdue: return noun + " planned, overdue, not confirmed";
    case Outcome::kWithdrawn: return noun + " withdrawn";
    default: return noun + " planned, not done";
  }
}

std::string KeptWords(const Event& event) {
  const ActWords* words = WordsFor(event);
  return fmt::format("{} announced, since done", words != nullptr ? words->noun : std::string_view(event.type));
}

std::string UncertainWords(const Event& event) {
  const ActWords* words = WordsFor(event);
  return fmt::format("{} {}", words != nullptr ? words->noun : std::string_view(event.type), ToString(event.modality));
}

class StatusBuilder {
 public:
  StatusBuilder(Sql& sql, std::string entity, std::string_view form, const When& when) : sql_(sql), when_(when), form_(form) {
    status_.entity = std::move(entity);
    status_.name = status_.entity;
    const auto filter = ParseFilter("entity:" + status_.entity);
    if (filter) found_ = FindEvents(sql_, *filter, when_, true);
    std::erase_if(found_, [](const FoundEvent& found) { return !found.event.supported; });
    if (form_.empty()) form_ = GuessedForm();
  }

  RuleStatus Build() {
    LegalText();
    Announced();
    Enforcement();
    Replacement();
    OpenLoops();
    Count();
    return std::move(status_);
  }

 private:
  // Without word from a dictionary: what has been issued as a rule is one, whatever bills are written about it.
  [[nodiscard]] std::string GuessedForm() const {
    const auto acted = [&](std::string_view family) {
      return std::ranges::any_of(found_, [&](const FoundEvent& found) { return KindOf(found.event.type) == family && About(found.event, status_.entity); });
    };
    if (acted("rule")) return "rule";
    return acted("bill") ? "bill" : acted("order") ? "order" : "rule";
  }

  [[nodiscard]] bool Acts(const Event& event) const {
    return WordsFor(event) != nullptr && FamilyFits(KindOf(event.type), form_) && About(event, status_.entity);
  }

  void Line(std::string_view axis, std::string words, const FoundEvent& found) {
    status_.lines.push_back({std::string(axis), std::move(words), RowOf(sql_, found, true)});
  }

  void NotKnown(std::string_view axis, std::string_view searched) {
    if (std::ranges::any_of(status_.lines, [&](const StatusLine& line) { return line.axis == axis; })) return;
    status_.lines.push_back({std::string(axis), fmt::format("not known: none of {} events that name it is {}", found_.size(), searched), std::nullopt});
  }

  void LegalText() {
    const FoundEvent* last = nullptr;
    for (const FoundEvent& found : found_) {
      const Event& event = found.event;
      if (event.modality != Modality::kActual || IsStandDown(event) || IsDeliberation(event) || !Acts(event)) continue;
      if (last == nullptr || LegalOrder(event) >= LegalOrder(last->event)) last = &found;
    }
    if (last != nullptr) Line("legal text", ActualWords(last->event), *last);
    NotKnown("legal text", "an act on its text that has happened");
  }

  void Announced() {
    for (const FoundEvent& found : found_) {
      const Event& event = found.event;
      if (IsStandDown(event) || !Acts(event)) continue;
      if (event.modality == Modality::kPlanned) Line("announced", PlannedWords(event), found);
      if (event.modality == Modality::kActual && IsDeliberation(event)) Line("announced", ActualWords(event), found);
      else if (event.modality == Modality::kActual && event.outcome == Outcome::kKept) Line("announced", KeptWords(event), found);
      if (event.modality == Modality::kPossible || event.modality == Modality::kUnlikely) Line("announced", UncertainWords(event), found);
      if (event.modality == Modality::kDenied && event.outcome == Outcome::kWithdrawn) Line("announced", PlannedWords(event), found);
    }
    NotKnown("announced", "a planned or possible act on it");
  }

  void Enforcement() {
    for (const FoundEvent& found : found_) {
      const Event& event = found.event;
      if (!IsStandDown(event) || !About(event, status_.entity)) continue;
      if (event.modality == Modality::kActual) Line("enforcement", "not enforced", found);
      if (event.modality == Modality::kPlanned) Line("enforcement", "stand-down announced", found);
      if (event.modality == Modality::kPossible) Line("enforcement", "stand-down possible", found);
      if (event.modality == Modality::kDenied) Line("enforcement", "stand-down denied", found);
    }
    NotKnown("enforcement", "about its enforcement");
  }

  // Instruments that some text says replace this one, and what is known of them.
  void Replacement() {
    std::set<std::string> successors;
    {
      Query query(sql_, "SELECT DISTINCT from_entity FROM relation WHERE to_entity = ? AND type IN ('supersedes', 'replaces') AND seen <= ?");
      query << status_.entity << when_.as_of.value_or(Instant::max());
      while (query.Step()) successors.insert(query.Text(0));
    }
    for (const std::string& successor : successors) {
      const auto filter = ParseFilter("entity:" + successor + " type:rule.issue,rule.propose");
      if (!filter) continue;
      for (const FoundEvent& found : FindEvents(sql_, *filter, when_, true)) {
        if (!About(found.event, successor)) continue;
        const bool done = found.event.modality == Modality::kActual;
        Line("replacement", successor + ": " + (done ? ActualWords(found.event) : UncertainWords(found.event)), found);
      }
    }
    NotKnown("replacement", "about an instrument that replaces it");
  }

  void OpenLoops() {
    for (const FoundEvent& found : found_) {
      const Event& event = found.event;
      const bool open = event.outcome == Outcome::kOpen || event.outcome == Outcome::kOverdue;
      if (!open || !Acts(event)) continue;
      std::string words = PlannedWords(event);
      words += ", open since " + ToIso(std::chrono::floor<std::chrono::days>(event.known_from));
      Line("open loop", std::move(words), found);
    }
    NotKnown("open loop", "a promise still to be kept");
  }

  void Count() {
    std::map<std::pair<Instant, Key>, const Claim*> claims;
    for (const FoundEvent& found : found_) {
      status_.reconstructed |= found.reconstructed;
      for (const Claim& claim : found.claims) claims[{claim.seen, claim.key}] = &claim;
    }
    std::vector<const Claim*> ordered;
    for (const auto& [order, claim] : claims) ordered.push_back(claim);
    const Corroboration count = CountOrigins(ordered);
    status_.documents = count.documents;
    status_.origins = count.origins;
  }

  Sql& sql_;
  const When& when_;
  std::string form_;
  RuleStatus status_;
  std::vector<FoundEvent> found_;
};

}  // namespace

Result<RuleStatus> Reader::StatusOf(std::string_view entity, const When& when, std::string_view form) const {
  return Guard([&]() -> Result<RuleStatus> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    return StatusBuilder(sql, std::string(entity), form, when).Build();
  });
}

}  // namespace dateline::store
