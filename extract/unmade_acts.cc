#include "extract/unmade_acts.h"

#include <algorithm>
#include <array>

#include "extract/no_events_words.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

bool IsCapital(const Reading& r, std::uint32_t i) {
  return r.words[i].mention >= 0 || ((*r.tokens)[i].capital && (*r.tokens)[i].kind == TokenKind::kWord);
}

// "rules issued by the Administrator pursuant to this section": known by what they stand on, made some day or never.
bool IsReferredTo(const Reading& r, std::string_view type, const Hit& hit) {
  if (!hit.group || !hit.passive() || !hit.group->reduced || DateNear(r, hit)) return false;
  // "a duty imposed by this order"
  if (type == "tariff.change" && hit.tokens.end + 1 < r.words.size() && WordAt(r, hit.tokens.end) == "by" &&
      OneOf(WordAt(r, hit.tokens.end + 1), "this", "such"))
    return true;
  if (!type.starts_with("rule.") && type != "ban.impose" && type != "order.sign" && !type.starts_with("license."))
    return false;
  constexpr std::uint32_t kReach = 12;  // tokens
  const std::uint32_t end = std::min(r.Around(hit.tokens.begin).end, hit.tokens.end + kReach);
  for (std::uint32_t i = hit.tokens.end; i + 2 < end; ++i) {
    if (r.finite[i] != 0 || r.words[i].punct == ';') return false;
    const bool under = WordAt(r, i) == "under" || (WordAt(r, i) == "to" && i > 0 && WordAt(r, i - 1) == "pursuant") ||
                       (WordAt(r, i) == "with" && WordAt(r, i - 1) == "accordance");
    // "requirements imposed by part 501 of this chapter"
    if (i == hit.tokens.end && WordAt(r, i) == "by" &&
        OneOf(WordAt(r, i + 1), "part", "section", "chapter", "subpart", "title", "paragraph"))
      return true;
    if (under && OneOf(WordAt(r, i + 1), "this", "such"))
      return OneOf(WordAt(r, i + 2), "act", "chapter", "order", "paragraph", "part", "section", "subchapter",
                   "subsection", "subtitle", "title", "authority");
  }
  return false;
}

// "If the Panel determines that": told of what may come, where the determination itself is no news.
bool IsCondition(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.trigger->id.ends_with("rule.issue/determines")) return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  constexpr std::uint32_t kReach = 14;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), "if", "when", "whenever", "where", "unless", "until", "once")) return true;
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "whether granting a licence poses a risk", "finds that granting an application for a licence": weighed.
bool IsWeighed(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (type != "license.decide" && type != "license.apply") return false;
  // "shall review each license application": what an order has an office do.
  if (frame.official && hit.group && hit.trigger->id.ends_with("license.decide/evaluate") && !DateNear(r, hit)) {
    const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
    bool firm = false;
    for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
      firm = firm || (r.words[i].mention >= 0 &&
                      r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kFirm);
    }
    return !firm;
  }
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  const std::uint32_t floor = r.Around(first).begin;
  if (hit.group) return hit.group->gerund && first > floor && OneOf(WordAt(r, first - 1), "whether", "if");
  constexpr std::uint32_t kReach = 4;
  for (std::uint32_t i = first, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0) return false;
    if (OneOf(WordAt(r, i), "granting", "denying", "approving", "rejecting", "evaluating", "reviewing", "assessing"))
      return true;
  }
  return false;
}

// "shall certify in writing to the Committee that all steps have been completed": to be vouched for, some day.
bool IsToBeVouchedFor(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || !hit.group->finite) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = hit.group->begin; i-- > floor + 1;) {
    if (WordAt(r, i) != "that") continue;
    constexpr std::uint32_t kReach = 8;
    for (std::uint32_t k = i, n = 0; k-- > floor && n < kReach; ++n) {
      if (OneOf(WordAt(r, k), "certify", "certifies", "attest", "attests", "verify", "demonstrate", "ensure"))
        return true;
      if (r.finite[k] != 0) break;
    }
  }
  return false;
}

// "Prohibited and Restricted Transactions": a heading, whose first word tells which things it is about.
bool IsHeadingWord(const Reading& r, const Hit& hit) {
  const std::uint32_t i = hit.tokens.begin;
  const TokenRange sentence = r.sentences[r.sentence_of[i]];
  if (!hit.group || i != sentence.begin || !(*r.tokens)[i].capital || (r.words[i].verb & kParticiple) == 0)
    return false;
  constexpr std::uint32_t kLongest = 8;  // tokens
  if (sentence.end - sentence.begin > kLongest || sentence.end < sentence.begin + 2) return false;
  bool capitals = false;
  for (std::uint32_t k = i + 1; k < sentence.end; ++k) {
    if (r.words[k].punct != 0) break;
    if (r.Is(k, kBe | kHave | kModal)) return false;
    if (r.Is(k, kPreposition | kConjunction | kDeterminer)) continue;
    if (!IsCapital(r, k)) return false;
    capitals = true;
  }
  return capitals;
}

