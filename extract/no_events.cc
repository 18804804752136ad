#include "extract/no_events.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "model/text.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

std::string_view WordAt(const Reading& r, std::uint32_t i) {
  return r.words[i].id != 0 ? r.lexicon->Text(r.words[i].id) : r.Surface(i);
}

bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// Cheap, and false for nearly every text: whether a word stands there without which the phrases below cannot.
bool MaySpeakOfCollecting(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kCores{"ollection", "OLLECTION", "aperwork", "APERWORK", "OMB", "omb"};
  return std::ranges::any_of(kCores, [&](std::string_view core) {
    return ::memmem(text.data(), text.size(), core.data(), core.size()) != nullptr;
  });
}

bool SpeaksOfCollecting(std::string_view text) {
  if (!MaySpeakOfCollecting(text)) return false;
  const std::string lower = FoldCase(text);
  static constexpr std::array<std::string_view, 8> kWords{"information collection",
                                                          "collection of information",
                                                          "collections of information",
                                                          "paperwork reduction act",
                                                          "data collection",
                                                          "proposed collection",
                                                          "omb review",
                                                          "omb control number"};
  return std::ranges::any_of(kWords, [&](std::string_view words) { return lower.find(words) != std::string::npos; });
}

bool SpeaksOfForm(std::string_view text) {
  if (!MaySpeakOfCollecting(text)) return false;
  const std::string lower = FoldCase(text);
  return lower.find("information collection") != std::string::npos ||
         lower.find("collection of information") != std::string::npos;
}

bool DateNear(const Reading& r, const Hit& hit) {
  return !r.DatesIn(r.Bytes({hit.tokens.begin, std::min(hit.object.end, hit.tokens.end + 8)})).empty();
}

// The "to" that governs the verb: its own, or that of the verb it is coordinated with ("to suspend or prohibit").
std::uint32_t MarkerOf(const Reading& r, const VerbGroup& g) {
  const std::uint32_t floor = r.sentences[r.sentence_of[g.verb]].begin;
  if (g.infinitive) {
    for (std::uint32_t i = g.begin; i < g.verb; ++i) {
      if (r.words[i].id != 0 && r.words[i].id == r.grammar->to) return i;
    }
    return kNone;
  }
  if (!g.bare || g.begin == floor) return kNone;
  if (!r.Is(g.begin - 1, kConjunction | kAdverb) && r.words[g.begin - 1].punct != ',') return kNone;
  constexpr std::uint32_t kReach = 16;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.finite[i] != 0 || r.words[i].punct == ';') return kNone;
    if (r.words[i].id != 0 && r.words[i].id == r.grammar->to && i + 1 < g.begin && r.Is(i + 1, kVerb)) return i;
  }
  return kNone;
}

// A law or a part of one; orders, which an office signs on a day, act for themselves.
bool NamesStatute(const Reading& r, TokenRange range) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r.words[i].mention >= 0) {
      const Mention& m = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)];
      const std::string_view words = m.span.In(r.text);
      if (m.kind == MentionKind::kRule && words.find("Order") == std::string_view::npos &&
          words.find("E.O.") == std::string_view::npos && words.find("Proclamation") == std::string_view::npos &&
          words.find("Memorandum") == std::string_view::npos)
        return true;
      continue;
    }
    if (OneOf(WordAt(r, i), {"statute", "law", "section", "act", "title", "constitution", "process", "procedure",
                             "procedures", "mechanism", "provision", "exception"}))
      return true;
  }
  return false;
}

// "through its authority to impose penalties", "is authorized to issue", "Section 721 authorizes the President to
// block", "the Act requires the bureau to publish a list".
bool IsStandingPower(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!hit.group || frame.bill || DateNear(r, hit)) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (to == kNone || to == floor) return false;
  const bool official = frame.official || frame.release;
  constexpr std::uint32_t kReach = 18;
  for (std::uint32_t i = to, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0) continue;
    const std::string_view word = WordAt(r, i);
    if (i + 1 == to &&
        OneOf(word, {"authority", "authorities", "power", "powers", "ability", "discretion", "jurisdiction", "requirement",
                     "obligation", "duty", "responsibility"})) {
      for (std::uint32_t k = i; k-- > floor && i - k < 5;) {
        if (r.Is(k, kHave)) return official;  // "can still": who has it may be about to use it
      }
      return true;
    }
    const bool passive = i > floor && r.Is(i - 1, kBe | kAdverb);
    if (OneOf(word, {"authorized", "authorised", "empowered"}) && passive)
      return official || NamesStatute(r, {r.clauses[r.clause_of[i]].tokens.begin, i});
    if (word == "required" && passive) return NamesStatute(r, {i + 1, to});
    if (OneOf(word, {"authorizes", "authorises", "empowers", "permits", "allows", "requires", "gives", "grants",
                     "authorized", "required"}))
      return NamesStatute(r, {r.clauses[r.clause_of[i]].tokens.begin, i});
    if (r.finite[i] != 0) return false;
  }
  return false;
}

// "Under the Act, the Committee can impose penalties": the law lets it.
bool IsLawfulPower(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.group->passive || DateNear(r, hit)) return false;
  bool can = false;
  for (std::uint32_t i = hit.group->begin; i < hit.group->verb; ++i) can = can || OneOf(WordAt(r, i), {"can", "may"});
  if (!can) return false;
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  const std::string_view first = r.Surface(clause.begin);
  return (first == "Under" || first == "By" || first == "Pursuant" || first == "under") &&
         NamesStatute(r, {clause.begin, hit.group->begin});
}

// "With some exceptions, the Act prohibits activities": what a law that the text speaks of has long done.
bool IsLawsOwn(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j,
               const DocumentFrame& frame) {
  if (table.types[hit.trigger->type].id != "ban.impose" || !frame.official || !hit.group || hit.passive()) return false;
  // "will prohibit" as well: once what it speaks of has come about.
  const bool will = j.modality == Modality::kPlanned && j.cues == std::vector<std::string>{"cue:will"};
  if (!will && (j.modality != Modality::kActual || !hit.group->present || hit.group->begin != hit.group->verb))
    return false;
  if (hit.group->gerund || (!will && DateNear(r, hit))) return false;
  const std::uint32_t last = hit.group->begin;
  if (last == 0 || r.words[last - 1].mention < 0) return false;
  const Mention& m = r.what->mentions[static_cast<std::size_t>(r.words[last - 1].mention)];
  const std::string_view words = m.span.In(r.text);
  return m.kind == MentionKind::kRule &&
         (words.ends_with("Act") || words.find("Code") != std::string_view::npos || r.Surface(last - 1).size() < 5);
}

// "in its investigation into": spoken of, not opened.
bool IsSpokenOf(const Reading& r, const TriggerTable& table, const Hit& hit) {
  if (table.types[hit.trigger->type].id != "probe.open" || hit.trigger->frame != Frame::kNoun) return false;
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  constexpr std::uint32_t kReach = 6;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor + 0 && n < kReach; ++n) {
    if (r.finite[i] != 0 || r.words[i].punct != 0) return false;
    if (r.words[i].mention >= 0 || !r.Is(i, kDeterminer | kPronoun)) continue;
    const std::string_view word = WordAt(r, i);
    if (i == floor || !OneOf(word, {"its", "the", "this", "that", "their", "these"})) return false;
    return OneOf(WordAt(r, i - 1), {"in", "of", "during", "from", "after", "under", "by"});
  }
  return false;
}

// "will generally deny applications", "is generally prohibited": a policy, no decision.
bool IsGenerally(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  for (std::uint32_t i = hit.group->begin - std::min(hit.group->begin, 1u); i < hit.group->verb; ++i) {
    if (WordAt(r, i) == "generally") return true;
  }
  return false;
}

// "the March 2025 meeting agenda", "when the council's meeting": a noun.
bool IsMeetingNoun(const Reading& r, const TriggerTable& table, const Hit& hit) {
  return table.types[hit.trigger->type].id == "talks.hold" && hit.group && hit.group->gerund &&
         r.Surface(hit.group->verb) == "meeting";
}

