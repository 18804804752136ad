#include "extract/senses.h"

#include <algorithm>
#include <array>

#include "extract/no_events_words.h"
#include "extract/senses_reach.h"
#include "extract/senses_trade.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "Press Secretary Karoline Leavitt", "shares rallied on Tuesday": nobody is urged.
bool IsNoUrging(const Reading& r, const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  if (next >= r.words.size()) return false;
  const Written word = r.Surface(hit.tokens.begin);
  if (word == "Press" || word == "press")
    return OneOf(WordAt(r, next), "secretary", "conference", "release", "releases", "briefing", "office", "corps",
                 "freedom", "club", "pool");
  if (!word.starts_with("rall")) return false;
  if (HasWord(r, hit.subject, "shares") || HasWord(r, hit.subject, "stocks") || HasWord(r, hit.subject, "stock") ||
      HasWord(r, hit.subject, "futures") || HasWord(r, hit.subject, "index"))
    return true;
  return (*r.tokens)[next].kind == TokenKind::kNumber || r.words[next].punct != 0 ||
         OneOf(WordAt(r, next), "on", "in", "by", "as", "after", "more", "to", "from", "sharply", "strongly", "late");
}

// "allow the chips to go to China": nobody travels.
bool IsOfGoods(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->infinitive || !hit.trigger->id.ends_with("/travel") || hit.group->begin == 0)
    return false;
  return OneOf(WordAt(r, hit.group->begin - 1), "chips", "exports", "goods", "products", "shipments", "parts", "tools",
               "servers", "money", "funds");
}

// "asked it to review the controls announced by Tokyo": the controls were announced, no review.
bool IsOtherAnnounced(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->reduced || !hit.trigger->id.ends_with("/begin-review")) return false;
  std::uint32_t noun = hit.group->begin;
  const std::uint32_t floor = Floor(r, hit);
  while (noun > floor && (r.Is(noun - 1, kAdverb) || r.words[noun - 1].punct == ',')) --noun;
  return noun > floor && !OneOf(WordAt(r, noun - 1), "review", "reviews", "reassessment", "rulemaking", "process");
}

// "is reviewing its policies and practices": one's own are not investigated.
bool IsOwnReview(const Reading& r, const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  if (!hit.group || next + 1 >= r.words.size() || !OneOf(WordAt(r, next), "its", "our", "their", "his", "her"))
    return false;
  const TokenRange object{next, std::min(hit.object.end, next + 9)};
  for (const std::string_view own : {"policy", "policies", "practices", "options", "approach", "strategy", "procedures",
                                     "position", "operations", "business", "guidance", "controls"}) {
    if (HasWord(r, object, own)) return true;
  }
  return false;
}

// "opened an inquiry": but "an inquiry FOUND", "in his report on his investigation" tell of one that is over.
bool IsPastInquiry(const Reading& r, const Hit& hit) {
  if (hit.group) return false;
  const std::uint32_t next = hit.tokens.end;
  if (next < r.words.size() &&
      OneOf(WordAt(r, next), "found", "finds", "concluded", "showed", "shows", "revealed", "established", "determined"))
    return true;
  const std::uint32_t floor = Floor(r, hit);
  constexpr std::uint32_t kReach = 3;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0 || r.words[i].punct != 0) return false;
    if (OneOf(WordAt(r, i), "his", "her", "its", "their", "our", "my", "the"))
      return i > floor + 1 && OneOf(WordAt(r, i - 1), "on", "of", "in") &&
             OneOf(WordAt(r, i - 2), "report", "reports", "findings", "results", "conclusions", "outcome",
                   "conclusion");
  }
  return false;
}

// "has published no comment", "did not issue a statement": silence.
bool IsSilence(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kDenied || !hit.group || hit.passive()) return false;
  const TokenRange object{hit.tokens.end, std::min(hit.object.end, hit.tokens.end + 6)};
  for (const std::string_view word : {"comment", "comments", "commentary", "statement", "response", "figures",
                                      "details", "explanation", "reason", "reasons"}) {
    if (HasWord(r, object, word)) return true;
  }
  return false;
}

