#include "extract/adverbials.h"

#include <algorithm>

#include "extract/verb_groups.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

bool IsGerund(const Reading& r, std::uint32_t i) {
  return r.words[i].mention < 0 && (r.words[i].verb & kGerund) != 0;
}

// "after HALTING", "after first HALTING"
bool GerundFollows(const Reading& r, std::uint32_t i) {
  return IsGerund(r, i + 1) || (IsAdverb(r, i + 1) && IsGerund(r, i + 2));
}

}  // namespace

std::uint32_t EndOfOpening(const Reading& r, std::uint32_t from, std::uint32_t end, bool own_verb) {
  std::uint32_t i = from;
  if (own_verb) {
    while (i < end && r.finite[i] == 0) ++i;
  }
  for (; i < end; ++i) {
    if (r.words[i].punct != ',') continue;
    std::uint32_t next = i + 1;
    while (next < end && r.words[next].punct != ',') ++next;
    if (FiniteBetween(r, i + 1, next)) return i;
  }
  return end;
}

std::vector<TokenRange> AdverbialsIn(const Reading& r, TokenRange sentence) {
  std::vector<TokenRange> out;
  for (std::uint32_t i = sentence.begin; i + 2 < sentence.end; ++i) {
    if (r.words[i].mention >= 0) continue;
    const Known word = WordAt(r, i);
    if (!OneOf(word, "after", "before", "since", "by", "having", "following")) continue;
    const bool having = word == "having" && i == sentence.begin;
    const bool by_the_time = word == "by" && WordAt(r, i + 1) == "the" && WordAt(r, i + 2) == "time";
    // "On May 2, following months of talks, the sides agreed": set in only.
    const bool follows = word == "following";
    if (follows && (i == sentence.begin || r.words[i - 1].punct != ',')) continue;
    const bool joins = follows || OneOf(word, "after", "before", "since");
    if (!having && !by_the_time && !joins) continue;
    const TokenRange clause = r.clauses[r.clause_of[i]].tokens;
    // "weeks after a summit in June"
    const bool spans = joins && word != "since" && i > sentence.begin &&
                       OneOf(WordAt(r, i - 1), "day", "days", "week", "weeks", "month", "months", "year", "years");
    // "On Monday, after the judge blocked it, the office …": set in, with a verb of its own.
    const bool opens = i == sentence.begin || r.words[i - 1].punct == ',';
    const bool gerund = having || (joins && GerundFollows(r, i));
    // "On May 2, after a nine-month inquiry, the office", "On Tuesday, a day after the vote, the office": set in
    // without a verb of its own.
    std::uint32_t comma = i + 1;
    while (comma < clause.end && r.words[comma].punct != ',') ++comma;
    const bool set_in = joins && !gerund && i != sentence.begin && comma < clause.end &&
                        (opens || (spans && i > sentence.begin + 3 && r.words[i - 3].punct == ',')) &&
                        !FiniteBetween(r, i + 1, comma);
    if (follows && !set_in) continue;
    if (!set_in && !gerund && !by_the_time && !spans && !(opens && i != sentence.begin && clause.begin == i)) continue;
    std::uint32_t end = clause.end;
    // "A day after it sued on Monday, the firm": an opening, too.
    if (spans && i <= sentence.begin + 3) end = EndOfOpening(r, i + 1, sentence.end, true);
    if (set_in) {
      out.push_back({i, comma});
      continue;
    }
    if (opens) end = std::min(EndOfOpening(r, i + 1, sentence.end, !gerund), i == sentence.begin ? sentence.end : end);
    if (end > i + 1) out.push_back({i, end});
  }
  return out;
}

bool PartedByAdverbial(const std::vector<TokenRange>& adverbials, std::uint32_t a, std::uint32_t b) {
  return std::ranges::any_of(adverbials, [&](TokenRange range) { return range.Has(a) != range.Has(b); });
}

}  // namespace dateline::extract