// "Smuggling is hard to police."
bool IsTopic(const Reading& r, const Hit& hit) {
  return hit.group && hit.group->gerund && hit.group->opens && hit.tokens.end < r.words.size() &&
         r.Is(hit.tokens.end, kBe | kModal);
}

// "requires the lenders to give notice and to obtain approval": what a rule asks of others. An office that is required
// to act will.
bool IsAskedOfOthers(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  // "requires applicants to certify that they have updated a plan"
  const TokenRange sentence = r.Around(hit.tokens.begin);
  for (std::uint32_t i = hit.group->begin; i-- > sentence.begin + 1;) {
    if (WordAt(r, i) == "that" && OneOf(WordAt(r, i - 1), {"require", "requires", "required"}) &&
        NamesStatute(r, {r.clauses[r.clause_of[i - 1]].tokens.begin, i}))
      return true;
    if (WordAt(r, i) == "that" && OneOf(WordAt(r, i - 1), {"certify", "certifies", "attest", "ensure", "demonstrate"})) return true;
  }
  const std::uint32_t to = MarkerOf(r, *hit.group);
  if (to == kNone) return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  constexpr std::uint32_t kReach = 40;
  for (std::uint32_t i = to, n = 0; i-- > floor && n < kReach; ++n) {
    const std::string_view word = WordAt(r, i);
    if (OneOf(word, {"require", "requires", "requiring"}))
      return r.words[i + 1].mention < 0 && !frame.offices->AnyIn(r, {i + 1, std::min(to, i + 6)});
    if (r.words[i].mention >= 0 && r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kAgency)
      return false;
    if (r.finite[i] != 0 || r.words[i].punct == ';') return false;
  }
  return false;
}

// "would require revising the program": what a rule asks others to do.
bool IsRequired(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund || hit.group->begin == 0) return false;
  std::uint32_t before = hit.group->begin - 1;
  while (before > 0 && r.Is(before, kAdverb)) --before;
  if (OneOf(WordAt(r, before), {"require", "requires", "required"})) return true;
  // "would require replacing the parts, as the directive says, and prohibiting their use"
  if (!r.Is(before, kConjunction) && r.words[before].punct != ',') return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[before]].begin;
  for (std::uint32_t i = before; i > floor; --i) {
    if (OneOf(WordAt(r, i), {"require", "requires", "required"})) return r.Surface(i + 1).ends_with("ing");
    if (r.finite[i] != 0 && !r.Surface(i).ends_with("ed")) return false;
  }
  return false;
}

// Asking leave to collect information is no policy put forward.
bool IsCollecting(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  const std::string& type = table.types[hit.trigger->type].id;
  if (hit.trigger->subtype == "comment") return false;  // asked of the public
  // "This document corrects those errors", "the control number expires in July": of the form that leave is asked for.
  if (frame.collects && OneOf(type, {"product.announce", "license.apply", "license.decide", "filing.publish", "office.change", "rule.end", "rule.effective"}))
    return true;
  if (frame.collects && OneOf(type, {"rule.issue", "rule.amend"}) && !frame.roles->rule_matters.AnyIn(r, r.Around(hit.tokens.begin)))
    return true;
  if (type == "rule.issue" || type == "rule.amend" || type == "office.change" || type == "report.publish" ||
      type == "tariff.change") {
    const TokenRange near = hit.passive() ? hit.subject : hit.object;
    return SpeaksOfForm(
        r.Bytes({std::min(near.begin, hit.tokens.begin), std::max(near.end, hit.tokens.end)}).In(r.text));
  }
  const bool asks = type == "request.make" || hit.trigger->id.ends_with("rule.propose/propose") ||
                    hit.trigger->id.ends_with("rule.propose/propose-passive");
  return asks && (frame.collects || SpeaksOfCollecting(r.what->sentences[r.sentence_of[hit.tokens.begin]].In(r.text)));
}

bool HasWord(const Reading& r, TokenRange range, std::string_view word) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (WordAt(r, i) == word) return true;
  }
  return false;
}

// "In this advance notice of proposed rulemaking, the office seeks comment on", "This interim final rule invites".
bool InProposal(const Reading& r, TokenRange range) {
  constexpr std::uint32_t kReach = 6;
  bool self = false;
  std::uint32_t at = 0;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const std::string_view word = WordAt(r, i);
    if (OneOf(word, {"this", "these"})) self = true, at = i;
    if (OneOf(word, {"nprm", "anprm", "fnprm", "rulemaking"})) return true;
    if (self && i - at <= kReach && OneOf(word, {"rule", "rules", "regulation"})) return true;
  }
  return false;
}

// The text puts something forward itself: "the bureau proposes", "this proposed rule would".
bool ProposesItself(const Reading& r, const std::vector<Hit>& hits) {
  return std::ranges::any_of(hits, [&](const Hit& hit) {
    if (hit.trigger->id.ends_with("rule.propose/propose-passive")) return true;
    return hit.trigger->id.ends_with("rule.propose/propose") && hit.group && hit.group->present &&
           !r.clauses[r.clause_of[hit.tokens.begin]].relative;
  });
}

// "The proposed rule would also update": what a proposal would do is the proposal.
bool IsProposed(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                const Judgement& j, const DocumentFrame& frame) {
  const std::string& type = table.types[hit.trigger->type].id;
  // "The reporting requirements would also be terminated", "Through this proposed rule, the Department seeks to end",
  // "This action would (1) allow, (2) modify".
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  const TokenRange before{r.Around(hit.tokens.begin).begin, hit.tokens.begin};
  const TokenRange beside{first - std::min(first - before.begin, 3u), hit.tokens.begin};
  if (frame.official && j.modality != Modality::kDenied &&
      OneOf(type, {"rule.issue", "rule.amend", "rule.end", "rule.effective", "ban.impose", "license.require",
                   "tariff.change", "list.add", "list.remove"})) {
    const bool would = j.modality != Modality::kActual && (HasWord(r, beside, "would") || InProposal(r, before));
    const bool listed = hit.group && hit.group->bare && HasWord(r, before, "would");
    if ((would || listed) && ProposesItself(r, hits)) return true;
  }
  if ((type != "rule.issue" && type != "rule.amend") || !frame.official || j.modality == Modality::kActual ||
      hit.passive())
    return false;
  for (std::uint32_t i = hit.subject.begin; i + 1 < hit.subject.end; ++i) {
    const std::string_view word = WordAt(r, i), next = WordAt(r, i + 1);
    if (word == "proposal") return true;
    if (word == "proposed" && OneOf(next, {"rule", "rules", "rulemaking", "amendments", "amendment", "regulations",
                                           "ad", "changes", "revisions", "action"}))
      return true;
  }
  return false;
}

// "may promulgate such rules as may be necessary": a statute's leave.
bool IsLeave(const Reading& r, const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  if (!hit.group || next + 2 >= r.words.size() || WordAt(r, next) != "such") return false;
  for (std::uint32_t i = next + 1; i < std::min<std::size_t>(r.words.size(), next + 8); ++i) {
    if (WordAt(r, i) == "as") return true;
  }
  return false;
}

// "Competitors may introduce products", "may waive it for good cause", "sells its products through distributors": told
// of nobody by name, or of every day.
bool IsAnybodys(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j) {
  if (!hit.group || hit.passive() || DateNear(r, hit)) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (j.modality == Modality::kPossible && j.cues == std::vector<std::string>{"cue:may"}) {
    const std::uint32_t first = sentence.begin;
    const bool plural = r.words[first].mention < 0 && (*r.tokens)[first].kind == TokenKind::kWord &&
                        r.Surface(first).ends_with("s") &&
                        !r.Is(first, kDeterminer | kPronoun | kPreposition | kSplitter | kConditional | kAdverb) &&
                        hit.group->begin == first + 1;
    bool named = false, cause = false;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      named = named || r.words[i].mention >= 0;
      cause = cause || (i + 2 < sentence.end && WordAt(r, i) == "for" && WordAt(r, i + 1) == "good" &&
                        WordAt(r, i + 2) == "cause");
    }
    const std::string& type = table.types[hit.trigger->type].id;
    const bool business = type == "product.announce" || type == "shipment.change" || type == "deal.make";
    return cause || (plural && business && !named);
  }
  const bool sells = hit.trigger->id.ends_with("shipment.change/sell") ||
                     hit.trigger->id.ends_with("shipment.change/supply") ||
                     hit.trigger->id.ends_with("shipment.change/ship");
  const bool publishes = hit.trigger->id.ends_with("rule.issue/issue");
  return (sells || publishes) && j.modality == Modality::kActual && hit.group->present &&
         hit.group->begin == hit.group->verb && !hit.group->gerund && hit.tokens.end < r.words.size() &&
         OneOf(WordAt(r, hit.tokens.end), {"its", "our", "their"});
}

