#include "extract/tagger_decide.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <ranges>
#include <utility>

#include "extract/tagger_known.h"
#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

// Context is looked for in the paragraph of a mention; short paragraphs look over their edges, long ones are cut,
// so that the cost stays bounded.
class ContextFinder {
 public:
  struct Chunk;
  struct Places;
  // Rooms that it may fill; both empty.
  ContextFinder(const TaggedText& document, const Dictionary& dictionary, std::vector<Chunk>& chunks,
                std::vector<Places>& cache)
      : document_(document), dictionary_(dictionary), chunks_(chunks), cache_(cache) {}

  // Does a phrase of the set stand near the candidate, outside of it?
  bool Holds(const DictionaryHit& candidate, std::uint32_t set) {
    if (chunks_.empty()) Cut();
    while (chunk_ > 0 && chunks_[chunk_].first > candidate.first) --chunk_;
    while (chunks_[chunk_].last <= candidate.first) ++chunk_;
    if (HitOutside(PlacesOf(set, chunk_), candidate)) return true;
    const Chunk& here = chunks_[chunk_];
    const bool is_short = here.last - here.first < kShortTokens;
    const bool back = chunk_ > 0 && (is_short || !chunks_[chunk_ - 1].ends_paragraph);
    if (back && HitOutside(PlacesOf(set, chunk_ - 1), candidate)) return true;
    const bool on = chunk_ + 1 < chunks_.size() && (is_short || !here.ends_paragraph);
    return on && HitOutside(PlacesOf(set, chunk_ + 1), candidate);
  }

  struct Chunk {
    std::uint32_t first, last;
    bool ends_paragraph;
  };
  // The first few places of a set in a chunk, as far as it has been read; a mention covers few of them itself.
  struct Places {
    std::uint32_t set;
    std::uint32_t chunk;
    std::uint32_t next;  // the token to go on with
    std::uint32_t count;
    std::array<std::uint32_t, 8> tokens;
  };

 private:
  static constexpr std::uint32_t kChunkTokens = 256;
  static constexpr std::uint32_t kShortTokens = 60;

  // Reads on only until something stands outside: most contexts hold at once.
  bool HitOutside(Places& places, const DictionaryHit& candidate) const {
    const auto outside = [&](std::uint32_t at) { return at < candidate.first || at >= candidate.last; };
    if (std::any_of(places.tokens.begin(), places.tokens.begin() + places.count, outside)) return true;
    const PhraseSet& phrases = dictionary_.phrases(places.set);
    const PhraseSet::Bits starts = phrases.starts();  // a copy, so that it is not read again for each token
    if (places.count == places.tokens.size()) return false;
    const Token* const tokens = document_.tokens.data();
    const Token* const end = tokens + chunks_[places.chunk].last;
    for (const Token* token = tokens + places.next; token < end; ++token) {
      if (!PhraseSet::Has(starts, token->hash)) continue;
      const auto i = static_cast<std::uint32_t>(token - tokens);
      if (!phrases.StandsAt(document_.tokens, i)) continue;
      places.tokens[places.count++] = i;
      places.next = i + 1;
      if (outside(i)) return true;
      if (places.count == places.tokens.size()) break;
    }
    places.next = chunks_[places.chunk].last;
    return false;
  }

  void Cut() {
    chunks_.reserve(document_.paragraphs.size() + document_.size() / kChunkTokens + 1);
    cache_.reserve(8);
    std::uint32_t first = 0;
    const auto add = [&](std::uint32_t end) {
      for (; end - first > kChunkTokens; first += kChunkTokens) chunks_.push_back({first, first + kChunkTokens, false});
      chunks_.push_back({first, end, true});
      first = end;
    };
    for (const std::uint32_t begin : document_.paragraphs) add(begin);
    add(document_.size());
  }

  Places& PlacesOf(std::uint32_t set, std::size_t chunk) {
    const auto known = std::ranges::find_if(cache_, [&](const Places& places) { return places.set == set && places.chunk == chunk; });
    if (known != cache_.end()) return *known;
    // Candidates come in order: chunks further back are not asked for again.
    constexpr std::size_t kCacheMax = 64;
    if (cache_.size() >= kCacheMax) std::erase_if(cache_, [&](const Places& places) { return places.chunk + 1 < chunk_; });
    Places& places = cache_.emplace_back();
    places.set = set;
    places.chunk = static_cast<std::uint32_t>(chunk);
    places.next = chunks_[chunk].first;
    places.count = 0;
    return places;
  }

  const TaggedText& document_;
  const Dictionary& dictionary_;
  std::vector<Chunk>& chunks_;
  std::size_t chunk_ = 0;
  std::vector<Places>& cache_;
};

bool SameStretch(const DictionaryHit& a, const DictionaryHit& b) { return a.first == b.first && a.last == b.last; }

