// One event a happening: assertions of a text that tell of the same are one, with all their sentences.
#include "extract/events.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

namespace dateline::extract {
namespace {

std::vector<std::string> Things(const EventAssertion& a) {
  std::vector<std::string> out;
  for (const Role& role : a.roles) {
    if (role.name != "actor" && role.name != "authority" && role.name != "place") out.push_back(role.entity);
  }
  return out;
}

bool Disjoint(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return false;
  return std::ranges::none_of(a, [&](const std::string& x) { return std::ranges::find(b, x) != b.end(); });
}

std::string_view KindOf(std::string_view entity) {
  return entity.substr(0, entity.find('.'));
}

// Things of one kind that have nothing in common tell two happenings apart: "adds China", "adds Russia". A chip here
// and a country there may be one.
bool Apart(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (!Disjoint(a, b)) return false;
  for (const std::string& x : a) {
    for (const std::string& y : b) {
      if (KindOf(x) == KindOf(y)) return true;
    }
  }
  return false;
}

std::vector<std::string> Firms(const std::vector<std::string>& entities) {
  std::vector<std::string> out;
  std::ranges::copy_if(entities, std::back_inserter(out), [](const std::string& x) { return x.starts_with("firm."); });
  return out;
}

std::vector<std::string> AllFirms(const EventAssertion& a) {
  std::vector<std::string> out;
  for (const Role& role : a.roles) {
    if (role.entity.starts_with("firm.")) out.push_back(role.entity);
  }
  return out;
}

// "by 2025" as 2025, "since March" as March: open ends overlap too much.
DateSpan Edge(const DateSpan& date) {
  if (!date.known() || (date.lo && date.hi)) return date;
  DateSpan edge = date;
  if (!edge.lo) edge.lo = *edge.hi - std::chrono::days(1);
  if (!edge.hi) edge.hi = *edge.lo + std::chrono::days(1);
  return edge;
}

bool IsItem(std::string_view text, Span sentence) {
  const std::string_view words = sentence.In(text);
  return words.starts_with("- ") || words.starts_with("• ") || words.starts_with("* ") || words.starts_with("– ");
}

// "In prior notices, the office imposed": told before what the text itself does.
bool IsBackground(std::string_view text, Span sentence) {
  const std::string_view words = sentence.In(text);
  return words.starts_with("In prior ") || words.starts_with("In previous ") || words.starts_with("Previously");
}

// Sections of one instrument: "rule.section-4-e-of-executive-order-13959" is of "eo-13959".
std::string Whole(std::string_view entity) {
  const std::size_t of = entity.rfind("-of-");
  const bool part = entity.starts_with("rule.section") || entity.starts_with("rule.subsection");
  if (!part || of == std::string_view::npos) return std::string(entity);
  const std::string_view whole = entity.substr(of + 4);
  constexpr std::string_view kOrder = "executive-order-";
  return whole.starts_with(kOrder) ? "eo-" + std::string(whole.substr(kOrder.size())) : std::string(whole);
}

bool SharesWhole(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto parts = [](const std::vector<std::string>& of, const std::vector<std::string>& wholes) {
    return std::ranges::any_of(of, [&](const std::string& x) {
      const std::string whole = Whole(x);
      return whole != x && std::ranges::any_of(
                               wholes, [&](const std::string& y) { return whole == Whole(y) || y == "rule." + whole; });
    });
  };
  return parts(a, b) || parts(b, a);
}

bool Shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& x) { return std::ranges::find(b, x) != b.end(); });
}

// Do countries act in both, or firms, and none in both?
bool OtherDoers(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto all = [&](std::string_view kind) {
    const auto is = [&](const std::string& x) { return KindOf(x) == kind; };
    return std::ranges::all_of(a, is) && std::ranges::all_of(b, is);
  };
  return Disjoint(a, b) && (all("place") || all("firm"));
}