// "could result in fines, denial of export privileges": what may come of an offence.
bool IsConsequence(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j) {
  if (table.types[hit.trigger->type].id != "penalty.impose" || hit.group || j.modality == Modality::kActual)
    return false;
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  for (std::uint32_t i = hit.tokens.begin; i-- > floor + 1;) {
    const std::string_view word = WordAt(r, i), before = WordAt(r, i - 1);
    if ((word == "in" && OneOf(before, {"result", "resulting"})) ||
        (word == "to" && OneOf(before, {"subject", "liable", "lead"})))
      return true;
  }
  return false;
}

// "before offering a new product to the market": whenever anybody does.
bool IsBeforeDoing(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || !hit.group->gerund || hit.group->begin == 0 || DateNear(r, hit)) return false;
  return OneOf(WordAt(r, hit.group->begin - 1), {"before", "after", "when", "while", "without", "prior"});
}

// "The committee reviews transactions": its trade.
bool IsTrade(const Hit& hit) {
  return hit.trigger->id.ends_with("probe.open/review") && hit.group && hit.group->present &&
         hit.group->begin == hit.group->verb && !hit.group->gerund;
}

// "The firm asks that the bureau open an investigation and … issue an order", "systems and voting equipment".
bool IsWished(const Reading& r, const Hit& hit) {
  if (hit.trigger->id.ends_with("bill.advance/votes")) return hit.group && hit.group->gerund;
  if (!hit.trigger->id.ends_with("ruling.issue/violation")) return false;
  for (std::uint32_t i = r.sentences[r.sentence_of[hit.tokens.begin]].begin; i < hit.tokens.begin; ++i) {
    if (OneOf(WordAt(r, i), {"request", "requests", "requested", "seeks"})) return true;
  }
  return false;
}

// "such as adding obstacles or changing requirements": an example.
bool IsExample(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund) return false;
  const std::uint32_t floor = r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin;
  constexpr std::uint32_t kReach = 24;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.finite[i] != 0) return false;
    if (i > floor && WordAt(r, i) == "as" && WordAt(r, i - 1) == "such") return true;
  }
  return false;
}

// "this proposed rule (Proposal) to": right before the "to".
bool AfterProposed(const Reading& r, std::uint32_t to) {
  const std::uint32_t floor = r.sentences[r.sentence_of[to]].begin;
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t i = to, n = 0; i-- > floor && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), {"proposed", "nprm", "anprm"})) return true;
    if (r.finite[i] != 0 || r.words[i].punct == ',' || r.Is(i, kPreposition)) return false;
  }
  return false;
}

// "proposes to adopt a directive", "proposes to amend": told once, as the proposal.
bool ToldByProposal(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                    const Judgement& j, const DocumentFrame& frame) {
  const std::string& type = table.types[hit.trigger->type].id;
  if (type.starts_with("ban.") || type.starts_with("list.") || type.starts_with("license.") || type == "rule.end" ||
      type == "rule.propose" || type == "tariff.change")
    return false;
  // "This rule proposes changes to the program", "comment on proposals to modify the program"
  if (!hit.group) {
    return std::ranges::any_of(hits, [&](const Hit& other) {
      return other.trigger->id.ends_with("rule.propose/propose") && other.object.Has(hit.tokens.begin);
    });
  }
  const std::uint32_t to = MarkerOf(r, *hit.group);
  if (frame.official && to != kNone && to > 0 && OneOf(WordAt(r, to - 1), {"proposal", "proposals"})) return true;
  // "is publishing this proposed rule to update and clarify"
  if (frame.official && to != kNone && type.starts_with("rule.") && AfterProposed(r, to)) return true;
  // "It also proposes to remove a note", where the text has told what it proposes.
  if (frame.official && type == "rule.amend" && to != kNone && to > 0 && OneOf(WordAt(r, to - 1), {"propose", "proposes", "proposing"}) &&
      ProposesItself(r, hits))
    return true;
  const bool gerund = hit.group->gerund;  // "proposes amending"
  if (!gerund && std::ranges::find(j.cues, "cue:demand") == j.cues.end()) return false;
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return table.types[other.trigger->type].id == "rule.propose" && other.trigger->id.ends_with("/propose") &&
           other.tokens.end <= hit.tokens.begin && r.clause_of[other.tokens.begin] == r.clause_of[hit.tokens.begin] &&
           (!gerund || other.tokens.end == hit.group->begin);
  });
}

// "an order prohibiting the takeover of Acme": what is forbidden does not happen.
bool IsForbidden(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  const std::string& type = table.types[hit.trigger->type].id;
  if (hit.group || (type != "deal.make" && type != "shipment.change" && type != "facility.change")) return false;
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  return std::ranges::any_of(hits, [&](const Hit& ban) {
    if (table.types[ban.trigger->type].id != "ban.impose" || !ban.group || ban.tokens.begin > hit.tokens.begin)
      return false;
    const std::uint32_t its = r.clause_of[ban.tokens.begin];
    return its == r.clause_of[hit.tokens.begin] ||
           (clause.relative && clause.outer >= 0 && its == static_cast<std::uint32_t>(clause.outer));
  });
}

// "the Summit for Democracy", "the Policy Coordination Talks": part of a name.
bool IsNamePart(const Reading& r, const TriggerTable& table, const Hit& hit) {
  // "the “Final Results of Sunset Review” section"
  if (hit.trigger->id.ends_with("rule.issue/gives-time") && (*r.tokens)[hit.tokens.begin].capital &&
      r.QuoteOf(hit.tokens.begin) != nullptr)
    return true;
  if (table.types[hit.trigger->type].id != "talks.hold" || hit.trigger->frame != Frame::kNoun) return false;
  const std::uint32_t i = hit.tokens.begin;
  if (!(*r.tokens)[i].capital || i == r.sentences[r.sentence_of[i]].begin) return false;
  if (r.words[i - 1].mention < 0 && r.words[i - 1].punct == 0 && (*r.tokens)[i - 1].capital &&
      !r.Is(i - 1, kDeterminer | kPreposition))
    return true;
  return i + 2 < r.words.size() && OneOf(WordAt(r, i + 1), {"for", "on"}) && (*r.tokens)[i + 2].capital &&
         r.words[i + 2].mention < 0;
}

// What a call for comments is on.
enum class Matter : std::uint8_t { kUnsaid, kRule, kCase };

Matter FirstMatter(const Reading& r, const RoleWords& words, TokenRange range) {
  constexpr std::uint32_t kLongestPhrase = 6;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const std::uint32_t past = std::min(kLongestPhrase, range.end - i - 1);
    // "a proposed determination" is a rule's, "a determination" a case's.
    if (words.rule_matters.AnyIn(r, {i, i + 1}, past)) return Matter::kRule;
    if (words.case_matters.AnyIn(r, {i, i + 1}, past)) return Matter::kCase;
  }
  return Matter::kUnsaid;
}

// "is publishing this notice and inviting public comment on the railroad's request": nothing else is published.
bool InvitesOnly(const Reading& r, const Hit& hit) {
  bool comment = false;
  for (std::uint32_t i = hit.object.begin; i < std::min(hit.object.end + 8, r.Around(hit.tokens.begin).end); ++i) {
    const std::string_view word = WordAt(r, i);
    if (OneOf(word, {"proposed", "rulemaking", "nprm", "anprm", "draft"})) return false;
    comment = comment || OneOf(word, {"comment", "comments"});
  }
  return comment;
}