// Hits come in order of their first token: only those that share it are put in order.
void PutLongestFirst(std::vector<DictionaryHit>& hits) {
  DictionaryHit* const last = hits.data() + hits.size();
  for (DictionaryHit* begin = hits.data(); begin != last;) {
    DictionaryHit* end = begin + 1;
    while (end != last && end->first == begin->first) ++end;
    // Few: by insertion, without the buffer that stable_sort asks for.
    for (auto hit = begin + 1; hit < end; ++hit) {
      std::rotate(std::upper_bound(begin, hit, *hit, [](const DictionaryHit& a, const DictionaryHit& b) { return a.last > b.last; }), hit, hit + 1);
    }
    begin = end;
  }
}

enum class Verdict : std::uint8_t { kHolds, kHoldsByContext, kPending };

// Entities named without doubt, sorted: by a candidate that holds, shares its stretch with no other entity and
// is not part of a longer name.
void StrongEntities(const std::vector<DictionaryHit>& hits, const std::vector<Verdict>& decided,
                    std::vector<std::uint32_t>& strong) {
  const std::size_t size = hits.size();
  const DictionaryHit* const sorted = hits.data();
  const Verdict* const verdicts = decided.data();
  std::uint32_t covered = 0;
  for (std::size_t i = 0; i < size;) {
    std::size_t end = i;
    std::uint32_t entity = kNoId;
    bool alone = true;
    for (; end < size && SameStretch(sorted[i], sorted[end]); ++end) {
      if (verdicts[end] == Verdict::kPending) continue;
      alone = alone && (entity == kNoId || entity == sorted[end].entity);
      entity = sorted[end].entity;
    }
    if (entity != kNoId && sorted[i].first >= covered) {
      covered = sorted[i].last;
      if (alone) strong.push_back(entity);
    }
    i = end;
  }
  std::ranges::sort(strong);
  strong.erase(std::unique(strong.begin(), strong.end()), strong.end());
}

// "the A800, H800 and L40S": a doubtful chip in a list with a sure one is sure.
void AcceptListed(const TaggedText& document, const Dictionary& dictionary, const std::vector<DictionaryHit>& sorted,
                  std::vector<Verdict>& verdicts) {
  static constexpr std::uint32_t comma = HashOf(","), conjunction = HashOf("and"), alternative = HashOf("or"), slash = HashOf("/");
  const auto joined = [&](std::uint32_t from, std::uint32_t to) {
    if (to <= from || to - from > 2) return false;
    for (std::uint32_t i = from; i < to; ++i) {
      const std::uint32_t hash = document.tokens[i].hash;
      if (hash != comma && hash != conjunction && hash != alternative && hash != slash) return false;
    }
    return true;
  };
  const auto spread = [&](std::size_t sure, std::size_t doubtful, std::uint32_t from, std::uint32_t to) {
    if (verdicts[sure] == Verdict::kPending || verdicts[doubtful] != Verdict::kPending) return;
    if (joined(from, to)) verdicts[doubtful] = Verdict::kHoldsByContext;
  };
  // "State, Commerce and Energy" likewise.
  for (const MentionKind kind : {MentionKind::kChip, MentionKind::kAgency}) {
    const auto doubtful = [&](std::size_t i) {
      return verdicts[i] == Verdict::kPending && dictionary.entity(sorted[i].entity).kind == kind;
    };
    if (std::ranges::none_of(std::views::iota(std::size_t{0}, sorted.size()), doubtful)) continue;
    std::vector<std::size_t> listed;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      // "FERC or Commission": such a word names none of its own.
      if (dictionary.entity(sorted[i].entity).kind == kind && !IsAgencyHead(document.tokens[sorted[i].last - 1].hash))
        listed.push_back(i);
    }
    for (std::size_t i = 1; i < listed.size(); ++i)
      spread(listed[i - 1], listed[i], sorted[listed[i - 1]].last, sorted[listed[i]].first);
    for (std::size_t i = listed.size(); i-- > 1;)
      spread(listed[i], listed[i - 1], sorted[listed[i - 1]].last, sorted[listed[i]].first);
  }
}

