#include "extract/told_elsewhere.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/bill_texts.h"
#include "extract/date_tellings.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// A list item under "This week, companies announced:" is dated by what stands over the list.
const Timex* DateOfHeading(const Reading& r, std::uint32_t sentence) {
  const auto item = [&](std::uint32_t s) {
    const TokenRange range = r.sentences[s];
    if (range.empty()) return false;
    const Written mark = r.Surface(range.begin);
    return mark == "-" || mark == "•" || mark == "*" || mark == "–";
  };
  constexpr std::uint32_t kItems = 40;
  bool in_list = false;
  for (std::uint32_t s = sentence, n = 0; n < kItems; --s, ++n) {
    const TokenRange range = r.sentences[s];
    if (range.empty()) return nullptr;
    if (item(s)) {
      in_list = true;
    } else if (in_list || s != sentence) {
      std::uint32_t last = range.end;
      while (last > range.begin && r.words[last - 1].punct != 0 && r.words[last - 1].punct != ':') --last;
      const bool colon = last > range.begin && r.words[last - 1].punct == ':';
      if (colon && in_list) {
        for (const Timex& timex : r.DatesOf(range)) {
          if (timex.date.lo && timex.date.hi) return &timex;
        }
        return nullptr;
      }
      if (colon) return nullptr;
    }
    if (s == 0) return nullptr;
  }
  return nullptr;
}

// "a", "seven", "11": how many, at one token.
int CountAt(const Reading& r, std::uint32_t i) {
  static constexpr std::array<std::string_view, 13> kCounts{"a",     "one",   "two",  "three", "four",   "five",  "six",
                                                            "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  std::string word(r.Surface(i));
  if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] - 'A' + 'a');
  const auto at = std::ranges::find(kCounts, word);
  if (at != kCounts.end()) return std::max(1, static_cast<int>(at - kCounts.begin()));
  if (word.empty() || word.size() > 2 || word.find_first_not_of("0123456789") != std::string_view::npos) return 0;
  return std::atoi(word.c_str());
}

// The first day or month of the sentences before this one, the nearest first.
const Timex* ToldBefore(const Reading& r, std::uint32_t sentence) {
  constexpr std::uint32_t kBack = 2;
  for (std::uint32_t n = 1; n <= kBack && n <= sentence; ++n) {
    for (const Timex& timex : r.DatesOf(r.sentences[sentence - n])) {
      const std::uint32_t token = r.TokenFrom(timex.span.begin);
      if (token >= r.words.size() || r.words[token].mention >= 0 || InDateline(r, token, timex)) continue;
      if (timex.date.IsUnit() && (timex.date.precision == Precision::kDay || timex.date.precision == Precision::kMonth))
        return &timex;
    }
  }
  return nullptr;
}

// "Hours later, the office", "Within hours it": opens the clause.
bool OpensHoursLater(const Reading& r, std::uint32_t at) {
  const Known first = WordAt(r, at), next = WordAt(r, at + 1);
  if (first == "within") return OneOf(next, "hours", "minutes");
  return OneOf(first, "hours", "minutes") && OneOf(next, "later", "earlier", "afterwards");
}

// "TSMC's licence was withdrawn at the same time", "had put it on the list earlier in the day", "hours earlier": when
// the sentence before says.
bool AtSameTime(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.group->present) return false;
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  if (OpensHoursLater(r, clause.begin)) return true;
  for (std::uint32_t i = hit.tokens.end; i + 1 < clause.end; ++i) {
    const std::uint32_t size = (*r.tokens)[i].span.size();
    if (size != 2 && (size < 5 || size > 7)) continue;  // of the words below
    const Written word = r.Surface(i), next = r.Surface(i + 1);
    if (word == "within" && (next == "hours" || next == "minutes")) return true;
    if ((word == "hours" || word == "minutes") && (next == "earlier" || next == "later" || next == "before"))
      return next != "before" || i + 2 >= clause.end || r.words[i + 2].punct != 0;
    if ((word == "earlier" || word == "later") && next == "in" && r.Surface(i + 2) == "the" &&
        r.Surface(i + 3) == "day")
      return true;
    if (word == "at" && r.Surface(i + 1) == "the" && r.Surface(i + 2) == "same" && r.Surface(i + 3) == "time")
      return i + 4 >= r.words.size() || r.Surface(i + 4) != "as";
  }
  return false;
}

// "Treasury today designated two firms. It also issued a licence": the same day.
bool AlsoDone(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.group->present || hit.passive()) return false;
  return hit.group->begin > 0 && (r.Surface(hit.group->begin - 1) == "also" ||
                                  (hit.tokens.begin > 0 && r.Surface(hit.tokens.begin - 1) == "also"));
}