// Some sentences about the hit; the abstract of a notice as a whole.
TokenRange Nearby(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kSentences = 4;
  const std::uint32_t at = r.sentence_of[hit.tokens.begin];
  const std::uint32_t last = std::min<std::uint32_t>(at + 2, static_cast<std::uint32_t>(r.sentences.size()) - 1);
  return {r.sentences[at - std::min(at, kSentences)].begin, r.sentences[last].end};
}

bool SpeaksOfRule(std::string_view title) {
  const std::string lower = FoldCase(title);
  static constexpr std::array<std::string_view, 9> kWords{"rulemaking", "proposed rule", "regulation", "guidance", "standards",
                                                          "policy",     "controls",      "final rule", "directive"};
  return std::ranges::any_of(kWords, [&](std::string_view words) { return lower.find(words) != std::string::npos; });
}

// "(the “implementing regulations”)", "Executive Order 14312, Providing for the Revocation of Syria Sanctions", "an
// Anti-Money Laundering programme": words of a name or of a term in quotation marks.
bool InTitle(const Reading& r, const TriggerTable& table, const Hit& hit) {
  // "a Notice of Proposed Rulemaking" is both a name and the act.
  if (table.types[hit.trigger->type].id == "rule.propose" && hit.trigger->frame != Frame::kVerb) return false;
  if (hit.group && !hit.group->gerund && !hit.group->reduced) return false;
  const std::uint32_t i = hit.tokens.begin;
  const TokenRange sentence = r.sentences[r.sentence_of[i]];
  if (i == sentence.begin || !(*r.tokens)[i].capital) return false;
  const auto named = [&](std::uint32_t k) {
    return k >= sentence.begin && k < sentence.end && r.words[k].punct == 0 && (*r.tokens)[k].capital &&
           (*r.tokens)[k].kind == TokenKind::kWord && !r.Is(k, kDeterminer | kPronoun);
  };
  // A heading writes every word so.
  bool heading = r.QuoteOf(i) == nullptr;
  for (std::uint32_t k = sentence.begin; k < sentence.end && heading; ++k) {
    const bool verb = r.finite[k] != 0 || r.Is(k, kBe | kHave | kModal);
    heading = !verb || (*r.tokens)[k].capital || r.words[k].mention >= 0;
  }
  if (heading) return false;
  std::uint32_t next = hit.tokens.end;
  while (next < sentence.end && r.Is(next, kPreposition | kConjunction | kDeterminer)) ++next;
  return named(next) || (i > sentence.begin + 1 && named(i - 1) && i - 1 != sentence.begin);
}

// "the regulation that requires a permit", "activities that need a licence": what a thing does every day.
bool TellsOfThing(const Reading& r, const Hit& hit, const Judgement& j, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || hit.passive() || j.modality != Modality::kActual) return false;
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  if (!hit.group->present || hit.group->begin != hit.group->verb || hit.group->gerund) return false;
  if (DateNear(r, hit)) return false;
  // "the regulation that requires": the pronoun is its subject.
  const std::uint32_t that = hit.group->begin - std::min(hit.group->begin, 1u);
  if (that > clause.tokens.begin && WordAt(r, that) == "that") {
    for (std::uint32_t i = that; i-- > clause.tokens.begin;) {
      // "is issuing a rule that amends": the rule does it.
      if (OneOf(WordAt(r, i), {"a", "an", "this", "these"})) return false;
      if (r.Is(i, kDeterminer | kPreposition) || r.finite[i] != 0 || r.words[i].punct != 0) break;
    }
    return true;
  }
  if (!clause.relative) return false;
  // "this rule, which adds": the text itself does it.
  if (clause.outer < 0) return true;
  const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
  for (std::uint32_t i = outer.end, n = 0; i-- > outer.begin && n < 8; ++n) {
    if (OneOf(WordAt(r, i), {"this", "these"})) return false;
    if (r.Is(i, kDeterminer | kPreposition) || r.finite[i] != 0) break;
  }
  return true;
}

// "seeks comment on whether to extend", "the policy of not listing": neither done nor announced.
bool IsLeftOpen(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!hit.group) return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  std::uint32_t before = hit.group->begin;
  while (before > floor && (r.Is(before - 1, kNegator | kAdverb) || WordAt(r, before - 1) == "not")) --before;
  if (hit.group->gerund && before > floor + 1 && WordAt(r, before - 1) == "of" &&
      OneOf(WordAt(r, before - 2), {"policy", "practice", "policies", "practices"}))
    return true;
  if (!frame.official) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  return to != kNone && to > floor && OneOf(WordAt(r, to - 1), {"whether", "need", "needs"});
}

// "The intended effect of this action is to streamline the regulations": what the act that is told elsewhere is for.
bool IsAimOf(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || hit.trigger->subtype == "comment") return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (to == kNone || to <= floor || !r.Is(to - 1, kBe)) return false;
  for (std::uint32_t i = floor; i < to; ++i) {
    if (OneOf(WordAt(r, i), {"effect", "goal", "goals", "objective", "objectives", "aim", "intent"})) return true;
  }
  return false;
}

// "as a result of an entity's inclusion on the list": whoever it may be.
bool OfWhomever(const Reading& r, const Hit& hit) {
  if (hit.group) return false;
  const std::uint32_t i = hit.tokens.begin;
  const std::uint32_t floor = r.sentences[r.sentence_of[i]].begin;
  for (std::uint32_t k = i; k-- > floor + 1 && i - k < 4;) {
    const std::string_view word = r.Surface(k);
    if (r.words[k].mention >= 0) return false;
    if (word.ends_with("'s") || word.ends_with("’s")) return OneOf(WordAt(r, k - 1), {"a", "an", "any", "each", "every"});
  }
  return false;
}

// "the Report and Order adopts", "challenging final rules": nouns that look like verbs of a court.
bool IsInstrumentNoun(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  const std::uint32_t i = hit.tokens.begin;
  if (!frame.official || !hit.group || hit.group->begin != i || i == 0) return false;
  const std::string_view word = WordAt(r, i);
  // "the Consent Agreement and Proposed Final Order"
  if (word == "proposed" && (*r.tokens)[i].capital && i + 1 < r.words.size() && (*r.tokens)[i + 1].capital)
    return r.sentences[r.sentence_of[i]].begin != i;
  if (word == "order" && (*r.tokens)[i].capital) return r.sentences[r.sentence_of[i]].begin != i;
  return OneOf(word, {"rules", "orders"}) && OneOf(WordAt(r, i - 1), {"final", "interim", "proposed", "new", "exclusion", "these"});
}

