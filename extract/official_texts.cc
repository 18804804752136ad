#include "extract/official_texts.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/no_events_words.h"
#include "extract/told_again.h"
#include "extract/worded_acts.h"

namespace dateline::extract {
namespace {

// "the Report and Order adopts", "challenging final rules": nouns that look like verbs of a court.
bool IsInstrumentNoun(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  const std::uint32_t i = hit.tokens.begin;
  if (!frame.official || !hit.group || hit.group->begin != i || i == 0) return false;
  const Known word = WordAt(r, i);
  // "the Consent Agreement and Proposed Final Order"
  if (word == "proposed" && (*r.tokens)[i].capital && i + 1 < r.words.size() && (*r.tokens)[i + 1].capital)
    return r.sentences[r.sentence_of[i]].begin != i;
  // "License Exception Authorized Cybersecurity Exports (ACE)"
  if (word == "authorized" && (*r.tokens)[i].capital && i + 1 < r.words.size() && (*r.tokens)[i + 1].capital)
    return r.sentences[r.sentence_of[i]].begin != i;
  if (word == "order" && (*r.tokens)[i].capital) return r.sentences[r.sentence_of[i]].begin != i;
  return OneOf(word, "rules", "orders") &&
         OneOf(WordAt(r, i - 1), "final", "interim", "proposed", "new", "exclusion", "these");
}

// "a collection for which approval will be requested", "where a driver is not prohibited", "to assist the office in
// preparing a report", "withdraws proposed rules": told of something else than the act that the words look like.
bool IsOfAnother(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                 const Judgement& j, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  const Id& type = table.types[hit.trigger->type].id;
  const std::uint32_t clause = r.clause_of[hit.tokens.begin];
  if (hit.trigger->subtype == "comment" && hit.passive() && r.clauses[clause].relative) return true;
  // "agencies must solicit comment before", "to make improvements, including soliciting comments"
  if (hit.trigger->subtype == "comment" && j.duty && (frame.collects || hit.trigger->id.ends_with("/comment-chance")))
    return true;
  if (hit.trigger->subtype == "comment" && hit.group->gerund && hit.group->begin > 0 &&
      WordAt(r, hit.group->begin - 1) == "including" && j.modality != Modality::kActual)
    return true;
  // "procedures set out in the statute"
  if (type == "rule.issue" && hit.group->reduced && WordAt(r, hit.tokens.begin) == "set" &&
      hit.tokens.end + 1 < r.words.size() &&
      (WordAt(r, hit.tokens.end) == "in" || WordAt(r, hit.tokens.end + 1) == "in"))
    return true;
  // "submitted a request in May to modify the regulation"
  if (const std::uint32_t to = MarkerOf(r, *hit.group);
      to != kNone && (type == "rule.amend" || type == "rule.end" || type == "rule.issue")) {
    const std::uint32_t floor = r.clauses[clause].tokens.begin;
    for (std::uint32_t i = to, n = 0; i-- > floor && n < 8; ++n) {
      if (OneOf(WordAt(r, i), "request", "requests", "petition", "petitions") && i > floor &&
          OneOf(WordAt(r, i - 1), "a", "the", "an", "updated", "its", "their"))
        return true;
      if (r.finite[i] != 0) break;
    }
  }
  // "based on determinations made by the Secretary", "rules published in March": changes are not what was published.
  if (hit.trigger->id.ends_with("rule.amend/make-changes") && hit.passive()) {
    const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
    bool changes = false;
    for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < 12; ++n) {
      const Known word = WordAt(r, i);
      if (OneOf(word, "rule", "rules", "determination", "determinations", "pricing")) break;
      changes = changes || OneOf(word, "amendment", "amendments", "change", "changes", "correction", "corrections",
                                        "revision", "revisions", "update", "updates");
    }
    if (!changes) return true;
  }
  if (type == "ban.impose" && hit.passive() && !DateNear(r, hit) &&
      (j.modality == Modality::kDenied || j.modality == Modality::kPossible) &&
      std::ranges::find(j.cues, "cue:not") != j.cues.end())
    return true;
  // "will hold a session to develop reports", "calls for issuing a report"
  if (type == "report.publish" && hit.group->infinitive && std::ranges::any_of(hits, [&](const Hit& other) {
        const Id& meets = table.types[other.trigger->type].id;
        return (meets == "talks.hold" || meets == "hearing.hold") && other.tokens.end <= hit.tokens.begin &&
               r.clause_of[other.tokens.begin] == clause;
      }))
    return true;
  if (hit.group->gerund && hit.group->begin > 1 && WordAt(r, hit.group->begin - 1) == "for" &&
      OneOf(WordAt(r, hit.group->begin - 2), "call", "calling", "calls"))
    return true;
  // "permits the insurer to cede risks by entering into a contract"
  if (hit.group->gerund && OneOf(type, "deal.make", "facility.change", "product.announce", "shipment.change")) {
    const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
    for (std::uint32_t i = hit.group->begin; i-- > floor;) {
      if (OneOf(WordAt(r, i), "allow", "allows", "authorizes", "permit", "permits")) return true;
    }
  }
  if (hit.group->gerund && hit.group->begin > 0 && WordAt(r, hit.group->begin - 1) == "in") {
    const std::uint32_t floor = r.clauses[clause].tokens.begin;
    for (std::uint32_t i = hit.group->begin - 1, n = 0; i-- > floor && n < 14; ++n) {
      if (OneOf(WordAt(r, i), "assist", "assisting", "assists", "aid", "help", "guide", "support")) return true;
    }
  }
  if (!hit.trigger->id.ends_with("rule.propose/propose") || r.Surface(hit.tokens.begin) != "proposed") return false;
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return table.types[other.trigger->type].id == "rule.end" && other.tokens.end <= hit.tokens.begin &&
           hit.tokens.begin - other.tokens.end < 14 && r.clause_of[other.tokens.begin] == clause;
  });
}

