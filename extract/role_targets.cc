// Upon what an act is done: names in reach of the trigger, and things without a name.
#include <algorithm>
#include <string_view>

#include "extract/governors.h"
#include "extract/named_things.h"
#include "extract/role_reader.h"

namespace dateline::extract {

// "the H20 ban", "Huawei's listing": the thing before the noun.
void RoleReader::AddQualifier() {
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
void RoleReader::AddOuterThing() {
  if (!hit_.group || hit_.passive() || !hit_.group->finite || hit_.trigger->intransitive) return;
  if (std::ranges::any_of(roles_, [](const Role& role) { return role.name != "actor"; })) return;
  const std::uint32_t begin = r_.clauses[r_.clause_of[hit_.group->begin]].tokens.begin;
  constexpr std::uint32_t kSubject = 8, kThing = 10;
  for (std::uint32_t i = hit_.group->begin, n = 0; i-- > begin + 1 && n < kSubject; ++n) {
    if (r_.finite[i] != 0) return;
    if (!r_.Is(i, kThat) || r_.words[i].mention >= 0) continue;
    if (i + 1 == hit_.group->begin || TakesContent(r_, i - 1) || r_.Is(i - 1, kSays | kVerb)) return;
    std::uint32_t first = i;
    while (first > begin && i - first < kThing && r_.finite[first - 1] == 0 && r_.words[first - 1].punct == 0) {
      // "appeal to the WTO against the duty that": the nearest thing, with what it is about.
      const Written word = r_.Surface(first - 1);
      if (r_.Is(first - 1, kPreposition) && word != "of" && word != "on" && word != "into") break;
      --first;
    }
    AddTargets({first, i});
    return;
  }
}

// "suspended the rule", "an inquiry into the company": what was named before.
void RoleReader::AddNamedThings() {
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
    add(things.Firm(subject ? phrase : TokenRange{hit_.tokens.begin, Reach().end}, false));
  if (TakesTarget(MentionKind::kFirm) && !subject && !HasTarget(MentionKind::kFirm)) add(FirmThatGets());
  // "such a law could cut the company's revenue"
  if (type_.id == "finance.impact" && !HasRole(true)) {
    const Mention* firm = things.Firm(r_.clauses[r_.clause_of[hit_.tokens.begin]].tokens, true);
    if (firm == nullptr) firm = FirmItCosts();
    if (firm != nullptr) AddActor(*firm);
  }
  if (TakesTarget(MentionKind::kOfficial) && !HasTarget(MentionKind::kOfficial) && type_.id != "talks.hold")
    add(things.Person(phrase));
}

// "It received a licence", "The company was handed a fine": who gets what others give stands for a firm named before.
const Mention* RoleReader::FirmThatGets() const {
  if (!hit_.group || !hit_.group->finite || (actor_kinds_ & KindBit(MentionKind::kFirm)) != 0) return nullptr;
  const Doers doers = subjects_.Phrase(OwnSubject());
  if (!doers.names.empty() || (doers.stands != Stands::kFirm && doers.stands != Stands::kThing)) return nullptr;
  const auto firms = subjects_.Antecedents(doers, doers.at, KindBit(MentionKind::kFirm));
  return firms.size() == 1 ? firms.front() : nullptr;
}

// "the curbs would cost it $500 million": the firm named last, where there is but one.
const Mention* RoleReader::FirmItCosts() const {
  for (std::uint32_t i = hit_.tokens.begin; i < std::min<std::size_t>(hit_.tokens.end + 1, r_.words.size()); ++i) {
    const Written word = r_.Surface(i);
    if (word != "it" && word != "its") continue;
    const auto firms = subjects_.Antecedents({{}, Stands::kFirm, i}, i, KindBit(MentionKind::kFirm));
    return firms.empty() ? subjects_.OnlyFirmBefore(i) : firms.front();
  }
  return nullptr;
}

std::uint32_t RoleReader::SentenceOf(const Mention& mention) const {
  const auto& tokens = *r_.tokens;
  const auto at = std::ranges::lower_bound(tokens, mention.span.begin, {}, [](const Token& t) { return t.span.begin; });
  return at == tokens.end() ? 0 : r_.sentence_of[static_cast<std::size_t>(at - tokens.begin())];
}

bool RoleReader::TakesTarget(MentionKind kind) const {
  return std::ranges::any_of(
      type_.roles, [&](const auto& role) { return role.first != "actor" && (role.second & KindBit(kind)) != 0; });
}

bool RoleReader::HasTarget(MentionKind kind) const {
  const std::string_view prefix = kind == MentionKind::kRule   ? "rule."
                                  : kind == MentionKind::kFirm ? "firm."
                                                               : "official.";
  return std::ranges::any_of(roles_,
                             [&](const Role& role) { return role.name != "actor" && role.entity.starts_with(prefix); });
}

// "prevents us from shipping": the firm that writes. "have no assurance that the government will grant the licences
// that we seek": it too, where nobody else is named.
void RoleReader::AddAuthorAsTarget() {
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

void RoleReader::AddTarget(const Mention& mention) {
  const std::uint32_t bit = KindBit(mention.kind);
  // Whoever is met meets too.
  if (mention.kind == MentionKind::kOfficial && type_.id == "talks.hold") return AddActor(mention);
  // The office that issues a text is not what its acts are done to.
  const bool issuer = mention.kind == MentionKind::kAgency &&
                      std::ranges::any_of(frame_.bodies, [&](const Mention* b) { return b->entity == mention.entity; });
  if (issuer && frame_.official) return;
  for (const auto& [name, kinds] : type_.roles) {
    if (name == "actor" || (kinds & bit) == 0) continue;
    roles_.push_back({name, mention.entity});
    return;
  }
}

// "bars U.S. persons from", "a U.S. person is prohibited from": to them it is done.
bool RoleReader::IsBarred(const Placed& p) const {
  if (type_.id != "ban.impose" || p.last + 1 >= r_.words.size()) return false;
  if (r_.words[p.last + 1].mention >= 0 || !frame_.roles->people.AnyIn(r_, {p.last + 1, p.last + 2})) return false;
  std::uint32_t first = p.first;
  while (first > 0 && r_.Is(first - 1, kDeterminer)) --first;
  const bool object = !hit_.passive() && hit_.group && first == hit_.group->verb + 1;
  return object || (hit_.passive() && p.last < hit_.group->begin && first == subjects_.PastAdverbials(OwnSubject()));
}

void RoleReader::AddTargets(TokenRange range) {
  const bool makes = type_.id == "rule.issue" || type_.id == "rule.propose";
  const bool pays = hit_.trigger->intransitive && hit_.trigger->id.ends_with("tariff.change/pays");
  for (const Placed& p : MentionsIn(r_, range)) {
    // "(NASDAQ:MU)": where its shares are traded.
    if (p.first > 0 && p.last + 1 < r_.words.size() && r_.words[p.first - 1].punct == '(' &&
        r_.words[p.last + 1].punct == ':')
      continue;
    if (IsActor(p.mention->entity) || bystanders_.IsDateline(p) || bystanders_.ActsElsewhere(p) ||
        (bystanders_.OnlyQualifies(p) && !IsBarred(p)) || bystanders_.DoneBy(p) || bystanders_.NamesMaker(p) ||
        bystanders_.StandsAside(p, range, roles_))
      continue;
    // "Indonesia will pay the United States a tariff of 19%": who gets it sets it.
    if (pays && p.mention->kind == MentionKind::kPlace && p.first >= hit_.tokens.end &&
        p.first <= hit_.tokens.end + 1) {
      AddActor(*p.mention);
      continue;
    }
    // "signed a contract with TSMC", "is building it with Oracle": they do it together.
    const bool partner = (type_.id == "deal.make" || type_.id == "facility.change") && HasRole(true) &&
                         p.first >= hit_.tokens.end && p.mention->kind == MentionKind::kFirm &&
                         GovernorOf(r_, p.first, hit_.tokens.end, frame_.roles->people) == Governor::kWith;
    // But "agreed with Acme to buy it".
    if (partner && !r_.Surface(hit_.tokens.begin).starts_with("agree")) {
      AddActor(*p.mention);
      continue;
    }
    if (makes && p.mention->kind == MentionKind::kRule && frame_.roles->undoing.AnyIn(r_, {hit_.tokens.begin, p.first}))
      continue;
    AddTarget(*p.mention);
  }
}

}  // namespace dateline::extract
