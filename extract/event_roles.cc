// Who acts and upon what: read from the places of names about a trigger.
#include <algorithm>
#include <array>
#include <string_view>

#include "extract/bystanders.h"
#include "extract/chinese.h"
#include "extract/events.h"
#include "extract/governors.h"
#include "extract/named_things.h"
#include "extract/subjects.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kActors =
    (1u << static_cast<unsigned>(MentionKind::kFirm)) | (1u << static_cast<unsigned>(MentionKind::kOfficial)) |
    (1u << static_cast<unsigned>(MentionKind::kAgency)) | (1u << static_cast<unsigned>(MentionKind::kPlace));

// The word that governs a name: the preposition before it, looking back over other names, determiners and "and".
bool AfterPreposition(const Reading& r, std::uint32_t at, std::uint32_t floor) {
  for (std::uint32_t i = at; i-- > floor;) {
    if (r.words[i].mention >= 0 || r.words[i].punct == '*' || r.words[i].punct == '(') continue;
    // "of the United States Department": words of a name that are no mention of their own.
    if (i + 1 == at && i > floor && (*r.tokens)[i].capital && r.words[i].punct == 0) continue;
    if (i + 2 == at && i > floor && (*r.tokens)[i].capital && (*r.tokens)[i + 1].capital && r.words[i].punct == 0)
      continue;
    if (r.Is(i, kPreposition)) return true;
    if (r.Is(i, kDeterminer | kConjunction)) continue;
    if (r.words[i].punct == ',') continue;
    return false;
  }
  return false;
}

class RoleReader {
 public:
  RoleReader(const Reading& r, const Hit& hit, const CompiledType& type, const DocumentFrame& frame)
      : r_(r), hit_(hit), type_(type), frame_(frame), subjects_(r, *frame.roles), bystanders_(r, hit, type, frame) {
    actor_kinds_ = type.Kinds("actor") & kActors;
    roles_.reserve(4);
  }

  std::vector<Role> Read() {
    if (hit_.trigger->intransitive) {
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
      AddNounOwner();
      AddOwnerOfThing();
      if (!HasRole(true)) AddGovernor();
      AddQualifier();
    }
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
    DropFalseActors();
    std::ranges::sort(roles_);
    const auto twice = std::ranges::unique(roles_);
    roles_.erase(twice.begin(), twice.end());
    return std::move(roles_);
  }

 private:
  // "is in talks with", "were close to a deal": the subject does it.
  bool IsCopula() const {
    return hit_.passive() && hit_.trigger->frame == Frame::kPhrase && r_.Is(hit_.tokens.begin, kBe) &&
           (type_.id == "talks.hold" || type_.id == "agreement.reach");
  }

  // "the same sanctions that were imposed on Russia"
  bool Compares() const {
    constexpr std::uint32_t kReach = 6;
    const std::uint32_t begin = hit_.group->begin;
    for (std::uint32_t i = begin, n = 0; i-- > 0 && n < kReach; ++n) {
      if (r_.Surface(i) == "same") return true;
    }
    return false;
  }

