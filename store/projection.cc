#include "store/projection.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <limits>
#include <map>

#include "store/codec.h"
#include "store/judgement.h"

namespace dateline::store {
namespace {

constexpr std::size_t kBytesKept = 8u << 20;
constexpr std::size_t kBytesOfClaim = 2500;  // with its words and names
constexpr std::size_t kWorthKeeping = 12;    // claims; smaller blocks are read again as fast

struct StoredEvent {
  std::int64_t row = 0;
  Key digest;
};

std::map<std::string, StoredEvent> LoadStored(Sql& sql, std::int64_t block) {
  std::map<std::string, StoredEvent> out;
  Query query(sql, "SELECT id, eid, digest FROM event WHERE block = ?");
  query << block;
  while (query.Step()) out[query.Text(1)] = {query.Int(0), query.KeyAt(2)};
  return out;
}

// Open ends as extremes, so that range predicates use the index.
std::int64_t LowDay(const DateSpan& span) {
  return span.lo ? span.lo->time_since_epoch().count() : std::numeric_limits<std::int32_t>::min();
}
std::int64_t HighDay(const DateSpan& span) {
  return span.hi ? span.hi->time_since_epoch().count() : std::numeric_limits<std::int32_t>::max();
}

// The id stays known under which people have seen an event that is now part of another.
void KeepAlias(Sql& sql, const std::string& eid, std::int64_t row) {
  Query founder(sql, "SELECT a.key FROM evidence e JOIN assertion a ON a.id = e.assertion_id WHERE e.event_id = ? ORDER BY a.seen, a.key LIMIT 1");
  founder << row;
  if (!founder.Step()) return;
  const Key key = founder.KeyAt(0);
  Query insert(sql, "INSERT INTO event_alias(alias, assertion) VALUES(?,?) ON CONFLICT(alias) DO UPDATE SET assertion = excluded.assertion");
  (insert << eid << key).Run();
}

// The history from `since` on; all of it without.
void DropDetails(Sql& sql, std::int64_t row, std::optional<Instant> since) {
  (Query(sql, "DELETE FROM event_entity WHERE event_id = ?") << row).Run();
  (Query(sql, "DELETE FROM event_history WHERE event_id = ? AND known_from >= ?")
   << row << since.value_or(Instant::min())).Run();
  (Query(sql, "DELETE FROM event_edge WHERE from_event = ?") << row).Run();
}

void DropEvent(Sql& sql, std::int64_t row) {
  DropDetails(sql, row, std::nullopt);
  (Query(sql, "DELETE FROM event_edge WHERE to_event = ?") << row).Run();
  (Query(sql, "DELETE FROM evidence WHERE event_id = ?") << row).Run();
  (Query(sql, "DELETE FROM event WHERE id = ?") << row).Run();
}

std::int64_t PutEvent(Sql& sql, std::int64_t block, const FoldedEvent& folded, const Key& digest) {
  const Event& event = folded.event;
  Query put(sql,
            "INSERT INTO event(eid, block, type, lo, hi, known_from, deciding, assumed, digest, body) VALUES(?,?,?,?,?,?,?,?,?,?) "
            "ON CONFLICT(eid) DO UPDATE SET block = excluded.block, type = excluded.type, lo = excluded.lo, hi = excluded.hi, "
            "known_from = excluded.known_from, deciding = excluded.deciding, assumed = excluded.assumed, "
            "digest = excluded.digest, body = excluded.body RETURNING id");
  const std::string body = EncodeEvent(event);
  put << event.id << block << event.type << LowDay(event.date) << HighDay(event.date) << event.known_from
      << folded.deciding->key << folded.assumed << digest << body;
  if (!put.Step()) return 0;
  return put.Int(0);
}

void PutDetails(Sql& sql, std::int64_t row, const FoldedEvent& folded) {
  const auto put_entity = [&](const std::string& entity, int part) {
    (Query(sql, "INSERT INTO event_entity(entity, event_id, part) VALUES(?,?,?) ON CONFLICT DO NOTHING") << entity << row << part).Run();
  };
  for (const Role& role : folded.event.roles) put_entity(role.entity, 2);
  for (const std::string& entity : NamedBeside(folded)) put_entity(entity, 1);
  for (const std::string& entity : NamedOnce(folded)) put_entity(entity, 0);
  for (std::size_t i = 0; i + 1 < folded.versions.size(); ++i) {
    const std::string body = EncodeEvent(folded.versions[i].event);
    (Query(sql, "INSERT INTO event_history(event_id, known_from, known_to, body) VALUES(?,?,?,?)")
     << row << folded.versions[i].event.known_from << folded.versions[i + 1].event.known_from << body).Run();
  }
  for (const Claim* claim : folded.claims) {
    (Query(sql, "INSERT INTO evidence(assertion_id, event_id) VALUES(?,?) ON CONFLICT(assertion_id) DO UPDATE SET event_id = excluded.event_id "
                "WHERE event_id <> excluded.event_id") << claim->id << row).Run();
  }
}

// The version the store showed at or just before this moment, as people and alert rules last saw it.
std::optional<Event> SeenBefore(Sql& sql, std::int64_t row, const Version& version) {
  Query current(sql, "SELECT known_from, body FROM event WHERE id = ?");
  current << row;
  if (current.Step() && current.At(0) == version.event.known_from) return DecodeEvent(current.Text(1));
  Query closed(sql, "SELECT body FROM event_history WHERE event_id = ? AND known_from = ?");
  closed << row << version.event.known_from;
  if (closed.Step()) return DecodeEvent(closed.Text(0));
  return std::nullopt;
}


std::vector<Moved> MovesOf(Sql& sql, const FoldedEvent& folded, std::optional<std::int64_t> row, const std::set<std::int64_t>& fresh) {
  std::vector<Moved> moves;
  for (std::size_t i = 0; i < folded.versions.size(); ++i) {
    const Version& version = folded.versions[i];
    if (version.moved_by == nullptr || !fresh.contains(version.moved_by->id)) continue;
    Moved moved;
    if (i > 0) moved.before = folded.versions[i - 1].event;
    if (row) {
      if (auto seen = SeenBefore(sql, *row, version)) moved.before = std::move(seen);
    }
    if (moved.before && LooksTheSame(*moved.before, version.event)) continue;
    moved.after = &version;
    moves.push_back(std::move(moved));
  }
  return moves;
}

constexpr std::string_view kSelectClaims =
    "SELECT a.id, a.key, a.seen, a.body, r.key, r.seen_assumed, r.text_key, r.sketch, r.mode, r.language, d.id, d.key, "
    "s.code, s.owner, s.class, coalesce(r.published, a.seen), (SELECT min(t.seen) FROM retraction t WHERE t.kind = 0 AND t.item = a.id AND t.withdrawn IS NULL) "
    "FROM assertion a JOIN revision r ON r.id = a.revision_id JOIN document d ON d.id = r.document_id "
    "JOIN source s ON s.id = d.source_id";

Claim ReadClaim(const Query& query) {
  Claim claim;
  claim.id = query.Int(0);
  claim.key = query.KeyAt(1);
  claim.seen = query.At(2);
  claim.stored = DecodeAssertion(query.Text(3));
  claim.revision = query.KeyAt(4);
  claim.seen_assumed = query.Int(5) != 0;
  claim.text = query.KeyAt(6);
  const std::string sketch = query.Text(7);
  std::copy_n(sketch.begin(), std::min(sketch.size(), claim.sketch.size()), claim.sketch.begin());
  claim.mode = static_cast<IngestMode>(query.Int(8));
  claim.language = query.Text(9);
  claim.document_number = query.Int(10);
  claim.document = query.KeyAt(11);
  claim.source = query.Text(12);
  claim.owner = query.Text(13);
  claim.source_class = static_cast<SourceClass>(query.Int(14));
  claim.published = query.At(15);
  claim.retracted = query.MaybeAt(16);
  return claim;
}

}  // namespace

std::vector<Claim> LoadBlock(Sql& sql, std::int64_t block) {
  static const std::string kText = std::string(kSelectClaims) + " WHERE a.block = ?";
  std::vector<Claim> claims;
  Query query(sql, kText);
  query << block;
  while (query.Step()) claims.push_back(ReadClaim(query));
  return claims;
}

std::vector<Claim> LoadEvidence(Sql& sql, std::int64_t event_row) {
  static const std::string kText = std::string(kSelectClaims) + " JOIN evidence e ON e.assertion_id = a.id WHERE e.event_id = ? ORDER BY a.seen, coalesce(r.published, a.seen), a.key";
  std::vector<Claim> claims;
  Query query(sql, kText);
  query << event_row;
  while (query.Step()) claims.push_back(ReadClaim(query));
  return claims;
}

Evidence EvidenceOf(Sql& sql, const Claim& claim) {
  Evidence out;
  const EventAssertion& a = claim.what();
  out.assertion = claim.key;
  out.revision = claim.revision;
  out.source = claim.source;
  out.owner = claim.owner;
  out.sentence = QuotedWords(claim.stored);
  out.modality = a.modality;
  out.speaker = a.speaker;
  out.speaker_words = a.speaker_words;
  out.rules.push_back(a.rule);
  out.rules.insert(out.rules.end(), a.cues.begin(), a.cues.end());
  out.seen = claim.seen;
  out.seen_assumed = claim.seen_assumed;
  Query query(sql,
              "SELECT t.title, t.meta, (SELECT count(*) FROM revision o WHERE o.document_id = r.document_id AND o.id <= r.id), "
              "(SELECT count(*) FROM revision o WHERE o.document_id = r.document_id) "
              "FROM revision r JOIN text t ON t.revision_id = r.id WHERE r.key = ?");
  query << claim.revision;
  std::string handle = fmt::format("d{}", claim.document_number);
  if (query.Step()) {
    const Document meta = DecodeMeta(query.Text(1));
    out.title = query.Text(0);
    out.url = meta.url;
    out.published = meta.published.span;
    // Offsets are those of one revision: name it where there are several.
    if (query.Int(3) > 1) handle += fmt::format(".{}", query.Int(2));
  }
  if (!a.evidence.empty()) {
    const Span telling = a.evidence[TellingSpan(a)];
    handle += fmt::format(":{}-{}", telling.begin, telling.end);
  }
  out.handle = std::move(handle);
  return out;
}

namespace {

class ContextBuilder {
 public:
  explicit ContextBuilder(std::optional<Instant> until) : until_(until) {}

