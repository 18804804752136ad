// Commit 2: what was read from revisions, the events that follow from it, the alerts these cause, the outbox rows.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/check.h"
#include "model/json.h"
#include "model/text.h"
#include "store/block.h"
#include "store/codec.h"
#include "store/projection.h"
#include "store/writer_impl.h"

namespace dateline::store {
namespace {

constexpr int kAssertionKind = 0;
constexpr int kStatementKind = 1;
constexpr int kRelationKind = 2;
constexpr std::string_view kReplaced = "replaced by a later revision";
constexpr std::string_view kReread = "no longer read by newer rules";

struct RevisionRow {
  std::int64_t number = 0;
  std::int64_t document = 0;
  Key key;
  Key document_key;
  Key text_key;
  Instant seen{};
  int state = 0;
  IngestMode mode = IngestMode::kLive;
  std::string body;
};

// What one Apply has touched so far.
struct Applying {
  Sql& sql;
  const ChangeMatcher& matcher;
  Instant now;
  std::int64_t batch = 0;
  std::set<std::int64_t> fresh;    // assertions heard or taken back in this commit
  struct Touched {
    std::vector<std::int64_t> added;
    bool retracted = false;
  };
  std::map<std::int64_t, Touched> blocks;  // in which they stand
  ApplyOutcome outcome;
};

std::optional<RevisionRow> LoadRevision(Sql& sql, std::int64_t number) {
  Query query(sql, "SELECT r.document_id, r.key, d.key, r.text_key, r.seen, r.state, r.mode, t.body FROM revision r "
                   "JOIN document d ON d.id = r.document_id JOIN text t ON t.revision_id = r.id WHERE r.id = ?");
  query << number;
  if (!query.Step()) return std::nullopt;
  return RevisionRow{number, query.Int(0), query.KeyAt(1), query.KeyAt(2), query.KeyAt(3), query.At(4),
                     static_cast<int>(query.Int(5)), static_cast<IngestMode>(query.Int(6)), query.Text(7)};
}

// The sentences, newline between, cut at a character when they are endless.
std::string WordsOf(std::string_view text, const std::vector<Span>& spans) {
  std::string words;
  for (const Span span : spans) {
    if (!words.empty()) words += '\n';
    words += span.In(text);
  }
  if (words.size() > kWordsMax) {
    std::size_t end = kWordsMax;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0) == 0x80) --end;
    words.resize(end);
  }
  return words;
}

// Mentions are sorted by span: those inside the evidence, by entity.
std::vector<std::string> MentionedIn(const std::vector<Mention>& mentions, const std::vector<Span>& spans) {
  std::set<std::string> out;
  for (const Span span : spans) {
    auto at = std::ranges::lower_bound(mentions, span.begin, {}, [](const Mention& m) { return m.span.begin; });
    for (; at != mentions.end() && at->span.begin < span.end; ++at) {
      if (span.Contains(at->span)) out.insert(at->entity);
    }
  }
  return {out.begin(), out.end()};
}

// What is claimed, wherever it stands: a later revision that says it again withdraws nothing.
std::string ClaimName(const StoredAssertion& stored) {
  const EventAssertion& a = stored.assertion;
  std::string name = fmt::format("{}|{}|{}|{}|{}|{}", a.type, a.subtype, ToEdtf(a.date), ToString(a.modality), ToString(a.denial), a.speaker);
  for (const Role& role : a.roles) name += '|' + role.name + '=' + role.entity;
  return name;
}
std::string StatementName(const StoredStatement& stored) {
  return stored.statement.speaker + '|' + stored.statement.speaker_words + '|' + CollapseSpace(stored.words);
}

// Both are true when that was news.
bool Retract(Applying& applying, int kind, std::int64_t item, std::int64_t by, Instant seen, std::string_view reason) {
  return (Query(applying.sql, "INSERT INTO retraction(kind, item, by_revision, seen, reason) VALUES(?,?,?,?,?) "
                       "ON CONFLICT(kind, item, by_revision) DO UPDATE SET withdrawn = NULL WHERE withdrawn IS NOT NULL")
   << kind << item << by << seen << reason).Run() > 0;
}