// "The ministry, citing national security, doubled", "the agency, in a rare step, eased": the second comma.
bool EndsInsertion(const Reading& r, std::uint32_t comma) {
  if (r.words[comma].punct != ',') return false;
  constexpr std::uint32_t kLongest = 12;  // tokens
  const std::uint32_t floor = r.Around(comma).begin;
  for (std::uint32_t i = comma, n = 0; i-- > floor && n < kLongest; ++n) {
    if (r.words[i].punct != ',') continue;
    return i > floor && (r.Is(i + 1, kPreposition | kRelative) || (r.words[i + 1].verb & kGerund) != 0);
  }
  return false;
}

// "contain expired requirements": a word of the thing.
bool IsAttribute(const Reading& r, const TriggerTable& table, const Hit& hit) {
  // "the Regulations as promulgated and maintained under the Act"
  if (hit.group && hit.group->begin == hit.tokens.begin && hit.tokens.begin > 0 && !hit.group->finite &&
      table.types[hit.trigger->type].id.starts_with("rule.") && WordAt(r, hit.tokens.begin - 1) == "as")
    return true;
  // "due to updated guidance", "creation of new, streamlined policies": no past is told before it.
  const Id& type = table.types[hit.trigger->type].id;
  const std::uint32_t word = hit.tokens.begin;
  if (type == "rule.amend" && hit.group && hit.group->begin == word && !hit.passive() &&
      r.Surface(word).ends_with("ed") && word > 0 && !EndsInsertion(r, word - 1) &&
      (r.Is(word - 1, kConjunction) || r.words[word - 1].punct == ',' || r.words[word - 1].punct == ';')) {
    bool past = false;
    for (std::uint32_t i = r.Around(word).begin; i < word && !past; ++i) {
      past = r.Is(i, kHave) ||
             (r.words[i].mention < 0 && (r.words[i].verb & kPast) != 0 && (r.words[i].verb & kBase) == 0 &&
              r.finite[i] != 0) ||
             WordAt(r, i) == "was" || WordAt(r, i) == "were";
    }
    if (!past) return true;
  }
  // "proposes amended standards", "no reviewable, suspended entries", "research set-aside program"
  if (type == "rule.amend" && word > 0 && r.Surface(word).ends_with("ed") &&
      OneOf(WordAt(r, word - 1), "proposes", "proposing"))
    return true;
  if (type == "rule.end" && WordAt(r, hit.tokens.end) == "entries") return true;
  if (type == "rule.end" && WordAt(r, word) == "set" && r.words[word + 1].punct == '-') return true;
  // "concrete reinforcing bar (rebar) from Turkey"
  if (word > 0 && hit.trigger->id.ends_with("ban.impose/bar-from") && WordAt(r, word - 1) == "reinforcing") return true;
  // "the newly established council"
  const std::uint32_t verb = hit.tokens.begin;
  if (verb > 1 && hit.group && (r.words[verb].verb & kParticiple) != 0 &&
      OneOf(WordAt(r, verb - 1), "already", "currently", "newly", "originally", "previously", "recently") &&
      (r.Is(verb - 2, kDeterminer | kPreposition) || (*r.tokens)[verb - 2].kind == TokenKind::kNumber ||
       WordAt(r, verb - 2) == "one" || WordAt(r, verb - 2) == "two") &&
      !r.Is(verb - 2, kPronoun))
    return true;
  if (table.types[hit.trigger->type].id != "rule.end" || r.Surface(hit.tokens.begin) != "expired") return false;
  const std::uint32_t next = hit.tokens.end;
  return next < r.words.size() && r.words[next].punct == 0 && r.words[next].mention < 0 &&
         !r.Is(next, kPreposition | kAdverb | kConjunction | kSplitter | kPronoun) &&
         r.DatesOf({next, next + 1}).empty();
}