  void Add(const Claim& claim) {
    if (claim.retracted && (!until_ || *claim.retracted <= *until_)) return;
    sources_.insert(claim.source);
    owners_.insert(claim.owner);
    classes_.insert(claim.source_class);
    if (!claim.language.empty()) languages_.insert(claim.language);
    entities_.insert(claim.stored.mentioned.begin(), claim.stored.mentioned.end());
    if (!text_.empty()) text_ += '\n';
    text_ += claim.stored.words;
  }

  [[nodiscard]] FilterContext Take() {
    FilterContext context;
    context.sources.assign(sources_.begin(), sources_.end());
    context.owners.assign(owners_.begin(), owners_.end());
    context.classes.assign(classes_.begin(), classes_.end());
    context.languages.assign(languages_.begin(), languages_.end());
    context.entities.assign(entities_.begin(), entities_.end());
    context.text = std::move(text_);
    return context;
  }

 private:
  std::optional<Instant> until_;
  std::set<std::string> sources_, owners_, languages_, entities_;
  std::set<SourceClass> classes_;
  std::string text_;
};

// What is in `names`, but has no role in the event and is not in `without`; all sorted.
std::vector<std::string> Roleless(const std::vector<std::string>& names, const Event& event, const std::vector<std::string>& without) {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    const bool has_role = std::ranges::find(event.roles, name, &Role::entity) != event.roles.end();
    if (!has_role && !std::ranges::binary_search(without, name)) out.push_back(name);
  }
  return out;
}

}  // namespace

