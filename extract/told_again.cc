#include "extract/told_again.h"

#include <algorithm>

#include "extract/no_events_words.h"
#include "extract/own_acts.h"

namespace dateline::extract {
namespace {

bool IsRuleMaking(std::string_view type) {
  return type.starts_with("rule.") || type == "ban.impose" || type == "tariff.change" || type == "license.require";
}

// What the text puts forward as a whole, in its first sentences, unless it also adopts something.
const Hit* Proposal(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits) {
  constexpr std::uint32_t kOpening = 2;
  const Hit* found = nullptr;
  for (const Hit& hit : hits) {
    if (r.sentence_of[hit.tokens.begin] >= kOpening) break;
    const Id& type = table.types[hit.trigger->type].id;
    if (type == "rule.propose" && hit.trigger->subtype.empty()) {
      const bool now = !hit.group || (hit.group->present && !r.clauses[r.clause_of[hit.tokens.begin]].relative);
      if (now && found == nullptr) found = &hit;
      continue;
    }
    // "adopts a rule and proposes another", "This final rule"
    if (type == "rule.issue" && hit.group && hit.group->present && hit.group->finite && !hit.group->infinitive)
      return nullptr;
  }
  if (found == nullptr) return nullptr;
  const TokenRange opening{0, r.sentences[std::min<std::size_t>(kOpening, r.sentences.size()) - 1].end};
  for (std::uint32_t i = opening.begin; i < opening.end; ++i) {
    if (OneOf(WordAt(r, i), "finalizing", "finalizes", "adopting", "adopts", "withdraws", "withdrawing"))
      return nullptr;
  }
  return found;
}

// "proposes to extend a deadline. Specifically, the office is extending it", "Entry into the proposed zone is
// prohibited": what a proposal would do, told as if it were done.
bool IsOfProposal(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  const Id& type = table.types[hit.trigger->type].id;
  if (!hit.group || !IsRuleMaking(type) || type == "rule.propose") return false;
  // A day of its own tells of something else, but for the new day of a deadline.
  if (type != "rule.amend" && DateNear(r, hit)) return false;
  const VerbGroup& g = *hit.group;
  const bool is = hit.passive() && OneOf(WordAt(r, g.begin), "is", "are");
  if ((!g.present && !is) || !g.finite || g.infinitive || r.Is(g.begin, kHave)) return false;
  if (HasWord(r, hit.subject, "final") || HasWord(r, hit.subject, "existing") || HasWord(r, hit.subject, "current"))
    return false;
  const Hit* proposal = Proposal(r, table, hits);
  return proposal != nullptr && proposal->tokens.end <= hit.tokens.begin &&
         r.sentence_of[proposal->tokens.begin] != r.sentence_of[hit.tokens.begin];
}

// "comments on whether the office should amend the rules": asked, neither done nor announced.
bool IsAskedAbout(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite || hit.group->begin == hit.group->verb) return false;
  if (!OneOf(WordAt(r, hit.group->begin), "should", "would", "could", "can", "might", "may")) return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > sentence.begin && n < kReach; ++n) {
    if (!OneOf(WordAt(r, i), "whether", "how", "why")) continue;
    return HasWord(r, {sentence.begin, i}, "comment") || HasWord(r, {sentence.begin, i}, "comments") ||
           HasWord(r, {sentence.begin, i}, "input") || HasWord(r, {sentence.begin, i}, "views") ||
           WordAt(r, i) == "why" || HasWord(r, {sentence.begin, i}, "feedback");
  }
  return false;
}

// "The removals from the list are made in response to requests", "Labeling these firms as users will degrade": spoken
// of again, told before by a verb.
bool IsToldByVerb(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  const Id& type = table.types[hit.trigger->type].id;
  if (!type.starts_with("list.") && !type.starts_with("rule.")) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  const bool the = !hit.group && first > sentence.begin && first <= sentence.begin + 2 &&
                   OneOf(WordAt(r, first - 1), "the", "these", "this", "such");
  const bool naming = hit.group && hit.group->gerund && hit.group->opens && hit.tokens.end < r.words.size() &&
                      OneOf(WordAt(r, hit.tokens.end), "these", "this", "such", "those");
  if (!the && !naming) return false;
  if (naming) return true;
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return other.trigger->type == hit.trigger->type && other.group && other.tokens.end <= hit.tokens.begin &&
           r.sentence_of[other.tokens.begin] != r.sentence_of[hit.tokens.begin];
  });
}

