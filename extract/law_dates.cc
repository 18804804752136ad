// Days and years that laws, orders and other texts carry in their names.
#include "extract/law_dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "extract/date_things.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "Executive Order 14259 OF APRIL 8, 2025": the day behind a name that ends at `end`.
DateSpan DayBehindName(const Reading& r, std::uint32_t end) {
  if (end + 1 >= r.words.size() || r.Surface(end) != "of") return {};
  for (const Timex& timex :
       r.DatesOf({end + 1, std::min<std::uint32_t>(end + 6, static_cast<std::uint32_t>(r.words.size()))})) {
    if (timex.date.IsUnit() && timex.date.precision == Precision::kDay && r.TokenFrom(timex.span.begin) == end + 1)
      return timex.date;
  }
  return {};
}

// The name of a rule that covers `at`: behind its last token, and its entity's day told anywhere in the text.
DateSpan DayOfOrderAt(const Reading& r, std::uint32_t at) {
  const std::int32_t m = r.words[at].mention;
  if (m < 0) return {};
  const Mention& named = r.what->mentions[static_cast<std::size_t>(m)];
  if (named.kind != MentionKind::kRule) return {};
  const std::string_view name = named.span.In(r.text);
  if (!name.starts_with("Executive Order") && !name.starts_with("Proclamation") && !name.starts_with("E.O.") &&
      !name.starts_with("EO ") && !name.starts_with("National Security"))
    return {};
  std::uint32_t end = at;
  while (end < r.words.size() && r.words[end].mention == m) ++end;
  if (const DateSpan day = DayBehindName(r, end); day.known()) return day;
  // Told where the text names it in full.
  constexpr std::size_t kRead = 400;  // mentions: keeps hostile texts linear
  for (std::size_t i = 0; i < std::min(kRead, r.what->mentions.size()); ++i) {
    const Mention& other = r.what->mentions[i];
    if (other.entity != named.entity || &other == &named) continue;
    std::uint32_t behind = r.TokenFrom(other.span.begin);
    while (behind < r.words.size() && r.words[behind].mention == static_cast<std::int32_t>(i)) ++behind;
    if (const DateSpan day = DayBehindName(r, behind); day.known()) return day;
  }
  return {};
}

// "2. In Proclamation 9704": without the number of a paragraph.
TokenRange PastNumber(const Reading& r, TokenRange sentence) {
  if (sentence.end > sentence.begin + 2 && (*r.tokens)[sentence.begin].kind == TokenKind::kNumber &&
      r.words[sentence.begin + 1].punct != 0 && r.words[sentence.begin].mention < 0)
    sentence.begin += 2;
  return sentence;
}

// A year of four digits between an article or an owner and its noun.
DateSpan YearAt(const Reading& r, std::uint32_t at) {
  constexpr int kFirst = 1990, kLast = 2099;
  if ((*r.tokens)[at].kind != TokenKind::kNumber || (*r.tokens)[at].span.size() != 4 || at == 0) return {};
  if (!r.Is(at - 1, kDeterminer) && (*r.tokens)[at - 1].possessive == 0) return {};
  const int year = std::atoi(std::string(r.Surface(at)).c_str());
  return year >= kFirst && year <= kLast ? YearOf(year) : DateSpan{};
}

}  // namespace

// The date an order gives itself: "Executive Order 14110 of October 30, 2023".
DateSpan OwnDate(const Reading& r) {
  for (const Timex& timex : r.what->dates) {
    const std::uint32_t token = r.TokenFrom(timex.span.begin);
    if (token >= r.words.size() || r.sentence_of[token] > 8) break;
    if (timex.date.known() && token > 0 && (r.words[token].mention >= 0 || PartOfName(r, token))) return timex.date;
  }
  return {};
}

// "Congress enacted the Foreign Investment and National Security Act of 2007", "the Act of 2018, which amended": the
// year that a law carries in its name.
DateSpan YearOfLaw(const Reading& r, const Hit& hit) {
  const bool enacts = hit.trigger->id.starts_with("event:bill.enact/");
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  if (!enacts && !(clause.relative && clause.outer >= 0 && hit.group && !hit.group->passive)) return {};
  TokenRange range{hit.passive() ? hit.subject.begin : hit.object.begin,
                   hit.passive() ? hit.subject.end : hit.object.end};
  if (!enacts) {
    const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
    range = {outer.end - std::min(outer.end - outer.begin, 6u), outer.end};
  }
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r.words[i].mention < 0) continue;
    const Mention& m = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)];
    if (m.kind != MentionKind::kRule) continue;
    std::string_view name = m.span.In(r.text);
    if (name.size() < 9 || name.substr(name.size() - 8, 4) != " of ") continue;
    const std::string_view year = name.substr(name.size() - 4);
    if (year.find_first_not_of("0123456789") != std::string_view::npos) continue;
    return YearOf(std::atoi(std::string(year).c_str()));
  }
  return {};
}

