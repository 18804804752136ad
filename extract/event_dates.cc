// When: the date that governs a trigger.
#include <algorithm>
#include <array>
#include <utility>

#include "extract/chinese.h"
#include "extract/done_today.h"
#include "extract/events.h"

namespace dateline::extract {
namespace {

// "Executive Order 14105 of August 9, 2023": the date belongs to the name, not to the verb.
bool PartOfName(const Reading& r, std::uint32_t first) {
  // "the Entity List next week": only a printed date belongs to a name.
  if ((*r.tokens)[first].kind == TokenKind::kWord && !(*r.tokens)[first].capital) return false;
  for (std::uint32_t back = 1; back <= 2 && back <= first; ++back) {
    const std::uint32_t i = first - back;
    if (r.words[i].mention >= 0) {
      const MentionKind kind = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind;
      return kind == MentionKind::kRule && (back == 1 || r.Surface(i + 1) == "of");
    }
    if (!r.Is(i, kPreposition)) return false;
  }
  return false;
}

bool MayBeParticiple(const Reading& r, std::uint32_t i) {
  for (const LemmaForm& form : r.lexicon->Lemmas(r.words[i].id)) {
    if (form.lemma != 0 && r.grammar->Is(form.lemma, kVerb | kSays) && (form.forms & kParticiple) != 0) return true;
  }
  return false;
}

bool CoordinatesBetween(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) {
    if (r.Is(i, kConjunction) || r.words[i].punct != 0 || r.finite[i] != 0) return true;
  }
  return false;
}

// "Notice is given that on May 5 the judge issued": the day of what is told.
bool OpensThat(const Reading& r, std::uint32_t token) {
  if (token > 1 && (r.Surface(token - 1) == "on" || r.Surface(token - 1) == "in")) --token;
  return token > 0 && r.Is(token - 1, kThat);
}

// "the evening of March 12", "the end of July": a part of a time, not a thing of that day.
bool IsPartOfTime(std::string_view noun) {
  static constexpr std::array<std::string_view, 23> kParts{
      "afternoon", "autumn",  "beginning", "close", "course", "days",  "end",    "eve",
      "evening",   "fall",    "half",      "hours", "middle", "month", "months", "morning",
      "night",     "quarter", "spring",    "start", "summer", "week",  "weeks"};
  return std::ranges::binary_search(kParts, noun);
}

// "Today's announcement follows consultations", "reflects an investigation": what came before it. `from` stands behind
// the day, which opens the sentence: "Today's action ends the waiver" is done that day.
bool TellsOfBefore(const Reading& r, std::uint32_t from) {
  static constexpr std::array<std::string_view, 6> kVerbs{"builds",   "comes",   "concludes",
                                                          "followed", "follows", "reflects"};
  const TokenRange sentence = r.Around(from);
  for (std::uint32_t i = from; i < sentence.end; ++i) {
    const std::string_view word = r.Surface(i);
    if (r.finite[i] != 0 && word != "s" && word != "’s") return std::ranges::binary_search(kVerbs, word);
  }
  return false;
}

// A date inside the description of a thing dates the thing, not what is done to it: "rescinds the rule published
// January 14", "the letter of April 8", "the January 14 rule".
bool DescribesThing(const Reading& r, std::uint32_t token, const Timex& timex, const Hit& hit) {
  std::uint32_t after = token;
  while (after < r.words.size() && (*r.tokens)[after].span.begin < timex.span.end) ++after;
  const std::uint32_t floor = r.sentences[r.sentence_of[token]].begin;
  if (hit.tokens.begin <= token && after <= hit.tokens.end) return false;
  if (OpensThat(r, token)) return false;
  // "its August 2023 advance notice": the date of the noun that tells of the event.
  const bool nominal = !hit.group || hit.trigger->frame != Frame::kVerb;
  if (nominal && after <= hit.tokens.begin && hit.tokens.begin - after <= 2) return false;
  // "today's action": whose, not when.
  const bool whose =
      after <= r.words.size() && after > 0 &&
      ((*r.tokens)[after - 1].span.end > timex.span.end || (after < r.words.size() && r.Surface(after) == "’"));
  if (whose && token == floor && TellsOfBefore(r, after)) return true;
  if (whose && token != floor && !(hit.tokens.begin >= after && hit.tokens.begin - after <= 3)) return true;
  std::uint32_t i = token;
  bool of = false;
  for (int step = 0; i > floor && step < 3 && (r.Is(i - 1, kPreposition | kDeterminer) || r.words[i - 1].punct == ',');
       ++step) {
    --i;
    if (r.words[i].punct == 0 && r.Surface(i) == "of") of = true;
    // "as of April 8": from then on.
    if (of && r.Surface(i) == "as") return false;
  }
  if (i == floor) return false;
  const bool comma = r.words[i].punct == ',';
  // "the January 15, 2020, Economic and Trade Agreement"
  if (r.Is(token - 1, kDeterminer) && after + 1 < r.words.size() && r.words[after].punct == ',' &&
      (*r.tokens)[after + 1].capital && (*r.tokens)[after - 1].kind == TokenKind::kNumber && after - token > 2) {
    return true;
  }
  // "the January 14 rule", "Commerce's January 14 rule": between a determiner and a noun.
  const std::string_view owner = r.Surface(token - 1);
  const bool owned = owner.ends_with("'s") || owner.ends_with("’s");
  if ((r.Is(token - 1, kDeterminer) || owned) && after < r.words.size() &&
      (*r.tokens)[after].kind == TokenKind::kWord &&
      (r.words[after].mention >= 0 ||
       !r.Is(after, kPreposition | kConjunction | kAdverb | kBe | kHave | kDo | kModal | kPronoun | kSays)) &&
      !FiniteBetween(r, after, after + 1)) {
    const std::string_view noun = r.Surface(after);
    // "will testify at a June 3 hearing": a gathering dates the verb that leads to it, no other one.
    constexpr std::uint32_t kNear = 6;
    // "the March meeting agenda" is no gathering.
    const bool last = after + 1 >= r.words.size() || r.words[after + 1].punct != 0 ||
                      r.Is(after + 1, kPreposition | kConjunction | kRelative | kBe | kHave | kModal) ||
                      r.finite[after + 1] != 0;
    if (last && (noun == "hearing" || noun == "meeting" || noun == "summit" || noun == "session"))
      return token < hit.tokens.end || token - hit.tokens.end > kNear || CoordinatesBetween(r, hit.tokens.end, token);
    return noun != "deadline";
  }
  std::uint32_t word = i - 1;
  // "guidance issued by Commerce in May"
  if (word > floor + 1 && r.words[word].mention >= 0 && token > word + 1) {
    std::uint32_t by = word;
    while (by > floor && r.words[by].mention == r.words[word].mention) --by;
    if (r.words[by].id == r.grammar->by && r.words[by].id != 0 && by > floor) word = by - 1;
  }
  if (hit.tokens.Has(word)) return false;
  // "the tariff increase scheduled for November 1": of the noun that tells of it.
  if (!hit.group && word >= hit.tokens.end && word - hit.tokens.end < 4 && !FiniteBetween(r, hit.tokens.end, word)) {
    const std::string_view when = r.Surface(word);
    if (when == "scheduled" || when == "planned" || when == "due" || when == "slated" || when == "set" ||
        when == "expected")
      return false;
  }
  // "to be executed by December 31, 2028": of the infinitive.
  if (word > hit.tokens.end + 1 && r.Surface(word - 1) == "be" && r.words[word - 2].id != 0 &&
      r.words[word - 2].id == r.grammar->to && MayBeParticiple(r, word)) {
    return true;
  }
  // "Pursuant to the order of August 9, Treasury will issue": neither its subject nor its day.
  const bool opening = r.Is(floor, kPreposition) || r.Surface(floor) == "Pursuant" || r.Surface(floor) == "Consistent";
  if (of && opening && token > floor + 1 && after < r.words.size() && r.words[after].punct == ',') {
    static constexpr std::array<std::string_view, 9> kThings{
        "act", "agreement", "decision", "determination", "letter", "memorandum", "notice", "order", "proclamation"};
    if (token < hit.tokens.begin && std::ranges::binary_search(kThings, r.Surface(word))) return true;
  }
  // "the letter of April 8", but "as of April 8", "effective as of".
  if (of && token > floor + 1 && r.words[word].punct == 0 && r.Surface(word) != "as" && token > hit.tokens.begin) {
    return hit.group.has_value() && !IsPartOfTime(r.Surface(word));
  }
  // ", founded in 1987,": a remark on the subject.
  if (word > floor && r.words[word - 1].punct == ',' && r.Surface(word).ends_with("ed") && r.finite[word] == 0 &&
      word < hit.tokens.begin)
    return true;
  if (comma || r.words[word].mention >= 0 || !MayBeParticiple(r, word) || r.finite[word] != 0) return false;
  if (word > floor && r.Is(word - 1, kBe | kHave | kPronoun)) return false;
  const std::string_view said = r.Surface(word);
  if (said == "said" || said == "told") return false;
  if (word > hit.tokens.begin) return true;
  // Before the trigger only in the description of its subject: "the rule issued in January was rescinded".
  return !r.Is(word, kSays) && word > floor && !(*r.tokens)[word - 1].capital && r.words[word - 1].punct == 0 &&
         hit.group && word >= hit.subject.begin;
}

// "Kessler said on Monday", "announced in May that": the day of the saying, not of what is said to come.
bool DatesSaying(const Reading& r, std::uint32_t token, const Hit& hit) {
  // "On Tuesday Commerce said it would", "In a speech on June 3, Sacks said the rule had been": a date that leads to
  // the verb of saying.
  if (hit.group && token < hit.group->begin) {
    std::uint32_t verb = token;
    while (verb < hit.group->begin && r.finite[verb] == 0) ++verb;
    // "signed the order, and on Saturday he said": the first verb of its clause.
    if (verb < hit.group->begin && r.Is(verb, kSays) && r.words[verb].mention < 0 && !hit.tokens.Has(verb) &&
        !FiniteBetween(r, r.clauses[r.clause_of[token]].tokens.begin, token))
      return true;
  }
  const std::uint32_t floor = r.sentences[r.sentence_of[token]].begin;
  for (std::uint32_t i = token; i-- > floor && token - i < 8;) {
    if (r.words[i].punct != 0 || hit.tokens.Has(i)) return false;
    // "said that as of May it had": inside what was said.
    if (r.words[i].id != 0 && r.words[i].id == r.grammar->that && !hit.tokens.Has(token)) return false;
    // "said its revenue in fiscal 2027 would": likewise.
    const std::string_view word = r.Surface(i);
    if ((word == "said" || word == "says") && i + 2 < token && r.Is(i + 1, kPronoun | kDeterminer)) return false;
    // A verb of saying, not "a report".
    if (r.Is(i, kSays) && r.words[i].mention < 0 && (r.finite[i] != 0 || MayBeParticiple(r, i))) return true;
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "had been revoked, Lutnick said on Monday": what had happened by the day of the saying.
bool ToldLater(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (token > hit.tokens.begin) return true;

  return hit.group && r.Surface(hit.group->begin) == "had";
}

std::uint32_t Distance(std::uint32_t token, TokenRange trigger) {
  if (token < trigger.begin) return trigger.begin - token;
  return token >= trigger.end ? token - trigger.end : 0;
}

// "signed the order on Friday and will impose the tariffs": the date of the verb before the conjunction.
bool OfVerbBefore(const Reading& r, std::uint32_t token, const Hit& hit) {
  // "was in talks with": a phrase that begins with its verb.
  std::uint32_t begin = hit.group ? hit.group->begin : hit.tokens.begin;
  if (!hit.group && r.finite[begin] == 0 && begin > 0 && r.Is(begin - 1, kBe)) --begin;
  if ((!hit.group && r.finite[begin] == 0) || token >= begin) return false;
  const TokenRange clause = r.clauses[r.clause_of[begin]].tokens;
  for (std::uint32_t i = begin; i-- > token;) {
    const bool joins = r.Is(i, kConjunction) && (begin - i < 4 || CoordinatesVerb(r, i));
    if (joins) return FiniteBetween(r, clause.begin, token);
  }
  return false;
}

// "added it in December and bans sales", "would begin in May and was in talks": a verb of another tense than the one
// that the date stands by.
bool OfOtherTense(const Reading& r, std::uint32_t token, const Hit& hit) {
  const TokenRange clause = r.clauses[r.clause_of[token]].tokens;
  for (std::uint32_t i = token; i-- > clause.begin;) {
    if (r.finite[i] == 0) continue;
    if (r.Is(i, kModal)) return true;
    const bool past = (r.words[i].verb & kPast) != 0 && (r.words[i].verb & (kBase | kThird)) == 0;
    if (!past) return false;
    return hit.group ? hit.group->finite && hit.group->present
                     : r.finite[hit.tokens.begin] != 0 && (r.words[hit.tokens.begin].verb & kThird) != 0;
  }
  return false;
}

// "charges against two men accused of shipping", "indicted him on Friday for exporting": what is laid to somebody's
// charge happened before that day.
bool IsLaidToCharge(const Reading& r, const Hit& hit) {
  const std::uint32_t begin = hit.group ? hit.group->begin : hit.tokens.begin;
  const bool act = begin > 0 && r.Is(begin - 1, kPreposition) && (!hit.group || hit.group->gerund);
  if (!act && !(hit.group && hit.group->gerund)) return false;
  static constexpr std::array<std::string_view, 18> kCharges{
      "accused", "accusing", "allegations", "alleging", "arrested", "charged",    "charges",   "charging", "convicted",
      "fined",   "fining",   "guilty",      "indicted", "penalty",  "sanctioned", "sentenced", "sued",     "suspected"};
  constexpr std::uint32_t kReach = 14;  // tokens: "fined the carrier $9 million on Monday for"
  const TokenRange sentence = r.Around(begin);
  for (std::uint32_t i = begin, n = 0; i-- > sentence.begin && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    if (std::ranges::binary_search(kCharges, r.Surface(i))) return !hit.tokens.Has(i);
  }
  return false;
}

// "froze the rule last November as part of a truce struck by the two": what describes a noun has not the day of the
// verb before it.
bool DescribesOther(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || !hit.group->reduced) return false;
  return FiniteBetween(r, r.Around(token).begin, token);
}

// "the first visit since 2017 reached consensus": a simple past does not last.
bool IsSinceThen(const Reading& r, const Timex& timex, const Hit& hit) {
  return timex.rule.ends_with("/since") && hit.group && hit.group->finite && !hit.group->present &&
         hit.group->begin == hit.group->verb && !hit.passive() && !r.Is(hit.group->begin, kHave);
}

// "revive the project it cancelled last July": the date of a verb between, whose subject is a pronoun.
bool OfVerbBetween(const Reading& r, std::uint32_t token, const Hit& hit) {
  for (std::uint32_t i = hit.tokens.end + 1; i < token; ++i) {
    if (r.finite[i] != 0 && r.Is(i - 1, kPronoun) && !r.Is(i - 1, kRelative) && r.words[i - 1].mention < 0 &&
        !r.Is(i, kSays | kDo))
      return true;
  }
  return false;
}

// "reduce its 2027 revenue", "would cost it $500 million in fiscal 2027, the 2026 outlook": the year of the figures.
bool OfFigures(const Reading& r, std::uint32_t token, const Timex& timex) {
  if (timex.date.precision == Precision::kDay) return false;
  static constexpr std::array<std::string_view, 16> kFigures{
      "bookings", "budget",  "capital", "earnings", "forecast", "guidance", "income",   "margin",
      "margins",  "outlook", "profit",  "profits",  "results",  "revenue",  "revenues", "sales"};
  std::uint32_t after = token;
  while (after < r.words.size() && (*r.tokens)[after].span.begin < timex.span.end) ++after;
  for (std::uint32_t i = after; i < std::min<std::size_t>(after + 2, r.words.size()); ++i) {
    if (r.words[i].punct != 0) return false;
    if (std::ranges::binary_search(kFigures, r.Surface(i))) return true;
  }
  return false;
}

// "its lawsuit against the listing, filed that March, was thrown out on May 20": the remark that says when the noun's
// event was, not the verb that tells what became of it.
bool InRemarkOnNoun(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (hit.group || token <= hit.tokens.end + 1) return false;
  constexpr std::uint32_t kPhrase = 8, kRemark = 8;  // tokens
  static constexpr std::array<std::string_view, 17> kMade{
      "adopted", "announced", "brought", "filed",  "held",      "imposed", "introduced", "issued", "launched",
      "lodged",  "made",      "opened",  "passed", "published", "reached", "signed",     "struck"};
  std::uint32_t comma = hit.tokens.end;
  while (comma < token && comma - hit.tokens.end < kPhrase && r.words[comma].punct == 0 && r.finite[comma] == 0)
    ++comma;
  if (comma + 1 >= token || r.words[comma].punct != ',' || !std::ranges::binary_search(kMade, r.Surface(comma + 1)))
    return false;
  if (token - comma > kRemark) return false;
  for (std::uint32_t i = comma + 2; i < token; ++i) {
    if (r.words[i].punct != 0) return false;
  }
  return true;
}

// "originally due in February", "first scheduled for May 20": a day that is past its time.
bool WasMeantFor(const Reading& r, std::uint32_t token) {
  constexpr std::uint32_t kBack = 4;  // tokens
  bool meant = false;
  for (std::uint32_t i = token, n = 0; i-- > 0 && n < kBack; ++n) {
    if (r.words[i].punct != 0) return false;
    const std::string_view word = r.Surface(i);
    if (word == "due" || word == "scheduled" || word == "planned" || word == "expected" || word == "slated")
      meant = true;
    if (word == "originally" || word == "initially") return meant;
  }
  return false;
}

// A month or day without a year, read against the tense of another verb: what is to come lies ahead, what has happened
// does not.
DateSpan ByModality(DateSpan date, const Timex& timex, std::string_view words, const Hit& hit, Modality modality,
                    const DateSpan& published) {
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
  const auto shift = [&](int years) {
    const auto move = [&](Day day) {
      std::chrono::year_month_day ymd{day};
      ymd += std::chrono::years(years);
      return ymd.ok() ? Day{ymd} : day + std::chrono::days(365 * years);
    };
    date.lo = move(*date.lo), date.hi = move(*date.hi);
  };
  const bool ahead =
      modality == Modality::kPlanned || modality == Modality::kPossible || modality == Modality::kUnlikely;
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

bool IsMostRecent(const Reading& r, std::uint32_t token) {
  const std::uint32_t word = r.Is(token - 1, kPreposition) ? token - 2 : token - 1;
  return r.Surface(word) == "recently" && r.Surface(word - 1) == "most";
}

// "threatened on January 24 to put a tariff on": the day of the threat.
bool OfThreat(const Reading& r, std::uint32_t token, const Hit& hit) {
  // "threatened on January 24 a tariff"
  if (hit.group && hit.group->finite && !hit.group->present && !hit.passive() &&
      hit.trigger->id.ends_with("/threaten") && hit.group->begin == hit.group->verb)
    return true;
  if (!hit.group || !hit.group->infinitive || token >= hit.group->begin || token < 2) return false;
  constexpr std::uint32_t kDate = 5;  // tokens
  if (hit.group->begin - token > kDate) return false;
  std::uint32_t verb = token - 1;
  if (r.Is(verb, kPreposition)) --verb;
  static constexpr std::array<std::string_view, 7> kThreats{"agreed",   "offered",    "pledged", "promised",
                                                            "proposed", "threatened", "vowed"};
  return std::ranges::binary_search(kThreats, r.Surface(verb));
}

// What has happened has no day that is to come: "announced a buyback, to be executed by 2028". Acts that begin on a day
// to come are dated by it.
bool LiesAhead(const DateSpan& date, const Hit& hit, Modality modality, const DateSpan& published) {
  if (modality != Modality::kActual || !hit.group || !hit.group->finite || hit.group->present || hit.passive())
    return false;
  if (hit.trigger->id.find(":rule.effective/") != std::string::npos || !published.hi) return false;
  if (date.lo) return *date.lo >= *published.hi;
  return date.hi && *date.hi > *published.hi;
}

// "Applied said on Tuesday it had agreed to pay": who agrees tells of it at once.
bool TellsOwnAgreement(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.group->begin == 0) return false;
  const std::string_view subject = r.Surface(hit.group->begin - 1);
  if (subject != "it" && subject != "they") return false;
  static constexpr std::array<std::string_view, 5> kDeals{"agreed", "entered", "reached", "settled", "signed"};
  return std::ranges::binary_search(kDeals, r.Surface(hit.group->verb));
}

// "the ministry said on Tuesday it had opened a probe", "Prosecutors have charged two men, the department said on
// Tuesday": what a body makes public by doing it, unless it says that it did so before.
bool TellsOwnAct(const Reading& r, const Hit& hit, Modality modality) {
  if (modality != Modality::kActual || !hit.group || hit.passive() || hit.group->begin == 0) return false;
  static constexpr std::array<std::string_view, 4> kActs{":charge.file/", ":list.add/", ":penalty.impose/",
                                                         ":probe.open/"};
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  const std::uint32_t opening = r.Around(hit.tokens.begin).begin;
  bool announced = false;
  for (std::uint32_t i = opening; i < hit.group->begin; ++i) {
    if (r.Surface(i) == "announced" && r.finite[i] != 0) announced = true;
  }
  if (!announced &&
      std::ranges::none_of(kActs, [&](std::string_view act) { return hit.trigger->id.find(act) != std::string::npos; }))
    return false;
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    const std::string_view word = r.Surface(i);
    if (word == "already" || word == "earlier" || word == "previously" || word == "once" || word == "before")
      return false;
  }
  const std::string_view first = r.Surface(hit.group->begin);
  const std::string_view subject = r.Surface(hit.group->begin - 1);
  if (subject == "it" || subject == "they") return first == "had" || first == "has" || first == "have";
  const TokenRange sentence = r.Around(hit.tokens.begin);
  return (first == "has" || first == "have") && clause.begin <= sentence.begin + 8 &&
         !FiniteBetween(r, sentence.begin, hit.group->begin);
}

// "unveiled one chip and plans to launch another in 2027": the date of the verb after the conjunction.
bool OfVerbAfter(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || token < hit.tokens.end) return false;
  for (std::uint32_t i = hit.tokens.end; i < token; ++i) {
    if (CoordinatesVerb(r, i)) return true;
  }
  return false;
}

