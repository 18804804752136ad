#include "extract/worded_acts.h"

#include <algorithm>

#include "extract/no_events_words.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

bool IsKind(const Reading& r, std::uint32_t i, MentionKind kind) {
  return r.words[i].mention >= 0 && r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == kind;
}

// What the checks look at: the first token of the act and the sentence about it.
struct At {
  At(const Reading& reading, const Hit& h)
      : r(reading), hit(h), first(h.group ? h.group->begin : h.tokens.begin), around(reading.Around(h.tokens.begin)) {}

  // The word so many tokens before the act, "" where the sentence begins.
  std::string_view Back(std::uint32_t n) const {
    return first >= around.begin + n ? WordAt(r, first - n) : std::string_view{};
  }
  bool Before(std::string_view word, std::uint32_t reach) const {
    return HasWord(r, {std::max(around.begin, first - std::min(first, reach)), first}, word);
  }
  bool After(std::string_view word, std::uint32_t reach) const {
    return HasWord(r, {hit.tokens.end, std::min(around.end, hit.tokens.end + reach)}, word);
  }
  std::string_view Verb() const { return WordAt(r, hit.tokens.begin); }

  const Reading& r;
  const Hit& hit;
  std::uint32_t first;
  TokenRange around;
};

// "requested the following changes: drop the fee; and revise the list": an item of what is asked for.
bool IsItemAskedFor(const At& at) {
  if (!at.hit.group || !at.hit.group->bare) return false;
  constexpr std::uint32_t kLead = 12;
  for (std::uint32_t i = at.first; i-- > at.around.begin + 1;) {
    if (at.r.words[i].punct != ':') continue;
    const TokenRange lead{std::max(at.around.begin, i - std::min(i, kLead)), i};
    if (!HasWord(at.r, lead, "following")) return false;
    for (const std::string_view verb : {"requested", "requests", "requesting", "asked", "asks", "seeks", "sought",
                                        "recommended", "recommends", "suggested", "suggests"}) {
      if (HasWord(at.r, lead, verb)) return true;
    }
    return false;
  }
  return false;
}

// "include revised requirements", "new or substantially revised codes", "a true and complete copy", "each petitioning
// firm", "no reviewable, suspended entries": a word of the thing.
bool IsWordOfThing(const At& at, std::string_view type) {
  const std::uint32_t next = at.hit.tokens.end;
  if (next >= at.around.end || !at.hit.group || at.hit.group->begin != at.hit.tokens.begin) return false;
  const std::string_view verb = at.Verb();
  if (verb == "proposed")
    return OneOf(at.Back(1), "developing", "drafting", "preparing", "later", "subsequent", "any", "such");
  if (verb == "petitioning") return OneOf(WordAt(at.r, next), "firm", "firms", "party", "parties", "workers");
  if (verb == "complete") return OneOf(at.Back(1), "and", "or", "a");
  if (verb == "suspended" && OneOf(WordAt(at.r, next), "entry", "entries")) return true;
  const Word& word = at.r.words[next];
  const bool noun = word.punct == 0 && word.mention < 0 &&
                    !at.r.Is(next, kPreposition | kDeterminer | kPronoun | kConjunction | kAdverb | kThat | kRelative);
  if (type != "rule.amend" || !noun || !verb.ends_with("ed")) return false;
  const std::string_view before = at.Back(1);  // "updated contact information"
  if (OneOf(before, "include", "includes", "including", "provide", "provides", "providing", "contain", "contains",
                     "containing", "with", "under"))
    return true;
  if (before == "day" && at.Back(2) == "-") return true;  // "a 90-day delayed effective date"
  if (OneOf(before, "the", "these", "this", "those") && !at.hit.passive()) return true;
  return before.ends_with("ly") && OneOf(at.Back(2), "or", "and", "new");
}

// "is charged with developing proposed rules", "requirements for placing warning signs": a power, a duty.
bool IsDuty(const At& at, std::string_view type) {
  if (!at.hit.group) return false;
  const std::string_view before = at.Back(1);
  if (at.hit.group->gerund && OneOf(before, "with", "for", "of", "to")) {
    const std::string_view governor = at.Back(2);
    if (OneOf(governor, "charged", "tasked", "responsible", "accountable", "capable")) return true;
    if (type != "request.make" && OneOf(governor, "requirement", "requirements", "procedures", "criteria", "related"))
      return true;
  }
  return false;
}

