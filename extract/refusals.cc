#include "extract/refusals.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/aims.h"
#include "extract/asides.h"
#include "extract/no_events.h"
#include "extract/official_texts.h"
#include "extract/taken_steps.h"
#include "extract/told_participles.h"
#include "extract/told_within.h"

namespace dateline::extract {
namespace {

// "does not want to be shut out of the market": a wish, and nobody says that it was not done.
bool IsUnwanted(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kDenied || j.cues.size() != 2 || j.cues[1] != "cue:not" ||
      !j.cues[0].starts_with("cue:demand"))
    return false;
  const std::uint32_t begin = hit.group ? hit.group->begin : hit.tokens.begin;
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  constexpr std::uint32_t kReach = 8;  // tokens
  for (std::uint32_t i = begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention < 0 && (r.Surface(i) == "want" || r.Surface(i) == "wish")) return true;
  }
  return false;
}

// Verbs of duty in a rule: an office that "shall" act will; anybody else is told what to do, and nothing happens.
bool IsRuleContent(const Reading& r, const Hit& hit, const Judgement& j, const DocumentFrame& frame) {
  if (!j.duty || hit.passive() || hit.trigger->modality) return false;
  if (hit.trigger->id.ends_with("license.require/must-now")) return false;  // a duty that is new
  for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
    if (r.words[i].mention < 0) continue;
    const MentionKind kind = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind;
    if (kind == MentionKind::kAgency || kind == MentionKind::kOfficial) return false;
  }
  return !frame.offices->AnyIn(r, hit.subject);
}

bool HasDateNear(const Reading& r, const Hit& hit) {
  if (hit.tokens.end < r.words.size() && r.Surface(hit.tokens.end) == "immediately") return true;
  return !r.DatesOf({hit.tokens.begin, std::min(hit.object.end, hit.tokens.end + 8)}).empty();
}

// "a framework for imposing prohibitions", "the process for revising": what serves to do it.
bool IsMeans(std::string_view word) {
  static constexpr std::array<std::string_view, 16> kMeans{
      "authority", "basis",   "forum",      "opportunity", "platform",   "criteria", "framework", "mechanism",
      "method",    "methods", "mechanisms", "procedure",   "procedures", "process",  "processes", "tool"};
  return std::ranges::find(kMeans, word) != kMeans.end();
}

// "Nvidia told Samsung to stop work": the order is given, and nobody says that it was not followed.
bool IsTold(const Reading& r, const VerbGroup& g) {
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kReach; ++n) {
    const Written word = r.Surface(i);
    if (r.words[i].mention < 0 && (word == "told" || word == "tells" || word == "telling")) return true;
    if (r.finite[i] != 0 || r.words[i].punct != 0) return false;
  }
  return false;
}

// "went on to issue a rule", "revoked it, only to grant another"
bool WentOn(const Reading& r, const VerbGroup& g) {
  if (g.begin < 2) return false;
  if (r.Surface(g.begin - 1) == "only") return r.words[g.begin - 2].punct == ',';
  if (r.Surface(g.begin - 1) != "on") return false;
  const Written word = r.Surface(g.begin - 2);
  return word == "went" || word == "goes" || word == "gone";
}

// "became the twelfth nation to join the accord": it did so.
bool BecameOneTo(const Reading& r, const VerbGroup& g) {
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  constexpr std::uint32_t kReach = 9;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct != 0 && r.words[i].punct != '-') return false;
    if (r.words[i].mention >= 0) continue;
    const std::string_view word = r.Surface(i);
    if (word == "became" || word == "becoming") return true;
    if (r.finite[i] != 0) return word == "become" && i > floor && r.Is(i - 1, kHave);
  }
  return false;
}

// "visited Arizona to announce a plant", "flew to Doha to sign the accord": what one travels for and does there.
bool CameTo(const Reading& r, const VerbGroup& g) {
  const std::string_view deed = r.Surface(g.verb);
  static constexpr std::array<std::string_view, 5> kDeeds{"announce", "celebrate", "launch", "sign", "unveil"};
  const bool enacts = deed == "pass" || deed == "enact";  // "worked with Congress to pass the Act"
  if (!enacts && !std::ranges::binary_search(kDeeds, deed)) return false;
  static constexpr std::array<std::string_view, 7> kTravels{"came",     "flew",      "gathered", "joined",
                                                            "traveled", "travelled", "visited"};
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct != 0) return false;
    if (r.words[i].mention >= 0) continue;
    if (enacts ? r.Surface(i) == "worked" : Among<kTravels>(r.Surface(i))) return true;
  }
  return false;
}

