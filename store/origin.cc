#include "store/origin.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "model/text.h"
#include "store/block.h"

namespace dateline::store {
namespace {

constexpr double kNearCopy = 0.7;           // 40 of 480 words replaced still lie above it
constexpr std::size_t kSketchText = 32768;  // bytes looked at: enough of any report to know it again
constexpr std::size_t kShinglesLeast = 24;  // below, chance agreement is too likely
constexpr std::size_t kLongSentence = 90;   // bytes; equal sentences of this length are copied, not coincidence
constexpr std::size_t kRecentKeys = 128;    // put in order with the settled ones when there are more
constexpr std::size_t kManyGroups = 8;
constexpr std::size_t kGroupsCompared = 64; // near copies are looked for among this many; equal texts among all

std::uint64_t Mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

std::uint64_t Short(const Key& key) {
  std::uint64_t value = 0;
  std::memcpy(&value, key.bytes.data(), sizeof value);
  return value;
}

std::string OriginOwner(const Claim& claim) {
  // "The Information reported": the outlet that is cited is the origin, whoever cites it.
  if (KindOf(claim.what().speaker) == "media") return claim.what().speaker;
  return claim.owner.empty() ? claim.source : claim.owner;
}

}  // namespace

Sketch SketchOf(std::string_view text) {
  std::array<std::uint64_t, 64> least;
  least.fill(~std::uint64_t{0});
  std::array<std::uint64_t, 3> last{};
  std::size_t words = 0, shingles = 0;
  std::uint64_t hash = 1469598103934665603ULL;
  bool inside = false;
  text = text.substr(0, kSketchText);
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const auto c = i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(' ');
    const bool letter = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211ULL;
      inside = true;
    }
    // Scripts without spaces: every third byte outside ASCII ends a "word", which is one Han character.
    const bool ends = !letter || (c >= 0x80 && (c & 0xc0) == 0x80 && (i + 1 >= text.size() || (static_cast<unsigned char>(text[i + 1]) & 0xc0) != 0x80) && i >= 2 && static_cast<unsigned char>(text[i - 2]) >= 0xe3);
    if (!ends || !inside) continue;
    last = {last[1], last[2], hash};
    hash = 1469598103934665603ULL;
    inside = false;
    if (++words < 3) continue;
    ++shingles;
    const std::uint64_t shingle = Mix(last[0] * 3 + Mix(last[1]) * 5 + Mix(last[2] + 7));
    std::uint64_t& bin = least[shingle >> 58];
    bin = std::min<std::uint64_t>(bin, shingle & 0x03ffffffffffffffULL);
  }
  Sketch sketch{};
  if (shingles < kShinglesLeast) return sketch;
  for (std::size_t i = 0; i < sketch.size(); ++i) {
    // 0 marks an empty bin.
    if (least[i] != ~std::uint64_t{0}) sketch[i] = static_cast<std::uint8_t>(1 + Mix(least[i]) % 255);
  }
  return sketch;
}

double Similarity(const Sketch& a, const Sketch& b) {
  int both = 0, equal = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == 0 && b[i] == 0) continue;
    ++both;
    equal += a[i] == b[i] ? 1 : 0;
  }
  if (both < 16) return 0;
  return static_cast<double>(equal) / both;
}

bool KeySet::Insert(const Key& key) {
  const auto value = static_cast<std::uint32_t>(Short(key));
  if (settled_ && std::ranges::binary_search(*settled_, value)) return false;
  const auto at = std::ranges::lower_bound(recent_, value);
  if (at != recent_.end() && *at == value) return false;
  recent_.insert(at, value);
  if (recent_.size() <= kRecentKeys) return true;
  std::vector<std::uint32_t> all;
  all.reserve(size());
  const std::vector<std::uint32_t> none;
  std::ranges::merge(settled_ ? *settled_ : none, recent_, std::back_inserter(all));
  settled_ = std::make_shared<const std::vector<std::uint32_t>>(std::move(all));
  recent_.clear();
  return true;
}

Origins::Heard Origins::HeardIn(const Claim& claim) {
  const std::string& words = claim.stored.words;
  return {claim.sketch, Short(claim.document), words.size() >= kLongSentence ? Short(HashKey({words})) : 0};
}

bool Origins::Copies(const Heard& first, const Heard& later) {
  if (Similarity(first.sketch, later.sketch) >= kNearCopy) return true;
  return first.sentence != 0 && first.sentence == later.sentence && first.document != later.document;
}

void Origins::Add(const Claim& claim) {
  documents_.Insert(claim.document);
  if (claim.source_class == SourceClass::kMine || !texts_.Insert(claim.text)) return;
  const Heard heard = HeardIn(claim);
  if (std::ranges::any_of(firsts_, [&](const Heard& first) { return Copies(first, heard); })) return;
  // An event that is told so often will be told more often: one allocation for all that are compared.
  if (firsts_.size() >= kManyGroups) firsts_.reserve(kGroupsCompared);
  if (firsts_.size() < kGroupsCompared) firsts_.push_back(heard);
  owners_.Insert(HashKey({OriginOwner(claim)}));
}

std::size_t Origins::Bytes() const {
  return (documents_.size() + texts_.size() + owners_.size()) * sizeof(std::uint32_t) + firsts_.capacity() * sizeof(Heard);
}

Corroboration CountOrigins(std::span<const Claim* const> claims) {
  Origins origins;
  for (const Claim* claim : claims) origins.Add(*claim);
  return origins.count();
}

}  // namespace dateline::store
