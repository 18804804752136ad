// TokenTrie: sequences of token hashes with a payload each, laid out flat.
//
// Built once, then immutable and free to share between threads. Look-ups neither allocate nor fail. A node is a
// number, 0 the root; all edges live in one open-addressing table keyed by (node, hash).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dateline::extract {

class TokenTrie {
 public:
  static constexpr std::uint32_t kNone = 0;  // no such child; the root is nobody's child

  TokenTrie();

  // Enters `payload` at the end of `hashes` (not empty). One sequence may hold several payloads.
  void Add(std::span<const std::uint32_t> hashes, std::uint32_t payload);

  [[nodiscard]] std::uint32_t Child(std::uint32_t node, std::uint32_t hash) const {
    for (std::size_t at = Slot(node, hash);; at = (at + 1) & mask_) {
      const Edge& edge = edges_[at];
      if (edge.child == kNone) return kNone;
      if (edge.node == node && edge.hash == hash) return edge.child;
    }
  }
  // Calls visit(payload) for each payload of `node`, first added first.
  template <typename Visit>
  void EachPayload(std::uint32_t node, Visit visit) const {
    for (std::uint32_t at = heads_[node]; at != kEnd; at = links_[at].next) visit(links_[at].payload);
  }

  [[nodiscard]] std::size_t nodes() const { return heads_.size(); }
  [[nodiscard]] std::size_t bytes() const {
    return edges_.size() * sizeof(Edge) + heads_.size() * 4 + links_.size() * sizeof(Link);
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Edge {
    std::uint32_t node = 0;
    std::uint32_t hash = 0;
    std::uint32_t child = kNone;
  };
  struct Link {
    std::uint32_t payload;
    std::uint32_t next;
  };

  [[nodiscard]] std::size_t Slot(std::uint32_t node, std::uint32_t hash) const {
    std::uint32_t mixed = (hash ^ node * 0x85EBCA6Bu) * 0xC2B2AE35u;
    mixed ^= mixed >> 16;
    return mixed & mask_;
  }
  std::uint32_t AddChild(std::uint32_t node, std::uint32_t hash);
  void Grow();

  std::vector<Edge> edges_;
  std::size_t mask_;
  std::size_t used_ = 0;
  std::vector<std::uint32_t> heads_;  // per node: first link, kEnd when it ends no sequence
  std::vector<Link> links_;
};

}  // namespace dateline::extract