// "ABU DHABI, April 15 - ", "WASHINGTON, June 3 (Acme) — ": where and when a dispatch was filed.
bool InDateline(const Reading& r, std::uint32_t token, const Timex& timex) {
  const std::uint32_t begin = r.sentences[r.sentence_of[token]].begin;
  if (token > begin + 8 || token == begin) return false;
  std::uint32_t i = token;
  while (i < r.words.size() && (*r.tokens)[i].span.begin < timex.span.end) ++i;
  const std::uint32_t end = std::min<std::uint32_t>(static_cast<std::uint32_t>(r.words.size()), i + 5);
  if (i < end && r.words[i].punct != '(' && r.words[i].punct != '-' && r.words[i].punct != '\xE2' &&
      r.words[i].punct != ',' && r.words[i].punct != ')')
    return false;
  for (; i < end; ++i) {
    const std::string_view mark = r.Surface(i);
    if ((mark == "-" || mark == "–" || mark == "—") && (*r.tokens)[i].gap != Gap::kNone)
      return r.words[begin].mention >= 0 || (*r.tokens)[begin].capital;
  }
  return false;
}

// The date an order gives itself: "Executive Order 14110 of October 30, 2023".
DateSpan OwnDate(const Reading& r) {
  for (const Timex& timex : r.what->dates) {
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token >= r.words.size() || r.sentence_of[token] > 8) break;
    if (timex.date.known() && token > 0 && (r.words[token].mention >= 0 || PartOfName(r, token))) return timex.date;
  }
  return {};
}