// "Remove Red Tape and Onerous Limits on Trade": the heading of a chapter, each long word with a capital.
bool IsChapterHeading(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->bare || !hit.group->opens) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  constexpr std::uint32_t kLongest = 16;
  std::uint32_t capitals = 0;
  for (std::uint32_t i = hit.group->begin; i < sentence.end && i < hit.group->begin + kLongest; ++i) {
    const Token& token = (*r.tokens)[i];
    // "**Remove Red Tape**."
    if (r.words[i].punct == '*' || r.words[i].punct == '.' || r.words[i].punct == ':') break;
    if (token.kind != TokenKind::kWord) continue;
    if (token.capital)
      ++capitals;
    else if (r.Surface(i).size() > 3 && !r.Is(i, kPreposition | kConjunction | kDeterminer))
      return false;
  }
  return capitals >= 4;
}

// "took the step of banning it", "is accused of smuggling", "ended up paying", "making progress in formulating": done,
// or said to be.
bool IsStep(const Reading& r, const VerbGroup& g) {
  if (g.begin < 2) return false;
  const Written before = r.Surface(g.begin - 1), word = r.Surface(g.begin - 2);
  if (before == "up") return word.starts_with("end") || word.starts_with("w");
  if (before == "in") return word == "progress";
  return before == "of" && (word == "step" || word == "accused" || word == "convicted" || word == "guilty" ||
                            word == "suspected" || word == "verge" || word == "brink");
}

// "criticised Washington for adding it", "apologised for selling them", "succeeded in blocking it", "wasted no time in
// raising the duty": done, as somebody finds or says.
bool IsJudgedOrDone(const Reading& r, const VerbGroup& g) {
  if (g.begin < 2) return false;
  const Written link = r.Surface(g.begin - 1), word = r.Surface(g.begin - 2);
  if (link == "in") return word == "succeeded" || (word == "time" && r.Surface(g.begin - 3) == "no");
  if (link != "for") return false;
  static constexpr std::array<std::string_view, 30> kJudging{
      "accused",    "admonished", "apologised", "apologized", "applauded", "assailed",  "attacked", "berated",
      "blamed",     "blasted",    "castigated", "chided",     "commended", "condemned", "credited", "criticised",
      "criticized", "denounced",  "faulted",    "hailed",     "lauded",    "mocked",    "praised",  "rapped",
      "rebuked",    "scolded",    "slammed",    "thanked",    "upbraided", "welcomed"};
  constexpr std::uint32_t kReach = 12;  // tokens
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  for (std::uint32_t i = g.begin - 1, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct == ';' || r.words[i].punct == ',') return false;
    if (r.words[i].mention >= 0) continue;
    if (Among<kJudging>(r.Surface(i))) return r.finite[i] != 0 || r.Is(i - 1, kBe | kHave);
    // "I thank the chairman for introducing"
    if (OneOf(r.Surface(i), "applaud", "commend", "condemn", "praise", "thank") && i > floor && r.Is(i - 1, kPronoun))
      return true;
  }
  return false;
}

// "used its powers to block", "invoked the act to seize", "persuaded Acme to sell": it was done so.
bool IsDoneBy(const Reading& r, const VerbGroup& g) {
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  constexpr std::uint32_t kReach = 9;  // tokens
  static constexpr std::array<std::string_view, 11> kMeans{"compelled", "convinced", "drove",   "exercised",
                                                           "forced",    "got",       "invoked", "led",
                                                           "persuaded", "prompted",  "used"};
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct != 0) return false;
    if (r.words[i].mention >= 0) continue;
    if (Among<kMeans>(r.Surface(i))) return r.finite[i] != 0 && i + 1 < g.begin;
    if (r.finite[i] != 0 || r.Is(i, kThat | kRelative)) return false;
  }
  return false;
}

