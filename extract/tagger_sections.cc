#include "extract/tagger_sections.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "extract/tagger_known.h"
#include "extract/tagger_people.h"

namespace dateline::extract {
namespace {

// What may stand between "section" and the law: numbers and letters in lists, "list", "of the".
constexpr const char* kSectionOf =
    R"((?i:(?:sub)?(?:sections?|paragraphs?|parts?|chapters?)|titles?|articles?|§§?)\s*)"
    R"((?:(?:\d+[A-Za-z]?|[IVX]+\b)(?:\([0-9A-Za-z]{1,4}\))*|(?:\([0-9A-Za-z]{1,4}\))+))"
    R"((?:(?:,\s*and\s+|,\s*or\s+|,\s*|\s+and\s+|\s+or\s+|\s+through\s+)(?:\d+[A-Za-z]?(?:\([0-9A-Za-z]{1,4}\))*|(?:\([0-9A-Za-z]{1,4}\))+|[IVX]+\b))*)"
    R"((?:\s+list)?(?:\s+of\s+(?:the\s+)?|,\s+))";

constexpr std::size_t kSectionBytesMax = 120;
constexpr std::size_t kTitleBytesMax = 260;

// An order's title: capitalised words and the small ones between them.
constexpr const char* kTitleAfter =
    R"((?:\s+of\s+[A-Z][a-z]+\s+\d{1,2},\s+\d{4})?,?\s*[\(“"‘*_]{1,3}((?:[A-Z][\w’'-]*|and|of|the|in|for|to|on|from|by|with|against|a|an|or)(?:,?[\s]+(?:[A-Z][\w’'-]*|and|of|the|in|for|to|on|from|by|with|against|a|an|or))+)[,.]?[\)”"’*_])";

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

// "Section 4402(e) of " → "4402(e)"; "" for lists.
std::string SectionNumber(std::string_view between) {
  static const RE2 single(R"([A-Za-z§]+\s*(\d+[A-Za-z]?(?:\([0-9A-Za-z]{1,4}\))*)\s+of\s+(?:the\s+)?)");
  std::string number;
  RE2::FullMatch(re2::StringPiece(between.data(), between.size()), single, &number);
  return number;
}

}  // namespace

void JoinSections(const TaggedText& document, std::vector<Candidate>& settled) {
  static const RE2 section(kSectionOf);
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
      if (neighbour || !RE2::FullMatch(re2::StringPiece(between.data(), between.size()), section)) continue;
      // What was found inside gives way; a named section ("Section 301") keeps its own name.
      for (std::size_t j = i; j-- > 0 && settled[j].span.end > begin;) {
        if (settled[j].span.begin < begin) break;
        if (settled[j].kind == MentionKind::kRule && settled[j].entity != kNoId) {
          law.entity = settled[j].entity;
          law.alias = kNoId;
        }
        gone[j] = true;
      }
      law.first = first;
      law.span.begin = begin;
      law.rule = "section-of";
      // The section of a public law has a canonical form; titles, lists and named laws have none.
      const std::string number = law.value.starts_with("PL:") ? SectionNumber(between) : std::string();
      law.value = number.empty() ? std::string() : law.value + ":" + number;
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

void FindOrderTitles(const TaggedText& document, const std::vector<Candidate>& settled, std::vector<Candidate>& found) {
  static const RE2 title(kTitleAfter);
  for (const Candidate& order : settled) {
    if (order.kind != MentionKind::kRule) continue;
    const bool numbered = order.value.starts_with("EO:") || order.value.starts_with("PROC:");
    if (!numbered) continue;
    const std::string_view rest = document.text.substr(order.span.end, kTitleBytesMax);
    re2::StringPiece groups[2];
    const re2::StringPiece piece(rest.data(), rest.size());
    if (!title.Match(piece, 0, piece.size(), RE2::ANCHOR_START, groups, 2)) continue;
    Candidate candidate = order;
    candidate.span.begin = static_cast<std::uint32_t>(groups[1].data() - document.text.data());
    candidate.span.end = candidate.span.begin + static_cast<std::uint32_t>(groups[1].size());
    while (candidate.first < document.size() && document.tokens[candidate.first].span.begin < candidate.span.begin) ++candidate.first;
    candidate.last = candidate.first;
    std::uint32_t capitals = 0;
    while (candidate.last < document.size() && document.tokens[candidate.last].span.begin < candidate.span.end) {
      capitals += document.tokens[candidate.last++].capital;
    }
    if (capitals < 3) continue;
    candidate.alias = kNoId;
    candidate.rule = "order-title";
    found.push_back(std::move(candidate));
  }
}

}  // namespace dateline::extract
