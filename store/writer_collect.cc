// Commit 1: documents, their revisions and the cursor of the source that brought them.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "store/codec.h"
#include "store/origin.h"
#include "store/projection.h"
#include "store/writer_impl.h"

namespace dateline::store {
namespace {

struct Seen {
  Instant at{};
  bool assumed = false;
};

// See "One knowledge clock" in docs/schema.md.
Seen SeenOf(const CollectBatch& batch, std::size_t index, Instant now) {
  if (index < batch.seen.size()) return {batch.seen[index], false};
  const Document& document = batch.documents[index];
  if (document.first_seen) return {*document.first_seen, false};
  if (document.published.span.hi) {
    const Instant end = *document.published.span.hi;
    // Nothing is known before it is here.
    if (end <= now) return {end, true};
  }
  return {now, document.published.span.known()};
}

IngestMode ModeOf(const CollectBatch& batch, std::size_t index) { return index < batch.modes.size() ? batch.modes[index] : batch.mode; }

// When the document says it was published: what became known in one moment is heard in this order.
std::optional<Instant> PublishedAt(const Document& document) {
  if (document.published.at) return document.published.at;
  if (document.published.span.lo) return Instant(*document.published.span.lo);
  return std::nullopt;
}

// Another owner or class of a source changes what counts as independent, wherever it was heard.
void RefoldSource(Sql& sql, std::int64_t source) {
  std::set<std::int64_t> blocks;
  {
    Query query(sql, "SELECT DISTINCT a.block FROM document d JOIN revision r ON r.document_id = d.id "
                     "JOIN assertion a ON a.revision_id = r.id WHERE d.source_id = ?");
    query << source;
    while (query.Step()) blocks.insert(query.Int(0));
  }
  for (const std::int64_t block : blocks) RefoldBlock(sql, block, {}, [](const Moved&) {});
}

std::int64_t SourceRow(Writer::Impl& impl, const SourceIdentity& source) {
  const auto found = impl.source_rows.find(source.id);
  if (found != impl.source_rows.end()) return found->second;
  Sql& sql = *impl.sql;
  const std::string owner = source.owner.empty() ? source.id : source.owner;
  std::int64_t row = 0;
  bool moved = false;
  {
    Query known(sql, "SELECT id, owner, class FROM source WHERE code = ?");
    known << source.id;
    if (known.Step()) {
      row = known.Int(0);
      moved = known.Text(1) != owner || known.Int(2) != static_cast<int>(source.source_class);
    }
  }
  Query put(sql, "INSERT INTO source(code, name, owner, class) VALUES(?,?,?,?) ON CONFLICT(code) DO UPDATE SET name = excluded.name, "
                 "owner = excluded.owner, class = excluded.class RETURNING id");
  put << source.id << source.name << owner << static_cast<int>(source.source_class);
  if (put.Step()) row = put.Int(0);
  if (moved) {
    impl.folds.Clear();
    RefoldSource(sql, row);
  }
  impl.source_rows.emplace(source.id, row);
  return row;
}

// The row of the document and whether it is new.
std::pair<std::int64_t, bool> DocumentRowOf(Sql& sql, const Key& key, std::int64_t source, const Document& document, Instant now) {
  {
    Query find(sql, "SELECT id FROM document WHERE key = ?");
    find << key;
    if (find.Step()) return {find.Int(0), false};
  }
  Query put(sql, "INSERT INTO document(key, source_id, url, added) VALUES(?,?,?,?) RETURNING id");
  put << key << source << document.url << now;
  return {put.Step() ? put.Int(0) : 0, true};
}

void NameDocument(Sql& sql, std::int64_t row, const Document& document) {
  const auto name = [&](const std::string& text) {
    if (!text.empty()) (Query(sql, "INSERT INTO document_name(name, document_id) VALUES(?,?) ON CONFLICT DO NOTHING") << text << row).Run();
  };
  name(document.url);
  for (const std::string& key : document.keys) name(key);
}

enum class Brought : std::uint8_t { kNothing, kRevision, kDocument };

Brought CollectOne(Sql& sql, std::int64_t source, const Document& document, Seen seen, IngestMode mode, Instant now) {
  const Key key = DocumentKey(document);
  const Key revision = RevisionKey(key, document);
  {
    Query known(sql, "SELECT 1 FROM revision WHERE key = ?");
    known << revision;
    if (known.Step()) return Brought::kNothing;
  }
  const auto [row, is_new] = DocumentRowOf(sql, key, source, document, now);
  NameDocument(sql, row, document);
  const Sketch sketch = SketchOf(document.text);
  const std::string sketch_bytes(sketch.begin(), sketch.end());
  std::int64_t number = 0;
  {
    Query put(sql, "INSERT INTO revision(key, document_id, seen, seen_assumed, mode, text_key, sketch, language, bytes, published) "
                   "VALUES(?,?,?,?,?,?,?,?,?,?) RETURNING id");
    put << revision << row << seen.at << seen.assumed << static_cast<int>(mode) << TextKey(document);
    put.Blob(sketch_bytes) << document.language << static_cast<std::int64_t>(document.text.size()) << PublishedAt(document);
    if (put.Step()) number = put.Int(0);
  }
  const std::string meta = EncodeMeta(document);
  (Query(sql, "INSERT INTO text(revision_id, title, body, meta) VALUES(?,?,?,?)") << number << document.title << document.text << meta).Run();
  return is_new ? Brought::kDocument : Brought::kRevision;
}

void PutState(Sql& sql, const SourceState& state) {
  (Query(sql,
         "INSERT INTO source_state(source, etag, last_modified, cursor, content_hash, redirect_to, redirect_seen, failures, "
         "last_class, last_message, last_fetch, last_good, last_new, next_due, answers) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
         "ON CONFLICT(source) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, cursor = excluded.cursor, "
         "content_hash = excluded.content_hash, redirect_to = excluded.redirect_to, redirect_seen = excluded.redirect_seen, "
         "failures = excluded.failures, last_class = excluded.last_class, last_message = excluded.last_message, "
         "last_fetch = excluded.last_fetch, last_good = excluded.last_good, last_new = excluded.last_new, next_due = excluded.next_due, "
         "answers = excluded.answers")
   << state.source << state.etag << state.last_modified << state.cursor << state.content_hash << state.redirect_to
   << state.redirect_seen << state.failures << ToString(state.last_class) << state.last_message << state.last_fetch
   << state.last_good << state.last_new << state.next_due << EncodeAnswers(state.answers)).Run();
}

void CollectBatchInto(Writer::Impl& impl, const CollectBatch& batch, Instant now, CollectOutcome& outcome) {
  const std::int64_t source = SourceRow(impl, batch.source);
  for (std::size_t i = 0; i < batch.documents.size(); ++i) {
    switch (CollectOne(*impl.sql, source, batch.documents[i], SeenOf(batch, i, now), ModeOf(batch, i), now)) {
      case Brought::kDocument: ++outcome.new_documents; break;
      case Brought::kRevision: ++outcome.new_revisions; break;
      case Brought::kNothing: ++outcome.unchanged; break;
    }
  }
  if (batch.state) PutState(*impl.sql, *batch.state);
}

}  // namespace

Result<CollectOutcome> Writer::Collect(const CollectBatch& batch, Instant now) { return Collect(std::span(&batch, 1), now); }

Result<CollectOutcome> Writer::Collect(std::span<const CollectBatch> batches, Instant now) {
  auto outcome = Guard([&]() -> Result<CollectOutcome> {
    CollectOutcome out;
    Commit commit(*impl_->sql);
    for (const CollectBatch& batch : batches) CollectBatchInto(*impl_, batch, now, out);
    commit.Done();
    impl_->CheckpointIfLarge();
    return out;
  });
  // A source row inserted by a transaction that was rolled back does not exist.
  if (!outcome) {
    impl_->source_rows.clear();
    impl_->folds.Clear();
  }
  return outcome;
}

Result<SourceState> Writer::StateOf(std::string_view source) const {
  return Guard([&]() -> Result<SourceState> {
    SourceState state;
    state.source = std::string(source);
    Query query(*impl_->sql,
                "SELECT etag, last_modified, cursor, content_hash, redirect_to, redirect_seen, failures, last_class, last_message, "
                "last_fetch, last_good, last_new, next_due, answers FROM source_state WHERE source = ?");
    query << source;
    if (!query.Step()) return state;
    state.etag = query.Text(0);
    state.last_modified = query.Text(1);
    state.cursor = query.Text(2);
    state.content_hash = query.Text(3);
    state.redirect_to = query.Text(4);
    state.redirect_seen = static_cast<std::uint32_t>(query.Int(5));
    state.failures = static_cast<std::uint32_t>(query.Int(6));
    state.last_class = ParseFetchClass(query.Text(7)).value_or(FetchClass::kOk);
    state.last_message = query.Text(8);
    state.last_fetch = query.MaybeAt(9);
    state.last_good = query.MaybeAt(10);
    state.last_new = query.MaybeAt(11);
    state.next_due = query.MaybeAt(12);
    state.answers = DecodeAnswers(query.Text(13));
    return state;
  });
}

Status Writer::SaveState(const SourceState& state) {
  return Guard([&]() -> Status {
    PutState(*impl_->sql, state);
    impl_->CheckpointIfLarge();
    return {};
  });
}

}  // namespace dateline::store
