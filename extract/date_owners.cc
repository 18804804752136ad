// What a date beside a trigger belongs to.
#include "extract/date_owners.h"

#include <algorithm>
#include <array>

#include "extract/chinese.h"

namespace dateline::extract {
namespace {

bool MayBeParticiple(const Reading& r, std::uint32_t i) {
  // "11 trillion won"
  if (i > 0 && r.finite[i] == 0 &&
      (r.Surface(i - 1).ends_with("illion") || (*r.tokens)[i - 1].kind == TokenKind::kNumber))
    return false;
  for (const LemmaForm& form : r.lexicon->Lemmas(r.words[i].id)) {
    if (form.lemma != 0 && r.grammar->Is(form.lemma, kVerb | kSays) && (form.forms & kParticiple) != 0) return true;
  }
  return false;
}

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

// "shelved its plans for": the last tensed verb of the clause is a simple past.
bool PastVerbBefore(const Reading& r, std::uint32_t token) {
  const TokenRange clause = r.clauses[r.clause_of[token]].tokens;
  for (std::uint32_t i = token; i-- > clause.begin;) {
    if (r.finite[i] == 0) continue;
    return !r.Is(i, kBe | kHave | kModal | kDo) && (r.words[i].verb & kPast) != 0 && (r.words[i].verb & kBase) == 0;
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

}  // namespace

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

bool OpensThat(const Reading& r, std::uint32_t token) {
  if (token > 1 && (r.Surface(token - 1) == "on" || r.Surface(token - 1) == "in")) --token;
  return token > 0 && r.Is(token - 1, kThat);
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
    return noun != "deadline";
  }
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
    if (r.words[i].id == r.grammar->that && !hit.tokens.Has(token)) return false;
    // "said its revenue in fiscal 2027 would": likewise.
    const Written word = r.Surface(i);
    if ((word == "said" || word == "says") && i + 2 < token && r.Is(i + 1, kPronoun | kDeterminer)) return false;
    // "withdrew the PROPOSED rule on June 3": what describes a noun says nothing.
    const bool describes =
        i > floor && (r.Is(i - 1, kDeterminer) || (*r.tokens)[i - 1].possessive != 0 || r.Surface(i - 1) == "of") &&
        i + 1 < token && r.words[i + 1].punct == 0 && !r.Is(i + 1, kPreposition | kThat);
    if (describes && MayBeParticiple(r, i)) continue;
    // "is expected on Monday to announce": when it is to come. "The ban is expected in May", "was announced on Monday"
    const bool passive = i > floor && r.Is(i - 1, kBe) && r.words[i].mention < 0;
    if (passive && hit.group && hit.group->infinitive && hit.group->begin > token) return false;
    if (passive && !hit.group && hit.tokens.end < i && OneOf(r.Surface(i), "announced", "confirmed", "disclosed", "expected"))
      return false;
    // A verb of saying, not "a report".
    if (r.Is(i, kSays) && r.words[i].mention < 0 && (r.finite[i] != 0 || MayBeParticiple(r, i))) return true;
    if (r.finite[i] != 0) return false;
  }
  return false;
}

namespace {

// The verb of saying that the date stands by: behind it before the act, else before it. 0 when there is none.
std::uint32_t VerbOfSaying(const Reading& r, std::uint32_t date, const Hit& hit) {
  for (std::uint32_t i = date; i < hit.group->begin; ++i) {
    if (r.finite[i] != 0) {
      if (r.Is(i, kSays) && r.words[i].mention < 0 && !hit.tokens.Has(i)) return i;
      break;
    }
  }
  const std::uint32_t floor = r.sentences[r.sentence_of[date]].begin;
  for (std::uint32_t i = date; i-- > floor && date - i < 8;) {
    if (r.finite[i] != 0 && r.Is(i, kSays) && r.words[i].mention < 0) return i;
  }
  return 0;
}

}  // namespace

bool SaidByAnother(const Reading& r, std::uint32_t saying, const Hit& hit, const RoleWords& roles) {
  if (!hit.group || !hit.group->finite || hit.passive()) return false;
  const std::uint32_t verb = VerbOfSaying(r, saying, hit);
  if (verb == 0 || verb > hit.group->begin) return false;
  const SubjectReader reader(r, roles);
  const Doers doers = reader.Of(*hit.group);
  if (doers.names.empty() || doers.stands != Stands::kNothing) return false;
  VerbGroup says;
  says.begin = says.verb = verb;
  says.finite = true;
  const Doers sayers = reader.Of(says);
  return std::ranges::none_of(sayers.names, [&](const Mention* m) {
    return std::ranges::any_of(doers.names, [&](const Mention* d) { return d->entity == m->entity; });
  });
}

bool ToldLater(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (token > hit.tokens.begin) return true;
  if (!hit.group) return false;
  const std::uint32_t first = hit.group->begin;
  if (r.Surface(first) == "had") return true;
  // "said on Monday that he'd signed"
  if (first != hit.group->verb || first == 0 || !r.Is(first - 1, kPronoun)) return false;
  return r.Surface(first - 1).ends_with("'d") || r.Surface(first - 1).ends_with("’d");
}

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

bool OfOpening(const Reading& r, std::uint32_t token, TokenRange sentence, const Hit& hit) {
  if (token < sentence.begin + 3 || token >= hit.tokens.begin || !hit.group) return false;
  const Written first = r.Surface(sentence.begin);
  if (first != "After" && first != "Following" && first != "Before" && first != "Despite") return false;
  // "After May 1, the ministry": the opening is the day itself; "after it sued on May 1" has a verb of its own.
  bool behind = false;
  for (std::uint32_t i = sentence.begin + 1; i < hit.group->begin; ++i) {
    if (r.finite[i] != 0) return false;
    if (i > token && r.words[i].punct == ',') behind = true;
    if (i < token && r.words[i].punct == ',') return false;
  }
  return behind && r.Is(token - 1, kPreposition);
}

bool OfDelay(const Reading& r, const Timex& timex, const Hit& hit) {
  if (!timex.rule.starts_with("date:range") || !hit.trigger->id.starts_with("event:rule.amend/")) return false;
  return r.TokenFrom(timex.span.begin) >= hit.tokens.end && timex.span.In(r.text).starts_with("from ");
}

bool OfContent(const Reading& r, std::uint32_t token, const Hit& hit) {
  for (std::uint32_t i = hit.tokens.end + 1; i + 1 < token; ++i) {
    if (r.Is(i, kThat) && r.words[i - 1].mention < 0 && (r.words[i - 1].verb & kGerund) != 0)
      return FiniteBetween(r, i + 1, token);
  }
  return false;
}

bool BeforeAside(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || !hit.group->finite || token >= hit.group->begin) return false;
  constexpr std::uint32_t kSubject = 8;  // tokens
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > token + 1 && n < kSubject; ++n) {
    if (r.finite[i] != 0) return false;
    const Written word = r.Surface(i);
    if (word != "as" && word != "while" && word != "although" && word != "though" && word != "because") continue;
    return r.words[i - 1].punct == ',' && FiniteBetween(r, r.Around(token).begin, token);
  }
  return false;
}

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