// "whether a decision will be released publicly", "ensure that the changes do not extend the scope": open, or what for.
std::string_view OpenOrAim(const At& at, Modality modality) {
  constexpr std::uint32_t kSubject = 10;
  for (std::uint32_t i = at.first, n = 0; i-- > at.around.begin && n < kSubject; ++n) {
    if (at.r.finite[i] != 0 || at.r.words[i].punct != 0) return {};
    const Known word = WordAt(at.r, i);
    if (word == "whether") return "left open, or a policy spoken of";
    if (OneOf(word, "ensure", "ensures", "ensuring") &&
        (modality == Modality::kActual || modality == Modality::kDenied))
      return "a standing power or duty, not its use";
  }
  return {};
}

// "provisions of the Act that require the Department to update the standards": laid down by a law, told of the law.
bool IsLaidDown(const At& at, std::string_view type) {
  if (!at.hit.group || !at.hit.group->infinitive || type == "rule.propose") return false;
  constexpr std::uint32_t kObject = 8;
  for (std::uint32_t i = at.first, n = 0; i-- > at.around.begin + 1 && n < kObject; ++n) {
    if (OneOf(WordAt(at.r, i), "require", "requires", "required", "obligates", "obliges"))
      return OneOf(WordAt(at.r, i - 1), "that", "which") || IsKind(at.r, i - 1, MentionKind::kRule);
    if (at.r.finite[i] != 0 || at.r.words[i].punct == ',') return false;
  }
  return false;
}

// "procedures set out in the Act", "rules and regulations issued thereunder", "records they no longer need",
// "regulations implementing the Act establish requirements": where a thing stands and what it is.
bool IsStandingText(const At& at, std::string_view type) {
  const Hit& hit = at.hit;
  if (hit.trigger->id.ends_with("rule.end/no-longer"))
    return at.After("need", 2) || at.After("needed", 3) || WordAt(at.r, hit.tokens.end - 1).starts_with("need");
  if (type != "rule.issue" || !hit.group) return false;
  const std::uint32_t end = hit.tokens.end;
  if (at.Verb() == "set" && end < at.around.end) {
    const bool out = OneOf(WordAt(at.r, end - 1), "out", "forth") || OneOf(WordAt(at.r, end), "out", "forth");
    const bool active = hit.subject.end > hit.subject.begin && hit.group->finite && !hit.passive() &&
                        OneOf(at.Back(1), "it", "notice", "rule", "order", "document");
    if (out && !active && (at.After("in", 2) || at.After("under", 2))) return true;
  }
  if (hit.group->reduced && end < at.around.end && WordAt(at.r, end) == "thereunder") return true;
  // "The regulations issued by the Secretary under this order shall address"
  if (hit.group->reduced && at.After("under", 7) && at.After("this", 8)) return true;
  if (hit.passive() || hit.group->infinitive || hit.group->gerund || hit.group->begin != hit.group->verb ||
      at.Verb().ends_with("ed"))
    return false;
  // "The implementing regulations establish", not "The final regulations establish".
  bool regulations = false;
  constexpr std::uint32_t kSubject = 4;
  for (std::uint32_t i = at.first - std::min(at.first - at.around.begin, kSubject); i < at.first; ++i) {
    const Known word = WordAt(at.r, i);
    if (OneOf(word, "final", "interim", "this", "new", "temporary")) return false;
    regulations = regulations || OneOf(word, "implementing", "existing", "current");
  }
  return regulations;
}

// "primarily be sold in the region", "the formal meetings between the agency and sponsors", "funds allotted to
// schools": nobody in particular does it.
bool IsGeneral(const At& at, std::string_view type) {
  const Hit& hit = at.hit;
  if (type == "shipment.change" && hit.group && hit.passive() && !at.After("by", 6)) {
    constexpr std::uint32_t kSubject = 24;
    for (std::uint32_t i = std::max(at.around.begin, at.first - std::min(at.first, kSubject)); i < at.around.end; ++i) {
      if (IsKind(at.r, i, MentionKind::kFirm) || IsKind(at.r, i, MentionKind::kChip)) return false;
    }
    return true;
  }
  if (hit.group) return false;
  if (type == "talks.hold") return OneOf(at.Back(1), "available", "existing", "formal", "regular", "routine");
  if (type == "deal.make")
    return at.Before("implementing", 3) || at.Before("applicable", 4) || at.Before("eligible", 4);
  // "an agreement contained in a deed", "pursuant to the agreement between"
  if (type == "agreement.reach") return at.Before("contained", 6) || at.Before("pursuant", 5);
  return false;
}