bool Reinstate(Applying& applying, int kind, std::int64_t item, std::int64_t by) {
  return (Query(applying.sql, "UPDATE retraction SET withdrawn = ? WHERE kind = ? AND item = ? AND by_revision = ? AND withdrawn IS NULL")
          << applying.now << kind << item << by).Run() > 0;
}

struct StoredItem {
  std::int64_t id = 0;
  std::int64_t block = 0;
  Key key;
  std::string name;
};

std::vector<StoredItem> AssertionsOf(Sql& sql, std::int64_t revision) {
  std::vector<StoredItem> out;
  Query query(sql, "SELECT id, block, key, body FROM assertion WHERE revision_id = ?");
  query << revision;
  while (query.Step()) out.push_back({query.Int(0), query.Int(1), query.KeyAt(2), ClaimName(DecodeAssertion(query.Text(3)))});
  return out;
}

std::vector<StoredItem> StatementsOf(Sql& sql, std::int64_t revision) {
  std::vector<StoredItem> out;
  Query query(sql, "SELECT id, key, body FROM statement WHERE revision_id = ?");
  query << revision;
  while (query.Step()) out.push_back({query.Int(0), 0, query.KeyAt(1), StatementName(DecodeStatement(query.Text(2)))});
  return out;
}

void PutAssertion(Applying& applying, const RevisionRow& revision, const Extraction& extraction, const EventAssertion& assertion,
                  const std::set<Key>& known) {
  const Key key = AssertionKey(revision.key, assertion);
  if (known.contains(key)) return;
  StoredAssertion stored{assertion, WordsOf(revision.body, assertion.evidence), MentionedIn(extraction.mentions, assertion.evidence)};
  std::ranges::sort(stored.assertion.roles);
  const std::int64_t block = BlockOf(BlockName(assertion, revision.text_key.Hex()));
  const std::string body = EncodeAssertion(stored);
  Query put(applying.sql, "INSERT INTO assertion(key, revision_id, seen, block, type, body, batch_id) VALUES(?,?,?,?,?,?,?) "
                          "ON CONFLICT(key) DO NOTHING RETURNING id");
  put << key << revision.number << revision.seen << block << assertion.type << body << applying.batch;
  if (!put.Step()) return;
  applying.fresh.insert(put.Int(0));
  applying.blocks[block].added.push_back(put.Int(0));
  ++applying.outcome.assertions;
}

void PutStatement(Applying& applying, const RevisionRow& revision, const Statement& statement) {
  const StoredStatement stored{statement, std::string(statement.content.In(revision.body)), WordsOf(revision.body, {statement.evidence})};
  std::int64_t row = 0;
  {
    const std::string body = EncodeStatement(stored);
    Query put(applying.sql, "INSERT INTO statement(key, revision_id, seen, speaker, body, batch_id) VALUES(?,?,?,?,?,?) "
                            "ON CONFLICT(key) DO NOTHING RETURNING id");
    put << StatementKey(revision.key, statement) << revision.number << revision.seen << statement.speaker << body << applying.batch;
    if (!put.Step()) return;
    row = put.Int(0);
  }
  for (const std::string& entity : statement.about) {
    (Query(applying.sql, "INSERT INTO statement_entity(entity, statement_id) VALUES(?,?) ON CONFLICT DO NOTHING") << entity << row).Run();
  }
  ++applying.outcome.statements;
}

Key RelationKey(const RevisionRow& revision, std::string_view body) { return HashKey({"relation", revision.key.Hex(), body}); }

std::vector<StoredItem> RelationsOf(Sql& sql, std::int64_t revision) {
  std::vector<StoredItem> out;
  Query query(sql, "SELECT id, key FROM relation WHERE revision_id = ?");
  query << revision;
  while (query.Step()) out.push_back({query.Int(0), 0, query.KeyAt(1), {}});
  return out;
}

