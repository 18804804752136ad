#include "extract/filings.h"

#include <algorithm>

#include "extract/no_events_words.h"

namespace dateline::extract {
namespace {

TokenRange SentenceOf(const Reading& r, const Hit& hit) {
  return r.sentences[r.sentence_of[hit.tokens.begin]];
}

std::uint32_t FirstOf(const Hit& hit) {
  return hit.group ? hit.group->begin : hit.tokens.begin;
}

// "Gains on the contracts are recorded in other income": how the books are kept.
bool IsBookKeeping(const Reading& r, std::string_view type, const Hit& hit) {
  return type == "finance.impact" && hit.group && hit.passive() && !hit.group->reduced &&
         OneOf(WordAt(r, hit.group->begin), "is", "are") && !DateNear(r, hit) && hit.tokens.end < r.words.size() &&
         OneOf(WordAt(r, hit.tokens.end), "in", "as", "within", "at", "through", "net");
}

// "may be suspended at any time at our discretion", "We may execute repurchases from time to time": what it may do.
bool IsAtDiscretion(const Reading& r, std::string_view type, const Hit& hit) {
  if (!hit.group || (!type.starts_with("rule.") && type != "deal.make")) return false;
  if (!OneOf(WordAt(r, hit.group->begin), "may", "can")) return false;
  // "the government may change the rules at any time" tells of a risk.
  if (!hit.passive() && (hit.group->begin == 0 || !OneOf(WordAt(r, hit.group->begin - 1), "we", "company", "board")))
    return false;
  constexpr std::uint32_t kReach = 10;
  const std::uint32_t end = std::min(SentenceOf(r, hit).end, hit.tokens.end + kReach);
  for (std::uint32_t i = hit.tokens.end; i + 2 < end; ++i) {
    const Known word = WordAt(r, i);
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
    const Written word = r.Surface(first);
    if (word == "Refer" && WordAt(r, first + 1) == "to") return true;
    if (word == "See" && hit.tokens.begin > first && r.words[first + 1].mention < 0 &&
        OneOf(r.Surface(first + 1), "Item", "Note", "Part", "Exhibit", "“", "\""))
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
  for (std::uint32_t n = 0; that > floor && !OneOf(WordAt(r, that), "that", "which"); --that, ++n) {
    if (n == kAdverbs) return false;
  }
  if (that <= floor + 1) return false;
  if (OneOf(WordAt(r, that - 1), "way", "manner")) return true;
  constexpr std::uint32_t kReach = 5;
  for (std::uint32_t i = that, n = 0; i-- > floor && n < kReach; ++n) {
    if (r.words[i].punct != 0 || r.finite[i] != 0) return false;
    if (WordAt(r, i) == "any") return WordAt(r, i + 1) != "of";
  }
  return false;
}

// "Upon termination of the agreement, Parent will be required to pay a termination fee", "the absence of any order
// prohibiting the merger": what a contract lays down.
bool IsTermOfContract(const Reading& r, std::string_view type, const Hit& hit) {
  const TokenRange sentence = SentenceOf(r, hit);
  const std::uint32_t first = FirstOf(hit);
  if (first <= sentence.begin) return false;
  if (type == "deal.make" && !hit.group) {
    const std::uint32_t before = WordAt(r, first - 1) == "the" && first > sentence.begin + 1 ? first - 2 : first - 1;
    return OneOf(r.Surface(before), "Upon", "upon", "Until", "until", "including") && !DateNear(r, hit);
  }
  if (type == "penalty.impose") {
    constexpr std::uint32_t kReach = 14;
    for (std::uint32_t i = hit.tokens.begin; i + 1 < std::min(sentence.end, hit.tokens.end + kReach); ++i) {
      if (OneOf(WordAt(r, i), "termination", "break-up", "breakup") && WordAt(r, i + 1) == "fee") return true;
    }
    return false;
  }
  if (type != "ban.impose") return false;
  // "we completed the divestiture of our memory business": a sale, no order to sell.
  if (!hit.group && hit.tokens.end < r.words.size() && OneOf(WordAt(r, hit.tokens.end), "our", "its")) {
    constexpr std::uint32_t kVerb = 4;
    for (std::uint32_t i = first, n = 0; i-- > sentence.begin && n < kVerb; ++n) {
      if (OneOf(WordAt(r, i), "complete", "completed", "completes", "announced", "closed", "finished")) return true;
    }
  }
  if (!hit.group || !hit.group->gerund) return false;
  if (!OneOf(WordAt(r, first - 1), "order", "law", "injunction", "orders", "laws")) return false;
  constexpr std::uint32_t kAny = 7;
  for (std::uint32_t i = first, n = 0; i-- > sentence.begin && n < kAny; ++n) {
    if (OneOf(WordAt(r, i), "any", "no", "non-appealable")) return true;
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
    return WordAt(r, first - 1) == "in" && OneOf(WordAt(r, first - 2), "err", "erred", "errs", "right", "wrong");
  if (!hit.group->infinitive || !OneOf(WordAt(r, first - 1), "decision", "judgment", "judgement", "ruling"))
    return false;
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return other.tokens.begin >= sentence.begin && other.tokens.begin < first &&
           table.types[other.trigger->type].id == type;
  });
}

// "make it more difficult to sell our products", "our efforts to develop, market, and sell", "could limit the ability
// of users to acquire systems": what one can do, not what one does.
bool IsNoSale(const Reading& r, std::string_view type, const Hit& hit) {
  const bool sale = type == "shipment.change";
  if (!sale && type != "product.announce" && type != "deal.make" && type != "facility.change") return false;
  const std::uint32_t floor = SentenceOf(r, hit).begin;
  // "Export controls targeting GPUs"
  if (sale && hit.tokens.begin + 1 < r.words.size() &&
      OneOf(r.Surface(hit.tokens.begin), "Export", "Import", "export", "import") &&
      OneOf(WordAt(r, hit.tokens.begin + 1), "controls", "control", "restrictions", "curbs", "rules", "regulations"))
    return true;
  // "End customer sales", "end market demand"
  if (sale && OneOf(r.Surface(hit.tokens.begin), "End", "end") && hit.tokens.begin + 1 < r.words.size() &&
      OneOf(WordAt(r, hit.tokens.begin + 1), "customer", "customers", "market", "markets", "user", "users", "product",
            "products", "demand", "consumer", "consumers"))
    return true;
  if (!hit.group) return false;
  constexpr std::uint32_t kReach = 9;
  for (std::uint32_t i = FirstOf(hit) + 1, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.finite[i] != 0) return false;
    if (WordAt(r, i) != "to") continue;
    if (sale && OneOf(WordAt(r, i - 1), "difficult", "harder", "costly", "expensive", "impossible", "efforts", "effort",
                      "roadmaps", "roadmap", "strategies"))
      return true;
    // "our ability to", "the ability of customers worldwide to"
    for (std::uint32_t k = i, m = 0; k-- > floor && m < kReach; ++m) {
      if (r.finite[k] != 0 || r.words[k].punct != 0) return false;
      if (WordAt(r, k) == "ability") return true;
    }
    return false;
  }
  return false;
}

// "integrate acquired companies", "the transactions contemplated by the Purchase Agreement", "announced it has": no act
// of its own.
bool IsAttached(const Reading& r, std::string_view type, const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  if (next >= r.words.size() || hit.tokens.begin == 0) return false;
  if (type == "product.announce")
    return OneOf(WordAt(r, hit.tokens.begin), "announced", "announces", "announce") &&
           OneOf(WordAt(r, next), "it", "they", "that", "he", "she");
  // "financial assistance to cooperatives for purchasing systems"
  if (type == "shipment.change" && hit.group && hit.group->gerund && WordAt(r, hit.tokens.begin - 1) != "from") {
    constexpr std::uint32_t kBefore = 10;
    bool aid = false, purpose = WordAt(r, hit.tokens.begin - 1) == "for";
    for (std::uint32_t i = hit.tokens.begin, n = 0; purpose && i-- > SentenceOf(r, hit).begin && n < kBefore; ++n)
      aid = aid || OneOf(WordAt(r, i), "assistance", "funding", "grants", "loans", "support");
    return aid && !DateNear(r, hit);
  }
  // "vacancies created by the resignations of"
  if (type == "office.change") {
    constexpr std::uint32_t kVacancy = 8;
    for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > SentenceOf(r, hit).begin && n < kVacancy; ++n) {
      if (OneOf(WordAt(r, i), "vacancy", "vacancies")) return true;
    }
    // "does not name the officer as a defendant"
    constexpr std::uint32_t kAs = 12;
    for (std::uint32_t i = next; i < std::min(SentenceOf(r, hit).end, next + kAs); ++i) {
      if (OneOf(WordAt(r, i), "defendant", "defendants")) return true;
    }
    return false;
  }
  // "details on how to apply for projects to construct plants", "to request grants to fund the construction of plants"
  if (type == "facility.change") {
    if (DateNear(r, hit)) return false;
    const std::uint32_t first = FirstOf(hit);
    if (hit.group) {
      const std::uint32_t to = MarkerOf(r, *hit.group);
      return to != kNone && to > 0 && OneOf(WordAt(r, to - 1), "projects", "applicants", "applications");
    }
    constexpr std::uint32_t kFund = 6;
    bool fund = false;
    for (std::uint32_t i = first, n = 0; i-- > SentenceOf(r, hit).begin && n < kFund; ++n) {
      fund = fund || WordAt(r, i) == "fund";
      if (fund && OneOf(WordAt(r, i), "grants", "applications", "funding", "loans")) return true;
    }
    return false;
  }
  if (type != "deal.make") return false;
  // "up": no verb where it follows one, "makes up a third"
  if (WordAt(r, hit.tokens.begin) == "up" && hit.tokens.begin > 0 &&
      OneOf(WordAt(r, hit.tokens.begin - 1), "makes", "make", "made", "takes", "took"))
    return true;
  // "shareholders who purchased common stock between June and May"
  const std::uint32_t who = FirstOf(hit);
  if (who > 1 && WordAt(r, who - 1) == "who" &&
      OneOf(WordAt(r, who - 2), "shareholders", "stockholders", "persons", "purchasers", "investors", "holders", "all"))
    return true;
  // "stock that is contributed to a plan"
  if (hit.group && hit.passive() && OneOf(WordAt(r, hit.group->begin), "is", "are") &&
      r.clauses[r.clause_of[hit.tokens.begin]].relative && !DateNear(r, hit))
    return true;
  if (OneOf(r.Surface(hit.tokens.begin), "acquired", "merged") &&
      OneOf(WordAt(r, next), "companies", "company", "business", "businesses", "assets", "entities") &&
      !r.Is(hit.tokens.begin - 1, kAuxiliary | kPronoun) && r.words[hit.tokens.begin - 1].mention < 0 &&
      !DateNear(r, hit))
    return true;
  constexpr std::uint32_t kReach = 6;
  const std::uint32_t floor = SentenceOf(r, hit).begin;
  for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > floor + 1 && n < kReach; ++n) {
    if (WordAt(r, i) == "by" && WordAt(r, i - 1) == "contemplated") return true;
  }
  return false;
}

