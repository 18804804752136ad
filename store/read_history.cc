// What was read before, revision by revision: for reading it again with other rules.
#include <algorithm>

#include "store/codec.h"
#include "store/reader_impl.h"

namespace dateline::store {
Result<std::vector<PastRevision>> Reader::Past(std::int64_t after, std::size_t items, std::size_t bytes) const {
  return Guard([&]() -> Result<std::vector<PastRevision>> {
    std::vector<PastRevision> out;
    std::size_t taken = 0;
    Query query(*impl_->sql, "SELECT r.id, r.document_id, r.key, r.rules, t.title, t.body, t.meta, s.code FROM revision r JOIN text t ON t.revision_id = r.id "
                             "JOIN document d ON d.id = r.document_id JOIN source s ON s.id = d.source_id WHERE r.state = 1 AND r.id > ? ORDER BY r.id LIMIT ?");
    query << after << static_cast<std::int64_t>(std::min<std::size_t>(items, 1u << 20));
    while (query.Step()) {
      PastRevision past;
      past.number = query.Int(0);
      past.document_number = query.Int(1);
      past.revision = query.KeyAt(2);
      past.rules = query.Text(3);
      past.document = DecodeMeta(query.Text(6));
      past.document.source = query.Text(7);
      past.document.title = query.Text(4);
      past.document.text = query.Text(5);
      taken += past.document.text.size();
      if (!out.empty() && taken > bytes) break;
      out.push_back(std::move(past));
    }
    return out;
  });
}

Result<PastReading> Reader::ReadingOf(std::int64_t number) const {
  return Guard([&]() -> Result<PastReading> {
    PastReading out;
    // Taken back by a reading of the same revision; what a later revision replaced was read all the same.
    Query claims(*impl_->sql, "SELECT a.key, a.body, coalesce(e.eid, '') FROM assertion a LEFT JOIN evidence v ON v.assertion_id = a.id "
                              "LEFT JOIN event e ON e.id = v.event_id WHERE a.revision_id = ? AND NOT EXISTS (SELECT 1 FROM retraction x WHERE "
                              "x.kind = 0 AND x.item = a.id AND x.by_revision = a.revision_id AND x.withdrawn IS NULL) ORDER BY a.id");
    claims << number;
    while (claims.Step()) out.claims.push_back({claims.KeyAt(0), DecodeAssertion(claims.Text(1)).assertion, claims.Text(2)});
    Query statements(*impl_->sql, "SELECT a.key, a.body FROM statement a WHERE a.revision_id = ? AND NOT EXISTS (SELECT 1 FROM retraction x WHERE "
                                  "x.kind = 1 AND x.item = a.id AND x.by_revision = a.revision_id AND x.withdrawn IS NULL) ORDER BY a.id");
    statements << number;
    while (statements.Step()) out.statements.emplace_back(statements.KeyAt(0), DecodeStatement(statements.Text(1)).statement);
    return out;
  });
}

Result<std::uint64_t> Reader::PastCount(std::string_view other_than) const {
  return Guard([&]() -> Result<std::uint64_t> {
    Query query(*impl_->sql, "SELECT count(*) FROM revision WHERE state = 1 AND rules <> ?");
    query << other_than;
    return query.Step() ? static_cast<std::uint64_t>(query.Int(0)) : 0;
  });
}

}  // namespace dateline::store