// Has anybody a part in both?
bool OfSomeBoth(const EventAssertion& a, const EventAssertion& b) {
  return std::ranges::any_of(a.roles, [&](const Role& role) {
    return std::ranges::find(b.roles, role.entity, &Role::entity) != b.roles.end();
  });
}

// "Seoul let the chips go", "the trade ministry gave its leave on Monday": a country, and a body of it.
bool SameGovernment(const Tagger& names, const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto places = [](const std::vector<std::string>& of) {
    return std::ranges::all_of(of, [](const std::string& x) { return KindOf(x) == "place"; });
  };
  if (a.empty() || b.empty() || (!places(a) && !places(b))) return false;
  std::string_view country;
  for (const std::vector<std::string>* side : {&a, &b}) {
    for (const std::string& x : *side) {
      if (KindOf(x) != "place" && KindOf(x) != "agency") return false;
      // "Texas sued" is no government of the country.
      if (names.Attribute(x, "subtype") == "state") return false;
      std::string_view of = names.Attribute(x, "country");
      if (of.empty()) {
        if (KindOf(x) != "place") return false;
        of = x;
      }
      if (!country.empty() && of != country) return false;
      country = of;
    }
  }
  return true;
}

bool Opens(std::string_view text, Span sentence, std::span<const std::string_view> with) {
  const std::string_view words = sentence.In(text);
  return std::ranges::any_of(with, [&](std::string_view w) { return words.starts_with(w); });
}

// "Mr Ishiba met Mr Lee. The two leaders also discussed", "A judge ordered an audit. The judge found that": goes on
// about what the sentences before told.
bool GoesOn(std::string_view text, const EventAssertion& a, const EventAssertion& b) {
  static constexpr std::array<std::string_view, 6> kBoth{"The two ",     "Both ",      "They ",
                                                         "The leaders ", "The sides ", "The ministers "};
  static constexpr std::array<std::string_view, 8> kBench{"The court ",    "The judge ", "The justices ",
                                                          "The ruling ",   "The panel ", "The tribunal ",
                                                          "The decision ", "The judges "};
  const bool talks = a.type == "talks.hold";
  if ((!talks && a.type != "ruling.issue") || b.date.known() || a.modality != Modality::kActual) return false;
  constexpr std::uint32_t kNear = 900;  // bytes
  const Span sentence = b.evidence.front();
  if (sentence.begin - std::min(sentence.begin, a.evidence.back().end) >= kNear) return false;
  if (talks) return b.In("actor").empty() && !a.In("actor").empty() && Opens(text, sentence, kBoth);
  return Opens(text, sentence, kBench);
}

// "Duties rise in May. The increase …": a definite noun without a day or things of its own is what was told before.
bool IsDefinite(std::string_view text, const EventAssertion& b) {
  const std::string_view before = text.substr(0, std::min<std::size_t>(b.trigger.begin, text.size()));
  return before.ends_with(" the ") || before.ends_with("The ") || before.ends_with("This ") ||
         before.ends_with(" this ") || before.ends_with(" that ");
}

// "announces a meeting of the board. The meeting will be held on July 3": the one that a notice announces.
bool IsAnnouncedMeeting(std::string_view text, const EventAssertion& a, const EventAssertion& b) {
  if (a.type != "talks.hold" || a.modality != Modality::kPlanned || b.modality != Modality::kPlanned) return false;
  if (!a.rule.ends_with("talks.hold/announces-meeting") && !a.rule.ends_with("talks.hold/notice-of-meeting"))
    return false;
  if (a.date.known() && a.date == b.date) return true;
  constexpr std::uint32_t kNear = 1200;  // bytes
  if (b.evidence.front().begin - std::min(b.evidence.front().begin, a.evidence.back().end) >= kNear) return false;
  const std::string_view sentence = b.evidence.front().In(text);
  return sentence.find("he meeting") != std::string_view::npos ||
         sentence.find("his meeting") != std::string_view::npos;
}