// "the “sunset” time limits that apply", "a sunset review": the noun.
bool IsSunset(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "rule.end" || r.Surface(hit.tokens.begin) != "sunset") return false;
  std::uint32_t next = hit.tokens.end;
  if (next < r.words.size() && (r.words[next].punct == '"' || r.Surface(next) == "”")) ++next;
  return next < r.words.size() && OneOf(WordAt(r, next), "clause", "clauses", "date", "dates", "limit", "limits",
                                        "period", "periods", "provision", "provisions", "review", "reviews", "time");
}

// "stop rivals from buying up farms", "keep investors from taking stakes": kept from it, or to be.
bool IsKeptFrom(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (type != "deal.make" && type != "facility.change") return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  std::uint32_t at = hit.group ? hit.group->begin : hit.tokens.begin;
  if (hit.group && !hit.group->gerund) return false;
  // "from acquiring large stakes in": the noun behind it
  constexpr std::uint32_t kBack = 4;
  for (std::uint32_t n = 0; !hit.group && n < kBack && at > floor && (r.words[at].verb & kGerund) == 0; ++n) --at;
  if (at == floor || (!hit.group && (r.words[at].verb & kGerund) == 0)) return false;
  // "requirements that investors avoid partnering with adversaries"
  if (frame.official && WordAt(r, at - 1) == "avoid") return true;
  if (WordAt(r, at - 1) != "from") return false;
  static constexpr std::array<std::string_view, 9> kKeeps{"bar",  "block",   "deter",    "discourag", "forbid",
                                                          "keep", "prevent", "prohibit", "stop"};
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t i = at - 1, n = 0; i-- > floor && n < kReach; ++n) {
    const Known word = WordAt(r, i);
    if (std::ranges::any_of(kKeeps, [&](std::string_view stem) { return word.starts_with(stem); })) {
      // "was stopped from buying Acme": told of a deal that did not come about.
      return !word.ends_with("ed") && word != "forbidden";
    }
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "technology that may not be ready for guidelines": no verb.
bool IsReadyFor(const Reading& r, std::string_view type, const Hit& hit) {
  return type.starts_with("rule.") && r.Surface(hit.tokens.begin) == "ready" && hit.tokens.end < r.words.size() &&
         WordAt(r, hit.tokens.end) == "for";
}

// "The Act also requires that we invite public comment": what a law asks of the office.
bool IsAskedByLaw(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  if (hit.trigger->id.ends_with("license.require/require")) {
    return hit.tokens.end + 1 < r.words.size() && WordAt(r, hit.tokens.end) == "that" &&
           OneOf(WordAt(r, hit.tokens.end + 1), "we", "the", "agencies");
  }
  if (hit.trigger->subtype != "comment") return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  for (std::uint32_t i = sentence.begin + 1; i < hit.group->begin; ++i) {
    if (!OneOf(WordAt(r, i), "requires", "require")) continue;
    for (std::uint32_t k = sentence.begin; k < i; ++k) {
      if (OneOf(WordAt(r, k), "act", "law", "statute", "section")) return true;
    }
  }
  return false;
}

// "its Anti-Money Laundering (AML) program": the name of a duty.
bool IsAgainstLaundering(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "diversion.report" || !r.Surface(hit.tokens.begin).ends_with("aundering")) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor && n < 4; ++n) {
    if (WordAt(r, i) == "anti" || WordAt(r, i) == "anti-money" || WordAt(r, i) == "counter") return true;
  }
  return false;
}

// "if an export license was required", "without having obtained a license": neither asked for nor given.
bool IsLicenceInDoubt(const Reading& r, std::string_view type, const Hit& hit) {
  if (!hit.group || (type != "license.require" && type != "license.decide")) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  if (type == "license.decide")
    return hit.group->begin > floor &&
           (WordAt(r, hit.group->begin - 1) == "without" ||
            (hit.tokens.begin > floor + 1 && WordAt(r, hit.tokens.begin - 2) == "without")) &&
           OneOf(r.Surface(hit.tokens.begin), "obtained", "obtaining", "received", "receiving", "securing");
  if (!hit.passive()) return false;
  constexpr std::uint32_t kReach = 5;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), "if", "whether")) return true;
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "attempted to illegally export": told as a diversion.
bool IsUnlawful(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "shipment.change" || !hit.group) return false;
  const std::uint32_t from =
      std::max(r.Around(hit.tokens.begin).begin, hit.group->begin - std::min(hit.group->begin, 1u));
  for (std::uint32_t i = from; i < hit.tokens.begin; ++i) {
    if (OneOf(WordAt(r, i), "illegally", "unlawfully", "illicitly")) return true;
  }
  return false;
}

