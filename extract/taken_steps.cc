#include "extract/taken_steps.h"

#include <algorithm>
#include <array>

#include "extract/verb_groups.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "moved to restrict the export": it did so. "moved to dismiss the case" only asks for it, as does a bid for a firm.
bool IsMoved(const Reading& r, const Cue& cue, std::string_view type) {
  if (WordAt(r, cue.tokens.begin) != "moved" || (r.finite[cue.tokens.begin] == 0 && !r.Is(cue.tokens.begin - 1, kHave)))
    return false;
  if (type == "ruling.issue" || type == "suit.file" || type == "hearing.hold") return false;
  return !OneOf(WordAt(r, cue.tokens.end), "block", "compel", "dismiss", "intervene", "quash", "seal", "stay",
                "vacate");
}

}  // namespace

// "faulted the government's DECISION to suspend the rule", "The MOVE to ban Micron is": taken, and spoken of. One that
// is only announced, made or awaited is a plan.
bool IsTakenStep(const Reading& r, const Cue& cue, std::string_view type) {
  const std::uint32_t at = cue.tokens.begin;
  // "TSMC's decision to build a plant": decided, and not built.
  if (type == "facility.change" || type == "deal.make" || type == "product.announce") return false;
  if (at == 0 || !OneOf(WordAt(r, at), "decision", "decisions", "move", "moved", "moves")) return false;
  if (WordAt(r, at) == "moved") return IsMoved(r, cue, type);
  // Its owner or article: "its latest decision", "President Donald Trump's move".
  const std::uint32_t floor = r.Around(at).begin;
  constexpr std::uint32_t kPhrase = 14;  // tokens
  std::uint32_t owner = at;
  bool known = false;
  while (owner > floor && at - owner < kPhrase && !known) {
    --owner;
    const Written word = r.Surface(owner);
    // "the U.S. International Trade Commission (ITC) decision"
    if (r.words[owner].punct == '(' || r.words[owner].punct == ')' || r.words[owner].punct == '.') continue;
    if (r.words[owner].punct != 0 && r.words[owner].mention < 0) return false;
    known = word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’") ||
            OneOf(WordAt(r, owner), "her", "his", "its", "that", "the", "their", "this");
    if (!known && r.words[owner].mention < 0 &&
        (r.finite[owner] != 0 || r.Is(owner, kPreposition | kConjunction | kDeterminer)))
      return false;
  }
  if (!known) return false;
  // "announced its decision to", "made the decision to", "await the decision to"
  constexpr std::uint32_t kReach = 8;
  for (std::uint32_t i = owner, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].mention >= 0) continue;
    const Known word = WordAt(r, i);
    if (OneOf(word, "announce", "announced", "announces", "announcing", "await", "awaiting", "awaits", "confirmed",
              "consider", "considering", "disclosed", "informed", "notified", "notice", "delayed", "delaying", "make",
              "makes", "making", "made", "pending", "postponed", "reaches", "reached", "reconsider", "reverse",
              "reversed", "reversing", "weighs", "weighing"))
      return false;
    if (r.finite[i] != 0 || r.words[i].punct != 0) break;
  }
  return true;
}

bool IsDecidedByOrder(const Reading& r, const Cue& cue) {
  const std::uint32_t at = cue.tokens.begin;
  if (!OneOf(WordAt(r, at), "decided", "determined")) return false;
  const TokenRange sentence = r.Around(at);
  // Past the number of a paragraph.
  std::uint32_t in = sentence.begin;
  while (in < at && (r.words[in].punct != 0 || (*r.tokens)[in].kind == TokenKind::kNumber)) ++in;
  if (in + 1 >= at || !OneOf(WordAt(r, in), "in", "by", "through", "with") || r.words[in + 1].mention < 0) return false;
  const Mention& named = r.what->mentions[static_cast<std::size_t>(r.words[in + 1].mention)];
  const std::string_view name = named.span.In(r.text);
  if (!name.starts_with("Proclamation") && !name.starts_with("Executive Order") && !name.starts_with("E.O."))
    return false;
  for (std::uint32_t i = in + 1; i < at; ++i) {
    if (r.Surface(i) == "I") return true;
  }
  return false;
}