void PutRelation(Applying& applying, const RevisionRow& revision, const Relation& relation) {
  const std::string body = EncodeRelation(relation);
  const Key key = RelationKey(revision, body);
  (Query(applying.sql, "INSERT INTO relation(key, revision_id, seen, type, from_entity, to_entity, body, batch_id) "
                       "VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(key) DO NOTHING")
   << key << revision.number << revision.seen << relation.type << relation.from << relation.to << body << applying.batch).Run();
}

void Touch(Applying& applying, const StoredItem& item) {
  applying.fresh.insert(item.id);
  applying.blocks[item.block].retracted = true;
}

// A second reading of a revision: what it no longer yields is retracted, what it yields again is reinstated. Blocks in
// which nothing changes stay as they are: most of a history reads the same by newer rules.
void Reread(Applying& applying, const RevisionRow& revision, const std::vector<StoredItem>& before, const std::set<Key>& yields, int kind) {
  for (const StoredItem& item : before) {
    const bool still = yields.contains(item.key);
    const bool changed = still ? Reinstate(applying, kind, item.id, revision.number)
                               : Retract(applying, kind, item.id, revision.number, revision.seen, kReread);
    if (!changed || kind != kAssertionKind) continue;
    if (!still) ++applying.outcome.retracted;
    Touch(applying, item);
  }
}

struct OtherRevision {
  std::int64_t number = 0;
  Key key;
  Instant seen{};
};

// Of two revisions of a document the later one, by (seen, key), takes back what it does not repeat. Both directions
// are looked at, since revisions may be read in any order.
void Replace(Applying& applying, const OtherRevision& earlier, const OtherRevision& later) {
  const auto take_back = [&](const std::vector<StoredItem>& old_items, const std::vector<StoredItem>& new_items, int kind) {
    std::set<std::string> names;
    for (const StoredItem& item : new_items) names.insert(item.name);
    for (const StoredItem& item : old_items) {
      const bool changed = names.contains(item.name) ? Reinstate(applying, kind, item.id, later.number)
                                                     : Retract(applying, kind, item.id, later.number, later.seen, kReplaced);
      if (changed && kind == kAssertionKind) Touch(applying, item);
    }
  };
  take_back(AssertionsOf(applying.sql, earlier.number), AssertionsOf(applying.sql, later.number), kAssertionKind);
  take_back(StatementsOf(applying.sql, earlier.number), StatementsOf(applying.sql, later.number), kStatementKind);
}

void ReplaceAmongRevisions(Applying& applying, const RevisionRow& revision) {
  std::vector<OtherRevision> others;
  {
    Query query(applying.sql, "SELECT id, key, seen FROM revision WHERE document_id = ? AND state = 1 AND id <> ?");
    query << revision.document << revision.number;
    while (query.Step()) others.push_back({query.Int(0), query.KeyAt(1), query.At(2)});
  }
  const OtherRevision self{revision.number, revision.key, revision.seen};
  for (const OtherRevision& other : others) {
    const bool before = std::tie(other.seen, other.key) < std::tie(self.seen, self.key);
    Replace(applying, before ? other : self, before ? self : other);
  }
}

void Quarantine(Applying& applying, const RevisionRow& revision, const std::string& reason) {
  (Query(applying.sql, "INSERT INTO quarantine(revision_id, reason, at) VALUES(?,?,?) ON CONFLICT(revision_id) DO UPDATE SET reason = excluded.reason")
   << revision.number << reason << applying.now).Run();
  (Query(applying.sql, "UPDATE revision SET state = 2 WHERE id = ?") << revision.number).Run();
}