// "if convicted of violating export control laws": laid to nobody's charge yet.
bool IsIfConvicted(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "diversion.report") return false;
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  const std::uint32_t floor = r.Around(first).begin;
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t i = first, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), "convicted", "guilty")) return HasWord(r, {i - std::min(i - floor, 4u), i}, "if");
  }
  return false;
}

// "works with the Treasury to identify persons and designate them": every day.
bool IsRoutine(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "list.add" || !hit.group || DateNear(r, hit)) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  if (to == kNone) return false;
  const std::uint32_t floor = r.Around(to).begin;
  for (std::uint32_t i = to; i-- > floor;) {
    if (r.finite[i] == 0 || r.words[i].mention >= 0) continue;
    if (OneOf(WordAt(r, i), "works", "work", "seeks", "strives")) return true;
  }
  return false;
}

// "The illegal export of technology is harmful": what a sentence blames.
bool IsBlamed(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "diversion.report" && type != "shipment.change") return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  constexpr std::uint32_t kOpening = 3;  // tokens
  if (hit.group && (!r.Surface(hit.tokens.end - 1).ends_with("ing") || hit.tokens.begin > sentence.begin + kOpening))
    return false;
  constexpr std::uint32_t kAhead = 16;
  for (std::uint32_t i = hit.tokens.end; i + 2 < std::min(sentence.end, hit.tokens.end + kAhead); ++i) {
    if (OneOf(WordAt(r, i), "is", "are", "remains", "remain"))
      return OneOf(WordAt(r, i + 1), "harmful", "dangerous", "unacceptable", "wrong") ||
             OneOf(WordAt(r, i + 2), "serious", "grave", "crime", "threat");
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "a civil penalty may be imposed on any person who conspires to violate": whoever it may be.
bool IsOfAnyPerson(const Reading& r, std::string_view type, const Hit& hit) {
  if ((type != "penalty.impose" && type != "diversion.report") || DateNear(r, hit)) return false;
  const TokenRange near = WordsBeside(r, hit);
  bool may = false, any = false;
  for (std::uint32_t i = near.begin; i + 1 < near.end; ++i) {
    may = may || OneOf(WordAt(r, i), "may", "shall");
    any = any || (WordAt(r, i) == "any" && WordAt(r, i + 1) == "person");
  }
  return may && any;
}

// "a bank whose name has been added to the list": whichever it is.
bool IsOfAnyName(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "list.add" || !hit.group || !hit.passive() || DateNear(r, hit)) return false;
  const std::uint32_t first = std::min(hit.group->begin, hit.tokens.begin);
  if (first < 3 || !OneOf(WordAt(r, first - 1), "name", "names") || WordAt(r, first - 2) != "whose") return false;
  const std::uint32_t floor = r.Around(first).begin;
  constexpr std::uint32_t kReach = 6;
  for (std::uint32_t i = first - 2, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0) return false;
    if (OneOf(WordAt(r, i), "a", "an", "any", "each", "every")) return true;
  }
  return false;
}

// "No written comments were either solicited or received", "the foregoing is true and correct", "penalty of perjury",
// "Exchange Act Release No. 62724", "after report is published": set phrases.
bool IsSetPhrase(const Reading& r, std::string_view type, const Hit& hit, const Judgement& j,
                 const DocumentFrame& frame) {
  const std::uint32_t i = hit.tokens.begin;
  if (frame.official && hit.trigger->subtype == "comment" && hit.passive() && j.modality == Modality::kDenied)
    return true;
  if (type == "rule.amend" && r.Surface(i) == "correct" && i > 1 && WordAt(r, i - 1) == "and" &&
      OneOf(WordAt(r, i - 2), "true", "complete", "accurate"))
    return true;
  const std::uint32_t end = hit.tokens.end;
  if (type == "penalty.impose" && end < r.words.size() && WordAt(r, end) == "perjury") return true;
  if (type == "rule.issue" && r.Surface(i) == "Release" && end < r.words.size() && WordAt(r, end) == "no") return true;
  return type == "report.publish" && hit.passive() && hit.group->begin > 1 &&
         WordAt(r, hit.group->begin - 2) == "after" && !DateNear(r, hit);
}