// "a paper extending the time for comments": told by the extension.
bool IsLongerComment(const Reading& r, const Hit& hit) {
  if (!hit.trigger->id.ends_with("rule.propose/issue-proposal")) return false;
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + 8, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i + 1 < end; ++i) {
    if (OneOf(WordAt(r, i), "extending", "reopening", "extend", "reopen"))
      return HasWord(r, {i, std::min<std::uint32_t>(end + 4, r.Around(hit.tokens.begin).end)}, "comment");
  }
  return false;
}

// "terminating the investigations of", "the findings of an investigation": the noun of one that is over.
bool IsOver(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "probe.open" || hit.group) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  constexpr std::uint32_t kReach = 6;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (OneOf(WordAt(r, i),
              "terminating", "terminates", "terminated", "terminate", "closing", "closes", "closed", "ending", "ends",
               "ended", "concluding", "concludes", "concluded", "suspending", "suspends", "rescinding", "rescinds"))
      return true;
  }
  return false;
}

// "the requested permit would become effective", "The new charter will be in effect": no rule.
bool IsOfPermit(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kBack = 8;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor && n < kBack; ++n) {
    const Known word = WordAt(r, i);
    if (OneOf(word, "rule", "rules", "regulation", "regulations", "requirement", "requirements")) return false;
    if (OneOf(word, "permit", "permits", "charter", "lease", "memorandum") || r.Surface(i) == "ITP" ||
        r.Surface(i) == "MOA")
      return true;
  }
  return false;
}

// "published a document concerning amendments to rules of an exchange": about another's change. "the outreach that the
// bureau is conducting on the rule": no review of it.
bool IsAboutAnother(const Reading& r, const Hit& hit) {
  if (hit.trigger->id.ends_with("rule.propose/begin-review"))
    return HasWord(r, {hit.tokens.begin - std::min(hit.tokens.begin, 8u), hit.tokens.begin}, "outreach");
  // "incorporates changes adopted by the agreement"
  if (hit.trigger->id.ends_with("agreement.reach/reach") && hit.group && hit.tokens.end < r.words.size() &&
      WordAt(r, hit.tokens.end) == "by")
    return OneOf(WordAt(r, hit.tokens.begin - std::min(hit.tokens.begin, 1u)), "changes", "amendments", "revisions");
  if (!hit.trigger->id.ends_with("rule.amend/make-changes") || !hit.group || hit.passive()) return false;
  constexpr std::uint32_t kReach = 24;
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + kReach, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i < end; ++i) {
    if (OneOf(WordAt(r, i), "amendment", "amendments", "change", "changes", "correction", "corrections", "revision",
                             "revisions", "modification", "modifications", "clarifications", "update", "updates"))
      return false;
    if (OneOf(WordAt(r, i), "concerning", "regarding", "about")) return true;
  }
  return false;
}

// "AD 2021-08, which applied to all models", "before any period of enforcement begins", "items being exported": what a
// rule covers, and when.
bool IsOfCoverage(const Reading& r, std::string_view type, const Hit& hit) {
  if (type == "rule.effective" && IsOfPermit(r, hit)) return true;
  if (!hit.group) {
    return hit.trigger->id.ends_with("rule.effective/take-effect") && hit.tokens.begin > 2 &&
           HasWord(r, {hit.tokens.begin - 3, hit.tokens.begin}, "any");
  }
  if (type == "rule.effective" && hit.tokens.end < r.words.size() && WordAt(r, hit.tokens.end) == "to" &&
      r.Surface(hit.tokens.begin).starts_with("appl"))
    return true;
  if (type != "shipment.change") return false;
  // "sold at less than normal value"
  constexpr std::uint32_t kReach = 12;
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + kReach, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i + 2 < end; ++i) {
    if (WordAt(r, i) == "less" && WordAt(r, i + 1) == "than" && OneOf(WordAt(r, i + 2), "normal", "fair"))
      return true;
  }
  return WordAt(r, hit.group->begin) == "being";
}

