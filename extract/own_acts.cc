#include "extract/own_acts.h"

#include <algorithm>

#include "extract/no_events_words.h"

namespace dateline::extract {
namespace {

bool IsSimplePast(const Reading& r, std::uint32_t i) {
  return !r.Is(i, kBe | kHave | kModal | kDo) && (r.words[i].verb & kPast) != 0 &&
         (r.words[i].verb & (kBase | kThird)) == 0;
}

// "In prior notices, the office modified the action by excluding", "That rule amended the list by adding": the first
// tensed verb of the sentence is past; of "Notice is given that the State revised its programme by adopting" the one
// behind "that".
bool OpensInPast(const Reading& r, const Hit& hit) {
  TokenRange sentence = r.Around(hit.tokens.begin);
  constexpr std::uint32_t kOpening = 7;
  for (std::uint32_t i = sentence.begin; i < std::min(hit.group->begin, sentence.begin + kOpening); ++i) {
    if (OneOf(WordAt(r, i), "given", "gives") && i + 1 < hit.group->begin && WordAt(r, i + 1) == "that")
      sentence.begin = i + 2;
  }
  for (std::uint32_t i = sentence.begin; i < hit.group->begin; ++i) {
    if (r.words[i].mention >= 0 || r.finite[i] == 0) continue;
    return IsSimplePast(r, i) && !r.clauses[r.clause_of[i]].relative;
  }
  return false;
}

// "Notice is given that the State revised its programme": done before, by whoever is named.
bool IsSimplyPast(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  if (!g.finite || g.present || g.passive || g.begin != g.verb) return false;
  for (std::uint32_t i = g.begin; i > 0 && g.begin - i < 3; --i) {
    if (r.words[i - 1].id == r.grammar->hereby) return false;
  }
  return IsSimplePast(r, g.verb);
}

// "recent additions to the schedule", "the prior removal of"
bool IsEarlier(const Reading& r, std::uint32_t first) {
  for (std::uint32_t i = first, n = 0; i-- > 0 && n < 3; ++n) {
    if (r.words[i].punct != 0 || r.Is(i, kPreposition)) return false;
    if (OneOf(WordAt(r, i), "recent", "recently", "prior", "previous", "previously", "earlier", "past", "former"))
      return true;
  }
  return false;
}

// "grants the petition submitted by the association requesting", "a petition has been filed requesting": asked by a
// paper that lay there.
bool IsOfPaper(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  constexpr std::uint32_t kReach = 14;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), "petition", "petitions", "application", "letter", "filing", "complaint", "motion"))
      return true;
    if (r.finite[i] != 0 && !r.Is(i, kBe | kHave) && !OneOf(WordAt(r, i), "filed", "submitted", "received"))
      return false;
  }
  return false;
}

// "an initial determination (“ID”) issued by the judge granting", "to review the judge's determination finding": what a
// lower body decided.
bool IsOfLowerBody(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  constexpr std::uint32_t kReach = 32;
  bool issued = false;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
    const Known word = WordAt(r, i);
    if (r.finite[i] != 0 || r.words[i].punct == ';') return false;
    if (word == "issued" && i + 1 < r.words.size() && WordAt(r, i + 1) == "by") issued = true;
    if (!OneOf(word, "determination", "decision", "order", "ruling", "opinion")) continue;
    if (issued) return true;
    return HasWord(r, {floor, i}, "review") && HasWord(r, {i - std::min(i - floor, 2u), i}, "initial");
  }
  return false;
}

// "The direct final rule revises" in a text that confirms its day, "The order amends" where one "appeared in the
// Register of July 15": an instrument that came before.
bool IsOfEarlierText(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite || !hit.group->present) return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  if (r.Surface(sentence.begin) != "The" || hit.group->begin > sentence.begin + 5) return false;
  bool instrument = false;
  for (std::uint32_t i = sentence.begin + 1; i < hit.group->begin; ++i) {
    if (r.words[i].mention >= 0) return false;
    instrument = instrument || OneOf(WordAt(r, i), "rule", "order", "regulation", "regulations", "directive");
  }
  const std::uint32_t at = r.sentence_of[hit.tokens.begin];
  if (!instrument || at == 0) return false;
  const TokenRange before = r.sentences[at - 1];
  return HasWord(r, before, "appeared") || (HasWord(r, before, "confirming") && HasWord(r, before, "effective")) ||
         (HasWord(r, before, "confirms") && HasWord(r, before, "effective"));
}