// "was the first to halt", "among the first firms to sign": it did.
bool IsFirstTo(const Reading& r, const VerbGroup& g) {
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  constexpr std::uint32_t kReach = 4;  // tokens: "first chip company in Asia"
  for (std::uint32_t i = g.begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    if (r.Surface(i) == "first" && r.Surface(i - 1) == "the") {
      for (std::uint32_t k = i - 1; k > floor && i - k < 5; --k) {
        if (OneOf(r.Surface(k), "was", "were")) return true;
      }
      return false;
    }
  }
  return false;
}

// "a focus on BUILDING plants and cutting tariffs": the first of the -ing forms that a conjunction joins.
std::uint32_t FirstOfGerunds(const Reading& r, std::uint32_t gerund) {
  if (gerund == 0 || !r.Is(gerund - 1, kConjunction)) return gerund;
  const std::uint32_t floor = r.clauses[r.clause_of[gerund]].tokens.begin;
  constexpr std::uint32_t kReach = 14;  // tokens
  for (std::uint32_t i = gerund - 1, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.finite[i] != 0 || r.words[i].punct == ';') break;
    if (i > floor && r.words[i].mention < 0 && (r.words[i].verb & kGerund) != 0 && r.Is(i - 1, kPreposition)) return i;
  }
  return gerund;
}

// "currently due TO expire", "originally set TO end", the end that an extension moves. `infinitive` is its first word.
bool IsUntilNow(const Reading& r, std::uint32_t infinitive) {
  std::uint32_t i = infinitive;
  if (i > 0 && r.words[i].mention < 0 && r.words[i - 1].id == r.grammar->to) --i;
  if (i < 2) return false;
  const std::string_view set = r.Surface(i - 1), when = r.Surface(i - 2);
  const bool meant = set == "due" || set == "set" || set == "scheduled" || set == "slated";
  return meant && (when == "currently" || when == "initially" || when == "originally" || when == "previously" ||
                   when == "otherwise");
}

// "continues to urge it to", "kept pressing": asked and talked all the while.
bool KeepsOn(const Reading& r, const Hit& hit) {
  if (!hit.trigger->id.starts_with("event:request.make/") && !hit.trigger->id.starts_with("event:talks.hold/"))
    return false;
  std::uint32_t before = hit.group->begin;
  if (before > 0 && r.words[before - 1].id == r.grammar->to) --before;
  return before > 0 && OneOf(r.Surface(before - 1), "continue", "continued", "continues", "kept") &&
         (r.finite[before - 1] != 0 || r.Is(before - 1, kVerb));
}