// "a collection for which approval will be requested", "where a driver is not prohibited", "to assist the office in
// preparing a report", "withdraws proposed rules": told of something else than the act that the words look like.
bool IsOfAnother(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                 const Judgement& j, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  const std::string& type = table.types[hit.trigger->type].id;
  const std::uint32_t clause = r.clause_of[hit.tokens.begin];
  if (hit.trigger->subtype == "comment" && hit.passive() && r.clauses[clause].relative) return true;
  // "agencies must solicit comment before", "to make improvements, including soliciting comments"
  if (hit.trigger->subtype == "comment" && j.duty && frame.collects) return true;
  if (hit.trigger->subtype == "comment" && hit.group->gerund && hit.group->begin > 0 &&
      WordAt(r, hit.group->begin - 1) == "including" && j.modality != Modality::kActual)
    return true;
  // "procedures set out in the statute"
  if (type == "rule.issue" && hit.group->reduced && WordAt(r, hit.tokens.begin) == "set" && hit.tokens.end + 1 < r.words.size() &&
      (WordAt(r, hit.tokens.end) == "in" || WordAt(r, hit.tokens.end + 1) == "in"))
    return true;
  // "submitted a request in May to modify the regulation"
  if (const std::uint32_t to = MarkerOf(r, *hit.group);
      to != kNone && (type == "rule.amend" || type == "rule.end" || type == "rule.issue")) {
    const std::uint32_t floor = r.clauses[clause].tokens.begin;
    for (std::uint32_t i = to, n = 0; i-- > floor && n < 8; ++n) {
      if (OneOf(WordAt(r, i), {"request", "requests", "petition", "petitions"}) && i > floor && OneOf(WordAt(r, i - 1), {"a", "the", "an", "updated", "its", "their"}))
        return true;
      if (r.finite[i] != 0) break;
    }
  }
  // "based on determinations made by the Secretary", "rules published in March": changes are not what was published.
  if (hit.trigger->id.ends_with("rule.amend/make-changes") && hit.passive()) {
    const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
    bool changes = false;
    for (std::uint32_t i = hit.group->begin, n = 0; i-- > floor && n < 12; ++n) {
      const std::string_view word = WordAt(r, i);
      if (OneOf(word, {"rule", "rules", "determination", "determinations", "pricing"})) break;
      changes = changes || OneOf(word, {"amendment", "amendments", "change", "changes", "correction", "corrections", "revision",
                                        "revisions", "update", "updates"});
    }
    if (!changes) return true;
  }
  if (type == "ban.impose" && hit.passive() && !DateNear(r, hit) &&
      (j.modality == Modality::kDenied || j.modality == Modality::kPossible) &&
      std::ranges::find(j.cues, "cue:not") != j.cues.end())
    return true;
  // "will hold a session to develop reports", "calls for issuing a report"
  if (type == "report.publish" && hit.group->infinitive &&
      std::ranges::any_of(hits, [&](const Hit& other) {
        const std::string& meets = table.types[other.trigger->type].id;
        return (meets == "talks.hold" || meets == "hearing.hold") && other.tokens.end <= hit.tokens.begin &&
               r.clause_of[other.tokens.begin] == clause;
      }))
    return true;
  if (hit.group->gerund && hit.group->begin > 1 && WordAt(r, hit.group->begin - 1) == "for" &&
      OneOf(WordAt(r, hit.group->begin - 2), {"call", "calling", "calls"}))
    return true;
  // "permits the insurer to cede risks by entering into a contract"
  if (hit.group->gerund && OneOf(type, {"deal.make", "facility.change", "product.announce", "shipment.change"})) {
    const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
    for (std::uint32_t i = hit.group->begin; i-- > floor;) {
      if (OneOf(WordAt(r, i), {"allow", "allows", "authorizes", "permit", "permits"})) return true;
    }
  }
  if (hit.group->gerund && hit.group->begin > 0 && WordAt(r, hit.group->begin - 1) == "in") {
    const std::uint32_t floor = r.clauses[clause].tokens.begin;
    for (std::uint32_t i = hit.group->begin - 1, n = 0; i-- > floor && n < 14; ++n) {
      if (OneOf(WordAt(r, i), {"assist", "assisting", "assists", "aid", "help", "guide", "support"})) return true;
    }
  }
  if (!hit.trigger->id.ends_with("rule.propose/propose") || r.Surface(hit.tokens.begin) != "proposed") return false;
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return table.types[other.trigger->type].id == "rule.end" && other.tokens.end <= hit.tokens.begin &&
           hit.tokens.begin - other.tokens.end < 6 && r.clause_of[other.tokens.begin] == clause;
  });
}

// "contain expired requirements": a word of the thing.
bool IsAttribute(const Reading& r, const TriggerTable& table, const Hit& hit) {
  // "due to updated guidance", "creation of new, streamlined policies": no past is told before it.
  const std::string& type = table.types[hit.trigger->type].id;
  const std::uint32_t word = hit.tokens.begin;
  if (type == "rule.amend" && hit.group && hit.group->begin == word && !hit.passive() && r.Surface(word).ends_with("ed") &&
      word > 0 && (r.Is(word - 1, kConjunction) || r.words[word - 1].punct == ',' || r.words[word - 1].punct == ';')) {
    bool past = false;
    for (std::uint32_t i = r.Around(word).begin; i < word && !past; ++i) {
      past = r.Is(i, kHave) || (r.words[i].mention < 0 && (r.words[i].verb & kPast) != 0 &&
                                (r.words[i].verb & kBase) == 0 && r.finite[i] != 0) ||
             WordAt(r, i) == "was" || WordAt(r, i) == "were";
    }
    if (!past) return true;
  }
  // "proposes amended standards", "no reviewable, suspended entries", "research set-aside program"
  if (type == "rule.amend" && word > 0 && r.Surface(word).ends_with("ed") && OneOf(WordAt(r, word - 1), {"proposes", "proposing"})) return true;
  if (type == "rule.end" && WordAt(r, hit.tokens.end) == "entries") return true;
  if (type == "rule.end" && WordAt(r, word) == "set" && r.words[word + 1].punct == '-') return true;
  // "concrete reinforcing bar (rebar) from Turkey"
  if (word > 0 && hit.trigger->id.ends_with("ban.impose/bar-from") && WordAt(r, word - 1) == "reinforcing") return true;
  // "the newly established council"
  const std::uint32_t verb = hit.tokens.begin;
  if (verb > 1 && hit.group && (r.words[verb].verb & kParticiple) != 0 &&
      OneOf(WordAt(r, verb - 1), {"already", "currently", "newly", "originally", "previously", "recently"}) &&
      (r.Is(verb - 2, kDeterminer | kPreposition) || (*r.tokens)[verb - 2].kind == TokenKind::kNumber || WordAt(r, verb - 2) == "one" ||
       WordAt(r, verb - 2) == "two") && !r.Is(verb - 2, kPronoun))
    return true;
  if (table.types[hit.trigger->type].id != "rule.end" || r.Surface(hit.tokens.begin) != "expired") return false;
  const std::uint32_t next = hit.tokens.end;
  return next < r.words.size() && r.words[next].punct == 0 && r.words[next].mention < 0 &&
         !r.Is(next, kPreposition | kAdverb | kConjunction | kSplitter | kPronoun) && r.DatesIn(r.Bytes({next, next + 1})).empty();
}

// "to enhance engagement with authorities": a course of work, no meeting.
bool IsCourse(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || hit.group || table.types[hit.trigger->type].id != "talks.hold" || hit.tokens.begin == 0) return false;
  // "the public who request a meeting with the office"
  const std::uint32_t at = hit.tokens.begin;
  if (at > 1 && r.Is(at - 1, kDeterminer) && OneOf(WordAt(r, at - 2), {"request", "requests", "requesting"})) return true;
  return OneOf(WordAt(r, hit.tokens.begin - 1), {"enhance", "improve", "increase", "promote", "strengthen", "facilitate",
                                                 "enhancing", "improving", "facilitating", "public", "community"});
}

// "the construction of new facilities falls within the rule", "calls between users", "representatives are selected from
// firms": in official texts nobody's deed, where no one is named.
bool IsNobodys(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official) return false;
  const std::string& type = table.types[hit.trigger->type].id;
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  const bool noun = !hit.group && OneOf(type, {"facility.change", "talks.hold", "deal.make"});
  const bool deed = hit.group && (OneOf(type, {"facility.change", "shipment.change"}) || hit.trigger->id.ends_with("deal.make/announce"));
  const bool chosen = hit.group && type == "office.change" && hit.passive() && !hit.trigger->id.ends_with("/body");
  const bool licence = hit.group && clause.relative && type == "license.require";
  // "products covered by the action that were exported before May"
  if (hit.group && clause.relative && hit.passive() && type == "shipment.change") return true;
  if (!noun && !deed && !chosen && !licence) return false;
  constexpr std::uint32_t kBefore = 4;  // "Acme's construction of a plant"
  const std::uint32_t from = noun ? std::max(clause.tokens.begin, hit.tokens.begin - std::min(hit.tokens.begin, kBefore)) : clause.tokens.begin;
  for (std::uint32_t i = from; i < clause.tokens.end; ++i) {
    if (r.words[i].mention >= 0 &&
        r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind != MentionKind::kRule)
      return false;
  }
  return true;
}

