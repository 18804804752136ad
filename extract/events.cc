#include "extract/events.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "extract/announced.h"
#include "extract/beside_acts.h"
#include "extract/called_off.h"
#include "extract/filings.h"
#include "extract/no_events_words.h"
#include "extract/own_acts.h"
#include "extract/proposals.h"
#include "extract/refusals.h"
#include "extract/taken_steps.h"
#include "extract/told_after.h"
#include "extract/told_apart.h"
#include "extract/told_within.h"

namespace dateline::extract {
namespace {

Direction ParseDirectionOr(const std::string& own, const std::string& types) {
  return ParseDirection(own.empty() ? types : own).value_or(Direction::kNeutral);
}

// "Intel to close Dalian plant", "Commerce secretary to testify": the headline's future.
bool IsHeadlineFuture(const Reading& r, const Hit& hit, const Judgement& j) {
  if (!hit.group || !hit.group->infinitive || !j.cues.empty()) return false;
  TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  const std::uint32_t to = hit.group->begin;
  if (to == clause.begin || to > clause.begin + 8 || r.words[clause.begin].mention < 0) return false;
  if (r.sentences[r.sentence_of[to]].begin != clause.begin) return false;
  // "to shed jobs AS orders dry up"
  for (std::uint32_t i = hit.tokens.end; i < clause.end; ++i) {
    if (r.Surface(i) == "as" || r.Surface(i) == "after" || r.Surface(i) == "amid") clause.end = i;
  }
  // "US to raise tariffs, Trump says"
  if (clause.end > hit.tokens.end + 2) {
    std::uint32_t says = clause.end - 1;
    if (r.words[says].punct != 0) --says;
    std::uint32_t who = says;
    while (who > hit.tokens.end && r.words[who - 1].punct == 0) --who;
    if (r.Is(says, kSays) && r.words[says].mention < 0 && who > hit.tokens.end && says - who <= 4) clause.end = who - 1;
  }
  if (FiniteBetween(r, clause.begin, clause.end)) return false;
  if (r.words[to - 1].mention >= 0) return true;
  // "US plan to cut tariffs": what the noun is for; no happening.
  static constexpr std::array<std::string_view, 13> kDoers{
      "chief",     "chiefs",    "executives", "firms",      "lawmakers", "minister", "ministers",
      "officials", "president", "regulator",  "regulators", "secretary", "unit"};
  return Among<kDoers>(r.Surface(to - 1));
}

// "Is Washington about to ban it?"
bool IsQuestion(const Reading& r, const Hit& hit) {
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (sentence.empty() || r.words[sentence.end - 1].punct != '?') return false;
  // "How does it fit into the coming plan?": there will be one.
  return hit.group || r.Is(sentence.begin, kBe | kHave | kDo | kModal);
}

// "The purpose of this notice is to allow comments": the notice does it.
bool IsOwnPurpose(const Reading& r, const Hit& hit, const Judgement& j) {
  if (!hit.group || !hit.group->infinitive || j.cues.size() != 1 || j.cues.front() != "cue:plan") return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (hit.group->begin <= floor || !r.Is(hit.group->begin - 1, kBe)) return false;
  bool self = false;
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t i = hit.group->begin - 1, n = 0; i-- > floor && n < kReach; ++n) {
    const Written word = r.Surface(i);
    self = self || word == "this" || word == "these";
    if (self && (word == "purpose" || word == "intent" || word == "aim" || word == "effect")) return true;
  }
  return false;
}

struct Speaker {
  std::string entity, words;
  bool found = false;
};

Speaker SpeakerAt(const Reading& r, const Hit& hit, const std::vector<Statement>& statements) {
  const std::uint32_t byte = (*r.tokens)[hit.tokens.begin].span.begin;
  // Sorted by content; nested ones are few.
  const auto after = std::ranges::upper_bound(statements, byte, {}, [](const Statement& s) { return s.content.begin; });
  for (auto s = after; s != statements.begin() && after - s < 8;) {
    --s;
    if (byte < s->content.end) return {s->speaker, s->speaker_words, true};
  }
  return {};
}

// Who denies or threatens: the subject of the verb that says so.
Speaker WhoseClaim(const Reading& r, const Hit& hit, const std::vector<Cue>& cues, const Judgement& j,
                   const DocumentFrame& frame) {
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  // "has threatened legal action" may be its own cue.
  auto cue = std::ranges::lower_bound(cues, hit.tokens.end, {}, [](const Cue& c) { return c.tokens.begin; });
  while (cue != cues.begin() && (cue - 1)->tokens.begin >= floor) {
    --cue;
    const CueSets sets = cue->rule->sets;
    if ((sets != CueSets::kDeny && sets != CueSets::kThreat) ||
        std::ranges::find(j.cues, cue->rule->id) == j.cues.end())
      continue;
    VerbGroup group;
    group.begin = group.verb = cue->tokens.begin;
    group.finite = true;
    // "is threatening", "has denied": the subject stands before the auxiliary.
    while (group.begin > floor && r.words[group.begin - 1].mention < 0 && r.Is(group.begin - 1, kBe | kHave | kAdverb))
      --group.begin;
    const Doers doers = SubjectReader(r, *frame.roles).Of(group);
    if (doers.names.empty()) return {};
    const Mention& who = *doers.names.back();
    return {who.entity, std::string(who.span.In(r.text)), true};
  }
  return {};
}

Basis BasisOfSpeaker(const Speaker& speaker, Basis otherwise) {
  if (!speaker.found) return otherwise;
  if (speaker.entity.empty()) return Basis::kUnnamedReport;
  if (speaker.entity.starts_with("firm.")) return Basis::kCompany;
  return Basis::kOfficialSpeech;
}

// A present-tense act whose date lies ahead is scheduled: "takes effect on July 1".
void ScheduleByDate(const Reading& r, const DocumentFrame& frame, const Hit& hit, EventAssertion& a) {
  const bool tensed_past = hit.group && hit.group->finite && !hit.group->present && !hit.passive();
  // "This duty shall be effective on or after", from whatever day.
  if (a.modality == Modality::kActual && a.type == "rule.effective" && a.date.precision != Precision::kDay &&
      r.Surface(hit.tokens.begin) == "shall" && hit.tokens.end < r.words.size() &&
      !OneOf(r.Surface(hit.tokens.end), "as", "immediately", "upon"))
    a.modality = Modality::kPlanned;
  // "takes effect 180 days after enactment": nobody knows yet on which day.
  if (a.modality == Modality::kActual && !tensed_past && !a.offset.empty()) a.modality = Modality::kPlanned;
  if (a.modality != Modality::kActual || !a.date.lo || !frame.published.lo) return;
  // "cuts 2026 outlook": the year is the outlook's.
  if (a.type == "finance.impact" && hit.group && a.date.precision == Precision::kYear) return;
  // "goes to a markup on Wednesday", of that Wednesday: in the hours to come.
  if (!frame.official && a.date.lo == frame.published.lo && a.date.hi == frame.published.hi &&
      (a.type == "bill.advance" || a.type == "hearing.hold")) {
    const Written verb = r.Surface(hit.tokens.begin);
    if (verb == "goes" || verb == "heads" || verb == "testifies") a.modality = Modality::kPlanned;
    return;
  }
  if (!tensed_past && *a.date.lo > *frame.published.lo && a.date.lo >= frame.published.hi)
    a.modality = Modality::kPlanned;
}

// An official text that performs an act may go on about it in the future: "These entities will be listed under …".
void TakePerformed(const std::vector<std::string>& performed, std::vector<EventAssertion>& out) {
  for (EventAssertion& a : out) {
    const bool list = a.type.starts_with("list.");
    if (!list || a.modality != Modality::kPlanned || a.date.known() || a.cues.size() != 1 || a.cues[0] != "cue:will")
      continue;
    if (std::ranges::find(performed, a.type) != performed.end()) a.modality = Modality::kActual;
  }
}

// One verb tells one event: "imposed a licence requirement" is no rule issued, "signed the bill into law" no order.
// The narrower type wins; types in the order in which they do.
constexpr std::array<std::string_view, 34> kNarrowest{
    "bill.enact",       "bill.introduce",   "bill.advance",  "order.sign",     "penalty.impose",  "charge.file",
    "suit.file",        "ruling.issue",     "list.add",      "list.remove",    "license.require", "license.decide",
    "license.apply",    "tariff.change",    "probe.open",    "hearing.hold",   "rule.propose",    "rule.end",
    "rule.effective",   "rule.amend",       "ban.impose",    "talks.hold",     "agreement.reach", "rule.issue",
    "diversion.report", "shipment.change",  "deal.make",     "finance.impact", "filing.publish",  "report.publish",
    "facility.change",  "product.announce", "office.change", "request.make",
};

std::size_t Breadth(const EventAssertion& a) {
  // "signed a deal with Acme": between firms it is business.
  const bool firm = std::ranges::any_of(a.roles, [](const Role& role) { return role.entity.starts_with("firm."); });
  if (a.type == "deal.make" && firm)
    return static_cast<std::size_t>(std::ranges::find(kNarrowest, "talks.hold") - kNarrowest.begin());
  return static_cast<std::size_t>(std::ranges::find(kNarrowest, a.type) - kNarrowest.begin());
}

// Assertions of one verb stand together.
void KeepNarrowest(std::vector<EventAssertion>& out) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (kept > 0 && out[kept - 1].trigger.begin == out[i].trigger.begin) {
      if (Breadth(out[i]) < Breadth(out[kept - 1])) out[kept - 1] = std::move(out[i]);
      continue;
    }
    if (kept != i) out[kept] = std::move(out[i]);
    ++kept;
  }
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(kept), out.end());
}