// A thing named by what was once done to it or may be: "entities listed on", "licenses that may be issued",
// "the process for revising". Told as an event only with a date or a doer.
bool IsDescription(const Reading& r, const Hit& hit, const Judgement& j, const DocumentFrame& frame) {
  // "Since taking office, he has signed": a time of other acts.
  if (const std::uint32_t first = hit.tokens.begin;
      first > 0 && r.Surface(first).ends_with("ing") && !HasDateNear(r, hit)) {
    const std::string_view before = r.Surface(first - 1);
    if (before == "since" || before == "Since") return true;
  }
  // "extends the waiver, currently due TO EXPIRE in May": as it was to be.
  if (hit.group && hit.group->infinitive && hit.group->begin > 1 && IsUntilNow(r, hit.group->begin)) return true;
  // "the duties imposed by Proclamation 10908": named for what it says, not for its signing.
  if (!hit.group)
    return hit.trigger->id.ends_with("order.sign/by-order") && r.words[hit.tokens.end - 1].mention >= 0 &&
           r.words[hit.tokens.end].mention == r.words[hit.tokens.end - 1].mention && !HasDateNear(r, hit);
  const VerbGroup& g = *hit.group;
  if (frame.official && j.modality == Modality::kPossible && r.clauses[r.clause_of[hit.tokens.begin]].relative)
    return true;
  // "the largest bank not sanctioned by Washington": named for what was not done.
  if (g.reduced && j.modality == Modality::kDenied && g.begin > 0 && r.words[g.begin - 1].mention < 0 &&
      (r.Is(g.begin, kNegator) || r.Is(g.begin - 1, kNegator)))
    return true;
  if (HasDateNear(r, hit)) return false;
  if (g.reduced) {
    if ((g.wanted && j.requested) || IsToldParticiple(r, hit)) return false;
    for (std::uint32_t i = hit.tokens.begin; i < std::max(hit.tokens.end, std::min(hit.object.end, hit.tokens.end + 4));
         ++i) {
      if (r.words[i].id != r.grammar->by) continue;
      // "activities prohibited by the Export Control Act": what the law says, no act of today.
      const std::uint32_t law = r.Is(i + 1, kDeterminer) ? i + 2 : i + 1;
      return r.words[law].mention >= 0 && r.words[law].kind == static_cast<std::uint8_t>(MentionKind::kRule);
    }
    return true;
  }
  if (g.gerund && g.begin > 1 && r.Surface(g.begin - 1) == "for" && IsMeans(r.Surface(g.begin - 2))) return true;
  if (g.begin == 0 && g.infinitive) return true;  // "To win the contract, bidders must": an aim opens the text
  // "share a commitment to consulting closely with": how one means to work, no meeting.
  if (g.gerund && g.begin > 1 && r.Surface(g.begin - 1) == "to" && r.Surface(g.begin - 2) == "commitment" &&
      (hit.trigger->id.starts_with("event:talks.hold/") || hit.trigger->id.starts_with("event:shipment.change/")))
    return true;
  if (g.infinitive && KeepsOn(r, hit)) return false;
  if (g.infinitive && hit.trigger->id.starts_with("event:office.change/") && IsVotedFor(r, g.begin)) return false;
  if (!j.cues.empty() || g.begin == 0 || (g.gerund && (IsStep(r, g) || IsJudgedOrDone(r, g)))) return false;
  // "services offering advanced chips"; but "a rule rescinding another" acts.
  if (g.gerund && r.words[g.begin - 1].punct == 0 && r.words[g.begin - 1].mention < 0 &&
      !(*r.tokens)[g.begin - 1].capital &&
      !r.Is(g.begin - 1, kPreposition | kConjunction | kAdverb | kPronoun | kThat | kNegator | kSplitter) &&
      !r.Is(g.begin - 1, kVerb) && !frame.roles->instruments.AnyIn(r, {g.begin - 1, g.begin}) &&
      (*r.tokens)[g.begin - 1].kind == TokenKind::kWord) {
    return true;
  }
  if (g.infinitive &&
      (IsTold(r, g) || WentOn(r, g) || CameTo(r, g) || BecameOneTo(r, g) || IsFirstTo(r, g) || IsDoneBy(r, g)))
    return false;
  // "publishing this notice to solicit comments": the notice does it.
  if (g.infinitive && hit.trigger->subtype == "comment" && r.Surface(g.begin - 1) == "notice") return false;
  if (g.gerund && IsAccusedOf(r, hit)) return false;
  if (const std::uint32_t at = g.gerund ? FirstOfGerunds(r, g.begin) : 0; at > 0 && r.Is(at - 1, kPreposition)) {
    const Written before = r.Surface(at - 1);
    return before == "for" || before == "of" || before == "on" || before == "in" || before == "from" ||
           before == "about" || before == "toward" || before == "towards";
  }
  // "The commission voted to seek comment": done by the vote.
  // "nationals attempted to divert": tried at least.
  // "had to shut", "was forced to sell": it did.
  static constexpr std::array<std::string_view, 12> kDone{"attempted", "began", "conspired", "continued",
                                                          "forced",    "had",   "helped",    "managed",
                                                          "schemed",   "tried", "vote",      "voted"};
  // "voted 3-1 to propose": past the count of the votes.
  std::uint32_t doing = g.begin - 1;
  while (g.infinitive && doing > 0 &&
         ((*r.tokens)[doing].kind == TokenKind::kNumber || r.words[doing].punct == '-' || r.Surface(doing) == "–"))
    --doing;
  if (g.infinitive && Among<kDone>(r.Surface(doing))) return false;
  return g.infinitive;
}

