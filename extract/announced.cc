#include "extract/announced.h"

#include <algorithm>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;

bool Announces(const Reading& r, std::uint32_t i) {
  return r.words[i].mention < 0 &&
         OneOf(WordAt(r, i), "agreed", "announced", "announcing", "confirmed", "decided", "disclosed", "pledged",
               "promised", "revealed", "said", "told", "unveiled", "voted", "vowed");
}

// The verb of telling that governs the event: the nearest before it, else one that ends the sentence behind a comma.
std::uint32_t VerbOfTelling(const Reading& r, TokenRange sentence, TokenRange event) {
  for (std::uint32_t i = event.begin; i-- > sentence.begin;) {
    if (r.words[i].punct == ';' || r.Is(i, kRelative)) return kNone;
    if (!Announces(r, i)) continue;
    // "the controls it announced in May, and the office will": told of the controls.
    return r.clauses[r.clause_of[i]].relative && r.clause_of[i] != r.clause_of[event.begin] ? kNone : i;
  }
  constexpr std::uint32_t kTail = 16;  // tokens
  for (std::uint32_t i = sentence.end; i-- > event.end && sentence.end - i < kTail;) {
    if (!Announces(r, i)) continue;
    for (std::uint32_t k = i; k-- > event.end;) {
      if (r.words[k].punct == ',') return i;
      if (r.finite[k] != 0 || r.Is(k, kRelative | kThat | kConjunction)) return kNone;
    }
    return kNone;
  }
  return kNone;
}

// "PUBLISHED a rule that will add 12 firms": what an instrument is to do was told when it came out.
std::uint32_t VerbOfPublishing(const Reading& r, TokenRange sentence, const Hit& hit) {
  if (!hit.group || !r.Is(hit.group->begin, kModal)) return kNone;
  if (!OneOf(WordAt(r, r.clauses[r.clause_of[hit.tokens.begin]].tokens.begin), "that", "which")) return kNone;
  for (std::uint32_t i = hit.group->begin; i-- > sentence.begin;) {
    if (r.words[i].punct == ';') return kNone;
    if (r.finite[i] == 0 || r.words[i].mention >= 0) continue;
    return OneOf(WordAt(r, i), "adopted", "finalized", "issued", "published", "released", "signed", "unveiled") ? i
                                                                                                                : kNone;
  }
  return kNone;
}

DateSpan AnnouncedOn(const Reading& r, const Hit& hit, const DateSpan& published, bool release) {
  const TokenRange sentence = r.Around(hit.tokens.begin);
  const auto dates = r.DatesOf(sentence);
  // "The bureau has also announced that it will extend the licence": an office's own text tells it that day.
  if (dates.empty() && release) {
    const std::uint32_t told = VerbOfTelling(r, sentence, hit.tokens);
    const bool now = told != kNone && OneOf(WordAt(r, told), "announced", "announcing", "unveiled");
    return now && r.QuoteOf(told) == nullptr ? published : DateSpan{};
  }
  if (dates.empty()) return {};
  std::uint32_t verb = VerbOfTelling(r, sentence, hit.tokens);
  if (verb == kNone) verb = VerbOfPublishing(r, sentence, hit);
  if (verb == kNone) return {};
  for (const Timex& timex : dates) {
    if (!timex.date.lo || !timex.date.hi || (published.hi && *timex.date.lo >= *published.hi)) continue;
    const std::uint32_t at = r.TokenFrom(timex.span.begin);
    constexpr std::uint32_t kBeside = 4;  // "announced plans on Monday", "said late on Monday"
    bool beside = at > verb && at <= verb + kBeside && (at < hit.tokens.begin || verb >= hit.tokens.end);
    for (std::uint32_t i = verb + 1; i < at && beside; ++i) beside = r.finite[i] == 0 && !r.Is(i, kThat);
    // "In May 2025, the government announced", "The ministry on Friday said"
    if (at < verb) {
      beside = true;
      for (std::uint32_t i = at; i < verb && beside; ++i)
        beside = r.finite[i] == 0 && r.words[i].punct != ';' && !r.Is(i, kRelative | kSplitter);
    }
    if (beside) return timex.date;
  }
  return {};
}

}  // namespace

void TellWhenAnnounced(const Reading& r, const Hit& hit, const DocumentFrame& frame, EventAssertion& plan) {
  const DateSpan& published = frame.published;
  if (!plan.date.known()) {
    plan.announced = AnnouncedOn(r, hit, published, frame.release);
  } else if (hit.trigger->modality == Modality::kPlanned && plan.date.lo && plan.date.hi && published.lo &&
             *plan.date.hi <= *published.lo) {
    plan.announced = plan.date;
    plan.date = {};
    plan.date_words.clear();
  }
}

std::optional<Modality> ToldBehindThat(const Reading& r, const Hit& hit) {
  const std::uint32_t that = hit.tokens.end;
  if (!hit.group || that + 2 >= r.words.size() || r.words[that].id == 0 || r.words[that].id != r.grammar->that ||
      !r.Surface(hit.tokens.begin).starts_with("announc"))
    return std::nullopt;
  const std::uint32_t end = r.Around(hit.tokens.begin).end;
  for (std::uint32_t i = that + 1; i < end; ++i) {
    if (r.words[i].punct == ';') break;
    if (r.finite[i] == 0 && !r.Is(i, kModal)) continue;
    const Written verb = r.Surface(i);
    if (OneOf(verb, "shall", "will", "would")) return Modality::kPlanned;
    if (OneOf(verb, "could", "may", "might")) return Modality::kPossible;
    break;
  }
  return std::nullopt;
}

}  // namespace dateline::extract
