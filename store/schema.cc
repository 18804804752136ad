#include "store/schema.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace dateline::store {
namespace {

// Append-only: a step that has shipped is never edited. docs/schema.md explains the tables.
constexpr std::array kMigrations{
    // 1: truth and projections as first shipped.
    std::string_view(R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source(id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, owner TEXT NOT NULL,
  class INTEGER NOT NULL) STRICT;
CREATE TABLE source_state(source TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL,
  cursor TEXT NOT NULL, content_hash TEXT NOT NULL, redirect_to TEXT NOT NULL, redirect_seen INTEGER NOT NULL,
  failures INTEGER NOT NULL, last_class TEXT NOT NULL, last_message TEXT NOT NULL, last_fetch INTEGER,
  last_good INTEGER, last_new INTEGER, next_due INTEGER) STRICT;

CREATE TABLE document(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE CHECK(length(key)=16),
  source_id INTEGER NOT NULL REFERENCES source(id), url TEXT NOT NULL, added INTEGER NOT NULL) STRICT;
CREATE INDEX document_source ON document(source_id);
CREATE TABLE document_name(name TEXT NOT NULL, document_id INTEGER NOT NULL REFERENCES document(id),
  PRIMARY KEY(name, document_id)) STRICT, WITHOUT ROWID;
CREATE TABLE revision(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE CHECK(length(key)=16),
  document_id INTEGER NOT NULL REFERENCES document(id), seen INTEGER NOT NULL, seen_assumed INTEGER NOT NULL,
  mode INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0 CHECK(state IN (0,1,2)), attempts INTEGER NOT NULL DEFAULT 0,
  text_key BLOB NOT NULL, sketch BLOB NOT NULL, language TEXT NOT NULL, bytes INTEGER NOT NULL, rules TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX revision_document ON revision(document_id);
CREATE INDEX revision_new ON revision(id) WHERE state = 0;
CREATE TABLE text(revision_id INTEGER PRIMARY KEY REFERENCES revision(id), title TEXT NOT NULL, body TEXT NOT NULL,
  meta TEXT NOT NULL) STRICT;
CREATE TABLE quarantine(revision_id INTEGER PRIMARY KEY REFERENCES revision(id), reason TEXT NOT NULL,
  at INTEGER NOT NULL) STRICT;

CREATE TABLE extraction_batch(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, rules TEXT NOT NULL) STRICT;
CREATE TABLE assertion(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE CHECK(length(key)=16),
  revision_id INTEGER NOT NULL REFERENCES revision(id), seen INTEGER NOT NULL, block INTEGER NOT NULL,
  type TEXT NOT NULL, body TEXT NOT NULL, batch_id INTEGER NOT NULL REFERENCES extraction_batch(id)) STRICT;
CREATE INDEX assertion_block ON assertion(block);
CREATE INDEX assertion_revision ON assertion(revision_id);
CREATE TABLE statement(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE CHECK(length(key)=16),
  revision_id INTEGER NOT NULL REFERENCES revision(id), seen INTEGER NOT NULL, speaker TEXT NOT NULL,
  body TEXT NOT NULL, batch_id INTEGER NOT NULL REFERENCES extraction_batch(id)) STRICT;
CREATE INDEX statement_revision ON statement(revision_id);
CREATE TABLE statement_entity(entity TEXT NOT NULL, statement_id INTEGER NOT NULL REFERENCES statement(id),
  PRIMARY KEY(entity, statement_id)) STRICT, WITHOUT ROWID;
CREATE TABLE relation(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE CHECK(length(key)=16),
  revision_id INTEGER NOT NULL REFERENCES revision(id), seen INTEGER NOT NULL, type TEXT NOT NULL,
  from_entity TEXT NOT NULL, to_entity TEXT NOT NULL, body TEXT NOT NULL,
  batch_id INTEGER NOT NULL REFERENCES extraction_batch(id)) STRICT;
CREATE INDEX relation_revision ON relation(revision_id);
CREATE INDEX relation_from ON relation(from_entity);
CREATE INDEX relation_to ON relation(to_entity);
-- kind 0 assertion, 1 statement, 2 relation. withdrawn: when a retraction was itself taken back.
CREATE TABLE retraction(kind INTEGER NOT NULL, item INTEGER NOT NULL, by_revision INTEGER NOT NULL REFERENCES revision(id),
  seen INTEGER NOT NULL, reason TEXT NOT NULL, withdrawn INTEGER, PRIMARY KEY(kind, item, by_revision)) STRICT, WITHOUT ROWID;
CREATE TABLE event_alias(alias TEXT PRIMARY KEY, assertion BLOB NOT NULL CHECK(length(assertion)=16)) STRICT, WITHOUT ROWID;

CREATE TABLE alert(id TEXT PRIMARY KEY, rule TEXT NOT NULL, rule_hash TEXT NOT NULL, severity TEXT NOT NULL,
  event TEXT NOT NULL, transition TEXT NOT NULL, deciding BLOB NOT NULL CHECK(length(deciding)=16), explain TEXT NOT NULL,
  state INTEGER NOT NULL, mode INTEGER NOT NULL, fired INTEGER NOT NULL, UNIQUE(rule, event, transition, deciding)) STRICT;
CREATE INDEX alert_fired ON alert(fired);
CREATE TABLE acknowledgement(id INTEGER PRIMARY KEY, alert TEXT NOT NULL REFERENCES alert(id), who TEXT NOT NULL,
  note TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE delivery(id TEXT PRIMARY KEY, alert TEXT NOT NULL REFERENCES alert(id), channel TEXT NOT NULL,
  payload TEXT NOT NULL, content_type TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL,
  next_at INTEGER NOT NULL, lease_until INTEGER, last_code INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT '', queued INTEGER NOT NULL) STRICT;
CREATE INDEX delivery_due ON delivery(next_at) WHERE state IN (0,1);
CREATE INDEX delivery_alert ON delivery(alert);
CREATE TABLE attempt(delivery TEXT NOT NULL REFERENCES delivery(id), number INTEGER NOT NULL, begun INTEGER NOT NULL,
  ended INTEGER NOT NULL, state INTEGER NOT NULL, code INTEGER NOT NULL, error TEXT NOT NULL,
  PRIMARY KEY(delivery, number)) STRICT, WITHOUT ROWID;

-- Projections: everything below can be dropped and folded again from the tables above.
CREATE TABLE event(id INTEGER PRIMARY KEY, eid TEXT NOT NULL UNIQUE, block INTEGER NOT NULL, type TEXT NOT NULL,
  lo INTEGER NOT NULL, hi INTEGER NOT NULL, known_from INTEGER NOT NULL, deciding BLOB NOT NULL, assumed INTEGER NOT NULL,
  digest BLOB NOT NULL, body TEXT NOT NULL, CHECK(hi > lo)) STRICT;
CREATE INDEX event_block ON event(block);
CREATE INDEX event_lo ON event(lo);
CREATE INDEX event_type ON event(type, lo);
-- part: 2 has a role, 1 stands in the evidence, 0 did so once (found only when asking for an earlier moment).
CREATE TABLE event_entity(entity TEXT NOT NULL, event_id INTEGER NOT NULL REFERENCES event(id), part INTEGER NOT NULL CHECK(part IN (0,1,2)),
  PRIMARY KEY(entity, event_id)) STRICT, WITHOUT ROWID;
CREATE INDEX event_entity_event ON event_entity(event_id);
CREATE TABLE event_history(event_id INTEGER NOT NULL REFERENCES event(id), known_from INTEGER NOT NULL,
  known_to INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(event_id, known_from), CHECK(known_to > known_from)) STRICT, WITHOUT ROWID;
CREATE TABLE evidence(assertion_id INTEGER PRIMARY KEY REFERENCES assertion(id),
  event_id INTEGER NOT NULL REFERENCES event(id)) STRICT;
CREATE INDEX evidence_event ON evidence(event_id);
CREATE TABLE event_edge(from_event INTEGER NOT NULL REFERENCES event(id), type TEXT NOT NULL,
  to_event INTEGER NOT NULL REFERENCES event(id), PRIMARY KEY(from_event, type, to_event)) STRICT, WITHOUT ROWID;
CREATE INDEX event_edge_to ON event_edge(to_event);
)sql"),
    // 2: analysts' corrections; publication as the order within one moment; what changed since when.
    std::string_view(R"sql(
CREATE TABLE judgement(id INTEGER PRIMARY KEY, event TEXT NOT NULL, assertion BLOB NOT NULL CHECK(length(assertion)=16),
  block INTEGER NOT NULL, body TEXT NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
  undone INTEGER, undone_by TEXT, undone_reason TEXT) STRICT;
CREATE INDEX judgement_block ON judgement(block);
ALTER TABLE revision ADD COLUMN published INTEGER;
UPDATE revision SET published = (SELECT coalesce(json_extract(t.meta, '$.published_at'),
  json_extract(t.meta, '$.published[0]') * 86400000000) FROM text t WHERE t.revision_id = revision.id);
CREATE INDEX assertion_batch ON assertion(batch_id);
CREATE INDEX event_known ON event(known_from);
CREATE INDEX event_history_known ON event_history(known_from);
)sql"),
    // 3: how the last rounds of a source went, as JSON.
    std::string_view(R"sql(
ALTER TABLE source_state ADD COLUMN answers TEXT NOT NULL DEFAULT '[]';
)sql"),
    // 4: digests are made otherwise; sixteen zero bytes say that one is to be made when its block is next folded.
    std::string_view(R"sql(
UPDATE event SET digest = zeroblob(16);
)sql"),
};

}  // namespace

int SchemaVersion() { return static_cast<int>(kMigrations.size()); }

int VersionOf(Sql& sql) { return sql.db().execAndGet("PRAGMA user_version").getInt(); }

Status CheckVersion(Sql& sql) {
  const int version = VersionOf(sql);
  if (version <= SchemaVersion()) return {};
  return Fail(ErrorCode::kTooNew, fmt::format("store: the file has schema {}, this program knows up to {}: use the newer "
                                              "dateline that wrote it; nothing was changed", version, SchemaVersion()));
}

Status Migrate(Sql& sql, int steps) {
  if (auto known = CheckVersion(sql); !known) return known;
  for (int version = VersionOf(sql); version < SchemaVersion() && steps-- > 0; ++version) {
    SQLite::Transaction transaction(sql.db(), SQLite::TransactionBehavior::IMMEDIATE);
    sql.Exec(std::string(kMigrations[static_cast<std::size_t>(version)]));
    sql.Exec(fmt::format("PRAGMA user_version = {}", version + 1));
    transaction.commit();
  }
  return {};
}

}  // namespace dateline::store