// "to enhance engagement with authorities": a course of work, no meeting.
bool IsCourse(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || hit.group || table.types[hit.trigger->type].id != "talks.hold" || hit.tokens.begin == 0)
    return false;
  // "the public who request a meeting with the office"
  const std::uint32_t at = hit.tokens.begin;
  if (at > 1 && r.Is(at - 1, kDeterminer) && OneOf(WordAt(r, at - 2), "request", "requests", "requesting"))
    return true;
  return OneOf(WordAt(r, hit.tokens.begin - 1),
               "enhance", "improve", "increase", "promote", "strengthen", "facilitate", "enhancing", "improving",
                "facilitating", "public", "community");
}

// "the construction of new facilities falls within the rule", "calls between users", "representatives are selected from
// firms": in official texts nobody's deed, where no one is named.
bool IsNobodys(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official) return false;
  const Id& type = table.types[hit.trigger->type].id;
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  const bool noun = !hit.group && OneOf(type, "facility.change", "talks.hold", "deal.make");
  const bool deed = hit.group && (OneOf(type, "facility.change", "shipment.change") ||
                                  hit.trigger->id.ends_with("deal.make/announce"));
  const bool chosen = hit.group && type == "office.change" && hit.passive() && !hit.trigger->id.ends_with("/body");
  const bool licence = hit.group && clause.relative && type == "license.require";
  // "products covered by the action that were exported before May"
  if (hit.group && clause.relative && type == "shipment.change") return true;
  if (!noun && !deed && !chosen && !licence) return false;
  const std::uint32_t kBefore = type == "talks.hold" ? 0 : 4;  // "Acme's construction of a plant"
  const std::uint32_t from = noun
                                 ? std::max(clause.tokens.begin, hit.tokens.begin - std::min(hit.tokens.begin, kBefore))
                                 : clause.tokens.begin;
  for (std::uint32_t i = from; i < clause.tokens.end; ++i) {
    if (r.words[i].mention >= 0 &&
        r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind != MentionKind::kRule)
      return false;
  }
  return true;
}

// What the checks below look at: a verb of an official text and the words about it.
struct Near {
  Near(const Reading& reading, const TriggerTable& table, const Hit& h)
      : r(reading),
        hit(h),
        type(table.types[h.trigger->type].id),
        verb(WordAt(reading, h.tokens.begin)),
        begin(h.group->begin),
        around(reading.Around(h.tokens.begin)) {}

  template <std::size_t N>
  bool Is(const char (&trigger)[N]) const {
    return hit.trigger->id.ends_with(trigger);
  }
  template <std::size_t N>
  bool Before(const char (&word)[N], std::uint32_t reach = 0xffff) const {
    return HasWord(r, {std::max(around.begin, begin - std::min(begin, reach)), begin}, word);
  }
  template <std::size_t N>
  bool After(const char (&word)[N], std::uint32_t reach) const {
    return HasWord(r, {hit.tokens.end, std::min(around.end, hit.tokens.end + reach)}, word);
  }
  template <std::size_t N>
  bool Anywhere(const char (&word)[N]) const {
    return HasWord(r, around, word);
  }