// "has granted or denied the applications", "those actions grant licences", "after they were added to the list": left
// open which, or another's.
bool IsOfOthers(const Reading& r, std::string_view type, const Hit& hit) {
  const TokenRange sentence = r.Around(hit.tokens.begin);
  // "Those companies raise capital": what firms do has no day of the order that tells of it.
  if (hit.group && !hit.passive() &&
      OneOf(type, "deal.make", "shipment.change", "facility.change", "diversion.report")) {
    bool office = false;
    for (std::uint32_t i = sentence.begin; i < hit.group->begin && !office; ++i) {
      office = OneOf(WordAt(r, i), "this", "we", "i") ||
               (r.words[i].mention >= 0 &&
                r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kAgency);
    }
    if (!office) return true;
  }
  // "and subsequently were modified by imposing duties and by the removal of others"
  if ((type == "tariff.change" || type == "rule.end") && (!hit.group || hit.group->gerund) &&
      HasWord(r, {sentence.begin, hit.tokens.begin}, "subsequently"))
    return true;
  if (!hit.group) return false;
  const std::uint32_t end = hit.tokens.end;
  if (type == "license.decide" && end + 1 < r.words.size() && WordAt(r, end) == "or" &&
      OneOf(WordAt(r, end + 1), "denied", "deny", "denying", "denies"))
    return true;
  if (hit.group->begin < sentence.begin + 4 && OneOf(WordAt(r, sentence.begin), "those")) return true;
  if (!OneOf(WordAt(r, hit.group->begin), "was", "were")) return false;
  constexpr std::uint32_t kSubject = 4;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > sentence.begin && n < kSubject; ++n) {
    if (OneOf(WordAt(r, i), "after", "because", "since")) return true;
  }
  return false;
}

// "supports the decision in an order authorizing Acme to export": an order spoken of, not issued here.
bool IsOfOrderCited(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund || hit.group->begin == 0) return false;
  if (!OneOf(WordAt(r, hit.group->begin - 1), "order", "letter", "decision", "opinion")) return false;
  const TokenRange before{r.Around(hit.tokens.begin).begin, hit.group->begin};
  for (const std::string_view word :
       {"issuing", "issues", "issued", "issue", "adopts", "adopting", "publishes", "publishing", "grants", "this"}) {
    if (HasWord(r, before, word))
      return before.end - before.begin > 12 && word == "this" && !HasWord(r, {before.end - 6, before.end}, "this");
  }
  return true;
}

// "In prior notices, the office has modified", "Previously, it"
bool SpeaksOfPast(const Reading& r, const Hit& hit) {
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (r.Surface(sentence.begin) == "Previously") return true;
  return r.Surface(sentence.begin) == "In" && sentence.begin + 1 < sentence.end &&
         OneOf(WordAt(r, sentence.begin + 1), "prior", "previous", "earlier");
}

// "has extended these exclusions several times"
bool IsRepeated(const Reading& r, const Hit& hit) {
  if (!hit.group->finite || !r.Is(hit.group->begin, kHave)) return false;
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + 10, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i + 1 < end; ++i) {
    if (WordAt(r, i + 1) == "times" && OneOf(WordAt(r, i), "several", "multiple", "many", "two", "three", "four"))
      return true;
    if (OneOf(WordAt(r, i), "repeatedly", "decades", "subsequently")) return true;
  }
  return HasWord(r, {hit.group->begin, hit.tokens.begin}, "previously") ||
         HasWord(r, {hit.group->begin, hit.tokens.begin}, "repeatedly");
}

}  // namespace

bool IsMeeting(std::string_view type) {
  return type == "talks.hold" || type == "hearing.hold";
}