void ApplyOne(Applying& applying, const RevisionRow& revision, const Extracted& result) {
  const std::vector<StoredItem> old_assertions = AssertionsOf(applying.sql, revision.number);
  const std::vector<StoredItem> old_statements = StatementsOf(applying.sql, revision.number);
  const std::vector<StoredItem> old_relations = RelationsOf(applying.sql, revision.number);
  if (!result.quarantine.empty()) {
    Reread(applying, revision, old_assertions, {}, kAssertionKind);
    Reread(applying, revision, old_statements, {}, kStatementKind);
    Reread(applying, revision, old_relations, {}, kRelationKind);
    return Quarantine(applying, revision, result.quarantine);
  }
  std::set<Key> known, yields, says, relates;
  for (const StoredItem& item : old_assertions) known.insert(item.key);
  for (const EventAssertion& assertion : result.extraction.assertions) {
    PutAssertion(applying, revision, result.extraction, assertion, known);
    if (!known.empty()) yields.insert(AssertionKey(revision.key, assertion));
  }
  for (const Statement& statement : result.extraction.statements) {
    PutStatement(applying, revision, statement);
    if (!old_statements.empty()) says.insert(StatementKey(revision.key, statement));
  }
  for (const Relation& relation : result.extraction.relations) {
    PutRelation(applying, revision, relation);
    if (!old_relations.empty()) relates.insert(RelationKey(revision, EncodeRelation(relation)));
  }
  Reread(applying, revision, old_assertions, yields, kAssertionKind);
  Reread(applying, revision, old_statements, says, kStatementKind);
  Reread(applying, revision, old_relations, relates, kRelationKind);
  (Query(applying.sql, "UPDATE revision SET state = 1, rules = ? WHERE id = ?") << result.rules_version << revision.number).Run();
  ReplaceAmongRevisions(applying, revision);
}

void PutDeliveries(Applying& applying, const std::string& alert, const AlertDraft& draft, bool suppressed) {
  for (std::size_t i = 0; i < draft.deliveries.size(); ++i) {
    const auto& delivery = draft.deliveries[i];
    const std::string id = DeliveryId(alert, delivery.channel, i);
    const auto state = suppressed ? DeliveryState::kSuppressed : DeliveryState::kPending;
    (Query(applying.sql, "INSERT INTO delivery(id, alert, channel, payload, content_type, state, next_at, queued) VALUES(?,?,?,?,?,?,?,?) "
                         "ON CONFLICT(id) DO NOTHING")
     << id << alert << delivery.channel << delivery.payload << delivery.content_type << static_cast<int>(state) << applying.now
     << applying.now).Run();
  }
}

void PutAlert(Applying& applying, const StoreChange& change, const AlertDraft& draft) {
  const std::string id = AlertId(draft.rule, change.after.id, draft.transition, change.deciding.assertion);
  const bool suppressed = change.mode != IngestMode::kLive;
  const auto state = suppressed ? AlertState::kSuppressed : AlertState::kOpen;
  const int added =
      (Query(applying.sql, "INSERT INTO alert(id, rule, rule_hash, severity, event, transition, deciding, explain, state, mode, fired) "
                           "VALUES(?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING")
       << id << draft.rule << draft.rule_hash << draft.severity << change.after.id << draft.transition << change.deciding.assertion
       << draft.explain << static_cast<int>(state) << static_cast<int>(change.mode) << applying.now).Run();
  if (added == 0) return;
  ++applying.outcome.alerts;
  PutDeliveries(applying, id, draft, suppressed);
}

void OnMoved(Applying& applying, const Moved& moved) {
  const Claim& by = *moved.after->moved_by;
  StoreChange change;
  change.before = moved.before;
  change.after = moved.after->event;
  change.deciding = EvidenceOf(applying.sql, by);
  change.context = LoadContext(applying.sql, moved.row, moved.after->event.known_from);
  change.mode = by.mode;
  change.now = applying.now;
  if (applying.matcher) {
    for (const AlertDraft& draft : applying.matcher(change)) PutAlert(applying, change, draft);
  }
  applying.outcome.changes.push_back(std::move(change));
}

std::int64_t BeginBatch(Sql& sql, std::span<const Extracted> results, Instant now) {
  const std::string rules = results.empty() ? std::string() : results.front().rules_version;
  Query put(sql, "INSERT INTO extraction_batch(at, rules) VALUES(?,?) RETURNING id");
  put << now << rules;
  return put.Step() ? put.Int(0) : 0;
}

PendingRevision ReadPending(const Query& query) {
  PendingRevision out;
  out.number = query.Int(0);
  out.revision = query.KeyAt(1);
  out.mode = static_cast<IngestMode>(query.Int(2));
  out.attempts = static_cast<std::uint32_t>(query.Int(3));
  out.document = DecodeMeta(query.Text(6));
  out.document.source = query.Text(7);
  out.document.title = query.Text(4);
  out.document.text = query.Text(5);
  return out;
}

}  // namespace

