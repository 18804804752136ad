// TokenTrie: sequences of token hashes with a payload each, laid out flat.
//
// Built once, then immutable and free to share between threads. Look-ups neither allocate nor fail. All edges live in
// one open-addressing table keyed by (node, hash); an edge tells roughly what follows it, so that most sequences that
// lead nowhere end without another look-up.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace dateline::extract {

class TokenTrie {
 public:
  static constexpr std::uint32_t FollowBit(std::uint32_t hash) { return 1u << (hash >> 27); }

  // A node, and what is known of it. `node` is 0 at the root and where there is no such child.
  struct Step {
    std::uint32_t node = 0;     // with kEnds where a sequence ends
    std::uint32_t follows = 0;  // a bit for each child's hash
    [[nodiscard]] bool found() const { return node != 0; }
    [[nodiscard]] bool ends() const { return (node & kEnds) != 0; }
    // False when no child has this hash; true for a few others too.
    [[nodiscard]] bool MayBeFollowedBy(std::uint32_t hash) const { return (follows & FollowBit(hash)) != 0; }
  };
  static constexpr std::uint32_t kEnds = 0x80000000;
  static constexpr Step kRoot{0, 0xFFFFFFFF};

  TokenTrie();

  // Enters `payload` (less than 2³¹) at the end of `hashes` (not empty). One sequence may hold several payloads.
  void Add(std::span<const std::uint32_t> hashes, std::uint32_t payload);

  // Once all are entered: puts first words, which are looked up most, into a table of their own.
  void Settle();
  // What Next says of the root; after Settle only.
  [[nodiscard]] Step First(std::uint32_t hash) const {
    const Edge& edge = firsts_.data()[FirstSlot(hash)];
    return {edge.child, edge.follows};
  }

  [[nodiscard]] Step Next(Step from, std::uint32_t hash) const {
    if (!from.MayBeFollowedBy(hash)) return {};
    if (from.node == 0 && !firsts_.empty()) return First(hash);
    const Edge& edge = edges_.data()[Slot(from.node & ~kEnds, hash)];
    return {edge.child, edge.follows};
  }
  // Fetches the edge that a look-up from the root will want soon: the table is larger than the nearer caches.
  void WillStart(std::uint32_t hash) const { __builtin_prefetch(firsts_.data() + (hash & firsts_mask_)); }
  // Calls visit(payload) for each payload of `at`, first added first.
  template <typename Visit>
  void EachPayload(Step at, const Visit& visit) const {
    if (!at.ends()) return;
    const std::uint32_t head = heads_.data()[at.node & ~kEnds];
    if ((head & kSeveral) == 0) return visit(head);
    for (std::uint32_t link = head & ~kSeveral; link != kEnd; link = links_[link].next) visit(links_[link].payload);
  }

  [[nodiscard]] std::size_t nodes() const { return heads_.size(); }
  [[nodiscard]] std::size_t bytes() const {
    return edges_.size() * sizeof(Edge) + heads_.size() * 4 + links_.size() * sizeof(Link);
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  static constexpr std::uint32_t kSeveral = 0x80000000;
  struct Edge {
    std::uint32_t node = 0;
    std::uint32_t hash = 0;
    std::uint32_t child = 0;    // 0: the slot is free; with kEnds where a sequence ends
    std::uint32_t follows = 0;  // of the child
  };
  struct Link {
    std::uint32_t payload;
    std::uint32_t next;
  };

  static constexpr std::uint32_t Mixed(std::uint32_t node, std::uint32_t hash) {
    const std::uint32_t mixed = (hash ^ node * 0x85EBCA6Bu) * 0xC2B2AE35u;
    return mixed ^ mixed >> 16;
  }
  // The slot of this edge, or the free one where it belongs.
  [[nodiscard]] std::size_t Slot(std::uint32_t node, std::uint32_t hash) const {
    const Edge* const edges = edges_.data();
    for (std::size_t at = Mixed(node, hash) & mask_;; at = (at + 1) & mask_) {
      const Edge& edge = edges[at];
      if (edge.child == 0 || (edge.node == node && edge.hash == hash)) return at;
    }
  }
  [[nodiscard]] std::size_t FirstSlot(std::uint32_t hash) const {
    const Edge* const firsts = firsts_.data();
    std::size_t at = hash & firsts_mask_;
    while (firsts[at].child != 0 && firsts[at].hash != hash) at = (at + 1) & firsts_mask_;
    return at;
  }
  void Grow();

  std::vector<Edge> firsts_;  // after Settle the edges of the root, by hash
  std::size_t firsts_mask_ = 0;
  std::vector<Edge> edges_;
  std::size_t mask_;
  std::size_t used_ = 0;
  // Per node: its one payload; with kSeveral the first link of them; kEnd when no sequence ends there.
  std::vector<std::uint32_t> heads_;
  std::vector<Link> links_;
};

}  // namespace dateline::extract
