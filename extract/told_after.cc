#include "extract/told_after.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace dateline::extract {
namespace {

constexpr std::uint32_t kSentencesBehind = 2;

using Nouns = std::array<std::string_view, 8>;
using Row = std::pair<std::string_view, Nouns>;

// What an event of a type is called when it is spoken of again; empty places end a row.
const Nouns* NounsOf(std::string_view type) {
  static constexpr std::array<Row, 21> kNouns{{
      {"agreement.reach", {"accord", "agreement", "deal", "memorandum", "pact", "truce"}},
      {"ban.impose", {"ban", "curbs", "embargo", "prohibition"}},
      {"charge.file", {"arrest", "arrests", "charges", "complaint", "indictment"}},
      {"deal.make", {"acquisition", "agreement", "contract", "deal", "investment", "purchase", "sale", "transaction"}},
      {"facility.change", {"expansion", "investment", "plan", "plans", "project"}},
      {"license.decide", {"approval", "approvals", "licence", "licences", "license", "licenses", "permit", "permits"}},
      {"license.require", {"curbs", "requirement", "requirements", "restrictions"}},
      {"list.add",
       {"addition", "additions", "designation", "designations", "list", "listing", "listings", "sanctions"}},
      {"office.change", {"appointment", "departure", "dismissal", "nomination", "resignation"}},
      {"order.sign", {"memorandum", "order", "proclamation"}},
      {"penalty.impose", {"fine", "penalty", "sentence", "settlement"}},
      {"probe.open", {"inquiry", "investigation", "probe", "review"}},
      {"report.publish", {"assessment", "findings", "report", "study"}},
      {"request.make", {"demand", "letter", "petition", "request"}},
      {"ruling.issue", {"decision", "judgment", "order", "ruling", "verdict"}},
      {"rule.end", {"decision", "repeal", "rescission", "reversal", "suspension"}},
      {"rule.issue", {"controls", "curbs", "guidance", "measures", "regulation", "restrictions", "rule", "rules"}},
      {"rule.propose", {"draft", "plan", "proposal"}},
      {"suit.file", {"complaint", "lawsuit", "petition", "suit"}},
      {"talks.hold", {"call", "meeting", "summit", "talks", "visit"}},
      {"tariff.change", {"duties", "duty", "levies", "levy", "tariff", "tariffs"}},
  }};
  const auto row = std::ranges::find(kNouns, type, &Row::first);
  return row != kNouns.end() ? &row->second : nullptr;
}

// What any act is called by the sentence behind it.
constexpr std::array<std::string_view, 14> kActs{"action",   "announcement", "change", "decision", "measure",
                                                 "measures", "move",         "news",   "package",  "plan",
                                                 "plans",    "reversal",     "step",   "steps"};

bool Names(std::span<const std::string_view> nouns, std::string_view word) {
  return !word.empty() && std::ranges::find(nouns, word) != nouns.end();
}

bool IsArticle(std::string_view word) {
  return word == "The" || word == "the" || word == "That" || word == "This";
}

// What makes something known that need not have been done yet.
bool IsTelling(std::string_view word) {
  static constexpr std::array<std::string_view, 6> kTold{"announced", "confirmed", "disclosed",
                                                         "outlined",  "revealed",  "unveiled"};
  return std::ranges::find(kTold, word) != kTold.end();
}

// A participle that says how it came about.
bool IsMaking(std::string_view word) {
  static constexpr std::array<std::string_view, 18> kMade{
      "agreed", "approved", "completed", "dated",   "filed",    "granted", "handed", "held",  "imposed",
      "issued", "made",     "published", "reached", "released", "signed",  "struck", "taken", "unsealed"};
  return std::ranges::find(kMade, word) != kMade.end();
}

bool IsWithinMonth(const DateSpan& date) {
  constexpr std::chrono::days kMonth{31};
  return date.lo && date.hi && *date.hi - *date.lo <= kMonth;
}

// The day or month that begins within a few tokens behind `from`, before any other verb.
const Timex* DayBehind(const Reading& r, std::uint32_t from, TokenRange sentence) {
  constexpr std::uint32_t kReach = 6;  // tokens
  for (const Timex& timex : r.DatesOf({from, sentence.end})) {
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token > from + kReach || FiniteBetween(r, from, token)) return nullptr;
    if (IsWithinMonth(timex.date)) return &timex;
  }
  return nullptr;
}

