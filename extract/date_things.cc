// Days of things.
#include "extract/date_things.h"

#include <algorithm>
#include <array>

#include "extract/date_owners.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "revenue under the August 2025 licenses": a noun that may be a verb, behind a date with its determiner.
bool MayBePlural(const Reading& r, std::uint32_t i, std::uint32_t date) {
  return r.words[i].mention < 0 && (r.words[i].verb & kThird) != 0 && (r.words[i].verb & kPast) == 0 && date > 1 &&
         r.Is(date - 1, kDeterminer) && r.Is(date - 2, kPreposition);
}

bool CoordinatesBetween(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) {
    if (r.Is(i, kConjunction) || r.words[i].punct != 0 || r.finite[i] != 0) return true;
  }
  return false;
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
    const Written word = r.Surface(i);
    if (r.finite[i] != 0 && word != "s" && word != "’s") return Among<kVerbs>(word);
  }
  return false;
}

// "an allegation made against him in 2010", "tariffs imposed on Canadian steel in 2018": `end` stands behind what it
// was done to.
bool OfMadeBefore(const Reading& r, std::uint32_t end, const Hit& hit) {
  static constexpr std::array<std::string_view, 9> kMade{"adopted", "brought", "filed",  "imposed", "launched",
                                                         "lodged",  "made",    "opened", "placed"};
  constexpr std::uint32_t kReach = 8;  // tokens
  for (std::uint32_t i = end, n = 0; i-- > hit.tokens.end + 1 && n < kReach; ++n) {
    if (r.words[i].punct != 0 || r.finite[i] != 0 || r.Is(i, kConjunction)) return false;
    const Written next = r.Surface(i + 1);
    if (next != "against" && next != "on" && next != "upon" && next != "into") continue;
    if (!Among<kMade>(r.Surface(i))) continue;
    if (r.Surface(i) == "made" && next != "against") return false;
    return i + 2 < end && r.words[i - 1].punct == 0 && !r.Is(i - 1, kBe | kHave | kPronoun);
  }
  return false;
}

// "In an order issued on Monday, the judge blocked", "barred it in a notice published on Monday": the text by which it
// is done. `word` is the participle.
bool OfOwnText(const Reading& r, std::uint32_t word, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.passive() || word < 3) return false;
  if (!OneOf(r.Surface(word), "dated", "filed", "issued", "posted", "published", "released", "sent", "signed",
             "unsealed"))
    return false;
  if (!OneOf(r.Surface(word - 1), "announcement", "circular", "decision", "directive", "filing", "letter", "memo",
             "notice", "opinion", "order", "proclamation", "ruling"))
    return false;
  constexpr std::uint32_t kAdjectives = 3;
  for (std::uint32_t i = word - 1, n = 0; i-- > 0 && n <= kAdjectives; ++n) {
    if (OneOf(r.Surface(i), "in", "In") && (word < hit.group->begin || i >= hit.tokens.end)) return true;
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
  }
  return false;
}

// "upheld the duty in a September 3 decision", "In a May 2 filing, the firm asked": the text by which it is done,
// between whose article and noun the day stands. `after` stands behind the day.
bool DatesOwnText(const Reading& r, std::uint32_t token, std::uint32_t after, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.passive() || token < 2 || after >= r.words.size()) return false;
  if (!OneOf(WordAt(r, token - 1), "a", "an") || !OneOf(WordAt(r, token - 2), "in", "by", "with", "via", "through"))
    return false;
  constexpr std::uint32_t kAdjectives = 2;
  static constexpr std::array<std::string_view, 22> kTexts{
      "announcement", "brief",    "circular", "complaint", "decision", "directive", "email", "filing",
      "judgment",     "letter",   "memo",     "motion",    "notice",   "opinion",   "order", "petition",
      "proclamation", "proposal", "rule",     "ruling",    "tweet",    "verdict"};
  for (std::uint32_t i = after; i <= after + kAdjectives && i < r.words.size(); ++i) {
    if (Among<kTexts>(r.Surface(i))) return true;
    if (r.words[i].punct != 0 || r.words[i].mention >= 0 || r.finite[i] != 0) return false;
  }
  return false;
}

// "extended the July 3 deadline", "missed a July 3 deadline".
bool MovesDeadline(const Reading& r, std::uint32_t token) {
  constexpr std::uint32_t kReach = 4;  // tokens
  for (std::uint32_t i = token, n = 0; i-- > 0 && n < kReach; ++n) {
    if (r.words[i].punct != 0) return false;
    if (OneOf(WordAt(r, i), "extend", "extended", "extending", "extends", "missed", "postpone", "postponed", "pushed",
              "push", "delay", "delayed", "waived", "lifted", "moved"))
      return true;
  }
  return false;
}

// "in a July 17 decision made public on July 25": when what bears a day of its own came out.
bool OfMadePublic(const Reading& r, std::uint32_t token) {
  std::uint32_t word = token - 1;
  if (r.Is(word, kPreposition)) --word;
  if (word < 4 || word >= token || r.Surface(word) != "public" || r.Surface(word - 1) != "made") return false;
  constexpr std::uint32_t kText = 4;  // tokens
  return !r.DatesOf({word - 1 - kText, word - 1}).empty();
}

}  // namespace

