#include "extract/tagger_phrases.h"

#include <algorithm>

namespace dateline::extract {

std::vector<std::uint32_t> HashesIn(std::string_view words) {
  std::vector<std::uint32_t> hashes;
  for (const Token& token : Tokenise(words)) hashes.push_back(token.hash);
  return hashes;
}

void PhraseSet::Add(std::span<const std::uint32_t> hashes) {
  if (hashes.empty()) return;
  const std::uint32_t first = hashes.front(), last = hashes.back();
  phrases_.push_back(
      {first, last, static_cast<std::uint32_t>(hashes_.size()), static_cast<std::uint32_t>(hashes.size())});
  hashes_.insert(hashes_.end(), hashes.begin(), hashes.end());
  firsts_[first >> 6 & 7] |= std::uint64_t{1} << (first & 63);
  lasts_[last >> 6 & 7] |= std::uint64_t{1} << (last & 63);
}

bool PhraseSet::Reads(const Phrase& phrase, const std::vector<Token>& tokens, std::size_t from) const {
  if (from + phrase.size > tokens.size()) return false;
  return std::equal(hashes_.begin() + phrase.begin, hashes_.begin() + phrase.begin + phrase.size,
                    tokens.begin() + static_cast<std::ptrdiff_t>(from),
                    [](std::uint32_t hash, const Token& token) { return hash == token.hash; });
}

bool PhraseSet::FindAt(const std::vector<Token>& tokens, std::uint32_t at) const {
  const std::uint32_t hash = tokens[at].hash;
  return std::ranges::any_of(phrases_,
                             [&](const Phrase& phrase) { return phrase.first == hash && Reads(phrase, tokens, at); });
}

bool PhraseSet::FindBefore(const std::vector<Token>& tokens, std::uint32_t at) const {
  const std::uint32_t hash = tokens[at - 1].hash;
  return std::ranges::any_of(phrases_, [&](const Phrase& phrase) {
    return phrase.last == hash && phrase.size <= at && Reads(phrase, tokens, at - phrase.size);
  });
}

}  // namespace dateline::extract