// "signed an order launching an inquiry. The order directs the secretary to open an inquiry": the same one.
bool IsDirectedByOrder(std::string_view text, const EventAssertion& a, const EventAssertion& b) {
  if (a.type != "probe.open" || a.modality != Modality::kActual || b.modality != Modality::kPlanned) return false;
  static constexpr std::array<std::string_view, 5> kOrder{"The Order ", "The order ", "The memorandum ",
                                                          "The Memorandum ", "It directs "};
  constexpr std::uint32_t kNear = 900;  // bytes
  std::string_view sentence = b.evidence.front().In(text);
  sentence.remove_prefix(std::min(sentence.find_first_not_of("-*• \t"), sentence.size()));
  return !b.date.known() && b.evidence.front().begin >= a.evidence.back().end &&
         b.evidence.front().begin - a.evidence.back().end < kNear &&
         std::ranges::any_of(kOrder, [&](std::string_view with) { return sentence.starts_with(with); });
}

// More or less of it, by the word that tells: "broke ground", "the closure of".
enum class Way : std::uint8_t { kNeither, kMore, kLess };
Way WayOf(std::string_view text, const EventAssertion& a) {
  static constexpr std::array<std::string_view, 16> kMore{"add",   "begin",     "boost",  "break", "broke",   "build",
                                                          "built", "construct", "doubl",  "expan", "increas", "launch",
                                                          "open",  "rais",      "reopen", "resum"};
  static constexpr std::array<std::string_view, 15> kLess{"abandon", "cancel", "clos",  "cut",  "halt",
                                                          "idle",    "layoff", "lower", "paus", "reduc",
                                                          "scrap",   "shut",   "slash", "stop", "suspend"};
  std::string word(a.trigger.In(text).substr(0, 12));
  if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] - 'A' + 'a');
  const auto begins = [&](std::string_view stem) { return word.starts_with(stem); };
  if (std::ranges::any_of(kMore, begins)) return Way::kMore;
  return std::ranges::any_of(kLess, begins) ? Way::kLess : Way::kNeither;
}

// "opened a plant in Ohio. The closure of its plant in Japan": what is opened is not closed by the same act.
bool AreOpposite(std::string_view text, const EventAssertion& a, const EventAssertion& b) {
  if (a.type != "facility.change" && a.type != "shipment.change" && a.type != "tariff.change") return false;
  const Way one = WayOf(text, a), other = WayOf(text, b);
  return one != Way::kNeither && other != Way::kNeither && one != other;
}