// "protecting our edge and PREVENTING rivals from stealing it", "measures TO STOP it from exporting": an aim, not that
// it was kept from happening.
bool IsPrevented(const Reading& r, const Hit& hit, const Judgement& j) {
  // "rules that prohibit the imposition of duties"
  if (!hit.group && hit.tokens.begin > 1 && hit.trigger->id.ends_with("/imposition")) {
    const std::uint32_t verb = hit.tokens.begin - (r.Is(hit.tokens.begin - 1, kDeterminer) ? 2 : 1);
    if (OneOf(r.Surface(verb), "avoid", "bar", "barring", "bars", "forbid", "forbidding", "forbids", "prohibit",
              "prohibiting", "prohibits"))
      return true;
  }
  // "to ensure that licences are granted on time": an aim.
  if (hit.group && hit.group->finite && hit.passive() && j.modality == Modality::kActual && j.cues.empty() &&
      (r.Surface(hit.group->begin) == "are" || r.Surface(hit.group->begin) == "is") && !HasDateNear(r, hit)) {
    constexpr std::uint32_t kReach = 16;
    const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
    for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
      if (r.words[i].punct == ';' || (r.finite[i] != 0 && r.words[i].mention < 0)) break;
      const std::string_view word = r.Surface(i);
      if (word == "ensuring" || (word == "ensure" && r.words[i - 1].id == r.grammar->to)) return true;
    }
  }
  // "ensuring that recipients do not build": seen to.
  if (hit.group && j.modality == Modality::kDenied && j.cues.Are("cue:not")) {
    constexpr std::uint32_t kNear = 10;
    const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
    for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kNear; ++n) {
      if (r.words[i].punct != 0) break;
      if (r.Surface(i).starts_with("ensur")) return true;
    }
  }
  if (!hit.group || !hit.group->gerund || !j.cues.Are("cue:fail")) return false;
  if (hit.group->begin == 0 || r.Surface(hit.group->begin - 1) != "from") return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  constexpr std::uint32_t kReach = 14;
  for (std::uint32_t i = hit.group->begin - 1, n = 0; i-- > floor && n < kReach; ++n) {
    const Written word = r.Surface(i);
    if (!word.starts_with("prevent") && !word.starts_with("stop") && !word.starts_with("keep")) continue;
    return word.ends_with("ing") || (i > floor && r.words[i - 1].id == r.grammar->to);
  }
  return false;
}

// "Any party may petition the bureau": told of nobody.
bool OfAnybody(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.passive() || hit.subject.empty() || HasDateNear(r, hit)) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (hit.subject.begin != sentence.begin) return false;
  const Written word = r.Surface(sentence.begin);
  if (word != "Any" && word != "Every" && word != "Each" && word != "Anyone") return false;
  for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
    if (r.words[i].mention >= 0 || r.words[i].punct != 0) return false;
  }
  return true;
}

// "Companies that fail to report are fined": told of whoever does it, in the present.
bool IsGenericPassive(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kActual || hit.subject.empty() || HasDateNear(r, hit)) return false;
  const Written be = r.Surface(hit.group->begin);
  if (be != "are" && be != "is") return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  const std::uint32_t first = sentence.begin;
  if (r.words[first].mention >= 0 || r.Is(first, kDeterminer | kPronoun | kPreposition | kSplitter | kConditional))
    return false;
  if (!r.Surface(first).ends_with("s") || first + 1 >= sentence.end ||
      !(r.Is(first + 1, kRelative) || r.Is(first + 1, kThat)))
    return false;
  for (std::uint32_t i = first; i < hit.tokens.begin; ++i) {
    if (r.words[i].mention >= 0) return false;
  }
  return true;
}

// "When prices fall, makers cut production", "A bill becomes law when the president signs it": present tense in both of
// its clauses, without a name or a day.
bool InGeneralClause(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kActual || !j.cues.empty()) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (sentence.end - sentence.begin > 40 || !r.DatesOf(sentence).empty()) return false;
  // Most sentences name somebody: asked first, since it costs least.
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.words[i].mention >= 0 || r.Is(i, kModal)) return false;
  }
  bool when = false;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.QuoteOf(i) != nullptr) return false;
    const Written word = r.Surface(i);
    when = when || word == "when" || word == "When" || word == "Before" || word == "After" || word == "Once";
    // Any past or future tells of something.
    if (word == "was" || word == "were" || word == "had" || word == "has" || word == "have" || word == "is" ||
        word == "are")
      return false;
    const bool past = r.finite[i] != 0 && (r.words[i].verb & kPast) != 0 && (r.words[i].verb & kBase) == 0;
    if (past) return false;
  }
  return when;
}