// "will not hesitate to take legal action": readiness.
bool IsReadiness(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "suit.file" || !hit.group) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  return to != kNone && to > 0 && WordAt(r, to - 1) == "hesitate";
}

// "At any time within 60 days of the filing, the Commission may suspend the change": a power.
bool IsAtAnyTime(const Reading& r, const Hit& hit, const Judgement& j) {
  if (!hit.group || std::ranges::find(j.cues, "cue:may") == j.cues.end()) return false;
  const std::uint32_t begin = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  return begin + 2 < hit.tokens.begin && WordAt(r, begin) == "at" && WordAt(r, begin + 1) == "any" &&
         WordAt(r, begin + 2) == "time";
}

// "Maria Lopez is designated examiner": given a task.
bool IsGivenTask(const Reading& r, std::string_view type, const Hit& hit) {
  const std::uint32_t i = hit.tokens.begin;
  if (type == "list.add" && hit.group && r.Surface(i) == "Designated" && i > r.Around(i).begin &&
      hit.tokens.end < r.words.size() && (*r.tokens)[hit.tokens.end].capital)
    return true;  // "Designated Federal Officer"
  if (type == "list.add" && hit.group && hit.tokens.end < r.words.size() &&
      (r.Surface(hit.tokens.end) == "\"" || r.Surface(hit.tokens.end) == "“"))
    return true;  // "designated “hearing groups”"
  return type == "list.add" && hit.group && hit.passive() && hit.tokens.end < r.words.size() &&
         OneOf(WordAt(r, hit.tokens.end), "agent", "chair", "coordinator", "examiner", "lead", "officer", "rapporteur",
               "representative", "reviewer");
}

// "Steady engagement with stakeholders is critical to our work": what a sentence praises.
bool IsPraised(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "talks.hold" || hit.group) return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  constexpr std::uint32_t kBack = 3, kAhead = 24;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > sentence.begin && n < kBack; ++n) {
    if (r.words[i].punct != 0) break;
    if (r.words[i].mention >= 0 || r.Is(i, kDeterminer | kPronoun | kPreposition) || r.finite[i] != 0) return false;
  }
  for (std::uint32_t i = hit.tokens.end; i + 1 < std::min(sentence.end, hit.tokens.end + kAhead); ++i) {
    if (OneOf(WordAt(r, i), "is", "are", "remains", "remain"))
      return OneOf(WordAt(r, i + 1), "critical", "crucial", "essential", "important", "indispensable", "key",
                   "necessary", "vital");
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "will protect our security while strengthening the policy": praise of a rule.
bool IsSaidOfRule(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  return (frame.official || frame.release) && type == "rule.amend" && hit.group && hit.group->gerund &&
         hit.group->begin > 0 &&
         (WordAt(r, hit.group->begin - 1) == "while" ||
          (r.Surface(hit.tokens.begin) == "clarifying" && OneOf(WordAt(r, hit.group->begin - 1), "by", "thereby"))) &&
         !DateNear(r, hit);
}

// "may elect not to apply the requirement": left to whoever it is.
bool IsElection(const Reading& r, std::string_view type, const Hit& hit) {
  if (!hit.group || !type.starts_with("rule.")) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = hit.tokens.begin; i > floor && hit.tokens.begin - i < 4; --i) {
    if (OneOf(WordAt(r, i - 1), "elect", "elects", "choose", "chooses")) return true;
  }
  return false;
}

// "efforts to modernize and update the lists", "a process to revise the list": what goes on all the time.
bool IsOngoingWork(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "rule.amend" || !hit.group || DateNear(r, hit)) return false;
  if (!OneOf(WordAt(r, hit.tokens.begin), "update", "modernize", "streamline", "clarify", "improve")) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  return to != kNone && to > 0 &&
         OneOf(WordAt(r, to - 1), "effort", "efforts", "mechanism", "mechanisms", "procedure", "procedures", "process",
               "processes");
}

// "regulations, subject to public notice and comment": how they will come about.
bool IsManner(const Hit& hit, const Reading& r, const Judgement& j) {
  return hit.trigger->id.ends_with("rule.propose/comments-due") && j.duty && WordAt(r, hit.tokens.begin) == "subject";
}

// "Members of the public may also attend this meeting": open to whoever likes.
bool IsOpenToAll(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "talks.hold" && type != "hearing.hold") return false;
  if (!hit.group || !OneOf(WordAt(r, hit.tokens.begin), "attend", "attending", "join", "participate")) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (!r.DatesOf(sentence).empty()) return false;
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > sentence.begin && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), "public", "anyone", "persons", "individuals", "those", "unable")) return true;
  }
  return false;
}

