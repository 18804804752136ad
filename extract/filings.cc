#include "extract/filings.h"

#include <algorithm>

#include "extract/no_events_words.h"

namespace dateline::extract {
namespace {

TokenRange SentenceOf(const Reading& r, const Hit& hit) { return r.sentences[r.sentence_of[hit.tokens.begin]]; }

std::uint32_t FirstOf(const Hit& hit) { return hit.group ? hit.group->begin : hit.tokens.begin; }

// "Gains on the contracts are recorded in other income": how the books are kept.
bool IsBookKeeping(const Reading& r, std::string_view type, const Hit& hit) {
  return type == "finance.impact" && hit.group && hit.passive() && !hit.group->reduced &&
         OneOf(WordAt(r, hit.group->begin), {"is", "are"}) && !DateNear(r, hit) && hit.tokens.end < r.words.size() &&
         OneOf(WordAt(r, hit.tokens.end), {"in", "as", "within", "at", "through", "net"});
}

// "may be suspended at any time at our discretion", "We may execute repurchases from time to time": what it may do.
bool IsAtDiscretion(const Reading& r, std::string_view type, const Hit& hit) {
  if (!hit.group || (!type.starts_with("rule.") && type != "deal.make")) return false;
  if (!OneOf(WordAt(r, hit.group->begin), {"may", "can"})) return false;
  constexpr std::uint32_t kReach = 10;
  const std::uint32_t end = std::min(SentenceOf(r, hit).end, hit.tokens.end + kReach);
  for (std::uint32_t i = hit.tokens.end; i + 2 < end; ++i) {
    const std::string_view word = WordAt(r, i);
    if (word == "discretion") return true;
    if (word == "at" && WordAt(r, i + 1) == "any" && WordAt(r, i + 2) == "time") return true;
    if (word == "from" && WordAt(r, i + 1) == "time" && WordAt(r, i + 2) == "to") return true;
  }
  return false;
}

// "Item 5.02 Departure of Directors or Certain Officers", "Refer to Note 5 of this Quarterly Report": a heading of the
// form, or where to read on.
bool IsSignpost(const Reading& r, const Hit& hit) {
  const TokenRange sentence = SentenceOf(r, hit);
  const std::uint32_t first = sentence.begin;
  if (first + 2 < sentence.end && r.words[first].mention < 0) {
    const std::string_view word = r.Surface(first);
    if (word == "Refer" && WordAt(r, first + 1) == "to") return true;
    if (word == "See" && hit.tokens.begin > first && r.words[first + 1].mention < 0 &&
        OneOf(r.Surface(first + 1), {"Item", "Note", "Part", "Exhibit", "“", "\""}))
      return true;
  }
  constexpr std::uint32_t kHeading = 24;  // tokens
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > first && n < kHeading; ++n) {
    if (r.finite[i] != 0) return false;
    if (r.Surface(i) != "Item") continue;
    // "5.02"
    return i + 2 <= hit.tokens.begin && (*r.tokens)[i + 1].kind == TokenKind::kNumber;
  }
  return false;
}

// The clause says what any such thing would do, or how something is done: "any restrictions that hurt our business",
// "in a way that prevents us from".
bool IsOfAny(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "finance.impact" && type != "ban.impose" && type != "tariff.change") return false;
  const std::uint32_t floor = SentenceOf(r, hit).begin;
  constexpr std::uint32_t kAdverbs = 4;
  std::uint32_t that = FirstOf(hit);
  for (std::uint32_t n = 0; that > floor && !OneOf(WordAt(r, that), {"that", "which"}); --that, ++n) {
    if (n == kAdverbs) return false;
  }
  if (that <= floor + 1) return false;
  if (OneOf(WordAt(r, that - 1), {"way", "manner"})) return true;
  constexpr std::uint32_t kReach = 5;
  for (std::uint32_t i = that, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    if (WordAt(r, i) == "any") return WordAt(r, i + 1) != "of";
  }
  return false;
}

