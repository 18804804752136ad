// A text of truth and projections by which two stores can be compared: sorted by content keys, without row numbers,
// without what depends on the order of arrival (alerts, aliases, attempts, commit times).
#include <array>
#include <string_view>

#include "store/reader_impl.h"

namespace dateline::store {
namespace {

// Each yields one column: the line. Ordered by it, so that equal content gives equal lines in equal order.
constexpr std::array<std::string_view, 13> kSections{
    "SELECT 'source ' || code || ' owner=' || owner || ' class=' || class FROM source ORDER BY 1",
    "SELECT 'document ' || lower(hex(d.key)) || ' source=' || s.code || ' url=' || d.url FROM document d JOIN source s ON s.id = d.source_id ORDER BY 1",
    "SELECT 'name ' || n.name || ' document=' || lower(hex(d.key)) FROM document_name n JOIN document d ON d.id = n.document_id ORDER BY 1",
    "SELECT 'revision ' || lower(hex(r.key)) || ' document=' || lower(hex(d.key)) || ' seen=' || r.seen || ' assumed=' || r.seen_assumed || ' state=' || r.state || "
    "' text=' || lower(hex(r.text_key)) || ' rules=' || r.rules || ' meta=' || t.meta FROM revision r JOIN document d ON d.id = r.document_id JOIN text t ON t.revision_id = r.id ORDER BY 1",
    "SELECT 'assertion ' || lower(hex(a.key)) || ' revision=' || lower(hex(r.key)) || ' seen=' || a.seen || ' block=' || a.block || ' ' || a.body "
    "FROM assertion a JOIN revision r ON r.id = a.revision_id ORDER BY 1",
    "SELECT 'statement ' || lower(hex(s.key)) || ' seen=' || s.seen || ' ' || s.body FROM statement s ORDER BY 1",
    "SELECT 'relation ' || lower(hex(key)) || ' seen=' || seen || ' ' || body FROM relation ORDER BY 1",
    "SELECT 'retraction ' || x.kind || ' ' || lower(hex(coalesce(a.key, s.key, x''))) || ' by=' || lower(hex(r.key)) || ' seen=' || x.seen || ' ' || x.reason "
    "FROM retraction x JOIN revision r ON r.id = x.by_revision LEFT JOIN assertion a ON x.kind = 0 AND a.id = x.item "
    "LEFT JOIN statement s ON x.kind = 1 AND s.id = x.item WHERE x.withdrawn IS NULL ORDER BY 1",
    "SELECT 'judgement ' || lower(hex(assertion)) || ' at=' || at || ' undone=' || coalesce(undone, '') || ' ' || who || ' ' || reason || ' ' || body FROM judgement ORDER BY 1",
    "SELECT 'event ' || e.eid || ' block=' || e.block || ' deciding=' || lower(hex(e.deciding)) || ' assumed=' || e.assumed || ' ' || e.body || ' entities=' || "
    "coalesce((SELECT group_concat(n.entity || ':' || n.part) FROM (SELECT entity, part FROM event_entity WHERE event_id = e.id ORDER BY entity) n), '') FROM event e ORDER BY 1",
    "SELECT 'history ' || e.eid || ' from=' || h.known_from || ' to=' || h.known_to || ' ' || h.body FROM event_history h JOIN event e ON e.id = h.event_id ORDER BY 1",
    "SELECT 'evidence ' || e.eid || ' ' || lower(hex(a.key)) FROM evidence v JOIN event e ON e.id = v.event_id JOIN assertion a ON a.id = v.assertion_id ORDER BY 1",
    "SELECT 'edge ' || f.eid || ' ' || g.type || ' ' || t.eid FROM event_edge g JOIN event f ON f.id = g.from_event JOIN event t ON t.id = g.to_event ORDER BY 1",
};

}  // namespace

Status Reader::Dump(const std::function<void(std::string_view line)>& line) const {
  return Guard([&]() -> Status {
    const Snapshot snapshot(*impl_->sql);
    for (const std::string_view section : kSections) {
      Query query(*impl_->sql, section);
      while (query.Step()) line(query.Text(0));
    }
    return {};
  });
}

}  // namespace dateline::store
