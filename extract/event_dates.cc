// When: the date that governs a trigger.
#include <algorithm>

#include "extract/act_clauses.h"
#include "extract/adverbials.h"
#include "extract/called_off.h"
#include "extract/chinese.h"
#include "extract/date_owners.h"
#include "extract/date_tellings.h"
#include "extract/date_things.h"
#include "extract/done_today.h"
#include "extract/events.h"
#include "extract/law_dates.h"
#include "extract/told_elsewhere.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

std::uint32_t Distance(std::uint32_t token, TokenRange trigger) {
  if (token < trigger.begin) return trigger.begin - token;
  return token >= trigger.end ? token - trigger.end : 0;
}

// "was to take effect in May", "had been due to open", "moved to bar": seen from then.
bool WasToBe(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->infinitive) return false;
  constexpr std::uint32_t kBack = 4;  // tokens
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > 0 && n < kBack; ++n) {
    if (r.words[i].punct != 0 || r.words[i].mention >= 0) return false;
    const Written word = r.Surface(i);
    if (word == "was" || word == "were" || word == "had" || word == "moved") return true;
  }
  return false;
}

// "On January 14, 2026, he signed a proclamation imposing a tariff, effective January 15": a day without a year, read
// as one to come, that follows a day with its year at once where it is of the same year.
bool LiesYearBehind(const Reading& r, const DateSpan& date, const Timex& timex) {
  const std::uint32_t token = r.TokenFrom(timex.span.begin);
  if (token >= r.words.size() || date.precision != Precision::kDay) return false;
  constexpr std::chrono::days kYear{365}, kNear{120};
  const auto dates = r.DatesOf({r.Around(token).begin, token});
  if (dates.empty()) return false;
  const Timex& told = dates.back();
  if (!told.rule.ends_with("/absolute") || told.date.precision != Precision::kDay || !told.date.lo) return false;
  const std::chrono::days behind = *date.lo - *told.date.lo;
  return behind >= kYear && behind < kYear + kNear;
}

// A month or day without a year, read against the tense of another verb: what is to come lies ahead, what has happened
// does not.
DateSpan ByModality(const Reading& r, DateSpan date, const Timex& timex, std::string_view words, const Hit& hit,
                    Modality modality, const DateSpan& published) {
  const bool bare = (timex.rule.starts_with("date:month") || timex.rule.starts_with("date:season") ||
                     timex.rule == "date:open/until") &&
                    !timex.rule.ends_with("/absolute");
  // "opened a probe this week": not in the days of it that are to come.
  const bool done = modality == Modality::kActual && hit.group && hit.group->finite && !hit.group->present;
  if (done && words == "this week" && date.lo && date.hi && published.lo && published.hi && *date.lo <= *published.lo &&
      *date.hi > *published.hi)
    date.hi = published.hi;
  if (!bare || !date.lo || !date.hi || !published.lo || !published.hi || words.find("20") != std::string_view::npos)
    return date;
  if (words.starts_with("last ") || words.starts_with("Last ")) return date;  // says on which side it lies
  const auto shift = [&](int years) {
    const auto move = [&](Day day) {
      std::chrono::year_month_day ymd{day};
      ymd += std::chrono::years(years);
      return ymd.ok() ? Day{ymd} : day + std::chrono::days(365 * years);
    };
    date.lo = move(*date.lo), date.hi = move(*date.hi);
  };
  if (LiesYearBehind(r, date, timex)) {
    shift(-1);
    return date;
  }
  // "July talks, where both sides agreed to extend it": of the noun around the clause.
  const Clause& own = r.clauses[r.clause_of[hit.tokens.begin]];
  if (own.outer >= 0 && r.TokenFrom(timex.span.begin) < own.tokens.begin &&
      OneOf(WordAt(r, own.tokens.begin), "where", "when", "which", "that"))
    return date;
  // "Effective September 10, the office will detain": in force since.
  const std::uint32_t at = r.TokenFrom(timex.span.begin);
  if (at > 0 && at < r.words.size() && OneOf(WordAt(r, at - 1), "effective", "beginning", "starting")) return date;
  const bool ahead =
      (modality == Modality::kPlanned || modality == Modality::kPossible || modality == Modality::kUnlikely) &&
      !WasToBe(r, hit);
  const bool past =
      modality == Modality::kActual && hit.group && hit.group->finite && !hit.group->present && !hit.group->passive;
  // "reports earnings on March 24": in the present, so the nearer of the two.
  constexpr std::chrono::days kHalfYear{183};
  const bool present = modality == Modality::kActual && hit.group && hit.group->finite && hit.group->present &&
                       hit.group->begin == hit.group->verb && !hit.passive();
  // "set a hearing for November 3"
  const bool set = hit.trigger->id.ends_with("/scheduled");
  if ((ahead && *date.hi <= *published.lo) || ((present || set) && *date.hi + kHalfYear <= *published.lo))
    shift(1);
  else if (past && *date.lo >= *published.hi)
    shift(-1);
  return date;
}