bool MayBeParticiple(const Reading& r, std::uint32_t i) {
  // "11 trillion won"
  if (i > 0 && r.finite[i] == 0 && r.Surface(i) == "won" &&
      (r.Surface(i - 1).ends_with("illion") || (*r.tokens)[i - 1].kind == TokenKind::kNumber))
    return false;
  for (const LemmaForm& form : r.lexicon->Lemmas(r.words[i].id)) {
    if (form.lemma != 0 && r.grammar->Is(form.lemma, kVerb | kSays) && (form.forms & kParticiple) != 0) return true;
  }
  return false;
}

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
  const Written owner = r.Surface(token - 1);
  const bool owned = owner.ends_with("'s") || owner.ends_with("’s");
  if ((r.Is(token - 1, kDeterminer) || owned) && after < r.words.size() &&
      (*r.tokens)[after].kind == TokenKind::kWord &&
      (r.words[after].mention >= 0 ||
       !r.Is(after, kPreposition | kConjunction | kAdverb | kBe | kHave | kDo | kModal | kPronoun | kSays)) &&
      (!FiniteBetween(r, after, after + 1) || r.Surface(after) == "proposed" || MayBePlural(r, after, token))) {
    const Written noun = r.Surface(after);
    if (DatesOwnText(r, token, after, hit)) return false;
    // "the July 30 orders designating Huawei"
    if (hit.group && hit.group->gerund && hit.group->begin == after + 1) return false;
    // "before the October summit", "following the August 3 deadline": when those are.
    const std::uint32_t link = token > 1 ? token - 2 : token;
    if (OneOf(r.Surface(link), "following", "after", "before", "since") && token > hit.tokens.end) return true;
    // "will testify at a June 3 hearing": a gathering dates the verb that leads to it, no other one.
    constexpr std::uint32_t kNear = 6;
    // "the March meeting agenda" is no gathering.
    const bool last = after + 1 >= r.words.size() || r.words[after + 1].punct != 0 ||
                      r.Is(after + 1, kPreposition | kConjunction | kRelative | kBe | kHave | kModal) ||
                      r.finite[after + 1] != 0;
    if (last && (noun == "hearing" || noun == "meeting" || noun == "summit" || noun == "session"))
      return token < hit.tokens.end || token - hit.tokens.end > kNear || CoordinatesBetween(r, hit.tokens.end, token);
    // "must sell by the July 3 deadline", but "extended the July 3 deadline".
    return noun != "deadline" || MovesDeadline(r, token);
  }
  if (token > floor + 4 && OfMadePublic(r, token)) return true;
  if (!comma && OfMadeBefore(r, i, hit)) return true;
  std::uint32_t word = i - 1;
  // "guidance issued by Commerce in May"
  if (word > floor + 1 && r.words[word].mention >= 0 && token > word + 1) {
    std::uint32_t by = word;
    while (by > floor && r.words[by].mention == r.words[word].mention) --by;
    if (r.words[by].id == r.grammar->by && by > floor) word = by - 1;
  }
  if (hit.tokens.Has(word)) return false;
  // "the tariff increase scheduled for November 1": of the noun that tells of it.
  if (!hit.group && word >= hit.tokens.end && word - hit.tokens.end < 4 && !FiniteBetween(r, hit.tokens.end, word)) {
    const Written when = r.Surface(word);
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
    if (token < hit.tokens.begin && Among<kThings>(r.Surface(word))) return true;
  }
  // "ahead of elections on October 14": when those are.
  for (std::uint32_t k = i, n = 0; k-- > hit.tokens.end && n < 4; ++n) {
    if (r.words[k].punct != 0 || r.finite[k] != 0) break;
    if (k > 0 && r.Surface(k) == "of" && r.Surface(k - 1) == "ahead") return k + 1 < i;
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
  if (OfOwnText(r, word, hit)) return false;
  if (word > floor && r.Is(word - 1, kBe | kHave | kPronoun)) return false;
  const Written said = r.Surface(word);
  if (said == "said" || said == "told") return false;
  if (word > hit.tokens.begin) return true;
  // Before the trigger only in the description of its subject: "the rule issued in January was rescinded".
  return !r.Is(word, kSays) && word > floor && !(*r.tokens)[word - 1].capital && r.words[word - 1].punct == 0 &&
         hit.group && word >= hit.subject.begin;
}

bool DescribesOther(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || !hit.group->reduced) return false;
  return FiniteBetween(r, r.Around(token).begin, token);
}