bool IsLaidToCharge(const Reading& r, const Hit& hit) {
  const std::uint32_t begin = hit.group ? hit.group->begin : hit.tokens.begin;
  // "sentenced for their roles in a scheme to export"
  const std::uint32_t before = !hit.group && begin > 1 && r.Is(begin - 1, kDeterminer) ? begin - 1 : begin;
  const bool act = before > 0 && r.Is(before - 1, kPreposition) && (!hit.group || hit.group->gerund);
  if (!act && !(hit.group && hit.group->gerund)) return false;
  static constexpr std::array<std::string_view, 18> kCharges{
      "accused", "accusing", "allegations", "alleging", "arrested", "charged",    "charges",   "charging", "convicted",
      "fined",   "fining",   "guilty",      "indicted", "penalty",  "sanctioned", "sentenced", "sued",     "suspected"};
  constexpr std::uint32_t kReach = 14;  // tokens: "fined the carrier $9 million on Monday for"
  const TokenRange sentence = r.Around(begin);
  for (std::uint32_t i = begin, n = 0; i-- > sentence.begin && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    if (Among<kCharges>(r.Surface(i))) return !hit.tokens.Has(i);
  }
  return false;
}

bool DescribesOther(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || !hit.group->reduced) return false;
  return FiniteBetween(r, r.Around(token).begin, token);
}

