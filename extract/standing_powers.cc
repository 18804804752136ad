// What laws and rules let or bid others do, whenever that may be.
#include "extract/standing_powers.h"

#include <algorithm>
#include <array>

#include "extract/no_events_words.h"
#include "extract/official_texts.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

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
    if (OneOf(WordAt(r, i), "statute", "law", "section", "act", "title", "constitution", "process", "procedure",
              "procedures", "mechanism", "provision", "exception"))
      return true;
  }
  return false;
}

}  // namespace

bool IsStandingPower(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!hit.group || frame.bill || DateNear(r, hit)) return false;
  const std::uint32_t to = MarkerOf(r, *hit.group);
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (to == kNone || to == floor) return false;
  const bool official = frame.official || frame.release;
  constexpr std::uint32_t kReach = 18;
  for (std::uint32_t i = to, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0) continue;
    const Known word = WordAt(r, i);
    // "the right to ban", "the rights of states to pass laws": no one has done it yet.
    if (OneOf(word, "right", "rights") && (i + 1 == to || (to - i < 5 && WordAt(r, i + 1) == "of"))) return true;
    if (i + 1 == to && OneOf(word, "authority", "authorities", "power", "powers", "ability", "discretion",
                             "jurisdiction", "requirement", "obligation", "duty", "responsibility")) {
      for (std::uint32_t k = i; k-- > floor && i - k < 5;) {
        if (r.Is(k, kHave)) return official;  // "can still": who has it may be about to use it
      }
      return true;
    }
    const bool passive = i > floor && r.Is(i - 1, kBe | kAdverb);
    if (OneOf(word, "authorized", "authorised", "empowered") && passive)
      return official || NamesStatute(r, {r.clauses[r.clause_of[i]].tokens.begin, i});
    if (word == "required" && passive) return NamesStatute(r, {i + 1, to});
    if (OneOf(word, "authorizes", "authorises", "empowers", "permits", "allows", "requires", "gives", "grants",
              "authorized", "required", "empowering", "authorizing", "authorising")) {
      const Clause& clause = r.clauses[r.clause_of[i]];
      if (NamesStatute(r, {clause.tokens.begin, i})) return true;
      // "under the Act of 2020, which authorizes the office to"
      constexpr std::uint32_t kBack = 6;
      return clause.relative && NamesStatute(r, {clause.tokens.begin - std::min(clause.tokens.begin, kBack), i});
    }
    if (r.finite[i] != 0) return false;
  }
  return false;
}

bool IsLawfulPower(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.group->passive || DateNear(r, hit)) return false;
  bool can = false;
  for (std::uint32_t i = hit.group->begin; i < hit.group->verb; ++i) can = can || OneOf(WordAt(r, i), "can", "may");
  if (!can) return false;
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  const Written first = r.Surface(clause.begin);
  return (first == "Under" || first == "By" || first == "Pursuant" || first == "under") &&
         NamesStatute(r, {clause.begin, hit.group->begin});
}

bool IsLawsOwn(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j,
               const DocumentFrame& frame) {
  if (table.types[hit.trigger->type].id != "ban.impose" || !frame.official || !hit.group || hit.passive()) return false;
  // "will prohibit" as well: once what it speaks of has come about.
  const bool will = j.modality == Modality::kPlanned && j.cues.Are("cue:will");
  if (!will && (j.modality != Modality::kActual || !hit.group->present || hit.group->begin != hit.group->verb))
    return false;
  if (hit.group->gerund || (!will && DateNear(r, hit))) return false;
  std::uint32_t last = hit.group->begin;
  // "the Wildlife Act of 1973, as amended (Act), prohibits"
  constexpr std::uint32_t kAside = 8;  // tokens
  if (last > kAside && r.words[last - 1].punct == ',') {
    for (std::uint32_t n = 0; n < kAside && r.words[last - 1].mention < 0; ++n) {
      if (r.finite[last - 1] != 0) return false;
      --last;
    }
  }
  if (last == 0 || r.words[last - 1].mention < 0) return false;
  const Mention& m = r.what->mentions[static_cast<std::size_t>(r.words[last - 1].mention)];
  const std::string_view words = m.span.In(r.text);
  return m.kind == MentionKind::kRule &&
         (words.ends_with("Act") || words.find("Code") != std::string_view::npos || r.Surface(last - 1).size() < 5);
}