bool SameHappening(std::string_view text, const Tagger& names, const EventAssertion& a, const EventAssertion& b) {
  if (a.type != b.type) return false;
  // "was in talks with": told by two records that share words.
  if (a.trigger.begin < b.trigger.end && b.trigger.begin < a.trigger.end) return true;
  if (b.same && a.evidence.back() == b.evidence.front()) return true;
  if (a.modality != b.modality) {
    constexpr std::uint32_t kNear = 900;  // bytes
    if (IsDirectedByOrder(text, a, b)) return true;
    return b.modality == Modality::kActual && a.modality <= Modality::kPossible && !b.date.known() &&
           b.evidence.front().begin > a.evidence.back().begin &&
           b.evidence.front().begin - a.evidence.back().begin < kNear && IsDefinite(text, b) && Things(b).empty();
  }
  if (a.date.known() && b.date.known() && !Edge(a.date).Overlaps(Edge(b.date))) return false;
  if (a.speaker != b.speaker && a.modality == Modality::kDenied) return false;
  if (IsAnnouncedMeeting(text, a, b)) return true;
  // One sentence tells one event of a type; other sentences go on about the same things.
  if (a.evidence.back() == b.evidence.front()) {
    // "Washington cut its tariff, and Brussels dropped its duty": but a meeting or a deal is of both.
    const bool joint = a.type == "talks.hold" || a.type == "agreement.reach" || a.type == "deal.make";
    const auto things = Things(a), others = Things(b);
    // "Commerce listed SMIC, and the Pentagon added Tencent": others do it, to other things.
    const bool apart = Disjoint(a.In("actor"), b.In("actor")) && Disjoint(things, others) && Apart(things, others);
    // "Acme bought Bolt, and Cinder bought Dell"
    if (joint) return !apart || OfSomeBoth(a, b);
    return !apart && (!OtherDoers(a.In("actor"), b.In("actor")) || Shared(things, others));
  }
  if (b.another || AreOpposite(text, a, b)) return false;
  if (b.by_strangers && !a.In("actor").empty()) return false;
  // "The rule amended the list. This rule amends it": two changes.
  if ((a.retold && !b.retold && !a.date.known() && b.date.known()) ||
      (b.retold && !a.retold && !b.date.known() && a.date.known()))
    return false;
  if (GoesOn(text, a, b)) return true;
  if (Disjoint(a.In("actor"), b.In("actor"))) {
    const std::vector<std::string> things = Things(b);
    if (!SameGovernment(names, a.In("actor"), b.In("actor")) || !(things.empty() || Shared(Things(a), things)))
      return false;
  }
  // Who asks or meets makes the request or the meeting: one without a name goes only with its neighbour.
  // "The office seeks comment on the forms. Comments are invited on the burden": one call all the same.
  const bool one_call = a.subtype == "comment" && b.subtype == "comment" && a.date.known() && a.date == b.date;
  if (a.In("actor").empty() != b.In("actor").empty() && !one_call &&
      (a.type == "request.make" || a.type == "talks.hold"))
    return false;
  if (a.date.known() != b.date.known() &&
      IsBackground(text, a.evidence.back()) != IsBackground(text, b.evidence.front()))
    return false;
  // The items of a list are different things unless they say otherwise.
  if (IsItem(text, a.evidence.back()) && IsItem(text, b.evidence.front()) && !Shared(Things(a), Things(b)))
    return false;
  const auto things = Things(a), others = Things(b);
  // "a grant for Micron", "a grant for TSMC", "Acme will get $2 billion", "Bolt will be given $3 billion": other firms
  // get it, under the same law.
  if (a.type == "deal.make" && (Disjoint(Firms(things), Firms(others)) ||
                                (Disjoint(a.numbers, b.numbers) && Disjoint(AllFirms(a), AllFirms(b)))))
    return false;
  // "A judge has ruled … Judge Ray held last year": an older one, of another case.
  if (a.type == "ruling.issue" && !a.date.known() && b.date_words == "last year") return false;
  // The same day told twice is one happening unless things of a kind differ.
  if (a.date.known() && a.date == b.date)
    return (a.type == "rule.amend" && (SharesWhole(things, others) || Shared(a.In("actor"), b.In("actor")))) ||
           !Apart(things, others);
  if (things.empty() || others.empty()) {
    // "forecast $8.6 billion for the quarter", "the curbs will cost it $500 million": other sums are other effects.
    if (a.type == "finance.impact" && a.modality == Modality::kPlanned && Disjoint(a.numbers, b.numbers)) return false;
    constexpr std::uint32_t kNear = 1200;  // bytes
    return b.evidence.front().begin - std::min(b.evidence.front().begin, a.evidence.back().end) < kNear;
  }
  return Shared(things, others);
}

bool Finer(const DateSpan& a, const DateSpan& b) {
  if (!b.known()) return a.known();
  if (!a.known()) return false;
  if (!a.lo || !a.hi) return false;
  return !b.lo || !b.hi || *a.hi - *a.lo < *b.hi - *b.lo;
}

constexpr std::size_t kEvidenceMax = 64;
constexpr std::size_t kRolesMax = 256;

