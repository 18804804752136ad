// Documents by handle, their revisions, and what was said in them.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "store/codec.h"
#include "store/reader_impl.h"

namespace dateline::store {
namespace {

std::optional<std::int64_t> ReadNumber(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number <= 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// The newest revision by (seen, key), or the n-th collected.
std::optional<std::int64_t> RevisionOf(Sql& sql, std::int64_t document, std::int64_t ordinal) {
  if (ordinal > 0) {
    Query nth(sql, "SELECT id FROM revision WHERE document_id = ? ORDER BY id LIMIT 1 OFFSET ?");
    nth << document << ordinal - 1;
    if (nth.Step()) return nth.Int(0);
    return std::nullopt;
  }
  Query newest(sql, "SELECT id FROM revision WHERE document_id = ? ORDER BY seen DESC, key DESC LIMIT 1");
  newest << document;
  if (newest.Step()) return newest.Int(0);
  return std::nullopt;
}

// "d12", "d12.2", "d12.2:340-482"
std::optional<std::int64_t> ByNumber(Sql& sql, std::string_view handle) {
  if (!handle.starts_with('d')) return std::nullopt;
  handle.remove_prefix(1);
  const auto document = ReadNumber(handle);
  if (!document) return std::nullopt;
  std::int64_t ordinal = 0;
  if (handle.starts_with('.')) {
    handle.remove_prefix(1);
    const auto read = ReadNumber(handle);
    if (!read) return std::nullopt;
    ordinal = *read;
  }
  if (!handle.empty() && !handle.starts_with(':')) return std::nullopt;
  return RevisionOf(sql, *document, ordinal);
}

std::optional<std::int64_t> ByKey(Sql& sql, std::string_view handle) {
  const auto key = Key::FromHex(handle);
  if (!key) return std::nullopt;
  {
    Query revision(sql, "SELECT id FROM revision WHERE key = ?");
    revision << *key;
    if (revision.Step()) return revision.Int(0);
  }
  Query document(sql, "SELECT id FROM document WHERE key = ?");
  document << *key;
  if (!document.Step()) return std::nullopt;
  return RevisionOf(sql, document.Int(0), 0);
}

std::optional<std::int64_t> ByName(Sql& sql, const std::string& name) {
  std::int64_t document = 0;
  {
    Query query(sql, "SELECT document_id FROM document_name WHERE name = ? ORDER BY document_id LIMIT 1");
    query << name;
    if (!query.Step()) return std::nullopt;
    document = query.Int(0);
  }
  return RevisionOf(sql, document, 0);
}

// A statement as the filter sees it: its speaker and what it is about take part in it.
Event AsEvent(const Statement& statement) {
  Event event;
  event.type = "statement";
  event.speaker = statement.speaker;
  event.speaker_words = statement.speaker_words;
  event.date = statement.date;
  if (!statement.speaker.empty()) event.roles.push_back({"speaker", statement.speaker});
  for (const std::string& entity : statement.about) event.roles.push_back({"about", entity});
  std::ranges::sort(event.roles);
  return event;
}

constexpr std::string_view kStatements =
    "SELECT s.key, s.seen, s.body, r.key, r.seen_assumed, r.language, d.id, o.code, o.owner, o.class, t.title, t.meta, "
    "(SELECT count(*) FROM revision n WHERE n.document_id = d.id AND n.id <= r.id), (SELECT count(*) FROM revision n WHERE n.document_id = d.id) "
    "FROM statement s JOIN revision r ON r.id = s.revision_id JOIN document d ON d.id = r.document_id "
    "JOIN source o ON o.id = d.source_id JOIN text t ON t.revision_id = r.id WHERE s.seen <= ?1 AND NOT EXISTS "
    "(SELECT 1 FROM retraction x WHERE x.kind = 1 AND x.item = s.id AND x.withdrawn IS NULL AND x.seen <= ?1)";

struct ReadStatement {
  StatementRow row;
  FilterContext context;
};

Key KeyFrom(const SQLite::Column& column) {
  Key key;
  const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
  if (bytes != nullptr && static_cast<std::size_t>(column.getBytes()) == key.bytes.size()) std::copy_n(bytes, key.bytes.size(), key.bytes.begin());
  return key;
}

ReadStatement Read(SQLite::Statement& query) {
  ReadStatement out;
  StoredStatement stored = DecodeStatement(query.getColumn(2).getString());
  Evidence& evidence = out.row.evidence;
  evidence.assertion = KeyFrom(query.getColumn(0));
  evidence.seen = Instant(std::chrono::microseconds(query.getColumn(1).getInt64()));
  evidence.revision = KeyFrom(query.getColumn(3));
  evidence.seen_assumed = query.getColumn(4).getInt() != 0;
  evidence.source = query.getColumn(7).getString();
  evidence.owner = query.getColumn(8).getString();
  evidence.title = query.getColumn(10).getString();
  const Document meta = DecodeMeta(query.getColumn(11).getString());
  evidence.url = meta.url;
  evidence.published = meta.published.span;
  evidence.sentence = stored.sentence;
  evidence.speaker = stored.statement.speaker;
  evidence.speaker_words = stored.statement.speaker_words;
  evidence.rules = {stored.statement.rule};
  const Span span = stored.statement.evidence;
  evidence.handle = "d" + std::to_string(query.getColumn(6).getInt64());
  if (query.getColumn(13).getInt64() > 1) evidence.handle += "." + std::to_string(query.getColumn(12).getInt64());
  evidence.handle += ":" + std::to_string(span.begin) + "-" + std::to_string(span.end);
  out.context.sources = {evidence.source};
  out.context.owners = {evidence.owner};
  out.context.classes = {static_cast<SourceClass>(query.getColumn(9).getInt())};
  out.context.languages = {query.getColumn(5).getString()};
  out.context.text = stored.sentence;
  out.row.words = std::move(stored.words);
  out.row.statement = std::move(stored.statement);
  return out;
}

// A superset by index where the filter names whole ids; see read_events.cc for the idea.
std::string NarrowStatements(Sql& sql, const Filter& filter, std::vector<std::string>& texts) {
  std::string where;
  const std::vector<std::string> kinds = EntityKinds(sql);
  for (const FilterTerm& term : filter.terms) {
    if (term.negated || (term.field != "entity" && term.field != "speaker")) continue;
    // A statement may name kinds that no event does: without a dot only a scan can tell.
    const bool whole = std::ranges::all_of(term.values, [](const std::string& v) { return v.find('.') != std::string::npos && v.find('*') == std::string::npos; });
    if (!whole) continue;
    std::string marks;
    for (std::size_t i = 0; i < term.values.size(); ++i) marks += i == 0 ? "?" : ",?";
    where += " AND (s.speaker IN (" + marks + ")";
    texts.insert(texts.end(), term.values.begin(), term.values.end());
    if (term.field == "entity") {
      where += " OR s.id IN (SELECT statement_id FROM statement_entity WHERE entity IN (" + marks + "))";
      texts.insert(texts.end(), term.values.begin(), term.values.end());
    }
    where += ")";
  }
  return where;
}

std::int64_t SortDay(const StatementRow& row) {
  const DateSpan& date = row.statement.date;
  if (date.lo) return date.lo->time_since_epoch().count();
  return std::chrono::floor<std::chrono::days>(row.evidence.seen).time_since_epoch().count();
}

}  // namespace

std::optional<DocumentRow> LoadDocument(Sql& sql, std::int64_t revision_row) {
  Query query(sql, "SELECT d.id, d.key, r.key, r.seen, r.seen_assumed, t.title, t.body, t.meta, s.code, "
                   "(SELECT count(*) FROM revision n WHERE n.document_id = d.id) FROM revision r JOIN document d ON d.id = r.document_id "
                   "JOIN source s ON s.id = d.source_id JOIN text t ON t.revision_id = r.id WHERE r.id = ?");
  query << revision_row;
  if (!query.Step()) return std::nullopt;
  DocumentRow row;
  row.number = query.Int(0);
  row.key = query.KeyAt(1);
  row.revision = query.KeyAt(2);
  row.seen = query.At(3);
  row.seen_assumed = query.Int(4) != 0;
  row.document = DecodeMeta(query.Text(7));
  row.document.title = query.Text(5);
  row.document.text = query.Text(6);
  row.document.source = query.Text(8);
  row.revision_count = static_cast<std::uint32_t>(query.Int(9));
  row.sha256 = Sha256Hex(row.document.text);
  return row;
}

Result<std::optional<DocumentRow>> Reader::DocumentByHandle(std::string_view handle) const {
  return Guard([&]() -> Result<std::optional<DocumentRow>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    std::optional<std::int64_t> row = ByNumber(sql, handle);
    if (!row) row = ByKey(sql, handle);
    if (!row) row = ByName(sql, std::string(handle));
    if (!row) row = ByName(sql, CanonicalUrl(handle));
    if (!row) return std::nullopt;
    return LoadDocument(sql, *row);
  });
}

Result<std::vector<DocumentRow>> Reader::Revisions(std::int64_t document) const {
  return Guard([&]() -> Result<std::vector<DocumentRow>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    std::vector<std::int64_t> rows;
    {
      Query query(sql, "SELECT id FROM revision WHERE document_id = ? ORDER BY seen, key");
      query << document;
      while (query.Step()) rows.push_back(query.Int(0));
    }
    std::vector<DocumentRow> out;
    for (const std::int64_t row : rows) {
      if (auto loaded = LoadDocument(sql, row)) out.push_back(std::move(*loaded));
    }
    return out;
  });
}

Result<std::vector<StatementRow>> Reader::Statements(const Filter& filter, const When& when, std::size_t limit) const {
  return Guard([&]() -> Result<std::vector<StatementRow>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    std::vector<std::string> texts;
    const std::string narrow = NarrowStatements(sql, filter, texts);
    SQLite::Statement query(sql.db(), std::string(kStatements) + narrow);
    query.bind(1, when.as_of ? static_cast<std::int64_t>(when.as_of->time_since_epoch().count()) : std::numeric_limits<std::int64_t>::max());
    int at = 1;
    for (const std::string& text : texts) query.bind(++at, text);
    std::vector<StatementRow> out;
    while (query.executeStep()) {
      ReadStatement read = Read(query);
      if (Matches(filter, AsEvent(read.row.statement), read.context)) out.push_back(std::move(read.row));
    }
    std::ranges::sort(out, [](const StatementRow& a, const StatementRow& b) {
      return std::tuple(SortDay(a), a.evidence.assertion) < std::tuple(SortDay(b), b.evidence.assertion);
    });
    if (limit != 0 && out.size() > limit) out.resize(limit);
    return out;
  });
}

}  // namespace dateline::store