// Of an act that is planned only the telling has a day.
enum class Of : std::uint8_t { kDeed, kPlan };

// "The plans and the grant WERE": the verb of the noun, before any other.
std::uint32_t VerbOf(const Reading& r, std::uint32_t noun, TokenRange sentence) {
  const std::uint32_t next = noun + 1;
  if (next >= sentence.end || r.Surface(next) != "and") return next;
  constexpr std::uint32_t kReach = 5;  // tokens
  for (std::uint32_t i = next + 1; i < sentence.end && i <= next + kReach; ++i) {
    if (r.words[i].punct != 0) break;
    if (r.Surface(i) == "was" || r.Surface(i) == "were") return i;
  }
  return next;
}

// "The ban was announced on Monday", "The ruling came on Friday", "The order, dated April 3,": the day told of the noun
// at `noun`.
const Timex* SaidOf(const Reading& r, std::uint32_t noun, TokenRange sentence, Of of) {
  std::uint32_t verb = VerbOf(r, noun, sentence);
  if (verb + 1 >= sentence.end) return nullptr;
  const std::string_view word = r.Surface(verb);
  // "was last updated", "was formally announced"
  if (r.Is(verb + 1, kAdverb) || r.Surface(verb + 1) == "last" || r.Surface(verb + 1) == "first") ++verb;
  if (verb + 1 >= sentence.end) return nullptr;
  const std::string_view next = r.Surface(verb + 1);
  const bool was = word == "was" || word == "were" || r.words[verb].punct == ',';
  if (was && IsTelling(next)) return DayBehind(r, verb + 2, sentence);
  const std::string_view third = verb + 2 < sentence.end ? std::string_view(r.Surface(verb + 2)) : "";
  if ((third == "public" || third == "known") && was && next == "made") return DayBehind(r, verb + 3, sentence);
  if (word == "came" && (of == Of::kDeed || Names(kActs, r.Surface(noun)))) return DayBehind(r, verb + 1, sentence);
  if (of == Of::kPlan) return nullptr;
  if (word == "took" && next == "place") return DayBehind(r, verb + 2, sentence);
  return was && IsMaking(next) ? DayBehind(r, verb + 2, sentence) : nullptr;
}

// "Friday's ruling"
const Timex* WeekdayOf(const Reading& r, std::span<const std::string_view> nouns, TokenRange sentence) {
  const auto dates = r.DatesOf(sentence);
  if (dates.empty() || r.TokenFrom(dates.front().span.begin) != sentence.begin) return nullptr;
  const Timex& day = dates.front();
  if (!day.date.IsUnit() || day.date.precision != Precision::kDay) return nullptr;
  const std::string_view behind = r.text.substr(day.span.end, 5);
  if (!behind.starts_with("'s ") && !behind.starts_with("’s ")) return nullptr;
  const std::uint32_t next = r.TokenFrom(day.span.end + static_cast<std::uint32_t>(behind.find(' ')));
  return next < sentence.end && Names(nouns, r.Surface(next)) ? &day : nullptr;
}

// The noun that a phrase behind an article ends with, past adjectives and a possessive, or the sentence's end.
std::uint32_t NamedAt(const Reading& r, std::span<const std::string_view> nouns, std::uint32_t article,
                      TokenRange sentence) {
  constexpr std::uint32_t kAdjectives = 2;
  for (std::uint32_t i = article + 1; i < sentence.end && i <= article + 1 + kAdjectives; ++i) {
    if (r.words[i].punct != 0) break;
    if (Names(nouns, r.Surface(i))) return i;  // "plans" may be read as a verb
    if (r.finite[i] != 0) break;
  }
  return sentence.end;
}

