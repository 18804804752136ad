// The words that the shapes of names turn on, as token hashes known when the program is compiled.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "extract/token.h"

namespace dateline::extract {

// A set of words with a filter of at least eight bits a word: most words are in no set, and one bit tells.
template <std::size_t N>
struct WordSet {
  static constexpr std::size_t kBlocks = std::bit_ceil((N + 7) / 8);
  std::array<std::uint32_t, N> hashes{};
  std::array<std::uint64_t, kBlocks> filter{};

  consteval explicit WordSet(const std::array<std::uint32_t, N>& words) : hashes(words) {
    for (const std::uint32_t hash : words) filter[Block(hash)] |= std::uint64_t{1} << (hash & 63);
  }
  static constexpr std::size_t Block(std::uint32_t hash) { return hash >> 6 & (kBlocks - 1); }
};
template <std::size_t... Sizes>
consteval auto HashesOf(const char (&... words)[Sizes]) {
  return WordSet<sizeof...(Sizes)>(std::array<std::uint32_t, sizeof...(Sizes)>{HashOf({words, Sizes - 1})...});
}
template <std::size_t N>
constexpr bool In(const std::array<std::uint32_t, N>& set, std::uint32_t hash) {
  return std::ranges::find(set, hash) != set.end();
}
template <std::size_t N>
constexpr bool In(const WordSet<N>& set, std::uint32_t hash) {
  return (set.filter[WordSet<N>::Block(hash)] & std::uint64_t{1} << (hash & 63)) != 0 && In(set.hashes, hash);
}

struct KnownWords {
  std::uint32_t of = HashOf("of"), on = HashOf("on"), on_for = HashOf("for"), the = HashOf("the"), with_and = HashOf("and");
  std::uint32_t to = HashOf("to"), in = HashOf("in"), hyphen = HashOf("-"), comma = HashOf(","), period = HashOf(".");
  std::uint32_t company = HashOf("Company"), corporation = HashOf("Corporation"), limited = HashOf("Limited"), co = HashOf("Co");
  std::uint32_t act = HashOf("Act"), chips = HashOf("Chips");
  WordSet<6> abbreviated = HashesOf("Inc", "Corp", "Co", "Ltd", "Jr", "Sr");
  WordSet<5> name_suffixes = HashesOf("Jr", "Sr", "II", "III", "IV");  // behind a person's name
  WordSet<3> joint_ventures = HashesOf("JV", "JV1", "JV2");
  WordSet<6> body_heads = HashesOf("Committee", "Subcommittee", "Department", "Ministry", "Bureau", "Directorate");
  WordSet<11> body_heads_of =
      HashesOf("Office", "Court", "Commission", "Council", "Board", "Agency", "Administration", "Authority", "Service",
               "Commissioner", "Inspectorate");
  WordSet<9> tail_heads = HashesOf("Committee", "Subcommittee", "Commission", "Bureau", "Agency", "Administration", "Authority", "Ministry", "Parliament");
  WordSet<10> weak_tail_heads =
      HashesOf("Department", "Council", "Court", "Board", "Directorate", "Service", "Office", "Secretariat",
               "Inspectorate", "Tribunal");
  // Bodies inside firms and private ones.
  WordSet<26> private_bodies = HashesOf(
      "Audit", "Compensation", "Nominating", "Governance", "Executive", "Risk", "Special", "Advisory", "Management", "Disclosure", "Sales", "Legal", "Human",
      "Customer", "Corporate", "Remuneration", "Independent", "Supervisory", "Our", "Editorial", "Organizing", "Bankruptcy", "Steering", "Finance", "Marketing", "News");
  WordSet<12> chambers = HashesOf("House", "Senate", "Joint", "Select", "Permanent", "Standing", "Congressional", "Federal", "National",
                                                    "Central", "European", "Interagency");
  WordSet<14> demonyms = HashesOf("Chinese", "American", "Dutch", "Japanese", "Korean", "Russian", "German", "French", "British", "Indian",
                                                    "Taiwanese", "Canadian", "Italian", "Israeli");
  WordSet<24> plain_laws = HashesOf("Final", "Proposed", "Interim", "Temporary", "New", "Old", "Draft", "Direct", "General", "Federal", "State",
                                                      "Foreign", "International", "Civil", "Criminal", "Common", "Local", "Applicable", "Public", "Price", "Mailing",
                                                      "Such", "Said", "Revised");
  WordSet<21> compass = HashesOf("North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Northeast", "Northwest",
                                                   "Southeast", "Southwest", "Northeastern", "Northwestern", "Southeastern", "Southwestern", "Central", "Upper",
                                                   "Lower", "Inner", "Outer");
  WordSet<7> connectors = HashesOf("of", "for", "to", "in", "against", "through", "with");
};
inline constexpr KnownWords kKnown{};

}  // namespace dateline::extract