// "Nobody builds a plant to fill in forms": of people at large, in the present tense.
bool OfNobody(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kDenied || !hit.group->present || hit.group->begin != hit.group->verb ||
      hit.subject.empty())
    return false;
  const std::uint32_t last = hit.group->begin - 1;
  const Written word = r.Surface(last);
  const bool one = word == "one" && last > 0 && (r.Surface(last - 1) == "No" || r.Surface(last - 1) == "no");
  return (one || word == "Nobody" || word == "nobody") && !HasDateNear(r, hit);
}

// "Agencies publish rules", "A bill becomes law when": what happens in general, told in the present of nobody and
// nothing by name.
bool IsGeneric(const Reading& r, const Hit& hit, const Judgement& j) {
  if (OfAnybody(r, hit) || InGeneralClause(r, hit, j)) return true;
  if (hit.group && hit.passive() && IsGenericPassive(r, hit, j)) return true;
  if (hit.group && OfNobody(r, hit, j)) return true;
  // "A study shows that", not "studies show that".
  if (hit.trigger->general && hit.group && r.Surface(hit.group->verb).ends_with('s')) return false;
  if (!hit.group || hit.passive() || hit.group->opens || !hit.group->present || hit.group->infinitive ||
      hit.group->gerund)
    return false;
  if (j.modality != Modality::kActual || hit.subject.empty() || HasDateNear(r, hit)) return false;
  const bool progressive = hit.group->begin != hit.group->verb;
  if (progressive) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  std::uint32_t first = hit.subject.begin;
  for (std::uint32_t i = hit.subject.begin; i < hit.object.end; ++i) {
    if (r.words[i].mention >= 0) return false;
  }
  while (first < hit.subject.end && (r.words[first].punct != 0 || r.Is(first, kAdverb | kSplitter | kConjunction)))
    ++first;
  if (first >= hit.subject.end || first != sentence.begin) return false;
  const std::string_view word = r.words[first].id != 0 ? r.lexicon->Text(r.words[first].id) : r.Surface(first);
  if (word == "a" || word == "an" || word == "any" || word == "each" || word == "every" || word == "some" ||
      word == "many")
    return true;
  return !r.Is(first, kDeterminer | kPronoun | kPreposition) && r.Surface(hit.group->begin - 1).ends_with("s");
}

// "an amendment that would have made chipmakers offer", "would have forced firms to report losses": what a text that
// came to nothing would have had others do.
bool IsOfLostText(const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kDenied || !hit.group || hit.group->finite) return false;
  return std::ranges::find(j.cues, "cue:would") != j.cues.end();
}

// Purposes of an act that are acts themselves: "amends the regulations to expand licence requirements".
bool PurposeCounts(std::string_view type) {
  return type.starts_with("list.") || type == "license.require" || type == "ban.impose" || type == "tariff.change" ||
         type == "rule.amend";
}

// "policies to restrict investments", "the need to ban them": what is talked about, not the purpose of an act.
bool IsTopicOf(const Reading& r, const VerbGroup& g) {
  static constexpr std::array<std::string_view, 13> kTopics{
      "ability", "bid",       "desire",   "discussions", "need", "options",    "policies",
      "policy",  "potential", "proposal", "proposals",   "ways", "willingness"};
  return g.begin > 0 && Among<kTopics>(r.Surface(g.begin - 1));
}

// "is free to list it", "used to raise tariffs", "has the tools to ban it": an ability, a habit or a wish, and no
// purpose of an act, before which its object stands.
bool IsNoPurpose(const Reading& r, const VerbGroup& g) {
  if (g.begin == 0 || r.words[g.begin - 1].mention >= 0) return false;
  static constexpr std::array<std::string_view, 44> kNone{
      "able", "allowed", "approval", "campaign", "campaigned", "clearance", "continue", "continued", "continues", "deadline", "eligible", "empowered", "entitled", "forced", "fought", "free", "helped", "licence", "license", "likes", "lobbied", "lobbying", "meant", "needed", "needs", "obliged", "permission", "permitted", "powers", "pretended", "reluctant", "required", "slow", "sue", "sued", "sues", "suing", "time", "tools", "trying", "unable", "used", "vying", "willing"};
  return std::ranges::find(kNone, r.Surface(g.begin - 1).letters()) != kNone.end();
}