bool IsSinceThen(const Reading& r, const Timex& timex, const Hit& hit) {
  const bool past = timex.rule.ends_with("/since") && hit.group && hit.group->finite && !hit.group->present &&
                    hit.group->begin == hit.group->verb && !hit.passive() && !r.Is(hit.group->begin, kHave);
  if (!past) return false;
  // "since February, when the president signed": that is when.
  const std::uint32_t clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  return r.Surface(clause) != "when" || clause == 0 || (*r.tokens)[clause - 1].span.begin != timex.span.end;
}

bool OfVerbBetween(const Reading& r, std::uint32_t token, const Hit& hit) {
  for (std::uint32_t i = hit.tokens.end + 1; i < token; ++i) {
    if (r.finite[i] != 0 && r.Is(i - 1, kPronoun) && !r.Is(i - 1, kRelative) && r.words[i - 1].mention < 0 &&
        !r.Is(i, kSays | kDo))
      return true;
  }
  return false;
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
  if (comma + 1 >= token || r.words[comma].punct != ',' || !Among<kMade>(r.Surface(comma + 1)))
    return false;
  if (token - comma > kRemark) return false;
  for (std::uint32_t i = comma + 2; i < token; ++i) {
    if (r.words[i].punct != 0) return false;
  }
  return true;
}

bool WasMeantFor(const Reading& r, std::uint32_t token) {
  constexpr std::uint32_t kBack = 6;  // tokens
  bool meant = false;
  for (std::uint32_t i = token, n = 0; i-- > 0 && n < kBack; ++n) {
    if (r.words[i].punct != 0) return false;
    const Written word = r.Surface(i);
    if (word == "due" || word == "scheduled" || word == "planned" || word == "expected" || word == "slated" ||
        word == "set")
      meant = true;
    if (word == "originally" || word == "initially" || word == "currently" || word == "otherwise") return meant;
  }
  return false;
}

bool IsMostRecent(const Reading& r, std::uint32_t token) {
  const std::uint32_t word = r.Is(token - 1, kPreposition) ? token - 2 : token - 1;
  return r.Surface(word) == "recently" && r.Surface(word - 1) == "most";
}

bool OfThreat(const Reading& r, std::uint32_t token, const Hit& hit) {
  // "threatened on January 24 a tariff"
  if (hit.group && hit.group->finite && !hit.group->present && !hit.passive() &&
      (hit.group->begin == hit.group->verb || r.Surface(hit.group->begin) == "had")) {
    if (hit.trigger->id.ends_with("/threaten")) return true;
    // "pledged in January to invest", "In May, the office proposed raising"
    const std::uint32_t behind = hit.group->verb + 1;
    const bool beside = token == behind || (token == behind + 1 && r.Is(behind, kPreposition));
    if (beside || (token < hit.group->begin && !FiniteBetween(r, token, hit.group->begin))) return true;
  }
  if (!hit.group || !hit.group->infinitive || token >= hit.group->begin || token < 2) return false;
  constexpr std::uint32_t kDate = 5;  // tokens
  if (hit.group->begin - token > kDate) return false;
  std::uint32_t verb = token - 1;
  if (r.Is(verb, kPreposition)) --verb;
  static constexpr std::array<std::string_view, 12> kThreats{"agreed",   "chose",      "decided", "offered",
                                                             "opted",    "ordered",    "pledged", "promised",
                                                             "proposed", "threatened", "voted",   "vowed"};
  return Among<kThreats>(r.Surface(verb));
}