// "debate on the motion to agree to the Senate amendment to H.R. 5376": told by the step that the House takes.
bool IsOfMotion(const Reading& r, const TriggerTable& table, std::string_view type, const std::vector<Hit>& hits,
                const Hit& hit) {
  const std::uint32_t next = hit.tokens.end;
  if (type == "rule.amend")
    return !hit.group && next + 1 < r.words.size() && WordAt(r, hit.tokens.begin) == "amendment" &&
           (r.Surface(next).starts_with("H.") || (r.Surface(next) == "H" && r.Surface(next + 1) == "."));
  if (type != "bill.advance" || !hit.group || !hit.group->infinitive || hit.group->begin == 0 ||
      WordAt(r, hit.group->begin - 1) != "motion")
    return false;
  const TokenRange sentence = SentenceOf(r, hit);
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return sentence.Has(other.tokens.begin) && other.tokens.begin < hit.group->begin &&
           table.types[other.trigger->type].id == type;
  });
}

// "imposed controls restricting GPUs": told by the act that makes the controls.
bool IsOfControls(const Reading& r, const TriggerTable& table, std::string_view type, const std::vector<Hit>& hits,
                  const Hit& hit) {
  if (type != "ban.impose" || !hit.group || !hit.group->gerund || hit.tokens.begin == 0) return false;
  if (!OneOf(WordAt(r, hit.tokens.begin - 1), "controls", "rules", "regulations", "requirements", "restrictions",
             "measures"))
    return false;
  const TokenRange sentence = SentenceOf(r, hit);
  return std::ranges::any_of(hits, [&](const Hit& other) {
    return sentence.Has(other.tokens.begin) && other.tokens.begin < hit.tokens.begin &&
           table.types[other.trigger->type].id == "rule.issue";
  });
}

