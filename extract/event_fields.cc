// What a source's structured fields say of a document that is itself the act: the Federal Register's dates and
// kinds need no reading of prose, nor do the dated actions of a bill.
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/events.h"
#include "model/text.h"

namespace dateline::extract {
namespace {

std::string_view FieldOf(const Document& document, std::initializer_list<std::string_view> names) {
  for (const Document::Field& field : document.fields) {
    if (std::ranges::find(names, field.name) != names.end() && !field.value.empty()) return field.value;
  }
  return {};
}

struct Stated {
  std::string_view type, subtype;
  Modality modality;
  DateSpan date;
  std::string_view words, rule;
};

// The sentence that states it: the first that names the marker, else the first of the text.
std::optional<Span> EvidenceFor(const Document& document, const Extraction& what, std::string_view marker) {
  if (what.sentences.empty()) return std::nullopt;
  if (!marker.empty()) {
    for (const Span s : what.sentences) {
      if (s.In(document.text).find(marker) != std::string_view::npos) return s;
    }
  }
  return what.sentences.front();
}

void AddStated(const Document& document, const Extraction& what, const Stated& stated, std::string_view marker,
               std::vector<EventAssertion>& out) {
  const auto evidence = EvidenceFor(document, what, marker);
  if (!evidence) return;
  EventAssertion a;
  a.type = stated.type;
  a.subtype = stated.subtype;
  a.modality = stated.modality;
  a.date = stated.date;
  a.date_words = stated.words;
  a.basis = Basis::kOfficialText;
  a.evidence = {*evidence};
  a.trigger = *evidence;
  a.rule = stated.rule;
  // The document's own numbers and its issuers, where the text names them first.
  for (const Mention& m : what.mentions) {
    if (m.kind == MentionKind::kAgency && evidence->Contains(m.span)) {
      a.roles.push_back({"actor", m.entity});
      break;
    }
  }
  out.push_back(std::move(a));
}

// The words of a bill's actions, as the clerks of both chambers write them; in lower case, first match wins.
struct ActionWords {
  std::string_view type;
  const char* regex;
};
constexpr std::array kActionWords{
    ActionWords{"", "^rules committee resolution"},  // about the resolution that rules the debate
    ActionWords{"bill.introduce", "^introduced in (the )?(house|senate)"},
    ActionWords{"bill.enact", "^(became (public|private) law|became law without|signed by (the )?president|(pocket )?vetoed by (the )?president)"},
    ActionWords{"bill.advance", "^passed/agreed to in |^passed (house|senate)|^failed of passage|^failed (house|senate)|^(passed|failed passage) .*over veto"},
    ActionWords{"bill.advance", "^on (passage|motion to suspend the rules and pass|agreeing to the (resolution|conference report)).*(passed|failed|agreed to)"},
    ActionWords{"bill.advance", "house agrees? to (the )?senate amendments?.*(agreed to|passed|failed)|^resolving differences .*(agreed to|passed|failed)"},
    ActionWords{"bill.advance", "ordered to be reported|\\breported (by|to|with|without|an original|original|favorably|adversely|in the|\\(amended)|^reported "},
    ActionWords{"bill.advance", "^placed on .*calendar|\\. placed on .*calendar"},
    ActionWords{"bill.advance", "cloture .*(invoked|not agreed to|rejected)|motion to proceed .*(agreed to|rejected|not agreed to)|^conference report .*agreed to"},
    ActionWords{"bill.advance", "^presented to (the )?president"},
};

struct ActionKind {
  std::string_view type;  // "" when it is no event
  std::size_t at = 0;     // the last byte of the words that say so
};

ActionKind KindOfAction(const std::string& lower) {
  static const auto kCompiled = [] {
    std::vector<std::pair<std::string_view, std::unique_ptr<RE2>>> all;
    for (const ActionWords& words : kActionWords) all.emplace_back(words.type, std::make_unique<RE2>(words.regex));
    return all;
  }();
  for (const auto& [type, regex] : kCompiled) {
    re2::StringPiece found;
    if (!regex->Match(lower, 0, lower.size(), RE2::UNANCHORED, &found, 1)) continue;
    return {type, static_cast<std::size_t>(found.data() - lower.data()) + found.size() - 1};
  }
  return {};
}

// Which chamber acted: the House's own codes begin with H; else the chamber that the words name first.
std::string_view ChamberOfAction(std::string_view code, const std::string& lower) {
  constexpr std::string_view kHouse = "agency.house";
  constexpr std::string_view kSenate = "agency.senate";
  if (code.starts_with('H')) return kHouse;
  const auto house = lower.find("house");
  const auto senate = lower.find("senat");  // "Reported by Senator" too
  if (house == senate) return {};
  return house < senate ? kHouse : kSenate;
}

// The bill by its number, and the act by the name that the heading gives it.
std::vector<Role> BillRoles(const Document& document, const Extraction& what) {
  std::vector<Role> roles;
  const std::size_t heading = document.text.find('\n');
  for (const Mention& m : what.mentions) {
    if (m.kind != MentionKind::kRule || m.entity.empty()) continue;
    const bool bill = std::ranges::find(document.keys, m.value) != document.keys.end();
    const bool named = m.span.end <= heading && !m.value.starts_with("BILL:");
    if (bill || named) roles.push_back({"instrument", m.entity});
  }
  return roles;
}

void AddBillAction(const Document& document, const Extraction& what, std::string_view value, const std::vector<Role>& bill,
                   std::size_t& from, std::vector<EventAssertion>& out) {
  const auto day = ParseIsoDay(value.substr(0, value.find('|')));
  const auto second = value.find('|', 11);
  if (!day || second == std::string_view::npos) return;
  const std::string_view code = value.substr(11, second - 11);
  const std::string_view words = value.substr(second + 1);
  const std::string lower = FoldCase(words);
  const auto [type, at] = KindOfAction(lower);
  if (type.empty()) return;
  // Actions stand in the text in the order of the fields, each behind its day.
  const auto colon = document.text.find(": " + std::string(words), from);
  if (colon == std::string::npos) return;
  const Span line{static_cast<std::uint32_t>(colon + 2), static_cast<std::uint32_t>(colon + 2 + words.size())};
  from = colon;
  EventAssertion a;
  a.type = type;
  a.date = DayOf(*day);
  a.date_words = value.substr(0, 10);
  a.basis = Basis::kOfficialText;
  const std::size_t says = line.begin + std::min(at, words.size() - 1);
  for (const Span s : what.sentences) {
    if (s.begin <= says && says < s.end) a.evidence = {s};
  }
  if (a.evidence.empty()) return;
  a.trigger = a.evidence.front();
  a.rule = "field:action";
  a.roles = bill;
  const std::string_view chamber = type == "bill.enact" ? std::string_view{} : ChamberOfAction(code, lower);
  if (!chamber.empty()) a.roles.push_back({"actor", std::string(chamber)});
  for (const Mention& m : what.mentions) {
    const bool acts = m.kind == MentionKind::kAgency && chamber.empty() && type == "bill.advance";
    if (acts && !m.entity.empty() && line.Contains(m.span)) a.roles.push_back({"actor", m.entity});
  }
  std::ranges::sort(a.roles);
  a.roles.erase(std::ranges::unique(a.roles).begin(), a.roles.end());
  out.push_back(std::move(a));
}

// What the text says of the acts that the fields state: where it lists them it is the same words again, elsewhere
// (who introduced it) a second witness.
void TakeWitnesses(std::vector<EventAssertion>& stated, std::vector<EventAssertion>& told) {
  if (stated.empty()) return;
  Span first = stated.front().evidence.front();
  for (const EventAssertion& a : stated) first = std::min(first, a.evidence.front());
  std::erase_if(told, [&](const EventAssertion& a) {
    if (!a.type.starts_with("bill.")) return false;
    if (a.evidence.front().begin >= first.begin) return true;
    const auto same = std::ranges::find_if(stated, [&](const EventAssertion& b) {
      return a.type == b.type && a.date == b.date && a.modality == b.modality;
    });
    if (same == stated.end()) return false;
    same->evidence.insert(same->evidence.begin(), a.evidence.begin(), a.evidence.end());
    same->roles.insert(same->roles.end(), a.roles.begin(), a.roles.end());
    std::ranges::sort(same->roles);
    same->roles.erase(std::ranges::unique(same->roles).begin(), same->roles.end());
    return true;
  });
}

// The House's floor, the Library and the Senate each tell of one vote: one assertion a type, day and chamber.
void AddBillAssertions(const Document& document, const Extraction& what, std::vector<EventAssertion>& out) {
  const std::vector<Role> bill = BillRoles(document, what);
  std::vector<EventAssertion> stated;
  std::size_t from = 0;
  for (const Document::Field& field : document.fields) {
    if (field.name.starts_with("action.")) AddBillAction(document, what, field.value, bill, from, stated);
  }
  std::vector<EventAssertion> acts;
  for (EventAssertion& a : stated) {
    const auto same = std::ranges::find_if(
        acts, [&](const EventAssertion& b) { return b.type == a.type && b.date == a.date && b.roles == a.roles; });
    if (same == acts.end()) {
      acts.push_back(std::move(a));
    } else if (std::ranges::find(same->evidence, a.evidence.front()) == same->evidence.end()) {
      same->evidence.push_back(a.evidence.front());
    }
  }
  TakeWitnesses(acts, out);
  std::ranges::move(acts, std::back_inserter(out));
}

}  // namespace

void AddFieldAssertions(const Document& document, const Extraction& what, std::vector<EventAssertion>& out) {
  if (document.fields.empty()) return;
  if (std::ranges::any_of(document.keys, [](const std::string& key) { return key.starts_with("BILL:"); })) {
    return AddBillAssertions(document, what, out);
  }
  std::string kind = FoldCase(document.kind);
  if (const auto type = FieldOf(document, {"type", "document_type"}); !type.empty()) kind = FoldCase(type);
  const std::string action = FoldCase(FieldOf(document, {"action"}));
  const DateSpan published = document.published.span;
  if (kind == "rule" || kind == "final rule" || kind == "interim final rule") {
    AddStated(document, what, {"rule.issue", "", Modality::kActual, published, "", "field:rule"}, "", out);
  } else if (kind == "proposed rule" || kind == "prorule") {
    AddStated(document, what, {"rule.propose", "", Modality::kActual, published, "", "field:proposed-rule"}, "", out);
  } else if (kind.find("presidential") != std::string::npos) {
    const auto signing = FieldOf(document, {"signing_date", "signed_on"});
    const auto day = ParseIsoDay(signing);
    AddStated(document, what, {"order.sign", "", Modality::kActual, day ? DayOf(*day) : published, signing, "field:signing_date"},
              "", out);
  } else if (kind == "notice" && action.find("comment") != std::string::npos) {
    AddStated(document, what, {"rule.propose", "comment", Modality::kActual, published, "", "field:action"}, "", out);
  }
  if (const auto effective = FieldOf(document, {"effective_on", "effective_date"}); !effective.empty()) {
    if (const auto day = ParseIsoDay(effective)) {
      const bool ahead = !published.hi || *day >= *published.hi;
      AddStated(document, what, {"rule.effective", "", ahead ? Modality::kPlanned : Modality::kActual, DayOf(*day),
                                 effective, "field:effective_on"}, "effective", out);
    }
  }
  if (const auto close = FieldOf(document, {"comments_close_on"}); !close.empty()) {
    if (const auto day = ParseIsoDay(close)) {
      AddStated(document, what, {"rule.propose", "comment", Modality::kPlanned, DayOf(*day), close,
                                 "field:comments_close_on"}, "omments", out);
    }
  }
}

}  // namespace dateline::extract