  const Reading& r;
  const Hit& hit;
  std::string_view type;
  std::string_view verb;
  std::uint32_t begin;
  TokenRange around;
};

constexpr std::uint32_t kClose = 5;

// "the proposed rule HUD published"
bool IsProposedRule(const Near& n) {
  std::uint32_t i = n.begin;
  const std::uint32_t floor = n.around.begin + 2;
  while (i > floor && (n.r.words[i - 1].mention >= 0 || n.r.Is(i - 1, kDeterminer))) --i;
  return i > floor && i < n.begin && OneOf(WordAt(n.r, i - 1), "rule", "rules") && WordAt(n.r, i - 2) == "proposed";
}

// No rule is made: an inquiry, a draft, an error that is corrected, what a law did.
bool IsNoRuleYet(const Near& n) {
  const Hit& hit = n.hit;
  if (n.type != "rule.issue") return false;
  if (!hit.passive() && n.After("inquiry", kClose)) return true;
  if (!hit.passive() && hit.group->finite && HasWord(n.r, hit.subject, "draft"))
    return true;  // "This draft permit establishes"
  // "finalizes the draft of the same name that was issued in May", "principles applied by the office"
  if (hit.group->reduced && (n.Before("draft", 24) || n.verb == "applied")) return true;
  // "published a rule that establishes controls": told by the publication
  if (!hit.passive() && hit.group->present && n.begin > 0 && WordAt(n.r, n.begin - 1) == "that" &&
      (n.Before("published", 24) || n.Before("issued", 24) || n.Before("released", 24)))
    return true;
  // "corrects an error in the rule amending some zones and establishing others"
  if (hit.group->gerund && n.Before("corrects") && n.Before("error")) return true;
  // "I have ordered that notice of it be published"
  if (hit.passive() && WordAt(n.r, n.begin) == "be" && n.Before("notice", 10) && n.Before("ordered")) return true;
  if (n.Is("rule.issue/prepare") && hit.passive()) return true;  // "was prepared under the auspices of the council"
  // "meets the requirement to publish waivers", "five previous rules implementing the process"
  if (hit.group->infinitive && n.Before("requirement", 1)) return true;
  if (hit.group->gerund && n.Before("previous", 20)) return true;
  // "These regulations establish requirements", "the plan imposes limits", "published a rule that establishes controls"
  if (n.Is("rule.issue/announce") && !hit.passive() && hit.group->present &&
      (HasWord(n.r, hit.subject, "these") || HasWord(n.r, hit.subject, "plan") ||
       (n.r.clauses[n.r.clause_of[n.begin]].relative && n.Before("published"))))
    return true;
  if (n.Is("rule.issue/announce") && !hit.passive() && !hit.group->present && n.verb == "established") {
    for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
      if (n.r.words[i].mention >= 0 &&
          n.r.what->mentions[static_cast<std::size_t>(n.r.words[i].mention)].kind == MentionKind::kRule)
        return true;  // "The Act established a program"
    }
  }
  return IsProposedRule(n);
}