// "by allowing the bureau to request", "authority to the chief to settle claims", "why she should not be debarred".
bool IsPowerGiven(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  const TokenRange around = r.Around(hit.tokens.begin);
  if (type == "penalty.impose" && (HasWord(r, {around.begin, hit.tokens.begin}, "delegates") ||
                                   HasWord(r, {around.begin, hit.tokens.begin}, "delegating")))
    return true;
  if (!hit.group) return false;
  if (type == "license.decide" && hit.trigger->id.ends_with("/approve-trade")) {
    const std::uint32_t next = hit.tokens.end;
    if (next >= r.words.size()) return false;
    const auto agency = [&](std::uint32_t i) {
      return r.words[i].mention >= 0 &&
             r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kAgency;
    };
    return agency(next) || frame.offices->AnyIn(r, {next, std::min<std::uint32_t>(next + 3, r.Around(next).end)});
  }
  // "will be to issue, issue with modifications, or deny a permit": open.
  if (type == "license.decide" && hit.group->bare && hit.group->begin > 0 && WordAt(r, hit.group->begin - 1) == "or" &&
      HasWord(r, {around.begin, hit.group->begin}, "to"))
    return true;
  if (type != "penalty.impose") return false;
  return HasWord(r, {hit.group->begin - std::min(hit.group->begin, 5u), hit.group->begin}, "why");
}

// "the standard that was in effect", "rulemakings that are published", "firms that have continued to supply them": a
// thing by what befell it. "their intent to take part", "duties scheduled to take effect", once suspended: not even
// that.
bool IsSaidOfThing(const Reading& r, std::string_view type, const Hit& hit) {
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  if (first == 0) return false;
  const bool that = r.Is(first - 1, kThat | kRelative) && OneOf(WordAt(r, first - 1), "that", "which", "who");
  const bool fact = !DateNear(r, hit);
  if (that && fact && type == "rule.effective" && OneOf(WordAt(r, first), "was", "were")) return true;
  if (that && fact && (type == "report.publish" || type == "rule.issue") && hit.passive() &&
      OneOf(WordAt(r, first), "is", "are"))
    return true;
  if (that && fact && type == "shipment.change" && hit.group && r.Is(first, kHave)) return true;
  // "rulemakings that are published there and open for comment"
  if (hit.trigger->id.ends_with("rule.propose/comments-due") && WordAt(r, first) == "open") {
    const std::uint32_t floor = r.Around(first).begin;
    constexpr std::uint32_t kReach = 12;
    for (std::uint32_t i = first, n = 0; i-- > floor && n < kReach; ++n) {
      if (r.Is(i, kThat | kRelative) && OneOf(WordAt(r, i + 1), "is", "are")) return true;
    }
  }
  if (type == "finance.impact" && WordAt(r, first - 1) == "draft") return true;
  if (!hit.group || !hit.group->infinitive) return false;
  if (IsMeeting(type) && first > 1 && OneOf(WordAt(r, first - 1), "intent", "interest", "wish", "desire"))
    return WordAt(r, first - 2) == "their";
  if (type != "rule.effective" || WordAt(r, first - 1) != "scheduled") return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  return HasWord(r, {floor, first}, "suspending") || HasWord(r, {floor, first}, "delaying") ||
         HasWord(r, {floor, first}, "suspends") || HasWord(r, {floor, first}, "delays");
}

// "reports prepared by the office for each community", "rulemakings that are published": a thing by who makes it.
bool IsMadeBy(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "report.publish" || !hit.group || !hit.group->reduced || DateNear(r, hit)) return false;
  return OneOf(WordAt(r, hit.tokens.begin),
               "prepare", "prepared", "develop", "developed", "maintained", "produced") &&
         hit.tokens.end < r.words.size() && r.words[hit.tokens.end].id == r.grammar->by;
}

// "requesting the addition of a product to the list", "the product list": wished, or no list of control.
bool IsNoListing(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "list.add" && type != "list.remove") return false;
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  if (!hit.group) {
    for (std::uint32_t i = first, n = 0; i-- > floor && n < 4; ++n) {
      if (OneOf(WordAt(r, i), "requesting", "requests", "requested", "request", "seeking", "seeks")) return true;
    }
  }
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + 24, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i + 1 < end; ++i) {
    if (WordAt(r, i + 1) == "list" && OneOf(WordAt(r, i), "product", "products", "dominant", "mailing")) return true;
    if (WordAt(r, i) == "taxable") return true;
  }
  return false;
}