// When the sentence says that it was, speaking of it by one of its nouns.
const Timex* DayTold(const Reading& r, std::span<const std::string_view> nouns, TokenRange sentence, Of of) {
  if (sentence.end - sentence.begin < 4) return nullptr;
  if (const Timex* day = of == Of::kDeed ? WeekdayOf(r, nouns, sentence) : nullptr) return day;
  if (IsArticle(r.Surface(sentence.begin))) {
    const std::uint32_t noun = NamedAt(r, nouns, sentence.begin, sentence);
    if (noun != sentence.end) return SaidOf(r, noun, sentence, of);
  }
  // "The ministry announced the curbs on Monday", "made the new measures known on Monday"
  for (std::uint32_t i = sentence.begin + 1; i + 2 < sentence.end; ++i) {
    const Written word = r.Surface(i);
    if (r.finite[i] == 0 || r.Surface(i + 1) != "the") continue;
    if (!IsTelling(word) && word != "made" && (word != "imposed" || of == Of::kPlan)) continue;
    std::uint32_t noun = NamedAt(r, nouns, i + 1, sentence);
    if (noun == sentence.end) continue;
    if (word == "made" && r.Surface(++noun) != "known" && r.Surface(noun) != "public") continue;
    if (noun + 1 >= sentence.end) continue;
    if (const Timex* day = DayBehind(r, noun + 1, sentence)) return day;
    // "since Tuesday, when the ministry announced the ban"
    const TokenRange clause = r.clauses[r.clause_of[i]].tokens;
    if (r.Surface(clause.begin) != "when" || clause.begin == sentence.begin) return nullptr;
    const auto before = r.DatesOf({sentence.begin, clause.begin});
    return !before.empty() && r.TokenFrom(before.back().span.end) + 1 >= clause.begin ? &before.back() : nullptr;
  }
  return nullptr;
}

// "Nvidia opened a plant. Samsung unveiled the plan on Monday": of a firm that has no part in it.
bool IsOfOtherFirm(const Reading& r, const EventAssertion& event, TokenRange words) {
  for (std::uint32_t i = words.begin; i < words.end; ++i) {
    if (r.words[i].mention < 0 || r.words[i].kind != static_cast<std::uint8_t>(MentionKind::kFirm)) continue;
    const Mention& firm = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)];
    if (std::ranges::find(event.roles, firm.entity, &Role::entity) == event.roles.end()) return true;
  }
  return false;
}

// "It did so on Monday"
const Timex* DidSo(const Reading& r, TokenRange sentence) {
  constexpr std::uint32_t kSubject = 5;  // tokens
  for (std::uint32_t i = sentence.begin + 1; i + 2 < sentence.end && i < sentence.begin + kSubject; ++i) {
    if (r.Surface(i) == "did" && r.Surface(i + 1) == "so") return DayBehind(r, i + 2, sentence);
  }
  return nullptr;
}

bool NamesAgain(const Reading& r, const Nouns& nouns, TokenRange sentence) {
  for (std::uint32_t i = sentence.begin; i + 1 < sentence.end; ++i) {
    if (IsArticle(r.Surface(i)) && Names(nouns, r.Surface(i + 1))) return true;
  }
  return false;
}

bool AllOf(const std::vector<std::string>& entities, std::string_view kind) {
  return std::ranges::all_of(entities, [&](const std::string& entity) { return entity.starts_with(kind); });
}

// Is it done to other firms or chips in the one than in the other?
bool OfOtherThings(const EventAssertion& a, const EventAssertion& b) {
  for (const std::string_view kind : {"firm.", "chip."}) {
    std::vector<std::string> one, two;
    for (const auto& [event, things] : {std::pair{&a, &one}, std::pair{&b, &two}}) {
      for (const std::string& entity : event->In("target")) {
        if (entity.starts_with(kind)) things->push_back(entity);
      }
    }
    const auto shared = [&](const std::string& x) { return std::ranges::find(two, x) != two.end(); };
    if (!one.empty() && !two.empty() && std::ranges::none_of(one, shared)) return true;
  }
  return false;
}

// Told of a country first and of an office then, or of nobody.
bool MayBeSame(const EventAssertion& first, const EventAssertion& again) {
  if (again.modality != first.modality || !IsWithinMonth(again.date) || OfOtherThings(first, again)) return false;
  const auto who = first.In("actor"), others = again.In("actor");
  return others.empty() || (!who.empty() && AllOf(who, "place.") && AllOf(others, "agency."));
}