bool OfTelling(const Reading& r, std::uint32_t token, const DateSpan& date, const Hit& hit, Modality modality,
               const DateSpan& published) {
  if (modality == Modality::kActual || modality == Modality::kDenied) return false;
  // "shelved its plans for an offering on September 30": when they were shelved.
  constexpr std::chrono::days kHalfYear{183};
  const bool near = published.hi && date.lo && *date.lo >= *published.hi && *date.lo - *published.hi < kHalfYear;
  if (token >= hit.tokens.end && !hit.group && !near && date.precision == Precision::kDay &&
      r.Surface(token - 1) == "on")
    return PastVerbBefore(r, hit.tokens.begin);
  if (token >= hit.tokens.begin) return false;
  if (!date.hi || !published.hi || *date.hi > *published.hi || OfThreat(r, token, hit)) return false;
  const std::uint32_t begin = hit.group ? std::min(hit.group->begin, hit.tokens.begin) : hit.tokens.begin;
  // "voted on Tuesday to ban them", "on Monday ordered it to stop": the day on which that was settled.
  if (hit.group && hit.group->infinitive && modality == Modality::kPlanned) return false;
  // "called on Washington on Friday to revoke them": of the call.
  if (hit.group && hit.group->infinitive && begin - token < 4 && FiniteBetween(r, r.Around(token).begin, token))
    return true;
  return FiniteBetween(r, token, begin);
}

bool HappenedSince(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || token >= hit.group->begin || !r.Is(hit.group->begin, kHave)) return false;
  for (std::uint32_t i = hit.group->begin + 1; i < hit.group->verb; ++i) {
    if (r.Surface(i) == "since") return true;
  }
  return false;
}

bool OfCircumstance(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group) return false;
  for (std::uint32_t i = token; i-- > hit.tokens.end;) {
    if (r.words[i].punct == ',' || r.words[i].punct == ';' || r.finite[i] != 0) return false;
    const bool to = r.words[i].id == r.grammar->to && r.words[i + 1].mention < 0 && (r.words[i + 1].verb & kBase) != 0;
    if (!to) continue;
    constexpr std::uint32_t kSubject = 4;  // tokens
    for (std::uint32_t k = i, n = 0; k-- > hit.tokens.end && n < kSubject; ++n) {
      if (r.Surface(k) == "with") return k + 1 < i;
      if (r.words[k].punct != 0) return false;
    }
    return false;
  }
  return false;
}

bool OfWhatIsToCome(const Reading& r, std::uint32_t token, const Timex& timex, const Hit& hit,
                    const DateSpan& published) {
  // "removed it from the list, only to reinstate it two days later"
  if (token > hit.tokens.end && hit.group && hit.group->finite && timex.span.In(r.text).ends_with(" later")) {
    for (std::uint32_t i = hit.tokens.end; i + 2 < token; ++i) {
      if (r.Surface(i) == "only" && r.Surface(i + 1) == "to" && (r.words[i + 2].verb & kBase) != 0) return true;
    }
  }
  if (!timex.rule.starts_with("date:month") || timex.rule.ends_with("/absolute") || token <= hit.tokens.end)
    return false;
  if (!hit.group || !hit.group->finite || hit.group->present || !timex.date.hi || !published.lo) return false;
  constexpr std::chrono::days kHalfYear{183};
  if (*timex.date.hi + kHalfYear > *published.lo) return false;
  // "agreed to" ends with it.
  for (std::uint32_t i = hit.tokens.end - 1; i + 1 < token; ++i) {
    if (r.words[i].id == r.grammar->to && (r.words[i + 1].verb & kBase) != 0 && r.words[i + 1].mention < 0) return true;
    if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
  }
  return false;
}

