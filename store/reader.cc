#include <fmt/format.h>

#include "store/connection.h"
#include "store/codec.h"
#include "store/reader_impl.h"
#include "store/schema.h"

namespace dateline::store {

Snapshot::~Snapshot() {
  try {
    sql_.Exec("COMMIT");
  } catch (const SQLite::Exception&) {
    // A reader has nothing to lose; the next BEGIN says what is wrong.
  }
}

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::~Reader() = default;

Result<std::unique_ptr<Reader>> Reader::Open(const std::filesystem::path& folder) {
  auto sql = OpenToRead(MainFile(folder));
  if (!sql) return std::unexpected(sql.error());
  const Status known = Guard([&]() -> Status {
    if (auto checked = CheckVersion(**sql); !checked) return checked;
    if (VersionOf(**sql) < SchemaVersion()) {
      return Fail(ErrorCode::kUnavailable, fmt::format("store: {} waits for a program that writes to bring it forward", folder.string()));
    }
    return {};
  });
  if (!known) return std::unexpected(known.error());
  return std::unique_ptr<Reader>(new Reader(std::make_unique<Impl>(folder, std::move(*sql))));
}

Result<Coverage> Reader::Covered() const {
  return Guard([&]() -> Result<Coverage> {
    Sql& sql = *impl_->sql;
    const std::int64_t indexed = SearchStateOf(*impl_).last;
    const Snapshot snapshot(sql);
    Coverage out;
    Query sources(sql,
                  "SELECT s.code, s.name, s.owner, s.class, (SELECT count(*) FROM document d WHERE d.source_id = s.id), "
                  "t.last_good, t.last_class, t.last_message FROM source s LEFT JOIN source_state t ON t.source = s.code "
                  "UNION ALL SELECT t.source, t.source, '', 2, 0, t.last_good, t.last_class, t.last_message FROM source_state t "
                  "WHERE t.source NOT IN (SELECT code FROM source) ORDER BY 1");
    while (sources.Step()) {
      Coverage::Line line;
      line.source = {sources.Text(0), sources.Text(1), sources.Text(2), static_cast<SourceClass>(sources.Int(3))};
      line.documents = static_cast<std::uint64_t>(sources.Int(4));
      line.last_good = sources.MaybeAt(5);
      line.last_class = ParseFetchClass(sources.Text(6)).value_or(FetchClass::kOk);
      line.last_message = sources.Text(7);
      out.documents += line.documents;
      out.sources.push_back(std::move(line));
    }
    Query counts(sql, "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM revision WHERE state = 0), "
                      "(SELECT count(*) FROM revision WHERE id > ?), (SELECT min(seen) FROM revision), (SELECT max(seen) FROM revision)");
    counts << indexed;
    if (counts.Step()) {
      out.events = static_cast<std::uint64_t>(counts.Int(0));
      out.pending = static_cast<std::uint64_t>(counts.Int(1));
      out.unindexed = static_cast<std::uint64_t>(counts.Int(2));
      out.first_seen = counts.MaybeAt(3);
      out.last_seen = counts.MaybeAt(4);
    }
    return out;
  });
}

Result<std::vector<SourceState>> Reader::States() const {
  return Guard([&]() -> Result<std::vector<SourceState>> {
    std::vector<SourceState> out;
    Query query(*impl_->sql,
                "SELECT source, etag, last_modified, cursor, content_hash, redirect_to, redirect_seen, failures, last_class, "
                "last_message, last_fetch, last_good, last_new, next_due, answers FROM source_state ORDER BY source");
    while (query.Step()) {
      SourceState state;
      state.source = query.Text(0);
      state.etag = query.Text(1);
      state.last_modified = query.Text(2);
      state.cursor = query.Text(3);
      state.content_hash = query.Text(4);
      state.redirect_to = query.Text(5);
      state.redirect_seen = static_cast<std::uint32_t>(query.Int(6));
      state.failures = static_cast<std::uint32_t>(query.Int(7));
      state.last_class = ParseFetchClass(query.Text(8)).value_or(FetchClass::kOk);
      state.last_message = query.Text(9);
      state.last_fetch = query.MaybeAt(10);
      state.last_good = query.MaybeAt(11);
      state.last_new = query.MaybeAt(12);
      state.next_due = query.MaybeAt(13);
      state.answers = DecodeAnswers(query.Text(14));
      out.push_back(std::move(state));
    }
    return out;
  });
}

}  // namespace dateline::store