// "Initially, Treasury will", "BIS still has not": a body's short name that acts where no other reading would.
bool ActsAsBody(const TaggedText& document, const Dictionary& dictionary, const DictionaryHit& candidate) {
  static constexpr auto acts = HashesOf("said", "says", "will", "would", "has", "had", "did", "plans", "announced", "may", "must", "told", "declined",
                                        "issued", "published", "imposed", "informed", "added", "determined", "intends", "proposed", "noted", "expects", "sent", "put",
                                        "suspended", "rescinded", "revoked", "amended", "extended", "granted", "approved", "denied", "removed", "sanctioned", "fined",
                                        "opened", "launched", "released", "withdrew", "delayed", "paused", "blocked", "barred", "tightened", "eased", "confirmed",
                                        "designated", "warned", "asked", "agreed", "began", "finalized", "rejected", "cleared", "ordered", "named", "plans", "wants");
  static constexpr auto between = HashesOf("also", "still", "itself", "now", "then", "later", "recently", "officials", "spokesman", "spokesperson", "spokeswoman");
  static constexpr auto before = HashesOf("the", "a", "an", "of", "this", "each", "for");
  static constexpr auto moves = HashesOf("give", "gives", "gave", "told", "tell", "tells", "asked", "ask", "asks", "directs", "direct", "directed", "directing",
                                         "requires", "require", "required", "requiring", "urged", "urge", "urges", "allow", "allows", "orders", "ordered");
  // "The OCC is soliciting comment": what public bodies are said to be doing.
  static constexpr auto doing = HashesOf("issuing", "proposing", "announcing", "soliciting", "requesting", "seeking", "publishing", "amending", "adopting", "giving",
                                         "extending", "reopening", "correcting", "revising", "planning", "submitting", "inviting", "rescinding", "withdrawing", "posting",
                                         "establishing", "updating", "finalizing", "considering", "investigating", "reviewing", "providing", "removing", "adding");
  static constexpr auto acronym_acts = HashesOf("announces", "invites", "intends", "proposes", "issues", "publishes", "adopts", "amends", "gives", "requests", "seeks",
                                                "solicits", "plans", "extends", "revises", "rescinds", "finalizes", "establishes", "withdraws", "determines", "finds",
                                                "believes", "expects", "estimates", "anticipates", "encourages", "consults", "determined", "received", "adopted",
                                                "estimated", "concluded", "considered", "established", "finalized", "requested", "submitted",
                                                "announced", "issued", "published", "proposed", "amended", "rescinded", "extended", "withdrew", "revised");
  static constexpr auto be = HashesOf("is", "are", "was");
  static constexpr std::uint32_t to = HashOf("to"), according = HashOf("according");
  static constexpr std::uint32_t article = HashOf("the"), also = HashOf("also"), now = HashOf("now"), currently = HashOf("currently");
  if (dictionary.entity(candidate.entity).kind != MentionKind::kAgency || document.tokens[candidate.last - 1].possessive != 0) return false;
  const bool weak = dictionary.alias(candidate.alias).context == kNoId;  // too doubtful for "said" and "has"
  // An acronym may have an article, and is no common word.
  const bool acronym = candidate.last == candidate.first + 1 && document.tokens[candidate.first].all_caps && candidate.span.size() > 1;
  if (candidate.first > 0 && document.tokens[candidate.first].gap != Gap::kParagraph) {
    const Token& left = document.tokens[candidate.first - 1];
    if (In(before, left.hash) && !(acronym && left.hash == article)) return false;
    if (left.capital && left.kind == TokenKind::kWord && document.tokens[candidate.first].gap == Gap::kSpace && left.span.size() > 3) return false;
    if (!weak && !left.capital && In(moves, left.hash)) return true;
    // "…, according to Trade."
    if (!weak && candidate.first > 1 && left.hash == to && document.tokens[candidate.first - 2].hash == according &&
        (candidate.last == document.size() || document.tokens[candidate.last].kind == TokenKind::kPunct || document.tokens[candidate.last].gap == Gap::kParagraph)) {
      return true;
    }
  }
  std::uint32_t next = candidate.last;
  const auto plain = [&] { return next < document.size() && document.tokens[next].gap == Gap::kSpace && !document.tokens[next].capital; };
  if (next < document.size() && In(between, document.tokens[next].hash)) ++next;
  if (!weak && plain() && In(acts, document.tokens[next].hash)) return true;
  if (!acronym || !plain()) return false;
  if (In(acronym_acts, document.tokens[next].hash)) return true;
  if (!In(be, document.tokens[next].hash)) return false;
  ++next;
  if (plain() && (document.tokens[next].hash == also || document.tokens[next].hash == now || document.tokens[next].hash == currently)) ++next;
  return plain() && In(doing, document.tokens[next].hash);
}

struct Rival {
  const DictionaryHit* hit;
  bool by_context;
};

// Of candidates for one stretch, the one to keep; nullptr when the doubt cannot be settled.
const DictionaryHit* Settle(const std::vector<Rival>& rivals, const std::vector<std::uint32_t>& strong) {
  const DictionaryHit* only = nullptr;
  const auto prefer = [&](auto test) -> bool {
    only = nullptr;
    for (const Rival& rival : rivals) {
      if (!test(rival)) continue;
      if (only != nullptr && only->entity != rival.hit->entity) return only = nullptr, false;
      if (only == nullptr) only = rival.hit;
    }
    return only != nullptr;
  };
  if (prefer([](const Rival&) { return true; })) return only;
  if (prefer([&](const Rival& rival) { return std::ranges::binary_search(strong, rival.hit->entity); })) return only;
  if (prefer([](const Rival& rival) { return rival.by_context; })) return only;
  return nullptr;
}