// No rule is changed, ended or put forward.
bool IsNoRuleChange(const Near& n) {
  const Hit& hit = n.hit;
  const Reading& r = n.r;
  if (n.type.starts_with("rule.")) {
    // "to inform potential revisions to modernize the framework"
    if (const std::uint32_t to = MarkerOf(r, *hit.group);
        to != kNone && to > n.around.begin + 1 && OneOf(WordAt(r, to - 1), "changes", "revisions", "amendments") &&
        OneOf(WordAt(r, to - 2), "potential", "possible", "future"))
      return true;
    // "That rule intended to amend", "ways to streamline the guidance"
    if (hit.group->infinitive && n.begin > n.around.begin && OneOf(WordAt(r, n.begin - 1), "intended", "ways"))
      return true;
  }
  if (n.type == "rule.amend") {
    // "capable of being readily altered", "units constructed or modified before May", "expanded two items of the
    // agenda"
    if (n.Before("capable", kClose) || (n.verb == "modified" && n.Before("constructed")) || n.Anywhere("agenda"))
      return true;
    // "intends to publish a rule, including making updates"
    if (hit.group->gerund && n.Before("including", kClose) && n.Before("intends")) return true;
    // "none of these updates make changes", "is not a determination that the list is modified", "reserves the right to"
    if (n.Before("none", 6) || n.Before("right", 3) ||
        (hit.passive() && n.Before("determination", 8) && n.Before("not")))
      return true;
    // "proposes amendments to update the descriptions", "is proposing this rule to revise its regulations"
    if (hit.group->infinitive && (n.Before("proposes", 8) || n.Before("proposing", 14))) return true;
  }
  if (n.type == "rule.end" && n.Before("once", kClose)) return true;  // "once the program ends"
  // "The rule will strengthen requirements": what comes of it
  if (n.Is("rule.amend/widen") && HasWord(r, {n.around.begin, hit.tokens.begin}, "will") &&
      (HasWord(r, hit.subject, "rule") || HasWord(r, hit.subject, "revision")))
    return true;
  // "proposes changes to clarify the guidance and eliminate requirements"
  if (n.type == "rule.end" || n.type == "rule.amend") {
    const std::uint32_t to = MarkerOf(r, *hit.group);
    if (to != kNone && to > n.around.begin + 1 && OneOf(WordAt(r, to - 1), "amendments", "changes", "revisions") &&
        OneOf(WordAt(r, to - 2), "propose", "proposes", "proposing"))
      return true;
  }
  // "proposes changes to provide clarity, clarify the guidance and eliminate requirements"
  if ((n.type == "rule.end" || n.type == "rule.amend") && (hit.group->bare || hit.group->infinitive) &&
      n.Before("proposes") && n.Before("changes"))
    return true;
  // "is required by the Act to conduct reviews"
  if (n.Is("rule.propose/begin-review") && n.Before("required")) return true;
  // "the standard that was in effect at the time", "determine that a compact is in effect"
  if (n.Is("rule.effective/take-effect") &&
      ((r.clauses[r.clause_of[n.begin]].relative && WordAt(r, n.begin) == "was") || n.Before("determine", 10)))
    return true;
  if (n.type == "rule.propose") {
    // "amendments issued, or proposed to be issued", "proposing policy recommendations"
    if (n.Before("or", kClose) && WordAt(r, hit.tokens.end) == "to" && n.After("be", 2)) return true;
    if (hit.group->gerund && n.After("recommendations", 3)) return true;
  }
  if (hit.trigger->subtype != "comment") return false;
  // "(Notice of Intent; Request for Comments)": a title
  if (hit.tokens.begin > n.around.begin && r.words[hit.tokens.begin - 1].punct == ';' &&
      (*r.tokens)[hit.tokens.begin].capital)
    return true;
  // "whether the license should continue to be extended", "withdraws the notice requesting comment"
  if (n.verb == "extended" && n.Before("whether")) return true;
  return hit.group->gerund && (n.Before("withdraw", kClose) || n.Before("withdraws", kClose) ||
                               n.Before("withdrawing", kClose) || n.Before("withdrawn", kClose));
}

// "rules that prohibit drivers", "whether a license is required", "an activity that requires a license": the standing
// law.
bool IsStandingLaw(const Near& n) {
  const Hit& hit = n.hit;
  if (n.type == "ban.impose") {
    if (n.Anywhere("placard")) return true;  // "a placard that says the seat may not be used"
    if (n.verb == "excluding" && n.After("duties", 6)) return true;
    if (!hit.group->gerund) return false;
    if (n.Before("no", 4)) return true;  // "no determinations that prohibit help"
    for (std::uint32_t i = n.begin, k = 0; i-- > n.around.begin && k < 4; ++k) {
      if (n.r.words[i].mention >= 0 &&
          n.r.what->mentions[static_cast<std::size_t>(n.r.words[i].mention)].kind == MentionKind::kRule)
        return true;  // "an exemption from the regulations prohibiting persons from driving"
      if (n.r.words[i].punct != ')' && n.r.words[i].punct != '(' && n.r.words[i].mention < 0 && k > 2) break;
    }
    return false;
  }
  if (n.type == "license.require") return n.Before("whether", 8) || (n.verb == "requires" && n.Before("activity", 6));
  if (n.type == "license.decide")
    return hit.group->gerund && n.begin > n.around.begin && WordAt(n.r, n.begin - 1) == "that";
  return n.type == "penalty.impose" && hit.group->infinitive && n.Before("authority", 8);
}