// What has happened has no day that is to come: "announced a buyback, to be executed by 2028". Acts that begin on a day
// to come are dated by it.
bool LiesAhead(const DateSpan& date, const Hit& hit, Modality modality, const DateSpan& published) {
  if (modality != Modality::kActual || !hit.group || !hit.group->finite || hit.group->present || hit.passive())
    return false;
  if (hit.trigger->id.starts_with("event:rule.effective/") || !published.hi) return false;
  if (date.lo) return *date.lo >= *published.hi;
  return date.hi && *date.hi > *published.hi;
}

bool OfSeason(std::string_view words) {
  return words.ends_with("spring") || words.ends_with("summer") || words.ends_with("autumn") ||
         words.ends_with("the fall") || words.ends_with("winter");
}

bool OfMeeting(const Hit& hit) {
  const Id& id = hit.trigger->id;
  return id.starts_with("event:talks.hold/") || id.starts_with("event:hearing.hold/") ||
         id.starts_with("event:bill.advance/");
}

// "It was not until March that", "has until January 19 to sell": the day of the act itself; "postponed the talks until
// July": their new one.
bool UntilDates(const Reading& r, const Timex& timex, const Hit& hit) {
  if (!timex.rule.ends_with("/until")) return false;
  if (OfMeeting(hit) && IsNewDay(r, hit, timex)) return true;
  const std::uint32_t token = r.TokenFrom(timex.span.begin);
  if (token == 0 || token >= r.words.size()) return false;
  const Written before = r.Surface(token - 1);
  return before == "not" || before == "Not" || r.Is(token - 1, kHave) || before == "given";
}

// "before the end of July": by then.
bool EndsBefore(const Reading& r, const Timex& timex, Modality modality) {
  return (modality == Modality::kPlanned || modality == Modality::kPossible) && timex.rule.ends_with("/before") &&
         !timex.date.lo && timex.span.In(r.text).find("end of") != std::string_view::npos;
}

// Of what is in force to the day.
bool OfInstrument(const Hit& hit) {
  const Id& id = hit.trigger->id;
  return id.starts_with("event:rule.") || id.starts_with("event:tariff.") || id.starts_with("event:license.") ||
         id.starts_with("event:ban.");
}

// "by 2025", "no later than February 13": a day by which something is to happen. "until", "before", "after" and
// spells of years ("over the next five years") say nothing of when an act was.
bool Bounds(const Reading& r, const Timex& timex, const Hit& hit, Modality modality) {
  if (UntilDates(r, timex, hit) || EndsBefore(r, timex, modality)) return false;
  // "sold chips from 2019 to 2021": what went on for a stretch that is told.
  if (timex.rule.starts_with("date:range") && (modality == Modality::kActual || OfInstrument(hit))) return false;
  if (timex.rule.ends_with("/until") || timex.rule.ends_with("/before") || timex.rule.ends_with("/after")) return true;
  constexpr std::chrono::days kLongSpell{370};
  if (timex.rule.ends_with("/since") && modality != Modality::kActual) return true;
  return timex.date.lo && timex.date.hi && *timex.date.hi - *timex.date.lo > kLongSpell && !timex.date.IsUnit();
}