// "proposes a rule on fees and a conforming amendment to", "to implement the Act's amendments to", "This amendment
// includes revisions to": told by the proposal, the law, the paper put in.
bool IsOthersChange(const At& at, const std::vector<Hit>& hits, const TriggerTable& table) {
  const Hit& hit = at.hit;
  // "is issuing this rule to update the codes with the revisions published by the Budget Office"
  if (hit.group && hit.group->reduced && hit.trigger->id.ends_with("rule.amend/make-changes") && at.After("by", 1)) {
    return std::ranges::any_of(hits, [&](const Hit& other) {
      return other.trigger->type == hit.trigger->type && other.group && !other.group->reduced &&
             other.tokens.end <= hit.tokens.begin &&
             at.r.sentence_of[other.tokens.begin] == at.r.sentence_of[hit.tokens.begin];
    });
  }
  // "permits and permit amendments have been issued"
  if (hit.group && hit.passive() && hit.trigger->id.ends_with("rule.amend/make-changes") && at.Before("permits", 8))
    return true;
  if (hit.group || !hit.trigger->id.ends_with("rule.amend/noun")) return false;
  constexpr std::uint32_t kNear = 5;
  for (std::uint32_t i = at.first, n = 0; i-- > at.around.begin && n < kNear; ++n) {
    const Known word = WordAt(at.r, i);
    if (OneOf(word, "applied", "application", "applications", "request", "requests", "petition")) return true;
    if (n < 3 && IsKind(at.r, i, MentionKind::kRule)) {
      // "the Act's amendments to"
      const Known mark = WordAt(at.r, i + 1);
      if (mark == "s" || mark == "'" || mark == "’" || at.r.Surface(i).ends_with("'s") ||
          at.r.Surface(i).ends_with("’s"))
        return true;
    }
    if (n < 3 && OneOf(word, "includes", "include", "consists", "comprises", "contains")) {
      for (std::uint32_t k = at.around.begin; k < i; ++k) {
        if (OneOf(WordAt(at.r, k), "amendment", "submission", "submittal", "revision", "plan", "application"))
          return true;
      }
    }
  }
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return table.types[other.trigger->type].id == "rule.propose" && other.trigger->subtype.empty() && other.group &&
           other.group->present && other.tokens.end <= hit.tokens.begin &&
           at.r.clause_of[other.tokens.begin] == at.r.clause_of[hit.tokens.begin];
  });
}

// "the list of appropriate test standards", "a comprehensive listing of standards", "was designated on May 5": no list
// on which anybody is put.
bool IsOtherList(const At& at) {
  const Hit& hit = at.hit;
  const auto firm = [&] {
    for (std::uint32_t i = at.around.begin; i < at.around.end; ++i) {
      if (at.r.words[i].mention < 0) continue;
      if (IsKind(at.r, i, MentionKind::kFirm) || IsKind(at.r, i, MentionKind::kRule) ||
          IsKind(at.r, i, MentionKind::kOfficial))
        return true;
    }
    return false;
  };
  if (!hit.group && at.r.Surface(hit.tokens.begin).starts_with("list") && !firm()) return true;
  if (hit.trigger->id.ends_with("/blacklist") && hit.passive() && !firm()) return true;
  if (hit.trigger->id.ends_with("list.remove/delists") && at.Before("status", 30)) return true;
  constexpr std::uint32_t kReach = 24;
  const std::uint32_t end = std::min(at.around.end, hit.tokens.end + kReach);
  for (std::uint32_t i = hit.tokens.begin; i + 2 < end; ++i) {
    if (WordAt(at.r, i) != "list" || (*at.r.tokens)[i].capital || at.r.words[i].mention >= 0) continue;
    if (WordAt(at.r, i + 1) != "of") continue;
    for (std::uint32_t k = i + 2; k < std::min(end, i + 8); ++k) {
      if (OneOf(WordAt(at.r, k), "standard", "standards", "council", "councils", "committees", "laboratories",
                                  "methods", "participants", "members", "holidays", "courses"))
        return true;
    }
  }
  return false;
}

// "the programme submitted by the port", "prohibits misleading statements": whose a paper is, what conduct a rule is
// about.
bool IsOfPaperOrConduct(const At& at, std::string_view type) {
  if (!at.hit.group) return false;
  // "was prompted by a report indicating wear", "data provided by the firm in its annual reports"
  if (type == "report.publish" && ((at.hit.group->gerund && at.Before("prompted", 8)) || at.Before("provided", 6)))
    return true;
  // "The funding will be used to develop the strategy"
  if (type == "report.publish" && at.hit.group->infinitive && OneOf(at.Back(1), "used", "help", "helps")) return true;
  if (type == "report.publish")
    return at.hit.group->reduced && at.Verb() == "submitted" && at.After("by", 1) && !DateNear(at.r, at.hit);
  if (type != "ban.impose" || at.hit.passive()) return false;
  for (const std::string_view word : {"misrepresentations", "misrepresentation", "statements", "discrimination",
                                      "harassment", "retaliation", "conduct"}) {
    if (at.After(word, 6)) return true;
  }
  return false;
}

