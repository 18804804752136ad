// Days on which an act is told of.
#include "extract/date_tellings.h"

#include <algorithm>
#include <array>

#include "extract/date_things.h"
#include "extract/no_events_words.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "shelved its plans for": the last tensed verb of the clause is a simple past.
bool PastVerbBefore(const Reading& r, std::uint32_t token) {
  const TokenRange clause = r.clauses[r.clause_of[token]].tokens;
  for (std::uint32_t i = token; i-- > clause.begin;) {
    if (r.finite[i] == 0) continue;
    return !r.Is(i, kBe | kHave | kModal | kDo) && (r.words[i].verb & kPast) != 0 && (r.words[i].verb & kBase) == 0;
  }
  return false;
}

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

bool SaysItself(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.passive() || r.Surface(hit.group->begin) == "had") return false;
  std::uint32_t verb = token - 1;
  if (r.Is(verb, kPreposition)) --verb;
  if (verb < hit.tokens.end + 2 || !r.Is(verb, kSays) || r.finite[verb] == 0) return false;
  return OneOf(WordAt(r, verb - 1), "it", "they") && r.words[verb - 2].punct == ',' &&
         !FiniteBetween(r, hit.tokens.end, verb - 1);
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
    if (passive && !hit.group && hit.tokens.end < i &&
        OneOf(r.Surface(i), "announced", "confirmed", "disclosed", "expected"))
      return false;
    // A verb of saying, not "a report".
    if (r.Is(i, kSays) && r.words[i].mention < 0 && (r.finite[i] != 0 || MayBeParticiple(r, i))) return true;
    if (r.finite[i] != 0) return false;
  }
  return false;
}

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
  // "has opened a probe, it said on Monday": told by who does it.
  if (token > hit.tokens.begin) return !SaysItself(r, token, hit);
  if (!hit.group) return false;
  const std::uint32_t first = hit.group->begin;
  if (r.Surface(first) == "had") return true;
  // "said on Monday that he'd signed"
  if (first != hit.group->verb || first == 0 || !r.Is(first - 1, kPronoun)) return false;
  return r.Surface(first - 1).ends_with("'d") || r.Surface(first - 1).ends_with("’d");
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
  // "The bureau today will release": no telling of another time.
  for (std::uint32_t i = token; i < begin; ++i) {
    if (r.finite[i] != 0) return !r.Is(i, kModal);
    // "on May 2 the president, speaking in Ohio, CALLED on the office to consider": whatever stands before it.
    if (modality == Modality::kPossible && OneOf(WordAt(r, i), "called", "urged", "asked", "pressed")) return true;
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

// "On July 2 the bureau informed us that the requirements had been withdrawn": the notice is what does it.
bool IsNoticeOf(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite) return false;
  static constexpr std::array<std::string_view, 4> kActs{":license.decide/", ":license.require/", ":rule.end/",
                                                         ":ban.impose/"};
  if (std::ranges::none_of(kActs, [&](std::string_view act) { return hit.trigger->id.find(act) != std::string::npos; }))
    return false;
  constexpr std::uint32_t kReach = 10;  // tokens
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    if (r.words[i].mention >= 0) continue;
    if (!OneOf(r.Surface(i), "informed", "notified") && !(r.Surface(i) == "told" && r.Surface(i + 1) == "us")) continue;
    // "notified Congress that China had banned": by another.
    for (std::uint32_t k = i + 1; k < hit.group->begin && !hit.passive(); ++k) {
      if (r.Is(k, kThat) && k + 1 < hit.group->begin && !OneOf(r.Surface(k + 1), "it", "they")) return false;
    }
    const std::uint32_t doer = i - 1;
    return r.finite[i] != 0 && r.words[doer].mention >= 0 &&
           r.words[doer].kind == static_cast<std::uint8_t>(MentionKind::kAgency);
  }
  return false;
}