// "The complaint alleges that defendants violated the Exchange Act": what a suit is about.
bool IsAllegedInSuit(const Reading& r, std::string_view type, const Hit& hit) {
  if (type != "diversion.report") return false;
  bool alleges = false;
  for (std::uint32_t i = hit.tokens.begin, floor = WordsBeside(r, hit).begin; i-- > floor;) {
    const Known word = WordAt(r, i);
    alleges = alleges || OneOf(word, "alleges", "alleging", "alleged", "allege", "asserts", "assert", "claims");
    if (alleges && OneOf(word, "complaint", "complaints", "plaintiff", "plaintiffs", "lawsuit", "lawsuits", "suit"))
      return true;
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
      return OneOf(WordAt(r, i + 1), "result", "results", "lead", "leads", "cause", "causes", "bring", "brings") ||
             ((r.words[i + 1].verb & (kBase | kThird)) != 0 && !DateNear(r, hit));
  }
  // "maintains and frequently updates the list"
  if (hit.group && hit.group->present && hit.group->begin > 0 && !hit.passive() &&
      OneOf(WordAt(r, hit.tokens.begin - 1), "frequently", "regularly", "periodically", "routinely", "often"))
    return true;
  // "By imposing measures, the government exerts influence"
  if (hit.group && hit.group->gerund && hit.tokens.begin == sentence.begin + 1 && r.Surface(sentence.begin) == "By" &&
      !DateNear(r, hit)) {
    for (std::uint32_t i = hit.tokens.end; i < sentence.end; ++i) {
      if (r.finite[i] != 0 && !r.Is(i, kAuxiliary) && !r.clauses[r.clause_of[i]].relative)
        return (r.words[i].verb & (kThird | kBase)) != 0 && (r.words[i].verb & kPast) == 0;
    }
  }
  constexpr std::uint32_t kOpening = 4;
  if (hit.group || type != "rule.amend" || hit.tokens.begin >= sentence.begin + kOpening) return false;
  for (std::uint32_t i = sentence.begin; i < hit.tokens.begin; ++i) {
    if (OneOf(WordAt(r, i), "the", "this", "these", "its", "their")) return false;
  }
  for (std::uint32_t i = hit.tokens.end; i < sentence.end; ++i) {
    if (r.finite[i] == 0 || r.clauses[r.clause_of[i]].relative) continue;
    const Known word = WordAt(r, i);
    if (OneOf(word, "could", "may", "might")) return true;
    if (!r.Is(i, kBe | kHave)) return false;
  }
  return false;
}