// "The Final Rule prohibits": when the rule was issued, if the text tells of one such act only.
void DateByInstrument(const std::vector<std::size_t>& undated, std::vector<EventAssertion>& out) {
  const auto makes = [](const EventAssertion& a) {
    return a.modality == Modality::kActual && a.date.IsUnit() && a.date.precision == Precision::kDay &&
           (a.type == "rule.issue" || a.type == "order.sign" || a.type == "rule.amend" || a.type == "list.add");
  };
  const EventAssertion* made = nullptr;
  for (const EventAssertion& a : out) {
    if (!makes(a)) continue;
    // The first one leads; another day leaves it open.
    if (made != nullptr && a.date != made->date) continue;
    made = made == nullptr ? &a : made;
  }
  if (made == nullptr) return;
  const DateSpan date = made->date;
  for (const std::size_t i : undated) {
    if (!out[i].date.known()) out[i].date = date;
  }
}

// "proposed duties of 30 percent": where what tells of the act begins with the word, it is no cue beside it.
bool IsOnlyProposed(const Reading& r, const Hit& hit, const CompiledType& type, const Judgement& j) {
  if (j.modality != Modality::kActual) return false;
  const Written word = r.Surface(hit.tokens.begin);
  if (word != "proposed" && word != "Proposed" && word != "proposes" && word != "proposing") return false;
  return type.id == "tariff.change" || type.id == "ban.impose" || type.id == "list.add" || type.id == "deal.make" ||
         type.id == "penalty.impose" || type.id == "facility.change";
}