// "is prohibited except on routes", "awards grants to eligible agencies", "may file a challenge", "a covenant not to
// sue", "would have made changes to revise": what a text tells of as a standing thing or as never done.
bool IsStandingThing(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  const std::string& type = table.types[hit.trigger->type].id;
  const std::uint32_t begin = hit.group->begin;
  const TokenRange around = r.Around(hit.tokens.begin);
  constexpr std::uint32_t kReach = 12;
  // "Entry into this zone is prohibited" is what the notice is about.
  const bool zone = HasWord(r, around, "zone") || HasWord(r, around, "this");
  if (type == "ban.impose" && !zone && hit.passive() && OneOf(WordAt(r, begin), {"is", "are"}) && !hit.group->reduced &&
      r.DatesIn(r.Bytes(r.clauses[r.clause_of[begin]].tokens)).empty())
    return true;
  if (type == "suit.file" && WordAt(r, begin) == "may") return true;
  if (type == "suit.file" && HasWord(r, {std::max(around.begin, begin - std::min(begin, 3u)), begin}, "covenant")) return true;
  if (type == "deal.make" && !hit.passive() && hit.group->present &&
      HasWord(r, {hit.tokens.end, std::min(around.end, hit.tokens.end + kReach)}, "eligible"))
    return true;
  if (type.starts_with("rule.")) {
    // "to inform potential revisions to modernize the framework"
    if (const std::uint32_t to = MarkerOf(r, *hit.group);
        to != kNone && to > around.begin + 1 && OneOf(WordAt(r, to - 1), {"changes", "revisions", "amendments"}) &&
        OneOf(WordAt(r, to - 2), {"potential", "possible", "future"}))
      return true;
  }
  if (type == "rule.issue") {
    const TokenRange object{hit.tokens.end, std::min(around.end, hit.tokens.end + 5)};
    if (!hit.passive() && HasWord(r, object, "inquiry")) return true;
    // "This draft permit establishes limits"
    if (!hit.passive() && hit.group->finite && HasWord(r, hit.subject, "draft")) return true;
    // "finalizes the draft guidance of the same title issued in May"
    if (hit.group->reduced && HasWord(r, {std::max(around.begin, begin - std::min(begin, 8u)), begin}, "draft")) return true;
    // "corrects an error in the rule amending some zones and establishing others"
    if (hit.group->gerund && HasWord(r, {around.begin, begin}, "corrects") && HasWord(r, {around.begin, begin}, "error")) return true;
  }
  // "This rule affirms the availability of an exception": no court.
  if (type == "ruling.issue" && HasWord(r, {around.begin, std::min(around.end, around.begin + 2)}, "rule")) return true;
  const TokenRange close{std::max(around.begin, begin - std::min(begin, 5u)), begin + 1};
  // "subsidies provided by states", "funds appropriated by the Act"
  if (hit.trigger->id.ends_with("deal.make/invest") && hit.group->reduced && WordAt(r, hit.tokens.begin) != "allocated") return true;
  if (hit.trigger->id.ends_with("finance.impact/record") && WordAt(r, hit.tokens.begin) == "taking") return true;
  // "That rule intended to amend", "ways to streamline the guidance"
  if (type.starts_with("rule.") && hit.group->infinitive && begin > around.begin && OneOf(WordAt(r, begin - 1), {"intended", "ways"}))
    return true;
  // "I have ordered that public notice of these determinations be published"
  if (type == "rule.issue" && hit.passive() && WordAt(r, begin) == "be" && HasWord(r, {std::max(around.begin, begin - std::min(begin, 10u)), begin}, "notice") &&
      HasWord(r, {around.begin, begin}, "ordered"))
    return true;
  // "principles applied by the office", "capable of being readily altered", "constructed or modified on or before"
  if (type == "rule.issue" && hit.group->reduced && WordAt(r, hit.tokens.begin) == "applied") return true;
  if (type == "rule.amend" && (HasWord(r, close, "capable") || (WordAt(r, hit.tokens.begin) == "modified" &&
                                                                 HasWord(r, {around.begin, begin}, "constructed"))))
    return true;
  // "expanded the scope of two items of the agenda"
  if (type == "rule.amend" && HasWord(r, around, "agenda")) return true;
  // "was prepared under the auspices of the council"
  if (hit.trigger->id.ends_with("rule.issue/prepare") && hit.passive()) return true;
  // "After this notice is published", "once the program ends"
  if (hit.group->present && OneOf(WordAt(r, around.begin), {"after"}) && hit.passive() && begin < around.begin + 5) return true;
  if (type == "rule.end" && HasWord(r, close, "once")) return true;
  // "the standard that was in effect at the time", "determine that a compact is in effect"
  if (hit.trigger->id.ends_with("rule.effective/take-effect") &&
      ((r.clauses[r.clause_of[begin]].relative && WordAt(r, begin) == "was") ||
       HasWord(r, {std::max(around.begin, begin - std::min(begin, 10u)), begin}, "determine")))
    return true;
  // "amendments issued, or proposed to be issued", "proposing policy recommendations"
  if (type == "rule.propose" && hit.tokens.end + 1 < around.end && WordAt(r, hit.tokens.end) == "to" && WordAt(r, hit.tokens.end + 1) == "be" &&
      HasWord(r, close, "or"))
    return true;
  if (type == "rule.propose" && hit.group->gerund && HasWord(r, {hit.tokens.end, std::min(around.end, hit.tokens.end + 3)}, "recommendations")) return true;
  // "whether the license should continue to be extended"
  if (hit.trigger->subtype == "comment" && WordAt(r, hit.tokens.begin) == "extended" && HasWord(r, {around.begin, begin}, "whether")) return true;
  // "intends to publish a rule, including making updates"
  if (type == "rule.amend" && hit.group->gerund && HasWord(r, close, "including") && HasWord(r, {around.begin, begin}, "intends")) return true;
  // "The Act established a program"
  if (hit.trigger->id.ends_with("rule.issue/announce") && !hit.passive() && !hit.group->present && WordAt(r, hit.tokens.begin) == "established") {
    for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
      if (r.words[i].mention >= 0 && r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kRule) return true;
    }
  }
  // "regulations adopted by Nevada": no congress.
  if (type == "bill.enact" && hit.group->reduced && HasWord(r, close, "regulations")) return true;
  if (type == "office.change" && hit.passive() && HasWord(r, hit.subject, "system")) return true;
  if (type == "office.change" && WordAt(r, hit.tokens.begin) == "eliminated" && HasWord(r, {hit.tokens.end, std::min(around.end, hit.tokens.end + 1)}, "from"))
    return true;
  // "notice is given of the conduct of a program"
  if (type == "report.publish" && WordAt(r, hit.tokens.begin) == "given") return true;
  // "seeks input on how the office should develop a strategy"
  if (type == "report.publish" && HasWord(r, close, "how") && HasWord(r, close, "should")) return true;
  if (type == "office.change" && HasWord(r, {hit.tokens.end, std::min(around.end, hit.tokens.end + 3)}, "respondent")) return true;
  // "Title: Removing Obsolete Rules"
  if (hit.group->gerund && begin > around.begin + 1 && r.words[begin - 1].punct == ':' && WordAt(r, begin - 2) == "title") return true;
  // "standard, line, and pressure pipe"
  if (type == "request.make" && r.Surface(hit.tokens.begin) == "pressure") return true;
  // "withdraws the notice requesting comment"
  if (hit.trigger->subtype == "comment" && hit.group->gerund) {
    for (std::uint32_t i = begin, n = 0; i-- > around.begin && n < 5; ++n) {
      if (OneOf(WordAt(r, i), {"withdraw", "withdraws", "withdrawing", "withdrawn"})) return true;
    }
  }
  // "the proposed rule HUD published": no rule yet.
  if (type == "rule.issue" && begin > around.begin + 2) {
    std::uint32_t i = begin;
    while (i > around.begin + 2 && (r.words[i - 1].mention >= 0 || r.Is(i - 1, kDeterminer))) --i;
    if (i < begin && OneOf(WordAt(r, i - 1), {"rule", "rules"}) && WordAt(r, i - 2) == "proposed") return true;
  }
  // "A Memorandum of Agreement was signed": no order.
  if (type == "order.sign" && HasWord(r, {std::max(around.begin, begin - std::min(begin, 6u)), begin}, "agreement")) return true;
  // "a color additive petition filed by Acme": no suit.
  if (type == "suit.file" && !HasWord(r, around, "court") && !HasWord(r, around, "review") && !HasWord(r, around, "complaint") &&
      !HasWord(r, around, "investigation") && !HasWord(r, around, "lawsuit") && !HasWord(r, around, "suit") &&
      (HasWord(r, around, "petition") || HasWord(r, around, "petitions")))
    return true;
  if (type == "talks.hold" && HasWord(r, {begin, std::min(around.end, hit.tokens.end + 3)}, "conversations")) return true;
  if (type == "talks.hold" && hit.group->gerund && WordAt(r, hit.group->verb) == "attending") return true;
  if (const std::uint32_t to = MarkerOf(r, *hit.group); to != kNone) {
    for (std::uint32_t i = to, n = 0; i-- > around.begin + 1 && n < kReach; ++n) {
      if (WordAt(r, i) == "have" && WordAt(r, i - 1) == "would") return true;
      if (r.finite[i] != 0) break;
    }
    // "adopts a requirement for certain licensees to file"
    for (std::uint32_t i = to, n = 0; i-- > around.begin + 1 && n < 5; ++n) {
      if (WordAt(r, i) == "for" && OneOf(WordAt(r, i - 1), {"requirement", "requirements"})) return true;
    }
  }
  return false;
}