void TakeIn(EventAssertion& event, EventAssertion& again) {
  event.date = again.date;
  event.date_words = std::move(again.date_words);
  event.roles.insert(event.roles.end(), again.roles.begin(), again.roles.end());
  std::ranges::sort(event.roles);
  event.roles.erase(std::ranges::unique(event.roles).begin(), event.roles.end());
  event.evidence.insert(event.evidence.end(), again.evidence.begin(), again.evidence.end());
}

}  // namespace

void DateToldAfter(const Reading& r, const DateSpan& published, std::vector<EventAssertion>& assertions) {
  std::vector<std::size_t> taken;
  for (std::size_t n = 0; n < assertions.size(); ++n) {
    EventAssertion& event = assertions[n];
    const bool plan = event.modality == Modality::kPlanned;
    if ((event.modality != Modality::kActual && !plan) || event.date.known() || !event.offset.empty()) continue;
    if (plan && event.announced.known()) continue;
    const std::uint32_t token = r.TokenFrom(event.trigger.begin);
    if (token >= r.words.size()) continue;
    const std::uint32_t told = r.sentence_of[token];
    // Most have no day behind them: asked first, since it costs least.
    const std::uint32_t last = std::min<std::uint32_t>(told + kSentencesBehind, std::uint32_t(r.sentences.size()) - 1);
    if (last == told || r.DatesOf({r.sentences[told + 1].begin, r.sentences[last].end}).empty()) continue;
    const Nouns* nouns = NounsOf(event.type);
    // What the sentence tells first is what the next one speaks of as "the move".
    const bool first = n == 0 || assertions[n - 1].evidence.front() != event.evidence.front();
    if (nouns == nullptr && !first) continue;
    for (std::uint32_t s = told + 1; s <= told + kSentencesBehind && s < r.sentences.size(); ++s) {
      const TokenRange sentence = r.sentences[s];
      if (sentence.empty() || r.DatesOf(sentence).empty()) continue;
      const Span bytes = r.what->sentences[s];
      auto again = std::ranges::find_if(
          assertions.begin() + static_cast<std::ptrdiff_t>(n) + 1, assertions.end(),
          [&](const EventAssertion& other) { return other.type == event.type && other.evidence.front() == bytes; });
      if (again != assertions.end()) {
        if (nouns != nullptr && MayBeSame(event, *again) && NamesAgain(r, *nouns, sentence)) {
          TakeIn(event, *again);
          taken.push_back(static_cast<std::size_t>(again - assertions.begin()));
        }
        break;
      }
      const Of of = plan ? Of::kPlan : Of::kDeed;
      // Of what a text opens with it goes on to speak, unless it tells something else first.
      const bool between = n + 1 < assertions.size() && s > told + 1 &&
                           assertions[n + 1].evidence.front().begin < r.what->sentences[s].begin;
      const bool behind = first && (s == told + 1 || (n == 0 && !between));
      const Timex* day = nouns != nullptr ? DayTold(r, *nouns, sentence, of) : nullptr;
      if (day == nullptr && behind) day = DayTold(r, kActs, sentence, of);
      if (day == nullptr && behind && !plan) day = DidSo(r, sentence);
      if (day == nullptr || IsOfOtherFirm(r, event, {sentence.begin, r.TokenFrom(day->span.begin)})) continue;
      if (plan) {
        // A day that is to come is no day of telling.
        if (published.hi && day->date.lo && *day->date.lo >= *published.hi) continue;
        event.announced = day->date;
        event.evidence.push_back(bytes);
        break;
      }
      event.date = day->date;
      // "Friday's ruling", of the Friday that is over.
      constexpr std::chrono::days kWeek{7};
      if (published.hi && event.date.lo && *event.date.lo >= *published.hi) {
        if (!day->rule.starts_with("date:weekday")) {
          event.date = {};
          break;
        }
        event.date = DayOf(*event.date.lo - kWeek);
      }
      event.date_words = std::string(day->span.In(r.text));
      event.evidence.push_back(bytes);
      break;
    }
  }
  std::ranges::sort(taken);
  taken.erase(std::ranges::unique(taken).begin(), taken.end());
  for (auto at = taken.rbegin(); at != taken.rend(); ++at)
    assertions.erase(assertions.begin() + static_cast<std::ptrdiff_t>(*at));
}

}  // namespace dateline::extract