// "these reports suggest a violation", "the rollback the White House had suggested": no report comes out.
bool IsNoReport(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.passive()) return false;
  const std::uint32_t floor = Floor(r, hit), first = hit.group->begin;
  const Written verb = r.Surface(hit.group->verb);
  if (first <= floor + 1) return false;
  if (WordAt(r, first - 1) == "reports" && hit.group->present)
    return OneOf(WordAt(r, first - 2), "these", "those", "such", "some", "media", "press", "news");
  if (!verb.starts_with("suggest") && !verb.starts_with("indicat") && verb != "put") return false;
  std::uint32_t name = first;
  while (name > floor && r.words[name - 1].mention >= 0) --name;
  if (name == first) return false;
  const auto kind = r.what->mentions[static_cast<std::size_t>(r.words[first - 1].mention)].kind;
  if (kind != MentionKind::kAgency && kind != MentionKind::kOfficial && kind != MentionKind::kPlace) return false;
  if (name > floor && r.Is(name - 1, kDeterminer)) --name;
  return name > floor && !r.Is(name - 1, kPreposition);
}

// "did not believe the revocation would hurt": it took place.
bool IsTakenAsGiven(const Reading& r, const Hit& hit, const Judgement& j) {
  if (hit.group || (j.modality != Modality::kDenied && j.modality != Modality::kActual)) return false;
  const std::uint32_t floor = Floor(r, hit);
  constexpr std::uint32_t kReach = 6;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.words[i].punct != 0 && r.words[i].punct != '\'') return false;
    if (OneOf(WordAt(r, i), "believe", "believes", "think", "thinks", "expect", "expects", "see", "foresee"))
      return r.Is(i - 1, kNegator) || WordAt(r, i - 1) == "not";
  }
  return false;
}

// "is simply an amendment to the defence bill": says what it is.
bool IsWhatItIs(const Reading& r, const Hit& hit) {
  if (hit.group) return false;
  const std::uint32_t floor = Floor(r, hit);
  constexpr std::uint32_t kReach = 6;
  bool an = false;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0 || (r.words[i].punct != 0 && r.words[i].punct != '-')) return false;
    if (OneOf(WordAt(r, i), "a", "an")) an = true;
    if (r.Is(i, kBe)) return an && OneOf(WordAt(r, i), "is", "are");
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "which were initially set to expire in July": as it once was to be.
bool IsFormerPlan(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  const std::uint32_t floor = Floor(r, hit);
  if (!g.infinitive || g.begin < floor + 3) return false;
  if (!OneOf(WordAt(r, g.begin - 1), "set", "due", "scheduled", "slated", "supposed", "expected", "planned", "meant"))
    return false;
  if (!OneOf(WordAt(r, g.begin - 2), "initially", "originally", "previously", "first")) return false;
  return OneOf(WordAt(r, g.begin - 3), "was", "were", "been", "had");
}

// "goods that are subject to a licence requirement", "specifies the requirements that the office imposes": standing
// ones.
bool IsStandingRequirement(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kActual || DateNear(r, hit)) return false;
  std::uint32_t that = First(hit);
  const std::uint32_t floor = Floor(r, hit);
  if (!hit.group && that > floor && OneOf(WordAt(r, that - 1), "is", "are")) --that;
  if (hit.group && (!hit.group->present || hit.group->gerund)) return false;
  const std::uint32_t verb = that;
  while (that > floor && r.words[that - 1].mention >= 0) --that;
  if (that < floor + 2 || WordAt(r, that - 1) != "that" || r.words[that - 2].mention >= 0) return false;
  const Known noun = WordAt(r, that - 2);
  if (that < verb && OneOf(noun, "requirements", "requirement")) return true;
  return (!hit.group || hit.passive()) && OneOf(noun, "persons", "items", "goods", "products", "entities", "firms",
                                                "companies", "countries", "technologies");
}

// "despite knowing licences were required": a duty that stood already.
bool IsKnownDuty(const Reading& r, const Hit& hit, const Judgement& j) {
  static constexpr std::array<std::string_view, 6> kKnown{"knowing", "knew", "aware", "known", "meaning", "means"};
  if (!DateNear(r, hit) && Governed(r, hit, hit.passive() ? 6 : 9, kKnown)) return true;
  if (IsStandingRequirement(r, hit, j)) return true;
  // "requires them to pay a share of sales in exchange for licences"
  if (hit.group && !hit.passive() && hit.trigger->id.ends_with("/require") &&
      HasWord(r, {hit.tokens.end, std::min(hit.object.end, hit.tokens.end + 10)}, "pay"))
    return true;
  if (j.modality != Modality::kDenied || !hit.group || hit.group->begin == 0) return false;
  // "countries that did not require a licence"
  const std::uint32_t that = hit.group->begin - 1;
  return that > 0 && r.Is(that, kThat | kRelative) && r.words[that - 1].punct == 0 && r.words[that - 1].mention < 0 &&
         !DateNear(r, hit);
}

