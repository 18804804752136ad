// Events: SQL finds a superset through indexes, the one matcher of model/ decides.
//
// Without `as_of` the projected rows answer; with it the blocks that could hold a match are folded again from truth
// up to that moment.
#include <algorithm>
#include <set>

#include "store/codec.h"
#include "store/judgement.h"
#include "store/projection.h"
#include "store/reader_impl.h"

namespace dateline::store {
namespace {

// A condition on event rows that every match fulfils, with the values to bind.
struct Superset {
  std::string where = "1";
  std::vector<std::string> texts;

  void AnyOf(const std::string& column, const std::vector<std::string>& values) {
    where += " AND " + column + " IN (";
    for (std::size_t i = 0; i < values.size(); ++i) where += i == 0 ? "?" : ",?";
    where += ")";
    texts.insert(texts.end(), values.begin(), values.end());
  }
};

bool HasGlob(std::string_view value) { return value.find_first_of("*?[") != std::string_view::npos; }

void NarrowByEntity(Superset& superset, const std::vector<std::string>& kinds, const FilterTerm& term) {
  std::vector<std::string> ids;
  for (std::string value : term.values) {
    if (term.field == "role") value.erase(0, value.find('=') + 1);
    const std::vector<std::string> meant = EntityIds(kinds, value);
    if (meant.empty()) return;
    ids.insert(ids.end(), meant.begin(), meant.end());
  }
  superset.where += " AND e.id IN (SELECT event_id FROM event_entity WHERE 1";
  superset.AnyOf("entity", ids);
  superset.where += ")";
}

// "rule.*" narrows to types that begin with "rule."; a glob could reach into the subtype, so only the part before
// the first star or slash is used.
void NarrowByType(Superset& superset, const FilterTerm& term) {
  std::string any;
  std::vector<std::string> texts;
  for (const std::string& value : term.values) {
    const std::string head = value.substr(0, value.find_first_of("*/"));
    if (head.find_first_of("?[") != std::string::npos) return;
    any += any.empty() ? "" : " OR ";
    any += value.find('*') < value.find('/') ? "substr(e.type, 1, length(?)) = ?" : "e.type = ?";
    texts.push_back(head);
    if (value.find('*') < value.find('/')) texts.push_back(head);
  }
  superset.where += " AND (" + any + ")";
  superset.texts.insert(superset.texts.end(), texts.begin(), texts.end());
}

void NarrowByDate(Superset& superset, const FilterTerm& term) {
  const auto bound = ParseEdtf(term.values.front());
  if (!bound) return;
  const auto& day = term.field == "from" ? bound->lo : bound->hi;
  if (!day) return;
  superset.where += term.field == "from" ? " AND e.hi > " : " AND e.lo < ";
  superset.where += std::to_string(day->time_since_epoch().count());
}

// Dates narrow only the projected rows: at an earlier moment the same block may have been dated otherwise.
Superset SupersetOf(Sql& sql, const Filter& filter, bool dates) {
  Superset superset;
  std::vector<std::string> kinds;
  for (const FilterTerm& term : filter.terms) {
    if (term.negated || term.values.empty()) continue;
    if (term.field == "entity" || term.field == "role") {
      if (kinds.empty()) kinds = EntityKinds(sql);
      NarrowByEntity(superset, kinds, term);
    } else if (term.field == "type") {
      NarrowByType(superset, term);
    } else if (dates && (term.field == "from" || term.field == "to")) {
      NarrowByDate(superset, term);
    }
  }
  return superset;
}

SQLite::Statement Prepare(Sql& sql, const std::string& select, const Superset& superset) {
  SQLite::Statement statement(sql.db(), select + " WHERE " + superset.where);
  int at = 0;
  for (const std::string& text : superset.texts) statement.bind(++at, text);
  return statement;
}

bool NeedsClaims(const Filter& filter) {
  return std::ranges::any_of(filter.terms, [](const FilterTerm& term) {
    return term.field == "source" || term.field == "owner" || term.field == "class" || term.field == "language" || term.field == "text";
  });
}

Day DayOfQuestion(const When& when) {
  if (when.on) return *when.on;
  return std::chrono::floor<std::chrono::days>(when.as_of.value_or(when.now));
}

std::vector<std::string> EntitiesOf(Sql& sql, std::int64_t row) {
  std::vector<std::string> out;
  Query query(sql, "SELECT entity FROM event_entity WHERE event_id = ? AND part = 1");
  query << row;
  while (query.Step()) out.push_back(query.Text(0));
  return out;
}

std::vector<const Claim*> Pointers(const std::vector<Claim>& claims) {
  std::vector<const Claim*> out;
  for (const Claim& claim : claims) out.push_back(&claim);
  return out;
}

Key KeyFrom(const SQLite::Column& column) {
  Key key;
  const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
  if (bytes != nullptr && static_cast<std::size_t>(column.getBytes()) == key.bytes.size()) std::copy_n(bytes, key.bytes.size(), key.bytes.begin());
  return key;
}

FoundEvent FromRow(Sql& sql, std::int64_t row, Event event, const Key& deciding, const When& when, bool claims) {
  DateByHappening(sql, event, when);
  FoundEvent found{ToldOn(std::move(event), DayOfQuestion(when)), deciding, false, {}};
  if (claims) {
    found.claims = LoadEvidence(sql, row);
    std::erase_if(found.claims, [](const Claim& claim) { return claim.retracted.has_value(); });
  }
  return found;
}

// Whether days that hang on other events are looked up.
enum class Offsets : std::uint8_t { kResolve, kLeaveOut };

std::vector<FoundEvent> FindNow(Sql& sql, const Filter& filter, const When& when, bool claims, Offsets offsets) {
  struct Row {
    std::int64_t id;
    Event event;
    Key deciding;
  };
  std::vector<Row> rows;
  {
    auto statement = Prepare(sql, "SELECT e.id, e.body, e.deciding FROM event e", SupersetOf(sql, filter, true));
    while (statement.executeStep()) {
      rows.push_back({statement.getColumn(0).getInt64(), DecodeEvent(statement.getColumn(1).getString()), KeyFrom(statement.getColumn(2))});
    }
  }
  const bool context_of_claims = NeedsClaims(filter);
  std::vector<FoundEvent> out;
  for (Row& row : rows) {
    if (offsets == Offsets::kLeaveOut && !row.event.date.known()) continue;
    FoundEvent found = FromRow(sql, row.id, std::move(row.event), row.deciding, when, claims || context_of_claims);
    FilterContext context = ContextOf(Pointers(found.claims), std::nullopt);
    context.entities = EntitiesOf(sql, row.id);
    if (Matches(filter, found.event, context)) out.push_back(std::move(found));
  }
  return out;
}

FoundEvent FromFold(Sql& sql, const FoldedEvent& folded, const When& when) {
  Event event = folded.event;
  DateByHappening(sql, event, when);
  FoundEvent found{ToldOn(std::move(event), DayOfQuestion(when)), folded.deciding->key, folded.assumed, {}};
  for (const Claim* claim : folded.claims) {
    if (!claim->retracted || *claim->retracted > *when.as_of) found.claims.push_back(*claim);
  }
  return found;
}

std::vector<FoundEvent> FindThen(Sql& sql, const Filter& filter, const When& when, Offsets offsets) {
  std::set<std::int64_t> blocks;
  {
    Superset superset = SupersetOf(sql, filter, false);
    // Before an analyst corrected it, an event had other types and parties than its row.
    superset.where = "(" + superset.where + ") OR e.block IN (SELECT block FROM judgement)";
    auto statement = Prepare(sql, "SELECT DISTINCT e.block FROM event e", superset);
    while (statement.executeStep()) blocks.insert(statement.getColumn(0).getInt64());
  }
  std::vector<FoundEvent> out;
  for (const std::int64_t block : blocks) {
    const std::vector<Claim> claims = LoadBlock(sql, block);
    const Folded all = FoldJudged(sql, block, claims, when.as_of);
    for (const FoldedEvent& folded : all.events) {
      if (offsets == Offsets::kLeaveOut && !folded.event.date.known()) continue;
      FoundEvent found = FromFold(sql, folded, when);
      FilterContext context = ContextOf(folded.claims, when.as_of);
      context.entities = NamedBeside(folded);
      if (Matches(filter, found.event, context)) out.push_back(std::move(found));
    }
  }
  return out;
}

// Undated events come after those whose bounds are known.
std::tuple<std::int64_t, int, std::string_view> SortKey(const Event& event) {
  constexpr std::int64_t kNever = std::int64_t{1} << 40;
  const std::int64_t day = event.date.lo ? event.date.lo->time_since_epoch().count() : event.date.hi ? event.date.hi->time_since_epoch().count() : kNever;
  return {day, -static_cast<int>(event.date.precision), event.id};
}

// Where an id or a former id lives now.
struct Place {
  std::int64_t row = 0;
  std::int64_t block = 0;
  std::optional<Key> assertion;  // for a former id: what it was founded on
};

std::optional<Place> PlaceOf(Sql& sql, std::string_view id) {
  {
    Query direct(sql, "SELECT id, block FROM event WHERE eid = ?");
    direct << id;
    if (direct.Step()) return Place{direct.Int(0), direct.Int(1), std::nullopt};
  }
  Query alias(sql, "SELECT e.id, e.block, l.assertion FROM event_alias l JOIN assertion a ON a.key = l.assertion "
                   "JOIN evidence v ON v.assertion_id = a.id JOIN event e ON e.id = v.event_id WHERE l.alias = ?");
  alias << id;
  if (alias.Step()) return Place{alias.Int(0), alias.Int(1), alias.KeyAt(2)};
  return std::nullopt;
}

std::optional<Key> FirstEvidence(Sql& sql, std::int64_t row) {
  Query query(sql, "SELECT a.key FROM evidence e JOIN assertion a ON a.id = e.assertion_id WHERE e.event_id = ? ORDER BY a.seen, a.key LIMIT 1");
  query << row;
  if (!query.Step()) return std::nullopt;
  return query.KeyAt(0);
}

std::optional<FoundEvent> FindThere(Sql& sql, const Place& place, std::string_view id, const When& when) {
  const std::vector<Claim> claims = LoadBlock(sql, place.block);
  const Folded folded = FoldJudged(sql, place.block, claims, when.as_of);
  const auto founder = place.assertion ? place.assertion : FirstEvidence(sql, place.row);
  const FoldedEvent* by_claim = nullptr;
  for (const FoldedEvent& event : folded.events) {
    if (event.event.id == id) return FromFold(sql, event, when);
    const bool holds = founder && std::ranges::any_of(event.claims, [&](const Claim* claim) { return claim->key == *founder; });
    if (holds) by_claim = &event;
  }
  if (by_claim == nullptr) return std::nullopt;
  return FromFold(sql, *by_claim, when);
}

}  // namespace

std::vector<std::string> EntityKinds(Sql& sql) {
  std::vector<std::string> kinds;
  std::string past;
  // One seek a kind: the smallest entity after everything that begins with the kind before ('/' follows '.').
  while (true) {
    Query query(sql, "SELECT min(entity) FROM event_entity WHERE entity > ?");
    query << past;
    if (!query.Step() || query.IsNull(0)) return kinds;
    const std::string entity = query.Text(0);
    const std::size_t dot = entity.find('.');
    if (dot == std::string::npos) {
      past = entity;
      kinds.push_back(entity);
    } else {
      kinds.push_back(entity.substr(0, dot + 1));
      past = entity.substr(0, dot) + '/';
    }
  }
}

std::vector<std::string> EntityIds(const std::vector<std::string>& kinds, const std::string& value) {
  if (HasGlob(value)) return {};
  std::vector<std::string> ids{value};
  for (const std::string& kind : kinds) ids.push_back(kind + value);
  return ids;
}

std::vector<FoundEvent> FindEvents(Sql& sql, const Filter& filter, const When& when, bool claims) {
  std::vector<FoundEvent> found = when.as_of ? FindThen(sql, filter, when, Offsets::kResolve) : FindNow(sql, filter, when, claims, Offsets::kResolve);
  std::ranges::sort(found, [](const FoundEvent& a, const FoundEvent& b) { return SortKey(a.event) < SortKey(b.event); });
  return found;
}

std::vector<FoundEvent> FindDatedEvents(Sql& sql, const Filter& filter, const When& when) {
  return when.as_of ? FindThen(sql, filter, when, Offsets::kLeaveOut) : FindNow(sql, filter, when, false, Offsets::kLeaveOut);
}

std::optional<FoundEvent> FindEvent(Sql& sql, std::string_view id_or_alias, const When& when, bool claims) {
  const auto place = PlaceOf(sql, id_or_alias);
  if (!place) return std::nullopt;
  if (when.as_of) return FindThere(sql, *place, id_or_alias, when);
  std::string body;
  Key deciding;
  {
    Query query(sql, "SELECT body, deciding FROM event WHERE id = ?");
    query << place->row;
    if (!query.Step()) return std::nullopt;
    body = query.Text(0);
    deciding = query.KeyAt(1);
  }
  return FromRow(sql, place->row, DecodeEvent(body), deciding, when, claims);
}

EventRow RowOf(Sql& sql, FoundEvent found, bool evidence) {
  EventRow row{std::move(found.event), {}, found.reconstructed};
  if (!evidence) return row;
  // What decided stands first, the rest in the order in which it became known.
  std::ranges::stable_partition(found.claims, [&](const Claim& claim) { return claim.key == found.deciding; });
  for (const Claim& claim : found.claims) row.evidence.push_back(EvidenceOf(sql, claim));
  return row;
}

Result<std::vector<EventRow>> Reader::Events(const Filter& filter, const When& when, bool evidence, std::size_t limit) const {
  return Guard([&]() -> Result<std::vector<EventRow>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    std::vector<EventRow> rows;
    for (FoundEvent& found : FindEvents(sql, filter, when, false)) {
      if (limit != 0 && rows.size() >= limit) break;
      if (evidence && found.claims.empty()) {
        if (auto again = FindEvent(sql, found.event.id, when, true)) found.claims = std::move(again->claims);
      }
      rows.push_back(RowOf(sql, std::move(found), evidence));
    }
    return rows;
  });
}

Result<std::optional<EventRow>> Reader::EventById(std::string_view id_or_alias, const When& when) const {
  return Guard([&]() -> Result<std::optional<EventRow>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    auto found = FindEvent(sql, id_or_alias, when, true);
    if (!found) return std::nullopt;
    return RowOf(sql, std::move(*found), true);
  });
}

}  // namespace dateline::store