bool IsNotOfToday(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || frame.release) return false;
  if (hit.trigger->id.ends_with("hearing.hold/address")) return false;
  // "has received the application", "a complaint was filed": another's, on a day of its own.
  if (type == "license.apply" || type == "suit.file" || IsMeeting(type)) return true;
  // "This proposal follows a court decision"
  if (type == "ruling.issue" && !hit.group && hit.tokens.begin > 0 &&
      OneOf(WordAt(r, hit.tokens.begin - 1), "a", "the"))
    return true;
  // "is conducting an administrative review": since when, nobody says. "During the enforcement period, entry is barred"
  if (type == "probe.open" && hit.group && hit.group->begin != hit.group->verb &&
      r.Surface(hit.group->verb) == "conducting")
    return true;
  if (type == "ban.impose" && WordAt(r, r.sentences[r.sentence_of[hit.tokens.begin]].begin) == "during") return true;
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  if (IsEarlier(r, first) || SpeaksOfPast(r, hit)) return true;
  if (type == "request.make" && hit.trigger->subtype.empty() && IsOfPaper(r, hit)) return true;
  if (IsOfOrderCited(r, hit) || IsOfLowerBody(r, hit) || IsOfEarlierText(r, hit) || IsOfOthers(r, type, hit))
    return true;
  // "has made a final determination"
  if (!hit.group) {
    return HasWord(r, {first - std::min(first, 4u), first}, "has") &&
           HasWord(r, {first - std::min(first, 4u), first}, "made");
  }
  if (IsSimplyPast(r, hit) || IsRepeated(r, hit)) return true;
  return hit.group->gerund && WordAt(r, hit.group->begin - std::min(hit.group->begin, 1u)) == "by" &&
         OpensInPast(r, hit);
}

bool IsDecidedHere(const Reading& r, const Hit& hit, const Judgement& j, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || !hit.group->infinitive || !j.cues.Are("cue:plan")) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  if (to == kNone || to < 2) return false;
  if (OneOf(WordAt(r, to - 1), "decision", "decisions", "determination"))
    return !HasWord(r, {to - std::min(to, 6u), to}, "proposed");
  // "The Commission has determined to affirm the decision and to issue an order"
  if (!OneOf(WordAt(r, to - 1), "determined", "and")) return false;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  for (std::uint32_t i = to; i-- > floor + 1;) {
    if (WordAt(r, i) == "determined") return WordAt(r, i - 1) == "has" || WordAt(r, i - 1) == "further";
  }
  return false;
}

bool IsHeldLater(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || frame.release || !IsMeeting(type) || !hit.group) return false;
  if (!OneOf(WordAt(r, hit.group->begin), "is", "are") || hit.group->begin == hit.group->verb) return false;
  const Written verb = r.Surface(hit.group->verb);
  return verb.ends_with("ing") || (WordAt(r, hit.group->verb - 1) == "being" && !verb.starts_with("discuss"));
}

bool IsFinding(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  // "The Agency's Administrator signed three Orders granting petitions": no order of a head of state.
  if (type == "order.sign" && frame.official && !frame.ordered && hit.group && !hit.passive() &&
      hit.trigger->id.ends_with("/the-order")) {
    bool office = false;
    for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
      if (WordAt(r, i) == "president") return false;
      office = office || (r.words[i].mention >= 0 &&
                          r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kAgency);
    }
    return office;
  }
  if (type != "report.publish" || !frame.official || frame.release || !hit.trigger->id.ends_with("/found"))
    return false;
  if (!hit.group || !hit.group->finite || !hit.group->present || hit.passive() || hit.group->begin == 0) return false;
  const std::int32_t subject = r.words[hit.group->begin - 1].mention;
  return subject >= 0 && r.what->mentions[static_cast<std::size_t>(subject)].kind == MentionKind::kAgency;
}

bool IsTextChange(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (type != "rule.end" || !frame.official || !hit.trigger->id.ends_with("/lift")) return false;
  constexpr std::uint32_t kObject = 6;
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + kObject, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i < end; ++i) {
    if (OneOf(WordAt(r, i), "language", "statement", "text", "reference", "references", "wording", "sentence"))
      return true;
  }
  return false;
}