// "in the quarter ended December 31, 2023", "the year ended March 31": the stretch whose last day is told, where the
// calendar knows it; else its year.
DateSpan PeriodEnded(const Reading& r, const Timex& timex) {
  const std::uint32_t token = r.TokenFrom(timex.span.begin);
  if (token < 3 || token >= r.words.size() || !timex.date.lo || timex.date.precision != Precision::kDay) return {};
  const Written ended = r.Surface(token - 1), unit = r.Surface(token - 2);
  if (ended != "ended" && ended != "ending") return {};
  const bool year = unit == "year";
  const bool quarter = unit == "quarter" || (unit == "months" && r.Surface(token - 3) == "three");
  if (!year && !quarter) return {};
  constexpr std::chrono::days kWeek{7};  // fiscal periods end on a weekday near the month's end
  const std::chrono::year_month_day last{*timex.date.lo - kWeek}, next{*timex.date.lo + kWeek};
  const bool ends = unsigned(last.month()) != unsigned(next.month()) && unsigned(last.month()) % 3 == 0;
  if (year) return unsigned(last.month()) == 12 && ends ? YearOf(int(last.year())) : DateSpan{};
  return ends ? QuarterOf(int(last.year()), unsigned(last.month()) / 3) : YearOf(int(last.year()));
}

bool EndsWithMonth(std::string_view words) {
  static constexpr std::array<std::string_view, 12> kMonths{"April",   "August",   "December", "February",
                                                            "January", "July",     "June",     "March",
                                                            "May",     "November", "October",  "September"};
  return std::ranges::binary_search(kMonths, words.substr(words.find_last_of(' ') + 1));
}

// The day that counts from the date of the order is known only roughly: orders are published days after they are
// signed. "within 150 days of the date of this order" is a deadline.
DateSpan Settled(const Reading& r, const Timex& timex, const Hit& hit) {
  DateSpan date = timex.date;
  const std::string_view words = timex.span.In(r.text);
  if (UntilDates(r, timex, hit) && date.hi) {
    const std::chrono::year_month_day last{*date.hi - std::chrono::days(1)};
    if (OfSeason(words)) {
      const std::chrono::year_month_day first = std::chrono::year_month_day{*date.hi} - std::chrono::months(3);
      if (first.ok()) date.lo = Day{first};
      return date;
    }
    if (date.precision == Precision::kDay) return DayOf(Day{last});
    if (date.precision == Precision::kMonth) return MonthOf(int(last.year()), unsigned(last.month()));
    return YearOf(int(last.year()));
  }
  // "since February, when the president signed": then.
  if (timex.rule.ends_with("/since") && date.lo && !date.hi && date.precision == Precision::kMonth &&
      r.Surface(r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin) == "when") {
    const std::chrono::year_month_day first{*date.lo};
    return MonthOf(int(first.year()), unsigned(first.month()));
  }
  // "before the end of the year", "of 2027": some day of that year.
  if (timex.rule.ends_with("/before") && !date.lo && date.hi && words.find("end of") != std::string_view::npos &&
      (words.ends_with("year") || words.find("end of 20") != std::string_view::npos)) {
    const std::chrono::year_month_day last{*date.hi - std::chrono::days(1)};
    return YearOf(int(last.year()));
  }
  if (const DateSpan period = PeriodEnded(r, timex); period.known()) return period;
  // "suspended for two weeks from September 20": when it began.
  if (timex.rule.starts_with("date:spell") && date.lo && words.find(" from ") != std::string_view::npos &&
      words.find("date of") == std::string_view::npos && !date.IsUnit())
    return DayOf(*date.lo);
  // "suspended from January 1 to December 31, 2027": from when on.
  if (timex.rule.starts_with("date:range") && words.starts_with("from ") && OfInstrument(hit) && date.lo &&
      date.precision == Precision::kDay && !date.IsUnit())
    return DayOf(*date.lo);
  // "at the end of that month", "will leave at the end of April": about then; "the end of the day", "of the week" are
  // told apart. A rule that ends then ends on that day.
  if (date.precision == Precision::kDay && date.hi && words.find("end of") != std::string_view::npos &&
      (words.ends_with("month") || (!OfInstrument(hit) && EndsWithMonth(words)))) {
    const std::chrono::year_month_day last{*date.hi - std::chrono::days(1)};
    return MonthOf(int(last.year()), unsigned(last.month()));
  }
  // "自12月1日起施行": the day on which it begins.
  if (timex.rule.ends_with("/since") && words.ends_with("起") && date.lo && date.precision == Precision::kDay)
    return DayOf(*date.lo);
  // "within 60 days": by the last of them.
  constexpr std::chrono::days kFewDays{200};
  if (date.lo && date.hi && !date.IsUnit() && date.precision == Precision::kDay) {
    const std::chrono::year_month_day last{*date.hi - std::chrono::days(1)};
    if ((words.starts_with("within ") || words.starts_with("Within ")) && *date.hi - *date.lo <= kFewDays)
      return MonthOf(int(last.year()), unsigned(last.month()));
  }
  const bool own = timex.rule.ends_with("/own-date");
  const bool within = timex.rule == "date:spell" && words.find(" of the date of ") != std::string_view::npos;
  if (!own && !within) return date;
  if (!date.hi) return date;
  const std::chrono::year_month_day last{*date.hi - std::chrono::days(1)};
  const bool years = words.find("year") != std::string_view::npos;
  date = years ? YearOf(int(last.year())) : MonthOf(int(last.year()), unsigned(last.month()));
  return date;
}