// "loopholes that let firms evade the curbs", "efforts to monitor evasion", "over fears it could divert them": no
// happening.
bool IsGenericDiversion(const Reading& r, const Hit& hit) {
  if (DateNear(r, hit)) return false;
  static constexpr std::array<std::string_view, 4> kLets{"letting", "allow", "lets", "enabl"};
  static constexpr std::array<std::string_view, 3> kFears{"fear", "concern", "worr"};
  static constexpr std::array<std::string_view, 4> kPrevents{"prevent", "stop", "keep", "deter"};
  if (hit.group && hit.group->gerund) {
    // "prevent rivals from illicitly acquiring them"
    std::uint32_t from = hit.group->begin;
    while (from > 0 && (r.Is(from - 1, kAdverb) || r.Surface(from - 1).ends_with("ly"))) --from;
    return from > 0 && WordAt(r, from - 1) == "from" && Governed(r, hit, 9, kPrevents);
  }
  if (hit.group)
    return (hit.group->bare || hit.group->infinitive) ? Governed(r, hit, 6, kLets) || Governed(r, hit, 6, kFears)
                                                      : Governed(r, hit, 5, kFears);
  static constexpr std::array<std::string_view, 16> kFights{
      "monitor", "combat",  "tackl", "fight", "prevent", "crack",  "curb",   "counter",
      "detect",  "address", "guard", "deter", "stamp",   "police", "permit", "licen"};
  return Governed(r, hit, 7, kFights);
}

// "violated the Sherman Act": no law of trade.
bool IsOfOtherLaw(const Reading& r, const Hit& hit) {
  if (!hit.group) return false;
  const std::uint32_t end = std::min(hit.object.end, hit.tokens.end + 8);
  for (std::uint32_t i = hit.tokens.end; i < end; ++i) {
    if (r.words[i].mention < 0) continue;
    if (r.words[i].kind != static_cast<std::uint8_t>(MentionKind::kRule)) return false;
    const std::string_view law = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].span.In(r.text);
    static constexpr std::array<std::string_view, 12> kOthers{
        "Sherman", "Clayton",   "Antitrust", "Competition", "Markets Act", "Services Act",
        "Privacy", "Copyright", "Patent",    "GDPR",        "Securities",  "Constitution"};
    return std::ranges::any_of(kOthers, [&](std::string_view o) { return law.find(o) != std::string_view::npos; });
  }
  return false;
}

// "criticising the imposition of tariffs": of those that there are.
bool IsCriticised(const Reading& r, const Hit& hit) {
  static constexpr std::array<std::string_view, 7> kBlames{"critici", "condemn", "denounc", "blast",
                                                           "slam",    "deplor",  "protest"};
  return !DateNear(r, hit) && Governed(r, hit, 8, kBlames);
}

// "were set to expire", "is set to fall": no duty is set. "was set to 25 percent" is one.
bool IsSetTo(const Reading& r, const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  return r.Surface(hit.tokens.begin) == "set" && hit.passive() && next + 1 < r.words.size() &&
         r.words[next].id == r.grammar->to && (r.words[next + 1].verb & kBase) != 0;
}

// "the failure of the government to arrest and seize": it did not.
bool IsFailureTo(const Reading& r, const Hit& hit) {
  const std::uint32_t to = MarkerOf(r, *hit.group);
  if (to == kNone) return false;
  const std::uint32_t floor = Floor(r, hit);
  constexpr std::uint32_t kReach = 9;
  for (std::uint32_t i = to, n = 0; i-- > floor && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), "failure", "inability", "unwillingness")) return true;
    if (r.finite[i] != 0 || r.words[i].punct == ',') return false;
  }
  return false;
}

// "to stop shipments, beginning Nov. 11": from when.
bool IsBeginning(const Reading& r, const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  if (hit.group->begin != hit.group->verb || next >= r.words.size()) return false;
  if (!OneOf(WordAt(r, hit.tokens.begin), "beginning", "starting")) return false;
  const std::uint32_t end = std::min<std::uint32_t>(next + 5, static_cast<std::uint32_t>(r.words.size()));
  return hit.group->begin > 0 && r.words[hit.group->begin - 1].punct == ',' && !r.DatesOf({next, end}).empty();
}