FilterContext ContextOf(const std::vector<const Claim*>& claims, std::optional<Instant> until) {
  ContextBuilder builder(until);
  for (const Claim* claim : claims) builder.Add(*claim);
  return builder.Take();
}

FilterContext LoadContext(Sql& sql, std::int64_t event_row, std::optional<Instant> until) {
  static const std::string kText = std::string(kSelectClaims) + " JOIN evidence e ON e.assertion_id = a.id WHERE e.event_id = ?";
  ContextBuilder builder(until);
  Query query(sql, kText);
  query << event_row;
  while (query.Step()) builder.Add(ReadClaim(query));
  return builder.Take();
}

std::vector<std::string> NamedBeside(const FoldedEvent& event) { return Roleless(event.named, event.event, {}); }

std::vector<std::string> NamedOnce(const FoldedEvent& event) { return Roleless(event.named_ever, event.event, event.named); }

Key DigestOf(const FoldedEvent& event, const FoldedEdge* edge) {
  // Chains, so that a fold that is carried on need not keep every claim and version to say them again.
  Key versions = event.versions_before;
  for (const Version& version : event.versions) versions = Chain(versions, EncodeEvent(version.event));
  std::string all = EncodeEvent(event.event) + '\n' + versions.Hex() + '\n' + event.told.Hex();
  if (edge != nullptr) all += '\n' + edge->type + ' ' + edge->to;
  for (const std::string& entity : NamedBeside(event)) all += '\n' + entity;
  for (const std::string& entity : NamedOnce(event)) all += "\nonce " + entity;
  return HashKey({"event digest", all, event.deciding->key.Hex(), event.assumed ? "assumed" : ""});
}