// "takes effect 180 days after enactment": behind the verb in its own clause, when no day is told.
const Timex* OffsetBeside(const Reading& r, const Hit& hit) {
  for (const Timex& timex : r.DatesOf(r.Around(hit.tokens.begin))) {
    if (timex.offset.empty()) continue;
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token < r.words.size() && token >= hit.tokens.end && r.clause_of[token] == r.clause_of[hit.tokens.begin])
      return &timex;
  }
  return nullptr;
}

// "Last week, the office fined the firm on Tuesday", "This week: the secretary testifies on Thursday": a weekday of the
// week with which its sentence opens.
DateSpan InWeekTold(const Reading& r, TokenRange sentence, Span bytes, const Timex& best) {
  constexpr std::chrono::days kWeek{7};
  constexpr std::uint32_t kOpening = 1;  // tokens: "Also this week"
  const auto dates = r.DatesIn(bytes);
  if (dates.size() < 2) return {};
  const Timex& first = dates.front();
  if (!first.span.In(r.text).ends_with("week") || !first.date.lo || !first.date.hi ||
      *first.date.hi - *first.date.lo != kWeek || r.TokenFrom(first.span.begin) > sentence.begin + kOpening)
    return {};
  for (const Timex& timex : dates.subspan(1)) {
    if (!timex.rule.starts_with("date:weekday") || !timex.date.lo || (&best != &first && &best != &timex)) continue;
    const std::chrono::days ahead = (*timex.date.lo - *first.date.lo) % 7;
    return DayOf(*first.date.lo + (ahead.count() < 0 ? ahead + kWeek : ahead));
  }
  return {};
}

// "corrections to the final regulations (T.D. 9960), published in the Register on Tuesday": when that was printed which
// is corrected. "Amendment 14 to the 2006 Consolidated Fishery Plan": the year of a plan.
bool OfThingAmended(const Reading& r, std::uint32_t token, const Hit& hit) {
  const bool year = (*r.tokens)[token].kind == TokenKind::kNumber && token > 0 && r.Is(token - 1, kDeterminer);
  if (year && token + 2 < r.words.size()) {
    const auto capital = [&](std::uint32_t i) {
      return (*r.tokens)[i].kind == TokenKind::kWord && (*r.tokens)[i].capital && r.words[i].mention < 0;
    };
    if (capital(token + 1) && capital(token + 2)) return true;
  }
  // "were effective in July and August, and subsequently were modified by": after that.
  for (std::uint32_t i = token; i < hit.tokens.begin; ++i) {
    if (r.Surface(i) == "subsequently") return true;
  }
  if (hit.group || token < hit.tokens.end + 3 || !hit.trigger->id.starts_with("event:rule.amend/")) return false;
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t i = token, n = 0; i-- > hit.tokens.end + 1 && n < kReach; ++n) {
    const Written word = r.Surface(i);
    if (word == "published" || word == "issued" || word == "appeared") return true;
    if (r.words[i].punct == ';') return false;
  }
  return false;
}