// A chamber's word on somebody.
bool IsConfirming(const Hit& hit) {
  return hit.trigger->id.ends_with("/senate-confirms") || hit.trigger->id.ends_with("/approves-person") ||
         hit.trigger->id.ends_with("office.change/confirm");
}

Judgement JudgeHit(const Reading& r, const std::vector<Cue>& cues, const Hit& hit, const CompiledType& type,
                   const DocumentFrame& frame, std::vector<const Cue*>* applied) {
  const Target target{hit.tokens, hit.group,
                      type.id == "request.make" || type.id == "suit.file" || type.id == "license.apply"};
  Judgement j = Judge(r, cues, target, applied);
  if (IsOnlyProposed(r, hit, type, j)) {
    j.modality = Modality::kPossible;
    j.cues.emplace_back("cue:proposed-noun");
  }
  if (j.cues.empty()) {
    if (const auto told = ToldBehindThat(r, hit)) j.modality = *told, j.cues.emplace_back("cue:would");
    if (IsOnlyInBill(r, type.id, hit)) {
      j.modality = Modality::kPossible;
      // "a bill banning drones" stays the description of a thing.
      if (!hit.group->gerund) j.cues.emplace_back("cue:bill");
    }
    return j;
  }
  const bool bill = type.id.starts_with("bill.") && std::ranges::find(j.cues, "cue:bill") != j.cues.end();
  const bool comment = j.modality != Modality::kActual &&
                       (hit.trigger->subtype == "comment" || hit.trigger->id.ends_with("rule.propose/propose"));
  const Cue* step = nullptr;  // "its decision to"
  const auto misleads = [&](const Cue& cue) {
    // "the bill would" makes its content possible, not its own passage.
    if (bill && cue.rule->id == "cue:bill") return true;
    // "started looking at the firm's conduct": the probe itself.
    if (type.id == "probe.open" && cue.rule->id == "cue:considering" && cue.tokens.begin == hit.tokens.begin)
      return true;
    // What the public is asked about may hang on ifs: the asking does not.
    if (comment && cue.tokens.begin >= hit.tokens.end) return true;
    // "issues this notice and request for information to seek input", "proposes to rule and invite comment"
    const Written first = r.Surface(cue.tokens.begin);
    if (comment && hit.trigger->subtype == "comment" &&
        ((first == "request" && r.Surface(cue.tokens.begin + 1) == "for") || first == "proposes"))
      return true;
    // "The rule prohibits entry unless the port allows it": forbidden all the same.
    const bool standing = type.id == "ban.impose" || type.id == "license.require" || type.id == "rule.amend" ||
                          type.id == "rule.issue" || type.id == "list.add";
    if (standing && hit.group && hit.group->present && cue.tokens.begin >= hit.tokens.end &&
        r.Surface(cue.tokens.begin) == "unless")
      return true;
    // "is finalizing a rule that amended the regulations": what is told in the past has happened.
    if (cue.rule->sets == CueSets::kPlan && hit.group && hit.group->finite && hit.group->begin == hit.group->verb &&
        hit.group->begin > cue.tokens.end && r.Surface(hit.group->begin - 1) == "that" &&
        r.Surface(cue.tokens.end - 1) == "finalizing" && (r.words[hit.group->verb].verb & kPast) != 0 &&
        (r.words[hit.group->verb].verb & kBase) == 0)
      return true;
    if (cue.rule->sets == CueSets::kPlan && IsTakenStep(r, cue, type.id)) {
      step = &cue;
      return true;
    }
    if (cue.rule->sets == CueSets::kPlan && IsDecidedByOrder(r, cue)) return true;
    // "voted 54-45 to confirm him": he is.
    if (cue.rule->sets == CueSets::kPlan && type.id == "office.change" && first == "voted" && IsConfirming(hit) &&
        hit.group && IsVotedFor(r, hit.group->begin))
      return true;
    // "implements the controls agreed to at the plenary by revising the list": no plan.
    if (cue.rule->sets == CueSets::kPlan && r.Surface(cue.tokens.end - 1) == "to" && r.Is(cue.tokens.end, kPreposition))
      return true;
    // "This notice announces a determination to modify the action by altering the fee that would be due"
    if (hit.trigger->id.ends_with("rule.issue/announce") && hit.group && hit.group->present && hit.group->finite &&
        cue.tokens.begin >= hit.tokens.end && hit.group->begin == hit.group->verb)
      return true;
    // "to advise the public that they intend to prepare": told, not advised to.
    if (cue.rule->sets == CueSets::kDemand && first.starts_with("advis")) {
      for (std::uint32_t i = cue.tokens.begin; i < cue.tokens.end; ++i) {
        if (r.Surface(i) == "that") return true;
      }
    }
    // "impose licence requirements, unless for food; and add two firms": a condition of another item.
    if (frame.official && cue.rule->sets == CueSets::kCondition) {
      const bool before = cue.tokens.end <= hit.tokens.begin;
      const std::uint32_t end = before ? hit.tokens.begin : cue.tokens.begin;
      for (std::uint32_t i = before ? cue.tokens.end : hit.tokens.end; i < end; ++i) {
        if (r.words[i].punct == ';') return true;
      }
    }
    // "The order amends the rules to provide": what looks like "order … to" is spoken of the order.
    return cue.rule->sets == CueSets::kPlan && cue.tokens.begin < hit.tokens.begin && hit.tokens.end < cue.tokens.end;
  };
  // Judge reads no further than this.
  const TokenRange around = r.Around(hit.tokens.begin);
  const auto first = std::ranges::lower_bound(cues, around.begin, {}, [](const Cue& c) { return c.tokens.begin; });
  auto last = first;
  while (last != cues.end() && last->tokens.begin < around.end) ++last;
  if (std::any_of(first, last, misleads)) {
    std::vector<Cue> others;
    std::remove_copy_if(first, last, std::back_inserter(others), misleads);
    // "is expected to defend its decision to ban": what is said of the step is not said of the act.
    const bool stepped = step != nullptr && step->tokens.begin < hit.tokens.begin &&
                         std::ranges::find(j.cues, step->rule->id) != j.cues.end();
    if (stepped && !r.finite[step->tokens.begin])
      std::erase_if(others, [&](const Cue& cue) { return cue.tokens.begin < step->tokens.begin; });
    j = Judge(r, others, target);
    if (stepped && std::ranges::find(j.cues, step->rule->id) == j.cues.end()) {
      j.cues.emplace_back("cue:step");
      j.step = step->tokens;
    }
  }
  // "kept us from shipping", "committed to refrain from selling": sales stop, and that is what changes.
  const auto stops = [&](const Cue& cue) {
    return cue.rule->id == "cue:fail" && r.Surface(cue.tokens.end - 1) == "from" && cue.tokens.end <= hit.tokens.begin;
  };
  if (type.id == "shipment.change" && j.modality == Modality::kDenied && std::any_of(first, last, stops)) {
    static constexpr std::array<std::string_view, 4> kToCome{"cue:agree", "cue:plan", "cue:promise", "cue:will"};
    const bool to_come = std::ranges::any_of(
        j.cues, [&](const std::string_view cue) { return std::ranges::find(kToCome, cue) != kToCome.end(); });
    j.modality = to_come ? Modality::kPlanned : Modality::kActual;
    j.denial = Denial::kNone;
  }
  // "agreed to buy a rival", "agreed to pay $5 million to settle": that is the deal, the settlement.
  if ((type.id == "deal.make" || type.id == "penalty.impose") && j.cues.size() == 1 && j.cues.front() == "cue:agree")
    j.modality = Modality::kActual;
  return j;
}