Key DigestOf(const Folded& folded, std::size_t index) {
  const auto edge = std::ranges::find(folded.edges, index, &FoldedEdge::from);
  return DigestOf(folded.events[index], edge == folded.edges.end() ? nullptr : &*edge);
}

namespace {

// Writes one event and its details where they differ from `stored`; its edge follows when all events stand.
struct Written {
  std::int64_t row = 0;
  bool changed = false;
};
Written WriteEvent(Sql& sql, std::int64_t block, const FoldedEvent& event, const FoldedEdge* edge, const StoredEvent* stored,
                   const std::set<std::int64_t>& fresh, std::vector<Moved>& moves) {
  const Key digest = DigestOf(event, edge);
  if (stored != nullptr && stored->digest == digest) return {stored->row, false};
  const auto row = stored == nullptr ? std::nullopt : std::optional(stored->row);
  std::vector<Moved> moved = MovesOf(sql, event, row, fresh);
  if (row) DropDetails(sql, *row, event.settled ? std::optional(event.versions.front().event.known_from) : std::nullopt);
  const std::int64_t now = PutEvent(sql, block, event, digest);
  PutDetails(sql, now, event);
  for (Moved& each : moved) {
    each.row = now;
    moves.push_back(std::move(each));
  }
  return {now, true};
}

void WriteEdge(Sql& sql, std::int64_t from, const FoldedEdge& edge) {
  (Query(sql, "INSERT INTO event_edge(from_event, type, to_event) SELECT ?, ?, id FROM event WHERE eid = ? ON CONFLICT DO NOTHING")
   << from << edge.type << edge.to).Run();
}

std::optional<StoredEvent> FindStored(Sql& sql, const std::string& eid) {
  Query query(sql, "SELECT id, digest FROM event WHERE eid = ?");
  query << eid;
  if (!query.Step()) return std::nullopt;
  return StoredEvent{query.Int(0), query.KeyAt(1)};
}

// Writes a whole block: what differs is written, what is not there any more goes.
void WriteAll(Sql& sql, std::int64_t block, const std::vector<const Claim*>& claims, const Folded& folded,
              const std::set<std::int64_t>& fresh, const OnMovedEvent& on_moved) {
  const std::map<std::string, StoredEvent> stored = LoadStored(sql, block);
  std::map<std::string, StoredEvent> gone = stored;
  for (const FoldedEvent& event : folded.events) gone.erase(event.event.id);
  for (const auto& [eid, row] : gone) KeepAlias(sql, eid, row.row);
  std::vector<Moved> moves;
  std::vector<Written> written;
  for (std::size_t i = 0; i < folded.events.size(); ++i) {
    const auto known = stored.find(folded.events[i].event.id);
    const auto edge = std::ranges::find(folded.edges, i, &FoldedEdge::from);
    written.push_back(WriteEvent(sql, block, folded.events[i], edge == folded.edges.end() ? nullptr : &*edge,
                                 known == stored.end() ? nullptr : &known->second, fresh, moves));
  }
  for (const auto& [eid, row] : gone) DropEvent(sql, row.row);
  // What newer rules no longer read stands behind nothing any more.
  for (const Claim* claim : claims) {
    if (claim->retracted && *claim->retracted <= claim->seen) (Query(sql, "DELETE FROM evidence WHERE assertion_id = ?") << claim->id).Run();
  }
  for (const FoldedEdge& edge : folded.edges) {
    if (written[edge.from].changed) WriteEdge(sql, written[edge.from].row, edge);
  }
  for (const Moved& moved : moves) on_moved(moved);
}

}  // namespace

void RefoldBlock(Sql& sql, std::int64_t block, const std::set<std::int64_t>& fresh, const OnMovedEvent& on_moved) {
  const std::vector<Claim> claims = LoadBlock(sql, block);
  std::vector<const Claim*> pointers;
  for (const Claim& claim : claims) pointers.push_back(&claim);
  WriteAll(sql, block, pointers, FoldJudged(sql, block, claims), fresh, on_moved);
}