bool OfFigures(const Reading& r, std::uint32_t token, const Timex& timex) {
  if (timex.date.precision == Precision::kDay) return false;
  static constexpr std::array<std::string_view, 16> kFigures{
      "bookings", "budget",  "capital", "earnings", "forecast", "guidance", "income",   "margin",
      "margins",  "outlook", "profit",  "profits",  "results",  "revenue",  "revenues", "sales"};
  std::uint32_t after = token;
  while (after < r.words.size() && (*r.tokens)[after].span.begin < timex.span.end) ++after;
  for (std::uint32_t i = after; i < std::min<std::size_t>(after + 2, r.words.size()); ++i) {
    if (r.words[i].punct != 0) return false;
    if (Among<kFigures>(r.Surface(i))) return true;
  }
  return false;
}

bool InRemarkOnNoun(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (hit.group || token <= hit.tokens.end + 1) return false;
  constexpr std::uint32_t kPhrase = 8, kRemark = 8;  // tokens
  static constexpr std::array<std::string_view, 17> kMade{
      "adopted", "announced", "brought", "filed",  "held",      "imposed", "introduced", "issued", "launched",
      "lodged",  "made",      "opened",  "passed", "published", "reached", "signed",     "struck"};
  std::uint32_t comma = hit.tokens.end;
  while (comma < token && comma - hit.tokens.end < kPhrase && r.words[comma].punct == 0 && r.finite[comma] == 0)
    ++comma;
  if (comma + 1 >= token || r.words[comma].punct != ',' || !Among<kMade>(r.Surface(comma + 1))) return false;
  if (token - comma > kRemark) return false;
  for (std::uint32_t i = comma + 2; i < token; ++i) {
    if (r.words[i].punct != 0) return false;
  }
  return true;
}

bool CoversTime(const Reading& r, std::uint32_t first) {
  std::uint32_t i = first;
  for (int n = 0; i > 0 && n < 3; ++n) {
    --i;
    const Written word = r.Surface(i);
    if (word == "for") {
      if (i == 0) return false;
      const Written before = r.Surface(i - 1);
      // "set a hearing for July 3"
      if (OneOf(before, "debate", "hearing", "markup", "meeting", "sentencing", "session", "talks", "trial", "vote"))
        return false;
      if (before == "in" && i > 1 && OneOf(r.Surface(i - 2), "penciled", "pencilled")) return false;
      return before != "scheduled" && before != "set" && before != "slated" && before != "planned" && before != "due" &&
             before != "expected" && before != "plans" && before != "timed";
    }
    if (!r.Is(i, kDeterminer) && word != "calendar" && word != "fiscal" && word != "year") return false;
  }
  return false;
}

bool OfForecast(const Reading& r, std::uint32_t first) {
  static constexpr std::array<std::string_view, 8> kForecasts{"estimate", "forecast",    "forecasts", "guidance",
                                                              "outlook",  "projections", "target",    "view"};
  constexpr std::uint32_t kBack = 4;  // tokens
  for (std::uint32_t i = first, n = 0; i-- > 0 && n < kBack; ++n) {
    if (Among<kForecasts>(r.Surface(i))) return true;
  }
  return false;
}

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
    if (Among<kVerbs>(r.Surface(i))) return true;
  }
  return false;
}

bool OfDescribedNoun(const Reading& r, std::uint32_t token, const Timex& timex, const Hit& hit) {
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  // "Trump's July 25 call when he asked Kyiv for a probe"
  const bool when = r.Surface(clause.tokens.begin) == "when";
  if ((!clause.relative && !when) || clause.outer < 0 || !hit.group || token >= clause.tokens.begin) return false;
  if (static_cast<std::int32_t>(r.clause_of[token]) != clause.outer ||
      FiniteBetween(r, clause.tokens.begin, hit.group->begin))
    return false;
  std::uint32_t after = token;
  while (after < r.words.size() && (*r.tokens)[after].span.begin < timex.span.end) ++after;
  if (after >= clause.tokens.begin || clause.tokens.begin - after > 2 || token == 0) return false;
  const Written owner = r.Surface(token - 1);
  if (!r.Is(token - 1, kDeterminer) && !owner.ends_with("'s") && !owner.ends_with("’s")) return false;
  for (std::uint32_t i = after; i < clause.tokens.begin; ++i) {
    if (r.words[i].punct != 0 || r.Is(i, kPreposition | kConjunction)) return false;
  }
  return true;
}

bool OfDirective(const Reading& r, std::uint32_t token) {
  std::uint32_t before = token > 0 ? token - 1 : token;
  if (before > 0 && r.words[before].punct == ')') --before;
  const Written word = r.Surface(before);
  return word == "AD" || word == "ADs" || word == "Directive";
}

bool OfEarlierText(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || !hit.group->present || token < hit.tokens.end) return false;
  constexpr std::uint32_t kReach = 12;  // tokens
  for (std::uint32_t i = token, n = 0; i-- > hit.tokens.end + 1 && n < kReach; ++n) {
    const Written word = r.Surface(i);
    if (word != "appeared" && word != "published") continue;
    std::uint32_t before = i - 1;
    while (before > hit.tokens.end && r.Is(before, kBe | kHave | kAdverb)) --before;
    return r.Is(before, kThat | kRelative) || r.Surface(before) == "that" || r.Surface(before) == "which";
  }
  return false;
}

}  // namespace dateline::extract