// "while ensuring robust adoption of standards", "in harmony with the final determination", "as if the rule had been in
// effect", "requests that rubber be added to the list": spoken of, wished, not done.
bool IsOnlySpokenOf(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official) return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (!hit.group) {
    const std::uint32_t from = std::max(floor, hit.tokens.begin - std::min(hit.tokens.begin, 4u));
    const TokenRange close{from, hit.tokens.begin};
    // "one year after the enactment of the Act", "within 90 days after the effective date of this directive"
    if ((hit.trigger->id.ends_with("bill.enact/enacted") || hit.trigger->id.ends_with("rule.effective/effective")) &&
        (HasWord(r, close, "after") || HasWord(r, close, "before")))
      return true;
    if (hit.trigger->id.ends_with("rule.amend/noun") && HasWord(r, close, "including") && HasWord(r, {floor, hit.tokens.begin}, "intends"))
      return true;
    // "the outline of the draft report on housing"
    if (hit.trigger->id.ends_with("finance.impact/record") && HasWord(r, close, "draft")) return true;
    // "The order calls for issuing a report to the President"
    if (hit.trigger->id.find(":report.publish/") != std::string::npos &&
        (HasWord(r, close, "calls") || HasWord(r, close, "call")) && HasWord(r, close, "for"))
      return true;
    // "an option for the renewal of temporary denial orders"
    if (hit.trigger->id.ends_with("penalty.impose/settle") && HasWord(r, close, "renewal")) return true;
  }
  // "Requests for continuation must be received", "The revisions to this rule include"
  if (!hit.group) {
    constexpr std::uint32_t kNear = 5;
    const bool asks = hit.trigger->id.find(":request.make/") != std::string::npos;
    const bool revises = hit.trigger->id.ends_with("rule.amend/noun");
    for (std::uint32_t i = hit.tokens.end; i < r.words.size() && i < hit.tokens.end + kNear; ++i) {
      if (asks && WordAt(r, i) == "must") return true;
      if (revises && OneOf(WordAt(r, i), {"include", "includes"})) return true;
      if (r.Is(i, kPreposition) && i > hit.tokens.end + 1) break;
    }
  }
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  constexpr std::uint32_t kReach = 24;
  const bool bare_be = WordAt(r, first) == "be" && first > floor && !r.Is(first - 1, kModal) &&
                       !(first > floor + 1 && r.Is(first - 2, kModal));
  constexpr std::uint32_t kFar = 80;  // "requesting that (a formula) be added"
  for (std::uint32_t i = first, n = 0; i-- > floor + 1 && n < (bare_be ? kFar : kReach); ++n) {
    const std::string_view word = WordAt(r, i);
    if (!hit.group && n < 4 && OneOf(word, {"ensure", "ensuring", "encourage", "encouraging", "promote", "promoting"})) return true;
    if (!hit.group && n < 6 && word == "harmony") return true;
    if (!hit.group && n < 3 && OneOf(word, {"address", "addresses", "addressing", "concerning", "governing", "governs", "regarding"}))
      return true;
    if (!hit.group && n < 4 && hit.trigger->id.find(":rule.end/") != std::string::npos &&
        OneOf(word, {"request", "requesting", "requests", "seek", "seeking"}))
      return true;
    // "a petition requesting amendments to the regulations", "object to the issuance of these permits"
    if (!hit.group && n < 3 && hit.trigger->id.ends_with("rule.amend/noun") && word == "requesting") return true;
    if (!hit.group && n < 4 && hit.trigger->id.ends_with("rule.issue/issuance") && OneOf(word, {"object", "objection", "objects"})) return true;
    if (!hit.group && n < 4 && hit.trigger->id.find(":agreement.reach/") != std::string::npos &&
        OneOf(word, {"amend", "extend", "extending", "under"}))
      return true;
    // "to the processing of a license application for"
    if (!hit.group && n < 4 && hit.trigger->id.find(":license.apply/") != std::string::npos &&
        OneOf(word, {"of", "on", "processing", "review"}))
      return true;
    if (!hit.group && n < 3 && hit.trigger->id.ends_with("rule.issue/gives-time") &&
        OneOf(word, {"amend", "amending", "amends", "correcting", "corrects"}))
      return true;
    if (!hit.group && n < 3 && word == "on" && OneOf(WordAt(r, i - 1), {"decision", "decisions"})) return true;
    if (word == "if" && WordAt(r, i - 1) == "as" && n < 20) return true;
    if (bare_be && word == "that" && OneOf(WordAt(r, i - 1), {"requesting", "requests", "requested", "request"})) return true;
  }
  return false;
}

// "is charged with considering the petitions", "proposes to act in partnership": work of an office that puts no rule
// forward and sues nobody.
bool IsOfficeWork(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  const std::string& type = table.types[hit.trigger->type].id;
  if (type == "suit.file" && hit.trigger->id.ends_with("suit.file/file"))
    return OneOf(WordAt(r, hit.tokens.begin), {"consider", "considering", "considers", "take", "plan", "prepare"});
  // "renews the exemption for drivers": of no tariff.
  if (hit.trigger->id.ends_with("tariff.change/tariff-exemption")) {
    const TokenRange near = Nearby(r, hit);
    for (std::uint32_t i = near.begin; i < near.end; ++i) {
      if (OneOf(WordAt(r, i), {"tariff", "tariffs", "duty", "duties", "import", "imports", "importers"})) return false;
    }
    return true;
  }
  if (!hit.trigger->id.ends_with("rule.propose/propose")) return false;
  const std::uint32_t to = hit.tokens.end;
  return to + 1 < r.words.size() && WordAt(r, to) == "to" &&
         OneOf(WordAt(r, to + 1), {"act", "award", "build", "collect", "conduct", "construct", "convey", "dispose", "fund",
                                   "hold", "lease", "prepare", "purchase", "reinstate", "release", "rule", "sell"});
}

// "so that the exemption will not apply to barges": what a rule covers.
bool IsCoverage(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || hit.passive() || !hit.trigger->id.ends_with("rule.issue/announce")) return false;
  const std::string_view word = r.Surface(hit.tokens.begin);
  return OneOf(word, {"apply", "applies", "applied"}) && hit.tokens.end < r.words.size() && WordAt(r, hit.tokens.end) == "to";
}