bool IsAskedOfOthers(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  // "requires applicants to certify that they have updated a plan"
  const TokenRange sentence = r.Around(hit.tokens.begin);
  for (std::uint32_t i = hit.group->begin; i-- > sentence.begin + 1;) {
    if (WordAt(r, i) != "that") continue;
    const Known before = WordAt(r, i - 1);
    if (OneOf(before, "require", "requires", "required") &&
        NamesStatute(r, {r.clauses[r.clause_of[i - 1]].tokens.begin, i}))
      return true;
    if (OneOf(before, "certify", "certifies", "attest", "ensure", "demonstrate")) return true;
  }
  const std::uint32_t to = MarkerOf(r, *hit.group);
  if (to == kNone) return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  constexpr std::uint32_t kReach = 40;
  for (std::uint32_t i = to, n = 0; i-- > floor && n < kReach; ++n) {
    const Known word = WordAt(r, i);
    if (OneOf(word, "require", "requires", "requiring"))
      return r.words[i + 1].mention < 0 && !frame.offices->AnyIn(r, {i + 1, std::min(to, i + 6)});
    if (r.words[i].mention >= 0 &&
        r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind == MentionKind::kAgency)
      return false;
    if (r.finite[i] != 0 || r.words[i].punct == ';') return false;
  }
  return false;
}

bool IsRequired(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->gerund || hit.group->begin == 0) return false;
  std::uint32_t before = hit.group->begin - 1;
  while (before > 0 && r.Is(before, kAdverb)) --before;
  if (OneOf(WordAt(r, before), "require", "requires", "required")) return true;
  // "would require replacing the parts, as the directive says, and prohibiting their use"
  if (!r.Is(before, kConjunction) && r.words[before].punct != ',') return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[before]].begin;
  for (std::uint32_t i = before; i > floor; --i) {
    if (OneOf(WordAt(r, i), "require", "requires", "required")) return r.Surface(i + 1).ends_with("ing");
    if (r.finite[i] != 0 && !r.Surface(i).ends_with("ed")) return false;
  }
  return false;
}

bool IsLeave(const Reading& r, const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  if (!hit.group || next + 2 >= r.words.size() || WordAt(r, next) != "such") return false;
  for (std::uint32_t i = next + 1; i < std::min<std::size_t>(r.words.size(), next + 8); ++i) {
    if (WordAt(r, i) == "as") return true;
  }
  return false;
}

bool IsListedPower(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (frame.official) return false;  // an order gives its offices things to do
  if (hit.group && hit.group->finite && !hit.group->bare) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  const std::uint32_t i = sentence.begin;
  if (i + 3 >= sentence.end || r.words[i].punct != '(' || r.words[i + 2].punct != ')') return false;
  const Word& first = r.words[i + 3];
  if (first.mention >= 0 || (*r.tokens)[i + 3].capital || first.punct != 0) return false;
  if (r.Is(i + 3, kDeterminer | kPreposition | kPronoun)) return false;
  return !FiniteBetween(r, i + 4, hit.tokens.begin) && !DateNear(r, hit);
}

bool IsStatuteDuty(const Reading& r, const TriggerTable& table, const Hit& hit, const DocumentFrame& frame) {
  const Id& type = table.types[hit.trigger->type].id;
  if (frame.official || frame.release || !hit.passive() || DateNear(r, hit)) return false;
  return (type == "license.require" || type == "ban.impose" || type == "license.decide") &&
         WordAt(r, hit.group->begin) == "shall";
}

bool IsDutyOfThings(const Reading& r, const TriggerTable& table, const Hit& hit, const Judgement& j,
                    const DocumentFrame& frame) {
  if (!frame.official || !hit.group) return false;
  const Id& type = table.types[hit.trigger->type].id;
  if (type == "rule.effective") {
    const std::uint32_t next = hit.tokens.end;
    // "while the compact is in effect": a state.
    if (hit.trigger->id.ends_with("rule.effective/take-effect") && WordAt(r, next - 1) == "effect" &&
        r.Is(hit.tokens.begin, kBe) && !DateNear(r, hit) && std::ranges::find(j.cues, "cue:will") == j.cues.end())
      return true;
    return next + 1 < r.words.size() && WordAt(r, next) == "only" &&
           OneOf(WordAt(r, next + 1), "if", "when", "after", "upon");
  }
  return type.starts_with("rule.") && hit.passive() && j.duty && !DateNear(r, hit);
}

}  // namespace dateline::extract