// What is written for one document; like the tagger's, its vectors keep their room for the next of the same thread.
struct Workspace {
  static constexpr std::size_t kHitsMax = 1 << 13;
  std::vector<ContextFinder::Chunk> chunks;
  std::vector<ContextFinder::Places> cache;
  std::vector<Verdict> verdicts;
  std::vector<std::uint32_t> strong;
  std::vector<Rival> rivals;

  // Before a document, of whatever call was left without coming to its end; what a long one took is given back.
  void Clear() {
    if (verdicts.capacity() > kHitsMax || chunks.capacity() > kHitsMax) *this = Workspace();
    chunks.clear(), cache.clear(), verdicts.clear(), strong.clear(), rivals.clear();
  }
};

}  // namespace

void DecideConditions(const TaggedText& document, const Dictionary& dictionary, std::vector<DictionaryHit>& hits,
                      std::vector<Candidate>& kept) {
  const std::size_t size = hits.size();
  PutLongestFirst(hits);
  thread_local Workspace work;
  work.Clear();
  auto& [chunks, cache, verdicts, strong, rivals] = work;
  ContextFinder context(document, dictionary, chunks, cache);
  verdicts.assign(size, Verdict::kHolds);
  bool pending = false, shared = false;
  const DictionaryHit* before = nullptr;
  Verdict* next = verdicts.data();
  for (const DictionaryHit& hit : hits) {
    const auto& alias = dictionary.alias(hit.alias);
    if (alias.conditional()) {
      const bool holds = (alias.context != kNoId && context.Holds(hit, alias.context)) || ActsAsBody(document, dictionary, hit);
      *next = holds ? Verdict::kHoldsByContext : Verdict::kPending;
      pending |= !holds;
    }
    shared |= before != nullptr && SameStretch(*before, hit);
    before = &hit;
    ++next;
  }
  // Most texts leave no doubt that the rest of the text would have to settle.
  if (!pending && !shared) {
    for (const DictionaryHit& hit : hits) dictionary.AddCandidate(hit, kept);
    return;
  }
  if (pending) AcceptListed(document, dictionary, hits, verdicts);
  StrongEntities(hits, verdicts, strong);

  for (std::size_t i = 0; i < size;) {
    if (i + 1 == size || !SameStretch(hits[i], hits[i + 1])) {
      if (verdicts[i] != Verdict::kPending || std::ranges::binary_search(strong, hits[i].entity)) dictionary.AddCandidate(hits[i], kept);
      ++i;
      continue;
    }
    rivals.clear();
    std::size_t end = i;
    for (; end < size && SameStretch(hits[i], hits[end]); ++end) {
      const bool holds = verdicts[end] != Verdict::kPending || std::ranges::binary_search(strong, hits[end].entity);
      if (!holds) continue;
      rivals.push_back({&hits[end], verdicts[end] == Verdict::kHoldsByContext});
    }
    const DictionaryHit* winner = rivals.empty() ? nullptr : Settle(rivals, strong);
    if (winner != nullptr) dictionary.AddCandidate(*winner, kept);
    i = end;
  }
}

void KeepLongest(std::vector<Candidate>& settled, std::vector<Candidate>& found) {
  const auto before = [](const Candidate& a, const Candidate& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  };
  if (!std::ranges::is_sorted(found, before)) std::ranges::stable_sort(found, before);
  constexpr std::size_t kFewMax = 8;
  if (found.size() <= kFewMax) {
    for (Candidate& candidate : found)
      settled.insert(std::ranges::upper_bound(settled, candidate, before), std::move(candidate));
  } else {
    std::vector<Candidate> all;
    all.reserve(settled.size() + found.size());
    std::merge(std::make_move_iterator(settled.begin()), std::make_move_iterator(settled.end()), std::make_move_iterator(found.begin()),
               std::make_move_iterator(found.end()), std::back_inserter(all), before);
    settled = std::move(all);
  }
  // A name that is also a citation keeps the citation's canonical form.
  Candidate* kept = nullptr;
  std::size_t count = 0;
  for (Candidate& candidate : settled) {
    if (kept != nullptr && candidate.span.begin < kept->span.end) {
      if (kept->value.empty() && candidate.span == kept->span && candidate.kind == kept->kind) kept->value = candidate.value;
      continue;
    }
    kept = settled.data() + count++;
    if (kept != &candidate) *kept = std::move(candidate);
  }
  settled.resize(count);
}

}  // namespace dateline::extract
