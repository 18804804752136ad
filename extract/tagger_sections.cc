#include "extract/tagger_sections.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/tagger_known.h"
#include "extract/tagger_law_texts.h"
#include "extract/tagger_settled.h"

namespace dateline::extract {
namespace {

constexpr std::size_t kSectionBytesMax = 120;
constexpr std::size_t kTitleBytesMax = 260;

// The last section word before token `at`, within reach; kNoId when there is none.
std::uint32_t SectionWordBefore(const TaggedText& document, std::uint32_t at) {
  constexpr std::uint32_t kReach = 40;
  auto place = std::ranges::lower_bound(document.starts, at, {}, &StartPlace::token);
  while (place != document.starts.begin()) {
    --place;
    if (at - place->token > kReach) return kNoId;
    if ((place->starts & kStartsSection) != 0 && IsSectionWord(document.tokens[place->token].hash)) return place->token;
  }
  return kNoId;
}

// "of", "of the" or a comma must stand before a law that sections are of.
bool MayFollowSection(const TaggedText& document, std::uint32_t law) {
  if (law < 2) return false;
  const std::uint32_t before = document.tokens[law - 1].hash;
  if (before == kKnown.the) return document.tokens[law - 2].hash == kKnown.of;
  return before == kKnown.of || before == kKnown.comma;
}

bool StandsBefore(const TaggedText& document, std::uint32_t i, std::uint32_t hash) { return i > 0 && document.tokens[i - 1].hash == hash; }

// Does "rule", "order", "memorandum" or "proclamation" at token `i` name an instrument that has a title?
bool IsTitledInstrument(const TaggedText& document, std::uint32_t i) {
  static constexpr auto stages = HashesOf("final", "proposed", "interim", "temporary");
  static constexpr auto issuers = HashesOf("presidential", "security");
  static constexpr std::uint32_t rule = HashOf("rule"), order = HashOf("order"), memorandum = HashOf("memorandum"), executive = HashOf("executive");
  const std::uint32_t hash = document.tokens[i].hash;
  if (i == 0 || document.tokens[i].possessive != 0) return false;
  static constexpr std::uint32_t guidance = HashOf("guidance"), rulemaking = HashOf("rulemaking");
  if (hash == guidance) return !document.tokens[i].capital;
  if (hash == rulemaking) return In(stages, document.tokens[i - 1].hash);
  if (hash == rule) return In(stages, document.tokens[i - 1].hash);
  if (hash == order) return StandsBefore(document, i, executive);
  return hash != memorandum || In(issuers, document.tokens[i - 1].hash);
}

bool IsOpeningMark(const TaggedText& document, std::uint32_t i) {
  if (i >= document.size() || document.tokens[i].kind != TokenKind::kPunct || document.tokens[i].gap == Gap::kParagraph) return false;
  const std::string_view mark = document.Surface(i);
  return mark == "\"" || mark == "“" || mark == "‘";
}

// The quotation mark that opens the title of the instrument named at token `i`: "rule (IFR) titled, “", "order, “";
// kNoId when there is none.
std::uint32_t TitleAt(const TaggedText& document, std::uint32_t i) {
  static constexpr auto titled = HashesOf("titled", "entitled", "called");
  constexpr std::uint32_t kAsideMax = 6, kReach = 12;
  std::uint32_t next = i + 1;
  if (next < document.size() && document.tokens[next].kind == TokenKind::kNumber) return kNoId;  // a numbered order
  if (document.IsMark(next, '(')) {
    std::uint32_t close = next;
    while (close < document.size() && close - next < kAsideMax && !document.IsMark(close, ')')) ++close;
    if (!document.IsMark(close, ')')) return kNoId;
    next = close + 1;
  }
  if (next < document.size() && document.tokens[next].hash == kKnown.comma) ++next;
  if (IsOpeningMark(document, next)) return next;
  for (const std::uint32_t end = std::min(next + kReach, document.size()); next < end; ++next) {
    const Token& token = document.tokens[next];
    if (token.gap == Gap::kParagraph || token.hash == kKnown.period) return kNoId;
    if (!In(titled, token.hash)) continue;
    ++next;
    if (next < document.size() && document.tokens[next].hash == kKnown.comma) ++next;
    return IsOpeningMark(document, next) ? next : kNoId;
  }
  return kNoId;
}

Span SpanOf(const TaggedText& document, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - document.text.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

// Sets the tokens of a candidate whose span is known, from token `from` on. Returns how many begin with a capital.
std::uint32_t SetTokens(const TaggedText& document, std::uint32_t from, Candidate& candidate) {
  candidate.first = from;
  while (candidate.first < document.size() && document.tokens[candidate.first].span.begin < candidate.span.begin) ++candidate.first;
  candidate.last = candidate.first;
  std::uint32_t capitals = 0;
  while (candidate.last < document.size() && document.tokens[candidate.last].span.begin < candidate.span.end) {
    capitals += document.tokens[candidate.last++].capital;
  }
  return capitals;
}

// "the final rule titled, “Safe Harbors for Compute Exports”"
void FindQuotedTitles(const TaggedText& document, const std::vector<Candidate>& settled, std::vector<Candidate>& found) {
  if (!document.Holds(kStartsMark)) return;
  for (const StartPlace& place : document.starts) {
    if ((place.starts & kStartsMark) == 0 || document.IsMark(place.token, '(') || !IsTitledInstrument(document, place.token)) continue;
    const std::uint32_t open = TitleAt(document, place.token);
    // "order of August 6, 2020 (Addressing …)"
    static constexpr auto untitled = HashesOf("rule", "guidance", "rulemaking");
    if (open == kNoId && In(untitled, document.tokens[place.token].hash)) continue;
    const std::size_t begin = open == kNoId ? document.tokens[place.token].span.end : document.tokens[open].span.begin;
    const std::string_view rest = document.text.substr(begin, kTitleBytesMax);
    const std::string_view title = open == kNoId ? MarkedTitle(rest) : QuotedTitle(rest);
    if (title.empty()) continue;
    Candidate candidate;
    candidate.kind = MentionKind::kRule;
    candidate.span = SpanOf(document, title);
    if (SetTokens(document, place.token, candidate) < 3) continue;
    if (const char last = document.text[candidate.span.end - 1]; last == '.' || last == ',') --candidate.span.end;
    candidate.id = SlugId("rule", candidate.span.In(document.text));
    // A title that goes on behind the long one of a known rule is that rule's.
    constexpr std::uint32_t kLongTitle = 8;
    const auto known = std::ranges::lower_bound(settled, candidate.span.begin, {}, [](const Candidate& c) { return c.span.begin; });
    if (known != settled.end() && known->span.begin == candidate.span.begin && known->kind == MentionKind::kRule && known->last - known->first >= kLongTitle) {
      candidate.entity = known->entity;
    }
    candidate.rule = "rule-title";
    found.push_back(std::move(candidate));
  }
}

bool NamesLaw(const TaggedText& document, const Dictionary& dictionary, const Candidate& law) {
  if (law.kind != MentionKind::kRule || law.rule.starts_with("pattern:") || document.tokens[law.last - 1].possessive != 0) return false;
  if (law.entity == kNoId) return law.rule == "shape:act" || law.rule == "defined";
  const auto& attributes = dictionary.entity(law.entity).attributes;
  const auto subtype = attributes.find("subtype");
  // "EAR § 734.9": an acronym of regulations too.
  const bool regulations = law.last == law.first + 1 && document.tokens[law.first].all_caps;
  return subtype != attributes.end() && (subtype->second == "law" || (regulations && subtype->second == "rule")) &&
         dictionary.entity(law.entity).id.find("section-") == std::string::npos;
}

}  // namespace

void JoinFollowingSections(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled) {
  static const std::array<std::uint32_t, 5> words{HashOf("section"), HashOf("sections"), HashOf("sec"), HashOf("secs"), TokenHash("§")};
  for (std::size_t i = 0; i < settled.size(); ++i) {
    Candidate& law = settled[i];
    if (law.last >= document.size() || !In(words, document.tokens[law.last].hash) || document.tokens[law.last].gap > Gap::kLine) continue;
    if (!NamesLaw(document, dictionary, law)) continue;
    const std::size_t sections = SectionsBehind(document.text.substr(law.span.end, kSectionBytesMax));
    if (sections == 0) continue;
    law.span.end += static_cast<std::uint32_t>(sections);
    SetTokens(document, law.first, law);
    law.entity = law.alias = kNoId;
    law.id = SlugId("rule", law.span.In(document.text));
    law.value.clear();
    law.rule = "section-of";
    // What was found inside gives way.
    std::size_t next = i + 1;
    while (next < settled.size() && settled[next].span.begin < law.span.end) ++next;
    settled.erase(settled.begin() + static_cast<std::ptrdiff_t>(i) + 1, settled.begin() + static_cast<std::ptrdiff_t>(next));
  }
}

void JoinSections(const TaggedText& document, std::vector<Candidate>& settled) {
  // From right to left, so that a joined section can be joined again.
  std::vector<bool> gone(settled.size(), false);
  for (std::size_t i = settled.size(); i-- > 0;) {
    if (gone[i] || settled[i].kind != MentionKind::kRule) continue;
    for (bool again = true; again;) {
      again = false;
      Candidate& law = settled[i];
      if (!MayFollowSection(document, law.first)) continue;
      const std::uint32_t first = SectionWordBefore(document, law.first);
      if (first == kNoId) continue;
      const std::uint32_t begin = document.tokens[first].span.begin;
      if (law.span.begin - begin > kSectionBytesMax) continue;
      const std::string_view between = document.text.substr(begin, law.span.begin - begin);
      // "§ 1733, 43 CFR 8360": after a mere comma a numbered citation is a neighbour, not the law of that section.
      const bool neighbour = law.rule.starts_with("pattern:") && !between.ends_with("of ") && !between.ends_with("of the ");
      if (neighbour || !IsSectionOf(between)) continue;
      std::uint32_t from = first, start = begin;
      // What was found inside gives way; a named section ("Section 301") keeps its own name.
      for (std::size_t j = i; j-- > 0 && settled[j].span.end > begin;) {
        if (settled[j].span.begin < begin) {
          // "Supplement No. 4 to Part 744 of the Harbor Regulations": one citation.
          if (settled[j].kind != MentionKind::kRule) break;
          from = settled[j].first;
          start = settled[j].span.begin;
          gone[j] = true;
          break;
        }
        if (settled[j].kind == MentionKind::kRule && settled[j].entity != kNoId) {
          law.entity = settled[j].entity;
          law.alias = kNoId;
        }
        gone[j] = true;
      }
      law.first = from;
      law.span.begin = start;
      law.rule = "section-of";
      // The section of a public law has a canonical form; titles, lists and named laws have none.
      const std::string_view number = law.value.starts_with("PL:") ? SectionNumber(between) : std::string_view();
      law.value = number.empty() ? std::string() : law.value + ":" + std::string(number);
      again = true;
    }
    Candidate& law = settled[i];
    if (law.rule == "section-of" && (law.entity == kNoId || law.alias != kNoId)) {
      law.entity = law.alias = kNoId;
      law.id = SlugId("rule", law.span.In(document.text));
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < settled.size(); ++i) {
    if (gone[i]) continue;
    if (kept != i) settled[kept] = std::move(settled[i]);
    ++kept;
  }
  settled.resize(kept);
}

void FollowSections(const TaggedText& document, std::vector<Candidate>& settled) {
  static constexpr std::uint32_t section = HashOf("section");
  constexpr std::uint32_t kDigitsMin = 3;  // "section 2" is one of any order
  struct Known {
    std::uint32_t number;  // hash
    std::size_t law;       // place in settled
  };
  std::vector<Known> known;  // most texts have none
  const auto numbered = [&](std::uint32_t at) {
    return document.tokens[at].hash == section && at + 2 < document.size() &&
           document.tokens[at + 1].kind == TokenKind::kNumber && document.tokens[at + 1].stem().size() >= kDigitsMin;
  };
  for (std::size_t i = 0; i < settled.size(); ++i) {
    const std::uint32_t first = settled[i].first;
    if (settled[i].kind != MentionKind::kRule || !numbered(first)) continue;
    const bool part = settled[i].rule == "section-of" && document.IsMark(first + 2, '(');
    if (document.tokens[first + 2].hash == kKnown.of || part) known.push_back({document.tokens[first + 1].hash, i});
  }
  if (known.empty()) return;
  std::vector<Candidate> again;
  for (const StartPlace& place : document.starts) {
    const std::uint32_t at = place.token;
    if ((place.starts & kStartsSection) == 0 || !numbered(at)) continue;
    const auto law = std::ranges::find(known, document.tokens[at + 1].hash, &Known::number);
    if (law == known.end()) continue;
    std::uint32_t last = at + 2;
    while (last + 2 < document.size() && document.IsMark(last, '(') && document.Glued(last) &&
           document.IsMark(last + 2, ')'))
      last += 3;
    if (last < document.size() && document.tokens[last].hash == kKnown.of) continue;
    const auto next = std::ranges::upper_bound(settled, document.tokens[at].span.begin, {},
                                               [](const Candidate& c) { return c.span.begin; });
    const bool taken = (next != settled.begin() && std::prev(next)->span.end > document.tokens[at].span.begin) ||
                       (next != settled.end() && next->span.begin < document.tokens[last - 1].span.end);
    if (taken) continue;
    Candidate& candidate = again.emplace_back(settled[law->law]);
    candidate.first = at;
    candidate.last = last;
    candidate.span = {document.tokens[at].span.begin, document.tokens[last - 1].stem().end};
    candidate.value.clear();
    candidate.alias = kNoId;
    candidate.rule = "section-again";
  }
  if (again.empty()) return;
  settled.insert(settled.end(), again.begin(), again.end());
  std::ranges::sort(settled, {}, [](const Candidate& c) { return c.span.begin; });
  JoinSections(document, settled);  // "subsection (f) of section 721"
}

void FindOrderTitles(const TaggedText& document, const std::vector<Candidate>& settled, std::vector<Candidate>& found) {
  for (const Candidate& order : settled) {
    if (order.kind != MentionKind::kRule) continue;
    const bool numbered = order.value.starts_with("EO:") || order.value.starts_with("PROC:");
    if (!numbered) continue;
    const std::string_view rest = document.text.substr(order.span.end, kTitleBytesMax);
    std::string_view title = MarkedTitle(rest);
    if (title.empty()) title = BareTitle(rest);
    if (title.empty()) continue;
    Candidate candidate = order;
    candidate.span = SpanOf(document, title);
    if (SetTokens(document, order.first, candidate) < 3) continue;
    candidate.alias = kNoId;
    candidate.rule = "order-title";
    found.push_back(std::move(candidate));
  }
  FindQuotedTitles(document, settled, found);
}

}  // namespace dateline::extract
