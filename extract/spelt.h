// Words of a text compared with the literals of rules by their hashes before their letters.
//
// Rules ask some hundred times for every event whether a word is this or that, and nearly always it is not. Letters
// tell so by their number and then one after the other, which a processor often guesses wrong; a hash is one number
// that hardly ever agrees.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "extract/literals.h"
#include "extract/token.h"

namespace dateline::extract {

namespace literal {

constexpr bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
constexpr std::uint64_t Folded(char c) {
  return static_cast<std::uint64_t>(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
}
template <std::size_t kFrom, std::size_t N, std::size_t... kAt>
[[gnu::always_inline]] constexpr std::uint64_t Block(const char (&word)[N], std::index_sequence<kAt...>) {
  return (... | (kFrom + kAt < N - 1 ? Folded(word[kFrom + kAt < N ? kFrom + kAt : 0]) << 8 * kAt : 0));
}
template <std::size_t N, std::size_t... kBlock>
[[gnu::always_inline]] constexpr std::uint32_t Hash(const char (&word)[N], std::index_sequence<kBlock...>) {
  TokenHasher hasher;
  (hasher.AddBlock(Block<kBlock * 8>(word, std::make_index_sequence<8>())), ...);
  return hasher.Finish();
}
template <std::size_t N, std::size_t... kAt>
[[gnu::always_inline]] constexpr bool IsPlain(const char (&word)[N], std::index_sequence<kAt...>) {
  return (... && IsPlain(word[kAt]));
}

}  // namespace literal

// Letters and digits of ASCII only: what TokenHash says of such a word can be said of the literal. Both are constants
// once they are inlined where the literal stands.
template <std::size_t N>
[[gnu::always_inline]] constexpr bool IsPlain(const char (&word)[N]) {
  return N > 1 && literal::IsPlain(word, std::make_index_sequence<N - 1>());
}
template <std::size_t N>
[[gnu::always_inline]] constexpr std::uint32_t HashOfPlain(const char (&word)[N]) {
  return literal::Hash(word, std::make_index_sequence<(N + 6) / 8>());
}

// Some of a few words may have this hash: two bits of each in two words of 64.
struct HashFilter {
  std::uint64_t low = 0, high = 0;
  [[gnu::always_inline]] constexpr void Add(std::uint32_t hash) {
    low |= std::uint64_t{1} << (hash & 63);
    high |= std::uint64_t{1} << (hash >> 6 & 63);
  }
  [[nodiscard]] constexpr bool May(std::uint32_t hash) const {
    return ((low >> (hash & 63)) & (high >> (hash >> 6 & 63)) & 1) != 0;
  }
};

struct Reading;

// Whose letters are compared: as they stand in the text, or as the lexicon has the word, in small letters (as it stands
// where the lexicon lacks it).
enum class Letters : std::uint8_t { kWritten, kKnown };
template <Letters kLetters>
[[nodiscard]] std::string_view LettersOf(const Reading& reading, std::uint32_t token);

// A word of a reading, which it must not outlive, with its hash; letters are read when they are asked for.
template <Letters kLetters>
class Spelt {
 public:
  Spelt(const Reading& reading, std::uint32_t token, std::uint32_t hash)
      : reading_(&reading), token_(token), hash_(hash) {}

  [[nodiscard]] std::uint32_t hash() const { return hash_; }
  [[nodiscard]] std::string_view letters() const { return LettersOf<kLetters>(*reading_, token_); }
  operator std::string_view() const { return letters(); }
  [[nodiscard]] std::size_t size() const { return letters().size(); }
  [[nodiscard]] bool empty() const { return letters().empty(); }
  [[nodiscard]] char front() const { return letters().front(); }
  [[nodiscard]] bool starts_with(auto what) const { return letters().starts_with(what); }
  [[nodiscard]] bool ends_with(auto what) const { return letters().ends_with(what); }

  template <std::size_t N>
  [[nodiscard, gnu::always_inline]] friend bool operator==(const Spelt& word, const char (&literal)[N]) {
    if (!IsPlain(literal)) return word.letters() == literal;
    return word.hash_ == HashOfPlain(literal) && Agrees(*word.reading_, word.token_, literal, N - 1);
  }
  [[nodiscard]] friend bool operator==(const Spelt& a, std::string_view b) { return a.letters() == b; }
  [[nodiscard]] friend bool operator==(const Spelt& a, const Spelt& b) { return a.letters() == b.letters(); }

 private:
  // Asked when hashes agree: out of the code of those who mostly need not ask.
  [[nodiscard, gnu::noinline]] static bool Agrees(const Reading& reading, std::uint32_t token, const char* literal,
                                                  std::size_t size) {
    return LettersOf<kLetters>(reading, token) == std::string_view(literal, size);
  }

  const Reading* reading_;
  std::uint32_t token_, hash_;
};
using Written = Spelt<Letters::kWritten>;
using Known = Spelt<Letters::kKnown>;

// Is it one of these literals?
template <std::size_t... N>
[[nodiscard, gnu::always_inline]] inline bool OneOf(std::string_view word, const char (&... words)[N]) {
  return (... || (word == words));
}
[[nodiscard]] inline bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}
template <Letters kLetters, std::size_t... N>
[[nodiscard, gnu::always_inline]] inline bool OneOf(Spelt<kLetters> word, const char (&... words)[N]) {
  if (!(... && IsPlain(words))) return OneOf(word.letters(), words...);
  HashFilter filter;
  (filter.Add(HashOfPlain(words)), ...);
  return filter.May(word.hash()) && (... || (word == words));
}

// Some of a list of words may have this hash: a bit of sixteen or more is set for each.
template <std::size_t kWords>
class ListFilter {
 public:
  constexpr void Add(std::uint32_t hash) { bits_[hash / 64 % kSize] |= std::uint64_t{1} << (hash & 63); }
  constexpr void AddAll() { bits_.fill(~std::uint64_t{0}); }
  [[nodiscard]] constexpr bool May(std::uint32_t hash) const {
    return (bits_.data()[hash / 64 % kSize] >> (hash & 63) & 1) != 0;
  }

 private:
  static constexpr std::size_t kSize = std::bit_ceil((kWords + 3) / 4);
  std::array<std::uint64_t, kSize> bits_{};
};

// Is it one of a list?
template <const auto& kWords, Letters kLetters>
[[nodiscard]] bool Among(Spelt<kLetters> word) {
  static constexpr auto kFilter = [] {
    ListFilter<kWords.size()> filter;
    for (const std::string_view each : kWords) {
      TokenHasher hasher;
      for (const char c : each) {
        if (!literal::IsPlain(c)) filter.AddAll();
        hasher.AddByte(static_cast<std::uint8_t>(literal::Folded(c)));
      }
      filter.Add(hasher.Finish());
    }
    return filter;
  }();
  return kFilter.May(word.hash()) && std::ranges::find(kWords, word.letters()) != kWords.end();
}

}  // namespace dateline::extract