  // "its measures with respect to a court order": the ruling is not the author's. "that Mr. Doe was convicted": nor
  // his.
  void DropFalseActors() {
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

  // What stands before a passive, past adverbials and other verbs: "Now, within the Administration, we see that it is
  // abolished".
  TokenRange OwnSubject() const {
    TokenRange range = hit_.subject;
    const std::uint32_t end = hit_.group ? std::min(range.end, hit_.group->begin) : range.end;
    const Clause& clause = r_.clauses[r_.clause_of[hit_.tokens.begin]];
    if (clause.relative) return range;
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
  bool Receives() const {
    return hit_.group && !hit_.passive() &&
           (hit_.trigger->id.ends_with("/received") || (Lemma() == "receive" && !Givers().empty()));
  }

  std::string_view Lemma() const {
    const WordId word = r_.words[hit_.group->verb].id;
    return word == 0 ? std::string_view{} : r_.lexicon->Text(r_.lexicon->Lemmas(word)[0].lemma);
  }

  // "from the State of Ohio", "filed by Acme": before anything else is told of the thing.
  std::vector<const Mention*> Givers() const {
    std::vector<const Mention*> out;
    const TokenRange reach = Reach();
    for (const Placed& p : MentionsIn(r_, reach)) {
      if ((KindBit(p.mention->kind) & kActors) == 0 || bystanders_.OnlyQualifies(p)) continue;
      const Governor governor = GovernorOf(r_, p.first, hit_.tokens.end, frame_.roles->people);
      if (governor == Governor::kSource || governor == Governor::kBehalf || governor == Governor::kDoer)
        out.push_back(p.mention);
    }
    return out;
  }

  void AddGiver() {
    for (const Mention* giver : Givers()) {
      const bool seat = giver->kind == MentionKind::kPlace && HasRole(true);
      if (!seat) roles_.push_back({"actor", giver->entity});
    }
    const Doers doers = subjects_.Of(*hit_.group);
    for (const Mention* mention : doers.names) roles_.push_back({"target", mention->entity});
    if (doers.stands == Stands::kAuthor && frame_.issuer_named && !frame_.issuer.empty())
      roles_.push_back({"target", frame_.issuer});
  }

  // "a complaint was filed on behalf of Acme": Acme sues.
  void AddClient() {
    if (type_.id != "suit.file" && type_.id != "license.apply") return;
    // "On behalf of Acme, lawyers filed": it may open the sentence.
    const TokenRange sentence = r_.Around(hit_.tokens.begin);
    for (const Placed& p : MentionsIn(r_, {sentence.begin, std::max(sentence.begin, Reach().end)})) {
      if (p.mention->kind != MentionKind::kFirm && p.mention->kind != MentionKind::kOfficial) continue;
      const std::uint32_t floor = p.first < hit_.tokens.begin ? sentence.begin : hit_.tokens.end;
      if (GovernorOf(r_, p.first, floor, frame_.roles->people) != Governor::kBehalf) continue;
      roles_.push_back({"actor", p.mention->entity});
    }
  }

  // Names after the trigger, past relative clauses and the items of a list, to the next clause of its own.
  TokenRange Reach() const {
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
    for (std::uint32_t i = hit_.tokens.end + 1; i < end; ++i) {
      if (CoordinatesVerb(r_, i)) return {hit_.object.begin, i};
      // "convened by a university and supported by an agreement with the agency"
      const bool other = hit_.passive() && r_.Is(i, kConjunction) && i + 2 < end && r_.words[i + 1].mention < 0 &&
                         (r_.words[i + 1].verb & kParticiple) != 0 && r_.words[i + 2].id == r_.grammar->by;
      if (other && i > hit_.object.begin) return {hit_.object.begin, i};
    }
    return {hit_.object.begin, end};
  }

  // "; Megvii Technology Limited; and Yitu Limited."
  bool NamesFirst(TokenRange range) const {
    for (std::uint32_t i = range.begin; i < std::min(range.end, range.begin + 4); ++i) {
      if (r_.words[i].mention >= 0) return true;
      if (r_.words[i].punct == 0 && !r_.Is(i, kConjunction | kDeterminer)) return false;
    }
    return false;
  }

  bool HasRole(bool actor) const {
    return std::ranges::any_of(roles_, [&](const Role& x) { return (x.name == "actor") == actor; });
  }

  bool IsTarget(const std::string& entity) const {
    return std::ranges::any_of(roles_, [&](const Role& x) { return x.name != "actor" && x.entity == entity; });
  }

  bool IsActor(const std::string& entity) const {
    return std::ranges::any_of(roles_, [&](const Role& x) { return x.name == "actor" && x.entity == entity; });
  }

  void AddActor(const Mention& mention) {
    if ((KindBit(mention.kind) & actor_kinds_) != 0) roles_.push_back({"actor", mention.entity});
  }

  // The author stands in the text by name too: events name only what a reader can find there.
  void AddAuthor() {
    if (!frame_.issuer.empty() && frame_.issuer_named) roles_.push_back({"actor", frame_.issuer});
  }

  // Whoever issued what the text is about.
  void AddBodies() {
    for (const Mention* body : frame_.bodies) AddActor(*body);
  }

  void AddDoers(const Doers& doers) {
    // "Mr. Doe pleaded guilty", "Acme agreed to pay": whoever is punished does not punish.
    const bool punished = type_.id == "penalty.impose" && hit_.group && !hit_.passive() &&
                          (hit_.trigger->id.ends_with("/settle") || hit_.trigger->id.ends_with("/pay"));
    for (const Mention* mention : doers.names) {
      if (punished && mention->kind != MentionKind::kAgency)
        AddTarget(*mention);
      else
        AddActor(*mention);
    }
    if (punished && doers.stands != Stands::kNothing && doers.stands != Stands::kAuthor) {
      constexpr std::uint32_t kPunished = KindBit(MentionKind::kFirm) | KindBit(MentionKind::kOfficial);
      for (const Mention* mention : subjects_.Antecedents(doers, hit_.tokens.begin, kPunished)) AddTarget(*mention);
      return;
    }
    if (!doers.names.empty()) return;
    // "the Company" of a filing is the firm that files it.
    const bool company =
        doers.stands == Stands::kFirm && (*r_.tokens)[doers.at].capital && frame_.issuer.starts_with("firm.");
    // "I signed the law": no firm says so of itself.
    if (doers.stands == Stands::kAuthor && r_.Surface(doers.at) == "I" && frame_.issuer.starts_with("firm.")) return;
    if (doers.stands == Stands::kAuthor || company) return AddAuthor();
    if (doers.stands == Stands::kNothing) return;
    // "The rule took effect": by itself.
    if (doers.stands == Stands::kInstrument && (frame_.ordered || type_.id == "rule.effective")) return;
    // "the Executive Order establishes": the President who signed it.
    if (doers.stands == Stands::kInstrument && IsExecutiveOrder(doers.at)) {
      for (const Mention* mention : subjects_.Antecedents({{}, Stands::kPresident, doers.at}, hit_.tokens.begin,
                                                          KindBit(MentionKind::kOfficial)))
        AddActor(*mention);
      return;
    }
    // "This rule" is done by whoever issued it, whatever was spoken of in between.
    if (doers.stands == Stands::kInstrument && frame_.official && !frame_.bodies.empty()) return AddBodies();
    if (const auto later = subjects_.Postcedents(doers, actor_kinds_); !later.empty()) {
      for (const Mention* mention : later) AddActor(*mention);
      return;
    }
    const auto named = subjects_.Antecedents(doers, hit_.tokens.begin, actor_kinds_);
    for (const Mention* mention : named) AddActor(*mention);
    if (!named.empty()) return;
    if (doers.stands == Stands::kFirm) {
      const Mention* only = subjects_.OnlyFirmBefore(doers.at);
      if (only != nullptr) AddActor(*only);
    }
    if (doers.stands == Stands::kInstrument) AddBodies();
  }

  bool IsExecutiveOrder(std::uint32_t at) const {
    if (r_.words[at].mention >= 0) {
      const std::string& entity = r_.what->mentions[static_cast<std::size_t>(r_.words[at].mention)].entity;
      return entity.starts_with("rule.eo-") || entity.starts_with("rule.proclamation-");
    }
    return r_.Surface(at) == "EO" || (at > 0 && r_.Surface(at) == "Order" && r_.Surface(at - 1) == "Executive");
  }

  void AddSubject() {
    const Doers doers = subjects_.Of(*hit_.group);
    AddDoers(doers);
    if (HasRole(true)) return;
    if (type_.id == "report.publish") AddAuthorsOfReport();
    // "curbs on China would cost it", "sales to China fell": where the money is lost or made.
    if (type_.id == "finance.impact" && doers.names.empty()) {
      for (const Placed& p : MentionsIn(r_, {subjects_.PastAdverbials(hit_.subject), hit_.subject.end})) {
        if (p.mention->kind == MentionKind::kPlace && !bystanders_.OnlyQualifies(p) &&
            AfterPreposition(r_, p.first, hit_.subject.begin))
          AddTarget(*p.mention);
      }
    }
    // "Intel hopes to obtain a licence": who cannot do it is whom it is done to.
    for (const Mention* mention : doers.names) {
      if (type_.id == "license.decide" && !IsActor(mention->entity)) AddTarget(*mention);
    }
    // "The rule imposes", "the chip needs a licence": a thing that cannot act is what it is about.
    for (const Placed& p : MentionsIn(r_, {subjects_.PastAdverbials(hit_.subject), hit_.subject.end})) {
      if ((KindBit(p.mention->kind) & actor_kinds_) != 0 || AfterPreposition(r_, p.first, hit_.subject.begin)) continue;
      if (FiniteBetween(r_, p.last + 1, hit_.group->begin)) continue;
      AddTarget(*p.mention);
    }
  }

  // "a report by SemiAnalysis found", "a SemiAnalysis study found"
  void AddAuthorsOfReport() {
    for (const Placed& p : MentionsIn(r_, hit_.subject)) {
      const std::string_view before = p.first > hit_.subject.begin ? r_.Surface(p.first - 1) : std::string_view{};
      const std::string_view after = p.last + 1 < hit_.subject.end ? r_.Surface(p.last + 1) : std::string_view{};
      if (before == "by" || before == "from" || after == "report" || after == "study" || after == "survey" ||
          after == "analysis")
        AddActor(*p.mention);
    }
  }

  // "announces the publication of", "are holding talks with": the subject of the verb that the noun completes.
  void AddGovernor() {
    const Doers governing = subjects_.Governing(hit_.tokens.begin);
    if (governing.stands == Stands::kInstrument) return AddDoers(governing);
    // "is still in talks with"
    if (type_.id == "talks.hold" && r_.Surface(hit_.tokens.begin) == "in") {
      std::uint32_t be = hit_.tokens.begin;
      while (be > 0 && hit_.tokens.begin - be < 4 && r_.words[be - 1].mention < 0 && !r_.Is(be, kBe) &&
             (r_.Is(be - 1, kAdverb | kNegator | kBe) || r_.Surface(be - 1).ends_with("ly")))
        --be;
      if (r_.Is(be, kBe)) return AddDoers(governing);
    }
    const TokenRange clause = r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens;
    for (std::uint32_t i = hit_.tokens.begin; i-- > clause.begin && hit_.tokens.begin - i < 12;) {
      if (r_.words[i].mention >= 0 || !frame_.roles->light.AnyIn(r_, {i, i + 1})) continue;
      return AddDoers(governing);
    }
  }

  // "by Commerce and BIS" after a passive or a noun.
  void AddByPhrase() {
    const WordId by = hit_.trigger->by != 0 ? hit_.trigger->by : r_.grammar->by;
    const std::uint32_t end = std::min(hit_.object.end + 8, r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens.end);
    const std::uint32_t from = hit_.passive() ? std::min(hit_.tokens.end, hit_.object.begin) : hit_.object.begin;
    for (std::uint32_t i = hit_.trigger->by != 0 ? hit_.tokens.begin : from; i < end; ++i) {
      // "are listed, and have been determined by": the other verb's.
      if (r_.finite[i] != 0 && i > hit_.tokens.end && hit_.passive()) return;
      if (r_.words[i].id == 0 || r_.words[i].id != by || OfOtherVerb(i)) continue;
      // "was published, amending the description by removing “Palm Beach”": how.
      if (frame_.official && i + 1 < end && r_.words[i + 1].mention < 0 && r_.words[i + 1].verb != 0 &&
          r_.Surface(i + 1).ends_with("ing"))
        continue;
      std::uint32_t stop = i + 1;
      while (stop < end && r_.finite[stop] == 0 && r_.words[stop].punct != ';') ++stop;
      const Doers doers = subjects_.Phrase({i + 1, stop});
      if (doers.names.empty()) continue;
      for (const Mention* mention : doers.names) AddActor(*mention);
      return;
    }
  }

  // "denies a motion filed BY Acme": the participle before it is told of another thing. "the ban announced by Tokyo" is
  // the ban's own.
  bool OfOtherVerb(std::uint32_t by) const {
    if (by == 0 || by <= hit_.tokens.end) return false;
    const std::uint32_t verb = by - 1;
    const Word& word = r_.words[verb];
    // "investigations of taxes under consideration by Brazil"
    if (!hit_.group && word.mention < 0 && verb > hit_.tokens.end && r_.Is(verb - 1, kPreposition) &&
        r_.Surface(verb - 1) != "of")
      return true;
    if (word.mention >= 0 || (word.verb & kParticiple) == 0 || r_.Is(verb, kDeterminer | kPreposition)) return false;
    return !frame_.roles->light.AnyIn(r_, {verb, by});
  }

  // "China's export controls", "Commerce Department rule": the name right before a nominal trigger.
  void AddNounOwner() {
    const auto placed = MentionsIn(r_, {r_.Around(hit_.tokens.begin).begin, hit_.tokens.begin});
    if (placed.empty() || HasRole(true)) return;
    const Placed& p = placed.back();
    if (p.last + 4 < hit_.tokens.begin || (KindBit(p.mention->kind) & actor_kinds_) == 0) return;
    for (std::uint32_t i = p.last + 1; i < hit_.tokens.begin; ++i) {
      if (r_.Is(i, kPreposition) || r_.words[i].punct == ',' || r_.finite[i] != 0) return;
    }
    roles_.push_back({"actor", p.mention->entity});
  }

  // "the launch of Huawei's new chip": whose thing it is does it.
  void AddOwnerOfThing() {
    static constexpr std::array<std::string_view, 4> kTypes{"facility.change", "finance.impact", "product.announce",
                                                            "shipment.change"};
    const std::uint32_t end = hit_.tokens.end;
    if (HasRole(true) || std::ranges::find(kTypes, type_.id) == kTypes.end() || end == 0) return;
    const std::uint32_t of = r_.Surface(end - 1) == "of" ? end - 1 : end;
    if (of + 1 >= r_.words.size() || r_.Surface(of) != "of") return;
    std::uint32_t first = of + 1;
    while (first + 1 < r_.words.size() && r_.Is(first, kDeterminer)) ++first;
    const auto placed = MentionsIn(r_, {first, first + 1});
    if (placed.empty() || placed.front().mention->kind == MentionKind::kPlace) return;
    std::uint32_t last = first;
    while (last + 1 < r_.words.size() && r_.words[last + 1].mention == r_.words[first].mention) ++last;
    const Mention& mention = *placed.front().mention;
    const std::string_view mark = last + 1 < r_.words.size() ? r_.Surface(last + 1) : std::string_view{};
    if ((*r_.tokens)[last].span.end > mention.span.end || mark == "'" || mark == "’" || mark == "'s") AddActor(mention);
  }

  // "the H20 ban", "Huawei's listing": the thing before the noun.
  void AddQualifier() {
    if (!hit_.trigger->scripted.empty()) return;
    const std::uint32_t begin = hit_.tokens.begin;
    const std::uint32_t floor = std::max(r_.Around(begin).begin, begin - std::min(begin, 3u));
    for (const Placed& p : MentionsIn(r_, {floor, begin})) {
      bool joined = true;
      for (std::uint32_t i = p.last + 1; i < begin; ++i)
        joined = joined && r_.words[i].punct == 0 && r_.finite[i] == 0 &&
                 !r_.Is(i, kPreposition | kConjunction | kBe | kHave | kDo | kModal);
      if (joined && !IsActor(p.mention->entity)) AddTarget(*p.mention);
    }
  }

  // "the probe of Temu that the Commission had opened": the thing stands before its clause.
  void AddOuterThing() {
    if (!hit_.group || hit_.passive() || !hit_.group->finite || hit_.trigger->intransitive) return;
    if (std::ranges::any_of(roles_, [](const Role& role) { return role.name != "actor"; })) return;
    const std::uint32_t begin = r_.clauses[r_.clause_of[hit_.group->begin]].tokens.begin;
    constexpr std::uint32_t kSubject = 8, kThing = 10;
    for (std::uint32_t i = hit_.group->begin, n = 0; i-- > begin + 1 && n < kSubject; ++n) {
      if (r_.finite[i] != 0) return;
      if (!r_.Is(i, kThat) || r_.words[i].mention >= 0) continue;
      if (i + 1 == hit_.group->begin || TakesContent(r_, i - 1) || r_.Is(i - 1, kSays | kVerb)) return;
      std::uint32_t first = i;
      while (first > begin && i - first < kThing && r_.finite[first - 1] == 0 && r_.words[first - 1].punct == 0)
        --first;
      AddTargets({first, i});
      return;
    }
  }

  // "suspended the rule", "an inquiry into the company": what was named before.
  void AddNamedThings() {
    const NamedThings things(r_, *frame_.roles);
    // "Executive Order 14141. … it is hereby ordered": what the text is headed with.
    if (hit_.trigger->id.ends_with("order.sign/hereby")) {
      constexpr std::uint32_t kHeading = 40;
      for (const Placed& p : MentionsIn(r_, {0, std::min(hit_.tokens.begin, kHeading)})) {
        if (!IsExecutiveOrder(p.first)) continue;
        AddTarget(*p.mention);
        break;
      }
    }
    // Of a text that is an act "the rule" is itself; "the Executive Order" is another.
    if (frame_.official) {
      if (type_.id != "order.sign" || !hit_.group || hit_.object.end < hit_.object.begin + 3) return;
      if (r_.Surface(hit_.object.begin + 1) != "Executive") return;
    }
    const auto add = [&](const Mention* mention) {
      if (mention != nullptr && !IsActor(mention->entity)) AddTarget(*mention);
    };
    const bool subject = hit_.passive() || hit_.trigger->intransitive || type_.id == "rule.effective";
    TokenRange phrase = subject ? OwnSubject() : hit_.object;
    if (!hit_.group && !subject && phrase.begin < phrase.end && r_.Is(phrase.begin, kPreposition)) ++phrase.begin;
    if (TakesTarget(MentionKind::kRule)) {
      const bool it = hit_.group && type_.id.starts_with("rule.") && !HasTarget(MentionKind::kRule);
      add(things.Instrument(phrase, it));
    }
    if (TakesTarget(MentionKind::kFirm) && !HasTarget(MentionKind::kFirm))
      add(things.Firm(subject ? phrase : Reach(), false));
    // "such a law could cut the company's revenue"
    if (type_.id == "finance.impact" && !HasRole(true)) {
      const Mention* firm = things.Firm(r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens, true);
      if (firm == nullptr) firm = FirmItCosts();
      if (firm != nullptr) AddActor(*firm);
    }
    if (TakesTarget(MentionKind::kOfficial) && !HasTarget(MentionKind::kOfficial) && type_.id != "talks.hold")
      add(things.Person(phrase));
  }

  // "the curbs would cost it $500 million": the firm named last, where there is but one.
  const Mention* FirmItCosts() const {
    for (std::uint32_t i = hit_.tokens.begin; i < std::min<std::size_t>(hit_.tokens.end + 1, r_.words.size()); ++i) {
      const std::string_view word = r_.Surface(i);
      if (word != "it" && word != "its") continue;
      const auto firms = subjects_.Antecedents({{}, Stands::kFirm, i}, i, KindBit(MentionKind::kFirm));
      return firms.empty() ? subjects_.OnlyFirmBefore(i) : firms.front();
    }
    return nullptr;
  }

  std::uint32_t SentenceOf(const Mention& mention) const {
    const auto& tokens = *r_.tokens;
    const auto at =
        std::ranges::lower_bound(tokens, mention.span.begin, {}, [](const Token& t) { return t.span.begin; });
    return at == tokens.end() ? 0 : r_.sentence_of[static_cast<std::size_t>(at - tokens.begin())];
  }

  bool TakesTarget(MentionKind kind) const {
    return std::ranges::any_of(
        type_.roles, [&](const auto& role) { return role.first != "actor" && (role.second & KindBit(kind)) != 0; });
  }

  bool HasTarget(MentionKind kind) const {
    const std::string_view prefix = kind == MentionKind::kRule   ? "rule."
                                    : kind == MentionKind::kFirm ? "firm."
                                                                 : "official.";
    return std::ranges::any_of(
        roles_, [&](const Role& role) { return role.name != "actor" && role.entity.starts_with(prefix); });
  }

  // "prevents us from shipping": the firm that writes. "have no assurance that the government will grant the licences
  // that we seek": it too, where nobody else is named.
  void AddAuthorAsTarget() {
    if (!frame_.issuer.starts_with("firm.") || !frame_.issuer_named || IsActor(frame_.issuer)) return;
    const auto says = [&](TokenRange range, bool all) {
      for (std::uint32_t i = range.begin; i < range.end; ++i) {
        const std::string_view word = r_.words[i].id == 0 ? std::string_view{} : r_.lexicon->Text(r_.words[i].id);
        if (word == "us" || (all && (word == "we" || word == "our"))) return true;
      }
      return false;
    };
    const bool burdened = type_.id == "license.decide" || type_.id == "tariff.change";
    const bool own = burdened && frame_.basis == Basis::kCompany && !HasTarget(MentionKind::kFirm) &&
                     TakesTarget(MentionKind::kFirm) && says(r_.Around(hit_.tokens.begin), true);
    if (own || says(Reach(), false) || says(hit_.tokens, false)) roles_.push_back({"target", frame_.issuer});
  }

  // "our revenue could be hurt": the firm that writes, where only firms and bodies act.
  void AddAuthorOfOur() {
    if (HasRole(true) || !frame_.issuer_named || !frame_.issuer.starts_with("firm.")) return;
    if ((actor_kinds_ & KindBit(MentionKind::kFirm)) == 0 || (actor_kinds_ & KindBit(MentionKind::kOfficial)) != 0)
      return;
    const TokenRange clause = r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens;
    for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
      const std::string_view word = r_.words[i].id == 0 ? std::string_view{} : r_.lexicon->Text(r_.words[i].id);
      if (word != "our" && word != "we" && word != "us") continue;
      roles_.push_back({"actor", frame_.issuer});
      return;
    }
  }

  // Where places of names say nothing, their kinds do: a body that speaks or acts earlier in the sentence imposes;
  // chips and firms that the sentence names are what it is imposed upon.
  void FillBySense() {
    // What runs out of itself is ended by nobody.
    if (hit_.trigger->intransitive && type_.id == "rule.end") return;
    // A text that is an act of its own speaks of the rulings of others, and of what "an order, which directed the
    // removal of sanctions," did.
    if (frame_.official && (type_.id == "ruling.issue" || hit_.trigger->id.ends_with("order.sign/by-order"))) return;
    const Clause& clause = r_.clauses[r_.clause_of[hit_.tokens.begin]];
    if (frame_.official && !hit_.group && clause.relative &&
        FiniteBetween(r_, clause.tokens.begin, hit_.tokens.begin) &&
        MentionsIn(r_, {clause.tokens.begin, hit_.tokens.begin}).empty())
      return;
    const bool authority =
        (actor_kinds_ & KindBit(MentionKind::kAgency)) != 0 && (actor_kinds_ & KindBit(MentionKind::kFirm)) == 0;
    if (!authority) return;
    const TokenRange sentence = r_.Around(hit_.tokens.begin);
    // An active verb has a subject of its own, even one without a name.
    const bool own = hit_.group && !hit_.passive() && hit_.group->finite;
    if (!HasRole(true) && !own) {
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
    const std::uint32_t thing =
        KindBit(MentionKind::kFirm) | KindBit(MentionKind::kChip) | KindBit(MentionKind::kPlace);
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
  bool AfterConjunction(std::uint32_t at) const {
    for (std::uint32_t i = at; i-- > 0 && at - i < 5;) {
      if (r_.Is(i, kSplitter)) return true;
      if (!r_.Is(i, kDeterminer) && r_.words[i].mention < 0 && !(*r_.tokens)[i].capital) return false;
    }
    return false;
  }

  void AddTarget(const Mention& mention) {
    const std::uint32_t bit = KindBit(mention.kind);
    // Whoever is met meets too.
    if (mention.kind == MentionKind::kOfficial && type_.id == "talks.hold") return AddActor(mention);
    // The office that issues a text is not what its acts are done to.
    const bool issuer =
        mention.kind == MentionKind::kAgency &&
        std::ranges::any_of(frame_.bodies, [&](const Mention* b) { return b->entity == mention.entity; });
    if (issuer && frame_.official) return;
    for (const auto& [name, kinds] : type_.roles) {
      if (name == "actor" || (kinds & bit) == 0) continue;
      roles_.push_back({name, mention.entity});
      return;
    }
  }

  // "bars U.S. persons from", "a U.S. person is prohibited from": to them it is done.
  bool IsBarred(const Placed& p) const {
    if (type_.id != "ban.impose" || p.last + 1 >= r_.words.size()) return false;
    if (r_.words[p.last + 1].mention >= 0 || !frame_.roles->people.AnyIn(r_, {p.last + 1, p.last + 2})) return false;
    std::uint32_t first = p.first;
    while (first > 0 && r_.Is(first - 1, kDeterminer)) --first;
    const bool object = !hit_.passive() && hit_.group && first == hit_.group->verb + 1;
    return object || (hit_.passive() && p.last < hit_.group->begin && first == subjects_.PastAdverbials(OwnSubject()));
  }

  void AddTargets(TokenRange range) {
    const bool makes = type_.id == "rule.issue" || type_.id == "rule.propose";
    for (const Placed& p : MentionsIn(r_, range)) {
      if (IsActor(p.mention->entity) || bystanders_.IsDateline(p) || (bystanders_.OnlyQualifies(p) && !IsBarred(p)) ||
          bystanders_.DoneBy(p) || bystanders_.NamesMaker(p) || bystanders_.StandsAside(p, range, roles_))
        continue;
      // "signed a contract with TSMC", "is building it with Oracle": they do it together.
      const bool partner = (type_.id == "deal.make" || type_.id == "facility.change") && HasRole(true) &&
                           p.first >= hit_.tokens.end && p.mention->kind == MentionKind::kFirm &&
                           GovernorOf(r_, p.first, hit_.tokens.end, frame_.roles->people) == Governor::kWith;
      // But "agreed with Tower to buy it".
      if (partner && !r_.Surface(hit_.tokens.begin).starts_with("agree")) {
        AddActor(*p.mention);
        continue;
      }
      if (makes && p.mention->kind == MentionKind::kRule &&
          frame_.roles->undoing.AnyIn(r_, {hit_.tokens.begin, p.first}))
        continue;
      AddTarget(*p.mention);
    }
  }

  const Reading& r_;
  const Hit& hit_;
  const CompiledType& type_;
  const DocumentFrame& frame_;
  SubjectReader subjects_;
  Bystanders bystanders_;
  std::uint32_t actor_kinds_ = 0;
  std::vector<Role> roles_;
};

}  // namespace

std::vector<Role> ReadRoles(const Reading& reading, const Hit& hit, const CompiledType& type,
                            const DocumentFrame& frame) {
  if (!hit.trigger->scripted.empty()) return ChineseRoles(reading, hit, type);
  return RoleReader(reading, hit, type, frame).Read();
}

}  // namespace dateline::extract
