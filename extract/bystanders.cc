#include "extract/bystanders.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/governors.h"
#include "extract/speech_words.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

bool HasActor(const std::vector<Role>& roles, const std::string& entity) {
  return std::ranges::any_of(roles, [&](const Role& x) { return x.name == "actor" && x.entity == entity; });
}

}  // namespace

bool IsTitleOfName(const Reading& r, std::uint32_t first, std::uint32_t last) {
  const Mention& mention = r.what->mentions[static_cast<std::size_t>(r.words[first].mention)];
  // "Sen. Jane Doe, R-Ky.,": the state of a legislator.
  if (mention.kind == MentionKind::kPlace) {
    // "Japan's top chipmaker Acme", "Canada's Jane Doe": whose.
    const bool joined = (*r.tokens)[last].span.end > mention.span.end;
    std::uint32_t owned = last + 1;
    const bool mark = !joined && r.words[owned].mention < 0 && (r.words[owned].punct != 0 || r.words[owned].id == 0) &&
                      OneOf(r.Surface(owned), "’", "'", "'s", "’s");
    if (mark || joined) {
      if (mark) ++owned;
      constexpr std::uint32_t kApposed = 3;  // tokens
      for (std::uint32_t n = 0; n <= kApposed && r.words[owned].mention < 0; ++n) {
        if (r.words[owned].punct != 0 || r.finite[owned] != 0 ||
            r.Is(owned, kPreposition | kConjunction | kDeterminer | kBe | kHave | kModal | kThat))
          return false;
        ++owned;
      }
      if (r.words[owned].mention < 0) return false;
      const auto kind = static_cast<MentionKind>(r.words[owned].kind);
      return kind == MentionKind::kFirm || kind == MentionKind::kOfficial;
    }
    return first > 1 && r.words[first - 1].punct == '-' && (*r.tokens)[first].gap == Gap::kNone &&
           OneOf(r.Surface(first - 2), "R", "D", "I");
  }
  // "the Trump appointee was removed": not he.
  if (mention.kind == MentionKind::kOfficial)
    return r.words[last + 1].mention < 0 && (*r.tokens)[last].span.end <= mention.span.end &&
           OneOf(r.Surface(last + 1), "official", "appointee", "ally", "aide", "nominee", "loyalist", "confidant");
  // "U.S. Trade Representative Jane Doe": the office of whoever is named.
  return mention.kind == MentionKind::kAgency && r.words[last + 1].mention >= 0 &&
         r.Surface(last) == "Representative" &&
         r.what->mentions[static_cast<std::size_t>(r.words[last + 1].mention)].kind == MentionKind::kOfficial;
}

std::vector<Placed> MentionsIn(const Reading& r, TokenRange range) {
  std::vector<Placed> out;
  std::int32_t before = -1;
  const Word* const words = r.words.data();
  for (std::uint32_t i = range.begin; i < std::min<std::size_t>(range.end, r.words.size()); ++i) {
    const std::int32_t m = words[i].mention;
    if (m >= 0 && m != before) out.push_back({&r.what->mentions[static_cast<std::size_t>(m)], i, i});
    if (m >= 0) out.back().last = i;
    before = m;
  }
  std::erase_if(out, [&](const Placed& p) { return IsTitleOfName(r, p.first, p.last); });
  return out;
}

bool Bystanders::IsDateline(const Placed& p) const {
  const TokenRange sentence = r_.sentences[r_.sentence_of[p.first]];
  if (p.first < PastDateline(r_, sentence)) return true;
  // "…, Bloomberg News reported on Monday."
  return p.first > sentence.begin && r_.words[p.first - 1].punct == ',' &&
         IsTrailingAttribution(r_, p.first, sentence.end);
}

bool Bystanders::OnlyQualifies(const Placed& p) const {
  if (p.mention->kind != MentionKind::kPlace || p.last + 1 >= r_.words.size()) return false;
  std::uint32_t next = p.last + 1;
  // "U.S.-origin goods", "the Hefei-based firm".
  if (r_.words[next].punct == '-' && (*r_.tokens)[next].gap == Gap::kNone && next + 1 < r_.words.size() &&
      (*r_.tokens)[next + 1].gap == Gap::kNone) {
    // "China-based customers" are in China; "the Hefei-based firm posted a profit" is only told from others.
    if (r_.Surface(next + 1) == "based") {
      const std::uint32_t firm = next + 2;
      return p.last < hit_.tokens.begin ||
             (r_.words[firm].mention >= 0 && r_.words[firm].kind == static_cast<std::uint8_t>(MentionKind::kFirm));
    }
    static constexpr std::array<std::string_view, 13> kMade{"linked", "registered", "aligned", "origin", "made",
                                                            "owned",  "built",      "backed",  "led",    "flagged",
                                                            "born",   "controlled", "produced"};
    return Among<kMade>(r_.Surface(next + 1));
  }
  if (InUnknownName(next)) return true;
  while (next < p.last + 3 && next + 1 < r_.words.size() && r_.words[next].mention < 0 && r_.words[next].punct == 0 &&
         !frame_.roles->people.AnyIn(r_, {next, next + 1}) &&
         !r_.Is(next, kPreposition | kConjunction | kBe | kHave | kModal)) {
    ++next;
  }
  return r_.words[next].mention < 0 && frame_.roles->people.AnyIn(r_, {next, next + 1});
}