// "Today, the President launched new sanctions. Treasury designated ten of them": what a fact sheet goes on to tell in
// the simple past of an office is of the day of which it has just told.
bool GoesOnToday(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.fact_sheet || hit.trigger->id.starts_with("event:bill.") || !hit.group || !hit.group->finite ||
      hit.group->present || hit.passive())
    return false;
  if (hit.group->begin != hit.group->verb || r.clauses[r.clause_of[hit.tokens.begin]].relative) return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  if (FiniteBetween(r, sentence.begin, hit.group->begin) || r.QuoteOf(hit.tokens.begin) != nullptr) return false;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (OneOf(WordAt(r, i), "earlier", "previously", "ago", "since", "last", "already", "former")) return false;
  }
  const Doers doers = SubjectReader(r, *frame.roles).Of(*hit.group);
  return !doers.names.empty() &&
         std::ranges::all_of(doers.names, [](const Mention* m) { return m->kind == MentionKind::kAgency; });
}

// "took effect on the date of announcement", "effective upon publication": the last day before on which something was
// announced or, close by, done; else the day of an official text.
DateSpan DayOfAnnouncement(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!hit.trigger->id.starts_with("event:rule.effective/")) return {};
  static constexpr std::array<std::string_view, 6> kMade{"adoption",    "announcement", "issuance",
                                                         "publication", "release",      "signature"};
  const TokenRange sentence = r.Around(hit.tokens.begin);
  bool found = false;
  // "It took effect immediately": at once when it was announced.
  if (hit.tokens.end < sentence.end && OneOf(WordAt(r, hit.tokens.end), "immediately", "instantly")) found = true;
  for (std::uint32_t i = hit.tokens.end; i < sentence.end && !found; ++i) {
    if (!Among<kMade>(r.Surface(i))) continue;
    std::uint32_t k = i - 1;
    if (k > hit.tokens.begin && r.Is(k, kDeterminer)) --k;
    const Written of = r.Surface(k), day = r.Surface(k - 1);
    found = of == "upon" || (of == "of" && (day == "date" || day == "day"));
  }
  if (!found) return {};
  constexpr std::uint32_t kBack = 8, kActsBack = 2;  // sentences
  for (std::uint32_t n = 0, s = r.sentence_of[hit.tokens.begin]; n < kBack && n <= s; ++n) {
    const TokenRange range = r.sentences[s - n];
    bool announces = false;
    for (std::uint32_t i = range.begin; i < range.end && !announces; ++i) {
      const Known word = WordAt(r, i);
      announces = OneOf(word, "announced", "published", "issued", "released") ||
                  (n <= kActsBack && OneOf(word, "added", "adopted", "approved", "banned", "barred", "imposed",
                                           "ordered", "placed", "prohibited", "raised", "signed", "suspended")) ||
                  (n == 0 && word == "said");
    }
    if (!announces) continue;
    for (const Timex& timex : r.DatesOf(range)) {
      if (timex.date.IsUnit() && timex.date.precision == Precision::kDay) return timex.date;
    }
  }
  return frame.official ? frame.published : DateSpan{};
}

}  // namespace

