#include "extract/beside_acts.h"

#include <algorithm>

#include "extract/bystanders.h"
#include "extract/governors.h"
#include "extract/own_acts.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

bool Capital(const Reading& r, std::uint32_t i) {
  return r.words[i].mention < 0 && r.words[i].punct == 0 && (*r.tokens)[i].kind == TokenKind::kWord &&
         (*r.tokens)[i].capital && !r.Is(i, kPreposition | kConjunction | kDeterminer);
}

// "Harbor-Icy Strait (HIS) Resource Advisory Committee", "Wilder/Natwick LLC Airport", "the National Advisory Committee
// on Individuals with Disabilities", "Robert J. Margolis, MD, Center for Health Policy": cut out of a longer name.
bool IsCut(const Reading& r, const Placed& p, std::uint32_t floor) {
  const bool body = p.mention->kind == MentionKind::kAgency || p.mention->kind == MentionKind::kFirm;
  if (body && p.first > floor + 3) {
    if (r.words[p.first - 1].punct == ')' && (*r.tokens)[p.first].gap != Gap::kNone && r.Surface(p.first - 3) == "(" &&
        Capital(r, p.first - 2) && Capital(r, p.first - 4) && r.Surface(p.first).size() > 3)
      return true;
    if (r.words[p.first - 1].punct == '/' && Capital(r, p.first - 2)) return true;
  }
  const std::size_t size = r.words.size();
  // "Committee on Individuals with Disabilities and Disasters (NACIDD)"
  if (p.mention->kind == MentionKind::kAgency && p.last + 2 < size && r.Surface(p.last + 1) == "with" &&
      Capital(r, p.last + 2))
    return true;
  // "Robert J. Margolis, MD, Center"
  if (p.mention->kind == MentionKind::kOfficial && p.last + 4 < size && r.words[p.last + 1].punct == ',' &&
      r.Surface(p.last + 2).size() <= 3 && Capital(r, p.last + 2) && r.words[p.last + 3].punct == ',' &&
      (r.Surface(p.last + 4) == "Center" || r.Surface(p.last + 4) == "Institute" ||
       r.Surface(p.last + 4) == "Foundation"))
    return true;
  // "the Russia/Belarus-Military End User rule"
  if (p.mention->kind == MentionKind::kPlace) {
    std::uint32_t next = p.last + 1;
    if (next + 1 < size && r.words[next].punct == '/' && r.words[next + 1].mention >= 0) next += 2;
    if (next + 1 < size && r.words[next].punct == '-' && (*r.tokens)[next].gap == Gap::kNone && Capital(r, next + 1) &&
        r.Surface(next + 1).size() > 3)
      return true;
  }
  // "Navy Week New Orleans 2022", "the Samish Indian Nation, Washington"
  if (p.mention->kind != MentionKind::kPlace || p.first <= floor + 2) return false;
  if (p.last + 1 < size && (*r.tokens)[p.last + 1].kind == TokenKind::kNumber && Capital(r, p.first - 1)) return true;
  return r.words[p.first - 1].punct == ',' && Capital(r, p.first - 2) &&
         OneOf(r.Surface(p.first - 2), "Nation", "Tribe", "Tribes", "Band", "Rancheria", "Pueblo", "Community",
               "University", "College", "Company");
}

// Cheap, and false for nearly every name: whether a mark stands beside it without which it is not cut. Names in a list
// are whole; `before` is the name before it.
bool MayBeCut(std::string_view text, const Mention& m, const Mention* before) {
  const auto at = [&](std::size_t byte) { return byte < text.size() ? text[byte] : ' '; };
  const char gap = m.span.begin > 0 ? at(m.span.begin - 1) : ' ', mark = m.span.begin > 1 ? at(m.span.begin - 2) : ' ';
  const char after = at(m.span.end), next = at(m.span.end + 1);
  switch (m.kind) {
    case MentionKind::kPlace:
      if (mark == ',') return before == nullptr || before->span.end + 2 != m.span.begin;
      return after == '-' || after == '/' || (after == ' ' && next >= '0' && next <= '9');
    case MentionKind::kOfficial:
      return after == ',';
    case MentionKind::kAgency:
      return gap == '/' || mark == ')' || (after == ' ' && next == 'w');
    case MentionKind::kFirm:
      return gap == '/' || mark == ')';
    default:
      return false;
  }
}

