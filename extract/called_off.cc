#include "extract/called_off.h"

#include <algorithm>

#include "extract/own_acts.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

bool IsPart(const Reading& r, std::uint32_t i, std::initializer_list<std::string_view> words) {
  return i < r.words.size() && r.words[i].mention < 0 && OneOf(r.Surface(i), words);
}

// What the verb at `i` does to a meeting.
Fate FateAt(const Reading& r, std::uint32_t i) {
  if (r.words[i].mention >= 0 || r.words[i].punct != 0) return Fate::kHeld;
  const Known word = WordAt(r, i);
  if (OneOf(word, "cancel", "canceled", "canceling", "cancelled", "cancelling", "cancels", "scrapped", "scraps",
            "scrapping", "axed") ||
      (word.starts_with("call") && IsPart(r, i + 1, {"off"})))
    return Fate::kCalledOff;
  if (word.starts_with("postpon") || word.starts_with("reschedul") || word.starts_with("defer") ||
      OneOf(word, "delay", "delayed", "delaying", "delays") ||
      (OneOf(word, "put", "puts", "putting") && IsPart(r, i + 1, {"off", "back"})) || word.starts_with("adjourn") ||
      (word.starts_with("push") && IsPart(r, i + 1, {"back"})))
    return Fate::kPutOff;
  return Fate::kHeld;
}

bool IsVote(const Reading& r, TokenRange range) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (IsPart(r, i, {"vote", "votes", "markup", "mark", "debate", "reading"})) return true;
  }
  return false;
}

// The verb that governs the thing: the trigger itself, "were cancelled" behind it, "called off the" before it.
std::uint32_t VerbOf(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kAfter = 14, kBefore = 6;  // tokens
  if (hit.group && FateAt(r, hit.group->verb) != Fate::kHeld) return hit.group->verb;
  const TokenRange sentence = r.Around(hit.tokens.begin);
  for (std::uint32_t i = hit.tokens.end; i + 1 < std::min(sentence.end, hit.tokens.end + kAfter); ++i) {
    if (r.words[i].punct == ',' || r.words[i].punct == ';' || r.Is(i, kConjunction)) break;
    if (!r.Is(i, kBe)) continue;
    return i + 1;
  }
  if (hit.group && hit.group->finite) return hit.tokens.begin;
  // The noun stands before "scheduled".
  std::uint32_t i = hit.tokens.begin;
  for (std::uint32_t n = 0; i > sentence.begin && n < kBefore; ++n) {
    --i;
    if (r.words[i].punct != 0 || r.Is(i, kConjunction)) break;
    if (FateAt(r, i) != Fate::kHeld) return i;
    if (r.finite[i] != 0 && !r.Is(i, kHave)) break;
  }
  return hit.tokens.begin;
}

// "today's markup", "the talks scheduled for Monday": the day it was to be held on, told with it behind the verb.
bool HasOwnDay(const Reading& r, std::uint32_t verb) {
  constexpr std::uint32_t kReach = 9;
  const std::uint32_t end = std::min<std::uint32_t>(verb + kReach, r.Around(verb).end);
  for (const Timex& timex : r.DatesOf({verb + 1, end})) {
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token >= end || IsPart(r, token - 1, {"to", "until", "till"}) || timex.rule.ends_with("/until")) continue;
    const std::string_view behind = r.text.substr(timex.span.end, 4);
    if (behind.starts_with("'s") || behind.starts_with("’s")) return true;
    if (timex.span.In(r.text).ends_with("'s") || timex.span.In(r.text).ends_with("’s")) return true;
    for (std::uint32_t i = verb + 1; i < token; ++i) {
      if (IsPart(r, i, {"scheduled", "planned", "set", "due"})) return true;
    }
  }
  return false;
}

// "set sentencing FOR February 24", "A vote is penciled in for Friday": still to come, whatever it is.
bool IsSetFor(const Reading& r, const Hit& hit) {
  if (hit.group && !hit.group->gerund) return false;  // "sentencing"
  constexpr std::uint32_t kBefore = 3, kBehind = 6;   // tokens
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  bool set = false;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > clause.begin && n < kBefore && !set; ++n)
    set = IsPart(r, i, {"set", "sets", "scheduled", "slated", "fixed"}) && !r.Is(i - std::min(i, 1u), kDeterminer);
  for (std::uint32_t i = hit.tokens.end; i + 1 < std::min(clause.end, hit.tokens.end + kBehind); ++i) {
    if (r.words[i].punct == ',' || r.words[i].punct == ';') return false;
    if (IsPart(r, i, {"penciled", "pencilled"})) set = true;
    if (!set || !IsPart(r, i, {"for"})) continue;
    const auto dates = r.DatesOf({i + 1, std::min(clause.end, i + 3)});
    return !dates.empty();
  }
  return false;
}

bool HasNewDay(const Reading& r, const Hit& hit, std::uint32_t verb) {
  const TokenRange sentence = r.Around(verb);
  return std::ranges::any_of(r.DatesOf({verb, sentence.end}),
                             [&](const Timex& timex) { return IsNewDay(r, hit, timex); });
}

}  // namespace

bool IsNewDay(const Reading& r, const Hit& hit, const Timex& timex) {
  const std::uint32_t token = r.TokenFrom(timex.span.begin);
  if (token == 0 || token >= r.words.size()) return false;
  const bool until = timex.rule.ends_with("/until") || IsPart(r, token - 1, {"to", "until", "till"});
  if (!until) return false;
  const std::uint32_t verb = VerbOf(r, hit);
  constexpr std::uint32_t kReach = 14;
  return verb < token && token - verb < kReach && FateAt(r, verb) == Fate::kPutOff;
}

Fate FateOf(const Reading& r, std::string_view type, const Hit& hit, const DocumentFrame& frame) {
  if (IsSetFor(r, hit)) return Fate::kPutOff;
  if (!IsMeeting(type) && type != "bill.advance") return Fate::kHeld;
  const std::uint32_t verb = VerbOf(r, hit);
  // "vote on the bill": what is put off is the vote, not the bill.
  constexpr std::uint32_t kThing = 8;
  if (type == "bill.advance" && !IsVote(r, {std::min(verb, hit.tokens.begin),
                                            std::min<std::uint32_t>(hit.tokens.end + kThing, r.Around(verb).end)}))
    return Fate::kHeld;
  Fate fate = FateAt(r, verb);
  if (frame.official && fate == Fate::kHeld) {
    constexpr std::uint32_t kFar = 40;
    const std::uint32_t end = std::min<std::uint32_t>(hit.tokens.end + kFar, r.Around(hit.tokens.begin).end);
    for (std::uint32_t i = hit.tokens.end; i + 1 < end && fate == Fate::kHeld; ++i) {
      if (r.Is(i, kBe)) fate = FateAt(r, i + 1);
    }
    return fate == Fate::kCalledOff ? fate : Fate::kHeld;
  }
  if (fate == Fate::kPutOff && !HasNewDay(r, hit, verb)) {
    if (HasOwnDay(r, verb)) return Fate::kCalledOff;
    if (WordAt(r, verb).starts_with("adjourn")) return Fate::kHeld;  // it has met
  }
  return fate;
}

}  // namespace dateline::extract