// "records available to bidders that have not previously been awarded a contract": who may apply.
bool IsEligibility(const At& at, std::string_view type, Modality modality) {
  if (type != "deal.make" || modality != Modality::kDenied || !at.hit.group) return false;
  return HasWord(at.r, {at.first, at.hit.tokens.begin}, "previously") ||
         HasWord(at.r, {at.first, at.hit.tokens.begin}, "yet");
}

// "persons granted authorization to enter the zone shall obey": whoever that may be.
bool IsWhoever(const At& at, std::string_view type) {
  return type == "license.decide" && at.hit.group && at.hit.group->begin == at.hit.group->verb &&
         at.Verb() == "granted" && (at.After("shall", 20) || at.After("must", 20));
}

}  // namespace

std::string_view WhyNobodysWords(const Reading& r, std::string_view type, const Hit& hit) {
  if (type == "rule.amend") {
    // "results could be affected by changes in tax rules": whichever.
    if (hit.group || !hit.trigger->id.ends_with("/noun")) return {};
    const At at(r, hit);
    if (!OneOf(at.Back(1), "by", "of", "from", "to")) return {};
    for (std::uint32_t i = at.first, n = 0; i-- > at.around.begin && n < 40; ++n) {
      if (OneOf(WordAt(r, i), "could", "may", "might")) return "a habit or a general truth";
    }
    return {};
  }
  if (!hit.group) return {};
  // "all property of the firm must be blocked": told by its listing.
  if ((type == "ban.impose" || type == "rule.end") && hit.passive() && WordAt(r, hit.tokens.begin) == "blocked" &&
      HasWord(r, {r.Around(hit.tokens.begin).begin, hit.tokens.begin}, "property"))
    return "told of something else";
  // "OFAC’s regulations generally prohibit dealings"
  if (type == "ban.impose" && !hit.passive() && hit.group->begin > 0 && WordAt(r, hit.group->begin - 1) == "generally")
    return "a standing power or duty, not its use";
  // "the company being acquired"
  if (type == "deal.make" && hit.passive() && WordAt(r, hit.group->begin) == "being" && hit.group->begin > 0 &&
      OneOf(WordAt(r, hit.group->begin - 1), "company", "companies", "business", "firm", "assets"))
    return "the noun";
  return {};
}

std::string_view WhyOnlyWords(const Reading& r, std::string_view type, const Hit& hit, const std::vector<Hit>& hits,
                              const TriggerTable& table, const Judgement& j) {
  if (hit.trigger->subtype == "comment") return {};  // asked of the public
  const At at(r, hit);
  if (IsWordOfThing(at, type)) return "the noun";
  if (IsItemAskedFor(at)) return "asked for, not done";
  const bool rule = type.starts_with("rule."), list = type.starts_with("list.");
  if (hit.group && hit.group->finite && (rule || list || type == "ban.impose")) {
    if (const std::string_view why = OpenOrAim(at, j.modality); !why.empty()) return why;
  }
  if (IsDuty(at, type) || (rule && IsLaidDown(at, type))) return "a standing power or duty, not its use";
  if (rule && IsStandingText(at, type)) return "describes a thing by what it does";
  if (rule && IsOthersChange(at, hits, table)) return "told of something else";
  if (IsOfPaperOrConduct(at, type)) return "describes a thing by what it does";
  if (list && IsOtherList(at)) return "no list of control, or wished only";
  if (IsGeneral(at, type) || IsEligibility(at, type, j.modality) || IsWhoever(at, type)) return "nobody's deed";
  // "has received an application for a loan guarantee"
  if (type == "license.apply" && (at.After("loan", 14) || at.After("grant", 6) || at.After("funding", 6)))
    return "told of something else";
  // "is deferring its decision on the removal"
  if (hit.trigger->id.ends_with("rule.amend/extend") && (at.After("decision", 3) || at.After("determination", 3)))
    return "no rule made or changed";
  // "announces the availability of funding": money to be had, no rule.
  if (hit.trigger->id.ends_with("rule.issue/availability") && (at.After("funding", 5) || at.After("funds", 5)))
    return "no rule made or changed";
  return {};
}

}  // namespace dateline::extract
