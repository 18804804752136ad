// Sets of words and phrases that stand beside a name: what must be near it, what may not touch it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/token.h"

namespace dateline::extract {

// The hashes of the tokens of `words`.
[[nodiscard]] std::vector<std::uint32_t> HashesIn(std::string_view words);

// Built once, then free to share between threads. Most tokens begin no phrase: one bit tells.
class PhraseSet {
 public:
  // A bit for each hash that something may begin or end with.
  using Bits = std::array<std::uint64_t, 8>;
  [[nodiscard]] static bool Has(const Bits& bits, std::uint32_t hash) {
    return (bits.data()[hash >> 6 & 7] & std::uint64_t{1} << (hash & 63)) != 0;
  }

  void Add(std::span<const std::uint32_t> hashes);  // of the words' tokens; none is no phrase

  [[nodiscard]] bool empty() const { return phrases_.empty(); }
  [[nodiscard]] const Bits& starts() const { return firsts_; }
  // False when no phrase begins with this token's hash; true for a few others too.
  [[nodiscard]] bool MayStart(std::uint32_t hash) const { return Has(firsts_, hash); }
  // Does a phrase begin at token `at`?
  [[nodiscard]] bool StandsAt(const std::vector<Token>& tokens, std::uint32_t at) const {
    return at < tokens.size() && MayStart(tokens[at].hash) && FindAt(tokens, at);
  }
  // Does a phrase end just before token `at`?
  [[nodiscard]] bool EndsBefore(const std::vector<Token>& tokens, std::uint32_t at) const {
    return at > 0 && Has(lasts_, tokens[at - 1].hash) && FindBefore(tokens, at);
  }

 private:
  struct Phrase {
    std::uint32_t first;  // hash of its first word
    std::uint32_t last;   // of its last
    std::uint32_t begin;  // place in hashes_
    std::uint32_t size;
  };
  [[nodiscard]] bool Reads(const Phrase& phrase, const std::vector<Token>& tokens, std::size_t from) const;
  [[nodiscard]] bool FindAt(const std::vector<Token>& tokens, std::uint32_t at) const;
  [[nodiscard]] bool FindBefore(const std::vector<Token>& tokens, std::uint32_t at) const;

  std::vector<Phrase> phrases_;
  std::vector<std::uint32_t> hashes_;
  Bits firsts_{}, lasts_{};
};

}  // namespace dateline::extract