// "stayed its order so the government could appeal": what that was for.
bool IsSoThat(const Reading& r, const Hit& hit) {
  const VerbGroup& g = *hit.group;
  if (g.begin == g.verb || !OneOf(WordAt(r, g.begin), "could", "can", "may", "might")) return false;
  const std::uint32_t floor = Floor(r, hit);
  constexpr std::uint32_t kReach = 6;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.finite[i] != 0 || r.words[i].punct != 0) return false;
    if (WordAt(r, i) == "so") return r.Is(i + 1, kDeterminer | kPronoun | kThat) || r.words[i + 1].mention >= 0;
  }
  return false;
}

// "filed responses to the petitions", "scrap the inquiry into": of an older one.
bool IsAnsweredOrDropped(const Reading& r, const Hit& hit) {
  static constexpr std::array<std::string_view, 7> kAnswers{"respon",  "answer",  "oppos", "scrap",
                                                            "abandon", "dismiss", "reply"};
  return !hit.group && Governed(r, hit, 6, kAnswers);
}

// "force firms to obtain a permit", "must begin obtaining licences": what is required.
bool IsForcedToGet(const Reading& r, const Hit& hit) {
  if (!hit.trigger->id.ends_with("/receive") && !hit.trigger->id.ends_with("/nod")) return false;
  static constexpr std::array<std::string_view, 4> kForces{"forc", "requir", "oblig", "compel"};
  static constexpr std::array<std::string_view, 1> kMust{"must"};
  return (hit.group->infinitive && Governed(r, hit, 6, kForces)) || (hit.group->gerund && Governed(r, hit, 3, kMust));
}

// "stayed its order until July": a court's.
bool IsStayOfOrder(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.passive() || !r.Surface(hit.tokens.begin).starts_with("stay")) return false;
  const TokenRange object{hit.tokens.end, std::min(hit.object.end, hit.tokens.end + 4)};
  return HasWord(r, object, "order") || HasWord(r, object, "ruling") || HasWord(r, object, "judgment") ||
         HasWord(r, object, "decision") || HasWord(r, object, "mandate");
}

// "The step brings Japan into line": told before.
bool IsOfStep(const Reading& r, const Hit& hit) {
  if (!hit.trigger->id.ends_with("/in-line") || !hit.group || hit.group->begin == 0) return false;
  return OneOf(WordAt(r, hit.group->begin - 1), "step", "move", "change", "decision", "rule", "measure");
}

// "chips that it is barred from buying": as things stand.
bool IsStandingBan(const Reading& r, const Hit& hit, const Judgement& j) {
  const VerbGroup& g = *hit.group;
  if (j.modality != Modality::kActual || !g.passive || g.reduced || g.begin == 0 || DateNear(r, hit)) return false;
  if (!OneOf(WordAt(r, g.begin), "is", "are")) return false;
  std::uint32_t who = g.begin - 1;
  if (r.Is(who, kPronoun) && who > 0) --who;
  return r.Is(who, kThat | kRelative) ||
         (who < g.begin - 1 && OneOf(WordAt(r, who), "chips", "goods", "items", "tools"));
}

// "effectuate the court's orders": an older one.
bool IsOlderRuling(const Reading& r, const Hit& hit) {
  const std::uint32_t at = hit.tokens.begin;
  if (at > 1 && r.Surface(at) == "order" && WordAt(r, at - 1) == "court" && r.Is(at - 2, kDeterminer)) return true;
  static constexpr std::array<std::string_view, 7> kCarry{"effectuat", "enforc", "implement", "comply",
                                                          "complian",  "execut", "obey"};
  return !hit.group && Governed(r, hit, 5, kCarry);
}

// "not sanctioned by Washington": what it is not.
bool IsNotListed(const Reading& r, const Hit& hit) {
  return hit.group && hit.group->reduced && hit.group->begin > 0 &&
         (r.Is(hit.group->begin, kNegator) || r.Is(hit.group->begin - 1, kNegator));
}

