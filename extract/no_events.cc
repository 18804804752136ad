#include "extract/no_events.h"

#include <algorithm>
#include <array>
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

// Cheap, and false for nearly every text: whether "collection", "paperwork" or "OMB" stands there, without which the
// phrases below cannot. A rare letter of each is looked for, which is faster than whole words.
bool MaySpeakOfCollecting(std::string_view text) {
  struct Core {
    std::string_view word;
    std::size_t rare;  // place of the letter
  };
  static constexpr std::array<Core, 6> kCores{
      {{"ollection", 4}, {"OLLECTION", 4}, {"aperwork", 7}, {"APERWORK", 7}, {"omb", 2}, {"OMB", 2}}};
  return std::ranges::any_of(kCores, [&](const Core& core) {
    std::size_t at = core.rare;
    while ((at = text.find(core.word[core.rare], at)) != std::string_view::npos) {
      if (text.substr(at - core.rare).starts_with(core.word)) return true;
      ++at;
    }
    return false;
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
        OneOf(word, {"authority", "authorities", "power", "powers", "ability", "discretion", "jurisdiction"})) {
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
  if (j.modality != Modality::kActual || !hit.group->present || hit.group->begin != hit.group->verb ||
      hit.group->gerund)
    return false;
  if (DateNear(r, hit)) return false;
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

// "would require revising the program": what a rule asks others to do.
bool IsRequired(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund || hit.group->begin == 0) return false;
  std::uint32_t before = hit.group->begin - 1;
  while (before > 0 && r.Is(before, kAdverb)) --before;
  return OneOf(WordAt(r, before), {"require", "requires", "required"});
}

// Asking leave to collect information is no policy put forward.
bool IsCollecting(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  const std::string& type = table.types[hit.trigger->type].id;
  if (hit.trigger->subtype == "comment") return false;  // asked of the public
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

// "The proposed rule would also update": what a proposal would do is the proposal.
bool IsProposed(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j,
                const DocumentFrame& frame) {
  const std::string& type = table.types[hit.trigger->type].id;
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
  if (hit.trigger->subtype != "comment" && !notice) return false;
  const Span sentence = r.what->sentences[r.sentence_of[hit.tokens.begin]];
  const TokenRange tokens = r.Around(hit.tokens.begin);
  const bool rule = frame.roles->rule_matters.AnyIn(r, tokens);
  if (frame.collects || SpeaksOfCollecting(sentence.In(r.text)))
    return !rule || SpeaksOfCollecting(sentence.In(r.text));
  return !rule && frame.roles->case_matters.AnyIn(r, tokens);
}

std::string_view WhySilent(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                           const Judgement& j, const DocumentFrame& frame) {
  if (IsCollecting(r, table, hit, frame)) return "a request to collect information, no policy";
  if (IsStandingPower(r, hit, frame)) return "a standing power or duty, not its use";
  if (IsLawfulPower(r, hit)) return "a standing power or duty, not its use";
  if (IsLawsOwn(r, table, hit, j, frame)) return "what a law has long done";
  if (IsSpokenOf(r, table, hit)) return "an investigation spoken of, not opened";
  if (IsMeetingNoun(r, table, hit)) return "the noun";
  if (IsTopic(r, hit)) return "what a sentence speaks of";
  if (IsRequired(r, hit)) return "what a rule asks others to do";
  if (ToldByProposal(r, table, hits, hit, j, frame)) return "told by the proposal in the same clause";
  if (IsProposed(r, table, hit, j, frame)) return "what a proposal would do";
  if (IsLeave(r, hit)) return "a standing power or duty, not its use";
  if (IsConsequence(r, table, hit, j)) return "what may come of an offence";
  if (IsAnybodys(r, table, hit, j)) return "a habit or a general truth";
  if (IsWished(r, hit)) return "asked for, not done";
  if (IsTrade(hit)) return "a habit or a general truth";
  if (IsExample(r, hit)) return "an example";
  if (IsForbidden(r, table, hits, hit)) return "forbidden by the act in the same sentence";
  if (IsNamePart(r, table, hit)) return "part of a name";
  return {};
}

}  // namespace dateline::extract