bool IsRetold(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || frame.release || !hit.group || hit.passive()) return false;
  if (hit.group->finite && hit.group->present) return false;
  if (!type.starts_with("rule.") && !type.starts_with("list.") && type != "tariff.change") return false;
  // "a proposed rule": of the thing.
  if (WordAt(r, hit.tokens.begin) == "proposed" && (hit.tokens.begin == 0 || r.words[hit.tokens.begin - 1].mention < 0))
    return false;
  // "In this document, the Commission adopted an order": today.
  const std::uint32_t begin = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (begin + 1 < hit.tokens.begin && OneOf(WordAt(r, begin + 1), "this", "today")) return false;
  if (IsSimplyPast(r, hit)) return true;
  return hit.group->gerund && hit.group->begin > 0 && WordAt(r, hit.group->begin - 1) == "by" && OpensInPast(r, hit);
}

void DropAddressees(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame,
                    std::vector<Role>& roles) {
  if (!frame.official || type != "suit.file") return;
  const auto drop = [&](std::uint32_t token) {
    if (r.words[token].mention < 0) return;
    const std::string& entity = r.what->mentions[static_cast<std::size_t>(r.words[token].mention)].entity;
    if (entity.starts_with("agency."))
      std::erase_if(roles, [&](const Role& role) { return role.name == "target" && role.entity == entity; });
  };
  const bool received = r.Surface(hit.tokens.begin).starts_with("receiv");
  for (std::uint32_t i = hit.subject.begin; received && i < hit.subject.end; ++i) drop(i);
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + 8, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i + 2 < end; ++i) {
    if (WordAt(r, i) != "with") continue;
    constexpr std::uint32_t kName = 8;  // "the U.S. International"
    for (std::uint32_t k = i + 1; k < std::min<std::size_t>(r.words.size(), i + kName); ++k) {
      if (r.words[k].mention < 0) continue;
      drop(k);
      break;
    }
    return;
  }
}

void DropBystanders(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame,
                    std::vector<Role>& roles) {
  if (!frame.official || roles.empty() || (type != "list.add" && type != "rule.issue" && type != "rule.propose"))
    return;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  // Cheap, and false for nearly every sentence.
  const std::string_view said = r.Bytes({hit.tokens.begin, sentence.end}).In(r.text);
  if (said.find(type == "list.add" ? "remove" : "held") == std::string_view::npos) return;
  const auto drop = [&](std::uint32_t token, std::string_view kind) {
    if (r.words[token].mention < 0) return false;
    const std::string& entity = r.what->mentions[static_cast<std::size_t>(r.words[token].mention)].entity;
    if (!entity.starts_with(kind)) return false;
    std::erase_if(roles, [&](const Role& role) { return role.name != "actor" && role.entity == entity; });
    return true;
  };
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t i = hit.tokens.end; i + 2 < sentence.end; ++i) {
    if (type == "list.add" && r.words[i].mention < 0 && r.Surface(i).starts_with("remove")) {
      for (std::uint32_t k = i + 1; k < std::min(sentence.end, i + kReach); ++k) {
        if (drop(k, "rule.")) break;
      }
    }
    if (type == "list.add" || WordAt(r, i) != "held" || WordAt(r, i + 1) != "by") continue;
    for (std::uint32_t k = i + 2; k < sentence.end && r.words[k].punct != ')'; ++k) drop(k, "firm.");
  }
}

void SeatMeetingBodies(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame,
                       std::vector<Role>& roles) {
  if (!frame.official || !IsMeeting(type)) return;
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + 8, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.begin; i + 2 < end; ++i) {
    if (!OneOf(WordAt(r, i), "meeting", "meetings", "session", "sessions") || WordAt(r, i + 1) != "of") continue;
    for (std::uint32_t k = i + 2; k < std::min(end, i + 5); ++k) {
      if (r.words[k].mention < 0) continue;
      const std::string& entity = r.what->mentions[static_cast<std::size_t>(r.words[k].mention)].entity;
      for (Role& role : roles) {
        if (role.entity == entity && entity.starts_with("agency.")) role.name = "actor";
      }
      std::ranges::sort(roles);
      roles.erase(std::ranges::unique(roles).begin(), roles.end());
      return;
    }
  }
}

}  // namespace dateline::extract