std::string AlertId(std::string_view rule, std::string_view event, std::string_view transition, const Key& deciding) {
  return "a:" + HashKey({"alert", rule, event, transition, deciding.Hex()}).Hex().substr(0, 12);
}

std::string DeliveryId(std::string_view alert, std::string_view channel, std::size_t ordinal) {
  return "msg_" + HashKey({"delivery", alert, channel, std::to_string(ordinal)}).Hex().substr(0, 24);
}

Result<std::vector<PendingRevision>> Writer::Pending(std::int64_t after, std::size_t items, std::size_t bytes) const {
  return Guard([&]() -> Result<std::vector<PendingRevision>> {
    std::vector<PendingRevision> out;
    std::size_t taken = 0;
    Query query(*impl_->sql,
                "SELECT r.id, r.key, r.mode, r.attempts, t.title, t.body, t.meta, s.code FROM revision r JOIN text t ON t.revision_id = r.id "
                "JOIN document d ON d.id = r.document_id JOIN source s ON s.id = d.source_id WHERE r.state = 0 AND r.id > ? ORDER BY r.id LIMIT ?");
    query << after << static_cast<std::int64_t>(std::min<std::size_t>(items, 1u << 20));
    while (query.Step()) {
      PendingRevision revision = ReadPending(query);
      taken += revision.document.text.size();
      if (!out.empty() && taken > bytes) break;
      out.push_back(std::move(revision));
    }
    return out;
  });
}

Result<Requeued> Writer::Requeue(std::string_view rules_version, std::int64_t after, std::size_t items) {
  return Guard([&]() -> Result<Requeued> {
    Commit commit(*impl_->sql);
    std::vector<std::int64_t> numbers;
    {
      Query query(*impl_->sql, "SELECT id FROM revision WHERE state = 1 AND rules <> ? AND id > ? ORDER BY id LIMIT ?");
      query << rules_version << after << static_cast<std::int64_t>(std::min<std::size_t>(items, 1u << 20));
      while (query.Step()) numbers.push_back(query.Int(0));
    }
    for (const std::int64_t number : numbers) {
      (Query(*impl_->sql, "UPDATE revision SET state = 0, attempts = 0, mode = ? WHERE id = ?") << static_cast<int>(IngestMode::kReprocess) << number).Run();
    }
    commit.Done();
    return Requeued{numbers.size(), numbers.empty() ? after : numbers.back()};
  });
}

Status Writer::CountAttempt(std::int64_t number) {
  return Guard([&]() -> Status {
    (Query(*impl_->sql, "UPDATE revision SET attempts = attempts + 1 WHERE id = ?") << number).Run();
    return {};
  });
}

Result<ApplyOutcome> Writer::Apply(std::span<const Extracted> results, const ChangeMatcher& matcher, Instant now) {
  DATELINE_CHECK(std::ranges::is_sorted(results, {}, &Extracted::number));
  auto outcome = Guard([&]() -> Result<ApplyOutcome> {
    Commit commit(*impl_->sql);
    Applying applying{.sql = *impl_->sql, .matcher = matcher, .now = now, .batch = 0, .fresh = {}, .blocks = {}, .outcome = {}};
    for (const Extracted& result : results) {
      const auto revision = LoadRevision(applying.sql, result.number);
      // Applied before, or taken out of the queue meanwhile: the second time changes nothing.
      if (!revision || revision->state != 0) continue;
      if (applying.batch == 0) applying.batch = BeginBatch(applying.sql, results, now);
      ApplyOne(applying, *revision, result);
    }
    for (const auto& [block, touched] : applying.blocks) {
      impl_->folds.Fold(applying.sql, block, touched.added, touched.retracted, applying.fresh,
                        [&](const Moved& moved) { OnMoved(applying, moved); });
    }
    commit.Done();
    impl_->CheckpointIfLarge();
    return std::move(applying.outcome);
  });
  if (!outcome) impl_->folds.Clear();
  return outcome;
}

}  // namespace dateline::store