void MergeInto(EventAssertion& into, const EventAssertion& from) {
  const bool dates = !from.same || from.modality == into.modality;
  if (dates && Finer(from.date, into.date)) into.date = from.date, into.date_words = from.date_words;
  if (into.offset.empty()) into.offset = from.offset;
  if (into.date.known()) into.offset.clear();
  if (into.subtype.empty()) into.subtype = from.subtype;
  if (into.speaker.empty()) into.speaker = from.speaker;
  if (into.roles.size() < kRolesMax) into.roles.insert(into.roles.end(), from.roles.begin(), from.roles.end());
  if (!std::ranges::is_sorted(into.roles)) std::ranges::sort(into.roles);
  into.roles.erase(std::ranges::unique(into.roles).begin(), into.roles.end());
  // A body that one sentence names as acting is not acted upon in another; firms may be both ("X merged with Y").
  const std::vector<std::string> actors = into.In("actor");
  std::erase_if(into.roles, [&](const Role& role) {
    return role.name != "actor" && role.entity.starts_with("agency.") &&
           std::ranges::find(actors, role.entity) != actors.end();
  });
  for (const Span span : from.evidence) {
    if (into.evidence.size() >= kEvidenceMax) break;
    if (std::ranges::find(into.evidence, span) == into.evidence.end()) into.evidence.push_back(span);
  }
  std::ranges::sort(into.evidence);
  into.made = into.made && from.made;
  for (const std::string& n : from.numbers) {
    if (std::ranges::find(into.numbers, n) == into.numbers.end() && into.numbers.size() < 8) into.numbers.push_back(n);
  }
}

}  // namespace

void MergeAssertions(std::string_view text, const Tagger& names, std::vector<EventAssertion>& assertions) {
  constexpr std::size_t kLookBack = 64;  // keeps hostile documents linear
  std::size_t merged = 0;                // so many at the front are done
  for (std::size_t i = 0; i < assertions.size(); ++i) {
    EventAssertion& a = assertions[i];
    bool done = false;
    for (std::size_t k = merged, n = 0; k-- > 0 && n < kLookBack && !done; ++n) {
      if (!SameHappening(text, names, assertions[k], a)) continue;
      MergeInto(assertions[k], a);
      done = true;
    }
    if (done) continue;
    if (merged != i) assertions[merged] = std::move(a);
    ++merged;
  }
  assertions.erase(assertions.begin() + static_cast<std::ptrdiff_t>(merged), assertions.end());
  // "signed an order raising duties": two events only where another sentence tells of the duties.
  std::erase_if(assertions, [](const EventAssertion& a) { return a.made && a.evidence.size() == 1; });
}

std::vector<Relation> BuildRelations(const Reading& r, const std::vector<Hit>& hits,
                                     const std::vector<EventAssertion>& assertions) {
  std::vector<Relation> out;
  const auto rules_in = [&](TokenRange range) {
    std::vector<std::string> rules;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (r.words[i].mention < 0) continue;
      const Mention& m = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)];
      if (m.kind == MentionKind::kRule && (rules.empty() || rules.back() != m.entity)) rules.push_back(m.entity);
    }
    return rules;
  };
  for (const Hit& hit : hits) {
    if (hit.trigger->relation.empty() || !hit.group) continue;
    const Span sentence = r.what->sentences[r.sentence_of[hit.tokens.begin]];
    const Span at = r.Bytes(hit.tokens);
    const auto told =
        std::ranges::lower_bound(assertions, at.begin, {}, [](const EventAssertion& a) { return a.trigger.begin; });
    if (told == assertions.end() || told->trigger.begin != at.begin || told->modality == Modality::kDenied) continue;
    auto from = rules_in(hit.subject);
    auto to = rules_in(hit.object);
    if (hit.passive()) std::swap(from, to);
    if (from.empty() || to.empty() || from.back() == to.front()) continue;
    out.push_back({hit.trigger->relation, from.back(), to.front(), told->date, sentence, hit.trigger->id});
  }
  return out;
}

}  // namespace dateline::extract