// "did not err in dismissing the case", "the majority decision to reverse": a ruling that another one is about.
bool IsRulingReviewed(const Reading& r, const TriggerTable& table, std::string_view type, const std::vector<Hit>& hits,
                      const Hit& hit) {
  if (type != "ruling.issue" || !hit.group) return false;
  const TokenRange sentence = SentenceOf(r, hit);
  const std::uint32_t first = hit.group->begin;
  if (first < sentence.begin + 2) return false;
  if (hit.group->gerund)
    return WordAt(r, first - 1) == "in" && OneOf(WordAt(r, first - 2), {"err", "erred", "errs", "right", "wrong"});
  if (!hit.group->infinitive || !OneOf(WordAt(r, first - 1), {"decision", "judgment", "judgement", "ruling"}))
    return false;
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return other.tokens.begin >= sentence.begin && other.tokens.begin < first &&
           table.types[other.trigger->type].id == type;
  });
}

// "make it more difficult to sell our products", "our efforts to develop, market, and sell": no sale.
bool IsNoSale(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "shipment.change") return false;
  const std::uint32_t floor = SentenceOf(r, hit).begin;
  // "End customer sales", "end market demand"
  if (OneOf(r.Surface(hit.tokens.begin), {"End", "end"}) && hit.tokens.begin + 1 < r.words.size() &&
      OneOf(WordAt(r, hit.tokens.begin + 1), {"customer", "customers", "market", "markets", "user", "users", "product",
                                              "products", "demand", "consumer", "consumers"}))
    return true;
  if (!hit.group) return false;
  constexpr std::uint32_t kReach = 9;
  for (std::uint32_t i = FirstOf(hit) + 1, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.finite[i] != 0) return false;
    if (WordAt(r, i) != "to") continue;
    return OneOf(WordAt(r, i - 1), {"difficult", "harder", "costly", "expensive", "impossible", "efforts", "effort",
                                    "roadmaps", "roadmap", "strategies"});
  }
  return false;
}

// "At times, disputes result in increased tariffs", "Changes to the laws could lead to": what happens now and then, or
// to whoever.
bool IsNowAndThen(const Reading& r, std::string_view type, const Hit& hit) {
  const TokenRange sentence = SentenceOf(r, hit);
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > sentence.begin + 1 && n < kReach; ++n) {
    if (WordAt(r, i) == "times" && WordAt(r, i - 1) == "at" && i + 1 < r.words.size())
      return OneOf(WordAt(r, i + 1), {"result", "results", "lead", "leads", "cause", "causes", "bring", "brings"}) ||
             ((r.words[i + 1].verb & (kBase | kThird)) != 0 && !DateNear(r, hit));
  }
  if (hit.group || type != "rule.amend" || hit.tokens.begin != sentence.begin) return false;
  for (std::uint32_t i = hit.tokens.end; i < sentence.end; ++i) {
    if (r.finite[i] == 0 || r.clauses[r.clause_of[i]].relative) continue;
    const std::string_view word = WordAt(r, i);
    if (OneOf(word, {"could", "may", "might"})) return true;
    if (!r.Is(i, kBe | kHave)) return false;
  }
  return false;
}

// "If we were ever found to have violated sanctions", "without incurring taxes": not told of anyone.
bool IsNotDone(const Reading& r, std::string_view type, const Hit& hit, const Judgement& j) {
  const std::uint32_t first = FirstOf(hit);
  if (type == "finance.impact")
    return hit.group && hit.group->gerund && first > 0 && WordAt(r, first - 1) == "without";
  if (type != "diversion.report" || std::ranges::find(j.cues, "cue:if") == j.cues.end()) return false;
  const TokenRange sentence = SentenceOf(r, hit);
  for (std::uint32_t i = sentence.begin; i < first; ++i) {
    if (OneOf(WordAt(r, i), {"we", "our"})) return true;
  }
  return false;
}

}  // namespace

std::string_view WhyOnlyFiled(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                              const Judgement& j) {
  const std::string_view type = table.types[hit.trigger->type].id;
  if (IsBookKeeping(r, type, hit)) return "how the books are kept";
  if (IsAtDiscretion(r, type, hit)) return "a standing power or duty, not its use";
  if (IsSignpost(r, hit)) return "a heading, or where to read on";
  if (IsOfAny(r, type, hit)) return "a habit or a general truth";
  if (IsRulingReviewed(r, table, type, hits, hit)) return "the ruling that this one is about";
  if (IsNoSale(r, type, hit)) return "no sale";
  if (IsNowAndThen(r, type, hit)) return "a habit or a general truth";
  if (IsNotDone(r, type, hit, j)) return "spoken of or wished, not done";
  return {};
}

}  // namespace dateline::extract