// "asks that the office issue a ruling", "The Act requires that the office consult and hold discussions".
bool IsSubjunctive(const Reading& r, const Hit& hit) {
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  if (hit.group && !hit.group->bare) return false;
  constexpr std::uint32_t kReach = 40;
  for (std::uint32_t i = first, n = 0; i-- > sentence.begin + 1 && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    if (WordAt(r, i) != "that") continue;
    if (OneOf(WordAt(r, i - 1), "requesting", "requests", "requested", "request", "requires", "require", "required",
                                 "requiring", "asks", "asked", "asking", "demands", "demanded", "mandates"))
      return true;
  }
  return false;
}

// "a 30-day comment period closing on Monday", "The comment period closed in May": told of the period, not a call.
bool IsPeriodOver(const Reading& r, const Hit& hit) {
  if (!hit.trigger->id.ends_with("rule.propose/comments-due")) return false;
  const Written last = r.Surface(hit.tokens.end - 1);
  return last == "closing" || last == "ending" || last == "closed" || last == "ended";
}

// "is holding a meeting to discuss the agenda": the meeting.
bool IsAlsoHeld(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  if (!hit.trigger->id.ends_with("talks.hold/discuss") || !hit.group || !hit.group->infinitive) return false;
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return IsMeeting(table.types[other.trigger->type].id) && other.tokens.end <= hit.tokens.begin &&
           r.clause_of[other.tokens.begin] == r.clause_of[hit.tokens.begin];
  });
}

// "will continue to issue rulings": a habit.
bool IsContinued(const Reading& r, const Hit& hit) {
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + 12, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i + 1 < end; ++i) {
    if (OneOf(WordAt(r, i), "rolling", "periodic", "regular") && WordAt(r, i + 1) == "basis") return true;
  }
  if (!hit.group || !hit.group->infinitive || DateNear(r, hit)) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  return to != kNone && to > 1 && WordAt(r, to - 1) == "continue" && OneOf(WordAt(r, to - 2), "will", "would");
}

// "the report discusses and recommends measures": what a text is about.
bool IsReportTalking(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "talks.hold" || !hit.group || hit.group->begin == 0) return false;
  // "This notice announces a meeting of the board"; what an earlier one announced is over.
  if (hit.trigger->id.ends_with("/announces-meeting")) return !hit.group->present;
  return OneOf(WordAt(r, hit.group->begin - 1),
               "report", "document", "notice", "rule", "guidance", "statement", "order", "plan") &&
         hit.group->present && hit.group->begin == hit.group->verb;
}

}  // namespace

std::string_view WhyToldAgain(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                              const Judgement& j, const DocumentFrame& frame) {
  if (!frame.official) return {};
  const Id& type = table.types[hit.trigger->type].id;
  if (IsSaidOfThing(r, type, hit) || IsMadeBy(r, type, hit) || IsOfCoverage(r, type, hit))
    return "describes a thing by what it does";
  if (IsAboutAnother(r, hit)) return "told of something else";
  if (IsPowerGiven(r, type, hit, frame)) return "a standing power or duty, not its use";
  if (IsOver(r, type, hit)) return "an investigation spoken of, not opened";
  if (IsNoListing(r, type, hit)) return "no list of control, or wished only";
  if (IsSubjunctive(r, hit)) return "asked for, not done";
  if (IsAskedAbout(r, hit)) return "left open, or a policy spoken of";
  if (IsPeriodOver(r, hit)) return "told of the time for comments, no call for them";
  if (IsLongerComment(r, hit)) return "told by the longer time for comments";
  if (IsToldByVerb(r, table, hits, hit)) return "the act told before";
  if (IsAlsoHeld(r, table, hits, hit)) return "told by the meeting in the same clause";
  if (IsContinued(r, hit)) return "a habit or a general truth";
  if (IsReportTalking(r, type, hit)) return "describes a thing by what it does";
  // "is proposing additional duties": put forward, not set.
  if (type == "tariff.change" &&
      (r.Surface(hit.tokens.begin).starts_with("propos") ||
       (!hit.group && hit.tokens.begin > 0 && r.Surface(hit.tokens.begin - 1).starts_with("propos"))))
    return "what a proposal would do";
  if (j.modality == Modality::kActual && IsOfProposal(r, table, hits, hit)) return "what a proposal would do";
  return {};
}

}  // namespace dateline::extract