// Words of offices that courts, firms and reporters use of greater things.
bool IsNoSuchDeed(const Near& n) {
  const Hit& hit = n.hit;
  if (n.type == "bill.enact")
    return hit.group->reduced && n.Before("regulations", kClose);    // "regulations adopted by Nevada"
  if (n.type == "charge.file") return n.After("responsibility", 5);  // "is charged by statute with responsibility"
  if (n.type == "deal.make") {
    // "subsidies provided by states", "funds appropriated by the Act"; "awards grants to eligible agencies"
    if (n.Is("deal.make/invest") && hit.group->reduced && n.verb != "allocated") return true;
    if (n.Is("deal.make/award-grant") && n.verb == "grant") return true;  // "All grant awards are subject to funds"
    return !hit.passive() && hit.group->present && n.After("eligible", 12);
  }
  if (n.type == "diversion.report") return n.After("section", 1);  // "had violated section 337"
  if (n.type == "facility.change")  // "a program established by the Act", "announces Acme Construction's application"
    return n.verb == "announces" || (hit.group->reduced && n.verb == "established" && n.After("by", 1));
  if (n.type == "finance.impact") return n.Is("finance.impact/record") && n.verb == "taking";
  if (n.type == "office.change")
    return n.After("respondent", 3) || n.After("sample", 4) || (n.verb == "eliminated" && n.After("from", 1)) ||
           (hit.passive() && HasWord(n.r, hit.subject, "system"));
  if (n.type == "order.sign") return n.Before("agreement", 6);  // "A Memorandum of Agreement was signed"
  if (n.type == "product.announce") return n.Is("product.announce/portal") && n.After("notice", 3);
  if (n.type == "report.publish") {
    // "notice is given of the conduct of a program", "how the office should develop a plan", "an order issued by the
    // judge", "rulemakings that are published"
    if (n.verb == "given" || (n.Before("how", kClose) && HasWord(n.r, {n.around.begin, hit.tokens.begin}, "should")))
      return true;
    if (n.verb == "issued" && hit.group->reduced && n.Before("order", 8)) return true;
    return hit.passive() && hit.group->present && n.r.clauses[n.r.clause_of[n.begin]].relative;
  }
  if (n.type == "request.make") return n.r.Surface(hit.tokens.begin) == "pressure";  // "line, and pressure pipe"
  if (n.type == "ruling.issue") {
    // "This rule affirms the availability of an exception", "a court order issued in March", "an order denying a
    // motion"
    if (HasWord(n.r, {n.around.begin, std::min(n.around.end, n.around.begin + 2)}, "rule")) return true;
    if (n.Is("ruling.issue/rule") && n.Before("court", 1)) return true;
    return hit.group->gerund && n.verb == "denying" && n.Before("order", 32);
  }
  if (n.type == "talks.hold") {
    if (n.After("conversations", 3) || n.verb == "conversations") return true;
    if (hit.group->gerund && (WordAt(n.r, hit.group->verb) == "attending" || n.Before("purpose", 6))) return true;
    if (n.verb == "scheduled" && HasWord(n.r, {n.begin, hit.tokens.begin}, "originally"))
      return true;                                                        // "was originally scheduled for Monday"
    if (n.Is("talks.hold/discuss") && n.Before("document")) return true;  // "In this document, the office discusses"
    return hit.group->reduced && n.verb == "conducted" && n.Before("science", 1);
  }
  if (n.type == "tariff.change") return n.verb == "published" || n.After("bond", 3);
  // "expands the existing sanctions by imposing a license requirement"
  if (n.type == "list.add") return n.Is("list.add/sanctions-on") && n.verb == "expanding" && n.After("imposing", 16);
  if (n.type != "suit.file") return false;
  // "Supplements to the complaint were filed"
  if (hit.passive() && (n.Before("supplement", 8) || n.Before("supplements", 8))) return true;
  // "may file a challenge", "a covenant not to sue", "a color additive petition filed by Acme"
  if (WordAt(n.r, n.begin) == "may" || n.Before("covenant", 3)) return true;
  static constexpr std::array<std::string_view, 6> kCourts{"complaint", "court",  "investigation",
                                                           "lawsuit",   "review", "suit"};
  return std::ranges::none_of(kCourts, [&](std::string_view word) { return HasWord(n.r, n.around, word); }) &&
         (n.Anywhere("petition") || n.Anywhere("petitions"));
}