bool TellsOwnAgreement(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.group->begin == 0) return false;
  const Written subject = r.Surface(hit.group->begin - 1);
  if (subject != "it" && subject != "they") return false;
  static constexpr std::array<std::string_view, 5> kDeals{"agreed", "entered", "reached", "settled", "signed"};
  return Among<kDeals>(r.Surface(hit.group->verb));
}

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
    const Written word = r.Surface(i);
    if (word == "already" || word == "earlier" || word == "previously" || word == "once" || word == "before")
      return false;
  }
  const Written first = r.Surface(hit.group->begin);
  const Written subject = r.Surface(hit.group->begin - 1);
  if (subject == "it" || subject == "they") return first == "had" || first == "has" || first == "have";
  const TokenRange sentence = r.Around(hit.tokens.begin);
  return (first == "has" || first == "have") && clause.begin <= sentence.begin + 8 &&
         !FiniteBetween(r, sentence.begin, hit.group->begin);
}

bool OfVerbAfter(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || token < hit.tokens.end) return false;
  for (std::uint32_t i = hit.tokens.end; i < token; ++i) {
    if (CoordinatesVerb(r, i)) return true;
  }
  return false;
}

bool InDateline(const Reading& r, std::uint32_t token, const Timex& timex) {
  const std::uint32_t begin = r.sentences[r.sentence_of[token]].begin;
  if (token > begin + 8 || token == begin || FiniteBetween(r, begin, token)) return false;
  std::uint32_t i = token;
  while (i < r.words.size() && (*r.tokens)[i].span.begin < timex.span.end) ++i;
  const std::uint32_t end = std::min<std::uint32_t>(static_cast<std::uint32_t>(r.words.size()), i + 5);
  if (i < end && r.words[i].punct != '(' && r.words[i].punct != '-' && r.words[i].punct != '\xE2' &&
      r.words[i].punct != ',' && r.words[i].punct != ')')
    return false;
  for (; i < end; ++i) {
    const Written mark = r.Surface(i);
    if ((mark == "-" || mark == "–" || mark == "—") && (*r.tokens)[i].gap != Gap::kNone)
      return r.words[begin].mention >= 0 || (*r.tokens)[begin].capital;
  }
  return false;
}