// "changes reached by the Suppliers Group", "decisions made at the June 2022 plenary of the Group": who agreed on what
// is carried out here.
bool AgreedElsewhere(const Reading& r, std::uint32_t first, std::uint32_t floor) {
  constexpr std::uint32_t kReach = 12;
  for (std::uint32_t i = first, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.words[i].mention >= 0) return false;
    // "at the November 2021 and March 2022 Group meetings"
    if (r.Is(i, kDeterminer | kConjunction) || (*r.tokens)[i].capital || (*r.tokens)[i].kind == TokenKind::kNumber)
      continue;
    if (!r.Is(i, kPreposition) || !OneOf(WordAt(r, i), "by", "at", "during")) return false;
    std::uint32_t verb = i - 1;
    if (verb > floor && OneOf(WordAt(r, verb), "to", "upon", "on")) --verb;
    return OneOf(WordAt(r, verb), "reached", "made", "agreed", "adopted", "decided", "taken", "approved");
  }
  return false;
}

// "with the revisions published by the Budget Office", "changes to conform to amendments adopted by the Organization":
// who did the other thing.
bool DidOther(const Reading& r, const Placed& p, const Hit& hit) {
  if (p.first <= hit.tokens.end + 1 || hit.passive()) return false;
  std::uint32_t by = p.first - 1;
  constexpr std::uint32_t kName = 4;  // "by the United States"
  for (std::uint32_t n = 0; n < kName && by > hit.tokens.end && WordAt(r, by) != "by"; ++n) {
    if (!r.Is(by, kDeterminer) && !Capital(r, by)) return false;
    --by;
  }
  if (WordAt(r, by) != "by" || by <= hit.tokens.end + (hit.group ? 1 : 5)) return false;
  return r.words[by - 1].mention < 0 &&
         ((r.words[by - 1].verb & kParticiple) != 0 || r.Surface(by - 1).ends_with("ed"));
}

// "to reflect recent additions to the schedule": not by whoever reflects them.
bool IsReflected(const Reading& r, const Hit& hit) {
  if (hit.group) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor && n < 4; ++n) {
    if (OneOf(WordAt(r, i), "reflect", "reflects", "reflecting", "following", "after")) return true;
  }
  return false;
}

bool IsPossessor(const Reading& r, const Placed& p) {
  const Written surface = r.Surface(p.last);
  if (surface.ends_with("'s") || surface.ends_with("’s")) return true;
  if ((*r.tokens)[p.last].span.end > p.mention->span.end) return true;
  return p.last + 1 < r.words.size() && (r.Surface(p.last + 1) == "'" || r.Surface(p.last + 1) == "’" ||
                                         r.Surface(p.last + 1) == "'s" || r.Surface(p.last + 1) == "’s");
}

// "The Committee met and sent recommendations", "states the Commission will revise the rules": the kind of body that is
// spoken of before the verb, "" for none.
std::string_view KindOfBody(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.passive() || hit.group->gerund) return {};
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  if (!hit.group->bare && !r.Is(floor, kDeterminer)) return {};
  const std::uint32_t reach = hit.group->bare ? 20 : 8;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor + 1 && n < reach; ++n) {
    if (r.words[i].mention >= 0) return {};
    if (!(*r.tokens)[i].capital || !r.Is(i - 1, kDeterminer)) continue;
    const Written kind = r.Surface(i);
    if (OneOf(kind, "Commission", "Committee", "Panel", "Council", "Subcommittee", "Workgroup")) return kind;
    if (kind != "Federal") return {};  // "in the Federal Register"
  }
  return {};
}

// A body that is spoken of by its kind is no other body.
bool IsOtherBody(const Reading& r, std::string_view kind, const Role& role) {
  if (role.name != "actor" || !role.entity.starts_with("agency.")) return false;
  return std::ranges::none_of(r.what->mentions, [&](const Mention& m) {
    return m.entity == role.entity && m.span.In(r.text).find(kind) != std::string_view::npos;
  });
}

}  // namespace