// "imposes on each listed firm", "sells to many, including to firms on the list", "violating sanctions against Russia",
// "loses access through addition to the list": which they are, or what may come about.
bool IsListedThing(const Reading& r, const Hit& hit) {
  const std::uint32_t at = hit.tokens.begin, next = hit.tokens.end;
  if (at == 0 || next >= r.words.size()) return false;
  const Written word = r.Surface(at);
  if (!hit.group) return word == "addition" && OneOf(WordAt(r, at - 1), "through", "via", "risk", "threat", "avoid");
  if (word == "including") return true;
  if (word == "listed" || word == "sanctioned" || word == "designated" || word == "blacklisted")
    return OneOf(WordAt(r, at - 1), "each", "every", "any", "such") && r.words[next].punct == 0;
  return word == "sanctions" && hit.group->begin == at &&
         OneOf(WordAt(r, next), "against", "on", "regime", "regimes", "relief", "evasion", "enforcement", "list",
               "package");
}

// "Any transaction for the purpose of evading this order is prohibited": the tail of every such order.
bool IsCatchAll(const Reading& r, const Hit& hit) {
  if (!hit.passive() || !OneOf(WordAt(r, hit.group->begin), "is", "are", "shall")) return false;
  const std::uint32_t floor = Floor(r, hit);
  for (std::uint32_t i = floor; i < hit.group->begin; ++i) {
    if (OneOf(WordAt(r, i), "evading", "evades", "evade", "circumventing", "circumvents", "circumvent")) return true;
  }
  return false;
}

// "are generally barred from dealing with them": what such lists do.
bool IsGenerallyBarred(const Reading& r, const Hit& hit) {
  return hit.passive() && !hit.group->reduced && HasWord(r, {hit.group->begin, hit.group->verb}, "generally");
}

// "will block the market", but "commitment to stop purchasing oil", "these controls prevent us from shipping": one's
// own trade, or what a standing rule does every day.
bool IsOwnStop(const Reading& r, const Hit& hit) {
  const Written verb = r.Surface(hit.group->verb);
  const std::uint32_t next = hit.tokens.end;
  static constexpr std::array<std::string_view, 8> kOrders{"instruct", "order",  "told", "tell",
                                                           "ask",      "direct", "urg",  "forc"};
  if (verb.starts_with("stop"))
    return !Governed(r, hit, 8, kOrders) && next < r.words.size() && r.words[next].mention < 0 &&
           (r.words[next].verb & kGerund) != 0;
  return verb == "prevent" || (verb == "preventing" && HasWord(r, {next, std::min(hit.object.end, next + 6)}, "from"));
}

// "does not want to be shut out": a wish.
bool IsUnwilling(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kDenied || !hit.group || !hit.group->infinitive || hit.group->begin == 0) return false;
  return OneOf(WordAt(r, hit.group->begin - 1), "want", "wants", "wish", "wishes", "like");
}

// "declined to veto the import ban": of a court or an office, no bill.
bool IsNoBill(const Reading& r, const Hit& hit) {
  if (!r.Surface(hit.tokens.begin).starts_with("veto")) return false;
  const TokenRange object{hit.tokens.end, std::min(hit.object.end, hit.tokens.end + 5)};
  return !HasWord(r, object, "bill") && (HasWord(r, object, "ban") || HasWord(r, object, "order") ||
                                         HasWord(r, object, "decision") || HasWord(r, object, "ruling"));
}

// "service taxes, fines, practices and policies": the noun in a row of nouns.
bool IsFineNoun(const Reading& r, const Hit& hit) {
  const std::uint32_t i = hit.tokens.begin;
  return r.Surface(i) == "fines" && hit.tokens.end < r.words.size() &&
         (r.words[hit.tokens.end].punct == ',' || r.Is(hit.tokens.end, kConjunction));
}

// "tariff challenges fall within": a plural before its verb.
bool IsChallengesNoun(const Reading& r, const Hit& hit) {
  const std::uint32_t i = hit.tokens.begin, next = hit.tokens.end;
  if (r.Surface(i) != "challenges" || i == 0 || next >= r.words.size()) return false;
  if (OneOf(WordAt(r, i - 1), "tariff", "tariffs", "legal", "court", "duty", "procedural", "similar", "other"))
    return true;
  return r.words[next].mention < 0 && (r.finite[next] != 0 || r.Is(next, kPreposition | kBe | kModal));
}

}  // namespace

bool IsAnnouncedThat(const Reading& r, const Hit& hit) {
  if (!r.Surface(hit.tokens.begin).starts_with("announc") || hit.passive()) return false;
  constexpr std::uint32_t kDay = 3;  // "announced on Monday that"
  const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + kDay, r.Around(hit.tokens.begin).end);
  for (std::uint32_t i = hit.tokens.end; i < end; ++i) {
    if (WordAt(r, i) == "that") return true;
    if (r.finite[i] != 0 || r.words[i].punct != 0) return false;
  }
  return false;
}