// "by Proclamation 10328 of December 27, 2021": the order's own day.
DateSpan DateOfCited(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kReach = 12;
  const std::uint32_t end = std::min(hit.tokens.end + kReach, r.Around(hit.tokens.begin).end);
  for (const Timex& timex : r.DatesOf({hit.tokens.begin, end})) {
    if (timex.date.known() && timex.date.IsUnit()) return timex.date;
  }
  return {};
}

// "Section 2 of the Act adds a new section": a statute does what it does whenever it was made.
bool OfLaw(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.group->finite || !hit.group->present || hit.group->begin == 0 || hit.passive()) return false;
  // "Section 2(a) of the Act prohibits"
  if (r.Surface(hit.group->begin - 1) == "Act") return true;
  const std::int32_t m = r.words[hit.group->begin - 1].mention;
  if (m < 0) return false;
  const Mention& mention = r.what->mentions[static_cast<std::size_t>(m)];
  const std::string_view words = mention.span.In(r.text);
  if (mention.kind != MentionKind::kRule) return false;
  // "FIRRMA broadens": the short name of an act.
  const auto act = [&](const Mention& other) {
    return other.entity == mention.entity && other.span.In(r.text).find(" Act") != std::string_view::npos;
  };
  if (words.size() < 8 && words.find(' ') == std::string_view::npos && std::ranges::any_of(r.what->mentions, act))
    return true;
  return mention.kind == MentionKind::kRule &&
         (words.ends_with(" Act") || words.find(" Act, 20") != std::string_view::npos || words.starts_with("Section") ||
          words.starts_with("section"));
}

DateSpan DayOfOrder(const Reading& r, const Hit& hit) {
  // "the requirements imposed in the October 7, 2022, rule": the day within the name.
  if (hit.group && (hit.group->reduced || hit.passive()) && hit.tokens.end + 2 < r.words.size() &&
      r.Is(hit.tokens.end, kPreposition) && r.words[hit.tokens.end + 2].mention >= 0) {
    const Mention& named = r.what->mentions[static_cast<std::size_t>(r.words[hit.tokens.end + 2].mention)];
    if (named.kind != MentionKind::kRule) return {};
    for (const Timex& timex : r.DatesIn(named.span)) {
      if (timex.date.IsUnit() && timex.date.precision == Precision::kDay) return timex.date;
    }
  }
  if (hit.group && (hit.group->present || hit.passive())) return {};
  const TokenRange sentence = PastNumber(r, r.Around(hit.tokens.begin));
  const std::uint32_t act = hit.group ? hit.group->begin : hit.tokens.begin;
  // "Executive Order 14066 of March 8, 2022, prohibited"
  if (hit.group && hit.group->finite) {
    constexpr std::uint32_t kBack = 8;  // tokens of a day and of a title in brackets
    std::uint32_t i = act;
    for (std::uint32_t n = 0; i > sentence.begin && n < kBack; ++n) {
      --i;
      if (r.finite[i] != 0) break;
      if (r.words[i].mention < 0) continue;
      if (const DateSpan day = DayOfOrderAt(r, i); day.known()) return day;
      break;
    }
  }
  // "In Executive Order 14200 of February 5, 2025 (Amendment to Duties), I suspended", "I ordered changes to raise",
  // "I determined that it was necessary to suspend".
  if (sentence.begin + 1 >= act || !OneOf(WordAt(r, sentence.begin), "in", "by", "through", "with")) return {};
  if (r.clauses[r.clause_of[act]].relative) return {};
  bool past = false;
  for (std::uint32_t i = sentence.begin + 1; i <= act && i < r.words.size() && !past; ++i) {
    if (r.finite[i] == 0) continue;
    if (r.Is(i, kModal | kHave) || (r.words[i].verb & kPast) == 0) return {};
    past = true;
  }
  return past ? DayOfOrderAt(r, sentence.begin + 1) : DateSpan{};
}

DateSpan YearOfText(const Reading& r, const Hit& hit) {
  constexpr std::uint32_t kPhrase = 7;  // tokens
  const bool found = hit.trigger->id.ends_with("report.publish/found");
  if (!hit.group || hit.group->gerund || found) {
    // "a 2004 Supreme Court RULING", "a 2017 Homeland Security report FOUND"
    std::uint32_t i = hit.group ? hit.group->begin : hit.tokens.begin;
    for (std::uint32_t n = 0; i-- > 1 && n < kPhrase; ++n) {
      if (r.words[i].punct != 0 || r.finite[i] != 0) return {};
      if (const DateSpan year = YearAt(r, i); year.known()) return year;
      if (r.words[i].mention < 0 && r.Is(i, kPreposition | kConjunction | kDeterminer | kPronoun | kThat)) return {};
    }
    return {};
  }
  // "issued a 2023 limited exclusion order": what is made bears its year.
  if (!hit.group->finite || hit.passive() || hit.tokens.end + 1 >= r.words.size()) return {};
  if (!OneOf(WordAt(r, hit.group->verb), "issued", "published", "signed", "filed", "imposed", "released", "reached",
             "adopted"))
    return {};
  if (!OneOf(WordAt(r, hit.group->verb + 1), "a", "an")) return {};
  return YearAt(r, hit.group->verb + 2);
}

}  // namespace dateline::extract