void DropBesides(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame,
                 std::vector<Role>& roles) {
  // "All property of the firm in the possession of U.S. persons must be blocked and reported to the office"
  if (hit.trigger->id.ends_with("list.add/blocked")) {
    std::erase_if(
        roles, [](const Role& role) { return role.entity.starts_with(role.name == "actor" ? "place." : "agency."); });
  }
  if (!frame.official || frame.release || roles.empty()) return;
  if (hit.trigger->subtype == "comment" && roles.size() == 1) return;  // whoever asks the public
  const bool gathers = type == "talks.hold";
  const bool lists = type.starts_with("list.");
  const bool makes = type.starts_with("rule.");
  if (const std::string_view kind = IsMeeting(type) ? std::string_view{} : KindOfBody(r, hit); !kind.empty())
    std::erase_if(roles, [&](const Role& role) { return IsOtherBody(r, kind, role); });
  if (roles.empty()) return;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  // "on a finding that Mr. Doe was convicted", "the prohibitions imposed in April": by nobody named.
  const bool nobodys = hit.passive() && ((type == "penalty.impose" && hit.trigger->id.ends_with("/settle")) ||
                                         (type == "ban.impose" && hit.group && hit.group->reduced));
  const bool reflected = (lists || makes) && IsReflected(r, hit);
  const Span bytes = r.Bytes(sentence), acts = r.Bytes(hit.tokens);
  auto next =
      std::ranges::lower_bound(r.what->mentions, bytes.begin, {}, [](const Mention& m) { return m.span.begin; });
  for (; next != r.what->mentions.end() && next->span.begin < bytes.end; ++next) {
    const MentionKind kind = next->kind;
    const bool body = kind == MentionKind::kAgency, behind = next->span.begin > acts.end;
    const bool cut = MayBeCut(r.text, *next, next == r.what->mentions.begin() ? nullptr : &*(next - 1));
    if (!cut && !(body && (behind || lists || reflected || nobodys)) &&
        !(makes && behind && kind == MentionKind::kRule) && !(gathers && (body || kind == MentionKind::kPlace)))
      continue;
    if (std::ranges::none_of(roles, [&](const Role& role) { return role.entity == next->entity; })) continue;
    Placed p{&*next, r.TokenFrom(next->span.begin), 0};
    p.last = p.first;
    while (p.last + 1 < sentence.end && r.words[p.last + 1].mention == r.words[p.first].mention) ++p.last;
    if (p.first >= sentence.end || r.words[p.first].mention < 0) continue;
    const auto drop = [&](bool actors) {
      std::erase_if(roles, [&](const Role& role) {
        return role.entity == p.mention->entity && (actors || role.name != "actor");
      });
    };
    if (cut && IsCut(r, p, sentence.begin)) {
      drop(true);
      continue;
    }
    const auto drop_actor = [&] {
      std::erase_if(roles, [&](const Role& role) { return role.entity == p.mention->entity && role.name == "actor"; });
    };
    if (kind == MentionKind::kAgency && p.last < hit.tokens.begin &&
        (reflected || (nobodys && p.mention->span.In(r.text).find("Court") == std::string_view::npos)))
      drop_actor();
    if (kind == MentionKind::kAgency && DidOther(r, p, hit)) drop_actor();
    // "the Department of the Treasury's List": whose list it is.
    if (lists && kind == MentionKind::kAgency && IsPossessor(r, p)) drop(false);
    // "the Working Group report was published": whose.
    if (type == "report.publish" && hit.passive() && kind == MentionKind::kAgency && p.last < hit.tokens.begin)
      drop(false);
    if (makes && p.first > hit.tokens.end && (kind == MentionKind::kAgency || kind == MentionKind::kRule) &&
        AgreedElsewhere(r, p.first, hit.tokens.end))
      drop(true);
    // Whoever is met is met with; all else is where, for whom, or jointly with whose body.
    if (gathers && (kind == MentionKind::kPlace || kind == MentionKind::kAgency) &&
        (IsPossessor(r, p) || GovernorOf(r, p.first, sentence.begin, frame.roles->people) != Governor::kWith))
      drop(false);
  }
}

}  // namespace dateline::extract