// "on November 7, 2022, the effective date of this rule": the day that it is.
const Timex* InApposition(const Reading& r, const Hit& hit) {
  if (hit.group || !hit.trigger->id.ends_with("rule.effective/effective")) return nullptr;
  std::uint32_t comma = hit.tokens.begin;
  while (comma > 0 && hit.tokens.begin - comma < 2 && r.Is(comma - 1, kDeterminer)) --comma;
  if (comma == 0 || r.words[comma - 1].punct != ',') return nullptr;
  const std::size_t byte = (*r.tokens)[comma - 1].span.begin;
  for (const Timex& timex : r.DatesOf(r.Around(hit.tokens.begin))) {
    if (timex.date.known() && timex.date.IsUnit() && timex.span.end <= byte + 1 && timex.span.end + 1 >= byte)
      return &timex;
  }
  return nullptr;
}

}  // namespace

// "In January China banned exports, and IN FEBRUARY it raised": the time of the second.
bool OpensSecond(const Reading& r, std::uint32_t token) {
  return token > 1 && r.Is(token - 1, kPreposition) && r.Is(token - 2, kConjunction);
}

// "added 60 firms to the list and issued guidance on May 10": a day at the end is of both.
const Timex* SharedWithNext(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.group->present || hit.passive()) return nullptr;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  std::uint32_t verb = hit.tokens.end;
  while (verb < sentence.end && r.finite[verb] == 0) {
    if (r.words[verb].punct != 0) return nullptr;
    ++verb;
  }
  if (verb >= sentence.end || !r.Is(verb - 1, kConjunction) || r.Is(verb, kModal | kBe | kHave | kSays)) return nullptr;
  if ((r.words[verb].verb & kPast) == 0) return nullptr;
  const Timex* shared = nullptr;
  for (const Timex& timex : r.DatesOf({sentence.begin, sentence.end})) {
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (shared != nullptr || token < verb || !timex.date.IsUnit() || timex.date.precision == Precision::kYear)
      return nullptr;
    shared = &timex;
  }
  if (shared == nullptr) return nullptr;
  const std::uint32_t token = r.TokenFrom(shared->span.begin);
  for (std::uint32_t i = verb + 1; i < token; ++i) {
    if (r.words[i].punct != 0 || r.finite[i] != 0) return nullptr;
  }
  return DescribesThing(r, token, *shared, hit) ? nullptr : shared;
}