// "These amendments do not change the requirements": what a rule is not about.
bool IsLeftAsIs(const Reading& r, std::string_view type, const Hit& hit, const Judgement& j) {
  if (type != "rule.amend" || !hit.group || j.modality != Modality::kDenied) return false;
  if (hit.passive() || !OneOf(WordAt(r, hit.group->begin), "do", "does")) return false;
  for (const std::string_view noun : {"rule", "rules", "amendment", "amendments", "revision", "revisions", "notice",
                                      "guidance", "document", "correction", "action", "change", "changes", "order"}) {
    if (HasWord(r, hit.subject, noun)) return true;
  }
  return false;
}

// "the duties imposed upon the agency by law": tasks.
bool IsTask(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "tariff.change" || !hit.group || !hit.passive() || hit.tokens.end >= r.words.size()) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  return hit.group->begin > floor && WordAt(r, hit.group->begin - 1) == "duties" &&
         HasWord(r, {std::max(floor, hit.group->begin - std::min(hit.group->begin, 6u)), hit.group->begin},
                 "performance");
}

// "a two-year period beginning July 11": since when.
bool IsSince(const Reading& r, std::string_view type, const Hit& hit) {
  return type == "rule.propose" && hit.group && hit.group->gerund && hit.group->begin > 0 &&
         WordAt(r, hit.group->begin - 1) == "period";
}

// "procedures for issuing public notices seeking comment", "prior to publishing proposed regulations": of whichever.
bool IsOfAnyNotice(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "rule.propose" || !hit.group) return false;
  const std::uint32_t first = hit.tokens.begin;
  const std::uint32_t floor = r.Around(first).begin;
  if (first < floor + 3) return false;
  if (WordAt(r, first - 3) == "prior" && WordAt(r, first - 2) == "to") return true;
  return hit.group->gerund && WordAt(r, first - 1) == "notices" &&
         HasWord(r, {std::max(floor, first - std::min(first, 6u)), first}, "procedures");
}

}  // namespace

std::string_view WhyUnmade(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j,
                           const DocumentFrame& frame) {
  const std::string_view type = table.types[hit.trigger->type].id;
  if (IsReferredTo(r, type, hit)) return "named by what it stands on, not told";
  if (IsCondition(r, hit)) return "a condition";
  if (IsWeighed(r, type, hit, frame)) return "left open, or a policy spoken of";
  if (IsToBeVouchedFor(r, hit, frame)) return "what a rule asks others to do";
  if (IsHeadingWord(r, hit)) return "a heading";
  if (IsSunset(r, type, hit)) return "the noun";
  if (IsKeptFrom(r, type, hit, frame)) return "told by the act that forbids, allows or punishes it";
  if (IsOpenToAll(r, type, hit)) return "open to whoever likes";
  if (IsLeftAsIs(r, type, hit, j)) return "what a rule is not about";
  if (IsTask(r, type, hit) || IsSince(r, type, hit)) return "the noun";
  if (IsOfAnyNotice(r, type, hit)) return "a habit or a general truth";
  if (IsReadyFor(r, type, hit)) return "the noun";
  if (IsAskedByLaw(r, hit, frame)) return "a standing power or duty, not its use";
  if (IsAgainstLaundering(r, type, hit)) return "the noun";
  if (IsLicenceInDoubt(r, type, hit)) return "a condition";
  if (IsUnlawful(r, type, hit)) return "told as a diversion";
  if (IsIfConvicted(r, type, hit)) return "what may come of an offence";
  if (IsRoutine(r, type, hit)) return "the daily work of an office";
  if (IsBlamed(r, type, hit)) return "what a sentence speaks of";
  if (IsOfAnyPerson(r, type, hit) || IsOfAnyName(r, type, hit)) return "a habit or a general truth";
  if (IsSetPhrase(r, type, hit, j, frame)) return "a set phrase";
  if (IsReadiness(r, type, hit)) return "a habit or a general truth";
  if (IsAtAnyTime(r, hit, j)) return "a standing power or duty, not its use";
  if (IsGivenTask(r, type, hit)) return "a task given to somebody";
  if (IsPraised(r, type, hit) || IsSaidOfRule(r, type, hit, frame)) return "what a sentence speaks of";
  if (IsElection(r, type, hit)) return "a standing power or duty, not its use";
  if (IsOngoingWork(r, type, hit)) return "a habit or a general truth";
  if (IsManner(hit, r, j)) return "how the act will come about";
  return {};
}

}  // namespace dateline::extract