// "Black Sea Bass Advisory Panel": a place at the head of a name that no dictionary knows.
bool Bystanders::InUnknownName(std::uint32_t next) const {
  // "certain Thales AVS France SAS computers"
  const auto capital = [&](std::uint32_t k) {
    return r_.words[k].mention < 0 && r_.words[k].punct == 0 && (*r_.tokens)[k].kind == TokenKind::kWord &&
           (*r_.tokens)[k].capital && !r_.Is(k, kPreposition | kConjunction | kDeterminer);
  };
  if (next > 2 && capital(next - 2) && capital(next) && r_.sentences[r_.sentence_of[next]].begin != next - 2)
    return true;
  std::uint32_t i = next;
  while (i < r_.words.size() && i < next + 2 && r_.words[i].mention < 0 && r_.words[i].punct == 0 &&
         (*r_.tokens)[i].kind == TokenKind::kWord && (*r_.tokens)[i].capital &&
         !r_.Is(i, kPreposition | kConjunction | kDeterminer | kModal | kBe | kHave))
    ++i;
  return i == next + 2;
}

bool Bystanders::NamesMaker(const Placed& p) const {
  if (p.mention->kind != MentionKind::kAgency) return false;
  std::uint32_t next = p.last + 1;
  if (next < r_.words.size() && r_.words[next].punct == '(') {
    while (next < r_.words.size() && next < p.last + 6 && r_.words[next].punct != ')') ++next;
    ++next;
  } else if (next < r_.words.size() && r_.words[next].punct == ')') {
    ++next;
  }
  return next < r_.words.size() && r_.words[next].mention < 0 &&
         (frame_.roles->instruments.AnyIn(r_, {next, next + 1}) || r_.Surface(next) == "AD");
}

bool Bystanders::ActsElsewhere(const Placed& p) const {
  if (p.mention->kind != MentionKind::kOfficial && p.mention->kind != MentionKind::kAgency) return false;
  if (p.first <= hit_.tokens.end || p.last + 1 >= r_.words.size() || r_.finite[p.last + 1] == 0) return false;
  std::uint32_t i = p.first - 1;
  while (i > hit_.tokens.end && r_.words[i].mention < 0 && (r_.Is(i, kDeterminer) || (*r_.tokens)[i].capital) &&
         !r_.Is(i, kThat))
    --i;
  return r_.words[i].mention < 0 && r_.Is(i, kThat | kRelative);
}

bool Bystanders::DoneBy(const Placed& p) const {
  if (p.last >= hit_.tokens.begin || p.first == 0) return false;
  std::uint32_t i = p.first - 1;
  while (i > 0 && r_.Is(i, kDeterminer)) --i;
  return r_.words[i].id == r_.grammar->by;
}

// Types of acts that are done somewhere and to somebody: where they are done is no target.
bool Bystanders::HasVenue() const {
  static constexpr std::array<std::string_view, 13> kTypes{
      "agreement.reach", "bill.advance", "bill.enact",    "bill.introduce", "charge.file",
      "filing.publish",  "hearing.hold", "office.change", "order.sign",     "report.publish",
      "request.make",    "suit.file",    "talks.hold"};
  return std::ranges::find(kTypes, type_.id) != kTypes.end() || hit_.trigger->id.ends_with("rule.issue/determines");
}