// "is prohibited except on routes", "would have made changes to revise": a standing thing, or never done.
bool IsStandingThing(const Near& n) {
  const Hit& hit = n.hit;
  const Reading& r = n.r;
  // "Entry into this zone is prohibited" is what the notice is about.
  if (n.type == "ban.impose" && !n.Anywhere("zone") && !n.Anywhere("this") && hit.passive() && !hit.group->reduced &&
      OneOf(WordAt(r, n.begin), "is", "are") && r.DatesOf(r.clauses[r.clause_of[n.begin]].tokens).empty())
    return true;
  // "After this notice is published"
  if (hit.group->present && hit.passive() && WordAt(r, n.around.begin) == "after" && n.begin < n.around.begin + kClose)
    return true;
  // "Title: Removing Obsolete Rules"
  if (hit.group->gerund && n.begin > n.around.begin + 1 && r.words[n.begin - 1].punct == ':' &&
      WordAt(r, n.begin - 2) == "title")
    return true;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  if (to == kNone) return false;
  constexpr std::uint32_t kReach = 12;
  for (std::uint32_t i = to, k = 0; i-- > n.around.begin + 1 && k < kReach; ++k) {
    if (WordAt(r, i) == "have" && WordAt(r, i - 1) == "would") return true;
    if (r.finite[i] != 0 && !r.Is(i - 1, kHave)) break;
  }
  // "adopts a requirement that some licensees file"
  for (std::uint32_t i = to, k = 0; i-- > n.around.begin + 1 && k < kClose; ++k) {
    if (WordAt(r, i) == "for" && OneOf(WordAt(r, i - 1), "requirement", "requirements")) return true;
  }
  return false;
}