// "has begun to grant licences, an official said on Friday", "has agreed to plead guilty, the Justice Department said":
// what is new when an office tells of it.
bool IsNewsOfOffice(const Reading& r, const Hit& hit) {
  if (!hit.group || r.clauses[r.clause_of[hit.tokens.begin]].relative ||
      hit.trigger->id.starts_with("event:shipment.change/"))
    return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  const std::uint32_t end = sentence.end;
  // The first verb of the sentence is "has", whatever the act hangs on: "has started handing", "has agreed to plead".
  std::uint32_t verb = sentence.begin;
  while (verb < hit.tokens.begin && r.finite[verb] == 0) ++verb;
  if (!OneOf(r.Surface(verb), "has", "have") || FiniteBetween(r, verb + 1, hit.group->begin)) return false;
  constexpr std::uint32_t kSpeaker = 8;  // tokens
  for (std::uint32_t i = hit.tokens.end; i < end; ++i) {
    if (r.finite[i] == 0 || !r.Is(i, kSays) || r.words[i].mention >= 0) continue;
    // Nothing is said behind it, and it is nothing old.
    for (std::uint32_t k = i + 1; k < end; ++k) {
      if (r.finite[k] != 0 || r.Is(k, kThat | kConjunction)) return false;
    }
    bool office = false;
    std::uint32_t k = i;
    for (std::uint32_t n = 0; k-- > hit.tokens.end && n < kSpeaker && r.words[k].punct != ','; ++n) {
      if (r.words[k].kind == static_cast<std::uint8_t>(MentionKind::kFirm) && r.words[k].mention >= 0) return false;
      office = office || OneOf(r.Surface(k), "official", "officials", "ministry") ||
               (r.words[k].mention >= 0 && r.words[k].kind == static_cast<std::uint8_t>(MentionKind::kAgency));
    }
    return office && r.words[k].punct == ',' && !HasWord(r, sentence, "already") && !HasWord(r, sentence, "years");
  }
  return false;
}

bool TellsOwnAct(const Reading& r, const Hit& hit, Modality modality) {
  if (modality == Modality::kActual && (IsNoticeOf(r, hit) || IsNewsOfOffice(r, hit))) return true;
  if (modality != Modality::kActual || !hit.group || hit.passive() || hit.group->begin == 0) return false;
  static constexpr std::array<std::string_view, 4> kActs{":charge.file/", ":list.add/", ":penalty.impose/",
                                                         ":probe.open/"};
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  const std::uint32_t opening = r.Around(hit.tokens.begin).begin;
  bool announced = false;
  bool said = false;
  for (std::uint32_t i = opening; i < hit.group->begin; ++i) {
    if (r.Is(i, kSays) && r.words[i].mention < 0) said = true;
    if (r.Surface(i) == "announced" && r.finite[i] != 0) announced = true;
  }
  // "said in a statement on Monday that IT HAS revoked": a body tells of itself what is new.
  const bool own = said && OneOf(WordAt(r, hit.group->begin - 1), "it", "they") &&
                   (OneOf(WordAt(r, hit.group->begin), "has", "have") || hit.group->begin == hit.group->verb);
  if (!announced && !own &&
      std::ranges::none_of(kActs, [&](std::string_view act) { return hit.trigger->id.find(act) != std::string::npos; }))
    return false;
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    const Written word = r.Surface(i);
    if (word == "already" || word == "earlier" || word == "previously" || word == "once" || word == "before")
      return false;
  }
  const Written first = r.Surface(hit.group->begin);
  const Written subject = r.Surface(hit.group->begin - 1);
  if (own) return !hit.group->present || first == "has" || first == "have";
  if (subject == "it" || subject == "they") return first == "had" || first == "has" || first == "have";
  const TokenRange sentence = r.Around(hit.tokens.begin);
  return (first == "has" || first == "have") && clause.begin <= sentence.begin + 8 &&
         !FiniteBetween(r, sentence.begin, hit.group->begin);
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

bool IsSpokenRequest(const Reading& r, const Hit& hit) {
  // "We have asked both sides", said on Wednesday, was asked before.
  const bool now = !hit.group || hit.group->present || hit.group->bare;
  return now && hit.trigger->id.starts_with("event:request.make/") && r.QuoteOf(hit.tokens.begin) != nullptr;
}

bool OfReaction(const Reading& r, std::uint32_t token, const Hit& hit) {
  if (hit.group) return false;
  static constexpr std::array<std::string_view, 34> kReactions{
      "applauded",  "attacked", "backed",    "blasted",    "cited",     "condemned", "criticised",
      "criticized", "debated",  "decried",   "defended",   "denounced", "discussed", "dismissed",
      "downplayed", "endorsed", "hailed",    "lamented",   "mentioned", "mocked",    "noted",
      "opposed",    "praised",  "protested", "questioned", "raised",    "rejected",  "ridiculed",
      "slammed",    "studied",  "supported", "touted",     "weighed",   "welcomed"};
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

}  // namespace dateline::extract