// "despite opposition from Apple", "amid tensions with India", "because of pressure from Japan", "ahead of a summit
// with Xi": what it was done in the face of, behind the act.
bool Bystanders::InCircumstance(const Placed& p) const {
  constexpr std::uint32_t kReach = 14;  // tokens
  for (std::uint32_t i = p.first, n = 0; i-- > hit_.tokens.end && n < kReach; ++n) {
    if (r_.words[i].punct == ';' || r_.finite[i] != 0) return false;
    if (r_.words[i].mention >= 0) continue;
    const Written word = r_.Surface(i);
    // Most words open nothing.
    if (!OneOf(word, "despite", "amid", "amidst", "notwithstanding", "ahead", "because", "irrespective", "regardless",
               "at", "in", "under", "after", "for"))
      continue;
    const Written next = r_.Surface(i + 1);
    // "blacklisted the firm for violating sanctions on Iran": why.
    if (word == "for") {
      if (i > hit_.tokens.end && r_.words[i + 1].mention < 0 && i + 1 < p.first &&
          (OneOf(next, "violating", "evading", "breaching", "circumventing", "flouting", "breaking", "skirting") ||
           ((type_.id == "list.add" || type_.id == "penalty.impose") && Acts(i + 1))))
        return true;
      continue;
    }
    // "banned drones after a report of the Pentagon"
    if (word == "after" && r_.Is(i + 1, kDeterminer)) return true;
    // "at the White House"
    if (word == "at" && p.mention->kind == MentionKind::kAgency && i + 2 >= p.first) return true;
    if (OneOf(word, "despite", "amid", "amidst", "notwithstanding")) return true;
    if (OneOf(word, "ahead", "because", "irrespective", "regardless") && next == "of") return true;
    if (word == "at" && next == "a" && r_.Surface(i + 2) == "time") return true;
    if (word == "in" && next == "the" && OneOf(r_.Surface(i + 2), "wake", "face", "midst", "run")) return true;
    if (word == "in" && next == "spite") return true;
    if ((word == "under" || word == "after") && next == "pressure") return true;
  }
  return false;
}

bool Bystanders::AfterResponse(const Placed& p) const {
  for (std::uint32_t i = hit_.tokens.end; i + 1 < p.first; ++i) {
    if (r_.Surface(i) == "response" && r_.Surface(i + 1) == "to") return true;
  }
  return false;
}

// "the Bureau of Industry and Security's Entity List": whose list it is.
bool Bystanders::OwnsList(const Placed& p) const {
  if (p.mention->kind != MentionKind::kAgency || p.first < hit_.tokens.end) return false;
  // "the Bureau of Industry and Security (BIS) Entity List", "BIS Entity List"
  const auto is_rule = [&](std::uint32_t k) {
    return r_.words[k].mention >= 0 && r_.words[k].kind == static_cast<std::uint8_t>(MentionKind::kRule);
  };
  const bool bracket = r_.words[p.last + 1].punct == '(' && r_.words[p.last + 3].punct == ')';
  if (is_rule(p.last + 1) || (bracket && is_rule(p.last + 4)) ||
      (r_.words[p.last + 1].punct == ')' && is_rule(p.last + 2)))
    return true;
  const Written mark = r_.Surface(p.last + 1);
  const bool apart = mark == "’" || mark == "'" || mark == "'s" || mark == "’s";
  if (!apart && (*r_.tokens)[p.last].span.end <= p.mention->span.end) return false;
  constexpr std::uint32_t kReach = 3;  // tokens: "BIS's so-called Entity List"
  std::uint32_t i = p.last + 1;
  for (std::uint32_t n = 0; n < kReach; ++n, ++i) {
    if (r_.words[i].mention >= 0)
      return r_.what->mentions[static_cast<std::size_t>(r_.words[i].mention)].kind == MentionKind::kRule;
    if (r_.Is(i, kPreposition | kConjunction) || r_.finite[i] != 0) return false;
  }
  return false;
}

// "for ILLEGALLY SUPPLYING parts to Iran", "for their role in"
bool Bystanders::Acts(std::uint32_t i) const {
  if (r_.words[i].mention < 0 && r_.Surface(i).ends_with("ly")) ++i;
  return r_.words[i].mention < 0 &&
         ((r_.words[i].verb & kGerund) != 0 || r_.Surface(i).ends_with("ing") ||
          OneOf(WordAt(r_, i + 1), "role", "roles", "involvement", "support", "ties", "part"));
}

// "partner agencies in Japan, Canada and PERU"
bool Bystanders::OfBodies(const Placed& p) const {
  std::uint32_t in = p.first;
  while (in > hit_.tokens.end &&
         (r_.words[in - 1].mention >= 0 || r_.words[in - 1].punct == ',' || r_.Is(in - 1, kDeterminer | kConjunction)))
    --in;
  if (in < hit_.tokens.end + 2 || r_.Surface(in - 1) != "in" || r_.words[in - 2].mention >= 0) return false;
  return OneOf(r_.Surface(in - 2), "agencies", "authorities", "partners", "counterparts", "regulators", "offices");
}