std::string_view WhyOtherSense(const Reading& r, std::string_view type, const Hit& hit, const Judgement& j) {
  if (hit.group && IsFormerPlan(r, hit)) return "as it was once to be";
  if (hit.group && (hit.group->infinitive || hit.group->bare) && IsFailureTo(r, hit)) return "told of as not done";
  if (hit.group && IsBeginning(r, hit)) return kNoVerb;
  if (hit.group && IsSoThat(r, hit)) return "what an act is for, told elsewhere";
  if (hit.group && j.modality == Modality::kDenied && IsUnwilling(r, hit, j)) return "asked for, not done";
  if (type == "shipment.change" || type == "product.announce" || type == "deal.make" || type == "facility.change")
    return hit.group ? WhyNoTrade(r, type, hit, j) : "";
  if (type == "talks.hold") return IsOfGoods(r, hit) ? kNoVerb : "";
  if (type == "request.make") return IsNoUrging(r, hit) ? kNoVerb : "";
  if (type == "probe.open") {
    if (IsOwnReview(r, hit)) return kHabit;
    // "would look into it"
    if (hit.group && r.Surface(hit.tokens.begin) == "look" && hit.tokens.end < r.words.size() &&
        OneOf(WordAt(r, hit.tokens.end), "it", "that"))
      return kNoVerb;
    if (hit.group && IsAnnouncedThat(r, hit)) return kContent;
    return IsPastInquiry(r, hit) || IsAnsweredOrDropped(r, hit) ? "an investigation spoken of, not opened" : "";
  }
  if (type == "report.publish") return IsSilence(r, hit, j) || IsNoReport(r, hit) ? kNoVerb : "";
  if (type.starts_with("rule.")) {
    if (IsTakenAsGiven(r, hit, j)) return "taken as given";
    if (type == "rule.propose") return IsOtherAnnounced(r, hit) ? kNoVerb : "";
    // "publishing a notice of continuation of these orders" continues them.
    const bool continues = hit.trigger->id.ends_with("/continue-order");
    if (type == "rule.amend" && !continues && IsWhatItIs(r, hit)) return kNamesThing;
    if (type == "rule.amend" && IsOfStep(r, hit)) return "the act told before";
    if (type == "rule.end" && IsStayOfOrder(r, hit)) return "told by the court's ruling";
    if (type != "rule.issue") return {};
    if (IsSilence(r, hit, j)) return kNoVerb;
    if (IsStandingRequirement(r, hit, j)) return kNamesThing;
    return hit.trigger->id.ends_with("/join-curbs") && r.Surface(hit.tokens.begin) == "following" && hit.group &&
                   hit.group->begin == hit.group->verb
               ? kNoVerb
               : "";
  }
  if (type == "license.decide") return hit.group && IsForcedToGet(r, hit) ? "told by the requirement" : "";
  if (type == "license.require") return IsKnownDuty(r, hit, j) ? "a standing power or duty, not its use" : "";
  if (type == "diversion.report") return IsOfOtherLaw(r, hit) ? kNoVerb : IsGenericDiversion(r, hit) ? kHabit : "";
  if (type == "tariff.change") {
    if (hit.group) return IsSetTo(r, hit) ? kNoVerb : "";
    return IsCriticised(r, hit) ? "the act told before" : "";
  }
  if (type == "ruling.issue") return IsOlderRuling(r, hit) ? "the act told before" : "";
  if (type == "list.add") return IsNotListed(r, hit) || IsListedThing(r, hit) ? kNamesThing : "";
  if (type == "ban.impose") {
    if (!hit.group) return {};
    if (IsCatchAll(r, hit) || IsGenerallyBarred(r, hit)) return "a standing power or duty, not its use";
    if (IsStandingBan(r, hit, j)) return kNamesThing;
    return hit.trigger->id.ends_with("ban.impose/bar") && IsOwnStop(r, hit) ? kHabit : "";
  }
  if (type == "penalty.impose") return IsFineNoun(r, hit) ? kNoVerb : "";
  if (type == "bill.enact") return hit.group && j.modality == Modality::kDenied && IsNoBill(r, hit) ? kNoVerb : "";
  if (type == "suit.file" && IsAnsweredOrDropped(r, hit)) return "the act told before";
  return type == "suit.file" && IsChallengesNoun(r, hit) ? kNoVerb : "";
}

}  // namespace dateline::extract
