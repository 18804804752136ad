// What texts say of how an entity stands to others.
#include "store/codec.h"
#include "store/reader_impl.h"

#include <limits>

namespace dateline::store {

Result<std::vector<RelationRow>> Reader::Relations(std::string_view entity, const When& when, std::size_t limit) const {
  return Guard([&]() -> Result<std::vector<RelationRow>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    std::vector<RelationRow> out;
    Query query(sql, "SELECT x.body, x.seen, d.id FROM relation x JOIN revision r ON r.id = x.revision_id JOIN document d ON d.id = r.document_id "
                     "WHERE (x.from_entity = ?1 OR x.to_entity = ?1) AND x.seen <= ?2 AND NOT EXISTS (SELECT 1 FROM retraction t WHERE "
                     "t.kind = 2 AND t.item = x.id AND t.withdrawn IS NULL) ORDER BY x.seen, x.key LIMIT ?3");
    query << entity << when.as_of.value_or(Instant::max())
          << (limit == 0 ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(limit));
    while (query.Step()) {
      RelationRow row;
      row.relation = DecodeRelation(query.Text(0));
      row.seen = query.At(1);
      const Span span = row.relation.evidence;
      row.handle = "d" + std::to_string(query.Int(2)) + ":" + std::to_string(span.begin) + "-" + std::to_string(span.end);
      out.push_back(std::move(row));
    }
    return out;
  });
}

}  // namespace dateline::store