bool IsVotedFor(const Reading& r, std::uint32_t verb) {
  const std::uint32_t floor = r.Around(verb).begin;
  constexpr std::uint32_t kReach = 10;  // tokens
  for (std::uint32_t i = verb, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.Surface(i) == "voted") return r.finite[i] != 0;
    // "voted against a motion to confirm", "voted to block a bid to"
    if (r.finite[i] != 0 || OneOf(WordAt(r, i), "against", "bid", "block", "down", "effort", "motion", "reject"))
      return false;
  }
  return false;
}

bool IsDayOfStep(const Reading& r, TokenRange step, const DateSpan& day) {
  if (WordAt(r, step.begin) == "moved") return true;
  constexpr std::uint32_t kNounPhrase = 6;  // tokens
  const std::uint32_t floor = r.Around(step.begin).begin;
  std::uint32_t begin = step.begin;
  while (begin > floor && step.begin - begin < kNounPhrase && r.finite[begin - 1] == 0) --begin;
  // "After China's decision to curb exports in July 2023, prices": of nothing else.
  std::uint32_t end = step.end;
  if (!FiniteBetween(r, floor, step.begin)) {
    const std::uint32_t last = r.Around(step.begin).end;
    while (end < last && (r.finite[end] == 0 || IsMoreOftenNoun(r.Surface(end))) && r.words[end].punct != ',') ++end;
  }
  return std::ranges::any_of(r.DatesOf({begin, end}), [&](const Timex& timex) { return timex.date == day; });
}

// "an effort to force Meta to sell was rejected", "A bid to buy it fell apart": what was tried and refused.
bool IsRefusedEffort(const Reading& r, const Target& target) {
  if (!target.group || !target.group->infinitive || target.group->begin < 2) return false;
  static constexpr std::array<std::string_view, 16> kEfforts{
      "attempt", "attempts", "bid",  "bids",  "campaign", "drive",     "effort", "efforts",
      "measure", "motion",   "plan", "plans", "proposal", "proposals", "push",   "request"};
  static constexpr std::array<std::string_view, 17> kRefused{
      "abandoned", "beaten",   "blocked",  "defeated", "denied",  "dismissed", "foiled",   "halted", "quashed",
      "rebuffed",  "rejected", "repelled", "scuttled", "spurned", "stymied",   "thwarted", "vetoed"};
  static constexpr std::array<std::string_view, 7> kFailed{"collapsed", "died",    "failed",   "fell",
                                                           "fizzled",   "flopped", "foundered"};
  // "effort TO force", "effort to force Meta TO divest", "effort by the agency TO"
  const TokenRange clause = r.clauses[r.clause_of[target.group->begin]].tokens;
  constexpr std::uint32_t kReach = 8, kObject = 16;  // tokens
  bool effort = false;
  for (std::uint32_t i = target.group->begin, n = 0; i-- > clause.begin && n < kReach && !effort; ++n) {
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    if (r.words[i].mention >= 0) continue;
    effort = Among<kEfforts>(r.Surface(i)) && !FiniteBetween(r, clause.begin, i);
  }
  if (!effort) return false;
  for (std::uint32_t i = target.tokens.end; i < std::min(clause.end, target.tokens.end + kObject); ++i) {
    if (r.words[i].mention >= 0 || (r.finite[i] == 0 && !r.Is(i, kBe | kHave))) continue;
    if (Among<kFailed>(r.Surface(i))) return true;
    if (!OneOf(WordAt(r, i), "was", "were", "has", "have", "had")) return false;
    std::uint32_t verb = i + 1;
    while (verb < clause.end && (r.Is(verb, kAdverb) || WordAt(r, verb) == "been")) ++verb;
    return verb < clause.end && (Among<kRefused>(r.Surface(verb)) || Among<kFailed>(r.Surface(verb)));
  }
  return false;
}

}  // namespace dateline::extract