// "Gross margins decreased to 61% for the quarter, as our revenue includes": told, however the clause is read.
bool IsMoveOfFigures(const Reading& r, const TriggerTable& table, const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  if (table.types[hit.trigger->type].id != "finance.impact" || next + 1 >= r.words.size()) return false;
  const Written word = r.Surface(next);
  if (word != "to" && word != "by" && word != "from") return false;
  return r.Surface(next + 1) == "$" || (*r.tokens)[next + 1].kind == TokenKind::kNumber;
}

// "amends the Regulations by adding 36 entities to the Entity List" is told once, as the addition.
bool ToldByList(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  if (table.types[hit.trigger->type].id != "rule.amend" || !hit.group) return false;
  const std::uint32_t clause = r.clause_of[hit.tokens.begin];
  return std::ranges::any_of(hits, [&](const Hit& other) {
    const std::uint32_t at = other.tokens.begin;
    return table.types[other.trigger->type].id.starts_with("list.") && at > hit.tokens.end &&
           r.clause_of[at] == clause && other.group &&
           (r.Surface(at - 1) == "by" || other.group->infinitive ||
            (other.group->gerund && r.words[at - 1].punct == ','));  // "updated the list, adding 36 entities"
  });
}

std::string_view WhyNoEvent(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                            const Judgement& j, const DocumentFrame& frame) {
  if (const Quote* quote = r.QuoteOf(hit.tokens.begin); quote != nullptr && r.IsTitle(*quote))
    return "stands in the title of a text";
  if (IsRuleContent(r, hit, j, frame)) return "a duty that a rule lays down, not a happening";
  if (IsOfLostText(hit, j)) return "what others would have had to do";
  if (ToldByList(r, table, hits, hit)) return "told by the change of the list in the same clause";
  if (IsUnwanted(r, hit, j)) return "what somebody does not want";
  if (j.habit || IsGeneric(r, hit, j)) return "a habit or a general truth";
  return {};
}

std::string_view WhyNoEventAfterAll(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits,
                                    const Hit& hit, const Judgement& j, const DocumentFrame& frame, bool headline,
                                    bool asked) {
  if (const auto why = WhyToldWithin(r, table, hits, hit, j); !why.empty()) return why;
  if (!headline && IsChapterHeading(r, hit)) return "the heading of a chapter";
  if (const auto why = WhyAside(r, table, hits, hit); !why.empty()) return why;
  if (IsPrevented(r, hit, j)) return "what somebody aims to prevent";
  if (asked) {
    const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
    if (!FiniteBetween(r, sentence.begin, sentence.end)) return "a question without a verb";  // "Preventing diversion?"
  }
  if (!headline && !HasDateNear(r, hit) && IsSaleAtLarge(r, hit)) return "what is sold or made, at no time";
  if (const auto why = WhyOnlyAim(r, table.types[hit.trigger->type].id, hit); !why.empty()) return why;
  const bool counts =
      PurposeCounts(table.types[hit.trigger->type].id) || hit.trigger->id == "event:rule.issue/restrict-trade";
  const bool purpose = hit.group && hit.group->infinitive && counts && !IsTopicOf(r, *hit.group) && !IsNoPurpose(r, *hit.group);
  if (!headline && !purpose && !IsMoveOfFigures(r, table, hit) && IsDescription(r, hit, j, frame))
    return "describes a thing by what is done to it; neither date nor doer";
  return {};
}

}  // namespace

void TellWhyNoEvents(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits,
                     const DocumentFrame& frame, std::span<Doubted> doubted) {
  for (const auto why : {WhyNoEvent, WhySilent, WhyNoOfficialAct}) {
    for (Doubted& d : doubted) {
      if (d.why.empty()) d.why = why(r, table, hits, d.hit, d.judgement, frame);
    }
  }
  for (Doubted& d : doubted) {
    if (d.why.empty()) d.why = WhyNoEventAfterAll(r, table, hits, d.hit, d.judgement, frame, d.headline, d.asked);
  }
}

}  // namespace dateline::extract
