// What tests of senses share: the words before a hit, and why a word tells of no act.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/events.h"

namespace dateline::extract {

inline constexpr std::string_view kNoVerb = "a word in another sense";
inline constexpr std::string_view kNamesThing = "describes a thing by what it does";
inline constexpr std::string_view kHabit = "a habit or a general truth";
inline constexpr std::string_view kContent = "what another act or text says, not told";

template <std::size_t N>
bool Begins(Written word, const std::array<std::string_view, N>& stems) {
  return std::ranges::any_of(stems, [&](std::string_view stem) { return word.starts_with(stem); });
}

// Where its words begin, auxiliaries with them.
inline std::uint32_t First(const Hit& hit) { return hit.group ? hit.group->begin : hit.tokens.begin; }

// Where its sentence begins.
inline std::uint32_t Floor(const Reading& r, const Hit& hit) {
  return r.sentences[r.sentence_of[hit.tokens.begin]].begin;
}

// Does one of the `reach` words before the hit begin with one of the stems, without a mark or a tensed verb between?
template <std::size_t N>
bool Governed(const Reading& r, const Hit& hit, std::uint32_t reach, const std::array<std::string_view, N>& stems) {
  const std::uint32_t floor = Floor(r, hit);
  for (std::uint32_t i = First(hit), n = 0; i-- > floor && n < reach; ++n) {
    if (r.words[i].mention >= 0) continue;
    if (r.words[i].punct != 0 && r.words[i].punct != '-' && r.words[i].punct != '\'') return false;
    if (Begins(r.Surface(i), stems)) return true;
  }
  return false;
}

// "has announced that a preliminary investigation found": the announcement is of what follows "that".
[[nodiscard]] bool IsAnnouncedThat(const Reading& reading, const Hit& hit);

}  // namespace dateline::extract