bool NewEnd(const Reading& r, const Hit& hit, std::uint32_t first) {
  if (first <= hit.tokens.begin || first == 0) return false;
  const Written before = r.Surface(first - 1);
  if (before != "to" && before != "through" && before != "until" && before != "till") return false;
  for (std::uint32_t i = hit.tokens.end; i < first; ++i) {
    if (r.Surface(i) == "from") return false;
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

bool EntersOn(const Reading& r, TokenRange sentence, std::uint32_t token, const Hit& hit) {
  if (!hit.trigger->id.starts_with("event:rule.effective/")) return false;
  constexpr std::uint32_t kTime = 12;  // tokens of a time of day and its zone
  for (std::uint32_t i = token; i-- > sentence.begin + 2 && token - i < kTime;) {
    if (r.Surface(i) == "after" && r.Surface(i - 1) == "or" && r.Surface(i - 2) == "on") return true;
  }
  return false;
}

bool IsSpokenRequest(const Reading& r, const Hit& hit) {
  // "We have asked both sides", said on Wednesday, was asked before.
  const bool now = !hit.group || hit.group->present || hit.group->bare;
  return now && hit.trigger->id.starts_with("event:request.make/") && r.QuoteOf(hit.tokens.begin) != nullptr;
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

bool InContent(const Reading& r, std::uint32_t token, const Hit& hit) {
  const std::uint32_t begin = hit.group ? hit.group->begin : hit.tokens.begin;
  if (begin < 2 || !r.Is(begin - 1, kConjunction) || r.words[begin - 2].punct != ',') return false;
  const TokenRange clause = r.clauses[r.clause_of[token]].tokens;
  for (std::uint32_t i = token; i-- > clause.begin + 1;) {
    if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    if (r.Is(i, kThat)) return FiniteBetween(r, i + 1, token) && FiniteBetween(r, r.Around(token).begin, i);
  }
  return false;
}

bool OfReaction(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (hit.group) return false;
  static constexpr std::array<std::string_view, 34> kReactions{
      "applauded", "attacked",   "backed",     "blasted",  "cited",     "condemned", "criticised", "criticized", "debated",
      "decried",   "defended",   "denounced",  "discussed", "dismissed", "downplayed", "endorsed", "hailed",     "lamented",
      "mentioned", "mocked",     "noted",      "opposed",  "praised",   "protested", "questioned", "raised",     "rejected",
      "ridiculed", "slammed",    "studied",    "supported", "touted",   "weighed",   "welcomed"};
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  for (std::uint32_t i = hit.tokens.begin; i-- > clause.begin;) {
    // "raised it during a visit in January": of the visit.
    if (r.Is(i, kPreposition) && r.words[i].mention < 0) return false;
    if (r.finite[i] == 0 || r.words[i].mention >= 0) continue;
    // The day stands by the verb: behind what it is about, or before it.
    return Among<kReactions>(r.Surface(i)) && (token > hit.tokens.end || token < i + 3);
  }
  return false;
}

bool OfBeside(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (token > 0 && r.Surface(token - 1) == "ago") return true;
  static constexpr std::array<std::string_view, 12> kOrdinals{
      "eighth", "fifth", "first", "fourth", "last", "latest", "ninth", "second", "seventh", "sixth", "tenth", "third"};
  constexpr std::uint32_t kReach = 10;  // tokens
  for (std::uint32_t i = token, n = 0; i-- > hit.tokens.end && n < kReach; ++n) {
    if (r.words[i].punct == ';' || (r.finite[i] != 0 && r.words[i].mention < 0)) return false;
    if (r.words[i].mention >= 0) continue;
    const Written word = r.Surface(i);
    if (word == "despite") return true;
    if (word == "eve" && r.Surface(i + 1) == "of") return true;
    if (Among<kOrdinals>(word) && i > hit.tokens.end + 1 && r.Is(i - 1, kDeterminer) && r.words[i - 2].punct == ',')
      return true;
  }
  return false;
}

bool BeforeAim(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (hit.group || token >= hit.tokens.begin) return false;
  static constexpr std::array<std::string_view, 8> kServing{"accelerate", "boost", "enable",  "expand",
                                                            "finance",    "fund",  "promote", "support"};
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  constexpr std::uint32_t kReach = 8;  // tokens
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor + 1 && i > token && n < kReach; ++n) {
    if (r.words[i].punct == ';' || r.finite[i] != 0) return false;
    if (r.words[i - 1].id == r.grammar->to && Among<kServing>(r.Surface(i))) return true;
  }
  return false;
}

bool OfDirective(const Reading& r, std::uint32_t token) {
  std::uint32_t before = token > 0 ? token - 1 : token;
  if (before > 0 && r.words[before].punct == ')') --before;
  const Written word = r.Surface(before);
  return word == "AD" || word == "ADs" || word == "Directive";
}

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

bool OfChineseOther(const Reading& r, const Timex& timex, std::uint32_t token, const Hit& hit) {
  if (!r.chinese || !IsChinese(r, hit.tokens.begin)) return false;
  if (r.text.substr(timex.span.end).starts_with("第")) return true;
  const TokenRange clause = ChineseClause(r, token);
  // "发布公告，自12月1日起暂停": from when what it announces holds.
  if (token > hit.tokens.begin && !clause.Has(hit.tokens.begin) && hit.trigger->id.starts_with("event:rule.issue/"))
    return true;
  return !clause.Has(hit.tokens.begin) && r.Bytes(clause).In(r.text).find("截止") != std::string_view::npos;
}

}  // namespace dateline::extract
