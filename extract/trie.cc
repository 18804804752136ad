#include "extract/trie.h"

#include <utility>

#include "model/check.h"

namespace dateline::extract {

TokenTrie::TokenTrie() : edges_(1024), mask_(1023), heads_(1, kEnd) {}

void TokenTrie::Add(std::span<const std::uint32_t> hashes, std::uint32_t payload) {
  DATELINE_CHECK(!hashes.empty());
  std::uint32_t node = 0;
  for (const std::uint32_t hash : hashes) node = AddChild(node, hash);
  const auto link = static_cast<std::uint32_t>(links_.size());
  links_.push_back({payload, kEnd});
  std::uint32_t* tail = &heads_[node];
  while (*tail != kEnd) tail = &links_[*tail].next;
  *tail = link;
}

std::uint32_t TokenTrie::AddChild(std::uint32_t node, std::uint32_t hash) {
  if (const std::uint32_t child = Child(node, hash); child != kNone) return child;
  if (++used_ * 10 > edges_.size() * 6) Grow();
  const auto child = static_cast<std::uint32_t>(heads_.size());
  heads_.push_back(kEnd);
  std::size_t at = Slot(node, hash);
  while (edges_[at].child != kNone) at = (at + 1) & mask_;
  edges_[at] = {node, hash, child};
  return child;
}

void TokenTrie::Grow() {
  std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
  mask_ = edges_.size() - 1;
  for (const Edge& edge : old) {
    if (edge.child == kNone) continue;
    std::size_t at = Slot(edge.node, edge.hash);
    while (edges_[at].child != kNone) at = (at + 1) & mask_;
    edges_[at] = edge;
  }
}

}  // namespace dateline::extract
