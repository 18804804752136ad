// What a date beside a trigger belongs to: another verb, another clause.
#include "extract/date_owners.h"

#include <algorithm>
#include <array>

#include "extract/chinese.h"
#include "extract/date_things.h"
#include "extract/subjects.h"
#include "extract/word_at.h"

namespace dateline::extract {

bool OpensThat(const Reading& r, std::uint32_t token) {
  if (token > 1 && (r.Surface(token - 1) == "on" || r.Surface(token - 1) == "in")) --token;
  return token > 0 && r.Is(token - 1, kThat);
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

bool OfVerbAfter(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || token < hit.tokens.end) return false;
  // "adopted it on May 2 and ON MAY 6 it NOTIFIED the parties"
  const std::uint32_t on = token > 2 && r.Is(token - 1, kDeterminer) ? token - 2 : token - 1;
  if (hit.group->finite && on > hit.tokens.end && r.Is(on, kPreposition) && r.Is(on - 1, kConjunction)) {
    constexpr std::uint32_t kSubject = 8;  // tokens of a day and of who acts
    const std::uint32_t end = std::min<std::uint32_t>(token + kSubject, r.Around(token).end);
    if (FiniteBetween(r, token, end)) return true;
  }
  for (std::uint32_t i = hit.tokens.end; i < token; ++i) {
    if (CoordinatesVerb(r, i)) return true;
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

bool EntersOn(const Reading& r, TokenRange sentence, std::uint32_t token, const Hit& hit) {
  if (!hit.trigger->id.starts_with("event:rule.effective/")) return false;
  constexpr std::uint32_t kTime = 16;  // tokens of a time of day, its zone and its year
  for (std::uint32_t i = token; i-- > sentence.begin + 2 && token - i < kTime;) {
    if (r.Surface(i) != "after" || r.Surface(i - 1) != "or" || r.Surface(i - 2) != "on") continue;
    // "in effect since April; the others go into effect on or after": of another verb.
    for (std::uint32_t k = hit.tokens.end; k < i; ++k) {
      if (r.words[k].punct == ';') return false;
    }
    return true;
  }
  return false;
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

bool OfBeside(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (token > 0 && r.Surface(token - 1) == "ago") return true;
  // "changes to its controls, including those on chips released May 2"
  constexpr std::uint32_t kIncluded = 14;  // tokens
  for (std::uint32_t i = token, n = 0; i-- > hit.tokens.end + 1 && n < kIncluded; ++n) {
    if (r.words[i].punct == ';' || r.words[i].punct == ',') break;
    if (WordAt(r, i) == "including" && r.words[i - 1].punct == ',') return true;
  }
  static constexpr std::array<std::string_view, 12> kOrdinals{
      "eighth", "fifth", "first", "fourth", "last", "latest", "ninth", "second", "seventh", "sixth", "tenth", "third"};
  constexpr std::uint32_t kReach = 10;  // tokens
  for (std::uint32_t i = token, n = 0; i-- > hit.tokens.end && n < kReach; ++n) {
    if (r.words[i].punct == ';' || (r.finite[i] != 0 && r.words[i].mention < 0)) return false;
    if (r.words[i].mention >= 0) continue;
    const Written word = r.Surface(i);
    if (word == "despite") return true;
    // "has sanctioned 1,500 people since the invasion of Crimea in 2014"
    if (word == "since" && i > hit.tokens.end && i + 1 < token) return true;

    if (word == "eve" && r.Surface(i + 1) == "of") return true;
    if (Among<kOrdinals>(word) && i > hit.tokens.end + 1 && r.Is(i - 1, kDeterminer) && r.words[i - 2].punct == ',')
      return true;
  }
  return false;
}

bool OfOpeningParticiple(const Reading& r, std::uint32_t token, TokenRange sentence, const Hit& hit) {
  // "Disclosed in a filing on May 2, the new licensing requirements": when that was told.
  const bool told = !hit.group && OneOf(WordAt(r, sentence.begin), "disclosed", "revealed", "reported", "described");
  if (!told && (!hit.group || !hit.group->finite)) return false;
  const std::uint32_t act = hit.group ? hit.group->begin : hit.tokens.begin;
  if (token >= act || token == sentence.begin) return false;
  std::uint32_t first = sentence.begin;
  if (OneOf(WordAt(r, first), "first", "initially", "originally", "already")) ++first;
  if (first >= token || r.words[first].mention >= 0 || (r.words[first].verb & kParticiple) == 0 || r.finite[first] != 0)
    return false;
  if ((r.words[first].verb & (kBase | kThird)) != 0 || !MayBeParticiple(r, first)) return false;
  bool behind = false;
  for (std::uint32_t i = first; i < act && !behind; ++i) {
    if (r.finite[i] != 0) return false;
    behind = i > token && r.words[i].punct == ',';
  }
  return behind;
}

bool BeforeIntent(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (token >= hit.tokens.begin || (hit.group && hit.group->finite)) return false;
  constexpr std::uint32_t kReach = 5;  // tokens: "move to revoke an exemption"
  std::uint32_t to = hit.group ? hit.group->begin + 1 : hit.tokens.begin;
  for (std::uint32_t n = 0; to > token + 1 && n < kReach; ++n) {
    --to;
    if (r.words[to].punct != 0 || r.finite[to] != 0) return false;
    if (r.words[to].id == r.grammar->to && (r.words[to + 1].verb & kBase) != 0) break;
  }
  if (r.words[to].id != r.grammar->to || to <= token + 1 || !IsIntent(WordAt(r, to - 1))) return false;
  // "on May 2 ruled against its move": a verb, whatever else its form may be.
  for (std::uint32_t i = token; i + 1 < to; ++i) {
    if (r.finite[i] != 0 || (r.words[i].mention < 0 && (r.words[i].verb & kPast) != 0)) return true;
  }
  return false;
}

bool OfContentOfText(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (token < hit.tokens.end) return false;
  // "the report ESTIMATES THAT it will make a million next year"
  if (hit.trigger->id.ends_with("report.publish/found"))
    return hit.tokens.end < token && r.Is(hit.tokens.end, kThat) && FiniteBetween(r, hit.tokens.end, token);
  for (std::uint32_t i = hit.tokens.end; i < token; ++i) {
    if (!r.Is(i, kThat)) continue;
    if (!hit.group && r.Is(i - 1, kSays) && r.finite[i - 1] != 0) return true;
    // "a settlement of ALLEGATIONS THAT its sales between 2020 and 2021"
    if (OneOf(WordAt(r, i - 1), "accusations", "allegations", "charges", "claims")) return true;
  }
  return false;
}

bool OfVerbToCome(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.group->present || token < hit.tokens.end ||
      r.Is(hit.group->begin, kModal))
    return false;
  for (std::uint32_t i = hit.tokens.end; i < token; ++i) {
    if (r.finite[i] != 0 && r.Is(i, kModal) && r.words[i].mention < 0) return true;
  }
  return false;
}

bool IsDeadlineOfRequest(const Reading& r, std::uint32_t token, const Hit& hit) {
  return hit.trigger->id.starts_with("event:request.make/") && token > hit.tokens.end && token > 0 &&
         WordAt(r, token - 1) == "by";
}

bool IsPastForPlan(const Timex& timex, std::uint32_t token, const Hit& hit, Modality modality,
                   const DateSpan& published) {
  return modality == Modality::kPlanned && hit.group && hit.group->infinitive && token >= hit.tokens.end &&
         timex.rule.starts_with("date:weekday") && timex.date.hi && published.lo && *timex.date.hi <= *published.lo;
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