// "Congress enacted the Foreign Investment and National Security Act of 2007", "the Act of 2018, which amended": the
// year that a law carries in its name.
DateSpan YearOfLaw(const Reading& r, const Hit& hit) {
  const bool enacts = hit.trigger->id.find(":bill.enact/") != std::string::npos;
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  if (!enacts && !(clause.relative && clause.outer >= 0 && hit.group && !hit.group->passive)) return {};
  TokenRange range{hit.passive() ? hit.subject.begin : hit.object.begin,
                   hit.passive() ? hit.subject.end : hit.object.end};
  if (!enacts) {
    const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
    range = {outer.end - std::min(outer.end - outer.begin, 6u), outer.end};
  }
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r.words[i].mention < 0) continue;
    const Mention& m = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)];
    if (m.kind != MentionKind::kRule) continue;
    std::string_view name = m.span.In(r.text);
    if (name.size() < 9 || name.substr(name.size() - 8, 4) != " of ") continue;
    const std::string_view year = name.substr(name.size() - 4);
    if (year.find_first_not_of("0123456789") != std::string_view::npos) continue;
    return YearOf(std::atoi(std::string(year).c_str()));
  }
  return {};
}

// A list item under "This week, companies announced:" is dated by what stands over the list.
const Timex* DateOfHeading(const Reading& r, std::uint32_t sentence) {
  const auto item = [&](std::uint32_t s) {
    const TokenRange range = r.sentences[s];
    if (range.empty()) return false;
    const std::string_view mark = r.Surface(range.begin);
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
        for (const Timex& timex : r.DatesIn(r.Bytes(range))) {
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

// "It was not until March that", "has until January 19 to sell": the day of the act itself.
bool UntilDates(const Reading& r, const Timex& timex) {
  if (!timex.rule.ends_with("/until")) return false;
  const std::uint32_t token = r.TokenFrom(timex.span.begin);
  if (token == 0 || token >= r.words.size()) return false;
  const std::string_view before = r.Surface(token - 1);
  return before == "not" || before == "Not" || r.Is(token - 1, kHave) || before == "given";
}

// "before the end of July": by then.
bool EndsBefore(const Reading& r, const Timex& timex, Modality modality) {
  return modality == Modality::kPlanned && timex.rule.ends_with("/before") && !timex.date.lo &&
         timex.span.In(r.text).find("end of") != std::string_view::npos;
}

// "by 2025", "no later than February 13": a day by which something is to happen. "until", "before", "after" and
// spells of years ("over the next five years") say nothing of when an act was.
bool Bounds(const Reading& r, const Timex& timex, Modality modality) {
  if (UntilDates(r, timex) || EndsBefore(r, timex, modality)) return false;
  // "sold chips from 2019 to 2021": what went on for a stretch that is told.
  if (timex.rule.starts_with("date:range") && modality == Modality::kActual) return false;
  if (timex.rule.ends_with("/until") || timex.rule.ends_with("/before") || timex.rule.ends_with("/after")) return true;
  constexpr std::chrono::days kLongSpell{370};
  if (timex.rule.ends_with("/since") && modality != Modality::kActual) return true;
  return timex.date.lo && timex.date.hi && *timex.date.hi - *timex.date.lo > kLongSpell && !timex.date.IsUnit();
}

// "extends the deadline to January 17": the new end is no date of the act. `first` is the token of the date.
bool NewEnd(const Reading& r, const Hit& hit, std::uint32_t first) {
  if (first <= hit.tokens.begin || first == 0) return false;
  const std::string_view before = r.Surface(first - 1);
  if (before != "to" && before != "through" && before != "until" && before != "till") return false;
  for (std::uint32_t i = hit.tokens.end; i < first; ++i) {
    if (r.Surface(i) == "from") return false;
  }
  return true;
}

// "the report for calendar year 2021": the time that a thing covers.
bool CoversTime(const Reading& r, std::uint32_t first) {
  std::uint32_t i = first;
  for (int n = 0; i > 0 && n < 3; ++n) {
    --i;
    const std::string_view word = r.Surface(i);
    if (word == "for") {
      if (i == 0) return false;
      const std::string_view before = r.Surface(i - 1);
      // "set a hearing for July 3"
      if (before == "hearing" || before == "talks" || before == "meeting" || before == "vote" || before == "trial")
        return false;
      return before != "scheduled" && before != "set" && before != "slated" && before != "planned" && before != "due" &&
             before != "expected" && before != "plans" && before != "timed";
    }
    if (!r.Is(i, kDeterminer) && word != "calendar" && word != "fiscal" && word != "year") return false;
  }
  return false;
}

// "in the quarter ended December 31, 2023", "the year ended March 31": the stretch whose last day is told, where the
// calendar knows it; else its year.
DateSpan PeriodEnded(const Reading& r, const Timex& timex) {
  const std::uint32_t token = r.TokenFrom(timex.span.begin);
  if (token < 3 || token >= r.words.size() || !timex.date.lo || timex.date.precision != Precision::kDay) return {};
  const std::string_view ended = r.Surface(token - 1), unit = r.Surface(token - 2);
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

// The day that counts from the date of the order is known only roughly: orders are published days after they are
// signed. "within 150 days of the date of this order" is a deadline.
DateSpan Settled(const Reading& r, const Timex& timex) {
  DateSpan date = timex.date;
  const std::string_view words = timex.span.In(r.text);
  if (UntilDates(r, timex) && date.hi) {
    const std::chrono::year_month_day last{*date.hi - std::chrono::days(1)};
    if (date.precision == Precision::kDay) return DayOf(Day{last});
    if (date.precision == Precision::kMonth) return MonthOf(int(last.year()), unsigned(last.month()));
    return YearOf(int(last.year()));
  }
  if (const DateSpan period = PeriodEnded(r, timex); period.known()) return period;
  // "suspended for two weeks from September 20": when it began.
  if (timex.rule.starts_with("date:spell") && date.lo && words.find(" from ") != std::string_view::npos &&
      words.find("date of") == std::string_view::npos && !date.IsUnit())
    return DayOf(*date.lo);
  // "自12月1日起施行": the day on which it begins.
  if (timex.rule.ends_with("/since") && words.ends_with("起") && date.lo && date.precision == Precision::kDay)
    return DayOf(*date.lo);
  // "a week ago", a week that two months share: about the month of its middle.
  constexpr std::chrono::days kWeek{7};
  if (words.ends_with(" ago") && date.lo && date.hi && *date.hi - *date.lo == kWeek) {
    const std::chrono::year_month_day first{*date.lo}, last{*date.hi - std::chrono::days(1)};
    if (first.month() != last.month()) {
      const std::chrono::year_month_day middle{*date.lo + std::chrono::days(3)};
      date = MonthOf(int(middle.year()), unsigned(middle.month()));
      date.qualifier = DateQualifier::kApproximate;
      return date;
    }
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
  for (const Timex& timex : r.DatesIn(r.Bytes(r.Around(hit.tokens.begin)))) {
    if (timex.offset.empty()) continue;
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token < r.words.size() && token >= hit.tokens.end && r.clause_of[token] == r.clause_of[hit.tokens.begin])
      return &timex;
  }
  return nullptr;
}

// "the consultations, which both are expected to hold in Paris in March": the clause that says when a thing is held.
bool HeldThen(const Reading& r, const Hit& hit, std::uint32_t token) {
  const Clause& clause = r.clauses[r.clause_of[token]];
  constexpr std::uint32_t kNear = 6;  // tokens
  if (hit.group || !clause.relative || clause.outer != static_cast<std::int32_t>(r.clause_of[hit.tokens.begin]))
    return false;
  if (hit.tokens.end > clause.tokens.begin || clause.tokens.begin - hit.tokens.end > kNear) return false;
  static constexpr std::array<std::string_view, 12> kVerbs{"began", "begin",  "concluded", "due",
                                                           "ended", "expire", "held",      "hold",
                                                           "place", "start",  "scheduled", "started"};
  for (std::uint32_t i = clause.tokens.begin; i < token; ++i) {
    if (std::ranges::find(kVerbs, r.Surface(i)) != kVerbs.end()) return true;
  }
  return false;
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
    for (const Timex& timex : r.DatesIn(r.Bytes(r.sentences[sentence - n]))) {
      const std::uint32_t token = r.TokenFrom(timex.span.begin);
      if (token >= r.words.size() || r.words[token].mention >= 0 || InDateline(r, token, timex)) continue;
      if (timex.date.IsUnit() && (timex.date.precision == Precision::kDay || timex.date.precision == Precision::kMonth))
        return &timex;
    }
  }
  return nullptr;
}

// "TSMC's licence was withdrawn at the same time": when the sentence before says.
bool AtSameTime(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.group->present) return false;
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  for (std::uint32_t i = hit.tokens.end; i + 3 < clause.end; ++i) {
    if (r.Surface(i) == "at" && r.Surface(i + 1) == "the" && r.Surface(i + 2) == "same" && r.Surface(i + 3) == "time")
      return i + 4 >= r.words.size() || r.Surface(i + 4) != "as";
  }
  return false;
}

// "… said on Thursday, a day after Delhi opened a probe", "The ruling comes seven months after the agency barred":
// counted from the day that its sentence tells, or the one before; from weeks and months no more than the month is
// known, from years no more than the year.
DateSpan CountedFromSentence(const Reading& r, const Hit& hit, TokenRange sentence, const DateSpan& published) {
  std::uint32_t after = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  const auto joins = [&](std::uint32_t i) { return r.Surface(i) == "after" || r.Surface(i) == "before"; };
  // "Seven months after the agency barred", "two years after agreeing": within its clause.
  const std::uint32_t verb_at = hit.group ? hit.group->begin : hit.tokens.begin;
  constexpr std::uint32_t kSubject = 10;  // tokens
  for (std::uint32_t i = verb_at, n = 0; !joins(after) && i-- > sentence.begin && n < kSubject; ++n) {
    if (joins(i)) after = i;
    if (r.finite[i] != 0 || r.words[i].punct != 0) break;
  }
  if (!joins(after) || after < sentence.begin + 2) return {};
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
  for (const Timex& timex : r.DatesIn(r.Bytes({sentence.begin, after - 1}))) {
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token < after && InDateline(r, token, timex)) continue;
    if (!timex.date.IsUnit()) continue;
    const Precision precision = timex.date.precision;
    const bool coarse = unit == "year" || unit == "month";
    if (precision == Precision::kDay || (coarse && precision == Precision::kMonth)) told = &timex;
  }
  // "Seven months after the agency barred them, a judge ruled on Monday": the day stands behind.
  if (told == nullptr && counted <= sentence.begin + 1 && unit != "day" && !hours) {
    std::uint32_t end = hit.tokens.end;
    while (end < sentence.end && r.words[end].punct != ',') ++end;
    for (const Timex& timex : r.DatesIn(r.Bytes({end, sentence.end}))) {
      if (told == nullptr && timex.date.IsUnit() && timex.date.precision == Precision::kDay) told = &timex;
    }
  }
  DateSpan from = told != nullptr ? told->date : DateSpan{};
  if (told == nullptr && sign < 0 && !hours && counted > sentence.begin) {
    std::uint32_t verb = counted - 1;
    while (verb > sentence.begin &&
           (r.Surface(verb) == "just" || r.Surface(verb) == "about" || r.Surface(verb) == "only"))
      --verb;
    if (r.Surface(verb) != "comes" && r.Surface(verb) != "came") return {};
    if (const Timex* before = ToldBefore(r, r.sentence_of[sentence.begin]))
      from = before->date;
    else if (r.Surface(verb) == "comes" && unit != "day" && unit != "week")
      from = published;
  }
  if (!from.lo) return {};
  if (hours) return DayOf(*from.lo);
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

// "shall be effective for goods that arrive on or after 12:01 a.m. eastern time on March 9": the day from
// which it is in force, however far it stands from the verb.
bool EntersOn(const Reading& r, TokenRange sentence, std::uint32_t token, const Hit& hit) {
  if (hit.trigger->id.find(":rule.effective/") == std::string::npos) return false;
  constexpr std::uint32_t kTime = 12;  // tokens of a time of day and its zone
  for (std::uint32_t i = token; i-- > sentence.begin + 2 && token - i < kTime;) {
    if (r.Surface(i) == "after" && r.Surface(i - 1) == "or" && r.Surface(i - 2) == "on") return true;
  }
  return false;
}

// "“We hope they revoke it,” he told reporters on Thursday": asked by saying so.
bool IsSpokenRequest(const Reading& r, const Hit& hit) {
  // "We have asked both sides", said on Wednesday, was asked before.
  const bool now = !hit.group || hit.group->present || hit.group->bare;
  return now && hit.trigger->id.find(":request.make/") != std::string::npos && r.QuoteOf(hit.tokens.begin) != nullptr;
}

// "the October ruling that removed the founder": what is told of a noun happened when the noun did.
bool OfDescribedNoun(const Reading& r, std::uint32_t token, const Timex& timex, const Hit& hit) {
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  if (!clause.relative || clause.outer < 0 || !hit.group || token >= clause.tokens.begin) return false;
  if (static_cast<std::int32_t>(r.clause_of[token]) != clause.outer ||
      FiniteBetween(r, clause.tokens.begin, hit.group->begin))
    return false;
  std::uint32_t after = token;
  while (after < r.words.size() && (*r.tokens)[after].span.begin < timex.span.end) ++after;
  if (after >= clause.tokens.begin || clause.tokens.begin - after > 2 || token == 0 || !r.Is(token - 1, kDeterminer))
    return false;
  for (std::uint32_t i = after; i < clause.tokens.begin; ++i) {
    if (r.words[i].punct != 0 || r.Is(i, kPreposition | kConjunction)) return false;
  }
  return true;
}

// "Airworthiness Directive (AD) 2018-11-14": a number that looks like a day.
bool OfDirective(const Reading& r, std::uint32_t token) {
  std::uint32_t before = token > 0 ? token - 1 : token;
  if (before > 0 && r.words[before].punct == ')') --before;
  const std::string_view word = r.Surface(before);
  return word == "AD" || word == "ADs" || word == "Directive";
}

// "In line with the decision of July 2, this action removes rules that extended the waiver": what was done before is
// not dated by the clause around it, which is of today.
bool IsOfOuterPresent(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || hit.group->begin == 0 || token >= hit.group->begin || hit.group->present || !hit.group->finite)
    return false;
  if (!r.Is(hit.group->begin - 1, kThat | kRelative)) return false;
  for (std::uint32_t i = hit.group->begin - 1; i-- > token;) {
    if (r.finite[i] == 0 || r.words[i].mention >= 0) continue;
    return (r.words[i].verb & kThird) != 0 && (r.words[i].verb & kPast) == 0;
  }
  return false;
}

// 2025年第80号公告: the number of a notice. 意见反馈截止日期为4月30日: a deadline, told in another clause.
bool OfChineseOther(const Reading& r, const Timex& timex, std::uint32_t token, const Hit& hit) {
  if (!r.chinese || !IsChinese(r, hit.tokens.begin)) return false;
  if (r.text.substr(timex.span.end).starts_with("第")) return true;
  const TokenRange clause = ChineseClause(r, token);
  return !clause.Has(hit.tokens.begin) && r.Bytes(clause).In(r.text).find("截止") != std::string_view::npos;
}

// "by Proclamation 10328 of December 27, 2021": the order's own day.
DateSpan DateOfCited(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kReach = 12;
  const std::uint32_t end = std::min(hit.tokens.end + kReach, r.Around(hit.tokens.begin).end);
  for (const Timex& timex : r.DatesIn(r.Bytes({hit.tokens.begin, end}))) {
    if (timex.date.known() && timex.date.IsUnit()) return timex.date;
  }
  return {};
}

// "Section 2 of the Act adds a new section": a statute does what it does whenever it was made.
bool OfLaw(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite || !hit.group->present || hit.group->begin == 0 || hit.passive()) return false;
  const std::int32_t m = r.words[hit.group->begin - 1].mention;
  if (m < 0) return false;
  const Mention& mention = r.what->mentions[static_cast<std::size_t>(m)];
  const std::string_view words = mention.span.In(r.text);
  return mention.kind == MentionKind::kRule &&
         (words.ends_with(" Act") || words.starts_with("Section") || words.starts_with("section"));
}

}  // namespace