// "chips made by Acme", "a stake held by Acme"
bool Bystanders::MakerOfGoods(const Placed& p) const {
  std::uint32_t by = p.first;
  constexpr std::uint32_t kApposed = 5;  // tokens: "by the U.S. memory chipmaker Acme"
  while (by > hit_.tokens.end && p.first - by < kApposed && r_.words[by - 1].id != r_.grammar->by) --by;
  return by > hit_.tokens.end + 1 && OneOf(WordAt(r_, by - 2), "made", "produced", "manufactured", "sold", "supplied",
                                           "built", "designed", "developed", "owned", "operated");
}

// "met with Politburo Member, Director of the Office, and Foreign Minister Jane Doe": an office of whoever is named
// behind it.
bool Bystanders::TitlesPerson(const Placed& p) const {
  if (p.mention->kind != MentionKind::kAgency || type_.id != "talks.hold" || p.first < hit_.tokens.end) return false;
  const bool before = r_.words[p.last + 1].mention < 0 && (*r_.tokens)[p.last + 1].capital &&
                      (frame_.roles->titles.Has(r_.words[p.last + 1]) || r_.Surface(p.last + 1) == "Member");
  std::uint32_t of = p.first;
  while (of > hit_.tokens.end && (r_.Is(of - 1, kDeterminer) || (*r_.tokens)[of - 1].capital) &&
         !frame_.roles->titles.Has(r_.words[of - 1]))
    --of;
  const bool behind = of > hit_.tokens.end + 1 && WordAt(r_, of - 1) == "of" && (*r_.tokens)[of - 2].capital;
  if (!before && !behind) return false;
  constexpr std::uint32_t kReach = 24;  // tokens
  for (std::uint32_t i = p.last + 1, n = 0; n < kReach && i < r_.words.size(); ++i, ++n) {
    if (r_.finite[i] != 0 || r_.words[i].punct == ';' || r_.words[i].punct == '.') return false;
    if (r_.words[i].mention >= 0 &&
        r_.what->mentions[static_cast<std::size_t>(r_.words[i].mention)].kind == MentionKind::kOfficial)
      return true;
  }
  return false;
}

// "the property located at 1 Main Street, Harbor City, California"
bool Bystanders::IsLocated(const Placed& p) const {
  constexpr std::uint32_t kReach = 16;
  for (std::uint32_t i = p.first, n = 0; i-- > hit_.tokens.end && n < kReach; ++n) {
    if (r_.Surface(i) == "located" && (r_.Surface(i + 1) == "at" || type_.id == "license.decide")) return true;
    if (r_.finite[i] != 0) return false;
  }
  return false;
}

// "a hearing to be held at the Department, Seattle, WA, to reconsider the plan": the house where one meets.
bool Bystanders::IsHouse(const Placed& p) const {
  const MentionKind kind = p.mention->kind;
  if (type_.id != "hearing.hold" && type_.id != "talks.hold") return false;
  if (kind != MentionKind::kPlace && kind != MentionKind::kAgency) return false;
  for (std::uint32_t i = p.first; i-- > hit_.tokens.end;) {
    if (r_.Surface(i) == "at") return true;
    if (r_.words[i].mention < 0 && r_.Is(i, kPreposition) && r_.Surface(i) != "of") return false;
  }
  return false;
}

// "issues an authorization for a dock in Seward", "establishes a safety zone in San Francisco"
bool Bystanders::IsVenueOfOffice() const {
  return frame_.official && (type_.id == "license.decide" || hit_.trigger->id.ends_with("rule.issue/announce"));
}

