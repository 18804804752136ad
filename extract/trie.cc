#include "extract/trie.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "model/check.h"

namespace dateline::extract {

TokenTrie::TokenTrie() : edges_(1024), mask_(1023), heads_(1, kEnd) {}

void TokenTrie::Add(std::span<const std::uint32_t> hashes, std::uint32_t payload) {
  DATELINE_CHECK(!hashes.empty() && payload < kSeveral);
  // Before anything is entered, so that slots stay where they are.
  while ((used_ + hashes.size()) * 4 > edges_.size() * 3) Grow();
  std::uint32_t node = 0;
  Edge* above = nullptr;  // that leads to `node`; what follows the root is always all
  for (const std::uint32_t hash : hashes) {
    Edge& edge = edges_[Slot(node, hash)];
    if (edge.child == 0) {
      ++used_;
      edge = {node, hash, static_cast<std::uint32_t>(heads_.size()), 0};
      heads_.push_back(kEnd);
      if (above != nullptr) above->follows |= FollowBit(hash);
    }
    node = edge.child & ~kEnds;
    above = &edge;
  }
  above->child |= kEnds;
  std::uint32_t& head = heads_[node];
  if (head == kEnd) {
    head = payload;
    return;
  }
  if ((head & kSeveral) == 0) {
    links_.push_back({head, kEnd});
    head = static_cast<std::uint32_t>(links_.size() - 1) | kSeveral;
  }
  const auto link = static_cast<std::uint32_t>(links_.size());
  std::uint32_t last = head & ~kSeveral;
  while (links_[last].next != kEnd) last = links_[last].next;
  links_.push_back({payload, kEnd});
  links_[last].next = link;
}

void TokenTrie::Settle() {
  const std::vector<Edge> old = std::exchange(edges_, {});
  const auto firsts = static_cast<std::size_t>(
      std::ranges::count_if(old, [](const Edge& edge) { return edge.child != 0 && edge.node == 0; }));
  firsts_.assign(std::bit_ceil(firsts * 2 + 1), {});
  firsts_mask_ = firsts_.size() - 1;
  edges_.assign(std::bit_ceil((used_ - firsts) * 3 / 2 + 1), {});
  mask_ = edges_.size() - 1;
  for (const Edge& edge : old) {
    if (edge.child == 0) continue;
    (edge.node == 0 ? firsts_[FirstSlot(edge.hash)] : edges_[Slot(edge.node, edge.hash)]) = edge;
  }
}

void TokenTrie::Grow() {
  std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
  mask_ = edges_.size() - 1;
  for (const Edge& edge : old) {
    if (edge.child != 0) edges_[Slot(edge.node, edge.hash)] = edge;
  }
}

}  // namespace dateline::extract