EventDate ReadDate(const Reading& r, const Hit& hit, const std::vector<Hit>& hits, const DocumentFrame& frame,
                   Modality modality) {
  if (hit.trigger->id.ends_with("order.sign/by-order")) return {false, false, DateOfCited(r, hit), ""};
  if (const Timex* day = InApposition(r, hit)) return {false, false, day->date, std::string(day->span.In(r.text))};
  const TokenRange sentence = r.Around(hit.tokens.begin);
  const std::uint32_t clause_index = r.clause_of[hit.tokens.begin];
  const Clause& clause = r.clauses[clause_index];
  const Span bytes = r.Bytes(sentence);
  if (const DateSpan counted = CountedFromSentence(r, hit, sentence, frame.published); counted.known())
    return {false, false, counted, "", ""};
  const Timex* best = nullptr;
  std::uint32_t best_cost = 0xffffffff;
  const bool figures = hit.trigger->id.starts_with("event:finance.impact/");
  const bool proposes = hit.trigger->id.starts_with("event:rule.propose/");
  const bool files = hit.trigger->id.starts_with("event:filing.publish/");
  const Timex* best_figures = nullptr;
  std::uint32_t figures_cost = 0xffffffff;
  // Few sentences have a date that could be another verb's.
  const bool dated = !r.DatesIn(bytes).empty();
  const std::vector<TokenRange> adverbials = dated ? AdverbialsIn(r, sentence) : std::vector<TokenRange>{};
  const bool step = dated && DescribesAct(r, clause, frame.official);
  bool aim = false;  // what the dated act is for
  const auto near = std::ranges::lower_bound(hits, sentence.begin, {}, [](const Hit& h) { return h.tokens.begin; });
  for (const Timex& timex : r.DatesIn(bytes)) {
    if (!timex.date.known() || Bounds(r, timex, hit, modality)) continue;
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token >= r.words.size() || r.words[token].mention >= 0 || PartOfName(r, token)) continue;
    if ((*r.tokens)[token].span.begin >= timex.span.end) continue;  // in the address of a link
    if (PartedByAdverbial(adverbials, token, hit.tokens.begin)) continue;
    // "issued a release on its results for the year ended June 28"
    if (files && token > 0 && OneOf(WordAt(r, token - 1), "ended", "ending")) continue;
    if (OfDirective(r, token) || OfChineseOther(r, timex, token, hit)) continue;
    if (WasMeantFor(r, token)) continue;
    if (frame.official && OfThingAmended(r, token, hit)) continue;
    // "comments may be submitted within 45 days"
    if (proposes && timex.span.In(r.text).starts_with("within ")) continue;
    // "with an effective date of May 24"
    if (!hit.group && token == hit.tokens.end && WordAt(r, token - 1) == "of") {
      best = &timex, best_cost = 0;
      break;
    }
    if (InRemarkOnNoun(r, token, hit) || (OfMeeting(hit) && IsNewDay(r, hit, timex))) {
      best = &timex, best_cost = 0;
      break;
    }
    if (OfDescribedNoun(r, token, timex, hit) || EntersOn(r, sentence, token, hit)) {
      best = &timex, best_cost = 0;
      break;
    }
    // "raised duties twice this year, most recently on August 20"
    if (token > hit.tokens.end + 2 && r.words[token - 1].punct == 0 && IsMostRecent(r, token)) {
      best = &timex, best_cost = 0;
      break;
    }
    const bool of_figures = OfFigures(r, token, timex);
    if (of_figures && figures) {
      // "reported second-quarter results and cut its 2026 forecast": the nearer.
      const std::uint32_t cost = Distance(token, hit.tokens);
      if (cost < figures_cost) best_figures = &timex, figures_cost = cost;
      continue;
    }
    // "for two weeks from September 20" tells when it began.
    const std::string_view spell_words = timex.span.In(r.text);
    const bool spell = timex.rule.starts_with("date:spell") && spell_words.find(" from ") != std::string_view::npos &&
                       spell_words.find("date of") == std::string_view::npos;
    // "a profit of $3 billion for the first quarter": the time of the figures is theirs.
    const bool covers = CoversTime(r, token) && !spell &&
                        !(figures && timex.date.precision != Precision::kDay && !OfForecast(r, token));
    const bool asks = token > hit.tokens.begin && IsSpokenRequest(r, hit) && DatesSaying(r, token, hit);
    if (NewEnd(r, hit, token) || covers || InDateline(r, token, timex) || (!asks && OfVerbAfter(r, token, hit)) ||
        OfVerbBetween(r, token, hit))
      continue;
    if (IsOfOuterPresent(r, token, hit) || OfEarlierText(r, token, hit)) continue;
    const DateSpan settled = ByModality(r, Settled(r, timex, hit), timex, timex.span.In(r.text), hit,
                                        OfThreat(r, token, hit) ? Modality::kActual : modality, frame.published);
    if (LiesAhead(settled, hit, modality, frame.published)) continue;
    if (token < hit.tokens.begin && (IsLaidToCharge(r, hit) || DescribesOther(r, token, hit))) continue;
    if (IsSinceThen(r, timex, hit) || HappenedSince(r, token, hit)) continue;
    if (OfTelling(r, token, Settled(r, timex, hit), hit, modality, frame.published)) continue;
    if (OfDelay(r, timex, hit) || OfOpening(r, token, sentence, hit)) continue;
    if (OfCircumstance(r, token, hit) || OfContent(r, token, hit) || BeforeAside(r, token, hit)) continue;
    if (OfBeside(r, token, hit) || OfReaction(r, token, hit) || BeforeIntent(r, token, hit)) continue;
    if (OfVerbToCome(r, token, hit) || IsDeadlineOfRequest(r, token, hit) ||
        IsPastForPlan(timex, token, hit, modality, frame.published))
      continue;
    if (OfContentOfText(r, token, hit) || OfOpeningParticiple(r, token, sentence, hit)) continue;
    if (BeforeAim(r, token, hit)) {
      aim = true;
      continue;
    }
    if (OfWhatIsToCome(r, token, timex, hit, frame.published)) continue;
    // "approved it in November, having signed a memorandum in May": before that.
    if (hit.group && token < hit.group->begin && r.Surface(hit.group->begin) == "having") continue;
    const bool saying = !files && DatesSaying(r, token, hit) && !HeldThen(r, hit, token);
    if (DescribesThing(r, token, timex, hit) ||
        (saying && !IsSpokenRequest(r, hit) && !TellsOwnAgreement(r, hit) && !TellsOwnAct(r, hit, modality) &&
         (modality != Modality::kActual || ToldLater(r, token, hit))))
      continue;
    if (saying && modality == Modality::kActual && SaidByAnother(r, token, hit, *frame.roles)) continue;
    std::uint32_t cost = Distance(token, hit.tokens);
    if (token <= sentence.begin + 5) cost = std::min(cost, 30u);
    const auto of = static_cast<std::int32_t>(r.clause_of[token]);
    const bool same = r.clause_of[token] == clause_index || of == clause.resumes || (step && of == clause.outer);
    // "Shares fell on Tuesday after the ministry banned": the date of another verb opens nothing.
    const std::uint32_t verb = hit.group ? hit.group->begin : hit.tokens.begin;
    const bool opens = token <= sentence.begin + 3 && !FiniteBetween(r, sentence.begin, std::min(token, verb));
    const bool leads = opens || OpensThat(r, token);
    if (!same && !leads) {
      // A date of another clause: only its own verb's, unless that clause has none.
      const TokenRange other = r.clauses[r.clause_of[token]].tokens;
      const bool when =
          ((r.Surface(clause.tokens.begin) == "when" || r.Surface(clause.tokens.begin) == "where") &&
           static_cast<std::int32_t>(r.clause_of[token]) == clause.outer) ||
          (r.Surface(other.begin) == "when" && r.clauses[r.clause_of[token]].outer == std::int32_t(clause_index));
      const bool asked = asks || (saying && modality == Modality::kActual && SaysItself(r, token, hit)) ||
                         (saying && OneOf(WordAt(r, verb), "has", "have") && TellsOwnAct(r, hit, modality)) ||
                         (token > hit.tokens.begin && saying && TellsOwnAct(r, hit, modality));
      if (!when && !asked && !HeldThen(r, hit, token) && (clause.relative || FiniteBetween(r, other.begin, other.end)))
        continue;
      cost += 20;
    }
    if (!same && leads && clause.relative) continue;
    // Another trigger's verb between them takes the date first.
    for (auto next = near; next != hits.end() && next->tokens.begin < sentence.end; ++next) {
      const Hit& other = *next;
      if (other.trigger->type == hit.trigger->type || !other.group) continue;
      const std::uint32_t at = other.tokens.begin;
      if ((token < at && at < hit.tokens.begin) || (hit.tokens.end <= at && at < token)) cost += leads ? 2 : 15;
    }
    if (!leads && OfVerbBefore(r, token, hit)) {
      // "found that it sold them in 2024, and called on Washington": of what was found.
      if (InContent(r, token, hit)) continue;
      // "met on Monday and expects to sign": what is to come has another day.
      if (modality != Modality::kActual || OfOtherTense(r, token, hit)) continue;
      cost += 20;
    } else if (same && !leads && token < verb && hit.group && !OpensSecond(r, token) &&
               FiniteBetween(r, clause.tokens.begin, token)) {
      // "Prices rose on Monday and the office revoked the licence last month", "decided in May to sell it in June"
      cost += 20;
    }
    // "The order, dated April 3, takes effect in June": of the order.
    const bool effect = hit.trigger->id.starts_with("event:rule.effective/");
    if (effect && token < hit.tokens.begin && token > 0 && r.Surface(token - 1) == "dated") continue;
    // "In an order dated October 8 and made public on Wednesday, the judge blocked": the day it bears.
    if (token < hit.tokens.begin && token > sentence.begin && r.Surface(token - 1) == "dated" && same) cost = 1;
    // "said on Monday it sold the chips last week": its own day before that of the saying.
    constexpr std::uint32_t kLess = 20;
    if (saying && !IsSpokenRequest(r, hit) && !TellsOwnAct(r, hit, modality)) cost += kLess;
    // "reported fourth-quarter results on January 28": when, not what of.
    if (of_figures && files) cost += kLess;
    // "“We hope they will show sincerity and revoke it,” he told reporters on Thursday"
    constexpr std::uint32_t kAsked = 40;
    if (asks) cost = std::min(cost, kAsked);
    if (cost < best_cost) best = &timex, best_cost = cost;
  }
  DateSpan weekday;
  if (best != nullptr && best_cost != 0) weekday = InWeekTold(r, sentence, bytes, *best);
  if (best_figures != nullptr && best_cost != 0) best = best_figures, best_cost = 0;
  if (best == nullptr) {
    if (const Timex* offset = OffsetBeside(r, hit))
      return {false, false, {}, std::string(offset->span.In(r.text)), offset->offset};
  }
  if (best == nullptr && aim) return {};
  const bool proclaims = frame.official && hit.trigger->id.ends_with("order.sign/hereby");
  const bool now = best != nullptr && modality == Modality::kActual && DoneNow(r, hit, frame) &&
                   IsBefore(r, hit, *best, sentence, frame);
  if (best != nullptr && best_cost < 60 && !proclaims && !now) {
    const std::string_view words = best->span.In(r.text);
    if (weekday.known()) return {false, false, weekday, std::string(words)};
    const Modality then = OfThreat(r, r.TokenFrom(best->span.begin), hit) ? Modality::kActual : modality;
    return {false, false, ByModality(r, Settled(r, *best, hit), *best, words, hit, then, frame.published),
            std::string(words)};
  }
  if (frame.official && !hit.group && hit.trigger->object.empty() &&
      hit.trigger->id.find("order.sign") != std::string::npos) {
    if (const DateSpan own = OwnDate(r); own.known()) return {true, false, own, ""};
  }
  if (modality == Modality::kActual && dated) {
    if (const Timex* shared = SharedWithNext(r, hit))
      return {false, false, shared->date, std::string(shared->span.In(r.text))};
  }
  if (modality != Modality::kPlanned && modality != Modality::kPossible) {
    if (const DateSpan day = DayOfOrder(r, hit); day.known()) return {false, false, day, ""};
    if (const DateSpan year = YearOfText(r, hit); year.known()) return {false, false, year, ""};
  }
  if (const EventDate told = DateToldElsewhere(r, hit, frame, modality); told.span.known()) return told;
  if (const DateSpan law = YearOfLaw(r, hit); law.known()) return {false, false, law, ""};
  if (OfLaw(r, hit)) return {};
  const bool performs = Performs(r, hit, frame);
  if (!performs && !ByInstrument(r, hit, frame)) return {};
  if (OfOthers(r, hit, frame)) return {};
  if (performs) return {true, false, frame.published, ""};
  return {false, true, {}, ""};
}

}  // namespace dateline::extract