void FoldCache::Clear() {
  kept_.clear();
  bytes_ = 0;
}

void FoldCache::Settle(Kept& kept) {
  const std::vector<const Claim*> needed = kept.fold.Settle();
  kept.claims.remove_if([&](const Claim& claim) { return !std::ranges::binary_search(needed, &claim); });
  kept.bytes = kept.fold.Bytes() + kept.claims.size() * kBytesOfClaim;
}

void FoldCache::MakeRoom() {
  while (bytes_ > kBytesKept && !kept_.empty()) {
    const auto oldest = std::ranges::min_element(kept_, {}, [](const auto& entry) { return entry.second.used; });
    bytes_ -= oldest->second.bytes;
    kept_.erase(oldest);
  }
}

bool FoldCache::Extend(Sql& sql, std::int64_t block, Kept& kept, const std::vector<std::int64_t>& added,
                       const std::set<std::int64_t>& fresh, const OnMovedEvent& on_moved) {
  static const std::string kText = std::string(kSelectClaims) + " WHERE a.id = ?";
  const auto maker = kept.fold.Maker();
  std::vector<const Claim*> claims;
  for (const std::int64_t id : added) {
    Query query(sql, kText);
    query << id;
    if (!query.Step()) continue;
    claims.push_back(&kept.claims.emplace_back(ReadClaim(query)));
  }
  const auto extension = kept.fold.Extend(std::move(claims));
  // The first act that makes the instrument gives edges to all the others.
  if (!extension || kept.fold.Maker() != maker) return false;

  std::set<std::string> gone(extension->dropped.begin(), extension->dropped.end());
  std::vector<std::size_t> touched = extension->touched;
  std::erase_if(touched, [&](std::size_t index) { return !kept.fold.Visible(index); });
  for (const std::size_t index : touched) {
    const FoldedEvent event = kept.fold.EventAt(index);
    gone.erase(event.event.id);
    // It comes into sight with claims that were let go.
    if (event.settled && !FindStored(sql, event.event.id)) return false;
  }
  std::vector<StoredEvent> leaving;
  for (const std::string& eid : gone) {
    const auto stored = FindStored(sql, eid);
    if (!stored) continue;
    KeepAlias(sql, eid, stored->row);
    leaving.push_back(*stored);
  }
  std::deque<FoldedEvent> events;  // moves point into it
  std::vector<Moved> moves;
  for (const std::size_t index : touched) {
    const FoldedEvent& event = events.emplace_back(kept.fold.EventAt(index));
    const auto edge = kept.fold.EdgeFrom(index);
    const auto stored = FindStored(sql, event.event.id);
    const Written written = WriteEvent(sql, block, event, edge ? &*edge : nullptr, stored ? &*stored : nullptr, fresh, moves);
    if (written.changed && edge) WriteEdge(sql, written.row, *edge);
  }
  for (const StoredEvent& stored : leaving) DropEvent(sql, stored.row);
  for (const Moved& moved : moves) on_moved(moved);
  return true;
}

void FoldCache::Fold(Sql& sql, std::int64_t block, const std::vector<std::int64_t>& added, bool retracted,
                     const std::set<std::int64_t>& fresh, const OnMovedEvent& on_moved) {
  // A fold that is carried on knows nothing of judgements; those blocks are few.
  if (!LoadJudged(sql, block).empty()) return RefoldBlock(sql, block, fresh, on_moved);
  const auto found = kept_.find(block);
  if (found != kept_.end()) {
    found->second.used = ++clock_;
    bytes_ -= found->second.bytes;
    if (!retracted && Extend(sql, block, found->second, added, fresh, on_moved)) {
      Settle(found->second);
      bytes_ += found->second.bytes;
      return MakeRoom();
    }
    kept_.erase(found);
  }
  Kept kept(block);
  kept.used = ++clock_;
  std::ranges::move(LoadBlock(sql, block), std::back_inserter(kept.claims));
  std::vector<const Claim*> pointers;
  for (const Claim& claim : kept.claims) pointers.push_back(&claim);
  kept.fold.Begin(pointers);
  WriteAll(sql, block, pointers, kept.fold.All(), fresh, on_moved);
  if (kept.claims.size() < kWorthKeeping) return;
  Settle(kept);
  if (kept.bytes > kBytesKept / 2) return;
  bytes_ += kept.bytes;
  kept_.emplace(block, std::move(kept));
  MakeRoom();
}

}  // namespace dateline::store