// "Led by the Department of Commerce, revise the rule": a plan asks for it.
bool IsImperative(const Reading& r, const VerbGroup& group) {
  std::uint32_t floor = r.sentences[r.sentence_of[group.verb]].begin;
  while (floor < group.begin && r.words[floor].punct != 0) ++floor;
  if (group.begin < floor + 3 || group.begin - floor > 16 || r.words[group.begin - 1].punct != ',') return false;
  if (r.words[floor].mention >= 0 || r.Surface(floor) != "Led") return false;
  return !FiniteBetween(r, floor + 1, group.begin);
}

// "informed us that a license would be required": the letter makes the requirement.
bool IsInformed(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "license.require" || !hit.group || !hit.group->finite) return false;
  constexpr std::uint32_t kReach = 12;  // tokens
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct == ';') return false;
    const Written word = r.Surface(i);
    if (word == "told" && r.Is(i - 1, kBe)) return true;
    // "told us by letter that"
    const bool letter = word == "told" && OneOf(r.Surface(i + 1), "us", "it") && HasWord(r, {i + 2, i + 5}, "letter");
    if (word != "informed" && word != "notified" && !letter) continue;
    return r.finite[i] != 0 || r.Is(i - 1, kBe | kHave);
  }
  return false;
}

// "is extending the comment period": the notice is amended, no new views are called for.
bool IsLongerCommentTime(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.trigger->id.ends_with("rule.propose/comment")) return false;
  const Written verb = r.Surface(hit.tokens.begin);
  return verb.starts_with("exten");
}