// "If we were ever found to have violated sanctions", "without incurring taxes": not told of anyone.
bool IsNotDone(const Reading& r, std::string_view type, const Hit& hit, const Judgement& j) {
  const std::uint32_t first = FirstOf(hit);
  if (type == "finance.impact") return hit.group && hit.group->gerund && first > 0 && WordAt(r, first - 1) == "without";
  // "our application for a license was denied": told as the decision.
  if (type == "license.apply")
    return !hit.group && std::ranges::find(j.cues, "cue:false-after") != j.cues.end() &&
           hit.tokens.end + 1 < r.words.size() && r.Is(hit.tokens.end, kBe | kHave);
  // "must stop supplying them unless they first obtain a license"
  if (type == "license.decide" && hit.group) {
    constexpr std::uint32_t kUnless = 4;
    for (std::uint32_t i = hit.tokens.begin, n = 0; i-- > SentenceOf(r, hit).begin && n < kUnless; ++n) {
      if (WordAt(r, i) == "unless") return true;
    }
    return false;
  }
  if (type != "diversion.report" || std::ranges::find(j.cues, "cue:if") == j.cues.end()) return false;
  const TokenRange sentence = SentenceOf(r, hit);
  for (std::uint32_t i = sentence.begin; i < first; ++i) {
    if (OneOf(WordAt(r, i), "we", "our")) return true;
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
  if (IsTermOfContract(r, type, hit)) return "what a contract lays down";
  if (IsRulingReviewed(r, table, type, hits, hit)) return "the ruling that this one is about";
  if (IsNoSale(r, type, hit)) return "what one can do, not what one does";
  if (IsAttached(r, type, hit)) return "told by another verb";
  if (IsOfMotion(r, table, type, hits, hit)) return "told by another verb";
  if (IsOfControls(r, table, type, hits, hit)) return "told by the act that makes the rules";
  if (IsAllegedInSuit(r, type, hit)) return "what a suit is about";
  if (IsNowAndThen(r, type, hit)) return "a habit or a general truth";
  if (IsNotDone(r, type, hit, j)) return "spoken of or wished, not done";
  return {};
}

bool IsDoneAllTheSame(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kPossible || j.cues.size() != 1 || j.cues.front() != "cue:risk") return false;
  if (!hit.group || !hit.group->finite || hit.group->present) return false;
  bool so = false;
  const TokenRange sentence = SentenceOf(r, hit);
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.words[i].mention >= 0) continue;
    if (r.Is(i, kModal)) return false;
    so = so || (i > hit.tokens.end && OneOf(WordAt(r, i), "affecting", "impacting", "harming"));
  }
  return so;
}