DateSpan CountedFromSentence(const Reading& r, const Hit& hit, TokenRange sentence, const DateSpan& published) {
  std::uint32_t after = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  const auto joins = [&](std::uint32_t i) { return r.Surface(i) == "after" || r.Surface(i) == "before"; };
  // "Seven months after the agency barred", "two years after agreeing": within its clause.
  const std::uint32_t verb_at = hit.group ? hit.group->begin : hit.tokens.begin;
  constexpr std::uint32_t kSubject = 10;  // tokens
  // "after Beijing began granting exemptions": past the verb that governs it.
  bool governed = hit.group && !hit.group->finite && (hit.group->gerund || hit.group->infinitive);
  for (std::uint32_t i = verb_at, n = 0; !joins(after) && i-- > sentence.begin && n < kSubject; ++n) {
    if (joins(i)) after = i;
    if (r.words[i].punct != 0 || (r.finite[i] != 0 && !std::exchange(governed, false))) break;
  }
  if (!joins(after) || after < sentence.begin + 2) return {};
  // "a day after the ministry tightened a rule that it introduced in July": the other verb's.
  for (std::uint32_t i = verb_at, n = 0; hit.group && hit.group->finite && i-- > after + 1 && n < 4; ++n) {
    if (r.Is(i, kThat | kRelative) && FiniteBetween(r, after + 1, i)) return {};
  }
  const int sign = r.Surface(after) == "before" ? 1 : -1;
  std::string unit(r.Surface(after - 1));
  if (unit == "hours" && sign > 0) return {};
  const bool hours = unit == "hours";
  if (unit.ends_with('s')) unit.pop_back();
  if (unit != "day" && unit != "week" && unit != "month" && unit != "year" && !hours) return {};
  const std::uint32_t counted = after - 2;
  const int count = CountAt(r, counted);
  if (count == 0 && !hours) return {};
  // "less than a year after": nobody knows how long.
  if (counted > sentence.begin && r.Surface(counted - 1) == "than") return {};
  // "suspended for one year after the talks": how long.
  if (counted > sentence.begin && (r.Surface(counted - 1) == "for" || r.Surface(counted - 1) == "within")) return {};
  const Timex* told = nullptr;
  for (const Timex& timex : r.DatesOf({sentence.begin, after - 1})) {
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token < after && InDateline(r, token, timex)) continue;
    const bool coarse = unit == "year" || unit == "month" || hours;
    // "paid refunds this week, two months after the court struck them down"
    if (coarse && timex.span.In(r.text).ends_with(" week") && timex.date.lo && timex.date.hi &&
        *timex.date.hi - *timex.date.lo <= std::chrono::days(7))
      told = &timex;
    if (!timex.date.IsUnit()) continue;
    const Precision precision = timex.date.precision;
    if (precision == Precision::kDay || (coarse && precision == Precision::kMonth)) told = &timex;
  }
  // "Seven months after the agency barred them, a judge ruled on Monday": the day stands behind.
  if (told == nullptr && counted <= sentence.begin + 1 && !hours) {
    std::uint32_t end = hit.tokens.end;
    while (end < sentence.end && r.words[end].punct != ',') ++end;
    for (const Timex& timex : r.DatesOf({end, sentence.end})) {
      if (told == nullptr && timex.date.IsUnit() && timex.date.precision == Precision::kDay) told = &timex;
    }
  }
  DateSpan from = told != nullptr ? told->date : DateSpan{};
  if (told == nullptr && sign < 0 && !hours && counted > sentence.begin) {
    std::uint32_t verb = counted - 1;
    while (verb > sentence.begin &&
           (r.Surface(verb) == "just" || r.Surface(verb) == "about" || r.Surface(verb) == "only" ||
            r.Surface(verb) == "nearly" || r.Surface(verb) == "almost" || r.Surface(verb) == "roughly"))
      --verb;
    if (r.Surface(verb) != "comes" && r.Surface(verb) != "came") return {};
    if (const Timex* before = ToldBefore(r, r.sentence_of[sentence.begin]))
      from = before->date;
    else if (r.Surface(verb) == "comes" && unit != "day" && unit != "week")
      from = published;
  }
  if (!from.lo) return {};
  if (hours) return from;  // the same day, or month where no more is known
  const bool to_day = from.precision == Precision::kDay;
  if (!to_day && (unit == "day" || unit == "week")) return {};
  const std::chrono::year_month_day anchor{*from.lo};
  if (unit == "year") return YearOf(int(anchor.year()) + sign * count);
  if (unit == "month") {
    const auto month = std::chrono::year_month{anchor.year(), anchor.month()} + std::chrono::months(sign * count);
    return MonthOf(int(month.year()), unsigned(month.month()));
  }
  const Day day = *from.lo + std::chrono::days(sign * count * (unit == "week" ? 7 : 1));
  if (unit == "day") return DayOf(day);
  const std::chrono::year_month_day month{day};
  return MonthOf(int(month.year()), unsigned(month.month()));
}

EventDate DateToldElsewhere(const Reading& r, const Hit& hit, const DocumentFrame& frame, Modality modality) {
  if (const Timex* day = DayOfIntroduction(r, hit))
    return {false, false, day->date, std::string(day->span.In(r.text))};
  if (const Timex* heading = DateOfHeading(r, r.sentence_of[hit.tokens.begin])) {
    return {false, false, heading->date, std::string(heading->span.In(r.text))};
  }
  if (modality == Modality::kActual && AtSameTime(r, hit)) {
    if (const Timex* told = ToldBefore(r, r.sentence_of[hit.tokens.begin]))
      return {false, false, told->date, std::string(told->span.In(r.text))};
  }
  if (const DateSpan day = DayOfAnnouncement(r, hit, frame); day.known()) return {false, false, day, ""};
  if (modality == Modality::kActual && (AlsoDone(r, hit) || GoesOnToday(r, hit, frame))) {
    if (const Timex* told = ToldBefore(r, r.sentence_of[hit.tokens.begin]);
        told != nullptr && told->date == frame.published &&
        (told->span.In(r.text) == "today" || told->span.In(r.text) == "Today"))
      return {false, false, told->date, std::string(told->span.In(r.text))};
  }
  return {};
}

}  // namespace dateline::extract