bool Bystanders::StandsAside(const Placed& p, TokenRange range, const std::vector<Role>& roles) const {
  const MentionKind kind = p.mention->kind;
  // "Proclamation 10895, “Adjusting Imports into the United States”": a word of a title.
  const Quote* title = kind == MentionKind::kPlace && frame_.official ? r_.QuoteOf(p.first) : nullptr;
  if (title != nullptr && !title->tokens.Has(hit_.tokens.begin) && type_.id != "hearing.hold") return true;
  // "on behalf of Acme AB of Sweden": its seat.
  if (kind == MentionKind::kPlace && type_.id == "suit.file" && p.first > hit_.tokens.end + 1 &&
      r_.Surface(p.first - 1) == "of" && r_.words[p.first - 2].mention >= 0 &&
      HasActor(roles, r_.what->mentions[static_cast<std::size_t>(r_.words[p.first - 2].mention)].entity))
    return true;
  // "held by Acme GmbH, formerly Beta GmbH"
  if (kind == MentionKind::kFirm && p.first > hit_.tokens.end && r_.Surface(p.first - 1) == "formerly") return true;
  // "had no shipments to the United States", "lands in the United States": to its own offices the country is the
  // ground they stand on.
  if (p.mention->entity == "place.us" && frame_.official && type_.id != "agreement.reach" && type_.id != "talks.hold")
    return true;
  // "a rulemaking in response to a petition filed by Acme, the licensee of a station, Memphis, Tennessee"
  if (kind == MentionKind::kPlace && hit_.trigger->id.ends_with("rule.propose/issue-proposal") && AfterResponse(p))
    return true;
  // "The Statistical Committee meeting will be held": whose, not with whom.
  if (kind == MentionKind::kAgency && type_.id == "talks.hold" && hit_.passive() && p.last < hit_.tokens.begin)
    return true;
  // "due to guidance from the centers, the meeting will be held"
  if (kind == MentionKind::kAgency && type_.id == "talks.hold" && p.last < hit_.tokens.begin &&
      GovernorOf(r_, p.first, range.begin, frame_.roles->people) == Governor::kSource)
    return true;
  if (kind == MentionKind::kPlace && frame_.official && IsLocated(p)) return true;
  // "to enforce U.S. WTO rights": whose.
  if (kind == MentionKind::kAgency && p.last + 1 < r_.words.size() && r_.Surface(p.last + 1) == "rights") return true;
  // "to implement U.S. sanctions on ministries": who imposes them.
  if (p.mention->entity == "place.us" && p.last + 1 < r_.words.size() &&
      OneOf(r_.Surface(p.last + 1), "sanctions", "tariffs", "tariff"))
    return true;
  // "on behalf of Oura Health Oy of Finland": the seat of a firm that no dictionary knows.
  if (kind == MentionKind::kPlace && type_.id == "suit.file" && p.first > hit_.tokens.end + 1 &&
      r_.Surface(p.first - 1) == "of" && r_.words[p.first - 2].mention < 0 && (*r_.tokens)[p.first - 2].capital)
    return true;
  // "(Shanghai Yueda)": the short name of a firm.
  if (kind == MentionKind::kPlace && p.first > 0 && r_.words[p.first - 1].punct == '(' &&
      p.last + 2 < r_.words.size() && (*r_.tokens)[p.last + 1].capital && r_.words[p.last + 1].mention < 0 &&
      r_.words[p.last + 2].punct == ')')
    return true;
  if (IsHouse(p) || InCircumstance(p) || OwnsList(p) || TitlesPerson(p)) return true;
  const std::uint32_t floor = p.first >= hit_.tokens.end ? std::min(hit_.tokens.end, range.begin) : range.begin;
  const Governor governor = GovernorOf(r_, p.first, floor, frame_.roles->people);
  switch (governor) {
    case Governor::kExempt:
      return true;
    case Governor::kMeeting:
      return kind == MentionKind::kPlace;
    case Governor::kVenue:
      if (p.mention->entity == "rule.cfr")
        return true;  // where it is printed
                      // "a petition in the Court of Appeals"
      // "issued by the FBI and partner agencies in Japan": whose.
      if (kind == MentionKind::kPlace && OfBodies(p)) return true;
      // "met in Geneva": where people met is told of the meeting.
      if (kind == MentionKind::kPlace && type_.id == "talks.hold" && !frame_.official && !frame_.release) return false;
      return (HasVenue() || IsVenueOfOffice()) &&
             (kind == MentionKind::kPlace || (kind == MentionKind::kAgency && type_.id == "suit.file"));
    case Governor::kWith:
      // "Acme gliders with a Beta engine installed"
      return kind == MentionKind::kFirm && frame_.official &&
             (type_.id == "rule.issue" || type_.id == "rule.propose") &&
             std::ranges::any_of(roles, [](const Role& role) { return role.entity.starts_with("firm."); });
    case Governor::kWhose:
      return kind == MentionKind::kPlace;
    case Governor::kDoer:
      // "barred purchases of goods made by Acme": its own goods.
      if (kind == MentionKind::kFirm && MakerOfGoods(p)) return false;
      // "determines that sales were made below cost by Acme": whom the finding is about.
      return kind != MentionKind::kRule && !hit_.trigger->id.ends_with("rule.issue/determines");
    case Governor::kAside:
      if (kind == MentionKind::kChip) return false;
      [[fallthrough]];
    case Governor::kBehalf:
      return kind != MentionKind::kRule;
    case Governor::kSource:
      // "an application from Acme of Plano": who applies, and its seat.
      return hit_.trigger->id.ends_with("/received");
    default:
      return false;
  }
}
}  // namespace dateline::extract