// "NEPA implementing regulations": a kind of regulations.
bool IsKindOf(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund || r.Surface(hit.tokens.begin) != "implementing" || hit.tokens.end >= r.words.size())
    return false;
  const std::uint32_t i = hit.tokens.begin;
  return OneOf(WordAt(r, hit.tokens.end), {"regulations", "regulation", "rules", "procedures"}) && i > 0 &&
         (r.words[i - 1].mention >= 0 || r.words[i - 1].punct == '"' || r.Is(i - 1, kDeterminer) ||
          r.words[i - 1].punct == '\'' || WordAt(r, i - 1) == "of");
}

// "in order to remove obstacles": what looks like an order to somebody.
bool IsPurposeOf(const Reading& r, const Hit& hit) {
  const std::uint32_t i = hit.tokens.begin;
  return i > 0 && WordAt(r, i) == "order" && WordAt(r, i - 1) == "in" && i + 1 < r.words.size() &&
         WordAt(r, i + 1) == "to";
}

// "the plugs must be replaced", "takes effect only if approved": a duty or a condition of a rule.
bool IsDutyOfThings(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j,
                    const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  const std::string& type = table.types[hit.trigger->type].id;
  if (type == "rule.effective") {
    const std::uint32_t next = hit.tokens.end;
    // "while the compact is in effect": a state.
    if (hit.trigger->id.ends_with("rule.effective/take-effect") && WordAt(r, next - 1) == "effect" &&
        r.Is(hit.tokens.begin, kBe) && !DateNear(r, hit) &&
        std::ranges::find(j.cues, "cue:will") == j.cues.end())
      return true;
    return next + 1 < r.words.size() && WordAt(r, next) == "only" && OneOf(WordAt(r, next + 1), {"if", "when", "after", "upon"});
  }
  return type.starts_with("rule.") && hit.passive() && j.duty && !DateNear(r, hit);
}

// "It is expected that this change will serve the public": spoken of, told before.
bool IsThatAct(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  const std::string& type = table.types[hit.trigger->type].id;
  if (!frame.official || hit.tokens.begin == 0) return false;
  // "a webinar in connection with the notice of proposed rulemaking": a text told of before.
  if (hit.trigger->id.ends_with("rule.propose/notice") && hit.tokens.begin > 1)
    return r.words[hit.tokens.begin - 1].punct == '(' || (WordAt(r, hit.tokens.begin - 1) == "the" && r.Is(hit.tokens.begin - 2, kPreposition) && !DateNear(r, hit));
  if (type != "rule.amend" && type != "rule.issue" && type != "rule.end" && type != "tariff.change") return false;
  // "The removal of these regulations will assist the public"
  if (!hit.group && type == "rule.end" && hit.tokens.end < r.words.size() && WordAt(r, hit.tokens.end - 1) == "of" &&
      OneOf(WordAt(r, hit.tokens.end), {"this", "these", "such", "those"}))
    return true;
  const bool noun = !hit.group || r.Surface(hit.tokens.begin) == "change" || r.Surface(hit.tokens.begin) == "changes";
  return noun && OneOf(WordAt(r, hit.tokens.begin - 1), {"this", "these", "such"});
}

}  // namespace

bool AsksToCollect(const Document& document, const Reading& r) {
  if (SpeaksOfCollecting(document.title)) return true;
  if (r.what->sentences.empty()) return false;
  // Long rules have a chapter on the burden of forms; a request says so at once.
  constexpr std::size_t kShort = 3000;
  return r.text.size() < kShort && SpeaksOfCollecting(r.what->sentences.front().In(r.text));
}

bool AsksPublic(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  const bool notice = frame.collects && hit.trigger->id.ends_with("rule.propose/issue-proposal");
  const bool invites = frame.official && hit.trigger->id.ends_with("rule.propose/issue-proposal") && InvitesOnly(r, hit);
  if (hit.trigger->subtype != "comment" && !notice && !invites) return false;
  const Span sentence = r.what->sentences[r.sentence_of[hit.tokens.begin]];
  const TokenRange tokens = r.Around(hit.tokens.begin);
  if (frame.collects || SpeaksOfCollecting(sentence.In(r.text)))
    return !frame.roles->rule_matters.AnyIn(r, tokens) || SpeaksOfCollecting(sentence.In(r.text));
  if (InProposal(r, {tokens.begin, hit.tokens.begin})) return false;
  // What the comments are on stands behind the verb, in a passive before it.
  Matter matter = FirstMatter(r, *frame.roles, {hit.tokens.begin, tokens.end});
  if (matter == Matter::kUnsaid) matter = FirstMatter(r, *frame.roles, {tokens.begin, hit.tokens.begin});
  if (matter != Matter::kUnsaid || !frame.official) return matter == Matter::kCase;
  // "We invite comments from the public": what the text as a whole puts forward.
  const std::string title = FoldCase(frame.document->title);
  if (title.find("permit application") != std::string::npos) return true;
  if (title.find("environmental impact statement") != std::string::npos && !SpeaksOfRule(frame.document->title)) return true;
  if (title.find("request for information") != std::string::npos && !SpeaksOfRule(frame.document->title)) return true;
  return !SpeaksOfRule(frame.document->title) && !frame.roles->rule_matters.AnyIn(r, Nearby(r, hit));
}

std::string_view WhySilent(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                           const Judgement& j, const DocumentFrame& frame) {
  if (IsCollecting(r, table, hit, frame)) return "a request to collect information, no policy";
  if (IsStandingPower(r, hit, frame)) return "a standing power or duty, not its use";
  if (IsLawfulPower(r, hit)) return "a standing power or duty, not its use";
  if (IsLawsOwn(r, table, hit, j, frame)) return "what a law has long done";
  if (IsSpokenOf(r, table, hit)) return "an investigation spoken of, not opened";
  if (IsMeetingNoun(r, table, hit)) return "the noun";
  if (IsGenerally(r, hit, frame)) return "a habit or a general truth";
  if (IsTopic(r, hit)) return "what a sentence speaks of";
  if (IsRequired(r, hit) || IsAskedOfOthers(r, hit, frame)) return "what a rule asks others to do";
  if (ToldByProposal(r, table, hits, hit, j, frame)) return "told by the proposal in the same clause";
  if (IsProposed(r, table, hits, hit, j, frame)) return "what a proposal would do";
  if (IsLeave(r, hit)) return "a standing power or duty, not its use";
  if (IsConsequence(r, table, hit, j)) return "what may come of an offence";
  if (IsAnybodys(r, table, hit, j)) return "a habit or a general truth";
  if (IsWished(r, hit)) return "asked for, not done";
  if (IsTrade(hit) || IsBeforeDoing(r, hit, frame)) return "a habit or a general truth";
  if (IsExample(r, hit)) return "an example";
  if (IsForbidden(r, table, hits, hit)) return "forbidden by the act in the same sentence";
  if (IsNamePart(r, table, hit) || (frame.official && InTitle(r, table, hit))) return "part of a name";
  if (TellsOfThing(r, hit, j, frame)) return "describes a thing by what it does";
  if (IsLeftOpen(r, hit, frame)) return "left open, or a policy spoken of";
  if (IsAimOf(r, hit, frame)) return "what an act is for, told elsewhere";
  if (IsInstrumentNoun(r, hit, frame) || IsAttribute(r, table, hit)) return "the noun";
  if (IsOfAnother(r, table, hits, hit, j, frame)) return "told of something else";
  if (IsOnlySpokenOf(r, hit, frame)) return "spoken of or wished, not done";
  if (IsCourse(r, table, hit, frame)) return "the daily work of an office";
  if (IsNobodys(r, table, hit, frame)) return "nobody's deed";
  if (IsStandingThing(r, table, hit, frame)) return "a standing power or duty, not its use";
  if (IsOfficeWork(r, table, hit, frame)) return "the daily work of an office";
  if (IsCoverage(r, hit, frame)) return "describes a thing by what it does";
  if (OfWhomever(r, hit)) return "a habit or a general truth";
  if (IsKindOf(r, hit)) return "part of a name";
  if (IsPurposeOf(r, hit)) return "a purpose, not an order";
  if (IsDutyOfThings(r, table, hit, j, frame)) return "a duty that a rule lays down, not a happening";
  if (IsThatAct(r, table, hit, frame)) return "the act told before";
  return {};
}

}  // namespace dateline::extract