// "This notice of proposed rulemaking": the text itself, not one that it speaks of.
bool IsThis(const Reading& r, std::uint32_t token) {
  return token > 0 && (r.Surface(token - 1) == "This" || r.Surface(token - 1) == "this");
}

bool NegatesItself(const Reading& r, const VerbGroup& group) {
  for (std::uint32_t i = group.begin; i < group.verb; ++i) {
    if (r.Is(i, kNegator)) return true;
  }
  return false;
}

const CompiledType& TypeNamed(const TriggerTable& table, std::string_view id, const CompiledTrigger& otherwise) {
  const auto type = std::ranges::find(table.types, id, &CompiledType::id);
  return type != table.types.end() ? *type : table.types[otherwise.type];
}

// A hit with what is known of it from one step to the next.
struct Judged {
  const Hit& hit;
  const CompiledType& type;
  Judgement j;
  std::vector<const Cue*> applied;  // for losers only
  bool public_asked = false, headline = false, asked = false;
};

}  // namespace

// Step by step for all hits, and not hit by hit: the code of all steps is twice as large as the nearest cache, and
// would be fetched anew for every hit.

std::vector<EventAssertion> BuildAssertions(const Reading& r, const TriggerTable& table, const std::vector<Cue>& cues,
                                            const std::vector<Hit>& hits, const std::vector<Statement>& statements,
                                            const DocumentFrame& frame, Losers* losers) {
  std::vector<EventAssertion> out;
  out.reserve(std::min<std::size_t>(hits.size(), 64));
  std::vector<std::string> performed;
  std::vector<std::size_t> by_instrument;
  std::vector<Judged> judged;
  judged.reserve(hits.size());
  for (const Hit& hit : hits) {
    const CompiledTrigger& trigger = *hit.trigger;
    const bool public_asked = AsksPublic(r, hit, frame);
    const CompiledType& own = table.types[trigger.type];
    const CompiledType& type = IsLongerCommentTime(r, hit)               ? TypeNamed(table, "rule.amend", trigger)
                               : public_asked                            ? TypeNamed(table, "request.make", trigger)
                               : IsOfProposedRule(r, own.id, hit, frame) ? TypeNamed(table, "rule.propose", trigger)
                               : IsFinding(r, own.id, hit, frame)        ? TypeNamed(table, "rule.issue", trigger)
                               : IsTextChange(r, own.id, hit, frame)     ? TypeNamed(table, "rule.amend", trigger)
                                                                         : own;
    std::vector<const Cue*> applied;
    Judgement j = JudgeHit(r, cues, hit, type, frame, losers != nullptr ? &applied : nullptr);
    const bool headline = IsHeadlineFuture(r, hit, j);
    if (headline) j.modality = Modality::kPlanned;
    if (frame.official && IsOwnPurpose(r, hit, j)) j.modality = Modality::kActual;
    if (IsDecidedHere(r, hit, j, frame)) j.modality = Modality::kActual;
    if (j.modality != Modality::kDenied && IsInformed(r, type.id, hit)) j.modality = Modality::kActual;
    if (j.modality == Modality::kActual && IsHeldLater(r, type.id, hit, frame)) j.modality = Modality::kPlanned;
    if (IsDoneAllTheSame(r, hit, j)) j.modality = Modality::kActual, j.hedge = Hedge::kCertain, j.risk = false;
    if (IsOnlyRisk(r, type.id, hit, j)) j.modality = Modality::kPossible, j.risk = true;
    switch (FateOf(r, type.id, hit, frame)) {
      case Fate::kCalledOff:
        j.modality = Modality::kDenied, j.denial = Denial::kDidNotHappen;
        break;
      case Fate::kPutOff:
        if (j.modality == Modality::kActual) j.modality = Modality::kPlanned;
        break;
      case Fate::kHeld:
        break;
    }
    const bool asked = j.modality <= Modality::kPlanned && IsQuestion(r, hit);
    judged.push_back({hit, type, std::move(j), std::move(applied), public_asked, headline, asked});
  }
  std::vector<Doubted> doubted;
  doubted.reserve(judged.size());
  for (const Judged& one : judged) doubted.push_back({one.hit, one.j, one.headline, one.asked, {}});
  TellWhyNoEvents(r, table, hits, frame, doubted);
  std::vector<Judged*> telling;
  telling.reserve(judged.size());
  for (std::size_t at = 0; at < judged.size(); ++at) {
    const std::string_view refused = doubted[at].why;
    if (losers != nullptr) {
      const Hit& hit = judged[at].hit;
      losers->triggers.push_back({r.Bytes(hit.tokens), hit.trigger->id, std::string(refused),
                                  TryCues(r, cues, {hit.tokens, hit.group}, judged[at].applied)});
    }
    if (refused.empty()) telling.push_back(&judged[at]);
  }
  for (Judged* one : telling) {
    auto& [hit, type, j, applied, public_asked, headline, asked] = *one;
    const CompiledTrigger& trigger = *hit.trigger;
    if (asked) j.modality = Modality::kPossible;
    EventAssertion& a = out.emplace_back();
    a.type = type.id;
    a.subtype = trigger.subtype;
    a.modality = j.modality;
    if (trigger.modality && a.modality == Modality::kActual) {
      a.modality = *trigger.modality;
      // "does not expect revenue to fall"
      if (hit.group && NegatesItself(r, *hit.group)) a.modality = Modality::kDenied, j.denial = Denial::kSaidFalse;
    }
    a.denial = j.denial;
    a.hedge = j.hedge;
    a.requested = j.requested;
    a.direction = ParseDirectionOr(trigger.direction, type.direction);
    if (j.condition) {
      j.condition->end = std::min(j.condition->end, j.condition->begin + 60);
      a.condition = std::string(r.Bytes(*j.condition).In(r.text));
    }
    // "Reuters wrongly reported that": who corrects it speaks, not who erred.
    Speaker speaker = j.mistaken ? Speaker{} : SpeakerAt(r, hit, statements);
    if (!speaker.found) speaker = WhoseClaim(r, hit, cues, j, frame);
    a.basis = j.basis.value_or(BasisOfSpeaker(speaker, frame.basis));
    a.speaker = std::move(speaker.entity);
    a.speaker_words = std::move(speaker.words);
    a.roles = ReadRoles(r, hit, type, frame, a.speaker);
    SeatMeetingBodies(r, type.id, hit, frame, a.roles);
    DropAddressees(r, type.id, hit, frame, a.roles);
    DropBystanders(r, type.id, hit, frame, a.roles);
    DropBesides(r, type.id, hit, frame, a.roles);
    // Views are asked of nobody by name, and sent to an office that is not what they are about; the law that makes an
    // office ask for views on a form is not what it asks about.
    if (public_asked) {
      std::erase_if(a.roles, [&](const Role& role) {
        if (role.name == "actor") return frame.collects && role.entity == "agency.omb";  // whose leave is asked
        return (frame.collects || !role.entity.starts_with("rule."));
      });
    }
    if (trigger.negated && a.modality == Modality::kDenied) a.modality = Modality::kActual, a.denial = Denial::kNone;
  }
  const Hit* before = nullptr;  // the one before that told of something
  for (std::size_t at = 0; at < telling.size(); ++at) {
    auto& [hit, type, j, applied, public_asked, headline, asked] = *telling[at];
    const CompiledTrigger& trigger = *hit.trigger;
    EventAssertion& a = out[at];
    EventDate date = ReadDate(r, hit, hits, frame, a.modality);
    if (IsDayOfCharge(r, table, hits, hit)) date = {};
    if (a.modality <= Modality::kPlanned && frame.bill && !a.type.starts_with("bill."))
      a.modality = Modality::kPossible;
    // "duties scheduled to take effect in January"
    if (a.modality == Modality::kActual && hit.group && hit.group->infinitive && hit.group->begin > 0 &&
        r.Surface(hit.group->begin - 1) == "scheduled")
      a.modality = Modality::kPlanned;
    // A bare verb that opens a line is a list of what is to be done.
    if (a.modality == Modality::kActual && hit.group && hit.group->bare && hit.group->opens)
      a.modality = Modality::kPlanned;
    if (a.modality == Modality::kActual && hit.group && hit.group->bare && IsImperative(r, *hit.group))
      a.modality = Modality::kPossible;
    // What has yet to happen has no day: "due in March", "promised for May" were days of the promise.
    if ((date.performed && a.modality != Modality::kActual) || a.denial == Denial::kNotYet) date = {};
    // "is finalizing amendments to": by this text.
    const std::string_view verb =
        r.Surface(hit.group || hit.tokens.begin == 0 ? hit.tokens.begin : hit.tokens.begin - 1);
    if (frame.official && a.modality == Modality::kPlanned && (verb == "finalizing" || verb == "finalising") &&
        (a.type == "rule.amend" || a.type == "rule.issue")) {
      a.modality = Modality::kActual;
      date = {true, false, frame.published, "", {}};
    }
    if (j.step && !IsDayOfStep(r, *j.step, date.span)) date = {};
    if (date.performed && trigger.id.ends_with("rule.propose/notice") && !IsThis(r, hit.tokens.begin)) date = {};
    // "comments on action in the Section 301 investigation": opened at some other time.
    if ((date.performed || date.by_instrument) && trigger.id.ends_with("probe.open/by-section")) date = {};
    if ((date.performed || date.by_instrument) && IsNotOfToday(r, type.id, hit, frame)) date = {};
    if (frame.official && hit.group && hit.group->present && a.modality == Modality::kActual &&
        trigger.id.ends_with("rule.issue/determines"))
      date = {true, false, frame.published, "", {}};  // the dates beside it are those of the period under review
    // "has granted licences for 2026": what was done cannot have a day that is to come.
    const bool told = hit.group && hit.group->finite && !hit.group->present;
    const bool ahead = date.span.lo && date.span.IsUnit() && frame.published.hi && *date.span.lo >= *frame.published.hi;
    if (a.modality == Modality::kActual && told && ahead && !hit.passive()) date = {};
    a.retold = a.modality == Modality::kActual && !date.performed && IsRetold(r, type.id, hit, frame);
    a.another = IsAnother(r, type.id, hit, frame) || (before != nullptr && before->trigger->type == trigger.type &&
                                                      IsNextOfRow(r, *before, hit, *frame.roles));
    a.by_strangers = a.In("actor").empty() && IsByStrangers(r, hit, a.roles, frame);
    const Within within = WithinOf(r, table, hits, hit, a.modality);
    a.same = within == Within::kSame;
    a.made = within == Within::kMade;
    before = &hit;
    // "was supposed to conclude the probe by December", told in October: the day may yet come.
    if (a.denial == Denial::kDidNotHappen && !j.cues.empty() && j.cues.back() == "cue:given-up" && frame.published.hi &&
        date.span.hi && (date.span.lo ? *date.span.lo >= *frame.published.hi : *date.span.hi > *frame.published.hi))
      a.modality = Modality::kPlanned, a.denial = Denial::kNone;
    a.date = date.span;
    a.date_words = std::move(date.words);
    a.offset = std::move(date.offset);
    if (a.modality == Modality::kPlanned && a.offset.empty()) TellWhenAnnounced(r, hit, frame, a);
    a.numbers = ReadNumbers(r, hit);
    a.evidence.push_back(r.what->sentences[r.sentence_of[hit.tokens.begin]]);
    a.trigger = r.Bytes(hit.tokens);
    a.rule = trigger.id;
    a.cues.assign(j.cues.begin(), j.cues.end());
    ScheduleByDate(r, frame, hit, a);
    if (frame.official && date.performed) performed.push_back(a.type);
    if (date.by_instrument && a.modality == Modality::kActual) by_instrument.push_back(at);
  }
  TakePerformed(performed, out);
  DateByInstrument(by_instrument, out);
  DateToldAfter(r, frame.published, out);
  KeepNarrowest(out);
  return out;
}

}  // namespace dateline::extract