EventDate ReadDate(const Reading& r, const Hit& hit, const std::vector<Hit>& hits, const DocumentFrame& frame,
                   Modality modality) {
  if (hit.trigger->id.ends_with("order.sign/by-order")) return {false, false, DateOfCited(r, hit), ""};
  const TokenRange sentence = r.Around(hit.tokens.begin);
  const std::uint32_t clause_index = r.clause_of[hit.tokens.begin];
  const Clause& clause = r.clauses[clause_index];
  const Span bytes = r.Bytes(sentence);
  if (const DateSpan counted = CountedFromSentence(r, hit, sentence, frame.published); counted.known())
    return {false, false, counted, "", ""};
  const Timex* best = nullptr;
  std::uint32_t best_cost = 0xffffffff;
  const bool figures = hit.trigger->id.find(":finance.impact/") != std::string::npos;
  const bool files = hit.trigger->id.find(":filing.publish/") != std::string::npos;
  const Timex* best_figures = nullptr;
  std::uint32_t figures_cost = 0xffffffff;
  const auto near = std::ranges::lower_bound(hits, sentence.begin, {}, [](const Hit& h) { return h.tokens.begin; });
  for (const Timex& timex : r.DatesIn(bytes)) {
    if (!timex.date.known() || Bounds(r, timex, modality)) continue;
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token >= r.words.size() || r.words[token].mention >= 0 || PartOfName(r, token)) continue;
    if ((*r.tokens)[token].span.begin >= timex.span.end) continue;  // in the address of a link
    if (OfDirective(r, token) || OfChineseOther(r, timex, token, hit)) continue;
    if (WasMeantFor(r, token)) continue;
    if (InRemarkOnNoun(r, token, hit)) {
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
    const bool covers = CoversTime(r, token) && !spell;
    const bool asks = token > hit.tokens.begin && IsSpokenRequest(r, hit) && DatesSaying(r, token, hit);
    if (NewEnd(r, hit, token) || covers || InDateline(r, token, timex) || (!asks && OfVerbAfter(r, token, hit)) ||
        OfVerbBetween(r, token, hit))
      continue;
    if (IsOfOuterPresent(r, token, hit)) continue;
    const DateSpan settled = ByModality(Settled(r, timex), timex, timex.span.In(r.text), hit,
                                        OfThreat(r, token, hit) ? Modality::kActual : modality, frame.published);
    if (LiesAhead(settled, hit, modality, frame.published)) continue;
    if (token < hit.tokens.begin && (IsLaidToCharge(r, hit) || DescribesOther(r, token, hit))) continue;
    if (IsSinceThen(r, timex, hit)) continue;
    // "approved it in November, having signed a memorandum in May": before that.
    if (hit.group && token < hit.group->begin && r.Surface(hit.group->begin) == "having") continue;
    const bool saying = !files && DatesSaying(r, token, hit) && !HeldThen(r, hit, token);
    if (DescribesThing(r, token, timex, hit) ||
        (saying && !IsSpokenRequest(r, hit) && !TellsOwnAgreement(r, hit) && !TellsOwnAct(r, hit, modality) &&
         (modality != Modality::kActual || ToldLater(r, token, hit))))
      continue;
    std::uint32_t cost = Distance(token, hit.tokens);
    if (token <= sentence.begin + 5) cost = std::min(cost, 30u);
    const bool same =
        r.clause_of[token] == clause_index || static_cast<std::int32_t>(r.clause_of[token]) == clause.resumes;
    const bool leads = token <= sentence.begin + 3 || OpensThat(r, token);
    if (!same && !leads) {
      // A date of another clause: only its own verb's, unless that clause has none.
      const TokenRange other = r.clauses[r.clause_of[token]].tokens;
      const bool when =
          (r.Surface(clause.tokens.begin) == "when" && static_cast<std::int32_t>(r.clause_of[token]) == clause.outer) ||
          (r.Surface(other.begin) == "when" && r.clauses[r.clause_of[token]].outer == std::int32_t(clause_index));
      const bool asked = asks || (token > hit.tokens.begin && saying && TellsOwnAct(r, hit, modality));
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
      // "met on Monday and expects to sign": what is to come has another day.
      if (modality != Modality::kActual || OfOtherTense(r, token, hit)) continue;
      cost += 20;
    }
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
  if (best_figures != nullptr && best_cost != 0) best = best_figures, best_cost = 0;
  if (best == nullptr) {
    if (const Timex* offset = OffsetBeside(r, hit))
      return {false, false, {}, std::string(offset->span.In(r.text)), offset->offset};
  }
  const bool proclaims = frame.official && hit.trigger->id.ends_with("order.sign/hereby");
  const bool now = best != nullptr && modality == Modality::kActual && DoneNow(r, hit, frame) &&
                   IsBefore(r, hit, *best, sentence, frame);
  if (best != nullptr && best_cost < 60 && !proclaims && !now) {
    const std::string_view words = best->span.In(r.text);
    const Modality then = OfThreat(r, r.TokenFrom(best->span.begin), hit) ? Modality::kActual : modality;
    return {false, false, ByModality(Settled(r, *best), *best, words, hit, then, frame.published), std::string(words)};
  }
  if (frame.official && !hit.group && hit.trigger->object.empty() &&
      hit.trigger->id.find("order.sign") != std::string::npos) {
    if (const DateSpan own = OwnDate(r); own.known()) return {true, false, own, ""};
  }
  if (const Timex* heading = DateOfHeading(r, r.sentence_of[hit.tokens.begin])) {
    return {false, false, heading->date, std::string(heading->span.In(r.text))};
  }
  if (modality == Modality::kActual && AtSameTime(r, hit)) {
    if (const Timex* told = ToldBefore(r, r.sentence_of[hit.tokens.begin]))
      return {false, false, told->date, std::string(told->span.In(r.text))};
  }
  if (const DateSpan law = YearOfLaw(r, hit); law.known()) return {false, false, law, ""};
  if (OfLaw(r, hit)) return {};
  if (Performs(r, hit, frame)) return {true, false, frame.published, ""};
  return {false, ByInstrument(r, hit, frame), {}, ""};
}

}  // namespace dateline::extract
