#include "extract/proposals.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string>

#include "extract/no_events_words.h"
#include "model/text.h"

namespace dateline::extract {
namespace {

// May one of the words below stand in the text? Told by four letters of each ("omb" comes with a space), of eight places
// at once: no branch, and hardly ever wrong.
bool MayStandIn(std::string_view text) {
  constexpr std::size_t kBlock = sizeof(std::uint64_t), kRead = kBlock + 3;
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  if (text.size() < kRead) return true;
  std::uint64_t found = 0;
  for (std::size_t at = 0; at < text.size(); at += kBlock) {
    const char* const from = text.data() + std::min(at, text.size() - kRead);
    const auto small = [&](std::size_t place) {
      std::uint64_t letters = 0;
      std::memcpy(&letters, from + place, kBlock);
      return letters | kOnes * 0x20;
    };
    const std::uint64_t first = small(0), second = small(1), third = small(2), fourth = small(3);
    const auto has = [&](std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
      const std::uint64_t differ = (first ^ kOnes * a) | (second ^ kOnes * b) | (third ^ kOnes * c) | (fourth ^ kOnes * d);
      return (differ - kOnes) & ~differ & kOnes * 0x80;  // a byte of zeros
    };
    found |= has('l', 'l', 'e', 'c') | has('p', 'e', 'r', 'w') | has('o', 'm', 'b', ' ');
  }
  return found != 0;
}

// Does one of the phrases, written in small letters, stand in the text, in whatever letters? Each holds one of three
// words, and what is looked for is a rare letter of these, which is faster than whole phrases.
bool StandsIn(std::string_view text, std::initializer_list<std::string_view> phrases) {
  struct Core {
    std::string_view word, folded;
    std::size_t rare;  // place of the letter
  };
  static constexpr std::array<Core, 6> kCores{{{"ollection", "ollection", 4},
                                               {"OLLECTION", "ollection", 4},
                                               {"aperwork", "aperwork", 7},
                                               {"APERWORK", "aperwork", 7},
                                               {"omb", "omb", 2},
                                               {"OMB", "omb", 2}}};
  if (!MayStandIn(text)) return false;
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
  return std::ranges::any_of(kCores, [&](const Core& core) {
    std::size_t at = core.rare;
    while ((at = text.find(core.word[core.rare], at)) != std::string_view::npos) {
      const std::size_t first = at++ - core.rare;
      if (text[first] != core.word.front() || !text.substr(first).starts_with(core.word)) continue;
      for (const std::string_view phrase : phrases) {
        const std::size_t before = phrase.find(core.folded);
        if (before <= first && std::ranges::equal(text.substr(first - before, phrase.size()), phrase, same)) return true;
      }
    }
    return false;
  });
}

bool SpeaksOfCollecting(std::string_view text) {
  return StandsIn(text, {"information collection", "collection of information", "collections of information",
                         "paperwork reduction act", "data collection", "proposed collection", "omb review",
                         "omb control number"}) &&
         // The review of old regulations has a law with nearly the same name.
         !StandsIn(text, {"regulatory paperwork reduction act"});
}

bool SpeaksOfForm(std::string_view text) {
  return StandsIn(text, {"information collection", "collection of information"});
}

// "In this advance notice, the office seeks comment on", "This interim final rule invites".
bool InProposal(const Reading& r, TokenRange range) {
  constexpr std::uint32_t kReach = 6;
  bool self = false;
  std::uint32_t at = 0;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Known word = WordAt(r, i);
    if (OneOf(word, "this", "these")) self = true, at = i;
    if (OneOf(word, "nprm", "anprm", "fnprm", "rulemaking")) return true;
    if (self && i - at <= kReach && OneOf(word, "rule", "rules", "regulation")) return true;
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

// "this proposed rule (Proposal) to": right before the "to".
bool AfterProposed(const Reading& r, std::uint32_t to) {
  const std::uint32_t floor = r.sentences[r.sentence_of[to]].begin;
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t i = to, n = 0; i-- > floor && n < kReach; ++n) {
    if (OneOf(WordAt(r, i), "proposed", "nprm", "anprm")) return true;
    if (r.finite[i] != 0 || r.words[i].punct == ',' || r.Is(i, kPreposition)) return false;
  }
  return false;
}

// What a call for comments is on.
enum class Matter : std::uint8_t { kUnsaid, kRule, kCase };

Matter FirstMatter(const Reading& r, const RoleWords& words, TokenRange range) {
  constexpr std::uint32_t kLongestPhrase = 6;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const std::uint32_t past = std::min(kLongestPhrase, range.end - i - 1);
    // "a proposed determination" is a rule's, "a determination" a case's.
    if (words.rule_matters.AnyIn(r, {i, i + 1}, past)) return Matter::kRule;
    if (!words.case_matters.AnyIn(r, {i, i + 1}, past)) continue;
    // "proposed flood hazard determinations"
    if (r.Surface(i).starts_with("determination") &&
        HasWord(r, {std::max(range.begin, i - std::min(i, 4u)), i}, "proposed"))
      return Matter::kRule;
    return Matter::kCase;
  }
  return Matter::kUnsaid;
}

// "is publishing this notice and invites views on a railway's request": nothing else is published.
bool InvitesOnly(const Reading& r, const Hit& hit) {
  bool comment = false;
  for (std::uint32_t i = hit.object.begin; i < std::min(hit.object.end + 8, r.Around(hit.tokens.begin).end); ++i) {
    const Known word = WordAt(r, i);
    if (OneOf(word, "proposed", "rulemaking", "nprm", "anprm", "draft")) return false;
    comment = comment || OneOf(word, "comment", "comments");
  }
  return comment;
}

bool SpeaksOfRule(std::string_view title) {
  const std::string lower = FoldCase(title);
  static constexpr std::array<std::string_view, 10> kWords{"rulemaking",    "regulatory requirements",
                                                           "proposed rule", "regulation",
                                                           "guidance",      "standards",
                                                           "policy",        "controls",
                                                           "final rule",    "directive"};
  return std::ranges::any_of(kWords, [&](std::string_view words) { return lower.find(words) != std::string::npos; });
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
  const bool invites =
      frame.official && hit.trigger->id.ends_with("rule.propose/issue-proposal") && InvitesOnly(r, hit);
  if (hit.trigger->subtype != "comment" && !notice && !invites) return false;
  const Span sentence = r.what->sentences[r.sentence_of[hit.tokens.begin]];
  const TokenRange tokens = r.Around(hit.tokens.begin);
  if (SpeaksOfCollecting(sentence.In(r.text))) return true;
  if (frame.collects) return !frame.roles->rule_matters.AnyIn(r, tokens);
  if (InProposal(r, {tokens.begin, hit.tokens.begin})) return false;
  // "This request for information (RFI) seeks input"
  if (frame.official && tokens.begin + 3 < hit.tokens.begin && WordAt(r, tokens.begin + 1) == "request" &&
      WordAt(r, tokens.begin + 3) == "information")
    return true;
  // "seeks comment on whether a change to a device should require a new application": a policy.
  if (HasWord(r, {hit.tokens.end, std::min(tokens.end, hit.tokens.end + 5)}, "whether") &&
      HasWord(r, {hit.tokens.end, tokens.end}, "should") && !frame.collects)
    return false;
  // What the comments are on stands behind the verb, in a passive before it.
  Matter matter = FirstMatter(r, *frame.roles, {hit.tokens.begin, tokens.end});
  if (matter == Matter::kUnsaid) matter = FirstMatter(r, *frame.roles, {tokens.begin, hit.tokens.begin});
  if (matter != Matter::kUnsaid || !frame.official) return matter == Matter::kCase;
  // "We invite comments from the public": what the text as a whole puts forward.
  const std::string title = FoldCase(frame.document->title);
  if (title.find("permit application") != std::string::npos) return true;
  if ((title.find("environmental assessment") != std::string::npos ||
       title.find("habitat conservation plan") != std::string::npos) &&
      !SpeaksOfRule(frame.document->title))
    return true;
  if (title.find("environmental impact statement") != std::string::npos && !SpeaksOfRule(frame.document->title))
    return true;
  if (title.find("request for information") != std::string::npos && !SpeaksOfRule(frame.document->title)) return true;
  return !SpeaksOfRule(frame.document->title) && !frame.roles->rule_matters.AnyIn(r, Nearby(r, hit));
}

bool IsOfProposedRule(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || (type != "rule.issue" && type != "rule.amend")) return false;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  const auto proposed = [&](std::uint32_t i) {
    return WordAt(r, i) == "proposed" && i + 1 < r.words.size() &&
           OneOf(WordAt(r, i + 1), "rule", "rules", "rulemaking", "regulations", "ad");
  };
  if (!hit.passive()) {
    const std::uint32_t i = sentence.begin;
    return hit.group->present && hit.group->finite && i + 2 < hit.group->begin &&
           OneOf(WordAt(r, i), "this", "these") && proposed(i + 1) && hit.group->begin <= i + 4;
  }
  if (type != "rule.issue" || hit.group->begin == 0 || !r.Is(hit.group->begin - 1, kThat | kRelative)) return false;
  for (std::uint32_t i = hit.group->begin; i-- > sentence.begin + 1;) {
    if (OneOf(WordAt(r, i), "rule", "rules") && WordAt(r, i - 1) == "final") return false;
    if (proposed(i)) return true;
  }
  return false;
}