bool IsOnlyRisk(const Reading& r, std::string_view type, const Hit& hit, const Judgement& j) {
  if (j.modality == Modality::kPossible || j.modality == Modality::kDenied) return false;
  const bool finance = type == "finance.impact";
  const bool nominal = !hit.group && (type.starts_with("rule.") || type == "tariff.change" || type == "ban.impose");
  const bool own_verb = hit.group && !hit.group->gerund && !hit.group->bare;
  if (!nominal && (!finance || own_verb)) return false;
  const TokenRange sentence = SentenceOf(r, hit);
  bool ours = false;
  for (std::uint32_t i = sentence.begin; i < sentence.end && !ours; ++i)
    ours = r.words[i].mention < 0 && OneOf(WordAt(r, i), "our", "us", "we") && r.QuoteOf(i) == nullptr;
  if (!ours) return false;
  bool may = false;
  for (std::uint32_t i = sentence.begin; i < hit.tokens.begin; ++i) {
    const Known word = WordAt(r, i);
    if (r.words[i].mention >= 0) continue;
    if (OneOf(word, "could", "may", "might")) may = true;
    if (may && finance) return true;
    // "could also result in increased taxation, the imposition of duties"
    if (may && OneOf(word, "result", "lead", "include", "cause")) return true;
  }
  // "the issuance of new or expanded restrictions could increase our costs"
  constexpr std::uint32_t kObject = 4;
  bool fresh = false;
  for (std::uint32_t i = hit.tokens.end; nominal && i < std::min(sentence.end, hit.tokens.end + kObject); ++i)
    fresh = fresh || OneOf(WordAt(r, i), "new", "additional", "further", "expanded", "any", "other");
  if (!fresh) return false;
  for (std::uint32_t i = hit.tokens.end; i < sentence.end; ++i) {
    if (r.finite[i] == 0 || r.clauses[r.clause_of[i]].relative) continue;
    if (OneOf(WordAt(r, i), "could", "may", "might")) return true;
  }
  return false;
}

}  // namespace dateline::extract
