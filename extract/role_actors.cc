// Who acts: subjects, by-phrases, owners of nouns, authors.
#include <algorithm>
#include <array>
#include <string_view>

#include "extract/governors.h"
#include "extract/role_reader.h"
#include "extract/word_at.h"

namespace dateline::extract {

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

// "from the State of Ohio", "filed by Acme": before anything else is told of the thing.
std::vector<const Mention*> RoleReader::Givers() const {
  std::vector<const Mention*> out;
  const TokenRange reach = Reach();
  for (const Placed& p : MentionsIn(r_, reach)) {
    if ((KindBit(p.mention->kind) & kActing) == 0 || bystanders_.OnlyQualifies(p)) continue;
    const Governor governor = GovernorOf(r_, p.first, hit_.tokens.end, frame_.roles->people);
    if (governor == Governor::kSource || governor == Governor::kBehalf || governor == Governor::kDoer)
      out.push_back(p.mention);
  }
  return out;
}

void RoleReader::AddGiver() {
  for (const Mention* giver : Givers()) {
    const bool seat = giver->kind == MentionKind::kPlace && HasRole(true);
    if (!seat) roles_.push_back({"actor", giver->entity});
  }
  const Doers doers = subjects_.Of(*hit_.group);
  for (const Mention* mention : doers.names) roles_.push_back({"target", mention->entity});
  if (doers.stands == Stands::kAuthor && frame_.issuer_named && !frame_.issuer.empty())
    roles_.push_back({"target", frame_.issuer});
  // "Acme said it received $5 billion from the government"
  if (doers.names.empty() && (doers.stands == Stands::kThing || doers.stands == Stands::kFirm)) {
    const auto named = subjects_.Antecedents(doers, hit_.tokens.begin, KindBit(MentionKind::kFirm));
    if (named.size() == 1 && !IsActor(named.front()->entity)) AddTarget(*named.front());
  }
}

// "a complaint was filed on behalf of Acme": Acme sues.
void RoleReader::AddClient() {
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

void RoleReader::AddActor(const Mention& mention) {
  if ((KindBit(mention.kind) & actor_kinds_) != 0) roles_.push_back({"actor", mention.entity});
}

// The author stands in the text by name too: events name only what a reader can find there.
void RoleReader::AddAuthor() {
  // "We are taking comments" in a notice: whoever gives it, not whom its heading names first.
  if (frame_.official && !frame_.release && !frame_.bodies.empty()) return AddBodies();
  if (!frame_.issuer.empty() && frame_.issuer_named) roles_.push_back({"actor", frame_.issuer});
}

// Whoever issued what the text is about.
void RoleReader::AddBodies() {
  for (const Mention* body : frame_.bodies) AddActor(*body);
}

const Mention* RoleReader::SpeakerOfQuote(std::uint32_t token) const {
  if (speaker_.empty() || r_.QuoteOf(token) == nullptr) return nullptr;
  const auto named = std::ranges::find(r_.what->mentions, speaker_, &Mention::entity);
  if (named == r_.what->mentions.end() || (KindBit(named->kind) & actor_kinds_) == 0) return nullptr;
  return &*named;
}

void RoleReader::AddDoers(const Doers& doers) {
  // "Mr. Doe pleaded guilty", "Acme agreed to pay": whoever is punished does not punish.
  const bool punished = type_.id == "penalty.impose" && hit_.group && !hit_.passive() &&
                        (hit_.trigger->id.ends_with("/settle") || hit_.trigger->id.ends_with("/pay"));
  // "the bloc will face a 15% tariff": upon it.
  const bool faces = type_.id == "tariff.change" && hit_.trigger->id.ends_with("/face");
  for (const Mention* mention : doers.names) {
    if (faces) {
      AddTarget(*mention);
      continue;
    }
    if (punished && mention->kind != MentionKind::kAgency && mention->kind != MentionKind::kPlace)
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
  // “We have asked both sides”: whoever is quoted.
  if (const Mention* quoted = doers.stands == Stands::kAuthor ? SpeakerOfQuote(doers.at) : nullptr; quoted != nullptr)
    return AddActor(*quoted);
  if (doers.stands == Stands::kAuthor || company) return AddAuthor();
  if (doers.stands == Stands::kNothing) return;
  // "The rule took effect": by itself.
  if (doers.stands == Stands::kInstrument && (frame_.ordered || type_.id == "rule.effective")) return;
  // "the Executive Order establishes": the President who signed it.
  if (doers.stands == Stands::kInstrument && IsExecutiveOrder(doers.at)) {
    for (const Mention* mention :
         subjects_.Antecedents({{}, Stands::kPresident, doers.at}, hit_.tokens.begin, KindBit(MentionKind::kOfficial)))
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
  if (doers.stands == Stands::kFirm && !r_.Surface(doers.at).ends_with('s')) {  // "the two companies" are more
    const Mention* only = subjects_.OnlyFirmBefore(doers.at);
    if (only != nullptr) AddActor(*only);
  }
  if (doers.stands == Stands::kInstrument) AddBodies();
}

bool RoleReader::IsExecutiveOrder(std::uint32_t at) const {
  if (r_.words[at].mention >= 0) {
    const std::string& entity = r_.what->mentions[static_cast<std::size_t>(r_.words[at].mention)].entity;
    return entity.starts_with("rule.eo-") || entity.starts_with("rule.proclamation-");
  }
  return r_.Surface(at) == "EO" || (at > 0 && r_.Surface(at) == "Order" && r_.Surface(at - 1) == "Executive");
}

void RoleReader::AddSubject() {
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
  TokenRange subject = hit_.subject;
  std::uint32_t verb = hit_.group->begin;
  // "Acme, which has been fined twice, faces": what stands before the insertion.
  const Clause& clause = r_.clauses[r_.clause_of[hit_.tokens.begin]];
  if (clause.resumes >= 0 && !clause.relative && !FiniteBetween(r_, clause.tokens.begin, verb)) {
    subject = r_.clauses[static_cast<std::size_t>(clause.resumes)].tokens;
    verb = subject.end;
  }
  for (const Placed& p : MentionsIn(r_, {subjects_.PastAdverbials(subject), subject.end})) {
    if ((KindBit(p.mention->kind) & actor_kinds_) != 0 || AfterPreposition(r_, p.first, subject.begin)) continue;
    if (FiniteBetween(r_, p.last + 1, verb)) continue;
    AddTarget(*p.mention);
  }
}

// "a report by SemiAnalysis found", "a SemiAnalysis study found"
void RoleReader::AddAuthorsOfReport() {
  for (const Placed& p : MentionsIn(r_, hit_.subject)) {
    const std::string_view before = p.first > hit_.subject.begin ? r_.Surface(p.first - 1) : std::string_view{};
    const std::string_view after = p.last + 1 < hit_.subject.end ? r_.Surface(p.last + 1) : std::string_view{};
    if (before == "by" || before == "from" || after == "report" || after == "study" || after == "survey" ||
        after == "analysis")
      AddActor(*p.mention);
  }
}

// "announces the publication of", "are holding talks with": the subject of the verb that the noun completes.
void RoleReader::AddGovernor() {
  const Doers governing = subjects_.Governing(hit_.tokens.begin);
  if (governing.stands == Stands::kInstrument) return AddDoers(governing);
  // "is still in talks with", "will be the anchor customer"
  if ((type_.id == "talks.hold" && r_.Surface(hit_.tokens.begin) == "in") ||
      hit_.trigger->id.ends_with("deal.make/customer")) {
    std::uint32_t be = hit_.tokens.begin;
    while (be > 0 && hit_.tokens.begin - be < 4 && r_.words[be - 1].mention < 0 && !r_.Is(be, kBe) &&
           (r_.Is(be - 1, kAdverb | kNegator | kBe | kDeterminer) || r_.Surface(be - 1).ends_with("ly")))
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
void RoleReader::AddByPhrase() {
  const WordId by = hit_.trigger->by != 0 ? hit_.trigger->by : r_.grammar->by;
  const std::uint32_t end = std::min(hit_.object.end + 8, r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens.end);
  std::uint32_t from = hit_.passive() ? std::min(hit_.tokens.end, hit_.object.begin) : hit_.object.begin;
  // "a ban BY Beijing", where the noun's phrase ends with the word.
  if (r_.words[hit_.tokens.end - 1].id == by) from = hit_.tokens.end - 1;
  // "was barred BY Tokyo from shipping": within the words that tell.
  // "sanctions imposed BY Tokyo last year on": so do those of a noun.
  if ((hit_.passive() && hit_.trigger->frame == Frame::kPhrase) ||
      (!hit_.group && hit_.tokens.end > hit_.tokens.begin + 3))
    from = hit_.tokens.begin + 1;
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

// "an agreement reached last month BETWEEN Tokyo and Seoul": both make it.
void RoleReader::AddParties() {
  if (type_.id != "agreement.reach" && type_.id != "talks.hold" && type_.id != "deal.make") return;
  const std::uint32_t end = r_.Around(hit_.tokens.begin).end;
  constexpr std::uint32_t kReach = 8;  // tokens: "reached on Tuesday in Kuala Lumpur between"
  for (std::uint32_t i = hit_.tokens.end - 1, n = 0; i + 1 < end && n <= kReach; ++i, ++n) {
    if (i >= hit_.tokens.end && (r_.finite[i] != 0 || r_.words[i].punct != 0 || r_.Is(i, kThat | kRelative))) return;
    if (WordAt(r_, i) != "between" || r_.words[i].mention >= 0) continue;
    std::uint32_t stop = i + 1;
    // "between U.S. President Jane Doe and"
    const auto initial = [&](std::uint32_t k) { return r_.words[k].punct == '.' && r_.Surface(k - 1).size() <= 3; };
    while (stop < end && r_.finite[stop] == 0 && (r_.words[stop].punct == 0 || initial(stop)) &&
           !r_.Is(stop, kPreposition))
      ++stop;
    const Doers parties = subjects_.Phrase({i + 1, stop});
    if (parties.names.size() < 2) return;
    for (const Mention* party : parties.names) AddActor(*party);
    return;
  }
}

// "denies a motion filed BY Acme": the participle before it is told of another thing. "the ban announced by Tokyo" is
// the ban's own.
bool RoleReader::OfOtherVerb(std::uint32_t by) const {
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
void RoleReader::AddNounOwner() {
  const auto placed = MentionsIn(r_, {r_.Around(hit_.tokens.begin).begin, hit_.tokens.begin});
  if (placed.empty() || HasRole(true)) return;
  const Placed& p = placed.back();
  if (p.last + 4 < hit_.tokens.begin || (KindBit(p.mention->kind) & actor_kinds_) == 0) return;
  if (bystanders_.IsDateline(p)) return;
  for (std::uint32_t i = p.last + 1; i < hit_.tokens.begin; ++i) {
    if (r_.Is(i, kPreposition) || r_.words[i].punct == ',' || r_.finite[i] != 0) return;
    // "signed it at the White House imposing a tariff": the verb has another subject.
    if (r_.words[i].mention < 0 && (r_.words[i].verb & kGerund) != 0 && r_.Is(i + 1, kDeterminer)) return;
  }
  roles_.push_back({"actor", p.mention->entity});
}

// "the launch of Huawei's new chip": whose thing it is does it.
void RoleReader::AddOwnerOfThing() {
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

// "our revenue could be hurt": the firm that writes, where only firms and bodies act.
void RoleReader::AddAuthorOfOur() {
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

}  // namespace dateline::extract