bool IsCollecting(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  const Id& type = table.types[hit.trigger->type].id;
  if (hit.trigger->subtype == "comment") return false;  // asked of the public
  // "This document corrects those errors", "the control number expires in July": of the form that leave is asked for.
  if (frame.collects && OneOf(type, "product.announce", "license.apply", "license.decide", "filing.publish",
                                     "office.change", "rule.end", "rule.effective"))
    return true;
  if (frame.collects && type == "rule.propose" && hit.trigger->subtype == "review") return true;
  if (frame.collects && OneOf(type, "rule.issue", "rule.amend") &&
      !frame.roles->rule_matters.AnyIn(r, r.Around(hit.tokens.begin)))
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

bool ToldByProposal(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                    const Judgement& j, const DocumentFrame& frame) {
  const Id& type = table.types[hit.trigger->type].id;
  if (type.starts_with("ban.") || type.starts_with("list.") || type.starts_with("license.") || type == "rule.end" ||
      type == "rule.propose" || type == "tariff.change")
    return false;
  // "This rule proposes changes to the program", "comment on proposals to modify the program"
  if (!hit.group) {
    return std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& other) {
      return other.trigger->id.ends_with("rule.propose/propose") && other.object.Has(hit.tokens.begin);
    });
  }
  const std::uint32_t to = MarkerOf(r, *hit.group);
  if (frame.official && to != kNone && to > 0 && OneOf(WordAt(r, to - 1), "proposal", "proposals")) return true;
  // "is publishing this proposal to update and clarify"
  if (frame.official && to != kNone && type.starts_with("rule.") && AfterProposed(r, to)) return true;
  // "It also proposes to remove a note", where the text has told what it proposes.
  if (frame.official && type == "rule.amend" && to != kNone && to > 0 &&
      OneOf(WordAt(r, to - 1), "propose", "proposes", "proposing") && ProposesItself(r, hits))
    return true;
  const bool gerund = hit.group->gerund;  // "proposes amending"
  if (!gerund && std::ranges::find(j.cues, "cue:demand") == j.cues.end()) return false;
  return std::ranges::any_of(Beside(r, hits, hit), [&](const Hit& other) {
    return table.types[other.trigger->type].id == "rule.propose" && other.trigger->id.ends_with("/propose") &&
           other.tokens.end <= hit.tokens.begin && r.clause_of[other.tokens.begin] == r.clause_of[hit.tokens.begin] &&
           (!gerund || other.tokens.end == hit.group->begin);
  });
}