// "while ensuring robust adoption of standards", "in harmony with the final determination", "as if the rule had been in
// effect", "requests that rubber be added to the list": spoken of, wished, not done.
bool IsOnlySpokenOf(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official) return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (!hit.group) {
    const std::uint32_t from = std::max(floor, hit.tokens.begin - std::min(hit.tokens.begin, 4u));
    const TokenRange close{from, hit.tokens.begin};
    // "one year after the enactment of the Act", "within 90 days of the day this directive takes effect"
    if ((hit.trigger->id.ends_with("bill.enact/enacted") || hit.trigger->id.ends_with("rule.effective/effective") ||
         hit.trigger->id.ends_with("order.sign/issuance")) &&
        (HasWord(r, close, "after") || HasWord(r, close, "before") || HasWord(r, close, "until")))
      return true;
    if (hit.trigger->id.ends_with("rule.amend/noun") && HasWord(r, close, "including") &&
        HasWord(r, {floor, hit.tokens.begin}, "intends"))
      return true;
    // "Supplements to the complaint were filed"
    if (hit.trigger->id.starts_with("event:suit.file/") &&
        (HasWord(r, close, "supplement") || HasWord(r, close, "supplements")))
      return true;
    // "is withdrawing an earlier notice of proposed rulemaking"
    if (hit.trigger->id.ends_with("rule.propose/notice") &&
        (HasWord(r, close, "withdrawing") || HasWord(r, close, "withdraws")))
      return true;
    // "the outline of the draft report on housing"
    if (hit.trigger->id.ends_with("finance.impact/record") && HasWord(r, close, "draft")) return true;
    // "The order calls for a report to be issued"
    if (hit.trigger->id.starts_with("event:report.publish/") &&
        (HasWord(r, close, "calls") || HasWord(r, close, "call")) && HasWord(r, close, "for"))
      return true;
    // "an option to renew denial orders"
    if (hit.trigger->id.ends_with("penalty.impose/settle") && HasWord(r, close, "renewal")) return true;
  }
  // "Requests for continuation must be received", "The revisions to this rule include"
  if (!hit.group) {
    constexpr std::uint32_t kNear = 5;
    const bool asks = hit.trigger->id.starts_with("event:request.make/");
    const bool revises = hit.trigger->id.ends_with("rule.amend/noun");
    for (std::uint32_t i = hit.tokens.end; i < r.words.size() && i < hit.tokens.end + kNear; ++i) {
      if (asks && WordAt(r, i) == "must") return true;
      if (revises && OneOf(WordAt(r, i), "include", "includes")) return true;
      if (r.Is(i, kPreposition) && i > hit.tokens.end + 1) break;
    }
  }
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  constexpr std::uint32_t kReach = 24;
  const bool bare_be = WordAt(r, first) == "be" && first > floor && !r.Is(first - 1, kModal) &&
                       !(first > floor + 1 && r.Is(first - 2, kModal));
  constexpr std::uint32_t kFar = 80;  // "requesting that (a formula) be added"
  for (std::uint32_t i = first, n = 0; i-- > floor + 1 && n < (bare_be ? kFar : kReach); ++n) {
    const Known word = WordAt(r, i);
    if (!hit.group && n < 4 && OneOf(word, "ensure", "ensuring", "encourage", "encouraging", "promote", "promoting"))
      return true;
    if (!hit.group && n < 6 && word == "harmony") return true;
    if (!hit.group && n < 3 &&
        OneOf(word, "address", "addresses", "addressing", "concerning", "governing", "governs", "regarding"))
      return true;
    if (!hit.group && n < 4 && hit.trigger->id.starts_with("event:rule.end/") &&
        OneOf(word, "request", "requesting", "requests", "seek", "seeking"))
      return true;
    // "a petition requesting amendments to the regulations", "object to the issuance of these permits"
    if (!hit.group && n < 5 && hit.trigger->id.ends_with("rule.amend/noun") && word == "requesting") return true;
    if (!hit.group && n < 10 && hit.trigger->id.ends_with("rule.end/noun") && word == "result") return true;
    if (!hit.group && n < 4 && hit.trigger->id.starts_with("event:tariff.change/") && word == "relation") return true;
    if (!hit.group && n < 4 && hit.trigger->id.ends_with("rule.issue/issuance") &&
        OneOf(word, "object", "objection", "objects"))
      return true;
    if (!hit.group && n < 4 && hit.trigger->id.starts_with("event:agreement.reach/") &&
        OneOf(word, "amend", "extend", "extending", "under"))
      return true;
    // "to how an application for a license is handled"
    if (!hit.group && n < 4 && hit.trigger->id.starts_with("event:license.apply/") &&
        OneOf(word, "of", "on", "processing", "review"))
      return true;
    if (!hit.group && n < 3 && hit.trigger->id.ends_with("rule.issue/gives-time") &&
        OneOf(word, "amend", "amending", "amends", "correcting", "corrects"))
      return true;
    if (!hit.group && n < 3 && word == "on" && OneOf(WordAt(r, i - 1), "decision", "decisions")) return true;
    if (word == "if" && WordAt(r, i - 1) == "as" && n < 20) return true;
    if (bare_be && word == "that" && OneOf(WordAt(r, i - 1), "requesting", "requests", "requested", "request"))
      return true;
  }
  return false;
}

}  // namespace

std::string_view WhyNoOfficialAct(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits,
                                  const Hit& hit, const Judgement& j, const DocumentFrame& frame) {
  if (IsAttribute(r, table, hit)) return "the noun";
  if (const auto why = WhyNobodysWords(r, table.types[hit.trigger->type].id, hit); !why.empty()) return why;
  if (!frame.official) return {};
  if (IsInstrumentNoun(r, hit, frame)) return "the noun";
  if (IsOfAnother(r, table, hits, hit, j, frame)) return "told of something else";
  if (IsOnlySpokenOf(r, hit, frame)) return "spoken of or wished, not done";
  if (IsCourse(r, table, hit, frame)) return "the daily work of an office";
  if (IsNobodys(r, table, hit, frame)) return "nobody's deed";
  if (const auto why = WhyToldAgain(r, table, hits, hit, j, frame); !why.empty()) return why;
  if (const auto why = WhyOnlyWords(r, table.types[hit.trigger->type].id, hit, hits, table, j); !why.empty())
    return why;
  if (!hit.group) return {};
  const Near near(r, table, hit);
  if (IsNoRuleYet(near) || IsNoRuleChange(near)) return "no rule made or changed";
  if (IsNoSuchDeed(near) || IsStandingLaw(near)) return "told of something else";
  if (IsStandingThing(near)) return "a standing power or duty, not its use";
  return {};
}

}  // namespace dateline::extract
