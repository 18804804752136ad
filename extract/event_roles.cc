// Who acts and upon what: read from the places of names about a trigger.
#include <algorithm>
#include <string_view>

#include "extract/chinese.h"
#include "extract/role_reader.h"
#include "extract/word_at.h"

namespace dateline::extract {

RoleReader::RoleReader(const Reading& r, const Hit& hit, const CompiledType& type, const DocumentFrame& frame,
                       std::string_view speaker)
    : r_(r),
      hit_(hit),
      type_(type),
      frame_(frame),
      speaker_(speaker),
      subjects_(r, *frame.roles),
      bystanders_(r, hit, type, frame) {
  actor_kinds_ = type.Kinds("actor") & kActing;
  roles_.reserve(4);
}

std::vector<Role> RoleReader::Read() {
  if (hit_.trigger->intransitive) {
    if (hit_.passive()) AddByPhrase();  // "Shipments were halted by Acme"
    AddTargets(OwnSubject());
  } else if (Receives()) {
    AddGiver();
  } else if (IsCopula()) {
    VerbGroup group = *hit_.group;
    group.passive = false;
    AddDoers(subjects_.Of(group));
  } else if (hit_.passive()) {
    AddByPhrase();
    // "puts one country under the sanctions that another is under"
    const bool same = hit_.trigger->id.ends_with("list.add/sanctions-on") && Compares() &&
                      r_.clauses[r_.clause_of[hit_.tokens.begin]].relative;
    if (!same) AddTargets(OwnSubject());
  } else if (hit_.group) {
    AddSubject();
  } else {
    AddByPhrase();
    // "Acme told the court in a complaint", "said in a letter to": who tells.
    if (!HasRole(true) && (hit_.trigger->id.ends_with("/in-complaint") || hit_.trigger->id.ends_with("/letter-noun")))
      AddDoers(subjects_.Governing(hit_.tokens.begin));
    // "received a subpoena from the ministry": who sends it.
    if (type_.id == "probe.open" && r_.Surface(hit_.tokens.begin).starts_with("receiv")) {
      for (const Mention* giver : Givers()) AddActor(*giver);
    }
    if (!hit_.trigger->id.ends_with("/in-complaint")) AddNounOwner();
    AddOwnerOfThing();
    // "At a hearing on Tuesday, Jane Doe said": she is heard.
    if (const std::uint32_t end = HasRole(true) ? 0 : EndOfHearing(); end != 0) {
      std::uint32_t verb = end + 1;
      while (verb < r_.Around(end).end && r_.finite[verb] == 0) ++verb;
      AddDoers(subjects_.Phrase({end + 1, verb}));
    }
    if (!HasRole(true)) AddGovernor();
    AddQualifier();
  }
  AddParties();
  // "bans Micron from", "took Hesai off": a phrase and a split verb may span their thing.
  // So does a noun: "approval of the H20 license".
  if (hit_.trigger->frame == Frame::kPhrase || !hit_.group || hit_.tokens.end > hit_.tokens.begin + 2)
    AddTargets(hit_.tokens);
  AddClient();
  AddTargets(Reach());
  AddOuterThing();
  AddNamedThings();
  AddAuthorOfOur();
  AddAuthorAsTarget();
  FillBySense();
  if (type_.id == "office.change" && hit_.trigger->id.ends_with("/vice-resigned")) AddNominee();
  DropFalseActors();
  DropReporter();
  if (!std::ranges::is_sorted(roles_)) std::ranges::sort(roles_);  // to sort moves what stands in its place, too
  const auto twice = std::ranges::unique(roles_);
  roles_.erase(twice.begin(), twice.end());
  return std::move(roles_);
}

// "JANE DOE, of Ohio, to be a Member of the Board, vice John Roe, resigned.": only she is named to it.
void RoleReader::AddNominee() {
  roles_.clear();
  for (const Placed& p : MentionsIn(r_, {r_.Around(hit_.tokens.begin).begin, hit_.tokens.begin})) {
    if (p.mention->kind == MentionKind::kOfficial) return AddTarget(*p.mention);
  }
}

// "is in talks with", "were close to a deal": the subject does it.
bool RoleReader::IsCopula() const {
  return hit_.passive() && hit_.trigger->frame == Frame::kPhrase && r_.Is(hit_.tokens.begin, kBe) &&
         (type_.id == "talks.hold" || type_.id == "agreement.reach");
}

// "the same sanctions that were imposed on Russia"
bool RoleReader::Compares() const {
  constexpr std::uint32_t kReach = 6;
  const std::uint32_t begin = hit_.group->begin;
  for (std::uint32_t i = begin, n = 0; i-- > 0 && n < kReach; ++n) {
    if (r_.Surface(i) == "same") return true;
  }
  return false;
}

// "its measures with respect to a court order": the ruling is not the author's. "that Mr. Doe was convicted": nor
// his.
void RoleReader::DropFalseActors() {
  const bool ruling = frame_.official && type_.id == "ruling.issue" && !hit_.group;
  const bool penalty = type_.id == "penalty.impose" && hit_.passive();
  // "The notice was directed by Proclamation 10328, that directed the bureau": the president's.
  const bool order = frame_.official && hit_.trigger->id.ends_with("order.sign/by-order");
  if (!ruling && !penalty && !order) return;
  std::erase_if(roles_, [&](const Role& role) {
    if (role.name != "actor") return false;
    if (ruling) return role.entity == frame_.issuer;
    if (order) return role.entity.starts_with("agency.");
    return std::ranges::any_of(
        roles_, [&](const Role& other) { return other.name == "target" && other.entity == role.entity; });
  });
}

// "Reuters reported that China slapped permits on it": who only reports takes no part, unless "it" or "the company"
// behind it may stand for it.
void RoleReader::DropReporter() {
  if (roles_.empty() || type_.id == "finance.impact" || type_.id == "filing.publish") return;
  const TokenRange sentence = r_.Around(hit_.tokens.begin);
  constexpr std::uint32_t kReach = 20;  // tokens: "In an article on Friday, Reuters reported that"
  const std::uint32_t stop = std::min({sentence.end, hit_.tokens.begin, sentence.begin + kReach});
  for (std::uint32_t i = sentence.begin + 1; i + 1 < stop; ++i) {
    if (r_.words[i].mention >= 0 || !r_.Is(i, kSays) || r_.words[i - 1].mention < 0 || !r_.Is(i + 1, kThat)) continue;
    if (r_.Surface(i) != "reported" && r_.Surface(i) != "reports") continue;
    const Mention& reporter = r_.what->mentions[static_cast<std::size_t>(r_.words[i - 1].mention)];
    if (reporter.kind != MentionKind::kFirm) return;
    for (std::uint32_t k = i + 2; k < sentence.end; ++k) {
      const bool same = r_.words[k].mention >= 0 &&
                        r_.what->mentions[static_cast<std::size_t>(r_.words[k].mention)].entity == reporter.entity;
      if (same || (r_.words[k].mention < 0 && OneOf(r_.Surface(k), "it", "its", "itself", "company"))) return;
    }
    std::erase_if(roles_, [&](const Role& role) { return role.entity == reporter.entity; });
    return;
  }
}

// What stands before a passive, past adverbials and other verbs: "Now, within the Administration, we see that it is
// abolished".
TokenRange RoleReader::OwnSubject() const {
  TokenRange range = hit_.subject;
  const std::uint32_t end = hit_.group ? std::min(range.end, hit_.group->begin) : range.end;
  const Clause& clause = r_.clauses[r_.clause_of[hit_.tokens.begin]];
  if (clause.relative) return range;
  // "Acme, which runs the plant, was charged": what stands before the insertion.
  if (clause.resumes >= 0 && hit_.passive() && hit_.group &&
      !FiniteBetween(r_, clause.tokens.begin, hit_.group->begin)) {
    const TokenRange outer = r_.clauses[static_cast<std::size_t>(clause.resumes)].tokens;
    if (!FiniteBetween(r_, outer.begin, outer.end)) return {subjects_.PastAdverbials(outer), outer.end};
  }
  // "were found to act against the interests of Japan and will be listed": the subject of the first verb.
  if (hit_.group && hit_.group->begin > range.begin && r_.Is(hit_.group->begin - 1, kConjunction)) {
    for (std::uint32_t i = range.begin; i < end; ++i) {
      if (r_.finite[i] == 0) continue;
      return {subjects_.PastAdverbials({range.begin, i}), i};
    }
  }
  for (std::uint32_t i = end; i-- > range.begin;) {
    if (r_.finite[i] == 0) continue;
    range.begin = i + 1;
    break;
  }
  range.begin = subjects_.PastAdverbials(range);
  return range;
}

// "The Commission received a complaint": who gives acts, who receives is acted upon.
bool RoleReader::Receives() const {
  return hit_.group && !hit_.passive() &&
         (hit_.trigger->id.ends_with("/received") || (Lemma() == "receive" && !Givers().empty()) ||
          // "won a waiver from Washington"
          (type_.id == "license.decide" &&
           OneOf(r_.Surface(hit_.group->verb), "won", "obtained", "secured", "got", "win", "obtain", "secure", "get") &&
           !Givers().empty()));
}

std::string_view RoleReader::Lemma() const {
  const WordId word = r_.words[hit_.group->verb].id;
  return word == 0 ? std::string_view{} : r_.lexicon->Text(r_.lexicon->Lemmas(word)[0].lemma);
}

// "charges against two men the same day President Doe spoke": where a clause begins whose subject is a person that ends
// at `name`, else 0.
std::uint32_t RoleReader::OwnSubjectOf(std::uint32_t name) const {
  if (r_.what->mentions[static_cast<std::size_t>(r_.words[name].mention)].kind != MentionKind::kOfficial) return 0;
  std::uint32_t first = name;
  while (first > hit_.tokens.end + 1 && (r_.words[first - 1].mention >= 0 || (*r_.tokens)[first - 1].capital)) --first;
  if (first <= hit_.tokens.end + 1 || r_.words[first - 1].punct != 0) return 0;
  const Known before = WordAt(r_, first - 1);
  return OneOf(before, "day", "days", "week", "weeks", "month", "months", "year", "time", "as", "once", "hours") ? first
                                                                                                                 : 0;
}

// "AT A HEARING on Tuesday, the chief said": where the opening ends, else 0.
std::uint32_t RoleReader::EndOfHearing() const {
  if (hit_.group || type_.id != "hearing.hold") return 0;
  const TokenRange sentence = r_.Around(hit_.tokens.begin);
  constexpr std::uint32_t kLead = 8, kRest = 16;  // tokens
  if (hit_.tokens.begin > sentence.begin + kLead || !OneOf(r_.Surface(sentence.begin), "At", "During", "In")) return 0;
  for (std::uint32_t i = hit_.tokens.end, n = 0; i < sentence.end && n < kRest; ++i, ++n) {
    if (r_.finite[i] != 0) return 0;
    if (r_.words[i].punct == ',') return i;
  }
  return 0;
}

// Names after the trigger, past relative clauses and the items of a list, to the next clause of its own.
TokenRange RoleReader::ReadReach() const {
  if (const std::uint32_t end = EndOfHearing(); end != 0) return {std::min(hit_.object.begin, end), end};
  const std::uint32_t sentence_end = r_.Around(hit_.tokens.begin).end;
  const std::uint32_t own = r_.clause_of[hit_.tokens.begin];
  std::uint32_t end = hit_.object.end;
  for (std::size_t c = own + 1; c < r_.clauses.size(); ++c) {
    const Clause& clause = r_.clauses[c];
    if (clause.tokens.begin >= sentence_end) break;
    const bool item = !FiniteBetween(r_, clause.tokens.begin, clause.tokens.end) && NamesFirst(clause.tokens);
    if (!clause.relative && !item) break;
    end = std::min(sentence_end, clause.tokens.end);
  }
  end = std::max(end, r_.clauses[own].tokens.end);
  // A verb coordinated with this one has its own things: "issue a rule and could add Thailand".
  const bool tariff = type_.id == "tariff.change";
  for (std::uint32_t i = hit_.tokens.end + 1; i < end; ++i) {
    if (r_.words[i].mention >= 0 && r_.finite[i + 1] != 0 && i + 1 < end) {
      if (const std::uint32_t other = OwnSubjectOf(i); other != 0) return {hit_.object.begin, other};
    }
    // "ordered higher duties in recognition of the fact that": why.
    if (tariff && r_.Surface(i) == "recognition" && r_.Surface(i - 1) == "in" && i > hit_.object.begin + 1)
      return {hit_.object.begin, i - 1};
    if (!r_.Is(i, kConjunction | kSays)) continue;  // all that follows is about one of these
    if (CoordinatesVerb(r_, i)) return {hit_.object.begin, i};
    // "for a stay, said Mr. Doe of Acme": whose words these are.
    if (r_.words[i - 1].punct == ',' && r_.Is(i, kSays) && r_.finite[i] != 0 && i > hit_.object.begin)
      return {hit_.object.begin, i};
    // "sued in May, and Acme, Beta and Gamma have": a list that acts itself. "buys grain and Tokyo will".
    if ((r_.words[i - 1].punct == ',' || r_.words[i - 1].mention < 0) && r_.Is(i, kConjunction) &&
        i > hit_.object.begin) {
      std::uint32_t k = i + 1;
      while (k < end && (r_.words[k].mention >= 0 || r_.words[k].punct == ',' || r_.Is(k, kConjunction | kDeterminer)))
        ++k;
      if (k > i + 1 && k < r_.words.size() && r_.finite[k] != 0 && r_.words[k - 1].mention >= 0)
        return {hit_.object.begin, i};
    }
    // "convened by a university and supported by an agreement with the agency"
    const bool other = hit_.passive() && r_.Is(i, kConjunction) && i + 2 < end && r_.words[i + 1].mention < 0 &&
                       (r_.words[i + 1].verb & kParticiple) != 0 && r_.words[i + 2].id == r_.grammar->by;
    if (other && i > hit_.object.begin) return {hit_.object.begin, i};
  }
  return {hit_.object.begin, end};
}

// "; Megvii Technology Limited; and Yitu Limited."
bool RoleReader::NamesFirst(TokenRange range) const {
  for (std::uint32_t i = range.begin; i < std::min(range.end, range.begin + 4); ++i) {
    if (r_.words[i].mention >= 0) return true;
    if (r_.words[i].punct == 0 && !r_.Is(i, kConjunction | kDeterminer)) return false;
  }
  return false;
}

bool RoleReader::HasRole(bool actor) const {
  return std::ranges::any_of(roles_, [&](const Role& x) { return (x.name == "actor") == actor; });
}

bool RoleReader::IsTarget(const std::string& entity) const {
  return std::ranges::any_of(roles_, [&](const Role& x) { return x.name != "actor" && x.entity == entity; });
}

bool RoleReader::IsActor(const std::string& entity) const {
  return std::ranges::any_of(roles_, [&](const Role& x) { return x.name == "actor" && x.entity == entity; });
}

// "may take steps to collect a duty imposed by this order": no name does it.
bool RoleReader::ByInstrument() const {
  const std::uint32_t by = hit_.tokens.end;
  return hit_.passive() && r_.words[by].id == r_.grammar->by && r_.words[by + 1].mention < 0 &&
         OneOf(WordAt(r_, by + 1), "this", "that", "such", "the") &&
         frame_.roles->instruments.AnyIn(r_, {by + 2, by + 3});
}

// Where places of names say nothing, their kinds do: a body that speaks or acts earlier in the sentence imposes;
// chips and firms that the sentence names are what it is imposed upon.
void RoleReader::FillBySense() {
  // What runs out of itself is ended by nobody.
  if (hit_.trigger->intransitive && type_.id == "rule.end") return;
  // A text that is an act of its own speaks of the rulings of others, and of what "an order, which directed the
  // removal of sanctions," did.
  if (frame_.official && (type_.id == "ruling.issue" || hit_.trigger->id.ends_with("order.sign/by-order"))) return;
  const Clause& clause = r_.clauses[r_.clause_of[hit_.tokens.begin]];
  if (frame_.official && !hit_.group && clause.relative && FiniteBetween(r_, clause.tokens.begin, hit_.tokens.begin) &&
      MentionsIn(r_, {clause.tokens.begin, hit_.tokens.begin}).empty())
    return;
  const bool authority =
      (actor_kinds_ & KindBit(MentionKind::kAgency)) != 0 && (actor_kinds_ & KindBit(MentionKind::kFirm)) == 0;
  if (!authority) return;
  const TokenRange sentence = r_.Around(hit_.tokens.begin);
  // An active verb has a subject of its own, even one without a name.
  const bool own = hit_.group && !hit_.passive() && hit_.group->finite;
  if (!HasRole(true) && !own && !ByInstrument()) {
    const auto before = MentionsIn(r_, {sentence.begin, hit_.tokens.begin});
    for (std::size_t k = before.size(); k-- > 0;) {
      const Placed& p = before[k];
      if (p.mention->kind != MentionKind::kAgency && p.mention->kind != MentionKind::kOfficial) continue;
      // "Mr. Doe was designated": not by himself.
      if (hit_.passive() && IsTarget(p.mention->entity)) continue;
      if (AfterPreposition(r_, p.first, sentence.begin) && !AfterConjunction(p.first)) continue;
      roles_.push_back({"actor", p.mention->entity});
      break;
    }
  }
  const bool instrument = (type_.id.starts_with("rule.") && type_.id != "rule.effective") ||
                          type_.id.starts_with("list.") || type_.id == "ban.impose" || type_.id == "license.require";
  if (!HasRole(true) && !own && instrument) AddBodies();
  const bool told = hit_.trigger->id.find("license.require") != std::string::npos;
  if (!told) return;
  const std::uint32_t thing = KindBit(MentionKind::kFirm) | KindBit(MentionKind::kChip) | KindBit(MentionKind::kPlace);
  for (const Placed& p : MentionsIn(r_, sentence)) {
    if ((KindBit(p.mention->kind) & thing) == 0 || IsActor(p.mention->entity) || bystanders_.IsDateline(p) ||
        bystanders_.OnlyQualifies(p) || bystanders_.StandsAside(p, sentence, roles_))
      continue;
    if (p.first > 0 && r_.Surface(p.first - 1) == "against") continue;  // "the war against Ukraine"
    roles_.push_back({"target", p.mention->entity});
  }
  if (!frame_.issuer.starts_with("firm.") || frame_.basis != Basis::kCompany || !frame_.issuer_named ||
      IsActor(frame_.issuer))
    return;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const std::string_view word = r_.words[i].id == 0 ? std::string_view{} : r_.lexicon->Text(r_.words[i].id);
    if (word == "us" || word == "our" || word == "we") {
      roles_.push_back({"target", frame_.issuer});
      break;
    }
  }
}

// "after the Bureau told", "before Commerce said": the subject of a clause, not of a preposition.
bool RoleReader::AfterConjunction(std::uint32_t at) const {
  for (std::uint32_t i = at; i-- > 0 && at - i < 5;) {
    if (r_.Is(i, kSplitter)) return true;
    if (!r_.Is(i, kDeterminer) && r_.words[i].mention < 0 && !(*r_.tokens)[i].capital) return false;
  }
  return false;
}

std::vector<Role> ReadRoles(const Reading& reading, const Hit& hit, const CompiledType& type,
                            const DocumentFrame& frame, std::string_view speaker) {
  if (!hit.trigger->scripted.empty()) return ChineseRoles(reading, hit, type);
  return RoleReader(reading, hit, type, frame, speaker).Read();
}

}  // namespace dateline::extract