bool IsProposed(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                const Judgement& j, const DocumentFrame& frame) {
  const Id& type = table.types[hit.trigger->type].id;
  // "The reporting requirements would also be terminated", "Through this proposed rule, the Department seeks to end",
  // "This action would (1) allow, (2) modify".
  const std::uint32_t first = hit.group ? hit.group->begin : hit.tokens.begin;
  const TokenRange before{r.Around(hit.tokens.begin).begin, hit.tokens.begin};
  const TokenRange beside{first - std::min(first - before.begin, 3u), hit.tokens.begin};
  if (frame.official && j.modality != Modality::kDenied &&
      OneOf(type, "rule.issue", "rule.amend", "rule.end", "rule.effective", "ban.impose", "license.require",
                   "tariff.change", "list.add", "list.remove")) {
    const bool would = j.modality != Modality::kActual && (HasWord(r, beside, "would") || InProposal(r, before));
    const bool listed = hit.group && hit.group->bare && HasWord(r, before, "would");
    if ((would || listed) && ProposesItself(r, hits)) return true;
  }
  if ((type != "rule.issue" && type != "rule.amend") || !frame.official || j.modality == Modality::kActual ||
      hit.passive())
    return false;
  for (std::uint32_t i = hit.subject.begin; i + 1 < hit.subject.end; ++i) {
    const Known word = WordAt(r, i), next = WordAt(r, i + 1);
    if (word == "proposal") return true;
    if (word == "proposed" && OneOf(next, "rule", "rules", "rulemaking", "amendments", "amendment", "regulations",
                                           "ad", "changes", "revisions", "action"))
      return true;
  }
  return false;
}

bool IsOnlyInBill(const Reading& r, std::string_view type, const Hit& hit) {
  if (!hit.group || hit.group->begin < 2 || hit.passive() || type.starts_with("bill.") || type == "office.change" ||
      type == "hearing.hold" || type == "request.make" || type == "probe.open")
    return false;
  const std::uint32_t before = hit.group->begin - 1;
  if (hit.group->gerund && r.words[before].mention < 0)
    return OneOf(WordAt(r, before), "amendment", "amendments", "bill", "bills", "legislation", "provision",
                 "provisions");
  if (!hit.group->infinitive) return false;
  // "voted 50-50 to overturn": past the count.
  const std::uint32_t floor = r.Around(before).begin;
  std::uint32_t voted = before;
  while (voted > floor && ((*r.tokens)[voted].kind == TokenKind::kNumber || r.words[voted].punct != 0 ||
                           OneOf(WordAt(r, voted), "narrowly", "overwhelmingly", "unanimously")))
    --voted;
  if (!OneOf(WordAt(r, voted), "voted", "votes")) return false;
  constexpr std::uint32_t kSubject = 8;  // tokens
  for (std::uint32_t i = voted, n = 0; i-- > floor && n < kSubject; ++n) {
    if (r.words[i].punct == ',' || r.finite[i] != 0) return false;
    if (OneOf(r.Surface(i), "Bundestag", "Congress", "Democrats", "House", "Parliament", "Republicans", "Senate",
              "committee", "lawmakers", "parliament", "senators"))
      return true;
  }
  return false;
}

}  // namespace dateline::extract
